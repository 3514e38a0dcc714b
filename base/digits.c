/* digits.c: what digits.h does not do in line: large numbers, wide ones, times of other precision. */
#include "base/digits.h"

#define SMALL(n)                                                                 \
	{ { (char)('0' + ((n) < 10 ? (n) : (n) < 100 ? (n) / 10 : (n) / 100)),  \
	    (char)('0' + ((n) < 100 ? (n) % 10 : (n) / 10 % 10)),               \
	    (char)('0' + (n) % 10) },                                           \
	  (n) < 10 ? 1 : (n) < 100 ? 2 : 3 }
#define SMALL_10(n) \
	SMALL(n), SMALL(n + 1), SMALL(n + 2), SMALL(n + 3), SMALL(n + 4), SMALL(n + 5), SMALL(n + 6), SMALL(n + 7), \
		SMALL(n + 8), SMALL(n + 9)
#define SMALL_100(n) \
	SMALL_10(n), SMALL_10(n + 10), SMALL_10(n + 20), SMALL_10(n + 30), SMALL_10(n + 40), SMALL_10(n + 50), \
		SMALL_10(n + 60), SMALL_10(n + 70), SMALL_10(n + 80), SMALL_10(n + 90)
const struct digits_small digits_small[DIGITS_SMALL] = {
	SMALL_100(0),   SMALL_100(100), SMALL_100(200), SMALL_100(300), SMALL_100(400),
	SMALL_100(500), SMALL_100(600), SMALL_100(700), SMALL_100(800), SMALL_100(900),
};

char *digits_put_padded_long(char *to, uint64_t v, unsigned width, char pad)
{
	for (unsigned n = digits_count(v); n < width; n++)
		*to++ = pad;
	return digits_put(to, v);
}

char *digits_put_secs_long(char *to, bool neg, uint64_t sec, uint64_t nsec, unsigned digits, unsigned width)
{
	static const uint32_t scale[10] = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
	uint64_t decimals = nsec / scale[digits];
	unsigned behind = 0;
	if (digits) /* a broken time has more of them than there are */
		behind = 1 + (digits_count(decimals) > digits ? digits_count(decimals) : digits);
	for (unsigned n = neg + digits_count(sec) + behind; n < width; n++)
		*to++ = ' ';
	if (neg)
		*to++ = '-';
	to = digits_put(to, sec);
	if (!digits)
		return to;
	*to++ = '.';
	return digits_put_padded(to, decimals, digits, '0');
}
