/* counter_tree.c: counters in a tree: making nodes, counting. */
#include <stdio.h>
#include <stdlib.h>

#include "base/names.h"
#include "output/stats/counter_impl.h"

void counter_tree_init(struct counter_tree *t, uint32_t max)
{
	rows_init(&t->rows, sizeof(struct counter_key), sizeof(struct counter), max);
	hash_seed(&t->seed);
}

void counter_tree_free(struct counter_tree *t)
{
	for (uint32_t i = 1; i <= t->rows.n; i++)
		free(counter_at(t, i)->text);
	rows_free(&t->rows);
}

void counter_tree_packet(struct counter_tree *t, const struct dissection *d)
{
	t->now = d->now;
	t->since_capture = t->now - time_ns(d->first.sec, d->first.nsec);
	if (!t->started)
		t->start = t->now;
	t->started = true;
}

struct counter_name counter_address(const struct address *a)
{
	struct counter_name n = { .kind = NAME_CONSTANT, .text = "", .address = a->p };
	switch (a->type) {
	case ADDR_ETHER: n.kind = NAME_ETHER; break;
	case ADDR_IPV4: n.kind = NAME_IPV4; break;
	case ADDR_IPV6: n.kind = NAME_IPV6; break;
	default: break;
	}
	return n;
}

static struct counter_key key_of(const struct counter_tree *t, uint32_t parent, const struct counter_name *name)
{
	struct counter_key k = { .parent = parent, .kind = name->kind };
	uint8_t address[16] = { 0 };
	switch (name->kind) {
	case NAME_CONSTANT: k.a = (uintptr_t)name->text; return k;
	case NAME_NUMBER: k.a = name->number; return k;
	case NAME_TEXT:
		k.a = hash_bytes(&t->seed, name->text, name->len);
		k.b = (uint64_t)hash_bytes(&(struct hash_seed){ t->seed.factor, t->seed.start | 1 }, name->text,
					   name->len)
			      << 32 |
		      name->len;
		return k;
	case NAME_ETHER: memcpy(address, name->address, 6); break;
	case NAME_IPV4: memcpy(address, name->address, 4); break;
	case NAME_IPV6: memcpy(address, name->address, 16); break;
	}
	memcpy(&k.a, address, 8);
	memcpy(&k.b, address + 8, 8);
	return k;
}

static void link_child(struct counter_tree *t, uint32_t parent, uint32_t node)
{
	uint32_t *first = parent ? &counter_at(t, parent)->first_child : &t->first_top;
	uint32_t *last = parent ? &counter_at(t, parent)->last_child : &t->last_top;
	if (*last)
		counter_at(t, *last)->next = node;
	else
		*first = node;
	*last = node;
	if (parent)
		counter_at(t, parent)->n_children++;
}

/* The row of key, made when there is room for it and its text. NULL: there is none. */
static struct counter *find(struct counter_tree *t, const struct counter_key *key, uint32_t text_len, bool *fresh)
{
	bool crowded = text_len > COUNTER_TEXT_BYTES - t->text_bytes;
	uint32_t max = t->rows.max;
	if (crowded) /* those that are there are found */
		t->rows.max = t->rows.n;
	struct counter *c = rows_get(&t->rows, key, fresh);
	t->rows.max = max;
	if (!c)
		++*(crowded ? &t->refused_names : &t->refused);
	return c;
}

uint32_t counter_node(struct counter_tree *t, uint32_t parent, struct counter_name name, unsigned flags)
{
	bool fresh;
	struct counter_key key = key_of(t, parent, &name);
	struct counter *c = find(t, &key, name.kind == NAME_TEXT ? name.len : 0, &fresh);
	if (!c)
		return 0;
	uint32_t node = (uint32_t)(((char *)c - t->rows.row) / t->rows.row_size) + 1;
	if (!fresh)
		return node;
	c->flags = flags;
	c->n_buckets = 1; /* the time that the capture begins with is there from the start, as in tshark */
	if (name.kind == NAME_TEXT) {
		c->text = malloc(name.len + 1u);
		if (!c->text) {
			fputs("peel: out of memory for statistics\n", stderr);
			exit(3);
		}
		memcpy(c->text, name.text, name.len);
		c->text_len = name.len;
		t->text_bytes += name.len;
	}
	link_child(t, parent, node);
	return node;
}

