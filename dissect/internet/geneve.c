/* geneve.c: Generic Network Virtualization Encapsulation (RFC 8926). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  +---+-----------+-+-+-----------+-------------------------------+
 *  |ver|options len|O|C|reserved   |  protocol type                |
 *  +---+-----------+-+-+-----------+---------------+---------------+
 *  |  virtual network identifier                   |  reserved     |
 *  +-----------------------------------------------+---------------+ */
enum {
	GENEVE, GENEVE_VERSION, OPTIONS_LENGTH, FLAGS, FLAG_OAM, FLAG_CRITICAL, FLAG_RESERVED, PROTO_TYPE, VNI, RESERVED,
	OPTIONS, OPTION, OPT_CLASS, OPT_TYPE, OPT_CRITICAL, OPT_FLAGS, OPT_FLAGS_RESERVED, OPT_LENGTH, GCP_VNID, GCP_RESERVED,
	GCP_DIRECTION, GCP_ENDPOINT, GCP_PROFILE, OPT_DATA, TEXT, BAD_VERSION, BAD_LENGTH,
};
enum { CLASS_GOOGLE = 0x0132, GCP_TYPE_VNID = 1, GCP_TYPE_ENDPOINT = 2, GCP_TYPE_PROFILE = 3 };

static const struct value_table classes = RANGES(
	{ 0x0000, 0x00ff, "Standard" },
	{ 0x0100, 0x0100, "Linux" },
	{ 0x0101, 0x0101, "Open vSwitch" },
	{ 0x0102, 0x0102, "Open Virtual Networking (OVN)" },
	{ 0x0103, 0x0103, "In-band Network Telemetry (INT)" },
	{ 0x0104, 0x0104, "VMware" },
	{ 0x0105, 0x0105, "Amazon.com, Inc." },
	{ 0x0106, 0x0106, "Cisco Systems, Inc." },
	{ 0x0107, 0x0107, "Oracle Corporation" },
	{ 0x0108, 0x0110, "Amazon.com, Inc." },
	{ 0x0111, 0x0118, "IBM" },
	{ 0x0119, 0x0128, "Ericsson" },
	{ 0x0129, 0x0129, "Oxide Computer Company" },
	{ 0x0130, 0x0131, "Cisco Systems, Inc." },
	{ 0x0132, 0x0135, "Google LLC" },
	{ 0x0136, 0x0136, "InfoQuick Global Connection Tech Ltd." },
	{ 0x0137, 0xfeff, "Unassigned" },
	{ 0xfff0, 0xffff, "Experimental" });
static const struct value_table directions = BOOL_NAMES("Egress", "Ingress");

static void geneve_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = t->d->layer[r->layer].data;
	unsigned flags = slice_u8(s, 1);
	buf_lit(b, "Generic Network Virtualization Encapsulation");
	if (!slice_has(s, 0, 7))
		return;
	buf_lit(b, ", VNI: 0x");
	fmt_hex(b, slice_u24(s, 4), 6);
	if (flags & 0x80)
		buf_lit(b, ", OAM");
}

static void flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
	if (r->val & 0x80)
		buf_lit(b, ", Operations, Administration and Management Frame");
	if (r->val & 0x40)
		buf_lit(b, ", Critical Options Present");
	if (r->val & 0x3f)
		buf_lit(b, ", Reserved");
}

static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " bytes");
}

static void options_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Options: (");
	fmt_uint(b, r->len);
	buf_lit(b, " bytes)");
}

static const char *option_name(unsigned class, unsigned type)
{
	if (class != CLASS_GOOGLE)
		return "Unknown";
	return type == GCP_TYPE_VNID       ? "GCP Virtual Network ID"
	       : type == GCP_TYPE_ENDPOINT ? "GCP Endpoint ID"
	       : type == GCP_TYPE_PROFILE  ? "GCP Profile ID"
					   : "Unknown";
}

/* "Unknown, Class: Linux (0x0100) Type: 0x01" */
static void option_title(struct buf *b, unsigned class, unsigned type)
{
	const char *name = value_text(&classes, class);
	buf_str(b, option_name(class, type));
	buf_lit(b, ", Class: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (0x");
	fmt_hex(b, class, 4);
	buf_lit(b, ") Type: 0x");
	fmt_hex(b, type, 2);
}

static void criticality(struct buf *b, unsigned type)
{
	buf_str(b, type & 0x80 ? " (Critical)" : " (Non-critical)");
}

static void option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	option_title(b, slice_u16(s, 0), slice_u8(s, 2));
	criticality(b, slice_u8(s, 2));
}

static void option_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
	if (r->val)
		buf_lit(b, " (RSVD)");
}

