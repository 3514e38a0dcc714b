/* eval.c: a compiled filter over the records of one packet. */
#include "base/buf.h"
#include "base/fmt.h"
#include "dissect/text.h"
#include "filter/node.h"

bool field_has_row(const struct node *n, const struct field *row)
{
	for (unsigned i = 0; i < n->n_rows; i++)
		if (n->rows[i] == row)
			return true;
	return false;
}

void eval_push(struct eval *e, const struct operand *v)
{
	if (e->n < MAX_VALUES)
		e->value[e->n++] = *v;
}

uint8_t *eval_scratch(struct eval *e, uint32_t n)
{
	if (n > SCRATCH_BYTES - e->used)
		return NULL;
	e->used += n;
	return e->filter->scratch + e->used - n;
}

/* ---- records as values ---- */

/* A protocol is its header and all that it carries; what is cut out of it is cut out of the header, as in tshark. */
static struct slice span_of(const struct eval *e, const struct record *r)
{
	const struct tree *t = e->tree;
	const struct layer *l = &t->d->layer[r->layer];
	if (r->f != l->proto->fields || (e->headers && !l->proto->in_parent))
		return record_bytes(t->d, r);
	struct slice all = l->proto->in_parent ? layer_parent(t->d, l)->data : l->data;
	return e->headers ? slice_first(all, r->len) : all;
}

/* Text as it is shown: each byte that is no UTF-8 is U+FFFD. */
static void make_valid(struct eval *e, struct operand *v)
{
	uint32_t n = 0;
	if (utf8_valid(v->p, v->n))
		return;
	uint8_t *out = v->n < SCRATCH_BYTES / 3 ? eval_scratch(e, 3 * v->n) : NULL;
	for (uint32_t i = 0, len; out && i < v->n; i += len ? len : 1) {
		len = utf8_sequence(v->p + i, v->n - i);
		memcpy(out + n, len ? (const char *)v->p + i : "\xef\xbf\xbd", len ? len : 3);
		n += len ? len : 3;
	}
	v->p = out ? out : v->p;
	v->n = out ? n : v->n;
}

static void bytes_value(struct eval *e, const struct record *r, struct operand *v)
{
	struct slice s = r->f->type == FT_PROTOCOL ? span_of(e, r) : record_string(e->tree, r);
	if (r->f->base == BASE_ADDRESS) {
		struct buf b = { 0 };
		char room[256]; /* an address and its name */
		b.p = room;
		b.cap = sizeof room;
		b.lent = true;
		uint32_t n = s.len < 16 ? s.len : 16;
		if (n == s.len)
			record_value(&b, e->tree, r);
		uint8_t *p = b.len <= sizeof room && b.p == room ? eval_scratch(e, (uint32_t)b.len) : NULL;
		if (p)
			memcpy(p, b.p, b.len);
		s = (struct slice){ p, p ? (uint32_t)b.len : 0, 0 };
	}
	v->p = s.p ? s.p : (const uint8_t *)"";
	v->n = s.len;
	if (r->f->type == FT_STRING || r->f->type == FT_STRINGZ) {
		const uint8_t *nul = memchr(v->p, 0, v->n);
		v->n = nul ? (uint32_t)(nul - v->p) : v->n;
		make_valid(e, v);
	}
}

static void record_read(struct eval *e, const struct record *r, struct operand *v)
{
	uint32_t bits = (uint32_t)r->val;
	float single;
	v->n = v->aux = 0;
	switch (class_of(r->f->type)) {
	case C_FLOAT:
		if (r->f->type == FT_FLOAT) {
			memcpy(&single, &bits, sizeof single);
			v->f = (double)single;
			return;
		}
		v->u = r->val;
		return;
	case C_TIME:
		v->u = r->val;
		v->n = r->aux;
		return;
	case C_IPV4:
		v->u = (uint32_t)r->val;
		v->aux = 32;
		return;
	case C_IPV6:
		v->aux = 128;
		bytes_value(e, r, v);
		return;
	case C_BYTES:
	case C_STRING: bytes_value(e, r, v); return;
	default: v->u = r->f->type == FT_BOOLEAN ? r->val != 0 : r->val;
	}
}

