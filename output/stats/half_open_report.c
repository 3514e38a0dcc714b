/* half_open_report.c: -z half-open: listening ports whose handshakes are not finished, as a report. */
#include <stdio.h>
#include <stdlib.h>

#include "output/stats/half_open.h"
#include "output/stats/report.h"

struct half_open_report {
	uint32_t threshold;
	struct half_open *ports;
};

/* half-open[,THRESHOLD] */
static bool half_open_parse(struct report *r, const char *args, struct buf *error)
{
	struct half_open_report *s = r->state;
	char *end = NULL;
	unsigned long n = args ? strtoul(args, &end, 10) : HALF_OPEN_THRESHOLD;
	(void)error;
	s->threshold = (uint32_t)n;
	return n && n <= 100000000 && (!args || (end != args && !*end && args[0] != '-'));
}

static void half_open_begin(struct report *r)
{
	struct half_open_report *s = r->state;
	s->ports = half_open_new(s->threshold);
	if (!s->ports) {
		fputs("peel: out of memory for statistics\n", stderr);
		exit(3);
	}
}

static void packet(struct report *r, const struct stat_packet *p)
{
	struct half_open_report *s = r->state;
	half_open_packet(s->ports, p->d);
	r->refused = half_open_refused(s->ports);
}

static void text(struct report *r, struct buf *b)
{
	half_open_text(((struct half_open_report *)r->state)->ports, b);
}

static json_t *json(struct report *r)
{
	return json_pack("{s:o}", "ports", half_open_json(((struct half_open_report *)r->state)->ports));
}

static void end(struct report *r)
{
	half_open_free(((struct half_open_report *)r->state)->ports);
}

const struct report_kind half_open_reports[] = {
	{ .name = "half-open", .usage = "[,THRESHOLD]", .size = sizeof(struct half_open_report), .parse = half_open_parse,
	  .begin = half_open_begin, .packet = packet, .text = text, .json = json, .end = end },
	{ .name = NULL },
};
