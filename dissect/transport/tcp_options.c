/* tcp_options.c: the options of a TCP header: the walk over them, and their rows in the tree. */
#include "base/fmt.h"
#include "dissect/transport/tcp_impl.h"

/* Text of bounded size without the heap: a buf over an array that is big enough for what is put there. */
#define SMALL_BUF(name, size) \
	char name##_bytes[size]; \
	struct buf name = BUF_OVER(name##_bytes, sizeof name##_bytes)

/* Kinds with a form of their own. want: the only length that is right, 0: see put_option. */
static const struct option_form {
	uint8_t kind, want;
	uint16_t row;
	const char *name;
} forms[] = {
	{ TCPOPT_EOL, 0, OPT_EOL, "End of Option List (EOL)" },
	{ TCPOPT_NOP, 0, OPT_NOP, "No-Operation (NOP)" },
	{ TCPOPT_MSS, 4, OPT_MSS, "Maximum segment size" },
	{ TCPOPT_WSCALE, 3, OPT_WSCALE, "Window scale" },
	{ TCPOPT_SACK_PERM, 2, OPT_SACK_PERM, "SACK permitted" },
	{ TCPOPT_SACK, 0, OPT_SACK, "SACK" },
	{ TCPOPT_ECHO, 6, OPT_ECHO, "Echo" },
	{ TCPOPT_ECHO_REPLY, 6, OPT_ECHO, "Echo reply" },
	{ TCPOPT_TIMESTAMP, 10, OPT_TIMESTAMP, "Timestamps" },
	{ TCPOPT_CC, 6, OPT_CC, "CC" },
	{ TCPOPT_CC_NEW, 6, OPT_CC, "CC.NEW" },
	{ TCPOPT_CC_ECHO, 6, OPT_CC, "CC.ECHO" },
	{ TCPOPT_MD5, 18, OPT_MD5, "TCP MD5 signature" },
	{ TCPOPT_SCPS, 0, OPT_SCPS, "SCPS capabilities" },
	{ TCPOPT_SNACK, 6, OPT_SNACK, "Selective Negative Acknowledgment" },
	{ TCPOPT_SCPS_RECORD, 2, OPT_SCPS_RECORD, "SCPS record boundary" },
	{ TCPOPT_SCPS_CORRUPT, 2, OPT_SCPS_CORRUPT, "SCPS corruption experienced" },
	{ TCPOPT_QS, 8, OPT_QS, "Quick-Start" },
	{ TCPOPT_USER_TO, 4, OPT_USER_TO, "User Timeout" },
	{ TCPOPT_AO, 0, OPT_AO, "TCP AO" },
	{ TCPOPT_MPTCP, 0, MPTCP, "MPTCP" },
	{ TCPOPT_TFO, 0, OPT_TFO, "TCP Fast Open" },
	{ TCPOPT_RVBD_PROBE, 0, OPT_RVBD_PROBE, "Riverbed Probe" },
	{ TCPOPT_RVBD_TRPY, 16, OPT_RVBD_TRPY, "Riverbed Transparency" },
	{ TCPOPT_ACC_ECN_0, 0, OPT_ACC_ECN, "Accurate ECN" },
	{ TCPOPT_ACC_ECN_1, 0, OPT_ACC_ECN, "Accurate ECN" },
	{ TCPOPT_EXP_1, 0, OPT_EXPERIMENTAL, "Experimental" },
	{ TCPOPT_EXP_2, 0, OPT_EXPERIMENTAL, "Experimental" },
};

static const struct option_form *form_of(uint8_t kind)
{
	for (unsigned i = 0; i < COUNT(forms); i++)
		if (forms[i].kind == kind)
			return &forms[i];
	return NULL;
}

static void kind_name(struct buf *b, uint8_t kind)
{
	const struct option_form *f = form_of(kind);
	if (f) {
		buf_str(b, f->name);
		return;
	}
	buf_lit(b, "Unknown (0x");
	fmt_hex(b, kind, 2);
	buf_char(b, ')');
}

void tcp_option_walk_start(struct tcp_option_walk *w, struct slice segment, uint32_t header_len)
{
	*w = (struct tcp_option_walk){
		.area = slice_sub(segment, TCP_HEADER_BYTES, header_len - TCP_HEADER_BYTES),
		.size = header_len - TCP_HEADER_BYTES,
	};
}

enum tcp_option_step tcp_option_walk_next(struct tcp_option_walk *w)
{
	uint32_t left = w->size - w->next;
	if (!left)
		return STEP_END;
	w->off = w->next;
	if (!slice_has(w->area, w->off, 1))
		return STEP_CUT;
	w->kind = slice_u8(w->area, w->off);
	if (w->eol && w->kind != TCPOPT_EOL)
		return STEP_PADDING;
	w->len = 1;
	if (w->kind == TCPOPT_EOL) {
		w->eol = true;
	} else if (w->kind != TCPOPT_NOP) {
		if (left < 2)
			return STEP_NO_LENGTH;
		if (!slice_has(w->area, w->off + 1, 1))
			return STEP_CUT;
		w->len = slice_u8(w->area, w->off + 1);
		if (w->len < 2)
			return STEP_TOO_SHORT;
		if (w->len > left)
			return STEP_TOO_LONG;
	}
	w->next += w->len;
	return STEP_OPTION;
}

static bool acc_ecn_length(uint32_t len)
{
	return len == 2 || len == 5 || len == 8 || len == 11;
}

/* Bytes of it that are looked at: kind and length alone when the length is wrong. */
static uint32_t option_reads(const struct tcp_option_walk *w)
{
	const struct option_form *f = form_of(w->kind);
	bool ecn = w->kind == TCPOPT_ACC_ECN_0 || w->kind == TCPOPT_ACC_ECN_1;
	bool bad = (f && f->want && f->want != w->len) || (ecn && !acc_ecn_length(w->len)) ||
		   (w->kind == TCPOPT_SCPS && w->len != 4);
	return bad && w->len > 2 ? 2 : w->len;
}

bool tcp_option_broken(const struct tcp_option_walk *w)
{
	struct slice s = tcp_option_bytes(w);
	if (s.wire < option_reads(w))
		return true;
	switch (w->kind) {
	case TCPOPT_SACK: return w->len < 10;  /* tshark looks for a D-SACK in a block that is not there */
	case TCPOPT_SNACK: return w->len == 6; /* tshark reads on behind its end */
	case TCPOPT_MPTCP: return tcp_mptcp_broken(s);
	case TCPOPT_RVBD_PROBE: return tcp_riverbed_broken(s);
	default: return false;
	}
}

void tcp_option_names(struct buf *b, struct slice segment, uint32_t header_len)
{
	struct tcp_option_walk w;
	tcp_option_walk_start(&w, segment, header_len);
	while (tcp_option_walk_next(&w) == STEP_OPTION && !tcp_option_broken(&w) &&
	       tcp_option_bytes(&w).len >= option_reads(&w)) {
		buf_lit(b, ", ");
		kind_name(b, w.kind);
	}
}

/* Ends the tree when the option is not that long. */
static bool inside(const struct tcp_option *o, uint32_t off, uint32_t n)
{
	if (slice_has_wire(o->bytes, off, n))
		return true;
	tree_malformed(o->t);
	return false;
}

struct record *tcp_option_put(const struct tcp_option *o, unsigned row, uint32_t off, uint32_t n)
{
	return inside(o, off, n) ? put(o->t, row, o->off + off, n) : &o->t->unused;
}

struct record *tcp_option_put_uint(const struct tcp_option *o, unsigned row, uint32_t off, uint32_t n, uint64_t val)
{
	return inside(o, off, n) ? put_uint(o->t, row, o->off + off, n, val) : &o->t->unused;
}

/* "option length should be 4", below the length. */
static void bad_length(const struct tcp_option *o, const char *before, uint32_t n, const char *after)
{
	SMALL_BUF(text, 160);
	buf_str(&text, before);
	if (n)
		fmt_uint(&text, n);
	buf_str(&text, after);
	buf_char(&text, 0);
	tree_push(o->t);
	put_expert(o->t, OPT_LEN_BAD, o->off + 1, 0, text.p);
	tree_pop(o->t);
}

static void put_wscale(const struct tcp_option *o)
{
	unsigned shift = slice_u8(o->bytes, 2);
	tcp_option_put(o, WSCALE_SHIFT, 2, 1);
	if (shift > 14) { /* RFC 7323, 2.3 */
		tree_push(o->t);
		put_expert(o->t, WSCALE_SHIFT_BAD, o->off + 2, 0, NULL);
		tree_pop(o->t);
		shift = 14;
	}
	tcp_option_put_uint(o, WSCALE_MULTIPLIER, 2, 1, UINT64_C(1) << shift);
}

/* a <= b in sequence space (RFC 9293, 3.4). */
static bool seq_le(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) <= 0;
}

