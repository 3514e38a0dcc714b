/* sip_head.c: the lines of a SIP message (RFC 3261, 7): where they are, and what of them is needed before they are shown. */
#include "dissect/application/sip_impl.h"
#include "dissect/lines.h"

/* A carriage return alone ends a line too, as tshark has it. False: no end is at hand. */
static bool find_line(struct slice s, uint32_t off, struct text_line *line)
{
	bool ended = text_line(s, off, line);
	const uint8_t *cr = line->next > off ? memchr(s.p + off, '\r', line->next - off) : NULL;
	if (!cr)
		return ended;
	uint32_t at = (uint32_t)(cr - s.p);
	line->len = at - off;
	line->next = at + 1 + (slice_u8(s, at + 1) == '\n');
	return true;
}

static bool is_digit(unsigned c)
{
	return c >= '0' && c <= '9';
}

static bool is_version(struct slice s, uint32_t off)
{
	return slice_has(s, off, 7) && !memcmp(s.p + off, "SIP/2.0", 7);
}

static bool status_start(struct slice s, struct sip_start *x)
{
	if (!is_version(s, 0) || x->len < 12 || s.p[7] != ' ' || s.p[11] != ' ')
		return false;
	for (uint32_t i = 8; i < 11; i++) {
		if (!is_digit(s.p[i]))
			return false;
		x->status = x->status * 10 + s.p[i] - '0';
	}
	x->reason = 12;
	return true;
}

bool sip_start(struct slice s, struct sip_start *x)
{
	struct text_line line;
	*x = (struct sip_start){ .len = 0 };
	find_line(s, 0, &line);
	x->len = line.len;
	x->next = line.next;
	if (line.len && memchr(s.p, 0, line.len))
		return false;
	if (status_start(s, x))
		return true;
	uint32_t method = text_word(s, 0, line.len), uri = method + 1;
	if (!method || uri >= line.len)
		return false;
	x->uri = uri;
	x->uri_end = uri + text_word(s, uri, line.len);
	if (x->uri_end == uri || !memchr(s.p + uri, ':', x->uri_end - uri) || line.len != x->uri_end + 8 ||
	    !is_version(s, x->uri_end + 1))
		return false;
	x->method = method;
	return true;
}

bool sip_line(struct slice s, uint32_t off, struct sip_line *x)
{
	struct text_line line;
	if (off >= s.len)
		return false;
	x->ended = find_line(s, off, &line);
	if (!line.len && x->ended)
		return false; /* the empty line */
	x->off = off;
	x->end = off + line.len;
	x->next = line.next;
	for (unsigned i = 0;
	     i < SIP_MAX_LINES && x->ended && x->next < s.len && (s.p[x->next] == ' ' || s.p[x->next] == '\t'); i++) {
		x->ended = find_line(s, x->next, &line); /* goes on, RFC 3261, 7.3.1 */
		x->end = line.off + line.len;
		x->next = line.next;
	}
	const uint8_t *colon = x->end > off ? memchr(s.p + off, ':', x->end - off) : NULL;
	x->name = colon ? (uint32_t)(colon - s.p) - off : 0;
	x->value = off + x->name + 1;
	while (x->value < x->end && (s.p[x->value] == ' ' || s.p[x->value] == '\t'))
		x->value++;
	while (x->name && (s.p[off + x->name - 1] == ' ' || s.p[off + x->name - 1] == '\t'))
		x->name--;
	if (x->value > x->end)
		x->value = x->end;
	return true;
}

/* Addresses between commas that stand in no quotes and no brackets. */
static unsigned count_addresses(struct slice s, uint32_t off, uint32_t end)
{
	unsigned n = off < end;
	bool quoted = false, inside = false;
	for (; off < end; off++) {
		uint8_t c = s.p[off];
		quoted ^= c == '"';
		inside = !quoted && c == '<' ? true : !quoted && c == '>' ? false : inside;
		n += c == ',' && !quoted && !inside;
	}
	return n;
}

static bool has_tag(struct slice s, uint32_t off, uint32_t end)
{
	for (; off + 5 <= end; off++)
		if (!memcmp(s.p + off, ";tag=", 5))
			return true;
	return false;
}

static uint32_t number(struct slice s, uint32_t off, uint32_t end)
{
	uint32_t n = 0;
	for (; off < end && is_digit(s.p[off]) && n < 100000000; off++)
		n = n * 10 + s.p[off] - '0';
	return off == end ? n : UINT32_MAX;
}

static void learn(struct slice s, const struct sip_line *x, struct sip_head *h)
{
	const struct sip_header *known = x->name ? sip_header(s, x) : NULL;
	struct sip_text value = { x->value, x->end - x->value };
	switch (known ? known->kind : SIP_KIND_PLAIN) {
	case SIP_KIND_CALL_ID: h->call_id = value; break;
	case SIP_KIND_CSEQ:
		h->cseq = value;
		h->method.off = x->value + text_word(s, x->value, x->end) + 1;
		h->method.n = h->method.off < x->end ? x->end - h->method.off : 0;
		break;
	case SIP_KIND_TYPE: h->type = value; break;
	case SIP_KIND_LENGTH: h->length = number(s, x->value, x->end); break;
	case SIP_KIND_TO: h->in_dialog = has_tag(s, x->value, x->end); break;
	case SIP_KIND_CONTACT:
		h->has_contact = true;
		if (value.n && s.p[value.off] == '*')
			h->star = true;
		else
			h->contacts += count_addresses(s, x->value, x->end);
		break;
	default: break;
	}
}

void sip_head(struct slice s, const struct sip_start *start, struct sip_head *h)
{
	struct sip_line x;
	*h = (struct sip_head){ .end = start->next, .length = UINT32_MAX };
	for (unsigned i = 0; i < SIP_MAX_LINES && sip_line(s, h->end, &x); i++) {
		if (x.name)
			learn(s, &x, h);
		h->end = x.next;
	}
	struct text_line line;
	if (h->end < s.len && find_line(s, h->end, &line) && !line.len) {
		h->closed = true;
		h->end = line.next;
	}
}
