/* ipv4.c: Internet Protocol version 4 (RFC 791). */
#include "base/checksum.h"
#include "base/fmt.h"
#include "base/inline.h"
#include "dissect/column.h"
#include "dissect/internet/fragment.h"
#include "dissect/internet/ipv4_impl.h"
#include "dissect/message.h"
#include "dissect/numbers.h"
#include "dissect/options.h"

/*   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+---------------+-------------------------------+
 *  |version|hdr len|  DSCP     |ECN|  total length                 |
 *  +-------+-------+---------------+-----+-------------------------+
 *  |  identification               |flags|  fragment offset        |
 *  +---------------+---------------+-----+-------------------------+
 *  |  time to live |  protocol     |  header checksum              |
 *  +---------------+---------------+-------------------------------+
 *  |  source address, destination address, options                 |
 *  +---------------------------------------------------------------+ */
enum { FRAGMENT_BITS = 0x3fff, MORE_BIT = 0x2000, OFFSET_BITS = 0x1fff, PROTO_PIM = 103, PROTO_OSPF = 89 };

static uint32_t min_u32(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Something other than version 4. Whoever names us by ethertype means IPv4, and version 6 gets a second chance; below
 * another IP header or PPP either version may come. */
static void wrong_version(struct dissection *d, struct layer *l, unsigned version)
{
	const char *above = layer_parent(d, l)->proto->name;
	bool any = !strcmp(above, "ip") || !strcmp(above, "ipv6") || !strcmp(above, "ppp") || !strcmp(above, "clip");
	l->fact[IP_FACT_PROBLEM] = any ? IP_BAD_VERSION_ANY : IP_BAD_VERSION;
	l->tree_len = any ? 1 : min_u32((slice_u8(l->data, 0) & 15) * 4u, l->data.len);
	if (version == 6)
		next_named(d, l, "ipv6", l->data);
}

static bool checksum_is_bad(const struct dissection *d, const struct layer *l)
{
	return d->options->ip_check_checksum && checksum_fold(checksum_add(0, l->data.p, l->header_len));
}

bool ipv4_fragment(const struct dissection *d, const struct layer *l, struct ip_fragment *f)
{
	unsigned word = slice_u16(l->data, 6);
	uint32_t n = (uint32_t)l->fact[IP_FACT_TOTAL] - l->header_len;
	if (!(word & FRAGMENT_BITS) || !d->options->ip_defragment || !n || !slice_has(l->payload, 0, n) ||
	    checksum_is_bad(d, l))
		return false;
	*f = (struct ip_fragment){ .id = slice_u16(l->data, 4),
				   .off = (word & OFFSET_BITS) * 8u,
				   .more = word & MORE_BIT,
				   .proto = slice_u8(l->data, 9) };
	return true;
}

/* What nearly all datagrams are: whole headers without options, no fragments, lengths that fit. False: another one. */
static bool plain_dissect(struct dissection *d, struct layer *l)
{
	enum { HEADER = 20, VERSION_4_OF_20 = 0x45 };
	if (!slice_has(l->data, 0, HEADER) || l->data.p[0] != VERSION_4_OF_20)
		return false;
	const struct slice head = { l->data.p, HEADER, HEADER }; /* of which all is there */
	uint32_t total = slice_u16(head, 2);
	if (total < HEADER || slice_u16(head, 6) & FRAGMENT_BITS)
		return false;
	l->fact[IP_FACT_TOTAL] = total;
	l->header_len = l->tree_len = HEADER;
	struct slice data = slice_first(l->data, total), payload = slice_behind(data, HEADER);
	l->data = data;
	l->payload = payload;
	l->src = (struct address){ ADDR_IPV4, 4, head.p + 12 };
	l->dst = (struct address){ ADDR_IPV4, 4, head.p + 16 };
	next_value(d, l, NEXT_IP_PROTO, head.p[9], payload);
	return true;
}

OUT_OF_LINE void other_dissect(struct dissection *d, struct layer *l)
{
	uint32_t header = (slice_u8(l->data, 0) & 15) * 4u, total = slice_u16(l->data, 2), available = l->data.wire;
	if (slice_has(l->data, 0, 1) && slice_u8(l->data, 0) >> 4 != 4) {
		wrong_version(d, l, slice_u8(l->data, 0) >> 4);
		return;
	}
	if (slice_has(l->data, 0, 1) && header < 20) {
		l->fact[IP_FACT_PROBLEM] = IP_BAD_HEADER;
		l->tree_len = header;
		return;
	}
	if (!total && d->options->ip_tso && slice_has(l->data, 0, 4))
		total = available;
	l->fact[IP_FACT_TOTAL] = total;
	l->tree_len = min_u32(header, l->data.len);
	if (total < header && slice_has(l->data, 0, 4)) {
		l->fact[IP_FACT_PROBLEM] = IP_BAD_LENGTH;
		return;
	}
	if (slice_has(l->data, 0, 4))
		l->data = slice_first(l->data, total);
	if (slice_has(l->data, 12, 4))
		l->src = (struct address){ ADDR_IPV4, 4, l->data.p + 12 };
	/* The destination is known when the options are: they may name another one. */
	uint32_t route = header > 20 && slice_has(l->data, 0, 20) ? ipv4_route_end(l->data, header) : 0;
	if (!layer_header(l, 20) || route == ROUTE_CUT) {
		l->fact[IP_FACT_PROBLEM] = IP_CUT;
		layer_header(l, header);
		return;
	}
	l->dst = (struct address){ ADDR_IPV4, 4, l->data.p + (route ? route : 16) };
	l->fact[IP_FACT_ROUTE] = route;
	if (!layer_header(l, header))
		return;
	if (header > 20 && !ipv4_options_fit(l->data, header)) {
		l->fact[IP_FACT_PROBLEM] = IP_BAD_OPTIONS;
		l->flags |= LAYER_MALFORMED;
		return;
	}
	unsigned fragment = slice_u16(l->data, 6) & FRAGMENT_BITS;
	struct ip_fragment joins;
	/* A first fragment that is not put together with others: its header is all there will be. */
	if (fragment && (fragment & OFFSET_BITS || !l->payload.wire || ipv4_fragment(d, l, &joins))) {
		l->flags |= LAYER_FRAGMENT;
		next_data(d, l, l->payload);
		return;
	}
	next_value(d, l, NEXT_IP_PROTO, slice_u8(l->data, 9), l->payload);
}

static void ip_dissect(struct dissection *d, struct layer *l)
{
	if (!plain_dissect(d, l))
		other_dissect(d, l);
}

static void put_host(struct tree *t, uint32_t off, unsigned address, unsigned host)
{
	put(t, address, off, 4);
	put(t, ADDR, off, 4);
	put(t, host, off, 4);
	put(t, HOST, off, 4);
}

static void put_length(struct tree *t, const struct layer *l)
{
	uint32_t total = slice_u16(l->data, 2);
	struct record *length = put_uint(t, LEN, 2, 2, l->fact[IP_FACT_TOTAL]);
	if (!total && l->fact[IP_FACT_TOTAL]) /* the frame's, for the packet says none */
		length->flags |= R_GENERATED;
	tree_push(t);
	if (l->fact[IP_FACT_PROBLEM] == IP_BAD_LENGTH) {
		put_expert(t, BAD_LENGTH, 2, 0, NULL);
	} else if (!(l->flags & LAYER_QUOTED) && total > l->data.wire) {
		MESSAGE(m);
		buf_lit(&m, "IPv4 total length exceeds packet length (");
		fmt_uint(&m, l->data.wire);
		buf_lit(&m, " bytes)");
		put_expert(t, BAD_LENGTH, 2, 0, message_text(&m));
	}
	tree_pop(t);
}

/* The TTL that the Local Network Control Block (224.0.0.0/24, RFC 5771) wants of a group; 0: any. */
static unsigned local_ttl(uint32_t dst)
{
	switch (dst & 0xff) {
	case 18:  /* VRRP */
	case 102: /* HSRPv2 */
	case 251: /* mDNS */ return 255;
	case 252: /* LLMNR */ return 0;
	default: return 1;
	}
}

/* Where it goes in the end: behind the last hop of a source route. */
static uint32_t last_dst(const struct layer *l)
{
	return slice_u32(l->data, l->fact[IP_FACT_ROUTE] ? (uint32_t)l->fact[IP_FACT_ROUTE] : 16);
}

/* The row that says what is wrong with the TTL; 0: nothing. */
static unsigned ttl_fault(const struct layer *l, unsigned ttl, unsigned proto)
{
	uint32_t dst = last_dst(l);
	if (!slice_has(l->data, 0, 20))
		return 0;
	if (dst >> 8 == 0xe00000)
		return local_ttl(dst) && ttl != local_ttl(dst) ? TTL_LNCB : 0;
	return ttl < 5 && dst >> 28 != 14 && proto != PROTO_PIM && proto != PROTO_OSPF ? TTL_SMALL : 0;
}

/* Time to live and protocol. */
static void put_ttl(struct tree *t, const struct layer *l)
{
	unsigned ttl = slice_u8(l->data, 8), proto = slice_u8(l->data, 9), fault = ttl_fault(l, ttl, proto);
	if (!fault && slice_has(l->data, 8, 2) && !tree_memo(t, TTL, (struct memo_key){ { ttl << 8 | proto } }))
		return;
	put_rows(t, TTL, TTL, 0);
	if (fault) {
		MESSAGE(m);
		buf_lit(&m, "\"Time To Live\" ");
		buf_str(&m, fault == TTL_LNCB ? "!= " : "only ");
		fmt_uint(&m, fault == TTL_LNCB ? local_ttl(last_dst(l)) : ttl);
		if (fault == TTL_LNCB)
			buf_lit(&m, " for a packet sent to the Local Network Control Block (see RFC 3171)");
		tree_push(t);
		put_expert(t, fault, 8, 0, message_text(&m));
		tree_pop(t);
	}
	put_rows(t, PROTO, PROTO, 0);
	tree_memo_end(t);
}

static void put_checksum(struct tree *t, const struct layer *l)
{
	struct record *r = put(t, CHECKSUM, 10, 2);
	uint16_t found = slice_u16(l->data, 10);
	if (!t->d->options->ip_check_checksum || !slice_has(l->data, 0, l->header_len)) {
		put_uint(t, CHECKSUM_STATUS, 10, 0, CHECKSUM_UNVERIFIED);
		return;
	}
	uint16_t left = checksum_fold(checksum_add(0, l->data.p, l->header_len));
	uint16_t should = left ? checksum_should_be(found, left) : found;
	r->aux = left ? should + 2u : 1;
	if (left) {
		MESSAGE(m);
		buf_lit(&m, "Bad checksum [should be 0x");
		fmt_hex(&m, should, 4);
		buf_char(&m, ']');
		tree_push(t);
		put_expert(t, BAD_CHECKSUM, 10, 0, message_text(&m));
		tree_pop(t);
	}
	put_uint(t, CHECKSUM_STATUS, 10, 0, left ? CHECKSUM_BAD : CHECKSUM_GOOD);
	put_uint(t, CHECKSUM_CALCULATED, 10, 2, should);
}

/* A header that ends with its first bytes, for they cannot be true. */
static void put_bogus(struct tree *t, const struct layer *l)
{
	MESSAGE(m);
	put_rows(t, VERSION, VERSION, 0);
	tree_push(t);
	if (l->fact[IP_FACT_PROBLEM] != IP_BAD_HEADER) {
		bool any = l->fact[IP_FACT_PROBLEM] == IP_BAD_VERSION_ANY;
		put_expert(t, BAD_VERSION, 0, 0, any ? "Bogus IP version" : "Bogus IPv4 version");
		tree_pop(t);
		return;
	}
	tree_pop(t);
	struct record *r = put(t, HDR_LEN, 0, 1);
	r->val *= 4;
	buf_lit(&m, "Bogus IP header length (");
	fmt_uint(&m, (slice_u8(l->data, 0) & 15) * 4u);
	buf_lit(&m, ", must be at least 20)");
	tree_push(t);
	put_expert(t, BAD_HEADER_LENGTH, 0, 0, message_text(&m));
	tree_pop(t);
}

/* Version, header length and differentiated services. */
static void put_begin(struct tree *t, const struct layer *l)
{
	if (slice_has(l->data, 0, 2) && !tree_memo(t, VERSION, (struct memo_key){ { slice_u16(l->data, 0) } }))
		return;
	put_rows(t, VERSION, VERSION, 0);
	struct record *r = put(t, HDR_LEN, 0, 1);
	r->val *= 4;
	put_rows(t, DSFIELD, ECN, 0);
	tree_memo_end(t);
}

static void put_hosts(struct tree *t, const struct layer *l)
{
	if (!tree_memo(t, SRC, (struct memo_key){ { slice_u64(l->data, 12) } }))
		return;
	put_host(t, 12, SRC, SRC_HOST);
	put_host(t, 16, DST, DST_HOST);
	tree_memo_end(t);
}

/* With a source route, or of a header of which `need` bytes should be there. False: they are not. */
static bool put_odd_hosts(struct tree *t, const struct layer *l, uint32_t need)
{
	put_host(t, 12, SRC, SRC_HOST);
	if (need && !tree_need(t, 0, need))
		return false;
	if (l->fact[IP_FACT_ROUTE]) {
		put(t, CUR_RT, 16, 4);
		put(t, CUR_RT_HOST, 16, 4);
	} else {
		put_host(t, 16, DST, DST_HOST);
	}
	return true;
}

static void ip_tree(struct tree *t, const struct layer *l)
{
	uint64_t problem = l->fact[IP_FACT_PROBLEM];
	if (!slice_has(l->data, 0, 1) && t->proto_record < t->n)
		t->n = t->proto_record; /* not even a version: no node */
	if (problem >= IP_BAD_VERSION && problem <= IP_BAD_HEADER) {
		put_bogus(t, l);
		return;
	}
	put_begin(t, l);
	put_length(t, l);
	if (problem == IP_BAD_LENGTH)
		return;
	put_rows(t, ID, ID, 0);
	if (tree_need(t, 6, 2) && tree_memo(t, FLAGS, (struct memo_key){ { slice_u16(l->data, 6) } })) {
		put_rows(t, FLAGS, FRAG_OFFSET, 0);
		tree_memo_end(t);
	}
	put_ttl(t, l);
	put_checksum(t, l);
	uint32_t header = (slice_u8(l->data, 0) & 15) * 4u;
	if (!problem && !l->fact[IP_FACT_ROUTE])
		put_hosts(t, l);
	else if (!put_odd_hosts(t, l, problem == IP_CUT ? header : 0))
		return;
	if (header > 20 && tree_need(t, 20, header - 20))
		ipv4_put_options(t, l, 20, header - 20);
	const struct joined *j = joined_of(t->d, l);
	if (j)
		put_joined(t, FRAGMENTS, j);
}

static void bogus_info(struct buf *b, const struct layer *l)
{
	uint32_t header = (slice_u8(l->data, 0) & 15) * 4u;
	switch (l->fact[IP_FACT_PROBLEM]) {
	case IP_BAD_VERSION:
		buf_lit(b, "Bogus IPv4 version (");
		fmt_uint(b, slice_u8(l->data, 0) >> 4);
		buf_lit(b, ", must be 4)");
		break;
	case IP_BAD_VERSION_ANY:
		buf_lit(b, "Bogus IP version (");
		fmt_uint(b, slice_u8(l->data, 0) >> 4);
		buf_char(b, ')');
		break;
	case IP_BAD_HEADER:
		buf_lit(b, "Bogus IP header length (");
		fmt_uint(b, header);
		buf_lit(b, ", must be at least 20)");
		break;
	case IP_BAD_LENGTH:
		buf_lit(b, "Bogus IP length (");
		fmt_uint(b, l->fact[IP_FACT_TOTAL]);
		buf_lit(b, ", less than header length ");
		fmt_uint(b, header);
		buf_char(b, ')');
		break;
	default: break;
	}
}

static void ip_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned proto = slice_u8(l->data, 9);
	const char *name = value_text(&ip_proto_names, proto);
	(void)d;
	if (l->fact[IP_FACT_PROBLEM]) {
		if (l->fact[IP_FACT_PROBLEM] == IP_BAD_VERSION_ANY)
			c->protocol = "IP";
		bogus_info(&c->info, l);
		return;
	}
	if (!l->payload.wire || l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return;
	if (l->flags & LAYER_FRAGMENT)
		buf_lit(&c->info, "Fragmented IP protocol (proto=");
	buf_str(&c->info, name ? name : "Unknown");
	if (!(l->flags & LAYER_FRAGMENT)) {
		buf_lit(&c->info, " (");
		fmt_uint(&c->info, proto);
		buf_char(&c->info, ')');
		return;
	}
	buf_char(&c->info, ' ');
	fmt_uint(&c->info, proto);
	buf_lit(&c->info, ", off=");
	fmt_uint(&c->info, (slice_u16(l->data, 6) & OFFSET_BITS) * 8u);
	buf_lit(&c->info, ", ID=");
	fmt_hex(&c->info, slice_u16(l->data, 4), 4);
	buf_char(&c->info, ')');
}

static const struct next_link ip_on[] = {
	{ NEXT_ETHERTYPE, ETHERTYPE_IPV4 }, { NEXT_IP_PROTO, 4 }, { NEXT_LINK_TYPE, 228 }, { NEXT_PPP, 0x21 },
	{ NEXT_NULL_FAMILY, 2 },
};

static bool ip_regular(const struct layer *l)
{
	return !l->fact[IP_FACT_PROBLEM] && !l->fact[IP_FACT_ROUTE];
}

const struct protocol protocol_ipv4 = {
	.name = "ip",
	.column = "IPv4",
	.fields = ipv4_fields,
	.n_fields = IPV4_N_ROWS,
	ON(ip_on),
	.regular = ip_regular,
	.told_early = true,
	.reads_first = 1,
	.dissect = ip_dissect,
	.fields_of = ip_tree,
	.info = ip_info,
};
