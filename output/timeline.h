/* timeline.h: values over time in a fixed amount of memory, however long the time.
 *
 * Time is cut into buckets of equal width. When it goes on beyond the last bucket, two neighbours become one and the width
 * doubles. A bucket keeps the lowest, highest and last value of each series, so that no peak is lost. */
#ifndef PEEL_OUTPUT_TIMELINE_H
#define PEEL_OUTPUT_TIMELINE_H

#include <stdbool.h>
#include <stdint.h>

enum { TIMELINE_BUCKETS = 2048, TIMELINE_SERIES = 8 }; /* at least half of the buckets are in use once it has doubled */

/* low > high: no value. */
struct extent {
	int64_t low, high, last;
};

static inline bool extent_any(const struct extent *e)
{
	return e->low <= e->high;
}
void extent_clear(struct extent *);
void extent_add(struct extent *, int64_t value);
/* What `later` has comes after what is there. */
void extent_merge(struct extent *, const struct extent *later);

struct timeline_bucket {
	struct extent value[TIMELINE_SERIES];
};

struct timeline {
	int64_t width; /* ns a bucket, a power of two */
	int64_t last;  /* the latest time that was added: times that go back count as this one */
	struct timeline_bucket bucket[TIMELINE_BUCKETS];
};

void timeline_init(struct timeline *);
/* time: ns since the beginning. */
void timeline_add(struct timeline *, int64_t time, unsigned series, int64_t value);
/* The values of a series in each of n columns of equal width over 0..last. */
void timeline_columns(const struct timeline *, unsigned series, struct extent *column, unsigned n);

#endif
