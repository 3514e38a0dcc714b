/* text_lines.c: bodies that are text, line by line. */
#include "base/fmt.h"
#include "dissect/application/markup.h"
#include "dissect/column.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum { LINES, LINE };

/* Bytes of the line at the front, with its end: CR LF, LF or CR. */
static uint32_t line_length(struct slice s)
{
	uint32_t n = 0;
	while (n < s.len && s.p[n] != '\n' && s.p[n] != '\r')
		n++;
	if (n == s.len)
		return n;
	return s.p[n] == '\r' && n + 1 < s.len && s.p[n + 1] == '\n' ? n + 2 : n + 1;
}

/* "Line-based text data: text/html (3 lines)" */
static void lines_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	struct slice type = layer_media(t->d, l);
	uint32_t lines = 0;
	for (uint32_t off = 0; off < l->data.len; off += line_length(slice_from(l->data, off)))
		lines++;
	buf_lit(b, "Line-based text data");
	if (type.len) {
		buf_lit(b, ": ");
		for (uint32_t i = 0; i < type.len && type.p[i] != ';'; i++) {
			uint8_t c = type.p[i];
			buf_char(b, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c >= ' ' && c <= '~' ? (char)c : '.');
		}
	}
	buf_lit(b, " (");
	fmt_uint(b, lines);
	buf_lit(b, " lines)");
}

static const struct field lines_fields[] = {
	[LINES] = F("data-text-lines", "Line-based text data", FT_PROTOCOL, BASE_NONE, .label = lines_label),
	[LINE] = F_TEXT("Line", .label = text_as_it_stands),
};

/* XML is shown as such, whatever kind of text it says it is. */
static void lines_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	if (xml_is(l->data)) {
		layer_becomes(d, l, "xml");
		l->path = "data-text-lines:xml";
	}
}

static void lines_tree(struct tree *t, const struct layer *l)
{
	for (uint32_t off = 0, n; off < l->data.len && !tree_ended(t); off += n) {
		n = line_length(slice_from(l->data, off));
		put_node(t, LINE, off, n);
	}
}

/* The layer that carries the text names its type in the line. */
static void lines_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static const char *const lines_media[] = {
	"text/plain", "text/html", "text/css", "text/javascript", "text/richtext", "application/x-javascript",
	"application/x-ns-proxy-autoconfig", "application/x-tia-p25-issi", NULL,
};

const struct protocol protocol_text_lines = {
	.name = "data-text-lines",
	.column = "Line-based text data",
	FIELDS(lines_fields),
	.media = lines_media,
	.told_early = true,
	.dissect = lines_dissect,
	.fields_of = lines_tree,
	.info = lines_info,
};
