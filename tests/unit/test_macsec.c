/* test_macsec.c: frames with a MACsec tag, encrypted or not, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

static const char tag[] = "01005e000002 020000000001 88e5", ip[] = "4500001c 00000000 40fd0000 0a000001 0a000002 0102030405060708",
		  icv[] = "deba93240fad9a4c3b74722f7470752b";

static void test_authenticated(void **state)
{
	struct one_frame f = { 0 };
	(void)state;
	add_hex(&f, tag);
	add_hex(&f, "20 00 00000044 020000000001 0001 0800");
	add_hex(&f, ip);
	add_hex(&f, icv);
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "802.1AE Security tag\n    0010 00.. = TCI: 0x08, VER: 0x0, SC\n        0... .... = VER: 0x0\n"
		 "        .0.. .... = ES: Not set\n        ..1. .... = SC: Set\n        ...0 .... = SCB: Not set\n"
		 "        .... 0... = E: Not set\n        .... .0.. = C: Not set\n    .... ..00 = AN: 0x0\n"
		 "    Short length: 0\n    Packet number: 68\n    System Identifier: 02:00:00:00:00:01\n"
		 "    Port Identifier: 1\n    Ethertype: 0x0800\n");
	holds(s, "    ICV: deba93240fad9a4c3b74722f7470752b\n");
	holds(s, "Internet Protocol Version 4, Src: 10.0.0.1, Dst: 10.0.0.2\n");
	cut_anywhere(&f, LINK_ETHERNET, 0);
	bend_anywhere(&f, LINK_ETHERNET, 14);
}

static void test_encrypted(void **state)
{
	struct one_frame f = { 0 };
	(void)state;
	add_hex(&f, tag);
	add_hex(&f, "0d 00 00000044 aabbcc");
	add_hex(&f, icv);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "    0000 11.. = TCI: 0x03, VER: 0x0, E, C\n");
	holds(out.p, "    .... ..01 = AN: 0x1\n");
	holds(out.p, "    ICV: deba93240fad9a4c3b74722f7470752b\nData (3 bytes)\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " MACSEC 39 MACsec frame\n");
	cut_anywhere(&f, LINK_ETHERNET, 0);
	bend_anywhere(&f, LINK_ETHERNET, 14);
}

/* A version that is not 0, and what has no room for a check value, is taken for nothing. */
static void test_not_macsec(void **state)
{
	struct one_frame f = { 0 };
	(void)state;
	add_hex(&f, tag);
	add_hex(&f, "8c 00 00000044 aabbcc");
	add_hex(&f, icv);
	assert_null(strstr(print_frame(&f, LINK_ETHERNET, f.n, true), "Security tag"));
	f.bytes[14] = 0x0c;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "Security tag");
	f.n = 14 + 6 + 16;
	assert_null(strstr(print_frame(&f, LINK_ETHERNET, f.n, true), "Security tag"));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_authenticated), cmocka_unit_test(test_encrypted),
					    cmocka_unit_test(test_not_macsec) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
