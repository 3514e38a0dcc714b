/* gre.c: Generic Routing Encapsulation (RFC 1701, 2784, 2890), the enhanced one of PPTP (RFC 2637), and WCCP in it. */
#include "base/checksum.h"
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  +-+-+-+-+-+-----+-----------+---+-------------------------------+
 *  |C|R|K|S|s|recur|A|  flags  |ver|  protocol type                |
 *  +-+-+-+-+-+-----+-----------+---+-------------------------------+
 *  |  checksum (C or R)            |  offset (C or R)              |
 *  +-------------------------------+-------------------------------+
 *  |  key (K), sequence number (S), acknowledgment (A), routing (R)|
 *  +---------------------------------------------------------------+ */
enum {
	GRE, FLAGS, FLAG_CHECKSUM, FLAG_ROUTING, FLAG_KEY, FLAG_SEQUENCE, FLAG_STRICT, FLAG_RECURSION, FLAG_ACK, FLAG_RESERVED,
	FLAG_RESERVED_V1, FLAG_VERSION, PROTO, CHECKSUM, CHECKSUM_STATUS, OFFSET, KEY, KEY_LENGTH, KEY_CALL, SEQUENCE, ACK,
	ROUTING, ROUTING_FAMILY, ROUTING_OFFSET, ROUTING_LENGTH, ROUTING_INFO, WCCP, WCCP_DYNAMIC, WCCP_ALTERNATIVE, WCCP_VALID,
	WCCP_SERVICE, WCCP_ALT_BUCKET, WCCP_BUCKET, BAD_CHECKSUM,
};

enum {
	BIT_CHECKSUM = 0x8000, BIT_ROUTING = 0x4000, BIT_KEY = 0x2000, BIT_SEQUENCE = 0x1000, BIT_ACK = 0x0080,
	VERSION_BITS = 7,
};
enum {
	PROTO_PPP = 0x880b, PROTO_NHRP = 0x2001,
	PROTO_WCCP = 0x883e, PROTO_ERSPAN = 0x88be, PROTO_ERSPAN_III = 0x22eb, PROTO_MPLS = 0x8847,
	PROTO_MPLS_MULTICAST = 0x8848, PROTO_NSH = 0x894f, PROTO_TEB_OLD = 0x6400,
	PROTO_3GPP2 = 0x88d2, PROTO_ARUBA_FIRST = 0x8200, PROTO_ARUBA_LAST = 0x8370,
};

static const struct value_table gre_protos = VALUES(
	{ 0x0000, "Possible GRE keepalive packet" },
	{ 0x00fe, "OSI" },
	{ 0x0800, "IP" },
	{ 0x0806, "ARP" },
	{ 0x2000, "CDP (Cisco)" },
	{ PROTO_NHRP, "NHRP" },
	{ 0x22eb, "ERSPAN III" },
	{ 0x6400, "MIKROTIK EoIP" },
	{ 0x6558, "Transparent Ethernet bridging" },
	{ 0x6559, "Frame Relay" },
	{ 0x8137, "IPX" },
	{ 0x8200, "ARUBA WLAN" },
	{ 0x8210, "ARUBA WLAN" },
	{ 0x8220, "ARUBA WLAN" },
	{ 0x8230, "ARUBA WLAN" },
	{ 0x8240, "ARUBA WLAN" },
	{ 0x8250, "ARUBA WLAN" },
	{ 0x8260, "ARUBA WLAN" },
	{ 0x8270, "ARUBA WLAN" },
	{ 0x8280, "ARUBA WLAN" },
	{ 0x8290, "ARUBA WLAN" },
	{ 0x82a0, "ARUBA WLAN" },
	{ 0x82b0, "ARUBA WLAN" },
	{ 0x82c0, "ARUBA WLAN" },
	{ 0x82d0, "ARUBA WLAN" },
	{ 0x82e0, "ARUBA WLAN" },
	{ 0x82f0, "ARUBA WLAN" },
	{ 0x8300, "ARUBA WLAN" },
	{ 0x8310, "ARUBA WLAN" },
	{ 0x8320, "ARUBA WLAN" },
	{ 0x8330, "ARUBA WLAN" },
	{ 0x8340, "ARUBA WLAN" },
	{ 0x8350, "ARUBA WLAN" },
	{ 0x8360, "ARUBA WLAN" },
	{ 0x8370, "ARUBA WLAN" },
	{ 0x86dd, "IPv6" },
	{ 0x880b, "PPP" },
	{ 0x883e, "WCCP" },
	{ 0x8847, "MPLS label switched packet" },
	{ 0x8881, "CDMA2000 A10 Unstructured byte stream" },
	{ 0x88be, "ERSPAN" },
	{ 0x88d2, "CDMA2000 A10 3GPP2 Packet" },
	{ 0x8909, "CiscoMetaData" },
	{ 0x894f, "Network Service Header" },
	{ 0x9000, "ARUBA WLAN" },
	{ 0xb7ea, "Huawei GRE bonding" },
	{ 0xfeae, "AIROHIVE AP AP" });
