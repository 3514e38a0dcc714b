/* test_pim.c: messages of PIM, both versions, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, FRONT = ETHERNET + IPV4, MOST = 300, PIM = 103, IGMP = 2 };

/* What is printed of a message of n bytes, of which `captured` were captured. */
static const char *print(unsigned proto, const void *payload, uint32_t n, uint32_t captured, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + MOST] = { [12] = 0x08, [14] = 0x45 };
	uint8_t *ip = bytes + ETHERNET;
	ip[2] = (uint8_t)((IPV4 + n) >> 8);
	ip[3] = (uint8_t)(IPV4 + n);
	ip[9] = (uint8_t)proto;
	memcpy(ip + 12, "\12\0\0\1\12\0\0\2", 8);
	memcpy(bytes + FRONT, payload, n);
	struct frame f = { .number = 1, .caplen = FRONT + captured, .len = FRONT + n, .data = bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

#define UNICAST "\1\0\12\0\0\4"
#define GROUP "\1\0\x80\x08\357\1\2\3"
#define DATAGRAM "\x45\0\0\x1c\0\0\0\0\1\x11\0\0\xc0\xa8\1\1\357\1\2\3\0\1\0\2\0\x08\0\0"

static const struct {
	unsigned proto;
	const char *bytes;
	uint32_t n;
	const char *info;
	const char *lines[5]; /* that are in the tree, in this order */
} messages[] = {
	{ PIM, "\x20\0\0\0\0\1\0\2\0\0\0\2\0\4\x80\x64\x0b\xb8\0\25\0\4\1\74\0\0", 26, " PIMv2 60 Hello\n",
	  { "    PIM Options: 3\n        Option 1: Hold Time: 0 (goodbye)\n            Type: 1\n            Length: 2\n"
	    "            Holdtime: goodbye (0)\n",
	    "        Option 2: LAN Prune Delay: T = 1, Propagation Delay = 100ms, Override Interval = 3000ms\n",
	    "            .000 0000 0110 0100 = Propagation Delay: 100\n",
	    "        Option 21: State-Refresh: Version = 1, Interval = 60s\n" } },
	{ PIM, "\x20\0\0\0\0\x18\0\6" UNICAST, 14, " PIMv2 48 Hello\n",
	  { "        Option 24: Address List\n", "            Address List (24)\n                Address: 10.0.0.4\n" } },
	{ PIM, "\x21\0\xde\xff\0\0\0\0" DATAGRAM, 36, "  192.168.1.1 → 239.1.2.3    PIMv2 70 Register\n",
	  { "    Checksum: 0xdeff [correct]\n", "        0100 .... = IP Version: IPv4 (4)\nInternet Protocol Version 4, Src: 192.168.1.1" } },
	{ PIM, "\x21\0\0\0\x40\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\12\0\0\7\357\1\2\3", 28, " PIMv2 62 Register\n",
	  { ".1.. .... .... .... .... .... .... .... = Null-Register: Yes\n", "        Dummy HeaderIPv4\n        Source: 10.0.0.7\n" } },
	{ PIM, "\x22\0\0\0" GROUP UNICAST, 18, " PIMv2 52 Register-stop\n",
	  { "        Group: 239.1.2.3/8\n            Address Family: IPv4 (1)\n            Encoding Type: Native (0)\n"
	    "            Flags: 0x80, Bidirectional PIM\n",
	    "        Source: 10.0.0.4\n" } },
	{ PIM, "\x23\0\0\0" UNICAST "\0\1\xff\xff" GROUP "\0\1\0\1\1\0\7\x20\12\1\2\3\1\1\4\x20\12\1\2\4\xc5\1\1", 45, " PIMv2 79 Join/Prune\n",
	  { "        Upstream-neighbor: 10.0.0.4\n", "        Num Groups: 1\n        Holdtime: Infinity (65535)\n        Group 0\n"
	    "            Group 0: 239.1.2.3/8\n",
	    "            Num Joins: 1\n                IP address: 10.1.2.3/32 (SWR)\n", "            Num Prunes: 1\n                IP address: 10.1.2.4/32 (S)\n",
	    "Flags: 0xc5, Forward, End of Attributes, Attribute Type: Transport Attribute\n" } },
	{ PIM, "\x24\0\0\0\4\xb0\36\12" UNICAST GROUP "\1\1\0\0" UNICAST "\0\x96\7\0", 36, " PIMv2 70 Bootstrap\n",
	  { "        Fragment tag: 0x04b0\n        Hash mask len: 30\n        BSR priority: 10\n        BSR: 10.0.0.4\n",
	    "            RP count: 1\n            FRP count: 1\n            Priority: 7\n        RP 0: 10.0.0.4\n", "        Holdtime: 150\n    Reserved byte(s): 00\n" } },
	{ PIM, "\x25\0\0\0" GROUP UNICAST "\x80\0\0\x65\0\0\0\24", 26, " PIMv2 60 Assert\n",
	  { "        1... .... = RP Tree: True\n", "Metric Preference: 101\n        Metric: 20\n" } },
	{ PIM, "\x28\0\0\0\1\xc0\0\x96" UNICAST GROUP, 22, " PIMv2 56 Candidate-RP-Advertisement\n",
	  { "        Prefix-count: 1\n        Priority: 192\n        Holdtime: 150\n        RP: 10.0.0.4\n", "        Group 0: 239.1.2.3/8\n" } },
	{ PIM, "\x29\0\0\0" GROUP UNICAST UNICAST "\0\0\0\x65\0\0\0\24\x18\x20\xe0\74", 36, " PIMv2 70 State-Refresh\n",
	  { "        Originator: 10.0.0.4\n", "        Masklen: 24\n        TTL: 32\n", "Assert override: Set\n        Interval: 60\n" } },
	{ PIM, "\x2a\x13\0\0" UNICAST "\0\0\0\x65\0\0\0\24", 18, " PIMv2 52 DF election\n",
	  { "    0001 .... = DF Subtype: offer (1)\n    .... 0011 = DF reserved: 3\n", "        DF Metric Preference: 101\n        Metric: 20\n" } },
	{ PIM, "\x2c\x80\0\0" UNICAST "\x80\1\0\22" GROUP "\0\1\0\0" UNICAST, 32, " PIMv2 66 PFM source discovery\n",
	  { "    1... .... = Pfm no forward bit: True\n", "    PIM Options: 1\n", "        Option 1: Group Source Holdtime TLV\n",
	    "        Source Count: 1\n        Source Holdtime: goodbye (0)\n        Source: 10.0.0.4\n" } },
	{ PIM, "\x2d\0\0\0abcd", 8, " PIMv2 42 Unknown (13)\n", { ".... 1101 = Type: Unknown (13)\n" } },
	{ PIM, "\xf0\0\0\0abcd", 8, " PIMv15 42 Unknown\n", { "    Checksum: 0x0000 [unverified]\n", "    PIM Options\n" } },
	{ IGMP, "\x14\4\0\0\x10\0\0\0\357\1\1\1\377\377\377\377\12\0\0\1\0\0\1\16", 24, " PIMv1 58 RP-Reachable\n",
	  { "Protocol Independent Multicast\n    Type: PIM (0x14)\n    Code: RP-Reachable (4)\n",
	    "        Group Address: 239.1.1.1\n        Mask: 255.255.255.255\n        RP: 10.0.0.1\n        Holdtime: 270\n    Reserved byte(s): 0000\n" } },
	{ IGMP, "\x14\3\0\0\x10\0\0\0\12\0\0\x09\0\0\0\xd2\0\4\x20\1\357\1\1\1\377\377\377\377\0\0\0\1\7\x20\12\1\1\2", 38, " PIMv1 72 Join/Prune\n",
	  { "        Group 0: 239.1.1.1\n            Group 0 Mask: 255.255.255.255\n            Num Joins: 0\n            Num Prunes: 1\n",
	    "                .... ..1. = WC: 1\n", "                IP address: 10.1.1.2\n" } },
};

static void test_messages(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++) {
		const char *at = print(messages[i].proto, messages[i].bytes, messages[i].n, messages[i].n, false);
		if (!strstr(at, messages[i].info))
			fail_msg("message %u: no \"%s\" in %s", i, messages[i].info, at);
		at = print(messages[i].proto, messages[i].bytes, messages[i].n, messages[i].n, true);
		for (unsigned k = 0; k < 5 && messages[i].lines[k]; k++) {
			const char *found = strstr(at, messages[i].lines[k]);
			if (!found)
				fail_msg("message %u: no \"%s\" in %s", i, messages[i].lines[k], at);
			at = found + strlen(messages[i].lines[k]);
		}
	}
}

