/* conn.h: connections, as `peel flows` sums them up and flow.* fields tell them. Kept only when somebody asks.
 *
 * A connection is not tshark's stream: it ends by its close, by timeout or when its ports are used again, and what comes
 * later begins another one. Its key has the VLAN or tunnel it is in. */
#ifndef PEEL_FLOW_CONN_H
#define PEEL_FLOW_CONN_H

#include "flow/conn_app.h"
#include "flow/table.h"
#include "flow/tcp_state.h"
#include "flow/zeek.h"

struct conn_count {
	uint64_t bytes;
	uint32_t segments;
};

/* What one end sent. */
struct conn_side {
	uint64_t packets, bytes, ip_bytes, payload; /* bytes: of frames, on the wire */
	struct conn_count retransmitted, duplicate, out_of_order,
		lost;                                    /* duplicate: of what was acknowledged already */
	uint32_t duplicate_acks, window_min, window_max; /* bytes, scaled */
	int64_t zero_since, zero_time;                   /* ns; since: INT64_MIN while the window is open */
	uint32_t ack, ack_frame; /* the last acknowledgement that ends a segment, and its frame */
	uint16_t mss;            /* 0: none offered */
	int8_t wscale;           /* shift offered, -1: none */
	bool syn, sack, any_window;
};

enum conn_ending { CONN_OPEN, CONN_TIMED_OUT, CONN_REPLACED, CONN_EVICTED };

enum { NOBODY = 2 }; /* neither side */

struct conn {
	struct flow_entry entry;
	uint32_t stream;              /* tcp.stream or udp.stream */
	uint8_t ending;               /* enum conn_ending */
	uint8_t first_fin, first_rst; /* side, or NOBODY */
	int64_t first, last, active;  /* ns since the epoch; active: the last packet before both ends had closed */
	int64_t syn_time, synack_time, ack_time; /* of the handshake; 0: not seen */
	int64_t wait_until;                      /* end of TIME-WAIT; 0: nobody waits */
	struct conn_side side[2];                /* [0]: from a to b */
	bool picked;                             /* conns_pick */
	struct tcp_end end[2];
	struct zeek_conn zeek;
	struct conn_app app; /* filled in when asked for: tracker_tell_apps */
};

struct conn_options {
	int64_t timeout[FLOW_CLASSES]; /* ns */
	int64_t wait;                  /* 2MSL, ns */
	bool zeek_bare;
};

extern const struct conn_options conn_options_default;

/* Connections that the latest packets belonged to, as places in the table, and the frames. */
enum { CONNS_OF_FRAME = 8 };
struct conns_seen {
	uint32_t conn;
	uint64_t frame;
};

struct conns {
	struct conn_options options;
	struct flow_table *table;
	int64_t now, swept[FLOW_CLASSES], sweep_at; /* when the next of them is due */
	uint64_t ended_early;                       /* by eviction */
	struct conns_seen seen[CONNS_OF_FRAME];
	unsigned n_seen; /* counts on; seen is a ring */
	/* Told of every connection that ends, before it is forgotten. */
	void (*on_end)(void *context, const struct conn *);
	void *context;
};

struct conns *conns_new(uint32_t max, const struct conn_options *);
void conns_free(struct conns *);

/* A packet of a connection. */
struct conn_packet {
	const struct dissection *d;
	const struct layer *l;
	struct flow_key key;
	unsigned from;     /* the key's side that sent it */
	uint32_t ip_bytes; /* of the innermost datagram */
	bool bad_sum;
	uint32_t stream;
	uint32_t *hint; /* where the stream's connection was the last time; or NULL */
	int64_t now;
};

/* Fills in what the layers tell: the encapsulation, the datagram's length. False: the datagram is not to be believed. */
bool conn_locate(struct conn_packet *, const struct dissection *, const struct layer *);

void conn_see_tcp(struct conns *, struct conn_packet *, const struct tcp_segment *, const struct tcp_note *,
		  unsigned scale, struct flow_note *);
void conn_see_udp(struct conns *, struct conn_packet *, uint16_t src_port, uint16_t dst_port, uint32_t payload);
/* ICMP: as Zeek has it, the message's type and that of its answer (or its code) stand for ports. */
void conn_see_icmp(struct conns *, struct conn_packet *, uint32_t payload);
/* Datagrams of any other protocol: all between two hosts, without ports. */
void conn_see_ip(struct conns *, struct conn_packet *, uint32_t payload);

/* All that are open, the oldest first; the state of those that waited long enough is CLOSED. */
void conns_each_open(struct conns *, void (*visit)(void *context, const struct conn *), void *context);

/* Picks the connections that the frame belongs to, from inside out; it is the latest that was tracked. */
void conns_pick(struct conns *, const struct frame *);

const char *conn_zeek_state(const struct conn *);
/* Who waits, by side: bit 0 for a, bit 1 for b; who closed actively, likewise. */
unsigned conn_waiting(const struct conn *, int64_t now);
unsigned conn_active_closers(const struct conn *);

#endif
