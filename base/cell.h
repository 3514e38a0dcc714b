/* cell.h: columns of text: what was written since `start`, moved to one end of a cell that is wider. Cells are narrow, so that
 * what is moved and filled has a size that the compiler knows; what is too much is written over. */
#ifndef PEEL_BASE_CELL_H
#define PEEL_BASE_CELL_H

#include "base/buf.h"

enum { CELL_MOST_MOVED = 16, CELL_MOST = 32 }; /* widths: of what is right-aligned, of all */

/* Blanks in front. */
static inline void cell_right_aligned(struct buf *b, size_t start, size_t width)
{
	size_t n = b->len - start;
	if (n >= width)
		return;
	char cell[CELL_MOST_MOVED], *p = buf_room(b, width + sizeof cell) - n; /* what is moved ends there */
	memcpy(cell, p, sizeof cell);
	memset(p, ' ', sizeof cell);
	memcpy(p + width - n, cell, sizeof cell);
	b->len = start + width;
}

/* Blanks behind. */
static inline void cell_left_aligned(struct buf *b, size_t start, size_t width)
{
	if (b->len - start >= width)
		return;
	memset(buf_room(b, CELL_MOST), ' ', CELL_MOST);
	b->len = start + width;
}

/* n bytes of text in a cell of |width| (at most CELL_MOST): blanks in front, or behind when it is negative; and one more, which
 * parts it from the next. */
static inline void cell_put(struct buf *b, const char *text, size_t n, int width)
{
	size_t wide = (size_t)(width < 0 ? -width : width), blanks = n < wide ? wide - n : 0;
	char *p = buf_room(b, n + 2 * CELL_MOST + 1);
	memset(p, ' ', CELL_MOST);
	copy_short(p + (width < 0 ? 0 : blanks), text, n);
	memset(p + (width < 0 ? n : n + blanks), ' ', CELL_MOST + 1);
	b->len += n + blanks + 1;
}

#endif
