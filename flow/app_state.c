/* app_state.c: rings of cells of two sizes; the next in turn is whoever's. */
#include "flow/app_state.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"

/* HTTP, TLS and QUIC, of which there are many at once, fit the small ones. */
static const struct {
	uint32_t bytes, cells;
} shape[] = { { 48, 32768 }, { APP_STATE_BYTES, 8192 } };

enum { SHAPES = 2 };

struct ring {
	uint32_t given;
	uint32_t *owner; /* of each cell: its handle */
	char *cell;
};

/* A handle counts cells given out, and says of which shape: the cell whose turn it was holds it as long as nobody was given
 * the cell since. */
struct app_states {
	uint64_t lost;
	struct ring ring[SHAPES];
};

_Static_assert(sizeof shape / sizeof shape[0] == SHAPES, "a ring for each shape");

struct app_states *app_states_new(void)
{
	struct app_states *a = calloc(1, sizeof *a);
	for (unsigned i = 0; a && i < SHAPES; i++) {
		struct ring *r = &a->ring[i];
		r->owner = pages_new(shape[i].cells * sizeof *r->owner);
		r->cell = pages_new((size_t)shape[i].cells * shape[i].bytes);
		if (!r->owner || !r->cell) {
			app_states_free(a);
			return NULL;
		}
	}
	return a;
}

void app_states_free(struct app_states *a)
{
	for (unsigned i = 0; a && i < SHAPES; i++) {
		pages_free(a->ring[i].owner, shape[i].cells * sizeof *a->ring[i].owner);
		pages_free(a->ring[i].cell, (size_t)shape[i].cells * shape[i].bytes);
	}
	free(a);
}

static void *give(struct ring *r, unsigned s, uint32_t *handle)
{
	if (++r->given == UINT32_MAX / SHAPES) /* 0 is no handle */
		r->given = shape[s].cells;
	uint32_t i = r->given % shape[s].cells;
	r->owner[i] = *handle = r->given * SHAPES + s;
	return memset(r->cell + (size_t)i * shape[s].bytes, 0, shape[s].bytes);
}

void *app_states_get(struct app_states *a, uint32_t *handle, uint32_t n)
{
	unsigned s = *handle % SHAPES, fits = n > shape[0].bytes;
	uint32_t i = *handle / SHAPES % shape[s].cells;
	if (*handle && s >= fits) {
		if (a->ring[s].owner[i] == *handle)
			return a->ring[s].cell + (size_t)i * shape[s].bytes;
		a->lost++;
	}
	return give(&a->ring[fits], fits, handle);
}

uint64_t app_states_lost(const struct app_states *a)
{
	return a->lost;
}
