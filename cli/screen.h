/* screen.h: which packets are read (-R) and displayed (-Y): display filters over a dissected packet. */
#ifndef PEEL_CLI_SCREEN_H
#define PEEL_CLI_SCREEN_H

#include "filter/filter.h"

/* One filter, with the fields that it alone wants to see. */
struct screen {
	struct filter *filter; /* NULL: everything passes */
	struct wanted wanted;
};

/* Compiles the expression; NULL: none. EXIT_OK, or EXIT_FILTER with a message. */
int screen_open(struct screen *, const char *expression, const struct registry *);
void screen_close(struct screen *);
/* Does the filter, which there is, match? Fills the tree with its own fields if the layers do not tell already. */
bool screen_matches(const struct screen *, struct tree *, const struct dissection *);
/* Does the packet pass? */
static inline bool screen_passes(const struct screen *s, struct tree *t, const struct dissection *d)
{
	return !s->filter || screen_matches(s, t, d);
}
/* Does all that it looks at stand at fixed places of the packet's headers? */
bool screen_is_simple(const struct screen *);
/* Must bytes that nobody claims be layers of their own for it? */
bool screen_needs_data(const struct screen *, const struct registry *);

#endif
