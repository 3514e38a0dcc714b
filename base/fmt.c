/* fmt.c: numbers, addresses and escaped text as characters. */
#include "base/fmt.h"

#include <stdio.h>

#include "base/hex.h"
#ifdef __x86_64__
#include <immintrin.h>
#endif

static const char hex_digits[] = "0123456789abcdef";
static const char hex_pairs[] =
	"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	"202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
	"404142434445464748494a4b4c4d4e4f505152535455565758595a5b5c5d5e5f"
	"606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
	"808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
	"a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf"
	"c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
	"e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

void fmt_uint(struct buf *b, uint64_t v)
{
	buf_done(b, digits_put(buf_room(b, DIGITS_ROOM), v));
}

void fmt_int(struct buf *b, int64_t v)
{
	if (v < 0)
		buf_char(b, '-');
	fmt_uint(b, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

void fmt_uint_pad(struct buf *b, uint64_t v, unsigned width, char pad)
{
	buf_done(b, digits_put_padded(buf_room(b, width + DIGITS_ROOM), v, width, pad));
}

void fmt_hex(struct buf *b, uint64_t v, unsigned digits)
{
	for (; digits > 16; digits--)
		buf_char(b, '0');
	if (digits)
		buf_done(b, hex_put(buf_room(b, HEX_ROOM), v, digits));
}

void fmt_hex_upper(struct buf *b, uint64_t v)
{
	unsigned digits = 1;
	while (digits < 16 && v >> 4 * digits)
		digits++;
	char *p = buf_room(b, digits);
	for (unsigned i = digits; i-- > 0; v >>= 4)
		p[i] = "0123456789ABCDEF"[v & 15];
	b->len += digits;
}

void fmt_0x(struct buf *b, uint64_t v, unsigned digits)
{
	buf_done(b, hex_put_0x(buf_room(b, HEX_ROOM), v, digits));
}

#ifdef __x86_64__
/* Blocks of bytes, as far as they go; returns how many bytes. Payloads are most of what JSON has to say, and a shuffle does
 * sixteen look-ups at once: the digits of the nibbles, then pairs of digits "00112233..." to three characters a byte, in two
 * pieces of 16 characters for eight bytes; NONE: nothing, where the separator goes. */
enum { NONE = -1, EIGHT = 24 /* characters of eight bytes, with separators */ };
#define FIRST_PIECE 0, 1, NONE, 2, 3, NONE, 4, 5, NONE, 6, 7, NONE, 8, 9, NONE, 10
#define SECOND_PIECE 11, NONE, 12, 13, NONE, 14, 15, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE

__attribute__((target("ssse3"))) static uint32_t hex_blocks(char *o, const uint8_t *p, uint32_t n, char sep)
{
	const __m128i digits = _mm_loadu_si128((const __m128i *)(const void *)hex_digits), low = _mm_set1_epi8(15);
	const __m128i first = _mm_setr_epi8(FIRST_PIECE), second = _mm_setr_epi8(SECOND_PIECE);
	const __m128i seps1 = _mm_and_si128(_mm_cmplt_epi8(first, _mm_setzero_si128()), _mm_set1_epi8(sep));
	const __m128i seps2 = _mm_and_si128(_mm_cmplt_epi8(second, _mm_setzero_si128()), _mm_set1_epi8(sep));
	uint32_t i = 0;
	for (; i + 16 <= n; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		__m128i high = _mm_shuffle_epi8(digits, _mm_and_si128(_mm_srli_epi16(v, 4), low));
		__m128i rest = _mm_shuffle_epi8(digits, _mm_and_si128(v, low));
		__m128i pairs[2] = { _mm_unpacklo_epi8(high, rest), _mm_unpackhi_epi8(high, rest) };
		for (unsigned k = 0; k < 2; k++) {
			if (!sep) {
				_mm_storeu_si128((__m128i *)(void *)o, pairs[k]);
				o += 16;
				continue;
			}
			_mm_storeu_si128((__m128i *)(void *)o, _mm_or_si128(_mm_shuffle_epi8(pairs[k], first), seps1));
			_mm_storeu_si128((__m128i *)(void *)(o + 16),
					 _mm_or_si128(_mm_shuffle_epi8(pairs[k], second), seps2));
			o += EIGHT;
		}
	}
	return i;
}

/* The same with separators, of blocks of 32: each half of a register takes sixteen bytes. */
__attribute__((target("avx2"))) static uint32_t hex_blocks_wide(char *o, const uint8_t *p, uint32_t n, char sep)
{
	const __m256i digits = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)hex_digits));
	const __m256i low = _mm256_set1_epi8(15), none = _mm256_setzero_si256(), seps = _mm256_set1_epi8(sep);
	const __m256i first = _mm256_setr_epi8(FIRST_PIECE, FIRST_PIECE);
	const __m256i second = _mm256_setr_epi8(SECOND_PIECE, SECOND_PIECE);
	const __m256i seps1 = _mm256_and_si256(_mm256_cmpgt_epi8(none, first), seps);
	const __m256i seps2 = _mm256_and_si256(_mm256_cmpgt_epi8(none, second), seps);
	uint32_t i = 0;
	for (; i + 32 <= n; i += 32, o += 4 * EIGHT) {
		__m256i v = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
		__m256i high = _mm256_shuffle_epi8(digits, _mm256_and_si256(_mm256_srli_epi16(v, 4), low));
		__m256i rest = _mm256_shuffle_epi8(digits, _mm256_and_si256(v, low));
		__m256i pairs[2] = { _mm256_unpacklo_epi8(high, rest), _mm256_unpackhi_epi8(high, rest) };
		for (unsigned half = 0; half < 2; half++) /* in the order of their places: a piece writes beyond its end */
			for (unsigned k = 0; k < 2; k++) {
				char *to = o + EIGHT * (2 * half + k);
				__m256i a = _mm256_or_si256(_mm256_shuffle_epi8(pairs[k], first), seps1);
				__m256i b = _mm256_or_si256(_mm256_shuffle_epi8(pairs[k], second), seps2);
				__m128i a1 = half ? _mm256_extracti128_si256(a, 1) : _mm256_castsi256_si128(a);
				__m128i b1 = half ? _mm256_extracti128_si256(b, 1) : _mm256_castsi256_si128(b);
				_mm_storeu_si128((__m128i *)(void *)to, a1);
				_mm_storeu_si128((__m128i *)(void *)(to + 16), b1);
			}
	}
	return i;
}
#endif

