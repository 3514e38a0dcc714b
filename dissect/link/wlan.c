/* wlan.c: the header of wireless LAN frames (IEEE 802.11-2020, clause 9). What management frames carry is in wlan_mgt.c. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/link/wlan_impl.h"
#include "dissect/registry.h"

/*   0        2        4      10     16     22         24            last
 *  +--------+--------+------+------+------+----------+-------------+----------------------------------+
 *  |control |duration| adr1 | adr2 | adr3 | sequence | adr4 (WDS)  | QoS control (2), HT control (4)  |
 *  +--------+--------+------+------+------+----------+-------------+----------------------------------+
 *  All numbers are little-endian. Control frames end after one or two addresses. */
enum subtype { CTL_EXTENSION = 6, CTL_WRAPPER = 7, CTL_PS_POLL = 10, CTL_CTS = 12, CTL_ACK = 13, CTL_CF_END = 14 };
enum { SUB_CF_POLL = 2, SUB_NO_DATA = 4, SUB_QOS = 8 }; /* bits of a data frame's subtype */
enum {
	BIT_TO_DS = 0x01, BIT_FROM_DS = 0x02, BIT_MORE_FRAGMENTS = 0x04, BIT_RETRY = 0x08, BIT_PROTECTED = 0x40,
	BIT_ORDER = 0x80,
};
enum { AMSDU_BIT = 0x80, BIT4 = 0x10, BUFFER_INDICATED = 0x0200, MESH_BIT = 0x0100, EXT_IV = 0x20 };
enum { FIXED = 24, ADDRESS = 6, FCS_LEN = 4 };
/* What dissect keeps for the other hooks. */
enum { FACT_HEADER, FACT_QOS_AT, FACT_FCS };

/* One letter a flag, the highest bit first, and one for a frame check sequence. */
static void flags_text(struct buf *b, const struct layer *l)
{
	unsigned flags = slice_u8(l->data, 1);
	for (unsigned i = 0; i < 8; i++)
		buf_char(b, flags & 0x80u >> i ? "opmPRMFT"[i] : '.');
	if (l->fact[FACT_FCS])
		buf_char(b, 'C');
}

static void name_text(struct buf *b, const struct layer *l)
{
	const char *name = value_text(&wlan_type_names, wlan_type(l->data) << 4 | wlan_subtype(l->data));
	buf_str(b, name ? name : "Unrecognized (Reserved frame)");
}

void wlan_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "IEEE 802.11 ");
	name_text(b, l);
	if (!slice_has(l->data, 0, (uint32_t)l->fact[FACT_HEADER]))
		return;
	buf_lit(b, ", Flags: ");
	flags_text(b, l);
}

void wlan_control_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Frame Control Field: 0x");
	fmt_hex(b, slice_u16(t->d->layer[r->layer].data, 0), 4); /* in the order of the wire */
}

void wlan_fcs_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Frame check sequence: 0x");
	fmt_hex(b, r->val, 8);
	buf_lit(b, " [unverified]");
}

static void number_and(struct buf *b, const struct record *r, const char *zero)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	if (!r->val)
		buf_str(b, zero);
}

void wlan_limit_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	number_and(b, r, " (transmit one frame immediately)");
}

void wlan_txop_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	number_and(b, r, " (no TXOP requested)");
}

/* Frames of the version and types that are shown here; of all others, the frame control alone is. */
static bool is_known(struct slice s)
{
	unsigned type = wlan_type(s), sub = wlan_subtype(s);
	bool other = type == EXTENSION || (type == CONTROL && (sub == CTL_EXTENSION || sub == CTL_WRAPPER));
	return !other && !(slice_u8(s, 0) & 3);
}

static uint32_t control_length(unsigned subtype)
{
	return subtype == CTL_CTS || subtype == CTL_ACK ? 10 : 16;
}

/* Where the QoS control is, 0: nowhere; *end is the end of the header. */
static uint32_t qos_place(struct slice s, uint32_t *end)
{
	unsigned type = wlan_type(s), sub = wlan_subtype(s), flags = slice_u8(s, 1);
	bool has_qos = type == DATA_FRAME && sub & SUB_QOS;
	uint32_t n = FIXED, qos = 0;
	if (type == DATA_FRAME && (flags & 3) == 3)
		n += ADDRESS;
	if (has_qos) {
		qos = n;
		n += 2;
	}
	if (flags & BIT_ORDER && (has_qos || type == MANAGEMENT))
		n += 4;
	*end = n;
	return qos;
}