static const struct value_table versions = VALUES({ 0, "GRE" }, { 1, "Enhanced GRE" });
static const struct value_table services = VALUES({ 0, "HTTP" });
static const struct value_table dynamic_names = BOOL_NAMES("Dynamic service", "Well-known service");
static const struct value_table bucket_names = BOOL_NAMES("Alternative bucket used", "Primary bucket used");
static const struct value_table valid_names =
	BOOL_NAMES("Header is present, but ignore contents", "Header contents are valid");

static void gre_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned proto = slice_u16(t->d->layer[r->layer].data, 2);
	const char *name = value_text(&gre_protos, proto);
	buf_lit(b, "Generic Routing Encapsulation (");
	buf_str(b, name ? name : "0x");
	if (!name) {
		fmt_hex(b, proto, 4);
		buf_lit(b, " - unknown");
	}
	buf_char(b, ')');
}

/* r->aux: 0 nobody looked, 1 right, else 2 more than what it should be. */
static void checksum_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Checksum: 0x");
	fmt_hex(b, r->val, 4);
	if (r->aux > 1) {
		buf_lit(b, " incorrect, should be 0x");
		fmt_hex(b, r->aux - 2, 4);
	} else {
		buf_str(b, r->aux ? " [correct]" : " [unverified]");
	}
}

#define FLAG(abbrev, name, mask_)                                                                                     \
	F("gre.flags." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 0, .size = 2, .mask = mask_, .flags = F_CHILD,      \
	  .vals = &bool_yes)
#define FLAG_WORD(abbrev, name, mask_, ...)                                                                           \
	F("gre.flags." abbrev, name, FT_UINT16, BASE_DEC, .off = 0, .size = 2, .mask = mask_, .flags = F_CHILD, __VA_ARGS__)

