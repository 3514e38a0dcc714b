/* defrag.h: IP datagrams put together from their fragments, whatever order they come in. Bounded: MAX_DATAGRAMS that wait, of
 * MAX_FRAGMENTS and 64 KiB each; the memory is taken from the system with the first fragment, and touched as it is used. */
#ifndef PEEL_FLOW_DEFRAG_H
#define PEEL_FLOW_DEFRAG_H

#include "flow/table.h"

enum { MAX_DATAGRAMS = 512, MAX_FRAGMENTS = 2048, DATAGRAM_BYTES = 65536, DEFRAG_SECONDS = 30 };

/* A fragment as it came. */
struct fragment {
	const uint8_t *p;
	uint32_t off, len;
	bool more; /* it is not the last one */
	uint32_t frame;
	int64_t time; /* ns since the epoch */
};

/* A datagram that is complete. */
struct datagram {
	const uint8_t *p;
	uint32_t len, n_pieces;
	const struct piece *piece; /* its fragments, in the order of their places */
};

struct defrag;

struct defrag *defrag_new(void); /* caller frees with defrag_free */
void defrag_free(struct defrag *);
/* key: whose fragment it is (a sends to b). When the fragment completes its datagram, *whole is the datagram, which
 * lasts until a fragment of another frame is added, and true is returned. */
bool defrag_add(struct defrag *, const struct flow_key *key, const struct fragment *, struct datagram *whole);
/* Datagrams that were given up: too many waited, one waited too long, or had more fragments or bytes than there is room for. */
uint64_t defrag_lost(const struct defrag *);

#endif
