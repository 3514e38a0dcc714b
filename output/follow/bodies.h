/* bodies.h: what the HTTP messages of a packet hold, in order: a message's head, then its body, put together and
 * unpacked. */
#ifndef PEEL_OUTPUT_FOLLOW_BODIES_H
#define PEEL_OUTPUT_FOLLOW_BODIES_H

#include "dissect/application/web_head.h"
#include "dissect/dissection.h"

struct bodies {
	struct slice bytes; /* of a head or a body */
	bool is_body;
	const struct layer *message; /* that it is of */
	struct web_head head;        /* of that message */
	const struct dissection *d;
	const struct layer *tcp;
	unsigned next;
	bool body_next;
};

/* Of the messages that this TCP layer carries. */
void bodies_begin(struct bodies *, const struct dissection *, const struct layer *tcp);
/* False: no more. */
bool bodies_next(struct bodies *);

#endif
