/* text.c: records as text. */
#include "dissect/text.h"

#include <endian.h>

#include "base/digits.h"
#include "base/fmt.h"
#include "base/names.h"
#include "base/timefmt.h"
#include "dissect/numbers.h"
#include "dissect/oid.h"

enum {
	SHOWN_BYTES = 36,  /* of a byte string in a label */
	MARKED_MOST = 238, /* bytes of a label that says that it was cut, as in tshark */
};

struct slice record_string(const struct tree *t, const struct record *r)
{
	if (r->flags & R_CSTR) {
		const char *s = (const char *)(uintptr_t)r->val;
		uint32_t n = (uint32_t)strlen(s);
		return (struct slice){ (const uint8_t *)s, n, n };
	}
	if (r->flags & R_ARENA)
		return (struct slice){ (const uint8_t *)t->arena + (r->val >> 32), (uint32_t)r->val, (uint32_t)r->val };
	struct slice s = record_bytes(t->d, r);
	if (!(r->f->type == FT_STRINGZ || r->f->type == FT_STRING) || r->f->base == BASE_ADDRESS)
		return s;
	const uint8_t *end = s.len ? memchr(s.p, 0, s.len) : NULL;
	return end ? slice_first(s, (uint32_t)(end - s.p)) : s;
}

/* The bit 8 * i of the result is the bit i of the lowest four. */
static uint32_t spread(uint64_t four)
{
	return (uint32_t)(four & 15) * 0x00204081u & 0x01010101u;
}

/* The lowest n <= 4 bits, a character each; there is room for four. */
static char *four_bits(char *o, uint64_t mask, uint64_t value, unsigned n)
{
	uint32_t dots = 0x2e2e2e2e; /* two more makes '0' of a dot, three more '1' */
	uint32_t text = htobe32((dots + 2 * spread(mask) + spread(mask & value)) << 8 * (4 - n));
	memcpy(o, &text, 4);
	return o + n;
}

/* ".1.. .... = ": the bits of the field in their place, dots for the others. They are the packet's own bits when the
 * record has bytes, for the value may be scaled (header lengths). */
static void bit_diagram(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned digits = r->f->digits ? r->f->digits : r->len * 8;
	if (digits == NO_DIAGRAM || !digits || digits > 64)
		return;
	uint64_t mask = r->f->mask, value = r->val << __builtin_ctzll(mask);
	struct slice s = record_bytes(t->d, r);
	bool one_bit = r->f->type == FT_BOOLEAN && !(mask & (mask - 1)); /* then the value says it all */
	if (!one_bit && r->len * 8 == digits && s.len == r->len)
		value = slice_uint(s, 0, r->len, r->f->flags & F_LITTLE);
	/* A diagram wider than the record's bytes belongs to a bigger word: F_HIGH says that they are its upper part. */
	if (r->f->flags & F_HIGH && r->len * 8 < digits) {
		mask <<= 8 * r->len;
		value <<= 8 * r->len;
	}
	char *o = buf_room(b, digits + digits / 4 + 8);
	for (unsigned left = digits; left; left -= left % 4 ? left % 4 : 4) {
		unsigned n = left % 4 ? left % 4 : 4;
		o = four_bits(o, mask >> (left - n), value >> (left - n), n);
		*o++ = ' ';
	}
	memcpy(o, "= ", 2);
	buf_done(b, o + 2);
}

void text_mac(struct buf *b, const struct dissection *d, const uint8_t *p)
{
	names_mac(d->names, b, p);
	if (!names_want(d->names, NAMES_MAC))
		return;
	buf_lit(b, " (");
	fmt_mac(b, p);
	buf_char(b, ')');
}

void text_ipv4(struct buf *b, const struct dissection *d, const uint8_t *p)
{
	names_ipv4(d->names, b, p);
	if (!names_want(d->names, NAMES_NETWORK))
		return;
	buf_lit(b, " (");
	fmt_ipv4(b, p);
	buf_char(b, ')');
}

void text_ipv6(struct buf *b, const struct dissection *d, const uint8_t *p)
{
	names_ipv6(d->names, b, p);
	if (!names_want(d->names, NAMES_NETWORK))
		return;
	buf_lit(b, " (");
	fmt_ipv6(b, p);
	buf_char(b, ')');
}

