/* pipeline.c: for tests: frames through dissecting, tracking, tree and sinks, as the command line's loop does it. */
#include "tests/unit/pipeline.h"

#include "dissect/room.h"
#include "flow/conn.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FLOWS = 4096, BATCH = 16 };

const struct sink *const all_sinks[] = {
	&sink_text, &sink_pdml, &sink_psml, &sink_json, &sink_jsonraw, &sink_ek, &sink_fields, &sink_jsonl, NULL,
};

void pipeline_open(struct pipeline *p, bool tracked, bool thorough)
{
	*p = (struct pipeline){ .options = options_default, .wanted = { .all = true }, .max_flows = MAX_FLOWS };
	if (thorough) {
		p->options.ip_check_checksum = p->options.tcp_check_checksum = p->options.udp_check_checksum = true;
		p->options.eth_check_fcs = true;
	}
	p->print = (struct print_options){
		.summary = true, .time_digits = -1, .capture_file = "test",
		.field_separator = '\t', .aggregator = ',', .occurrence = 'a', .escape = true,
	};
	p->registry = registry_new();
	p->tree = tree_new(&p->wanted);
	p->d = calloc(1, sizeof *p->d);
	if (!p->d)
		abort();
	p->d->registry = p->registry;
	p->d->options = &p->options;
	if (tracked) {
		p->tracked = true;
		p->d->stream = stream_serve;
		pipeline_restart(p);
	}
}

void pipeline_close(struct pipeline *p)
{
	if (p->tracker)
		tracker_free(p->tracker);
	tree_free(p->tree);
	registry_free(p->registry);
	buf_free(&p->column.info);
	room_free(p->d);
	free(p->d);
}

void pipeline_restart(struct pipeline *p)
{
	p->packets = 0;
	if (!p->tracked)
		return;
	if (p->tracker)
		tracker_free(p->tracker);
	p->tracker = tracker_new(p->registry, &p->options, p->max_flows);
	if (p->bare) {
		tracker_skip_rows(p->tracker);
	} else {
		tracker_keep_conns(p->tracker, p->max_flows, &conn_options_default);
		tracker_tell_apps(p->tracker);
	}
	tracker_attach(p->tracker, p->d);
}

void pipeline_frame(struct pipeline *p, const struct frame *frame)
{
	struct dissection *d = p->d;

	if (!p->packets++) {
		d->first.sec = d->previous.sec = frame->sec;
		d->first.nsec = d->previous.nsec = frame->nsec;
	} else {
		d->previous.sec = d->displayed.sec;
		d->previous.nsec = d->displayed.nsec;
	}
	/* All packets are displayed: the last one displayed is the last one captured. */
	d->displayed.sec = d->previous.sec;
	d->displayed.nsec = d->previous.nsec;
	dissect_frame(d, frame);
	tree_fill(p->tree, d);
}

void pipeline_print(struct pipeline *p, const struct sink *sink, struct buf *out)
{
	struct view view = { .d = p->d, .tree = p->tree, .column = &p->column, .pairs = p->pairs };

	sink->packet(out, &p->print, &view);
}

void pipeline_refill(struct pipeline *p)
{
	tree_fill(p->tree, p->d);
}

void pipeline_print_memo(struct pipeline *p, const struct sink *sink, struct memo *m, struct buf *out)
{
	p->tree->memo = m;
	p->tree->part_memo = sink->in_order ? m : NULL;
	tree_fill(p->tree, p->d);
	pipeline_print(p, sink, out);
	p->tree->memo = p->tree->part_memo = NULL;
}

void pipeline_fields(struct pipeline *p, struct field_spec spec[PIPELINE_FIELDS], const char *const *names, unsigned n)
{
	struct buf unknown = { 0 };

	if (n > PIPELINE_FIELDS || fields_resolve(spec, names, n, p->registry, &unknown)) {
		fprintf(stderr, "unknown fields:\n%.*s\n", (int)unknown.len, unknown.p);
		abort();
	}
	buf_free(&unknown);
	p->print.fields = spec;
	p->print.n_fields = n;
}

static int is_capture(const struct dirent *e)
{
	return strstr(e->d_name, ".pcap") != NULL;
}

unsigned samples_each(void (*visit)(const char *path, void *context), void *context)
{
	static const char *const folders[] = { "samples", "samples/formats", "samples/bad" };
	const char *srcdir = getenv("srcdir");
	unsigned count = 0;

	for (unsigned i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		char folder[4096], path[4400];
		struct dirent **names = NULL;

		snprintf(folder, sizeof folder, "%s/%s", srcdir ? srcdir : ".", folders[i]);
		int n = scandir(folder, &names, is_capture, alphasort);
		for (int j = 0; j < n; j++) {
			snprintf(path, sizeof path, "%s/%s", folder, names[j]->d_name);
			visit(path, context);
			count++;
			free(names[j]);
		}
		free(names);
	}
	return count;
}

long frames_each(const char *path, void (*visit)(const struct frame *, void *context), void *context)
{
	struct source_error error;
	struct source *source = source_open_file(path, &error);
	struct frame batch[BATCH];
	long count = 0;
	int n;

	if (!source)
		return -1;
	while ((n = source_read(source, batch, BATCH)) > 0)
		for (int i = 0; i < n; i++, count++)
			visit(&batch[i], context);
	source_close(source);
	return count;
}
