/* nbns.c: the NetBIOS name service over UDP (RFC 1001, 1002), which Windows calls WINS. */
#include "base/fmt.h"
#include "base/timefmt.h"
#include "dissect/application/domain_name.h"
#include "dissect/application/netbios_services.h"
#include "dissect/column.h"
#include "dissect/text.h"
#include "dissect/tree.h"

/*   0            2            4          6          8          10           12
 *  +------------+------------+----------+----------+----------+------------+-------------------------------------+
 *  |     id     |   flags    | queries  | answers  | authority| additional | the queries, then the other records |
 *  +------------+------------+----------+----------+----------+------------+-------------------------------------+
 *  Names are domain names whose first label is the NetBIOS name, two letters for each of its 16 bytes. */
enum {
	NBNS, NBNS_FLAGS, NBNS_FLAGS_RESPONSE, NBNS_FLAGS_OPCODE, NBNS_FLAGS_AUTHORITATIVE, NBNS_FLAGS_TRUNCATED,
	NBNS_FLAGS_RECDESIRED, NBNS_FLAGS_RECAVAIL, NBNS_FLAGS_BROADCAST, NBNS_FLAGS_RCODE, NBNS_ID,
	NBNS_COUNT_QUERIES, NBNS_COUNT_ANSWERS, NBNS_COUNT_AUTH_RR, NBNS_COUNT_ADD_RR, NBNS_NAME_FLAGS,
	NBNS_NAME_FLAGS_GROUP, NBNS_NAME_FLAGS_ONT, NBNS_NAME_FLAGS_DRG, NBNS_NAME_FLAGS_CNF, NBNS_NAME_FLAGS_ACT,
	NBNS_NAME_FLAGS_PRM, NBNS_NB_FLAGS, NBNS_NB_FLAGS_GROUP, NBNS_NB_FLAGS_ONT, NBNS_TYPE, NBNS_CLASS, NBNS_NAME,
	NBNS_ADDR, NBNS_NUMBER_OF_NAMES, NBNS_UNIT_ID, NBNS_JUMPERS, NBNS_TEST_RESULT, NBNS_VERSION_NUMBER,
	NBNS_PERIOD_OF_STATISTICS, NBNS_NUM_CRCS, NBNS_NUM_ALIGNMENT_ERRORS, NBNS_NUM_COLLISIONS, NBNS_NUM_SEND_ABORTS,
	NBNS_NUM_GOOD_SENDS, NBNS_NUM_GOOD_RECEIVES, NBNS_NUMRETRANSMITS, NBNS_NUM_NO_RESOURCE_CONDITIONS,
	NBNS_NUMCOMMAND_BLOCKS, NBNS_NUMPENDING_SESSIONS, NBNS_MAX_NUM_PENDING_SESSIONS,
	NBNS_MAX_TOTAL_SESSIONS_POSSIBLE, NBNS_SESSION_DATA_PACKET_SIZE, NBNS_DATA, NBNS_NETBIOS_NAME, NBNS_TTL,
	NBNS_DATA_LENGTH, NBNS_SECTION, NBNS_ENTRY, NBNS_N_ROWS,
};
enum { HEADER_BYTES = 12, N_SECTIONS = 4, NETBIOS_NAME_BYTES = 16, FIXED_QUESTION = 4, FIXED_RECORD = 10 };
enum { TYPE_NB = 32, TYPE_NBSTAT = 33, FLAG_RESPONSE = 0x8000, MAX_COLUMN = 4096 };

static const struct value_table flags_response_names = BOOL_NAMES("Message is a response",
	"Message is a query");
static const struct value_table flags_opcode_names = VALUES({ 0, "Name query" }, { 5, "Registration" }, { 6,
	"Release" }, { 7, "Wait for acknowledgment" }, { 8, "Refresh" }, { 9, "Refresh (alternate opcode)" }, { 15,
	"Multi-homed registration" });
static const struct value_table flags_authoritative_names = BOOL_NAMES("Server is an authority for domain",
	"Server is not an authority for domain");
static const struct value_table flags_truncated_names = BOOL_NAMES("Message is truncated",
	"Message is not truncated");
