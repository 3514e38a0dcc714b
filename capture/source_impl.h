/* source_impl.h: what a maker of sources (savefiles, live devices) sees of a source; nobody else includes this.
 *
 * A maker embeds struct source as the FIRST member of its own struct, calls source_init, adds interfaces as they
 * become known, and fills frames in ops->read. The dispatcher (source.c) keeps the sticky parts: once an error is set
 * or the end was seen, read is not called again. */
#ifndef PEEL_CAPTURE_SOURCE_IMPL_H
#define PEEL_CAPTURE_SOURCE_IMPL_H

#include "capture/source.h"

struct source_ops {
	const char *name; /* "pcap", "pcapng", "live": for messages and tests */

	/* As source_read. A maker that met trouble after some frames calls source_fail and still returns their number:
	 * the dispatcher says -1 at the next call. */
	int (*read)(struct source *s, struct frame *batch, int max);

	void (*close)(struct source *s); /* frees what the maker holds and, last, the maker's struct itself */

	void (*stop)(struct source *s);                                            /* NULL: nothing to do */
	bool (*progress)(const struct source *s, uint64_t *done, uint64_t *total); /* NULL: unknown */
};

/* More interfaces than this are a hostile file: 64 Ki descriptions. */
enum { SOURCE_MAX_INTERFACES = 65536 };

struct source {
	const struct source_ops *ops;
	struct source_error error;         /* code != SOURCE_OK: read says -1 from now on */
	struct capture_interface **ifaces; /* n_ifaces stable pointers, by their index */
	uint32_t n_ifaces, ifaces_cap;
	uint64_t n_frames;         /* frames made so far: the next frame's number is ++n_frames */
	bool ended;                /* read has returned 0 */
	bool keeps;                /* source_keep was called */
	bool may_help;             /* source_may_help was */
	struct source_about about; /* its strings are the source's */
};

void source_init(struct source *s, const struct source_ops *ops);

/* Appends a copy of *like, its strings included; index is set here, and id counts from 0 in each section; the rest is
 * the caller's. The copy's address is stable until source_close. NULL when there are too many or memory is out: the
 * error is set. */
struct capture_interface *source_add_interface(struct source *s, const struct capture_interface *like);

/* Sets the error, one line; returns -1 so that a reader can say `return source_fail(...)`. The first error stays. */
__attribute__((format(printf, 3, 4))) int source_fail(struct source *s, int code, const char *fmt, ...);

/* The same for an open that has no source yet; error may be NULL. */
__attribute__((format(printf, 3, 4))) void source_error_set(struct source_error *error, int code, const char *fmt, ...);

#endif
