/* ring.c: saving of a capture into one file or a ring of files. */
#include "capture/ring.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NANOSECONDS INT64_C(1000000000)

enum {
	MAX_NAME = 4096,
	NUMBERS = 100000, /* file numbers have five digits and come round after 99999 */
};

struct ring {
	struct ring_options options;
	bool several;
	char *base; /* as given */
	char *path; /* of the current file */
	struct writer *writer;
	struct writer_error error;
	bool done;
	uint32_t n_files;
	uint64_t n_frames;                        /* in finished files */
	int64_t started, file_started, file_ends; /* file_ends: by interval; INT64_MAX: never */
	char **kept; /* names of the newest files, a circle of options.ring.files places; NULL: all stay */
	FILE *names; /* where printname goes */
};

bool ring_name(char *name, size_t size, const char *path, uint32_t number, int64_t now_ns, bool time_first)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash ? slash : path, '.');
	int stem = dot ? (int)(dot - path) : (int)strlen(path);
	time_t seconds = (time_t)(now_ns / NANOSECONDS);
	char when[32], count[16];
	struct tm local;

	if (!localtime_r(&seconds, &local) || strftime(when, sizeof when, "%Y%m%d%H%M%S", &local) == 0)
		return false;
	snprintf(count, sizeof count, "%05u", number % NUMBERS);
	int n = snprintf(name, size, "%.*s_%s_%s%s", stem, path, time_first ? when : count, time_first ? count : when,
			 dot ? dot : "");
	return n >= 0 && (size_t)n < size;
}

static bool ring_fail(struct ring *r, const struct writer_error *why)
{
	if (r->error.code == WRITER_OK)
		r->error = *why;
	return false;
}

static bool no_memory(struct ring *r)
{
	return ring_fail(r, &(struct writer_error){ .code = WRITER_IO, .text = "out of memory" });
}

/* Remembers the newest name; the file whose place it takes is the oldest and goes. */
static bool keep_newest(struct ring *r)
{
	if (!r->kept)
		return true;
	char **place = &r->kept[(r->n_files - 1) % r->options.ring.files];
	if (*place)
		unlink(*place);
	free(*place);
	*place = strdup(r->path);
	return *place || no_memory(r);
}

static void set_file_times(struct ring *r, int64_t now_ns)
{
	int64_t interval = r->options.ring.interval * NANOSECONDS;

	r->file_started = now_ns;
	r->file_ends = interval ? (now_ns / interval + 1) * interval : INT64_MAX;
}

static bool open_file(struct ring *r, int64_t now_ns)
{
	char name[MAX_NAME];
	struct writer_error error;

	if (r->several && !ring_name(name, sizeof name, r->base, r->n_files + 1, now_ns, r->options.ring.time_first))
		return ring_fail(
			r, &(struct writer_error){ .code = WRITER_NO_FILE, .text = "The file name is too long." });
	char *path = strdup(r->several ? name : r->base);
	if (!path)
		return no_memory(r);
	free(r->path);
	r->path = path;
	r->writer = writer_open(r->path, &r->options.writer, &error);
	if (!r->writer)
		return ring_fail(r, &error);
	r->n_files++;
	set_file_times(r, now_ns);
	if (r->options.opened)
		r->options.opened(r->options.context, r->path);
	return keep_newest(r);
}

static bool close_file(struct ring *r)
{
	struct writer_error error;

	if (!r->writer)
		return true;
	r->n_frames += writer_frames(r->writer);
	bool good = writer_close(r->writer, &error);
	r->writer = NULL;
	if (!good)
		return ring_fail(r, &error);
	if (r->names) {
		fprintf(r->names, "%s\n", r->path);
		fflush(r->names);
	}
	if (r->options.closed)
		r->options.closed(r->options.context, r->path);
	return true;
}

/* The new file names the interfaces that the old one named, in the same order. */
static bool next_file(struct ring *r, int64_t now_ns)
{
	uint32_t n = writer_n_interfaces(r->writer);
	const struct capture_interface **ifaces = malloc((n + 1) * sizeof(*ifaces));

	if (!ifaces)
		return no_memory(r);
	for (uint32_t i = 0; i < n; i++)
		ifaces[i] = writer_interface(r->writer, i);
	bool good = close_file(r) && open_file(r, now_ns);
	for (uint32_t i = 0; good && i < n; i++)
		good = ring_declare(r, ifaces[i]);
	free(ifaces);
	return good;
}

