/* pgsql.c: how a PostgreSQL client is asked to show who it is, and the change to TLS. */
#include "dissect/application/pgsql_impl.h"
#include "dissect/dry_tree.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

struct pgsql_state {
	uint32_t asked_for; /* kind of authentication */
	bool tls_asked;
};

static void client(struct tracker *k, struct dissection *d, struct layer *l, struct pgsql_state *s, unsigned side)
{
	if (slice_u8(l->data, 0) || slice_u32(l->data, 4) != PGSQL_SSL_REQUEST)
		return;
	s->tls_asked = true;
	tracker_hint(k, d, l, !side, PGSQL_HINT_ANSWER);
}

static void server(struct tracker *k, struct dissection *d, struct layer *l, struct pgsql_state *s, unsigned side)
{
	bool yes = slice_u8(l->data, 0) == 'S', answer = l->fact[PGSQL_FACT_KIND] == PGSQL_ANSWER && s->tls_asked;
	s->tls_asked = false;
	tracker_hint(k, d, l, side, 0);
	if (answer && yes)
		tracker_hand_over(k, d, l, registry_find(d->registry, "tls"));
	else if (slice_u8(l->data, 0) == 'R' && slice_has(l->data, 5, 4))
		s->asked_for = slice_u32(l->data, 5);
}

void track_pgsql(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct pgsql_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (!s)
		return;
	if (l->fact[PGSQL_FACT_CLIENT] && slice_u8(l->data, 0) == 'p') {
		tracker_note(k, d, l)->value[PGSQL_NOTE_ASKED_FOR] = s->asked_for;
		if (l->fact[PGSQL_FACT_KIND] == PGSQL_MESSAGE)
			dry_tree(d, l);
	}
	if (l->fact[PGSQL_FACT_CLIENT])
		client(k, d, l, s, side);
	else
		server(k, d, l, s, side);
}
