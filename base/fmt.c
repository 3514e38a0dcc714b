/* fmt.c: numbers, addresses and escaped text as characters. */
#include "base/fmt.h"

#include <stdio.h>
#ifdef __x86_64__
#include <tmmintrin.h>
#endif

static const char digit_pairs[] = "0001020304050607080910111213141516171819"
				  "2021222324252627282930313233343536373839"
				  "4041424344454647484950515253545556575859"
				  "6061626364656667686970717273747576777879"
				  "8081828384858687888990919293949596979899";
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

/* Writes v backwards from end. */
static void digits_before(char *end, uint64_t v)
{
	for (; v > UINT32_MAX; v /= 100) {
		end -= 2;
		memcpy(end, digit_pairs + v % 100 * 2, 2);
	}
	uint32_t low = (uint32_t)v; /* cheaper to divide */
	for (; low >= 100; low /= 100) {
		end -= 2;
		memcpy(end, digit_pairs + low % 100 * 2, 2);
	}
	if (low >= 10)
		memcpy(end - 2, digit_pairs + low * 2, 2);
	else
		end[-1] = (char)('0' + low);
}

static unsigned count_digits(uint64_t v)
{
	unsigned n = 1;
	for (; v >= 10000; v /= 10000)
		n += 4;
	return n + (v >= 1000 ? 3 : v >= 100 ? 2 : v >= 10);
}

void fmt_uint(struct buf *b, uint64_t v)
{
	char *p = buf_room(b, 20);
	if (v < 10) {
		*p = (char)('0' + v);
		b->len++;
	} else if (v < 100) {
		memcpy(p, digit_pairs + 2 * v, 2);
		b->len += 2;
	} else if (v < 10000) {
		uint32_t high = (uint32_t)v / 100, low = (uint32_t)v % 100;
		unsigned short_by = high < 10;
		memcpy(p, digit_pairs + 2 * high + short_by, 2);
		memcpy(p + 2 - short_by, digit_pairs + 2 * low, 2);
		b->len += 4 - short_by;
	} else {
		unsigned n = count_digits(v);
		digits_before(p + n, v);
		b->len += n;
	}
}

