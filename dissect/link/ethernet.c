/* ethernet.c: Ethernet II and IEEE 802.3 frames (RFC 894, IEEE 802.3 clause 3). */
#include "base/names.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/numbers.h"
#include "dissect/options.h"
#include "dissect/text.h"
#include "dissect/trailer.h"

/*   0                   6                   12       14
 *  +-------------------+-------------------+--------+------------ ... ----+-----------+
 *  |  destination      |  source           |  type  |  payload            | padding,  |
 *  |                   |                   | or len |                     | FCS       |
 *  +-------------------+-------------------+--------+------------ ... ----+-----------+ */
enum {
	ETH, DST = TRAILER_END, DST_RESOLVED, DST_OUI, DST_VENDOR, ADDR, ADDR_RESOLVED, ADDR_OUI, ADDR_VENDOR, DST_LG, LG,
	DST_IG, IG, SRC, SRC_RESOLVED, SRC_OUI, SRC_VENDOR, SRC_LG, SRC_IG, SRC_GROUP, TYPE, LEN, PAST_END, INVALID,
	INVALID_EXPERT, TRAILER,
};

/* The two bytes behind the addresses: a length up to 1500, a type from 1536 on. Zero is taken for a type. */
enum { MAX_LENGTH = 1500, MIN_TYPE = 1536 };
enum kind { KIND_II, KIND_802_3, KIND_RAW, KIND_UNKNOWN };

static const struct value_table lg_names =
	BOOL_NAMES("Locally administered address (this is NOT the factory default)",
		   "Globally unique address (factory default)");
static const struct value_table ig_names =
	BOOL_NAMES("Group address (multicast/broadcast)", "Individual address (unicast)");

static void eth_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const titles[] = { "Ethernet II, Src: ", "IEEE 802.3 Ethernet ", "IEEE 802.3 Ethernet Raw ",
					      "Ethernet Unknown, Src: " };
	const struct layer *l = &t->d->layer[r->layer];
	buf_str(b, titles[l->fact[1]]);
	if (l->fact[1] == KIND_802_3 || l->fact[1] == KIND_RAW || !slice_has(l->data, 0, 12))
		return;
	text_mac(b, t->d, l->data.p + 6);
	buf_lit(b, ", Dst: ");
	text_mac(b, t->d, l->data.p);
}