/* Which of the four addresses is which (table 9-30): offsets by the To DS and From DS bits. */
static const struct {
	uint8_t da, sa, bssid, sta;
} places[4] = { { 4, 10, 16, 0 }, { 16, 10, 4, 10 }, { 4, 16, 10, 4 }, { 16, 24, 0, 0 } };

static void note_addresses(struct layer *l, unsigned ds)
{
	l->src = (struct address){ ADDR_ETHER, ADDRESS, l->data.p + places[ds].sa };
	l->dst = (struct address){ ADDR_ETHER, ADDRESS, l->data.p + places[ds].da };
}

/* Initialization vector and check value around what is encrypted: WEP (12.3); TKIP and CCMP begin alike (12.5). */
static void next_encrypted(struct dissection *d, struct layer *l)
{
	bool wep = !(slice_u8(l->payload, 3) & EXT_IV);
	uint32_t before = wep ? 4 : 8, after = wep ? 4 : 0;
	if (l->payload.wire > before + after)
		next_data(d, l, slice_first(slice_from(l->payload, before), l->payload.wire - before - after));
}

static void body_next(struct dissection *d, struct layer *l)
{
	unsigned type = wlan_type(l->data), sub = wlan_subtype(l->data), flags = slice_u8(l->data, 1);
	uint32_t qos_at = (uint32_t)l->fact[FACT_QOS_AT];
	unsigned qos = qos_at ? slice_u8(l->data, qos_at) | (unsigned)slice_u8(l->data, qos_at + 1) << 8 : 0;
	bool is_fragment = flags & BIT_MORE_FRAGMENTS || slice_u8(l->data, 22) & 0x0f;
	bool is_mesh = (flags & 3) == 3 && qos & MESH_BIT;
	if (flags & BIT_PROTECTED)
		next_encrypted(d, l);
	else if (type == MANAGEMENT && !(flags & BIT_MORE_FRAGMENTS))
		next_called(d, l, registry_find(d->registry, "wlan.mgt"), l->payload);
	else if (type != DATA_FRAME || is_fragment || is_mesh || qos & AMSDU_BIT)
		next_data(d, l, l->payload);
	else if (!(sub & SUB_NO_DATA))
		next_named(d, l, "llc", l->payload);
}

static void wlan_dissect(struct dissection *d, struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	bool radio = !strcmp(above->proto->name, "wlan_radio"), pads = radio && above->fact[1];
	uint32_t n = 2, end, pad = 0;
	if (radio)
		l->fact[FACT_FCS] = above->fact[0];
	if (!layer_header(l, n))
		return;
	if (slice_u8(l->data, 0) & 2) { /* a version that there is not */
		l->flags |= LAYER_TOLD | (l->data.len < l->data.wire ? LAYER_SHORT : LAYER_MALFORMED);
		return;
	}
	if (!is_known(l->data)) {
		if (!(slice_u8(l->data, 0) & 3))
			next_data(d, l, l->payload);
		return;
	}
	if (wlan_type(l->data) == CONTROL) {
		n = control_length(wlan_subtype(l->data));
	} else {
		l->fact[FACT_QOS_AT] = qos_place(l->data, &end);
		n = end;
		pad = pads ? (0 - n) & 3 : 0;
	}
	l->fact[FACT_HEADER] = n;
	bool whole = layer_header(l, n + pad);
	l->tree_len = n < l->data.len ? n : l->data.len;
	if (!whole) {
		l->flags |= LAYER_TOLD;
		if (wlan_type(l->data) == MANAGEMENT && slice_has(l->data, 0, 4 + 2 * ADDRESS))
			note_addresses(l, 0);
		return;
	}
	if (wlan_type(l->data) != CONTROL)
		note_addresses(l, wlan_type(l->data) == DATA_FRAME ? slice_u8(l->data, 1) & 3 : 0);
	if (l->fact[FACT_FCS])
		layer_limit(l, l->payload.wire < FCS_LEN ? 0 : l->payload.wire - FCS_LEN);
	if (wlan_type(l->data) == CONTROL)
		next_data(d, l, l->payload);
	else
		body_next(d, l);
}

