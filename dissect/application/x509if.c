/* x509if.c: distinguished names (RFC 5280 4.1.2.4, X.501 9): tshark's rows of the information framework, and their types. */
#include "dissect/application/x509_rows.h"

static const struct field if_fields[] = {
	[IF_PROTO] = F("x509if", "X.509 Information Framework", FT_PROTOCOL, BASE_NONE),
	[IF_OID] = F("x509if.oid", "Object Id", FT_OID, BASE_NONE),
	[IF_RDN_SEQUENCE] = F("x509if.rdnSequence", "rdnSequence", FT_UINT32, BASE_DEC, .label = x509_label_name),
	[IF_RDN] = F("x509if.RDNSequence_item", "RDNSequence item", FT_UINT32, BASE_DEC, .label = x509_label_rdn),
	[IF_ATTRIBUTE] = F("x509if.RelativeDistinguishedName_item_element", "RelativeDistinguishedName item", FT_NONE, BASE_NONE, .label = x509_label_attribute),
};

static const struct asn1_type attribute = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, IF(OID), 0, &asn1_oid }, { 0, ASN1_NO_ROW, ASN1_ANY, &asn1_open });
const struct asn1_type x509_rdn = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, IF(ATTRIBUTE), 0, &attribute });
const struct asn1_type x509_rdns = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SET, IF(RDN), 0, &x509_rdn });
const struct asn1_type x509_name = ASN1_PARTS(ASN1_CHOICE, { BER_SEQUENCE, IF(RDN_SEQUENCE), 0, &x509_rdns });

const struct protocol protocol_x509if = { .name = "x509if", .column = "X509IF", FIELDS(if_fields) };
