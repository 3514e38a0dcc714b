/* trailer.h: what follows the payload of a link layer: padding to the shortest frame, a trailer, a frame check sequence. */
#ifndef PEEL_DISSECT_TRAILER_H
#define PEEL_DISSECT_TRAILER_H

#include "dissect/tree.h"

/* The first rows of Ethernet's table; link layers that Ethernet carries borrow them. */
enum trailer_row {
	TRAILER_PADDING = 1,
	TRAILER_PADDING_BAD,
	TRAILER_FCS,
	TRAILER_FCS_BAD,
	TRAILER_FCS_STATUS,
	TRAILER_END
};

enum fcs { FCS_GUESS = -1, FCS_NONE = 0, FCS_BYTES = 4 };

/* Puts the rows for what lies behind `start` in the layer; `row` is what the protocol at hand calls its trailer. */
void put_trailer(struct tree *t, const struct layer *l, uint32_t start, unsigned row, enum fcs fcs);

/* The label of TRAILER_FCS. */
void fcs_label(struct buf *b, const struct tree *t, const struct record *r);

#endif
