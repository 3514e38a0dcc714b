/* ipv6_ext.c: the extension headers of IPv6 (RFC 8200 section 4). Each is a layer; its node stands in ipv6's tree. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/internet/fragment.h"
#include "dissect/internet/ipv6_impl.h"
#include "dissect/numbers.h"
#include "dissect/options.h"

/* The number that the layer above had for this header: it tells what kind it is. */
static unsigned kind_of(const struct dissection *d, const struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	if (above->proto == &protocol_ipv6)
		return slice_u8(above->data, 6);
	return slice_u8(above->data, strcmp(above->proto->name, "ip") ? 0 : 9);
}

/* Index of the ipv6 layer that the chain of headers began with, and 1. */
static uint64_t ipv6_layer(const struct dissection *d, const struct layer *l)
{
	while (l != d->layer) {
		l = layer_parent(d, l);
		if (l->proto == &protocol_ipv6)
			return l->self + 1u;
		if (l->proto != &protocol_ipv6_ext && strcmp(l->proto->name, "ah"))
			return 0;
	}
	return 0;
}

/* The whole header is there and its parts are: the next one can be looked at. Addresses it carries replace those of the
 * fixed header (RFC 6275 section 6.3, RFC 8200 section 8.1). */
static bool read_header(struct layer *l, unsigned kind, uint32_t n)
{
	if (kind == NXT_ROUTING) {
		uint32_t end = ipv6_route_end(l->data, n);
		if (end && slice_has(l->data, end, 16))
			l->dst = (struct address){ ADDR_IPV6, 16, l->data.p + end };
		if (!layer_header(l, n))
			return false;
		if (!ipv6_routing_fits(l->data, n))
			l->flags |= LAYER_MALFORMED;
		return !(l->flags & LAYER_MALFORMED);
	}
	if (!layer_header(l, 2))
		return false;
	uint32_t home =
		kind == NXT_DSTOPTS || kind == NXT_HOPOPTS ? ipv6_find_option(l->data, 2, n, OPTION_HOME_ADDRESS) : 0;
	if (home && slice_has(l->data, home, 16))
		l->src = (struct address){ ADDR_IPV6, 16, l->data.p + home };
	return true;
}

bool ipv6_fragment(const struct dissection *d, const struct layer *l, struct ip_fragment *f)
{
	unsigned word = slice_u16(l->data, 2);
	const struct layer *ip = &d->layer[l->fact[IPV6_FACT_LAYER] ? l->fact[IPV6_FACT_LAYER] - 1 : 0];
	bool whole = ip != d->layer && slice_has_wire(ip->data, 40, slice_u16(ip->data, 4)) &&
		     slice_has(l->payload, 0, l->payload.wire);
	if (l->fact[IPV6_FACT_KIND] != NXT_FRAGMENT || !d->options->ipv6_defragment || !l->payload.wire || !whole)
		return false;
	*f = (struct ip_fragment){
		.id = slice_u32(l->data, 4), .off = word & 0xfff8u, .more = word & 1, .proto = slice_u8(l->data, 0)
	};
	return true;
}

/* What follows stands in other bytes, so that the header's own end is that of the chain. */
void ipv6_fragment_done(struct dissection *d, struct layer *l)
{
	ipv6_ext_done(d, l, NXT_NONE);
}

/* A fragment goes to data and waits for the others, unless it is the only one (RFC 6946) or is not put together with
 * others: the first one's header is then all there will be. */
static void fragment(struct dissection *d, struct layer *l)
{
	l->path = "ipv6.fraghdr";
	if (!layer_header(l, 8))
		return;
	unsigned offset = slice_u16(l->data, 2) & 0xfff8u, more = slice_u16(l->data, 2) & 1;
	struct ip_fragment joins;
	if (!offset && (!more || !ipv6_fragment(d, l, &joins))) {
		ipv6_next(d, l, slice_u8(l->data, 0), l->payload);
		return;
	}
	l->flags |= LAYER_FRAGMENT;
	next_data(d, l, l->payload);
}

bool ipv6_is_chained(const struct layer *l)
{
	return l->proto == &protocol_ipv6 || l->proto == &protocol_ipv6_ext;
}

void ipv6_ext_done(struct dissection *d, struct layer *l, unsigned next)
{
	uint64_t ip = ipv6_layer(d, l);
	bool last = next != NXT_HOPOPTS && next != NXT_ROUTING && next != NXT_FRAGMENT && next != NXT_DSTOPTS &&
		    next != NXT_AH;
	if (ip && last && d->layer[ip - 1].buffer == l->buffer)
		d->layer[ip - 1].fact[IPV6_FACT_LENGTH] = l->off + l->header_len - d->layer[ip - 1].off - 40;
}

