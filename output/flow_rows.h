/* flow_rows.h: what peel flows prints: a row a connection, as a table, JSON lines or CSV. */
#ifndef PEEL_OUTPUT_FLOW_ROWS_H
#define PEEL_OUTPUT_FLOW_ROWS_H

#include "base/buf.h"

struct rows_format {
	const char *name; /* -T */
};

/* NULL when there is none of that name. */
const struct rows_format *rows_format_find(const char *name);

#endif