static const struct field eth_fields[] = {
	[ETH] = F("eth", "Ethernet", FT_PROTOCOL, BASE_NONE, .label = eth_label),
	[TRAILER_PADDING] = F("eth.padding", "Padding", FT_BYTES, BASE_NONE),
	[TRAILER_PADDING_BAD] =
		F_EXPERT("eth.padding_bad",
			 "Didn't find padding of zeros, and an undecoded trailer exists. There may be padding of non-zeros.",
			 PI_NOTE, PI_PROTOCOL),
	[TRAILER_FCS] = F("eth.fcs", "Frame check sequence", FT_UINT32, BASE_HEX, .label = fcs_label),
	[TRAILER_FCS_BAD] = F_EXPERT("eth.fcs_bad", "Bad checksum", PI_ERROR, PI_CHECKSUM),
	[TRAILER_FCS_STATUS] = F("eth.fcs.status", "FCS Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
				 .vals = &checksum_status_names),
	[DST] = F("eth.dst", "Destination", FT_ETHER, BASE_NONE),
	[DST_RESOLVED] = F("eth.dst_resolved", "Destination (resolved)", FT_STRING, BASE_ADDRESS, .flags = F_HIDDEN | F_GENERATED),
	[DST_OUI] = F("eth.dst.oui", "Destination OUI", FT_UINT24, BASE_OUI, .flags = F_HIDDEN | F_GENERATED),
	[DST_VENDOR] = F("eth.dst.oui_resolved", "Destination OUI (resolved)", FT_STRING, BASE_NONE,
			.flags = F_HIDDEN | F_GENERATED),
	[ADDR] = F("eth.addr", "Address", FT_ETHER, BASE_NONE),
	[ADDR_RESOLVED] = F("eth.addr_resolved", "Address (resolved)", FT_STRING, BASE_ADDRESS, .flags = F_HIDDEN | F_GENERATED),
	[ADDR_OUI] = F("eth.addr.oui", "Address OUI", FT_UINT24, BASE_OUI, .flags = F_HIDDEN | F_GENERATED),
	[ADDR_VENDOR] = F("eth.addr.oui_resolved", "Address OUI (resolved)", FT_STRING, BASE_NONE,
			.flags = F_HIDDEN | F_GENERATED),
	[DST_LG] = F("eth.dst.lg", "LG bit", FT_BOOLEAN, BASE_NONE, .mask = 0x020000, .vals = &lg_names),
	[LG] = F("eth.lg", "LG bit", FT_BOOLEAN, BASE_NONE, .mask = 0x020000, .vals = &lg_names, .flags = F_HIDDEN),
	[DST_IG] = F("eth.dst.ig", "IG bit", FT_BOOLEAN, BASE_NONE, .mask = 0x010000, .vals = &ig_names),
	[IG] = F("eth.ig", "IG bit", FT_BOOLEAN, BASE_NONE, .mask = 0x010000, .vals = &ig_names, .flags = F_HIDDEN),
	[SRC] = F("eth.src", "Source", FT_ETHER, BASE_NONE),
	[SRC_RESOLVED] = F("eth.src_resolved", "Source (resolved)", FT_STRING, BASE_ADDRESS, .flags = F_HIDDEN | F_GENERATED),
	[SRC_OUI] = F("eth.src.oui", "Source OUI", FT_UINT24, BASE_OUI, .flags = F_HIDDEN | F_GENERATED),
	[SRC_VENDOR] = F("eth.src.oui_resolved", "Source OUI (resolved)", FT_STRING, BASE_NONE,
			.flags = F_HIDDEN | F_GENERATED),
	[SRC_LG] = F("eth.src.lg", "LG bit", FT_BOOLEAN, BASE_NONE, .mask = 0x020000, .vals = &lg_names),
	[SRC_IG] = F("eth.src.ig", "IG bit", FT_BOOLEAN, BASE_NONE, .mask = 0x010000, .vals = &ig_names),
	[SRC_GROUP] = F_EXPERT("eth.src_not_group", "Source MAC must not be a group address: IEEE 802.3-2002, Section 3.2.3(b)",
			       PI_WARN, PI_PROTOCOL),
	[TYPE] = F("eth.type", "Type", FT_UINT16, BASE_HEX, .vals = &ethertype_names),
	[LEN] = F("eth.len", "Length", FT_UINT16, BASE_DEC),
	[PAST_END] = F_EXPERT("eth.len.past_end", "Length field value goes past the end of the payload", PI_ERROR, PI_MALFORMED),
	[INVALID] = F("eth.invalid_lentype", "Invalid length/type", FT_UINT16, BASE_HEX_DEC),
	[INVALID_EXPERT] = F_EXPERT("eth.invalid_lentype.expert", "Invalid length/type", PI_WARN, PI_PROTOCOL),
	[TRAILER] = F("eth.trailer", "Trailer", FT_BYTES, BASE_NONE),
};

/* Does the frame end in a check sequence? The user's word goes before the capture's. */
static enum fcs eth_fcs(const struct dissection *d)
{
	if (d->options->eth_fcs >= 0)
		return d->options->eth_fcs ? FCS_BYTES : FCS_NONE;
	uint8_t n = d->frame->iface->fcs_len;
	return n == 0xff ? FCS_GUESS : n == FCS_BYTES ? FCS_BYTES : FCS_NONE;
}

static struct slice without_last(struct slice s, uint32_t n)
{
	return slice_first(s, s.wire > n ? s.wire - n : 0);
}

static void eth_dissect(struct dissection *d, struct layer *l)
{
	if (slice_has(l->data, 0, 6))
		l->dst = (struct address){ ADDR_ETHER, 6, l->data.p };
	if (slice_has(l->data, 0, 12))
		l->src = (struct address){ ADDR_ETHER, 6, l->data.p + 6 };
	if (!layer_header(l, 14))
		return;
	unsigned type = slice_u16(l->data, 12);
	bool fcs = eth_fcs(d) == FCS_BYTES;
	l->fact[0] = type;
	if (type >= MIN_TYPE || !type) {
		l->fact[1] = KIND_II;
		l->path = "eth:ethertype";
		if (fcs)
			l->payload = without_last(l->payload, FCS_BYTES);
		next_value(d, l, NEXT_ETHERTYPE, type, l->payload);
	} else if (type > MAX_LENGTH) {
		l->fact[1] = KIND_UNKNOWN;
		next_data(d, l, l->payload);
	} else {
		if (fcs)
			l->payload = without_last(l->payload, FCS_BYTES);
		layer_limit(l, type);
		/* Novell's frames have an IPX header, whose first two bytes are ones, where others have LLC. */
		bool raw = slice_u16(l->payload, 0) == 0xffff;
		l->fact[1] = raw ? KIND_RAW : KIND_802_3;
		next_named(d, l, raw ? "ipx" : "llc", l->payload);
	}
}

