/* digits.c: what digits.h does not do in line: large numbers, wide ones, times of other precision. */
#include "base/digits.h"

#define THREE(n) \
	{ { (char)('0' + (n) / 100), (char)('0' + (n) / 10 % 10), (char)('0' + (n) % 10) }, (n) < 10 ? 16 : (n) < 100 ? 8 : 0 }
#define THREE_10(n) \
	THREE(n), THREE(n + 1), THREE(n + 2), THREE(n + 3), THREE(n + 4), THREE(n + 5), THREE(n + 6), THREE(n + 7), \
		THREE(n + 8), THREE(n + 9)
#define THREE_100(n) \
	THREE_10(n), THREE_10(n + 10), THREE_10(n + 20), THREE_10(n + 30), THREE_10(n + 40), THREE_10(n + 50), \
		THREE_10(n + 60), THREE_10(n + 70), THREE_10(n + 80), THREE_10(n + 90)
const struct digits_three digits_three[DIGITS_THREE] = {
	THREE_100(0),   THREE_100(100), THREE_100(200), THREE_100(300), THREE_100(400),
	THREE_100(500), THREE_100(600), THREE_100(700), THREE_100(800), THREE_100(900),
};

/* Below 10^8. */
static char *put_short(char *to, uint32_t v)
{
	uint64_t eight = digits_eight(v);
	unsigned zeros = digits_zeros(eight | UINT64_C(1) << 56);
	digits_write(to, eight, zeros);
	return to + 8 - zeros;
}

char *digits_put_long(char *to, uint64_t v)
{
	if (v < DIGITS_EIGHT)
		return put_short(to, (uint32_t)v);
	uint64_t high = v / DIGITS_EIGHT;
	if (high >= DIGITS_EIGHT) {
		to = put_short(to, (uint32_t)(high / DIGITS_EIGHT));
		digits_write(to, digits_eight((uint32_t)(high % DIGITS_EIGHT)), 0);
		to += 8;
	} else {
		to = put_short(to, (uint32_t)high);
	}
	digits_write(to, digits_eight((uint32_t)(v % DIGITS_EIGHT)), 0);
	return to + 8;
}

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
