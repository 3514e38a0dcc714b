/* erspan.c: mirrored frames in GRE (draft-foschiano-erspan): types I, II and III. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum {
	ERSPAN, ERSPAN_VERSION, VLAN, COS, ENCAP, BSO, TRUNCATED, SPAN_ID, RESERVED, INDEX, TIMESTAMP, SGT, P_BIT, FRAME_TYPE,
	HARDWARE, DIRECTION, GRANULARITY, O_BIT, PLATFORM, PID1_RESERVED, PID1_DOMAIN, PID1_PORT, PID3_RESERVED, PID3_PORT,
	PID3_TIME, PID4_RESERVED1, PID4_RESERVED2, PID4_RESERVED3, PID5_SWITCH, PID5_PORT, PID5_TIME, PID7_RESERVED,
	PID7_SOURCE, PID7_TIME, PID_RESERVED, UNKNOWN_VERSION,
};
enum { TYPE_I = 0, TYPE_II = 1, TYPE_III = 2, TYPE_UNKNOWN = 3 };
enum { PROTO_ERSPAN = 0x88be, PROTO_ERSPAN_III = 0x22eb, GRE_SEQUENCE_BIT = 0x1000 };

static const struct value_table versions = VALUES({ 1, "Type II" }, { 2, "Type III" });
static const struct value_table encapsulations =
	VALUES({ 0, "Originally without VLAN tag" }, { 1, "Originally ISL encapsulated" },
	       { 2, "Originally 802.1Q encapsulated" }, { 3, "VLAN tag preserved in frame" });
static const struct value_table integrities = VALUES({ 0, "Good or unknown integrity" }, { 1, "Short frame" },
						     { 2, "Oversized frame" }, { 3, "CRC or alignment error" });
static const struct value_table truncations = VALUES({ 0, "Not truncated" }, { 1, "Truncated" });
static const struct value_table frame_types = VALUES({ 0, "Ethernet" }, { 2, "IP" });
static const struct value_table granularities = VALUES({ 0, "100 microseconds" }, { 1, "100 nanoseconds" },
						       { 2, "IEEE 1588" }, { 3, "Custom granularity" });
static const struct value_table directions = BOOL_NAMES("Egress", "Ingress");

static void erspan_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const types[] = { "Type I", "Type II", "Type III", "Unknown" };
	buf_lit(b, "Encapsulated Remote Switch Packet ANalysis ");
	buf_str(b, types[t->d->layer[r->layer].fact[0] & 3]);
}

#define WORD(abbrev, name, off_, mask_, ...) \
	F("erspan." abbrev, name, FT_UINT16, BASE_DEC, .off = off_, .size = 2, .mask = mask_, __VA_ARGS__)
#define LONG(abbrev, name, off_, mask_) F("erspan." abbrev, name, FT_UINT32, BASE_DEC, .off = off_, .size = 4, .mask = mask_)

static const struct field erspan_fields[] = {
	[ERSPAN] = F("erspan", "Encapsulated Remote Switch Packet ANalysis", FT_PROTOCOL, BASE_NONE, .label = erspan_label),
	[ERSPAN_VERSION] = WORD("version", "Version", 0, 0xf000, .vals = &versions),
	[VLAN] = WORD("vlan", "Vlan", 0, 0x0fff),
	[COS] = WORD("cos", "COS", 2, 0xe000),
	[ENCAP] = WORD("encap", "Encap", 2, 0x1800, .vals = &encapsulations),
	[BSO] = WORD("bso", "Bad/Short/Oversized", 2, 0x1800, .vals = &integrities),
	[TRUNCATED] = WORD("truncated", "Truncated", 2, 0x0400, .vals = &truncations),
	[SPAN_ID] = WORD("spanid", "SpanID", 2, 0x03ff),
	[RESERVED] = LONG("reserved", "Reserved", 4, 0xfff00000),
	[INDEX] = LONG("index", "Index", 4, 0x000fffff),
	[TIMESTAMP] = LONG("timestamp", "Timestamp", 4, 0xffffffff),
	[SGT] = WORD("sgt", "Security Group Tag", 8, 0xffff),
	[P_BIT] = WORD("p", "Has Ethernet PDU", 10, 0x8000),
	[FRAME_TYPE] = WORD("ft", "Frame Type", 10, 0x7c00, .vals = &frame_types),
	[HARDWARE] = WORD("hw", "Hardware ID", 10, 0x03f0),
	[DIRECTION] = F("erspan.direction", "Direction", FT_BOOLEAN, BASE_NONE, .off = 10, .size = 2, .mask = 0x0008,
			.vals = &directions),
	[GRANULARITY] = WORD("gra", "Timestamp granularity", 10, 0x0006, .vals = &granularities),
	[O_BIT] = WORD("o", "Optional Sub headers", 10, 0x0001),
	[PLATFORM] = LONG("platid", "Platform ID", 12, 0xfc000000),
	[PID1_RESERVED] = LONG("pid1.rsvd1", "Reserved", 12, 0x3fff000),
	[PID1_DOMAIN] = LONG("pid1.vsmid", "VSM Domain ID", 12, 0xfff),
	[PID1_PORT] = LONG("pid1.port_index", "Port ID/Index", 16, 0xffffffff),
	[PID3_RESERVED] = LONG("pid3.rsvd1", "Reserved", 12, 0x3ffc000),
	[PID3_PORT] = LONG("pid3.port_index", "Port ID/Index", 12, 0x3fff),
	[PID3_TIME] = LONG("pid3.timestamp", "Upper 32-bit Timestamp", 16, 0xffffffff),
	[PID4_RESERVED1] = LONG("pid4.rsvd1", "Reserved", 12, 0x3ffc000),
	[PID4_RESERVED2] = LONG("pid4.rsvd2", "Reserved", 12, 0x3fff),
	[PID4_RESERVED3] = LONG("pid4.rsvd3", "Reserved", 16, 0xffffffff),
	[PID5_SWITCH] = LONG("pid5.switchid", "Switch ID", 12, 0x3ff0000),
	[PID5_PORT] = LONG("pid5.port_index", "Port ID/Index", 12, 0xffff),
	[PID5_TIME] = LONG("pid5.timestamp", "Timestamp (seconds)", 16, 0xffffffff),
	[PID7_RESERVED] = LONG("pid7.rsvd1", "Reserved", 12, 0x3f00000),
	[PID7_SOURCE] = LONG("pid7.source_index", "Source Index", 12, 0xfffff),
	[PID7_TIME] = LONG("pid7.timestamp", "Upper 32-bit Timestamp", 16, 0xffffffff),
	[PID_RESERVED] = F("erspan.pid.rsvd", "Reserved", FT_UINT64, BASE_DEC, .off = 12, .size = 8, .mask = 0x3ffffff),
	[UNKNOWN_VERSION] = F_EXPERT("erspan.version.unknown",
				     "Unknown version, please report or test to use fake ERSPAN preference", PI_WARN,
				     PI_UNDECODED),
};

/* GRE without sequence numbers carries type I, which has no header at all. */
static unsigned type_of(const struct dissection *d, const struct layer *l)
{
	struct slice gre = layer_parent(d, l)->data;
	unsigned version = slice_u16(l->data, 0) >> 12;
	if (slice_u16(gre, 2) == PROTO_ERSPAN && !(slice_u16(gre, 0) & GRE_SEQUENCE_BIT))
		return TYPE_I;
	return version == TYPE_II || version == TYPE_III ? version : TYPE_UNKNOWN;
}

