/* ldap.c: the Lightweight Directory Access Protocol (RFC 4511), also over UDP (CLDAP), and what SASL wraps (RFC 4422). */
#include "dissect/application/ldap.h"

#include "base/fmt.h"
#include "dissect/application/ldap_rows.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/oid.h"

/* A message is a SEQUENCE; what SASL wraps has its length in front, 4 bytes (RFC 4422 3.7). */
enum { SEQUENCE_TAG = 0x30, SASL_HEADER = 4, SASL_LONGEST = 0xffff, SHORTEST_MESSAGE = 6, MAX_MESSAGES = 4096 };

/* --- reading --- */

bool ldap_read(struct slice s, uint32_t off, struct ldap_message *m)
{
	struct ber *e = &m->all;
	*m = (struct ldap_message){ .op = LDAP_NO_OP };
	if (!ber_read(s, off, s.len, e) || e->tag != BER_SEQUENCE)
		return false;
	if (!ber_read(s, e->body, e->stop, &m->id_at))
		return true;
	m->id = (uint32_t)ber_unsigned(ber_content(s, &m->id_at));
	if (ber_read(s, m->id_at.end, e->stop, &m->body) && (m->body.tag & ~BER_NUMBER) == BER_APPLICATION &&
	    value_text(&ldap_ops, m->body.tag & BER_NUMBER))
		m->op = m->body.tag & BER_NUMBER;
	return true;
}

bool ldap_part(struct slice s, const struct ldap_message *m, unsigned number, struct ber *e)
{
	uint32_t off = m->body.body;
	while (ber_read(s, off, m->body.stop, e)) {
		if (!number--)
			return true;
		off = e->end;
	}
	return false;
}

bool ldap_tagged(struct slice s, const struct ldap_message *m, unsigned from, uint16_t tag, struct ber *e)
{
	enum { PARTS = 8 };
	for (unsigned i = from; i < PARTS && ldap_part(s, m, i, e); i++)
		if (e->tag == tag)
			return true;
	return false;
}

/* BindRequest: version, name, authentication. */
enum ldap_authentication ldap_authentication(struct slice s, const struct ldap_message *m)
{
	struct ber e;
	if (!ldap_part(s, m, 2, &e) || (e.tag & ~BER_NUMBER) != BER_CONTEXT)
		return LDAP_NO_AUTHENTICATION;
	switch (e.tag & BER_NUMBER) {
	case LDAP_SIMPLE: return LDAP_SIMPLE;
	case LDAP_SASL: return LDAP_SASL;
	case LDAP_NTLM_NEGOTIATE: return LDAP_NTLM_NEGOTIATE;
	case LDAP_NTLM_AUTH: return LDAP_NTLM_AUTH;
	default: return LDAP_NO_AUTHENTICATION;
	}
}

static bool is_text(struct slice s, const char *text)
{
	return s.len == strlen(text) && !memcmp(s.p, text, s.len);
}

enum ldap_mechanism ldap_mechanism(struct slice s, const struct ldap_message *m)
{
	struct ber e, name;
	if (ldap_authentication(s, m) != LDAP_SASL || !ldap_part(s, m, 2, &e) || !ber_read(s, e.body, e.stop, &name))
		return LDAP_MECHANISM_NONE;
	struct slice text = ber_content(s, &name);
	return is_text(text, "GSS-SPNEGO") ? LDAP_MECHANISM_GSS_SPNEGO
	       : is_text(text, "GSSAPI")   ? LDAP_MECHANISM_GSSAPI
					   : LDAP_MECHANISM_OTHER;
}

bool ldap_starts_tls(struct slice s, const struct ldap_message *m)
{
	struct ber e;
	return m->op == LDAP_EXTENDED_REQUEST && ldap_part(s, m, 0, &e) && e.tag == BER_CONTEXT &&
	       is_text(ber_content(s, &e), "1.3.6.1.4.1.1466.20037");
}

