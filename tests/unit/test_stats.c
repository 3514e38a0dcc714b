/* test_stats.c: what reports are made of: bounded tables, counters with bursts, numbers with units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "output/stats/counter_impl.h"
#include "output/stats/units.h"

static void test_units(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = { { 0, "0 bytes  " },          { 9999, "9999 bytes" },   { 10000, "10 kB    " },
		      { 143499, "143 kB   " },     { 9999999, "9999 kB  " }, { 10000000, "10 MB    " },
		      { 12345678901, "12 GB    " } };
	(void)state;
	for (unsigned i = 0; i < COUNT(cases); i++) {
		struct buf b = { 0 };
		text_bytes(&b, cases[i].bytes, 9);
		buf_char(&b, 0);
		assert_string_equal(b.p, cases[i].text);
		buf_free(&b);
	}
}

struct number_row {
	uint64_t key, value;
};

static uint64_t value_of(const void *row)
{
	return ((const struct number_row *)row)->value;
}

/* A thousand keys, found again while the table grows; the one too many finds no room. */
static void test_rows(void **state)
{
	struct rows t;
	bool fresh;
	(void)state;
	rows_init(&t, sizeof(uint64_t), sizeof(struct number_row), 1000);
	for (uint64_t round = 0; round < 2; round++)
		for (uint64_t key = 0; key < 1000; key++) {
			struct number_row *row = rows_get(&t, &key, &fresh);
			assert_non_null(row);
			assert_int_equal(fresh, !round);
			row->value += key % 10;
		}
	uint64_t other = 1000;
	assert_null(rows_get(&t, &other, &fresh));
	const void **sorted = rows_sorted(&t, value_of);
	for (uint32_t i = 1; i < t.n; i++) {
		const struct number_row *a = sorted[i - 1], *b = sorted[i];
		assert_true(a->value > b->value || (a->value == b->value && a->key < b->key));
	}
	free(sorted);
	rows_free(&t);
}

/* Names of 1 MiB: those that are too many are not kept, and those that are kept are found. */
static void test_long_names(void **state)
{
	enum { LONG = 1024 * 1024, ROOM = COUNTER_TEXT_BYTES / LONG };
	struct counter_tree t = { 0 };
	char *name = calloc(1, LONG);
	(void)state;
	assert_non_null(name);
	counter_tree_init(&t, 1000);
	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < ROOM + 6; i++) {
			name[0] = (char)i;
			assert_int_equal(counter_node(&t, 0, COUNTER_TEXT(name, LONG), 0), i < ROOM ? i + 1 : 0);
		}
	assert_int_equal(t.refused_names, 2 * 6);
	assert_int_equal(counter_node(&t, 0, COUNTER_NUMBER(7), 0), ROOM + 1);
	assert_int_equal(t.refused, 0);
	counter_tree_free(&t);
	free(name);
}

static void at_ms(struct counter_tree *t, int64_t ms)
{
	struct frame f = { .sec = 1000 + ms / 1000, .nsec = (uint32_t)(ms % 1000) * 1000000 };
	static struct dissection d;
	d.frame = &f;
	d.now = frame_ns(&f);
	d.first.sec = 1000;
	d.first.nsec = 0;
	counter_tree_packet(t, &d);
}

static void test_counter(void **state)
{
	struct counter_tree t = { 0 };
	(void)state;
	counter_tree_init(&t, 100);
	uint32_t top = counter_node(&t, 0, COUNTER_CONSTANT("top"), 0);
	for (int64_t ms = 1000; ms < 1010; ms++) {
		at_ms(&t, ms);
		counter_add(&t, top, (double)(ms - 1000));
	}
	at_ms(&t, 1200);
	counter_add(&t, top, 99);
	const struct counter *c = counter_at(&t, top);
	assert_int_equal(c->count, 11);
	assert_int_equal(c->most, 10);
	assert_int_equal(c->most_start, 1000000000);
	assert_int_equal(c->in_window, 1);
	assert_true(c->least == 0 && c->greatest == 99 && c->total == 144);
	counter_tree_free(&t);
}

/* Children are shown by count, equal ones by name, backwards; text is told apart by all its bytes. */
static void test_children(void **state)
{
	struct counter_tree t = { 0 };
	struct stats_env env = { 0 };
	(void)state;
	counter_tree_init(&t, 4);
	uint32_t top = counter_node(&t, 0, COUNTER_CONSTANT("top"), 0), n;
	at_ms(&t, 0);
	uint32_t a = counter_tick_below(&t, top, COUNTER_TEXT("a", 1)),
		 b = counter_tick_below(&t, top, COUNTER_TEXT("b", 1));
	uint32_t c = counter_tick_below(&t, top, COUNTER_NUMBER(5));
	counter_tick(&t, c);
	assert_int_equal(counter_tick_below(&t, top, COUNTER_TEXT("a", 1)), a);
	assert_int_equal(counter_node(&t, top, COUNTER_TEXT("c", 1), 0), 0);
	assert_int_equal(t.refused, 1);
	counter_tick(&t, b);
	uint32_t *child = counter_children(&t, top, &env, &n);
	assert_int_equal(n, 3);
	assert_int_equal(child[0], b);
	assert_int_equal(child[1], a);
	assert_int_equal(child[2], c);
	free(child);
	counter_tree_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_long_names),
		cmocka_unit_test(test_counter),
		cmocka_unit_test(test_children),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
