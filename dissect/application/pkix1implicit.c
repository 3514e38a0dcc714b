/* pkix1implicit.c: tshark's rows of RFC 5280's second module (appendix A.2): where to ask about a certificate, and notices. */
#include "dissect/application/x509_rows.h"

static const struct value_table texts = VALUES({ 0, "ia5String" }, { 1, "visibleString" }, { 2, "bmpString" },
	{ 3, "utf8String" });

static const struct field implicit_fields[] = {
	[IM_PROTO] = F("pkix1implicit", "PKIX1Implitit", FT_PROTOCOL, BASE_NONE),
	[IM_ACCESS_SYNTAX] = F("pkix1implicit.AuthorityInfoAccessSyntax", "AuthorityInfoAccessSyntax", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[IM_NOTICE] = F("pkix1implicit.UserNotice_element", "UserNotice", FT_NONE, BASE_NONE),
	[IM_ACCESS] = F("pkix1implicit.AccessDescription_element", "AccessDescription", FT_NONE, BASE_NONE),
	[IM_METHOD] = F("pkix1implicit.accessMethod", "accessMethod", FT_OID, BASE_NONE),
	[IM_LOCATION] = F("pkix1implicit.accessLocation", "accessLocation", FT_UINT32, BASE_DEC),
	[IM_REFERENCE] = F("pkix1implicit.noticeRef_element", "noticeRef", FT_NONE, BASE_NONE),
	[IM_TEXT] = F("pkix1implicit.explicitText", "explicitText", FT_UINT32, BASE_DEC, .vals = &texts),
	[IM_ORGANIZATION] = F("pkix1implicit.organization", "organization", FT_UINT32, BASE_DEC, .vals = &texts),
	[IM_NUMBERS] = F("pkix1implicit.noticeNumbers", "noticeNumbers", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[IM_NUMBER] = F("pkix1implicit.noticeNumbers_item", "noticeNumbers item", FT_INT32, BASE_DEC),
	[IM_IA5] = F("pkix1implicit.ia5String", "ia5String", FT_STRING, BASE_NONE),
	[IM_VISIBLE] = F("pkix1implicit.visibleString", "visibleString", FT_STRING, BASE_NONE),
	[IM_BMP] = F("pkix1implicit.bmpString", "bmpString", FT_STRING, BASE_NONE),
	[IM_UTF8] = F("pkix1implicit.utf8String", "utf8String", FT_STRING, BASE_NONE),
};

static const struct asn1_type access = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, IM(METHOD), 0, &asn1_value }, { 0, IM(LOCATION), ASN1_ANY, &x509_general_name });
const struct asn1_type x509_access_syntax = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, IM(ACCESS), 0, &access });

static const struct asn1_type text = ASN1_PARTS(ASN1_CHOICE,
	{ BER_IA5_STRING, IM(IA5), 0, &asn1_value },
	{ BER_VISIBLE_STRING, IM(VISIBLE), 0, &asn1_value },
	{ BER_BMP_STRING, IM(BMP), 0, &asn1_value },
	{ BER_UTF8_STRING, IM(UTF8), 0, &asn1_value });
static const struct asn1_type numbers = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_INTEGER, IM(NUMBER), 0, &asn1_value });
static const struct asn1_type reference = ASN1_PARTS(ASN1_SEQUENCE,
	{ 0, IM(ORGANIZATION), ASN1_ANY, &text }, { BER_SEQUENCE, IM(NUMBERS), 0, &numbers });
const struct asn1_type x509_notice = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, IM(REFERENCE), ASN1_OPTIONAL, &reference },
	{ 0, IM(TEXT), ASN1_OPTIONAL | ASN1_ANY, &text });

const struct protocol protocol_pkix1implicit = { .name = "pkix1implicit",
						 .column = "PKIX1IMPLICIT",
						 FIELDS(implicit_fields) };