static void put_address(struct tree *t, unsigned row, uint32_t off)
{
	put(t, row, off, ADDRESS);
	put(t, row + 1, off, ADDRESS);
}

static void put_control_field(struct tree *t, const struct layer *l, bool known)
{
	unsigned flags = slice_u8(l->data, 1);
	put_uint(t, TYPE_SUBTYPE, 0, 1, wlan_type(l->data) << 4 | wlan_subtype(l->data));
	put(t, FC, 0, 2);
	tree_push(t);
	put_rows(t, VERSION, SUBTYPE, 0);
	if (known) {
		put_rows(t, FLAGS, FLAGS, 0);
		tree_push(t);
		put_rows(t, DS, RETRY, 0);
		if (flags & BIT_RETRY) {
			tree_push(t);
			put_expert(t, RETRY_NOTE, 1, 0, NULL);
			tree_pop(t);
		}
		put_rows(t, POWER, ORDER, 0);
		tree_pop(t);
	}
	tree_pop(t);
}

static void put_control_frame(struct tree *t, unsigned subtype)
{
	put_address(t, RA, 4);
	put_address(t, ADDR, 4);
	if (subtype == CTL_PS_POLL)
		put_address(t, BSSID, 4);
	if (control_length(subtype) < 16)
		return;
	put_address(t, subtype == CTL_CF_END ? BSSID : TA, 10);
	put_address(t, ADDR, 10);
}

static void put_management_addresses(struct tree *t)
{
	put_address(t, RA, 4);
	put_address(t, ADDR, 4);
	put_address(t, DA, 4);
	put_address(t, TA, 10);
	put_address(t, SA, 10);
	put_address(t, BSSID, 16);
	put_address(t, ADDR, 10);
	put_address(t, ADDR, 16);
}

static void put_sequence(struct tree *t)
{
	put(t, FRAGMENT, 22, 2);
	put(t, SEQUENCE, 22, 2);
}

/* The third address of an A-MSDU is not that of the frames in it. */
static void put_data_addresses(struct tree *t, unsigned ds, bool aggregate)
{
	put_address(t, RA, 4);
	put_address(t, ADDR, 4);
	put_address(t, TA, 10);
	put_address(t, ADDR, 10);
	if (!aggregate || places[ds].da != 16)
		put_address(t, DA, places[ds].da);
	if (!aggregate || places[ds].sa < 16)
		put_address(t, SA, places[ds].sa);
	if (places[ds].bssid)
		put_address(t, BSSID, places[ds].bssid);
	if (places[ds].sta)
		put_address(t, STA, places[ds].sta);
	put_sequence(t);
	if (aggregate && ds)
		return;
	if (ds == 3)
		put_address(t, ADDR, 24);
	put_address(t, ADDR, 16);
}

static void put_fcs(struct tree *t, const struct layer *l)
{
	if (!l->fact[FACT_FCS] || l->data.wire < l->header_len + FCS_LEN || l->data.len < l->data.wire)
		return;
	uint32_t off = l->data.wire - FCS_LEN;
	put(t, FCS, off, FCS_LEN);
	put_uint(t, FCS_STATUS, off, 0, CHECKSUM_UNVERIFIED);
}

static void put_buffer_state(struct tree *t, uint32_t off, unsigned qos)
{
	put(t, QOS_BUFFER, off, 2);
	tree_push(t);
	put(t, QOS_BUFFER_INDICATED, off, 2);
	if (qos & BUFFER_INDICATED) {
		put(t, QOS_BUFFER_AC, off, 2);
		put(t, QOS_BUFFER_LOAD, off, 2);
	}
	tree_pop(t);
}

