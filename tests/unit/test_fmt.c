/* test_fmt.c: numbers, addresses, times and escaped text as characters, beside what the C library says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <arpa/inet.h>
#include <cmocka.h>

#include "base/cell.h"
#include "base/digits.h"
#include "base/fmt.h"
#include "base/timefmt.h"

static struct buf b;

/* What was written, which also must not be more than that; and empties the buffer. */
static void expect(const char *want)
{
	buf_char(&b, 0);
	assert_string_equal(b.p, want);
	assert_int_equal(b.len, strlen(want) + 1);
	buf_clear(&b);
}

static void test_numbers(void **state)
{
	static const uint64_t numbers[] = {
		0, 1, 9, 10, 99, 100, 12345, 999999, 4294967295, UINT64_C(1) << 53, UINT64_MAX,
	};
	char want[64];

	(void)state;
	for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		unsigned long long v = numbers[i];
		snprintf(want, sizeof want, "%llu", v);
		fmt_uint(&b, v);
		expect(want);
		snprintf(want, sizeof want, "%lld", (long long)v);
		fmt_int(&b, (int64_t)v);
		expect(want);
		snprintf(want, sizeof want, "%12llu", v);
		fmt_uint_pad(&b, v, 12, ' ');
		expect(want);
		snprintf(want, sizeof want, "%06llu", v);
		fmt_uint_pad(&b, v, 6, '0');
		expect(want);
		snprintf(want, sizeof want, "0x%04llx", v);
		fmt_0x(&b, v, 4);
		expect(want);
		snprintf(want, sizeof want, "%016llx", v);
		fmt_hex(&b, v, 16);
		expect(want);
	}
	fmt_int(&b, INT64_MIN);
	expect("-9223372036854775808");
	fmt_hex(&b, 0x12345, 3);
	expect("345");
	fmt_0x(&b, 0, 0);
	buf_clear(&b);
}

static void test_bytes(void **state)
{
	static const uint8_t bytes[] = { 0x00, 0x1a, 0xff };

	(void)state;
	fmt_bytes(&b, bytes, 3, ':');
	expect("00:1a:ff");
	fmt_bytes(&b, bytes, 3, 0);
	expect("001aff");
	fmt_bytes(&b, bytes, 1, '-');
	expect("00");
	fmt_bytes(&b, bytes, 0, ':');
	expect("");
	fmt_bytes(&b, NULL, 0, ':');
	expect("");
	fmt_mac(&b, (const uint8_t *)"\x02\x00\x00\x00\x09\x01");
	expect("02:00:00:00:09:01");
}

/* glibc's inet_ntop writes IPv6 as RFC 5952 asks, but for the runs of one zero group, which it does not shorten either. */
static void ipv6(const uint8_t *p)
{
	char want[INET6_ADDRSTRLEN];

	inet_ntop(AF_INET6, p, want, sizeof want);
	fmt_ipv6(&b, p);
	expect(want);
}

static void test_addresses(void **state)
{
	uint8_t p[16];
	char want[INET_ADDRSTRLEN];

	(void)state;
	for (uint32_t i = 0, a = 0; i < 2000; i++, a += 2147087) {
		uint32_t network = htonl(a);
		inet_ntop(AF_INET, &network, want, sizeof want);
		fmt_ipv4(&b, (const uint8_t *)&network);
		expect(want);
		fmt_ipv4_u32(&b, a);
		expect(want);
	}
	/* Every pattern of zero and other groups, groups of one to four digits. */
	for (unsigned mask = 0; mask < 256; mask++) {
		for (int i = 0; i < 8; i++) {
			unsigned group = mask >> i & 1 ? 0x1u << 4 * (i % 4) : 0;
			p[2 * i] = (uint8_t)(group >> 8);
			p[2 * i + 1] = (uint8_t)group;
		}
		ipv6(p);
	}
	static const char *const special[] = {
		"::", "::1", "::ffff:10.9.0.1", "fe80::1", "ff02::1:ff00:2", "2001:db8::", "2001:0:0:1::1", "1:2:3:4:5:6:7:8",
		"::ffff:0:0:0", "64:ff9b::102:304",
	};
	for (unsigned i = 0; i < sizeof special / sizeof special[0]; i++) {
		inet_pton(AF_INET6, special[i], p);
		ipv6(p);
	}
}

