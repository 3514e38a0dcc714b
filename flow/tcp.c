/* tcp.c: TCP streams: numbers, relative sequence numbers, window scaling, completeness, times. */
#include "dissect/transport/tcp.h"
#include "base/inline.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

enum { SEEN_SYN = 1, SEEN_SYNACK = 2, SEEN_ACK = 4, SEEN_DATA = 8, SEEN_FIN = 16, SEEN_RST = 32 };
enum { SCALE_UNKNOWN = -1, SCALE_NONE = -2, SCALE_MAX = 14 /* RFC 7323, 2.3 */ };

static struct flow *new_stream(struct tracker *k, const struct flow_key *key, int64_t now)
{
	struct flow *f = flow_table_add(k->tcp_flows, key, FLOW_EMBRYONIC);
	f->stream = k->tcp_streams++;
	flow_expected(k, f);
	f->first = f->last = now;
	f->half[0].wscale = f->half[1].wscale = SCALE_UNKNOWN;
	f->initial_rtt = -1;
	tcp_sender_init(&f->half[0].sender);
	tcp_sender_init(&f->half[1].sender);
	f->fresh = true;
	return f;
}

/* A SYN with another sequence number than the stream began with is another connection on the same ports. */
static struct flow *find_stream(struct tracker *k, const struct flow_key *key, bool reverse,
				const struct tcp_segment *s, int64_t now, struct tcp_note *n)
{
	struct flow *f = flow_table_find(k->tcp_flows, key);
	if (!f)
		return new_stream(k, key, now);
	f->fresh = false;
	flow_table_touch(f);
	struct flow_half *from = &f->half[reverse];
	if (!(s->flags & TCP_SYN) || !from->base_known || from->base_seq == s->seq)
		return f;
	n->flags |= TN_REUSED_PORTS;
	if (s->flags & TCP_ACK) {
		from->base_seq = s->seq;
		return f;
	}
	f = new_stream(k, key, now);
	f->completeness = SEEN_SYN;
	f->fresh = false;
	return f;
}

static void set_bases(struct flow_half *from, struct flow_half *to, const struct tcp_segment *s)
{
	if (!from->base_known) {
		from->base_seq = s->flags & TCP_SYN ? s->seq : s->seq - 1;
		from->base_known = true;
	}
	if (!to->base_known && s->flags & TCP_ACK) {
		to->base_seq = s->ack - 1;
		to->base_known = true;
	}
}

/* Window scaling holds only when both SYNs offer it (RFC 7323, 2.2); a missing one leaves the other's word. */
static void note_scale(struct flow_half *from, struct flow_half *to, const struct tcp_segment *s, bool whole)
{
	int shift = tcp_wscale(s);
	if (shift >= 0)
		from->wscale = (int8_t)(shift > SCALE_MAX ? SCALE_MAX : shift);
	if (!(s->flags & TCP_SYN) || !whole)
		return;
	if (from->wscale == SCALE_UNKNOWN)
		from->wscale = to->wscale = SCALE_NONE;
	else if (s->flags & TCP_ACK && to->wscale == SCALE_NONE)
		from->wscale = SCALE_NONE;
}

OUT_OF_LINE void note_milestone(struct flow *f, const struct tcp_segment *s, bool data)
{
	bool syn = s->flags & TCP_SYN, ack = s->flags & TCP_ACK;
	if (f->fresh) {
		/* Of a connection that was announced tshark does not count the first SYN. */
		f->completeness = syn && !ack && !f->app ? (uint8_t)(SEEN_SYN | (data ? SEEN_DATA : 0)) : 0;
		return;
	}
	if (syn && ack)
		f->completeness |= SEEN_SYNACK;
	if (ack && !syn)
		f->completeness |= data ? SEEN_DATA : SEEN_ACK;
	if (s->flags & TCP_FIN && ack)
		f->completeness |= SEEN_FIN;
	if (s->flags & TCP_RST)
		f->completeness |= SEEN_RST;
}

static void note_completeness(struct flow *f, const struct tcp_segment *s)
{
	bool data = s->len && s->len_known;
	if (f->fresh || s->flags & (TCP_SYN | TCP_FIN | TCP_RST))
		note_milestone(f, s, data);
	else if (s->flags & TCP_ACK)
		f->completeness |= data ? SEEN_DATA : SEEN_ACK;
}

static void note_numbers(const struct tracker *k, struct tcp_note *n, const struct flow_half *from,
			 const struct flow_half *to, const struct tcp_segment *s)
{
	bool wanted = k->options->tcp_relative && k->options->tcp_analyze, relative = wanted && s->len_known;
	n->ack_base = wanted && to->base_known ? to->base_seq : 0;
	n->seq = s->seq - (relative && from->base_known ? from->base_seq : 0);
	n->ack = s->ack - (relative && to->base_known && s->flags & TCP_ACK ? to->base_seq : 0);
	n->len = s->len;
	n->nxtseq = n->seq + s->len + (s->flags & (TCP_SYN | TCP_FIN) ? 1 : 0);
	n->window = s->window;
	if (from->wscale >= 0 && !(s->flags & TCP_SYN) && s->len_known)
		n->window <<= from->wscale;
	n->scale = from->wscale >= 0 ? 1 << from->wscale : from->wscale;
	if (!(s->flags & TCP_SYN))
		n->flags |= TN_SCALE_SHOWN;
}

