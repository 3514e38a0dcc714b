/* room.h: bytes that a frame holds in another form: bodies put together from chunks, unpacked, unmasked. They become
 * buffers of the dissection, so that layers and records can point into them, and last as long as the frame's layers. */
#ifndef PEEL_DISSECT_ROOM_H
#define PEEL_DISSECT_ROOM_H

#include "dissect/dissection.h"

enum { ROOM_BYTES = 8 * 1024 * 1024 }; /* for all such bytes of a frame; taken from the system as it is used */

/* Where the next bytes may be written, *n of them at most. NULL: there is no room, or no buffer to name it. */
uint8_t *room_open(struct dissection *d, uint32_t *n);
/* The first n of them are the buffer `name`. Returns its number; *bytes are the bytes. */
uint8_t room_close(struct dissection *d, uint32_t n, const char *name, struct slice *bytes);
/* Before the dissection itself is freed. */
void room_free(struct dissection *d);

#endif