static const struct field gre_fields[] = {
	[GRE] = F("gre", "Generic Routing Encapsulation", FT_PROTOCOL, BASE_NONE, .label = gre_label),
	[FLAGS] = F("gre.flags_and_version", "Flags and Version", FT_UINT16, BASE_HEX, .off = 0, .size = 2),
	[FLAG_CHECKSUM] = FLAG("checksum", "Checksum Bit", BIT_CHECKSUM),
	[FLAG_ROUTING] = FLAG("routing", "Routing Bit", BIT_ROUTING),
	[FLAG_KEY] = FLAG("key", "Key Bit", BIT_KEY),
	[FLAG_SEQUENCE] = FLAG("sequence_number", "Sequence Number Bit", BIT_SEQUENCE),
	[FLAG_STRICT] = FLAG("strict_source_route", "Strict Source Route Bit", 0x0800),
	[FLAG_RECURSION] = FLAG_WORD("recursion_control", "Recursion control", 0x0700),
	[FLAG_ACK] = FLAG("ack", "Acknowledgment", BIT_ACK),
	[FLAG_RESERVED] = FLAG_WORD("reserved", "Flags (Reserved)", 0x00f8),
	[FLAG_RESERVED_V1] = FLAG_WORD("reserved", "Flags (Reserved)", 0x0078),
	[FLAG_VERSION] = FLAG_WORD("version", "Version", VERSION_BITS, .vals = &versions),
	[PROTO] = F("gre.proto", "Protocol Type", FT_UINT16, BASE_HEX, .off = 2, .size = 2, .vals = &gre_protos),
	[CHECKSUM] = F("gre.checksum", "Checksum", FT_UINT16, BASE_HEX, .label = checksum_label),
	[CHECKSUM_STATUS] = F("gre.checksum.status", "Checksum Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
			      .vals = &checksum_status_names),
	[OFFSET] = F("gre.offset", "Offset", FT_UINT16, BASE_DEC),
	[KEY] = F("gre.key", "Key", FT_UINT32, BASE_HEX),
	[KEY_LENGTH] = F("gre.key.payload_length", "Payload Length", FT_UINT16, BASE_DEC),
	[KEY_CALL] = F("gre.key.call_id", "Call ID", FT_UINT16, BASE_DEC),
	[SEQUENCE] = F("gre.sequence_number", "Sequence Number", FT_UINT32, BASE_DEC),
	[ACK] = F("gre.ack_number", "Acknowledgment Number", FT_UINT32, BASE_DEC),
	[ROUTING] = F("gre.routing", "Routing", FT_NONE, BASE_NONE),
	[ROUTING_FAMILY] = F("gre.routing.address_family", "Address Family", FT_UINT16, BASE_DEC),
	[ROUTING_OFFSET] = F("gre.routing.sre_offset", "SRE Offset", FT_UINT8, BASE_DEC),
	[ROUTING_LENGTH] = F("gre.routing.src_length", "SRE Length", FT_UINT8, BASE_DEC),
	[ROUTING_INFO] = F("gre.routing.information", "Routing Information", FT_BYTES, BASE_NONE),
	[WCCP] = F("gre.wccp.redirect_header", "Redirect Header", FT_NONE, BASE_NONE),
	[WCCP_DYNAMIC] = F("gre.wccp.dynamic_service", "Dynamic Service", FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = 1,
			   .vals = &dynamic_names),
	[WCCP_ALTERNATIVE] = F("gre.wccp.alternative_bucket_used", "Alternative bucket used", FT_BOOLEAN, BASE_NONE, .off = 0,
			       .size = 1, .mask = 2, .vals = &bucket_names),
	[WCCP_VALID] = F("gre.wccp.redirect_header_valid", "WCCP Redirect header is valid", FT_BOOLEAN, BASE_NONE, .off = 0,
			 .size = 1, .mask = 4, .vals = &valid_names),
	[WCCP_SERVICE] = F("gre.wccp.service_id", "Service ID", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .vals = &services),
	[WCCP_ALT_BUCKET] = F("gre.wccp.alternative_bucket", "Alternative Bucket", FT_UINT8, BASE_DEC, .off = 2, .size = 1),
	[WCCP_BUCKET] = F("gre.wccp.primary_bucket", "Primary Bucket", FT_UINT8, BASE_DEC, .off = 3, .size = 1),
	[BAD_CHECKSUM] = F_EXPERT("gre.checksum.incorrect", "Incorrect GRE Checksum", PI_WARN, PI_PROTOCOL),
};

/* The GRE of PPTP and of CDMA2000. */
static bool is_enhanced(unsigned flags, unsigned proto)
{
	return proto == PROTO_3GPP2 || (proto == PROTO_PPP && (flags & VERSION_BITS) == 1);
}

static bool has_ack(unsigned flags, unsigned proto)
{
	return is_enhanced(flags, proto) && flags & BIT_ACK;
}

/* Bytes up to the source route entries. */
static uint32_t fixed_length(unsigned flags, unsigned proto)
{
	bool sum = flags & (BIT_CHECKSUM | BIT_ROUTING), key = flags & BIT_KEY, sequence = flags & BIT_SEQUENCE;
	return 4u * (1u + sum + key + sequence + has_ack(flags, proto));
}

