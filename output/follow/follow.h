/* follow.h: one stream of the capture as a conversation: what either side sent, in order, in the shape of tshark's
 * -z follow.
 *
 *     struct follow *f = follow_new(&request, terminal);
 *     follow_packet(f, d, &out);      for every packet; prints at once what is in order
 *     follow_end(f, &out); */
#ifndef PEEL_OUTPUT_FOLLOW_FOLLOW_H
#define PEEL_OUTPUT_FOLLOW_FOLLOW_H

#include "output/follow/request.h"

struct follow;

/* Exits the program when memory is out. */
struct follow *follow_new(const struct follow_request *, bool terminal);
void follow_free(struct follow *);
void follow_packet(struct follow *, const struct dissection *, struct buf *out);
void follow_end(struct follow *, struct buf *out);

/* 0 or 1: who it was, and the bytes of its side so far. */
const struct stream_end *follow_node(const struct follow *, unsigned side);
uint64_t follow_bytes(const struct follow *, unsigned side);

/* What could not be as it should: bytes behind a gap that nobody acknowledged (not shown, as in tshark); gaps that were
 * believed for want of room. */
uint64_t follow_left_over(const struct follow *);
uint64_t follow_forced(const struct follow *);

#endif
