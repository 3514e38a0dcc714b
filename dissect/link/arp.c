/* arp.c: Address Resolution Protocol (RFC 826), RARP (RFC 903), Inverse ARP (RFC 2390), IPv4 conflict detection (RFC 5227). */
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*   0        2        4     5     6        8
 *  +--------+--------+-----+-----+--------+--------------------------------------------+
 *  | hw type| proto  | hlen| plen| opcode | sender hw, sender proto, target hw, proto  |
 *  +--------+--------+-----+-----+--------+--------------------------------------------+ */
enum {
	ARP, HW_TYPE, PROTO_TYPE, HW_SIZE, PROTO_SIZE, OPCODE, IS_PROBE, IS_GRATUITOUS, IS_ANNOUNCEMENT,
	SRC_HW, SRC_HW_MAC, SRC_PROTO, SRC_PROTO_IPV4, DST_HW, DST_HW_MAC, DST_PROTO, DST_PROTO_IPV4, DRARP_STATUS,
	DUPLICATE_TEXT, DUPLICATE, DUPLICATE_FRAME, DUPLICATE_SECONDS,
};

static const struct value_table opcodes =
	VALUES({ 0, "reserved" }, { 1, "request" }, { 2, "reply" }, { 3, "reverse request" }, { 4, "reverse reply" },
	       { 5, "drarp request" }, { 6, "drarp reply" }, { 7, "drarp error" }, { 8, "inverse request" },
	       { 9, "inverse reply" }, { 10, "arp nak" }, { 11, "mars request" }, { 12, "mars multi" }, { 13, "mars mserv" },
	       { 14, "mars join" }, { 15, "mars leave" }, { 16, "mars nak" }, { 17, "mars unserv" }, { 18, "mars sjoin" },
	       { 19, "mars sleave" }, { 20, "mars grouplist request" }, { 21, "mars grouplist reply" },
	       { 22, "mars redirect map" }, { 23, "mapos unarp" }, { 24, "experimental 1" }, { 25, "experimental 2" },
	       { 65535, "reserved" });
static const struct value_table drarp_errors = /* RFC 1931 */
	VALUES({ 1, "restricted" }, { 2, "no address" }, { 3, "serverdown" }, { 4, "moved" }, { 5, "failure" });

enum { REQUEST = 1, REPLY, DRARP_ERROR = 7, INVERSE_REQUEST = 8 };

enum kind { KIND_PLAIN, KIND_PROBE, KIND_GRATUITOUS, KIND_ANNOUNCEMENT };

static void arp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	unsigned op = slice_u16(l->data, 6);
	const char *name = value_text(&opcodes, op);
	buf_lit(b, "Address Resolution Protocol");
	if (!slice_has(l->data, 0, 8) || l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return;
	buf_lit(b, " (");
	switch (l->fact[0]) {
	case KIND_PROBE: buf_lit(b, "ARP Probe"); break;
	case KIND_ANNOUNCEMENT: buf_lit(b, "ARP Announcement"); break;
	case KIND_GRATUITOUS: buf_str(b, op == REQUEST ? "request/gratuitous ARP" : "reply/gratuitous ARP"); break;
	default:
		if (name) {
			buf_str(b, name);
		} else {
			buf_lit(b, "opcode 0x");
			fmt_hex(b, op, 4);
		}
	}
	buf_char(b, ')');
}

