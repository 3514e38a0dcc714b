/* dtls.c: what the records of a DTLS conversation have said so far, and the messages of its handshake that come in fragments. */
#include "dissect/application/tls_datagram.h"
#include "flow/tracker_impl.h"

enum { LONGEST_MESSAGE = 1 << 18 };

/* Of one side: the message that is being put together, and the last one that was. */
struct dtls_side {
	uint32_t handle; /* reassembly.h; 0: none */
	uint32_t seq, len;
	bool begun;
};
struct dtls_state {
	struct dtls_session session;
	struct dtls_side side[2];
};
_Static_assert(sizeof(struct dtls_state) <= APP_STATE_BYTES, "fits its cell");

/* What becomes of a fragment; *whole: the message that it completes. */
static uint8_t add_fragment(struct tracker *k, struct dissection *d, struct layer *l, struct dtls_side *x,
			    const struct dtls_message *m, struct slice *whole)
{
	struct slice bytes = slice_sub(l->data, m->body, m->end - m->body);
	if (!tracker_reassembly(k) || m->len > LONGEST_MESSAGE)
		return DTLS_ALONE;
	struct assembly *a =
		x->begun && x->seq == m->seq && x->len == m->len ? assembly_find(k->reassembly, x->handle) : NULL;
	if (!a) {
		a = assembly_begin(k->reassembly, &x->handle, d->now);
		if (!a)
			return DTLS_ALONE;
		*x = (struct dtls_side){ .handle = x->handle, .seq = m->seq, .len = m->len, .begun = true };
	}
	if (!bytes.len || !assembly_add(k->reassembly, a, m->at, bytes, (uint32_t)d->frame->number, d->now) ||
	    assembly_bytes(a).len < m->len)
		return DTLS_ALONE;
	*whole = slice_first(assembly_bytes(a), m->len);
	uint8_t buffer = assembly_show(k->reassembly, a, d, l, "Reassembled DTLS");
	assembly_drop(k->reassembly, &x->handle);
	x->begun = false;
	if (!buffer)
		*whole = slice_first(l->data, 0); /* its bytes went with the assembly */
	return buffer ? buffer : DTLS_COMPLETE;
}

void track_dtls(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct dtls_state *x = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *x, &side);
	char fates[DTLS_MAX_FRAGMENTS];
	uint32_t n_fates = 0;
	struct dtls_record r = { .end = 0 };
	if (!x)
		return;
	struct app_note *note = tracker_note(k, d, l);
	note->value[DTLS_NOTE_STATE] = tls_pack(&x->session.tls);
	note->value[DTLS_NOTE_SIDE] = side;
	note->value[DTLS_NOTE_VERSION] = x->session.version;
	for (unsigned i = 0; i < DTLS_MAX_RECORDS && dtls_record(l->data, r.end, &r); i++) {
		struct dtls_message m = { .end = r.off + DTLS_HEADER };
		dtls_learn_record(&x->session, side, l->data, &r);
		while (dtls_is_clear(&r) && m.end < r.end && dtls_message(l->data, &r, m.end, &m)) {
			struct slice body =
				m.part ? slice_first(l->data, 0) : slice_sub(l->data, m.body, m.end - m.body);
			if (m.part && n_fates < sizeof fates)
				fates[n_fates++] = (char)add_fragment(k, d, l, &x->side[side], &m, &body);
			dtls_learn(&x->session, side, m.type, body);
		}
	}
	tracker_note_text(d, note, fates, n_fates);
}
