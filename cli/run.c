/* run.c: a capture from end to end: frames in, dissected and tracked in order, printed and written. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/names.h"
#include "capture/bpf.h"
#include "cli/face.h"
#include "cli/progress.h"
#include "cli/run_impl.h"
#include "dissect/room.h"

enum { BATCH = CREW_BATCH, FLUSH_BYTES = 256 * 1024, TICK_MS = 200, BATCHES_SHOWN = 64, AHEAD = 4 };

/* The source that a signal ends: a handler gets no argument. */
static struct source *volatile signalled_source;
static volatile sig_atomic_t signalled;

static void on_signal(int number)
{
	(void)number;
	signalled = 1;
	if (signalled_source)
		source_stop(signalled_source);
}

static void watch_signals(struct source *source)
{
	struct sigaction a = { .sa_handler = on_signal };
	signalled_source = source;
	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
	a.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &a, NULL); /* write says EPIPE instead */
}

/* A reader that went away ends the run without a word. */
static void write_text(struct run *r, const char *text, size_t len)
{
	for (size_t at = 0; at < len && !r->deaf;) {
		ssize_t n = write(STDOUT_FILENO, text + at, len - at);
		if (n >= 0) {
			at += (size_t)n;
		} else if (errno != EINTR) {
			if (errno != EPIPE)
				complain("standard output: %s", strerror(errno));
			r->status = EXIT_FILE;
			r->done = r->deaf = true;
		}
	}
}

void run_flush(struct run *r)
{
	write_text(r, r->out.p, r->out.len);
	r->out.len = 0;
}

static struct frame_time time_of(const struct frame *f)
{
	return (struct frame_time){ f->sec, f->nsec };
}

/* Takes the frame apart, with the times that are told relative to others. */
static void dissect(struct run *r, const struct frame *f)
{
	struct dissection *d = r->d;
	if (f->number == 1)
		d->first = d->previous = time_of(f);
	if (!r->shown)
		d->displayed = time_of(f);
	dissect_frame(d, f);
}

/* Bytes of the frame, and of nothing that the next frame may overwrite. */
static bool stands_alone(const struct dissection *d)
{
	for (unsigned i = 0; i < d->n_tcp; i++) {
		const uint8_t *p = d->tcp[i].begun_bytes.p;
		if (d->tcp[i].begun && (p < d->buffer[0].p || p > d->buffer[0].p + d->buffer[0].len))
			return false;
	}
	return d->n_own_buffers == 1 && !d->room_used;
}

static void print_stats(struct run *r)
{
	struct buf refused = { 0 };
	stats_print(r->stats, &r->out);
	run_flush(r);
	stats_print_refused(r->stats, &refused);
	if (refused.len && !r->s->really_quiet)
		complain("%.*s", (int)refused.len - 1, refused.p);
	buf_free(&refused);
	if (stats_failed(r->stats) && r->status == EXIT_OK)
		r->status = EXIT_FILE;
}

/* What the crew printed. Long texts are written from where they lie. */
static void emit(void *run, const char *text, size_t n)
{
	struct run *r = run;
	if (n < FLUSH_BYTES / 8) {
		buf_put(&r->out, text, n);
		if (r->out.len >= FLUSH_BYTES)
			run_flush(r);
		return;
	}
	run_flush(r);
	write_text(r, text, n);
}

static void turn_crew(struct run *r)
{
	if (r->crew)
		crew_turn(r->crew, emit, r);
}

static void finish_crew(struct run *r)
{
	if (r->crew)
		crew_finish(r->crew, emit, r);
}

static void print_packet(struct run *r)
{
	bool first = !r->any;
	r->any = true;
	if (r->crew) {
		crew_show(r->crew, r->d, first, !stands_alone(r->d));
		return;
	}
	if (r->colors)
		r->hand.color = color_choose(r->colors, r->hand.tree, r->d);
	press_packet(&r->press, &r->hand, r->d, first, &r->out);
	if (r->s->line_buffered || r->out.len >= FLUSH_BYTES)
		run_flush(r);
}

static void show_watched(struct run *r, bool last)
{
	if (!r->s->watcher)
		return;
	r->s->watcher->show(r->s->watcher_context, &r->out, last);
	if (run_is_live(r) || r->out.len >= FLUSH_BYTES)
		run_flush(r);
}

