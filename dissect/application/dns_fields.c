/* dns_fields.c: the rows of DNS, mDNS and LLMNR, and what their numbers are called (IANA, DNS parameters). */
#include "dissect/application/dns_impl.h"
#include "dissect/numbers.h"

static const struct value_table flags_response_names = BOOL_NAMES("Message is a response",
	"Message is a query");
const struct value_table dns_opcodes = VALUES({ 0, "Standard query" }, { 1, "Inverse query" }, { 2,
	"Server status request" }, { 4, "Zone change notification" }, { 5, "Dynamic update" }, { 6,
	"DNS Stateful operations (DSO)" });
static const struct value_table flags_authoritative_names = BOOL_NAMES("Server is an authority for domain",
	"Server is not an authority for domain");
static const struct value_table flags_conflict_names = BOOL_NAMES("The sender received multiple responses",
	"None");
static const struct value_table flags_truncated_names = BOOL_NAMES("Message is truncated",
	"Message is not truncated");
static const struct value_table flags_recdesired_names = BOOL_NAMES("Do query recursively",
	"Don't do query recursively");
static const struct value_table flags_tentative_names = BOOL_NAMES("Tentative", "Not tentative");
static const struct value_table flags_recavail_names = BOOL_NAMES("Server can do recursive queries",
	"Server can't do recursive queries");
static const struct value_table flags_z_names = BOOL_NAMES("reserved - incorrect!", "reserved (0)");
static const struct value_table flags_authenticated_names =
	BOOL_NAMES("Answer/authority portion was authenticated by the server",
	"Answer/authority portion was not authenticated by the server");
static const struct value_table flags_checkdisable_names = BOOL_NAMES("Acceptable", "Unacceptable");
const struct value_table dns_rcodes = VALUES({ 0, "No error" }, { 1, "Format error" }, { 2, "Server failure" },
	{ 3, "No such name" }, { 4, "Not implemented" }, { 5, "Refused" }, { 6, "Name exists" }, { 7, "RRset exists" },
	{ 8, "RRset does not exist" }, { 9, "Not authoritative" }, { 10, "Name out of zone" }, { 11,
	"DSO-Type not implemented" }, { 16, "Bad OPT Version or TSIG Signature Failure" }, { 17, "Key not recognized"
	}, { 18, "Signature out of time window" }, { 19, "Bad TKEY Mode" }, { 20, "Duplicate key name" }, { 21,
	"Algorithm not supported" }, { 22, "Bad Truncation" }, { 23, "Bad/missing Server Cookie" });
const struct value_table dns_types = VALUES({ 0, "Unused" }, { 1, "A (Host Address)" }, { 2,
	"NS (authoritative Name Server)" }, { 3, "MD (Mail Destination)" }, { 4, "MF (Mail Forwarder)" }, { 5,
	"CNAME (Canonical NAME for an alias)" }, { 6, "SOA (Start Of a zone of Authority)" }, { 7,
	"MB (MailBox domain name)" }, { 8, "MG (Mail Group member)" }, { 9, "MR (Mail Rename domain)" }, { 10,
	"NULL RR" }, { 11, "WKS (Well Known Service)" }, { 12, "PTR (domain name PoinTeR)" }, { 13,
	"HINFO (host information)" }, { 14, "MINFO (Mailbox or mail list information)" }, { 15, "MX (Mail eXchange)" },
	{ 16, "TXT (Text strings)" }, { 17, "RP (Responsible Person)" }, { 18, "AFSDB (AFS Data Base location)" }, {
	19, "X25 (XX.25 PSDN address)" }, { 20, "ISDN (ISDN address)" }, { 21, "RT (Route Through)" }, { 22,
	"NSAP (NSAP address)" }, { 23, "NSAP-PTR (NSAP domain name pointer)" }, { 24, "SIG (security signature)" }, {
	25, "KEY (security key)" }, { 26, "PX (X.400 mail mapping information)" }, { 27, "GPOS (Geographical Position)"
	}, { 28, "AAAA (IPv6 Address)" }, { 29, "LOC (Location Information)" }, { 30, "NXT (Next Domain)" }, { 31,
	"EID (Endpoint Identifier)" }, { 32, "NIMLOC (Nimrod Locator)" }, { 33, "SRV (Server Selection)" }, { 34,
	"ATMA (ATM Address)" }, { 35, "NAPTR (Naming Authority Pointer)" }, { 36, "KX (Key Exchanger)" }, { 37, "CERT"
	}, { 38, "A6 (OBSOLETE - use AAAA)" }, { 39, "DNAME" }, { 40, "SINK" }, { 41, "OPT" }, { 42, "APL" }, { 43,
	"DS (Delegation Signer)" }, { 44, "SSHFP (SSH Key Fingerprint)" }, { 45, "IPSECKEY" }, { 46,
	"RRSIG (Resource Record Signature)" }, { 47, "NSEC (Next Secure)" }, { 48, "DNSKEY (DNS Public Key)" }, { 49,
	"DHCID" }, { 50, "NSEC3" }, { 51, "NSEC3PARAM" }, { 52, "TLSA" }, { 55, "HIP (Host Identity Protocol)" }, { 57,
	"RKEY" }, { 58, "TALINK (Trust Anchor LINK)" }, { 59, "CDS (Child DS)" }, { 60,
	"CDNSKEY (DNSKEY(s) the Child wants reflected in DS)" }, { 61, "OPENPGPKEY (OpenPGP Key)" }, { 62,
	"CSYNC (Child-to-Parent Synchronization)" }, { 63, "ZONEMD" }, { 64, "SVCB (General Purpose Service Endpoints)"
	}, { 65, "HTTPS (HTTPS Specific Service Endpoints)" }, { 99, "SPF" }, { 100, "UINFO" }, { 101, "UID" }, { 102,
	"GID" }, { 103, "UNSPEC" }, { 104, "NID (NodeID)" }, { 105, "L32 (Locator32)" }, { 106, "L64 (Locator64)" }, {
	107, "LP (Locator FQDN)" }, { 108, "EUI48" }, { 109, "EUI64" }, { 249, "TKEY (Transaction Key)" }, { 250,
	"TSIG (Transaction Signature)" }, { 251, "IXFR (incremental transfer)" }, { 252,
	"AXFR (transfer of an entire zone)" }, { 253, "MAILB (mailbox-related RRs)" }, { 254, "MAILA (mail agent RRs)"
	}, { 255, "* (A request for all records the server/cache has available)" }, { 256, "URI" }, { 257,
	"CAA (Certification Authority Restriction)" }, { 32768, "TA (DNSSEC Trust Authorities)" }, { 32769,
	"DLV (DNSSEC Lookaside Validation)" }, { 65281, "WINS" }, { 65282, "WINS-R" }, { 65422, "XPF" });
const struct value_table dns_classes =
	VALUES({ 1, "IN" }, { 2, "CS" }, { 3, "CH" }, { 4, "HS" }, { 254, "NONE" }, { 255, "ANY" });
static const struct value_table resp_z_do_names = BOOL_NAMES("Accepts DNSSEC security RRs",
	"Cannot handle DNSSEC security RRs");
static const struct value_table zonemd_scheme_names = RANGES({ 0, 0, "Reserved" }, { 1, 1, "SIMPLE" }, { 2,
	239, "Unassigned" }, { 240, 254, "Private Use" }, { 255, 255, "Reserved" });
static const struct value_table zonemd_hash_algo_names = RANGES({ 0, 0, "Reserved" }, { 1, 1, "SHA-384" }, { 2,
	2, "SHA-512" }, { 3, 239, "Unassigned" }, { 240, 254, "Private Use" }, { 255, 255, "Reserved" });
const struct value_table dns_svc_keys = VALUES({ 0, "mandatory" }, { 1, "alpn" }, { 2, "no-default-alpn" }, {
	3, "port" }, { 4, "ipv4hint" }, { 5, "echconfig" }, { 6, "ipv6hint" }, { 32769, "odohconfig" }, { 65535,
	"key65535" });
static const struct value_table rrsig_algorithm_names = VALUES({ 1, "RSA/MD5" }, { 2, "Diffie-Hellman" }, { 3,
	"DSA" }, { 4, "Elliptic curve crypto" }, { 5, "RSA/SHA1" }, { 6, "DSA + NSEC3/SHA1" }, { 7,
	"RSA/SHA1 + NSEC3/SHA1" }, { 8, "RSA/SHA-256" }, { 10, "RSA/SHA-512" }, { 12, "GOST R 34.10-2001" }, { 13,
	"ECDSA Curve P-256 with SHA-256" }, { 14, "ECDSA Curve P-386 with SHA-386" }, { 15, "Ed25519" }, { 16, "Ed448"
	}, { 157, "HMAC/MD5" }, { 252, "Indirect key" }, { 253, "Private, domain name" }, { 254, "Private, OID" });
