/* fixed_rows.h: rows that stand at a fixed place of their header, read without the rest of the layer's tree. */
#ifndef PEEL_DISSECT_FIXED_ROWS_H
#define PEEL_DISSECT_FIXED_ROWS_H

#include "dissect/tree.h"

struct fixed_rows;

/* Is the layer's header such that its F_FIXED rows are where they should be? */
bool fixed_rows_stand(const struct layer *l);
/* What the row says there: `which` 1 for the second of a pair (F_PAIR). */
uint64_t fixed_row_value(const struct layer *l, const struct field *f, unsigned which);
void put_fixed_rows(struct tree *t, const struct fixed_rows *rows);

#endif
