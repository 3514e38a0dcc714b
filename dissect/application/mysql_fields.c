/* mysql_fields.c: the rows of MySQL's packets, and what their numbers mean. */
#include "dissect/application/mysql_impl.h"

#include "base/fmt.h"
#include "dissect/text.h"

const struct value_table mysql_commands = VALUES(
	{ 0, "SLEEP" }, { 1, "Quit" }, { 2, "Use Database" }, { 3, "Query" }, { 4, "Show Fields" }, { 5, "Create Database" },
	{ 6, "Drop Database" }, { 7, "Refresh" }, { 8, "Shutdown" }, { 9, "Statistics" }, { 10, "Process List" }, { 11, "Connect" },
	{ 12, "Kill Server Thread" }, { 13, "Dump Debuginfo" }, { 14, "Ping" }, { 15, "Time" }, { 16, "Insert Delayed" },
	{ 17, "Change User" }, { 18, "Send Binlog" }, { 19, "Send Table" }, { 20, "Slave Connect" }, { 21, "Register Slave" },
	{ 22, "Prepare Statement" }, { 23, "Execute Statement" }, { 24, "Send BLOB" }, { 25, "Close Statement" },
	{ 26, "Reset Statement" }, { 27, "Set Option" }, { 28, "Fetch Data" }, { 29, "Daemon" }, { 30, "Send Binlog GTID" },
	{ 31, "Reset Connection" }, { 250, "Execute Bulk Statement" });
static const struct value_table response_codes =
	VALUES({ 0, "OK Packet" }, { 254, "EOF Packet" }, { 255, "ERR Packet" });
static const struct value_table session_types = VALUES(
	{ 0, "SESSION_SYSVARS_TRACKER" }, { 1, "CURRENT_SCHEMA_TRACKER" }, { 2, "SESSION_STATE_CHANGE_TRACKER" },
	{ 3, "SESSION_TRACK_GTIDS" }, { 4, "SESSION_TRACK_TRANSACTION_CHARACTERISTICS" }, { 5, "SESSION_TRACK_TRANSACTION_STATE" });
static const struct value_table shutdown_levels = VALUES(
	{ 0, "default" }, { 1, "wait for connections to finish" }, { 2, "wait for transactions to finish" },
	{ 8, "wait for updates to finish" }, { 16, "wait flush all buffers" }, { 17, "wait flush critical buffers" },
	{ 254, "kill running queries" }, { 255, "kill connections" });
static const struct value_table options = VALUES({ 0, "multi statements on" }, { 1, "multi statements off" });
static const struct value_table exec_flags = VALUES(
	{ 0, "Defaults" }, { 1, "Read-only cursor" }, { 2, "Cursor for update" }, { 4, "Scrollable cursor" });
static const struct value_table signs = VALUES({ 0, "Positive" }, { 1, "Negative" });
static const struct value_table types = VALUES(
	{ 0, "FIELD_TYPE_DECIMAL" }, { 1, "FIELD_TYPE_TINY" }, { 2, "FIELD_TYPE_SHORT" }, { 3, "FIELD_TYPE_LONG" },
	{ 4, "FIELD_TYPE_FLOAT" }, { 5, "FIELD_TYPE_DOUBLE" }, { 6, "FIELD_TYPE_NULL" }, { 7, "FIELD_TYPE_TIMESTAMP" },
	{ 8, "FIELD_TYPE_LONGLONG" }, { 9, "FIELD_TYPE_INT24" }, { 10, "FIELD_TYPE_DATE" }, { 11, "FIELD_TYPE_TIME" },
	{ 12, "FIELD_TYPE_DATETIME" }, { 13, "FIELD_TYPE_YEAR" }, { 14, "FIELD_TYPE_NEWDATE" }, { 15, "FIELD_TYPE_VARCHAR" },
	{ 16, "FIELD_TYPE_BIT" }, { 246, "FIELD_TYPE_NEWDECIMAL" }, { 247, "FIELD_TYPE_ENUM" }, { 248, "FIELD_TYPE_SET" },
	{ 249, "FIELD_TYPE_TINY_BLOB" }, { 250, "FIELD_TYPE_MEDIUM_BLOB" }, { 251, "FIELD_TYPE_LONG_BLOB" },
	{ 252, "FIELD_TYPE_BLOB" }, { 253, "FIELD_TYPE_VAR_STRING" }, { 254, "FIELD_TYPE_STRING" }, { 255, "FIELD_TYPE_GEOMETRY" });

