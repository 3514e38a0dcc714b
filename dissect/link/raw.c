/* raw.c: packets without a link layer (LINKTYPE_RAW and the numbers BSDs gave it): the first bytes say what they are. */
#include "dissect/column.h"
#include "dissect/tree.h"

enum { RAW };

static const struct field raw_fields[] = {
	[RAW] = F("raw", "Raw packet data", FT_PROTOCOL, BASE_NONE),
};

static bool ten_zeros(struct slice s)
{
	return slice_has(s, 0, 11) && !slice_u64(s, 0) && !slice_u16(s, 8);
}

static void raw_dissect(struct dissection *d, struct layer *l)
{
	static const struct address nobody = { ADDR_TEXT, 3, (const uint8_t *)"N/A" };
	unsigned first = slice_u8(l->data, 0);
	l->src = l->dst = nobody;
	l->tree_len = l->data.len;
	l->payload = l->data;
	if (!slice_has(l->data, 0, 2))
		layer_header(l, 2);
	else if (slice_u16(l->data, 0) == 0xff03)
		next_named(d, l, "ppp", l->data);
	else if (ten_zeros(l->data))
		next_named(d, l, "ip", slice_from(l->data, 10));
	else if (first >> 4 == 4)
		next_named(d, l, "ip", l->data);
	else if (first >> 4 == 6)
		next_named(d, l, "ipv6", l->data);
	else
		next_data(d, l, l->data);
}

static void raw_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->protocol = "N/A";
	buf_lit(&c->info, "Raw packet data");
}

static const struct next_link raw_on[] = { { NEXT_LINK_TYPE, 12 }, { NEXT_LINK_TYPE, 14 }, { NEXT_LINK_TYPE, 101 } };

const struct protocol protocol_raw = {
	.name = "raw",
	.column = "Raw",
	FIELDS(raw_fields),
	ON(raw_on),
	.dissect = raw_dissect,
	.info = raw_info,
};
