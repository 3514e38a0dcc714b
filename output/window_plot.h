/* window_plot.h: peel flows --window and --sequence: one TCP connection's sliding windows, or its sequence numbers, over
 * time. */
#ifndef PEEL_OUTPUT_WINDOW_PLOT_H
#define PEEL_OUTPUT_WINDOW_PLOT_H

#include "output/plot.h"
#include "output/segment.h"
#include "output/window_track.h"

enum window_plot_kind { PLOT_WINDOW, PLOT_SEQUENCE };

/* What is remembered of a connection: some 800 KB, however long it is. */
struct window_plot;

struct window_plot *window_plot_new(void);
void window_plot_free(struct window_plot *);
/* Takes a segment into account. points: appends a line of JSON for each direction in which it changed something; NULL:
 * none are wanted. */
void window_plot_segment(struct window_plot *, const struct segment_picker *, const struct segment *,
			 struct buf *points);

/* The picture of all segments so far. */
void window_plot_text(struct buf *, const struct window_plot *, enum window_plot_kind, const struct segment_picker *,
		      const struct plot_text_options *);
void window_plot_svg(struct buf *, const struct window_plot *, enum window_plot_kind, const struct segment_picker *);

#endif
