/* rpc.c: which ONC RPC call a reply answers; what is sent again. */
#include <stdlib.h>

#include "dissect/application/remote_call.h"
#include "flow/tracker_impl.h"

enum { SETS = 4096, WAYS = 4 };

/* A call, until its xid comes again for another one or the set needs the room. */
struct rpc_call {
	uint64_t key;                /* conversation and xid */
	uint64_t frame, reply;       /* 0: free; not answered */
	int64_t time;                /* ns since the epoch */
	uint64_t program, procedure; /* as in enum remote_value */
	uint32_t asked;              /* REMOTE_ASKED */
};

struct rpc_calls {
	struct rpc_call call[SETS][WAYS];
};

static uint64_t mixed(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

/* Over TCP the stream; over UDP the client and the server's port, for a server with several addresses may answer from
 * another one than it was asked at. */
static uint64_t key_of(const struct flow *f, const struct layer *l, bool reply, const struct layer *transport)
{
	uint32_t xid = slice_u32(l->data, rpc_base(l));
	if (l->fact[RPC_FACT_KIND] & RPC_IN_STREAM)
		return mixed(mixed(1, f->stream), xid);
	const struct address *client = reply ? &l->dst : &l->src;
	uint32_t ports = slice_u32(transport->data, 0);
	uint64_t h = mixed(2, reply ? ports << 16 | ports >> 16 : ports);
	for (unsigned i = 0; i < client->len; i++)
		h = mixed(h, client->p[i]);
	return mixed(h, xid);
}

static struct rpc_call *set_of(struct rpc_calls *t, uint64_t key)
{
	return t->call[key >> 52];
}

static struct rpc_call *find(struct rpc_calls *t, uint64_t key)
{
	struct rpc_call *set = set_of(t, key);
	for (unsigned i = 0; i < WAYS; i++)
		if (set[i].frame && set[i].key == key)
			return &set[i];
	return NULL;
}

static struct rpc_call *oldest(struct rpc_calls *t, uint64_t key)
{
	struct rpc_call *set = set_of(t, key), *c = set;
	for (unsigned i = 1; i < WAYS; i++)
		if (set[i].frame < c->frame)
			c = &set[i];
	return c;
}

static struct app_note *note(struct tracker *k, struct dissection *d, struct layer *l, const struct rpc_call *c,
			     uint32_t flags)
{
	struct app_note *n = tracker_note(k, d, l);
	n->value[REMOTE_PROGRAM] = c->program;
	n->value[REMOTE_PROCEDURE] = c->procedure | (uint64_t)flags << 32;
	return n;
}

/* NFS' ACCESS (RFC 1813, 3.3.4): the rights behind the file handle. */
static uint32_t rights_asked(const struct layer *l)
{
	enum { NFS_PROGRAM = 100003, ACCESS = 4, LONGEST_HANDLE = 64 };
	uint32_t n = slice_u32(l->payload, 0);
	if (l->fact[RPC_FACT_PROGRAM] != (NFS_PROGRAM | UINT64_C(3) << 32) || l->fact[RPC_FACT_PROCEDURE] != ACCESS ||
	    n > LONGEST_HANDLE)
		return 0;
	return slice_u32(l->payload, 4 + xdr_filled(n));
}

static void track_call(struct tracker *k, struct dissection *d, struct layer *l, uint64_t key)
{
	struct rpc_call *c = find(k->rpc_calls, key);
	uint64_t program = l->fact[RPC_FACT_PROGRAM], procedure = l->fact[RPC_FACT_PROCEDURE];
	bool again = c && c->program == program && c->procedure == procedure;
	if (!again) {
		c = c ? c : oldest(k->rpc_calls, key);
		*c = (struct rpc_call){
			.key = key, .frame = d->frame->number, .time = d->now, .program = program, .procedure = procedure,
			.asked = rights_asked(l),
		};
	}
	struct app_note *n = note(k, d, l, c, 0);
	if (again && c->frame != d->frame->number) {
		n->value[REMOTE_DUPLICATE] = c->frame;
		n->value[REMOTE_ANSWERED] = c->reply;
	}
}

static void track_reply(struct tracker *k, struct dissection *d, struct layer *l, uint64_t key)
{
	struct rpc_call *c = find(k->rpc_calls, key);
	if (!c) {
		rpc_answers_nothing(d, l);
		return;
	}
	struct app_note *n = note(k, d, l, c, REMOTE_REPLY);
	n->frame = c->frame;
	n->elapsed = d->now - c->time;
	n->value[REMOTE_ASKED] = c->asked;
	if (!c->reply)
		c->reply = d->frame->number;
	else if (c->reply != d->frame->number)
		n->value[REMOTE_DUPLICATE] = c->reply;
	if (l->fact[RPC_FACT_KIND] & RPC_HAS_BODY && !(l->flags & (LAYER_SHORT | LAYER_MALFORMED)))
		rpc_hand_on(d, l, (uint32_t)c->program, (uint32_t)(c->procedure >> 32));
}

/* A flow that carried a call carries RPC from then on. */
static void becomes_rpc(struct flow *f, const struct layer *l)
{
	if (!f->app)
		f->app = (uint16_t)(l->proto_id + 1);
}

/* What a direction's fragments have come to: a handle each. */
struct fragments {
	uint32_t assembly[2];
};

static void add_fragment(struct tracker *k, struct dissection *d, struct layer *l, uint32_t *handle, bool last,
			 struct slice bytes)
{
	struct assembly *a = *handle ? assembly_find(k->reassembly, *handle) : NULL;
	if (!a)
		a = assembly_begin(k->reassembly, handle, d->now);
	if (!assembly_add(k->reassembly, a, a->reach, bytes, (uint32_t)d->frame->number, d->now)) {
		rpc_is_fragment(l);
		return;
	}
	uint8_t buffer = last ? assembly_show(k->reassembly, a, d, l, "Reassembled RPC") : 0;
	if (buffer)
		rpc_is_joined(d, l, buffer);
	else
		rpc_is_fragment(l);
	if (last)
		assembly_drop(k->reassembly, handle);
}

/* Messages of several fragments are put together; nearly all have one. */
static void join_fragments(struct tracker *k, struct dissection *d, struct layer *l, const struct flow *f)
{
	unsigned side;
	struct slice bytes;
	bool last = rpc_fragment(l, &bytes);
	if (last && !f->app_state)
		return;
	struct fragments *s = tracker_state(k, d, l, sizeof *s, &side);
	if (!tracker_reassembly(k))
		return;
	if (s && (!last || assembly_find(k->reassembly, s->assembly[side])))
		add_fragment(k, d, l, &s->assembly[side], last, bytes);
}

void track_rpc(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct flow *f = tracker_flow(k, d, l, &side);
	bool known = f && !(l->flags & LAYER_QUOTED);
	if (known && l->fact[RPC_FACT_KIND] & RPC_IN_STREAM)
		join_fragments(k, d, l, f);
	unsigned kind = l->fact[RPC_FACT_KIND] & RPC_KIND_BITS;
	if (known && !k->rpc_calls && (kind == RPC_IS_CALL || kind == RPC_IS_REPLY))
		k->rpc_calls = calloc(1, sizeof *k->rpc_calls);
	known &= k->rpc_calls != NULL;
	if (kind == RPC_IS_CALL) {
		if (known) {
			becomes_rpc(f, l);
			track_call(k, d, l, key_of(f, l, false, layer_parent(d, l)));
		}
		if (!(l->flags & (LAYER_SHORT | LAYER_MALFORMED)))
			rpc_hand_on(d, l, (uint32_t)l->fact[RPC_FACT_PROGRAM],
				    (uint32_t)(l->fact[RPC_FACT_PROCEDURE] >> 32));
	} else if (kind == RPC_IS_REPLY && known) {
		track_reply(k, d, l, key_of(f, l, true, layer_parent(d, l)));
	}
}
