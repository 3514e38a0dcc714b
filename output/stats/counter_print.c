/* counter_print.c: counter trees as text and JSON. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/stats/counter_impl.h"

/* Widths of the columns behind the name; the last is not followed by another. */
enum { COLUMN_WIDTH = 14, COLUMNS_WIDTH = 7 * COLUMN_WIDTH + 13 };
enum { NS_PER_MS = 1000000, BURST_MS = BURST_BUCKETS * (BURST_BUCKET_NS / NS_PER_MS) };

static unsigned widest_below(const struct counter_tree *t, uint32_t node, unsigned depth, const struct stats_env *env)
{
	unsigned widest = 0;
	struct buf b = { 0 };
	for (uint32_t i = node ? counter_at(t, node)->first_child : t->first_top; i; i = counter_at(t, i)->next) {
		buf_clear(&b);
		counter_name(&b, counter_at(t, i), env);
		unsigned own = (unsigned)b.len + depth, below = widest_below(t, i, depth + 1, env);
		widest = own > widest ? own : widest;
		widest = below > widest ? below : widest;
	}
	buf_free(&b);
	return widest;
}

__attribute__((format(printf, 2, 3))) static void column(struct buf *b, const char *format, ...)
{
	char text[64];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	text_printf(b, "%-*s", COLUMN_WIDTH, text);
}

static void text_values(struct buf *b, const struct counter *c)
{
	if (!(c->flags & COUNTER_VALUES)) {
		buf_fill(b, ' ', 3 * COLUMN_WIDTH);
	} else if (!c->count) {
		for (unsigned i = 0; i < 3; i++)
			column(b, "-");
	} else {
		column(b, "%.2f", c->total / (double)c->count);
		column(b, c->flags & COUNTER_REAL ? "%.6f" : "%.0f", c->least);
		column(b, c->flags & COUNTER_REAL ? "%.6f" : "%.0f", c->greatest);
	}
}

static void text_row(struct buf *b, const struct counter_tree *t, const struct counter *c)
{
	double ms = (double)(t->now - t->start) / NS_PER_MS;
	uint64_t whole = c->key.parent ? counter_at(t, c->key.parent)->count : 0;
	column(b, "%llu", (unsigned long long)c->count);
	text_values(b, c);
	if (ms < 0 || ms > 0)
		column(b, "%.4f", (double)c->count / ms);
	else
		column(b, "%s", "");
	if (!c->key.parent)
		column(b, "100%%");
	else if (whole)
		column(b, "%.2f%%", (double)c->count * 100 / (double)whole);
	else
		column(b, "%s", "");
	if (c->most) {
		column(b, "%.4f", (double)c->most / BURST_MS);
		text_printf(b, "%-13.3f", (double)c->most_start / 1e9);
	} else {
		column(b, "-");
		text_printf(b, "%-13s", "-");
	}
	buf_char(b, '\n');
}

static void text_below(struct buf *b, const struct counter_tree *t, uint32_t node, unsigned depth, unsigned width,
		       const struct stats_env *env)
{
	uint32_t n, *child = counter_children(t, node, env, &n);
	for (uint32_t i = 0; i < n; i++) {
		size_t at = b->len;
		buf_fill(b, ' ', depth);
		counter_name(b, counter_at(t, child[i]), env);
		if (b->len - at < width)
			buf_fill(b, ' ', width - (b->len - at));
		text_row(b, t, counter_at(t, child[i]));
		text_below(b, t, child[i], depth + 1, width, env);
	}
	free(child);
}

void counter_tree_text(struct counter_tree *t, struct buf *b, const char *title, const struct stats_env *env)
{
	unsigned widest = widest_below(t, 0, 0, env);
	widest = widest > t->widest ? widest : t->widest;
	unsigned width = (widest > 12 ? widest : 12) + 2; /* "Topic / Item" */
	buf_char(b, '\n');
	text_line(b, '=', width + COLUMNS_WIDTH);
	text_printf(
		b,
		"%s:\n%-*sCount         Average       Min Val       Max Val       Rate (ms)     Percent       Burst Rate    "
		"Burst Start  \n",
		title, (int)width, "Topic / Item");
	text_line(b, '-', width + COLUMNS_WIDTH);
	text_below(b, t, 0, 0, width, env);
	buf_char(b, '\n');
	text_line(b, '-', width + COLUMNS_WIDTH);
}

static json_t *json_node(const struct counter_tree *t, uint32_t node, const struct stats_env *env);

static json_t *json_below(const struct counter_tree *t, uint32_t node, const struct stats_env *env)
{
	json_t *list = json_array();
	uint32_t n, *child = counter_children(t, node, env, &n);
	for (uint32_t i = 0; i < n; i++)
		json_array_append_new(list, json_node(t, child[i], env));
	free(child);
	return list;
}

static json_t *json_node(const struct counter_tree *t, uint32_t node, const struct stats_env *env)
{
	const struct counter *c = counter_at(t, node);
	struct buf b = { 0 };
	json_t *o = json_object();
	counter_name(&b, c, env);
	json_object_set_new(o, "name", json_text(b.p, b.len));
	buf_free(&b);
	json_object_set_new(o, "count", json_integer((json_int_t)c->count));
	if (c->flags & COUNTER_VALUES && c->count) {
		json_object_set_new(o, "average", json_real(c->total / (double)c->count));
		json_object_set_new(o, "min", json_real(c->least));
		json_object_set_new(o, "max", json_real(c->greatest));
	}
	if (c->most) {
		json_object_set_new(o, "burst_rate_per_ms", json_real((double)c->most / BURST_MS));
		json_object_set_new(o, "burst_start", json_real((double)c->most_start / 1e9));
	}
	if (c->first_child)
		json_object_set_new(o, "items", json_below(t, node, env));
	return o;
}

json_t *counter_tree_json(struct counter_tree *t, const struct stats_env *env)
{
	return json_pack("{s:f, s:o}", "duration", (double)(t->now - t->start) / 1e9, "items", json_below(t, 0, env));
}
