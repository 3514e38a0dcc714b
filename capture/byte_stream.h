/* byte_stream.h: one sliding buffer over a file, a pipe or memory, inflated on the way when it is gzip.
 *
 * Files are read(2) in pieces of a quarter megabyte rather than mapped: the copy lands in the second-level cache and
 * costs less than the page faults of a mapping (measured: a third of the time), memory stays flat without dropping
 * pages, and a file that somebody shortens meanwhile is an end of file and no SIGBUS. */
#ifndef PEEL_CAPTURE_BYTE_STREAM_H
#define PEEL_CAPTURE_BYTE_STREAM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capture/source.h"

enum stream_state {
	STREAM_MORE,      /* bytes were added */
	STREAM_END,       /* no more will come */
	STREAM_STOPPED,   /* byte_stream_stop was called */
	STREAM_FAILED,    /* read(2) failed: see err */
	STREAM_CUT,       /* the gzip data end too early */
	STREAM_BAD,       /* the gzip data are damaged: see reason */
	STREAM_NO_MEMORY, /* the buffer could not grow */
};

struct gunzip;

struct byte_stream {
	uint8_t *buf;
	size_t cap, pos, end; /* [pos, end) of buf is read but not consumed; the user moves pos */
	/* Buffers of earlier reads, whose frames somebody may still look at; the oldest at `oldest`. */
	uint8_t *before[SOURCE_KEEPS];
	size_t before_cap[SOURCE_KEEPS];
	unsigned oldest;
	bool turned; /* since byte_stream_begin, or nothing is kept */

	int fd; /* -1: memory */
	bool own_fd, regular;
	int wake; /* eventfd by which stop reaches a reader that waits at a pipe; -1: none */
	atomic_bool stopped;
	const uint8_t *memory; /* what is left of a memory source, handed out memory_step bytes at a time */
	size_t memory_left, memory_step;

	struct gunzip *gz;     /* NULL: plain */
	bool may_help, helped; /* may a thread inflate ahead? was that tried? */
	enum stream_state state;
	int err;                   /* errno of STREAM_FAILED */
	const char *reason;        /* of STREAM_BAD */
	_Atomic uint64_t raw_done; /* bytes of the file on disk that were read */
	uint64_t raw_total;        /* and its size; 0: unknown */
};

/* Takes over fd when own_fd. False: no memory, and nothing was taken. */
bool byte_stream_open_fd(struct byte_stream *b, int fd, bool own_fd);
bool byte_stream_open_memory(struct byte_stream *b, const void *bytes, size_t n, size_t step);

/* Begins a read. Pointers into the buffer stay good through it, and, if they are to be kept, through SOURCE_KEEPS - 1 more. */
static inline void byte_stream_begin(struct byte_stream *b, bool keep)
{
	b->turned = !keep;
}
/* Moves what is not consumed to the front of a buffer and adds at least one byte behind it, growing the buffer when it is
 * full. */
enum stream_state byte_stream_more(struct byte_stream *b);

void byte_stream_stop(struct byte_stream *b); /* async-signal-safe */
void byte_stream_close(struct byte_stream *b);

static inline size_t byte_stream_left(const struct byte_stream *b)
{
	return b->end - b->pos;
}

#endif
