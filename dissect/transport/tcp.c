/* tcp.c: Transmission Control Protocol (RFC 9293). */
#include "dissect/transport/tcp.h"

#include "base/checksum.h"
#include "base/fmt.h"
#include "dissect/numbers.h"
#include "dissect/options.h"
#include "dissect/transport/tcp_impl.h"

/*   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------------------------------+-------------------------------+
 *  |  source port                  |  destination port             |
 *  +-------------------------------+-------------------------------+
 *  |  sequence number                                              |
 *  +---------------------------------------------------------------+
 *  |  acknowledgment number                                        |
 *  +-------+-----+-----------------+-------------------------------+
 *  |hdr len| res |A C E U A P R S F|  window                       |
 *  +-------+-----+-----------------+-------------------------------+
 *  |  checksum                     |  urgent pointer               |
 *  +-------------------------------+-------------------------------+ */

/* What an option means for the stream, or that it ends the segment. */
static uint64_t option_facts(const struct tcp_option_walk *w)
{
	struct slice s = tcp_option_bytes(w);
	unsigned id;
	switch (w->kind) {
	case TCPOPT_WSCALE:
		/* A shift above 14 counts as 14 (RFC 7323, 2.3). */
		return w->len == 3 ? (slice_u8(s, 2) > 14 ? 14u : slice_u8(s, 2)) + 1u : 0;
	case TCPOPT_SACK:
		return (uint64_t)(TCP_HEADER_BYTES + w->off + 2) << TCP_FACT_SACK_OFFSET |
		       (uint64_t)((w->len - 2) / 8) << TCP_FACT_SACK_COUNT;
	case TCPOPT_MPTCP: return TCP_FACT_MPTCP;
	case TCPOPT_RVBD_PROBE:
	case TCPOPT_RVBD_TRPY: return TCP_FACT_RIVERBED;
	case TCPOPT_TFO: return w->len > 2 ? TCP_FACT_COOKIE : 0;
	case TCPOPT_ACC_ECN_0:
	case TCPOPT_ACC_ECN_1: return w->len % 3 == 2 && w->len <= 11 ? TCP_FACT_ACC_ECN : 0;
	case TCPOPT_EXP_1:
	case TCPOPT_EXP_2:
		id = slice_u16(s, 2);
		if (id == EXID_FAST_OPEN)
			return w->len > 4 ? TCP_FACT_COOKIE : 0;
		return (id == EXID_ACC_ECN_0 || id == EXID_ACC_ECN_1) && w->len % 3 == 1 && w->len <= 13
			       ? TCP_FACT_ACC_ECN
			       : 0;
	default: return 0;
	}
}

/* The pass over the options that every segment with options pays for. */
static void note_options(struct dissection *d, struct layer *l, uint32_t header)
{
	struct tcp_option_walk w;
	enum tcp_option_step step;
	uint64_t facts = 0;
	bool broken = false;
	if (tcp_only_timestamps(l->data, header))
		return;
	tcp_option_walk_start(&w, l->data, header);
	while ((step = tcp_option_walk_next(&w)) == STEP_OPTION) {
		if (w.kind <= TCPOPT_NOP || w.kind == TCPOPT_TIMESTAMP)
			continue;
		uint64_t f = option_facts(&w);
		if (w.kind == TCPOPT_WSCALE && f)
			facts &= ~UINT64_C(0xff);
		else if (w.kind == TCPOPT_SACK && facts >> TCP_FACT_SACK_OFFSET & 0xffff)
			f = 0;
		facts |= f;
		broken = tcp_option_broken(&w);
		if (broken)
			break;
	}
	if (broken)
		l->flags |= LAYER_MALFORMED | LAYER_TOLD;
	if (broken || step == STEP_CUT)
		facts |= TCP_FACT_BROKEN;
	l->fact[0] |= facts;
	d->fronts |= (facts & TCP_FACT_RIVERBED) != 0;
	if (facts & TCP_FACT_MPTCP)
		l->path = "tcp:mptcp";
}

