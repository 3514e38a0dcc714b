/* sctp_params.c: the parameters in SCTP chunks, and the causes in error chunks: type, length, value, padding. */
#include "dissect/message.h"
#include "dissect/transport/sctp_impl.h"

enum {
	PAR_IS_HEARTBEAT = 1, PAR_IS_IPV4 = 5, PAR_IS_IPV6, PAR_IS_COOKIE, PAR_IS_UNRECOGNIZED, PAR_IS_PRESERVATIVE,
	PAR_IS_HOSTNAME = 11, PAR_IS_ADDRESS_TYPES, PAR_IS_OUT_RESET, PAR_IS_IN_RESET, PAR_IS_TSN_RESET, PAR_IS_RESPONSE,
	PAR_IS_ADD_OUT, PAR_IS_ADD_IN, PAR_IS_ECN = 0x8000, PAR_IS_RANDOM = 0x8002, PAR_IS_AUTH_CHUNKS, PAR_IS_HMACS,
	PAR_IS_EXTENSIONS = 0x8008, PAR_IS_FORWARD_TSN = 0xc000, PAR_IS_ADD_ADDRESS, PAR_IS_DELETE_ADDRESS, PAR_IS_ERROR,
	PAR_IS_PRIMARY, PAR_IS_SUCCESS, PAR_IS_ADAPTATION,
};
enum { MAX_TITLE = 900 };

/* One parameter or cause: end is where its value ends. */
struct item {
	uint32_t off, value, end, padding;
	unsigned type;
};

static void put_nested(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, unsigned depth);

static void bytes_text(struct buf *b, uint32_t n)
{
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " byte)" : " bytes)");
}

/* " (Address: 1.2.3.4": of an address parameter at off. */
static void address_text(struct buf *b, struct slice s, uint32_t off)
{
	buf_lit(b, "Address: ");
	if (slice_u16(s, off) == PAR_IS_IPV4 && slice_has(s, off + 4, 4))
		fmt_ipv4(b, s.p + off + 4);
	else if (slice_u16(s, off) == PAR_IS_IPV6 && slice_has(s, off + 4, 16))
		fmt_ipv6(b, s.p + off + 4);
}

static void name_list(struct buf *b, const struct tree *t, struct slice s, const struct item *p, unsigned row,
		      unsigned size)
{
	for (uint32_t off = p->value; off + size <= p->end && b->len < MAX_TITLE - 64; off += size) {
		uint64_t v = slice_uint(s, off, size, false);
		const char *name = value_text(t->rows[row].vals, v);
		if (off > p->value)
			buf_lit(b, ", ");
		if (row == PAR_ADDRESS_TYPE)
			name = v == PAR_IS_IPV4       ? "IPv4"
			       : v == PAR_IS_IPV6     ? "IPv6"
			       : v == PAR_IS_HOSTNAME ? "hostname"
						      : NULL;
		if (name)
			buf_str(b, name);
		else
			fmt_uint(b, v);
	}
}

