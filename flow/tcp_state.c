/* tcp_state.c: RFC 9293's diagram as a table, and what of it a segment sets off. */
#include "flow/tcp_state.h"

#include "flow/tcp_seq.h"

enum {
	LIS = TCP_LISTEN, SSE = TCP_SYN_SENT, SRC = TCP_SYN_RECEIVED, EST = TCP_ESTABLISHED, FW1 = TCP_FIN_WAIT_1,
	FW2 = TCP_FIN_WAIT_2, CLW = TCP_CLOSE_WAIT, CLG = TCP_CLOSING, LAC = TCP_LAST_ACK, TMW = TCP_TIME_WAIT,
	CLD = TCP_CLOSED,
};

/* Who was not seen before (LISTEN) may be anywhere in a connection that began before the capture. An end that was reset
 * while SYN-RECEIVED is CLOSED: it is the connection's end that is told of here, not the listening socket behind it. */
static const uint8_t transitions[TCP_STATES][TCP_EVENTS] = {
	/*         sent:  SYN  S/A  other FIN  crossed RST    got: SYN  S/A  other AckFIN FIN  FIN+Ack RST   2MSL */
	[TCP_LISTEN]       = { SSE, SRC, EST, FW1, FW1, CLD,       SRC, EST, EST, EST, CLW, CLW, CLD,  LIS },
	[TCP_SYN_SENT]     = { SSE, SRC, EST, FW1, FW1, CLD,       SRC, EST, EST, EST, SSE, SSE, CLD,  SSE },
	[TCP_SYN_RECEIVED] = { SRC, SRC, SRC, FW1, FW1, CLD,       SRC, EST, EST, EST, CLW, CLW, CLD,  SRC },
	[TCP_ESTABLISHED]  = { EST, EST, EST, FW1, FW1, CLD,       EST, EST, EST, EST, CLW, CLW, CLD,  EST },
	[TCP_FIN_WAIT_1]   = { FW1, FW1, FW1, FW1, FW1, CLD,       FW1, FW1, FW1, FW2, CLG, TMW, CLD,  FW1 },
	[TCP_FIN_WAIT_2]   = { FW2, FW2, FW2, FW2, FW2, CLD,       FW2, FW2, FW2, FW2, TMW, TMW, CLD,  FW2 },
	[TCP_CLOSE_WAIT]   = { CLW, CLW, CLW, LAC, CLG, CLD,       CLW, CLW, CLW, CLW, CLW, CLW, CLD,  CLW },
	[TCP_CLOSING]      = { CLG, CLG, CLG, CLG, CLG, CLD,       CLG, CLG, CLG, TMW, CLG, TMW, CLD,  CLG },
	[TCP_LAST_ACK]     = { LAC, LAC, LAC, LAC, LAC, CLD,       LAC, LAC, LAC, CLD, LAC, CLD, CLD,  LAC },
	[TCP_TIME_WAIT]    = { SSE, TMW, TMW, TMW, TMW, TMW,       SRC, TMW, TMW, TMW, TMW, TMW, CLD,  CLD },
	[TCP_CLOSED]       = { SSE, SRC, CLD, CLD, CLD, CLD,       SRC, CLD, CLD, CLD, CLD, CLD, CLD,  CLD },
};

static const char *const names[TCP_STATES] = {
	"LISTEN",     "SYN-SENT",   "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2",
	"CLOSE-WAIT", "CLOSING",    "LAST-ACK",     "TIME-WAIT",   "CLOSED",
};

enum tcp_state tcp_next_state(enum tcp_state s, enum tcp_event e)
{
	return transitions[s][e];
}

const char *tcp_state_name(enum tcp_state s)
{
	return names[s];
}

static void step(struct tcp_end *e, enum tcp_event event)
{
	e->state = transitions[e->state][event];
}

/* RFC 9293, 3.10.7.4: a reset counts when it lies in the receiver's window; here also when it stands where its sender is,
 * for the tap may have missed the receiver's last word. One that answers a SYN must acknowledge it. */
static bool reset_counts(const struct tcp_end *from, const struct tcp_end *to, const struct tcp_segment *s)
{
	if (to->state == TCP_SYN_SENT)
		return !(s->flags & TCP_ACK) || !to->seq_known || !seq_gt(s->ack, to->next);
	if (!to->ack_known || (from->seq_known && s->seq == from->next))
		return true;
	return s->seq - to->acked <= to->window;
}

