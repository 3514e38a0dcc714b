/* crew.h: threads that turn packets, taken apart already, into text. Frames come in batches: while the crew prints one, the
 * next is read and taken apart in order, by the thread that also writes the texts, in the order of the packets.
 *
 *     while ((n = source_read(source, crew_frames(c), CREW_BATCH)) > 0) {
 *             for (i = 0; i < n; i++) { d = crew_dissection(c, i); dissect_frame(d, ...); crew_show(c, i, first); }
 *             crew_turn(c, out, full, context);
 *     }
 *     crew_finish(c, out, full, context);
 */
#ifndef PEEL_CLI_CREW_H
#define PEEL_CLI_CREW_H

#include "capture/source.h"
#include "output/sink.h"

enum { CREW_BATCH = 32, CREW_MAX_THREADS = 64 };

/* What packets are printed with; read-only. */
struct press {
	const struct sink *sink;
	const struct print_options *print;
	const struct wanted *wanted;
	bool needs_tree;
};

/* What one thread needs for that. */
struct press_hand {
	struct tree *tree;
	struct column column;
	const struct line_color *color; /* of the packet at hand; NULL: none */
};

/* The packet's text, behind what separates it from the packet before unless it is the first. */
void press_packet(const struct press *, struct press_hand *, struct dissection *, bool first, struct buf *);

struct crew;

/* How many cores this process may use. */
unsigned crew_cores(void);

/* threads: 2 or more, with the caller's. Dissections begin as copies of `like`. NULL: no memory, or no threads. */
struct crew *crew_new(const struct press *, unsigned threads, const struct dissection *like);
void crew_free(struct crew *);

/* Of the batch at hand: room for CREW_BATCH frames, and a dissection for each. They stay until their text
 * is due. */
struct frame *crew_frames(struct crew *);
struct dissection *crew_dissection(struct crew *, unsigned i);
/* Packet i, above all that were shown of this batch, is to be printed. What it points to must stay as long as its frame
 * does; when it does not (bytes put together from several packets), `now` prints it at once. */
void crew_show(struct crew *, unsigned i, bool first, bool now);
/* Hands the batch at hand over, and appends the texts of batches that are due to out; `full` is called when out has much. */
void crew_turn(struct crew *, struct buf *out, void (*full)(void *), void *context);
/* Appends the texts of all batches handed over. */
void crew_finish(struct crew *, struct buf *out, void (*full)(void *), void *context);

#endif
