/* ahead.h: segments that came before those in front of them (--reassemble-out-of-order). They wait until the gap is filled,
 * or until the receiver acknowledged what the capture does not have. */
#ifndef PEEL_FLOW_AHEAD_H
#define PEEL_FLOW_AHEAD_H

#include "flow/reassembly.h"

enum { MAX_AHEAD = 4 * 1024 * 1024 }; /* bytes behind a gap; more of them, and it is taken for lost */

struct ahead_segment {
	uint32_t begin; /* sequence number that the stream begins with, where nothing of it was seen yet */
	uint32_t seq;   /* of the first byte */
	struct slice bytes;
	bool fin;
	uint32_t acked; /* by the receiver so far; 0: nothing */
	uint32_t frame;
	int64_t now; /* ns */
};

enum ahead_verdict {
	AHEAD_OLD,    /* all of it was there before */
	AHEAD_WAITS,  /* behind a gap */
	AHEAD_NEXT,   /* it goes on where the stream stood: seq and bytes are what is new of it, fin is true at the end */
	AHEAD_FILLED, /* it fills a gap: ahead_run says what goes on now */
	AHEAD_GAP = 8, /* added to NEXT: bytes in front of it are lost */
};

/* One of ahead_verdict, perhaps with AHEAD_GAP. *queue: the direction's handle. */
unsigned ahead_take(struct reassembly *, uint32_t *queue, struct ahead_segment *);
/* After AHEAD_FILLED: the queue begins with the stream's next bytes: start is the number of the first, have how many there
 * are, in `counted` pieces. They stay where they are until ahead_advance. NULL: there is no queue any more. */
struct assembly *ahead_run(struct reassembly *, uint32_t queue);
/* Those bytes were looked at. Is the stream at its end? */
bool ahead_advance(struct assembly *queue);
bool ahead_at_end(struct reassembly *, uint32_t queue);
/* A FIN without bytes, at that number: does it come in its turn? Else it counts when what lacks in front of it is there. */
bool ahead_fin(struct reassembly *, uint32_t queue, uint32_t seq);

#endif