/* Behind what was sent so far there is a gap: what comes now is not the receiver's yet. */
static bool comes_early(const struct tcp_end *from, const struct tcp_segment *s)
{
	return from->seq_known && seq_gt(s->seq, from->next);
}

static void note_numbers(struct tcp_end *from, const struct tcp_segment *s, uint32_t window)
{
	uint32_t end = s->seq + s->len + !!(s->flags & TCP_SYN) + !!(s->flags & TCP_FIN);
	if (!from->seq_known || s->flags & TCP_SYN || seq_gt(end, from->next))
		from->next = end;
	from->seq_known = true;
	if (!(s->flags & TCP_ACK))
		return;
	if (!from->ack_known || s->flags & TCP_SYN || seq_gt(s->ack, from->acked))
		from->acked = s->ack;
	from->ack_known = true;
	if (s->ack == from->acked)
		from->window = window;
}

/* The sender's FIN, and when it is in its place, the receiver's end of the stream. */
static enum tcp_phase see_fin(struct tcp_end *from, struct tcp_end *to, const struct tcp_segment *s, bool early,
			      bool acks_fin)
{
	bool again = from->fin_sent, crossed = to->fin_sent && !to->fin_early && !acks_fin && !to->fin_acked;
	if (!again) {
		from->fin_first = !to->fin_sent || crossed;
		from->fin_early = early;
	}
	from->fin_sent = true;
	from->fin = s->seq + s->len + 1;
	step(from, crossed && !again ? SENT_FIN_CROSSED : SENT_FIN);
	if (!early)
		step(to, acks_fin ? GOT_FIN_AND_ACK : GOT_FIN);
	else if (acks_fin)
		step(to, GOT_ACK_OF_FIN);
	return to->fin_sent && (!from->fin_first || crossed) ? PHASE_FIN_BACK : PHASE_FIN;
}

/* An acknowledgement of the other end's FIN: that is the proof that all before it arrived as well. */
static enum tcp_phase see_ack_of_fin(struct tcp_end *from, struct tcp_end *to)
{
	bool news = !to->fin_acked;
	to->fin_acked = true;
	if (to->fin_early)
		step(from, GOT_FIN);
	to->fin_early = false;
	step(to, GOT_ACK_OF_FIN);
	if (!news)
		return PHASE_DATA;
	return to->fin_first && !from->fin_sent ? PHASE_FIN_ACK : PHASE_LAST_ACK;
}

static enum tcp_phase see_other(struct tcp_end *from, struct tcp_end *to, bool acks_fin)
{
	bool waiting = to->state == TCP_SYN_RECEIVED;
	step(from, SENT_OTHER);
	if (acks_fin)
		return see_ack_of_fin(from, to);
	step(to, GOT_OTHER);
	return waiting && to->state == TCP_ESTABLISHED ? PHASE_ACK : PHASE_DATA;
}

enum tcp_phase tcp_ends_see(struct tcp_end end[2], unsigned side, const struct tcp_segment *s, uint32_t window)
{
	struct tcp_end *from = &end[side], *to = &end[!side];
	bool early = comes_early(from, s);
	bool acks_fin = s->flags & TCP_ACK && to->fin_sent && !seq_lt(s->ack, to->fin);
	if (s->flags & TCP_RST) {
		if (!reset_counts(from, to, s))
			return PHASE_STRAY_RESET;
		step(from, SENT_RST);
		step(to, GOT_RST);
		return PHASE_RESET;
	}
	note_numbers(from, s, window);
	if (s->flags & TCP_SYN) {
		bool answer = s->flags & TCP_ACK;
		step(from, answer ? SENT_SYN_ACK : SENT_SYN);
		step(to, answer ? GOT_SYN_ACK : GOT_SYN);
		return answer ? PHASE_SYN_ACK : PHASE_SYN;
	}
	if (s->flags & TCP_FIN) {
		enum tcp_phase phase = see_fin(from, to, s, early, acks_fin);
		to->fin_acked |= acks_fin;
		return phase;
	}
	return see_other(from, to, acks_fin);
}
