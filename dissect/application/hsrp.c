/* hsrp.c: Cisco's Hot Standby Router Protocol, version 1 (RFC 2281) and version 2, which the destination tells apart. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*  Version 1:
 *   0         1        2       3       4      5          6       7          8               16
 *  +---------+--------+-------+-------+------+----------+-------+----------+---------------+-----------------+
 *  | version | opcode | state | hello | hold | priority | group | reserved | password of 8 | virtual address |
 *  +---------+--------+-------+-------+------+----------+-------+----------+---------------+-----------------+
 *  An advertisement has type and length of two bytes, state, reserved, numbers of active and passive groups instead.
 *  Version 2 is a list of type, length and value; a list of version 1 may follow with a digest in the same form. */
enum {
	HSRP, VERSION, OPCODE, STATE, HELLO, HOLD, PRIORITY, GROUP, RESERVED, AUTH, VIRTUAL, ADV_TYPE, ADV_LEN, ADV_STATE,
	ADV_RESERVED, ADV_ACTIVE, ADV_PASSIVE, ADV_RESERVED2, GROUP_TLV, VERSION_2, OPCODE_2, STATE_2, IP_VERSION, GROUP_2,
	IDENTIFIER, PRIORITY_2, HELLO_2, HOLD_2, VIRTUAL_2, VIRTUAL_6, INTERFACE_TLV, ACTIVE, PASSIVE, TEXT_TLV, AUTH_2, MD5_TLV,
	ALGORITHM, PADDING, MD5_FLAGS, SENDER, KEY_ID, DIGEST,
};
enum { OP_ADVERTISE = 3, V1_BYTES = 20, ADV_BYTES = 16, MAX_TLVS = 64 };
enum tlv { TLV_GROUP = 1, TLV_INTERFACE, TLV_TEXT, TLV_MD5 };
enum version { NEITHER, ONE, TWO };

/* Bytes of each kind of value. */
static const uint8_t tlv_bytes[] = { [TLV_GROUP] = 40, [TLV_INTERFACE] = 4, [TLV_TEXT] = 8, [TLV_MD5] = 28 };

static const struct value_table opcodes =
	VALUES({ 0, "Hello" }, { 1, "Coup" }, { 2, "Resign" }, { OP_ADVERTISE, "Advertise" });
static const struct value_table opcodes_2 = VALUES({ 0, "Hello" }, { 1, "Coup" }, { 2, "Resign" });
static const struct value_table states = VALUES({ 0, "Initial" }, { 1, "Learn" }, { 2, "Listen" }, { 4, "Speak" },
	{ 8, "Standby" }, { 16, "Active" });
static const struct value_table states_2 = VALUES({ 1, "Init" }, { 2, "Learn" }, { 3, "Listen" }, { 4, "Speak" },
	{ 5, "Standby" }, { 6, "Active" });
static const struct value_table adv_types = VALUES({ 1, "HSRP interface state" }, { 2, "IP redundancy" });
static const struct value_table adv_states = VALUES({ 1, "Dormant" }, { 2, "Passive" }, { 3, "Active" });
static const struct value_table ip_versions = VALUES({ 4, "IPv4" }, { 6, "IPv6" });
static const struct value_table algorithms = VALUES({ 1, "MD5" });

static void label_time(struct buf *b, const struct tree *t, const struct record *r);
static void label_auth(struct buf *b, const struct tree *t, const struct record *r);
static void label_tlv(struct buf *b, const struct tree *t, const struct record *r);

#define TLV(abbrev, name_) F("hsrp2." abbrev, name_, FT_UINT8, BASE_DEC, .label = label_tlv)

