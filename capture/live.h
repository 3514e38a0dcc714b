/* live.h: a source over one or several network devices (libpcap), merged by arrival; read, stop, close by source.h.
 *
 *     struct live_device lo = { .name = "lo", .filter = "udp" };
 *     struct source *s = live_open(&lo, 1, LIVE_PROMPT, &error);
 *     ... open the output files, then privileges_drop() ...
 *     while ((n = source_read(s, batch, 64)) > 0) ...
 *     live_print_counts(s, stderr);
 */
#ifndef PEEL_CAPTURE_LIVE_H
#define PEEL_CAPTURE_LIVE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "capture/source.h"

/* What one -i and the options beside it say; zeroes mean the usual. The strings are needed only during live_open. */
struct live_device {
	const char *name;
	const char *filter;    /* -f; NULL: every packet */
	const char *link_type; /* -y, by name ("EN10MB", "LINUX_SLL2"); NULL: what the device offers first */
	const char *clock;     /* --time-stamp-type ("host", "adapter"); NULL: the host's clock */
	uint32_t snaplen;      /* -s, bytes; 0 or more than 262144: 262144 */
	uint32_t buffer_mib;   /* -B, of kernel memory; 0: LIVE_BUFFER_MIB */
	bool not_promiscuous;  /* -p */
	bool monitor;          /* -I. The virtual device that some drivers make for it outlives dropped privileges. */
};

/* When packets are handed over. The kernel fills blocks of the ring; a block is ours when it is full or old enough.
 * libpcap's "immediate mode" is not offered: it cuts the ring into slots of the greatest packet's size. In a burst of
 * 50,000 small packets it lost 300, and 80 % with a reader that rests 2 ms a batch, where blocks of the same buffer
 * lost none. */
enum live_delivery {
	LIVE_BLOCKS, /* up to 100 ms late, fewest wake-ups: for writing to a file */
	LIVE_PROMPT, /* up to 20 ms late: a person or a pipe is waiting (-l) */
};

enum { LIVE_BUFFER_MIB = 16, LIVE_MAX_DEVICES = 64 };

/* Opens all devices or none. NULL: *error says why. The capture runs from here on: open late. */
struct source *live_open(const struct live_device *devices, int n, enum live_delivery delivery,
			 struct source_error *error);

/* After this long without an end the source stops as by source_stop (-a duration). */
void live_stop_after(struct source *s, const struct timespec *from_now);

/* Waits until source_read would not wait: 1; until the time is over: 0. Frames of the last batch are gone then, as
 * after source_read. A caller with timers of its own (ring files by
 * time, a progress line) loops over this. Negative: no limit. */
int live_wait(struct source *s, int timeout_ms);

struct live_counts {
	uint64_t delivered;         /* frames that source_read gave out */
	uint64_t received;          /* passed the filter in the kernel, dropped ones included; twice on loopback, where
	                             * libpcap sees each packet go out and come in, and gives out the latter */
	uint64_t dropped_kernel;    /* the ring was full: read faster, or -B */
	uint64_t dropped_interface; /* the device or its driver had no room */
	bool known;                 /* false: the device does not count (the three above are 0) */
};

bool live_is(const struct source *s); /* whether the calls below may be made */
/* A device's counts so far; i as in source_interface. */
struct live_counts live_counts(struct source *s, uint32_t i);
/* One line a device: "4 packets captured on lo, 0 dropped by the kernel, 0 dropped by the interface". */
void live_print_counts(struct source *s, FILE *out);

#endif
