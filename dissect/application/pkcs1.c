/* pkcs1.c: tshark's rows of RSA and elliptic curve keys (RFC 8017 appendix A, RFC 5480 2.1.1). */
#include "dissect/application/x509_rows.h"

static const struct value_table parameters = VALUES({ 0, "ecParameters" }, { 1, "namedCurve" }, { 2, "implicitlyCA" });

static const struct field pkcs1_fields[] = {
	[PKCS1_PROTO] = F("pkcs-1", "PKCS#1", FT_PROTOCOL, BASE_NONE),
	[PKCS1_PSS] = F("pkcs1.RSASSA_PSS_params_element", "RSASSA-PSS-params", FT_NONE, BASE_NONE),
	[PKCS1_HASH] = F("pkcs1.hashAlgorithm_element", "hashAlgorithm", FT_NONE, BASE_NONE, .label = x509_label_named),
	[PKCS1_MASK] = F("pkcs1.maskGenAlgorithm_element", "maskGenAlgorithm", FT_NONE, BASE_NONE, .label = x509_label_named),
	[PKCS1_SALT] = F("pkcs1.saltLength", "saltLength", FT_INT32, BASE_DEC),
	[PKCS1_TRAILER] = F("pkcs1.trailerField", "trailerField", FT_INT32, BASE_DEC),
	[PKCS1_MODULUS] = F("pkcs1.modulus", "modulus", FT_BYTES, BASE_NONE, .label = x509_label_number),
	[PKCS1_EXPONENT] = F("pkcs1.publicExponent", "publicExponent", FT_INT64, BASE_DEC),
	[PKCS1_EC_PARAMETERS] = F("pkcs1.ECParameters", "ECParameters", FT_UINT32, BASE_DEC, .vals = &parameters),
	[PKCS1_NAMED_CURVE] = F("pkcs1.namedCurve", "namedCurve", FT_OID, BASE_NONE),
};

const struct asn1_type x509_pss = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), PKCS1(HASH), ASN1_EXPLICIT | ASN1_OPTIONAL, &x509_algorithm },
	{ CONTEXT(1), PKCS1(MASK), ASN1_EXPLICIT | ASN1_OPTIONAL, &x509_algorithm },
	{ CONTEXT(2), PKCS1(SALT), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(3), PKCS1(TRAILER), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value });
const struct asn1_type x509_rsa_key = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_INTEGER, PKCS1(MODULUS), 0, &asn1_value }, { BER_INTEGER, PKCS1(EXPONENT), 0, &asn1_value });
const struct asn1_type x509_ec_parameters = ASN1_PARTS(ASN1_CHOICE,
	{ BER_SEQUENCE, ASN1_NO_ROW, 0, &asn1_null },
	{ BER_OID, PKCS1(NAMED_CURVE), 0, &asn1_value },
	{ BER_NULL, ASN1_NO_ROW, 0, &asn1_null });

const struct protocol protocol_pkcs1 = { .name = "pkcs-1", .column = "PKCS-1", FIELDS(pkcs1_fields) };