static const char *port_name(const struct dissection *d, enum field_base base, uint32_t port)
{
	switch (base) {
	case BASE_PORT_TCP: return names_port(d->names, NAMES_TCP, port);
	case BASE_PORT_UDP: return names_port(d->names, NAMES_UDP, port);
	case BASE_PORT_SCTP: return names_port(d->names, NAMES_SCTP, port);
	default: return NULL;
	}
}

void text_port(struct buf *b, const struct dissection *d, enum field_base base, uint32_t port)
{
	const char *name = port_name(d, base, port);
	if (!names_want(d->names, NAMES_TRANSPORT)) {
		fmt_uint(b, port);
		return;
	}
	if (name)
		buf_str(b, name);
	else
		fmt_uint(b, port);
	buf_lit(b, " (");
	fmt_uint(b, port);
	buf_char(b, ')');
}

static void port_short(struct buf *b, const struct dissection *d, enum field_base base, uint32_t port)
{
	const char *name = port_name(d, base, port);
	if (!name) {
		fmt_uint(b, port);
		return;
	}
	buf_str(b, name);
	buf_char(b, '(');
	fmt_uint(b, port);
	buf_char(b, ')');
}

void text_ports_short(struct buf *b, const struct dissection *d, enum field_base base, uint32_t src, uint32_t dst)
{
	static const char arrow[] = " \xe2\x86\x92 "; /* U+2192 RIGHTWARDS ARROW */
	if (!d->names) {
		char *o = digits_put(buf_room(b, 2 * DIGITS_ROOM + sizeof arrow), src);
		memcpy(o, arrow, sizeof arrow - 1);
		buf_done(b, digits_put(o + sizeof arrow - 1, dst));
		return;
	}
	port_short(b, d, base, src);
	buf_put(b, arrow, sizeof arrow - 1);
	port_short(b, d, base, dst);
}

/* "00:16:ce (Hon Hai Precision Ind": tshark gives label and parentheses 31 bytes, and the name as much as goes in. */
static void oui_label(struct buf *b, uint32_t oui)
{
	enum { OUI_LABEL = 31 };
	uint8_t p[3] = { (uint8_t)(oui >> 16), (uint8_t)(oui >> 8), (uint8_t)oui };
	size_t start = b->len;
	fmt_bytes(b, p, 3, ':');
	const char *vendor = names_vendor_long(oui);
	if (!vendor)
		return;
	buf_lit(b, " (");
	fmt_text(b, vendor, strlen(vendor));
	buf_char(b, ')');
	if (b->len - start <= OUI_LABEL)
		return;
	b->len = start + OUI_LABEL;
	while (((uint8_t)b->p[b->len] & 0xc0) == 0x80)
		b->len--;
}

static void address_text(struct buf *b, const struct names *names, const uint8_t *p, uint32_t n)
{
	if (n == 4)
		names_ipv4(names, b, p);
	else if (n == 16)
		names_ipv6(names, b, p);
	else if (n == 6)
		names_mac(names, b, p);
	else
		fmt_bytes(b, p, n, ':');
}

static void relative_time(struct buf *b, const struct record *r)
{
	uint64_t sec = r->val, nsec = r->aux;
	bool neg = (int64_t)sec < 0;
	if (neg) {
		/* aux counts upwards from a second below zero */
		sec = 0 - sec;
		if (nsec && nsec < 1000000000) {
			sec--;
			nsec = 1000000000 - nsec;
		}
	}
	fmt_secs(b, neg, sec, nsec, 9);
}

static void float_text(struct buf *b, const struct record *r)
{
	if (r->f->type == FT_FLOAT) {
		uint32_t bits = (uint32_t)r->val;
		float v;
		memcpy(&v, &bits, sizeof v);
		fmt_double(b, (double)v, 6);
	} else {
		double v;
		memcpy(&v, &r->val, sizeof v);
		fmt_double(b, v, 15);
	}
}

const uint8_t value_forms[FT_N_TYPES] = {
	[FT_CHAR ... FT_UINT64] = FORM_UNSIGNED, [FT_INT8 ... FT_INT64] = FORM_SIGNED, [FT_FRAMENUM] = FORM_UNSIGNED,
	[FT_BOOLEAN] = FORM_BOOLEAN, [FT_IPv4] = FORM_IPV4, [FT_RELATIVE_TIME] = FORM_ELAPSED,
};

