/* value.c: what values are compared by, and computing with them. */
#include "filter/node.h"

enum value_class class_of(uint8_t type)
{
	switch (type) {
	case FT_FLOAT:
	case FT_DOUBLE: return C_FLOAT;
	case FT_ABSOLUTE_TIME:
	case FT_RELATIVE_TIME: return C_TIME;
	case FT_STRING:
	case FT_STRINGZ: return C_STRING;
	case FT_IPv4: return C_IPV4;
	case FT_IPv6: return C_IPV6;
	case FT_ETHER:
	case FT_BYTES:
	case FT_GUID:
	case FT_OID:
	case FT_EUI64:
	case FT_PROTOCOL: return C_BYTES;
	case FT_NONE:
	case FT_TEXT: return C_NONE;
	default: return type >= FT_INT8 && type <= FT_INT64 ? C_INT : C_UINT;
	}
}

static const struct {
	const char *code, *name;
} types[] = {
	[FT_NONE] = { "FT_NONE", "Label" },
	[FT_PROTOCOL] = { "FT_PROTOCOL", "Protocol" },
	[FT_BOOLEAN] = { "FT_BOOLEAN", "Boolean" },
	[FT_CHAR] = { "FT_CHAR", "Character (8 bits)" },
	[FT_UINT8] = { "FT_UINT8", "Unsigned integer (1 byte)" },
	[FT_UINT16] = { "FT_UINT16", "Unsigned integer (2 bytes)" },
	[FT_UINT24] = { "FT_UINT24", "Unsigned integer (3 bytes)" },
	[FT_UINT32] = { "FT_UINT32", "Unsigned integer (4 bytes)" },
	[FT_UINT40] = { "FT_UINT40", "Unsigned integer (5 bytes)" },
	[FT_UINT48] = { "FT_UINT48", "Unsigned integer (6 bytes)" },
	[FT_UINT56] = { "FT_UINT56", "Unsigned integer (7 bytes)" },
	[FT_UINT64] = { "FT_UINT64", "Unsigned integer (8 bytes)" },
	[FT_INT8] = { "FT_INT8", "Signed integer (1 byte)" },
	[FT_INT16] = { "FT_INT16", "Signed integer (2 bytes)" },
	[FT_INT24] = { "FT_INT24", "Signed integer (3 bytes)" },
	[FT_INT32] = { "FT_INT32", "Signed integer (4 bytes)" },
	[FT_INT64] = { "FT_INT64", "Signed integer (8 bytes)" },
	[FT_FLOAT] = { "FT_FLOAT", "Floating point (single-precision)" },
	[FT_DOUBLE] = { "FT_DOUBLE", "Floating point (double-precision)" },
	[FT_ABSOLUTE_TIME] = { "FT_ABSOLUTE_TIME", "Date and time" },
	[FT_RELATIVE_TIME] = { "FT_RELATIVE_TIME", "Time offset" },
	[FT_STRING] = { "FT_STRING", "Character string" },
	[FT_STRINGZ] = { "FT_STRINGZ", "Character string" },
	[FT_ETHER] = { "FT_ETHER", "Ethernet or other MAC address" },
	[FT_BYTES] = { "FT_BYTES", "Byte sequence" },
	[FT_IPv4] = { "FT_IPv4", "IPv4 address" },
	[FT_IPv6] = { "FT_IPv6", "IPv6 address" },
	[FT_FRAMENUM] = { "FT_FRAMENUM", "Frame number" },
	[FT_GUID] = { "FT_GUID", "Globally Unique Identifier" },
	[FT_OID] = { "FT_OID", "ASN.1 object identifier" },
	[FT_EUI64] = { "FT_EUI64", "EUI64 address" },
};

const char *type_name(uint8_t type)
{
	return type < COUNT(types) && types[type].name ? types[type].name : "Label";
}

const char *type_code(uint8_t type)
{
	return type < COUNT(types) && types[type].code ? types[type].code : "FT_NONE";
}

/* ---- comparing ---- */

#define ORDER(a, b) (((a) > (b)) - ((a) < (b)))

static int order_ipv4(const struct operand *a, const struct operand *b)
{
	uint32_t bits = a->aux < b->aux ? a->aux : b->aux;
	uint32_t mask = bits ? UINT32_MAX << (32 - bits) : 0;
	uint32_t x = (uint32_t)a->u & mask, y = (uint32_t)b->u & mask;
	return ORDER(x, y);
}

