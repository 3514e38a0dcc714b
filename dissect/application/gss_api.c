/* gss_api.c: tokens of the Generic Security Service API (RFC 2743 3.1): which mechanism a token is of, and that. */
#include "base/fmt.h"
#include "dissect/application/security_token.h"
#include "dissect/oid.h"
#include "dissect/text.h"

enum { GSS_API, GSS_OID, TOKEN_OBJECT, UNKNOWN_TEXT, UNKNOWN_HEADER };

#define ROW(row) ASN1_ROW(LEND_GSS_API, row)

/* "OID: 1.3.6.1.5.5.2 (SPNEGO - Simple Protected Negotiation)" */
static void label_oid(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	char room[OID_CALLED];
	struct buf name = BUF_OVER(room, sizeof room);
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "OID: ");
	oid_dotted(b, s);
	buf_lit(b, " (");
	oid_called(&name, s);
	text_closing(b, start, &name);
}

static const struct field gss_api_fields[] = {
	[GSS_API] = F("gss-api", "GSS-API Generic Security Service Application Program Interface", FT_PROTOCOL, BASE_NONE),
	[GSS_OID] = F("gss-api.OID", "OID", FT_STRING, BASE_NONE, .label = label_oid),
	[TOKEN_OBJECT] = F("gss-api.token_object", "Token object", FT_BYTES, BASE_NONE),
	[UNKNOWN_TEXT] = F_TEXT("Unknown header"),
	[UNKNOWN_HEADER] = F_EXPERT("gssapi.unknown_header", "Unknown header", PI_WARN, PI_PROTOCOL),
};

static void put_oid(struct asn1 *w, uint32_t off, uint32_t n)
{
	char text[OID_TEXT];
	if (asn1_use(w, ROW(GSS_OID)) && oid_key(text, slice_sub(w->s, off, n)))
		put_copy(w->t, GSS_OID, off, n, text, (uint32_t)strlen(text));
}

static void put_unknown(struct asn1 *w, const struct ber *e)
{
	char room[64];
	struct buf b = BUF_OVER(room, sizeof room);
	if (!asn1_use(w, ROW(UNKNOWN_TEXT)))
		return;
	buf_lit(&b, "Unknown header (class=");
	fmt_uint(&b, e->tag >> 14);
	buf_lit(&b, ", pc=");
	fmt_uint(&b, e->constructed);
	buf_lit(&b, ", tag=");
	fmt_uint(&b, e->tag & BER_NUMBER);
	buf_lit(&b, ")");
	put_label(w->t, UNKNOWN_TEXT, e->at, 0, b.p, (uint32_t)b.len);
	tree_push(w->t);
	buf_char(&b, 0);
	put_expert(w->t, UNKNOWN_HEADER, e->at, 0, b.p);
	tree_pop(w->t);
}

/* What stands behind the object identifier o in the token e. */
static void put_mechanism(struct asn1 *w, const struct ber *e, const struct ber *o)
{
	char text[OID_TEXT];
	if (!oid_key(text, ber_content(w->s, o)))
		return;
	if (!strcmp(text, "1.3.6.1.5.5.2"))
		token_put_spnego(w, o->end, e->stop);
	else if (!strcmp(text, "1.2.840.113554.1.2.2") || !strcmp(text, "1.2.840.48018.1.2.2"))
		token_put_kerberos(w, o->end, e->stop);
	else if (asn1_use(w, ROW(TOKEN_OBJECT)))
		put(w->t, TOKEN_OBJECT, e->body, ber_len(e));
}

void token_put_gss_api(struct asn1 *w, uint32_t off, uint32_t end)
{
	struct ber e, oid;
	asn1_tell_path(w, "gss-api");
	if (asn1_use(w, ROW(GSS_API)))
		put_node(w->t, GSS_API, off, end - off);
	asn1_push(w);
	if (!ber_read(w->s, off, end, &e)) {
		if (w->t)
			tree_malformed(w->t);
	} else if (e.tag != BER_APPLICATION) {
		put_unknown(w, &e);
	} else if (ber_read(w->s, e.body, e.stop, &oid) && oid.tag == BER_OID) {
		put_oid(w, oid.body, ber_len(&oid));
		put_mechanism(w, &e, &oid);
	}
	asn1_pop(w);
}

void token_put_wrap(struct asn1 *w, uint32_t off, uint32_t end)
{
	struct wrap_token k;
	if (!wrap_token_read(w->s, off, end, &k))
		return;
	asn1_tell_path(w, "gss-api");
	if (asn1_use(w, ROW(GSS_API)))
		put_node(w->t, GSS_API, off, k.header);
	asn1_push(w);
	if (k.mechanism_len)
		put_oid(w, k.mechanism, k.mechanism_len);
	if (k.is_kerberos)
		token_put_wrap_kerberos(w, off, end, &k);
	asn1_pop(w);
}

const struct protocol protocol_gss_api = { .name = "gss-api", .column = "GSS-API", FIELDS(gss_api_fields) };
