/* slarp.c: Cisco's Serial Line Address Resolution Protocol on HDLC lines: address requests and replies, and keepalives. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*   0      4                                         8                       12            14
 *  +------+-----------------------------------------+-----------------------+-------------+
 *  | type | address, or outgoing sequence number    | netmask, or returned  | reliability |
 *  +------+-----------------------------------------+-----------------------+-------------+ */
enum { SLARP, TYPE, ADDRESS, NETMASK, OUTGOING, RETURNED, RELIABILITY, UNRELIABLE };
enum { REQUEST, REPLY, KEEPALIVE };
enum { RELIABLE = 0xffff, ADDRESSED_BYTES = 12, KEEPALIVE_BYTES = 14 };

static const struct value_table types =
	VALUES({ REQUEST, "Request" }, { REPLY, "Reply" }, { KEEPALIVE, "Line keepalive" });

static const struct field slarp_fields[] = {
	[SLARP] = F("slarp", "Cisco SLARP", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("slarp.ptype", "Packet type", FT_UINT32, BASE_DEC, .off = 0, .size = 4, .vals = &types),
	[ADDRESS] = F("slarp.address", "Address", FT_IPv4, BASE_NONE, .off = 4, .size = 4),
	[NETMASK] = F("slarp.netmask", "Netmask", FT_IPv4, BASE_NETMASK, .off = 8, .size = 4),
	[OUTGOING] = F("slarp.mysequence", "Outgoing sequence number", FT_UINT32, BASE_DEC, .off = 4, .size = 4),
	[RETURNED] = F("slarp.yoursequence", "Returned sequence number", FT_UINT32, BASE_DEC, .off = 8, .size = 4),
	[RELIABILITY] = F("slarp.reliability", "Reliability", FT_UINT16, BASE_HEX, .off = 12, .size = 2),
	[UNRELIABLE] = F_EXPERT("slarp.reliability.invalid", "Reliability must be 0xFFFF", PI_ERROR, PI_MALFORMED),
};

static unsigned type_of(const struct layer *l)
{
	return slice_u32(l->data, 0);
}

static void slarp_dissect(struct dissection *d, struct layer *l)
{
	bool known = type_of(l) <= KEEPALIVE;
	l->tree_len = l->data.len < KEEPALIVE_BYTES ? l->data.len : KEEPALIVE_BYTES;
	if (!layer_header(l, known ? ADDRESSED_BYTES : 4))
		return;
	if (!known) {
		next_data(d, l, slice_first(l->payload, l->payload.len));
		return;
	}
	/* The line speaks of the numbers only. */
	if (type_of(l) == KEEPALIVE && !slice_has(l->data, 0, KEEPALIVE_BYTES)) {
		layer_cut(l, KEEPALIVE_BYTES);
		l->flags |= LAYER_TOLD;
	}
	l->payload = slice_first(l->payload, 0);
}

static void slarp_tree(struct tree *t, const struct layer *l)
{
	unsigned type = type_of(l);
	if (!slice_has(l->data, 0, 4))
		tree_drop(t);
	if (!tree_need(t, 0, type <= KEEPALIVE ? ADDRESSED_BYTES : 4))
		return;
	put_rows(t, TYPE, TYPE, 0);
	if (type < KEEPALIVE)
		put_rows(t, ADDRESS, NETMASK, 0);
	if (type != KEEPALIVE)
		return;
	put_rows(t, OUTGOING, RELIABILITY, 0);
	if (tree_ended(t) || slice_u16(l->data, 12) == RELIABLE)
		return;
	tree_push(t);
	put_expert(t, UNRELIABLE, 12, 0, NULL);
	tree_pop(t);
}

static void slarp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned type = type_of(l);
	(void)d;
	if (type > KEEPALIVE) {
		buf_lit(&c->info, "Unknown packet type 0x");
		fmt_hex(&c->info, type, 8);
		return;
	}
	buf_str(&c->info, value_text(&types, type));
	if (type == KEEPALIVE) {
		buf_lit(&c->info, ", outgoing sequence ");
		fmt_uint(&c->info, slice_u32(l->data, 4));
		buf_lit(&c->info, ", returned sequence ");
		fmt_uint(&c->info, slice_u32(l->data, 8));
	} else {
		buf_lit(&c->info, ", from ");
		fmt_ipv4_u32(&c->info, slice_u32(l->data, 4));
		buf_lit(&c->info, ", mask ");
		fmt_ipv4_u32(&c->info, slice_u32(l->data, 8));
	}
}

const struct protocol protocol_slarp = {
	.name = "slarp",
	.column = "SLARP",
	FIELDS(slarp_fields),
	.dissect = slarp_dissect,
	.fields_of = slarp_tree,
	.info = slarp_info,
};
