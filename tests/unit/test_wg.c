/* test_wg.c: WireGuard's messages, recognised by their content, and the sessions they belong to, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "datagram.h"

enum { INITIATION = 1, RESPONSE, COOKIE, DATA, MOST = 200 };

static const uint32_t sizes[] = { 0, 148, 92, 64, 48 };

static void make(uint8_t *b, unsigned type, unsigned first, unsigned second)
{
	for (unsigned i = 0; i < MOST; i++)
		b[i] = (uint8_t)i;
	memset(b, 0, 12);
	b[0] = (uint8_t)type;
	b[4] = (uint8_t)first;
	b[8] = (uint8_t)second;
}

static const char *tree_of(unsigned type, uint32_t n, bool tree)
{
	uint8_t bytes[MOST];
	make(bytes, type, 0xa1, 0xb1);
	return print_udp(5000, 51820, bytes, n, n, tree);
}

static void test_messages(void **state)
{
	(void)state;
	const char *s = tree_of(INITIATION, 148, true);
	holds(s, "    Type: Handshake Initiation (1)\n    Reserved: 000000\n    Sender: 0x000000a1\n");
	holds(s, "    Ephemeral: sQAAAAwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJic=\n        [Has Private Key: False]\n");
	holds(s, "    Encrypted Static\n    Encrypted Timestamp\n    mac1: 7475767778797a7b7c7d7e7f80818283\n");
	holds(s, "    [Stream index: 0]\n");
	holds(tree_of(INITIATION, 148, false), " WireGuard 190 Handshake Initiation, sender=0x000000A1\n");
	holds(tree_of(RESPONSE, 92, true),
	      "    Receiver: 0x000000b1\n    Ephemeral: DA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKis=\n");
	holds(tree_of(RESPONSE, 92, false), " Handshake Response, sender=0x000000A1, receiver=0x000000B1\n");
	holds(tree_of(COOKIE, 64, true),
	      "    Nonce: b10000000c0d0e0f101112131415161718191a1b1c1d1e1f\n    Encrypted Cookie: 202122");
	holds(tree_of(COOKIE, 64, false), " Cookie Reply, receiver=0x000000A1\n");
	holds(tree_of(DATA, 49, true),
	      "    Receiver: 0x000000a1\n    Counter: 1084818905433637041\n    Encrypted Packet\n");
	holds(tree_of(DATA, 49, false),
	      " Transport Data, receiver=0x000000A1, counter=1084818905433637041, datalen=17\n");
	holds(tree_of(DATA, 32, true), "        [Expert Info (Chat/Sequence): This is a Keepalive message]\n");
	holds(tree_of(DATA, 32, false), " Keepalive, receiver=0x000000A1, counter=1084818905433637041\n");
}

/* A byte more or less, or one that should be zero, and it is something else. */
static void test_lengths(void **state)
{
	(void)state;
	for (unsigned type = 0; type < 6; type++)
		for (uint32_t n = 0; n < MOST; n++) {
			bool is = type && type < DATA ? n == sizes[type] : type == DATA && n >= 32;
			assert_int_equal(is, strstr(tree_of(type, n, true), "WireGuard Protocol") != NULL);
		}
	uint8_t bytes[MOST];
	make(bytes, INITIATION, 1, 0);
	for (uint32_t n = 4; n < 148; n++)
		holds(print_udp(5000, 51820, bytes, 148, n, true),
		      "[Packet size limited during capture: WireGuard truncated]");
	bytes[3] = 1;
	assert_null(strstr(print_udp(5000, 51820, bytes, 148, 148, true), "WireGuard"));
}

static uint64_t number;

/* One more packet of the capture, from a host and port to another. */
static const char *next(unsigned type, unsigned from, unsigned port, unsigned to, unsigned to_port, unsigned first,
			unsigned second)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t b[DATAGRAM_FRONT + MOST] = { [12] = 8, [14] = 0x45, [23] = 17, [26] = 10, [30] = 10 };
	uint32_t n = DATAGRAM_FRONT + sizes[type];
	b[17] = (uint8_t)(n - 14);
	b[29] = (uint8_t)from;
	b[33] = (uint8_t)to;
	b[35] = (uint8_t)port;
	b[37] = (uint8_t)to_port;
	b[39] = (uint8_t)(n - 34);
	make(b + DATAGRAM_FRONT, type, first, second);
	struct frame f = { .number = ++number, .caplen = n, .len = n, .data = b, .iface = &iface };
	p.print.tree = true;
	pipeline_frame(&p, &f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

static void test_sessions(void **state)
{
	(void)state;
	pipeline_restart(&p);
	number = 0;
	holds(next(INITIATION, 1, 100, 2, 200, 0xa1, 0), "[Stream index: 0]\n");
	assert_null(strstr(next(DATA, 2, 200, 1, 100, 0xa1, 0),
			   "    Encrypted Packet\n    [Stream")); /* nobody answered yet */
	holds(next(RESPONSE, 2, 200, 1, 100, 0xb1, 0xa1), "    [Stream index: 0]\n    [Response to Frame: 1]\n");
	holds(next(DATA, 1, 100, 2, 200, 0xb1, 0), "    Encrypted Packet\n    [Stream index: 0]\n");
	holds(next(DATA, 2, 200, 1, 100, 0xa1, 0), "    Encrypted Packet\n    [Stream index: 0]\n");
	holds(next(DATA, 3, 101, 2, 200, 0xb1, 0), "    Encrypted Packet\n    [Stream index: 0]\n"); /* wandered */
	holds(next(INITIATION, 1, 100, 2, 200, 0xa2, 0), "[Stream index: 1]\n");
	assert_null(strstr(next(RESPONSE, 2, 200, 4, 100, 0xb2, 0xa2), "Response to"));
	holds(next(COOKIE, 2, 200, 1, 100, 0xa2, 0), "    [Stream index: 1]\n    [Response to Frame: 7]\n");
	assert_null(strstr(next(COOKIE, 2, 200, 1, 100, 0xa2, 0), "Response to"));
	for (unsigned i = 0; i < 20000; i++) /* more than are remembered */
		next(INITIATION, 1, 100, 2, 200, i & 0xff, 0);
	holds(next(RESPONSE, 2, 200, 1, 100, 0xb3, 19999 & 0xff), "    [Response to Frame: 20010]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_messages), cmocka_unit_test(test_lengths),
					    cmocka_unit_test(test_sessions) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
