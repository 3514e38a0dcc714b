/* conversations.c: -z conv,KIND: who talked with whom, how much each way, from when and for how long. */
#include <stdlib.h>
#include <time.h>

#include "base/fmt.h"
#include "base/timefmt.h"
#include "output/stats/rows.h"
#include "output/stats/talk.h"
#include "output/stats/units.h"

/* Both ends in canonical order, so that either direction finds the row. */
struct conversation_key {
	struct talker low, high;
	uint64_t stream;
};

struct conversation {
	struct conversation_key key;
	bool low_first;               /* low sent the first packet */
	uint64_t frames[2], bytes[2]; /* [0]: sent by the end that sent the first packet */
	int64_t first, last;          /* ns since the epoch */
	int64_t since_start;          /* ns from the capture's first packet to this one's first */
};

enum { MOST_STREAMS = 1 << 24 };

struct conversations {
	struct rows rows;
	uint32_t *of_stream; /* [stream]: index of its row + 1; 0: not met */
	uint32_t n_streams;
};

static void conv_begin(struct report *r)
{
	struct conversations *s = r->state;
	const struct talk_kind *kind = r->kind->variant;
	report_ask(r, registry_find(r->env->registry, kind->layer));
	rows_init(&s->rows, sizeof(struct conversation_key), sizeof(struct conversation), r->env->max_rows);
}

/* Where the row of a stream is noted, so that it need not be searched; NULL: of streams beyond a bound, it is not. */
static uint32_t *noted(struct conversations *s, uint64_t stream)
{
	if (stream >= MOST_STREAMS)
		return NULL;
	if (stream >= s->n_streams) {
		uint32_t n = s->n_streams ? s->n_streams : 1024;
		while (n <= stream)
			n *= 2;
		uint32_t *bigger = realloc(s->of_stream, n * sizeof *bigger);
		if (!bigger)
			return NULL;
		memset(bigger + s->n_streams, 0, (n - s->n_streams) * sizeof *bigger);
		s->of_stream = bigger;
		s->n_streams = n;
	}
	return &s->of_stream[stream];
}

/* The row of what the layer is part of, and whether its sender is the high end; NULL: there is no room for it. Where there are
 * streams, each has a row; the others are looked for by their key. */
static struct conversation *row_of(struct report *r, const struct dissection *d, const struct layer *l, bool *swap)
{
	struct conversations *s = r->state;
	const struct talk_kind *kind = r->kind->variant;
	struct talk t;
	uint32_t *place = noted(s, talk_stream(kind, d, l));
	if (place && *place) {
		struct conversation *c = rows_at(&s->rows, *place - 1);
		*swap = kind->ports && c->key.low.port != c->key.high.port ? c->key.low.port != slice_u16(l->data, 0)
									   : !talker_is_source(&c->key.low, kind, l);
		return c;
	}
	talk_of(&t, kind, d, l);
	*swap = memcmp(&t.from, &t.to, sizeof t.from) > 0;
	const struct conversation_key key = { *swap ? t.to : t.from, *swap ? t.from : t.to, t.stream };
	bool fresh = true;
	struct conversation *c = place ? rows_add(&s->rows, &key) : rows_get(&s->rows, &key, &fresh);
	if (c && place)
		*place = s->rows.latest + 1;
	if (fresh && c) {
		c->low_first = !*swap;
		c->first = c->last = d->now;
		c->since_start = d->now - time_ns(d->first.sec, d->first.nsec);
	}
	return c;
}

static void add_talk(struct report *r, const struct dissection *d, const struct layer *l)
{
	bool swap;
	struct conversation *c = row_of(r, d, l, &swap);
	if (!c) {
		r->refused++;
		return;
	}
	int64_t now = d->now;
	unsigned way = c->low_first == swap;
	c->frames[way]++;
	c->bytes[way] += d->frame->len;
	if (now > c->last)
		c->last = now;
	if (now < c->first) {
		c->first = now;
		c->since_start = now - time_ns(d->first.sec, d->first.nsec);
	}
}

static void conv_layer(struct report *r, const struct stat_packet *p, const struct layer *l)
{
	if (talk_is(r->kind->variant, p->d, l))
		add_talk(r, p->d, l);
}

static uint64_t all_frames(const void *row)
{
	const struct conversation *c = row;
	return c->frames[0] + c->frames[1];
}

/* How -t wants the start of a conversation. */
enum start { START_RELATIVE, START_CLOCK, START_DATE, START_EPOCH };

