/* imap_impl.h: lines of IMAP, for the tree and for flow/. */
#ifndef PEEL_DISSECT_APPLICATION_IMAP_IMPL_H
#define PEEL_DISSECT_APPLICATION_IMAP_IMPL_H

#include "dissect/lines.h"

enum { IMAP_PORT = 143 };

/* What flow/imap.c notes with the frame of the command: where the line that answers it begins. */
enum imap_note { IMAP_NOTE_LINE };

/* The word of the line at off; next is where the one behind it begins. */
static inline struct text_line imap_word(struct slice s, const struct text_line *line, uint32_t off)
{
	uint32_t end = line->off + line->len, n = text_word(s, off, end);
	return (struct text_line){ off, n, off + n + (off + n < end) };
}

/* Bytes of the literal that the line announces with {n} or {n+} at its end (RFC 9051, 4.3), as far as they are at hand. */
static inline uint32_t imap_literal(struct slice s, const struct text_line *line)
{
	uint32_t end = line->off + line->len, rest = s.len - line->next, at;
	uint64_t n = 0;
	if (!line->len || s.p[--end] != '}')
		return 0;
	if (end > line->off && s.p[end - 1] == '+')
		end--;
	for (at = end; at > line->off && s.p[at - 1] >= '0' && s.p[at - 1] <= '9';)
		at--;
	if (at == line->off || at == end || s.p[at - 1] != '{')
		return 0;
	for (; at < end && n < rest; at++) /* more than there is needs no exact number */
		n = n * 10 + (uint64_t)(s.p[at] - '0');
	return n < rest ? (uint32_t)n : rest;
}

#endif
