/* udld.c: Cisco's Unidirectional Link Detection (RFC 5171): who I am, and whom I hear. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*   0                  1       2          4      6        8
 *  +---------+--------+-------+----------+------+--------+-------
 *  | version | opcode | flags | checksum | type | length | value    one after the other; the length counts all of it
 *  +---------+--------+-------+----------+------+--------+------- */
enum {
	UDLD,
	VERSION,
	OPCODE,
	FLAGS,
	TIMEOUT,
	RESYNC,
	CHECKSUM,
	TLV,
	TLV_TYPE,
	TLV_LEN,
	DEVICE,
	INTERFACE,
	DATA,
	INVALID
};
enum {
	HEADER = 4,
	TLV_HEADER = 4,
	MAX_TLVS = 512,
	TYPE_DEVICE = 1,
	TYPE_PORT = 2,
	PID_UDLD = 0x0111,
	OUI_CISCO = 0x00000c
};

static const struct value_table opcodes = VALUES({ 0, "Reserved" }, { 1, "Probe" }, { 2, "Echo" }, { 3, "Flush" });
static const struct value_table tlv_types = VALUES({ TYPE_DEVICE, "Device ID" }, { TYPE_PORT, "Port ID" }, { 3, "Echo" },
	{ 4, "Message interval" }, { 5, "Timeout interval" }, { 6, "Device name" }, { 7, "Sequence number" });

static void label_tlv(struct buf *b, const struct tree *t, const struct record *r);