static void absolute_time(struct buf *b, const struct record *r)
{
	if (r->f->base == BASE_NTP && !r->val && !r->aux)
		buf_lit(b, "NULL");
	else
		time_long(b, (int64_t)r->val, r->aux, r->f->base == BASE_UTC || r->f->base == BASE_NTP);
}

void record_value(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s;
	char *end = record_put_quick(buf_room(b, RECORD_QUICK), r);
	if (end) {
		buf_done(b, end);
		return;
	}
	switch (r->f->type) {
	case FT_NONE:
	case FT_TEXT: return;
	case FT_ABSOLUTE_TIME: absolute_time(b, r); return;
	case FT_RELATIVE_TIME: relative_time(b, r); return;
	case FT_FLOAT:
	case FT_DOUBLE: float_text(b, r); return;
	case FT_PROTOCOL: record_label(b, t, r); return;
	default: break;
	}
	s = record_string(t, r);
	if (r->f->type == FT_ETHER || r->f->type == FT_BYTES || r->f->type == FT_EUI64)
		fmt_bytes(b, s.p, s.len, r->f->base == BASE_DASH ? '-' : r->f->base == BASE_DOT ? '.' : ':');
	else if (r->f->type == FT_IPv6 && s.len == 16)
		fmt_ipv6(b, s.p);
	else if (r->f->type == FT_GUID && s.len == 16)
		fmt_guid(b, s.p, r->f->flags & F_LITTLE);
	else if (r->f->type == FT_OID)
		oid_dotted(b, s);
	else if (r->f->base == BASE_ADDRESS)
		address_text(b, t->d->names, s.p, s.len);
	else
		buf_put(b, s.p ? (const char *)s.p : "", s.len);
}

/* In a label, a hexadecimal number has as many digits as its mask has room for. */
static void label_number(struct buf *b, const struct record *r)
{
	uint64_t mask = r->f->mask;
	if (mask && (r->f->base == BASE_HEX || r->f->base == BASE_HEX_DEC))
		fmt_0x(b, r->val, (67u - (unsigned)__builtin_clzll(mask) - (unsigned)__builtin_ctzll(mask)) / 4);
	else
		buf_done(b, record_put_quick(buf_room(b, RECORD_QUICK), r));
}

static void named_number(struct buf *b, const struct record *r)
{
	const struct field *f = r->f;
	const char *name = value_text(f->vals, r->val);
	if (f->vals->kind == VK_UNIT) {
		label_number(b, r);
		buf_str(b, f->vals->names[r->val == 1 ? 0 : 1]);
		return;
	}
	if (!name && f->flags & F_ADD_NO_UNKNOWN) {
		label_number(b, r);
		return;
	}
	buf_str(b, name ? name : "Unknown");
	if (f->base == BASE_NONE)
		return;
	buf_lit(b, " (");
	label_number(b, r);
	buf_char(b, ')');
}

static void number_label(struct buf *b, const struct tree *t, const struct record *r)
{
	if (r->f->vals) {
		named_number(b, r);
		return;
	}
	if (r->f->base == BASE_OUI) {
		oui_label(b, (uint32_t)r->val);
		return;
	}
	if (r->f->base >= BASE_PORT_TCP && r->f->base <= BASE_PORT_SCTP) {
		text_port(b, t->d, r->f->base, (uint32_t)r->val);
		return;
	}
	label_number(b, r);
	if (r->f->base == BASE_DEC_HEX) {
		buf_lit(b, " (");
		fmt_0x(b, r->val, field_hex_digits(r->f));
		buf_char(b, ')');
	} else if (r->f->base == BASE_HEX_DEC) {
		buf_lit(b, " (");
		fmt_uint(b, r->val);
		buf_char(b, ')');
	}
}

void text_octets(struct buf *b, struct slice s, char sep)
{
	fmt_bytes(b, s.p, s.len < SHOWN_BYTES ? s.len : SHOWN_BYTES, sep);
	if (s.len > SHOWN_BYTES)
		buf_lit(b, "\xe2\x80\xa6");
}

static void bytes_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	if (!s.len) {
		buf_lit(b, "<MISSING>");
		return;
	}
	text_octets(b, s,
		    r->f->base == BASE_COLON  ? ':'
		    : r->f->base == BASE_DASH ? '-'
		    : r->f->base == BASE_DOT  ? '.'
					      : 0);
}

