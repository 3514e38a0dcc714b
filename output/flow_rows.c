/* flow_rows.c: the rows of peel flows, in three formats over one table of columns. */
#include "output/flow_rows.h"

static const struct rows_format formats[] = { { "text" }, { "jsonl" }, { "csv" } };

const struct rows_format *rows_format_find(const char *name)
{
	for (unsigned i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (!strcmp(formats[i].name, name))
			return &formats[i];
	return NULL;
}
