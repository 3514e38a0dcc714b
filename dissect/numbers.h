/* numbers.h: number registries that several protocols share. */
#ifndef PEEL_DISSECT_NUMBERS_H
#define PEEL_DISSECT_NUMBERS_H

#include "dissect/field.h"

extern const struct value_table ethertype_names;      /* IEEE 802 Numbers */
extern const struct value_table ip_proto_names;       /* IANA protocol numbers */
extern const struct value_table dscp_names;           /* RFC 2474, 2597, 3246 */
extern const struct value_table dscp_short_names;     /* "CS0" */
extern const struct value_table ecn_names;            /* RFC 3168 */
extern const struct value_table ecn_short_names;      /* "Not-ECT" */
extern const struct value_table address_family_names; /* IANA */
extern const struct value_table hardware_names;       /* IANA ARP hardware types */

enum {
	ETHERTYPE_IPV4 = 0x0800,
	ETHERTYPE_ARP = 0x0806,
	ETHERTYPE_RARP = 0x8035,
	ETHERTYPE_VLAN = 0x8100,
	ETHERTYPE_IPV6 = 0x86dd,
	ETHERTYPE_TEB = 0x6558, /* transparent Ethernet bridging: a frame inside */
};
enum { IP_PROTO_ICMP = 1, IP_PROTO_TCP = 6, IP_PROTO_UDP = 17, IP_PROTO_ICMPV6 = 58 };

#endif