/* The first block tells of data received twice (RFC 2883, 4): it lies below the acknowledgment, or in the second block. */
static bool is_dsack(const struct tcp_option *o, uint32_t base)
{
	uint32_t ack = o->note ? o->note->ack : o->segment->ack;
	uint32_t right = o->len >= 10 ? slice_u32(o->bytes, 6) - base : 0;
	if (seq_le(right, ack))
		return true;
	if (o->len < 18)
		return false;
	uint32_t left_2 = slice_u32(o->bytes, 10) - base, right_2 = slice_u32(o->bytes, 14) - base;
	return seq_le(left_2, right) && seq_le(right, right_2);
}

static void put_sack(const struct tcp_option *o)
{
	uint32_t base = o->note ? o->note->ack_base : 0, len = o->len, at = 2, count = 0;
	for (; at + 8 <= len; at += 8, count++) {
		tcp_option_put_uint(o, SACK_LEFT, at, 4, slice_u32(o->bytes, at) - base);
		tcp_option_put_uint(o, SACK_RIGHT, at + 4, 4, slice_u32(o->bytes, at + 4) - base);
	}
	if (at < len) {
		uint32_t left = len - at;
		if (left >= 4) {
			tcp_option_put_uint(o, SACK_LEFT, at, 4, slice_u32(o->bytes, at) - base);
			left -= 4;
		}
		put_label(o->t, OPT_TEXT, o->off + at, left, "suboption would go past end of option", 37);
		tree_push(o->t);
		put_expert(o->t, OPT_SUBOPTION_BAD, o->off + at, 0, NULL);
		tree_pop(o->t);
	}
	put_uint(o->t, SACK_COUNT, o->off, 0, count);
	if (!is_dsack(o, base))
		return;
	tcp_option_put_uint(o, DSACK_LEFT, 2, 4, slice_u32(o->bytes, 2) - base);
	tcp_option_put_uint(o, DSACK_RIGHT, 6, 4, slice_u32(o->bytes, 6) - base);
	put_node(o->t, DSACK_TEXT, o->off + 2, 8);
	tree_push(o->t);
	put_expert(o->t, DSACK, o->off + 2, 0, NULL);
	tree_pop(o->t);
}