/* Bytes of the message that begins at s; 0: it does not say yet. */
static uint32_t message_size(struct slice s)
{
	uint32_t first = slice_u8(s, 1), bytes = first & 0x80 ? first & 0x7f : 0;
	struct ber e;
	if (s.wire < SHORTEST_MESSAGE || (bytes <= 4 && !slice_has_wire(s, 2, bytes)))
		return 0;
	if (first == 0x80) /* of indefinite length: up to its end-of-contents (X.690 8.1.3.6) */
		return ber_read(s, 0, s.len, &e) && !e.cut ? e.end : 0;
	if (bytes > 4)
		return UINT32_MAX;
	uint64_t n = 2 + bytes + (bytes ? slice_uint(s, 2, bytes, false) : first);
	return n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
}

static uint32_t ldap_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	if (slice_u8(s, 0) == SEQUENCE_TAG) {
		uint32_t n = message_size(s);
		return !n ? (uint32_t)PDU_ONE_MORE : n >= PDU_UNTIL_FIN ? PDU_REST : n;
	}
	if (s.wire < SASL_HEADER)
		return PDU_ONE_MORE;
	return slice_u32(s, 0) > SASL_LONGEST ? PDU_REST : SASL_HEADER + slice_u32(s, 0);
}

static void ldap_dissect(struct dissection *d, struct layer *l)
{
	layer_header(l, l->data.len);
	if (slice_u8(l->data, 0) == SEQUENCE_TAG) {
		dry_tree(d, l);
		return;
	}
	l->fact[LDAP_FACT_KIND] = slice_u32(l->data, 0) > SASL_LONGEST ? LDAP_KIND_NOTHING : LDAP_KIND_SASL;
	if (l->fact[LDAP_FACT_KIND] == LDAP_KIND_NOTHING) { /* nothing is said of it */
		l->flags |= LAYER_CONTINUED | LAYER_SILENT;
		l->path = "";
	}
}

void ldap_datagram(struct dissection *d, struct layer *l)
{
	layer_header(l, l->data.len);
	dry_tree(d, l);
}

/* --- what is wrapped --- */

static enum ldap_security security_of(const struct dissection *d, const struct layer *l)
{
	const struct app_note *note = layer_app_note(d, l);
	return note ? (enum ldap_security)note->value[LDAP_NOTE_SECURITY] : LDAP_NOT_SECURE;
}

uint32_t ldap_behind_token(const struct layer *l, enum ldap_security security)
{
	struct wrap_token k;
	if (l->fact[LDAP_FACT_KIND] == LDAP_KIND_MESSAGES)
		return 0;
	bool open = l->fact[LDAP_FACT_KIND] == LDAP_KIND_SASL && security == LDAP_WRAPPED_BY_GSS_API &&
		    wrap_token_read(l->data, SASL_HEADER, l->data.len, &k) && !k.sealed;
	return open ? SASL_HEADER + k.header : l->data.len;
}

uint32_t ldap_begin(const struct dissection *d, const struct layer *l)
{
	return ldap_behind_token(l, security_of(d, l));
}

/* --- the tree --- */

static void put_messages(struct asn1 *w, uint32_t off)
{
	static const struct asn1_part whole = { BER_SEQUENCE, LDAP_ROW(MESSAGE), 0, &ldap_message_type };
	struct ldap_message m;
	for (unsigned i = 0; i < MAX_MESSAGES && ldap_read(w->s, off, &m) && !(w->t && tree_ended(w->t));
	     i++, off = m.all.end)
		asn1_put(w, &whole, off, w->s.len);
}

/* The length, the token, and what it protects: encrypted, or messages. */
static void put_wrapped(struct asn1 *w, const struct dissection *d, const struct layer *l)
{
	struct wrap_token k;
	uint32_t end = l->data.len;
	if (security_of(d, l) == LDAP_NOT_SECURE)
		return;
	if (asn1_use(w, LDAP_ROW(SASL_BUFFER))) {
		put(w->t, SASL_LENGTH, 0, SASL_HEADER);
		put_node(w->t, SASL_BUFFER, SASL_HEADER, slice_u32(l->data, 0));
	}
	if (security_of(d, l) != LDAP_WRAPPED_BY_GSS_API || !wrap_token_read(l->data, SASL_HEADER, end, &k))
		return;
	uint32_t payload = SASL_HEADER + k.header;
	asn1_push(w);
	token_put_wrap(w, SASL_HEADER, end);
	if (k.sealed && asn1_use(w, LDAP_ROW(ENCRYPTED_PAYLOAD)))
		put(w->t, ENCRYPTED_PAYLOAD, payload, end - payload);
	if (!k.sealed && asn1_use(w, LDAP_ROW(PAYLOAD)))
		put_node(w->t, PAYLOAD, payload, end - payload);
	asn1_push(w);
	if (!k.sealed)
		put_messages(w, payload);
	asn1_pop(w);
	asn1_pop(w);
}

