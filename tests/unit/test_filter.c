/* test_filter.c: display filters: what they match, what they refuse and where, what they want to see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "filter/filter.h"
#include "tests/unit/pipeline.h"

/* Ethernet, IPv4 10.0.0.1 to 10.0.0.2 with TTL 64, TCP 1606 to 80 SYN, without options, 4 bytes "GET ". */
static const uint8_t packet[] = {
	0x00, 0x05, 0x5d, 0x21, 0x99, 0x4c, 0x00, 0x21, 0x6a, 0x5b, 0x7d, 0x4a, 0x08, 0x00,                         /* */
	0x45, 0x00, 0x00, 0x2c, 0x12, 0x34, 0x40, 0x00, 0x40, 0x06, 0x00, 0x00, 10,   0,    0,    1,    10,   0, 0, 2, /* */
	0x06, 0x46, 0x00, 0x50, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x50, 0x02, 0x20, 0x00, 0,    0, 0, 0, /* */
	'G',  'E',  'T',  ' ',
};

static struct pipeline p;

static int setup(void **state)
{
	(void)state;
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	static const struct frame f = {
		.number = 7, .sec = 1265678319, .nsec = 700000000, .caplen = sizeof packet, .len = sizeof packet, .data = packet,
		.iface = &iface,
	};
	pipeline_open(&p, true, false);
	pipeline_frame(&p, &f);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	pipeline_close(&p);
	return 0;
}

static struct filter *compile(const char *text, bool strict, struct filter_error *error)
{
	const struct filter_options options = { .registry = p.registry, .strict = strict };
	return filter_new(text, &options, error);
}

/* 1, 0, or -1 when it does not compile. Over the whole tree, over the filter's own fields, and at a glance: all agree. */
static int answer(const char *text)
{
	struct filter_error error;
	struct filter *f = compile(text, true, &error);
	if (!f)
		return -1;
	bool match = filter_match(f, p.tree);
	struct wanted w = { .bits = calloc(registry_count(), sizeof *w.bits) };
	filter_wanted(f, &w);
	wanted_settle(&w);
	struct tree *t = tree_new(&w);
	tree_fill(t, p.d);
	assert_int_equal(filter_match(f, t), match);
	enum filter_answer glance = filter_glance(f, p.d);
	if (glance != FILTER_UNKNOWN)
		assert_int_equal(glance == FILTER_YES, match);
	tree_free(t);
	wanted_release(&w);
	filter_free(f);
	return match;
}

