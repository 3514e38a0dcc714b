/* x509_rows.h: what the parts of X.509 share: the rows of the protocols that tshark divides it into, and the ASN.1 types that
 * several of them use. */
#ifndef PEEL_DISSECT_APPLICATION_X509_ROWS_H
#define PEEL_DISSECT_APPLICATION_X509_ROWS_H

#include "dissect/application/encoding.h"
#include "dissect/asn1.h"

/* In the order of certificate_protocols. */
enum x509_lender {
	LEND_AF, LEND_IF, LEND_SAT, LEND_CE, LEND_EXPLICIT, LEND_IMPLICIT, LEND_PKCS1, LEND_NS, LEND_BER, LEND_OCSP,
	LEND_TLS,
};

#define AF(row) ASN1_ROW(LEND_AF, AF_##row)
#define IF(row) ASN1_ROW(LEND_IF, IF_##row)
#define SAT(row) ASN1_ROW(LEND_SAT, SAT_##row)
#define CE(row) ASN1_ROW(LEND_CE, CE_##row)
#define EX(row) ASN1_ROW(LEND_EXPLICIT, EX_##row)
#define IM(row) ASN1_ROW(LEND_IMPLICIT, IM_##row)
#define PKCS1(row) ASN1_ROW(LEND_PKCS1, PKCS1_##row)
#define NS(row) ASN1_ROW(LEND_NS, NS_##row)
#define OCSP(row) ASN1_ROW(LEND_OCSP, OCSP_##row)
#define BER(row) ASN1_ROW(LEND_BER, BER_##row)
#define CONTEXT(n) (BER_CONTEXT | (n))

