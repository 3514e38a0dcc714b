/* snmp.c: which request an SNMP response answers. */
#include "dissect/application/snmp.h"
#include "flow/tracker_impl.h"

enum { REQUESTS = 24 };

/* The latest requests of a conversation. */
struct snmp_state {
	bool begun;
	uint32_t next;
	struct {
		uint32_t id, frame; /* frame 0: free */
		int64_t ns;
	} request[REQUESTS];
};
_Static_assert(sizeof(struct snmp_state) <= APP_STATE_BYTES, "the memory of a conversation has room for the requests");

static bool asks(enum snmp_pdu pdu)
{
	return pdu == SNMP_GET || pdu == SNMP_GET_NEXT || pdu == SNMP_SET || pdu == SNMP_GET_BULK || pdu == SNMP_INFORM;
}

void track_snmp(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct snmp_state *state = tracker_state(k, d, l, sizeof *state, &side);
	if (!state || !snmp_is_message(l->data))
		return;
	struct snmp_message m = snmp_read(l->data);
	/* tshark's SNMP makes a conversation of its own of the first message, and udp.stream counts it. */
	if (!state->begun)
		tracker_flow(k, d, l, &side)->renew = true;
	state->begun = true;
	if (asks(m.pdu)) {
		unsigned i = state->next++ % REQUESTS;
		state->request[i].id = m.request_id;
		state->request[i].frame = (uint32_t)d->frame->number;
		state->request[i].ns = d->now;
	}
	if (m.pdu != SNMP_RESPONSE || d->n_match == MAX_NOTES)
		return;
	for (unsigned i = 1; i <= REQUESTS; i++) {
		unsigned at = (state->next - i) % REQUESTS;
		if (!state->request[at].frame || state->request[at].id != m.request_id)
			continue;
		struct match_note *note = &d->match[d->n_match++];
		*note = (struct match_note){ .frame = state->request[at].frame,
					     .elapsed = d->now - state->request[at].ns };
		l->note = d->n_match;
		return;
	}
}
