/* rpc_tree.c: the fields of an ONC RPC message. */
#include "base/fmt.h"
#include "dissect/application/rpc_impl.h"

static void put_plain(struct tree *t, uint32_t off, uint32_t n, const char *text)
{
	put_label(t, RPC_TEXT, off, n, text, (uint32_t)strlen(text));
}

/* Of a message joined from fragments, the mark and the bytes of the last one lie where they came: in another buffer. */
struct place {
	struct slice bytes;
	uint32_t off;
	uint8_t buffer;
};

static struct place fragment_place(const struct dissection *d, const struct layer *l)
{
	uint64_t kind = l->fact[RPC_FACT_KIND];
	if (!(kind & RPC_JOINED))
		return (struct place){ l->data, l->off, l->buffer };
	uint8_t buffer = kind >> RPC_MARK_BUFFER_SHIFT & 0xff;
	uint32_t off = (uint32_t)(kind >> RPC_MARK_OFFSET_SHIFT);
	const struct byte_buffer *b = &d->buffer[buffer];
	struct slice all = { b->p, b->len, b->len };
	uint32_t n = slice_u32(slice_from(all, off), 0) & ~RPC_LAST;
	return (struct place){ slice_sub(all, off, n + RPC_MARK_BYTES), off, buffer };
}

static void put_there(struct record *r, const struct place *p, uint32_t off, uint32_t n)
{
	r->buffer = p->buffer;
	r->off = p->off + off;
	r->len = n;
}

/* "Fragment header: Last fragment, 40 bytes" */
static void put_mark(struct tree *t, const struct place *p)
{
	char room[80];
	struct buf b = BUF_OVER(room, sizeof room);
	uint32_t mark = slice_u32(p->bytes, 0), n = mark & ~RPC_LAST;
	buf_lit(&b, "Fragment header: ");
	if (mark & RPC_LAST)
		buf_lit(&b, "Last fragment, ");
	fmt_uint(&b, n);
	buf_str(&b, n == 1 ? " byte" : " bytes");
	put_there(put_label(t, RPC_TEXT, 0, 0, b.p, (uint32_t)b.len), p, 0, RPC_MARK_BYTES);
	tree_push(t);
	put_there(put_uint(t, RPC_LAST_FRAGMENT, 0, 0, mark >> 31), p, 0, RPC_MARK_BYTES);
	put_there(put_uint(t, RPC_FRAGMENT_LENGTH, 0, 0, n), p, 0, RPC_MARK_BYTES);
	tree_pop(t);
}

static void put_fragment(struct tree *t, const struct place *p)
{
	uint32_t n = slice_from(p->bytes, RPC_MARK_BYTES).len;
	if (n)
		put_there(put_node(t, RPC_FRAGMENT_DATA, 0, 0), p, RPC_MARK_BYTES, n);
}

/* "Auxiliary GIDs (3) [0, 5, 10]" */
static void put_groups(struct xdr *x)
{
	enum { SHOWN = 16 };
	char room[256];
	struct buf b = BUF_OVER(room, sizeof room);
	uint32_t n = xdr_peek(x, 0), shown = n < SHOWN ? n : SHOWN;
	if (!xdr_need(x, 4))
		return;
	buf_lit(&b, "Auxiliary GIDs (");
	fmt_uint(&b, n);
	buf_lit(&b, ") [");
	for (uint32_t i = 0; i < shown && slice_has(x->s, x->off + 4 + 4 * i, 4); i++) {
		if (i)
			buf_lit(&b, ", ");
		fmt_uint(&b, xdr_peek(x, 4 + 4 * i));
	}
	buf_str(&b, n > SHOWN ? ", ...]" : "]");
	struct xdr_node node = xdr_open_text(x, b.p, b.len);
	x->off += 4;
	for (uint32_t i = 0; i < n && !x->bad; i++)
		xdr_u32(x, RPC_GID);
	xdr_close(x, node);
}

static void put_unix(struct xdr *x)
{
	xdr_u32(x, RPC_STAMP);
	xdr_opaque(x, RPC_MACHINE, "Machine Name", true);
	xdr_u32(x, RPC_UID);
	xdr_u32(x, RPC_GID);
	put_groups(x);
}

static void put_gss(struct xdr *x)
{
	xdr_u32(x, RPC_GSS_VERSION);
	xdr_u32(x, RPC_GSS_PROCEDURE);
	xdr_u32(x, RPC_GSS_SEQUENCE);
	xdr_u32(x, RPC_GSS_SERVICE);
	remote_gss_context(x);
}

/* RFC 2695: a network name with its key, or a nickname for both. */
static void put_des(struct xdr *x)
{
	if (xdr_u32(x, RPC_DES_NAMEKIND) == 0) {
		xdr_opaque(x, RPC_DES_NETNAME, "Netname", true);
		xdr_u64(x, RPC_DES_KEY);
		xdr_u32(x, RPC_DES_WINDOW);
	} else {
		xdr_u32(x, RPC_DES_NICKNAME);
	}
}

static void put_verifier_body(struct xdr *x, unsigned flavor, bool reply, uint32_t n)
{
	if (flavor == AUTH_DES && !reply) {
		xdr_u64(x, RPC_DES_TIMESTAMP);
		xdr_u32(x, RPC_DES_WINDOW_VERIFIER);
	} else if (flavor == AUTH_DES) {
		xdr_u64(x, RPC_DES_TIME_VERIFIER);
		xdr_u32(x, RPC_DES_NICKNAME);
	} else if (n) {
		put(x->t, RPC_OPAQUE_DATA, x->off, n);
	}
}

