/* conn.c: which connection a packet belongs to, when connections end, and what packets of any kind add to them. */
#include "flow/conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/checksum.h"
#include "dissect/options.h"
#include "flow/conn_impl.h"

enum { PORT_DNS = 53, SWEEP_FRACTION = 4 };
#define SECONDS INT64_C(1000000000)

/* Zeek's, so that its rows and ours are the same. */
const struct conn_options conn_options_default = {
	.timeout = {
		[FLOW_EMBRYONIC] = 5 * SECONDS, [FLOW_HANDSHAKE] = 60 * SECONDS, [FLOW_CLOSED] = 5 * SECONDS,
		[FLOW_ESTABLISHED] = 300 * SECONDS, [FLOW_PATIENT] = 3600 * SECONDS, [FLOW_UDP] = 60 * SECONDS,
		[FLOW_DNS] = 10 * SECONDS, [FLOW_ICMP] = 60 * SECONDS,
	},
	.wait = 60 * SECONDS,
};

static void end_conn(struct conns *cs, struct conn *c, enum conn_ending how)
{
	c->ending = (uint8_t)how;
	if (cs->on_end)
		cs->on_end(cs->context, c);
}

static void evicted(void *context, void *entry)
{
	struct conns *cs = context;
	cs->ended_early++;
	end_conn(cs, entry, CONN_EVICTED);
}

struct conns *conns_new(uint32_t max, const struct conn_options *options)
{
	struct conns *cs = calloc(1, sizeof *cs);
	if (!cs) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	cs->options = *options;
	cs->now = cs->sweep_at = INT64_MIN;
	cs->table = flow_table_new(max, sizeof(struct conn), false);
	flow_table_on_evict(cs->table, evicted, cs);
	return cs;
}

void conns_free(struct conns *cs)
{
	if (!cs)
		return;
	flow_table_free(cs->table);
	free(cs);
}

/* An attempt has its time from the first SYN on, all else from the last packet. */
static bool has_expired(const struct conns *cs, const struct conn *c)
{
	int64_t since = c->entry.class == FLOW_EMBRYONIC ? c->first : c->last;
	return cs->now - since > cs->options.timeout[c->entry.class];
}

void conn_end(struct conns *cs, struct conn *c, enum conn_ending how)
{
	end_conn(cs, c, how);
	flow_table_remove(cs->table, c);
}

static void sweep(struct conns *cs, enum flow_class class)
{
	struct conn *c;
	cs->swept[class] = cs->now;
	while ((c = flow_table_oldest(cs->table, class))) {
		flow_table_fetch_around(cs->table, c);
		if (has_expired(cs, c))
			conn_end(cs, c, CONN_TIMED_OUT);
		else if (c->entry.used)
			flow_table_refresh(cs->table, c);
		else
			break;
	}
}

/* Time is the packets'. It does not run backwards, whatever they say. */
static void tick(struct conns *cs, int64_t now)
{
	if (now <= cs->now)
		return;
	if (cs->now == INT64_MIN)
		for (unsigned i = 0; i < FLOW_CLASSES; i++)
			cs->swept[i] = now;
	cs->now = now;
	if (now < cs->sweep_at)
		return;
	cs->sweep_at = INT64_MAX;
	for (unsigned i = 0; i < FLOW_CLASSES; i++) {
		int64_t wait = cs->options.timeout[i] / SWEEP_FRACTION + 1;
		if (now - cs->swept[i] >= wait)
			sweep(cs, i);
		if (cs->swept[i] + wait < cs->sweep_at)
			cs->sweep_at = cs->swept[i] + wait;
	}
}

struct conn *conn_find(struct conns *cs, struct conn_packet *p)
{
	tick(cs, p->now);
	struct conn *c = p->hint && *p->hint ? flow_table_at(cs->table, *p->hint - 1) : NULL;
	if (!c || !flow_key_same(&c->entry.key, &p->key))
		c = flow_table_find(cs->table, &p->key);
	if (c && has_expired(cs, c)) {
		conn_end(cs, c, CONN_TIMED_OUT);
		c = NULL;
	}
	return c;
}

struct conn *conn_add(struct conns *cs, struct conn_packet *p, enum flow_class class)
{
	struct conn *c = flow_table_add(cs->table, &p->key, class);
	c->stream = p->stream;
	c->first = c->last = c->active = p->now;
	c->first_fin = c->first_rst = NOBODY;
	for (unsigned i = 0; i < 2; i++) {
		c->side[i].wscale = -1;
		c->side[i].zero_since = INT64_MIN;
	}
	return c;
}

void conns_pick(struct conns *cs, const struct frame *f)
{
	for (unsigned i = 0; i < CONNS_OF_FRAME; i++) {
		struct conn *c = cs->seen[i].frame == f->number ? flow_table_at(cs->table, cs->seen[i].conn) : NULL;
		if (c)
			c->picked = true;
	}
}

void conn_count(struct conn *c, struct conn_packet *p, uint32_t payload, struct conns *cs)
{
	struct conn_side *s = &c->side[p->from];
	uint32_t index = flow_table_index(cs->table, c);
	if (p->hint)
		*p->hint = index + 1;
	flow_table_touch(c);
	cs->seen[cs->n_seen++ % CONNS_OF_FRAME] = (struct conns_seen){ index, p->d->frame->number };
	s->packets++;
	s->bytes += p->d->frame->len;
	s->ip_bytes += p->ip_bytes;
	s->payload += payload;
	if (p->now > c->last)
		c->last = p->now;
}

