/* window_plot.c: one connection's windows and sequence numbers: remembered in buckets of time, drawn, or told as points. */
#include "output/window_plot.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "dissect/transport/tcp.h"

/* What is kept over time of each direction. */
enum series { FLIGHT, WINDOW, SENT, RESENT, ACKED, EDGE, CLOSED, LIMITED };

struct window_plot {
	struct window_track track;
	struct timeline over_time[2]; /* by sender, as in track.side */
	uint64_t bytes[2];
};

struct window_plot *window_plot_new(void)
{
	struct window_plot *w = calloc(1, sizeof *w);
	if (!w) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	timeline_init(&w->over_time[0]);
	timeline_init(&w->over_time[1]);
	return w;
}

void window_plot_free(struct window_plot *w)
{
	free(w);
}

/* The state of one sender after a segment; the same end of time for both, so that their columns agree. */
static void remember(struct window_plot *w, unsigned side, int64_t time)
{
	const struct window_side *s = &w->track.side[side];
	struct timeline *t = &w->over_time[side];
	timeline_add(t, time, CLOSED, window_closed(s));
	timeline_add(t, time, LIMITED, window_limited(s));
	if (!s->acked)
		return;
	timeline_add(t, time, FLIGHT, window_flight(s));
	timeline_add(t, time, WINDOW, s->edge - s->una);
	timeline_add(t, time, ACKED, s->una);
	timeline_add(t, time, EDGE, s->edge);
}

static void remember_sent(struct timeline *t, int64_t time, const struct window_step *step)
{
	unsigned series = step->resent ? RESENT : SENT;
	if (!step->sends)
		return;
	timeline_add(t, time, series, step->from);
	timeline_add(t, time, series, step->to);
}

/* ---- points as JSON ---- */

static void put_number(struct buf *b, const char *key, bool known, int64_t v)
{
	buf_lit(b, ",\"");
	buf_str(b, key);
	buf_lit(b, "\":");
	if (known)
		fmt_int(b, v);
	else
		buf_lit(b, "null");
}

static void put_string(struct buf *b, const char *key, const char *v)
{
	buf_lit(b, ",\"");
	buf_str(b, key);
	buf_lit(b, "\":\"");
	fmt_json(b, v, strlen(v));
	buf_char(b, '"');
}

static void put_event(void *context, const char *key, const char *text)
{
	struct buf *b = context;
	(void)text;
	if (b->p[b->len - 1] != '[')
		buf_char(b, ',');
	buf_char(b, '"');
	buf_str(b, key);
	buf_char(b, '"');
}

/* What the segment was to this sender's window: something sent into it, or an answer to it. */
static void put_events(struct buf *b, const struct segment *s, unsigned side)
{
	buf_lit(b, ",\"event\":[");
	if (s->right != side) {
		put_event(b, "ack", NULL);
	} else {
		if (s->flags & TCP_SYN)
			put_event(b, "syn", NULL);
		if (s->len)
			put_event(b, "data", NULL);
		if (s->flags & TCP_FIN)
			put_event(b, "fin", NULL);
	}
	segment_findings(s, s->right == side ? FINDINGS_OF_SENT : FINDINGS_OF_ACK, put_event, b);
	buf_lit(b, "]}\n");
}

static void put_point(struct buf *b, const struct segment_picker *k, const struct segment *s, unsigned side,
		      const struct window_side *w)
{
	bool neg = s->time < 0;
	uint64_t ns = neg ? -(uint64_t)s->time : (uint64_t)s->time;
	buf_lit(b, "{\"time\":");
	fmt_secs(b, neg, ns / 1000000000, ns % 1000000000, 9);
	buf_lit(b, ",\"frame\":");
	fmt_uint(b, s->frame);
	buf_lit(b, ",\"tcp.stream\":");
	fmt_uint(b, k->stream);
	put_string(b, "from", k->end[side].name);
	put_string(b, "to", k->end[!side].name);
	buf_str(b, side ? ",\"direction\":\"left\"" : ",\"direction\":\"right\"");
	put_number(b, "una", w->acked, w->una);
	put_number(b, "nxt", w->sent, w->nxt);
	put_number(b, "edge", w->acked, w->edge);
	put_number(b, "in_flight", w->acked, window_flight(w));
	put_number(b, "window", w->acked, w->window);
	put_number(b, "len", s->right == side, s->len);
	buf_str(b, window_limited(w) ? ",\"window_limited\":true" : ",\"window_limited\":false");
	put_events(b, s, side);
}

