/* order.c: bytes of a TCP connection in order. Pieces that wait form a pairing heap by their place; those whose place was
 * reached move to a second heap, which gives them out in the order in which they came. */
#include "flow/order.h"

#include <stdlib.h>
#include <string.h>

#include "flow/blocks.h"

/* A piece that waits: in one of the two heaps, or free. */
struct waiting {
	int64_t place;        /* of its first byte */
	uint64_t serial;      /* pieces that came before it */
	uint32_t child, next; /* index + 1; 0: none */
	uint32_t len;
	uint8_t *bytes;
	uint64_t frame;
	int64_t sec;
	uint32_t nsec;
};

struct order_pool {
	struct waiting *piece;
	struct blocks *blocks;
	uint32_t free, n, fresh; /* free: index + 1; from `fresh` on none was ever used */
	uint64_t serial, forced;
};

/* Where pieces go. */
struct giving {
	struct order_pool *pool;
	struct order *order;
	order_give *give;
	void *context;
};

struct order_pool *order_pool_new(uint64_t bytes, uint32_t pieces)
{
	struct order_pool *p = calloc(1, sizeof *p);
	if (!p)
		return NULL;
	p->n = pieces;
	p->piece = calloc(pieces ? pieces : 1, sizeof *p->piece);
	p->blocks = blocks_new(bytes);
	if (p->piece && p->blocks)
		return p;
	order_pool_free(p);
	return NULL;
}

void order_pool_free(struct order_pool *p)
{
	if (!p)
		return;
	blocks_free(p->blocks);
	free(p->piece);
	free(p);
}

uint64_t order_pool_forced(const struct order_pool *p)
{
	return p->forced;
}

static bool before(const struct waiting *a, const struct waiting *b, bool by_serial)
{
	return by_serial || a->place == b->place ? a->serial < b->serial : a->place < b->place;
}

/* Two heaps become one. */
static uint32_t meld(struct order_pool *p, uint32_t a, uint32_t b, bool by_serial)
{
	if (!a || !b)
		return a ? a : b;
	if (before(&p->piece[b - 1], &p->piece[a - 1], by_serial)) {
		uint32_t t = a;
		a = b;
		b = t;
	}
	p->piece[b - 1].next = p->piece[a - 1].child;
	p->piece[a - 1].child = b;
	return a;
}

/* The heap without its first piece. */
static uint32_t without_first(struct order_pool *p, uint32_t root, bool by_serial)
{
	uint32_t list = p->piece[root - 1].child, pairs = 0, heap = 0;
	p->piece[root - 1].child = 0;
	while (list) {
		uint32_t a = list, b = p->piece[a - 1].next;
		list = b ? p->piece[b - 1].next : 0;
		p->piece[a - 1].next = 0;
		if (b)
			p->piece[b - 1].next = 0;
		a = meld(p, a, b, by_serial);
		p->piece[a - 1].next = pairs;
		pairs = a;
	}
	while (pairs) {
		uint32_t a = pairs;
		pairs = p->piece[a - 1].next;
		p->piece[a - 1].next = 0;
		heap = meld(p, heap, a, by_serial);
	}
	return heap;
}

static uint32_t pop(struct order_pool *p, uint32_t *heap, bool by_serial)
{
	uint32_t first = *heap;
	*heap = without_first(p, first, by_serial);
	return first;
}

static void release(struct order_pool *p, uint32_t i)
{
	struct waiting *w = &p->piece[i - 1];
	blocks_put(p->blocks, w->bytes);
	w->bytes = NULL;
	w->next = p->free;
	p->free = i;
}

static void step(struct order_side *s, uint64_t n)
{
	s->next += (int64_t)n;
	s->seq += (uint32_t)n;
}

/* Gives the part of a piece that is new. */
static void give_waiting(const struct giving *g, unsigned side, const struct waiting *w)
{
	struct order_side *s = &g->order->side[side];
	int64_t old = s->next - w->place;
	s->waiting -= w->len;
	if (old >= (int64_t)w->len)
		return;
	uint32_t off = (uint32_t)old;
	const struct order_piece out = { .side = side,
					 .bytes = w->bytes + off,
					 .len = w->len - off,
					 .frame = w->frame,
					 .sec = w->sec,
					 .nsec = w->nsec };
	step(s, out.len);
	g->give(g->context, &out);
}

