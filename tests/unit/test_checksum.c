/* test_checksum.c: the Internet checksum against the example of RFC 1071, known headers, and a plain second opinion. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/checksum.h"

static uint16_t of(const uint8_t *p, uint32_t n)
{
	return checksum_fold(checksum_add(0, p, n));
}

/* RFC 1071, section 3: 0001 f203 f4f5 f6f7 sum to ddf2. */
static void test_rfc1071(void **state)
{
	static const uint8_t example[] = { 0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7 };

	(void)state;
	assert_int_equal(of(example, sizeof example), (uint16_t)~0xddf2);
	assert_int_equal(of(example, 7), 0xffff - (0xddf2 - 0xf7)); /* an odd end is padded with zero */
	assert_int_equal(of(example, 0), 0xffff);
}

/* 10.0.0.1 > 10.0.0.2, 84 bytes, as `ping` sends it. */
static void test_header(void **state)
{
	uint8_t header[] = { 0x45, 0, 0, 84, 0x12, 0x34, 0x40, 0, 64, 1, 0x14, 0x73, 10, 0, 0, 1, 10, 0, 0, 2 };

	(void)state;
	assert_int_equal(of(header, sizeof header), 0);
	header[8]--; /* TTL */
	uint16_t folded = of(header, sizeof header);
	assert_int_not_equal(folded, 0);
	uint16_t right = checksum_should_be(0x1473, folded);
	header[10] = (uint8_t)(right >> 8);
	header[11] = (uint8_t)right;
	assert_int_equal(of(header, sizeof header), 0);
}

/* The sum, one 16-bit word at a time. */
static uint16_t slowly(const uint8_t *p, uint32_t n)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < n; i++) {
		sum += i % 2 ? p[i] : (uint32_t)p[i] << 8;
		sum = (sum & 0xffff) + (sum >> 16);
	}
	return (uint16_t)~sum;
}

static void test_second_opinion(void **state)
{
	static uint8_t bytes[4096];
	uint32_t seed = 7;

	(void)state;
	for (uint32_t i = 0; i < sizeof bytes; i++) {
		seed = seed * 1664525 + 1013904223;
		bytes[i] = (uint8_t)(seed >> 24);
	}
	for (uint32_t start = 0; start < 17; start++)
		for (uint32_t n = 0; n < 300; n++)
			assert_int_equal(of(bytes + start, n), slowly(bytes + start, n));
	assert_int_equal(of(bytes, sizeof bytes), slowly(bytes, sizeof bytes));
	for (uint32_t cut = 0; cut <= 200; cut += 2) { /* in two pieces, the first of even length */
		uint64_t sum = checksum_add(checksum_add(0, bytes, cut), bytes + cut, 201 - cut);
		assert_int_equal(checksum_fold(sum), slowly(bytes, 201));
	}
}

/* Nothing overflows: 64 KiB of ones, often. */
static void test_ones(void **state)
{
	static uint8_t ones[65536];
	uint64_t sum = 0;

	(void)state;
	for (uint32_t i = 0; i < sizeof ones; i++)
		ones[i] = 0xff;
	for (int i = 0; i < 1000; i++)
		sum = checksum_add(sum, ones, sizeof ones);
	assert_int_equal(checksum_fold(sum), 0);
}

/* Whatever stands in the field: putting there what should be makes the whole fold to 0. */
static void test_should_be(void **state)
{
	uint8_t b[] = { 0xde, 0xad, 0, 0, 0xbe, 0xef, 0x01 };

	(void)state;
	for (unsigned found = 0; found < 0x10000; found += 251) {
		b[2] = (uint8_t)(found >> 8);
		b[3] = (uint8_t)found;
		uint16_t right = checksum_should_be((uint16_t)found, of(b, sizeof b));
		b[2] = (uint8_t)(right >> 8);
		b[3] = (uint8_t)right;
		assert_int_equal(of(b, sizeof b), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rfc1071), cmocka_unit_test(test_header),	  cmocka_unit_test(test_second_opinion),
		cmocka_unit_test(test_ones),	cmocka_unit_test(test_should_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
