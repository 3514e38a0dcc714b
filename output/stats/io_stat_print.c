/* io_stat_print.c: -z io,stat as text and JSON. The text's widths are tshark's, to the blank. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/timefmt.h"
#include "output/stats/io_stat.h"

enum {
	US_PER_S = 1000000,
	NS_PER_US = 1000,
	INTERVAL_LABEL = 10, /* " Interval " */
	LEAST_BOX = 35,      /* where all is one row */
	DATE_WIDTH = 21,     /* " 2026-11-27 14:05:30 " */
	WIDEST_LABELLED = 12, /* wider columns have no label */
	MOST_SECOND_DIGITS = 5,
	LEAST_FRAMES = 6,
	LEAST_BYTES = 5,
};

/* What the text looks like, worked out before anything is printed. */
struct frame_of {
	struct io_rows rows;
	const struct report *r;
	const struct io_stat *s;
	uint64_t duration; /* microseconds, rounded to `decimals`, if any; halves go down */
	int digits;        /* of the duration's whole seconds: numbers are that wide */
	int room;          /* of the duration rounded to `decimals`: columns are as wide as that needs */
	int decimals;      /* of seconds */
	int number_width;  /* of a time in the lines above the table */
	int interval_width;
	int table, box; /* characters from the first bar to the last */
	int width[MAX_IO_COLUMNS], bytes_width[MAX_IO_COLUMNS];
};

static int digits_of(uint64_t n)
{
	int digits = 1;
	while (n >= 10)
		n /= 10, digits++;
	return digits;
}

/* --- cells --- */

/* Microseconds of an interval: the last may be shorter. */
static uint64_t length_of(const struct frame_of *f, uint64_t row)
{
	uint64_t start = row * f->rows.interval;
	if (start >= f->duration)
		return 0;
	return f->duration - start < f->rows.interval ? f->duration - start : f->rows.interval;
}

/* What LOAD is a share of: as tshark does it, all of the last interval when the duration in whole seconds reaches its end. */
static uint64_t loaded_length(const struct frame_of *f, uint64_t row)
{
	uint64_t whole = (f->duration + US_PER_S / 2 - 1) / US_PER_S * US_PER_S;
	return !f->decimals && (row + 1) * f->rows.interval <= whole ? f->rows.interval : length_of(f, row);
}

/* The value of a cell, times in ns. */
static union io_value shown(const struct frame_of *f, const struct io_column *c, uint64_t row)
{
	const struct io_cell cell = io_cell_at(c, row);
	union io_value v = cell.value;
	if (c->function == IO_FRAMES || c->function == IO_COUNT) {
		v.i = (int64_t)cell.count;
	} else if (c->function == IO_AVG && cell.count) {
		if (io_number_of(c) == IO_REAL)
			v.real /= (double)cell.count;
		else if (io_number_of(c) == IO_UNSIGNED)
			v.i = (int64_t)((uint64_t)v.i / cell.count);
		else
			v.i /= (int64_t)cell.count;
	} else if (c->function == IO_LOAD) {
		uint64_t length = row < f->rows.n ? loaded_length(f, row) : 0;
		v.i = length ? (int64_t)((double)v.i * US_PER_S / (double)length) * NS_PER_US : 0;
	}
	return v;
}

static enum io_number number_of(const struct io_column *c)
{
	if (c->function <= IO_COUNT)
		return IO_UNSIGNED;
	return c->function == IO_LOAD ? IO_TIME : io_number_of(c);
}

static void text_number(struct buf *b, const struct io_column *c, union io_value v, int width)
{
	switch (number_of(c)) {
	case IO_UNSIGNED: text_printf(b, "%*llu", width, (unsigned long long)v.i); break;
	case IO_INTEGER: text_printf(b, "%*lld", width, (long long)v.i); break;
	case IO_REAL: text_printf(b, "%*.6f", width, v.real); break;
	case IO_TIME: {
		int64_t us = (v.i < 0 ? v.i - NS_PER_US / 2 : v.i + NS_PER_US / 2) / NS_PER_US;
		uint64_t size = us < 0 ? 0 - (uint64_t)us : (uint64_t)us;
		char text[40];
		snprintf(text, sizeof text, "%s%llu.%06llu", us < 0 ? "-" : "", (unsigned long long)(size / US_PER_S),
			 (unsigned long long)(size % US_PER_S));
		text_printf(b, "%*s", width, text);
	}
	}
}

static int width_of(const struct io_column *c, union io_value v)
{
	struct buf b = { 0 };
	text_number(&b, c, v, 0);
	int width = (int)b.len;
	buf_free(&b);
	return width;
}

