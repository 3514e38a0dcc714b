/* glossary.c: what peel knows, told from its tables: fields, the names of their values, protocols. */
#include "output/glossary.h"
#include "output/layout.h"

#include <stdlib.h>
#include <strings.h>

#include "base/fmt.h"
#include "dissect/registry.h"

static const char *type_name(const struct field *f)
{
	static const char *const names[] = {
		[FT_NONE] = "FT_NONE",		       [FT_PROTOCOL] = "FT_PROTOCOL", [FT_BOOLEAN] = "FT_BOOLEAN",
		[FT_CHAR] = "FT_CHAR",		       [FT_UINT8] = "FT_UINT8",	      [FT_UINT16] = "FT_UINT16",
		[FT_UINT24] = "FT_UINT24",	       [FT_UINT32] = "FT_UINT32",     [FT_UINT40] = "FT_UINT40",
		[FT_UINT48] = "FT_UINT48",	       [FT_UINT56] = "FT_UINT56",     [FT_UINT64] = "FT_UINT64",
		[FT_INT8] = "FT_INT8",		       [FT_INT16] = "FT_INT16",	      [FT_INT24] = "FT_INT24",
		[FT_INT32] = "FT_INT32",	       [FT_INT64] = "FT_INT64",	      [FT_FLOAT] = "FT_FLOAT",
		[FT_DOUBLE] = "FT_DOUBLE",	       [FT_STRING] = "FT_STRING",     [FT_STRINGZ] = "FT_STRINGZ",
		[FT_ABSOLUTE_TIME] = "FT_ABSOLUTE_TIME", [FT_ETHER] = "FT_ETHER",     [FT_BYTES] = "FT_BYTES",
		[FT_RELATIVE_TIME] = "FT_RELATIVE_TIME", [FT_IPv4] = "FT_IPv4",	      [FT_IPv6] = "FT_IPv6",
		[FT_FRAMENUM] = "FT_FRAMENUM",	       [FT_GUID] = "FT_GUID",	      [FT_OID] = "FT_OID",
		[FT_EUI64] = "FT_EUI64",
	};
	const char *name = f->type < COUNT(names) ? names[f->type] : NULL;
	return name ? name : "FT_NONE";
}

static const char *base_name(const struct field *f)
{
	switch (f->base) {
	case BASE_DEC: return "BASE_DEC";
	case BASE_HEX: return "BASE_HEX";
	case BASE_OCT: return "BASE_OCT";
	case BASE_DEC_HEX: return "BASE_DEC_HEX";
	case BASE_HEX_DEC: return "BASE_HEX_DEC";
	case BASE_PORT_TCP: return "BASE_PT_TCP";
	case BASE_PORT_UDP: return "BASE_PT_UDP";
	case BASE_PORT_SCTP: return "BASE_PT_SCTP";
	case BASE_OUI: return "BASE_OUI";
	default: return "BASE_NONE";
	}
}

/* Do the names differ in their last part only? */
static bool are_siblings(const struct field *f, const struct field *g)
{
	const char *dot = strrchr(f->abbrev, '.');
	size_t n = dot ? (size_t)(dot - f->abbrev) + 1 : 0;
	return n < g->abbrev_len && !memcmp(f->abbrev, g->abbrev, n) && !strchr(g->abbrev + n, '.');
}

/* Width in bits of the word that a boolean is a bit of; 0: it is no bit of any. Where the row does not say, the word is as
 * wide as the masks of the bits beside it need. */
static unsigned boolean_width(const struct protocol *p, const struct field *f)
{
	if (!f->mask)
		return 0;
	if (f->digits && f->digits != NO_DIAGRAM)
		return f->digits;
	if (f->size)
		return 8u * f->size;
	uint64_t word = f->mask;
	for (unsigned i = 0; i < p->n_fields; i++)
		if (p->fields[i].type == FT_BOOLEAN && are_siblings(f, &p->fields[i]))
			word |= p->fields[i].mask;
	unsigned bits = 8;
	while (bits < 64 && word >> bits)
		bits += 8;
	return bits;
}

/* Protocols in the order of their names: the registry's own order is that of the sources. */
static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct protocol *const *)a)->name, (*(const struct protocol *const *)b)->name);
}

