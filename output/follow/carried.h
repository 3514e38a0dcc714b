/* carried.h: the TCP segments and UDP datagrams of a packet, as what they carry: from which end of which stream. */
#ifndef PEEL_OUTPUT_FOLLOW_CARRIED_H
#define PEEL_OUTPUT_FOLLOW_CARRIED_H

#include "base/buf.h"
#include "dissect/dissection.h"
#include "flow/order.h"

/* An end of a stream. The bytes of its address, so that it is known again; type ADDR_NONE: nobody. */
struct stream_end {
	uint8_t type, len, address[16];
	uint16_t port;
};

struct carried {
	bool tcp;
	uint32_t stream; /* tcp.stream or udp.stream */
	struct stream_end from, to;
	/* Without its side. Of a datagram only bytes, lengths, frame and time mean something. */
	struct order_segment segment;
	const struct layer *layer;
};

/* The next one in this packet; *layer is where to go on, 0 at first. What an ICMP error quotes is none. False: no more. */
bool carried_next(const struct dissection *d, unsigned *layer, struct carried *c);

bool stream_end_is(const struct stream_end *a, const struct stream_end *b);
/* "192.0.2.1", "2001:db8::1" */
void stream_end_address(struct buf *, const struct stream_end *);
/* "192.0.2.1:80", "[2001:db8::1]:80"; ":0" for nobody. */
void stream_end_name(struct buf *, const struct stream_end *);

#endif
