/* test_radius.c: RADIUS packets, their attributes in all their forms, and which of them belong together, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "datagram.h"

enum { HEADER = 20, MOST = 400, REQUEST = 1, ACCEPT = 2, ACCOUNTING = 4, PORT = 1812 };

static uint8_t message[MOST];

static uint32_t make(unsigned code, unsigned id, const void *attributes, uint32_t n)
{
	memset(message, 0xaa, HEADER);
	message[0] = (uint8_t)code;
	message[1] = (uint8_t)id;
	message[2] = (uint8_t)((HEADER + n) >> 8);
	message[3] = (uint8_t)(HEADER + n);
	memcpy(message + HEADER, attributes, n);
	return HEADER + n;
}

static const char *tree_of(const void *attributes, uint32_t n)
{
	uint32_t total = make(REQUEST, 5, attributes, n);
	return print_udp(5000, PORT, message, total, total, true);
}

static const struct {
	const char *attribute;
	uint32_t n;
	const char *lines[5];
} attributes[] = {
	{ "\1\5bob", 5,
	  { "        AVP: t=User-Name(1) l=5 val=bob\n            Type: 1\n            Length: 5\n            User-Name: bob\n" } },
	{ "\2\4xy", 4, { "t=User-Password(2) l=4 val=Encrypted\n", "            User-Password (encrypted): 7879\n" } },
	{ "\3\4xy", 4, { "t=CHAP-Password(3) l=4 val=[wrong length for CHAP-Password]\n" } },
	{ "\3\23abbbbbbbbbbbbbbbb", 19,
	  { "                CHAP Ident: 0x61\n", "                CHAP String: 62626262626262626262626262626262\n" } },
	{ "\4\6\12\0\0\1", 6, { "t=NAS-IP-Address(4) l=6 val=10.0.0.1\n", "            NAS-IP-Address: 10.0.0.1\n" } },
	{ "\4\5\12\0\0", 5, { "t=NAS-IP-Address(4) l=5 val=[wrong length for IP address]\n" } },
	{ "\6\6\0\0\0\2", 6, { "t=Service-Type(6) l=6 val=Framed(2)\n", "            Service-Type: Framed (2)\n" } },
	{ "\5\7\0\0\0\0\2", 7, { "t=NAS-Port(5) l=7 val=[unhandled integer length(5)]\n" } },
	{ "\10\6\xff\xff\xff\xfe", 6, { "val=Assigned\n", "            Framed-IP-Address: Assigned\n" } },
	{ "\16\6\0\0\0\0", 6, { "val=NAS-selected\n", "            Login-IP-Host: NAS-selected\n" } },
	{ "\30\4ab", 4, { "t=State(24) l=4 val=6162\n" } },
	{ "\67\6\x5b\x22\xa0\xe3", 6,
	  { "t=Event-Timestamp(55) l=6 val=Jun 14, 2018 17:07:47.000000000 UTC\n",
	    "            Event-Timestamp: Jun 14, 2018 17:07:47.000000000 UTC\n" } },
	{ "\67\6\xf4\x86\x57\0", 6, { "val=Jan  1, 2100 00:00:00.000000000 UTC\n" } },
	{ "\70\6\61\0\0\x7b", 6,
	  { "t=Egress-VLANID(56) l=6 val=Tagged, Vlan ID: 123\n",
	    "            .... .... .... .... .... 0000 0111 1011 = Vlan ID: 123\n" } },
	{ "\72\5\62ab", 5, { "t=Egress-VLAN-Name(58) l=5 val=Untagged, Vlan Name: ab\n", "            Vlan Name: ab\n" } },
	{ "\100\6\1\0\0\15", 6,
	  { "t=Tunnel-Type(64) l=6 Tag=0x01 val=VLAN(13)\n", "            Tag: 0x01\n            Tunnel-Type: VLAN (13)\n" } },
	{ "\121\4ab", 4, { "t=Tunnel-Private-Group-Id(81) l=4 val=ab\n" } },
	{ "\100\2", 2, { "            AVP too short for tag\n" } },
	{ "\117\4ab", 4, { "t=EAP-Message(79) l=4 Last Segment[1]\n", "            EAP fragment: 6162\n" } },
	{ "\137\22\40\1\15\270\0\0\0\0\0\0\0\0\0\0\0\1", 18, { "t=NAS-IPv6-Address(95) l=18 val=2001:db8::1\n" } },
	{ "\141\6\0\40\40\1", 6, { "t=Framed-IPv6-Prefix(97) l=6 val=2001::/32\n" } },
	{ "\141\6\0\201\40\1", 6, { "val=[invalid IPv6 prefix length]\n" } },
	{ "\361\5\2ab", 5, { "t=Extended-Attribute-1(241.2) l=5 val=6162\n", "            Extended Type: 2\n" } },
	{ "\376\3a", 3, { "t=Unknown-Attribute(254) l=3 val=61\n" } },
	{ "\32\16\0\0\0\11\1\5abc\2\3d", 14,
	  { "t=Vendor-Specific(26) l=14 vnd=ciscoSystems(9)\n", "            VSA: t=Cisco-AVPair(1) l=5 val=abc\n",
	    "                Cisco-AVPair: abc\n            VSA: t=Cisco-NAS-Port(2) l=3 val=d\n" } },
	{ "\32\11\0\0\0\11\1\1a", 9, { "        VSA too short\n" } },
	{ "\32\4\0\0", 4, { "[AVP too short; no room for vendor ID]\n" } },
	{ "\1\1", 2, { "        AVP too short: length 1 < 2\n" } },
	{ "\1\4b", 3, { "        Not enough room in packet for AVP\n" } },
	{ "\1", 1, { "        Not enough room in packet for AVP header\n" } },
};

static void test_attributes(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		const char *text = tree_of(attributes[i].attribute, attributes[i].n);
		for (unsigned k = 0; k < 5 && attributes[i].lines[k]; k++)
			holds(text, attributes[i].lines[k]);
		assert_null(strstr(text, "Malformed Packet"));
	}
}

/* A message of EAP in pieces. */
static void test_eap(void **state)
{
	uint8_t bytes[255 + 4 + 3 + 3];
	(void)state;
	memset(bytes, 1, sizeof bytes);
	bytes[0] = bytes[255] = bytes[262] = 79;
	bytes[1] = 255;
	bytes[256] = 4;
	bytes[260] = bytes[263] = 3;
	const char *text = tree_of(bytes, sizeof bytes);
	holds(text, "t=EAP-Message(79) l=255 Segment[1]\n");
	holds(text, "t=EAP-Message(79) l=4 Last Segment[2]\n");
	holds(text, "t=EAP-Message(79) l=3 (non-consecutive)\n");
	holds(text, "udp:radius:eap]\n");
}

