/* test_eigrp.c: EIGRP, as tshark shows it: hellos, routes of both forms, lengths that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { PROTOCOL = 88, EIGRP = 34 };

static struct one_frame packet(const char *opcode, const char *hex)
{
	struct one_frame body = { 0 }, f = { 0 };
	add_hex(&body, "02");
	add_hex(&body, opcode);
	add_hex(&body, "0000 00000001 00000017 00000000 0000 0064");
	add_hex(&body, hex);
	add_ip(&f, PROTOCOL, body.n);
	memcpy(f.bytes + f.n, body.bytes, body.n);
	f.n += body.n;
	return f;
}

#define METRIC "00000a00 00006400 0005dc 00 ff 01 00 01 "
static const char hello[] = "0001 000c 01 00 01 00 00 00 000f 0004 0008 0c04 0102",
		  route[] = "0102 001c 0a000009 " METRIC "18 c0a801",
		  external[] = "0403 0041 fe800000000000000000000000000001 0a000001 00000064 00000007 00000005 0000 0b 03 " METRIC
			       "40 20010db80000000100";

static void test_hello(void **state)
{
	struct one_frame f = packet("05", hello);
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "Cisco EIGRP\n    Version: 2\n    Opcode: Hello (5)\n    Checksum: 0x0000 incorrect, should be 0x");
	holds(s, "    Flags: 0x00000001, Init\n        .... .... .... .... .... .... .... ...1 = Init: Set\n");
	holds(s,
	      "    Sequence: 23\n    Acknowledge: 0\n    Virtual Router ID: 0 (Address-Family)\n    Autonomous System: 100\n"
	      "    Parameters\n        Type: Parameters (0x0001)\n        Length: 12\n        K1: 1\n        K2: 0\n");
	holds(s, "        Hold Time: 15\n    Software Version: EIGRP=12.4, TLV=1.2\n");
	holds(s, "        EIGRP Release: 12.04\n        EIGRP TLV version: 1.02\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " EIGRP 74 Hello\n");
	f.bytes[EIGRP + 15] = 1;
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " EIGRP 74 Hello (Ack)\n");
}

static void test_routes(void **state)
{
	struct one_frame f = packet("01", route);
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Internal Route(IPv4)  =   192.168.1.0/24\n        Type: Internal Route(IPv4) (0x0102)\n        Length: 28\n"
	      "        NextHop: 10.0.0.9\n        Legacy Metric\n            Scaled Delay: 2560\n            Scaled BW: 25600\n"
	      "            MTU: 1500\n            Hop Count: 0\n            Reliability: 255\n            Load: 1\n"
	      "            Route Tag: 0\n            Flags\n                .... ...1 = Source Withdraw: True\n");
	holds(out.p, "        Prefix Length: 24\n        Destination: 192.168.1.0\n");
	f.bytes[EIGRP + 20 + 24] = 33;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "[Invalid prefix length 33, must be <= 32]\n");
	f = packet("03", external);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "    External Route(IPv6)  =   2001:db8:0:1::/64\n");
	holds(out.p, "            External Protocol ID: Connected Route (11)\n            External Flags\n"
		     "                .... ...1 = Route is External: True\n");
	f = packet(
		"01",
		"0602 002c 0000 0001 01020304 00 00 ff 01 0005dc 02 000000000a00 000000006400 0000 0000 0a000001 18 c0a801");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "    Internal Route  =   192.168.1.0/24\n");
	holds(out.p, "            Delay: 2560\n            Bandwidth: 25600\n");
}

static void test_others(void **state)
{
	static const struct {
		const char *hex, *line;
	} all[] = {
		{ "0001 000c ff ff ff ff ff 00 000f", "    Parameters: Peer Termination\n" },
		{ "0002 0028 0002 0010 00000001 00000000 0000000000000000 30313233343536373839616263646566",
		  "        Digest: 30313233343536373839616263646566\n" },
		{ "0003 000e 04 0a000001 04 0a000002", "        Address length: 4\n        IP Address: 10.0.0.2\n" },
		{ "0003 000a 05 0a0000010a", "[Invalid address length]\n" },
		{ "0005 0008 00000009", "    Next multicast sequence: 9\n" },
		{ "0006 0006 000d", "        Stub Options: 0x000d, Connected, Summary, Redistributed\n" },
		{ "0007 0004", "[Peer Termination (Graceful Shutdown)]\n" },
		{ "0008 000a 0001 0002 0007", "        1 TIDs\n            TID List: 7\n" },
		{ "0099 0004", "[Unknown TLV Group (0x0099)]\n" },
		{ "0001 0002", "    Corrupt TLV (Length field less than 4)\n" },
		{ "0004 0005 0c", "[Malformed Packet: EIGRP]" },
		{ "0004 0009 0c", "[Malformed Packet: EIGRP]" },
	};
	(void)state;
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
		struct one_frame f = packet("05", all[i].hex);
		holds(print_frame(&f, LINK_ETHERNET, f.n, true), all[i].line);
		bend_anywhere(&f, LINK_ETHERNET, EIGRP);
	}
}

static void test_any_length(void **state)
{
	const char *all[] = { hello, route, external };
	(void)state;
	for (unsigned i = 0; i < 3; i++) {
		struct one_frame f = packet("01", all[i]);
		cut_anywhere(&f, LINK_ETHERNET, EIGRP + 20);
		bend_anywhere(&f, LINK_ETHERNET, EIGRP);
		for (uint32_t n = 1; n < 20; n++) {
			struct one_frame cut = { 0 };
			add_ip(&cut, PROTOCOL, n);
			memcpy(cut.bytes + cut.n, f.bytes + EIGRP, n);
			cut.n += n;
			holds(print_frame(&cut, LINK_ETHERNET, cut.n, true), "[Malformed Packet: EIGRP]");
			holds(print_frame(&cut, LINK_ETHERNET, cut.n, false), "[Malformed Packet]\n");
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_hello), cmocka_unit_test(test_routes),
					    cmocka_unit_test(test_others), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