/* --- measuring --- */

/* The column's cells, also of intervals that are not shown. */
static void measure_column(struct frame_of *f, unsigned i)
{
	const struct io_column *c = &f->s->column[i];
	if (c->function == IO_FRAMES_AND_BYTES) {
		uint64_t frames = 0, bytes = 0;
		for (uint32_t k = 0; k < c->n; k++) {
			frames = c->cell[k].count > frames ? c->cell[k].count : frames;
			bytes = (uint64_t)c->cell[k].value.i > bytes ? (uint64_t)c->cell[k].value.i : bytes;
		}
		f->width[i] = digits_of(frames) > LEAST_FRAMES ? digits_of(frames) : LEAST_FRAMES;
		f->bytes_width[i] = digits_of(bytes) > LEAST_BYTES ? digits_of(bytes) : LEAST_BYTES;
		return;
	}
	f->width[i] = (int)strlen(io_function_names[c->function]);
	const int none = width_of(c, (union io_value){ 0 });
	f->width[i] = none > f->width[i] ? none : f->width[i];
	for (uint32_t k = 0; k < c->n; k++) {
		int width = width_of(c, shown(f, c, k));
		f->width[i] = width > f->width[i] ? width : f->width[i];
	}
}

static int column_width(const struct frame_of *f, unsigned i)
{
	return f->width[i] + (f->bytes_width[i] ? f->bytes_width[i] + 5 : 2);
}

/* Decimals that the interval needs. */
static int decimals_of(const struct io_rows *rows)
{
	if (rows->one)
		return rows->interval < 10 * US_PER_S ? 3 : 1;
	int decimals = 6;
	for (uint64_t us = rows->interval; decimals && us % 10 == 0; us /= 10)
		decimals--;
	return decimals;
}

/* Halves go down. */
static uint64_t rounded(uint64_t us, int decimals)
{
	uint64_t unit = US_PER_S;
	for (; decimals > 0; decimals--)
		unit /= 10;
	return unit > 1 ? (us + unit / 2 - 1) / unit * unit : us;
}

static int whole_digits(uint64_t us)
{
	int digits = digits_of(us / US_PER_S);
	return digits < MOST_SECOND_DIGITS ? digits : MOST_SECOND_DIGITS;
}

static bool is_relative(const struct report *r)
{
	return r->env->print->time == TIME_RELATIVE_FIRST;
}

static bool has_date(const struct report *r)
{
	enum time_format t = r->env->print->time;
	return t == TIME_ABSOLUTE_DATE || t == TIME_UTC_DATE || t == TIME_ABSOLUTE_YEAR_DAY || t == TIME_UTC_YEAR_DAY;
}

static struct frame_of measure(const struct report *r)
{
	const struct io_stat *s = r->state;
	struct frame_of f = { .rows = io_rows_of(s), .r = r, .s = s };
	f.decimals = decimals_of(&f.rows);
	f.duration = f.decimals ? rounded(s->duration, f.decimals) : s->duration;
	f.digits = whole_digits(s->duration);
	f.room = whole_digits(rounded(s->duration, f.decimals));
	f.number_width = f.room + (f.decimals ? f.decimals + 1 : 0);
	f.interval_width = 2 * f.number_width + 6;
	f.interval_width = f.interval_width > INTERVAL_LABEL ? f.interval_width : INTERVAL_LABEL;
	if (has_date(r))
		f.interval_width = DATE_WIDTH;
	f.table = f.interval_width + 2;
	f.box = f.rows.one ? LEAST_BOX
			   : (int)sizeof "| Interval:  secs       |" - 1 + f.digits + (f.decimals ? f.decimals + 1 : 0);
	for (unsigned i = 0; i < s->n_columns; i++) {
		measure_column(&f, i);
		f.table += column_width(&f, i) + 1;
		const char *text = *s->column[i].text ? s->column[i].text : "Frames and bytes";
		int line = (int)strlen(text) + (int)sizeof "| Col 1:  |" - 1;
		f.box = line > f.box ? line : f.box;
	}
	f.box = f.table > f.box ? f.table : f.box;
	return f;
}

/* --- text --- */

static void bar_line(struct buf *b, const struct frame_of *f, char bar, char c)
{
	buf_char(b, bar);
	buf_fill(b, c, (size_t)f->box - 2);
	buf_char(b, bar);
	buf_char(b, '\n');
}

/* A line of the head, of which `used` characters count as printed. */
static void end_line(struct buf *b, const struct frame_of *f, int used)
{
	text_printf(b, "%*s|\n", f->box - 1 - used, "");
}

