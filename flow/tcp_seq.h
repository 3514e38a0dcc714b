/* tcp_seq.h: comparing sequence numbers, which wrap at 2^32 (RFC 9293, 3.4). At a distance of exactly 2^31 a number is
 * both before and after the other, as in tshark. */
#ifndef PEEL_FLOW_TCP_SEQ_H
#define PEEL_FLOW_TCP_SEQ_H

#include <stdbool.h>
#include <stdint.h>

static inline bool seq_lt(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) < 0;
}
static inline bool seq_le(uint32_t a, uint32_t b)
{
	return (int32_t)(a - b) <= 0;
}
static inline bool seq_gt(uint32_t a, uint32_t b)
{
	return (int32_t)(b - a) < 0;
}

#endif
