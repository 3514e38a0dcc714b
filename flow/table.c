/* table.c: chained hash with a random seed over a pool, and a list by last use for each class of entries. */
#include "flow/table.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/pages.h"

enum { CHANCES = 64 }; /* entries looked at for one that was not used of late, before the oldest goes anyway */

struct flow_table {
	char *pool;
	uint32_t size; /* of an entry */
	/* Dividing a place by the size: it is a multiple, so that the zeros of the size at its end are shifted out and what
	 * is left of it, which is odd, has an inverse modulo 2^64. */
	uint32_t size_zeros;
	uint64_t size_inverse;
	uint32_t *bucket; /* index + 1 of the newest entry, where the bucket's bit says that there is one */
	/* A bit for each bucket: small enough for the cache, so that a new flow, which finds nothing, waits for no memory: most
	 * buckets are empty. */
	uint64_t *taken;
	uint32_t mask, used, max;
	uint32_t free; /* index + 1, chained through hash_next */
	uint32_t newest[FLOW_CLASSES], oldest[FLOW_CLASSES];
	uint32_t added;
	uint64_t seed[2], evicted;
	void (*evict)(void *, void *);
	void *context;
};

static inline struct flow_entry *entry_at(const struct flow_table *t, uint32_t index_1)
{
	return (struct flow_entry *)(void *)(t->pool + (size_t)(index_1 - 1) * t->size);
}

static inline uint32_t index_of(const struct flow_table *t, const void *entry)
{
	uint64_t place = (uint64_t)((const char *)entry - t->pool);
	return (uint32_t)((place >> t->size_zeros) * t->size_inverse) + 1;
}

/* Of an odd number, modulo 2^64: right in 3 bits to begin with, and in twice as many after each step (Newton). */
static uint64_t inverse_of(uint64_t odd)
{
	uint64_t x = odd;
	for (unsigned bits = 3; bits < 64; bits *= 2)
		x *= 2 - odd * x;
	return x;
}

struct flow_table *flow_table_new(uint32_t max, uint32_t size, bool huge)
{
	struct flow_table *t = calloc(1, sizeof *t);
	uint32_t buckets = 1024; /* one for two entries: tables are hardly ever full */
	max = max ? max : 1;
	while (buckets < max / 2 && buckets < 1u << 30)
		buckets *= 2;
	if (t) {
		/* Untouched pages cost nothing until flows use them. Both in one piece, so that the buckets, too, lie in huge
		 * pages: they are looked up at random. */
		size_t bytes = buckets * sizeof *t->bucket + (size_t)max * size;
		t->bucket = huge ? pages_new_huge(bytes) : pages_new(bytes);
		t->pool = (char *)t->bucket + buckets * sizeof *t->bucket;
		t->taken = calloc(buckets / 64, sizeof *t->taken);
	}
	if (!t || !t->bucket || !t->taken) {
		fputs("peel: out of memory for the flow table; --max-flows makes it smaller\n", stderr);
		exit(3);
	}
	t->size = size;
	t->size_zeros = (uint32_t)__builtin_ctz(size);
	t->size_inverse = inverse_of(size >> t->size_zeros);
	t->mask = buckets - 1;
	t->max = max;
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
	pages_free(t->bucket, ((size_t)t->mask + 1) * sizeof *t->bucket + (size_t)t->max * t->size);
	free(t->taken);
	free(t);
}

static inline uint64_t mix(uint64_t h, uint64_t w, uint64_t factor)
{
	unsigned __int128 m = (unsigned __int128)(w ^ h) * factor;
	return (uint64_t)m ^ (uint64_t)(m >> 64) ^ (h << 1 | h >> 63);
}

/* A key as words, which is how it is hashed and compared; and made: what was just written in halves and is read as one makes
 * the processor wait. */
enum { KEY_WORDS = 5 };
_Static_assert(sizeof(struct flow_key) == KEY_WORDS * 8 + sizeof(uint32_t), "the key has no padding");
_Static_assert(offsetof(struct flow_key, port_a) == 32 && offsetof(struct flow_key, encapsulation) == 40,
	       "its last words");

static inline uint64_t word_of(const struct flow_key *k, unsigned i)
{
	uint64_t w;
	memcpy(&w, (const char *)k + sizeof w * i, sizeof w);
	return w;
}

static inline void set_word(struct flow_key *k, unsigned i, uint64_t w)
{
	memcpy((char *)k + sizeof w * i, &w, sizeof w);
}

bool flow_key_same(const struct flow_key *a, const struct flow_key *b)
{
	uint64_t other = a->encapsulation ^ b->encapsulation;
	for (unsigned i = 0; i < KEY_WORDS; i++)
		other |= word_of(a, i) ^ word_of(b, i);
	return !other;
}

