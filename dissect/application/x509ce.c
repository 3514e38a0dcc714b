/* x509ce.c: extensions of certificates (RFC 5280 4.2, X.509 8): tshark's rows, and their types. */
#include "dissect/application/x509_rows.h"

static const struct value_table general_names = VALUES({ 0, "otherName" }, { 1, "rfc822Name" }, { 2, "dNSName" },
	{ 3, "x400Address" }, { 4, "directoryName" }, { 5, "ediPartyName" }, { 6, "uniformResourceIdentifier" },
	{ 7, "iPAddress" }, { 8, "registeredID" });
static const struct value_table point_names = VALUES({ 0, "fullName" }, { 1, "nameRelativeToCRLIssuer" });
static const struct value_table names = VALUES({ 0, "rdnSequence" });
static const struct value_table reasons = VALUES({ 0, "unspecified" }, { 1, "keyCompromise" }, { 2, "cACompromise" },
	{ 3, "affiliationChanged" }, { 4, "superseded" }, { 5, "cessationOfOperation" }, { 6, "certificateHold" },
	{ 8, "removeFromCRL" }, { 9, "privilegeWithdrawn" }, { 10, "aaCompromise" });

#define BIT(row_, abbrev_, name_, mask_) \
	[row_] = F("x509ce." abbrev_ "." name_, name_, FT_BOOLEAN, BASE_NONE, .size = 1, .mask = mask_)

