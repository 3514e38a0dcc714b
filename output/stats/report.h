/* report.h: what a file of reports exports: a table of const struct report_kind, ended by a row without a name.
 *
 * A report looks at layers and notes of the first pass. One that needs fields says so (needs_tree, wants); the tree is
 * then filled with the fields that all reports together want, and no others. */
#ifndef PEEL_OUTPUT_STATS_REPORT_H
#define PEEL_OUTPUT_STATS_REPORT_H

#include <jansson.h>

#include "base/fmt.h"
#include "dissect/registry.h"
#include "dissect/tree.h"
#include "filter/filter.h"
#include "output/stats/stats.h"

struct report;

/* One packet. The tree (NULL when no report looks at fields) is filled when the first report asks for it: packet_tree. */
struct stat_packet {
	const struct dissection *d;
	struct tree *tree;
	bool *filled;
};

const struct tree *packet_tree(const struct stat_packet *);
/* Does the packet pass? NULL: yes. What the layers alone tell is not looked for in the tree. */
bool packet_passes(const struct stat_packet *, struct filter *);

struct report_kind {
	const char *name;    /* as -z takes it; its arguments follow behind a comma */
	const char *usage;   /* the arguments, for messages: ",INTERVAL[,FILTER]..."; NULL: ",FILTER" at most */
	const char *tap;     /* what messages about a wrong filter call it, as in tshark; NULL: name */
	const char *title;   /* of a counter tree */
	const void *variant; /* what tells apart reports that share their functions */
	size_t size;         /* of report.state, zeroed at first */
	bool needs_tree;     /* looks at fields, not only at layers */
	bool needs_data;     /* looks at bytes that nobody claims, or at what streams carry */
	bool plain;          /* asks nothing that is remembered for rows of later packets alone (tracker_skip_rows) */
	/* The arguments: what follows the name, without its comma; NULL: nothing. False: wrong, *error may say why. Without
	 * this hook they are the filter that packets must pass; with it, report_filter makes them so. */
	bool (*parse)(struct report *, const char *args, struct buf *error);
	void (*begin)(struct report *); /* before the first packet */
	void (*wants)(const struct report *, struct wanted *);
	/* For each packet; and for each of its layers of a protocol that begin asked for (report_ask). NULL: neither. */
	void (*packet)(struct report *, const struct stat_packet *);
	void (*layer)(struct report *, const struct stat_packet *, const struct layer *);
	void (*text)(struct report *, struct buf *);
	json_t *(*json)(struct report *); /* the members beside "report" and "filter" */
	void (*end)(struct report *);     /* releases what state owns */
};

struct report {
	const struct report_kind *kind;
	unsigned number; /* among those of the run */
	uint64_t *asked; /* [proto_id]: bits of the reports that asked for it, by their numbers */
	const struct stats_env *env;
	void *state;
	char *filter_text; /* NULL: every packet counts */
	struct filter *filter;
	bool fields;            /* looks at fields of some packets: packet_tree works; set by parse */
	uint64_t refused;       /* rows that found no room */
	uint64_t refused_names; /* whose text found none */
	bool failed;            /* what it needs could not be read or written; it has said so */
};

/* For begin: the layer hook is called for layers of that protocol. */
void report_ask(struct report *, uint16_t proto_id);

/* Only packets that pass count. False: the filter is wrong, *error says how. Once a report. */
bool report_filter(struct report *, const char *text, struct buf *error);
/* A filter of the report's own, which owns it. NULL: wrong. */
struct filter *report_filter_new(const struct report *, const char *text, struct buf *error);

/* Wants the field called abbrev, in all its rows. */
void report_want(const struct report *, struct wanted *, const char *abbrev);

/* --- for the text --- */

__attribute__((format(printf, 2, 3))) void text_printf(struct buf *, const char *format, ...);
/* Text of a packet in a column of at least `width` characters; negative: flush left. */
void text_column(struct buf *, const char *text, size_t len, int width);
void text_line(struct buf *, char c, unsigned n);

/* --- for JSON: text that may be no UTF-8 --- */

json_t *json_text(const char *text, size_t len);

extern const struct report_kind conv_reports[], dns_tree_reports[], endpoint_reports[], expert_reports[],
	follow_reports[], half_open_reports[], http_tree_reports[], io_stat_reports[], ip_tree_reports[], phs_reports[],
	rpc_reports[], sequence_reports[], srt_reports[];

#endif
