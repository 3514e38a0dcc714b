/* announce.h: what is said on stderr when a capture begins, while it runs, and when it ends; programs read some of it. */
#ifndef PEEL_CLI_ANNOUNCE_H
#define PEEL_CLI_ANNOUNCE_H

#include "capture/ring.h"
#include "cli/settings.h"

struct announcer {
	const struct settings *s;
	struct source *source; /* NULL: not begun, nothing is said */
	int64_t last;          /* when the running count was shown, ns */
};

/* "Capturing on 'eth0' and 'Loopback: lo'". Nothing for a file that is read. ring: NULL without -w. */
void announce_begin(struct announcer *, struct source *, const struct ring *ring);
/* Each file that is begun after that; the context of struct ring_options is the announcer. */
void announce_file(void *announcer, const char *path);
/* dumpcap: how many packets so far, not more than twice a second. */
void announce_count(struct announcer *, uint64_t packets);
void announce_end(const struct announcer *, uint64_t packets);

#endif
