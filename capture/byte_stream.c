/* byte_stream.c: the sliding buffer: raw reads, and waiting that can be stopped. */
#include "capture/byte_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/gunzip.h"

enum {
	BUFFER_SIZE = 256 * 1024, /* first size; doubled when one record does not fit */
	HELP_FROM = 1024 * 1024,  /* bytes of a gzipped file that is worth a thread */
};

static bool stream_init(struct byte_stream *b)
{
	*b = (struct byte_stream){ .fd = -1, .wake = -1, .cap = BUFFER_SIZE };
	b->buf = malloc(b->cap);
	return b->buf != NULL;
}

bool byte_stream_open_fd(struct byte_stream *b, int fd, bool own_fd)
{
	struct stat st;

	if (!stream_init(b))
		return false;
	b->fd = fd;
	b->own_fd = own_fd;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		b->regular = true;
		b->raw_total = (uint64_t)st.st_size;
		posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	} else {
		b->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	}
	return true;
}

bool byte_stream_open_memory(struct byte_stream *b, const void *bytes, size_t n, size_t step)
{
	if (!stream_init(b))
		return false;
	b->memory = bytes;
	b->memory_left = n;
	b->memory_step = step ? step : n;
	b->raw_total = n;
	return true;
}

void byte_stream_close(struct byte_stream *b)
{
	if (b->gz) /* its thread may wait for bytes */
		byte_stream_stop(b);
	gunzip_free(b->gz);
	free(b->buf);
	for (unsigned i = 0; i < SOURCE_KEEPS; i++)
		free(b->before[i]);
	if (b->own_fd)
		close(b->fd);
	if (b->wake >= 0)
		close(b->wake);
}

void byte_stream_stop(struct byte_stream *b)
{
	int kept = errno;
	uint64_t one = 1;

	atomic_store(&b->stopped, true);
	if (b->wake >= 0 && write(b->wake, &one, sizeof one) < 0)
		errno = 0; /* the counter is full: it was woken already */
	errno = kept;
}

/* Waits at a pipe until there is something to read or the reader is stopped. */
static bool wait_readable(struct byte_stream *b)
{
	struct pollfd fds[2] = { { .fd = b->fd, .events = POLLIN }, { .fd = b->wake, .events = POLLIN } };

	if (b->wake < 0)
		return true;
	while (poll(fds, 2, -1) < 0)
		if (errno != EINTR || atomic_load(&b->stopped))
			break;
	return !atomic_load(&b->stopped);
}

/* Bytes as they stand in the file: STREAM_MORE with *got > 0, or why not. */
static enum stream_state read_raw(struct byte_stream *b, uint8_t *to, size_t room, size_t *got)
{
	if (atomic_load(&b->stopped))
		return STREAM_STOPPED;
	if (b->fd < 0) {
		size_t n = b->memory_left < room ? b->memory_left : room;
		n = n < b->memory_step ? n : b->memory_step;
		if (n == 0)
			return STREAM_END;
		memcpy(to, b->memory, n);
		b->memory += n;
		b->memory_left -= n;
		*got = n;
		b->raw_done += n;
		return STREAM_MORE;
	}
	for (;;) {
		if (!b->regular && !wait_readable(b))
			return STREAM_STOPPED;
		ssize_t n = read(b->fd, to, room);
		if (n > 0) {
			*got = (size_t)n;
			b->raw_done += (uint64_t)n;
			return STREAM_MORE;
		}
		if (n == 0)
			return STREAM_END;
		if (errno != EINTR && errno != EAGAIN) {
			b->err = errno;
			return STREAM_FAILED;
		}
		if (atomic_load(&b->stopped))
			return STREAM_STOPPED;
	}
}

static enum stream_state packed_bytes(void *stream, uint8_t *to, size_t room, size_t *got)
{
	return read_raw(stream, to, room, got);
}

static enum stream_state read_inflated(struct byte_stream *b)
{
	size_t made = 0;
	if (b->may_help && !b->helped && b->raw_total >= HELP_FROM) {
		b->helped = true;
		gunzip_go_ahead(b->gz);
	}
	enum stream_state state = gunzip_read(b->gz, b->buf + b->end, b->cap - b->end, &made);
	b->end += made;
	if (state == STREAM_BAD)
		b->reason = gunzip_reason(b->gz);
	return state;
}

/* The first bytes are here: if they are gzip's magic (RFC 1952), they become the first input of an inflater. */
static enum stream_state begin_inflating(struct byte_stream *b)
{
	b->gz = gunzip_new(packed_bytes, b, b->buf, b->end);
	if (!b->gz)
		return STREAM_NO_MEMORY;
	b->end = 0;
	return read_inflated(b);
}

static enum stream_state grow(uint8_t **buf, size_t *cap, size_t to)
{
	if (to <= *cap)
		return STREAM_MORE;
	uint8_t *grown = realloc(*buf, to);
	if (!grown)
		return STREAM_NO_MEMORY;
	*buf = grown;
	*cap = to;
	return STREAM_MORE;
}

/* The first time in a read, what is left goes to another buffer if frames of this one are still looked at. After that no frame
 * points into the buffer. */
static enum stream_state make_room(struct byte_stream *b)
{
	size_t left = byte_stream_left(b);
	uint8_t *from = b->buf;

	if (!b->turned) {
		uint8_t **oldest = &b->before[b->oldest];
		size_t cap = b->cap, *oldest_cap = &b->before_cap[b->oldest];
		if (grow(oldest, oldest_cap, left > BUFFER_SIZE ? left : BUFFER_SIZE) != STREAM_MORE)
			return STREAM_NO_MEMORY;
		b->buf = *oldest;
		b->cap = *oldest_cap;
		*oldest = from;
		*oldest_cap = cap;
		b->oldest = (b->oldest + 1) % SOURCE_KEEPS;
		b->turned = true;
	}
	if (from + b->pos != b->buf)
		memmove(b->buf, from + b->pos, left);
	b->pos = 0;
	b->end = left;
	return b->end == b->cap ? grow(&b->buf, &b->cap, 2 * b->cap) : STREAM_MORE;
}

static enum stream_state add_bytes(struct byte_stream *b)
{
	bool first = b->raw_done == 0;
	size_t room = b->cap - b->end, got = 0;

	if (b->gz)
		return read_inflated(b);
	if (first && room > GUNZIP_INPUT_BYTES)
		room = GUNZIP_INPUT_BYTES; /* so that it fits the inflater's input, should it be gzip */
	enum stream_state state = read_raw(b, b->buf + b->end, room, &got);
	if (state != STREAM_MORE)
		return state;
	b->end += got;
	while (first && b->end == 1 && b->buf[0] == 0x1f) { /* a pipe that came one byte at a time */
		if (read_raw(b, b->buf + 1, 1, &got) != STREAM_MORE)
			break;
		b->end += got;
	}
	return first && b->end >= 2 && b->buf[0] == 0x1f && b->buf[1] == 0x8b ? begin_inflating(b) : STREAM_MORE;
}

enum stream_state byte_stream_more(struct byte_stream *b)
{
	if (b->state != STREAM_MORE)
		return b->state;
	enum stream_state state = make_room(b);
	if (state == STREAM_MORE)
		state = add_bytes(b);
	if (state != STREAM_MORE)
		b->state = state;
	return state;
}
