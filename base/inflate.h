/* inflate.h: compressed bytes (RFC 1950 to 1952) unpacked into room that the caller has: a bomb fills it and no more. */
#ifndef PEEL_BASE_INFLATE_H
#define PEEL_BASE_INFLATE_H

#include <stdint.h>

/* Unpacks gzip, zlib or bare deflate data, whichever it is. Returns how many bytes were written, also when the data ends
 * early or the room does, and 0 of data that were made of nothing; -1: it is none of the three, or gave nothing before its
 * end. */
int64_t inflate_bytes(const uint8_t *in, uint32_t n, uint8_t *out, uint32_t room);

#endif
