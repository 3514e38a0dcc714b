/* conn_tcp.c: what a TCP segment adds to its connection, and what the connection says of the segment (flow.*). */
#include <string.h>

#include "flow/conn_impl.h"

enum { OPTION_END, OPTION_NOP, OPTION_MSS, OPTION_SCALE, OPTION_SACK_PERMITTED };

static const char *const phases[] = {
	[PHASE_NONE] = "none",          [PHASE_SYN] = "handshake 1/3",   [PHASE_SYN_ACK] = "handshake 2/3",
	[PHASE_ACK] = "handshake 3/3",  [PHASE_DATA] = "data",           [PHASE_FIN] = "close 1/4",
	[PHASE_FIN_ACK] = "close 2/4",  [PHASE_FIN_BACK] = "close 3/4",  [PHASE_LAST_ACK] = "close 4/4",
	[PHASE_RESET] = "reset",        [PHASE_STRAY_RESET] = "reset outside the window",
};

/* What a SYN offers (RFC 9293, 3.2; RFC 7323; RFC 2018). */
static void note_offers(struct conn_side *side, const struct layer *l, const struct tcp_segment *s)
{
	uint32_t off = TCP_HEADER_BYTES;
	side->syn = true;
	side->wscale = (int8_t)tcp_wscale(s);
	while (off + 1 < s->header_len && slice_has(l->data, off, 2)) {
		unsigned kind = slice_u8(l->data, off), len = kind == OPTION_NOP ? 1 : slice_u8(l->data, off + 1);
		if (kind == OPTION_END || !len)
			break;
		if (kind == OPTION_MSS && len == 4)
			side->mss = slice_u16(l->data, off + 2);
		side->sack |= kind == OPTION_SACK_PERMITTED;
		off += len;
	}
}

static void add(struct conn_count *c, uint32_t bytes)
{
	c->segments++;
	c->bytes += bytes;
}

static void note_findings(struct conn_side *side, const struct tcp_finding *f, uint32_t len)
{
	if (f->flags & (TA_RETRANSMISSION | TA_FAST_RETRANSMISSION | TA_SPURIOUS_RETRANSMISSION))
		add(&side->retransmitted, len);
	if (f->flags & TA_SPURIOUS_RETRANSMISSION)
		add(&side->duplicate, len);
	if (f->flags & TA_OUT_OF_ORDER)
		add(&side->out_of_order, len);
	if (f->flags & TA_LOST_SEGMENT)
		add(&side->lost, f->gap);
	side->duplicate_acks += !!(f->flags & TA_DUPLICATE_ACK);
}

/* A reset's window means nothing. */
static void note_window(struct conn_side *side, const struct tcp_segment *s, uint32_t window, int64_t now)
{
	if (s->flags & TCP_RST)
		return;
	if (!side->any_window || window < side->window_min)
		side->window_min = window;
	if (!side->any_window || window > side->window_max)
		side->window_max = window;
	side->any_window = true;
	bool closed = !window && !(s->flags & TCP_SYN);
	if (side->zero_since != INT64_MIN && now > side->zero_since) {
		side->zero_time += now - side->zero_since;
		side->zero_since = now;
	}
	if (!closed)
		side->zero_since = INT64_MIN;
	else if (side->zero_since == INT64_MIN)
		side->zero_since = now;
}

static void note_handshake(struct conn *c, enum tcp_phase phase, int64_t now)
{
	if (phase == PHASE_SYN && !c->synack_time)
		c->syn_time = now;
	else if (phase == PHASE_SYN_ACK && !c->ack_time)
		c->synack_time = now;
	else if (phase == PHASE_ACK && !c->ack_time)
		c->ack_time = now;
}

static bool may_be_silent(const struct flow_key *k)
{
	static const uint16_t ports[] = { 21, 22, 23, 513 }; /* FTP, SSH, Telnet, rlogin: people think in between */
	for (unsigned i = 0; i < COUNT(ports); i++)
		if (k->port_a == ports[i] || k->port_b == ports[i])
			return true;
	return false;
}

static enum flow_class class_of(const struct conn *c)
{
	const struct zeek_end *orig = &c->zeek.end[c->zeek.orig], *resp = &c->zeek.end[!c->zeek.orig];
	if (orig->state == ZEEK_RESET || resp->state == ZEEK_RESET || (orig->did_close && resp->did_close) ||
	    (orig->did_close && zeek_end_is_inactive(resp)) || (resp->did_close && zeek_end_is_inactive(orig)))
		return FLOW_CLOSED;
	if ((orig->state == ZEEK_SYN_SENT || orig->state == ZEEK_SYN_ACK_SENT) && resp->state == ZEEK_INACTIVE)
		return FLOW_EMBRYONIC;
	if (c->end[0].state == TCP_SYN_RECEIVED || c->end[1].state == TCP_SYN_RECEIVED)
		return FLOW_HANDSHAKE;
	if (c->entry.class == FLOW_PATIENT || c->entry.class == FLOW_ESTABLISHED)
		return c->entry.class; /* what it is does not change */
	return may_be_silent(&c->entry.key) ? FLOW_PATIENT : FLOW_ESTABLISHED;
}