void fmt_bytes(struct buf *b, const uint8_t *p, uint32_t n, char sep)
{
	char *o = buf_room(b, (size_t)n * 3 + 16); /* blocks write some bytes further than they go */
	uint32_t i = 0;
#ifdef __x86_64__
	if (sep && n >= 32 && __builtin_cpu_supports("avx2"))
		i = hex_blocks_wide(o, p, n, sep);
	if (n - i >= 16 && __builtin_cpu_supports("ssse3"))
		i += hex_blocks(o + 3 * (size_t)i, p + i, n - i, sep);
#endif
	if (!sep) {
		for (o += 2 * (size_t)i; i < n; i++, o += 2)
			memcpy(o, hex_pairs + 2 * p[i], 2);
	} else if (n) {
		for (o += 3 * (size_t)i; i < n; i++, o += 3) {
			memcpy(o, hex_pairs + 2 * p[i], 2);
			o[2] = sep;
		}
		o--;
	}
	buf_done(b, o);
}

void fmt_ascii(char *to, const uint8_t *p, uint32_t n)
{
	uint32_t i = 0;
#ifdef __SSE2__
	for (; i + 16 <= n; i += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i)), dots = _mm_set1_epi8('.');
		__m128i odd =
			_mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(v, _mm_set1_epi8(127)));
		v = _mm_or_si128(_mm_and_si128(odd, dots), _mm_andnot_si128(odd, v));
		_mm_storeu_si128((__m128i *)(void *)(to + i), v);
	}
#endif
	for (; i < n; i++)
		to[i] = p[i] >= 0x20 && p[i] < 0x7f ? (char)p[i] : '.';
}

void fmt_mac(struct buf *b, const uint8_t *p)
{
	fmt_bytes(b, p, 6, ':');
}

void fmt_ipv4(struct buf *b, const uint8_t *p)
{
	buf_done(b, digits_put_ipv4(buf_room(b, 4 * sizeof(struct digits_three)), p));
}

void fmt_ipv4_u32(struct buf *b, uint32_t addr)
{
	uint8_t p[4] = { (uint8_t)(addr >> 24), (uint8_t)(addr >> 16), (uint8_t)(addr >> 8), (uint8_t)addr };
	fmt_ipv4(b, p);
}

/* Which of four groups are zero: bit i of the result for group i. Adding 0x7fff carries into the highest bit of every group
 * that has a lower one; the multiplication brings these bits together. */
static unsigned zero_groups(const uint8_t *p)
{
	const uint64_t low = UINT64_C(0x7fff7fff7fff7fff);
	uint64_t v;
	memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	uint64_t zero = ~(((v & low) + low) | v | low) >> 15;
	return (unsigned)(zero * UINT64_C(0x0001000200040008) >> 48) & 15;
}

