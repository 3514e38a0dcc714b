/* imf_impl.h: the header of a mail (RFC 5322), field by field, as tshark reads it. */
#ifndef PEEL_DISSECT_APPLICATION_IMF_IMPL_H
#define PEEL_DISSECT_APPLICATION_IMF_IMPL_H

#include "dissect/lines.h"

/* Of the last field, behind whose line the message ends, `end` is in front of the line's end, and the value is two bytes short. */
struct imf_field {
	uint32_t off, name_len;
	uint32_t value, value_len; /* without the line's end */
	uint32_t end, next;
};

/* The field at off; false: there is none, or its line has no end. */
bool imf_field(struct slice s, uint32_t off, struct imf_field *f);
/* Is it called this, in lower case here? */
bool imf_is(struct slice s, const struct imf_field *f, const char *name);
/* Behind the header that f is the last field of; 0: it goes on. */
uint32_t imf_body_behind(struct slice s, const struct imf_field *f);
/* Bytes of the media type at the front of the value, in front of its parameters; IMF_NO_TYPE: it has none, and does not count,
 * or it is another field. */
#define IMF_NO_TYPE UINT32_MAX
uint32_t imf_type(struct slice s, const struct imf_field *f);

#endif
