/* flows.c: peel flows: the capture as connections instead of packets. */
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/settings.h"

struct flows {
	const struct settings *s;
	struct conns *conns;
	const struct registry *registry;
	struct buf *out; /* rows of connections that ended, until show() takes them */
	struct buf ended;
	bool begun, screen; /* screen: a terminal that is drawn anew again and again */
	int64_t start;
	uint64_t packets, rows;
	unsigned lines_left; /* on the screen */
};

/* With -Y, connections of which a packet passed; without, all. */
static bool is_asked_for(const struct flows *f, const struct conn *c)
{
	return !f->s->display_filter || c->picked;
}

static void put_row(struct flows *f, const struct conn *c)
{
	if (!is_asked_for(f, c))
		return;
	struct row r = { c, f->registry, f->start, f->conns->now };
	f->s->flows.format->row(f->out, &r);
	f->rows++;
}

/* A connection that ended is told at once: nothing of it is kept. */
static void on_end(void *context, const struct conn *c)
{
	put_row(context, c);
}

static void begin(void *context, struct tracker *tracker, const struct registry *registry)
{
	struct flows *f = context;
	f->registry = registry;
	f->conns = tracker_keep_conns(tracker, f->s->max_flows, &f->s->conns);
	tracker_tell_apps(tracker);
	f->conns->on_end = on_end;
	f->conns->context = f;
}

static void any_packet(void *context, const struct frame *frame)
{
	struct flows *f = context;
	if (!f->packets++)
		f->start = frame_ns(frame);
}

static void packet(void *context, const struct dissection *d)
{
	struct flows *f = context;
	if (f->s->display_filter)
		conns_pick(f->conns, d->frame);
}

static void put_open(void *context, const struct conn *c)
{
	put_row(context, c);
}

static void put_on_screen(void *context, const struct conn *c)
{
	struct flows *f = context;
	if (!f->lines_left || !is_asked_for(f, c))
		return;
	f->lines_left--;
	put_row(f, c);
}

/* The terminal as it is now: the open connections that fit, from the oldest on; those that ended went by. */
static void draw(struct flows *f, struct buf *out)
{
	struct winsize size = { 0 };
	uint64_t rows = f->rows;
	char text[96];
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || size.ws_row < 4)
		size.ws_row = 24;
	buf_lit(out, "\033[H\033[2J"); /* home, and an empty screen */
	f->s->flows.format->head(out);
	f->lines_left = size.ws_row - 3u;
	f->out = out;
	conns_each_open(f->conns, put_on_screen, f);
	f->out = &f->ended;
	f->rows = rows;
	buf_put(out, text,
		(size_t)snprintf(text, sizeof text, "%llu packets, %llu flows ended\n", (unsigned long long)f->packets,
				 (unsigned long long)rows));
}

static void take_ended(struct flows *f, struct buf *out)
{
	if (!f->begun)
		f->s->flows.format->head(out);
	f->begun = true;
	buf_put(out, f->ended.p, f->ended.len);
	buf_clear(&f->ended);
}

static void show(void *context, struct buf *out, bool last)
{
	struct flows *f = context;
	if (!last && f->screen) {
		buf_clear(&f->ended);
		draw(f, out);
		return;
	}
	take_ended(f, out);
	if (!last)
		return;
	f->out = out;
	conns_each_open(f->conns, put_open, f);
	if (f->conns->ended_early && !f->s->really_quiet)
		fprintf(stderr, "peel: the table was full: %llu of %llu flows were ended early (--max-flows)\n",
			(unsigned long long)f->conns->ended_early, (unsigned long long)f->rows);
}

static const struct watcher flows_watcher = {
	.begin = begin, .packet = packet, .any = any_packet, .show = show, .stream = stream_glance,
	.sums_up = true,
};

int run_flows(struct settings *s)
{
	struct flows f = { .s = s };
	f.out = &f.ended;
	if (s->flows.picture.kind != PICTURE_NONE)
		return run_picture(s);
	if (!s->flows.format)
		s->flows.format = rows_format_find("text");
	f.screen = !s->read_file && isatty(STDOUT_FILENO) && s->flows.format == rows_format_find("text");
	s->sink = NULL;
	s->watcher = &flows_watcher;
	s->watcher_context = &f; /* cppcheck-suppress autoVariables // forgotten again before it ends */
	int status = run_packets(s);
	s->watcher_context = NULL;
	buf_free(&f.ended);
	return status;
}
