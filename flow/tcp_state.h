/* tcp_state.h: the state that either end of a TCP connection is in (RFC 9293, 3.3.2), as a tap in the middle can tell it:
 * each segment counts as sent by one end and as received by the other. */
#ifndef PEEL_FLOW_TCP_STATE_H
#define PEEL_FLOW_TCP_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/transport/tcp.h"

enum tcp_state {
	TCP_LISTEN, /* also: nothing was seen of this end yet */
	TCP_SYN_SENT,
	TCP_SYN_RECEIVED,
	TCP_ESTABLISHED,
	TCP_FIN_WAIT_1,
	TCP_FIN_WAIT_2,
	TCP_CLOSE_WAIT,
	TCP_CLOSING,
	TCP_LAST_ACK,
	TCP_TIME_WAIT,
	TCP_CLOSED,
	TCP_STATES,
};

/* What happens to an end. */
enum tcp_event {
	SENT_SYN,
	SENT_SYN_ACK,
	SENT_OTHER,       /* neither SYN, FIN nor RST */
	SENT_FIN,
	SENT_FIN_CROSSED, /* before it knew of the FIN that is on its way to it */
	SENT_RST,
	GOT_SYN,
	GOT_SYN_ACK,
	GOT_OTHER,
	GOT_ACK_OF_FIN,
	GOT_FIN,
	GOT_FIN_AND_ACK,  /* a FIN that acknowledges this end's own */
	GOT_RST,
	WAITED_2MSL,
	TCP_EVENTS,
};

/* What a segment is to its connection. */
enum tcp_phase {
	PHASE_NONE,
	PHASE_SYN,
	PHASE_SYN_ACK,
	PHASE_ACK,      /* handshake 3/3 */
	PHASE_DATA,
	PHASE_FIN,      /* close 1/4 */
	PHASE_FIN_ACK,  /* close 2/4 */
	PHASE_FIN_BACK, /* close 3/4 */
	PHASE_LAST_ACK, /* close 4/4 */
	PHASE_RESET,
	PHASE_STRAY_RESET, /* outside the receiver's window: closes nothing */
};

struct tcp_end {
	uint8_t state; /* enum tcp_state */
	bool seq_known, ack_known;
	bool fin_sent, fin_acked;
	bool fin_first;  /* its FIN was the first, or crossed the other's: it waits for 2MSL at last */
	bool fin_early;  /* its FIN came before data that belongs in front of it */
	uint32_t next;   /* behind the highest sequence number sent */
	uint32_t acked;  /* highest acknowledgement number sent */
	uint32_t window; /* bytes, from acked on */
	uint32_t fin;    /* behind the FIN */
};

/* The table of transitions. */
enum tcp_state tcp_next_state(enum tcp_state, enum tcp_event);
const char *tcp_state_name(enum tcp_state);

/* A segment from end[side] to the other. window: bytes, scaled. */
enum tcp_phase tcp_ends_see(struct tcp_end end[2], unsigned side, const struct tcp_segment *, uint32_t window);

#endif
