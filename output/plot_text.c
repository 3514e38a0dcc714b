/* plot_text.c: a plot in the characters of a terminal: braille dots, two by four in a character, or plain ASCII. */
#include "base/fmt.h"
#include "output/plot.h"

enum { LABEL_WIDTH = 8, MARGIN = LABEL_WIDTH + 2, MIN_CELLS = 20, MAX_CELLS = 400, MAX_ROWS = 60, TICKS = 40 };

struct cell {
	uint8_t dots; /* as braille numbers them, U+2800 + dots; in ASCII: any */
	char letter;
	uint8_t color; /* 1-based; 0: none */
};

struct raster {
	const struct plot_text_options *o;
	unsigned cells, rows;
	unsigned dots_x, dots_y; /* dots in a cell */
	struct plot_axis x, y;
	struct cell cell[MAX_ROWS][MAX_CELLS];
};

static unsigned cells_of(const struct plot_text_options *o)
{
	unsigned n = o->width > MARGIN + MIN_CELLS ? o->width - MARGIN : MIN_CELLS;
	return n < MAX_CELLS ? n : MAX_CELLS;
}

unsigned plot_text_columns(const struct plot_text_options *o)
{
	return cells_of(o) * (o->utf8 ? 2 : 1);
}

/* x from the left, y from the bottom, in dots. */
static void set_dot(struct raster *r, unsigned x, unsigned y, const struct plot_series *s)
{
	static const uint8_t bits[2][4] = { { 0x40, 0x04, 0x02, 0x01 }, { 0x80, 0x20, 0x10, 0x08 } };
	struct cell *c = &r->cell[r->rows - 1 - y / r->dots_y][x / r->dots_x];
	c->dots |= bits[x % r->dots_x][y % r->dots_y];
	c->color = (uint8_t)(s->color + 1);
	if (!r->o->utf8 || s->style == PLOT_MARKS)
		c->letter = s->letter;
}

static unsigned dot_row(const struct raster *r, int64_t value)
{
	return (unsigned)(plot_axis_place(&r->y, value) * (r->rows * r->dots_y - 1) + 0.5);
}

static void draw_column(struct raster *r, const struct plot_series *s, unsigned x)
{
	const struct extent *e = &s->column[x];
	if (!extent_any(e))
		return;
	unsigned low = dot_row(r, s->style == PLOT_AREA ? 0 : e->low), high = dot_row(r, e->high);
	if (s->style == PLOT_MARKS)
		low = high;
	if (s->style == PLOT_AREA && e->high <= 0)
		return;
	for (unsigned y = low; y <= high; y++)
		if (s->style != PLOT_DOTS || !r->o->utf8 || (x + y) % 3 == 0)
			set_dot(r, x, y, s);
}

static void put_color(struct buf *b, unsigned color)
{
	static const char *const sgr[] = { "\033[34m", "\033[32m", "\033[33m", "\033[31m" };
	buf_str(b, color ? sgr[(color - 1) & 3] : "\033[0m");
}

static void put_braille(struct buf *b, uint8_t dots)
{
	buf_char(b, (char)0xe2);
	buf_char(b, (char)(0xa0 | dots >> 6));
	buf_char(b, (char)(0x80 | (dots & 0x3f)));
}

static void put_cell(struct buf *b, const struct cell *c)
{
	if (c->letter)
		buf_char(b, c->letter);
	else if (c->dots)
		put_braille(b, c->dots);
	else
		buf_char(b, ' ');
}

static void put_cells(struct buf *b, const struct raster *r, const struct cell *row)
{
	unsigned n = r->cells, color = 0;
	while (n && !row[n - 1].dots)
		n--;
	for (unsigned i = 0; i < n; i++) {
		if (r->o->color && row[i].color != color)
			put_color(b, color = row[i].color);
		put_cell(b, &row[i]);
	}
	if (color)
		put_color(b, 0);
	buf_char(b, '\n');
}

/* What was written since start, moved to the right end of the label's place. */
static void align_label(struct buf *b, size_t start)
{
	size_t n = b->len - start;
	if (n >= LABEL_WIDTH)
		return;
	buf_fill(b, ' ', LABEL_WIDTH - n);
	memmove(b->p + start + LABEL_WIDTH - n, b->p + start, n);
	memset(b->p + start, ' ', LABEL_WIDTH - n);
}

/* Which tick, if any, each line of the field has. */
static void tick_lines(const struct raster *r, int64_t tick[MAX_ROWS], bool has[MAX_ROWS])
{
	int64_t v = plot_axis_first(&r->y);
	memset(has, 0, sizeof(bool) * MAX_ROWS);
	for (unsigned i = 0; i < TICKS && v <= r->y.high; i++) {
		unsigned row = r->rows - 1 - dot_row(r, v) / r->dots_y;
		has[row] = true;
		tick[row] = v;
		if (!plot_axis_next(&r->y, &v))
			break;
	}
}

static void put_field(struct buf *b, const struct raster *r)
{
	int64_t tick[MAX_ROWS];
	bool has[MAX_ROWS];
	tick_lines(r, tick, has);
	for (unsigned row = 0; row < r->rows; row++) {
		size_t start = b->len;
		if (has[row])
			plot_axis_label(b, &r->y, tick[row]);
		align_label(b, start);
		buf_str(b, r->o->utf8 ? has[row] ? " ┤" : " │" : has[row] ? " +" : " |");
		put_cells(b, r, r->cell[row]);
	}
}

