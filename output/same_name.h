/* same_name.h: which records of a list have one name, found in one pass. A format that writes each name once asks for the
 * first record of a name, and goes on from one to the next. */
#ifndef PEEL_OUTPUT_SAME_NAME_H
#define PEEL_OUTPUT_SAME_NAME_H

#include "output/sink.h"

enum { NAME_BUCKETS = 64 };
struct same_names {
	const struct tree *t;
	unsigned mask;                 /* buckets in use - 1 */
	uint32_t bucket[NAME_BUCKETS]; /* record + 1, the first of its name; 0: none */
};

/* Of about n records. */
static inline void same_names_begin(struct same_names *s, const struct tree *t, uint32_t n)
{
	unsigned buckets = n <= 8 ? 8 : n <= 32 ? 32 : NAME_BUCKETS;
	s->t = t;
	s->mask = buckets - 1;
	memset(s->bucket, 0, buckets * sizeof s->bucket[0]);
}
/* Record i belongs to the list. A record is in one list at a time. */
void same_names_add(struct same_names *, uint32_t i);

/* Of a record that was added: is it the first of its name? Which is the next one? 0: none. */
static inline bool same_name_first(const struct tree *t, uint32_t i)
{
	return t->same[i].last;
}
static inline uint32_t same_name_next(const struct tree *t, uint32_t i)
{
	return t->same[i].next;
}

#endif
