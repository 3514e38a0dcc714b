/* jsonl.c: -T jsonl, peel's own JSON for pipes: an object a line, numbers as numbers, booleans as booleans, no key twice.
 * docs/jsonl.schema.json describes it. */
#include "base/fmt.h"
#include "base/timefmt.h"
#include "dissect/registry.h"
#include "output/same_name.h"
#include "output/select.h"

struct writer {
	struct buf *b, *tmp;
	const struct tree *t;
	size_t kept_from; /* where the rows begin that are to be kept */
};

static void json_string(struct writer *w, const struct record *r)
{
	buf_char(w->b, '"');
	json_value(w->b, w->t, r, 0);
	buf_char(w->b, '"');
}

/* Numbers that a double cannot hold exactly are strings: most readers would round them. */
#define EXACT (UINT64_C(1) << 53)

/* In line what most values are: numbers, truth and elapsed time. NULL: something else. Room for RECORD_QUICK. */
IN_LINE char *value_quick(char *p, const struct record *r)
{
	uint64_t v = r->val;
	switch ((enum value_form)value_forms[r->f->type]) {
	case FORM_SIGNED:
		if ((int64_t)v < 0) {
			*p++ = '-';
			v = 0 - v;
		}
		return digits_put(p, v);
	case FORM_UNSIGNED: return v <= EXACT ? digits_put(p, v) : NULL;
	case FORM_BOOLEAN: memcpy(p, v ? "true" : "false", 5); return p + (v ? 4 : 5);
	case FORM_ELAPSED: return record_put_quick(p, r);
	default: return NULL;
	}
}

static void value(struct writer *w, const struct record *r)
{
	char *end = value_quick(buf_room(w->b, RECORD_QUICK), r);
	if (end) {
		buf_done(w->b, end);
	} else if (r->f->type == FT_NONE) {
		buf_lit(w->b, "true");
	} else if (field_is_integer(r->f)) {
		buf_char(w->b, '"');
		fmt_uint(w->b, r->val);
		buf_char(w->b, '"');
	} else if (r->f->type == FT_RELATIVE_TIME) {
		record_value(w->b, w->t, r);
	} else {
		json_string(w, r);
	}
}

static bool is_expert(const struct record *r)
{
	return r->f->flags & F_NO_VALUE;
}

/* Shown as a member of its layer: what has a name and a value of its own and is not there twice over (ip.addr). */
static bool is_member(const struct record *r)
{
	return r->f->abbrev_len && r->f->type != FT_PROTOCOL && !(r->flags & R_HIDDEN) && !is_expert(r);
}

/* Is the record part of an expert's subtree? Those are told in a list of their own. */
static uint32_t past_expert(const struct tree *t, uint32_t i)
{
	return is_expert(&t->record[i]) ? record_skip(t, i) : i;
}

static void experts(struct writer *w, uint32_t from, uint32_t to)
{
	/* By severity / 0x100000. */
	static const char *const severities[16] = {
		[1] = "comment", [2] = "chat", [4] = "note", [6] = "warning", [8] = "error"
	};
	bool any = false;
	for (uint32_t i = from; i < to; i++) {
		const struct record *r = &w->t->record[i];
		if (!is_expert(r))
			continue;
		buf_str(w->b, any ? ",{\"severity\":\"" : ",\"_ws.expert\":[{\"severity\":\"");
		any = true;
		const char *severity = severities[r->aux >> 20 & 15];
		buf_str(w->b, severity ? severity : "none");
		buf_lit(w->b, "\",\"field\":\"");
		if (i + 1 < to)
			buf_put(w->b, r[1].f->abbrev, r[1].f->abbrev_len);
		buf_lit(w->b, "\",\"message\":\"");
		struct slice s = record_string(w->t, r);
		fmt_json(w->b, (const char *)s.p, s.len);
		buf_lit(w->b, "\"}");
	}
	if (any)
		buf_char(w->b, ']');
}

