/* lexer.c: an expression as tokens. */
#include <ctype.h>
#include <stdlib.h>

#include "filter/node.h"

static const struct {
	const char *text;
	uint8_t kind, op;
} symbols[] = {
	/* the longer ones first */
	{ "===", T_COMPARE, OP_ALL_EQ }, { "!==", T_COMPARE, OP_ANY_NE }, { "==", T_COMPARE, OP_EQ },
	{ "!=", T_COMPARE, OP_ALL_NE },  { "~=", T_COMPARE, OP_ANY_NE },  { ">=", T_COMPARE, OP_GE },
	{ "<=", T_COMPARE, OP_LE },      { "&&", T_AND, 0 },              { "||", T_OR, 0 },
	{ "..", T_DOTDOT, 0 },           { ">", T_COMPARE, OP_GT },       { "<", T_COMPARE, OP_LT },
	{ "~", T_COMPARE, OP_MATCHES },  { "!", T_NOT, 0 },               { "&", T_BIT_AND, 0 },
	{ "(", T_LPAREN, 0 },            { ")", T_RPAREN, 0 },            { "{", T_LBRACE, 0 },
	{ "}", T_RBRACE, 0 },            { "[", T_LBRACKET, 0 },          { ",", T_COMMA, 0 },
	{ "#", T_HASH, 0 },              { "+", T_PLUS, 0 },              { "-", T_MINUS, 0 },
	{ "*", T_STAR, 0 },              { "/", T_SLASH, 0 },             { "%", T_PERCENT, 0 },
};

static const struct {
	const char *text;
	uint8_t kind, op;
} words[] = {
	{ "eq", T_COMPARE, OP_EQ },          { "any_eq", T_COMPARE, OP_EQ },      { "ne", T_COMPARE, OP_ALL_NE },
	{ "all_ne", T_COMPARE, OP_ALL_NE },  { "all_eq", T_COMPARE, OP_ALL_EQ },  { "any_ne", T_COMPARE, OP_ANY_NE },
	{ "gt", T_COMPARE, OP_GT },          { "lt", T_COMPARE, OP_LT },          { "ge", T_COMPARE, OP_GE },
	{ "le", T_COMPARE, OP_LE },          { "contains", T_COMPARE, OP_CONTAINS }, { "matches", T_COMPARE, OP_MATCHES },
	{ "and", T_AND, 0 },                 { "or", T_OR, 0 },                   { "not", T_NOT, 0 },
	{ "in", T_IN, 0 },                   { "any", T_ANY, 0 },                 { "all", T_ALL, 0 },
	{ "bitwise_and", T_BIT_AND, 0 },     { "bitand", T_BIT_AND, 0 },
};

static bool is_word(int ch)
{
	return isalnum(ch) || ch == '_';
}

static void skip_blanks(struct compiler *c)
{
	while (c->at < c->len && isspace((unsigned char)c->text[c->at]))
		c->at++;
}

/* Bytes from here on that are hexadecimal digits, colons and dots: an address, or bytes. */
static uint32_t colon_run(const struct compiler *c, uint32_t at)
{
	while (at < c->len && (isxdigit((unsigned char)c->text[at]) || c->text[at] == ':' ||
			       (c->text[at] == '.' && c->text[at + 1] != '.')))
		at++;
	return at;
}

/* Where "/24" ends, when that is what stands at `at`. */
static uint32_t prefix_end(const struct compiler *c, uint32_t at)
{
	uint32_t end = at + 1;
	if (c->text[at] != '/')
		return at;
	while (end < c->len && isdigit((unsigned char)c->text[end]))
		end++;
	return end > at + 1 ? end : at;
}

static uint32_t word_end(const struct compiler *c)
{
	uint32_t at = c->at, run = colon_run(c, at);
	while (at < c->len && (is_word((unsigned char)c->text[at]) || c->text[at] == '-' ||
			       (c->text[at] == '.' && c->text[at + 1] != '.')))
		at++;
	if (run > at && (c->text[at] == ':' || at == c->at)) {
		/* hexadecimal up to the colon: "00:16:ce", "fe80::1", "::ffff:1.2.3.4" */
		return prefix_end(c, run);
	}
	bool dotted = memchr(c->text + c->at, '.', at - c->at);
	for (uint32_t i = c->at; i < at && dotted; i++)
		dotted = isdigit((unsigned char)c->text[i]) || c->text[i] == '.';
	return dotted ? prefix_end(c, at) : at;
}

