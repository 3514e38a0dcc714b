/* psml.c: Packet Summary Markup Language, as tshark writes it. */
#include "base/fmt.h"
#include "output/color.h"
#include "output/layout.h"

static void psml_begin(struct buf *b, const struct print_options *o)
{
	const struct layout *l = o->layout ? o->layout : layout_default();
	buf_lit(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<psml version=\"0\" creator=\"");
	buf_str(b, xml_creator(o));
	buf_lit(b, "\">\n<structure>\n");
	for (unsigned i = 0; i < l->n; i++) {
		buf_lit(b, "<section>");
		fmt_xml(b, l->column[i].title, strlen(l->column[i].title));
		buf_lit(b, "</section>\n");
	}
	buf_lit(b, "</structure>\n\n");
}

/* A cell, escaped where it needs to be: the info, names (-N: "IEEEI&MS_00:00:00"), values of fields. */
static void psml_cell(struct buf *b, const struct layout_column *c, const struct print_options *o, const struct view *v)
{
	char text[1024];
	if (c->kind == COLUMN_INFO) {
		fmt_xml(b, v->column->info.p ? v->column->info.p : "", v->column->info.len);
		return;
	}
	size_t start = b->len, n;
	layout_cell(b, c, o, v);
	n = b->len - start < sizeof text ? b->len - start : sizeof text;
	memcpy(text, b->p + start, n);
	b->len = start;
	fmt_xml(b, text, n);
}

static void psml_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	const struct layout *l = o->layout ? o->layout : layout_default();
	column_info(v->column, v->d, column_speaker(v->d));
	color_packet_tag(b, v->color);
	for (unsigned i = 0; i < l->n; i++) {
		buf_lit(b, "<section>");
		psml_cell(b, &l->column[i], o, v);
		buf_lit(b, "</section>\n");
	}
	buf_lit(b, "</packet>\n\n");
}

static void psml_end(struct buf *b, const struct print_options *o, bool any)
{
	(void)o;
	(void)any;
	buf_lit(b, "</psml>\n");
}

const struct sink sink_psml = { .name = "psml", .begin = psml_begin, .packet = psml_packet, .end = psml_end,
				.wants = visible_wanted };
