/* ladder.c: a ladder diagram, a row or two a segment, printed as it goes. */
#include "output/ladder.h"

#include "base/fmt.h"

enum {
	PREFIX = 18,      /* time and frame number, with a blank behind */
	NOTE = 13,        /* "handshake 1/3" */
	MIN_DIAGRAM = 48, /* holds "seq=4294967295 ack=4294967295 win=..." */
	MAX_DIAGRAM = 76,
	PLAIN_SHOWN = 3,  /* rows of a run before it is folded */
	BILLION = 1000000000,
};

void ladder_init(struct ladder *l, const struct ladder_options *o)
{
	*l = (struct ladder){ .o = *o };
	unsigned rest = o->width > PREFIX + 1 + NOTE ? o->width - PREFIX - 1 - NOTE : 0;
	l->diagram = rest < MIN_DIAGRAM ? MIN_DIAGRAM : rest > MAX_DIAGRAM ? MAX_DIAGRAM : rest;
}

void ladder_free(struct ladder *l)
{
	buf_free(&l->row);
	buf_free(&l->held);
}

static void put_times(struct buf *b, const char *what, unsigned n)
{
	while (n--)
		buf_str(b, what);
}

static void put_lifeline(struct buf *b, const struct ladder *l)
{
	buf_str(b, l->o.utf8 ? "│" : "|");
}

/* A row without a time, between the lifelines: left and right text. What is too long goes beyond them. */
static void put_between(struct buf *b, const struct ladder *l, const char *left, size_t n, const char *right)
{
	size_t used = n + strlen(right), room = l->diagram - 4;
	buf_fill(b, ' ', PREFIX);
	put_lifeline(b, l);
	buf_char(b, ' ');
	buf_put(b, left, n);
	if (used <= room) {
		buf_fill(b, ' ', room - used);
		buf_str(b, right);
		buf_char(b, ' ');
		put_lifeline(b, l);
	}
	buf_char(b, '\n');
}

static void put_text_row(struct buf *b, const struct ladder *l, const struct buf *text)
{
	put_between(b, l, text->p, text->len, "");
}

static void put_head(struct buf *b, const struct ladder *l, const struct segment_picker *k)
{
	const char *left = k->end[0].name, *right = k->end[1].name;
	size_t n = strlen(left), m = strlen(right), width = l->diagram;
	buf_str(b, k->udp ? "UDP" : "TCP");
	buf_lit(b, " stream ");
	fmt_uint(b, k->stream);
	buf_lit(b, "\n\n      time  frame ");
	buf_str(b, left);
	if (n + 1 + m > width) {
		buf_char(b, '\n');
		buf_fill(b, ' ', PREFIX);
		n = 0;
	}
	buf_fill(b, ' ', n + m < width ? width - n - m : 0);
	buf_str(b, right);
	buf_char(b, '\n');
}

static void put_prefix(struct buf *b, const struct segment *s)
{
	bool neg = s->time < 0;
	uint64_t ns = neg ? -(uint64_t)s->time : (uint64_t)s->time;
	size_t start = b->len;
	fmt_secs(b, neg, ns / BILLION, ns % BILLION, 6);
	size_t n = b->len - start;
	if (n < 10) {
		buf_fill(b, ' ', 10 - n);
		memmove(b->p + b->len - n, b->p + start, n);
		memset(b->p + start, ' ', 10 - n);
	}
	buf_char(b, ' ');
	fmt_uint_pad(b, s->frame, 6, ' ');
	buf_char(b, ' ');
}

static void put_number(struct buf *b, const char *name, uint64_t v)
{
	buf_str(b, name);
	fmt_uint(b, v);
}

static void put_numbers(struct buf *b, const struct segment *s)
{
	put_number(b, "seq=", s->seq);
	if (s->flags & TCP_ACK)
		put_number(b, " ack=", s->ack);
	if (!(s->flags & TCP_RST))
		put_number(b, " win=", s->window);
}

/* What stands on the arrow. brief: without the numbers, which get a row of their own. */
static void put_label(struct buf *b, const struct segment *s, bool brief)
{
	if (!s->note) {
		put_number(b, "len=", s->len);
		return;
	}
	segment_flags(b, s->flags);
	if (!brief) {
		buf_char(b, ' ');
		put_numbers(b, s);
	}
	if (s->len)
		put_number(b, " len=", s->len);
}

