/* ieee8021ad.c: the service tag of provider bridges (IEEE 802.1ad) in front of a VLAN tag or a payload. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/trailer.h"

enum { IEEE8021AD, PRIORITY, DEI, ID, ETYPE, TRAILER };

static void ad_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "IEEE 802.1ad, ID: ");
	fmt_uint(b, slice_u16(t->d->layer[r->layer].data, 0) & 0xfff);
}

static const struct field ad_fields[] = {
	[IEEE8021AD] = F("ieee8021ad", "IEEE 802.1ad", FT_PROTOCOL, BASE_NONE, .label = ad_label),
	[PRIORITY] = F("ieee8021ad.priority", "Priority", FT_UINT16, BASE_DEC, .off = 0, .size = 1, .mask = 0xe0, .digits = 16,
			.flags = F_HIGH),
	[DEI] = F("ieee8021ad.dei", "DEI", FT_UINT16, BASE_DEC, .off = 0, .size = 1, .mask = 0x10, .digits = 16, .flags = F_HIGH),
	[ID] = F("ieee8021ad.id", "ID", FT_UINT16, BASE_DEC, .off = 0, .size = 2, .mask = 0x0fff),
	[ETYPE] = F("ieee8021ah.etype", "Type", FT_UINT16, BASE_HEX, .off = 2, .size = 2, .vals = &ethertype_names),
	[TRAILER] = F("ieee8021ah.trailer", "Trailer", FT_BYTES, BASE_NONE),
};

static void ad_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len < 4 ? l->data.len : 4;
	if (!layer_header(l, 4))
		return;
	l->path = "ieee8021ad:ethertype";
	next_value(d, l, NEXT_ETHERTYPE, slice_u16(l->data, 2), l->payload);
}

static void ad_tree(struct tree *t, const struct layer *l)
{
	put_rows(t, PRIORITY, ETYPE, 0);
	if (!tree_ended(t))
		put_trailer(t, l, 4 + layer_used(t->d, l), TRAILER, FCS_NONE);
}

static void ad_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned tci = slice_u16(l->data, 0);
	(void)d;
	buf_lit(&c->info, "PRI: ");
	fmt_uint(&c->info, tci >> 13);
	buf_lit(&c->info, "  DEI: ");
	fmt_uint(&c->info, tci >> 12 & 1);
	buf_lit(&c->info, "  ID: ");
	fmt_uint(&c->info, tci & 0xfff);
}

static const struct next_link ad_on[] = { { NEXT_ETHERTYPE, 0x88a8 } };

const struct protocol protocol_ieee8021ad = {
	.name = "ieee8021ad",
	.column = "802.1ad",
	.short_name = "IEEE 802.1AD",
	FIELDS(ad_fields),
	ON(ad_on),
	.borrows = "eth",
	.dissect = ad_dissect,
	.fields_of = ad_tree,
	.info = ad_info,
};
