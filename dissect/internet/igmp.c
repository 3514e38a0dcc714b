/* igmp.c: Internet Group Management Protocol, versions 0 to 3 (RFC 988, 1112, 2236, 3376), and mtrace on top of it. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/internet/checked_sum.h"

/*   0        1               2          4
 *  +--------+---------------+----------+---------------+-- version 3 --------------------------------
 *  |  type  | max response  | checksum | group address |  S, QRV | QQIC | number | source addresses
 *  +--------+---------------+----------+---------------+---------------------------------------------
 *  Version 3 reports have the number of group records in the last two of the eight bytes; the records follow. */
enum {
	IGMP, VERSION, TYPE, RESERVED, GROUP_TYPE, REPLY, REPLY_PENDING, CHECKSUM, CHECKSUM_STATUS, BAD_CHECKSUM, IDENTIFIER,
	ACCESS_KEY, MAX_RESP, MAX_RESP_EXP, MAX_RESP_MANT, S, QRV, QQIC, NUM_SRC, SADDR, NUM_RECORDS, RECORD, RECORD_TYPE,
	AUX_LEN, MADDR, AUX_DATA, DATA, MAX_HOPS, TRACE_SADDR, TRACE_RADDR, TRACE_RSPADDR, TRACE_TTL, TRACE_ID, BLOCK, ARRIVAL,
	IN_ADDR, OUT_ADDR, PREV_ROUTER, IN_PACKETS, OUT_PACKETS, TOTAL, ROUTING, FORWARD_TTL, MBZ, SRC_BIT, SRC_MASK,
	FORWARD_CODE,
};

enum {
	V0_CREATE = 0x01,
	V0_LAST = 0x0f,
	QUERY = 0x11,
	V1_REPORT = 0x12,
	V2_REPORT = 0x16,
	V2_LEAVE = 0x17,
	TRACE_RESPONSE = 0x1e,
	TRACE_REQUEST = 0x1f,
	V3_REPORT = 0x22,
};
enum { NO_VERSION = 0xff, BLOCK_BYTES = 32, TRACE_BYTES = 24 };

static const struct value_table types =
	VALUES({ 0x01, "Create Group Request" }, { 0x02, "Create Group Reply" }, { 0x03, "Join Group Request" },
	       { 0x04, "Join Group Reply" }, { 0x05, "Leave Group Request" }, { 0x06, "Leave Group Reply" },
	       { 0x07, "Confirm Group Request" }, { 0x08, "Confirm Group Reply" }, { 0x11, "Membership Query" },
	       { 0x12, "Membership Report" }, { 0x13, "DVMRP Protocol" }, { 0x14, "PIM Routing Message" },
	       { 0x16, "Membership Report" }, { 0x17, "Leave Group" }, { 0x1e, "Traceroute Response" },
	       { 0x1f, "Traceroute Query or Request" }, { 0x22, "Membership Report" });
static const struct value_table group_types = VALUES({ 0, "Public Group" }, { 1, "Private Group" });
static const struct value_table replies =
	VALUES({ 0, "Request Granted" }, { 1, "Request Denied, No Resources" }, { 2, "Request Denied, Invalid Code" },
	       { 3, "Request Denied, Invalid Group" }, { 4, "Request Denied, Invalid Key" });
static const struct value_table record_types =
	VALUES({ 1, "Mode Is Include" }, { 2, "Mode Is Exclude" }, { 3, "Change To Include Mode" },
	       { 4, "Change To Exclude Mode" }, { 5, "Allow New Sources" }, { 6, "Block Old Sources" });
static const struct value_table suppress_names =
	BOOL_NAMES("SUPPRESS router side processing", "Do not suppress router side processing");
static const struct value_table routing_names =
	VALUES({ 1, "DVMRP" }, { 2, "MOSPF" }, { 3, "PIM" }, { 4, "CBT" }, { 5, "PIM using special routing table" },
	       { 6, "PIM using a static route" }, { 7, "DVMRP using a static route" },
	       { 8, "PIM using MBGP (aka BGP4+) route" }, { 9, "CBT using special routing table" },
	       { 10, "CBT using a static route" }, { 11, "PIM using state created by Assert processing" });
