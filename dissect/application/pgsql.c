/* pgsql.c: PostgreSQL's protocol, version 3 (PostgreSQL 16, chapter 55): what client and server say to each other.
 *
 *   0      1                 5
 *  +------+-----------------+-----
 *  | type | length          | body        the length covers itself; a client's first message has no type
 *  +------+-----------------+----- */
#include "dissect/application/pgsql_impl.h"

#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/message.h"
#include "dissect/text.h"

enum {
	PGSQL, TYPE, LENGTH, FRONTEND, MAJOR, MINOR, MINOR_SUPPORTED, N_OPTIONS, OPTION, PARAMETER, PARAMETER_VALUE, QUERY,
	PASSWORD, AUTH_TYPE, SALT, GSS_DATA, SASL_MECHANISM, SASL_LENGTH, SASL_DATA, STATEMENT, PORTAL, RETURNS, TAG, STATUS,
	COPY_DATA, ERROR, PID, KEY, CONDITION, TEXT, TABLE_OID, TYPE_OID, OID, FORMAT, COUNT_OF_FIELDS, COLUMN, COLUMN_INDEX,
	VALUE_LENGTH, VALUE, TYPE_MODIFIER, SEVERITY, CODE, MESSAGE_TEXT, DETAIL, HINT, POSITION, INNER_POSITION, INNER_QUERY,
	WHERE, SCHEMA, TABLE, COLUMN_NAME, TYPE_NAME, CONSTRAINT, FILE_NAME, LINE, ROUTINE, LABEL,
};
enum { SHORTEST_LENGTH = 4, HEADER = 5, CANCEL_REQUEST = 80877102, GSS_REQUEST = 80877104, VERSION_3 = 3 << 16 };

static const struct value_table auth_types = VALUES(
	{ 0, "Success" }, { 1, "Kerberos V4" }, { 2, "Kerberos V5" }, { 3, "Plaintext password" }, { 4, "crypt()ed password" },
	{ 5, "MD5 password" }, { 6, "SCM credentials" }, { 7, "GSSAPI" }, { 8, "GSSAPI/SSPI continue" }, { 9, "SSPI" },
	{ 10, "SASL" }, { 11, "SASL continue" }, { 12, "SASL complete" });
static const struct value_table formats = VALUES({ 0, "Text" }, { 1, "Binary" });
static const struct value_table statuses =
	VALUES({ 'E', "In a failed transaction" }, { 'I', "Idle" }, { 'T', "In a transaction" });

static const struct value_table client_types = VALUES(
	{ 'B', "Bind" }, { 'C', "Close" }, { 'D', "Describe" }, { 'E', "Execute" }, { 'F', "Function call" }, { 'H', "Flush" },
	{ 'P', "Parse" }, { 'Q', "Simple query" }, { 'S', "Sync" }, { 'X', "Termination" }, { 'c', "Copy completion" },
	{ 'd', "Copy data" }, { 'f', "Copy failure" }, { 'p', "Password message" });
static const struct value_table server_types = VALUES(
	{ '1', "Parse completion" }, { '2', "Bind completion" }, { '3', "Close completion" }, { 'A', "Notification" },
	{ 'C', "Command completion" }, { 'D', "Data row" }, { 'E', "Error" }, { 'G', "CopyIn response" },
	{ 'H', "CopyOut response" }, { 'I', "Empty query" }, { 'K', "Backend key data" }, { 'N', "Notice" },
	{ 'R', "Authentication request" }, { 'S', "Parameter status" }, { 'T', "Row description" },
	{ 'V', "Function call response" }, { 'Z', "Ready for query" }, { 'c', "Copy completion" }, { 'd', "Copy data" },
	{ 'n', "No data" }, { 's', "Portal suspended" }, { 't', "Parameter description" }, { 'v', "Negotiate protocol version" });

static void returns_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Returns: ");
	if (!r->val) {
		buf_lit(b, "all rows");
		return;
	}
	fmt_uint(b, r->val);
	buf_lit(b, " rows");
}

#define Z(abbrev, name) F("pgsql." abbrev, name, FT_STRINGZ, BASE_NONE)
#define U32(abbrev, name, ...) F("pgsql." abbrev, name, FT_UINT32, BASE_DEC, __VA_ARGS__)