static const struct field arp_fields[] = {
	[ARP] = F("arp", "Address Resolution Protocol", FT_PROTOCOL, BASE_NONE, .label = arp_label),
	[HW_TYPE] = F("arp.hw.type", "Hardware type", FT_UINT16, BASE_DEC, .off = 0, .size = 2, .vals = &hardware_names),
	[PROTO_TYPE] = F("arp.proto.type", "Protocol type", FT_UINT16, BASE_HEX, .off = 2, .size = 2, .vals = &ethertype_names),
	[HW_SIZE] = F("arp.hw.size", "Hardware size", FT_UINT8, BASE_DEC, .off = 4, .size = 1),
	[PROTO_SIZE] = F("arp.proto.size", "Protocol size", FT_UINT8, BASE_DEC, .off = 5, .size = 1),
	[OPCODE] = F("arp.opcode", "Opcode", FT_UINT16, BASE_DEC, .off = 6, .size = 2, .vals = &opcodes),
	[IS_PROBE] = F("arp.isprobe", "Is probe", FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED, .vals = &bool_true),
	[IS_GRATUITOUS] = F("arp.isgratuitous", "Is gratuitous", FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED, .vals = &bool_true),
	[IS_ANNOUNCEMENT] = F("arp.isannouncement", "Is announcement", FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED,
			      .vals = &bool_true),
	[SRC_HW] = F("arp.src.hw", "Sender hardware address", FT_BYTES, BASE_NONE),
	[SRC_HW_MAC] = F("arp.src.hw_mac", "Sender MAC address", FT_ETHER, BASE_NONE),
	[SRC_PROTO] = F("arp.src.proto", "Sender protocol address", FT_BYTES, BASE_NONE),
	[SRC_PROTO_IPV4] = F("arp.src.proto_ipv4", "Sender IP address", FT_IPv4, BASE_NONE),
	[DST_HW] = F("arp.dst.hw", "Target hardware address", FT_BYTES, BASE_NONE),
	[DST_HW_MAC] = F("arp.dst.hw_mac", "Target MAC address", FT_ETHER, BASE_NONE),
	[DST_PROTO] = F("arp.dst.proto", "Target protocol address", FT_BYTES, BASE_NONE),
	[DST_PROTO_IPV4] = F("arp.dst.proto_ipv4", "Target IP address", FT_IPv4, BASE_NONE),
	[DRARP_STATUS] = F("arp.dst.drarp_error_status", "DRARP error status", FT_UINT16, BASE_DEC, .vals = &drarp_errors),
	[DUPLICATE_TEXT] = F_TEXT("Duplicate IP address detected", .flags = F_GENERATED),
	[DUPLICATE] = F_EXPERT("arp.duplicate-address-detected", "Duplicate IP address configured", PI_WARN, PI_SEQUENCE),
	[DUPLICATE_FRAME] = F("arp.duplicate-address-frame", "Frame showing earlier use of IP address", FT_FRAMENUM, BASE_NONE,
			      .flags = F_GENERATED),
	[DUPLICATE_SECONDS] = F("arp.seconds-since-duplicate-address-frame", "Seconds since earlier frame seen", FT_UINT32,
				BASE_DEC, .flags = F_GENERATED),
};

/* Where the four addresses stand; sizes in bytes. */
struct places {
	uint32_t hw, proto, src_hw, src_proto, dst_hw, dst_proto, end;
	bool mac, ipv4; /* what kinds of addresses they are */
};

static struct places arp_places(const struct layer *l)
{
	uint32_t hw = slice_u8(l->data, 4), proto = slice_u8(l->data, 5);
	uint16_t type = slice_u16(l->data, 0);
	return (struct places){
		hw,
		proto,
		8,
		8 + hw,
		8 + hw + proto,
		8 + 2 * hw + proto,
		8 + 2 * hw + 2 * proto,
		.mac = hw == 6 && (type == 1 || type == 6),
		.ipv4 = proto == 4 && slice_u16(l->data, 2) == ETHERTYPE_IPV4,
	};
}

/* RFC 5227: a probe asks from 0.0.0.0, an announcement asks for the sender's own address; both of nobody's hardware. */
static enum kind arp_kind(const struct layer *l, const struct places *p)
{
	unsigned op = slice_u16(l->data, 6);
	if ((op != REQUEST && op != REPLY) || !p->proto || !slice_has(l->data, 0, p->end))
		return KIND_PLAIN;
	bool nobody = op == REQUEST && p->mac && !slice_uint(l->data, p->dst_hw, 6, false);
	if (memcmp(l->data.p + p->src_proto, l->data.p + p->dst_proto, p->proto))
		return nobody && p->ipv4 && !slice_u32(l->data, p->src_proto) ? KIND_PROBE : KIND_PLAIN;
	return nobody ? KIND_ANNOUNCEMENT : KIND_GRATUITOUS;
}

