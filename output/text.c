/* text.c: what people read: a line a packet, the tree, the hex dump. */
#include "base/cell.h"
#include "base/digits.h"
#include "base/fmt.h"
#include "output/color.h"
#include "output/layout.h"

/* Columns of the user's choice, padded by what they show. */
static void put_layout(struct buf *b, const struct print_options *o, const struct view *v, char sep)
{
	const struct layout *l = o->layout;
	for (unsigned i = 0; i < l->n; i++) {
		const struct layout_column *c = &l->column[i], *last = i ? c - 1 : NULL;
		if (last) {
			buf_char(b, sep);
			if (layout_is_source(last) && layout_is_destination(c))
				buf_lit(b, "\xe2\x86\x92"); /* U+2192 RIGHTWARDS ARROW */
			else if (layout_is_destination(last) && layout_is_source(c))
				buf_lit(b, "\xe2\x86\x90"); /* U+2190 LEFTWARDS ARROW */
			if (layout_is_source(last) ? layout_is_destination(c)
						   : layout_is_destination(last) && layout_is_source(c))
				buf_char(b, sep);
		}
		size_t start = b->len;
		layout_cell(b, c, o, v);
		if (c->kind == COLUMN_NUMBER)
			cell_right_aligned(b, start, COLUMN_NUMBER_WIDTH);
		else if (c->kind == COLUMN_TIME && !c->own_time)
			cell_right_aligned(b, start, COLUMN_TIME_WIDTH);
		else if (layout_is_source(c))
			cell_right_aligned(b, start, COLUMN_ADDRESS_WIDTH);
		else if (layout_is_destination(c))
			cell_left_aligned(b, start, COLUMN_ADDRESS_WIDTH);
	}
}

enum { PROTOCOL_ROOM = 64 }; /* bytes; no protocol's name is that long */

/* The columns, padded as tshark pads them; sep stands between them. */
static void put_usual(struct buf *b, const struct print_options *o, const struct view *v, char sep)
{
	const struct dissection *d = v->d;
	const struct layer *l = column_speaker(d);
	struct column *c = v->column;
	columns_head(b, o, v, l, sep);
	column_info(c, d, l);
	char *p = buf_room(b, c->info.len + PROTOCOL_ROOM + DIGITS_ROOM + 3);
	*p++ = sep;
	for (const char *name = c->protocol, *end = name + PROTOCOL_ROOM; name < end && *name;) /* a few characters */
		*p++ = *name++;
	*p++ = sep;
	p = digits_put(p, d->frame->len);
	*p++ = sep;
	buf_done(b, c->info.len ? copy_short(p, c->info.p, c->info.len) : p);
}

static void put_columns(struct buf *b, const struct print_options *o, const struct view *v, char sep)
{
	if (v->color)
		color_begin(b, v->color);
	if (o->layout)
		put_layout(b, o, v, sep);
	else
		put_usual(b, o, v, sep);
	if (v->color)
		color_end(b);
	buf_char(b, '\n');
}

void print_summary_line(struct buf *b, const struct print_options *o, const struct view *v)
{
	put_columns(b, o, v, ' ');
}

static bool expanded(const struct print_options *o, const struct tree *t, const struct record *r)
{
	if (!o->only)
		return true;
	const char *name = t->d->layer[r->layer].proto->name;
	for (const char *const *p = o->only; *p; p++)
		if (!strcmp(*p, name))
			return true;
	return false;
}

/* "0010  48 65 6c 6c 6f                                    Hello" */
static void hex_line(struct buf *b, const uint8_t *p, uint32_t off, uint32_t n, unsigned digits)
{
	enum { LINE = 16, TEXT_AT = 50 }; /* bytes of a line; where their characters stand */
	char *o = hex_put(buf_room(b, HEX_ROOM + TEXT_AT + LINE + 24), off, digits);
	memset(o, ' ', 2 + TEXT_AT);
	o += 2;
	struct buf octets = { .p = o, .cap = TEXT_AT + LINE + 16, .lent = true };
	fmt_bytes(&octets, p, n, ' ');
	memset(o + octets.len, ' ', TEXT_AT - octets.len);
	fmt_ascii(o + TEXT_AT, p, n);
	o[TEXT_AT + n] = '\n';
	buf_done(b, o + TEXT_AT + n + 1);
}

