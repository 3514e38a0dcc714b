/* carried.c: what a packet's transport layers carry, and for whom. */
#include "output/follow/carried.h"

#include "dissect/transport/tcp.h"

/* False: how many bytes there are is not known. */
static bool read_tcp(struct order_segment *o, const struct layer *l)
{
	struct tcp_segment t;
	tcp_read(l, &t);
	o->seq = t.seq;
	o->ack = t.ack;
	o->syn = t.flags & TCP_SYN;
	o->has_ack = t.flags & TCP_ACK;
	return t.len_known && !t.bogus;
}

bool carried_next(const struct dissection *d, unsigned *layer, struct carried *c)
{
	if (!d->n_tcp && !d->n_udp)
		return false;
	while (*layer < d->n_layers) {
		const struct layer *l = &d->layer[(*layer)++];
		bool tcp = !strcmp(l->proto->name, "tcp");
		if (!l->note || l->flags & (LAYER_QUOTED | LAYER_CONTINUED) ||
		    (!tcp && strncmp(l->proto->name, "udp", 3)))
			continue;
		*c = (struct carried){ .tcp = tcp, .layer = l };
		if (tcp && !read_tcp(&c->segment, l))
			continue;
		c->stream = tcp ? layer_tcp_note(d, l)->stream : layer_udp_note(d, l)->stream;
		c->segment.bytes = l->payload.p;
		c->segment.captured = l->payload.len;
		c->segment.len = l->payload.wire;
		c->segment.frame = d->frame->number;
		c->segment.sec = d->frame->sec;
		c->segment.nsec = d->frame->nsec;
		stream_end_set(&c->from, &l->src, slice_u16(l->data, 0));
		stream_end_set(&c->to, &l->dst, slice_u16(l->data, 2));
		return true;
	}
	return false;
}
