/* macsec.c: MAC Security (IEEE 802.1AE): the tag in front of a frame that is authenticated, and maybe encrypted. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/trailer.h"

/*   0     1              2               6                       14
 *  +-----+--------------+---------------+-----------------------+---------------------------------+-----+
 *  | TCI | short length | packet number | SCI, when TCI says so | Ethernet type and data, or both | ICV |
 *  | AN  |              |               | address, port         | encrypted                       |     |
 *  +-----+--------------+---------------+-----------------------+---------------------------------+-----+ */
enum { MACSEC, TCI, VER, ES, SC, SCB, E, C, AN, SL, PN, SYSTEM, PORT, ETYPE, ICV };
enum { TAG = 6, SCI_BYTES = 8, ICV_BYTES = 16 };
enum { BIT_VERSION = 0x80, BIT_SC = 0x20, BIT_E = 0x08, BIT_C = 0x04 };

static void label_tci(struct buf *b, const struct tree *t, const struct record *r);

#define TCI_BIT(abbrev, bit) F("macsec.TCI." abbrev, abbrev, FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = bit, .vals = &bool_set)

static const struct field macsec_fields[] = {
	[MACSEC] = F("macsec", "802.1AE Security tag", FT_PROTOCOL, BASE_NONE),
	[TCI] = F("macsec.TCI", "TCI", FT_UINT8, BASE_HEX, .mask = 0xfc, .label = label_tci),
	[VER] = F("macsec.TCI.V", "VER", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .mask = BIT_VERSION),
	[ES] = TCI_BIT("ES", 0x40),
	[SC] = TCI_BIT("SC", BIT_SC),
	[SCB] = TCI_BIT("SCB", 0x10),
	[E] = TCI_BIT("E", BIT_E),
	[C] = TCI_BIT("C", BIT_C),
	[AN] = F("macsec.AN", "AN", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .mask = 0x03),
	[SL] = F("macsec.SL", "Short length", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	[PN] = F("macsec.PN", "Packet number", FT_UINT32, BASE_DEC, .off = 2, .size = 4),
	[SYSTEM] = F("macsec.SCI.system_identifier", "System Identifier", FT_ETHER, BASE_NONE, .off = 6, .size = 6),
	[PORT] = F("macsec.SCI.port_identifier", "Port Identifier", FT_UINT16, BASE_DEC, .off = 12, .size = 2),
	[ETYPE] = F("macsec.etype", "Ethertype", FT_UINT16, BASE_HEX),
	[ICV] = F("macsec.ICV", "ICV", FT_BYTES, BASE_NONE),
};

static bool is_encrypted(const struct layer *l)
{
	return slice_u8(l->data, 0) & (BIT_E | BIT_C);
}

static uint32_t tag_bytes(const struct layer *l)
{
	return slice_u8(l->data, 0) & BIT_SC ? TAG + SCI_BYTES : TAG;
}

static unsigned type_of(const struct layer *l)
{
	return slice_u16(l->data, tag_bytes(l));
}

static void macsec_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = tag_bytes(l);
	if (slice_u8(l->data, 0) & BIT_VERSION || !slice_has(l->data, n, ICV_BYTES + 1)) {
		layer_is_data(d, l);
		return;
	}
	if (!is_encrypted(l)) {
		l->path = "macsec:ethertype";
		if (layer_header(l, n + 2))
			next_value(d, l, NEXT_ETHERTYPE, type_of(l), l->payload);
		return;
	}
	layer_header(l, n);
	/* Of what was captured, the last bytes count as the check value. */
	layer_limit(l, l->data.len - n - ICV_BYTES);
	next_data(d, l, l->payload);
}

/* "TCI: 0x0b, VER: 0x0, SC, E, C" */
static void label_tci(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned tci = (unsigned)r->val << 2;
	(void)t;
	buf_lit(b, "TCI: 0x");
	fmt_hex(b, r->val, 2);
	buf_lit(b, ", VER: 0x0");
	for (unsigned row = ES; row <= C; row++)
		if (tci & macsec_fields[row].mask) {
			buf_lit(b, ", ");
			buf_str(b, macsec_fields[row].name);
		}
}

static void macsec_tree(struct tree *t, const struct layer *l)
{
	uint32_t n = tag_bytes(l);
	put(t, TCI, 0, 1);
	tree_push(t);
	put_rows(t, VER, C, 0);
	tree_pop(t);
	put_rows(t, AN, n == TAG ? PN : PORT, 0);
	if (is_encrypted(l)) {
		put(t, ICV, l->data.len - ICV_BYTES, ICV_BYTES);
		return;
	}
	put(t, ETYPE, n, 2);
	/* The check value is what the protocol inside leaves, as if it were a trailer. */
	put_trailer(t, l, n + 2 + layer_used(t->d, l), ICV, FCS_NONE);
}

static void macsec_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&ethertype_names, type_of(l));
	(void)d;
	if (!is_encrypted(l))
		column_number(c, type_of(l));
	buf_str(&c->info, !is_encrypted(l) && name ? name : "MACsec frame");
}

static const struct next_link macsec_on[] = { { NEXT_ETHERTYPE, 0x88e5 } };

const struct protocol protocol_macsec = {
	.name = "macsec",
	.column = "MACSEC",
	.short_name = "MACsec",
	FIELDS(macsec_fields),
	ON(macsec_on),
	.borrows = "eth",
	.dissect = macsec_dissect,
	.fields_of = macsec_tree,
	.told_early = true,
	.info = macsec_info,
};
