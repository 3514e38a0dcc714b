/* zeek.c: Zeek's two endpoint machines, the letters of its history, and what it counts as missed. */
#include "flow/zeek.h"

#include <string.h>

#include "dissect/field.h"
#include "flow/tcp_seq.h"

enum {
	JUMP = 1 << 20,               /* a SYN or RST that far off is no retransmission */
	MAX_ABOVE_HOLE = 16384,       /* bytes above a hole without any acknowledgement: the other side is not captured */
	MAX_UNACKED_BYTES = 10 << 20,
};

static const uint16_t tcp_servers[] = {
	21,   22,   25,   53,	79,   80,   81,	  88,	135,  139,  143,  389,	443,  445,  465,   502,	 514,  563,
	585,  587,  614,  631,	636,  989,  990,  992,	993,  995,  1080, 1434, 1883, 2811, 3128,  3268, 3306, 3389,
	5222, 5223, 5269, 5432, 6379, 6666, 6667, 6668, 6669, 8000, 8080, 8888, 20000,
};
static const uint16_t udp_servers[] = {
	53,   67,   88,	  123,	137,  161,  162,  389,	443,  514,  1812, 2123,	 2152,
	3389, 3544, 4011, 4754, 4789, 5060, 5072, 5353, 5355, 6081, 20000,
};

static bool listed(const uint16_t *ports, unsigned n, uint16_t port)
{
	for (unsigned i = 0; i < n; i++)
		if (ports[i] == port)
			return true;
	return false;
}

static void letter(struct zeek_conn *c, unsigned side, char upper)
{
	if (c->n_history < ZEEK_HISTORY - 1)
		c->history[c->n_history++] = (char)(side == c->orig ? upper : upper + ('a' - 'A'));
}

/* Things that may happen often are told at the first, tenth, hundredth, ... time. */
static void letter_scaled(struct zeek_conn *c, unsigned side, char upper, uint32_t *count)
{
	uint32_t n = ++*count;
	while (n % 10 == 0)
		n /= 10;
	if (n == 1)
		letter(c, side, upper);
}

static void flip(struct zeek_conn *c)
{
	c->orig = !c->orig;
	if (c->n_history < ZEEK_HISTORY - 1)
		c->history[c->n_history++] = '^';
}

void zeek_begin_tcp(struct zeek_conn *c, unsigned from, const struct tcp_segment *s, bool bare)
{
	*c = (struct zeek_conn){ .orig = (uint8_t)from };
	bool syn = s->flags & TCP_SYN, ack = s->flags & TCP_ACK;
	if ((syn && (bare || !ack)) || !listed(tcp_servers, COUNT(tcp_servers), s->src_port))
		return;
	if (!listed(tcp_servers, COUNT(tcp_servers), s->dst_port) || (!syn && s->src_port < s->dst_port))
		flip(c);
}

void zeek_begin_udp(struct zeek_conn *c, unsigned from, uint16_t src_port, uint16_t dst_port, bool to_many)
{
	*c = (struct zeek_conn){ .orig = (uint8_t)from };
	if (!to_many && listed(udp_servers, COUNT(udp_servers), src_port) &&
	    !listed(udp_servers, COUNT(udp_servers), dst_port))
		flip(c);
}

bool zeek_is_reuse(const struct zeek_conn *c, const struct tcp_segment *s)
{
	const struct zeek_end *orig = &c->end[c->orig], *resp = &c->end[!c->orig];
	if (!(s->flags & TCP_SYN) || (!orig->started && !resp->started))
		return false;
	bool answer = s->flags & TCP_ACK;
	if (answer && orig->state != ZEEK_INACTIVE)
		return false;
	if (orig->did_close || resp->did_close)
		return true;
	const struct zeek_end *x = answer ? resp : orig;
	if (!answer && orig->state == ZEEK_SYN_ACK_SENT && resp->state == ZEEK_INACTIVE && s->seq == resp->start)
		return false;
	return s->seq != x->start;
}

/* --- history --- */

static uint32_t segment_end(const struct tcp_segment *s)
{
	return s->seq + s->len + !!(s->flags & TCP_SYN) + !!(s->flags & TCP_FIN);
}

/* Nothing but data and acknowledgements. */
static bool is_plain(const struct tcp_segment *s)
{
	return !(s->flags & (TCP_SYN | TCP_FIN | TCP_RST));
}

static void once(struct zeek_conn *c, unsigned side, bool *seen, char upper)
{
	if (!*seen)
		letter(c, side, upper);
	*seen = true;
}

/* Once, and again when it stands at another place. */
static void once_each(struct zeek_conn *c, unsigned side, bool *seen, uint32_t *last, uint32_t place, char upper)
{
	if (!*seen || *last != place)
		letter(c, side, upper);
	*seen = true;
	*last = place;
}