uint32_t flow_table_bucket(const struct flow_table *t, const struct flow_key *k)
{
	uint64_t h = t->seed[0], factor = t->seed[1] | 1;
	if (k->type == ADDR_IPV4) { /* the rest of the addresses is zero: two rounds do */
		uint64_t a = word_of(k, 0);
		h = mix(h, (a << 32 | a >> 32) ^ word_of(k, 2), factor);
	} else {
		for (unsigned i = 0; i < 4; i++)
			h = mix(h, word_of(k, i), factor);
	}
	h = mix(h, word_of(k, 4) ^ (uint64_t)k->encapsulation << 24, factor);
	return (uint32_t)(h ^ h >> 32) & t->mask;
}

/* Four bytes, and zeros behind them. */
static inline uint64_t ipv4_word(const uint8_t *p)
{
	uint32_t v;
	memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return (uint64_t)v << 32;
#else
	return v;
#endif
}

static bool key_of_ipv4(struct flow_key *k, const uint8_t *src, const uint8_t *dst, uint16_t src_port,
			uint16_t dst_port)
{
	uint32_t from, to;
	memcpy(&from, src, sizeof from);
	memcpy(&to, dst, sizeof to);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	from = __builtin_bswap32(from);
	to = __builtin_bswap32(to);
#endif
	bool reverse = from == to ? src_port > dst_port : from > to;
	set_word(k, 0, ipv4_word(reverse ? dst : src));
	set_word(k, 1, 0);
	set_word(k, 2, ipv4_word(reverse ? src : dst));
	set_word(k, 3, 0);
	return reverse;
}

static bool key_of_ipv6(struct flow_key *k, const uint8_t *src, const uint8_t *dst, uint16_t src_port,
			uint16_t dst_port)
{
	int order = memcmp(src, dst, sizeof k->a);
	bool reverse = order > 0 || (!order && src_port > dst_port);
	memcpy(reverse ? k->b : k->a, src, sizeof k->a);
	memcpy(reverse ? k->a : k->b, dst, sizeof k->b);
	return reverse;
}

static inline uint64_t end_word(uint64_t port_a, uint64_t port_b, uint64_t type, uint64_t proto)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return port_a << 48 | port_b << 32 | type << 24 | proto << 16;
#else
	return port_a | port_b << 16 | type << 32 | proto << 40;
#endif
}

bool flow_key_make(struct flow_key *k, bool *reverse, const struct address *src, const struct address *dst,
		   uint16_t src_port, uint16_t dst_port, uint8_t proto)
{
	bool back;
	if (src->type == ADDR_IPV4 && dst->type == ADDR_IPV4)
		back = key_of_ipv4(k, src->p, dst->p, src_port, dst_port);
	else if (src->type == ADDR_IPV6 && dst->type == ADDR_IPV6)
		back = key_of_ipv6(k, src->p, dst->p, src_port, dst_port);
	else
		return false;
	set_word(k, 4, end_word(back ? dst_port : src_port, back ? src_port : dst_port, src->type, proto));
	k->encapsulation = 0;
	*reverse = back;
	return true;
}

void flow_table_fetch(const struct flow_table *t, const struct flow_key *k)
{
	__builtin_prefetch(&t->bucket[flow_table_bucket(t, k)]);
}

void flow_table_fetch_entry(const struct flow_table *t, const void *entry)
{
	enum { CACHE_LINE = 64 };
	for (uint32_t at = 0; at < t->size; at += CACHE_LINE)
		__builtin_prefetch((const char *)entry + at);
}

void flow_table_fetch_around(const struct flow_table *t, const void *entry)
{
	const struct flow_entry *e = entry;
	flow_table_fetch(t, &e->key);
	if (e->newer)
		flow_table_fetch_entry(t, entry_at(t, e->newer));
}

static inline bool is_taken(const struct flow_table *t, uint32_t bucket)
{
	return t->taken[bucket / 64] >> bucket % 64 & 1;
}

void *flow_table_find(struct flow_table *t, const struct flow_key *k)
{
	uint32_t bucket = flow_table_bucket(t, k);
	for (uint32_t i = is_taken(t, bucket) ? t->bucket[bucket] : 0; i; i = entry_at(t, i)->hash_next)
		if (flow_key_same(&entry_at(t, i)->key, k))
			return entry_at(t, i);
	return NULL;
}

static void unlink_entry(struct flow_table *t, struct flow_entry *e)
{
	if (e->newer)
		entry_at(t, e->newer)->older = e->older;
	else
		t->newest[e->class] = e->older;
	if (e->older)
		entry_at(t, e->older)->newer = e->newer;
	else
		t->oldest[e->class] = e->newer;
}