static const struct value_table forward_codes =
	VALUES({ 0x00, "NO_ERROR" }, { 0x01, "WRONG_IF" }, { 0x02, "PRUNE_SENT" }, { 0x03, "PRUNE_RCVD" }, { 0x04, "SCOPED" },
	       { 0x05, "NO_ROUTE" }, { 0x06, "WRONG_LAST_HOP" }, { 0x07, "NOT_FORWARDING" }, { 0x08, "REACHED_RP" },
	       { 0x09, "RPF_IF" }, { 0x0a, "NO_MULTICAST" }, { 0x0b, "INFO_HIDDEN" }, { 0x81, "NO_SPACE" },
	       { 0x82, "OLD_ROUTER" }, { 0x83, "ADMIN_PROHIB" });

/* A traceroute message that is 24 bytes long comes from the host that asks; routers append their blocks to it. */
static const char *trace_name(const struct layer *l)
{
	return slice_u8(l->data, 0) == TRACE_RESPONSE ? "Traceroute Response"
	       : l->data.wire == TRACE_BYTES          ? "Traceroute Query"
						      : "Traceroute Request";
}

static void type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&types, r->val);
	buf_lit(b, "Type: ");
	if (r->val == TRACE_REQUEST)
		name = trace_name(&t->d->layer[r->layer]);
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (0x");
	fmt_hex(b, r->val, 2);
	buf_char(b, ')');
}

/* In tenths of a second; the byte itself is in aux, for the value may be its floating point reading (RFC 3376, 4.1.1). */
static void max_resp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Max Resp Time: ");
	fmt_uint(b, r->val / 10);
	buf_char(b, '.');
	fmt_uint(b, r->val % 10);
	buf_lit(b, " sec (0x");
	fmt_hex(b, r->aux, 2);
	buf_char(b, ')');
}

static void record_node_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const char *name = value_text(&record_types, slice_u8(s, 0));
	buf_lit(b, "Group Record : ");
	fmt_ipv4_u32(b, slice_u32(s, 4));
	buf_lit(b, "  ");
	buf_str(b, name ? name : "");
}

static void block_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const char *routing = value_text(&routing_names, slice_u8(s, 28)),
		   *code = value_text(&forward_codes, slice_u8(s, 31));
	buf_lit(b, "Response data block: ");
	fmt_ipv4_u32(b, slice_u32(s, 4));
	buf_lit(b, " -> ");
	fmt_ipv4_u32(b, slice_u32(s, 8));
	buf_lit(b, ",  Proto: ");
	buf_str(b, routing ? routing : "Unknown");
	buf_lit(b, ",  Forwarding Code: ");
	buf_str(b, code ? code : "Unknown");
}