/* All pieces whose place is reached: the one that came first goes first, as in tshark. */
static void give_ready(const struct giving *g, unsigned side)
{
	struct order_pool *p = g->pool;
	struct order_side *s = &g->order->side[side];
	uint32_t ready = 0;
	for (;;) {
		while (s->first && p->piece[s->first - 1].place <= s->next)
			ready = meld(p, ready, pop(p, &s->first, false), true);
		if (!ready)
			return;
		uint32_t i = pop(p, &ready, true);
		give_waiting(g, side, &p->piece[i - 1]);
		release(p, i);
	}
}

/* The bytes up to that place will not come. */
static void give_missing(const struct giving *g, unsigned side, int64_t place, uint64_t frame)
{
	struct order_side *s = &g->order->side[side];
	const struct order_piece gap = { .side = side, .missing = (uint64_t)(place - s->next), .frame = frame };
	step(s, gap.missing);
	g->give(g->context, &gap);
}

/* What lacks in front of the first piece that waits will not come. */
static void give_gap(const struct giving *g, unsigned side, uint64_t frame)
{
	give_missing(g, side, g->pool->piece[g->order->side[side].first - 1].place, frame);
	give_ready(g, side);
}

/* Bytes that the other side has got, and that wait here, wait for nothing. */
static void acknowledge(const struct giving *g, const struct order_segment *t)
{
	unsigned side = !t->side;
	struct order_side *s = &g->order->side[side];
	while (s->first && g->pool->piece[s->first - 1].place < s->next + (int32_t)(t->ack - s->seq))
		give_gap(g, side, t->frame);
}

/* A place for a piece of n bytes; gaps are believed until there is room. NULL: there is none. */
static struct waiting *find_room(const struct giving *g, const struct order_segment *t, uint32_t n)
{
	struct order_pool *p = g->pool;
	uint8_t *bytes;
	while ((!p->free && p->fresh == p->n) || !(bytes = blocks_get(p->blocks, n))) {
		unsigned side = g->order->side[t->side].first ? t->side : !t->side;
		if (!g->order->side[side].first)
			return NULL;
		p->forced++;
		give_gap(g, side, t->frame);
	}
	struct waiting *w = &p->piece[p->free ? p->free - 1 : p->fresh++];
	if (p->free)
		p->free = w->next;
	*w = (struct waiting){ .bytes = bytes };
	return w;
}

/* A segment that begins at or before the byte that is expected next. As in tshark, what the capture cut off its end counts
 * as seen, unless nothing new is left of it. */
static void give_segment(const struct giving *g, const struct order_segment *t, int64_t place)
{
	struct order_side *s = &g->order->side[t->side];
	int64_t old = s->next - place;
	if (old >= (int64_t)t->captured)
		return;
	uint32_t off = (uint32_t)old;
	const struct order_piece out = { .side = t->side,
					 .bytes = t->bytes + off,
					 .len = t->captured - off,
					 .cut = t->len - t->captured,
					 .frame = t->frame,
					 .sec = t->sec,
					 .nsec = t->nsec };
	step(s, t->len - off);
	g->give(g->context, &out);
	give_ready(g, t->side);
}

static void wait(const struct giving *g, const struct order_segment *t, int64_t place)
{
	struct order_pool *p = g->pool;
	struct order_side *s = &g->order->side[t->side];
	struct waiting *w = find_room(g, t, t->captured);
	if (!w) { /* others have all the room, and nothing of this connection waits */
		if (place > s->next) {
			p->forced++;
			give_missing(g, t->side, place, t->frame);
		}
		give_segment(g, t, place);
		return;
	}
	w->place = place;
	w->serial = p->serial++;
	w->len = t->captured;
	memcpy(w->bytes, t->bytes, t->captured);
	w->frame = t->frame;
	w->sec = t->sec;
	w->nsec = t->nsec;
	s->waiting += w->len;
	s->first = meld(p, s->first, (uint32_t)(w - p->piece) + 1, false);
	give_ready(g, t->side); /* a gap that was believed to make room may have reached it */
}

void order_take(struct order_pool *p, struct order *o, const struct order_segment *t, order_give *give, void *context)
{
	const struct giving g = { p, o, give, context };
	struct order_side *s = &o->side[t->side];
	uint32_t seq = t->seq + (t->syn ? 1 : 0);
	if (t->has_ack)
		acknowledge(&g, t);
	if (!s->known) {
		s->known = true;
		s->seq = seq;
	}
	if (!t->captured)
		return;
	int64_t place = s->next + (int32_t)(seq - s->seq);
	if (place <= s->next)
		give_segment(&g, t, place);
	else
		wait(&g, t, place);
}

void order_drop(struct order_pool *p, struct order *o)
{
	for (unsigned i = 0; i < 2; i++) {
		while (o->side[i].first)
			release(p, pop(p, &o->side[i].first, false));
		o->side[i].waiting = 0;
	}
}
