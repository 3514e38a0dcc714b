/* stp.c: Spanning Tree: STP (IEEE 802.1D-1998), RSTP (802.1D-2004), MSTP (802.1Q-2005), and Cisco's per-VLAN record behind. */
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*   0        2      3     4       5             13      17            25      27    29    31      33     35     36
 *  +--------+------+-----+-------+-------------+-------+-------------+-------+-----+-----+-------+------+------+----
 *  | proto  | vers | type| flags | root        | cost  | bridge      | port  | age | max | hello | fwd  | v1len| ...
 *  +--------+------+-----+-------+-------------+-------+-------------+-------+-----+-----+-------+------+------+---- */
enum {
	STP, PROTOCOL, VERSION, VERSION_UNKNOWN, TYPE, TYPE_UNKNOWN, FLAGS, TCACK, AGREEMENT, FORWARDING, LEARNING, ROLE, PROPOSAL, TC,
	ROOT, ROOT_PRIO, ROOT_EXT, ROOT_HW, COST, BRIDGE, BRIDGE_PRIO, BRIDGE_EXT, BRIDGE_HW, PORT, MSG_AGE, MAX_AGE, HELLO,
	FORWARD, VERSION_1_LENGTH, PVST, PVST_TYPE, PVST_LEN, PVST_VLAN, PVST_VALUE, PVST_INVALID, PVST_MISSING,
	PVST_TRUNCATED, PVST_UNKNOWN,
	MSTP_PROTO, VERSION_3_LENGTH, MST, CONFIG_FORMAT, CONFIG_NAME, CONFIG_REVISION, CONFIG_DIGEST, INTERNAL_COST,
	CIST, CIST_PRIO, CIST_EXT, CIST_HW, CIST_HOPS, MSTI, MSTI_FLAGS, MSTI_PRIORITY, MSTI_ID, MSTI_ROOT, MSTI_COST,
	MSTI_BRIDGE_PRIORITY, MSTI_PORT_PRIORITY, MSTI_HOPS,
};

enum { TYPE_CONFIG = 0, TYPE_RST = 2, TYPE_TCN = 0x80 };
enum { VERSION_STP = 0, VERSION_RSTP = 2, VERSION_MSTP = 3, VERSION_SPB = 4 };
enum { ROLE_MASTER, ROLE_ALTERNATE, ROLE_ROOT, ROLE_DESIGNATED };
enum {
	FLAGS_AT = 4,
	ROOT_AT = 5,
	COST_AT = 13,
	BRIDGE_AT = 17,
	PORT_AT = 25,
	CONFIG_LEN = 35,
	RST_LEN = 36,
	MST_AT = 38
};
enum { MST_FIXED = 64, MSTI_LEN = 16, MAX_MSTI = 64 };

static const struct value_table protocol_names = VALUES({ 0, "Spanning Tree Protocol" });
static const struct value_table versions = VALUES({ 0, "Spanning Tree" }, { 2, "Rapid Spanning Tree" },
						  { 3, "Multiple Spanning Tree" }, { 4, "Shortest Path Tree" });
static const struct value_table types = VALUES({ TYPE_CONFIG, "Configuration" }, { TYPE_RST, "Rapid/Multiple Spanning Tree" },
					       { TYPE_TCN, "Topology Change Notification" });
static const struct value_table roles = VALUES({ ROLE_MASTER, "Master" }, { ROLE_ALTERNATE, "Alternate or Backup" },
					       { ROLE_ROOT, "Root" }, { ROLE_DESIGNATED, "Designated" });
static const struct value_table pvst_types = VALUES({ 0, "Originating VLAN" });

static void flag_names(struct buf *b, unsigned flags, bool rapid)
{
	static const struct {
		uint8_t bit;
		const char *name;
	} names[] = { { 0x80, "Topology Change Acknowledgment" },
		      { 0x40, "Agreement" },
		      { 0x20, "Forwarding" },
		      { 0x10, "Learning" } };
	for (unsigned i = 0; i < (rapid ? COUNT(names) : 1); i++)
		if (flags & names[i].bit) {
			buf_lit(b, ", ");
			buf_str(b, names[i].name);
		}
	if (rapid) {
		buf_lit(b, ", Port Role: ");
		buf_str(b, value_text(&roles, flags >> 2 & 3));
	}
	if (rapid && flags & 0x02)
		buf_lit(b, ", Proposal");
	if (flags & 0x01)
		buf_lit(b, ", Topology Change");
}

