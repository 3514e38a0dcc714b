/* pipeline.h: for tests: frames through dissecting, tracking, tree and sinks, as the command line's loop does it; and
 * all samples, one after the other. */
#ifndef PEEL_TESTS_UNIT_PIPELINE_H
#define PEEL_TESTS_UNIT_PIPELINE_H

#include "capture/source.h"
#include "dissect/options.h"
#include "dissect/registry.h"
#include "flow/tracker.h"
#include "output/select.h"
#include "output/sink.h"

struct pipeline {
	struct options options;
	struct registry *registry;
	struct tracker *tracker; /* NULL: nothing is remembered from packet to packet */
	bool tracked;
	bool bare; /* no connections are kept, and nothing that only rows would tell; from pipeline_restart on */
	struct tree *tree;
	struct wanted wanted;
	struct dissection *d;
	struct column column;
	struct pair_texts *pairs; /* NULL: lines write all addresses anew */
	struct print_options print;
	uint64_t packets;
	uint32_t max_flows; /* how many connections are kept; a change takes effect with pipeline_restart */
};

/* Everything wanted, tshark's preferences, and all checksums verified when thorough is set. */
void pipeline_open(struct pipeline *p, bool tracked, bool thorough);
void pipeline_close(struct pipeline *p);
/* As if the capture began anew. */
void pipeline_restart(struct pipeline *p);
/* Dissects, tracks and fills the tree. The frame must stay while the result is looked at. */
void pipeline_frame(struct pipeline *p, const struct frame *frame);
/* The packet dissected last, in one format. */
void pipeline_print(struct pipeline *p, const struct sink *sink, struct buf *out);
/* The same with a tree that keeps texts in m, or takes them from there. The tree afterwards is the sink's, and of no use to others
 * until pipeline_refill. */
void pipeline_print_memo(struct pipeline *p, const struct sink *sink, struct memo *m, struct buf *out);
void pipeline_refill(struct pipeline *p);

/* -T fields and -e: the columns that the next print shows. Names that do not exist are an error of the test. */
enum { PIPELINE_FIELDS = 8 };
void pipeline_fields(struct pipeline *p, struct field_spec spec[PIPELINE_FIELDS], const char *const *names, unsigned n);

/* All formats, NULL at the end. */
extern const struct sink *const all_sinks[];

/* Calls back for every capture below $srcdir/samples (default: ./samples); returns how many there were. */
unsigned samples_each(void (*visit)(const char *path, void *context), void *context);

/* Calls back for every frame of a capture up to the end or an error. Returns how many there were; -1: not opened. */
long frames_each(const char *path, void (*visit)(const struct frame *, void *context), void *context);

#endif
