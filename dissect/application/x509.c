/* x509.c: certificates inside other protocols. */
#include "dissect/application/certificate.h"
#include "dissect/application/sct_list.h"
#include "dissect/application/x509_rows.h"
#include "dissect/oid.h"

const struct value_table x509_items = UNIT(" item", " items");
const struct asn1_type asn1_value = { .kind = ASN1_VALUE }, asn1_oid = { .kind = ASN1_OID },
		       asn1_null = { .kind = ASN1_NULL }, asn1_bits = { .kind = ASN1_BITS },
		       asn1_open = { .kind = ASN1_OPEN };

static void put_oid_text(struct asn1 *w, uint16_t row, const struct ber *e)
{
	char text[OID_TEXT];
	w->oid = ber_content(w->s, e);
	if (asn1_use(w, row) && oid_key(text, w->oid))
		put_copy(w->t, row & 0xff, e->body, ber_len(e), text, (uint32_t)strlen(text));
}
const struct asn1_type x509_oid_text = { .kind = ASN1_HOOK, .hook = put_oid_text };

const struct protocol *const certificate_protocols[] = {
	[LEND_AF] = &protocol_x509af, [LEND_IF] = &protocol_x509if, [LEND_SAT] = &protocol_x509sat,
	[LEND_CE] = &protocol_x509ce, [LEND_EXPLICIT] = &protocol_pkix1explicit,
	[LEND_IMPLICIT] = &protocol_pkix1implicit, [LEND_PKCS1] = &protocol_pkcs1, [LEND_NS] = &protocol_ns_cert_exts,
	[LEND_BER] = &protocol_ber, [LEND_OCSP] = &protocol_ocsp, [LEND_TLS] = &protocol_tls, NULL,
};

static const struct asn1_part certificate = { BER_SEQUENCE, ASN1_NO_ROW, 0, &x509_certificate };

void certificate_put(struct tree *t, uint32_t off, uint32_t end)
{
	struct asn1 w;
	asn1_begin(&w, &x509_module, t);
	asn1_push(&w);
	asn1_put(&w, &certificate, off, end);
	asn1_pop(&w);
	asn1_end(&w);
}

void certificate_put_name(struct tree *t, uint32_t off, uint32_t end)
{
	const struct ber name = { .at = off, .body = off, .stop = end, .end = end };
	struct asn1 w;
	asn1_begin(&w, &x509_module, t);
	asn1_push(&w);
	asn1_put_type(&w, &x509_rdns, ASN1_NO_ROW, &name);
	asn1_pop(&w);
	asn1_end(&w);
}

void certificate_put_whole_name(struct tree *t, uint32_t off, uint32_t end)
{
	static const struct asn1_part name = { BER_SEQUENCE, IF(RDN_SEQUENCE), 0, &x509_rdns };
	struct asn1 w;
	asn1_begin(&w, &x509_module, t);
	asn1_push(&w);
	asn1_put(&w, &name, off, end);
	asn1_pop(&w);
	asn1_end(&w);
}

void certificate_path(struct buf *b, struct slice s)
{
	struct asn1 w;
	asn1_begin_path(&w, &x509_module, s, b);
	asn1_put(&w, &certificate, 0, s.len);
}

void certificate_name_path(struct buf *b, struct slice s)
{
	static const struct asn1_part name = { BER_SEQUENCE, ASN1_NO_ROW, 0, &x509_rdns };
	struct asn1 w;
	asn1_begin_path(&w, &x509_module, s, b);
	asn1_put(&w, &name, 0, s.len);
}
