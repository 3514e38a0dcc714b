/* piece_text.h: a piece of a stream as text, in the shapes of tshark's -z follow. */
#ifndef PEEL_OUTPUT_FOLLOW_PIECE_TEXT_H
#define PEEL_OUTPUT_FOLLOW_PIECE_TEXT_H

#include "output/follow/request.h"

/* offset: bytes of the same side before it. terminal: control characters do not get through, but for the bytes mode. */
struct piece_style {
	enum follow_mode mode;
	bool terminal;
};
void piece_text(struct buf *, const struct piece_style *, const struct order_piece *, uint64_t offset);

#endif
