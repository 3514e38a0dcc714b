/* media.c: bodies of a media type that has no protocol of its own here. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum { MEDIA, TYPE };

/* "Media type: image/png (1234 bytes)" */
static void type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	struct slice type = layer_media(t->d, l);
	uint32_t n = 0;
	while (n < type.len && type.p[n] != ';')
		n++;
	buf_lit(b, "Media type: ");
	for (uint32_t i = 0; i < n; i++) {
		uint8_t c = type.p[i];
		buf_char(b, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c >= ' ' && c <= '~' ? (char)c : '.');
	}
	for (n++; n < type.len && (type.p[n] == ' ' || type.p[n] == '\r' || type.p[n] == '\n' || type.p[n] == '\t');)
		n++;
	if (n < type.len) {
		buf_lit(b, "; ");
		fmt_text(b, type.p + n, type.len - n);
	}
	buf_lit(b, " (");
	fmt_uint(b, r->len);
	buf_str(b, r->len == 1 ? " byte)" : " bytes)");
}

static const struct field media_fields[] = {
	[MEDIA] = F("media", "Media Type", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("media.type", "Media type", FT_BYTES, BASE_NONE, .label = type_label),
};

static void media_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
}

static void media_tree(struct tree *t, const struct layer *l)
{
	put(t, TYPE, 0, l->data.len);
}

static void media_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

const struct protocol protocol_media = {
	.name = "media",
	.column = "Media",
	FIELDS(media_fields),
	.told_early = true,
	.dissect = media_dissect,
	.fields_of = media_tree,
	.info = media_info,
};
