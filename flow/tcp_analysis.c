/* tcp_analysis.c: the rules by which a TCP segment is told to be a retransmission, a duplicate ACK, ... */
#include "flow/tcp_analysis.h"

#include "base/pages.h"
#include "flow/tcp_seq.h"

enum {
	MAX_UNACKED = 10000,           /* a direction's list; tshark's bound, beyond which it stops looking */
	FAST_NS = 20 * 1000 * 1000,    /* a fast retransmission answers duplicate ACKs within this */
	REORDER_NS = 3 * 1000 * 1000,  /* out of order rather than retransmitted, when no round trip was measured */
};
#define DUPACKS_UNSEEN UINT32_MAX /* "acknowledged, never captured" was said already for this number */

enum { SYN_FIN_RST = TCP_SYN | TCP_FIN | TCP_RST };

bool unacked_pool_init(struct unacked_pool *p, uint32_t max)
{
	*p = (struct unacked_pool){ .max = max };
	p->entry = pages_new(max * sizeof *p->entry);
	return p->entry;
}

void unacked_pool_release(struct unacked_pool *p)
{
	pages_free(p->entry, p->max * sizeof *p->entry);
}

void tcp_sender_init(struct tcp_sender *s)
{
	*s = (struct tcp_sender){ .window = UINT32_MAX, .flight_known = true };
}

static uint32_t take(struct unacked_pool *p)
{
	uint32_t i = p->free;
	if (i)
		p->free = p->entry[i - 1].older;
	else if (p->used < p->max)
		i = ++p->used;
	else
		p->forgotten++;
	return i;
}

static void push_unacked(struct unacked_pool *p, struct tcp_sender *s, uint32_t seq, uint32_t nextseq,
			 const struct tcp_times *t)
{
	uint32_t i = take(p);
	if (!i)
		return;
	p->entry[i - 1] = (struct unacked){ seq, nextseq, t->frame, s->newest, 0, t->now };
	if (s->newest)
		p->entry[s->newest - 1].newer = i;
	else
		s->oldest = i;
	s->newest = i;
	s->n_unacked++;
}

static void drop_unacked(struct unacked_pool *p, struct tcp_sender *s, uint32_t i)
{
	struct unacked *e = &p->entry[i - 1];
	if (e->newer)
		p->entry[e->newer - 1].older = e->older;
	else
		s->newest = e->older;
	if (e->older)
		p->entry[e->older - 1].newer = e->newer;
	else
		s->oldest = e->newer;
	s->n_unacked--;
	e->older = p->free;
	p->free = i;
}

void tcp_sender_release(struct tcp_sender *s, struct unacked_pool *p)
{
	while (s->newest)
		drop_unacked(p, s, s->newest);
}