static void note_history(struct zeek_conn *c, unsigned side, const struct tcp_segment *s)
{
	struct zeek_end *e = &c->end[side];
	unsigned syn = !!(s->flags & TCP_SYN), fin = !!(s->flags & TCP_FIN), rst = !!(s->flags & TCP_RST);
	uint32_t place = s->seq - e->start;
	if (is_plain(s)) {
		if (s->len)
			once(c, side, &e->data_seen, 'D');
		else if (s->flags & TCP_ACK)
			once(c, side, &e->ack_seen, 'A');
		return;
	}
	if (syn + fin + rst > 1)
		once(c, side, fin && rst ? &e->inconsistent : &e->multi_seen, fin && rst ? 'I' : 'Q');
	else if (syn)
		once_each(c, side, &e->syn_seen, &e->last_syn, place, s->flags & TCP_ACK ? 'H' : 'S');
	else if (fin)
		once_each(c, side, &e->fin_seen, &e->last_fin, place + s->len, 'F');
	else if (rst)
		once_each(c, side, &e->rst_seen, &e->last_rst, place, 'R');
}

/* --- the endpoints' states --- */

static void enter(struct zeek_end *e, enum zeek_state state)
{
	e->before = e->state;
	e->state = (uint8_t)state;
	e->did_close |= state == ZEEK_CLOSED || state == ZEEK_RESET;
}

static void from_inactive(struct zeek_conn *c, unsigned side, const struct tcp_segment *s)
{
	struct zeek_end *e = &c->end[side], *peer = &c->end[!side];
	bool orig = side == c->orig;
	if (s->flags & TCP_SYN) {
		if (orig) {
			enter(e, s->flags & TCP_ACK ? ZEEK_SYN_ACK_SENT : ZEEK_SYN_SENT);
		} else {
			if (peer->state == ZEEK_SYN_SENT)
				enter(peer, ZEEK_ESTABLISHED);
			enter(e, ZEEK_ESTABLISHED);
		}
	}
	if (s->flags & TCP_FIN)
		enter(e, ZEEK_CLOSED);
	if (s->flags & TCP_RST)
		enter(e, ZEEK_RESET);
	if (e->state != ZEEK_INACTIVE || (!orig && !s->len && peer->state == ZEEK_SYN_SENT))
		return;
	enter(e, s->flags & TCP_ACK && peer->state == ZEEK_ESTABLISHED ? ZEEK_ESTABLISHED : ZEEK_PARTIAL);
	e->partial = e->state == ZEEK_PARTIAL;
}