/* 28 bits of four bytes, their diagram in pairs of nibbles. */
static void vnid_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	for (int bit = 27; bit >= 0; bit--) {
		buf_char(b, r->val >> bit & 1 ? '1' : '0');
		if (bit % 4 == 0)
			buf_str(b, bit % 8 ? "  " : " ");
	}
	buf_lit(b, ".... = GCP Virtual Network ID: ");
	fmt_uint(b, r->val);
}

static void type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Type: 0x");
	fmt_hex(b, r->val, 2);
	criticality(b, (unsigned)r->val);
}

#define BIT(abbrev, name, mask_, ...) \
	F("geneve." abbrev, name, FT_BOOLEAN, BASE_NONE, .mask = mask_, .vals = &bool_true, __VA_ARGS__)

static const struct field geneve_fields[] = {
	[GENEVE] = F("geneve", "Generic Network Virtualization Encapsulation", FT_PROTOCOL, BASE_NONE, .label = geneve_label),
	[GENEVE_VERSION] = F("geneve.version", "Version", FT_UINT8, BASE_DEC),
	[OPTIONS_LENGTH] = F("geneve.option.length", "Length", FT_UINT8, BASE_DEC, .label = length_label),
	[FLAGS] = F("geneve.flags", "Flags", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .label = flags_label),
	[FLAG_OAM] = BIT("flags.oam", "Operations, Administration and Management Frame", 0x80, .off = 1, .size = 1,
			 .flags = F_CHILD),
	[FLAG_CRITICAL] = BIT("flags.critical", "Critical Options Present", 0x40, .off = 1, .size = 1, .flags = F_CHILD),
	[FLAG_RESERVED] = BIT("flags.reserved", "Reserved", 0x3f, .off = 1, .size = 1, .flags = F_CHILD),
	[PROTO_TYPE] = F("geneve.proto_type", "Protocol Type", FT_UINT16, BASE_HEX, .off = 2, .size = 2,
			 .vals = &ethertype_names),
	[VNI] = F("geneve.vni", "Virtual Network Identifier (VNI)", FT_UINT24, BASE_HEX_DEC, .off = 4, .size = 3),
	[RESERVED] = F("geneve.reserved", "Reserved", FT_UINT8, BASE_HEX, .off = 7, .size = 1),
	[OPTIONS] = F("geneve.options", "Geneve Options", FT_BYTES, BASE_NONE, .label = options_label),
	[OPTION] = F("geneve.option", "Option", FT_BYTES, BASE_NONE, .label = option_label),
	[OPT_CLASS] = F("geneve.option.class", "Class", FT_UINT16, BASE_HEX, .vals = &classes),
	[OPT_TYPE] = F("geneve.option.type", "Type", FT_UINT8, BASE_HEX, .label = type_label),
	[OPT_CRITICAL] = BIT("option.type.critical", "Critical Option", 0x80),
	[OPT_FLAGS] = F("geneve.option.flags", "Flags", FT_UINT8, BASE_HEX, .label = option_flags_label),
	[OPT_FLAGS_RESERVED] = BIT("option.flags.reserved", "Reserved", 0xe0),
	[OPT_LENGTH] = F("geneve.option.length", "Length", FT_UINT8, BASE_DEC, .label = length_label),
	[GCP_VNID] = F("geneve.option.gcp.vnid", "GCP Virtual Network ID", FT_UINT32, BASE_DEC, .label = vnid_label),
	[GCP_RESERVED] = F("geneve.option.gcp.reserved", "GCP Reserved bits", FT_BOOLEAN, BASE_NONE, .mask = 0xe,
			   .vals = &bool_true),
	[GCP_DIRECTION] = F("geneve.option.gcp.direction", "GCP Traffic Direction", FT_BOOLEAN, BASE_NONE, .mask = 0x1,
			    .vals = &directions),
	[GCP_ENDPOINT] = F("geneve.option.gcp.endpoint", "GCP Endpoint ID", FT_BYTES, BASE_NONE),
	[GCP_PROFILE] = F("geneve.option.gcp.profile", "GCP Profile ID", FT_UINT64, BASE_DEC),
	[OPT_DATA] = F("geneve.option.unknown.data", "Unknown Option Data", FT_BYTES, BASE_NONE),
	[TEXT] = F_TEXT("Geneve"),
	[BAD_VERSION] = F_EXPERT("geneve.version.unknown", "Unknown version", PI_WARN, PI_PROTOCOL),
	[BAD_LENGTH] = F_EXPERT("geneve.option.length.invalid", "Invalid length for option", PI_WARN, PI_PROTOCOL),
};

static void geneve_next(struct dissection *d, struct layer *l)
{
	unsigned type = slice_u16(l->data, 2);
	if (type == ETHERTYPE_TEB)
		next_value(d, l, NEXT_LINK_TYPE, 1, l->payload);
	else
		next_value(d, l, NEXT_ETHERTYPE, type, l->payload);
}

