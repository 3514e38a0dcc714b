/* lines.h: protocols whose messages are lines of text: where a line ends, and what its words are. */
#ifndef PEEL_DISSECT_LINES_H
#define PEEL_DISSECT_LINES_H

#include "base/slice.h"

struct text_line {
	uint32_t off, len; /* without the line's end: CR LF, LF, or what of it there is */
	uint32_t next;     /* behind the line's end */
};

/* The line that begins at off. False: there is no more, or its end is not at hand; the line is then what there is. */
static inline bool text_line(struct slice s, uint32_t off, struct text_line *line)
{
	const uint8_t *end = off < s.len ? memchr(s.p + off, '\n', s.len - off) : NULL;
	line->off = off;
	line->next = end ? (uint32_t)(end - s.p) + 1 : s.len;
	line->len = line->next > off ? line->next - off - (end != NULL) : 0;
	if (line->len && s.p[off + line->len - 1] == '\r')
		line->len--;
	return end != NULL;
}

/* Do the n bytes at off spell this word, which is written in lower case here and in any case there? */
static inline bool text_is(struct slice s, uint32_t off, uint32_t n, const char *word)
{
	if (n != strlen(word) || off > s.len || n > s.len - off)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		uint8_t c = s.p[off + i];
		if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != (uint8_t)word[i])
			return false;
	}
	return true;
}

/* Bytes of the word at off: up to a space or the end. */
static inline uint32_t text_word(struct slice s, uint32_t off, uint32_t end)
{
	uint32_t n = 0;
	while (off + n < end && off + n < s.len && s.p[off + n] != ' ')
		n++;
	return n;
}

/* The three digits that a reply begins with (RFC 959, RFC 5321); -1: none. */
static inline int text_reply_code(struct slice s, const struct text_line *line)
{
	int code = 0;
	for (uint32_t i = 0; i < 3; i++) {
		uint8_t c = i < line->len ? s.p[line->off + i] : 0;
		if (c < '0' || c > '9')
			return -1;
		code = code * 10 + c - '0';
	}
	return code;
}

#endif