/* How often a name stands in "eth:ethertype:ip". */
static int32_t names_in(const char *path, size_t len, const char *name)
{
	size_t n = strlen(name);
	int32_t count = 0;
	for (const char *p = path, *end = path + len, *next; p < end; p = next + 1) {
		next = memchr(p, ':', (size_t)(end - p));
		next = next ? next : end;
		count += (size_t)(next - p) == n && !memcmp(p, name, n);
	}
	return count;
}

static int32_t names_inside(const struct tree *t, const struct layer *l, const char *name)
{
	char text[8192];
	struct buf b = BUF_OVER(text, sizeof text);
	if (!l->proto->path_inside || l->flags & LAYER_PART)
		return 0;
	l->proto->path_inside(&b, t->d, l);
	return names_in(b.p, b.len, name);
}

/* The how-manieth layer of its protocol a record stands in, and how many there are. tshark has as many layers as the name stands
 * in frame.protocols: none for labels of MPLS behind the first, two for IGMP, of which the last has the fields, and one more for
 * each list of TLS's timestamps in a certificate. */
static void layer_rank(const struct tree *t, const struct record *r, int32_t *rank, int32_t *count)
{
	const struct protocol *proto = t->d->layer[r->layer].proto;
	*rank = *count = 0;
	for (unsigned i = 0; i < t->d->n_layers; i++) {
		const struct layer *l = &t->d->layer[i];
		const char *path = l->path ? l->path : l->proto->name;
		if (l->flags & LAYER_CONTINUED)
			continue;
		*count += l->proto == proto ? names_in(path, strlen(path), proto->name) : 0;
		if (i <= r->layer && l->proto == proto)
			*rank = *count;
		*count += names_inside(t, l, proto->name);
	}
}

static bool in_layers(const struct tree *t, const struct node *n, const struct record *r)
{
	int32_t rank, count;
	layer_rank(t, r, &rank, &count);
	for (uint32_t i = 0; i < n->n_ranges; i++) {
		const struct range *g = &n->ranges[i];
		int32_t first = g->first < 0 ? count + 1 + g->first : g->first, last;
		if (g->kind == RANGE_REST)
			last = count;
		else if (g->kind == RANGE_LAST)
			last = g->last < 0 ? count + 1 + g->last : g->last;
		else
			last = first + (int32_t)g->length - 1;
		if (rank >= first && rank <= last)
			return true;
	}
	return false;
}

static bool is_of(const struct eval *e, const struct node *n, const struct record *r)
{
	return field_has_row(n, r->f) && (!n->n_ranges || in_layers(e->tree, n, r));
}

static void field_values(struct eval *e, const struct node *n)
{
	struct operand v;
	for (uint32_t i = 0; i < e->tree->n && e->n < MAX_VALUES; i++)
		if (is_of(e, n, &e->tree->record[i])) {
			record_read(e, &e->tree->record[i], &v);
			eval_push(e, &v);
		}
}

/* ---- what is made of values ---- */

/* The part of n bytes that a range names; false when they do not reach so far. */
static bool range_within(const struct range *r, uint32_t n, uint32_t *at, uint32_t *len)
{
	int64_t first = r->first < 0 ? (int64_t)n + r->first : r->first, last = (int64_t)n - 1;
	if (r->kind == RANGE_LENGTH)
		last = first + r->length - 1;
	else if (r->kind == RANGE_LAST)
		last = r->last < 0 ? (int64_t)n + r->last : r->last;
	if (first < 0 || last < first || last >= n)
		return false;
	*at = (uint32_t)first;
	*len = (uint32_t)(last - first + 1);
	return true;
}

static bool slice_value(struct eval *e, const struct node *n, struct operand *v)
{
	uint32_t at, len, total = 0;
	if (n->n_ranges == 1) {
		if (!range_within(n->ranges, v->n, &at, &len))
			return false;
		v->p += at;
		v->n = len;
		return true;
	}
	const struct operand whole = *v;
	for (uint32_t i = 0; i < n->n_ranges; i++)
		if (range_within(&n->ranges[i], whole.n, &at, &len)) {
			uint8_t *p = eval_scratch(e, len);
			if (!p)
				return false;
			memcpy(p, whole.p + at, len);
			v->p = total ? v->p : p;
			total += len;
		}
	v->n = total;
	return total;
}

