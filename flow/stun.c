/* stun.c: which request a STUN response answers, and which message is one of the transaction that came before. */
#include "dissect/application/stun.h"

#include <stdlib.h>

#include "flow/tracker_impl.h"

enum { SETS = 2048, WAYS = 4 };

/* A transaction of a conversation (RFC 8489, 3). */
struct stun_transaction {
	uint64_t request, answer; /* first frame of each; 0: none */
	uint64_t touched;         /* frame; 0: free */
	int64_t asked;            /* ns since the epoch */
	uint32_t stream;
	uint8_t id[CLASSIC_STUN_ID_BYTES]; /* with the cookie, which stands where the id once began */
};

/* A bounded table: of the transactions that fall into one set, the one that was silent for longest is forgotten. */
struct stun_table {
	struct stun_transaction transaction[SETS][WAYS];
};

static uint32_t set_of(uint32_t stream, const uint8_t *id)
{
	uint64_t half[2];
	memcpy(half, id, sizeof half);
	return (uint32_t)(((half[0] * 0x9e3779b97f4a7c15 ^ half[1] ^ stream) * 0x9e3779b97f4a7c15) >> 53);
}

static struct stun_transaction *transaction_of(struct stun_table *t, uint32_t stream, const uint8_t *id)
{
	struct stun_transaction *set = t->transaction[set_of(stream, id)], *oldest = set;
	for (unsigned i = 0; i < WAYS; i++) {
		if (set[i].touched && set[i].stream == stream && !memcmp(set[i].id, id, sizeof set[i].id))
			return &set[i];
		if (set[i].touched < oldest->touched)
			oldest = &set[i];
	}
	*oldest = (struct stun_transaction){ .stream = stream };
	memcpy(oldest->id, id, sizeof oldest->id);
	return oldest;
}

/* The transaction that the message belongs to. NULL: nobody follows it. */
static struct stun_transaction *find(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	const struct flow *f = tracker_flow(k, d, l, &side);
	if (!f || !slice_has(l->data, 0, STUN_HEADER) || (!k->stun && !(k->stun = calloc(1, sizeof *k->stun))))
		return NULL;
	struct stun_transaction *x = transaction_of(k->stun, f->stream, l->data.p + CLASSIC_STUN_ID_AT);
	x->touched = d->frame->number;
	return x;
}

void track_stun(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct stun_transaction *x = find(k, d, l);
	if (!x)
		return;
	bool response = slice_u16(l->data, 0) & STUN_RESPONSE;
	uint64_t *first = response ? &x->answer : &x->request;
	uint64_t before = *first;
	if (!before) {
		*first = d->frame->number;
		x->asked = response ? x->asked : d->now;
	}
	if (!before && !(response ? x->request : x->answer))
		return;
	struct app_note *n = tracker_note(k, d, l);
	n->value[STUN_NOTE_FIRST] = before;
	n->value[STUN_NOTE_ANSWER] = response ? 0 : x->answer;
	n->frame = response ? x->request : 0;
	n->elapsed = d->now - x->asked;
}

/* Each request begins anew. */
void track_classic_stun(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct stun_transaction *x = find(k, d, l);
	if (!x)
		return;
	if (!(slice_u16(l->data, 0) & STUN_RESPONSE)) {
		x->request = d->frame->number;
		x->asked = d->now;
	} else if (x->request) {
		struct app_note *n = tracker_note(k, d, l);
		n->frame = x->request;
		n->elapsed = d->now - x->asked;
	}
}