static void flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	bool msti = r->f->name[0] == 'M';
	buf_str(b, msti ? "MSTI flags: 0x" : "BPDU flags: 0x");
	fmt_hex(b, r->val, 2);
	flag_names(b, (unsigned)r->val, msti || slice_u8(l->data, 3) == TYPE_RST);
}

/* "Root Identifier: 32768 / 1 / 00:1f:6d:96:ec:00", over the eight bytes of the record. */
static void identifier_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, slice_u16(s, 0) & 0xf000u);
	buf_lit(b, " / ");
	fmt_uint(b, slice_u16(s, 0) & 0x0fffu);
	buf_lit(b, " / ");
	if (s.len == 8)
		fmt_mac(b, s.p + 2);
}

static void msti_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "MSTID ");
	fmt_uint(b, slice_u16(s, 1) & 0x0fffu);
	buf_lit(b, ", Regional Root Identifier ");
	fmt_uint(b, slice_u16(s, 1) & 0xf000u);
	buf_lit(b, " / ");
	if (slice_has(s, 3, 6))
		fmt_mac(b, s.p + 3);
}

static void origin_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Originating VLAN (PVID): ");
	fmt_uint(b, slice_u16(s, 4));
}

#define FLAG_ROW(abbrev, name, mask_) F("stp.flags." abbrev, name, FT_BOOLEAN, BASE_NONE, .mask = mask_, .vals = &bool_yes)
#define SECONDS(abbrev, name, off_) F("stp." abbrev, name, FT_DOUBLE, BASE_NONE, .off = off_, .size = 2)

