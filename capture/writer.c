/* writer.c: the part of writing savefiles that all formats share: files, the output buffer, the list of interfaces. */
#include "capture/writer_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER_SIZE = 256 * 1024 };

static const struct {
	const char *name, *title;
	const struct writer_ops *ops;
} formats[WRITER_N_FORMATS] = {
	[WRITER_PCAPNG] = { "pcapng", "Wireshark/... - pcapng", &pcapng_writer_ops },
	[WRITER_PCAP] = { "pcap", "Wireshark/tcpdump/... - pcap", &pcap_writer_ops },
	[WRITER_NSECPCAP] = { "nsecpcap", "Wireshark/tcpdump/... - nanosecond pcap", &pcap_writer_ops },
};

bool writer_format_parse(const char *name, enum writer_format *format)
{
	for (int i = 0; i < WRITER_N_FORMATS; i++)
		if (strcmp(name, formats[i].name) == 0) {
			*format = (enum writer_format)i;
			return true;
		}
	return false;
}

const char *writer_format_name(enum writer_format format)
{
	return formats[format].name;
}

const char *writer_format_title(enum writer_format format)
{
	return formats[format].title;
}

__attribute__((format(printf, 4, 0))) static void error_format(struct writer_error *e, int code, int err,
							       const char *fmt, va_list args)
{
	e->code = (__typeof__(e->code))code;
	e->err = err;
	vsnprintf(e->text, sizeof e->text, fmt, args);
	for (char *p = e->text; *p; p++) /* file names may hold anything */
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			*p = '?';
}

bool writer_fail(struct writer *w, int code, int err, const char *fmt, ...)
{
	va_list args;

	if (w->error.code != WRITER_OK)
		return false;
	va_start(args, fmt);
	error_format(&w->error, code, err, fmt, args);
	va_end(args);
	return false;
}

__attribute__((format(printf, 3, 4))) static void error_set(struct writer_error *e, int err, const char *fmt, ...)
{
	va_list args;

	if (!e)
		return;
	va_start(args, fmt);
	error_format(e, WRITER_NO_FILE, err, fmt, args);
	va_end(args);
}

bool writer_refuse(struct writer *w, const struct frame *frame, const char *what)
{
	char of[320] = "";

	if (w->source_name)
		snprintf(of, sizeof of, " of file \"%.256s\"", w->source_name);
	return writer_fail(w, WRITER_CANNOT_SAY, 0, "Frame %" PRIu64 "%s %s in a \"%s\" file.", frame->number, of, what,
			   writer_format_title(w->format));
}

static bool write_failed(struct writer *w, int err)
{
	if (err == ENOSPC)
		return writer_fail(w, WRITER_IO, err,
				   "Not all the packets could be written to the file \"%.256s\" because there is "
				   "no space left on the file system.",
				   w->path);
	if (err == EDQUOT)
		return writer_fail(w, WRITER_IO, err,
				   "Not all the packets could be written to the file \"%.256s\" because you are "
				   "too close to, or over your disk quota.",
				   w->path);
	return writer_fail(w, WRITER_IO, err, "An error occurred while writing to the file \"%.256s\": %s.", w->path,
			   strerror(err));
}

bool writer_flush(struct writer *w)
{
	size_t done = 0;

	while (done < w->used && w->error.code == WRITER_OK) {
		ssize_t n = write(w->fd, w->buf + done, w->used - done);
		if (n >= 0)
			done += (size_t)n;
		else if (errno == EAGAIN)
			poll(&(struct pollfd){ .fd = w->fd, .events = POLLOUT }, 1, -1);
		else if (errno != EINTR)
			write_failed(w, errno);
	}
	w->flushed += done;
	w->used = 0;
	return w->error.code == WRITER_OK;
}

uint8_t *writer_room(struct writer *w, size_t n)
{
	if (n > w->cap - w->used) {
		if (!writer_flush(w))
			return NULL;
		if (n > w->cap) {
			uint8_t *grown = realloc(w->buf, n);
			if (!grown) {
				writer_fail(w, WRITER_IO, ENOMEM, "out of memory");
				return NULL;
			}
			w->buf = grown;
			w->cap = n;
		}
	}
	uint8_t *room = w->buf + w->used;
	w->used += n;
	return room;
}

static int open_output(const char *path, struct writer_error *error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd >= 0)
		return fd;
	if (errno == ENOENT)
		error_set(error, errno, "The path to the file \"%.256s\" doesn't exist.", path);
	else if (errno == EISDIR)
		error_set(error, errno, "\"%.256s\" is a directory (folder), not a file.", path);
	else if (errno == EACCES)
		error_set(error, errno, "You don't have permission to create or write to the file \"%.256s\".", path);
	else
		error_set(error, errno, "The file \"%.256s\" could not be created: %s.", path, strerror(errno));
	return -1;
}

