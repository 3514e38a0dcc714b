/* room.c: one block for each dissection, made when it is needed first. */
#include "dissect/room.h"

#include <stdlib.h>

uint8_t *room_open(struct dissection *d, uint32_t *n)
{
	if (d->n_buffers == MAX_BUFFERS || d->room_used == ROOM_BYTES)
		return NULL;
	if (!d->room && !(d->room = malloc(ROOM_BYTES)))
		return NULL;
	*n = ROOM_BYTES - d->room_used;
	return d->room + d->room_used;
}

uint8_t room_close(struct dissection *d, uint32_t n, const char *name, struct slice *bytes)
{
	const uint8_t *p = d->room + d->room_used;
	d->room_used += n;
	*bytes = (struct slice){ p, n, n };
	d->buffer[d->n_buffers] = (struct byte_buffer){ p, n, name };
	return d->n_buffers++;
}

void room_free(struct dissection *d)
{
	if (!d)
		return;
	free(d->room);
	d->room = NULL;
}
