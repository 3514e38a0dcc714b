/* plot.h: values over time as a picture: panels one below the other with a common time axis, each with its own value axis.
 * One description, drawn as text or as SVG. */
#ifndef PEEL_OUTPUT_PLOT_H
#define PEEL_OUTPUT_PLOT_H

#include "base/buf.h"
#include "output/timeline.h"

enum { PLOT_PANELS = 2, PLOT_MAX_SERIES = 4, PLOT_MAX_SPANS = 2, PLOT_MAX_COLUMNS = 1024 };

enum plot_style {
	PLOT_AREA,  /* filled from 0 up to the highest value */
	PLOT_LINE,  /* goes on at its last value */
	PLOT_DOTS,  /* the same, dotted */
	PLOT_BARS,  /* from the lowest to the highest value of a column; nothing in between */
	PLOT_MARKS, /* a letter or triangle at the highest value of a column */
};

struct plot_series {
	const char *name;
	enum plot_style style;
	char letter; /* what draws it in ASCII, and marks everywhere */
	unsigned color;
	struct extent column[PLOT_MAX_COLUMNS];
};

/* Times during which something holds. */
struct plot_span {
	const char *name;
	char letter;
	unsigned color;
	bool on[PLOT_MAX_COLUMNS];
};

struct plot_panel {
	char title[200];
	unsigned n_series, n_spans;
	struct plot_series series[PLOT_MAX_SERIES]; /* later ones are drawn over earlier ones */
	struct plot_span span[PLOT_MAX_SPANS];
};

/* Some 200 KB: one is allocated when it is time to draw. */
struct plot {
	char title[200];
	const char *value_name; /* what the values are: "bytes" */
	int64_t duration;       /* ns, at the right edge */
	unsigned columns;       /* of each series and span; at most PLOT_MAX_COLUMNS */
	unsigned n_panels;
	struct plot_panel panel[PLOT_PANELS];
};

/* How a plot is drawn as text. */
struct plot_text_options {
	unsigned width; /* columns of the terminal */
	unsigned rows;  /* lines of a panel's field */
	bool utf8, color;
};

/* Columns that a plot needs to be drawn as text, and as SVG. */
unsigned plot_text_columns(const struct plot_text_options *);
unsigned plot_svg_columns(void);
void plot_text(struct buf *, const struct plot *, const struct plot_text_options *);
void plot_svg(struct buf *, const struct plot *);

/* --- shared by both --- */

/* A scale from values to places 0..1, with round numbers on the axis. */
struct plot_axis {
	int64_t low, high; /* low < high */
	int64_t step;      /* between ticks: 1, 2 or 5 times a power of ten */
	const char *unit;  /* "ms" */
	int64_t unit_size; /* ns or bytes in one unit */
	unsigned decimals;
};

enum plot_unit { PLOT_BYTES, PLOT_TIME };

/* About `ticks` ticks between low and high. */
void plot_axis_init(struct plot_axis *, int64_t low, int64_t high, unsigned ticks, enum plot_unit);
/* The first tick at or above low. */
int64_t plot_axis_first(const struct plot_axis *);
/* The tick behind v; false: there is none below high. */
bool plot_axis_next(const struct plot_axis *, int64_t *v);
/* Where v is between low (0) and high (1); outside: at the nearer end. */
double plot_axis_place(const struct plot_axis *, int64_t v);
/* The number, without its unit. */
void plot_axis_label(struct buf *, const struct plot_axis *, int64_t v);

/* The values that a panel's axis covers: all of its series', with some air above; 0 too when an area is among them. */
void plot_panel_range(const struct plot_panel *, unsigned columns, int64_t *low, int64_t *high);
/* Sets each series' columns without a value to the value before, for lines and areas. */
void plot_fill_gaps(struct plot *);

#endif
