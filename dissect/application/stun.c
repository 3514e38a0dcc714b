/* stun.c: Session Traversal Utilities for NAT (RFC 8489), with what TURN and ICE add to it, over UDP. */
#include "dissect/application/stun_impl.h"

#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/message.h"

/*   0        2        4                8              20
 *  +--------+--------+----------------+--------------+----------------------------------------+
 *  | type   | length | cookie         | id           | attributes: type, length, value        |
 *  +--------+--------+----------------+--------------+----------------------------------------+ */
enum { ATT_HEADER = 4, MAX_ATTRIBUTES = 4096, METHOD_MOST = 0xff, RFC_5389 = 3 };
enum { FACT_REST = 0 }; /* bytes of attributes that stand in front of what the layer goes on with; 0: all are here */

static uint32_t padded(uint32_t n)
{
	return (n + 3) & ~3u;
}

/* The cookie, a length that fits the datagram, a method of those that there are. */
static bool stun_guess(const struct layer *l, struct slice s)
{
	unsigned type = slice_u16(s, 0);
	(void)l;
	return s.len >= STUN_HEADER && slice_u32(s, 4) == STUN_COOKIE &&
	       slice_u16(s, 2) + (uint32_t)STUN_HEADER == s.wire && !(type & 0xc000) &&
	       (type & 0x3e00) >> 2 <= METHOD_MOST;
}

uint32_t stun_find_data(struct slice s, uint32_t align)
{
	uint32_t off = STUN_HEADER;
	for (unsigned i = 0; i < MAX_ATTRIBUTES && slice_has(s, off, ATT_HEADER); i++) {
		uint32_t n = slice_u16(s, off + 2);
		if (slice_u16(s, off) == STUN_ATT_DATA && n && slice_has(s, off + ATT_HEADER, n))
			return off;
		off += ATT_HEADER + (n + align - 1) / align * align;
	}
	return 0;
}

static void stun_dissect(struct dissection *d, struct layer *l)
{
	if (!layer_header(l, STUN_HEADER))
		return;
	l->header_len = l->tree_len = l->data.len;
	uint32_t off = stun_find_data(l->data, 4), n = slice_u16(l->data, off + 2);
	l->payload = slice_sub(l->data, off + ATT_HEADER, off ? n : 0);
	dry_tree(d, l);
	if (!off || l->flags & LAYER_TOLD)
		return;
	next_data(d, l, l->payload);
	next_inside(d, l, slice_u16(l->data, 2) % 4 ? 4 : 3);
	l->fact[FACT_REST] = off + ATT_HEADER + padded(n);
	if (l->fact[FACT_REST] < l->data.wire)
		next_continued(d, l, slice_from(l->data, (uint32_t)l->fact[FACT_REST]));
}

/* What fills the last word up, also where a message ends without it. */
static void put_padding(struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t fill = padded(n) - n;
	if (fill)
		put_uint(t, PADDING, off + n, 0, fill)->len = fill;
}

static void put_unknown(struct tree *t, uint32_t off, unsigned type, uint32_t n)
{
	MESSAGE(m);
	buf_lit(&m, "Unknown attribute ");
	fmt_0x(&m, type, 4);
	const char *text = message_text(&m);
	put_label(t, UNKNOWN_TEXT, off, 2, text, (uint32_t)m.len);
	tree_push(t);
	put_expert(t, UNKNOWN, off, 0, text);
	put(t, ATT_LENGTH, off + 2, 2);
	if (n)
		put(t, VALUE, off + ATT_HEADER, n);
	put_padding(t, off + ATT_HEADER, n);
	tree_pop(t);
}

/* False: it says that it is longer than the message. */
static bool put_known(struct tree *t, const struct layer *l, const struct stun_attribute *a, uint32_t off, uint32_t n)
{
	uint32_t whole = ATT_HEADER + padded(n), left = l->data.wire - off;
	bool fits = whole <= left;
	put_uint(t, ATTRIBUTE, off, fits ? whole : left, a->type)->len = whole;
	tree_push(t);
	put(t, ATT_TYPE, off, 2);
	tree_push(t);
	put(t, ATT_COMPREHENSION, off, 2);
	put(t, ATT_ASSIGNMENT, off, 2);
	tree_pop(t);
	if (fits) {
		put(t, ATT_LENGTH, off + 2, 2);
		stun_put_value(t, l, a, off + ATT_HEADER, n);
		if (a->kind != STUN_DATA)
			put_padding(t, off + ATT_HEADER, n);
	} else {
		put_uint(t, ATT_LENGTH, off + 2, 2, padded(n))->aux = 1;
	}
	tree_pop(t);
	return fits;
}

