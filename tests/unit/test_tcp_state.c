/* test_tcp_state.c: every transition of the table, segments to transitions, and what must not change what is told: where
 * sequence numbers begin, which end is which, packets that are missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/conn.h"
#include "flow/tcp_state.h"
#include "tests/unit/pipeline.h"

/* All that changes a state; every other pair leaves it as it is. */
static const struct {
	uint16_t states, event; /* bits of states */
	enum tcp_state next;
} changes[] = {
#define IN(s) (1u << TCP_##s)
#define NOT_OPEN (IN(LISTEN) | IN(CLOSED) | IN(TIME_WAIT))
	{ NOT_OPEN, SENT_SYN, TCP_SYN_SENT },
	{ IN(LISTEN) | IN(CLOSED) | IN(SYN_SENT), SENT_SYN_ACK, TCP_SYN_RECEIVED },
	{ IN(LISTEN) | IN(SYN_SENT), SENT_OTHER, TCP_ESTABLISHED },
	{ IN(LISTEN) | IN(SYN_SENT) | IN(SYN_RECEIVED) | IN(ESTABLISHED), SENT_FIN, TCP_FIN_WAIT_1 },
	{ IN(CLOSE_WAIT), SENT_FIN, TCP_LAST_ACK },
	{ IN(LISTEN) | IN(SYN_SENT) | IN(SYN_RECEIVED) | IN(ESTABLISHED), SENT_FIN_CROSSED, TCP_FIN_WAIT_1 },
	{ IN(CLOSE_WAIT), SENT_FIN_CROSSED, TCP_CLOSING },
	{ 0x7ff & ~IN(TIME_WAIT), SENT_RST, TCP_CLOSED },
	{ NOT_OPEN | IN(SYN_SENT), GOT_SYN, TCP_SYN_RECEIVED },
	{ IN(LISTEN) | IN(SYN_SENT) | IN(SYN_RECEIVED), GOT_SYN_ACK, TCP_ESTABLISHED },
	{ IN(LISTEN) | IN(SYN_SENT) | IN(SYN_RECEIVED), GOT_OTHER, TCP_ESTABLISHED },
	{ IN(LISTEN) | IN(SYN_SENT) | IN(SYN_RECEIVED), GOT_ACK_OF_FIN, TCP_ESTABLISHED },
	{ IN(FIN_WAIT_1), GOT_ACK_OF_FIN, TCP_FIN_WAIT_2 },
	{ IN(CLOSING), GOT_ACK_OF_FIN, TCP_TIME_WAIT },
	{ IN(LAST_ACK), GOT_ACK_OF_FIN, TCP_CLOSED },
	{ IN(LISTEN) | IN(SYN_RECEIVED) | IN(ESTABLISHED), GOT_FIN, TCP_CLOSE_WAIT },
	{ IN(FIN_WAIT_1), GOT_FIN, TCP_CLOSING },
	{ IN(FIN_WAIT_2), GOT_FIN, TCP_TIME_WAIT },
	{ IN(LISTEN) | IN(SYN_RECEIVED) | IN(ESTABLISHED), GOT_FIN_AND_ACK, TCP_CLOSE_WAIT },
	{ IN(FIN_WAIT_1) | IN(FIN_WAIT_2) | IN(CLOSING), GOT_FIN_AND_ACK, TCP_TIME_WAIT },
	{ IN(LAST_ACK), GOT_FIN_AND_ACK, TCP_CLOSED },
	{ 0x7ff, GOT_RST, TCP_CLOSED },
	{ IN(TIME_WAIT), WAITED_2MSL, TCP_CLOSED },
};

static void test_every_transition(void **state)
{
	unsigned changed = 0;
	(void)state;
	for (unsigned s = 0; s < TCP_STATES; s++)
		for (unsigned e = 0; e < TCP_EVENTS; e++) {
			enum tcp_state want = s;
			for (unsigned i = 0; i < COUNT(changes); i++)
				if (changes[i].event == e && changes[i].states >> s & 1)
					want = changes[i].next;
			changed += want != s;
			if (tcp_next_state(s, e) != want)
				fail_msg("%s, event %u: %s, expected %s", tcp_state_name(s), e,
					 tcp_state_name(tcp_next_state(s, e)), tcp_state_name(want));
		}
	assert_int_equal(changed, 66);
}

/* --- segments --- */

enum { A, B, WINDOW = 1000 };

