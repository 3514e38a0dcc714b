/* tls_datagram.h: the records of DTLS and the fragments of its handshake, for the dissector and its tracker. */
#ifndef PEEL_DISSECT_APPLICATION_TLS_DATAGRAM_H
#define PEEL_DISSECT_APPLICATION_TLS_DATAGRAM_H

#include "dissect/application/tls.h"
#include "dissect/dissection.h"

enum { DTLS_1_0 = 0xfeff, DTLS_1_2 = 0xfefd, DTLS_OPENSSL = 0x0100 };
enum { DTLS_HEADER = 13, DTLS_MESSAGE_HEADER = 12, DTLS_MAX_RECORDS = 256, DTLS_MAX_FRAGMENTS = 64 };

/* app_note.value of a layer. The text says of each fragment of a message, in their order, what became of it. */
enum dtls_note { DTLS_NOTE_STATE, DTLS_NOTE_SIDE, DTLS_NOTE_VERSION };
enum dtls_fate {
	DTLS_ALONE = 0,
	DTLS_COMPLETE = 0xff /* and there was no room to show it; else: the buffer that shows it */
};

/* What is known of a conversation. TLS's versions stand for those of DTLS that are like them. */
struct dtls_session {
	struct tls_state tls;
	uint16_t version; /* as it is shown; 0: not known */
};

/* A record, and within it messages of the handshake, one after the other. */
struct dtls_record {
	uint32_t off, end; /* in the datagram */
	unsigned type, epoch, version;
};
struct dtls_message {
	uint32_t off, body, end; /* in the datagram: header, what there is of it, end of that */
	uint32_t len, seq, at;   /* bytes of the whole message, its number, where this part belongs */
	unsigned type;
	bool part;     /* not all of it, but within it */
	uint32_t said; /* bytes that the part says it has */
};

/* The record at off; false: there is none. */
bool dtls_record(struct slice s, uint32_t off, struct dtls_record *r);
/* Is a handshake record in the clear? */
static inline bool dtls_is_clear(const struct dtls_record *r)
{
	return r->type == TLS_HANDSHAKE && !r->epoch;
}
/* The message at off of a record; false: there is none. */
bool dtls_message(struct slice s, const struct dtls_record *r, uint32_t off, struct dtls_message *m);
/* What a record says by itself, before it is shown; and a whole message, by its type and its body. */
void dtls_learn_record(struct dtls_session *, unsigned side, struct slice s, const struct dtls_record *r);
void dtls_learn(struct dtls_session *, unsigned side, unsigned type, struct slice body);

#endif
