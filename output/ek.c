/* ek.c: -T ek, newline-delimited JSON for Elasticsearch's bulk loader, in tshark's own layout. Subtrees are flattened
 * into their protocol; what repeats among siblings becomes an array, and its children follow. */
#include "base/fmt.h"
#include "base/timefmt.h"
#include "dissect/registry.h"
#include "output/same_name.h"
#include "output/select.h"

/* Lists of sibling records, stacked while their parents are written. A packet has no more siblings open than records. */
struct writer {
	struct buf *b, *tmp;
	const struct print_options *o;
	const struct tree *t;
	uint32_t *list;
	uint32_t n, cap;
	size_t kept_from; /* where the rows begin that are to be kept */
};

static char *underscored(char *p, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p[i] = s[i] == '.' ? '_' : s[i];
	return p + n;
}

/* Whose row it is: the layer's protocol's, or one's that it borrows from or shows. */
static const char *owner(const struct writer *w, const struct record *r)
{
	const struct protocol *p = w->t->d->layer[r->layer].proto;
	uint16_t id;
	if (r->f >= p->fields && r->f < p->fields + p->n_fields)
		return p->name;
	return registry_field(w->t->d->registry, r->f->abbrev, &id) ? registry_protocol(id)->name : p->name;
}

/* Protocols stand under their own name, fields under their protocol's and theirs, labels under "text". */
static void key(struct writer *w, const struct record *r, const char *suffix)
{
	const struct field *f = r->f;
	bool alone = f->type == FT_PROTOCOL || f->flags & (F_NO_VALUE | F_NAMED_PROTO);
	const char *whose = f->abbrev_len && !alone ? owner(w, r) : "";
	size_t n = strlen(whose), m = strlen(suffix);
	char *p = buf_room(w->b, n + f->abbrev_len + m + 16);
	*p++ = '"';
	if (!f->abbrev_len) {
		p = copy_short(p, "text", 4);
	} else {
		if (n) {
			p = underscored(p, whose, n);
			*p++ = '_';
		}
		p = underscored(p, f->abbrev, f->abbrev_len);
	}
	p = copy_short(p, suffix, m);
	p[0] = '"';
	p[1] = ':';
	buf_done(w->b, p + 2);
}

static bool is_object(const struct record *r)
{
	return r->f->type == FT_PROTOCOL || r->f->flags & F_NO_VALUE;
}

static void string(struct writer *w, const struct record *r)
{
	buf_char(w->b, '"');
	if (r->f->type == FT_TEXT) {
		w->tmp->len = 0;
		record_label(w->tmp, w->t, r);
		fmt_json(w->b, w->tmp->p, w->tmp->len);
	} else {
		json_value(w->b, w->t, r, ':');
	}
	buf_char(w->b, '"');
}

static void push(struct writer *w, uint32_t i)
{
	if (w->n < w->cap)
		w->list[w->n++] = i;
}

static void push_children(struct writer *w, uint32_t i)
{
	uint8_t depth = w->t->record[i].depth;
	for (uint32_t k = i + 1; k < w->t->n && w->t->record[k].depth > depth; k = record_skip(w->t, k))
		push(w, k);
}

static void members(struct writer *w, uint32_t from, bool first);

static void value(struct writer *w, uint32_t i)
{
	const struct record *r = &w->t->record[i];
	if (w->o->pick && !selected(w->o, w->t, i)) {
		buf_lit(w->b, "{\"filtered\":\"");
		buf_put(w->b, r->f->abbrev, r->f->abbrev_len);
		buf_lit(w->b, "\"}");
	} else if (is_object(r)) {
		uint32_t from = w->n;
		push_children(w, i);
		buf_char(w->b, '{');
		members(w, from, true);
		buf_char(w->b, '}');
		w->n = from;
	} else if (r->f->type == FT_NONE) {
		buf_lit(w->b, "null");
	} else if (r->f->type == FT_BOOLEAN) {
		buf_str(w->b, r->val ? "true" : "false");
	} else {
		string(w, r);
	}
}

static void raw(struct writer *w, uint32_t i)
{
	const struct record *r = &w->t->record[i];
	struct slice s = record_bytes(w->t->d, r);
	buf_char(w->b, '"');
	if (r->f->mask && r->len && !(r->f->flags & F_RAW)) {
		fmt_hex_upper(w->b, r->val);
	} else {
		fmt_bytes(w->b, s.p, s.len, 0);
	}
	buf_char(w->b, '"');
}

