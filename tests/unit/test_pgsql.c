/* test_pgsql.c: messages of PostgreSQL as rows and in the Info column, what depends on earlier ones, and any length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

enum { PORT = 5432 };

#define BYTES(text) text, sizeof(text) - 1

static const struct {
	const char *bytes;
	size_t n;
	bool client;
	const char *lines[6]; /* that are shown, in this order; the last one is of the summary */
} cases[] = {
	{ BYTES("\0\0\0\x18\0\3\0\0user\0zeek\0db\0x\0\0"), true,
	  { "    Type: Startup message\n    Length: 24\n    Protocol major version: 3\n",
	    "    Parameter name: user\n    Parameter value: zeek\n    Parameter name: db\n", "PGSQL 78 >\n" } },
	{ BYTES("\0\0\0\x10\4\xd2\x16\x2e\0\0\0\xb\0\0\0\x16"), true, { "    Type: Cancel request\n", "    PID: 11\n    Key: 22\n" } },
	{ BYTES("Q\0\0\0\15select 1\0X\0\0\0\4"), true,
	  { "    Type: Simple query\n    Length: 13\n    Query: select 1\nPostgreSQL\n    Type: Termination\n", "PGSQL 73 >Q/X\n" } },
	{ BYTES("P\0\0\0\22st\0q $1\0\0\1\0\0\0\27"), true,
	  { "    Statement: st\n    Query: q $1\n    Parameters: 1\n        Type OID: 23\n", ">P\n" } },
	{ BYTES("B\0\0\0\35p\0s\0\0\1\0\1\0\2\0\0\0\3abc\xff\xff\xff\xff\0\1\0\0"), true,
	  { "    Portal: p\n    Statement: s\n    Parameter formats: 1\n        Format: Binary (1)\n    Parameter values: 2\n",
	    "        Column length: 3\n        Data: 616263\n        Column length: -1\n    Result formats: 1\n" } },
	{ BYTES("E\0\0\0\12p\0\0\0\0\0E\0\0\0\12p\0\0\0\0\5"), true, { "    Returns: all rows\n", "    Returns: 5 rows\n" } },
	{ BYTES("D\0\0\0\10Pab\0C\0\0\0\10Sab\0"), true, { "    Portal: ab\n", "    Statement: ab\n", ">D/C\n" } },
	{ BYTES("y\0\0\0\4"), true, { "    Type: Unknown\n", ">y\n" } },
	{ BYTES("T\0\0\0\x1a\0\1i\0\0\0\0\7\0\1\0\0\0\27\xff\xff\xff\xff\xff\xff\0\0D\0\0\0\x0c\0\1\0\0\0\2" "42"), false,
	  { "    Field count: 1\n        Column name: i\n            Table OID: 7\n            Column index: 1\n"
	    "            Type OID: 23\n            Column length: -1\n            Type modifier: -1\n            Format: Text (0)\n",
	    "    Type: Data row\n    Length: 12\n    Field count: 1\n        Column length: 2\n        Data: 3432\n", "<T/D\n" } },
	{ BYTES("E\0\0\0\30SERROR\0C42\0Mbad\0Xx\0\0Z\0\0\0\5I"), false,
	  { "    Type: Error\n    Length: 24\n    Severity: ERROR\n    Code: 42\n    Message: bad\n    Text: x\n",
	    "    Status: Idle (73)\n", "<E/Z\n" } },
	{ BYTES("A\0\0\0\15\0\0\0\11ch\0p\0G\0\0\0\7\0\0\1"), false,
	  { "    PID: 9\n    Condition: ch\n    Text: p\n", "    Format: Text (0)\n    Columns: 1\n", "<A/G" } },
	{ BYTES("v\0\0\0\16\0\0\0\0\0\0\0\1o\0"), false, { "    Number nonsupported options: 1\n    Nonsupported option: o\n" } },
	{ BYTES("Q\0\0\0\7abc"), true, { "    Length: 7\n[Malformed Packet: PGSQL]\n", ">Q[Malformed Packet]\n" } },
	{ BYTES("Q\0\0\0\3abc"), true, { "[Malformed Packet: PGSQL]\n", ">[Malformed Packet]\n" } },
	{ BYTES("Q\0\0"), true, { "TCP 57 > [TCP segment of a reassembled PDU]\n" } },
};