void mysql_command_text(struct buf *b, unsigned command)
{
	const char *name = value_text(&mysql_commands, command);
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown (");
	fmt_uint(b, command);
	buf_char(b, ')');
}

static void request_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Request Command ");
	mysql_command_text(b, slice_u8(record_bytes(t->d, r), 0));
}

/* "Connection Attribute - _os: Linux" */
static void attribute_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	struct mysql_number n = mysql_number(s, 0);
	size_t start = b->len;
	struct slice name = slice_sub(s, n.size, n.value < s.len ? (uint32_t)n.value : s.len);
	s = slice_from(s, n.size + name.len);
	n = mysql_number(s, 0);
	s = slice_sub(s, n.size, n.value < s.len ? (uint32_t)n.value : s.len);
	buf_lit(b, "Connection Attribute - ");
	fmt_text(b, name.p, name.len);
	buf_lit(b, ": ");
	fmt_text(b, s.p, s.len);
	text_end_label(b, start);
}

static void prefix_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const more[] = { "(NULL)", " Length in following 2 bytes", " Length in following 3 bytes",
					    " Length in following 8 bytes" };
	(void)t;
	buf_lit(b, "Prefix: ");
	fmt_uint(b, r->val);
	if (r->val >= 251 && r->val <= 254)
		buf_str(b, more[r->val - 251]);
}

#define ROW(abbrev, name, type, ...) F("mysql." abbrev, name, type, BASE_DEC, .flags = F_LITTLE, __VA_ARGS__)
#define HEX(abbrev, name, type) F("mysql." abbrev, name, type, BASE_HEX, .flags = F_LITTLE)
#define TEXT(abbrev, name) F("mysql." abbrev, name, FT_STRING, BASE_NONE)
#define TEXTZ(abbrev, name) F("mysql." abbrev, name, FT_STRINGZ, BASE_NONE)
#define NODE(abbrev, name, ...) F("mysql." abbrev, name, FT_NONE, BASE_NONE, __VA_ARGS__)
#define OCTETS(abbrev, name) F("mysql." abbrev, name, FT_BYTES, BASE_NONE)
#define SET_OF(abbrev, name, bytes, bit) \
	F(abbrev, name, FT_BOOLEAN, BASE_NONE, .size = bytes, .mask = bit, .flags = F_LITTLE, .vals = &bool_set)
#define BIT(abbrev, name, bit) SET_OF("mysql." abbrev, name, 2, bit)

