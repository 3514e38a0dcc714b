/* stream.c: the bytes of a TCP connection go to the protocol that it carries, one PDU at a time. */
#include "dissect/registry.h"
#include "dissect/transport/tcp.h"
#include "flow/tracker_impl.h"

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

/* Bytes of the whole PDUs at the front that make one layer; 0: what is there is not one whole PDU. */
static uint32_t whole_pdus(const struct protocol *p, struct slice bytes, uint32_t hint)
{
	uint32_t taken = 0;
	while (taken < bytes.wire) {
		uint32_t n = p->pdu ? p->pdu(slice_from(bytes, taken), hint) : PDU_REST;
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

void stream_serve(void *tracker, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer)
{
	struct tracker *k = tracker;
	unsigned side;
	struct flow *f = l->flags & LAYER_QUOTED ? NULL : tracker_flow(k, d, l, &side);
	uint16_t id = whose(f, d, l, bytes);
	if (id == NO_PROTOCOL) {
		next_protocol(d, l, id, bytes, buffer);
		return;
	}
	uint32_t n = whole_pdus(registry_protocol(id), bytes, f ? f->hint[side] : 0);
	if (!n)
		n = bytes.wire;
	next_protocol(d, l, id, slice_first(bytes, n), buffer);
	next_rest(d, l, slice_from(bytes, n), buffer);
}

void stream_skip(void *tracker, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer)
{
	(void)tracker;
	(void)d;
	(void)l;
	(void)bytes;
	(void)buffer;
}
