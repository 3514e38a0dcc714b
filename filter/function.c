/* function.c: len, count, upper, lower, string, max, min, abs. */
#include <ctype.h>

#include "base/buf.h"
#include "base/fmt.h"
#include "dissect/oid.h"
#include "dissect/text.h"
#include "filter/node.h"

enum argument_kind { TAKES_FIELD, TAKES_STRING, TAKES_PRINTABLE, TAKES_ORDERED, TAKES_NUMBER };

static void call_len(struct eval *e, const struct node *n)
{
	const struct node *field = n->left;
	enum value_class class = class_of(field->type);
	uint32_t start = e->n;
	if (class == C_STRING) {
		eval_values(e, field);
		for (uint32_t i = start; i < e->n; i++)
			e->value[i].u = e->value[i].n;
		return;
	}
	for (uint32_t i = 0; i < e->tree->n; i++) {
		const struct record *r = &e->tree->record[i];
		if (!field_has_row(field, r->f))
			continue;
		struct operand v = { .u = r->len };
		if (class == C_BYTES && field->type != FT_PROTOCOL)
			v.u = record_string(e->tree, r).len;
		else if (field_is_integer(r->f))
			v.u = field_hex_digits(r->f) / 2;
		else if (class == C_IPV4 || class == C_IPV6)
			v.u = class == C_IPV4 ? 4 : 16;
		eval_push(e, &v);
	}
}

static void call_count(struct eval *e, const struct node *n)
{
	uint32_t start = e->n;
	eval_values(e, n->left);
	struct operand v = { .u = e->n - start };
	e->n = start;
	if (v.u)
		eval_push(e, &v);
}

static void change_case(struct eval *e, const struct node *n, int (*change)(int))
{
	uint32_t start = e->n;
	eval_values(e, n->left);
	for (uint32_t i = start; i < e->n; i++) {
		struct operand *v = &e->value[i];
		uint8_t *p = eval_scratch(e, v->n);
		for (uint32_t k = 0; p && k < v->n; k++)
			p[k] = (uint8_t)change(v->p[k]);
		if (p)
			v->p = p;
	}
}

static int upper(int ch)
{
	return ch >= 'a' && ch <= 'z' ? ch - 32 : ch;
}

static int lower(int ch)
{
	return ch >= 'A' && ch <= 'Z' ? ch + 32 : ch;
}

static void call_upper(struct eval *e, const struct node *n)
{
	change_case(e, n, upper);
}

static void call_lower(struct eval *e, const struct node *n)
{
	change_case(e, n, lower);
}

/* Numbers in decimal, addresses as they are written. */
static void call_string(struct eval *e, const struct node *n)
{
	uint32_t start = e->n;
	enum { LONGEST = 1024 };
	char room[LONGEST];
	enum value_class class = class_of(n->left->type);
	eval_values(e, n->left);
	for (uint32_t i = start; i < e->n; i++) {
		struct buf b = BUF_OVER(room, sizeof room); /* nothing below is longer: bytes are cut to fit */
		struct operand *v = &e->value[i];
		switch (class) {
		case C_INT: fmt_int(&b, v->i); break;
		case C_IPV4: fmt_ipv4_u32(&b, (uint32_t)v->u); break;
		case C_IPV6: fmt_ipv6(&b, v->p); break;
		case C_BYTES:
			if (n->left->type == FT_OID) {
				oid_dotted(&b, (struct slice){ v->p, v->n < LONGEST / 8 ? v->n : LONGEST / 8, 0 });
				break;
			}
			fmt_bytes(&b, v->p, v->n < LONGEST / 4 ? v->n : LONGEST / 4, ':');
			break;
		default: fmt_uint(&b, v->u); break;
		}
		uint8_t *p = eval_scratch(e, (uint32_t)b.len);
		if (p)
			memcpy(p, b.p, b.len);
		v->p = p;
		v->n = p ? (uint32_t)b.len : 0;
	}
}

static void extreme(struct eval *e, const struct node *n, enum compare_op op)
{
	uint32_t start = e->n;
	for (const struct node *a = n->left; a; a = a->next)
		eval_values(e, a);
	for (uint32_t i = start + 1; i < e->n; i++)
		if (value_compare(op, class_of(n->type), &e->value[i], &e->value[start]))
			e->value[start] = e->value[i];
	if (e->n > start)
		e->n = start + 1;
}

