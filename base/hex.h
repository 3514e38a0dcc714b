/* hex.h: numbers in hexadecimal, eight digits at a time, where the caller has made room. */
#ifndef PEEL_BASE_HEX_H
#define PEEL_BASE_HEX_H

#include <stdint.h>

#include "base/digits.h"

/* Room that hex_put and hex_put_0x may write to, also behind the end that they return. */
enum { HEX_ROOM = 32 };

/* The digits of v, one a byte, the most significant in the lowest. */
IN_LINE uint64_t hex_eight(uint32_t v)
{
	uint64_t x = v;
	x = (x | x << 16) & UINT64_C(0x0000ffff0000ffff);
	x = (x | x << 8) & UINT64_C(0x00ff00ff00ff00ff);
	x = (x | x << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
	uint64_t letters = (x + UINT64_C(0x0606060606060606)) >> 4 & UINT64_C(0x0101010101010101);
	return __builtin_bswap64(x + DIGITS_TEXT + letters * ('a' - '0' - 10));
}

/* The lowest `digits` (1 to 16) digits of v, in lower case. */
IN_LINE char *hex_put(char *to, uint64_t v, unsigned digits)
{
	if (digits > 8) {
		digits_write_text(to, hex_eight((uint32_t)(v >> 32)), 16 - digits);
		to += digits - 8;
		digits = 8;
	}
	digits_write_text(to, hex_eight((uint32_t)v), 8 - digits);
	return to + digits;
}

/* "0x" and as many digits as v needs, at least `digits`. */
IN_LINE char *hex_put_0x(char *to, uint64_t v, unsigned digits)
{
	unsigned need = (67u - (unsigned)__builtin_clzll(v | 1)) / 4;
	*to++ = '0';
	*to++ = 'x';
	return hex_put(to, v, need > digits ? need : digits);
}

#endif
