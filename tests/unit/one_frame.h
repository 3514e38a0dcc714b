/* one_frame.h: for tests of one protocol: frames written down in hexadecimal, and what is printed of one. */
#ifndef PEEL_TESTS_UNIT_ONE_FRAME_H
#define PEEL_TESTS_UNIT_ONE_FRAME_H

#include "fixture.h"

enum { FRAME_MOST = 512, LINK_ETHERNET = 1 };

struct one_frame {
	uint8_t bytes[FRAME_MOST];
	uint32_t n;
};

/* Appends what the digits say; anything else between them is left out. */
static inline void add_hex(struct one_frame *f, const char *hex)
{
	unsigned digits = 0, value = 0;
	for (; *hex; hex++) {
		const char *all = "0123456789abcdef", *at = strchr(all, *hex);
		if (!at)
			continue;
		value = value << 4 | (unsigned)(at - all);
		if (++digits % 2 == 0 && f->n < FRAME_MOST)
			f->bytes[f->n++] = (uint8_t)value;
	}
}

/* An IPv4 packet of that protocol in Ethernet, n bytes of which are what the caller puts behind it. */
static inline void add_ip(struct one_frame *f, unsigned protocol, uint32_t n)
{
	uint8_t *ip = f->bytes + f->n + 14;
	add_hex(f, "01005e000002 020000000001 0800 4500 0000 0000 0000 40 00 0000 0a000001 0a000002");
	ip[2] = (uint8_t)((20 + n) >> 8);
	ip[3] = (uint8_t)(20 + n);
	ip[9] = (uint8_t)protocol;
}

/* The same with a datagram to a port, of n bytes. */
static inline void add_udp(struct one_frame *f, unsigned port, uint32_t n)
{
	add_ip(f, 17, 8 + n);
	uint8_t *udp = f->bytes + f->n;
	add_hex(f, "c000 0000 0000 0000");
	udp[2] = (uint8_t)(port >> 8);
	udp[3] = (uint8_t)port;
	udp[4] = (uint8_t)((8 + n) >> 8);
	udp[5] = (uint8_t)(8 + n);
}

/* What is printed of it, of which `captured` bytes were captured: the tree, or the line. */
static inline const char *print_frame(const struct one_frame *one, unsigned link_type, uint32_t captured, bool tree)
{
	const struct capture_interface iface = { .link_type = (uint16_t)link_type, .ts_digits = 6, .fcs_len = 0xff };
	struct frame f = { .number = 1, .caplen = captured, .len = one->n, .data = one->bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

/* Whatever was cut away, something is printed, and what was not captured is said to be missing. */
static inline void cut_anywhere(const struct one_frame *one, unsigned link_type, uint32_t needed)
{
	for (uint32_t n = 0; n < one->n; n++) {
		const char *text = print_frame(one, link_type, n, true);
		holds(text, "Frame 1: ");
		if (n < needed)
			holds(text, "[Packet size limited during capture");
	}
}

/* Every byte from `from` on becomes 0, 0xff and something else in turn: lengths that lie, numbers nobody knows. */
static inline void bend_anywhere(const struct one_frame *one, unsigned link_type, uint32_t from)
{
	static const uint8_t bent[] = { 0, 0xff, 0x01, 0x7f };
	for (uint32_t i = from; i < one->n; i++)
		for (unsigned k = 0; k < sizeof bent; k++) {
			struct one_frame f = *one;
			f.bytes[i] = bent[k];
			holds(print_frame(&f, link_type, f.n, true), "Frame 1: ");
			holds(print_frame(&f, link_type, f.n, false), "1 ");
		}
}

#endif