/* The list of source route entries ends with an empty one (RFC 1701). 0: it does not end. */
static uint32_t routing_end(struct slice s, uint32_t off)
{
	while (slice_has(s, off, 4)) {
		uint32_t n = 4u + slice_u8(s, off + 3);
		bool last = !slice_u16(s, off) && n == 4;
		off += n;
		if (last)
			return off;
	}
	return 0;
}

/* WCCP version 2 puts 4 bytes in front of the packet; they cannot look like the beginning of an IPv4 header. */
static bool has_redirect(struct slice s, uint32_t off, unsigned proto)
{
	return proto == PROTO_WCCP && slice_u8(s, off) >> 4 != 4;
}

/* Wireless frames of Aruba's access points: a number for each of their queues, 16 apart. */
static bool is_aruba(unsigned proto)
{
	return proto >= PROTO_ARUBA_FIRST && proto <= PROTO_ARUBA_LAST && !(proto & 0x0f);
}

static void gre_next(struct dissection *d, struct layer *l, unsigned proto)
{
	bool known;
	switch (proto) {
	case PROTO_WCCP: known = next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, l->payload); break;
	case ETHERTYPE_IPV4:
	case ETHERTYPE_IPV6:
	case ETHERTYPE_ARP:
	case PROTO_MPLS:
	case PROTO_MPLS_MULTICAST:
	case PROTO_NSH: known = next_value(d, l, NEXT_ETHERTYPE, proto, l->payload); break;
	case ETHERTYPE_TEB:
	case PROTO_TEB_OLD: known = next_value(d, l, NEXT_LINK_TYPE, 1, l->payload); break;
	case PROTO_PPP: known = next_named(d, l, "ppp", l->payload); break;
	case PROTO_NHRP: known = next_named(d, l, "nhrp", l->payload); break;
	case PROTO_ERSPAN:
	case PROTO_ERSPAN_III: known = next_named(d, l, "erspan", l->payload); break;
	default:
		known = is_aruba(proto) && next_named(d, l, "wlan", l->payload);
		if (!known)
			next_data(d, l, l->payload);
	}
	if (!known)
		next_inside(d, l, 1); /* unknown bytes are shown in GRE's own tree */
}

static void gre_dissect(struct dissection *d, struct layer *l)
{
	unsigned flags = slice_u16(l->data, 0), proto = slice_u16(l->data, 2);
	uint32_t n = fixed_length(flags, proto);
	if (!layer_header(l, 4))
		return;
	bool whole = layer_header(l, n);
	if (whole && flags & BIT_ROUTING) {
		uint32_t end = routing_end(l->data, n);
		whole = layer_header(l, end ? end : l->data.len + 1);
		n = end ? end : l->data.len;
	}
	if (whole && has_redirect(l->data, n, proto))
		whole = layer_header(l, n += 4);
	l->tree_len = n < l->data.len ? n : l->data.len;
	if (whole)
		gre_next(d, l, proto);
}

static void put_flags(struct tree *t, unsigned flags, unsigned proto)
{
	bool enhanced = is_enhanced(flags, proto);
	put_rows(t, FLAGS, FLAG_RECURSION, 0);
	tree_push(t);
	if (enhanced)
		put(t, FLAG_ACK, 0, 2);
	put(t, enhanced ? FLAG_RESERVED_V1 : FLAG_RESERVED, 0, 2);
	put(t, FLAG_VERSION, 0, 2);
	tree_pop(t);
}