static void put_credentials_body(struct xdr *x, unsigned flavor, uint32_t n)
{
	switch (flavor) {
	case AUTH_UNIX: put_unix(x); break;
	case AUTH_DES: put_des(x); break;
	case AUTH_GSS: put_gss(x); break;
	default:
		if (n)
			put(x->t, RPC_OPAQUE_DATA, x->off, n);
	}
}

static uint32_t put_auth(struct tree *t, uint32_t off, bool credentials, bool reply)
{
	struct slice s = t->l->data;
	uint32_t flavor = slice_u32(s, off), n = slice_u32(s, off + 4), end = rpc_auth_end(s, off);
	struct xdr x = { .t = t, .rpc = { t->rows, t->bits }, .s = s, .off = off };
	put_plain(t, off, end - off, credentials ? "Credentials" : "Verifier");
	tree_push(t);
	xdr_u32(&x, RPC_FLAVOR);
	if (!credentials && flavor == AUTH_GSS) {
		put(t, RPC_GSS_TOKEN, x.off, end - x.off);
		tree_push(t);
		put(t, RPC_GSS_TOKEN_LENGTH, x.off, 4);
		tree_pop(t);
	} else {
		xdr_u32(&x, RPC_AUTH_LENGTH);
		if (credentials)
			put_credentials_body(&x, flavor, n);
		else
			put_verifier_body(&x, flavor, reply, n);
	}
	tree_pop(t);
	return end;
}

static void put_duplicate(struct tree *t, unsigned row, const struct app_note *n)
{
	if (!n || !n->value[REMOTE_DUPLICATE])
		return;
	put_uint(t, RPC_DUP, 0, 0, 0);
	put_uint(t, row, 0, 0, n->value[REMOTE_DUPLICATE]);
}

static void put_call(struct tree *t, const struct layer *l, uint32_t base)
{
	const struct app_note *n = layer_app_note(t->d, l);
	put(t, RPC_VERSION, base + 8, 4);
	put(t, RPC_PROGRAM, base + 12, 4);
	put(t, RPC_PROGRAM_VERSION, base + 16, 4);
	put(t, RPC_PROCEDURE, base + 20, 4);
	put_duplicate(t, RPC_CALL_DUP, n);
	if (n && n->value[REMOTE_ANSWERED])
		put_uint(t, RPC_REQUEST_IN, 0, 0, n->value[REMOTE_ANSWERED]);
	put_auth(t, put_auth(t, base + 24, true, false), false, false);
}

static void put_denied(struct tree *t, uint32_t off)
{
	uint32_t why = slice_u32(t->l->data, off);
	put(t, RPC_REJECT_STATE, off, 4);
	if (why == RPC_MISMATCH) {
		put(t, RPC_VERSION_MIN, off + 4, 4);
		put(t, RPC_VERSION_MAX, off + 8, 4);
	} else if (why == RPC_AUTH_ERROR) {
		put(t, RPC_AUTH_STATE, off + 4, 4);
	}
}

static void put_accepted(struct tree *t, uint32_t off)
{
	off = put_auth(t, off, false, true);
	put(t, RPC_ACCEPT_STATE, off, 4);
	if (slice_u32(t->l->data, off) == RPC_PROGRAM_MISMATCH) {
		put(t, RPC_PROGRAM_MIN, off + 4, 4);
		put(t, RPC_PROGRAM_MAX, off + 8, 4);
	}
}

static void put_generated(struct tree *t, unsigned row, uint32_t v)
{
	put_uint(t, row, 0, 0, v)->flags |= R_GENERATED;
}

static void put_reply(struct tree *t, const struct layer *l, uint32_t base)
{
	const struct app_note *n = layer_app_note(t->d, l);
	struct remote_call c;
	if (remote_call_of(t->d, l, &c)) {
		put_generated(t, RPC_PROGRAM, c.program);
		put_generated(t, RPC_PROGRAM_VERSION, c.version);
		put_generated(t, RPC_PROCEDURE, c.procedure);
	}
	put(t, RPC_REPLY_STATE, base + 8, 4);
	if (n && n->frame) {
		put_uint(t, RPC_REPLY_IN, 0, 0, n->frame);
		put_ns(t, RPC_TIME, base + 12, 0, n->elapsed);
	}
	put_duplicate(t, RPC_REPLY_DUP, n);
	if (slice_u32(l->data, base + 8) == RPC_ACCEPTED)
		put_accepted(t, base + 12);
	else
		put_denied(t, base + 12);
}

void rpc_tree(struct tree *t, const struct layer *l)
{
	unsigned kind = l->fact[RPC_FACT_KIND] & RPC_KIND_BITS;
	uint32_t base = rpc_base(l);
	const struct place fragment = fragment_place(t->d, l);
	const struct joined *j = joined_of(t->d, l);
	if (kind == RPC_IS_CONTINUATION) {
		put(t, RPC_CONTINUATION, 0, l->data.len);
		return;
	}
	if (l->fact[RPC_FACT_KIND] & RPC_IN_STREAM && tree_need(t, 0, base))
		put_mark(t, &fragment);
	if (kind == RPC_IS_FRAGMENT || j)
		put_fragment(t, &fragment);
	if (kind == RPC_IS_FRAGMENT)
		return;
	if (j)
		put_joined(t, RPC_FRAGMENTS, j);
	put(t, RPC_XID, base, 4);
	put(t, RPC_MESSAGE_TYPE, base + 4, 4);
	if (kind == RPC_IS_CALL)
		put_call(t, l, base);
	else
		put_reply(t, l, base);
}