/* RFC 9293, 3.6.1: the wait begins with TIME-WAIT, and anew with each FIN that comes again. */
static void note_wait(struct conn *c, const struct conns *cs, bool waited, bool fin)
{
	bool waits = c->end[0].state == TCP_TIME_WAIT || c->end[1].state == TCP_TIME_WAIT;
	if (waits && (!waited || fin))
		c->wait_until = cs->now + cs->options.wait;
}

/* An end whose 2MSL are over before this packet. */
static void finish_wait(struct conn *c, int64_t now)
{
	for (unsigned i = 0; i < 2; i++)
		if (c->end[i].state == TCP_TIME_WAIT && now >= c->wait_until)
			c->end[i].state = (uint8_t)tcp_next_state(TCP_TIME_WAIT, WAITED_2MSL);
}

/* RFC 9293, 3.4: an acknowledgement number is the answered segment's number plus SYN, length and FIN of it. */
static void note_ack(struct flow_note *n, struct conn_side *side, const struct tcp_segment *s, uint32_t acks_frame)
{
	n->has_ack = s->flags & TCP_ACK;
	if (acks_frame) {
		side->ack = s->ack;
		side->ack_frame = acks_frame;
	}
	n->ack_follows = side->ack_frame && side->ack == s->ack;
	n->ack_frame = n->ack_follows ? side->ack_frame : 0;
}

/* How full the window is that data goes into: the receiver's, be this data or its acknowledgement. */
static void note_fill(struct flow_note *n, const struct conn *c, unsigned from, bool data)
{
	const struct tcp_end *sender = &c->end[data ? from : !from], *receiver = &c->end[data ? !from : from];
	n->has_window = sender->seq_known && receiver->ack_known && receiver->state != TCP_CLOSED;
	uint32_t flight = sender->next - receiver->acked;
	n->in_flight = n->has_window && (int32_t)flight > 0 ? flight : 0;
	n->window = n->has_window ? receiver->window : 0;
}

/* Sides as the fields tell them: bit 0 the originator, bit 1 the responder. */
static uint8_t by_role(const struct conn *c, unsigned sides)
{
	return (uint8_t)(c->zeek.orig ? (sides & 1) << 1 | sides >> 1 : sides);
}

static void fill_note(struct flow_note *n, struct conn *c, const struct conn_packet *p, const struct tcp_segment *s,
		      enum tcp_phase phase, uint32_t acks_frame)
{
	unsigned orig = c->zeek.orig, waiting = conn_waiting(c, p->now);
	memset(n, 0, sizeof *n);
	n->state[0] = tcp_state_name(c->end[orig].state);
	n->state[1] = tcp_state_name(c->end[!orig].state);
	n->phase = phases[phase];
	n->from_responder = p->from != orig;
	n->active_closer = by_role(c, conn_active_closers(c));
	n->waiting = by_role(c, waiting);
	n->wait_until = waiting ? c->wait_until : 0;
	note_ack(n, &c->side[p->from], s, acks_frame);
	note_fill(n, c, p->from, s->len);
}

static struct conn *conn_of(struct conns *cs, struct conn_packet *p, const struct tcp_segment *s)
{
	struct conn *c = conn_find(cs, p);
	if (c && !p->bad_sum && zeek_is_reuse(&c->zeek, s)) {
		conn_end(cs, c, CONN_REPLACED);
		c = NULL;
	}
	if (!c) {
		c = conn_add(cs, p, FLOW_EMBRYONIC);
		zeek_begin_tcp(&c->zeek, p->from, s, cs->options.zeek_bare);
	}
	return c;
}

void conn_see_tcp(struct conns *cs, struct conn_packet *p, const struct tcp_segment *s, const struct tcp_note *n,
		  unsigned scale, struct flow_note *note)
{
	struct conn *c = conn_of(cs, p, s);
	struct conn_side *side = &c->side[p->from];
	if (note)
		note->state[0] = NULL; /* nothing to tell, unless it is filled in below */
	if (p->bad_sum) {
		zeek_bad_checksum(&c->zeek, p->from);
		return;
	}
	bool closed = c->zeek.end[0].did_close && c->zeek.end[1].did_close;
	conn_count(c, p, s->len, cs);
	if (!closed)
		c->active = c->last;
	finish_wait(c, p->now);
	bool waited = c->end[0].state == TCP_TIME_WAIT || c->end[1].state == TCP_TIME_WAIT;
	enum tcp_phase phase = tcp_ends_see(c->end, p->from, s, n->window);
	note_wait(c, cs, waited, s->flags & TCP_FIN);
	if (s->flags & TCP_SYN)
		note_offers(side, p->l, s);
	if (s->flags & TCP_FIN && c->first_fin == NOBODY)
		c->first_fin = (uint8_t)p->from;
	if (phase == PHASE_RESET && c->first_rst == NOBODY)
		c->first_rst = (uint8_t)p->from;
	note_findings(side, &n->found, s->len);
	note_window(side, s, n->window, p->now);
	note_handshake(c, phase, p->now);
	uint32_t captured = p->l->data.len > s->header_len ? p->l->data.len - s->header_len : 0;
	zeek_tcp(&c->zeek, p->from, s, captured, scale);
	flow_table_move(cs->table, c, class_of(c));
	if (note)
		fill_note(note, c, p, s, phase, n->found.acks_frame);
}
