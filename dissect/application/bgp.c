/* bgp.c: the Border Gateway Protocol, version 4 (RFC 4271): messages in the stream, OPEN, NOTIFICATION and ROUTE-REFRESH. */
#include "dissect/application/bgp_impl.h"
#include "dissect/dry_tree.h"

/*   0                                16        18     19
 *  +--------------------------------+---------+------+-----
 *  |   marker: all ones             | length  | type | body       the length covers the header
 *  +--------------------------------+---------+------+----- */
enum { OPEN = 1, UPDATE, NOTIFICATION, KEEPALIVE, ROUTE_REFRESH, CAPABILITY, CISCO_ROUTE_REFRESH = 128 };
enum { LONGEST = 4096 };                                /* bytes of a message */
enum { WHOLE_SEGMENT = 1, MESSAGE_ITSELF, NO_MESSAGE }; /* fact[0]: what the layer is */

static bool all_ones(struct slice s, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (slice_u8(s, off + i) != 0xff)
			return false;
	return true;
}

/* Where the first marker is; the slice's length when there is none. */
static uint32_t find_marker(struct slice s)
{
	uint32_t ones = 0;
	for (uint32_t i = 0; i < s.len; i++) {
		ones = s.p[i] == 0xff ? ones + 1 : 0;
		if (ones == BGP_MARKER_BYTES)
			return i + 1 - BGP_MARKER_BYTES;
	}
	return s.len;
}

static uint32_t bgp_pdu_behind(struct slice s, uint32_t hint)
{
	(void)hint;
	if (s.wire < BGP_HEADER)
		return PDU_ONE_MORE;
	uint32_t length = slice_u16(s, BGP_MARKER_BYTES);
	return length < BGP_HEADER ? PDU_REST : length;
}

/* A stream that is come upon in the midst of a message is skipped up to a marker. */
static uint32_t bgp_pdu(struct slice s, uint32_t hint)
{
	uint32_t n = s.len < BGP_MARKER_BYTES ? s.len : BGP_MARKER_BYTES;
	if (all_ones(s, 0, n))
		return bgp_pdu_behind(s, hint);
	uint32_t at = find_marker(s);
	return at < s.len ? at : PDU_REST;
}

/* What there is of a message whose beginning alone was seen takes the line for itself. */
static bool bgp_begun(struct buf *b, const struct layer *tcp, struct slice s)
{
	(void)b;
	(void)tcp;
	(void)s;
	return true;
}

/* The message in front of this one in the same segment; NULL: there is none. */
static const struct layer *message_before(const struct dissection *d, const struct layer *l)
{
	for (const struct layer *e = l; e-- > d->layer;)
		if (e->parent == l->parent && e->proto == l->proto && e->fact[0] == MESSAGE_ITSELF)
			return e;
	return NULL;
}

static void bgp_dissect(struct dissection *d, struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	bool marked = l->data.len >= BGP_MARKER_BYTES && all_ones(l->data, 0, BGP_MARKER_BYTES);
	layer_header(l, l->data.len);
	if (!marked && !message_before(d, l)) {
		l->fact[0] = WHOLE_SEGMENT;
		if (above->buffer == l->buffer)
			l->tree_len = (uint32_t)(above->payload.p + above->payload.len - l->data.p);
		return;
	}
	bool headed = l->data.len >= BGP_HEADER;
	l->fact[0] = MESSAGE_ITSELF;
	if (headed && slice_u16(l->data, BGP_MARKER_BYTES) >= BGP_HEADER) {
		dry_tree(d, l);
		return;
	}
	l->fact[0] = NO_MESSAGE;
	if (!l->data.len) /* nothing of it was captured, and nothing is said of it */
		return;
	l->flags |= headed || l->data.wire < BGP_HEADER ? LAYER_MALFORMED : LAYER_SHORT;
}

