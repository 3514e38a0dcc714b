/* test_bfd.c: BFD control packets of both versions and echoes, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { CONTROL = 3784, ECHO = 3785 };
static const char intervals[] = " 00000001 00000002 0000ea60 000f4240 0007a120";

/* A control packet: its first four bytes, the rest of the header, and what follows. */
static struct one_frame control(const char *first, uint32_t auth_bytes, const char *auth)
{
	struct one_frame f = { 0 };
	add_udp(&f, CONTROL, 24 + auth_bytes);
	add_hex(&f, first);
	add_hex(&f, intervals);
	add_hex(&f, auth);
	return f;
}

static void test_version_1(void **state)
{
	struct one_frame f = control("20 c8 03 18", 0, "");
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "BFD Control message\n    001. .... = Protocol Version: 1\n"
	      "    ...0 0000 = Diagnostic Code: No Diagnostic (0x00)\n    11.. .... = Session State: Up (0x3)\n"
	      "    Message Flags: 0xc8, Control Plane Independent: Set\n        0... .. = Poll: Not set\n"
	      "        .0.. .. = Final: Not set\n        ..1. .. = Control Plane Independent: Set\n"
	      "        ...0 .. = Authentication Present: Not set\n        .... 0. = Demand: Not set\n"
	      "        .... .0 = Multipoint: Not set\n    Detect Time Multiplier: 3 (= 180 ms Detection time)\n"
	      "    Message Length: 24 bytes\n    My Discriminator: 0x00000001\n    Your Discriminator: 0x00000002\n"
	      "    Desired Min TX Interval:   60 ms (60000 us)\n    Required Min RX Interval: 1000 ms (1000000 us)\n"
	      "    Required Min Echo Interval:  500 ms (500000 us)\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false),
	      " BFD Control 66 Diag: No Diagnostic, State: Up, Flags: 0x08\n");
}

static void test_version_0(void **state)
{
	struct one_frame f = control("01 90 03 18", 0, "");
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Message Flags: 0x90, I hear you: Set, Final: Set\n        1... .... = I hear you: Set\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false),
	      " BFD Control 66 Diag: Control Detection Time Expired, Flags: 0x90\n");
}

static void test_authentication(void **state)
{
	struct one_frame f = control("20 44 03 1d", 5, "01 05 02 6162");
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Authentication: Simple Password\n        Authentication Type: Simple Password (1)\n"
	      "        Authentication Length: 5 bytes\n        Authentication Key ID: 2\n        Password: ab\n");
	f = control("20 44 03 30", 24, "02 18 02 00 00000003 00112233445566778899aabbccddeeff");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "        Sequence Number: 0x00000003\n        Checksum: 00112233445566778899aabbccddeeff\n");
	f.bytes[67] = 8;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "Length of authentication section (8) is invalid for Authentication Type: Keyed MD5\n");
	f = control("20 44 03 18", 0, "");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "Authentication: Length of the BFD frame is invalid (24)\n");
}

static void test_echo(void **state)
{
	struct one_frame f = { 0 };
	(void)state;
	add_udp(&f, ECHO, 3);
	add_hex(&f, "010203");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "BFD Echo message\n    Echo: 010203\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " BFD Echo 45 Originator specific content\n");
}

static void test_any_length(void **state)
{
	struct one_frame f = control("20 44 03 1d", 5, "01 05 02 6162");
	(void)state;
	cut_anywhere(&f, LINK_ETHERNET, f.n);
	bend_anywhere(&f, LINK_ETHERNET, 42);
	for (uint32_t n = 1; n < 29; n++) {
		struct one_frame cut = { 0 };
		add_udp(&cut, CONTROL, n);
		memcpy(cut.bytes + cut.n, f.bytes + 42, n);
		cut.n += n;
		holds(print_frame(&cut, LINK_ETHERNET, cut.n, true), "[Malformed Packet: BFD Control]");
		holds(print_frame(&cut, LINK_ETHERNET, cut.n, false),
		      n < 24 ? " [Malformed Packet]\n" : ", State: Down, Flags: 0x04[Malformed Packet]\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_version_1), cmocka_unit_test(test_version_0),
					    cmocka_unit_test(test_authentication), cmocka_unit_test(test_echo),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
