/* sinks.c: the list of output formats. */
#include "output/sink.h"

static const struct sink *const sinks[] = { &sink_text,   &sink_pdml, &sink_psml,   &sink_json,
					    &sink_jsonraw, &sink_ek,   &sink_fields, &sink_jsonl,
					    &sink_tabs };

const struct sink *sink_find(const char *name)
{
	for (unsigned i = 0; i < COUNT(sinks); i++)
		if (!strcmp(sinks[i]->name, name))
			return sinks[i];
	return NULL;
}
