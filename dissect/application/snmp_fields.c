/* snmp_fields.c: the rows of SNMP, and the labels that are more than "name: value". */
#include "base/fmt.h"
#include "base/timefmt.h"
#include "dissect/application/snmp_rows.h"
#include "dissect/text.h"

const struct value_table snmp_pdus = VALUES({ 0, "get-request" }, { 1, "get-next-request" }, { 2, "get-response" },
	{ 3, "set-request" }, { 4, "trap" }, { 5, "getBulkRequest" }, { 6, "informRequest" }, { 7, "snmpV2-trap" },
	{ 8, "report" });
static const struct value_table versions = VALUES({ 0, "version-1" }, { 1, "v2c" }, { 2, "v2u" }, { 3, "snmpv3" });
static const struct value_table flag_names = BOOL_NAMES("Set", "Not set");
static const struct value_table conformance = BOOL_NAMES("RFC3411 (SNMPv3)", "RFC1910 (Non-SNMPv3)");
static const struct value_table formats = RANGES({ 0, 0, "Reserved/Enterprise-specific" }, { 1, 1, "IPv4 address" }, { 2, 2, "IPv6 address" }, { 3, 3, "MAC address" },
	{ 4, 4, "Text, administratively assigned" }, { 5, 5, "Octets, administratively assigned" },
	{ 6, 255, "Reserved/Enterprise-specific" });
/* IANA's private enterprise numbers of those whose engines are met most. */
static const struct value_table enterprises = VALUES({ 0, "Reserved" }, { 2, "IBM (https://w3.ibm.com/standards )" }, { 9, "ciscoSystems" },
	{ 11, "Hewlett-Packard" }, { 43, "H3C" }, { 99, "SNMP Research" }, { 171, "D-Link Systems, Inc." }, { 311, "Microsoft" }, { 674, "Dell Inc." },
	{ 2636, "Juniper Networks, Inc." }, { 8072, "net-snmp" }, { 14988, "MikroTik" }, { 25506, "H3C" });
static const struct value_table messages = VALUES({ 0, "plaintext" }, { 1, "encryptedPDU" });
static const struct value_table v2u_data = VALUES({ 0, "plaintext" }, { 1, "encrypted" });
static const struct value_table models = VALUES({ 0, "Any" }, { 1, "V1" }, { 2, "V2C" }, { 3, "USM" });
static const struct value_table errors = VALUES({ 0, "noError" }, { 1, "tooBig" }, { 2, "noSuchName" }, { 3, "badValue" },
	{ 4, "readOnly" }, { 5, "genErr" }, { 6, "noAccess" }, { 7, "wrongType" }, { 8, "wrongLength" }, { 9, "wrongEncoding" },
	{ 10, "wrongValue" }, { 11, "noCreation" }, { 12, "inconsistentValue" }, { 13, "resourceUnavailable" },
	{ 14, "commitFailed" }, { 15, "undoFailed" }, { 16, "authorizationError" }, { 17, "notWritable" },
	{ 18, "inconsistentName" });
static const struct value_table traps = VALUES({ 0, "coldStart" }, { 1, "warmStart" }, { 2, "linkDown" }, { 3, "linkUp" },
	{ 4, "authenticationFailure" }, { 5, "egpNeighborLoss" }, { 6, "enterpriseSpecific" });
static const struct value_table items = UNIT(" item", " items");

/* "Engine Enterprise ID: net-snmp (8072)" */
static void label_enterprise(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&enterprises, r->val);
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	buf_str(b, name ? name : "<Unknown>");
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

/* "Engine ID Format: Reserved/Enterprise-specific (128): Net-SNMP Random" */
static void label_format(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { NET_SNMP = 8072, RANDOM = 128 };
	struct record before = *r;
	before.off -= 4;
	before.len = 4;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	buf_str(b, value_text(&formats, r->val));
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
	if (r->val == RANDOM && (slice_u32(record_bytes(t->d, &before), 0) & 0x7fffffff) == NET_SNMP)
		buf_lit(b, ": Net-SNMP Random");
}

