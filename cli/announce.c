/* announce.c: what is said on stderr when a capture begins, while it runs, and when it ends. */
#include "cli/announce.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/fmt.h"
#include "capture/interfaces.h"
#include "cli/face.h"

#define COUNT_EVERY_NS INT64_C(500000000)

/* A savefile from a pipe counts as a capture when it came by -i; peel itself says nothing of it. */
static bool speaks(const struct announcer *a)
{
	return a->source && !a->s->really_quiet && (live_is(a->source) || (!a->s->read_file && face() != FACE_PEEL));
}

static void put_safe(const char *text)
{
	struct buf safe = { 0 };
	fmt_text(&safe, text, strlen(text));
	fprintf(stderr, "%.*s", (int)safe.len, safe.p ? safe.p : "");
	buf_free(&safe);
}

static uint32_t n_devices(const struct announcer *a)
{
	return live_is(a->source) ? source_n_interfaces(a->source) : 1;
}

/* A stream is called by what -i said. */
static void put_device(const struct announcer *a, uint32_t i)
{
	char text[300];
	if (live_is(a->source))
		fputs(interfaces_display_name(source_interface(a->source, i)->name, text, sizeof text), stderr);
	else
		put_safe(a->s->device[0].name);
}

/* As tshark's log has it. */
static void begin_log_line(void)
{
	struct timespec now;
	struct tm tm;
	clock_gettime(CLOCK_REALTIME, &now);
	localtime_r(&now.tv_sec, &tm);
	fprintf(stderr, " ** (%s:%ld) %02d:%02d:%02d.%06ld [Main MESSAGE] -- ", face_name(), (long)getpid(), tm.tm_hour,
		tm.tm_min, tm.tm_sec, now.tv_nsec / 1000);
}

void announce_begin(struct announcer *a, struct source *source, const struct ring *ring)
{
	a->source = source;
	if (!speaks(a))
		return;
	fputs("Capturing on ", stderr);
	for (uint32_t i = 0; i < n_devices(a); i++) {
		fputs(i ? " and '" : "'", stderr);
		put_device(a, i);
		fputc('\'', stderr);
	}
	fputc('\n', stderr);
	if (face() == FACE_TSHARK) {
		begin_log_line();
		fputs("Capture started.\n", stderr);
	}
	if (ring)
		announce_file(a, ring_path(ring));
}

void announce_file(void *announcer, const char *path)
{
	const struct announcer *a = announcer;
	if (!speaks(a) || face() == FACE_PEEL)
		return;
	if (face() == FACE_TSHARK)
		begin_log_line();
	fputs(face() == FACE_TSHARK ? "File: \"" : "File: ", stderr);
	put_safe(path);
	fputs(face() == FACE_TSHARK ? "\"\n" : "\n", stderr);
}

void announce_count(struct announcer *a, uint64_t packets)
{
	struct timespec now;
	if (!speaks(a) || face() != FACE_DUMPCAP || a->s->quiet)
		return;
	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	int64_t t = now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
	if (t - a->last < COUNT_EVERY_NS)
		return;
	a->last = t;
	fprintf(stderr, "\rPackets: %" PRIu64 " ", packets);
}

/* dumpcap: what a device gave, and what was lost on the way. A stream loses nothing. */
static void put_received(const struct announcer *a, uint32_t i, uint64_t packets)
{
	struct live_counts c = { .delivered = packets };
	if (live_is(a->source))
		c = live_counts(a->source, i);
	uint64_t lost = c.dropped_kernel + c.dropped_interface, all = c.delivered + lost;
	fputs("Packets received/dropped on interface '", stderr);
	put_device(a, i);
	fprintf(stderr,
		"': %" PRIu64 "/%" PRIu64 " (pcap:%" PRIu64 "/dumpcap:0/flushed:0/ps_ifdrop:%" PRIu64 ") (%.1f%%)\n",
		c.delivered, lost, c.dropped_kernel, c.dropped_interface,
		all ? 100.0 * (double)c.delivered / (double)all : 0.0);
}

/* What tshark says: the count, and drops where there were any. */
static void put_tshark_counts(const struct announcer *a, uint64_t packets)
{
	fprintf(stderr, "tshark: \n%" PRIu64 " packet%s captured\n", packets, packets == 1 ? "" : "s");
	for (uint32_t i = 0; live_is(a->source) && i < n_devices(a); i++) {
		struct live_counts c = live_counts(a->source, i);
		uint64_t lost = c.dropped_kernel + c.dropped_interface;
		if (!lost)
			continue;
		fprintf(stderr, "%" PRIu64 " packet%s dropped from ", lost, lost == 1 ? "" : "s");
		put_device(a, i);
		fputc('\n', stderr);
	}
}

void announce_end(const struct announcer *a, uint64_t packets)
{
	if (!speaks(a))
		return;
	if (face() == FACE_PEEL)
		live_print_counts(a->source, stderr);
	if (face() == FACE_TSHARK)
		put_tshark_counts(a, packets);
	if (face() != FACE_DUMPCAP)
		return;
	fprintf(stderr, "\rPackets captured: %" PRIu64 "\n", packets);
	for (uint32_t i = 0; i < n_devices(a); i++)
		put_received(a, i, packets);
}
