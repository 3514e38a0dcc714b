/* radius.c: which request a RADIUS packet answers, and which it repeats. */
#include "dissect/application/radius.h"
#include "flow/tracker_impl.h"

enum { REQUESTS = 12 };

/* The latest requests of a conversation. */
struct radius_state {
	uint32_t next;
	struct {
		int64_t time;           /* ns since the epoch */
		uint32_t frame;         /* 0: free */
		uint32_t answer;        /* frame; 0: none so far */
		uint32_t authenticator; /* a part of it, and enough to tell a repeated request from a new one */
		uint8_t id, code, answer_code;
	} request[REQUESTS];
};
_Static_assert(sizeof(struct radius_state) <= APP_STATE_BYTES,
	       "the memory of a conversation has room for the requests");

/* The latest request of that code and number; REQUESTS when there is none. */
static unsigned find(const struct radius_state *state, unsigned code, unsigned id)
{
	for (unsigned i = 1; i <= REQUESTS; i++) {
		unsigned at = (state->next - i) % REQUESTS;
		if (state->request[at].frame && state->request[at].id == id && state->request[at].code == code)
			return at;
	}
	return REQUESTS;
}

static void track_request(struct tracker *k, struct dissection *d, struct layer *l, struct radius_state *state)
{
	unsigned code = slice_u8(l->data, 0), id = slice_u8(l->data, 1), at = find(state, code, id);
	uint32_t authenticator = slice_u32(l->data, RADIUS_AUTHENTICATOR);
	if (at < REQUESTS && state->request[at].authenticator == authenticator && !state->request[at].answer) {
		tracker_note(k, d, l)->value[RADIUS_NOTE_DUPLICATE] = state->request[at].frame;
		return;
	}
	at = state->next++ % REQUESTS;
	memset(&state->request[at], 0, sizeof state->request[at]);
	state->request[at].frame = (uint32_t)d->frame->number;
	state->request[at].time = d->now;
	state->request[at].authenticator = authenticator;
	state->request[at].id = (uint8_t)id;
	state->request[at].code = (uint8_t)code;
}

static void track_response(struct tracker *k, struct dissection *d, struct layer *l, struct radius_state *state)
{
	unsigned code = slice_u8(l->data, 0), at = find(state, radius_answers(code), slice_u8(l->data, 1));
	if (at == REQUESTS)
		return;
	struct app_note *note = tracker_note(k, d, l);
	note->frame = state->request[at].frame;
	note->elapsed = d->now - state->request[at].time;
	if (state->request[at].answer && state->request[at].answer_code == code)
		note->value[RADIUS_NOTE_DUPLICATE] = state->request[at].answer;
	else
		state->request[at].answer = (uint32_t)d->frame->number;
	state->request[at].answer_code = (uint8_t)code;
}

void track_radius(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct radius_state *state = tracker_state(k, d, l, sizeof *state, &side);
	if (!state || !slice_has(l->data, 0, RADIUS_HEADER))
		return;
	if (radius_asks(slice_u8(l->data, 0)))
		track_request(k, d, l, state);
	else if (radius_answers(slice_u8(l->data, 0)))
		track_response(k, d, l, state);
}
