/* control_protocol.c: the header that PPP's control protocols share; options are left as they are. */
#include "dissect/link/control_protocol.h"

/* The rows that ppp.c lends. */
enum { PPP_CODE = 5, PPP_IDENTIFIER, PPP_LENGTH };

static const struct value_table codes = VALUES(
	{ 0, "Vendor Specific" }, { 1, "Configuration Request" }, { 2, "Configuration Ack" }, { 3, "Configuration Nak" },
	{ 4, "Configuration Reject" }, { 5, "Termination Request" }, { 6, "Termination Ack" }, { 7, "Code Reject" },
	{ 8, "Protocol Reject" }, { 9, "Echo Request" }, { 10, "Echo Reply" }, { 11, "Discard Request" },
	{ 12, "Identification" }, { 13, "Time Remaining" });

void ppp_control_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	if (layer_header(l, 4) && slice_u16(l->data, 2) < l->data.len)
		l->tree_len = slice_u16(l->data, 2);
}

void ppp_control_tree(struct tree *t, const struct layer *l)
{
	(void)l;
	if (!tree_borrow(t))
		return;
	put(t, PPP_CODE, 0, 1);
	put(t, PPP_IDENTIFIER, 1, 1);
	put(t, PPP_LENGTH, 2, 2);
	tree_give_back(t);
}

void ppp_control_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&codes, slice_u8(l->data, 0));
	(void)d;
	buf_str(&c->info, name ? name : "Unknown");
}