void window_plot_segment(struct window_plot *w, const struct segment_picker *k, const struct segment *s,
			 struct buf *points)
{
	struct window_step step;
	window_track(&w->track, s, &step);
	if (step.sends)
		w->bytes[s->right] += s->len;
	remember_sent(&w->over_time[s->right], s->time, &step);
	remember(w, 0, s->time);
	remember(w, 1, s->time);
	if (points && (step.sends || s->note->found.flags & FINDINGS_OF_SENT))
		put_point(points, k, s, s->right, &w->track.side[s->right]);
	if (points && step.acks)
		put_point(points, k, s, !s->right, &w->track.side[!s->right]);
}

/* ---- pictures ---- */

struct series_plan {
	enum series series;
	const char *name;
	enum plot_style style;
	char letter;
	unsigned color;
};

static const struct series_plan plans[2][PLOT_MAX_SERIES] = {
	[PLOT_WINDOW] = {
		{ FLIGHT, "in flight", PLOT_AREA, '#', 0 },
		{ WINDOW, "advertised window", PLOT_LINE, '-', 2 },
		{ RESENT, "retransmission", PLOT_MARKS, 'R', 3 },
	},
	[PLOT_SEQUENCE] = {
		{ EDGE, "window's edge", PLOT_DOTS, '.', 2 },
		{ ACKED, "acknowledged", PLOT_LINE, '-', 1 },
		{ SENT, "sent", PLOT_BARS, '|', 0 },
		{ RESENT, "retransmission", PLOT_MARKS, 'R', 3 },
	},
};

static void fill_span(struct plot_span *span, const struct timeline *t, enum series series, unsigned columns)
{
	static const char *const names[] = { "zero window", "window-limited" };
	struct extent column[PLOT_MAX_COLUMNS];
	int64_t before = 0;
	timeline_columns(t, series, column, columns);
	span->name = names[series == LIMITED];
	span->letter = series == LIMITED ? 'L' : 'Z';
	span->color = series == LIMITED ? 2 : 3;
	for (unsigned i = 0; i < columns; i++) {
		bool any = extent_any(&column[i]);
		span->on[i] = before || (any && column[i].high);
		before = any ? column[i].last : before;
	}
}

/* In the plot of windows a retransmission stands where the bytes in flight were at that time. */
static void lift_marks(struct plot_series *marks, const struct plot_series *flight, unsigned columns)
{
	for (unsigned i = 0; i < columns; i++)
		if (extent_any(&marks->column[i])) {
			marks->column[i] = flight->column[i];
			if (!extent_any(&marks->column[i]))
				extent_add(&marks->column[i], 0);
		}
}

static void fill_panel(struct plot_panel *p, const struct window_plot *w, enum window_plot_kind kind, unsigned side,
		       const struct segment_picker *k, unsigned columns)
{
	const struct timeline *t = &w->over_time[side];
	snprintf(p->title, sizeof p->title, "%s > %s: %llu bytes", k->end[side].name, k->end[!side].name,
		 (unsigned long long)w->bytes[side]);
	for (unsigned i = 0; i < PLOT_MAX_SERIES && plans[kind][i].name; i++) {
		const struct series_plan *plan = &plans[kind][i];
		struct plot_series *s = &p->series[p->n_series++];
		s->name = plan->name;
		s->style = plan->style;
		s->letter = plan->letter;
		s->color = plan->color;
		timeline_columns(t, plan->series, s->column, columns);
	}
	p->n_spans = 2;
	fill_span(&p->span[0], t, CLOSED, columns);
	fill_span(&p->span[1], t, LIMITED, columns);
}

static struct plot *make_plot(const struct window_plot *w, enum window_plot_kind kind, const struct segment_picker *k,
			      unsigned columns)
{
	static const char *const titles[] = { "sliding window", "sequence numbers" };
	struct plot *p = calloc(1, sizeof *p);
	if (!p) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	snprintf(p->title, sizeof p->title, "TCP stream %lu: %s", (unsigned long)k->stream, titles[kind]);
	p->value_name = kind == PLOT_WINDOW ? "sequence space" : "sequence number";
	p->columns = columns;
	p->n_panels = 2;
	p->duration = w->over_time[0].last;
	fill_panel(&p->panel[0], w, kind, 0, k, columns);
	fill_panel(&p->panel[1], w, kind, 1, k, columns);
	plot_fill_gaps(p);
	for (unsigned side = 0; kind == PLOT_WINDOW && side < 2; side++)
		lift_marks(&p->panel[side].series[2], &p->panel[side].series[0], columns);
	return p;
}

void window_plot_text(struct buf *b, const struct window_plot *w, enum window_plot_kind kind,
		      const struct segment_picker *k, const struct plot_text_options *o)
{
	struct plot *p = make_plot(w, kind, k, plot_text_columns(o));
	plot_text(b, p, o);
	free(p);
}

void window_plot_svg(struct buf *b, const struct window_plot *w, enum window_plot_kind kind,
		     const struct segment_picker *k)
{
	struct plot *p = make_plot(w, kind, k, plot_svg_columns());
	plot_svg(b, p);
	free(p);
}