static void geneve_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = 8 + (slice_u8(l->data, 0) & 0x3f) * 4u;
	bool whole = layer_header(l, 8) && layer_header(l, n);
	l->tree_len = n < l->data.len ? n : l->data.len;
	if (whole)
		geneve_next(d, l);
}

static void put_text_expert(struct tree *t, unsigned row, uint32_t off, uint32_t n, struct buf *m)
{
	put_label(t, TEXT, off, n, m->p, (uint32_t)m->len);
	tree_push(t);
	put_expert(t, row, off, 0, message_text(m));
	tree_pop(t);
}

static void put_option_data(struct tree *t, const struct layer *l, uint32_t off, uint32_t n)
{
	unsigned class = slice_u16(l->data, off), type = slice_u8(l->data, off + 2);
	if (class == CLASS_GOOGLE && type == GCP_TYPE_VNID && n >= 8) {
		put_uint(t, GCP_VNID, off + 4, 4, slice_u32(l->data, off + 4) >> 4);
		put(t, GCP_RESERVED, off + 4, 4);
		put(t, GCP_DIRECTION, off + 4, 4);
	} else if (class == CLASS_GOOGLE && type == GCP_TYPE_ENDPOINT) {
		put(t, GCP_ENDPOINT, off + 4, n - 4);
	} else if (class == CLASS_GOOGLE && type == GCP_TYPE_PROFILE && n >= 12) {
		put(t, GCP_PROFILE, off + 4, 8);
	} else {
		put(t, OPT_DATA, off + 4, n - 4);
	}
}

static void put_option(struct tree *t, const struct layer *l, uint32_t off, uint32_t n)
{
	put(t, OPTION, off, n);
	tree_push(t);
	put(t, OPT_CLASS, off, 2);
	put(t, OPT_TYPE, off + 2, 1);
	put(t, OPT_CRITICAL, off + 2, 1)->flags |= R_HIDDEN;
	put_uint(t, OPT_FLAGS, off + 3, 1, slice_u8(l->data, off + 3) >> 5)->flags |= R_HIDDEN;
	tree_push(t);
	put(t, OPT_FLAGS_RESERVED, off + 3, 1);
	tree_pop(t);
	put_uint(t, OPT_LENGTH, off + 3, 1, n);
	put_option_data(t, l, off, n);
	tree_pop(t);
}

static void put_options(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	put(t, OPTIONS, off, end - off);
	tree_push(t);
	while (off < end && !tree_ended(t)) {
		uint32_t n = 4 + (slice_u8(l->data, off + 3) & 0x1f) * 4u;
		if (n > end - off) {
			MESSAGE(m);
			option_title(&m, slice_u16(l->data, off), slice_u8(l->data, off + 2));
			buf_lit(&m, " (length of ");
			fmt_uint(&m, n);
			buf_lit(&m, " is past end of options)");
			put_text_expert(t, BAD_LENGTH, off + 3, 1, &m);
			break;
		}
		put_option(t, l, off, n);
		off += n;
	}
	tree_pop(t);
}

static void geneve_tree(struct tree *t, const struct layer *l)
{
	unsigned first = slice_u8(l->data, 0);
	uint32_t n = (first & 0x3f) * 4u;
	put_uint(t, GENEVE_VERSION, 0, 1, first >> 6);
	if (first >> 6) {
		MESSAGE(m);
		buf_lit(&m, "Unknown version ");
		fmt_uint(&m, first >> 6);
		put_text_expert(t, BAD_VERSION, 0, 1, &m);
	}
	put_uint(t, OPTIONS_LENGTH, 0, 1, n);
	put_rows(t, FLAGS, VNI, 0);
	put(t, RESERVED, 7, 1)->flags |= R_HIDDEN;
	if (n && tree_need(t, 8, n))
		put_options(t, l, 8, 8 + n);
}

static void geneve_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned type = slice_u16(l->data, 2);
	const char *name = value_text(&ethertype_names, type);
	(void)d;
	if (!slice_has(l->data, 0, 4))
		return;
	buf_lit(&c->info, "Encapsulated ");
	buf_str(&c->info, name ? name : "0x");
	if (!name) {
		fmt_hex(&c->info, type, 4);
		buf_lit(&c->info, " (unknown)");
	}
}

static const struct next_link geneve_on[] = { { NEXT_UDP_PORT, 6081 } };

const struct protocol protocol_geneve = {
	.name = "geneve",
	.column = "Geneve",
	FIELDS(geneve_fields),
	ON(geneve_on),
	.dissect = geneve_dissect,
	.fields_of = geneve_tree,
	.info = geneve_info,
};
