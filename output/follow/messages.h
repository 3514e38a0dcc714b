/* messages.h: peel follow --frame: the messages that streams carry, as a table or as JSON lines. */
#ifndef PEEL_OUTPUT_FOLLOW_MESSAGES_H
#define PEEL_OUTPUT_FOLLOW_MESSAGES_H

#include "flow/framing.h"
#include "output/follow/request.h"

struct messages;

struct messages_options {
	struct framing_rule rule;
	const struct follow_request *only; /* one stream; NULL: all of TCP and UDP */
	int side;                          /* what this node sent, alone; -1: both */
	bool jsonl;
};

/* Exits the program when memory is out. */
struct messages *messages_new(const struct messages_options *);
void messages_free(struct messages *);
void messages_packet(struct messages *, const struct dissection *, struct buf *out);
void messages_end(struct messages *, struct buf *out);

/* What could not be as it should, for the end. */
struct messages_counts {
	uint64_t too_long; /* messages that are shown in part */
	uint64_t lost;     /* directions that lost their place */
	uint64_t evicted;  /* streams that went on after they had to go */
	uint64_t left;     /* bytes behind a gap that nobody acknowledged */
	uint64_t forced;   /* gaps that were believed for want of room */
};
struct messages_counts messages_counts(const struct messages *);

#endif
