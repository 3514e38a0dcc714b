/* pkix1explicit.c: tshark's rows of RFC 5280's first module (appendix A.1), as far as certificates show them. */
#include "dissect/application/x509_rows.h"

static const struct value_table features = VALUES({ 5, "status_request" }, { 17, "status_request_v2" });

static const struct field explicit_fields[] = {
	[EX_PROTO] = F("pkix1explicit", "PKIX1Explicit", FT_PROTOCOL, BASE_NONE),
	[EX_ID] = F("pkix1explicit.id", "Id", FT_STRING, BASE_NONE, .label = x509_label_oid),
	[EX_DIRECTORY_STRING] = F("pkix1explicit.DirectoryString", "DirectoryString", FT_STRING, BASE_NONE),
	[EX_FEATURES] = F("pkix1explicit.Features", "Features", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[EX_FEATURE] = F("pkix1explicit.Features_item", "Features item", FT_UINT16, BASE_DEC, .vals = &features),
	[EX_EXTENSION] = F("pkix1explicit.Extension_element", "Extension", FT_NONE, BASE_NONE),
	[EX_CRITICAL] = F("pkix1explicit.critical", "critical", FT_BOOLEAN, BASE_NONE),
};

static const struct asn1_type extension_value = { .kind = ASN1_OPEN_OCTETS };
static const struct asn1_type extension = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, EX(ID), 0, &x509_oid_text },
	{ BER_BOOLEAN, EX(CRITICAL), ASN1_OPTIONAL, &asn1_value },
	{ BER_OCTET_STRING, ASN1_NO_ROW, 0, &extension_value });
const struct asn1_type x509_plain_extensions =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, EX(EXTENSION), 0, &extension });

const struct asn1_type x509_features = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_INTEGER, EX(FEATURE), 0, &asn1_value });

const struct protocol protocol_pkix1explicit = { .name = "pkix1explicit",
						 .column = "PKIX1EXPLICIT",
						 FIELDS(explicit_fields) };
