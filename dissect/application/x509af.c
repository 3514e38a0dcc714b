/* x509af.c: certificates (RFC 5280 4.1, X.509 7): tshark's rows of the authentication framework, and their types. */
#include "dissect/application/x509_rows.h"

#include "dissect/message.h"

static const struct value_table versions = VALUES({ 0, "v1" }, { 1, "v2" }, { 2, "v3" });
static const struct value_table names = VALUES({ 0, "rdnSequence" });
static const struct value_table times = VALUES({ 0, "utcTime" }, { 1, "generalizedTime" });

static const struct field af_fields[] = {
	[AF_PROTO] = F("x509af", "X.509 Authentication Framework", FT_PROTOCOL, BASE_NONE),
	[AF_ALGORITHM_ID] = F("x509af.algorithm.id", "Algorithm Id", FT_OID, BASE_NONE),
	[AF_EXTENSION_ID] = F("x509af.extension.id", "Extension Id", FT_OID, BASE_NONE),
	[AF_CERTIFICATE] = F("x509af.Certificate_element", "Certificate", FT_NONE, BASE_NONE),
	[AF_DSS_PARAMS] = F("x509af.DSS_Params_element", "DSS-Params", FT_NONE, BASE_NONE),
	[AF_TO_BE_SIGNED] = F("x509af.signedCertificate_element", "signedCertificate", FT_NONE, BASE_NONE),
	[AF_VERSION] = F("x509af.version", "version", FT_INT32, BASE_DEC, .vals = &versions),
	[AF_SERIAL] = F("x509af.serialNumber", "serialNumber", FT_BYTES, BASE_NONE, .label = x509_label_number),
	[AF_SIGNATURE] = F("x509af.signature_element", "signature", FT_NONE, BASE_NONE, .label = x509_label_named),
	[AF_ISSUER] = F("x509af.issuer", "issuer", FT_UINT32, BASE_DEC, .vals = &names),
	[AF_VALIDITY] = F("x509af.validity_element", "validity", FT_NONE, BASE_NONE),
	[AF_SUBJECT] = F("x509af.subject", "subject", FT_UINT32, BASE_DEC, .vals = &names),
	[AF_KEY_INFO] = F("x509af.subjectPublicKeyInfo_element", "subjectPublicKeyInfo", FT_NONE, BASE_NONE),
	[AF_ISSUER_UID] = F("x509af.issuerUniqueIdentifier", "issuerUniqueIdentifier", FT_BYTES, BASE_NONE),
	[AF_SUBJECT_UID] = F("x509af.subjectUniqueIdentifier", "subjectUniqueIdentifier", FT_BYTES, BASE_NONE),
	[AF_EXTENSIONS] = F("x509af.extensions", "extensions", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[AF_ALGORITHM] = F("x509af.algorithmIdentifier_element", "algorithmIdentifier", FT_NONE, BASE_NONE, .label = x509_label_named),
	[AF_ENCRYPTED] = F("x509af.encrypted", "encrypted", FT_BYTES, BASE_NONE),
	[AF_RDN_SEQUENCE] = F("x509af.rdnSequence", "rdnSequence", FT_UINT32, BASE_DEC, .label = x509_label_name),
	[AF_NOT_BEFORE] = F("x509af.notBefore", "notBefore", FT_UINT32, BASE_DEC, .vals = &times),
	[AF_NOT_AFTER] = F("x509af.notAfter", "notAfter", FT_UINT32, BASE_DEC, .vals = &times),
	[AF_KEY_ALGORITHM] = F("x509af.algorithm_element", "algorithm", FT_NONE, BASE_NONE, .label = x509_label_named),
	[AF_KEY] = F("x509af.subjectPublicKey", "subjectPublicKey", FT_BYTES, BASE_NONE),
	[AF_UTC_TIME] = F("x509af.utcTime", "utcTime", FT_STRING, BASE_NONE),
	[AF_GENERALIZED_TIME] = F("x509af.generalizedTime", "generalizedTime", FT_ABSOLUTE_TIME, BASE_UTC),
	[AF_EXTENSION] = F("x509af.Extension_element", "Extension", FT_NONE, BASE_NONE, .label = x509_label_named),
	[AF_CRITICAL] = F("x509af.critical", "critical", FT_BOOLEAN, BASE_NONE),
	[AF_USERID] = F("x509af.Userid", "Userid", FT_STRING, BASE_NONE),
	[AF_P] = F("x509af.p", "p", FT_BYTES, BASE_NONE, .label = x509_label_number),
	[AF_Q] = F("x509af.q", "q", FT_BYTES, BASE_NONE, .label = x509_label_number),
	[AF_G] = F("x509af.g", "g", FT_BYTES, BASE_NONE, .label = x509_label_number),
};

/* "2019-12-17 01:17:28 (UTC)" of "191217011728Z": the digits as they are, in a form that people read. */
static void put_utc_time(struct asn1 *w, uint16_t row, const struct ber *e)
{
	static const char separators[] = { '-', '-', ' ', ':', ':' };
	struct slice s = ber_content(w->s, e);
	int64_t sec;
	uint32_t nsec;
	if (!asn1_use(w, row))
		return;
	if (!ber_time(s, true, &sec, &nsec) || s.len < 11) {
		put(w->t, row & 0xff, e->body, ber_len(e));
		return;
	}
	uint32_t n = s.len >= 13 ? 12 : 10; /* with seconds or without */
	MESSAGE(m);
	buf_str(&m, s.p[0] < '5' ? "20" : "19");
	for (uint32_t i = 0; i < n; i += 2) {
		buf_put(&m, s.p + i, 2);
		if (i + 2 < n)
			buf_char(&m, separators[i / 2]);
	}
	if (s.p[n] == 'Z') {
		buf_lit(&m, " (UTC)");
	} else {
		buf_lit(&m, " (UTC");
		buf_put(&m, s.p + n, s.len - n < 5 ? s.len - n : 5);
		buf_char(&m, ')');
	}
	put_copy(w->t, row & 0xff, e->body, ber_len(e), m.p, (uint32_t)m.len);
}

/* An RSA key is taken apart, others are bits (RFC 3279 2.3). */
static void put_key(struct asn1 *w, uint16_t row, const struct ber *e)
{
	static const uint8_t rsa[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01 };
	static const struct asn1_part key = { BER_SEQUENCE, ASN1_NO_ROW, 0, &x509_rsa_key };
	if (w->oid.len != sizeof rsa || memcmp(w->oid.p, rsa, sizeof rsa)) {
		asn1_put_type(w, &asn1_bits, row, e);
		return;
	}
	if (!ber_len(e) || !asn1_use(w, row))
		return;
	put(w->t, row & 0xff, e->body + 1, ber_len(e) - 1);
	asn1_push(w);
	asn1_put(w, &key, e->body + 1, e->stop);
	asn1_pop(w);
}

static const struct asn1_type utc_time = { .kind = ASN1_HOOK, .hook = put_utc_time };
static const struct asn1_type public_key = { .kind = ASN1_HOOK, .hook = put_key };
static const struct asn1_type extension_value = { .kind = ASN1_OPEN_OCTETS };

const struct asn1_type x509_algorithm = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, AF(ALGORITHM_ID), 0, &asn1_oid },
	{ 0, ASN1_NO_ROW, ASN1_OPTIONAL | ASN1_ANY, &asn1_open });