static void type_text(struct buf *b, struct slice s)
{
	unsigned type = slice_u8(s, 18);
	const char *name = value_text(&bgp_types, type);
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown message type (0x");
	fmt_hex(b, type, 2);
	buf_char(b, ')');
}

void bgp_title(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Border Gateway Protocol");
	if (l->fact[0] == WHOLE_SEGMENT)
		return;
	buf_lit(b, " - ");
	type_text(b, l->data);
}

void bgp_note(struct tree *t, unsigned row, uint32_t off, const char *message)
{
	if (!tree_wants_expert(t, row))
		return;
	tree_push(t);
	put_expert(t, row, off, 0, message);
	tree_pop(t);
}

void bgp_wrong(struct tree *t, unsigned row, uint32_t off, uint32_t n, struct buf *message)
{
	const char *text = message_text(message);
	if (tree_wants(t, BGP_TEXT))
		put_label(t, BGP_TEXT, off, n, text, (uint32_t)strlen(text));
	bgp_note(t, row, off, text);
}

void bgp_count(struct buf *b, uint32_t n, const char *one, const char *many)
{
	fmt_uint(b, n);
	buf_str(b, n == 1 ? one : many);
}

void bgp_param_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned type = slice_u8(record_bytes(t->d, r), 0);
	const char *name = value_text(&bgp_param_types, type);
	buf_lit(b, "Optional Parameter: ");
	buf_str(b, name ? name : "Unknown Parameter ");
	if (!name)
		fmt_uint(b, type);
}

/* RFC 5492: optional parameters hold lists of capabilities. */
static void put_open(struct tree *t)
{
	const struct slice s = t->l->data;
	static const uint8_t places[] = { 19, 20, 22, 24, 28, 29 };
	for (unsigned i = BGP_OPEN_VERSION; i <= BGP_OPEN_OPT_LEN; i++)
		put(t, i, places[i - BGP_OPEN_VERSION],
		    places[i - BGP_OPEN_VERSION + 1] - places[i - BGP_OPEN_VERSION]);
	uint32_t off = 29, end = off + slice_u8(s, 28);
	if (end == off || tree_ended(t))
		return;
	put_node(t, BGP_OPEN_OPT, off, bgp_clip(t, off, end - off));
	tree_push(t);
	while (off < end && !tree_ended(t)) {
		unsigned type = slice_u8(s, off);
		uint32_t n = slice_u8(s, off + 1);
		put_node(t, BGP_PARAM, off, bgp_clip(t, off, 2 + n));
		tree_push(t);
		put(t, BGP_PARAM_TYPE, off, 1);
		put(t, BGP_PARAM_LEN, off + 1, 1);
		off += 2;
		if (type == 1)
			put(t, BGP_PARAM_AUTH, off, n);
		else if (type == 2)
			off = bgp_capabilities(t, off, off + n, false);
		tree_pop(t);
		if (type == 1)
			off += n;
		else if (type !=
			 2) /* what is not known is not skipped either: tshark goes on right behind its length */
			put(t, BGP_PARAM_UNKNOWN, off, n);
	}
	tree_pop(t);
}

/* RFC 9003: why the session was shut down, in words. */
static bool has_communication(struct slice s, uint32_t end)
{
	unsigned minor = slice_u8(s, 20);
	return slice_u8(s, 19) == 6 && (minor == 2 || minor == 4) && end == 22u + slice_u8(s, 21);
}

static void put_notification(struct tree *t, uint32_t end)
{
	static const uint8_t minors[] = { BGP_MINOR_UNKNOWN, BGP_MINOR_HEADER, BGP_MINOR_OPEN,  BGP_MINOR_UPDATE,
					  BGP_MINOR_EXPIRED, BGP_MINOR_STATE,  BGP_MINOR_CEASE, BGP_MINOR_CAPABILITY };
	unsigned major = slice_u8(t->l->data, 19), row = minors[major < COUNT(minors) ? major : 0];
	put(t, BGP_MAJOR, 19, 1);
	put(t, row, 20, 1);
	if (row == BGP_MINOR_UNKNOWN) {
		MESSAGE(m);
		buf_lit(&m, "Unknown notification error (");
		fmt_uint(&m, major);
		buf_char(&m, ')');
		bgp_note(t, BGP_MINOR_STRANGE, 20, message_text(&m));
	}
	if (end <= 21)
		return;
	if (has_communication(t->l->data, end)) {
		put(t, BGP_COMMUNICATION_LEN, 21, 1);
		put(t, BGP_COMMUNICATION, 22, end - 22);
	} else {
		put(t, major == 2 && slice_u8(t->l->data, 20) == 2 ? BGP_BAD_PEER_AS : BGP_MINOR_DATA, 21, end - 21);
	}
}

