/* stream.c: the bytes of a TCP connection go to the protocol that it carries, one PDU at a time. A PDU in one segment is
 * handed on where it lies; of one in several, the segments are put together (reassembly.h), one PDU a direction at a time.
 *
 * Conditions and frames are tshark 4.0's in one pass: a PDU shows in the frame that brings its last byte, in whatever
 * order they come; what is retransmitted or out of order is not looked at by itself. */
#include "dissect/registry.h"
#include "dissect/transport/tcp.h"
#include "flow/ahead.h"
#include "flow/reassembly.h"
#include "flow/tracker_impl.h"

enum assembly_state { PDU_OF_LENGTH, PDU_ASKS_AGAIN, PDU_TO_THE_END, PDU_DONE };

enum {
	LONGEST = 1 << 30,                                             /* bytes that a PDU may have */
	NOT_LOOKED_AT = TA_RETRANSMISSION | TA_OUT_OF_ORDER,
};
#define FORGOTTEN_AFTER (INT64_C(3600) * 1000000000) /* ns without a segment: who began is not believed to go on */

/* Bytes of a stream that are to be given to somebody. */
struct serving {
	struct tracker *k;
	struct dissection *d;
	struct layer *l; /* TCP */
	struct tcp_note *note;
	struct flow *f; /* NULL: no stream, each segment by itself */
	unsigned side;
	bool joins; /* the segment may be joined with others */
	bool fin;
	uint16_t found; /* enum tcp_analysis_flags */
	uint32_t seq;   /* of the bytes at hand */
	struct slice bytes;
	uint8_t buffer;
};

/* Who gets the stream: whom the connection is known to carry, else who is registered for its ports or recognises the
 * bytes. What was recognised once stays. */
static uint16_t whose(struct flow *f, const struct dissection *d, const struct layer *l, struct slice bytes)
{
	if (f && f->app)
		return (uint16_t)(f->app - 1);
	uint16_t a = slice_u16(l->data, 0), b = slice_u16(l->data, 2);
	uint16_t id = find_by_ports(d, l, NEXT_TCP_PORT, a, b, bytes);
	if (f && id != NO_PROTOCOL &&
	    (registry_protocol(id)->stays || (registry_next(d->registry, NEXT_TCP_PORT, a) != id &&
					      registry_next(d->registry, NEXT_TCP_PORT, b) != id)))
		f->app = (uint16_t)(id + 1);
	return id;
}

static void note_event(const struct serving *s, enum stream_event event, uint32_t off, uint32_t n, uint8_t buffer)
{
	struct dissection *d = s->d;
	if (d->n_stream < MAX_STREAM_NOTES && n)
		d->streamed[d->n_stream++] = (struct stream_note){
			.off = off, .len = n, .layer = s->l->self, .buffer = buffer, .event = (uint8_t)event,
		};
}

/* Of bytes of the segment itself. */
static void note_segment(const struct serving *s, enum stream_event event, struct slice bytes)
{
	note_event(s, event, (uint32_t)(bytes.p - s->d->buffer[s->l->buffer].p), bytes.len, s->l->buffer);
}

/* Bytes of the whole PDUs at the front that make one layer; 0: what is there is not one whole PDU, and *wants says how
 * long it is, as the pdu hook does. behind: they stand behind other PDUs. Places in the notes count from there: place_events. */
static uint32_t whole_pdus(const struct serving *s, const struct protocol *p, struct slice bytes, uint32_t *wants,
			   bool behind)
{
	uint32_t taken = 0, hint = s->f ? s->f->hint[s->side] : 0;
	while (taken < bytes.wire) {
		uint32_t n = *wants = p->pdu_behind && (behind || taken) ? p->pdu_behind(slice_from(bytes, taken), hint)
				      : p->pdu                           ? p->pdu(slice_from(bytes, taken), hint)
									 : PDU_REST;
		if (n == PDU_REST)
			return bytes.wire;
		if (n > bytes.wire - taken)
			break;
		if (p->pdu_shown && slice_has(bytes, taken, n))
			note_event(s, STREAM_PDU, taken, n, 0);
		taken += n;
		if (!p->pdus_joined)
			break;
	}
	return taken;
}

/* The notes from the given one on are of bytes of the buffer that begin at off. */
static void place_events(struct dissection *d, unsigned from, uint32_t off, uint8_t buffer)
{
	for (; from < d->n_stream; from++) {
		d->streamed[from].off += off;
		d->streamed[from].buffer = buffer;
	}
}

/* Hands the first n bytes to the protocol, and leaves the others to another call. */
static void hand_on(const struct serving *s, uint16_t id, struct slice bytes, uint8_t buffer, uint32_t n)
{
	next_protocol(s->d, s->l, id, slice_first(bytes, n), buffer);
	next_rest(s->d, s->l, slice_from(bytes, n), buffer);
}

