/* psml.c: Packet Summary Markup Language, as tshark writes it. */
#include "base/fmt.h"
#include "output/select.h"

static void psml_begin(struct buf *b, const struct print_options *o)
{
	(void)o;
	buf_lit(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<psml version=\"0\" creator=\"peel/" PACKAGE_VERSION
		   "\">\n<structure>\n");
	for (unsigned i = 0; i < SUMMARY_COLUMNS; i++) {
		buf_lit(b, "<section>");
		buf_str(b, summary_columns[i].title);
		buf_lit(b, "</section>\n");
	}
	buf_lit(b, "</structure>\n\n");
}

/* Numbers, times and addresses hold nothing that XML minds; names (-N) may: "IEEEI&MS_00:00:00". */
static void plain_column(struct buf *b, enum column_kind kind, const struct print_options *o, const struct view *v)
{
	char name[512];
	size_t start = b->len, n;
	column_text(b, kind, o, v);
	n = b->len - start;
	if (n > sizeof name || !memchr(b->p + start, '&', n))
		return;
	memcpy(name, b->p + start, n);
	b->len = start;
	fmt_xml(b, name, n);
}

static void psml_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	column_info(v->column, v->d);
	buf_lit(b, "<packet>\n");
	for (unsigned i = 0; i < SUMMARY_COLUMNS; i++) {
		buf_lit(b, "<section>");
		if (summary_columns[i].kind == COLUMN_INFO) {
			fmt_xml(b, v->column->info.p ? v->column->info.p : "", v->column->info.len);
		} else if (summary_columns[i].kind == COLUMN_PROTOCOL) {
			fmt_xml(b, v->column->protocol, strlen(v->column->protocol));
		} else {
			plain_column(b, summary_columns[i].kind, o, v);
		}
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

const struct sink sink_psml = { .name = "psml", .begin = psml_begin, .packet = psml_packet, .end = psml_end };
