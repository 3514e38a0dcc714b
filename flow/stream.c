/* stream.c: the bytes of a TCP connection go to the protocol that it carries, one PDU at a time. A PDU that comes in several
 * segments is put together first. What is refused, and when, is tshark's way: see docs/ARCHITECTURE.md. */
#include "dissect/registry.h"
#include "dissect/transport/tcp.h"
#include "flow/tracker_impl.h"

/* The bytes at hand, and all that is known of them. */
struct stretch {
	struct tracker *k;
	struct dissection *d;
	struct layer *l; /* the segment */
	struct flow *f;
	struct tcp_note *n;
	unsigned side;
	struct slice bytes;
	uint32_t off; /* of the bytes in the segment's payload */
	uint32_t seq; /* raw, of the first byte */
	bool fin;     /* the segment ends the stream */
};

/* Who gets the stream: whom the connection is known to carry, else who is registered for its ports or recognises the
 * bytes. What was recognised once stays. */
static uint16_t whose(struct flow *f, const struct dissection *d, const struct layer *l, struct slice bytes)
{
	if (f && f->app)
		return (uint16_t)(f->app - 1);
	uint16_t a = slice_u16(l->data, 0), b = slice_u16(l->data, 2);
	uint16_t id = find_by_ports(d, l, NEXT_TCP_PORT, a, b, bytes);
	if (f && id != NO_PROTOCOL && registry_next(d->registry, NEXT_TCP_PORT, a) != id &&
	    registry_next(d->registry, NEXT_TCP_PORT, b) != id)
		f->app = (uint16_t)(id + 1);
	return id;
}

/* Bytes of the whole PDUs at the front that make one layer; 0: the first is not whole, and *need says what it wants. */
static uint32_t whole_pdus(const struct protocol *p, struct slice bytes, uint32_t hint, uint32_t *need)
{
	uint32_t taken = 0;
	while (taken < bytes.wire) {
		uint32_t n = *need = p->pdu ? p->pdu(slice_from(bytes, taken), hint) : PDU_REST;
		if (n == PDU_REST)
			return bytes.wire;
		if (n > bytes.wire - taken)
			break;
		taken += n;
		if (!p->pdus_joined)
			break;
	}
	return taken;
}

/* Bytes that are handed on as they are, whatever they lack. */
static void serve_alone(struct dissection *d, struct layer *l, uint16_t id, struct slice bytes, uint8_t buffer,
			uint32_t hint)
{
	uint32_t need, n = id == NO_PROTOCOL ? 0 : whole_pdus(registry_protocol(id), bytes, hint, &need);
	if (!n)
		n = bytes.wire;
	next_protocol(d, l, id, slice_first(bytes, n), buffer);
	next_rest(d, l, slice_from(bytes, n), buffer);
}

/* The segment's part in a PDU, or of what was there before, is shown as tcp.segment_data. */
static void note_part(const struct stretch *p, uint32_t len, uint32_t flag)
{
	p->n->segment_off = p->off;
	p->n->segment_len = len;
	p->n->flags |= flag;
}

/* The PDU is there: n bytes of it. Its protocol gets it, unless the segment that completes it came out of order. */
static void hand_over(const struct stretch *p, struct open_pdu *o, uint32_t n)
{
	struct dissection *d = p->d;
	struct slice whole = { o->bytes, n, n };
	reassembly_close(p->k->reassembly, o);
	p->f->open_pdu[p->side] = 0;
	p->n->flags &= ~(uint32_t)TN_SEGMENT;
	if (d->n_buffers == MAX_BUFFERS)
		return;
	uint8_t buffer = d->n_buffers++;
	d->buffer[buffer] = (struct byte_buffer){ o->bytes, n, "Reassembled TCP" };
	p->n->whole = (struct assembled){ o->part, o->n_parts, n, buffer };
	next_assembled(d, p->l, whole, buffer);
	if (!(p->n->found.flags & TA_OUT_OF_ORDER))
		next_protocol(d, p->l, whose(p->f, d, p->l, whole), whole, buffer);
}

/* How many bytes the PDU has, now that there are more of them; PDU_ONE_MORE, PDU_UNTIL_FIN or more than there are: go on. */
static uint32_t ask_again(const struct stretch *p, struct open_pdu *o)
{
	struct slice so_far = { o->bytes, o->reach, o->reach };
	uint16_t id = whose(p->f, p->d, p->l, so_far);
	const struct protocol *proto = id == NO_PROTOCOL ? NULL : registry_protocol(id);
	if (o->need == PDU_ONE_MORE) {
		o->need = proto && proto->pdu ? proto->pdu(so_far, p->f->hint[p->side]) : PDU_REST;
		p->n->begun = proto;
		p->n->begun_bytes = so_far;
	}
	if (o->need == PDU_REST || (o->need == PDU_UNTIL_FIN && p->fin))
		return o->reach;
	return o->need;
}

