/* malformed.c: the end of a layer that contradicts itself. */
#include "base/fmt.h"
#include "dissect/core/expert.h"
#include "dissect/tree.h"

static void malformed_label(struct buf *b, const struct tree *t, const struct record *r)
{
	if (r->flags & R_HIDDEN) { /* the mark beside an expert's word */
		buf_str(b, r->f->name);
		return;
	}
	buf_lit(b, "[Malformed Packet: ");
	buf_str(b, ending_name(&t->d->layer[r->layer]));
	buf_char(b, ']');
}

static const struct field malformed_fields[] = {
	[MALFORMED_PROTO] = F("_ws.malformed", "Malformed Packet", FT_PROTOCOL, BASE_NONE, .label = malformed_label),
	[MALFORMED_EXPERT] = F_EXPERT("_ws.malformed.expert", "Malformed Packet (Exception occurred)", PI_ERROR, PI_MALFORMED),
};

const struct protocol protocol_malformed = {
	.name = "_ws.malformed", .column = "Malformed", .short_name = "Malformed packet", FIELDS(malformed_fields)
};
