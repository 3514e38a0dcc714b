/* vxlan.c: Ethernet in UDP (RFC 7348), its group policy extension, and the generic protocol extension. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

enum {
	VXLAN, FLAGS, FLAG_G, FLAG_I, FLAG_D, FLAG_A, FLAGS_RESERVED, GBP,
	GPE_FLAGS, GPE_VERSION, GPE_I, GPE_P, GPE_O, GPE_RESERVED, RESERVED_16, NEXT_PROTO, VNI, RESERVED_8,
};
enum { PORT_VXLAN = 4789, PORT_GPE = 4790 };
enum { NEXT_IS_IPV4 = 1, NEXT_IS_IPV6, NEXT_IS_ETHERNET, NEXT_IS_NSH, NEXT_IS_MPLS };

static const struct value_table next_names = VALUES({ 1, "IPv4" }, { 2, "IPv6" }, { 3, "Ethernet" },
						    { 4, "Network Service Header" }, { 5, "MPLS" });
static const struct value_table defined_names = BOOL_NAMES("Defined", "Not defined");

static void flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 4);
	if (r->val & 0x8000)
		buf_lit(b, ", GBP Extension");
	if (r->val & 0x0800)
		buf_lit(b, ", VXLAN Network ID (VNI)");
	if (r->val & 0x0040)
		buf_lit(b, ", Don't Learn");
	if (r->val & 0x0008)
		buf_lit(b, ", Policy Applied");
}

#define FLAG(abbrev, name, mask_, vals_) \
	F("vxlan." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 0, .size = 2, .mask = mask_, .flags = F_CHILD, .vals = &vals_)
#define GPE_BIT(abbrev, name, mask_) \
	F("vxlan." abbrev, name, FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = mask_, .flags = F_CHILD)

static const struct field vxlan_fields[] = {
	[VXLAN] = F("vxlan", "Virtual eXtensible Local Area Network", FT_PROTOCOL, BASE_NONE),
	[FLAGS] = F("vxlan.flags", "Flags", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .label = flags_label),
	[FLAG_G] = FLAG("flag_g", "GBP Extension", 0x8000, defined_names),
	[FLAG_I] = FLAG("flag_i", "VXLAN Network ID (VNI)", 0x0800, bool_true),
	[FLAG_D] = FLAG("flag_d", "Don't Learn", 0x0040, bool_true),
	[FLAG_A] = FLAG("flag_a", "Policy Applied", 0x0008, bool_true),
	[FLAGS_RESERVED] = F("vxlan.flags_reserved", "Reserved(R)", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .mask = 0x77b7,
			     .flags = F_CHILD),
	[GBP] = F("vxlan.gbp", "Group Policy ID", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[GPE_FLAGS] = F("vxlan.flags", "Flags", FT_UINT8, BASE_HEX, .off = 0, .size = 1),
	[GPE_VERSION] = GPE_BIT("ver", "Version", 0x30),
	[GPE_I] = GPE_BIT("i_bit", "Instance", 0x08),
	[GPE_P] = GPE_BIT("p_bit", "Next Protocol Bit", 0x04),
	[GPE_O] = GPE_BIT("o_bit", "OAM bit", 0x01),
	[GPE_RESERVED] = GPE_BIT("flags_reserved", "Reserved(R)", 0xc2),
	[RESERVED_16] = F("vxlan.reserved_16", "Reserved", FT_UINT16, BASE_DEC, .off = 1, .size = 2),
	[NEXT_PROTO] = F("vxlan.next_proto", "Next Protocol", FT_UINT8, BASE_DEC, .off = 3, .size = 1, .vals = &next_names),
	[VNI] = F("vxlan.vni", "VXLAN Network Identifier (VNI)", FT_UINT24, BASE_DEC, .off = 4, .size = 3),
	[RESERVED_8] = F("vxlan.reserved8", "Reserved", FT_UINT8, BASE_DEC, .off = 7, .size = 1),
};

/* The same port tells which of the two it is: the lower of both, as for the choice of protocol. */
static bool is_gpe(const struct dissection *d, const struct layer *l)
{
	struct slice udp = layer_parent(d, l)->data;
	return slice_u16(udp, 0) != PORT_VXLAN && slice_u16(udp, 2) != PORT_VXLAN;
}

static void gpe_next(struct dissection *d, struct layer *l)
{
	switch (slice_u8(l->data, 3)) {
	case NEXT_IS_IPV4: next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, l->payload); break;
	case NEXT_IS_IPV6: next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, l->payload); break;
	case NEXT_IS_ETHERNET: next_value(d, l, NEXT_LINK_TYPE, 1, l->payload); break;
	case NEXT_IS_NSH: next_value(d, l, NEXT_ETHERTYPE, 0x894f, l->payload); break;
	case NEXT_IS_MPLS: next_value(d, l, NEXT_ETHERTYPE, 0x8847, l->payload); break;
	default: next_data(d, l, l->payload);
	}
}

static void vxlan_dissect(struct dissection *d, struct layer *l)
{
	l->fact[0] = is_gpe(d, l);
	if (l->fact[0])
		l->path = "";
	bool whole = layer_header(l, 8);
	l->tree_len = l->data.len < 8 ? l->data.len : 8;
	if (!whole)
		return;
	if (l->fact[0])
		gpe_next(d, l);
	else
		next_value(d, l, NEXT_LINK_TYPE, 1, l->payload);
}

static void vxlan_tree(struct tree *t, const struct layer *l)
{
	if (l->fact[0])
		put_rows(t, GPE_FLAGS, NEXT_PROTO, 0);
	else
		put_rows(t, FLAGS, GBP, 0);
	put_rows(t, VNI, RESERVED_8, 0);
}

static const struct next_link vxlan_on[] = { { NEXT_UDP_PORT, PORT_VXLAN }, { NEXT_UDP_PORT, PORT_GPE } };

const struct protocol protocol_vxlan = {
	.name = "vxlan",
	.column = "VxLAN",
	.short_name = "VXLAN",
	FIELDS(vxlan_fields),
	ON(vxlan_on),
	.dissect = vxlan_dissect,
	.fields_of = vxlan_tree,
	.told_early = true,
};