void fmt_int(struct buf *b, int64_t v)
{
	if (v < 0)
		buf_char(b, '-');
	fmt_uint(b, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

void fmt_uint_pad(struct buf *b, uint64_t v, unsigned width, char pad)
{
	unsigned n = count_digits(v), all = n < width ? width : n;
	char *p = buf_room(b, all);
	for (unsigned i = 0; i < all - n; i++)
		p[i] = pad;
	digits_before(p + all, v);
	b->len += all;
}

void fmt_hex(struct buf *b, uint64_t v, unsigned digits)
{
	char *p = buf_room(b, digits);
	for (unsigned i = digits; i-- > 0; v >>= 4)
		p[i] = hex_digits[v & 15];
	b->len += digits;
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
	while (digits < 16 && v >> 4 * digits)
		digits++;
	buf_lit(b, "0x");
	fmt_hex(b, v, digits);
}

#ifdef __x86_64__
/* Sixteen bytes at a time, as far as they go; returns how many. Payloads are most of what JSON has to say, and a shuffle
 * does sixteen look-ups at once. */
__attribute__((target("ssse3"))) static uint32_t hex_blocks(char *o, const uint8_t *p, uint32_t n, char sep)
{
	const __m128i digits = _mm_loadu_si128((const __m128i *)(const void *)hex_digits), low = _mm_set1_epi8(15);
	/* Of pairs of digits "00112233..." to three characters a byte; -1: nothing, where the separator goes. */
	const __m128i first = _mm_setr_epi8(0, 1, -1, 2, 3, -1, 4, 5, -1, 6, 7, -1, 8, 9, -1, 10);
	const __m128i second = _mm_setr_epi8(11, -1, 12, 13, -1, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1);
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
			o += 24;
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
	if (n >= 16 && __builtin_cpu_supports("ssse3"))
		i = hex_blocks(o, p, n, sep);
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

void fmt_mac(struct buf *b, const uint8_t *p)
{
	fmt_bytes(b, p, 6, ':');
}

/* Every octet in decimal. */
static const char octets[256][4] = {
	"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
	"16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
	"32", "33", "34", "35", "36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47",
	"48", "49", "50", "51", "52", "53", "54", "55", "56", "57", "58", "59", "60", "61", "62", "63",
	"64", "65", "66", "67", "68", "69", "70", "71", "72", "73", "74", "75", "76", "77", "78", "79",
	"80", "81", "82", "83", "84", "85", "86", "87", "88", "89", "90", "91", "92", "93", "94", "95",
	"96", "97", "98", "99", "100", "101", "102", "103", "104", "105", "106", "107", "108", "109", "110", "111",
	"112", "113", "114", "115", "116", "117", "118", "119", "120", "121", "122", "123", "124", "125", "126", "127",
	"128", "129", "130", "131", "132", "133", "134", "135", "136", "137", "138", "139", "140", "141", "142", "143",
	"144", "145", "146", "147", "148", "149", "150", "151", "152", "153", "154", "155", "156", "157", "158", "159",
	"160", "161", "162", "163", "164", "165", "166", "167", "168", "169", "170", "171", "172", "173", "174", "175",
	"176", "177", "178", "179", "180", "181", "182", "183", "184", "185", "186", "187", "188", "189", "190", "191",
	"192", "193", "194", "195", "196", "197", "198", "199", "200", "201", "202", "203", "204", "205", "206", "207",
	"208", "209", "210", "211", "212", "213", "214", "215", "216", "217", "218", "219", "220", "221", "222", "223",
	"224", "225", "226", "227", "228", "229", "230", "231", "232", "233", "234", "235", "236", "237", "238", "239",
	"240", "241", "242", "243", "244", "245", "246", "247", "248", "249", "250", "251", "252", "253", "254", "255",
};

void fmt_ipv4(struct buf *b, const uint8_t *p)
{
	char *o = buf_room(b, 20);
	for (int i = 0; i < 4; i++) {
		memcpy(o, octets[p[i]], 4);
		o += 1 + (p[i] > 9) + (p[i] > 99);
		*o++ = '.';
	}
	buf_done(b, o - 1);
}

void fmt_ipv4_u32(struct buf *b, uint32_t addr)
{
	uint8_t p[4] = { (uint8_t)(addr >> 24), (uint8_t)(addr >> 16), (uint8_t)(addr >> 8), (uint8_t)addr };
	fmt_ipv4(b, p);
}

/* RFC 5952: the longest run of two or more zero groups becomes "::", the first one if equal. IPv4-mapped addresses end in
 * dotted decimal. */
void fmt_ipv6(struct buf *b, const uint8_t *p)
{
	int best = -1, best_n = 1, groups = 8;
	for (int i = 0; i < 8; i++) {
		int n = 0;
		while (i + n < 8 && !p[2 * (i + n)] && !p[2 * (i + n) + 1])
			n++;
		if (n > best_n) {
			best = i;
			best_n = n;
		}
		if (n)
			i += n - 1;
	}
	bool dotted = best == 0 && ((best_n == 5 && p[10] == 0xff && p[11] == 0xff) || best_n == 6);
	if (dotted)
		groups = 6;
	char *start = buf_room(b, 48), *o = start;
	for (int i = 0; i < groups; i++) {
		if (i == best) {
			*o++ = ':';
			i += best_n - 1;
			if (i >= groups - 1)
				*o++ = ':';
			continue;
		}
		unsigned v = (unsigned)p[2 * i] << 8 | p[2 * i + 1];
		if (i)
			*o++ = ':';
		for (int s = v > 0xfff ? 12 : v > 0xff ? 8 : v > 0xf ? 4 : 0; s >= 0; s -= 4)
			*o++ = hex_digits[v >> s & 15];
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
	static const uint32_t scale[10] = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
	if (neg)
		buf_char(b, '-');
	fmt_uint(b, sec);
	if (digits == 6 && nsec < 1000000000) {
		/* Microseconds, the usual case: three pairs of digits. */
		uint32_t us = (uint32_t)nsec / 1000, high = us / 10000, low = us % 10000;
		char *p = buf_room(b, 8);
		p[0] = '.';
		memcpy(p + 1, digit_pairs + 2 * high, 2);
		memcpy(p + 3, digit_pairs + 2 * (low / 100), 2);
		memcpy(p + 5, digit_pairs + 2 * (low % 100), 2);
		b->len += 7;
	} else if (digits) {
		buf_char(b, '.');
		fmt_uint_pad(b, nsec / scale[digits], digits, '0');
	}
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

/* Copies what is printable as it stands and hands each other character to `escape`. */
static void escape_with(struct buf *b, const uint8_t *p, size_t n, const uint8_t special[128],
			void (*escape)(struct buf *, unsigned))
{
	for (size_t i = 0; i < n;) {
		size_t run = i;
		while (run < n && p[run] < 0x80 && !special[p[run]])
			run++;
		if (run > i)
			buf_put(b, p + i, run - i);
		if ((i = run) >= n)
			break;
		unsigned len = p[i] < 0x80 ? 1 : utf8_sequence(p + i, n - i);
		unsigned code = len == 1 ? p[i] : special_character(p + i, len);
		if (!len)
			buf_lit(b, "\xef\xbf\xbd");
		else if (len == 1 || code)
			escape(b, code);
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

#define CONTROLS [0 ... 31] = 1, [127] = 1

void fmt_text(struct buf *b, const void *p, size_t n)
{
	static const uint8_t special[128] = { CONTROLS };
	escape_with(b, p, n, special, escape_text);
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
	static const uint8_t special[128] = { CONTROLS, ['"'] = 1, ['\\'] = 1 };
	escape_with(b, p, n, special, escape_json);
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
	static const uint8_t special[128] = { CONTROLS, ['<'] = 1, ['>'] = 1, ['&'] = 1, ['"'] = 1, ['\''] = 1 };
	escape_with(b, p, n, special, escape_xml);
}