static void test_guid(void **state)
{
	static const uint8_t p[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

	(void)state;
	fmt_guid(&b, p, false);
	expect("00010203-0405-0607-0809-0a0b0c0d0e0f");
	fmt_guid(&b, p, true);
	expect("03020100-0504-0706-0809-0a0b0c0d0e0f");
}

static void test_seconds(void **state)
{
	(void)state;
	fmt_secs(&b, false, 12, 345000, 9);
	expect("12.000345000");
	fmt_secs(&b, false, 12, 345999, 6);
	expect("12.000345");
	fmt_secs(&b, true, 0, 1, 9);
	expect("-0.000000001");
	fmt_secs(&b, false, 7, 999999999, 0);
	expect("7");
}

static void test_escapes(void **state)
{
	static const char hostile[] = "a\x1b[31m\x07\r\n\t\"\\<&>'\x7f\xc3\xa9\xff\xc2\x85z";

	(void)state;
	fmt_text(&b, hostile, sizeof hostile - 1);
	buf_char(&b, 0);
	assert_null(strchr(b.p, 0x1b));
	assert_null(strpbrk(b.p, "\r\n\t\x07\x7f"));
	assert_null(strstr(b.p, "\xff"));
	assert_null(strstr(b.p, "\xc2\x85")); /* a C1 control: terminals obey it */
	assert_non_null(strstr(b.p, "\xc3\xa9"));
	assert_non_null(strstr(b.p, "\xef\xbf\xbd"));
	assert_non_null(strstr(b.p, "\\033[31m"));
	buf_clear(&b);

	fmt_json(&b, "\"\\\b\f\n\r\t\x01\x1f/", 10);
	expect("\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/");
	fmt_json(&b, "\xff\xc3", 2);
	expect("\xef\xbf\xbd\xef\xbf\xbd");
	fmt_json(&b, "\0", 1);
	expect("\\u0000");
	fmt_json(&b, "\xf0\x9f\x98\x80", 4);
	expect("\xf0\x9f\x98\x80");

	fmt_xml(&b, "<a href=\"b\">&", 13);
	expect("&lt;a href=&quot;b&quot;&gt;&amp;");
	fmt_xml(&b, hostile, sizeof hostile - 1);
	buf_char(&b, 0);
	assert_null(strpbrk(b.p, "\x1b\x07<>\"'"));
	buf_clear(&b);
	fmt_xml(&b, "\xef\xbf\xbe\xef\xbf\xbf", 6); /* U+FFFE and U+FFFF: characters that XML forbids */
	buf_char(&b, 0);
	assert_null(strstr(b.p, "\xef\xbf\xbe"));
	assert_null(strstr(b.p, "\xef\xbf\xbf"));
	buf_clear(&b);
}

/* Is p whole UTF-8? Decides by code point, so that it is no copy of utf8_sequence. */
static bool is_utf8(const uint8_t *p, size_t n)
{
	while (n) {
		unsigned len = *p < 0x80 ? 1 : *p < 0xc0 ? 0 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : *p < 0xf8 ? 4 : 0;
		uint32_t c = len == 1 ? *p : *p & (0x7fu >> len);
		static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
		if (!len || len > n)
			return false;
		for (unsigned i = 1; i < len; i++) {
			if ((p[i] & 0xc0) != 0x80)
				return false;
			c = c << 6 | (p[i] & 0x3f);
		}
		if (c < least[len] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
			return false;
		p += len;
		n -= len;
	}
	return true;
}

static void test_utf8(void **state)
{
	uint8_t p[4];

	(void)state;
	for (unsigned first = 0; first < 256; first++) /* all of one and two bytes, and two of their ends */
		for (unsigned second = 0; second < 256; second++)
			for (unsigned rest = 0; rest < 4; rest++) {
				p[0] = (uint8_t)first;
				p[1] = (uint8_t)second;
				p[2] = rest & 1 ? 0xbf : 0x80;
				p[3] = rest & 2 ? 0x80 : 'x';
				unsigned len = utf8_sequence(p, 4);
				assert_true(len <= 4);
				if (len)
					assert_true(is_utf8(p, len));
				else
					assert_false(is_utf8(p, 1) || is_utf8(p, 2) || is_utf8(p, 3) || is_utf8(p, 4));
				assert_true(utf8_sequence(p, 1) <= 1);
				buf_clear(&b);
				fmt_text(&b, p, 4);
				assert_true(is_utf8((const uint8_t *)b.p, b.len));
				buf_clear(&b);
				fmt_json(&b, p, 4);
				assert_true(is_utf8((const uint8_t *)b.p, b.len));
				buf_clear(&b);
				fmt_xml(&b, p, 4);
				assert_true(is_utf8((const uint8_t *)b.p, b.len));
				buf_clear(&b);
			}
	assert_int_equal(utf8_sequence(p, 0), 0);
}

static void test_times(void **state)
{
	(void)state;
	time_iso(&b, 1265678319, 648320000);
	expect("2010-02-09T01:18:39.648320000Z");
	time_long(&b, 1265678319, 648320000, true);
	expect("Feb  9, 2010 01:18:39.648320000 UTC");
	time_date(&b, 1265678319, true);
	expect("2010-02-09");
	time_clock(&b, 1265678319, 648320000, 6, true);
	expect("01:18:39.648320");
	time_year_day(&b, 1265678319, true);
	expect("2010/040");
	time_iso(&b, 0, 0);
	expect("1970-01-01T00:00:00.000000000Z");
	time_iso(&b, 4102444799, 999999999);
	expect("2099-12-31T23:59:59.999999999Z");
	/* Moments in any order, also before the epoch, beside the C library. */
	for (int64_t sec = -3000000000; sec < 5000000000; sec += 12345677) {
		char want[64];
		time_t t = (time_t)(sec % 2 ? sec : -sec / 2);
		struct tm tm;
		gmtime_r(&t, &tm);
		strftime(want, sizeof want, "%Y-%m-%d", &tm);
		time_date(&b, t, true);
		expect(want);
		strftime(want, sizeof want, "%H:%M:%S", &tm);
		time_clock(&b, t, 0, 0, true);
		expect(want);
		strftime(want, sizeof want, "%Y/%j", &tm);
		time_year_day(&b, t, true);
		expect(want);
	}
}

static int set_up(void **state)
{
	(void)state;
	return setenv("TZ", "UTC", 1);
}

static int tear_down(void **state)
{
	(void)state;
	buf_free(&b);
	return 0;
}

/* Every character comes back whole; what is none is U+FFFD. Days count both ways from 1970. */
static void test_characters(void **state)
{
	static const uint32_t characters[] = {
		0x41, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff
	};
	static const uint32_t others[] = { 0xd800, 0xdfff, 0x110000, UINT32_MAX };
	(void)state;
	for (unsigned i = 0; i < sizeof characters / sizeof *characters; i++) {
		buf_clear(&b);
		utf8_put(&b, characters[i]);
		assert_true(utf8_valid((const uint8_t *)b.p, b.len));
		assert_int_equal(utf8_sequence((const uint8_t *)b.p, b.len), b.len);
	}
	for (unsigned i = 0; i < sizeof others / sizeof *others; i++) {
		buf_clear(&b);
		utf8_put(&b, others[i]);
		assert_int_equal(b.len, 3);
		assert_memory_equal(b.p, "\xef\xbf\xbd", 3);
	}
	buf_clear(&b);
	assert_int_equal(time_days(1970, 1, 1), 0);
	assert_int_equal(time_days(1969, 12, 31), -1);
	assert_int_equal(time_days(2000, 3, 1) - time_days(2000, 2, 28), 2);
	assert_int_equal(time_days(1900, 3, 1) - time_days(1900, 2, 28), 1);
}

/* Every number of up to eight digits has its digits, and none in front of them: some of each length. */
static void test_digits(void **state)
{
	char want[32], got[DIGITS_ROOM];
	(void)state;
	for (uint64_t v = 1; v < UINT64_C(1) << 60; v = v * 3 + 1) {
		snprintf(want, sizeof want, "%llu", (unsigned long long)v);
		assert_int_equal(digits_put(got, v) - got, strlen(want));
		assert_memory_equal(got, want, strlen(want));
		assert_int_equal(digits_count(v), strlen(want));
	}
}

/* Padded, in every width, as printf does it. */
static void test_padded(void **state)
{
	char want[64], got[64];
	(void)state;
	for (uint64_t v = 0; v < UINT64_C(1) << 60; v = v * 7 + 1)
		for (unsigned width = 0; width <= 22; width++) {
			snprintf(want, sizeof want, "%*llu", (int)width, (unsigned long long)v);
			assert_int_equal(digits_put_padded(got, v, width, ' ') - got, strlen(want));
			assert_memory_equal(got, want, strlen(want));
			snprintf(want, sizeof want, "%0*llu", (int)width, (unsigned long long)v);
			assert_int_equal(digits_put_padded(got, v, width, '0') - got, strlen(want));
			assert_memory_equal(got, want, strlen(want));
		}
}

/* Seconds in a cell are what they are without, behind blanks; also of a file whose nanoseconds are more than a second. */
static void test_seconds_in_cells(void **state)
{
	static const uint64_t secs[] = { 0, 9, 1123, 99999999, 100000000, UINT64_C(1) << 40 };
	static const uint64_t nsecs[] = { 0, 1, 345999, 999999999, 1000000000, 3294966000 };
	char want[128], got[128];
	(void)state;
	for (unsigned i = 0; i < 6 * 6 * 10 * 2; i++) {
		uint64_t sec = secs[i % 6], nsec = nsecs[i / 6 % 6];
		unsigned digits = i / 36 % 10;
		bool neg = i / 360;
		buf_clear(&b);
		fmt_secs(&b, neg, sec, nsec, digits);
		for (unsigned width = 0; width <= 24; width++) {
			snprintf(want, sizeof want, "%*.*s", (int)width, (int)b.len, b.p);
			assert_int_equal(digits_put_secs(got, neg, sec, nsec, digits, width) - got, strlen(want));
			assert_memory_equal(got, want, strlen(want));
		}
	}
	buf_clear(&b);
}

/* Texts that are put in cells, at either end and with one blank behind. */
static void test_put_cells(void **state)
{
	char want[2 * CELL_MOST + 4];
	static const char text[] = "abcdefghijklmnopqrstuvwxyzabcdefghijklm";
	(void)state;
	for (int width = -CELL_MOST; width <= CELL_MOST; width++)
		for (size_t n = 0; n < sizeof text; n++) {
			struct buf c = { 0 };
			cell_put(&c, text, n, width);
			snprintf(want, sizeof want, "%*.*s ", width, (int)n, text);
			assert_int_equal(c.len, strlen(want));
			assert_memory_equal(c.p, want, c.len);
			buf_free(&c);
		}
}

/* Cells in a buffer that has no byte to spare (the sanitizers look): what is there, moved, and blanks. */
static void test_cells(void **state)
{
	(void)state;
	for (size_t width = 1; width <= CELL_MOST_MOVED; width++)
		for (size_t n = 0; n <= width + 1; n++) {
			char want[2 * CELL_MOST_MOVED + 4];
			for (unsigned right = 0; right < 2; right++) {
				struct buf c = { .p = malloc(n + 1), .len = n + 1, .cap = n + 1 };
				memset(c.p, '|', 1);
				memset(c.p + 1, 'x', n);
				if (right)
					cell_right_aligned(&c, 1, width);
				else
					cell_left_aligned(&c, 1, width);
				snprintf(want, sizeof want, right ? "|%*.*s" : "|%-*.*s", (int)width, (int)n,
					 "xxxxxxxxxxxxxxxxxx");
				assert_int_equal(c.len, strlen(want));
				assert_memory_equal(c.p, want, c.len);
				buf_free(&c);
			}
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_digits), cmocka_unit_test(test_padded), cmocka_unit_test(test_seconds_in_cells),
		cmocka_unit_test(test_cells), cmocka_unit_test(test_put_cells),
		cmocka_unit_test(test_numbers), cmocka_unit_test(test_bytes),	cmocka_unit_test(test_addresses),
		cmocka_unit_test(test_guid),	cmocka_unit_test(test_seconds), cmocka_unit_test(test_escapes),
		cmocka_unit_test(test_utf8), cmocka_unit_test(test_characters),	cmocka_unit_test(test_times),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
