/* wlan_mgt.c: management frames of wireless LANs (IEEE 802.11-2020, clause 9.3.3): their fixed parameters. The elements behind
 * them are in wlan_tags.c. */
#include "dissect/column.h"
#include "dissect/link/wlan_impl.h"

enum subtype {
	ASSOCIATION, ASSOCIATION_ANSWER, REASSOCIATION, REASSOCIATION_ANSWER, PROBE, PROBE_ANSWER, BEACON = 8, DISASSOCIATION = 10,
	AUTHENTICATION, DEAUTHENTICATION, ACTION_FRAME, ACTION_NO_ACK,
};
enum category {
	CAT_SPECTRUM, CAT_QOS, CAT_DLS, CAT_BLOCK_ACK, CAT_PUBLIC, CAT_RADIO, CAT_TRANSITION, CAT_HT, CAT_SA_QUERY, CAT_NETWORK = 10,
	CAT_VHT = 21, CAT_VENDOR = 127,
};
enum { BLOCK_REQUEST, BLOCK_ANSWER, BLOCK_DELETE };
enum { SAE = 3 };
enum { WLAN_MGT, N_OWN_ROWS };
enum { FACT_SUBTYPE };

static const struct field mgt_fields[N_OWN_ROWS] = {
	[WLAN_MGT] = F("wlan.mgt", "IEEE 802.11 Wireless Management", FT_PROTOCOL, BASE_NONE),
};

/* The fixed parameters of each subtype: rows and their sizes in bytes, in order; none for subtypes without. */
struct fixed {
	uint16_t row;
	uint8_t n;
};
enum { MAX_FIXED = 4 };
static const struct fixed fixed[16][MAX_FIXED] = {
	[ASSOCIATION] = { { FIXED_CAPABILITIES, 2 }, { FIXED_LISTEN_IVAL, 2 } },
	[ASSOCIATION_ANSWER] = { { FIXED_CAPABILITIES, 2 }, { FIXED_STATUS_CODE, 2 }, { FIXED_AID, 2 } },
	[REASSOCIATION] = { { FIXED_CAPABILITIES, 2 }, { FIXED_LISTEN_IVAL, 2 }, { FIXED_CURRENT_AP, 6 } },
	[REASSOCIATION_ANSWER] = { { FIXED_CAPABILITIES, 2 }, { FIXED_STATUS_CODE, 2 }, { FIXED_AID, 2 } },
	[PROBE_ANSWER] = { { FIXED_TIMESTAMP, 8 }, { FIXED_BEACON, 2 }, { FIXED_CAPABILITIES, 2 } },
	[BEACON] = { { FIXED_TIMESTAMP, 8 }, { FIXED_BEACON, 2 }, { FIXED_CAPABILITIES, 2 } },
	[DISASSOCIATION] = { { FIXED_REASON_CODE, 2 } },
	[AUTHENTICATION] = { { FIXED_AUTH_ALG, 2 }, { FIXED_AUTH_SEQ, 2 }, { FIXED_STATUS_CODE, 2 } },
	[DEAUTHENTICATION] = { { FIXED_REASON_CODE, 2 } },
};

uint32_t wlan_fixed_length(unsigned subtype)
{
	uint32_t n = 0;
	for (unsigned i = 0; i < MAX_FIXED; i++)
		n += fixed[subtype & 15][i].n;
	return n;
}

/* Frames that must have elements behind what is fixed; in others there may be none. */
static bool needs_tags(unsigned subtype)
{
	return subtype != PROBE && subtype <= BEACON && subtype != 7;
}

bool wlan_tags_place(struct slice body, unsigned subtype, uint32_t *off)
{
	uint32_t n = wlan_fixed_length(subtype);
	*off = n;
	if (subtype == AUTHENTICATION &&
	    slice_uint(body, 0, 2, true) == SAE) /* its own fields follow, which are not shown */
		return false;
	return subtype == PROBE || (n && (needs_tags(subtype) || body.wire > n));
}

/* The name of the network stands in the first element of that number. */
static void ssid_info(struct buf *b, struct slice body, uint32_t off)
{
	for (; slice_has(body, off, 2); off += 2u + slice_u8(body, off + 1)) {
		if (slice_u8(body, off) != TAG_SSID)
			continue;
		struct slice name = slice_sub(body, off + 2, slice_u8(body, off + 1));
		if (name.wire != slice_u8(body, off + 1) || name.len < name.wire || name.len > 32)
			return;
		buf_lit(b, ", SSID=");
		if (name.len)
			wlan_ssid_text(b, name);
		else
			buf_lit(b, "Wildcard (Broadcast)");
		return;
	}
}

