/* counter_report.h: what reports that are one counter tree share. Their state begins with the tree; kind->title is theirs. */
#ifndef PEEL_OUTPUT_STATS_COUNTER_REPORT_H
#define PEEL_OUTPUT_STATS_COUNTER_REPORT_H

#include "output/stats/counter_tree.h"

/* At least as many rows as the nodes that are always there. */
void counter_report_begin(struct report *);
void counter_report_text(struct report *, struct buf *);
json_t *counter_report_json(struct report *);
void counter_report_end(struct report *);

#define COUNTER_REPORT .text = counter_report_text, .json = counter_report_json, .end = counter_report_end

#endif
