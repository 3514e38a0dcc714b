/* buf.h: a text buffer that grows to what one packet needs and is then reused: no allocation in steady state. */
#ifndef PEEL_BASE_BUF_H
#define PEEL_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
	char *p; /* owned, unless lent; not NUL-terminated */
	size_t len, cap;
	bool lent; /* p is the room of somebody else */
};

/* A buf over an array, for short texts without the heap: struct buf b = BUF_OVER(room, sizeof room). What outgrows it goes on
 * elsewhere, where it stays until the thread's next dozen of such texts: read b.p, not the array, and free nothing. */
#define BUF_OVER(room, size) { (room), 0, (size), true }

/* Makes room for n more bytes behind len. Exits the program when memory is out. */
void buf_grow(struct buf *b, size_t n);
void buf_free(struct buf *b);

/* Returns where the next n bytes may be written; buf_done then says up to where they were. */
static inline char *buf_room(struct buf *b, size_t n)
{
	if (b->cap - b->len < n)
		buf_grow(b, n);
	return b->p + b->len;
}

static inline void buf_done(struct buf *b, const char *end)
{
	b->len = (size_t)(end - b->p);
}

static inline void buf_clear(struct buf *b)
{
	b->len = 0;
}

static inline void buf_char(struct buf *b, char c)
{
	*buf_room(b, 1) = c;
	b->len++;
}

static inline void buf_put(struct buf *b, const void *p, size_t n)
{
	if (!n)
		return; /* p may be NULL then */
	memcpy(buf_room(b, n), p, n);
	b->len += n;
}

static inline void buf_str(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

/* Copies n bytes and returns where they end. Names and keys are short: a call costs more than the copy. */
static inline char *copy_short(char *to, const char *from, size_t n)
{
	char *end = to + n;
	if (n >= 16) {
		for (; to + 16 <= end; to += 16, from += 16)
			memcpy(to, from, 16);
		memcpy(end - 16, from - 16 + (end - to), 16);
	} else if (n >= 8) {
		memcpy(to, from, 8);
		memcpy(end - 8, from + n - 8, 8);
	} else if (n >= 4) {
		memcpy(to, from, 4);
		memcpy(end - 4, from + n - 4, 4);
	} else {
		while (to < end)
			*to++ = *from++;
	}
	return end;
}

/* A string literal: its length is known to the compiler. */
#define buf_lit(b, s) buf_put((b), "" s, sizeof(s) - 1)

static inline void buf_fill(struct buf *b, char c, size_t n)
{
	if (!n)
		return;
	memset(buf_room(b, n), c, n);
	b->len += n;
}

#endif
