/* tcp_analysis.h: what a TCP segment does to its connection: retransmission, duplicate ACK, zero window, ...
 *
 * tcp_classify is a pure function of the state and the segment; tcp_update is the only writer. Rules, in order, are
 * tshark 4.0's, in one pass. Sequence numbers are the raw ones. */
#ifndef PEEL_FLOW_TCP_ANALYSIS_H
#define PEEL_FLOW_TCP_ANALYSIS_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/transport/tcp.h"

/* A segment that was sent and not yet acknowledged, in arrival order. Indices are + 1; 0 ends a list. */
struct unacked {
	uint32_t seq, nextseq, frame;
	uint32_t older, newer;
	int64_t time; /* ns */
};

/* All lists live in one pool of fixed size. */
struct unacked_pool {
	struct unacked *entry;
	uint32_t used, max, free;
	uint64_t forgotten; /* segments that found no room, or had to make some */
};

bool unacked_pool_init(struct unacked_pool *, uint32_t max);
void unacked_pool_release(struct unacked_pool *);
static inline bool unacked_pool_is_full(const struct unacked_pool *p)
{
	return !p->free && p->used == p->max;
}

/* What is remembered of one direction. A zero nextseq, maxseqtobeacked or lastack means "none yet": the value 0 on the
 * wire counts as such too, as in tshark. */
struct tcp_sender {
	uint32_t nextseq, nextseq_frame;
	uint32_t to_be_acked;                   /* highest sequence number sent without a gap before it */
	uint32_t lastack, dupacks, last_nondup; /* last: frame of the ACK that the duplicates repeat */
	uint32_t window;                        /* raw, of the last segment */
	uint32_t push_bytes;
	uint32_t sacked; /* bytes in the SACK blocks of this sender's last segment */
	uint32_t newest, oldest, n_unacked;
	uint16_t last_flags; /* of this sender's last segment */
	bool flight_known, push_last, first_ack;
	int64_t nextseq_time, lastack_time; /* ns */
};

void tcp_sender_init(struct tcp_sender *);
void tcp_sender_release(struct tcp_sender *, struct unacked_pool *);

/* What both directions share and the rules look at. */
struct tcp_times {
	int64_t now;         /* ns */
	int64_t initial_rtt; /* ns; < 0 unknown */
	uint32_t frame;
};

/* Without a pool (NULL), segments are not kept: what ACKs answer, bytes in flight and the time of retransmissions, which only rows
 * of the tree tell, are not found. */

/* to_scale: the receiver's window shift (>= 0), -1 unknown, -2 no scaling. */
void tcp_classify(struct tcp_finding *, const struct tcp_sender *from, const struct tcp_sender *to,
		  const struct tcp_segment *, int to_scale, const struct tcp_times *, const struct unacked_pool *);
/* from_base: what relative numbers of this direction count from. sacked: bytes in the segment's first SACK blocks. */
void tcp_update(struct tcp_finding *, struct tcp_sender *from, struct tcp_sender *to, const struct tcp_segment *,
		uint32_t from_base, uint32_t sacked, const struct tcp_times *, struct unacked_pool *);

#endif