/* Right of the table, when the box is wider. */
static void end_row(struct buf *b, const struct frame_of *f)
{
	if (f->box > f->table)
		text_printf(b, "%*s|", f->box - f->table - 1, "");
	buf_char(b, '\n');
}

/* A time in the head. Without decimals the duration has its microseconds all the same, with blanks for zeros. */
static void text_seconds(struct buf *b, const struct frame_of *f, const char *title, uint64_t us)
{
	int width = f->digits + (f->decimals ? f->decimals + 1 : 0);
	int used = (int)strlen(title) + (int)sizeof "| :  secs" - 1 + f->number_width;
	text_printf(b, "| %s: ", title);
	if (f->decimals) {
		text_printf(b, "%*.*f secs", width, f->decimals, (double)us / US_PER_S);
	} else if (us == f->duration) {
		text_printf(b, "%llu.%6llu secs", (unsigned long long)(us / US_PER_S),
			    (unsigned long long)(us % US_PER_S));
		used += 7;
	} else {
		text_printf(b, "%*llu secs", width, (unsigned long long)(us / US_PER_S));
	}
	end_line(b, f, used);
}

static void text_head(struct buf *b, const struct frame_of *f)
{
	buf_char(b, '\n');
	bar_line(b, f, '=', '=');
	buf_lit(b, "| IO Statistics");
	end_line(b, f, sizeof "| IO Statistics" - 1);
	bar_line(b, f, '|', ' ');
	text_seconds(b, f, "Duration", f->duration);
	text_seconds(b, f, "Interval", f->rows.one ? f->duration : f->rows.interval);
	bar_line(b, f, '|', ' ');
	for (unsigned i = 0; i < f->s->n_columns; i++) {
		size_t at = b->len;
		const char *text = *f->s->column[i].text ? f->s->column[i].text : "Frames and bytes";
		text_printf(b, i ? "|%6u: " : "| Col%2u: ", i + 1);
		text_column(b, text, strlen(text), 0);
		end_line(b, f, (int)(b->len - at));
	}
}

/* A word above its numbers: in the middle, rather to the right. */
static void text_label(struct buf *b, const char *label, int width)
{
	int left = (width - (int)strlen(label) + 1) / 2;
	if (width > WIDEST_LABELLED)
		return;
	text_printf(b, " %*s%-*s ", left, "", width - left, label);
}

static void text_labels(struct buf *b, const struct frame_of *f)
{
	const enum time_format time = f->r->env->print->time;
	/* tshark has no word for -t u, nor a line of its own. */
	const char *title = is_relative(f->r) ? "\n| Interval" : has_date(f->r) ? "\n| Date and time" : "\n| Time";
	if (time == TIME_UTC_CLOCK)
		text_printf(b, "%*s|", f->interval_width - INTERVAL_LABEL + 1, "");
	else
		text_printf(b, "%s%*s|", title, f->interval_width - (int)strlen(title) + 2, "");
	for (unsigned i = 0; i < f->s->n_columns; i++) {
		const struct io_column *c = &f->s->column[i];
		if (f->width[i] > WIDEST_LABELLED)
			continue;
		if (c->function == IO_FRAMES_AND_BYTES) {
			text_label(b, "Frames", f->width[i]);
			buf_char(b, '|');
			text_label(b, "Bytes", f->bytes_width[i]);
		} else {
			text_label(b, io_function_names[c->function], f->width[i]);
		}
		buf_char(b, '|');
	}
	end_row(b, f);
}

static void text_table_head(struct buf *b, const struct frame_of *f)
{
	bar_line(b, f, '|', '-');
	text_printf(b, "|%*s|", f->interval_width, "");
	for (unsigned i = 0; i < f->s->n_columns; i++)
		text_printf(b, "%-*u|", column_width(f, i), i + 1);
	if (f->r->env->print->time == TIME_UTC_CLOCK)
		;
	else if (f->box > f->table)
		text_printf(b, "%*s|", f->box - f->table - 1, "");
	text_labels(b, f);
	buf_char(b, '|');
	buf_fill(b, '-', (size_t)f->table - 2);
	buf_char(b, '|');
	end_row(b, f);
}

static void text_from_to(struct buf *b, const struct frame_of *f, uint64_t row)
{
	uint64_t from = row * f->rows.interval, to = from + length_of(f, row);
	int width = f->digits + (f->decimals ? f->decimals + 1 : 0);
	if (f->decimals) {
		text_printf(b, " %*.*f <> %*.*f ", width, f->decimals, (double)from / US_PER_S, width, f->decimals,
			    (double)to / US_PER_S);
		return;
	}
	int margin = f->room == 1 ? 2 : 1;
	text_printf(b, "%*s%*llu <> ", margin, "", width, (unsigned long long)(from / US_PER_S));
	if (row + 1 == f->rows.n)
		text_printf(b, "Dur%*s", f->room > 2 ? f->room - 2 : 0, "");
	else
		text_printf(b, "%*llu%*s", width, (unsigned long long)(to / US_PER_S), margin, "");
}

