/* ip_trees.c: -z ip_hosts,tree and its like: addresses, protocols and ports of IPv4 and IPv6 packets; -z plen,tree. */
#include "output/stats/counter_report.h"
#include "output/stats/talk.h"

struct ip_tree {
	struct counter_tree tree;
	uint16_t tcp_id, udp_id, sctp_id;
};

struct ip_tree_kind {
	const char *layer;
	void (*roots)(struct counter_tree *);
	void (*count)(struct counter_tree *, const struct ip_tree *, const struct dissection *);
};

static void ip_begin(struct report *r)
{
	struct ip_tree *s = r->state;
	const struct ip_tree_kind *kind = r->kind->variant;
	counter_report_begin(r);
	if (kind->layer)
		report_ask(r, registry_find(r->env->registry, kind->layer));
	s->tcp_id = registry_find(r->env->registry, "tcp");
	s->udp_id = registry_find(r->env->registry, "udp");
	s->sctp_id = registry_find(r->env->registry, "sctp");
	kind->roots(&s->tree);
}

/* Once for each IP header that travelled (not for those that an error quotes). */
static void ip_layer(struct report *r, const struct stat_packet *p, const struct layer *l)
{
	struct ip_tree *s = r->state;
	if (l->flags & (LAYER_QUOTED | LAYER_SHORT | LAYER_MALFORMED | LAYER_CONTINUED) || talk_is_fragment(p->d, l))
		return;
	counter_tree_packet(&s->tree, p->d);
	((const struct ip_tree_kind *)r->kind->variant)->count(&s->tree, s, p->d);
}

/* tshark counts a header under the addresses that the packet ends up with: those of the innermost header. */
static const struct layer *innermost(const struct dissection *d)
{
	for (unsigned i = d->n_layers; i-- > 1;)
		if (!(d->layer[i].flags & LAYER_QUOTED) &&
		    (d->layer[i].src.type == ADDR_IPV4 || d->layer[i].src.type == ADDR_IPV6))
			return &d->layer[i];
	return &d->layer[0];
}

/* The innermost transport header, be it in a quote. */
static const char *transport(const struct ip_tree *s, const struct dissection *d, unsigned *port)
{
	for (unsigned i = d->n_layers; i-- > 1;) {
		const struct layer *l = &d->layer[i];
		*port = slice_u16(l->data, 2);
		if (l->proto_id == s->tcp_id)
			return "TCP";
		if (l->proto_id == s->udp_id)
			return "UDP";
		if (l->proto_id == s->sctp_id)
			return "SCTP";
	}
	*port = 0;
	return "NONE";
}

static void hosts_roots(struct counter_tree *t)
{
	counter_node(t, 0, COUNTER_CONSTANT("All Addresses"), 0);
}
static void hosts_count(struct counter_tree *t, const struct ip_tree *s, const struct dissection *d)
{
	const struct layer *l = innermost(d);
	(void)s;
	counter_tick(t, 1);
	counter_tick_below(t, 1, counter_address(&l->src));
	counter_tick_below(t, 1, counter_address(&l->dst));
}

enum { SRCDST_WIDTH = 31 }; /* of tshark's column, whatever is in it */

static void srcdst4_roots(struct counter_tree *t)
{
	t->widest = SRCDST_WIDTH;
	counter_node(t, 0, COUNTER_CONSTANT("Source IPv4 Addresses"), 0);
	counter_node(t, 0, COUNTER_CONSTANT("Destination IPv4 Addresses"), 0);
}
static void srcdst6_roots(struct counter_tree *t)
{
	t->widest = SRCDST_WIDTH;
	counter_node(t, 0, COUNTER_CONSTANT("Source IPv6 Addresses"), 0);
	counter_node(t, 0, COUNTER_CONSTANT("Destination IPv6 Addresses"), 0);
}
static void srcdst_count(struct counter_tree *t, const struct ip_tree *s, const struct dissection *d)
{
	const struct layer *l = innermost(d);
	(void)s;
	counter_tick(t, 1);
	counter_tick_below(t, 1, counter_address(&l->src));
	counter_tick(t, 2);
	counter_tick_below(t, 2, counter_address(&l->dst));
}