/* Caller frees the array. */
static const struct protocol **sorted_protocols(void)
{
	unsigned n = registry_count();
	const struct protocol **list = malloc(n * sizeof(void *) + 1);
	if (!list)
		return NULL;
	for (unsigned i = 0; i < n; i++)
		list[i] = registry_protocol(i);
	qsort(list, n, sizeof(void *), by_name);
	return list;
}

/* Calls row() for every named row of every protocol, once a name. */
static void each_row(void (*row)(void *, const struct protocol *, const struct field *), void *context)
{
	const struct protocol **list = sorted_protocols();
	for (unsigned i = 0; list && i < registry_count(); i++) {
		const struct field *f = list[i]->fields;
		for (unsigned k = 0; k < list[i]->n_fields; k++) {
			bool seen = !f[k].abbrev_len;
			for (unsigned j = 0; j < k && !seen; j++)
				seen = !strcmp(f[j].abbrev, f[k].abbrev);
			if (!seen)
				row(context, list[i], &f[k]);
		}
	}
	free(list);
}

static bool is_protocol(const struct field *f)
{
	return f->type == FT_PROTOCOL || f->flags & F_NAMED_PROTO;
}

/* Does the field's name begin with the protocol's, and a dot? */
static bool is_below(const struct field *f, const struct field *protocol)
{
	size_t n = protocol->abbrev_len;
	return n < f->abbrev_len && f->abbrev[n] == '.' && !memcmp(f->abbrev, protocol->abbrev, n);
}

/* The protocol that a field's name says it belongs to: a file may hold the rows of several (ipv6, ipv6.routing). */
static const char *owner(const struct protocol *p, const struct field *f)
{
	const struct field *best = NULL;
	for (unsigned i = 0; i < registry_count(); i++) {
		const struct protocol *q = registry_protocol(i);
		for (unsigned k = 0; k < q->n_fields; k++)
			if (q->fields[k].type == FT_PROTOCOL && is_below(f, &q->fields[k]) &&
			    (!best || q->fields[k].abbrev_len > best->abbrev_len))
				best = &q->fields[k];
	}
	return best ? best->abbrev : p->name;
}

/* "P <name> <abbrev>", "F <name> <abbrev> <type> <protocol> <base or width> <mask> <description>": we describe no more
 * than the name says. */
static void field_line(void *context, const struct protocol *p, const struct field *f)
{
	struct buf *b = context;
	buf_str(b, is_protocol(f) ? "P\t" : "F\t");
	buf_str(b, f->name);
	buf_char(b, '\t');
	buf_str(b, f->abbrev);
	if (is_protocol(f)) {
		buf_char(b, '\n');
		return;
	}
	buf_char(b, '\t');
	buf_str(b, type_name(f));
	buf_char(b, '\t');
	buf_str(b, owner(p, f));
	buf_char(b, '\t');
	if (f->type == FT_BOOLEAN)
		fmt_uint(b, boolean_width(p, f));
	else if (field_is_integer(f) && f->type != FT_FRAMENUM)
		buf_str(b, base_name(f));
	buf_char(b, '\t');
	/* F_HIGH: the mask is that of the upper byte. */
	fmt_0x(b, f->flags & F_HIGH ? f->mask << 8 : f->mask, 1);
	buf_lit(b, "\t\n");
}

static void report_fields(struct buf *b)
{
	each_row(field_line, b);
}

static void number(struct buf *b, const struct field *f, uint64_t v)
{
	if (f->base == BASE_HEX || f->base == BASE_HEX_DEC)
		fmt_0x(b, v, 1);
	else
		fmt_uint(b, v);
}

static void start_value(struct buf *b, char kind, const struct field *f)
{
	buf_char(b, kind);
	buf_char(b, '\t');
	buf_str(b, f->abbrev);
	buf_char(b, '\t');
}

