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
	struct {
		uint32_t foreground, background;
	} color;
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
	struct line_color color[COUNT(rules)]; /* as they are shown */
	struct filter *filter[COUNT(rules)];
	struct wanted wanted;
};

/* How bright it looks, 0 to 255. */
static int brightness(uint32_t rgb)
{
	return (int)((299 * (rgb >> 16) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255)) / 1000);
}

/* The nearest of xterm's 6 by 6 by 6 colours, or of its 24 greys. */
static uint32_t nearest_of_256(uint32_t rgb)
{
	static const uint8_t level[6] = { 0, 95, 135, 175, 215, 255 };
	uint32_t cube = 0, far = 0, grey = (uint32_t)brightness(rgb), far_grey = 0;
	grey = grey < 8 ? 0 : grey > 238 ? 23 : (grey - 3) / 10;
	for (int shift = 16; shift >= 0; shift -= 8) {
		int part = (int)(rgb >> shift & 255), best = 0;
		for (int i = 1; i < 6; i++)
			if (abs(level[i] - part) < abs(level[best] - part))
				best = i;
		cube = 6 * cube + (uint32_t)best;
		far += (uint32_t)((level[best] - part) * (level[best] - part));
		far_grey += (uint32_t)(((int)(8 + 10 * grey) - part) * ((int)(8 + 10 * grey) - part));
	}
	return far <= far_grey ? 16 + cube : 232 + grey;
}

/* Both colours are always set, so that a line reads the same on a dark and on a light terminal; where they are too near to
 * each other, as the grey on white of broadcasts, the writing is dark. */
static struct line_color on_terminal(struct line_color c, enum color_kind kind)
{
	enum { TOO_NEAR = 80 };
	if (abs(brightness(c.foreground) - brightness(c.background)) < TOO_NEAR)
		c.foreground = DARK;
	if (kind == COLOR_256)
		c = (struct line_color){ nearest_of_256(c.foreground), nearest_of_256(c.background), true };
	return c;
}

struct color_rules *color_rules_new(const struct registry *registry, enum color_kind kind)
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
		c->color[i] = (struct line_color){ .foreground = rules[i].color.foreground,
						   .background = rules[i].color.background };
		if (kind != COLOR_XML)
			c->color[i] = on_terminal(c->color[i], kind);
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
			return &c->color[i];
	return NULL;
}

void color_packet_tag(struct buf *b, const struct line_color *c)
{
	buf_lit(b, "<packet");
	if (c) {
		buf_lit(b, " foreground='#");
		fmt_hex(b, c->foreground, 6);
		buf_lit(b, "' background='#");
		fmt_hex(b, c->background, 6);
		buf_char(b, '\'');
	}
	buf_lit(b, ">\n");
}

static void sgr(struct buf *b, char plane, uint32_t color, bool indexed)
{
	buf_lit(b, "\033[");
	buf_char(b, plane);
	buf_str(b, indexed ? "8;5;" : "8;2;");
	if (!indexed) {
		fmt_uint(b, color >> 16);
		buf_char(b, ';');
		fmt_uint(b, color >> 8 & 255);
		buf_char(b, ';');
	}
	fmt_uint(b, color & 255);
	buf_char(b, 'm');
}

void color_begin(struct buf *b, const struct line_color *c)
{
	sgr(b, '3', c->foreground, c->indexed);
	sgr(b, '4', c->background, c->indexed);
}

/* The background goes on to the edge of the terminal. */
void color_end(struct buf *b)
{
	buf_lit(b, "\033[K\033[0m");
}
