/* smtp_line.c: what an SMTP client sends: commands, mail, and answers to AUTH (RFC 5321, 3030, 4954). */
#include "dissect/application/smtp_impl.h"

enum { COMMAND_LEN = 4, NO_NUMBER = UINT32_MAX };

bool smtp_is(struct slice s, const struct text_line *line, const char *command)
{
	return text_is(s, line->off, text_word(s, line->off, line->off + line->len), command);
}

/* The word behind one; its off is the line's end when there is none. */
static struct text_line word_after(struct slice s, const struct text_line *line, uint32_t off)
{
	uint32_t end = line->off + line->len;
	off += text_word(s, off, end);
	while (off < end && s.p[off] == ' ')
		off++;
	return (struct text_line){ off, text_word(s, off, end), end };
}

bool smtp_auth(struct slice s, const struct text_line *line, struct text_line *mechanism, struct text_line *initial)
{
	if (!smtp_is(s, line, "auth"))
		return false;
	*mechanism = word_after(s, line, line->off);
	*initial = word_after(s, line, mechanism->off);
	return true;
}

/* The size of a chunk; NO_NUMBER when it is none that fits. */
static uint32_t chunk_size(struct slice s, const struct text_line *number)
{
	uint64_t n = 0;
	if (!number->len || number->len > 10)
		return NO_NUMBER;
	for (uint32_t i = 0; i < number->len; i++) {
		uint8_t c = s.p[number->off + i];
		if (c < '0' || c > '9')
			return NO_NUMBER;
		n = n * 10 + c - '0';
	}
	return n < NO_NUMBER ? (uint32_t)n : NO_NUMBER;
}

static void after_command(struct slice s, struct smtp_reading *r, struct smtp_piece *p)
{
	if (smtp_is(s, &p->line, "data")) {
		*r = (struct smtp_reading){ .mode = SMTP_BODY };
	} else if (smtp_is(s, &p->line, "bdat")) {
		struct text_line number = word_after(s, &p->line, p->line.off);
		struct text_line last = word_after(s, &p->line, number.off);
		*r = (struct smtp_reading){ SMTP_CHUNK, false, text_is(s, last.off, last.len, "last"),
					    chunk_size(s, &number) };
		if (r->left == NO_NUMBER) /* as tshark: nobody knows what this is the beginning of */
			p->mode = SMTP_CHUNK;
		if (!r->left) {
			r->mode = SMTP_COMMANDS;
			p->closes = r->last;
		}
	}
}

/* The body up to the line with a dot, or that line. */
static void body_piece(struct slice s, uint32_t off, struct smtp_reading *r, struct smtp_piece *p)
{
	static const char dot[] = ".\r\n";
	bool begins = !r->inside;
	for (uint32_t at = off; at < s.len;) {
		struct text_line line;
		bool whole = text_line(s, at, &line);
		if (begins && s.len - at >= sizeof dot - 1 && !memcmp(s.p + at, dot, sizeof dot - 1)) {
			p->ends = at == off;
			p->line = (struct text_line){ off, p->ends ? 1 : at - off, p->ends ? line.next : at };
			r->inside = false;
			if (p->ends)
				r->mode = SMTP_COMMANDS;
			return;
		}
		begins = whole;
		at = line.next;
	}
	r->inside = !begins;
	p->line = (struct text_line){ off, s.len - off, s.len };
}

void smtp_piece(struct slice s, uint32_t off, struct smtp_reading *r, struct smtp_piece *p)
{
	*p = (struct smtp_piece){ .mode = r->mode };
	if (r->mode == SMTP_BODY) {
		body_piece(s, off, r, p);
	} else if (r->mode == SMTP_CHUNK) {
		uint32_t n = s.len - off < r->left ? s.len - off : r->left;
		p->line = (struct text_line){ off, n, off + n };
		r->left -= n;
		if (!r->left) {
			r->mode = SMTP_COMMANDS;
			p->closes = r->last;
		}
	} else {
		text_line(s, off, &p->line);
		if (r->mode == SMTP_COMMANDS)
			after_command(s, r, p);
	}
}