static void put_attributes(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	for (unsigned i = 0; i < MAX_ATTRIBUTES && off < end && !tree_ended(t); i++) {
		if (!tree_need(t, off, ATT_HEADER))
			return;
		unsigned type = slice_u16(l->data, off);
		uint32_t n = slice_u16(l->data, off + 2);
		const struct stun_attribute *a = stun_attribute(type);
		if (!a)
			put_unknown(t, off, type, n);
		else if (!put_known(t, l, a, off, n))
			return;
		off += ATT_HEADER + padded(n);
	}
}

static void put_matches(struct tree *t, const struct layer *l)
{
	const struct app_note *n = layer_app_note(t->d, l);
	if (!n)
		return;
	if (n->value[STUN_NOTE_FIRST])
		put_uint(t, DUPLICATE, 0, 0, n->value[STUN_NOTE_FIRST]);
	if (n->value[STUN_NOTE_ANSWER])
		put_uint(t, RESPONSE_IN, 0, 0, n->value[STUN_NOTE_ANSWER]);
	if (!n->frame)
		return;
	put_uint(t, RESPONSE_TO, 0, 0, n->frame);
	put_ns(t, TIME, 0, 0, n->elapsed);
}

static void stun_tree(struct tree *t, const struct layer *l)
{
	if (l->flags & LAYER_CONTINUED) {
		bool odd = slice_u16(stun_message(t->d, l)->data, 2) % 4;
		tree_push(t);
		t->depth = (uint8_t)(t->depth + odd);
		put_attributes(t, l, 0, l->data.wire);
		t->depth = (uint8_t)(t->depth - odd);
		tree_pop(t);
		return;
	}
	uint32_t n = slice_u16(l->data, 2);
	put_matches(t, l);
	put_rows(t, TYPE, ID, 0);
	if (!n)
		return;
	put_uint(t, VERSION, STUN_HEADER, 0, RFC_5389);
	if (n % 4) {
		put_node(t, ODD_LENGTH_TEXT, 2, 2);
		tree_push(t);
		put_expert(t, ODD_LENGTH, 2, 0, NULL);
	}
	put_node(t, ATTRIBUTES, STUN_HEADER, n);
	tree_push(t);
	put_attributes(t, l, STUN_HEADER, l->fact[FACT_REST] ? (uint32_t)l->fact[FACT_REST] : STUN_HEADER + n);
	tree_pop(t);
	if (n % 4)
		tree_pop(t);
}

static void stun_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct slice s = l->data;
	unsigned type = slice_u16(s, 0);
	uint32_t off = STUN_HEADER;
	(void)d;
	buf_str(&c->info, stun_method_name(type));
	buf_char(&c->info, ' ');
	buf_str(&c->info, stun_class_name(type));
	for (unsigned i = 0; i < MAX_ATTRIBUTES && slice_has(s, off, ATT_HEADER); i++) {
		uint32_t n = slice_u16(s, off + 2);
		const struct stun_attribute *a = stun_attribute(slice_u16(s, off));
		if (padded(n) > s.wire - off - ATT_HEADER)
			return;
		if (a && slice_has(s, off + ATT_HEADER, n))
			stun_put_info(&c->info, a, slice_sub(s, off + ATT_HEADER, n), s);
		off += ATT_HEADER + padded(n);
	}
}

const struct protocol protocol_stun = {
	.name = "stun",
	.column = "STUN",
	.fields = stun_fields,
	.n_fields = STUN_ROWS,
	.guess = stun_guess,
	.guess_on = { NEXT_UDP_PORT },
	.guess_first = { 0, 0x3f }, /* two bits of zero (RFC 8489, 5) */
	.told_early = true,
	.dissect = stun_dissect,
	.fields_of = stun_tree,
	.info = stun_info,
};
