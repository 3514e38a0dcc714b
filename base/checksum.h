/* checksum.h: the Internet checksum (RFC 1071). */
#ifndef PEEL_BASE_CHECKSUM_H
#define PEEL_BASE_CHECKSUM_H

#include "base/slice.h"

/* Adds n bytes, as big-endian 16-bit words, to a running sum; every piece but the last must have even length. */
uint64_t checksum_add(uint64_t sum, const uint8_t *p, uint32_t n);
/* Folds the sum to 16 bits and complements it: 0 for bytes that carry a right checksum, else what the sum lacks. */
uint16_t checksum_fold(uint64_t sum);
/* What the checksum field `found` should have held when the sum over everything with it folds to `folded`. */
uint16_t checksum_should_be(uint16_t found, uint16_t folded);

/* CRC-32, as in Ethernet and gzip. */
uint32_t checksum_crc32(const uint8_t *p, uint32_t n);

#endif
