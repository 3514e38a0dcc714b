/* short.c: the end of a layer whose bytes were not all captured. */
#include "base/fmt.h"
#include "dissect/core/expert.h"
#include "dissect/tree.h"

static void short_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "[Packet size limited during capture: ");
	buf_str(b, ending_name(&t->d->layer[r->layer]));
	buf_lit(b, " truncated]");
}

static const struct field short_fields[] = {
	F("_ws.short", "Short Frame", FT_PROTOCOL, BASE_NONE, .label = short_label),
};

const struct protocol protocol_short = {
	.name = "_ws.short", .column = "Short", .short_name = "Short frame", FIELDS(short_fields)
};