static enum start start_of(const struct report *r, bool *utc)
{
	enum time_format f = r->env->print->time;
	*utc = f == TIME_UTC_CLOCK || f == TIME_UTC_DATE || f == TIME_UTC_YEAR_DAY;
	switch (f) {
	case TIME_RELATIVE_FIRST: return START_RELATIVE;
	case TIME_ABSOLUTE:
	case TIME_UTC_CLOCK: return START_CLOCK;
	case TIME_ABSOLUTE_DATE:
	case TIME_ABSOLUTE_YEAR_DAY:
	case TIME_UTC_DATE:
	case TIME_UTC_YEAR_DAY: return START_DATE;
	default: return START_EPOCH;
	}
}

static void text_head(struct buf *b, const struct report *r, bool ports)
{
	static const char *const above[] = { "   Relative    ", " Absolute Time  ", " Absolute Date  ",
					     "      Relative       " };
	static const char *const below[] = { "     Start     ", "     Start      ", "    Start      ",
					     "        Start         " };
	const struct talk_kind *kind = r->kind->variant;
	bool utc;
	enum start start = start_of(r, &utc);
	bool absolute = start == START_CLOCK || start == START_DATE;
	const char *bytes = absolute ? "Size " : "Bytes";
	int room = ports ? 59 : 47;
	text_line(b, '=', 80);
	text_printf(b, "%s Conversations\nFilter:%s\n", kind->title, r->filter_text ? r->filter_text : "<No Filter>");
	text_printf(b, "%*s|       <-      | |       ->      | |     Total     | %s|   Duration   |\n", room, "",
		    above[start]);
	text_printf(b, "%*s| Frames  %s | | Frames  %s | | Frames  %s | %s|              |\n", room, "", bytes, bytes,
		    bytes, below[start]);
}

/* "%14.9f" of seconds. As long as a double has room for the nanoseconds, these are its digits. */
static void text_relative(struct buf *b, int64_t since_start)
{
	enum { EXACT_S = 1 << 22, NS_PER_S = 1000000000 };
	if (since_start < 0 || since_start / NS_PER_S >= EXACT_S) {
		text_printf(b, "%14.9f", (double)since_start / 1e9);
		return;
	}
	fmt_uint_pad(b, (uint64_t)since_start / NS_PER_S, 4, ' ');
	buf_char(b, '.');
	fmt_uint_pad(b, (uint64_t)since_start % NS_PER_S, 9, '0');
}

static void text_start(struct buf *b, const struct report *r, const struct conversation *c)
{
	bool utc;
	int64_t sec = c->first / 1000000000;
	switch (start_of(r, &utc)) {
	case START_RELATIVE: text_relative(b, c->since_start); break;
	case START_EPOCH: text_printf(b, "%10lld.%09lld", (long long)sec, (long long)(c->first % 1000000000)); break;
	case START_DATE:
		time_date(b, sec, utc);
		buf_char(b, ' ');
		/* fall through */
	case START_CLOCK: time_clock(b, sec, 0, 0, utc); break;
	}
}

static void text_end_of(struct buf *b, const struct report *r, const struct talker *t, int width)
{
	const struct talk_kind *kind = r->kind->variant;
	size_t at = b->len;
	talker_address(b, r->env, t);
	if (kind->ports) {
		buf_char(b, ':');
		talker_port(b, r->env, kind, t);
	}
	if (b->len - at < (size_t)width)
		buf_fill(b, ' ', (size_t)width - (b->len - at));
}

static void text_amount(struct buf *b, uint64_t frames, uint64_t bytes)
{
	buf_lit(b, "  ");
	fmt_uint_pad(b, frames, 6, ' ');
	buf_char(b, ' ');
	text_bytes(b, bytes, 9);
}

/* Seconds, rounded as tshark does it: from both ends' times since the capture began. */
static double duration_of(const struct conversation *c)
{
	return (double)(c->since_start + (c->last - c->first)) / 1e9 - (double)c->since_start / 1e9;
}

/* "%12.4f" of it. The difference of two doubles is off by less than a nanosecond or two: only where that decides is printf
 * asked how it rounds. */