static void erspan_dissect(struct dissection *d, struct layer *l)
{
	unsigned type = type_of(d, l);
	uint32_t n = type == TYPE_II ? 8 : type == TYPE_III ? 12 : type == TYPE_UNKNOWN ? 2 : 0;
	l->fact[0] = type;
	if (type != TYPE_I)
		l->tree_len = l->data.len;
	bool ethernet = true;
	if (type == TYPE_III && slice_has(l->data, 0, 12)) {
		n += slice_u16(l->data, 10) & 1 ? 8 : 0;
		ethernet = !(slice_u16(l->data, 10) & 0x7c00);
	}
	if (!layer_header(l, n) || type == TYPE_UNKNOWN)
		return;
	if (ethernet)
		next_value(d, l, NEXT_LINK_TYPE, 1, l->payload);
	else
		next_data(d, l, l->payload);
}

static void put_platform(struct tree *t, const struct layer *l)
{
	static const struct {
		uint8_t first, last;
	} rows[] = { { PID7_RESERVED, PID7_TIME }, { PID1_RESERVED, PID1_PORT },       { PID_RESERVED, PID_RESERVED },
		     { PID3_RESERVED, PID3_TIME }, { PID4_RESERVED1, PID4_RESERVED3 }, { PID5_SWITCH, PID5_TIME },
		     { PID5_SWITCH, PID5_TIME },   { PID7_RESERVED, PID7_TIME } };
	unsigned id = slice_u8(l->data, 12) >> 2;
	put_rows(t, PLATFORM, PLATFORM, 0);
	if (id < COUNT(rows))
		put_rows(t, rows[id].first, rows[id].last, 0);
	else
		put_rows(t, PID_RESERVED, PID_RESERVED, 0);
}

static void erspan_tree(struct tree *t, const struct layer *l)
{
	switch (l->fact[0]) {
	case TYPE_I: tree_proto(t)->len = 0; break;
	case TYPE_II:
		put_rows(t, ERSPAN_VERSION, ENCAP, 0);
		put_rows(t, TRUNCATED, INDEX, 0);
		break;
	case TYPE_III:
		put_rows(t, ERSPAN_VERSION, COS, 0);
		put_rows(t, BSO, SPAN_ID, 0);
		put_rows(t, TIMESTAMP, HARDWARE, 0);
		put_rows(t, DIRECTION, O_BIT, 0);
		if (slice_u16(l->data, 10) & 1)
			put_platform(t, l);
		break;
	default:
		put_rows(t, ERSPAN_VERSION, ERSPAN_VERSION, 0);
		put_rows(t, ERSPAN_VERSION, ERSPAN_VERSION, 0); /* tshark shows it again, with the note */
		tree_push(t);
		put_expert(t, UNKNOWN_VERSION, 0, 0, NULL);
		tree_pop(t);
	}
}

static void erspan_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	buf_lit(&c->info, "ERSPAN:");
}

const struct protocol protocol_erspan = {
	.name = "erspan",
	.column = "ERSPAN",
	FIELDS(erspan_fields),
	.dissect = erspan_dissect,
	.fields_of = erspan_tree,
	.info = erspan_info,
};
