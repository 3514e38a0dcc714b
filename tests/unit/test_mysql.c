/* test_mysql.c: MySQL's packets, which follow from those before them, and any length of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

enum { PORT = 3306 };

#define BYTES(text) text, sizeof(text) - 1
#define COLUMN(number)                                                                                             \
	"\x1b\0\0" number "\3def\1d\1t\1t\1c\1c\x0c\x21\0\x4b\0\0\0\xfd\1\0\x1f\0\0"
#define EOF_PACKET(number) "\5\0\0" number "\xfe\0\0\2\0"
#define OK_PACKET(number) "\7\0\0" number "\0\0\0\2\0\0\0"
#define GREETING(version, caps, more)                                                                              \
	"\x32\0\0\0\x0a" version "\0\7\0\0\0saltsalt\0" caps "\x21\2\0" more "\x15\0\0\0\0\0\0\0\0\0\0saltsaltsal\0"
#define LOGIN(caps, more)                                                                                          \
	"\x2f\0\0\1" caps more "\0\0\0\1\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0root\0\4pass" "db\0xy"

struct step {
	bool client;
	const char *bytes;
	size_t n;
	const char *lines[5]; /* that are shown, in this order; the last one is of the summary */
};

static const struct step plain[] = {
	{ false, BYTES(GREETING("8.0.3", "\xff\xff", "\xff\xdf")),
	  { "MySQL Protocol\n    Packet Length: 50\n    Packet Number: 0\n    Server Greeting\n        Protocol: 10\n        Version: 8.0.3\n",
	    "        Server Language: utf8 COLLATE utf8_general_ci (33)\n", "        Unused: 00000000000000000000\n        Salt: saltsaltsal\n",
	    "MySQL 108 Server Greeting  proto=10 version=8.0.3 \n" } },
	{ true, BYTES(LOGIN("\x8d\xa6", "\xcf\0")),
	  { "        Client Capabilities: 0xa68d\n            .... .... .... ...1 = Long Password: Set\n",
	    "        Username: root\n        Password: 70617373\n        Schema: db\n        Client Auth Plugin: xy\n",
	    "MySQL 105 Login Request user=root db=db \n" } },
	{ false, BYTES(OK_PACKET("\2")),
	  { "MySQL Protocol - response OK\n", "    Response Code: OK Packet (0x00)\n    Prefix: 0\n    Length: 0\n    Affected Rows: 0\n",
	    "MySQL 65 Response  OK \n" } },
	{ true, BYTES("\x09\0\0\0\3select 1"),
	  { "    Request Command Query\n        Command: Query (3)\n        Statement: select 1\n", "MySQL 67 Request Query\n" } },
	{ false, BYTES("\1\0\0\1\1" COLUMN("\2") EOF_PACKET("\3") "\4\0\0\4\1a\xfb\0" EOF_PACKET("\5")),
	  { "MySQL Protocol - column count\n", "MySQL Protocol - field packet\n", "    Catalog\n        Prefix: 3\n        Length: 3\n        Catalog: def\n",
	    "MySQL Protocol - row packet\n    Packet Length: 4\n    Packet Number: 4\n    text\n        Prefix: 1\n        Length: 1\n"
	    "        text: a\n    text\n        Prefix: 251(NULL)\n        text: NULL\n", "Response TABULAR Response \n" } },
	{ true, BYTES("\2\0\0\0\3q"), { "Request Query\n" } },
	{ false, BYTES("\x0c\0\0\1\xff\x28\4#42000bad"),
	  { "MySQL Protocol - response ERROR\n", "    Error Code: 1064\n    SQL state: 42000\n    Error message: bad\n",
	    "Response  Error 1064 \n" } },
	{ true, BYTES("\6\0\0\0\4tab\0%"),
	  { "        Table Name: tab\n    Payload: 25\n", "FIXME - dissector is incomplete", "Request Show Fields\n" } },
	{ false, BYTES(COLUMN("\1") EOF_PACKET("\2")), { "MySQL Protocol - response to SHOW FIELDS\n", "MySQL Protocol - response EOF\n", "Response \n" } },
	{ true, BYTES("\2\0\0\0\x16q"), { "Request Prepare Statement\n" } },
	{ false, BYTES("\x0c\0\0\1\0\1\0\0\0\1\0\1\0\0\0\0" COLUMN("\2") EOF_PACKET("\3") COLUMN("\4") EOF_PACKET("\5")),
	  { "MySQL Protocol - response to PREPARE\n", "    Statement ID: 1\n    Number of fields: 1\n    Number of parameter: 1\n",
	    "parameters in response to PREPARE\n", "intermediate EOF\n", "fields in response to PREPARE\n" } },
	{ true, BYTES("\x0a\0\0\0\x17\1\0\0\0\0\1\0\0\0"),
	  { "        Statement ID: 1\n        Flags: Defaults (0)\n        Iterations (unused): 1\n", "Request Execute Statement\n" } },
	{ false, BYTES("\1\0\0\1\1" COLUMN("\2") EOF_PACKET("\3") "\5\0\0\4\0\0\2xy" "\2\0\0\5\0\4" EOF_PACKET("\6")),
	  { "    Response Code: OK Packet (0x00)\n    Row null buffer: 00\n    Value (String): xy\n",
	    "    Row null buffer: 04\n    Value: -NULL-\n", "Response TABULAR Response \n" } },
	{ true, BYTES("\5\0\0\0\x19\1\0\0\0\2\0\0\0\7\xff"),
	  { "        Statement ID: 1\n", "        .... ...1 = reload permissions: Set\n", "Request Refresh\n" } },
	{ true, BYTES("\3\0\0\0\x7d" "ab"), { "Request Command Unknown (125)\n", "Unknown/invalid command code", "Request Unknown (125) \n" } },
	{ false, BYTES("\2\0\0\1\7x"), { "unknown/invalid response", "Response \n" } },
	{ true, BYTES("\1\0\0\0\x09"), { "Request Statistics\n" } },
	{ false, BYTES("\3\0\0\1abc"), { "    Message: abc\n", "Response \n" } },
};

