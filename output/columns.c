/* columns.c: the columns of the summary line: time, addresses, protocol, info. */
#include "base/cell.h"
#include "base/digits.h"
#include "base/fmt.h"
#include "base/inline.h"
#include "base/names.h"
#include "base/timefmt.h"
#include "dissect/dry_tree.h"
#include "output/pair_texts.h"
#include "output/sink.h"

enum { HEAD_ROOM = 256 }; /* bytes, of columns that are no names */

/* From a moment to the frame, as "0.000123"; digits as the file's resolution. */
IN_LINE char *put_since(char *to, const struct frame *f, const struct frame_time *from, unsigned digits, unsigned width)
{
	int64_t s = sec_between(f->sec, from->sec), ns = (int64_t)f->nsec - from->nsec;
	if (ns < 0 && s > 0) {
		s--;
		ns += 1000000000;
	} else if (ns > 0 && s < 0) {
		s++;
		ns -= 1000000000;
	}
	bool neg = s < 0 || ns < 0;
	return digits_put_secs(to, neg, (uint64_t)(neg ? -s : s), (uint64_t)(neg ? -ns : ns), digits, width);
}

static unsigned time_digits(const struct print_options *o, const struct frame *f)
{
	return o->time_digits >= 0 ? (unsigned)o->time_digits : f->iface->ts_digits > 6 ? 9 : 6;
}

static void absolute(struct buf *b, enum time_format as, const struct frame *f, unsigned digits)
{
	bool utc = as >= TIME_UTC_CLOCK;
	switch (as) {
	case TIME_ABSOLUTE_DATE:
	case TIME_UTC_DATE: time_date(b, f->sec, utc); break;
	case TIME_ABSOLUTE_YEAR_DAY:
	case TIME_UTC_YEAR_DAY: time_year_day(b, f->sec, utc); break;
	default: break;
	}
	if (as != TIME_ABSOLUTE && as != TIME_UTC_CLOCK)
		buf_char(b, ' ');
	time_clock(b, f->sec, f->nsec, digits, utc);
}

/* What the column counts from; NULL: it is of another kind. */
static const struct frame_time *counts_from(const struct print_options *o, const struct dissection *d)
{
	switch (o->time) {
	case TIME_RELATIVE_FIRST: return &d->first;
	case TIME_DELTA: return &d->previous;
	case TIME_DELTA_DISPLAYED: return &d->displayed;
	default: return NULL;
	}
}

void column_time(struct buf *b, const struct print_options *o, const struct dissection *d, unsigned width)
{
	const struct frame *f = d->frame;
	const struct frame_time *from = counts_from(o, d);
	unsigned digits = time_digits(o, f);
	char *p = buf_room(b, HEAD_ROOM);
	if (from) {
		buf_done(b, put_since(p, f, from, digits, width));
	} else if (o->time == TIME_EPOCH) {
		uint64_t sec = f->sec < 0 ? 0 - (uint64_t)f->sec : (uint64_t)f->sec;
		buf_done(b, digits_put_secs(p, f->sec < 0, sec, f->nsec, digits, width));
	} else {
		size_t start = b->len;
		absolute(b, o->time, f, digits);
		cell_right_aligned(b, start, width);
	}
}

/* The innermost layer that is not quoted says where a packet comes from and goes to. */
const struct layer *column_speaker(const struct dissection *d)
{
	for (unsigned i = d->n_layers; i-- > 1;)
		if (!(d->layer[i].flags & (LAYER_QUOTED | LAYER_PART)))
			return &d->layer[i];
	return &d->layer[0];
}

void column_address(struct buf *b, const struct dissection *d, const struct layer *l, bool source)
{
	const struct address *a = source ? &l->src : &l->dst;
	switch (a->type) {
	case ADDR_ETHER: names_mac(d->names, b, a->p); break;
	case ADDR_IPV4: names_ipv4(d->names, b, a->p); break;
	case ADDR_IPV6: names_ipv6(d->names, b, a->p); break;
	case ADDR_BYTES: fmt_bytes(b, a->p, a->len, ':'); break;
	case ADDR_TEXT: buf_str(b, (const char *)a->p); break;
	default: break;
	}
}

#define ARROW "\xe2\x86\x92" /* U+2192 RIGHTWARDS ARROW */

static void put_addresses(struct buf *b, const struct dissection *d, const struct layer *l, char sep)
{
	size_t start = b->len;
	column_address(b, d, l, true);
	cell_right_aligned(b, start, COLUMN_ADDRESS_WIDTH);
	buf_char(b, sep);
	buf_lit(b, ARROW);
	buf_char(b, sep);
	start = b->len;
	column_address(b, d, l, false);
	cell_left_aligned(b, start, COLUMN_ADDRESS_WIDTH);
}

/* The same by what lines said before. With names the text of an address may change. */
static void put_pair(struct buf *b, char *p, const struct view *v, const struct layer *l, char sep)
{
	struct pair_text key, *known = NULL;
	if (v->pairs && !v->d->names && pair_key(&key, l, sep)) {
		known = pair_slot(v->pairs, &key);
		if (pair_same(known, &key)) {
			buf_done(b, pair_put(p, known));
			return;
		}
	}
	buf_done(b, p);
	size_t start = b->len;
	put_addresses(b, v->d, l, sep);
	if (known)
		pair_keep(known, &key, b->p + start, b->len - start);
}