static void ext_walk(struct dissection *d, struct layer *l)
{
	unsigned kind = kind_of(d, l);
	l->fact[IPV6_FACT_KIND] = kind;
	l->fact[IPV6_FACT_LAYER] = ipv6_layer(d, l);
	if (kind == NXT_FRAGMENT) {
		l->fact[IPV6_FACT_LENGTH] = 8;
		fragment(d, l);
	} else {
		uint32_t n = (slice_u8(l->data, 1) + 1u) * 8;
		l->path = kind == NXT_HOPOPTS ? "ipv6.hopopts" : kind == NXT_ROUTING ? "ipv6.routing" : "ipv6.dstopts";
		l->fact[IPV6_FACT_LENGTH] = n;
		if (!layer_header(l, 2) || !read_header(l, kind, n))
			return;
		uint32_t miss = kind == NXT_ROUTING ? 0 : ipv6_options_miss(l->data, 2, n);
		if (miss) {
			layer_header(l, miss);
			return;
		}
		if (!layer_header(l, n))
			return;
		ipv6_next(d, l, slice_u8(l->data, 0), l->payload);
	}
	if (!(l->flags & (LAYER_SHORT | LAYER_MALFORMED | LAYER_FRAGMENT)))
		ipv6_ext_done(d, l, slice_u8(l->data, 0));
}

static void ext_dissect(struct dissection *d, struct layer *l)
{
	ext_walk(d, l);
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		l->flags |= LAYER_TOLD; /* the kind of header is known all the same */
}

static void put_fragment(struct tree *t)
{
	put(t, FR_NXT, 0, 1);
	put(t, FR_RESERVED, 1, 1);
	put(t, FR_OFFSET, 2, 2);
	put(t, FR_BITS, 2, 2);
	put(t, FR_MORE, 2, 2);
	put(t, FR_IDENT, 4, 4);
}

static void ext_tree(struct tree *t, const struct layer *l)
{
	static const uint8_t rows[] = {
		[NXT_HOPOPTS] = HOPOPTS, [NXT_ROUTING] = ROUTING, [NXT_FRAGMENT] = FRAGMENT, [NXT_DSTOPTS] = DSTOPTS
	};
	unsigned kind = (unsigned)l->fact[IPV6_FACT_KIND], row = kind < sizeof rows ? rows[kind] : DSTOPTS;
	uint32_t n = (uint32_t)l->fact[IPV6_FACT_LENGTH];
	if (!l->fact[IPV6_FACT_LAYER])
		t->depth--; /* below IPv4 the node stands alone */
	if (!tree_need(t, 0, kind == NXT_FRAGMENT ? 8 : 2))
		return;
	struct record *r = put_node(t, row, 0, 0);
	r->len = n < l->data.len ? n : l->data.len;
	tree_push(t);
	if (kind == NXT_FRAGMENT) {
		put_fragment(t);
		tree_pop(t);
		const struct joined *j = joined_of(t->d, l);
		if (j)
			put_joined(t, FRAGMENTS, j);
		return;
	}
	if (row == HOPOPTS && layer_parent(t->d, l)->proto != &protocol_ipv6)
		put_expert(t, HOP_NOT_FIRST, 0, 0, NULL);
	put(t, row + 1, 0, 1);
	put(t, row + 2, 1, 1);
	if (kind == NXT_ROUTING) {
		if (tree_need(t, 0, 2))
			ipv6_put_routing(t, l, n);
		return;
	}
	put_uint(t, row + 3, 1, 1, n);
	ipv6_put_options(t, l, 2, n);
}

static void ext_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned next = slice_u8(l->data, 0), word = slice_u16(l->data, 2);
	(void)d;
	c->protocol = "IPv6";
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED)) {
		unsigned kind = (unsigned)l->fact[IPV6_FACT_KIND];
		const struct layer *above = layer_parent(d, l);
		if (kind == NXT_HOPOPTS && above->proto == &protocol_ipv6 && !slice_u16(above->data, 4) &&
		    !l->data.wire)
			buf_lit(&c->info, "Invalid IPv6 payload length , ");
		buf_str(&c->info, kind == NXT_HOPOPTS   ? "IPv6 hop-by-hop options"
				  : kind == NXT_ROUTING ? "IPv6 routing"
				  : kind == NXT_DSTOPTS ? "IPv6 destination options"
							: "");
		return;
	}
	if (!(l->flags & LAYER_FRAGMENT)) {
		ipv6_next_info(c, next);
		return;
	}
	buf_lit(&c->info, "IPv6 fragment (off=");
	fmt_uint(&c->info, word & 0xfff8u);
	buf_str(&c->info, word & 1 ? " more=y ident=0x" : " more=n ident=0x");
	fmt_hex(&c->info, slice_u32(l->data, 4), 8);
	buf_lit(&c->info, " nxt=");
	fmt_uint(&c->info, next);
	buf_char(&c->info, ')');
}

static const char *ext_kind_name(const struct layer *l)
{
	switch (l->fact[IPV6_FACT_KIND]) {
	case NXT_HOPOPTS: return "IPv6 Hop-by-Hop";
	case NXT_ROUTING: return "IPv6 Routing";
	case NXT_FRAGMENT: return "IPv6 Fragment";
	default: return "IPv6 Destination";
	}
}

static const struct next_link ext_on[] = {
	{ NEXT_IP_PROTO, NXT_HOPOPTS }, { NEXT_IP_PROTO, NXT_ROUTING }, { NEXT_IP_PROTO, NXT_FRAGMENT },
	{ NEXT_IP_PROTO, NXT_DSTOPTS },
};

const struct protocol protocol_ipv6_ext = {
	.name = "ipv6.ext",
	.column = "IPv6",
	.fields = ipv6_ext_fields,
	.n_fields = EXT_N_ROWS,
	.kind_name = ext_kind_name,
	ON(ext_on),
	.dissect = ext_dissect,
	.fields_of = ext_tree,
	.info = ext_info,
};
