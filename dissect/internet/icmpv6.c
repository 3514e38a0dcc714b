/* icmpv6.c: Internet Control Message Protocol for IPv6 (RFC 4443) and what is carried by it. */
#include "base/checksum.h"
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/internet/icmp_extensions.h"
#include "dissect/internet/icmpv6_impl.h"
#include "dissect/message.h"
#include "dissect/numbers.h"

/*   0        1        2               4                               8
 *  +--------+--------+---------------+-------------------------------+--------------------------------
 *  |  type  |  code  |  checksum     |  of the type                  |  more of the type, options
 *  +--------+--------+---------------+-------------------------------+-------------------------------- */
enum { HEADER = 8 };

static bool quotes(unsigned type)
{
	return type >= MSG_UNREACHABLE && type <= MSG_PARAMETER;
}

uint32_t icmpv6_options_at(unsigned type)
{
	switch (type) {
	case MSG_RS:
	case MSG_IND_SOLICITATION:
	case MSG_IND_ADVERTISEMENT:
	case MSG_PREFIX_ADVERTISEMENT:
	case MSG_PATH_SOLICITATION:
	case MSG_EXPERIMENTAL_MOBILITY:
	case MSG_FMIPV6: return 8;
	case MSG_PATH_ADVERTISEMENT: return 12;
	case MSG_RA: return 16;
	case MSG_NS:
	case MSG_NA: return 24;
	case MSG_REDIRECT: return 40;
	default: return 0;
	}
}

/* RFC 4884, 4.2: where extensions begin, 0 when the message speaks of none. */
static uint32_t extensions_at(const struct layer *l)
{
	unsigned type = slice_u8(l->data, 0);
	uint32_t length = type == MSG_UNREACHABLE || type == MSG_TIME_EXCEEDED ? slice_u8(l->data, 4) * 8u : 0;
	return length ? HEADER + length : 0;
}

static void dissect_error(struct dissection *d, struct layer *l)
{
	uint32_t ext = extensions_at(l);
	next_quoted(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, slice_from(l->data, HEADER));
	if (ext && ext < l->data.wire)
		next_continued(d, l, slice_from(l->data, ext));
}

static void dissect_redirect(struct dissection *d, struct layer *l)
{
	uint32_t off, len;
	if (!icmpv6_find_quote(l->data, icmpv6_options_at(MSG_REDIRECT), &off, &len))
		return;
	next_quoted(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, slice_sub(l->data, off, len));
	next_inside(d, l, 2);
	l->fact[ICMPV6_FACT_REST] = off + len;
	next_continued(d, l, slice_from(l->data, off + len));
}

static void icmpv6_dissect(struct dissection *d, struct layer *l)
{
	if (!layer_header(l, 1))
		return;
	unsigned type = slice_u8(l->data, 0);
	layer_header(l, l->data.len < HEADER ? l->data.len : HEADER);
	l->tree_len = l->data.len;
	if (l->data.len <= HEADER)
		return;
	if (quotes(type)) {
		dissect_error(d, l);
	} else if (type == MSG_REDIRECT) {
		dissect_redirect(d, l);
	} else if (type == MSG_ECHO_REQUEST || type == MSG_ECHO_REPLY) {
		next_data(d, l, slice_from(l->data, HEADER));
		next_inside(d, l, 1);
	}
}

void icmpv6_put_prefix(struct tree *t, const struct layer *l, unsigned row, uint32_t off, uint32_t n, uint32_t bits)
{
	uint8_t prefix[16];
	if (!tree_need(t, off, n))
		return;
	icmpv6_prefix(l->data, off, n, bits, prefix);
	put_copy(t, row, off, n, prefix, sizeof prefix);
}

void icmpv6_put_unknown(struct tree *t, uint32_t off, uint32_t n)
{
	put(t, UNKNOWN_DATA, off, n);
	tree_push(t);
	put_expert(t, UNKNOWN_DATA_EXPERT, off, 0, NULL);
	tree_pop(t);
}

void icmpv6_put_undecoded(struct tree *t, unsigned row, uint32_t off, uint32_t n, const char *what, unsigned number)
{
	MESSAGE(m);
	buf_lit(&m, "ICMPv6 ");
	buf_str(&m, what);
	buf_lit(&m, " ");
	fmt_uint(&m, number);
	buf_lit(&m, " is not taken apart further");
	put_expert(t, row, off, n, message_text(&m));
}

