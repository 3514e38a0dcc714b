/* ns_cert_exts.c: Netscape's extensions of certificates. */
#include "dissect/application/x509_rows.h"

#define BIT(row_, abbrev_, name_, mask_) \
	[row_] = F("ns.cert.exts.CertType." abbrev_, name_, FT_BOOLEAN, BASE_NONE, .size = 1, .mask = mask_)

static const struct field ns_fields[] = {
	[NS_PROTO] = F("ns_cert_exts", "NetScape Certificate Extensions", FT_PROTOCOL, BASE_NONE),
	[NS_BASE_URL] = F("ns_cert_exts.BaseUrl", "BaseUrl", FT_STRING, BASE_NONE),
	[NS_REVOCATION_URL] = F("ns_cert_exts.RevocationUrl", "RevocationUrl", FT_STRING, BASE_NONE),
	[NS_CA_REVOCATION_URL] = F("ns_cert_exts.CaRevocationUrl", "CaRevocationUrl", FT_STRING, BASE_NONE),
	[NS_CA_POLICY_URL] = F("ns_cert_exts.CaPolicyUrl", "CaPolicyUrl", FT_STRING, BASE_NONE),
	[NS_COMMENT] = F("ns_cert_exts.Comment", "Comment", FT_STRING, BASE_NONE),
	[NS_SERVER_NAME] = F("ns_cert_exts.SslServerName", "SslServerName", FT_STRING, BASE_NONE),
	[NS_RENEWAL_URL] = F("ns_cert_exts.CertRenewalUrl", "CertRenewalUrl", FT_STRING, BASE_NONE),
	[NS_CERT_TYPE] = F("ns_cert_exts.CertType", "CertType", FT_BYTES, BASE_NONE),
	BIT(NS_BIT_CLIENT, "ssl.client", "ssl-client", 0x80),
	BIT(NS_BIT_SERVER, "ssl.server", "ssl-server", 0x40),
	BIT(NS_BIT_SMIME, "smime", "smime", 0x20),
	BIT(NS_BIT_SIGNING, "object.signing", "object-signing", 0x10),
	BIT(NS_BIT_RESERVED, "reserved.for.future.use", "reserved-for-future-use", 0x08),
	BIT(NS_BIT_SSL_CA, "ssl.ca", "ssl-ca", 0x04),
	BIT(NS_BIT_SMIME_CA, "smime.ca", "smime-ca", 0x02),
	BIT(NS_BIT_SIGNING_CA, "object.signing.ca", "object-signing-ca", 0x01),
};

const struct asn1_type x509_netscape_type = { .kind = ASN1_BITS, .n = 8, .bits = NS(BIT_CLIENT) };

const struct protocol protocol_ns_cert_exts = { .name = "ns_cert_exts", .column = "NS_CERT_EXTS", FIELDS(ns_fields) };