static void set_wanted(struct assembly *a, uint32_t wants)
{
	if (wants == PDU_ONE_MORE) {
		a->state = PDU_ASKS_AGAIN;
		a->end = a->have + 1;
	} else if (wants == PDU_UNTIL_FIN) {
		a->state = PDU_TO_THE_END;
		a->end = LONGEST;
	} else {
		a->state = PDU_OF_LENGTH;
		a->end = wants < LONGEST ? wants : LONGEST;
	}
}

/* The assembly of the direction at hand, when there is one that its bytes may belong to. */
static struct assembly *assembly_at_hand(const struct serving *s)
{
	uint32_t *handle = &s->f->pdu[s->side];
	struct assembly *a = *handle ? assembly_find(s->k->reassembly, *handle) : NULL;
	if (!a || s->d->now - a->touched <= FORGOTTEN_AFTER)
		return a;
	assembly_drop(s->k->reassembly, handle);
	return NULL;
}

static bool add(const struct serving *s, struct assembly *a, uint32_t off, struct slice bytes, uint32_t frame)
{
	return assembly_add(s->k->reassembly, a, off, bytes, frame, s->d->now);
}

/* The same from where they lie in the buffer of what was put together before. */
static bool add_joined(const struct serving *s, struct assembly *a, struct slice bytes, uint8_t buffer)
{
	const struct joined *j = s->d->joined;
	uint32_t from = (uint32_t)(bytes.p - s->d->buffer[buffer].p);
	while (j->buffer != buffer)
		j++;
	for (uint32_t i = 0; i < j->n_pieces; i++) {
		uint32_t off = j->piece[i].off, end = off + j->piece[i].len;
		off = off < from ? from : off;
		if (end > off && !add(s, a, off - from, slice_sub(bytes, off - from, end - off), j->piece[i].frame))
			return false;
	}
	return true;
}

/* The segment's bytes make no PDU of the protocol whole; so_far: those that there are. */
static void note_part(const struct serving *s, uint16_t id, struct slice so_far)
{
	struct dissection *d = s->d;
	s->note->flags |= TN_SEGMENT;
	s->note->begun = id == NO_PROTOCOL ? NULL : registry_protocol(id);
	s->note->begun_bytes = so_far;
	if (id == NO_PROTOCOL || s->buffer != s->l->buffer || !registry_protocol(id)->part_shown)
		return;
	for (struct layer *before = &d->layer[d->n_layers - 1]; before > s->l; before--)
		if (before->proto_id == id && before->parent == s->l->self && before->buffer == s->buffer) {
			before->tree_len += s->bytes.len; /* the layer of the whole PDUs in front */
			return;
		}
	next_part(d, s->l, id, s->bytes, s->buffer);
}

/* A PDU that is not complete begins with the bytes at hand. */
static void open_assembly(struct serving *s, uint16_t id, uint32_t wants)
{
	struct tracker *k = s->k;
	if (!tracker_reassembly(k))
		return;
	struct assembly *a = assembly_begin(k->reassembly, &s->f->pdu[s->side], s->d->now);
	bool own = s->buffer == s->l->buffer;
	a->start = s->seq;
	if (own ? add(s, a, 0, s->bytes, (uint32_t)s->d->frame->number) : add_joined(s, a, s->bytes, s->buffer))
		set_wanted(a, wants);
	if (own)
		note_segment(s, STREAM_SEGMENT, s->bytes);
	note_part(s, id, s->bytes);
}

/* Bytes that no assembly waits for. */
static void serve_alone(struct serving *s)
{
	uint32_t wants = PDU_REST, n;
	if (s->found & TA_KEEP_ALIVE) {
		next_protocol(s->d, s->l, NO_PROTOCOL, s->bytes, s->buffer);
		return;
	}
	if (s->found & NOT_LOOKED_AT)
		return;
	uint16_t id = whose(s->f, s->d, s->l, s->bytes);
	if (id == NO_PROTOCOL) {
		next_protocol(s->d, s->l, id, s->bytes, s->buffer);
		return;
	}
	unsigned events = s->d->n_stream;
	n = whole_pdus(s, registry_protocol(id), s->bytes, &wants, s->bytes.p != s->l->payload.p);
	place_events(s->d, events, (uint32_t)(s->bytes.p - s->d->buffer[s->buffer].p), s->buffer);
	if (wants == PDU_OF_NOBODY && !n)
		return;
	if (!n && s->joins && !(wants == PDU_UNTIL_FIN && s->fin))
		open_assembly(s, id, wants);
	else
		hand_on(s, id, s->bytes, s->buffer, n ? n : s->bytes.wire);
}

