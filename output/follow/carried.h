/* carried.h: the TCP segments and UDP datagrams of a packet, as what they carry: from which end of which stream. */
#ifndef PEEL_OUTPUT_FOLLOW_CARRIED_H
#define PEEL_OUTPUT_FOLLOW_CARRIED_H

#include "flow/order.h"
#include "output/stream_end.h"

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

#endif