static const struct field igmp_fields[] = {
	[IGMP] = F("igmp", "Internet Group Management Protocol", FT_PROTOCOL, BASE_NONE),
	[VERSION] = F("igmp.version", "IGMP Version", FT_UINT8, BASE_DEC, .flags = F_GENERATED),
	[TYPE] = F("igmp.type", "Type", FT_UINT8, BASE_HEX, .vals = &types, .label = type_label),
	[RESERVED] = F("igmp.reserved", "Reserved", FT_BYTES, BASE_NONE),
	[GROUP_TYPE] = F("igmp.group_type", "Type Of Group", FT_UINT8, BASE_DEC, .vals = &group_types),
	[REPLY] = F("igmp.reply", "Reply", FT_UINT8, BASE_DEC, .vals = &replies),
	[REPLY_PENDING] = F("igmp.reply.pending", "Reply Pending", FT_UINT8, BASE_DEC),
	[CHECKSUM] = F("igmp.checksum", "Checksum", FT_UINT16, BASE_HEX, .label = sum_label),
	[CHECKSUM_STATUS] = F("igmp.checksum.status", "Checksum Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
			      .vals = &checksum_status_names),
	[BAD_CHECKSUM] = F_EXPERT("igmp.bad_checksum", "Bad checksum", PI_ERROR, PI_CHECKSUM),
	[IDENTIFIER] = F("igmp.identifier", "Identifier", FT_UINT32, BASE_DEC),
	[ACCESS_KEY] = F("igmp.access_key", "Access Key", FT_BYTES, BASE_NONE),
	[MAX_RESP] = F("igmp.max_resp", "Max Resp Time", FT_UINT8, BASE_DEC, .label = max_resp_label),
	[MAX_RESP_EXP] = F("igmp.max_resp.exp", "Exponent", FT_UINT8, BASE_HEX, .mask = 0x70),
	[MAX_RESP_MANT] = F("igmp.max_resp.mant", "Mantissa", FT_UINT8, BASE_HEX, .mask = 0x0f),
	[S] = F("igmp.s", "S", FT_BOOLEAN, BASE_NONE, .off = 8, .size = 1, .mask = 0x08, .vals = &suppress_names),
	[QRV] = F("igmp.qrv", "QRV", FT_UINT8, BASE_DEC, .off = 8, .size = 1, .mask = 0x07),
	[QQIC] = F("igmp.qqic", "QQIC", FT_UINT8, BASE_DEC, .off = 9, .size = 1),
	[NUM_SRC] = F("igmp.num_src", "Num Src", FT_UINT16, BASE_DEC, .off = 10, .size = 2),
	[SADDR] = F("igmp.saddr", "Source Address", FT_IPv4, BASE_NONE),
	[NUM_RECORDS] = F("igmp.num_grp_recs", "Num Group Records", FT_UINT16, BASE_DEC),
	[RECORD] = F_TEXT("Group Record", .label = record_node_label),
	[RECORD_TYPE] = F("igmp.record_type", "Record Type", FT_UINT8, BASE_DEC, .vals = &record_types),
	[AUX_LEN] = F("igmp.aux_data_len", "Aux Data Len", FT_UINT8, BASE_DEC),
	[MADDR] = F("igmp.maddr", "Multicast Address", FT_IPv4, BASE_NONE),
	[AUX_DATA] = F("igmp.aux_data", "Aux Data", FT_BYTES, BASE_NONE),
	[DATA] = F("igmp.data", "Data", FT_BYTES, BASE_NONE),
	[MAX_HOPS] = F("igmp.mtrace.max_hops", "# hops", FT_UINT8, BASE_DEC),
	[TRACE_SADDR] = F("igmp.mtrace.saddr", "Source Address", FT_IPv4, BASE_NONE, .off = 8, .size = 4),
	[TRACE_RADDR] = F("igmp.mtrace.raddr", "Receiver Address", FT_IPv4, BASE_NONE, .off = 12, .size = 4),
	[TRACE_RSPADDR] = F("igmp.mtrace.rspaddr", "Response Address", FT_IPv4, BASE_NONE, .off = 16, .size = 4),
	[TRACE_TTL] = F("igmp.mtrace.resp_ttl", "Response TTL", FT_UINT8, BASE_DEC, .off = 20, .size = 1),
	[TRACE_ID] = F("igmp.mtrace.q_id", "Query ID", FT_UINT24, BASE_DEC, .off = 21, .size = 3),
	[BLOCK] = F_TEXT("Response data block", .label = block_label),
	[ARRIVAL] = F("igmp.mtrace.q_arrival", "Query Arrival", FT_UINT32, BASE_DEC, .off = 0, .size = 4),
	[IN_ADDR] = F("igmp.mtrace.q_inaddr", "In itf addr", FT_IPv4, BASE_NONE, .off = 4, .size = 4),
	[OUT_ADDR] = F("igmp.mtrace.q_outaddr", "Out itf addr", FT_IPv4, BASE_NONE, .off = 8, .size = 4),
	[PREV_ROUTER] = F("igmp.mtrace.q_prevrtr", "Previous rtr addr", FT_IPv4, BASE_NONE, .off = 12, .size = 4),
	[IN_PACKETS] = F("igmp.mtrace.q_inpkt", "In pkts", FT_UINT32, BASE_DEC, .off = 16, .size = 4),
	[OUT_PACKETS] = F("igmp.mtrace.q_outpkt", "Out pkts", FT_UINT32, BASE_DEC, .off = 20, .size = 4),
	[TOTAL] = F("igmp.mtrace.q_total", "S,G pkt count", FT_UINT32, BASE_DEC, .off = 24, .size = 4),
	[ROUTING] = F("igmp.mtrace.q_rtg_proto", "Rtg Protocol", FT_UINT8, BASE_DEC, .off = 28, .size = 1,
		      .vals = &routing_names),
	[FORWARD_TTL] = F("igmp.mtrace.q_fwd_ttl", "FwdTTL", FT_UINT8, BASE_DEC, .off = 29, .size = 1),
	[MBZ] = F("igmp.mtrace.q_mbz", "MBZ", FT_UINT8, BASE_HEX, .off = 30, .size = 1, .mask = 0x80),
	[SRC_BIT] = F("igmp.mtrace.q_s", "S", FT_UINT8, BASE_HEX, .off = 30, .size = 1, .mask = 0x40),
	[SRC_MASK] = F("igmp.mtrace.q_src_mask", "Src Mask", FT_UINT8, BASE_HEX, .off = 30, .size = 1, .mask = 0x3f),
	[FORWARD_CODE] = F("igmp.mtrace.q_fwd_code", "Forwarding Code", FT_UINT8, BASE_HEX, .off = 31, .size = 1,
			   .vals = &forward_codes),
};

