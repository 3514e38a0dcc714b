/* ah.c: IP Authentication Header (RFC 4302). Below IPv6 it is one of the extension headers and shown among them. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/ip_chain.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

enum { AH, NEXT_HEADER, LENGTH, RESERVED, SPI, SEQUENCE, ICV };
enum { AH_FIXED = 12 };

static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, (r->val + 2) * 4);
	buf_lit(b, " bytes)");
}

static const struct field ah_fields[] = {
	[AH] = F("ah", "Authentication Header", FT_PROTOCOL, BASE_NONE),
	[NEXT_HEADER] = F("ah.next_header", "Next header", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .vals = &ip_proto_names),
	[LENGTH] = F("ah.length", "Length", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .label = length_label),
	[RESERVED] = F("ah.reserved", "Reserved", FT_BYTES, BASE_NONE, .off = 2, .size = 2),
	[SPI] = F("ah.spi", "AH SPI", FT_UINT32, BASE_HEX, .off = 4, .size = 4),
	[SEQUENCE] = F("ah.sequence", "AH Sequence", FT_UINT32, BASE_DEC, .off = 8, .size = 4),
	[ICV] = F("ah.icv", "AH ICV", FT_BYTES, BASE_NONE),
};

/* Units of 4 bytes, not counting the first two (RFC 4302 section 2.2). */
static uint32_t ah_length(const struct layer *l)
{
	return (slice_u8(l->data, 1) + 2u) * 4;
}

static void ah_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = ah_length(l);
	if (layer_header(l, AH_FIXED) && layer_header(l, n < AH_FIXED ? AH_FIXED : n)) {
		unsigned next = slice_u8(l->data, 0);
		ipv6_next(d, l, next, l->payload);
		ipv6_ext_done(d, l, next);
	}
	l->tree_len = n < l->data.len ? n : l->data.len;
	if (ipv6_is_chained(layer_parent(d, l)))
		l->depth++;
}

static void ah_tree(struct tree *t, const struct layer *l)
{
	uint32_t n = ah_length(l);
	put_rows(t, NEXT_HEADER, SEQUENCE, 0);
	put(t, ICV, AH_FIXED, n > AH_FIXED ? n - AH_FIXED : 0);
}

static void ah_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	if (!slice_has(l->data, 0, 8))
		return;
	buf_lit(&c->info, "AH (SPI=0x");
	fmt_hex(&c->info, slice_u32(l->data, 4), 8);
	buf_char(&c->info, ')');
}

static const struct next_link ah_on[] = { { NEXT_IP_PROTO, 51 } };

const struct protocol protocol_ah = {
	.name = "ah",
	.column = "AH",
	FIELDS(ah_fields),
	ON(ah_on),
	.dissect = ah_dissect,
	.fields_of = ah_tree,
	.info = ah_info,
};
