/* expert.h: rows of the engine's own protocols that the tree itself puts. */
#ifndef PEEL_DISSECT_CORE_EXPERT_H
#define PEEL_DISSECT_CORE_EXPERT_H

#include "dissect/field.h"

/* What a note's group is called. */
extern const struct value_table expert_group_names;

enum { EXPERT_PROTO, EXPERT_ROW, EXPERT_MESSAGE, EXPERT_SEVERITY, EXPERT_GROUP };
enum { MALFORMED_PROTO, MALFORMED_EXPERT };

#endif