enum {
	AF_PROTO, AF_ALGORITHM_ID, AF_EXTENSION_ID, AF_CERTIFICATE, AF_DSS_PARAMS, AF_TO_BE_SIGNED, AF_VERSION, AF_SERIAL,
	AF_SIGNATURE, AF_ISSUER, AF_VALIDITY, AF_SUBJECT, AF_KEY_INFO, AF_ISSUER_UID, AF_SUBJECT_UID, AF_EXTENSIONS,
	AF_ALGORITHM, AF_ENCRYPTED, AF_RDN_SEQUENCE, AF_NOT_BEFORE, AF_NOT_AFTER, AF_KEY_ALGORITHM, AF_KEY, AF_UTC_TIME,
	AF_GENERALIZED_TIME, AF_EXTENSION, AF_CRITICAL, AF_USERID, AF_P, AF_Q, AF_G,
};
enum { IF_PROTO, IF_OID, IF_RDN_SEQUENCE, IF_RDN, IF_ATTRIBUTE };
enum {
	SAT_PROTO, SAT_DIRECTORY_STRING, SAT_COUNTRY, SAT_UNIQUE_ID, SAT_POSTAL_ADDRESS, SAT_TELEPHONE, SAT_X121, SAT_ISDN,
	SAT_DESTINATION, SAT_NUMERIC, SAT_PRINTABLE, SAT_IA5, SAT_UTF8, SAT_BMP, SAT_INTEGER, SAT_OCTETS, SAT_C_TELETEX, SAT_C_PRINTABLE, SAT_C_UNIVERSAL,
	SAT_C_BMP, SAT_C_UTF8,
};
enum {
	CE_PROTO, CE_ID, CE_IPV4, CE_IPV6, CE_AUTHORITY_KEY, CE_SUBJECT_KEY, CE_KEY_USAGE, CE_PURPOSES, CE_USAGE_PERIOD,
	CE_POLICIES, CE_MAPPINGS, CE_NAMES, CE_BASIC_CONSTRAINTS, CE_NAME_CONSTRAINTS, CE_POLICY_CONSTRAINTS, CE_SKIP_CERTS,
	CE_CRL_NUMBER, CE_CRL_REASON, CE_HOLD, CE_INVALIDITY_DATE, CE_CRL_POINTS, CE_ISSUING_POINT, CE_BASE_CRL_NUMBER, CE_TEMPLATE,
	CE_ENTRUST, CE_KEY_ID, CE_CERT_ISSUER, CE_CERT_SERIAL, CE_PURPOSE, CE_NOT_BEFORE, CE_NOT_AFTER, CE_POLICY,
	CE_POLICY_ID, CE_QUALIFIERS, CE_QUALIFIER, CE_MAPPING, CE_ISSUER_POLICY, CE_SUBJECT_POLICY, CE_NAME, CE_OTHER_NAME,
	CE_RFC822, CE_DNS, CE_X400, CE_DIRECTORY, CE_EDI, CE_URI, CE_REGISTERED, CE_TYPE_ID, CE_CA, CE_PATH_LEN,
	CE_PERMITTED, CE_EXCLUDED, CE_SUBTREE, CE_BASE, CE_MINIMUM, CE_MAXIMUM, CE_REQUIRE_EXPLICIT, CE_INHIBIT_MAPPING,
	CE_POINT, CE_POINT_NAME, CE_REASONS, CE_CRL_ISSUER, CE_FULL_NAME, CE_RELATIVE_NAME, CE_ONLY_USER, CE_ONLY_CA,
	CE_ONLY_REASONS, CE_INDIRECT, CE_TEMPLATE_ID, CE_TEMPLATE_MAJOR, CE_TEMPLATE_MINOR, CE_ENTRUST_VERSION,
	CE_ENTRUST_FLAGS, CE_BIT_SIGNATURE, CE_BIT_COMMITMENT, CE_BIT_KEY_ENCIPHERMENT, CE_BIT_DATA_ENCIPHERMENT,
	CE_BIT_AGREEMENT, CE_BIT_CERT_SIGN, CE_BIT_CRL_SIGN, CE_BIT_ENCIPHER, CE_BIT_DECIPHER, CE_BIT_UNUSED,
	CE_BIT_KEY_COMPROMISE, CE_BIT_CA_COMPROMISE, CE_BIT_AFFILIATION, CE_BIT_SUPERSEDED, CE_BIT_CESSATION, CE_BIT_HOLD,
	CE_BIT_WITHDRAWN, CE_BIT_AA_COMPROMISE, CE_BIT_KEY_UPDATE, CE_BIT_NEW_EXTENSIONS, CE_BIT_PKIX, CE_BIT_ENTERPRISE,
	CE_BIT_WEB, CE_BIT_SET,
};
enum { EX_PROTO, EX_ID, EX_DIRECTORY_STRING, EX_FEATURES, EX_FEATURE, EX_EXTENSION, EX_CRITICAL };
enum {
	IM_PROTO, IM_ACCESS_SYNTAX, IM_NOTICE, IM_ACCESS, IM_METHOD, IM_LOCATION, IM_REFERENCE, IM_TEXT, IM_ORGANIZATION,
	IM_NUMBERS, IM_NUMBER, IM_IA5, IM_VISIBLE, IM_BMP, IM_UTF8,
};
enum {
	PKCS1_PROTO, PKCS1_PSS, PKCS1_HASH, PKCS1_MASK, PKCS1_SALT, PKCS1_TRAILER, PKCS1_MODULUS, PKCS1_EXPONENT,
	PKCS1_EC_PARAMETERS, PKCS1_NAMED_CURVE,
};
enum {
	NS_PROTO, NS_BASE_URL, NS_REVOCATION_URL, NS_CA_REVOCATION_URL, NS_CA_POLICY_URL, NS_COMMENT, NS_SERVER_NAME,
	NS_RENEWAL_URL, NS_CERT_TYPE, NS_BIT_CLIENT, NS_BIT_SERVER, NS_BIT_SMIME, NS_BIT_SIGNING, NS_BIT_RESERVED,
	NS_BIT_SSL_CA, NS_BIT_SMIME_CA, NS_BIT_SIGNING_CA,
};
enum {
	OCSP_PROTO, OCSP_TYPE, OCSP_BASIC, OCSP_CUTOFF, OCSP_ACCEPTABLE, OCSP_LOCATOR, OCSP_CRL_ID, OCSP_NONCE, OCSP_NULL,
	OCSP_TBS_REQUEST, OCSP_OPTIONAL_SIGNATURE, OCSP_VERSION, OCSP_REQUESTOR, OCSP_REQUESTS, OCSP_REQUEST,
	OCSP_REQUEST_EXTENSIONS, OCSP_ALGORITHM, OCSP_SIGNATURE, OCSP_CERTS, OCSP_CERTIFICATE, OCSP_REQ_CERT,
	OCSP_SINGLE_REQUEST_EXTENSIONS, OCSP_HASH, OCSP_NAME_HASH, OCSP_KEY_HASH, OCSP_SERIAL, OCSP_STATUS,
	OCSP_RESPONSE_BYTES, OCSP_TBS_RESPONSE, OCSP_RESPONDER, OCSP_PRODUCED, OCSP_RESPONSES, OCSP_SINGLE_RESPONSE,
	OCSP_RESPONSE_EXTENSIONS, OCSP_BY_NAME, OCSP_BY_KEY, OCSP_CERT_ID, OCSP_CERT_STATUS, OCSP_THIS_UPDATE,
	OCSP_NEXT_UPDATE, OCSP_SINGLE_EXTENSIONS, OCSP_GOOD, OCSP_REVOKED, OCSP_UNKNOWN, OCSP_REVOCATION_TIME,
	OCSP_REVOCATION_REASON, OCSP_ACCEPTABLE_ITEM, OCSP_ISSUER, OCSP_LOCATOR_ACCESS, OCSP_CRL_URL, OCSP_CRL_NUM,
	OCSP_CRL_TIME,
};