static const struct field ce_fields[] = {
	[CE_PROTO] = F("x509ce", "X.509 Certificate Extensions", FT_PROTOCOL, BASE_NONE),
	[CE_ID] = F("x509ce.id", "Id", FT_OID, BASE_NONE),
	[CE_IPV4] = F("x509ce.IPAddress.ipv4", "iPAddress", FT_IPv4, BASE_NONE),
	[CE_IPV6] = F("x509ce.IPAddress.ipv6", "iPAddress", FT_IPv6, BASE_NONE),
	[CE_AUTHORITY_KEY] = F("x509ce.AuthorityKeyIdentifier_element", "AuthorityKeyIdentifier", FT_NONE, BASE_NONE),
	[CE_SUBJECT_KEY] = F("x509ce.SubjectKeyIdentifier", "SubjectKeyIdentifier", FT_BYTES, BASE_NONE),
	[CE_KEY_USAGE] = F("x509ce.KeyUsage", "KeyUsage", FT_BYTES, BASE_NONE),
	[CE_PURPOSES] = F("x509ce.KeyPurposeIDs", "KeyPurposeIDs", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_USAGE_PERIOD] = F("x509ce.PrivateKeyUsagePeriod_element", "PrivateKeyUsagePeriod", FT_NONE, BASE_NONE),
	[CE_POLICIES] = F("x509ce.CertificatePoliciesSyntax", "CertificatePoliciesSyntax", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_MAPPINGS] = F("x509ce.PolicyMappingsSyntax", "PolicyMappingsSyntax", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_NAMES] = F("x509ce.GeneralNames", "GeneralNames", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_BASIC_CONSTRAINTS] = F("x509ce.BasicConstraintsSyntax_element", "BasicConstraintsSyntax", FT_NONE, BASE_NONE),
	[CE_NAME_CONSTRAINTS] = F("x509ce.NameConstraintsSyntax_element", "NameConstraintsSyntax", FT_NONE, BASE_NONE),
	[CE_POLICY_CONSTRAINTS] = F("x509ce.PolicyConstraintsSyntax_element", "PolicyConstraintsSyntax", FT_NONE, BASE_NONE),
	[CE_SKIP_CERTS] = F("x509ce.SkipCerts", "SkipCerts", FT_UINT64, BASE_DEC),
	[CE_CRL_NUMBER] = F("x509ce.CRLNumber", "CRLNumber", FT_UINT64, BASE_DEC),
	[CE_CRL_REASON] = F("x509ce.CRLReason", "CRLReason", FT_UINT32, BASE_DEC, .vals = &reasons),
	[CE_HOLD] = F("x509ce.HoldInstruction", "HoldInstruction", FT_OID, BASE_NONE),
	[CE_INVALIDITY_DATE] = F("x509ce.id_ce_invalidityDate", "invalidityDate", FT_ABSOLUTE_TIME, BASE_UTC),
	[CE_CRL_POINTS] = F("x509ce.CRLDistPointsSyntax", "CRLDistPointsSyntax", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_ISSUING_POINT] = F("x509ce.IssuingDistPointSyntax_element", "IssuingDistPointSyntax", FT_NONE, BASE_NONE),
	[CE_BASE_CRL_NUMBER] = F("x509ce.BaseCRLNumber", "BaseCRLNumber", FT_UINT64, BASE_DEC),
	[CE_TEMPLATE] = F("x509ce.CertificateTemplate_element", "CertificateTemplate", FT_NONE, BASE_NONE),
	[CE_ENTRUST] = F("x509ce.EntrustVersionInfo_element", "EntrustVersionInfo", FT_NONE, BASE_NONE),
	[CE_KEY_ID] = F("x509ce.keyIdentifier", "keyIdentifier", FT_BYTES, BASE_NONE),
	[CE_CERT_ISSUER] = F("x509ce.authorityCertIssuer", "authorityCertIssuer", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_CERT_SERIAL] = F("x509ce.authorityCertSerialNumber", "authorityCertSerialNumber", FT_BYTES, BASE_NONE, .label = x509_label_number),
	[CE_PURPOSE] = F("x509ce.KeyPurposeId", "KeyPurposeId", FT_OID, BASE_NONE),
	[CE_NOT_BEFORE] = F("x509ce.notBefore", "notBefore", FT_ABSOLUTE_TIME, BASE_UTC),
	[CE_NOT_AFTER] = F("x509ce.notAfter", "notAfter", FT_ABSOLUTE_TIME, BASE_UTC),
	[CE_POLICY] = F("x509ce.PolicyInformation_element", "PolicyInformation", FT_NONE, BASE_NONE),
	[CE_POLICY_ID] = F("x509ce.policyIdentifier", "policyIdentifier", FT_OID, BASE_NONE),
	[CE_QUALIFIERS] = F("x509ce.policyQualifiers", "policyQualifiers", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_QUALIFIER] = F("x509ce.PolicyQualifierInfo_element", "PolicyQualifierInfo", FT_NONE, BASE_NONE),
	[CE_MAPPING] = F("x509ce.PolicyMappingsSyntax_item_element", "PolicyMappingsSyntax item", FT_NONE, BASE_NONE),
	[CE_ISSUER_POLICY] = F("x509ce.issuerDomainPolicy", "issuerDomainPolicy", FT_OID, BASE_NONE),
	[CE_SUBJECT_POLICY] = F("x509ce.subjectDomainPolicy", "subjectDomainPolicy", FT_OID, BASE_NONE),
	[CE_NAME] = F("x509ce.GeneralName", "GeneralName", FT_UINT32, BASE_DEC, .vals = &general_names),
	[CE_OTHER_NAME] = F("x509ce.otherName_element", "otherName", FT_NONE, BASE_NONE),
	[CE_RFC822] = F("x509ce.rfc822Name", "rfc822Name", FT_STRING, BASE_NONE),
	[CE_DNS] = F("x509ce.dNSName", "dNSName", FT_STRING, BASE_NONE),
	[CE_X400] = F("x509ce.x400Address_element", "x400Address", FT_NONE, BASE_NONE),
	[CE_DIRECTORY] = F("x509ce.directoryName", "directoryName", FT_UINT32, BASE_DEC, .vals = &names),
	[CE_EDI] = F("x509ce.ediPartyName_element", "ediPartyName", FT_NONE, BASE_NONE),
	[CE_URI] = F("x509ce.uniformResourceIdentifier", "uniformResourceIdentifier", FT_STRING, BASE_NONE),
	[CE_REGISTERED] = F("x509ce.registeredID", "registeredID", FT_OID, BASE_NONE),
	[CE_TYPE_ID] = F("x509ce.type_id", "type-id", FT_OID, BASE_NONE),
	[CE_CA] = F("x509ce.cA", "cA", FT_BOOLEAN, BASE_NONE),
	[CE_PATH_LEN] = F("x509ce.pathLenConstraint", "pathLenConstraint", FT_UINT64, BASE_DEC),
	[CE_PERMITTED] = F("x509ce.permittedSubtrees", "permittedSubtrees", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_EXCLUDED] = F("x509ce.excludedSubtrees", "excludedSubtrees", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_SUBTREE] = F("x509ce.GeneralSubtree_element", "GeneralSubtree", FT_NONE, BASE_NONE),
	[CE_BASE] = F("x509ce.base", "base", FT_UINT32, BASE_DEC, .vals = &general_names),
	[CE_MINIMUM] = F("x509ce.minimum", "minimum", FT_UINT64, BASE_DEC),
	[CE_MAXIMUM] = F("x509ce.maximum", "maximum", FT_UINT64, BASE_DEC),
	[CE_REQUIRE_EXPLICIT] = F("x509ce.requireExplicitPolicy", "requireExplicitPolicy", FT_UINT64, BASE_DEC),
	[CE_INHIBIT_MAPPING] = F("x509ce.inhibitPolicyMapping", "inhibitPolicyMapping", FT_UINT64, BASE_DEC),
	[CE_POINT] = F("x509ce.DistributionPoint_element", "DistributionPoint", FT_NONE, BASE_NONE),
	[CE_POINT_NAME] = F("x509ce.distributionPoint", "distributionPoint", FT_UINT32, BASE_DEC, .vals = &point_names),
	[CE_REASONS] = F("x509ce.reasons", "reasons", FT_BYTES, BASE_NONE),
	[CE_CRL_ISSUER] = F("x509ce.cRLIssuer", "cRLIssuer", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_FULL_NAME] = F("x509ce.fullName", "fullName", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[CE_RELATIVE_NAME] = F("x509ce.nameRelativeToCRLIssuer", "nameRelativeToCRLIssuer", FT_UINT32, BASE_DEC, .label = x509_label_rdn),
	[CE_ONLY_USER] = F("x509ce.onlyContainsUserPublicKeyCerts", "onlyContainsUserPublicKeyCerts", FT_BOOLEAN, BASE_NONE),
	[CE_ONLY_CA] = F("x509ce.onlyContainsCACerts", "onlyContainsCACerts", FT_BOOLEAN, BASE_NONE),
	[CE_ONLY_REASONS] = F("x509ce.onlySomeReasons", "onlySomeReasons", FT_BYTES, BASE_NONE),
	[CE_INDIRECT] = F("x509ce.indirectCRL", "indirectCRL", FT_BOOLEAN, BASE_NONE),
	[CE_TEMPLATE_ID] = F("x509ce.templateID", "templateID", FT_OID, BASE_NONE),
	[CE_TEMPLATE_MAJOR] = F("x509ce.templateMajorVersion", "templateMajorVersion", FT_INT32, BASE_DEC),
	[CE_TEMPLATE_MINOR] = F("x509ce.templateMinorVersion", "templateMinorVersion", FT_INT32, BASE_DEC),
	[CE_ENTRUST_VERSION] = F("x509ce.entrustVers", "entrustVers", FT_STRING, BASE_NONE),
	[CE_ENTRUST_FLAGS] = F("x509ce.entrustVersInfoFlags", "entrustVersInfoFlags", FT_BYTES, BASE_NONE),
	BIT(CE_BIT_SIGNATURE, "KeyUsage", "digitalSignature", 0x80),
	BIT(CE_BIT_COMMITMENT, "KeyUsage", "contentCommitment", 0x40),
	BIT(CE_BIT_KEY_ENCIPHERMENT, "KeyUsage", "keyEncipherment", 0x20),
	BIT(CE_BIT_DATA_ENCIPHERMENT, "KeyUsage", "dataEncipherment", 0x10),
	BIT(CE_BIT_AGREEMENT, "KeyUsage", "keyAgreement", 0x08),
	BIT(CE_BIT_CERT_SIGN, "KeyUsage", "keyCertSign", 0x04),
	BIT(CE_BIT_CRL_SIGN, "KeyUsage", "cRLSign", 0x02),
	BIT(CE_BIT_ENCIPHER, "KeyUsage", "encipherOnly", 0x01),
	BIT(CE_BIT_DECIPHER, "KeyUsage", "decipherOnly", 0x80),
	BIT(CE_BIT_UNUSED, "ReasonFlags", "unused", 0x80),
	BIT(CE_BIT_KEY_COMPROMISE, "ReasonFlags", "keyCompromise", 0x40),
	BIT(CE_BIT_CA_COMPROMISE, "ReasonFlags", "cACompromise", 0x20),
	BIT(CE_BIT_AFFILIATION, "ReasonFlags", "affiliationChanged", 0x10),
	BIT(CE_BIT_SUPERSEDED, "ReasonFlags", "superseded", 0x08),
	BIT(CE_BIT_CESSATION, "ReasonFlags", "cessationOfOperation", 0x04),
	BIT(CE_BIT_HOLD, "ReasonFlags", "certificateHold", 0x02),
	BIT(CE_BIT_WITHDRAWN, "ReasonFlags", "privilegeWithdrawn", 0x01),
	BIT(CE_BIT_AA_COMPROMISE, "ReasonFlags", "aACompromise", 0x80),
	BIT(CE_BIT_KEY_UPDATE, "EntrustInfoFlags", "keyUpdateAllowed", 0x80),
	BIT(CE_BIT_NEW_EXTENSIONS, "EntrustInfoFlags", "newExtensions", 0x40),
	BIT(CE_BIT_PKIX, "EntrustInfoFlags", "pKIXCertificate", 0x20),
	BIT(CE_BIT_ENTERPRISE, "EntrustInfoFlags", "enterpriseCategory", 0x10),
	BIT(CE_BIT_WEB, "EntrustInfoFlags", "webCategory", 0x08),
	BIT(CE_BIT_SET, "EntrustInfoFlags", "sETCategory", 0x04),
};

static void put_address(struct asn1 *w, uint16_t row, const struct ber *e)
{
	uint32_t n = ber_len(e);
	(void)row;
	if (n == 4 || n == 16) /* an address with its mask has no row */
		asn1_put_value(w, n == 4 ? CE(IPV4) : CE(IPV6), e);
}

static const struct asn1_type address = { .kind = ASN1_HOOK, .hook = put_address };
static const struct asn1_type other_name = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, CE(TYPE_ID), 0, &asn1_oid }, { CONTEXT(0), ASN1_NO_ROW, ASN1_EXPLICIT, &asn1_open });
const struct asn1_type x509_general_name = ASN1_PARTS(ASN1_CHOICE,
	{ CONTEXT(0), CE(OTHER_NAME), ASN1_IMPLICIT, &other_name },
	{ CONTEXT(1), CE(RFC822), ASN1_IMPLICIT, &asn1_value },
	{ CONTEXT(2), CE(DNS), ASN1_IMPLICIT, &asn1_value },
	{ CONTEXT(3), CE(X400), ASN1_IMPLICIT, &asn1_value },
	{ CONTEXT(4), CE(DIRECTORY), ASN1_EXPLICIT, &x509_name },
	{ CONTEXT(5), CE(EDI), ASN1_IMPLICIT, &asn1_value },
	{ CONTEXT(6), CE(URI), ASN1_IMPLICIT, &asn1_value },
	{ CONTEXT(7), ASN1_NO_ROW, ASN1_IMPLICIT, &address },
	{ CONTEXT(8), CE(REGISTERED), ASN1_IMPLICIT, &asn1_value });