static struct writer *writer_new(const char *path, const struct writer_options *options)
{
	struct writer *w = calloc(1, sizeof *w);

	if (!w)
		return NULL;
	w->ops = formats[options->format].ops;
	w->format = options->format;
	w->source_name = options->source_name;
	w->cap = BUFFER_SIZE;
	w->buf = malloc(w->cap);
	w->path = strdup(path);
	w->fd = -1;
	if (w->buf && w->path)
		return w;
	writer_close(w, NULL);
	return NULL;
}

struct writer *writer_open(const char *path, const struct writer_options *options, struct writer_error *error)
{
	struct writer *w = writer_new(path, options);

	if (!w) {
		error_set(error, ENOMEM, "out of memory");
		return NULL;
	}
	w->own_fd = strcmp(path, "-") != 0;
	w->fd = w->own_fd ? open_output(path, error) : STDOUT_FILENO;
	if (w->fd >= 0 && w->ops->begin(w, options))
		return w;
	if (w->fd >= 0 && error)
		*error = w->error;
	writer_close(w, NULL);
	return NULL;
}

/* Doubles *array (elements of size bytes) until index fits; new elements are zero. */
static bool array_fit(struct writer *w, void *array, uint32_t *cap, uint32_t index, size_t size)
{
	void **a = array;
	uint64_t want = *cap ? *cap : 8;

	if (index < *cap)
		return true;
	while (want <= index)
		want *= 2;
	void *grown = realloc(*a, want * size);
	if (!grown)
		return writer_fail(w, WRITER_IO, ENOMEM, "out of memory");
	memset((char *)grown + *cap * size, 0, (want - *cap) * size);
	*a = grown;
	*cap = (uint32_t)want;
	return true;
}

/* The number of a declared interface in this file. Sources number theirs from 0 each, hence the second look. */
static bool find_interface(const struct writer *w, const struct capture_interface *iface, uint32_t *id)
{
	uint32_t known = iface->index < w->by_index_cap ? w->by_index[iface->index] : 0;

	if (known && w->ifaces[known - 1] == iface) {
		*id = known - 1;
		return true;
	}
	for (uint32_t i = 0; known && i < w->n_ifaces; i++)
		if (w->ifaces[i] == iface) {
			*id = i;
			return true;
		}
	return false;
}

static bool declare(struct writer *w, const struct capture_interface *iface)
{
	if (!array_fit(w, &w->ifaces, &w->ifaces_cap, w->n_ifaces, sizeof(*w->ifaces)) ||
	    !array_fit(w, &w->by_index, &w->by_index_cap, iface->index, sizeof(*w->by_index)))
		return false;
	w->ifaces[w->n_ifaces++] = iface;
	if (!w->by_index[iface->index])
		w->by_index[iface->index] = w->n_ifaces;
	return w->ops->declare(w, iface);
}

bool writer_declare(struct writer *w, const struct capture_interface *iface)
{
	uint32_t id;

	if (w->error.code != WRITER_OK)
		return false;
	return find_interface(w, iface, &id) || declare(w, iface);
}

bool writer_frame(struct writer *w, const struct frame *frame)
{
	uint32_t id;

	if (w->error.code != WRITER_OK)
		return false;
	if (!find_interface(w, frame->iface, &id)) {
		if (!declare(w, frame->iface))
			return false;
		id = w->n_ifaces - 1;
	}
	if (!w->ops->frame(w, frame, id))
		return false;
	w->n_frames++;
	return true;
}

uint64_t writer_bytes(const struct writer *w)
{
	return w->flushed + w->used;
}

uint64_t writer_frames(const struct writer *w)
{
	return w->n_frames;
}

const struct writer_error *writer_error(const struct writer *w)
{
	return &w->error;
}

uint32_t writer_n_interfaces(const struct writer *w)
{
	return w->n_ifaces;
}

const struct capture_interface *writer_interface(const struct writer *w, uint32_t i)
{
	return i < w->n_ifaces ? w->ifaces[i] : NULL;
}

/* After a frame that the format refused, the frames before it are still worth keeping. */
static void finish(struct writer *w)
{
	struct writer_error refused = w->error;

	if (refused.code == WRITER_CANNOT_SAY)
		w->error.code = WRITER_OK;
	if (w->error.code == WRITER_OK && w->ops->end(w))
		writer_flush(w);
	if (refused.code == WRITER_CANNOT_SAY && w->error.code == WRITER_OK)
		w->error = refused;
	if (w->own_fd && close(w->fd) < 0 && errno != EINTR)
		write_failed(w, errno);
}

bool writer_close(struct writer *w, struct writer_error *error)
{
	if (!w)
		return true;
	if (w->fd >= 0)
		finish(w);
	bool good = w->error.code == WRITER_OK;
	if (error)
		*error = w->error;
	free(w->ifaces);
	free(w->by_index);
	free(w->buf);
	free(w->path);
	free(w);
	return good;
}
