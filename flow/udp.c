/* udp.c: UDP streams: numbers and times. */
#include "dissect/transport/udp.h"
#include "flow/tracker_impl.h"

static void note_conn(struct tracker *k, const struct dissection *d, const struct layer *l, const struct flow_key *key,
		      bool reverse, struct flow *f)
{
	struct conn_packet p = { .key = *key, .from = reverse, .stream = f->stream, .hint = &f->conn };
	if (!conn_locate(&p, d, l))
		return;
	p.bad_sum = d->options->udp_check_checksum && udp_checksum_is_bad(d, l);
	conn_see_udp(k->conns, &p, slice_u16(l->data, 0), slice_u16(l->data, 2), l->payload.wire);
}

static struct flow *new_stream(struct tracker *k, const struct flow_key *key, int64_t now)
{
	struct flow *f = flow_table_add(k->udp_flows, key, FLOW_UDP);
	f->stream = k->udp_streams++;
	flow_expected(k, f);
	f->first = f->last = now;
	return f;
}

struct flow *udp_flow_of(struct tracker *k, const struct dissection *d, unsigned i)
{
	struct flow **f = &k->udp_flow[i];
	if (!*f && !(*f = flow_table_find(k->udp_flows, &k->udp_key[i]))) /* a frame may have the same datagram twice */
		*f = new_stream(k, &k->udp_key[i], d->now);
	return *f;
}

/* Of a datagram that nothing is known of and nobody asked for: how to make its flow. */
static void put_off(struct tracker *k, struct dissection *d, struct layer *l, const struct flow_key *key, bool reverse)
{
	unsigned i = d->n_udp++;
	k->udp_flow[i] = NULL;
	k->udp_key[i] = *key;
	k->udp_reverse[i] = reverse;
	d->udp[i] = (struct udp_note){ .stream = 0 };
	l->note = d->n_udp;
}

/* Also UDP-Lite: tshark counts both in one list of streams. */
void track_udp(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct flow_key key;
	bool reverse;
	if (!(l->fact[0] & UDP_FACT_STREAM) || d->n_udp == MAX_NOTES ||
	    !flow_key_make(&key, &reverse, &l->src, &l->dst, slice_u16(l->data, 0), slice_u16(l->data, 2), 17))
		return;
	int64_t now = d->now;
	struct flow *f = flow_table_find(k->udp_flows, &key);
	if (!f && k->udp_on_demand && !tracker_expects(k, &key)) {
		put_off(k, d, l, &key, reverse);
		return;
	}
	if (!f) {
		if (k->conns)
			flow_table_fetch(k->conns->table, &key);
		f = new_stream(k, &key, now);
	} else {
		flow_table_touch(f);
	}
	if (f->renew) {
		f->renew = false;
		f->stream = k->udp_streams++;
		f->first = f->last = now;
	}
	if (f->app && !(l->flags & LAYER_QUOTED))
		next_instead(d, l, (uint16_t)(f->app - 1));
	k->udp_flow[d->n_udp] = f;
	k->udp_reverse[d->n_udp] = reverse;
	struct udp_note *n = &d->udp[d->n_udp++];
	l->note = d->n_udp;
	n->stream = f->stream;
	n->has_times = !(l->flags & LAYER_QUOTED) && !(l->fact[0] & UDP_FACT_EMPTY);
	n->since_first = now - f->first;
	n->since_previous = now - f->last;
	if (n->has_times)
		f->last = now;
	if (k->conns && !(l->flags & LAYER_QUOTED))
		note_conn(k, d, l, &key, reverse, f);
}
