/* io_stat.c: -z io,stat,INTERVAL[,COLUMN]...: frames and bytes, or what fields add up to, in each interval of time. */
#include "output/stats/io_stat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { US_PER_S = 1000000, NS_PER_US = 1000, CELLS_PER_ROW = 4, MAX_CELLS = 1 << 30 };

const char *const io_function_names[] = { "", "FRAMES", "BYTES", "COUNT", "SUM", "MIN", "MAX", "AVG", "LOAD" };

enum io_number io_number_of(const struct io_column *c)
{
	const struct field *f = c->field.n_rows ? c->field.row[0] : NULL;
	if (!f || c->function == IO_COUNT)
		return IO_UNSIGNED;
	switch (f->type) {
	case FT_ABSOLUTE_TIME:
	case FT_RELATIVE_TIME: return IO_TIME;
	case FT_FLOAT:
	case FT_DOUBLE: return IO_REAL;
	default: return field_is_signed(f) ? IO_INTEGER : IO_UNSIGNED;
	}
}

/* --- the arguments --- */

/* Is there a value to add up in each field of that name? */
static bool is_number(const struct field *f)
{
	return (field_is_integer(f) && f->type != FT_CHAR && f->type != FT_FRAMENUM) || f->type == FT_RELATIVE_TIME ||
	       f->type == FT_ABSOLUTE_TIME || f->type == FT_FLOAT || f->type == FT_DOUBLE;
}

/* What stands in the parentheses: name, n bytes. */
static bool parse_field(const struct report *r, struct io_column *c, const char *name, size_t n, struct buf *error)
{
	const char *function = io_function_names[c->function];
	if (c->function <= IO_BYTES) {
		if (n)
			text_printf(error, "%s does not require or allow a field name within the parens.", function);
		return !n;
	}
	if (!n) {
		text_printf(error, "You didn't specify a field name for %s(*).", function);
		return false;
	}
	char *copy = strndup(name, n);
	const char *names[1] = { copy };
	struct buf unknown = { 0 };
	bool found = copy && !fields_resolve(&c->field, names, 1, r->env->registry, &unknown) && c->field.n_rows;
	buf_free(&unknown);
	if (!found)
		text_printf(error, "There is no field named '%s'.", copy ? copy : "");
	else if (c->function == IO_LOAD && c->field.row[0]->type != FT_RELATIVE_TIME)
		text_printf(error, "LOAD() is only supported for relative-time fields such as smb.time");
	else if (c->function != IO_COUNT && !is_number(c->field.row[0]))
		text_printf(error, "%s doesn't have integral values, so %s(*) calculations are not supported on it.",
			    copy, function);
	free(copy);
	c->field.name = NULL;
	return !error->len;
}

/* FUNCTION(FIELD)FILTER, FRAMES, BYTES, or a filter alone: text is the column's own. Returns where its filter begins. */
static const char *parse_function(const struct report *r, struct io_column *c, struct buf *error)
{
	for (unsigned f = IO_FRAMES; f <= IO_LOAD; f++) {
		size_t n = strlen(io_function_names[f]);
		const char *behind = c->text + n;
		if (strncmp(c->text, io_function_names[f], n) || (*behind != '(' && f > IO_BYTES))
			continue;
		c->function = f;
		if (*behind != '(')
			return behind;
		const char *end = strchr(behind, ')');
		if (!end) {
			text_printf(error, "Closing parenthesis missing from calculated expression.");
			return NULL;
		}
		return parse_field(r, c, behind + 1, (size_t)(end - behind - 1), error) ? end + 1 : NULL;
	}
	return c->text;
}

static bool parse_column(struct report *r, const char *text, size_t n, struct buf *error)
{
	struct io_stat *s = r->state;
	while (n && *text == ' ')
		text++, n--;
	while (n && text[n - 1] == ' ')
		n--;
	if (s->n_columns == MAX_IO_COLUMNS) {
		text_printf(error, "io,stat takes %d columns at most", MAX_IO_COLUMNS);
		return false;
	}
	struct io_column *c = &s->column[s->n_columns++];
	c->text = strndup(text, n);
	const char *filter = c->text ? parse_function(r, c, error) : NULL;
	if (!filter)
		return false;
	filter += strspn(filter, " ");
	r->fields |= *filter || c->field.n_rows;
	if (!*filter)
		return true;
	c->filter = report_filter_new(r, filter, error);
	return c->filter != NULL;
}

