/* plot_svg.c: a plot as an SVG document that needs nothing else: its own style, readable on light and on dark. */
#include "base/fmt.h"
#include "output/plot.h"

enum {
	FIELD_WIDTH = 860, FIELD_HEIGHT = 220, LEFT = 80, RIGHT = 20, TOP = 40, PANEL_TITLE = 28, AXIS_HEIGHT = 46,
	LEGEND_HEIGHT = 40, PANEL_HEIGHT = PANEL_TITLE + FIELD_HEIGHT + AXIS_HEIGHT, TICKS = 40,
};

/* Classes c0..c3 are the palette: one for light, one for dark surroundings. */
static const char style[] =
	"<style>\n"
	"svg{--bg:#ffffff;--ink:#1b1f24;--grid:#d8dde3;--c0:#3b78c2;--c1:#1a7f37;--c2:#b35900;--c3:#c1121f}\n"
	"@media (prefers-color-scheme:dark){svg{--bg:#12161b;--ink:#e3e7ec;--grid:#323a44;--c0:#6ea8ee;--c1:#5cc97a;"
	"--c2:#f0a050;--c3:#ff7b7b}}\n"
	"text{font:12px sans-serif;fill:var(--ink)}.title{font-size:15px;font-weight:bold}\n"
	".bg{fill:var(--bg)}.grid{stroke:var(--grid);fill:none}.axis{stroke:var(--ink);fill:none}\n"
	".area{stroke:none;fill-opacity:.45}.line,.dots,.bars{fill:none;stroke-width:1.5}.dots{stroke-dasharray:4 3}\n"
	".bars{stroke-width:2}.span{fill-opacity:.18;stroke:none}.end{text-anchor:end}.middle{text-anchor:middle}\n"
	".f0{fill:var(--c0)}.f1{fill:var(--c1)}.f2{fill:var(--c2)}.f3{fill:var(--c3)}\n"
	".s0{stroke:var(--c0)}.s1{stroke:var(--c1)}.s2{stroke:var(--c2)}.s3{stroke:var(--c3)}\n"
	"</style>\n";

unsigned plot_svg_columns(void)
{
	return FIELD_WIDTH;
}

static const char *const classes[] = { "area", "line", "dots", "bars", "marks" };

struct svg {
	struct buf *b;
	const struct plot *p;
	struct plot_axis x, y;
	unsigned top; /* of the field at hand */
};

/* A tenth of a pixel is fine enough. */
static void put_tenths(struct buf *b, double v)
{
	unsigned tenths = (unsigned)(v * 10 + 0.5);
	fmt_uint(b, tenths / 10);
	if (tenths % 10) {
		buf_char(b, '.');
		fmt_uint(b, tenths % 10);
	}
}

static void put_point(struct buf *b, double x, double y)
{
	put_tenths(b, x);
	buf_char(b, ' ');
	put_tenths(b, y);
}

static double place_y(const struct svg *s, int64_t v)
{
	return s->top + FIELD_HEIGHT * (1 - plot_axis_place(&s->y, v));
}
static double place_x(const struct svg *s, int64_t time)
{
	return LEFT + FIELD_WIDTH * plot_axis_place(&s->x, time);
}
static double column_x(const struct svg *s, unsigned column)
{
	return LEFT + (column + 0.5) * FIELD_WIDTH / s->p->columns;
}

static void put_text(struct buf *b, const char *class, double x, double y, const char *text, size_t n)
{
	buf_lit(b, "<text class=\"");
	buf_str(b, class);
	buf_lit(b, "\" x=\"");
	put_tenths(b, x);
	buf_lit(b, "\" y=\"");
	put_tenths(b, y);
	buf_lit(b, "\">");
	fmt_xml(b, text, n);
	buf_lit(b, "</text>\n");
}

static void put_string(struct buf *b, const char *class, double x, double y, const char *text)
{
	put_text(b, class, x, y, text, strlen(text));
}

static void open_path(struct buf *b, const struct plot_series *s)
{
	buf_lit(b, "<path class=\"");
	buf_str(b, classes[s->style]);
	buf_str(b, s->style == PLOT_AREA || s->style == PLOT_MARKS ? " f" : " s");
	fmt_uint(b, s->color & 3);
	buf_lit(b, "\" d=\"");
}

static void put_area(struct svg *v, const struct plot_series *s)
{
	double base = place_y(v, 0), before = base;
	bool open = false;
	for (unsigned i = 0; i < v->p->columns; i++) {
		double y = extent_any(&s->column[i]) ? place_y(v, s->column[i].high) : base;
		if (y == before && i + 1 < v->p->columns)
			continue;
		double x = LEFT + (double)i * FIELD_WIDTH / v->p->columns;
		buf_char(v->b, open ? 'L' : 'M');
		put_point(v->b, x, before);
		buf_char(v->b, 'L');
		put_point(v->b, x, y);
		open = true;
		before = y;
	}
	buf_char(v->b, 'L');
	put_point(v->b, LEFT + FIELD_WIDTH, before);
	buf_char(v->b, 'L');
	put_point(v->b, LEFT + FIELD_WIDTH, base);
	buf_char(v->b, 'Z');
}