static const struct field hsrp_fields[] = {
	[HSRP] = F("hsrp", "Cisco Hot Standby Router Protocol", FT_PROTOCOL, BASE_NONE),
	[VERSION] = F("hsrp.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1),
	[OPCODE] = F("hsrp.opcode", "Op Code", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .vals = &opcodes),
	[STATE] = F("hsrp.state", "State", FT_UINT8, BASE_DEC, .off = 2, .size = 1, .vals = &states),
	[HELLO] = F("hsrp.hellotime", "Hellotime", FT_UINT8, BASE_DEC, .off = 3, .size = 1, .label = label_time),
	[HOLD] = F("hsrp.holdtime", "Holdtime", FT_UINT8, BASE_DEC, .off = 4, .size = 1, .label = label_time),
	[PRIORITY] = F("hsrp.priority", "Priority", FT_UINT8, BASE_DEC, .off = 5, .size = 1),
	[GROUP] = F("hsrp.group", "Group", FT_UINT8, BASE_DEC, .off = 6, .size = 1),
	[RESERVED] = F("hsrp.reserved", "Reserved", FT_UINT8, BASE_DEC, .off = 7, .size = 1),
	[AUTH] = F("hsrp.auth_data", "Authentication Data", FT_STRING, BASE_NONE, .off = 8, .size = 8, .label = label_auth),
	[VIRTUAL] = F("hsrp.virt_ip", "Virtual IP Address", FT_IPv4, BASE_NONE, .off = 16, .size = 4),
	[ADV_TYPE] = F("hsrp.adv.tlvtype", "Adv type", FT_UINT16, BASE_DEC, .off = 2, .size = 2, .vals = &adv_types),
	[ADV_LEN] = F("hsrp.adv.tlvlength", "Adv length", FT_UINT16, BASE_DEC, .off = 4, .size = 2),
	[ADV_STATE] = F("hsrp.adv.state", "Adv state", FT_UINT8, BASE_DEC, .off = 6, .size = 1, .vals = &adv_states),
	[ADV_RESERVED] = F("hsrp.adv.reserved1", "Adv reserved1", FT_UINT8, BASE_DEC, .off = 7, .size = 1),
	[ADV_ACTIVE] = F("hsrp.adv.activegrp", "Adv active groups", FT_UINT16, BASE_DEC, .off = 8, .size = 2),
	[ADV_PASSIVE] = F("hsrp.adv.passivegrp", "Adv passive groups", FT_UINT16, BASE_DEC, .off = 10, .size = 2),
	[ADV_RESERVED2] = F("hsrp.adv.reserved2", "Adv reserved2", FT_UINT32, BASE_DEC, .off = 12, .size = 4),
	[GROUP_TLV] = TLV("group_state_tlv", "Group State TLV"),
	[VERSION_2] = F("hsrp2.version", "Version", FT_UINT8, BASE_DEC, .off = 2, .size = 1),
	[OPCODE_2] = F("hsrp2.opcode", "Op Code", FT_UINT8, BASE_DEC, .off = 3, .size = 1, .vals = &opcodes_2),
	[STATE_2] = F("hsrp2.state", "State", FT_UINT8, BASE_DEC, .off = 4, .size = 1, .vals = &states_2),
	[IP_VERSION] = F("hsrp2.ipversion", "IP Ver.", FT_UINT8, BASE_DEC, .off = 5, .size = 1, .vals = &ip_versions),
	[GROUP_2] = F("hsrp2.group", "Group", FT_UINT16, BASE_DEC, .off = 6, .size = 2),
	[IDENTIFIER] = F("hsrp2.identifier", "Identifier", FT_ETHER, BASE_NONE, .off = 8, .size = 6),
	[PRIORITY_2] = F("hsrp2.priority", "Priority", FT_UINT32, BASE_DEC, .off = 14, .size = 4),
	[HELLO_2] = F("hsrp2.hellotime", "Hellotime", FT_UINT32, BASE_DEC, .off = 18, .size = 4, .label = label_time),
	[HOLD_2] = F("hsrp2.holdtime", "Holdtime", FT_UINT32, BASE_DEC, .off = 22, .size = 4, .label = label_time),
	[VIRTUAL_2] = F("hsrp2.virt_ip", "Virtual IP Address", FT_IPv4, BASE_NONE, .off = 26, .size = 4),
	[VIRTUAL_6] = F("hsrp2.virt_ip_v6", "Virtual IPv6 Address", FT_IPv6, BASE_NONE, .off = 26, .size = 16),
	[INTERFACE_TLV] = TLV("interface_state_tlv", "Interface State TLV"),
	[ACTIVE] = F("hsrp2.active_groups", "Active Groups", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[PASSIVE] = F("hsrp2.passive_groups", "Passive Groups", FT_UINT16, BASE_DEC, .off = 4, .size = 2),
	[TEXT_TLV] = TLV("text_auth_tlv", "Text Authentication TLV"),
	[AUTH_2] = F("hsrp2.auth_data", "Authentication Data", FT_STRING, BASE_NONE, .off = 2, .size = 8, .label = label_auth),
	[MD5_TLV] = TLV("md5_auth_tlv", "MD5 Authentication TLV"),
	[ALGORITHM] = F("hsrp2.md5_algorithm", "MD5 Algorithm", FT_UINT8, BASE_DEC, .off = 2, .size = 1, .vals = &algorithms),
	[PADDING] = F("hsrp2.md5_padding", "Padding", FT_UINT8, BASE_HEX, .off = 3, .size = 1),
	[MD5_FLAGS] = F("hsrp2.md5_flags", "MD5 Flags", FT_UINT16, BASE_DEC, .off = 4, .size = 2),
	[SENDER] = F("hsrp.md5_ip_address", "Sender's IP Address", FT_IPv4, BASE_NONE, .off = 6, .size = 4),
	[KEY_ID] = F("hsrp2.md5_key_id", "MD5 Key ID", FT_UINT32, BASE_DEC, .off = 10, .size = 4),
	[DIGEST] = F("hsrp2.md5_auth_data", "MD5 Authentication Data", FT_BYTES, BASE_NONE, .off = 14, .size = 16),
};

/* How a kind of TLV is shown: its own row covers `covers` bytes, and says that the value has `says`. */
static const struct {
	uint8_t row, first, last, covers, says;
} tlvs[] = {
	[TLV_GROUP] = { GROUP_TLV, VERSION_2, HOLD_2, 42, 40 },
	[TLV_INTERFACE] = { INTERFACE_TLV, ACTIVE, PASSIVE, 1, 6 },
	[TLV_TEXT] = { TEXT_TLV, AUTH_2, AUTH_2, 10, 8 },
	[TLV_MD5] = { MD5_TLV, ALGORITHM, DIGEST, 1, 28 },
};

/* Seconds in version 1, milliseconds in version 2. */
static void label_time(struct buf *b, const struct tree *t, const struct record *r)
{
	bool hello = r->f == &hsrp_fields[HELLO] || r->f == &hsrp_fields[HELLO_2];
	uint32_t usual = (hello ? 3u : 10u) * (r->f->size == 4 ? 1000 : 1);
	(void)t;
	buf_str(b, r->f->name);
	buf_str(b, r->val == usual ? ": Default (" : ": Non-Default (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

static void label_auth(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	uint32_t n = slice_zlen(s, 0);
	n = n ? n - 1 : s.len;
	bool usual = n == 5 && !memcmp(s.p, "cisco", 5);
	buf_str(b, usual ? "Authentication Data: Default (" : "Authentication Data: Non-Default (");
	fmt_text(b, s.p, n);
	buf_char(b, ')');
}

static void label_tlv(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": Type=");
	fmt_uint(b, r->val);
	buf_lit(b, " Len=");
	fmt_uint(b, tlvs[r->val].says);
}

/* 224.0.0.2 is every router's, 224.0.0.102 and ff02::66 are version 2's. */
static enum version version_of(const struct layer *l)
{
	static const uint8_t group_6[16] = { 0xff, 0x02, [15] = 0x66 };
	if (l->dst.type == ADDR_IPV4 && !memcmp(l->dst.p, "\340\0\0", 3))
		return l->dst.p[3] == 2 ? ONE : l->dst.p[3] == 102 ? TWO : NEITHER;
	return l->dst.type == ADDR_IPV6 && !memcmp(l->dst.p, group_6, sizeof group_6) ? TWO : NEITHER;
}

/* The kind of TLV at off; 0: none that has a meaning. */
static unsigned tlv_at(struct slice s, uint32_t off)
{
	unsigned type = slice_u8(s, off);
	return type < COUNT(tlv_bytes) && tlv_bytes[type] && slice_u8(s, off + 1) == tlv_bytes[type] ? type : 0;
}

/* Bytes up to `n` are needed for the line. */
static void need(struct layer *l, uint32_t n)
{
	if (slice_has(l->data, 0, n))
		return;
	layer_cut(l, n);
	l->flags |= LAYER_TOLD;
}

static void tlvs_dissect(struct dissection *d, struct layer *l)
{
	uint32_t off = 0;
	for (unsigned i = 0; i < MAX_TLVS && off < l->data.len; i++) {
		unsigned type = tlv_at(l->data, off);
		need(l, off + 2);
		if (l->flags & LAYER_TOLD)
			return;
		if (!type) {
			next_data(d, l, slice_from(l->data, off));
			return;
		}
		if (type == TLV_GROUP)
			need(l, off + 5);
		else if (type == TLV_INTERFACE)
			need(l, off + 6);
		off += 2 + tlv_bytes[type];
		if (type == TLV_GROUP && slice_u8(l->data, off - 37) != 4 && slice_u8(l->data, off - 37) != 6) {
			next_data(d, l, slice_from(l->data, off - 16));
			return;
		}
	}
}

static void hsrp_dissect(struct dissection *d, struct layer *l)
{
	unsigned opcode = slice_u8(l->data, 1);
	enum version version = version_of(l);
	if (version == NEITHER) {
		layer_is_data(d, l);
		return;
	}
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_first(l->data, 0);
	if (version == TWO) {
		tlvs_dissect(d, l);
	} else if (opcode <= OP_ADVERTISE) {
		need(l, opcode == OP_ADVERTISE ? ADV_BYTES : V1_BYTES);
	} else {
		next_data(d, l, slice_from(l->data, 2));
	}
}

static void put_tlv(struct tree *t, unsigned type, uint32_t off)
{
	struct record *r = put_uint(t, tlvs[type].row, off, 1, type);
	uint32_t rest = t->l->data.len - off;
	r->len = tlvs[type].covers < rest ? tlvs[type].covers : rest;
	tree_push(t);
	put_rows(t, tlvs[type].first, tlvs[type].last, off);
	if (type == TLV_GROUP) {
		unsigned version = slice_u8(t->l->data, off + 5);
		if (version == 4 || version == 6)
			put_rows(t, version == 4 ? VIRTUAL_2 : VIRTUAL_6, version == 4 ? VIRTUAL_2 : VIRTUAL_6, off);
	}
	tree_pop(t);
}

static void hsrp_tree(struct tree *t, const struct layer *l)
{
	unsigned opcode = slice_u8(l->data, 1), type;
	if (version_of(l) == TWO) {
		uint32_t off = 0;
		for (unsigned i = 0; i < MAX_TLVS && !tree_ended(t) && off < l->data.len; i++) {
			if (!tree_need(t, off, 2) || !(type = tlv_at(l->data, off)))
				return;
			put_tlv(t, type, off);
			off += 2 + tlv_bytes[type];
		}
		return;
	}
	if (!tree_need(t, 0, 2))
		return;
	put_rows(t, VERSION, OPCODE, 0);
	if (opcode == OP_ADVERTISE)
		put_rows(t, ADV_TYPE, ADV_RESERVED2, 0);
	else if (opcode < OP_ADVERTISE)
		put_rows(t, STATE, VIRTUAL, 0);
	if (opcode < OP_ADVERTISE && l->data.len == V1_BYTES + 2u + tlv_bytes[TLV_MD5] &&
	    tlv_at(l->data, V1_BYTES) == TLV_MD5)
		put_tlv(t, TLV_MD5, V1_BYTES);
}

static void name_of(struct buf *b, const struct value_table *names, unsigned v)
{
	const char *name = value_text(names, v);
	buf_str(b, name ? name : "Unknown");
}

static void info_state(struct buf *b, const struct value_table *names, struct slice s, uint32_t off)
{
	if (!slice_has(s, off, 1))
		return;
	buf_lit(b, " (state ");
	name_of(b, names, slice_u8(s, off));
	buf_char(b, ')');
}

static void info_tlvs(struct buf *b, struct slice s)
{
	unsigned type;
	for (uint32_t i = 0, off = 0; i < MAX_TLVS && (type = tlv_at(s, off)); i++, off += 2u + tlv_bytes[type]) {
		if (type == TLV_GROUP && slice_has(s, off, 4)) {
			buf_clear(b);
			name_of(b, &opcodes_2, slice_u8(s, off + 3));
			info_state(b, &states_2, s, off + 4);
		} else if (type == TLV_INTERFACE && slice_has(s, off, 6)) {
			buf_clear(b);
			buf_lit(b, "Interface State TLV (Act=");
			fmt_uint(b, slice_u16(s, off + 2));
			buf_lit(b, " Pass=");
			fmt_uint(b, slice_u16(s, off + 4));
			buf_char(b, ')');
		}
	}
}

static void hsrp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned opcode = slice_u8(l->data, 1);
	if (version_of(l) == ONE) {
		name_of(&c->info, &opcodes, opcode);
		if (opcode <= OP_ADVERTISE)
			info_state(&c->info, opcode == OP_ADVERTISE ? &adv_states : &states, l->data,
				   opcode == OP_ADVERTISE ? 6 : 2);
		return;
	}
	struct slice udp = layer_parent(d, l)->data;
	c->protocol = "HSRPv2";
	/* As long as nothing better is known, it is the datagram's line. */
	fmt_uint(&c->info, slice_u16(udp, 0));
	buf_lit(&c->info, " → ");
	fmt_uint(&c->info, slice_u16(udp, 2));
	buf_lit(&c->info, " Len=");
	fmt_uint(&c->info, l->data.wire);
	info_tlvs(&c->info, l->data);
}

static const struct next_link hsrp_on[] = { { NEXT_UDP_PORT, 1985 }, { NEXT_UDP_PORT, 2029 } };

const struct protocol protocol_hsrp = {
	.name = "hsrp",
	.column = "HSRP",
	FIELDS(hsrp_fields),
	ON(hsrp_on),
	.dissect = hsrp_dissect,
	.fields_of = hsrp_tree,
	.info = hsrp_info,
};
