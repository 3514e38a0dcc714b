/* test_text.c: records as text: labels and values of every type of field, read out of given bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/text.h"

static const struct value_table codes = VALUES({ 1, "One" }, { 2, "Two" });
static const struct value_table kinds = RANGES({ 0, 9, "Low" }, { 10, 99, "High" });

static void odd_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->val & 1 ? "odd" : "even");
}

enum row {
	ROW_PROTOCOL, ROW_UINT8, ROW_UINT16_HEX, ROW_DEC_HEX, ROW_HEX_DEC, ROW_INT8, ROW_NAMED, ROW_NAMED_ALONE, ROW_KEPT,
	ROW_RANGE, ROW_UNIT, ROW_BIT, ROW_NIBBLE, ROW_LITTLE, ROW_BOOLEAN, ROW_FLAG, ROW_ETHER, ROW_IPV4, ROW_IPV6, ROW_BYTES,
	ROW_COLON, ROW_STRING, ROW_NONE, ROW_TEXT, ROW_OWN, ROW_RELATIVE, ROW_UTC, ROW_UINT64, ROW_FRAME, ROW_DIGITS,
	ROW_UINT24, ROW_OID, ROW_COPY, ROW_FLOAT, ROW_GUID,
};

static const struct field rows[] = {
	[ROW_PROTOCOL] = F("test", "Test Protocol", FT_PROTOCOL, BASE_NONE),
	[ROW_UINT8] = F("test.u8", "Byte", FT_UINT8, BASE_DEC),
	[ROW_UINT16_HEX] = F("test.u16", "Word", FT_UINT16, BASE_HEX),
	[ROW_DEC_HEX] = F("test.dechex", "Both", FT_UINT16, BASE_DEC_HEX),
	[ROW_HEX_DEC] = F("test.hexdec", "Both", FT_UINT16, BASE_HEX_DEC),
	[ROW_INT8] = F("test.i8", "Signed", FT_INT8, BASE_DEC),
	[ROW_NAMED] = F("test.named", "Code", FT_UINT8, BASE_DEC, .vals = &codes),
	[ROW_NAMED_ALONE] = F("test.alone", "Code", FT_UINT8, BASE_NONE, .vals = &codes),
	[ROW_KEPT] = F("test.kept", "Code", FT_UINT8, BASE_DEC, .vals = &codes, .flags = F_ADD_NO_UNKNOWN),
	[ROW_RANGE] = F("test.range", "Kind", FT_UINT8, BASE_HEX, .vals = &kinds),
	[ROW_UNIT] = F("test.unit", "Age", FT_UINT8, BASE_DEC, .vals = &unit_seconds),
	[ROW_BIT] = F("test.bit", "Bit", FT_BOOLEAN, BASE_NONE, .mask = 0x40, .vals = &bool_set),
	[ROW_NIBBLE] = F("test.nibble", "Nibble", FT_UINT8, BASE_DEC, .mask = 0xf0),
	[ROW_LITTLE] = F("test.little", "Little", FT_UINT16, BASE_HEX, .flags = F_LITTLE),
	[ROW_BOOLEAN] = F("test.boolean", "Truth", FT_BOOLEAN, BASE_NONE),
	[ROW_FLAG] = F("test.flag", "Flag", FT_BOOLEAN, BASE_NONE, .mask = 0x0100, .digits = 12, .vals = &bool_yes),
	[ROW_ETHER] = F("test.ether", "Address", FT_ETHER, BASE_NONE),
	[ROW_IPV4] = F("test.ipv4", "Host", FT_IPv4, BASE_NETMASK),
	[ROW_IPV6] = F("test.ipv6", "Host", FT_IPv6, BASE_NONE),
	[ROW_BYTES] = F("test.bytes", "Bytes", FT_BYTES, BASE_NONE),
	[ROW_COLON] = F("test.colon", "Bytes", FT_BYTES, BASE_COLON),
	[ROW_STRING] = F("test.string", "Text", FT_STRING, BASE_NONE),
	[ROW_NONE] = F("test.none", "Just there", FT_NONE, BASE_NONE),
	[ROW_TEXT] = F_TEXT("A node"),
	[ROW_OWN] = F("test.own", "Own", FT_UINT8, BASE_DEC, .label = odd_label),
	[ROW_RELATIVE] = F("test.relative", "Took", FT_RELATIVE_TIME, BASE_NONE),
	[ROW_UTC] = F("test.utc", "When", FT_ABSOLUTE_TIME, BASE_UTC),
	[ROW_UINT64] = F("test.u64", "Long", FT_UINT64, BASE_DEC),
	[ROW_FRAME] = F("test.frame", "Request in", FT_FRAMENUM, BASE_NONE),
	[ROW_DIGITS] = F("test.digits", "Scaled", FT_UINT8, BASE_DEC, .mask = 0x0f, .digits = NO_DIAGRAM),
	[ROW_UINT24] = F("test.u24", "Three", FT_UINT24, BASE_HEX),
	[ROW_OID] = F("test.oid", "Object", FT_OID, BASE_NONE),
	[ROW_COPY] = F("test.copy", "Copy", FT_STRING, BASE_NONE),
	[ROW_FLOAT] = F("test.float", "Real", FT_FLOAT, BASE_NONE),
	[ROW_GUID] = F("test.guid", "GUID", FT_GUID, BASE_NONE),
};
static const struct protocol protocol = { .name = "test", .column = "TEST", FIELDS(rows) };
static const struct wanted all = { .all = true };

static struct dissection d;
static struct tree *tree;
static struct buf b;

/* A layer of these bytes, and an empty tree. */
static void bytes_are(const void *p, uint32_t n)
{
	d.n_layers = d.n_buffers = d.n_own_buffers = 1;
	d.buffer[0] = (struct byte_buffer){ p, n, "Frame" };
	d.layer[0] = (struct layer){ .proto = &protocol, .data = { p, n, n } };
	tree->d = &d;
	tree->l = &d.layer[0];
	tree->rows = rows;
	tree->n = tree->arena_used = 0;
	tree->ended = 0;
}

