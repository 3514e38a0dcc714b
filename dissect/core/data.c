/* data.c: bytes that no protocol claims. Shown, never dropped. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum { DATA, DATA_DATA, DATA_LEN };

static void data_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Data (");
	fmt_uint(b, r->len);
	buf_str(b, r->len == 1 ? " byte)" : " bytes)");
}

static const struct field data_fields[] = {
	[DATA] = F("data", "Data", FT_PROTOCOL, BASE_NONE, .flags = F_WRAPPED, .label = data_label),
	[DATA_DATA] = F("data.data", "Data", FT_BYTES, BASE_NONE),
	[DATA_LEN] = F("data.len", "Length", FT_INT32, BASE_DEC, .flags = F_GENERATED),
};

static void data_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
}

static void data_tree(struct tree *t, const struct layer *l)
{
	put(t, DATA_DATA, 0, l->data.len);
	put_uint(t, DATA_LEN, 0, 0, l->data.len);
}

static void data_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static const char *const data_media[] = { "application/octet-stream", NULL };

const struct protocol protocol_data = {
	.name = "data",
	.column = "Data",
	FIELDS(data_fields),
	.media = data_media,
	.told_early = true,
	.dissect = data_dissect,
	.fields_of = data_tree,
	.info = data_info,
};
