/* table.h: flows by their endpoints, in a pool of fixed size; the least recently used goes when it is full. */
#ifndef PEEL_FLOW_TABLE_H
#define PEEL_FLOW_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/dissection.h"
#include "flow/tcp_analysis.h"

/* Endpoints in canonical order: a <= b, by address and then port. Padding must be zero: keys are compared as bytes. */
struct flow_key {
	uint8_t a[16], b[16];
	uint16_t port_a, port_b;
	uint8_t type;  /* enum address_type */
	uint8_t proto; /* IP protocol number */
	uint16_t zero;
};

/* One direction of a TCP connection. */
struct flow_half {
	uint32_t base_seq;
	int8_t wscale; /* shift; -1 unknown, -2 no scaling */
	bool base_known;
	bool closing; /* sent the first FIN */
	struct tcp_sender sender;
};

struct flow {
	struct flow_key key;
	uint32_t stream;
	uint32_t hash_next;            /* index + 1; 0 ends */
	uint32_t lru_newer, lru_older; /* index + 1 */
	uint32_t bucket;
	int64_t first, last;      /* ns since the epoch, of the first and the latest frame */
	struct flow_half half[2]; /* [0]: from a to b */
	uint32_t touched;         /* how many flows the table had seen when this one last went to the front */
	uint32_t app_state;       /* index + 1 in the pool of app_state.h */
	uint32_t hint[2];         /* for the pdu hook, by direction */
	uint16_t app;             /* whose stream it is, + 1: found by content, by an earlier word, or switched to */
	uint8_t completeness;
	bool fresh;                  /* made by the frame at hand */
	bool fast_open;              /* its SYN had a fast open cookie */
	bool acc_ecn_asked, acc_ecn; /* AccECN: asked for by the SYN; agreed */
	bool syn_seen;
	int64_t syn_time;    /* ns; of the latest SYN without ACK */
	int64_t initial_rtt; /* ns; < 0 not known */
};

struct flow_table;

struct flow_table *flow_table_new(uint32_t max_flows);
void flow_table_free(struct flow_table *);

/* The key of a packet between two addresses; *reverse: it goes from b to a. False: no flow (addresses of no kind). */
bool flow_key_make(struct flow_key *k, bool *reverse, const struct address *src, const struct address *dst,
		   uint16_t src_port, uint16_t dst_port, uint8_t proto);
/* The newest flow of that key, or NULL. */
struct flow *flow_table_find(struct flow_table *, const struct flow_key *);
/* A new flow, zeroed but for its key. */
struct flow *flow_table_add(struct flow_table *, const struct flow_key *);
/* The flow was used. In a big table the order by last use is kept only to an eighth of its size, so that most packets
 * need not write to other flows. */
void flow_table_touch(struct flow_table *, struct flow *);
/* Called with a flow that has to go, before its place is used again. */
void flow_table_on_evict(struct flow_table *, void (*evict)(void *context, struct flow *), void *context);
uint64_t flow_table_evicted(const struct flow_table *);

#endif
