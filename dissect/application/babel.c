/* babel.c: the Babel routing protocol (RFC 8966, and RFC 6126 before it), with its extensions for round-trip times, diversity
 * and authentication. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*   0       1         2             4      5        6
 *  +-------+---------+-------------+------+--------+-------
 *  | magic | version | body length | type | length | value     TLVs, and TLVs of a trailer behind the body
 *  +-------+---------+-------------+------+--------+------- */
enum {
	BABEL, MAGIC, VERSION, BODY, MESSAGE_NODE, TYPE, LENGTH, NONCE, INTERVAL, SEQNO, AE, PREFIX, RXCOST, ROUTER, FLAGS, PLEN,
	OMITTED, METRIC, HOPS, INDEX, SUB, SUB_TYPE, SUB_LENGTH, CHANNEL, TEXT,
};
enum { HEADER = 4, TLV_HEADER = 2, MAX_TLVS = 1024, MAGIC_BYTE = 42, VERSION_2 = 2, FLAG_DEFAULT_PREFIX = 0x80 };
enum tlv {
	TLV_PAD1, TLV_PADN, TLV_ACK_REQUEST, TLV_ACK, TLV_HELLO, TLV_IHU, TLV_ROUTER, TLV_NEXT_HOP, TLV_UPDATE, TLV_REQUEST,
	TLV_SEQNO_REQUEST, TLV_PC = 17,
};
enum sub { SUB_PAD1, SUB_PADN, SUB_DIVERSITY, SUB_TIMESTAMP };
enum ae { AE_WILDCARD, AE_IPV4, AE_IPV6, AE_LINK_LOCAL };

static const struct value_table types = VALUES({ 0, "pad1" }, { 1, "padn" }, { 2, "ack-req" }, { 3, "ack" }, { 4, "hello" },
	{ 5, "ihu" }, { 6, "router-id" }, { 7, "nh" }, { 8, "update" }, { 9, "request" }, { 10, "mh-request" },
	{ 11, "ts/pc (obsolete)" }, { 12, "hmac" }, { 13, "source-specific-update" }, { 14, "source-specific-req" },
	{ 15, "source-specific-seqno" }, { 16, "hmac" }, { 17, "pc" }, { 18, "challenge-request" }, { 19, "challenge-reply" });
static const struct value_table sub_types =
	VALUES({ 0, "sub-pad1" }, { 1, "sub-padn" }, { 2, "diversity" }, { 3, "timestamp" });
static const struct value_table encodings =
	VALUES({ 0, "Wildcard" }, { 1, "IPv4" }, { 2, "IPv6" }, { 3, "Link-Local IPv6" });

static void label_message(struct buf *b, const struct tree *t, const struct record *r);
static void label_sub(struct buf *b, const struct tree *t, const struct record *r);