/* The longest run of zero groups: its first group, and in n how many; n 0: none. */
static unsigned zero_run(const uint8_t *p, unsigned *n)
{
	unsigned zeros = zero_groups(p) | zero_groups(p + 8) << 4, first = 0;
	/* A group stays as long as it and the next are zero: the last to go begin the longest runs. */
	for (*n = 0; zeros; zeros &= zeros >> 1, ++*n)
		first = (unsigned)__builtin_ctz(zeros);
	return first;
}

/* Four hexadecimal digits without the zeros in front. Through a register: what was just written in halves and is read as one
 * makes the processor wait. */
static char *put_group(char *o, const uint8_t *p)
{
	unsigned zeros = p[0] ? p[0] < 16 : 2u + (p[1] < 16);
	uint16_t high, low;
	memcpy(&high, hex_pairs + 2 * p[0], 2);
	memcpy(&low, hex_pairs + 2 * p[1], 2);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	uint32_t digits = ((uint32_t)high << 16 | low) << 8 * zeros;
#else
	uint32_t digits = ((uint32_t)low << 16 | high) >> 8 * zeros;
#endif
	memcpy(o, &digits, 4);
	return o + 4 - zeros;
}

/* RFC 5952: the longest run of two or more zero groups becomes "::", the first one if equal. IPv4-mapped addresses end in
 * dotted decimal. */
void fmt_ipv6(struct buf *b, const uint8_t *p)
{
	unsigned n, run = zero_run(p, &n), groups = 8;
	bool dotted = !run && ((n == 5 && p[10] == 0xff && p[11] == 0xff) || n == 6);
	if (dotted)
		groups = 6;
	char *o = buf_room(b, 64);
	for (unsigned i = 0; i < groups; i++) {
		if (i)
			*o++ = ':';
		if (n < 2 || i != run) {
			o = put_group(o, p + 2 * i);
			continue;
		}
		if (!i)
			*o++ = ':';
		i += n - 1;
		if (i == groups - 1)
			*o++ = ':';
	}
	buf_done(b, o);
	if (dotted) {
		if (o[-1] != ':')
			buf_char(b, ':');
		fmt_ipv4(b, p + 12);
	}
}

void fmt_guid(struct buf *b, const uint8_t *p, bool little)
{
	static const uint8_t le[16] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
	for (unsigned i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			buf_char(b, '-');
		fmt_hex(b, p[little ? le[i] : i], 2);
	}
}

void fmt_secs(struct buf *b, bool neg, uint64_t sec, uint64_t nsec, unsigned digits)
{
	buf_done(b, digits_put_secs(buf_room(b, 2 * DIGITS_ROOM), neg, sec, nsec, digits, 0));
}

void fmt_double(struct buf *b, double v, unsigned precision)
{
	char tmp[64];
	int n = snprintf(tmp, sizeof tmp, "%.*g", (int)precision, v);
	buf_put(b, tmp, n > 0 ? (size_t)n : 0);
}

unsigned utf8_sequence(const uint8_t *p, size_t n)
{
	if (!n)
		return 0;
	if (p[0] < 0x80)
		return 1;
	unsigned len = p[0] >= 0xc2 && p[0] < 0xe0   ? 2
		       : (p[0] & 0xf0) == 0xe0       ? 3
		       : p[0] >= 0xf0 && p[0] < 0xf5 ? 4
						     : 0;
	if (!len || n < len)
		return 0;
	for (unsigned i = 1; i < len; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf0 && p[1] < 0x90) ||
	    (p[0] == 0xf4 && p[1] > 0x8f))
		return 0;
	return len;
}

bool utf8_valid(const uint8_t *p, size_t n)
{
	for (size_t i = 0, len; i < n; i += len) {
		len = p[i] < 0x80 ? 1 : utf8_sequence(p + i, n - i);
		if (!len)
			return false;
	}
	return true;
}

void utf8_put(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_char(b, (char)c);
		return;
	}
	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	if (c < 0x800) {
		buf_char(b, (char)(0xc0 | c >> 6));
	} else if (c < 0x10000) {
		buf_char(b, (char)(0xe0 | c >> 12));
		buf_char(b, (char)(0x80 | (c >> 6 & 0x3f)));
	} else {
		buf_char(b, (char)(0xf0 | c >> 18));
		buf_char(b, (char)(0x80 | (c >> 12 & 0x3f)));
		buf_char(b, (char)(0x80 | (c >> 6 & 0x3f)));
	}
	buf_char(b, (char)(0x80 | (c & 0x3f)));
}

/* Characters beyond ASCII that no terminal or XML reader shall get as they are: the C1 controls (U+0080..9F), which
 * terminals obey too, and U+FFFE, U+FFFF, which XML forbids. 0: an ordinary character. */
static unsigned special_character(const uint8_t *p, unsigned len)
{
	if (len == 2 && p[0] == 0xc2 && p[1] < 0xa0)
		return p[1];
	if (len == 3 && p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe)
		return 0xff40u + p[2];
	return 0;
}

