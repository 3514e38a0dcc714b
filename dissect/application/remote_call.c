/* remote_call.c: the programs that are called by ONC RPC: their tree, their line, the names of their procedures. */
#include "dissect/application/remote_call.h"

#include "base/fmt.h"
#include "dissect/registry.h"

const struct protocol *const remote_shows[] = { &protocol_rpc, NULL };

bool remote_call_of(const struct dissection *d, const struct layer *l, struct remote_call *c)
{
	if (strcmp(l->proto->name, "rpc") != 0)
		l = layer_parent(d, l);
	const struct app_note *n = layer_app_note(d, l);
	if (n) {
		c->program = (uint32_t)n->value[REMOTE_PROGRAM];
		c->version = (uint32_t)(n->value[REMOTE_PROGRAM] >> 32);
		c->procedure = (uint32_t)n->value[REMOTE_PROCEDURE];
		c->flags = (uint32_t)(n->value[REMOTE_PROCEDURE] >> 32);
		c->asked = c->flags & REMOTE_REPLY ? (uint32_t)n->value[REMOTE_ASKED] : 0;
		return true;
	}
	c->program = (uint32_t)l->fact[RPC_FACT_PROGRAM];
	c->version = (uint32_t)(l->fact[RPC_FACT_PROGRAM] >> 32);
	c->procedure = (uint32_t)l->fact[RPC_FACT_PROCEDURE];
	c->flags = (uint32_t)(l->fact[RPC_FACT_PROCEDURE] >> 32);
	c->asked = 0;
	return (l->fact[RPC_FACT_KIND] & RPC_KIND_BITS) == RPC_IS_CALL;
}

/* It stands among the first of the program's rows. */
const struct field *remote_procedure_row(const struct registry *r, uint32_t program, uint32_t version)
{
	enum { FIRST_ROWS = 8 };
	const struct protocol *p = registry_protocol(registry_next(r, NEXT_RPC_PROGRAM, program));
	char suffix[] = ".procedure_v0";
	uint8_t n = sizeof suffix - 1;
	if (!p || version > 9)
		return NULL;
	suffix[n - 1] = (char)('0' + version);
	for (unsigned i = 1; i < p->n_fields && i < FIRST_ROWS; i++) {
		const struct field *f = &p->fields[i];
		if (f->abbrev_len > n && !memcmp(f->abbrev + f->abbrev_len - n, suffix, n))
			return f;
	}
	return NULL;
}

void remote_procedure_name(struct buf *b, const struct dissection *d, const struct remote_call *c)
{
	const struct field *row = remote_procedure_row(d->registry, c->program, c->version);
	const char *name = row ? value_text(row->vals, c->procedure) : NULL;
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "proc-");
		fmt_uint(b, c->procedure);
	}
}

static void frame_number(struct buf *b, const char *before, uint64_t frame, const char *after)
{
	buf_str(b, before);
	fmt_uint(b, frame);
	buf_str(b, after);
}

void remote_summary(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct remote_call call;
	if (strcmp(l->proto->name, "rpc") != 0)
		l = layer_parent(d, l);
	const struct app_note *n = layer_app_note(d, l);
	if (!remote_call_of(d, l, &call))
		return;
	bool reply = call.flags & REMOTE_REPLY;
	if (n && n->value[REMOTE_DUPLICATE])
		frame_number(&c->info, reply ? "[RPC duplicate of #" : "[RPC retransmission of #",
			     n->value[REMOTE_DUPLICATE], "]");
	buf_char(&c->info, 'V');
	fmt_uint(&c->info, call.version);
	buf_char(&c->info, ' ');
	remote_procedure_name(&c->info, d, &call);
	buf_str(&c->info, reply ? " Reply" : " Call");
	if (n && n->frame && reply)
		frame_number(&c->info, " (Call In ", n->frame, ")");
	else if (n && n->value[REMOTE_ANSWERED] && !reply)
		frame_number(&c->info, " (Reply In ", n->value[REMOTE_ANSWERED], ")");
}

/* The version's description, and its procedure's; NULL: not known. */
static const struct remote_version *version_of(const struct remote_program *p, const struct remote_call *c)
{
	for (unsigned i = 0; i < p->n; i++)
		if (p->version[i].version == c->version)
			return &p->version[i];
	return NULL;
}

