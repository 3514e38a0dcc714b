/* test_slarp.c: SLARP on a line of HDLC, as tshark shows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { LINK_HDLC = 104 };

static void test_keepalive(void **state)
{
	struct one_frame f = { 0 };
	(void)state;
	add_hex(&f, "8f00 8035 00000002 00000005 00000007 ffff");
	holds(print_frame(&f, LINK_HDLC, f.n, true),
	      "Cisco SLARP\n    Packet type: Line keepalive (2)\n    Outgoing sequence number: 5\n"
	      "    Returned sequence number: 7\n    Reliability: 0xffff\n");
	holds(print_frame(&f, LINK_HDLC, f.n, false),
	      " SLARP 18 Line keepalive, outgoing sequence 5, returned sequence 7\n");
	f.bytes[17] = 0;
	holds(print_frame(&f, LINK_HDLC, f.n, true), "[Reliability must be 0xFFFF]\n");
}

static void test_address(void **state)
{
	struct one_frame f = { 0 };
	(void)state;
	add_hex(&f, "8f00 8035 00000001 c0000201 ffffff00 ffff");
	holds(print_frame(&f, LINK_HDLC, f.n, true),
	      "    Packet type: Reply (1)\n    Address: 192.0.2.1\n    Netmask: 255.255.255.0\n");
	holds(print_frame(&f, LINK_HDLC, f.n, false), " SLARP 18 Reply, from 192.0.2.1, mask 255.255.255.0\n");
	f.bytes[7] = 9;
	holds(print_frame(&f, LINK_HDLC, f.n, false), " SLARP 18 Unknown packet type 0x00000009\n");
}

/* The line speaks as soon as there are both numbers; the tree says what is missing. */
static void test_any_length(void **state)
{
	struct one_frame f = { 0 };
	(void)state;
	add_hex(&f, "8f00 8035 00000002 00000005 00000007 ffff");
	cut_anywhere(&f, LINK_HDLC, f.n);
	bend_anywhere(&f, LINK_HDLC, 0);
	for (f.n = 5; f.n < 18; f.n++) {
		holds(print_frame(&f, LINK_HDLC, f.n, true), "[Malformed Packet: SLARP]");
		holds(print_frame(&f, LINK_HDLC, f.n, false),
		      f.n < 16 ? " [Malformed Packet]\n" : "returned sequence 7[Malformed Packet]\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_keepalive), cmocka_unit_test(test_address),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
