/* radius.h: what flow/ has to know of RADIUS: which codes ask, and which answer what. */
#ifndef PEEL_DISSECT_APPLICATION_RADIUS_H
#define PEEL_DISSECT_APPLICATION_RADIUS_H

#include <stdbool.h>

enum { RADIUS_HEADER = 20, RADIUS_AUTHENTICATOR = 4, RADIUS_AUTHENTICATOR_BYTES = 16 };

/* The values of a packet's note. Its frame is the request's that it answers (0: none), or, of a request, 0. */
enum radius_note { RADIUS_NOTE_DUPLICATE /* frame of the same request or response seen before; 0: none */ };

/* Does the code ask? */
bool radius_asks(unsigned code);
/* The code that this one answers; 0: none. */
unsigned radius_answers(unsigned code);

#endif