/* Without its line end: a note may follow. */
static void put_arrow(struct buf *b, const struct ladder *l, const struct segment *s, const struct buf *label)
{
	const char *dash = l->o.utf8 ? "─" : "-";
	size_t inner = l->diagram - 2, used = label->len + 5; /* head, a dash at either end, blanks around the label */
	put_prefix(b, s);
	put_lifeline(b, l);
	if (!s->right)
		buf_str(b, dash);
	else
		buf_str(b, l->o.utf8 ? "◀─" : "<-");
	buf_char(b, ' ');
	buf_put(b, label->p, label->len);
	buf_char(b, ' ');
	put_times(b, dash, (unsigned)(inner > used ? inner - used + 1 : 1));
	if (!s->right)
		buf_str(b, l->o.utf8 ? "▶" : ">");
	put_lifeline(b, l);
}

/* refused: a SYN is answered by the reset. */
static void put_phase(struct buf *b, enum tcp_phase phase, bool acks_fin_too, bool refused)
{
	static const char *const names[] = {
		[PHASE_SYN] = "handshake 1/3", [PHASE_SYN_ACK] = "handshake 2/3", [PHASE_ACK] = "handshake 3/3",
		[PHASE_FIN] = "close 1/4", [PHASE_FIN_ACK] = "close 2/4", [PHASE_FIN_BACK] = "close 3/4",
		[PHASE_LAST_ACK] = "close 4/4", [PHASE_RESET] = "reset", [PHASE_STRAY_RESET] = "stray reset",
	};
	if (phase == PHASE_FIN_BACK && acks_fin_too)
		buf_lit(b, "close 2+3/4");
	else if (phase == PHASE_RESET && refused)
		buf_lit(b, "refused");
	else if (phase < COUNT(names) && names[phase])
		buf_str(b, names[phase]);
}

static void put_comma(struct buf *b)
{
	if (b->len)
		buf_lit(b, ", ");
}

static void put_finding(void *context, const char *key, const char *text)
{
	(void)key;
	put_comma(context);
	buf_str(context, text);
}

static void put_findings(struct buf *b, const struct segment *s)
{
	const struct tcp_finding *f = &s->note->found;
	segment_findings(s, FINDINGS_OF_SENT | FINDINGS_OF_ACK, put_finding, b);
	if (f->flags & TA_DUPLICATE_ACK) {
		put_number(b, " ", f->dupack_number);
		put_number(b, " of frame ", f->dupack_frame);
	}
	if (f->rto_frame && f->rto >= 0) {
		put_number(b, " of frame ", f->rto_frame);
		buf_lit(b, ", RTO ");
		fmt_secs(b, false, (uint64_t)f->rto / BILLION, (uint64_t)f->rto % BILLION, 6);
		buf_lit(b, " s");
	}
}

/* The states that both ends are in now, when one of them is new. */
static bool put_states(struct ladder *l, struct buf *b)
{
	bool news = l->end[0].state != l->shown_state[0] || l->end[1].state != l->shown_state[1];
	const char *left = tcp_state_name((enum tcp_state)l->end[0].state);
	if (!news)
		return false;
	put_between(b, l, left, strlen(left), tcp_state_name((enum tcp_state)l->end[1].state));
	l->shown_state[0] = l->end[0].state;
	l->shown_state[1] = l->end[1].state;
	return true;
}

/* Phase and findings: behind the arrow as far as there is room, the rest below it. Returns whether there was any. */
static bool put_notes(struct ladder *l, struct buf *b, struct buf *phase, const struct buf *findings)
{
	size_t room = l->o.width > PREFIX + l->diagram + 1 ? l->o.width - PREFIX - l->diagram - 1 : NOTE;
	bool together = !findings->len || phase->len + 2 + findings->len <= room;
	bool any = phase->len || findings->len;
	if (together && findings->len) {
		put_comma(phase);
		buf_put(phase, findings->p, findings->len);
	}
	if (phase->len) {
		buf_char(b, ' ');
		buf_put(b, phase->p, phase->len);
	}
	buf_char(b, '\n');
	if (!together)
		put_text_row(b, l, findings);
	return any;
}

