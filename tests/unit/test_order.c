/* test_order.c: bytes of a TCP connection in order: what overlaps, comes early, late, twice, or never; that what waits is
 * bounded; and random deliveries, which must give what was sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "flow/order.h"

static struct order_pool *pool;
static struct order order;
static struct buf got; /* pieces, each behind a '|'; gaps as <N>; those of side 1 behind a '/' */
static uint64_t frame;

static void give(void *context, const struct order_piece *p)
{
	char text[32];
	(void)context;
	buf_char(&got, p->side ? '/' : '|');
	if (p->missing)
		buf_put(&got, text, (size_t)snprintf(text, sizeof text, "<%llu>", (unsigned long long)p->missing));
	else
		buf_put(&got, p->bytes, p->len);
	if (p->cut)
		buf_put(&got, text, (size_t)snprintf(text, sizeof text, "-%u", p->cut));
}

static void send_cut(unsigned side, uint32_t seq, const char *bytes, uint32_t wire)
{
	const struct order_segment t = {
		.side = side, .seq = seq, .len = wire, .bytes = (const uint8_t *)bytes,
		.captured = (uint32_t)strlen(bytes), .frame = ++frame,
	};
	order_take(pool, &order, &t, give, NULL);
}

static void send_bytes(unsigned side, uint32_t seq, const char *bytes)
{
	send_cut(side, seq, bytes, (uint32_t)strlen(bytes));
}

static void send_ack(unsigned side, uint32_t seq, uint32_t ack, const char *bytes)
{
	const struct order_segment t = {
		.side = side, .seq = seq, .ack = ack, .has_ack = true, .len = (uint32_t)strlen(bytes),
		.bytes = (const uint8_t *)bytes, .captured = (uint32_t)strlen(bytes), .frame = ++frame,
	};
	order_take(pool, &order, &t, give, NULL);
}

/* What came out since the last time. */
static void expect(const char *want)
{
	buf_char(&got, 0);
	assert_string_equal(got.p, want);
	buf_clear(&got);
}

static int fresh(void **state)
{
	(void)state;
	order_pool_free(pool);
	pool = order_pool_new(ORDER_BYTES, ORDER_PIECES);
	order = (struct order){ 0 };
	buf_clear(&got);
	return 0;
}

static int clean(void **state)
{
	(void)state;
	order_pool_free(pool);
	pool = NULL;
	buf_free(&got);
	return 0;
}

static void test_in_order(void **state)
{
	(void)state;
	const struct order_segment syn = { .seq = 999, .syn = true };
	order_take(pool, &order, &syn, give, NULL);
	send_bytes(0, 1000, "abc");
	send_bytes(0, 1003, "def");
	send_bytes(1, 5, "xyz");
	expect("|abc|def/xyz");
}

static void test_retransmitted(void **state)
{
	(void)state;
	send_bytes(0, 1, "abc");
	send_bytes(0, 1, "ABC");
	send_bytes(0, 2, "BCd");
	send_bytes(0, 0, "?");
	expect("|abc|d");
}

static void test_early(void **state)
{
	(void)state;
	send_bytes(0, 0, "a");
	send_bytes(0, 3, "d");
	send_bytes(0, 2, "c");
	expect("|a");
	send_bytes(0, 1, "b");
	expect("|b|c|d");
}

/* Of those whose turn it is, the piece that came first goes first, and cuts what the others have of its bytes. */
static void test_early_overlapping(void **state)
{
	(void)state;
	send_bytes(0, 0, "aaaa");
	send_bytes(0, 9, "PPPPPPPP");
	send_bytes(0, 7, "QQ");
	send_bytes(0, 8, "RRRRRRRRRRRR");
	send_bytes(0, 4, "bbb");
	expect("|aaaa|bbb|QQ|PPPPPPPP|RRR");
}

static void test_gap(void **state)
{
	(void)state;
	send_bytes(0, 0, "aaaa");
	send_bytes(0, 8, "cccc");
	send_bytes(0, 14, "ee");
	send_ack(1, 0, 8, ""); /* as far as what waits: it may still come */
	expect("|aaaa");
	send_ack(1, 0, 12, "ok");
	expect("|<4>|cccc/ok");
	send_bytes(0, 4, "late");
	send_ack(1, 2, 16, "");
	expect("|<2>|ee");
}

static void test_wrap(void **state)
{
	(void)state;
	send_bytes(0, 0xfffffffc, "abcd");
	send_bytes(0, 4, "ijkl");
	send_bytes(0, 0, "efgh");
	expect("|abcd|efgh|ijkl");
	send_bytes(0, 8 + 0x7ffffff0, "far");
	send_ack(1, 0, 8 + 0x7ffffff3, "");
	expect("|<2147483632>|far");
}

