/* test_plot.c: what the pictures of a connection are made of: axes, buckets of time that double, the sliding window seen
 * from outside, and a small plot drawn as text and as SVG. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/transport/tcp.h"
#include "output/plot.h"
#include "output/window_track.h"

#define SECOND INT64_C(1000000000)

static struct buf b;

static void expect(const char *want)
{
	buf_char(&b, 0);
	assert_string_equal(b.p, want);
	buf_clear(&b);
}

static void label(const struct plot_axis *a, int64_t v, const char *want)
{
	plot_axis_label(&b, a, v);
	expect(want);
}

static void test_axis(void **state)
{
	struct plot_axis a;
	int64_t v;

	(void)state;
	plot_axis_init(&a, 0, 2896, 6, PLOT_BYTES);
	assert_int_equal(a.step, 500);
	assert_string_equal(a.unit, "kB");
	label(&a, 1500, "1.5");
	assert_true(plot_axis_place(&a, 0) == 0);
	assert_true(plot_axis_place(&a, 1448) == 0.5);
	assert_true(plot_axis_place(&a, 2896) == 1);
	assert_true(plot_axis_place(&a, -5) == 0 && plot_axis_place(&a, 5000) == 1);

	plot_axis_init(&a, 0, 2 * SECOND, 4, PLOT_TIME);
	assert_string_equal(a.unit, "s");
	label(&a, SECOND / 2, "0.5");
	for (v = plot_axis_first(&a); plot_axis_next(&a, &v);)
		;
	assert_int_equal(v, 2 * SECOND);

	plot_axis_init(&a, -1460, 1460, 2, PLOT_BYTES);
	assert_int_equal(plot_axis_first(&a), 0);
	label(&a, -1460, "-1");
	plot_axis_init(&a, 5000000001, 5000000007, 3, PLOT_BYTES);
	assert_int_equal(plot_axis_first(&a), 5000000002);
	label(&a, 5000000002, "5.000000002");
}

/* Whatever comes, low is below high, and walking over the ticks ends. */
static void test_axis_extremes(void **state)
{
	static const int64_t ends[] = { INT64_MIN, INT64_MIN / 2, -1, 0, 1, INT64_MAX / 2, INT64_MAX - 1, INT64_MAX };

	(void)state;
	for (unsigned i = 0; i < sizeof ends / sizeof ends[0]; i++)
		for (unsigned k = i; k < sizeof ends / sizeof ends[0]; k++) {
			struct plot_axis a;
			unsigned ticks = 1;
			plot_axis_init(&a, ends[i], ends[k], 5, PLOT_BYTES);
			assert_true(a.low < a.high);
			assert_true(a.step > 0);
			for (int64_t v = plot_axis_first(&a); plot_axis_next(&a, &v); ticks++)
				assert_true(v > a.low && v <= a.high);
			assert_in_range(ticks, 1, 20);
		}
}

/* A peak that lasted a nanosecond is there a year later, and so is what came last. */
static void test_timeline_keeps_peaks(void **state)
{
	struct timeline *t = malloc(sizeof *t);
	struct extent column[10];
	const int64_t year = 365 * 86400 * SECOND;

	(void)state;
	assert_non_null(t);
	timeline_init(t);
	for (int64_t i = 0; i < 100000; i++)
		timeline_add(t, i * (year / 100000), 3, i == 77777 ? 1000000 : i % 7);
	timeline_add(t, year, 3, -5);
	assert_true(t->last / t->width >= TIMELINE_BUCKETS / 2 - 1 && t->last / t->width < TIMELINE_BUCKETS);
	timeline_columns(t, 3, column, 10);
	for (unsigned i = 0; i < 10; i++) {
		assert_int_equal(column[i].high, i == 7 ? 1000000 : 6);
		assert_int_equal(column[i].low, i == 9 ? -5 : 0);
	}
	assert_int_equal(column[9].last, -5);
	timeline_columns(t, 2, column, 10);
	assert_false(extent_any(&column[0]));
	free(t);
}