static void test_messages(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		stream_restart();
		stream_expect(stream_text(PORT, cases[i].client, cases[i].bytes, cases[i].n), cases[i].lines, 6);
	}
}

/* What a client's 'p' is depends on how it was asked. */
static void test_authentication(void **state)
{
	static const char *const md5[] = { "Authentication type: MD5 password (5)\n    Salt value: 61626364\n" };
	static const char *const password[] = { "    Type: Password message\n", "    Password: xyz\n" };
	static const char *const sasl[] = { "    Authentication type: SASL (10)\n    SASL authentication mechanism: A\n"
					    "    SASL authentication mechanism: B\n" };
	static const char *const first[] = {
		"    Type: SASLInitialResponse message\n",
		"    SASL authentication mechanism: A\n"
		"    SASL authentication data length: 3\n    SASL authentication data: 616263\n"
	};
	static const char *const next[] = { "    Type: SASLResponse message\n",
					    "    SASL authentication data: 616200\n", ">p\n" };
	static const char *const cut[] = { "SASL authentication mechanism: A\n[Malformed Packet: PGSQL]\n",
					   ">p[Malformed Packet]\n" };
	(void)state;
	stream_restart();
	stream_expect(stream_text(PORT, false, BYTES("R\0\0\0\14\0\0\0\5abcd")), md5, 1);
	stream_expect(stream_text(PORT, true, BYTES("p\0\0\0\10xyz\0")), password, 2);
	stream_expect(stream_text(PORT, false, BYTES("R\0\0\0\15\0\0\0\12A\0B\0\0")), sasl, 1);
	stream_expect(stream_text(PORT, true, BYTES("p\0\0\0\15A\0\0\0\0\3abc")), first, 2);
	stream_expect(stream_text(PORT, true, BYTES("p\0\0\0\6A\0")), cut, 2);
	stream_text(PORT, false, BYTES("R\0\0\0\10\0\0\0\13"));
	stream_expect(stream_text(PORT, true, BYTES("p\0\0\0\7ab\0")), next, 3);
}

/* One byte answers the question for TLS; it has a line, but no row. */
static void test_tls(void **state)
{
	static const char ask[] = "\0\0\0\10\4\xd2\x16\x2f", hello[] = "\x16\3\1\0\5\1\0\0\1\3";
	static const char *const asked[] = { "    Type: SSL request\n", "PGSQL 62 >\n" };
	static const char *const waits[] = { "TCP 55 < [TCP segment of a reassembled PDU]\n" };
	const char *text;
	(void)state;
	stream_restart();
	stream_expect(stream_text(PORT, true, ask, 8), asked, 2);
	text = stream_text(PORT, false, "N", 1);
	assert_null(strstr(text, "\nPostgreSQL"));
	assert_non_null(strstr(text, "PGSQL 55 <\n"));
	stream_expect(stream_text(PORT, false, "S", 1), waits, 1);
	stream_restart();
	stream_text(PORT, true, ask, 8);
	stream_text(PORT, false, "S", 1);
	assert_non_null(strstr(stream_text(PORT, true, hello, sizeof hello - 1), "Transport Layer Security\n"));
}

/* A message in two segments; what goes on behind it begins the line anew. */
static void test_two_segments(void **state)
{
	static const char *const lines[] = { "    Tag: SEL\n", "    Status: Idle (73)\n", "<C<Z\n" };
	(void)state;
	stream_restart();
	assert_non_null(strstr(stream_text(PORT, false, BYTES("1\0\0\0\4C\0\0\0\10")), "PGSQL 64 <1\n"));
	stream_expect(stream_text(PORT, false, BYTES("SEL\0Z\0\0\0\5I")), lines, 3);
}

/* Every length of a message of each kind: as many bytes as its length says, or fewer. */
static void test_any_length(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		for (size_t n = 5; n < cases[i].n; n++) {
			uint8_t bytes[64];
			memcpy(bytes, cases[i].bytes, n < 64 ? n : 64);
			bytes[bytes[0] ? 4 : 3] = (uint8_t)(n - (bytes[0] != 0));
			stream_restart();
			assert_non_null(strstr(stream_text(PORT, cases[i].client, bytes, n), "PGSQL"));
			stream_restart();
			stream_text(PORT, cases[i].client, cases[i].bytes, n);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_authentication),
		cmocka_unit_test(test_tls),
		cmocka_unit_test(test_two_segments),
		cmocka_unit_test(test_any_length),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