/* The value, or all of its name in an array. */
static void group(struct writer *w, uint32_t first, void (*one)(struct writer *, uint32_t))
{
	bool many = same_name_next(w->t, first);
	if (many)
		buf_char(w->b, '[');
	one(w, first);
	for (uint32_t i = same_name_next(w->t, first); i; i = same_name_next(w->t, i)) {
		buf_char(w->b, ',');
		one(w, i);
	}
	if (many)
		buf_char(w->b, ']');
}

/* Writes the siblings list[from .. n): each key once, and after it the children of those that are no objects. */
static void members(struct writer *w, uint32_t from, bool first)
{
	uint32_t to = w->n;
	struct same_names names;
	same_names_begin(&names, w->t, to - from);
	for (uint32_t k = from; k < to; k++)
		if (w->t->record[w->list[k]].f != &memo_row)
			same_names_add(&names, w->list[k]);
	for (uint32_t k = from; k < to; k++) {
		uint32_t i = w->list[k];
		const struct record *r = &w->t->record[i];
		if (r->f == &memo_row) {
			first &= !print_memo(w->b, w->t, r, !first, &w->kept_from);
			continue;
		}
		if (!same_name_first(w->t, i))
			continue;
		if (!first)
			buf_char(w->b, ',');
		first = false;
		if (w->o->hex && r->f->type != FT_TEXT && r->len) {
			key(w, r, "_raw");
			group(w, i, raw);
			buf_char(w->b, ',');
		}
		key(w, r, "");
		group(w, i, value);
		if (is_object(r))
			continue;
		uint32_t children = w->n;
		do {
			if (selected(w->o, w->t, i))
				push_children(w, i);
		} while ((i = same_name_next(w->t, i)));
		if (w->n > children)
			members(w, children, false);
		w->n = children;
	}
}

static void summary(struct buf *b, const struct print_options *o, const struct view *v)
{
	static const struct {
		const char *key;
		enum column_kind kind;
	} columns[] = { { "no_", COLUMN_NUMBER },        { "time", COLUMN_TIME },
			{ "source", COLUMN_SOURCE },     { "destination", COLUMN_DESTINATION },
			{ "protocol", COLUMN_PROTOCOL }, { "length", COLUMN_LENGTH } };
	for (unsigned i = 0; i < COUNT(columns); i++) {
		buf_lit(b, ",\"");
		buf_str(b, columns[i].key);
		buf_lit(b, "\":\"");
		column_text(b, columns[i].kind, o, v);
		buf_char(b, '"');
	}
	buf_lit(b, ",\"info\":\"");
	fmt_json(b, v->column->info.p ? v->column->info.p : "", v->column->info.len);
	buf_char(b, '"');
}

/* Milliseconds, as far as they fit. */
static int64_t timestamp(const struct frame *f)
{
	int64_t ms;
	if (__builtin_mul_overflow(f->sec, 1000, &ms) || __builtin_add_overflow(ms, f->nsec / 1000000, &ms))
		return f->sec < 0 ? INT64_MIN : INT64_MAX;
	return ms;
}

static void ek_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	const struct frame *f = v->d->frame;
	uint32_t list[MAX_RECORDS];
	struct writer w = { b, &v->column->info, o, v->tree, list, 0, MAX_RECORDS, 0 };
	buf_lit(b, "{\"index\":{\"_index\":\"packets-");
	time_date(b, f->sec, false);
	buf_lit(b, "\",\"_type\":\"doc\"}}\n{\"timestamp\":\"");
	fmt_int(b, timestamp(f));
	buf_char(b, '"');
	if (o->summary)
		summary(b, o, v);
	if (o->n_fields) {
		buf_lit(b, ",\"layers\":");
		print_ek_fields(b, o, v);
	} else if (!o->summary || o->tree) {
		buf_lit(b, ",\"layers\":{");
		for (uint32_t i = 0; i < v->tree->n; i = record_skip(v->tree, i))
			push(&w, i);
		members(&w, 0, true);
		buf_char(b, '}');
	}
	buf_lit(b, "}\n");
}

const struct sink sink_ek = {
	.name = "ek", .needs_tree = true, .memo = true, .packet = ek_packet, .wants = fields_wanted
};