static void arp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	bool all = layer_header(l, 8);
	if (all) {
		struct places p = arp_places(l);
		all = layer_header(l, p.end);
		if (all) {
			l->fact[0] = arp_kind(l, &p);
			l->data = slice_first(l->data, p.end);
		}
	}
	l->tree_len = all ? l->header_len : l->data.len;
}

static void put_hw(struct tree *t, const struct places *p, uint32_t off, unsigned row)
{
	if (p->hw)
		put(t, p->mac ? row + 1 : row, off, p->hw);
}

static void put_proto(struct tree *t, const struct places *p, uint32_t off, unsigned row)
{
	if (p->proto)
		put(t, p->ipv4 ? row + 1 : row, off, p->proto);
}

/* Beside the protocol, not below it: that another MAC used the address before. */
static void put_duplicate(struct tree *t, const struct match_note *n, uint32_t ip, uint32_t mac)
{
	MESSAGE(text);
	MESSAGE(expert);
	buf_lit(&text, "Duplicate IP address detected for ");
	fmt_ipv4_u32(&text, slice_u32(t->l->data, ip));
	buf_lit(&text, " (");
	fmt_mac(&text, t->l->data.p + mac);
	buf_lit(&text, ") - also in use by ");
	fmt_mac(&text, n->mac);
	buf_lit(&text, " (frame ");
	fmt_uint(&text, n->frame);
	buf_char(&text, ')');
	put_label(t, DUPLICATE_TEXT, 0, 0, text.p, (uint32_t)text.len);
	tree_push(t);
	put_uint(t, DUPLICATE_FRAME, 0, 0, n->frame);
	tree_push(t);
	buf_lit(&expert, "Duplicate IP address configured (");
	fmt_ipv4_u32(&expert, slice_u32(t->l->data, ip));
	buf_char(&expert, ')');
	put_expert(t, DUPLICATE, 0, 0, message_text(&expert));
	tree_pop(t);
	put_uint(t, DUPLICATE_SECONDS, 0, 0, (uint64_t)(n->elapsed / 1000000000));
	tree_pop(t);
}

static void arp_tree(struct tree *t, const struct layer *l)
{
	static const uint8_t kind_row[] = { 0, IS_PROBE, IS_GRATUITOUS, IS_ANNOUNCEMENT };
	struct places p = arp_places(l);
	if (!slice_has(l->data, 0, 2))
		tree_drop(t);
	put_rows(t, HW_TYPE, OPCODE, 0);
	if (!slice_has(l->data, 0, p.end))
		return;
	if (l->fact[0] == KIND_ANNOUNCEMENT)
		put_uint(t, IS_GRATUITOUS, 0, 0, 1);
	if (l->fact[0])
		put_uint(t, kind_row[l->fact[0]], 0, 0, 1);
	put_hw(t, &p, p.src_hw, SRC_HW);
	put_proto(t, &p, p.src_proto, SRC_PROTO);
	put_hw(t, &p, p.dst_hw, DST_HW);
	if (slice_u16(l->data, 6) == DRARP_ERROR && p.proto)
		put(t, DRARP_STATUS, p.dst_proto, 1);
	else
		put_proto(t, &p, p.dst_proto, DST_PROTO);
	const struct match_note *n = layer_match_note(t->d, l);
	tree_pop(t);
	if (n && n[0].frame)
		put_duplicate(t, &n[0], p.src_proto, p.src_hw);
	if (n && n[1].frame)
		put_duplicate(t, &n[1], p.dst_proto, p.dst_hw);
}

static void hw_text(struct buf *b, const struct layer *l, const struct places *p, uint32_t off)
{
	if (!p->hw)
		buf_lit(b, "<No address>");
	else
		fmt_bytes(b, l->data.p + off, p->hw, p->mac ? ':' : 0);
}

static void proto_text(struct buf *b, const struct layer *l, const struct places *p, uint32_t off)
{
	if (!p->proto)
		buf_lit(b, "<No address>");
	else if (p->ipv4)
		fmt_ipv4(b, l->data.p + off);
	else
		fmt_bytes(b, l->data.p + off, p->proto, 0);
}