/* Through the lowest and highest value of every column, to the last one, which the next column begins with. */
static void put_line(struct svg *v, const struct plot_series *s)
{
	bool open = false;
	double before = -1;
	for (unsigned i = 0; i < v->p->columns; i++) {
		const struct extent *e = &s->column[i];
		if (!extent_any(e))
			continue;
		const int64_t through[] = { e->low, e->high, e->last };
		for (unsigned k = 0; k < 3; k++) {
			double y = place_y(v, through[k]);
			if (y == before && (i + 1 < v->p->columns || k < 2))
				continue;
			if (y != before && before >= 0) {
				/* Steps, not slopes: a window moves when an ACK comes. */
				buf_char(v->b, 'L');
				put_point(v->b, column_x(v, i), before);
			}
			buf_char(v->b, open ? 'L' : 'M');
			put_point(v->b, column_x(v, i), y);
			open = true;
			before = y;
		}
	}
	if (!open)
		buf_lit(v->b, "M0 0");
}

static void put_bars(struct svg *v, const struct plot_series *s)
{
	bool any = false;
	for (unsigned i = 0; i < v->p->columns; i++) {
		if (!extent_any(&s->column[i]))
			continue;
		double low = place_y(v, s->column[i].low), high = place_y(v, s->column[i].high);
		any = true;
		buf_char(v->b, 'M');
		put_point(v->b, column_x(v, i), low);
		buf_char(v->b, 'V');
		put_tenths(v->b, low - high < 2 ? low - 2 : high);
	}
	if (!any)
		buf_lit(v->b, "M0 0");
}

static void put_marks(struct svg *v, const struct plot_series *s)
{
	bool any = false;
	for (unsigned i = 0; i < v->p->columns; i++) {
		if (!extent_any(&s->column[i]))
			continue;
		any = true;
		buf_char(v->b, 'M');
		put_point(v->b, column_x(v, i), place_y(v, s->column[i].high));
		buf_lit(v->b, "l-4 -8h8z");
	}
	if (!any)
		buf_lit(v->b, "M0 0");
}

static void put_series(struct svg *v, const struct plot_series *s)
{
	open_path(v->b, s);
	switch (s->style) {
	case PLOT_AREA: put_area(v, s); break;
	case PLOT_BARS: put_bars(v, s); break;
	case PLOT_MARKS: put_marks(v, s); break;
	default: put_line(v, s); break;
	}
	buf_lit(v->b, "\"/>\n");
}

static void put_rect(struct buf *b, const char *class, double x, double y, double width, double height)
{
	buf_lit(b, "<rect class=\"");
	buf_str(b, class);
	buf_lit(b, "\" x=\"");
	put_tenths(b, x);
	buf_lit(b, "\" y=\"");
	put_tenths(b, y);
	buf_lit(b, "\" width=\"");
	put_tenths(b, width);
	buf_lit(b, "\" height=\"");
	put_tenths(b, height);
	buf_lit(b, "\"/>\n");
}

static const char *span_class(unsigned color)
{
	static const char *const names[] = { "span f0", "span f1", "span f2", "span f3" };
	return names[color & 3];
}

/* The field's whole height, for as long as the span lasts. */
static void put_span(struct svg *v, const struct plot_span *s)
{
	double width = (double)FIELD_WIDTH / v->p->columns;
	for (unsigned i = 0, end; i < v->p->columns; i = end + 1) {
		for (end = i; end < v->p->columns && s->on[end]; end++)
			;
		if (end > i)
			put_rect(v->b, span_class(s->color), LEFT + i * width, v->top, (end - i) * width, FIELD_HEIGHT);
	}
}

static void put_path(struct buf *b, const char *class, double x, double y, char direction, double to)
{
	buf_lit(b, "<path class=\"");
	buf_str(b, class);
	buf_lit(b, "\" d=\"M");
	put_point(b, x, y);
	buf_char(b, direction);
	put_tenths(b, to);
	buf_lit(b, "\"/>\n");
}

/* What the values are, upwards along their axis. */
static void put_value_name(struct svg *v)
{
	double middle = v->top + FIELD_HEIGHT / 2.0;
	buf_lit(v->b, "<text class=\"middle\" transform=\"translate(18 ");
	put_tenths(v->b, middle);
	buf_lit(v->b, ") rotate(-90)\">");
	fmt_xml(v->b, v->p->value_name, strlen(v->p->value_name));
	buf_lit(v->b, ", ");
	buf_str(v->b, v->y.unit);
	buf_lit(v->b, "</text>\n");
}

