/* fmt.h: numbers, addresses and escaped text as characters, without printf: these run for every packet. */
#ifndef PEEL_BASE_FMT_H
#define PEEL_BASE_FMT_H

#include "base/buf.h"
#include "base/slice.h"

void fmt_uint(struct buf *b, uint64_t v);
void fmt_int(struct buf *b, int64_t v);
/* Decimal, right-aligned in width with spaces (or another pad character). */
void fmt_uint_pad(struct buf *b, uint64_t v, unsigned width, char pad);
/* Lower-case hexadecimal of exactly `digits` digits (the low ones), no prefix. */
void fmt_hex(struct buf *b, uint64_t v, unsigned digits);
/* Upper-case hexadecimal without leading zeros. */
void fmt_hex_upper(struct buf *b, uint64_t v);
/* "0x" and as many digits as needed, at least `digits`. */
void fmt_0x(struct buf *b, uint64_t v, unsigned digits);
/* n bytes as hex, separated by sep unless sep is 0. */
void fmt_bytes(struct buf *b, const uint8_t *p, uint32_t n, char sep);

/* n characters at `to`: ASCII that is printable as it is, and '.' for all else. */
void fmt_ascii(char *to, const uint8_t *p, uint32_t n);

void fmt_mac(struct buf *b, const uint8_t *p);   /* 6 bytes "00:11:22:33:44:55" */
void fmt_ipv4(struct buf *b, const uint8_t *p);  /* 4 bytes in network order */
void fmt_ipv4_u32(struct buf *b, uint32_t addr); /* host order */
void fmt_ipv6(struct buf *b, const uint8_t *p);  /* 16 bytes, RFC 5952 */
void fmt_guid(struct buf *b, const uint8_t *p, bool little);

/* "12.000345000": seconds and `digits` (0..9) decimals of nanoseconds; nsec may exceed a second. neg puts a '-'. */
void fmt_secs(struct buf *b, bool neg, uint64_t sec, uint64_t nsec, unsigned digits);
void fmt_double(struct buf *b, double v, unsigned precision);

/* Bytes as text for people: printable UTF-8 stays, control characters become C escapes (\r \033), what is not UTF-8
 * becomes U+FFFD. For labels and columns: nothing of it can reach a terminal raw. */
void fmt_text(struct buf *b, const void *p, size_t n);
/* The inside of a JSON string: valid UTF-8, quotes and control characters escaped. */
void fmt_json(struct buf *b, const void *p, size_t n);
/* XML text or attribute: the five entities; control characters that XML forbids become \xN, as tshark writes them. */
void fmt_xml(struct buf *b, const void *p, size_t n);

/* Length of the UTF-8 sequence at p (1..4), 0 when it is not one. */
unsigned utf8_sequence(const uint8_t *p, size_t n);
/* Is all of it UTF-8? */
bool utf8_valid(const uint8_t *p, size_t n);
/* A character (Unicode scalar value); half a surrogate pair, and what is above U+10FFFF, becomes U+FFFD. */
void utf8_put(struct buf *b, uint32_t c);

#endif