/* Outbound route filters (RFC 5291) by prefix, as Cisco has them; returns where the next one begins. */
static uint32_t put_filter(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	uint32_t bits = slice_u8(s, off + 7), n = (bits + 7) / 8;
	bool all = slice_u8(s, off) >> 6 == 2;
	put_node(t, BGP_ORF_ENTRY, off, bgp_clip(t, off, all ? 1 : slice_has(s, off, 8 + n) ? 9 + n : 1));
	tree_push(t);
	put(t, BGP_ORF_ACTION, off, 1);
	if (!all) {
		put(t, BGP_ORF_MATCH, off, 1);
		put(t, BGP_ORF_SEQUENCE, off + 1, 4);
		put(t, BGP_ORF_LOWER, off + 5, 1);
		put(t, BGP_ORF_UPPER, off + 6, 1);
		if (bits > 32) {
			tree_malformed(t);
			tree_pop(t);
			return off;
		}
		put(t, BGP_PREFIX4, off + 7, 1 + n);
		tree_push(t);
		put(t, BGP_PREFIX_LEN, off + 7, 1)->aux = 6;
		put_uint(t, BGP_ORF_IP, off + 8, n, (uint32_t)(slice_uint(s, off + 8, n, false) << (32 - 8 * n)));
		tree_pop(t);
	}
	tree_pop(t);
	return off + (all ? 1 : 8 + n);
}

static void put_refresh(struct tree *t, uint32_t end)
{
	const struct slice s = t->l->data;
	enum { PREFIX_LIST = 128 };
	put(t, BGP_RR_AFI, 19, 2);
	put(t, BGP_RR_SUBTYPE, 21, 1);
	put(t, BGP_RR_SAFI, 22, 1);
	if (end <= 23)
		return;
	put_node(t, BGP_ORF, 23, bgp_clip(t, 23, end - 23));
	tree_push(t);
	put(t, BGP_ORF_FLAG, 23, 1);
	put(t, BGP_ORF_TYPE, 24, 1);
	if (slice_u8(s, 24) != PREFIX_LIST) {
		MESSAGE(m);
		buf_lit(&m, "ORFEntry-Unknown (type ");
		fmt_uint(&m, slice_u8(s, 24));
		buf_char(&m, ')');
		bgp_note(t, BGP_ORF_TYPE_UNKNOWN, 24, message_text(&m));
	}
	put(t, BGP_ORF_LEN, 25, 2);
	for (uint32_t off = 27; slice_u8(s, 24) == PREFIX_LIST && off < end && !tree_ended(t);)
		off = put_filter(t, off);
	tree_pop(t);
}

static void bgp_tree(struct tree *t, const struct layer *l)
{
	uint32_t length = slice_u16(l->data, 16);
	if (l->fact[0] == NO_MESSAGE) {
		tree_drop(t);
		return;
	}
	if (l->fact[0] == WHOLE_SEGMENT) {
		put_node(t, BGP_CONTINUATION, 0, l->data.len);
		return;
	}
	put(t, BGP_MARKER, 0, BGP_MARKER_BYTES);
	if (!all_ones(l->data, 0, BGP_MARKER_BYTES))
		bgp_note(t, BGP_MARKER_INVALID, 0, NULL);
	put(t, BGP_LENGTH, 16, 2);
	if (length < BGP_HEADER || length > LONGEST) {
		MESSAGE(m);
		buf_lit(&m, "Length is invalid ");
		fmt_uint(&m, length);
		bgp_note(t, BGP_LENGTH_INVALID, 16, message_text(&m));
		return;
	}
	put(t, BGP_TYPE, 18, 1);
	switch (slice_u8(l->data, 18)) {
	case OPEN: put_open(t); break;
	case UPDATE: bgp_update(t, BGP_HEADER, length); break;
	case NOTIFICATION: put_notification(t, length); break;
	case ROUTE_REFRESH:
	case CISCO_ROUTE_REFRESH: put_refresh(t, length); break;
	case CAPABILITY: bgp_capabilities(t, BGP_HEADER, length, true); break;
	default: break;
	}
}

static void bgp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	if (l->fact[0] != MESSAGE_ITSELF)
		return;
	if (message_before(d, l))
		buf_lit(&c->info, ", ");
	type_text(&c->info, l->data);
}

static const struct next_link bgp_on[] = { { NEXT_TCP_PORT, 179 } };

const struct protocol protocol_bgp = {
	.name = "bgp",
	.column = "BGP",
	.fields = bgp_fields,
	.n_fields = BGP_ROWS,
	ON(bgp_on),
	.pdu = bgp_pdu,
	.pdu_behind = bgp_pdu_behind,
	.begun = bgp_begun,
	.info_each = true,
	.told_early = true,
	.dissect = bgp_dissect,
	.fields_of = bgp_tree,
	.info = bgp_info,
};