/* Bytes up to the next comma that is not in braces or quotes. */
static size_t up_to_comma(const char *p)
{
	unsigned braces = 0;
	bool quoted = false;
	size_t n = 0;
	for (; p[n] && (p[n] != ',' || braces || quoted); n++) {
		if (p[n] == '"')
			quoted = !quoted;
		else if (p[n] == '{' && !quoted)
			braces++;
		else if (p[n] == '}' && !quoted && braces)
			braces--;
	}
	return n;
}

static bool parse_columns(struct report *r, const char *text, struct buf *error)
{
	for (;;) {
		size_t n = up_to_comma(text);
		if (!parse_column(r, text, n, error))
			return false;
		if (!text[n])
			return true;
		text += n + 1;
	}
}

static bool time_format_is_known(const struct report *r, struct buf *error)
{
	enum time_format f = r->env->print->time;
	if (f != TIME_EPOCH && f != TIME_DELTA && f != TIME_DELTA_DISPLAYED)
		return true;
	text_printf(error, "invalid -t operand. io,stat only supports -t <r|a|ad|adoy|u|ud|udoy>");
	return false;
}

/* INTERVAL[,COLUMN]... */
static bool io_stat_parse(struct report *r, const char *args, struct buf *error)
{
	struct io_stat *s = r->state;
	char *end = NULL;
	double seconds = args ? strtod(args, &end) : 0;
	if (!args || end == args || (*end && *end != ','))
		return false;
	if (seconds > 0 && seconds < 1e-6) {
		text_printf(error,
			    "\"-z\" interval must be >=0.000001 seconds or \"0\" for the entire capture duration.");
		return false;
	}
	s->interval = seconds > 0 && seconds < 1e12 ? (uint64_t)(seconds * US_PER_S + 0.5) : 0;
	return time_format_is_known(r, error) && parse_columns(r, *end ? end + 1 : "", error);
}

/* --- counting --- */

static void io_stat_begin(struct report *r)
{
	struct io_stat *s = r->state;
	s->max_cells = r->env->max_rows < MAX_CELLS / CELLS_PER_ROW ? r->env->max_rows * CELLS_PER_ROW : MAX_CELLS;
}

static void io_stat_wants(const struct report *r, struct wanted *w)
{
	const struct io_stat *s = r->state;
	for (unsigned i = 0; i < s->n_columns; i++) {
		want_fields(w, &s->column[i].field, 1);
		if (s->column[i].filter)
			filter_wanted(s->column[i].filter, w);
	}
}

/* The cell of an interval; NULL: beyond what is kept. */
static struct io_cell *cell_at(struct report *r, struct io_column *c, uint64_t row)
{
	const struct io_stat *s = r->state;
	if (row < c->n)
		return &c->cell[row];
	if (row >= s->max_cells)
		return NULL;
	if (row >= c->cap) {
		uint64_t cap = c->cap ? c->cap : 16;
		while (cap <= row)
			cap *= 2;
		struct io_cell *bigger = realloc(c->cell, cap * sizeof *bigger);
		if (!bigger) {
			fputs("peel: out of memory for statistics\n", stderr);
			exit(3);
		}
		c->cell = bigger;
		c->cap = (uint32_t)cap;
	}
	memset(&c->cell[c->n], 0, (row + 1 - c->n) * sizeof *c->cell);
	c->n = (uint32_t)row + 1;
	return &c->cell[row];
}

struct io_cell io_cell_at(const struct io_column *c, uint64_t row)
{
	return row < c->n ? c->cell[row] : (struct io_cell){ 0 };
}

static union io_value value_of(const struct record *r, enum io_number number)
{
	union io_value v = { .i = (int64_t)r->val };
	if (number == IO_TIME) {
		v.i = time_ns((int64_t)r->val, r->aux);
	} else if (number == IO_REAL && r->f->type == FT_FLOAT) {
		uint32_t bits = (uint32_t)r->val;
		float f;
		memcpy(&f, &bits, sizeof f);
		v.real = (double)f;
	} else if (number == IO_REAL) {
		memcpy(&v.real, &r->val, sizeof v.real);
	}
	return v;
}

static bool is_less(union io_value a, union io_value b, enum io_number number)
{
	switch (number) {
	case IO_REAL: return a.real < b.real;
	case IO_UNSIGNED: return (uint64_t)a.i < (uint64_t)b.i;
	default: return a.i < b.i;
	}
}

