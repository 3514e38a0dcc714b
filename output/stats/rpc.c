/* rpc.c: -z rpc,srt and rpc,programs: how long ONC RPC calls waited for results. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/application/remote_call.h"
#include "output/stats/report.h"
#include "output/stats/rows.h"

/* One row a procedure (rpc,srt) or a version of a program (rpc,programs). */
struct waited {
	uint32_t program, number; /* the key: number is the procedure's, or the version's */
	uint64_t calls;
	int64_t least, greatest, sum; /* ns */
};

enum { KEY_BYTES = 8 };

struct rpc_times {
	uint32_t program, version; /* of rpc,srt */
	const struct field *procedures;
	struct rows rows;
};

static void times_begin(struct report *r)
{
	struct rpc_times *s = r->state;
	report_ask(r, registry_find(r->env->registry, "rpc"));
	rows_init(&s->rows, KEY_BYTES, sizeof(struct waited), r->env->max_rows);
}

static void times_end(struct report *r)
{
	rows_free(&((struct rpc_times *)r->state)->rows);
}

/* A number in front of a comma or the end; *text moves behind it. */
static bool parse_number(const char **text, uint32_t *value)
{
	char *end;
	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	unsigned long v = strtoul(*text, &end, 10);
	if (errno || v > UINT32_MAX || (*end && *end != ','))
		return false;
	*value = (uint32_t)v;
	*text = *end ? end + 1 : end;
	return true;
}

static bool srt_parse(struct report *r, const char *args, struct buf *error)
{
	struct rpc_times *s = r->state;
	if (!args || !parse_number(&args, &s->program) || !*args || !parse_number(&args, &s->version))
		return false;
	s->procedures = remote_procedure_row(r->env->registry, s->program, s->version);
	if (!s->procedures) {
		text_printf(error, "invalid \"-z rpc,srt,Program:%u version:%u isn't supported\" argument",
			    (unsigned)s->program, (unsigned)s->version);
		return false;
	}
	return !*args || report_filter(r, args, error);
}

static void count(struct report *r, const struct waited *key, int64_t elapsed)
{
	struct rpc_times *s = r->state;
	bool fresh;
	struct waited *w = rows_get(&s->rows, key, &fresh);
	if (!w) {
		r->refused++;
		return;
	}
	if (fresh || elapsed < w->least)
		w->least = elapsed;
	if (fresh || elapsed > w->greatest)
		w->greatest = elapsed;
	if (__builtin_add_overflow(w->sum, elapsed, &w->sum))
		w->sum = elapsed < 0 ? INT64_MIN : INT64_MAX;
	w->calls++;
}

static void times_layer(struct report *r, const struct stat_packet *p, const struct layer *l)
{
	const struct rpc_times *s = r->state;
	struct remote_call c;
	if (!(l->fact[RPC_FACT_KIND] & RPC_HAS_BODY) || !remote_call_of(p->d, l, &c))
		return;
	struct waited key = { .program = c.program, .number = s->procedures ? c.procedure : c.version };
	if (!s->procedures ||
	    (c.program == s->program && c.version == s->version && value_text(s->procedures->vals, c.procedure)))
		count(r, &key, layer_app_note(p->d, l)->elapsed);
}