static const struct value_table flags_recdesired_names = BOOL_NAMES("Do query recursively",
	"Don't do query recursively");
static const struct value_table flags_recavail_names = BOOL_NAMES("Server can do recursive queries",
	"Server can't do recursive queries");
static const struct value_table flags_broadcast_names = BOOL_NAMES("Broadcast packet",
	"Not a broadcast packet");
static const struct value_table flags_rcode_names = VALUES({ 0, "No error" }, { 1,
	"Request was invalidly formatted" }, { 2, "Server failure" }, { 3, "Requested name does not exist" }, { 4,
	"Request is not implemented" }, { 5, "Request was refused" }, { 6, "Name is owned by another node" }, { 7,
	"Name is in conflict" });
static const struct value_table name_flags_group_names = BOOL_NAMES("Group name", "Unique name");
static const struct value_table name_flags_ont_names = VALUES({ 0, "B-node" }, { 8192, "P-node" }, { 16384,
	"M-node" });
static const struct value_table nb_flags_ont_names = VALUES({ 0, "B-node" }, { 8192, "P-node" }, { 16384,
	"M-node" }, { 24576, "H-node" });
static const struct value_table type_names = VALUES({ 32, "NB" }, { 33, "NBSTAT" });
static const struct value_table class_names = VALUES({ 1, "IN" }, { 2, "CS" }, { 3, "CH" }, { 4, "HS" }, { 254,
	"NONE" }, { 255, "ANY" });
/* What the last byte of a name says of its owner. */
const struct value_table netbios_services = VALUES(
	{ 0x00, "Workstation/Redirector" }, { 0x01, "Browser" }, { 0x02, "Workstation/Redirector" },
	{ 0x03, "Messenger service/Main name" }, { 0x05, "Forwarded name" }, { 0x06, "RAS Server service" },
	{ 0x1b, "Domain Master Browser" }, { 0x1c, "Domain Controllers" }, { 0x1d, "Local Master Browser" },
	{ 0x1e, "Browser Election Service" }, { 0x1f, "Net DDE Service" }, { 0x20, "Server service" },
	{ 0x21, "RAS client service" }, { 0x22, "Exchange Interchange (MSMail Connector)" }, { 0x23, "Exchange Store" },
	{ 0x24, "Exchange Directory" }, { 0x2b, "Lotus Notes Server service" }, { 0x30, "Modem sharing server service" },
	{ 0x31, "Modem sharing client service" }, { 0x43, "SMS Clients Remote Control" },
	{ 0x44, "SMS Administrators Remote Control Tool" }, { 0x45, "SMS Clients Remote Chat" },
	{ 0x46, "SMS Clients Remote Transfer" }, { 0x4c, "DEC Pathworks TCP/IP Service on Windows NT" },
	{ 0x52, "DEC Pathworks TCP/IP Service on Windows NT" }, { 0x6a, "Microsoft Exchange IMC" },
	{ 0x87, "Microsoft Exchange MTA" }, { 0xbe, "Network Monitor Agent" }, { 0xbf, "Network Monitor Analyzer" });

struct netbios_name {
	char text[512];
	uint32_t len, size; /* of the text; of the bytes where it stands */
	int service;        /* last byte of the name; -1: there is none */
};

/* The bytes of a name as people read them, its last byte as "<00>". */
static void name_text(struct buf *b, const uint8_t *p, bool with_service)
{
	uint32_t n = NETBIOS_NAME_BYTES - 1;
	while (n && p[n - 1] == ' ')
		n--;
	for (uint32_t i = 0; i < n + with_service; i++) {
		uint8_t c = i < n ? p[i] : p[NETBIOS_NAME_BYTES - 1];
		if (i < n && c >= ' ' && c < 0x7f) {
			buf_char(b, (char)c);
			continue;
		}
		buf_char(b, '<');
		fmt_hex(b, c, 2);
		buf_char(b, '>');
	}
}