/* Lets go of what lies a tenth of a second back. */
static void expire(struct counter *c, int64_t number)
{
	while (c->n_buckets && c->bucket[c->oldest].number <= number - BURST_BUCKETS) {
		c->in_window -= c->bucket[c->oldest].count;
		c->oldest = (uint8_t)((c->oldest + 1) % BURST_BUCKETS);
		c->n_buckets--;
	}
}

static void count_burst(struct counter_tree *t, struct counter *c)
{
	int64_t at = t->since_capture, number = at / BURST_BUCKET_NS;
	struct burst_bucket *b = c->n_buckets ? &c->bucket[(c->oldest + c->n_buckets - 1) % BURST_BUCKETS] : NULL;
	/* Time may go back: what is older than the newest piece counts there. */
	if (!b || number > b->number) {
		expire(c, number);
		b = &c->bucket[(c->oldest + c->n_buckets++) % BURST_BUCKETS];
		*b = (struct burst_bucket){ number, at, 0 };
	}
	b->count++;
	c->in_window++;
	if (c->in_window > c->most) {
		c->most = c->in_window;
		c->most_start = c->bucket[c->oldest].start;
	}
}

void counter_tick(struct counter_tree *t, uint32_t node)
{
	if (!node)
		return;
	struct counter *c = counter_at(t, node);
	c->count++;
	count_burst(t, c);
}

void counter_add(struct counter_tree *t, uint32_t node, double value)
{
	if (!node)
		return;
	struct counter *c = counter_at(t, node);
	c->flags |= COUNTER_VALUES;
	if (!c->count || value < c->least)
		c->least = value;
	if (!c->count || value > c->greatest)
		c->greatest = value;
	c->total += value;
	counter_tick(t, node);
}

void counter_name(struct buf *b, const struct counter *c, const struct stats_env *env)
{
	uint8_t address[16];
	memcpy(address, &c->key.a, 8);
	memcpy(address + 8, &c->key.b, 8);
	switch (c->key.kind) {
	case NAME_CONSTANT: buf_str(b, (const char *)(uintptr_t)c->key.a); break;
	case NAME_NUMBER: fmt_uint(b, c->key.a); break;
	case NAME_TEXT: fmt_text(b, c->text, c->text_len); break;
	case NAME_ETHER: names_mac(env->names, b, address); break;
	case NAME_IPV4: names_ipv4(env->names, b, address); break;
	default: names_ipv6(env->names, b, address); break;
	}
}

struct named_child {
	struct buf name;
	uint64_t count;
	uint32_t node;
};

/* The greater count first; of equal ones the later name. */
static int by_count(const void *a, const void *b)
{
	const struct named_child *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	size_t n = x->name.len < y->name.len ? x->name.len : y->name.len;
	int order = n ? memcmp(x->name.p, y->name.p, n) : 0;
	return order ? -order : x->name.len < y->name.len ? 1 : -1;
}

static void *must(void *p)
{
	if (!p) {
		fputs("peel: out of memory for statistics\n", stderr);
		exit(3);
	}
	return p;
}

uint32_t *counter_children(const struct counter_tree *t, uint32_t node, const struct stats_env *env, uint32_t *n)
{
	*n = 0;
	for (uint32_t i = node ? counter_at(t, node)->first_child : t->first_top; i; i = counter_at(t, i)->next)
		++*n;
	uint32_t *list = must(calloc(*n + 1u, sizeof *list)), k = 0;
	struct named_child *named = must(calloc(*n + 1u, sizeof *named));
	for (uint32_t i = node ? counter_at(t, node)->first_child : t->first_top; i; i = counter_at(t, i)->next, k++) {
		named[k].node = i;
		named[k].count = counter_at(t, i)->count;
		counter_name(&named[k].name, counter_at(t, i), env);
	}
	if (node && !(counter_at(t, node)->flags & COUNTER_ORDERED))
		qsort(named, *n, sizeof *named, by_count);
	for (k = 0; k < *n; k++) {
		list[k] = named[k].node;
		buf_free(&named[k].name);
	}
	free(named);
	return list;
}