static void put_vendor(struct tree *t, unsigned row, uint32_t off, const char *vendor)
{
	if (vendor)
		put_cstr(t, row, off, 6, vendor);
}

static void put_address(struct tree *t, uint32_t off, const uint8_t rows[6])
{
	/* whose the OUI is, when that is known */
	const char *vendor = tree_wants(t, rows[3]) || tree_wants(t, ADDR_VENDOR)
				     ? names_vendor_long(slice_u24(t->l->data, off))
				     : NULL;
	put(t, rows[0], off, 6);
	tree_push(t);
	if (rows[0] == SRC && t->l->fact[1] == KIND_II && slice_u8(t->l->data, off) & 1)
		put_expert(t, SRC_GROUP, off, 0, NULL);
	put(t, rows[1], off, 6);
	put(t, rows[2], off, 3);
	put_vendor(t, rows[3], off, vendor);
	put(t, ADDR, off, 6);
	put(t, ADDR_RESOLVED, off, 6);
	put(t, ADDR_OUI, off, 3);
	put_vendor(t, ADDR_VENDOR, off, vendor);
	put(t, rows[4], off, 3);
	put(t, LG, off, 3);
	put(t, rows[5], off, 3);
	put(t, IG, off, 3);
	tree_pop(t);
}

static void invalid_text(struct buf *b, unsigned type)
{
	buf_lit(b, "Invalid length/type: 0x");
	fmt_hex(b, type, 4);
	buf_lit(b, " (");
	fmt_uint(b, type);
	buf_char(b, ')');
}

static void put_invalid(struct tree *t, unsigned type)
{
	MESSAGE(text);
	invalid_text(&text, type);
	put(t, INVALID, 12, 2);
	tree_push(t);
	put_expert(t, INVALID_EXPERT, 12, 2, message_text(&text));
	tree_pop(t);
}

static void put_length(struct tree *t, const struct layer *l, uint32_t room)
{
	put(t, LEN, 12, 2);
	if (l->fact[0] > room) {
		tree_push(t);
		put_expert(t, PAST_END, 12, 2, NULL);
		tree_pop(t);
	}
}

static void eth_tree(struct tree *t, const struct layer *l)
{
	static const uint8_t dst[] = { DST, DST_RESOLVED, DST_OUI, DST_VENDOR, DST_LG, DST_IG };
	static const uint8_t src[] = { SRC, SRC_RESOLVED, SRC_OUI, SRC_VENDOR, SRC_LG, SRC_IG };
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED)) {
		tree_drop(t);
		return;
	}
	enum fcs fcs = eth_fcs(t->d);
	uint32_t end = l->data.wire - (fcs == FCS_BYTES && l->data.wire >= 14 + FCS_BYTES ? FCS_BYTES : 0);
	bool plain = l->fact[1] == KIND_II && !(slice_u8(l->data, 6) & 1);
	const struct memo_key key = { { slice_u64(l->data, 0), slice_u64(l->data, 6) } };
	if (!plain || tree_memo(t, DST, key)) {
		put_address(t, 0, dst);
		put_address(t, 6, src);
		if (l->fact[1] == KIND_II)
			put(t, TYPE, 12, 2);
		tree_memo_end(t);
	}
	switch (l->fact[1]) {
	case KIND_UNKNOWN: put_invalid(t, (unsigned)l->fact[0]); return;
	case KIND_II: put_trailer(t, l, 14 + layer_used(t->d, l), TRAILER, fcs); return;
	default: put_length(t, l, end - 14); put_trailer(t, l, 14 + l->payload.wire, TRAILER, fcs);
	}
}

static void eth_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned type = (unsigned)l->fact[0];
	(void)d;
	switch (l->fact[1]) {
	case KIND_II:
		buf_lit(&c->info, "Ethernet II");
		column_number(c, type);
		break;
	case KIND_UNKNOWN:
		buf_lit(&c->info, "Ethernet Unknown: ");
		invalid_text(&c->info, type);
		break;
	default: buf_lit(&c->info, "IEEE 802.3 Ethernet");
	}
}

static const struct next_link eth_on[] = { { NEXT_LINK_TYPE, 1 },
					   { NEXT_ETHERTYPE, ETHERTYPE_TEB },
					   { NEXT_IP_PROTO, 143 } };

const struct protocol protocol_ethernet = {
	.name = "eth",
	.column = "Ethernet",
	FIELDS(eth_fields),
	ON(eth_on),
	.told_early = true,
	.child_always = true,
	.dissect = eth_dissect,
	.fields_of = eth_tree,
	.info = eth_info,
};
