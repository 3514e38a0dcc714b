/* blocks.c: a buddy allocator over one piece of memory. A block of 2^n bytes begins at a multiple of 2^n, and its buddy is
 * where that one bit of the place differs. */
#include "flow/blocks.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"

enum { SIZES = BLOCK_MAX_BITS - BLOCK_MIN_BITS + 1, NONE = 0xffffffff };

/* What is known of the block that begins at a unit of the smallest size. */
struct unit {
	uint32_t next, previous; /* in the list of the free blocks of its size */
	uint8_t size;            /* 0: the smallest */
	bool free;
};

struct blocks {
	uint8_t *bytes;
	struct unit *unit;
	uint32_t n_units;
	uint32_t first[SIZES]; /* free blocks */
	uint64_t used;         /* bytes */
};

static void add_free(struct blocks *b, uint32_t i, unsigned size)
{
	b->unit[i] = (struct unit){ .next = b->first[size], .previous = NONE, .size = (uint8_t)size, .free = true };
	if (b->first[size] != NONE)
		b->unit[b->first[size]].previous = i;
	b->first[size] = i;
}

static void remove_free(struct blocks *b, uint32_t i)
{
	struct unit *u = &b->unit[i];
	u->free = false;
	if (u->previous == NONE)
		b->first[u->size] = u->next;
	else
		b->unit[u->previous].next = u->next;
	if (u->next != NONE)
		b->unit[u->next].previous = u->previous;
}

struct blocks *blocks_new(uint64_t bytes)
{
	struct blocks *b = calloc(1, sizeof *b);
	uint64_t largest = (bytes + BLOCK_MAX - 1) / BLOCK_MAX;
	if (!b || largest > UINT32_MAX >> SIZES) {
		free(b);
		return NULL;
	}
	b->n_units = (uint32_t)largest << (SIZES - 1);
	b->bytes = pages_new((size_t)b->n_units << BLOCK_MIN_BITS);
	b->unit = calloc(b->n_units ? b->n_units : 1, sizeof *b->unit);
	if (!b->bytes || !b->unit) {
		blocks_free(b);
		return NULL;
	}
	memset(b->first, 0xff, sizeof b->first);
	for (uint32_t i = b->n_units; i; i -= 1u << (SIZES - 1))
		add_free(b, i - (1u << (SIZES - 1)), SIZES - 1);
	return b;
}

void blocks_free(struct blocks *b)
{
	if (!b)
		return;
	pages_free(b->bytes, (size_t)b->n_units << BLOCK_MIN_BITS);
	free(b->unit);
	free(b);
}

void *blocks_get(struct blocks *b, uint32_t n)
{
	unsigned size = 0, from;
	while (size < SIZES && n > 1u << (BLOCK_MIN_BITS + size))
		size++;
	for (from = size; from < SIZES && b->first[from] == NONE; from++)
		;
	if (from >= SIZES)
		return NULL;
	uint32_t i = b->first[from];
	remove_free(b, i);
	while (from > size) /* the upper half stays free */
		from--, add_free(b, i + (1u << from), from);
	b->unit[i].size = (uint8_t)size;
	b->used += UINT64_C(1) << (BLOCK_MIN_BITS + size);
	return b->bytes + ((size_t)i << BLOCK_MIN_BITS);
}

static uint32_t unit_of(const struct blocks *b, const void *block)
{
	return (uint32_t)(((const uint8_t *)block - b->bytes) >> BLOCK_MIN_BITS);
}

void blocks_put(struct blocks *b, void *block)
{
	if (!block)
		return;
	uint32_t i = unit_of(b, block);
	unsigned size = b->unit[i].size;
	b->used -= UINT64_C(1) << (BLOCK_MIN_BITS + size);
	for (; size < SIZES - 1; size++) {
		uint32_t buddy = i ^ 1u << size;
		if (!b->unit[buddy].free || b->unit[buddy].size != size)
			break;
		remove_free(b, buddy);
		i &= ~(1u << size);
	}
	add_free(b, i, size);
}

uint32_t blocks_size(const struct blocks *b, const void *block)
{
	return 1u << (BLOCK_MIN_BITS + b->unit[unit_of(b, block)].size);
}

uint64_t blocks_used(const struct blocks *b)
{
	return b->used;
}
