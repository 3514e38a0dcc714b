/* piece_text.c: bytes as ASCII, UTF-8, hexadecimal dump, hexadecimal line, YAML: many at a time, so without printf. */
#include "output/follow/piece_text.h"

#include <stdio.h>

#include "base/fmt.h"

enum { DUMP_BYTES = 16, DUMP_TEXT = 61 /* where a line's text begins */, BASE64_LINE = 57 /* bytes: 76 letters */ };

static const char lower[] = "0123456789abcdef", upper[] = "0123456789ABCDEF";

static bool is_printable(uint8_t c)
{
	return c >= ' ' && c <= '~';
}

/* Printable ASCII and line ends; else a dot. On a terminal a carriage return alone would write over the line. */
static void put_ascii(struct buf *b, const uint8_t *p, uint32_t n, bool terminal)
{
	char *out = buf_room(b, n);
	for (uint32_t i = 0; i < n; i++) /* a loop without jumps: the compiler takes many bytes at once */
		out[i] = (char)((uint8_t)(p[i] - ' ') < 0x5f || p[i] == '\n' || p[i] == '\r' ? p[i] : '.');
	for (uint32_t i = 0; i < n && terminal; i++)
		if (out[i] == '\r' && (i + 1 == n || out[i + 1] != '\n'))
			out[i] = '.';
	buf_done(b, out + n);
}

/* As they are; on a terminal control characters as C writes them, but for line ends and tabs. */
static void put_utf8(struct buf *b, const uint8_t *p, uint32_t n, bool terminal)
{
	if (!terminal) {
		buf_put(b, p, n);
		return;
	}
	uint32_t from = 0;
	for (uint32_t i = 0; i < n; i++) {
		bool crlf = p[i] == '\r' && i + 1 < n && p[i + 1] == '\n';
		if (p[i] != '\n' && p[i] != '\t' && !crlf)
			continue;
		fmt_text(b, p + from, i - from);
		buf_char(b, (char)p[i]);
		from = i + 1;
	}
	fmt_text(b, p + from, n - from);
}

/* "00000010  61 62 63 64 65 66 67 68  69 6a                    abcdefgh ij" */
static void put_dump_line(struct buf *b, const uint8_t *p, uint32_t n, uint64_t offset, bool tab)
{
	char line[DUMP_TEXT + DUMP_BYTES + 2];
	memset(line, ' ', sizeof line);
	for (unsigned i = 0; i < 8; i++)
		line[i] = upper[offset >> (28 - 4 * i) & 15];
	char *text = line + DUMP_TEXT - 1;
	for (uint32_t i = 0; i < n; i++) {
		char *hex = line + 10 + 3 * i + (i >= DUMP_BYTES / 2);
		hex[0] = lower[p[i] >> 4];
		hex[1] = lower[p[i] & 15];
		text += i == DUMP_BYTES / 2;
		*text++ = is_printable(p[i]) ? (char)p[i] : '.';
	}
	if (n != DUMP_BYTES / 2 && p[n - 1] == ' ')
		text--; /* tshark leaves one out at the end */
	*text++ = '\n';
	if (tab)
		buf_char(b, '\t');
	buf_put(b, line, (size_t)(text - line));
}

/* RFC 4648, 4: at most a line's worth of bytes. */
static void put_base64(struct buf *b, const uint8_t *p, uint32_t n)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *out = buf_room(b, (n + 2) / 3 * 4);
	for (uint32_t i = 0; i < n; i += 3) {
		uint32_t left = n - i;
		uint32_t v =
			(uint32_t)p[i] << 16 | (left > 1 ? (uint32_t)p[i + 1] << 8 : 0) | (left > 2 ? p[i + 2] : 0);
		*out++ = letters[v >> 18];
		*out++ = letters[v >> 12 & 63];
		*out++ = left > 1 ? letters[v >> 6 & 63] : '=';
		*out++ = left > 2 ? letters[v & 63] : '=';
	}
	buf_done(b, out);
}

static void put_yaml(struct buf *b, const struct order_piece *p)
{
	char time[48]; /* of 64 bits, a point and nine digits */
	buf_lit(b, "  - packet: ");
	fmt_uint(b, p->frame);
	buf_lit(b, "\n    peer: ");
	fmt_uint(b, p->side);
	buf_lit(b, "\n    timestamp: ");
	/* As exact as tshark's, which is a double. */
	int n = snprintf(time, sizeof time, "%.9f", (double)p->sec + (double)p->nsec / 1e9);
	buf_put(b, time, (size_t)n);
	buf_lit(b, "\n    data: !!binary |\n");
	for (uint32_t i = 0; i < p->len; i += BASE64_LINE) {
		buf_lit(b, "      ");
		put_base64(b, p->bytes + i, p->len - i < BASE64_LINE ? p->len - i : BASE64_LINE);
		buf_char(b, '\n');
	}
}

/* A line that says how long, and the text. */
static void put_text(struct buf *b, const struct piece_style *s, const struct order_piece *p)
{
	if (p->side)
		buf_char(b, '\t');
	fmt_uint(b, p->len);
	buf_char(b, '\n');
	(s->mode == FOLLOW_ASCII ? put_ascii : put_utf8)(b, p->bytes, p->len, s->terminal);
	buf_char(b, '\n');
}

void piece_text(struct buf *b, const struct piece_style *s, const struct order_piece *p, uint64_t offset)
{
	switch (s->mode) {
	case FOLLOW_BYTES: buf_put(b, p->bytes, p->len); break;
	case FOLLOW_YAML: put_yaml(b, p); break;
	case FOLLOW_HEX:
		for (uint32_t i = 0; i < p->len; i += DUMP_BYTES)
			put_dump_line(b, p->bytes + i, p->len - i < DUMP_BYTES ? p->len - i : DUMP_BYTES, offset + i,
				      p->side);
		break;
	case FOLLOW_RAW:
		if (p->side)
			buf_char(b, '\t');
		fmt_bytes(b, p->bytes, p->len, 0);
		buf_char(b, '\n');
		break;
	default: put_text(b, s, p);
	}
}
