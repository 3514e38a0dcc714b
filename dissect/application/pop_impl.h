/* pop_impl.h: what POP's tree and flow/pop.c agree on. */
#ifndef PEEL_DISSECT_APPLICATION_POP_IMPL_H
#define PEEL_DISSECT_APPLICATION_POP_IMPL_H

#include "dissect/lines.h"

enum { POP_PORT = 110 };
enum pop_note { POP_NOTE_MAIL };

#endif