/* The rows of a segment. False: there is nothing to say but its numbers. */
static bool make_row(struct ladder *l, struct buf *b, const struct segment_picker *k, const struct segment *s)
{
	struct buf label = { 0 }, phase = { 0 }, findings = { 0 };
	bool special = false;
	if (s->note) {
		bool had = l->end[!s->right].fin_acked, asked = l->end[!s->right].state == TCP_SYN_SENT;
		struct tcp_segment t = { .flags = s->flags, .seq = s->seq, .ack = s->ack, .len = s->len };
		/* Without its length a segment moves no numbers. */
		enum tcp_phase p = s->len_known ? tcp_ends_see(l->end, s->right, &t, s->window) : PHASE_NONE;
		put_phase(&phase, p, !had && l->end[!s->right].fin_acked, asked);
		put_findings(&findings, s);
		if (p == PHASE_RESET && !l->reset_by)
			l->reset_by = k->end[s->right].name;
	}
	put_label(&label, s, false);
	bool brief = label.len + 5 > l->diagram - 2;
	if (brief) {
		buf_clear(&label);
		put_label(&label, s, true);
	}
	put_arrow(b, l, s, &label);
	special |= put_notes(l, b, &phase, &findings);
	if (brief) {
		buf_clear(&label);
		put_numbers(&label, s);
		put_text_row(b, l, &label);
	}
	special |= put_states(l, b);
	buf_free(&label);
	buf_free(&phase);
	buf_free(&findings);
	return special;
}

static void quoted_row(const struct ladder *l, struct buf *b, const struct segment_picker *k, const struct segment *s)
{
	struct buf text = { 0 };
	put_number(&text, "ICMP error in frame ", s->frame);
	buf_lit(&text, " about what ");
	buf_str(&text, k->end[s->right].name);
	buf_lit(&text, " sent");
	put_text_row(b, l, &text);
	buf_free(&text);
}

/* Prints what a run held back. */
static void unfold(struct ladder *l, struct buf *out)
{
	if (l->folded) {
		struct buf text = { 0 };
		put_number(&text, "... ", l->folded);
		buf_str(&text, l->folded == 1 ? " segment, " : " segments, ");
		fmt_uint(&text, l->folded_bytes[0]);
		buf_str(&text, l->o.utf8 ? " bytes ▶, " : " bytes >, ");
		fmt_uint(&text, l->folded_bytes[1]);
		buf_str(&text, l->o.utf8 ? " bytes ◀ ..." : " bytes < ...");
		buf_fill(out, ' ', PREFIX);
		put_lifeline(out, l);
		buf_char(out, ' ');
		buf_put(out, text.p, text.len);
		/* An arrow is three bytes and one column. */
		size_t columns = text.len - (l->o.utf8 ? 4 : 0), room = l->diagram - 4;
		buf_fill(out, ' ', columns < room ? room - columns + 1 : 1);
		put_lifeline(out, l);
		buf_char(out, '\n');
		buf_free(&text);
	}
	buf_put(out, l->held.p, l->held.len);
	buf_clear(&l->held);
	l->plain = 0;
	l->folded = l->folded_bytes[0] = l->folded_bytes[1] = 0;
}

/* One more of a run: the row before it, if held back, is counted and forgotten. */
static void fold(struct ladder *l, const struct segment *s)
{
	if (l->held.len) {
		l->folded++;
		l->folded_bytes[l->held_right] += l->held_len;
	}
	buf_clear(&l->held);
	buf_put(&l->held, l->row.p, l->row.len);
	l->held_len = s->len;
	l->held_right = s->right;
}

void ladder_segment(struct ladder *l, struct buf *out, const struct segment_picker *k, const struct segment *s)
{
	bool special = true;
	if (!l->begun)
		put_head(out, l, k);
	l->begun = true;
	buf_clear(&l->row);
	if (s->quoted)
		quoted_row(l, &l->row, k, s);
	else
		special = make_row(l, &l->row, k, s);
	if (!special && !l->o.all && l->plain++ >= PLAIN_SHOWN) {
		fold(l, s);
		return;
	}
	if (special)
		unfold(l, out);
	buf_put(out, l->row.p, l->row.len);
}

void ladder_end(struct ladder *l, struct buf *out, const struct segment_picker *k)
{
	if (!l->begun)
		return;
	unfold(l, out);
	buf_char(out, '\n');
	fmt_uint(out, k->seen);
	buf_str(out, k->udp ? " datagrams" : " segments");
	for (unsigned i = 0; !k->udp && i < 2; i++) {
		buf_str(out, i ? ", " : "; at the end ");
		buf_str(out, k->end[i].name);
		buf_lit(out, " is in ");
		buf_str(out, tcp_state_name((enum tcp_state)l->end[i].state));
		if (l->end[i].fin_first)
			buf_lit(out, " (closed first)");
	}
	if (l->reset_by) {
		buf_lit(out, ", reset by ");
		buf_str(out, l->reset_by);
	}
	buf_char(out, '\n');
}
