/* isis.c: the header of every IS-IS PDU (ISO 10589, 9.5), over 802.2 and Cisco's HDLC. */
#include "dissect/internet/isis.h"
#include "dissect/column.h"

/*   0               1        2         3            4                 5         6          7
 *  +---------------+--------+---------+------------+----------+------+---------+----------+--------------------+
 *  | discriminator | length | version | ID length  | reserved | type | version | reserved | most area addresses|
 *  +---------------+--------+---------+------------+----------+------+---------+----------+--------------------+ */
enum {
	ISIS,
	IRPD,
	LENGTH,
	VERSION,
	ID_LENGTH,
	TYPE_RESERVED,
	TYPE,
	VERSION_2,
	RESERVED,
	MOST_AREAS,
	NOT_ZERO,
	NOT_ONE
};

const struct value_table isis_types = VALUES({ ISIS_L1_HELLO, "L1 HELLO" }, { ISIS_L2_HELLO, "L2 HELLO" },
	{ ISIS_P2P_HELLO, "P2P HELLO" }, { ISIS_L1_LSP, "L1 LSP" }, { ISIS_L2_LSP, "L2 LSP" }, { ISIS_L1_CSNP, "L1 CSNP" },
	{ ISIS_L2_CSNP, "L2 CSNP" }, { ISIS_L1_PSNP, "L1 PSNP" }, { ISIS_L2_PSNP, "L2 PSNP" });
static const struct value_table discriminators = VALUES({ ISIS_NLPID, "ISIS" });

static const struct field isis_fields[] = {
	[ISIS] = F("isis", "ISO 10589 ISIS InTRA Domain Routeing Information Exchange Protocol", FT_PROTOCOL, BASE_NONE),
	[IRPD] = F("isis.irpd", "Intradomain Routing Protocol Discriminator", FT_UINT8, BASE_HEX, .off = 0, .size = 1,
		.vals = &discriminators),
	[LENGTH] = F("isis.len", "Length Indicator", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	[VERSION] = F("isis.version", "Version/Protocol ID Extension", FT_UINT8, BASE_DEC, .off = 2, .size = 1),
	[ID_LENGTH] = F("isis.sysid_len", "ID Length", FT_UINT8, BASE_DEC, .off = 3, .size = 1),
	[TYPE_RESERVED] = F("isis.type.reserved", "Reserved", FT_UINT8, BASE_HEX, .off = 4, .size = 1, .mask = 0xe0),
	[TYPE] = F("isis.type", "PDU Type", FT_UINT8, BASE_DEC, .off = 4, .size = 1, .mask = 0x1f, .vals = &isis_types),
	[VERSION_2] = F("isis.version2", "Version", FT_UINT8, BASE_DEC, .off = 5, .size = 1),
	[RESERVED] = F("isis.reserved", "Reserved", FT_UINT8, BASE_DEC, .off = 6, .size = 1),
	[MOST_AREAS] = F("isis.max_area_adr", "Maximum Area Addresses", FT_UINT8, BASE_DEC, .off = 7, .size = 1),
	[NOT_ZERO] = F_EXPERT("isis.reserved.notzero", "Reserved must be 0", PI_WARN, PI_PROTOCOL),
	[NOT_ONE] = F_EXPERT("isis.version2.notone", "Version must be 1", PI_WARN, PI_PROTOCOL),
};

static const char *pdu_of(unsigned type)
{
	switch (type) {
	case ISIS_L1_HELLO:
	case ISIS_L2_HELLO:
	case ISIS_P2P_HELLO: return "isis.hello";
	case ISIS_L1_LSP:
	case ISIS_L2_LSP: return "isis.lsp";
	case ISIS_L1_CSNP:
	case ISIS_L2_CSNP: return "isis.csnp";
	case ISIS_L1_PSNP:
	case ISIS_L2_PSNP: return "isis.psnp";
	default: return NULL;
	}
}

static void isis_dissect(struct dissection *d, struct layer *l)
{
	const char *pdu = pdu_of(slice_u8(l->data, 4) & 0x1f);
	/* What 802.2 calls OSI is told apart by this byte. */
	if (slice_u8(l->data, 0) != ISIS_NLPID) {
		layer_is_data(d, l);
		return;
	}
	l->path = "osi:isis";
	l->tree_len = l->data.len;
	if (!layer_header(l, ISIS_HEADER))
		return;
	if (pdu)
		next_named(d, l, pdu, l->payload);
	else
		next_data(d, l, l->payload);
}

static void put_wrong(struct tree *t, unsigned row, uint32_t off)
{
	tree_push(t);
	put_expert(t, row, off, 0, NULL);
	tree_pop(t);
}

static void isis_tree(struct tree *t, const struct layer *l)
{
	put_rows(t, IRPD, VERSION_2, 0);
	if (slice_u8(l->data, 5) != 1 && !tree_ended(t))
		put_wrong(t, NOT_ONE, 5);
	put_rows(t, RESERVED, RESERVED, 0);
	if (slice_u8(l->data, 6) && !tree_ended(t))
		put_wrong(t, NOT_ZERO, 6);
	put_rows(t, MOST_AREAS, MOST_AREAS, 0);
}

static void isis_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	buf_lit(&c->info, "Unknown ISIS packet type");
}

static const struct next_link isis_on[] = { { NEXT_LLC_SAP, 0xfe } };

const struct protocol protocol_isis = {
	.name = "isis",
	.column = "ISIS",
	FIELDS(isis_fields),
	ON(isis_on),
	.dissect = isis_dissect,
	.fields_of = isis_tree,
	.info = isis_info,
};
