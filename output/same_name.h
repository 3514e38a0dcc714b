/* same_name.h: which records of a list have one name, found in one pass. A format that writes each name once asks for the
 * first record of a name, and goes on from one to the next. */
#ifndef PEEL_OUTPUT_SAME_NAME_H
#define PEEL_OUTPUT_SAME_NAME_H

#include "output/sink.h"

enum { NAME_BUCKETS = 64 };
struct same_names {
	const struct tree *t;
	uint32_t bucket[NAME_BUCKETS]; /* record + 1, the first of its name; 0: none */
};

static inline void same_names_begin(struct same_names *s, const struct tree *t)
{
	*s = (struct same_names){ .t = t };
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
