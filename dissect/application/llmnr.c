/* llmnr.c: Link-Local Multicast Name Resolution (RFC 4795): DNS messages, whose rows they are, with flags of its own. */
#include "dissect/application/name_service.h"
#include "dissect/tree.h"

static void llmnr_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Link-local Multicast Name Resolution ");
	buf_str(b, slice_u8(t->d->layer[r->layer].data, 2) & 0x80 ? "(response)" : "(query)");
}

static const struct field llmnr_fields[] = {
	F("llmnr", "Link-local Multicast Name Resolution", FT_PROTOCOL, BASE_NONE, .label = llmnr_label),
};

static void llmnr_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	name_dissect(l, SERVICE_LLMNR, false);
}

static void llmnr_tree(struct tree *t, const struct layer *l)
{
	if (tree_borrow(t))
		name_tree(t, l);
	tree_give_back(t);
}

static const struct next_link llmnr_on[] = { { NEXT_UDP_PORT, 5355 } };

const struct protocol protocol_llmnr = {
	.name = "llmnr",
	.column = "LLMNR",
	FIELDS(llmnr_fields),
	ON(llmnr_on),
	.borrows = "dns",
	.dissect = llmnr_dissect,
	.fields_of = llmnr_tree,
	.info = name_info,
};
