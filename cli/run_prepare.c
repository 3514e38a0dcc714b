/* run_prepare.c: who looks at packets, and how much of them: reports, exports, the tracker, threads. */
#include <stdlib.h>

#include "base/names.h"
#include "capture/source.h"
#include "cli/run_impl.h"
#include "cli/terminal.h"
#include "output/layout.h"

static void write_out(void *context, struct buf *out)
{
	struct run *r = context;
	if (out == &r->out)
		run_flush(r);
}

/* flow.* is worked out only when it is asked for: by --flow, or by its name. */
static bool wants_flow(const struct run *r)
{
	return r->s->show_flow ||
	       (!r->wanted.all && r->wanted.bits[registry_core(r->registry, CORE_FLOW)] && r->s->print.n_fields);
}

bool run_prints_now(const struct run *r)
{
	return r->s->n_stats == 1 && !r->s->sink && !r->s->stat_json;
}

/* The reports of -z. */
int run_open_stats(struct run *r)
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
		.now = run_prints_now(r) ? &r->out : NULL,
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

enum {
	THREADS_FROM = 8 << 20, /* bytes of a file: shorter ones are printed before threads have started */
	THREADS_MOST = 8,       /* the first thread cannot feed more */
};

/* Nobody said how many: handing packets over pays where texts are made of all their fields. */
static unsigned threads_that_pay(const struct run *r, uint64_t bytes)
{
	unsigned cores = crew_cores();
	if (!r->press.needs_tree || !r->wanted.all || bytes < THREADS_FROM)
		return 1;
	return cores < THREADS_MOST ? cores : THREADS_MOST;
}

/* Threads print files alone: somebody may wait for what a pipe or a device brings. Colours are filters, and names may be asked
 * for over the network: both are for people, who read slowly. */
static void open_crew(struct run *r)
{
	uint64_t done, total = 0;
	bool file = !run_is_live(r) && source_progress(r->source, &done, &total);
	unsigned threads = r->s->threads;
	if (threads == THREADS_AUTO)
		threads = threads_that_pay(r, total);
	else if (!threads)
		threads = crew_cores();
	if (r->s->sink && !r->s->watcher && file && threads > 1 && !r->colors && !r->names && !r->s->line_buffered)
		r->crew = crew_new(&r->press, threads);
	if (r->crew)
		source_keep(r->source);
	if (r->s->threads != 1 && crew_cores() > 1)
		source_may_help(r->source);
}

/* The folders of --export-objects. */
int run_open_exports(struct run *r)
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

/* Does the output say nothing of what streams carry? */
static bool prints_headers(const struct run *r)
{
	for (unsigned i = 0; i < r->s->print.n_fields; i++)
		if (r->s->print.fields[i].column)
			return false;
	return r->s->print.n_fields && !r->s->print.summary && !r->s->print.tree && !r->s->print.hex && !r->colors &&
	       wanted_is_headers(&r->wanted);
}

/* Does anybody look at rows of the tree: to print them, to filter or colour by them, to count them? */
static bool wants_rows(const struct run *r)
{
	return r->press.needs_tree || r->reads.filter || r->shows.filter || r->colors || r->s->n_exports ||
	       (r->stats && stats_need_rows(r->stats)) ||
	       (r->s->watcher && !r->s->watcher->sums_up);
}

void run_prepare(struct run *r)
{
	r->d = calloc(1, sizeof *r->d);
	r->wanted.bits = calloc(registry_count(), sizeof *r->wanted.bits);
	if (!r->d || !r->wanted.bits) {
		complain("out of memory");
		exit(EXIT_MEMORY);
	}
	r->tracker = tracker_new(r->registry, &r->s->dissect, r->s->max_flows);
	if (r->s->watcher)
		r->s->watcher->begin(r->s->watcher_context, r->tracker, r->registry);
	if (r->s->sink && r->s->sink->wants) {
		r->s->sink->wants(&r->wanted, r->registry, &r->s->print);
		wanted_settle(&r->wanted);
	} else {
		r->wanted.all = true;
	}
	if (wants_flow(r)) {
		tracker_keep_conns(r->tracker, r->s->max_flows, &r->s->conns);
		tracker_tell_flow(r->tracker);
	}
	if (r->s->print.color)
		r->colors =
			color_rules_new(r->registry, r->s->sink == &sink_psml || r->s->sink == &sink_pdml ? COLOR_XML
						     : terminal_colors() > 256                            ? COLOR_TRUE
													  : COLOR_256);
	r->looks = r->s->n_exports || r->s->sink || r->s->watcher || r->stats || r->reads.filter || r->shows.filter;
	r->bounded = r->s->max_packets || limits_any(&r->s->ring.stop);
	unsigned want = 0;
	names_letters(r->s->name_letters, &want);
	r->names = names_new(want);
	r->d->names = r->names;
	r->press = (struct press){ r->s->sink, &r->s->print, &r->wanted, false, false };
	r->press.needs_tree = r->s->sink && (r->s->sink->needs_tree || r->s->print.tree || r->s->print.hex ||
					     layout_needs_tree(r->s->print.layout));
	/* Names that the capture itself tells change what is said of addresses. */
	r->press.keeps_texts = r->s->sink && !r->names && sink_keeps_texts(r->s->sink, &r->s->print);
	press_hand_open(&r->hand, &r->press);
	bool streams = r->s->watcher_streams || r->s->n_exports;
	r->d->skip_data = !r->press.needs_tree && !screen_needs_data(&r->reads, r->registry) &&
			  !screen_needs_data(&r->shows, r->registry) && !(r->stats && stats_need_data(r->stats)) &&
			  !streams;
	r->d->registry = r->registry;
	r->d->options = &r->s->dissect;
	/* Headers that are only filtered by need nothing of the packets before them; connections, and what reports say of
	 * headers, are counted without reading what these carry. */
	bool headers = (!r->s->sink || prints_headers(r)) && screen_is_simple(&r->reads) &&
		       screen_is_simple(&r->shows) && !(r->stats && stats_need_data(r->stats)) && !streams;
	bool light = headers && (!r->s->sink || wanted_is_fixed(&r->wanted)) && !r->s->watcher && !r->stats;
	if (light)
		tracker_skip_streams(r->tracker);
	if (!wants_rows(r))
		tracker_skip_rows(r->tracker);
	tracker_attach(r->tracker, r->d);
	r->d->stream = !headers                                 ? stream_serve
		       : r->s->watcher && r->s->watcher->stream ? r->s->watcher->stream
								: stream_skip;
	if (r->stats)
		stats_begin(r->stats, r->tracker, r->names);
	open_crew(r);
}