/* What follows "NAME parameter" in the title. */
static void title_tail(struct buf *b, const struct tree *t, struct slice s, const struct item *p)
{
	uint32_t n = p->end - p->value;
	switch (p->type) {
	case PAR_IS_HEARTBEAT:
		buf_lit(b, " (Information: ");
		bytes_text(b, n);
		return;
	case PAR_IS_COOKIE:
		buf_lit(b, " (Cookie length: ");
		bytes_text(b, n);
		return;
	case PAR_IS_IPV4:
	case PAR_IS_IPV6:
		buf_lit(b, " (");
		address_text(b, s, p->off);
		break;
	case PAR_IS_PRESERVATIVE:
		buf_lit(b, " (Increment :");
		fmt_uint(b, slice_u32(s, p->value));
		buf_lit(b, " msec");
		break;
	case PAR_IS_HOSTNAME: {
		struct slice name = slice_sub(s, p->value, n);
		const void *nul = name.len ? memchr(name.p, 0, name.len) : NULL;
		uint32_t len = nul ? (uint32_t)((const uint8_t *)nul - name.p) : name.len;
		buf_lit(b, " (Hostname: ");
		buf_put(b, name.p, len < 200 ? len : 200);
		break;
	}
	case PAR_IS_ADDRESS_TYPES:
		buf_lit(b, " (Supported types: ");
		name_list(b, t, s, p, PAR_ADDRESS_TYPE, 2);
		break;
	case PAR_IS_AUTH_CHUNKS:
		buf_lit(b, " (Chunk types to be authenticated: ");
		name_list(b, t, s, p, AUTH_CHUNK, 1);
		break;
	case PAR_IS_HMACS:
		buf_lit(b, " (Supported HMACs: ");
		name_list(b, t, s, p, HMAC_ID, 2);
		break;
	case PAR_IS_EXTENSIONS:
		buf_lit(b, " (Supported types: ");
		name_list(b, t, s, p, SUPPORTED_CHUNK, 1);
		break;
	case PAR_IS_ADD_ADDRESS:
	case PAR_IS_DELETE_ADDRESS:
	case PAR_IS_PRIMARY:
		buf_lit(b, " (");
		address_text(b, s, p->value + 4);
		buf_lit(b, ", correlation ID: ");
		fmt_uint(b, slice_u32(s, p->value));
		break;
	case PAR_IS_SUCCESS:
		buf_lit(b, " (Correlation ID: ");
		fmt_uint(b, slice_u32(s, p->value));
		break;
	case PAR_IS_ADAPTATION:
		buf_lit(b, " (Indication: ");
		fmt_uint(b, slice_u32(s, p->value));
		break;
	default: return;
	}
	buf_char(b, ')');
}

static void put_title(struct tree *t, const struct layer *l, const struct item *p, bool plain)
{
	char room[MAX_TITLE + 300];
	struct buf b = BUF_OVER(room, sizeof room);
	uint32_t n = p->end + p->padding - p->off, left = l->data.len - p->off;
	const char *name = value_text(t->rows[PAR_TYPE].vals, p->type);
	if (name) {
		buf_str(&b, name);
		buf_lit(&b, " parameter");
		if (!plain)
			title_tail(&b, t, l->data, p);
	} else {
		buf_lit(&b, "Unknown parameter (Type ");
		fmt_uint(&b, p->type);
		buf_lit(&b, ", value length: ");
		bytes_text(&b, p->end - p->value);
	}
	put_label(t, TEXT, p->off, n < left ? n : left, b.p, (uint32_t)b.len);
}

static void put_each(struct tree *t, const struct item *p, uint32_t off, unsigned row, uint32_t size)
{
	for (; off + size <= p->end && !tree_ended(t); off += size)
		put(t, row, off, size);
}

/* Rows of four bytes, one after another, as far as the value goes. */
static uint32_t put_words(struct tree *t, const struct item *p, const uint8_t *rows, unsigned n)
{
	uint32_t off = p->value;
	for (unsigned i = 0; i < n; i++, off += 4)
		put(t, rows[i], off, 4);
	return off;
}

static void put_reconfig(struct tree *t, const struct item *p)
{
	static const uint8_t out[] = { PAR_REQUEST, PAR_RESPONSE, PAR_LAST_TSN }, one[] = { PAR_REQUEST };
	static const uint8_t response[] = { PAR_RESPONSE, PAR_RESULT, PAR_NEXT_TSN, PAR_RECEIVER_TSN };
	uint32_t off;
	switch (p->type) {
	case PAR_IS_OUT_RESET:
		off = put_words(t, p, out, COUNT(out));
		put_each(t, p, off, PAR_SID, 2);
		break;
	case PAR_IS_IN_RESET:
		off = put_words(t, p, one, 1);
		put_each(t, p, off, PAR_SID, 2);
		break;
	case PAR_IS_RESPONSE: put_words(t, p, response, p->end - p->value >= 16 ? 4 : 2); break;
	case PAR_IS_ADD_OUT:
	case PAR_IS_ADD_IN:
		off = put_words(t, p, one, 1);
		put(t, p->type == PAR_IS_ADD_OUT ? PAR_ADD_OUT : PAR_ADD_IN, off, 2);
		put(t, p->type == PAR_IS_ADD_OUT ? PAR_ADD_OUT_RES : PAR_ADD_IN_RES, off + 2, 2);
		break;
	default: put_words(t, p, one, 1);
	}
}

