/* crew.c: two batches that take turns. Packets of a batch are printed in chunks, which whoever has nothing to do takes. */
#include "cli/crew.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
	CHUNK = 8, /* packets */
	CHUNKS = CREW_BATCH / CHUNK,
	FULL_BYTES = 256 * 1024,
	SPINS = 2000, /* looks at a flag before going to sleep: waking up takes longer than printing a chunk of lines */
};

enum { SHOW = 1, FIRST = 2, PRINTED = 4 };

struct batch {
	struct frame frame[CREW_BATCH];
	struct dissection *d; /* CREW_BATCH of them */
	uint8_t what[CREW_BATCH];
	struct buf early; /* texts of the packets that were printed at once, in their order */
	size_t early_end[CREW_BATCH];
	struct buf text[CHUNKS];
	unsigned n; /* packets up to the last that is shown */
	_Atomic uint64_t ticket; /* the turn at which it was handed over, and, in the lower half, the next chunk to take */
	atomic_uint done;        /* chunks printed */
};

struct crew {
	struct press press;
	struct batch batch[2];
	unsigned at; /* the batch that is filled; the other one is printed */
	struct press_hand own;
	unsigned n_threads;
	pthread_t thread[CREW_MAX_THREADS];
	struct press_hand hand[CREW_MAX_THREADS];
	pthread_mutex_t lock;
	pthread_cond_t work, finished;
	atomic_uint turns; /* batches handed over */
	bool end;
};

void press_packet(const struct press *p, struct press_hand *h, struct dissection *d, bool first, struct buf *out)
{
	struct view view = { .d = d, .column = &h->column, .color = h->color };
	if (p->needs_tree) {
		tree_fill(h->tree, d);
		view.tree = h->tree;
	}
	if (!first && p->sink->between)
		buf_str(out, p->sink->between);
	p->sink->packet(out, p->print, &view);
}

unsigned crew_cores(void)
{
	cpu_set_t set;
	int n = sched_getaffinity(0, sizeof set, &set) ? 1 : CPU_COUNT(&set);
	return n > CREW_MAX_THREADS ? CREW_MAX_THREADS : (unsigned)n;
}

static unsigned chunks_of(const struct batch *b)
{
	return (b->n + CHUNK - 1) / CHUNK;
}

static void print_chunk(const struct crew *c, struct batch *b, unsigned chunk, struct press_hand *h)
{
	struct buf *out = &b->text[chunk];
	unsigned end = (chunk + 1) * CHUNK;
	buf_clear(out);
	for (unsigned i = chunk * CHUNK; i < end && i < b->n; i++) {
		if (b->what[i] & PRINTED) {
			size_t from = i ? b->early_end[i - 1] : 0;
			buf_put(out, b->early.p + from, b->early_end[i] - from);
		} else if (b->what[i] & SHOW) {
			press_packet(&c->press, h, &b->d[i], b->what[i] & FIRST, out);
		}
	}
}

/* Who comes late finds another turn's ticket, or that there is nothing left. */
static bool take_ticket(struct batch *b, unsigned turn, unsigned *chunk)
{
	uint64_t ticket = atomic_load(&b->ticket);
	do {
		*chunk = (unsigned)(ticket & UINT32_MAX);
		if (ticket >> 32 != turn || *chunk >= chunks_of(b))
			return false;
	} while (!atomic_compare_exchange_weak(&b->ticket, &ticket, ticket + 1));
	return true;
}

/* Prints chunks of the batch of that turn until none is left to take. */
static void take_chunks(struct crew *c, unsigned turn, struct press_hand *h)
{
	struct batch *b = &c->batch[(turn - 1) & 1];
	unsigned chunk;
	while (take_ticket(b, turn, &chunk)) {
		print_chunk(c, b, chunk, h);
		if (atomic_fetch_add(&b->done, 1) + 1 == chunks_of(b)) {
			pthread_mutex_lock(&c->lock);
			pthread_cond_signal(&c->finished);
			pthread_mutex_unlock(&c->lock);
		}
	}
}

static inline void breathe(void)
{
#ifdef __x86_64__
	__builtin_ia32_pause();
#endif
}

/* Waits for the turn after the one seen last; false: there is none. */
static bool wait_turn(struct crew *c, unsigned seen)
{
	for (unsigned i = 0; i < SPINS && atomic_load(&c->turns) == seen; i++)
		breathe();
	pthread_mutex_lock(&c->lock);
	while (atomic_load(&c->turns) == seen && !c->end)
		pthread_cond_wait(&c->work, &c->lock);
	bool end = c->end;
	pthread_mutex_unlock(&c->lock);
	return !end;
}

struct member {
	struct crew *crew;
	unsigned number;
};