static void put_checksum(struct tree *t, const struct layer *l)
{
	struct checked_sum sum = { CHECKSUM_UNVERIFIED, 0, " [in ICMP error packet]" };
	if (!(l->flags & LAYER_QUOTED)) {
		uint64_t pseudo = (uint64_t)(l->data.wire >> 16) + (l->data.wire & 0xffff) + IP_PROTO_ICMPV6;
		if (l->src.len)
			pseudo = checksum_add(pseudo, l->src.p, l->src.len);
		if (l->dst.len)
			pseudo = checksum_add(pseudo, l->dst.p, l->dst.len);
		sum = sum_check(l->data, pseudo, slice_u16(l->data, 2));
		if (sum.status == CHECKSUM_UNVERIFIED)
			sum.why = " [fragmented datagram]";
	}
	put_sum(t, CHECKSUM, 2, &sum);
}

static void put_error(struct tree *t, const struct layer *l, unsigned type)
{
	uint32_t ext = extensions_at(l);
	if (type == MSG_TOO_BIG)
		put(t, MTU, 4, 4);
	else if (type == MSG_PARAMETER)
		put(t, POINTER, 4, 4);
	if (type == MSG_UNREACHABLE || type == MSG_TIME_EXCEEDED) {
		if (ext)
			put(t, LENGTH, 4, 1);
		put(t, RESERVED, ext ? 5 : 4, ext ? 3 : 4);
	}
	tree_need(t, HEADER, 1);
	if (ext > l->data.wire) {
		tree_malformed(t);
	} else if (ext && ext == l->data.wire && tree_borrow(t)) {
		icmp_put_extensions(t, l, ext);
		tree_give_back(t);
	}
}

static void put_echo(struct tree *t, const struct layer *l)
{
	const struct match_note *n = layer_match_note(t->d, l);
	put_rows(t, ECHO_IDENTIFIER, ECHO_SEQUENCE_NUMBER, 0);
	if (!n)
		return;
	double ms = (double)n->elapsed / 1e6;
	uint64_t bits;
	memcpy(&bits, &ms, sizeof bits);
	put_uint(t, RESP_TO, 0, 0, n->frame);
	put_uint(t, RESPTIME, 0, 0, bits);
}

static void put_mobility(struct tree *t, const struct layer *l)
{
	unsigned subtype = slice_u8(l->data, 4);
	put_rows(t, FMIP6_SUBTYPE, FMIP6_SUBTYPE, 0);
	if (subtype == 4)
		put_rows(t, FMIP6_HI_FLAG, FMIP6_HI_FLAG_RESERVED, 0);
	else if (subtype == 2 || subtype == 3 || subtype == 5)
		put(t, RESERVED, 5, 1);
	put_rows(t, FMIP6_IDENTIFIER, FMIP6_IDENTIFIER, 0);
}

static void put_locators(struct tree *t, const struct layer *l)
{
	put(t, ILNP_NB_LOCS, 4, 1);
	put(t, RESERVED, 5, 1);
	put(t, RESERVED, 6, 2);
	uint32_t off = HEADER;
	for (unsigned n = slice_u8(l->data, 4); n && !tree_ended(t); n--, off += 12) {
		put(t, ILNP_NB_LOCATOR, off, 8);
		put(t, ILNP_NB_PREFERENCE, off + 8, 2);
		put(t, ILNP_NB_LIFETIME, off + 10, 2);
	}
}

static void put_extended_echo(struct tree *t, const struct layer *l, bool request)
{
	put_rows(t, ECHO_IDENTIFIER, ECHO_IDENTIFIER, 0);
	put_rows(t, EXT_ECHO_SEQ, EXT_ECHO_SEQ, 0);
	if (!request) {
		put_rows(t, EXT_ECHO_RSP_STATE, EXT_ECHO_RSP_IPV6, 0);
		return;
	}
	put_rows(t, EXT_ECHO_REQ_RES, EXT_ECHO_REQ_LOCAL, 0);
	if (!tree_ended(t) && tree_borrow(t)) {
		icmp_put_extensions(t, l, HEADER);
		tree_give_back(t);
	}
}

/* Neighbor discovery and other messages that end in options: what stands before those. */
static void put_before_options(struct tree *t, const struct layer *l, unsigned type)
{
	switch (type) {
	case MSG_RA: put_rows(t, ND_RA_CUR_HOP_LIMIT, ND_RA_RETRANS_TIMER, 0); break;
	case MSG_NA: put_rows(t, ND_NA_FLAG, ND_NA_TARGET_ADDRESS, 0); break;
	case MSG_PREFIX_ADVERTISEMENT:
		put_rows(t, MIP6_IDENTIFIER, MIP6_IDENTIFIER, 0);
		put_rows(t, MIP6_FLAG, MIP6_FLAG_RSV, 0);
		break;
	case MSG_PATH_SOLICITATION:
		put(t, SEND_IDENTIFIER, 4, 2);
		put(t, SEND_COMPONENT, 6, 2);
		break;
	case MSG_PATH_ADVERTISEMENT:
		put(t, SEND_IDENTIFIER, 4, 2);
		put(t, SEND_ALL_COMPONENTS, 6, 2);
		put(t, SEND_COMPONENT, 8, 2);
		put(t, RESERVED, 10, 2);
		break;
	case MSG_FMIPV6:
	case MSG_EXPERIMENTAL_MOBILITY: put_mobility(t, l); break;
	default:
		put(t, RESERVED, 4, 4);
		if (type == MSG_NS)
			put_rows(t, ND_NS_TARGET_ADDRESS, ND_NS_TARGET_ADDRESS, 0);
		else if (type == MSG_REDIRECT)
			put_rows(t, ND_RD_TARGET_ADDRESS, RD_NA_DESTINATION_ADDRESS, 0);
	}
}