static bool in_alphabet(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* First-level encoding (RFC 1001, 14.1). NULL, or what is wrong. */
static const char *decode(uint8_t *out, const char *in, uint32_t n)
{
	if (n != 2 * NETBIOS_NAME_BYTES)
		return n && in_alphabet(in[0])
			       ? "Illegal NetBIOS name (character count isn't 32)"
			       : "Illegal NetBIOS name (1st character not between A and Z in first-level encoding)";
	for (uint32_t i = 0; i < NETBIOS_NAME_BYTES; i++) {
		if (!in_alphabet(in[2 * i]))
			return "Illegal NetBIOS name (1st character not between A and Z in first-level encoding)";
		if (!in_alphabet(in[2 * i + 1]))
			return "Illegal NetBIOS name (2nd character not between A and Z in first-level encoding)";
		out[i] = (uint8_t)((in[2 * i] - 'A') << 4 | (in[2 * i + 1] - 'A'));
	}
	return NULL;
}

static bool read_name(const struct layer *l, uint32_t off, struct netbios_name *n)
{
	struct domain_name d;
	uint8_t p[NETBIOS_NAME_BYTES];
	struct buf b = BUF_OVER(n->text, sizeof n->text);
	if (!domain_name_read(l->data, 0, off, &d))
		return false;
	const char *dot = memchr(d.text, '.', d.len);
	uint32_t first = dot ? (uint32_t)(dot - d.text) : d.len;
	const char *wrong = decode(p, d.text, first);
	n->size = d.size;
	n->service = wrong ? -1 : p[NETBIOS_NAME_BYTES - 1];
	if (wrong) {
		buf_str(&b, wrong);
	} else {
		name_text(&b, p, true);
		buf_put(&b, d.text + first, d.len - first);
	}
	n->len = (uint32_t)b.len;
	return true;
}

/* "Name: HOST<20> (Server service)"; r->aux is the last byte + 1. */
static void name_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *service = r->aux ? value_text(&netbios_services, r->aux - 1) : NULL;
	struct slice bytes = record_bytes(t->d, r), text = record_string(t, r);
	buf_lit(b, "Name: ");
	if (r->f->type == FT_STRING && bytes.len == NETBIOS_NAME_BYTES)
		name_text(b, bytes.p, true);
	else
		fmt_text(b, text.p, text.len);
	if (!r->aux)
		return;
	buf_lit(b, " (");
	buf_str(b, service ? service : "Unknown");
	buf_char(b, ')');
}

static void ttl_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Time to live: ");
	time_span(b, r->val * 1000);
}

struct bit_name {
	unsigned bit;
	const char *name;
};

static void bits(struct buf *b, uint64_t v, const struct bit_name *names, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (v & names[i].bit) {
			buf_lit(b, ", ");
			buf_str(b, names[i].name);
		}
}

static unsigned opcode_of(uint64_t flags)
{
	return flags >> 11 & 15;
}

static void flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const struct bit_name names[] = { { 0x0400, "Authoritative" },
						 { 0x0200, "Truncated" },
						 { 0x0100, "Recursion desired" },
						 { 0x0080, "Recursion available" },
						 { 0x0010, "Broadcast" } };
	bool response = r->val & FLAG_RESPONSE;
	const char *code = value_text(&flags_rcode_names, r->val & 15);
	const char *opcode = value_text(&flags_opcode_names, opcode_of(r->val));
	(void)t;
	buf_lit(b, "Flags: ");
	fmt_0x(b, r->val, 4);
	if (response)
		buf_lit(b, ", Response");
	buf_lit(b, ", Opcode: ");
	buf_str(b, opcode ? opcode : "Unknown");
	bits(b, response ? r->val : r->val & ~UINT64_C(0x0480), names, COUNT(names));
	if (!response)
		return;
	buf_lit(b, ", Reply code: ");
	buf_str(b, code ? code : "Unknown error");
}

/* The node type; tshark looks the shifted number up among unshifted ones, so that only 0 has a name. */
static const char *node_type(uint64_t flags)
{
	return flags & 0x6000 ? "Unknown" : "B-node";
}

static void name_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const struct bit_name names[] = { { 0x1000, "Name is being deregistered" },
						 { 0x0800, "Name is in conflict" },
						 { 0x0400, "Name is active" },
						 { 0x0200, "Permanent node name" } };
	(void)t;
	buf_lit(b, "Name flags: ");
	fmt_0x(b, r->val, 4);
	if (r->val & 0x8000)
		buf_lit(b, ", Name type");
	buf_lit(b, ", ONT: ");
	buf_str(b, node_type(r->val));
	bits(b, r->val, names, COUNT(names));
}

