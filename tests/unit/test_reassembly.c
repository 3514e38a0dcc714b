/* test_reassembly.c: blocks of memory, pieces put together, and PDUs of streams: order, overlaps, bounds, sequence numbers
 * that wrap. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/options.h"
#include "dissect/registry.h"
#include "dissect/transport/tcp.h"
#include "flow/blocks.h"
#include "flow/reassembly.h"
#include "flow/tracker.h"

enum { MIB = 1024 * 1024 };

static void test_blocks(void **state)
{
	enum { SMALLEST = 1 << BLOCK_MIN_BITS, COUNT_OF_THEM = BLOCK_MAX / SMALLEST };
	struct blocks *b = blocks_new(BLOCK_MAX);
	uint8_t **at = malloc(COUNT_OF_THEM * sizeof *at);

	(void)state;
	assert_non_null(b);
	for (unsigned i = 0; i < COUNT_OF_THEM; i++) {
		at[i] = blocks_get(b, i % 2 ? SMALLEST : 1);
		assert_non_null(at[i]);
		assert_int_equal(blocks_size(b, at[i]), SMALLEST);
		memset(at[i], (int)(i % 251), SMALLEST);
	}
	assert_null(blocks_get(b, 1));
	for (unsigned i = 0; i < COUNT_OF_THEM; i++)
		assert_int_equal(at[i][SMALLEST - 1], i % 251); /* none lies in another */
	for (unsigned i = 0; i < COUNT_OF_THEM; i += 2)
		blocks_put(b, at[i]);
	assert_null(blocks_get(b, SMALLEST + 1)); /* every neighbour is taken */
	for (unsigned i = 1; i < COUNT_OF_THEM; i += 2)
		blocks_put(b, at[i]);
	blocks_put(b, NULL);
	void *all = blocks_get(b, BLOCK_MAX);
	assert_non_null(all);
	assert_int_equal(blocks_size(b, all), BLOCK_MAX);
	assert_null(blocks_get(b, BLOCK_MAX + 1u));
	blocks_free(b);
	free(at);
}

/* --- assemblies --- */

static struct slice text(const char *s)
{
	uint32_t n = (uint32_t)strlen(s);
	return (struct slice){ (const uint8_t *)s, n, n };
}

static bool has(const struct assembly *a, const char *s)
{
	struct slice b = assembly_bytes(a);
	return b.len == strlen(s) && !memcmp(b.p, s, b.len);
}

static void test_order(void **state)
{
	struct reassembly *r = reassembly_new(16 * MIB);
	uint32_t handle = 0;

	(void)state;
	struct assembly *a = assembly_begin(r, &handle, 0);
	assert_true(assembly_add(r, a, 6, text("ghi"), 3, 0));
	assert_int_equal(a->have, 0);
	assert_true(assembly_add(r, a, 0, text("abc"), 1, 0));
	assert_true(has(a, "abc"));
	assert_true(assembly_add(r, a, 3, text("def"), 2, 0));
	assert_true(has(a, "abcdefghi"));
	for (unsigned i = 0; i < 3; i++) {
		assert_int_equal(a->piece[i].frame, i + 1);
		assert_int_equal(a->piece[i].flags, 0);
	}
	assert_ptr_equal(assembly_find(r, handle), a);
	assembly_drop(r, &handle);
	assert_int_equal(handle, 0);
	reassembly_free(r);
}

/* Where pieces overlap, the one that begins first holds, whenever it came. */
static void test_overlaps(void **state)
{
	struct reassembly *r = reassembly_new(16 * MIB);
	uint32_t handle = 0;

	(void)state;
	struct assembly *a = assembly_begin(r, &handle, 0);
	assembly_add(r, a, 0, text("abcd"), 1, 0);
	assembly_add(r, a, 2, text("cdef"), 2, 0); /* says the same */
	assert_true(has(a, "abcdef"));
	assert_int_equal(a->piece[1].flags, PIECE_OVERLAP);
	assembly_add(r, a, 4, text("XXgh"), 3, 0); /* does not */
	assert_true(has(a, "abcdefgh"));
	assert_int_equal(a->piece[2].flags, PIECE_OVERLAP | PIECE_CONFLICT);
	a = assembly_begin(r, &handle, 0);
	assembly_add(r, a, 4, text("efgh"), 1, 0);
	assembly_add(r, a, 0, text("abcdEFGHij"), 2, 0);
	assert_true(has(a, "abcdEFGHij"));
	assert_int_equal(a->piece[0].flags, 0);
	assert_int_equal(a->piece[1].flags, PIECE_OVERLAP | PIECE_CONFLICT);
	reassembly_free(r);
}