static void put_checksum(struct tree *t, const struct layer *l, unsigned flags)
{
	uint16_t found = slice_u16(l->data, 4);
	struct record *r = put(t, CHECKSUM, 4, 2);
	enum checksum_status status = CHECKSUM_UNVERIFIED;
	if (flags & BIT_CHECKSUM && l->data.len == l->data.wire && slice_has(l->data, 0, 6)) {
		uint16_t left = checksum_fold(checksum_add(0, l->data.p, l->data.len));
		uint16_t should = left ? checksum_should_be(found, left) : found;
		status = left ? CHECKSUM_BAD : CHECKSUM_GOOD;
		r->aux = left ? should + 2u : 1;
		if (left) {
			MESSAGE(m);
			buf_lit(&m, "Incorrect GRE Checksum [should be 0x");
			fmt_hex(&m, should, 4);
			buf_char(&m, ']');
			tree_push(t);
			put_expert(t, BAD_CHECKSUM, 4, 0, message_text(&m));
			tree_pop(t);
		}
	}
	put_uint(t, CHECKSUM_STATUS, 4, 0, status);
	put(t, OFFSET, 6, 2);
}

static uint32_t put_routing(struct tree *t, const struct layer *l, uint32_t off)
{
	for (bool last = false; !last && !tree_ended(t);) {
		uint32_t n = slice_u8(l->data, off + 3), left = l->data.len - off;
		last = !slice_u16(l->data, off) && !n;
		/* the node of an entry that was cut is as wide as what there is of it */
		put_node(t, ROUTING, off, 4 + n < left ? 4 + n : left);
		tree_push(t);
		put(t, ROUTING_FAMILY, off, 2);
		put(t, ROUTING_OFFSET, off + 2, 1);
		put(t, ROUTING_LENGTH, off + 3, 1);
		if (n)
			put(t, ROUTING_INFO, off + 4, n);
		tree_pop(t);
		off += 4 + n;
	}
	return off;
}

static void put_key(struct tree *t, unsigned proto, uint32_t off)
{
	if (proto == PROTO_PPP || proto == PROTO_3GPP2) {
		put(t, KEY_LENGTH, off, 2);
		put(t, KEY_CALL, off + 2, 2);
	} else {
		put(t, KEY, off, 4);
	}
}

static void gre_tree(struct tree *t, const struct layer *l)
{
	unsigned flags = slice_u16(l->data, 0), proto = slice_u16(l->data, 2);
	uint32_t off = 4;
	if (!slice_has(l->data, 0, 4)) {
		tree_drop(t);
		return;
	}
	put_flags(t, flags, proto);
	put_rows(t, PROTO, PROTO, 0);
	if (flags & (BIT_CHECKSUM | BIT_ROUTING)) {
		put_checksum(t, l, flags);
		off += 4;
	}
	if (flags & BIT_KEY) {
		put_key(t, proto, off);
		off += 4;
	}
	if (flags & BIT_SEQUENCE) {
		put(t, SEQUENCE, off, 4);
		off += 4;
	}
	if (has_ack(flags, proto)) {
		put(t, ACK, off, 4);
		off += 4;
	}
	if (flags & BIT_ROUTING)
		off = put_routing(t, l, off);
	if (has_redirect(l->data, off, proto)) {
		put_node(t, WCCP, off, 4);
		tree_push(t);
		put_rows(t, WCCP_DYNAMIC, WCCP_BUCKET, off);
		tree_pop(t);
	}
}

static void gre_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned proto = slice_u16(l->data, 2);
	const char *name = value_text(&gre_protos, proto);
	(void)d;
	if (!slice_has(l->data, 0, 4))
		return;
	buf_lit(&c->info, "Encapsulated ");
	buf_str(&c->info, name ? name : "0x");
	if (name)
		return;
	for (unsigned shift = 16; shift; shift -= 4)
		buf_char(&c->info, "0123456789ABCDEF"[proto >> (shift - 4) & 15]);
	buf_lit(&c->info, " (unknown)");
}

static const struct next_link gre_on[] = { { NEXT_IP_PROTO, 47 } };

const struct protocol protocol_gre = {
	.name = "gre",
	.column = "GRE",
	FIELDS(gre_fields),
	ON(gre_on),
	.reads_first = 4,
	.dissect = gre_dissect,
	.fields_of = gre_tree,
	.info = gre_info,
};