struct step {
	unsigned from, flags;
	uint32_t seq, ack, len; /* relative: both begin at 0 */
	enum tcp_state a, b;
	enum tcp_phase phase;
};

static void walk(const struct step *steps, unsigned n, uint32_t start_a, uint32_t start_b, bool swap)
{
	struct tcp_end end[2] = { 0 };
	for (unsigned i = 0; i < n; i++) {
		const struct step *s = &steps[i];
		struct tcp_segment g = {
			.flags = (uint16_t)s->flags, .window = WINDOW, .len = s->len, .len_known = true,
			.seq = s->seq + (s->from == A ? start_a : start_b),
			.ack = s->flags & TCP_ACK ? s->ack + (s->from == A ? start_b : start_a) : 0,
		};
		enum tcp_phase phase = tcp_ends_see(end, s->from ^ (unsigned)swap, &g, WINDOW);
		if (phase != s->phase || end[swap].state != s->a || end[!swap].state != s->b)
			fail_msg("step %u: phase %d, %s and %s", i, (int)phase, tcp_state_name(end[swap].state),
				 tcp_state_name(end[!swap].state));
	}
}

#define WALK(steps) walk_all(steps, COUNT(steps))

static void walk_all(const struct step *steps, unsigned n)
{
	static const uint32_t starts[] = { 0, 1000, UINT32_MAX, UINT32_MAX - 5, UINT32_C(0x7fffffff) };
	for (unsigned i = 0; i < COUNT(starts); i++)
		for (unsigned k = 0; k < COUNT(starts); k++) {
			walk(steps, n, starts[i], starts[k], false);
			walk(steps, n, starts[i], starts[k], true);
		}
}

#define S(state) TCP_##state
#define HANDSHAKE                                                                        \
	{ A, TCP_SYN, 0, 0, 0, S(SYN_SENT), S(SYN_RECEIVED), PHASE_SYN },                    \
	{ B, TCP_SYN | TCP_ACK, 0, 1, 0, S(ESTABLISHED), S(SYN_RECEIVED), PHASE_SYN_ACK },   \
	{ A, TCP_ACK, 1, 1, 0, S(ESTABLISHED), S(ESTABLISHED), PHASE_ACK }

static void test_four_steps(void **state)
{
	static const struct step steps[] = {
		HANDSHAKE,
		{ A, TCP_ACK, 1, 1, 10, S(ESTABLISHED), S(ESTABLISHED), PHASE_DATA },
		{ A, TCP_FIN | TCP_ACK, 11, 1, 0, S(FIN_WAIT_1), S(CLOSE_WAIT), PHASE_FIN },
		{ B, TCP_ACK, 1, 12, 0, S(FIN_WAIT_2), S(CLOSE_WAIT), PHASE_FIN_ACK },
		{ B, TCP_ACK, 1, 12, 20, S(FIN_WAIT_2), S(CLOSE_WAIT), PHASE_DATA }, /* half-closed */
		{ B, TCP_FIN | TCP_ACK, 21, 12, 0, S(TIME_WAIT), S(LAST_ACK), PHASE_FIN_BACK },
		{ A, TCP_ACK, 12, 22, 0, S(TIME_WAIT), S(CLOSED), PHASE_LAST_ACK },
	};
	(void)state;
	WALK(steps);
}

static void test_simultaneous(void **state)
{
	static const struct step open[] = {
		{ A, TCP_SYN, 0, 0, 0, S(SYN_SENT), S(SYN_RECEIVED), PHASE_SYN },
		{ B, TCP_SYN, 0, 0, 0, S(SYN_RECEIVED), S(SYN_RECEIVED), PHASE_SYN },
		{ A, TCP_SYN | TCP_ACK, 0, 1, 0, S(SYN_RECEIVED), S(ESTABLISHED), PHASE_SYN_ACK },
		{ B, TCP_SYN | TCP_ACK, 0, 1, 0, S(ESTABLISHED), S(ESTABLISHED), PHASE_SYN_ACK },
	};
	static const struct step close[] = {
		HANDSHAKE,
		{ A, TCP_FIN | TCP_ACK, 1, 1, 0, S(FIN_WAIT_1), S(CLOSE_WAIT), PHASE_FIN },
		{ B, TCP_FIN | TCP_ACK, 1, 1, 0, S(CLOSING), S(CLOSING), PHASE_FIN_BACK },
		{ A, TCP_ACK, 2, 2, 0, S(CLOSING), S(TIME_WAIT), PHASE_LAST_ACK },
		{ B, TCP_ACK, 2, 2, 0, S(TIME_WAIT), S(TIME_WAIT), PHASE_LAST_ACK },
	};
	(void)state;
	WALK(open);
	WALK(close);
}