/* Results end with OK, not with EOF; queries have attributes; the schema that is changed is told. */
static const struct step modern[] = {
	{ false, BYTES(GREETING("9.0.0", "\xff\xff", "\xff\xdf")), { "version=9.0.0 \n" } },
	{ true, BYTES(LOGIN("\x8d\xa6", "\x89\x09")), { "Login Request user=root db=db \n" } },
	{ false, BYTES("\2\0\0\2\1\4"), { "MySQL Protocol - authentication switch request\n", "    Auth Method Name: \\001\\004\n", "Auth Switch Request \n" } },
	{ true, BYTES("\2\0\0\3ab"), { "    Auth Method Data: 6162\n", "Auth Switch Response \n" } },
	{ false, BYTES("\x0e\0\0\4\0\0\0\2\x40\0\0\0\5\1\3\2db"),
	  { "    Session tracking data\n", "            Session tracking type: CURRENT_SCHEMA_TRACKER (1)\n",
	    "            Schema change length: 2\n            Schema change: db\n", "Response  OK \n" } },
	{ true, BYTES("\1\0\0\0\x0e"), { "Request Ping\n" } },
	{ false, BYTES("\x16\0\0\1\0\0\0\2\x40\0\0\0\x0d\3\3\0\1g\4\2\1c\5\2\1t"),
	  { "            GTIDs encoding: 0\n", "            GTIDs: g\n", "            Transaction characteristics: c\n",
	    "            Transaction state: t\n", "Response  OK \n" } },
	{ true, BYTES("\x0e\0\0\0\3\1\1\0\1\xfe\0\1n\1vq q"),
	  { "        Query Attributes\n            Count: 1\n            Unused: 00\n            Send types to server: True\n",
	    "                Attribute Name: n\n", "                Attribute Value: v\n        Statement: q q\n" } },
	{ false, BYTES("\1\0\0\1\1" COLUMN("\2") "\2\0\0\3\1a" "\7\0\0\4\xfe\0\0\2\0\0\0"),
	  { "row packet\n", "MySQL Protocol - response OK\n", "    Response Code: EOF Packet (0xfe)\n    EOF marker: 254\n",
	    "Response TABULAR Response  OK \n" } },
};

static void play(const struct step *steps, unsigned n)
{
	stream_restart();
	for (unsigned i = 0; i < n; i++)
		stream_expect(stream_text(PORT, steps[i].client, steps[i].bytes, steps[i].n), steps[i].lines, 5);
}

static void test_conversation(void **state)
{
	(void)state;
	play(plain, sizeof plain / sizeof *plain);
}

static void test_modern(void **state)
{
	(void)state;
	play(modern, sizeof modern / sizeof *modern);
}

