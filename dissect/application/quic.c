/* quic.c: QUIC (RFC 9000, 9369): packets; those that open a connection are decrypted, for their keys are no secret. */
#include "base/fmt.h"
#include "dissect/application/quic_impl.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/registry.h"

/*  long:  1TTxxxxx version(4) dcid-length dcid scid-length scid [token-length token] length number payload
 *  short: 0xxxxxxx dcid number payload */
enum { MAX_VERSIONS = 256, RETRY_TAG = 16, OPENED_MAX = 65536 - 2048, LINE_MAX = QUIC_OPENED_MAX };
static const char no_secrets[] = "Failed to create decryption context: Secrets are not available";
static const char bad_tag[] = "Decryption failed: Decryption (checktag) failed: Checksum error";

static bool is_v2(uint32_t version)
{
	return version == QUIC_V2 || version == QUIC_V2_DRAFT;
}

struct quic_header quic_read(struct slice s, uint32_t dcid_len)
{
	struct quic_header h = { .is_long = slice_u8(s, 0) & QUIC_LONG, .end = s.wire };
	if (!h.is_long) {
		h.dcid = 1;
		h.dcid_len = (uint8_t)dcid_len;
		h.number_at = 1 + dcid_len;
		h.good = slice_has(s, 0, h.number_at);
		return h;
	}
	h.version = slice_u32(s, 1);
	h.type = slice_u8(s, 0) >> 4 & 3;
	if (is_v2(h.version))
		h.type = (h.type + 3) & 3;
	h.dcid_len = slice_u8(s, 5);
	h.dcid = 6;
	h.scid = 7u + h.dcid_len;
	h.scid_len = slice_u8(s, 6u + h.dcid_len);
	uint32_t off = h.scid + h.scid_len;
	h.number_at = off;
	h.good = slice_has(s, 0, off);
	if (!h.version || h.type == QUIC_RETRY)
		return h;
	uint64_t n;
	if (h.type == QUIC_INITIAL) {
		h.token = off + quic_number(s, off, &n);
		h.token_len = n < s.wire ? (uint32_t)n : s.wire;
		off = h.token + h.token_len;
	}
	h.length_at = off;
	h.number_at = off + quic_number(s, off, &n);
	h.good = slice_has(s, 0, h.number_at);
	if (h.good && n <= s.wire - h.number_at)
		h.end = h.number_at + (uint32_t)n;
	return h;
}

static bool quic_guess(const struct layer *l, struct slice s)
{
	uint32_t version = slice_u32(s, 1);
	bool gquic = version >> 16 == 0x5130 && version < 0x51303530; /* Q043, Q046: another protocol */
	(void)l;
	if (!(slice_u8(s, 0) & QUIC_LONG) || s.len < 7 || gquic || slice_u8(s, 5) > QUIC_CID_MAX ||
	    (version && !(slice_u8(s, 0) & QUIC_FIXED)))
		return false;
	if (!value_text(&quic_versions, version) && (version & 0x0f0f0f0f) != 0x0a0a0a0a)
		return false;
	struct quic_header h = quic_read(s, 0);
	return h.good && h.scid_len <= QUIC_CID_MAX && (version || (s.wire - h.number_at) % 4 == 0);
}

/* Is what follows a packet in its datagram another one (RFC 9000 12.2), or padding? */
static bool is_coalesced(struct slice all, const struct quic_header *h)
{
	struct slice rest = slice_from(all, h->end);
	struct quic_header next = quic_read(rest, h->dcid_len);
	/* With a connection id to go by, the fixed bit may be greased (RFC 9287). */
	return (slice_u8(rest, 0) & QUIC_FIXED || h->dcid_len) && next.good && next.dcid_len == h->dcid_len &&
	       (!next.is_long || next.version == h->version) &&
	       !memcmp(rest.p + next.dcid, all.p + h->dcid, h->dcid_len);
}

bool quic_is_padding(const struct dissection *d, const struct layer *l)
{
	const struct layer *before = layer_parent(d, l);
	return before->proto == &protocol_quic && before->fact[0];
}

