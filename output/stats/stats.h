/* stats.h: reports over a whole capture (-z): each sees every packet once, and is printed after the last one.
 *
 *     struct stats *s = stats_new(&env);
 *     if (!stats_add(s, "conv,tcp", &error)) ...
 *     stats_packet(s, d);         for every packet, after the first pass
 *     stats_print(s, &out);       those asked for last come first, as in tshark */
#ifndef PEEL_OUTPUT_STATS_STATS_H
#define PEEL_OUTPUT_STATS_STATS_H

#include "dissect/dissection.h"
#include "output/sink.h"

struct stats;
struct tracker;

/* What all reports share. It stays as it is from the first packet on. */
struct stats_env {
	const struct registry *registry;
	const struct print_options *print;
	uint32_t max_rows; /* bound of each table of a report */
	bool json;
	const struct tracker *tracker; /* what flow/ knows: set by stats_begin */
	const struct names *names;     /* NULL: none */
	/* Where a report that is long may be printed while packets come, because nobody else prints; NULL: nowhere. */
	struct buf *now;
	/* Writes out what a long report has put into the buffer, so that it need not hold all of it. */
	void (*write_out)(void *context, struct buf *);
	void *context;
};

struct stats *stats_new(const struct stats_env *env);
void stats_free(struct stats *);

/* A report as -z names it. False: what is wrong with it is in error, one line. */
bool stats_add(struct stats *, const char *spec, struct buf *error);
/* All that there are, one a line. */
void stats_list(struct buf *);
bool stats_known(const char *spec);

/* Does any of them look at bytes that nobody claims (dissection.skip_data must not be set then)? */
/* Does a report look at what rows say of earlier packets: which one this answers, how long ago? */
bool stats_need_rows(const struct stats *);
bool stats_need_data(const struct stats *);
/* Before the first packet, when all reports are added. */
void stats_begin(struct stats *, const struct tracker *, const struct names *);
void stats_packet(struct stats *, const struct dissection *);
void stats_print(struct stats *, struct buf *);
/* Could one of them not be made for want of a file? It has said so. */
bool stats_failed(const struct stats *);
/* What found no room in a report's tables: a line for each report that left something out. */
void stats_print_refused(const struct stats *, struct buf *);

#endif
