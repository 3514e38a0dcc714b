/* ipv6cp.c: how PPP agrees on IPv6 (RFC 5072). */
#include "dissect/link/control_protocol.h"

static const struct field ipv6cp_fields[] = {
	F("ipv6cp", "PPP IPv6 Control Protocol", FT_PROTOCOL, BASE_NONE),
};

static const struct next_link ipv6cp_on[] = { { NEXT_PPP, 0x8057 } };

const struct protocol protocol_ipv6cp = {
	.name = "ipv6cp",
	.column = "PPP IPV6CP",
	FIELDS(ipv6cp_fields),
	ON(ipv6cp_on),
	.borrows = "ppp",
	.dissect = ppp_control_dissect,
	.fields_of = ppp_control_tree,
	.info = ppp_control_info,
};
