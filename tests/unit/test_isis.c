/* test_isis.c: IS-IS PDUs of every kind, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { ISIS = 17 }; /* where a PDU begins */

static const char front[] = "0180c2000014 020000000001 0000 fefe03";

static struct one_frame pdu(const char *type, const char *hex)
{
	struct one_frame f = { 0 };
	add_hex(&f, front);
	add_hex(&f, "83 1b 01 00");
	add_hex(&f, type);
	add_hex(&f, "01 00 00");
	add_hex(&f, hex);
	f.bytes[13] = (uint8_t)(f.n - 14);
	/* The PDU's own length stands behind a hello's timer, and first elsewhere. */
	f.bytes[ISIS + (f.bytes[ISIS + 4] < 0x12 ? 18 : 9)] = (uint8_t)(f.n - ISIS);
	return f;
}

static const char
	hello[] = "01 333333333333 000a 0037 40 33333333333302 8101cc 0104 0349000a 8404 0a000a01 d303 000000"
		  "0606 c20129980000 0802 0000",
	p2p[] = "03 111111111111 001e 002d 02 0704 0001 0000 f00f 01 00000002 222222222222 00000003 3702 aabb",
	csnp[] = "0031 333333333333 00 0000000000000000 ffffffffffffffff 090e 04a0 2222222222220000 0000000e",
	csnp_whole[] =
		"0033 333333333333 00 0000000000000000 ffffffffffffffff 0910 04a0 2222222222220000 0000000e 5910",
	psnp[] = "0023 111111111111 00 0910 04ad 2222222222220000 00000005 4382",
	lsp[] = "004a 04b0 1111111111110000 00000007 e066 03 0104 03490001 8101cc 8902 5231 8404 0a000001"
		"800c 0a808080 0a000000 fffffffc 020c 00 0a000000 22222222222200";

static void test_hello(void **state)
{
	struct one_frame f = pdu("0f", hello);
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "    Intradomain Routing Protocol Discriminator: ISIS (0x83)\n    Length Indicator: 27\n");
	holds(s,
	      "    ...0 1111 = PDU Type: L1 HELLO (15)\n    Version: 1\n    Reserved: 0\n    Maximum Area Addresses: 0\n");
	holds(s,
	      "ISIS HELLO\n    .... ..01 = Circuit type: Level 1 only (0x1)\n    0000 00.. = Reserved: 0x00\n"
	      "    SystemID {Sender of PDU}: 3333.3333.3333\n    Holding timer: 10\n    PDU length: 59\n"
	      "    .100 0000 = Priority: 64\n    0... .... = Reserved: 0\n    SystemID {Designated IS}: 3333.3333.3333.02\n"
	      "    Protocols Supported (t=129, l=1)\n        Type: 129\n        Length: 1\n        NLPID: IP (0xcc)\n");
	holds(s, "        Area address (3): 49.000a\n");
	holds(s, "        IPv4 interface address: 10.0.10.1\n");
	holds(s, "            .... .0.. = Suppress Adjacency: False\n");
	holds(s, "        IS Neighbor: c2:01:29:98:00:00\n");
	holds(s, "    Padding (t=8, l=2)\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " ISIS HELLO 76 L1 HELLO, System-ID: 3333.3333.3333\n");
	f = pdu("11", p2p);
	s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "    Local circuit ID: 2\n    Instance Identifier (t=7, l=4)\n");
	holds(s, "        Adjacency State: Initializing (1)\n        Extended Local circuit ID: 0x00000002\n"
		 "        Neighbor SystemID: 2222.2222.2222\n        Neighbor Extended Local circuit ID: 0x00000003\n");
	holds(s, "    Unknown code (t=55, l=2)\n");
}

static void test_sequence_numbers(void **state)
{
	struct one_frame f = pdu("18", csnp_whole);
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    PDU length: 51\n    Source-ID: 3333.3333.3333\n    Source-ID-Circuit: 00\n"
	      "    Start LSP-ID: 0000.0000.0000.00-00\n    End LSP-ID: ffff.ffff.ffff.ff-ff\n    LSP entries (t=9, l=16)\n"
	      "        Type: 9\n        Length: 16\n        LSP Entry\n            LSP Sequence Number: 0x0000000e\n"
	      "            Remaining Lifetime: 1184\n            LSP checksum: 0x5910\n        LSP-ID: 2222.2222.2222.00-00\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false),
	      " L1 CSNP, Source-ID: 3333.3333.3333.00, Start LSP-ID: 0000.0000.0000.00-00, End LSP-ID: ffff.ffff.ffff.ff-ff\n");
	f = pdu("1b", psnp);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "            LSP checksum: 0x4382\n        LSP-ID: 2222.2222.2222.00-00\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " ISIS PSNP 52 L2 PSNP, Source-ID: 1111.1111.1111.00\n");
}

