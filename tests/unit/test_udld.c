/* test_udld.c: UDLD, as tshark shows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

static const char front[] = "01000ccccccc 020000000001 0000 aaaa03 00000c 0111",
		  probe[] = "21 03 1234 0001 000f 464f43313033315a374a47 0002 0009 4769302f31 0003 0008 00000000 0007 0008 00000001";

static struct one_frame frame_of(const char *hex)
{
	struct one_frame f = { 0 };
	add_hex(&f, front);
	add_hex(&f, hex);
	f.bytes[13] = (uint8_t)(f.n - 14);
	return f;
}

static void test_probe(void **state)
{
	struct one_frame f = frame_of(probe);
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "Unidirectional Link Detection\n    001. .... = Version: 1\n    ...0 0001 = Opcode: Probe (1)\n    Flags: 3\n"
	      "        .... ...1 = Recommended timeout: 0x1\n        .... ..1. = ReSynch: 0x1\n    Checksum: 0x1234\n"
	      "    Device ID: FOC1031Z7JG\n        Type: Device ID (0x0001)\n        Length: 15\n"
	      "        Device ID: FOC1031Z7JG\n    Port ID: Gi0/1\n        Type: Port ID (0x0002)\n        Length: 9\n"
	      "        Sent through Interface: Gi0/1\n    Type: Echo, length: 8\n        Type: Echo (0x0003)\n"
	      "        Length: 8\n        Data: 00000000\n    Type: Sequence number, length: 8\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " UDLD 66 Device ID: FOC1031Z7JG  Port ID: Gi0/1  \n");
}

static void test_lengths_that_lie(void **state)
{
	struct one_frame f = frame_of("21 03 1234 0001 0002 6162");
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    TLV with invalid length 2 (< 4)\n        Type: Device ID (0x0001)\n        Length: 2\n");
	holds(out.p, "[TLV with invalid length (< 4)]\n");
	holds(out.p, "Data (2 bytes)\n");
	f = frame_of("21 03 1234 0001 0009 6162");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "[Malformed Packet: UDLD]");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), "[Malformed Packet]\n");
}

static void test_any_length(void **state)
{
	struct one_frame f = frame_of(probe);
	(void)state;
	cut_anywhere(&f, LINK_ETHERNET, f.n);
	bend_anywhere(&f, LINK_ETHERNET, 22);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_probe), cmocka_unit_test(test_lengths_that_lie),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
