/* markup.c: XML cut into tags and text (W3C REC-xml, as loosely as tshark reads it). */
#include "dissect/application/markup.h"

enum { PATIENCE = 32, SHORTEST = 39, MOST_BEFORE_NAME = 0xffff };
#define UNENDED UINT32_MAX /* value_len of an attribute whose quote has no other */

static bool is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_name(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
	       c == '_' || c == ':';
}

static uint32_t skip_space(struct slice s, uint32_t off)
{
	while (off < s.len && is_space(s.p[off]))
		off++;
	return off;
}

static uint32_t name_length(struct slice s, uint32_t off)
{
	uint32_t n = 0;
	while (off + n < s.len && is_name(s.p[off + n]))
		n++;
	return n;
}

static bool begins(struct slice s, uint32_t off, const char *word)
{
	uint32_t n = (uint32_t)strlen(word);
	return slice_has(s, off, n) && !memcmp(s.p + off, word, n);
}

/* What ends a piece. Of each, one search that finds nothing is enough for the rest of the text. */
enum { END_COMMENT, END_CDATA, END_DTD };
static const char *const ends[] = { [END_COMMENT] = "-->", [END_CDATA] = "]]>", [END_DTD] = ">" };

/* Behind the first such end from off on; 0: there is none. A '>' that is the last byte of all does not count, as in tshark. */
static uint32_t behind(struct xml_reader *r, uint32_t off, unsigned which)
{
	size_t n = strlen(ends[which]);
	uint32_t len = r->s.len - (which == END_DTD);
	const uint8_t *p =
		off < len && !(r->never >> which & 1) ? memmem(r->s.p + off, len - off, ends[which], n) : NULL;
	if (!p && off < len)
		r->never |= (uint8_t)(1u << which);
	return p ? (uint32_t)(p - r->s.p) + (uint32_t)n : 0;
}

bool xml_attribute(struct slice s, uint32_t off, struct xml_attribute *a)
{
	a->value_len = 0;
	a->off = skip_space(s, off);
	a->name_len = name_length(s, a->off);
	uint32_t equals = skip_space(s, a->off + a->name_len), quote = skip_space(s, equals + 1);
	if (!a->name_len || slice_u8(s, equals) != '=' || quote >= s.len || (s.p[quote] != '"' && s.p[quote] != '\''))
		return false;
	const uint8_t *end = memchr(s.p + quote + 1, s.p[quote], s.len - quote - 1);
	a->value = quote + 1;
	a->value_len = UNENDED;
	if (!end)
		return false;
	a->value_len = (uint32_t)(end - s.p) - a->value;
	a->len = a->value + a->value_len + 1 - a->off;
	return true;
}

/* Behind the name and the attributes of k and the white space after them; 0: there is no name. */
static uint32_t head(struct xml_reader *r, uint32_t off, struct xml_token *k)
{
	struct xml_attribute a;
	k->name = off;
	k->name_len = name_length(r->s, off);
	for (off += k->name_len; xml_attribute(r->s, off, &a);)
		off = a.off + a.len;
	r->looked = skip_space(r->s, off) - k->off;
	if (a.name_len && a.value_len == UNENDED)
		r->looked = r->s.len - k->off;
	return k->name_len ? skip_space(r->s, off) : 0;
}

/* Each of these returns what is behind the piece; 0: it is none. */

static uint32_t tag(struct xml_reader *r, struct xml_token *k)
{
	uint32_t end = head(r, skip_space(r->s, k->off + 1), k);
	k->kind = XML_TAG;
	k->empty = end && slice_u8(r->s, end) == '/';
	end += k->empty;
	return end && slice_u8(r->s, end) == '>' ? end + 1 : 0;
}

static uint32_t closing(struct xml_reader *r, struct xml_token *k)
{
	uint32_t name = skip_space(r->s, k->off + 2), n = name_length(r->s, name), end = skip_space(r->s, name + n);
	k->kind = XML_CLOSE;
	return n && slice_u8(r->s, end) == '>' ? end + 1 : 0;
}

