/* test_rtcp.c: the packets of RTCP, alone and one behind the other, and what is none of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, UDP = 8, FRONT = ETHERNET + IPV4 + UDP, MOST = 400 };

/* A datagram of n bytes of which `captured` are at hand, as a tree or as a line. */
static const char *shown(const void *data, uint32_t n, uint32_t captured, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + MOST] = { [12] = 0x08, [14] = 0x45, [23] = 17, [26] = 10, [30] = 10, [33] = 2 };
	uint8_t *ip = bytes + ETHERNET, *udp = ip + IPV4;
	ip[2] = (uint8_t)((IPV4 + UDP + n) >> 8);
	ip[3] = (uint8_t)(IPV4 + UDP + n);
	memcpy(udp, "\x9c\x40\xc3\x50", 4);
	udp[4] = (uint8_t)((UDP + n) >> 8);
	udp[5] = (uint8_t)(UDP + n);
	memcpy(udp + UDP, data, n);
	struct frame f = { .number = 1, .caplen = FRONT + captured, .len = FRONT + n, .data = bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

#define SENDER "\x81\xc8\0\14\x11\x22\x33\x44\xda\x8b\xd1\xfc\xdd\xdd\xa0\x5a\0\0\1\0\0\0\0\5\0\0\0\x64"
#define BLOCK "\xaa\xbb\xcc\xdd\5\xff\xff\xf9\0\2\x12\x34\0\0\0\11\x12\x34\x56\x78\0\1\0\0"
#define RECEIVER "\x80\xc9\0\1\x11\x22\x33\x44"

static const struct {
	const char *data;
	uint8_t n;
	const char *line;
	const char *lines[6]; /* that are in the tree, in this order */
} packets[] = {
	{ SENDER BLOCK, 52, "RTCP 94 Sender Report   \n",
	  { "Real-time Transport Control Protocol (Sender Report)\n    10.. .... = Version: RFC 1889 Version (2)\n",
	    "    ...0 0001 = Reception report count: 1\n    Packet type: Sender Report (200)\n    Length: 12 (52 bytes)\n",
	    "    [MSW and LSW as NTP timestamp: Mar 10, 2016 10:59:08.866663000 UTC]\n",
	    "    Source 1\n        Identifier: 0xaabbccdd (2864434397)\n        SSRC contents\n            Fraction lost: 5 / 256\n",
	    "            Cumulative number of packets lost: -7\n        Extended highest sequence number received: 135732\n",
	    "        Delay since last SR timestamp: 65536 (1000 milliseconds)\n    [RTCP frame length check: OK - 52 bytes]\n" } },
	{ RECEIVER "\x81\xca\0\5\x11\x22\x33\x44\1\5a@b.c\2\3foo\0\0\0\0\x81\xcb\0\2\x11\x22\x33\x44\3bye", 44,
	  "Receiver Report   Source description   Goodbye   \n",
	  { "(Receiver Report)\n", "Sender SSRC: 0x11223344 (287454020)\nReal-time Transport Control Protocol (Source description)\n",
	    "    Chunk 1, SSRC/CSRC 0x11223344\n", "            Type: CNAME (user and domain) (1)\n            Length: 5\n            Text: a@b.c\n",
	    "            Type: END (0)\nReal-time Transport Control Protocol (Goodbye)\n",
	    "    Length: 3\n    Text: bye\n    [RTCP frame length check: OK - 44 bytes]\n" } },
	{ RECEIVER "\x83\xcc\0\3\x11\x22\x33\x44NAMEdata", 24, "Receiver Report   Application specific   ( NAME ) subtype=3\n",
	  { "    ...0 0011 = Subtype: 3\n", "    Name (ASCII): NAME\n    Application specific data: data\n" } },
	{ RECEIVER "\x81\xcd\0\3\x11\x22\x33\x44\x11\x22\x33\x44\0\1\0\3", 24, "Receiver Report   Generic RTP Feedback   \n",
	  { "(Generic RTP Feedback): NACK: 3 frames lost\n", "NACK BLP: 0x0003 (Frames 2 3 lost)\n        Frame 2 also lost\n" } },
	{ RECEIVER "\x84\xce\0\4\x11\x22\x33\x44\x11\x22\x33\x44\x11\x22\x33\x44\5\0\0\0", 28,
	  "Receiver Report   Payload-specific Feedback   FIR  \n", { "    FIR 1\n        SSRC: 0x11223344 (287454020)\n" } },
	{ "\x80\xc9\0\3\x11\x22\x33\x44\0\x21\0\10abcd", 16, "Receiver Report   (PSE:Unknown  )  \n",
	  { "    Payload Specific Extension (Unknown)\n        Extension Type: Unknown (33)\n        Extension Length: 8\n",
	    "        Profile-specific extension: 61626364\n" } },
	{ "\x87\xc9\x31\2\x11\x22\x33\x44", 8, "Receiver Report   [Malformed Packet]\n", { "[Malformed Packet: RTCP]\n" } },
	{ "\x80\xc9\0\11\x11\x22\x33\x44", 8, "Receiver Report   ([Malformed Packet]\n", { "[Malformed Packet: RTCP]\n" } },
	{ "\x80\xcb\0\5", 4, "Goodbye   [Malformed Packet]\n", { "[Malformed Packet: RTCP]\n" } },
	{ RECEIVER "\1\2\3\4", 12, "Receiver Report   \n", { "[RTCP frame length check: OK - 8 bytes]\n" } },
	{ RECEIVER "x", 9, "UDP 51 40000", { "Data (9 bytes)\n" } },
	{ "\x40\xc9\0\1\x11\x22\x33\x44", 8, "UDP 50 40000", { "Data (8 bytes)\n" } },
	{ "\x81\xca\0\1\x11\x22\x33\x44", 8, "UDP 50 40000", { "Data (8 bytes)\n" } },
};

static void test_packets(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof packets / sizeof packets[0]; i++) {
		if (!strstr(shown(packets[i].data, packets[i].n, packets[i].n, false), packets[i].line))
			fail_msg("%u: %s", i, out.p);
		const char *at = shown(packets[i].data, packets[i].n, packets[i].n, true);
		for (unsigned j = 0; j < 6 && packets[i].lines[j]; j++) {
			at = strstr(at, packets[i].lines[j]);
			if (!at)
				fail_msg("%u: %s", i, packets[i].lines[j]);
		}
	}
}

/* Every type and count, of every length, and cut by the capture: nothing is read that is not there. */
static void test_any_length(void **state)
{
	uint8_t data[64] = { 0 };
	(void)state;
	for (unsigned first = 0x80; first < 0xc0; first++)
		for (unsigned type = 190; type < 215; type++) {
			memcpy(data, RECEIVER, 8);
			for (unsigned i = 8; i < sizeof data; i++)
				data[i] = (uint8_t)((i * 7 + type) % 13);
			data[8] = (uint8_t)first;
			data[9] = (uint8_t)type;
			data[11] = (uint8_t)(first % 16);
			for (uint32_t n = 8; n <= sizeof data; n += 4)
				assert_non_null(strstr(shown(data, n, n, true), "(Receiver Report)\n"));
		}
	for (uint32_t captured = 0; captured <= 52; captured++)
		assert_int_equal(
			!!strstr(shown(SENDER BLOCK, 52, captured, true), "[Packet size limited during capture: RTCP"),
			captured >= 4 && captured < 52);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_packets), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
