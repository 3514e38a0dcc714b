/* stun_fields.c: rows of STUN and TURN, and the names of what they hold (the IANA registries of RFC 8489, 18). */
#include "base/fmt.h"
#include "dissect/application/stun_impl.h"

static const struct value_table assignments = VALUES({ 0, "IETF Review" }, { 1, "Designated Expert" });
static const struct value_table comprehensions = VALUES({ 0, "Required" }, { 1, "Optional" });
static const struct value_table versions =
	VALUES({ 1, "MS-TURN" }, { 2, "RFC-3489 and earlier" }, { 3, "RFC-5389/8489" });
static const struct value_table families = VALUES({ 1, "IPv4" }, { 2, "IPv6" });
static const struct value_table algorithms = VALUES({ 0, "Reserved" }, { 1, "MD5" }, { 2, "SHA-256" });
static const struct value_table reservations = VALUES({ 0, "No reservation" }, { 1, "Reserve next port number" });
const struct value_table stun_transports = VALUES({ 6, "TCP" }, { 17, "UDP" });
const struct value_table stun_ms_versions =
	VALUES({ 1, "ICE" }, { 2, "MS-ICE2" }, { 3, "MS-ICE2 with SHA256" }, { 4, "MS-ICE2 with SHA256 and IPv6" },
	       { 5, "MULTIPLEXED TURN over UDP only" }, { 6, "MULTIPLEXED TURN over UDP and TCP" });
static const struct value_table ice_versions = RANGES({ 0, 2, "Supports only RFC3489bis-02 message formats" },
						      { 3, 0xffffffff, "Supports RFC5389 message formats" });
static const struct value_table streams =
	VALUES({ 1, "Audio" }, { 2, "Video" }, { 3, "Supplemental Video" }, { 4, "Data" });
static const struct value_table qualities = VALUES({ 0, "Best effort delivery" }, { 1, "Reliable delivery" });
static const struct value_table admissions =
	VALUES({ 0, "Reservation Check" }, { 1, "Reservation Commit" }, { 2, "Reservation Update" });
static const struct value_table locations = VALUES({ 0, "Unknown" }, { 1, "Internet" }, { 2, "Intranet" });
static const struct value_table federations =
	VALUES({ 0, "No Federation" }, { 1, "Enterprise Federation" }, { 2, "Public Cloud Federation" });
static const struct value_table costs =
	VALUES({ 0, "Min" }, { 10, "Low" }, { 50, "Unknown" }, { 250, "Cellular5G" }, { 500, "Cellular4G" },
	       { 900, "Cellular" }, { 910, "Cellular3G" }, { 980, "Cellular2G" }, { 999, "Max" });
const struct value_table stun_error_names = VALUES(
	{ 274, "Disable Candidate" }, { 275, "Disable Candidate Pair" }, { 300, "Try Alternate" }, { 400, "Bad Request" }, { 401, "Unauthenticated" }, { 403, "Forbidden" },
	{ 405, "Mobility Forbidden" }, { 420, "Unknown Attribute" }, { 430, "Stale Credentials (legacy)" },
	{ 431, "Integrity Check Failure (legacy)" }, { 432, "Missing Username (legacy)" }, { 433, "Use TLS (legacy)" },
	{ 434, "Missing Realm (legacy)" }, { 435, "Missing Nonce (legacy)" }, { 436, "Unknown User (legacy)" },
	{ 437, "Allocation Mismatch" }, { 438, "Stale Nonce" }, { 439, "Wrong Credentials (legacy)" },
	{ 440, "Address Family not Supported" }, { 441, "Wrong Credentials" }, { 442, "Unsupported Transport Protocol" },
	{ 443, "Peer Address Family Mismatch" }, { 446, "Connection Already Exists" },
	{ 447, "Connection Timeout or Failure" }, { 481, "Connection does not exist (legacy)" },
	{ 486, "Allocation Quota Reached" }, { 487, "Role Conflict" }, { 500, "Server Error" },
	{ 503, "Service Unavailable (legacy)" }, { 507, "Insufficient Bandwidth Capacity (legacy)" },
	{ 508, "Insufficient Port Capacity" }, { 600, "Global Failure" });
