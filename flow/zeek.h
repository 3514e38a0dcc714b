/* zeek.h: a connection in the terms of Zeek's conn.log: conn_state, history, missed_bytes. Zeek's machine is coarser than
 * RFC 9293's and its own: the rules here are what its published logs show. */
#ifndef PEEL_FLOW_ZEEK_H
#define PEEL_FLOW_ZEEK_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/transport/tcp.h"

enum zeek_state {
	ZEEK_INACTIVE, ZEEK_SYN_SENT, ZEEK_SYN_ACK_SENT, ZEEK_PARTIAL, ZEEK_ESTABLISHED, ZEEK_CLOSED, ZEEK_RESET,
};

enum { ZEEK_RANGES = 4, ZEEK_HISTORY = 24 };

struct zeek_range {
	uint32_t from, to; /* relative to the start */
};

struct zeek_end {
	uint8_t state, before; /* enum zeek_state; before: the one it had */
	bool syn_seen, fin_seen, rst_seen, data_seen, ack_seen, inconsistent, multi_seen;
	bool did_close, started, gave_up, partial;
	uint32_t start, last_seq, ack_seq;     /* absolute */
	uint32_t last_syn, last_fin, last_rst; /* relative, as the history saw them */
	uint32_t n_retransmitted, n_zero_window, n_gaps, n_bad_sums;
	/* What of the stream was seen: all below contiguous, and some ranges above it. */
	uint32_t contiguous, data_end; /* relative; data_end: where the FIN stands, 0 unknown */
	uint64_t missed;
	uint8_t n_ranges;
	struct zeek_range range[ZEEK_RANGES];
};

struct zeek_conn {
	struct zeek_end end[2]; /* by the key's side, as everywhere */
	uint8_t orig;           /* which side began */
	uint8_t n_history;
	char history[ZEEK_HISTORY];
};

static inline bool zeek_end_is_inactive(const struct zeek_end *e)
{
	return e->state == ZEEK_INACTIVE || e->state == ZEEK_PARTIAL;
}

/* Before the first packet of a connection: who began? Its sender, unless it looks like the server by its port. bare: as
 * Zeek's -b with the scripts of the protocols at hand: a SYN/ACK alone does not turn the two around. */
void zeek_begin_tcp(struct zeek_conn *, unsigned from, const struct tcp_segment *, bool bare);
void zeek_begin_udp(struct zeek_conn *, unsigned from, uint16_t src_port, uint16_t dst_port, bool to_many);

/* Does this segment belong to another connection on the same ports? */
bool zeek_is_reuse(const struct zeek_conn *, const struct tcp_segment *);

/* captured: bytes of the payload that are there. scale: the sender's window shift. */
void zeek_tcp(struct zeek_conn *, unsigned from, const struct tcp_segment *, uint32_t captured, unsigned scale);
void zeek_udp(struct zeek_conn *, unsigned from);
/* A packet whose checksum is wrong: nothing else of it counts. */
void zeek_bad_checksum(struct zeek_conn *, unsigned from);

/* "S0", "SF", ... sent: packets of the originator and of the responder; for other protocols than TCP. */
const char *zeek_tcp_state(const struct zeek_conn *);
const char *zeek_udp_state(bool orig_sent, bool resp_sent);
/* Bytes of the stream by its sequence numbers. */
uint64_t zeek_size(const struct zeek_conn *, unsigned side);

#endif
