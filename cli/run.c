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
#include "capture/interfaces.h"
#include "capture/privileges.h"
#include "cli/announce.h"
#include "cli/crew.h"
#include "cli/face.h"
#include "cli/progress.h"
#include "cli/screen.h"
#include "cli/settings.h"
#include "cli/terminal.h"
#include "dissect/room.h"
#include "flow/tracker.h"
#include "output/color.h"
#include "output/layout.h"
#include "output/objects/objects.h"
#include "output/stats/stats.h"

enum { BATCH = CREW_BATCH, FLUSH_BYTES = 256 * 1024, TICK_MS = 200, BATCHES_SHOWN = 64 };

struct run {
	struct settings *s;
	struct source *source;
	struct bpf_set *filter;     /* -f on a file; live, the kernel filters */
	struct ring *ring;          /* -w */
	struct screen reads, shows; /* -R, -Y */
	struct registry *registry;
	struct names *names; /* -N */
	struct tracker *tracker;
	struct wanted wanted;
	struct press_hand hand;
	struct color_rules *colors; /* --color */
	struct dissection *d;       /* of the frame at hand */
	struct dissection *own;     /* for one frame after the other */
	struct dissection *in_room; /* who has the room (dissect/room.h) */
	struct press press;
	struct crew *crew;   /* NULL: packets are printed as they come */
	struct stats *stats; /* -z; NULL: none */
	struct announcer announcer;
	struct objects *export[MAX_EXPORTS];
	struct buf out;
	uint64_t n_read;
	uint64_t n_numbered; /* read, and passed by -R */
	uint32_t n_declared; /* interfaces told to the ring */
	struct frame_time first, previous, displayed;
	bool any;   /* a packet was printed */
	bool shown; /* a packet passed -Y */
	bool done;  /* -c, -a, or nobody listens any more */
	int status;
	char device_name[LIVE_MAX_DEVICES][256];
};

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

static int64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Writes out what is printed so far. A reader that went away ends the run without a word. */
static void flush_out(struct run *r)
{
	size_t at = 0;
	while (at < r->out.len) {
		ssize_t n = write(STDOUT_FILENO, r->out.p + at, r->out.len - at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			if (errno != EPIPE)
				complain("standard output: %s", strerror(errno));
			r->status = EXIT_FILE;
			r->done = true;
			break;
		}
		at += (size_t)n;
	}
	r->out.len = 0;
}

static void write_out(void *context, struct buf *out)
{
	struct run *r = context;
	if (out == &r->out)
		flush_out(r);
}

static int open_live(struct run *r)
{
	struct settings *s = r->s;
	struct source_error error = { 0 };
	if (!s->n_devices) {
		s->device[0] = s->default_device;
		s->n_devices = 1;
	}
	for (int i = 0; i < s->n_devices; i++) {
		enum interface_kind kind =
			interfaces_resolve(s->device[i].name, r->device_name[i], sizeof r->device_name[i], &error);
		if (kind == INTERFACE_BAD) {
			complain("%s", error.text);
			return EXIT_USAGE;
		}
		if (kind == INTERFACE_STREAM && s->n_devices > 1) {
			complain("A stream of packets (-i %s) cannot be merged with other interfaces",
				 s->device[i].name);
			return EXIT_USAGE;
		}
		if (kind == INTERFACE_STREAM) {
			r->source = source_open_file(r->device_name[i], &error);
			if (r->source)
				return EXIT_OK;
			complain("%s", error.text);
			return EXIT_FILE;
		}
		s->device[i].name = r->device_name[i];
	}
	bool prompt = r->s->sink && (isatty(STDOUT_FILENO) || s->line_buffered || !s->write_file);
	r->source = live_open(s->device, s->n_devices, prompt ? LIVE_PROMPT : LIVE_BLOCKS, &error);
	if (!r->source) {
		complain("%s", error.text);
		return EXIT_USAGE;
	}
	return EXIT_OK;
}

