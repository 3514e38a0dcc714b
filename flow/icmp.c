/* icmp.c: which echo request a reply answers, for ICMP and ICMPv6. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "flow/tracker_impl.h"

enum { SETS = 4096, WAYS = 4 };

/* A request is known by both addresses, in whichever order, identifier, sequence number and checksum: a reply repeats the
 * request but for its type, so that its checksum is known from it. */
struct echo_key {
	uint8_t a[16], b[16];
	uint16_t id, seq, checksum, kind;
};

struct echo_request {
	struct echo_key key;
	uint64_t frame; /* 0: nobody waits here */
	int64_t time;   /* ns since the epoch */
};

/* A bounded table: of the requests that fall into one set, the oldest is forgotten. */
struct echo_table {
	uint64_t seed;
	struct echo_request request[SETS][WAYS];
};

static struct echo_table *echo_table(struct tracker *k)
{
	if (k->echo)
		return k->echo;
	k->echo = calloc(1, sizeof *k->echo);
	if (!k->echo) {
		fputs("peel: out of memory for pings\n", stderr);
		exit(3);
	}
	if (getrandom(&k->echo->seed, sizeof k->echo->seed, 0) != sizeof k->echo->seed)
		k->echo->seed = (uintptr_t)k->echo;
	return k->echo;
}

static struct echo_request *echo_set(struct echo_table *t, const struct echo_key *key)
{
	uint64_t w[sizeof *key / 8], h = t->seed;
	_Static_assert(sizeof *key % 8 == 0, "the key has no padding");
	memcpy(w, key, sizeof w);
	for (unsigned i = 0; i < COUNT(w); i++) {
		unsigned __int128 m = (unsigned __int128)(w[i] ^ h) * 0x9e3779b97f4a7c15;
		h = (uint64_t)m ^ (uint64_t)(m >> 64);
	}
	return t->request[(h ^ h >> 32) % SETS];
}

static struct echo_request *echo_find(struct echo_table *t, const struct echo_key *key)
{
	struct echo_request *set = echo_set(t, key);
	for (unsigned i = 0; i < WAYS; i++)
		if (set[i].frame && !memcmp(&set[i].key, key, sizeof *key))
			return &set[i];
	return NULL;
}

static void echo_add(struct echo_table *t, const struct echo_key *key, uint64_t frame, int64_t now)
{
	struct echo_request *set = echo_set(t, key), *slot = echo_find(t, key);
	if (!slot) {
		slot = set;
		for (unsigned i = 1; i < WAYS; i++)
			if (set[i].frame < slot->frame)
				slot = &set[i];
	}
	*slot = (struct echo_request){ *key, frame, now };
}

/* The checksum of the reply, from the request's: step is what the other type takes from the sum's upper byte, or adds, in
 * one's complement (RFC 1624). Its two zeros are the same. */
static uint16_t other_checksum(uint32_t found, uint32_t step)
{
	uint32_t sum = found + step;
	sum = (sum & 0xffff) + (sum >> 16);
	return sum == 0xffff ? 0 : (uint16_t)sum;
}

/* Types that ask, and the types that answer them: the pairs of ICMP and of ICMPv6. */
static const uint8_t pairs[2][6][2] = {
	{ { 8, 0 }, { 13, 14 }, { 15, 16 }, { 17, 18 }, { 10, 9 } },
	{ { 128, 129 }, { 133, 134 }, { 135, 136 }, { 130, 131 }, { 139, 140 }, { 144, 145 } },
};

/* The type of the message on the other way, or the code of one that nobody answers. */
static uint16_t other_type(unsigned v6, unsigned type, unsigned code)
{
	for (unsigned i = 0; i < 6; i++) {
		const uint8_t *p = pairs[v6][i];
		if (p[0] | p[1] && type == p[0])
			return p[1];
		if (p[0] | p[1] && type == p[1])
			return p[0];
	}
	return (uint16_t)code;
}

static void note_conn(struct tracker *k, const struct dissection *d, const struct layer *l, unsigned v6)
{
	struct conn_packet p = { 0 };
	bool reverse;
	unsigned type = slice_u8(l->data, 0);
	if (l->flags & LAYER_QUOTED || !slice_has(l->data, 0, 8) ||
	    !flow_key_make(&p.key, &reverse, &l->src, &l->dst, (uint16_t)type,
			   other_type(v6, type, slice_u8(l->data, 1)), v6 ? 58 : 1))
		return;
	p.from = reverse;
	if (conn_locate(&p, d, l))
		conn_see_icmp(k->conns, &p, l->data.wire - 8);
}

static void track(struct tracker *k, struct dissection *d, struct layer *l, unsigned request, unsigned reply,
		  uint32_t step)
{
	unsigned type = slice_u8(l->data, 0);
	if ((type != request && type != reply) || !slice_has(l->data, 0, 8) || l->flags & LAYER_QUOTED ||
	    l->src.type != l->dst.type || (l->src.type != ADDR_IPV4 && l->src.type != ADDR_IPV6))
		return;
	struct echo_key key = { .id = slice_u16(l->data, 4), .seq = slice_u16(l->data, 6), .kind = (uint16_t)request };
	bool swap = memcmp(l->src.p, l->dst.p, l->src.len) > 0;
	memcpy(swap ? key.b : key.a, l->src.p, l->src.len);
	memcpy(swap ? key.a : key.b, l->dst.p, l->dst.len);
	key.checksum = other_checksum(slice_u16(l->data, 2), type == request ? step : 0);
	int64_t now = d->now;
	if (type == request) {
		echo_add(echo_table(k), &key, d->frame->number, now);
		return;
	}
	struct echo_request *r = k->echo ? echo_find(k->echo, &key) : NULL;
	if (!r || d->n_match == MAX_NOTES)
		return;
	d->match[d->n_match++] = (struct match_note){ .frame = r->frame, .elapsed = now - r->time };
	l->note = d->n_match;
	r->frame = 0;
}

void track_icmp(struct tracker *k, struct dissection *d, struct layer *l)
{
	if (k->conns)
		note_conn(k, d, l, 0);
	track(k, d, l, 8, 0, 0x0800);
}

void track_icmpv6(struct tracker *k, struct dissection *d, struct layer *l)
{
	if (k->conns)
		note_conn(k, d, l, 1);
	track(k, d, l, 128, 129, 0xfeff);
}
