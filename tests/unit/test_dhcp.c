/* test_dhcp.c: options that consist of parts or of suboptions, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, UDP = 8, BOOTP = 240, FRONT = ETHERNET + IPV4 + UDP };

/* A reply with one option, as a tree. */
static const char *tree_of(unsigned code, const void *value, uint8_t n)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + BOOTP + 2 + 255 + 1] = { [12] = 0x08, [14] = 0x45, [23] = 17 };
	uint32_t total = FRONT + BOOTP + 2u + n + 1;
	uint8_t *ip = bytes + ETHERNET, *udp = ip + IPV4, *bootp = udp + UDP;
	ip[2] = (uint8_t)((total - ETHERNET) >> 8);
	ip[3] = (uint8_t)(total - ETHERNET);
	udp[1] = 67;
	udp[3] = 68;
	udp[4] = (uint8_t)((total - ETHERNET - IPV4) >> 8);
	udp[5] = (uint8_t)(total - ETHERNET - IPV4);
	memcpy(bootp, "\2\1\6", 3);
	memcpy(bootp + 236, "\x63\x82\x53\x63", 4);
	bootp[BOOTP] = (uint8_t)code;
	bootp[BOOTP + 1] = n;
	memcpy(bootp + BOOTP + 2, value, n);
	bytes[total - 1] = 255;
	struct frame f = { .number = 1, .caplen = total, .len = total, .data = bytes, .iface = &iface };
	pipeline_restart(&p);
	p.print.tree = true;
	pipeline_frame(&p, &f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

static const struct {
	unsigned code;
	const char *value;
	uint8_t n;
	const char *lines[4]; /* that are in the tree, in this order */
} options[] = {
	{ 78, "\1\n\0\0\1", 5, { "        Value: Static Discovery (1)\n", "        IP Address: 10.0.0.1\n" } },
	{ 78, "\0\n\0\0\1\1", 6, { "        IP Address: 10.0.0.1\n", "[Option length isn't a multiple of 4]" } },
	{ 79, "\1DEFAULT", 8, { "        Value: Mandatory Scope (1)\n", "        SLP Service Scope: DEFAULT\n" } },
	{ 82, "\7\1x\12\1\1\20\6\1\2\3\4\5\6", 14,
	  { "RADIUS Attributes: 78\n", "Flags: 0x01\n", "Access Point BSSID: 01:02:03:04:05:06\n" } },
	{ 97, "\0\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17", 17,
	  { "        Client Identifier (UUID): 03020100-0504-0706-0809-0a0b0c0d0e0f\n" } },
	{ 117, "\0\6\0\x2c", 4,
	  { "        Name Service: Domain Name Server Option (6)\n",
	    "        Name Service: NetBIOS over TCP/IP Name Server Option (44)\n" } },
	{ 122, "\1\4\n\0\0\1\3\6\0\3www\0\7\1\1", 17,
	  { "        Suboption: TSP's Primary DHCP Server (1): 10.0.0.1 (4 bytes)\n",
	    "        Suboption: TSP's Provisioning Server (3): www (5 bytes)\n",
	    "        Suboption: TSP's Ticket Granting Server Utilization (7): Yes (1 byte)\n" } },
	{ 122, "\4\14\0\0\0\1\0\0\0\2\0\0\0\3\11\2\0\1", 18,
	  { "AS-REQ/AS-REP Backoff and Retry (4): (12 bytes)\n", "pktcMtaDevRealmUnsolicitedKeyMaxRetries: 3\n",
	    "(9): 0x0001 (2 bytes)\n", ".... .... .... ..0. = Invalidate All PacketCable Call Management Servers: No\n" } },
	{ 122, "\11\1\0", 3,
	  { "        Suboption: PacketCable Security Ticket Control (9): \n", "[no room left in option for suboption value]" } },
	{ 151, "\1bad", 4, { "        Status Code: UpsecFail (1)\n", "        Status Code Message: bad\n" } },
	{ 152, "\x65\x53\xf1\0", 4, { "        Base Time: Dec 21, 2089 04:41:36.000000000 UTC\n" } },
	{ 152, "\1", 1, { "[length must be 4]" } },
	{ 159, "\4\10\0\22", 4, { "        Offset: 4\n", "        PSID-Length: 8\n", "        PSID: 0012\n" } },
	{ 161, "https://mud.example/x", 21, { "        MUDURL: https://mud.example/x\n" } },
	{ 212, "\1\2", 2, { "[6RD: malformed option]" } },
};

static void test_options(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof options / sizeof *options; i++) {
		const char *at = tree_of(options[i].code, options[i].value, options[i].n);
		for (unsigned k = 0; k < 4 && options[i].lines[k]; k++) {
			const char *found = strstr(at, options[i].lines[k]);
			if (!found)
				fail_msg("option %u: no \"%s\" in %s", options[i].code, options[i].lines[k], at);
			at = found + strlen(options[i].lines[k]);
		}
	}
}

/* Every option with every length up to 40, of bytes that are lengths and codes themselves: the tree ends, and has the option. */
static void test_any_length(void **state)
{
	uint8_t value[40];
	(void)state;
	for (unsigned code = 1; code < 255; code++)
		for (uint8_t n = 0; n < sizeof value; n++) {
			for (unsigned i = 0; i < sizeof value; i++)
				value[i] = (uint8_t)((i * 7u + n + code) % 13);
			assert_non_null(strstr(tree_of(code, value, n), "    Option: ("));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_options), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
