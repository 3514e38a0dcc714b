/* literal.c: what is written becomes a value of the type that it is compared with. */
#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <strings.h>

#include <arpa/inet.h>
#include <sys/socket.h>

#include "filter/node.h"

static bool invalid(struct compiler *c, const struct node *n, const char *what)
{
	return filter_fail(c, n->span, "\"%s\" is not a valid %s.", n->text, what);
}

static bool from_string(struct compiler *c, const struct node *n, uint8_t type)
{
	return filter_fail(c, n->span, "%s cannot be converted from a string (\"%s\").", type_name(type), n->text);
}

/* ---- numbers ---- */

static bool parse_number(const char *text, uint64_t *v)
{
	char *end;
	bool binary = text[0] == '0' && (text[1] == 'b' || text[1] == 'B');
	const char *digits = binary ? text + 2 : text;
	errno = 0;
	if (!isdigit((unsigned char)*digits))
		return false;
	*v = strtoull(digits, &end, binary ? 2 : 0);
	return !errno && end != digits && !*end;
}

/* The number that a name of the field's table stands for. */
static bool named_number(const struct field *f, const char *text, uint64_t *v)
{
	const struct value_table *t = f ? f->vals : NULL;
	if (f && f->type == FT_BOOLEAN && (!t || t->kind != VK_BOOL))
		t = &bool_true;
	for (unsigned i = 0; t && t->kind != VK_UNIT && i < t->n; i++) {
		const char *name = t->kind == VK_VALUES   ? t->values[i].text
				   : t->kind == VK_RANGES ? t->ranges[i].text
							  : t->names[i];
		if (!name || strcasecmp(name, text))
			continue;
		*v = t->kind == VK_VALUES ? t->values[i].value : t->kind == VK_RANGES ? t->ranges[i].low : i == 0;
		return true;
	}
	return false;
}

static bool has_names(const struct field *f)
{
	return f && ((f->vals && f->vals->kind != VK_UNIT) || f->type == FT_BOOLEAN);
}

/* The number of a service: tcp.port == http. */
static bool named_port(const struct field *f, const char *text, uint64_t *v)
{
	const char *transport = f->base == BASE_PORT_TCP ? "tcp" : f->base == BASE_PORT_UDP ? "udp" : "sctp";
	if (f->base < BASE_PORT_TCP || f->base > BASE_PORT_SCTP)
		return false;
	const struct servent *s = getservbyname(text, transport);
	if (s)
		*v = ntohs((uint16_t)s->s_port);
	return s;
}

static bool in_bounds(struct compiler *c, const struct node *n, uint8_t type, uint64_t v)
{
	static const uint8_t bits[] = {
		[FT_CHAR] = 8,    [FT_UINT8] = 8,   [FT_UINT16] = 16, [FT_UINT24] = 24, [FT_UINT32] = 32, [FT_UINT40] = 40,
		[FT_UINT48] = 48, [FT_UINT56] = 56, [FT_INT8] = 7,    [FT_INT16] = 15,  [FT_INT24] = 23,  [FT_INT32] = 31,
		[FT_INT64] = 63,  [FT_FRAMENUM] = 32,
	};
	if (type >= COUNT(bits) || !bits[type] || v >> bits[type] == 0)
		return true;
	return filter_fail(c, n->span, "\"%s\" too big for this field, maximum %llu.", n->text,
			   (1ull << bits[type]) - 1);
}

static bool to_integer(struct compiler *c, struct node *n, uint8_t type, const struct field *f)
{
	uint64_t v = 0;
	bool lenient = !c->options->strict;
	if (n->token == T_CHAR) {
		n->value.u = (uint8_t)n->text[0];
		return true;
	}
	bool number = (n->token == T_WORD || lenient) && parse_number(n->text, &v);
	if (!number && type == FT_BOOLEAN && n->token == T_WORD) {
		v = !strcmp(n->text, "True") || !strcmp(n->text, "TRUE");
		number = v || !strcmp(n->text, "False") || !strcmp(n->text, "FALSE");
	}
	if (!number && !named_number(f, n->text, &v) && !(lenient && f && named_port(f, n->text, &v))) {
		if (has_names(f))
			return filter_fail(c, n->span, "\"%s\" cannot be found among the possible values for %s.",
					   n->text, f->abbrev);
		return n->token == T_STRING ? from_string(c, n, type) : invalid(c, n, "number");
	}
	n->value.u = type == FT_BOOLEAN ? v != 0 : v;
	return in_bounds(c, n, type, v);
}

static bool to_float(struct compiler *c, struct node *n, uint8_t type)
{
	char *end;
	if (n->token != T_WORD)
		return from_string(c, n, type);
	n->value.f = strtod(n->text, &end);
	return (end != n->text && !*end) || invalid(c, n, "floating-point number");
}

/* ---- addresses ---- */

