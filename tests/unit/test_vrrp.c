/* test_vrrp.c: VRRP advertisements of both versions, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, IPV6 = 40, MOST = 200 };

/* What is printed of an advertisement of n bytes, of which `captured` were captured. */
static const char *print(const void *payload, uint32_t n, uint32_t captured, bool v6, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[MOST] = { [12] = v6 ? 0x86 : 0x08, [13] = v6 ? 0xdd : 0 };
	uint8_t *ip = bytes + ETHERNET;
	uint32_t front = ETHERNET + (v6 ? IPV6 : IPV4);
	ip[0] = v6 ? 0x60 : 0x45;
	ip[v6 ? 5 : 3] = (uint8_t)(v6 ? n : IPV4 + n);
	ip[v6 ? 6 : 9] = 112;
	memcpy(ip + (v6 ? 8 : 12), "\12\0\0\1\12\0\0\2", 8);
	memcpy(bytes + front, payload, n);
	struct frame f = { .number = 1, .caplen = front + captured, .len = front + n, .data = bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

static const char v2[] = "\x21\5\x64\1\1\1\x32\xae\12\0\0\xfe"
			 "secret\0\0";
static const char v3[] = "\x31\5\xff\2\xf3\xe8\x12\x34\12\0\0\xfe\12\0\0\xfd";
static const char v3_ip6[] = "\x31\5\0\1\0\x64\x12\x34\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\2";
enum { V2 = sizeof v2 - 1, V3 = sizeof v3 - 1, V3_IP6 = sizeof v3_ip6 - 1 };

static void test_version_2(void **state)
{
	(void)state;
	const char *s = print(v2, V2, V2, false, true);
	holds(s, "    Version 2, Packet type 1 (Advertisement)\n        0010 .... = VRRP protocol version: 2\n"
		 "        .... 0001 = VRRP packet type: Advertisement (1)\n    Virtual Rtr ID: 5\n"
		 "    Priority: 100 (Default priority for a backup VRRP router)\n    Addr Count: 1\n"
		 "    Auth Type: Simple Text Authentication [RFC 2338] / Reserved [RFC 3768] (1)\n    Adver Int: 1\n"
		 "    Checksum: 0x32ae [correct]\n    [Checksum Status: Good]\n    IP Address: 10.0.0.254\n"
		 "    Authentication String: secret\n");
	holds(print(v2, V2, V2, false, false), " VRRP 54 Announcement (v2)\n");
}

static void test_version_3(void **state)
{
	(void)state;
	const char *s = print(v3, V3, V3, false, true);
	holds(s, "    Priority: 255 (This VRRP router owns the virtual router's IP address(es))\n    Addr Count: 2\n"
		 "    1111 .... = Reserved: 15\n    .... 0011 1110 1000 = Adver Int: 1000\n"
		 "    Checksum: 0x1234 incorrect, should be 0xb190\n");
	holds(s, "    IP Address: 10.0.0.254\n    IP Address: 10.0.0.253\n");
	s = print(v3_ip6, V3_IP6, V3_IP6, true, true);
	holds(s, "    Priority: 0 (Current Master has stopped participating in VRRP)\n");
	holds(s, "    IPv6 Address: fe80::2\n");
}

/* Cisco's digest is the end of the packet, when there is room for one behind the addresses. */
static void test_digest(void **state)
{
	uint8_t bytes[40] = { 0x21, 5, 100, 1, 254, 1 };
	(void)state;
	for (unsigned i = 12; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)i;
	holds(print(bytes, 32, 32, false, true), "    MD5 Authentication Data: 101112131415161718191a1b1c1d1e1f\n");
	assert_null(strstr(print(bytes, 27, 27, false, true), "MD5 Authentication Data"));
}

/* Every length, of the packet and of the capture: what there is, and that there should be more. */
static void test_any_length(void **state)
{
	(void)state;
	for (uint32_t n = 1; n < V2; n++) {
		holds(print(v2, n, n, false, false),
		      n < 12 ? " Announcement (v2)[Malformed Packet]\n" : " Announcement (v2)\n");
		holds(print(v2, n, n, false, true), "[Malformed Packet: VRRP]");
		holds(print(v2, V2, n, false, false), " Announcement (v2)[Packet size limited during capture]\n");
		holds(print(v2, V2, n, false, true), "[Packet size limited during capture: VRRP truncated]");
	}
	for (uint32_t n = 1; n < V3_IP6; n++)
		holds(print(v3_ip6, n, n, true, true), "[Malformed Packet: VRRP]");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_version_2), cmocka_unit_test(test_version_3),
					    cmocka_unit_test(test_digest), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
