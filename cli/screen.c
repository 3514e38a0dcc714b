/* screen.c: display filters between dissecting and printing. */
#include "cli/screen.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/face.h"
#include "cli/settings.h"

int screen_open(struct screen *s, const char *expression, const struct registry *registry)
{
	const struct filter_options options = { .registry = registry, .resolve = true };
	struct filter_error error;
	*s = (struct screen){ 0 };
	if (!expression)
		return EXIT_OK;
	s->wanted.bits = calloc(registry_count(), sizeof *s->wanted.bits);
	if (!s->wanted.bits)
		return EXIT_MEMORY;
	s->filter = filter_new(expression, &options, &error);
	if (s->filter) {
		filter_wanted(s->filter, &s->wanted);
		wanted_settle(&s->wanted);
		return EXIT_OK;
	}
	struct buf text = { 0 };
	filter_error_print(&text, expression, &error);
	fflush(stdout);
	fprintf(stderr, "%s: %.*s", face_name(), (int)text.len, text.p);
	buf_free(&text);
	return EXIT_FILTER;
}

void screen_close(struct screen *s)
{
	filter_free(s->filter);
	wanted_release(&s->wanted);
	*s = (struct screen){ 0 };
}

bool screen_matches(const struct screen *s, struct tree *t, const struct dissection *d)
{
	enum filter_answer glance = filter_glance(s->filter, d);
	if (glance != FILTER_UNKNOWN)
		return glance == FILTER_YES;
	const struct wanted *others = t->wanted;
	t->wanted = &s->wanted;
	tree_fill(t, d);
	t->wanted = others;
	return filter_match(s->filter, t);
}

bool screen_is_simple(const struct screen *s)
{
	return !s->filter || wanted_is_fixed(&s->wanted);
}

bool screen_needs_data(const struct screen *s, const struct registry *registry)
{
	return s->filter && (s->wanted.bits[registry_core(registry, CORE_DATA)] ||
			     s->wanted.bits[registry_core(registry, CORE_FRAME)]); /* frame.protocols */
}
