/* wg.c: WireGuard, on any port (the protocol's white paper, https://www.wireguard.com/papers/wireguard.pdf, 5.4). */
#include "dissect/application/wg.h"

#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*   0      1          4          8           handshake initiation 148 bytes, response 92, cookie reply 64
 *  +------+----------+----------+----------+-----------------------
 *  | type | reserved | sender   | receiver | keys, sums ...
 *  +------+----------+----------+----------+-----------------------
 *  Of cookies and data, the receiver stands where the sender does elsewhere. All numbers are little-endian. */
enum {
	WG, TYPE, RESERVED, SENDER, RECEIVER, EPHEMERAL, EPHEMERAL_PRIVATE, ENCRYPTED_STATIC, ENCRYPTED_TIMESTAMP,
	ENCRYPTED_EMPTY, MAC1, MAC2, NONCE, ENCRYPTED_COOKIE, COUNTER, ENCRYPTED_PACKET, STREAM, RESPONSE_TO, KEEPALIVE,
};
enum { INITIATION_BYTES = 148, RESPONSE_BYTES = 92, COOKIE_BYTES = 64, KEEPALIVE_BYTES = 32 };
enum { KEY = 32, TAG = 16, MAC = 16, DATA_HEADER = 16 };

static const struct value_table types = VALUES({ WG_INITIATION, "Handshake Initiation" },
	{ WG_RESPONSE, "Handshake Response" }, { WG_COOKIE, "Cookie Reply" }, { WG_DATA, "Transport Data" });
static const struct field wg_fields[] = {
	[WG] = F("wg", "WireGuard Protocol", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("wg.type", "Type", FT_UINT8, BASE_DEC, .vals = &types),
	[RESERVED] = F("wg.reserved", "Reserved", FT_BYTES, BASE_NONE),
	[SENDER] = F("wg.sender", "Sender", FT_UINT32, BASE_HEX, .flags = F_LITTLE),
	[RECEIVER] = F("wg.receiver", "Receiver", FT_UINT32, BASE_HEX, .flags = F_LITTLE),
	[EPHEMERAL] = F("wg.ephemeral", "Ephemeral", FT_STRING, BASE_NONE),
	[EPHEMERAL_PRIVATE] = F("wg.ephemeral.known_privkey", "Has Private Key", FT_BOOLEAN, BASE_NONE, .vals = &bool_true,
				.flags = F_GENERATED),
	[ENCRYPTED_STATIC] = F("wg.encrypted_static", "Encrypted Static", FT_NONE, BASE_NONE),
	[ENCRYPTED_TIMESTAMP] = F("wg.encrypted_timestamp", "Encrypted Timestamp", FT_NONE, BASE_NONE),
	[ENCRYPTED_EMPTY] = F("wg.encrypted_empty", "Encrypted Empty", FT_NONE, BASE_NONE),
	[MAC1] = F("wg.mac1", "mac1", FT_BYTES, BASE_NONE),
	[MAC2] = F("wg.mac2", "mac2", FT_BYTES, BASE_NONE),
	[NONCE] = F("wg.nonce", "Nonce", FT_BYTES, BASE_NONE),
	[ENCRYPTED_COOKIE] = F("wg.encrypted_cookie", "Encrypted Cookie", FT_BYTES, BASE_NONE),
	[COUNTER] = F("wg.counter", "Counter", FT_UINT64, BASE_DEC, .flags = F_LITTLE),
	[ENCRYPTED_PACKET] = F("wg.encrypted_packet", "Encrypted Packet", FT_NONE, BASE_NONE),
	[STREAM] = F("wg.stream", "Stream index", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[RESPONSE_TO] = F("wg.response_to", "Response to Frame", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[KEEPALIVE] = F_EXPERT("wg.keepalive", "This is a Keepalive message", PI_CHAT, PI_SEQUENCE),
};

/* Nothing but the type, three zeros and the length tells. */
static bool wg_guess(const struct layer *l, struct slice s)
{
	(void)l;
	if (!slice_has(s, 0, 4) || slice_u24(s, 1))
		return false;
	switch (slice_u8(s, 0)) {
	case WG_INITIATION: return s.wire == INITIATION_BYTES;
	case WG_RESPONSE: return s.wire == RESPONSE_BYTES;
	case WG_COOKIE: return s.wire == COOKIE_BYTES;
	case WG_DATA: return s.wire >= KEEPALIVE_BYTES;
	default: return false;
	}
}

static void wg_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.wire);
	l->payload = slice_from(l->data, l->data.wire);
}

/* A public key, in base64 as the tools print it. */
static void put_key(struct tree *t, uint32_t off)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char text[(KEY + 2) / 3 * 4];
	if (!tree_need(t, off, KEY))
		return;
	const uint8_t *p = t->l->data.p + off;
	for (unsigned i = 0, k = 0; i < KEY; i += 3, k += 4) {
		uint32_t three = (uint32_t)p[i] << 16 | (i + 1 < KEY ? (uint32_t)p[i + 1] << 8 : 0) |
				 (i + 2 < KEY ? p[i + 2] : 0);
		for (unsigned j = 0; j < 4; j++)
			text[k + j] = i + j > KEY ? '=' : digits[three >> (18 - 6 * j) & 63];
	}
	put_copy(t, EPHEMERAL, off, KEY, text, sizeof text);
	tree_push(t);
	put_uint(t, EPHEMERAL_PRIVATE, off + t->l->off, 0,
		 0); /* tshark counts from the layer what it counted from the frame */
	tree_pop(t);
}

