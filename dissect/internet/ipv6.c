/* ipv6.c: Internet Protocol version 6: the fixed header (RFC 8200), and what its addresses carry inside. */
#include "base/fmt.h"
#include "base/inline.h"
#include "dissect/column.h"
#include "dissect/internet/ipv6_impl.h"
#include "dissect/message.h"
#include "dissect/numbers.h"
#include "dissect/registry.h"
#include "dissect/text.h"

/*   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+---------------+---------------------------------------+
 *  |version| traffic class |  flow label                           |
 *  +-------+---------------+-------+---------------+---------------+
 *  |  payload length               |  next header  |  hop limit    |
 *  +-------------------------------+---------------+---------------+
 *  |  source address, destination address                          |
 *  +---------------------------------------------------------------+ */
enum {
	IPV6, V6_VERSION, TCLASS, TCLASS_DSCP, TCLASS_ECN, FLOW, PLEN, NXT, HLIM,
	ADDR, HOST, SRC, SRC_HOST, DST, DST_HOST,
	/* what addresses tell: source, destination, either */
	SLAAC, SLAAC_DST, SLAAC_ANY, ISATAP, ISATAP_DST, ISATAP_ANY, SIXTO4, SIXTO4_DST, SIXTO4_ANY, SLA, SLA_DST, SLA_ANY,
	TEREDO_SERVER, TEREDO_SERVER_DST, TEREDO_SERVER_ANY, TEREDO_PORT, TEREDO_PORT_DST, TEREDO_PORT_ANY,
	TEREDO_CLIENT, TEREDO_CLIENT_DST, TEREDO_CLIENT_ANY, EMBED, EMBED_DST, EMBED_ANY, EMBED_PREFIX, EMBED_U, EMBED_SUFFIX,
	PLEN_EXCEEDS, PLEN_ZERO, JUMBO_MISSING_HERE, BAD_VERSION, BAD_HEADER, EMBED_U_NONZERO,
};

enum { IP_VERSION_ROW = 1, HEADER = 40, LEAST_JUMBO = 65536 };

static void ipv6_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Internet Protocol Version 6");
	if (!slice_has(l->data, 0, HEADER) || l->fact[IPV6_FACT_PROBLEM] == IPV6_BAD_VERSION)
		return;
	buf_lit(b, ", Src: ");
	text_ipv6(b, t->d, l->data.p + 8);
	buf_lit(b, ", Dst: ");
	text_ipv6(b, t->d, l->data.p + 24);
}

static void plen_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Payload Length: ");
	fmt_uint(b, r->val);
	if (!r->val && l->fact[IPV6_FACT_KIND])
		buf_lit(b, " (Jumbogram)");
}

static void flow_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flow Label: 0x");
	fmt_hex(b, r->val, 5);
}

#define HOST_ROW(abbrev, name) F("ipv6." abbrev, name, FT_STRING, BASE_ADDRESS, .flags = F_GENERATED | F_HIDDEN)
#define TOLD(row, abbrev, name, type)                                                                     \
	[row] = F("ipv6.src_" abbrev, "Source " name, type, BASE_DEC, .flags = F_GENERATED),               \
	[row + 1] = F("ipv6.dst_" abbrev, "Destination " name, type, BASE_DEC, .flags = F_GENERATED),      \
	[row + 2] = F("ipv6." abbrev, name, type, BASE_DEC, .flags = F_GENERATED | F_HIDDEN)