/* What each opcode says, and of whom: S and T stand for sender and target, protocol address; s and t for hardware. */
static const struct {
	const char *protocol, *text;
} sayings[] = {
	[REQUEST] = { "ARP", "Who has T? Tell S" },
	[REPLY] = { "ARP", "S is at s" },
	[3] = { "RARP", "Who is t? Tell s" },
	[4] = { "RARP", "t is at T" },
	[5] = { "DRARP", "Who is t? Tell s" },
	[6] = { "DRARP", "t is at T" },
	[7] = { "DRARP", "DRARP Error" },
	[8] = { "Inverse ARP", "Who is t? Tell s" },
	[9] = { "Inverse ARP", "s is at S" },
	[10] = { "ARP", "ARP NAK" },
	[11] = { "MARS", "MARS request from s at S" },
	[12] = { "MARS", "MARS MULTI request from s at S" },
	[13] = { "MARS", "MARS MSERV request from s at S" },
	[14] = { "MARS", "MARS JOIN request from s at S" },
	[15] = { "MARS", "MARS LEAVE from s at S" },
	[16] = { "MARS", "MARS NAK from s at S" },
	[17] = { "MARS", "MARS UNSERV request from s at S" },
	[18] = { "MARS", "MARS SJOIN request from s at S" },
	[19] = { "MARS", "MARS SLEAVE from s at S" },
	[20] = { "MARS", "MARS grouplist request from s at S" },
	[21] = { "MARS", "MARS grouplist reply from s at S" },
	[22] = { "MARS", "MARS redirect map from s at S" },
	[23] = { "MAPOS", "MAPOS UNARP request from s at S" },
	[24] = { "ARP", "Experimental 1 ( opcode 24 )" },
	[25] = { "ARP", "Experimental 2 ( opcode 25 )" },
};

/* A letter alone between spaces or marks is an address. */
static void say(struct buf *b, const struct layer *l, const struct places *p, const char *text)
{
	for (const char *c = text; *c; c++) {
		bool alone = (c == text || c[-1] == ' ') && (!c[1] || c[1] == ' ' || c[1] == '?');
		if (alone && (*c == 's' || *c == 't'))
			hw_text(b, l, p, *c == 's' ? p->src_hw : p->dst_hw);
		else if (alone && (*c == 'S' || *c == 'T'))
			proto_text(b, l, p, *c == 'S' ? p->src_proto : p->dst_proto);
		else
			buf_char(b, *c);
	}
}

static void arp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct places p = arp_places(l);
	unsigned op = slice_u16(l->data, 6);
	const struct match_note *n = layer_match_note(d, l);
	if (op == 0 || op == 65535) {
		buf_lit(&c->info, "Reserved opcode ");
		fmt_uint(&c->info, op);
		return;
	}
	if (op >= COUNT(sayings)) {
		buf_lit(&c->info, "Unknown ARP opcode 0x");
		fmt_hex(&c->info, op, 4);
		return;
	}
	c->protocol = sayings[op].protocol;
	if (l->fact[0] == KIND_PROBE)
		say(&c->info, l, &p, "Who has T? (ARP Probe)");
	else if (l->fact[0] == KIND_ANNOUNCEMENT)
		say(&c->info, l, &p, "ARP Announcement for S");
	else if (l->fact[0] == KIND_GRATUITOUS)
		say(&c->info, l, &p, op == REQUEST ? "Gratuitous ARP for S (Request)" : "Gratuitous ARP for S (Reply)");
	else
		say(&c->info, l, &p, sayings[op].text);
	/* The later check, of the target, has the last word. */
	if (n && n[n[1].checked].frame) {
		buf_lit(&c->info, " (duplicate use of ");
		proto_text(&c->info, l, &p, n[1].checked ? p.dst_proto : p.src_proto);
		buf_lit(&c->info, " detected!)");
	}
}

static const struct next_link arp_on[] = { { NEXT_ETHERTYPE, ETHERTYPE_ARP }, { NEXT_ETHERTYPE, ETHERTYPE_RARP } };

const struct protocol protocol_arp = {
	.name = "arp",
	.column = "ARP",
	.short_name = "ARP/RARP",
	FIELDS(arp_fields),
	ON(arp_on),
	.dissect = arp_dissect,
	.fields_of = arp_tree,
	.info = arp_info,
};
