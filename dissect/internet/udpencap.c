/* udpencap.c: ESP and IKE in UDP, to pass address translation (RFC 3948). */
#include "dissect/column.h"
#include "dissect/tree.h"

enum { UDPENCAP, NAT_KEEPALIVE, NON_ESP };

static const struct field udpencap_fields[] = {
	[UDPENCAP] = F("udpencap", "UDP Encapsulation of IPsec Packets", FT_PROTOCOL, BASE_NONE),
	[NAT_KEEPALIVE] = F("udpencap.nat_keepalive", "NAT-keepalive packet", FT_NONE, BASE_NONE),
	[NON_ESP] = F("udpencap.non_esp_marker", "Non-ESP Marker", FT_NONE, BASE_NONE),
};

static bool is_keepalive(const struct layer *l)
{
	return l->data.wire == 1 && slice_u8(l->data, 0) == 0xff;
}

static void udpencap_dissect(struct dissection *d, struct layer *l)
{
	if (is_keepalive(l)) {
		layer_header(l, 1);
		return;
	}
	if (!slice_has(l->data, 0, 4)) {
		layer_header(l, 4);
		l->tree_len = l->data.len;
		return;
	}
	bool marker = !slice_u32(l->data, 0); /* no SPI is 0: this is IKE */
	layer_header(l, marker ? 4 : 0);
	next_named(d, l, marker ? "isakmp" : "esp", l->payload);
}

static void udpencap_tree(struct tree *t, const struct layer *l)
{
	if (is_keepalive(l))
		put_node(t, NAT_KEEPALIVE, 0, 1);
	else if (tree_need(t, 0, 4) && !slice_u32(l->data, 0))
		put_node(t, NON_ESP, 0, 4);
}

static void udpencap_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	if (is_keepalive(l))
		buf_lit(&c->info, "NAT-keepalive");
}

static const struct next_link udpencap_on[] = { { NEXT_UDP_PORT, 4500 } };

const struct protocol protocol_udpencap = {
	.name = "udpencap",
	.column = "UDPENCAP",
	FIELDS(udpencap_fields),
	ON(udpencap_on),
	.dissect = udpencap_dissect,
	.fields_of = udpencap_tree,
	.told_early = true,
	.info = udpencap_info,
};
