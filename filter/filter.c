/* filter.c: a filter from text to ready: memory, errors, what it wants to see. */
#include "filter/filter.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "filter/node.h"

static void *must(void *p)
{
	if (!p) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	return p;
}

void *filter_memory(struct filter *f, size_t n)
{
	struct block *b = must(calloc(1, sizeof *b + n));
	b->next = f->blocks;
	f->blocks = b;
	return b->bytes;
}

bool filter_fail(struct compiler *c, struct span where, const char *format, ...)
{
	va_list args;
	if (c->failed)
		return false;
	c->failed = true;
	va_start(args, format);
	vsnprintf(c->error->message, sizeof c->error->message, format, args);
	va_end(args);
	c->error->at = where.at;
	c->error->len = where.len;
	c->error->placed = true;
	return false;
}

void filter_hint(struct compiler *c, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(c->error->hint, sizeof c->error->hint, format, args);
	va_end(args);
}

/* Each node, what is below it first. Chains of and/or are walked without recursion. */
static void each_node(struct node *n, void (*visit)(struct node *, void *), void *context)
{
	for (; n; n = n->left) {
		for (struct node *a = n->right; a; a = a->next)
			each_node(a, visit, context);
		if (n->kind == N_FUNCTION)
			for (struct node *a = n->left ? n->left->next : NULL; a; a = a->next)
				each_node(a, visit, context);
		visit(n, context);
	}
}

static void free_pattern(struct node *n, void *context)
{
	(void)context;
	pcre2_code_free(n->pattern);
	n->pattern = NULL;
}

static void compile(struct compiler *c)
{
	struct filter *f = c->filter;
	f->root = parse_expression(c);
	if (f->root)
		check_test(c, f->root);
	if (c->failed && !c->options->strict)
		suggest_rewrite(c);
}

struct filter *filter_new(const char *text, const struct filter_options *options, struct filter_error *error)
{
	struct filter *f = must(calloc(1, sizeof *f));
	struct compiler c = { .filter = f, .options = options, .text = text, .error = error };
	size_t len = strlen(text);
	*error = (struct filter_error){ 0 };
	c.len = (uint32_t)(len <= MAX_EXPRESSION ? len : 0);
	if (len > MAX_EXPRESSION)
		filter_fail(&c, (struct span){ 0, 0 }, "The expression is too long.");
	else if (text[strspn(text, " \t\r\n")])
		compile(&c);
	if (c.failed) {
		filter_free(f);
		return NULL;
	}
	f->value = must(malloc(MAX_VALUES * sizeof *f->value));
	f->scratch = must(malloc(SCRATCH_BYTES));
	f->match = must(pcre2_match_data_create(1, NULL));
	return f;
}

void filter_free(struct filter *f)
{
	if (!f)
		return;
	each_node(f->root, free_pattern, NULL);
	pcre2_match_data_free(f->match);
	while (f->blocks) {
		struct block *next = f->blocks->next;
		free(f->blocks);
		f->blocks = next;
	}
	free(f->value);
	free(f->scratch);
	free(f);
}

/* Characters, as a terminal counts them. */
static uint32_t columns(const char *text, uint32_t n)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n && text[i]; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

void filter_error_print(struct buf *b, const char *text, const struct filter_error *error)
{
	enum { SHOWN = 2000 };
	fmt_text(b, error->message, strlen(error->message));
	buf_char(b, '\n');
	if (error->placed && strlen(text) < SHOWN) {
		buf_lit(b, "    ");
		for (const char *s = text; *s; s++) /* one column each, so that the line below fits */
			buf_char(b, (unsigned char)*s < ' ' || *s == 0x7f ? ' ' : *s);
		buf_lit(b, "\n    ");
		buf_fill(b, ' ', columns(text, error->at));
		buf_char(b, '^');
		uint32_t n = columns(text + (error->at < strlen(text) ? error->at : strlen(text)), error->len);
		buf_fill(b, '~', n > 1 ? n - 1 : 0);
		buf_char(b, '\n');
	}
	if (error->hint[0]) {
		buf_lit(b, "  ");
		fmt_text(b, error->hint, strlen(error->hint));
		buf_char(b, '\n');
	}
}

static void want_node(struct node *n, void *context)
{
	struct wanted *w = context;
	if (n->kind != N_FIELD)
		return;
	const struct protocol *p = registry_protocol(n->proto_id);
	if (!w->bits[n->proto_id])
		w->bits[n->proto_id] = must(calloc(p->n_fields / 64u + 1, sizeof **w->bits));
	for (unsigned i = 0; i < n->n_rows; i++) {
		unsigned row = (unsigned)(n->rows[i] - p->fields);
		w->bits[n->proto_id][row / 64] |= UINT64_C(1) << row % 64;
	}
}

void filter_wanted(const struct filter *f, struct wanted *w)
{
	each_node(f->root, want_node, w);
}
