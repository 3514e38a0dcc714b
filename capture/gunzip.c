/* gunzip.c: zlib's inflate over several members, and a thread with a few buffers between it and the reader. */
#include "capture/gunzip.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
	WINDOW = 15 + 16, /* zlib: largest window, gzip wrapper */
	CHUNKS = 4,
	CHUNK_BYTES = 256 * 1024,
};

/* Inflated bytes that nobody has read yet. */
struct chunk {
	size_t at, end;
	uint8_t bytes[CHUNK_BYTES];
};

/* Between the two threads: `filled` chunks from `first` on, and, behind them, why there are no more. */
struct handover {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t more, room;
	unsigned first, filled;
	enum stream_state end; /* STREAM_MORE: not there yet */
	bool quit;
	struct chunk chunk[CHUNKS];
};

struct gunzip {
	gunzip_input *input;
	void *context;
	z_stream z;
	unsigned members; /* finished; several may follow each other in a file */
	bool inside;      /* a member has begun and not ended */
	enum stream_state end;
	const char *reason;
	struct handover *ahead; /* NULL: whoever reads inflates */
	uint8_t packed[GUNZIP_INPUT_BYTES];
};

struct gunzip *gunzip_new(gunzip_input *input, void *context, const uint8_t *begun, size_t n)
{
	struct gunzip *g = calloc(1, sizeof *g);
	if (!g)
		return NULL;
	if (inflateInit2(&g->z, WINDOW) != Z_OK) {
		free(g);
		return NULL;
	}
	g->input = input;
	g->context = context;
	g->end = STREAM_MORE;
	memcpy(g->packed, begun, n);
	g->z.next_in = g->packed;
	g->z.avail_in = (uInt)n;
	return g;
}

const char *gunzip_reason(const struct gunzip *g)
{
	return g->reason;
}

static enum stream_state take_input(struct gunzip *g)
{
	size_t got = 0;
	enum stream_state state = g->input(g->context, g->packed, sizeof g->packed, &got);
	if (state == STREAM_MORE) {
		g->z.next_in = g->packed;
		g->z.avail_in = (uInt)got;
	}
	return state == STREAM_END && g->inside ? STREAM_CUT : state;
}

static enum stream_state inflate_some(struct gunzip *g, uint8_t *to, size_t room, size_t *made)
{
	*made = 0;
	while (!*made && g->end == STREAM_MORE) {
		if (g->z.avail_in == 0 && (g->end = take_input(g)) != STREAM_MORE)
			break;
		uInt asked = room < 1u << 30 ? (uInt)room : 1u << 30;
		g->inside = true;
		g->z.next_out = to;
		g->z.avail_out = asked;
		int result = inflate(&g->z, Z_NO_FLUSH);
		*made = asked - g->z.avail_out;
		if (result == Z_STREAM_END) {
			g->members++;
			g->inside = false;
			inflateReset(&g->z);
		} else if (result != Z_OK && result != Z_BUF_ERROR) {
			g->reason = g->z.msg ? g->z.msg : "damaged";
			g->end = g->members && g->z.total_out == 0 ? STREAM_END : STREAM_BAD;
		}
	}
	return *made ? STREAM_MORE : g->end;
}

/* --- ahead of the reader --- */

/* A chunk that may be written to, or NULL: nobody wants more. */
static struct chunk *wait_room(struct handover *h)
{
	pthread_mutex_lock(&h->lock);
	while (h->filled == CHUNKS && !h->quit)
		pthread_cond_wait(&h->room, &h->lock);
	struct chunk *c = h->quit ? NULL : &h->chunk[(h->first + h->filled) % CHUNKS];
	pthread_mutex_unlock(&h->lock);
	return c;
}

static void *inflate_ahead(void *gunzip)
{
	struct gunzip *g = gunzip;
	struct handover *h = g->ahead;
	enum stream_state state = STREAM_MORE;
	for (struct chunk *c; state == STREAM_MORE && (c = wait_room(h));) {
		c->at = 0;
		state = inflate_some(g, c->bytes, sizeof c->bytes, &c->end);
		pthread_mutex_lock(&h->lock);
		if (state == STREAM_MORE)
			h->filled++;
		else
			h->end = state;
		pthread_cond_signal(&h->more);
		pthread_mutex_unlock(&h->lock);
	}
	return NULL;
}

bool gunzip_go_ahead(struct gunzip *g)
{
	struct handover *h = calloc(1, sizeof *h);
	sigset_t all, before;
	if (!h)
		return false;
	h->end = STREAM_MORE;
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->more, NULL);
	pthread_cond_init(&h->room, NULL);
	g->ahead = h;
	/* Signals are for the thread that prints. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	bool good = !pthread_create(&h->thread, NULL, inflate_ahead, g);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!good) {
		free(h);
		g->ahead = NULL;
	}
	return good;
}

static enum stream_state take_over(struct handover *h, uint8_t *to, size_t room, size_t *made)
{
	pthread_mutex_lock(&h->lock);
	while (!h->filled && h->end == STREAM_MORE)
		pthread_cond_wait(&h->more, &h->lock);
	struct chunk *c = h->filled ? &h->chunk[h->first] : NULL;
	enum stream_state state = c ? STREAM_MORE : h->end;
	pthread_mutex_unlock(&h->lock);
	if (!c)
		return state;
	size_t n = c->end - c->at;
	*made = n < room ? n : room;
	memcpy(to, c->bytes + c->at, *made);
	c->at += *made;
	if (c->at < c->end)
		return state;
	pthread_mutex_lock(&h->lock);
	h->first = (h->first + 1) % CHUNKS;
	h->filled--;
	pthread_cond_signal(&h->room);
	pthread_mutex_unlock(&h->lock);
	return state;
}

enum stream_state gunzip_read(struct gunzip *g, uint8_t *to, size_t room, size_t *made)
{
	return g->ahead ? take_over(g->ahead, to, room, made) : inflate_some(g, to, room, made);
}

static void call_back(struct handover *h)
{
	pthread_mutex_lock(&h->lock);
	h->quit = true;
	pthread_cond_signal(&h->room);
	pthread_mutex_unlock(&h->lock);
	pthread_join(h->thread, NULL);
	pthread_mutex_destroy(&h->lock);
	pthread_cond_destroy(&h->more);
	pthread_cond_destroy(&h->room);
	free(h);
}

void gunzip_free(struct gunzip *g)
{
	if (!g)
		return;
	if (g->ahead)
		call_back(g->ahead);
	inflateEnd(&g->z);
	free(g);
}
