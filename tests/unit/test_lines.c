/* test_lines.c: lines say the same with what makes them quick: the text of addresses taken from earlier lines, and nothing
 * remembered that only rows would tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "output/pair_texts.h"
#include "pipeline.h"

static struct pair_texts texts;

struct both {
	struct pipeline p, q; /* q: nobody looks at rows */
	struct buf anew, known;
	uint64_t lines;
};

static void compare(const struct frame *frame, void *context)
{
	const struct sink *sinks[] = { &sink_text, &sink_tabs };
	struct both *b = context;
	pipeline_frame(&b->p, frame);
	for (unsigned i = 0; i < 2; i++) { /* both in turn: what stands between the columns is no other's */
		buf_clear(&b->anew);
		buf_clear(&b->known);
		b->p.pairs = NULL;
		pipeline_print(&b->p, sinks[i], &b->anew);
		b->p.pairs = &texts;
		pipeline_print(&b->p, sinks[i], &b->known);
		assert_int_equal(b->known.len, b->anew.len);
		assert_memory_equal(b->known.p, b->anew.p, b->anew.len);
		b->lines++;
	}
	pipeline_frame(&b->q, frame);
	buf_clear(&b->known);
	pipeline_print(&b->q, sinks[1], &b->known);
	assert_int_equal(b->known.len, b->anew.len);
	assert_memory_equal(b->known.p, b->anew.p, b->anew.len);
}

static void compare_sample(const char *path, void *context)
{
	struct both *b = context;
	pipeline_restart(&b->p);
	pipeline_restart(&b->q);
	frames_each(path, compare, context);
}

/* The samples twice: the second time many pairs are there from the first. */
static void test_samples(void **state)
{
	struct both b = { 0 };
	unsigned kept = 0;
	(void)state;
	pipeline_open(&b.p, true, false);
	pipeline_open(&b.q, true, false);
	b.q.bare = true;
	b.p.print.summary = b.q.print.summary = true;
	for (unsigned i = 0; i < 2; i++)
		assert_true(samples_each(compare_sample, &b) > 0);
	assert_true(b.lines > 1000);
	for (unsigned i = 0; i < COUNT(texts.slot); i++)
		kept += texts.slot[i].kind != 0;
	assert_true(kept > 16);
	pipeline_close(&b.p);
	pipeline_close(&b.q);
	buf_free(&b.anew);
	buf_free(&b.known);
}

static struct layer between(uint8_t type, const uint8_t *src, const uint8_t *dst)
{
	uint8_t len = type == ADDR_IPV4 ? 4 : 16;
	return (struct layer){ .src = { type, len, src }, .dst = { type, len, dst } };
}

/* A pair is found again, is not its own reverse, and has to go when another one needs its slot; what is too long to be kept
 * changes nothing. */
static void test_slots(void **state)
{
	uint8_t a[16] = { 10, 0, 0, 1 }, b[16] = { 10, 0, 0, 2 };
	struct pair_text key = { 0 }, other = { 0 };
	struct layer l = between(ADDR_IPV4, a, b), back = between(ADDR_IPV4, b, a),
		     mac = { .src = { ADDR_ETHER, 6, a } };
	char room[2 * PAIR_TEXT], longest[PAIR_TEXT + 1];
	(void)state;
	memset(&texts, 0, sizeof texts);
	assert_false(pair_key(&key, &mac, ' '));
	assert_true(pair_key(&key, &l, ' '));
	assert_true(pair_key(&other, &back, ' '));
	assert_false(pair_same(&key, &other));
	assert_true(pair_key(&other, &l, '\t'));
	assert_false(pair_same(&key, &other));
	pair_keep(pair_slot(&texts, &key), &key, "one", 3);
	assert_true(pair_same(pair_slot(&texts, &key), &key));
	assert_ptr_equal(pair_put(room, pair_slot(&texts, &key)), room + 3);
	assert_memory_equal(room, "one", 3);
	memset(longest, 'x', sizeof longest);
	pair_keep(pair_slot(&texts, &key), &key, longest, sizeof longest);
	assert_memory_equal(pair_slot(&texts, &key)->text, "one", 3);
	l = between(ADDR_IPV6, a, b); /* the same first bytes in another kind */
	do {
		b[15]++;
		assert_true(pair_key(&other, &l, ' '));
	} while (b[15] && pair_slot(&texts, &other) != pair_slot(&texts, &key));
	assert_false(pair_same(pair_slot(&texts, &key), &other));
	pair_keep(pair_slot(&texts, &other), &other, longest, PAIR_TEXT);
	assert_ptr_equal(pair_put(room, pair_slot(&texts, &other)), room + PAIR_TEXT);
	assert_memory_equal(room, longest, PAIR_TEXT);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_samples), cmocka_unit_test(test_slots) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