static const struct value_table methods =
	VALUES({ 0x001, "Binding" }, { 0x002, "SharedSecret" }, { 0x003, "Allocate" }, { 0x004, "Refresh" },
	       { 0x006, "Send" }, { 0x007, "Data" }, { 0x008, "CreatePermission" }, { 0x009, "Channel-Bind" },
	       { 0x00a, "Connect" }, { 0x00b, "ConnectionBind" }, { 0x00c, "ConnectionAttempt" }, { 0x080, "GooglePing" });

/* By type. */
static const struct stun_attribute attributes[] = {
	{ 0x0001, STUN_ADDRESS, 0, "MAPPED-ADDRESS", "" },
	{ 0x0002, STUN_OLD_ADDRESS, 0, "RESPONSE_ADDRESS", NULL },
	{ 0x0003, STUN_CHANGE, 0, "CHANGE_REQUEST", NULL },
	{ 0x0004, STUN_OLD_ADDRESS, 0, "SOURCE_ADDRESS", NULL },
	{ 0x0005, STUN_OLD_ADDRESS, 0, "CHANGED_ADDRESS", NULL },
	{ 0x0006, STUN_STRING, USERNAME, "USERNAME", " user: " },
	{ 0x0007, STUN_BYTES, PASSWORD, "PASSWORD", NULL },
	{ 0x0008, STUN_HMAC, HMAC, "MESSAGE-INTEGRITY", NULL },
	{ 0x0009, STUN_ERROR, 0, "ERROR-CODE", " error-code: " },
	{ 0x000a, STUN_TYPES, 0, "UNKNOWN-ATTRIBUTES", NULL },
	{ 0x000b, STUN_OLD_ADDRESS, 0, "REFLECTED-FROM", NULL },
	{ 0x000c, STUN_CHANNEL, 0, "CHANNEL-NUMBER", " ChannelNumber=" },
	{ 0x000d, STUN_NUMBERED, LIFETIME, "LIFETIME", " lifetime: " },
	{ 0x000e, STUN_ADDRESS, 0, "MS-ALTERNATE-SERVER", "" },
	{ 0x000f, STUN_UINT, MAGIC_COOKIE, "MAGIC-COOKIE", NULL },
	{ 0x0010, STUN_NUMBERED, BANDWIDTH, "BANDWIDTH", " bandwidth: " },
	{ 0x0011, STUN_OLD_ADDRESS, 0, "DESTINATION-ADDRESS", NULL },
	{ 0x0012, STUN_XORED, 0, "XOR-PEER-ADDRESS", "" },
	{ 0x0013, STUN_DATA, 0, "DATA", NULL },
	{ 0x0014, STUN_STRING, REALM, "REALM", " realm: " },
	{ 0x0015, STUN_STRING, NONCE, "NONCE", " with nonce" },
	{ 0x0016, STUN_XORED, 0, "XOR-RELAYED-ADDRESS", "" },
	{ 0x0017, STUN_FAMILY, 0, "REQUESTED-ADDRESS-FAMILY", NULL },
	{ 0x0018, STUN_EVEN_PORT, 0, "EVEN-PORT", NULL },
	{ 0x0019, STUN_TRANSPORT, 0, "REQUESTED-TRANSPORT", " " },
	{ 0x001a, STUN_OPAQUE, 0, "DONT-FRAGMENT", NULL },
	{ 0x001b, STUN_OPAQUE, 0, "ACCESS-TOKEN", NULL },
	{ 0x001c, STUN_OPAQUE, 0, "MESSAGE-INTEGRITY-SHA256", NULL },
	{ 0x001d, STUN_ALGORITHM, 0, "PASSWORD-ALGORITHM", NULL },
	{ 0x001e, STUN_OPAQUE, 0, "USERHASH", NULL },
	{ 0x0020, STUN_XORED, 0, "XOR-MAPPED-ADDRESS", "" },
	{ 0x0022, STUN_EIGHT, TOKEN, "RESERVATION-TOKEN", NULL },
	{ 0x0024, STUN_UINT, PRIORITY, "PRIORITY", NULL },
	{ 0x0025, STUN_OPAQUE, 0, "USE-CANDIDATE", NULL },
	{ 0x0026, STUN_PADDING, 0, "PADDING", NULL },
	{ 0x0027, STUN_XORED, 0, "XOR-RESPONSE-TARGET", "" },
	{ 0x0028, STUN_XORED, 0, "XOR-REFELECTED-FROM", "" },
	{ 0x002a, STUN_OPAQUE, 0, "CONNECTION-ID", NULL },
	{ 0x0030, STUN_ICMP, 0, "LEGACY-ICMP", NULL },
	{ 0x8000, STUN_OPAQUE, 0, "ADDITIONAL-ADDRESS-FAMILY", NULL },
	{ 0x8001, STUN_OPAQUE, 0, "ADDRESS-ERROR-CODE", NULL },
	{ 0x8002, STUN_ALGORITHMS, 0, "PASSWORD-ALGORITHMS", NULL },
	{ 0x8003, STUN_OPAQUE, 0, "ALTERNATE-DOMAIN", NULL },
	{ 0x8004, STUN_ICMP, 0, "ICMP", NULL },
	{ 0x8006, STUN_BYTES, UNKNOWN_8006, "MS-TURN UNKNOWN 8006", NULL },
	{ 0x8008, STUN_VALUED, MS_VERSION, "MS-VERSION", NULL },
	{ 0x8020, STUN_XORED, 0, "XOR-MAPPED-ADDRESS", "" },
	{ 0x8022, STUN_TEXT, SOFTWARE, "SOFTWARE", NULL },
	{ 0x8023, STUN_ADDRESS, 0, "ALTERNATE-SERVER", "" },
	{ 0x8025, STUN_OPAQUE, 0, "TRANSACTION-TRANSMIT-COUNTER", NULL },
	{ 0x8027, STUN_UINT, CACHE_TIMEOUT, "CACHE-TIMEOUT", NULL },
	{ 0x8028, STUN_CRC, CRC, "FINGERPRINT", NULL },
	{ 0x8029, STUN_EIGHT, TIE_BREAKER, "ICE-CONTROLLED", NULL },
	{ 0x802a, STUN_EIGHT, TIE_BREAKER, "ICE-CONTROLLING", NULL },
	{ 0x802b, STUN_ADDRESS, 0, "RESPONSE-ORIGIN", "" },
	{ 0x802c, STUN_ADDRESS, 0, "OTHER-ADDRESS", "" },
	{ 0x802d, STUN_OPAQUE, 0, "ECN-CHECK-STUN", NULL },
	{ 0x802e, STUN_OPAQUE, 0, "THIRD-PARTY-AUTHORIZATION", NULL },
	{ 0x8030, STUN_OPAQUE, 0, "MOBILITY-TICKET", NULL },
	{ 0x8032, STUN_OPAQUE, 0, "MS-ALTERNATE-HOST-NAME", NULL },
	{ 0x8037, STUN_OPAQUE, 0, "MS-APP-ID", NULL },
	{ 0x8039, STUN_OPAQUE, 0, "MS-SECURE-TAG", NULL },
	{ 0x8050, STUN_SEQUENCE, 0, "MS-SEQUENCE-NUMBER", NULL },
	{ 0x8054, STUN_FOUNDATION, 0, "MS-CANDIDATE-IDENTIFIER", NULL },
	{ 0x8055, STUN_QUALITY, 0, "MS-SERVICE-QUALITY", NULL },
	{ 0x8056, STUN_ADMISSION, 0, "Bandwidth Admission Control Message", NULL },
	{ 0x8057, STUN_RESERVATION, 0, "Bandwidth Reservation Identifier", NULL },
	{ 0x8058, STUN_AMOUNT, 0, "Bandwidth Reservation Amount", NULL },
	{ 0x8059, STUN_XORED, 0, "Remote Site Address", "" },
	{ 0x805a, STUN_XORED, 0, "Remote Relay Site Address", "" },
	{ 0x805b, STUN_XORED, 0, "Local Site Address", "" },
	{ 0x805c, STUN_XORED, 0, "Local Relay Site Address", "" },
	{ 0x805d, STUN_SITE, 0, "Remote Site Address Response", NULL },
	{ 0x805e, STUN_RELAY_SITE, 0, "Remote Relay Site Address Response", NULL },
	{ 0x805f, STUN_SITE, 0, "Local Site Address Response", NULL },
	{ 0x8060, STUN_RELAY_SITE, 0, "Local Relay Site Address Response", NULL },
	{ 0x8061, STUN_BYTES, SIP_DIALOG, "SIP Dialog Identifier", NULL },
	{ 0x8062, STUN_BYTES, SIP_CALL, "SIP Call Identifier", NULL },
	{ 0x8068, STUN_LOCATION, 0, "Location Profile", NULL },
	{ 0x8070, STUN_VALUED, MS_ICE_VERSION, "MS-IMPLEMENTATION-VERSION", NULL },
	{ 0x8090, STUN_ADDRESS, 0, "MS-ALT-MAPPED-ADDRESS", "" },
	{ 0x8095, STUN_EIGHT, MS_SESSION, "MS-MULTIPLEXED-TURN-SESSION-ID", NULL },
	{ 0xc000, STUN_OPAQUE, 0, "CISCO-STUN-FLOWDATA", NULL },
	{ 0xc001, STUN_OPAQUE, 0, "ENF-FLOW-DESCRIPTION", NULL },
	{ 0xc002, STUN_OPAQUE, 0, "ENF-NETWORK-STATUS", NULL },
	{ 0xc057, STUN_NETWORK, 0, "GOOG-NETWORK-INFO", NULL },
	{ 0xc058, STUN_OPAQUE, 0, "GOOG-LAST-ICE-CHECK-RECEIVED", NULL },
	{ 0xc059, STUN_OPAQUE, 0, "GOOG-MISC-INFO", NULL },
	{ 0xc05a, STUN_OPAQUE, 0, "GOOG-OBSOLETE-1", NULL },
	{ 0xc05b, STUN_OPAQUE, 0, "GOOG-CONNECTION-ID", NULL },
	{ 0xc05c, STUN_OPAQUE, 0, "GOOG-DELTA", NULL },
	{ 0xc05d, STUN_OPAQUE, 0, "GOOG-DELTA-ACK", NULL },
	{ 0xc060, STUN_OPAQUE, 0, "GOOG-MESSAGE_INTEGRITY-32", NULL },
	{ 0xff04, STUN_OPAQUE, 0, "GOOG-MULTI-MAPPING", NULL },
	{ 0xff05, STUN_OPAQUE, 0, "GOOG-LOGGING-ID", NULL },
};