static void nb_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	bool group = r->val & 0x8000;
	(void)t;
	buf_lit(b, "Name flags: ");
	fmt_0x(b, r->val, 4);
	buf_str(b, group ? ", Name type, ONT: " : ", ONT: ");
	buf_str(b, node_type(r->val));
	buf_lit(b, " (");
	buf_char(b, "BPMH"[r->val >> 13 & 3]);
	buf_str(b, group ? "-node, group)" : "-node, unique)");
}

static const struct field nbns_fields[NBNS_N_ROWS] = {
	[NBNS] = F("nbns", "NetBIOS Name Service", FT_PROTOCOL, BASE_NONE),
	[NBNS_FLAGS] = F("nbns.flags", "Flags", FT_UINT16, BASE_HEX, .label = flags_label),
	[NBNS_FLAGS_RESPONSE] = F("nbns.flags.response", "Response", FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 0x8000,
		.vals = &flags_response_names),
	[NBNS_FLAGS_OPCODE] = F("nbns.flags.opcode", "Opcode", FT_UINT16, BASE_DEC, .mask = 0x7800, .vals =
		&flags_opcode_names),
	[NBNS_FLAGS_AUTHORITATIVE] = F("nbns.flags.authoritative", "Authoritative", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x400, .vals = &flags_authoritative_names),
	[NBNS_FLAGS_TRUNCATED] = F("nbns.flags.truncated", "Truncated", FT_BOOLEAN, BASE_NONE, .size = 2, .mask =
		0x200, .vals = &flags_truncated_names),
	[NBNS_FLAGS_RECDESIRED] = F("nbns.flags.recdesired", "Recursion desired", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x100, .vals = &flags_recdesired_names),
	[NBNS_FLAGS_RECAVAIL] = F("nbns.flags.recavail", "Recursion available", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x80, .vals = &flags_recavail_names),
	[NBNS_FLAGS_BROADCAST] = F("nbns.flags.broadcast", "Broadcast", FT_BOOLEAN, BASE_NONE, .size = 2, .mask =
		0x10, .vals = &flags_broadcast_names),
	[NBNS_FLAGS_RCODE] = F("nbns.flags.rcode", "Reply code", FT_UINT16, BASE_DEC, .mask = 0xf, .vals =
		&flags_rcode_names),
	[NBNS_ID] = F("nbns.id", "Transaction ID", FT_UINT16, BASE_HEX),
	[NBNS_COUNT_QUERIES] = F("nbns.count.queries", "Questions", FT_UINT16, BASE_DEC),
	[NBNS_COUNT_ANSWERS] = F("nbns.count.answers", "Answer RRs", FT_UINT16, BASE_DEC),
	[NBNS_COUNT_AUTH_RR] = F("nbns.count.auth_rr", "Authority RRs", FT_UINT16, BASE_DEC),
	[NBNS_COUNT_ADD_RR] = F("nbns.count.add_rr", "Additional RRs", FT_UINT16, BASE_DEC),
	[NBNS_NAME_FLAGS] = F("nbns.name_flags", "Name flags", FT_UINT16, BASE_HEX, .label = name_flags_label),
	[NBNS_NAME_FLAGS_GROUP] = F("nbns.name_flags.group", "Name type", FT_BOOLEAN, BASE_NONE, .size = 2, .mask =
		0x8000, .vals = &name_flags_group_names),
	[NBNS_NAME_FLAGS_ONT] = F("nbns.name_flags.ont", "ONT", FT_UINT16, BASE_DEC, .mask = 0x6000, .vals =
		&name_flags_ont_names),
	[NBNS_NAME_FLAGS_DRG] = F("nbns.name_flags.drg", "Name is being deregistered", FT_BOOLEAN, BASE_NONE, .size =
		2, .mask = 0x1000, .vals = &bool_yes),
	[NBNS_NAME_FLAGS_CNF] = F("nbns.name_flags.cnf", "Name is in conflict", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x800, .vals = &bool_yes),
	[NBNS_NAME_FLAGS_ACT] = F("nbns.name_flags.act", "Name is active", FT_BOOLEAN, BASE_NONE, .size = 2, .mask =
		0x400, .vals = &bool_yes),
	[NBNS_NAME_FLAGS_PRM] = F("nbns.name_flags.prm", "Permanent node name", FT_BOOLEAN, BASE_NONE, .size = 2,
		.mask = 0x200, .vals = &bool_yes),
	[NBNS_NB_FLAGS] = F("nbns.nb_flags", "Name flags", FT_UINT16, BASE_HEX, .label = nb_flags_label),
	[NBNS_NB_FLAGS_GROUP] = F("nbns.nb_flags.group", "Name type", FT_BOOLEAN, BASE_NONE, .size = 2, .mask =
		0x8000, .vals = &name_flags_group_names),
	[NBNS_NB_FLAGS_ONT] = F("nbns.nb_flags.ont", "ONT", FT_UINT16, BASE_DEC, .mask = 0x6000, .vals =
		&nb_flags_ont_names),
	[NBNS_TYPE] = F("nbns.type", "Type", FT_UINT16, BASE_DEC, .vals = &type_names),
	[NBNS_CLASS] = F("nbns.class", "Class", FT_UINT16, BASE_DEC, .vals = &class_names),
	[NBNS_NAME] = F("nbns.name", "Name", FT_STRING, BASE_NONE, .label = name_label),
	[NBNS_ADDR] = F("nbns.addr", "Addr", FT_IPv4, BASE_NONE),
	[NBNS_NUMBER_OF_NAMES] = F("nbns.number_of_names", "Number of names", FT_UINT8, BASE_DEC),
	[NBNS_UNIT_ID] = F("nbns.unit_id", "Unit ID", FT_ETHER, BASE_NONE),
	[NBNS_JUMPERS] = F("nbns.jumpers", "Jumpers", FT_UINT8, BASE_HEX),
	[NBNS_TEST_RESULT] = F("nbns.test_result", "Test result", FT_UINT8, BASE_HEX),
	[NBNS_VERSION_NUMBER] = F("nbns.version_number", "Version number", FT_UINT16, BASE_HEX),
	[NBNS_PERIOD_OF_STATISTICS] = F("nbns.period_of_statistics", "Period of statistics", FT_UINT16, BASE_HEX),
	[NBNS_NUM_CRCS] = F("nbns.num_crcs", "Number of CRCs", FT_UINT16, BASE_DEC),
	[NBNS_NUM_ALIGNMENT_ERRORS] = F("nbns.num_alignment_errors", "Number of alignment errors", FT_UINT16,
		BASE_DEC),
	[NBNS_NUM_COLLISIONS] = F("nbns.num_collisions", "Number of collisions", FT_UINT16, BASE_DEC),
	[NBNS_NUM_SEND_ABORTS] = F("nbns.num_send_aborts", "Number of send aborts", FT_UINT16, BASE_DEC),
	[NBNS_NUM_GOOD_SENDS] = F("nbns.num_good_sends", "Number of good sends", FT_UINT32, BASE_DEC),
	[NBNS_NUM_GOOD_RECEIVES] = F("nbns.num_good_receives", "Number of good receives", FT_UINT32, BASE_DEC),
	[NBNS_NUMRETRANSMITS] = F("nbns.numretransmits", "Number of retransmits", FT_UINT16, BASE_DEC),
	[NBNS_NUM_NO_RESOURCE_CONDITIONS] = F("nbns.num_no_resource_conditions", "Number of no resource conditions",
		FT_UINT16, BASE_DEC),
	[NBNS_NUMCOMMAND_BLOCKS] = F("nbns.numcommand_blocks", "Number of command blocks", FT_UINT16, BASE_DEC),
	[NBNS_NUMPENDING_SESSIONS] = F("nbns.numpending_sessions", "Number of pending sessions", FT_UINT16, BASE_DEC),
	[NBNS_MAX_NUM_PENDING_SESSIONS] = F("nbns.max_num_pending_sessions", "Max number of pending sessions",
		FT_UINT16, BASE_DEC),
	[NBNS_MAX_TOTAL_SESSIONS_POSSIBLE] = F("nbns.max_total_sessions_possible", "Max total sessions possible",
		FT_UINT16, BASE_DEC),
	[NBNS_SESSION_DATA_PACKET_SIZE] = F("nbns.session_data_packet_size", "Session data packet size", FT_UINT16,
		BASE_DEC),
	[NBNS_DATA] = F("nbns.data", "Data", FT_BYTES, BASE_NONE),
	[NBNS_NETBIOS_NAME] = F("nbns.netbios_name", "Name", FT_STRING, BASE_NONE, .label = name_label),
	[NBNS_TTL] = F("nbns.ttl", "Time to live", FT_UINT32, BASE_DEC, .label = ttl_label),
	[NBNS_DATA_LENGTH] = F("nbns.data_length", "Data length", FT_UINT16, BASE_DEC),
	[NBNS_SECTION] = F_TEXT(""),
	[NBNS_ENTRY] = F_TEXT(""),
};

