/* test_cdp.c: CDP, as tshark shows it: each kind of TLV, checksums of odd lengths, lengths that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

static struct one_frame frame_of(const char *hex)
{
	struct one_frame f = { 0 };
	add_hex(&f, "01000ccccccc 020000000001 0000 aaaa03 00000c 2000 02b4");
	add_hex(&f, hex);
	f.bytes[12] = (uint8_t)((f.n - 14) >> 8);
	f.bytes[13] = (uint8_t)(f.n - 14);
	return f;
}

static const struct {
	const char *hex;
	const char *lines[3]; /* that are in the tree, in this order */
} tlvs[] = {
	{ "0001 0006 5231", { "    Device ID: R1\n", "        Type: Device ID (0x0001)\n        Length: 6\n        Device ID: R1\n" } },
	{ "0002 0011 00000001 0101cc0004 0a760a01",
	  { "    Addresses\n", "        Number of addresses: 1\n        IP address: 10.118.10.1\n",
	    "            Protocol: IP\n            Address length: 4\n            IP Address: 10.118.10.1\n" } },
	{ "0016 0024 00000001 0208aaaa0300000086dd0010 fe800000000000000000000000000001",
	  { "    Management Addresses\n", "        IPv6 address: fe80::1\n", "            Protocol: IPv6\n" } },
	{ "0003 0009 4769302f31 0001 0005 61", { "    Port ID: Gi0/1\n", "        Sent through Interface: Gi0/1\n", "    Device ID: a\n" } },
	{ "0003 0009 4769302f31 302f32 0001 0005 61", { "    Port ID: Gi0/10/2\n", "        Length: 9\n", "    Device ID: a\n" } },
	{ "0004 0008 00000029", { "        Capabilities: 0x00000029\n", "...1 = Router: Yes\n", "0... .... = VoIP Phone: No\n" } },
	{ "0005 000b 6f6e65 0a 74776f", { "        Software version: one\n        Software version: two\n" } },
	{ "0007 0008 0a000001", { "    ODR Default gateway: 10.0.0.1\n" } },
	{ "0007 000e 0a00000018 0a01000010", { "    IP Prefixes: 2\n", "        IP Prefix: 10.0.0.0/24\n        IP Prefix: 10.1.0.0/16\n" } },
	{ "0008 0024 00000c 0112 00010203 04050607 08 09 0a 0b 0c0d0e0f1011 121314151617 18 191a",
	  { "    Protocol Hello: Cluster Management\n", "        Cluster Commander MAC: 0c:0d:0e:0f:10:11\n", "        Management VLAN: 6426\n" } },
	{ "000a 0006 000a", { "    Native VLAN: 10\n" } },
	{ "000b 0005 01", { "    Duplex: Full\n", "        Duplex: Full\n" } },
	{ "000e 0007 01 0064", { "    VoIP VLAN Reply: VLAN 100\n", "        Data: 01\n        Voice VLAN: 100\n" } },
	{ "0010 0006 189c", { "    Power Consumption: 6300 mW\n", "        Power Consumption: 6300mW\n" } },
	{ "0012 0005 01", { "    Trust Bitmap: 0x01\n" } },
	{ "0017 000a 00 7768657265", { "    Location: where\n", "        UNKNOWN: 0x00\n        Location: where\n" } },
	{ "001a 0010 0001 0002 00001000 00002000",
	  { "    Power Available: 4096 mW, 8192 mW\n", "        Request-ID: 1\n        Management-ID: 2\n", "        Power Available: 8192mW\n" } },
	{ "001f 0005 07", { "        Spare Pair PoE: 0x07\n", ".... .1.. = PD Request Spare Pair PoE: On\n" } },
	{ "1001 0007 534552", { "    Serial: SER\n", "        Platform: SER\n" } },
	{ "0099 0007 616263", { "    Type: Unknown (0x0099), length: 7\n", "        Data: 616263\n" } },
	{ "0001 0003 61", { "    TLV with invalid length 3 (< 4)\n", "Data (1 byte)\n" } },
	{ "0001 0033 61", { "[Malformed Packet: CDP]" } },
};

static void test_tlvs(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof tlvs / sizeof *tlvs; i++) {
		char hex[300] = "0000 ";
		strcat(hex, tlvs[i].hex);
		struct one_frame f = frame_of(hex);
		const char *at = print_frame(&f, LINK_ETHERNET, f.n, true);
		for (unsigned k = 0; k < 3 && tlvs[i].lines[k]; k++) {
			holds(at, tlvs[i].lines[k]);
			at = strstr(at, tlvs[i].lines[k]) + strlen(tlvs[i].lines[k]);
		}
		bend_anywhere(&f, LINK_ETHERNET, 22);
	}
}

/* The last byte of an odd number stands alone, in the low half of a word, and with its sign. */
static void test_checksum(void **state)
{
	struct one_frame f = frame_of("f3ad 0003 0007 616263 78797a 0001 0009 6465666768");
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Checksum: 0xf3ad [correct]\n    [Checksum Status: Good]\n");
	f.bytes[f.n - 1] = 0xe8;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "    Checksum: 0xf3ad incorrect, should be 0xf42d\n");
	holds(out.p, "[Bad checksum [should be 0xf42d]]\n");
}

static void test_any_length(void **state)
{
	struct one_frame f = frame_of("0000 0001 0006 5231 0003 0009 4769302f31");
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " CDP 41 Device ID: R1  Port ID: Gi0/1  \n");
	cut_anywhere(&f, LINK_ETHERNET, f.n);
	bend_anywhere(&f, LINK_ETHERNET, 0);
	for (f.n = 23; f.n < 26; f.n++) {
		f.bytes[13] = (uint8_t)(f.n - 14);
		holds(print_frame(&f, LINK_ETHERNET, f.n, true), "[Malformed Packet: CDP]");
		holds(print_frame(&f, LINK_ETHERNET, f.n, false), " [Malformed Packet]\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_tlvs), cmocka_unit_test(test_checksum),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