static void address_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t v = (uint32_t)r->val;
	uint8_t ipv4[4] = { (uint8_t)(v >> 24), (uint8_t)(v >> 16), (uint8_t)(v >> 8), (uint8_t)v };
	struct slice s = r->f->type == FT_IPv4 ? (struct slice){ ipv4, 4, 4 } : record_string(t, r);
	if (r->f->type == FT_IPv4 && r->f->base != BASE_NETMASK)
		text_ipv4(b, t->d, ipv4);
	else if (r->f->type == FT_IPv6 && s.len == 16)
		text_ipv6(b, t->d, s.p);
	else if (r->f->type == FT_ETHER && s.len == 6)
		text_mac(b, t->d, s.p);
	else
		record_value(b, t, r);
}

static void value_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s;
	if (field_is_integer(r->f)) {
		number_label(b, t, r);
		return;
	}
	switch (r->f->type) {
	case FT_BOOLEAN: buf_str(b, value_text(r->f->vals ? r->f->vals : &bool_true, r->val)); break;
	case FT_STRING:
	case FT_STRINGZ:
		if (r->f->base == BASE_ADDRESS) {
			record_value(b, t, r);
			break;
		}
		s = record_string(t, r);
		fmt_text(b, s.p, s.len);
		break;
	case FT_BYTES: bytes_label(b, t, r); break;
	case FT_OID:
		record_value(b, t, r);
		if (!record_string(t, r).len)
			break;
		buf_lit(b, " (");
		oid_called(b, record_string(t, r));
		buf_char(b, ')');
		break;
	case FT_ETHER:
	case FT_IPv4:
	case FT_IPv6: address_label(b, t, r); break;
	case FT_RELATIVE_TIME:
		record_value(b, t, r);
		buf_lit(b, " seconds");
		break;
	default: record_value(b, t, r);
	}
}

/* Puts the label; returns where its value begins, 0: it has none of its own. */
static size_t whole_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct field *f = r->f;
	if (f->mask)
		bit_diagram(b, t, r);
	if (f->label) {
		f->label(b, t, r);
		return 0;
	}
	if (r->flags & (R_CSTR | R_ARENA) && (f->type == FT_NONE || f->type == FT_TEXT)) {
		struct slice s = record_string(t, r);
		fmt_text(b, s.p, s.len);
		return 0;
	}
	buf_done(b, copy_short(buf_room(b, f->name_len), f->name, f->name_len));
	if (f->type == FT_NONE || f->type == FT_TEXT || f->type == FT_PROTOCOL)
		return 0;
	size_t value = b->len;
	buf_lit(b, ": ");
	value_label(b, t, r);
	return value;
}

size_t text_within(const char *p, size_t n, size_t most)
{
	if (n <= most)
		return n;
	while (most && ((uint8_t)p[most] & 0xc0) == 0x80)
		most--;
	return most;
}

void text_end_label(struct buf *b, size_t start)
{
	b->len = start + text_within(b->p + start, b->len - start, LABEL_MOST);
}

/* Cuts a label, and says so where its value begins. */
static void shorten(struct buf *b, size_t start, size_t value)
{
	static const char mark[] = " [truncated]";
	size_t at = value ? value : start;
	buf_room(b, sizeof mark);
	memmove(b->p + at + sizeof mark - 1, b->p + at, b->len - at);
	memcpy(b->p + at, mark, sizeof mark - 1);
	b->len = start + text_within(b->p + start, b->len - start + sizeof mark - 1, MARKED_MOST);
}

void record_label(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len, value = whole_label(b, t, r);
	if (b->len - start > LABEL_MOST)
		shorten(b, start, value);
}

void text_closing(struct buf *b, size_t start, const struct buf *text)
{
	fmt_text(b, text->p, text->len);
	buf_char(b, ')');
	text_end_label(b, start);
}

void text_as_it_stands(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	fmt_text(b, s.p, s.len);
}

void text_traffic_class(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *dscp = value_text(&dscp_short_names, r->val >> 2);
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, 2);
	buf_lit(b, " (DSCP: ");
	buf_str(b, dscp ? dscp : "Unknown");
	buf_lit(b, ", ECN: ");
	buf_str(b, value_text(&ecn_short_names, r->val & 3));
	buf_char(b, ')');
}
