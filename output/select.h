/* select.h: which part of a packet the formats show: -O, -j, -J, and -e with its columns. */
#ifndef PEEL_OUTPUT_SELECT_H
#define PEEL_OUTPUT_SELECT_H

#include "output/sink.h"

/* Is the subtree of record i to be shown? Without -j and -J: always. -j shows what it names, level by level; -J what it
 * names and all below. */
bool selected(const struct print_options *o, const struct tree *t, uint32_t i);

/* -e in JSON: {"ip.src": ["..."], ...}, level 3 of tshark's document. In ek: one line, names with underscores. */
void print_json_fields(struct buf *, const struct print_options *, const struct view *);
void print_ek_fields(struct buf *, const struct print_options *, const struct view *);
/* Marks one row of a protocol. */
void row_wanted(struct wanted *, uint16_t proto_id, unsigned row);
/* Marks the rows of -e; everything when there is no -e. */
void fields_wanted(struct wanted *, const struct registry *, const struct print_options *);

/* Marks what the tree for people shows: nothing hidden, and with -O the details of the named protocols alone. */
void visible_wanted(struct wanted *, const struct registry *, const struct print_options *);

/* One -e: a field's rows, or a column. */
enum column_kind {
	COLUMN_NONE,
	COLUMN_NUMBER,
	COLUMN_TIME,
	COLUMN_SOURCE,
	COLUMN_DESTINATION,
	COLUMN_PROTOCOL,
	COLUMN_LENGTH,
	COLUMN_INFO,
	COLUMN_FIELDS, /* of gui.column.format: values of fields */
	COLUMN_UNKNOWN
};
enum { MAX_ROWS_PER_NAME = 8 };
struct field_spec {
	const char *name;
	const struct field *row[MAX_ROWS_PER_NAME]; /* the rows of that name, n_rows of them */
	uint8_t n_rows, column;
	bool text; /* -e text: the labels of all nodes that have no name */
	uint16_t proto_id[MAX_ROWS_PER_NAME];
};

/* Looks the -e names up. Returns how many are unknown, and their names, each behind a space, in *unknown. */
unsigned fields_resolve(struct field_spec *spec, const char *const *names, unsigned n, const struct registry *,
			struct buf *unknown);
/* Marks the rows of some -e. */
void want_fields(struct wanted *w, const struct field_spec *fields, unsigned n);
/* A value as -e shows it. */
void print_plain_value(struct buf *b, const struct tree *t, const struct record *r);
bool field_spec_matches(const struct field_spec *s, const struct record *r);
/* The columns of the summary line, in order. */
enum { SUMMARY_COLUMNS = 7 };
extern const struct summary_column {
	const char *title;
	enum column_kind kind;
} summary_columns[SUMMARY_COLUMNS];
/* A column's text by its kind. */
void column_text(struct buf *, enum column_kind, const struct print_options *, const struct view *);
/* The same as the inside of a JSON string. */
void column_json(struct buf *, enum column_kind, const struct print_options *, const struct view *);
/* The inside of a JSON string for a value that is no number: bytes as hex, separated by sep unless that is 0; times as
 * ISO 8601; text escaped. */
void json_value(struct buf *, const struct tree *, const struct record *, char sep);

#endif