extern const struct protocol protocol_x509af, protocol_x509if, protocol_x509sat, protocol_x509ce,
	protocol_pkix1explicit, protocol_pkix1implicit, protocol_pkcs1, protocol_ns_cert_exts, protocol_ber,
	protocol_ocsp;

/* Types without parts; x509_oid_text: an object identifier in a row of text. */
extern const struct asn1_type asn1_value, asn1_oid, asn1_null, asn1_bits, asn1_open, x509_oid_text;
/* x509af, x509if */
extern const struct asn1_type x509_certificate, x509_algorithm, x509_name, x509_rdns, x509_rdn, x509_dss_params;
/* x509sat */
extern const struct asn1_type x509_directory_string, x509_postal_address;
/* x509ce */
extern const struct asn1_type x509_general_name, x509_general_names, x509_authority_key, x509_key_usage, x509_purposes,
	x509_usage_period, x509_policies, x509_mappings, x509_basic_constraints, x509_name_constraints,
	x509_policy_constraints, x509_crl_points, x509_issuing_point, x509_template, x509_entrust;
/* pkix1explicit, pkix1implicit, pkcs1, ns_cert_exts */
extern const struct asn1_type x509_plain_extensions, x509_features, x509_access_syntax, x509_notice, x509_pss,
	x509_rsa_key, x509_ec_parameters, x509_netscape_type;

/* ocsp */
extern const struct asn1_type x509_basic_response, x509_crl_id, x509_acceptable, x509_locator;

extern const struct asn1_module x509_module;
extern const struct value_table x509_items;

/* Labels: "serialNumber: 0x03c5...", "Id: 1.3.6.1 (iso.3.6.1)" of a row of text, "algorithm (rsaEncryption)", and of rows over a name or a part of one. */
void x509_label_number(struct buf *, const struct tree *, const struct record *);
void x509_label_oid(struct buf *, const struct tree *, const struct record *);
void x509_label_named(struct buf *, const struct tree *, const struct record *);
void x509_label_name(struct buf *, const struct tree *, const struct record *);
void x509_label_rdn(struct buf *, const struct tree *, const struct record *);
void x509_label_attribute(struct buf *, const struct tree *, const struct record *);

#endif
