/* test_stun.c: STUN's attributes, transactions and lengths, and STUN as it was before it had a cookie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, UDP = 8, HEADER = 20, FRONT = ETHERNET + IPV4 + UDP, MOST = 400 };

/* A datagram of n bytes from port 40000 to 50000 of which `captured` are at hand, as a tree; or as a line. */
static const char *shown(const void *message, uint32_t n, uint32_t captured, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + MOST] = { [12] = 0x08, [14] = 0x45, [23] = 17, [26] = 10, [29] = 1, [30] = 10, [33] = 2 };
	uint8_t *ip = bytes + ETHERNET, *udp = ip + IPV4;
	ip[2] = (uint8_t)((IPV4 + UDP + n) >> 8);
	ip[3] = (uint8_t)(IPV4 + UDP + n);
	memcpy(udp, "\x9c\x40\xc3\x50", 4);
	udp[4] = (uint8_t)((UDP + n) >> 8);
	udp[5] = (uint8_t)(UDP + n);
	memcpy(udp + UDP, message, n);
	struct frame f = { .number = 1, .caplen = FRONT + captured, .len = FRONT + n, .data = bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

/* A message of today with attributes of n bytes; returns its length. */
static uint32_t message_of(uint8_t *to, unsigned type, const void *attributes, uint32_t n)
{
	memcpy(to,
	       "\0\0\0\0\x21\x12\xa4\x42"
	       "abcdefghijkl",
	       HEADER);
	to[0] = (uint8_t)(type >> 8);
	to[1] = (uint8_t)type;
	to[2] = (uint8_t)(n >> 8);
	to[3] = (uint8_t)n;
	memcpy(to + HEADER, attributes, n);
	return HEADER + n;
}

static const struct {
	const char *attributes;
	uint8_t n;
	const char *line;     /* what the Info column says of them */
	const char *lines[5]; /* that are in the tree, in this order */
} attributes[] = {
	{ "\0\6\0\3abc", 8, "Binding Request user: abc\n",
	  { "    Attributes\n        USERNAME: abc\n", "            Attribute Type: USERNAME\n", "Length: 3\n", "Username: abc\n",
	    "            Padding: 1\n" } },
	{ "\0\40\0\10\0\1\x11\x22\1\2\3\4", 12, "Binding Request XOR-MAPPED-ADDRESS: 32.16.167.70:12336\n",
	  { "Reserved: 00\n", "Protocol Family: IPv4 (0x01)\n", "Port (XOR-d): 1122\n            [Port: 12336]\n",
	    "IP (XOR-d): 01020304\n", "            [IP: 32.16.167.70]\n" } },
	{ "\0\40\0\24\0\2\x11\x22\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17", 24,
	  "Binding Request XOR-MAPPED-ADDRESS: 2113:a641:6567:6563:6d6f:6d63:6567:6563:12336\n",
	  { "Protocol Family: IPv6 (0x02)\n", "[IP: 2113:a641:6567:6563:6d6f:6d63:6567:6563]\n" } },
	{ "\0\4\0\10\0\1\x11\x22\1\2\3\4", 12, "Binding Request\n",
	  { "        SOURCE_ADDRESS (Deprecated): 1.2.3.4:4386\n", "            Port: 4386\n            IP: 1.2.3.4\n" } },
	{ "\0\11\0\12\0\0\4\1Unauth\0", 16, "Binding Request error-code: 401 (Unauthenticated) Unauth\n",
	  { "        ERROR-CODE 401 (Unauthenticated): Unauth\n", ".... .100 = Error Class: 4\n", "Error Code: 1\n",
	    "Error Reason Phrase: Unauth\n" } },
	{ "\x80\x28\0\4\0\1\2\3", 8, "Binding Request\n",
	  { "CRC-32: 0x00010203 incorrect, should be 0x", "[Expert Info (Warning/Checksum): Bad Fingerprint [should be 0x",
	    "[CRC-32 Status: Bad]\n" } },
	{ "\0\31\0\4\6\0\0\0", 8, "Binding Request TCP\n", { "REQUESTED-TRANSPORT: TCP\n", "Transport: TCP (0x06)\n" } },
	{ "\0\15\0\4\0\0\2\x58", 8, "Binding Request lifetime: 600\n", { "        LIFETIME 600\n", "Lifetime: 600\n" } },
	{ "\0\25\0\3abc", 8, "Binding Request with nonce\n", { "        NONCE: abc\n" } },
	{ "\0\35\0\4\0\2\0\0", 8, "Binding Request\n", { "Algorithm: SHA-256 (2)\n", "Password Algorithm Length: 0\n" } },
	{ "\xc0\x57\0\4\0\1\3\xe7", 8, "Binding Request\n",
	  { ".1.. .... .... .... = Attribute Type Assignment: Designated Expert (0x1)\n", "Google Network ID: 1\n",
	    "Google Network Cost: Max (999)\n" } },
	{ "\0\23\0\4" "data\0\6\0\4user", 16, "Binding Request user: user\n",
	  { "            Value: 64617461\n            Data (4 bytes)\n", "        USERNAME: user\n" } },
	{ "\x40\1\0\2xy", 6, "Binding Request\n",
	  { "    Packet length is not multiple of 4 bytes\n", "        Attributes\n            Unknown attribute 0x4001\n",
	    "                Value: 7879\n                Padding: 2\n" } },
	{ "\0\6\0\20abcd", 8, "Binding Request\n",
	  { "        USERNAME\n", "Attribute Length: 16 (bogus, goes past the end of the message)\n" } },
	{ "\0\6\0\4abcd\0", 9, "Binding Request user: abcd[Malformed Packet]\n",
	  { "            USERNAME: abcd\n", "[Malformed Packet: STUN]\n" } },
	{ "\0\7\0\4\0\1\2\3\0\6\0\4a\0b\0", 16, "Binding Request user: a\n",
	  { "Password: 00010203\n", "USERNAME: a\n", "Username: a\n", "[Expert Info (Warning/Undecoded): Trailing stray characters]\n" } },
};

static void test_attributes(void **state)
{
	uint8_t message[MOST];
	(void)state;
	for (unsigned i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
		uint32_t n = message_of(message, 1, attributes[i].attributes, attributes[i].n);
		const char *at = shown(message, n, n, false);
		assert_non_null(strstr(at, attributes[i].line));
		at = shown(message, n, n, true);
		for (unsigned j = 0; j < 5 && attributes[i].lines[j]; j++) {
			at = strstr(at, attributes[i].lines[j]);
			if (!at)
				fail_msg("%s", attributes[i].lines[j]);
		}
	}
}

static const struct {
	unsigned type;
	const char *line;
} types[] = {
	{ 0x0001, "Binding Request" }, { 0x0011, "Binding Indication" }, { 0x0101, "Binding Success Response" },
	{ 0x0113, "Allocate Error Response" }, { 0x0009, "Channel-Bind Request" }, { 0x0200, "GooglePing Request" },
	{ 0x03ff, "Unknown Error Response" }, { 0x0401, "UDP 62 40000" }, { 0x4001, "UDP 62 40000" }, { 0x8001, "UDP 62 40000" },
};

static void test_types(void **state)
{
	uint8_t message[MOST];
	(void)state;
	for (unsigned i = 0; i < sizeof types / sizeof types[0]; i++) {
		uint32_t n = message_of(message, types[i].type, "", 0);
		assert_non_null(strstr(shown(message, n, n, false), types[i].line));
	}
	message_of(message, 0x0200, "", 0);
	const char *tree = shown(message, HEADER, HEADER, true);
	assert_non_null(strstr(tree, "..00 001. 000. 0000 = Message Method: 0x0200 GooglePing (0x080)\n"));
	message[3] = 4; /* more than there is */
	assert_non_null(strstr(shown(message, HEADER, HEADER, false), "UDP 62 40000"));
}

/* Every length and every attribute: nothing is read that is not there. */
static void test_any_length(void **state)
{
	uint8_t message[MOST], value[44];
	(void)state;
	for (unsigned type = 0; type < 0x10000; type += type == 0x40     ? 0x7fc0
							: type == 0x80a0 ? 0x3f60
							: type == 0xc070 ? 0x3f90
									 : 1)
		for (uint8_t n = 0; n < 40; n += 3) {
			for (unsigned i = 4; i < sizeof value; i++)
				value[i] = (uint8_t)((i * 7u + n + type) % 13);
			memcpy(value, (const uint8_t[]){ (uint8_t)(type >> 8), (uint8_t)type, 0, n }, 4);
			uint32_t whole = message_of(message, 1, value, 4u + n);
			assert_non_null(
				strstr(shown(message, whole, whole, true), "Session Traversal Utilities for NAT\n"));
		}
	uint32_t n = message_of(message, 1,
				"\0\40\0\10\0\1\x11\x22\1\2\3\4\0\23\0\4"
				"data\0\6\0\4user",
				28);
	for (uint32_t captured = 0; captured <= n; captured++)
		assert_int_equal(
			!!strstr(shown(message, n, captured, true), "[Packet size limited during capture: STUN"),
			captured >= HEADER && captured < n);
}

static void test_classic(void **state)
{
	uint8_t message[MOST];
	(void)state;
	uint32_t n = message_of(message, 0x101,
				"\0\1\0\10\0\1\x11\x22\1\2\3\4\x80\x20\0\10\0\1\x11\x22\1\2\3\4\1\1\0\3abc", 31);
	memcpy(message + 4, "\1\1\1\1", 4);
	assert_non_null(strstr(shown(message, n, n, false), "CLASSIC-STUN 93 Message: Binding Response\n"));
	const char *tree = shown(message, n, n, true);
	assert_non_null(strstr(tree, "    Message Type: Binding Response (0x0101)\n    Message Length: 0x001f\n"));
	assert_non_null(strstr(
		tree, "        Attribute: MAPPED-ADDRESS\n            Attribute Type: MAPPED-ADDRESS (0x0001)\n"));
	assert_non_null(strstr(tree, "            Port: 4386\n            IP: 1.2.3.4\n"));
	assert_non_null(
		strstr(tree, "Port (XOR-d): 4386\n            [Port: 4131]\n            IP (XOR-d): 1.2.3.4\n"));
	assert_non_null(strstr(tree, "[IP: 0.3.2.5]\n"));
	assert_non_null(strstr(tree, "        Attribute: Unknown (0x0101)\n"));
	for (uint32_t captured = 0; captured <= n; captured++)
		assert_int_equal(
			!!strstr(shown(message, n, captured, true), "[Packet size limited during capture: CLASSICSTUN"),
			captured >= HEADER && captured < n);
	message[HEADER + 3] = 60; /* past the end */
	assert_non_null(strstr(shown(message, n, n, false), "Message: Binding Response[Malformed Packet]\n"));
}

/* A response says what it answers, and how long that took; what comes again, what it repeats. */
static void test_transactions(void **state)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	static const struct {
		unsigned type;
		const char *line; /* NULL: none of them */
	} packets[] = {
		{ 0x001, NULL },
		{ 0x001, "    [Duplicated original message in: 1]\n    Message Type" },
		{ 0x101, "    [Request In: 1]\n    [Time: 2.000000000 seconds]\n    Message Type" },
		{ 0x001, "    [Duplicated original message in: 1]\n    [Response In: 3]\n    Message Type" },
		{ 0x101, "    [Duplicated original message in: 3]\n    [Request In: 1]\n    [Time: 4.000000000 seconds]\n" },
	};
	uint8_t bytes[FRONT + HEADER] = { [12] = 0x08, [14] = 0x45, [17] = 48, [23] = 17, [26] = 10,
					  [30] = 10,   [33] = 2,    [34] = 80, [36] = 90, [39] = 28 };
	(void)state;
	pipeline_restart(&p);
	p.print.tree = true;
	for (unsigned i = 0; i < sizeof packets / sizeof packets[0]; i++) {
		message_of(bytes + FRONT, packets[i].type, "", 0);
		struct frame f = { .number = i + 1,
				   .sec = i,
				   .caplen = sizeof bytes,
				   .len = sizeof bytes,
				   .data = bytes,
				   .iface = &iface };
		pipeline_frame(&p, &f);
		buf_clear(&out);
		pipeline_print(&p, &sink_text, &out);
		buf_char(&out, 0);
		assert_non_null(strstr(out.p, packets[i].line ? packets[i].line : "for NAT\n    Message Type"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_attributes), cmocka_unit_test(test_types),
					    cmocka_unit_test(test_any_length), cmocka_unit_test(test_classic),
					    cmocka_unit_test(test_transactions) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