/* ,"ip.ttl": */
static void key(struct writer *w, const struct record *r, bool many)
{
	unsigned n = r->f->abbrev_len + 2u; /* with its quotation marks */
	char *p = buf_room(w->b, n + 4);
	*p++ = ',';
	p = copy_short(p, r->f->key, n);
	*p++ = ':';
	*p = '[';
	buf_done(w->b, p + many);
}

/* One layer: its fields, flat; what occurs more than once is an array. */
static void layer(struct writer *w, uint32_t from, uint32_t to)
{
	const struct tree *t = w->t;
	struct same_names names;
	buf_lit(w->b, "{\"protocol\":\"");
	buf_put(w->b, t->record[from].f->abbrev, t->record[from].f->abbrev_len);
	buf_char(w->b, '"');
	same_names_begin(&names, t, to - from);
	for (uint32_t i = from + 1; i < to; i++)
		if (is_member(&t->record[i]))
			same_names_add(&names, i);
	for (uint32_t i = from + 1; i < to; i++) {
		const struct record *r = &t->record[i];
		if (r->f == &memo_row) {
			print_memo(w->b, t, r, true, &w->kept_from);
			continue;
		}
		uint32_t next = past_expert(t, i);
		if (next != i) {
			i = next - 1;
			continue;
		}
		if (!is_member(r) || !same_name_first(t, i))
			continue;
		bool many = same_name_next(t, i);
		key(w, r, many);
		value(w, r);
		for (uint32_t k = same_name_next(t, i); k; k = same_name_next(t, k)) {
			buf_char(w->b, ',');
			value(w, &t->record[k]);
		}
		if (many)
			buf_char(w->b, ']');
	}
	experts(w, from + 1, to);
	buf_char(w->b, '}');
}

/* -e: one flat object, null where a packet lacks the field. */
static void named_fields(struct writer *w, const struct print_options *o, const struct view *v)
{
	for (unsigned i = 0; i < o->n_fields; i++) {
		const struct field_spec *s = &o->fields[i];
		unsigned n = 0;
		buf_str(w->b, i ? ",\"" : "{\"");
		buf_str(w->b, s->name);
		buf_lit(w->b, "\":");
		if (s->column) {
			buf_char(w->b, '"');
			column_json(w->b, s->column, o, v);
			buf_char(w->b, '"');
			continue;
		}
		size_t start = w->b->len;
		for (uint32_t k = 0; k < w->t->n; k++) {
			if (!field_spec_matches(s, &w->t->record[k]))
				continue;
			buf_char(w->b, n++ ? ',' : '[');
			value(w, &w->t->record[k]);
		}
		if (!n) {
			buf_lit(w->b, "null");
		} else if (n == 1) {
			/* Alone, it needs no brackets. */
			memmove(w->b->p + start, w->b->p + start + 1, w->b->len - start - 1);
			w->b->len--;
		} else {
			buf_char(w->b, ']');
		}
	}
	buf_lit(w->b, "}\n");
}

static void jsonl_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	const struct tree *t = v->tree;
	struct writer w = { b, &v->column->info, t, 0 };
	if (o->n_fields) {
		named_fields(&w, o, v);
		return;
	}
	buf_lit(b, "{\"number\":");
	fmt_uint(b, v->d->frame->number);
	buf_lit(b, ",\"time\":\"");
	time_iso(b, v->d->frame->sec, v->d->frame->nsec);
	buf_lit(b, "\",\"layers\":[");
	for (uint32_t i = 0, n = 0; i < t->n; n++) {
		/* A layer ends where the next protocol begins, nested (quoted in an ICMP error) or not. */
		uint32_t end = i + 1;
		while (end < t->n && t->record[end].f->type != FT_PROTOCOL)
			end++;
		if (n)
			buf_char(b, ',');
		layer(&w, i, end);
		i = end;
	}
	buf_lit(b, "]}\n");
}

const struct sink sink_jsonl = {
	.name = "jsonl", .needs_tree = true, .memo = true, .packet = jsonl_packet, .wants = fields_wanted
};