/* A FIN that overtakes data ends nothing until it is acknowledged. */
static void test_early_fin(void **state)
{
	static const struct step steps[] = {
		HANDSHAKE,
		{ A, TCP_FIN | TCP_ACK, 14, 1, 0, S(FIN_WAIT_1), S(ESTABLISHED), PHASE_FIN },
		{ B, TCP_ACK, 1, 1, 0, S(FIN_WAIT_1), S(ESTABLISHED), PHASE_DATA },
		{ A, TCP_ACK, 1, 1, 13, S(FIN_WAIT_1), S(ESTABLISHED), PHASE_DATA },
		{ B, TCP_ACK, 1, 15, 0, S(FIN_WAIT_2), S(CLOSE_WAIT), PHASE_FIN_ACK },
	};
	(void)state;
	WALK(steps);
}

static void test_resets(void **state)
{
	static const struct step refused[] = {
		{ A, TCP_SYN, 0, 0, 0, S(SYN_SENT), S(SYN_RECEIVED), PHASE_SYN },
		{ B, TCP_RST | TCP_ACK, 0, 1, 0, S(CLOSED), S(CLOSED), PHASE_RESET },
	};
	static const struct step injected[] = {
		HANDSHAKE,
		{ B, TCP_RST, 1 + WINDOW + 1, 0, 0, S(ESTABLISHED), S(ESTABLISHED), PHASE_STRAY_RESET },
		{ B, TCP_RST, (uint32_t)-100, 0, 0, S(ESTABLISHED), S(ESTABLISHED), PHASE_STRAY_RESET },
		{ A, TCP_ACK, 1, 1, 10, S(ESTABLISHED), S(ESTABLISHED), PHASE_DATA },
		{ B, TCP_RST, 1, 0, 0, S(CLOSED), S(CLOSED), PHASE_RESET },
		{ A, TCP_ACK, 11, 1, 10, S(CLOSED), S(CLOSED), PHASE_DATA },
	};
	(void)state;
	WALK(refused);
	WALK(injected);
}

static void test_midstream(void **state)
{
	static const struct step steps[] = {
		{ B, TCP_ACK, 500, 700, 10, S(ESTABLISHED), S(ESTABLISHED), PHASE_DATA },
		{ A, TCP_FIN | TCP_ACK, 700, 510, 0, S(FIN_WAIT_1), S(CLOSE_WAIT), PHASE_FIN },
	};
	(void)state;
	WALK(steps);
}

/* --- whole captures --- */

enum { MAX_SEEN = 512, FLOWS = 4096 };

struct seen {
	struct tcp_note tcp[MAX_SEEN];
	struct flow_note flow[MAX_SEEN];
	unsigned n;
};

struct replay {
	struct pipeline p;
	struct seen *seen;
	uint32_t shift[2];
	bool swap;
	uint64_t number;
};

static uint32_t get32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void add32(uint8_t *p, uint32_t v)
{
	v += get32(p);
	for (int i = 3; i >= 0; i--, v >>= 8)
		p[i] = (uint8_t)v;
}

static void swap_bytes(uint8_t *a, uint8_t *b, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		uint8_t t = a[i];
		a[i] = b[i];
		b[i] = t;
	}
}

/* SACK blocks are places in the other end's stream. */
static void shift_sack(uint8_t *tcp, const uint8_t *end, uint32_t shift)
{
	for (uint8_t *o = tcp + 20; o + 1 < end && *o; o += *o == 1 ? 1 : o[1]) {
		for (unsigned i = 2; *o == 5 && i + 4 <= o[1] && o + i + 4 <= end; i += 4)
			add32(o + i, shift);
		if (*o != 1 && o[1] < 2)
			return;
	}
}