static char *copy(struct compiler *c, uint32_t from, uint32_t to)
{
	char *p = filter_memory(c->filter, to - from + 1u);
	memcpy(p, c->text + from, to - from);
	p[to - from] = 0;
	return p;
}

static bool lex_word(struct compiler *c)
{
	struct token *t = &c->token;
	uint32_t end = word_end(c);
	t->text = copy(c, c->at, end);
	t->len = end - c->at;
	t->kind = T_WORD;
	c->at = end;
	for (unsigned i = 0; i < COUNT(words); i++)
		if (!strcmp(t->text, words[i].text)) {
			t->kind = words[i].kind;
			t->op = words[i].op;
		}
	return true;
}

static int digits(struct compiler *c, unsigned base, unsigned max)
{
	int v = 0;
	unsigned n = 0;
	for (; n < max && c->at < c->len; n++, c->at++) {
		char ch = c->text[c->at];
		if (base == 8 ? ch < '0' || ch > '7' : !isxdigit((unsigned char)ch))
			break;
		v = v * (int)base + (isdigit((unsigned char)ch) ? ch - '0' : (ch | 32) - 'a' + 10);
	}
	return n ? v : -1;
}

/* The character behind a backslash; -1: none such. */
static int escaped(struct compiler *c)
{
	static const char from[] = "abfnrtv\\\"'", to[] = "\a\b\f\n\r\t\v\\\"'";
	char ch = c->text[c->at];
	const char *at = ch ? strchr(from, ch) : NULL;
	if (ch >= '0' && ch <= '7')
		return digits(c, 8, 3) & 255;
	c->at++;
	if (ch == 'x')
		return digits(c, 16, 2);
	return at ? (unsigned char)to[at - from] : -1;
}

/* Behind the opening quote. */
static bool lex_quoted(struct compiler *c, char quote, bool raw)
{
	struct token *t = &c->token;
	uint32_t begin = c->at;
	char *p = filter_memory(c->filter, c->len - c->at + 1u);
	t->text = p;
	while (c->at < c->len && c->text[c->at] != quote) {
		uint32_t from = c->at;
		int ch = (unsigned char)c->text[c->at++];
		if (ch == '\\' && raw) {
			*p++ = '\\';
			if (c->at < c->len)
				*p++ = c->text[c->at++];
			continue;
		}
		if (ch == '\\' && (ch = escaped(c)) < 0)
			return filter_fail(c, (struct span){ from, 2 }, "%.*s is not a valid character escape sequence",
					   2, c->text + from);
		*p++ = (char)ch;
	}
	if (c->at == c->len)
		return filter_fail(c, (struct span){ begin - 1, c->len - begin + 1 },
				   "The final quote was missing from a %s",
				   quote == '"' ? "quoted string." : "character constant.");
	*p = 0;
	t->len = (uint32_t)(p - t->text);
	c->at++;
	t->kind = quote == '"' ? T_STRING : T_CHAR;
	if (quote == '\'' && t->len != 1)
		return filter_fail(c, (struct span){ begin - 1, c->at - begin + 1 },
				   "%.*s is not a valid character constant.", (int)(c->at - begin + 1),
				   c->text + begin - 1);
	return true;
}

/* ${name} */
static bool lex_reference(struct compiler *c)
{
	uint32_t begin = c->at + 2, end = begin;
	while (end < c->len && (is_word((unsigned char)c->text[end]) || strchr(".-", c->text[end])))
		end++;
	if (c->text[begin - 1] != '{' || end == begin || c->text[end] != '}')
		return filter_fail(c, (struct span){ c->at, 1 }, "\"$\" was unexpected in this context.");
	c->token.kind = T_REFERENCE;
	c->token.text = copy(c, begin, end);
	c->token.len = end - begin;
	c->at = end + 1;
	return true;
}

