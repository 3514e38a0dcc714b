/* talk.h: who talks to whom on one layer: what the conversation and the endpoint reports count. */
#ifndef PEEL_OUTPUT_STATS_TALK_H
#define PEEL_OUTPUT_STATS_TALK_H

#include "base/names.h"
#include "output/stats/report.h"

enum stream { STREAM_NONE, STREAM_TCP, STREAM_UDP };

struct talk_kind {
	const char *layer; /* the protocol's name */
	const char *title; /* "IPv4" */
	bool ports;
	bool one_sided;                 /* packets need not say to whom they go */
	enum names_transport transport; /* who names the ports */
	enum stream stream;             /* each stream is a conversation of its own, also between the same ports */
};

extern const struct talk_kind talk_eth, talk_ip, talk_ipv6, talk_sll, talk_wlan, talk_tcp, talk_udp, talk_sctp;

/* Keys in tables: no padding. */
struct talker {
	uint8_t address[16];
	uint8_t type, len;
	uint16_t port;
	uint32_t zero;
};

struct talk {
	struct talker from, to;
	uint64_t stream;
};

/* Is the IPv6 packet a fragment that completes nothing? tshark counts those nowhere among IPv6. */
bool talk_is_fragment(const struct dissection *, const struct layer *);
/* Does the layer say anything of the kind, and not only inside an ICMP error? */
bool talk_is(const struct talk_kind *kind, const struct dissection *d, const struct layer *l);
/* The number of its stream; UINT64_MAX: it has none. */
uint64_t talk_stream(const struct talk_kind *kind, const struct dissection *d, const struct layer *l);
/* Is that who sent the layer? */
bool talker_is_source(const struct talker *, const struct talk_kind *, const struct layer *l);
/* Fills t from a layer; false when talk_is is. */
bool talk_of(struct talk *t, const struct talk_kind *kind, const struct dissection *d, const struct layer *l);

void talker_set(struct talker *, const struct address *, uint16_t port);
/* "10.9.0.1", or its name. */
void talker_address(struct buf *, const struct stats_env *, const struct talker *);
/* Its port, or the service's name. */
void talker_port(struct buf *, const struct stats_env *, const struct talk_kind *, const struct talker *);

#endif
