/* test_irc.c: the parts of IRC's lines, what is wrong with them, and any length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

enum { PORT = 6667 };

static const struct {
	const char *bytes;
	const char *texts[8];
	bool request;
} cases[] = {
	{ "USER a  b   :t x\r\n\r\nNICK\n",
	  { "    Request: USER a  b   :t x\n        Command: USER\n        Command parameters\n            Parameter: a\n"
	    "            Parameter: b\n        Trailer: t x\n    Request: NICK\n        Command: NICK\n",
	    "Request (USER) (NICK)" },
	  true },
	{ ":srv 001 me :Hi\r\n",
	  { "    Response: :srv 001 me :Hi\n        Prefix: srv\n        Command: 001\n        Command parameters\n"
	    "            Parameter: me\n        Trailer: Hi\n", "Response (001)" },
	  false },
	{ "123 a\r\n", { "Numeric command not allowed in request" }, true },
	{ ":srv\r\n", { "Prefix missing ending <space>", "IRC 60 Response\n" }, false },
	{ ":srv \r\n", { "        Prefix: srv\n", "Response has no command" }, false },
	{ "PRIVMSG a :\001ACTION b\001\r\n", { "        CTCP Data: ACTION b\n" }, true },
	{ "PRIVMSG a :x \001b\r\n", { "Missing ending tag delimiter (0x01)" }, true },
	{ "JOIN a :\001b\001\r\n", { "Tag data outside of NOTICE or PRIVMSG command", "        CTCP Data: b\n" }, true },
	{ "PING\rPONG", { "    Response: PING\n", "    Response: PONG\n", "Response (PING) (PONG)" }, false },
};

static void test_lines(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		stream_restart();
		stream_expect(stream_text(PORT, cases[i].request, cases[i].bytes, strlen(cases[i].bytes)),
			      cases[i].texts, 8);
	}
}

/* Every part of a line, from one byte on. */
static void test_any_length(void **state)
{
	static const char bytes[] = ":p PRIVMSG #c  x :\001A b\001\r\n:q 001 \r\n: :\r\n\001 :\001\r\n";
	(void)state;
	for (size_t from = 0; from < sizeof bytes - 1; from++)
		for (size_t n = 1; from + n < sizeof bytes; n++) {
			stream_restart();
			assert_non_null(strstr(stream_text(PORT, n % 2, bytes + from, n), "Internet Relay Chat\n"));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_lines), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
