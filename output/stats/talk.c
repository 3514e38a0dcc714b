/* talk.c: who talks to whom on one layer. */
#include "output/stats/talk.h"

const struct talk_kind talk_eth = { .layer = "eth", .title = "Ethernet" };
const struct talk_kind talk_ip = { .layer = "ip", .title = "IPv4" };
const struct talk_kind talk_ipv6 = { .layer = "ipv6", .title = "IPv6" };
const struct talk_kind talk_sll = { .layer = "sll", .title = "SLL", .one_sided = true };
const struct talk_kind talk_wlan = { .layer = "wlan", .title = "IEEE 802.11" };
const struct talk_kind talk_tcp = { "tcp", "TCP", true, false, NAMES_TCP, STREAM_TCP };
const struct talk_kind talk_udp = { "udp", "UDP", true, false, NAMES_UDP, STREAM_UDP };
const struct talk_kind talk_sctp = { "sctp", "SCTP", true, false, NAMES_SCTP, STREAM_NONE };

void talker_set(struct talker *t, const struct address *a, uint16_t port)
{
	*t = (struct talker){ .type = a->type, .port = port };
	t->len = a->len < sizeof t->address ? a->len : sizeof t->address;
	if (a->p)
		memcpy(t->address, a->p, t->len);
}

uint64_t talk_stream(const struct talk_kind *kind, const struct dissection *d, const struct layer *l)
{
	if (!l->note || kind->stream == STREAM_NONE)
		return UINT64_MAX;
	return kind->stream == STREAM_TCP ? layer_tcp_note(d, l)->stream : layer_udp_note(d, l)->stream;
}

bool talk_is_fragment(const struct dissection *d, const struct layer *l)
{
	for (const struct layer *c = l + 1; c < d->layer + d->n_layers && !strcmp(c->proto->name, "ipv6.ext"); c++)
		if (c->flags & LAYER_FRAGMENT)
			return true;
	return false;
}

bool talk_is(const struct talk_kind *kind, const struct dissection *d, const struct layer *l)
{
	return !(l->flags & (LAYER_QUOTED | LAYER_SHORT | LAYER_MALFORMED | LAYER_CONTINUED)) && l->src.len &&
	       (l->dst.len || kind->one_sided) && !(kind == &talk_ipv6 && talk_is_fragment(d, l));
}

bool talker_is_source(const struct talker *t, const struct talk_kind *kind, const struct layer *l)
{
	return t->len == l->src.len && (!kind->ports || t->port == slice_u16(l->data, 0)) &&
	       !memcmp(t->address, l->src.p, t->len);
}

bool talk_of(struct talk *t, const struct talk_kind *kind, const struct dissection *d, const struct layer *l)
{
	if (!talk_is(kind, d, l))
		return false;
	talker_set(&t->from, &l->src, kind->ports ? slice_u16(l->data, 0) : 0);
	talker_set(&t->to, &l->dst, kind->ports ? slice_u16(l->data, 2) : 0);
	t->stream = talk_stream(kind, d, l);
	return true;
}

void talker_address(struct buf *b, const struct stats_env *env, const struct talker *t)
{
	switch (t->type) {
	case ADDR_ETHER: names_mac(env->names, b, t->address); break;
	case ADDR_IPV4: names_ipv4(env->names, b, t->address); break;
	case ADDR_IPV6: names_ipv6(env->names, b, t->address); break;
	case ADDR_NONE: buf_lit(b, "NONE"); break;
	default: fmt_bytes(b, t->address, t->len, ':'); break;
	}
}

void talker_port(struct buf *b, const struct stats_env *env, const struct talk_kind *kind, const struct talker *t)
{
	const char *name =
		names_want(env->names, NAMES_TRANSPORT) ? names_port(env->names, kind->transport, t->port) : NULL;
	if (name)
		buf_str(b, name);
	else
		fmt_uint(b, t->port);
}