/* All bytes that were wanted are there; last: and no more will come. Is it whole now? */
static void complete(struct serving *s, struct assembly *a, bool last)
{
	struct slice bytes = assembly_bytes(a);
	uint32_t wants = PDU_REST, n = bytes.wire;
	uint16_t id = NO_PROTOCOL;
	uint8_t events = s->d->n_stream;
	bool looked_at = !(s->found & (NOT_LOOKED_AT | TA_KEEP_ALIVE));
	if (looked_at) {
		id = whose(s->f, s->d, s->l, bytes);
		n = id == NO_PROTOCOL ? bytes.wire : whole_pdus(s, registry_protocol(id), bytes, &wants, false);
		last |= bytes.len < bytes.wire && wants == PDU_ONE_MORE; /* the protocol cannot see any more of it */
		if (!n && !last && wants != PDU_OF_NOBODY) {
			set_wanted(a, wants);
			note_part(s, id, bytes);
			return;
		}
	}
	uint8_t buffer = assembly_show(s->k->reassembly, a, s->d, s->l, "Reassembled TCP");
	a->state = PDU_DONE;
	a->end = bytes.wire;
	if (!buffer)
		s->d->n_stream = events;
	place_events(s->d, events, 0, buffer);
	if (buffer && looked_at && (n || wants != PDU_OF_NOBODY))
		hand_on(s, id, bytes, buffer, n ? n : bytes.wire);
}

/* Bytes that an assembly waits for; what it does not want starts over. */
static void join(struct serving *s, struct assembly *a)
{
	uint32_t off = s->seq - a->start, n = s->bytes.len;
	if (a->state != PDU_ASKS_AGAIN && n > a->end - off)
		n = a->end - off;
	struct slice piece = slice_first(s->bytes, n);
	if (a->state == PDU_DONE) {
		note_segment(s, STREAM_SEGMENT, piece);
		s->note->flags |= TN_SEGMENT;
	} else if (add(s, a, off, piece, (uint32_t)s->d->frame->number)) {
		if (a->state == PDU_ASKS_AGAIN && off + n >= a->end)
			a->end = off + n;
		bool last = s->fin && a->state == PDU_TO_THE_END;
		if (last)
			a->end = off + n;
		if (a->have >= a->end)
			complete(s, a, last);
		else
			s->note->flags |= TN_SEGMENT;
		note_segment(s, STREAM_SEGMENT, piece);
	}
	next_rest(s->d, s->l, slice_from(s->bytes, n), s->buffer);
}

/* A segment's first look: what was sent before is told from the flags and from the PDU that begins there. True: there is
 * no more to it. */
static bool sent_before(const struct serving *s, const struct assembly *a)
{
	bool again = a && a->start == s->seq && s->bytes.len <= a->end;
	if (!again && s->found & TA_SPURIOUS_RETRANSMISSION)
		return true;
	if (!again && !(s->found & TA_RETRANSMISSION))
		return false;
	note_segment(s, STREAM_RETRANSMITTED, s->bytes);
	return true;
}

/* May the segment be joined with others? */
static bool may_join(const struct serving *s)
{
	const struct options *o = s->d->options;
	return o->tcp_desegment && s->f && s->note && tcp_len_known(s->l) && s->l->payload.len == s->l->payload.wire &&
	       !(o->tcp_check_checksum && tcp_verify(s->d, s->l).status == CHECKSUM_BAD);
}

/* What came early, and goes on where the stream stands now, joins the PDU at hand or begins one. */
static void join_run(struct serving *s)
{
	struct reassembly *r = s->k->reassembly;
	uint32_t *pdu = &s->f->pdu[s->side];
	struct assembly *a = assembly_at_hand(s), *q;
	bool begins = !a || a->state == PDU_DONE;
	if (begins)
		a = assembly_begin(r, pdu, s->d->now);
	if (!(q = ahead_run(r, s->f->ahead[s->side])))
		return;
	if (begins) {
		a->start = q->start;
		set_wanted(a, PDU_ONE_MORE);
	}
	bool added = true;
	for (uint32_t i = 0; i < q->counted && added; i++) {
		const struct piece *p = &q->piece[i];
		struct slice bytes = { q->bytes + p->off, p->len, p->len };
		added = add(s, a, q->start + p->off - a->start, bytes, p->frame);
	}
	s->fin = ahead_advance(q);
	if (added && a->have >= a->end)
		complete(s, a, s->fin);
	else
		s->note->flags |= TN_SEGMENT;
}