static const struct field babel_fields[] = {
	[BABEL] = F("babel", "Babel Routing Protocol", FT_PROTOCOL, BASE_NONE),
	[MAGIC] = F("babel.magic", "Magic", FT_UINT8, BASE_DEC, .off = 0, .size = 1),
	[VERSION] = F("babel.version", "Version", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	[BODY] = F("babel.bodylen", "Body Length", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[MESSAGE_NODE] = F("babel.message", "Message", FT_UINT8, BASE_DEC, .label = label_message),
	[TYPE] = F("babel.message.type", "Message Type", FT_UINT8, BASE_DEC, .vals = &types),
	[LENGTH] = F("babel.message.length", "Message Length", FT_UINT8, BASE_DEC),
	[NONCE] = F("babel.message.nonce", "Nonce", FT_UINT16, BASE_HEX),
	[INTERVAL] = F("babel.message.interval", "Interval", FT_UINT16, BASE_DEC),
	[SEQNO] = F("babel.message.seqno", "Seqno", FT_UINT16, BASE_HEX),
	[AE] = F("babel.message.ae", "Address Encoding", FT_UINT8, BASE_DEC, .vals = &encodings),
	[PREFIX] = F("babel.message.prefix", "Raw Prefix", FT_BYTES, BASE_NONE),
	[RXCOST] = F("babel.message.rxcost", "Rxcost", FT_UINT16, BASE_HEX),
	[ROUTER] = F("babel.message.routerid", "Router ID", FT_BYTES, BASE_NONE),
	[FLAGS] = F("babel.message.flags", "Flags", FT_UINT8, BASE_HEX),
	[PLEN] = F("babel.message.plen", "Prefix Length", FT_UINT8, BASE_DEC),
	[OMITTED] = F("babel.message.omitted", "Omitted Bytes", FT_UINT8, BASE_DEC),
	[METRIC] = F("babel.message.metric", "Metric", FT_UINT16, BASE_DEC),
	[HOPS] = F("babel.message.hopcount", "Hop Count", FT_UINT8, BASE_DEC),
	[INDEX] = F("babel.message.index", "Index", FT_UINT32, BASE_DEC),
	[SUB] = F("babel.subtlv", "Sub-TLV", FT_UINT8, BASE_DEC, .label = label_sub),
	[SUB_TYPE] = F("babel.subtlv.type", "Sub-TLV Type", FT_UINT8, BASE_DEC, .vals = &sub_types),
	/* tshark names the length as if it were a type. */
	[SUB_LENGTH] = F("babel.subtlv.length", "Sub-TLV Length", FT_UINT8, BASE_DEC, .vals = &sub_types),
	[CHANNEL] = F("babel.subtlv.diversity.channel", "Channel", FT_UINT8, BASE_DEC),
	[TEXT] = F_TEXT(""),
};

/* "Message hello (4)" */
static void named(struct buf *b, const char *front, const struct value_table *names, uint64_t v)
{
	const char *name = value_text(names, v);
	buf_str(b, front);
	buf_str(b, name ? name : "unknown");
	buf_lit(b, " (");
	fmt_uint(b, v);
	buf_char(b, ')');
}

static void label_message(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	named(b, "Message ", &types, r->val);
}

static void label_sub(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	named(b, "Sub TLV ", &sub_types, r->val);
}

/* What updates leave out: the default prefixes that earlier ones in the packet set (4.6.9), IPv4 and IPv6. */
struct defaults {
	uint8_t v4[4], v6[16];
};

/* Bytes of the TLV at off: a pad1 is one byte, without a length. */
static uint32_t tlv_bytes(struct slice s, uint32_t off)
{
	return slice_u8(s, off) == TLV_PAD1 ? 1 : TLV_HEADER + (uint32_t)slice_u8(s, off + 1);
}

/* Bytes that a whole address has. */
static unsigned address_bytes(unsigned ae)
{
	return ae == AE_IPV4 ? 4 : ae == AE_IPV6 ? 16 : ae == AE_LINK_LOCAL ? 8 : 0;
}

/* An address from n bytes, behind `omitted` bytes of the default; what is missing is zero. False: the encoding is not known. */
static bool address_text(struct buf *b, unsigned ae, struct slice bytes, unsigned omitted,
			 const struct defaults *defaults)
{
	uint8_t a[16] = { 0 };
	unsigned size = ae == AE_IPV4 ? 4 : 16, at = ae == AE_LINK_LOCAL ? 8 : omitted;
	if (ae > AE_LINK_LOCAL)
		return false;
	if (ae == AE_LINK_LOCAL)
		memcpy(a, "\xfe\x80", 2);
	else if (omitted <= size)
		memcpy(a, ae == AE_IPV4 ? defaults->v4 : defaults->v6, omitted);
	for (uint32_t i = 0; i < bytes.len && at + i < size; i++)
		a[at + i] = bytes.p[i];
	if (ae == AE_IPV4)
		fmt_ipv4(b, a);
	else
		fmt_ipv6(b, a);
	return true;
}

static void put_text(struct tree *t, uint32_t off, uint32_t n, const struct buf *text)
{
	put_label(t, TEXT, off, n, text->p, (uint32_t)text->len);
}

/* "Timestamp : 2222.954827s": microseconds. */
static void put_timestamp(struct tree *t, const char *name, uint32_t off, uint32_t n)
{
	uint32_t us = slice_u32(t->l->data, off);
	MESSAGE(text);
	if (!tree_need(t, off, n))
		return;
	buf_str(&text, name);
	fmt_secs(&text, false, us / 1000000, (uint64_t)(us % 1000000) * 1000, 6);
	buf_char(&text, 's');
	put_text(t, off, n, &text);
}

static void put_sub(struct tree *t, unsigned message, uint32_t off, unsigned type, uint32_t n)
{
	static const struct buf channel = { (char *)"Channel", 7, 7, true };
	put_uint(t, SUB, off, n, type);
	tree_push(t);
	put(t, SUB_TYPE, off, 1);
	if (type != SUB_PAD1)
		put(t, SUB_LENGTH, off + 1, 1);
	if (type == SUB_DIVERSITY) {
		put_text(t, off + TLV_HEADER, 0, &channel);
		tree_push(t);
		for (uint32_t i = TLV_HEADER; i < n; i++)
			put(t, CHANNEL, off + i, 1);
		tree_pop(t);
	} else if (type == SUB_TIMESTAMP && message == TLV_HELLO) {
		put_timestamp(t, "Timestamp : ", off + TLV_HEADER, 4);
	} else if (type == SUB_TIMESTAMP && message == TLV_IHU) {
		/* tshark lets the second one, too, cover eight bytes. */
		put_timestamp(t, "Timestamp origin : ", off + TLV_HEADER, 8);
		put_timestamp(t, "Timestamp receive: ", off + TLV_HEADER + 4, 8);
	}
	tree_pop(t);
}

static void put_subs(struct tree *t, unsigned message, uint32_t off, uint32_t end)
{
	for (unsigned i = 0; i < MAX_TLVS && off < end && !tree_ended(t); i++) {
		uint32_t n = tlv_bytes(t->l->data, off);
		if (!tree_need(t, off, n))
			return;
		put_sub(t, message, off, slice_u8(t->l->data, off), n);
		off += n;
	}
}

/* Where the encoding of a prefix stands in its TLV, and its parts; 0: it has no such part. */
struct prefix {
	const char *name;
	uint8_t ae, plen, omitted, raw, bytes;
};

static void put_prefix(struct tree *t, uint32_t off, uint32_t n, const struct prefix *p,
		       const struct defaults *defaults)
{
	const struct slice s = t->l->data;
	unsigned ae = slice_u8(s, off + p->ae), omitted = p->omitted ? slice_u8(s, off + p->omitted) : 0;
	unsigned plen = p->plen ? slice_u8(s, off + p->plen) : 0;
	uint32_t raw = n > p->raw ? n - p->raw : 0;
	MESSAGE(text);
	buf_str(&text, p->name);
	if (ae == AE_WILDCARD && p->plen)
		buf_lit(&text, "::/0");
	else if (!address_text(&text, ae, slice_sub(s, off + p->bytes, n > p->bytes ? n - p->bytes : 0), omitted,
			       defaults))
		buf_lit(&text, "corrupt");
	else if (p->plen) {
		buf_char(&text, '/');
		fmt_uint(&text, plen);
	}
	put_text(t, off + p->raw, raw, &text);
	tree_push(t);
	/* tshark misplaces what follows, but for the bytes. */
	put(t, AE, off + p->ae, 1);
	if (p->plen)
		put(t, PLEN, off + p->plen, 1);
	if (p->omitted)
		put(t, OMITTED, off + p->omitted, 1);
	put(t, PREFIX, off + p->raw, raw);
	tree_pop(t);
}

static const struct prefix ihu_address = { "Address: ", 2, 0, 0, 4, 8 }, next_hop = { "NH: ", 2, 0, 0, 4, 4 },
			   update_prefix = { "Prefix: ", 2, 4, 5, 12, 12 }, request_prefix = { "Prefix: ", 2, 3, 0, 4, 4 },
			   seqno_prefix = { "Prefix: ", 2, 3, 0, 16, 16 };

/* An update that says so sets the default prefix of its kind. */
static void learn(struct defaults *defaults, struct slice s, uint32_t off, uint32_t n)
{
	unsigned ae = slice_u8(s, off + 2), omitted = slice_u8(s, off + 5);
	uint8_t *to = ae == AE_IPV4 ? defaults->v4 : defaults->v6;
	unsigned size = address_bytes(ae);
	if (!(slice_u8(s, off + 3) & FLAG_DEFAULT_PREFIX) || (ae != AE_IPV4 && ae != AE_IPV6) || omitted > size)
		return;
	memset(to + omitted, 0, size - omitted);
	for (uint32_t i = 12; i < n && omitted < size; i++)
		to[omitted++] = slice_u8(s, off + i);
}

/* "Unicast : 0"; tshark looks at the packet's length for it. */
static void put_unicast(struct tree *t, uint32_t off)
{
	MESSAGE(text);
	buf_lit(&text, "Unicast : ");
	fmt_uint(&text, slice_u8(t->l->data, 2));
	put_text(t, off, 2, &text);
}

static void put_value(struct tree *t, unsigned type, uint32_t off, uint32_t n, struct defaults *defaults)
{
	switch (type) {
	case TLV_ACK_REQUEST:
		put(t, NONCE, off + 4, 2);
		put(t, INTERVAL, off + 6, 2);
		break;
	case TLV_ACK: put(t, NONCE, off + 2, 2); break;
	case TLV_HELLO:
		put_unicast(t, off + 2);
		put(t, SEQNO, off + 4, 2);
		put(t, INTERVAL, off + 6, 2);
		put_subs(t, type, off + 8, off + n);
		break;
	case TLV_IHU:
		put(t, RXCOST, off + 4, 2);
		put(t, INTERVAL, off + 6, 2);
		put_prefix(t, off, n, &ihu_address, defaults);
		put_subs(t, type, off + 8 + address_bytes(slice_u8(t->l->data, off + 2)), off + n);
		break;
	case TLV_ROUTER: put(t, ROUTER, off + 4, 8); break;
	case TLV_NEXT_HOP: put_prefix(t, off, n, &next_hop, defaults); break;
	case TLV_UPDATE:
		put(t, FLAGS, off + 3, 1);
		put(t, INTERVAL, off + 6, 2);
		put(t, SEQNO, off + 8, 2);
		put(t, METRIC, off + 10, 2);
		put_prefix(t, off, n, &update_prefix, defaults);
		learn(defaults, t->l->data, off, n);
		break;
	case TLV_REQUEST: put_prefix(t, off, n, &request_prefix, defaults); break;
	case TLV_SEQNO_REQUEST:
		put(t, SEQNO, off + 4, 2);
		put(t, HOPS, off + 6, 1);
		put(t, ROUTER, off + 8, 8);
		put_prefix(t, off, n, &seqno_prefix, defaults);
		break;
	case TLV_PC: put(t, INDEX, off + 2, 4); break;
	default: break;
	}
}

static void put_tlvs(struct tree *t, uint32_t off, uint32_t end)
{
	struct defaults defaults = { { 0 }, { 0 } };
	for (unsigned i = 0; i < MAX_TLVS && off < end && !tree_ended(t); i++) {
		unsigned type = slice_u8(t->l->data, off);
		uint32_t n = tlv_bytes(t->l->data, off);
		if (!tree_need(t, off, type == TLV_PAD1 ? 1 : TLV_HEADER))
			return;
		put_uint(t, MESSAGE_NODE, off, slice_sub(t->l->data, off, n).len, type);
		tree_push(t);
		put(t, TYPE, off, 1);
		if (type != TLV_PAD1)
			put(t, LENGTH, off + 1, 1);
		put_value(t, type, off, n, &defaults);
		tree_pop(t);
		off += n;
	}
}

static bool is_babel(struct slice s)
{
	return slice_u8(s, 0) == MAGIC_BYTE && slice_u8(s, 1) == VERSION_2;
}

static void babel_dissect(struct dissection *d, struct layer *l)
{
	if (!is_babel(l->data)) {
		layer_is_data(d, l);
		return;
	}
	l->tree_len = l->data.len;
	if (!layer_header(l, HEADER))
		return;
	l->payload = slice_first(l->payload, 0);
}

static void babel_tree(struct tree *t, const struct layer *l)
{
	uint32_t end = HEADER + slice_u16(l->data, 2), trailer = end < l->data.wire ? l->data.wire - end : 0;
	MESSAGE(text);
	put_rows(t, MAGIC, BODY, 0);
	put_tlvs(t, HEADER, end);
	if (!trailer || tree_ended(t))
		return;
	buf_lit(&text, "Packet Trailer (");
	fmt_uint(&text, trailer);
	buf_char(&text, ')');
	put_text(t, end, trailer, &text);
	tree_push(t);
	put_tlvs(t, end, l->data.wire);
	tree_pop(t);
}

static void babel_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	uint32_t off = HEADER;
	(void)d;
	buf_lit(&c->info, "Babel");
	for (unsigned i = 0; i < MAX_TLVS && off < l->data.len; i++) {
		const char *name = value_text(&types, slice_u8(l->data, off));
		buf_char(&c->info, ' ');
		buf_str(&c->info, name ? name : "unknown");
		off += tlv_bytes(l->data, off);
	}
}

static const struct next_link babel_on[] = { { NEXT_UDP_PORT, 6696 } };

const struct protocol protocol_babel = {
	.name = "babel",
	.column = "Babel",
	FIELDS(babel_fields),
	ON(babel_on),
	.dissect = babel_dissect,
	.fields_of = babel_tree,
	.info = babel_info,
};
