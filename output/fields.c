/* fields.c: -T fields, and -e in the JSON formats: the values of named fields. */
#include "base/fmt.h"
#include "output/select.h"

bool field_spec_matches(const struct field_spec *s, const struct record *r)
{
	for (unsigned i = 0; i < s->n_rows; i++)
		if (s->row[i] == r->f)
			return true;
	return s->text && r->f->type == FT_TEXT;
}

/* A value as -e shows it: bytes without colons, "1" for what is only there or not. */
void print_plain_value(struct buf *b, const struct tree *t, const struct record *r)
{
	if (r->f->type == FT_BYTES && r->f->base != BASE_COLON && r->f->base != BASE_DASH && r->f->base != BASE_DOT) {
		struct slice s = record_string(t, r);
		fmt_bytes(b, s.p, s.len, 0);
	} else if (r->f->type == FT_NONE) {
		buf_char(b, '1');
	} else if (r->f->type == FT_TEXT) {
		record_label(b, t, r);
	} else if (r->f->type == FT_PROTOCOL && !r->f->label) {
		buf_put(b, r->f->abbrev, r->f->abbrev_len);
	} else {
		record_value(b, t, r);
	}
}

typedef void escape_fn(struct buf *, const void *, size_t);

/* One occurrence, its text escaped for the format. */
static void put_value(struct buf *b, struct buf *tmp, const struct view *v, const struct record *r, escape_fn *escape)
{
	char *end = record_put_quick(buf_room(b, RECORD_QUICK), r);
	if (end) {
		buf_done(b, end);
		return;
	}
	if (record_is_plain(r) && r->f->type != FT_PROTOCOL && r->f->type != FT_TEXT) {
		print_plain_value(b, v->tree, r);
		return;
	}
	tmp->len = 0;
	print_plain_value(tmp, v->tree, r);
	escape(b, tmp->p ? tmp->p : "", tmp->len);
}

/* What stands around a value: often nothing. */
static void put_word(struct buf *b, const char *word)
{
	if (*word)
		buf_str(b, word);
}

/* All occurrences with `between` around and between them; returns how many. */
static unsigned put_all(struct buf *b, const struct print_options *o, const struct view *v, const struct field_spec *s,
			const char *open, const char *between, const char *close, escape_fn *escape)
{
	struct buf *tmp = &v->column->info;
	unsigned n = 0;
	if (s->column) {
		buf_str(b, open);
		if (escape == fmt_json)
			column_json(b, s->column, o, v);
		else
			column_text(b, s->column, o, v);
		buf_str(b, close);
		return 1;
	}
	bool more_rows = s->n_rows > 1 || s->text;
	for (const struct record *r = v->tree->record, *end = r + v->tree->n; r < end; r++) {
		if (r->f != s->row[0] && !(more_rows && field_spec_matches(s, r)))
			continue;
		if (n && o->occurrence == 'f')
			break;
		put_word(b, n++ ? between : open);
		put_value(b, tmp, v, r, escape);
	}
	if (n)
		put_word(b, close);
	return n;
}

/* Where the last of several values begins: -E occurrence=l keeps that one alone. */
static void keep_last(struct buf *b, size_t start, const struct view *v, const struct field_spec *s)
{
	const struct record *last = NULL;
	for (uint32_t i = 0; i < v->tree->n; i++)
		if (field_spec_matches(s, &v->tree->record[i]))
			last = &v->tree->record[i];
	if (!last)
		return;
	b->len = start;
	put_value(b, &v->column->info, v, last, fmt_text);
}

static void fields_begin(struct buf *b, const struct print_options *o)
{
	if (o->bom)
		buf_lit(b, "\xef\xbb\xbf");
	for (unsigned i = 0; o->header && i < o->n_fields; i++) {
		if (i)
			buf_char(b, o->field_separator);
		buf_str(b, o->fields[i].name);
	}
	if (o->header)
		buf_char(b, '\n');
}

static void fields_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	char quote[2] = { o->quote, 0 }, between[2] = { o->aggregator, 0 };
	for (unsigned i = 0; i < o->n_fields; i++) {
		if (i)
			buf_char(b, o->field_separator);
		if (o->occurrence == 'l' && !o->fields[i].column) {
			size_t start = b->len + (o->quote ? 1 : 0);
			if (put_all(b, o, v, &o->fields[i], quote, between, "", fmt_text)) {
				keep_last(b, start, v, &o->fields[i]);
				buf_str(b, quote);
			}
			continue;
		}
		put_all(b, o, v, &o->fields[i], quote, between, quote, fmt_text);
	}
	buf_char(b, '\n');
}

void print_json_fields(struct buf *b, const struct print_options *o, const struct view *v)
{
	bool first = true;
	buf_char(b, '{');
	for (unsigned i = 0; i < o->n_fields; i++) {
		size_t start = b->len;
		buf_str(b, first ? "\n        \"" : ",\n        \"");
		buf_str(b, o->fields[i].name);
		buf_lit(b, "\": [\n          \"");
		if (put_all(b, o, v, &o->fields[i], "", "\",\n          \"", "", fmt_json)) {
			buf_lit(b, "\"\n        ]");
			first = false;
		} else {
			b->len = start;
		}
	}
	buf_lit(b, "\n      }");
}

void print_ek_fields(struct buf *b, const struct print_options *o, const struct view *v)
{
	bool first = true;
	buf_char(b, '{');
	for (unsigned i = 0; i < o->n_fields; i++) {
		size_t start = b->len;
		buf_str(b, first ? "\"" : ",\"");
		for (const char *c = o->fields[i].name; *c; c++)
			buf_char(b, *c == '.' ? '_' : *c);
		buf_lit(b, "\":[\"");
		if (put_all(b, o, v, &o->fields[i], "", "\",\"", "", fmt_json)) {
			buf_lit(b, "\"]");
			first = false;
		} else {
			b->len = start;
		}
	}
	buf_char(b, '}');
}

const struct sink sink_fields = {
	.name = "fields", .needs_tree = true, .begin = fields_begin, .packet = fields_packet, .wants = fields_wanted,
};
