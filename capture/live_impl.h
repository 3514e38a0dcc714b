/* live_impl.h: what live_open.c (makes devices) and live.c (reads them) share; nobody else includes this. */
#ifndef PEEL_CAPTURE_LIVE_IMPL_H
#define PEEL_CAPTURE_LIVE_IMPL_H

#include <stdatomic.h>

#include <pcap/pcap.h>

#include "capture/live.h"
#include "capture/source_impl.h"

enum {
	LIVE_SNAPLEN = 262144,     /* bytes; the most that libpcap takes, and tshark's default */
	LIVE_STAGED = 256,         /* frames taken from a device in one go */
	LIVE_ARENA = 256 * 1024,   /* bytes of them, beside one frame of full length: small enough for the cache */
	LIVE_BLOCKS_MS = 100,
	LIVE_PROMPT_MS = 20,
};

/* A device at work. libpcap gives a ring slot back to the kernel while its callback loop goes on, so the bytes are
 * copied once, into the arena, and stay there until every frame staged with them was given out and done with. */
struct live_port {
	pcap_t *handle;
	struct live *owner;
	const struct capture_interface *iface; /* kept by the source */
	int fd;                 /* for epoll; -1: the device has none and is asked every few milliseconds */
	bool is_netdev;         /* has flags that say whether it is up; not "any", "nflog", ... */
	bool host_clock;        /* its timestamps can be compared with ours */
	bool ready;             /* may hold packets: ask it before waiting */
	bool finished;          /* while draining: all that came before the stop was taken */
	bool failed;            /* went down; its ring still holds what came before */
	uint32_t nsec_per_tick; /* 1 or 1000: what libpcap counts in the microseconds' place */
	uint32_t snaplen;

	struct frame staged[LIVE_STAGED];
	int head, count; /* staged[head..count) are still to be given out */
	uint8_t *arena;
	uint32_t used, size; /* bytes; size - used >= snaplen before each packet */

	struct live_counts counts;
	uint32_t seen_received, seen_dropped, seen_ifdropped; /* libpcap's 32-bit counters when last asked */
};

struct live {
	struct source base; /* first: a source is a live one by its ops */
	int epoll_fd;
	int stop_fd;      /* eventfd: wakes epoll_wait */
	int ask_fd;       /* any socket: asks the kernel for a device's flags */
	atomic_int stops; /* how often source_stop was called */
	int block_ms;     /* how old a block of the ring gets before it is ours */

	int64_t stop_at;            /* CLOCK_MONOTONIC, ns; INT64_MAX: no end set */
	bool draining;              /* asked to stop: only what had arrived by then is still delivered */
	struct timespec drain_wall; /* CLOCK_REALTIME of that moment */
	int64_t drain_until;        /* CLOCK_MONOTONIC, ns: by then every block was handed over */
	bool over;
	struct source_error failure; /* a device's end, said when everything was delivered */
	struct live_port *lost;      /* the failure is that this one went down; NULL: it has a text */

	int n_ports;
	struct live_port *ports[LIVE_MAX_DEVICES];
};

extern const struct source_ops live_ops; /* live.c */

/* Opens and starts one device; its interface is added to the source. NULL: *error says why. */
struct live_port *live_port_open(struct live *l, const struct live_device *device, struct source_error *error);
void live_port_close(struct live_port *port);

#endif