/* A question, or what a record says before its data. */
struct entry {
	struct netbios_name name;
	uint32_t off, fixed, data, size, end;
	unsigned type, class;
};

static bool read_entry(const struct layer *l, uint32_t off, bool question, struct entry *e)
{
	uint32_t need = question ? FIXED_QUESTION : FIXED_RECORD;
	e->off = off;
	if (!read_name(l, off, &e->name))
		return false;
	e->fixed = off + e->name.size;
	e->type = slice_u16(l->data, e->fixed);
	e->class = slice_u16(l->data, e->fixed + 2);
	e->size = question ? 0 : slice_u16(l->data, e->fixed + 8);
	e->data = e->fixed + need;
	e->end = e->data + e->size;
	return slice_has(l->data, e->fixed, need);
}

static const char *name_or_unknown(const struct value_table *names, unsigned v)
{
	const char *name = value_text(names, v);
	return name ? name : "Unknown";
}

static void put_flag_rows(struct tree *t, unsigned row, unsigned first, unsigned last, uint32_t off)
{
	put(t, row, off, 2);
	tree_push(t);
	for (unsigned i = first; i <= last; i++)
		put(t, i, off, 2);
	tree_pop(t);
}

static void put_header_flags(struct tree *t, unsigned flags, uint32_t off)
{
	put(t, NBNS_FLAGS, off, 2);
	tree_push(t);
	for (unsigned row = NBNS_FLAGS_RESPONSE; row <= NBNS_FLAGS_RCODE; row++)
		if (flags & FLAG_RESPONSE ||
		    (row != NBNS_FLAGS_AUTHORITATIVE && row != NBNS_FLAGS_RECAVAIL && row != NBNS_FLAGS_RCODE))
			put(t, row, off, 2);
	tree_pop(t);
}