/* "V <abbrev> <value> <text>", "R <abbrev> <low> <high> <text>", "T <abbrev> <true> <false>", "U <abbrev> <one> <many>" */
static void value_lines(void *context, const struct protocol *p, const struct field *f)
{
	struct buf *b = context;
	const struct value_table *t = f->vals;
	(void)p;
	for (unsigned i = 0; t && t->kind == VK_VALUES && i < t->n; i++) {
		start_value(b, 'V', f);
		number(b, f, t->values[i].value);
		buf_char(b, '\t');
		buf_str(b, t->values[i].text);
		buf_char(b, '\n');
	}
	for (unsigned i = 0; t && t->kind == VK_RANGES && i < t->n; i++) {
		start_value(b, 'R', f);
		number(b, f, t->ranges[i].low);
		buf_char(b, '\t');
		number(b, f, t->ranges[i].high);
		buf_char(b, '\t');
		buf_str(b, t->ranges[i].text);
		buf_char(b, '\n');
	}
	if (t && (t->kind == VK_BOOL || t->kind == VK_UNIT)) {
		start_value(b, t->kind == VK_BOOL ? 'T' : 'U', f);
		buf_str(b, t->names[0]);
		buf_char(b, '\t');
		buf_str(b, t->names[1]);
		buf_char(b, '\n');
	}
}

static void report_values(struct buf *b)
{
	each_row(value_lines, b);
}

/* "<name> <short name> <filter name>" */
static void report_protocols(struct buf *b)
{
	const struct protocol **list = sorted_protocols();
	for (unsigned i = 0; list && i < registry_count(); i++) {
		buf_str(b, list[i]->fields[0].name);
		buf_char(b, '\t');
		buf_str(b, protocol_short_name(list[i]));
		buf_char(b, '\t');
		buf_str(b, list[i]->name);
		buf_char(b, '\n');
	}
	free(list);
}

/* The columns of the summary line. */
static void report_column_formats(struct buf *b)
{
	layout_list(b);
}

/* "Name:<tabs>folder". peel keeps no files of its own; these are where programs that ask put theirs. */
static void report_folders(struct buf *b)
{
	const char *temp = getenv("TMPDIR"), *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	buf_lit(b, "Temp:                \t");
	buf_str(b, temp && *temp ? temp : "/tmp");
	buf_lit(b, "\nPersonal configuration:\t");
	if (config && *config) {
		buf_str(b, config);
	} else {
		buf_str(b, home && *home ? home : "");
		buf_lit(b, "/.config");
	}
	buf_lit(b, "/peel\nSystem:              \t/etc\n");
}

/* ---- what Elasticsearch has to know of -T ek ---- */

/* NULL: text, which it finds out by itself. */
static const char *elastic_type(const struct field *f)
{
	switch (f->type) {
	case FT_BOOLEAN: return "boolean";
	case FT_CHAR:
	case FT_UINT8:
	case FT_INT8: return "short";
	case FT_UINT16:
	case FT_UINT24:
	case FT_INT16:
	case FT_INT24:
	case FT_INT32: return "integer";
	case FT_FLOAT:
	case FT_DOUBLE: return "float";
	case FT_ABSOLUTE_TIME:
	case FT_RELATIVE_TIME: return "date";
	case FT_IPv4:
	case FT_IPv6: return "ip";
	case FT_BYTES: return "byte";
	default: return field_is_integer(f) ? "long" : NULL;
	}
}

struct mapping {
	struct buf *b;
	const struct protocol *last; /* whose properties are open */
	bool any;                    /* it has some */
};

static void elastic_close(struct mapping *m)
{
	if (m->last)
		buf_str(m->b, m->any ? "\n            }\n          }" : "}\n          }");
}

static void elastic_row(void *context, const struct protocol *p, const struct field *f)
{
	struct mapping *m = context;
	const char *type = is_protocol(f) ? NULL : elastic_type(f);
	if (p != m->last) {
		elastic_close(m);
		buf_str(m->b, m->last ? ",\n          \"" : "\n          \"");
		buf_str(m->b, p->name);
		buf_lit(m->b, "\": {\n            \"properties\": {");
		m->last = p;
		m->any = false;
	}
	if (!type)
		return;
	buf_str(m->b, m->any ? ",\n              \"" : "\n              \"");
	for (const char *c = p->name; *c; c++)
		buf_char(m->b, *c == '.' ? '_' : *c);
	buf_char(m->b, '_');
	for (const char *c = f->abbrev; *c; c++)
		buf_char(m->b, *c == '.' ? '_' : *c);
	buf_lit(m->b, "\": {\n                \"type\": \"");
	buf_str(m->b, type);
	buf_lit(m->b, "\"\n              }");
	m->any = true;
}