const struct field mysql_fields[MYSQL_ROWS] = {
	[MYSQL] = F("mysql", "MySQL Protocol", FT_PROTOCOL, BASE_NONE, .label = mysql_title),
	[MYSQL_PACKET_LENGTH] = ROW("packet_length", "Packet Length", FT_UINT24),
	[MYSQL_PACKET_NUMBER] = ROW("packet_number", "Packet Number", FT_UINT8),
	[MYSQL_R_REQUEST] = NODE("request", "Request Command", .label = request_label),
	[MYSQL_COMMAND] = ROW("command", "Command", FT_UINT8, .vals = &mysql_commands),
	[MYSQL_RESPONSE_CODE] = F("mysql.response_code", "Response Code", FT_UINT8, BASE_HEX, .vals = &response_codes),
	[MYSQL_ERROR_CODE] = ROW("error_code", "Error Code", FT_UINT16),
	[MYSQL_ERROR_MESSAGE] = TEXT("error.message", "Error message"),
	[MYSQL_SQLSTATE] = TEXT("sqlstate", "SQL state"),
	[MYSQL_R_MESSAGE] = TEXTZ("message", "Message"),
	[MYSQL_R_GREETING] = NODE("server_greeting", "Server Greeting"),
	[MYSQL_PROTOCOL] = ROW("protocol", "Protocol", FT_UINT8),
	[MYSQL_VERSION] = TEXTZ("version", "Version"),
	[MYSQL_SESSION] = NODE("session_track", "Session Track"),
	[MYSQL_SESSION_TYPE] = ROW("session_track.type", "Session tracking type", FT_UINT8, .vals = &session_types),
	[MYSQL_SESSION_LENGTH] = ROW("session_track.length", "Session tracking length", FT_UINT64),
	[MYSQL_SESSION_DATA] = NODE("session_track.data", "Session tracking data"),
	[MYSQL_SESSION_DATA_LENGTH] = ROW("session_track.data.length", "Session tracking data length", FT_UINT64),
	[MYSQL_SYSVAR_LENGTH] = ROW("session_track.sysvar.length", "System variable change Length", FT_UINT64),
	[MYSQL_SYSVAR_NAME] = TEXTZ("session_track.sysvar.name", "System variable change Name"),
	[MYSQL_SYSVAR_VALUE] = TEXTZ("session_track.sysvar.value", "System variable change Value"),
	[MYSQL_SCHEMA_LENGTH] = ROW("session_track.schema.length", "Schema change length", FT_UINT64),
	[MYSQL_SCHEMA_CHANGE] = TEXTZ("session_track.schema", "Schema change"),
	[MYSQL_STATE_CHANGE] = TEXTZ("session_track.state_change", "State change"),
	[MYSQL_CAPS_SERVER] = HEX("caps.server", "Server Capabilities", FT_UINT16),
	[MYSQL_CAPS_CLIENT] = HEX("caps.client", "Client Capabilities", FT_UINT16),
	[MYSQL_CAPS_FIRST] = BIT("caps.lp", "Long Password", 0x1),
	BIT("caps.fr", "Found Rows", 0x2),
	BIT("caps.lf", "Long Column Flags", 0x4),
	BIT("caps.cd", "Connect With Database", 0x8),
	BIT("caps.ns", "Don't Allow database.table.column", 0x10),
	BIT("caps.cp", "Can use compression protocol", 0x20),
	BIT("caps.ob", "ODBC Client", 0x40),
	BIT("caps.li", "Can Use LOAD DATA LOCAL", 0x80),
	BIT("caps.is", "Ignore Spaces before '('", 0x100),
	BIT("caps.cu", "Speaks 4.1 protocol (new flag)", 0x200),
	BIT("caps.ia", "Interactive Client", 0x400),
	BIT("caps.sl", "Switch to SSL after handshake", 0x800),
	BIT("caps.ii", "Ignore sigpipes", 0x1000),
	BIT("caps.ta", "Knows about transactions", 0x2000),
	BIT("caps.rs", "Speaks 4.1 protocol (old flag)", 0x4000),
	BIT("caps.sc", "Can do 4.1 authentication", 0x8000),
	[MYSQL_EXT_SERVER] = HEX("extcaps.server", "Extended Server Capabilities", FT_UINT16),
	[MYSQL_EXT_CLIENT] = HEX("extcaps.client", "Extended Client Capabilities", FT_UINT16),
	[MYSQL_EXT_FIRST] = BIT("caps.ms", "Multiple statements", 0x1),
	BIT("caps.mr", "Multiple results", 0x2),
	BIT("caps.pm", "PS Multiple results", 0x4),
	BIT("caps.pa", "Plugin Auth", 0x8),
	BIT("caps.ca", "Connect attrs", 0x10),
	BIT("caps.pm", "Plugin Auth LENENC Client Data", 0x20),
	BIT("caps.ep", "Client can handle expired passwords", 0x40),
	BIT("caps.session_track", "Session variable tracking", 0x80),
	BIT("caps.deprecate_eof", "Deprecate EOF", 0x100),
	BIT("caps.optional_metadata", "Client can hanle optional resultset metadata", 0x200),
	BIT("caps.compress_zsd", "ZSTD Compression Algorithm", 0x400),
	BIT("caps.query_attrs", "Query Attributes", 0x800),
	BIT("caps.mf_auth", "Multifactor Authentication", 0x1000),
	BIT("caps.cap_ext", "Capability Extension", 0x2000),
	F("mysql.caps.unused", "Unused", FT_UINT16, BASE_HEX, .size = 2, .mask = 0xc000, .flags = F_LITTLE),
	[MYSQL_MARIA_SERVER] =
		F("mariadb.extcaps.server", "MariaDB Extended Server Capabilities", FT_UINT32, BASE_HEX, .flags = F_LITTLE),
	[MYSQL_MARIA_CLIENT] =
		F("mariadb.extcaps.client", "MariaDB Extended Client Capabilities", FT_UINT32, BASE_HEX, .flags = F_LITTLE),
	[MYSQL_MARIA_FIRST] = SET_OF("mariadb.caps.pr", "Progress indication", 4, 0x1),
	SET_OF("mariadb.caps.cm", "Multi commands", 4, 0x2),
	SET_OF("mariadb.caps.bo", "Bulk Operations", 4, 0x4),
	SET_OF("mariadb.caps.em", "Extended metadata", 4, 0x8),
	SET_OF("mariadb.caps.me", "Cache metadata", 4, 0x10),
	[MYSQL_R_LOGIN] = NODE("login_request", "Login Request"),
	[MYSQL_MAX_PACKET] = ROW("max_packet", "MAX Packet", FT_UINT32),
	[MYSQL_CHARSET] = ROW("charset", "Charset", FT_UINT8, .vals = &mysql_charsets),
	[MYSQL_MARIA_CHARSET] = F("mariadb.charset", "Charset", FT_UINT8, BASE_DEC, .vals = &mariadb_charsets),
	[MYSQL_TABLE_NAME] = TEXTZ("table_name", "Table Name"),
	[MYSQL_USER] = TEXTZ("user", "Username"),
	[MYSQL_SCHEMA] = TEXT("schema", "Schema"),
	[MYSQL_CLIENT_PLUGIN] = TEXT("client_auth_plugin", "Client Auth Plugin"),
	[MYSQL_ATTRS] = NODE("connattrs", "Connection Attributes"),
	[MYSQL_ATTRS_LENGTH] = ROW("connattrs.length", "Connection Attributes length", FT_UINT64),
	[MYSQL_ATTR] = NODE("connattrs.attr", "Connection Attribute", .label = attribute_label),
	[MYSQL_ATTR_NAME_LENGTH] = ROW("connattrs.name.length", "Connection Attribute Name Length", FT_UINT64),
	[MYSQL_ATTR_NAME] = TEXTZ("connattrs.name", "Connection Attribute Name"),
	[MYSQL_ATTR_VALUE_LENGTH] = ROW("connattrs.value.length", "Connection Attribute Value Length", FT_UINT64),
	[MYSQL_ATTR_VALUE] = TEXTZ("connattrs.value", "Connection Attribute Value"),
	[MYSQL_ZSTD_LEVEL] = ROW("compression.zstd_level", "ZSTD Compression Level", FT_UINT8),
	[MYSQL_EXTMETA] = NODE("extmeta_data", "Extended metadata data"),
	[MYSQL_EXTMETA_LENGTH] = ROW("extmeta.length", "Extended metadata length", FT_UINT64),
	[MYSQL_SALT] = TEXTZ("salt", "Salt"),
	[MYSQL_SALT2] = TEXTZ("salt2", "Salt"),
	[MYSQL_PLUGIN_LENGTH] = ROW("auth_plugin.length", "Authentication Plugin Length", FT_UINT8),
	[MYSQL_PLUGIN] = TEXTZ("auth_plugin", "Authentication Plugin"),
	[MYSQL_THREAD] = ROW("thread_id", "Thread ID", FT_UINT32),
	[MYSQL_LANGUAGE] = ROW("server_language", "Server Language", FT_UINT8, .vals = &mysql_charsets),
	[MYSQL_MARIA_LANGUAGE] = F("mariadb.server_language", "Server Language", FT_UINT8, BASE_DEC, .vals = &mariadb_charsets),
	[MYSQL_STATUS] = HEX("server_status", "Server Status", FT_UINT16),
	[MYSQL_STATUS_FIRST] = BIT("stat.it", "In transaction", 0x1),
	BIT("stat.ac", "AUTO_COMMIT", 0x2),
	BIT("stat.mu", "Multi query / Unused", 0x4),
	BIT("stat.mr", "More results", 0x8),
	BIT("stat.bi", "Bad index used", 0x10),
	BIT("stat.ni", "No index used", 0x20),
	BIT("stat.cr", "Cursor exists", 0x40),
	BIT("stat.lr", "Last row sent", 0x80),
	BIT("stat.dr", "Database dropped", 0x100),
	BIT("stat.bs", "No backslash escapes", 0x200),
	BIT("stat.mc", "Metadata changed", 0x400),
	BIT("stat.query_was_slow", "Query was slow", 0x800),
	BIT("stat.ps_out_params", "PS Out Params", 0x1000),
	BIT("stat.trans_readonly", "In Trans Readonly", 0x2000),
	BIT("stat.session_state_changed", "Session state changed", 0x4000),
	[MYSQL_R_REFRESH] = HEX("refresh", "Refresh Option", FT_UINT8),
	[MYSQL_REFRESH_FIRST] = SET_OF("mysql.rfsh.grants", "reload permissions", 1, 0x1),
	SET_OF("mysql.rfsh.log", "flush logfiles", 1, 0x2),
	SET_OF("mysql.rfsh.tables", "flush tables", 1, 0x4),
	SET_OF("mysql.rfsh.hosts", "flush hosts", 1, 0x8),
	SET_OF("mysql.rfsh.status", "reset statistics", 1, 0x10),
	SET_OF("mysql.rfsh.threads", "empty thread cache", 1, 0x20),
	SET_OF("mysql.rfsh.slave", "flush slave status", 1, 0x40),
	SET_OF("mysql.rfsh.master", "flush master status", 1, 0x80),
	[MYSQL_UNUSED] = OCTETS("unused", "Unused"),
	[MYSQL_PASSWORD] = OCTETS("passwd", "Password"),
	[MYSQL_PAYLOAD] = OCTETS("payload", "Payload"),
	[MYSQL_AFFECTED] = ROW("affected_rows", "Affected Rows", FT_UINT64),
	[MYSQL_INSERT_ID] = ROW("insert_id", "Last INSERT ID", FT_UINT64),
	[MYSQL_WARNINGS] = ROW("warnings", "Warnings", FT_UINT16),
	[MYSQL_STATEMENT] = ROW("stmt_id", "Statement ID", FT_UINT32),
	[MYSQL_QUERY_ATTRS] = NODE("query_attrs", "Query Attributes"),
	[MYSQL_QUERY_ATTRS_COUNT] = ROW("query_attrs_count", "Count", FT_UINT8),
	[MYSQL_SEND_TYPES] =
		F("mysql.query_attrs_send_types_to_server", "Send types to server", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[MYSQL_QUERY_ATTR_TYPE] = F("mysql.query_attr_name_type", "Attribute Name Type", FT_UINT16, BASE_HEX),
	[MYSQL_QUERY_ATTR_NAME] = TEXT("query_attr_name", "Attribute Name"),
	[MYSQL_QUERY_ATTR_VALUE] = TEXT("query_attr_value", "Attribute Value"),
	[MYSQL_R_QUERY] = TEXT("query", "Statement"),
	[MYSQL_SHUTDOWN_LEVEL] = ROW("shutdown", "Shutdown Level", FT_UINT8, .vals = &shutdown_levels),
	[MYSQL_OPTION] = ROW("option", "Option", FT_UINT16, .vals = &options),
	[MYSQL_PARAMETER] = ROW("param", "Parameter", FT_UINT16),
	[MYSQL_N_PARAMETERS] = ROW("num_params", "Number of parameter", FT_UINT16),
	[MYSQL_N_ROWS] = ROW("num_rows", "Rows to fetch", FT_UINT32),
	[MYSQL_EXEC_FLAGS] = ROW("exec_flags", "Flags", FT_UINT8, .vals = &exec_flags),
	[MYSQL_EXEC_ITERATIONS] = ROW("exec_iter", "Iterations (unused)", FT_UINT32),
	[MYSQL_BINLOG_POSITION] = ROW("binlog.position", "Binlog Position", FT_UINT32),
	[MYSQL_BINLOG_FLAGS] = HEX("binlog.flags", "Binlog Flags", FT_UINT16),
	[MYSQL_BINLOG_SERVER] = HEX("binlog.server_id", "Binlog server id", FT_UINT32),
	[MYSQL_BINLOG_FILE] = TEXTZ("binlog.file_name", "Binlog file name"),
	[MYSQL_EOF_MARKER] = ROW("eof", "EOF marker", FT_UINT8),
	[MYSQL_N_FIELDS] = ROW("num_fields", "Number of fields", FT_UINT64),
	[MYSQL_METADATA] = ROW("metadata_follows", "send metadata", FT_UINT8),
	[MYSQL_EXTRA] = ROW("extra", "Extra data", FT_UINT64),
	[MYSQL_CATALOG] = TEXT("field.catalog", "Catalog"),
	[MYSQL_DB] = TEXT("field.db", "Database"),
	[MYSQL_TABLE] = TEXT("field.table", "Table"),
	[MYSQL_ORG_TABLE] = TEXT("field.org_table", "Original table"),
	[MYSQL_NAME] = TEXT("field.name", "Name"),
	[MYSQL_ORG_NAME] = TEXT("field.org_name", "Original name"),
	[MYSQL_CHARSET_NUMBER] = ROW("field.charsetnr", "Charset number", FT_UINT16, .vals = &mysql_charsets),
	[MYSQL_LENGTH] = ROW("field.length", "Length", FT_UINT32),
	[MYSQL_TYPE] = ROW("field.type", "Type", FT_UINT8, .vals = &types),
	[MYSQL_FLAGS] = HEX("field.flags", "Flags", FT_UINT16),
	[MYSQL_FLAGS_FIRST] = BIT("field.flags.not_null", "Not null", 0x1),
	BIT("field.flags.primary_key", "Primary key", 0x2),
	BIT("field.flags.unique_key", "Unique key", 0x4),
	BIT("field.flags.multiple_key", "Multiple key", 0x8),
	BIT("field.flags.blob", "Blob", 0x10),
	BIT("field.flags.unsigned", "Unsigned", 0x20),
	BIT("field.flags.zero_fill", "Zero fill", 0x40),
	BIT("field.flags.enum", "Enum", 0x100),
	BIT("field.flags.auto_increment", "Auto increment", 0x200),
	BIT("field.flags.timestamp", "Timestamp", 0x400),
	BIT("field.flags.set", "Set", 0x800),
	[MYSQL_DECIMALS] = ROW("field.decimals", "Decimals", FT_UINT8),
	[MYSQL_DEFAULT] = TEXT("field.default", "Default"),
	[MYSQL_TEXT] = TEXT("row.text", "text"),
	[MYSQL_NULLS] = OCTETS("row.nullbuffer", "Row null buffer"),
	[MYSQL_V_NULL] = NODE("exec.field.null", "Value: -NULL-"),
	[MYSQL_V_STRING] = TEXT("exec.field.string", "Value (String)"),
	[MYSQL_V_TINY] = ROW("exec.field.tiny", "Value (INT8)", FT_INT8),
	[MYSQL_V_UTINY] = ROW("exec.field.unsigned_tiny", "Value (UINT8)", FT_UINT8),
	[MYSQL_V_SHORT] = ROW("exec.field.short", "Value (INT16)", FT_INT16),
	[MYSQL_V_USHORT] = ROW("exec.field.unsigned_short", "Value (UINT16)", FT_UINT16),
	[MYSQL_V_LONG] = ROW("exec.field.long", "Value (INT32)", FT_INT32),
	[MYSQL_V_ULONG] = ROW("exec.field.unsigned_long", "Value (UINT32)", FT_UINT32),
	[MYSQL_V_LONGLONG] = ROW("exec.field.longlong", "Value (INT64)", FT_INT64),
	[MYSQL_V_ULONGLONG] = ROW("exec.field.unsigned_longlong", "Value (UINT64)", FT_UINT64),
	[MYSQL_V_FLOAT] = F("mysql.exec.field.float", "Value (Float)", FT_FLOAT, BASE_NONE, .flags = F_LITTLE),
	[MYSQL_V_DOUBLE] = F("mysql.exec.field.double", "Value (Double)", FT_DOUBLE, BASE_NONE, .flags = F_LITTLE),
	[MYSQL_DATE_LENGTH] = ROW("exec.field.datetime.length", "Length", FT_INT8),
	[MYSQL_YEAR] = ROW("exec.field.year", "Year", FT_INT16),
	[MYSQL_MONTH] = ROW("exec.field.month", "Month", FT_INT8),
	[MYSQL_DAY] = ROW("exec.field.day", "Day", FT_INT8),
	[MYSQL_HOUR] = ROW("exec.field.hour", "Hour", FT_INT8),
	[MYSQL_MINUTE] = ROW("exec.field.minute", "Minute", FT_INT8),
	[MYSQL_SECOND] = ROW("exec.field.second", "Second", FT_INT8),
	[MYSQL_FRACTION] = ROW("exec.field.secondb", "Billionth of a second", FT_INT32),
	[MYSQL_TIME_LENGTH] = ROW("exec.field.time.length", "Length", FT_INT8),
	[MYSQL_TIME_SIGN] = ROW("exec.field.time.sign", "Flags", FT_UINT8, .vals = &signs),
	[MYSQL_TIME_DAYS] = ROW("exec.field.time.days", "Days", FT_INT32),
	[MYSQL_GTIDS_ENCODING] = ROW("session_track.gtids.encoding", "GTIDs encoding", FT_UINT8),
	[MYSQL_GTIDS_LENGTH] = ROW("session_track.gtids.length", "GTIDs length", FT_UINT64),
	[MYSQL_GTIDS] = TEXTZ("session_track.gtids", "GTIDs"),
	[MYSQL_TRAITS_LENGTH] =
		ROW("session_track.transaction_characteristics.length", "Transaction characteristics length", FT_UINT64),
	[MYSQL_TRAITS] = TEXTZ("session_track.transaction_characteristics", "Transaction characteristics"),
	[MYSQL_TRANSACTION_LENGTH] = ROW("session_track.transaction_state.length", "Transaction state length", FT_UINT64),
	[MYSQL_TRANSACTION] = TEXTZ("session_track.transaction_state", "Transaction state"),
	[MYSQL_SWITCH_NAME] = TEXT("auth_switch_request.name", "Auth Method Name"),
	[MYSQL_SWITCH_DATA] = OCTETS("auth_switch_request.data", "Auth Method Data"),
	[MYSQL_SWITCHED_DATA] = OCTETS("auth_switch_response.data", "Auth Method Data"),
	[MYSQL_PREFIX] = F("mariadb.prefix", "Prefix", FT_UINT8, BASE_DEC, .label = prefix_label),
	[MYSQL_NUMBER_LENGTH] = F("mariadb.length", "Length", FT_UINT64, BASE_DEC),
	[MYSQL_PART] = F_TEXT("Part"),
	[MYSQL_INCOMPLETE] = F_EXPERT("mysql.dissector_incomplete", "FIXME - dissector is incomplete", PI_WARN, PI_UNDECODED),
	[MYSQL_COMMAND_INVALID] = F_EXPERT("mysql.command.invalid", "Unknown/invalid command code", PI_WARN, PI_PROTOCOL),
	[MYSQL_RESPONSE_UNKNOWN] = F_EXPERT("mysql.unknown_response", "unknown/invalid response", PI_WARN, PI_UNDECODED),
};
