/* message.h: text put together on the stack: expert messages and labels with numbers in them, without allocation. */
#ifndef PEEL_DISSECT_MESSAGE_H
#define PEEL_DISSECT_MESSAGE_H

#include "base/fmt.h"

enum { MESSAGE_BYTES = 512 };

/* A buf over the stack. What is written must stay well below MESSAGE_BYTES: fixed words and a few numbers, never bytes
 * of the packet. message_text ends it and hands it out. */
#define MESSAGE(name)                    \
	char name##_room[MESSAGE_BYTES]; \
	struct buf name = BUF_OVER(name##_room, sizeof name##_room)

static inline const char *message_text(struct buf *m)
{
	*buf_room(m, 1) = 0;
	return m->p;
}

#endif
