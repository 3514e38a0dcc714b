/* carried.c: what a packet's transport layers carry, and for whom. */
#include "output/follow/carried.h"

#include "base/fmt.h"
#include "dissect/transport/tcp.h"

static void set_end(struct stream_end *e, const struct address *a, uint16_t port)
{
	memset(e, 0, sizeof *e);
	e->type = a->type;
	e->len = a->len < sizeof e->address ? a->len : sizeof e->address;
	if (e->len)
		memcpy(e->address, a->p, e->len);
	e->port = port;
}

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
		set_end(&c->from, &l->src, slice_u16(l->data, 0));
		set_end(&c->to, &l->dst, slice_u16(l->data, 2));
		return true;
	}
	return false;
}

bool stream_end_is(const struct stream_end *a, const struct stream_end *b)
{
	return a->port == b->port && a->type == b->type && a->len == b->len && !memcmp(a->address, b->address, a->len);
}

void stream_end_address(struct buf *b, const struct stream_end *e)
{
	if (e->type == ADDR_IPV4)
		fmt_ipv4(b, e->address);
	else if (e->type == ADDR_IPV6)
		fmt_ipv6(b, e->address);
	else
		fmt_bytes(b, e->address, e->len, ':');
}

void stream_end_name(struct buf *b, const struct stream_end *e)
{
	if (e->type == ADDR_IPV6)
		buf_char(b, '[');
	stream_end_address(b, e);
	if (e->type == ADDR_IPV6)
		buf_char(b, ']');
	buf_char(b, ':');
	fmt_uint(b, e->port);
}
