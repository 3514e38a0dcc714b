/* same_name.c: chained hashing of names. */
#include "output/same_name.h"

/* Names of one protocol begin alike: their ends tell them apart. */
static unsigned bucket_of(const struct field *f)
{
	uint64_t end = 0;
	unsigned n = f->abbrev_len < sizeof end ? f->abbrev_len : sizeof end;
	memcpy(&end, f->abbrev + f->abbrev_len - n, n);
	return (unsigned)((end ^ f->abbrev_len) * UINT64_C(0x9e3779b97f4a7c15) >> 58);
}
_Static_assert(NAME_BUCKETS == 1 << (64 - 58), "the upper bits are the bucket");

void same_names_add(struct same_names *s, uint32_t i)
{
	const struct record *record = s->t->record;
	struct same_link *link = s->t->same;
	uint32_t *bucket = &s->bucket[bucket_of(record[i].f) & s->mask];
	for (uint32_t k = *bucket; k; k = link[k - 1].chain)
		if (record_same_name(&record[k - 1], &record[i])) {
			link[i] = (struct same_link){ 0 };
			link[link[k - 1].last - 1].next = i;
			link[k - 1].last = i + 1;
			return;
		}
	link[i] = (struct same_link){ .chain = *bucket, .last = i + 1 };
	*bucket = i + 1;
}