/* RFC 3376, 7.1: a query's version shows in its length, and a version 1 query asks for no response time. */
static unsigned igmp_version(const struct layer *l)
{
	unsigned type = slice_u8(l->data, 0);
	if (type == QUERY)
		return l->data.wire >= 12 ? 3 : slice_u8(l->data, 1) ? 2 : 1;
	return type <= V0_LAST                         ? 0
	       : type == V1_REPORT                     ? 1
	       : type == V2_REPORT || type == V2_LEAVE ? 2
	       : type == V3_REPORT                     ? 3
						       : NO_VERSION;
}

static void igmp_dissect(struct dissection *d, struct layer *l)
{
	enum { PIM = 0x14 };   /* version 1 of it */
	l->path = "igmp:igmp"; /* tshark: a dissector for each type below the one that tells them apart */
	if (!layer_header(l, 1))
		return;
	l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	if (slice_u8(l->data, 0) == PIM) {
		l->path = "igmp:pim";
		layer_becomes(d, l, "pim");
	}
}

/* The checksum covers `covered` bytes; what stands behind them does not count. */
static void put_checksum(struct tree *t, const struct layer *l, uint32_t covered)
{
	struct checked_sum sum = { CHECKSUM_UNVERIFIED, 0, "" };
	if (slice_has(l->data, 0, covered) && covered >= 4)
		sum = sum_check(slice_sub(l->data, 0, covered), 0, slice_u16(l->data, 2));
	put_sum(t, CHECKSUM, 2, &sum);
}

static void put_sources(struct tree *t, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i < n && !tree_ended(t); i++)
		put(t, SADDR, off + 4 * i, 4);
}

static void put_max_resp(struct tree *t, const struct layer *l, bool floating)
{
	uint32_t code = slice_u8(l->data, 1), value = code;
	floating &= code >= 128;
	if (floating)
		value = ((code & 15) | 16) << ((code >> 4 & 7) + 3);
	/* 128 stands for itself either way */
	put_uint(t, MAX_RESP, 1, 1, value)->aux = code;
	if (!floating)
		return;
	tree_push(t);
	put(t, MAX_RESP_EXP, 1, 1);
	put(t, MAX_RESP_MANT, 1, 1);
	tree_pop(t);
}

static void v0_tree(struct tree *t, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 0);
	if (type == V0_CREATE)
		put(t, GROUP_TYPE, 1, 1);
	else if (!(type & 1))
		put(t, slice_u8(l->data, 1) < 5 ? REPLY : REPLY_PENDING, 1, 1);
	put_checksum(t, l, 20);
	put(t, IDENTIFIER, 4, 4);
	put(t, MADDR, 8, 4);
	put(t, ACCESS_KEY, 12, 8);
}

static void v3_query_tree(struct tree *t, const struct layer *l)
{
	put_max_resp(t, l, true);
	put_checksum(t, l, l->data.wire);
	put(t, MADDR, 4, 4);
	put_rows(t, S, NUM_SRC, 0);
	put_sources(t, 12, slice_u16(l->data, 10));
}

