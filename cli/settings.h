/* settings.h: what the command line asks for, checked. */
#ifndef PEEL_CLI_SETTINGS_H
#define PEEL_CLI_SETTINGS_H

#include <stdio.h>

#include "capture/live.h"
#include "capture/ring.h"
#include "capture/writer.h"
#include "cli/complain.h"
#include "dissect/options.h"
#include "dissect/registry.h"
#include "flow/tracker.h"
#include "output/flow_rows.h"
#include "output/select.h"
#include "output/sink.h"

/* Exit statuses, as tshark's; the man page lists them. */
enum exit_status {
	EXIT_OK = 0,
	EXIT_USAGE = 1, /* an option, its value, a device or a capture filter is wrong */
	EXIT_FILTER = 2, /* a display filter is wrong */
	EXIT_FILE = 2,   /* a file cannot be read or written, or ends in the middle of a packet */
	EXIT_MEMORY = 3,
};

#define THREADS_AUTO UINT32_MAX /* of --threads: as many as pay */
enum { MAX_LIST = 64, MAX_FIELDS = 256, MAX_DECODE_AS = 64, MAX_STATS = 64, MAX_EXPORTS = 8 };

/* What the program is to do instead of looking at packets. */
enum task {
	TASK_PACKETS, TASK_FLOWS, TASK_FOLLOW, TASK_LIST_DEVICES, TASK_LIST_LINK_TYPES, TASK_GLOSSARY, TASK_HELP, TASK_VERSION, TASK_STAT_HELP,
};

/* Who looks at the dissected packets instead of a sink. */
struct watcher {
	/* Before the first packet. */
	void (*begin)(void *context, struct tracker *, const struct registry *);
	void (*packet)(void *context, const struct dissection *); /* that passes -Y */
	void (*any)(void *context, const struct frame *);         /* every packet; or NULL */
	/* Every now and then, and once at the end (last): what is to be shown goes into the buffer. */
	void (*show)(void *context, struct buf *, bool last);
	/* For dissection.stream; NULL: nobody looks at what streams carry. */
	void (*stream)(struct tracker *, struct dissection *, struct layer *, struct slice bytes, uint8_t buffer);
	bool often;   /* show after every batch: there is much to show */
	bool sums_up; /* it looks at connections, and at nothing that is told of single packets */
};

enum picture_kind { PICTURE_NONE, PICTURE_LADDER, PICTURE_WINDOW, PICTURE_SEQUENCE };

/* peel flows --ladder, --window, --sequence: one connection, drawn. */
struct picture_settings {
	enum picture_kind kind;
	bool many; /* more than one was asked for */
	bool udp;
	uint32_t stream;
	bool all;        /* --all: the ladder folds nothing */
	const char *svg; /* --svg: the file */
};

/* peel flows: what is asked of it. */
struct flows_settings {
	struct picture_settings picture;
	const struct rows_format *format; /* -T text, jsonl, csv (output/flow_rows.h) */
};

/* peel follow: what is asked of it. */
struct follow_settings {
	const char *spec;  /* "tcp,ascii,0"; NULL: none */
	const char *frame; /* --frame */
	int side;          /* --from: 0 or 1; -1: both */
	bool jsonl;        /* -T jsonl */
};

struct settings {
	enum task task;
	const char *report; /* -G, or the help topic */

	const char *read_file; /* -r; NULL: live */
	struct live_device device[LIVE_MAX_DEVICES];
	int n_devices;
	struct live_device default_device; /* options before the first -i */
	const char *capture_filter;        /* -f for files */
	const char *display_filter;        /* -Y, or what is no option */
	const char *read_filter;           /* -R: what does not pass is as if not in the file */
	bool two_passes;                   /* -2 */
	unsigned threads;                  /* --threads; 0: as many as there are cores, or THREADS_AUTO */
	uint64_t max_packets;              /* -c; 0: no limit */
	struct ring_options ring;          /* -a, -b */
	const char *user;                  /* -Z */
	bool keep_root;                    /* --no-drop */

	const char *write_file; /* -w */
	enum writer_format write_format;
	const char *capture_comment;

	const struct sink *sink;
	const struct watcher *watcher; /* sink is then NULL */
	void *watcher_context;
	bool watcher_streams; /* it looks at what streams carry */
	struct flows_settings flows;
	struct follow_settings follow;
	struct conn_options conns; /* timeouts */
	bool show_flow;            /* --flow: flow.* in the tree */
	struct print_options print;
	bool sink_given, summary_given; /* -T; -P */
	bool quiet, really_quiet;       /* -q, -Q */
	bool line_buffered;             /* -l */
	const char *name_letters;       /* -N; "" none */
	uint32_t max_flows;
	struct options dissect;

	const char *stat[MAX_STATS]; /* -z */
	unsigned n_stats;
	bool stat_json;                  /* --stat-format json */
	const char *export[MAX_EXPORTS]; /* --export-objects */
	unsigned n_exports;
	bool no_progress; /* --no-progress */

	const char *field_name[MAX_FIELDS]; /* -e */
	unsigned n_field_names;
	struct field_spec field[MAX_FIELDS];
	const char *pick[MAX_LIST], *only[MAX_LIST]; /* -j or -J, -O; NULL-terminated */
	const char *disabled[MAX_LIST];              /* --disable-protocol; NULL-terminated */
	const char *only_protocols[MAX_LIST];        /* --only-protocols; NULL-terminated */
	const char *decode_as[MAX_LIST];             /* -d; NULL-terminated */
	const char *column_format;                   /* gui.column.format */
	char *words;                                 /* what is no option, joined */
};

/* Reads the arguments. Anything wrong is told on stderr in one line, and its exit status returned; EXIT_OK: go on. */
int settings_parse(struct settings *s, enum task task, int argc, char **argv);
/* -d TABLE==NUMBERS,PROTOCOL. EXIT_OK or EXIT_USAGE with a message. */
int decode_as_apply(struct registry *r, const char *spec);
/* Only the protocols named, when any are, and the engine's own. */
void only_protocols_apply(struct registry *r, const char *const *names);
/* What needs the protocols: -e names, --disable-protocol, -d. */
int settings_resolve(struct settings *s, struct registry *registry);

/* -o NAME:VALUE. EXIT_OK or EXIT_USAGE with a message. */
int preference_set(struct settings *s, const char *assignment);

/* What tshark does by default and peel does not, before the options; what it refuses and peel does not, after them. */
void tshark_begin(struct settings *s);
int tshark_check(const struct settings *s);
/* Names with spaces before them, as tshark lists them. */
void tshark_list_names(struct buf *list);

/* topic NULL: the first page. EXIT_USAGE: there is no such topic. */
int help_print(const char *topic);
/* A line an option that the parser knows: its name, and behind a tab "value" when it takes one. */
void settings_list_options(FILE *out);
void version_print(void);

/* The whole capture, from the source to the last byte written. */
int run_packets(struct settings *s);
/* peel flows: the same capture, a row a connection. */
int run_flows(struct settings *s);
/* peel follow: what the ends of a stream sent. */
int run_follow(struct settings *s);
/* peel flows with a picture asked for. */
int run_picture(struct settings *s);

#endif