static void write_packet(struct run *r, const struct frame *f, int64_t now)
{
	if (ring_frame(r->ring, f, now)) {
		r->done |= ring_done(r->ring);
		return;
	}
	const struct writer_error *e = ring_error(r->ring);
	if (e->err != EPIPE)
		complain("%s", e->text);
	r->status = EXIT_FILE;
	r->done = true;
}

/* Does the frame pass -f? Frames that do not are as if never captured. */
static bool passes(struct run *r, const struct frame *f)
{
	if (!r->filter)
		return true;
	int match = bpf_set_match(r->filter, f);
	if (match >= 0)
		return match;
	complain("%s", bpf_set_error(r->filter)->text);
	r->status = EXIT_USAGE;
	r->done = true;
	return false;
}

/* One frame that passed -f. */
static void take_frame(struct run *r, struct frame *f, int64_t now)
{
	struct dissection *d = r->d;
	f->number = r->n_numbered + 1;
	if (r->looks)
		dissect(r, f);
	if (!screen_passes(&r->reads, r->hand.tree, d))
		return;
	r->n_numbered++;
	if (r->s->watcher && r->s->watcher->any)
		r->s->watcher->any(r->s->watcher_context, f);
	if (r->stats) /* -Y hides packets; reports have filters of their own */
		stats_packet(r->stats, d);
	for (unsigned k = 0; k < r->s->n_exports; k++)
		objects_packet(r->export[k], d);
	if (run_prints_now(r) && r->out.len >= FLUSH_BYTES)
		run_flush(r);
	if (screen_passes(&r->shows, r->hand.tree, d)) {
		if (r->ring)
			write_packet(r, f, now);
		if (r->s->watcher)
			r->s->watcher->packet(r->s->watcher_context, d);
		else if (r->s->sink && !(r->done && r->status))
			print_packet(r);
		r->shown = true;
		d->displayed = time_of(f);
	}
	d->previous = time_of(f);
}

/* -c, or -a of a capture that is not written. */
static bool is_enough(const struct run *r)
{
	return r->n_read == r->s->max_packets || (!r->ring && limits_reached(&r->s->ring.stop, r->n_read, 0, 0));
}

static void take_batch(struct run *r, struct frame *batch, int n)
{
	int64_t now = r->ring ? run_now_ns() : 0;
	if (r->ring)
		run_declare_interfaces(r);
	for (int i = 0; i < n && !r->done; i++) {
		if (i + AHEAD < n) /* its headers will be looked at soon */
			__builtin_prefetch(batch[i + AHEAD].data);
		if (!passes(r, &batch[i]))
			continue;
		r->n_read++;
		take_frame(r, &batch[i], now);
		if (r->bounded && is_enough(r))
			r->done = true;
	}
}

/* Live: waits for packets, and looks at the clock meanwhile. False: time is up. */
static bool wait_live(struct run *r)
{
	for (;;) {
		int ready = live_wait(r->source, r->ring || r->s->watcher ? TICK_MS : -1);
		show_watched(r, false);
		if (ready)
			return true;
		if (r->ring && !ring_tick(r->ring, run_now_ns()))
			return false;
		if (r->ring && ring_done(r->ring))
			return false;
	}
}

static void read_packets(struct run *r)
{
	static struct frame own[BATCH];
	bool live = run_is_live(r);
	unsigned batches = 0;
	struct progress progress;
	bool stream = !r->s->read_file || !strcmp(r->s->read_file, "-");
	/* Lines on a terminal show by themselves how it goes. */
	progress_begin(&progress, !live && !r->s->no_progress && !r->s->really_quiet &&
					  !((r->s->sink || run_prints_now(r)) && r->s->print.terminal));
	while (!r->done && !signalled) {
		if (live && !wait_live(r))
			break;
		struct frame *batch = r->crew ? crew_frames(r->crew) : own;
		int n = source_read(r->source, batch, BATCH);
		if (n == 0)
			break;
		if (n < 0) {
			finish_crew(r);
			run_flush(r);
			progress_end(&progress);
			complain("%s", source_error(r->source)->text);
			r->status = EXIT_FILE;
			break;
		}
		take_batch(r, batch, n);
		turn_crew(r);
		progress_tick(&progress, r->source, r->n_read);
		announce_count(&r->announcer, r->n_read);
		if (r->s->watcher && !live && (stream || r->s->watcher->often || ++batches % BATCHES_SHOWN == 0))
			show_watched(r, false);
		/* Somebody may be watching: nothing is held back while the source has no more. */
		if (live || (stream && r->s->print.terminal))
			run_flush(r);
		if (r->ring && (live || stream) && r->s->line_buffered)
			ring_flush(r->ring);
	}
	finish_crew(r);
	progress_end(&progress);
	/* What a stopped capture still holds was captured before the signal. */
	while (live && signalled && !r->done) {
		int n = source_read(r->source, own, BATCH);
		if (n <= 0)
			break;
		take_batch(r, own, n);
	}
}

