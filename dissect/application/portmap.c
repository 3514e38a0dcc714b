/* portmap.c: the port mapper (RFC 1057, appendix A) and its successor rpcbind (RFC 1833). */
#include "base/fmt.h"
#include "dissect/application/remote_call.h"
#include "dissect/numbers.h"

enum { PORTMAP_PROGRAM = 100000, GETPORT = 3 };

enum {
	PORTMAP, PROCEDURE1, PROCEDURE2, PROCEDURE3, PROCEDURE4, PROGRAM, VERSION, PROTO, PROTO_LISTED, PROTO_NUMBER, PORT,
	PROC, ANSWER, ARGS, RESULT, RPCB, RPCB_PROGRAM, RPCB_VERSION, RPCB_NETID, RPCB_ADDR, RPCB_OWNER, UADDR,
};

static const struct value_table procedures2 = VALUES(
	{ 0, "NULL" }, { 1, "SET" }, { 2, "UNSET" }, { 3, "GETPORT" }, { 4, "DUMP" }, { 5, "CALLIT" });
static const struct value_table procedures3 = VALUES(
	{ 0, "NULL" }, { 1, "SET" }, { 2, "UNSET" }, { 3, "GETADDR" }, { 4, "DUMP" }, { 5, "CALLIT" }, { 6, "GETTIME" },
	{ 7, "UADDR2TADDR" }, { 8, "TADDR2UADDR" });
static const struct value_table procedures4 = VALUES(
	{ 0, "NULL" }, { 1, "SET" }, { 2, "UNSET" }, { 3, "GETADDR" }, { 4, "DUMP" }, { 5, "BCAST" }, { 6, "GETTIME" },
	{ 7, "UADDR2TADDR" }, { 8, "TADDR2UADDR" }, { 9, "GETVERSADDR" }, { 10, "INDIRECT" }, { 11, "GETADDRLIST" },
	{ 12, "GETSTAT" });

/* "TCP"; a number that has no name as it is */
static void transport(struct buf *b, uint32_t proto)
{
	const char *name = value_text(&ip_proto_names, proto);
	if (name)
		buf_str(b, name);
	else
		buf_lit(b, "Unknown");
}

/* "Proto: TCP (6)"; in a list "Protocol: TCP (0x06)" */
static void proto_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Proto: ");
	transport(b, (uint32_t)r->val);
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

static void listed_proto_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Protocol: ");
	transport(b, (uint32_t)r->val);
	buf_lit(b, " (");
	fmt_0x(b, r->val, 2);
	buf_char(b, ')');
}

/* A procedure of the program and version in front of it. */
static void proc_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	uint32_t off = r->off - l->off;
	struct remote_call c = { .program = off < 8 ? 0 : slice_u32(l->data, off - 8),
				 .version = off < 8 ? 0 : slice_u32(l->data, off - 4),
				 .procedure = (uint32_t)r->val };
	buf_lit(b, "Procedure: ");
	remote_procedure_name(b, t->d, &c);
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

static void portmap_label(struct buf *b, const struct tree *t, const struct record *r);

#define U32(abbrev, name, ...) F("portmap." abbrev, name, FT_UINT32, BASE_DEC, __VA_ARGS__)
#define STRING(abbrev, name) F("portmap." abbrev, name, FT_STRING, BASE_NONE, .label = xdr_contents_label)
#define PROCEDURE(v, names) U32("procedure_v" v, "V" v " Procedure", .vals = names, .flags = F_GENERATED)

