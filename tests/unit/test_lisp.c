/* test_lisp.c: LISP's control messages and its encapsulation, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { CONTROL = 4342, DATA = 4341, LISP = 42 };

static struct one_frame packet(unsigned port, const char *hex)
{
	struct one_frame body = { 0 }, f = { 0 };
	add_hex(&body, hex);
	add_udp(&f, port, body.n);
	memcpy(f.bytes + f.n, body.bytes, body.n);
	f.n += body.n;
	return f;
}

#define MAPPING "00000005 01 1c 1000 0000 0001 99101f50 01 64 ff 00 0005 0001 0a000001 "
static const char request[] = "150000 01 0102030405060708 0001 99101f50 0001 0a000001 00 1c 0001 99101f50 " MAPPING,
		  reply[] = "280000 01 0102030405060708 " MAPPING,
		  registers[] = "3a0001 01 0102030405060708 0001 0004 aabbccdd " MAPPING
				"00112233445566778899aabbccddeeff 0000000000000001",
		  notify[] = "400000 02 0102030405060708 0001 0000 " MAPPING MAPPING,
		  encapsulated[] = "84000000 45000048 00000000 40110000 01020304 05060708 10f610f6 00340000 "
				   "110000 01 0102030405060708 0001 99101f50 0001 0a000001 00 1c 0001 99101f50 0000000000000000";

static void test_mapping(void **state)
{
	struct one_frame f = packet(CONTROL, reply);
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s,
	      "    0010 .... .... .... .... .... = Type: Map-Reply (2)\n    .... 1... .... .... .... .... = P bit (Probe): Set\n");
	holds(s, "    Record Count: 1\n    Nonce: 0x0102030405060708\n"
		 "    Mapping Record 1, EID Prefix: 153.16.31.80/28, TTL: 5, Action: No-Action, Authoritative\n"
		 "        Record TTL: 5\n        Locator Count: 1\n        EID Mask Length: 28\n"
		 "        000. .... .... .... = Action: No-Action (0)\n");
	holds(s, "        Locator Record 1, Local RLOC: 10.0.0.1, Reachable, Priority/Weight: 1/100, "
		 "Multicast Priority/Weight: 255/0\n            Priority: 1\n");
	holds(s, "            AFI: IPv4 (1)\n            Locator: 10.0.0.1\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false),
	      " LISP 82 Map-Reply (RLOC-probe reply) for 153.16.31.80/28\n");
}

static void test_others(void **state)
{
	struct one_frame f = packet(CONTROL, request);
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "    .... 0101 00.. .... .... .... = Flags: 0x14\n");
	holds(s, "    Source EID: 153.16.31.80\n    ITR-RLOC 1: 10.0.0.1\n");
	holds(s, "    Map-Request Record 1: 153.16.31.80/28\n        Reserved: 0x00\n        Prefix Length: 28\n");
	holds(s, "    Map-Reply Record\n        Mapping Record 1, ");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " Map-Request (SMR) for 153.16.31.80/28\n");
	f = packet(CONTROL, registers);
	s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s,
	      "    Key ID: 0x0001\n    Authentication Data Length: 4\n    Authentication Data: aabbccdd\n    Mapping Record 1, ");
	holds(s, "    xTR-ID: 00112233445566778899aabbccddeeff\n    Site-ID: 0000000000000001\n");
	f = packet(CONTROL, notify);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "    Mapping Record 2, ");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " Map-Notify\n");
	f.bytes[LISP + 26] = 0x1e; /* a family that nobody knows */
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "[Unexpected EID prefix AFI (7681), cannot decode]\n");
	f = packet(CONTROL, encapsulated);
	holds(print_frame(&f, LINK_ETHERNET, f.n, false),
	      " Encapsulated Map-Request (DDT-originated) (SMR) for 153.16.31.80/28\n");
}

static void test_data(void **state)
{
	struct one_frame f = packet(DATA, "c8 000007 000005 01 45000014 00000000 40fd0000 01020304 05060708");
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "    Flags: 0xc8\n        1... .... = N bit (Nonce present): Set\n");
	holds(s, "    Nonce: 7 (0x000007)\n    Instance ID: 5\n    Locator-Status-Bits: 0x01\n");
	holds(s, "Internet Protocol Version 4, Src: 1.2.3.4, Dst: 5.6.7.8\n");
	bend_anywhere(&f, LINK_ETHERNET, LISP);
}

static void test_any_length(void **state)
{
	const char *all[] = { request, reply, registers, notify, encapsulated };
	(void)state;
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
		struct one_frame f = packet(CONTROL, all[i]);
		cut_anywhere(&f, LINK_ETHERNET, LISP + 12);
		bend_anywhere(&f, LINK_ETHERNET, LISP);
		for (uint32_t n = 4; n < 50; n++) {
			struct one_frame cut = { 0 };
			add_udp(&cut, CONTROL, n);
			memcpy(cut.bytes + cut.n, f.bytes + LISP, n);
			cut.n += n;
			print_frame(&cut, LINK_ETHERNET, cut.n, true);
			if (i == 1 && n < 40)
				holds(out.p, "[Malformed Packet: LISP]");
			holds(print_frame(&cut, LINK_ETHERNET, cut.n, false), "1 ");
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_mapping), cmocka_unit_test(test_others),
					    cmocka_unit_test(test_data), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