static void check_all(const char *const *texts, unsigned n, int expected)
{
	unsigned wrong = 0;
	for (unsigned i = 0; i < n; i++)
		if (answer(texts[i]) != expected) {
			fprintf(stderr, "%s: %d, not %d\n", texts[i], answer(texts[i]), expected);
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

static void matches(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"", "  ", "tcp", "tcp and ip", "tcp && !udp", "not udp or arp", "udp or tcp and ip", "tcp.port == 80", "tcp.port eq 0x50",
		"tcp.port == 0120", "tcp.port == 0b1010000", "tcp.port == 'P'", "tcp.port in {1, 79..81}", "tcp.port not in {1, 2}",
		"udp.port not in {1}", "tcp.port in {1..2, 1606}", "any tcp.port != 80", "tcp.port !== 80", "tcp.port ~= 80",
		"all tcp.port > 79", "tcp.port != 81", "tcp.srcport > tcp.dstport", "tcp.srcport < 2000 and tcp.srcport > tcp.dstport > 79",
		"tcp.srcport - tcp.dstport == 1526", "tcp.dstport - tcp.srcport < 0", "-ip.ttl == -64", "ip.ttl + 1 == 65",
		"ip.ttl == {60 + 4}", "{ip.ttl + 1} * 2 == 130", "ip.ttl % 10 == 4", "tcp.flags & 0x02", "tcp.flags & 0x12 == 2",
		"tcp.flags.syn == 1", "tcp.flags.syn == True", "tcp.flags.syn == \"Set\"", "tcp.flags.ack", "ip.addr == 10.0.0.0/8",
		"ip.addr in {10.0.0.2..10.0.0.9}", "ip.src < ip.dst", "ip.src & 255.0.0.0 == 10.0.0.0", "ip.proto == TCP",
		"ip.proto == \"tcp\"", "eth.src == 00:21:6a:5b:7d:4a", "eth.src == 00-21-6a-5b-7d-4a", "eth.src == 0021.6a5b.7d4a",
		"eth.src[0:3] == 00:21:6a", "eth.src[-1] == 4a", "eth.src[0-2] == 00216a", "eth.src[3:] == 5b:7d:4a",
		"eth.src[:1,5] == 00:4a", "eth.src contains 6a:5b", "ip[8] == 40", "ip[0] & 0x40", "tcp[13] == 0x02", "frame[0:2] == 00:05",
		"tcp contains \"GET\"", "frame contains 47:45:54", "tcp matches \"g.t\"", "frame matches \"\\\\x47\"",
		"tcp.payload == 47:45:54:20", "tcp.payload[0:3] == \"GET\"", "frame.protocols contains \"tcp\"",
		"frame.protocols matches r\"^eth:\"", "upper(frame.protocols) contains \"TCP\"", "len(frame) == 58", "len(eth.src) == 6",
		"count(ip.addr) == 2", "max(tcp.port) == 1606", "min(tcp.port) == 80", "abs(ip.ttl) == 64", "string(ip.src) == \"10.0.0.1\"",
		"string(tcp.port) matches \"^16\"", "frame.time == \"2010-02-09 01:18:39.7Z\"",
		"frame.time == \"Feb  9, 2010 01:18:39.7 UTC\"", "frame.time > \"2010-02-08\"", "frame.time_epoch == 1265678319.7",
		"frame.time_relative == 0", "frame.time_relative - 1 < 0", "ip.addr#1 == 10.0.0.2", "ip#1", "tcp#[1-2]", "tcp.port#[-1] == 80",
		"tcp[2:2] == 00:50 and tcp#1[0:2] == 06:46", "!(tcp.port == 81)", "not not tcp", "ip.version", "tcp.port == tcp.port",
	};
	check_all(texts, COUNT(texts), 1);
}

static void misses(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"udp", "tcp.port == 81", "tcp.port != 80", "udp.port != 80", "tcp.port === 80", "all tcp.port == tcp.port",
		"all tcp.port in {80, 1606}", "tcp.port == -80", "tcp.port > -1", "tcp.flags & 0x10", "ip.ttl / 0 == 1", "ip.ttl % 0 == 1",
		"tcp.flags.syn == 0", "tcp contains \"get\"", "tcp contains \"\"", "tcp matches \"(?-i)get\"", "tcp[200:1] == 00",
		"tcp[0:2] == 50", "tcp#2", "ip.addr#2 == 10.0.0.1", "ip.src == ${ip.src}", "ip.addr == 10.1.0.0/16", "udp.port in {1..9}",
		"frame.time < \"2010-02-09 01:18:39Z\"", "not tcp", "tcp and udp", "ip.src == ip.dst", "tcp.payload == \"GET\"",
	};
	check_all(texts, COUNT(texts), 0);
}

static void refuses(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"tcp.port = 80", "tcp port 80", "host 1.2.3.4", "tcp.prt == 80", "tcp.port == http", "tcp.port == 65536", "80 == 80",
		"tcp.port ==", "(tcp", "tcp)", "tcp.port in {80 443}", "tcp.port in {}", "tcp.port in 80", "ip.addr == \"1.2.3.4\"",
		"ip.addr == 1.2.3.4/33", "ip.addr == 1.2.3", "ip.src contains \"10\"", "tcp.port matches \"8\"", "frame.protocols matches tcp",
		"frame.protocols matches \"(\"", "ip.src == eth.src", "ip.src + 1 == 10.0.0.2", "eth.src == 00:21", "eth.src == 0x00",
		"tcp.port[0] == 1", "tcp[] == 1", "tcp[5-3] == 1", "tcp[a]", "tcp.flags.syn == true", "tcp.flags.syn + 1 == 2",
		"frame.time_delta > .02", "frame.time == \"x\"", "frame.time + 1 == 2", "max(1, tcp.port) == 1", "max(ip.ttl, tcp.port) == 1",
		"upper(tcp.port) == \"A\"", "len(tcp)", "len() == 1", "count(tcp, ip) == 1", "nothing(tcp) == 1", "string(frame.time) == \"x\"",
		"1 + tcp.port == 81", "\"tcp\"", "tcp AND ip", "tcp.port == \"\\.\"", "tcp.port == \"80", "tcp.port == 'PP'", "tcp#a", "@tcp",
		"tcp.analysis.flags == 1", "any tcp", "all", "not", "tcp.port == $x", "tcp contains", "tcp & 1", "{tcp.port", "tcp.port == 80.0",
	};
	check_all(texts, COUNT(texts), -1);
}