static void expect(const struct record *r, const char *label, const char *value)
{
	record_label(&b, tree, r);
	buf_char(&b, 0);
	assert_string_equal(b.p, label);
	buf_clear(&b);
	record_value(&b, tree, r);
	buf_char(&b, 0);
	assert_string_equal(b.p, value);
	buf_clear(&b);
}

static void expect_bytes(enum row row, const void *p, uint32_t n, const char *label, const char *value)
{
	bytes_are(p, n);
	expect(put(tree, row, 0, n), label, value);
}

static void test_integers(void **state)
{
	(void)state;
	expect_bytes(ROW_UINT8, "\xff", 1, "Byte: 255", "255");
	expect_bytes(ROW_UINT16_HEX, "\x00\x1f", 2, "Word: 0x001f", "0x001f");
	expect_bytes(ROW_DEC_HEX, "\x00\x0c", 2, "Both: 12 (0x000c)", "12");
	expect_bytes(ROW_HEX_DEC, "\x00\x0c", 2, "Both: 0x000c (12)", "0x000c");
	expect_bytes(ROW_INT8, "\x80", 1, "Signed: -128", "-128");
	expect_bytes(ROW_LITTLE, "\x34\x12", 2, "Little: 0x1234", "0x1234");
	expect_bytes(ROW_UINT64, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, "Long: 18446744073709551615",
		     "18446744073709551615");
	expect_bytes(ROW_UINT24, "\x00\x00\x5e", 3, "Three: 0x00005e", "0x00005e");
	bytes_are("", 0);
	expect(put_uint(tree, ROW_FRAME, 0, 0, 17), "Request in: 17", "17");
}

