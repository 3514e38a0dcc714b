/* sequence.c: -z flow,any|icmp|icmpv6|tcp,standard|network: who sent what to whom, one arrow a packet. */
#include "output/stats/sequence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/transport/tcp.h"
#include "output/select.h"

enum { MAX_LABEL = 1024, MAX_COMMENT = 1024, MAX_SEQUENCE_TEXT = 256 * 1024 * 1024, ICMP_ECHO_REPLY = 0, ICMP_ECHO = 8,
       ICMPV6_ECHO = 128, ICMPV6_ECHO_REPLY = 129 };

static bool sequence_parse(struct report *r, const char *args, struct buf *error)
{
	struct sequence *s = r->state;
	const char *filter = args ? strchr(args, ',') : NULL;
	s->network = args && !strncmp(args, "network", strlen("network"));
	if (!args || (!s->network && strncmp(args, "standard", strlen("standard")) != 0)) {
		text_printf(error, "flow - Invalid address type.");
		return false;
	}
	if (!filter || report_filter(r, filter + 1, error))
		return true;
	error->len = 0;
	text_printf(error, "flow - Error registering tap listener.");
	return false;
}

static void sequence_begin(struct report *r)
{
	struct sequence *s = r->state;
	const struct sequence_kind *kind = r->kind->variant;
	s->proto_id = kind->layer ? registry_find(r->env->registry, kind->layer) : NO_PROTOCOL;
	rows_init(&s->nodes, sizeof(struct talker), sizeof(struct sequence_node), r->env->max_rows);
}

/* The column of an address; -1: no room. */
static int64_t node_of(struct sequence *s, const struct address *a)
{
	struct talker t;
	bool fresh;
	talker_set(&t, a, 0);
	const char *row = rows_get(&s->nodes, &t, &fresh);
	return row ? (row - s->nodes.row) / s->nodes.row_size : -1;
}

/* The layer whose addresses are the packet's. */
static const struct layer *addressed(const struct sequence *s, const struct dissection *d)
{
	for (unsigned i = d->n_layers; i-- > 1;) {
		const struct layer *l = &d->layer[i];
		bool network = l->src.type == ADDR_IPV4 || l->src.type == ADDR_IPV6;
		if (!(l->flags & LAYER_QUOTED) && l->src.len && l->dst.len && (network || s->network))
			return l;
	}
	return NULL;
}

/* The ports that a packet ends up with: of its innermost transport header, be it quoted. */
static void find_ports(const struct dissection *d, uint16_t port[2])
{
	port[0] = port[1] = 0;
	for (unsigned i = d->n_layers; i-- > 1;) {
		const char *name = d->layer[i].proto->name;
		if (strcmp(name, "tcp") != 0 && strcmp(name, "udp") != 0 && strcmp(name, "sctp") != 0)
			continue;
		port[0] = slice_u16(d->layer[i].data, 0);
		port[1] = slice_u16(d->layer[i].data, 2);
		return;
	}
}

static void *must(void *p)
{
	if (!p) {
		fputs("peel: out of memory for statistics\n", stderr);
		exit(3);
	}
	return p;
}

/* Room for one more; NULL: there is none. */
static struct sequence_item *new_item(struct report *r)
{
	struct sequence *s = r->state;
	if (s->n == r->env->max_rows || s->text.len > MAX_SEQUENCE_TEXT) {
		r->refused++;
		return NULL;
	}
	if (s->n == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 256;
		s->item = must(realloc(s->item, (size_t)s->cap * sizeof *s->item));
	}
	return &s->item[s->n];
}

/* At most max bytes of text, at the end of a character. */
static uint16_t put_text(struct buf *b, const char *p, size_t n, size_t max)
{
	if (n > max)
		for (n = max; n && ((unsigned char)p[n] & 0xc0) == 0x80; n--)
			;
	if (n)
		buf_put(b, p, n);
	return (uint16_t)n;
}

static void put_moment(struct report *r, struct sequence_item *item, const struct dissection *d)
{
	struct sequence *s = r->state;
	struct column column = { 0 };
	const struct view view = { .d = d, .column = &column };
	item->text = (uint32_t)s->text.len;
	column_text(&s->text, COLUMN_TIME, r->env->print, &view);
	item->time_len = (uint16_t)(s->text.len - item->text);
}

static void put_info(struct sequence *s, struct sequence_item *item, const struct dissection *d)
{
	struct column column = { .info = s->scratch };
	column_info(&column, d, column_speaker(d));
	item->label_len = put_text(&s->text, column.info.p, column.info.len, MAX_LABEL);
	item->comment_len = put_text(&s->text, column.protocol, strlen(column.protocol), MAX_COMMENT);
	s->scratch = column.info;
}

