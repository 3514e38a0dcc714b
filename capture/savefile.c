/* savefile.c: opening of savefiles: what kind of file it is, which format, and the words for what can go wrong. */
#include "capture/savefile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	LINKTYPE_DBUS = 231,
	LINKTYPE_USBPCAP = 249,
	LINKTYPE_EBHSCR = 279,
	MAGIC_BYTES = 4,
};

static int empty_read(struct source *s, struct frame *batch, int max)
{
	(void)s, (void)batch, (void)max;
	return 0;
}

/* No bytes at all: a capture of nothing, as a capture looks that has not been written to yet. */
static const struct source_ops empty_ops = {
	.name = "empty",
	.read = empty_read,
	.close = savefile_close,
	.stop = savefile_stop,
	.progress = savefile_progress,
};

uint32_t savefile_max_caplen(uint16_t link_type)
{
	switch (link_type) {
	case LINKTYPE_DBUS:
	case LINKTYPE_USBPCAP: return SAVEFILE_MAX_CAPLEN_DBUS_USBPCAP;
	case LINKTYPE_EBHSCR: return SAVEFILE_MAX_CAPLEN_EBHSCR;
	default: return SAVEFILE_MAX_CAPLEN;
	}
}

__attribute__((format(printf, 4, 0))) static int fail_details(struct savefile *f, int code, const char *verdict,
							      const char *fmt, va_list args)
{
	char details[200];

	vsnprintf(details, sizeof details, fmt, args);
	return source_fail(&f->source, code, "%s %s (%s: %s)", f->subject, verdict, f->source.ops->name, details);
}

int savefile_damaged(struct savefile *f, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int result = fail_details(f, SOURCE_DAMAGED, "appears to be damaged or corrupt.", fmt, args);
	va_end(args);
	return result;
}

int savefile_unsupported(struct savefile *f, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	int result = fail_details(f, SOURCE_DAMAGED, "contains record data that peel doesn't support.", fmt, args);
	va_end(args);
	return result;
}

/* What ends a read is an error of the source, or, between two records, just the end. */
int savefile_more(struct savefile *f)
{
	struct source *s = &f->source;
	bool header = s->n_ifaces == 0; /* no interface is known before the headers are through */

	switch (byte_stream_more(&f->in)) {
	case STREAM_MORE: return 1;
	case STREAM_STOPPED: return 0;
	case STREAM_END:
		if (byte_stream_left(&f->in) == 0)
			return 0;
		/* fallthrough */
	case STREAM_CUT:
		return source_fail(s, SOURCE_CUT_SHORT,
				   "%s appears to have been cut short in the middle of a packet%s.", f->subject,
				   header ? " or other data" : "");
	case STREAM_BAD:
		return source_fail(s, SOURCE_IO, "%s cannot be decompressed; it may be damaged or corrupt. (%s)",
				   f->subject, f->in.reason);
	case STREAM_NO_MEMORY: return source_fail(s, SOURCE_IO, "out of memory");
	case STREAM_FAILED:
	default:
		return source_fail(s, SOURCE_IO, "An error occurred while reading the%s: %s.", f->subject + 3,
				   strerror(f->in.err));
	}
}

int savefile_read(struct source *s, struct frame *batch, int max,
		  int (*take)(struct savefile *, struct frame *batch, int max))
{
	struct savefile *f = (struct savefile *)s;

	byte_stream_begin(&f->in, s->keeps);
	f->in.may_help = s->may_help;
	for (;;) {
		int n = take(f, batch, max);
		if (n > 0 || s->error.code != SOURCE_OK)
			return n;
		int more = savefile_more(f);
		if (more <= 0)
			return more;
	}
}

void savefile_close(struct source *s)
{
	struct savefile *f = (struct savefile *)s;

	pcapng_file_close(f);
	byte_stream_close(&f->in);
	free(f);
}

void savefile_stop(struct source *s)
{
	byte_stream_stop(&((struct savefile *)s)->in);
}

