/* source.h: where frames come from. One interface over savefiles and live devices.
 *
 *     struct source *s = source_open_file("x.pcapng", &error);
 *     struct frame batch[64];
 *     while ((n = source_read(s, batch, 64)) > 0) ...
 *     if (n < 0) puts(source_error(s)->text);
 */
#ifndef PEEL_CAPTURE_SOURCE_H
#define PEEL_CAPTURE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/frame.h"

struct source; /* opaque; defined in capture/source_impl.h for the makers of sources */

/* Why something failed: what a person is told, and which class of failure it is (the exit status hangs on it). */
struct source_error {
	enum {
		SOURCE_OK,
		SOURCE_NO_FILE,      /* missing, a directory, unreadable: text says which */
		SOURCE_NOT_CAPTURE,  /* opened, but no capture format that we know */
		SOURCE_CUT_SHORT,    /* the file ends in the middle of a packet; what came before was delivered */
		SOURCE_DAMAGED,      /* a block or record contradicts itself; what came before was delivered */
		SOURCE_IO,           /* read(2) or the inflater failed */
		SOURCE_NO_DEVICE,    /* live: no such interface */
		SOURCE_NO_PERMISSION,/* live: may not capture */
		SOURCE_BAD_FILTER,   /* the BPF filter does not compile */
		SOURCE_UNSUPPORTED,  /* link type, monitor mode, ... that the device does not offer */
	} code;
	char text[512]; /* one line, no newline, no "peel: " prefix */
};

/* Opens a savefile: pcap, pcapng, either gzipped; "-" is standard input. NULL: *error says why. Caller closes. */
struct source *source_open_file(const char *path, struct source_error *error);

/* Fills at most max frames and returns how many (>= 1); 0 at the end (of file, or after source_stop), -1 on an error
 * that source_error describes, after every frame before it was delivered. A live source or a pipe returns what has
 * arrived and waits only when nothing has. Frames, their bytes and options stay valid until the next call; of a savefile of
 * which that was asked (source_keep) through SOURCE_KEEPS - 1 more. */
enum { SOURCE_KEEPS = 8 };
int source_read(struct source *s, struct frame *batch, int max);
/* Before the first read of a savefile whose frames are to stay longer; costs a buffer for each read that they stay. */
void source_keep(struct source *s);

/* A thread of the source's own may read ahead (of a savefile, where that helps). */
void source_may_help(struct source *s);

const struct source_error *source_error(const struct source *s);

/* Interfaces seen so far, in the order of their index (a pcapng file may add some while it is read). */
uint32_t source_n_interfaces(const struct source *s);
const struct capture_interface *source_interface(const struct source *s, uint32_t i);

/* What a savefile says of itself, so far; strings are those of the first section, NULL when it has none of the kind, and
 * live as long as the source. */
struct source_about {
	const char *format; /* "pcap", "nsecpcap", "pcapng"; NULL: no savefile */
	bool gzipped;
	char *hardware, *os, *application, *comment;
	uint32_t n_ipv4_names, n_ipv6_names, n_secrets; /* pcapng: resolved addresses, blocks of keys */
};
const struct source_about *source_about(const struct source *s);

/* Asks a live source to end: source_read returns what is already buffered, then 0. Async-signal-safe. */
void source_stop(struct source *s);

/* How far a file was read, in bytes of the file on disk, and its size; false when unknown (pipe, live). */
bool source_progress(const struct source *s, uint64_t *done, uint64_t *total);

void source_close(struct source *s);

#endif
