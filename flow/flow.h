/* flow.h: what the tracker remembers of one TCP or UDP stream, for tshark's tcp.* and udp.* fields. One entry a stream: every
 * packet touches it, so what only rows and reports need is elsewhere (conn.h). */
#ifndef PEEL_FLOW_FLOW_H
#define PEEL_FLOW_FLOW_H

#include <stddef.h>

#include "flow/table.h"
#include "flow/tcp_analysis.h"

/* One direction of a TCP connection. */
struct flow_half {
	uint32_t base_seq;
	int8_t wscale; /* shift; -1 unknown, -2 no scaling */
	bool base_known;
	bool closing; /* sent the first FIN */
	struct tcp_sender sender;
};

struct flow {
	struct flow_entry entry;
	int64_t first, last; /* ns since the epoch, of the first and the latest frame */
	uint32_t stream;
	uint32_t conn;      /* where its connection was, the last time somebody looked: index + 1 */
	uint32_t app_state; /* handle in app_state.h */
	uint32_t hint[2];   /* for the pdu hook, by direction */
	uint16_t app;       /* whose stream it is, + 1: found by content, by an earlier word, or switched to */
	bool renew;         /* UDP: the next frame begins a stream of its own */
	/* A flow of UDP ends here (UDP_FLOW_BYTES). */
	uint8_t completeness;
	bool fresh;                  /* made by the frame at hand */
	bool fast_open;              /* its SYN had a fast open cookie */
	bool acc_ecn_asked, acc_ecn; /* AccECN: asked for by the SYN; agreed */
	bool syn_seen;
	bool tunnel;              /* its protocol carries another one's stream: what that remembers is inner_state */
	uint32_t inner_state;     /* handle in app_state.h */
	struct flow_half half[2]; /* [0]: from a to b */
	uint32_t pdu[2];          /* by direction: handle of what is being put together (reassembly.h); 0: nothing */
	uint32_t ahead[2];   /* by direction: handle of what came too early (ahead.h), where streams are put in order */
	int64_t syn_time;    /* ns; of the latest SYN without ACK */
	int64_t initial_rtt; /* ns; < 0 not known */
};

enum { UDP_FLOW_BYTES = (offsetof(struct flow, completeness) + 7) / 8 * 8 };

#endif
