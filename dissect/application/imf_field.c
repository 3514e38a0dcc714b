/* imf_field.c: fields of a mail's header: where they end, and where the header does. */
#include "dissect/application/imf_impl.h"

static bool is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Where the line's end is that no white space follows (RFC 5322, 2.2.3); the end of s: nowhere. */
static uint32_t folded_end(struct slice s, uint32_t off)
{
	while (off < s.len) {
		const uint8_t *cr = memchr(s.p + off, '\r', s.len - off);
		if (!cr)
			break;
		off = (uint32_t)(cr - s.p);
		bool ends = slice_u8(s, off + 1) == '\n' && slice_has(s, off, 2);
		if (ends && slice_u8(s, off + 2) != ' ' && slice_u8(s, off + 2) != '\t')
			return off;
		off++;
	}
	return s.len;
}

bool imf_field(struct slice s, uint32_t off, struct imf_field *f)
{
	const uint8_t *colon = off < s.len ? memchr(s.p + off, ':', s.len - off) : NULL;
	if (!colon)
		return false;
	uint32_t behind = (uint32_t)(colon - s.p) + 1, line = folded_end(s, behind);
	if (line == s.len)
		return false;
	f->off = off;
	f->name_len = behind - 1 - off;
	f->next = line + 2;
	f->end = f->next == s.len ? line : f->next;
	for (f->value = behind; f->value < f->end && is_space(s.p[f->value]);)
		f->value++;
	if (f->value >= f->end)
		f->value = behind;
	f->value_len = f->end - f->value > 2 ? f->end - f->value - 2 : 0;
	return true;
}

bool imf_is(struct slice s, const struct imf_field *f, const char *name)
{
	return text_is(s, f->off, f->name_len, name);
}

uint32_t imf_body_behind(struct slice s, const struct imf_field *f)
{
	if (f->next == s.len)
		return s.len;
	return slice_u8(s, f->next) == '\r' && slice_u8(s, f->next + 1) == '\n' ? f->next + 2 : 0;
}

uint32_t imf_type(struct slice s, const struct imf_field *f)
{
	struct slice value = slice_sub(s, f->value, f->value_len);
	const uint8_t *end = value.len && imf_is(s, f, "content-type") ? memchr(value.p, ';', value.len) : NULL;
	return end ? (uint32_t)(end - value.p) : IMF_NO_TYPE;
}
