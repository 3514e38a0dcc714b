/* segment.c: picks the segments of one connection, and says what their bits mean. */
#include "output/segment.h"

#include "dissect/transport/tcp.h"

static void end_name(struct segment_end *e, const struct dissection *d)
{
	struct buf b = { 0 };
	stream_end_name(&b, &e->at, d->names);
	size_t n = b.len < sizeof e->name ? b.len : sizeof e->name - 1;
	memcpy(e->name, b.p, n);
	e->name[n] = 0;
	buf_free(&b);
}

/* The first packet decides who stands where: its sender on the left, but whoever answers a SYN was asked before. */
static void meet(struct segment_picker *k, const struct dissection *d, const struct layer *l, uint16_t flags)
{
	bool answer = (flags & (TCP_SYN | TCP_ACK)) == (TCP_SYN | TCP_ACK) || (flags & TCP_RST && !k->udp);
	/* What an ICMP error quotes names its sender first as well. */
	stream_end_set(&k->end[answer].at, &l->src, slice_u16(l->data, 0));
	stream_end_set(&k->end[!answer].at, &l->dst, slice_u16(l->data, 2));
	end_name(&k->end[0], d);
	end_name(&k->end[1], d);
}

static const struct layer *find_layer(const struct segment_picker *k, const struct dissection *d, unsigned *layer)
{
	unsigned notes = k->udp ? d->n_udp : d->n_tcp;
	if (!notes)
		return NULL;
	while (*layer < d->n_layers) {
		const struct layer *l = &d->layer[(*layer)++];
		bool right_one = k->udp ? !strncmp(l->proto->name, "udp", 3) : !strcmp(l->proto->name, "tcp");
		if (!right_one || !l->note || l->flags & LAYER_CONTINUED)
			continue;
		if ((k->udp ? layer_udp_note(d, l)->stream : layer_tcp_note(d, l)->stream) == k->stream)
			return l;
	}
	return NULL;
}

static void read_tcp(struct segment *s, const struct dissection *d, const struct layer *l)
{
	struct tcp_segment t;
	tcp_read(l, &t);
	s->note = layer_tcp_note(d, l);
	s->flags = t.flags;
	s->len_known = t.len_known;
	s->len = t.len_known ? t.len : 0;
	s->seq = s->note->seq;
	s->ack = s->note->ack;
	s->nxt = s->note->nxtseq;
	s->window = s->note->window;
}

bool segment_next(struct segment_picker *k, const struct dissection *d, unsigned *layer, struct segment *s)
{
	const struct layer *l = find_layer(k, d, layer);
	if (!l)
		return false;
	*s = (struct segment){ .frame = d->frame->number, .packet = d };
	if (!k->udp)
		read_tcp(s, d, l);
	else
		s->len = l->data.wire > 8 ? l->data.wire - 8 : 0; /* a header of eight bytes */
	s->quoted = l->flags & LAYER_QUOTED;
	k->last = d->now;
	if (!k->seen++) {
		meet(k, d, l, s->flags);
		k->first = k->last;
	}
	struct stream_end sender;
	stream_end_set(&sender, &l->src, slice_u16(l->data, 0));
	s->right = !stream_end_is(&k->end[0].at, &sender);
	if (__builtin_sub_overflow(k->last, k->first, &s->time))
		s->time = k->last < k->first ? INT64_MIN : INT64_MAX;
	return true;
}

void segment_findings(const struct segment *s, unsigned which,
		      void (*each)(void *context, const char *key, const char *text), void *context)
{
	static const struct {
		uint16_t flag;
		const char *key, *text;
	} names[] = {
		{ TA_RETRANSMISSION, "retransmission", "retransmission" },
		{ TA_FAST_RETRANSMISSION, "fast_retransmission", "fast retransmission" },
		{ TA_SPURIOUS_RETRANSMISSION, "spurious_retransmission", "spurious retransmission" },
		{ TA_OUT_OF_ORDER, "out_of_order", "out of order" },
		{ TA_REUSED_PORTS, "reused_ports", "ports used again" },
		{ TA_LOST_SEGMENT, "lost_segment", "segment before it not captured" },
		{ TA_ACK_LOST_SEGMENT, "ack_lost_segment", "ACK of a segment not captured" },
		{ TA_WINDOW_UPDATE, "window_update", "window update" },
		{ TA_WINDOW_FULL, "window_full", "window full" },
		{ TA_KEEP_ALIVE, "keep_alive", "keep-alive" },
		{ TA_KEEP_ALIVE_ACK, "keep_alive_ack", "keep-alive ACK" },
		{ TA_DUPLICATE_ACK, "duplicate_ack", "duplicate ACK" },
		{ TA_ZERO_WINDOW_PROBE, "zero_window_probe", "zero window probe" },
		{ TA_ZERO_WINDOW, "zero_window", "zero window" },
		{ TA_ZERO_WINDOW_PROBE_ACK, "zero_window_probe_ack", "zero window probe ACK" },
	};
	unsigned flags = s->note ? s->note->found.flags & which : 0;
	/* The kind of a retransmission says all that the word alone would. */
	if (flags & (TA_FAST_RETRANSMISSION | TA_SPURIOUS_RETRANSMISSION))
		flags &= ~(unsigned)TA_RETRANSMISSION;
	for (unsigned i = 0; flags && i < COUNT(names); i++)
		if (flags & names[i].flag)
			each(context, names[i].key, names[i].text);
}

void segment_flags(struct buf *b, uint16_t flags)
{
	static const struct {
		uint16_t flag;
		const char *name;
	} names[] = {
		{ TCP_SYN, "SYN" }, { TCP_FIN, "FIN" }, { TCP_RST, "RST" }, { TCP_PSH, "PSH" }, { TCP_ACK, "ACK" },
		{ TCP_URG, "URG" }, { TCP_ECE, "ECE" }, { TCP_CWR, "CWR" }, { TCP_AE, "AE" },
	};
	size_t start = b->len;
	for (unsigned i = 0; i < COUNT(names); i++) {
		if (!(flags & names[i].flag))
			continue;
		if (b->len > start)
			buf_char(b, ' ');
		buf_str(b, names[i].name);
	}
	if (b->len == start)
		buf_lit(b, "none");
}
