/* chdlc.c: Cisco's framing on serial lines (LINKTYPE_C_HDLC): address, control, an Ethernet type. */
#include "dissect/column.h"
#include "dissect/tree.h"

enum { CHDLC, ADDRESS, CONTROL, PROTOCOL, CLNS_PADDING };
enum { PROTOCOL_OSI = 0xfefe, PROTOCOL_SLARP = 0x8035, SAP_OSI = 0xfe };

static const struct value_table addresses = VALUES({ 0x0f, "Unicast" }, { 0x8f, "Multicast" });
static const struct value_table protocols = VALUES(
	{ 0x0800, "IP" }, { 0x2000, "Cisco Discovery Protocol" }, { 0x4242, "Spanning Tree BPDU" },
	{ 0x6558, "Transparent Ethernet bridging" }, { 0x8035, "SLARP" }, { 0x8038, "DEC LanBridge" }, { 0x809b, "Appletalk" },
	{ 0x80f3, "AARP" }, { 0x8137, "Netware IPX/SPX" }, { 0x86dd, "IPv6" }, { 0x8847, "MPLS unicast" },
	{ 0x8848, "MPLS multicast" }, { 0xfefe, "OSI" });

static const struct field chdlc_fields[] = {
	[CHDLC] = F("chdlc", "Cisco HDLC", FT_PROTOCOL, BASE_NONE),
	[ADDRESS] = F("chdlc.address", "Address", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .vals = &addresses),
	[CONTROL] = F("chdlc.control", "Control", FT_UINT8, BASE_HEX, .off = 1, .size = 1),
	[PROTOCOL] = F("chdlc.protocol", "Protocol", FT_UINT16, BASE_HEX, .off = 2, .size = 2, .vals = &protocols),
	[CLNS_PADDING] = F("chdlc.clns_padding", "CLNS Padding", FT_UINT8, BASE_HEX),
};

static void chdlc_dissect(struct dissection *d, struct layer *l)
{
	static const struct address nobody = { ADDR_TEXT, 3, (const uint8_t *)"N/A" };
	unsigned type = slice_u16(l->data, 2);
	l->src = l->dst = nobody;
	l->tree_len = l->data.len < 4 ? l->data.len : 4;
	if (!layer_header(l, 4))
		return;
	/* CLNS may have a byte of padding in front: ISO 9577 has no protocol below 0x80 that fits, and none of that number. */
	unsigned first = slice_u8(l->payload, 0);
	bool padded = type == PROTOCOL_OSI && (first < 0x80 || first == SAP_OSI) && l->payload.len;
	l->fact[0] = padded;
	bool known = type == PROTOCOL_OSI     ? next_value(d, l, NEXT_LLC_SAP, SAP_OSI, slice_from(l->payload, padded))
		     : type == PROTOCOL_SLARP ? next_named(d, l, "slarp", l->payload)
					      : next_value(d, l, NEXT_ETHERTYPE, type, l->payload);
	if (!known && l->payload.wire && !l->payload.len)
		l->flags |= LAYER_SHORT; /* tshark wants to see what nobody knows */
}

static void chdlc_tree(struct tree *t, const struct layer *l)
{
	put_rows(t, ADDRESS, PROTOCOL, 0);
	if (l->fact[0])
		put(t, CLNS_PADDING, 4, 1);
}

static void chdlc_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	column_number(c, slice_u16(l->data, 2));
}

static const struct next_link chdlc_on[] = { { NEXT_LINK_TYPE, 104 }, { NEXT_LINK_TYPE, 112 } };

const struct protocol protocol_chdlc = {
	.name = "chdlc",
	.column = "CHDLC",
	FIELDS(chdlc_fields),
	ON(chdlc_on),
	.dissect = chdlc_dissect,
	.fields_of = chdlc_tree,
	.info = chdlc_info,
};
