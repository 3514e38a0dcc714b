/* color.c: the colours of a summary line, by what kind of packet it is. */
#include "base/fmt.h"
#include "dissect/transport/tcp.h"
#include "output/sink.h"

/* Foreground and background as 24-bit red, green, blue. */
struct palette {
	uint32_t fg, bg;
};

/* Wireshark's colours, which people know; the first rule that fits wins. */
static const struct palette reset_colors = { 0xfffc9c, 0xa40000 }, open_close_colors = { 0x12272e, 0xa0a0a0 };
static const struct palette broken_colors = { 0xf78787, 0x12272e };

static const struct {
	const char *protocol;
	struct palette colors;
} rules[] = {
	{ "arp", { 0x12272e, 0xfaf0d7 } },    { "icmp", { 0x12272e, 0xfce0ff } }, { "icmpv6", { 0x12272e, 0xfce0ff } },
	{ "stp", { 0x12272e, 0xfff3d6 } },    { "igmp", { 0x12272e, 0xfff3d6 } }, { "tcp", { 0x12272e, 0xe7e6ff } },
	{ "udp", { 0x12272e, 0xdaeeff } },    { "sctp", { 0x12272e, 0xe7e6ff } }, { "eth", { 0x12272e, 0xffffff } },
};

static const struct palette *rule_for(const struct layer *l)
{
	for (unsigned i = 0; i < COUNT(rules); i++)
		if (!strcmp(rules[i].protocol, l->proto->name))
			return &rules[i].colors;
	return NULL;
}

static const struct palette *choose(const struct dissection *d)
{
	for (unsigned i = d->n_layers; i-- > 1;) {
		const struct layer *l = &d->layer[i];
		if (l->flags & LAYER_QUOTED)
			continue;
		if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
			return &broken_colors;
		if (!strcmp(l->proto->name, "tcp")) {
			struct tcp_segment s;
			tcp_read(l, &s);
			if (s.flags & TCP_RST)
				return &reset_colors;
			if (s.flags & (TCP_SYN | TCP_FIN))
				return &open_close_colors;
		}
		const struct palette *p = rule_for(l);
		if (p)
			return p;
	}
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

bool color_begin(struct buf *b, const struct dissection *d)
{
	const struct palette *p = choose(d);
	if (!p)
		return false;
	sgr(b, '3', p->fg);
	sgr(b, '4', p->bg);
	return true;
}

void color_end(struct buf *b)
{
	buf_lit(b, "\033[0m");
}
