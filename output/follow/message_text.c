/* message_text.c: messages for people and for programs. */
#include "output/follow/message_text.h"

#include "base/fmt.h"
#include "base/timefmt.h"

enum { SHOWN_BYTES = 48, SECOND = 1000000000 };

static const char *const state_names[] = {
	[MESSAGE_WHOLE] = "whole",	 [MESSAGE_INCOMPLETE] = "incomplete", [MESSAGE_TOO_LONG] = "too long",
	[MESSAGE_GAP] = "missing",	 [MESSAGE_LOST] = "place lost",
};

void message_head(struct buf *b)
{
	buf_lit(b, "  stream  node      no   first    last   time first    time last    bytes  state       content\n");
}

static void put_right(struct buf *b, size_t from, size_t width)
{
	size_t n = b->len - from;
	if (n >= width)
		return;
	buf_room(b, width - n);
	memmove(b->p + from + width - n, b->p + from, n);
	memset(b->p + from, ' ', width - n);
	b->len = from + width;
}

static void put_time(struct buf *b, const struct moment *m, int64_t sec, uint32_t nsec)
{
	size_t from = b->len;
	int64_t ns = time_ns(sec_between(m->sec, sec), m->nsec) - nsec;
	uint64_t v = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;
	fmt_secs(b, ns < 0, v / SECOND, v % SECOND, 6);
	put_right(b, from, 13);
}

/* UTF-8 without control characters but tabs and line ends. */
static bool is_text(const uint8_t *p, uint32_t n)
{
	for (uint32_t i = 0; i < n;) {
		unsigned k = utf8_sequence(p + i, n - i);
		if (!k || p[i] == 0x7f || (p[i] < ' ' && p[i] != '\n' && p[i] != '\r' && p[i] != '\t'))
			return false;
		i += k;
	}
	return true;
}

static void put_content(struct buf *b, const struct message *m)
{
	uint32_t n = m->kept < SHOWN_BYTES ? m->kept : SHOWN_BYTES;
	bool more = n < m->kept;
	if (is_text(m->bytes, m->kept)) {
		while (more && n && (m->bytes[n] & 0xc0) == 0x80)
			n--; /* not in the middle of a character */
		fmt_text(b, m->bytes, n);
	} else {
		n = n < SHOWN_BYTES / 2 ? n : SHOWN_BYTES / 2;
		more = n < m->kept;
		fmt_bytes(b, m->bytes, n, ' ');
	}
	if (more)
		buf_str(b, "\xe2\x80\xa6"); /* an ellipsis */
}

void message_text(struct buf *b, const struct message_stream *s, const struct message *m, int64_t start_sec,
		  uint32_t start_nsec)
{
	size_t from = b->len;
	buf_str(b, s->tcp ? "tcp " : "udp ");
	fmt_uint(b, s->stream);
	put_right(b, from, 8);
	fmt_uint_pad(b, m->side, 6, ' ');
	from = b->len;
	if (m->number)
		fmt_uint(b, m->number);
	else
		buf_char(b, '-');
	put_right(b, from, 8);
	fmt_uint_pad(b, m->first.frame, 8, ' ');
	fmt_uint_pad(b, m->last.frame, 8, ' ');
	/* a gap was seen by an acknowledgement, and has no time of its own */
	if (m->first.sec || m->first.nsec) {
		put_time(b, &m->first, start_sec, start_nsec);
		put_time(b, &m->last, start_sec, start_nsec);
	} else {
		buf_lit(b, "            -            -");
	}
	fmt_uint_pad(b, m->length, 9, ' ');
	buf_lit(b, "  ");
	from = b->len;
	buf_str(b, state_names[m->state]);
	if (m->kept) {
		buf_fill(b, ' ', 12 - (b->len - from));
		put_content(b, m);
	}
	buf_char(b, '\n');
}

static void put_end(struct buf *b, const char *key, const struct stream_end *e)
{
	buf_str(b, key);
	stream_end_name(b, e, NULL);
	buf_char(b, '"');
}

static void put_moment(struct buf *b, const char *frame, const char *time, const struct moment *m)
{
	buf_str(b, frame);
	fmt_uint(b, m->frame);
	buf_str(b, time);
	if (!m->sec && !m->nsec) {
		buf_lit(b, "null");
		return;
	}
	buf_char(b, '"');
	time_iso(b, m->sec, m->nsec);
	buf_char(b, '"');
}

void message_jsonl(struct buf *b, const struct message_stream *s, const struct message *m)
{
	buf_str(b, s->tcp ? "{\"protocol\":\"tcp\",\"stream\":" : "{\"protocol\":\"udp\",\"stream\":");
	fmt_uint(b, s->stream);
	buf_lit(b, ",\"node\":");
	fmt_uint(b, m->side);
	put_end(b, ",\"from\":\"", &s->node[m->side]);
	put_end(b, ",\"to\":\"", &s->node[!m->side]);
	buf_lit(b, ",\"number\":");
	if (m->number)
		fmt_uint(b, m->number);
	else
		buf_lit(b, "null");
	put_moment(b, ",\"first_frame\":", ",\"first_time\":", &m->first);
	put_moment(b, ",\"last_frame\":", ",\"last_time\":", &m->last);
	buf_lit(b, ",\"length\":");
	fmt_uint(b, m->length);
	buf_lit(b, ",\"state\":\"");
	buf_str(b, state_names[m->state]);
	bool text = is_text(m->bytes, m->kept);
	if (m->number) {
		buf_str(b, text ? "\",\"text\":\"" : "\",\"hex\":\"");
		if (text)
			fmt_json(b, m->bytes, m->kept);
		else
			fmt_bytes(b, m->bytes, m->kept, 0);
	}
	buf_lit(b, "\"}\n");
}
