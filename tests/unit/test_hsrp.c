/* test_hsrp.c: HSRP of both versions, as tshark shows it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { PORT = 1985 };

/* A datagram to 224.0.0.2 or 224.0.0.102. */
static struct one_frame hello(unsigned group, const char *hex)
{
	struct one_frame body = { 0 }, f = { 0 };
	add_hex(&body, hex);
	add_udp(&f, PORT, body.n);
	memcpy(f.bytes + 30, "\340\0\0", 3);
	f.bytes[33] = (uint8_t)group;
	memcpy(f.bytes + f.n, body.bytes, body.n);
	f.n += body.n;
	return f;
}

static const char v1[] = "00 00 10 03 0b c8 01 00 636973636f000000 c0a80001",
		  md5[] = "041c 01000000 0a000001 00000007 51d1ec51ab34509ab2e33188ca4fee3b",
		  v2[] = "0128 02 00 05 04 0398 700f6aeff5bf 0000005a 00000bb8 00002711 0a34dc7e 000000000000000000000000"
			 "0308 7365637265740000";

static void test_version_1(void **state)
{
	struct one_frame f = hello(2, v1);
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Version: 0\n    Op Code: Hello (0)\n    State: Active (16)\n    Hellotime: Default (3)\n"
	      "    Holdtime: Non-Default (11)\n    Priority: 200\n    Group: 1\n    Reserved: 0\n"
	      "    Authentication Data: Default (cisco)\n    Virtual IP Address: 192.168.0.1\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " HSRP 62 Hello (state Active)\n");
	f.bytes[43] = 9;
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " HSRP 62 Unknown\n");
	f.bytes[33] = 9; /* nobody's address */
	assert_null(strstr(print_frame(&f, LINK_ETHERNET, f.n, true), "Standby Router"));
}

static void test_digest(void **state)
{
	char hex[200];
	(void)state;
	snprintf(hex, sizeof hex, "%s%s", v1, md5);
	struct one_frame f = hello(2, hex);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    MD5 Authentication TLV: Type=4 Len=28\n        MD5 Algorithm: MD5 (1)\n        Padding: 0x00\n"
	      "        MD5 Flags: 0\n        Sender's IP Address: 10.0.0.1\n        MD5 Key ID: 7\n"
	      "        MD5 Authentication Data: 51d1ec51ab34509ab2e33188ca4fee3b\n");
}

static void test_advertisement(void **state)
{
	struct one_frame f = hello(2, "00 03 0001 000e 02 00 0001 0003 00000007");
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Adv type: HSRP interface state (1)\n    Adv length: 14\n    Adv state: Passive (2)\n    Adv reserved1: 0\n"
	      "    Adv active groups: 1\n    Adv passive groups: 3\n    Adv reserved2: 7\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " HSRP 58 Advertise (state Passive)\n");
}

static void test_version_2(void **state)
{
	struct one_frame f = hello(102, v2);
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Group State TLV: Type=1 Len=40\n        Version: 2\n        Op Code: Hello (0)\n        State: Standby (5)\n"
	      "        IP Ver.: IPv4 (4)\n        Group: 920\n        Identifier: 70:0f:6a:ef:f5:bf\n        Priority: 90\n"
	      "        Hellotime: Default (3000)\n        Holdtime: Non-Default (10001)\n"
	      "        Virtual IP Address: 10.52.220.126\n    Text Authentication TLV: Type=3 Len=8\n"
	      "        Authentication Data: Non-Default (secret)\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " HSRPv2 94 Hello (state Standby)\n");
	f.bytes[47] = 6;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "        Virtual IPv6 Address: a34:dc7e::\n");
	f = hello(102, "0204 0001 0002");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Interface State TLV: Type=2 Len=6\n        Active Groups: 1\n        Passive Groups: 2\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false), " HSRPv2 48 Interface State TLV (Act=1 Pass=2)\n");
}

/* A type or length that nobody knows ends the list; the rest is data. */
static void test_any_length(void **state)
{
	const char *all[] = { v1, v2 };
	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct one_frame f = hello(i ? 102 : 2, all[i]);
		cut_anywhere(&f, LINK_ETHERNET, i ? 72 : f.n); /* what stands behind the virtual address is not read */
		bend_anywhere(&f, LINK_ETHERNET, 42);
	}
	struct one_frame f = hello(102, "0904 0001 0002");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "Data (6 bytes)\n");
	for (uint32_t n = 1; n < 20; n++) {
		struct one_frame cut = { 0 };
		f = hello(2, v1);
		add_udp(&cut, PORT, n);
		memcpy(cut.bytes + 30, "\340\0\0\2", 4);
		memcpy(cut.bytes + cut.n, f.bytes + 42, n);
		cut.n += n;
		holds(print_frame(&cut, LINK_ETHERNET, cut.n, true), "[Malformed Packet: HSRP]");
		holds(print_frame(&cut, LINK_ETHERNET, cut.n, false), "[Malformed Packet]\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_version_1), cmocka_unit_test(test_digest),
					    cmocka_unit_test(test_advertisement), cmocka_unit_test(test_version_2),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