static void test_names(void **state)
{
	(void)state;
	expect_bytes(ROW_NAMED, "\x02", 1, "Code: Two (2)", "2");
	expect_bytes(ROW_NAMED, "\x07", 1, "Code: Unknown (7)", "7");
	expect_bytes(ROW_NAMED_ALONE, "\x01", 1, "Code: One", "1");
	expect_bytes(ROW_KEPT, "\x07", 1, "Code: 7", "7");
	expect_bytes(ROW_RANGE, "\x0a", 1, "Kind: High (0x0a)", "0x0a");
	expect_bytes(ROW_UNIT, "\x01", 1, "Age: 1 second", "1");
	expect_bytes(ROW_UNIT, "\x05", 1, "Age: 5 seconds", "5");
	expect_bytes(ROW_OWN, "\x05", 1, "odd", "5");
}

static void test_bits(void **state)
{
	(void)state;
	expect_bytes(ROW_BIT, "\x40", 1, ".1.. .... = Bit: Set", "1");
	expect_bytes(ROW_BIT, "\xbf", 1, ".0.. .... = Bit: Not set", "0");
	expect_bytes(ROW_NIBBLE, "\xa5", 1, "1010 .... = Nibble: 10", "10");
	expect_bytes(ROW_FLAG, "\xf1\x00", 2, "...1 .... .... = Flag: Yes", "1");
	expect_bytes(ROW_DIGITS, "\xff", 1, "Scaled: 15", "15");
	expect_bytes(ROW_BOOLEAN, "\x01", 1, "Truth: True", "1");
}

static void test_addresses(void **state)
{
	(void)state;
	expect_bytes(ROW_ETHER, "\x02\x00\x00\x00\x09\x01", 6, "Address: 02:00:00:00:09:01", "02:00:00:00:09:01");
	expect_bytes(ROW_IPV4, "\xff\xff\xff\x00", 4, "Host: 255.255.255.0", "255.255.255.0");
	expect_bytes(ROW_IPV6, "\xfd\x09\0\0\0\0\0\0\0\0\0\0\0\0\0\x01", 16, "Host: fd09::1", "fd09::1");
}

static void test_bytes(void **state)
{
	static const uint8_t long_one[40] = { 1, 2, 3 };

	(void)state;
	expect_bytes(ROW_BYTES, "\x01\xab", 2, "Bytes: 01ab", "01:ab");
	expect_bytes(ROW_COLON, "\x01\xab", 2, "Bytes: 01:ab", "01:ab");
	bytes_are(long_one, sizeof long_one);
	record_label(&b, tree, put(tree, ROW_BYTES, 0, sizeof long_one));
	buf_char(&b, 0);
	assert_non_null(strstr(b.p, "\xe2\x80\xa6")); /* an ellipsis: the label is bounded */
	assert_true(b.len < 100);
	buf_clear(&b);
}

/* What a label says of text is safe for a terminal; the value is what the packet has. */
static void test_strings(void **state)
{
	struct slice s;

	(void)state;
	expect_bytes(ROW_STRING, "hello", 5, "Text: hello", "hello");
	expect_bytes(ROW_STRING, "a\x1b[1m\r\n", 7, "Text: a\\033[1m\\r\\n", "a\x1b[1m\r\n");
	bytes_are("xyz", 3);
	expect(put_copy(tree, ROW_COPY, 0, 3, "other", 5), "Copy: other", "other");
	expect(put_cstr(tree, ROW_COPY, 0, 3, "constant"), "Copy: constant", "constant");
	s = record_string(tree, put(tree, ROW_STRING, 1, 2));
	assert_int_equal(s.len, 2);
	assert_memory_equal(s.p, "yz", 2);
}

static void test_nodes(void **state)
{
	(void)state;
	bytes_are("xyz", 3);
	expect(put_node(tree, ROW_NONE, 0, 3), "Just there", "");
	expect(put_node(tree, ROW_TEXT, 0, 3), "A node", "");
	expect(put_label(tree, ROW_TEXT, 0, 3, "Its own label", 13), "Its own label", "");
	expect(put_node(tree, ROW_PROTOCOL, 0, 3), "Test Protocol", "Test Protocol");
}

