/* tcp_analysis.c: what the tracker found out about a segment, as a subtree and as words before the Info column. */
#include "base/fmt.h"
#include "dissect/transport/tcp_impl.h"

static void put_expert_of(struct tree *t, unsigned flag)
{
	put_expert(t, TA_FIRST + (unsigned)__builtin_ctz(flag), 0, 0, NULL);
}

/* Fast and spurious ones are retransmissions as well. */
static void put_retransmission(struct tree *t, const struct tcp_finding *f)
{
	if (f->flags & TA_FAST_RETRANSMISSION)
		put_expert_of(t, TA_FAST_RETRANSMISSION);
	if (f->flags & TA_SPURIOUS_RETRANSMISSION)
		put_expert_of(t, TA_SPURIOUS_RETRANSMISSION);
	if (f->flags & (TA_RETRANSMISSION | TA_FAST_RETRANSMISSION | TA_SPURIOUS_RETRANSMISSION))
		put_expert_of(t, TA_RETRANSMISSION);
	if (f->flags & TA_RETRANSMISSION && f->rto) {
		put_ns(t, RTO, 0, 0, f->rto);
		put_uint(t, RTO_FRAME, 0, 0, f->rto_frame);
	}
}

static void put_duplicate_ack(struct tree *t, const struct tcp_finding *f)
{
	char bytes[64];
	struct buf b = BUF_OVER(bytes, sizeof bytes);
	put_uint(t, DUP_ACK_NUMBER, 0, 0, f->dupack_number);
	put_uint(t, DUP_ACK_FRAME, 0, 0, f->dupack_frame);
	buf_lit(&b, "Duplicate ACK (#");
	fmt_uint(&b, f->dupack_number);
	buf_lit(&b, ")");
	buf_char(&b, 0);
	tree_push(t);
	put_expert(t, TA_FIRST + (unsigned)__builtin_ctz(TA_DUPLICATE_ACK), 0, 0, b.p);
	tree_pop(t);
}

static void put_flags(struct tree *t, const struct tcp_finding *f)
{
	put_node(t, ANALYSIS_FLAGS, 0, 0);
	tree_push(t);
	put_retransmission(t, f);
	for (unsigned flag = TA_OUT_OF_ORDER; flag <= TA_ZERO_WINDOW_PROBE_ACK; flag <<= 1) {
		if (!(f->flags & flag))
			continue;
		if (flag == TA_DUPLICATE_ACK)
			put_node(t, DUP_ACK_NODE, 0, 0);
		else
			put_expert_of(t, flag);
	}
	tree_pop(t);
	if (f->flags & TA_DUPLICATE_ACK)
		put_duplicate_ack(t, f);
}

void tcp_put_analysis(struct tree *t, const struct tcp_note *n)
{
	const struct tcp_finding *f = &n->found;
	put_node(t, ANALYSIS, 0, 0);
	tree_push(t);
	if (f->acks_frame) {
		put_uint(t, ACKS_FRAME, 0, 0, f->acks_frame);
		if (f->ack_rtt)
			put_ns(t, ACK_RTT, 0, 0, f->ack_rtt);
	}
	if (f->initial_rtt >= 0)
		put_ns(t, INITIAL_RTT, 0, 0, f->initial_rtt);
	if (f->flight) {
		put_uint(t, FLIGHT, 0, 0, f->flight);
		put_uint(t, PUSH_BYTES, 0, 0, f->push_bytes);
	}
	if (f->flags)
		put_flags(t, f);
	tree_pop(t);
}

/* The words are put one before the other: the last finding comes first. */
void tcp_analysis_info(struct buf *b, const struct tcp_note *n)
{
	static const char *const words[] = {
		"Retransmission", "Fast Retransmission", "Spurious Retransmission", "Out-Of-Order", "Port numbers reused",
		"Previous segment not captured", "ACKed unseen segment", "Window Update", "Window Full", "Keep-Alive",
		"Keep-Alive ACK", "Dup ACK ", "ZeroWindowProbe", "ZeroWindow", "ZeroWindowProbeAck",
	};
	const struct tcp_finding *f = &n->found;
	for (unsigned i = COUNT(words); i-- > 0;) {
		if (!(f->flags >> i & 1))
			continue;
		buf_lit(b, "[TCP ");
		buf_str(b, words[i]);
		if (1u << i == TA_DUPLICATE_ACK) {
			fmt_uint(b, f->dupack_frame);
			buf_char(b, '#');
			fmt_uint(b, f->dupack_number);
		}
		buf_lit(b, "] ");
	}
}