/* Every message cut after every byte, by the capture and by its own length: what there is, and that it was cut. */
static void test_any_length(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++)
		for (uint32_t n = 1; n < messages[i].n; n++) {
			assert_non_null(strstr(print(messages[i].proto, messages[i].bytes, n, n, true),
					       "Protocol Independent Multicast\n"));
			assert_non_null(strstr(print(messages[i].proto, messages[i].bytes, messages[i].n, n, true),
					       "Protocol Independent Multicast\n"));
		}
	assert_non_null(strstr(print(PIM, messages[4].bytes, 9, 9, false), " Register-stop[Malformed Packet]\n"));
	assert_non_null(strstr(print(PIM, messages[4].bytes, 9, 9, true), "[Malformed Packet: PIM]"));
	assert_non_null(strstr(print(PIM, messages[4].bytes, 18, 9, false),
			       " Register-stop[Packet size limited during capture]\n"));
}

/* Every type with counts and lengths that lie: it ends. */
static void test_any_bytes(void **state)
{
	uint8_t bytes[120];
	(void)state;
	for (unsigned type = 0; type < 16; type++)
		for (unsigned seed = 0; seed < 40; seed++) {
			for (unsigned i = 0; i < sizeof bytes; i++)
				bytes[i] = (uint8_t)((i * 7u + seed * 5u) % 13 < 7 ? 1 + (i * seed) % 2
										   : (i * 11u + seed) % 256);
			bytes[0] = (uint8_t)(0x20 | type);
			assert_non_null(strstr(print(PIM, bytes, sizeof bytes, sizeof bytes, true),
					       "Protocol Independent Multicast\n"));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_messages), cmocka_unit_test(test_any_length),
					    cmocka_unit_test(test_any_bytes) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
