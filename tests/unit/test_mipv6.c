/* test_mipv6.c: mobility headers and their options, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV6 = 40, FRONT = ETHERNET + IPV6, FIXED = 6, MOST = 400, OLD_NUMBER = 62, NUMBER = 135 };

/* What is printed of n bytes behind an IPv6 header, of which `captured` were captured. */
static const char *print(unsigned number, const uint8_t *header, uint32_t n, uint32_t captured, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + MOST] = { [12] = 0x86, [13] = 0xdd, [14] = 0x60 };
	bytes[18] = (uint8_t)(n >> 8);
	bytes[19] = (uint8_t)n;
	bytes[20] = (uint8_t)number;
	bytes[22] = bytes[38] = 0x20;
	memcpy(bytes + FRONT, header, n);
	struct frame f = { .number = 1, .caplen = FRONT + captured, .len = FRONT + n, .data = bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

/* A header with a message, filled up with Pad1 to a multiple of 8. Returns its length. */
static uint32_t make(uint8_t *b, unsigned type, const void *message, uint32_t n)
{
	uint32_t total = (FIXED + n + 7) / 8 * 8;
	memset(b, 0, total);
	b[0] = 59;
	b[1] = (uint8_t)(total / 8 - 1);
	b[2] = (uint8_t)type;
	b[4] = 0x12;
	b[5] = 0x34;
	memcpy(b + FIXED, message, n);
	return total;
}

static const char *tree_of(unsigned type, const void *message, uint32_t n)
{
	uint8_t b[MOST];
	uint32_t total = make(b, type, message, n);
	return print(OLD_NUMBER, b, total, total, true);
}

static const struct {
	unsigned type;
	const char *message;
	uint32_t n;
	const char *lines[4];
} messages[] = {
	{ 0, "\1\2", 2, { "    Mobility Header Type: Binding Refresh Request (0)\n", "    Binding Refresh Request: 0102\n" } },
	{ 1, "\0\0\1\2\3\4\5\6\7\10", 10, { "    Home Test Init\n        Home Init Cookie: 0x0102030405060708\n" } },
	{ 2, "\0\0\1\2\3\4\5\6\7\10", 10, { "        Care-of Init Cookie: 0x0102030405060708\n" } },
	{ 3, "\0\5\1\2\3\4\5\6\7\10\1\1\1\1\1\1\1\1", 18,
	  { "        Home Nonce Index: 5\n", "        Home Keygen Token: 0x0101010101010101\n" } },
	{ 5, "\0\7\xc0\0\0\20", 6,
	  { "    Header length: 1 (16 bytes)\n", "    Checksum: 0x1234\n    Binding Update\n        Sequence number: 7\n",
	    "        .1.. .... .... .... = Home Registration (H) flag: Home Registration\n",
	    "        Lifetime: 16 (64 seconds)\n    Mobility Options\n        MIPv6 Option - Pad1\n" } },
	{ 6, "\0\x80\0\7\0\20", 6,
	  { "        Status: Binding Update accepted (0)\n",
	    "        1... .... = Key Management Compatibility (K) flag: Key Management Mobility Compatibility\n" } },
	{ 7, "\1\0\40\1\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 18,
	  { "        Status: Unknown binding for Home Address destination option (1)\n", "        Home Address: 2001::1\n" } },
	{ 12, "\1\0\40\1\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 18, { "        Number of Addresses: 1\n", "        Address: 2001::1\n" } },
	{ 13, "\0\1\0\0\0\5", 6, { "        .... ...1 = Response (R) flag: Heartbeat Response\n", "        Sequence number: 5\n" } },
	{ 16, "\1\1\0\5\x80\0", 6,
	  { "    Binding Revocation Indication\n", "        R. Trigger: Administrative Reason (1)\n",
	    "        1... .... .... .... = Proxy Binding (P) Flag: Set\n" } },
	{ 16, "\2\1\0\5\0\0", 6, { "    Binding Revocation Acknowledge\n", "        Status: Partial Success (1)\n" } },
	{ 99, "\1\2", 2, { "    Mobility Header Type: Unknown (99)\n", "    Message Data: 0102\n" } },
};

static void test_messages(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++) {
		const char *text = tree_of(messages[i].type, messages[i].message, messages[i].n);
		for (unsigned k = 0; k < 4 && messages[i].lines[k]; k++)
			holds(text, messages[i].lines[k]);
		assert_null(strstr(text, "Malformed"));
	}
}

/* Options of a binding update. */
static const struct {
	const char *option;
	uint32_t n;
	const char *lines[3];
} options[] = {
	{ "\1\2\0\0", 4, { "        MIPv6 Option - PadN\n            Length: 2\n            PadN: 0000\n" } },
	{ "\2\2\0\5", 4, { "        MIPv6 Option - Binding Refresh Advice\n", "            Refresh interval: 5 (20 seconds)\n" } },
	{ "\2\3\0\5\0", 5, { "[Binding Refresh Advice (with option length = 3 bytes; should be 2)]\n" } },
	{ "\2\20\0\5", 4, { "        Binding Refresh Advice (option length = 16 bytes says option goes past end of options)\n" } },
	{ "\4\4\0\1\0\2", 6, { "            Home nonce index: 1\n            Care-of nonce index: 2\n" } },
	{ "\6\22\0\40\40\1\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 20,
	  { "        MIPv6 Option - Mobile Network Prefix: 2001::1/32\n", "            Mobile Network Prefix Length: 32\n" } },
	{ "\10\4\1abc", 6,
	  { "        MIPv6 Option - Mobile Node Identifier: abc\n", "            Subtype: Network Access Identifier (NAI) (1)\n" } },
	{ "\11\7\3\0\0\1\0ab", 9, { "            Mobility SPI: 256\n            Authentication Data: " } },
	{ "\24\6\2ab\2cd", 8, { "        MIPv6 Option - Service Selection: ab.cd\n", "            Identifier: ab.cd\n" } },
	{ "\27\2\0\1", 4, { "        MIPv6 Option - Handoff Indicator: Attachment over a new interface\n" } },
	{ "\33\10\0\0\0\0\0\1\x80\0", 10, { "            Timestamp: Jan  1, 1970 00:00:01.500000000 UTC\n" } },
	{ "\35\6\x80\0\12\0\0\1", 8, { "            1000 00.. = Prefix-len: 32\n", "            IPv4 Home Address: 10.0.0.1\n" } },
	{ "\41\6\0\0\0\0\0\7", 8, { "        MIPv6 Option - GRE Key: 7\n" } },
	{ "\43\10\0\1\0\0\12\0\0\1", 10, { "            IPv4 care-of address (CoA): 10.0.0.1\n" } },
	{ "\50\6\0\0\3\2ab", 8, { "            Req-type: Alternate Care-of Address (3)\n", "            Req-Data: 6162\n" } },
	{ "\51\6\2\0\12\0\0\1", 8, { "            Local Mobility Anchor Address: 10.0.0.1\n" } },
	{ "\67\6\x80\40\12\0\0\1", 8,
	  { "        MIPv6 Option - Delegated Mobile Network Prefix: 10.0.0.1/32\n" } },
	{ "\x63\1a", 3, { "        Unknown (0x63)\n", "[IE data not dissected yet]\n" } },
};

static void test_options(void **state)
{
	uint8_t message[MOST];
	(void)state;
	for (unsigned i = 0; i < sizeof options / sizeof *options; i++) {
		memcpy(message, "\0\1\0\0\0\20", 6);
		memcpy(message + 6, options[i].option, options[i].n);
		const char *text = tree_of(5, message, 6 + options[i].n);
		for (unsigned k = 0; k < 3 && options[i].lines[k]; k++)
			holds(text, options[i].lines[k]);
		assert_null(strstr(text, "Malformed Packet"));
	}
}

/* Under its own number the header is a part of IPv6's, as other extension headers are. */
static void test_numbers(void **state)
{
	uint8_t b[MOST];
	(void)state;
	uint32_t n = make(b, 5, "\0\1\0\0\0\20", 6);
	holds(print(NUMBER, b, n, n, true),
	      "\n    Mobile IPv6\n        Payload protocol: No Next Header for IPv6 (59)\n");
	holds(print(OLD_NUMBER, b, n, n, true), "\nMobile IPv6\n    Payload protocol: No Next Header for IPv6 (59)\n");
	holds(print(NUMBER, b, n, n, false), " MIPv6 70 Binding Update\n");
}

static void test_any_length(void **state)
{
	uint8_t b[MOST], message[100];
	(void)state;
	for (unsigned type = 0; type < 70; type++)
		for (uint8_t n = 0; n < 40; n++) {
			for (unsigned i = 0; i < sizeof message; i++)
				message[i] = (uint8_t)((i * 7u + n + type) % 11);
			message[6] = (uint8_t)type;
			message[7] = n;
			holds(tree_of(5, message, 8u + n), "    Mobility Options\n");
			holds(tree_of(type % 20, message, n), "    Mobility Header Type: ");
		}
	memset(message, 1, sizeof message);
	uint32_t total = make(b, 5, message, 30);
	for (uint32_t n = 1; n < total; n++) {
		holds(print(OLD_NUMBER, b, n, n, true), "[Malformed Packet: MIPv6]");
		holds(print(OLD_NUMBER, b, total, n, true), "[Packet size limited during capture: MIPv6 truncated]");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_messages), cmocka_unit_test(test_options),
					    cmocka_unit_test(test_numbers), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
