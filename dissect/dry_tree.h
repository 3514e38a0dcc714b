/* dry_tree.h: how the tree of a layer will end, found out in the first pass with nothing recorded: for protocols whose packets
 * contradict themselves behind a header that is well formed, which the Info column and the statistics say as well. */
#ifndef PEEL_DISSECT_DRY_TREE_H
#define PEEL_DISSECT_DRY_TREE_H

#include "dissect/tree.h"

enum { DRY_ROWS = 1024 };

/* enum layer_flags; 0: it does not end early. */
static inline unsigned dry_ending(const struct dissection *d, const struct layer *l)
{
	static const struct wanted nothing;
	static const uint64_t nobody[DRY_ROWS / 64];
	struct tree t = { .d = d,
			  .wanted = &nothing,
			  .l = l,
			  .rows = l->proto->fields,
			  .bits = nobody,
			  .proto_record = MAX_RECORDS };
	l->proto->fields_of(&t, l);
	return t.ended;
}

/* The same, told to the layer. */
static inline void dry_tree(const struct dissection *d, struct layer *l)
{
	unsigned ended = dry_ending(d, l);
	if (ended)
		l->flags |= (uint16_t)(ended | LAYER_TOLD);
}

#endif
