/* pdml.c: Packet Details Markup Language, as tshark writes it. */
#include "base/fmt.h"
#include "base/timefmt.h"
#include "output/color.h"
#include "output/sink.h"

#include <time.h>

static void attribute(struct buf *b, const char *name, const char *text, size_t n)
{
	buf_char(b, ' ');
	buf_str(b, name);
	buf_lit(b, "=\"");
	fmt_xml(b, text, n);
	buf_char(b, '"');
}

static void number(struct buf *b, const char *name, uint64_t v)
{
	buf_char(b, ' ');
	buf_str(b, name);
	buf_lit(b, "=\"");
	fmt_uint(b, v);
	buf_char(b, '"');
}

/* Values of masked fields are the number alone; others the bytes. */
static void raw_value(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, " value=\"");
	if (r->f->mask && r->len && !(r->f->flags & F_RAW)) {
		fmt_hex_upper(b, r->val);
		buf_lit(b, "\" unmaskedvalue=\"");
	}
	fmt_bytes(b, s.p, s.len, 0);
	buf_char(b, '"');
}

static bool is_proto(const struct record *r)
{
	return r->f->type == FT_PROTOCOL && !(r->f->flags & F_WRAPPED);
}

/* The opening tag, without its end. */
static void open_tag(struct buf *b, struct buf *tmp, const struct tree *t, const struct record *r)
{
	tmp->len = 0;
	record_label(tmp, t, r);
	if (is_proto(r)) {
		buf_lit(b, "<proto name=\"");
	} else {
		buf_lit(b, "<field name=\"");
	}
	buf_put(b, r->f->abbrev, r->f->abbrev_len);
	buf_char(b, '"');
	if (r->f->type == FT_TEXT) {
		attribute(b, "show", tmp->p, tmp->len);
		number(b, "size", r->len);
		number(b, "pos", r->off);
		if (r->len)
			raw_value(b, t, r);
		return;
	}
	if (!(r->f->flags & F_WRAPPED))
		attribute(b, "showname", tmp->p, tmp->len);
	if (is_proto(r)) {
		number(b, "size", r->len);
		number(b, "pos", r->off);
		return;
	}
	if (r->flags & R_HIDDEN)
		buf_lit(b, " hide=\"yes\"");
	if (r->f->flags & F_WRAPPED) {
		raw_value(b, t, r);
		return;
	}
	number(b, "size", r->len);
	number(b, "pos", r->off);
	if (r->f->flags & F_NO_VALUE)
		return;
	tmp->len = 0;
	record_value(tmp, t, r);
	attribute(b, "show", tmp->p ? tmp->p : "", tmp->len);
	if (r->len)
		raw_value(b, t, r);
	else if (r->f->type == FT_NONE)
		buf_lit(b, " value=\"\"");
}

static void indent(struct buf *b, unsigned depth)
{
	buf_fill(b, ' ', 2u * depth + 2);
}

static void close_down_to(struct buf *b, const struct record **open, unsigned *n, unsigned depth)
{
	while (*n > depth) {
		const struct record *r = open[--*n];
		if (!r)
			continue;
		indent(b, *n);
		buf_str(b, is_proto(r) ? "</proto>\n" : "</field>\n");
		if (!*n && !is_proto(r))
			buf_lit(b, "  </proto>\n");
	}
}

static void general(struct buf *b, struct buf *tmp, const struct dissection *d)
{
	const struct frame *f = d->frame;
	static const char *const names[] = { "num", "len", "caplen" };
	static const char *const titles[] = { "Number", "Frame Length", "Captured Length" };
	uint64_t values[] = { f->number, f->len, f->caplen };
	buf_lit(b, "  <proto name=\"geninfo\" pos=\"0\" showname=\"General information\"");
	number(b, "size", f->caplen);
	buf_lit(b, ">\n");
	for (unsigned i = 0; i < 3; i++) {
		buf_lit(b, "    <field name=\"");
		buf_str(b, names[i]);
		buf_lit(b, "\" pos=\"0\"");
		number(b, "show", values[i]);
		attribute(b, "showname", titles[i], strlen(titles[i]));
		buf_lit(b, " value=\"");
		unsigned digits = 1;
		while (digits < 16 && values[i] >> 4 * digits)
			digits++;
		fmt_hex(b, values[i], digits);
		buf_char(b, '"');
		number(b, "size", f->caplen);
		buf_lit(b, "/>\n");
	}
	tmp->len = 0;
	time_long(tmp, f->sec, f->nsec, false);
	buf_lit(b, "    <field name=\"timestamp\" pos=\"0\"");
	attribute(b, "show", tmp->p, tmp->len);
	buf_lit(b, " showname=\"Captured Time\" value=\"");
	fmt_int(b, f->sec);
	buf_char(b, '.');
	fmt_uint_pad(b, f->nsec, 9, '0');
	buf_char(b, '"');
	number(b, "size", f->caplen);
	buf_lit(b, "/>\n  </proto>\n");
}

static void pdml_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	const struct tree *t = v->tree;
	const struct record *open[256];
	struct buf *tmp = &v->column->info;
	unsigned n = 0;
	bool wrapped = false;
	(void)o;
	color_packet_tag(b, v->color);
	general(b, tmp, v->d);
	for (uint32_t i = 0; i < t->n; i++) {
		const struct record *r = &t->record[i];
		close_down_to(b, open, &n, r->depth);
		if (!r->depth) {
			/* What stands at the top and is no protocol is wrapped in one, a step further in. */
			wrapped = !is_proto(r);
			if (wrapped)
				buf_lit(b, "  <proto name=\"fake-field-wrapper\">\n");
		}
		indent(b, r->depth + (wrapped ? 1u : 0u));
		open_tag(b, tmp, t, r);
		bool children = record_has_children(t, i);
		if (children || is_proto(r)) {
			buf_lit(b, ">\n");
			while (n < r->depth)
				open[n++] = NULL;
			open[n++] = r;
		} else {
			buf_lit(b, "/>\n");
			if (!r->depth && !is_proto(r))
				buf_lit(b, "  </proto>\n");
		}
	}
	close_down_to(b, open, &n, 0);
	buf_lit(b, "</packet>\n\n\n");
}

static void pdml_begin(struct buf *b, const struct print_options *o)
{
	char when[64];
	time_t now = time(NULL);
	struct tm tm;
	localtime_r(&now, &tm);
	strftime(when, sizeof when, "%a %b %e %H:%M:%S %Y", &tm);
	buf_lit(b,
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<?xml-stylesheet type=\"text/xsl\" href=\"pdml2html.xsl\"?>\n");
	if (o->as_tshark)
		buf_lit(b, "<!-- The stylesheet comes with Wireshark. -->\n");
	buf_lit(b, "<pdml version=\"0\" creator=\"");
	buf_str(b, xml_creator(o));
	buf_char(b, '"');
	attribute(b, "time", when, strlen(when));
	attribute(b, "capture_file", o->capture_file ? o->capture_file : "",
		  o->capture_file ? strlen(o->capture_file) : 0);
	buf_lit(b, ">\n");
}

static void pdml_end(struct buf *b, const struct print_options *o, bool any)
{
	(void)o;
	(void)any;
	buf_lit(b, "</pdml>\n");
}

const struct sink sink_pdml = {
	.name = "pdml", .needs_tree = true, .begin = pdml_begin, .packet = pdml_packet, .end = pdml_end,
};