/* Without the zero that ends it. */
static void put_hostname(struct tree *t, const struct layer *l, const struct item *p)
{
	uint32_t n = p->end - p->value;
	struct slice name = slice_sub(l->data, p->value, n);
	const uint8_t *nul = name.len ? memchr(name.p, 0, name.len) : NULL;
	if (tree_need(t, p->value, n))
		put_copy(t, PAR_HOSTNAME, p->value, n, name.p, nul ? (uint32_t)(nul - name.p) : name.len);
}

static void put_value(struct tree *t, const struct layer *l, const struct item *p, unsigned depth)
{
	uint32_t n = p->end - p->value;
	switch (p->type) {
	case PAR_IS_HEARTBEAT: put(t, PAR_HEARTBEAT, p->value, n); break;
	case PAR_IS_IPV4: put(t, PAR_IPV4, p->value, 4); break;
	case PAR_IS_IPV6: put(t, PAR_IPV6, p->value, 16); break;
	case PAR_IS_COOKIE: put(t, PAR_COOKIE, p->value, n); break;
	case PAR_IS_UNRECOGNIZED: put_nested(t, l, p->value, p->end, depth | 0x100); break;
	case PAR_IS_PRESERVATIVE: put(t, PAR_INCREMENT, p->value, 4); break;
	case PAR_IS_HOSTNAME: put_hostname(t, l, p); break;
	case PAR_IS_ADDRESS_TYPES: put_each(t, p, p->value, PAR_ADDRESS_TYPE, 2); break;
	case PAR_IS_OUT_RESET:
	case PAR_IS_IN_RESET:
	case PAR_IS_TSN_RESET:
	case PAR_IS_RESPONSE:
	case PAR_IS_ADD_OUT:
	case PAR_IS_ADD_IN: put_reconfig(t, p); break;
	case PAR_IS_ECN:
	case PAR_IS_FORWARD_TSN: break;
	case PAR_IS_RANDOM:
		if (n)
			put(t, RANDOM, p->value, n);
		break;
	case PAR_IS_AUTH_CHUNKS: put_each(t, p, p->value, AUTH_CHUNK, 1); break;
	case PAR_IS_HMACS: put_each(t, p, p->value, HMAC_ID, 2); break;
	case PAR_IS_EXTENSIONS: put_each(t, p, p->value, SUPPORTED_CHUNK, 1); break;
	case PAR_IS_ADD_ADDRESS:
	case PAR_IS_DELETE_ADDRESS:
	case PAR_IS_PRIMARY:
		put(t, CORRELATION, p->value, 4);
		put_nested(t, l, p->value + 4, p->end, depth);
		break;
	case PAR_IS_ERROR:
		put(t, CORRELATION, p->value, 4);
		sctp_put_causes(t, l, p->value + 4, p->end);
		break;
	case PAR_IS_SUCCESS: put(t, CORRELATION, p->value, 4); break;
	case PAR_IS_ADAPTATION: put(t, INDICATION, p->value, 4); break;
	default:
		if (n)
			put(t, PAR_VALUE, p->value, n);
	}
}

/* Reads the head of the item at off within off..end. False: its length cannot be true. */
static bool item_at(struct slice s, uint32_t off, uint32_t end, struct item *p)
{
	uint32_t len = slice_u16(s, off + 2);
	*p = (struct item){ .off = off, .value = off + 4, .end = off + len, .type = slice_u16(s, off) };
	p->padding = -len & 3;
	if (len < 4 || len > end - off) {
		p->end = len < 4 ? off + 4 : end;
		p->padding = 0;
		return false;
	}
	if (p->padding > end - p->end)
		p->padding = end - p->end;
	return true;
}

