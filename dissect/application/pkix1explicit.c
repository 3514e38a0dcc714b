/* pkix1explicit.c: tshark's rows of RFC 5280's first module (appendix A.1), as far as certificates show them. */
#include "dissect/application/x509_rows.h"

static const struct value_table features = VALUES({ 5, "status_request" }, { 17, "status_request_v2" });

static const struct field explicit_fields[] = {
	[EX_PROTO] = F("pkix1explicit", "PKIX1Explicit", FT_PROTOCOL, BASE_NONE),
	[EX_DIRECTORY_STRING] = F("pkix1explicit.DirectoryString", "DirectoryString", FT_STRING, BASE_NONE),
	[EX_FEATURES] = F("pkix1explicit.Features", "Features", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[EX_FEATURE] = F("pkix1explicit.Features_item", "Features item", FT_UINT16, BASE_DEC, .vals = &features),
};

const struct asn1_type x509_features = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_INTEGER, EX(FEATURE), 0, &asn1_value });

const struct protocol protocol_pkix1explicit = { .name = "pkix1explicit", .column = "PKIX1EXPLICIT", FIELDS(explicit_fields) };
