/* memo.c: a table of keys, and the texts one behind the other in a ring: what was kept long ago is written over. */
#include "dissect/memo.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLOT_BITS = 10,
	RING_BYTES = 128 * 1024,
	TEXT_MOST = 2048, /* bytes of one text */
	MISSES = 12,      /* of a packet, that can be kept */
	/* What one packet writes at most: texts as old as that are not given away, for they have to last until it is printed. */
	TURN_MOST = (MISSES + 1) * TEXT_MOST, /* with what stays free at the end of the ring */
};

struct slot {
	uint64_t rows; /* address of the first of them, and the depth; 0: empty */
	struct memo_key key;
	uint64_t at; /* bytes kept in the ring before it */
	uint32_t len;
};

struct memo {
	struct slot slot[1 << SLOT_BITS];
	struct slot miss[MISSES];
	uint32_t n_misses;
	uint64_t head; /* bytes kept in the ring so far */
	char ring[RING_BYTES];
};

const struct field memo_row = { .abbrev = "", .name = "", .type = FT_MEMO };

struct memo *memo_new(void)
{
	struct memo *m = calloc(1, sizeof *m);
	if (m)
		m->head = RING_BYTES; /* so that the empty slots, at 0, are out of date */
	return m;
}

void memo_free(struct memo *m)
{
	free(m);
}

void memo_turn(struct memo *m)
{
	m->n_misses = 0;
}

static struct slot *slot_of(struct memo *m, uint64_t rows, const struct memo_key *k)
{
	const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t h = (k->word[0] ^ rows) * odd;
	h = (h ^ h >> 32 ^ k->word[1]) * odd;
	h = (h ^ h >> 32 ^ k->word[2] ^ k->word[3] << 7) * odd;
	return &m->slot[h >> (64 - SLOT_BITS)];
}

static bool same(const struct slot *s, uint64_t rows, const struct memo_key *k)
{
	return !((s->rows ^ rows) | (s->key.word[0] ^ k->word[0]) | (s->key.word[1] ^ k->word[1]) |
		 (s->key.word[2] ^ k->word[2]) | (s->key.word[3] ^ k->word[3]));
}

const char *memo_find(struct memo *m, const struct field *row, unsigned depth, const struct memo_key *key,
		      uint32_t *len)
{
	uint64_t rows = (uintptr_t)row ^ (uint64_t)depth << 56;
	const struct slot *s = slot_of(m, rows, key);
	if (same(s, rows, key) && m->head - s->at <= RING_BYTES - TURN_MOST) {
		*len = s->len;
		return m->ring + s->at % RING_BYTES;
	}
	*len = m->n_misses;
	if (m->n_misses < MISSES)
		m->miss[m->n_misses++] = (struct slot){ .rows = rows, .key = *key };
	return NULL;
}

void memo_keep(struct memo *m, uint32_t number, const char *text, size_t n)
{
	if (number >= m->n_misses || !n || n > TEXT_MOST)
		return;
	uint64_t left = RING_BYTES - m->head % RING_BYTES;
	if (n > left)
		m->head += left; /* texts are in one piece */
	struct slot *miss = &m->miss[number], *s = slot_of(m, miss->rows, &miss->key);
	*s = (struct slot){ .rows = miss->rows, .key = miss->key, .at = m->head, .len = (uint32_t)n };
	memcpy(m->ring + m->head % RING_BYTES, text, n);
	m->head += n;
}
