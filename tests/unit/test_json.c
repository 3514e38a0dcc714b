/* test_json.c: jansson reads every line and document that the JSON formats write, over all samples and over a frame made
 * to break them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/unit/pipeline.h"

enum { STRICT = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, LOOSE = JSON_ALLOW_NUL };

static struct pipeline p;
static struct buf out;
static const char *sample;
static unsigned long packets;

static json_t *parsed(const char *text, size_t n, size_t flags, const char *format)
{
	json_error_t error;
	json_t *v = json_loadb(text, n, flags, &error);

	if (!v)
		fail_msg("%s as %s, packet %lu: %s at byte %d: %.*s", sample, format, (unsigned long)p.packets,
			 error.text, error.position, n < 4000 ? (int)n : 4000, text);
	return v;
}

/* Each line of out is a value of its own. Returns how many there are. */
static unsigned lines(size_t flags, const char *format)
{
	unsigned n = 0;

	assert_true(out.len && out.p[out.len - 1] == '\n');
	for (size_t at = 0; at < out.len; n++) {
		char *end = memchr(out.p + at, '\n', out.len - at);
		json_t *v = parsed(out.p + at, (size_t)(end - out.p) - at, flags, format);
		assert_true(json_is_object(v));
		json_decref(v);
		at = (size_t)(end - out.p) + 1;
	}
	return n;
}

static void check_jsonl(const struct frame *f)
{
	buf_clear(&out);
	pipeline_print(&p, &sink_jsonl, &out);
	assert_int_equal(lines(STRICT, "jsonl"), 1);
	json_t *v = parsed(out.p, out.len, STRICT, "jsonl");
	assert_int_equal(json_integer_value(json_object_get(v, "number")), f->number);
	json_decref(v);
}

static void check_ek(void)
{
	buf_clear(&out);
	pipeline_print(&p, &sink_ek, &out);
	assert_int_equal(lines(LOOSE, "ek"), 2); /* the index line, and the packet's */
}

static void check_packet(const struct frame *f, void *context)
{
	(void)context;
	pipeline_frame(&p, f);
	packets++;
	check_jsonl(f);
	p.print.hex = false;
	check_ek();
	p.print.hex = true; /* the raw keys as well */
	check_ek();
	p.print.hex = false;
}

static void check_lines(const char *path, void *context)
{
	sample = path;
	pipeline_restart(&p);
	frames_each(path, check_packet, context);
}

static void test_lines(void **state)
{
	(void)state;
	packets = 0;
	assert_true(samples_each(check_lines, NULL) > 50);
	assert_true(packets > 500);
}

/* ---- whole documents ---- */

struct document {
	const struct sink *sink;
	bool any;
};

static void add_packet(const struct frame *f, void *context)
{
	struct document *doc = context;

	pipeline_frame(&p, f);
	if (doc->any && doc->sink->between)
		buf_str(&out, doc->sink->between);
	doc->any = true;
	pipeline_print(&p, doc->sink, &out);
}

static void check_document(const char *path, const struct sink *sink, size_t flags)
{
	struct document doc = { .sink = sink };

	buf_clear(&out);
	pipeline_restart(&p);
	if (sink->begin)
		sink->begin(&out, &p.print);
	long n = frames_each(path, add_packet, &doc);
	if (sink->end)
		sink->end(&out, &p.print, doc.any);
	json_t *v = parsed(out.p, out.len, flags, sink->name);
	assert_true(json_is_array(v));
	assert_int_equal(json_array_size(v), n > 0 ? n : 0);
	json_decref(v);
}

static void check_documents(const char *path, void *context)
{
	static const char *const names[] = { "frame.number", "ip.src",    "eth.src",
					     "_ws.col.Info", "tcp.flags", "frame.protocols" };
	static const char *const pick[] = { "ip", "tcp", NULL };
	struct field_spec spec[PIPELINE_FIELDS];

	(void)context;
	sample = path;
	check_document(path, &sink_json, LOOSE);
	check_document(path, &sink_jsonraw, LOOSE);
	p.print.hex = true;
	check_document(path, &sink_json, LOOSE);
	p.print.hex = false;
	p.print.no_duplicate_keys = true;
	check_document(path, &sink_json, STRICT);
	p.print.no_duplicate_keys = false;
	p.print.pick = pick;
	check_document(path, &sink_json, LOOSE);
	p.print.pick_whole = true;
	check_document(path, &sink_json, LOOSE);
	p.print.pick = NULL;
	p.print.pick_whole = false;
	pipeline_fields(&p, spec, names, COUNT(names));
	check_document(path, &sink_json, STRICT);
	p.print.fields = NULL;
	p.print.n_fields = 0;
}

