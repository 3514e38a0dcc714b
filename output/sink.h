/* sink.h: an output format. A sink walks flat records and knows no protocol. */
#ifndef PEEL_OUTPUT_SINK_H
#define PEEL_OUTPUT_SINK_H

#include "dissect/column.h"
#include "dissect/text.h"

enum time_format {
	TIME_RELATIVE_FIRST, TIME_ABSOLUTE, TIME_ABSOLUTE_DATE, TIME_ABSOLUTE_YEAR_DAY, TIME_DELTA, TIME_DELTA_DISPLAYED,
	TIME_EPOCH, TIME_UTC_CLOCK, TIME_UTC_DATE, TIME_UTC_YEAR_DAY,
};

/* What the command line asks of the output. Read-only while packets are printed: several threads may share it. */
struct field_spec;
struct layout;
struct line_color;

struct print_options {
	enum time_format time;
	bool time_hms;           /* -u hms */
	bool summary, tree, hex; /* -P, -V, -x */
	bool no_duplicate_keys;
	bool as_tshark;              /* XML says that Wireshark made it: called by the name tshark */
	bool end_with_blank;         /* several parts a packet: blank lines between */
	bool color;                  /* --color, to where it can be shown */
	bool terminal;               /* standard output is one */
	const char *separator;       /* -S */
	const struct layout *layout; /* gui.column.format; NULL: the usual columns */
	int time_digits;             /* decimals of the time column; -1: as the file has */
	const char *const *only;     /* -O: protocols whose details -V shows, NULL-terminated; NULL: all */
	const char *const *pick;     /* -j, -J: names whose subtrees JSON, EK and PDML show; NULL: all */
	bool pick_whole;             /* -J: all below them as well */
	/* -e, and -E for -T fields */
	const struct field_spec *fields; /* in order (output/select.h) */
	unsigned n_fields;
	char field_separator, aggregator, quote; /* quote 0: none */
	char occurrence;                         /* 'f', 'l', 'a' */
	bool header, bom, escape;
	const char *capture_file; /* for PDML's head */
};

/* One packet as the sink gets it. tree is NULL for a sink that does not need one. */
struct view {
	const struct dissection *d;
	const struct tree *tree;
	const struct line_color *color; /* of its line; NULL: none */
	struct column *column;          /* scratch of the caller's, for the summary */
	struct pair_texts *pairs;       /* the caller's as well, for lines; may be NULL */
};

/* packet() is a pure function of its arguments: sinks keep nothing between packets, so that they can run in any thread.
 * What stands between two packets is `between`, and is put by the writer. */
struct sink {
	const char *name;
	bool needs_tree;
	bool memo; /* it keeps texts of rows (memo.h), unless asked for what depends on where they stand */
	bool in_order; /* rows are printed one by one as they stand in the tree */
	const char *between;
	void (*begin)(struct buf *, const struct print_options *);
	void (*packet)(struct buf *, const struct print_options *, const struct view *);
	/* any: at least one packet was printed */
	void (*end)(struct buf *, const struct print_options *, bool any);
	/* Says which fields the sink will look at; NULL: all of them. */
	void (*wants)(struct wanted *, const struct registry *, const struct print_options *);
};

extern const struct sink sink_text, sink_pdml, sink_psml, sink_json, sink_jsonraw, sink_ek, sink_fields, sink_jsonl,
	sink_tabs;

/* By the name that -T takes, NULL when there is none. */
const struct sink *sink_find(const char *name);

/* --- shared by the sinks --- */

enum { COLUMN_NUMBER_WIDTH = 5, COLUMN_TIME_WIDTH = 10, COLUMN_ADDRESS_WIDTH = 12 };
/* The columns of the summary line, and how wide tshark makes them. Right-aligned in width; 0: as it is. */
void column_time(struct buf *, const struct print_options *, const struct dissection *, unsigned width);
/* Whose addresses the line has, and whose word comes first. */
const struct layer *column_speaker(const struct dissection *);
/* Source or Destination of the speaker: at most an address. */
void column_address(struct buf *, const struct dissection *, const struct layer *l, bool source);
/* Number, time, Source and Destination of a line as people read it, with sep between them and around an arrow. */
void columns_head(struct buf *, const struct print_options *, const struct view *, const struct layer *l, char sep);
/* Fills c->protocol and c->info; l is the speaker. */
void column_info(struct column *c, const struct dissection *d, const struct layer *l);

/* What XML says it was made by. */
static inline const char *xml_creator(const struct print_options *o)
{
	return o->as_tshark ? "wireshark/4.0.17" : "peel/" PACKAGE_VERSION;
}

void print_summary_line(struct buf *, const struct print_options *, const struct view *);
void print_tree(struct buf *, const struct print_options *, const struct view *);
void print_hex(struct buf *, const struct dissection *);

/* Does this output show rows in the same way wherever they stand, so that the tree may have a memo? */
bool sink_keeps_texts(const struct sink *, const struct print_options *);
/* A record of memo_row: puts its text, notes in *from where rows begin that are to be kept, or keeps them. comma: one joins them
 * to what stands before. True: text was put. */
bool print_memo(struct buf *b, const struct tree *t, const struct record *r, bool comma, size_t *from);

/* Index behind the subtree of record i. */
static inline uint32_t record_skip(const struct tree *t, uint32_t i)
{
	uint8_t depth = t->record[i].depth;
	do
		i++;
	while (i < t->n && t->record[i].depth > depth);
	return i;
}
/* Would both stand under one key? Records without a name always do. */
static inline bool record_same_name(const struct record *a, const struct record *b)
{
	return a->f == b->f || (a->f->abbrev_len == b->f->abbrev_len && !strcmp(a->f->abbrev, b->f->abbrev));
}
static inline bool record_has_children(const struct tree *t, uint32_t i)
{
	return i + 1 < t->n && t->record[i + 1].depth > t->record[i].depth;
}

#endif
