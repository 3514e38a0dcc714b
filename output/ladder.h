/* ladder.h: peel flows --ladder: one connection as a ladder diagram: time goes down, arrows go from end to end. */
#ifndef PEEL_OUTPUT_LADDER_H
#define PEEL_OUTPUT_LADDER_H

#include "flow/tcp_state.h"
#include "output/segment.h"

struct ladder_options {
	unsigned width; /* columns of the terminal */
	bool utf8;
	bool all; /* plain segments are not folded */
};

struct ladder {
	struct ladder_options o;
	unsigned diagram; /* columns from lifeline to lifeline, both included */
	bool begun;
	struct tcp_end end[2];
	uint8_t shown_state[2]; /* enum tcp_state that the reader was told last */
	struct buf row;         /* the row at hand */
	/* A run of segments of which there is nothing to say: the first few are printed, then all but the last counted. */
	unsigned plain;
	uint64_t folded, folded_bytes[2];
	struct buf held; /* the last one, its row */
	uint32_t held_len;
	bool held_right;
	const char *reset_by; /* which end's name */
};

void ladder_init(struct ladder *, const struct ladder_options *);
void ladder_free(struct ladder *);
/* Appends what is to be seen of the segment. */
void ladder_segment(struct ladder *, struct buf *, const struct segment_picker *, const struct segment *);
/* What was held back, and how the connection stands at the end of the capture. */
void ladder_end(struct ladder *, struct buf *, const struct segment_picker *);

#endif