static void tcp_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	if (!layer_header(l, TCP_READ_BYTES)) {
		if (slice_has(l->data, 0, 4))
			l->flags |= LAYER_TOLD;
		return;
	}
	uint32_t header = (slice_u8(l->data, 12) >> 4) * 4u;
	l->fact[0] = TCP_FACT_READ | (layer_parent(d, l)->flags & LAYER_FRAGMENT ? TCP_FACT_FRAGMENT : 0);
	if (header < TCP_HEADER_BYTES) {
		l->fact[0] |= TCP_FACT_BOGUS;
		l->header_len = l->data.len;
		l->payload = slice_from(l->data, l->data.wire);
		return;
	}
	if (header > l->data.wire && !(l->fact[0] & TCP_FACT_FRAGMENT))
		l->fact[0] |= TCP_FACT_SHORT;
	if (header > TCP_HEADER_BYTES)
		note_options(d, l, header);
	if (!layer_header(l, header)) {
		l->flags |= LAYER_TOLD;
		return;
	}
	l->tree_len = header;
	if (l->flags & LAYER_MALFORMED || slice_u8(l->data, 13) & TCP_RST)
		return;     /* what a reset carries is its reason, not the stream's data (RFC 9293, 3.5.3) */
	if (l->payload.len) /* as in tshark: of what was not captured at all it is not said whose it is */
		next_rest(d, l, l->payload, l->buffer);
}

struct tcp_checksum tcp_verify(const struct dissection *d, const struct layer *l)
{
	struct tcp_checksum c = { .found = slice_u16(l->data, 16), .status = CHECKSUM_UNVERIFIED };
	const struct address *a = &l->src, *b = &l->dst;
	if (!d->options->tcp_check_checksum || l->data.len < l->data.wire || l->data.wire < TCP_HEADER_BYTES ||
	    l->fact[0] & TCP_FACT_FRAGMENT || (a->type != ADDR_IPV4 && a->type != ADDR_IPV6) || a->type != b->type)
		return c;
	uint64_t sum = checksum_add(0, a->p, a->len);
	sum = checksum_add(sum, b->p, b->len) + IP_PROTO_TCP + (l->data.wire >> 16) + (l->data.wire & 0xffff);
	uint16_t left = checksum_fold(checksum_add(sum, l->data.p, l->data.len));
	c.right = left ? checksum_should_be(c.found, left) : c.found;
	c.status = left ? CHECKSUM_BAD : CHECKSUM_GOOD;
	if (!left && c.found == 0xffff) {
		c.ffff = true;
		c.right = 0;
		c.status = CHECKSUM_BAD;
	}
	return c;
}

static void put_port_expert(struct tree *t, unsigned row, unsigned port)
{
	char bytes[128];
	struct buf b = BUF_OVER(bytes, sizeof bytes);
	buf_str(&b, t->rows[row].name);
	buf_lit(&b, ": server port ");
	fmt_uint(&b, port);
	buf_char(&b, 0);
	put_expert(t, row, 13, 0, b.p);
}

/* The experts that hang below single flag bits. */
static void put_flag_experts(struct tree *t, unsigned row, const struct tcp_segment *s)
{
	tree_push(t);
	if (row == FLAGS_SYN && s->flags & TCP_SYN)
		put_port_expert(t, s->flags & TCP_ACK ? CONN_SYNACK : CONN_SYN,
				s->flags & TCP_ACK ? s->src_port : s->dst_port);
	else if (row == FLAGS_FIN && s->flags & TCP_FIN)
		put_expert(t, CONN_FIN, 13, 0, NULL);
	else if (row == FLAGS_RESET && s->flags & TCP_RST)
		put_expert(t, CONN_RST, 13, 0, NULL);
	tree_pop(t);
}

/* "·······A··S·"; AE, CWR, ECE as a number when they are AccECN's counter: "···-2-·A····". */
static void put_flag_letters(struct tree *t, unsigned flags, bool ace)
{
	static const char letters[] = "RRRACEUAPRSF";
	char text[24];
	uint32_t len = 0;
	for (unsigned i = 0; i < 12; i++) {
		if (ace && i >= 3 && i <= 5) {
			text[len++] = i == 4 ? (char)('0' + (flags >> 6 & 7)) : '-';
		} else if (flags >> (11 - i) & 1) {
			text[len++] = letters[i];
		} else {
			text[len++] = '\xc2'; /* U+00B7 MIDDLE DOT */
			text[len++] = '\xb7';
		}
	}
	put_copy(t, FLAGS_STR, 12, 2, text, len);
}

/* Header length and flags. */
static void put_flags(struct tree *t, const struct tcp_segment *s, const struct tcp_note *n)
{
	bool ace = n && n->flags & TN_ACE;
	bool alone = !(s->flags & (TCP_SYN | TCP_FIN | TCP_RST)) && !(n && n->flags & (TN_FIN_ACTIVE | TN_FIN_PASSIVE));
	if (alone && !tree_memo(t, HDR_LEN, (struct memo_key){ { slice_u16(t->l->data, 12), ace } }))
		return;
	put_uint(t, HDR_LEN, 12, 1, s->header_len);
	put_rows(t, FLAGS, FLAGS, 0);
	tree_push(t);
	for (unsigned row = FLAGS_RES; row <= FLAGS_FIN; row++) {
		if (row == FLAGS_ACE) {
			if (ace)
				put_uint(t, FLAGS_ACE, 12, 2, s->flags >> 6 & 7);
			continue;
		}
		if (ace && row >= FLAGS_AE && row <= FLAGS_ECE)
			continue;
		put(t, row, t->rows[row].off, 1);
		put_flag_experts(t, row, s);
	}
	put_flag_letters(t, s->flags, ace);
	if (n && n->flags & (TN_FIN_ACTIVE | TN_FIN_PASSIVE)) {
		tree_push(t);
		put_expert(t, n->flags & TN_FIN_PASSIVE ? CONN_FIN_PASSIVE : CONN_FIN_ACTIVE, 12, 0, NULL);
		tree_pop(t);
	}
	tree_pop(t);
	tree_memo_end(t);
}