static void put_home_agents(struct tree *t, const struct layer *l, unsigned type)
{
	put_rows(t, MIP6_IDENTIFIER, MIP6_IDENTIFIER, 0);
	put(t, RESERVED, 6, 2);
	if (type != MSG_HA_REPLY)
		return;
	for (uint32_t off = HEADER; off < l->data.wire && !tree_ended(t); off += 16)
		put(t, MIP6_HOME_AGENT_ADDRESS, off, 16);
}

static void put_body(struct tree *t, const struct layer *l, unsigned type)
{
	switch (type) {
	case MSG_ECHO_REQUEST:
	case MSG_ECHO_REPLY: put_echo(t, l); break;
	case MSG_MLD_QUERY:
	case MSG_MLD_REPORT:
	case MSG_MLD_DONE:
	case MSG_MLD2_REPORT: icmpv6_put_mld(t, l, type); break;
	case MSG_RENUMBERING: icmpv6_put_renumbering(t, l); break;
	case MSG_NI_QUERY:
	case MSG_NI_REPLY: icmpv6_put_node_information(t, l, type); break;
	case MSG_HA_REQUEST:
	case MSG_HA_REPLY:
	case MSG_PREFIX_SOLICITATION: put_home_agents(t, l, type); break;
	case MSG_MRD_ADVERTISEMENT: put_rows(t, MCAST_RA_QUERY_INTERVAL, MCAST_RA_ROBUSTNESS_VARIABLE, 0); break;
	case MSG_MRD_SOLICITATION:
	case MSG_MRD_TERMINATION: break;
	case MSG_RPL: icmpv6_put_rpl(t, l); break;
	case MSG_LOCATOR: put_locators(t, l); break;
	case MSG_DA_REQUEST:
	case MSG_DA_CONFIRMATION: put_rows(t, DA_STATUS, DA_REG_ADDR, 0); break;
	case MSG_MPL: icmpv6_put_mpl(t, l); break;
	case MSG_EXTENDED_ECHO:
	case MSG_EXTENDED_ECHO_REPLY: put_extended_echo(t, l, type == MSG_EXTENDED_ECHO); break;
	default:
		icmpv6_put_undecoded(t, UNDECODED_TYPE, 0, 0, "Type", type);
		put(t, DATA, 4, l->data.len > 4 ? l->data.len - 4 : 0);
	}
}

static void put_rest(struct tree *t, const struct layer *l)
{
	if (l->fact[ICMPV6_FACT_REST]) {
		icmpv6_put_options(t, l, 0);
	} else if (tree_borrow(t)) {
		icmp_put_extensions(t, l, 0);
		tree_give_back(t);
	}
}

static void icmpv6_tree(struct tree *t, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 0);
	uint32_t options = icmpv6_options_at(type);
	if (l->flags & LAYER_CONTINUED) {
		put_rest(t, l);
		return;
	}
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return;
	put(t, TYPE, 0, 1);
	put(t, CODE, 1, 1);
	if (tree_need(t, 2, 2))
		put_checksum(t, l);
	if (quotes(type)) {
		put_error(t, l, type);
	} else if (options) {
		put_before_options(t, l, type);
		icmpv6_put_options(t, l, options);
	} else {
		put_body(t, l, type);
	}
}

static void info_echo(struct buf *b, const struct dissection *d, const struct layer *l)
{
	const struct match_note *n = layer_match_note(d, l);
	const struct layer *ip = layer_above(d, l, "ipv6");
	buf_lit(b, " id=0x");
	fmt_hex(b, slice_u16(l->data, 4), 4);
	buf_lit(b, ", seq=");
	fmt_uint(b, slice_u16(l->data, 6));
	buf_lit(b, ", hop limit=");
	fmt_uint(b, ip ? slice_u8(ip->data, 7) : 0);
	if (n) {
		buf_lit(b, " (request in ");
		fmt_uint(b, n->frame);
		buf_char(b, ')');
	}
}