static const struct value_table dnskey_flags_zone_key_names =
	BOOL_NAMES("This is the zone key for specified zone", "This it not a zone key");
static const struct value_table key_flags_authentication_names = BOOL_NAMES("Not Allowed", "Allowed");
static const struct value_table key_flags_required_names = BOOL_NAMES("Experimental or optional", "Required");
static const struct value_table key_flags_ipsec_names = BOOL_NAMES("Valid", "Invalid");
static const struct value_table tkey_mode_names = VALUES({ 1, "Server assigned" }, { 2, "Diffie Hellman" }, {
	3, "GSSAPI" }, { 4, "Resolver assigned" }, { 5, "Delete" });
static const struct value_table ipseckey_gateway_algorithm_names = VALUES({ 1, "DSA" }, { 2, "RSA" });
static const struct value_table ipseckey_gateway_type_names =
	VALUES({ 0, "No Gateway" }, { 1, "IPv4 Gateway" }, { 2, "IPv6 Gateway" }, { 3, "DNS Gateway" });
static const struct value_table xpf_ip_version_names = VALUES({ 0, "Reserved" }, { 4, "IPv4" }, { 5,
	"ST Datagram" }, { 6, "IPv6" }, { 7, "TP/IX" }, { 8, "PIP" }, { 9, "TUBA" });
static const struct value_table cert_type_names = VALUES({ 1, "PKIX" }, { 2, "SPKI" }, { 3, "PGP" }, { 4,
	"IPKIX" }, { 5, "ISPKI" }, { 6, "IPGP" }, { 7, "ACPKIX" }, { 8, "IACPKIX" }, { 253, "Private, URI" }, { 254,
	"Private, OID" });
const struct value_table dns_option_names = VALUES({ 0, "Reserved" }, { 1, "LLQ - Long-lived query" }, { 2,
	"UL - Update lease" }, { 3, "NSID - Name Server Identifier" }, { 4, "Owner (reserved)" }, { 5,
	"DAU - DNSSEC Algorithm Understood (RFC6975)" }, { 6, "DHU - DS Hash Understood (RFC6975)" }, { 7,
	"N3U - NSEC3 Hash Understood (RFC6975)" }, { 8, "CSUBNET - Client subnet" }, { 9, "EDNS EXPIRE (RFC7314)" }, {
	10, "COOKIE" }, { 11, "EDNS TCP Keepalive" }, { 12, "PADDING" }, { 13, "CHAIN" }, { 15, "Extended DNS Error" },
	{ 20730, "Experimental - CSUBNET - Client subnet" });
static const struct value_table opt_dhu_names =
	VALUES({ 0, "Reserved digest" }, { 1, "SHA-1" }, { 2, "SHA-256" }, { 3, "GOST R 34.11-94" }, { 4, "SHA-384" });
static const struct value_table opt_n3u_names = VALUES({ 0, "Reserved" }, { 1, "SHA-1" });
static const struct value_table opt_client_family_names = VALUES({ 1, "IPv4" }, { 2, "IPv6" });
static const struct value_table opt_ext_error_info_code_names = RANGES({ 0, 0, "Other Error" }, { 1, 1,
	"Unsupported DNSKEY Algorithm" }, { 2, 2, "Unsupported DS Digest Type" }, { 3, 3, "Stale Answer" }, { 4, 4,
	"Forged Answer" }, { 5, 5, "DNSSEC Indeterminate" }, { 6, 6, "DNSSEC Bogus" }, { 7, 7, "Signature Expired" }, {
	8, 8, "Signature Not Yet Valid" }, { 9, 9, "DNSKEY Missing" }, { 10, 10, "RRSIGs Missing" }, { 11, 11,
	"No Zone Key Bit Set" }, { 12, 12, "NSEC Missing" }, { 13, 13, "Cached Error" }, { 14, 14, "Not Ready" }, { 15,
	15, "Blocked" }, { 16, 16, "Censored" }, { 17, 17, "Filtered" }, { 18, 18, "Prohibited" }, { 19, 19,
	"Stale NXDomain Answer" }, { 20, 20, "Not Authoritative" }, { 21, 21, "Not Supported" }, { 22, 22,
	"No Reachable Authority" }, { 23, 23, "Network Error" }, { 24, 24, "Invalid Data" }, { 25, 25,
	"Signature Expired before Valid" }, { 26, 26, "Too Early" }, { 27, 27, "Unsupported NSEC3 Iterations Value" },
	{ 28, 28, "Unable to conform to policy" }, { 29, 29, "Synthesized" }, { 30, 49151, "Unassigned" }, { 49152,
	65535, "Reserved for Private Use" });
static const struct value_table nsec3_flags_opt_out_names =
	BOOL_NAMES("Additional insecure delegations allowed", "Additional insecure delegations forbidden");
static const struct value_table tlsa_certificate_usage_names = VALUES({ 0, "CA constraint (PKIX-TA)" }, { 1,
	"Service certificate constraint (PKIX-EE)" }, { 2, "Trust anchor assertion (DANE-TA)" }, { 3,
	"Domain-issued certificate (DANE-EE)" });
static const struct value_table tlsa_selector_names = VALUES({ 0, "Full certificate (Cert)" }, { 1,
	"SubjectPublicKeyInfo (SPKI)" });
static const struct value_table tlsa_matching_type_names = VALUES({ 0, "No Hash Used (Full)" }, { 1,
	"256 bit hash by SHA2 (SHA2-256)" }, { 2, "512 bit hash by SHA2 (SHA2-512)" });
static const struct value_table sshfp_algorithm_names = VALUES({ 0, "Reserved" }, { 1, "RSA" }, { 2, "DSA" }, {
	3, "ECDSA" }, { 4, "Ed25519" }, { 5, "XMSS" });
static const struct value_table sshfp_fingerprint_type_names = VALUES({ 0, "Reserved" }, { 1, "SHA1" }, { 2,
	"SHA256" });
static const struct value_table hip_hit_pk_algo_names = VALUES({ 0, "Reserved" }, { 1, "DSA" }, { 2, "RSA" });
static const struct value_table apl_negation_names = BOOL_NAMES("Yes (!)", "No (0)");
static const struct value_table caa_flags_issuer_critical_names = BOOL_NAMES("Critical", "Not critical");
const struct value_table dns_tlv_names = RANGES({ 0, 0, "Reserved" }, { 1, 1, "Keep Alive" }, { 2, 2,
	"Retry Delay" }, { 3, 3, "Encryption Padding" }, { 4, 63,
	"Unassigned, reserved for DSO session-management TLVs" }, { 64, 64, "Subscribe" }, { 65, 65, "Push" }, { 66,
	66, "Unsubscribe" }, { 67, 67, "Reconfirm" }, { 68, 63487, "Unassigned" }, { 63488, 64511,
	"Reserved for Experimental/Local Use" }, { 64512, 65535, "Reserved for future expansion" });
static const struct value_table not_unique_names =
	BOOL_NAMES("The name is not considered unique", "The name is considered unique");

