/* test_memo.c: trees are printed the same with texts that are kept from earlier packets, and a memo keeps them apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline.h"

static const struct sink *const sinks[] = { &sink_text, &sink_tabs, &sink_json, &sink_ek, &sink_jsonl };

struct both {
	struct pipeline p;
	struct memo *memo[COUNT(sinks)];
	struct buf anew, known;
	uint64_t texts, kept, rows, put;
};

static uint64_t known_texts(const struct tree *t)
{
	uint64_t n = 0;
	for (uint32_t i = 0; i < t->n; i++)
		n += t->record[i].f == &memo_row && t->record[i].aux == MEMO_KNOWN;
	return n;
}

static void compare(const struct frame *frame, void *context)
{
	struct both *b = context;
	struct pipeline *p = &b->p;
	pipeline_frame(p, frame);
	for (unsigned i = 0; i < COUNT(sinks); i++) {
		buf_clear(&b->anew);
		buf_clear(&b->known);
		pipeline_refill(p);
		pipeline_print(p, sinks[i], &b->anew);
		b->rows += p->tree->n;
		pipeline_print_memo(p, sinks[i], b->memo[i], &b->known);
		b->put += p->tree->n;
		b->texts++;
		b->kept += known_texts(p->tree);
		assert_int_equal(b->known.len, b->anew.len);
		assert_memory_equal(b->known.p, b->anew.p, b->anew.len);
	}
}

static void compare_sample(const char *path, void *context)
{
	struct both *b = context;
	pipeline_restart(&b->p);
	frames_each(path, compare, context);
}

/* All samples one behind the other: what one leaves behind serves the next. */
static void test_samples(void **state)
{
	struct both b = { 0 };
	(void)state;
	pipeline_open(&b.p, true, false);
	b.p.print.summary = b.p.print.tree = true;
	for (unsigned i = 0; i < COUNT(sinks); i++)
		assert_non_null(b.memo[i] = memo_new());
	assert_true(samples_each(compare_sample, &b) > 0);
	assert_true(b.kept > 2 * b.texts);        /* several texts of a packet are known */
	assert_true(b.put < b.rows - b.rows / 5); /* and many rows are not put for them */
	for (unsigned i = 0; i < COUNT(sinks); i++)
		memo_free(b.memo[i]);
	pipeline_close(&b.p);
	buf_free(&b.anew);
	buf_free(&b.known);
}

static const struct field rows[2];

static const char *find(struct memo *m, unsigned row, unsigned depth, uint64_t word, uint32_t *len)
{
	const struct memo_key key = { { word } };
	return memo_find(m, &rows[row], depth, &key, len);
}

static void keep(struct memo *m, unsigned row, unsigned depth, uint64_t word, const char *text, size_t n)
{
	uint32_t number;
	assert_null(find(m, row, depth, word, &number));
	memo_keep(m, number, text, n);
}

static void test_keys(void **state)
{
	struct memo *m = memo_new();
	uint32_t len;
	const struct memo_key long_key = { { 1, 0, 0, 1 } };
	(void)state;
	assert_non_null(m);
	keep(m, 0, 1, 0, "nothing", 7); /* all words 0 is a key like others */
	keep(m, 0, 1, 1, "one", 3);
	assert_memory_equal(find(m, 0, 1, 0, &len), "nothing", 7);
	assert_int_equal(len, 7);
	assert_memory_equal(find(m, 0, 1, 1, &len), "one", 3);
	assert_int_equal(len, 3);
	assert_null(find(m, 1, 1, 1, &len));                 /* other rows */
	assert_null(find(m, 0, 2, 1, &len));                 /* elsewhere in the tree */
	assert_null(find(m, 0, 1, 2, &len));                 /* other numbers */
	assert_null(memo_find(m, rows, 1, &long_key, &len)); /* down to the last word */
	memo_free(m);
}

/* What was kept long ago goes; what was just found stays where it is while the same packet keeps all that it can. */
static void test_ring(void **state)
{
	static char text[8192];
	struct memo *m = memo_new();
	uint32_t len;
	(void)state;
	assert_non_null(m);
	for (uint64_t i = 1; i < 10000; i++) {
		memo_turn(m);
		for (unsigned k = 0; k < 30; k++) {
			memset(text, (char)('a' + (i + k) % 26), sizeof text);
			keep(m, 0, k, i, text, 1 + (i * 7 + k * 131) % 2048);
		}
		memset(text, (char)('a' + i % 26), sizeof text);
		const char *first = find(m, 0, 0, i, &len);
		if (!first)
			continue; /* another key took its slot */
		assert_int_equal(len, 1 + (i * 7) % 2048);
		assert_memory_equal(first, text, len);
	}
	assert_null(find(m, 0, 0, 1, &len));
	memo_turn(m);
	keep(m, 0, 0, 77777, text, sizeof text); /* too long */
	assert_null(find(m, 0, 0, 77777, &len));
	memo_free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_samples), cmocka_unit_test(test_keys),
					    cmocka_unit_test(test_ring) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