static uint32_t instruction(struct xml_reader *r, struct xml_token *k)
{
	uint32_t end = head(r, k->off + 2, k);
	k->kind = XML_INSTRUCTION;
	return end && begins(r->s, end, "?>") ? end + 2 : 0;
}

static uint32_t doctype(struct xml_reader *r, struct xml_token *k)
{
	struct slice s = r->s;
	uint32_t word = k->off + 9, name = skip_space(s, word), n = 0;
	if (name == word || name - k->off > MOST_BEFORE_NAME)
		return 0;
	while (name + n < s.len && is_name(s.p[name + n]) && s.p[name + n] != ':')
		n++;
	uint32_t next = skip_space(s, name + n);
	k->name = name;
	k->name_len = n;
	if (n && slice_u8(s, next) == '[') {
		k->kind = XML_DOCTYPE_OPEN;
		return next + 1;
	}
	if (!n || next == name + n || (!text_is(s, next, 6, "public") && !text_is(s, next, 6, "system")))
		return 0;
	k->kind = XML_DOCTYPE;
	return behind(r, next, END_DTD);
}

static uint32_t declaration(struct xml_reader *r, struct xml_token *k)
{
	uint32_t end = 0;
	if (begins(r->s, k->off, "<!--")) {
		k->kind = XML_COMMENT;
		return behind(r, k->off + 4, END_COMMENT);
	}
	if (begins(r->s, k->off, "<![CDATA[")) {
		k->kind = XML_CDATA;
		return behind(r, k->off + 9, END_CDATA);
	}
	if (begins(r->s, k->off, "<!DOCTYPE") || begins(r->s, k->off, "<!doctype"))
		end = doctype(r, k);
	if (!end) {
		k->kind = XML_DTD_TAG;
		end = behind(r, k->off, END_DTD);
	}
	return end;
}

static uint32_t markup(struct xml_reader *r, struct xml_token *k)
{
	r->looked = 1;
	switch (slice_u8(r->s, k->off + 1)) {
	case '!': return declaration(r, k);
	case '?': return instruction(r, k);
	case '/': return closing(r, k);
	default: return tag(r, k);
	}
}

static uint32_t dtd_close(struct slice s, struct xml_token *k)
{
	uint32_t end = skip_space(s, k->off + 1);
	k->kind = XML_DTD_CLOSE;
	return slice_u8(s, end) == '>' ? end + 1 : 0;
}

static uint32_t text(struct slice s, struct xml_token *k)
{
	const uint8_t *end = memchr(s.p + k->off, '<', s.len - k->off);
	k->kind = XML_TEXT;
	return end ? (uint32_t)(end - s.p) : s.len;
}

static uint32_t unrecognized(struct slice s, struct xml_token *k)
{
	uint32_t end = k->off;
	k->kind = XML_UNRECOGNIZED;
	while (end < s.len && !is_space(s.p[end]))
		end++;
	return end;
}

struct xml_reader xml_reader(struct slice s)
{
	return (struct xml_reader){ .s = s, .patience = (uint64_t)PATIENCE * s.len };
}

bool xml_next(struct xml_reader *r, struct xml_token *k)
{
	struct slice s = r->s;
	uint32_t off = skip_space(s, r->off), end = 0;
	*k = (struct xml_token){ .off = off };
	if (off >= s.len)
		return false;
	if (s.p[off] == '<' && r->patience)
		end = markup(r, k);
	else if (s.p[off] == ']')
		end = dtd_close(s, k);
	if (!end && s.p[off] == '<') {
		r->patience = r->patience > r->looked ? r->patience - r->looked : 0;
		end = unrecognized(s, k);
	} else if (!end) {
		end = text(s, k);
	}
	k->len = end - off;
	r->off = end;
	return true;
}

bool xml_is(struct slice s)
{
	return s.wire >= SHORTEST && begins(s, 0, "<?xml");
}
