/* rpc.c: ONC RPC version 2 (RFC 5531), over UDP and in records over TCP: finding messages, and whose arguments they have. */
#include "base/fmt.h"
#include "dissect/application/rpc_impl.h"
#include "dissect/registry.h"

/*  call                                     reply
 *  +------+------+------+------+------+------+    +------+------+------+
 *  | xid  |  0   |  2   |prog. |vers. |proc. |    | xid  |  1   |state |
 *  +------+------+------+------+------+------+    +------+------+------+
 *  credentials, verifier, arguments               verifier, accept state, results; or why it was denied
 *
 *  Over TCP, in front of it: 1 bit "last fragment", 31 bits its length. */
enum { CALL_BYTES = 24, REPLY_BYTES = 12, FIRST_BYTES = 16, LARGEST_FRAGMENT = 4 << 20 };

uint32_t rpc_auth_end(struct slice s, uint32_t off)
{
	uint32_t n = slice_u32(s, off + 4);
	return n > s.wire ? s.wire + 1 : off + 8 + xdr_filled(n); /* + 1: is not there */
}

/* As much of a call as its first bytes tell. */
static bool call_begins(struct slice s)
{
	return slice_has(s, 0, FIRST_BYTES) && slice_u32(s, 4) == RPC_CALL && slice_u32(s, 8) == 2 &&
	       remote_program_known(slice_u32(s, 12));
}

static bool in_stream(const struct layer *transport)
{
	return layer_is_tcp(transport);
}

static bool rpc_guess(const struct layer *transport, struct slice s)
{
	if (!in_stream(transport))
		return slice_has_wire(s, 0, CALL_BYTES) && call_begins(s);
	return (slice_u32(s, 0) & ~RPC_LAST) <= LARGEST_FRAGMENT && call_begins(slice_from(s, RPC_MARK_BYTES));
}

static uint32_t rpc_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	if (!slice_has(s, 0, RPC_MARK_BYTES))
		return PDU_ONE_MORE;
	uint32_t n = slice_u32(s, 0) & ~RPC_LAST;
	return n <= LARGEST_FRAGMENT ? n + RPC_MARK_BYTES : PDU_REST;
}

/* Bytes that mean nothing. */
static void is_continuation(struct layer *l)
{
	l->fact[RPC_FACT_KIND] &= (uint64_t)~RPC_KIND_BITS;
	l->flags &= (uint16_t) ~(LAYER_SHORT | LAYER_MALFORMED | LAYER_TOLD);
	l->tree_len = 0;
	layer_header(l, l->data.len);
	l->payload = slice_from(l->data, l->data.wire);
}

static void is_nothing(struct dissection *d, struct layer *l)
{
	const struct layer *transport = layer_parent(d, l);
	if (in_stream(transport) || slice_u16(transport->data, 0) == RPC_PORT ||
	    slice_u16(transport->data, 2) == RPC_PORT)
		is_continuation(l);
	else
		layer_is_data(d, l);
}

void rpc_answers_nothing(struct dissection *d, struct layer *l)
{
	is_nothing(d, l);
}

/* What GSS does with a call (RFC 2203, 5): version, procedure, number, service, context. */
static uint32_t gss_flags(struct slice s, uint32_t off)
{
	if (slice_u32(s, off) != AUTH_GSS || slice_u32(s, off + 8) != 1)
		return 0;
	return REMOTE_GSS | (slice_u32(s, off + 12) & 0xff) << REMOTE_GSS_PROCEDURE_SHIFT |
	       (slice_u32(s, off + 20) & 0xff) << REMOTE_SERVICE_SHIFT;
}

void rpc_hand_on(struct dissection *d, struct layer *l, uint32_t program, uint32_t flags)
{
	uint16_t id = registry_next(d->registry, NEXT_RPC_PROGRAM, program);
	if (flags & REMOTE_GSS && (flags >> REMOTE_GSS_PROCEDURE_SHIFT & 0xff) == GSS_DATA &&
	    (flags >> REMOTE_SERVICE_SHIFT & 0xff) == GSS_SERVICE_PRIVACY)
		l->payload = slice_from(l->payload, l->payload.wire); /* encrypted: it means nothing */
	if (id != NO_PROTOCOL)
		next_called(d, l, id, l->payload);
}

/* The header reaches to n; of one that does not, there is something to say nevertheless. */
static void is_whole(struct layer *l, uint32_t n)
{
	if (layer_header(l, n))
		return;
	l->tree_len = l->data.len;
	l->flags |= LAYER_TOLD;
}

