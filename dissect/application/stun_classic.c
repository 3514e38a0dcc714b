/* stun_classic.c: STUN as it was before it had a cookie (RFC 3489), and the drafts of TURN upon it. */
#include "base/fmt.h"
#include "dissect/application/stun.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*   0        2        4            20
 *  +--------+--------+------------+----------------------------------------+
 *  | type   | length | id         | attributes: type, length, value        |
 *  +--------+--------+------------+----------------------------------------+ */
enum {
	CLASSIC_STUN, TYPE, LENGTH, ID, ATTRIBUTES, RESPONSE_IN, RESPONSE_TO, TIME, ATT_TYPE, ATT_LENGTH, VALUE, FAMILY, IPV4, IPV6,
	PORT, CHANGE_IP, CHANGE_PORT, UNKNOWN_TYPE, ERROR_CLASS, ERROR_CODE, ERROR_REASON, IPV4_XORED, IPV6_XORED, PORT_XORED,
	SERVER, LIFETIME, MAGIC_COOKIE, BANDWIDTH, DATA, BINDING, ATTRIBUTE,
};
enum {
	ATT_HEADER = 4, MAX_ATTRIBUTES = 4096, FAMILY_IPV4 = 1, FAMILY_IPV6 = 2,
	ATT_MAPPED = 1, ATT_CHANGE = 3, ATT_ERROR = 9, ATT_UNKNOWN = 10, ATT_REFLECTED = 11, ATT_LIFETIME = 13, ATT_ALTERNATE = 14,
	ATT_COOKIE = 15, ATT_BANDWIDTH = 16, ATT_DESTINATION = 17, ATT_REMOTE = 18, ATT_DATA = 19, ATT_ADDRESS_TYPE = 22,
	ATT_XOR_MAPPED = 0x8020, ATT_SERVER = 0x8022, ATT_BINDING = 0xc001,
};
enum { FACT_REST = 0 }; /* bytes in front of what the layer goes on with behind its data; 0: all are here */

static const struct value_table types =
	VALUES({ 0x0001, "Binding Request" }, { 0x0002, "Shared Secret Request" }, { 0x0003, "Allocate Request" },
	       { 0x0004, "Send Request" }, { 0x0006, "Set Active Destination Request" }, { 0x0101, "Binding Response" },
	       { 0x0102, "Shared Secret Response" }, { 0x0103, "Allocate Response" }, { 0x0104, "Send Response" },
	       { 0x0106, "Set Active Destination Response" }, { 0x0111, "Binding Error Response" },
	       { 0x0113, "Allocate Error Response" }, { 0x0114, "Send Error Response" }, { 0x0115, "Data Indication" },
	       { 0x0116, "Set Active Destination Error Response" }, { 0x1112, "Shared Secret Error Response" });
static const struct value_table attribute_types =
	VALUES({ 0x0001, "MAPPED-ADDRESS" }, { 0x0002, "RESPONSE-ADDRESS" }, { 0x0003, "CHANGE-REQUEST" },
	       { 0x0004, "SOURCE-ADDRESS" }, { 0x0005, "CHANGED-ADDRESS" }, { 0x0006, "USERNAME" }, { 0x0007, "PASSWORD" },
	       { 0x0008, "MESSAGE-INTEGRITY" }, { 0x0009, "ERROR-CODE" }, { 0x000b, "REFLECTED-FROM" },
	       { 0x000d, "LIFETIME" }, { 0x000e, "ALTERNATE_SERVER" }, { 0x000f, "MAGIC_COOKIE" }, { 0x0010, "BANDWIDTH" },
	       { 0x0011, "DESTINATION_ADDRESS" }, { 0x0012, "REMOTE_ADDRESS" }, { 0x0013, "DATA" }, { 0x0014, "NONCE" },
	       { 0x0015, "REALM" }, { 0x0016, "REQUESTED_ADDRESS_TYPE" }, { 0x0021, "XOR_ONLY" },
	       { 0x8020, "XOR_MAPPED_ADDRESS" }, { 0x8022, "SERVER" }, { 0xc001, "CONNECTION-REQUEST-BINDING" },
	       { 0xc002, "BINDING-CHANGE" });
