/* slice.h: a view of packet bytes with two lengths, and the only way to touch them.
 *
 * Running past `len` but not `wire` means the capture was cut short (truncated); running past `wire` means the packet
 * contradicts itself (malformed). Readers never fail: what is not there reads as 0, and the caller asks slice_has first
 * where the difference matters. */
#ifndef PEEL_BASE_SLICE_H
#define PEEL_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const uint8_t *p; /* first byte; may be NULL only when len is 0 */
	uint32_t len;     /* captured bytes behind p */
	uint32_t wire;    /* bytes that were on the wire; len <= wire */
};

static inline bool slice_has(struct slice s, uint32_t off, uint32_t n)
{
	return off <= s.len && n <= s.len - off;
}

static inline bool slice_has_wire(struct slice s, uint32_t off, uint32_t n)
{
	return off <= s.wire && n <= s.wire - off;
}

/* Big-endian (network order) readers; 0 when the bytes were not captured. */
static inline uint8_t slice_u8(struct slice s, uint32_t off)
{
	return slice_has(s, off, 1) ? s.p[off] : 0;
}

static inline uint16_t slice_u16(struct slice s, uint32_t off)
{
	if (!slice_has(s, off, 2))
		return 0;
	uint16_t v;
	memcpy(&v, s.p + off, sizeof v);
	return __builtin_bswap16(v);
}

static inline uint32_t slice_u24(struct slice s, uint32_t off)
{
	return slice_has(s, off, 3) ? (uint32_t)s.p[off] << 16 | (uint32_t)s.p[off + 1] << 8 | s.p[off + 2] : 0;
}

static inline uint32_t slice_u32(struct slice s, uint32_t off)
{
	if (!slice_has(s, off, 4))
		return 0;
	uint32_t v;
	memcpy(&v, s.p + off, sizeof v);
	return __builtin_bswap32(v);
}

static inline uint64_t slice_uint_bytes(const uint8_t *p, uint32_t n, bool little)
{
	uint64_t v = 0;
	for (uint32_t i = 0; i < n; i++)
		v |= (uint64_t)p[i] << 8 * (little ? i : n - 1 - i);
	return v;
}

/* Integer of n (1..8) bytes, either byte order; 0 when not all of them were captured. */
static inline uint64_t slice_uint(struct slice s, uint32_t off, uint32_t n, bool little)
{
	if (n > 8 || !slice_has(s, off, n))
		return 0;
	if (n == 1)
		return s.p[off];
	if (n == 2 && !little)
		return slice_u16(s, off);
	if (n == 4 && !little)
		return slice_u32(s, off);
	return slice_uint_bytes(s.p + off, n, little);
}

static inline uint64_t slice_u64(struct slice s, uint32_t off)
{
	return slice_uint(s, off, 8, false);
}

/* Bytes of the C string at off with its NUL; 0 when no end of it was captured. */
static inline uint32_t slice_zlen(struct slice s, uint32_t off)
{
	const uint8_t *end = off < s.len ? memchr(s.p + off, 0, s.len - off) : NULL;
	return end ? (uint32_t)(end - s.p) - off + 1 : 0;
}

/* The part from off on; empty when off lies beyond. */
static inline struct slice slice_from(struct slice s, uint32_t off)
{
	uint32_t a = off < s.len ? off : s.len, w = off < s.wire ? off : s.wire;
	return (struct slice){ s.p ? s.p + a : NULL, s.len - a, s.wire - w };
}

/* Both lengths as one number: slices travel in registers, and what was just written in halves and is read as one makes the
 * processor wait. */
_Static_assert(offsetof(struct slice, wire) == offsetof(struct slice, len) + sizeof(uint32_t),
	       "the lengths stand together");

static inline struct slice slice_with(const uint8_t *p, uint64_t lengths)
{
	struct slice s = { .p = p };
	memcpy((char *)&s + offsetof(struct slice, len), &lengths, sizeof lengths);
	return s;
}

/* The part from off on, of a slice that has as much. */
static inline struct slice slice_behind(struct slice s, uint32_t off)
{
	uint64_t lengths;
	memcpy(&lengths, (const char *)&s + offsetof(struct slice, len), sizeof lengths);
	return slice_with(s.p + off, lengths - ((uint64_t)off << 32 | off)); /* NOLINT, as below */
}

/* At most the first n bytes: how a length field narrows a slice. It never widens it. */
static inline struct slice slice_first(struct slice s, uint32_t n)
{
	uint32_t len = s.len < n ? s.len : n, wire = s.wire < n ? s.wire : n;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return slice_with(s.p, (uint64_t)len << 32 | wire);
#else
	return slice_with(s.p, (uint64_t)wire << 32 | len); /* NOLINT: clang-tidy loses sight of members that are written as one */
#endif
}

static inline struct slice slice_sub(struct slice s, uint32_t off, uint32_t n)
{
	return slice_first(slice_from(s, off), n);
}

#endif
