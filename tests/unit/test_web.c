/* test_web.c: HTTP messages: where they end, what their header says, chunks, and bodies that want to be large. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "base/inflate.h"
#include "dissect/application/web_head.h"
#include "dissect/protocol.h"

static struct slice text(const char *s)
{
	uint32_t n = (uint32_t)strlen(s);
	return (struct slice){ (const uint8_t *)s, n, n };
}

static uint32_t size_of(const char *s, uint32_t hint)
{
	return web_message_size(text(s), hint);
}

static void test_size(void **state)
{
	(void)state;
	assert_int_equal(size_of("GET / HTTP/1.1\r\n\r\nGET", 0), 18);
	assert_int_equal(size_of("GET / HTTP/1.1\r\nHost: a", 0), PDU_ONE_MORE);
	assert_int_equal(size_of("GET / HTTP/1.1", 0), PDU_ONE_MORE);
	assert_int_equal(size_of("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc", 0), 39 + 10);
	assert_int_equal(size_of("POST / HTTP/1.1\r\ncontent-length: 10x\r\n\r\nabc", 0), 40); /* no number */
	assert_int_equal(size_of("HTTP/1.1 200 OK\r\n\r\nabc", 0), PDU_UNTIL_FIN);
	assert_int_equal(size_of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", WEB_HINT_NO_BODY), 38);
	assert_int_equal(size_of("HTTP/1.1 304 Not\r\nContent-Length: 5\r\n\r\n", 0), 39);
	/* From the middle of a message: up to a segment with an empty line. */
	assert_int_equal(size_of("binary \x01", 0), PDU_ONE_MORE);
	assert_int_equal(size_of("a: b\r\n\r\nbinary", 0), PDU_REST);
	/* A length that no message has must not wrap. */
	assert_true(size_of("HTTP/1.1 200 OK\r\nContent-Length: 999999999999999999\r\n\r\n", 0) < PDU_UNTIL_FIN);
}

static void test_chunks(void **state)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
	char message[256];
	uint8_t out[16];

	(void)state;
	strcpy(message, head);
	strcat(message, "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\nHTTP");
	assert_int_equal(size_of(message, 0), strlen(message) - 4);
	assert_int_equal(web_unchunk(text(message + sizeof head - 1), out, sizeof out), 13);
	assert_memory_equal(out, "abc0123456789", 13);
	assert_int_equal(web_unchunk(text(message + sizeof head - 1), out, 5), 5); /* no more than there is room for */
	message[sizeof head + 20] = 0;
	assert_int_equal(size_of(message, 0), PDU_ONE_MORE);

	struct web_chunk c;
	assert_false(web_chunk(text("xyz\r\n"), 0, &c));
	assert_false(web_chunk(text("ffffffff\r\n"), 0, &c)); /* more than any message */
	assert_false(web_chunk(text("fffffffff1\r\n"), 0, &c));
	assert_false(web_chunk(text("1"), 0, &c));
	assert_int_equal(web_unchunk(text("7fffffff\r\nab"), out, sizeof out), 2);
}

static void test_head(void **state)
{
	struct web_head h;
	char uri[64];
	struct slice s =
		text("HEAD /x?y HTTP/1.1\r\nHost: a.example \r\nTransfer-Encoding: gzip, Chunked\r\nno colon\r\n\r\n");

	(void)state;
	web_head_read(s, &h);
	assert_int_equal(h.kind, WEB_REQUEST);
	assert_int_equal(h.method, WEB_HEAD);
	assert_true(h.chunked);
	assert_false(h.complete);
	assert_int_equal(h.len, s.len - strlen("no colon\r\n\r\n"));
	uint32_t n = web_full_uri(s, &h, uri, sizeof uri);
	assert_int_equal(n, strlen("http://a.example/x?y"));
	assert_memory_equal(uri, "http://a.example/x?y", n);
	assert_int_equal(web_full_uri(s, &h, uri, 4), 4);

	web_head_read(text(""), &h);
	assert_int_equal(h.kind, WEB_NEITHER);
	web_head_read(text("ICY 200 OK\r\n\r\n"), &h);
	assert_int_equal(h.status, 200);
}

/* A header that never ends is given up: nobody waits for more, nobody reads it again and again. */
static void test_header_flood(void **state)
{
	enum { BYTES = 1 << 20 };
	char *flood = malloc(BYTES + 1);
	struct web_head h;

	(void)state;
	assert_non_null(flood);
	memcpy(flood, "GET / HTTP/1.1\r\n", 16);
	for (size_t i = 16; i + 4 <= BYTES; i += 4)
		memcpy(flood + i, "a:\r\n", 4);
	flood[BYTES] = 0;
	web_head_read(text(flood), &h);
	assert_false(h.complete);
	assert_true(h.len <= 64 * 1024);
	assert_true(size_of(flood, 0) <= 64 * 1024);
	free(flood);
}

static void test_bomb(void **state)
{
	enum { ZEROS = 1 << 22, ROOM = 1 << 16 };
	uint8_t *zeros = calloc(1, ZEROS), *packed = malloc(ZEROS), *out = malloc(ROOM + 1);
	uLongf n = ZEROS;

	(void)state;
	assert_true(zeros && packed && out);
	assert_int_equal(compress(packed, &n, zeros, ZEROS), Z_OK);
	assert_true(n < ZEROS / 500);
	out[ROOM] = 0x5a;
	assert_int_equal(inflate_bytes(packed, (uint32_t)n, out, ROOM), ROOM);
	assert_int_equal(out[ROOM], 0x5a);
	assert_int_equal(inflate_bytes(packed + 2, (uint32_t)n - 2, out, ROOM), ROOM); /* bare deflate */
	assert_int_equal(inflate_bytes((const uint8_t *)"no", 2, out, ROOM), -1);
	assert_int_equal(inflate_bytes(packed, 0, out, ROOM), -1);
	static const uint8_t nothing[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0";
	assert_int_equal(inflate_bytes(nothing, sizeof nothing, out, ROOM), 0);
	assert_int_equal(inflate_bytes(nothing, 10, out, ROOM), -1);
	free(zeros);
	free(packed);
	free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_size),	     cmocka_unit_test(test_chunks), cmocka_unit_test(test_head),
		cmocka_unit_test(test_header_flood), cmocka_unit_test(test_bomb),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
