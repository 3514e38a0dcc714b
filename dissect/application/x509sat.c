/* x509sat.c: values of attributes in names (RFC 5280 appendix A, X.520): tshark's rows of selected attribute types. */
#include "dissect/application/x509_rows.h"

static const struct value_table strings = VALUES({ 0, "teletexString" }, { 1, "printableString" },
	{ 2, "universalString" }, { 3, "bmpString" }, { 4, "uTF8String" });

static const struct field sat_fields[] = {
	[SAT_PROTO] = F("x509sat", "X.509 Selected Attribute Types", FT_PROTOCOL, BASE_NONE),
	[SAT_DIRECTORY_STRING] = F("x509sat.DirectoryString", "DirectoryString", FT_UINT32, BASE_DEC, .vals = &strings),
	[SAT_COUNTRY] = F("x509sat.CountryName", "CountryName", FT_STRING, BASE_NONE),
	[SAT_UNIQUE_ID] = F("x509sat.UniqueIdentifier", "UniqueIdentifier", FT_BYTES, BASE_NONE),
	[SAT_POSTAL_ADDRESS] = F("x509sat.PostalAddress", "PostalAddress", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[SAT_TELEPHONE] = F("x509sat.TelephoneNumber", "TelephoneNumber", FT_STRING, BASE_NONE),
	[SAT_X121] = F("x509sat.X121Address", "X121Address", FT_STRING, BASE_NONE),
	[SAT_ISDN] = F("x509sat.InternationalISDNNumber", "InternationalISDNNumber", FT_STRING, BASE_NONE),
	[SAT_DESTINATION] = F("x509sat.DestinationIndicator", "DestinationIndicator", FT_STRING, BASE_NONE),
	[SAT_NUMERIC] = F("x509sat.NumericString", "NumericString", FT_STRING, BASE_NONE),
	[SAT_PRINTABLE] = F("x509sat.PrintableString", "PrintableString", FT_STRING, BASE_NONE),
	[SAT_IA5] = F("x509sat.IA5String", "IA5String", FT_STRING, BASE_NONE),
	[SAT_UTF8] = F("x509sat.UTF8String", "UTF8String", FT_STRING, BASE_NONE),
	[SAT_BMP] = F("x509sat.BMPString", "BMPString", FT_STRING, BASE_NONE),
	[SAT_INTEGER] = F("x509sat.Integer", "Integer", FT_INT32, BASE_DEC),
	[SAT_OCTETS] = F("x509sat.OctetString", "OctetString", FT_BYTES, BASE_NONE),
	[SAT_C_TELETEX] = F("x509sat.teletexString", "teletexString", FT_STRING, BASE_NONE),
	[SAT_C_PRINTABLE] = F("x509sat.printableString", "printableString", FT_STRING, BASE_NONE),
	[SAT_C_UNIVERSAL] = F("x509sat.universalString", "universalString", FT_STRING, BASE_NONE),
	[SAT_C_BMP] = F("x509sat.bmpString", "bmpString", FT_STRING, BASE_NONE),
	[SAT_C_UTF8] = F("x509sat.uTF8String", "uTF8String", FT_STRING, BASE_NONE),
};

const struct asn1_type x509_directory_string = ASN1_PARTS(ASN1_CHOICE,
	{ BER_TELETEX_STRING, SAT(C_TELETEX), 0, &asn1_value },
	{ BER_PRINTABLE_STRING, SAT(C_PRINTABLE), 0, &asn1_value },
	{ BER_UNIVERSAL_STRING, SAT(C_UNIVERSAL), 0, &asn1_value },
	{ BER_BMP_STRING, SAT(C_BMP), 0, &asn1_value },
	{ BER_UTF8_STRING, SAT(C_UTF8), 0, &asn1_value });
const struct asn1_type x509_postal_address = ASN1_PARTS(ASN1_SEQUENCE_OF,
	{ 0, SAT(DIRECTORY_STRING), ASN1_ANY, &x509_directory_string });

const struct protocol protocol_x509sat = { .name = "x509sat", .column = "X509SAT", FIELDS(sat_fields) };
