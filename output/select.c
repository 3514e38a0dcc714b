/* select.c: which part of a packet the formats show. */
#include "output/select.h"
#include "output/layout.h"

#include <stdlib.h>

#include "base/fmt.h"
#include "base/timefmt.h"
#include "dissect/registry.h"

static bool named(const char *const *names, const char *name)
{
	for (; *names; names++)
		if (!strcmp(*names, name))
			return true;
	return false;
}

bool selected(const struct print_options *o, const struct tree *t, uint32_t i)
{
	if (!o->pick)
		return true;
	const struct record *r = &t->record[i];
	if (!r->f->abbrev_len || named(o->pick, r->f->abbrev))
		return true;
	if (!o->pick_whole)
		return false;
	for (uint8_t depth = r->depth; i-- > 0 && depth;)
		if (t->record[i].depth < depth) {
			depth = t->record[i].depth;
			if (named(o->pick, t->record[i].f->abbrev))
				return true;
		}
	return false;
}

const struct summary_column summary_columns[SUMMARY_COLUMNS] = {
	{ "No.", COLUMN_NUMBER },		{ "Time", COLUMN_TIME },	 { "Source", COLUMN_SOURCE },
	{ "Destination", COLUMN_DESTINATION }, { "Protocol", COLUMN_PROTOCOL }, { "Length", COLUMN_LENGTH },
	{ "Info", COLUMN_INFO },
};

static enum column_kind column_kind(const char *title)
{
	for (unsigned i = 0; i < SUMMARY_COLUMNS; i++)
		if (!strcmp(summary_columns[i].title, title))
			return summary_columns[i].kind;
	return COLUMN_UNKNOWN;
}

static bool resolve(struct field_spec *s, const char *name, const struct registry *registry)
{
	*s = (struct field_spec){ .name = name };
	if (!strncmp(name, "_ws.col.", 8)) {
		s->column = (uint8_t)column_kind(name + 8);
		return true;
	}
	s->text = !strcmp(name, "text");
	if (s->text)
		return true;
	uint16_t id;
	if (!registry_field(registry, name, &id))
		return false;
	const struct protocol *p = registry_protocol(id);
	for (unsigned k = 0; k < p->n_fields && s->n_rows < MAX_ROWS_PER_NAME; k++)
		if (!strcmp(p->fields[k].abbrev, name)) {
			s->proto_id[s->n_rows] = id;
			s->row[s->n_rows++] = &p->fields[k];
		}
	return true;
}

unsigned fields_resolve(struct field_spec *spec, const char *const *names, unsigned n, const struct registry *registry,
			struct buf *unknown)
{
	unsigned missing = 0;
	for (unsigned i = 0; i < n; i++)
		if (!resolve(&spec[i], names[i], registry)) {
			missing++;
			buf_char(unknown, ' ');
			buf_str(unknown, names[i]);
		}
	return missing;
}

void row_wanted(struct wanted *w, uint16_t id, unsigned row)
{
	if (!w->bits[id]) {
		w->bits[id] = calloc(registry_protocol(id)->n_fields / 64 + 1, sizeof **w->bits);
		if (!w->bits[id])
			abort();
	}
	w->bits[id][row / 64] |= UINT64_C(1) << row % 64;
}

/* Nodes without a name stand in any protocol. */
static void want_texts(struct wanted *w)
{
	for (unsigned id = 0; id < registry_count(); id++)
		for (unsigned k = 0; k < registry_protocol(id)->n_fields; k++)
			if (registry_protocol(id)->fields[k].type == FT_TEXT)
				row_wanted(w, (uint16_t)id, k);
}

void want_fields(struct wanted *w, const struct field_spec *fields, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		if (fields[i].text)
			want_texts(w);
		for (unsigned k = 0; k < fields[i].n_rows; k++) {
			uint16_t id = fields[i].proto_id[k];
			row_wanted(w, id, (unsigned)(fields[i].row[k] - registry_protocol(id)->fields));
		}
	}
}

void fields_wanted(struct wanted *w, const struct registry *registry, const struct print_options *o)
{
	(void)registry;
	w->all |= !o->n_fields;
	want_fields(w, o->fields, o->n_fields);
}

void visible_wanted(struct wanted *w, const struct registry *registry, const struct print_options *o)
{
	(void)registry;
	layout_wanted(o->layout, w);
	w->all = o->hex && !o->tree; /* bytes that are decrypted for the tree are shown */
	for (unsigned id = 0; o->tree && id < registry_count(); id++) {
		const struct protocol *p = registry_protocol(id);
		bool details = !o->only || named(o->only, p->name) || p->name[0] == '_';
		for (unsigned k = 0; k < (details ? p->n_fields : 1u); k++)
			if (!(p->fields[k].flags & F_HIDDEN))
				row_wanted(w, (uint16_t)id, k);
	}
}

void column_text(struct buf *b, enum column_kind kind, const struct print_options *o, const struct view *v)
{
	switch (kind) {
	case COLUMN_NUMBER: fmt_uint(b, v->d->frame->number); break;
	case COLUMN_TIME: column_time(b, o, v->d, 0); break;
	case COLUMN_SOURCE: column_address(b, v->d, column_speaker(v->d), true); break;
	case COLUMN_DESTINATION: column_address(b, v->d, column_speaker(v->d), false); break;
	case COLUMN_LENGTH: fmt_uint(b, v->d->frame->len); break;
	case COLUMN_PROTOCOL:
		column_info(v->column, v->d, column_speaker(v->d));
		buf_str(b, v->column->protocol);
		break;
	case COLUMN_INFO:
		column_info(v->column, v->d, column_speaker(v->d));
		buf_put(b, v->column->info.p ? v->column->info.p : "", v->column->info.len);
		break;
	default: break;
	}
}

void column_json(struct buf *b, enum column_kind kind, const struct print_options *o, const struct view *v)
{
	if (kind != COLUMN_INFO) {
		column_text(b, kind, o, v); /* numbers, times, addresses, names of protocols: nothing to escape */
		return;
	}
	column_info(v->column, v->d, column_speaker(v->d));
	fmt_json(b, v->column->info.p ? v->column->info.p : "", v->column->info.len);
}

void json_value(struct buf *b, const struct tree *t, const struct record *r, char sep)
{
	if (r->f->type == FT_ABSOLUTE_TIME) {
		time_iso(b, (int64_t)r->val, r->aux);
	} else if (r->f->type == FT_BYTES && !sep) {
		struct slice s = record_string(t, r);
		fmt_bytes(b, s.p, s.len, 0);
	} else if (record_is_plain(r) || r->f->base == BASE_ADDRESS) {
		record_value(b, t, r);
	} else {
		struct slice s = record_string(t, r);
		fmt_json(b, s.p ? (const char *)s.p : "", s.len);
	}
}
