/* endpoints.c: -z endpoints,KIND: what each address, or address and port, sent and received. */
#include <stdlib.h>

#include "output/stats/rows.h"
#include "output/stats/talk.h"

struct endpoint {
	struct talker key;
	uint64_t frames[2], bytes[2]; /* sent, received */
};

/* Two IPv4 addresses of late that talked, and their rows: index + 1. */
struct recent_pair {
	uint64_t addresses;
	uint32_t from, to;
};
enum { RECENT_BITS = 9 };

struct endpoints {
	struct rows rows;
	struct recent_pair recent[1 << RECENT_BITS];
};

static void endpoints_begin(struct report *r)
{
	struct endpoints *s = r->state;
	report_ask(r, registry_find(r->env->registry, ((const struct talk_kind *)r->kind->variant)->layer));
	rows_init(&s->rows, sizeof(struct talker), sizeof(struct endpoint), r->env->max_rows);
}

static void count(struct endpoint *e, unsigned way, uint32_t bytes)
{
	e->frames[way]++;
	e->bytes[way] += bytes;
}

/* Returns the index + 1 of the row; 0: there is no room for it. */
static uint32_t add(struct report *r, const struct talker *who, unsigned way, uint32_t bytes)
{
	struct endpoints *s = r->state;
	bool fresh;
	struct endpoint *e = rows_get(&s->rows, who, &fresh);
	if (!e) {
		r->refused++;
		return 0;
	}
	count(e, way, bytes);
	return s->rows.latest + 1;
}

/* Where rows of the two addresses are noted; NULL: they are of no such kind. */
static struct recent_pair *recent_of(struct endpoints *s, const struct talk_kind *kind, const struct layer *l,
				     uint64_t *addresses)
{
	if (kind->ports || l->src.type != ADDR_IPV4 || l->dst.type != ADDR_IPV4)
		return NULL;
	*addresses = (uint64_t)slice_u32((struct slice){ l->src.p, 4, 4 }, 0) << 32 |
		     slice_u32((struct slice){ l->dst.p, 4, 4 }, 0);
	return &s->recent[*addresses * UINT64_C(0x9e3779b97f4a7c15) >> (64 - RECENT_BITS)];
}

static void endpoints_layer(struct report *r, const struct stat_packet *p, const struct layer *l)
{
	struct endpoints *s = r->state;
	const uint32_t bytes = p->d->frame->len;
	uint64_t addresses;
	struct talk t;
	if (!talk_is(r->kind->variant, p->d, l))
		return;
	struct recent_pair *recent = recent_of(s, r->kind->variant, l, &addresses);
	if (recent && recent->from && recent->to && recent->addresses == addresses) {
		count(rows_at(&s->rows, recent->from - 1), 0, bytes);
		count(rows_at(&s->rows, recent->to - 1), 1, bytes);
		return;
	}
	talk_of(&t, r->kind->variant, p->d, l);
	uint32_t from = add(r, &t.from, 0, bytes), to = t.to.type != ADDR_NONE ? add(r, &t.to, 1, bytes) : 0;
	if (recent)
		*recent = (struct recent_pair){ addresses, from, to };
}

static uint64_t all_frames(const void *row)
{
	const struct endpoint *e = row;
	return e->frames[0] + e->frames[1];
}

static void amount(struct buf *b, uint64_t frames, const char *between, uint64_t bytes, const char *behind)
{
	fmt_uint_pad(b, frames, 6, ' ');
	buf_str(b, between);
	fmt_uint_pad(b, bytes, 9, ' ');
	buf_str(b, behind);
}

static void text_row(struct buf *b, const struct report *r, const struct endpoint *e)
{
	const struct talk_kind *kind = r->kind->variant;
	struct buf port = { 0 };
	size_t at = b->len;
	talker_address(b, r->env, &e->key);
	if (b->len - at < 20)
		buf_fill(b, ' ', 20 - (b->len - at));
	if (kind->ports) {
		talker_port(&port, r->env, kind, &e->key);
		text_printf(b, "      %5.*s", (int)port.len, port.p);
		buf_free(&port);
	}
	buf_put(b, "      ", kind->ports ? 5 : 6);
	amount(b, all_frames(e), "     ", e->bytes[0] + e->bytes[1], "     ");
	amount(b, e->frames[0], "       ", e->bytes[0], "      ");
	amount(b, e->frames[1], "       ", e->bytes[1], "   \n");
}

static void endpoints_text(struct report *r, struct buf *b)
{
	struct endpoints *s = r->state;
	const struct talk_kind *kind = r->kind->variant;
	const void **row = rows_sorted(&s->rows, all_frames);
	text_line(b, '=', 80);
	text_printf(b, "%s Endpoints\nFilter:%s\n", kind->title, r->filter_text ? r->filter_text : "<No Filter>");
	text_printf(
		b,
		"                       |  %sPackets  | |  Bytes  | | Tx Packets | | Tx Bytes | | Rx Packets | | Rx Bytes |\n",
		kind->ports ? "Port  ||  " : "");
	for (uint32_t i = 0; i < s->rows.n; i++)
		text_row(b, r, row[i]);
	text_line(b, '=', 80);
	free(row);
}

static json_t *endpoints_json(struct report *r)
{
	struct endpoints *s = r->state;
	const void **row = rows_sorted(&s->rows, all_frames);
	json_t *list = json_array();
	struct buf b = { 0 };
	for (uint32_t i = 0; i < s->rows.n; i++) {
		const struct endpoint *e = row[i];
		json_t *o = json_object();
		buf_clear(&b);
		talker_address(&b, r->env, &e->key);
		json_object_set_new(o, "address", json_text(b.p, b.len));
		if (((const struct talk_kind *)r->kind->variant)->ports)
			json_object_set_new(o, "port", json_integer(e->key.port));
		json_object_set_new(o, "tx_frames", json_integer((json_int_t)e->frames[0]));
		json_object_set_new(o, "tx_bytes", json_integer((json_int_t)e->bytes[0]));
		json_object_set_new(o, "rx_frames", json_integer((json_int_t)e->frames[1]));
		json_object_set_new(o, "rx_bytes", json_integer((json_int_t)e->bytes[1]));
		json_array_append_new(list, o);
	}
	buf_free(&b);
	free(row);
	return json_pack("{s:o}", "endpoints", list);
}

static void endpoints_end(struct report *r)
{
	rows_free(&((struct endpoints *)r->state)->rows);
}

#define ENDPOINTS(kind_)                                                                                              \
	{ .name = "endpoints," #kind_, .tap = "endpoint", .plain = true, .variant = &talk_##kind_, .size = sizeof(struct endpoints),                    \
	  .begin = endpoints_begin, .layer = endpoints_layer, .text = endpoints_text, .json = endpoints_json,       \
	  .end = endpoints_end }

const struct report_kind endpoint_reports[] = {
	ENDPOINTS(eth), ENDPOINTS(ip),	ENDPOINTS(ipv6), ENDPOINTS(sctp),   ENDPOINTS(sll),
	ENDPOINTS(tcp), ENDPOINTS(udp), ENDPOINTS(wlan), { .name = NULL },
};
