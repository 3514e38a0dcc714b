/* buf.c: growth of the text buffer. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

enum { OUTGROWN = 16 };

static void *must(void *p)
{
	if (!p) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	return p;
}

/* Room for a text that its array did not hold: a mistake in the size of the array, which must not hurt. */
static char *outgrown(size_t n)
{
	static _Thread_local struct {
		char *p[OUTGROWN];
		unsigned next;
	} ring;
	char **p = &ring.p[ring.next++ % OUTGROWN];
	free(*p);
	return *p = must(malloc(n));
}

void buf_grow(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 4096;
	while (cap - b->len < n)
		cap *= 2;
	if (b->lent) {
		char *p = outgrown(cap);
		memcpy(p, b->p, b->len);
		b->p = p;
	} else {
		b->p = must(realloc(b->p, cap));
	}
	b->cap = cap;
}

void buf_free(struct buf *b)
{
	if (!b->lent)
		free(b->p);
	*b = (struct buf){ 0 };
}
