/* x509_opens.c: what object identifiers in certificates stand for: attributes of names, algorithms, extensions. */
#include "dissect/application/certificate.h"
#include "dissect/application/sct_list.h"
#include "dissect/application/x509_rows.h"

/* RFC 6962 3.3: an OCTET STRING with a list in TLS's encoding, shown with TLS's rows. */
static void put_scts(struct asn1 *w, uint16_t row, const struct ber *e)
{
	(void)row;
	if (asn1_use(w, ASN1_ROW(LEND_TLS, 0)))
		sct_list_put(w->t, e->body, e->stop);
}

static const struct asn1_type sct_list = { .kind = ASN1_HOOK, .hook = put_scts };

#define STRING "x509sat", SAT(DIRECTORY_STRING), &x509_directory_string
#define ATTRIBUTE(row) "x509sat", SAT(row), &asn1_value

/* Sorted as text. */
static const struct asn1_open opens[] = {
	{ "0.9.2342.19200300.100.1.1", "x509af", AF(USERID), &asn1_value },
	{ "0.9.2342.19200300.100.1.25", ATTRIBUTE(IA5) },
	{ "1.2.840.10040.4.1", "x509af", AF(DSS_PARAMS), &x509_dss_params },
	{ "1.2.840.10045.2.1", "pkcs-1", PKCS1(EC_PARAMETERS), &x509_ec_parameters },
	{ "1.2.840.113533.7.65.0", "x509ce", CE(ENTRUST), &x509_entrust },
	{ "1.2.840.113549.1.1.10", "pkcs-1", PKCS1(PSS), &x509_pss },
	{ "1.2.840.113549.1.9.1", ATTRIBUTE(IA5) },
	{ "1.2.840.113549.1.9.13", STRING },
	{ "1.2.840.113549.1.9.7", STRING },
	{ "1.2.840.113549.1.9.8", STRING },
	{ "1.3.6.1.4.1.11129.2.4.2", "tls", ASN1_NO_ROW, &sct_list },
	{ "1.3.6.1.4.1.11129.2.4.5", "tls", ASN1_NO_ROW, &sct_list },
	{ "1.3.6.1.4.1.311.20.2", ATTRIBUTE(BMP) },
	{ "1.3.6.1.4.1.311.20.2.3", ATTRIBUTE(UTF8) },
	{ "1.3.6.1.4.1.311.21.1", ATTRIBUTE(INTEGER) },
	{ "1.3.6.1.4.1.311.21.10", "x509ce", CE(POLICIES), &x509_policies },
	{ "1.3.6.1.4.1.311.21.2", ATTRIBUTE(OCTETS) },
	{ "1.3.6.1.4.1.311.21.7", "x509ce", CE(TEMPLATE), &x509_template },
	{ "1.3.6.1.4.1.311.60.2.1.1", STRING },
	{ "1.3.6.1.4.1.311.60.2.1.2", STRING },
	{ "1.3.6.1.4.1.311.60.2.1.3", ATTRIBUTE(COUNTRY) },
	{ "1.3.6.1.5.5.7.1.1", "pkix1implicit", IM(ACCESS_SYNTAX), &x509_access_syntax },
	{ "1.3.6.1.5.5.7.1.24", "pkix1explicit", EX(FEATURES), &x509_features },
	{ "1.3.6.1.5.5.7.2.1", "pkix1explicit", EX(DIRECTORY_STRING), &asn1_value },
	{ "1.3.6.1.5.5.7.2.2", "pkix1implicit", IM(NOTICE), &x509_notice },
	{ "1.3.6.1.5.5.7.48.1.1", "ocsp", OCSP(BASIC), &x509_basic_response },
	{ "1.3.6.1.5.5.7.48.1.2", "ocsp", OCSP(NONCE), &asn1_value },
	{ "1.3.6.1.5.5.7.48.1.3", "ocsp", OCSP(CRL_ID), &x509_crl_id },
	{ "1.3.6.1.5.5.7.48.1.4", "ocsp", OCSP(ACCEPTABLE), &x509_acceptable },
	{ "1.3.6.1.5.5.7.48.1.5", "ocsp", ASN1_ROW(LEND_OCSP, OCSP_NULL), &asn1_value },
	{ "1.3.6.1.5.5.7.48.1.6", "ocsp", OCSP(CUTOFF), &asn1_value },
	{ "1.3.6.1.5.5.7.48.1.7", "ocsp", OCSP(LOCATOR), &x509_locator },
	{ "2.16.840.1.113730.1.1", "ns_cert_exts", NS(CERT_TYPE), &x509_netscape_type },
	{ "2.16.840.1.113730.1.12", "ns_cert_exts", NS(SERVER_NAME), &asn1_value },
	{ "2.16.840.1.113730.1.13", "ns_cert_exts", NS(COMMENT), &asn1_value },
	{ "2.16.840.1.113730.1.2", "ns_cert_exts", NS(BASE_URL), &asn1_value },
	{ "2.16.840.1.113730.1.3", "ns_cert_exts", NS(REVOCATION_URL), &asn1_value },
	{ "2.16.840.1.113730.1.4", "ns_cert_exts", NS(CA_REVOCATION_URL), &asn1_value },
	{ "2.16.840.1.113730.1.7", "ns_cert_exts", NS(RENEWAL_URL), &asn1_value },
	{ "2.16.840.1.113730.1.8", "ns_cert_exts", NS(CA_POLICY_URL), &asn1_value },
	{ "2.5.29.14", "x509ce", CE(SUBJECT_KEY), &asn1_value },
	{ "2.5.29.15", "x509ce", CE(KEY_USAGE), &x509_key_usage },
	{ "2.5.29.16", "x509ce", CE(USAGE_PERIOD), &x509_usage_period },
	{ "2.5.29.17", "x509ce", CE(NAMES), &x509_general_names },
	{ "2.5.29.18", "x509ce", CE(NAMES), &x509_general_names },
	{ "2.5.29.19", "x509ce", CE(BASIC_CONSTRAINTS), &x509_basic_constraints },
	{ "2.5.29.20", "x509ce", CE(CRL_NUMBER), &asn1_value },
	{ "2.5.29.21", "x509ce", CE(CRL_REASON), &asn1_value },
	{ "2.5.29.23", "x509ce", CE(HOLD), &asn1_value },
	{ "2.5.29.24", "x509ce", CE(INVALIDITY_DATE), &asn1_value },
	{ "2.5.29.27", "x509ce", CE(BASE_CRL_NUMBER), &asn1_value },
	{ "2.5.29.28", "x509ce", CE(ISSUING_POINT), &x509_issuing_point },
	{ "2.5.29.29", "x509ce", CE(NAMES), &x509_general_names },
	{ "2.5.29.3", "x509ce", CE(POLICIES), &x509_policies },
	{ "2.5.29.30", "x509ce", CE(NAME_CONSTRAINTS), &x509_name_constraints },
	{ "2.5.29.31", "x509ce", CE(CRL_POINTS), &x509_crl_points },
	{ "2.5.29.32", "x509ce", CE(POLICIES), &x509_policies },
	{ "2.5.29.33", "x509ce", CE(MAPPINGS), &x509_mappings },
	{ "2.5.29.35", "x509ce", CE(AUTHORITY_KEY), &x509_authority_key },
	{ "2.5.29.36", "x509ce", CE(POLICY_CONSTRAINTS), &x509_policy_constraints },
	{ "2.5.29.37", "x509ce", CE(PURPOSES), &x509_purposes },
	{ "2.5.29.46", "x509ce", CE(CRL_POINTS), &x509_crl_points },
	{ "2.5.29.54", "x509ce", CE(SKIP_CERTS), &asn1_value },
	{ "2.5.4.10", STRING },
	{ "2.5.4.11", STRING },
	{ "2.5.4.12", STRING },
	{ "2.5.4.13", STRING },
	{ "2.5.4.15", STRING },
	{ "2.5.4.16", "x509sat", SAT(POSTAL_ADDRESS), &x509_postal_address },
	{ "2.5.4.17", STRING },
	{ "2.5.4.18", STRING },
	{ "2.5.4.19", STRING },
	{ "2.5.4.2", STRING },
	{ "2.5.4.20", ATTRIBUTE(TELEPHONE) },
	{ "2.5.4.24", ATTRIBUTE(X121) },
	{ "2.5.4.25", ATTRIBUTE(ISDN) },
	{ "2.5.4.27", ATTRIBUTE(DESTINATION) },
	{ "2.5.4.3", STRING },
	{ "2.5.4.4", STRING },
	{ "2.5.4.41", STRING },
	{ "2.5.4.42", STRING },
	{ "2.5.4.43", STRING },
	{ "2.5.4.44", STRING },
	{ "2.5.4.45", "x509sat", SAT(UNIQUE_ID), &asn1_bits },
	{ "2.5.4.46", ATTRIBUTE(PRINTABLE) },
	{ "2.5.4.5", ATTRIBUTE(PRINTABLE) },
	{ "2.5.4.51", STRING },
	{ "2.5.4.54", STRING },
	{ "2.5.4.6", ATTRIBUTE(COUNTRY) },
	{ "2.5.4.65", STRING },
	{ "2.5.4.7", STRING },
	{ "2.5.4.8", STRING },
	{ "2.5.4.9", STRING },
};

const struct asn1_module x509_module = {
	.protocols = certificate_protocols,
	.opens = opens,
	.n_opens = COUNT(opens),
	.padding = BER(PADDING),
	.unknown = BER(TEXT),
	.unknown_expert = BER(NOT_IMPLEMENTED),
};
