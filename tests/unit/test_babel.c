/* test_babel.c: Babel's TLVs, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { PORT = 6696, FRONT = 42 };

/* A packet: its TLVs, and those of the trailer. */
static struct one_frame packet(const char *body, const char *trailer)
{
	struct one_frame f = { 0 }, all = { 0 };
	add_hex(&all, "2a02 0000");
	add_hex(&all, body);
	all.bytes[3] = (uint8_t)(all.n - 4);
	add_hex(&all, trailer);
	add_udp(&f, PORT, all.n);
	memcpy(f.bytes + f.n, all.bytes, all.n);
	f.n += all.n;
	return f;
}

static const char hello[] = "0406 0000 e316 0190", ihu[] = "050e 0300 0060 04b0 8d84d538a212c6dd",
		  update[] = "081a 0280 8000 0640 31ac ffff fd77e11e3d7300000000000000000151",
		  shorter[] = "0812 0200 8008 0640 31ac ffff dee3dca322447264";

static void test_tlvs(void **state)
{
	struct one_frame f =
		packet("00 0406 0000 e316 0190 050e 0300 0060 04b0 8d84d538a212c6dd 060a 0000 d681d7fffeba9111"
		       "0706 0100 c0a8011e 0902 0000 110c 00000003 0102030405060708",
		       "1004 01020304");
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s,
	      "Babel Routing Protocol\n    Magic: 42\n    Version: 2\n    Body Length: 63\n    Message pad1 (0)\n"
	      "        Message Type: pad1 (0)\n    Message hello (4)\n        Message Type: hello (4)\n        Message Length: 6\n"
	      "        Unicast : 0\n        Seqno: 0xe316\n        Interval: 400\n    Message ihu (5)\n");
	holds(s,
	      "        Rxcost: 0x0060\n        Interval: 1200\n        Address: fe80::8d84:d538:a212:c6dd\n"
	      "            Address Encoding: Link-Local IPv6 (3)\n            Raw Prefix: 006004b08d84d538a212c6dd\n");
	holds(s, "        Router ID: d681d7fffeba9111\n");
	holds(s, "        NH: 192.168.1.30\n");
	holds(s, "        Prefix: ::/0\n");
	holds(s, "        Index: 3\n    Packet Trailer (6)\n        Message hmac (16)\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " Babel pad1 hello ihu router-id nh request pc hmac\n");
}

/* An update may leave out what an earlier one began with. */
static void test_omitted(void **state)
{
	char both[300] = "";
	(void)state;
	strcat(strcat(both, update), shorter);
	struct one_frame f = packet(both, "");
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "        Prefix: fd77:e11e:3d73::151/128\n            Address Encoding: IPv6 (2)\n");
	holds(s, "        Prefix: fd77:e11e:3d73:0:dee3:dca3:2244:7264/128\n            Address Encoding: IPv6 (2)\n"
		 "            Prefix Length: 128\n            Omitted Bytes: 8\n");
	f = packet(shorter, "");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "        Prefix: ::dee3:dca3:2244:7264/128\n");
}

static void test_sub_tlvs(void **state)
{
	struct one_frame f = packet("0410 0000 e5b5 0190 0304 847f994b 0202 01ff", "");
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s,
	      "        Sub TLV timestamp (3)\n            Sub-TLV Type: timestamp (3)\n            Sub-TLV Length: Unknown (4)\n"
	      "            Timestamp : 2222.954827s\n");
	holds(s, "            Channel\n                Channel: 1\n                Channel: 255\n");
}

static void test_any_length(void **state)
{
	const char *all[] = { hello, ihu, update, "0410 0000 e5b5 0190 0304 847f994b 0202 01ff",
			      "0a16 0280 0001 0500 0102030405060708 fd00" };
	(void)state;
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++) {
		struct one_frame f = packet(all[i], "1004 01020304");
		cut_anywhere(&f, LINK_ETHERNET, FRONT); /* behind it, it is shown as far as it goes */
		bend_anywhere(&f, LINK_ETHERNET, FRONT);
		f = packet(all[i], "");
		f.bytes[FRONT + 3]++;
		f.bytes[FRONT + 5] += 40; /* longer than there are bytes */
		holds(print_frame(&f, LINK_ETHERNET, f.n, true), "[Malformed Packet: Babel]");
	}
	struct one_frame f = packet(hello, "");
	f.bytes[FRONT] = 43;
	assert_null(strstr(print_frame(&f, LINK_ETHERNET, f.n, true), "Babel"));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_tlvs), cmocka_unit_test(test_omitted),
					    cmocka_unit_test(test_sub_tlvs), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