static void dissect_call(struct layer *l, uint32_t base)
{
	struct slice s = l->data;
	uint32_t flags = gss_flags(s, base + CALL_BYTES), body = rpc_auth_end(s, rpc_auth_end(s, base + CALL_BYTES));
	l->fact[RPC_FACT_KIND] |= RPC_IS_CALL;
	l->fact[RPC_FACT_BODY] = body;
	l->fact[RPC_FACT_PROGRAM] = slice_u32(s, base + 12) | (uint64_t)slice_u32(s, base + 16) << 32;
	l->fact[RPC_FACT_PROCEDURE] = slice_u32(s, base + 20) | (uint64_t)flags << 32;
	is_whole(l, body);
}

/* Whose results they are, the tracker says. */
static void dissect_reply(struct layer *l, uint32_t base)
{
	struct slice s = l->data;
	uint32_t state = slice_u32(s, base + 8), end = base + REPLY_BYTES;
	l->fact[RPC_FACT_KIND] |= RPC_IS_REPLY;
	if (state == RPC_ACCEPTED) {
		end = rpc_auth_end(s, end);
		state = slice_u32(s, end);
		end += 4;
		if (state == RPC_SUCCESS)
			l->fact[RPC_FACT_KIND] |= RPC_HAS_BODY;
		else if (state == RPC_PROGRAM_MISMATCH)
			end += 8;
	} else {
		end += slice_u32(s, end) == RPC_MISMATCH ? 12 : 8;
	}
	l->fact[RPC_FACT_BODY] = end;
	is_whole(l, end);
}

static void dissect_message(struct dissection *d, struct layer *l)
{
	uint32_t base = rpc_base(l);
	struct slice s = slice_from(l->data, base);
	if (slice_has(s, 0, CALL_BYTES) && call_begins(s))
		dissect_call(l, base);
	else if (slice_has(s, 0, REPLY_BYTES) && slice_u32(s, 4) == RPC_REPLY && slice_u32(s, 8) <= 1)
		dissect_reply(l, base);
	else
		is_nothing(d, l);
}

static void rpc_dissect(struct dissection *d, struct layer *l)
{
	bool stream = in_stream(layer_parent(d, l));
	uint32_t mark = slice_u32(l->data, 0);
	l->fact[RPC_FACT_KIND] = stream ? RPC_IN_STREAM : 0;
	if (stream && (mark & ~RPC_LAST) > LARGEST_FRAGMENT) {
		l->fact[RPC_FACT_KIND] = 0;
		is_continuation(l);
	} else if (stream && !(mark & RPC_LAST) && l->data.len >= RPC_MARK_BYTES) {
		rpc_is_fragment(l);
	} else {
		dissect_message(d, l);
	}
}

bool rpc_fragment(const struct layer *l, struct slice *bytes)
{
	*bytes = slice_from(l->data, RPC_MARK_BYTES);
	return slice_u32(l->data, 0) & RPC_LAST;
}

void rpc_is_fragment(struct layer *l)
{
	is_continuation(l);
	l->fact[RPC_FACT_KIND] = RPC_IN_STREAM | RPC_IS_FRAGMENT;
}

void rpc_is_joined(struct dissection *d, struct layer *l, uint8_t buffer)
{
	const struct byte_buffer *b = &d->buffer[buffer];
	l->fact[RPC_FACT_KIND] = RPC_IN_STREAM | RPC_JOINED | (uint64_t)l->buffer << RPC_MARK_BUFFER_SHIFT |
				 (uint64_t)l->off << RPC_MARK_OFFSET_SHIFT;
	l->flags &= (uint16_t) ~(LAYER_SHORT | LAYER_MALFORMED | LAYER_TOLD);
	l->tree_len = 0;
	l->data = l->payload = (struct slice){ b->p, b->len, b->len };
	l->buffer = buffer;
	l->off = 0;
	dissect_message(d, l);
}

/* "NULL" of a program that has no file here, of one that refused, or bytes that say nothing. */
static void rpc_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct remote_call call;
	unsigned kind = l->fact[RPC_FACT_KIND] & RPC_KIND_BITS;
	if (kind == RPC_IS_CONTINUATION) {
		buf_lit(&c->info, "Continuation");
	} else if (kind == RPC_IS_FRAGMENT) {
		buf_lit(&c->info, "Fragment");
	} else if (remote_call_of(d, l, &call)) {
		c->protocol = remote_program_name(call.program);
		remote_summary(c, d, l);
	}
}

static const struct next_link rpc_on[] = { { NEXT_TCP_PORT, RPC_PORT }, { NEXT_UDP_PORT, RPC_PORT } };

const struct protocol protocol_rpc = {
	.name = "rpc",
	.column = "RPC",
	FIELDS(rpc_fields),
	ON(rpc_on),
	.pdu = rpc_pdu,
	.info_between = "  ; ",
	.info_each = true,
	.guess = rpc_guess,
	.guess_on = { NEXT_TCP_PORT, NEXT_UDP_PORT },
	.dissect = rpc_dissect,
	.fields_of = rpc_tree,
	.info = rpc_info,
};