static int order_ipv6(const struct operand *a, const struct operand *b)
{
	uint32_t bits = a->aux < b->aux ? a->aux : b->aux, whole = bits / 8;
	int c = memcmp(a->p, b->p, whole);
	if (c || bits % 8 == 0)
		return c;
	unsigned shift = 8 - bits % 8;
	return ORDER(a->p[whole] >> shift, b->p[whole] >> shift);
}

static int order_bytes(const struct operand *a, const struct operand *b)
{
	uint32_t n = a->n < b->n ? a->n : b->n;
	int c = n ? memcmp(a->p, b->p, n) : 0;
	return c ? c : ORDER(a->n, b->n);
}

static int order(enum value_class class, const struct operand *a, const struct operand *b)
{
	switch (class) {
	case C_UINT: return ORDER(a->u, b->u);
	case C_INT: return ORDER(a->i, b->i);
	case C_FLOAT: return ORDER(a->f, b->f);
	case C_TIME: return a->i != b->i ? ORDER(a->i, b->i) : ORDER(a->n, b->n);
	case C_IPV4: return order_ipv4(a, b);
	case C_IPV6: return order_ipv6(a, b);
	default: return order_bytes(a, b);
	}
}

static bool contains(const struct operand *a, const struct operand *b)
{
	return b->n && a->n >= b->n && memmem(a->p, a->n, b->p, b->n);
}

bool value_compare(enum compare_op op, enum value_class class, const struct operand *a, const struct operand *b)
{
	if (op == OP_CONTAINS)
		return contains(a, b);
	if (class == C_FLOAT && (a->f != a->f || b->f != b->f))
		return false;
	int c = order(class, a, b);
	switch (op) {
	case OP_EQ:
	case OP_ALL_EQ: return c == 0;
	case OP_ALL_NE:
	case OP_ANY_NE: return c != 0;
	case OP_GT: return c > 0;
	case OP_LT: return c < 0;
	case OP_GE: return c >= 0;
	default: return c <= 0;
	}
}

/* ---- computing ---- */

static bool arith_uint(enum arith_op op, uint64_t a, uint64_t b, struct operand *r)
{
	if (op >= ARITH_DIV && !b)
		return false;
	switch (op) {
	case ARITH_AND: r->u = a & b; break;
	case ARITH_ADD: r->u = a + b; break;
	case ARITH_SUB: r->u = a - b; break;
	case ARITH_MUL: r->u = a * b; break;
	case ARITH_DIV: r->u = a / b; break;
	default: r->u = a % b; break;
	}
	return true;
}

static bool arith_int(enum arith_op op, const struct operand *a, const struct operand *b, struct operand *r)
{
	if (op < ARITH_DIV) /* wraps as unsigned numbers do */
		return arith_uint(op, a->u, b->u, r);
	if (!b->i || (a->i == INT64_MIN && b->i == -1))
		return false;
	r->i = op == ARITH_DIV ? a->i / b->i : a->i % b->i;
	return true;
}

static bool arith_float(enum arith_op op, double a, double b, struct operand *r)
{
	if (op == ARITH_DIV && b == 0)
		return false;
	r->f = op == ARITH_ADD ? a + b : op == ARITH_SUB ? a - b : op == ARITH_MUL ? a * b : a / b;
	return op != ARITH_AND && op != ARITH_MOD;
}

static bool arith_time(enum arith_op op, const struct operand *a, const struct operand *b, struct operand *r)
{
	enum { SECOND = 1000000000 };
	int64_t ns = op == ARITH_ADD ? (int64_t)a->n + b->n : (int64_t)a->n - b->n;
	uint64_t sec = op == ARITH_ADD ? a->u + b->u : a->u - b->u;
	if (ns >= SECOND) {
		ns -= SECOND;
		sec++;
	} else if (ns < 0) {
		ns += SECOND;
		sec--;
	}
	r->u = sec;
	r->n = (uint32_t)ns;
	return op == ARITH_ADD || op == ARITH_SUB;
}

bool value_arith(enum arith_op op, enum value_class class, const struct operand *a, const struct operand *b,
		 struct operand *result)
{
	*result = *a;
	switch (class) {
	case C_INT: return arith_int(op, a, b, result);
	case C_FLOAT: return arith_float(op, a->f, b->f, result);
	case C_TIME: return arith_time(op, a, b, result);
	default: return arith_uint(op, a->u, b->u, result);
	}
}

bool value_is_zero(enum value_class class, const struct operand *v)
{
	switch (class) {
	case C_FLOAT: return v->f == 0;
	case C_TIME: return !v->i && !v->n;
	case C_BYTES:
	case C_STRING:
	case C_IPV6:
		for (uint32_t i = 0; i < v->n; i++)
			if (v->p[i])
				return false;
		return true;
	default: return !v->u;
	}
}
