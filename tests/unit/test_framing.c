/* test_framing.c: streams cut into messages by size, delimiter and length field, whatever pieces the bytes come in; gaps;
 * messages too long to be kept; rules that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/framing.h"

static struct framing framing;
static struct framing_rule rule;
static struct buf got; /* "1[abc]" whole, "1(abc)" incomplete, "1{abc}" too long, "<4>" gap, "!" lost */
static uint64_t frame;
static struct message latest; /* its bytes are gone */
static char latest_text[16];

static void give(void *context, const struct message *m)
{
	static const char open[] = "[({<!", close[] = "])}>!";
	char text[32];
	(void)context;
	latest = *m;
	memcpy(latest_text, m->bytes ? (const char *)m->bytes : "", m->kept < sizeof latest_text ? m->kept : 0);
	if (m->number)
		buf_put(&got, text, (size_t)snprintf(text, sizeof text, "%llu", (unsigned long long)m->number));
	if (m->state != MESSAGE_LOST)
		buf_char(&got, open[m->state]);
	if (m->state == MESSAGE_GAP)
		buf_put(&got, text, (size_t)snprintf(text, sizeof text, "%llu", (unsigned long long)m->length));
	buf_put(&got, m->bytes, m->kept);
	buf_char(&got, close[m->state]);
}

static void take(const char *bytes, uint32_t n)
{
	const struct order_piece p = { .bytes = (const uint8_t *)bytes, .len = n, .frame = ++frame, .sec = 1 };
	framing_take(&framing, &rule, &p, give, NULL);
}

static void text(const char *bytes)
{
	take(bytes, (uint32_t)strlen(bytes));
}

static void gap(uint64_t n)
{
	const struct order_piece p = { .missing = n, .frame = ++frame };
	framing_take(&framing, &rule, &p, give, NULL);
}

static void expect(const char *want)
{
	buf_char(&got, 0);
	assert_string_equal(got.p, want);
	buf_clear(&got);
}

static void begin(const char *spec)
{
	framing_free(&framing);
	framing = (struct framing){ 0 };
	buf_clear(&got);
	frame = 0;
	assert_null(framing_parse(&rule, spec));
}

static void end(void)
{
	framing_end(&framing, 0, give, NULL);
}

static void test_fixed(void **state)
{
	(void)state;
	begin("fixed:3");
	text("ab");
	text("cdefg");
	expect("1[abc]2[def]");
	assert_int_equal(latest.first.frame, 2);
	text("h");
	end();
	expect("3(gh)");
	assert_int_equal(latest.first.frame, 2);
	assert_int_equal(latest.last.frame, 3);
}

/* It is known where messages begin behind a gap; those that are missing have numbers. */
static void test_fixed_gap(void **state)
{
	(void)state;
	begin("fixed:4");
	text("abcdef");
	gap(1);
	text("hijkl");
	expect("1[abcd]<1>2(efh)3[ijkl]");
	gap(9);
	text("vwxyz");
	expect("<9>6(vwx)");
	end();
	expect("7(yz)");
}

static void test_delimiter(void **state)
{
	(void)state;
	begin("delim:\\r\\n");
	text("one\r\ntwo\r");
	expect("1[one\r\n]");
	text("\n\r\nthr\ree");
	expect("2[two\r\n]3[\r\n]");
	text("\r\n");
	expect("4[thr\ree\r\n]");
	assert_int_equal(latest.first.frame, 2);
	assert_int_equal(latest.last.frame, 3);
	text("x\r");
	gap(5);
	text("\ny\r\nz\r\n");
	expect("5(x\r)<5>6(\ny\r\n)7[z\r\n]");
	begin("delim:aab");
	for (const char *p = "aaabaabXaab"; *p; p++)
		take(p, 1);
	expect("1[aaab]2[aab]3[Xaab]");
}

