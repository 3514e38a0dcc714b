/* counter_impl.h: the inside of counter trees, for those who count and those who print. */
#ifndef PEEL_OUTPUT_STATS_COUNTER_IMPL_H
#define PEEL_OUTPUT_STATS_COUNTER_IMPL_H

#include "output/stats/counter_tree.h"

struct counter_key {
	uint32_t parent, kind;
	uint64_t a, b; /* the name, or two hashes of it */
};

/* Events in a piece of time. */
struct burst_bucket {
	int64_t number; /* of the piece, since the capture began */
	int64_t start;  /* ns: when its first event came */
	uint32_t count;
};

struct counter {
	struct counter_key key;
	char *text; /* NAME_TEXT; owned */
	uint32_t text_len, flags;
	uint32_t first_child, last_child, next; /* index + 1 */
	uint32_t n_children;
	uint64_t count;
	double total, least, greatest;
	/* the last tenth of a second: a ring, and how much is in it */
	struct burst_bucket bucket[BURST_BUCKETS];
	uint8_t oldest, n_buckets;
	uint32_t in_window, most;
	int64_t most_start; /* ns since the capture began */
};

static inline struct counter *counter_at(const struct counter_tree *t, uint32_t node)
{
	return rows_at(&t->rows, node - 1);
}

/* The children of a node (0: the top) as they are shown. Caller frees. */
uint32_t *counter_children(const struct counter_tree *, uint32_t node, const struct stats_env *, uint32_t *n);
void counter_name(struct buf *, const struct counter *, const struct stats_env *);

#endif
