/* srt.c: -z icmp,srt and icmpv6,srt: how long echo requests waited for their replies. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "output/stats/report.h"

enum { ICMP_ECHO = 8, ICMPV6_ECHO = 128 };

struct srt_kind {
	const char *layer, *title;
	uint8_t request;
};

struct srt {
	uint64_t requests, replies, min_frame, max_frame;
	double sum, squares, least, greatest; /* ms */
	double *each;                         /* for the median */
	uint32_t n, cap;
};

static void srt_begin(struct report *r)
{
	report_ask(r, registry_find(r->env->registry, ((const struct srt_kind *)r->kind->variant)->layer));
}

/* Times are kept for the median, up to the bound of a table. */
static void keep(struct report *r, double ms)
{
	struct srt *s = r->state;
	if (s->n == r->env->max_rows) {
		r->refused++;
		return;
	}
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 256;
		double *bigger = realloc(s->each, s->cap * sizeof *bigger);
		if (!bigger) {
			fputs("peel: out of memory for statistics\n", stderr);
			exit(3);
		}
		s->each = bigger;
	}
	s->each[s->n++] = ms;
}

static void count_reply(struct report *r, const struct dissection *d, int64_t elapsed)
{
	struct srt *s = r->state;
	double ms = (double)elapsed / 1e6;
	if (!s->replies || ms < s->least) {
		s->least = ms;
		s->min_frame = d->frame->number;
	}
	if (!s->replies || ms > s->greatest) {
		s->greatest = ms;
		s->max_frame = d->frame->number;
	}
	s->replies++;
	s->sum += ms;
	s->squares += ms * ms;
	keep(r, ms);
}

static void srt_layer(struct report *r, const struct stat_packet *p, const struct layer *l)
{
	struct srt *s = r->state;
	const struct match_note *match = layer_match_note(p->d, l);
	if (l->flags & (LAYER_QUOTED | LAYER_CONTINUED) || !slice_has(l->data, 0, 8))
		return;
	if (slice_u8(l->data, 0) == ((const struct srt_kind *)r->kind->variant)->request)
		s->requests++;
	else if (match && match->frame)
		count_reply(r, p->d, match->elapsed);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

struct summary {
	double mean, median, deviation, lost;
};

static struct summary summarize(const struct srt *s)
{
	struct summary m = { 0 };
	if (s->n) {
		qsort(s->each, s->n, sizeof *s->each, ascending);
		m.median = s->n % 2 ? s->each[s->n / 2] : (s->each[s->n / 2 - 1] + s->each[s->n / 2]) / 2;
		m.mean = s->sum / (double)s->replies;
	}
	if (s->replies > 1) {
		double n = (double)s->replies, variance = (s->squares - n * m.mean * m.mean) / (n - 1);
		m.deviation = variance > 0 ? sqrt(variance) : 0;
	}
	if (s->requests)
		m.lost = 100.0 * ((double)s->requests - (double)s->replies) / (double)s->requests;
	return m;
}

static void srt_text(struct report *r, struct buf *b)
{
	struct srt *s = r->state;
	const struct summary m = summarize(s);
	buf_char(b, '\n');
	text_line(b, '=', 74);
	text_printf(b, "%s Service Response Time (SRT) Statistics (all times in ms):\nFilter: %s\n\n",
		    ((const struct srt_kind *)r->kind->variant)->title, r->filter_text ? r->filter_text : "<none>");
	text_printf(b, "Requests  Replies   Lost      %% Loss\n%-10llu%-10llu%-10lld%5.1f%%\n\n",
		    (unsigned long long)s->requests, (unsigned long long)s->replies,
		    (long long)(s->requests - s->replies), m.lost);
	text_printf(b, "Minimum   Maximum   Mean      Median    SDeviation     Min Frame Max Frame\n");
	text_printf(b, "%-10.3f%-10.3f%-10.3f%-10.3f%-15.3f%-10llu%-10llu\n", s->least, s->greatest, m.mean, m.median,
		    m.deviation, (unsigned long long)s->min_frame, (unsigned long long)s->max_frame);
	text_line(b, '=', 74);
}

static json_t *srt_json(struct report *r)
{
	struct srt *s = r->state;
	const struct summary m = summarize(s);
	return json_pack("{s:I, s:I, s:f, s:f, s:f, s:f, s:f, s:I, s:I}", "requests", (json_int_t)s->requests,
			 "replies", (json_int_t)s->replies, "min_ms", s->least, "max_ms", s->greatest, "mean_ms",
			 m.mean, "median_ms", m.median, "deviation_ms", m.deviation, "min_frame",
			 (json_int_t)s->min_frame, "max_frame", (json_int_t)s->max_frame);
}

static void srt_end(struct report *r)
{
	free(((struct srt *)r->state)->each);
}

static const struct srt_kind icmp = { "icmp", "ICMP", ICMP_ECHO };
static const struct srt_kind icmpv6 = { "icmpv6", "ICMPv6", ICMPV6_ECHO };

#define SRT(kind_)                                                                                              \
	{ .name = #kind_ ",srt", .variant = &kind_, .size = sizeof(struct srt), .begin = srt_begin,             \
	  .layer = srt_layer, .text = srt_text, .json = srt_json, .end = srt_end }

const struct report_kind srt_reports[] = { SRT(icmp), SRT(icmpv6), { .name = NULL } };
