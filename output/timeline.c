/* timeline.c: buckets of time that double their width. */
#include "output/timeline.h"

void extent_clear(struct extent *e)
{
	*e = (struct extent){ .low = INT64_MAX, .high = INT64_MIN };
}

void extent_add(struct extent *e, int64_t value)
{
	if (value < e->low)
		e->low = value;
	if (value > e->high)
		e->high = value;
	e->last = value;
}

void extent_merge(struct extent *e, const struct extent *later)
{
	if (!extent_any(later))
		return;
	extent_add(e, later->low);
	extent_add(e, later->high);
	e->last = later->last;
}

static void clear_buckets(struct timeline *t, unsigned from)
{
	for (unsigned i = from; i < TIMELINE_BUCKETS; i++)
		for (unsigned s = 0; s < TIMELINE_SERIES; s++)
			extent_clear(&t->bucket[i].value[s]);
}

void timeline_init(struct timeline *t)
{
	t->width = 1;
	t->last = 0;
	clear_buckets(t, 0);
}

static void double_width(struct timeline *t)
{
	for (unsigned i = 0; i < TIMELINE_BUCKETS / 2; i++)
		for (unsigned s = 0; s < TIMELINE_SERIES; s++) {
			struct extent both = t->bucket[2 * i].value[s];
			extent_merge(&both, &t->bucket[2 * i + 1].value[s]);
			t->bucket[i].value[s] = both;
		}
	clear_buckets(t, TIMELINE_BUCKETS / 2);
	t->width *= 2;
}

void timeline_add(struct timeline *t, int64_t time, unsigned series, int64_t value)
{
	if (time > t->last)
		t->last = time;
	while (t->last / t->width >= TIMELINE_BUCKETS)
		double_width(t);
	extent_add(&t->bucket[t->last / t->width].value[series], value);
}

void timeline_columns(const struct timeline *t, unsigned series, struct extent *column, unsigned n)
{
	unsigned used = (unsigned)(t->last / t->width) + 1;
	for (unsigned i = 0; i < n; i++)
		extent_clear(&column[i]);
	/* Each bucket falls into the column that its middle is in. */
	for (unsigned i = 0; i < used; i++) {
		double middle = ((double)i + 0.5) * (double)t->width / ((double)t->last + 1);
		unsigned at = (unsigned)(middle * n);
		extent_merge(&column[at < n ? at : n - 1], &t->bucket[i].value[series]);
	}
}