static void next_state(struct zeek_conn *c, unsigned side, const struct tcp_segment *s)
{
	struct zeek_end *e = &c->end[side], *peer = &c->end[!side];
	bool fin = s->flags & TCP_FIN, rst = s->flags & TCP_RST;
	switch (e->state) {
	case ZEEK_INACTIVE: from_inactive(c, side, s); break;
	case ZEEK_SYN_SENT:
	case ZEEK_SYN_ACK_SENT:
		if (fin)
			enter(e, ZEEK_CLOSED);
		if (rst)
			enter(e, ZEEK_RESET);
		break;
	case ZEEK_PARTIAL:
	case ZEEK_ESTABLISHED:
		if ((s->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN && e->state == ZEEK_PARTIAL &&
		    peer->state == ZEEK_INACTIVE)
			enter(e, ZEEK_SYN_SENT);
		if (fin && !rst) {
			enter(e, ZEEK_CLOSED);
			if (peer->state == ZEEK_RESET && peer->before == ZEEK_CLOSED)
				enter(peer, ZEEK_CLOSED);
		}
		if (rst)
			enter(e, ZEEK_RESET);
		break;
	case ZEEK_CLOSED:
		if (rst && peer->state != ZEEK_CLOSED)
			enter(e, ZEEK_RESET);
		break;
	default: break;
	}
}

/* --- what of the stream was seen --- */

static void take_ranges(struct zeek_end *e)
{
	while (e->n_ranges && seq_le(e->range[0].from, e->contiguous)) {
		if (seq_gt(e->range[0].to, e->contiguous))
			e->contiguous = e->range[0].to;
		memmove(e->range, e->range + 1, --e->n_ranges * sizeof e->range[0]);
	}
}

/* Notes [from, to); a range that finds no room joins its neighbour, and the hole between them is forgotten. */
static void note_seen(struct zeek_end *e, uint32_t from, uint32_t to)
{
	if (seq_le(to, e->contiguous))
		return;
	if (!e->n_ranges && seq_le(from, e->contiguous)) { /* in order */
		e->contiguous = to;
		return;
	}
	unsigned at = 0;
	while (at < e->n_ranges && seq_lt(e->range[at].to, from))
		at++;
	unsigned end = at;
	for (; end < e->n_ranges && seq_le(e->range[end].from, to); end++) {
		from = seq_lt(e->range[end].from, from) ? e->range[end].from : from;
		to = seq_gt(e->range[end].to, to) ? e->range[end].to : to;
	}
	if (end == at && e->n_ranges == ZEEK_RANGES) {
		at = at ? at - 1 : 0;
		end = at + 1;
		from = seq_lt(e->range[at].from, from) ? e->range[at].from : from;
		to = seq_gt(e->range[at].to, to) ? e->range[at].to : to;
	}
	memmove(e->range + at + 1, e->range + end, (e->n_ranges - end) * sizeof e->range[0]);
	e->n_ranges = (uint8_t)(e->n_ranges + 1 - (end - at));
	e->range[at] = (struct zeek_range){ from, to };
	take_ranges(e);
}

static bool was_established(const struct zeek_end *e)
{
	return e->state == ZEEK_ESTABLISHED || (e->state == ZEEK_CLOSED && e->before == ZEEK_ESTABLISHED);
}

/* The peer acknowledges up to `ack`: what was not seen below it never will be. */
static void pass_holes(struct zeek_conn *c, unsigned side, uint32_t ack)
{
	struct zeek_end *e = &c->end[side];
	bool counts = was_established(e) && was_established(&c->end[!side]) && !e->gave_up;
	if (e->data_end && seq_gt(ack, e->data_end))
		ack = e->data_end;
	while (seq_gt(ack, e->contiguous)) {
		uint32_t end = e->n_ranges && seq_lt(e->range[0].from, ack) ? e->range[0].from : ack;
		if (counts) {
			e->missed += end - e->contiguous;
			letter_scaled(c, side, 'G', &e->n_gaps);
		}
		e->contiguous = end;
		take_ranges(e);
	}
}

static void note_data(struct zeek_conn *c, unsigned side, const struct tcp_segment *s, uint32_t captured)
{
	struct zeek_end *e = &c->end[side], *peer = &c->end[!side];
	uint32_t begin = s->seq - e->start + !!(s->flags & TCP_SYN);
	if (s->flags & TCP_RST)
		return;
	if (s->flags & TCP_FIN && !e->data_end)
		e->data_end = begin + s->len;
	if (captured)
		note_seen(e, begin, begin + (captured < s->len ? captured : s->len));
	uint32_t above = e->n_ranges ? e->range[e->n_ranges - 1].to - e->range[0].from : 0;
	if ((above > MAX_ABOVE_HOLE && !peer->started) || e->last_seq - peer->ack_seq > MAX_UNACKED_BYTES)
		e->gave_up |= above > MAX_ABOVE_HOLE;
}

static void start_at(struct zeek_end *e, uint32_t start, uint32_t last)
{
	e->started = true;
	e->start = start;
	e->last_seq = last;
	e->ack_seq = start;
	e->contiguous = 1;
}

/* --- a segment --- */

static void begin_ends(struct zeek_end *e, struct zeek_end *peer, const struct tcp_segment *s)
{
	if (!e->started)
		start_at(e, s->flags & TCP_SYN ? s->seq : s->seq - 1, s->flags & TCP_SYN ? segment_end(s) : s->seq);
	if (!peer->started && s->flags & TCP_ACK && !(s->flags & TCP_RST))
		start_at(peer, s->ack - 1, s->ack);
}

/* The responder's SYN stands where it was known to begin, and the "originator" had sent a SYN/ACK: the two came in the
 * wrong order. */
static bool came_reordered(const struct zeek_conn *c, unsigned side, const struct tcp_segment *s)
{
	const struct zeek_end *e = &c->end[side], *peer = &c->end[!side];
	return side != c->orig && (s->flags & (TCP_SYN | TCP_ACK)) == TCP_SYN && e->started && s->seq == e->start &&
	       peer->state == ZEEK_SYN_ACK_SENT;
}

static void flip_late(struct zeek_conn *c, const struct tcp_segment *s)
{
	if (c->n_history == 1 && c->history[0] == 'H' && is_plain(s) && (s->len || s->flags & TCP_ACK)) {
		c->orig = !c->orig;
		memcpy(c->history, "^h", 2);
		c->n_history = 2;
		if (c->end[!c->orig].state == ZEEK_SYN_ACK_SENT)
			enter(&c->end[!c->orig], ZEEK_ESTABLISHED);
	}
}

static bool is_old(const struct zeek_end *e, const struct tcp_segment *s, uint32_t end)
{
	if (!s->len || e->state == ZEEK_RESET || seq_gt(end, e->last_seq))
		return false;
	uint32_t jump = e->last_seq - end;
	return !(s->flags & (TCP_SYN | TCP_RST) && jump > JUMP && jump < UINT32_MAX - JUMP);
}

void zeek_tcp(struct zeek_conn *c, unsigned from, const struct tcp_segment *s, uint32_t captured, unsigned scale)
{
	struct zeek_end *e = &c->end[from], *peer = &c->end[!from];
	uint32_t end = segment_end(s);
	begin_ends(e, peer, s);
	bool reordered = came_reordered(c, from, s);
	flip_late(c, s);
	note_history(c, from, s);
	if (reordered) {
		flip(c);
		enter(peer, ZEEK_ESTABLISHED);
	}
	if (!((uint32_t)s->window << scale) && !(s->flags & TCP_RST) && peer->state != ZEEK_CLOSED &&
	    e->state != ZEEK_RESET)
		letter_scaled(c, from, 'W', &e->n_zero_window);
	if (is_old(e, s, end))
		letter_scaled(c, from, 'T', &e->n_retransmitted);
	if (e->state != ZEEK_RESET && seq_gt(end, e->last_seq))
		e->last_seq = end;
	if (reordered)
		enter(e, ZEEK_ESTABLISHED);
	if (e->state == ZEEK_INACTIVE || !is_plain(s)) /* nothing else moves an end that is beyond its first packet */
		next_state(c, from, s);
	note_data(c, from, s, captured);
	if (s->flags & TCP_ACK && !(s->flags & TCP_RST) && peer->started) {
		if (seq_gt(s->ack, peer->ack_seq))
			peer->ack_seq = s->ack;
		pass_holes(c, !from, s->ack - peer->start);
	}
}

void zeek_udp(struct zeek_conn *c, unsigned from)
{
	once(c, from, &c->end[from].data_seen, 'D');
}

void zeek_bad_checksum(struct zeek_conn *c, unsigned from)
{
	letter_scaled(c, from, 'C', &c->end[from].n_bad_sums);
}

/* A SYN, then a reset, and between them nothing of the originator's but maybe retransmissions: ^?S[^HAFGIQ]*R. */
static bool only_syn_and_reset(const struct zeek_conn *c)
{
	unsigned i = c->n_history && c->history[0] == '^';
	if (i >= c->n_history || c->history[i] != 'S')
		return false;
	for (i++; i < c->n_history && !memchr("HAFGIQ", c->history[i], 6); i++)
		if (c->history[i] == 'R')
			return true;
	return false;
}

static const char *reset_state(const struct zeek_conn *c, const struct zeek_end *orig, const struct zeek_end *resp)
{
	if (resp->state == ZEEK_RESET) {
		if (orig->state == ZEEK_SYN_SENT || orig->state == ZEEK_SYN_ACK_SENT ||
		    (orig->state == ZEEK_RESET && !zeek_size(c, c->orig) && !zeek_size(c, !c->orig)))
			return "REJ";
		return zeek_end_is_inactive(orig) ? "RSTRH" : "RSTR";
	}
	if (!zeek_end_is_inactive(resp))
		return "RSTO";
	return only_syn_and_reset(c) ? "RSTOS0" : "OTH";
}

const char *zeek_tcp_state(const struct zeek_conn *c)
{
	const struct zeek_end *orig = &c->end[c->orig], *resp = &c->end[!c->orig];
	if (orig->state == ZEEK_RESET || resp->state == ZEEK_RESET)
		return reset_state(c, orig, resp);
	if (orig->state == ZEEK_CLOSED && resp->state == ZEEK_CLOSED)
		return "SF";
	if (orig->state == ZEEK_CLOSED)
		return zeek_end_is_inactive(resp) ? "SH" : "S2";
	if (resp->state == ZEEK_CLOSED)
		return zeek_end_is_inactive(orig) ? "SHR" : "S3";
	if (orig->state == ZEEK_SYN_SENT && resp->state == ZEEK_INACTIVE)
		return "S0";
	return orig->state == ZEEK_ESTABLISHED && resp->state == ZEEK_ESTABLISHED ? "S1" : "OTH";
}

const char *zeek_udp_state(bool orig_sent, bool resp_sent)
{
	if (orig_sent)
		return resp_sent ? "SF" : "S0";
	return resp_sent ? "SHR" : "OTH";
}

uint64_t zeek_size(const struct zeek_conn *c, unsigned side)
{
	const struct zeek_end *e = &c->end[side], *peer = &c->end[!side];
	if (!e->started || (e->state == ZEEK_RESET && e->before == ZEEK_SYN_SENT && peer->state == ZEEK_INACTIVE &&
			    e->ack_seq == e->start))
		return 0;
	uint32_t size = (seq_gt(e->ack_seq, e->last_seq) ? e->ack_seq : e->last_seq) - e->start;
	size -= size ? 1 : 0;
	return size - (size && e->fin_seen ? 1 : 0);
}