const struct field dns_rows[DNS_N_ROWS] = {
	[DNS] = F("dns", "Domain Name System", FT_PROTOCOL, BASE_NONE, .label = dns_proto_label),
	[DNS_LENGTH] = F("dns.length", "Length", FT_UINT16, BASE_DEC),
	[DNS_FLAGS] = F("dns.flags", "Flags", FT_UINT16, BASE_HEX, .label = dns_flags_label),
	[DNS_FLAGS_RESPONSE] = F("dns.flags.response", "Response", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x8000,
		.vals = &flags_response_names, .off = 2),
	[DNS_FLAGS_OPCODE] = F("dns.flags.opcode", "Opcode", FT_UINT16, BASE_DEC, .size = 2, .mask = 0x7800, .vals =
		&dns_opcodes, .off = 2),
	[DNS_FLAGS_AUTHORITATIVE] = F("dns.flags.authoritative", "Authoritative", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x400, .vals = &flags_authoritative_names, .off = 2),
	[DNS_FLAGS_CONFLICT] = F("dns.flags.conflict", "Conflict", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x400,
		.vals = &flags_conflict_names, .off = 2),
	[DNS_FLAGS_NOT_UNIQUE] = F("dns.flags.conflict", "Conflict", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x400,
		.vals = &not_unique_names, .off = 2),
	[DNS_FLAGS_TRUNCATED] = F("dns.flags.truncated", "Truncated", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x200,
		.vals = &flags_truncated_names, .off = 2),
	[DNS_FLAGS_RECDESIRED] = F("dns.flags.recdesired", "Recursion desired", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x100, .vals = &flags_recdesired_names, .off = 2),
	[DNS_FLAGS_TENTATIVE] = F("dns.flags.tentative", "Tentative", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x100,
		.vals = &flags_tentative_names, .off = 2),
	[DNS_FLAGS_RECAVAIL] = F("dns.flags.recavail", "Recursion available", FT_BOOLEAN, BASE_NONE, .size = 2, .mask
		= 0x80, .vals = &flags_recavail_names, .off = 2),
	[DNS_FLAGS_Z] = F("dns.flags.z", "Z", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x40, .vals = &flags_z_names,
		.off = 2),
	[DNS_FLAGS_AUTHENTICATED] = F("dns.flags.authenticated", "Answer authenticated", FT_BOOLEAN, BASE_NONE, .size
		= 2, .mask = 0x20, .vals = &flags_authenticated_names, .off = 2),
	[DNS_FLAGS_AD] = F("dns.flags.authenticated", "AD bit", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x20, .vals
		= &bool_set, .off = 2),
	[DNS_FLAGS_CHECKDISABLE] = F("dns.flags.checkdisable", "Non-authenticated data", FT_BOOLEAN, BASE_NONE, .size
		= 2, .mask = 0x10, .vals = &flags_checkdisable_names, .off = 2),
	[DNS_FLAGS_RCODE] = F("dns.flags.rcode", "Reply code", FT_UINT16, BASE_DEC, .size = 2, .mask = 0xf, .vals =
		&dns_rcodes, .off = 2),
	[DNS_ID] = F("dns.id", "Transaction ID", FT_UINT16, BASE_HEX),
	[DNS_QRY_TYPE] = F("dns.qry.type", "Type", FT_UINT16, BASE_DEC, .vals = &dns_types),
	[DNS_QRY_CLASS] = F("dns.qry.class", "Class", FT_UINT16, BASE_HEX, .vals = &dns_classes),
	[DNS_QRY_CLASS_MDNS] = F("dns.qry.class", "Class", FT_UINT16, BASE_HEX, .mask = 0x7fff, .vals = &dns_classes),
	[DNS_QRY_QU] = F("dns.qry.qu", "\"QU\" question", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x8000),
	[DNS_QRY_NAME] = F("dns.qry.name", "Name", FT_STRING, BASE_NONE),
	[DNS_QRY_NAME_LEN] = F("dns.qry.name.len", "Name Length", FT_UINT16, BASE_DEC, .flags = F_GENERATED),
	[DNS_COUNT_LABELS] = F("dns.count.labels", "Label Count", FT_UINT16, BASE_DEC, .flags = F_GENERATED),
	[DNS_RESP_TYPE] = F("dns.resp.type", "Type", FT_UINT16, BASE_DEC, .vals = &dns_types),
	[DNS_BITMAP_TYPE] = F("dns.resp.type", "RR type in bit map", FT_UINT16, BASE_DEC, .vals = &dns_types, .label =
		dns_bitmap_label),
	[DNS_RESP_CLASS] = F("dns.resp.class", "Class", FT_UINT16, BASE_HEX, .vals = &dns_classes),
	[DNS_RESP_CLASS_MDNS] = F("dns.resp.class", "Class", FT_UINT16, BASE_HEX, .mask = 0x7fff, .vals =
		&dns_classes),
	[DNS_RESP_CACHE_FLUSH] = F("dns.resp.cache_flush", "Cache flush", FT_BOOLEAN, BASE_NONE, .size = 2, .mask =
		0x8000),
	[DNS_RESP_EXT_RCODE] = F("dns.resp.ext_rcode", "Higher bits in extended RCODE", FT_UINT8, BASE_HEX),
	[DNS_RESP_EDNS0_VERSION] = F("dns.resp.edns0_version", "EDNS0 version", FT_UINT8, BASE_DEC),
	[DNS_RESP_Z] = F("dns.resp.z", "Z", FT_UINT16, BASE_HEX),
	[DNS_RESP_Z_DO] = F("dns.resp.z.do", "DO bit", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x8000, .vals =
		&resp_z_do_names),
	[DNS_RESP_Z_RESERVED] = F("dns.resp.z.reserved", "Reserved", FT_UINT16, BASE_HEX, .mask = 0x7fff),
	[DNS_SRV_SERVICE] = F("dns.srv.service", "Service", FT_STRING, BASE_NONE),
	[DNS_SRV_PROTO] = F("dns.srv.proto", "Protocol", FT_STRING, BASE_NONE),
	[DNS_SRV_NAME] = F("dns.srv.name", "Name", FT_STRING, BASE_NONE),
	[DNS_SRV_PRIORITY] = F("dns.srv.priority", "Priority", FT_UINT16, BASE_DEC),
	[DNS_SRV_WEIGHT] = F("dns.srv.weight", "Weight", FT_UINT16, BASE_DEC),
	[DNS_SRV_PORT] = F("dns.srv.port", "Port", FT_UINT16, BASE_DEC),
	[DNS_SRV_TARGET] = F("dns.srv.target", "Target", FT_STRING, BASE_NONE),
	[DNS_NAPTR_ORDER] = F("dns.naptr.order", "Order", FT_UINT16, BASE_DEC),
	[DNS_NAPTR_PREFERENCE] = F("dns.naptr.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_NAPTR_FLAGS_LENGTH] = F("dns.naptr.flags_length", "Flags Length", FT_UINT8, BASE_DEC),
	[DNS_NAPTR_FLAGS] = F("dns.naptr.flags", "Flags", FT_STRING, BASE_NONE),
	[DNS_NAPTR_SERVICE_LENGTH] = F("dns.naptr.service_length", "Service Length", FT_UINT8, BASE_DEC),
	[DNS_NAPTR_SERVICE] = F("dns.naptr.service", "Service", FT_STRING, BASE_NONE),
	[DNS_NAPTR_REGEX_LENGTH] = F("dns.naptr.regex_length", "Regex Length", FT_UINT8, BASE_DEC),
	[DNS_NAPTR_REGEX] = F("dns.naptr.regex", "Regex", FT_STRING, BASE_NONE),
	[DNS_NAPTR_REPLACEMENT_LENGTH] = F("dns.naptr.replacement_length", "Replacement Length", FT_UINT8, BASE_DEC,
		.flags = F_GENERATED),
	[DNS_NAPTR_REPLACEMENT] = F("dns.naptr.replacement", "Replacement", FT_STRING, BASE_NONE),
	[DNS_RESP_NAME] = F("dns.resp.name", "Name", FT_STRING, BASE_NONE),
	[DNS_RESP_TTL] = F("dns.resp.ttl", "Time to live", FT_UINT32, BASE_DEC, .label = dns_duration_label),
	[DNS_RESP_LEN] = F("dns.resp.len", "Data length", FT_UINT16, BASE_DEC),
	[DNS_A] = F("dns.a", "Address", FT_IPv4, BASE_NONE),
	[DNS_MD] = F("dns.md", "Mail Destination", FT_STRING, BASE_NONE),
	[DNS_MF] = F("dns.mf", "Mail Forwarder", FT_STRING, BASE_NONE),
	[DNS_MB] = F("dns.mb", "MailBox Domaine", FT_STRING, BASE_NONE),
	[DNS_MG] = F("dns.mg", "Mail Group member", FT_STRING, BASE_NONE),
	[DNS_MR] = F("dns.mr", "Mail Rename domaine", FT_STRING, BASE_NONE),
	[DNS_NULL] = F("dns.null", "Null (data)", FT_BYTES, BASE_NONE),
	[DNS_AAAA] = F("dns.aaaa", "AAAA Address", FT_IPv6, BASE_NONE),
	[DNS_CNAME] = F("dns.cname", "CNAME", FT_STRING, BASE_NONE),
	[DNS_RR_UDP_PAYLOAD_SIZE] = F("dns.rr.udp_payload_size", "UDP payload size", FT_UINT16, BASE_DEC),
	[DNS_UDP_PAYLOAD_MDNS] = F("dns.rr.udp_payload_size", "UDP payload size", FT_UINT16, BASE_HEX, .mask = 0x7fff),
	[DNS_SOA_MNAME] = F("dns.soa.mname", "Primary name server", FT_STRING, BASE_NONE),
	[DNS_SOA_RNAME] = F("dns.soa.rname", "Responsible authority's mailbox", FT_STRING, BASE_NONE),
	[DNS_SOA_SERIAL_NUMBER] = F("dns.soa.serial_number", "Serial Number", FT_UINT32, BASE_DEC),
	[DNS_SOA_REFRESH_INTERVAL] = F("dns.soa.refresh_interval", "Refresh Interval", FT_UINT32, BASE_DEC, .label =
		dns_duration_label),
	[DNS_SOA_RETRY_INTERVAL] = F("dns.soa.retry_interval", "Retry Interval", FT_UINT32, BASE_DEC, .label =
		dns_duration_label),
	[DNS_SOA_EXPIRE_LIMIT] = F("dns.soa.expire_limit", "Expire limit", FT_UINT32, BASE_DEC, .label =
		dns_duration_label),
	[DNS_SOA_MINIMUM_TTL] = F("dns.soa.minimum_ttl", "Minimum TTL", FT_UINT32, BASE_DEC, .label =
		dns_duration_label),
	[DNS_PTR_DOMAIN_NAME] = F("dns.ptr.domain_name", "Domain Name", FT_STRING, BASE_NONE),
	[DNS_WKS_ADDRESS] = F("dns.wks.address", "Address", FT_IPv4, BASE_NONE),
	[DNS_WKS_PROTOCOL] = F("dns.wks.protocol", "Protocol", FT_UINT8, BASE_DEC, .vals = &ip_proto_names),
	[DNS_WKS_BITS] = F("dns.wks.bits", "Bits", FT_UINT8, BASE_HEX, .label = dns_wks_label),
	[DNS_HINFO_CPU_LENGTH] = F("dns.hinfo.cpu_length", "CPU Length", FT_UINT8, BASE_DEC),
	[DNS_HINFO_CPU] = F("dns.hinfo.cpu", "CPU", FT_STRING, BASE_NONE),
	[DNS_HINFO_OS_LENGTH] = F("dns.hinfo.os_length", "OS Length", FT_UINT8, BASE_DEC),
	[DNS_HINFO_OS] = F("dns.hinfo.os", "OS", FT_STRING, BASE_NONE),
	[DNS_MINFO_R] = F("dns.minfo.r", "Responsible Mailbox", FT_STRING, BASE_NONE),
	[DNS_MINFO_E] = F("dns.minfo.e", "Error Mailbox", FT_STRING, BASE_NONE),
	[DNS_MX_PREFERENCE] = F("dns.mx.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_MX_MAIL_EXCHANGE] = F("dns.mx.mail_exchange", "Mail Exchange", FT_STRING, BASE_NONE),
	[DNS_TXT_LENGTH] = F("dns.txt.length", "TXT Length", FT_UINT8, BASE_DEC),
	[DNS_TXT] = F("dns.txt", "TXT", FT_STRING, BASE_NONE),
	[DNS_OPENPGPKEY] = F("dns.openpgpkey", "OpenPGP Key", FT_STRING, BASE_NONE),
	[DNS_CSYNC_SOA] = F("dns.csync.soa", "SOA", FT_UINT32, BASE_DEC),
	[DNS_CSYNC_FLAGS] = F("dns.csync.flags", "Flags", FT_UINT16, BASE_HEX),
	[DNS_CSYNC_FLAGS_IMMEDIATE] = F("dns.csync.flags.immediate", "immediate", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x1),
	[DNS_CSYNC_FLAGS_SOAMINIMUM] = F("dns.csync.flags.soaminimum", "soaminimum", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x2),
	[DNS_CSYNC_TYPE_BITMAP] = F("dns.csync.type_bitmap", "Type Bitmap", FT_BYTES, BASE_NONE),
	[DNS_ZONEMD_SERIAL] = F("dns.zonemd.serial", "Serial", FT_UINT32, BASE_DEC),
	[DNS_ZONEMD_SCHEME] = F("dns.zonemd.scheme", "Scheme", FT_UINT8, BASE_DEC, .vals = &zonemd_scheme_names),
	[DNS_ZONEMD_HASH_ALGO] = F("dns.zonemd.hash_algo", "Hash Algorithm", FT_UINT8, BASE_DEC, .vals =
		&zonemd_hash_algo_names),
	[DNS_ZONEMD_DIGEST] = F("dns.zonemd.digest", "Digest", FT_BYTES, BASE_NONE),
	[DNS_SVCB_SVCPRIORITY] = F("dns.svcb.svcpriority", "SvcPriority", FT_UINT16, BASE_DEC),
	[DNS_SVCB_TARGETNAME] = F("dns.svcb.targetname", "TargetName", FT_STRING, BASE_NONE),
	[DNS_SVCB_SVCPARAM_KEY] = F("dns.svcb.svcparam.key", "SvcParamKey", FT_UINT16, BASE_DEC, .vals =
		&dns_svc_keys),
	[DNS_SVCB_SVCPARAM_VALUE_LENGTH] = F("dns.svcb.svcparam.value.length", "SvcParamValue length", FT_UINT16,
		BASE_DEC),
	[DNS_SVCB_SVCPARAM_VALUE] = F("dns.svcb.svcparam.value", "SvcParamValue", FT_BYTES, BASE_NONE),
	[DNS_SVCB_SVCPARAM] = F("dns.svcb.svcparam", "SvcParam", FT_NONE, BASE_NONE, .label = dns_svcparam_label),
	[DNS_SVCB_SVCPARAM_MANDATORY_KEY] = F("dns.svcb.svcparam.mandatory.key", "Mandatory key", FT_UINT16, BASE_DEC,
		.vals = &dns_svc_keys),
	[DNS_SVCB_SVCPARAM_ALPN_LENGTH] = F("dns.svcb.svcparam.alpn.length", "ALPN length", FT_UINT8, BASE_DEC),
	[DNS_SVCB_SVCPARAM_ALPN] = F("dns.svcb.svcparam.alpn", "ALPN", FT_STRING, BASE_NONE),
	[DNS_SVCB_SVCPARAM_PORT] = F("dns.svcb.svcparam.port", "Port", FT_UINT16, BASE_DEC),
	[DNS_SVCB_SVCPARAM_IPV4HINT_IP] = F("dns.svcb.svcparam.ipv4hint.ip", "IP", FT_IPv4, BASE_NONE),
	[DNS_SVCB_SVCPARAM_ECHCONFIG] = F("dns.svcb.svcparam.echconfig", "ECHConfig", FT_BYTES, BASE_NONE, .label =
		dns_base64_label),
	[DNS_SVCB_SVCPARAM_IPV6HINT_IP] = F("dns.svcb.svcparam.ipv6hint.ip", "IP", FT_IPv6, BASE_NONE),
	[DNS_SVCB_SVCPARAM_ODOHCONFIG] = F("dns.svcb.svcparam.odohconfig", "ODoHConfig", FT_BYTES, BASE_NONE, .label =
		dns_base64_label),
	[DNS_SPF_LENGTH] = F("dns.spf.length", "SPF Length", FT_UINT8, BASE_DEC),
	[DNS_SPF] = F("dns.spf", "SPF", FT_STRING, BASE_NONE),
	[DNS_ILNP_NID_PREFERENCE] = F("dns.ilnp.nid.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_ILNP_NID] = F("dns.ilnp.nid", "NodeID", FT_BYTES, BASE_NONE),
	[DNS_ILNP_L32_PREFERENCE] = F("dns.ilnp.l32.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_ILNP_L32] = F("dns.ilnp.l32", "Locator32", FT_IPv4, BASE_NONE),
	[DNS_ILNP_L64_PREFERENCE] = F("dns.ilnp.l64.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_ILNP_L64] = F("dns.ilnp.l64", "Locator64", FT_BYTES, BASE_NONE),
	[DNS_ILNP_LP_PREFERENCE] = F("dns.ilnp.lp.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_ILNP_LP] = F("dns.ilnp.lp", "Locator FQDN", FT_STRING, BASE_NONE),
	[DNS_EUI48] = F("dns.eui48", "EUI48 Address", FT_ETHER, BASE_NONE),
	[DNS_EUI64] = F("dns.eui64", "EUI64 Address", FT_EUI64, BASE_NONE, .label = dns_eui64_label),
	[DNS_RRSIG_TYPE_COVERED] = F("dns.rrsig.type_covered", "Type Covered", FT_UINT16, BASE_DEC, .vals =
		&dns_types),
	[DNS_RRSIG_ALGORITHM] = F("dns.rrsig.algorithm", "Algorithm", FT_UINT8, BASE_DEC, .vals =
		&rrsig_algorithm_names),
	[DNS_RRSIG_LABELS] = F("dns.rrsig.labels", "Labels", FT_UINT8, BASE_DEC),
	[DNS_RRSIG_ORIGINAL_TTL] = F("dns.rrsig.original_ttl", "Original TTL", FT_UINT32, BASE_DEC, .label =
		dns_duration_label),
	[DNS_RRSIG_SIGNATURE_EXPIRATION] = F("dns.rrsig.signature_expiration", "Signature Expiration",
		FT_ABSOLUTE_TIME, BASE_LOCAL),
	[DNS_RRSIG_SIGNATURE_INCEPTION] = F("dns.rrsig.signature_inception", "Signature Inception", FT_ABSOLUTE_TIME,
		BASE_LOCAL),
	[DNS_RRSIG_KEY_TAG] = F("dns.rrsig.key_tag", "Key Tag", FT_UINT16, BASE_DEC),
	[DNS_RRSIG_SIGNERS_NAME] = F("dns.rrsig.signers_name", "Signer's name", FT_STRING, BASE_NONE),
	[DNS_RRSIG_SIGNATURE] = F("dns.rrsig.signature", "Signature", FT_BYTES, BASE_NONE),
	[DNS_DNSKEY_FLAGS] = F("dns.dnskey.flags", "Flags", FT_UINT16, BASE_HEX),
	[DNS_DNSKEY_FLAGS_ZONE_KEY] = F("dns.dnskey.flags.zone_key", "Zone Key", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x100, .vals = &dnskey_flags_zone_key_names),
	[DNS_DNSKEY_FLAGS_KEY_REVOKED] = F("dns.dnskey.flags.key_revoked", "Key Revoked", FT_BOOLEAN, BASE_NONE, .size
		= 2, .mask = 0x80, .vals = &bool_yes),
	[DNS_DNSKEY_FLAGS_SECURE_ENTRY_POINT] = F("dns.dnskey.flags.secure_entry_point", "Key Signing Key",
		FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x1, .vals = &bool_yes),
	[DNS_DNSKEY_FLAGS_RESERVED] = F("dns.dnskey.flags.reserved", "Key Signing Key", FT_UINT16, BASE_HEX, .mask =
		0xfe7e),
	[DNS_DNSKEY_PROTOCOL] = F("dns.dnskey.protocol", "Protocol", FT_UINT8, BASE_DEC),
	[DNS_DNSKEY_ALGORITHM] = F("dns.dnskey.algorithm", "Algorithm", FT_UINT8, BASE_DEC, .vals =
		&rrsig_algorithm_names),
	[DNS_DNSKEY_KEY_ID] = F("dns.dnskey.key_id", "Key id", FT_UINT16, BASE_DEC, .flags = F_GENERATED),
	[DNS_DNSKEY_PUBLIC_KEY] = F("dns.dnskey.public_key", "Public Key", FT_BYTES, BASE_NONE),
	[DNS_KEY_FLAGS] = F("dns.key.flags", "Flags", FT_UINT16, BASE_HEX),
	[DNS_KEY_FLAGS_AUTHENTICATION] = F("dns.key.flags.authentication", "Key allowed for authentication",
		FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x8000, .vals = &key_flags_authentication_names),
	[DNS_KEY_FLAGS_CONFIDENTIALITY] = F("dns.key.flags.confidentiality", "Key allowed for confidentiality",
		FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x4000, .vals = &key_flags_authentication_names),
	[DNS_KEY_FLAGS_REQUIRED] = F("dns.key.flags.required", "Key required", FT_BOOLEAN, BASE_NONE, .size = 2, .mask
		= 0x2000, .vals = &key_flags_required_names),
	[DNS_KEY_FLAGS_ASSOCIATED_USER] = F("dns.key.flags.associated_user", "Key is associated with a user",
		FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x400, .vals = &bool_yes),
	[DNS_KEY_FLAGS_ASSOCIATED_NAMED_ENTITY] = F("dns.key.flags.associated_named_entity",
		"Key is associated with the named entity", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x200, .vals = &bool_yes),
	[DNS_KEY_FLAGS_IPSEC] = F("dns.key.flags.ipsec", "Key use with IPSEC", FT_BOOLEAN, BASE_NONE, .size = 2, .mask
		= 0x80, .vals = &key_flags_ipsec_names),
	[DNS_KEY_FLAGS_MIME] = F("dns.key.flags.mime", "Key use with MIME security multiparts", FT_BOOLEAN, BASE_NONE,
		.size = 2, .mask = 0x40, .vals = &key_flags_ipsec_names),
	[DNS_KEY_FLAGS_SIGNATORY] = F("dns.key.flags.signatory", "Signatory", FT_UINT16, BASE_DEC, .mask = 0xf),
	[DNS_KEY_PROTOCOL] = F("dns.key.protocol", "Protocol", FT_UINT8, BASE_DEC),
	[DNS_KEY_ALGORITHM] = F("dns.key.algorithm", "Algorithm", FT_UINT8, BASE_DEC, .vals = &rrsig_algorithm_names),
	[DNS_KEY_KEY_ID] = F("dns.key.key_id", "Key ID", FT_UINT16, BASE_DEC, .flags = F_GENERATED),
	[DNS_KEY_PUBLIC_KEY] = F("dns.key.public_key", "Public Key", FT_BYTES, BASE_NONE),
	[DNS_PX_PREFERENCE] = F("dns.px.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_PX_MAP822] = F("dns.px.map822", "MAP822", FT_STRING, BASE_NONE),
	[DNS_PX_MAP400] = F("dns.px.map400", "MAPX400", FT_STRING, BASE_NONE),
	[DNS_TKEY_ALGO_NAME] = F("dns.tkey.algo_name", "Algorithm name", FT_STRING, BASE_NONE),
	[DNS_TKEY_SIGNATURE_EXPIRATION] = F("dns.tkey.signature_expiration", "Signature Expiration", FT_ABSOLUTE_TIME,
		BASE_LOCAL),
	[DNS_TKEY_SIGNATURE_INCEPTION] = F("dns.tkey.signature_inception", "Signature Inception", FT_ABSOLUTE_TIME,
		BASE_LOCAL),
	[DNS_TKEY_MODE] = F("dns.tkey.mode", "Mode", FT_UINT16, BASE_DEC, .vals = &tkey_mode_names),
	[DNS_TKEY_ERROR] = F("dns.tkey.error", "Error", FT_UINT16, BASE_DEC, .vals = &dns_rcodes),
	[DNS_TKEY_KEY_SIZE] = F("dns.tkey.key_size", "Key Size", FT_UINT16, BASE_DEC),
	[DNS_TKEY_KEY_DATA] = F("dns.tkey.key_data", "Key Data", FT_BYTES, BASE_NONE),
	[DNS_TKEY_OTHER_SIZE] = F("dns.tkey.other_size", "Other Size", FT_UINT16, BASE_DEC),
	[DNS_TKEY_OTHER_DATA] = F("dns.tkey.other_data", "Other Data", FT_BYTES, BASE_NONE),
	[DNS_IPSECKEY_GATEWAY_PRECEDENCE] = F("dns.ipseckey.gateway_precedence", "Gateway Precedence", FT_UINT8,
		BASE_DEC),
	[DNS_IPSECKEY_GATEWAY_ALGORITHM] = F("dns.ipseckey.gateway_algorithm", "Gateway Algorithm", FT_UINT8,
		BASE_DEC, .vals = &ipseckey_gateway_algorithm_names),
	[DNS_IPSECKEY_GATEWAY_TYPE] = F("dns.ipseckey.gateway_type", "Gateway Type", FT_UINT8, BASE_DEC, .vals =
		&ipseckey_gateway_type_names),
	[DNS_IPSECKEY_GATEWAY_IPV4] = F("dns.ipseckey.gateway_ipv4", "IPv4 Gateway", FT_IPv4, BASE_NONE),
	[DNS_IPSECKEY_GATEWAY_IPV6] = F("dns.ipseckey.gateway_ipv6", "IPv6 Gateway", FT_IPv6, BASE_NONE),
	[DNS_IPSECKEY_GATEWAY_DNS] = F("dns.ipseckey.gateway_dns", "DNS Gateway", FT_STRING, BASE_NONE),
	[DNS_IPSECKEY_PUBLIC_KEY] = F("dns.ipseckey.public_key", "Public Key", FT_BYTES, BASE_NONE),
	[DNS_XPF_IP_VERSION] = F("dns.xpf.ip_version", "IP Version", FT_UINT16, BASE_DEC, .vals =
		&xpf_ip_version_names),
	[DNS_XPF_PROTOCOL] = F("dns.xpf.protocol", "Protocol", FT_UINT8, BASE_DEC, .vals = &ip_proto_names),
	[DNS_XPF_SOURCE_IPV4] = F("dns.xpf.source_ipv4", "IPv4 Source", FT_IPv4, BASE_NONE),
	[DNS_XPF_DESTINATION_IPV4] = F("dns.xpf.destination_ipv4", "IPv4 Destination", FT_IPv4, BASE_NONE),
	[DNS_XPF_SOURCE_IPV6] = F("dns.xpf.source_ipv6", "IPv6 Source", FT_IPv6, BASE_NONE),
	[DNS_XPF_DESTINATION_IPV6] = F("dns.xpf.destination_ipv6", "IPv6 Destination", FT_IPv6, BASE_NONE),
	[DNS_XPF_SPORT] = F("dns.xpf.sport", "Source port", FT_UINT16, BASE_DEC),
	[DNS_XPF_DPORT] = F("dns.xpf.dport", "Destination port", FT_UINT16, BASE_DEC),
	[DNS_A6_PREFIX_LEN] = F("dns.a6.prefix_len", "Prefix len", FT_UINT8, BASE_DEC),
	[DNS_A6_ADDRESS_SUFFIX] = F("dns.a6.address_suffix", "Address Suffix", FT_IPv6, BASE_NONE),
	[DNS_A6_PREFIX_NAME] = F("dns.a6.prefix_name", "Prefix name", FT_STRING, BASE_NONE),
	[DNS_DNAME] = F("dns.dname", "Dname", FT_STRING, BASE_NONE),
	[DNS_LOC_VERSION] = F("dns.loc.version", "Version", FT_UINT8, BASE_DEC),
	[DNS_LOC_SIZE] = F("dns.loc.size", "Size", FT_UINT8, BASE_DEC, .label = dns_loc_size_label),
	[DNS_LOC_HORIZONTAL_PRECISION] = F("dns.loc.horizontal_precision", "Horizontal Precision", FT_UINT8, BASE_DEC,
		.label = dns_loc_size_label),
	[DNS_LOC_VERTICAL_PRECISION] = F("dns.loc.vertical_precision", "Vertical Precision", FT_UINT8, BASE_DEC,
		.label = dns_loc_size_label),
	[DNS_LOC_LATITUDE] = F("dns.loc.latitude", "Latitude", FT_UINT32, BASE_DEC, .label = dns_loc_angle_label),
	[DNS_LOC_LONGITUDE] = F("dns.loc.longitude", "Longitude", FT_UINT32, BASE_DEC, .label = dns_loc_angle_label),
	[DNS_LOC_ALTITUDE] = F("dns.loc.altitude", "Altitude", FT_UINT32, BASE_DEC, .label = dns_loc_altitude_label),
	[DNS_LOC_UNKNOWN_DATA] = F("dns.loc.unknown_data", "Unknown data", FT_BYTES, BASE_NONE),
	[DNS_NXT_NEXT_DOMAIN_NAME] = F("dns.nxt.next_domain_name", "Next Domain Name", FT_STRING, BASE_NONE),
	[DNS_KX_PREFERENCE] = F("dns.kx.preference", "Preference", FT_UINT16, BASE_DEC),
	[DNS_KX_KEY_EXCHANGE] = F("dns.kx.key_exchange", "Key Exchange", FT_STRING, BASE_NONE),
	[DNS_CERT_TYPE] = F("dns.cert.type", "Type", FT_UINT16, BASE_DEC, .vals = &cert_type_names),
	[DNS_CERT_KEY_TAG] = F("dns.cert.key_tag", "Key Tag", FT_UINT16, BASE_HEX),
	[DNS_CERT_ALGORITHM] = F("dns.cert.algorithm", "Algorithm", FT_UINT8, BASE_DEC, .vals =
		&rrsig_algorithm_names),
	[DNS_CERT_CERTIFICATE] = F("dns.cert.certificate", "Certificate (or CRL)", FT_BYTES, BASE_NONE),
	[DNS_NSEC_NEXT_DOMAIN_NAME] = F("dns.nsec.next_domain_name", "Next Domain Name", FT_STRING, BASE_NONE),
	[DNS_NS] = F("dns.ns", "Name Server", FT_STRING, BASE_NONE),
	[DNS_OPT] = F("dns.opt", "Option", FT_NONE, BASE_NONE, .label = dns_option_label),
	[DNS_OPT_CODE] = F("dns.opt.code", "Option Code", FT_UINT16, BASE_DEC, .vals = &dns_option_names),
	[DNS_OPT_LEN] = F("dns.opt.len", "Option Length", FT_UINT16, BASE_DEC),
	[DNS_OPT_DATA] = F("dns.opt.data", "Option Data", FT_BYTES, BASE_NONE),
	[DNS_OPT_DAU] = F("dns.opt.dau", "DAU", FT_UINT8, BASE_DEC, .vals = &rrsig_algorithm_names),
	[DNS_OPT_DHU] = F("dns.opt.dhu", "DHU", FT_UINT8, BASE_DEC, .vals = &opt_dhu_names),
	[DNS_OPT_N3U] = F("dns.opt.n3u", "N3U", FT_UINT8, BASE_DEC, .vals = &opt_n3u_names),
	[DNS_OPT_CLIENT_FAMILY] = F("dns.opt.client.family", "Family", FT_UINT16, BASE_DEC, .vals =
		&opt_client_family_names),
	[DNS_OPT_CLIENT_NETMASK] = F("dns.opt.client.netmask", "Source Netmask", FT_UINT8, BASE_DEC),
	[DNS_OPT_CLIENT_SCOPE] = F("dns.opt.client.scope", "Scope Netmask", FT_UINT8, BASE_DEC),
	[DNS_OPT_CLIENT_ADDR] = F("dns.opt.client.addr", "Client Subnet", FT_BYTES, BASE_NONE),
	[DNS_OPT_CLIENT_ADDR4] = F("dns.opt.client.addr4", "Client Subnet", FT_IPv4, BASE_NONE),
	[DNS_OPT_CLIENT_ADDR6] = F("dns.opt.client.addr6", "Client Subnet", FT_IPv6, BASE_NONE),
	[DNS_OPT_COOKIE_CLIENT] = F("dns.opt.cookie.client", "Client Cookie", FT_BYTES, BASE_NONE),
	[DNS_OPT_COOKIE_SERVER] = F("dns.opt.cookie.server", "Server Cookie", FT_BYTES, BASE_NONE),
	[DNS_OPT_EDNS_TCP_KEEPALIVE_TIMEOUT] = F("dns.opt.edns_tcp_keepalive.timeout", "Timeout", FT_UINT16, BASE_DEC),
	[DNS_OPT_PADDING] = F("dns.opt.padding", "Padding", FT_BYTES, BASE_NONE),
	[DNS_OPT_CHAIN_FQDN] = F("dns.opt.chain.fqdn", "Closest Trust Point", FT_STRING, BASE_NONE),
	[DNS_OPT_EXT_ERROR_INFO_CODE] = F("dns.opt.ext_error.info_code", "Info Code", FT_UINT16, BASE_DEC, .vals =
		&opt_ext_error_info_code_names),
	[DNS_OPT_EXT_ERROR_EXTRA_TEXT] = F("dns.opt.ext_error.extra_text", "Extra Text", FT_STRING, BASE_NONE),
	[DNS_COUNT_QUERIES] = F("dns.count.queries", "Questions", FT_UINT16, BASE_DEC),
	[DNS_COUNT_ZONES] = F("dns.count.zones", "Zones", FT_UINT16, BASE_DEC),
	[DNS_COUNT_ANSWERS] = F("dns.count.answers", "Answer RRs", FT_UINT16, BASE_DEC),
	[DNS_COUNT_PREREQUISITES] = F("dns.count.prerequisites", "Prerequisites", FT_UINT16, BASE_DEC),
	[DNS_COUNT_AUTH_RR] = F("dns.count.auth_rr", "Authority RRs", FT_UINT16, BASE_DEC),
	[DNS_COUNT_UPDATES] = F("dns.count.updates", "Updates", FT_UINT16, BASE_DEC),
	[DNS_NSEC3_ALGO] = F("dns.nsec3.algo", "Hash algorithm", FT_UINT8, BASE_DEC, .vals = &opt_n3u_names),
	[DNS_NSEC3_FLAGS] = F("dns.nsec3.flags", "NSEC3 flags", FT_UINT8, BASE_DEC),
	[DNS_NSEC3_FLAGS_OPT_OUT] = F("dns.nsec3.flags.opt_out", "NSEC3 Opt-out flag", FT_BOOLEAN, BASE_NONE, .size =
		1, .mask = 0x1, .vals = &nsec3_flags_opt_out_names),
	[DNS_NSEC3_ITERATIONS] = F("dns.nsec3.iterations", "NSEC3 iterations", FT_UINT16, BASE_DEC),
	[DNS_NSEC3_SALT_LENGTH] = F("dns.nsec3.salt_length", "Salt length", FT_UINT8, BASE_DEC),
	[DNS_NSEC3_SALT_VALUE] = F("dns.nsec3.salt_value", "Salt value", FT_BYTES, BASE_NONE),
	[DNS_NSEC3_HASH_LENGTH] = F("dns.nsec3.hash_length", "Hash length", FT_UINT8, BASE_DEC),
	[DNS_NSEC3_HASH_VALUE] = F("dns.nsec3.hash_value", "Next hashed owner", FT_STRING, BASE_NONE, .flags =
		F_GENERATED),
	[DNS_TLSA_CERTIFICATE_USAGE] = F("dns.tlsa.certificate_usage", "Certificate Usage", FT_UINT8, BASE_DEC, .vals
		= &tlsa_certificate_usage_names),
	[DNS_TLSA_SELECTOR] = F("dns.tlsa.selector", "Selector", FT_UINT8, BASE_DEC, .vals = &tlsa_selector_names),
	[DNS_TLSA_MATCHING_TYPE] = F("dns.tlsa.matching_type", "Matching Type", FT_UINT8, BASE_DEC, .vals =
		&tlsa_matching_type_names),
	[DNS_TLSA_CERTIFICATE_ASSOCIATION_DATA] = F("dns.tlsa.certificate_association_data",
		"Certificate Association Data", FT_BYTES, BASE_NONE),
	[DNS_TSIG_ALGORITHM_NAME] = F("dns.tsig.algorithm_name", "Algorithm Name", FT_STRING, BASE_NONE),
	[DNS_TSIG_TIME_SIGNED] = F("dns.tsig.time_signed", "Time Signed", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[DNS_TSIG_ORIGINAL_ID] = F("dns.tsig.original_id", "Original Id", FT_UINT16, BASE_DEC),
	[DNS_TSIG_ERROR] = F("dns.tsig.error", "Error", FT_UINT16, BASE_DEC, .vals = &dns_rcodes),
	[DNS_TSIG_FUDGE] = F("dns.tsig.fudge", "Fudge", FT_UINT16, BASE_DEC),
	[DNS_TSIG_MAC_SIZE] = F("dns.tsig.mac_size", "MAC Size", FT_UINT16, BASE_DEC),
	[DNS_TSIG_OTHER_LEN] = F("dns.tsig.other_len", "Other Len", FT_UINT16, BASE_DEC),
	[DNS_TSIG_MAC] = F("dns.tsig.mac", "MAC", FT_NONE, BASE_NONE),
	[DNS_TSIG_OTHER_DATA] = F("dns.tsig.other_data", "Other Data", FT_BYTES, BASE_NONE),
	[DNS_RESPONSE_IN] = F("dns.response_in", "Response In", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[DNS_RESPONSE_TO] = F("dns.response_to", "Request In", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[DNS_RETRANSMISSION] = F("dns.retransmission", "Retransmission", FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED),
	[DNS_RETRANSMIT_REQUEST_IN] = F("dns.retransmit_request_in", "Retransmitted request. Original request in",
		FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[DNS_RETRANSMIT_RESPONSE_IN] = F("dns.retransmit_response_in", "Retransmitted response. Original response in",
		FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[DNS_TIME] = F("dns.time", "Time", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	[DNS_UNSOLICITED] = F("dns.unsolicited", "Unsolicited", FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED),
	[DNS_COUNT_ADD_RR] = F("dns.count.add_rr", "Additional RRs", FT_UINT16, BASE_DEC),
	[DNS_SSHFP_ALGORITHM] = F("dns.sshfp.algorithm", "Algorithm", FT_UINT8, BASE_DEC, .vals =
		&sshfp_algorithm_names),
	[DNS_SSHFP_FINGERPRINT_TYPE] = F("dns.sshfp.fingerprint.type", "Fingerprint type", FT_UINT8, BASE_DEC, .vals =
		&sshfp_fingerprint_type_names),
	[DNS_SSHFP_FINGERPRINT] = F("dns.sshfp.fingerprint", "Fingerprint", FT_BYTES, BASE_NONE),
	[DNS_HIP_HIT_LENGTH] = F("dns.hip.hit.length", "HIT length", FT_UINT8, BASE_DEC),
	[DNS_HIP_HIT_PK_ALGO] = F("dns.hip.hit.pk.algo", "HIT length", FT_UINT8, BASE_DEC, .vals =
		&hip_hit_pk_algo_names),
	[DNS_HIP_PK_LENGTH] = F("dns.hip.pk.length", "PK length", FT_UINT16, BASE_DEC),
	[DNS_HIP_HIT] = F("dns.hip.hit", "Host Identity Tag", FT_BYTES, BASE_NONE),
	[DNS_HIP_PK] = F("dns.hip.pk", "HIP Public Key", FT_BYTES, BASE_NONE),
	[DNS_HIP_RENDEZVOUS_SERVER] = F("dns.hip.rendezvous_server", "Rendezvous Server", FT_STRING, BASE_NONE),
	[DNS_DHCID_RDATA] = F("dns.dhcid.rdata", "DHCID Data", FT_BYTES, BASE_NONE),
	[DNS_DS_KEY_ID] = F("dns.ds.key_id", "Key id", FT_UINT16, BASE_HEX),
	[DNS_DS_ALGORITHM] = F("dns.ds.algorithm", "Algorithm", FT_UINT8, BASE_DEC, .vals = &rrsig_algorithm_names),
	[DNS_DS_DIGEST_TYPE] = F("dns.ds.digest_type", "Digest Type", FT_UINT8, BASE_DEC, .vals = &opt_dhu_names),
	[DNS_DS_DIGEST] = F("dns.ds.digest", "Digest", FT_BYTES, BASE_NONE),
	[DNS_APL_ADDRESS_FAMILY] = F("dns.apl.address_family", "Address Family", FT_UINT16, BASE_DEC, .vals =
		&opt_client_family_names),
	[DNS_APL_CODED_PREFIX] = F("dns.apl.coded_prefix", "Prefix Length", FT_UINT8, BASE_DEC),
	[DNS_APL_NEGATION] = F("dns.apl.negation", "Negation Flag", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x80,
		.vals = &apl_negation_names),
	[DNS_APL_AFDLENGTH] = F("dns.apl.afdlength", "Address Length", FT_UINT8, BASE_DEC, .mask = 0x7f),
	[DNS_APL_AFDPART_IPV4] = F("dns.apl.afdpart.ipv4", "Address", FT_IPv4, BASE_NONE),
	[DNS_APL_AFDPART_IPV6] = F("dns.apl.afdpart.ipv6", "Address", FT_IPv6, BASE_NONE),
	[DNS_APL_AFDPART_DATA] = F("dns.apl.afdpart.data", "Address", FT_BYTES, BASE_NONE),
	[DNS_GPOS_LONGITUDE_LENGTH] = F("dns.gpos.longitude_length", "Longitude length", FT_UINT8, BASE_DEC),
	[DNS_GPOS_LONGITUDE] = F("dns.gpos.longitude", "Longitude", FT_STRING, BASE_NONE),
	[DNS_GPOS_LATITUDE_LENGTH] = F("dns.gpos.latitude_length", "Latitude length", FT_UINT8, BASE_DEC),
	[DNS_GPOS_LATITUDE] = F("dns.gpos.latitude", "Latitude", FT_STRING, BASE_NONE),
	[DNS_GPOS_ALTITUDE_LENGTH] = F("dns.gpos.altitude_length", "Altitude length", FT_UINT8, BASE_DEC),
	[DNS_GPOS_ALTITUDE] = F("dns.gpos.altitude", "Altitude", FT_STRING, BASE_NONE),
	[DNS_RP_MAILBOX] = F("dns.rp.mailbox", "Mailbox", FT_STRING, BASE_NONE),
	[DNS_RP_TXT_RR] = F("dns.rp.txt_rr", "TXT RR", FT_STRING, BASE_NONE),
	[DNS_AFSDB_SUBTYPE] = F("dns.afsdb.subtype", "Subtype", FT_UINT16, BASE_DEC),
	[DNS_AFSDB_HOSTNAME] = F("dns.afsdb.hostname", "Hostname", FT_STRING, BASE_NONE),
	[DNS_X25_LENGTH] = F("dns.x25.length", "Length", FT_UINT8, BASE_DEC),
	[DNS_X25_PSDN_ADDRESS] = F("dns.x25.psdn_address", "PSDN-Address", FT_STRING, BASE_NONE),
	[DNS_IDSN_LENGTH] = F("dns.idsn.length", "Length", FT_UINT8, BASE_DEC),
	[DNS_IDSN_ADDRESS] = F("dns.idsn.address", "ISDN Address", FT_STRING, BASE_NONE),
	[DNS_IDSN_SA_LENGTH] = F("dns.idsn.sa.length", "Length", FT_UINT8, BASE_DEC),
	[DNS_IDSN_SA_ADDRESS] = F("dns.idsn.sa.address", "Sub Address", FT_STRING, BASE_NONE),
	[DNS_RT_SUBTYPE] = F("dns.rt.subtype", "Preference", FT_UINT16, BASE_DEC),
	[DNS_RT_INTERMEDIATE_HOST] = F("dns.rt.intermediate_host", "Intermediate Hostname", FT_STRING, BASE_NONE),
	[DNS_NSAP_RDATA] = F("dns.nsap.rdata", "NSAP Data", FT_BYTES, BASE_NONE),
	[DNS_NSAP_PTR_OWNER] = F("dns.nsap_ptr.owner", "Owner", FT_STRING, BASE_NONE),
	[DNS_CAA_FLAGS] = F("dns.caa.flags", "CAA Flags", FT_UINT8, BASE_HEX),
	[DNS_CAA_FLAGS_ISSUER_CRITICAL] = F("dns.caa.flags.issuer_critical", "Issuer Critical", FT_BOOLEAN, BASE_NONE,
		.size = 1, .mask = 0x80, .vals = &caa_flags_issuer_critical_names),
	[DNS_CAA_ISSUE] = F("dns.caa.issue", "Issue", FT_STRING, BASE_NONE),
	[DNS_CAA_ISSUEWILD] = F("dns.caa.issuewild", "Issue Wildcard", FT_STRING, BASE_NONE),
	[DNS_CAA_IODEF] = F("dns.caa.iodef", "Report URL", FT_STRING, BASE_NONE),
	[DNS_CAA_UNKNOWN] = F("dns.caa.unknown", "Unknown tag", FT_STRING, BASE_NONE),
	[DNS_CAA_TAG_LENGTH] = F("dns.caa.tag_length", "Tag length", FT_UINT8, BASE_DEC),
	[DNS_CAA_TAG] = F("dns.caa.tag", "Tag", FT_STRING, BASE_NONE),
	[DNS_CAA_VALUE] = F("dns.caa.value", "Value", FT_STRING, BASE_NONE),
	[DNS_EXTRANEOUS_DATA] = F("dns.extraneous.data", "Extraneous Data Bytes", FT_BYTES, BASE_NONE),
	[DNS_EXTRANEOUS_LENGTH] = F("dns.extraneous.length", "Extraneous Data Length", FT_INT32, BASE_DEC, .flags =
		F_GENERATED),
	[DNS_WINS_LOCAL_FLAG] = F("dns.wins.local_flag", "Local Flag", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x1,
		.vals = &bool_true),
	[DNS_WINS_LOOKUP_TIMEOUT] = F("dns.wins.lookup_timeout", "Lookup timeout", FT_UINT32, BASE_DEC),
	[DNS_WINS_CACHE_TIMEOUT] = F("dns.wins.cache_timeout", "Cache timeout", FT_UINT32, BASE_DEC),
	[DNS_WINS_NB_WINS_SERVERS] = F("dns.wins.nb_wins_servers", "Number of WINS servers", FT_UINT32, BASE_DEC),
	[DNS_WINS_WINS_SERVER] = F("dns.wins.wins_server", "WINS Server Address", FT_IPv4, BASE_NONE),
	[DNS_WINSR_LOCAL_FLAG] = F("dns.winsr.local_flag", "Local Flag", FT_BOOLEAN, BASE_NONE, .size = 4, .mask =
		0x1, .vals = &bool_true),
	[DNS_WINSR_LOOKUP_TIMEOUT] = F("dns.winsr.lookup_timeout", "Lookup timeout", FT_UINT32, BASE_DEC),
	[DNS_WINSR_CACHE_TIMEOUT] = F("dns.winsr.cache_timeout", "Cache timeout", FT_UINT32, BASE_DEC),
	[DNS_WINSR_NAME_RESULT_DOMAIN] = F("dns.winsr.name_result_domain", "Name Result Domain", FT_STRING, BASE_NONE),
	[DNS_DATA] = F("dns.data", "Data", FT_BYTES, BASE_NONE),
	[DNS_DSO] = F("dns.dso", "DNS Stateful Operation", FT_NONE, BASE_NONE),
	[DNS_DSO_TLV] = F("dns.dso.tlv", "DSO TLV", FT_NONE, BASE_NONE, .label = dns_tlv_label),
	[DNS_DSO_TLV_TYPE] = F("dns.dso.tlv.type", "Type", FT_UINT16, BASE_DEC, .vals = &dns_tlv_names),
	[DNS_DSO_TLV_LENGTH] = F("dns.dso.tlv.length", "Length", FT_UINT16, BASE_DEC),
	[DNS_DSO_TLV_DATA] = F("dns.dso.tlv.data", "Data", FT_BYTES, BASE_NONE),
	[DNS_DSO_TLV_KEEPALIVE_INACTIVITY] = F("dns.dso.tlv.keepalive.inactivity", "Inactivity Timeout", FT_UINT32,
		BASE_DEC),
	[DNS_DSO_TLV_KEEPALIVE_INTERVAL] = F("dns.dso.tlv.keepalive.interval", "Keepalive Interval", FT_UINT32,
		BASE_DEC),
	[DNS_DSO_TLV_RETRYDELAY_RETRYDELAY] = F("dns.dso.tlv.retrydelay.retrydelay", "Retry Delay", FT_UINT32,
		BASE_DEC),
	[DNS_DSO_TLV_ENCPAD_PADDING] = F("dns.dso.tlv.encpad.padding", "Padding", FT_BYTES, BASE_NONE),
	[DNS_RR_OPT_BAD_LENGTH] = F_EXPERT("dns.rr.opt.bad_length", "Length too long for any type of IP address.",
		PI_ERROR, PI_MALFORMED),
	[DNS_UNDECODED_TYPE] = F_EXPERT("dns.undecoded.type", "Undecoded option", PI_NOTE, PI_UNDECODED),
	[DNS_DEPR_OPC] = F_EXPERT("dns.depr.opc", "Deprecated opcode", PI_WARN, PI_PROTOCOL),
	[DNS_TTL_HIGH_BIT_SET] = F_EXPERT("dns.ttl.high_bit_set",
		"The uppermost bit of the TTL is set (RFC 2181, section 8)", PI_WARN, PI_PROTOCOL),
	[DNS_TSIG_NOALG] = F_EXPERT("dns.tsig.noalg", "No dissector for algorithm", PI_WARN, PI_UNDECODED),
	[DNS_KEY_ID_BUFFER_TOO_SHORT] = F_EXPERT("dns.key_id_buffer_too_short",
		"Buffer too short to compute a key id", PI_WARN, PI_PROTOCOL),
	[DNS_RETRANSMIT_REQUEST] = F_EXPERT("dns.retransmit_request", "DNS query retransmission", PI_WARN,
		PI_PROTOCOL),
	[DNS_RETRANSMIT_RESPONSE] = F_EXPERT("dns.retransmit_response", "DNS response retransmission", PI_WARN,
		PI_PROTOCOL),
	[DNS_EXTRANEOUS] = F_EXPERT("dns.extraneous", "Extraneous data", PI_NOTE, PI_UNDECODED),
	[DNS_SECTION] = F_TEXT(""),
	[DNS_ENTRY] = F_TEXT(""),
	[DNS_EXTRANEOUS_TEXT] = F_TEXT("Extraneous data", .flags = F_HIDDEN),
};
