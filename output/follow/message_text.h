/* message_text.h: a message as a line of a table, and as a line of JSON. */
#ifndef PEEL_OUTPUT_FOLLOW_MESSAGE_TEXT_H
#define PEEL_OUTPUT_FOLLOW_MESSAGE_TEXT_H

#include "flow/framing.h"
#include "output/follow/carried.h"

struct message_stream {
	bool tcp;
	uint32_t stream;
	struct stream_end node[2];
};

void message_head(struct buf *);
/* Times are since the given start. */
void message_text(struct buf *, const struct message_stream *, const struct message *, int64_t start_sec,
		  uint32_t start_nsec);
void message_jsonl(struct buf *, const struct message_stream *, const struct message *);

#endif