const struct stun_attribute *stun_attribute(unsigned type)
{
	unsigned low = 0, high = COUNT(attributes);
	while (low < high) {
		unsigned mid = (low + high) / 2;
		if (attributes[mid].type == type)
			return &attributes[mid];
		if (attributes[mid].type < type)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* RFC 8489, 5: the bits of the class stand between those of the method. */
static unsigned method_of(unsigned type)
{
	return (type & 0x000f) | (type & 0x00e0) >> 1 | (type & 0x3e00) >> 2;
}

const char *stun_method_name(unsigned message_type)
{
	const char *name = value_text(&methods, method_of(message_type));
	return name ? name : "Unknown";
}

const char *stun_class_name(unsigned message_type)
{
	static const char *const names[] = { "Request", "Indication", "Success Response", "Error Response" };
	return names[(message_type >> 7 & 2) | (message_type >> 4 & 1)];
}

static void type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Message Type: ");
	fmt_0x(b, r->val, 4);
	buf_lit(b, " (");
	buf_str(b, stun_method_name((unsigned)r->val));
	buf_char(b, ' ');
	buf_str(b, stun_class_name((unsigned)r->val));
	buf_char(b, ')');
}

/* Value: both bits, with what stands between them. */
static void class_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Message Class: ");
	fmt_0x(b, r->val, 2);
	buf_char(b, ' ');
	buf_str(b, stun_class_name((unsigned)r->val << 4));
	buf_lit(b, " (");
	fmt_uint(b, (r->val >> 3 & 2) | (r->val & 1));
	buf_char(b, ')');
}