/* How a format writes what is not printable ASCII, or one of its own marks. */
struct escaping {
	void (*escape)(struct buf *, unsigned);
	const char *mark;
	uint8_t special[256];
};

/* How many bytes stand as they are. */
static size_t plain_run(const struct escaping *e, const uint8_t *p, size_t n)
{
	size_t run = 0;
#ifdef __SSE2__
	for (; run + 16 <= n; run += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + run));
		__m128i odd =
			_mm_or_si128(_mm_cmplt_epi8(v, _mm_set1_epi8(' ')), _mm_cmpeq_epi8(v, _mm_set1_epi8(127)));
		for (const char *c = e->mark; *c; c++)
			odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(*c)));
		unsigned at = (unsigned)_mm_movemask_epi8(odd);
		if (at)
			return run + (unsigned)__builtin_ctz(at);
	}
#endif
	while (run < n && !e->special[p[run]])
		run++;
	return run;
}

/* Copies what is printable as it stands and hands each other character to `escape`. */
static void escape_with(struct buf *b, const uint8_t *p, size_t n, const struct escaping *e)
{
	for (size_t i = 0; i < n;) {
		size_t run = plain_run(e, p + i, n - i);
		if (run)
			buf_done(b, copy_short(buf_room(b, run), (const char *)p + i, run));
		if ((i += run) >= n)
			break;
		unsigned len = p[i] < 0x80 ? 1 : utf8_sequence(p + i, n - i);
		unsigned code = len == 1 ? p[i] : special_character(p + i, len);
		if (!len)
			buf_lit(b, "\xef\xbf\xbd");
		else if (len == 1 || code)
			e->escape(b, code);
		else
			buf_put(b, p + i, len);
		i += len ? len : 1;
	}
}

static void octal(struct buf *b, unsigned byte)
{
	buf_char(b, '\\');
	buf_char(b, (char)('0' + (byte >> 6)));
	buf_char(b, (char)('0' + (byte >> 3 & 7)));
	buf_char(b, (char)('0' + (byte & 7)));
}

static void escape_text(struct buf *b, unsigned c)
{
	static const char letter[] = "abtnvfr";
	if (c >= 7 && c <= 13) {
		buf_char(b, '\\');
		buf_char(b, letter[c - 7]);
	} else if (c < 0x80) {
		octal(b, c);
	} else if (c < 0x100) {
		octal(b, 0xc2);
		octal(b, c);
	} else {
		buf_lit(b, "\xef\xbf\xbd");
	}
}

/* Not printable ASCII. */
#define SPECIAL [0 ... 31] = 1, [127 ... 255] = 1

void fmt_text(struct buf *b, const void *p, size_t n)
{
	static const struct escaping text = { escape_text, "", { SPECIAL } };
	escape_with(b, p, n, &text);
}

static void escape_json(struct buf *b, unsigned c)
{
	static const char letter[32] = { [8] = 'b', [9] = 't', [10] = 'n', [12] = 'f', [13] = 'r' };
	buf_char(b, '\\');
	if (c == '"' || c == '\\') {
		buf_char(b, (char)c);
	} else if (c < 32 && letter[c]) {
		buf_char(b, letter[c]);
	} else {
		buf_char(b, 'u');
		fmt_hex(b, c, 4);
	}
}

void fmt_json(struct buf *b, const void *p, size_t n)
{
	static const struct escaping json = { escape_json, "\"\\", { SPECIAL, ['"'] = 1, ['\\'] = 1 } };
	escape_with(b, p, n, &json);
}

static void escape_xml(struct buf *b, unsigned c)
{
	switch (c) {
	case '<': buf_lit(b, "&lt;"); break;
	case '>': buf_lit(b, "&gt;"); break;
	case '&': buf_lit(b, "&amp;"); break;
	case '"': buf_lit(b, "&quot;"); break;
	case '\'': buf_lit(b, "&#x27;"); break;
	case '\t':
	case '\n':
	case '\r': buf_char(b, (char)c); break;
	default:
		if (c >= 0x100) {
			buf_lit(b, "\xef\xbf\xbd");
		} else if (c >= 0x80) {
			buf_lit(b, "&#x");
			fmt_hex(b, c, 2);
			buf_char(b, ';');
		} else {
			buf_lit(b, "\\x");
			fmt_hex(b, c, c < 0x10 ? 1 : 2);
		}
	}
}

void fmt_xml(struct buf *b, const void *p, size_t n)
{
	static const struct escaping xml = {
		escape_xml, "<>&\"'", { SPECIAL, ['<'] = 1, ['>'] = 1, ['&'] = 1, ['"'] = 1, ['\''] = 1 }
	};
	escape_with(b, p, n, &xml);
}
