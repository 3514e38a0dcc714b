/* mdns.c: multicast DNS (RFC 6762): DNS messages, whose rows they are, with two bits of the class for its own. */
#include "dissect/application/name_service.h"
#include "dissect/tree.h"

static void mdns_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Multicast Domain Name System ");
	buf_str(b, slice_u8(t->d->layer[r->layer].data, 2) & 0x80 ? "(response)" : "(query)");
}

static const struct field mdns_fields[] = {
	F("mdns", "Multicast Domain Name System", FT_PROTOCOL, BASE_NONE, .label = mdns_label),
};

static void mdns_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	name_dissect(l, SERVICE_MDNS, false);
}

static void mdns_tree(struct tree *t, const struct layer *l)
{
	if (tree_borrow(t))
		name_tree(t, l);
	tree_give_back(t);
}

static const struct next_link mdns_on[] = { { NEXT_UDP_PORT, 5353 } };

const struct protocol protocol_mdns = {
	.name = "mdns",
	.column = "MDNS",
	.short_name = "mDNS",
	FIELDS(mdns_fields),
	ON(mdns_on),
	.borrows = "dns",
	.dissect = mdns_dissect,
	.fields_of = mdns_tree,
	.info = name_info,
};