/* The bytes go on with the PDU that is open. False: they found no room. */
static bool go_on(const struct stretch *p, struct open_pdu *o)
{
	uint32_t at = p->seq - o->start, take = p->bytes.wire;
	bool bounded = o->need != PDU_ONE_MORE && o->need != PDU_UNTIL_FIN;
	if (bounded && take > o->need - at)
		take = o->need - at;
	if (!reassembly_add(p->k->reassembly, o, at, slice_first(p->bytes, take), p->d->frame->number))
		return false;
	note_part(p, take, TN_SEGMENT);
	uint32_t need = ask_again(p, o);
	if (need <= o->reach) {
		hand_over(p, o, need);
		take = need - at < take ? need - at : take;
	}
	next_rest(p->d, p->l, slice_from(p->bytes, take), p->l->buffer);
	return true;
}

static void begin(const struct stretch *p, uint16_t id, uint32_t need)
{
	struct tracker *k = p->k;
	uint32_t *handle = &p->f->open_pdu[p->side];
	struct open_pdu *o = k->reassembly || (k->reassembly = reassembly_new())
				     ? reassembly_open(k->reassembly, handle, p->seq, need, p->d->frame->number)
				     : NULL;
	if (!o || !reassembly_add(k->reassembly, o, 0, p->bytes, p->d->frame->number)) {
		next_protocol(p->d, p->l, id, p->bytes, p->l->buffer);
		return;
	}
	note_part(p, p->bytes.wire, TN_SEGMENT);
	p->n->begun = registry_protocol(id);
	p->n->begun_bytes = p->bytes;
}

/* Bytes that no open PDU waits for. */
static void start_over(const struct stretch *p)
{
	uint32_t need = PDU_REST;
	uint16_t id = NO_PROTOCOL;
	if (p->n->found.flags & TA_OUT_OF_ORDER)
		return;
	if (!(p->n->found.flags & TA_KEEP_ALIVE))
		id = whose(p->f, p->d, p->l, p->bytes);
	uint32_t n = id == NO_PROTOCOL ? p->bytes.wire
				       : whole_pdus(registry_protocol(id), p->bytes, p->f->hint[p->side], &need);
	if (!n && need == PDU_UNTIL_FIN && p->fin)
		n = p->bytes.wire;
	if (!n) {
		begin(p, id, need);
		return;
	}
	next_protocol(p->d, p->l, id, slice_first(p->bytes, n), p->l->buffer);
	next_rest(p->d, p->l, slice_from(p->bytes, n), p->l->buffer);
}

/* The PDU that the bytes belong to: it covers their first one. NULL: none does. */
static struct open_pdu *covering(const struct stretch *p)
{
	struct open_pdu *o = p->k->reassembly ? reassembly_find(p->k->reassembly, p->f->open_pdu[p->side]) : NULL;
	uint32_t at = o ? p->seq - o->start : 0;
	uint32_t end = !o ? 0 : o->need == PDU_ONE_MORE ? o->reach + 1 : o->need == PDU_UNTIL_FIN ? 1u << 30 : o->need;
	return at < end ? o : NULL;
}

/* What was there before is not looked at again. */
static bool is_old_news(const struct stretch *p)
{
	const struct open_pdu *o = covering(p);
	if (p->n->found.flags & TA_SPURIOUS_RETRANSMISSION)
		return true;
	bool same_start = o && o->start == p->seq && p->bytes.wire <= o->need;
	if (!(p->n->found.flags & TA_RETRANSMISSION) && !same_start)
		return false;
	note_part(p, p->bytes.wire, TN_RESENT);
	return true;
}

void stream_serve(void *tracker, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer)
{
	struct tracker *k = tracker;
	struct stretch p = { .k = k, .d = d, .l = l, .bytes = bytes };
	struct tcp_segment s;
	tcp_read(l, &s);
	p.f = l->flags & LAYER_QUOTED ? NULL : tracker_flow(k, d, l, &p.side);
	/* What was cut, or whose length is not known, cannot be put together. */
	if (!p.f || !s.len_known || l->payload.len < l->payload.wire || !bytes.p || !k->options->tcp_desegment) {
		serve_alone(d, l, whose(p.f, d, l, bytes), bytes, buffer, p.f ? p.f->hint[p.side] : 0);
		return;
	}
	p.n = &d->tcp[l->note - 1];
	p.off = (uint32_t)(bytes.p - l->payload.p);
	p.seq = s.seq + p.off + (s.flags & TCP_SYN ? 1 : 0);
	p.fin = s.flags & TCP_FIN;
	if (!p.off && is_old_news(&p))
		return;
	struct open_pdu *o = covering(&p);
	if (!o || !go_on(&p, o))
		start_over(&p);
}

void stream_finish(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct stretch p = { .k = k, .d = d, .l = l, .n = &d->tcp[l->note - 1], .fin = true };
	p.f = tracker_flow(k, d, l, &p.side);
	struct open_pdu *o = k->reassembly && p.f ? reassembly_find(k->reassembly, p.f->open_pdu[p.side]) : NULL;
	if (o && o->need == PDU_UNTIL_FIN)
		hand_over(&p, o, o->reach);
}

void stream_skip(void *tracker, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer)
{
	(void)tracker;
	(void)d;
	(void)l;
	(void)bytes;
	(void)buffer;
}
