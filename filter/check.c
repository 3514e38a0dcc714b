/* check.c: names become rows, types are compared, literals become values. */
#include <ctype.h>
#include <stdio.h>

#include "filter/node.h"

/* Names that tshark still takes. */
static const struct {
	const char *old, *now;
} aliases[] = { { "ssl", "tls" }, { "bootp", "dhcp" } };

static bool resolve_rows(struct compiler *c, struct node *n, const char *name)
{
	const struct field *row[MAX_FIELD_ROWS];
	if (!registry_field(c->options->registry, name, &n->proto_id))
		return false;
	const struct protocol *p = registry_protocol(n->proto_id);
	n->n_rows = 0;
	for (unsigned k = 0; k < p->n_fields && n->n_rows < MAX_FIELD_ROWS; k++)
		if (!strcmp(p->fields[k].abbrev, name))
			row[n->n_rows++] = &p->fields[k];
	const struct field **kept = filter_memory(c->filter, n->n_rows * sizeof *kept);
	memcpy(kept, row, n->n_rows * sizeof *kept);
	n->rows = kept;
	n->field = kept[0];
	n->type = n->field->type;
	n->kind = N_FIELD;
	return true;
}

static bool resolve_name(struct compiler *c, struct node *n)
{
	char name[128];
	if (n->token != T_WORD || !n->text_len)
		return false;
	if (resolve_rows(c, n, n->text))
		return true;
	for (unsigned i = 0; i < COUNT(aliases); i++) {
		size_t k = strlen(aliases[i].old);
		if (strncmp(n->text, aliases[i].old, k) || (n->text[k] && n->text[k] != '.') || n->text_len > 100)
			continue;
		snprintf(name, sizeof name, "%s%s", aliases[i].now, n->text + k);
		return resolve_rows(c, n, name);
	}
	return false;
}

static bool is_literal(const struct node *n)
{
	return n->kind == N_LITERAL || (n->kind == N_NEGATE && is_literal(n->left)) ||
	       (n->kind == N_ARITH && is_literal(n->left) && is_literal(n->right));
}

static const char *op_text(uint8_t op)
{
	static const char *const names[] = {
		[OP_EQ] = "\"==\"", [OP_ALL_NE] = "\"!=\"", [OP_ALL_EQ] = "\"===\"", [OP_ANY_NE] = "\"!==\"", [OP_GT] = "\">\"",
		[OP_LT] = "\"<\"",  [OP_GE] = "\">=\"",     [OP_LE] = "\"<=\"",      [OP_CONTAINS] = "contains",
		[OP_MATCHES] = "matches",
	};
	return names[op];
}

static bool is_byte_type(uint8_t type)
{
	return class_of(type) == C_BYTES;
}

/* May values of the two types be compared? */
static bool compatible(uint8_t a, uint8_t b)
{
	if (a == b)
		return true;
	enum value_class x = class_of(a), y = class_of(b);
	if (a == FT_BOOLEAN || b == FT_BOOLEAN || a == FT_PROTOCOL || b == FT_PROTOCOL)
		return false;
	if (x == C_UINT || x == C_INT)
		return y == C_UINT || y == C_INT;
	return x == y && (x == C_BYTES || x == C_STRING || x == C_FLOAT);
}

/* ---- values ---- */

static bool arith_allowed(uint8_t op, uint8_t type)
{
	if (type == FT_BOOLEAN || type == FT_PROTOCOL || type == FT_ABSOLUTE_TIME)
		return false;
	switch (class_of(type)) {
	case C_UINT:
	case C_INT: return true;
	case C_FLOAT: return op != ARITH_AND && op != ARITH_MOD;
	case C_TIME: return op == ARITH_ADD || op == ARITH_SUB;
	case C_BYTES:
	case C_IPV4:
	case C_IPV6: return op == ARITH_AND;
	default: return false;
	}
}

/* Gives literals in n the type. */
static bool convert(struct compiler *c, struct node *n, uint8_t type, const struct field *field)
{
	if (n->kind == N_LITERAL)
		return literal_convert(c, n, type, field);
	if (n->kind == N_NEGATE && is_literal(n->left)) {
		n->type = type;
		if (class_of(type) != C_UINT && class_of(type) != C_INT && class_of(type) != C_FLOAT &&
		    class_of(type) != C_TIME)
			return filter_fail(c, n->span, "%s cannot be negated.", type_code(type));
		return convert(c, n->left, type, field);
	}
	if (n->kind == N_ARITH && is_literal(n)) {
		n->type = type;
		if (!arith_allowed(n->op, type))
			return filter_fail(c, n->span, "%s cannot %c.", type_code(type), "&+-*/%"[n->op]);
		return convert(c, n->left, type, field) && convert(c, n->right, type, field);
	}
	return true;
}

