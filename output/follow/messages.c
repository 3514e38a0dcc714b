/* messages.c: streams, each with both its directions in order and cut into messages. So many streams at once; who was
 * not heard of for longest makes room. */
#include "output/follow/messages.h"

#include <stdio.h>
#include <stdlib.h>

#include "output/follow/message_text.h"

enum {
	MAX_STREAMS = 1024,
	BUCKETS = 1024,
	KEPT_BYTES = 64 * 1024 * 1024, /* of messages that have begun, in all */
};

struct stream {
	struct message_stream name;
	struct order order;
	struct framing side[2];
	uint64_t used; /* when it was heard of last; 0: not alive */
	uint32_t next; /* in its bucket: index + 1 */
	bool alive;
};

struct messages {
	struct messages_options options;
	struct order_pool *pool;
	struct stream *stream;
	uint32_t bucket[BUCKETS]; /* index + 1 */
	uint32_t n_streams;
	uint32_t n_begun[2]; /* streams of UDP and of TCP, by their numbers */
	uint64_t now, kept;
	bool headed;
	struct messages_counts counts;
	struct buf *out;      /* while a packet is looked at */
	struct stream *given; /* whose messages are given */
	int64_t start_sec;    /* of the capture */
	uint32_t start_nsec;
};

struct messages *messages_new(const struct messages_options *o)
{
	struct messages *m = calloc(1, sizeof *m);
	if (m) {
		m->options = *o;
		m->pool = order_pool_new(ORDER_BYTES, ORDER_PIECES);
		m->stream = calloc(MAX_STREAMS, sizeof *m->stream);
	}
	if (!m || !m->pool || !m->stream) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	return m;
}

static void empty(struct messages *m, struct stream *s)
{
	order_drop(m->pool, &s->order);
	framing_free(&s->side[0]);
	framing_free(&s->side[1]);
}

void messages_free(struct messages *m)
{
	if (!m)
		return;
	for (uint32_t i = 0; i < m->n_streams; i++)
		if (m->stream[i].alive)
			empty(m, &m->stream[i]);
	order_pool_free(m->pool);
	free(m->stream);
	free(m);
}

static void give(void *context, const struct message *message)
{
	struct messages *m = context;
	m->counts.too_long += message->state == MESSAGE_TOO_LONG;
	m->counts.lost += message->state == MESSAGE_LOST;
	if (m->options.side >= 0 && m->options.side != (int)message->side)
		return;
	if (m->options.jsonl) {
		message_jsonl(m->out, &m->given->name, message);
		return;
	}
	if (!m->headed)
		message_head(m->out);
	m->headed = true;
	message_text(m->out, &m->given->name, message, m->start_sec, m->start_nsec);
}

static void end_stream(struct messages *m, struct stream *s)
{
	m->given = s;
	m->counts.left += s->order.side[0].waiting + s->order.side[1].waiting;
	for (unsigned side = 0; side < 2; side++) {
		m->kept -= s->side[side].kept.len;
		framing_end(&s->side[side], side, give, m);
	}
}

static uint32_t *bucket_of(struct messages *m, bool tcp, uint32_t stream)
{
	return &m->bucket[(stream * 2u + tcp) % BUCKETS];
}

/* The one that was not heard of for longest; `keeping`: of those that keep bytes. */
static struct stream *oldest_of(const struct messages *m, bool keeping)
{
	struct stream *oldest = NULL;
	for (struct stream *s = m->stream; s < m->stream + m->n_streams; s++)
		if ((!keeping || s->side[0].kept.len || s->side[1].kept.len) && (!oldest || s->used < oldest->used))
			oldest = s;
	return oldest;
}

/* It ends, and its place is free: used counts as never. */
static struct stream *let_go(struct messages *m, struct stream *s)
{
	if (!s->alive)
		return s;
	uint32_t *link = bucket_of(m, s->name.tcp, s->name.stream);
	while (*link && &m->stream[*link - 1] != s)
		link = &m->stream[*link - 1].next;
	*link = s->next;
	end_stream(m, s);
	empty(m, s);
	s->alive = false;
	s->used = 0;
	return s;
}

/* Streams have their numbers in the order in which they begin. */
static bool comes_back(struct messages *m, const struct carried *c)
{
	if (c->stream < m->n_begun[c->tcp])
		return true;
	m->n_begun[c->tcp] = c->stream + 1;
	return false;
}

static struct stream *stream_of(struct messages *m, const struct carried *c)
{
	uint32_t *bucket = bucket_of(m, c->tcp, c->stream);
	for (uint32_t i = *bucket; i; i = m->stream[i - 1].next)
		if (m->stream[i - 1].name.stream == c->stream && m->stream[i - 1].name.tcp == c->tcp)
			return &m->stream[i - 1];
	m->counts.evicted += comes_back(m, c);
	struct stream *s = m->n_streams < MAX_STREAMS ? &m->stream[m->n_streams++] : let_go(m, oldest_of(m, false));
	*s = (struct stream){ .name = { .tcp = c->tcp, .stream = c->stream, .node = { c->from, c->to } },
			      .next = *bucket,
			      .alive = true };
	*bucket = (uint32_t)(s - m->stream) + 1;
	return s;
}

static void take_piece(void *context, const struct order_piece *p)
{
	struct messages *m = context;
	struct framing *f = &m->given->side[p->side];
	m->kept -= f->kept.len;
	framing_take(f, &m->options.rule, p, give, m);
	m->kept += f->kept.len;
}

/* A datagram is a stream by itself. */
static void take_datagram(struct messages *m, const struct carried *c, unsigned side)
{
	const struct order_piece p = { .side = side,
				       .bytes = c->segment.bytes,
				       .len = c->segment.captured,
				       .cut = c->segment.len - c->segment.captured,
				       .frame = c->segment.frame,
				       .sec = c->segment.sec,
				       .nsec = c->segment.nsec };
	struct framing *f = &m->given->side[side];
	framing_take(f, &m->options.rule, &p, give, m);
	framing_end(f, side, give, m);
}

static void take(struct messages *m, struct carried *c)
{
	struct stream *s = stream_of(m, c);
	unsigned side = !stream_end_is(&c->from, &s->name.node[0]);
	s->used = ++m->now;
	m->given = s;
	c->segment.side = side;
	if (c->tcp)
		order_take(m->pool, &s->order, &c->segment, take_piece, m);
	else
		take_datagram(m, c, side);
	while (m->kept > KEPT_BYTES)
		let_go(m, oldest_of(m, true));
}

void messages_packet(struct messages *m, const struct dissection *d, struct buf *out)
{
	struct carried c;
	unsigned layer = 0;
	m->out = out;
	m->start_sec = d->first.sec;
	m->start_nsec = d->first.nsec;
	while (carried_next(d, &layer, &c))
		if (!m->options.only || follow_request_wants(m->options.only, &c))
			take(m, &c);
}

void messages_end(struct messages *m, struct buf *out)
{
	m->out = out;
	for (uint32_t i = 0; i < m->n_streams; i++)
		if (m->stream[i].alive)
			end_stream(m, &m->stream[i]);
	if (!m->headed && !m->options.jsonl)
		message_head(out);
}

struct messages_counts messages_counts(const struct messages *m)
{
	struct messages_counts counts = m->counts;
	counts.forced = order_pool_forced(m->pool);
	return counts;
}