static void put_all(struct ldap_walk *walk, const struct dissection *d, const struct layer *l)
{
	const struct app_note *note = layer_app_note(d, l);
	walk->mechanism = note ? (enum ldap_mechanism)note->value[LDAP_NOTE_MECHANISM] : LDAP_MECHANISM_NONE;
	if (l->fact[LDAP_FACT_KIND] == LDAP_KIND_MESSAGES)
		put_messages(&walk->w, 0);
	else if (l->fact[LDAP_FACT_KIND] == LDAP_KIND_SASL)
		put_wrapped(&walk->w, d, l);
}

void ldap_tree(struct tree *t, const struct layer *l)
{
	struct ldap_walk walk;
	if (l->fact[LDAP_FACT_KIND] == LDAP_KIND_NOTHING) {
		tree_drop(t);
		return;
	}
	asn1_begin(&walk.w, &ldap_module, t);
	put_all(&walk, t->d, l);
	asn1_end(&walk.w);
}

/* Values that object identifiers say the type of count as one more layer, and so do tokens. */
void ldap_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	struct ldap_walk walk;
	asn1_begin_path(&walk.w, &ldap_module, l->data, b);
	put_all(&walk, d, l);
}

/* --- the line --- */

/* The name that an operation is about. */
static void append_dn(struct buf *b, struct slice s, const struct ldap_message *m, unsigned part)
{
	struct ber e = m->body;
	if (m->op != LDAP_DELETE_REQUEST && (!ldap_part(s, m, part, &e) || e.tag != BER_OCTET_STRING))
		return;
	buf_char(b, '"');
	if (ber_len(&e))
		fmt_text(b, s.p + e.body, ber_len(&e));
	else
		buf_lit(b, "<ROOT>");
	buf_lit(b, "\" ");
}

static void append_authentication(struct buf *b, struct slice s, const struct ldap_message *m)
{
	struct ber e;
	enum ldap_authentication how = ldap_authentication(s, m);
	append_dn(b, s, m, 1);
	if (!ldap_part(s, m, 2, &e))
		return;
	buf_str(b, how == LDAP_SIMPLE           ? "simple "
		   : how == LDAP_SASL           ? "sasl "
		   : how == LDAP_NTLM_NEGOTIATE ? "ntlmsspNegotiate "
		   : how == LDAP_NTLM_AUTH      ? "ntlmsspAuth "
						: "Unknown auth(4294967295) ");
}

static void append_scope(struct buf *b, struct slice s, const struct ldap_message *m)
{
	struct ber e;
	append_dn(b, s, m, 0);
	const char *name = ldap_part(s, m, 1, &e) ? value_text(&ldap_scopes, ber_unsigned(ber_content(s, &e))) : NULL;
	if (!name)
		return;
	buf_str(b, name);
	buf_char(b, ' ');
}

static void append_message(struct buf *b, struct slice s, const struct ldap_message *m)
{
	struct ber e;
	if (!ldap_part(s, m, 2, &e) || e.tag != BER_OCTET_STRING || !ber_len(&e))
		return;
	buf_char(b, '(');
	fmt_text(b, s.p + e.body, ber_len(&e));
	buf_lit(b, ") ");
}

static void append_result(struct buf *b, struct slice s, const struct ldap_message *m)
{
	struct ber e;
	if (!ldap_part(s, m, 0, &e))
		return;
	uint64_t code = ber_unsigned(ber_content(s, &e));
	const char *name = value_text(&ldap_results, code);
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown result(");
		fmt_uint(b, code);
		buf_char(b, ')');
	}
	buf_char(b, ' ');
	append_message(b, s, m);
}

static void append_name(struct buf *b, struct slice s, const struct ldap_message *m, uint16_t tag)
{
	struct ber e;
	if (!ldap_tagged(s, m, 0, tag, &e))
		return;
	oid_dotted_called(b, ber_content(s, &e));
	buf_char(b, ' ');
}