static const struct field pgsql_fields[] = {
	[PGSQL] = F("pgsql", "PostgreSQL", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("pgsql.type", "Type", FT_STRING, BASE_NONE),
	[LENGTH] = U32("length", "Length", .flags = 0),
	[FRONTEND] = F("pgsql.frontend", "Frontend", FT_BOOLEAN, BASE_NONE, .vals = &bool_true, .flags = F_HIDDEN),
	[MAJOR] = F("pgsql.version_major", "Protocol major version", FT_UINT16, BASE_DEC),
	[MINOR] = F("pgsql.version_minor", "Protocol minor version", FT_UINT16, BASE_DEC),
	[MINOR_SUPPORTED] = U32("version_supported_minor", "Supported minor version", .flags = 0),
	[N_OPTIONS] = F("pgsql.number_nonsupported_options", "Number nonsupported options", FT_INT32, BASE_DEC),
	[OPTION] = Z("nonsupported_option", "Nonsupported option"),
	[PARAMETER] = Z("parameter_name", "Parameter name"),
	[PARAMETER_VALUE] = Z("parameter_value", "Parameter value"),
	[QUERY] = Z("query", "Query"),
	[PASSWORD] = Z("password", "Password"),
	[AUTH_TYPE] = U32("authtype", "Authentication type", .vals = &auth_types),
	[SALT] = F("pgsql.salt", "Salt value", FT_BYTES, BASE_NONE),
	[GSS_DATA] = F("pgsql.auth.gssapi_sspi.data", "GSSAPI or SSPI data", FT_BYTES, BASE_NONE),
	[SASL_MECHANISM] = Z("auth.sasl.mech", "SASL authentication mechanism"),
	[SASL_LENGTH] = F("pgsql.auth.sasl.data.length", "SASL authentication data length", FT_INT32, BASE_DEC),
	[SASL_DATA] = F("pgsql.auth.sasl.data", "SASL authentication data", FT_BYTES, BASE_NONE),
	[STATEMENT] = Z("statement", "Statement"),
	[PORTAL] = Z("portal", "Portal"),
	[RETURNS] = U32("returns", "Returns", .label = returns_label),
	[TAG] = Z("tag", "Tag"),
	[STATUS] = F("pgsql.status", "Status", FT_UINT8, BASE_DEC, .vals = &statuses),
	[COPY_DATA] = F("pgsql.copydata", "Copy data", FT_BYTES, BASE_NONE),
	[ERROR] = Z("error", "Error"),
	[PID] = U32("pid", "PID", .flags = 0),
	[KEY] = U32("key", "Key", .flags = 0),
	[CONDITION] = Z("condition", "Condition"),
	[TEXT] = Z("text", "Text"),
	[TABLE_OID] = U32("oid.table", "Table OID", .flags = 0),
	[TYPE_OID] = U32("oid.type", "Type OID", .flags = 0),
	[OID] = U32("oid", "OID", .flags = 0),
	[FORMAT] = F("pgsql.format", "Format", FT_UINT16, BASE_DEC, .vals = &formats),
	[COUNT_OF_FIELDS] = F("pgsql.field.count", "Field count", FT_UINT16, BASE_DEC),
	[COLUMN] = Z("col.name", "Column name"),
	[COLUMN_INDEX] = U32("col.index", "Column index", .flags = 0),
	[VALUE_LENGTH] = F("pgsql.val.length", "Column length", FT_INT32, BASE_DEC),
	[VALUE] = F("pgsql.val.data", "Data", FT_BYTES, BASE_NONE),
	[TYPE_MODIFIER] = F("pgsql.col.typemod", "Type modifier", FT_INT32, BASE_DEC),
	[SEVERITY] = Z("severity", "Severity"),
	[CODE] = Z("code", "Code"),
	[MESSAGE_TEXT] = Z("message", "Message"),
	[DETAIL] = Z("detail", "Detail"),
	[HINT] = Z("hint", "Hint"),
	[POSITION] = Z("position", "Position"),
	[INNER_POSITION] = Z("internal_position", "Position (Internal)"),
	[INNER_QUERY] = Z("internal_query", "Query (Internal)"),
	[WHERE] = Z("where", "Context"),
	[SCHEMA] = Z("schema_name", "Schema"),
	[TABLE] = Z("table_name", "Table"),
	[COLUMN_NAME] = Z("column_name", "Column"),
	[TYPE_NAME] = Z("type_name", "Type"),
	[CONSTRAINT] = Z("constraint_name", "Constraint"),
	[FILE_NAME] = Z("file", "File"),
	[LINE] = Z("line", "Line"),
	[ROUTINE] = Z("routine", "Routine"),
	[LABEL] = F_TEXT("Label"),
};

static uint32_t pgsql_pdu(struct slice s, uint32_t hint)
{
	if (hint == PGSQL_HINT_ANSWER && s.wire == 1)
		return PDU_REST;
	if (s.wire < HEADER)
		return PDU_ONE_MORE;
	uint32_t typed = slice_u8(s, 0) != 0, length = slice_u32(s, typed);
	return length < SHORTEST_LENGTH || length + typed < HEADER || length > INT32_MAX ? PDU_REST : length + typed;
}

static bool pgsql_begun(struct buf *b, const struct layer *tcp, struct slice s)
{
	(void)s;
	buf_char(b, slice_u16(tcp->data, 2) == PGSQL_PORT ? '>' : '<');
	return true;
}

static void pgsql_dissect(struct dissection *d, struct layer *l)
{
	const struct slice s = l->data;
	uint32_t typed = slice_u8(s, 0) != 0, length = slice_u32(s, typed);
	bool client = slice_u16(layer_parent(d, l)->data, 2) == PGSQL_PORT;
	l->tree_len = l->header_len = s.len;
	l->payload = slice_from(s, s.wire);
	l->fact[PGSQL_FACT_CLIENT] = client;
	if (s.wire == 1) { /* the answer to a question for TLS: it has a line, and no row */
		l->fact[PGSQL_FACT_KIND] = PGSQL_ANSWER;
		l->flags |= LAYER_CONTINUED;
		l->path = "";
		return;
	}
	bool headed = slice_has(s, 0, !typed && client ? 8 : HEADER);
	if (headed && length >= SHORTEST_LENGTH && length + typed >= HEADER && length <= INT32_MAX) {
		if (!client || slice_u8(s, 0) != 'p') /* what that is, flow/ knows */
			dry_tree(d, l);
		return;
	}
	l->fact[PGSQL_FACT_KIND] = PGSQL_BROKEN;
	l->flags |= LAYER_TOLD | (headed || s.len == s.wire ? LAYER_MALFORMED : LAYER_SHORT);
}

/* --- parts of messages; each returns where it ends --- */

/* A string with its NUL. */
static uint32_t put_z(struct tree *t, unsigned row, uint32_t off)
{
	const struct slice s = t->l->data;
	uint32_t n = slice_zlen(s, off);
	if (!n) {
		tree_need(t, s.len, 1);
		return off;
	}
	put_ascii(t, row, off, n, s.p + off, n - 1);
	return off + n;
}

static uint32_t put_zs(struct tree *t, unsigned row, uint32_t off, uint32_t end)
{
	while (off < end && !tree_ended(t) && slice_u8(t->l->data, off))
		off = put_z(t, row, off);
	return off;
}

static uint32_t put_pairs(struct tree *t, uint32_t off, uint32_t end)
{
	while (off < end && !tree_ended(t) && (slice_u8(t->l->data, off) || off >= t->l->data.len)) {
		off = put_z(t, PARAMETER, off);
		off = put_z(t, PARAMETER_VALUE, off);
	}
	return off;
}

/* "Parameters: 2", below which the caller puts them; the number. */
static unsigned put_number(struct tree *t, const char *name, uint32_t off)
{
	MESSAGE(m);
	if (!tree_need(t, off, 2))
		return 0;
	unsigned n = slice_u16(t->l->data, off);
	buf_str(&m, name);
	buf_lit(&m, ": ");
	fmt_uint(&m, n);
	put_label(t, LABEL, off, 2, m.p, (uint32_t)m.len);
	return n;
}

/* A number of things of one size. */
static uint32_t put_list(struct tree *t, const char *name, unsigned row, uint32_t off, uint32_t size)
{
	unsigned n = put_number(t, name, off);
	off += 2;
	tree_push(t);
	for (; n && !tree_ended(t); n--, off += size)
		put(t, row, off, size);
	tree_pop(t);
	return off;
}

/* A value, of which the length is negative when it is NULL. */
static uint32_t put_value(struct tree *t, uint32_t off)
{
	uint32_t n = slice_u32(t->l->data, off);
	put(t, VALUE_LENGTH, off, 4);
	off += 4;
	if (!n || n > INT32_MAX)
		return off;
	put(t, VALUE, off, n);
	return tree_ended(t) ? off : off + n;
}

static uint32_t put_values(struct tree *t, unsigned n, uint32_t off)
{
	tree_push(t);
	for (; n && !tree_ended(t); n--)
		off = put_value(t, off);
	tree_pop(t);
	return off;
}

static uint32_t put_rest(struct tree *t, unsigned row, uint32_t off, uint32_t end)
{
	put(t, row, off, end > off ? end - off : 0);
	return end;
}

static void put_columns(struct tree *t, uint32_t off)
{
	static const struct {
		uint8_t row, size;
	} parts[] = { { TABLE_OID, 4 },    { COLUMN_INDEX, 2 },  { TYPE_OID, 4 },
		      { VALUE_LENGTH, 2 }, { TYPE_MODIFIER, 4 }, { FORMAT, 2 } };
	unsigned n = slice_u16(t->l->data, off);
	put(t, COUNT_OF_FIELDS, off, 2);
	off += 2;
	tree_push(t);
	for (; n && !tree_ended(t); n--) {
		off = put_z(t, COLUMN, off);
		tree_push(t);
		for (unsigned i = 0; i < COUNT(parts); off += parts[i++].size)
			put(t, parts[i].row, off, parts[i].size);
		tree_pop(t);
	}
	tree_pop(t);
}

/* The parts of an error or a notice: a letter and a string. */
static void put_report(struct tree *t, uint32_t off, uint32_t end)
{
	static const uint8_t rows[128] = {
		['S'] = SEVERITY, ['C'] = CODE, ['M'] = MESSAGE_TEXT, ['D'] = DETAIL, ['H'] = HINT, ['P'] = POSITION,
		['p'] = INNER_POSITION, ['q'] = INNER_QUERY, ['W'] = WHERE, ['s'] = SCHEMA, ['t'] = TABLE, ['c'] = COLUMN_NAME,
		['d'] = TYPE_NAME, ['n'] = CONSTRAINT, ['F'] = FILE_NAME, ['L'] = LINE, ['R'] = ROUTINE,
	};
	const struct slice s = t->l->data;
	while (off < end && !tree_ended(t)) {
		unsigned letter = slice_u8(s, off);
		uint32_t n = slice_zlen(s, off + 1), row = letter < COUNT(rows) && rows[letter] ? rows[letter] : TEXT;
		if (off < s.len && !letter)
			return;
		if (n)
			put_ascii(t, row, off, 1 + n, s.p + off + 1, n - 1);
		else
			tree_need(t, s.len, 1);
		off += 1 + n;
	}
}

/* --- what the client says --- */

static unsigned asked_for(const struct tree *t)
{
	const struct app_note *n = layer_app_note(t->d, t->l);
	return n ? (unsigned)n->value[PGSQL_NOTE_ASKED_FOR] : 0;
}

static void put_proof(struct tree *t, uint32_t off, uint32_t end)
{
	switch (asked_for(t)) {
	case PGSQL_GSS_CONTINUE: put_rest(t, GSS_DATA, off, end); break;
	case PGSQL_SASL:
		off = put_z(t, SASL_MECHANISM, off);
		put(t, SASL_LENGTH, off, 4);
		if (!tree_ended(t) && slice_u32(t->l->data, off) - 1 < INT32_MAX)
			put(t, SASL_DATA, off + 4, slice_u32(t->l->data, off));
		break;
	case PGSQL_SASL_CONTINUE:
	case PGSQL_SASL_FINAL: put_rest(t, SASL_DATA, off, end); break;
	default: put_z(t, PASSWORD, off); break;
	}
}

static void put_start(struct tree *t, uint32_t end)
{
	switch (slice_u32(t->l->data, 4)) {
	case VERSION_3:
		put(t, MAJOR, 4, 2);
		put(t, MINOR, 6, 2);
		put_pairs(t, 8, end);
		break;
	case CANCEL_REQUEST:
		put(t, PID, 8, 4);
		put(t, KEY, 12, 4);
		break;
	default: break;
	}
}

static void put_client(struct tree *t, unsigned type, uint32_t off, uint32_t end)
{
	switch (type) {
	case 'p': put_proof(t, off, end); break;
	case 'Q': put_z(t, QUERY, off); break;
	case 'P':
		off = put_z(t, STATEMENT, off);
		off = put_z(t, QUERY, off);
		put_list(t, "Parameters", TYPE_OID, off, 4);
		break;
	case 'B':
		off = put_z(t, PORTAL, off);
		off = put_z(t, STATEMENT, off);
		off = put_list(t, "Parameter formats", FORMAT, off, 2);
		off = put_values(t, put_number(t, "Parameter values", off), off + 2);
		put_list(t, "Result formats", FORMAT, off, 2);
		break;
	case 'E':
		off = put_z(t, PORTAL, off);
		put(t, RETURNS, off, 4);
		break;
	case 'D':
	case 'C': put_z(t, slice_u8(t->l->data, off) == 'P' ? PORTAL : STATEMENT, off + 1); break;
	case 'd': put_rest(t, COPY_DATA, off, end); break;
	case 'f': put_z(t, ERROR, off); break;
	case 'F':
		put(t, OID, off, 4);
		off = put_list(t, "Parameter formats", FORMAT, off + 4, 2);
		off = put_values(t, put_number(t, "Parameter values", off), off + 2);
		put(t, FORMAT, off, 2);
		break;
	default: break;
	}
}

/* --- what the server says --- */

static void put_authentication(struct tree *t, uint32_t off, uint32_t end)
{
	unsigned kind = slice_u32(t->l->data, off);
	put(t, AUTH_TYPE, off, 4);
	switch (kind) {
	case 4: put(t, SALT, off + 4, 2); break; /* crypt() */
	case 5: put(t, SALT, off + 4, 4); break; /* MD5 */
	case PGSQL_GSS_CONTINUE:
		put(t, GSS_DATA, off, end > off + 4 ? end - off - 4 : 0);
		break; /* from the kind on, as in tshark */
	case PGSQL_SASL: put_zs(t, SASL_MECHANISM, off + 4, end); break;
	case PGSQL_SASL_CONTINUE:
	case PGSQL_SASL_FINAL: put_rest(t, SASL_DATA, off + 4, end); break;
	default: break;
	}
}

static void put_unsupported(struct tree *t, uint32_t off)
{
	int32_t n = (int32_t)slice_u32(t->l->data, off + 4);
	put(t, MINOR_SUPPORTED, off, 4);
	put(t, N_OPTIONS, off + 4, 4);
	for (off += 8; n > 0 && !tree_ended(t); n--)
		off = put_z(t, OPTION, off);
}

static void put_server(struct tree *t, unsigned type, uint32_t off, uint32_t end)
{
	switch (type) {
	case 'R': put_authentication(t, off, end); break;
	case 'K':
		put(t, PID, off, 4);
		put(t, KEY, off + 4, 4);
		break;
	case 'S':
		off = put_z(t, PARAMETER, off);
		put_z(t, PARAMETER_VALUE, off);
		break;
	case 't': put_list(t, "Parameters", TYPE_OID, off, 4); break;
	case 'T': put_columns(t, off); break;
	case 'D':
		put(t, COUNT_OF_FIELDS, off, 2);
		put_values(t, slice_u16(t->l->data, off), off + 2);
		break;
	case 'C': put_z(t, TAG, off); break;
	case 'Z': put(t, STATUS, off, 1); break;
	case 'N':
	case 'E': put_report(t, off, end); break;
	case 'A':
		put(t, PID, off, 4);
		off = put_z(t, CONDITION, off + 4);
		if (off < end && !tree_ended(t) && slice_u8(t->l->data, off))
			put_z(t, TEXT, off);
		break;
	case 'G':
	case 'H':
		put(t, FORMAT, off, 1);
		put_number(t, "Columns", off + 1);
		break;
	case 'd': put_rest(t, COPY_DATA, off, end); break;
	case 'V': put_value(t, off); break;
	case 'v': put_unsupported(t, off); break;
	default: break;
	}
}

/* --- the whole --- */

static const char *type_text(const struct tree *t, unsigned type, bool client)
{
	const char *name = value_text(client ? &client_types : &server_types, type);
	if (client && !type) {
		uint32_t version = slice_u32(t->l->data, 4);
		return version == VERSION_3           ? "Startup message"
		       : version == PGSQL_SSL_REQUEST ? "SSL request"
		       : version == GSS_REQUEST       ? "GSS encrypt request"
		       : version == CANCEL_REQUEST    ? "Cancel request"
						      : "Unknown";
	}
	if (client && type == 'p') {
		unsigned kind = asked_for(t);
		return kind == PGSQL_GSS_CONTINUE                                ? "GSSResponse message"
		       : kind == PGSQL_SASL                                      ? "SASLInitialResponse message"
		       : kind == PGSQL_SASL_CONTINUE || kind == PGSQL_SASL_FINAL ? "SASLResponse message"
										 : name;
	}
	return name ? name : "Unknown";
}

static void pgsql_tree(struct tree *t, const struct layer *l)
{
	bool client = l->fact[PGSQL_FACT_CLIENT];
	unsigned type = slice_u8(l->data, 0);
	uint32_t typed = type != 0, end = typed + slice_u32(l->data, typed);
	if (l->fact[PGSQL_FACT_KIND] == PGSQL_BROKEN)
		tree_drop(t);
	if (l->fact[PGSQL_FACT_KIND] != PGSQL_MESSAGE)
		return;
	put_cstr(t, TYPE, 0, typed, type_text(t, type, client));
	put(t, LENGTH, typed, 4);
	put_uint(t, FRONTEND, 0, 0, client);
	if (client && typed)
		put_client(t, type, HEADER, end);
	else if (client)
		put_start(t, end);
	else
		put_server(t, type, HEADER, end);
}

/* Is it the first of those that come in one piece of the stream? */
static bool is_first(const struct dissection *d, const struct layer *l)
{
	for (const struct layer *e = l; e-- > d->layer;)
		if (e->parent == l->parent && e->proto == l->proto)
			return e->buffer != l->buffer;
	return true;
}

/* ">P/B/E": each piece of the stream begins with a sign of its own. */
static void pgsql_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct layer *tcp = layer_parent(d, l);
	const struct tcp_note *n = layer_is_tcp(tcp) ? layer_tcp_note(d, tcp) : NULL;
	char sign = l->fact[PGSQL_FACT_CLIENT] ? '>' : '<';
	uint8_t type = slice_u8(l->data, 0);
	bool first = is_first(d, l);
	if (first)
		buf_char(&c->info, sign);
	if (l->fact[PGSQL_FACT_KIND] == PGSQL_MESSAGE && type) {
		if (!first)
			buf_char(&c->info, '/');
		fmt_text(&c->info, &type, 1);
	}
	if (l->buffer != tcp->buffer && n && n->flags & TN_SEGMENT && n->begun == l->proto &&
	    l + 1 == d->layer + d->n_layers)
		buf_char(&c->info, sign);
}

static const struct next_link pgsql_on[] = { { NEXT_TCP_PORT, PGSQL_PORT } };

const struct protocol protocol_pgsql = {
	.name = "pgsql",
	.column = "PGSQL",
	FIELDS(pgsql_fields),
	ON(pgsql_on),
	.pdu = pgsql_pdu,
	.begun = pgsql_begun,
	.pdu_shown = true,
	.info_each = true,
	.told_early = true,
	.dissect = pgsql_dissect,
	.fields_of = pgsql_tree,
	.info = pgsql_info,
};