static const struct field udld_fields[] = {
	[UDLD] = F("udld", "Unidirectional Link Detection", FT_PROTOCOL, BASE_NONE),
	[VERSION] = F("udld.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xe0),
	[OPCODE] = F("udld.opcode", "Opcode", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x1f, .vals = &opcodes),
	[FLAGS] = F("udld.flags", "Flags", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	[TIMEOUT] = F("udld.flags.rt", "Recommended timeout", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .mask = 0x01,
		.flags = F_CHILD),
	[RESYNC] = F("udld.flags.rsy", "ReSynch", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .mask = 0x02, .flags = F_CHILD),
	[CHECKSUM] = F("udld.checksum", "Checksum", FT_UINT16, BASE_HEX, .off = 2, .size = 2),
	[TLV] = F_TEXT("TLV", .label = label_tlv),
	[TLV_TYPE] = F("udld.tlv.type", "Type", FT_UINT16, BASE_HEX, .vals = &tlv_types),
	[TLV_LEN] = F("udld.tlv.len", "Length", FT_UINT16, BASE_DEC),
	[DEVICE] = F("udld.device_id", "Device ID", FT_STRINGZ, BASE_NONE),
	[INTERFACE] = F("udld.sent_through_interface", "Sent through Interface", FT_STRING, BASE_NONE),
	[DATA] = F("udld.data", "Data", FT_BYTES, BASE_NONE),
	[INVALID] = F_EXPERT("udld.tlv.len.invalid", "TLV with invalid length (< 4)", PI_WARN, PI_PROTOCOL),
};

/* Bytes of the TLV at off, by its length; 0 when that is too small. Some switches leave three bytes out in what they say of a
 * port's length: what follows then does not look like a type. */
static uint32_t tlv_bytes(struct slice s, uint32_t off)
{
	uint32_t n = slice_u16(s, off + 2);
	return n < TLV_HEADER ? 0 : slice_u16(s, off) == TYPE_PORT && slice_u8(s, off + n) ? n + 3 : n;
}

/* "Device ID: FOX", up to the first NUL. */
static void text_of(struct buf *b, unsigned type, struct slice value)
{
	uint32_t n = slice_zlen(value, 0);
	buf_str(b, type == TYPE_DEVICE ? "Device ID: " : "Port ID: ");
	fmt_text(b, value.p, n ? n - 1 : value.len);
}

static void label_tlv(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned type = slice_u16(s, 0), n = slice_u16(s, 2);
	const char *name = value_text(&tlv_types, type);
	if (n < TLV_HEADER) {
		buf_lit(b, "TLV with invalid length ");
		fmt_uint(b, n);
		buf_lit(b, " (< 4)");
		return;
	}
	if (type == TYPE_DEVICE || type == TYPE_PORT) {
		text_of(b, type, slice_from(s, TLV_HEADER));
		return;
	}
	buf_lit(b, "Type: ");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown (0x");
		fmt_hex(b, type, 4);
		buf_char(b, ')');
	}
	buf_lit(b, ", length: ");
	fmt_uint(b, n);
}

static void udld_dissect(struct dissection *d, struct layer *l)
{
	uint32_t off = HEADER;
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_first(l->data, 0);
	if (layer_lacks(l, HEADER))
		return;
	for (unsigned i = 0; i < MAX_TLVS && off < l->data.wire; i++) {
		if (layer_lacks(l, off + TLV_HEADER))
			return;
		uint32_t n = tlv_bytes(l->data, off);
		if (!n) {
			next_data(d, l, slice_from(l->data, off + TLV_HEADER));
			return;
		}
		if (layer_lacks(l, off + n + (slice_u16(l->data, off) == TYPE_PORT)))
			return;
		off += n;
	}
}

static void put_tlv(struct tree *t, uint32_t off, unsigned type, uint32_t n)
{
	/* Whether a port's length is right can only be told from the byte behind it. */
	if (type == TYPE_PORT && n && !tree_need(t, off, n + 1))
		return;
	put_node(t, TLV, off, n ? n : TLV_HEADER);
	tree_push(t);
	put(t, TLV_TYPE, off, 2);
	put(t, TLV_LEN, off + 2, 2);
	if (!n) {
		tree_push(t);
		put_expert(t, INVALID, off + 2, 0, NULL);
		tree_pop(t);
	} else if (type == TYPE_DEVICE || type == TYPE_PORT) {
		struct slice value = slice_sub(t->l->data, off + TLV_HEADER, n - TLV_HEADER);
		put_ascii(t, type == TYPE_DEVICE ? DEVICE : INTERFACE, off + TLV_HEADER, n - TLV_HEADER, value.p,
			  value.len);
	} else {
		put(t, DATA, off + TLV_HEADER, n - TLV_HEADER);
	}
	tree_pop(t);
}

static void udld_tree(struct tree *t, const struct layer *l)
{
	uint32_t off = HEADER;
	put_rows(t, VERSION, CHECKSUM, 0);
	for (unsigned i = 0; i < MAX_TLVS && !tree_ended(t) && off < l->data.wire; i++) {
		uint32_t n = tlv_bytes(l->data, off);
		if (!tree_need(t, off, TLV_HEADER))
			return;
		put_tlv(t, off, slice_u16(l->data, off), n);
		if (!n)
			return;
		off += n;
	}
}

static void udld_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	uint32_t off = HEADER;
	(void)d;
	for (unsigned i = 0; i < MAX_TLVS; i++) {
		unsigned type = slice_u16(l->data, off);
		uint32_t n = tlv_bytes(l->data, off);
		if (!n || !slice_has(l->data, off, n + (type == TYPE_PORT)))
			return;
		if (type == TYPE_DEVICE || type == TYPE_PORT) {
			/* The line goes by what the length says. */
			text_of(&c->info, type,
				slice_sub(l->data, off + TLV_HEADER, slice_u16(l->data, off + 2) - TLV_HEADER));
			buf_lit(&c->info, "  ");
		}
		off += n;
	}
}

static const struct next_link udld_on[] = { { NEXT_SNAP, (uint32_t)OUI_CISCO << 16 | PID_UDLD } };

const struct protocol protocol_udld = {
	.name = "udld",
	.column = "UDLD",
	FIELDS(udld_fields),
	ON(udld_on),
	.dissect = udld_dissect,
	.fields_of = udld_tree,
	.info = udld_info,
};
