/* test_domain_name.c: names of the Domain Name System: compression, and what hostile names may not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/application/domain_name.h"

static struct domain_name name;

static bool read_at(const void *bytes, uint32_t n, uint32_t base, uint32_t off)
{
	struct slice s = { bytes, n, n };
	return domain_name_read(s, base, off, &name);
}

static void assert_name(const char *text, uint32_t size)
{
	assert_int_equal(name.len, strlen(text));
	assert_memory_equal(name.text, text, name.len);
	assert_int_equal(name.size, size);
}

#define READ(bytes, base, off) read_at(bytes, sizeof(bytes) - 1, base, off)

static void test_plain(void **state)
{
	(void)state;
	assert_true(READ("\3www\7example\0", 0, 0));
	assert_name("www.example", 13);
	assert_true(READ("\0", 0, 0));
	assert_name("<Root>", 1);
}

static void test_pointers(void **state)
{
	(void)state;
	/* forwards, backwards, and from a pointer to a pointer: only the first counts for the size */
	assert_true(READ("\1a\xc0\4\1b\0", 0, 0));
	assert_name("a.b", 4);
	assert_true(READ("\1b\0\1a\xc0\0", 0, 3));
	assert_name("a.b", 4);
	assert_true(READ("\1b\0\xc0\0\1a\xc0\3", 0, 5));
	assert_name("a.b", 4);
	/* counted from the message, which begins two bytes later (over TCP) */
	assert_true(READ("\0\7\1b\0\1a\xc0\0", 2, 5));
	assert_name("a.b", 4);
}

static void test_circles(void **state)
{
	(void)state;
	assert_true(READ("\xc0\0", 0, 0));
	assert_name("<Name contains a pointer that loops>", 2);
	assert_true(READ("\xc0\2\xc0\0", 0, 0));
	assert_name("<Name contains a pointer that loops>", 2);
	assert_true(READ("\1a\xc0\0", 0, 0));
	assert_name("<Name contains a pointer that loops>", 4);
}

static void test_lengths(void **state)
{
	(void)state;
	uint8_t bytes[4 * 64 + 1] = { 0 };
	for (unsigned i = 0; i < 4; i++)
		memset(bytes + 64 * i, 'x', 64), bytes[64 * i] = 63;
	assert_true(read_at(bytes, sizeof bytes, 0, 0));
	assert_name("<Name too long>", sizeof bytes);
	/* one byte less than that is a name */
	bytes[64 * 3] = 62;
	bytes[64 * 4 - 1] = 0;
	assert_true(read_at(bytes, sizeof bytes - 1, 0, 0));
	assert_int_equal(name.len, 254);
	assert_int_equal(name.size, sizeof bytes - 1);
}

static void test_not_whole(void **state)
{
	(void)state;
	assert_false(READ("", 0, 0));
	assert_false(READ("\3ww", 0, 0));
	assert_int_equal(name.stop, 0);
	assert_false(READ("\1a", 0, 0)); /* no end */
	assert_int_equal(name.stop, 2);
	assert_false(READ("\xc0", 0, 0));
	assert_false(READ("\xc0\x20", 0, 0)); /* out of the message */
	assert_int_equal(name.stop, 32);
	assert_false(READ("\x40\0", 0, 0)); /* neither label nor pointer */
	assert_false(READ("\x80\0", 0, 0));
	assert_false(READ("\1a\0", 0, 7));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),	cmocka_unit_test(test_pointers),  cmocka_unit_test(test_circles),
		cmocka_unit_test(test_lengths), cmocka_unit_test(test_not_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