/* Times that go back, and as far ahead as there is time. */
static void test_timeline_odd_times(void **state)
{
	struct timeline *t = malloc(sizeof *t);
	struct extent column[4];

	(void)state;
	assert_non_null(t);
	timeline_init(t);
	timeline_add(t, 100, 0, 1);
	timeline_add(t, -50, 0, 2);
	timeline_add(t, INT64_MIN, 0, 3);
	assert_int_equal(t->last, 100);
	timeline_add(t, INT64_MAX, 0, 4);
	timeline_columns(t, 0, column, 4);
	assert_int_equal(column[0].low, 1);
	assert_int_equal(column[0].high, 3);
	assert_int_equal(column[3].last, 4);
	free(t);
}

static void segment(struct window_track *t, struct window_step *step, bool right, uint16_t flags, uint32_t seq,
		    uint32_t ack, uint32_t len, uint32_t window)
{
	static const struct tcp_note note;
	struct segment s = { .right = right, .flags = flags, .seq = seq, .ack = ack, .len = len, .window = window };
	s.len_known = true;
	s.nxt = seq + len + (flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
	s.note = &note;
	window_track(t, &s, step);
}

/* A connection whose numbers begin at `base`: the distances are the same wherever that is, also across the wrap. */
static void run_connection(uint32_t base)
{
	struct window_track t = { 0 };
	struct window_step step;
	const struct window_side *w = &t.side[0];

	segment(&t, &step, false, TCP_SYN, base, 0, 0, 64240);
	assert_true(step.sends && !w->acked);
	segment(&t, &step, true, TCP_SYN | TCP_ACK, 77, base + 1, 0, 2896);
	assert_int_equal(w->edge - w->una, 2896);
	segment(&t, &step, false, TCP_ACK, base + 1, 78, 1448, 64240);
	assert_int_equal(window_flight(w), 1448);
	assert_false(window_limited(w));
	segment(&t, &step, false, TCP_ACK, base + 1449, 78, 1448, 64240);
	assert_int_equal(step.to - step.from, 1448);
	assert_int_equal(window_flight(w), 2896);
	assert_true(window_limited(w));
	/* The second segment's answer overtakes the first one's. */
	segment(&t, &step, true, TCP_ACK, 78, base + 2897, 0, 0);
	assert_true(step.acks && window_closed(w) && window_flight(w) == 0);
	segment(&t, &step, true, TCP_ACK, 78, base + 1449, 0, 1448);
	assert_false(step.acks);
	assert_true(window_closed(w));
	/* Resets move nothing. */
	segment(&t, &step, true, TCP_RST | TCP_ACK, 1u << 31, base + 5000, 0, 0);
	assert_int_equal(t.side[1].nxt, 78);
	assert_int_equal(window_flight(w), 0);
}

static void test_window(void **state)
{
	(void)state;
	for (uint32_t base = 0; base < 6000; base += 300)
		run_connection(base - 3000);
	run_connection(1u << 31);
}

/* What was not captured counts as sent once it is acknowledged. */
static void test_window_gap(void **state)
{
	struct window_track t = { 0 };
	struct window_step step;

	(void)state;
	segment(&t, &step, true, TCP_ACK, 1, 5001, 0, 100);
	assert_int_equal(t.side[0].nxt, 5001);
	segment(&t, &step, false, TCP_ACK, 1, 1, 1000, 100);
	assert_int_equal(t.side[0].nxt, 5001);
	assert_int_equal(window_flight(&t.side[0]), 0);
}

static struct plot *small_plot(unsigned columns)
{
	static const enum plot_style styles[] = { PLOT_AREA, PLOT_LINE, PLOT_MARKS };
	struct plot *p = calloc(1, sizeof *p);

	assert_non_null(p);
	snprintf(p->title, sizeof p->title, "%s", "a < b & \"c\"");
	snprintf(p->panel[0].title, sizeof p->panel[0].title, "panel");
	p->value_name = "values";
	p->duration = SECOND;
	p->columns = columns;
	p->n_panels = 1;
	p->panel[0].n_series = 3;
	p->panel[0].n_spans = 1;
	p->panel[0].span[0].name = "span";
	p->panel[0].span[0].letter = 'Z';
	for (unsigned s = 0; s < 3; s++) {
		struct plot_series *series = &p->panel[0].series[s];
		series->name = "series";
		series->style = styles[s];
		series->letter = "#-R"[s];
		series->color = s;
		for (unsigned i = 0; i < columns; i++)
			extent_clear(&series->column[i]);
	}
	/* Half full in the first half; the line falls from the top; a mark at three quarters. */
	extent_add(&p->panel[0].series[0].column[0], 50);
	extent_add(&p->panel[0].series[0].column[columns / 2], 0);
	extent_add(&p->panel[0].series[1].column[0], 100);
	extent_add(&p->panel[0].series[1].column[columns / 2], 0);
	extent_add(&p->panel[0].series[2].column[columns * 3 / 4], 50);
	for (unsigned i = columns / 2; i < columns; i++)
		p->panel[0].span[0].on[i] = true;
	plot_fill_gaps(p);
	return p;
}

static void test_text(void **state)
{
	struct plot_text_options o = { .width = 30, .rows = 6 };
	struct plot *p = small_plot(plot_text_columns(&o));

	(void)state;
	plot_text(&b, p, &o);
	expect("a < b & \"c\"\n"
	       "\n"
	       "   bytes  panel\n"
	       "     100 +-----------\n"
	       "         |          -\n"
	       "         |          -\n"
	       "      50 +##########-    R\n"
	       "         |##########-\n"
	       "       0 +##########----------\n"
	       "         ++------------------+\n"
	       "       s  0                  1\n"
	       "                    ZZZZZZZZZZ\n"
	       "\n"
	       "          # series   - series   R series   Z span\n");
	free(p);
}

static void test_braille(void **state)
{
	struct plot_text_options o = { .width = 30, .rows = 4, .utf8 = true, .color = true };
	struct plot *p = small_plot(plot_text_columns(&o));

	(void)state;
	assert_int_equal(p->columns, 40);
	plot_text(&b, p, &o);
	buf_char(&b, 0);
	assert_non_null(strstr(b.p, "⣿"));
	assert_non_null(strstr(b.p, "└┬"));
	assert_non_null(strstr(b.p, "\033[34m"));
	buf_clear(&b);
	free(p);
}

/* Wide and narrow beyond reason: it is drawn all the same, and no line is longer than the most that there is. */
static void test_odd_sizes(void **state)
{
	static const unsigned sizes[] = { 0, 1, 10, 31, 500, 100000 };

	(void)state;
	for (unsigned i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
		for (int utf8 = 0; utf8 < 2; utf8++) {
			struct plot_text_options o = { .width = sizes[i], .rows = sizes[i], .utf8 = utf8 };
			struct plot *p = small_plot(plot_text_columns(&o));
			assert_in_range(p->columns, 20, PLOT_MAX_COLUMNS);
			plot_text(&b, p, &o);
			assert_true(b.len > 200);
			buf_clear(&b);
			free(p);
		}
}

static void test_svg(void **state)
{
	struct plot *p = small_plot(plot_svg_columns());

	(void)state;
	plot_svg(&b, p);
	buf_char(&b, 0);
	assert_non_null(strstr(b.p, "<title>a &lt; b &amp; &quot;c&quot;</title>"));
	assert_null(strstr(b.p, "a < b"));
	assert_non_null(strstr(b.p, "prefers-color-scheme:dark"));
	assert_non_null(strstr(b.p, "class=\"area f0\" d=\"M80 "));
	assert_non_null(strstr(b.p, "</svg>\n"));
	buf_clear(&b);
	free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_axis),
		cmocka_unit_test(test_axis_extremes),
		cmocka_unit_test(test_timeline_keeps_peaks),
		cmocka_unit_test(test_timeline_odd_times),
		cmocka_unit_test(test_window),
		cmocka_unit_test(test_window_gap),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_braille),
		cmocka_unit_test(test_odd_sizes),
		cmocka_unit_test(test_svg),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	buf_free(&b);
	return failed;
}
