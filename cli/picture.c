/* picture.c: peel flows --ladder, --window, --sequence: one connection, drawn. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/settings.h"
#include "cli/terminal.h"
#include "output/ladder.h"
#include "output/window_plot.h"

struct picture {
	const struct picture_settings *want;
	bool points, color; /* -T jsonl; --color */
	struct segment_picker pick;
	struct ladder ladder;
	struct window_plot *plot; /* NULL for a ladder */
	struct buf out;           /* rows or points since they were shown last */
};

static void begin(void *context, struct tracker *tracker, const struct registry *registry)
{
	(void)context;
	(void)tracker;
	(void)registry;
}

static void packet(void *context, const struct dissection *d)
{
	struct picture *p = context;
	struct segment s;
	unsigned layer = 0;
	while (segment_next(&p->pick, d, &layer, &s))
		if (p->plot)
			window_plot_segment(p->plot, &p->pick, &s, p->points ? &p->out : NULL);
		else
			ladder_segment(&p->ladder, &p->out, &p->pick, &s);
}

static void put_plot(const struct picture *p, struct buf *out)
{
	enum window_plot_kind kind = p->want->kind == PICTURE_WINDOW ? PLOT_WINDOW : PLOT_SEQUENCE;
	unsigned lines = terminal_lines();
	struct plot_text_options o = { .width = terminal_columns(), .utf8 = terminal_utf8(), .color = p->color };
	/* Two panels; around their fields there are thirteen lines of titles, axes, spans, legend and prompt. */
	o.rows = lines > 13 + 2 * 10 ? (lines - 13) / 2 : 10;
	if (p->want->svg)
		window_plot_svg(out, p->plot, kind, &p->pick);
	else
		window_plot_text(out, p->plot, kind, &p->pick, &o);
}

/* A ladder is printed as it goes, a plot when all is known. */
static void show(void *context, struct buf *out, bool last)
{
	struct picture *p = context;
	buf_put(out, p->out.p, p->out.len);
	buf_clear(&p->out);
	if (!last || !p->pick.seen)
		return;
	if (!p->plot)
		ladder_end(&p->ladder, out, &p->pick);
	else if (!p->points && !p->want->svg)
		put_plot(p, out);
}

static const struct watcher picture_watcher = { .begin = begin, .packet = packet, .show = show };

static int write_svg(const struct picture *p, FILE *f)
{
	struct buf b = { 0 };
	put_plot(p, &b);
	bool written = fwrite(b.p, 1, b.len, f) == b.len;
	buf_free(&b);
	written = (f == stdout ? !fflush(f) : !fclose(f)) && written;
	if (written)
		return EXIT_OK;
	complain("\"%s\" cannot be written: %s", p->want->svg, strerror(errno));
	return EXIT_FILE;
}

/* Opened before the capture begins, while the program may still be root. "-": standard output. */
static FILE *open_svg(const char *name)
{
	FILE *f = strcmp(name, "-") ? fopen(name, "w") : stdout;
	if (!f)
		complain("\"%s\" cannot be made: %s", name, strerror(errno));
	return f;
}

/* What only makes sense together, or does not. */
static const char *complaint(const struct settings *s)
{
	const struct picture_settings *want = &s->flows.picture;
	bool plot = want->kind != PICTURE_LADDER;
	if (want->many)
		return "only one of --ladder, --window and --sequence at a time";
	if (plot && want->udp)
		return "UDP has no windows and no sequence numbers; --ladder udp,N draws its datagrams";
	if (want->svg && !plot)
		return "--svg belongs to --window and --sequence";
	if (!s->flows.format || s->flows.format == rows_format_find("text"))
		return NULL;
	if (!plot || s->flows.format != rows_format_find("jsonl"))
		return "pictures are text; --window and --sequence also have -T jsonl, the points behind them";
	return want->svg ? "either --svg or -T jsonl" : NULL;
}

static int draw(struct settings *s, struct picture *p)
{
	FILE *svg = NULL;
	if (p->want->svg && !(svg = open_svg(p->want->svg)))
		return EXIT_FILE;
	s->sink = NULL;
	s->watcher = &picture_watcher;
	s->watcher_context = p;
	int status = run_packets(s);
	if (status == EXIT_OK && !p->pick.seen) {
		complain("there is no %s stream %lu in this capture", p->pick.udp ? "UDP" : "TCP",
			 (unsigned long)p->pick.stream);
		status = EXIT_USAGE;
	}
	/* A capture that is cut short still has a picture. */
	if (svg && p->pick.seen) {
		int written = write_svg(p, svg);
		return status == EXIT_OK ? written : status;
	}
	if (svg && svg != stdout)
		fclose(svg);
	return status;
}

int run_picture(struct settings *s)
{
	const struct picture_settings *want = &s->flows.picture;
	const char *bad = complaint(s);
	struct picture p = { .want = want, .color = s->print.color };
	struct ladder_options o = { .width = terminal_columns(), .utf8 = terminal_utf8(), .all = want->all };
	if (bad) {
		complain("%s", bad);
		return EXIT_USAGE;
	}
	p.points = s->flows.format == rows_format_find("jsonl");
	p.pick.udp = want->udp;
	p.pick.stream = want->stream;
	ladder_init(&p.ladder, &o);
	if (want->kind != PICTURE_LADDER)
		p.plot = window_plot_new();
	int status = draw(s, &p);
	buf_free(&p.out);
	ladder_free(&p.ladder);
	window_plot_free(p.plot);
	return status;
}
