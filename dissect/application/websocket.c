/* websocket.c: WebSocket (RFC 6455), what an HTTP connection turns into when both ends want it. */
#include "base/fmt.h"
#include "base/inflate.h"
#include "dissect/column.h"
#include "dissect/registry.h"
#include "dissect/room.h"
#include "dissect/tree.h"

/*   0                1                2
 *  +-+---+----------+-+--------------+----------------+-------------+----------+
 *  |F|RSV| opcode   |M| length       | length, 2 or 8 | key, if M   | payload  |
 *  +-+---+----------+-+--------------+----------------+-------------+----------+ */
enum {
	WEBSOCKET, FIN, RESERVED, PACKED, OPCODE, MASK, LENGTH, LENGTH_16, LENGTH_64, KEY, MASKED, PAYLOAD, CONTINUATION, TEXT, CLOSE,
	STATUS, REASON, PING, PONG, UNKNOWN, UNKNOWN_OPCODE,
};
enum { OP_CONTINUE, OP_TEXT, OP_BINARY, OP_CLOSE = 8, OP_PING, OP_PONG };
enum { BIT_FIN = 0x80, BIT_PACKED = 0x40 /* RFC 7692, 6 */ };
enum { HEADER_MIN = 2, KEY_LEN = 4, MAX_FRAME = 0x7fffffff };

static const struct value_table opcodes = VALUES(
	{ 0, "Continuation" }, { 1, "Text" }, { 2, "Binary" }, { 8, "Connection Close" }, { 9, "Ping" }, { 10, "Pong" });
static const struct value_table statuses = VALUES(
	{ 1000, "Normal Closure" }, { 1001, "Going Away" }, { 1002, "Protocol error" }, { 1003, "Unsupported Data" },
	{ 1004, "---Reserved----" }, { 1005, "No Status Rcvd" }, { 1006, "Abnormal Closure" },
	{ 1007, "Invalid frame payload data" }, { 1008, "Policy Violation" }, { 1009, "Message Too Big" },
	{ 1010, "Mandatory Ext." }, { 1011, "Internal Server" }, { 1015, "TLS handshake" });
static const struct value_table long_lengths =
	VALUES({ 126, " Extended Payload Length (16 bits)" }, { 127, " Extended Payload Length (64 bits)" });

/* "Payload length: 126 Extended Payload Length (16 bits)" */
static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *more = value_text(&long_lengths, r->val);
	(void)t;
	buf_lit(b, "Payload length: ");
	fmt_uint(b, r->val);
	buf_str(b, more ? more : "");
}

#define BITS(abbrev, name, type, base, at, bits, ...) \
	F("websocket." abbrev, name, type, base, .off = at, .size = 1, .mask = bits, __VA_ARGS__)
#define NODE(abbrev, name) F("websocket." abbrev, name, FT_NONE, BASE_NONE)
#define BYTES(abbrev, name) F("websocket." abbrev, name, FT_BYTES, BASE_NONE)

