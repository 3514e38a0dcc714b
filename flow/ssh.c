/* ssh.c: what an SSH connection's banners and key exchange have said so far. */
#include "dissect/application/ssh.h"
#include "flow/tracker_impl.h"

enum { MAX_PACKETS = 64 };

_Static_assert(sizeof(struct ssh_memory) <= APP_STATE_BYTES,
	       "the memory of a conversation has room for both sides' lists");

void track_ssh(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct ssh_memory *m = tracker_state(k, d, l, sizeof *m, &side);
	if (!m)
		return;
	bool client = ssh_from_client(layer_parent(d, l)->data);
	ssh_pack(&m->state, tracker_note(k, d, l)->value);
	struct slice s = l->data;
	for (unsigned i = 0; i < MAX_PACKETS && s.len; i++) {
		uint32_t n;
		enum ssh_what what = ssh_next(&m->state, client, s, &n);
		ssh_learn(&m->state, m, client, what, slice_first(s, n));
		s = slice_from(s, n);
	}
	for (unsigned i = 0; i < 2; i++) {
		bool encrypted = m->state.encrypted & ((i == side) == client ? 1 : 2);
		tracker_hint(k, d, l, i, encrypted ? SSH_HINT_ENCRYPTED : m->state.version ? SSH_HINT_CLEAR : 0);
	}
}