static void (*walker(const struct remote_program *p, const struct remote_call *c))(struct xdr *)
{
	const struct remote_version *v = version_of(p, c);
	if (!v || c->procedure >= v->n)
		return NULL;
	return c->flags & REMOTE_REPLY ? v->procedure[c->procedure].reply : v->procedure[c->procedure].call;
}

/* What GSS makes of arguments and results (RFC 2203, 5). They cannot be read where privacy is the service. */
enum guard { GUARD_NONE, GUARD_SETUP, GUARD_INTEGRITY, GUARD_OTHER };

static enum guard guard_of(const struct remote_call *c)
{
	unsigned procedure = c->flags >> REMOTE_GSS_PROCEDURE_SHIFT & 0xff,
		 service = c->flags >> REMOTE_SERVICE_SHIFT & 0xff;
	if (!(c->flags & REMOTE_GSS))
		return GUARD_NONE;
	if (procedure == GSS_INIT || procedure == GSS_CONTINUE_INIT)
		return GUARD_SETUP;
	if (procedure != GSS_DATA || (service != GSS_SERVICE_NONE && service != GSS_SERVICE_INTEGRITY))
		return GUARD_OTHER;
	return service == GSS_SERVICE_NONE ? GUARD_NONE : GUARD_INTEGRITY;
}

/* Opaque bytes of GSS: length and bytes are one row, the length below it. */
static void gss_token(struct xdr *x, unsigned row)
{
	uint32_t n = xdr_peek(x, 0), all = xdr_filled(n > UINT32_MAX - 4 ? n : n + 4);
	if (!xdr_need(x, 4) || !xdr_need(x, all))
		return;
	struct tree_rows rows = tree_use(x->t, x->rpc);
	put(x->t, row, x->off, all);
	tree_push(x->t);
	put(x->t, RPC_GSS_TOKEN_LENGTH, x->off, 4);
	tree_pop(x->t);
	tree_use(x->t, rows);
	x->off += all;
}

void remote_gss_context(struct xdr *x)
{
	struct xdr_node node = xdr_open(x, "GSS Context");
	uint32_t n = xdr_u32(x, RPC_GSS_CONTEXT_LENGTH);
	if (n)
		xdr_fixed(x, RPC_GSS_CONTEXT, n);
	else if (!x->bad)
		put(x->t, RPC_GSS_CONTEXT_MISSING, x->off, 0);
	xdr_close(x, node);
}

/* Setting up a context (RFC 2203, 5.2.2 and 5.2.3). */
static void gss_setup(struct xdr *x, bool reply)
{
	if (reply) {
		struct tree_rows rows = tree_use(x->t, x->rpc);
		remote_gss_context(x);
		xdr_numbers(x, RPC_GSS_MAJOR, RPC_GSS_WINDOW);
		tree_use(x->t, rows);
	}
	gss_token(x, RPC_GSS_TOKEN);
}

static bool has_gist(const struct remote_program *p, const struct remote_call *c)
{
	return walker(p, c) && version_of(p, c)->said >> c->procedure & 1;
}

/* ", GETATTR Call FH: 0x5e268e58" */
static void put_gist(struct buf *b, const struct dissection *d, const struct remote_program *p,
		     const struct remote_call *c, struct slice s)
{
	struct xdr x = { .s = s, .gist = b, .in_tree = true, .asked = c->asked };
	size_t start = b->len;
	buf_str(b, p->before_gist);
	remote_procedure_name(b, d, c);
	buf_str(b, c->flags & REMOTE_REPLY ? " Reply" : " Call");
	walker(p, c)(&x);
	if (x.bad)
		b->len = start;
}

