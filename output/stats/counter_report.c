/* counter_report.c: what reports that are one counter tree share. */
#include "output/stats/counter_report.h"

enum { LEAST_ROWS = 64 };

static struct counter_tree *tree_of(const struct report *r)
{
	return r->state;
}

void counter_report_begin(struct report *r)
{
	counter_tree_init(tree_of(r), r->env->max_rows > LEAST_ROWS ? r->env->max_rows : LEAST_ROWS);
}

static void tell_refused(struct report *r)
{
	r->refused = tree_of(r)->refused;
	r->refused_names = tree_of(r)->refused_names;
}

void counter_report_text(struct report *r, struct buf *b)
{
	tell_refused(r);
	counter_tree_text(tree_of(r), b, r->kind->title, r->env);
}

json_t *counter_report_json(struct report *r)
{
	tell_refused(r);
	return counter_tree_json(tree_of(r), r->env);
}

void counter_report_end(struct report *r)
{
	counter_tree_free(tree_of(r));
}