static void test_times(void **state)
{
	(void)state;
	bytes_are("", 0);
	expect(put_ns(tree, ROW_RELATIVE, 0, 0, 1500000000), "Took: 1.500000000 seconds", "1.500000000");
	expect(put_ns(tree, ROW_RELATIVE, 0, 0, -1), "Took: -0.000000001 seconds", "-0.000000001");
	expect(put_ns(tree, ROW_RELATIVE, 0, 0, -1500000000), "Took: -1.500000000 seconds", "-1.500000000");
	expect(put_ns(tree, ROW_RELATIVE, 0, 0, -2000000000), "Took: -2.000000000 seconds", "-2.000000000");
	expect(put_time(tree, ROW_UTC, 0, 0, 1265678319, 648320000), "When: Feb  9, 2010 01:18:39.648320000 UTC",
	       "Feb  9, 2010 01:18:39.648320000 UTC");
}

static void test_others(void **state)
{
	(void)state;
	expect_bytes(ROW_OID, "\x2b\x06\x01\x82\x37", 5, "Object: 1.3.6.1.311 (iso.3.6.1.311)", "1.3.6.1.311");
	expect_bytes(ROW_OID, "", 0, "Object: ", "");
	expect_bytes(ROW_FLOAT, "\x3f\xc0\x00\x00", 4, "Real: 1.5", "1.5");
	expect_bytes(ROW_GUID, "\0\1\2\3\4\5\6\7\x8\x9\xa\xb\xc\xd\xe\xf", 16,
		     "GUID: 00010203-0405-0607-0809-0a0b0c0d0e0f", "00010203-0405-0607-0809-0a0b0c0d0e0f");
}

/* A field whose bytes are not there is not made, and nothing after it: the tree of the layer has ended. */
static void test_end(void **state)
{
	(void)state;
	bytes_are("abc", 3);
	put(tree, ROW_UINT16_HEX, 0, 2);
	assert_int_equal(tree->n, 1);
	put(tree, ROW_UINT16_HEX, 2, 2);
	assert_int_equal(tree->n, 1);
	assert_int_equal(tree->ended, LAYER_MALFORMED);
	put(tree, ROW_UINT8, 0, 1);
	assert_int_equal(tree->n, 1);
	bytes_are("abc", 3);
	d.layer[0].data.wire = 4; /* the capture was cut instead */
	put(tree, ROW_UINT16_HEX, 2, 2);
	assert_int_equal(tree->n, 0);
	assert_int_equal(tree->ended, LAYER_SHORT);
	bytes_are("abc", 3);
	assert_false(tree_need(tree, 1, UINT32_MAX));
	assert_true(tree_ended(tree));
}

/* Neither records nor text grow without bound. */
static void test_bounds(void **state)
{
	static char text[1000];

	(void)state;
	bytes_are("a", 1);
	for (int i = 0; i < MAX_RECORDS + 10; i++)
		put(tree, ROW_UINT8, 0, 1);
	assert_int_equal(tree->n, MAX_RECORDS);
	assert_true(tree_ended(tree));
	tree->full = false;
	bytes_are("a", 1);
	for (int i = 0; i < ARENA_BYTES / 1000 + 10; i++)
		put_copy(tree, ROW_COPY, 0, 1, text, sizeof text);
	assert_true(tree->arena_used <= ARENA_BYTES);
	assert_true(tree->full);
	tree->full = false;
}

static int set_up(void **state)
{
	(void)state;
	tree = tree_new(&all);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	tree_free(tree);
	buf_free(&b);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_integers), cmocka_unit_test(test_names), cmocka_unit_test(test_bits),
		cmocka_unit_test(test_addresses), cmocka_unit_test(test_bytes), cmocka_unit_test(test_strings),
		cmocka_unit_test(test_nodes),	 cmocka_unit_test(test_times), cmocka_unit_test(test_others),
		cmocka_unit_test(test_end),	 cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
