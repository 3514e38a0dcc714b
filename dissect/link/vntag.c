/* vntag.c: the tag of Cisco's virtual network interfaces (VN-Tag, IEEE 802.1BR's forerunner). */
#include "dissect/numbers.h"
#include "dissect/tree.h"

enum { VNTAG, DIRECTION, POINTER, DESTINATION, LOOPED, RESERVED, VERSION, SOURCE, TYPE };
enum { HEADER = 6, LEAST_TYPE = 1536 };

static const struct value_table directions = BOOL_NAMES("From Bridge", "To Bridge");
static const struct value_table pointers = BOOL_NAMES("vif_list_id", "vif_id");

#define BITS(abbrev, name, type, base, bits, ...) \
	F("vntag." abbrev, name, type, base, .size = 4, .mask = bits, __VA_ARGS__)

static const struct field vntag_fields[] = {
	[VNTAG] = F("vntag", "VN-Tag", FT_PROTOCOL, BASE_NONE),
	[DIRECTION] = BITS("dir", "Direction", FT_BOOLEAN, BASE_NONE, 0x80000000, .vals = &directions),
	[POINTER] = BITS("ptr", "Pointer", FT_BOOLEAN, BASE_NONE, 0x40000000, .vals = &pointers),
	[DESTINATION] = BITS("dst", "Destination", FT_UINT32, BASE_DEC, 0x3fff0000),
	[LOOPED] = BITS("looped", "Looped", FT_BOOLEAN, BASE_NONE, 0x8000, .vals = &bool_yes),
	[RESERVED] = BITS("r", "Reserved", FT_UINT32, BASE_DEC, 0x4000),
	[VERSION] = BITS("version", "Version", FT_UINT32, BASE_DEC, 0x3000),
	[SOURCE] = BITS("src", "Source", FT_UINT32, BASE_DEC, 0x0fff),
	[TYPE] = F("vntag.etype", "Type", FT_UINT16, BASE_HEX, .off = 4, .size = 2, .vals = &ethertype_names),
};

static void vntag_dissect(struct dissection *d, struct layer *l)
{
	unsigned type = slice_u16(l->data, 4);
	l->tree_len = 4;
	if (!layer_header(l, HEADER))
		return;
	if (type < LEAST_TYPE) {
		next_data(d, l, l->payload); /* a length: not seen yet */
		return;
	}
	l->path = "vntag:ethertype";
	next_value(d, l, NEXT_ETHERTYPE, type, l->payload);
}

static void vntag_tree(struct tree *t, const struct layer *l)
{
	put_rows(t, DIRECTION, SOURCE, 0);
	if (slice_u16(l->data, 4) >= LEAST_TYPE)
		put_rows(t, TYPE, TYPE, 0);
}

static const struct next_link vntag_on[] = { { NEXT_ETHERTYPE, 0x8926 } };

const struct protocol protocol_vntag = {
	.name = "vntag",
	.column = "VNTAG",
	FIELDS(vntag_fields),
	ON(vntag_on),
	.dissect = vntag_dissect,
	.fields_of = vntag_tree,
};
