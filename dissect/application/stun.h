/* stun.h: what the STUN dissectors and their tracker both need. */
#ifndef PEEL_DISSECT_APPLICATION_STUN_H
#define PEEL_DISSECT_APPLICATION_STUN_H

#include "dissect/dissection.h"

enum {
	STUN_HEADER = 20,
	STUN_COOKIE = 0x2112a442,
	STUN_ATT_DATA = 0x0013,
	STUN_ID_AT = 8,
	STUN_ID_BYTES = 12,
	CLASSIC_STUN_ID_AT = 4,
	CLASSIC_STUN_ID_BYTES = 16
};
/* Where the first attribute DATA that is not empty begins; 0: there is none. align: attributes are padded to that many bytes. */
uint32_t stun_find_data(struct slice message, uint32_t align);

/* The two bits of the class within the type (RFC 8489, 5): the upper one says that it is a response. */
enum { STUN_CLASS_MASK = 0x0110, STUN_RESPONSE = 0x0100 };

/* app_note.value of a message. frame: the request that a response answers, 0: none, and elapsed since then. */
enum stun_note {
	STUN_NOTE_FIRST,  /* frame of the first such message of the transaction, which this one repeats; 0: none */
	STUN_NOTE_ANSWER, /* of a request: frame of the response that came already; 0: none */
};

#endif
