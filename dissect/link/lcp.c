/* lcp.c: how PPP opens, tests and closes a link (RFC 1661, 5). */
#include "dissect/link/control_protocol.h"

enum { LCP, MAGIC, DATA };
enum { ECHO_REQUEST = 9, DISCARD_REQUEST = 11 };

static const struct field lcp_fields[] = {
	[LCP] = F("lcp", "PPP Link Control Protocol", FT_PROTOCOL, BASE_NONE),
	[MAGIC] = F("lcp.magic_number", "Magic Number", FT_UINT32, BASE_HEX),
	[DATA] = F("lcp.data", "Data", FT_BYTES, BASE_NONE),
};

static void lcp_tree(struct tree *t, const struct layer *l)
{
	unsigned code = slice_u8(l->data, 0), length = slice_u16(l->data, 2);
	ppp_control_tree(t, l);
	if (code < ECHO_REQUEST || code > DISCARD_REQUEST || length < 8)
		return;
	put(t, MAGIC, 4, 4);
	if (length > 8)
		put(t, DATA, 8, length - 8);
}

static const struct next_link lcp_on[] = { { NEXT_PPP, 0xc021 } };

const struct protocol protocol_lcp = {
	.name = "lcp",
	.column = "PPP LCP",
	FIELDS(lcp_fields),
	ON(lcp_on),
	.borrows = "ppp",
	.dissect = ppp_control_dissect,
	.fields_of = lcp_tree,
	.info = ppp_control_info,
};
