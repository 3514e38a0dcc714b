/* ber.h: reading the Basic Encoding Rules of ASN.1 (X.690), one element after the other. Nothing is believed: an element
 * never reaches past the one that it stands in. */
#ifndef PEEL_DISSECT_BER_H
#define PEEL_DISSECT_BER_H

#include "base/buf.h"
#include "base/slice.h"

/* The identifier of an element: its class in the upper bits, and its number. */
enum { BER_UNIVERSAL = 0, BER_APPLICATION = 0x4000, BER_CONTEXT = 0x8000, BER_PRIVATE = 0xc000, BER_NUMBER = 0x3fff };
enum {
	BER_BOOLEAN = 1, BER_INTEGER, BER_BIT_STRING, BER_OCTET_STRING, BER_NULL, BER_OID, BER_REAL = 9, BER_ENUMERATED,
	BER_UTF8_STRING = 12, BER_SEQUENCE = 16, BER_SET, BER_NUMERIC_STRING, BER_PRINTABLE_STRING, BER_TELETEX_STRING,
	BER_VIDEOTEX_STRING, BER_IA5_STRING, BER_UTC_TIME, BER_GENERALIZED_TIME, BER_GRAPHIC_STRING, BER_VISIBLE_STRING,
	BER_GENERAL_STRING, BER_UNIVERSAL_STRING, BER_BMP_STRING = 30,
};

/* An element as places in a slice: from at to end, the content from body to stop. */
struct ber {
	uint32_t at, body, stop, end;
	uint32_t len; /* of the content, as the element says; UINT32_MAX: it does not */
	uint16_t tag;
	bool constructed;
	bool cut; /* there is no room for that */
};

/* Reads the element at off, which ends at `end` at the latest. False, and *e is empty: there is none, or its identifier or
 * length cannot be read. */
bool ber_read(struct slice s, uint32_t off, uint32_t end, struct ber *e);

static inline uint32_t ber_len(const struct ber *e)
{
	return e->stop - e->body;
}
static inline struct slice ber_content(struct slice s, const struct ber *e)
{
	return slice_sub(s, e->body, e->stop - e->body);
}

/* A number of up to 8 bytes, with its sign; of a longer one, the lower 8. */
int64_t ber_integer(struct slice content);

/* The same as if it had none. */
uint64_t ber_unsigned(struct slice content);

/* UTCTime "YYMMDDhhmm[ss](Z|+hhmm)" and GeneralizedTime "YYYYMMDDhh[mm[ss[.f]]]Z" as seconds since the epoch. */
bool ber_time(struct slice content, bool two_digit_year, int64_t *sec, uint32_t *nsec);

/* A string type's bytes as UTF-8, up to `room` bytes; BMPString and UniversalString are wider, the rest are as they are. */
void ber_text(struct buf *b, struct slice content, uint16_t tag, uint32_t room);

#endif