static const struct value_table families = VALUES({ 1, "IPv4" }, { 2, "IPv6" });

static const struct field classicstun_fields[] = {
	[CLASSIC_STUN] = F("classicstun", "Simple Traversal of UDP Through NAT", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("classicstun.type", "Message Type", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .vals = &types),
	[LENGTH] = F("classicstun.length", "Message Length", FT_UINT16, BASE_HEX, .off = 2, .size = 2),
	[ID] = F("classicstun.id", "Message Transaction ID", FT_BYTES, BASE_NONE, .off = CLASSIC_STUN_ID_AT,
		 .size = CLASSIC_STUN_ID_BYTES),
	[ATTRIBUTES] = F("classicstun.att", "Attributes", FT_NONE, BASE_NONE),
	[RESPONSE_IN] = F("classicstun.response_in", "Response In", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[RESPONSE_TO] = F("classicstun.response_to", "Request In", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[TIME] = F("classicstun.time", "Time", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	[ATT_TYPE] = F("classicstun.att.type", "Attribute Type", FT_UINT16, BASE_HEX, .vals = &attribute_types),
	[ATT_LENGTH] = F("classicstun.att.length", "Attribute Length", FT_UINT16, BASE_DEC),
	[VALUE] = F("classicstun.att.value", "Value", FT_BYTES, BASE_NONE),
	[FAMILY] = F("classicstun.att.family", "Protocol Family", FT_UINT16, BASE_HEX, .vals = &families),
	[IPV4] = F("classicstun.att.ipv4", "IP", FT_IPv4, BASE_NONE),
	[IPV6] = F("classicstun.att.ipv6", "IP", FT_IPv6, BASE_NONE),
	[PORT] = F("classicstun.att.port", "Port", FT_UINT16, BASE_DEC),
	[CHANGE_IP] = F("classicstun.att.change.ip", "Change IP", FT_BOOLEAN, BASE_NONE, .mask = 0x4, .digits = 16, .vals = &bool_set),
	[CHANGE_PORT] = F("classicstun.att.change.port", "Change Port", FT_BOOLEAN, BASE_NONE, .mask = 0x2, .digits = 16,
			  .vals = &bool_set),
	[UNKNOWN_TYPE] = F("classicstun.att.unknown", "Unknown Attribute", FT_UINT16, BASE_HEX),
	[ERROR_CLASS] = F("classicstun.att.error.class", "Error Class", FT_UINT8, BASE_DEC, .mask = 0x07),
	[ERROR_CODE] = F("classicstun.att.error", "Error Code", FT_UINT8, BASE_DEC),
	[ERROR_REASON] = F("classicstun.att.error.reason", "Error Reason Phase", FT_STRING, BASE_NONE),
	[IPV4_XORED] = F("classicstun.att.ipv4-xord", "IP (XOR-d)", FT_IPv4, BASE_NONE),
	[IPV6_XORED] = F("classicstun.att.ipv6-xord", "IP (XOR-d)", FT_IPv6, BASE_NONE),
	[PORT_XORED] = F("classicstun.att.port-xord", "Port (XOR-d)", FT_UINT16, BASE_DEC),
	[SERVER] = F("classicstun.att.server", "Server version", FT_STRING, BASE_NONE),
	[LIFETIME] = F("classicstun.att.lifetime", "Lifetime", FT_UINT32, BASE_DEC),
	[MAGIC_COOKIE] = F("classicstun.att.magic.cookie", "Magic Cookie", FT_UINT32, BASE_HEX),
	[BANDWIDTH] = F("classicstun.att.bandwidth", "Bandwidth", FT_UINT32, BASE_DEC),
	[DATA] = F("classicstun.att.data", "Data", FT_BYTES, BASE_NONE),
	[BINDING] = F("classicstun.att.connection_request_binding", "Connection Request Binding", FT_STRING, BASE_NONE),
	[ATTRIBUTE] = F_TEXT("Attribute"),
};

/* With a cookie it is STUN of today. */
static bool classicstun_guess(const struct layer *l, struct slice s)
{
	(void)l;
	return s.len >= STUN_HEADER && slice_u16(s, 2) + (uint32_t)STUN_HEADER == s.wire &&
	       slice_u32(s, 4) != STUN_COOKIE && value_text(&types, slice_u16(s, 0));
}

static void classicstun_dissect(struct dissection *d, struct layer *l)
{
	if (!layer_header(l, STUN_HEADER))
		return;
	l->header_len = l->tree_len = l->data.len;
	uint32_t off = stun_find_data(l->data, 1), n = slice_u16(l->data, off + 2);
	l->payload = slice_sub(l->data, off + ATT_HEADER, off ? n : 0);
	dry_tree(d, l);
	if (!off || l->flags & LAYER_TOLD)
		return;
	next_data(d, l, l->payload);
	next_inside(d, l, 3);
	l->fact[FACT_REST] = off + ATT_HEADER + n;
	if (l->fact[FACT_REST] < l->data.wire)
		next_continued(d, l, slice_from(l->data, (uint32_t)l->fact[FACT_REST]));
}

static bool is_address(unsigned type)
{
	return (type >= ATT_MAPPED && type <= 5 && type != ATT_CHANGE) || type == ATT_REFLECTED ||
	       type == ATT_ALTERNATE || type == ATT_DESTINATION || type == ATT_REMOTE;
}

static void put_address(struct tree *t, struct slice s, uint32_t off, uint32_t n)
{
	unsigned family = slice_u8(s, off + 1);
	if (n >= 2)
		put(t, FAMILY, off + 1, 1);
	if (n >= 4)
		put(t, PORT, off + 2, 2);
	if (family == FAMILY_IPV4 && n >= 8)
		put(t, IPV4, off + 4, 4);
	else if (family == FAMILY_IPV6 && n >= 20)
		put(t, IPV6, off + 4, 16);
}

/* Hidden with the first bytes of the id. */
static void put_hidden(struct tree *t, const struct layer *l, uint32_t off, uint32_t n)
{
	struct slice s = l->data, id = (l->flags & LAYER_CONTINUED ? layer_parent(t->d, l) : l)->data;
	unsigned family = slice_u8(s, off + 1);
	if (n >= 2)
		put(t, FAMILY, off + 1, 1);
	if (n >= 4) {
		put(t, PORT_XORED, off + 2, 2);
		put_uint(t, PORT, off + 2, 2, slice_u16(s, off + 2) ^ slice_u16(id, CLASSIC_STUN_ID_AT))->flags |=
			R_GENERATED;
	}
	if (family == FAMILY_IPV4 && n >= 8) {
		put(t, IPV4_XORED, off + 4, 4);
		put_uint(t, IPV4, off + 4, 4, slice_u32(s, off + 4) ^ slice_u32(id, CLASSIC_STUN_ID_AT))->flags |=
			R_GENERATED;
	} else if (family == FAMILY_IPV6 && n >= 20) {
		uint8_t address[16];
		put(t, IPV6_XORED, off + 4, 16);
		for (uint32_t i = 0; i < sizeof address; i++)
			address[i] = slice_u8(s, off + 4 + i) ^ slice_u8(id, CLASSIC_STUN_ID_AT + i);
		put_copy(t, IPV6, off + 4, 16, address, sizeof address)->flags |= R_GENERATED;
	}
}

static void put_error(struct tree *t, uint32_t off, uint32_t n)
{
	if (n >= 3)
		put(t, ERROR_CLASS, off + 2, 1);
	if (n >= 4)
		put(t, ERROR_CODE, off + 3, 1);
	if (n >= 5)
		put(t, ERROR_REASON, off + 4, n - 4);
}

static void put_number(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	if (n >= 4)
		put(t, row, off, 4);
}

static void put_value(struct tree *t, const struct layer *l, unsigned type, uint32_t off, uint32_t n)
{
	switch (type) {
	case ATT_CHANGE:
		put_number(t, CHANGE_IP, off, n);
		put_number(t, CHANGE_PORT, off, n);
		break;
	case ATT_ERROR: put_error(t, off, n); break;
	case ATT_UNKNOWN:
		for (uint32_t i = 0; i < n && !tree_ended(t); i += 2)
			put(t, UNKNOWN_TYPE, off + i, 2);
		break;
	case ATT_LIFETIME: put_number(t, LIFETIME, off, n); break;
	case ATT_COOKIE: put_number(t, MAGIC_COOKIE, off, n); break;
	case ATT_BANDWIDTH: put_number(t, BANDWIDTH, off, n); break;
	case ATT_DATA: put(t, DATA, off, n); break;
	case ATT_ADDRESS_TYPE:
		if (n >= 2)
			put(t, FAMILY, off + 1, 1);
		break;
	case ATT_XOR_MAPPED: put_hidden(t, l, off, n); break;
	case ATT_SERVER: put(t, SERVER, off, n); break;
	case ATT_BINDING: put(t, BINDING, off, n); break;
	case 6:
	case 7:
	case 8:
	case 20:
	case 21:
		if (n)
			put(t, VALUE, off, n);
		break;
	default:
		if (is_address(type))
			put_address(t, l->data, off, n);
	}
}

static void put_attribute(struct tree *t, const struct layer *l, uint32_t off, uint32_t n)
{
	unsigned type = slice_u16(l->data, off);
	const char *name = value_text(&attribute_types, type);
	MESSAGE(m);
	buf_lit(&m, "Attribute: ");
	buf_str(&m, name ? name : "Unknown (");
	if (!name) {
		fmt_0x(&m, type, 4);
		buf_char(&m, ')');
	}
	put_label(t, ATTRIBUTE, off, ATT_HEADER + n, m.p, (uint32_t)m.len);
	tree_push(t);
	put(t, ATT_TYPE, off, 2);
	put(t, ATT_LENGTH, off + 2, 2);
	put_value(t, l, type, off + ATT_HEADER, n);
	tree_pop(t);
}

static void put_attributes(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	for (unsigned i = 0; i < MAX_ATTRIBUTES && off < end && !tree_ended(t); i++) {
		uint32_t n = slice_u16(l->data, off + 2);
		if (!tree_need(t, off, ATT_HEADER) || !tree_need(t, off, ATT_HEADER + n))
			return;
		put_attribute(t, l, off, n);
		off += ATT_HEADER + n;
	}
}

static void classicstun_tree(struct tree *t, const struct layer *l)
{
	const struct app_note *note = layer_app_note(t->d, l);
	uint32_t n = slice_u16(l->data, 2);
	if (l->flags & LAYER_CONTINUED) {
		tree_push(t);
		put_attributes(t, l, 0, l->data.wire);
		tree_pop(t);
		return;
	}
	if (note) {
		put_uint(t, RESPONSE_TO, 0, 0, note->frame);
		put_ns(t, TIME, 0, 0, note->elapsed);
	}
	put_rows(t, TYPE, ID, 0);
	if (!n)
		return;
	put_node(t, ATTRIBUTES, STUN_HEADER, n);
	tree_push(t);
	put_attributes(t, l, STUN_HEADER, l->fact[FACT_REST] ? (uint32_t)l->fact[FACT_REST] : STUN_HEADER + n);
	tree_pop(t);
}

static void classicstun_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&types, slice_u16(l->data, 0));
	(void)d;
	buf_lit(&c->info, "Message: ");
	buf_str(&c->info, name ? name : "Unknown");
}

const struct protocol protocol_stun_classic = {
	.name = "classicstun",
	.column = "CLASSIC-STUN",
	.short_name = "CLASSICSTUN",
	FIELDS(classicstun_fields),
	.guess = classicstun_guess,
	.guess_on = { NEXT_UDP_PORT },
	.guess_first = { 0, 1 },
	.told_early = true,
	.dissect = classicstun_dissect,
	.fields_of = classicstun_tree,
	.info = classicstun_info,
};