static void text_duration(struct buf *b, const struct conversation *c)
{
	enum {
		UNIT = 100000,
		PER_S = 10000,
		EXACT_S = 1 << 20,
		CLOSE = 8
	}; /* ns of the last decimal; of these; s; ns */
	uint64_t ns = (uint64_t)(c->last - c->first), rest = ns % UNIT, whole = ns / UNIT + (rest > UNIT / 2);
	bool close = rest > UNIT / 2 - CLOSE && rest < UNIT / 2 + CLOSE;
	if (close || c->since_start < 0 || (c->since_start + (int64_t)ns) / 1000000000 >= EXACT_S) {
		text_printf(b, "%12.4f", duration_of(c));
		return;
	}
	fmt_uint_pad(b, whole / PER_S, 7, ' ');
	buf_char(b, '.');
	fmt_uint_pad(b, whole % PER_S, 4, '0');
}

static void text_row(struct buf *b, const struct report *r, const struct conversation *c)
{
	int width = ((const struct talk_kind *)r->kind->variant)->ports ? 26 : 20;
	text_end_of(b, r, c->low_first ? &c->key.low : &c->key.high, width);
	buf_lit(b, " <-> ");
	text_end_of(b, r, c->low_first ? &c->key.high : &c->key.low, width);
	text_amount(b, c->frames[1], c->bytes[1]);
	text_amount(b, c->frames[0], c->bytes[0]);
	text_amount(b, c->frames[0] + c->frames[1], c->bytes[0] + c->bytes[1]);
	buf_lit(b, "  ");
	text_start(b, r, c);
	buf_lit(b, "   ");
	text_duration(b, c);
	buf_char(b, '\n');
}

static void conv_text(struct report *r, struct buf *b)
{
	struct conversations *s = r->state;
	const void **row = rows_sorted(&s->rows, all_frames);
	text_head(b, r, ((const struct talk_kind *)r->kind->variant)->ports);
	for (uint32_t i = 0; i < s->rows.n; i++)
		text_row(b, r, row[i]);
	text_line(b, '=', 80);
	free(row);
}

static void json_end_of(json_t *o, const struct report *r, const struct talker *t, const char *address,
			const char *port)
{
	struct buf b = { 0 };
	talker_address(&b, r->env, t);
	json_object_set_new(o, address, json_text(b.p, b.len));
	if (((const struct talk_kind *)r->kind->variant)->ports)
		json_object_set_new(o, port, json_integer(t->port));
	buf_free(&b);
}

static json_t *conv_json(struct report *r)
{
	struct conversations *s = r->state;
	const void **row = rows_sorted(&s->rows, all_frames);
	json_t *list = json_array();
	for (uint32_t i = 0; i < s->rows.n; i++) {
		const struct conversation *c = row[i];
		json_t *o = json_object();
		json_end_of(o, r, c->low_first ? &c->key.low : &c->key.high, "a", "a_port");
		json_end_of(o, r, c->low_first ? &c->key.high : &c->key.low, "b", "b_port");
		if (c->key.stream != UINT64_MAX)
			json_object_set_new(o, "stream", json_integer((json_int_t)c->key.stream));
		json_object_set_new(o, "frames_a_to_b", json_integer((json_int_t)c->frames[0]));
		json_object_set_new(o, "bytes_a_to_b", json_integer((json_int_t)c->bytes[0]));
		json_object_set_new(o, "frames_b_to_a", json_integer((json_int_t)c->frames[1]));
		json_object_set_new(o, "bytes_b_to_a", json_integer((json_int_t)c->bytes[1]));
		json_object_set_new(o, "start", json_real((double)c->since_start / 1e9));
		json_object_set_new(o, "duration", json_real((double)(c->last - c->first) / 1e9));
		json_array_append_new(list, o);
	}
	free(row);
	return json_pack("{s:o}", "conversations", list);
}

static void conv_end(struct report *r)
{
	struct conversations *s = r->state;
	rows_free(&s->rows);
	free(s->of_stream);
}

/* plain_: streams of UDP are told in rows. */
#define CONV(kind_, plain_)                                                                                                     \
	{ .name = "conv," #kind_, .tap = "conversations", .plain = plain_, .variant = &talk_##kind_, .size = sizeof(struct conversations), .begin = conv_begin,         \
	  .layer = conv_layer, .text = conv_text, .json = conv_json, .end = conv_end }

const struct report_kind conv_reports[] = {
	CONV(eth, true),  CONV(ip, true),   CONV(ipv6, true), CONV(sctp, true),	 CONV(sll, true),
	CONV(tcp, true),  CONV(udp, false), CONV(wlan, true), { .name = NULL },
};