static const struct field *field_in(const struct node *n)
{
	while (n && n->kind != N_FIELD)
		n = n->kind == N_ARITH || n->kind == N_NEGATE ? n->left : NULL;
	return n ? n->field : NULL;
}

static bool check_arith(struct compiler *c, struct node *n)
{
	if (!check_value(c, n->left) || !check_value(c, n->right))
		return false;
	if (is_literal(n))
		return true; /* its type comes from what it is compared with */
	const struct node *typed = is_literal(n->left) ? n->right : n->left;
	static const char signs[] = "&+-*/%";
	n->type = typed->type;
	if (!arith_allowed(n->op, n->type))
		return filter_fail(c, typed->span, "%s cannot %c.", type_code(n->type), signs[n->op]);
	if (!is_literal(n->left) && !is_literal(n->right) && !compatible(n->left->type, n->right->type))
		return filter_fail(c, n->right->span, "%.*s and %.*s are not of compatible types.",
				   SPAN_TEXT(c, n->left->span), SPAN_TEXT(c, n->right->span));
	const struct field *f = field_in(typed);
	return (!is_literal(n->left) || convert(c, n->left, n->type, f)) &&
	       (!is_literal(n->right) || convert(c, n->right, n->type, f));
}

static bool check_slice(struct compiler *c, struct node *n)
{
	if (!check_value(c, n->left))
		return false;
	if (n->left->kind == N_LITERAL) {
		filter_fail(c, n->left->span, "\"%.*s\" is not a valid protocol or protocol field.",
			    SPAN_TEXT(c, n->left->span));
		if (n->left->token == T_WORD)
			suggest_field(c, n->left->text);
		return false;
	}
	enum value_class class = class_of(n->left->type);
	if ((class < C_IPV4) || n->left->kind == N_ARITH || n->left->kind == N_NEGATE)
		return filter_fail(c, n->left->span, "\"%.*s\" is a %s and cannot be sliced into a sequence of bytes.",
				   SPAN_TEXT(c, n->left->span), type_name(n->left->type));
	n->type = FT_BYTES;
	return true;
}

/* ${name}: there is no selected packet to read it from, so it has no value. */
static bool check_reference(struct compiler *c, struct node *n)
{
	struct node field = { .token = T_WORD, .text = n->text, .text_len = n->text_len };
	if (!resolve_name(c, &field)) {
		filter_fail(c, n->span, "\"%s\" is not a valid protocol or protocol field.", n->text);
		suggest_field(c, n->text);
		return false;
	}
	n->type = field.type;
	return true;
}

bool check_value(struct compiler *c, struct node *n)
{
	switch (n->kind) {
	case N_LITERAL:
		if (resolve_name(c, n) || !n->n_ranges)
			return true;
		filter_fail(c, n->span, "%s is not a valid field", n->text);
		suggest_field(c, n->text);
		return false;
	case N_ARITH: return check_arith(c, n);
	case N_SLICE: return check_slice(c, n);
	case N_FUNCTION: return function_check(c, n);
	case N_REFERENCE: return check_reference(c, n);
	case N_NEGATE:
		if (!check_value(c, n->left))
			return false;
		n->type = n->left->type;
		if (!is_literal(n->left) && (!arith_allowed(ARITH_SUB, n->type)))
			return filter_fail(c, n->left->span, "%s cannot be negated.", type_code(n->type));
		return true;
	default: return true;
	}
}

/* ---- tests ---- */

static bool check_left(struct compiler *c, const struct node *left, uint8_t op)
{
	if (left->kind == N_LITERAL || (left->kind == N_NEGATE && is_literal(left))) {
		filter_fail(c, left->span, "Left side of %s expression must be a field or function, not %.*s.",
			    op_text(op), SPAN_TEXT(c, left->span));
		if (left->kind == N_LITERAL && left->token == T_WORD && isalpha((unsigned char)left->text[0]))
			suggest_field(c, left->text);
		return false;
	}
	const struct node *first = left;
	while (first->kind == N_ARITH)
		first = first->left;
	if (first->kind == N_VALUE || is_literal(first))
		return filter_fail(c, left->span, "Constant arithmetic expression on the LHS is invalid.");
	return true;
}

static bool check_matches(struct compiler *c, struct node *n)
{
	const struct node *right = n->right;
	int code;
	PCRE2_SIZE at;
	PCRE2_UCHAR why[128];
	if (right->kind != N_LITERAL || right->token != T_STRING)
		return filter_fail(c, right->span, "Matches requires a double quoted string on the right side.");
	n->pattern = pcre2_compile((PCRE2_SPTR)right->text, right->text_len, PCRE2_CASELESS | PCRE2_NEVER_UTF, &code,
				   &at, NULL);
	if (!n->pattern) {
		pcre2_get_error_message(code, why, sizeof why);
		return filter_fail(c, right->span, "Regex compilation error: %s.", (const char *)why);
	}
	pcre2_jit_compile(n->pattern, PCRE2_JIT_COMPLETE); /* works without, too */
	return true;
}

