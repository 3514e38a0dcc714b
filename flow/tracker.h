/* tracker.h: what depends on earlier packets: stream numbers, relative sequence numbers, requests found for responses. */
#ifndef PEEL_FLOW_TRACKER_H
#define PEEL_FLOW_TRACKER_H

#include "dissect/dissection.h"

struct conns; /* conn.h */
struct conn_options;

/* max_flows bounds the memory, of TCP and of UDP: the least recently used flow makes room. Caller frees with tracker_free. */
struct tracker *tracker_new(const struct registry *registry, const struct options *options, uint32_t max_flows);
void tracker_free(struct tracker *);

/* The dissection's layers are looked at from now on: notes on them say what earlier packets say about them. */
void tracker_attach(struct tracker *, struct dissection *);
/* Nobody asks for more than what the headers up to the transport layer say by themselves: no TCP or UDP conversation is
 * followed. */
void tracker_skip_streams(struct tracker *);
/* Nobody looks at rows of the tree: what is remembered for them alone (which segment an ACK answers) is not. Where no
 * connections are kept either, this also goes for what these tell: which query a DNS message answers, the number of a UDP
 * stream. */
void tracker_skip_rows(struct tracker *);

/* For dissection.stream: who gets the bytes of a stream, PDU by PDU. */
void stream_serve(struct tracker *, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer);
/* Connections are kept from now on; before the first packet. The tracker's own: to be looked at, and to hang on_end into. */
struct conns *tracker_keep_conns(struct tracker *, uint32_t max, const struct conn_options *);
/* Of each connection that is kept, what its first messages say (conn.h); with stream_glance. */
void tracker_tell_apps(struct tracker *);
/* Kept as well, and told in the notes of each packet (flow.*). */
void tracker_tell_flow(struct tracker *);

/* For dissection.stream when only the beginning of each connection is looked at. */
void stream_glance(struct tracker *, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer);
/* The same when nobody looks at what streams carry. */
void stream_skip(struct tracker *, struct dissection *d, struct layer *l, struct slice bytes, uint8_t buffer);

/* What had to be given up at the bounds of memory. */
struct tracker_losses {
	uint64_t flows;      /* had to go before they ended */
	uint64_t segments;   /* not acknowledged yet, and forgotten: of flows that were silent for long */
	uint64_t app_states; /* conversations whose application protocol begins anew */
	uint64_t pdus;       /* came in several segments and were not put together for want of room */
	uint64_t pdus_cut;   /* so long that only their beginning was kept */
	uint64_t datagrams;  /* in fragments, given up before they were complete */
};
struct tracker_losses tracker_losses(const struct tracker *);

#endif
