/* test_ber.c: elements of BER, honest and not; times, numbers, text; object identifiers and their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/application/snmp.h"
#include "dissect/ber.h"
#include "dissect/oid.h"

static struct slice bytes(const char *p, uint32_t n)
{
	return (struct slice){ (const uint8_t *)p, n, n };
}
#define BYTES(literal) bytes(literal, sizeof(literal) - 1)

static void expect(struct slice s, uint16_t tag, uint32_t body, uint32_t stop, uint32_t end)
{
	struct ber e;
	assert_true(ber_read(s, 0, s.len, &e));
	assert_int_equal(e.tag, tag);
	assert_int_equal(e.body, body);
	assert_int_equal(e.stop, stop);
	assert_int_equal(e.end, end);
}

static void test_elements(void **state)
{
	(void)state;
	expect(BYTES("\x02\x01\x07"), BER_INTEGER, 2, 3, 3);
	expect(BYTES("\x05\x00"), BER_NULL, 2, 2, 2);
	expect(BYTES("\x04\x81\x02xyz"), BER_OCTET_STRING, 3, 5, 5);
	expect(BYTES("\xa3\x82\x00\x01z"), BER_CONTEXT | 3, 4, 5, 5);
	expect(BYTES("\x5f\x81\x01\x01z"), BER_APPLICATION | 129, 4, 5, 5);
}

/* What ends elements of indefinite length are two zeros at their own depth. */
static void test_indefinite(void **state)
{
	(void)state;
	expect(BYTES("\x30\x80\x02\x01\x00\x00\x00zz"), BER_SEQUENCE, 2, 5, 7);
	expect(BYTES("\x30\x80\x30\x80\x00\x00\x00\x00zz"), BER_SEQUENCE, 2, 6, 8);
	struct ber e;
	expect(BYTES("\x30\x80\x02\x01\x07"), BER_SEQUENCE, 2, 5, 5); /* they never come */
	assert_true(ber_read(BYTES("\x30\x80\x02\x01\x07"), 0, 5, &e));
	assert_true(e.cut);
}

static void refuse(struct slice s)
{
	struct ber e;
	assert_false(ber_read(s, 0, s.len, &e));
	assert_int_equal(e.end, 0);
}

static void test_lies(void **state)
{
	struct ber e;
	(void)state;
	refuse(BYTES(""));
	refuse(BYTES("\x30"));
	refuse(BYTES("\x1f\xff\xff\xff\xff")); /* a tag without an end */
	refuse(BYTES("\x04\x84\x00\x00"));     /* a length that is not there */
	refuse(BYTES("\x04\x85\x00\x00\x00\x00\x01z"));
	assert_true(ber_read(BYTES("\x04\x84\xff\xff\xff\xffz"), 0, 7, &e));
	assert_true(e.cut);
	assert_int_equal(e.stop, 7);
	assert_true(ber_read(BYTES("\x04\x05zzzzz"), 0, 4, &e)); /* past the element that it is in */
	assert_true(e.cut);
	assert_int_equal(e.stop, 4);
	assert_int_equal(e.len, 5);
}

static void test_numbers(void **state)
{
	(void)state;
	assert_int_equal(ber_integer(BYTES("")), 0);
	assert_int_equal(ber_integer(BYTES("\x7f")), 127);
	assert_int_equal(ber_integer(BYTES("\x80")), -128);
	assert_int_equal(ber_integer(BYTES("\x00\xff")), 255);
	assert_int_equal(ber_unsigned(BYTES("\xff\xff")), 65535);
	assert_true(ber_unsigned(BYTES("\x00\xff\xff\xff\xff\xff\xff\xff\xff")) == UINT64_MAX);
}

static void expect_time(struct slice s, bool two_digit_year, int64_t sec, uint32_t nsec)
{
	int64_t got_sec;
	uint32_t got_nsec;
	assert_true(ber_time(s, two_digit_year, &got_sec, &got_nsec));
	assert_int_equal(got_sec, sec);
	assert_int_equal(got_nsec, nsec);
}

static void test_times(void **state)
{
	int64_t sec;
	uint32_t nsec;
	(void)state;
	expect_time(BYTES("700101000000Z"), true, 0, 0);
	expect_time(BYTES("191217011728Z"), true, 1576545448, 0);
	expect_time(BYTES("491231235959Z"), true, 2524607999, 0);
	expect_time(BYTES("500101000000Z"), true, -631152000, 0);
	expect_time(BYTES("7001010000Z"), true, 0, 0); /* without seconds */
	expect_time(BYTES("20000229120000Z"), false, 951825600, 0);
	expect_time(BYTES("19700101000000.25Z"), false, 0, 250000000);
	expect_time(BYTES("19700101013000+0130"), false, 0, 0);
	expect_time(BYTES("19691231230000-0100"), false, 0, 0);
	assert_false(ber_time(BYTES("19701301000000Z"), false, &sec, &nsec));
	assert_false(ber_time(BYTES("1970010"), false, &sec, &nsec));
	assert_false(ber_time(BYTES("7001x1000000Z"), true, &sec, &nsec));
}