/* One group record of a report; returns its length. */
static uint32_t put_record(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t n = slice_u16(l->data, off + 2), aux = slice_u8(l->data, off + 1) * 4u, len = 8 + 4 * n + aux;
	uint32_t there = slice_from(l->data, off).len;
	put_node(t, RECORD, off, len < there ? len : there);
	tree_push(t);
	put(t, RECORD_TYPE, off, 1);
	put(t, AUX_LEN, off + 1, 1);
	put(t, NUM_SRC, off + 2, 2);
	put(t, MADDR, off + 4, 4);
	put_sources(t, off + 8, n);
	if (aux)
		put(t, AUX_DATA, off + 8 + 4 * n, aux);
	tree_pop(t);
	return len;
}

static void v3_report_tree(struct tree *t, const struct layer *l)
{
	put(t, RESERVED, 1, 1);
	put_checksum(t, l, l->data.wire);
	put(t, RESERVED, 4, 2);
	put(t, NUM_RECORDS, 6, 2);
	uint32_t off = 8;
	for (uint32_t n = slice_u16(l->data, 6); n && tree_need(t, off, 8); n--)
		off += put_record(t, l, off);
}

static void trace_tree(struct tree *t, const struct layer *l)
{
	put(t, MAX_HOPS, 1, 1);
	put_checksum(t, l, l->data.wire);
	put(t, MADDR, 4, 4);
	put_rows(t, TRACE_SADDR, TRACE_ID, 0);
	for (uint32_t off = TRACE_BYTES; slice_has(l->data, off, BLOCK_BYTES) && !tree_ended(t); off += BLOCK_BYTES) {
		put_node(t, BLOCK, off, BLOCK_BYTES);
		tree_push(t);
		put_rows(t, ARRIVAL, FORWARD_CODE, off);
		tree_pop(t);
	}
}

static void igmp_tree(struct tree *t, const struct layer *l)
{
	unsigned version = igmp_version(l), type = slice_u8(l->data, 0);
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return;
	if (version != NO_VERSION)
		put_uint(t, VERSION, 0, 0, version);
	put(t, TYPE, 0, 1);
	if (version == 0) {
		v0_tree(t, l);
	} else if (version == 1 || version == 2) {
		if (version == 1)
			put(t, RESERVED, 1, 1);
		else
			put_max_resp(t, l, false);
		put_checksum(t, l, 8);
		put(t, MADDR, 4, 4);
	} else if (type == QUERY) {
		v3_query_tree(t, l);
	} else if (type == V3_REPORT) {
		v3_report_tree(t, l);
	} else if (type == TRACE_RESPONSE || type == TRACE_REQUEST) {
		trace_tree(t, l);
	} else if (l->data.wire > 1) {
		put(t, DATA, 1, l->data.len - 1);
	} else {
		tree_malformed(t);
	}
}

/* "1.2.3.4, 5.6.7.8}"; false when they are not all there. */
static bool info_sources(struct buf *b, struct slice s, uint32_t off, uint32_t n)
{
	buf_lit(b, " {");
	for (uint32_t i = 0; i < n; i++, off += 4) {
		if (!slice_has(s, off, 4))
			return false;
		if (i)
			buf_lit(b, ", ");
		fmt_ipv4_u32(b, slice_u32(s, off));
		if (i + 1 < n && !slice_has(s, off + 4, 4))
			buf_lit(b, ", ");
	}
	buf_char(b, '}');
	return true;
}

/* What a record asks for, in words: [type][no source, one, several]; %G stands for the group. */
static const char *const record_words[][3] = {
	{ " / Group %G, unknown record type (?)", " / Group %G, unknown record type (?), sources",
	  " / Group %G, unknown record type (?), sources" },
	{ " / Leave group %G", " / Join group %G for source", " / Join group %G for sources in" },
	{ " / Join group %G for any sources", " / Join group %G, for source not", " / Join group %G, for sources not in" },
	{ " / Leave group %G", " / Join group %G for source", " / Join group %G for sources in" },
	{ " / Join group %G for any sources", " / Join group %G, for source not", " / Join group %G, for sources not in" },
	{ " / Group %G, ALLOW_NEW_SOURCES but no source specified (?)", " / Group %G, new source", " / Group %G, new sources" },
	{ " / Group %G, BLOCK_OLD_SOURCES but no source specified (?)", " / Group %G, block source", " / Group %G, block sources" },
};

