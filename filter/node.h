/* node.h: inside the filter compiler: tokens, the tree of an expression, values. */
#ifndef PEEL_FILTER_NODE_H
#define PEEL_FILTER_NODE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "filter/filter.h"

enum {
	MAX_NESTING = 200,    /* parentheses, not, and braces within each other */
	MAX_VALUES = 16384,   /* values of one comparison, both sides; further ones are not looked at */
	SCRATCH_BYTES = 65536, /* text that functions make for one comparison */
	MAX_NODES = 20000,
	MAX_EXPRESSION = 65535, /* bytes of an expression */
	MAX_FIELD_ROWS = 64,  /* rows of one name */
};

/* ---- tokens ---- */

enum token_kind {
	T_END, T_LPAREN, T_RPAREN, T_LBRACE, T_RBRACE, T_LBRACKET, T_COMMA, T_DOTDOT, T_HASH,
	T_AND, T_OR, T_NOT, T_ANY, T_ALL, T_IN,
	T_COMPARE, /* op says which */
	T_BIT_AND, T_PLUS, T_MINUS, T_STAR, T_SLASH, T_PERCENT,
	T_WORD, T_STRING, T_CHAR, T_REFERENCE, T_UNKNOWN,
};

enum compare_op {
	OP_EQ, OP_ALL_NE, OP_ALL_EQ, OP_ANY_NE, OP_GT, OP_LT, OP_GE, OP_LE, OP_CONTAINS, OP_MATCHES,
};
enum arith_op { ARITH_AND, ARITH_ADD, ARITH_SUB, ARITH_MUL, ARITH_DIV, ARITH_MOD };

struct span {
	uint32_t at, len;
};

struct token {
	uint8_t kind, op;
	bool spaced; /* white space before it */
	struct span span;
	const char *text; /* words as written, strings without quotes and escapes; NUL-terminated */
	uint32_t len;
};

/* ---- values ---- */

/* How values of a type are compared. */
enum value_class { C_NONE, C_UINT, C_INT, C_FLOAT, C_TIME, C_IPV4, C_IPV6, C_BYTES, C_STRING };

struct operand {
	union {
		uint64_t u; /* C_UINT, C_IPV4 */
		int64_t i;  /* C_INT; C_TIME: seconds */
		double f;
		const uint8_t *p; /* C_IPV6, C_BYTES, C_STRING */
	};
	uint32_t n;   /* bytes at p; C_TIME: nanoseconds */
	uint32_t aux; /* addresses: bits of prefix that count */
};

enum value_class class_of(uint8_t type);
/* "Unsigned integer (2 bytes)" */
const char *type_name(uint8_t type);
/* "FT_UINT16" */
const char *type_code(uint8_t type);

/* ---- the tree of an expression ---- */

enum node_kind {
	N_AND, N_OR, N_NOT, N_EXISTS, N_TRUTH, /* N_TRUTH: some value is not 0 */
	N_COMPARE, N_IN,
	N_FIELD, N_LITERAL, N_VALUE, N_SLICE, N_FUNCTION, N_ARITH, N_NEGATE, N_REFERENCE, N_RANGE,
};
enum quantifier { Q_DEFAULT, Q_ANY, Q_ALL };

/* A part of a slice or a choice of layers: from first to last, both counted from the end when negative. */
struct range {
	int32_t first, last;
	uint32_t length; /* RANGE_LENGTH: instead of last */
	enum { RANGE_LAST, RANGE_LENGTH, RANGE_REST } kind;
};

struct eval;
struct node;

struct function {
	const char *name;
	uint8_t min, max; /* arguments */
	uint8_t result;   /* FT_, or FT_NONE: the type of its argument */
	uint8_t takes;    /* enum argument_kind */
	void (*call)(struct eval *, const struct node *);
};

struct node {
	uint8_t kind, op, quantifier, type; /* type: FT_ of the values */
	uint8_t token;                      /* N_LITERAL: T_WORD, T_STRING, T_CHAR */
	struct span span;
	struct node *left, *right, *next; /* next: arguments, elements of a set */
	/* N_FIELD */
	const struct field *const *rows;
	const struct field *field; /* the first of them */
	uint16_t n_rows, proto_id;
	/* N_SLICE: bytes; N_FIELD: layers */
	const struct range *ranges;
	uint32_t n_ranges;
	/* N_LITERAL, N_REFERENCE */
	const char *text;
	uint32_t text_len;
	struct operand value;            /* N_VALUE */
	const struct function *function; /* N_FUNCTION */
	pcre2_code *pattern;             /* N_COMPARE by OP_MATCHES */
	uint8_t glance;                  /* N_COMPARE: enum glance_kind */
};

