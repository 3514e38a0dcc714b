/* color.c: the colours of a packet's line, by rules. */
#include "output/color.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "filter/filter.h"

enum { DARK = 0x12272e };

/* tshark's default rules, in order. A protocol that peel does not know is in no packet. */
static const struct {
	const char *name, *filter;
	struct line_color color;
} rules[] = {
	{ "Bad TCP",
	  "tcp.analysis.flags && !tcp.analysis.window_update && !tcp.analysis.keep_alive && !tcp.analysis.keep_alive_ack",
	  { 0xf78787, DARK } },
	{ "HSRP State Change", "hsrp.state != 8 && hsrp.state != 16", { 0xfffc9c, DARK } },
	{ "Spanning Tree Topology Change", "stp.type == 0x80", { 0xfffc9c, DARK } },
	{ "OSPF State Change", "ospf.msg != 1", { 0xfffc9c, DARK } },
	{ "ICMP errors", "icmp.type in {3..5, 11} || icmpv6.type in {1..4}", { 0xb7f774, DARK } },
	{ "ARP", "arp", { DARK, 0xfaf0d7 } },
	{ "ICMP", "icmp || icmpv6", { DARK, 0xfce0ff } },
	{ "TCP RST", "tcp.flags.reset eq 1", { 0xfffc9c, 0xa40000 } },
	{ "SCTP ABORT", "sctp.chunk_type eq 6", { 0xfffc9c, 0xa40000 } },
	{ "TTL low or unexpected",
	  "(ip.dst != 224.0.0.0/4 && ip.ttl < 5 && !pim && !ospf) || (ip.dst == 224.0.0.0/24 && ip.dst != 224.0.0.251 && "
	  "ip.ttl != 1 && !(vrrp || carp))",
	  { 0xecf0eb, 0xa40000 } },
	{ "Checksum Errors",
	  "eth.fcs.status == 0 || ip.checksum.status == 0 || tcp.checksum.status == 0 || udp.checksum.status == 0 || "
	  "sctp.checksum.status == 0 || wlan.fcs.status == 0",
	  { 0xf78787, DARK } },
	{ "SMB", "smb || nbss || nbns || netbios", { DARK, 0xfeffd0 } },
	{ "HTTP", "http || tcp.port == 80 || http2", { DARK, 0xe4ffc7 } },
	{ "DCERPC", "dcerpc", { DARK, 0xc797ff } },
	{ "Routing", "hsrp || eigrp || ospf || bgp || cdp || vrrp || carp || gvrp || igmp || ismp", { DARK, 0xfff3d6 } },
	{ "TCP SYN/FIN", "tcp.flags & 0x02 || tcp.flags.fin == 1", { DARK, 0xa0a0a0 } },
	{ "TCP", "tcp", { DARK, 0xe7e6ff } },
	{ "UDP", "udp", { DARK, 0xdaeeff } },
	{ "Broadcast", "eth[0] & 1", { 0xbabdb6, 0xffffff } },
};

struct color_rules {
	struct filter *filter[COUNT(rules)];
	struct wanted wanted;
};

struct color_rules *color_rules_new(const struct registry *registry)
{
	const struct filter_options options = { .registry = registry, .unknown_is_absent = true };
	struct filter_error error;
	struct color_rules *c = calloc(1, sizeof *c);
	if (c)
		c->wanted.bits = calloc(registry_count(), sizeof *c->wanted.bits);
	if (!c || !c->wanted.bits) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	for (unsigned i = 0; i < COUNT(rules); i++) {
		c->filter[i] = filter_new(rules[i].filter, &options, &error);
		if (c->filter[i])
			filter_wanted(c->filter[i], &c->wanted);
	}
	wanted_settle(&c->wanted);
	return c;
}

void color_rules_free(struct color_rules *c)
{
	for (unsigned i = 0; c && i < COUNT(rules); i++)
		filter_free(c->filter[i]);
	if (c)
		wanted_release(&c->wanted);
	free(c);
}

const struct line_color *color_choose(const struct color_rules *c, struct tree *t, const struct dissection *d)
{
	const struct wanted *others = t->wanted;
	t->wanted = &c->wanted;
	tree_fill(t, d);
	t->wanted = others;
	for (unsigned i = 0; i < COUNT(rules); i++)
		if (c->filter[i] && filter_match(c->filter[i], t))
			return &rules[i].color;
	return NULL;
}

static void sgr(struct buf *b, char plane, uint32_t rgb)
{
	buf_lit(b, "\033[");
	buf_char(b, plane);
	buf_lit(b, "8;2;");
	fmt_uint(b, rgb >> 16);
	buf_char(b, ';');
	fmt_uint(b, rgb >> 8 & 255);
	buf_char(b, ';');
	fmt_uint(b, rgb & 255);
	buf_char(b, 'm');
}

void color_begin(struct buf *b, const struct line_color *c)
{
	sgr(b, '3', c->foreground);
	sgr(b, '4', c->background);
}

void color_end(struct buf *b)
{
	buf_lit(b, "\033[0m");
}
