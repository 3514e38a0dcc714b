/* datagram.h: for tests of what UDP carries: what is printed of one datagram, over Ethernet and IPv4. */
#ifndef PEEL_TESTS_UNIT_DATAGRAM_H
#define PEEL_TESTS_UNIT_DATAGRAM_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { DATAGRAM_FRONT = 14 + 20 + 8, DATAGRAM_MOST = 600 };

/* A frame whose payload is a protocol of IPv4; n bytes of payload, of which `captured` were captured. */
static const char *print_ipv4(unsigned protocol, const void *payload, uint32_t n, uint32_t captured, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[14 + 20 + DATAGRAM_MOST] = { [12] = 8, [14] = 0x45 };
	bytes[16] = (uint8_t)((20 + n) >> 8);
	bytes[17] = (uint8_t)(20 + n);
	bytes[23] = (uint8_t)protocol;
	memcpy(bytes + 26, "\12\0\0\1\12\0\0\2", 8);
	memcpy(bytes + 34, payload, n);
	struct frame f = { .number = 1, .caplen = 34 + captured, .len = 34 + n, .data = bytes, .iface = &iface };
	p.print.tree = tree;
	return fixture_text(&f);
}

static const char *print_udp(unsigned src, unsigned dst, const void *payload, uint32_t n, uint32_t captured, bool tree)
{
	uint8_t bytes[8 + DATAGRAM_MOST] = { (uint8_t)(src >> 8),     (uint8_t)src,
					     (uint8_t)(dst >> 8),     (uint8_t)dst,
					     (uint8_t)((8 + n) >> 8), (uint8_t)(8 + n) };
	memcpy(bytes + 8, payload, n);
	return print_ipv4(17, bytes, 8 + n, 8 + captured, tree);
}

#endif
