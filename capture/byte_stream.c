/* byte_stream.c: the sliding buffer: raw reads, waiting that can be stopped, and gzip. */
#include "capture/byte_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum {
	BUFFER_SIZE = 256 * 1024, /* first size; doubled when one record does not fit */
	PACKED_SIZE = 64 * 1024,  /* compressed bytes per read */
	GZIP_WINDOW = 15 + 16,    /* zlib: largest window, gzip wrapper */
};

struct inflater {
	z_stream z;
	unsigned members; /* gzip members finished; several may follow each other in a file */
	bool inside;      /* a member has begun and not ended */
	uint8_t packed[PACKED_SIZE];
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
	if (b->gz)
		inflateEnd(&b->gz->z);
	free(b->gz);
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

/* Inflates until at least one byte came out. Damage in the first member is an error; what follows the last member
 * and is no gzip is padding of tapes and mail, ignored as gunzip does. */
static enum stream_state read_inflated(struct byte_stream *b)
{
	struct inflater *gz = b->gz;

	for (;;) {
		if (gz->z.avail_in == 0) {
			size_t got = 0;
			enum stream_state state = read_raw(b, gz->packed, sizeof gz->packed, &got);
			if (state == STREAM_END && gz->inside)
				return STREAM_CUT;
			if (state != STREAM_MORE)
				return state;
			gz->z.next_in = gz->packed;
			gz->z.avail_in = (uInt)got;
		}
		size_t room = b->cap - b->end;
		uInt asked = room < 1u << 30 ? (uInt)room : 1u << 30;
		gz->inside = true;
		gz->z.next_out = b->buf + b->end;
		gz->z.avail_out = asked;
		int result = inflate(&gz->z, Z_NO_FLUSH);
		size_t made = asked - gz->z.avail_out;
		b->end += made;
		if (result == Z_STREAM_END) {
			gz->members++;
			gz->inside = false;
			inflateReset(&gz->z);
		} else if (result != Z_OK && result != Z_BUF_ERROR) {
			b->reason = gz->z.msg ? gz->z.msg : "damaged";
			b->state = gz->members && gz->z.total_out == 0 ? STREAM_END : STREAM_BAD;
			return made ? STREAM_MORE : b->state;
		}
		if (made)
			return STREAM_MORE;
	}
}

/* The first bytes are here: if they are gzip's magic (RFC 1952), they become the first input of an inflater. */
static enum stream_state begin_inflating(struct byte_stream *b)
{
	struct inflater *gz = calloc(1, sizeof *gz);

	if (!gz)
		return STREAM_NO_MEMORY;
	if (inflateInit2(&gz->z, GZIP_WINDOW) != Z_OK) {
		free(gz);
		return STREAM_NO_MEMORY;
	}
	memcpy(gz->packed, b->buf, b->end);
	gz->z.next_in = gz->packed;
	gz->z.avail_in = (uInt)b->end;
	b->gz = gz;
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
	if (first && room > PACKED_SIZE)
		room = PACKED_SIZE; /* so that it fits the inflater's input, should it be gzip */
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
