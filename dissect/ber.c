/* ber.c: reading the Basic Encoding Rules of ASN.1 (X.690). */
#include "dissect/ber.h"

#include "base/fmt.h"
#include "base/timefmt.h"

enum { LONG_TAG = 0x1f, CONSTRUCTED = 0x20, MAX_INDEFINITE = 4096, MAX_DEPTH = 32 };

/* 8.1.2: the identifier. Returns the offset behind it, 0: none. */
static uint32_t read_tag(struct slice s, uint32_t off, uint32_t end, struct ber *e)
{
	unsigned first = slice_u8(s, off);
	uint32_t number = first & LONG_TAG;
	e->tag = (uint16_t)((first & 0xc0) << 8);
	e->constructed = first & CONSTRUCTED;
	off++;
	if (number == LONG_TAG) {
		number = 0;
		for (bool more = true; more; off++) {
			if (off >= end || number > BER_NUMBER >> 7)
				return 0;
			number = number << 7 | (slice_u8(s, off) & 0x7f);
			more = slice_u8(s, off) & 0x80;
		}
	}
	e->tag |= (uint16_t)number;
	return off;
}

/* 8.1.3: the length. *n is UINT32_MAX when it is indefinite. Returns the offset behind it, 0: none. */
static uint32_t read_length(struct slice s, uint32_t off, uint32_t end, uint32_t *n)
{
	unsigned first = slice_u8(s, off++), bytes = first & 0x7f;
	*n = first;
	if (!(first & 0x80))
		return off;
	*n = UINT32_MAX;
	if (!bytes)
		return off;
	if (bytes > 4 || bytes > end - off)
		return 0;
	*n = (uint32_t)slice_uint(s, off, bytes, false);
	if (*n == UINT32_MAX)
		*n = UINT32_MAX - 1;
	return off + bytes;
}

/* Where the content of indefinite length that begins at off ends: at its end-of-contents, two zeros (8.1.5). */
static uint32_t find_end(struct slice s, uint32_t off, uint32_t end)
{
	unsigned depth = 0;
	for (unsigned i = 0; i < MAX_INDEFINITE && off < end && end - off >= 2; i++) {
		struct ber e;
		uint32_t n;
		if (!slice_u16(s, off)) {
			if (!depth--)
				return off;
			off += 2;
			continue;
		}
		uint32_t at = read_tag(s, off, end, &e);
		at = at && at < end ? read_length(s, at, end, &n) : 0;
		if (!at)
			return end;
		if (n == UINT32_MAX && depth++ == MAX_DEPTH)
			return end;
		off = n == UINT32_MAX ? at : n < end - at ? at + n : end;
	}
	return end;
}

bool ber_read(struct slice s, uint32_t off, uint32_t end, struct ber *e)
{
	uint32_t n = 0, body = 0;
	*e = (struct ber){ .at = off, .body = off, .stop = off, .end = off };
	if (end > s.len)
		end = s.len;
	if (off >= end || end - off < 2)
		return false;
	body = read_tag(s, off, end, e);
	body = body && body < end ? read_length(s, body, end, &n) : 0;
	if (!body)
		return false;
	e->body = body;
	e->len = n;
	if (n == UINT32_MAX) {
		e->stop = find_end(s, body, end);
		e->cut = end - e->stop < 2;
		e->end = e->cut ? end : e->stop + 2;
		return true;
	}
	e->cut = n > end - body;
	e->end = e->stop = e->cut ? end : body + n;
	return true;
}

static uint64_t append_bytes(uint64_t v, struct slice s)
{
	for (uint32_t i = 0; i < s.len; i++)
		v = v << 8 | s.p[i];
	return v;
}

uint64_t ber_unsigned(struct slice content)
{
	return append_bytes(0, content);
}

int64_t ber_integer(struct slice content)
{
	return (int64_t)append_bytes(content.len && content.p[0] & 0x80 ? UINT64_MAX : 0, content);
}

/* --- times (X.680 46, 47) --- */

/* n digits at off; moves off behind them. */
static bool digits(struct slice s, uint32_t *off, uint32_t n, unsigned *v)
{
	*v = 0;
	if (!slice_has(s, *off, n))
		return false;
	for (uint32_t i = 0; i < n; i++, ++*off) {
		if (s.p[*off] < '0' || s.p[*off] > '9')
			return false;
		*v = *v * 10 + s.p[*off] - '0';
	}
	return true;
}

static uint32_t fraction(struct slice s, uint32_t *off)
{
	uint32_t unit = 100000000, nsec = 0;
	for (++*off; *off < s.len && s.p[*off] >= '0' && s.p[*off] <= '9'; ++*off, unit /= 10)
		nsec += (uint32_t)(s.p[*off] - '0') * unit;
	return nsec;
}

bool ber_time(struct slice s, bool two_digit_year, int64_t *sec, uint32_t *nsec)
{
	unsigned year, month, day, hour, minute = 0, second = 0, zone_hour = 0, zone_minute = 0;
	uint32_t off = 0;
	*sec = 0;
	*nsec = 0;
	if (!digits(s, &off, two_digit_year ? 2 : 4, &year) || !digits(s, &off, 2, &month) ||
	    !digits(s, &off, 2, &day) || !digits(s, &off, 2, &hour))
		return false;
	if (digits(s, &off, 2, &minute))
		digits(s, &off, 2, &second);
	if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
		return false;
	if (two_digit_year)
		year += year < 50 ? 2000 : 1900; /* RFC 5280 4.1.2.5.1 */
	if (slice_u8(s, off) == '.' || slice_u8(s, off) == ',')
		*nsec = fraction(s, &off);
	*sec = time_days(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
	unsigned sign = slice_u8(s, off++);
	if (sign != '+' && sign != '-')
		return true;
	if (!digits(s, &off, 2, &zone_hour) || !digits(s, &off, 2, &zone_minute))
		return false;
	int64_t zone = zone_hour * 3600 + zone_minute * 60;
	*sec += sign == '+' ? -zone : zone;
	return true;
}

/* --- text --- */

void ber_text(struct buf *b, struct slice content, uint16_t tag, uint32_t room)
{
	uint32_t each = tag == BER_BMP_STRING ? 2 : tag == BER_UNIVERSAL_STRING ? 4 : 1;
	for (uint32_t i = 0; slice_has(content, i, each) && room >= 4; i += each) {
		size_t before = b->len;
		uint32_t c = (uint32_t)slice_uint(content, i, each, false);
		if (each == 1)
			buf_char(b, (char)c);
		else
			utf8_put(b, c);
		room -= (uint32_t)(b->len - before);
	}
}