static void method_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Message Method: ");
	fmt_0x(b, r->val, 4);
	buf_char(b, ' ');
	buf_str(b, stun_method_name((unsigned)r->val));
	buf_lit(b, " (");
	fmt_0x(b, method_of((unsigned)r->val), 3);
	buf_char(b, ')');
}

static void attribute_type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct stun_attribute *a = stun_attribute((unsigned)r->val);
	(void)t;
	buf_lit(b, "Attribute Type: ");
	buf_str(b, a ? a->name : "Unknown");
}

static bool titled(const struct stun_attribute *a)
{
	return a->kind == STUN_STRING || a->kind == STUN_NUMBERED || a->kind == STUN_VALUED ||
	       a->kind == STUN_ADDRESS || a->kind == STUN_OLD_ADDRESS || a->kind == STUN_XORED ||
	       a->kind == STUN_ERROR || a->kind == STUN_CHANNEL || a->kind == STUN_TRANSPORT;
}

static void attribute_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct stun_attribute *a = stun_attribute((unsigned)r->val);
	const struct layer *message = stun_message(t->d, &t->d->layer[r->layer]);
	struct slice s = record_bytes(t->d, r);
	buf_str(b, a ? a->name : "Unknown");
	if (!a || !titled(a) || !slice_has(s, 4, (slice_u16(s, 2) + 3u) & ~3u)) /* too long for the message */
		return;
	size_t start = b->len;
	buf_str(b, a->kind == STUN_OLD_ADDRESS                         ? " (Deprecated): "
		   : a->kind == STUN_ERROR || a->kind == STUN_NUMBERED ? " "
								       : ": ");
	if (!stun_value_text(b, a, slice_sub(s, 4, slice_u16(s, 2)), message->data))
		b->len = start;
}

