/* flow_text.c: peel flows as a table: one line a connection, in columns that most values fit. */
#include "output/flow_text.h"

#include "base/cell.h"
#include "base/fmt.h"
#include "dissect/application/name_service.h"

/* A negative width: aligned to the left. */
struct text_column {
	const char *title;
	int width;
	void (*put)(struct buf *, const struct row *);
};

#define PUT(name) static void name(struct buf *b, const struct row *r)

PUT(put_stream)
{
	if (row_has_ports(r))
		fmt_uint(b, r->c->stream);
	else
		buf_char(b, '-');
}
PUT(put_start)
{
	row_seconds(b, r->c->first - r->start, 6);
}
PUT(put_duration)
{
	row_seconds(b, row_duration(r), 6);
}
PUT(put_proto)
{
	buf_str(b, row_is_icmp(r) || row_has_ports(r) ? row_proto(r) : "ip");
}

static void endpoint(struct buf *b, const struct row *r, bool responder)
{
	bool v6 = r->c->entry.key.type == ADDR_IPV6;
	if (v6)
		buf_char(b, '[');
	row_address(b, r, responder);
	if (v6)
		buf_char(b, ']');
	if (row_is_icmp(r) || row_has_ports(r)) {
		buf_char(b, ':');
		fmt_uint(b, row_port(r, responder));
	}
}
PUT(put_orig)
{
	endpoint(b, r, false);
}
PUT(put_resp)
{
	endpoint(b, r, true);
}
PUT(put_application)
{
	const char *name = row_application(r);
	buf_str(b, name ? name : "-");
}
/* One word when both ends are in the same state, or when only one is known. */
PUT(put_state)
{
	const char *a = row_state(r, false), *z = row_state(r, true);
	buf_str(b, a ? a : "-");
	if (!a || a == z)
		return;
	buf_char(b, '/');
	buf_str(b, z);
}
PUT(put_ending)
{
	buf_str(b, row_ending(r));
}

static void pair(struct buf *b, uint64_t from_orig, uint64_t from_resp)
{
	fmt_uint(b, from_orig);
	buf_char(b, '/');
	fmt_uint(b, from_resp);
}

static const struct conn_side *side(const struct row *r, bool responder)
{
	return &r->c->side[r->c->zeek.orig ^ (unsigned)responder];
}
PUT(put_packets)
{
	pair(b, side(r, false)->packets, side(r, true)->packets);
}
PUT(put_bytes)
{
	pair(b, side(r, false)->bytes, side(r, true)->bytes);
}
PUT(put_rtt)
{
	const int64_t ms = 1000000;
	if (row_handshake(r) < 0) {
		buf_char(b, '-');
		return;
	}
	int64_t server = r->c->synack_time - r->c->syn_time, client = r->c->ack_time - r->c->synack_time;
	fmt_secs(b, false, (uint64_t)(server / ms), (uint64_t)(server % ms) * 1000, 3);
	buf_char(b, '+');
	fmt_secs(b, false, (uint64_t)(client / ms), (uint64_t)(client % ms) * 1000, 3);
}
PUT(put_retransmitted)
{
	pair(b, side(r, false)->retransmitted.segments, side(r, true)->retransmitted.segments);
}
PUT(put_lost)
{
	pair(b, side(r, false)->lost.segments, side(r, true)->lost.segments);
}
PUT(put_zeek)
{
	buf_str(b, conn_zeek_state(r->c));
}
PUT(put_history)
{
	if (r->c->zeek.n_history)
		buf_put(b, r->c->zeek.history, r->c->zeek.n_history);
	else
		buf_char(b, '-');
}

static void put_app_name(struct buf *b, const struct conn_app *a)
{
	buf_put(b, a->name, a->name_len);
}

static void put_answer(struct buf *b, const struct conn_app *a)
{
	if (!a->answered)
		return;
	buf_char(b, ' ');
	int64_t ms;
	row_seconds(b, __builtin_mul_overflow(a->elapsed, 1000, &ms) ? INT64_MAX : ms, 3);
	buf_lit(b, " ms");
}
/* "GET www.example.com 200", a server's name, "A www.example.com 0.412 ms". */
PUT(put_about)
{
	const struct conn_app *a = &r->c->app;
	if (a->kind == CONN_APP_NAMES) {
		name_type_put(b, a->number);
		buf_char(b, ' ');
	} else if (a->method_len) {
		buf_put(b, a->method, a->method_len);
		buf_char(b, ' ');
	}
	put_app_name(b, a);
	if (a->kind == CONN_APP_NAMES)
		put_answer(b, a);
	else if (a->kind == CONN_APP_WEB && a->number) {
		buf_str(b, a->name_len ? " " : "");
		fmt_uint(b, a->number);
	}
}

static const struct text_column columns[] = {
	{ "flow", 6, put_stream },
	{ "start", 12, put_start },
	{ "duration", 12, put_duration },
	{ "proto", -5, put_proto },
	{ "originator", -21, put_orig },
	{ "responder", -21, put_resp },
	{ "app", -8, put_application },
	{ "packets", 11, put_packets },
	{ "bytes", 15, put_bytes },
	{ "rtt ms", 15, put_rtt },
	{ "retr", 5, put_retransmitted },
	{ "lost", 5, put_lost },
	{ "ended", -9, put_ending },
	{ "zeek", -6, put_zeek },
	{ "history", -10, put_history },
	{ "state", -23, put_state },
	{ "about", 0, put_about },
};

enum { TEXT_ROOM = 1024 };

/* All texts, and then their cells: what was just written in small pieces is not read yet. */
static void line(struct buf *b, const struct row *r)
{
	char room[TEXT_ROOM];
	struct buf text = BUF_OVER(room, sizeof room);
	size_t end[COUNT(columns)], from = 0;
	for (unsigned i = 0; i < COUNT(columns); i++) {
		if (r)
			columns[i].put(&text, r);
		else
			buf_str(&text, columns[i].title);
		end[i] = text.len;
	}
	for (unsigned i = 0; i < COUNT(columns); from = end[i++])
		cell_put(b, text.p + from, end[i] - from, columns[i].width);
	while (b->p[b->len - 1] == ' ')
		b->len--;
	buf_char(b, '\n');
}

void flow_text_head(struct buf *b)
{
	line(b, NULL);
}

void flow_text_row(struct buf *b, const struct row *r)
{
	line(b, r);
}
