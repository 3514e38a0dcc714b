/* parser.c: tokens as a tree. From loose to tight: or, and, not, comparisons; & then + - then * / % within a value.
 *
 *     test    = test "or" test | test "and" test | "not" test | "(" test ")" | ["any" | "all"] relation | value
 *     relation = value compare value {compare value} | value ["not"] "in" "{" element {"," element} "}"
 *     value   = value arith value | "-" value | "{" value "}" | name | literal | name "(" value {"," value} ")"
 *               each with {"#" layers} and {"[" ranges "]"} */
#include "filter/node.h"

static struct node *parse_or(struct compiler *c);
static struct node *parse_sum(struct compiler *c, unsigned level);

struct node *node_new(struct compiler *c, enum node_kind kind, struct span span)
{
	if (c->n_nodes++ >= MAX_NODES) {
		filter_fail(c, span, "The expression is too long.");
		return NULL;
	}
	struct node *n = filter_memory(c->filter, sizeof *n);
	n->kind = (uint8_t)kind;
	n->span = span;
	return n;
}

static struct node *unexpected(struct compiler *c)
{
	const struct token *t = &c->token;
	if (t->kind == T_END) {
		filter_fail(c, (struct span){ 0, 0 }, "Unexpected end of filter expression.");
		c->error->placed = false;
	} else {
		filter_fail(c, t->span, "\"%.*s\" was unexpected in this context.", SPAN_TEXT(c, t->span));
	}
	return NULL;
}

static bool expect(struct compiler *c, enum token_kind kind)
{
	if (c->failed)
		return false;
	if (c->token.kind == kind)
		return lexer_next(c);
	unexpected(c);
	return false;
}

static bool deeper(struct compiler *c)
{
	if (++c->depth <= MAX_NESTING)
		return true;
	return filter_fail(c, c->token.span, "The expression is nested too deep.");
}

static struct node *binary(struct compiler *c, enum node_kind kind, uint8_t op, struct node *left, struct node *right)
{
	if (!left || !right)
		return NULL;
	struct node *n = node_new(c, kind, left->span);
	if (!n)
		return NULL;
	n->op = op;
	n->left = left;
	n->right = right;
	return n;
}

/* ---- values ---- */

static struct node *parse_arguments(struct compiler *c, struct node *n)
{
	struct node **last = &n->left;
	n->kind = N_FUNCTION;
	if (!lexer_next(c))
		return NULL;
	while (c->token.kind != T_RPAREN) {
		if (*last && !(last = &(*last)->next, expect(c, T_COMMA)))
			return NULL;
		*last = parse_sum(c, 0);
		if (!*last)
			return NULL;
	}
	return lexer_next(c) ? n : NULL;
}

static struct node *parse_atom(struct compiler *c)
{
	struct token t = c->token;
	if (t.kind == T_LBRACE) {
		if (!deeper(c) || !lexer_next(c))
			return NULL;
		struct node *n = parse_sum(c, 0);
		c->depth--;
		return n && expect(c, T_RBRACE) ? n : NULL;
	}
	if (t.kind != T_WORD && t.kind != T_STRING && t.kind != T_CHAR && t.kind != T_REFERENCE)
		return unexpected(c);
	struct node *n = node_new(c, t.kind == T_REFERENCE ? N_REFERENCE : N_LITERAL, t.span);
	if (!n || !lexer_next(c))
		return NULL;
	n->token = t.kind;
	n->text = t.text;
	n->text_len = t.len;
	if (t.kind == T_WORD && c->token.kind == T_LPAREN)
		return parse_arguments(c, n);
	return n;
}

static struct node *parse_layers(struct compiler *c, struct node *n)
{
	/* the lexer stands behind '#', which is the token looked at */
	if (n->kind != N_LITERAL || n->token != T_WORD) {
		filter_fail(c, n->span, "%.*s is not a valid field", SPAN_TEXT(c, n->span));
		return NULL;
	}
	bool list = c->text[c->at] == '[';
	c->at += list;
	if (!(list ? lexer_ranges(c, &n->ranges, &n->n_ranges) : lexer_layer(c, &n->ranges, &n->n_ranges)))
		return NULL;
	return lexer_next(c) ? n : NULL;
}

static struct node *parse_suffixed(struct compiler *c)
{
	struct node *n = parse_atom(c);
	if (n && c->token.kind == T_HASH)
		n = parse_layers(c, n);
	while (n && c->token.kind == T_LBRACKET) {
		struct node *slice = node_new(c, N_SLICE, n->span);
		if (!slice || !lexer_ranges(c, &slice->ranges, &slice->n_ranges) || !lexer_next(c))
			return NULL;
		slice->left = n;
		n = slice;
	}
	return n;
}

static struct node *parse_unary(struct compiler *c)
{
	struct span at = c->token.span;
	bool minus = c->token.kind == T_MINUS;
	if (!minus && c->token.kind != T_PLUS)
		return parse_suffixed(c);
	if (!deeper(c) || !lexer_next(c))
		return NULL;
	struct node *inner = parse_unary(c);
	c->depth--;
	if (!inner)
		return NULL;
	inner->span = (struct span){ at.at, inner->span.at + inner->span.len - at.at };
	if (!minus)
		return inner;
	struct node *n = node_new(c, N_NEGATE, inner->span);
	if (n)
		n->left = inner;
	return n;
}

