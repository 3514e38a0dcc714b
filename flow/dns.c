/* dns.c: which query a DNS message answers or repeats, for DNS, multicast DNS and LLMNR. */
#include "dissect/application/name_service.h"

#include <stdlib.h>

#include "flow/tracker_impl.h"

enum { SETS = 4096, WAYS = 4 };
enum { ASKED_AGAIN_SECONDS = 5 }; /* a query with the id of one that is older begins anew */

/* The latest query with an id in a conversation. */
struct name_query {
	uint64_t key;    /* conversation, which transport, id */
	uint64_t frame;  /* 0: free */
	uint64_t answer; /* first frame that answered; 0: none yet */
	int64_t time;    /* ns since the epoch */
};

/* A bounded table: of the queries that fall into one set, the oldest is forgotten. */
struct name_table {
	struct name_query query[SETS][WAYS];
};

static struct name_query *set_of(struct name_table *t, uint64_t key)
{
	return t->query[key * 0x9e3779b97f4a7c15 >> 52];
}

static struct name_query *find(struct name_table *t, uint64_t key)
{
	struct name_query *set = set_of(t, key);
	for (unsigned i = 0; i < WAYS; i++)
		if (set[i].frame && set[i].key == key)
			return &set[i];
	return NULL;
}

static struct name_query *oldest(struct name_table *t, uint64_t key)
{
	struct name_query *set = set_of(t, key), *q = set;
	for (unsigned i = 1; i < WAYS; i++)
		if (set[i].frame < q->frame)
			q = &set[i];
	return q;
}

static void note(struct tracker *k, struct dissection *d, struct layer *l, enum name_note kind, uint64_t frame,
		 int64_t elapsed)
{
	struct app_note *n = tracker_note(k, d, l);
	n->value[0] = kind;
	n->frame = frame;
	n->elapsed = elapsed;
}

static void track_query(struct tracker *k, struct dissection *d, struct layer *l, uint64_t key)
{
	int64_t now = d->now;
	struct name_query *q = find(k->names_asked, key);
	if (q && !q->answer && now - q->time <= ASKED_AGAIN_SECONDS * INT64_C(1000000000)) {
		note(k, d, l, NAME_ASKED_AGAIN, q->frame, 0);
		return;
	}
	if (!q)
		q = oldest(k->names_asked, key);
	*q = (struct name_query){ .key = key, .frame = d->frame->number, .time = now };
}

static void track_answer(struct tracker *k, struct dissection *d, struct layer *l, uint64_t key)
{
	struct name_query *q = find(k->names_asked, key);
	if (!q) {
		note(k, d, l, NAME_UNSOLICITED, 0, 0);
	} else if (q->answer) {
		note(k, d, l, NAME_ANSWERED_AGAIN, q->answer, 0);
	} else {
		q->answer = d->frame->number;
		note(k, d, l, NAME_ANSWERS, q->frame, d->now - q->time);
	}
}

void track_names(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	uint32_t base = (uint32_t)l->fact[NAME_FACT_BASE];
	const struct flow *f = tracker_flow(k, d, l, &side);
	if (!f || l->flags & LAYER_QUOTED || !slice_has(l->data, base, NAME_HEADER_BYTES))
		return;
	if (!k->names_asked && !(k->names_asked = calloc(1, sizeof *k->names_asked)))
		return;
	uint64_t key = (uint64_t)f->stream << 17 | (uint64_t)(f->entry.key.proto == 6) << 16 | slice_u16(l->data, base);
	if (slice_u8(l->data, base + 2) & 0x80)
		track_answer(k, d, l, key);
	else
		track_query(k, d, l, key);
}
