/* columns.c: the columns of the summary line: time, addresses, protocol, info. */
#include "base/fmt.h"
#include "base/names.h"
#include "base/timefmt.h"
#include "output/sink.h"

/* Nanoseconds from (sec, nsec) to the frame, as "0.000123"; digits as the file's resolution. */
static void since(struct buf *b, const struct frame *f, int64_t sec, uint32_t nsec, unsigned digits)
{
	int64_t s = sec_between(f->sec, sec), ns = (int64_t)f->nsec - nsec;
	if (ns < 0 && s > 0) {
		s--;
		ns += 1000000000;
	} else if (ns > 0 && s < 0) {
		s++;
		ns -= 1000000000;
	}
	bool neg = s < 0 || ns < 0;
	fmt_secs(b, neg, (uint64_t)(neg ? -s : s), (uint64_t)(neg ? -ns : ns), digits);
}

void column_time(struct buf *b, const struct print_options *o, const struct dissection *d)
{
	const struct frame *f = d->frame;
	unsigned digits = o->time_digits >= 0 ? (unsigned)o->time_digits : f->iface->ts_digits > 6 ? 9 : 6;
	bool utc = o->time >= TIME_UTC_CLOCK;
	switch (o->time) {
	case TIME_RELATIVE_FIRST: since(b, f, d->first.sec, d->first.nsec, digits); return;
	case TIME_DELTA: since(b, f, d->previous.sec, d->previous.nsec, digits); return;
	case TIME_DELTA_DISPLAYED: since(b, f, d->displayed.sec, d->displayed.nsec, digits); return;
	case TIME_EPOCH:
		fmt_secs(b, f->sec < 0, f->sec < 0 ? 0 - (uint64_t)f->sec : (uint64_t)f->sec, f->nsec, digits);
		return;
	case TIME_ABSOLUTE_DATE:
	case TIME_UTC_DATE: time_date(b, f->sec, utc); break;
	case TIME_ABSOLUTE_YEAR_DAY:
	case TIME_UTC_YEAR_DAY: time_year_day(b, f->sec, utc); break;
	default: break;
	}
	if (o->time != TIME_ABSOLUTE && o->time != TIME_UTC_CLOCK)
		buf_char(b, ' ');
	time_clock(b, f->sec, f->nsec, digits, utc);
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
	const struct address *at = source ? &l->src : &l->dst;
	if (at->type == ADDR_IPV4 && !d->names) {
		fmt_ipv4(b, at->p);
		return;
	}
	struct address a = *at;
	switch (a.type) {
	case ADDR_ETHER: names_mac(d->names, b, a.p); break;
	case ADDR_IPV4: names_ipv4(d->names, b, a.p); break;
	case ADDR_IPV6: names_ipv6(d->names, b, a.p); break;
	case ADDR_BYTES: fmt_bytes(b, a.p, a.len, ':'); break;
	case ADDR_TEXT: buf_str(b, (const char *)a.p); break;
	default: break;
	}
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
	if (bad)
		buf_str(&c->info,
			l->flags & LAYER_SHORT ? "[Packet size limited during capture]" : "[Malformed Packet]");
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

void column_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	c->info.len = 0;
	for (const struct layer *f = d->layer + 1; f <= l; f++) /* the frame itself has none */
		if (f->proto->front && !(f->flags & LAYER_QUOTED))
			f->proto->front(c, d, f);
	speak_of_earlier(c, d, l);
	while (!speak(c, d, l) && l != d->layer)
		l = layer_parent(d, l);
}