/* "SYN, ACK - Len: 12", "Seq = 0 Ack = 1" */
static void put_segment(struct sequence *s, struct sequence_item *item, const struct dissection *d,
			const struct layer *l)
{
	static const char *const flags[] = { "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE" };
	const struct tcp_note *n = layer_tcp_note(d, l);
	struct tcp_segment segment;
	size_t at = s->text.len;
	tcp_read(l, &segment);
	for (unsigned i = 0; i < COUNT(flags); i++)
		if (segment.flags >> i & 1)
			text_printf(&s->text, "%s%s", s->text.len > at ? ", " : "", flags[i]);
	if (s->text.len == at)
		buf_lit(&s->text, "<None>");
	if (segment.len)
		text_printf(&s->text, " - Len: %u", segment.len);
	item->label_len = (uint16_t)(s->text.len - at);
	at = s->text.len;
	text_printf(&s->text, "Seq = %u", n ? n->seq : segment.seq);
	if (segment.flags & 0x10)
		text_printf(&s->text, " Ack = %u", n ? n->ack : segment.ack);
	item->comment_len = (uint16_t)(s->text.len - at);
	item->stream = n ? n->stream : 0;
}

static void add_item(struct report *r, const struct dissection *d, const struct layer *l, const struct layer *carried)
{
	struct sequence *s = r->state;
	const struct sequence_kind *kind = r->kind->variant;
	int64_t from = node_of(s, &l->src), to = node_of(s, &l->dst);
	struct sequence_item *item = from < 0 || to < 0 ? NULL : new_item(r);
	if (!item) {
		r->refused += from < 0 || to < 0;
		return;
	}
	*item = (struct sequence_item){ .from = (uint32_t)from, .to = (uint32_t)to };
	put_moment(r, item, d);
	if (kind->info)
		put_info(s, item, d);
	else
		put_segment(s, item, d, carried);
	if (kind->streams) {
		item->port[0] = slice_u16(carried->data, 0);
		item->port[1] = slice_u16(carried->data, 2);
		s->many |= s->n && s->item[0].stream != item->stream;
	} else {
		find_ports(d, item->port);
		if (carried && !item->port[0] && !item->port[1]) /* type and code of the message, as in tshark */
			item->port[1] = slice_u16(carried->data, 0);
	}
	s->n++;
}

/* Of ICMP, echoes count, and their replies when the request is known. */
static bool is_echo(const struct dissection *d, const struct layer *l)
{
	uint8_t type = slice_u8(l->data, 0);
	bool v4 = l->src.type == ADDR_IPV4;
	const struct match_note *match = layer_match_note(d, l);
	if (!slice_has(l->data, 0, 8))
		return false;
	return type == (v4 ? ICMP_ECHO : ICMPV6_ECHO) ||
	       (type == (v4 ? ICMP_ECHO_REPLY : ICMPV6_ECHO_REPLY) && match && match->frame);
}

static void sequence_packet(struct report *r, const struct stat_packet *p)
{
	const struct sequence *s = r->state;
	const struct sequence_kind *kind = r->kind->variant;
	const struct layer *l = kind->layer ? NULL : addressed(s, p->d);
	if (l)
		add_item(r, p->d, l, NULL);
	for (unsigned i = 1; kind->layer && i < p->d->n_layers; i++) {
		l = &p->d->layer[i];
		if (l->proto_id != s->proto_id || !l->src.len || !l->dst.len ||
		    l->flags & (LAYER_QUOTED | LAYER_SHORT | LAYER_MALFORMED | LAYER_CONTINUED))
			continue;
		if (kind->streams || is_echo(p->d, l))
			add_item(r, p->d, l, l);
	}
}

static void sequence_end(struct report *r)
{
	struct sequence *s = r->state;
	rows_free(&s->nodes);
	free(s->item);
	buf_free(&s->text);
	buf_free(&s->scratch);
}

static const struct sequence_kind any_kind = { NULL, false, true }, icmp_kind = { "icmp", false, true },
				  icmpv6_kind = { "icmpv6", false, true }, tcp_kind = { "tcp", true, false };

#define SEQUENCE(name_, kind_, data_)                                                                                 \
	{ .name = name_, .usage = ",standard|network[,<filter>]", .variant = &kind_, .size = sizeof(struct sequence),   \
	  .needs_data = data_, .parse = sequence_parse, .begin = sequence_begin, .packet = sequence_packet,             \
	  .text = sequence_text, .json = sequence_json, .end = sequence_end }

const struct report_kind sequence_reports[] = {
	SEQUENCE("flow,any", any_kind, true),
	SEQUENCE("flow,icmp", icmp_kind, true),
	SEQUENCE("flow,icmpv6", icmpv6_kind, true),
	SEQUENCE("flow,tcp", tcp_kind, false),
	{ .name = NULL },
};
