/* follow.c: the segments of one stream, put in order and printed as they come. */
#include "output/follow/follow.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "output/follow/bodies.h"
#include "output/follow/piece_text.h"

#define RULE "===================================================================\n"

struct follow {
	struct follow_request want;
	struct piece_style style;
	bool headed;
	struct stream_end node[2];
	struct order_pool *pool;
	struct order order;
	uint64_t pieces, bytes[2]; /* so far; bytes by side */
	struct buf *out;           /* while a packet is looked at */
};

struct follow *follow_new(const struct follow_request *want, bool terminal)
{
	struct follow *f = calloc(1, sizeof *f);
	if (f && want->protocol == FOLLOW_TCP)
		f->pool = order_pool_new(ORDER_BYTES, ORDER_PIECES);
	if (!f || (want->protocol == FOLLOW_TCP && !f->pool)) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	f->want = *want;
	f->style = (struct piece_style){ want->mode, terminal };
	return f;
}

void follow_free(struct follow *f)
{
	if (!f)
		return;
	order_pool_free(f->pool);
	free(f);
}

static void put_peers(struct buf *b, const struct follow *f)
{
	buf_lit(b, "peers:\n");
	for (unsigned i = 0; i < 2; i++) {
		buf_lit(b, "  - peer: ");
		fmt_uint(b, i);
		buf_lit(b, "\n    host: ");
		stream_end_address(b, &f->node[i], NULL);
		buf_lit(b, "\n    port: ");
		fmt_uint(b, f->node[i].port);
		buf_char(b, '\n');
	}
	buf_lit(b, "packets:\n");
}

static void put_head(struct follow *f)
{
	struct buf *b = f->out;
	f->headed = true;
	if (f->want.mode == FOLLOW_BYTES)
		return;
	if (f->want.mode == FOLLOW_YAML) {
		put_peers(b, f);
		return;
	}
	buf_lit(b, "\n" RULE "Follow: ");
	buf_str(b, follow_protocol_names[f->want.protocol]);
	buf_char(b, ',');
	buf_str(b, follow_mode_names[f->want.mode]);
	buf_lit(b, "\nFilter: ");
	follow_request_filter(b, &f->want);
	for (unsigned i = 0; i < 2; i++) {
		buf_str(b, i ? "\nNode 1: " : "\nNode 0: ");
		stream_end_name(b, &f->node[i], NULL);
	}
	buf_char(b, '\n');
}

static void put_piece(struct follow *f, const struct order_piece *p)
{
	uint64_t offset = f->bytes[p->side];
	f->bytes[p->side] += p->len;
	f->pieces++;
	if (f->pieces >= f->want.first && f->pieces <= f->want.last &&
	    (f->want.side < 0 || f->want.side == (int)p->side))
		piece_text(f->out, &f->style, p, offset);
}

/* A gap counts as bytes that say so, with a zero byte at their end, as in tshark; among bytes alone it is nothing. */
static void put_gap(struct follow *f, const struct order_piece *p)
{
	char text[64];
	int n = snprintf(text, sizeof text, "[%llu bytes missing in capture file]", (unsigned long long)p->missing);
	struct order_piece said = *p;
	said.bytes = (const uint8_t *)text;
	said.len = (uint32_t)n + 1;
	said.missing = 0;
	if (f->want.mode != FOLLOW_BYTES)
		put_piece(f, &said);
}

static void give(void *context, const struct order_piece *p)
{
	if (p->missing)
		put_gap(context, p);
	else
		put_piece(context, p);
}

/* Who sends, as node 0 or 1: the one who sent the first packet is 0. */
static unsigned side_of(struct follow *f, const struct carried *c)
{
	if (!f->headed) {
		f->node[0] = c->from;
		f->node[1] = c->to;
		put_head(f);
	}
	return !stream_end_is(&c->from, &f->node[0]);
}

static void take_datagram(struct follow *f, const struct carried *c)
{
	const struct order_piece p = { .side = side_of(f, c),
				       .bytes = c->segment.bytes,
				       .len = c->segment.captured,
				       .frame = c->segment.frame,
				       .sec = c->segment.sec,
				       .nsec = c->segment.nsec };
	give(f, &p);
}

/* What HTTP makes of the stream: heads, and bodies unpacked. */
static void take_http(struct follow *f, const struct dissection *d, const struct carried *c)
{
	struct bodies found;
	struct order_piece p = { .frame = d->frame->number, .sec = d->frame->sec, .nsec = d->frame->nsec };
	bodies_begin(&found, d, c->layer);
	while (bodies_next(&found)) {
		p.side = side_of(f, c);
		p.bytes = found.bytes.p;
		p.len = found.bytes.len;
		put_piece(f, &p);
	}
}

void follow_packet(struct follow *f, const struct dissection *d, struct buf *out)
{
	struct carried c;
	unsigned layer = 0;
	f->out = out;
	while (carried_next(d, &layer, &c)) {
		if (!follow_request_wants(&f->want, &c))
			continue;
		if (f->want.protocol == FOLLOW_UDP) {
			take_datagram(f, &c);
		} else if (f->want.protocol == FOLLOW_HTTP) {
			take_http(f, d, &c);
		} else if (f->want.protocol == FOLLOW_TCP) {
			c.segment.side = side_of(f, &c);
			order_take(f->pool, &f->order, &c.segment, give, f);
		}
	}
}

void follow_end(struct follow *f, struct buf *out)
{
	f->out = out;
	if (!f->headed)
		put_head(f);
	if (f->want.mode != FOLLOW_YAML && f->want.mode != FOLLOW_BYTES)
		buf_lit(out, RULE);
}

uint64_t follow_left_over(const struct follow *f)
{
	return f->order.side[0].waiting + f->order.side[1].waiting;
}

uint64_t follow_forced(const struct follow *f)
{
	return f->pool ? order_pool_forced(f->pool) : 0;
}

const struct stream_end *follow_node(const struct follow *f, unsigned side)
{
	return &f->node[side];
}

uint64_t follow_bytes(const struct follow *f, unsigned side)
{
	return f->bytes[side];
}
