/* crew.c: batches in a ring. Packets of a batch are printed in chunks, which whoever has nothing to do takes; the thread that
 * fills the ring helps when it is full. */
#include "cli/crew.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/pages.h"

enum {
	CHUNK = 8, /* packets */
	CHUNKS = CREW_BATCH / CHUNK,
	WAKE_AT = SOURCE_KEEPS / 2, /* batches in the ring: waking a thread up takes longer than printing one */
	SPINS = 4000, /* looks before going to sleep, some 50 us: as long as the next batches take to come */
};

enum { FIRST = 1, PRINTED = 2 };

struct batch { /* NOLINT(clang-analyzer-optin.performance.Padding): counters that threads share have lines of their own */
	struct frame frame[CREW_BATCH];
	/* Of the n packets that are shown: */
	struct dissection *d; /* CREW_BATCH of them; not of those that were printed at once */
	uint8_t what[CREW_BATCH];
	struct buf early; /* texts of those, in their order */
	size_t early_end[CREW_BATCH];
	struct buf text[CHUNKS];
	unsigned n;
	/* The turn at which it was handed over, and, in the lower half, how many chunks are left to take: n and what are for
	 * those who hold a chunk, and for nobody when none is left. */
	_Alignas(64) _Atomic uint64_t ticket;
	_Alignas(64) atomic_uint done; /* chunks printed */
};

struct crew {
	struct press press;
	struct batch batch[SOURCE_KEEPS]; /* of turn n: n % SOURCE_KEEPS */
	unsigned written;                 /* turns whose text went out */
	struct press_hand own;
	unsigned n_threads;
	pthread_t thread[CREW_MAX_THREADS];
	struct press_hand hand[CREW_MAX_THREADS];
	pthread_mutex_t lock;
	pthread_cond_t work, finished;
	atomic_uint turns;   /* batches handed over */
	atomic_uint asleep;  /* threads that wait for work */
	atomic_bool waiting; /* the first thread waits for a batch */
	bool end;
};

void press_hand_open(struct press_hand *h, const struct press *p)
{
	h->tree = tree_new(p->wanted);
	h->memo = p->keeps_texts ? memo_new() : NULL;
}

void press_hand_close(struct press_hand *h)
{
	tree_free(h->tree);
	memo_free(h->memo);
}

void press_packet(const struct press *p, struct press_hand *h, struct dissection *d, bool first, struct buf *out)
{
	struct view view = { .d = d, .column = &h->column, .pairs = &h->pairs, .color = h->color };
	if (p->needs_tree) {
		h->tree->memo = h->memo;
		h->tree->part_memo = p->sink->in_order ? h->memo : NULL;
		tree_fill(h->tree, d);
		view.tree = h->tree;
	}
	if (!first && p->sink->between)
		buf_str(out, p->sink->between);
	p->sink->packet(out, p->print, &view);
	h->tree->memo = h->tree->part_memo = NULL; /* filters look at the same tree, and colours */
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
	/* A copy: the lengths of neighbours share a cache line, and change with each word that is written. */
	struct buf text = b->text[chunk], *out = &text;
	unsigned end = (chunk + 1) * CHUNK;
	buf_clear(out);
	for (unsigned i = chunk * CHUNK; i < end && i < b->n; i++) {
		if (b->what[i] & PRINTED) {
			size_t from = i ? b->early_end[i - 1] : 0;
			buf_put(out, b->early.p + from, b->early_end[i] - from);
		} else {
			press_packet(&c->press, h, &b->d[i], b->what[i] & FIRST, out);
		}
	}
	b->text[chunk] = text;
}

/* Who comes late finds another turn's ticket, or that there is nothing left. */
static bool take_ticket(struct batch *b, unsigned turn, unsigned *chunk)
{
	uint64_t ticket = atomic_load(&b->ticket);
	do {
		*chunk = (unsigned)(ticket & UINT32_MAX);
		if (ticket >> 32 != turn || !*chunk)
			return false;
	} while (!atomic_compare_exchange_weak(&b->ticket, &ticket, ticket - 1));
	--*chunk;
	return true;
}

/* Prints a chunk of the batch of that turn; false: none is left to take. */
static bool take_chunk(struct crew *c, unsigned turn, struct press_hand *h)
{
	struct batch *b = &c->batch[turn % SOURCE_KEEPS];
	unsigned chunk;
	if (!take_ticket(b, turn, &chunk))
		return false;
	unsigned n = chunks_of(b); /* afterwards the batch may be another's */
	print_chunk(c, b, chunk, h);
	if (atomic_fetch_add(&b->done, 1) + 1 == n && atomic_load(&c->waiting)) {
		pthread_mutex_lock(&c->lock);
		pthread_cond_signal(&c->finished);
		pthread_mutex_unlock(&c->lock);
	}
	return true;
}

static inline void breathe(void)
{
#ifdef __x86_64__
	__builtin_ia32_pause();
#endif
}