static void text_moment(struct buf *b, const struct frame_of *f, uint64_t row)
{
	const enum time_format t = f->r->env->print->time;
	bool utc = t == TIME_UTC_CLOCK || t == TIME_UTC_DATE || t == TIME_UTC_YEAR_DAY;
	uint64_t us = f->s->start_nsec / NS_PER_US + row * f->rows.interval;
	int64_t sec = f->s->start_sec + (int64_t)(us / US_PER_S);
	buf_char(b, ' ');
	if (t == TIME_ABSOLUTE_DATE || t == TIME_UTC_DATE)
		time_date(b, sec, utc);
	else if (has_date(f->r))
		time_year_day(b, sec, utc);
	if (has_date(f->r))
		buf_char(b, ' ');
	time_clock(b, sec, 0, 0, utc);
	buf_char(b, ' ');
}

static void text_row(struct buf *b, const struct frame_of *f, uint64_t row)
{
	buf_char(b, '|');
	if (is_relative(f->r))
		text_from_to(b, f, row);
	else
		text_moment(b, f, row);
	buf_char(b, '|');
	for (unsigned i = 0; i < f->s->n_columns; i++) {
		const struct io_column *c = &f->s->column[i];
		const union io_value v = shown(f, c, row);
		if (c->function == IO_FRAMES_AND_BYTES)
			text_printf(b, " %*llu | %*llu |", f->width[i], (unsigned long long)io_cell_at(c, row).count,
				    f->bytes_width[i], (unsigned long long)v.i);
		else {
			buf_char(b, ' ');
			text_number(b, c, v, f->width[i]);
			buf_lit(b, " |");
		}
	}
	end_row(b, f);
}

/* Rows that are shown: all, or as many as there are cells for. */
static uint64_t rows_shown(struct report *r, const struct io_rows *rows)
{
	const struct io_stat *s = r->state;
	return rows->n < s->max_cells ? rows->n : s->max_cells;
}

void io_stat_text(struct report *r, struct buf *b)
{
	struct frame_of f = measure(r);
	uint64_t n = rows_shown(r, &f.rows);
	text_head(b, &f);
	text_table_head(b, &f);
	for (uint64_t row = 0; row < n; row++)
		text_row(b, &f, row);
	text_line(b, '=', (unsigned)f.box);
}

/* --- JSON --- */

static json_t *json_value_of(const struct frame_of *f, const struct io_column *c, uint64_t row)
{
	const union io_value v = shown(f, c, row);
	if (c->function == IO_FRAMES_AND_BYTES)
		return json_pack("{s:I, s:I}", "frames", (json_int_t)io_cell_at(c, row).count, "bytes",
				 (json_int_t)v.i);
	switch (number_of(c)) {
	case IO_TIME: return json_real((double)v.i / 1e9);
	case IO_REAL: return json_real(v.real);
	default: return json_integer((json_int_t)v.i);
	}
}

static json_t *json_row(const struct frame_of *f, uint64_t row)
{
	uint64_t from = row * f->rows.interval;
	json_t *values = json_array();
	for (unsigned i = 0; i < f->s->n_columns; i++)
		json_array_append_new(values, json_value_of(f, &f->s->column[i], row));
	return json_pack("{s:f, s:f, s:o}", "start", (double)from / US_PER_S, "end",
			 (double)(from + length_of(f, row)) / US_PER_S, "values", values);
}

json_t *io_stat_json(struct report *r)
{
	const struct io_stat *s = r->state;
	struct frame_of f = { .rows = io_rows_of(s), .r = r, .s = s, .duration = s->duration, .decimals = 6 };
	json_t *columns = json_array(), *rows = json_array();
	for (unsigned i = 0; i < s->n_columns; i++)
		json_array_append_new(columns, json_text(s->column[i].text, strlen(s->column[i].text)));
	uint64_t n = rows_shown(r, &f.rows);
	for (uint64_t row = 0; row < n; row++)
		json_array_append_new(rows, json_row(&f, row));
	return json_pack("{s:f, s:f, s:o, s:o}", "duration", (double)s->duration / US_PER_S, "interval",
			 (double)f.rows.interval / US_PER_S, "columns", columns, "rows", rows);
}