static void put_macs(struct tree *t, uint32_t off)
{
	put(t, MAC1, off, MAC);
	put(t, MAC2, off + MAC, MAC);
}

static void put_initiation(struct tree *t)
{
	enum { STATIC = 40, TIMESTAMP = 88, MACS = 116 };
	put(t, SENDER, WG_FIRST_PEER, 4);
	put_key(t, 8);
	put_node(t, ENCRYPTED_STATIC, STATIC, KEY + TAG);
	put_node(t, ENCRYPTED_TIMESTAMP, TIMESTAMP, 12 + TAG);
	put_macs(t, MACS);
}

static void put_response(struct tree *t)
{
	enum { EMPTY = 44, MACS = 60 };
	put(t, SENDER, WG_FIRST_PEER, 4);
	put(t, RECEIVER, WG_SECOND_PEER, 4);
	put_key(t, 12);
	put_node(t, ENCRYPTED_EMPTY, EMPTY, TAG);
	put_macs(t, MACS);
}

static void put_cookie(struct tree *t)
{
	enum { NONCE_BYTES = 24 };
	put(t, RECEIVER, WG_FIRST_PEER, 4);
	put(t, NONCE, 8, NONCE_BYTES);
	put(t, ENCRYPTED_COOKIE, 8 + NONCE_BYTES, 16 + TAG);
}

static void put_data(struct tree *t, const struct layer *l)
{
	put(t, RECEIVER, WG_FIRST_PEER, 4);
	put(t, COUNTER, 8, 8);
	put_node(t, ENCRYPTED_PACKET, DATA_HEADER, l->data.wire - DATA_HEADER);
	if (l->data.wire != KEEPALIVE_BYTES)
		return;
	tree_push(t);
	put_expert(t, KEEPALIVE, DATA_HEADER, TAG, NULL);
	tree_pop(t);
}

static void wg_tree(struct tree *t, const struct layer *l)
{
	const struct app_note *n = layer_app_note(t->d, l);
	put(t, TYPE, 0, 1);
	put(t, RESERVED, 1, 3);
	switch (slice_u8(l->data, 0)) {
	case WG_INITIATION: put_initiation(t); break;
	case WG_RESPONSE: put_response(t); break;
	case WG_COOKIE: put_cookie(t); break;
	default: put_data(t, l);
	}
	if (!n)
		return;
	put_uint(t, STREAM, 0, 0, n->value[WG_NOTE_STREAM]);
	if (n->frame)
		put_uint(t, RESPONSE_TO, 0, 0, n->frame);
}

static void peer_info(struct buf *b, const struct layer *l, const char *name, uint32_t off)
{
	uint32_t peer = (uint32_t)slice_uint(l->data, off, 4, true);
	buf_lit(b, ", ");
	buf_str(b, name);
	buf_lit(b, "=0x");
	for (unsigned i = 0; i < 8; i++)
		buf_char(b, "0123456789ABCDEF"[peer >> (28 - 4 * i) & 15]);
}

static void wg_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	unsigned type = slice_u8(l->data, 0);
	bool keepalive = type == WG_DATA && l->data.wire == KEEPALIVE_BYTES;
	const char *name = value_text(&types, type);
	(void)d;
	buf_str(b, keepalive ? "Keepalive" : name ? name : "");
	if (type == WG_INITIATION || type == WG_RESPONSE)
		peer_info(b, l, "sender", WG_FIRST_PEER);
	if (type != WG_INITIATION)
		peer_info(b, l, "receiver", type == WG_RESPONSE ? WG_SECOND_PEER : WG_FIRST_PEER);
	if (type != WG_DATA)
		return;
	buf_lit(b, ", counter=");
	fmt_uint(b, slice_uint(l->data, 8, 8, true));
	if (keepalive)
		return;
	buf_lit(b, ", datalen=");
	fmt_uint(b, l->data.wire - DATA_HEADER - TAG);
}

const struct protocol protocol_wg = {
	.name = "wg",
	.column = "WireGuard",
	FIELDS(wg_fields),
	.guess = wg_guess,
	.guess_on = { NEXT_UDP_PORT },
	.guess_first = { WG_INITIATION, WG_DATA },
	.dissect = wg_dissect,
	.fields_of = wg_tree,
	.info = wg_info,
};
