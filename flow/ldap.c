/* ldap.c: which request an LDAP message answers, how many entries there were, and what a bind made of the connection. */
#include "dissect/application/ldap.h"

#include "dissect/registry.h"
#include "flow/tracker_impl.h"

enum { REQUESTS = 24 };

struct ldap_state {
	uint32_t results; /* entries so far */
	uint32_t next;
	uint8_t mechanism; /* of the latest bind: enum ldap_mechanism */
	uint8_t security;  /* enum ldap_security */
	uint32_t tls_id;   /* of the request for TLS */
	bool tls_asked;
	struct {
		uint32_t id, frame; /* frame 0: free */
		int64_t ns;
	} request[REQUESTS];
};
_Static_assert(sizeof(struct ldap_state) <= APP_STATE_BYTES, "the memory of a conversation has room for the requests");

static bool asks(enum ldap_op op)
{
	return op == LDAP_BIND_REQUEST || op == LDAP_SEARCH_REQUEST || op == LDAP_MODIFY_REQUEST ||
	       op == LDAP_ADD_REQUEST || op == LDAP_DELETE_REQUEST || op == LDAP_MODIFY_DN_REQUEST ||
	       op == LDAP_COMPARE_REQUEST || op == LDAP_EXTENDED_REQUEST;
}

static bool answers(enum ldap_op op)
{
	return op == LDAP_BIND_RESPONSE || op == LDAP_SEARCH_ENTRY || op == LDAP_SEARCH_DONE ||
	       op == LDAP_SEARCH_REFERENCE || op == LDAP_MODIFY_RESPONSE || op == LDAP_ADD_RESPONSE ||
	       op == LDAP_DELETE_RESPONSE || op == LDAP_MODIFY_DN_RESPONSE || op == LDAP_COMPARE_RESPONSE ||
	       op == LDAP_EXTENDED_RESPONSE;
}

/* Do the credentials of a bind look like a token (their first byte an identifier of ASN.1 that is not universal)? */
static bool has_token(struct slice s, const struct ldap_message *m)
{
	struct ber sasl, name, token;
	return ldap_mechanism(s, m) != LDAP_MECHANISM_NONE && ldap_part(s, m, 2, &sasl) &&
	       ber_read(s, sasl.body, sasl.stop, &name) && ber_read(s, name.end, sasl.stop, &token) &&
	       ber_len(&token) > 1 && slice_u8(s, token.body) & 0xc0;
}

/* The server's credentials, if it has any, end in a layer of the mechanism's; a bind without them, in none that is known. */
static void secure(struct ldap_state *st, const struct layer *l, const struct ldap_message *m, bool asked)
{
	struct ber token;
	bool any = ldap_tagged(l->data, m, 3, BER_CONTEXT | 7, &token);
	if (any && asked && st->mechanism >= LDAP_MECHANISM_GSSAPI)
		st->security = LDAP_WRAPPED_BY_GSS_API;
	else if (st->security || (any && ber_len(&token)))
		st->security = LDAP_WRAPPED_SOMEHOW;
}

static void remember(struct ldap_state *st, const struct dissection *d, const struct layer *l,
		     const struct ldap_message *m)
{
	unsigned at = st->next++ % REQUESTS;
	st->request[at].id = m->id;
	st->request[at].frame = (uint32_t)d->frame->number;
	st->request[at].ns = d->now;
	if (m->op == LDAP_BIND_REQUEST) {
		st->mechanism = (uint8_t)ldap_mechanism(l->data, m);
		if (has_token(l->data, m) && !st->security)
			st->security = LDAP_WRAPPED_SOMEHOW;
	}
	if (ldap_starts_tls(l->data, m)) {
		st->tls_asked = true;
		st->tls_id = m->id;
	}
}

static bool find(const struct ldap_state *st, const struct dissection *d, const struct ldap_message *m,
		 struct app_note *note)
{
	for (unsigned i = 1; i <= REQUESTS; i++) {
		unsigned at = (st->next - i) % REQUESTS;
		if (!st->request[at].frame || st->request[at].id != m->id)
			continue;
		note->frame = st->request[at].frame;
		note->elapsed = d->now - st->request[at].ns;
		note->value[LDAP_NOTE_ID] = m->id;
		return true;
	}
	return false;
}

static bool succeeds(const struct layer *l, const struct ldap_message *m)
{
	struct ber code;
	return ldap_part(l->data, m, 0, &code) && !ber_integer(ber_content(l->data, &code));
}

static void track_message(struct ldap_state *st, const struct dissection *d, const struct layer *l,
			  const struct ldap_message *m, struct app_note *note)
{
	st->results += m->op == LDAP_SEARCH_ENTRY;
	if (asks(m->op))
		remember(st, d, l, m);
	bool asked = answers(m->op) && find(st, d, m, note);
	if (m->op != LDAP_BIND_RESPONSE)
		return;
	note->value[LDAP_NOTE_MECHANISM] = asked ? st->mechanism : LDAP_MECHANISM_NONE;
	secure(st, l, m, asked);
}

void track_ldap(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct ldap_state *st = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *st, &side);
	if (!st || l->fact[LDAP_FACT_KIND] == LDAP_KIND_NOTHING)
		return;
	struct app_note *note = tracker_note(k, d, l);
	struct ldap_message m;
	note->value[LDAP_NOTE_RESULTS] = st->results;
	note->value[LDAP_NOTE_SECURITY] = st->security;
	for (uint32_t off = ldap_behind_token(l, st->security); ldap_read(l->data, off, &m); off = m.all.end) {
		track_message(st, d, l, &m, note);
		if (m.op == LDAP_EXTENDED_RESPONSE && st->tls_asked && st->tls_id == m.id && succeeds(l, &m)) {
			tracker_hand_over(k, d, l, registry_find(d->registry, "tls"));
			return;
		}
	}
}