/* The segment's bytes in their turn (tcp.reassemble_out_of_order); false: nothing else is to be done with them. */
static bool in_order(struct serving *s)
{
	struct tracker *k = s->k;
	if (!tracker_reassembly(k))
		return true;
	const struct flow_half *from = &s->f->half[s->side], *to = &s->f->half[!s->side];
	struct ahead_segment segment = { .begin = from->base_known ? from->base_seq + 1 : s->seq,
					 .seq = s->seq,
					 .bytes = s->bytes,
					 .fin = s->fin,
					 .acked = to->sender.lastack,
					 .frame = (uint32_t)s->d->frame->number,
					 .now = s->d->now };
	unsigned verdict = ahead_take(k->reassembly, &s->f->ahead[s->side], &segment);
	if (verdict & AHEAD_GAP)
		assembly_drop(k->reassembly, &s->f->pdu[s->side]);
	if ((verdict & ~(unsigned)AHEAD_GAP) == AHEAD_NEXT) {
		s->seq = segment.seq;
		s->bytes = segment.bytes;
		return true;
	}
	note_segment(s, verdict == AHEAD_OLD ? STREAM_RETRANSMITTED : STREAM_SEGMENT, s->bytes);
	if (verdict == AHEAD_WAITS)
		s->note->flags |= TN_SEGMENT;
	else if (verdict != AHEAD_OLD)
		join_run(s);
	return false;
}

/* In its place: it is larger than what travels in registers. */
static void begin_serving(struct serving *s, struct tracker *k, struct dissection *d, struct layer *l,
			  struct slice bytes, uint8_t buffer)
{
	uint16_t flags = slice_u16(l->data, 12);
	s->k = k;
	s->d = d;
	s->l = l;
	s->bytes = bytes;
	s->buffer = buffer;
	s->side = 0;
	s->f = l->flags & LAYER_QUOTED ? NULL : tracker_flow(k, d, l, &s->side);
	s->note = l->note ? &d->tcp[l->note - 1] : NULL;
	s->found = s->note && d->options->tcp_quiet_on_error ? s->note->found.flags : 0;
	s->fin = flags & TCP_FIN;
	s->seq = slice_u32(l->data, 4) + (flags & TCP_SYN ? 1 : 0);
	s->joins = may_join(s);
	if (s->joins && d->options->tcp_in_order)
		s->found &= TA_KEEP_ALIVE; /* what else there is to a segment is told by its place */
}

void stream_serve(struct tracker *k, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer)
{
	struct serving s;
	begin_serving(&s, k, d, l, bytes, buffer);
	if (!s.joins) {
		serve_alone(&s);
		return;
	}
	struct assembly *a = assembly_at_hand(&s);
	if (d->options->tcp_in_order && s.found & TA_KEEP_ALIVE) {
		serve_alone(&s);
		return;
	}
	if (buffer != l->buffer) { /* what was put together, and is not all of one PDU */
		if (!a)
			return;
		s.seq = a->start + (uint32_t)(bytes.p - d->buffer[buffer].p);
		s.fin |= s.f->ahead[s.side] && ahead_at_end(k->reassembly, s.f->ahead[s.side]);
		serve_alone(&s);
		return;
	}
	s.seq += (uint32_t)(bytes.p - l->payload.p);
	if (d->options->tcp_in_order) {
		if (bytes.p == l->payload.p && !in_order(&s))
			return;
		a = assembly_at_hand(&s);
	} else if (bytes.p == l->payload.p && sent_before(&s, a)) {
		return;
	}
	if (a && s.seq - a->start < a->end)
		join(&s, a);
	else
		serve_alone(&s);
}

void stream_end(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct serving s;
	begin_serving(&s, k, d, l, (struct slice){ 0 }, 0);
	if (s.joins && d->options->tcp_in_order && s.f->ahead[s.side] &&
	    !ahead_fin(k->reassembly, s.f->ahead[s.side], s.seq))
		return;
	struct assembly *a = s.joins ? assembly_at_hand(&s) : NULL;
	if (a && a->state == PDU_TO_THE_END && a->have && a->have == s.seq - a->start &&
	    add(&s, a, a->have, l->payload, (uint32_t)d->frame->number))
		complete(&s, a, true);
}

void stream_glance(struct tracker *k, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer)
{
	unsigned side;
	struct flow *f = tracker_flow(k, d, l, &side);
	struct conn *c = tracker_conn(k, f);
	if (c && conn_app_looks(&c->app))
		stream_serve(k, d, l, bytes, buffer);
	else if (f && f->pdu[side])
		assembly_drop(k->reassembly, &f->pdu[side]);
}

void stream_skip(struct tracker *k, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer)
{
	(void)k;
	(void)d;
	(void)l;
	(void)bytes;
	(void)buffer;
}
