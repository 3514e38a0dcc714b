/* column.h: what the summary line says of a packet: the Protocol and Info columns. */
#ifndef PEEL_DISSECT_COLUMN_H
#define PEEL_DISSECT_COLUMN_H

#include <stdbool.h>

#include "base/buf.h"
#include "dissect/dissection.h"

/* The info hooks run from the innermost layer outwards until one speaks. A hook writes into info, and may name another
 * protocol than its column; one that sets keep leaves the line to the layer above it. */
struct column {
	struct buf info;
	const char *protocol; /* set to the protocol's column before the hook runs */
	char number[16];      /* room for a protocol that has no name but its number */
	char wrapped[64];     /* and for one inside another */
	bool keep;
};

/* What a layer whose tree ended early says of it. */
static inline void column_ending(struct column *c, const struct layer *l)
{
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		buf_str(&c->info,
			l->flags & LAYER_SHORT ? "[Packet size limited during capture]" : "[Malformed Packet]");
}

/* The Protocol column says "0x88b5": a type that nobody knows. */
static inline void column_number(struct column *c, unsigned type)
{
	for (unsigned i = 0; i < 4; i++)
		c->number[5 - i] = "0123456789abcdef"[type >> 4 * i & 15];
	memcpy(c->number, "0x", 2);
	c->number[6] = 0;
	c->protocol = c->number;
}

/* The Protocol column says "HTTP/JSON": what it says already, and what is inside that. */
static inline void column_inside(struct column *c, const char *inner)
{
	size_t n = strlen(c->protocol), m = strlen(inner);
	if (n + m + 2 > sizeof c->number)
		return;
	memmove(c->number, c->protocol, n);
	c->number[n] = '/';
	memcpy(c->number + n + 1, inner, m + 1);
	c->protocol = c->number;
}

/* A media type without its parameters: " (text/html)". */
static inline void column_media(struct column *c, struct slice type)
{
	const uint8_t *end = type.len ? memchr(type.p, ';', type.len) : NULL;
	buf_lit(&c->info, " (");
	for (const uint8_t *p = type.p; p < (end ? end : type.p + type.len); p++)
		buf_char(&c->info, *p < ' ' || *p > '~' ? '.' : (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p));
	buf_char(&c->info, ')');
}

#endif