/* "4 (bogus, ...)": the value is then the length with its padding. */
static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Attribute Length: ");
	fmt_uint(b, r->val);
	if (r->aux)
		buf_lit(b, " (bogus, goes past the end of the message)");
}

static void crc_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "CRC-32: ");
	fmt_0x(b, r->val, 8);
	if (r->aux == (uint32_t)r->val) {
		buf_lit(b, " [correct]");
		return;
	}
	buf_lit(b, " incorrect, should be ");
	fmt_0x(b, r->aux, 8);
}

#define NUMBER(abbrev, name, type) F("stun." abbrev, name, type, BASE_DEC)
#define NAMED(abbrev, name, type, names) F("stun." abbrev, name, type, BASE_DEC, .vals = &(names))
#define HEX(abbrev, name, type) F("stun." abbrev, name, type, BASE_HEX)
#define OCTETS(abbrev, name) F("stun." abbrev, name, FT_BYTES, BASE_NONE)
#define STRING(abbrev, name) F("stun." abbrev, name, FT_STRING, BASE_NONE)
#define FRAME(abbrev, name) F("stun." abbrev, name, FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED)

const struct field stun_fields[] = {
	[STUN] = F("stun", "Session Traversal Utilities for NAT", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("stun.type", "Message Type", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .label = type_label),
	[TYPE_CLASS] = F("stun.type.class", "Message Class", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .mask = STUN_CLASS_MASK, .flags = F_CHILD, .label = class_label),
	[TYPE_METHOD] = F("stun.type.method", "Message Method", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .mask = 0x3eef, .flags = F_CHILD, .label = method_label),
	[TYPE_ASSIGNMENT] = F("stun.type.method-assignment", "Message Method Assignment", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .mask = 0x2000, .flags = F_CHILD, .vals = &assignments),
	[LENGTH] = F("stun.length", "Message Length", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[COOKIE] = F("stun.cookie", "Message Cookie", FT_BYTES, BASE_NONE, .off = 4, .size = 4),
	[ID] = F("stun.id", "Message Transaction ID", FT_BYTES, BASE_NONE, .off = STUN_ID_AT, .size = STUN_ID_BYTES),
	[VERSION] = F("stun.network_version", "STUN Network Version", FT_UINT8, BASE_DEC, .flags = F_GENERATED, .vals = &versions),
	[ATTRIBUTES] = F("stun.attributes", "Attributes", FT_NONE, BASE_NONE),
	[ATTRIBUTE] = F("stun.attribute", "Attribute Type", FT_UINT16, BASE_HEX, .label = attribute_label),
	[RESPONSE_IN] = FRAME("response-in", "Response In"),
	[RESPONSE_TO] = FRAME("response-to", "Request In"),
	[TIME] = F("stun.time", "Time", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	[DUPLICATE] = FRAME("reqduplicate", "Duplicated original message in"),
	[ATT_TYPE] = F("stun.att.type", "Attribute Type", FT_UINT16, BASE_HEX, .label = attribute_type_label),
	[ATT_COMPREHENSION] = F("stun.att.type.comprehension", "Attribute Type Comprehension", FT_UINT16, BASE_HEX, .mask = 0x8000, .vals = &comprehensions),
	[ATT_ASSIGNMENT] = F("stun.att.type.assignment", "Attribute Type Assignment", FT_UINT16, BASE_HEX, .mask = 0x4000, .vals = &assignments),
	[ATT_LENGTH] = F("stun.att.length", "Attribute Length", FT_UINT16, BASE_DEC, .label = length_label),
	[FAMILY] = F("stun.att.family", "Protocol Family", FT_UINT8, BASE_HEX, .vals = &families),
	[IPV4] = F("stun.att.ipv4", "IP", FT_IPv4, BASE_NONE),
	[IPV6] = F("stun.att.ipv6", "IP", FT_IPv6, BASE_NONE),
	[PORT] = NUMBER("att.port", "Port", FT_UINT16),
	[USERNAME] = STRING("att.username", "Username"),
	[PASSWORD] = OCTETS("att.password", "Password"),
	[PADDING] = NUMBER("att.padding", "Padding", FT_UINT16),
	[HMAC] = OCTETS("att.hmac", "HMAC-SHA1"),
	[CRC] = F("stun.att.crc32", "CRC-32", FT_UINT32, BASE_HEX, .label = crc_label),
	[CRC_STATUS] = F("stun.att.crc32.status", "CRC-32 Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED | F_ADD_NO_UNKNOWN, .vals = &checksum_status_names),
	[ERROR_CLASS] = F("stun.att.error.class", "Error Class", FT_UINT8, BASE_DEC, .mask = 0x07),
	[ERROR_CODE] = NUMBER("att.error", "Error Code", FT_UINT8),
	[ERROR_REASON] = STRING("att.error.reason", "Error Reason Phrase"),
	[REALM] = STRING("att.realm", "Realm"),
	[NONCE] = STRING("att.nonce", "Nonce"),
	[UNKNOWN_TYPE] = HEX("att.unknown", "Unknown Attribute", FT_UINT16),
	[IPV4_XORED] = OCTETS("att.ipv4-xord", "IP (XOR-d)"),
	[IPV6_XORED] = OCTETS("att.ipv6-xord", "IP (XOR-d)"),
	[PORT_XORED] = OCTETS("att.port-xord", "Port (XOR-d)"),
	[ICMP_TYPE] = NUMBER("att.icmp.type", "ICMP type", FT_UINT8),
	[ICMP_CODE] = NUMBER("att.icmp.code", "ICMP code", FT_UINT8),
	[UNKNOWN_8006] = OCTETS("att.unknown8006", "Unknown8006"),
	[SOFTWARE] = STRING("att.software", "Software"),
	[PRIORITY] = NUMBER("att.priority", "Priority", FT_UINT32),
	[TIE_BREAKER] = OCTETS("att.tie-breaker", "Tie breaker"),
	[LIFETIME] = NUMBER("att.lifetime", "Lifetime", FT_UINT32),
	[CHANGE_IP] = F("stun.att.change-ip", "Change IP", FT_BOOLEAN, BASE_NONE, .mask = 0x4, .digits = 16, .vals = &bool_set),
	[CHANGE_PORT] = F("stun.att.change-port", "Change Port", FT_BOOLEAN, BASE_NONE, .mask = 0x2, .digits = 16, .vals = &bool_set),
	[ALGORITHM] = NAMED("att.pw_alg", "Password Algorithm", FT_UINT16, algorithms),
	[ALGORITHM_LENGTH] = NUMBER("att.pw_alg_len", "Password Algorithm Length", FT_UINT16),
	[ALGORITHM_DATA] = OCTETS("att.pw_alg_data", "Password Algorithm Data"),
	[RESERVE_NEXT] = F("stun.att.even-port.reserve-next", "Reserve next", FT_UINT8, BASE_DEC, .mask = 0x80, .vals = &reservations),
	[CACHE_TIMEOUT] = NUMBER("att.cache-timeout", "Cache timeout", FT_UINT32),
	[TOKEN] = OCTETS("att.token", "Token"),
	[VALUE] = OCTETS("value", "Value"),
	[RESERVED] = OCTETS("att.reserved", "Reserved"),
	[TRANSPORT] = F("stun.att.transp", "Transport", FT_UINT8, BASE_HEX, .vals = &stun_transports),
	[CHANNEL_NUMBER] = HEX("att.channelnum", "Channel-Number", FT_UINT16),
	[MAGIC_COOKIE] = HEX("att.magic_cookie", "Magic Cookie", FT_UINT32),
	[BANDWIDTH] = NUMBER("port.bandwidth", "Bandwidth", FT_UINT32),
	[MS_VERSION] = NAMED("att.ms.version", "MS Version", FT_UINT32, stun_ms_versions),
	[MS_ICE_VERSION] = NAMED("att.ms.version.ice", "MS ICE Version", FT_UINT32, ice_versions),
	[MS_CONNECTION] = OCTETS("att.ms.connection_id", "Connection ID"),
	[MS_SEQUENCE] = NUMBER("att.ms.sequence_number", "Sequence Number", FT_UINT32),
	[MS_STREAM] = NAMED("att.ms.stream_type", "Stream Type", FT_UINT16, streams),
	[MS_QUALITY] = NAMED("att.ms.service_quality", "Service Quality", FT_UINT16, qualities),
	[MS_FOUNDATION] = STRING("att.ms.foundation", "Foundation"),
	[MS_SESSION] = HEX("att.ms.multiplexed_turn_session_id", "MS Multiplexed TURN Session Id", FT_UINT64),
	[ADMISSION_TYPE] = NAMED("att.bandwidth_acm.type", "Message Type", FT_UINT16, admissions),
	[RESERVATION_ID] = OCTETS("att.bandwidth_rsv_id", "Reservation ID"),
	[LEAST_SEND] = NUMBER("att.bandwidth_rsv_amount.misb", "Minimum Send Bandwidth", FT_UINT32),
	[MOST_SEND] = NUMBER("att.bandwidth_rsv_amount.masb", "Maximum Send Bandwidth", FT_UINT32),
	[LEAST_RECEIVE] = NUMBER("att.bandwidth_rsv_amount.mirb", "Minimum Receive Bandwidth", FT_UINT32),
	[MOST_RECEIVE] = NUMBER("att.bandwidth_rsv_amount.marb", "Maximum Receive Bandwidth", FT_UINT32),
	[RP_VALID] = F("stun.att.address_rp.valid", "Valid", FT_BOOLEAN, BASE_NONE, .mask = 0x80000000, .digits = 32, .vals = &bool_yes),
	[RP_PSTN] = F("stun.att.address_rp.pstn", "PSTN", FT_BOOLEAN, BASE_NONE, .mask = 0x40000000, .digits = 32, .vals = &bool_yes),
	[RP_RESERVED] = F("stun.att.address_rp.reserved", "Reserved", FT_UINT32, BASE_HEX, .mask = 0x3fffffff),
	[RP_RESERVED_LONG] = F("stun.att.address_rp.reserved", "Reserved", FT_UINT32, BASE_HEX, .mask = 0x7fffffff),
	[RP_SEND] = NUMBER("att.address_rp.masb", "Maximum Send Bandwidth", FT_UINT32),
	[RP_RECEIVE] = NUMBER("att.address_rp.marb", "Maximum Receive Bandwidth", FT_UINT32),
	[SIP_DIALOG] = OCTETS("att.sip_dialog_id", "SIP Dialog ID"),
	[SIP_CALL] = OCTETS("att.sip_call_id", "SIP Call ID"),
	[PEER_LOCATION] = NAMED("att.lp.peer_location", "Peer Location", FT_UINT8, locations),
	[SELF_LOCATION] = NAMED("att.lp.seft_location", "Self Location", FT_UINT8, locations), /* as tshark spells it */
	[FEDERATION] = NAMED("att.lp.federation", "Federation", FT_UINT8, federations),
	[NETWORK_ID] = NUMBER("att.google.network_id", "Google Network ID", FT_UINT16),
	[NETWORK_COST] = NAMED("att.google.network_cost", "Google Network Cost", FT_UINT16, costs),
	[ODD_LENGTH] = F_EXPERT("stun.wrong_msglen", "Packet length is not multiple of 4 bytes", PI_ERROR, PI_MALFORMED),
	[ODD_LENGTH_TEXT] = F_TEXT("Packet length is not multiple of 4 bytes"),
	[UNKNOWN] = F_EXPERT("stun.unknown_attribute", "Attribute unknown", PI_WARN, PI_UNDECODED),
	[UNKNOWN_TEXT] = F_TEXT("Unknown attribute"),
	[BAD_CRC] = F_EXPERT("stun.att.crc32.bad", "Bad Fingerprint", PI_WARN, PI_CHECKSUM),
	[STRAY] = F_EXPERT("_ws.string.trailing_stray_characters", "Trailing stray characters", PI_WARN, PI_UNDECODED),
	[SHORT_PACKET] = F_EXPERT("stun.short_packet", "Packet is too short", PI_ERROR, PI_MALFORMED),
	[SHORT_TEXT] = F_TEXT("Packet is too short"),
	[LONG_ATTRIBUTE] = F_EXPERT("stun.long_attribute", "Attribute has trailing data", PI_WARN, PI_MALFORMED),
};
_Static_assert(COUNT(stun_fields) == STUN_ROWS, "a row for each name");