/* Something that took v ns and ended in the interval `row`: as much as lies in whole intervals went on in those before. */
static void add_load(struct report *r, struct io_column *c, uint64_t row, int64_t v)
{
	const struct io_stat *s = r->state;
	uint64_t us = v > 0 ? (uint64_t)v / NS_PER_US : 0, before = s->interval ? us / s->interval : 0;
	cell_at(r, c, row)->value.i += (int64_t)(s->interval ? us % s->interval : us);
	for (; before && row; before--)
		cell_at(r, c, --row)->value.i += (int64_t)s->interval;
}

static void add_value(struct report *r, struct io_column *c, uint64_t row, const struct record *record)
{
	struct io_cell *cell = cell_at(r, c, row);
	enum io_number number = io_number_of(c);
	union io_value v = { 0 };
	if (c->function != IO_COUNT)
		v = value_of(record, number);
	bool first = !cell->count++;
	switch (c->function) {
	case IO_MIN:
	case IO_MAX:
		if (first ||
		    (c->function == IO_MIN ? is_less(v, cell->value, number) : is_less(cell->value, v, number)))
			cell->value = v;
		break;
	case IO_SUM:
	case IO_AVG:
		if (number == IO_REAL)
			cell->value.real += v.real;
		else
			cell->value.i = (int64_t)((uint64_t)cell->value.i + (uint64_t)v.i);
		break;
	case IO_LOAD: add_load(r, c, row, v.i); break;
	default: break;
	}
}

static void add_packet(struct report *r, struct io_column *c, uint64_t row, const struct stat_packet *p)
{
	struct io_cell *cell = cell_at(r, c, row);
	if (!cell) {
		r->refused++;
		return;
	}
	if (c->function <= IO_BYTES) {
		cell->count++;
		cell->value.i += p->d->frame->len;
		return;
	}
	const struct tree *t = packet_tree(p);
	for (uint32_t i = 0; i < t->n; i++)
		if (field_spec_matches(&c->field, &t->record[i]))
			add_value(r, c, row, &t->record[i]);
}

/* Microseconds since the first packet. A packet from before that counts where the one before it did, as in tshark. */
static uint64_t time_of(struct io_stat *s, const struct dissection *d)
{
	if (!s->started) {
		s->start_sec = d->first.sec;
		s->start_nsec = d->first.nsec;
		s->start = time_ns(d->first.sec, d->first.nsec);
		s->started = true;
	}
	int64_t ns = d->now - s->start;
	if (ns >= 0)
		s->latest = (uint64_t)(ns + NS_PER_US / 2) / NS_PER_US;
	s->duration = s->latest > s->duration ? s->latest : s->duration;
	return s->latest;
}

/* The interval of a time. Most packets lie in that of the one before, which spares a division. */
static uint64_t row_of(struct io_stat *s, uint64_t time)
{
	if (s->interval && time - s->row_begin >= s->interval) {
		s->row = time / s->interval;
		s->row_begin = s->row * s->interval;
	}
	return s->row;
}

static void io_stat_packet(struct report *r, const struct stat_packet *p)
{
	struct io_stat *s = r->state;
	uint64_t row = row_of(s, time_of(s, p->d));
	for (unsigned i = 0; i < s->n_columns; i++)
		if (packet_passes(p, s->column[i].filter))
			add_packet(r, &s->column[i], row, p);
}

struct io_rows io_rows_of(const struct io_stat *s)
{
	struct io_rows rows = { .interval = s->interval, .one = !s->interval || s->interval >= s->duration };
	if (rows.one)
		rows.interval = s->duration;
	rows.n = rows.interval ? s->duration / rows.interval + (s->duration % rows.interval != 0) : 0;
	return rows;
}

static void io_stat_end(struct report *r)
{
	struct io_stat *s = r->state;
	for (unsigned i = 0; i < s->n_columns; i++) {
		free(s->column[i].text);
		free(s->column[i].cell);
		filter_free(s->column[i].filter);
	}
}

const struct report_kind io_stat_reports[] = {
	{ .name = "io,stat", .plain = true, .usage = ",<interval>[,<filter>][,<filter>]...", .size = sizeof(struct io_stat),
	  .parse = io_stat_parse, .begin = io_stat_begin, .wants = io_stat_wants, .packet = io_stat_packet,
	  .text = io_stat_text, .json = io_stat_json, .end = io_stat_end },
	{ .name = NULL },
};
