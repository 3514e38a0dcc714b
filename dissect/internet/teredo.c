/* teredo.c: IPv6 in UDP through address translators (RFC 4380). */
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

enum {
	TEREDO, AUTH, AUTH_ID_LEN, AUTH_VALUE_LEN, AUTH_ID, AUTH_VALUE, AUTH_NONCE, AUTH_CONFIRMATION, ORIGIN, ORIGIN_PORT,
	ORIGIN_ADDR,
};

static const struct field teredo_fields[] = {
	[TEREDO] = F("teredo", "Teredo IPv6 over UDP tunneling", FT_PROTOCOL, BASE_NONE),
	[AUTH] = F("teredo.auth", "Teredo Authentication header", FT_NONE, BASE_NONE),
	[AUTH_ID_LEN] = F("teredo.auth.idlen", "Client identifier length", FT_UINT8, BASE_DEC),
	[AUTH_VALUE_LEN] = F("teredo.auth.aulen", "Authentication value length", FT_UINT8, BASE_DEC),
	[AUTH_ID] = F("teredo.auth.id", "Client identifier", FT_BYTES, BASE_NONE),
	[AUTH_VALUE] = F("teredo.auth.value", "Authentication value", FT_BYTES, BASE_NONE),
	[AUTH_NONCE] = F("teredo.auth.nonce", "Nonce value", FT_BYTES, BASE_NONE),
	[AUTH_CONFIRMATION] = F("teredo.auth.conf", "Confirmation byte", FT_BYTES, BASE_NONE),
	[ORIGIN] = F("teredo.orig", "Teredo Origin Indication header", FT_NONE, BASE_NONE),
	[ORIGIN_PORT] = F("teredo.orig.port", "Origin UDP port", FT_UINT16, BASE_DEC),
	[ORIGIN_ADDR] = F("teredo.orig.addr", "Origin IPv4 address", FT_IPv4, BASE_NONE),
};

/* Bytes of the authentication header, 0: there is none. */
static uint32_t auth_length(struct slice s)
{
	return slice_has(s, 0, 4) && slice_u16(s, 0) == 1 ? 13u + slice_u8(s, 2) + slice_u8(s, 3) : 0;
}

static uint32_t origin_length(struct slice s, uint32_t off)
{
	return slice_has(s, off, 2) && !slice_u16(s, off) ? 8 : 0;
}

static void teredo_dissect(struct dissection *d, struct layer *l)
{
	uint32_t auth = auth_length(l->data), origin = origin_length(l->data, auth);
	l->tree_len = l->data.len;
	if (layer_header(l, auth + origin))
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, l->payload);
}

static void put_auth(struct tree *t, const struct layer *l, uint32_t n)
{
	uint32_t id = slice_u8(l->data, 2), value = slice_u8(l->data, 3);
	put_node(t, AUTH, 0, n);
	tree_push(t);
	put(t, AUTH_ID_LEN, 2, 1);
	put(t, AUTH_VALUE_LEN, 3, 1);
	if (id)
		put(t, AUTH_ID, 4, id);
	if (value)
		put(t, AUTH_VALUE, 4 + id, value);
	put(t, AUTH_NONCE, 4 + id + value, 8);
	put(t, AUTH_CONFIRMATION, 12 + id + value, 1);
	tree_pop(t);
}

static void teredo_tree(struct tree *t, const struct layer *l)
{
	uint32_t auth = auth_length(l->data);
	if (auth)
		put_auth(t, l, auth);
	if (!origin_length(l->data, auth))
		return;
	/* Both are stored inverted, so that no translator rewrites them. */
	put_node(t, ORIGIN, auth, 8);
	tree_push(t);
	put_uint(t, ORIGIN_PORT, auth + 2, 2, (uint16_t)~slice_u16(l->data, auth + 2));
	put_uint(t, ORIGIN_ADDR, auth + 4, 4, ~slice_u32(l->data, auth + 4));
	tree_pop(t);
}

static const struct next_link teredo_on[] = { { NEXT_UDP_PORT, 3544 } };

const struct protocol protocol_teredo = {
	.name = "teredo",
	.column = "Teredo",
	FIELDS(teredo_fields),
	ON(teredo_on),
	.dissect = teredo_dissect,
	.fields_of = teredo_tree,
};
