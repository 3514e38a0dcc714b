/* tls.c: what a TLS connection's records have said so far: version, cipher suite, and who sends encrypted. */
#include "dissect/application/tls.h"
#include "flow/tracker_impl.h"

enum { MAX_RECORDS = 256 };

void track_tls(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct tls_state *state = tracker_state(k, d, l, sizeof *state, &side);
	if (!state)
		return;
	struct app_note *note = tracker_note(k, d, l);
	note->value[0] = tls_pack(state);
	note->value[1] = side;
	struct slice s = l->data;
	for (unsigned i = 0; i < MAX_RECORDS && tls_is_record(s); i++) {
		uint32_t n = TLS_RECORD_HEADER + slice_u16(s, 3);
		tls_learn(state, side, slice_first(s, n));
		s = slice_from(s, n);
	}
}