bool savefile_progress(const struct source *s, uint64_t *done, uint64_t *total)
{
	const struct savefile *f = (const struct savefile *)s;

	if (!f->in.raw_total)
		return false;
	uint64_t waiting = f->in.gz ? 0 : byte_stream_left(&f->in);
	*done = f->in.raw_done - waiting;
	*total = f->in.raw_total;
	return true;
}

/* The formats are told apart by their first four bytes. */
static struct source *open_stream(struct savefile *f, struct source_error *error)
{
	struct source *s = &f->source;
	int more = 1;

	while (byte_stream_left(&f->in) < MAGIC_BYTES && more > 0)
		more = savefile_more(f);
	bool empty = more == 0 && byte_stream_left(&f->in) == 0;
	bool short_of_magic = s->error.code == SOURCE_CUT_SHORT && f->in.state == STREAM_END;
	if (empty)
		return s;
	if (more > 0 && (pcap_file_open(f) || pcapng_file_open(f)))
		return s;
	if (s->error.code == SOURCE_OK || short_of_magic) {
		s->error.code = SOURCE_OK;
		source_fail(s, SOURCE_NOT_CAPTURE, "%s isn't a capture file in a format peel understands.", f->subject);
	}
	if (error)
		*error = s->error;
	source_close(s);
	return NULL;
}

static struct savefile *savefile_new(struct source_error *error)
{
	struct savefile *f = calloc(1, sizeof *f);

	if (f)
		source_init(&f->source, &empty_ops);
	else
		source_error_set(error, SOURCE_IO, "out of memory");
	return f;
}

static int open_failed(struct source_error *error, const char *subject, int err)
{
	if (err == ENOENT)
		source_error_set(error, SOURCE_NO_FILE, "%s doesn't exist.", subject);
	else if (err == EACCES || err == EPERM)
		source_error_set(error, SOURCE_NO_FILE, "You don't have permission to read the%s.", subject + 3);
	else
		source_error_set(error, SOURCE_NO_FILE, "%s could not be opened: %s.", subject, strerror(err));
	return -1;
}

/* A descriptor to read from, or -1. Pipes are read; terminals and other devices never end and are refused. */
static int open_readable(const char *path, const char *subject, struct source_error *error)
{
	struct stat st;
	bool standard_input = strcmp(path, "-") == 0;
	int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

	if (fd < 0 || fstat(fd, &st) < 0)
		return open_failed(error, subject, errno);
	if (S_ISREG(st.st_mode) || S_ISFIFO(st.st_mode) || (S_ISSOCK(st.st_mode) && standard_input))
		return fd;
	if (S_ISDIR(st.st_mode))
		source_error_set(error, SOURCE_NO_FILE, "\"%s\" is a directory (folder), not a file.", path);
	else
		source_error_set(error, SOURCE_NO_FILE, "%s is a \"special file\" or socket or other non-regular file.",
				 subject);
	if (!standard_input)
		close(fd);
	return -1;
}

struct source *source_open_file(const char *path, struct source_error *error)
{
	struct savefile *f = savefile_new(error);
	bool standard_input = strcmp(path, "-") == 0;

	if (!f)
		return NULL;
	if (standard_input)
		snprintf(f->subject, sizeof f->subject, "The standard input");
	else
		snprintf(f->subject, sizeof f->subject, "The file \"%.256s\"", path);
	int fd = open_readable(path, f->subject, error);
	if (fd >= 0 && byte_stream_open_fd(&f->in, fd, !standard_input))
		return open_stream(f, error);
	if (fd >= 0) {
		source_error_set(error, SOURCE_IO, "out of memory");
		if (!standard_input)
			close(fd);
	}
	free(f);
	return NULL;
}

struct source *savefile_open_memory(const void *bytes, size_t n, size_t step, struct source_error *error)
{
	struct savefile *f = savefile_new(error);

	if (!f)
		return NULL;
	snprintf(f->subject, sizeof f->subject, "The file \"memory\"");
	if (byte_stream_open_memory(&f->in, bytes, n, step))
		return open_stream(f, error);
	source_error_set(error, SOURCE_IO, "out of memory");
	free(f);
	return NULL;
}