static const struct field stp_fields[] = {
	[STP] = F("stp", "Spanning Tree Protocol", FT_PROTOCOL, BASE_NONE),
	[PROTOCOL] = F("stp.protocol", "Protocol Identifier", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .vals = &protocol_names),
	[VERSION] = F("stp.version", "Protocol Version Identifier", FT_UINT8, BASE_DEC, .off = 2, .size = 1, .vals = &versions),
	[TYPE] = F("stp.type", "BPDU Type", FT_UINT8, BASE_HEX, .off = 3, .size = 1, .vals = &types),
	[VERSION_UNKNOWN] = F_EXPERT("bpdu.version_support", "This version of Wireshark only knows about versions 0, 2, 3 & 4",
				     PI_WARN, PI_PROTOCOL),
	[TYPE_UNKNOWN] = F_EXPERT("stp.type.unknown", "Unknown BPDU type data", PI_WARN, PI_PROTOCOL),
	[FLAGS] = F("stp.flags", "BPDU flags", FT_UINT8, BASE_HEX, .label = flags_label),
	[TCACK] = FLAG_ROW("tcack", "Topology Change Acknowledgment", 0x80),
	[AGREEMENT] = FLAG_ROW("agreement", "Agreement", 0x40),
	[FORWARDING] = FLAG_ROW("forwarding", "Forwarding", 0x20),
	[LEARNING] = FLAG_ROW("learning", "Learning", 0x10),
	[ROLE] = F("stp.flags.port_role", "Port Role", FT_UINT8, BASE_DEC, .mask = 0x0c, .vals = &roles),
	[PROPOSAL] = FLAG_ROW("proposal", "Proposal", 0x02),
	[TC] = FLAG_ROW("tc", "Topology Change", 0x01),
	[ROOT] = F_TEXT("Root Identifier", .label = identifier_label),
	[ROOT_PRIO] = F("stp.root.prio", "Root Bridge Priority", FT_UINT16, BASE_DEC),
	[ROOT_EXT] = F("stp.root.ext", "Root Bridge System ID Extension", FT_UINT16, BASE_DEC),
	[ROOT_HW] = F("stp.root.hw", "Root Bridge System ID", FT_ETHER, BASE_NONE),
	[COST] = F("stp.root.cost", "Root Path Cost", FT_UINT32, BASE_DEC),
	[BRIDGE] = F_TEXT("Bridge Identifier", .label = identifier_label),
	[BRIDGE_PRIO] = F("stp.bridge.prio", "Bridge Priority", FT_UINT16, BASE_DEC),
	[BRIDGE_EXT] = F("stp.bridge.ext", "Bridge System ID Extension", FT_UINT16, BASE_DEC),
	[BRIDGE_HW] = F("stp.bridge.hw", "Bridge System ID", FT_ETHER, BASE_NONE),
	[PORT] = F("stp.port", "Port identifier", FT_UINT16, BASE_HEX),
	[MSG_AGE] = SECONDS("msg_age", "Message Age", 27),
	[MAX_AGE] = SECONDS("max_age", "Max Age", 29),
	[HELLO] = SECONDS("hello", "Hello Time", 31),
	[FORWARD] = SECONDS("forward", "Forward Delay", 33),
	[VERSION_1_LENGTH] = F("stp.version_1_length", "Version 1 Length", FT_UINT8, BASE_DEC),
	[PVST] = F_TEXT("Originating VLAN (PVID)", .label = origin_label),
	[PVST_TYPE] = F("stp.pvst.tlvtype", "Type", FT_UINT16, BASE_HEX, .vals = &pvst_types),
	[PVST_LEN] = F("stp.pvst.tlvlen", "Length", FT_UINT16, BASE_DEC),
	[PVST_VLAN] = F("stp.pvst.origvlan", "Originating VLAN", FT_UINT16, BASE_DEC),
	[PVST_VALUE] = F("stp.pvst.tlvval", "Value", FT_BYTES, BASE_NONE),
	[PVST_INVALID] = F_EXPERT("stp.pvst.tlvlen.invalid", "Indicated length is not valid for this record type", PI_WARN,
				  PI_PROTOCOL),
	[PVST_MISSING] = F_EXPERT("stp.pvst.origvlan.missing", "Originating (PVID) VLAN TLV is missing or corrupt", PI_WARN,
				  PI_PROTOCOL),
	[PVST_TRUNCATED] = F_EXPERT("stp.pvst.tlv.truncated", "TLV record is truncated prematurely", PI_WARN, PI_PROTOCOL),
	[PVST_UNKNOWN] = F_EXPERT("stp.pvst.tlv.unknown", "TLV type is unknown", PI_WARN, PI_PROTOCOL),
	[MSTP_PROTO] = F("mstp", "Multiple Spanning Tree Protocol", FT_PROTOCOL, BASE_NONE),
	[VERSION_3_LENGTH] = F("mstp.version_3_length", "Version 3 Length", FT_UINT16, BASE_DEC),
	[MST] = F_TEXT("MST Extension"),
	[CONFIG_FORMAT] = F("mstp.config_format_selector", "MST Config ID format selector", FT_UINT8, BASE_DEC),
	[CONFIG_NAME] = F("mstp.config_name", "MST Config name", FT_STRINGZ, BASE_NONE),
	[CONFIG_REVISION] = F("mstp.config_revision_level", "MST Config revision", FT_UINT16, BASE_DEC),
	[CONFIG_DIGEST] = F("mstp.config_digest", "MST Config digest", FT_BYTES, BASE_NONE),
	[INTERNAL_COST] = F("mstp.cist_internal_root_path_cost", "CIST Internal Root Path Cost", FT_UINT32, BASE_DEC),
	[CIST] = F_TEXT("CIST Bridge Identifier", .label = identifier_label),
	[CIST_PRIO] = F("mstp.cist_bridge.prio", "CIST Bridge Priority", FT_UINT16, BASE_DEC),
	[CIST_EXT] = F("mstp.cist_bridge.ext", "CIST Bridge Identifier System ID Extension", FT_UINT16, BASE_DEC),
	[CIST_HW] = F("mstp.cist_bridge.hw", "CIST Bridge Identifier System ID", FT_ETHER, BASE_NONE),
	[CIST_HOPS] = F("mstp.cist_remaining_hops", "CIST Remaining hops", FT_UINT8, BASE_DEC),
	[MSTI] = F_TEXT("MSTID", .label = msti_label),
	[MSTI_FLAGS] = F("mstp.msti.flags", "MSTI flags", FT_UINT8, BASE_HEX, .label = flags_label),
	[MSTI_PRIORITY] = F("mstp.msti.priority", "Priority", FT_UINT8, BASE_HEX, .mask = 0xf0),
	[MSTI_ID] = F("mstp.msti.msti_id", "MSTID", FT_UINT16, BASE_DEC, .mask = 0x0fff),
	[MSTI_ROOT] = F("mstp.msti.root.hw", "Regional Root", FT_ETHER, BASE_NONE),
	[MSTI_COST] = F("mstp.msti.root_cost", "Internal root path cost", FT_UINT32, BASE_DEC),
	[MSTI_BRIDGE_PRIORITY] = F("mstp.msti.bridge_priority", "Bridge Identifier Priority", FT_UINT8, BASE_DEC),
	[MSTI_PORT_PRIORITY] = F("mstp.msti.port_priority", "Port identifier priority", FT_UINT8, BASE_DEC),
	[MSTI_HOPS] = F("mstp.msti.remaining_hops", "Remaining hops", FT_UINT8, BASE_DEC),
};