/* How a comparison is answered by the layers alone. */
enum glance_kind {
	GLANCE_NO,    /* not at all, but that its field's protocol is not there */
	GLANCE_FIXED, /* a number at a fixed place of its header against a constant */
	GLANCE_EQUAL, /* the same, unsigned: is one of them the constant? */
};
enum glance_kind glance_kind_of(const struct node *n);

/* ---- the compiler ---- */

struct block {
	struct block *next;
	max_align_t bytes[];
};

struct filter {
	struct block *blocks; /* all memory of the tree */
	struct node *root;    /* NULL: matches all */
	pcre2_match_data *match;
	struct operand *value; /* MAX_VALUES of them */
	uint8_t *scratch;
};

struct compiler {
	struct filter *filter;
	const struct filter_options *options;
	const char *text;
	uint32_t len, at;   /* of the text; where the lexer is */
	struct token token; /* the one looked at */
	uint32_t depth, n_nodes;
	bool failed;
	struct filter_error *error;
};

/* Memory that lives as long as the filter. */
void *filter_memory(struct filter *, size_t n);
/* Remembers the first error. Always returns false. */
__attribute__((format(printf, 3, 4))) bool filter_fail(struct compiler *, struct span where, const char *format, ...);
__attribute__((format(printf, 2, 3))) void filter_hint(struct compiler *, const char *format, ...);
/* The span's text, for messages. */
#define SPAN_TEXT(c, s) (int)(s).len, (c)->text + (s).at

/* lexer.c: reads the next token into c->token. False: it is wrong, and the error is told. */
bool lexer_next(struct compiler *c);
/* Behind a '[': the parts of a slice up to and with the ']'. */
bool lexer_ranges(struct compiler *c, const struct range **ranges, uint32_t *n);
/* Behind a '#': one number. */
bool lexer_layer(struct compiler *c, const struct range **ranges, uint32_t *n);

/* parser.c */
struct node *parse_expression(struct compiler *c);
struct node *node_new(struct compiler *c, enum node_kind kind, struct span span);

/* check.c: resolves and checks. */
bool check_test(struct compiler *c, struct node *n);
bool check_value(struct compiler *c, struct node *n);

/* literal.c: a literal becomes a value of the type. set or comparison: what message says. */
bool literal_convert(struct compiler *c, struct node *n, uint8_t type, const struct field *field);
bool literal_time(const char *text, struct operand *v);
bool literal_seconds(const char *text, struct operand *v);

/* value.c */
bool value_compare(enum compare_op op, enum value_class, const struct operand *a, const struct operand *b);
/* False: no value (division by 0). */
bool value_arith(enum arith_op op, enum value_class, const struct operand *a, const struct operand *b,
		 struct operand *result);
bool value_is_zero(enum value_class, const struct operand *v);

/* function.c */
const struct function *function_find(const char *name);
bool function_check(struct compiler *c, struct node *n);

/* eval.c */
struct eval {
	struct filter *filter;
	const struct tree *tree;
	struct operand *value; /* a stack */
	uint32_t n, used;      /* values; scratch bytes */
	bool headers;          /* protocols are their headers alone: for slices */
};
/* Pushes the values of n. */
void eval_values(struct eval *e, const struct node *n);
void eval_push(struct eval *e, const struct operand *v);
/* Bytes for text; NULL when there is no more room. */
uint8_t *eval_scratch(struct eval *e, uint32_t n);
bool field_has_row(const struct node *n, const struct field *row);
/* Must the comparison hold for all pairs of values? How are they compared? */
bool compare_is_all(const struct node *n);
enum value_class compare_class(const struct node *a, const struct node *b);

/* suggest.c: the nearest field name, or what a classic mistake was meant to be. */
void suggest_field(struct compiler *c, const char *name);
void suggest_rewrite(struct compiler *c);

#endif