/* A server that needs time says so with the flags of the request that waits (RFC 1002, 4.2.16). */
static bool waits(const struct layer *l)
{
	enum { OPCODE_WACK = 7 };
	unsigned flags = slice_u16(l->data, 2);
	return flags & FLAG_RESPONSE && opcode_of(flags) == OPCODE_WACK;
}

/* RFC 1002, 4.2.18: the names of the node, and its statistics. */
static void put_node_status(struct tree *t, const struct entry *e)
{
	static const struct {
		uint16_t row;
		uint8_t bytes;
	} statistics[] = {
		{ NBNS_UNIT_ID, 6 }, { NBNS_JUMPERS, 1 }, { NBNS_TEST_RESULT, 1 }, { NBNS_VERSION_NUMBER, 2 },
		{ NBNS_PERIOD_OF_STATISTICS, 2 }, { NBNS_NUM_CRCS, 2 }, { NBNS_NUM_ALIGNMENT_ERRORS, 2 },
		{ NBNS_NUM_COLLISIONS, 2 }, { NBNS_NUM_SEND_ABORTS, 2 }, { NBNS_NUM_GOOD_SENDS, 4 },
		{ NBNS_NUM_GOOD_RECEIVES, 4 }, { NBNS_NUMRETRANSMITS, 2 }, { NBNS_NUM_NO_RESOURCE_CONDITIONS, 2 },
		{ NBNS_NUMCOMMAND_BLOCKS, 2 }, { NBNS_NUMPENDING_SESSIONS, 2 }, { NBNS_MAX_NUM_PENDING_SESSIONS, 2 },
		{ NBNS_MAX_TOTAL_SESSIONS_POSSIBLE, 2 }, { NBNS_SESSION_DATA_PACKET_SIZE, 2 },
	};
	uint32_t off = e->data + 1, names = slice_u8(t->l->data, e->data);
	put(t, NBNS_NUMBER_OF_NAMES, e->data, 1);
	for (; names && tree_need(t, off, NETBIOS_NAME_BYTES + 2); names--, off += NETBIOS_NAME_BYTES + 2) {
		char room[4 * NETBIOS_NAME_BYTES];
		struct buf b = BUF_OVER(room, sizeof room);
		name_text(&b, t->l->data.p + off, false);
		struct record *r = put_copy(t, NBNS_NETBIOS_NAME, off, NETBIOS_NAME_BYTES, b.p, (uint32_t)b.len);
		r->aux = 1u + t->l->data.p[off + NETBIOS_NAME_BYTES - 1];
		put_flag_rows(t, NBNS_NAME_FLAGS, NBNS_NAME_FLAGS_GROUP, NBNS_NAME_FLAGS_PRM, off + NETBIOS_NAME_BYTES);
	}
	for (unsigned i = 0; i < COUNT(statistics) && off + statistics[i].bytes <= e->end; i++) {
		put(t, statistics[i].row, off, statistics[i].bytes);
		off += statistics[i].bytes;
	}
}