static void put_child_expert(struct tree *t, unsigned row, uint32_t off)
{
	tree_push(t);
	put_expert(t, row, off, 0, NULL);
	tree_pop(t);
}

/* Ports and stream. */
static void put_conversation(struct tree *t, const struct layer *l, const struct tcp_note *n)
{
	const struct memo_key key = { { slice_u32(l->data, 0),
					n ? (uint64_t)n->stream << 8 | n->completeness : UINT64_MAX } };
	if (!tcp_seq_first(l) && !tree_memo(t, SRC_PORT, key))
		return;
	put_rows(t, SRC_PORT, DST_PORT, 0);
	put(t, PORT, 0, 2);
	put(t, PORT, 2, 2);
	if (tcp_seq_first(l))
		put(t, SEQ, 4, 4);
	if (n) {
		put_uint(t, STREAM, 0, 0, n->stream);
		put_uint(t, COMPLETENESS, 0, 0, n->completeness);
	}
	tree_memo_end(t);
}

/* Sequence numbers. False when nothing behind them is believed. */
static bool put_numbers(struct tree *t, const struct layer *l, const struct tcp_segment *s, const struct tcp_note *n)
{
	bool quoted = l->flags & LAYER_QUOTED, early = tcp_seq_first(l);
	bool raw_too = t->d->options->tcp_relative && t->d->options->tcp_analyze;
	if (s->len_known) {
		put_uint(t, LEN, 0, 0, s->len);
	} else if (l->fact[0] & TCP_FACT_SHORT && !quoted) {
		put_node(t, SHORT_TEXT, 0, 0);
		put_child_expert(t, SHORT_SEGMENT, 0);
	}
	if (!early) {
		put_uint(t, SEQ, 4, 4, n ? n->seq : s->seq);
		if (raw_too)
			put(t, SEQ_RAW, 4, 4);
	}
	if (s->bogus) {
		char bytes[128];
		struct buf b = BUF_OVER(bytes, sizeof bytes);
		buf_lit(&b, "Bogus TCP header length (");
		fmt_uint(&b, s->header_len);
		buf_lit(&b, ", must be at least 20)");
		buf_char(&b, 0);
		put_uint(t, HDR_LEN, 12, 1, s->header_len);
		tree_push(t);
		put_expert(t, HDR_BOGUS, 12, 0, b.p);
		tree_pop(t);
		return false;
	}
	if (n && s->len_known)
		put_uint(t, NXTSEQ, 0, 0, n->nxtseq);
	put_uint(t, ACK, 8, 4, n ? n->ack : s->ack);
	if (!(s->flags & TCP_ACK) && s->ack)
		put_child_expert(t, ACK_NONZERO, 8);
	if (n && n->flags & (TN_TFO_ACK | TN_TFO_IGNORED))
		put_child_expert(t, n->flags & TN_TFO_ACK ? TFO_ACK : TFO_IGNORED, 8);
	if (raw_too)
		put(t, ACK_RAW, 8, 4);
	return true;
}

static void put_window(struct tree *t, const struct tcp_segment *s, const struct tcp_note *n)
{
	uint32_t window = n ? n->window : s->window;
	bool scale = n && n->flags & TN_SCALE_SHOWN;
	const struct memo_key key = { { (uint64_t)s->window << 32 | window, scale ? (uint32_t)n->scale : UINT64_MAX } };
	if (!tree_memo(t, WINDOW_VALUE, key))
		return;
	put_rows(t, WINDOW_VALUE, WINDOW_VALUE, 0);
	put_uint(t, WINDOW, 14, 2, window);
	if (scale)
		put_uint(t, WINDOW_SCALE, 14, 2, (uint64_t)(int64_t)n->scale);
	tree_memo_end(t);
}

