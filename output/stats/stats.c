/* stats.c: the reports of a run: which there are, how -z names them, who sees which packet. */
#include "output/stats/stats.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "output/stats/report.h"

static const struct report_kind *const families[] = {
	conv_reports,	   dns_tree_reports,  endpoint_reports, expert_reports, follow_reports,
	half_open_reports, http_tree_reports, io_stat_reports,	ip_tree_reports, phs_reports,
	rpc_reports,	   sequence_reports,
	srt_reports,
};

enum { MAX_REPORTS = 64 }; /* bits of struct stats.asked */

struct stats {
	struct stats_env env;
	struct report *report[MAX_REPORTS], *each[MAX_REPORTS]; /* each: those that look at every packet */
	unsigned n, n_each;
	uint64_t *asked; /* [proto_id]: bits of the reports that look at its layers */
	struct wanted wanted;
	struct tree *tree; /* NULL: nobody needs one */
};

/* Memory for reports, zeroed. */
static void *must(size_t n)
{
	void *p = calloc(1, n ? n : 1);
	if (!p) {
		fputs("peel: out of memory for statistics\n", stderr);
		exit(3);
	}
	return p;
}

struct stats *stats_new(const struct stats_env *env)
{
	struct stats *s = must(sizeof *s);
	s->env = *env;
	s->asked = must(registry_count() * sizeof *s->asked);
	s->wanted.bits = must(registry_count() * sizeof *s->wanted.bits);
	return s;
}

static void report_free(struct report *r)
{
	if (r->kind->end)
		r->kind->end(r);
	filter_free(r->filter);
	free(r->filter_text);
	free(r->state);
	free(r);
}

void stats_free(struct stats *s)
{
	if (!s)
		return;
	for (unsigned i = 0; i < s->n; i++)
		report_free(s->report[i]);
	wanted_release(&s->wanted);
	tree_free(s->tree);
	free(s->asked);
	free(s);
}

/* The kind that spec names, and its arguments behind the comma, or NULL for none. */
static const struct report_kind *find_kind(const char *spec, const char **args)
{
	for (unsigned i = 0; i < COUNT(families); i++)
		for (const struct report_kind *k = families[i]; k->name; k++) {
			size_t n = strlen(k->name);
			if (strncmp(spec, k->name, n) || (spec[n] && spec[n] != ','))
				continue;
			*args = spec[n] ? spec + n + 1 : NULL;
			return k;
		}
	return NULL;
}

bool stats_known(const char *spec)
{
	const char *args;
	return find_kind(spec, &args);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void stats_list(struct buf *b)
{
	const char *name[256];
	unsigned n = 0;
	for (unsigned i = 0; i < COUNT(families); i++)
		for (const struct report_kind *k = families[i]; k->name && n < COUNT(name); k++)
			name[n++] = k->name;
	qsort(name, n, sizeof *name, by_name);
	for (unsigned i = 0; i < n; i++)
		text_printf(b, "     %s\n", name[i]);
}

static bool parse(struct report *r, const char *args, struct buf *error)
{
	if (!r->kind->parse)
		return !args || report_filter(r, args, error);
	if (r->kind->parse(r, args, error))
		return true;
	if (!error->len)
		text_printf(error, "invalid \"-z %s%s\" argument", r->kind->name, r->kind->usage);
	return false;
}

bool stats_add(struct stats *s, const char *spec, struct buf *error)
{
	const char *args;
	const struct report_kind *kind = find_kind(spec, &args);
	if (!kind || s->n == MAX_REPORTS) {
		text_printf(error, kind ? "Too many reports: -z %s is one too many" : "Invalid -z argument \"%s\"",
			    spec);
		return false;
	}
	struct report *r = must(sizeof *r);
	r->kind = kind;
	r->env = &s->env;
	r->state = must(kind->size);
	r->number = s->n;
	r->asked = s->asked;
	s->report[s->n++] = r;
	return parse(r, args, error);
}

void stats_begin(struct stats *s, const struct tracker *tracker, const struct names *names)
{
	s->env.tracker = tracker;
	s->env.names = names;
	bool needs_tree = false;
	for (unsigned i = 0; i < s->n; i++) {
		struct report *r = s->report[i];
		needs_tree |= r->kind->needs_tree || r->fields || r->filter;
		if (r->kind->packet)
			s->each[s->n_each++] = r;
		if (r->kind->wants)
			r->kind->wants(r, &s->wanted);
		if (r->filter)
			filter_wanted(r->filter, &s->wanted);
		if (r->kind->begin)
			r->kind->begin(r);
	}
	wanted_settle(&s->wanted);
	if (needs_tree)
		s->tree = tree_new(&s->wanted);
}

bool stats_need_data(const struct stats *s)
{
	for (unsigned i = 0; i < s->n; i++)
		if (s->report[i]->kind->needs_data || s->report[i]->kind->needs_tree || s->report[i]->fields ||
		    s->report[i]->filter)
			return true;
	return false;
}

bool stats_need_rows(const struct stats *s)
{
	for (unsigned i = 0; i < s->n; i++)
		if (!s->report[i]->kind->plain || s->report[i]->fields || s->report[i]->filter)
			return true;
	return false;
}

void stats_packet(struct stats *s, const struct dissection *d)
{
	bool filled = false;
	const struct stat_packet packet = { d, s->tree, &filled };
	for (struct report **each = s->each, **end = each + s->n_each; each < end; each++)
		if (packet_passes(&packet, (*each)->filter))
			(*each)->kind->packet(*each, &packet);
	for (const struct layer *l = d->layer + 1, *end = d->layer + d->n_layers; l < end; l++)
		for (uint64_t asked = s->asked[l->proto_id]; asked; asked &= asked - 1) {
			struct report *r = s->report[__builtin_ctzll(asked)];
			if (packet_passes(&packet, r->filter))
				r->kind->layer(r, &packet, l);
		}
}

/* One object a line: {"report": "conv,tcp", "filter": null, ...} */
static void print_json(struct report *r, struct buf *b)
{
	json_t *o = json_object();
	json_object_set_new(o, "report", json_string(r->kind->name));
	json_object_set_new(o, "filter",
			    r->filter_text ? json_text(r->filter_text, strlen(r->filter_text)) : json_null());
	json_t *more = r->kind->json(r);
	json_object_update(o, more);
	json_decref(more);
	char *text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(o);
	buf_str(b, text ? text : "{}");
	buf_char(b, '\n');
	free(text);
}

void stats_print(struct stats *s, struct buf *b)
{
	for (unsigned i = s->n; i-- > 0;)
		if (s->env.json)
			print_json(s->report[i], b);
		else
			s->report[i]->kind->text(s->report[i], b);
}

bool stats_failed(const struct stats *s)
{
	bool failed = false;
	for (unsigned i = 0; i < s->n; i++)
		failed |= s->report[i]->failed;
	return failed;
}

void stats_print_refused(const struct stats *s, struct buf *b)
{
	for (unsigned i = 0; i < s->n; i++) {
		const struct report *r = s->report[i];
		if (r->refused)
			text_printf(
				b,
				"-z %s: %llu entries found no room beside %lu others and are left out (--max-flows)\n",
				r->kind->name, (unsigned long long)r->refused, (unsigned long)s->env.max_rows);
		if (r->refused_names)
			text_printf(b, "-z %s: %llu entries found no room beside 64 MiB of names and are left out\n",
				    r->kind->name, (unsigned long long)r->refused_names);
	}
}
