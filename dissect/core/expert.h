/* expert.h: rows of the engine's own protocols that the tree itself puts. */
#ifndef PEEL_DISSECT_CORE_EXPERT_H
#define PEEL_DISSECT_CORE_EXPERT_H

enum { EXPERT_PROTO, EXPERT_ROW, EXPERT_MESSAGE, EXPERT_SEVERITY, EXPERT_GROUP };
enum { MALFORMED_PROTO, MALFORMED_EXPERT };

#endif
