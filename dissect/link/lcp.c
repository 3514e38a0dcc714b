/* lcp.c: the header that PPP's control protocols share (RFC 1661, 5); options are left as they are. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*   0      1    2        4
 *  +------+----+--------+------
 *  | code | id | length | data
 *  +------+----+--------+------ */
enum { LCP, MAGIC, DATA };
/* The rows that ppp.c lends. */
enum { PPP_CODE = 5, PPP_IDENTIFIER, PPP_LENGTH };
enum { ECHO_REQUEST = 9, DISCARD_REQUEST = 11 };

static const struct value_table codes = VALUES(
	{ 0, "Vendor Specific" }, { 1, "Configuration Request" }, { 2, "Configuration Ack" }, { 3, "Configuration Nak" },
	{ 4, "Configuration Reject" }, { 5, "Termination Request" }, { 6, "Termination Ack" }, { 7, "Code Reject" },
	{ 8, "Protocol Reject" }, { 9, "Echo Request" }, { 10, "Echo Reply" }, { 11, "Discard Request" },
	{ 12, "Identification" }, { 13, "Time Remaining" });

static const struct field lcp_fields[] = {
	[LCP] = F("lcp", "PPP Link Control Protocol", FT_PROTOCOL, BASE_NONE),
	[MAGIC] = F("lcp.magic_number", "Magic Number", FT_UINT32, BASE_HEX),
	[DATA] = F("lcp.data", "Data", FT_BYTES, BASE_NONE),
};

static void control_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	if (layer_header(l, 4) && slice_u16(l->data, 2) < l->data.len)
		l->tree_len = slice_u16(l->data, 2);
}

static void lcp_tree(struct tree *t, const struct layer *l)
{
	unsigned code = slice_u8(l->data, 0), length = slice_u16(l->data, 2);
	if (tree_borrow(t)) {
		put(t, PPP_CODE, 0, 1);
		put(t, PPP_IDENTIFIER, 1, 1);
		put(t, PPP_LENGTH, 2, 2);
		tree_give_back(t);
	}
	if (code < ECHO_REQUEST || code > DISCARD_REQUEST || length < 8)
		return;
	put(t, MAGIC, 4, 4);
	if (length > 8)
		put(t, DATA, 8, length - 8);
}

static void lcp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&codes, slice_u8(l->data, 0));
	(void)d;
	buf_str(&c->info, name ? name : "Unknown");
}

static const struct next_link lcp_on[] = { { NEXT_PPP, 0xc021 } };

const struct protocol protocol_lcp = {
	.name = "lcp",
	.column = "PPP LCP",
	FIELDS(lcp_fields),
	ON(lcp_on),
	.borrows = "ppp",
	.dissect = control_dissect,
	.fields_of = lcp_tree,
	.info = lcp_info,
};
