/* segment.h: one connection out of the capture, segment by segment: what the pictures of peel flows are drawn from. */
#ifndef PEEL_OUTPUT_SEGMENT_H
#define PEEL_OUTPUT_SEGMENT_H

#include "output/stream_end.h"

/* One end of the connection. */
struct segment_end {
	struct stream_end at;
	char name[80]; /* "192.0.2.1:80", "[2001:db8::1]:80" */
};

/* Which connection is looked for, and what is known of it once its first packet was seen. */
struct segment_picker {
	bool udp;
	uint32_t stream;           /* tcp.stream or udp.stream */
	uint64_t seen;             /* packets of it so far */
	int64_t first, last;       /* ns since the epoch, of the first packet and the latest */
	struct segment_end end[2]; /* 0: drawn on the left, who sent the first packet (not a SYN/ACK) */
};

/* A segment, or a datagram: then only frame, time, right and len mean something. */
struct segment {
	uint64_t frame;
	int64_t time;   /* ns since the connection's first packet */
	bool right;     /* sent by the right-hand end */
	bool quoted;    /* inside an ICMP error: an old packet, which nobody sends now */
	bool len_known; /* and with it nxt */
	uint16_t flags; /* enum in dissect/transport/tcp.h */
	uint32_t seq, ack, nxt, len;
	uint32_t window;                 /* bytes, scaled */
	const struct tcp_note *note;     /* NULL: a datagram */
	const struct dissection *packet; /* that it is in */
};

/* The next segment of the connection in this packet; *layer is where to go on, 0 at first. False: no more. */
bool segment_next(struct segment_picker *, const struct dissection *, unsigned *layer, struct segment *);

/* What flow/ found about a segment as something sent, and about its acknowledgement: enum tcp_analysis_flags. */
enum {
	FINDINGS_OF_ACK = TA_ACK_LOST_SEGMENT | TA_WINDOW_UPDATE | TA_KEEP_ALIVE_ACK | TA_DUPLICATE_ACK |
			  TA_ZERO_WINDOW | TA_ZERO_WINDOW_PROBE_ACK,
	FINDINGS_OF_SENT = 0xffff & ~FINDINGS_OF_ACK
};

/* Calls back for each finding among `which`: its name for programs and for people. */
void segment_findings(const struct segment *, unsigned which,
		      void (*each)(void *context, const char *key, const char *text), void *context);

/* Flags, as "SYN ACK"; "none" without any. */
void segment_flags(struct buf *, uint16_t flags);

#endif