static const struct field websocket_fields[] = {
	[WEBSOCKET] = F("websocket", "WebSocket", FT_PROTOCOL, BASE_NONE),
	[FIN] = BITS("fin", "Fin", FT_BOOLEAN, BASE_NONE, 0, 0x80, .vals = &bool_true),
	[RESERVED] = BITS("rsv", "Reserved", FT_UINT8, BASE_HEX, 0, 0x70, .vals = NULL),
	[PACKED] = BITS("pmc", "Per-Message Compressed", FT_BOOLEAN, BASE_NONE, 0, BIT_PACKED, .vals = &bool_true),
	[OPCODE] = BITS("opcode", "Opcode", FT_UINT8, BASE_DEC, 0, 0x0f, .vals = &opcodes),
	[MASK] = BITS("mask", "Mask", FT_BOOLEAN, BASE_NONE, 1, 0x80, .vals = &bool_true),
	[LENGTH] = BITS("payload_length", "Payload length", FT_UINT8, BASE_DEC, 1, 0x7f, .label = length_label),
	[LENGTH_16] = F("websocket.payload_length_ext_16", "Extended Payload length (16 bits)", FT_UINT16, BASE_DEC),
	[LENGTH_64] = F("websocket.payload_length_ext_64", "Extended Payload length (64 bits)", FT_UINT64, BASE_DEC),
	[KEY] = BYTES("masking_key", "Masking-Key"),
	[MASKED] = NODE("masked_payload", "Masked payload"),
	[PAYLOAD] = NODE("payload", "Payload"),
	[CONTINUATION] = BYTES("payload.continue", "Continue"),
	[TEXT] = F("websocket.payload.text", "Text", FT_STRING, BASE_NONE),
	[CLOSE] = NODE("payload.close", "Close"),
	[STATUS] = F("websocket.payload.close.status_code", "Status code", FT_UINT16, BASE_DEC, .vals = &statuses),
	[REASON] = F("websocket.payload.close.reason", "Reason", FT_STRING, BASE_NONE),
	[PING] = BYTES("payload.ping", "Ping"),
	[PONG] = BYTES("payload.pong", "Pong"),
	[UNKNOWN] = BYTES("payload.unknown", "Unknown"),
	[UNKNOWN_OPCODE] = F_EXPERT("websocket.payload.unknown.expert", "Dissector for Websocket Opcode", PI_NOTE,
				    PI_UNDECODED),
};

struct frame_head {
	uint32_t len;     /* of the header */
	uint32_t key;     /* where the key stands; 0: there is none */
	uint64_t payload; /* bytes */
	uint8_t opcode;
};

/* False: the header is not at hand. */
static bool read_head(struct slice s, struct frame_head *h)
{
	unsigned length = slice_u8(s, 1) & 0x7f;
	h->opcode = slice_u8(s, 0) & 0x0f;
	h->len = HEADER_MIN + (length == 126 ? 2 : length == 127 ? 8 : 0);
	h->key = slice_u8(s, 1) & 0x80 ? h->len : 0;
	h->payload = length == 126 ? slice_u16(s, 2) : length == 127 ? slice_uint(s, 2, 8, false) : length;
	h->len += h->key ? KEY_LEN : 0;
	return slice_has(s, 0, h->len);
}

static uint32_t websocket_pdu(struct slice s, uint32_t hint)
{
	struct frame_head h;
	(void)hint;
	if (!read_head(s, &h))
		return PDU_ONE_MORE;
	return h.payload < MAX_FRAME - h.len ? h.len + (uint32_t)h.payload : MAX_FRAME;
}

/* fact[0] of the layer: the buffer that the payload stands in, in clear; fact[1]: nothing can be said of what it is, for it
 * is a part of a message, or packed with what an earlier message of its direction taught (RFC 7692, 7.1.1). */

static struct slice unmask(struct dissection *d, struct layer *l, const struct frame_head *h)
{
	struct slice clear = l->payload;
	uint32_t room;
	uint8_t *out = h->key && clear.len ? room_open(d, &room) : NULL;
	if (!out)
		return clear;
	uint32_t n = clear.len < room ? clear.len : room;
	for (uint32_t i = 0; i < n; i++)
		out[i] = clear.p[i] ^ l->data.p[h->key + i % KEY_LEN];
	l->fact[0] = room_close(d, n, "Unmasked data", &clear);
	return clear;
}

static struct slice unpack(struct dissection *d, struct layer *l, struct slice packed)
{
	uint32_t room;
	uint8_t *out = packed.len == packed.wire ? room_open(d, &room) : NULL;
	int64_t n = out ? inflate_bytes(packed.p, packed.len, out, room) : -1;
	if (n > 0)
		l->fact[0] = room_close(d, (uint32_t)n, "Decompressed payload", &packed);
	else
		l->fact[1] = 1;
	return packed;
}

