/* test_endings.c: how packets end that were cut or contradict themselves, in line, tree and hierarchy of protocols; and who
 * gets bytes that begin no message of the protocol at home on their port. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHER = 14, IPV4 = 20, IPV6 = 40, TCP = 20, UDP = 8, MOST = 600 };
enum { PROTO_TCP = 6, PROTO_UDP = 17, SYN = 2, DATA = 0x18 };

static uint8_t bytes[ETHER + MOST];
static uint64_t number;

static void put16(uint8_t *at, uint32_t v)
{
	at[0] = (uint8_t)(v >> 8);
	at[1] = (uint8_t)v;
}

/* The first caplen of len bytes, as line and tree. */
static const char *frame_text(uint32_t caplen, uint32_t len)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	struct frame f = { .number = ++number, .caplen = caplen, .len = len, .data = bytes, .iface = &iface };
	p.print.tree = p.print.summary = true;
	pipeline_frame(&p, &f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

/* An IPv4 packet of n bytes behind the header, which stand in place already; `side` 1 sends to 2, or 2 to 1. */
static uint32_t ipv4(unsigned proto, unsigned side, uint32_t n)
{
	memset(bytes, 0, ETHER + IPV4);
	put16(bytes + 12, 0x0800);
	bytes[ETHER] = 0x45;
	put16(bytes + ETHER + 2, IPV4 + n);
	bytes[ETHER + 9] = (uint8_t)proto;
	bytes[ETHER + 15] = (uint8_t)side;
	bytes[ETHER + 19] = (uint8_t)(3 - side);
	return ETHER + IPV4 + n;
}

static uint32_t udp(unsigned from, unsigned to, const void *payload, uint32_t n)
{
	uint8_t *at = bytes + ETHER + IPV4;
	put16(at, from);
	put16(at + 2, to);
	put16(at + 4, UDP + n);
	put16(at + 6, 0);
	memcpy(at + UDP, payload, n);
	return ipv4(PROTO_UDP, 1, UDP + n);
}

static const char *udp_text(unsigned port, const void *payload, uint32_t n)
{
	uint32_t len = udp(5000, port, payload, n);
	return frame_text(len, len);
}

static uint32_t tcp_seq[3];

/* A segment from port `from` of side 1 or to it from side 2. */
static const char *tcp_text(unsigned side, unsigned from, unsigned to, unsigned flags, const char *payload)
{
	uint8_t *at = bytes + ETHER + IPV4;
	uint32_t n = (uint32_t)strlen(payload), len;
	memset(at, 0, TCP);
	put16(at, from);
	put16(at + 2, to);
	put16(at + 6, tcp_seq[side]);
	at[12] = 0x50;
	at[13] = (uint8_t)flags;
	put16(at + 14, 1000);
	memcpy(at + TCP, payload, n);
	tcp_seq[side] += n + (flags & SYN ? 1 : 0);
	len = ipv4(PROTO_TCP, side, TCP + n);
	return frame_text(len, len);
}

static void begin(void)
{
	pipeline_restart(&p);
	tcp_seq[1] = tcp_seq[2] = 100;
}

static void expect(const char *printed, const char *text)
{
	if (!strstr(printed, text))
		fail_msg("no \"%s\" in %s", text, printed);
}

static void expect_none(const char *printed, const char *text)
{
	if (strstr(printed, text))
		fail_msg("\"%s\" in %s", text, printed);
}

/* What is no message is shown where there were messages before, and may else be header fields. */
static void test_http_continues(void **state)
{
	static const char *const nobodys[] = { "hello hello\r\n", "\1\2\3: x\r\n", "\r\n" };
	(void)state;
	for (unsigned i = 0; i < COUNT(nobodys); i++) {
		begin();
		expect_none(tcp_text(1, 5000, 80, DATA, nobodys[i]), "Hypertext");
		expect_none(out.p, "\nData (");
		expect(tcp_text(1, 5000, 80, DATA, "GET / HTTP/1.0\r\n\r\n"), " HTTP 72 GET / HTTP/1.0 ");
		expect(tcp_text(1, 5000, 80, DATA, nobodys[i]), "Continuation");
		expect(tcp_text(2, 80, 5000, DATA, nobodys[i]), "Continuation");
	}
	begin();
	expect(tcp_text(1, 5000, 80, DATA, "Name: x\r\n\r\nbody"), "Hypertext Transfer Protocol\n    Name: x\\r\\n");
	expect(out.p, " TCP 69 5000 \xe2\x86\x92 80 ");
	begin(); /* a head goes on to its empty line, whatever its lines are; a response then to the stream's end */
	expect(tcp_text(1, 5000, 80, DATA, "GET / HTTP/1.0\r\nno field\r\n"), "GET / HTTP/1.0  [TCP segment of a");
	expect(tcp_text(1, 5000, 80, DATA, "\r\n"), " HTTP 56 GET / HTTP/1.0 ");
	expect(tcp_text(2, 80, 5000, DATA, "HTTP/1.0 200 OK\r\nno field\r\n\r\nx"), "200 OK  [TCP segment of a");
	begin();
	expect(tcp_text(1, 5000, 80, DATA, "hello"), "[TCP segment of a reassembled PDU]");
	expect_none(tcp_text(1, 5000, 80, DATA, " hello\r\n"), "Hypertext");
}

/* Of two ports at home in protocols, the one that the SYN goes to says whose the connection is. */
static void test_server(void **state)
{
	(void)state;
	begin();
	tcp_text(1, 80, 110, SYN, "");
	expect(tcp_text(1, 80, 110, DATA, "USER x\r\n"), " POP 62 C: USER x");
	begin();
	tcp_text(2, 110, 80, SYN | 0x10, "");
	expect(tcp_text(1, 80, 110, DATA, "USER x\r\n"), " POP 62 C: USER x");
	begin();
	tcp_text(1, 110, 80, SYN, "");
	expect(tcp_text(1, 110, 80, DATA, "GET / HTTP/1.0\r\n\r\n"), " HTTP 72 GET");
	begin();
	expect(tcp_text(1, 80, 110, DATA, "GET / HTTP/1.0\r\n\r\n"), " HTTP 72 GET");
}

static const char *ipv6_text(unsigned next, const void *payload, uint32_t n)
{
	memset(bytes, 0, ETHER + IPV6);
	put16(bytes + 12, 0x86dd);
	bytes[ETHER] = 0x60;
	put16(bytes + ETHER + 4, n);
	bytes[ETHER + 6] = (uint8_t)next;
	bytes[ETHER + 23] = bytes[ETHER + 39] = 1;
	memcpy(bytes + ETHER + IPV6, payload, n);
	return frame_text(ETHER + IPV6 + n, ETHER + IPV6 + n);
}

/* Who should follow an IPv6 header is asked also when nothing does. */
static void test_nothing_follows(void **state)
{
	static const struct {
		unsigned next;
		const char *line, *ending;
	} cases[] = {
		{ 6, " IPv6 54 [Malformed Packet]", "[Malformed Packet: TCP]" },
		{ 17, " IPv6 54 [Malformed Packet]", "[Malformed Packet: UDP]" },
		{ 58, " ICMPv6 54 [Malformed Packet]", "[Malformed Packet: ICMPv6]" },
		{ 43, " IPv6 54 IPv6 routing[Malformed Packet]", "[Malformed Packet: IPv6 Routing]" },
		{ 0, " IPv6 54 Invalid IPv6 payload length , IPv6 hop-by-hop options[Malformed Packet]",
		  "[Malformed Packet: IPv6 Hop-by-Hop]" },
		{ 60, " IPv6 54 IPv6 destination options[Malformed Packet]", "[Malformed Packet: IPv6 Destination]" },
		{ 99, "Unknown IP Protocol: any private encryption scheme (99)", "Next Header: " },
	};
	(void)state;
	for (unsigned i = 0; i < COUNT(cases); i++) {
		begin();
		expect(ipv6_text(cases[i].next, "", 0), cases[i].line);
		expect(out.p, cases[i].ending);
	}
	expect(ipv6_text(143,
			 "\0\1\2\3\4\5\0\1\2\3\4\6\x88\xb5"
			 "data",
			 18),
	       "\nEthernet II, Src: 00:01:02:03:04:06");
}

/* Without the cookie there are 64 bytes of a vendor (RFC 951). */
static void test_bootp(void **state)
{
	static uint8_t message[236 + 70] = { 1, 1, 6 };
	(void)state;
	for (uint32_t n = 236; n <= sizeof message; n++) {
		begin();
		udp_text(67, message, n);
		expect(out.p, n < 300 ? "[Malformed Packet: DHCP/BOOTP]" : "    Bootp vendor specific options: 0000");
		if (n < 300)
			expect(out.p, "Boot Request from 00:00:00:00:00:00 (00:00:00:00:00:00)[Malformed Packet]");
	}
	expect(out.p, "    Option: (0) Padding\n");
}

/* Strings of TFTP that do not end. */
static void test_tftp(void **state)
{
	static const char request[] = "\0\1file\0octet";
	static const struct {
		uint32_t n;
		const char *info;
	} cases[] = {
		{ 4, "Read Request[Malformed Packet]" },
		{ 9, "Read Request, File: file[Malformed Packet]" },
		{ sizeof request - 1, "Read Request, File: file[Malformed Packet]" },
	};
	(void)state;
	for (unsigned i = 0; i < COUNT(cases); i++) {
		begin();
		expect(udp_text(69, request, cases[i].n), cases[i].info);
		expect(out.p, "[Malformed Packet: TFTP]");
	}
	expect(udp_text(69, request, sizeof request), "Read Request, File: file, Transfer type: octet\n");
	expect_none(out.p, "Malformed");
}

/* A tunnel names itself around what it carries, unless that was cut. */
static void test_tunnel(void **state)
{
	static const uint8_t gtp[] = { 0x30, 0xff, 0,  28, 0, 0, 0,  1, 0x45, 0, 0,    28,   0,    0,    0, 0, 64, 17,
				       0,    0,    10, 0,  0, 1, 10, 0, 0,    2, 0x13, 0x88, 0x13, 0x89, 0, 8, 0,  0 };
	uint32_t len;
	(void)state;
	begin();
	expect(udp_text(2152, gtp, sizeof gtp), " GTP <UDP> 78 5000 \xe2\x86\x92 5001 Len=0");
	len = udp(5000, 2152, gtp, sizeof gtp);
	expect(frame_text(len - 20, len), " IPv4 78 [Packet size limited during capture]");
	expect(udp_text(2152, "\x28nothing", 8), "\nData (8 bytes)");
}

/* Lines of frames that were cut: the columns know what was read. */
static void test_cut(void **state)
{
	static uint8_t ntp[48] = { 0x23 };
	uint32_t len;
	(void)state;
	begin();
	len = udp(5000, 123, ntp, sizeof ntp);
	expect(frame_text(ETHER + IPV4, len), " IPv4 90 [Packet size limited during capture]");
	expect(frame_text(ETHER + IPV4 + 3, len), " IPv4 90 [Packet size limited during capture]");
	expect(frame_text(ETHER + IPV4 + 4, len), " UDP 90 5000 \xe2\x86\x92 123[Packet size limited during capture]");
	expect(frame_text(ETHER + IPV4 + 6, len), " 123 Len=48[Packet size limited during capture]");
	expect(frame_text(len - 1, len), " NTP 90 NTP Version 4, client[Packet size limited during capture]");
	expect_none(frame_text(len, len), "Packet size limited");
	memset(bytes + 12, 0, 50);
	put16(bytes + 12, 0x8864);
	expect(frame_text(18, 60), " PPPoES 60 Session Data[Packet size limited during capture]");
	put16(bytes + 12, 0x8100);
	expect(frame_text(17, 60), " VLAN 60 PRI: 0  DEI: 0  ID: 0[Packet size limited during capture]");
}

/* A frame without bytes is its link layer's, which has nothing to show. */
static void test_empty_frame(void **state)
{
	(void)state;
	begin();
	expect(frame_text(0, 0), " Ethernet 0 [Malformed Packet]");
	expect(out.p, "[Protocols in frame: eth]\n[Malformed Packet: Ethernet]");
	expect(frame_text(0, 60), " Ethernet 60 [Packet size limited during capture]");
	expect_none(out.p, "\nEthernet II");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_http_continues), cmocka_unit_test(test_server), cmocka_unit_test(test_nothing_follows),
		cmocka_unit_test(test_bootp),          cmocka_unit_test(test_tftp),   cmocka_unit_test(test_tunnel),
		cmocka_unit_test(test_cut),            cmocka_unit_test(test_empty_frame),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
