/* memo_text.c: what the formats do with texts that are kept (dissect/memo.h). */
#include "output/layout.h"
#include "output/sink.h"

bool sink_keeps_texts(const struct sink *sink, const struct print_options *o)
{
	return sink->memo && (sink->needs_tree || o->tree) && !o->hex && !o->n_fields && !o->no_duplicate_keys &&
	       !layout_needs_tree(o->layout);
}

bool print_memo(struct buf *b, const struct tree *t, const struct record *r, bool comma, size_t *from)
{
	switch ((enum memo_record)r->aux) {
	case MEMO_KNOWN:
		if (comma)
			buf_char(b, ',');
		buf_put(b, (const char *)(uintptr_t)r->val, r->len);
		return true;
	case MEMO_BEGIN: *from = b->len + comma; break;
	case MEMO_END:
		if (b->len > *from)
			memo_keep(t->memo, r->len, b->p + *from, b->len - *from);
		break;
	}
	return false;
}
