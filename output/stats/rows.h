/* rows.h: a report's table: rows of one size in the order in which they came, found by the key that each begins with. */
#ifndef PEEL_OUTPUT_STATS_ROWS_H
#define PEEL_OUTPUT_STATS_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hash.h"

/* The hash beside the place spares most looks at rows that are not the one. */
struct rows_bucket {
	uint32_t place; /* index + 1; 0: empty */
	uint32_t hash;
};

/* Rows that were asked for of late, by a cheap mix of their keys. */
enum { ROWS_RECENT_BITS = 6 };

struct rows {
	char *row;
	uint32_t n, cap, max, row_size, key_size;
	uint32_t latest;            /* index of the row that was asked for last */
	uint32_t recent[1 << ROWS_RECENT_BITS]; /* index + 1 */
	struct rows_bucket *bucket;             /* linear probing */
	uint32_t mask, n_found; /* rows that have a bucket */
	struct hash_seed seed;
};

/* At most max rows. row_size counts the key, whose size is a multiple of 8. */
void rows_init(struct rows *, uint32_t key_size, uint32_t row_size, uint32_t max);
void rows_free(struct rows *);

/* The row of key; a new one is zero behind its key, and *fresh is set. NULL when there is no room. Valid until the next
 * call. Keys are compared as bytes: padding must be zero. */
void *rows_get(struct rows *, const void *key, bool *fresh);

/* A row that rows_get never finds: for those who know where theirs are. NULL when there is no room. Valid until the next call. */
void *rows_add(struct rows *, const void *key);

static inline void *rows_at(const struct rows *t, uint32_t i)
{
	return t->row + (uint64_t)i * t->row_size;
}

/* The rows, the greatest value first; rows of one value stay in the order in which they came. Caller frees. */
const void **rows_sorted(const struct rows *, uint64_t (*value)(const void *row));

#endif
