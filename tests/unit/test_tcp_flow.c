/* test_tcp_flow.c: streams, port reuse, relative numbers, window scaling, completeness, as tshark 4.0 counts them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/options.h"
#include "dissect/registry.h"
#include "dissect/transport/tcp.h"
#include "flow/tracker.h"

enum { LINK_ETHERNET = 1, HEADERS = 14 + 20, WINDOW = 1000 };

struct segment {
	bool back;            /* from the server */
	uint16_t flags, port; /* the client's port, from 4000 on */
	uint32_t seq, ack, len;
	unsigned scale; /* window scale option's shift + 1; 0: none */
};

static struct registry *registry;
static struct options options;
static struct tracker *tracker;
static struct dissection dissection;

static void put16(uint8_t *p, unsigned v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

static void put32(uint8_t *p, uint32_t v)
{
	put16(p, v >> 16);
	put16(p + 2, v & 0xffff);
}

/* The note on one segment that arrives at a time. */
static struct tcp_note see(struct segment s, int64_t sec)
{
	static uint8_t bytes[2048];
	static struct capture_interface iface;
	static uint64_t number;
	uint32_t options_len = s.scale ? 4 : 0, len = HEADERS + 20 + options_len + s.len;
	uint8_t *ip = bytes + 14, *tcp = ip + 20;
	memset(bytes, 0, sizeof bytes);
	put16(bytes + 12, 0x0800);
	ip[0] = 0x45;
	put16(ip + 2, len - 14);
	ip[8] = 64;
	ip[9] = 6;
	put32(ip + 12, s.back ? 0x0a000002 : 0x0a000001);
	put32(ip + 16, s.back ? 0x0a000001 : 0x0a000002);
	put16(tcp, s.back ? 9 : 4000u + s.port);
	put16(tcp + 2, s.back ? 4000u + s.port : 9);
	put32(tcp + 4, s.seq);
	put32(tcp + 8, s.ack);
	put16(tcp + 12, (5 + options_len / 4) << 12 | s.flags);
	put16(tcp + 14, WINDOW);
	if (options_len) {
		tcp[20] = tcp[20 + 3] = 3;
		tcp[21] = 3;
		tcp[22] = (uint8_t)(s.scale - 1);
		tcp[23] = 0;
	}
	iface.link_type = LINK_ETHERNET;
	struct frame f = { .data = bytes, .caplen = len, .len = len, .sec = sec, .number = ++number, .iface = &iface };
	dissect_frame(&dissection, &f);
	assert_int_equal(dissection.n_tcp, 1);
	return dissection.tcp[0];
}

static int set_up(void **state)
{
	(void)state;
	options = options_default;
	tracker = tracker_new(registry, &options, 4);
	dissection.registry = registry;
	dissection.options = &options;
	dissection.stream = stream_serve;
	tracker_attach(tracker, &dissection);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	tracker_free(tracker);
	return 0;
}

#define SEGMENT(flags_, ...) ((struct segment){ .flags = (flags_), __VA_ARGS__ })
#define SYN(...) SEGMENT(TCP_SYN, __VA_ARGS__)
#define SYNACK(...) SEGMENT(TCP_SYN | TCP_ACK, .back = true, __VA_ARGS__)
#define SENT(...) SEGMENT(TCP_ACK, __VA_ARGS__)

static void test_handshake(void **state)
{
	struct tcp_note n = see(SYN(.seq = 100), 10);
	(void)state;
	assert_int_equal(n.stream, 0);
	assert_int_equal(n.seq, 0);
	assert_int_equal(n.nxtseq, 1);
	assert_int_equal(n.completeness, 0); /* what was seen before this packet */
	n = see(SYNACK(.seq = 500, .ack = 101), 11);
	assert_int_equal(n.stream, 0);
	assert_int_equal(n.seq, 0);
	assert_int_equal(n.ack, 1);
	assert_int_equal(n.completeness, 1);
	n = see(SENT(.seq = 101, .ack = 501, .len = 10), 13);
	assert_int_equal(n.seq, 1);
	assert_int_equal(n.ack, 1);
	assert_int_equal(n.nxtseq, 11);
	assert_int_equal(n.completeness, 3);
	assert_int_equal(n.since_first, 3000000000);
	assert_int_equal(n.since_previous, 2000000000);
	n = see(SEGMENT(TCP_ACK | TCP_FIN, .seq = 111, .ack = 501), 13);
	assert_int_equal(n.completeness, 3 | 8);
	assert_int_equal(n.flags & (TN_FIN_ACTIVE | TN_FIN_PASSIVE), TN_FIN_ACTIVE);
	n = see(SEGMENT(TCP_ACK | TCP_FIN, .seq = 501, .ack = 112, .back = true), 14);
	assert_int_equal(n.flags & (TN_FIN_ACTIVE | TN_FIN_PASSIVE), TN_FIN_PASSIVE);
	n = see(SEGMENT(TCP_RST, .seq = 112), 14);
	assert_int_equal(n.completeness, 3 | 4 | 8 | 16);
	n = see(SENT(.seq = 112, .ack = 502), 14);
	assert_int_equal(n.completeness, 63);
}

static void test_middle(void **state)
{
	struct tcp_note n = see(SENT(.seq = 5000, .ack = 9000, .len = 3), 1);
	(void)state;
	assert_int_equal(n.seq, 1);
	assert_int_equal(n.ack, 1);
	assert_int_equal(n.scale, -1);
	n = see(SENT(.seq = 9000, .ack = 5003, .back = true), 1);
	assert_int_equal(n.seq, 1);
	assert_int_equal(n.ack, 4);
}

static void test_reuse(void **state)
{
	(void)state;
	assert_int_equal(see(SYN(.seq = 100), 1).stream, 0);
	assert_int_equal(see(SYN(.seq = 100), 2).stream, 0); /* sent again */
	struct tcp_note n = see(SYN(.seq = 101), 3);
	assert_int_equal(n.stream, 1);
	assert_int_equal(n.completeness, 1);
	assert_true(n.flags & TN_REUSED_PORTS);
	assert_int_equal(n.since_first, 0);
	n = see(SYNACK(.seq = 70, .ack = 102), 4);
	assert_int_equal(n.stream, 1);
	n = see(SYNACK(.seq = 80, .ack = 102), 4); /* the same stream, counted anew */
	assert_int_equal(n.stream, 1);
	assert_true(n.flags & TN_REUSED_PORTS);
	assert_int_equal(n.seq, 0);
	assert_int_equal(see(SYN(.seq = 1, .port = 1), 5).stream, 2);
}

static void test_scaling(void **state)
{
	(void)state;
	struct tcp_note n = see(SYN(.seq = 1, .scale = 8), 1);
	assert_int_equal(n.window, WINDOW); /* never scaled in a SYN (RFC 7323, 2.2) */
	assert_false(n.flags & TN_SCALE_SHOWN);
	see(SYNACK(.seq = 1, .ack = 2, .scale = 21), 1);
	n = see(SENT(.seq = 2, .ack = 2), 1);
	assert_int_equal(n.window, WINDOW << 7);
	assert_int_equal(n.scale, 128);
	n = see(SENT(.seq = 2, .ack = 2, .back = true), 1);
	assert_int_equal(n.scale, 1 << 14); /* a greater shift counts as 14 (2.3) */
	see(SYN(.seq = 1, .port = 5, .scale = 8), 1);
	see(SYNACK(.seq = 1, .port = 5, .ack = 2), 1);
	n = see(SENT(.seq = 2, .ack = 2, .port = 5, .back = true), 1);
	assert_int_equal(n.scale, -2);
	assert_int_equal(n.window, WINDOW);
}

static void test_wrap(void **state)
{
	(void)state;
	assert_int_equal(see(SYN(.seq = UINT32_MAX), 1).nxtseq, 1);
	struct tcp_note n = see(SENT(.seq = 0, .ack = 9, .len = 5), 1);
	assert_int_equal(n.seq, 1);
	assert_int_equal(n.nxtseq, 6);
	n = see(SENT(.seq = UINT32_MAX - 4, .ack = 9, .len = 1), 1); /* from before the beginning */
	assert_int_equal(n.seq, UINT32_MAX - 3);
}

static void test_raw_numbers(void **state)
{
	(void)state;
	options.tcp_relative = false;
	see(SYN(.seq = 100), 1);
	struct tcp_note n = see(SENT(.seq = 101, .ack = 77), 1);
	assert_int_equal(n.seq, 101);
	assert_int_equal(n.ack, 77);
	assert_int_equal(n.stream, 0);
}

/* More flows than the table holds: the numbers go on, and one that was forgotten begins anew. */
static void test_eviction(void **state)
{
	(void)state;
	for (uint16_t i = 0; i < 10; i++)
		assert_int_equal(see(SYN(.seq = 1, .port = i), 1).stream, i);
	assert_int_equal(tracker_losses(tracker).flows, 6);
	assert_int_equal(see(SENT(.seq = 2, .ack = 2, .port = 9), 2).stream, 9);
	assert_int_equal(see(SENT(.seq = 2, .ack = 2, .port = 0), 2).stream, 10);
}

/* More segments without an ACK than there is room for: those of flows that are silent make room for the one that speaks. */
static void test_forgotten_segments(void **state)
{
	(void)state;
	enum { FLOWS = 34, EACH = 8000, LAST = FLOWS - 1 };
	tracker_free(tracker);
	tracker = tracker_new(registry, &options, 64);
	tracker_attach(tracker, &dissection);
	for (uint16_t flow = 0; flow < FLOWS; flow++)
		for (uint32_t i = 0; i < EACH; i++)
			see(SENT(.seq = 1 + i, .len = 1, .ack = 1, .port = flow), 1 + flow);
	uint64_t forgotten = tracker_losses(tracker).segments;
	assert_in_range(forgotten, FLOWS * EACH - (1 << 18), FLOWS * EACH - (1 << 18) + EACH);
	struct tcp_note n = see(SEGMENT(TCP_ACK, .back = true, .seq = 1, .ack = EACH + 1, .port = LAST), FLOWS + 1);
	assert_int_not_equal(n.found.acks_frame, 0);
	assert_int_equal(n.found.ack_rtt, INT64_C(1000000000));
}

/* Captures of several interfaces need not be in order. */
static void test_time_backwards(void **state)
{
	(void)state;
	see(SYN(.seq = 1), 100);
	struct tcp_note n = see(SENT(.seq = 2, .ack = 1), 90);
	assert_int_equal(n.since_first, INT64_C(-10000000000));
	assert_int_equal(n.since_previous, INT64_C(-10000000000));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_handshake), TEST(test_middle),   TEST(test_reuse),	TEST(test_scaling),
		TEST(test_wrap),      TEST(test_raw_numbers), TEST(test_eviction), TEST(test_time_backwards),
		TEST(test_forgotten_segments),
	};
	registry = registry_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	registry_free(registry);
	return failed;
}