static void slice_values(struct eval *e, const struct node *n)
{
	uint32_t start = e->n, kept = start;
	enum value_class class = class_of(n->left->type);
	e->headers = true;
	eval_values(e, n->left);
	e->headers = false;
	for (uint32_t i = start; i < e->n; i++) {
		struct operand v = e->value[i];
		if (class == C_IPV4) {
			uint8_t *p = eval_scratch(e, 4);
			for (unsigned k = 0; p && k < 4; k++)
				p[k] = (uint8_t)(v.u >> (24 - 8 * k));
			v.p = p;
			v.n = p ? 4 : 0;
		}
		if (slice_value(e, n, &v))
			e->value[kept++] = v;
	}
	e->n = kept;
}

static bool and_bytes(struct eval *e, const struct operand *a, const struct operand *b, struct operand *r)
{
	uint32_t n = a->n < b->n ? a->n : b->n;
	uint8_t *p = eval_scratch(e, n);
	for (uint32_t i = 0; p && i < n; i++)
		p[i] = a->p[i] & b->p[i];
	*r = *a;
	r->p = p;
	r->n = n;
	return p;
}

/* Each of the left with each of the right. */
static void arith_values(struct eval *e, const struct node *n)
{
	uint32_t start = e->n, middle, end;
	enum value_class class = class_of(n->type);
	struct operand r;
	eval_values(e, n->left);
	middle = e->n;
	eval_values(e, n->right);
	end = e->n;
	for (uint32_t i = start; i < middle; i++)
		for (uint32_t k = middle; k < end && e->n < MAX_VALUES; k++) {
			const struct operand *a = &e->value[i], *b = &e->value[k];
			if (class >= C_IPV6 ? and_bytes(e, a, b, &r) : value_arith(n->op, class, a, b, &r))
				eval_push(e, &r);
		}
	memmove(&e->value[start], &e->value[end], (e->n - end) * sizeof *e->value);
	e->n = start + (e->n - end);
}

static void negated_values(struct eval *e, const struct node *n)
{
	uint32_t start = e->n;
	enum value_class class = class_of(n->type);
	eval_values(e, n->left);
	for (uint32_t i = start; i < e->n; i++) {
		struct operand *v = &e->value[i];
		if (class == C_FLOAT) {
			v->f = -v->f;
			continue;
		}
		v->u = 0 - v->u - (class == C_TIME && v->n);
		if (class == C_TIME && v->n)
			v->n = 1000000000 - v->n;
	}
}

void eval_values(struct eval *e, const struct node *n)
{
	switch (n->kind) {
	case N_FIELD: field_values(e, n); break;
	case N_VALUE: eval_push(e, &n->value); break;
	case N_SLICE: slice_values(e, n); break;
	case N_ARITH: arith_values(e, n); break;
	case N_NEGATE: negated_values(e, n); break;
	case N_FUNCTION: n->function->call(e, n); break;
	default: break; /* a reference has no value */
	}
}

/* ---- tests ---- */

/* Differences count below zero, also those of unsigned fields. */
static bool is_signed(const struct node *n)
{
	if (n->kind == N_NEGATE)
		return n->left->kind != N_VALUE;
	if (n->kind == N_ARITH)
		return n->op == ARITH_SUB || is_signed(n->left) || is_signed(n->right);
	return class_of(n->type) == C_INT;
}

static bool matches(struct filter *f, const struct node *n, const struct operand *v)
{
	return pcre2_match(n->pattern, v->p, v->n, 0, 0, f->match, NULL) >= 0;
}

static bool test_pair(struct eval *e, const struct node *n, enum value_class class, const struct operand *a,
		      const struct operand *b)
{
	return n->op == OP_MATCHES ? matches(e->filter, n, a) : value_compare(n->op, class, a, b);
}