static void report_elastic_mapping(struct buf *b)
{
	struct mapping m = { .b = b };
	buf_lit(b, "{\n"
		   "  \"settings\": {\n"
		   "    \"index.mapping.total_fields.limit\": 1000000\n"
		   "  },\n"
		   "  \"mappings\": {\n"
		   "    \"dynamic\": false,\n"
		   "    \"properties\": {\n"
		   "      \"timestamp\": {\n"
		   "        \"type\": \"date\"\n"
		   "      },\n"
		   "      \"layers\": {\n"
		   "        \"properties\": {");
	each_row(elastic_row, &m);
	elastic_close(&m);
	buf_lit(b, "\n        }\n      }\n    }\n  }\n}\n");
}

static const struct {
	const char *name, *tells;
	void (*report)(struct buf *);
} reports[] = {
	{ "column-formats", "the columns of the summary line", report_column_formats },
	{ "elastic-mapping", "the types of -T ek's fields, for Elasticsearch", report_elastic_mapping },
	{ "fields", "every protocol and field", report_fields },
	{ "folders", "where files are looked for", report_folders },
	{ "protocols", "every protocol", report_protocols },
	{ "values", "the names that values have", report_values },
};

bool glossary_report(struct buf *b, const char *name)
{
	for (unsigned i = 0; i < COUNT(reports); i++)
		if (!strcmp(reports[i].name, name)) {
			reports[i].report(b);
			return true;
		}
	return false;
}

void glossary_help(struct buf *b)
{
	for (unsigned i = 0; i < COUNT(reports); i++) {
		buf_lit(b, "  -G ");
		buf_str(b, reports[i].name);
		buf_fill(b, ' ', 17 - strlen(reports[i].name));
		buf_str(b, reports[i].tells);
		buf_char(b, '\n');
	}
}

/* ---- peel fields ---- */

enum { MAX_NAME_COLUMN = 40, TYPE_COLUMN = 14 };

struct search {
	struct buf *b;
	const char *const *words;
	unsigned n_words, found;
	size_t width; /* of the widest name so far, up to MAX_NAME_COLUMN */
	bool measure; /* only find out the width */
};

static bool has_word(const char *text, const char *word)
{
	size_t n = strlen(word);
	for (; *text; text++)
		if (!strncasecmp(text, word, n))
			return true;
	return !n;
}

static void pad_to(struct buf *b, size_t start, size_t width)
{
	size_t n = b->len - start;
	buf_fill(b, ' ', n < width ? width - n : 1);
}

/* "FT_UINT16" as "uint16". */
static void short_type(struct buf *b, const struct field *f)
{
	for (const char *c = is_protocol(f) ? "protocol" : type_name(f) + 3; *c; c++)
		buf_char(b, *c == '_' ? ' ' : *c >= 'A' && *c <= 'Z' ? (char)(*c + 0x20) : *c);
}

static void search_row(void *context, const struct protocol *p, const struct field *f)
{
	struct search *s = context;
	(void)p;
	for (unsigned i = 0; i < s->n_words; i++)
		if (!has_word(f->abbrev, s->words[i]) && !has_word(f->name, s->words[i]))
			return;
	if (s->measure) {
		size_t n = f->abbrev_len > MAX_NAME_COLUMN ? MAX_NAME_COLUMN : f->abbrev_len;
		s->width = n > s->width ? n : s->width;
		return;
	}
	s->found++;
	size_t start = s->b->len;
	buf_str(s->b, f->abbrev);
	pad_to(s->b, start, s->width + 2);
	start = s->b->len;
	short_type(s->b, f);
	pad_to(s->b, start, TYPE_COLUMN);
	buf_str(s->b, f->name);
	buf_char(s->b, '\n');
}

unsigned glossary_search(struct buf *b, const char *const *words, unsigned n_words)
{
	struct search s = { .b = b, .words = words, .n_words = n_words, .measure = true };
	each_row(search_row, &s);
	s.measure = false;
	each_row(search_row, &s);
	return s.found;
}
