/* test_slice.c: reading bytes within two bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/slice.h"

static const uint8_t bytes[] = { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x88, 0x99 };

static struct slice whole(void)
{
	return (struct slice){ bytes, sizeof bytes, sizeof bytes };
}

static void test_readers(void **state)
{
	struct slice s = whole();

	(void)state;
	assert_int_equal(slice_u8(s, 7), 0x88);
	assert_int_equal(slice_u16(s, 0), 0x0102);
	assert_int_equal(slice_u24(s, 6), 0x078899);
	assert_int_equal(slice_u32(s, 5), 0x06078899);
	assert_true(slice_u64(s, 1) == UINT64_C(0x0203040506078899));
	assert_int_equal(slice_uint(s, 0, 2, true), 0x0201);
	assert_int_equal(slice_uint(s, 0, 3, false), 0x010203);
	assert_true(slice_uint(s, 1, 8, true) == UINT64_C(0x9988070605040302));
	assert_int_equal(slice_uint(s, 0, 0, false), 0);
}

static void test_beyond(void **state)
{
	struct slice s = whole(), none = { 0 };

	(void)state;
	assert_int_equal(slice_u8(s, 9), 0);
	assert_int_equal(slice_u16(s, 8), 0);
	assert_int_equal(slice_u24(s, 7), 0);
	assert_int_equal(slice_u32(s, 6), 0);
	assert_true(slice_u64(s, 2) == 0);
	assert_true(slice_uint(s, 0, 9, false) == 0);
	assert_int_equal(slice_u16(s, UINT32_MAX), 0);
	assert_int_equal(slice_u32(s, UINT32_MAX - 2), 0);
	assert_int_equal(slice_u8(none, 0), 0);
	assert_true(slice_has(none, 0, 0));
	assert_false(slice_has(none, 0, 1));
}

/* Neither an offset nor a length can be made to wrap. */
static void test_has(void **state)
{
	struct slice s = { bytes, 4, 9 };

	(void)state;
	assert_true(slice_has(s, 4, 0));
	assert_true(slice_has(s, 0, 4));
	assert_false(slice_has(s, 0, 5));
	assert_false(slice_has(s, 5, 0));
	assert_false(slice_has(s, 1, UINT32_MAX));
	assert_false(slice_has(s, UINT32_MAX, 1));
	assert_false(slice_has(s, UINT32_MAX, UINT32_MAX));
	assert_true(slice_has_wire(s, 0, 9));
	assert_true(slice_has_wire(s, 5, 4));
	assert_false(slice_has_wire(s, 5, 5));
	assert_false(slice_has_wire(s, 1, UINT32_MAX));
}

static void expect(struct slice s, uint32_t off, uint32_t len, uint32_t wire)
{
	assert_ptr_equal(s.p, bytes + off);
	assert_int_equal(s.len, len);
	assert_int_equal(s.wire, wire);
}

static void test_parts(void **state)
{
	struct slice s = { bytes, 5, 8 }, none = { 0 };

	(void)state;
	expect(slice_from(s, 2), 2, 3, 6);
	expect(slice_from(s, 5), 5, 0, 3);
	expect(slice_from(s, 7), 5, 0, 1);
	expect(slice_from(s, 100), 5, 0, 0);
	expect(slice_from(s, UINT32_MAX), 5, 0, 0);
	expect(slice_first(s, 3), 0, 3, 3);
	expect(slice_first(s, 6), 0, 5, 6);
	expect(slice_first(s, 100), 0, 5, 8);
	expect(slice_sub(s, 2, 100), 2, 3, 6);
	expect(slice_sub(s, 2, 1), 2, 1, 1);
	expect(slice_sub(s, 6, 1), 5, 0, 1);
	expect(slice_sub(s, UINT32_MAX, UINT32_MAX), 5, 0, 0);
	assert_null(slice_from(none, 3).p);
	assert_int_equal(slice_sub(none, 1, 2).wire, 0);
}

/* Any chain of narrowing stays inside what it began with. */
static void test_never_wider(void **state)
{
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		struct slice s = { bytes, seed % 10, 9 + seed % 3 };
		for (int step = 0; step < 4; step++) {
			struct slice before = s;
			seed = seed * 1664525 + 1013904223;
			uint32_t n = seed >> 28 == 0 ? UINT32_MAX - (seed & 7) : seed >> 20 & 15;
			s = step % 2 ? slice_first(s, n) : slice_from(s, n);
			assert_true(s.len <= s.wire && s.len <= before.len && s.wire <= before.wire);
			assert_true(s.p >= before.p && s.p + s.len <= before.p + before.len);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_readers), cmocka_unit_test(test_beyond),	     cmocka_unit_test(test_has),
		cmocka_unit_test(test_parts),	cmocka_unit_test(test_never_wider),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