static void put_axes(struct svg *v)
{
	struct buf label = { 0 };
	int64_t at = plot_axis_first(&v->y);
	for (unsigned i = 0; i < TICKS; i++) {
		double y = place_y(v, at);
		buf_clear(&label);
		plot_axis_label(&label, &v->y, at);
		put_path(v->b, "grid", LEFT, y, 'H', LEFT + FIELD_WIDTH);
		put_text(v->b, "end", LEFT - 8, y + 4, label.p, label.len);
		if (!plot_axis_next(&v->y, &at))
			break;
	}
	at = plot_axis_first(&v->x);
	for (unsigned i = 0; i < TICKS; i++) {
		double x = place_x(v, at);
		buf_clear(&label);
		plot_axis_label(&label, &v->x, at);
		put_path(v->b, "grid", x, v->top, 'V', v->top + FIELD_HEIGHT);
		put_text(v->b, "middle", x, v->top + FIELD_HEIGHT + 16, label.p, label.len);
		if (!plot_axis_next(&v->x, &at))
			break;
	}
	put_path(v->b, "axis", LEFT, v->top, 'V', v->top + FIELD_HEIGHT);
	put_path(v->b, "axis", LEFT, v->top + FIELD_HEIGHT, 'H', LEFT + FIELD_WIDTH);
	buf_clear(&label);
	buf_lit(&label, "time since the first packet, ");
	buf_str(&label, v->x.unit);
	put_text(v->b, "middle", LEFT + FIELD_WIDTH / 2.0, v->top + FIELD_HEIGHT + 32, label.p, label.len);
	buf_free(&label);
	put_value_name(v);
}

static void put_panel(struct svg *v, const struct plot_panel *panel)
{
	int64_t low, high;
	plot_panel_range(panel, v->p->columns, &low, &high);
	plot_axis_init(&v->x, 0, v->p->duration, 8, PLOT_TIME);
	plot_axis_init(&v->y, low, high, 6, PLOT_BYTES);
	put_string(v->b, "title", LEFT, v->top - 9, panel->title);
	for (unsigned i = 0; i < panel->n_spans; i++)
		put_span(v, &panel->span[i]);
	put_axes(v);
	for (unsigned i = 0; i < panel->n_series; i++)
		put_series(v, &panel->series[i]);
}

/* A line as long as a sample, in the series' own style; or a block, or a triangle. */
static void put_sample(struct buf *b, const struct plot_series *s, double x, double y)
{
	open_path(b, s);
	buf_char(b, 'M');
	if (s->style == PLOT_BARS)
		x += 12;
	if (s->style == PLOT_MARKS) {
		put_point(b, x + 12, y + 4);
		buf_lit(b, "l-4 -8h8z");
	} else {
		put_point(b, x, s->style == PLOT_AREA || s->style == PLOT_BARS ? y + 5 : y);
		buf_str(b, s->style == PLOT_AREA ? "h24v-10h-24z" : s->style == PLOT_BARS ? "v-10" : "h24");
	}
	buf_lit(b, "\"/>\n");
}

/* All panels have the same series. */
static void put_legend(struct svg *v, double y)
{
	enum { SAMPLE = 30, LETTER = 7, GAP = 24 };
	const struct plot_panel *panel = &v->p->panel[0];
	double x = LEFT;
	for (unsigned i = 0; i < panel->n_series; i++) {
		put_sample(v->b, &panel->series[i], x, y - 4);
		put_string(v->b, "legend", x + SAMPLE, y, panel->series[i].name);
		x += SAMPLE + LETTER * (double)strlen(panel->series[i].name) + GAP;
	}
	for (unsigned i = 0; i < panel->n_spans; i++) {
		put_rect(v->b, span_class(panel->span[i].color), x, y - 10, SAMPLE - 6, 12);
		put_string(v->b, "legend", x + SAMPLE, y, panel->span[i].name);
		x += SAMPLE + LETTER * (double)strlen(panel->span[i].name) + GAP;
	}
}

static void put_size(struct buf *b, unsigned width, unsigned height)
{
	buf_lit(b, "width=\"");
	fmt_uint(b, width);
	buf_lit(b, "\" height=\"");
	fmt_uint(b, height);
	buf_char(b, '"');
}

void plot_svg(struct buf *b, const struct plot *p)
{
	struct svg v = { .b = b, .p = p };
	unsigned width = LEFT + FIELD_WIDTH + RIGHT, height = TOP + p->n_panels * PANEL_HEIGHT + LEGEND_HEIGHT;
	buf_lit(b,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" ");
	put_size(b, width, height);
	buf_lit(b, " viewBox=\"0 0 ");
	fmt_uint(b, width);
	buf_char(b, ' ');
	fmt_uint(b, height);
	buf_lit(b, "\">\n<title>");
	fmt_xml(b, p->title, strlen(p->title));
	buf_lit(b, "</title>\n");
	buf_str(b, style);
	buf_lit(b, "<rect class=\"bg\" ");
	put_size(b, width, height);
	buf_lit(b, "/>\n");
	put_string(b, "title", LEFT, 24, p->title);
	for (unsigned i = 0; i < p->n_panels; i++) {
		v.top = TOP + i * PANEL_HEIGHT + PANEL_TITLE;
		put_panel(&v, &p->panel[i]);
	}
	put_legend(&v, height - 16.0);
	buf_lit(b, "</svg>\n");
}
