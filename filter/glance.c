/* glance.c: what the layers of a packet say of a filter before any record is made. */
#include "dissect/fixed_rows.h"
#include "dissect/registry.h"
#include "filter/node.h"

static bool shows(const struct dissection *d, const struct layer *l, uint16_t id)
{
	for (const uint16_t *shown = registry_shown(d->registry, l->proto_id); *shown != NO_PROTOCOL; shown++)
		if (*shown == id)
			return true;
	return false;
}

static bool may_have(const struct dissection *d, uint16_t id)
{
	for (unsigned i = 0; i < d->n_layers; i++)
		if (shows(d, &d->layer[i], id))
			return true;
	for (unsigned i = 0; i < CORE_COUNT; i++)
		if (registry_core(d->registry, i) == id)
			return true;
	return false;
}

/* Can n have values at all? */
static bool may_have_values(const struct node *n, const struct dissection *d)
{
	switch (n->kind) {
	case N_FIELD: return may_have(d, n->proto_id);
	case N_SLICE:
	case N_NEGATE: return may_have_values(n->left, d);
	case N_ARITH: return may_have_values(n->left, d) && may_have_values(n->right, d);
	default: return true;
	}
}

/* A field of one row, in every layer. */
static bool is_plain(const struct node *n)
{
	return n->kind == N_FIELD && n->n_rows == 1 && !n->n_ranges;
}

/* The row of a layer's protocol itself is there when the layer is. */
static enum filter_answer exists(const struct node *n, const struct dissection *d)
{
	if (is_plain(n) && n->field->type == FT_PROTOCOL)
		for (unsigned i = 0; i < d->n_layers; i++) {
			const struct layer *l = &d->layer[i];
			if (l->proto_id == n->proto_id && l->proto->fields == n->field && n->field->abbrev_len &&
			    !(l->flags & LAYER_CONTINUED))
				return FILTER_YES;
		}
	return may_have_values(n, d) ? FILTER_UNKNOWN : FILTER_NO;
}

/* A number at a fixed place of its header against a constant: read where it stands. */
static enum filter_answer compare_fixed(const struct node *n, const struct dissection *d)
{
	const struct field *f = n->left->field;
	enum value_class class = compare_class(n->left, n->right);
	bool all = compare_is_all(n), any = false;
	for (unsigned i = 0; i < d->n_layers; i++) {
		const struct layer *l = &d->layer[i];
		if (l->proto_id != n->left->proto_id) {
			if (shows(d, l, n->left->proto_id))
				return FILTER_UNKNOWN;
			continue;
		}
		if (l->flags & LAYER_PART || !fixed_rows_stand(l))
			return FILTER_UNKNOWN;
		for (unsigned k = 0; k < (f->flags & F_PAIR ? 2 : 1); k++) {
			const struct operand v = { .u = fixed_row_value(l, f, k), .aux = class == C_IPV4 ? 32 : 0 };
			any = true;
			if (value_compare(n->op, class, &v, &n->right->value) != all)
				return all ? FILTER_NO : FILTER_YES;
		}
	}
	return any && all ? FILTER_YES : FILTER_NO;
}

static bool is_number(uint8_t type)
{
	enum value_class class = class_of(type);
	return class == C_UINT || class == C_INT || class == C_IPV4;
}

enum glance_kind glance_kind_of(const struct node *n)
{
	if (!is_plain(n->left) || !(n->left->field->flags & F_FIXED) || n->op == OP_MATCHES ||
	    n->right->kind != N_VALUE || !is_number(n->left->type))
		return GLANCE_NO;
	bool equal = n->op == OP_EQ && !compare_is_all(n) && compare_class(n->left, n->right) == C_UINT;
	return equal ? GLANCE_EQUAL : GLANCE_FIXED;
}

/* What most filters on ports and flags ask, in few steps. */
static enum filter_answer compare_equal(const struct node *n, const struct dissection *d)
{
	const struct field *f = n->left->field;
	const uint16_t id = n->left->proto_id;
	const unsigned values = f->flags & F_PAIR ? 2 : 1;
	for (const struct layer *l = d->layer, *end = l + d->n_layers; l < end; l++) {
		if (l->proto_id != id) {
			if (shows(d, l, id))
				return FILTER_UNKNOWN;
			continue;
		}
		if (l->flags & LAYER_PART || !fixed_rows_stand(l))
			return FILTER_UNKNOWN;
		for (unsigned k = 0; k < values; k++)
			if (fixed_row_value(l, f, k) == n->right->value.u)
				return FILTER_YES;
	}
	return FILTER_NO;
}

static enum filter_answer compare(const struct node *n, const struct dissection *d)
{
	switch ((enum glance_kind)n->glance) {
	case GLANCE_EQUAL: return compare_equal(n, d);
	case GLANCE_FIXED: return compare_fixed(n, d);
	default: return may_have_values(n->left, d) ? FILTER_UNKNOWN : FILTER_NO;
	}
}

static enum filter_answer glance(const struct node *n, const struct dissection *d)
{
	enum filter_answer a, b;
	switch (n->kind) {
	case N_AND:
	case N_OR:
		a = glance(n->left, d);
		if (a == (n->kind == N_AND ? FILTER_NO : FILTER_YES))
			return a;
		b = glance(n->right, d);
		return a == b || b == (n->kind == N_AND ? FILTER_NO : FILTER_YES) ? b : FILTER_UNKNOWN;
	case N_NOT: a = glance(n->left, d); return a == FILTER_UNKNOWN ? a : a == FILTER_NO ? FILTER_YES : FILTER_NO;
	case N_EXISTS: return exists(n->left, d);
	case N_COMPARE: return compare(n, d);
	default: return may_have_values(n->left, d) ? FILTER_UNKNOWN : FILTER_NO;
	}
}

enum filter_answer filter_glance(const struct filter *f, const struct dissection *d)
{
	return f->root ? glance(f->root, d) : FILTER_YES;
}