const struct asn1_type x509_general_names = ASN1_PARTS(ASN1_SEQUENCE_OF, { 0, CE(NAME), ASN1_ANY, &x509_general_name });

const struct asn1_type x509_authority_key = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), CE(KEY_ID), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(1), CE(CERT_ISSUER), ASN1_IMPLICIT | ASN1_OPTIONAL, &x509_general_names },
	{ CONTEXT(2), CE(CERT_SERIAL), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value });
const struct asn1_type x509_key_usage = { .kind = ASN1_BITS, .n = 9, .bits = CE(BIT_SIGNATURE) };
static const struct asn1_type reason_flags = { .kind = ASN1_BITS, .n = 9, .bits = CE(BIT_UNUSED) };
static const struct asn1_type entrust_flags = { .kind = ASN1_BITS, .n = 6, .bits = CE(BIT_KEY_UPDATE) };
const struct asn1_type x509_purposes = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_OID, CE(PURPOSE), 0, &asn1_value });
const struct asn1_type x509_usage_period = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), CE(NOT_BEFORE), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(1), CE(NOT_AFTER), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value });

static const struct asn1_type qualifier = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, CE(ID), 0, &asn1_oid }, { 0, ASN1_NO_ROW, ASN1_ANY | ASN1_OPTIONAL, &asn1_open });
static const struct asn1_type qualifiers = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, CE(QUALIFIER), 0, &qualifier });
static const struct asn1_type policy = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, CE(POLICY_ID), 0, &asn1_value }, { BER_SEQUENCE, CE(QUALIFIERS), ASN1_OPTIONAL, &qualifiers });
const struct asn1_type x509_policies = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, CE(POLICY), 0, &policy });
static const struct asn1_type mapping = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, CE(ISSUER_POLICY), 0, &asn1_value }, { BER_OID, CE(SUBJECT_POLICY), 0, &asn1_value });
const struct asn1_type x509_mappings = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, CE(MAPPING), 0, &mapping });
const struct asn1_type x509_policy_constraints = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), CE(REQUIRE_EXPLICIT), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(1), CE(INHIBIT_MAPPING), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value });

