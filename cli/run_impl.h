/* run_impl.h: what the parts of a run share: opening (run_open.c), getting ready (run_prepare.c), and the loop (run.c). */
#ifndef PEEL_CLI_RUN_IMPL_H
#define PEEL_CLI_RUN_IMPL_H

#include "cli/announce.h"
#include "cli/crew.h"
#include "cli/screen.h"
#include "cli/settings.h"
#include "flow/tracker.h"
#include "output/color.h"
#include "output/objects/objects.h"
#include "output/stats/stats.h"

struct run {
	struct settings *s;
	struct source *source;
	struct bpf_set *filter;     /* -f on a file; live, the kernel filters */
	struct ring *ring;          /* -w */
	struct screen reads, shows; /* -R, -Y */
	struct registry *registry;
	struct names *names; /* -N */
	struct tracker *tracker;
	struct wanted wanted;
	struct press_hand hand;
	struct color_rules *colors; /* --color */
	struct dissection *d;       /* of the frame at hand */
	struct press press;
	struct crew *crew;   /* NULL: packets are printed as they come */
	struct stats *stats; /* -z; NULL: none */
	struct announcer announcer;
	struct objects *export[MAX_EXPORTS];
	struct buf out;
	uint64_t n_read;
	uint64_t n_numbered; /* read, and passed by -R */
	uint32_t n_declared; /* interfaces told to the ring */
	bool looks;          /* somebody wants to know what is in the packets */
	bool bounded;        /* -c, -a */
	bool any;            /* a packet was printed */
	bool shown;          /* a packet passed -Y */
	bool done;           /* -c, -a, or nobody listens any more */
	bool deaf;           /* standard output takes no more */
	int status;
	char device_name[LIVE_MAX_DEVICES][256];
};

/* Each returns an exit status, and has said why when it is not EXIT_OK. */
int run_open_source(struct run *); /* -r, -i */
int run_open_output(struct run *); /* -w */
int run_open_stats(struct run *);
int run_open_exports(struct run *);
/* Root is for opening devices and files; packets are read without it. */
int run_drop_root(struct run *);

/* Interfaces keep their order in what is written, also those that no packet came from. */
void run_declare_interfaces(struct run *);
/* -a duration, by a timer of the source's. */
void run_stop_in_time(struct run *);
bool run_is_live(const struct run *);
/* Is there a report that may print while packets come? */
bool run_prints_now(const struct run *);
int64_t run_now_ns(void);

/* Everything that looks at packets is open: the tracker, the dissection and the threads that print. */
void run_prepare(struct run *);
/* Writes out what is printed so far. A reader that went away ends the run without a word. */
void run_flush(struct run *);

#endif