static void put_scps(const struct tcp_option *o)
{
	if (o->len != 4)
		return;
	tcp_option_put(o, SCPS_VECTOR, 2, 1);
	tree_push(o->t);
	for (unsigned row = SCPS_BETS; row <= SCPS_RESERVED; row++)
		tcp_option_put(o, row, 2, 1);
	tree_pop(o->t);
	tcp_option_put(o, SCPS_BINDING, 3, 1);
}

/* Fast open (RFC 7413): a request without a cookie, or the cookie from `at` on. */
static void put_fast_open(const struct tcp_option *o, uint32_t at, uint32_t request_at)
{
	uint32_t len = o->len;
	if (len <= at) {
		put_node(o->t, TFO_REQUEST, o->off + request_at, 2);
		return;
	}
	tcp_option_put(o, TFO_COOKIE, at, len - at);
	if ((o->segment->flags & (TCP_SYN | TCP_ACK)) != TCP_SYN)
		return;
	tree_push(o->t);
	put_expert(o->t, TFO_SYN, o->off + at, 0, NULL);
	tree_pop(o->t);
}

static void put_ecn_counters(const struct tcp_option *o, uint32_t at, bool order_1)
{
	static const uint16_t rows[2][3] = { { ACC_ECN_EE0B, ACC_ECN_ECEB, ACC_ECN_EE1B },
					     { ACC_ECN_EE1B, ACC_ECN_ECEB, ACC_ECN_EE0B } };
	for (unsigned i = 0; i < 3 && at + 3 <= o->len; i++, at += 3)
		tcp_option_put(o, rows[order_1][i], at, 3);
}

