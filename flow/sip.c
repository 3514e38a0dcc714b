/* sip.c: which SIP request a response answers, and which message comes again. */
#include "dissect/application/sip.h"

#include <stdlib.h>

#include "flow/tracker_impl.h"

enum { SETS = 1024, WAYS = 4 };

/* A transaction, by Call-ID and CSeq. */
struct sip_transaction {
	uint64_t key;     /* of both, and of whoever sends the request when it is known; 0: free */
	uint64_t request; /* frame; 0: none */
	uint64_t answer;  /* first frame with the latest status */
	uint64_t touched; /* frame */
	int64_t asked;    /* ns since the epoch */
	uint32_t status;
};
struct sip_table {
	struct sip_transaction transaction[SETS][WAYS];
};

static uint64_t mix(uint64_t h, struct slice s, struct sip_text text)
{
	for (uint32_t i = 0; i < text.n; i++)
		h = (h ^ slice_u8(s, text.off + i)) * 0x100000001b3;
	return (h ^ 0x100) * 0x100000001b3;
}

static struct sip_transaction *find(struct sip_table *t, uint64_t key)
{
	struct sip_transaction *set = t->transaction[key * 0x9e3779b97f4a7c15 >> 54], *oldest = set;
	for (unsigned i = 0; i < WAYS; i++) {
		if (set[i].key == key)
			return &set[i];
		if (set[i].touched < oldest->touched)
			oldest = &set[i];
	}
	*oldest = (struct sip_transaction){ .key = key };
	return oldest;
}

/* Over TCP nothing comes again, and tshark matches nothing. */
void track_sip(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct sip_start start;
	struct sip_head head;
	if (l->flags & (LAYER_QUOTED | LAYER_MALFORMED | LAYER_SHORT) || layer_is_tcp(layer_parent(d, l)) ||
	    !sip_start(l->data, &start))
		return;
	sip_head(l->data, &start, &head);
	if (!head.call_id.n || !head.cseq.n || (!k->sip && !(k->sip = calloc(1, sizeof *k->sip))))
		return;
	struct sip_transaction *x =
		find(k->sip, mix(mix(0xcbf29ce484222325, l->data, head.call_id), l->data, head.cseq) | 1);
	uint64_t original = 0, request = 0;
	x->touched = d->frame->number;
	if (!start.status && !x->request) {
		x->request = d->frame->number;
		x->asked = d->now;
	} else if (!start.status) {
		original = x->request;
	} else {
		request = x->request;
		original = x->status == start.status ? x->answer : 0;
		if (!original)
			x->answer = d->frame->number;
		x->status = start.status;
	}
	if (!original && !request)
		return;
	struct app_note *n = tracker_note(k, d, l);
	n->value[SIP_NOTE_ORIGINAL] = original;
	n->frame = request;
	n->elapsed = d->now - x->asked;
}
