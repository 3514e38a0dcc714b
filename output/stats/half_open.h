/* half_open.h: which listening ports have connections that wait for the last step of their handshake, and whether that
 * looks like a SYN flood. Needs the layers of the first pass, and nothing else. */
#ifndef PEEL_OUTPUT_STATS_HALF_OPEN_H
#define PEEL_OUTPUT_STATS_HALF_OPEN_H

#include <jansson.h>

#include "base/buf.h"
#include "dissect/dissection.h"

enum { HALF_OPEN_THRESHOLD = 100 }; /* waiting at once, from which on it is called a flood */

struct half_open;

/* NULL: no memory. threshold: connections that wait at one port at the same time. Caller frees with half_open_free. */
struct half_open *half_open_new(uint32_t threshold);
void half_open_free(struct half_open *);
void half_open_packet(struct half_open *, const struct dissection *);
void half_open_text(struct half_open *, struct buf *);
json_t *half_open_json(struct half_open *); /* an array, a listening port each */
/* Handshakes and ports that found no room. */
uint64_t half_open_refused(const struct half_open *);

#endif
