/* memo.c: two shelves, of short texts by numbers and of long ones by bytes. Each has a table of keys, and the texts one behind
 * the other in a ring: what was kept long ago is written over. */
#include "dissect/memo.h"

#include <stdlib.h>
#include <string.h>

enum {
	SHORT_SLOT_BITS = 10,
	SHORT_RING = 128 * 1024,
	SHORT_MOST = 2048, /* bytes of one text */
	LONG_SLOT_BITS = 8,
	LONG_RING = 4 * 1024 * 1024, /* memory that nobody uses before there are certificates */
	LONG_MOST = 96 * 1024,	     /* with the bytes that it belongs to */
	MISSES = 12,		     /* of a packet and a shelf, that can be kept */
	OF_BYTES = 1 << 8,	     /* in the number of one: it is on the shelf of long texts */
	SAMPLES = 16,		     /* words of the bytes that choose the slot */
};

struct slot {
	uint64_t rows; /* address of the first of them, and the depth; 0: empty */
	struct memo_key key;
	uint64_t at; /* bytes kept in the ring before it */
	uint32_t len;
};

struct miss {
	struct slot slot;
	const uint8_t *bytes; /* to be kept in front of the text */
	uint32_t n_bytes;
};

struct shelf {
	struct slot *slot;
	char *ring;
	/* What one packet writes at most, with what stays free at the end of the ring, is not given away: texts that were found
	 * have to last until the packet is printed. */
	uint32_t slot_bits, ring_bytes, text_most, lasting;
	uint32_t n_misses;
	uint64_t head; /* bytes kept in the ring so far */
	struct miss miss[MISSES];
};

struct memo {
	struct shelf of_numbers, of_bytes;
	struct slot short_slot[1 << SHORT_SLOT_BITS], long_slot[1 << LONG_SLOT_BITS];
	char short_ring[SHORT_RING], long_ring[LONG_RING];
};

const struct field memo_row = { .abbrev = "", .name = "", .type = FT_MEMO };

static void shelf_open(struct shelf *s, struct slot *slot, uint32_t slot_bits, char *ring, uint32_t ring_bytes,
		       uint32_t text_most)
{
	s->slot = slot;
	s->slot_bits = slot_bits;
	s->ring = ring;
	s->ring_bytes = ring_bytes;
	s->text_most = text_most;
	s->lasting = ring_bytes - (MISSES + 1) * text_most;
	s->head = ring_bytes; /* so that the empty slots, at 0, are out of date */
}

struct memo *memo_new(void)
{
	struct memo *m = calloc(1, sizeof *m);
	if (!m)
		return NULL;
	shelf_open(&m->of_numbers, m->short_slot, SHORT_SLOT_BITS, m->short_ring, SHORT_RING, SHORT_MOST);
	shelf_open(&m->of_bytes, m->long_slot, LONG_SLOT_BITS, m->long_ring, LONG_RING, LONG_MOST);
	return m;
}

void memo_free(struct memo *m)
{
	free(m);
}

void memo_turn(struct memo *m)
{
	m->of_numbers.n_misses = m->of_bytes.n_misses = 0;
}

static inline uint64_t mixed(uint64_t h, uint64_t word)
{
	return (h ^ h >> 32 ^ word) * UINT64_C(0x9e3779b97f4a7c15);
}

static struct slot *slot_of(struct shelf *s, uint64_t rows, const struct memo_key *k)
{
	uint64_t h = mixed(0, k->word[0] ^ rows);
	h = mixed(mixed(h, k->word[1]), k->word[2] ^ k->word[3] << 7);
	return &s->slot[h >> (64 - s->slot_bits)];
}

static bool same(const struct slot *s, uint64_t rows, const struct memo_key *k)
{
	return !((s->rows ^ rows) | (s->key.word[0] ^ k->word[0]) | (s->key.word[1] ^ k->word[1]) |
		 (s->key.word[2] ^ k->word[2]) | (s->key.word[3] ^ k->word[3]));
}

/* Where the text of a slot that is the same lies in the ring; NULL: it does no more. */
static const char *kept(const struct shelf *s, const struct slot *slot)
{
	return s->head - slot->at <= s->lasting ? s->ring + (slot->at & (s->ring_bytes - 1)) : NULL;
}

static uint64_t rows_of(const struct field *row, unsigned depth)
{
	return (uintptr_t)row ^ (uint64_t)depth << 56;
}

static uint32_t missed(struct shelf *s, uint64_t rows, const struct memo_key *key, struct slice bytes)
{
	if (s->n_misses < MISSES)
		s->miss[s->n_misses] = (struct miss){ { .rows = rows, .key = *key }, bytes.p, bytes.len };
	return s->n_misses < MISSES ? s->n_misses++ : MISSES;
}

const char *memo_find(struct memo *m, const struct field *row, unsigned depth, const struct memo_key *key,
		      uint32_t *len)
{
	struct shelf *s = &m->of_numbers;
	uint64_t rows = rows_of(row, depth);
	const struct slot *slot = slot_of(s, rows, key);
	const char *text = same(slot, rows, key) ? kept(s, slot) : NULL;
	*len = text ? slot->len : missed(s, rows, key, (struct slice){ 0 });
	return text;
}

static struct memo_key key_of_bytes(struct slice s)
{
	uint64_t h = s.len, word;
	for (uint32_t i = 0; i < SAMPLES; i++) { /* the bytes themselves are compared as well */
		memcpy(&word, s.p + (uint64_t)(s.len - sizeof word) * i / (SAMPLES - 1), sizeof word);
		h = mixed(h, word);
	}
	return (struct memo_key){ { h, s.len } };
}

const char *memo_find_bytes(struct memo *m, const struct field *row, unsigned depth, struct slice bytes, uint32_t *len)
{
	struct shelf *s = &m->of_bytes;
	uint64_t rows = rows_of(row, depth);
	const struct memo_key key = key_of_bytes(bytes);
	const struct slot *slot = slot_of(s, rows, &key);
	const char *text = same(slot, rows, &key) ? kept(s, slot) : NULL;
	if (text && !memcmp(text, bytes.p, bytes.len)) {
		*len = slot->len - bytes.len;
		return text + bytes.len;
	}
	*len = missed(s, rows, &key, bytes) | OF_BYTES;
	return NULL;
}

void memo_keep(struct memo *m, uint32_t number, const char *text, size_t n)
{
	struct shelf *s = number & OF_BYTES ? &m->of_bytes : &m->of_numbers;
	const struct miss *miss = &s->miss[number & (OF_BYTES - 1)];
	if ((number & (OF_BYTES - 1)) >= s->n_misses || !n || n > s->text_most - miss->n_bytes)
		return;
	const uint32_t all = miss->n_bytes + (uint32_t)n,
		       left = s->ring_bytes - (uint32_t)(s->head & (s->ring_bytes - 1));
	if (all > left)
		s->head += left; /* texts are in one piece */
	struct slot *slot = slot_of(s, miss->slot.rows, &miss->slot.key);
	char *at = s->ring + (s->head & (s->ring_bytes - 1));
	*slot = miss->slot;
	slot->at = s->head;
	slot->len = all;
	if (miss->n_bytes)
		memcpy(at, miss->bytes, miss->n_bytes);
	memcpy(at + miss->n_bytes, text, n);
	s->head += all;
}
