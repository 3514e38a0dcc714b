/* rpc.c: which ONC RPC call a reply answers; what is sent again. */
#include <stdlib.h>

#include "dissect/application/remote_call.h"
#include "flow/tracker_impl.h"

enum { SETS = 4096, WAYS = 4 };

/* A call, until its xid comes again for another one or the set needs the room. */
struct rpc_call {
	uint64_t key; /* conversation and xid */
	uint64_t frame, reply; /* 0: free; not answered */
	int64_t time; /* ns since the epoch */
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
static uint64_t key_of(const struct flow *f, const struct layer *l, bool stream, bool reply, const struct layer *transport)
{
	uint32_t xid = slice_u32(l->data, stream ? 4 : 0);
	if (stream)
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
	return slice_u32(l->payload, 4 + ((n + 3) & ~UINT32_C(3)));
}

static void track_call(struct tracker *k, struct dissection *d, struct layer *l, uint64_t key)
{
	struct rpc_call *c = find(k->rpc_calls, key);
	uint64_t program = l->fact[RPC_FACT_PROGRAM], procedure = l->fact[RPC_FACT_PROCEDURE];
	bool again = c && c->program == program && c->procedure == procedure;
	if (!again) {
		c = c ? c : oldest(k->rpc_calls, key);
		*c = (struct rpc_call){
			.key = key, .frame = d->frame->number, .time = frame_ns(d->frame), .program = program, .procedure = procedure,
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
	n->elapsed = frame_ns(d->frame) - c->time;
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

void track_rpc(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side, kind = l->fact[RPC_FACT_KIND] & RPC_KIND_BITS;
	bool stream = l->fact[RPC_FACT_KIND] & RPC_IN_STREAM, reply = kind == RPC_IS_REPLY;
	struct flow *f = tracker_flow(k, d, l, &side);
	if (!f || l->flags & LAYER_QUOTED || (kind != RPC_IS_CALL && !reply))
		return;
	if (!k->rpc_calls && !(k->rpc_calls = calloc(1, sizeof *k->rpc_calls)))
		return;
	uint64_t key = key_of(f, l, stream, reply, layer_parent(d, l));
	if (reply) {
		track_reply(k, d, l, key);
		return;
	}
	becomes_rpc(f, l);
	track_call(k, d, l, key);
}
