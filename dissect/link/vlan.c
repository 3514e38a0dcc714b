/* vlan.c: IEEE 802.1Q tags, and tags in tags under 0x9100. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/trailer.h"

/*   0                        2                 4
 *  +-----+---+--------------+-----------------+
 *  | PRI |DEI|  VLAN id     |  type or length |
 *  +-----+---+--------------+-----------------+ */
enum { VLAN, PRIORITY, DEI, ID, ETYPE, LEN, PAST_END, TOO_MANY, TRAILER };

enum { MAX_LENGTH = 1500, MAX_TAGS = 20 };

static const struct value_table priorities = /* IEEE 802.1Q-2011, table 8-5 */
	VALUES({ 0, "Best Effort (default)" }, { 1, "Background" }, { 2, "Excellent Effort" }, { 3, "Critical Applications" },
	       { 4, "Video, < 100ms latency and jitter" }, { 5, "Voice, < 10ms latency and jitter" },
	       { 6, "Internetwork Control" }, { 7, "Network Control" });
static const struct value_table eligible = BOOL_NAMES("Eligible", "Ineligible");

static void vlan_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	unsigned tci = slice_u16(l->data, 0);
	buf_lit(b, "802.1Q Virtual LAN");
	if (l->fact[1] > MAX_TAGS)
		return;
	buf_lit(b, ", PRI: ");
	fmt_uint(b, tci >> 13);
	buf_lit(b, ", DEI: ");
	fmt_uint(b, tci >> 12 & 1);
	buf_lit(b, ", ID: ");
	fmt_uint(b, tci & 0xfff);
}

static const struct field vlan_fields[] = {
	[VLAN] = F("vlan", "802.1Q Virtual LAN", FT_PROTOCOL, BASE_NONE, .label = vlan_label),
	[PRIORITY] = F("vlan.priority", "Priority", FT_UINT16, BASE_DEC, .off = 0, .size = 2, .mask = 0xe000, .vals = &priorities),
	[DEI] = F("vlan.dei", "DEI", FT_BOOLEAN, BASE_NONE, .off = 0, .size = 2, .mask = 0x1000, .vals = &eligible),
	[ID] = F("vlan.id", "ID", FT_UINT16, BASE_DEC, .off = 0, .size = 2, .mask = 0x0fff),
	[ETYPE] = F("vlan.etype", "Type", FT_UINT16, BASE_HEX, .vals = &ethertype_names),
	[LEN] = F("vlan.len", "Length", FT_UINT16, BASE_DEC),
	[PAST_END] = F_EXPERT("vlan.len.past_end", "Length field value goes past the end of the payload", PI_ERROR, PI_MALFORMED),
	[TOO_MANY] = F_EXPERT("vlan.too_many_tags", "Too many nested VLAN tags", PI_WARN, PI_UNDECODED),
	[TRAILER] = F("vlan.trailer", "Trailer", FT_BYTES, BASE_NONE),
};

/* fact: [0] type or length, [1] which tag of the frame this is, from 1. */
static void vlan_dissect(struct dissection *d, struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	l->fact[1] = above->proto_id == l->proto_id ? above->fact[1] + 1 : 1;
	l->tree_len = l->data.len < 4 ? l->data.len : 4;
	if (!layer_header(l, 4) || l->fact[1] > MAX_TAGS) {
		l->flags |= slice_has(l->data, 0, 2) ? LAYER_TOLD : 0;
		return;
	}
	unsigned type = slice_u16(l->data, 2);
	l->fact[0] = type;
	if (type > MAX_LENGTH) {
		l->path = "vlan:ethertype";
		next_value(d, l, NEXT_ETHERTYPE, type, l->payload);
		return;
	}
	layer_limit(l, type);
	next_named(d, l, slice_u16(l->payload, 0) == 0xffff ? "ipx" : "llc", l->payload);
}

static void vlan_tree(struct tree *t, const struct layer *l)
{
	if (l->fact[1] > MAX_TAGS) {
		put_expert(t, TOO_MANY, 0, 0, NULL);
		return;
	}
	put_rows(t, PRIORITY, ID, 0);
	if (l->fact[0] > MAX_LENGTH) {
		put(t, ETYPE, 2, 2);
		put_trailer(t, l, 4 + layer_used(t->d, l), TRAILER, FCS_NONE);
		return;
	}
	put(t, LEN, 2, 2);
	if (l->fact[0] + 4 > l->data.wire) {
		tree_push(t);
		put_expert(t, PAST_END, 2, 2, NULL);
		tree_pop(t);
	}
	put_trailer(t, l, 4 + l->payload.wire, TRAILER, FCS_NONE);
}

static void vlan_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned tci = slice_u16(l->data, 0);
	(void)d;
	if (l->fact[0] > MAX_LENGTH)
		column_number(c, (unsigned)l->fact[0]);
	buf_lit(&c->info, "PRI: ");
	fmt_uint(&c->info, tci >> 13);
	buf_lit(&c->info, "  DEI: ");
	fmt_uint(&c->info, tci >> 12 & 1);
	buf_lit(&c->info, "  ID: ");
	fmt_uint(&c->info, tci & 0xfff);
}

static const struct next_link vlan_on[] = { { NEXT_ETHERTYPE, ETHERTYPE_VLAN }, { NEXT_ETHERTYPE, 0x9100 } };

const struct protocol protocol_vlan = {
	.name = "vlan",
	.column = "VLAN",
	FIELDS(vlan_fields),
	ON(vlan_on),
	.borrows = "eth",
	.dissect = vlan_dissect,
	.fields_of = vlan_tree,
	.told_early = true,
	.info = vlan_info,
};