static void put_data(struct tree *t, const struct entry *e)
{
	if (waits(t->l) && e->type == TYPE_NB && e->size >= 2) {
		put_header_flags(t, slice_u16(t->l->data, e->data), e->data);
		return;
	}
	if (e->type == TYPE_NBSTAT) {
		put_node_status(t, e);
		return;
	}
	if (e->type != TYPE_NB) {
		put(t, NBNS_DATA, e->data, e->size);
		return;
	}
	for (uint32_t off = e->data; off + 6 <= e->end && !tree_ended(t); off += 6) {
		put_flag_rows(t, NBNS_NB_FLAGS, NBNS_NB_FLAGS_GROUP, NBNS_NB_FLAGS_ONT, off);
		put(t, NBNS_ADDR, off + 2, 4);
	}
}

/* In an NB record the service belongs to the name's value, elsewhere to its label alone. */
static void put_name(struct tree *t, const struct entry *e, uint32_t late)
{
	char room[768];
	struct buf b = BUF_OVER(room, sizeof room);
	bool known = e->name.service >= 0, in_value = known && late && e->type == TYPE_NB;
	buf_put(&b, e->name.text, e->name.len < sizeof e->name.text ? e->name.len : 0);
	if (in_value) {
		const char *service = value_text(&netbios_services, (unsigned)e->name.service);
		buf_lit(&b, " (");
		buf_str(&b, service ? service : "Unknown");
		buf_char(&b, ')');
	}
	struct record *r = put_copy(t, NBNS_NAME, e->off + late, e->name.size - late, b.p, (uint32_t)b.len);
	r->aux = known && !late ? 1u + (unsigned)e->name.service : 0;
}

static void put_entry(struct tree *t, const struct entry *e, bool question)
{
	char room[768];
	struct buf b = BUF_OVER(room, sizeof room);
	/* tshark places the names of records one byte late. */
	uint32_t late = !question;
	fmt_text(&b, e->name.text, e->name.len < 512 / 4 ? e->name.len : 512 / 4);
	buf_lit(&b, ": type ");
	buf_str(&b, name_or_unknown(&type_names, e->type));
	buf_lit(&b, ", class ");
	buf_str(&b, name_or_unknown(&class_names, e->class));
	put_label(t, NBNS_ENTRY, e->off, e->end - e->off, b.p, (uint32_t)b.len);
	tree_push(t);
	put_name(t, e, late);
	put(t, NBNS_TYPE, e->fixed, 2);
	put(t, NBNS_CLASS, e->fixed + 2, 2);
	if (!question) {
		put(t, NBNS_TTL, e->fixed + 4, 4);
		put(t, NBNS_DATA_LENGTH, e->fixed + 8, 2);
		put_data(t, e);
	}
	tree_pop(t);
}

