/* window_track.h: the sliding window of either sender of a connection (RFC 9293, 3.3.1), as a bystander sees it. */
#ifndef PEEL_OUTPUT_WINDOW_TRACK_H
#define PEEL_OUTPUT_WINDOW_TRACK_H

#include "output/segment.h"

/* What one end has sent and the other has taken. Numbers are unwrapped: they go on beyond 2^32. */
struct window_side {
	bool sent;        /* nxt means something */
	bool acked;       /* una, edge and window do */
	int64_t nxt;      /* SND.NXT: behind the highest octet sent */
	int64_t una;      /* SND.UNA: up to here it is acknowledged */
	int64_t edge;     /* una + window: what may be sent */
	uint32_t window;  /* bytes, as the receiver advertised it last */
	uint32_t biggest; /* longest segment so far: stands for the MSS */
};

/* side[0]: what the left-hand end sends. */
struct window_track {
	struct window_side side[2];
};

/* What a segment did. */
struct window_step {
	bool sends;       /* takes sequence space: data, SYN or FIN */
	bool resent;      /* that was sent before */
	int64_t from, to; /* the sequence numbers, unwrapped; equal when it sends nothing */
	bool acks;        /* it said something about the other sender's window */
};

/* Takes the segment's numbers into account. Resets and what ICMP errors quote change nothing. */
void window_track(struct window_track *, const struct segment *, struct window_step *);

/* Bytes of sequence space sent and not acknowledged. */
static inline int64_t window_flight(const struct window_side *w)
{
	return w->sent && w->acked ? w->nxt - w->una : 0;
}
/* The receiver holds the sender back: something is to be sent, or on its way, and no further segment fits. */
static inline bool window_limited(const struct window_side *w)
{
	return w->acked && window_flight(w) > 0 && w->edge - w->nxt < w->biggest;
}
static inline bool window_closed(const struct window_side *w)
{
	return w->acked && !w->window;
}

#endif
