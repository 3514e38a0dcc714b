/* test_gbk.c: text in GBK as UTF-8, whole and broken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/fmt.h"
#include "base/gbk.h"

#define LOST "\xef\xbf\xbd"

static void becomes(const char *gbk, const char *utf8)
{
	struct buf b = { 0 };
	gbk_to_utf8(&b, (const uint8_t *)gbk, (uint32_t)strlen(gbk));
	buf_char(&b, 0);
	assert_string_equal(b.p, utf8);
	buf_free(&b);
}

static void test_text(void **state)
{
	(void)state;
	becomes("", "");
	becomes("plain", "plain");
	becomes("\xc4\xe3\xba\xc3", "你好");
	becomes("a\xb7\xc9\xc7\xef", "a飞秋");
	becomes("\x81\x40\xfe\x4f", "丂\xef\xa8\xa9"); /* the first and the last */
}

/* A lead byte without its trail is lost, and what follows it is not. */
static void test_broken(void **state)
{
	(void)state;
	becomes("\xc4", LOST);
	becomes("\xc4!", LOST "!");
	becomes("\x80!", LOST "!");
	becomes("\xff\xc4\xe3", LOST "你");
	becomes("\xc4\x1b[1m", LOST "\x1b[1m");
}

static void test_utf8(void **state)
{
	static const uint8_t good[] = "你好, \xf0\x9f\x98\x80", bad[] = { 'a', 0xc4, 0xe3, 0xba, 0xc3 };
	(void)state;
	assert_true(utf8_valid(good, sizeof good - 1));
	assert_true(utf8_valid(good, 0));
	assert_false(utf8_valid(good, 4)); /* cut within a character */
	assert_false(utf8_valid(bad, sizeof bad));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_broken),
		cmocka_unit_test(test_utf8),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
