/* filter.h: display filters, the language of tshark's -Y: compiled once, then asked of each packet.
 *
 * Compiling resolves names to rows of the protocols' tables, checks types and turns literals into values. Matching reads
 * the records of a tree and allocates nothing. */
#ifndef PEEL_FILTER_FILTER_H
#define PEEL_FILTER_FILTER_H

#include "dissect/registry.h"
#include "dissect/tree.h"

struct filter;

struct filter_options {
	const struct registry *registry;
	bool strict; /* refuse what tshark refuses, also where peel knows what is meant: "1.2.3.4", {80 443} */
	bool unknown_is_absent; /* names that no protocol has are in no packet, and no error */
	bool resolve;           /* host names may be looked up */
};

/* What is wrong with an expression, and where. */
struct filter_error {
	char message[512];
	char hint[256];   /* what to try instead; "" when nothing comes to mind */
	uint32_t at, len; /* bytes of the expression */
	bool placed;      /* at and len say something */
};

/* An empty expression matches every packet. NULL when it is wrong. The caller frees the filter with filter_free. */
struct filter *filter_new(const char *text, const struct filter_options *options, struct filter_error *error);
void filter_free(struct filter *);

/* The error as tshark shows it, without program name: message, expression, a line below that points at the place, hint. */
void filter_error_print(struct buf *b, const char *text, const struct filter_error *error);

/* Marks the rows that the filter reads. */
void filter_wanted(const struct filter *, struct wanted *);

enum filter_answer { FILTER_NO, FILTER_YES, FILTER_UNKNOWN };
/* What the layers alone say: tcp.port == 80 is false of a packet without TCP. */
enum filter_answer filter_glance(const struct filter *, const struct dissection *);
/* The tree must have been filled with at least what filter_wanted marks. */
bool filter_match(struct filter *, const struct tree *);

#endif
