/* remote_call.h: what ONC RPC (RFC 5531) and the programs that are called through it have in common: which procedure a
 * message is about, and XDR (RFC 4506), the form of its arguments and results. */
#ifndef PEEL_DISSECT_APPLICATION_REMOTE_CALL_H
#define PEEL_DISSECT_APPLICATION_REMOTE_CALL_H

#include "dissect/column.h"
#include "dissect/tree.h"

/* The first rows of RPC's table: those that programs show as well. They show them through remote_shows. */
enum remote_row {
	RPC, RPC_PROGRAM_VERSION, RPC_PROCEDURE, RPC_TEXT, RPC_VALUE_FOLLOWS, RPC_OPAQUE_LENGTH, RPC_FILL_BYTES,
	RPC_ARGUMENT_LENGTH, RPC_UNKNOWN_BODY, RPC_GSS_SEQUENCE, RPC_GSS_CONTEXT, RPC_GSS_CONTEXT_LENGTH,
	RPC_GSS_CONTEXT_MISSING, RPC_GSS_MAJOR, RPC_GSS_MINOR, RPC_GSS_WINDOW, RPC_GSS_TOKEN_LENGTH, RPC_GSS_TOKEN,
	RPC_GSS_DATA_LENGTH, RPC_GSS_CHECKSUM, RPC_SHARED_ROWS,
};

enum gss_procedure { GSS_DATA, GSS_INIT, GSS_CONTINUE_INIT, GSS_DESTROY }; /* RFC 2203, 5 */
enum gss_service { GSS_NO_SERVICE, GSS_SERVICE_NONE, GSS_SERVICE_INTEGRITY, GSS_SERVICE_PRIVACY };

extern const struct protocol protocol_rpc;

enum remote_flags {
	REMOTE_REPLY = 1,
	REMOTE_GSS = 2,
	REMOTE_SERVICE_SHIFT = 8,    /* enum gss_service */
	REMOTE_GSS_PROCEDURE_SHIFT = 16, /* enum gss_procedure */
};

/* What RPC knows of a message: of a reply, what the tracker remembers of the call. */
struct remote_call {
	uint32_t program, version, procedure;
	uint32_t flags; /* enum remote_flags */
	uint32_t asked; /* of a reply: REMOTE_ASKED */
};

/* app_note of RPC's layer: value[] by these; frame and elapsed are those of the call that a reply answers. */
enum remote_value {
	REMOTE_PROGRAM,   /* version in the upper half */
	REMOTE_PROCEDURE, /* enum remote_flags in the upper half */
	REMOTE_DUPLICATE, /* frame of the first call or reply with this xid; 0: this is it */
	REMOTE_ANSWERED,  /* of a call that is sent again: frame of the reply; 0: none yet */
	REMOTE_ASKED = REMOTE_ANSWERED, /* of a reply to NFS' ACCESS: the rights that were asked for */
};

/* Facts of RPC's layer. */
enum rpc_fact { RPC_FACT_KIND, RPC_FACT_BODY, RPC_FACT_PROGRAM, RPC_FACT_PROCEDURE };
enum rpc_kind {
	RPC_IS_CONTINUATION, RPC_IS_CALL, RPC_IS_REPLY, RPC_IS_FRAGMENT, RPC_KIND_BITS = 15,
	RPC_HAS_BODY = 16,
	RPC_IN_STREAM = 32,         /* over TCP, so a record mark stands in front */
	RPC_JOINED = 64,            /* from several fragments; the last one's mark lies in another buffer: */
	RPC_MARK_BUFFER_SHIFT = 8,  /* in that one, */
	RPC_MARK_OFFSET_SHIFT = 32, /* there */
};

/* False: nothing is known of it. l: RPC's layer, or what it carries. */
bool remote_call_of(const struct dissection *d, const struct layer *l, struct remote_call *c);
/* Bytes of the record mark in front of the message. */
static inline uint32_t rpc_base(const struct layer *l)
{
	enum { RPC_MARK_BYTES = 4 };
	return (l->fact[RPC_FACT_KIND] & (RPC_IN_STREAM | RPC_JOINED)) == RPC_IN_STREAM ? RPC_MARK_BYTES : 0;
}
/* For the tracker: is this fragment of a message the last one (RFC 5531, 11)? Its bytes. The layer is to be a fragment only,
 * or the message that d->buffer[buffer] now has whole. */
bool rpc_fragment(const struct layer *l, struct slice *bytes);
void rpc_is_fragment(struct layer *l);
void rpc_is_joined(struct dissection *d, struct layer *l, uint8_t buffer);
/* For the tracker: a reply's call is of this program, with flags (enum remote_flags); a reply whose call nobody saw. */
void rpc_hand_on(struct dissection *d, struct layer *l, uint32_t program, uint32_t flags);
void rpc_answers_nothing(struct dissection *d, struct layer *l);

/* ---- XDR ---- */

/* A place in arguments or results. The same function walks over them for the tree (t) and for a line that sums them up
 * (gist); either may be NULL. */