static void hex_lines(struct buf *b, const uint8_t *p, uint32_t n)
{
	for (uint32_t off = 0; off < n; off += 16)
		hex_line(b, p + off, off, n - off < 16 ? n - off : 16, n > 0xffff ? 5 : 4);
}

/* A line of the tree; what is computed stands in brackets. */
static void print_label(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { BLOCK = 16, INDENT = 4 };
	static const char blanks[] = "                ";
	const unsigned n = INDENT * r->depth;
	const bool generated = r->flags & R_GENERATED;
	char *p = buf_room(b, INDENT * MAX_TREE_DEPTH + BLOCK + LABEL_QUICK);
	for (unsigned at = 0; at < n; at += BLOCK)
		memcpy(p + at, blanks, BLOCK);
	p += n;
	*p = '[';
	p += generated;
	char *end = record_label_quick(p, r);
	if (end) {
		buf_done(b, end);
	} else {
		buf_done(b, p);
		record_label(b, t, r);
	}
	p = buf_room(b, 2);
	*p = ']';
	p += generated;
	*p++ = '\n';
	buf_done(b, p);
}

void print_tree(struct buf *b, const struct print_options *o, const struct view *v)
{
	const struct tree *t = v->tree;
	uint32_t i = 0;
	size_t kept_from = 0;
	while (i < t->n) {
		const struct record *r = &t->record[i];
		if (r->f == &memo_row) {
			print_memo(b, t, r, false, &kept_from);
			i++;
			continue;
		}
		if (r->flags & R_HIDDEN) {
			i = record_skip(t, i);
			continue;
		}
		print_label(b, t, r);
		if (r->f->flags & F_WRAPPED && !o->hex && (!o->only || expanded(o, t, r))) {
			struct slice s = record_bytes(t->d, r);
			buf_char(b, '\n');
			hex_lines(b, s.p, s.len);
		}
		i = r->f->type == FT_PROTOCOL && !expanded(o, t, r) ? record_skip(t, i) : i + 1;
	}
	if (t->d->cut)
		buf_lit(b, "[Too many layers: what is left of this packet is shown as data, or not at all]\n");
	if (t->full)
		buf_lit(b, "[Too many fields: the rest of this packet is not shown]\n");
	buf_char(b, '\n');
}

void print_hex(struct buf *b, const struct dissection *d)
{
	for (unsigned k = 0; k < d->n_buffers; k++) {
		const struct byte_buffer *s = &d->buffer[k];
		if (d->n_buffers > 1) {
			buf_str(b, s->name);
			buf_lit(b, " (");
			fmt_uint(b, s->len);
			buf_lit(b, " bytes):\n");
		}
		hex_lines(b, s->p, s->len);
	}
	buf_char(b, '\n');
}

static void packet_with(struct buf *b, const struct print_options *o, const struct view *v, char sep)
{
	if (o->summary)
		put_columns(b, o, v, sep);
	if (!o->hex && !o->tree)
		return;
	if (o->summary && o->hex && !o->tree)
		buf_char(b, '\n');
	if (o->tree)
		print_tree(b, o, v);
	if (o->hex)
		print_hex(b, v->d);
	if (o->separator) {
		buf_str(b, o->separator);
		buf_char(b, '\n');
	}
}

static void text_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	packet_with(b, o, v, ' ');
}

static void tabs_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	packet_with(b, o, v, '\t');
}

const struct sink sink_text = {
	.name = "text", .memo = true, .in_order = true, .packet = text_packet, .wants = visible_wanted
};
const struct sink sink_tabs = {
	.name = "tabs", .memo = true, .in_order = true, .packet = tabs_packet, .wants = visible_wanted
};
