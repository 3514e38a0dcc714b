/* order.h: the bytes of a TCP connection in order, whatever their segments did on the way: retransmitted, overlapping, out
 * of order, lost.
 *
 * What comes in order is given on at once, from where it lies. What comes too early is copied and waits until the bytes in
 * front of it come, or until the other side acknowledges more than them: then they are missing from the capture, and what
 * waits goes on behind a gap. Of bytes that come twice the first ones count. All that waits, for all connections of a
 * pool, lies in a memory of fixed size; when it is full, a gap is believed before anybody acknowledged it. */
#ifndef PEEL_FLOW_ORDER_H
#define PEEL_FLOW_ORDER_H

#include <stdbool.h>
#include <stdint.h>

enum {
	ORDER_PIECES = 65536,            /* of a pool: segments that wait */
	ORDER_BYTES = 64 * 1024 * 1024,  /* of a pool */
};

/* A segment as it was captured. */
struct order_segment {
	unsigned side; /* who sent it: 0 or 1 */
	uint32_t seq, ack;
	bool syn, has_ack;
	uint32_t len;         /* bytes on the wire */
	const uint8_t *bytes; /* `captured` of them */
	uint32_t captured;
	uint64_t frame;
	int64_t sec;
	uint32_t nsec;
};

/* What comes out: bytes, or a gap. */
struct order_piece {
	unsigned side;
	const uint8_t *bytes; /* while the call lasts */
	uint32_t len;
	uint32_t cut;     /* bytes behind these that the capture has cut off */
	uint64_t missing; /* not 0: a gap of so many bytes, and no bytes */
	uint64_t frame;   /* that brought them; for a gap, the one that gave it away */
	int64_t sec;
	uint32_t nsec;
};

typedef void order_give(void *context, const struct order_piece *);

struct order_pool;

/* Caller frees. NULL: no memory. */
struct order_pool *order_pool_new(uint64_t bytes, uint32_t pieces);
void order_pool_free(struct order_pool *);
/* Gaps that were believed for want of room. */
uint64_t order_pool_forced(const struct order_pool *);

/* One connection. Zeroed at first. */
struct order {
	struct order_side {
		bool known;
		uint32_t seq;     /* that is expected next */
		int64_t next;     /* the same, counted from the first byte and without wrapping */
		uint32_t first;   /* of the pieces that wait: index + 1; 0: none */
		uint64_t waiting; /* bytes of them */
	} side[2];
};

void order_take(struct order_pool *, struct order *, const struct order_segment *, order_give *give, void *context);
/* Drops what waits. */
void order_drop(struct order_pool *, struct order *);

#endif
