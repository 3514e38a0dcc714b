/* tracker.c: which part of flow/ looks at which layer. */
#include "flow/tracker.h"

#include <stdio.h>
#include <stdlib.h>

#include "dissect/registry.h"
#include "flow/tracker_impl.h"

typedef void track_fn(struct tracker *, struct dissection *, struct layer *);

static const struct {
	const char *protocol;
	track_fn *track;
} trackers[] = {
	{ "tcp", track_tcp },
	{ "udp", track_udp },
	{ "udplite", track_udp },
	{ "icmp", track_icmp },
	{ "icmpv6", track_icmpv6 },
	{ "arp", track_arp },
};

enum { MAX_UNACKED_SEGMENTS = 1 << 20 }; /* 32 MiB of them at most, touched as they are used */

static void forget(void *context, struct flow *f)
{
	struct tracker *k = context;
	tcp_sender_release(&f->half[0].sender, &k->unacked);
	tcp_sender_release(&f->half[1].sender, &k->unacked);
}

struct tracker *tracker_new(const struct registry *registry, const struct options *options, uint32_t max_flows)
{
	struct tracker *k = calloc(1, sizeof *k);
	if (!k) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	k->options = options;
	k->flows = flow_table_new(max_flows);
	flow_table_on_evict(k->flows, forget, k);
	if (!unacked_pool_init(&k->unacked, MAX_UNACKED_SEGMENTS)) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	for (unsigned i = 0; i < COUNT(trackers); i++) {
		uint16_t id = registry_find(registry, trackers[i].protocol);
		if (id < MAX_PROTOCOLS)
			k->by_protocol[id] = (uint8_t)(i + 1);
	}
	return k;
}

void tracker_free(struct tracker *k)
{
	if (!k)
		return;
	flow_table_free(k->flows);
	unacked_pool_release(&k->unacked);
	free(k->echo);
	free(k->arp);
	free(k);
}

void tracker_layer(void *tracker, struct dissection *d, struct layer *l)
{
	struct tracker *k = tracker;
	if (l->proto_id < MAX_PROTOCOLS && k->by_protocol[l->proto_id])
		trackers[k->by_protocol[l->proto_id] - 1].track(k, d, l);
}

uint64_t tracker_evicted(const struct tracker *k)
{
	return flow_table_evicted(k->flows);
}