const struct asn1_type x509_basic_constraints = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_BOOLEAN, CE(CA), ASN1_OPTIONAL, &asn1_value }, { BER_INTEGER, CE(PATH_LEN), ASN1_OPTIONAL, &asn1_value });
static const struct asn1_type subtree = ASN1_PARTS(ASN1_SEQUENCE,
	{ 0, CE(BASE), ASN1_ANY, &x509_general_name },
	{ CONTEXT(0), CE(MINIMUM), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(1), CE(MAXIMUM), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value });
static const struct asn1_type subtrees = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, CE(SUBTREE), 0, &subtree });
const struct asn1_type x509_name_constraints = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), CE(PERMITTED), ASN1_IMPLICIT | ASN1_OPTIONAL, &subtrees },
	{ CONTEXT(1), CE(EXCLUDED), ASN1_IMPLICIT | ASN1_OPTIONAL, &subtrees });

static const struct asn1_type point_name = ASN1_PARTS(ASN1_CHOICE,
	{ CONTEXT(0), CE(FULL_NAME), ASN1_IMPLICIT, &x509_general_names },
	{ CONTEXT(1), CE(RELATIVE_NAME), ASN1_IMPLICIT, &x509_rdn });
static const struct asn1_type point = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), CE(POINT_NAME), ASN1_EXPLICIT | ASN1_OPTIONAL, &point_name },
	{ CONTEXT(1), CE(REASONS), ASN1_IMPLICIT | ASN1_OPTIONAL, &reason_flags },
	{ CONTEXT(2), CE(CRL_ISSUER), ASN1_IMPLICIT | ASN1_OPTIONAL, &x509_general_names });