/* Waits for a turn after the one seen last; false: there will be none. */
static bool wait_turn(struct crew *c, unsigned seen)
{
	for (unsigned i = 0; i < SPINS; i++) {
		if (atomic_load(&c->turns) != seen)
			return true;
		breathe();
	}
	pthread_mutex_lock(&c->lock);
	c->asleep++;
	while (atomic_load(&c->turns) == seen && !c->end)
		pthread_cond_wait(&c->work, &c->lock);
	c->asleep--;
	pthread_mutex_unlock(&c->lock);
	return atomic_load(&c->turns) != seen;
}

struct member {
	struct crew *crew;
	unsigned number;
};

static void *labour(void *argument)
{
	struct member m = *(struct member *)argument;
	free(argument);
	for (unsigned seen = 0; wait_turn(m.crew, seen);)
		for (seen++; take_chunk(m.crew, seen, &m.crew->hand[m.number]);)
			;
	return NULL;
}

static bool start(struct crew *c, unsigned number)
{
	struct member *m = malloc(sizeof *m);
	press_hand_open(&c->hand[number], &c->press);
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

struct crew *crew_new(const struct press *p, unsigned threads)
{
	struct crew *c = calloc(1, sizeof *c);
	if (!c)
		return NULL;
	c->press = *p;
	press_hand_open(&c->own, p);
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->work, NULL);
	pthread_cond_init(&c->finished, NULL);
	bool good = c->own.tree;
	for (unsigned k = 0; k < SOURCE_KEEPS; k++) {
		struct batch *b = &c->batch[k];
		b->d = pages_new(CREW_BATCH * sizeof *b->d);
		good &= b->d != NULL;
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
	press_hand_close(h);
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
	for (unsigned k = 0; k < SOURCE_KEEPS; k++) {
		pages_free(c->batch[k].d, CREW_BATCH * sizeof *c->batch[k].d);
		buf_free(&c->batch[k].early);
		for (unsigned i = 0; i < CHUNKS; i++)
			buf_free(&c->batch[k].text[i]);
	}
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->work);
	pthread_cond_destroy(&c->finished);
	free(c);
}

/* The batch that is filled. */
static struct batch *at_hand(struct crew *c)
{
	return &c->batch[(atomic_load(&c->turns) + 1) % SOURCE_KEEPS];
}

struct frame *crew_frames(struct crew *c)
{
	return at_hand(c)->frame;
}

void crew_show(struct crew *c, struct dissection *d, bool first, bool now)
{
	struct batch *b = at_hand(c);
	unsigned i = b->n++;
	b->what[i] = (uint8_t)((now ? PRINTED : 0) | (first ? FIRST : 0));
	if (now)
		press_packet(&c->press, &c->own, d, first, &b->early);
	else
		dissection_copy(&b->d[i], d);
	b->early_end[i] = b->early.len;
}

static void wake(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
	if (c->asleep)
		pthread_cond_broadcast(&c->work);
	pthread_mutex_unlock(&c->lock);
}

/* Prints whatever chunk is left of the turns from..to; false: none is. */
static bool help(struct crew *c, unsigned from, unsigned to)
{
	for (; from <= to; from++)
		if (take_chunk(c, from, &c->own))
			return true;
	return false;
}

/* Gives the text of the oldest batch to `emit`. As long as others print chunks of it, those of later batches are printed. */
static void write_oldest(struct crew *c, void (*emit)(void *, const char *, size_t), void *context)
{
	unsigned turn = ++c->written, spins = 0;
	struct batch *b = &c->batch[turn % SOURCE_KEEPS];
	unsigned n = chunks_of(b);
	while (atomic_load(&b->done) < n && spins < SPINS)
		if (!help(c, turn, atomic_load(&c->turns)))
			spins++, breathe();
	if (atomic_load(&b->done) < n) {
		pthread_mutex_lock(&c->lock);
		atomic_store(&c->waiting, true);
		while (atomic_load(&b->done) < n)
			pthread_cond_wait(&c->finished, &c->lock);
		atomic_store(&c->waiting, false);
		pthread_mutex_unlock(&c->lock);
	}
	for (unsigned i = 0; i < n; i++)
		emit(context, b->text[i].p, b->text[i].len);
	b->n = 0;
	buf_clear(&b->early);
}

void crew_turn(struct crew *c, void (*emit)(void *, const char *, size_t), void *context)
{
	unsigned turn = atomic_load(&c->turns) + 1;
	struct batch *b = at_hand(c);
	atomic_store(&b->done, 0);
	atomic_store(&b->ticket, (uint64_t)turn << 32 | chunks_of(b));
	atomic_store(&c->turns, turn);
	if (turn - c->written >= WAKE_AT && atomic_load(&c->asleep))
		wake(c);
	/* The batch after this one must be free, and its frames may be overwritten. */
	while (turn - c->written >= SOURCE_KEEPS - 1)
		write_oldest(c, emit, context);
}

void crew_finish(struct crew *c, void (*emit)(void *, const char *, size_t), void *context)
{
	wake(c);
	while (c->written < atomic_load(&c->turns))
		write_oldest(c, emit, context);
}