static struct frame frames[8];
static uint8_t stored[8][DATAGRAM_FRONT + HEADER];

static void add(unsigned i, unsigned code, unsigned id, unsigned authenticator, bool answer)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t *b = stored[i];
	uint32_t n = make(code, id, "", 0);
	memset(b, 0, sizeof stored[i]);
	memset(message + 4, (int)authenticator, 16);
	b[12] = 8;
	b[14] = 0x45;
	b[17] = 48;
	b[23] = 17;
	memcpy(b + 26, answer ? "\12\0\0\2\12\0\0\1" : "\12\0\0\1\12\0\0\2", 8);
	memcpy(b + 34, answer ? "\7\24\23\210\0\34" : "\23\210\7\24\0\34", 6);
	memcpy(b + DATAGRAM_FRONT, message, n);
	frames[i] = (struct frame){
		.number = i + 1, .caplen = DATAGRAM_FRONT + n, .len = DATAGRAM_FRONT + n, .data = b, .iface = &iface
	};
}

static const char *frame_text(unsigned i, bool tree)
{
	p.print.tree = tree;
	pipeline_frame(&p, &frames[i]);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

static void test_exchange(void **state)
{
	(void)state;
	add(0, REQUEST, 1, 1, false);
	add(1, REQUEST, 1, 1, false);    /* again */
	add(2, REQUEST, 1, 2, false);    /* another one */
	add(3, ACCOUNTING, 1, 3, false); /* of another kind */
	add(4, ACCEPT, 1, 9, true);
	add(5, ACCEPT, 1, 9, true);
	add(6, ACCEPT, 2, 9, true); /* nobody asked */
	pipeline_restart(&p);
	assert_null(strstr(frame_text(0, true), "Duplicate"));
	holds(frame_text(1, true), "    [Duplicate Request Frame Number: 1]\n");
	assert_null(strstr(frame_text(2, false), "Duplicate"));
	assert_null(strstr(frame_text(3, false), "Duplicate"));
	holds(frame_text(4, true),
	      "    [This is a response to a request in frame 3]\n    [Time from request: 0.000000000 seconds]\n");
	holds(frame_text(5, true), "    [This is a response to a request in frame 3]\n");
	assert_null(strstr(frame_text(6, true), "response to"));
	holds(frame_text(5, false), " RADIUS 62 Access-Accept id=1, Duplicate Response\n");
}

static void test_no_radius(void **state)
{
	(void)state;
	uint32_t n = make(200, 1, "", 0);
	assert_null(strstr(print_udp(5000, PORT, message, n, n, true), "RADIUS"));
	n = make(REQUEST, 1, "", 0);
	message[3] = 19;
	assert_null(strstr(print_udp(5000, PORT, message, n, n, true), "RADIUS"));
}

static void test_any_length(void **state)
{
	uint8_t bytes[80];
	(void)state;
	for (unsigned type = 0; type < 256; type++)
		for (uint8_t n = 2; n < 40; n++) {
			for (unsigned i = 0; i < sizeof bytes; i++)
				bytes[i] = (uint8_t)((i * 7u + n + type) % 11);
			bytes[0] = (uint8_t)type;
			bytes[1] = n;
			if (type == 26)
				memcpy(bytes + 2, n & 1 ? "\0\0\0\11" : "\0\0\50\257", 4);
			holds(tree_of(bytes, n), n < 6 && type == 26 ? "no room" : "        AVP: t=");
		}
	uint32_t total = make(REQUEST, 1, "\1\5bob\6\6\0\0\0\2", 11);
	for (uint32_t n = 4; n < total; n++) {
		holds(print_udp(5000, PORT, message, n, n, true), "[Malformed Packet: RADIUS]");
		holds(print_udp(5000, PORT, message, total, n, true),
		      "[Packet size limited during capture: RADIUS truncated]");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_attributes), cmocka_unit_test(test_eap),
					    cmocka_unit_test(test_exchange), cmocka_unit_test(test_no_radius),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
