/* arp.c: who used an IPv4 address before: two MACs on one address are a conflict (RFC 5227). */
#include <stdlib.h>

#include "flow/tracker_impl.h"

/* A table of fixed size, in sets: the longest unused of a set makes room. */
enum { SETS = 4096, WAYS = 4 };

struct arp_user {
	uint32_t ip; /* host order; 0: free */
	uint8_t mac[6];
	uint64_t frame; /* latest one that showed this pair */
	int64_t sec;
};

struct arp_users {
	struct arp_user user[SETS][WAYS];
};

/* The bytes of an IPv4 over Ethernet packet (RFC 826). */
enum { OPCODE = 6, SRC_MAC = 8, SRC_IP = 14, DST_MAC = 18, DST_IP = 24, END = 28 };

static struct arp_user *find(struct arp_users *users, uint32_t ip)
{
	struct arp_user *set = users->user[(ip * 0x9e3779b1u) >> 20], *oldest = set;
	for (unsigned i = 0; i < WAYS; i++) {
		if (set[i].ip == ip)
			return &set[i];
		if (set[i].frame < oldest->frame)
			oldest = &set[i];
	}
	oldest->ip = 0;
	return oldest;
}

static bool is_filled_with(const uint8_t *mac, uint8_t byte)
{
	for (unsigned i = 0; i < 6; i++)
		if (mac[i] != byte)
			return false;
	return true;
}

/* Remembers the pair, or notes who has the address already. Addresses of nobody and of all are not asked about. */
static void check(struct arp_users *users, const struct frame *f, uint32_t ip, const uint8_t *mac, struct match_note *n)
{
	if (!ip || is_filled_with(mac, 0) || is_filled_with(mac, 0xff))
		return;
	n->checked = true;
	struct arp_user *u = find(users, ip);
	if (u->ip && memcmp(u->mac, mac, 6)) {
		n->frame = u->frame;
		n->elapsed = time_ns(sec_between(f->sec, u->sec), 0);
		memcpy(n->mac, u->mac, 6);
		return;
	}
	u->ip = ip;
	memcpy(u->mac, mac, 6);
	u->frame = f->number;
	u->sec = f->sec;
}

void track_arp(struct tracker *k, struct dissection *d, struct layer *l)
{
	static const uint8_t shape[] = { 0x08, 0x00, 6, 4 }; /* IPv4 over MAC addresses */
	unsigned hw_type = slice_u16(l->data, 0), op = slice_u16(l->data, OPCODE);
	if (!slice_has(l->data, 0, END) || memcmp(l->data.p + 2, shape, sizeof shape) ||
	    (hw_type != 1 && hw_type != 6) || (op != 1 && op != 2) || l->flags & LAYER_QUOTED ||
	    d->n_match + 2 > MAX_NOTES)
		return;
	if (!k->arp && !(k->arp = calloc(1, sizeof *k->arp)))
		return;
	uint32_t src = slice_u32(l->data, SRC_IP), dst = slice_u32(l->data, DST_IP);
	struct match_note *n = &d->match[d->n_match];
	memset(n, 0, 2 * sizeof *n);
	check(k->arp, d->frame, src, l->data.p + SRC_MAC, &n[0]);
	if (op == 2 && src != dst)
		check(k->arp, d->frame, dst, l->data.p + DST_MAC, &n[1]);
	if (!n[0].frame && !n[1].frame)
		return;
	l->note = (uint16_t)(d->n_match + 1);
	d->n_match = (uint8_t)(d->n_match + 2);
}