void wlan_body_info(struct buf *b, struct slice body, unsigned subtype)
{
	uint32_t off;
	if ((subtype == BEACON || subtype == PROBE_ANSWER) && slice_has(body, 8, 2)) {
		buf_lit(b, ", BI=");
		fmt_uint(b, slice_uint(body, 8, 2, true));
	}
	if (subtype == ACTION_FRAME && slice_u8(body, 0) == CAT_BLOCK_ACK && slice_has(body, 2, 1) &&
	    slice_u8(body, 1) <= BLOCK_ANSWER) {
		buf_lit(b, ", Dialog Token=");
		fmt_uint(b, slice_u8(body, 2));
	}
	if (wlan_tags_place(body, subtype, &off))
		ssid_info(b, body, off);
}

void wlan_bytes_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	bool all_fixed = r->f == &wlan_fields[FIXED_ALL];
	buf_str(b, r->f->name);
	buf_lit(b, " (");
	fmt_uint(b, all_fixed ? wlan_fixed_length((unsigned)l->fact[FACT_SUBTYPE]) : r->aux);
	buf_lit(b, " bytes)");
}

/* In time units of 1024 microseconds. */
void wlan_interval_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_secs(b, false, r->val * 1024 / 1000000, r->val * 1024 % 1000000 * 1000, 6);
	buf_lit(b, " [Seconds]");
}

/* The number, and the names of its bits that are set: rows of the same name, and more. */
void wlan_set_bits_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, field_hex_digits(r->f));
	for (const struct field *f = r->f + 1;
	     f->abbrev_len > r->f->abbrev_len && !memcmp(f->abbrev, r->f->abbrev, r->f->abbrev_len); f++)
		if (f->type == FT_BOOLEAN && r->val & f->mask) {
			buf_lit(b, ", ");
			buf_str(b, f->name);
		}
}

void wlan_put_bits(struct tree *t, unsigned row, unsigned first, unsigned last, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	tree_push(t);
	for (unsigned i = first; i <= last; i++)
		put(t, i, off, n);
	tree_pop(t);
}

static void put_fixed_row(struct tree *t, struct fixed f, uint32_t off)
{
	if (f.row == FIXED_CAPABILITIES)
		wlan_put_bits(t, f.row, FIXED_CAPABILITIES_ESS, FIXED_CAPABILITIES_RESERVED6, off, f.n);
	else
		put(t, f.row, off, f.n);
}

static void put_fixed(struct tree *t, const struct layer *l, unsigned subtype)
{
	uint32_t n = wlan_fixed_length(subtype), off = 0;
	put_node(t, FIXED_ALL, 0, n < l->data.len ? n : l->data.len);
	if (!tree_need(t, 0, n)) /* they are read whole before they are shown */
		return;
	tree_push(t);
	for (unsigned i = 0; i < MAX_FIXED && fixed[subtype][i].n; i++) {
		put_fixed_row(t, fixed[subtype][i], off);
		off += fixed[subtype][i].n;
	}
	tree_pop(t);
}

static void put_block_ack(struct tree *t, unsigned action)
{
	uint32_t off = 3;
	if (action == BLOCK_DELETE) {
		wlan_put_bits(t, FIXED_DELBA_PARAM, FIXED_DELBA_PARAM_RESERVED, FIXED_DELBA_PARAM_TID, 2, 2);
		put(t, FIXED_REASON_CODE, 4, 2);
		return;
	}
	if (action > BLOCK_DELETE)
		return;
	put(t, FIXED_DIALOG_TOKEN, 2, 1);
	if (action == BLOCK_ANSWER) {
		put(t, FIXED_STATUS_CODE, off, 2);
		off += 2;
	}
	wlan_put_bits(t, FIXED_BAPARAMS, FIXED_BAPARAMS_AMSDU, FIXED_BAPARAMS_BUFFERSIZE, off, 2);
	put(t, FIXED_BATIMEOUT, off + 2, 2);
	if (action == BLOCK_REQUEST)
		wlan_put_bits(t, FIXED_SSC, FIXED_SSC_FRAGMENT, FIXED_SSC_SEQUENCE, off + 4, 2);
}