static void link_entry(struct flow_table *t, struct flow_entry *e)
{
	uint32_t i = index_of(t, e);
	e->newer = 0;
	e->older = t->newest[e->class];
	if (e->older)
		entry_at(t, e->older)->newer = i;
	else
		t->oldest[e->class] = i;
	t->newest[e->class] = i;
	e->linked = t->added;
	e->used = false;
}

void flow_table_refresh(struct flow_table *t, void *entry)
{
	unlink_entry(t, entry);
	link_entry(t, entry);
}

void flow_table_move(struct flow_table *t, void *entry, enum flow_class class)
{
	struct flow_entry *e = entry;
	if (e->class == class)
		return;
	unlink_entry(t, e);
	e->class = (uint8_t) class;
	link_entry(t, e);
}

void flow_table_remove(struct flow_table *t, void *entry)
{
	struct flow_entry *e = entry;
	uint32_t i = index_of(t, e), bucket = flow_table_bucket(t, &e->key), *link = &t->bucket[bucket];
	unlink_entry(t, e);
	while (*link != i)
		link = &entry_at(t, *link)->hash_next;
	*link = e->hash_next;
	if (!t->bucket[bucket])
		t->taken[bucket / 64] &= ~(UINT64_C(1) << bucket % 64);
	e->alive = false;
	e->hash_next = t->free;
	t->free = i;
}

/* The oldest entry among some classes: the one that was linked longest ago. */
static struct flow_entry *oldest_of(const struct flow_table *t, unsigned first, unsigned end)
{
	struct flow_entry *oldest = NULL;
	for (unsigned c = first; c < end; c++) {
		struct flow_entry *e = t->oldest[c] ? entry_at(t, t->oldest[c]) : NULL;
		if (e && (!oldest || (int32_t)(e->linked - oldest->linked) < 0))
			oldest = e;
	}
	return oldest;
}

/* The least recently used; those that were used since they went to the front get a second chance. */
static struct flow_entry *stalest(struct flow_table *t, unsigned first, unsigned end)
{
	struct flow_entry *e = oldest_of(t, first, end);
	for (unsigned n = 0; e && e->used && n < CHANCES; n++) {
		flow_table_refresh(t, e);
		e = oldest_of(t, first, end);
	}
	return e;
}

/* Embryonic and closed entries first; but one that is quite new has its chance to become more than that. */
static struct flow_entry *who_goes(struct flow_table *t)
{
	struct flow_entry *e = stalest(t, 0, FLOW_GO_FIRST);
	if (e && t->added - e->linked >= t->max / 8)
		return e;
	struct flow_entry *other = stalest(t, FLOW_GO_FIRST, FLOW_CLASSES);
	if (!other || (e && (int32_t)(e->linked - other->linked) < 0))
		return e;
	return other;
}

/* A zeroed entry. */
static struct flow_entry *take_slot(struct flow_table *t)
{
	if (!t->free && t->used == t->max) {
		struct flow_entry *e = who_goes(t);
		t->evicted++;
		if (t->evict)
			t->evict(t->context, e);
		flow_table_remove(t, e);
	}
	if (!t->free)
		return entry_at(t, ++t->used);
	struct flow_entry *e = entry_at(t, t->free);
	t->free = e->hash_next;
	return memset(e, 0, t->size);
}

void *flow_table_add(struct flow_table *t, const struct flow_key *k, enum flow_class class)
{
	struct flow_entry *e = take_slot(t);
	uint32_t bucket = flow_table_bucket(t, k);
	t->added++;
	e->key = *k;
	e->class = (uint8_t) class;
	e->alive = true;
	e->hash_next = is_taken(t, bucket) ? t->bucket[bucket] : 0;
	t->bucket[bucket] = index_of(t, e);
	t->taken[bucket / 64] |= UINT64_C(1) << bucket % 64;
	link_entry(t, e);
	return e;
}

void *flow_table_oldest(const struct flow_table *t, enum flow_class class)
{
	return t->oldest[class] ? entry_at(t, t->oldest[class]) : NULL;
}

void *flow_table_at(const struct flow_table *t, uint32_t index)
{
	if (index >= t->used)
		return NULL;
	struct flow_entry *e = entry_at(t, index + 1);
	return e->alive ? e : NULL;
}

uint32_t flow_table_index(const struct flow_table *t, const void *entry)
{
	return index_of(t, entry) - 1;
}

uint32_t flow_table_span(const struct flow_table *t)
{
	return t->used;
}

void flow_table_on_evict(struct flow_table *t, void (*evict)(void *, void *), void *context)
{
	t->evict = evict;
	t->context = context;
}

uint64_t flow_table_evicted(const struct flow_table *t)
{
	return t->evicted;
}
