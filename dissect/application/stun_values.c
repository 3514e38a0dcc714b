/* stun_values.c: what stands in the attributes of STUN (RFC 8489, 14), TURN (RFC 8656, 18), ICE (RFC 8445, 7.1) and of vendors. */
#include "dissect/application/stun_impl.h"

#include "base/checksum.h"
#include "base/fmt.h"
#include "dissect/message.h"

enum { IPV4_VALUE = 8, IPV6_VALUE = 20, HMAC_BYTES = 20, FAMILY_IPV4 = 1, FAMILY_IPV6 = 2, MAX_LIST = 1024 };
enum { FINGERPRINT_XOR = 0x5354554e }; /* RFC 8489, 14.7 */

const struct layer *stun_message(const struct dissection *d, const struct layer *l)
{
	return l->flags & LAYER_CONTINUED ? layer_parent(d, l) : l;
}

/* An address of 4 or 16 bytes as it is once what it was hidden with is taken off: the cookie, and the id behind it. */
static void unhide(uint8_t *to, struct slice value, struct slice message, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		to[i] = slice_u8(value, 4 + i) ^ slice_u8(message, 4 + i);
}

static bool address_text(struct buf *b, struct slice value, struct slice message, bool hidden)
{
	uint8_t address[16];
	unsigned family = slice_u8(value, 1), port = slice_u16(value, 2);
	uint32_t n = family == FAMILY_IPV4 ? 4 : 16;
	if (!(family == FAMILY_IPV4 && value.len >= IPV4_VALUE) && !(family == FAMILY_IPV6 && value.len >= IPV6_VALUE))
		return false;
	memcpy(address, value.p + 4, n);
	if (hidden) {
		unhide(address, value, message, n);
		port ^= slice_u16(message, 4);
	}
	if (family == FAMILY_IPV4)
		fmt_ipv4(b, address);
	else
		fmt_ipv6(b, address);
	buf_char(b, ':');
	fmt_uint(b, port);
	return true;
}

/* A string of the packet ends before its first NUL. */
static uint32_t string_length(struct slice s)
{
	const uint8_t *nul = s.len ? memchr(s.p, 0, s.len) : NULL;
	return nul ? (uint32_t)(nul - s.p) : s.len;
}

static bool error_text(struct buf *b, struct slice value, bool label)
{
	unsigned code = (slice_u8(value, 2) & 7u) * 100 + slice_u8(value, 3);
	const char *name = value_text(&stun_error_names, code);
	if (value.len < 4)
		return false;
	fmt_uint(b, code);
	buf_lit(b, " (");
	buf_str(b, name ? name : "*Unknown error code*");
	buf_char(b, ')');
	if (value.len < 5)
		return true;
	struct slice reason = slice_from(value, 4);
	buf_str(b, label ? ": " : " ");
	fmt_text(b, reason.p, string_length(reason));
	return true;
}

