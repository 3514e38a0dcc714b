/* sequence_print.c: -z flow as a chart of arrows between columns of addresses, and as JSON. */
#include <string.h>

#include "output/stats/sequence.h"

enum {
	COLUMN = 20,      /* from one address's line to the next */
	LABEL_AT = 9,     /* of a label, and of an arrow, behind its left line */
	PORT_WIDTH = 9,
	TIME_WIDTH = 9,
	HEAD_WIDTH = 17,  /* "0    |0.000000 |" and the last line */
	MAX_SHOWN = 40,   /* addresses, as in tshark */
};

static unsigned characters(const char *p, size_t n)
{
	unsigned count = 0;
	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)p[i] & 0xc0) != 0x80;
	return count;
}

/* Bytes of the first `most` characters. */
static size_t bytes_of(const char *p, size_t n, unsigned most)
{
	size_t i = 0;
	for (unsigned count = 0; i < n; i++) {
		count += ((unsigned char)p[i] & 0xc0) != 0x80;
		if (count > most)
			break;
	}
	return i;
}

static void empty_columns(struct buf *b, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		text_printf(b, "%*s|", COLUMN - 1, "");
}

static unsigned nodes_shown(const struct sequence *s)
{
	return s->nodes.n < MAX_SHOWN ? s->nodes.n : MAX_SHOWN;
}

static void text_address(struct buf *b, const struct report *r, unsigned node)
{
	const struct sequence *s = r->state;
	talker_address(b, r->env, &((const struct sequence_node *)rows_at(&s->nodes, node))->address);
}

/* The addresses: every other one in the first line, the rest in the second. */
static void text_head(struct buf *b, const struct report *r)
{
	const struct sequence *s = r->state;
	unsigned n = nodes_shown(s);
	buf_str(b, s->many ? "Conv.| Time    |" : "|Time     |");
	for (unsigned i = 0; i < n; i += 2) {
		buf_char(b, ' ');
		size_t at = b->len;
		text_address(b, r, i);
		if (b->len - at < 2 * COLUMN - 2)
			buf_fill(b, ' ', 2 * COLUMN - 2 - (b->len - at));
		buf_char(b, '|');
	}
	text_printf(b, "\n%s%*s|%*s", s->many ? "     |" : "|", TIME_WIDTH, "", COLUMN - 1, "");
	for (unsigned i = 1; i < n; i += 2) {
		buf_lit(b, "| ");
		size_t at = b->len;
		text_address(b, r, i);
		for (size_t used = b->len - at; used < 2 * COLUMN - 2; used++)
			buf_char(b, used == COLUMN - 2 ? '|' : ' ');
	}
	buf_char(b, '\n');
}

/* Where an item is drawn: from its left column over `span` columns to its right one. */
struct place {
	unsigned left, span;
	bool leftwards;
};

static struct place place_of(const struct sequence_item *item)
{
	struct place p = { .left = item->from, .span = item->to - item->from };
	if (item->to < item->from)
		p = (struct place){ .left = item->to, .span = item->from - item->to, .leftwards = true };
	if (!p.span)
		p.span = 1;
	return p;
}

/* The label is painted over the lines between the columns. */
static void draw_label(struct buf *b, const char *label, size_t len, const struct place *p, unsigned n)
{
	len = bytes_of(label, len, p->span * COLUMN);
	unsigned at = LABEL_AT + characters(label, len);
	text_printf(b, "%*s%.*s", LABEL_AT, "", (int)len, label);
	/* Who talks to itself in the last column has no other beside it, until a label needs it. */
	unsigned end = p->left + p->span < n ? (p->span + 1) * COLUMN : (at + COLUMN - 1) / COLUMN * COLUMN;
	for (; at < end; at++)
		buf_char(b, at % COLUMN == COLUMN - 1 ? '|' : ' ');
}

static void draw_port(struct buf *b, uint16_t port, size_t width)
{
	size_t at = b->len;
	text_printf(b, "(%u)", port);
	if (b->len - at < width)
		buf_fill(b, ' ', width - (b->len - at));
}

static void draw_arrow(struct buf *b, const struct sequence_item *item, const struct place *p, unsigned n)
{
	draw_port(b, item->port[p->leftwards], PORT_WIDTH);
	if (p->leftwards)
		buf_char(b, '<');
	buf_fill(b, '-', p->span * COLUMN - 2);
	if (!p->leftwards)
		buf_char(b, '>');
	buf_lit(b, "  ");
	draw_port(b, item->port[!p->leftwards], p->left + p->span < n ? PORT_WIDTH : PORT_WIDTH - 1);
	buf_char(b, '|');
}

static void draw_item(struct buf *b, const struct report *r, const struct sequence_item *item)
{
	const struct sequence *s = r->state;
	const struct sequence_kind *kind = r->kind->variant;
	const struct place p = place_of(item);
	const char *time = s->text.p + item->text, *label = time + item->time_len, *comment = label + item->label_len;
	unsigned n = nodes_shown(s), right = p.left + p.span + 1 < n ? n - p.left - p.span - 1 : 0;
	if (s->many)
		text_printf(b, "%-5u", item->stream);
	text_printf(b, "|%.*s", (int)item->time_len, time);
	if (item->time_len < TIME_WIDTH)
		buf_fill(b, ' ', TIME_WIDTH - item->time_len);
	buf_char(b, '|');
	empty_columns(b, p.left);
	draw_label(b, label, item->label_len, &p, n);
	empty_columns(b, right);
	buf_put(b, comment, item->comment_len);
	if (kind->info) {
		buf_lit(b, ": ");
		if (item->label_len)
			buf_put(b, label, item->label_len);
	}
	text_printf(b, "\n%s%*s|", s->many ? "     |" : "|", TIME_WIDTH, "");
	empty_columns(b, p.left);
	draw_arrow(b, item, &p, n);
	empty_columns(b, right);
	buf_char(b, '\n');
}

void sequence_text(struct report *r, struct buf *b)
{
	const struct sequence *s = r->state;
	if (s->n)
		text_head(b, r);
	for (uint32_t i = 0; i < s->n; i++) {
		if (s->many && i && s->item[i].stream != s->item[i - 1].stream)
			text_line(b, '-', HEAD_WIDTH + COLUMN * nodes_shown(s));
		if (s->item[i].from < MAX_SHOWN && s->item[i].to < MAX_SHOWN)
			draw_item(b, r, &s->item[i]);
	}
}

static json_t *json_address(const struct report *r, uint32_t node)
{
	struct buf b = { 0 };
	text_address(&b, r, node);
	json_t *j = json_text(b.p, b.len);
	buf_free(&b);
	return j;
}

json_t *sequence_json(struct report *r)
{
	const struct sequence *s = r->state;
	const struct sequence_kind *kind = r->kind->variant;
	json_t *list = json_array();
	for (uint32_t i = 0; i < s->n; i++) {
		const struct sequence_item *item = &s->item[i];
		const char *time = s->text.p + item->text, *label = time + item->time_len;
		json_t *o = json_pack("{s:o, s:o, s:o, s:i, s:i, s:o, s:o}", "time", json_text(time, item->time_len),
				      "from", json_address(r, item->from), "to", json_address(r, item->to), "from_port",
				      (int)item->port[0], "to_port", (int)item->port[1], "label",
				      json_text(label, item->label_len), kind->info ? "protocol" : "comment",
				      json_text(label + item->label_len, item->comment_len));
		if (kind->streams)
			json_object_set_new(o, "stream", json_integer(item->stream));
		json_array_append_new(list, o);
	}
	return json_pack("{s:o}", "packets", list);
}
