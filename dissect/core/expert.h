/* expert.h: rows of the engine's own protocols that the tree itself puts. */
#ifndef PEEL_DISSECT_CORE_EXPERT_H
#define PEEL_DISSECT_CORE_EXPERT_H

#include "dissect/dissection.h"
#include "dissect/protocol.h"

/* What a note's group is called. */
extern const struct value_table expert_group_names;

enum { EXPERT_PROTO, EXPERT_ROW, EXPERT_MESSAGE, EXPERT_SEVERITY, EXPERT_GROUP };
enum { MALFORMED_PROTO, MALFORMED_EXPERT };

/* What the rows that say how a layer's tree ended call the layer. */
static inline const char *ending_name(const struct layer *l)
{
	const struct protocol *p = l->proto;
	return p->kind_name ? p->kind_name(l) : p->short_name ? p->short_name : p->column;
}

#endif
