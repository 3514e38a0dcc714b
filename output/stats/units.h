/* units.h: numbers in reports as tshark writes them. */
#ifndef PEEL_OUTPUT_STATS_UNITS_H
#define PEEL_OUTPUT_STATS_UNITS_H

#include "base/buf.h"

/* "9999 bytes", "10 kB", "143 kB": thousands from ten of them on; flush left in width. */
void text_bytes(struct buf *, uint64_t bytes, unsigned width);

#endif