static void note_closing(struct tcp_note *n, struct flow_half *from, const struct flow_half *to)
{
	n->flags |= to->closing ? TN_FIN_PASSIVE : TN_FIN_ACTIVE;
	from->closing |= !to->closing;
}

/* Both ends speak AccECN once the SYN asks for it with all three flags and the SYN/ACK answers with one of four codes
 * (draft-ietf-tcpm-accurate-ecn, 3.1.1), or once an option of it was seen. */
static void note_ecn(struct flow *f, struct tcp_note *n, const struct tcp_segment *s)
{
	enum { ASKS = TCP_AE | TCP_CWR | TCP_ECE, ANSWERS = 1 << 2 | 1 << 3 | 1 << 4 | 1 << 6 };
	if (!(s->flags & TCP_SYN))
		n->flags |= f->acc_ecn ? TN_ACE : 0;
	else if (!(s->flags & TCP_ACK))
		f->acc_ecn_asked = (s->flags & ASKS) == ASKS;
	else if (f->acc_ecn_asked && ANSWERS >> (s->flags >> 6 & 7) & 1)
		f->acc_ecn = true;
	f->acc_ecn |= (s->facts & TCP_FACT_ACC_ECN) != 0;
}

/* Fast open (RFC 7413): did the SYN/ACK take what came with the SYN? */
static void note_fast_open(struct flow *f, struct tcp_note *n, const struct tcp_segment *s)
{
	if (!(s->flags & TCP_SYN))
		return;
	if (!(s->flags & TCP_ACK))
		f->fast_open = s->facts & TCP_FACT_COOKIE && s->len && s->len_known;
	else if (n->ack > 1)
		n->flags |= TN_TFO_ACK;
	else if (f->fast_open)
		n->flags |= TN_TFO_IGNORED;
}

enum { SACK_BLOCKS = 3 }; /* of the last segment that count for the bytes in flight; tshark looks at no more */

/* Bytes that the segment's SACK blocks say have arrived (RFC 2018, 3). */
static uint32_t sacked_bytes(const struct layer *l, const struct tcp_segment *s)
{
	uint32_t sum = 0, off = s->facts >> TCP_FACT_SACK_OFFSET & 0xff, count = s->facts >> TCP_FACT_SACK_COUNT;
	for (unsigned i = 0; i < count && i < SACK_BLOCKS; i++)
		sum += slice_u32(l->data, off + 8 * i + 4) - slice_u32(l->data, off + 8 * i);
	return sum;
}

/* From the latest SYN to the first ACK without one, from whichever side. */
static void note_initial_rtt(struct flow *f, const struct tcp_segment *s, int64_t now)
{
	if (s->flags & TCP_SYN) {
		if (!(s->flags & TCP_ACK)) {
			f->syn_seen = now != 0; /* the very epoch counts as no time, as in tshark */
			f->syn_time = now;
		}
	} else if (s->flags & TCP_ACK && f->syn_seen && f->initial_rtt < 0) {
		f->initial_rtt = now == f->syn_time ? -1 : now - f->syn_time; /* no time at all is none, as in tshark */
	}
}