static uint32_t put_section(struct tree *t, const struct layer *l, unsigned section, const char *name, uint32_t off)
{
	struct entry e;
	uint32_t start = off;
	struct record *node = put_label(t, NBNS_SECTION, off, 0, name, (uint32_t)strlen(name));
	node->len = off < l->data.len ? l->data.len - off : 0;
	tree_push(t);
	for (unsigned left = slice_u16(l->data, 4 + 2 * section); left && !tree_ended(t); left--) {
		if (!read_entry(l, off, !section, &e)) {
			if (l->data.len == l->data.wire || tree_need(t, l->data.len, 1))
				tree_malformed(t);
			break;
		}
		put_entry(t, &e, !section);
		off = e.end;
	}
	tree_pop(t);
	if (!tree_ended(t))
		node->len = off - start;
	return off;
}

static void nbns_tree(struct tree *t, const struct layer *l)
{
	static const char *const sections[N_SECTIONS] = { "Queries", "Answers", "Authoritative nameservers",
							  "Additional records" };
	uint32_t off = HEADER_BYTES;
	put(t, NBNS_ID, 0, 2);
	put_header_flags(t, slice_u16(l->data, 2), 2);
	for (unsigned i = 0; i < N_SECTIONS; i++)
		put(t, NBNS_COUNT_QUERIES + i, 4 + 2 * i, 2);
	for (unsigned i = 0; i < N_SECTIONS && !tree_ended(t); i++)
		if (slice_u16(l->data, 4 + 2 * i))
			off = put_section(t, l, i, sections[i], off);
}

static void column_entry(struct buf *b, const struct layer *l, const struct entry *e, bool question)
{
	if (!question && waits(l))
		return;
	buf_char(b, ' ');
	buf_str(b, name_or_unknown(&type_names, e->type));
	if (question) {
		buf_char(b, ' ');
		fmt_text(b, e->name.text, e->name.len < sizeof e->name.text ? e->name.len : 0);
	} else if (e->type == TYPE_NB && e->size >= 6 && slice_has(l->data, e->data, 6)) {
		buf_char(b, ' ');
		fmt_ipv4(b, l->data.p + e->data + 2);
	}
}

static void nbns_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	unsigned flags = slice_u16(l->data, 2), opcode = opcode_of(flags);
	const char *name = value_text(&flags_opcode_names, opcode);
	uint32_t off = HEADER_BYTES;
	struct entry e;
	(void)d;
	buf_str(b, name ? name : "Unknown operation (");
	if (!name) {
		fmt_uint(b, opcode);
		buf_char(b, ')');
	}
	if (flags & FLAG_RESPONSE)
		buf_lit(b, " response");
	if (flags & FLAG_RESPONSE && flags & 15) {
		const char *code = value_text(&flags_rcode_names, flags & 15);
		buf_lit(b, ", ");
		buf_str(b, code ? code : "Unknown error");
	}
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return;
	/* A query says what it asks, a response what it answers. */
	unsigned last = flags & FLAG_RESPONSE ? 1 : 0;
	for (unsigned section = 0; section <= last; section++)
		for (unsigned left = slice_u16(l->data, 4 + 2 * section); left && b->len < MAX_COLUMN; left--) {
			if (!read_entry(l, off, !section, &e)) {
				buf_str(b, l->data.len < l->data.wire ? "[Packet size limited during capture]"
								      : "[Malformed Packet]");
				return;
			}
			column_entry(b, l, &e, !section);
			off = e.end;
		}
}

static void nbns_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	if (!layer_header(l, HEADER_BYTES) && slice_has(l->data, 0, 4))
		l->flags |= LAYER_TOLD;
	l->tree_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static const struct next_link nbns_on[] = { { NEXT_UDP_PORT, 137 } };

const struct protocol protocol_nbns = {
	.name = "nbns",
	.column = "NBNS",
	FIELDS(nbns_fields),
	ON(nbns_on),
	.dissect = nbns_dissect,
	.fields_of = nbns_tree,
	.info = nbns_info,
};