/* Experiments share two kinds and tell themselves apart by an identifier (RFC 6994). */
static void put_experimental(const struct tcp_option *o)
{
	uint32_t len = o->len;
	unsigned id = slice_u16(o->bytes, 2);
	if (len < 4) {
		bad_length(o, "option length ", len, " smaller than 4");
		return;
	}
	bool ecn = id == EXID_ACC_ECN_0 || id == EXID_ACC_ECN_1;
	if (id == EXID_TARR && len > 5)
		bad_length(o, "option length should be 4 or 5 instead of ", len, "");
	else if (ecn && len != 4 && len != 7 && len != 10 && len != 13)
		bad_length(o, "option length should be 4, 7, 10, or 13 instead of ", len, "");
	tcp_option_put(o, EXP_ID, 2, 2);
	if (id == EXID_FAST_OPEN) {
		put_fast_open(o, 4, 2);
	} else if (id == EXID_TARR) {
		if (len == 5) {
			tcp_option_put(o, TARR_RATE, 4, 1);
			tcp_option_put(o, TARR_RESERVED, 4, 1);
		}
	} else if (ecn) {
		if (len == 7 || len == 10 || len == 13)
			put_ecn_counters(o, 4, id == EXID_ACC_ECN_1);
	} else if (len > 4) {
		tcp_option_put(o, EXP_DATA, 4, len - 4);
	}
}

static void put_body(const struct tcp_option *o, uint8_t kind)
{
	uint32_t len = o->len;
	switch (kind) {
	case TCPOPT_MSS: tcp_option_put(o, MSS_VALUE, 2, 2); break;
	case TCPOPT_WSCALE: put_wscale(o); break;
	case TCPOPT_SACK: put_sack(o); break;
	case TCPOPT_ECHO:
	case TCPOPT_ECHO_REPLY: tcp_option_put(o, ECHO_VALUE, 2, 4); break;
	case TCPOPT_TIMESTAMP:
		tcp_option_put(o, TS_VALUE, 2, 4);
		tcp_option_put(o, TS_ECHO, 6, 4);
		break;
	case TCPOPT_CC:
	case TCPOPT_CC_NEW:
	case TCPOPT_CC_ECHO: tcp_option_put(o, CC_VALUE, 2, 4); break;
	case TCPOPT_MD5: tcp_option_put(o, MD5_DIGEST, 2, 16); break;
	case TCPOPT_SCPS: put_scps(o); break;
	case TCPOPT_SNACK:
		tcp_option_put(o, SNACK_OFFSET, 2, 2);
		tcp_option_put(o, SNACK_SIZE, 4, 2);
		tree_malformed(o->t);
		break;
	case TCPOPT_QS:
		tcp_option_put(o, QS_RATE, 2, 1);
		tcp_option_put(o, QS_TTL_DIFF, 3, 1);
		break;
	case TCPOPT_USER_TO:
		tcp_option_put(o, USER_TO_GRANULARITY, 2, 2);
		tcp_option_put(o, USER_TO_VALUE, 2, 2);
		break;
	case TCPOPT_AO:
		if (len < 4) {
			bad_length(o, "option length should be >= than 4", 0, "");
			break;
		}
		tcp_option_put(o, AO_KEY, 2, 1);
		tcp_option_put(o, AO_NEXT_KEY, 3, 1);
		if (len > 4)
			tcp_option_put(o, AO_MAC, 4, len - 4);
		break;
	case TCPOPT_MPTCP: tcp_put_mptcp(o); break;
	case TCPOPT_TFO: put_fast_open(o, 2, 0); break;
	case TCPOPT_RVBD_PROBE:
		if (len < 3)
			bad_length(o, "option length should be >= 3)", 0, "");
		else
			tcp_put_riverbed_probe(o);
		break;
	case TCPOPT_RVBD_TRPY: tcp_put_riverbed_transparency(o); break;
	case TCPOPT_ACC_ECN_0:
	case TCPOPT_ACC_ECN_1:
		if (acc_ecn_length(len))
			put_ecn_counters(o, 2, kind == TCPOPT_ACC_ECN_1);
		else
			bad_length(o, "option length should be 2, 5, 8, or 11 instead of ", len, "");
		break;
	case TCPOPT_EXP_1:
	case TCPOPT_EXP_2: put_experimental(o); break;
	case TCPOPT_SACK_PERM:
	case TCPOPT_SCPS_RECORD:
	case TCPOPT_SCPS_CORRUPT: break;
	default:
		if (len > 2)
			tcp_option_put(o, UNKNOWN_PAYLOAD, 2, len - 2);
	}
}