static void call_max(struct eval *e, const struct node *n)
{
	extreme(e, n, OP_GT);
}

static void call_min(struct eval *e, const struct node *n)
{
	extreme(e, n, OP_LT);
}

static void call_abs(struct eval *e, const struct node *n)
{
	uint32_t start = e->n;
	enum value_class class = class_of(n->type);
	eval_values(e, n->left);
	for (uint32_t i = start; i < e->n; i++) {
		struct operand *v = &e->value[i];
		if (class == C_INT && v->i < 0)
			v->u = 0 - v->u;
		else if (class == C_FLOAT && v->f < 0)
			v->f = -v->f;
		else if (class == C_TIME && v->i < 0) {
			v->u = 0 - v->u - (v->n != 0);
			v->n = v->n ? 1000000000 - v->n : 0;
		}
	}
}

static const struct function functions[] = {
	{ "len", 1, 1, FT_UINT32, TAKES_FIELD, call_len },
	{ "count", 1, 1, FT_UINT32, TAKES_FIELD, call_count },
	{ "upper", 1, 1, FT_STRING, TAKES_STRING, call_upper },
	{ "lower", 1, 1, FT_STRING, TAKES_STRING, call_lower },
	{ "string", 1, 1, FT_STRING, TAKES_PRINTABLE, call_string },
	{ "max", 1, 255, FT_NONE, TAKES_ORDERED, call_max },
	{ "min", 1, 255, FT_NONE, TAKES_ORDERED, call_min },
	{ "abs", 1, 1, FT_NONE, TAKES_NUMBER, call_abs },
};

const struct function *function_find(const char *name)
{
	for (unsigned i = 0; i < COUNT(functions); i++)
		if (!strcmp(functions[i].name, name))
			return &functions[i];
	return NULL;
}

static bool check_argument(struct compiler *c, const struct node *n, struct node *a)
{
	const char *name = n->function->name;
	if (!check_value(c, a))
		return false;
	enum value_class class = class_of(a->type);
	bool value = a->kind != N_LITERAL && class != C_NONE;
	switch (n->function->takes) {
	case TAKES_FIELD:
		return a->kind == N_FIELD ||
		       filter_fail(c, a->span, "Only fields can be used as parameter for %s()", name);
	case TAKES_STRING:
		return (value && class == C_STRING) ||
		       filter_fail(c, a->span, "Only string type fields can be used as parameter for %s()", name);
	case TAKES_PRINTABLE:
		if (a->kind != N_FIELD)
			return filter_fail(c, a->span, "Only fields can be used as parameter for %s()", name);
		return (class != C_STRING && class != C_TIME && class != C_NONE && class != C_FLOAT &&
			a->type != FT_BOOLEAN && a->type != FT_PROTOCOL && a->type != FT_BYTES) ||
		       filter_fail(c, a->span, "String conversion for field \"%s\" is not supported", a->text);
	case TAKES_NUMBER:
		if (value && (class == C_UINT || class == C_INT || class == C_FLOAT || class == C_TIME) &&
		    a->type != FT_BOOLEAN)
			return true;
		return filter_fail(c, a->span, "Argument '%.*s' is not valid for %s()", SPAN_TEXT(c, a->span), name);
	default:
		return value ||
		       filter_fail(c, a->span, "Argument '%.*s' is not valid for %s()", SPAN_TEXT(c, a->span), name);
	}
}

bool function_check(struct compiler *c, struct node *n)
{
	unsigned count = 0;
	if (n->function)
		return true;
	n->function = function_find(n->text);
	if (!n->function)
		return filter_fail(c, n->span, "Function '%s' does not exist", n->text);
	for (const struct node *a = n->left; a; a = a->next)
		count++;
	if (count < n->function->min)
		return filter_fail(c, n->span, "Function %s needs at least %u arguments.", n->text, n->function->min);
	if (count > n->function->max)
		return filter_fail(c, n->span, "Function %s can only accept %u arguments.", n->text, n->function->max);
	for (struct node *a = n->left; a; a = a->next) {
		if (!check_argument(c, n, a))
			return false;
		if (a->type != n->left->type && n->function->result == FT_NONE)
			return filter_fail(c, a->span,
					   "Arguments to '%s' must have the same type (expected %s, got %s)", n->text,
					   type_code(n->left->type), type_code(a->type));
	}
	n->type = n->function->result == FT_NONE ? n->left->type : n->function->result;
	return true;
}