static void quic_dissect(struct dissection *d, struct layer *l)
{
	struct quic_header h = quic_read(l->data, 0);
	if (layer_parent(d, l)->proto == &protocol_quic)
		l->path = "";
	if (!quic_is_padding(d, l))
		layer_header(l, h.good ? h.end : l->data.wire);
	l->tree_len = l->data.len;
	if (quic_is_padding(d, l)) {
		l->header_len = l->data.wire;
		l->payload = slice_from(l->data, l->data.wire);
		l->flags |= LAYER_SILENT;
		return;
	}
	if (!h.good || h.end >= l->data.wire)
		return;
	bool coalesced = is_coalesced(l->data, &h);
	if (!coalesced && !h.is_long)
		return;
	l->tree_len = h.end;
	l->fact[0] = !coalesced;
	next_named(d, l, "quic", slice_from(l->data, h.end));
}

/* --- what flow/ knows --- */

struct quic_known {
	bool any, server, again;
	uint32_t connection, dcid_len, version;
	struct slice initial; /* connection id */
};

static struct quic_known known_of(const struct dissection *d, const struct layer *l)
{
	const struct app_note *n = layer_app_note(d, l);
	if (!n)
		return (struct quic_known){ .any = false };
	return (struct quic_known){
		.any = true,
		.server = n->value[0] >> 32 & 1,
		.again = n->value[0] >> 33 & 1,
		.connection = (uint32_t)n->value[0],
		.dcid_len = (uint32_t)(n->value[0] >> 40),
		.version = (uint32_t)n->value[QUIC_NOTE_VERSION],
		.initial = { (const uint8_t *)d->note_text + n->text, n->text_len, n->text_len },
	};
}

/* Opens an Initial packet; false: there are no keys for it. */
static bool open_initial(struct quic_plain *p, uint8_t *out, const struct quic_known *k, const struct quic_header *h,
			 struct slice s)
{
	struct quic_keys keys;
	return h->is_long && h->type == QUIC_INITIAL && k->any && h->end <= s.len &&
	       quic_initial_keys(&keys, h->version, k->initial.p, k->initial.len, k->server) &&
	       quic_open(p, out, &keys, slice_first(s, h->end), h->number_at);
}

struct slice quic_open_hello(const struct dissection *d, const struct layer *l, uint8_t *room)
{
	struct quic_known k = known_of(d, l);
	struct quic_header h = quic_read(l->data, 0);
	struct quic_plain p = { 0 };
	if (!h.good || k.server || h.end > QUIC_OPENED_MAX || !open_initial(&p, room, &k, &h, l->data) || !p.good)
		return (struct slice){ 0 };
	return (struct slice){ room, p.len, p.len };
}

uint32_t quic_message_size(const uint8_t *message, uint32_t n)
{
	enum { HEADER = 4 };
	const struct slice s = { message, n, n };
	return slice_has(s, 0, HEADER) ? HEADER + slice_u24(s, 1) : UINT32_MAX;
}

uint32_t quic_client_hello(const struct dissection *d, const struct layer *l, uint8_t *out)
{
	const struct app_note *note = layer_app_note(d, l);
	uint8_t room[QUIC_OPENED_MAX];
	uint32_t frames;
	if (note && note->value[QUIC_NOTE_BUFFER]) {
		const struct byte_buffer *b = &d->buffer[note->value[QUIC_NOTE_BUFFER]];
		if (b->len > QUIC_HELLO_MAX)
			return 0;
		memcpy(out, b->p, b->len);
		return b->len;
	}
	struct slice opened = quic_open_hello(d, l, room);
	uint32_t n = quic_crypto_size(opened, &frames);
	return n <= QUIC_HELLO_MAX && quic_crypto_join(opened, out, n) && quic_message_size(out, n) <= n ? n : 0;
}

bool quic_retry_fits(const struct dissection *d, const struct layer *l)
{
	struct quic_known k = known_of(d, l);
	struct quic_header h = quic_read(l->data, 0);
	return k.any && quic_retry_verified(h.version, l->data, k.initial.p, k.initial.len);
}

/* TLS stands in an Initial that is opened and has something new of the handshake. */
static void quic_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	struct quic_known k = known_of(d, l);
	struct quic_header h = quic_read(l->data, k.dcid_len);
	struct quic_plain p;
	uint8_t room[LINE_MAX];
	const struct app_note *note = layer_app_note(d, l);
	if (note && note->value[QUIC_NOTE_BUFFER]) {
		buf_lit(b, ":tls");
		return;
	}
	if (!h.good || h.end > LINE_MAX || (k.again && !k.server) || !open_initial(&p, room, &k, &h, l->data) ||
	    !p.good)
		return;
	if (quic_has_handshake((struct slice){ room, p.len, p.len }))
		buf_lit(b, ":tls");
}