/* Length of the BPDU, and the place of Cisco's record when it is one of those (0: none). */
static uint32_t bpdu_length(const struct layer *l, uint32_t *mst_len)
{
	unsigned version = slice_u8(l->data, 2), type = slice_u8(l->data, 3);
	*mst_len = 0;
	if (type == TYPE_CONFIG)
		return CONFIG_LEN;
	if (type != TYPE_RST)
		return 4;
	if (version < VERSION_MSTP || !slice_has_wire(l->data, 0, MST_AT))
		return RST_LEN;
	/* A length that cannot be: the bytes decide. */
	uint32_t n = slice_u16(l->data, 36), have = l->data.wire - MST_AT;
	if (n < MST_FIXED && have < MST_FIXED)
		return RST_LEN;
	*mst_len = n < MST_FIXED ? have : n;
	return MST_AT + *mst_len;
}

static void stp_dissect(struct dissection *d, struct layer *l)
{
	uint32_t mst;
	(void)d;
	if (!layer_header(l, 4)) {
		l->tree_len = l->data.len;
		return;
	}
	l->fact[0] = bpdu_length(l, &mst);
	l->fact[1] = mst;
	l->header_len = l->tree_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
}

static void put_flags(struct tree *t, unsigned row, uint32_t off, bool rapid)
{
	put(t, row, off, 1);
	tree_push(t);
	for (unsigned i = TCACK; i <= TC; i++)
		if (rapid || i == TCACK || i == TC)
			put(t, i, off, 1);
	tree_pop(t);
}

/* A bridge's identifier: four bits of priority, twelve of system, its MAC (IEEE 802.1D-2004, 9.2.5). */
static void put_identifier(struct tree *t, unsigned node, uint32_t off)
{
	unsigned head = slice_u16(t->l->data, off);
	put_node(t, node, off, 8);
	tree_push(t);
	put_uint(t, node + 1, off, 1, head & 0xf000u);
	put_uint(t, node + 2, off, 2, head & 0x0fffu);
	put(t, node + 3, off + 2, 6);
	tree_pop(t);
}

/* Times count 256ths of a second. */
static void put_times(struct tree *t)
{
	for (unsigned row = MSG_AGE; row <= FORWARD; row++) {
		double seconds = slice_u16(t->l->data, t->rows[row].off) / 256.0;
		uint64_t bits;
		memcpy(&bits, &seconds, sizeof bits);
		put_uint(t, row, t->rows[row].off, 2, bits);
	}
}

static void put_msti(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	put_node(t, MSTI, off, MSTI_LEN);
	tree_push(t);
	put_flags(t, MSTI_FLAGS, off, true);
	put(t, MSTI_PRIORITY, off + 1, 1);
	put(t, MSTI_ID, off + 1, 2);
	put(t, MSTI_ROOT, off + 3, 6);
	put(t, MSTI_COST, off + 9, 4);
	put_uint(t, MSTI_BRIDGE_PRIORITY, off + 13, 1, slice_u8(s, off + 13) >> 4);
	put_uint(t, MSTI_PORT_PRIORITY, off + 14, 1, slice_u8(s, off + 14) >> 4);
	put(t, MSTI_HOPS, off + 15, 1);
	tree_pop(t);
}

static void put_mst(struct tree *t, uint32_t len)
{
	uint32_t at = MST_AT, name = 0;
	put(t, VERSION_3_LENGTH, 36, 2);
	if (!len)
		return;
	put_node(t, MST, 36, len + 2);
	tree_push(t);
	put(t, CONFIG_FORMAT, at, 1);
	while (name < 32 && slice_u8(t->l->data, at + 1 + name))
		name++;
	if (slice_has(t->l->data, at + 1, 32))
		put_copy(t, CONFIG_NAME, at + 1, 32, t->l->data.p + at + 1, name);
	put(t, CONFIG_REVISION, at + 33, 2);
	put(t, CONFIG_DIGEST, at + 35, 16);
	put(t, INTERNAL_COST, at + 51, 4);
	put_identifier(t, CIST, at + 55);
	put(t, CIST_HOPS, at + 63, 1);
	for (uint32_t i = 0; i < MAX_MSTI && MST_FIXED + (i + 1) * MSTI_LEN <= len && !tree_ended(t); i++)
		put_msti(t, at + MST_FIXED + i * MSTI_LEN);
	tree_pop(t);
	if (slice_u16(t->l->data, 36) < MST_FIXED) /* as tshark, which reads such a one until there is no more */
		tree_malformed(t);
}