static void put_qos(struct tree *t, const struct layer *l, uint32_t off)
{
	unsigned sub = wlan_subtype(l->data), qos = (unsigned)slice_uint(l->data, off, 2, true);
	bool from_ap = slice_u8(l->data, 1) & BIT_FROM_DS;
	put(t, QOS, off, 2);
	tree_push(t);
	put(t, QOS_TID, off, 2);
	put(t, QOS_PRIORITY, off, 2);
	put(t, from_ap ? QOS_EOSP : QOS_BIT4, off, 2);
	put(t, QOS_ACK, off, 2);
	if (!(sub & SUB_NO_DATA))
		put(t, QOS_AMSDU, off, 2);
	if (from_ap && sub & SUB_CF_POLL)
		put(t, QOS_TXOP_LIMIT, off, 2);
	else if (from_ap)
		put_buffer_state(t, off, qos);
	else if (!(sub & SUB_CF_POLL))
		put(t, qos & BIT4 ? QOS_QUEUE : QOS_TXOP, off, 2);
	tree_pop(t);
}

static void wlan_tree(struct tree *t, const struct layer *l)
{
	unsigned type = wlan_type(l->data), sub = wlan_subtype(l->data);
	bool known = is_known(l->data);
	uint32_t n = (uint32_t)l->fact[FACT_HEADER], qos_at = (uint32_t)l->fact[FACT_QOS_AT];
	if (!tree_need(t, 0, 2)) {
		tree_drop(t); /* what kind of frame it is stands in its name */
		return;
	}
	if (slice_u8(l->data, 0) & 3) {
		put_rows(t, VERSION, VERSION, 0);
		return;
	}
	put_control_field(t, l, known);
	if (!known)
		return;
	put(t, type == CONTROL && sub == CTL_PS_POLL ? AID : DURATION, 2, 2);
	if (type == CONTROL) {
		put_control_frame(t, sub);
	} else if (type == MANAGEMENT) {
		put_management_addresses(t);
		put_sequence(t);
	} else {
		bool aggregate = qos_at && !(sub & SUB_NO_DATA) && slice_u8(l->data, qos_at) & AMSDU_BIT;
		put_data_addresses(t, slice_u8(l->data, 1) & 3, aggregate);
	}
	put_fcs(t, l);
	if (qos_at)
		put_qos(t, l, qos_at);
	if (type != CONTROL && n == (qos_at ? qos_at + 2 : FIXED) + 4)
		put(t, HTC, n - 4, 4);
}

static void wlan_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	if (slice_u8(l->data, 0) & 2) {
		buf_lit(&c->info, "Unknown protocol version: ");
		fmt_uint(&c->info, slice_u8(l->data, 0) & 3);
		return;
	}
	if (!slice_has(l->data, 0, (uint32_t)l->fact[FACT_HEADER]) || !l->fact[FACT_HEADER]) {
		if (l->flags & LAYER_TOLD)
			name_text(&c->info, l);
		return;
	}
	if (wlan_type(l->data) == MANAGEMENT &&
	    (slice_u8(l->data, 1) & (BIT_MORE_FRAGMENTS | BIT_PROTECTED)) == BIT_MORE_FRAGMENTS) {
		buf_lit(&c->info, "Fragmented IEEE 802.11 frame");
		return;
	}
	name_text(&c->info, l);
	if (wlan_type(l->data) != CONTROL) {
		unsigned sequence = (unsigned)slice_uint(l->data, 22, 2, true);
		buf_lit(&c->info, ", SN=");
		fmt_uint(&c->info, sequence >> 4);
		buf_lit(&c->info, ", FN=");
		fmt_uint(&c->info, sequence & 15);
	}
	buf_lit(&c->info, ", Flags=");
	flags_text(&c->info, l);
	if (wlan_type(l->data) == MANAGEMENT && !(slice_u8(l->data, 1) & BIT_PROTECTED))
		wlan_body_info(&c->info, l->payload, wlan_subtype(l->data));
}

static const struct next_link wlan_on[] = { { NEXT_LINK_TYPE, 105 } };

const struct protocol protocol_wlan = {
	.name = "wlan",
	.column = "802.11",
	.short_name = "IEEE 802.11",
	.fields = wlan_fields,
	.n_fields = WLAN_ROWS,
	ON(wlan_on),
	.dissect = wlan_dissect,
	.fields_of = wlan_tree,
	.info = wlan_info,
};