static void test_mariadb(void **state)
{
	static const struct step steps[] = {
		{ false, BYTES("\x3e\0\0\0\x0a" "5.5.5-10.6-M\0\7\0\0\0saltsalt\0\xfe\xf7\x21\2\0\xff\x81\x15\0\0\0\0\0\0\x1d\0\0\0"
			       "saltsaltsalt\0abc\0"),
		  { "        Unused: 000000000000\n        MariaDB Extended Server Capabilities: 0x0000001d\n", "version=10.6-M \n" } },
		{ true, BYTES("\x20\0\0\1\x84\xae\xff\0\0\0\0\1\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
		  { "        Charset: utf8 COLLATE utf8_general_ci (33)\n", "MariaDB Extended Client Capabilities: 0x00000000\n",
		    "Response: SSL Handshake user= \n" } },
		{ true, BYTES("\x16\3\1\0\5\1\0\0\1\3"), { "Transport Layer Security\n" } },
	};
	(void)state;
	play(steps, sizeof steps / sizeof *steps);
}

/* A value of each type that rows and parameters have in binary form. */
static void test_types(void **state)
{
	static const struct {
		char type;
		bool is_unsigned;
		const char *value;
		uint8_t n;
		const char *line;
	} values[] = {
		{ 1, false, "\xff", 1, "    Value (INT8): -1\n" },
		{ 1, true, "\xff", 1, "    Value (UINT8): 255\n" },
		{ 2, false, "\xfe\xff", 2, "    Value (INT16): -2\n" },
		{ 3, true, "\1\0\0\x80", 4, "    Value (UINT32): 2147483649\n" },
		{ 4, false, "\0\0\xc0\x3f", 4, "    Value (Float): 1.5\n" },
		{ 5, false, "\0\0\0\0\0\0\2\x40", 8, "    Value (Double): 2.25\n" },
		{ 8, false, "\xf7\xff\xff\xff\xff\xff\xff\xff", 8, "    Value (INT64): -9\n" },
		{ 10, false, "\4\xe7\7\1\2", 5, "    Length: 4\n    Year: 2023\n    Month: 1\n    Day: 2\n" },
		{ 12, false, "\x0b\xe7\7\1\2\3\4\5\6\0\0\0", 12,
		  "    Hour: 3\n    Minute: 4\n    Second: 5\n    Billionth of a second: 6\n" },
		{ 11, false, "\x08\1\2\0\0\0\3\4\5", 9, "    Length: 8\n    Flags: Negative (1)\n    Days: 2\n    Hour: 3\n" },
		{ 9, false, "\1\0\0\0", 4, "FIXME - dissector is incomplete" },
	};
	(void)state;
	for (unsigned i = 0; i < sizeof values / sizeof *values; i++) {
		char bytes[100] = "\1\0\0\1\1" COLUMN("\2");
		const size_t type = 5 + 4 + 21, row = 5 + 31;
		bytes[type] = values[i].type;
		bytes[type + 1] = values[i].is_unsigned ? 0x20 : 0;
		memcpy(bytes + row, EOF_PACKET("\3"), 9);
		bytes[row + 9] = (char)(values[i].n + 2);
		bytes[row + 12] = 4;
		memcpy(bytes + row + 15, values[i].value, values[i].n);
		for (unsigned cut = 0; cut <= values[i].n; cut++) {
			bytes[row + 9] = (char)(values[i].n + 2 - cut);
			stream_restart();
			stream_text(PORT, true, BYTES("\2\0\0\0\3q"));
			const char *text = stream_text(PORT, false, bytes, row + 15 + values[i].n - cut);
			assert_non_null(strstr(text, "row packet\n"));
			if (!cut && !strstr(text, values[i].line))
				fail_msg("no \"%s\" in %s", values[i].line, text);
		}
	}
}

static void test_refusal(void **state)
{
	static const char *const lines[] = { "MySQL Protocol\n", "    Error Code: 1130\n    Error message: no\n",
					     "MySQL 63 Server Greeting  Error 1130 \n" };
	(void)state;
	stream_restart();
	stream_expect(stream_text(PORT, false, BYTES("\5\0\0\0\xff\x6a\4no")), lines, 3);
}

/* Every length of each packet, in its place: it ends, and says so when it is too short. */
static void test_any_length(void **state)
{
	const struct step *steps = plain;
	unsigned n_steps = sizeof plain / sizeof *plain;
	(void)state;
	for (unsigned round = 0; round < 2; round++, steps = modern, n_steps = sizeof modern / sizeof *modern)
		for (unsigned i = 0; i < n_steps; i++)
			for (size_t n = 0; n + 4 <= steps[i].n; n++) {
				uint8_t bytes[STREAM_MOST];
				memcpy(bytes, steps[i].bytes, n + 4);
				bytes[0] = (uint8_t)n;
				stream_restart();
				for (unsigned before = 0; before < i; before++)
					stream_text(PORT, steps[before].client, steps[before].bytes, steps[before].n);
				assert_non_null(
					strstr(stream_text(PORT, steps[i].client, bytes, n + 4), "MySQL Protocol"));
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conversation), cmocka_unit_test(test_modern),     cmocka_unit_test(test_mariadb),    cmocka_unit_test(test_types),
		cmocka_unit_test(test_refusal),      cmocka_unit_test(test_any_length),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