static bool open_names(struct ring *r)
{
	const char *name = r->options.ring.printname;

	if (!name || !r->several)
		return true;
	if (strcmp(name, "-") == 0 || strcmp(name, "stdout") == 0)
		r->names = stdout;
	else if (strcmp(name, "stderr") == 0)
		r->names = stderr;
	else
		r->names = fopen(name, "we");
	if (r->names)
		return true;
	struct writer_error error = { .code = WRITER_NO_FILE };
	snprintf(error.text, sizeof error.text, "The file \"%.256s\" could not be created.", name);
	return ring_fail(r, &error);
}

/* -a filesize with a ring means the files of the ring, unless -b says otherwise. */
static void take_options(struct ring *r, const struct ring_options *options)
{
	r->options = *options;
	if (r->options.ring.files && !limits_want_ring(&r->options.ring))
		r->options.ring.filesize = r->options.stop.filesize;
	r->several = limits_want_ring(&r->options.ring);
	if (!r->several)
		return;
	if (!r->options.ring.filesize)
		r->options.ring.filesize = r->options.stop.filesize;
	r->options.stop.filesize = 0;
}

struct ring *ring_open(const char *path, const struct ring_options *options, int64_t now_ns, struct writer_error *error)
{
	struct ring *r = calloc(1, sizeof *r);

	if (!r) {
		if (error)
			*error = (struct writer_error){ .code = WRITER_IO, .text = "out of memory" };
		return NULL;
	}
	take_options(r, options);
	r->started = now_ns;
	r->base = strdup(path);
	bool keeps = r->several && r->options.ring.files && r->options.ring.files < NUMBERS;
	if (keeps)
		r->kept = calloc(r->options.ring.files, sizeof(*r->kept));
	if (!r->base || (keeps && !r->kept))
		no_memory(r);
	else if (open_names(r) && open_file(r, now_ns))
		return r;
	ring_close(r, error);
	return NULL;
}

bool ring_declare(struct ring *r, const struct capture_interface *iface)
{
	return writer_declare(r->writer, iface) || ring_fail(r, writer_error(r->writer));
}

/* Stops when -a says so, or goes on to the next file when -b does. */
static bool check_limits(struct ring *r, int64_t now_ns)
{
	const struct limits *ring = &r->options.ring, *stop = &r->options.stop;
	uint64_t bytes = writer_bytes(r->writer), frames = writer_frames(r->writer);

	r->done = limits_reached(stop, r->n_frames + frames, bytes, now_ns - r->started);
	if (r->done || !r->several)
		return true;
	if (!limits_reached(ring, frames, bytes, now_ns - r->file_started) && now_ns < r->file_ends)
		return true;
	if (stop->files && r->n_files >= stop->files) {
		r->done = true;
		return true;
	}
	return next_file(r, now_ns);
}

bool ring_frame(struct ring *r, const struct frame *frame, int64_t now_ns)
{
	if (r->done || r->error.code != WRITER_OK)
		return r->done;
	if (!writer_frame(r->writer, frame))
		return ring_fail(r, writer_error(r->writer));
	return check_limits(r, now_ns);
}

bool ring_tick(struct ring *r, int64_t now_ns)
{
	if (r->done || r->error.code != WRITER_OK)
		return r->done;
	return check_limits(r, now_ns);
}

bool ring_done(const struct ring *r)
{
	return r->done;
}

bool ring_flush(struct ring *r)
{
	if (!r->writer)
		return r->error.code == WRITER_OK;
	return writer_flush(r->writer) || ring_fail(r, writer_error(r->writer));
}

const char *ring_path(const struct ring *r)
{
	return r->path;
}

uint32_t ring_n_files(const struct ring *r)
{
	return r->n_files;
}

uint64_t ring_frames(const struct ring *r)
{
	return r->n_frames + (r->writer ? writer_frames(r->writer) : 0);
}

const struct writer_error *ring_error(const struct ring *r)
{
	return &r->error;
}

bool ring_close(struct ring *r, struct writer_error *error)
{
	if (!r)
		return true;
	close_file(r);
	bool good = r->error.code == WRITER_OK;
	if (error)
		*error = r->error;
	if (r->names && r->names != stdout && r->names != stderr)
		fclose(r->names);
	for (uint32_t i = 0; r->kept && i < r->options.ring.files; i++)
		free(r->kept[i]);
	free(r->kept);
	free(r->base);
	free(r->path);
	free(r);
	return good;
}
