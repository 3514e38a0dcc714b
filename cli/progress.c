/* progress.c: how far a file is read: percent, packets a second, time left. */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "capture/source.h"

enum { NS = 1000000000, BETWEEN_NS = NS / 5, PATIENCE_NS = NS };

static int64_t clock_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &t); /* no system call */
	return (int64_t)t.tv_sec * NS + t.tv_nsec;
}

void progress_begin(struct progress *p, bool wanted)
{
	*p = (struct progress){ .on = wanted && isatty(STDERR_FILENO) };
	if (p->on)
		p->begun = clock_ns();
	p->last = p->begun + PATIENCE_NS - BETWEEN_NS;
}

void progress_tick(struct progress *p, const struct source *source, uint64_t packets)
{
	uint64_t done, total;
	if (!p->on)
		return;
	int64_t now = clock_ns();
	if (now - p->last < BETWEEN_NS || !source_progress(source, &done, &total) || !done || !total)
		return;
	p->last = now;
	p->shown = true;
	double seconds = (double)(now - p->begun) / NS, part = (double)done / (double)total;
	long left = part < 1 ? (long)(seconds / part * (1 - part) + 0.5) : 0;
	fprintf(stderr, "\r%3.0f %%  %.0f packets/s  %ld:%02ld left \033[K", part * 100, (double)packets / seconds,
		left / 60, left % 60);
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