static void analyze(struct tracker *k, struct flow *f, unsigned side, const struct layer *l,
		    const struct tcp_segment *s, struct tcp_note *n, uint64_t frame, int64_t now)
{
	struct flow_half *from = &f->half[side], *to = &f->half[!side];
	struct tcp_times t = { now, f->initial_rtt, (uint32_t)frame };
	/* The SYN again, with the same number: what was sent since did not happen. */
	bool same_syn = !f->fresh && (s->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN && from->base_seq == s->seq &&
			from->sender.nextseq;
	if (same_syn)
		from->sender.nextseq = from->sender.to_be_acked;
	if (k->segments && unacked_pool_is_full(k->segments))
		tracker_forget_segments(k, f);
	tcp_classify(&n->found, &from->sender, &to->sender, s, to->wscale, &t, k->segments);
	tcp_update(&n->found, &from->sender, &to->sender, s, from->base_seq, sacked_bytes(l, s), &t, k->segments);
	if (n->flags & TN_REUSED_PORTS)
		n->found.flags |= TA_REUSED_PORTS;
	n->found.any |= same_syn || n->found.flags;
	note_initial_rtt(f, s, now);
	n->found.initial_rtt = f->initial_rtt;
}

/* Who may go first when the table is full. */
static enum flow_class class_of(const struct flow *f)
{
	if (f->completeness & (SEEN_FIN | SEEN_RST))
		return FLOW_CLOSED;
	return f->completeness & ~(SEEN_SYN | SEEN_SYNACK) || !f->completeness ? FLOW_ESTABLISHED : FLOW_EMBRYONIC;
}

/* The connection that the segment belongs to, for those who asked for connections. */
static void note_conn(struct tracker *k, struct dissection *d, const struct layer *l, const struct flow_key *key,
		      bool reverse, const struct tcp_segment *s, const struct tcp_note *n, struct flow *f)
{
	struct conn_packet p = { .key = *key, .from = reverse, .stream = f->stream, .hint = &f->conn };
	int8_t shift = f->half[reverse].wscale;
	if (!conn_locate(&p, d, l))
		return;
	p.bad_sum = d->options->tcp_check_checksum && tcp_verify(d, l).status == CHECKSUM_BAD;
	conn_see_tcp(k->conns, &p, s, n, shift >= 0 && !(s->flags & TCP_SYN) ? (unsigned)shift : 0,
		     k->tell_flow && d->n_flow < MAX_NOTES ? &d->flow[d->n_flow++] : NULL);
}

/* What SYNs and unusual options agree on. */
OUT_OF_LINE void note_terms(struct flow *f, bool reverse, struct tcp_note *n, const struct layer *l,
			    const struct tcp_segment *s)
{
	bool whole = !(s->facts & TCP_FACT_BROKEN) && l->data.len >= TCP_HEADER_BYTES;
	note_ecn(f, n, s);
	note_fast_open(f, n, s);
	note_scale(&f->half[reverse], &f->half[!reverse], s, whole);
}

/* When both ports are somebody's home, the SYN says who serves: the connection is that one's, whichever number is lower. */
OUT_OF_LINE void note_server(struct flow *f, const struct dissection *d, const struct tcp_segment *s)
{
	enum { GIVEN_TO_CLIENTS = 32768 }; /* ports from here on are nobody's home */
	bool answers = s->flags & TCP_ACK;
	uint16_t from = answers ? s->dst_port : s->src_port, to = answers ? s->src_port : s->dst_port;
	if (f->app || from >= GIVEN_TO_CLIENTS)
		return;
	uint16_t client = registry_next(d->registry, NEXT_TCP_PORT, from);
	uint16_t server = registry_next(d->registry, NEXT_TCP_PORT, to);
	if (server != client && server != NO_PROTOCOL && client != NO_PROTOCOL && !registry_protocol(server)->refuses)
		f->app = (uint16_t)(server + 1);
}

void track_tcp(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct flow_key key;
	struct tcp_segment s;
	bool reverse;
	if (!(l->fact[0] & TCP_FACT_READ) || d->n_tcp == MAX_NOTES)
		return;
	tcp_read(l, &s);
	if (!flow_key_make(&key, &reverse, &l->src, &l->dst, s.src_port, s.dst_port, 6))
		return;
	unsigned i = d->n_tcp++;
	struct tcp_note *n = &d->tcp[i];
	memset(n, 0, offsetof(struct tcp_note, found));
	n->flags = TN_STREAM;
	l->note = d->n_tcp;
	int64_t now = d->now;
	struct flow *f = find_stream(k, &key, reverse, &s, now, n);
	struct flow_half *from = &f->half[reverse], *to = &f->half[!reverse];
	if (k->conns && !f->conn)
		flow_table_fetch(k->conns->table, &key);
	k->tcp_flow[i] = f;
	k->tcp_reverse[i] = reverse;
	n->stream = f->stream;
	n->completeness = f->completeness;
	n->since_first = now - f->first;
	n->since_previous = now - f->last;
	f->last = now;
	if (s.len_known)
		set_bases(from, to, &s);
	note_numbers(k, n, from, to, &s);
	if (s.len_known && k->options->tcp_analyze)
		analyze(k, f, reverse, l, &s, n, d->frame->number, now);
	else
		n->found = (struct tcp_finding){ .flags = 0 };
	d->fronts |= n->found.flags != 0;
	if (s.bogus)
		return;
	if (s.flags & TCP_FIN)
		note_closing(n, from, to);
	if (s.flags & TCP_SYN || s.facts & TCP_FACTS_OF_OPTIONS)
		note_terms(f, reverse, n, l, &s);
	else if (f->acc_ecn)
		n->flags |= TN_ACE;
	note_completeness(f, &s);
	if (k->conns && s.len_known)
		note_conn(k, d, l, &key, reverse, &s, n, f);
	if (f->fresh || f->completeness != n->completeness) {
		flow_table_move(k->tcp_flows, f, class_of(f));
		if (s.flags & TCP_SYN)
			note_server(f, d, &s);
	}
	if (s.flags & TCP_FIN && !l->payload.wire && f->pdu[reverse])
		stream_end(k, d, l);
}
