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

/* Where the key is, or would be. */
static uint32_t *place(const struct rows *t, const void *key)
{
	for (uint32_t i = hash_bytes(&t->seed, key, t->key_size);; i++) {
		uint32_t *b = &t->bucket[i & t->mask];
		if (!*b || !memcmp(rows_at(t, *b - 1), key, t->key_size))
			return b;
	}
}

/* Twice as many rows, and buckets for twice as many as there can be rows. */
static void grow(struct rows *t)
{
	t->cap *= 2;
	t->row = must(realloc(t->row, (size_t)t->cap * t->row_size));
	free(t->bucket);
	t->mask = t->cap * 2 - 1;
	t->bucket = must(calloc((size_t)t->mask + 1, sizeof *t->bucket));
	for (uint32_t i = 0; i < t->n; i++)
		*place(t, rows_at(t, i)) = i + 1;
}

void *rows_get(struct rows *t, const void *key, bool *fresh)
{
	uint32_t *b = place(t, key);
	*fresh = !*b;
	if (*b)
		return rows_at(t, *b - 1);
	if (t->n == t->max)
		return NULL;
	if (t->n == t->cap) {
		grow(t);
		b = place(t, key);
	}
	*b = ++t->n;
	char *row = rows_at(t, t->n - 1);
	memcpy(row, key, t->key_size);
	memset(row + t->key_size, 0, t->row_size - t->key_size);
	return row;
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