static void test_length(void **state)
{
	struct reassembly *r = reassembly_new(64 * MIB);
	uint32_t handle = 0, n = 3 * MIB;
	uint8_t *bytes = calloc(1, n);

	(void)state;
	struct assembly *a = assembly_begin(r, &handle, 0);
	for (uint32_t off = 0; off < 21u * MIB; off += n)
		assert_true(assembly_add(r, a, off, (struct slice){ bytes, n, n }, 1, 0));
	struct slice all = assembly_bytes(a);
	assert_int_equal(all.wire, 21 * MIB); /* all of it was there, as much of it is kept */
	assert_int_equal(all.len, MAX_ASSEMBLED);
	assert_int_equal(reassembly_cut(r), 1);
	assert_int_equal(reassembly_lost(r), 0);
	assert_false(assembly_add(r, a, UINT32_MAX - 5, (struct slice){ bytes, 10, 10 }, 1, 0));
	assert_null(assembly_find(r, handle));
	reassembly_free(r);
	free(bytes);
}

/* More pieces than there is room for: in order they count, a hole behind them stays one. */
static void test_pieces(void **state)
{
	struct reassembly *r = reassembly_new(16 * MIB);
	uint32_t handle = 0;

	(void)state;
	struct assembly *a = assembly_begin(r, &handle, 0);
	for (uint32_t i = 0; i < MAX_PIECES + 10; i++)
		assert_true(assembly_add(r, a, i, text("x"), i, 0));
	assert_int_equal(a->n_pieces, MAX_PIECES);
	assert_int_equal(a->have, MAX_PIECES + 10);
	assert_true(assembly_add(r, a, MAX_PIECES + 11, text("x"), 1, 0));
	assert_int_equal(a->have, MAX_PIECES + 10);
	reassembly_free(r);
}

/* When the memory is full, who was not touched for longest goes. */
static void test_room(void **state)
{
	enum { OWNERS = 20 };
	struct reassembly *r = reassembly_new(16 * MIB);
	uint32_t handle[OWNERS] = { 0 }, n = 1 * MIB;
	uint8_t *bytes = calloc(1, n);
	unsigned left = 0;

	(void)state;
	for (unsigned i = 0; i < OWNERS; i++) {
		struct assembly *a = assembly_begin(r, &handle[i], i);
		assert_true(assembly_add(r, a, 0, (struct slice){ bytes, n, n }, i, i));
	}
	for (unsigned i = 0; i < OWNERS; i++)
		left += assembly_find(r, handle[i]) != NULL;
	assert_int_equal(left + reassembly_lost(r), OWNERS);
	assert_in_range(left, 8, 16);
	assert_non_null(assembly_find(r, handle[OWNERS - 1]));
	assert_null(assembly_find(r, handle[0]));
	reassembly_free(r);
	free(bytes);
}

/* Long before the memory is full, who was not touched for a minute makes room; that is told when somebody comes back. */
static void test_idle(void **state)
{
	enum { OWNERS = 64, OLD = 8 };
	const int64_t second = 1000000000;
	struct reassembly *r = reassembly_new(16 * MIB);
	uint32_t handle[OWNERS] = { 0 }, n = MIB / 2;
	uint8_t *bytes = calloc(1, n);
	unsigned left = 0;

	(void)state;
	for (unsigned i = 0; i < OWNERS; i++) {
		int64_t now = i < OLD ? 0 : 100 * second;
		struct assembly *a = assembly_begin(r, &handle[i], now);
		assert_true(assembly_add(r, a, 0, (struct slice){ bytes, i < OLD ? n : 1, n }, i, now));
	}
	assert_int_equal(reassembly_lost(r), 0);
	for (unsigned i = 0; i < OLD; i++)
		left += assembly_find(r, handle[i]) != NULL;
	assert_in_range(left, 0, 4); /* two megabytes are anybody's */
	assert_int_equal(reassembly_lost(r), OLD - left);
	for (unsigned i = 0; i < OLD; i++)
		left -= assembly_find(r, handle[i]) != NULL;
	assert_int_equal(left, 0);
	assert_in_range(reassembly_lost(r), OLD - 4, OLD); /* each is counted once */
	for (unsigned i = OLD; i < OWNERS; i++)
		assert_non_null(assembly_find(r, handle[i]));
	reassembly_free(r);
	free(bytes);
}

/* --- streams: DNS over TCP, whose messages have a length in front --- */

enum { LINK_ETHERNET = 1, HEADERS = 14 + 20 + 20 };

static struct registry *registry;
static struct options options;
static struct tracker *tracker;
static struct dissection d;

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

