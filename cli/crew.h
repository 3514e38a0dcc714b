/* crew.h: threads that turn packets, taken apart already, into text. Frames come in batches: while the crew prints one, the
 * next is read and taken apart in order, by the thread that also writes the texts, in the order of the packets.
 *
 *     while ((n = source_read(source, crew_frames(c), CREW_BATCH)) > 0) {
 *             for (i = 0; i < n; i++) { dissect_frame(d, &crew_frames(c)[i]); crew_show(c, d, first, now); }
 *             crew_turn(c, emit, context);
 *     }
 *     crew_finish(c, emit, context);
 */
#ifndef PEEL_CLI_CREW_H
#define PEEL_CLI_CREW_H

#include "capture/source.h"
#include "output/pair_texts.h"
#include "output/sink.h"

enum { CREW_BATCH = 32, CREW_MAX_THREADS = 64 };

/* What packets are printed with; read-only. */
struct press {
	const struct sink *sink;
	const struct print_options *print;
	const struct wanted *wanted;
	bool needs_tree;
	bool keeps_texts; /* each hand has a memo */
};

/* What one thread needs for that. */
struct press_hand {
	struct tree *tree;
	struct memo *memo; /* NULL: none */
	struct column column;
	struct pair_texts pairs;
	const struct line_color *color; /* of the packet at hand; NULL: none */
};

void press_hand_open(struct press_hand *, const struct press *);
void press_hand_close(struct press_hand *);
/* The packet's text, behind what separates it from the packet before unless it is the first. */
void press_packet(const struct press *, struct press_hand *, struct dissection *, bool first, struct buf *);

struct crew;

/* How many cores this process may use. */
unsigned crew_cores(void);

/* threads: 2 or more, with the caller's. NULL: no memory, or no threads. */
struct crew *crew_new(const struct press *, unsigned threads);
void crew_free(struct crew *);

/* Room for the CREW_BATCH frames of the batch at hand; they stay until their text is due. */
struct frame *crew_frames(struct crew *);
/* A packet of the batch at hand is to be printed, as the dissection is now. What it points to must stay as long as the frame
 * does; when it does not (bytes put together from several packets), `now` prints it at once. */
void crew_show(struct crew *, struct dissection *, bool first, bool now);
/* Hands the batch at hand over, and gives the texts of batches that are due to `emit`, piece by piece in their order. */
void crew_turn(struct crew *, void (*emit)(void *, const char *text, size_t n), void *context);
/* The same with all batches handed over. */
void crew_finish(struct crew *, void (*emit)(void *, const char *text, size_t n), void *context);

#endif