const struct asn1_type x509_dss_params = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, AF(P), 0, &asn1_value }, { BER_INTEGER, AF(Q), 0, &asn1_value }, { BER_INTEGER, AF(G), 0, &asn1_value });

static const struct asn1_type moment = ASN1_PARTS(ASN1_CHOICE,
	{ BER_UTC_TIME, AF(UTC_TIME), 0, &utc_time }, { BER_GENERALIZED_TIME, AF(GENERALIZED_TIME), 0, &asn1_value });
static const struct asn1_type validity = ASN1_PARTS(ASN1_SEQUENCE,
	{ 0, AF(NOT_BEFORE), ASN1_ANY, &moment }, { 0, AF(NOT_AFTER), ASN1_ANY, &moment });
static const struct asn1_type subject = ASN1_PARTS(ASN1_CHOICE, { BER_SEQUENCE, AF(RDN_SEQUENCE), 0, &x509_rdns });
static const struct asn1_type key_info = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, AF(KEY_ALGORITHM), 0, &x509_algorithm }, { BER_BIT_STRING, AF(KEY), 0, &public_key });
static const struct asn1_type extension = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, AF(EXTENSION_ID), 0, &asn1_oid },
	{ BER_BOOLEAN, AF(CRITICAL), ASN1_OPTIONAL, &asn1_value },
	{ BER_OCTET_STRING, ASN1_NO_ROW, 0, &extension_value });
static const struct asn1_type extensions = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, AF(EXTENSION), 0, &extension });
static const struct asn1_type to_be_signed = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), AF(VERSION), ASN1_OPTIONAL | ASN1_EXPLICIT, &asn1_value },
	{ BER_INTEGER, AF(SERIAL), 0, &asn1_value },
	{ BER_SEQUENCE, AF(SIGNATURE), 0, &x509_algorithm },
	{ BER_SEQUENCE, AF(ISSUER), 0, &x509_name },
	{ BER_SEQUENCE, AF(VALIDITY), 0, &validity },
	{ BER_SEQUENCE, AF(SUBJECT), 0, &subject },
	{ BER_SEQUENCE, AF(KEY_INFO), 0, &key_info },
	{ CONTEXT(1), AF(ISSUER_UID), ASN1_OPTIONAL | ASN1_IMPLICIT, &asn1_bits },
	{ CONTEXT(2), AF(SUBJECT_UID), ASN1_OPTIONAL | ASN1_IMPLICIT, &asn1_bits },
	{ CONTEXT(3), AF(EXTENSIONS), ASN1_OPTIONAL | ASN1_EXPLICIT, &extensions });
const struct asn1_type x509_certificate = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, AF(TO_BE_SIGNED), 0, &to_be_signed },
	{ BER_SEQUENCE, AF(ALGORITHM), 0, &x509_algorithm },
	{ BER_BIT_STRING, AF(ENCRYPTED), 0, &asn1_bits });

const struct protocol protocol_x509af = { .name = "x509af", .column = "X509AF", FIELDS(af_fields) };
