/* buf.c: growth of the text buffer. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

void buf_grow(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : 4096;
	while (cap - b->len < n)
		cap *= 2;
	char *p = realloc(b->p, cap);
	if (!p) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	b->p = p;
	b->cap = cap;
}

void buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}
