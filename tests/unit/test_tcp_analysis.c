/* test_tcp_analysis.c: what the rules say of segments, one conversation a test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "flow/tcp_analysis.h"

enum { C, S, MS = 1000000 };

/* A conversation of two senders; sequence numbers are relative to start[side]. */
struct talk {
	struct tcp_sender side[2];
	struct unacked_pool pool;
	uint32_t start[2], frame;
	int64_t initial_rtt;
	int scale;
	struct tcp_finding last;
};

static void begin(struct talk *t, uint32_t client, uint32_t server)
{
	*t = (struct talk){ .start = { client, server }, .initial_rtt = -1, .scale = 0 };
	tcp_sender_init(&t->side[C]);
	tcp_sender_init(&t->side[S]);
	assert_true(unacked_pool_init(&t->pool, 64));
}

static void end(struct talk *t)
{
	unacked_pool_release(&t->pool);
}

static unsigned say(struct talk *t, int who, int64_t ms, unsigned flags, uint32_t seq, uint32_t len, uint32_t ack,
		    uint16_t window)
{
	struct tcp_segment s = {
		.flags = (uint16_t)flags, .window = window, .seq = t->start[who] + seq, .len = len, .len_known = true,
		.ack = flags & TCP_ACK ? t->start[!who] + ack : 0,
	};
	struct tcp_times times = { ms * MS, t->initial_rtt, ++t->frame };
	tcp_classify(&t->last, &t->side[who], &t->side[!who], &s, t->scale, &times, &t->pool);
	tcp_update(&t->last, &t->side[who], &t->side[!who], &s, t->start[who], 0, &times, &t->pool);
	return t->last.flags;
}

static void shake_hands(struct talk *t)
{
	assert_int_equal(say(t, C, 0, TCP_SYN, 0, 0, 0, 1000), 0);
	assert_int_equal(say(t, S, 10, TCP_SYN | TCP_ACK, 0, 0, 1, 1000), 0);
	assert_int_equal(t->last.acks_frame, 1);
	assert_int_equal(t->last.ack_rtt, 10 * MS);
	assert_int_equal(say(t, C, 20, TCP_ACK, 1, 0, 1, 1000), 0);
	t->initial_rtt = 20 * MS;
}

/* The same loss and repair at an ordinary place and across the wrap of the sequence numbers. */
static void loss_at(uint32_t client)
{
	struct talk t;
	begin(&t, client, 77);
	shake_hands(&t);
	assert_int_equal(say(&t, C, 30, TCP_ACK, 1, 100, 1, 1000), 0);
	assert_int_equal(t.last.flight, 100);
	assert_int_equal(say(&t, C, 31, TCP_ACK, 201, 100, 1, 1000), TA_LOST_SEGMENT);
	assert_int_equal(say(&t, S, 40, TCP_ACK, 1, 0, 101, 1000), 0);
	assert_int_equal(say(&t, S, 41, TCP_ACK, 1, 0, 101, 1000), TA_DUPLICATE_ACK);
	assert_int_equal(say(&t, S, 42, TCP_ACK, 1, 0, 101, 1000), TA_DUPLICATE_ACK);
	assert_int_equal(t.last.dupack_number, 2);
	assert_int_equal(t.last.dupack_frame, 6);
	assert_int_equal(say(&t, C, 45, TCP_ACK, 101, 100, 1, 1000), TA_FAST_RETRANSMISSION);
	assert_int_equal(say(&t, S, 50, TCP_ACK, 1, 0, 301, 1000), 0);
	assert_int_equal(say(&t, C, 60, TCP_ACK, 101, 100, 1, 1000), TA_SPURIOUS_RETRANSMISSION);
	end(&t);
}

static void test_loss(void **state)
{
	(void)state;
	loss_at(5000);
	loss_at(UINT32_MAX - 150);
}

static void test_timeout_and_reordering(void **state)
{
	struct talk t;
	(void)state;
	begin(&t, 1, 1000);
	shake_hands(&t);
	say(&t, C, 100, TCP_ACK, 1, 50, 1, 1000);
	assert_int_equal(say(&t, C, 400, TCP_ACK, 1, 50, 1, 1000), TA_RETRANSMISSION);
	assert_int_equal(t.last.rto, 300 * MS);
	assert_int_equal(t.last.rto_frame, 4);
	assert_int_equal(say(&t, C, 401, TCP_ACK, 101, 50, 1, 1000), TA_LOST_SEGMENT);
	assert_int_equal(say(&t, C, 405, TCP_ACK, 51, 50, 1, 1000), TA_OUT_OF_ORDER);
	end(&t);
}

static void test_window(void **state)
{
	struct talk t;
	(void)state;
	begin(&t, 9, 90);
	shake_hands(&t);
	say(&t, S, 21, TCP_ACK, 1, 0, 1, 200);
	assert_int_equal(say(&t, C, 30, TCP_ACK, 1, 200, 1, 1000), TA_WINDOW_FULL);
	assert_int_equal(say(&t, S, 31, TCP_ACK, 1, 0, 201, 0), TA_ZERO_WINDOW);
	assert_int_equal(say(&t, C, 500, TCP_ACK, 201, 1, 1, 1000), TA_ZERO_WINDOW_PROBE);
	assert_int_equal(say(&t, S, 501, TCP_ACK, 1, 0, 201, 0), TA_ZERO_WINDOW_PROBE_ACK | TA_ZERO_WINDOW);
	assert_int_equal(say(&t, S, 600, TCP_ACK, 1, 0, 201, 800), TA_WINDOW_UPDATE);
	end(&t);
}

static void test_keep_alive(void **state)
{
	struct talk t;
	(void)state;
	begin(&t, 3, 4);
	shake_hands(&t);
	say(&t, C, 30, TCP_ACK, 1, 10, 1, 1000);
	say(&t, S, 31, TCP_ACK, 1, 0, 11, 1000);
	assert_int_equal(say(&t, C, 60000, TCP_ACK, 10, 1, 1, 1000), TA_KEEP_ALIVE);
	assert_int_equal(say(&t, S, 60001, TCP_ACK, 1, 0, 11, 1000), TA_KEEP_ALIVE_ACK);
	end(&t);
}

static void test_unseen(void **state)
{
	struct talk t;
	(void)state;
	begin(&t, 3, 4);
	shake_hands(&t);
	assert_int_equal(say(&t, S, 30, TCP_ACK, 1, 0, 500, 1000), TA_ACK_LOST_SEGMENT);
	/* Said once: the number is no news any more. */
	assert_int_equal(say(&t, S, 31, TCP_ACK, 1, 10, 500, 1000), 0);
	end(&t);
}

/* A full pool costs knowledge, not memory: what finds no room is counted and left out. */
static void test_pool(void **state)
{
	struct talk t;
	(void)state;
	begin(&t, 1, 1);
	shake_hands(&t);
	for (uint32_t i = 0; i < 100; i++)
		say(&t, C, 30 + i, TCP_ACK, 1 + 10 * i, 10, 1, 60000);
	assert_int_equal(t.pool.used, 64);
	assert_true(t.pool.forgotten > 0);
	assert_int_equal(t.side[C].n_unacked, 64);
	say(&t, S, 200, TCP_ACK, 1, 0, 1001, 60000);
	assert_int_equal(t.side[C].n_unacked, 0);
	end(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_loss),	   cmocka_unit_test(test_timeout_and_reordering),
		cmocka_unit_test(test_window),	   cmocka_unit_test(test_keep_alive),
		cmocka_unit_test(test_unseen),	   cmocka_unit_test(test_pool),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
