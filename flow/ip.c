/* ip.c: fragments of IPv4 and IPv6 go to those who put them together, and whole datagrams to whom they are for. */
#include "base/inline.h"
#include "dissect/internet/fragment.h"
#include "flow/defrag.h"
#include "flow/tracker_impl.h"

/* Addresses that mean another host in each network (RFC 1918, RFC 3927). */
static bool is_private(const uint8_t *p)
{
	return p[0] == 10 || (p[0] == 172 && p[1] >> 4 == 1) || (p[0] == 192 && p[1] == 168) ||
	       (p[0] == 169 && p[1] == 254);
}

static uint32_t vlan_above(const struct tracker *k, const struct dissection *d, const struct layer *l)
{
	while (l != d->layer) {
		l = layer_parent(d, l);
		if (l->proto_id == k->vlan_id || l->proto_id == k->ieee8021ad_id)
			return slice_u16(l->data, 0) & 0xfffu;
	}
	return 0;
}

/* Fragments belong together by sender, receiver, identification and, in IPv4, protocol (RFC 791, 3.2). */
static struct flow_key key_of(const struct layer *l, const struct ip_fragment *f)
{
	struct flow_key key = { .type = l->src.type };
	memcpy(key.a, l->src.p, l->src.len);
	memcpy(key.b, l->dst.p, l->dst.len);
	key.port_a = (uint16_t)(f->id >> 16);
	key.port_b = (uint16_t)f->id;
	return key;
}

/* Who has connections of their own, or carries datagrams that have. */
static bool is_told_elsewhere(uint8_t proto)
{
	switch (proto) {
	case 0:  /* IPv6 options: what comes after them tells */
	case 1:  /* ICMP */
	case 4:  /* IPv4 */
	case 6:  /* TCP */
	case 17: /* UDP */
	case 41: /* IPv6 */
	case 43: /* IPv6 routing */
	case 44: /* IPv6 fragment */
	case 47: /* GRE */
	case 50: /* ESP, which may carry nothing but NULL encryption */
	case 51: /* AH */
	case 58: /* ICMPv6 */
	case 59: /* nothing */
	case 60: /* IPv6 destination options */
	case 136: /* UDP-Lite */ return true;
	default: return false;
	}
}

OUT_OF_LINE void note_other(struct tracker *k, const struct dissection *d, const struct layer *l, uint8_t proto)
{
	struct conn_packet p;
	bool reverse;
	memset(&p, 0, sizeof p);
	if (!flow_key_make(&p.key, &reverse, &l->src, &l->dst, 0, 0, proto))
		return;
	p.from = reverse;
	if (!conn_locate(&p, d, l))
		return;
	p.ip_bytes -= l->data.wire - l->header_len - l->payload.wire; /* padding of the link layer */
	conn_see_ip(k->conns, &p, l->payload.wire);
}

/* Datagrams of other protocols make connections without ports. l: the IP header, or an IPv6 extension. */
static void note_conn(struct tracker *k, const struct dissection *d, const struct layer *l, uint8_t proto)
{
	if (!(l->flags & LAYER_QUOTED) && !is_told_elsewhere(proto))
		note_other(k, d, l, proto);
}

static bool add(struct tracker *k, struct dissection *d, struct layer *l, const struct ip_fragment *f,
		const struct flow_key *key, const char *name)
{
	struct fragment g = { l->payload.p, f->off, l->payload.len, f->more, (uint32_t)d->frame->number, d->now };
	struct datagram whole;
	if (!k->defrag)
		k->defrag = defrag_new();
	if (!defrag_add(k->defrag, key, &g, &whole) || d->n_buffers == MAX_BUFFERS || d->n_joined == MAX_BUFFERS)
		return false;
	uint8_t buffer = d->n_buffers++;
	d->buffer[buffer] = (struct byte_buffer){ whole.p, whole.len, name };
	d->joined[d->n_joined++] = (struct joined){
		.piece = whole.piece, .n_pieces = whole.n_pieces, .len = whole.len, .buffer = buffer, .layer = l->self
	};
	l->flags &= (uint8_t)~LAYER_FRAGMENT;
	next_joined(d, l, NEXT_IP_PROTO, f->proto, buffer);
	return true;
}

OUT_OF_LINE void track_fragment(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct ip_fragment f;
	if (!ipv4_fragment(d, l, &f) || l->dst.type != l->src.type)
		return;
	struct flow_key key = key_of(l, &f);
	key.proto = f.proto;
	if (is_private(l->src.p) || is_private(l->dst.p))
		key.encapsulation = vlan_above(k, d, l);
	add(k, d, l, &f, &key, "Reassembled IPv4");
}

void track_ip(struct tracker *k, struct dissection *d, struct layer *l)
{
	if (l->flags & LAYER_FRAGMENT)
		track_fragment(k, d, l);
	else if (k->conns)
		note_conn(k, d, l, slice_u8(l->data, 9));
}

void track_ipv6(struct tracker *k, struct dissection *d, struct layer *l)
{
	if (k->conns)
		note_conn(k, d, l, slice_u8(l->data, 6));
}

void track_ipv6_ext(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct ip_fragment f;
	if (k->conns && !(l->flags & LAYER_FRAGMENT))
		note_conn(k, d, l, slice_u8(l->data, 0));
	if (!(l->flags & LAYER_FRAGMENT) || !ipv6_fragment(d, l, &f) || l->dst.type != l->src.type ||
	    l->src.type != ADDR_IPV6)
		return;
	struct flow_key key = key_of(l, &f);
	if (add(k, d, l, &f, &key, "Reassembled IPv6"))
		ipv6_fragment_done(d, l);
}