static void test_documents(void **state)
{
	(void)state;
	samples_each(check_documents, NULL);
}

/* ---- hostile text ---- */

/* Ethernet, IPv4, then TCP to a port or UDP: 0 in all lengths and checksums that nobody needs. */
static uint32_t envelope(uint8_t *at, uint8_t proto, uint16_t port, uint32_t n)
{
	uint32_t header = proto == 6 ? 20 : 8;
	const uint8_t head[] = {
		2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, /* Ethernet */
		0x45, 0, (uint8_t)((20 + header + n) >> 8), (uint8_t)(20 + header + n), 0, 1, 0, 0, 64, proto, 0, 0,
		10, 9, 0, 1, 10, 9, 0, 2,
	};

	memset(at, 0, sizeof head + header);
	memcpy(at, head, sizeof head);
	at += sizeof head;
	at[0] = 0xc0;
	at[2] = (uint8_t)(port >> 8);
	at[3] = (uint8_t)port;
	if (proto == 6) {
		at[12] = 0x50;
		at[13] = 0x18;
	} else {
		at[4] = (uint8_t)((8 + n) >> 8);
		at[5] = (uint8_t)(8 + n);
	}
	return (uint32_t)sizeof head + header;
}

/* Bytes that are no UTF-8, control characters, quotes: inside what the text protocols show. */
static const char hostile[] = "\"\\\x01\x1b[2J\x7f\xff\xfe\xc0\xaf\xed\xa0\x80\xf5\xc3(\xef\xbf\xbf\xe2\x82<&>'/\x85";

static void try_text(const char *before, const char *after, uint8_t proto, uint16_t port)
{
	static const struct capture_interface iface = { .link_type = 1, .name = hostile, .description = hostile };
	static struct frame_options options;
	uint8_t bytes[1024];
	uint32_t n = (uint32_t)(strlen(before) + sizeof hostile - 1 + strlen(after));
	uint32_t at = envelope(bytes, proto, port, n);

	options.n_comments = 1;
	options.comment[0].text = hostile;
	options.comment[0].len = sizeof hostile - 1;
	at += (uint32_t)snprintf((char *)bytes + at, sizeof bytes - at, "%s%s%s", before, hostile, after);
	struct frame f = { .number = 1,
			   .sec = 1700000000,
			   .caplen = at,
			   .len = at,
			   .data = bytes,
			   .iface = &iface,
			   .options = &options };
	pipeline_restart(&p);
	sample = before;
	check_packet(&f, NULL);
	for (p.print.hex = false;; p.print.hex = true) {
		buf_clear(&out);
		pipeline_print(&p, &sink_json, &out);
		json_decref(parsed(out.p, out.len, LOOSE, "json"));
		if (p.print.hex)
			break;
	}
	p.print.hex = false;
}

static void test_hostile(void **state)
{
	(void)state;
	try_text("GET /", " HTTP/1.1\r\nHost: x\r\n\r\n", 6, 80);
	try_text("GET / HTTP/1.1\r\nHost: ", "\r\n\r\nbody", 6, 80);
	try_text("HTTP/1.1 200 ", "\r\nContent-Type: x\r\n\r\n", 6, 80);
	try_text("USER ", "\r\n", 6, 21);
	try_text("220 ", "\r\n", 6, 21);
	try_text("", "", 6, 23);
	try_text("", "", 17, 53);
	try_text("", "", 17, 69);
	try_text("", "", 17, 67);
	try_text("", "", 17, 9);
	try_text("", "", 132, 9);
}

static int set_up(void **state)
{
	(void)state;
	pipeline_open(&p, true, true);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	pipeline_close(&p);
	buf_free(&out);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_documents),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