static void put_checksum(struct tree *t, const struct layer *l)
{
	struct tcp_checksum c = tcp_verify(t->d, l);
	put_rows(t, CHECKSUM, CHECKSUM, 0);
	if (c.status == CHECKSUM_BAD && !c.ffff) {
		char bytes[64];
		struct buf b = BUF_OVER(bytes, sizeof bytes);
		buf_lit(&b, "Bad checksum [should be 0x");
		fmt_hex(&b, c.right, 4);
		buf_lit(&b, "]");
		buf_char(&b, 0);
		tree_push(t);
		put_expert(t, CHECKSUM_WRONG, 16, 0, b.p);
		tree_pop(t);
	}
	if (c.ffff) {
		tree_push(t);
		put_uint(t, CHECKSUM_CALCULATED, 16, 2, c.right);
		put_uint(t, CHECKSUM_STATUS, 16, 0, c.status);
		put_child_expert(t, CHECKSUM_FFFF, 16);
		tree_pop(t);
		return;
	}
	put_uint(t, CHECKSUM_STATUS, 16, 0, c.status);
	if (c.status != CHECKSUM_UNVERIFIED)
		put_uint(t, CHECKSUM_CALCULATED, 16, 2, c.right);
}

/* They stand behind the options even when those ended the tree. */
static void put_times(struct tree *t, const struct tcp_note *n)
{
	uint8_t ended = t->ended;
	if (!n || !t->d->options->tcp_timestamps)
		return;
	t->ended = 0;
	put_node(t, TIMESTAMPS, 0, 0);
	tree_push(t);
	put_ns(t, TIME_RELATIVE, 0, 0, n->since_first);
	put_ns(t, TIME_DELTA, 0, 0, n->since_previous);
	tree_pop(t);
	t->ended = ended;
}

static void put_payload(struct tree *t, const struct tcp_segment *s, struct slice payload)
{
	if (!payload.len)
		return;
	if (!(s->flags & TCP_RST)) {
		put(t, PAYLOAD, s->header_len, payload.len);
		return;
	}
	const uint8_t *end = memchr(payload.p, 0, payload.len);
	put_copy(t, RESET_CAUSE, s->header_len, payload.len, payload.p,
		 end ? (uint32_t)(end - payload.p) : payload.len);
}

/* What became of the bytes: segments of PDUs, and beside TCP what was put together from them. */
static void put_stream(struct tree *t, const struct layer *l)
{
	const struct dissection *d = t->d;
	for (unsigned i = 0; i < d->n_stream; i++) {
		const struct stream_note *e = &d->streamed[i];
		if (e->layer != l->self)
			continue;
		struct record *r = put_uint(t, e->event == STREAM_PDU ? PDU_SIZE : SEGMENT_DATA, 0, 0, e->len);
		r->aux = e->event;
		r->off = e->off;
		r->len = e->len;
		r->buffer = e->buffer;
	}
	const struct joined *j = joined_of(d, l);
	if (!j || tree_ended(t))
		return;
	tree_pop(t);
	put_joined(t, SEGMENTS, j);
	tree_push(t);
}

static void tcp_tree(struct tree *t, const struct layer *l)
{
	const struct tcp_note *n = layer_tcp_note(t->d, l);
	struct tcp_segment s;
	tcp_read(l, &s);
	if (!slice_has(l->data, 0, 4))
		tree_drop(t);
	if (!tree_need(t, 0, 4))
		return;
	put_conversation(t, l, n);
	if (!tree_need(t, 0, TCP_READ_BYTES) || !put_numbers(t, l, &s, n))
		return;
	put_flags(t, &s, n);
	put_window(t, &s, n);
	put_checksum(t, l);
	put_rows(t, URGENT, URGENT, 0);
	if (tree_ended(t))
		return;
	if (!(s.flags & TCP_URG) && slice_u16(l->data, 18))
		put_child_expert(t, URGENT_NONZERO, 18);
	if (s.header_len > TCP_HEADER_BYTES)
		tcp_put_options(t, l, &s, n);
	put_times(t, n);
	if (n && n->found.any && !tree_ended(t))
		tcp_put_analysis(t, n);
	put_payload(t, &s, l->payload);
	put_stream(t, l);
}

static const struct next_link tcp_on[] = { { NEXT_IP_PROTO, IP_PROTO_TCP } };

static bool tcp_regular(const struct layer *l)
{
	return l->fact[0] & TCP_FACT_READ && !(l->fact[0] & (TCP_FACT_BOGUS | TCP_FACT_SHORT));
}

const struct protocol protocol_tcp = {
	.name = "tcp",
	.column = "TCP",
	FIELDS(tcp_fields),
	ON(tcp_on),
	.regular = tcp_regular,
	.told_early = true,
	.reads_first = 4,
	.dissect = tcp_dissect,
	.fields_of = tcp_tree,
	.front = tcp_front,
	.info = tcp_info,
};
