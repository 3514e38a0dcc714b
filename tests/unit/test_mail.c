/* test_mail.c: what an SMTP client's bytes are, and IMAP's literals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/application/imap_impl.h"
#include "dissect/application/smtp_impl.h"

static struct slice text(const char *s)
{
	uint32_t n = (uint32_t)strlen(s);
	return (struct slice){ (const uint8_t *)s, n, n };
}

static void test_mail_in_one_segment(void **state)
{
	struct slice s = text("DATA\r\na\r\n..b\r\n.\r\nQUIT\r\n");
	struct smtp_reading r = { .mode = SMTP_COMMANDS };
	struct smtp_piece p;

	(void)state;
	smtp_piece(s, 0, &r, &p);
	assert_int_equal(p.mode, SMTP_COMMANDS);
	assert_int_equal(r.mode, SMTP_BODY);
	smtp_piece(s, p.line.next, &r, &p);
	assert_int_equal(p.line.len, 8);
	assert_false(p.ends);
	smtp_piece(s, p.line.next, &r, &p);
	assert_true(p.ends);
	assert_int_equal(r.mode, SMTP_COMMANDS);
	smtp_piece(s, p.line.next, &r, &p);
	assert_true(smtp_is(s, &p.line, "quit"));
	assert_int_equal(p.line.next, s.len);
}

/* A dot ends a mail only where a line begins, whatever the segments are. */
static void test_dot_across_segments(void **state)
{
	struct smtp_reading r = { .mode = SMTP_BODY };
	struct smtp_piece p;

	(void)state;
	smtp_piece(text("line"), 0, &r, &p);
	smtp_piece(text(".\r\n"), 0, &r, &p);
	assert_false(p.ends);
	smtp_piece(text(".\r\n"), 0, &r, &p);
	assert_true(p.ends);
}

static void test_chunks(void **state)
{
	struct slice s = text("BDAT 5 LAST\r\nhelloNOOP\r\n");
	struct smtp_reading r = { .mode = SMTP_COMMANDS };
	struct smtp_piece p;

	(void)state;
	smtp_piece(s, 0, &r, &p);
	assert_true(r.last);
	smtp_piece(s, p.line.next, &r, &p);
	assert_int_equal(p.mode, SMTP_CHUNK);
	assert_int_equal(p.line.len, 5);
	smtp_piece(s, p.line.next, &r, &p);
	assert_int_equal(p.mode, SMTP_COMMANDS);
	r = (struct smtp_reading){ .mode = SMTP_COMMANDS };
	smtp_piece(text("BDAT 18446744073709551620\r\n"), 0, &r, &p);
	assert_int_equal(p.mode, SMTP_CHUNK); /* a number that does not fit is none */
	assert_int_equal(r.left, UINT32_MAX);
}

static uint32_t literal(const char *s)
{
	struct text_line line;
	text_line(text(s), 0, &line);
	return imap_literal(text(s), &line);
}

static void test_literals(void **state)
{
	(void)state;
	assert_int_equal(literal("* 1 FETCH (BODY[] {3}\r\nabc)\r\n"), 3);
	assert_int_equal(literal("a APPEND x {3+}\r\nabc\r\n"), 3);
	assert_int_equal(literal("a {99999999999999999999}\r\nabc"), 3); /* no more than there is */
	assert_int_equal(literal("a 3}\r\nabc"), 0);
	assert_int_equal(literal("}\r\nabc"), 0);
	assert_int_equal(literal(""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mail_in_one_segment),
		cmocka_unit_test(test_dot_across_segments),
		cmocka_unit_test(test_chunks),
		cmocka_unit_test(test_literals),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
