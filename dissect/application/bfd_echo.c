/* bfd_echo.c: what a system sends to itself by way of its neighbour to see whether packets get through (RFC 5880, 6.8.9). */
#include "dissect/column.h"
#include "dissect/tree.h"

enum { BFD_ECHO, PACKET };

static const struct field bfd_echo_fields[] = {
	[BFD_ECHO] = F("bfd_echo", "BFD Echo message", FT_PROTOCOL, BASE_NONE),
	[PACKET] = F("bfd_echo.packet", "Echo", FT_BYTES, BASE_NONE),
};

static void bfd_echo_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.wire);
}

static void bfd_echo_tree(struct tree *t, const struct layer *l)
{
	put(t, PACKET, 0, l->data.wire);
}

static void bfd_echo_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	buf_lit(&c->info, "Originator specific content");
}

static const struct next_link bfd_echo_on[] = { { NEXT_UDP_PORT, 3785 } };

const struct protocol protocol_bfd_echo = {
	.name = "bfd_echo",
	.column = "BFD Echo",
	FIELDS(bfd_echo_fields),
	ON(bfd_echo_on),
	.dissect = bfd_echo_dissect,
	.fields_of = bfd_echo_tree,
	.info = bfd_echo_info,
};