static int open_file(struct run *r)
{
	struct source_error error = { 0 };
	r->source = source_open_file(r->s->read_file, &error);
	if (!r->source) {
		complain("%s", error.text);
		return EXIT_FILE;
	}
	if (!r->s->capture_filter)
		return EXIT_OK;
	r->filter = bpf_set_new(r->s->capture_filter);
	uint32_t n = source_n_interfaces(r->source);
	for (uint32_t i = 0; i < (n ? n : 1); i++)
		if (!bpf_set_compile(r->filter, n ? source_interface(r->source, i)->link_type : 1, NULL, &error)) {
			complain("%s", error.text);
			return EXIT_USAGE;
		}
	return EXIT_OK;
}

/* Interfaces keep their order in what is written, also those that no packet came from. */
static void declare_interfaces(struct run *r)
{
	while (r->n_declared < source_n_interfaces(r->source))
		ring_declare(r->ring, source_interface(r->source, r->n_declared++));
}

static int open_output(struct run *r)
{
	struct writer_error error = { 0 };
	if (!r->s->write_file)
		return EXIT_OK;
	r->s->ring.writer.format = r->s->write_format;
	r->s->ring.writer.source_name = r->s->read_file;
	r->s->ring.writer.application = "peel " PACKAGE_VERSION;
	r->s->ring.opened = announce_file;
	r->s->ring.context = &r->announcer;
	r->s->ring.writer.comment = r->s->capture_comment;
	r->ring = ring_open(r->s->write_file, &r->s->ring, now_ns(), &error);
	if (!r->ring) {
		complain("%s", error.text);
		return EXIT_FILE;
	}
	declare_interfaces(r);
	return EXIT_OK;
}

static bool is_live(const struct run *r)
{
	return live_is(r->source);
}

/* Root is for opening devices and files; packets are read without it. */
static int drop_root(struct run *r)
{
	struct privileges_target target;
	struct source_error error = { 0 };
	if (!is_live(r) || r->s->keep_root)
		return EXIT_OK;
	if (!privileges_find(r->s->user, &target, &error) || !privileges_drop(&target, &error)) {
		complain("%s", error.text);
		return EXIT_USAGE;
	}
	return EXIT_OK;
}

/* flow.* is worked out only when it is asked for: by --flow, or by its name. */
static bool wants_flow(const struct run *r)
{
	return r->s->show_flow ||
	       (!r->wanted.all && r->wanted.bits[registry_core(r->registry, CORE_FLOW)] && r->s->print.n_fields);
}

/* Is there a report that may print while packets come? */
static bool prints_now(const struct run *r)
{
	return r->s->n_stats == 1 && !r->s->sink && !r->s->stat_json;
}

/* The reports of -z. */
static int open_stats(struct run *r)
{
	const struct settings *s = r->s;
	struct buf error = { 0 };
	int status = EXIT_OK;
	if (!s->n_stats)
		return EXIT_OK;
	r->stats = stats_new(&(struct stats_env){
		.registry = r->registry,
		.print = &s->print,
		.max_rows = s->max_flows,
		.json = s->stat_json,
		.now = prints_now(r) ? &r->out : NULL,
		.write_out = write_out,
		.context = r,
	});
	for (unsigned i = 0; i < s->n_stats && status == EXIT_OK; i++)
		if (!stats_add(r->stats, s->stat[i], &error))
			status = EXIT_USAGE;
	if (error.len)
		complain("%.*s", (int)error.len, error.p);
	buf_free(&error);
	return status;
}

/* Threads print files alone: somebody may wait for what a pipe or a device brings. Colours are filters, and names may be asked
 * for over the network: both are for people, who read slowly. */
static void open_crew(struct run *r)
{
	uint64_t done, total;
	bool file = !is_live(r) && source_progress(r->source, &done, &total);
	unsigned threads = r->s->threads ? r->s->threads : crew_cores();
	if (r->s->sink && !r->s->watcher && file && threads > 1 && !r->colors && !r->names && !r->s->line_buffered)
		r->crew = crew_new(&r->press, threads, r->d);
}

