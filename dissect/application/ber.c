/* ber.c: what the encoding itself has to show: tshark's rows of the Basic Encoding Rules. */
#include "dissect/application/x509_rows.h"

static const struct field ber_fields[] = {
	[BER_PROTO] = F("ber", "Basic Encoding Rules (ASN.1 X.690)", FT_PROTOCOL, BASE_NONE),
	[BER_TEXT] = F_TEXT("BER: values of this object identifier are not taken apart"),
	[BER_PADDING] = F("ber.bitstring.padding", "Padding", FT_UINT8, BASE_DEC),
	[BER_NOT_IMPLEMENTED] = F_EXPERT("ber.error.oid_not_implemented",
					 "BER: values of this object identifier are not taken apart",
					 PI_WARN, PI_UNDECODED),
};

const struct protocol protocol_ber = { .name = "ber", .column = "BER", FIELDS(ber_fields) };
