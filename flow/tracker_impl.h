/* tracker_impl.h: the tracker's inside, for the files of flow/ alone. */
#ifndef PEEL_FLOW_TRACKER_IMPL_H
#define PEEL_FLOW_TRACKER_IMPL_H

#include "dissect/options.h"
#include "flow/table.h"
#include "flow/tracker.h"

enum { MAX_PROTOCOLS = 512 };

struct arp_users;

struct echo_table; /* icmp.c */

struct tracker {
	const struct options *options;
	struct flow_table *flows;
	struct unacked_pool unacked; /* of all TCP flows */
	struct arp_users *arp;       /* made by the first ARP packet */
	uint32_t tcp_streams, udp_streams;
	struct echo_table *echo;            /* made with the first ping */
	uint8_t by_protocol[MAX_PROTOCOLS]; /* 1-based index in the list of trackers; 0: nobody */
};

void track_tcp(struct tracker *, struct dissection *, struct layer *);
void track_udp(struct tracker *, struct dissection *, struct layer *);
void track_icmp(struct tracker *, struct dissection *, struct layer *);
void track_icmpv6(struct tracker *, struct dissection *, struct layer *);
void track_arp(struct tracker *, struct dissection *, struct layer *);

static inline int64_t frame_ns(const struct frame *f)
{
	return f->sec * 1000000000 + f->nsec;
}

#endif