static void expect_text(struct slice s, uint16_t tag, uint32_t room, const char *text)
{
	char out[64];
	struct buf b = BUF_OVER(out, sizeof out);
	ber_text(&b, s, tag, room);
	assert_int_equal(b.len, strlen(text));
	assert_memory_equal(b.p, text, b.len);
}

static void test_text(void **state)
{
	(void)state;
	expect_text(BYTES("peel"), BER_UTF8_STRING, 32, "peel");
	expect_text(BYTES("\0h\0\xe9 \xac"), BER_BMP_STRING, 32, "h\xc3\xa9\xe2\x82\xac");
	expect_text(BYTES("\0\1\xf6\0\0\0\0!"), BER_UNIVERSAL_STRING, 32, "\xf0\x9f\x98\x80!");
	expect_text(BYTES("\xd8\0\0"), BER_BMP_STRING, 32,
		    "\xef\xbf\xbd"); /* half a surrogate pair, half a character */
	expect_text(BYTES("0123456789"), BER_UTF8_STRING, 8, "01234");
}

static void expect_oid(struct slice s, const char *dotted, const char *called)
{
	char out[OID_CALLED];
	struct buf b = BUF_OVER(out, sizeof out);
	oid_dotted(&b, s);
	assert_int_equal(b.len, strlen(dotted));
	assert_memory_equal(b.p, dotted, b.len);
	b.len = 0;
	oid_called(&b, s);
	assert_int_equal(b.len, strlen(called));
	assert_memory_equal(b.p, called, b.len);
}

static void test_oids(void **state)
{
	(void)state;
	expect_oid(BYTES("\x55\x04\x03"), "2.5.4.3", "id-at-commonName");
	expect_oid(BYTES("\x55\x04\x03\x01"), "2.5.4.3.1", "id-at-commonName.1");
	expect_oid(BYTES("\x2b\x06\x01"), "1.3.6.1", "iso.3.6.1");
	expect_oid(BYTES("\x88\x37\x03"), "2.999.3", "joint-iso-itu-t.999.3");
	expect_oid(BYTES("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"), "1.2.840.113549.1.1.11", "sha256WithRSAEncryption");
}

static void test_own_names(void **state)
{
	(void)state;
	assert_string_equal(oid_name_of("2.5.4.3"), "id-at-commonName");
	assert_null(oid_name_of("2.5.4.3.1"));
}

/* A message ends where its length says, or at its end-of-contents. */
static void test_messages(void **state)
{
	(void)state;
	assert_true(snmp_is_message(BYTES("\x30\x03\x02\x01\x01")));
	assert_false(snmp_is_message(BYTES("\x30\x04\x02\x01\x01")));
	assert_true(snmp_is_message(BYTES("\x30\x81\x03\x02\x01\x01")));
	assert_true(snmp_is_message(BYTES("\x30\x80\x02\x01\x01\0\0")));
	assert_true(snmp_is_message(BYTES("\x30\x80\x30\x80\0\0\0\0peel")));
	assert_false(snmp_is_message(BYTES("\x30\x80\x02\x01\x01")));
	assert_false(snmp_is_message(BYTES("\x30\x80\x30\x80\0\0")));
	assert_false(snmp_is_message(BYTES("\x04\x03peel")));
}

/* The longest, and one that is longer, stay within their room. */
static void test_long_oids(void **state)
{
	char text[OID_TEXT], arcs[400], out[OID_CALLED];
	(void)state;
	memset(arcs, 0x7f, sizeof arcs);
	for (uint32_t n = 1; n < sizeof arcs; n++) {
		struct buf b = BUF_OVER(out, sizeof out);
		bool fits = oid_key(text, bytes(arcs, n));
		assert_true(!fits || strlen(text) < OID_TEXT);
		oid_called(&b, bytes(arcs, n));
		assert_true(b.p == out);
	}
	assert_false(oid_key(text, bytes(arcs, sizeof arcs)));
	assert_false(oid_key(text, bytes(arcs, 0)));
}

static void test_names_in_order(void **state)
{
	(void)state;
	for (unsigned i = 1; i < oid_names_count; i++)
		assert_true(strcmp(oid_names[i - 1].dotted, oid_names[i].dotted) < 0);
	for (unsigned i = 0; i < oid_names_count; i++)
		assert_true(strlen(oid_names[i].name) <= OID_CALLED - OID_TEXT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_elements),  cmocka_unit_test(test_indefinite), cmocka_unit_test(test_lies),
		cmocka_unit_test(test_numbers),   cmocka_unit_test(test_times),      cmocka_unit_test(test_text),
		cmocka_unit_test(test_oids),
		cmocka_unit_test(test_own_names),
		cmocka_unit_test(test_messages),      cmocka_unit_test(test_long_oids),  cmocka_unit_test(test_names_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