/* Arguments with a checksum behind them (RFC 2203, 5.3.2.2). */
static void gss_integrity(struct xdr *x, const struct remote_program *p, const struct remote_call *c)
{
	char room[2048];
	struct buf b = BUF_OVER(room, sizeof room);
	uint32_t n = xdr_need(x, 8) ? xdr_peek(x, 0) : 0;
	struct slice inner = slice_sub(x->s, x->off + 8, n < 4 ? 0 : n - 4);
	buf_lit(&b, "GSS Data");
	if (!x->bad && has_gist(p, c))
		put_gist(&b, x->t->d, p, c, slice_first(inner, 200)); /* as much as has room */
	struct xdr_node node = xdr_open_text(x, b.p, b.len);
	struct tree_rows rows = tree_use(x->t, x->rpc);
	xdr_u32(x, RPC_GSS_DATA_LENGTH);
	uint32_t start = x->off;
	xdr_u32(x, RPC_GSS_SEQUENCE);
	tree_use(x->t, rows);
	if (!x->bad && walker(p, c))
		walker(p, c)(x);
	if (!x->bad) {
		x->off = start;
		x->off += xdr_need(x, n) ? n : 0;
	}
	xdr_close(x, node);
	gss_token(x, RPC_GSS_CHECKSUM);
}

/* The rows that tshark places by counting the offset of the message twice. */
static void put_procedure(struct xdr *x, const struct layer *l, const struct remote_program *p,
			  const struct remote_call *c)
{
	const struct remote_version *v = version_of(p, c);
	uint32_t off = layer_parent(x->t->d, l)->off;
	struct tree_rows rows = tree_use(x->t, x->rpc);
	put_uint(x->t, RPC_PROGRAM_VERSION, off, 0, c->version)->flags |= R_GENERATED;
	if (!v)
		put_uint(x->t, RPC_PROCEDURE, off, 0, c->procedure)->flags |= R_GENERATED;
	tree_use(x->t, rows);
	if (v)
		put_uint(x->t, v->row, off, 0, c->procedure);
}

static void put_body(struct xdr *x, const struct remote_program *p, const struct remote_call *c)
{
	void (*walk)(struct xdr *) = walker(p, c);
	if (walk) {
		walk(x);
	} else if (version_of(p, c) && c->procedure < version_of(p, c)->n) {
		tree_use(x->t, x->rpc);
		put(x->t, RPC_UNKNOWN_BODY, 0, x->s.len);
		tree_give_back(x->t);
	}
}

void remote_tree(struct tree *t, const struct layer *l, const struct remote_program *p)
{
	struct remote_call c;
	struct xdr x = { .t = t, .rpc = tree_rows_of(t, &protocol_rpc), .s = l->data };
	if (!remote_call_of(t->d, l, &c))
		return;
	x.asked = c.asked;
	put_procedure(&x, l, p, &c);
	enum guard guard = guard_of(&c);
	if (guard == GUARD_SETUP)
		gss_setup(&x, c.flags & REMOTE_REPLY);
	else if (guard == GUARD_INTEGRITY)
		gss_integrity(&x, p, &c);
	else if (guard == GUARD_NONE && l->data.wire)
		put_body(&x, p, &c);
}

/* Arguments as GSS protects their integrity lie behind a length and a number; others behind nothing. */
static bool arguments_of(const struct layer *l, const struct remote_call *c, struct slice *s)
{
	enum guard guard = guard_of(c);
	*s = guard == GUARD_NONE ? l->data : slice_from(l->data, 8);
	return guard == GUARD_NONE || guard == GUARD_INTEGRITY;
}

void remote_info(struct column *c, const struct dissection *d, const struct layer *l, const struct remote_program *p)
{
	struct remote_call call;
	struct xdr x = { .gist = &c->info };
	remote_summary(c, d, l);
	if (!remote_call_of(d, l, &call) || !l->data.wire || !walker(p, &call) || !arguments_of(l, &call, &x.s))
		return;
	x.asked = call.asked;
	x.kept = c->info.len;
	walker(p, &call)(&x);
	if (!x.bad)
		return;
	c->info.len = x.kept;
	buf_str(&c->info, x.s.len < x.s.wire ? "[Packet size limited during capture]" : "[Malformed Packet]");
}

void remote_label(struct buf *b, const struct tree *t, const struct record *r, const struct remote_program *p)
{
	struct remote_call c;
	const struct layer *l = &t->d->layer[r->layer];
	buf_str(b, r->f->name);
	if (remote_call_of(t->d, l, &c) && l->data.wire && guard_of(&c) == GUARD_NONE && has_gist(p, &c))
		put_gist(b, t->d, p, &c, l->data);
}

void remote_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.len);
	l->payload = slice_from(l->data, l->data.wire);
}