void ldap_summary(struct buf *b, struct slice s, const struct ldap_message *m, bool in_tree)
{
	struct ber e = m->body;
	if (m->op == LDAP_NO_OP)
		return;
	buf_str(b, value_text(&ldap_ops, m->op));
	buf_char(b, '(');
	fmt_uint(b, m->op == LDAP_ABANDON_REQUEST ? (uint32_t)ber_unsigned(ber_content(s, &e)) : m->id);
	buf_lit(b, ") ");
	switch (m->op) {
	case LDAP_BIND_REQUEST: append_authentication(b, s, m); break;
	case LDAP_SEARCH_REQUEST: append_scope(b, s, m); break;
	case LDAP_SEARCH_ENTRY:
	case LDAP_MODIFY_REQUEST:
	case LDAP_ADD_REQUEST:
	case LDAP_DELETE_REQUEST:
	case LDAP_MODIFY_DN_REQUEST:
	case LDAP_COMPARE_REQUEST: append_dn(b, s, m, 0); break;
	case LDAP_BIND_RESPONSE:
	case LDAP_SEARCH_DONE:
	case LDAP_MODIFY_RESPONSE:
	case LDAP_ADD_RESPONSE:
	case LDAP_DELETE_RESPONSE:
	case LDAP_MODIFY_DN_RESPONSE:
	case LDAP_COMPARE_RESPONSE: append_result(b, s, m); break;
	case LDAP_EXTENDED_REQUEST:
	case LDAP_INTERMEDIATE_RESPONSE:
		if (!in_tree)
			append_name(b, s, m, BER_CONTEXT);
		break;
	case LDAP_EXTENDED_RESPONSE:
		append_message(b, s, m);
		if (!in_tree)
			append_name(b, s, m, BER_CONTEXT | 10);
		break;
	default: break;
	}
}

/* "SASL GSS-API Privacy: payload (144 bytes)", and what stands in front of messages that are signed alone. */
static void info_wrapped(struct buf *b, const struct dissection *d, const struct layer *l)
{
	struct wrap_token k;
	if (security_of(d, l) != LDAP_WRAPPED_BY_GSS_API || !wrap_token_read(l->data, SASL_HEADER, l->data.len, &k))
		return;
	if (!k.sealed) {
		buf_lit(b, "SASL GSS-API Integrity: ");
		return;
	}
	buf_lit(b, "SASL GSS-API Privacy: payload (");
	fmt_uint(b, l->data.len - SASL_HEADER - k.header);
	buf_lit(b, " bytes)");
}

void ldap_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct app_note *note = layer_app_note(d, l);
	uint64_t results = note ? note->value[LDAP_NOTE_RESULTS] : 0;
	struct ldap_message m;
	uint32_t off = ldap_begin(d, l);
	if (l->fact[LDAP_FACT_KIND] == LDAP_KIND_NOTHING)
		c->keep = true;
	if (l->fact[LDAP_FACT_KIND] == LDAP_KIND_SASL)
		info_wrapped(&c->info, d, l);
	for (unsigned i = 0; i < MAX_MESSAGES && ldap_read(l->data, off, &m); i++, off = m.all.end) {
		ldap_summary(&c->info, l->data, &m, false);
		results += m.op == LDAP_SEARCH_ENTRY;
		if (m.op != LDAP_SEARCH_DONE)
			continue;
		buf_lit(&c->info, " [");
		fmt_uint(&c->info, results);
		buf_str(&c->info, results == 1 ? " result]" : " results]");
	}
}

static const struct next_link ldap_on[] = { { NEXT_TCP_PORT, 389 }, { NEXT_TCP_PORT, 3268 } };

static const struct protocol *const shown[] = { &protocol_kerberos, &protocol_ber, &protocol_gss_api, &protocol_spnego,
						NULL };

const struct protocol protocol_ldap = {
	.name = "ldap",
	.column = "LDAP",
	.fields = ldap_fields,
	.n_fields = N_LDAP_ROWS,
	ON(ldap_on),
	.shows = shown,
	.pdu = ldap_pdu,
	.info_between = " | ",
	.info_each = true,
	.dissect = ldap_dissect,
	.fields_of = ldap_tree,
	.path_inside = ldap_path,
	.info = ldap_info,
};