static void info_neighbor(struct buf *b, const struct layer *l, unsigned type)
{
	static const char *const names[] = { "rtr", "sol", "ovr" };
	unsigned flags = slice_u8(l->data, 4) >> 5;
	if (!slice_has(l->data, 0, 24))
		return;
	buf_str(b, type == MSG_NS ? " for " : " ");
	fmt_ipv6(b, l->data.p + 8);
	if (type == MSG_NS)
		return;
	buf_lit(b, " (");
	for (unsigned i = 0, any = 0; i < 3; i++)
		if (flags >> (2 - i) & 1) {
			if (any++)
				buf_lit(b, ", ");
			buf_str(b, names[i]);
		}
	if (!flags)
		buf_lit(b, "none");
	buf_char(b, ')');
}

static void info_code(struct buf *b, const struct layer *l, unsigned type)
{
	char room[CODE_NAME_ROOM];
	const char *name = icmpv6_code_name(l->data, room);
	if (type == MSG_FMIPV6 || type == MSG_EXPERIMENTAL_MOBILITY) {
		unsigned subtype = slice_u8(l->data, 4);
		name = value_text(icmpv6_fields[FMIP6_SUBTYPE].vals, subtype);
		buf_str(b, name ? " (" : " (Unknown (");
		if (!name)
			fmt_uint(b, subtype);
		buf_str(b, name ? name : ")");
		buf_char(b, ')');
	} else if (name) {
		buf_lit(b, " (");
		buf_str(b, name);
		buf_char(b, ')');
	}
}

/* Bytes without which a message of this type is cut off. */
static uint32_t icmpv6_needs(unsigned type)
{
	uint32_t options = icmpv6_options_at(type);
	if (options)
		return options;
	if (quotes(type))
		return HEADER + 1;
	switch (type) {
	case MSG_MRD_SOLICITATION:
	case MSG_MRD_TERMINATION: return 4;
	case MSG_MLD_QUERY:
	case MSG_MLD_REPORT:
	case MSG_MLD_DONE:
	case MSG_DA_REQUEST:
	case MSG_DA_CONFIRMATION: return 24;
	case MSG_RENUMBERING:
	case MSG_NI_QUERY:
	case MSG_NI_REPLY: return 16;
	case MSG_RPL:
	case MSG_MPL: return 4;
	default: return type < MSG_ECHO_REQUEST || type > MSG_EXTENDED_ECHO_REPLY ? 4 : HEADER;
	}
}

static const char *info_ending(const struct dissection *d, const struct layer *l, unsigned type)
{
	uint32_t needs = icmpv6_needs(type);
	if (!slice_has(l->data, 0, needs))
		return slice_has_wire(l->data, 0, needs) ? "[Packet size limited during capture]"
							 : "[Malformed Packet]";
	if (quotes(type) && l->data.len < l->data.wire)
		for (const struct layer *q = l + 1; q < d->layer + d->n_layers; q++)
			if (q->flags & LAYER_QUOTED && q->flags & LAYER_SHORT)
				return "[Packet size limited during capture]";
	if (type == MSG_MLD2_REPORT && l->data.len < l->data.wire && dry_ending(d, l) == LAYER_SHORT)
		return "[Packet size limited during capture]";
	return quotes(type) && extensions_at(l) > l->data.wire ? "[Malformed Packet]" : "";
}

static void icmpv6_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 0);
	uint32_t options = icmpv6_options_at(type);
	const char *name = value_text(icmpv6_fields[TYPE].vals, type);
	struct buf *b = &c->info;
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown (");
		fmt_uint(b, type);
		buf_char(b, ')');
	}
	info_code(b, l, type);
	if ((type == MSG_ECHO_REQUEST || type == MSG_ECHO_REPLY) && slice_has(l->data, 0, HEADER))
		info_echo(b, d, l);
	else if (type == MSG_NS || type == MSG_NA)
		info_neighbor(b, l, type);
	if (slice_has(l->data, 0, options) && options && !icmpv6_info_options(b, l->data, options))
		buf_str(b, l->data.len < l->data.wire ? "[Packet size limited during capture]" : "[Malformed Packet]");
	buf_str(b, info_ending(d, l, type));
}

static const struct next_link icmpv6_on[] = { { NEXT_IP_PROTO, IP_PROTO_ICMPV6 } };

const struct protocol protocol_icmpv6 = {
	.name = "icmpv6",
	.column = "ICMPv6",
	.fields = icmpv6_fields,
	.n_fields = ICMPV6_N_ROWS,
	ON(icmpv6_on),
	.borrows = "icmp",
	.dissect = icmpv6_dissect,
	.fields_of = icmpv6_tree,
	.info = icmpv6_info,
};
