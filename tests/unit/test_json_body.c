/* test_json_body.c: bodies in JSON as rows, what is JSON and what is text, and any length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

enum { PORT = 80 };

static const char *response(const char *type, const void *body, size_t n)
{
	static char message[STREAM_MOST];
	int head = snprintf(message, sizeof message,
			    "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n", type, n);
	memcpy(message + head, body, n);
	stream_restart();
	return stream_text(PORT, false, message, (size_t)head + n);
}

static const struct {
	const char *body;
	const char *lines[6]; /* that are shown, in this order */
} cases[] = {
	{ "{\"a\" : 1,\"b\":{}}",
	  { "JavaScript Object Notation: application/json\n    Object\n        Member: a\n            [Path with value: /a:1]\n"
	    "            [Member with value: a:1]\n            Number value: 1\n            Key: a\n            [Path: /a]\n",
	    "        Member: b\n            Object\n            Key: b\n            [Path: /b]\n",
	    "HTTP/JSON 141 HTTP/1.1 200 OK , JavaScript Object Notation (application/json)\n" } },
	{ "[true,[null],\"x\"]",
	  { "    Array\n        [Path with value: /[]:true]\n        [Member with value: []:true]\n        True value\n        Array\n"
	    "            [Path with value: /[]/[]:null]\n",
	    "            Null value\n", "        String value: x\n" } },
	{ "{\"a\":[{\"b\":false}]}", { "[Path with value: /a/[]/b:false]\n", "False value\n", "[Path: /a/[]/b]\n" } },
	{ "{\"k\\n\":\"\\\"\\/\\t\\u00e9 \\ud83d\\ude00.\"}", { "Member: k\\n\n", "String value: \"/\\t\xc3\xa9 \xf0\x9f\x98\x80.\n" } },
	{ "[\"\\ud83d\\u0041z\",\"\\ud83dzw\",\"q\\u0041\",\"a\xff\"]",
	  { "String value: \xef\xbf\xbdz\n", "String value: \xef\xbf\xbdw\n", "String value: q\n", "String value: a\n" } },
	{ " {}\n[1 2]\n", { "    Object\n    Array\n        [Path with value: /[]:1 2]\n" } },
	{ "[-1.5e+10,0]", { "Number value: -1.5e+10\n", "Number value: 0\n" } },
	{ "[1] x",
	  { "        Number value: 1\nLine-based text data: application/json (1 lines)\n    x\n",
	    "200 OK , JavaScript Object Notation (application/json)\n" } },
	{ "{\"a\":1}{\"b\":", { "            Key: a\n", "Line-based text data: application/json (1 lines)\n    {\"b\":\n" } },
};

static void test_values(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++)
		stream_expect(response("application/json", cases[i].body, strlen(cases[i].body)), cases[i].lines, 6);
}

/* None of these is JSON. */
static void test_text(void **state)
{
	static const char *const bodies[] = {
		"hello", "1",      "\"a\"",   "[1,]",      "[,1]",        "{a:1}",  "{\"a\"}",      "{\"a\":}", "{\"a\":1,}", "[01]",
		"[.5]",  "[1.]",   "[+1]",    "[1e]",      "[tru]",       "[truex]", "[\"\\x\"]",    "[\"\\u12\"]", "[\"a",     "[1",
		"{",     "[1 2 3]", "[[] []]", "[\"a\" 1]", "{\"a\":1 \"b\":2}", "]",       "{\"a\":[1}]", "\xef\xbb\xbf{}",
	};
	(void)state;
	for (unsigned i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		const char *text = response("application/json", bodies[i], strlen(bodies[i]));
		if (!strstr(text,
			    "JavaScript Object Notation: application/json\nLine-based text data: application/json (1 lines)\n"))
			fail_msg("%s is taken for JSON: %s", bodies[i], text);
	}
}

static void test_types(void **state)
{
	(void)state;
	assert_non_null(strstr(response("APPLICATION/Problem+JSON; charset=utf-8", "{}", 2),
			       "JavaScript Object Notation: application/problem+json\n"));
	assert_null(strstr(response("text/json", "{}", 2), "JavaScript"));
}

/* As deep as it is looked at, and deeper. */
static void test_depth(void **state)
{
	char body[400];
	(void)state;
	for (unsigned n = 1; n <= 200; n++) {
		memset(body, '[', n);
		memset(body + n, ']', n);
		const char *text = response("application/json", body, 2 * n);
		if (n <= 50)
			assert_null(strstr(text, "Line-based"));
		assert_non_null(strstr(text, "JavaScript Object Notation"));
	}
}

static void test_any_length(void **state)
{
	static const char body[] =
		" {\"a\\u0041\":[-1.5e3 , true,{\"b\":null,\"c\":\"\\ud83d\\ude00\\n\"},[]]} [\"\\\\\"]\n";
	(void)state;
	for (size_t n = 1; n < sizeof body; n++)
		assert_non_null(strstr(response("application/json", body, n),
				       "JavaScript Object Notation: application/json\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values), cmocka_unit_test(test_text),       cmocka_unit_test(test_types),
		cmocka_unit_test(test_depth),  cmocka_unit_test(test_any_length),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