/* What peel takes where it is not held to tshark's word. */
static void lenient(void **state)
{
	(void)state;
	static const char *const texts[] = { "tcp.port in {80 443}", "ip.addr == \"10.0.0.1\"", "tcp.port == \"80\"" };
	for (unsigned i = 0; i < COUNT(texts); i++) {
		struct filter_error error;
		struct filter *f = compile(texts[i], false, &error);
		assert_non_null(f);
		assert_true(filter_match(f, p.tree));
		filter_free(f);
		assert_int_equal(answer(texts[i]), -1);
	}
}

static void error_shown(const char *text, const char *expected)
{
	struct filter_error error;
	struct buf b = { 0 };
	assert_null(compile(text, false, &error));
	filter_error_print(&b, text, &error);
	buf_char(&b, 0);
	assert_string_equal(b.p, expected);
	buf_free(&b);
}

static void points_at_the_place(void **state)
{
	(void)state;
	error_shown("tcp.port = 80", "\"=\" was unexpected in this context.\n    tcp.port = 80\n             ^\n"
				     "  Equality is written ==.\n");
	error_shown("tcp.prt == 80",
		    "Left side of \"==\" expression must be a field or function, not tcp.prt.\n    tcp.prt == 80\n"
		    "    ^~~~~~~\n  Did you mean tcp.port? \"peel fields WORD\" searches all names.\n");
	error_shown("tcp port 80", "\"port\" was unexpected in this context.\n    tcp port 80\n        ^~~~\n"
				   "  That is a capture filter (-f). As a display filter: tcp.port == 80\n");
	error_shown("ip.ttl == 256",
		    "\"256\" too big for this field, maximum 255.\n    ip.ttl == 256\n              ^~~\n");
	error_shown("tcp and", "Unexpected end of filter expression.\n");
}

/* Deep nesting and long chains end in an answer, not in the stack's end. */
static void bounds(void **state)
{
	(void)state;
	enum { LONG = 60000 };
	char *text = calloc(1, LONG + 8);
	assert_non_null(text);
	memset(text, '(', LONG);
	assert_int_equal(answer(text), -1);
	memset(text, '!', LONG);
	assert_int_equal(answer(text), -1);
	memset(text, '-', LONG);
	assert_int_equal(answer(text), -1);
	text[0] = 0;
	for (size_t n = 0; n + 10 < LONG; n += 7)
		memcpy(text + n, "tcp or ip", 10);
	assert_int_equal(answer(text), -1); /* too many parts */
	free(text);
}

/* What a tree adds to the buffers of a dissection ends with the next tree, a filter's or not. */
static void buffers(void **state)
{
	(void)state;
	uint8_t buffer = 0;
	unsigned own = p.d->n_buffers;
	assert_non_null(tree_buffer(p.tree, 4, "Decrypted", &buffer));
	assert_int_equal(buffer, own);
	assert_int_equal(p.d->n_buffers, own + 1);
	assert_int_equal(answer("tcp.port == 80"), 1);
	assert_int_equal(p.d->n_buffers, own);
	tree_fill(p.tree, p.d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches),  cmocka_unit_test(misses),	      cmocka_unit_test(refuses),
		cmocka_unit_test(lenient), cmocka_unit_test(points_at_the_place), cmocka_unit_test(bounds),
		cmocka_unit_test(buffers),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