/* Cut anywhere, the stream gives the same messages. */
static void test_length_split(void **state)
{
	(void)state;
	static const char stream[] = "\x02\x00\x00\x00"
				     "ab"
				     "\x00\x00\x00\x00"
				     "\x05\x00\x00\x00hello";
	for (uint32_t step = 1; step < sizeof stream; step++) {
		begin("len:0,4,little,4");
		for (uint32_t at = 0; at < sizeof stream - 1; at += step)
			take(stream + at, step < sizeof stream - 1 - at ? step : (uint32_t)sizeof stream - 1 - at);
		assert_int_equal(framing.number, 3);
		assert_int_equal(latest.length, 9);
		assert_memory_equal(latest_text + 4, "hello", 5);
		assert_int_equal(latest.state, MESSAGE_WHOLE);
		end();
		assert_int_equal(framing.number, 3);
	}
}

static void test_length_gap(void **state)
{
	(void)state;
	begin("len:0,1,big,-48"); /* '3' is three bytes with itself */
	text("3ab5x");
	gap(2); /* inside a message of known length */
	text("y2z");
	expect("1[3ab]<2>2(5xy)3[2z]");
	text("4a");
	gap(3); /* beyond its end */
	text("3ab");
	end();
	expect("4(4a)<3>!");
	text("3ab"); /* it has begun anew */
	expect("5[3ab]");
	text("0");
	text("3ab");
	expect("6(0)!");
}

static void test_too_long(void **state)
{
	static char big[MAX_MESSAGE / 2 + 10];
	(void)state;
	memset(big, 'x', sizeof big);
	begin("delim:\\n");
	take(big, sizeof big);
	take(big, sizeof big);
	take("y\nz\n", 4);
	assert_int_equal(latest.number, 2);
	assert_int_equal(latest.length, 2);
	assert_int_equal(framing.number, 2);
	assert_int_equal(got.len, 2 + MAX_MESSAGE + 1 + 5);
	buf_clear(&got);
	begin("len:0,4,big,4");
	take("\0\x20\0\0", 4); /* 2 MiB */
	for (unsigned i = 0; i < 4; i++)
		take(big, MAX_MESSAGE / 2);
	assert_int_equal(latest.state, MESSAGE_TOO_LONG);
	assert_int_equal(latest.kept, MAX_MESSAGE);
	assert_int_equal(latest.length, 2 * MAX_MESSAGE + 4);
	assert_true(framing.kept.cap <= 16 * 1024); /* its memory is not kept for the next one */
	take("\0\0\0\1x", 5);
	assert_int_equal(latest.state, MESSAGE_WHOLE);
}

static void test_rules(void **state)
{
	static const char *const wrong[] = {
		"", "fixed", "fixed:", "fixed:0", "fixed:-1", "fixed:3x", "fixed:1048577", "delim:", "delim:\\q", "delim:\\",
		"delim:\\x", "delim:\\400", "len:", "len:0", "len:0,0", "len:0,9", "len:-1,2", "len:0,2,middle", "len:0,2,big,",
		"len:0,2,big,1x", "len:0,2big", "lines", "len:0,2,big,99999999999",
	};
	struct framing_rule r;
	(void)state;
	for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (!framing_parse(&r, wrong[i]))
			fail_msg("%s is taken", wrong[i]);
	assert_null(framing_parse(&r, "delim:\\x1e\\0\\n\\\\|\\101"));
	assert_int_equal(r.delimiter_len, 6);
	assert_memory_equal(r.delimiter, "\x1e\0\n\\|A", 6);
	assert_null(framing_parse(&r, "len:4,2,little,-6"));
	assert_true(r.little && r.offset == 4 && r.width == 2 && r.adjust == -6);
	assert_null(framing_parse(&r, "len:0,2"));
	assert_false(r.little);
}

static int clean(void **state)
{
	(void)state;
	framing_free(&framing);
	buf_free(&got);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixed),	     cmocka_unit_test(test_fixed_gap),
		cmocka_unit_test(test_delimiter),
		cmocka_unit_test(test_length_split), cmocka_unit_test(test_length_gap),
		cmocka_unit_test(test_too_long),     cmocka_unit_test(test_rules),
	};
	return cmocka_run_group_tests(tests, NULL, clean);
}
