/* decode_as.c: -d TABLE==NUMBERS,PROTOCOL: who gets what a port or type carries; --only-protocols. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/settings.h"
#include "dissect/registry.h"

/* The tables that have a name, in alphabetical order, with their titles: tshark's. */
static const struct decode_table {
	const char *name, *title;
	enum next_table table;
} tables[] = {
	{ "ethertype", "Ethertype", NEXT_ETHERTYPE },
	{ "ip.proto", "IP protocol", NEXT_IP_PROTO },
	{ "llc.dsap", "LLC SAP", NEXT_LLC_SAP },
	{ "null.type", "Null type", NEXT_NULL_FAMILY },
	{ "ppp.protocol", "PPP protocol", NEXT_PPP },
	{ "rpc.program", "RPC program", NEXT_RPC_PROGRAM },
	{ "sctp.port", "SCTP port", NEXT_SCTP_PORT },
	{ "sctp.ppi", "SCTP payload protocol identifier", NEXT_SCTP_PPID },
	{ "tcp.port", "TCP port", NEXT_TCP_PORT },
	{ "udp.port", "UDP port", NEXT_UDP_PORT },
};

static void list_one(struct buf *b, const char *name, const char *title)
{
	buf_lit(b, "\n\t");
	buf_str(b, name);
	buf_lit(b, " (");
	buf_str(b, title);
	buf_char(b, ')');
}

static int tell_list(struct buf *b)
{
	buf_char(b, 0);
	complain("%s", b->p);
	buf_free(b);
	return EXIT_USAGE;
}

static int list_tables(void)
{
	struct buf b = { 0 };
	buf_lit(&b, "Valid layer types are:");
	for (unsigned i = 0; i < COUNT(tables); i++)
		list_one(&b, tables[i].name, tables[i].title);
	return tell_list(&b);
}

static int by_name(const void *a, const void *b)
{
	return strcmp((*(const struct protocol *const *)a)->name, (*(const struct protocol *const *)b)->name);
}

/* Protocols that some number of the table leads to, or that recognise what it carries; and data. */
static bool is_valid(const struct protocol *p, enum next_table table)
{
	bool valid = !strcmp(p->name, "data") || p->guess_on[0] == table || p->guess_on[1] == table;
	for (unsigned i = 0; i < p->n_on; i++)
		valid |= p->on[i].table == table;
	return valid;
}

static int list_protocols(const struct decode_table *t)
{
	enum { MOST = 1024 };
	const struct protocol *all[MOST] = { NULL };
	struct buf b = { 0 };
	unsigned n = 0;
	for (unsigned i = 0; i < registry_count() && n < MOST; i++)
		if (is_valid(registry_protocol(i), t->table))
			all[n++] = registry_protocol(i);
	qsort(all, n, sizeof *all, by_name);
	buf_lit(&b, "Valid protocols for layer type \"");
	buf_str(&b, t->name);
	buf_lit(&b, "\" are:");
	for (unsigned i = 0; i < n; i++)
		list_one(&b, all[i]->name, all[i]->fields[0].name);
	return tell_list(&b);
}

/* A number in decimal, octal or hexadecimal; *text moves behind it. */
static bool number(const char **text, uint32_t *value)
{
	char *end;
	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	unsigned long v = strtoul(*text, &end, 0);
	if (errno || v > UINT32_MAX)
		return false;
	*value = (uint32_t)v;
	*text = end;
	return true;
}

/* 80, 80-90, 80:11 (eleven from 80 on). NULL: it is one of them; else what it is not. */
static const char *selector(const char *text, uint32_t *low, uint32_t *high)
{
	uint32_t n;
	if (!number(&text, low))
		return "number";
	*high = *low;
	if (*text == '-') {
		text++;
		return number(&text, high) && !*text && *high >= *low ? NULL : "numeric range";
	}
	if (*text == ':') {
		text++;
		if (!number(&text, &n) || *text || !n || n - 1 > UINT32_MAX - *low)
			return "numeric range";
		*high = *low + n - 1;
	}
	return *text ? "number" : NULL;
}

static const struct decode_table *find_table(const char *name)
{
	for (unsigned i = 0; i < COUNT(tables); i++)
		if (!strcmp(tables[i].name, name))
			return &tables[i];
	return NULL;
}

/* The parts of TABLE==NUMBERS,PROTOCOL in text, which is cut up; NULL: that one is missing. */
struct parts {
	char *table, *numbers, *protocol;
};

static struct parts cut(char *text)
{
	struct parts p = { .table = text };
	if ((p.protocol = strchr(text, ',')))
		*p.protocol++ = 0;
	if ((p.numbers = strchr(text, '='))) {
		*p.numbers++ = 0;
		p.numbers += *p.numbers == '='; /* one is enough */
	}
	return p;
}

/* False, and it is told why. */
static bool protocol_is_right(const struct registry *r, const char *name, const struct decode_table *t, uint16_t *id)
{
	*id = registry_find(r, name);
	if (!*name)
		complain("No protocol name specified");
	else if (*id == NO_PROTOCOL)
		complain("Unknown protocol -- \"%s\"", name);
	else if (!is_valid(registry_protocol(*id), t->table))
		complain("Protocol \"%s\" isn't valid for layer type \"%s\"", name, t->name);
	else
		return true;
	return false;
}

static int apply(struct registry *r, const char *spec, const struct parts *p)
{
	uint32_t low = 0, high = 0;
	uint16_t id;
	if (!p->numbers || !p->protocol)
		complain(
			"Parameter \"%s\" doesn't follow the template \"<layer_type>==<selector>,<decode_as_protocol>\"",
			spec);
	const struct decode_table *t = find_table(p->table);
	if (!t) {
		if (*p->table)
			complain("Unknown layer type -- %s", p->table);
		else
			complain("No layer type specified");
		return list_tables();
	}
	const char *wrong = p->numbers ? selector(p->numbers, &low, &high) : NULL;
	if (wrong) {
		complain("Invalid selector %s \"%s\"", wrong, p->numbers);
		return EXIT_USAGE;
	}
	if (!p->numbers || !p->protocol || !protocol_is_right(r, p->protocol, t, &id))
		return list_protocols(t);
	if (registry_choose(r, t->table, low, high, id))
		return EXIT_OK;
	complain("Too many numbers to decode as something else: %s", spec);
	return EXIT_USAGE;
}

int decode_as_apply(struct registry *r, const char *spec)
{
	char text[256];
	if (strlen(spec) >= sizeof text) {
		complain("Parameter \"%.200s...\" is too long", spec);
		return EXIT_USAGE;
	}
	memcpy(text, spec, strlen(spec) + 1);
	const struct parts p = cut(text);
	return apply(r, spec, &p);
}

void only_protocols_apply(struct registry *r, const char *const *names)
{
	if (!names[0])
		return;
	for (unsigned i = 0; i < registry_count(); i++) {
		bool named = registry_is_core(r, (uint16_t)i);
		for (unsigned k = 0; names[k]; k++)
			named |= !strcmp(registry_protocol(i)->name, names[k]);
		if (!named)
			registry_disable(r, (uint16_t)i);
	}
}
