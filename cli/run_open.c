/* run_open.c: where packets come from and where they are written to, as the command line says. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "capture/bpf.h"
#include "capture/interfaces.h"
#include "capture/privileges.h"
#include "cli/run_impl.h"

int64_t run_now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
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

void run_declare_interfaces(struct run *r)
{
	while (r->n_declared < source_n_interfaces(r->source))
		ring_declare(r->ring, source_interface(r->source, r->n_declared++));
}

int run_open_output(struct run *r)
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
	r->ring = ring_open(r->s->write_file, &r->s->ring, run_now_ns(), &error);
	if (!r->ring) {
		complain("%s", error.text);
		return EXIT_FILE;
	}
	run_declare_interfaces(r);
	return EXIT_OK;
}

bool run_is_live(const struct run *r)
{
	return live_is(r->source);
}

int run_drop_root(struct run *r)
{
	struct privileges_target target;
	struct source_error error = { 0 };
	if (!run_is_live(r) || r->s->keep_root)
		return EXIT_OK;
	if (!privileges_find(r->s->user, &target, &error) || !privileges_drop(&target, &error)) {
		complain("%s", error.text);
		return EXIT_USAGE;
	}
	return EXIT_OK;
}

int run_open_source(struct run *r)
{
	return r->s->read_file ? open_file(r) : open_live(r);
}

void run_stop_in_time(struct run *r)
{
	const struct limits *stop = &r->s->ring.stop;
	if (!stop->has_duration)
		return;
	struct timespec t = { .tv_sec = (time_t)stop->duration };
	t.tv_nsec = (long)((stop->duration - (double)t.tv_sec) * 1e9);
	live_stop_after(r->source, &t);
}