/* The folders of --export-objects. */
static int open_exports(struct run *r)
{
	struct buf error = { 0 };
	for (unsigned i = 0; i < r->s->n_exports && !error.len; i++)
		r->export[i] = objects_new(r->s->export[i], &error);
	int status = error.len ? EXIT_FILE : EXIT_OK;
	if (error.len)
		complain("%.*s", (int)error.len, error.p);
	buf_free(&error);
	return status;
}

static void prepare_dissection(struct run *r)
{
	r->d = r->own = r->in_room = calloc(1, sizeof *r->own);
	r->wanted.bits = calloc(registry_count(), sizeof *r->wanted.bits);
	if (!r->d || !r->wanted.bits) {
		complain("out of memory");
		exit(EXIT_MEMORY);
	}
	r->tracker = tracker_new(r->registry, &r->s->dissect, r->s->max_flows);
	if (r->s->watcher)
		r->s->watcher->begin(r->s->watcher_context, r->tracker, r->registry);
	if (r->s->sink && r->s->sink->wants)
		r->s->sink->wants(&r->wanted, r->registry, &r->s->print);
	else
		r->wanted.all = true;
	if (wants_flow(r)) {
		tracker_keep_conns(r->tracker, r->s->max_flows, &r->s->conns);
		tracker_tell_flow(r->tracker);
	}
	r->hand.tree = tree_new(&r->wanted);
	if (r->s->print.color)
		r->colors =
			color_rules_new(r->registry, r->s->sink == &sink_psml || r->s->sink == &sink_pdml ? COLOR_XML
						     : terminal_colors() > 256                            ? COLOR_TRUE
													  : COLOR_256);
	unsigned want = 0;
	names_letters(r->s->name_letters, &want);
	r->names = names_new(want);
	r->d->names = r->names;
	r->press = (struct press){ r->s->sink, &r->s->print, &r->wanted, false };
	r->press.needs_tree =
		r->s->sink && (r->s->sink->needs_tree || r->s->print.tree || layout_needs_tree(r->s->print.layout));
	bool streams = r->s->watcher_streams || r->s->n_exports;
	r->d->skip_data = !r->press.needs_tree && !screen_needs_data(&r->reads, r->registry) &&
			  !screen_needs_data(&r->shows, r->registry) && !(r->stats && stats_need_data(r->stats)) &&
			  !streams;
	r->d->registry = r->registry;
	r->d->options = &r->s->dissect;
	/* Headers that are only filtered by need nothing of the packets before them; connections, and what reports say of
	 * headers, are counted without reading what these carry. */
	bool headers = !r->s->sink && screen_is_simple(&r->reads) && screen_is_simple(&r->shows) &&
		       !(r->stats && stats_need_data(r->stats)) && !streams;
	bool light = headers && !r->s->watcher && !r->stats;
	r->d->track = light ? tracker_layer_light : tracker_layer;
	r->d->stream = headers || (r->s->watcher && !streams) ? stream_skip : stream_serve;
	r->d->tracker = r->tracker;
	if (r->stats)
		stats_begin(r->stats, r->tracker, r->names);
	open_crew(r);
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
		r->first = r->previous = time_of(f);
	if (!r->shown)
		r->displayed = time_of(f);
	d->first = r->first;
	d->previous = r->previous;
	d->displayed = r->displayed;
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
	return d->n_buffers == 1 && !d->room_used;
}

static void print_stats(struct run *r)
{
	struct buf refused = { 0 };
	stats_print(r->stats, &r->out);
	flush_out(r);
	stats_print_refused(r->stats, &refused);
	if (refused.len && !r->s->really_quiet)
		complain("%.*s", (int)refused.len - 1, refused.p);
	buf_free(&refused);
}