static void say_losses(const struct run *r)
{
	struct tracker_losses l = tracker_losses(r->tracker);
	const struct {
		uint64_t n;
		const char *what;
	} lost[] = {
		{ l.flows, "flows were let go before they ended: the flow table was full (--max-flows)" },
		{ l.segments, "segments that waited for an ACK were forgotten: too many at once" },
		{ l.app_states, "conversations lost what their application protocol remembered: too many at once" },
		{ l.pdus, "PDUs in several segments were not put together: no room (--max-reassembly)" },
		{ l.pdus_cut, "PDUs were so long that only the first 16 MiB of each were looked at" },
		{ l.datagrams, "fragmented datagrams were given up before they were complete" },
	};
	for (unsigned i = 0; i < COUNT(lost) && !r->s->really_quiet; i++)
		if (lost[i].n)
			fprintf(stderr, "peel: %llu %s\n", (unsigned long long)lost[i].n, lost[i].what);
}

static void end_exports(struct run *r)
{
	struct buf notes = { 0 };
	for (unsigned i = 0; i < r->s->n_exports; i++)
		if (!objects_end(r->export[i], &notes) && r->status == EXIT_OK)
			r->status = EXIT_FILE;
	if (notes.len && !r->s->really_quiet)
		complain("--export-objects %.*s", (int)notes.len - 1, notes.p);
	buf_free(&notes);
}

static int finish(struct run *r)
{
	struct writer_error error = { 0 };
	show_watched(r, true);
	if (r->s->sink && r->s->sink->end)
		r->s->sink->end(&r->out, &r->s->print, r->any);
	if (r->stats && !r->deaf)
		print_stats(r);
	run_flush(r);
	end_exports(r);
	bool written = !r->ring || ring_close(r->ring, &error);
	r->ring = NULL;
	if (!written && r->status == EXIT_OK) {
		if (error.err != EPIPE)
			complain("%s", error.text);
		r->status = EXIT_FILE;
	}
	announce_end(&r->announcer, r->n_read);
	say_losses(r);
	return r->status;
}

static void release(struct run *r)
{
	signalled_source = NULL;
	if (r->ring)
		ring_close(r->ring, NULL);
	if (r->source)
		source_close(r->source);
	if (r->filter)
		bpf_set_free(r->filter);
	screen_close(&r->reads);
	screen_close(&r->shows);
	crew_free(r->crew);
	names_free(r->names);
	stats_free(r->stats);
	for (unsigned i = 0; i < r->s->n_exports; i++)
		objects_free(r->export[i]);
	tracker_free(r->tracker);
	press_hand_close(&r->hand);
	color_rules_free(r->colors);
	wanted_release(&r->wanted);
	if (r->d)
		room_free(r->d);
	free(r->d);
	registry_free(r->registry);
	buf_free(&r->out);
	buf_free(&r->hand.column.info);
}

int run_packets(struct settings *s)
{
	struct run *r = calloc(1, sizeof *r);
	if (!r) {
		complain("out of memory");
		return EXIT_MEMORY;
	}
	r->s = s;
	r->announcer.s = s;
	r->registry = registry_new();
	int status = settings_resolve(s, r->registry);
	if (status == EXIT_OK)
		status = screen_open(&r->reads, s->read_filter, r->registry);
	if (status == EXIT_OK)
		status = screen_open(&r->shows, s->display_filter, r->registry);
	if (status == EXIT_OK)
		status = run_open_stats(r);
	if (status == EXIT_OK)
		status = run_open_source(r);
	if (status == EXIT_OK)
		status = run_open_output(r);
	if (status == EXIT_OK)
		status = run_open_exports(r);
	if (status == EXIT_OK)
		status = run_drop_root(r);
	if (status == EXIT_OK) {
		watch_signals(r->source);
		run_prepare(r);
		announce_begin(&r->announcer, r->source, r->ring);
		if (run_is_live(r))
			run_stop_in_time(r);
		if (s->sink && s->sink->begin)
			s->sink->begin(&r->out, &s->print);
		if (s->line_buffered)
			run_flush(r);
		read_packets(r);
		status = finish(r);
	}
	release(r);
	free(r);
	return status;
}
