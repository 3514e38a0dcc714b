/* esp.c: IP Encapsulating Security Payload (RFC 4303): what is not encrypted. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum { ESP, SPI, SEQUENCE };

static const struct field esp_fields[] = {
	[ESP] = F("esp", "Encapsulating Security Payload", FT_PROTOCOL, BASE_NONE),
	[SPI] = F("esp.spi", "ESP SPI", FT_UINT32, BASE_HEX_DEC, .off = 0, .size = 4),
	[SEQUENCE] = F("esp.sequence", "ESP Sequence", FT_UINT32, BASE_DEC, .off = 4, .size = 4),
};

static void esp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, 8);
	l->tree_len = l->data.len;
}

static void esp_tree(struct tree *t, const struct layer *l)
{
	(void)l;
	put_rows(t, SPI, SEQUENCE, 0);
}

static void esp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	if (!slice_has(l->data, 0, 8))
		return;
	buf_lit(&c->info, "ESP (SPI=0x");
	fmt_hex(&c->info, slice_u32(l->data, 0), 8);
	buf_char(&c->info, ')');
}

static const struct next_link esp_on[] = { { NEXT_IP_PROTO, 50 } };

const struct protocol protocol_esp = {
	.name = "esp",
	.column = "ESP",
	FIELDS(esp_fields),
	ON(esp_on),
	.dissect = esp_dissect,
	.fields_of = esp_tree,
	.told_early = true,
	.info = esp_info,
};