static void *labour(void *argument)
{
	struct member m = *(struct member *)argument;
	free(argument);
	for (unsigned seen = 0; wait_turn(m.crew, seen);) {
		seen = atomic_load(&m.crew->turns);
		take_chunks(m.crew, seen, &m.crew->hand[m.number]);
	}
	return NULL;
}

static bool start(struct crew *c, unsigned number)
{
	struct member *m = malloc(sizeof *m);
	c->hand[number].tree = tree_new(c->press.wanted);
	if (!m || !c->hand[number].tree) {
		free(m);
		return false;
	}
	*m = (struct member){ c, number };
	if (pthread_create(&c->thread[number], NULL, labour, m)) {
		free(m);
		return false;
	}
	c->n_threads++;
	return true;
}

struct crew *crew_new(const struct press *p, unsigned threads, const struct dissection *like)
{
	struct crew *c = calloc(1, sizeof *c);
	if (!c)
		return NULL;
	c->press = *p;
	c->own.tree = tree_new(p->wanted);
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->work, NULL);
	pthread_cond_init(&c->finished, NULL);
	bool good = c->own.tree;
	for (unsigned k = 0; k < 2; k++) {
		struct batch *b = &c->batch[k];
		b->d = calloc(CREW_BATCH, sizeof *b->d);
		good &= b->d != NULL;
		for (unsigned i = 0; b->d && i < CREW_BATCH; i++)
			dissection_like(&b->d[i], like);
	}
	for (unsigned i = 0; good && i < threads - 1 && i < CREW_MAX_THREADS; i++)
		good = start(c, i);
	if (good)
		return c;
	crew_free(c);
	return NULL;
}

static void hand_free(struct press_hand *h)
{
	tree_free(h->tree);
	buf_free(&h->column.info);
}

void crew_free(struct crew *c)
{
	if (!c)
		return;
	pthread_mutex_lock(&c->lock);
	c->end = true;
	pthread_cond_broadcast(&c->work);
	pthread_mutex_unlock(&c->lock);
	for (unsigned i = 0; i < c->n_threads; i++)
		pthread_join(c->thread[i], NULL);
	for (unsigned i = 0; i < CREW_MAX_THREADS; i++)
		hand_free(&c->hand[i]);
	hand_free(&c->own);
	for (unsigned k = 0; k < 2; k++) {
		free(c->batch[k].d);
		buf_free(&c->batch[k].early);
		for (unsigned i = 0; i < CHUNKS; i++)
			buf_free(&c->batch[k].text[i]);
	}
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->work);
	pthread_cond_destroy(&c->finished);
	free(c);
}

struct frame *crew_frames(struct crew *c)
{
	return c->batch[c->at].frame;
}

struct dissection *crew_dissection(struct crew *c, unsigned i)
{
	return &c->batch[c->at].d[i];
}

void crew_show(struct crew *c, unsigned i, bool first, bool now)
{
	struct batch *b = &c->batch[c->at];
	for (; b->n <= i; b->n++) {
		b->what[b->n] = 0;
		b->early_end[b->n] = b->early.len;
	}
	b->what[i] = (uint8_t)((now ? PRINTED : SHOW) | (first ? FIRST : 0));
	if (now)
		press_packet(&c->press, &c->own, &b->d[i], first, &b->early);
	b->early_end[i] = b->early.len;
}

/* Helps with what is left of the batch handed over last, and waits for what others have begun. */
static void finish(struct crew *c, struct batch *b)
{
	unsigned n = chunks_of(b);
	if (!n)
		return;
	take_chunks(c, atomic_load(&c->turns), &c->own);
	for (unsigned i = 0; i < SPINS && atomic_load(&b->done) < n; i++)
		breathe();
	pthread_mutex_lock(&c->lock);
	while (atomic_load(&b->done) < n)
		pthread_cond_wait(&c->finished, &c->lock);
	pthread_mutex_unlock(&c->lock);
}

void crew_turn(struct crew *c, struct buf *out, void (*full)(void *), void *context)
{
	struct batch *before = &c->batch[!c->at], *b = &c->batch[c->at];
	finish(c, before);
	unsigned turn = atomic_load(&c->turns) + 1; /* the first is 1, and batch[0]'s */
	atomic_store(&b->done, 0);
	atomic_store(&b->ticket, (uint64_t)turn << 32);
	pthread_mutex_lock(&c->lock);
	atomic_store(&c->turns, turn);
	pthread_cond_broadcast(&c->work);
	pthread_mutex_unlock(&c->lock);
	for (unsigned i = 0, n = chunks_of(before); i < n; i++) {
		buf_put(out, before->text[i].p, before->text[i].len);
		if (out->len >= FULL_BYTES)
			full(context);
	}
	before->n = 0;
	buf_clear(&before->early);
	c->at = !c->at;
}
