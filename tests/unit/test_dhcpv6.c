/* test_dhcpv6.c: DHCPv6's messages, also relayed ones, and options, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV6 = 40, UDP = 8, FRONT = ETHERNET + IPV6 + UDP, MOST = 400 };

static void frame_of(uint8_t *bytes, const void *payload, uint32_t n)
{
	uint8_t *ip = bytes + ETHERNET, *udp = ip + IPV6;
	memset(bytes, 0, FRONT);
	bytes[12] = 0x86;
	bytes[13] = 0xdd;
	ip[0] = 0x60;
	ip[4] = (uint8_t)((UDP + n) >> 8);
	ip[5] = (uint8_t)(UDP + n);
	ip[6] = 17;
	memcpy(udp, "\x02\x23\x02\x22", 4); /* 547 to 546 */
	udp[4] = ip[4];
	udp[5] = ip[5];
	memcpy(bytes + FRONT, payload, n);
}

/* What is printed of a message of which `captured` bytes were captured. */
static const char *print(const void *payload, uint32_t n, uint32_t captured, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + MOST];
	frame_of(bytes, payload, n);
	struct frame f = { .number = 1, .caplen = FRONT + captured, .len = FRONT + n, .data = bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

/* A reply with one option. */
static uint32_t message_of(uint8_t *to, unsigned type, unsigned code, const void *value, uint32_t n)
{
	memcpy(to, "\0\1\2\3", 4);
	to[0] = (uint8_t)type;
	to[4] = (uint8_t)(code >> 8);
	to[5] = (uint8_t)code;
	to[6] = (uint8_t)(n >> 8);
	to[7] = (uint8_t)n;
	memcpy(to + 8, value, n);
	return 8 + n;
}

#define ADDRESS "\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\2"

static const struct {
	unsigned type, code;
	const char *value;
	uint32_t n;
	const char *lines[5]; /* that are in the tree, in this order */
} options[] = {
	{ 7, 1, "\0\1\0\1\x29\xd0\x81\x93\0\0\1\1\0\0", 14,
	  { "    Client Identifier\n        Option: Client Identifier (1)\n        Length: 14\n",
	    "DUID: 0001000129d08193000001010000\n", "DUID Time: Mar 25, 2022 13:35:15.000000000 UTC\n",
	    "Link-layer address: 00:00:01:01:00:00\n" } },
	{ 7, 2, "\0\3\0\x20\1\2\3", 7, { "Hardware type: InfiniBand (32)\n", "Link-layer address: 010203\n" } },
	{ 7, 1, "\0\2\0\0\0\11\xaa", 7, { "Enterprise ID: ciscoSystems (9)\n", "Identifier: aa\n" } },
	{ 7, 53, "\0\4\1\2", 4, { "DUID Type: Universally Unique IDentifier (UUID) (4)\n", "[DUID: malformed option]" } },
	{ 7, 3, "\0\0\0\1\0\0\0\20\xff\xff\xff\xff\0\5\0\30" ADDRESS "\0\0\0\1\xff\xff\xff\xff", 40,
	  { "        IAID: 00000001\n        T1: 16\n        T2: infinity\n        IA Address\n", "            IPv6 address: 2001:db8::2\n",
	    "            Preferred lifetime: 1\n            Preferred lifetime: infinity\n" } },
	{ 7, 4, "\0\0\0\1", 4, { "        IATA: 00000001\n" } },
	{ 7, 6, "\0\x17\0\xf3", 4, { "Requested Option code: DNS recursive name server (23)\n", "Requested Option code: Unknown (243)\n" } },
	{ 7, 7, "", 0, { "[PREFERENCE: malformed option]" } },
	{ 7, 8, "\0\x64", 2, { "        Elapsed time: 1000ms\n" } },
	{ 7, 11, "\2\1\0\0\0\0\0\0\0\0\1ab\0\0\0\377\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 33,
	  { "DHCP realm: ab\n", "Key ID: 255\n", "HMAC-MD5 data: 00000000000000000000000000000001\n" } },
	{ 7, 13, "\0\2none", 6, { "Status Code: NoAddrAvail (2)\n", "Status Message: none\n" } },
	{ 7, 15, "\0\3abc", 5, { "        User Class suboption\n            Length: 3\n            Suboption: 616263\n" } },
	{ 7, 15, "\0\x20" "abc", 5, { "[User Class: suboption too long]" } },
	{ 7, 17, "\0\0\0\11\0\1\0\2hi", 10,
	  { "        option\n            Option code: 1\n            Option length: 2\n            Option data: 6869\n" } },
	{ 7, 23, ADDRESS ADDRESS, 32, { "         1 DNS server address: 2001:db8::2\n         2 DNS server address: 2001:db8::2\n" } },
	{ 7, 24, "\3www\7example\3com\0\3foo\0", 22,
	  { "        Domain name suffix search list\n            List entry: www.example.com.\n",
	    "            Top Level Domain name (TLD): foo.\n", "[WARNING: TLDs are rarely resolvable ]" } },
	{ 7, 64, "\4aftr", 5, { "        Partial domain name: aftr\n" } },
	{ 7, 64, "\5ab", 3, { "        ERROR: The length of this name, 5, exceeds the remaining length, 2, in the\n" } },
	{ 7, 26, "\0\0\0\1\0\0\0\2\x40" ADDRESS "\0\x43\0\2\x41\x80", 31,
	  { "        Prefix length: 64\n        Prefix address: 2001:db8::2\n        Prefix Exclude\n",
	    "            Prefix length: 65\n            IPv6 subnet ID: 80\n" } },
	{ 7, 39, "\3\0", 2,
	  { "        Flags: 0x03  [SERVER SHALL update both AAAA and PTR RRs]\n[Server has overridden the client's S bit]\n",
	    "O bit: Server HAS overridden client's S bit preference\n", "        Root only domain name: ['.' (0)]\n" } },
	{ 1, 39, "\5", 1,
	  { "[ERROR: CLIENT prefers that the server not perform *any* DNS updates\n", "[ERROR: When the N-bit is set, the S-bit must be reset]",
	    "        Empty domain field: the client requests the server to provide a domain name\n" } },
	{ 8, 39, "\1", 1, { "        Only the following message types are permitted to use OPTION_CLIENT_FQDN: " } },
	{ 7, 56, "\0\3\0\6\2in\1x\0\0\1\0\20" ADDRESS, 30,
	  { "        NTP Server FQDN\n", "            NTP Server FQDN: in.x.\n", "            NTP Server Address: 2001:db8::2\n" } },
	{ 7, 89, "\1\20\30\300\0\2\0\x20\x20\1\x0d\xb8\0\x5d\0\4\6\x08\xfe\xdc", 20,
	  { "        Flags: 0x01, Forwarding Mapping Rule\n", "        IPv4 prefix: 192.0.2.0\n", "        IPv6 prefix: 2001:db8::\n",
	    "            PSID length: 8\n            PSID: 254\n" } },
	{ 7, 119, "\0\11", 2, { "        Flags: 0x0009, Using Requested FQDN (U), Fwd Uptodate (F)\n" } },
	{ 7, 127, "\0\1\0\2", 4, { "Protocol Major Version: 1\n        Protocol Minor Version: 2\n" } },
	{ 7, 200, "x", 1, { "    DHCP option 200\n        Option: Unknown (200)\n" } },
};

static void test_options(void **state)
{
	uint8_t message[MOST];
	(void)state;
	for (unsigned i = 0; i < sizeof options / sizeof *options; i++) {
		uint32_t n = message_of(message, options[i].type, options[i].code, options[i].value, options[i].n);
		const char *at = print(message, n, n, true);
		for (unsigned k = 0; k < 5 && options[i].lines[k]; k++) {
			const char *found = strstr(at, options[i].lines[k]);
			if (!found)
				fail_msg("option %u: no \"%s\" in %s", options[i].code, options[i].lines[k], at);
			at = found + strlen(options[i].lines[k]);
		}
	}
}

/* A relay's message with a client's in it, which it says it got from another relay. */
static const char relayed[] = "\14\1" ADDRESS ADDRESS "\0\11\0\24\1\1\2\3\0\1\0\14\0\3\0\1\0\1\2\3\4\5\6\7";
enum { RELAYED = sizeof relayed - 1 };

static void test_relay(void **state)
{
	(void)state;
	const char *at = print(relayed, RELAYED, RELAYED, true);
	assert_non_null(strstr(at, "    Message type: Relay-forw (12)\n    Hopcount: 1\n"));
	assert_non_null(strstr(at, "[Hopcount of most inner message has to equal 0 instead of 1]"));
	assert_non_null(strstr(
		at,
		"    Relay Message\n        Option: Relay Message (9)\n        Length: 20\n        DHCPv6\n"
		"            Message type: Solicit (1)\n            Transaction ID: 0x010203\n            Client Identifier\n"));
	at = print(relayed, RELAYED, RELAYED, false);
	assert_non_null(strstr(
		at, " DHCPv6 120 Relay-forw L: 2001:db8::2 Solicit XID: 0x010203 CID: 000300010001020304050607 \n"));
}

static void test_line(void **state)
{
	uint8_t message[MOST];
	(void)state;
	uint32_t n = message_of(message, 21, 1, "\0\1", 2);
	assert_non_null(strstr(print(message, n, n, false), " Message Type 21 XID: 0x010203 CID: 0001 \n"));
	assert_non_null(strstr(print(message, n, n - 1, false), "[Packet size limited during capture]"));
	assert_non_null(strstr(print(message, 3, 3, false), "[Malformed Packet]"));
	n = message_of(message, 1, 64, "\0", 1);
	assert_non_null(strstr(print(message, n, n, false), " Solicit XID: 0x010203  [ROOT-ONLY DOMAIN NAME]\n"));
	n = message_of(message, 1, 6, "\0", 1);
	assert_non_null(strstr(print(message, n, n, false), " Solicit XID: 0x010203 [Malformed Packet]\n"));
}

/* Every option with every length up to 40, of bytes that are lengths and codes themselves: the tree ends, and has the option. */
static void test_any_length(void **state)
{
	uint8_t value[40], message[MOST];
	(void)state;
	for (unsigned code = 1; code < 170; code++)
		for (uint32_t n = 0; n < sizeof value; n++) {
			for (unsigned i = 0; i < sizeof value; i++)
				value[i] = (uint8_t)((i * 7u + n + code) % 13);
			uint32_t all = message_of(message, 1 + n % 13, code, value, n);
			assert_non_null(strstr(print(message, all, all, true), "DHCPv6\n    Message type: "));
		}
}

/* A message cut after every byte: what there is, and that it was cut. */
static void test_truncation(void **state)
{
	(void)state;
	for (uint32_t n = 1; n < RELAYED; n++) {
		assert_non_null(strstr(print(relayed, RELAYED, n, true),
				       "[Packet size limited during capture: DHCPv6 truncated]"));
		print(relayed, n, n, true);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_options), cmocka_unit_test(test_relay),	   cmocka_unit_test(test_line),
		cmocka_unit_test(test_any_length), cmocka_unit_test(test_truncation),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
