/* stream_end.h: an end of a stream, known again in later packets. */
#ifndef PEEL_OUTPUT_STREAM_END_H
#define PEEL_OUTPUT_STREAM_END_H

#include "base/buf.h"
#include "dissect/dissection.h"

/* The bytes of its address, which outlast the packet; type ADDR_NONE: nobody. */
struct stream_end {
	uint8_t type, len, address[16];
	uint16_t port;
};

void stream_end_set(struct stream_end *, const struct address *, uint16_t port);
bool stream_end_is(const struct stream_end *a, const struct stream_end *b);
/* "192.0.2.1", "2001:db8::1"; the host's name when names knows one (NULL: none are known) */
void stream_end_address(struct buf *, const struct stream_end *, const struct names *);
/* "192.0.2.1:80", "[2001:db8::1]:80"; ":0" for nobody. */
void stream_end_name(struct buf *, const struct stream_end *, const struct names *);

#endif
