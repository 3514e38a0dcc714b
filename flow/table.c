/* table.c: the flow table: chained hash with a random seed over a pool, and a list by last use. */
#include "flow/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

struct flow_table {
	struct flow *pool;
	uint32_t *bucket; /* index + 1 of the newest flow; 0 empty */
	uint32_t mask, used, max;
	uint32_t newest, oldest; /* index + 1 */
	uint32_t added, slack; /* flows seen so far; by how many of them a flow may lag behind its place in the list */
	uint64_t seed[2], evicted;
	void (*evict)(void *, struct flow *);
	void *context;
};

struct flow_table *flow_table_new(uint32_t max_flows)
{
	struct flow_table *t = calloc(1, sizeof *t);
	uint32_t buckets = 1024;
	while (buckets < max_flows && buckets < 1u << 30)
		buckets *= 2;
	if (t) {
		/* Untouched pages of both cost nothing until flows use them. */
		t->pool = calloc(max_flows ? max_flows : 1, sizeof *t->pool);
		t->bucket = calloc(buckets, sizeof *t->bucket);
	}
	if (!t || !t->pool || !t->bucket) {
		fputs("peel: out of memory for the flow table; --max-flows makes it smaller\n", stderr);
		exit(3);
	}
	t->mask = buckets - 1;
	t->max = max_flows ? max_flows : 1;
	t->slack = t->max / 8;
	/* Random, so that nobody can choose ports that all fall into one bucket. */
	if (getrandom(t->seed, sizeof t->seed, GRND_NONBLOCK) != sizeof t->seed) {
		t->seed[0] = (uintptr_t)t ^ UINT64_C(0x9e3779b97f4a7c15);
		t->seed[1] = (uintptr_t)&t ^ UINT64_C(0xc2b2ae3d27d4eb4f);
	}
	return t;
}

void flow_table_free(struct flow_table *t)
{
	if (!t)
		return;
	free(t->pool);
	free(t->bucket);
	free(t);
}

static inline uint64_t mix(uint64_t h, uint64_t w, uint64_t factor)
{
	unsigned __int128 m = (unsigned __int128)(w ^ h) * factor;
	return (uint64_t)m ^ (uint64_t)(m >> 64) ^ (h << 1 | h >> 63);
}

static uint32_t hash(const struct flow_table *t, const struct flow_key *k)
{
	uint64_t w[5], h = t->seed[0], factor = t->seed[1] | 1;
	_Static_assert(sizeof *k == sizeof w, "the key has no padding");
	memcpy(w, k, sizeof w);
	if (k->type == ADDR_IPV4) { /* the rest of the addresses is zero: two rounds do */
		h = mix(h, w[0] << 32 | (w[2] & 0xffffffff), factor);
	} else {
		for (unsigned i = 0; i < 4; i++)
			h = mix(h, w[i], factor);
	}
	h = mix(h, w[4], factor);
	return (uint32_t)(h ^ h >> 32) & t->mask;
}

bool flow_key_make(struct flow_key *k, bool *reverse, const struct address *src, const struct address *dst,
		   uint16_t src_port, uint16_t dst_port, uint8_t proto)
{
	memset(k, 0, sizeof *k);
	if (src->type != dst->type || (src->type != ADDR_IPV4 && src->type != ADDR_IPV6))
		return false;
	int order = memcmp(src->p, dst->p, src->len);
	*reverse = order > 0 || (!order && src_port > dst_port);
	memcpy(*reverse ? k->b : k->a, src->p, src->len);
	memcpy(*reverse ? k->a : k->b, dst->p, dst->len);
	k->port_a = *reverse ? dst_port : src_port;
	k->port_b = *reverse ? src_port : dst_port;
	k->type = src->type;
	k->proto = proto;
	return true;
}

struct flow *flow_table_find(struct flow_table *t, const struct flow_key *k)
{
	for (uint32_t i = t->bucket[hash(t, k)]; i; i = t->pool[i - 1].hash_next)
		if (!memcmp(&t->pool[i - 1].key, k, sizeof *k))
			return &t->pool[i - 1];
	return NULL;
}

static void lru_unlink(struct flow_table *t, struct flow *f)
{
	if (f->lru_newer)
		t->pool[f->lru_newer - 1].lru_older = f->lru_older;
	else
		t->newest = f->lru_older;
	if (f->lru_older)
		t->pool[f->lru_older - 1].lru_newer = f->lru_newer;
	else
		t->oldest = f->lru_newer;
}

static void lru_front(struct flow_table *t, struct flow *f)
{
	uint32_t i = (uint32_t)(f - t->pool) + 1;
	f->lru_newer = 0;
	f->lru_older = t->newest;
	if (t->newest)
		t->pool[t->newest - 1].lru_newer = i;
	else
		t->oldest = i;
	t->newest = i;
	f->touched = t->added;
}

void flow_table_touch(struct flow_table *t, struct flow *f)
{
	if (t->newest == (uint32_t)(f - t->pool) + 1 || (t->slack && t->added - f->touched <= t->slack))
		return;
	lru_unlink(t, f);
	lru_front(t, f);
}

static struct flow *take_slot(struct flow_table *t)
{
	if (t->used < t->max)
		return &t->pool[t->used++];
	struct flow *f = &t->pool[t->oldest - 1];
	uint32_t i = t->oldest, *link = &t->bucket[f->bucket];
	lru_unlink(t, f);
	while (*link != i)
		link = &t->pool[*link - 1].hash_next;
	*link = f->hash_next;
	t->evicted++;
	if (t->evict)
		t->evict(t->context, f);
	return f;
}

struct flow *flow_table_add(struct flow_table *t, const struct flow_key *k)
{
	struct flow *f = take_slot(t);
	memset(f, 0, sizeof *f);
	t->added++;
	f->key = *k;
	f->bucket = hash(t, k);
	f->hash_next = t->bucket[f->bucket];
	t->bucket[f->bucket] = (uint32_t)(f - t->pool) + 1;
	lru_front(t, f);
	return f;
}

void flow_table_on_evict(struct flow_table *t, void (*evict)(void *, struct flow *), void *context)
{
	t->evict = evict;
	t->context = context;
}

uint64_t flow_table_evicted(const struct flow_table *t)
{
	return t->evicted;
}