void columns_head(struct buf *b, const struct print_options *o, const struct view *v, const struct layer *l, char sep)
{
	const struct dissection *d = v->d;
	const struct frame_time *from = counts_from(o, d);
	char *p = digits_put_padded(buf_room(b, HEAD_ROOM), d->frame->number, COLUMN_NUMBER_WIDTH, ' ');
	*p++ = sep;
	if (from) {
		p = put_since(p, d->frame, from, time_digits(o, d->frame), COLUMN_TIME_WIDTH);
	} else {
		buf_done(b, p);
		column_time(b, o, d, COLUMN_TIME_WIDTH);
		p = buf_room(b, HEAD_ROOM);
	}
	*p++ = sep;
	put_pair(b, p, v, l, sep);
}

/* --- Protocol and Info --- */

/* Of a layer that ends early. */
OUT_OF_LINE void speak_of_ending(struct column *c, const struct dissection *d, const struct layer *l)
{
	column_ending(c, l);
	/* IP has its own word as soon as it is asked, but where it should follow another IP and does not. */
	const struct layer *above = layer_parent(d, l);
	if (l->data.len < l->proto->reads_first && (!layer_is_ip(l) || (!l->data.wire && layer_is_ip(above))))
		c->protocol = above->proto->column;
}

/* A layer's word; false: it leaves the line to the one above it. */
static bool speak(struct column *c, const struct dissection *d, const struct layer *l)
{
	bool bad = l->flags & (LAYER_SHORT | LAYER_MALFORMED);
	c->protocol = l->proto->column;
	c->keep = false;
	if (!(l->flags & LAYER_SILENT) && (!bad || l->flags & LAYER_TOLD) && l->proto->info)
		l->proto->info(c, d, l);
	else if (!bad)
		c->keep = true;
	if (bad && !l->proto->behind)
		speak_of_ending(c, d, l);
	return !c->keep;
}

/* What speaks for a PDU: what it carries, if anything. */
static const struct layer *last_child(const struct dissection *d, const struct layer *l)
{
	for (const struct layer *c = l + 1; c < d->layer + d->n_layers; c++)
		if (layer_parent(d, c) == l)
			l = c;
	return l;
}

/* The PDU that was put together from several segments, in front of the speaker in the last of them. */
static void speak_of_earlier(struct column *c, const struct dissection *d, const struct layer *l)
{
	while (!l->proto->pdu && l != d->layer)
		l = layer_parent(d, l);
	if (l == d->layer)
		return;
	for (const struct layer *e = layer_parent(d, l) + 1; e < l; e++) {
		if (e->parent != l->parent || e->proto != l->proto || (e->buffer == l->buffer && !l->proto->info_each))
			continue;
		speak(c, d, l->proto->info_each ? last_child(d, e) : e);
		if (l->proto->info_between)
			buf_str(&c->info, l->proto->info_between);
	}
}

/* The outermost layer that leaves the line to none of its children. */
static const struct layer *last_word(const struct dissection *d, const struct layer *l)
{
	const struct layer *speaker = l;
	for (; l != d->layer; l = layer_parent(d, l))
		if (l->flags & LAYER_LAST_WORD)
			speaker = l;
	return speaker;
}

/* "GTP <TCP>": the protocol that an IP packet in a tunnel carries. */
static void wrap_protocol(struct column *c, const struct dissection *d, const struct layer *l)
{
	for (const struct layer *above; l != d->layer && !(l->flags & (LAYER_SHORT | LAYER_MALFORMED)); l = above) {
		above = layer_parent(d, l);
		if (!above->proto->wraps || !layer_is_ip(l))
			continue;
		char text[sizeof c->wrapped];
		struct buf b = BUF_OVER(text, sizeof text);
		if (strlen(above->proto->column) + strlen(c->protocol) + 4 > sizeof text)
			return;
		buf_str(&b, above->proto->column);
		buf_lit(&b, " <");
		buf_str(&b, c->protocol);
		buf_char(&b, '>');
		buf_char(&b, 0);
		memcpy(c->wrapped, text, b.len);
		c->protocol = c->wrapped;
	}
}

/* Is the layer's tree cut short behind what its info hook read? Those that are told_early, and those that bring the words
 * themselves, have said so. */
static void tell_cut(struct column *c, const struct dissection *d, const struct layer *l)
{
	static const char said[] = "[Packet size limited during capture]";
	const size_t n = sizeof said - 1;
	if (l->data.len < l->data.wire && !l->proto->told_early && l->proto->fields_of &&
	    !(l->flags & (LAYER_SHORT | LAYER_MALFORMED | LAYER_QUOTED)) && dry_ending(d, l) == LAYER_SHORT &&
	    (c->info.len < n || memcmp(c->info.p + c->info.len - n, said, n) != 0))
		buf_put(&c->info, said, n);
}

/* The layers that say something in front of the Info column or around the other one, and what was cut. */
OUT_OF_LINE void column_info_full(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct layer *innermost = l;
	for (const struct layer *f = d->layer; f <= l; f++)
		if (f->proto->front && !(f->flags & (LAYER_QUOTED | LAYER_SHORT)))
			f->proto->front(c, d, f);
	if (d->branches)
		speak_of_earlier(c, d, l);
	while (!speak(c, d, l) && l != d->layer)
		l = layer_parent(d, l);
	tell_cut(c, d, l);
	wrap_protocol(c, d, innermost);
}

void column_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	c->info.len = 0;
	if (d->last_word)
		l = last_word(d, l);
	if (d->fronts) {
		column_info_full(c, d, l);
		return;
	}
	if (d->branches)
		speak_of_earlier(c, d, l);
	while (!speak(c, d, l) && l != d->layer)
		l = layer_parent(d, l);
}
