/* digits.h: numbers in decimal, three or eight digits at a time, where the caller has made room. */
#ifndef PEEL_BASE_DIGITS_H
#define PEEL_BASE_DIGITS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/inline.h"

/* Room that digits_put may write to, also behind the end that it returns. */
enum { DIGITS_ROOM = 24, DIGITS_EIGHT = 100000000 };

/* The digits of v (below 10^8), one a byte, the most significant in the lowest: halves of four digits, then of two, then of
 * one, all lanes at once. A multiplication and a shift divide: 5243 / 2^19 by 100 (right below 43698), 103 / 2^10 by 10
 * (right below 179). */
IN_LINE uint64_t digits_eight(uint32_t v)
{
	uint64_t fours = v / 10000 | (uint64_t)(v % 10000) << 32;
	uint64_t hundreds = (fours * 5243 >> 19) & UINT64_C(0x7f0000007f);
	uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
	uint64_t tens = (twos * 103 >> 10) & UINT64_C(0x000f000f000f000f);
	return tens | (twos - 10 * tens) << 8;
}

/* Eight characters without the first `skip`. */
static inline void digits_write_text(char *to, uint64_t text, unsigned skip)
{
	text >>= 8 * skip;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	text = __builtin_bswap64(text);
#endif
	memcpy(to, &text, sizeof text);
}

#define DIGITS_TEXT UINT64_C(0x3030303030303030) /* eight times '0' */

/* As characters, behind `skip` of them: those in front of a number's first digit, say. */
static inline void digits_write(char *to, uint64_t eight, unsigned skip)
{
	digits_write_text(to, eight | DIGITS_TEXT, skip);
}

/* Zeros in front of a number of eight digits that is not zero. */
static inline unsigned digits_zeros(uint64_t eight)
{
	return (unsigned)__builtin_ctzll(eight) / 8;
}

/* The numbers below a thousand, which most are and larger ones consist of, with zeros in front; and eight times how many. */
struct digits_three {
	char text[3];
	uint8_t zeros;
};
enum { DIGITS_THREE = 1000 };
extern const struct digits_three digits_three[DIGITS_THREE];

/* Three digits of v (below 1000), and one byte more, which is written over. */
static inline char *digits_put_three(char *to, uint32_t v)
{
	memcpy(to, &digits_three[v], sizeof digits_three[v]);
	return to + 3;
}

/* How many it has without the zeros. */
static inline unsigned digits_count_small(uint32_t v)
{
	return 3u - digits_three[v].zeros / 8;
}

/* These alone, and up to three bytes behind the end that is returned. */
static inline char *digits_put_small(char *to, uint32_t v)
{
	uint32_t text;
	memcpy(&text, &digits_three[v], sizeof text);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	text <<= digits_three[v].zeros;
#else
	text >>= digits_three[v].zeros;
#endif
	memcpy(to, &text, sizeof text);
	return to + digits_count_small(v);
}

/* v (below 10^8), with `pad` in front of its digits up to width (at most 8; at least one digit). Returns its end. */
static inline char *digits_put_wide(char *to, uint32_t v, unsigned width, char pad)
{
	uint64_t eight = digits_eight(v);
	unsigned zeros = digits_zeros(eight | UINT64_C(1) << 56), skip = zeros < 8 - width ? zeros : 8 - width;
	uint64_t in_front = (UINT64_C(1) << 8 * zeros) - 1, pads = UINT64_C(0x0101010101010101) * (uint8_t)(pad ^ '0');
	digits_write_text(to, (eight | DIGITS_TEXT) ^ (in_front & pads), skip);
	return to + 8 - skip;
}

/* How many digits v has. */
static inline unsigned digits_count(uint64_t v)
{
	unsigned more = 0;
	for (; v >= DIGITS_THREE; v /= DIGITS_THREE)
		more += 3;
	return more + digits_count_small((uint32_t)v);
}

/* Dotted decimal, and up to three bytes behind the end that is returned. */
static inline char *digits_put_ipv4(char *to, const uint8_t p[4])
{
	for (unsigned i = 0; i < 3; i++) {
		to = digits_put_small(to, p[i]);
		*to++ = '.';
	}
	return digits_put_small(to, p[3]);
}

/* Any number, in DIGITS_ROOM. */
char *digits_put_long(char *to, uint64_t v);

/* The same, in line below a million. */
static inline char *digits_put(char *to, uint64_t v)
{
	enum { SIX = DIGITS_THREE * DIGITS_THREE };
	if (v < DIGITS_THREE)
		return digits_put_small(to, (uint32_t)v);
	if (v < SIX) {
		to = digits_put_small(to, (uint32_t)v / DIGITS_THREE);
		return digits_put_three(to, (uint32_t)v % DIGITS_THREE);
	}
	return digits_put_long(to, v);
}

/* Nine digits of v (below 10^9), and one byte more. */
static inline char *digits_put_nine(char *to, uint32_t v)
{
	uint32_t thousands = v / DIGITS_THREE;
	to = digits_put_three(to, thousands / DIGITS_THREE);
	to = digits_put_three(to, thousands % DIGITS_THREE);
	return digits_put_three(to, v % DIGITS_THREE);
}

/* The same for any number and width. */
char *digits_put_padded_long(char *to, uint64_t v, unsigned width, char pad);

IN_LINE char *digits_put_padded(char *to, uint64_t v, unsigned width, char pad)
{
	return v < DIGITS_EIGHT && width <= 8 ? digits_put_wide(to, (uint32_t)v, width, pad)
					      : digits_put_padded_long(to, v, width, pad);
}

/* "12.000345000": seconds and `digits` (0 to 9) decimals of nanoseconds, which may exceed a second; right-aligned in width. Room
 * for width + 2 * DIGITS_ROOM. */
char *digits_put_secs_long(char *to, bool neg, uint64_t sec, uint64_t nsec, unsigned digits, unsigned width);

/* In line for microseconds and nanoseconds, the usual cases. */
IN_LINE char *digits_put_secs(char *to, bool neg, uint64_t sec, uint64_t nsec, unsigned digits, unsigned width)
{
	enum { MICROSECONDS = 6, BEHIND = 1 + MICROSECONDS, NANOSECONDS = 9 };
	if (digits == NANOSECONDS && !width && !neg && nsec < 1000000000) {
		to = digits_put(to, sec);
		*to++ = '.';
		return digits_put_nine(to, (uint32_t)nsec);
	}
	if (neg || digits != MICROSECONDS || nsec >= 1000000000 || sec >= DIGITS_EIGHT || width > 8 + BEHIND)
		return digits_put_secs_long(to, neg, sec, nsec, digits, width);
	uint32_t micro = (uint32_t)nsec / 1000;
	to = digits_put_wide(to, (uint32_t)sec, width > BEHIND ? width - BEHIND : 0, ' ');
	*to++ = '.';
	to = digits_put_three(to, micro / DIGITS_THREE);
	return digits_put_three(to, micro % DIGITS_THREE);
}

#endif