/* A segment to port 53, or back; `cut` of its bytes were not captured. */
static void see_one(bool back, unsigned flags, uint32_t seq, uint32_t ack, const uint8_t *payload, uint32_t n,
		    uint32_t cut, int64_t sec)
{
	static uint8_t bytes[4096];
	static struct capture_interface iface = { .link_type = LINK_ETHERNET };
	static uint64_t number;
	uint8_t *ip = bytes + 14, *tcp = ip + 20;
	memset(bytes, 0, HEADERS);
	put16(bytes + 12, 0x0800);
	ip[0] = 0x45;
	put16(ip + 2, HEADERS - 14 + n);
	ip[8] = 64;
	ip[9] = 6;
	put32(ip + (back ? 16 : 12), 0x0a000001);
	put32(ip + (back ? 12 : 16), 0x0a000002);
	put16(tcp + (back ? 2 : 0), 4000);
	put16(tcp + (back ? 0 : 2), 53);
	put32(tcp + 4, seq);
	put32(tcp + 8, ack);
	put16(tcp + 12, 5 << 12 | flags);
	put16(tcp + 14, 1000);
	if (n)
		memcpy(bytes + HEADERS, payload, n);
	struct frame f = { .data = bytes,
			   .caplen = HEADERS + n - cut,
			   .len = HEADERS + n,
			   .sec = sec,
			   .number = ++number,
			   .iface = &iface };
	dissect_frame(&d, &f);
}

static void see(unsigned flags, uint32_t seq, const uint8_t *payload, uint32_t n, uint32_t cut, int64_t sec)
{
	see_one(false, flags, seq, 0, payload, n, cut, sec);
}

static unsigned messages(void)
{
	unsigned n = 0;
	for (unsigned i = 0; i < d.n_layers; i++)
		n += !strcmp(d.layer[i].proto->name, "dns");
	return n;
}

static bool waits(void)
{
	return d.tcp[0].flags & TN_SEGMENT;
}

/* Two messages of 14 bytes, each with its length in front. */
enum { MESSAGE = 14 };
static const uint8_t two[2 * MESSAGE] = { 0, 12, 0, 1, 1, 0, [MESSAGE] = 0, 12, 0, 2, 1, 0 };

static int set_up(void **state)
{
	(void)state;
	registry = registry_new();
	options = options_default;
	tracker = tracker_new(registry, &options, 16);
	d = (struct dissection){ .registry = registry, .options = &options, .stream = stream_serve };
	tracker_attach(tracker, &d);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	tracker_free(tracker);
	registry_free(registry);
	return 0;
}

/* The sequence number wraps in the middle of the first message. */
static void test_stream(void **state)
{
	uint32_t seq = 0xfffffffb;

	(void)state;
	see(TCP_ACK, seq, two, 1, 0, 1);
	assert_true(waits());
	assert_int_equal(messages(), 0);
	see(TCP_ACK, seq + 1, two + 1, 9, 0, 2);
	assert_true(waits());
	see(TCP_ACK, seq + 10, two + 10, 18, 0, 3); /* the rest of one and all of the other */
	assert_false(waits());
	assert_int_equal(messages(), 2);
	assert_int_equal(d.n_joined, 1);
	assert_int_equal(d.joined[0].len, MESSAGE);
	assert_int_equal(d.joined[0].n_pieces, 3);
	assert_memory_equal(d.buffer[d.joined[0].buffer].p, two, MESSAGE);
}

/* Every way to cut two messages in three: each is seen once, in the segment that brings its last byte. */
static void test_every_cut(void **state)
{
	(void)state;
	for (uint32_t i = 1; i < sizeof two - 1; i++)
		for (uint32_t k = i + 1; k < sizeof two; k++) {
			uint32_t seq = 1000 * i * (uint32_t)sizeof two + 100 * k, cut[] = { 0, i, k, sizeof two };
			see(TCP_SYN, seq - 1, NULL, 0, 0, 1);
			for (unsigned s = 0; s < 3; s++) {
				see(TCP_ACK, seq + cut[s], two + cut[s], cut[s + 1] - cut[s], 0, 1);
				unsigned due = cut[s + 1] / MESSAGE - cut[s] / MESSAGE;
				assert_int_equal(messages(), due);
				assert_int_equal(waits(), cut[s + 1] % MESSAGE != 0);
			}
		}
}

/* A middle segment that comes late, before the last one: still whole. The last one late: put together, not looked at. */
static void test_reordered(void **state)
{
	(void)state;
	see(TCP_ACK, 100, two, 4, 0, 1);
	see(TCP_ACK, 108, two + 8, 3, 0, 1);
	see(TCP_ACK, 104, two + 4, 4, 0, 1);
	assert_int_equal(messages(), 0);
	see(TCP_ACK, 111, two + 11, 3, 0, 1);
	assert_int_equal(messages(), 1);
	see(TCP_ACK, 114, two, 4, 0, 2);
	see(TCP_ACK, 122, two + 8, 6, 0, 2);
	see(TCP_ACK, 118, two + 4, 4, 0, 2);
	assert_int_equal(d.n_joined, 1);
	assert_int_equal(messages(), 0);
}