/* right: so is the length, and nothing is said below it. */
static void put_kind_and_length(const struct tcp_option *o, bool right)
{
	if (right && slice_has(o->bytes, 0, 2) &&
	    !tree_memo_part(o->t, OPT_KIND, (struct memo_key){ { slice_u16(o->bytes, 0) } }))
		return;
	tcp_option_put(o, OPT_KIND, 0, 1);
	tcp_option_put(o, OPT_LEN, 1, 1);
	tree_memo_end(o->t);
}

static void put_option(const struct tcp_option *o, const struct tcp_option_walk *w)
{
	const struct option_form *f = form_of(w->kind);
	bool bare = w->kind == TCPOPT_EOL || w->kind == TCPOPT_NOP;
	if (bare && !tree_memo_part(o->t, OPT_NOP, (struct memo_key){ { w->kind } }))
		return;
	put_node(o->t, f ? f->row : OPT_UNKNOWN, o->off, o->bytes.len);
	tree_push(o->t);
	if (w->kind == TCPOPT_MSS && !(o->segment->flags & TCP_SYN))
		put_expert(o->t, MSS_PRESENT, o->off, 0, NULL);
	if (bare) {
		tcp_option_put(o, OPT_KIND, 0, 1);
	} else {
		put_kind_and_length(o, f && f->want == w->len);
		if (f && f->want && f->want != w->len)
			bad_length(o, "option length should be ", f->want, "");
		else
			put_body(o, w->kind);
	}
	tree_pop(o->t);
	if (bare)
		tree_memo_end(o->t);
}

/* A text in place of an option that cannot be one, and what is wrong as expert information. */
static void put_bad_end(struct tree *t, const struct tcp_option_walk *w, enum tcp_option_step step)
{
	SMALL_BUF(text, 160);
	uint32_t off = TCP_HEADER_BYTES + w->off, left = w->size - w->off, n = 2;
	if (step == STEP_PADDING) {
		buf_lit(&text, "Non-zero header padding");
		n = w->area.len - w->off;
	} else {
		kind_name(&text, w->kind);
	}
	if (step == STEP_NO_LENGTH) {
		buf_lit(&text, " (length byte past end of options)");
		n = 1;
	} else if (step != STEP_PADDING) {
		buf_str(&text, step == STEP_TOO_SHORT ? " (with too-short option length = " : " (option length = ");
		fmt_uint(&text, w->len);
		buf_str(&text, w->len == 1 ? " byte" : " bytes");
		buf_str(&text, step == STEP_TOO_SHORT ? ")" : " says option goes past end of options)");
		if (step == STEP_TOO_LONG)
			n = left - 2;
	}
	uint32_t len = (uint32_t)text.len;
	buf_char(&text, 0);
	put_label(t, OPT_TEXT, off, n, text.p, len);
	tree_push(t);
	put_expert(t, step == STEP_PADDING ? OPT_PADDING_BAD : OPT_LEN_BAD, off, 0, text.p);
	tree_pop(t);
}

void tcp_put_options(struct tree *t, const struct layer *l, const struct tcp_segment *s, const struct tcp_note *n)
{
	struct tcp_option_walk w;
	enum tcp_option_step step;
	unsigned nops = 0;
	bool mss = false;
	tcp_option_walk_start(&w, l->data, s->header_len);
	put_node(t, OPTIONS, TCP_HEADER_BYTES, w.area.len);
	tree_push(t);
	while ((step = tcp_option_walk_next(&w)) == STEP_OPTION && !tree_ended(t)) {
		struct tcp_option o = { t, n, s, tcp_option_bytes(&w), TCP_HEADER_BYTES + w.off, w.len };
		/* Four of them make up a word: a router may have written over an option. Not so when a word begins among them. */
		if (w.kind == TCPOPT_NOP) {
			nops = nops && nops < 4 && !(w.off & 3) ? 5 : nops + 1;
			if (nops == 4)
				put_expert(t, OPT_NOP_ROW, TCP_HEADER_BYTES, 0, NULL);
		}
		mss |= w.kind == TCPOPT_MSS;
		put_option(&o, &w);
	}
	if (step == STEP_CUT)
		tree_need(t, TCP_HEADER_BYTES, w.size);
	else if (step == STEP_END && s->flags & TCP_SYN && !mss)
		put_expert(t, MSS_ABSENT, TCP_HEADER_BYTES, 0, NULL);
	else if (step != STEP_END && step != STEP_OPTION)
		put_bad_end(t, &w, step);
	tree_pop(t);
}