static void test_cut(void **state)
{
	(void)state;
	send_cut(0, 0, "abc", 10);
	send_bytes(0, 10, "k");
	expect("|abc-7|k");
	send_cut(0, 11, "", 5); /* nothing of it: as if it had not been seen */
	send_bytes(0, 16, "q");
	send_ack(1, 0, 17, "");
	expect("|<5>|q");
}

/* A pool for so many pieces; every second byte of the text, at its place, comes first. */
static void begin_with_gaps(uint32_t pieces, const char *text)
{
	order_pool_free(pool);
	pool = order_pool_new(ORDER_BYTES, pieces);
	for (uint32_t i = 0; i < strlen(text); i += 2)
		send_bytes(0, i, (char[]){ text[i], 0 });
	expect("|a");
}

/* No room: a gap is believed, and what waited is given; nothing is lost but what did not come. */
static void test_bounds(void **state)
{
	(void)state;
	begin_with_gaps(3, "abcdefg");
	assert_int_equal(order_pool_forced(pool), 0);
	send_bytes(0, 8, "i");
	expect("|<1>|c");
	assert_int_equal(order_pool_forced(pool), 1);
	assert_int_equal(order.side[0].waiting, 3);
	send_bytes(0, 3, "d");
	expect("|d|e");
	order_drop(pool, &order);
	assert_int_equal(order.side[0].waiting, 0);
	send_bytes(0, 5, "fgh");
	expect("|fgh");
}

/* Another connection of the pool has all the room: the gap is believed at once, and the stream goes on. */
static void test_no_room_of_its_own(void **state)
{
	(void)state;
	begin_with_gaps(2, "abcde");
	struct order first = order;
	order = (struct order){ 0 };
	send_bytes(1, 100, "AB");
	send_bytes(1, 105, "FG");
	expect("/AB/<3>/FG");
	assert_int_equal(order_pool_forced(pool), 1);
	send_bytes(1, 107, "H");
	send_cut(1, 110, "K", 3);
	send_bytes(1, 113, "N");
	expect("/H/<2>/K-2/N");
	order = first;
	send_bytes(0, 1, "b");
	expect("|b|c");
	order_drop(pool, &order);
}

enum { STREAM = 4000 };

static uint32_t random_number(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (uint32_t)((uint64_t)(*state >> 8) * below >> 24);
}

/* A window of segments in random order, some of them twice and with other ends: all bytes come out, once, in order. */
static void test_random(void **state)
{
	char sent[STREAM + 1];
	uint32_t seed = 1;
	(void)state;
	for (unsigned i = 0; i < STREAM; i++)
		sent[i] = (char)('a' + random_number(&seed, 26));
	sent[STREAM] = 0;
	for (unsigned run = 0; run < 50; run++) {
		uint32_t base = random_number(&seed, 2) ? 0xffffff00u : random_number(&seed, 1 << 20);
		fresh(NULL);
		const struct order_segment syn = { .seq = base - 1, .syn = true };
		order_take(pool, &order, &syn, give, NULL);
		for (uint32_t window = 0; window < STREAM; window += 100) {
			for (unsigned k = 0; k < 60; k++) {
				uint32_t at = window + random_number(&seed, 100), n = 1 + random_number(&seed, 30);
				n = n < STREAM - at ? n : STREAM - at;
				char part[32];
				memcpy(part, sent + at, n);
				part[n] = 0;
				send_bytes(0, base + at, part);
			}
			for (uint32_t at = window; at < window + 100; at++)
				send_bytes(0, base + at, (char[]){ sent[at], 0 });
		}
		size_t n = 0;
		for (size_t i = 0; i < got.len; i++)
			if (got.p[i] != '|')
				got.p[n++] = got.p[i];
		assert_int_equal(n, STREAM);
		assert_memory_equal(got.p, sent, STREAM);
		assert_int_equal(order.side[0].waiting, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_in_order, fresh, clean),
		cmocka_unit_test_setup_teardown(test_retransmitted, fresh, clean),
		cmocka_unit_test_setup_teardown(test_early, fresh, clean),
		cmocka_unit_test_setup_teardown(test_early_overlapping, fresh, clean),
		cmocka_unit_test_setup_teardown(test_gap, fresh, clean),
		cmocka_unit_test_setup_teardown(test_wrap, fresh, clean),
		cmocka_unit_test_setup_teardown(test_cut, fresh, clean),
		cmocka_unit_test_setup_teardown(test_bounds, fresh, clean),
		cmocka_unit_test_setup_teardown(test_no_room_of_its_own, fresh, clean),
		cmocka_unit_test_setup_teardown(test_random, fresh, clean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