/* Splits "address/bits". */
static bool split_prefix(struct compiler *c, const struct node *n, char *address, size_t size, uint32_t *bits)
{
	const char *slash = strchr(n->text, '/');
	size_t len = slash ? (size_t)(slash - n->text) : n->text_len;
	uint64_t given = 0;
	if (len >= size || strlen(n->text) != n->text_len)
		return false;
	memcpy(address, n->text, len);
	address[len] = 0;
	if (!slash)
		return true;
	if (!parse_number(slash + 1 + strspn(slash + 1, "0") - (slash[1] == '0'), &given) || given > *bits)
		return filter_fail(c, n->span, "Netmask bits in a CIDR IPv%s address should be <= %u, not %s",
				   *bits == 32 ? "4" : "6", *bits, slash + 1);
	*bits = (uint32_t)given;
	return true;
}

static bool resolve_host(const struct compiler *c, const char *name, int family, void *address, size_t offset, size_t n)
{
	struct addrinfo hints = { .ai_family = family, .ai_socktype = SOCK_STREAM }, *found = NULL;
	if (!c->options->resolve || !isalpha((unsigned char)name[0]) || getaddrinfo(name, NULL, &hints, &found))
		return false;
	if (found)
		memcpy(address, (const char *)found->ai_addr + offset, n);
	freeaddrinfo(found);
	return true;
}

static bool to_ipv4(struct compiler *c, struct node *n)
{
	char text[256];
	struct in_addr a;
	n->value.aux = 32;
	if (n->token == T_CHAR)
		return filter_fail(c, n->span, "Character constant %.*s cannot be converted to IPv4 address.",
				   SPAN_TEXT(c, n->span));
	if (n->token != T_WORD && c->options->strict)
		return from_string(c, n, FT_IPv4);
	if (split_prefix(c, n, text, sizeof text, &n->value.aux) &&
	    (inet_pton(AF_INET, text, &a) == 1 ||
	     resolve_host(c, text, AF_INET, &a, offsetof(struct sockaddr_in, sin_addr), sizeof a))) {
		n->value.u = ntohl(a.s_addr);
		return true;
	}
	return filter_fail(c, n->span, "\"%s\" is not a valid hostname or IPv4 address.", n->text);
}

static bool to_ipv6(struct compiler *c, struct node *n)
{
	char text[256];
	uint8_t *a = filter_memory(c->filter, 16);
	n->value.aux = 128;
	if (n->token == T_CHAR || (n->token != T_WORD && c->options->strict))
		return from_string(c, n, FT_IPv6);
	n->value.p = a;
	n->value.n = 16;
	if (split_prefix(c, n, text, sizeof text, &n->value.aux) &&
	    (inet_pton(AF_INET6, text, a) == 1 ||
	     resolve_host(c, text, AF_INET6, a, offsetof(struct sockaddr_in6, sin6_addr), 16)))
		return true;
	return filter_fail(c, n->span, "\"%s\" is not a valid hostname or IPv6 address.", n->text);
}

/* ---- bytes ---- */

static int hex_digit(char ch)
{
	return isdigit((unsigned char)ch) ? ch - '0' : (ch | 32) - 'a' + 10;
}

/* "00:16:ce", "0016.ce6e", "00-16", "0016ce": groups of digits; the last of an odd number is a byte of its own. */
static bool parse_hex(const char *text, uint32_t len, uint8_t *bytes, uint32_t *n)
{
	uint32_t i = 0;
	*n = 0;
	while (i < len) {
		uint32_t end = i;
		while (end < len && isxdigit((unsigned char)text[end]))
			end++;
		if (end == i)
			return false;
		for (; i + 1 < end; i += 2)
			bytes[(*n)++] = (uint8_t)((unsigned)hex_digit(text[i]) << 4 | (unsigned)hex_digit(text[i + 1]));
		if (i < end)
			bytes[(*n)++] = (uint8_t)hex_digit(text[i++]);
		if (i == len)
			return true;
		if (!strchr(":-.", text[i]) || ++i == len)
			return false;
	}
	return *n > 0;
}

/* "0x47": one byte */
static bool parse_one_byte(const char *text, uint8_t *byte)
{
	uint64_t v;
	if (text[0] != '0' || (text[1] | 32) != 'x' || strlen(text) > 4 || !parse_number(text, &v))
		return false;
	*byte = (uint8_t)v;
	return true;
}

static bool to_bytes(struct compiler *c, struct node *n)
{
	uint8_t *p = filter_memory(c->filter, n->text_len + 1u);
	n->value.p = p;
	n->value.n = n->text_len;
	if (n->token != T_WORD) {
		memcpy(p, n->text, n->text_len);
		return true;
	}
	if (parse_one_byte(n->text, p)) {
		n->value.n = 1;
		return true;
	}
	return parse_hex(n->text, n->text_len, p, &n->value.n) || invalid(c, n, "byte string");
}