const struct asn1_type x509_crl_points = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, CE(POINT), 0, &point });
const struct asn1_type x509_issuing_point = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), CE(POINT_NAME), ASN1_EXPLICIT | ASN1_OPTIONAL, &point_name },
	{ CONTEXT(1), CE(ONLY_USER), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(2), CE(ONLY_CA), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(3), CE(ONLY_REASONS), ASN1_IMPLICIT | ASN1_OPTIONAL, &reason_flags },
	{ CONTEXT(4), CE(INDIRECT), ASN1_IMPLICIT | ASN1_OPTIONAL, &asn1_value });

/* Microsoft's and Entrust's own. */
const struct asn1_type x509_template = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, CE(TEMPLATE_ID), 0, &asn1_value },
	{ BER_INTEGER, CE(TEMPLATE_MAJOR), ASN1_OPTIONAL, &asn1_value },
	{ BER_INTEGER, CE(TEMPLATE_MINOR), ASN1_OPTIONAL, &asn1_value });
const struct asn1_type x509_entrust = ASN1_PARTS(ASN1_SEQUENCE,
	{ 27, CE(ENTRUST_VERSION), ASN1_OPTIONAL, &asn1_value },
	{ BER_BIT_STRING, CE(ENTRUST_FLAGS), 0, &entrust_flags });

const struct protocol protocol_x509ce = { .name = "x509ce", .column = "X509CE", FIELDS(ce_fields) };