static bool lex_symbol(struct compiler *c)
{
	for (unsigned i = 0; i < COUNT(symbols); i++) {
		size_t n = strlen(symbols[i].text);
		if (strncmp(c->text + c->at, symbols[i].text, n))
			continue;
		c->token.kind = symbols[i].kind;
		c->token.op = symbols[i].op;
		c->at += (uint32_t)n;
		return true;
	}
	uint32_t begin = c->at++;
	while (c->at < c->len && ((unsigned char)c->text[c->at] & 0xc0) == 0x80)
		c->at++;
	struct span s = { begin, c->at - begin };
	return filter_fail(c, s, "\"%.*s\" was unexpected in this context.", SPAN_TEXT(c, s));
}

static bool lex_one(struct compiler *c)
{
	char ch = c->text[c->at], after = ch ? c->text[c->at + 1] : 0;
	if ((ch == 'r' || ch == 'R') && after == '"') {
		c->at += 2;
		return lex_quoted(c, '"', true);
	}
	if (ch == '"' || ch == '\'') {
		c->at++;
		return lex_quoted(c, ch, false);
	}
	if (ch == '$')
		return lex_reference(c);
	if (is_word((unsigned char)ch) || (ch == ':' && (after == ':' || isxdigit((unsigned char)after))))
		return lex_word(c);
	return lex_symbol(c);
}

bool lexer_next(struct compiler *c)
{
	uint32_t before = c->at;
	skip_blanks(c);
	c->token = (struct token){ .kind = T_END, .span = { c->at, 0 }, .spaced = c->at > before };
	if (c->failed || c->at >= c->len)
		return !c->failed;
	bool good = lex_one(c);
	c->token.span.len = c->at - c->token.span.at;
	return good;
}

/* ---- slices ---- */

static bool read_int(struct compiler *c, int32_t *v)
{
	char *end;
	skip_blanks(c);
	const char *p = c->text + c->at;
	if (!isdigit((unsigned char)p[*p == '-']))
		return false;
	long n = strtol(p, &end, 0);
	c->at += (uint32_t)(end - p);
	*v = (int32_t)n;
	return n > -1000000 && n < 1000000;
}

static bool read_range(struct compiler *c, struct range *r)
{
	*r = (struct range){ .kind = RANGE_LENGTH, .length = 1 };
	int32_t n = 0;
	bool begun = read_int(c, &r->first);
	skip_blanks(c);
	char sep = c->text[c->at];
	if (sep != ':' && !(sep == '-' && begun))
		return begun;
	c->at++;
	if (!read_int(c, &n)) {
		r->kind = RANGE_REST;
		return begun && (sep == ':' || sep == '-');
	}
	r->kind = sep == ':' ? RANGE_LENGTH : RANGE_LAST;
	r->last = n;
	r->length = (uint32_t)n;
	if (sep == ':')
		return n > 0;
	return (n < 0) != (r->first < 0) || n >= r->first;
}

bool lexer_ranges(struct compiler *c, const struct range **ranges, uint32_t *n)
{
	enum { MAX_RANGES = 64 };
	struct range list[MAX_RANGES];
	uint32_t begin = c->at - 1;
	*n = 0;
	for (;;) {
		if (*n == MAX_RANGES || !read_range(c, &list[*n]))
			break;
		(*n)++;
		skip_blanks(c);
		char ch = c->text[c->at];
		if (ch == ']') {
			c->at++;
			struct range *kept = filter_memory(c->filter, *n * sizeof *kept);
			memcpy(kept, list, *n * sizeof *kept);
			*ranges = kept;
			return true;
		}
		if (ch != ',')
			break;
		c->at++;
	}
	uint32_t len = (uint32_t)strcspn(c->text + begin, "]");
	return filter_fail(c, (struct span){ begin, len + (c->text[begin + len] == ']') },
			   "\"%.*s\" is not a valid range.", (int)(len ? len - 1 : 0), c->text + begin + 1);
}

bool lexer_layer(struct compiler *c, const struct range **ranges, uint32_t *n)
{
	struct range *r = filter_memory(c->filter, sizeof *r);
	uint32_t begin = c->at;
	*r = (struct range){ .kind = RANGE_LENGTH, .length = 1 };
	*ranges = r;
	*n = 1;
	if (read_int(c, &r->first) && r->first >= 0)
		return true;
	return filter_fail(c, (struct span){ begin, 1 }, "Expected digit or \"[\" after \"#\".");
}
