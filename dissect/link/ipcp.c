/* ipcp.c: how PPP agrees on IPv4 (RFC 1332). */
#include "dissect/link/control_protocol.h"

static const struct field ipcp_fields[] = {
	F("ipcp", "PPP IP Control Protocol", FT_PROTOCOL, BASE_NONE),
};

static const struct next_link ipcp_on[] = { { NEXT_PPP, 0x8021 } };

const struct protocol protocol_ipcp = {
	.name = "ipcp",
	.column = "PPP IPCP",
	FIELDS(ipcp_fields),
	ON(ipcp_on),
	.borrows = "ppp",
	.dissect = ppp_control_dissect,
	.fields_of = ppp_control_tree,
	.info = ppp_control_info,
};
