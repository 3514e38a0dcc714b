/* urlencoded_form.c: forms as browsers send them: name=value&name=value, percent-encoded (WHATWG URL, 5). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/tree.h"

enum { FORM, ITEM, KEY, VALUE };
enum { MAX_TEXT = 4096 };

static const struct field form_fields[] = {
	[FORM] = F("urlencoded-form", "HTML Form URL Encoded: application/x-www-form-urlencoded", FT_PROTOCOL, BASE_NONE),
	[ITEM] = F_TEXT("Form item"),
	[KEY] = F("urlencoded-form.key", "Key", FT_STRINGZ, BASE_NONE),
	[VALUE] = F("urlencoded-form.value", "Value", FT_STRINGZ, BASE_NONE),
};

static void form_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
}

static int hex_digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes up to `end`; returns how many bytes it wrote. What is above MAX_TEXT is left out. */
static uint32_t decode(struct slice s, uint32_t off, uint32_t end, char *out)
{
	uint32_t n = 0;
	for (; off < end && n < MAX_TEXT; off++) {
		uint8_t c = slice_u8(s, off);
		int high = hex_digit(slice_u8(s, off + 1)), low = hex_digit(slice_u8(s, off + 2));
		if (c == '%' && off + 2 < end && high >= 0 && low >= 0) {
			out[n++] = (char)(high << 4 | low);
			off += 2;
		} else {
			out[n++] = c == '+' ? ' ' : (char)c;
		}
	}
	return n;
}

static uint32_t find(struct slice s, uint32_t off, uint32_t end, char c)
{
	const uint8_t *p = off < end ? memchr(s.p + off, c, end - off) : NULL;
	return p ? (uint32_t)(p - s.p) : end;
}

/* Form item: "name" = "value" */
static void put_item(struct tree *t, const struct layer *l, uint32_t off, uint32_t equals, uint32_t end)
{
	char key[MAX_TEXT], value[MAX_TEXT], text[2 * MAX_TEXT + 32];
	uint32_t value_off = equals < end ? equals + 1 : end;
	uint32_t k = decode(l->data, off, equals, key), v = decode(l->data, value_off, end, value);
	struct buf b = BUF_OVER(text, sizeof text);
	buf_lit(&b, "Form item: \"");
	buf_put(&b, key, k);
	buf_lit(&b, "\" = \"");
	buf_put(&b, value, v);
	buf_char(&b, '"');
	put_label(t, ITEM, off, end - off + (end < l->data.len), b.p, (uint32_t)b.len);
	tree_push(t);
	put_copy(t, KEY, off, equals - off, key, k);
	put_copy(t, VALUE, value_off, end - value_off, value, v);
	tree_pop(t);
}

static void form_tree(struct tree *t, const struct layer *l)
{
	for (uint32_t off = 0, end; off < l->data.len && !tree_ended(t); off = end + 1) {
		uint32_t equals = find(l->data, off, l->data.len, '=');
		end = find(l->data, equals, l->data.len, '&');
		put_item(t, l, off, equals, end);
	}
}

static void form_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static const char *const form_media[] = { "application/x-www-form-urlencoded", NULL };

const struct protocol protocol_urlencoded_form = {
	.name = "urlencoded-form",
	.column = "URL Encoded Form Data",
	FIELDS(form_fields),
	.media = form_media,
	.told_early = true,
	.dissect = form_dissect,
	.fields_of = form_tree,
	.info = form_info,
};