static uint32_t sequence_space(const struct tcp_segment *s)
{
	return s->len + (s->flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
}

/* A segment without data, SYN, FIN or RST that repeats the sender's place in both streams. */
static bool repeats_place(const struct tcp_sender *from, const struct tcp_segment *s)
{
	return !s->len && s->seq == from->nextseq && s->ack == from->lastack && !(s->flags & SYN_FIN_RST);
}

/* What a pure ACK that moves nothing means. */
static uint16_t classify_repeat(const struct tcp_sender *from, const struct tcp_sender *to, const struct tcp_segment *s)
{
	if (!repeats_place(from, s) || s->window != from->window)
		return 0;
	if (s->window && to->last_flags & TA_KEEP_ALIVE)
		return TA_KEEP_ALIVE_ACK;
	if (!s->window)
		return to->last_flags & TA_ZERO_WINDOW_PROBE ? TA_ZERO_WINDOW_PROBE_ACK : 0;
	return TA_DUPLICATE_ACK;
}

/* Does the segment fill the receiver's window to the last byte? The window of a SYN/ACK is not scaled. */
static bool fills_window(const struct tcp_sender *to, const struct tcp_segment *s, int to_scale)
{
	unsigned shift = to->first_ack || to_scale < 0 ? 0 : (unsigned)to_scale;
	return s->len && to_scale != -1 && !(s->flags & SYN_FIN_RST) &&
	       s->seq + s->len == to->lastack + (to->window << shift);
}

/* Rules for data, SYN and FIN that was sent before, or comes late. */
static uint16_t classify_old(const struct tcp_sender *from, const struct tcp_sender *to, uint32_t dupacks,
			     const struct tcp_segment *s, const struct tcp_times *t, uint16_t so_far)
{
	bool old = from->nextseq && seq_lt(s->seq, from->nextseq);
	if (so_far & TA_KEEP_ALIVE)
		return 0;
	/* New data behind a probe of one byte. */
	if (s->len > 1 && s->seq == from->nextseq - 1)
		old = false;
	if (s->len && to->lastack && seq_le(s->seq + s->len, to->lastack))
		return TA_SPURIOUS_RETRANSMISSION;
	if (!old)
		return 0;
	if (dupacks >= 2 && to->lastack == s->seq && (uint64_t)(t->now - to->lastack_time) < FAST_NS)
		return TA_FAST_RETRANSMISSION;
	uint64_t late = (uint64_t)(t->now - from->nextseq_time);
	if (late < (t->initial_rtt >= 0 ? (uint64_t)t->initial_rtt : REORDER_NS) &&
	    from->nextseq != s->seq + sequence_space(s))
		return TA_OUT_OF_ORDER;
	return TA_RETRANSMISSION;
}

/* Acknowledges what was never seen: said once for each such number. */
static bool acks_unseen(const struct tcp_sender *to, const struct tcp_segment *s)
{
	return s->flags & TCP_ACK && to->to_be_acked && seq_gt(s->ack, to->to_be_acked);
}

void tcp_classify(struct tcp_finding *f, const struct tcp_sender *from, const struct tcp_sender *to,
		  const struct tcp_segment *s, int to_scale, const struct tcp_times *t, const struct unacked_pool *pool)
{
	bool quiet = !(s->flags & SYN_FIN_RST);
	uint16_t flags = 0;
	*f = (struct tcp_finding){ .initial_rtt = t->initial_rtt };
	if (s->len == 1 && s->seq == from->nextseq && !to->window) {
		flags = TA_ZERO_WINDOW_PROBE;
	} else {
		if (!s->window && quiet)
			flags |= TA_ZERO_WINDOW;
		if (from->nextseq && seq_gt(s->seq, from->nextseq) && !(s->flags & TCP_RST))
			flags |= TA_LOST_SEGMENT;
		if (s->len <= 1 && s->seq == from->nextseq - 1 && quiet)
			flags |= TA_KEEP_ALIVE;
		if (repeats_place(from, s) && s->window && s->window != from->window)
			flags |= TA_WINDOW_UPDATE;
		if (fills_window(to, s, to_scale))
			flags |= TA_WINDOW_FULL;
		flags |= classify_repeat(from, to, s);
	}
	if (flags & TA_DUPLICATE_ACK) {
		f->dupack_number = from->dupacks == DUPACKS_UNSEEN ? 1 : from->dupacks + 1;
		f->dupack_frame = from->last_nondup;
	}
	uint32_t dupacks = to->dupacks;
	if (acks_unseen(to, s)) {
		f->any = true;
		if (seq_lt(to->to_be_acked, to->nextseq)) {
			flags |= TA_ACK_LOST_SEGMENT;
		} else {
			if (!dupacks)
				flags |= TA_ACK_LOST_SEGMENT;
			dupacks = DUPACKS_UNSEEN;
		}
	}
	if (s->len || s->flags & (TCP_SYN | TCP_FIN))
		flags |= classify_old(from, to, dupacks, s, t, flags);
	if (flags & TA_RETRANSMISSION) {
		const struct unacked *oldest = from->oldest ? &pool->entry[from->oldest - 1] : NULL;
		f->rto = t->now - (oldest ? oldest->time : from->nextseq_time);
		f->rto_frame = oldest ? oldest->frame : from->nextseq_frame;
	}
	f->gap = flags & TA_LOST_SEGMENT ? s->seq - from->nextseq : 0;
	f->flags = flags;
}

/* The receiver's ACK clears what it covers of the sender's list; the oldest entry that ends there is what it answers. */
static void acknowledge(struct tcp_finding *f, struct tcp_sender *to, uint32_t ack, const struct tcp_times *t,
			struct unacked_pool *p)
{
	for (uint32_t i = to->newest, older; i; i = older) {
		struct unacked *e = &p->entry[i - 1];
		older = e->older;
		if (ack == e->nextseq) {
			f->acks_frame = e->frame;
			f->ack_rtt = t->now - e->time;
			drop_unacked(p, to, i);
		} else if (seq_gt(ack, e->seq) && seq_le(ack, e->nextseq)) {
			e->seq = ack;
		} else if (!seq_gt(e->nextseq, ack)) {
			drop_unacked(p, to, i);
		}
	}
}

/* From the first to the last byte on the way, less what the receiver has by its SACK blocks. */
static void measure_flight(struct tcp_finding *f, struct tcp_sender *from, const struct tcp_sender *to,
			   const struct tcp_segment *s, uint32_t base, const struct unacked_pool *p)
{
	uint32_t low = UINT32_MAX, high = 0;
	if (!s->len || !from->newest || !from->flight_known)
		return;
	f->any = true;
	for (uint32_t i = from->newest; i; i = p->entry[i - 1].older) {
		uint32_t a = p->entry[i - 1].seq - base, b = p->entry[i - 1].nextseq - base;
		low = a < low ? a : low;
		high = b > high ? b : high;
	}
	uint32_t flight = high - low - to->sacked;
	if (flight && flight < 2000000000u)
		f->flight = flight - (s->flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
	bool push = s->flags & TCP_PSH;
	from->push_bytes = from->push_last ? s->len : from->push_bytes + s->len;
	from->push_last = push;
	f->push_bytes = from->push_bytes;
}

static void note_sent(struct tcp_sender *from, const struct tcp_segment *s, uint16_t flags, const struct tcp_times *t,
		      struct unacked_pool *p)
{
	uint32_t next = s->seq + s->len;
	if (sequence_space(s) && from->n_unacked < MAX_UNACKED) {
		next = s->seq + sequence_space(s);
		if (p)
			push_unacked(p, from, s->seq, next, t);
		else
			from->n_unacked++;
	}
	if (flags & TA_ZERO_WINDOW_PROBE)
		return;
	if (!from->nextseq || seq_gt(next, from->nextseq)) {
		from->nextseq = next;
		from->nextseq_frame = t->frame;
		from->nextseq_time = t->now;
	}
	if (s->seq == from->to_be_acked || !from->to_be_acked)
		from->to_be_acked = from->nextseq;
}

void tcp_update(struct tcp_finding *f, struct tcp_sender *from, struct tcp_sender *to, const struct tcp_segment *s,
		uint32_t from_base, uint32_t sacked, const struct tcp_times *t, struct unacked_pool *p)
{
	if (s->flags & TCP_ACK)
		to->flight_known = true;
	if (f->flags & TA_LOST_SEGMENT)
		from->flight_known = false;
	if (f->flags & TA_DUPLICATE_ACK)
		from->dupacks = f->dupack_number;
	if (s->ack != from->lastack) {
		from->last_nondup = t->frame;
		from->dupacks = 0;
		if (!p) /* without the list, an ACK that moves is taken for one of all */
			to->n_unacked = 0;
	}
	if (acks_unseen(to, s)) {
		if (seq_lt(to->to_be_acked, to->nextseq))
			to->to_be_acked = to->nextseq;
		else
			to->dupacks = DUPACKS_UNSEEN;
	}
	note_sent(from, s, f->flags, t, p);
	if (s->flags & TCP_SYN)
		from->first_ack = true;
	else if (s->flags & TCP_ACK)
		from->first_ack = false;
	from->window = s->window;
	from->lastack = s->ack;
	from->lastack_time = t->now;
	from->last_flags = f->flags;
	acknowledge(f, to, s->ack, t, p);
	measure_flight(f, from, to, s, from_base, p);
	from->sacked = sacked;
	f->any |= f->flags || f->acks_frame;
}