/* --- the tree --- */

static void put_connection(struct tree *t, const struct layer *l, const struct quic_known *k)
{
	static const char title[] = "QUIC Connection information";
	if (layer_parent(t->d, l)->proto == &protocol_quic || !k->any)
		return;
	put_label(t, TEXT, 0, 0, title, sizeof title - 1);
	tree_push(t);
	put_uint(t, CONNECTION_NUMBER, 0, 0, k->connection);
	tree_pop(t);
}

static void put_ids(struct tree *t, const struct quic_header *h)
{
	put(t, VERSION, 1, 4);
	put(t, DCIL, 5, 1);
	if (h->dcid_len)
		put(t, DCID, h->dcid, h->dcid_len);
	put(t, SCIL, h->scid - 1, 1);
	if (h->scid_len)
		put(t, SCID, h->scid, h->scid_len);
}

static void put_versions(struct tree *t, const struct layer *l, const struct quic_header *h)
{
	put(t, VN_UNUSED, 0, 1);
	put_ids(t, h);
	for (uint32_t i = 0, off = h->number_at; i < MAX_VERSIONS && off < l->data.wire && !tree_ended(t);
	     i++, off += 4)
		put(t, SUPPORTED_VERSION, off, 4);
}

static void put_failure(struct tree *t, uint32_t off, const char *why)
{
	put_expert(t, DECRYPTION_FAILED, off, 0, why);
}

static void put_rest(struct tree *t, const struct quic_header *h, bool known)
{
	if (!known)
		put_failure(t, 0, no_secrets);
	if (h->end > h->number_at)
		put(t, REMAINING_PAYLOAD, h->number_at, h->end - h->number_at);
}

static void put_opened(struct tree *t, const struct layer *l, const struct quic_header *h, const struct quic_plain *p,
		       uint8_t buffer, const struct quic_known *k)
{
	uint32_t at = h->number_at + p->number_len;
	put_uint(t, PACKET_NUMBER, h->number_at, p->number_len, p->number);
	put(t, PAYLOAD, at, h->end - at);
	if (!p->good) {
		tree_push(t);
		put_failure(t, at, bad_tag);
		tree_pop(t);
		return;
	}
	struct layer inner;
	tree_enter(t, &inner, buffer);
	quic_put_frames(t, &inner, k->server, k->again && !k->server);
	tree_leave(t, l);
}

static void put_long(struct tree *t, const struct layer *l, const struct quic_header *h, const struct quic_known *k)
{
	struct quic_plain p = { 0 };
	uint8_t buffer = 0;
	uint32_t overhead = h->number_at + 1 + GCM_TAG_BYTES;
	bool initial =
		h->type == QUIC_INITIAL && h->end <= l->data.len && h->end > overhead && h->end - overhead < OPENED_MAX;
	uint8_t room[LINE_MAX], *out = NULL;
	bool opened = initial && h->end <= LINE_MAX && open_initial(&p, room, k, h, l->data);
	if (opened && p.good && (out = tree_buffer(t, p.len, "Decrypted QUIC", &buffer)))
		memcpy(out, room, p.len);
	if (h->type != QUIC_RETRY)
		put(t, FIXED_BIT, 0, 1);
	put(t, is_v2(h->version) ? LONG_PACKET_TYPE_V2 : LONG_PACKET_TYPE, 0, 1);
	if (opened) {
		put_uint(t, LONG_RESERVED, 0, 1, p.first >> 2 & 3u);
		put_uint(t, PACKET_NUMBER_LENGTH, 0, 1, p.first & 3u);
	}
	put_ids(t, h);
	if (h->type == QUIC_RETRY) {
		uint32_t n = l->data.wire - h->number_at;
		put(t, RETRY_TOKEN, h->number_at, n > RETRY_TAG ? n - RETRY_TAG : 0);
		put(t, RETRY_INTEGRITY_TAG, l->data.wire - RETRY_TAG, RETRY_TAG);
		return;
	}
	if (h->type == QUIC_INITIAL) {
		put_uint(t, TOKEN_LENGTH, h->scid + h->scid_len, h->token - h->scid - h->scid_len, h->token_len);
		if (h->token_len)
			put(t, TOKEN, h->token, h->token_len);
	}
	put_uint(t, LENGTH, h->length_at, h->number_at - h->length_at, h->end - h->number_at);
	p.good = p.good && out;
	if (opened)
		put_opened(t, l, h, &p, buffer, k);
	else
		put_rest(t, h, false);
}