static void websocket_dissect(struct dissection *d, struct layer *l)
{
	struct frame_head h;
	bool whole = read_head(l->data, &h);
	l->path = "http:websocket";
	l->fact[0] = l->buffer;
	if (!layer_header(l, h.len) || !whole)
		return;
	layer_limit(l, h.payload < MAX_FRAME ? (uint32_t)h.payload : MAX_FRAME);
	if (d->skip_data || !l->payload.wire)
		return;
	struct slice clear = unmask(d, l, &h);
	unsigned bits = slice_u8(l->data, 0);
	if (h.opcode != OP_TEXT && h.opcode != OP_BINARY)
		return;
	if (!(bits & BIT_FIN))
		l->fact[1] = 1;
	else if (bits & BIT_PACKED)
		clear = unpack(d, l, clear);
	if (!l->fact[1])
		next_protocol(d, l, h.opcode == OP_TEXT ? registry_find(d->registry, "data-text-lines") : NO_PROTOCOL,
			      clear, (uint8_t)l->fact[0]);
}

/* RFC 6455, 5.5.1: a status and text. */
static void put_close(struct tree *t, uint32_t off, uint32_t n)
{
	put_node(t, CLOSE, off, n);
	tree_push(t);
	put(t, STATUS, off, 2);
	if (n > 2)
		put(t, REASON, off + 2, n - 2);
	tree_pop(t);
}

static void put_payload(struct tree *t, unsigned opcode, uint32_t off, uint32_t n)
{
	switch (opcode) {
	case OP_CONTINUE: put(t, CONTINUATION, off, n); break;
	case OP_TEXT: put(t, TEXT, off, n); break;
	case OP_BINARY: break;
	case OP_CLOSE: put_close(t, off, n); break;
	case OP_PING: put(t, PING, off, n); break;
	case OP_PONG: put(t, PONG, off, n); break;
	default: put(t, UNKNOWN, off, n);
	}
}

static void websocket_tree(struct tree *t, const struct layer *l)
{
	struct frame_head h;
	struct layer clear;
	read_head(l->data, &h);
	put_rows(t, FIN, RESERVED, 0);
	if (slice_u8(l->data, 0) & BIT_PACKED)
		put_rows(t, PACKED, PACKED, 0);
	put_rows(t, OPCODE, LENGTH, 0);
	if (h.len - (h.key ? KEY_LEN : 0) > HEADER_MIN)
		put(t, h.len - (h.key ? KEY_LEN : 0) == 4 ? LENGTH_16 : LENGTH_64, 2,
		    h.len - (h.key ? KEY_LEN : 0) - 2);
	if (h.key)
		put(t, KEY, h.key, KEY_LEN);
	if (tree_ended(t) || !l->payload.wire)
		return;
	if (h.key)
		put_node(t, MASKED, h.len, l->payload.wire);
	put_node(t, PAYLOAD, h.key ? 0 : h.len, l->payload.wire);
	if (l->fact[1])
		return;
	tree_push(t);
	if (l->fact[0] != l->buffer) {
		tree_enter(t, &clear, (uint8_t)l->fact[0]);
		put_payload(t, h.opcode, 0, clear.data.len);
		tree_leave(t, l);
	} else if (!h.key) {
		put_payload(t, h.opcode, h.len, l->payload.wire);
	}
	tree_pop(t);
}

/* "WebSocket Text [FIN] [MASKED]", "WebSocket Text[FRAGMENT]  [MASKED]" */
static void frame_info(struct buf *b, const struct layer *l)
{
	const char *name = value_text(&opcodes, slice_u8(l->data, 0) & 0x0f);
	buf_lit(b, "WebSocket ");
	buf_str(b, name ? name : "Unknown Opcode");
	buf_str(b, slice_u8(l->data, 0) & BIT_FIN ? " [FIN]" : "[FRAGMENT] ");
	buf_str(b, slice_u8(l->data, 1) & 0x80 ? " [MASKED]" : " ");
}

/* All frames of the segment; one that began in earlier segments, in bytes of its own, has spoken before. */
static void websocket_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	for (const struct layer *m = d->layer; m <= l; m++)
		if (m->proto == l->proto && m->parent == l->parent && m->buffer == l->buffer)
			frame_info(&c->info, m);
}

const struct protocol protocol_websocket = {
	.name = "websocket",
	.column = "WebSocket",
	FIELDS(websocket_fields),
	.pdu_shown = true,
	.pdu = websocket_pdu,
	.told_early = true,
	.dissect = websocket_dissect,
	.fields_of = websocket_tree,
	.info = websocket_info,
};