static const struct field ipv6_fields[] = {
	[IPV6] = F("ipv6", "Internet Protocol Version 6", FT_PROTOCOL, BASE_NONE, .label = ipv6_label),
	[V6_VERSION] = F("ipv6.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xf0, .flags = F_RAW),
	[TCLASS] = F("ipv6.tclass", "Traffic Class", FT_UINT32, BASE_HEX, .off = 0, .size = 4, .mask = 0x0ff00000,
		     .label = text_traffic_class),
	[TCLASS_DSCP] = F("ipv6.tclass.dscp", "Differentiated Services Codepoint", FT_UINT32, BASE_DEC, .off = 0, .size = 4,
			  .mask = 0x0fc00000, .flags = F_CHILD, .vals = &dscp_names),
	[TCLASS_ECN] = F("ipv6.tclass.ecn", "Explicit Congestion Notification", FT_UINT32, BASE_DEC, .off = 0, .size = 4,
			 .mask = 0x00300000, .flags = F_CHILD, .vals = &ecn_names),
	[FLOW] = F("ipv6.flow", "Flow Label", FT_UINT24, BASE_HEX, .off = 1, .size = 3, .mask = 0x0fffff, .label = flow_label),
	[PLEN] = F("ipv6.plen", "Payload Length", FT_UINT16, BASE_DEC, .off = 4, .size = 2, .label = plen_label),
	[NXT] = F("ipv6.nxt", "Next Header", FT_UINT8, BASE_DEC, .off = 6, .size = 1, .vals = &ip_proto_names),
	[HLIM] = F("ipv6.hlim", "Hop Limit", FT_UINT8, BASE_DEC, .off = 7, .size = 1),
	[ADDR] = F("ipv6.addr", "Source or Destination Address", FT_IPv6, BASE_NONE, .flags = F_HIDDEN),
	[HOST] = HOST_ROW("host", "Source or Destination Host"),
	[SRC] = F("ipv6.src", "Source Address", FT_IPv6, BASE_NONE),
	[SRC_HOST] = HOST_ROW("src_host", "Source Host"),
	[DST] = F("ipv6.dst", "Destination Address", FT_IPv6, BASE_NONE),
	[DST_HOST] = HOST_ROW("dst_host", "Destination Host"),
	TOLD(SLAAC, "slaac_mac", "SLAAC MAC", FT_ETHER),
	TOLD(ISATAP, "isatap_ipv4", "ISATAP IPv4", FT_IPv4),
	TOLD(SIXTO4, "6to4_gw_ipv4", "6to4 Gateway IPv4", FT_IPv4),
	TOLD(SLA, "6to4_sla_id", "6to4 SLA ID", FT_UINT16),
	TOLD(TEREDO_SERVER, "ts_ipv4", "Teredo Server IPv4", FT_IPv4),
	TOLD(TEREDO_PORT, "tc_port", "Teredo Port", FT_UINT16),
	TOLD(TEREDO_CLIENT, "tc_ipv4", "Teredo Client IPv4", FT_IPv4),
	[EMBED] = F("ipv6.src_embed_ipv4", "Source Embedded IPv4", FT_IPv4, BASE_NONE, .flags = F_GENERATED),
	[EMBED_DST] = F("ipv6.dst_embed_ipv4", "Destination Embedded IPv4", FT_IPv4, BASE_NONE, .flags = F_GENERATED),
	[EMBED_ANY] = F("ipv6.embed_ipv4", "Embedded IPv4", FT_IPv4, BASE_NONE, .flags = F_GENERATED),
	[EMBED_PREFIX] = F("ipv6.embed_ipv4_prefix", "Embedded IPv4 Prefix", FT_BYTES, BASE_NONE, .flags = F_GENERATED),
	[EMBED_U] = F("ipv6.embed_ipv4_u", "Embedded IPv4 u field", FT_BYTES, BASE_NONE, .flags = F_GENERATED),
	[EMBED_SUFFIX] = F("ipv6.embed_ipv4_suffix", "Embedded IPv4 Suffix", FT_BYTES, BASE_NONE, .flags = F_GENERATED),
	[PLEN_EXCEEDS] = F_EXPERT("ipv6.plen_exceeds_framing", "IPv6 payload length does not match expected framing length", PI_WARN,
				  PI_PROTOCOL),
	[PLEN_ZERO] = F_EXPERT("ipv6.plen_zero",
			       "IPv6 payload length equals 0 (maybe because of \"TCP segmentation offload\" (TSO))", PI_CHAT,
			       PI_PROTOCOL),
	[JUMBO_MISSING_HERE] = F_EXPERT("ipv6.opt.jumbo.missing",
					"IPv6 payload length equals 0 and Hop-By-Hop present and Jumbo Payload option missing",
					PI_ERROR, PI_MALFORMED),
	[BAD_VERSION] = F_EXPERT("ipv6.bogus_ipv6_version", "Bogus IPv6 version", PI_ERROR, PI_MALFORMED),
	[BAD_HEADER] = F_EXPERT("ipv6.invalid_header", "IPv6 header must be exactly 40 bytes", PI_ERROR, PI_MALFORMED),
	[EMBED_U_NONZERO] = F_EXPERT("ipv6.embed_ipv4.u.nonzero", "IPv4-Embedded IPv6 address bit 64 to 71 must be zero", PI_WARN,
				     PI_PROTOCOL),
};

/* Nothing follows; or who should says that not a byte of it is there. */
OUT_OF_LINE void next_nothing(struct dissection *d, struct layer *l, unsigned next, struct slice bytes)
{
	if (next == NXT_NONE)
		next_data(d, l, bytes);
	else
		next_called(d, l, registry_next(d->registry, NEXT_IP_PROTO, next), bytes);
}

void ipv6_next(struct dissection *d, struct layer *l, unsigned next, struct slice bytes)
{
	if (next == NXT_NONE || !bytes.wire)
		next_nothing(d, l, next, bytes);
	else
		next_value(d, l, NEXT_IP_PROTO, next, bytes);
}

/* A payload length of 0 before hop-by-hop options means a jumbogram: the length is in an option (RFC 2675). */
static uint32_t payload_length(const struct layer *l)
{
	uint32_t plen = slice_u16(l->data, 4);
	if (plen || slice_u8(l->data, 6) != NXT_HOPOPTS || !slice_has(l->data, HEADER, 2))
		return plen;
	uint32_t end = HEADER + (slice_u8(l->data, HEADER + 1) + 1u) * 8;
	uint32_t jumbo = ipv6_find_option(l->data, HEADER + 2, end, OPTION_JUMBO);
	return jumbo && slice_u32(l->data, jumbo) >= LEAST_JUMBO ? slice_u32(l->data, jumbo) : 0;
}

static void ipv6_dissect(struct dissection *d, struct layer *l)
{
	unsigned next = slice_u8(l->data, 6);
	if (slice_has(l->data, 0, 1) && slice_u8(l->data, 0) >> 4 != 6) {
		l->fact[IPV6_FACT_PROBLEM] = IPV6_BAD_VERSION;
		l->path = "";
		l->tree_len = l->data.len < HEADER ? l->data.len : HEADER;
		next_data(d, l, l->data);
		return;
	}
	if (slice_has(l->data, 8, 16))
		l->src = (struct address){ ADDR_IPV6, 16, l->data.p + 8 };
	if (!layer_header(l, HEADER)) {
		l->fact[IPV6_FACT_PROBLEM] = IPV6_CUT;
		l->header_len = l->data.len;
		l->flags |= l->data.wire ? LAYER_TOLD : 0;
		return;
	}
	l->dst = (struct address){ ADDR_IPV6, 16, l->data.p + 24 };
	uint32_t plen = payload_length(l);
	l->fact[IPV6_FACT_KIND] = plen >= LEAST_JUMBO ? plen : 0;
	l->data = slice_first(l->data, plen <= UINT32_MAX - HEADER ? HEADER + plen : plen);
	layer_header(l, HEADER);
	ipv6_next(d, l, next, l->payload);
}

static bool has_bytes(const uint8_t *p, const char *hex)
{
	for (; *hex; hex += 2, p++) {
		unsigned high = (unsigned char)hex[0] - (hex[0] > '9' ? 'a' - 10u : '0');
		unsigned low = (unsigned char)hex[1] - (hex[1] > '9' ? 'a' - 10u : '0');
		if (*p != (high << 4 | low))
			return false;
	}
	return true;
}

/* A value told by an address: shown for its side, and hidden for either. */
static void put_told(struct tree *t, unsigned row, unsigned side, uint32_t off, uint32_t n, uint64_t v)
{
	put_uint(t, row + side, off, n, v);
	put_uint(t, row + 2, off, n, v);
}

/* IPv4 inside IPv6 by the well-known prefix 64:ff9b::/96 (RFC 6052). */
static void put_embedded(struct tree *t, const struct layer *l, unsigned side, uint32_t off)
{
	put(t, EMBED_PREFIX, off, 12);
	put_uint(t, EMBED + side, off + 12, 4, slice_u32(l->data, off + 12));
	put_uint(t, EMBED_ANY, off + 12, 4, slice_u32(l->data, off + 12));
}

/* What an address says of tunnels (RFC 3056, 4380, 5214) and of the interface it was made from (RFC 4291, appendix A). */
static void put_told_by(struct tree *t, const struct layer *l, unsigned side)
{
	uint32_t off = side ? 24 : 8;
	const uint8_t *p = l->data.p + off;
	if (has_bytes(p, "2002")) {
		put_told(t, SIXTO4, side, off + 2, 4, slice_u32(l->data, off + 2));
		t->n -= t->n && t->record[t->n - 1].f == &t->rows[SIXTO4_ANY];
		put_uint(t, SLA + side, off + 6, 2, slice_u16(l->data, off + 6));
		put_uint(t, SIXTO4_ANY, off + 2, 4, slice_u32(l->data, off + 2));
		put_uint(t, SLA_ANY, off + 6, 2, slice_u16(l->data, off + 6));
	} else if (has_bytes(p, "20010000")) {
		uint32_t server = slice_u32(l->data, off + 4), client = ~slice_u32(l->data, off + 12);
		uint16_t port = (uint16_t)~slice_u16(l->data, off + 10);
		for (unsigned k = side; k < 3; k += 2 - side) {
			put_uint(t, TEREDO_SERVER + k, off + 4, 4, server);
			put_uint(t, TEREDO_PORT + k, off + 10, 2, port);
			put_uint(t, TEREDO_CLIENT + k, off + 12, 4, client);
		}
	} else if (has_bytes(p, "0064ff9b0000000000000000")) {
		put_embedded(t, l, side, off);
	}
	if (has_bytes(p + 8, "00005efe") || has_bytes(p + 8, "02005efe"))
		put_told(t, ISATAP, side, off + 12, 4, slice_u32(l->data, off + 12));
	else if (p[8] & 2 && p[11] == 0xff && p[12] == 0xfe) {
		uint8_t mac[6] = { p[8] ^ 2, p[9], p[10], p[13], p[14], p[15] };
		put_copy(t, SLAAC + side, off + 8, 8, mac, 6);
		put_copy(t, SLAAC_ANY, off + 8, 8, mac, 6);
	}
}

static void put_host(struct tree *t, uint32_t off, unsigned row)
{
	put(t, row, off, 16);
	put(t, ADDR, off, 16);
	put(t, row + 1, off, 16);
	put(t, HOST, off, 16);
}

/* ip.version is IPv4's, but filters may ask it of either. */
static void put_ip_version(struct tree *t)
{
	if (!tree_borrow(t))
		return;
	put(t, IP_VERSION_ROW, 0, 1)->flags |= R_HIDDEN;
	tree_give_back(t);
}

static void put_length_notes(struct tree *t, const struct layer *l)
{
	uint32_t plen = slice_u16(l->data, 4), available = l->data.wire - HEADER;
	uint8_t next = slice_u8(l->data, 6);
	tree_push(t);
	if (!plen && l->fact[IPV6_FACT_KIND])
		plen = (uint32_t)l->fact[IPV6_FACT_KIND];
	if (!plen && next == NXT_HOPOPTS) {
		put_expert(t, JUMBO_MISSING_HERE, 4, 0, NULL);
	} else if (!plen && next != NXT_NONE) {
		put_expert(t, PLEN_ZERO, 4, 0, NULL);
	} else if (plen > available && !(l->flags & LAYER_QUOTED)) {
		MESSAGE(m);
		buf_lit(&m, "IPv6 payload length exceeds framing length (");
		fmt_uint(&m, available);
		buf_lit(&m, " bytes)");
		put_expert(t, PLEN_EXCEEDS, 4, 0, message_text(&m));
	}
	tree_pop(t);
}

static void ipv6_tree(struct tree *t, const struct layer *l)
{
	if (!slice_has(l->data, 0, 1))
		tree_drop(t);
	tree_proto(t)->len += (uint32_t)l->fact[IPV6_FACT_LENGTH];
	put_rows(t, V6_VERSION, V6_VERSION, 0);
	if (l->fact[IPV6_FACT_PROBLEM] == IPV6_BAD_VERSION) {
		tree_push(t);
		put_expert(t, BAD_VERSION, 0, 0, NULL);
		tree_pop(t);
		put_ip_version(t);
		return;
	}
	put_ip_version(t);
	if (!slice_has_wire(l->data, 0, HEADER))
		put_expert(t, BAD_HEADER, 0, 0, NULL);
	if (!slice_has(l->data, 0, 4) || tree_memo(t, TCLASS, (struct memo_key){ { slice_u32(l->data, 0) } })) {
		put_rows(t, TCLASS, FLOW, 0);
		tree_memo_end(t);
	}
	if (!tree_need(t, 0, 7))
		return;
	put_rows(t, PLEN, PLEN, 0);
	if (slice_has(l->data, 0, HEADER))
		put_length_notes(t, l);
	put_rows(t, NXT, HLIM, 0);
	const struct memo_key hosts = { { slice_u64(l->data, 8), slice_u64(l->data, 16), slice_u64(l->data, 24),
					  slice_u64(l->data, 32) } };
	if (!slice_has(l->data, 0, HEADER) || tree_memo(t, SRC, hosts)) {
		put_host(t, 8, SRC);
		put_host(t, 24, DST);
		tree_memo_end(t);
	}
	if (tree_ended(t))
		return;
	put_told_by(t, l, 0);
	put_told_by(t, l, 1);
}

void ipv6_next_info(struct column *c, unsigned next)
{
	const char *name = value_text(&ip_proto_names, next);
	if (next == NXT_NONE) {
		buf_lit(&c->info, "IPv6 no next header");
		return;
	}
	buf_lit(&c->info, "Unknown IP Protocol: ");
	buf_str(&c->info, name ? name : "Unknown");
	buf_lit(&c->info, " (");
	fmt_uint(&c->info, next);
	buf_char(&c->info, ')');
}

static void ipv6_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	if (l->fact[IPV6_FACT_PROBLEM] == IPV6_BAD_VERSION) {
		c->keep = true;
	} else if (l->flags & LAYER_MALFORMED) {
		buf_lit(&c->info, "Invalid IPv6 header (");
		fmt_uint(&c->info, l->data.wire);
		buf_lit(&c->info, " bytes, need exactly 40)");
	} else if (!(l->flags & LAYER_SHORT)) {
		ipv6_next_info(c, slice_u8(l->data, 6));
	}
}

static const struct next_link ipv6_on[] = {
	{ NEXT_ETHERTYPE, ETHERTYPE_IPV6 }, { NEXT_IP_PROTO, 41 }, { NEXT_LINK_TYPE, 229 }, { NEXT_PPP, 0x57 },
	{ NEXT_NULL_FAMILY, 24 }, { NEXT_NULL_FAMILY, 28 }, { NEXT_NULL_FAMILY, 30 }, { NEXT_NULL_FAMILY, 10 },
};

const struct protocol protocol_ipv6 = {
	.name = "ipv6",
	.column = "IPv6",
	.borrows = "ip",
	FIELDS(ipv6_fields),
	ON(ipv6_on),
	.told_early = true,
	.reads_first = 1,
	.dissect = ipv6_dissect,
	.fields_of = ipv6_tree,
	.info = ipv6_info,
};