struct xdr {
	struct tree *t;
	struct tree_rows rpc; /* RPC's, when there is a tree */
	struct buf *gist;
	struct slice s;
	uint32_t off;
	size_t kept;    /* of the gist, when bytes are missing later on */
	uint32_t asked; /* of a reply: what flow/rpc.c remembers of the call's arguments */
	bool in_tree;   /* the gist is for the label of the tree, not for the Info column */
	bool bad;       /* bytes were missing: what is read from now on is 0 */
};

bool xdr_need(struct xdr *x, uint32_t n);
/* n bytes, filled up to a multiple of 4. */
static inline uint32_t xdr_filled(uint32_t n)
{
	return n > UINT32_MAX - 3 ? n : (n + 3) & ~UINT32_C(3);
}
static inline uint32_t xdr_peek(const struct xdr *x, uint32_t ahead)
{
	return x->bad ? 0 : slice_u32(x->s, x->off + ahead);
}
/* A number of 4 or 8 bytes, put as `row` of the rows at hand. */
uint32_t xdr_u32(struct xdr *x, unsigned row);
uint64_t xdr_u64(struct xdr *x, unsigned row);
/* Numbers of 4 bytes in the rows first..last. */
void xdr_numbers(struct xdr *x, unsigned first, unsigned last);
/* Bytes of a fixed length, filled up to a multiple of 4. */
void xdr_fixed(struct xdr *x, unsigned row, uint32_t n);
/* "Value Follows", of lists and what may be absent. */
bool xdr_follows(struct xdr *x);
/* Length, bytes and fill bytes below a node "name: text" (FT_STRING) or "name: <DATA>" (FT_BYTES). Returns the bytes. */
struct slice xdr_opaque(struct xdr *x, unsigned row, const char *name, bool text);

/* Between open and close, what is put stands below a node that reaches from one to the other. */
struct xdr_node {
	struct record *r;
	uint32_t off;
};
struct xdr_node xdr_open(struct xdr *x, const char *label);
struct xdr_node xdr_open_text(struct xdr *x, const void *label, size_t n);
struct xdr_node xdr_open_row(struct xdr *x, struct record *r); /* r was put at x->off */
void xdr_close(struct xdr *x, struct xdr_node node);

/* The gist, if one is wanted. */
void xdr_say(struct xdr *x, const char *text);
void xdr_say_uint(struct xdr *x, const char *before, uint64_t v);
void xdr_say_text(struct xdr *x, const char *before, struct slice text);
/* What was said so far stays, whatever is missing behind it. */
static inline void xdr_keep(struct xdr *x)
{
	if (x->gist && !x->bad)
		x->kept = x->gist->len;
}
/* The name of a number, or "Unknown" and what tshark puts behind it. */
void xdr_say_name(struct xdr *x, const char *before, const struct value_table *names, uint32_t v);

/* Label hooks. */
void xdr_contents_label(struct buf *b, const struct tree *t, const struct record *r);
void xdr_name_only_label(struct buf *b, const struct tree *t, const struct record *r); /* "Verifier: Opaque Data" */

/* ---- programs ---- */

struct remote_procedure {
	void (*call)(struct xdr *);
	void (*reply)(struct xdr *);
};
struct remote_version {
	uint32_t version;
	uint16_t row; /* of the procedure, "nfs.procedure_v3" */
	uint16_t n;
	const struct remote_procedure *procedure;
	uint32_t said; /* bits: of these procedures the label of the program's own row has the gist */
};
struct remote_program {
	unsigned n;
	const struct remote_version *version;
	const char *before_gist; /* what the label has between its name and the gist */
};

/* The hooks of a program, which lists remote_shows or who does as shown. */
extern const struct protocol *const remote_shows[];
void remote_tree(struct tree *t, const struct layer *l, const struct remote_program *p);
void remote_info(struct column *c, const struct dissection *d, const struct layer *l, const struct remote_program *p);
void remote_label(struct buf *b, const struct tree *t, const struct record *r, const struct remote_program *p);
void remote_dissect(struct dissection *d, struct layer *l);

/* The row "nfs.procedure_v3" of a program and version, with the procedures' names; NULL: they are not known here. */
const struct field *remote_procedure_row(const struct registry *r, uint32_t program, uint32_t version);
/* "GETATTR", or "proc-99". */
void remote_procedure_name(struct buf *b, const struct dissection *d, const struct remote_call *c);
/* "[RPC retransmission of #5]V3 GETATTR Call (Reply In 7)" */
void remote_summary(struct column *c, const struct dissection *d, const struct layer *l);
extern const struct value_table remote_program_names;
/* "NFS"; "Unknown" */
const char *remote_program_name(uint32_t program);
bool remote_program_known(uint32_t program);
/* The handle of a GSS context (RFC 2203 5); rows are RPC's. */
void remote_gss_context(struct xdr *);
extern const struct value_table remote_flavor_names; /* authentication flavors */

#endif
