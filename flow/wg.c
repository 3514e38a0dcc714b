/* wg.c: which session a WireGuard message belongs to: the peers name themselves in the handshake, and may wander afterwards. */
#include "dissect/application/wg.h"

#include <stdlib.h>

#include "flow/tracker_impl.h"

enum { SETS = 1024, WAYS = 8 };

/* What one side of a session calls itself. */
struct wg_peer {
	uint64_t address;       /* a hash of it and the port */
	uint32_t id, order;     /* order 0: free */
	uint32_t stream, frame; /* of the initiation */
	bool initiator, answered;
};

/* A bounded table: of the peers that fall into one set, the oldest is forgotten. */
struct wg_table {
	uint32_t streams, order;
	struct wg_peer peer[SETS][WAYS];
};

static uint64_t address_of(const struct dissection *d, const struct layer *l, bool dst)
{
	const struct address *a = dst ? &l->dst : &l->src;
	uint64_t h = slice_u16(layer_parent(d, l)->data, dst ? 2 : 0);
	for (unsigned i = 0; i < a->len; i++)
		h = (h ^ a->p[i]) * 0x100000001b3;
	return h;
}

static struct wg_peer *set_of(struct wg_table *t, uint32_t id)
{
	return t->peer[id * 0x9e3779b1u >> 22];
}

static struct wg_peer *add(struct wg_table *t, uint32_t id)
{
	struct wg_peer *set = set_of(t, id), *p = set;
	for (unsigned i = 1; i < WAYS; i++)
		if (set[i].order < p->order)
			p = &set[i];
	*p = (struct wg_peer){ .id = id, .order = ++t->order };
	return p;
}

/* The initiator that waits for an answer there. */
static struct wg_peer *waiting(struct wg_table *t, uint32_t id, uint64_t address)
{
	struct wg_peer *set = set_of(t, id), *found = NULL;
	for (unsigned i = 0; i < WAYS; i++)
		if (set[i].order && set[i].id == id && set[i].initiator && !set[i].answered &&
		    set[i].address == address && (!found || set[i].order > found->order))
			found = &set[i];
	return found;
}

/* The latest peer of that name on either side of the packet, whose handshake was answered. */
static struct wg_peer *named(struct wg_table *t, uint32_t id, uint64_t src, uint64_t dst)
{
	struct wg_peer *set = set_of(t, id), *found = NULL;
	for (unsigned i = 0; i < WAYS; i++)
		if (set[i].order && set[i].id == id && set[i].answered &&
		    (set[i].address == src || set[i].address == dst) && (!found || set[i].order > found->order))
			found = &set[i];
	return found;
}

static void note(struct tracker *k, struct dissection *d, struct layer *l, uint32_t stream, uint32_t frame)
{
	struct app_note *n = tracker_note(k, d, l);
	n->frame = frame;
	n->value[WG_NOTE_STREAM] = stream;
}

static void track_answer(struct tracker *k, struct dissection *d, struct layer *l, struct wg_peer *asked)
{
	if (!asked)
		return;
	asked->answered = true;
	note(k, d, l, asked->stream, asked->frame);
}

void track_wg(struct tracker *k, struct dissection *d, struct layer *l)
{
	if (!slice_has(l->data, 0, WG_SECOND_PEER + 4) || l->flags & LAYER_QUOTED)
		return;
	if (!k->wg && !(k->wg = calloc(1, sizeof *k->wg)))
		return;
	uint32_t first = (uint32_t)slice_uint(l->data, WG_FIRST_PEER, 4, true),
		 second = (uint32_t)slice_uint(l->data, WG_SECOND_PEER, 4, true);
	uint64_t src = address_of(d, l, false), dst = address_of(d, l, true);
	struct wg_peer *p;
	switch (slice_u8(l->data, 0)) {
	case WG_INITIATION:
		p = add(k->wg, first);
		p->initiator = true;
		p->address = src;
		p->stream = k->wg->streams++;
		p->frame = (uint32_t)d->frame->number;
		note(k, d, l, p->stream, 0);
		break;
	case WG_RESPONSE:
		p = waiting(k->wg, second, dst);
		track_answer(k, d, l, p);
		if (p) {
			uint32_t stream = p->stream;
			p = add(k->wg, first);
			p->answered = true;
			p->address = src;
			p->stream = stream;
		}
		break;
	case WG_COOKIE: track_answer(k, d, l, waiting(k->wg, first, dst)); break;
	default:
		p = named(k->wg, first, src, dst);
		if (p)
			note(k, d, l, p->stream, 0);
	}
}
