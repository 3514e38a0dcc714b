/* layout.h: the columns of the summary line as -o gui.column.format names them. */
#ifndef PEEL_OUTPUT_LAYOUT_H
#define PEEL_OUTPUT_LAYOUT_H

#include "output/select.h"

enum { MAX_COLUMNS = 64, MAX_COLUMN_FIELDS = 8 };

struct layout_column {
	const char *title;
	enum column_kind kind;
	bool own_time; /* COLUMN_TIME: of this format, whatever -t says */
	enum time_format time;
	/* COLUMN_FIELDS: values of these */
	struct field_spec field[MAX_COLUMN_FIELDS];
	uint8_t n_fields;
	bool first_field; /* the first of them that the packet has; else all */
	bool resolved;    /* names of numbers */
	int occurrence;   /* 0: all, 1: the first, -1: the last, ... */
};

struct layout {
	struct layout_column column[MAX_COLUMNS];
	unsigned n;
	char *text; /* titles and names point into it */
};

/* "Title","%m",... NULL when that is wrong, with a message. Free with layout_free. */
struct layout *layout_new(const char *format, const struct registry *registry, char *error, size_t error_size);
void layout_free(struct layout *);
/* Does some column show fields, which only the tree has? */
bool layout_needs_tree(const struct layout *);
void layout_wanted(const struct layout *, struct wanted *);
/* The columns without any -o. */
const struct layout *layout_default(void);
/* One cell, as it is: not padded, not escaped. */
void layout_cell(struct buf *b, const struct layout_column *c, const struct print_options *o, const struct view *v);
/* Does the cell go before an address's, at its right end? */
bool layout_is_source(const struct layout_column *c);
bool layout_is_destination(const struct layout_column *c);
/* All tokens and what they show, a line each. */
void layout_list(struct buf *b);

#endif