static bool info_report(struct buf *b, struct slice s)
{
	uint32_t records = slice_u16(s, 6), off = 8;
	if (!slice_has(s, 0, 8))
		return false;
	if (!records)
		buf_lit(b, " - General query");
	for (; records; records--) {
		if (!slice_has(s, off, 8))
			return false;
		uint32_t type = slice_u8(s, off), n = slice_u16(s, off + 2);
		const char *words = record_words[type < COUNT(record_words) ? type : 0][n > 1 ? 2 : n];
		const char *group = strstr(words, "%G");
		buf_put(b, words, (size_t)(group - words));
		fmt_ipv4_u32(b, slice_u32(s, off + 4));
		buf_str(b, group + 2);
		if (n && !info_sources(b, s, off + 8, n))
			return false;
		off += 8 + 4 * n + slice_u8(s, off + 1) * 4u;
	}
	return true;
}

static bool info_query(struct buf *b, struct slice s, unsigned version)
{
	uint32_t group = slice_u32(s, 4), n = slice_u16(s, 10);
	if (!slice_has(s, 0, version == 3 ? 12 : 8))
		return false;
	if (version == 1)
		return true;
	buf_str(b, group ? ", specific for group " : ", general");
	if (group)
		fmt_ipv4_u32(b, group);
	if (version == 2 || !n)
		return true;
	buf_str(b, n == 1 ? ", source" : ", sources");
	return info_sources(b, s, 12, n);
}

static void info_trace(struct buf *b, const struct layer *l)
{
	uint32_t blocks = l->data.wire < TRACE_BYTES ? 0 : (l->data.wire - TRACE_BYTES) / BLOCK_BYTES;
	buf_str(b, trace_name(l));
	if (slice_u8(l->data, 0) != TRACE_RESPONSE)
		return;
	buf_lit(b, ", ");
	fmt_uint(b, blocks);
	buf_str(b, blocks == 1 ? " block" : " blocks");
}

static void igmp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	static const char *const names[] = { "IGMPv0", "IGMPv1", "IGMPv2", "IGMPv3" };
	unsigned version = igmp_version(l), type = slice_u8(l->data, 0);
	const char *name = value_text(&types, type);
	bool whole = l->data.len > 1;
	(void)d;
	if (version != NO_VERSION)
		c->protocol = names[version];
	if (type == TRACE_RESPONSE || type == TRACE_REQUEST) {
		info_trace(&c->info, l);
		whole = slice_has(l->data, 0, TRACE_BYTES);
	} else if (name) {
		buf_str(&c->info, name);
	} else {
		buf_lit(&c->info, "Unknown Type:0x");
		fmt_hex(&c->info, type, 2);
	}
	if (type == QUERY) {
		whole = info_query(&c->info, l->data, version);
	} else if (type == V3_REPORT) {
		whole = info_report(&c->info, l->data);
	} else if (version == 0) {
		whole = slice_has(l->data, 0, 20);
	} else if (version != NO_VERSION) {
		whole = slice_has(l->data, 0, 8);
		if (whole && version == 2) {
			buf_str(&c->info, type == V2_LEAVE ? " " : " group ");
			fmt_ipv4_u32(&c->info, slice_u32(l->data, 4));
		}
	}
	if (!whole)
		buf_str(&c->info,
			l->data.len < l->data.wire ? "[Packet size limited during capture]" : "[Malformed Packet]");
}

static const struct next_link igmp_on[] = { { NEXT_IP_PROTO, 2 } };

const struct protocol protocol_igmp = {
	.name = "igmp",
	.column = "IGMP",
	FIELDS(igmp_fields),
	ON(igmp_on),
	.reads_first = 1,
	.dissect = igmp_dissect,
	.fields_of = igmp_tree,
	.info = igmp_info,
};
