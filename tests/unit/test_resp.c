/* test_resp.c: values of RESP as rows and in the Info column, and of any length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

enum { PORT = 6379 };

static const struct {
	const char *bytes;
	const char *lines[8]; /* that are shown, in this order; the last one is of the summary */
	uint16_t n;
	bool request;
} cases[] = {
	{ .bytes = "+OK\r\n-ERR no\r\n:-5\r\n",
	  .lines = { "    String: OK\n", "    Error: ERR no\n", "    Integer: -5\n", "RESP 73 Response: OK Error: ERR no -5" } },
	{ .bytes = "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n",
	  .request = true,
	  .lines = { "    Array: Length 2\n        Length: 2\n        Bulk String: GET\n            Length: 3\n"
		     "            Value: 474554\n        Bulk String: k\n", "RESP 74 Request: GET k" } },
	{ .bytes = "*2\r\n*2\r\n:1\r\n:2\r\n*-1\r\n+a\r\n",
	  .lines = { "    Array: Length 2\n", "        Array: Length 2\n", "            Integer: 2\n", "        Array: NULL\n",
		     "\n    String: a\n", "RESP 79 Response: Array(2) a" } },
	{ .bytes = "$-1\r\n$-7\r\n*0\r\n",
	  .lines = { "    Bulk String: [NULL]\n", "    Bulk String\n        Length: -7\n", "Malformed length specified",
		     "    Array: Empty\n", "RESP 68 Response:" } },
	{ .bytes = "PING\r\n\r\nx\n", .request = true,
	  .lines = { "    Fragment\n    Fragment\n", "RESP 64 Request: [fragment] [fragment]" } },
	{ .bytes = ":99999999999999999999\r\n:-9223372036854775808\r\n",
	  .lines = { "    Integer: 9223372036854775807\n    Integer: -9223372036854775808\n" } },
	{ .bytes = "+OK\r\n$5\r\nab", .lines = { "    String: OK\n", "RESP 65 Response: OK [continuation]" } },
	{ .bytes = "*2\r\n+OK\r\n$5\r\nab",
	  .lines = { "REdis Serialization Protocol\n", "TCP 69 Response: Array(2) [continuation] [TCP segment" } },
	{ .bytes = "$2\r\n\xc3\xa9\r\n", .lines = { "    Bulk String\n", "    Value: c3a9\n", "Response: BulkString(2)" } },
};

static void test_values(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		stream_restart();
		stream_expect(stream_text(PORT, cases[i].request, cases[i].bytes, strlen(cases[i].bytes)),
			      cases[i].lines, 8);
	}
}

/* A string in two segments: the second shows it whole, and what follows it. */
static void test_two_segments(void **state)
{
	static const char first[] = "$5\r\nhe", second[] = "llo\r\n+OK\r\n";
	static const char *const lines[] = { "    Bulk String: hello\n", "    String: OK\n" };
	(void)state;
	stream_restart();
	stream_text(PORT, false, first, sizeof first - 1);
	stream_expect(stream_text(PORT, false, second, sizeof second - 1), lines, 2);
}

/* Arrays in arrays, deeper than they are shown, and numbers that are no lengths: it ends. */
static void test_deep_and_long(void **state)
{
	static const char *const lines[] = { "Array is too deep to recurse any further", "\n    Array: Length 1\n" };
	char bytes[400];
	(void)state;
	for (unsigned i = 0; i < sizeof bytes; i += 4)
		memcpy(bytes + i, "*1\r\n", 4);
	memcpy(bytes + sizeof bytes - 4, "+a\r\n", 4);
	stream_restart();
	stream_expect(stream_text(PORT, false, bytes, sizeof bytes), lines, 2);
	stream_restart();
	assert_non_null(strstr(stream_text(PORT, false, "$2147483647\r\n", 13), "Malformed Packet: RESP"));
}

/* How much is waited for, and that it has an end. */
static void test_waiting(void **state)
{
	static uint8_t bytes[200000];
	struct slice s = { bytes, 60000, 60000 };
	extern const struct protocol protocol_resp;
	(void)state;
	memset(bytes, 'a', sizeof bytes);
	bytes[0] = '+';
	assert_int_equal(protocol_resp.pdu(s, 0), PDU_ONE_MORE);
	s.len = s.wire = 70000;
	assert_int_equal(protocol_resp.pdu(s, 0), PDU_REST);
	memcpy(bytes, "*65000\r\n", 8);
	for (unsigned i = 8; i + 2 < sizeof bytes; i += 3)
		memcpy(bytes + i, ":\r\n", 3);
	s.len = s.wire = 8 + 3 * 64000 + 1;
	assert_int_equal(protocol_resp.pdu(s, 0), PDU_ONE_MORE);
	memcpy(bytes, "*99999\r\n", 8);
	s.len = s.wire = sizeof bytes;
	assert_int_equal(protocol_resp.pdu(s, 0), PDU_REST);
	memcpy(bytes, "$100\r\nab", 8);
	s.len = s.wire = 8;
	assert_int_equal(protocol_resp.pdu(s, 0), 6 + 100 + 2);
}

/* Every length of a message of everything. */
static void test_any_length(void **state)
{
	static const char bytes[] = "*3\r\n$3\r\nSET\r\n*1\r\n:5\r\n$-1\r\n-ERR\r\nPING\r\n$2\r\nab\r\n";
	(void)state;
	for (size_t n = 1; n < sizeof bytes; n++) {
		stream_restart();
		assert_non_null(strstr(stream_text(PORT, n % 2, bytes, n), "REdis Serialization Protocol"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_two_segments),
		cmocka_unit_test(test_deep_and_long),
		cmocka_unit_test(test_waiting),
		cmocka_unit_test(test_any_length),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