/* level 0: &, 1: + -, 2: * / % */
static bool arith_of(const struct token *t, unsigned level, uint8_t *op)
{
	static const struct {
		uint8_t token, level, op;
	} table[] = {
		{ T_BIT_AND, 0, ARITH_AND }, { T_PLUS, 1, ARITH_ADD },  { T_MINUS, 1, ARITH_SUB },
		{ T_STAR, 2, ARITH_MUL },    { T_SLASH, 2, ARITH_DIV }, { T_PERCENT, 2, ARITH_MOD },
	};
	for (unsigned i = 0; i < COUNT(table); i++)
		if (table[i].token == t->kind && table[i].level == level) {
			*op = table[i].op;
			return true;
		}
	return false;
}

static struct node *parse_sum(struct compiler *c, unsigned level)
{
	uint8_t op = 0;
	if (level > 2)
		return parse_unary(c);
	struct node *n = parse_sum(c, level + 1);
	while (n && !c->failed && arith_of(&c->token, level, &op)) {
		if (!lexer_next(c))
			return NULL;
		n = binary(c, N_ARITH, op, n, parse_sum(c, level + 1));
	}
	return c->failed ? NULL : n;
}

/* ---- tests ---- */

static struct node *parse_element(struct compiler *c)
{
	struct node *low = parse_unary(c);
	if (!low || c->token.kind != T_DOTDOT)
		return low;
	if (!lexer_next(c))
		return NULL;
	return binary(c, N_RANGE, 0, low, parse_unary(c));
}

static struct node *parse_set(struct compiler *c, struct node *left)
{
	struct node *set = NULL, **last = &set;
	if (!lexer_next(c) || !expect(c, T_LBRACE))
		return NULL;
	do {
		*last = parse_element(c);
		if (!*last)
			return NULL;
		last = &(*last)->next;
		if (c->token.kind == T_RBRACE)
			break;
		/* blanks instead of commas were tshark's language up to 3.4 */
		if (c->token.kind == T_COMMA ? !lexer_next(c) : c->options->strict || c->token.kind == T_DOTDOT)
			return c->failed ? NULL : unexpected(c);
	} while (!c->failed);
	return expect(c, T_RBRACE) ? binary(c, N_IN, 0, left, set) : NULL;
}

/* a < b < c: each of them */
static struct node *parse_comparisons(struct compiler *c, struct node *left, uint8_t quantifier)
{
	struct node *all = NULL;
	while (left && c->token.kind == T_COMPARE) {
		uint8_t op = c->token.op;
		if (!lexer_next(c))
			return NULL;
		struct node *right = parse_sum(c, 0);
		struct node *one = binary(c, N_COMPARE, op, left, right);
		if (!one)
			return NULL;
		one->quantifier = quantifier;
		all = all ? binary(c, N_AND, 0, all, one) : one;
		/* a node belongs to one comparison only: the middle one is read again */
		left = right;
		if (c->token.kind == T_COMPARE) {
			left = node_new(c, right->kind, right->span);
			if (left)
				*left = *right;
		}
	}
	return c->failed ? NULL : all;
}

static struct node *parse_relation(struct compiler *c)
{
	uint8_t quantifier = c->token.kind == T_ANY ? Q_ANY : c->token.kind == T_ALL ? Q_ALL : Q_DEFAULT;
	if (quantifier && !lexer_next(c))
		return NULL;
	struct node *left = parse_sum(c, 0);
	if (!left)
		return NULL;
	if (c->token.kind == T_COMPARE)
		return parse_comparisons(c, left, quantifier);
	bool not = c->token.kind == T_NOT;
	if (not &&!lexer_next(c))
		return NULL;
	if (c->token.kind == T_IN) {
		struct node *in = left->kind == N_ARITH || left->kind == N_NEGATE ? unexpected(c) : parse_set(c, left);
		if (!in)
			return NULL;
		in->quantifier = quantifier;
		if (!not )
			return in;
		struct node *n = node_new(c, N_NOT, in->span);
		if (n)
			n->left = in;
		return n;
	}
	if (not || quantifier)
		return unexpected(c);
	struct node *n = node_new(c, left->kind == N_ARITH || left->kind == N_NEGATE ? N_TRUTH : N_EXISTS, left->span);
	if (n)
		n->left = left;
	return n;
}

static struct node *parse_not(struct compiler *c)
{
	struct token t = c->token;
	if (t.kind != T_NOT && t.kind != T_LPAREN)
		return parse_relation(c);
	if (!deeper(c) || !lexer_next(c))
		return NULL;
	struct node *inner = t.kind == T_NOT ? parse_not(c) : parse_or(c);
	c->depth--;
	if (!inner || t.kind == T_LPAREN)
		return inner && expect(c, T_RPAREN) ? inner : NULL;
	struct node *n = node_new(c, N_NOT, t.span);
	if (n)
		n->left = inner;
	return n;
}

static struct node *parse_and(struct compiler *c)
{
	struct node *n = parse_not(c);
	while (n && c->token.kind == T_AND) {
		if (!lexer_next(c))
			return NULL;
		n = binary(c, N_AND, 0, n, parse_not(c));
	}
	return c->failed ? NULL : n;
}

static struct node *parse_or(struct compiler *c)
{
	struct node *n = parse_and(c);
	while (n && c->token.kind == T_OR) {
		if (!lexer_next(c))
			return NULL;
		n = binary(c, N_OR, 0, n, parse_and(c));
	}
	return c->failed ? NULL : n;
}

struct node *parse_expression(struct compiler *c)
{
	if (!lexer_next(c))
		return NULL;
	struct node *n = parse_or(c);
	if (n && c->token.kind != T_END)
		return unexpected(c);
	return c->failed ? NULL : n;
}