static void put_parameter(struct tree *t, const struct layer *l, const struct item *p, uint32_t end, bool fits,
			  unsigned depth)
{
	/* Below "unrecognized" nothing but the head is read; nor when the length cannot be true at all. */
	bool plain = depth & 0x100 || slice_u16(l->data, p->off + 2) < 4;
	put_title(t, l, p, plain);
	tree_push(t);
	if (p->padding && p->end + p->padding == end && !plain)
		put_expert(t, BAD_PADDING, p->off, 0, NULL);
	put(t, PAR_TYPE, p->off, 2);
	tree_push(t);
	put(t, PAR_BIT1, p->off, 2);
	put(t, PAR_BIT2, p->off, 2);
	tree_pop(t);
	put(t, PAR_LENGTH, p->off + 2, 2);
	if (!plain)
		put_value(t, l, p, depth);
	if (!fits)
		tree_malformed(t);
	if (p->padding)
		put(t, PAR_PADDING, p->end, p->padding);
	tree_pop(t);
}

static void put_nested(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, unsigned depth)
{
	struct item p;
	if ((depth & 0xff) > 4)
		return;
	while (off < end && !tree_ended(t)) {
		if (!tree_need(t, off, 4))
			return;
		bool fits = item_at(l->data, off, end, &p);
		put_parameter(t, l, &p, end, fits, depth + 1);
		off = p.end + p.padding;
	}
}

void sctp_put_parameters(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	put_nested(t, l, off, end, 0);
}

/* --- causes --- */

enum {
	CAUSE_IS_STREAM = 1, CAUSE_IS_MISSING, CAUSE_IS_STALE, CAUSE_IS_RESOURCE, CAUSE_IS_UNRESOLVABLE, CAUSE_IS_CHUNK,
	CAUSE_IS_INVALID, CAUSE_IS_PARAMETERS, CAUSE_IS_NO_DATA, CAUSE_IS_COOKIE, CAUSE_IS_RESTART, CAUSE_IS_USER_ABORT,
	CAUSE_IS_VIOLATION, CAUSE_IS_LAST_ADDRESS = 0xa0, CAUSE_IS_REFUSED, CAUSE_IS_SOURCE_ADDRESS, CAUSE_IS_ILLEGAL,
	CAUSE_IS_NO_AUTH, CAUSE_IS_HMAC = 0x105,
};

static void cause_tail(struct buf *b, struct slice s, const struct item *p)
{
	const char *name = value_text(&sctp_chunk_names, slice_u8(s, p->value));
	struct slice host;
	switch (p->type) {
	case CAUSE_IS_STREAM:
		buf_lit(b, " (SID: ");
		fmt_uint(b, slice_u16(s, p->value));
		break;
	case CAUSE_IS_STALE:
		buf_lit(b, " (Measure: ");
		fmt_uint(b, slice_u32(s, p->value));
		buf_lit(b, " usec");
		break;
	case CAUSE_IS_UNRESOLVABLE:
		host = slice_sub(s, p->value + 4, p->end - p->value > 4 ? p->end - p->value - 4 : 0);
		if (slice_u16(s, p->value) != PAR_IS_HOSTNAME)
			return;
		buf_lit(b, " (Hostname: ");
		for (uint32_t i = 0; i < host.len && host.p[i] && i < 200; i++)
			buf_char(b, (char)host.p[i]);
		break;
	case CAUSE_IS_CHUNK:
		buf_lit(b, " (Type: ");
		fmt_uint(b, slice_u8(s, p->value));
		buf_lit(b, " (");
		buf_str(b, name ? name : "unknown");
		buf_char(b, ')');
		break;
	case CAUSE_IS_NO_DATA:
		buf_lit(b, " (TSN: ");
		fmt_uint(b, slice_u32(s, p->value));
		break;
	case CAUSE_IS_RESTART: buf_lit(b, " (New addresses: "); goto address;
	case CAUSE_IS_LAST_ADDRESS: buf_lit(b, " (Last address: "); goto address;
	case CAUSE_IS_SOURCE_ADDRESS:
		buf_lit(b, " (Deleted address: ");
	address:
		if (slice_u16(s, p->value) == PAR_IS_IPV4 && slice_has(s, p->value + 4, 4))
			fmt_ipv4(b, s.p + p->value + 4);
		else if (slice_u16(s, p->value) == PAR_IS_IPV6 && slice_has(s, p->value + 4, 16))
			fmt_ipv6(b, s.p + p->value + 4);
		else
			return;
		break;
	default: return;
	}
	buf_char(b, ')');
}