static void test_link_state(void **state)
{
	struct one_frame f = pdu("12", lsp);
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s,
	      "    LSP-ID: 1111.1111.1111.00-00\n    Sequence number: 0x00000007\n    Checksum: 0xe066 [correct]\n"
	      "    [Checksum Status: Good]\n    Type block(0x03): Partition Repair:0, Attached bits:0, Overload bit:0, IS type:3\n");
	holds(s, "        Hostname: R1\n");
	holds(s, "        IPv4 prefix: 10.0.0.0/30\n            ..00 1010 = Default Metric: 10\n");
	holds(s, "        IsVirtual: No\n        IS Neighbor: 2222.2222.2222.00\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false),
	      " ISIS LSP 91 L1 LSP, LSP-ID: 1111.1111.1111.00-00, Sequence: 0x00000007, Lifetime:  1200s\n");
	f.bytes[f.n - 1] ^= 1;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "    Checksum: 0xe066 incorrect, should be 0x");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), "1200s [ISIS CHECKSUM INCORRECT]\n");
}

/* What it should be makes it right. */
static void test_checksum(void **state)
{
	struct one_frame f = pdu("12", lsp);
	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		f.bytes[60 + i % 30] = (uint8_t)(i * 37 + 11);
		const char *at = strstr(print_frame(&f, LINK_ETHERNET, f.n, true), "should be 0x");
		if (!at)
			continue;
		unsigned sum = (unsigned)strtoul(at + strlen("should be 0x"), NULL, 16);
		f.bytes[41] = (uint8_t)(sum >> 8);
		f.bytes[42] = (uint8_t)sum;
		holds(print_frame(&f, LINK_ETHERNET, f.n, true), " [correct]\n");
	}
}

static void test_extended(void **state)
{
	struct one_frame f =
		pdu("14", "0087 04b0 1111111111110000 00000007 0000 03"
			  "1624 22222222222202 00000a 19 0604 0a000c01 0a04 4cee6b28 200b 30 00 019201680002 000012"
			  "871b 0000000a 20 02020201 0000000a 60 07070701 08 0306 40 00 00000028"
			  "f210 07070701 00 0209 c0 0003e8 0103 000fa0");
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "    [Checksum: [missing]]\n");
	holds(s,
	      "            IS neighbor ID: 2222.2222.2222.02\n            Metric: 10\n            SubCLV Length: 25\n"
	      "            subTLV: IPv4 interface address (c=6, l=4)\n                Code: IPv4 interface address (6)\n");
	holds(s, "                Reservable link bandwidth: 1000.00 Mbps\n");
	holds(s, "                Flags: 0x30, Value, Local Significance\n");
	holds(s, "                .... 0000 0000 0000 0001 0010 = SID/Label/Index: 18\n");
	holds(s, "        Ext. IP Reachability: 2.2.2.1/32\n");
	holds(s, "            no sub-TLVs present\n        Ext. IP Reachability: 7.7.7.1/32\n");
	holds(s, "                SID/Label/Index: 0x00000028\n");
	holds(s, "            Range: 1000\n            SID/Label (t=1, l=3)\n                Label: 4000\n");
	cut_anywhere(&f, LINK_ETHERNET, ISIS);
	bend_anywhere(&f, LINK_ETHERNET, ISIS);
}

static void test_any_length(void **state)
{
	const struct {
		const char *type, *hex;
	} all[] = { { "0f", hello }, { "11", p2p }, { "18", csnp }, { "19", csnp_whole },
		    { "1a", psnp },  { "12", lsp }, { "14", lsp } };
	(void)state;
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
		struct one_frame f = pdu(all[i].type, all[i].hex);
		cut_anywhere(&f, LINK_ETHERNET, ISIS);
		for (uint32_t n = ISIS + 1; n < ISIS + 8 + 9; n++)
			holds(print_frame(&f, LINK_ETHERNET, n, true), "[Packet size limited during capture: ISIS");
		bend_anywhere(&f, LINK_ETHERNET, ISIS);
	}
	struct one_frame f = pdu("18", csnp);
	f.bytes[ISIS] = 0x81; /* another protocol of OSI's */
	assert_null(strstr(print_frame(&f, LINK_ETHERNET, f.n, true), "10589"));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_hello),      cmocka_unit_test(test_sequence_numbers),
					    cmocka_unit_test(test_link_state), cmocka_unit_test(test_checksum),
					    cmocka_unit_test(test_extended),   cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