static const struct field portmap_fields[] = {
	[PORTMAP] = F("portmap", "Portmap", FT_PROTOCOL, BASE_NONE, .label = portmap_label),
	[PROCEDURE1] = PROCEDURE("1", &procedures2),
	[PROCEDURE2] = PROCEDURE("2", &procedures2),
	[PROCEDURE3] = PROCEDURE("3", &procedures3),
	[PROCEDURE4] = PROCEDURE("4", &procedures4),
	[PROGRAM] = U32("prog", "Program", .vals = &remote_program_names),
	[VERSION] = U32("version", "Version"),
	[PROTO] = U32("proto", "Protocol", .label = proto_label),
	[PROTO_LISTED] = U32("proto", "Protocol", .label = listed_proto_label),
	[PROTO_NUMBER] = U32("proto", "Protocol", .label = NULL),
	[PORT] = U32("port", "Port"),
	[PROC] = U32("proc", "Procedure", .label = proc_label),
	[ANSWER] = F("portmap.answer", "Answer", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[ARGS] = F("portmap.args", "Arguments", FT_BYTES, BASE_NONE, .label = xdr_contents_label),
	[RESULT] = F("portmap.result", "Result", FT_BYTES, BASE_NONE, .label = xdr_contents_label),
	[RPCB] = F("portmap.rpcb", "RPCB", FT_NONE, BASE_NONE),
	[RPCB_PROGRAM] = U32("rpcb.prog", "Program", .vals = &remote_program_names),
	[RPCB_VERSION] = U32("rpcb.version", "Version"),
	[RPCB_NETID] = STRING("rpcb.netid", "Network Id"),
	[RPCB_ADDR] = STRING("rpcb.addr", "Universal Address"),
	[RPCB_OWNER] = STRING("rpcb.owner", "Owner of this Service"),
	[UADDR] = STRING("uaddr", "Universal Address"),
};

static void set_call(struct xdr *x)
{
	xdr_numbers(x, PROGRAM, PROTO);
	xdr_u32(x, PORT);
}

static void unset_call(struct xdr *x)
{
	xdr_numbers(x, PROGRAM, VERSION);
	xdr_u32(x, PROTO_NUMBER);
	xdr_u32(x, PORT);
}

/* " NFS(100003) V:3 TCP" */
static void getport_call(struct xdr *x)
{
	uint32_t program = xdr_u32(x, PROGRAM), version = xdr_u32(x, VERSION), proto = xdr_u32(x, PROTO);
	xdr_say(x, " ");
	xdr_say(x, remote_program_name(program));
	xdr_say_uint(x, "(", program);
	xdr_say_uint(x, x->in_tree ? ") Version:" : ") V:", version);
	xdr_say(x, " ");
	if (x->gist && !x->bad)
		transport(x->gist, proto);
	xdr_u32(x, PORT);
}

static void getport_reply(struct xdr *x)
{
	uint32_t port = xdr_u32(x, PORT);
	if (port || x->in_tree)
		xdr_say_uint(x, " Port:", port);
	if (!port)
		xdr_say(x, " PROGRAM_NOT_AVAILABLE");
}

static void answer_reply(struct xdr *x)
{
	xdr_u32(x, ANSWER);
}

static struct xdr_node open_mapping(struct xdr *x)
{
	char room[96];
	struct buf b = BUF_OVER(room, sizeof room);
	uint32_t program = xdr_peek(x, 0);
	buf_lit(&b, "Map Entry: ");
	buf_str(&b, remote_program_name(program));
	buf_lit(&b, " (");
	fmt_uint(&b, program);
	buf_lit(&b, ") V");
	fmt_uint(&b, xdr_peek(x, 4));
	return xdr_open_text(x, b.p, b.len);
}

static void dump2_reply(struct xdr *x)
{
	while (xdr_follows(x) && !x->bad) {
		struct xdr_node node = open_mapping(x);
		xdr_numbers(x, PROGRAM, VERSION);
		xdr_u32(x, PROTO_LISTED);
		xdr_u32(x, PORT);
		xdr_close(x, node);
	}
}

static void callit_call(struct xdr *x)
{
	xdr_numbers(x, PROGRAM, VERSION);
	xdr_u32(x, PROC);
	uint32_t n = xdr_peek(x, 0);
	if (x->t) {
		struct tree_rows rows = tree_use(x->t, x->rpc);
		xdr_u32(x, RPC_ARGUMENT_LENGTH);
		tree_use(x->t, rows);
	} else {
		xdr_u32(x, 0);
	}
	if (n && !x->bad)
		xdr_fixed(x, ARGS, n);
}

static void callit2_reply(struct xdr *x)
{
	xdr_u32(x, PORT);
	xdr_opaque(x, RESULT, "Result", false);
}

static void callit_reply(struct xdr *x)
{
	xdr_opaque(x, RPCB_ADDR, "Universal Address", true);
	xdr_opaque(x, RESULT, "Result", false);
}

static void rpcb(struct xdr *x)
{
	struct xdr_node node = { NULL, 0 };
	if (x->t)
		node = xdr_open_row(x, put_node(x->t, RPCB, x->off, 0));
	xdr_numbers(x, RPCB_PROGRAM, RPCB_VERSION);
	xdr_opaque(x, RPCB_NETID, "Network Id", true);
	xdr_opaque(x, RPCB_ADDR, "Universal Address", true);
	xdr_opaque(x, RPCB_OWNER, "Owner of this Service", true);
	xdr_close(x, node);
}

static void address_reply(struct xdr *x)
{
	xdr_opaque(x, UADDR, "Universal Address", true);
}

static void dump_reply(struct xdr *x)
{
	while (xdr_follows(x) && !x->bad)
		rpcb(x);
}

static const struct remote_procedure calls2[] = {
	[1] = { set_call, answer_reply },	  [2] = { unset_call, answer_reply }, [GETPORT] = { getport_call, getport_reply },
	[4] = { NULL, dump2_reply }, [5] = { callit_call, callit2_reply },
};
static const struct remote_procedure calls4[] = {
	[3] = { rpcb, address_reply }, [4] = { NULL, dump_reply }, [5] = { callit_call, callit_reply },
	[10] = { callit_call, callit_reply }, [12] = { NULL, NULL },
};

static const struct remote_version versions[] = {
	{ 1, PROCEDURE1, COUNT(calls2), calls2, 1 << GETPORT },
	{ 2, PROCEDURE2, COUNT(calls2), calls2, 1 << GETPORT },
	{ 3, PROCEDURE3, 9, calls4, 0 },
	{ 4, PROCEDURE4, COUNT(calls4), calls4, 0 },
};
static const struct remote_program program = { COUNT(versions), versions, " " };

static void portmap_label(struct buf *b, const struct tree *t, const struct record *r)
{
	remote_label(b, t, r, &program);
}

static void portmap_tree(struct tree *t, const struct layer *l)
{
	remote_tree(t, l, &program);
}

static void portmap_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	remote_info(c, d, l, &program);
}

static const struct next_link portmap_on[] = { { NEXT_RPC_PROGRAM, PORTMAP_PROGRAM } };

const struct protocol protocol_portmap = {
	.name = "portmap",
	.column = "Portmap",
	FIELDS(portmap_fields),
	ON(portmap_on),
	.shows = remote_shows,
	.in_parent = true,
	.dissect = remote_dissect,
	.fields_of = portmap_tree,
	.info = portmap_info,
};
