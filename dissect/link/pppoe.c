/* pppoe.c: PPP over Ethernet, session stage (RFC 2516). */
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*   0          1      2           4         6
 *  +----+-----+------+-----------+---------+-----
 *  | ver| type| code | session   | length  | PPP
 *  +----+-----+------+-----------+---------+----- */
enum { PPPOES, VERSION, TYPE, CODE, SESSION, LENGTH, LENGTH_BAD, PPPOE };

static const struct value_table codes = VALUES(
	{ 0x00, "Session Data" }, { 0x07, "Active Discovery Offer (PADO)" }, { 0x09, "Active Discovery Initiation (PADI)" },
	{ 0x0a, "Active Discovery Session-Grant (PADG)" }, { 0x0b, "Active Discovery Session-Credit Resp.(PADC)" },
	{ 0x0c, "Active Discovery Quality (PADQ)" }, { 0x19, "Active Discovery Request (PADR)" },
	{ 0x65, "Active Discovery Session-confirmation (PADS)" }, { 0xa7, "Active Discovery Terminate (PADT)" },
	{ 0xd3, "Active Discovery Message (PADM)" }, { 0xd4, "Active Discovery Network (PADN)" });

/* What stands behind the header on the wire, when the length field tells something else that padding of short frames
 * (40 bytes are left of the shortest frame) and a frame check sequence do not explain; else 0. */
static uint32_t real_length(const struct layer *l)
{
	uint32_t said = slice_u16(l->data, 4), real = l->data.wire > 6 ? l->data.wire - 6 : 0;
	return said == real || real <= 40 || said + 4 == real ? 0 : real;
}

static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	uint32_t real = slice_u8(l->data, 1) ? 0 : real_length(l);
	buf_lit(b, "Payload Length: ");
	fmt_uint(b, r->val);
	if (real) {
		buf_lit(b, " [incorrect, should be ");
		fmt_uint(b, real);
		buf_char(b, ']');
	}
}

static const struct field pppoe_fields[] = {
	[PPPOES] = F("pppoes", "PPP-over-Ethernet Session", FT_PROTOCOL, BASE_NONE),
	[VERSION] = F("pppoe.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xf0),
	[TYPE] = F("pppoe.type", "Type", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x0f),
	[CODE] = F("pppoe.code", "Code", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .vals = &codes),
	[SESSION] = F("pppoe.session_id", "Session ID", FT_UINT16, BASE_HEX, .off = 2, .size = 2),
	[LENGTH] = F("pppoe.payload_length", "Payload Length", FT_UINT16, BASE_DEC, .off = 4, .size = 2, .label = length_label),
	[LENGTH_BAD] = F_EXPERT("pppoe.payload_length.bad", "Possible bad payload length", PI_WARN, PI_MALFORMED),
	[PPPOE] = F("pppoe", "Point-to-Point Protocol over Ethernet", FT_PROTOCOL, BASE_NONE),
};

static void pppoe_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len < 6 ? l->data.len : 6;
	if (!layer_header(l, 6)) {
		l->flags |= slice_has(l->data, 0, 2) ? LAYER_TOLD : 0;
		return;
	}
	layer_limit(l, slice_u16(l->data, 4));
	if (l->payload.wire)
		next_named(d, l, "ppp", l->payload);
}

static void pppoe_tree(struct tree *t, const struct layer *l)
{
	put_rows(t, VERSION, LENGTH, 0);
	uint32_t real = real_length(l);
	if (tree_ended(t) || !real)
		return;
	MESSAGE(text);
	buf_lit(&text, "Possible bad payload length ");
	fmt_uint(&text, slice_u16(l->data, 4));
	buf_lit(&text, " != ");
	fmt_uint(&text, real);
	tree_push(t);
	put_expert(t, LENGTH_BAD, 4, 2, message_text(&text));
	tree_pop(t);
}

static void pppoe_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&codes, slice_u8(l->data, 1));
	(void)d;
	buf_str(&c->info, name ? name : "Unknown");
}

static const struct next_link pppoe_on[] = { { NEXT_ETHERTYPE, 0x8864 }, { NEXT_LINK_TYPE, 51 } };

const struct protocol protocol_pppoe = {
	.name = "pppoes",
	.column = "PPPoES",
	FIELDS(pppoe_fields),
	ON(pppoe_on),
	.dissect = pppoe_dissect,
	.fields_of = pppoe_tree,
	.info = pppoe_info,
};
