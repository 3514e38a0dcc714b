/* rows.c: a report's table: an array that grows, and a hash table of places in it. */
#include "output/stats/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *must(void *p)
{
	if (!p) {
		fputs("peel: out of memory for statistics; --max-flows makes their tables smaller\n", stderr);
		exit(3);
	}
	return p;
}

void rows_init(struct rows *t, uint32_t key_size, uint32_t row_size, uint32_t max)
{
	*t = (struct rows){ .key_size = key_size, .row_size = row_size, .max = max, .cap = 64, .mask = 127 };
	t->row = must(malloc((size_t)t->cap * row_size));
	t->bucket = must(calloc(t->mask + 1, sizeof *t->bucket));
	hash_seed(&t->seed);
}

void rows_free(struct rows *t)
{
	free(t->row);
	free(t->bucket);
}

/* Keys are whole words: cheaper to compare here than by a call. */
static bool is_key(const struct rows *t, uint32_t i, const void *key)
{
	const char *a = rows_at(t, i), *b = key;
	for (uint32_t at = 0; at < t->key_size; at += sizeof(uint64_t)) {
		uint64_t x, y;
		memcpy(&x, a + at, sizeof x);
		memcpy(&y, b + at, sizeof y);
		if (x != y)
			return false;
	}
	return true;
}

/* Who picks keys that fall together gains that they are looked for in the table. */
static uint32_t *recent_place(struct rows *t, const void *key)
{
	const char *p = key;
	uint64_t mix = 0, word;
	for (uint32_t at = 0; at < t->key_size; at += sizeof word) {
		memcpy(&word, p + at, sizeof word);
		mix = (mix ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	}
	return &t->recent[mix >> (64 - ROWS_RECENT_BITS)];
}

/* Where the key is, or would be. */
static struct rows_bucket *place(const struct rows *t, const void *key, uint32_t hash)
{
	for (uint32_t i = hash;; i++) {
		struct rows_bucket *b = &t->bucket[i & t->mask];
		if (!b->place || (b->hash == hash && is_key(t, b->place - 1, key)))
			return b;
	}
}

/* Room for another row. */
static void make_room(struct rows *t)
{
	if (t->n < t->cap)
		return;
	t->cap *= 2;
	t->row = must(realloc(t->row, (size_t)t->cap * t->row_size));
}

/* A bucket more will be in use; they are twice as many as that at least. True: they are others now. */
static bool spread(struct rows *t)
{
	const struct rows_bucket *old = t->bucket;
	uint32_t n_old = t->mask + 1;
	if (++t->n_found < n_old / 2)
		return false;
	t->mask = 2 * n_old - 1;
	t->bucket = must(calloc((size_t)t->mask + 1, sizeof *t->bucket));
	for (uint32_t i = 0; i < n_old; i++) {
		uint32_t at = old[i].hash;
		while (old[i].place && t->bucket[at & t->mask].place)
			at++;
		if (old[i].place)
			t->bucket[at & t->mask] = old[i];
	}
	free((void *)(uintptr_t)old);
	return true;
}

/* Behind the rows that there are, for which there is room. */
static void *append(struct rows *t, const void *key)
{
	t->latest = t->n++;
	char *row = rows_at(t, t->latest);
	memcpy(row, key, t->key_size);
	memset(row + t->key_size, 0, t->row_size - t->key_size);
	return row;
}

void *rows_add(struct rows *t, const void *key)
{
	if (t->n == t->max)
		return NULL;
	make_room(t);
	return append(t, key);
}

void *rows_get(struct rows *t, const void *key, bool *fresh)
{
	uint32_t *recent = recent_place(t, key);
	*fresh = false;
	if (*recent && is_key(t, *recent - 1, key))
		return rows_at(t, t->latest = *recent - 1);
	uint32_t hash = hash_bytes(&t->seed, key, t->key_size);
	struct rows_bucket *b = place(t, key, hash);
	*fresh = !b->place;
	if (b->place) {
		*recent = b->place;
		return rows_at(t, t->latest = b->place - 1);
	}
	if (t->n == t->max)
		return NULL;
	make_room(t);
	if (spread(t))
		b = place(t, key, hash);
	*recent = t->n + 1;
	*b = (struct rows_bucket){ t->n + 1, hash };
	return append(t, key);
}

struct ranked {
	const void *row;
	uint64_t value;
	uint32_t order;
};

static int by_rank(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->value != y->value)
		return x->value < y->value ? 1 : -1;
	return x->order < y->order ? -1 : 1;
}

const void **rows_sorted(const struct rows *t, uint64_t (*value)(const void *row))
{
	struct ranked *ranked = must(calloc(t->n + 1u, sizeof *ranked));
	for (uint32_t i = 0; i < t->n; i++)
		ranked[i] = (struct ranked){ rows_at(t, i), value(rows_at(t, i)), i };
	qsort(ranked, t->n, sizeof *ranked, by_rank);
	const void **sorted = must(calloc(t->n + 1u, sizeof *sorted));
	for (uint32_t i = 0; i < t->n; i++)
		sorted[i] = ranked[i].row;
	free(ranked);
	return sorted;
}