/* Cisco's record of the VLAN that the BPDU is for: type 0, length 2, VLAN. */
static void put_pvst(struct tree *t, uint32_t off)
{
	if (slice_u16(t->l->data, off) || slice_u16(t->l->data, off + 2) != 2)
		return;
	put_node(t, PVST, off, 6);
	tree_push(t);
	put(t, PVST_TYPE, off, 2);
	put(t, PVST_LEN, off + 2, 2);
	put(t, PVST_VLAN, off + 4, 2);
	tree_pop(t);
}

static void stp_tree(struct tree *t, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 3);
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED) && l->data.len < 4)
		tree_drop(t);
	put_rows(t, PROTOCOL, VERSION, 0);
	if (slice_has(l->data, 2, 1) && !value_text(&versions, slice_u8(l->data, 2))) {
		tree_push(t);
		put_expert(t, VERSION_UNKNOWN, 2, 0, NULL);
		tree_pop(t);
	}
	put_rows(t, TYPE, TYPE, 0);
	if (type == TYPE_TCN)
		return;
	if (type != TYPE_CONFIG && type != TYPE_RST) {
		put_expert(t, TYPE_UNKNOWN, 4, 0, NULL);
		return;
	}
	put_flags(t, FLAGS, FLAGS_AT, type == TYPE_RST);
	put_identifier(t, ROOT, ROOT_AT);
	put(t, COST, COST_AT, 4);
	put_identifier(t, BRIDGE, BRIDGE_AT);
	put(t, PORT, PORT_AT, 2);
	put_times(t);
	if (type == TYPE_RST) {
		put(t, VERSION_1_LENGTH, CONFIG_LEN, 1);
		if (slice_u8(l->data, 2) >= VERSION_MSTP && slice_has_wire(l->data, 36, 2))
			put_mst(t, (uint32_t)l->fact[1]);
	}
	if (slice_has(l->data, (uint32_t)l->fact[0], 6) && layer_parent(t->d, l)->header_len == 8)
		put_pvst(t, (uint32_t)l->fact[0]);
}

static void stp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned version = slice_u8(l->data, 2), type = slice_u8(l->data, 3), flags = slice_u8(l->data, FLAGS_AT);
	(void)d;
	if (type == TYPE_TCN) {
		buf_lit(&c->info, "Topology Change Notification");
		return;
	}
	if (type != TYPE_CONFIG && type != TYPE_RST) {
		buf_lit(&c->info, "Unknown BPDU type (");
		fmt_uint(&c->info, type);
		buf_char(&c->info, ')');
		return;
	}
	buf_str(&c->info, type == TYPE_CONFIG       ? "Conf. "
			  : version == VERSION_RSTP ? "RST. "
			  : version == VERSION_SPB  ? "SPT. "
						    : "MST. ");
	if (flags & 1)
		buf_lit(&c->info, "TC + ");
	buf_lit(&c->info, "Root = ");
	fmt_uint(&c->info, slice_u16(l->data, ROOT_AT) & 0xf000u);
	buf_char(&c->info, '/');
	fmt_uint(&c->info, slice_u16(l->data, ROOT_AT) & 0x0fffu);
	buf_char(&c->info, '/');
	if (slice_has(l->data, ROOT_AT, 8))
		fmt_mac(&c->info, l->data.p + ROOT_AT + 2);
	buf_lit(&c->info, "  Cost = ");
	fmt_uint(&c->info, slice_u32(l->data, COST_AT));
	buf_lit(&c->info, "  Port = 0x");
	fmt_hex(&c->info, slice_u16(l->data, PORT_AT), 4);
}

static const struct next_link stp_on[] = {
	{ NEXT_LLC_SAP, 0x42 }, { NEXT_SNAP, 0x000c << 16 | 0x010b }, { NEXT_SNAP, 0x80c2u << 16 | 0x000e },
	{ NEXT_PPP, 0x0201 },
};

const struct protocol protocol_stp = {
	.name = "stp",
	.column = "STP",
	FIELDS(stp_fields),
	ON(stp_on),
	.dissect = stp_dissect,
	.fields_of = stp_tree,
	.info = stp_info,
};