/* Whole seconds: the decimals are left out. */
static void label_creation(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { DECIMALS = 10, ZONE = 4 }; /* ".000000000 UTC" */
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	time_long(b, (int64_t)r->val, 0, true);
	b->len -= DECIMALS + ZONE;
	buf_lit(b, " UTC");
}

static void label_octets(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	snmp_octets(b, record_bytes(t->d, r));
}

#define FLAG(row_, name_, label_, mask_) \
	[row_] = F("snmp.v3.flags." name_, label_, FT_BOOLEAN, BASE_NONE, .mask = mask_, .size = 1, .vals = &flag_names)

const struct field snmp_fields[SNMP_N_ROWS] = {
	[SNMP] = F("snmp", "Simple Network Management Protocol", FT_PROTOCOL, BASE_NONE),
	[SNMP_TEXT] = F_TEXT(""),
	[RESPONSE_IN] = F("snmp.response_in", "Response In", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[RESPONSE_TO] = F("snmp.response_to", "Response To", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[TIME] = F("snmp.time", "Time", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	FLAG(FLAG_REPORT, "report", "Reportable", 0x04),
	FLAG(FLAG_CRYPT, "crypt", "Encrypted", 0x02),
	FLAG(FLAG_AUTH, "auth", "Authenticated", 0x01),
	[CONFORM] = F("snmp.engineid.conform", "Engine ID Conformance", FT_BOOLEAN, BASE_NONE, .mask = 0x80, .size = 1, .vals = &conformance),
	[ENTERPRISE_ID] = F("snmp.engineid.enterprise", "Engine Enterprise ID", FT_UINT32, BASE_DEC, .label = label_enterprise),
	[ENGINE_FORMAT] = F("snmp.engineid.format", "Engine ID Format", FT_UINT8, BASE_DEC, .vals = &formats, .label = label_format),
	[ENGINE_IPV4] = F("snmp.engineid.ipv4", "Engine ID Data: IPv4 address", FT_IPv4, BASE_NONE),
	[ENGINE_IPV6] = F("snmp.engineid.ipv6", "Engine ID Data: IPv6 address", FT_IPv6, BASE_NONE),
	[ENGINE_MAC] = F("snmp.engineid.mac", "Engine ID Data: MAC address", FT_ETHER, BASE_NONE),
	[ENGINE_TEXT] = F("snmp.engineid.text", "Engine ID Data: Text", FT_STRING, BASE_NONE),
	[ENGINE_TIME] = F("snmp.engineid.time", "Engine ID Data: Creation Time", FT_ABSOLUTE_TIME, BASE_UTC, .flags = F_LITTLE, .label = label_creation),
	[ENGINE_DATA] = F("snmp.engineid.data", "Engine ID Data", FT_BYTES, BASE_NONE),
	[AGENT_TRAILER] = F("snmp.agentid_trailer", "AgentID Trailer", FT_BYTES, BASE_NONE),
	[NO_SUCH_OBJECT] = F("snmp.noSuchObject", "noSuchObject", FT_NONE, BASE_NONE),
	[NO_SUCH_INSTANCE] = F("snmp.noSuchInstance", "noSuchInstance", FT_NONE, BASE_NONE),
	[END_OF_VIEW] = F("snmp.endOfMibView", "endOfMibView", FT_NONE, BASE_NONE),
	[VALUE_INT] = F("snmp.value.int", "Value (Integer32)", FT_INT64, BASE_DEC),
	[VALUE_OCTETS] = F("snmp.value.octets", "Value (OctetString)", FT_BYTES, BASE_NONE, .label = label_octets),
	[VALUE_OID] = F("snmp.value.oid", "Value (OID)", FT_OID, BASE_NONE),
	[VALUE_NULL] = F("snmp.value.null", "Value (Null)", FT_NONE, BASE_NONE),
	[VALUE_IPV4] = F("snmp.value.ipv4", "Value (IpAddress)", FT_IPv4, BASE_NONE),
	[VALUE_IPV6] = F("snmp.value.ipv6", "Value (IpAddress)", FT_IPv6, BASE_NONE),
	[VALUE_ADDRESS] = F("snmp.value.addr", "Value (IpAddress)", FT_BYTES, BASE_NONE),
	[VALUE_COUNTER32] = F("snmp.value.counter", "Value (Counter32)", FT_UINT64, BASE_DEC),
	[VALUE_GAUGE] = F("snmp.value.g32", "Value (Gauge32)", FT_INT64, BASE_DEC),
	[VALUE_TICKS] = F("snmp.value.timeticks", "Value (Timeticks)", FT_UINT64, BASE_DEC),
	[VALUE_OPAQUE] = F("snmp.value.opaque", "Value (Opaque)", FT_BYTES, BASE_NONE),
	[VALUE_NSAP] = F("snmp.value.nsap", "Value (NSAP)", FT_UINT64, BASE_DEC),
	[VALUE_COUNTER64] = F("snmp.value.counter", "Value (Counter64)", FT_UINT64, BASE_DEC),
	[VALUE_UNSIGNED] = F("snmp.value.u32", "Value (Unsigned32)", FT_INT64, BASE_DEC),
	[VALUE_UNKNOWN] = F("snmp.value.unk", "Value (Unknown)", FT_BYTES, BASE_NONE),
	[NAME] = F("snmp.name", "Object Name", FT_OID, BASE_NONE),
	[VALUE_TEXT] = F("snmp.var-bind_str", "Variable-binding-string", FT_STRING, BASE_NONE),
	[VERSION] = F("snmp.version", "version", FT_INT32, BASE_DEC, .vals = &versions),
	[COMMUNITY] = F("snmp.community", "community", FT_STRING, BASE_NONE),
	[DATA] = F("snmp.data", "data", FT_UINT32, BASE_DEC, .vals = &snmp_pdus),
	[PARAMETERS] = F("snmp.parameters", "parameters", FT_BYTES, BASE_NONE),
	[DATA_V2U] = F("snmp.datav2u", "datav2u", FT_UINT32, BASE_DEC, .vals = &v2u_data),
	[PLAINTEXT_V2U] = F("snmp.plaintext", "plaintext", FT_UINT32, BASE_DEC, .vals = &snmp_pdus),
	[ENCRYPTED] = F("snmp.encrypted", "encrypted", FT_BYTES, BASE_NONE),
	[MSG_VERSION] = F("snmp.msgVersion", "msgVersion", FT_INT32, BASE_DEC, .vals = &versions),
	[GLOBAL_DATA] = F("snmp.msgGlobalData_element", "msgGlobalData", FT_NONE, BASE_NONE),
	[MSG_ID] = F("snmp.msgID", "msgID", FT_UINT32, BASE_DEC),
	[MAX_SIZE] = F("snmp.msgMaxSize", "msgMaxSize", FT_UINT32, BASE_DEC),
	[MSG_FLAGS] = F("snmp.msgFlags", "msgFlags", FT_BYTES, BASE_NONE),
	[SECURITY_MODEL] = F("snmp.msgSecurityModel", "msgSecurityModel", FT_UINT32, BASE_DEC, .vals = &models),
	[SECURITY_PARAMETERS] = F("snmp.msgSecurityParameters", "msgSecurityParameters", FT_BYTES, BASE_NONE),
	[ENGINE_ID] = F("snmp.msgAuthoritativeEngineID", "msgAuthoritativeEngineID", FT_BYTES, BASE_NONE),
	[BOOTS] = F("snmp.msgAuthoritativeEngineBoots", "msgAuthoritativeEngineBoots", FT_UINT32, BASE_DEC),
	[ENGINE_CLOCK] = F("snmp.msgAuthoritativeEngineTime", "msgAuthoritativeEngineTime", FT_UINT32, BASE_DEC),
	[USER] = F("snmp.msgUserName", "msgUserName", FT_STRING, BASE_NONE),
	[AUTH_PARAMETERS] = F("snmp.msgAuthenticationParameters", "msgAuthenticationParameters", FT_BYTES, BASE_NONE),
	[PRIVACY_PARAMETERS] = F("snmp.msgPrivacyParameters", "msgPrivacyParameters", FT_BYTES, BASE_NONE),
	[MSG_DATA] = F("snmp.msgData", "msgData", FT_UINT32, BASE_DEC, .vals = &messages),
	[PLAINTEXT] = F("snmp.plaintext_element", "plaintext", FT_NONE, BASE_NONE),
	[ENCRYPTED_PDU] = F("snmp.encryptedPDU", "encryptedPDU", FT_BYTES, BASE_NONE),
	[CONTEXT_ENGINE] = F("snmp.contextEngineID", "contextEngineID", FT_BYTES, BASE_NONE),
	[CONTEXT_NAME] = F("snmp.contextName", "contextName", FT_STRING, BASE_NONE),
	[GET] = F("snmp.get_request_element", "get-request", FT_NONE, BASE_NONE),
	[GET_NEXT] = F("snmp.get_next_request_element", "get-next-request", FT_NONE, BASE_NONE),
	[RESPONSE] = F("snmp.get_response_element", "get-response", FT_NONE, BASE_NONE),
	[SET] = F("snmp.set_request_element", "set-request", FT_NONE, BASE_NONE),
	[TRAP] = F("snmp.trap_element", "trap", FT_NONE, BASE_NONE),
	[GET_BULK] = F("snmp.getBulkRequest_element", "getBulkRequest", FT_NONE, BASE_NONE),
	[INFORM] = F("snmp.informRequest_element", "informRequest", FT_NONE, BASE_NONE),
	[TRAP_V2] = F("snmp.snmpV2_trap_element", "snmpV2-trap", FT_NONE, BASE_NONE),
	[REPORT] = F("snmp.report_element", "report", FT_NONE, BASE_NONE),
	[REQUEST_ID] = F("snmp.request_id", "request-id", FT_INT32, BASE_DEC),
	[ERROR_STATUS] = F("snmp.error_status", "error-status", FT_INT32, BASE_DEC, .vals = &errors),
	[ERROR_INDEX] = F("snmp.error_index", "error-index", FT_INT32, BASE_DEC),
	[BINDINGS] = F("snmp.variable_bindings", "variable-bindings", FT_UINT32, BASE_DEC, .vals = &items),
	[NON_REPEATERS] = F("snmp.non_repeaters", "non-repeaters", FT_UINT32, BASE_DEC),
	[MAX_REPETITIONS] = F("snmp.max_repetitions", "max-repetitions", FT_UINT32, BASE_DEC),
	[ENTERPRISE] = F("snmp.enterprise", "enterprise", FT_OID, BASE_NONE),
	[AGENT] = F("snmp.agent_addr", "agent-addr", FT_IPv4, BASE_NONE),
	[GENERIC_TRAP] = F("snmp.generic_trap", "generic-trap", FT_INT32, BASE_DEC, .vals = &traps),
	[SPECIFIC_TRAP] = F("snmp.specific_trap", "specific-trap", FT_INT32, BASE_DEC),
	[TIME_STAMP] = F("snmp.time_stamp", "time-stamp", FT_UINT32, BASE_DEC),
	[UNKNOWN_VERSION] = F_EXPERT("snmp.version.unknown", "Unknown version", PI_WARN, PI_PROTOCOL),
	[INTEGER_EMPTY] = F_EXPERT("snmp.integral_value0", "Integral value is zero-length", PI_NOTE, PI_UNDECODED),
	[INTEGER_LARGE] = F_EXPERT("snmp.int_too_large", "Integral value too large or too small", PI_NOTE, PI_UNDECODED),
	[UNSIGNED_LARGE] = F_EXPERT("snmp.uint_too_large", "Integral value too large", PI_NOTE, PI_UNDECODED),
	[NOT_RFC1910] = F_EXPERT("snmp.rfc1910_non_conformant", "Data not conforming to RFC1910", PI_WARN, PI_PROTOCOL),
	[NOT_RFC3411] = F_EXPERT("snmp.rfc3411_non_conformant", "Data not conforming to RFC3411", PI_WARN, PI_PROTOCOL),
	[IN_RESPONSE] = F_EXPERT("snmp.varbind.response", "Response", PI_NOTE, PI_RESPONSE_CODE),
};
