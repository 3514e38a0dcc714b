/* report.c: what the files of reports share: wanting fields, text in columns. */
#include "output/stats/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/select.h"

void report_want(const struct report *r, struct wanted *w, const char *abbrev)
{
	struct field_spec spec;
	struct buf unknown = { 0 };
	if (!fields_resolve(&spec, &abbrev, 1, r->env->registry, &unknown))
		fields_wanted(w, r->env->registry, &(struct print_options){ .fields = &spec, .n_fields = 1 });
	buf_free(&unknown);
}

void report_ask(struct report *r, uint16_t proto_id)
{
	if (proto_id != NO_PROTOCOL)
		r->asked[proto_id] |= UINT64_C(1) << r->number;
}

struct filter *report_filter_new(const struct report *r, const char *text, struct buf *error)
{
	const struct filter_options options = { .registry = r->env->registry, .resolve = true };
	struct filter_error wrong;
	struct filter *f = filter_new(text, &options, &wrong);
	if (f)
		return f;
	if (r->kind->title)
		text_printf(error, "stats_tree for: %s failed to attach to the tap: ", r->kind->title);
	else
		text_printf(error, "Couldn't register %s tap: ", r->kind->tap ? r->kind->tap : r->kind->name);
	text_printf(error, "Filter \"%s\" is invalid - %s", text, wrong.message);
	return NULL;
}

bool report_filter(struct report *r, const char *text, struct buf *error)
{
	r->filter_text = strdup(text);
	r->filter = report_filter_new(r, text, error);
	return r->filter && r->filter_text;
}

const struct tree *packet_tree(const struct stat_packet *p)
{
	if (!*p->filled)
		tree_fill(p->tree, p->d);
	*p->filled = true;
	return p->tree;
}

bool packet_passes(const struct stat_packet *p, struct filter *f)
{
	if (!f)
		return true;
	enum filter_answer glance = filter_glance(f, p->d);
	return glance == FILTER_UNKNOWN ? filter_match(f, packet_tree(p)) : glance == FILTER_YES;
}

void text_printf(struct buf *b, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(buf_room(b, 256), 256, format, args);
	va_end(args);
	if (n >= 256) {
		va_start(args, format);
		vsnprintf(buf_room(b, (size_t)n + 1), (size_t)n + 1, format, args);
		va_end(args);
	}
	b->len += n > 0 ? (size_t)n : 0;
}

/* Characters of UTF-8 text. */
static size_t characters(const char *p, size_t n)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)p[i] & 0xc0) != 0x80;
	return count;
}

void text_column(struct buf *b, const char *text, size_t len, int width)
{
	struct buf clean = { 0 };
	fmt_text(&clean, text, len);
	size_t n = characters(clean.p, clean.len), want = (size_t)abs(width);
	if (width > 0 && n < want)
		buf_fill(b, ' ', want - n);
	buf_put(b, clean.p, clean.len);
	if (width < 0 && n < want)
		buf_fill(b, ' ', want - n);
	buf_free(&clean);
}

void text_line(struct buf *b, char c, unsigned n)
{
	buf_fill(b, c, n);
	buf_char(b, '\n');
}

json_t *json_text(const char *text, size_t len)
{
	struct buf clean = { 0 };
	fmt_text(&clean, text, len);
	json_t *j = json_stringn(clean.p ? clean.p : "", clean.len);
	buf_free(&clean);
	return j;
}
