/* echo.c: the Echo protocol (RFC 862): whatever comes to port 7 comes back. */
#include "dissect/column.h"
#include "dissect/tree.h"

enum { ECHO_PORT = 7 };
enum { ECHO, DATA_BYTES, REQUEST, RESPONSE };

static const struct field echo_fields[] = {
	[ECHO] = F("echo", "Echo", FT_PROTOCOL, BASE_NONE),
	[DATA_BYTES] = F("echo.data", "Echo data", FT_BYTES, BASE_NONE),
	[REQUEST] = F("echo.request", "Echo request", FT_BOOLEAN, BASE_NONE),
	[RESPONSE] = F("echo.response", "Echo response", FT_BOOLEAN, BASE_NONE),
};

/* Both transports have the destination's port in the same place. */
static void echo_dissect(struct dissection *d, struct layer *l)
{
	l->fact[0] = slice_u16(layer_parent(d, l)->data, 2) == ECHO_PORT;
	layer_header(l, l->data.wire);
}

static void echo_tree(struct tree *t, const struct layer *l)
{
	put_uint(t, l->fact[0] ? REQUEST : RESPONSE, 0, 0, 1)->flags |= R_HIDDEN;
	put(t, DATA_BYTES, 0, l->data.len);
}

static void echo_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	buf_str(&c->info, l->fact[0] ? "Request" : "Response");
}

static const struct next_link echo_on[] = { { NEXT_UDP_PORT, ECHO_PORT }, { NEXT_TCP_PORT, ECHO_PORT } };

const struct protocol protocol_echo = {
	.name = "echo",
	.column = "ECHO",
	FIELDS(echo_fields),
	ON(echo_on),
	.dissect = echo_dissect,
	.fields_of = echo_tree,
	.info = echo_info,
};