/* Ethernet, IPv4 without options, TCP: the frame with its numbers shifted, and its ends swapped. */
static void replay_frame(const struct frame *frame, void *context)
{
	static uint8_t bytes[65536];
	struct replay *r = context;
	struct frame f = *frame;
	if (f.caplen < 54 || f.caplen > sizeof bytes || f.data[12] != 8 || f.data[14] != 0x45 || f.data[23] != 6)
		return;
	memcpy(bytes, f.data, f.caplen);
	uint8_t *tcp = bytes + 34;
	unsigned from = memcmp(bytes + 26, bytes + 30, 4) > 0;
	add32(tcp + 4, r->shift[from]);
	if (tcp[13] & TCP_ACK)
		add32(tcp + 8, r->shift[!from]);
	shift_sack(tcp, tcp + (tcp[12] >> 4) * 4, r->shift[!from]);
	if (r->swap) {
		swap_bytes(bytes + 26, bytes + 30, 4);
		swap_bytes(tcp, tcp + 2, 2);
	}
	f.data = bytes;
	f.number = ++r->number;
	pipeline_frame(&r->p, &f);
	const struct dissection *d = r->p.d;
	if (!d->n_tcp || r->seen->n == MAX_SEEN)
		return;
	r->seen->tcp[r->seen->n] = d->tcp[0];
	r->seen->tcp[r->seen->n].ack_base = 0;
	r->seen->flow[r->seen->n++] = d->flow[0];
}

static void keep_conns(struct pipeline *p)
{
	tracker_keep_conns(p->tracker, FLOWS, &conn_options_default);
	tracker_tell_flow(p->tracker);
}

static void replay(struct seen *seen, const char *path, uint32_t a, uint32_t b, bool swap)
{
	struct replay r = { .seen = seen, .shift = { a, b }, .swap = swap };
	memset(seen, 0, sizeof *seen);
	pipeline_open(&r.p, true, false);
	keep_conns(&r.p);
	frames_each(path, replay_frame, &r);
	pipeline_close(&r.p);
}

static void same_whatever(const char *path, void *context)
{
	static const uint32_t shifts[][2] = {
		{ 1, 1 }, { 0x40000003, 0xbfffff77 }, { 0x80000001, 7 }, { 0xfffffff1, 0xfffff001 }
	};
	static struct seen plain, other;
	replay(&plain, path, 0, 0, false);
	*(unsigned *)context += plain.n;
	for (unsigned i = 0; i < COUNT(shifts); i++)
		for (unsigned swap = 0; swap < 2; swap++) {
			replay(&other, path, shifts[i][0], shifts[i][1], swap);
			assert_int_equal(other.n, plain.n);
			assert_memory_equal(other.tcp, plain.tcp, plain.n * sizeof plain.tcp[0]);
			assert_memory_equal(other.flow, plain.flow, plain.n * sizeof plain.flow[0]);
		}
}

static void sample(const char *path, void *context)
{
	if (strstr(path, "/tcp-") && !strstr(path, "bad/"))
		same_whatever(path, context);
}

static void test_shifted_and_swapped(void **state)
{
	unsigned segments = 0;
	(void)state;
	samples_each(sample, &segments);
	assert_true(segments > 100);
}

struct gaps {
	struct pipeline p;
	unsigned n, keep; /* which of two */
};

static void every_second(const struct frame *frame, void *context)
{
	struct gaps *g = context;
	struct frame f = *frame;
	if (++g->n % 2 != g->keep)
		return;
	f.number = g->n;
	pipeline_frame(&g->p, &f);
}

static void lossy(const char *path, void *context)
{
	struct gaps *g = context;
	g->n = 0;
	frames_each(path, every_second, g);
}

/* All samples, as one capture in which every second packet is missing: nothing but a bound number of connections stays. */
static void test_every_second_missing(void **state)
{
	(void)state;
	for (unsigned keep = 0; keep < 2; keep++) {
		struct gaps g = { .keep = keep };
		pipeline_open(&g.p, true, false);
		g.p.max_flows = 16;
		pipeline_restart(&g.p);
		struct conns *cs = tracker_keep_conns(g.p.tracker, 16, &conn_options_default);
		tracker_tell_flow(g.p.tracker);
		assert_true(samples_each(lossy, &g) > 40);
		assert_true(flow_table_span(cs->table) <= 16);
		pipeline_close(&g.p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_transition),    cmocka_unit_test(test_four_steps),
		cmocka_unit_test(test_simultaneous),	    cmocka_unit_test(test_early_fin),
		cmocka_unit_test(test_resets),		    cmocka_unit_test(test_midstream),
		cmocka_unit_test(test_shifted_and_swapped), cmocka_unit_test(test_every_second_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
