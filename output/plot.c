/* plot.c: what text and SVG plots have in common: scales, ticks, labels. */
#include "output/plot.h"

#include "base/fmt.h"

/* Ascending. A duration in hours is still told in seconds. */
static const struct unit {
	const char *name;
	int64_t size;
} units[2][8] = {
	[PLOT_BYTES] = { { "bytes", 1 }, { "kB", 1000 }, { "MB", 1000000 }, { "GB", 1000000000 },
			 { "TB", 1000000000000 }, { "PB", 1000000000000000 }, { "EB", 1000000000000000000 } },
	[PLOT_TIME] = { { "ns", 1 }, { "us", 1000 }, { "ms", 1000000 }, { "s", 1000000000 } },
};

/* The smallest of 1, 2, 5, 10, 20, 50, ... that is no less than v. */
static int64_t round_step(double v)
{
	int64_t power = 1;
	while (power <= INT64_MAX / 100 && (double)power * 10 <= v)
		power *= 10;
	return v <= (double)power       ? power
	       : v <= (double)power * 2 ? power * 2
	       : v <= (double)power * 5 ? power * 5
					: power * 10;
}

void plot_axis_init(struct plot_axis *a, int64_t low, int64_t high, unsigned ticks, enum plot_unit unit)
{
	*a = (struct plot_axis){ .low = low, .high = high > low ? high : low < INT64_MAX ? low + 1 : low };
	if (a->high == a->low)
		a->low--;
	a->step = round_step(((double)a->high - (double)a->low) / (ticks ? ticks : 1));
	uint64_t top = a->high < 0 ? -(uint64_t)a->low : (uint64_t)a->high;
	const struct unit *u = units[unit];
	while (u[1].name && (uint64_t)u[1].size <= top)
		u++;
	a->unit = u->name;
	a->unit_size = u->size;
	for (int64_t s = a->step; s < u->size && a->decimals < 9; s *= 10)
		a->decimals++;
}

int64_t plot_axis_first(const struct plot_axis *a)
{
	int64_t below = a->low / a->step * a->step;
	return below < a->low ? below + a->step : below;
}

bool plot_axis_next(const struct plot_axis *a, int64_t *v)
{
	if (*v > a->high - a->step)
		return false;
	*v += a->step;
	return true;
}

double plot_axis_place(const struct plot_axis *a, int64_t v)
{
	if (v <= a->low)
		return 0;
	return v >= a->high ? 1 : ((double)v - (double)a->low) / ((double)a->high - (double)a->low);
}

void plot_axis_label(struct buf *b, const struct plot_axis *a, int64_t v)
{
	const uint64_t billion = 1000000000;
	uint64_t n = v < 0 ? -(uint64_t)v : (uint64_t)v, size = (uint64_t)a->unit_size, rest = n % size;
	uint64_t billionths = size <= billion ? rest * (billion / size) : rest / (size / billion);
	fmt_secs(b, v < 0, n / size, billionths, a->decimals);
}

void plot_panel_range(const struct plot_panel *p, unsigned columns, int64_t *low, int64_t *high)
{
	struct extent all;
	extent_clear(&all);
	for (unsigned s = 0; s < p->n_series; s++) {
		if (p->series[s].style == PLOT_AREA)
			extent_add(&all, 0);
		for (unsigned i = 0; i < columns; i++)
			extent_merge(&all, &p->series[s].column[i]);
	}
	*low = extent_any(&all) ? all.low : 0;
	*high = extent_any(&all) ? all.high : 1;
	/* Some air above the highest line. */
	int64_t air = *high / 20;
	if (air > 0 && *high <= INT64_MAX - air)
		*high += air;
}

static void fill_gaps(struct plot_series *s, unsigned columns)
{
	const struct extent *before = NULL;
	for (unsigned i = 0; i < columns; i++) {
		if (before) {
			struct extent here;
			extent_clear(&here);
			extent_add(&here, before->last);
			extent_merge(&here, &s->column[i]);
			s->column[i] = here;
		}
		if (extent_any(&s->column[i]))
			before = &s->column[i];
	}
}

void plot_fill_gaps(struct plot *p)
{
	for (unsigned i = 0; i < p->n_panels; i++)
		for (unsigned s = 0; s < p->panel[i].n_series; s++)
			if (p->panel[i].series[s].style <= PLOT_DOTS)
				fill_gaps(&p->panel[i].series[s], p->columns);
}
