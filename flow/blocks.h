/* blocks.h: memory of a fixed size, given out in blocks of a power of two of bytes: neighbours that are both free become
 * one again, so that what was given out small can be given out large. Nothing is asked of the system after the start;
 * pages that were never used cost nothing. */
#ifndef PEEL_FLOW_BLOCKS_H
#define PEEL_FLOW_BLOCKS_H

#include <stdint.h>

enum { BLOCK_MIN_BITS = 7, BLOCK_MAX_BITS = 24, BLOCK_MAX = 1 << BLOCK_MAX_BITS };

struct blocks;

/* At least `bytes`, in whole blocks of the largest size. NULL: no memory. */
struct blocks *blocks_new(uint64_t bytes);
void blocks_free(struct blocks *);
/* A block of n bytes or more; NULL: there is none. */
void *blocks_get(struct blocks *, uint32_t n);
void blocks_put(struct blocks *, void *block); /* NULL: nothing */
/* How many bytes the block has. */
uint32_t blocks_size(const struct blocks *, const void *block);
/* Bytes of all blocks that are given out. */
uint64_t blocks_used(const struct blocks *);

#endif