/* Streams put in order: in whatever order four segments come, each message is seen once, and in the segment that brings
 * what lacked of it and of all before it. Some come twice. */
static void test_every_order(void **state)
{
	static const uint32_t cut[] = { 0, 5, MESSAGE, MESSAGE + 3, sizeof two };
	uint32_t seq = 0xfffff000;

	(void)state;
	options.tcp_in_order = true;
	for (unsigned order = 0; order < 256; order++, seq += 100) {
		unsigned came = 0, seen = 0;
		see(TCP_SYN, seq - 1, NULL, 0, 0, 1);
		for (unsigned i = 0; i < 4; i++) {
			unsigned k = order >> 2 * i & 3;
			came |= 1u << k;
			see(TCP_ACK, seq + cut[k], two + cut[k], cut[k + 1] - cut[k], 0, 1);
			unsigned due = (came & 3) == 3 ? (came == 15 ? 2 : 1) : 0;
			assert_int_equal(messages(), due - seen);
			seen = due;
		}
	}
}

/* What the receiver acknowledged is not waited for; what comes behind the end of the stream's gap waits for nobody. */
static void test_gap_acknowledged(void **state)
{
	(void)state;
	options.tcp_in_order = true;
	see(TCP_SYN, 99, NULL, 0, 0, 1);
	see(TCP_ACK, 200, two, 4, 0, 1);
	assert_true(waits());
	see_one(true, TCP_ACK, 1, 204, NULL, 0, 0, 1);
	see(TCP_ACK, 204, two + 4, sizeof two - 4, 0, 1);
	assert_int_equal(messages(), 2);
	assert_int_equal(d.joined[0].n_pieces, 2);
	see_one(true, TCP_ACK, 1, 400, NULL, 0, 0, 1);
	see(TCP_ACK, 400, two, sizeof two, 0, 1); /* the first behind a gap that was acknowledged already */
	assert_int_equal(messages(), 2);
}

/* Nobody acknowledges: so much waits, and no more. */
static void test_gap_for_ever(void **state)
{
	enum { LEN = 1024 };
	static uint8_t bytes[LEN] = { (LEN - 2) >> 8, (LEN - 2) & 0xff };
	unsigned most = 0, n = 0;

	(void)state;
	options.tcp_in_order = true;
	see(TCP_SYN, 99, NULL, 0, 0, 1);
	for (uint32_t i = 1; i <= 5 * MIB / LEN; i++) {
		see(TCP_ACK, 100 + i * LEN, bytes, LEN, 0, 1);
		n = waits() ? n + 1 : 0;
		most = n > most ? n : most;
	}
	assert_in_range(most, 3 * MIB / LEN, 4 * MIB / LEN);
	assert_int_equal(messages(), 1); /* goes on behind it */
}

/* A sequence number from nowhere takes nobody's place; two that follow each other are where the stream goes on. */
static void test_far_ahead(void **state)
{
	uint32_t far = 100 + (1u << 30);

	(void)state;
	options.tcp_in_order = true;
	see(TCP_SYN, 99, NULL, 0, 0, 1);
	see(TCP_ACK, 100, two, 4, 0, 1);
	see(TCP_ACK, far, two, MESSAGE, 0, 1);
	assert_int_equal(messages(), 0);
	see(TCP_ACK, 104, two + 4, sizeof two - 4, 0, 1);
	assert_int_equal(messages(), 2);
	see(TCP_ACK, far + MESSAGE, two, MESSAGE, 0, 1);
	assert_int_equal(messages(), 1);
	see(TCP_ACK, far + 2 * MESSAGE, two, MESSAGE, 0, 1);
	assert_int_equal(messages(), 1);
}

/* What cannot be joined: a segment that was cut, and all of them when nobody wants it. */
static void test_not_joined(void **state)
{
	(void)state;
	see(TCP_ACK, 100, two, 8, 2, 1);
	assert_false(waits());
	assert_int_equal(messages(), 1);
	options.tcp_desegment = false;
	see(TCP_ACK, 108, two, 6, 0, 1);
	assert_false(waits());
	assert_int_equal(messages(), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_overlaps),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_pieces),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_idle),
		cmocka_unit_test_setup_teardown(test_stream, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_every_cut, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_reordered, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_every_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_gap_acknowledged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_gap_for_ever, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_far_ahead, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_not_joined, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