/* The time axis: its line with ticks, and the numbers below. */
static void put_time_axis(struct buf *b, const struct raster *r)
{
	char label[MAX_CELLS + 32];
	bool tick[MAX_CELLS] = { false };
	struct buf one = { 0 };
	unsigned used = 0; /* columns of label that are taken */
	memset(label, ' ', sizeof label);
	int64_t v = plot_axis_first(&r->x);
	for (unsigned i = 0; i < TICKS; i++) {
		unsigned at = (unsigned)(plot_axis_place(&r->x, v) * (r->cells - 1) + 0.5);
		tick[at] = true;
		buf_clear(&one);
		plot_axis_label(&one, &r->x, v);
		if (one.len < 32 && (!used || at > used)) {
			memcpy(label + at, one.p, one.len);
			used = at + (unsigned)one.len;
		}
		if (!plot_axis_next(&r->x, &v))
			break;
	}
	buf_free(&one);
	buf_fill(b, ' ', LABEL_WIDTH + 1);
	buf_str(b, r->o->utf8 ? "└" : "+");
	for (unsigned i = 0; i < r->cells; i++)
		buf_str(b, r->o->utf8 ? tick[i] ? "┬" : "─" : tick[i] ? "+" : "-");
	buf_char(b, '\n');
	size_t start = b->len;
	buf_str(b, r->x.unit);
	align_label(b, start);
	buf_fill(b, ' ', MARGIN - LABEL_WIDTH);
	buf_put(b, label, used);
	buf_char(b, '\n');
}

static void put_spans(struct buf *b, const struct raster *r, const struct plot_panel *p)
{
	for (unsigned k = 0; k < p->n_spans; k++) {
		struct cell row[MAX_CELLS] = { 0 };
		bool any = false;
		for (unsigned i = 0; i < r->cells * r->dots_x; i++)
			if (p->span[k].on[i]) {
				row[i / r->dots_x] =
					(struct cell){ 1, p->span[k].letter, (uint8_t)(p->span[k].color + 1) };
				any = true;
			}
		if (!any)
			continue;
		buf_fill(b, ' ', MARGIN);
		put_cells(b, r, row);
	}
}

static void draw_panel(struct buf *b, struct raster *r, const struct plot *p, const struct plot_panel *panel)
{
	int64_t low, high;
	plot_panel_range(panel, p->columns, &low, &high);
	plot_axis_init(&r->y, low, high, r->rows / 2, PLOT_BYTES);
	plot_axis_init(&r->x, 0, p->duration, r->cells / 12, PLOT_TIME);
	memset(r->cell, 0, sizeof r->cell);
	for (unsigned s = 0; s < panel->n_series; s++)
		for (unsigned x = 0; x < r->cells * r->dots_x; x++)
			draw_column(r, &panel->series[s], x);
	size_t start = b->len;
	buf_str(b, r->y.unit);
	align_label(b, start);
	buf_fill(b, ' ', MARGIN - LABEL_WIDTH);
	buf_str(b, panel->title);
	buf_char(b, '\n');
	put_field(b, r);
	put_time_axis(b, r);
	put_spans(b, r, panel);
}

static void put_sample(struct buf *b, const struct plot_text_options *o, const struct plot_series *s)
{
	/* Full, a line, dots, bars: as the raster draws them. */
	static const char *const braille[] = { "⣿⣿", "⠒⠒", "⠁⢀", "⡇" };
	if (o->color)
		put_color(b, s->color + 1);
	if (o->utf8 && s->style != PLOT_MARKS)
		buf_str(b, braille[s->style]);
	else
		buf_char(b, s->letter);
	if (o->color)
		put_color(b, 0);
}

/* All panels have the same series. */
static void put_legend(struct buf *b, const struct plot *p, const struct plot_text_options *o)
{
	const struct plot_panel *panel = &p->panel[0];
	buf_fill(b, ' ', MARGIN);
	for (unsigned s = 0; s < panel->n_series; s++) {
		buf_str(b, s ? "   " : "");
		put_sample(b, o, &panel->series[s]);
		buf_char(b, ' ');
		buf_str(b, panel->series[s].name);
	}
	for (unsigned s = 0; s < panel->n_spans; s++) {
		buf_lit(b, "   ");
		buf_char(b, panel->span[s].letter);
		buf_char(b, ' ');
		buf_str(b, panel->span[s].name);
	}
	buf_char(b, '\n');
}

void plot_text(struct buf *b, const struct plot *p, const struct plot_text_options *o)
{
	struct raster r = { .o = o, .cells = cells_of(o), .dots_x = o->utf8 ? 2 : 1, .dots_y = o->utf8 ? 4 : 1 };
	r.rows = o->rows < 4 ? 4 : o->rows < MAX_ROWS ? o->rows : MAX_ROWS;
	buf_str(b, p->title);
	buf_char(b, '\n');
	for (unsigned i = 0; i < p->n_panels; i++) {
		buf_char(b, '\n');
		draw_panel(b, &r, p, &p->panel[i]);
	}
	buf_char(b, '\n');
	put_legend(b, p, o);
}