static void put_cause_title(struct tree *t, const struct layer *l, const struct item *p)
{
	MESSAGE(m);
	uint32_t n = p->end + p->padding - p->off, left = l->data.len - p->off;
	const char *name = value_text(t->rows[CAUSE_CODE].vals, p->type);
	if (name) {
		buf_str(&m, name);
		buf_lit(&m, " cause");
		cause_tail(&m, l->data, p);
	} else {
		buf_lit(&m, "Unknown cause (Code: ");
		fmt_uint(&m, p->type);
		buf_lit(&m, ", information length: ");
		bytes_text(&m, p->end - p->value);
	}
	put_label(t, TEXT, p->off, n < left ? n : left, m.p, (uint32_t)m.len);
}

static void put_cause_value(struct tree *t, const struct layer *l, const struct item *p)
{
	uint32_t n = p->end - p->value;
	struct chunk c;
	switch (p->type) {
	case CAUSE_IS_STREAM:
		put(t, CAUSE_SID, p->value, 2);
		put(t, CAUSE_RESERVED, p->value + 2, 2);
		break;
	case CAUSE_IS_MISSING:
		put(t, CAUSE_MISSING, p->value, 4);
		put_each(t, p, p->value + 4, CAUSE_MISSING_TYPE, 2);
		break;
	case CAUSE_IS_STALE: put(t, CAUSE_STALENESS, p->value, 4); break;
	case CAUSE_IS_RESOURCE:
	case CAUSE_IS_INVALID:
	case CAUSE_IS_COOKIE: break;
	case CAUSE_IS_CHUNK:
	case CAUSE_IS_ILLEGAL:
		if (sctp_chunk_at(slice_first(l->data, p->end), p->value, &c))
			sctp_put_chunk(t, l, &c);
		break;
	case CAUSE_IS_UNRESOLVABLE:
	case CAUSE_IS_PARAMETERS:
	case CAUSE_IS_RESTART:
	case CAUSE_IS_LAST_ADDRESS:
	case CAUSE_IS_REFUSED:
	case CAUSE_IS_SOURCE_ADDRESS:
		if (n < 4)
			tree_malformed(t);
		else
			sctp_put_parameters(t, l, p->value, p->end);
		break;
	case CAUSE_IS_NO_DATA: put(t, CAUSE_TSN, p->value, 4); break;
	case CAUSE_IS_HMAC: put(t, HMAC_ID, p->value, 2); break;
	default:
		if (n)
			put(t, CAUSE_INFO, p->value, n);
	}
}

void sctp_put_causes(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	struct item p;
	while (off < end && !tree_ended(t)) {
		if (!tree_need(t, off, 4))
			return;
		bool fits = item_at(l->data, off, end, &p);
		put_cause_title(t, l, &p);
		tree_push(t);
		put(t, CAUSE_CODE, off, 2);
		put(t, CAUSE_LENGTH, off + 2, 2);
		if (fits)
			put_cause_value(t, l, &p);
		else
			tree_malformed(t);
		if (p.padding)
			put(t, CAUSE_PADDING, p.end, p.padding);
		tree_pop(t);
		off = p.end + p.padding;
	}
}
