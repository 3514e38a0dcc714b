/* progress.h: how far a file is read, on one line of stderr: only for people who wait. */
#ifndef PEEL_CLI_PROGRESS_H
#define PEEL_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct source;

struct progress {
	bool on, shown;
	int64_t begun, last; /* ns of a clock that nobody sets */
};

/* wanted: and stderr is a terminal, and stdout is not where lines would run through it. */
void progress_begin(struct progress *, bool wanted);
/* After a batch of packets: at most a line a fifth of a second, and none in the first second. */
void progress_tick(struct progress *, const struct source *, uint64_t packets);
/* Takes the line away. */
void progress_end(struct progress *);

#endif