bool compare_is_all(const struct node *n)
{
	if (n->quantifier)
		return n->quantifier == Q_ALL;
	return n->op == OP_ALL_NE || n->op == OP_ALL_EQ;
}

enum value_class compare_class(const struct node *a, const struct node *b)
{
	enum value_class class = class_of(a->type);
	return class == C_UINT && (is_signed(a) || is_signed(b)) ? C_INT : class;
}

/* A field with one constant: no values are gathered. */
static bool compare_simple(struct eval *e, const struct node *n, const struct operand *right)
{
	enum value_class class = compare_class(n->left, n->right);
	bool all = compare_is_all(n), any = false;
	struct operand v;
	for (uint32_t i = 0; i < e->tree->n; i++) {
		if (!is_of(e, n->left, &e->tree->record[i]))
			continue;
		e->used = 0;
		record_read(e, &e->tree->record[i], &v);
		any = true;
		if (test_pair(e, n, class, &v, right) != all)
			return !all;
	}
	return any && all;
}

static bool compare(struct eval *e, const struct node *n)
{
	if (n->left->kind == N_FIELD && (n->op == OP_MATCHES || n->right->kind == N_VALUE))
		return compare_simple(e, n, &n->right->value);
	enum value_class class = compare_class(n->left, n->right);
	bool all = compare_is_all(n);
	eval_values(e, n->left);
	uint32_t middle = e->n;
	if (n->op == OP_MATCHES)
		eval_push(e, &n->right->value);
	else
		eval_values(e, n->right);
	for (uint32_t i = 0; i < middle; i++)
		for (uint32_t k = middle; k < e->n; k++)
			if (test_pair(e, n, class, &e->value[i], &e->value[k]) != all)
				return !all;
	return all && middle && e->n > middle;
}

static bool in_element(struct eval *e, const struct node *n, const struct node *element)
{
	bool range = element->kind == N_RANGE, all = n->quantifier == Q_ALL;
	const struct node *low = range ? element->left : element, *high = range ? element->right : element;
	enum value_class class = compare_class(n->left, low);
	uint32_t lows, highs;
	e->n = e->used = 0;
	eval_values(e, n->left);
	lows = e->n;
	eval_values(e, low);
	highs = e->n;
	if (range)
		eval_values(e, high);
	for (uint32_t i = 0; i < lows; i++) {
		bool above = false, below = !range;
		for (uint32_t k = lows; k < highs; k++)
			above |= value_compare(range ? OP_GE : OP_EQ, class, &e->value[i], &e->value[k]);
		for (uint32_t k = highs; k < e->n; k++)
			below |= value_compare(OP_LE, class, &e->value[i], &e->value[k]);
		if ((above && below) != all)
			return !all;
	}
	return all && lows;
}

static bool in_set(struct eval *e, const struct node *n)
{
	for (const struct node *element = n->right; element; element = element->next)
		if (in_element(e, n, element))
			return true;
	return false;
}

static bool some_not_zero(struct eval *e, const struct node *n)
{
	eval_values(e, n->left);
	for (uint32_t i = 0; i < e->n; i++)
		if (!value_is_zero(class_of(n->left->type), &e->value[i]))
			return true;
	return false;
}

static bool exists(struct eval *e, const struct node *n)
{
	if (n->left->kind != N_FIELD) {
		eval_values(e, n->left);
		return e->n;
	}
	for (uint32_t i = 0; i < e->tree->n; i++)
		if (is_of(e, n->left, &e->tree->record[i]))
			return true;
	return false;
}

static bool test(struct eval *e, const struct node *n)
{
	e->n = e->used = 0;
	switch (n->kind) {
	case N_AND: return test(e, n->left) && test(e, n->right);
	case N_OR: return test(e, n->left) || test(e, n->right);
	case N_NOT: return !test(e, n->left);
	case N_COMPARE: return compare(e, n);
	case N_IN: return in_set(e, n);
	case N_TRUTH: return some_not_zero(e, n);
	default: return exists(e, n);
	}
}

bool filter_match(struct filter *f, const struct tree *t)
{
	struct eval e = { .filter = f, .tree = t, .value = f->value };
	return !f->root || test(&e, f->root);
}