static bool to_address_bytes(struct compiler *c, struct node *n, uint8_t type, uint32_t want, const char *what)
{
	uint8_t *p = filter_memory(c->filter, n->text_len + 1u);
	if (n->token == T_CHAR || (n->token != T_WORD && c->options->strict))
		return from_string(c, n, type);
	n->value.p = p;
	if (!parse_hex(n->text, n->text_len, p, &n->value.n))
		return filter_fail(c, n->span, "\"%s\" is not a valid %s.", n->text, what);
	if (n->value.n == want)
		return true;
	return filter_fail(c, n->span, "\"%s\" contains too %s bytes to be a valid %s.", n->text,
			   n->value.n < want ? "few" : "many", what);
}

/* "00112233-4455-6677-8899-aabbccddeeff" */
static bool to_guid(struct compiler *c, struct node *n, const struct field *f)
{
	uint8_t *p = filter_memory(c->filter, n->text_len + 1u), swapped[8];
	static const uint8_t order[8] = { 3, 2, 1, 0, 5, 4, 7, 6 };
	if (n->token != T_WORD && c->options->strict)
		return from_string(c, n, FT_GUID);
	n->value.p = p;
	if (!parse_hex(n->text, n->text_len, p, &n->value.n) || n->value.n != 16)
		return invalid(c, n, "GUID");
	for (unsigned i = 0; i < 8; i++)
		swapped[i] = p[order[i]];
	if (f && f->flags & F_LITTLE)
		memcpy(p, swapped, sizeof swapped);
	return true;
}

/* "1.3.6.1" as X.690 8.19 has it: arcs in base 128, the first two in one. Of arcs above 32 bits the lower ones count. */
static bool to_oid(struct compiler *c, struct node *n)
{
	uint8_t *p = filter_memory(c->filter, n->text_len * 2u + 12), *start = p;
	const char *s = n->text;
	uint64_t first = 0;
	for (unsigned arc = 0; *s; arc++) {
		char *end;
		uint64_t v = strtoull(s, &end, 10);
		bool last = !*end;
		if (!isdigit((unsigned char)*s) || (!last && (*end != '.' || !end[1])) ||
		    (arc == 0 && (last || v > 2)) || (arc == 1 && first < 2 && v >= 40))
			return invalid(c, n, "OBJECT IDENTIFIER");
		v &= UINT32_MAX;
		s = last ? end : end + 1;
		if (arc == 0) {
			first = v;
			continue;
		}
		v += arc == 1 ? first * 40 : 0;
		for (int shift = 35; shift >= 0; shift -= 7)
			if (v >> shift || !shift)
				*p++ = (uint8_t)((v >> shift & 0x7f) | (shift ? 0x80 : 0));
	}
	n->value.p = start;
	n->value.n = (uint32_t)(p - start);
	return p > start || invalid(c, n, "OBJECT IDENTIFIER");
}

/* ---- all ---- */

static bool to_time(struct compiler *c, struct node *n, uint8_t type)
{
	if (type == FT_RELATIVE_TIME) {
		if (n->token != T_WORD)
			return from_string(c, n, type);
		return literal_seconds(n->text, &n->value) || invalid(c, n, "time");
	}
	return literal_time(n->text, &n->value) ||
	       filter_fail(c, n->span,
			   "\"%s\" is not a valid absolute time. Example: \"Nov 12, 1999 08:55:44.123\" or "
			   "\"2011-07-04 12:34:56\"",
			   n->text);
}

static bool convert(struct compiler *c, struct node *n, uint8_t type, const struct field *f)
{
	switch (class_of(type)) {
	case C_UINT:
	case C_INT: return to_integer(c, n, type, f);
	case C_FLOAT: return to_float(c, n, type);
	case C_TIME: return to_time(c, n, type);
	case C_IPV4: return to_ipv4(c, n);
	case C_IPV6: return to_ipv6(c, n);
	case C_STRING:
		n->value.p = (const uint8_t *)n->text;
		n->value.n = n->text_len;
		return true;
	case C_BYTES: break;
	default: return filter_fail(c, n->span, "\"%s\" cannot be compared with that.", n->text);
	}
	switch (type) {
	case FT_ETHER: return to_address_bytes(c, n, type, 6, "Ethernet address");
	case FT_EUI64: return to_address_bytes(c, n, type, 8, "EUI64 address");
	case FT_GUID: return to_guid(c, n, f);
	case FT_OID: return to_oid(c, n);
	default: return to_bytes(c, n);
	}
}

bool literal_convert(struct compiler *c, struct node *n, uint8_t type, const struct field *field)
{
	if (!convert(c, n, type, field))
		return false;
	n->kind = N_VALUE;
	n->type = type;
	return true;
}