static int ascending(const void *a, const void *b)
{
	const struct waited *x = *(const struct waited *const *)a, *y = *(const struct waited *const *)b;
	if (x->program != y->program)
		return x->program < y->program ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static uint64_t in_order_of_coming(const void *row)
{
	(void)row;
	return 0;
}

/* The rows by program and number; the caller frees. */
static const struct waited **sorted(const struct rows *rows)
{
	const void **all = rows_sorted(rows, in_order_of_coming);
	if (rows->n)
		qsort(all, rows->n, sizeof *all, ascending);
	return (const struct waited **)all;
}

static double seconds(int64_t ns)
{
	return (double)ns / 1e9;
}

/* To the microsecond, halves upwards, as tshark rounds. */
static double mean(const struct waited *w)
{
	int64_t us = (w->sum / (int64_t)w->calls + 500) / 1000;
	return (double)us / 1e6;
}

static void print_times(struct buf *b, const struct waited *w)
{
	text_printf(b, " %6llu %10.6f %10.6f %10.6f", (unsigned long long)w->calls, seconds(w->least),
		    seconds(w->greatest), mean(w));
}

static void srt_text(struct report *r, struct buf *b)
{
	const struct rpc_times *s = r->state;
	const struct waited **all = sorted(&s->rows);
	buf_char(b, '\n');
	text_line(b, '=', 67);
	text_printf(b, "RPC SRT Statistics:\nFilter: %s\n", s->procedures->abbrev);
	text_printf(b, "%-5s  %-22s %5s %10s %10s %10s %10s\n", "Index", "Procedure", "Calls", "Min SRT", "Max SRT",
		    "Avg SRT", "Sum SRT");
	for (uint32_t i = 0; i < s->rows.n; i++) {
		text_printf(b, "%5u  %-22s", (unsigned)all[i]->number, value_text(s->procedures->vals, all[i]->number));
		print_times(b, all[i]);
		text_printf(b, " %10.6f\n", seconds(all[i]->sum));
	}
	text_line(b, '=', 66);
	free(all);
}

static void programs_text(struct report *r, struct buf *b)
{
	const struct rpc_times *s = r->state;
	const struct waited **all = sorted(&s->rows);
	buf_char(b, '\n');
	text_line(b, '=', 58);
	text_printf(b, "ONC-RPC Program Statistics:\nProgram    Version  Calls    Min SRT    Max SRT    Avg SRT\n");
	for (uint32_t i = 0; i < s->rows.n; i++) {
		char name[64];
		struct buf n = BUF_OVER(name, sizeof name);
		buf_str(&n, remote_program_name(all[i]->program));
		buf_char(&n, '(');
		fmt_uint(&n, all[i]->program);
		buf_char(&n, ')');
		text_column(b, n.p, n.len, -15);
		text_printf(b, " %2u", (unsigned)all[i]->number);
		print_times(b, all[i]);
		buf_char(b, '\n');
	}
	text_line(b, '=', 67);
	free(all);
}

static json_t *times_json(struct report *r)
{
	const struct rpc_times *s = r->state;
	const struct waited **all = sorted(&s->rows);
	json_t *list = json_array();
	for (uint32_t i = 0; i < s->rows.n; i++) {
		const struct waited *w = all[i];
		json_t *row = json_pack(
			"{s:I, s:s, s:I, s:I, s:f, s:f, s:f, s:f}", "program", (json_int_t)w->program, "name",
			s->procedures ? value_text(s->procedures->vals, w->number) : remote_program_name(w->program),
			s->procedures ? "procedure" : "version", (json_int_t)w->number, "calls", (json_int_t)w->calls,
			"min_s", seconds(w->least), "max_s", seconds(w->greatest), "avg_s",
			seconds(w->sum) / (double)w->calls, "sum_s", seconds(w->sum));
		json_array_append_new(list, row);
	}
	free(all);
	return json_pack("{s:o}", s->procedures ? "procedures" : "programs", list);
}

const struct report_kind rpc_reports[] = {
	{ .name = "rpc,srt", .usage = ",<program>,<version>[,<filter>]", .size = sizeof(struct rpc_times), .needs_data = true,
	  .parse = srt_parse,
	  .begin = times_begin, .layer = times_layer, .text = srt_text, .json = times_json, .end = times_end },
	{ .name = "rpc,programs", .size = sizeof(struct rpc_times), .needs_data = true, .begin = times_begin, .layer = times_layer,
	  .text = programs_text, .json = times_json, .end = times_end },
	{ .name = NULL },
};