static bool check_operand(struct compiler *c, struct node *left, struct node *right, uint8_t op)
{
	if (right->kind != N_LITERAL || right->token == T_WORD) {
		if (!check_value(c, right))
			return false;
	}
	uint8_t type = left->type;
	if (is_byte_type(type) && type != FT_OID && (op == OP_CONTAINS || type == FT_PROTOCOL))
		type = FT_BYTES;
	if (is_literal(right))
		return convert(c, right, type, field_in(left));
	if (compatible(left->type, right->type))
		return true;
	return filter_fail(c, right->span, "%.*s and %.*s are not of compatible types.", SPAN_TEXT(c, left->span),
			   SPAN_TEXT(c, right->span));
}

/* A test of a name that nobody knows becomes one that is never true, if that is asked for. */
static bool absent(const struct compiler *c, struct node *n)
{
	struct node *left = n->left;
	if (!c->options->unknown_is_absent || left->kind != N_LITERAL || left->token != T_WORD)
		return false;
	left->kind = N_REFERENCE;
	n->kind = N_EXISTS;
	n->right = NULL;
	return true;
}

static bool check_compare(struct compiler *c, struct node *n)
{
	struct node *left = n->left;
	if (!check_value(c, left))
		return false;
	if (absent(c, n))
		return true;
	if (!check_left(c, left, n->op))
		return false;
	enum value_class class = class_of(left->type);
	bool text = n->op == OP_CONTAINS || n->op == OP_MATCHES;
	if (class == C_NONE || (text && class != C_BYTES && class != C_STRING) ||
	    (left->type == FT_OID && n->op == OP_MATCHES))
		return filter_fail(c, left->span, "%.*s (type=%s) cannot participate in %s comparison.",
				   SPAN_TEXT(c, left->span), type_name(left->type), op_text(n->op));
	if (n->op == OP_MATCHES)
		return check_matches(c, n);
	if (!check_operand(c, left, n->right, n->op))
		return false;
	n->glance = (uint8_t)glance_kind_of(n);
	return true;
}

static bool check_in(struct compiler *c, struct node *n)
{
	if (!check_value(c, n->left))
		return false;
	if (absent(c, n))
		return true;
	if (n->left->kind != N_FIELD) {
		filter_fail(c, n->left->span, "Only a field may be tested for membership in a set.");
		if (n->left->kind == N_LITERAL && n->left->token == T_WORD)
			suggest_field(c, n->left->text);
		return false;
	}
	if (class_of(n->left->type) == C_NONE)
		return filter_fail(c, n->left->span, "%s (type=%s) cannot participate in set membership.",
				   n->left->text, type_name(n->left->type));
	for (struct node *e = n->right; e; e = e->next) {
		bool range = e->kind == N_RANGE;
		if (!check_operand(c, n->left, range ? e->left : e, OP_EQ) ||
		    (range && !check_operand(c, n->left, e->right, OP_EQ)))
			return false;
	}
	return true;
}

static bool check_exists(struct compiler *c, struct node *n)
{
	struct node *left = n->left;
	if (!check_value(c, left))
		return false;
	if (absent(c, n))
		return true;
	switch (left->kind) {
	case N_FIELD: return true;
	case N_FUNCTION: return filter_fail(c, left->span, "You cannot test whether a function is present.");
	case N_LITERAL:
		filter_fail(c, left->span, "%.*s is neither a field nor a protocol name.", SPAN_TEXT(c, left->span));
		if (left->token == T_WORD)
			suggest_field(c, left->text);
		return false;
	case N_SLICE: return true;
	default: return filter_fail(c, left->span, "%.*s is not a test.", SPAN_TEXT(c, left->span));
	}
}

bool check_test(struct compiler *c, struct node *n)
{
	/* long chains lean to the left: no recursion along them */
	for (; n->kind == N_AND || n->kind == N_OR; n = n->left)
		if (!check_test(c, n->right))
			return false;
	switch (n->kind) {
	case N_NOT: return check_test(c, n->left);
	case N_COMPARE: return check_compare(c, n);
	case N_IN: return check_in(c, n);
	case N_TRUTH:
		if (!check_value(c, n->left))
			return false;
		if (is_literal(n->left))
			return filter_fail(c, n->left->span, "Constant arithmetic expression on the LHS is invalid.");
		return true;
	default: return check_exists(c, n);
	}
}
