/* flow_rows.h: what peel flows prints: a row a connection, as a table, JSON lines or CSV. */
#ifndef PEEL_OUTPUT_FLOW_ROWS_H
#define PEEL_OUTPUT_FLOW_ROWS_H

#include "base/buf.h"
#include "dissect/registry.h"
#include "flow/conn.h"

/* A connection as it is to be shown. */
struct row {
	const struct conn *c;
	const struct registry *registry; /* who is at home on a port */
	int64_t start, now;              /* ns since the epoch: of the capture's first packet, and of its latest */
};

struct rows_format {
	const char *name; /* -T */
	void (*head)(struct buf *);
	void (*row)(struct buf *, const struct row *);
};

/* NULL when there is none of that name. */
const struct rows_format *rows_format_find(const char *name);

#endif