static void flush_when_full(void *run)
{
	flush_out(run);
}

static void turn_crew(struct run *r)
{
	if (r->crew)
		crew_turn(r->crew, &r->out, flush_when_full, r);
}

static void finish_crew(struct run *r)
{
	if (r->crew)
		crew_finish(r->crew, &r->out, flush_when_full, r);
}

/* Frame i of its batch. */
static void print_packet(struct run *r, unsigned i, bool alone)
{
	bool first = !r->any;
	r->any = true;
	if (r->crew) {
		crew_show(r->crew, i, first, !alone);
		return;
	}
	if (r->colors)
		r->hand.color = color_choose(r->colors, r->hand.tree, r->d);
	press_packet(&r->press, &r->hand, r->d, first, &r->out);
	if (r->s->line_buffered || r->out.len >= FLUSH_BYTES)
		flush_out(r);
}

static void show_watched(struct run *r, bool last)
{
	if (!r->s->watcher)
		return;
	r->s->watcher->show(r->s->watcher_context, &r->out, last);
	if (is_live(r) || r->out.len >= FLUSH_BYTES)
		flush_out(r);
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

/* The dissections of a batch share one room: what uses it is printed before the next frame. */
static void lend_room(struct run *r, struct dissection *d)
{
	uint8_t *room = r->in_room->room;
	r->in_room->room = NULL;
	d->room = room;
	r->in_room = d;
}

/* One frame that passed -f: number i of its batch. */
static void take_frame(struct run *r, struct frame *f, unsigned i, int64_t now)
{
	struct dissection *d = r->d = r->crew ? crew_dissection(r->crew, i) : r->own;
	bool look = r->s->n_exports || r->s->sink || r->s->watcher || r->stats || r->reads.filter || r->shows.filter;
	f->number = r->n_numbered + 1;
	lend_room(r, d);
	if (look)
		dissect(r, f);
	bool alone = stands_alone(d);
	uint8_t n_buffers = d->n_buffers;
	if (!screen_passes(&r->reads, r->hand.tree, d))
		return;
	r->n_numbered++;
	if (r->stats) /* -Y hides packets; reports have filters of their own */
		stats_packet(r->stats, d);
	for (unsigned k = 0; k < r->s->n_exports; k++)
		objects_packet(r->export[k], d);
	if (prints_now(r) && r->out.len >= FLUSH_BYTES)
		flush_out(r);
	if (screen_passes(&r->shows, r->hand.tree, d)) {
		d->n_buffers = n_buffers; /* those of the filter's own tree are gone with it */
		if (r->ring)
			write_packet(r, f, now);
		if (r->s->watcher)
			r->s->watcher->packet(r->s->watcher_context, d);
		else if (r->s->sink && !(r->done && r->status))
			print_packet(r, i, alone);
		r->shown = true;
		r->displayed = time_of(f);
	}
	r->previous = time_of(f);
}

static void take_batch(struct run *r, struct frame *batch, int n)
{
	int64_t now = r->ring ? now_ns() : 0;
	if (r->ring)
		declare_interfaces(r);
	for (int i = 0; i < n && !r->done; i++) {
		if (!passes(r, &batch[i]))
			continue;
		r->n_read++;
		take_frame(r, &batch[i], (unsigned)i, now);
		if (r->n_read == r->s->max_packets || (!r->ring && limits_reached(&r->s->ring.stop, r->n_read, 0, 0)))
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
		if (r->ring && !ring_tick(r->ring, now_ns()))
			return false;
		if (r->ring && ring_done(r->ring))
			return false;
	}
}

static void read_packets(struct run *r)
{
	static struct frame own[BATCH];
	bool live = is_live(r);
	unsigned batches = 0;
	struct progress progress;
	bool stream = !r->s->read_file || !strcmp(r->s->read_file, "-");
	/* Lines on a terminal show by themselves how it goes. */
	progress_begin(&progress, !live && !r->s->no_progress && !r->s->really_quiet &&
					  !((r->s->sink || prints_now(r)) && r->s->print.terminal));
	while (!r->done && !signalled) {
		if (live && !wait_live(r))
			break;
		struct frame *batch = r->crew ? crew_frames(r->crew) : own;
		int n = source_read(r->source, batch, BATCH);
		if (n == 0)
			break;
		if (n < 0) {
			finish_crew(r);
			flush_out(r);
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
		if (live || (stream && isatty(STDOUT_FILENO)))
			flush_out(r);
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

static void say_reassembly(const struct run *r)
{
	unsigned long long datagrams = tracker_datagrams_lost(r->tracker);
	unsigned long long lost = tracker_pdus_lost(r->tracker), cut = tracker_pdus_cut(r->tracker);
	if (lost && !r->s->really_quiet)
		fprintf(stderr,
			"peel: %llu PDUs in several segments were not put together: no room (--max-reassembly)\n",
			lost);
	if (cut && !r->s->really_quiet)
		fprintf(stderr, "peel: of %llu PDUs only the first 16 MiB were looked at\n", cut);
	if (datagrams && !r->s->really_quiet)
		fprintf(stderr, "peel: %llu fragmented datagrams were given up before they were complete\n", datagrams);
}

static void end_exports(struct run *r)
{
	struct buf notes = { 0 };
	for (unsigned i = 0; i < r->s->n_exports; i++)
		objects_end(r->export[i], &notes);
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
	if (r->stats && !(r->status == EXIT_FILE && r->done))
		print_stats(r);
	if (!(r->status == EXIT_FILE && r->done))
		flush_out(r);
	end_exports(r);
	bool written = !r->ring || ring_close(r->ring, &error);
	r->ring = NULL;
	if (!written && r->status == EXIT_OK) {
		if (error.err != EPIPE)
			complain("%s", error.text);
		r->status = EXIT_FILE;
	}
	announce_end(&r->announcer, r->n_read);
	uint64_t evicted = tracker_evicted(r->tracker);
	if (evicted && !r->s->really_quiet)
		fprintf(stderr,
			"peel: the flow table was full: %llu flows were let go before they ended (--max-flows)\n",
			(unsigned long long)evicted);
	say_reassembly(r);
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
	if (r->own)
		lend_room(r, r->own);
	crew_free(r->crew);
	names_free(r->names);
	stats_free(r->stats);
	for (unsigned i = 0; i < r->s->n_exports; i++)
		objects_free(r->export[i]);
	tracker_free(r->tracker);
	tree_free(r->hand.tree);
	color_rules_free(r->colors);
	wanted_release(&r->wanted);
	if (r->own)
		room_free(r->own);
	free(r->own);
	registry_free(r->registry);
	buf_free(&r->out);
	buf_free(&r->hand.column.info);
}

static void stop_in_time(struct run *r)
{
	const struct limits *stop = &r->s->ring.stop;
	if (!stop->has_duration)
		return;
	struct timespec t = { .tv_sec = (time_t)stop->duration };
	t.tv_nsec = (long)((stop->duration - (double)t.tv_sec) * 1e9);
	live_stop_after(r->source, &t);
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
		status = open_stats(r);
	if (status == EXIT_OK)
		status = s->read_file ? open_file(r) : open_live(r);
	if (status == EXIT_OK)
		status = open_output(r);
	if (status == EXIT_OK)
		status = open_exports(r);
	if (status == EXIT_OK)
		status = drop_root(r);
	if (status == EXIT_OK) {
		watch_signals(r->source);
		prepare_dissection(r);
		announce_begin(&r->announcer, r->source, r->ring);
		if (is_live(r))
			stop_in_time(r);
		if (s->sink && s->sink->begin)
			s->sink->begin(&r->out, &s->print);
		if (s->line_buffered)
			flush_out(r);
		read_packets(r);
		status = finish(r);
	}
	release(r);
	free(r);
	return status;
}