/* known: that there are no keys for the payloads was said before. */
static void put_short(struct tree *t, const struct layer *l, const struct quic_header *h, bool known)
{
	MESSAGE(m);
	buf_lit(&m, "QUIC Short Header");
	if (h->dcid_len) {
		buf_lit(&m, " DCID=");
		fmt_bytes(&m, l->data.p + h->dcid, h->dcid_len, 0);
	}
	put_copy(t, SHORT, 0, h->end, m.p, (uint32_t)m.len);
	tree_push(t);
	put(t, HEADER_FORM, 0, 1);
	put(t, FIXED_BIT, 0, 1);
	put(t, SPIN_BIT, 0, 1);
	if (h->dcid_len)
		put(t, DCID, h->dcid, h->dcid_len);
	tree_pop(t);
	put_rest(t, h, known);
}

static void quic_tree(struct tree *t, const struct layer *l)
{
	struct quic_known k = known_of(t->d, l);
	struct quic_header h = quic_read(l->data, k.dcid_len);
	if (quic_is_padding(t->d, l)) {
		put_expert(t, PADDING_DATA, 0, 0, NULL);
		return;
	}
	put_connection(t, l, &k);
	if (!tree_need(t, 0, 7) || !h.good) {
		tree_malformed(t);
		return;
	}
	put_uint(t, PACKET_LENGTH, 0, 0, h.end);
	if (!h.is_long) {
		put_short(t, l, &h, k.again);
		return;
	}
	put(t, HEADER_FORM, 0, 1);
	if (!h.version)
		put_versions(t, l, &h);
	else
		put_long(t, l, &h, &k);
}

/* --- the line --- */

static void info_id(struct buf *b, struct slice s, const char *name, uint32_t off, uint32_t n)
{
	if (!n)
		return;
	buf_lit(b, ", ");
	buf_str(b, name);
	buf_char(b, '=');
	struct slice id = slice_sub(s, off, n);
	fmt_bytes(b, id.p, id.len, 0);
}

static void info_frames(struct buf *b, const struct quic_plain *p, const uint8_t *bytes)
{
	struct slice s = { bytes, p->len, p->len };
	uint64_t type;
	buf_lit(b, ", PKN: ");
	fmt_uint(b, p->number);
	for (uint32_t off = 0, end; p->good && off < s.len; off = end) {
		bool good = quic_frame_at(s, off, &type, &end);
		const char *name = type == 0x1c || type == 0x1d ? "CC" : value_text(&quic_frame_types, type);
		buf_lit(b, ", ");
		buf_str(b, name ? name : "Unknown");
		if (!good)
			break;
	}
}

static void quic_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	static const char *const types[] = { "Initial", "0-RTT", "Handshake", "Retry" };
	struct quic_known k = known_of(d, l);
	struct quic_header h = quic_read(l->data, k.dcid_len);
	struct quic_plain p;
	uint8_t room[LINE_MAX];
	if (!h.good)
		return;
	buf_str(&c->info, !h.is_long ? "Protected Payload (KP0)" : h.version ? types[h.type] : "Version Negotiation");
	info_id(&c->info, l->data, "DCID", h.dcid, h.dcid_len);
	info_id(&c->info, l->data, "SCID", h.scid, h.scid_len);
	if (h.end <= LINE_MAX && open_initial(&p, room, &k, &h, l->data))
		info_frames(&c->info, &p, room);
}

const struct protocol protocol_quic = {
	.name = "quic",
	.column = "QUIC",
	FIELDS(quic_fields),
	.borrows = "tls",
	.guess = quic_guess,
	.guess_on = { NEXT_UDP_PORT },
	.guess_first = { QUIC_LONG, 0xff },
	.told_early = true,
	.dissect = quic_dissect,
	.fields_of = quic_tree,
	.path_inside = quic_path,
	.info = quic_info,
};