static void transport_text(struct buf *b, unsigned v)
{
	const char *name = value_text(&stun_transports, v);
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown (0x");
	for (unsigned width = v > 15 ? 6 : 7; width; width--) /* as tshark aligns it */
		buf_char(b, ' ');
	fmt_hex(b, v, v > 15 ? 2 : 1);
	buf_char(b, ')');
}

static void version_text(struct buf *b, const struct stun_attribute *a, uint32_t v)
{
	const char *name = value_text(stun_fields[a->row].vals, v);
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown (0x");
	fmt_uint(b, v); /* decimal, as in tshark */
	buf_char(b, ')');
}

bool stun_value_text(struct buf *b, const struct stun_attribute *a, struct slice value, struct slice message)
{
	switch (a->kind) {
	case STUN_STRING: fmt_text(b, value.p, string_length(value)); return true;
	case STUN_NUMBERED:
		if (value.len >= 4)
			fmt_uint(b, slice_u32(value, 0));
		return value.len >= 4;
	case STUN_VALUED: version_text(b, a, slice_u32(value, 0)); return true;
	case STUN_ADDRESS:
	case STUN_OLD_ADDRESS: return address_text(b, value, message, false);
	case STUN_XORED: return address_text(b, value, message, true);
	case STUN_ERROR: return error_text(b, value, true);
	case STUN_CHANNEL:
		if (value.len >= 4)
			fmt_0x(b, slice_u16(value, 0), 1);
		return value.len >= 4;
	case STUN_TRANSPORT:
		if (value.len >= 4)
			transport_text(b, slice_u8(value, 0));
		return value.len >= 4;
	default: return false;
	}
}

void stun_put_info(struct buf *b, const struct stun_attribute *a, struct slice value, struct slice message)
{
	size_t start = b->len;
	if (!a->word)
		return;
	if (a->row == NONCE) {
		buf_str(b, a->word);
		return;
	}
	if (!*a->word) {
		buf_char(b, ' ');
		buf_str(b, a->name);
		buf_lit(b, ": ");
	} else {
		buf_str(b, a->word);
	}
	if (!(a->kind == STUN_ERROR ? error_text(b, value, false) : stun_value_text(b, a, value, message)))
		b->len = start;
}

/* --- the tree --- */

static void put_string(struct tree *t, struct slice s, unsigned row, uint32_t off, uint32_t n)
{
	struct slice text = slice_sub(s, off, n);
	put(t, row, off, n);
	for (uint32_t i = string_length(text); i < text.len; i++)
		if (text.p[i]) {
			tree_push(t);
			put_expert(t, STRAY, off, 0, NULL);
			tree_pop(t);
			return;
		}
}

static void put_address(struct tree *t, struct slice s, uint32_t off, uint32_t n)
{
	unsigned family = slice_u8(s, off + 1);
	if (n >= 1)
		put(t, RESERVED, off, 1);
	if (n >= 2)
		put(t, FAMILY, off + 1, 1);
	if (n >= 4)
		put(t, PORT, off + 2, 2);
	if (family == FAMILY_IPV4 && n >= IPV4_VALUE)
		put(t, IPV4, off + 4, 4);
	else if (family == FAMILY_IPV6 && n >= IPV6_VALUE)
		put(t, IPV6, off + 4, 16);
}

static void put_hidden(struct tree *t, const struct layer *l, uint32_t off, uint32_t n)
{
	struct slice value = slice_sub(l->data, off, n), message = stun_message(t->d, l)->data;
	unsigned family = slice_u8(value, 1);
	uint8_t address[16];
	if (n >= 1)
		put(t, RESERVED, off, 1);
	if (n >= 2)
		put(t, FAMILY, off + 1, 1);
	if (n < 4)
		return;
	put(t, PORT_XORED, off + 2, 2);
	put_uint(t, PORT, off + 2, 2, slice_u16(value, 2) ^ slice_u16(message, 4))->flags |= R_GENERATED;
	if (family == FAMILY_IPV4 && n >= IPV4_VALUE) {
		put(t, IPV4_XORED, off + 4, 4);
		put_uint(t, IPV4, off + 4, 4, slice_u32(value, 4) ^ slice_u32(message, 4))->flags |= R_GENERATED;
	} else if (family == FAMILY_IPV6 && n >= IPV6_VALUE) {
		put(t, IPV6_XORED, off + 4, 16);
		unhide(address, value, message, 16);
		put_copy(t, IPV6, off + 4, 16, address, 16)->flags |= R_GENERATED;
	}
}

static void put_error(struct tree *t, struct slice s, uint32_t off, uint32_t n)
{
	if (n >= 2)
		put(t, RESERVED, off, 2);
	if (n >= 3)
		put(t, ERROR_CLASS, off + 2, 1);
	if (n >= 4)
		put(t, ERROR_CODE, off + 3, 1);
	if (n >= 5)
		put_string(t, s, ERROR_REASON, off + 4, n - 4);
}

static void put_crc(struct tree *t, const struct layer *l, uint32_t off)
{
	const struct layer *message = stun_message(t->d, l);
	uint32_t front = l->off - message->off + off - 4; /* bytes in front of the attribute */
	if (!tree_need(t, off, 4) || front > message->data.len ||
	    (!tree_wants(t, CRC) && !tree_wants(t, CRC_STATUS) && !tree_wants_expert(t, BAD_CRC)))
		return;
	uint32_t found = slice_u32(l->data, off), right = checksum_crc32(message->data.p, front) ^ FINGERPRINT_XOR;
	put(t, CRC, off, 4)->aux = right;
	if (found != right) {
		MESSAGE(m);
		buf_lit(&m, "Bad Fingerprint [should be ");
		fmt_0x(&m, right, 8);
		buf_char(&m, ']');
		tree_push(t);
		put_expert(t, BAD_CRC, off, 0, message_text(&m));
		tree_pop(t);
	}
	put_uint(t, CRC_STATUS, off, 0, found == right ? CHECKSUM_GOOD : CHECKSUM_BAD);
}

/* "Too few bytes left for ... (3 < 4)" */
static void put_too_few(struct tree *t, uint32_t off, uint32_t n, const char *what, uint32_t left, uint32_t wanted)
{
	MESSAGE(m);
	buf_lit(&m, "Too few bytes left for ");
	buf_str(&m, what);
	buf_lit(&m, " (");
	fmt_uint(&m, left);
	buf_lit(&m, " < ");
	fmt_uint(&m, wanted);
	buf_char(&m, ')');
	const char *text = message_text(&m);
	put_label(t, SHORT_TEXT, off, n, text, (uint32_t)m.len);
	tree_push(t);
	put_expert(t, SHORT_PACKET, off, 0, text);
	tree_pop(t);
}

/* RFC 8489, 14.11 and 14.12. What tshark complains of about parameters is the wrong way round; there are none so far. */
static void put_algorithms(struct tree *t, struct slice s, uint32_t off, uint32_t n, bool one)
{
	uint32_t left = n;
	for (unsigned i = 0; i < MAX_LIST && left && !tree_ended(t); i++) {
		if (left < 4) {
			put_too_few(t, off, left, "TLV header", left, 4);
			return;
		}
		uint32_t len = slice_u16(s, off + 2), padded = (len + 3u) & ~3u;
		put(t, ALGORITHM, off, 2);
		put(t, ALGORITHM_LENGTH, off + 2, 2);
		left -= 4;
		if (len && len < left) {
			put_too_few(t, off, left + 4, "parameter data", left, len);
			return;
		}
		if (len)
			put(t, ALGORITHM_DATA, off + 4, len);
		off += 4 + padded;
		left -= padded < left ? padded : left;
		if (one && !i && left) {
			static const char title[] = " (PASSWORD-ALGORITHM)";
			put_label(t, SHORT_TEXT, off - 4 - padded, 4 + padded, title, sizeof title - 1);
			tree_push(t);
			put_expert(t, LONG_ATTRIBUTE, off - 4 - padded, 0, title);
			tree_pop(t);
		}
	}
}

/* Rows of four bytes each, one behind the other. */
static void put_words(struct tree *t, uint32_t off, const uint8_t *rows, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		put(t, rows[i], off + 4 * i, 4);
}

static void put_site(struct tree *t, uint32_t off, bool relay)
{
	static const uint8_t rates[] = { RP_SEND, RP_RECEIVE };
	put(t, RP_VALID, off, 4);
	if (!relay)
		put(t, RP_PSTN, off, 4);
	put(t, relay ? RP_RESERVED_LONG : RP_RESERVED, off, 4);
	put_words(t, off + 4, rates, COUNT(rates));
}

/* Attributes of vendors, which are read whatever their length says. */
static void put_vendors(struct tree *t, struct slice s, const struct stun_attribute *a, uint32_t off)
{
	static const uint8_t amounts[] = { MOST_SEND, LEAST_SEND, MOST_RECEIVE, LEAST_RECEIVE };
	switch (a->kind) {
	case STUN_VALUED: put(t, a->row, off, 4); break;
	case STUN_SEQUENCE:
		put(t, MS_CONNECTION, off, 20);
		put(t, MS_SEQUENCE, off + 20, 4);
		break;
	case STUN_QUALITY:
		put(t, MS_STREAM, off, 2);
		put(t, MS_QUALITY, off + 2, 2);
		break;
	case STUN_ADMISSION:
		put(t, RESERVED, off, 2);
		put(t, ADMISSION_TYPE, off + 2, 2);
		break;
	case STUN_FOUNDATION: put_string(t, s, MS_FOUNDATION, off, 4); break;
	case STUN_RESERVATION: put(t, RESERVATION_ID, off, 16); break;
	case STUN_AMOUNT: put_words(t, off, amounts, COUNT(amounts)); break;
	case STUN_SITE:
	case STUN_RELAY_SITE: put_site(t, off, a->kind == STUN_RELAY_SITE); break;
	case STUN_LOCATION:
		put(t, PEER_LOCATION, off, 1);
		put(t, SELF_LOCATION, off + 1, 1);
		put(t, FEDERATION, off + 2, 1);
		put(t, RESERVED, off + 3, 1);
		break;
	case STUN_NETWORK:
		put(t, NETWORK_ID, off, 2);
		put(t, NETWORK_COST, off + 2, 2);
		break;
	default: break;
	}
}

/* The first of the rows when there are as many bytes, and what is reserved behind it. */
static void put_one_and_reserved(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	if (n >= 1)
		put(t, row, off, 1);
	if (n >= 4)
		put(t, RESERVED, off + 1, 3);
}

static void put_pair(struct tree *t, unsigned first, unsigned second, uint32_t off, uint32_t second_off, uint32_t size)
{
	put(t, first, off, size);
	put(t, second, off + second_off, size);
}

void stun_put_value(struct tree *t, const struct layer *l, const struct stun_attribute *a, uint32_t off, uint32_t n)
{
	static const uint8_t at_least[] = {
		[STUN_UINT] = 4,      [STUN_NUMBERED] = 4, [STUN_EIGHT] = 8, [STUN_HMAC] = HMAC_BYTES,
		[STUN_CHANGE] = 4,    [STUN_CHANNEL] = 4,  [STUN_ICMP] = 4,  [STUN_CRC] = 4,
		[STUN_EVEN_PORT] = 1, [STUN_OPAQUE] = 1,   [STUN_DATA] = 1
	};
	if (a->kind < sizeof at_least && n < at_least[a->kind])
		return;
	switch (a->kind) {
	case STUN_OPAQUE:
	case STUN_DATA: put(t, VALUE, off, n); break;
	case STUN_BYTES:
	case STUN_HMAC: put(t, a->row, off, n); break;
	case STUN_STRING:
	case STUN_TEXT: put_string(t, l->data, a->row, off, n); break;
	case STUN_UINT:
	case STUN_NUMBERED: put(t, a->row, off, 4); break;
	case STUN_EIGHT: put(t, a->row, off, 8); break;
	case STUN_ADDRESS:
	case STUN_OLD_ADDRESS: put_address(t, l->data, off, n); break;
	case STUN_XORED: put_hidden(t, l, off, n); break;
	case STUN_CHANGE: put_pair(t, CHANGE_IP, CHANGE_PORT, off, 0, 4); break;
	case STUN_ERROR: put_error(t, l->data, off, n); break;
	case STUN_TYPES:
		for (uint32_t i = 0; i < n && !tree_ended(t); i += 2)
			put(t, UNKNOWN_TYPE, off + i, 2);
		break;
	case STUN_CHANNEL: put_pair(t, CHANNEL_NUMBER, RESERVED, off, 2, 2); break;
	case STUN_FAMILY: put_one_and_reserved(t, FAMILY, off, n); break;
	case STUN_EVEN_PORT: put(t, RESERVE_NEXT, off, 1); break;
	case STUN_TRANSPORT: put_one_and_reserved(t, TRANSPORT, off, n); break;
	case STUN_ALGORITHM:
	case STUN_ALGORITHMS: put_algorithms(t, l->data, off, n, a->kind == STUN_ALGORITHM); break;
	case STUN_PADDING: put_uint(t, PADDING, off, n, n); break;
	case STUN_ICMP: put_pair(t, ICMP_TYPE, ICMP_CODE, off, 1, 1); break;
	case STUN_CRC: put_crc(t, l, off); break;
	default: put_vendors(t, l->data, a, off);
	}
}
