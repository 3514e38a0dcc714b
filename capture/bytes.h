/* bytes.h: loads and stores of the integers of savefile headers, which may stand in either byte order. */
#ifndef PEEL_CAPTURE_BYTES_H
#define PEEL_CAPTURE_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* The caller has checked that the bytes are there; swap: the file's order is not this machine's. */
static inline uint16_t load16(const uint8_t *p, bool swap)
{
	uint16_t v;
	memcpy(&v, p, sizeof v);
	return swap ? __builtin_bswap16(v) : v;
}

static inline uint32_t load32(const uint8_t *p, bool swap)
{
	uint32_t v;
	memcpy(&v, p, sizeof v);
	return swap ? __builtin_bswap32(v) : v;
}

static inline uint64_t load64(const uint8_t *p, bool swap)
{
	uint64_t v;
	memcpy(&v, p, sizeof v);
	return swap ? __builtin_bswap64(v) : v;
}

/* Stores in this machine's order; each returns the place behind. */
static inline uint8_t *store16(uint8_t *p, uint16_t v)
{
	memcpy(p, &v, sizeof v);
	return p + sizeof v;
}

static inline uint8_t *store32(uint8_t *p, uint32_t v)
{
	memcpy(p, &v, sizeof v);
	return p + sizeof v;
}

static inline uint8_t *store64(uint8_t *p, uint64_t v)
{
	memcpy(p, &v, sizeof v);
	return p + sizeof v;
}

#endif
