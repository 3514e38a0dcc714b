/* lisp_data.c: packets in LISP's encapsulation (RFC 9300, 5): a header of eight bytes, then an IP packet. */
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*   0       1                        4
 *  +-------+------------------------+-----------------------------------------+
 *  | flags | nonce, or map versions | instance ID and status bits, or of them |
 *  +-------+------------------------+-----------------------------------------+ */
enum {
	LISP_DATA,
	FLAGS,
	N_BIT,
	L_BIT,
	E_BIT,
	V_BIT,
	I_BIT,
	RESERVED,
	NONCE,
	VERSIONS,
	SOURCE,
	TARGET,
	INSTANCE,
	STATUS,
	STATUS_8
};
enum { HEADER = 8, NONCE_PRESENT = 0x80, STATUS_PRESENT = 0x40, VERSIONS_PRESENT = 0x10, INSTANCE_PRESENT = 0x08 };

#define BIT(abbrev, name_, bit) F("lisp-data.flags." abbrev, name_, FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = bit, .vals = &bool_set, .flags = F_CHILD)

static const struct field lisp_data_fields[] = {
	[LISP_DATA] = F("lisp-data", "Locator/ID Separation Protocol (Data)", FT_PROTOCOL, BASE_NONE),
	[FLAGS] = F("lisp-data.flags", "Flags", FT_UINT8, BASE_HEX, .off = 0, .size = 1),
	[N_BIT] = BIT("nonce", "N bit (Nonce present)", NONCE_PRESENT),
	[L_BIT] = BIT("lsb", "L bit (Locator-Status-Bits field enabled)", STATUS_PRESENT),
	[E_BIT] = BIT("enr", "E bit (Echo-Nonce-Request)", 0x20),
	[V_BIT] = BIT("mv", "V bit (Map-Version present)", VERSIONS_PRESENT),
	[I_BIT] = BIT("iid", "I bit (Instance ID present)", INSTANCE_PRESENT),
	[RESERVED] = F("lisp-data.flags.res", "Reserved", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .mask = 0x07, .flags = F_CHILD),
	[NONCE] = F("lisp-data.nonce", "Nonce", FT_UINT24, BASE_DEC_HEX),
	[VERSIONS] = F("lisp-data.mapver", "Map-Version", FT_UINT24, BASE_HEX),
	[SOURCE] = F("lisp-data.srcmapver", "Source Map-Version", FT_UINT24, BASE_DEC, .mask = 0xfff000),
	[TARGET] = F("lisp-data.dstmapver", "Destination Map-Version", FT_UINT24, BASE_DEC, .mask = 0x000fff),
	[INSTANCE] = F("lisp-data.iid", "Instance ID", FT_UINT24, BASE_DEC),
	[STATUS] = F("lisp-data.lsb", "Locator-Status-Bits", FT_UINT32, BASE_HEX),
	[STATUS_8] = F("lisp-data.lsb8", "Locator-Status-Bits", FT_UINT8, BASE_HEX),
};

static void lisp_data_dissect(struct dissection *d, struct layer *l)
{
	if (!layer_header(l, HEADER))
		return;
	switch (slice_u8(l->payload, 0) >> 4) {
	case 4: next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, l->payload); break;
	case 6: next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, l->payload); break;
	default: next_data(d, l, l->payload);
	}
}

static void lisp_data_tree(struct tree *t, const struct layer *l)
{
	unsigned flags = slice_u8(l->data, 0);
	put_rows(t, FLAGS, RESERVED, 0);
	if (flags & VERSIONS_PRESENT) {
		put(t, VERSIONS, 1, 3);
		tree_push(t);
		put(t, SOURCE, 1, 3);
		put(t, TARGET, 1, 3);
		tree_pop(t);
	} else if (flags & NONCE_PRESENT) {
		put(t, NONCE, 1, 3);
	}
	if (flags & INSTANCE_PRESENT)
		put(t, INSTANCE, 4, 3);
	if (flags & STATUS_PRESENT)
		put(t, flags & INSTANCE_PRESENT ? STATUS_8 : STATUS, flags & INSTANCE_PRESENT ? 7 : 4,
		    flags & INSTANCE_PRESENT ? 1 : 4);
}

static void lisp_data_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	buf_lit(&c->info, "LISP Encapsulation Header");
}

static const struct next_link lisp_data_on[] = { { NEXT_UDP_PORT, 4341 } };

const struct protocol protocol_lisp_data = {
	.name = "lisp-data",
	.column = "LISP",
	.short_name = "LISP Data",
	FIELDS(lisp_data_fields),
	ON(lisp_data_on),
	.dissect = lisp_data_dissect,
	.fields_of = lisp_data_tree,
	.info = lisp_data_info,
};