/* A category, and what is to be done; of what follows, the agreements on block acknowledgement and the SA queries are shown. */
static void put_action(struct tree *t, const struct layer *l)
{
	static const struct {
		uint8_t category;
		uint16_t row;
	} actions[] = {
		{ CAT_SPECTRUM, ACTION_SPECTRUM }, { CAT_QOS, ACTION_QOS }, { CAT_DLS, ACTION_DLS }, { CAT_BLOCK_ACK, ACTION_BLOCK },
		{ CAT_PUBLIC, FIXED_PUBLICACT }, { CAT_RADIO, ACTION_RADIO }, { CAT_TRANSITION, ACTION_TRANSITION },
		{ CAT_HT, FIXED_HTACT }, { CAT_SA_QUERY, ACTION_QUERY }, { CAT_NETWORK, ACTION_NETWORK }, { CAT_VHT, VHT_ACTION },
	};
	unsigned category = slice_u8(l->data, 0), action = slice_u8(l->data, 1);
	if (!tree_need(t, 0, 1))
		return;
	put_node(t, FIXED_TEXT, 0, l->data.wire);
	tree_push(t);
	put(t, FIXED_CATEGORY_CODE, 0, 1);
	for (unsigned i = 0; i < COUNT(actions); i++)
		if (actions[i].category == category)
			put(t, actions[i].row, 1, 1);
	if (category == CAT_BLOCK_ACK)
		put_block_ack(t, action);
	else if (category == CAT_SA_QUERY)
		put(t, FIXED_TRANSACTION_ID, 2, 2);
	else if (category == CAT_VENDOR)
		put(t, TAG_OUI, 1, 3);
	tree_pop(t);
}

/* Bytes that an action has before what is not shown of it. */
static uint32_t action_length(struct slice s)
{
	switch (slice_u8(s, 0)) {
	case CAT_BLOCK_ACK: return slice_u8(s, 1) == BLOCK_DELETE ? 6 : slice_u8(s, 1) < BLOCK_DELETE ? 9 : 2;
	case CAT_SA_QUERY:
	case CAT_VENDOR: return 4;
	case CAT_SPECTRUM:
	case CAT_QOS:
	case CAT_DLS:
	case CAT_PUBLIC:
	case CAT_RADIO:
	case CAT_TRANSITION:
	case CAT_HT:
	case CAT_NETWORK:
	case CAT_VHT: return 2;
	default: return 1;
	}
}

/* Does all end where it says? The summary line tells, which does not wait for the tree. */
static void check(struct layer *l, unsigned subtype)
{
	bool action = subtype == ACTION_FRAME || subtype == ACTION_NO_ACK;
	uint32_t n = action ? action_length(l->data) : wlan_fixed_length(subtype), off;
	if (!slice_has(l->data, 0, n))
		layer_cut(l, n);
	else if (wlan_tags_place(l->data, subtype, &off) && subtype != PROBE && off >= l->data.wire)
		layer_cut(l, off + 1);
	else if (wlan_tags_place(l->data, subtype, &off))
		wlan_check_tags(l, off);
}

static void wlan_mgt_dissect(struct dissection *d, struct layer *l)
{
	unsigned subtype = wlan_subtype(layer_parent(d, l)->data);
	check(l, subtype);
	l->fact[FACT_SUBTYPE] = subtype;
	l->flags |= l->flags & (LAYER_SHORT | LAYER_MALFORMED) ? LAYER_TOLD : 0;
	l->path = "";
	l->header_len = l->tree_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
}

static void wlan_mgt_tree(struct tree *t, const struct layer *l)
{
	unsigned subtype = (unsigned)l->fact[FACT_SUBTYPE];
	uint32_t off;
	if (!tree_borrow(t))
		return;
	if (subtype == ACTION_FRAME || subtype == ACTION_NO_ACK)
		put_action(t, l);
	else if (wlan_fixed_length(subtype))
		put_fixed(t, l, subtype);
	if (wlan_tags_place(l->data, subtype, &off)) {
		if (subtype != PROBE && off >= l->data.wire)
			tree_need(t, off, 1);
		wlan_put_tags(t, off);
	}
	tree_give_back(t);
}

/* The line is the header's, which knows what is in here. */
static void wlan_mgt_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	if (l->flags & LAYER_TOLD)
		above->proto->info(c, d, above);
	else
		c->keep = true;
}

const struct protocol protocol_wlan_mgt = {
	.name = "wlan.mgt",
	.column = "802.11",
	.short_name = "IEEE 802.11",
	FIELDS(mgt_fields),
	.borrows = "wlan",
	.dissect = wlan_mgt_dissect,
	.fields_of = wlan_mgt_tree,
	.info = wlan_mgt_info,
};
