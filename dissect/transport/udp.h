/* udp.h: what the UDP dissector found, for the tracker. */
#ifndef PEEL_DISSECT_UDP_H
#define PEEL_DISSECT_UDP_H

#include "dissect/dissection.h"

/* fact[0] of a udp or udplite layer. */
enum udp_facts {
	UDP_FACT_STREAM = 1, /* the header is whole and its length believable: it counts in its stream */
	UDP_FACT_EMPTY = 2,  /* no payload: no times either */
	UDP_FACT_LITE = 4,   /* UDP-Lite (RFC 3828) */
	UDP_FACT_JUMBO = 8,  /* length 0 over IPv6: as long as the packet (RFC 2675) */
	UDP_FACT_LONG = 16,  /* length field beyond the packet's end */
	UDP_FACT_SHORT = 32, /* length field below 8 */
	UDP_FACT_FRAGMENT = 128, /* of a datagram that was not put together */
	UDP_FACT_BAD_COVERAGE = 64, /* checksum coverage below 8 or beyond the end */
};
enum { UDP_HEADER_BYTES = 8, IP_PROTO_UDPLITE = 136 };

struct buf;
struct column;
struct record;
struct tree;

/* The parts that UDP-Lite has in common with UDP. The rows are UDP's. */
bool udp_whole_header(struct layer *l);
void udp_hand_on(struct dissection *d, struct layer *l);
void udp_put_ports(struct tree *t);
void udp_put_rest(struct tree *t, const struct layer *l);
/* The checksum was to be verified, and is wrong. */
bool udp_checksum_is_bad(const struct dissection *d, const struct layer *l);
void udp_info(struct column *c, const struct dissection *d, const struct layer *l);
void udp_label(struct buf *b, const struct tree *t, const struct record *r);

#endif