static void ptype_roots(struct counter_tree *t)
{
	counter_node(t, 0, COUNTER_CONSTANT("IP Protocol Types"), 0);
}
static void ptype_count(struct counter_tree *t, const struct ip_tree *s, const struct dissection *d)
{
	unsigned port;
	counter_tick(t, 1);
	counter_tick_below(t, 1, COUNTER_CONSTANT(transport(s, d, &port)));
}

static void dests_roots(struct counter_tree *t)
{
	counter_node(t, 0, COUNTER_CONSTANT("Destinations and Ports"), 0);
}
static void dests_count(struct counter_tree *t, const struct ip_tree *s, const struct dissection *d)
{
	unsigned port;
	const char *type = transport(s, d, &port);
	counter_tick(t, 1);
	uint32_t node = counter_tick_below(t, 1, counter_address(&innermost(d)->dst));
	node = counter_tick_below(t, node, COUNTER_CONSTANT(type));
	counter_tick_below(t, node, COUNTER_NUMBER(port));
}

/* Lengths of frames, whatever is in them. */
static const uint32_t length_limits[] = { 20, 40, 80, 160, 320, 640, 1280, 2560, 5120 };
static const char *const length_names[] = { "0-19",    "20-39",    "40-79",     "80-159",    "160-319",
					    "320-639", "640-1279", "1280-2559", "2560-5119", "5120 and greater" };

static void plen_roots(struct counter_tree *t)
{
	counter_node(t, 0, COUNTER_CONSTANT("Packet Lengths"), COUNTER_ORDERED);
	for (unsigned i = 0; i < COUNT(length_names); i++)
		counter_node(t, 1, COUNTER_CONSTANT(length_names[i]), COUNTER_VALUES);
}

static void plen_packet(struct report *r, const struct stat_packet *p)
{
	struct ip_tree *s = r->state;
	unsigned i = 0;
	counter_tree_packet(&s->tree, p->d);
	while (i < COUNT(length_limits) && p->d->frame->len >= length_limits[i])
		i++;
	counter_add(&s->tree, 1, p->d->frame->len);
	counter_add(&s->tree, 2 + i, p->d->frame->len);
}

static const struct ip_tree_kind kinds[] = {
	{ "ip", hosts_roots, hosts_count },
	{ "ip", srcdst4_roots, srcdst_count },
	{ "ip", ptype_roots, ptype_count },
	{ "ip", dests_roots, dests_count },
	{ "ipv6", hosts_roots, hosts_count },
	{ "ipv6", srcdst6_roots, srcdst_count },
	{ "ipv6", ptype_roots, ptype_count },
	{ "ipv6", dests_roots, dests_count },
	{ NULL, plen_roots, NULL },
};

#define IP_TREE(name_, title_, kind_)                                                                             \
	{ .name = name_, .title = title_, .variant = &kinds[kind_], .size = sizeof(struct ip_tree), .plain = true, \
	  .begin = ip_begin, .layer = ip_layer, COUNTER_REPORT }

const struct report_kind ip_tree_reports[] = {
	IP_TREE("ip_hosts,tree", "IPv4 Statistics/All Addresses", 0),
	IP_TREE("ip_srcdst,tree", "IPv4 Statistics/Source and Destination Addresses", 1),
	IP_TREE("ptype,tree", "IPv4 Statistics/IP Protocol Types", 2),
	IP_TREE("dests,tree", "IPv4 Statistics/Destinations and Ports", 3),
	IP_TREE("ipv6_hosts,tree", "IPv6 Statistics/All Addresses", 4),
	IP_TREE("ipv6_srcdst,tree", "IPv6 Statistics/Source and Destination Addresses", 5),
	IP_TREE("ipv6_ptype,tree", "IPv6 Statistics/IP Protocol Types", 6),
	IP_TREE("ipv6_dests,tree", "IPv6 Statistics/Destinations and Ports", 7),
	{ .name = "plen,tree", .title = "Packet Lengths", .variant = &kinds[8], .size = sizeof(struct ip_tree), .plain = true,
	  .begin = ip_begin, .packet = plen_packet, COUNTER_REPORT },
	{ .name = NULL },
};