void conn_see_udp(struct conns *cs, struct conn_packet *p, uint16_t src_port, uint16_t dst_port, uint32_t payload)
{
	struct conn *c = conn_find(cs, p);
	if (!c) {
		const struct address *to = &p->l->dst;
		bool many = to->p[0] == 255; /* to all, or IPv6 multicast */
		c = conn_add(cs, p, src_port == PORT_DNS || dst_port == PORT_DNS ? FLOW_DNS : FLOW_UDP);
		zeek_begin_udp(&c->zeek, p->from, src_port, dst_port, many);
	}
	if (p->bad_sum) {
		zeek_bad_checksum(&c->zeek, p->from);
		return;
	}
	conn_count(c, p, payload, cs);
	c->active = c->last;
	zeek_udp(&c->zeek, p->from);
}

static void see_datagram(struct conns *cs, struct conn_packet *p, uint32_t payload, enum flow_class class)
{
	struct conn *c = conn_find(cs, p);
	if (!c) {
		c = conn_add(cs, p, class);
		c->zeek.orig = (uint8_t)p->from;
	}
	conn_count(c, p, payload, cs);
	c->active = c->last;
}

void conn_see_icmp(struct conns *cs, struct conn_packet *p, uint32_t payload)
{
	see_datagram(cs, p, payload, FLOW_ICMP);
}

void conn_see_ip(struct conns *cs, struct conn_packet *p, uint32_t payload)
{
	see_datagram(cs, p, payload, FLOW_UDP);
}

/* --- where a packet is --- */

static uint32_t fold(uint32_t h, uint64_t v)
{
	v = (v ^ h) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(v >> 32) | 1;
}

static uint64_t address_bits(const struct address *a)
{
	uint64_t w[2] = { 0, 0 };
	if (a->len) /* a cut header has none */
		memcpy(w, a->p, a->len < sizeof w ? a->len : sizeof w);
	return w[0] * UINT64_C(0xff51afd7ed558ccd) + w[1];
}

/* What tells a VLAN or a tunnel from others, and is the same both ways: not labels and tunnel ids that each end chooses. */
static uint32_t encapsulation_of(uint32_t h, const struct layer *l)
{
	const char *name = l->proto->name;
	if (l->flags & LAYER_CONTINUED)
		return h;
	if (!strcmp(name, "vlan") || !strcmp(name, "ieee8021ad"))
		return fold(h, slice_u16(l->data, 0) & 0xfffu);
	if (!strcmp(name, "vxlan") || !strcmp(name, "geneve"))
		return fold(h, slice_u32(l->data, 4) >> 8);
	if (layer_is_ip(l) && l->src.type == l->dst.type)
		return fold(h, address_bits(&l->src) ^ address_bits(&l->dst));
	return h;
}

/* A datagram whose header is damaged belongs to nobody, when somebody wants that checked. */
static bool header_is_whole(const struct dissection *d, const struct layer *ip)
{
	if (!d->options->ip_check_checksum || ip->proto != &protocol_ipv4 || !slice_has(ip->data, 0, ip->header_len))
		return true;
	return !checksum_fold(checksum_add(0, ip->data.p, ip->header_len));
}

bool conn_locate(struct conn_packet *p, const struct dissection *d, const struct layer *l)
{
	const struct layer *ip = l;
	p->d = d;
	p->l = l;
	while (ip != d->layer && !layer_is_ip(ip))
		ip = layer_parent(d, ip);
	p->ip_bytes = l->data.wire + (l->buffer == ip->buffer ? l->off - ip->off : ip->header_len);
	p->key.encapsulation = 0;
	for (const struct layer *above = ip; above != d->layer;) {
		above = layer_parent(d, above);
		if (above->proto != &protocol_ethernet && above != d->layer) /* these two tell nothing, and are most */
			p->key.encapsulation = encapsulation_of(p->key.encapsulation, above);
	}
	p->now = d->now;
	return header_is_whole(d, ip);
}

/* --- what is told of them --- */

struct by_start {
	struct conns *cs;
	void (*visit)(void *, const struct conn *);
	void *context;
};

static int compare_start(const void *a, const void *b)
{
	const struct conn *x = *(struct conn *const *)a, *y = *(struct conn *const *)b;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->entry.linked > y->entry.linked) - (x->entry.linked < y->entry.linked);
}

void conns_each_open(struct conns *cs, void (*visit)(void *, const struct conn *), void *context)
{
	uint32_t n = 0, span = flow_table_span(cs->table);
	struct conn **all = malloc((span + 1) * sizeof(struct conn *)), *c;
	if (!all) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	for (uint32_t i = 0; i < span; i++)
		if ((c = flow_table_at(cs->table, i)))
			all[n++] = c;
	qsort(all, n, sizeof *all, compare_start);
	for (uint32_t i = 0; i < n; i++) {
		if (i + 1 < n)
			flow_table_fetch_entry(cs->table, all[i + 1]);
		visit(context, all[i]);
	}
	free(all);
}

const char *conn_zeek_state(const struct conn *c)
{
	if (c->entry.key.proto == IP_TCP)
		return zeek_tcp_state(&c->zeek);
	if (c->entry.key.proto == IP_UDP)
		return zeek_udp_state(c->side[c->zeek.orig].packets, c->side[!c->zeek.orig].packets);
	return "OTH";
}

unsigned conn_active_closers(const struct conn *c)
{
	unsigned who = 0;
	for (unsigned i = 0; i < 2; i++)
		if (c->end[i].fin_sent && c->end[i].fin_first)
			who |= 1u << i;
	return who;
}

unsigned conn_waiting(const struct conn *c, int64_t now)
{
	unsigned who = 0;
	for (unsigned i = 0; i < 2; i++)
		if (c->end[i].state == TCP_TIME_WAIT && now < c->wait_until)
			who |= 1u << i;
	return who;
}
