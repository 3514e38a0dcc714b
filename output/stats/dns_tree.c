/* dns_tree.c: -z dns,tree: DNS messages by kind, their questions, and how long answers took. */
#include <stdio.h>
#include <string.h>

#include "dissect/application/name_service.h"
#include "output/stats/counter_report.h"

/* What only the messages' trees say: of the first question. */
enum { QUERY_TYPE, QUERY_CLASS, QUERY_LENGTH, QUERY_LABELS, QUERY_FIELDS };
static const char *const field_names[QUERY_FIELDS] = { "dns.qry.type", "dns.qry.class", "dns.qry.name.len",
						       "dns.count.labels" };

enum { FLAG_RESPONSE = 0x8000, HIGHEST_LEVEL = 4 };

struct dns_tree {
	struct counter_tree tree;
	const struct value_table *opcodes, *rcodes, *types, *classes;
};

/* Nodes, in the order in which dns_roots makes them. */
enum {
	ALL = 1,
	PACKET_QR,
	PACKET_TYPE,
	PACKET_CLASS,
	PACKET_RCODE,
	PACKET_OPCODE,
	PAYLOAD,
	QUERIES,
	NAME_LENGTH,
	LABELS,
	LEVELS,
	RESPONSES = LEVELS + HIGHEST_LEVEL,
	COUNTS,
	SERVICE = COUNTS + 4,
	UNSOLICITED,
	REPEATED,
	ELAPSED,
};

static void roots(struct counter_tree *t)
{
	static const struct {
		const char *name;
		uint32_t parent;
		unsigned flags;
	} nodes[] = {
		{ "Total Packets", 0, 0 },
		{ "Query/Response", ALL, 0 },
		{ "Query Type", ALL, 0 },
		{ "Class", ALL, 0 },
		{ "rcode", ALL, 0 },
		{ "opcodes", ALL, 0 },
		{ "Payload size", 0, 0 },
		{ "Query Stats", 0, 0 },
		{ "Qname Len", QUERIES, 0 },
		{ "Label Stats", QUERIES, 0 },
		{ "1st Level", LABELS, 0 },
		{ "2nd Level", LABELS, 0 },
		{ "3rd Level", LABELS, 0 },
		{ "4th Level or more", LABELS, 0 },
		{ "Response Stats", 0, 0 },
		{ "no. of questions", RESPONSES, 0 },
		{ "no. of answers", RESPONSES, 0 },
		{ "no. of authorities", RESPONSES, 0 },
		{ "no. of additionals", RESPONSES, 0 },
		{ "Service Stats", 0, 0 },
		{ "no. of unsolicited responses", SERVICE, 0 },
		{ "no. of retransmissions", SERVICE, 0 },
		{ "request-response time (msec)", SERVICE, COUNTER_REAL },
	};
	for (unsigned i = 0; i < COUNT(nodes); i++)
		counter_node(t, nodes[i].parent, COUNTER_CONSTANT(nodes[i].name), nodes[i].flags);
}

static const struct value_table *values_of(const struct report *r, const char *abbrev)
{
	uint16_t id;
	const struct field *f = registry_field(r->env->registry, abbrev, &id);
	return f ? f->vals : NULL;
}

static void dns_begin(struct report *r)
{
	struct dns_tree *s = r->state;
	counter_report_begin(r);
	report_ask(r, registry_find(r->env->registry, "dns"));
	s->opcodes = values_of(r, "dns.flags.opcode");
	s->rcodes = values_of(r, "dns.flags.rcode");
	s->types = values_of(r, "dns.qry.type");
	s->classes = values_of(r, "dns.qry.class");
	roots(&s->tree);
}

static void dns_wants(const struct report *r, struct wanted *w)
{
	for (unsigned i = 0; i < QUERY_FIELDS; i++)
		report_want(r, w, field_names[i]);
}

/* One more of what the number is called. */
static void tick_value(struct counter_tree *t, uint32_t parent, const struct value_table *names, uint64_t value)
{
	const char *name = value_text(names, value);
	char text[48];
	counter_tick(t, parent);
	if (name) {
		counter_tick_below(t, parent, COUNTER_TEXT(name, (uint32_t)strlen(name)));
		return;
	}
	int n = snprintf(text, sizeof text, "Unknown (%llu)", (unsigned long long)value);
	counter_tick_below(t, parent, COUNTER_TEXT(text, (uint32_t)n));
}

/* The records of the layer's first question; NULL: none. */
static void first_question(const struct tree *t, unsigned layer, const struct record *field[QUERY_FIELDS])
{
	for (uint32_t i = t->n; i-- > 0;)
		for (unsigned k = 0; t->record[i].layer == layer && k < QUERY_FIELDS; k++)
			if (!strcmp(t->record[i].f->abbrev, field_names[k]))
				field[k] = &t->record[i];
}

static void count_question(struct dns_tree *s, const struct tree *t, unsigned layer, bool response)
{
	const struct record *field[QUERY_FIELDS] = { 0 };
	first_question(t, layer, field);
	tick_value(&s->tree, PACKET_TYPE, s->types, field[QUERY_TYPE] ? field[QUERY_TYPE]->val : 0);
	tick_value(&s->tree, PACKET_CLASS, s->classes, field[QUERY_CLASS] ? field[QUERY_CLASS]->val : 0);
	if (response)
		return;
	uint64_t labels = field[QUERY_LABELS] ? field[QUERY_LABELS]->val : 0;
	counter_add(&s->tree, NAME_LENGTH, field[QUERY_LENGTH] ? (double)field[QUERY_LENGTH]->val : 0);
	if (labels)
		counter_tick(&s->tree, LEVELS + (uint32_t)(labels < HIGHEST_LEVEL ? labels : HIGHEST_LEVEL) - 1);
}

static void count_service(struct counter_tree *t, const struct app_note *n)
{
	if (!n)
		return;
	if (n->value[0] == NAME_ANSWERS)
		counter_add(t, ELAPSED, (double)((float)n->elapsed / 1e6F)); /* as exact as tshark's */
	else if (n->value[0] == NAME_UNSOLICITED)
		counter_tick(t, UNSOLICITED);
	else
		counter_tick(t, REPEATED);
}

static void count_message(struct dns_tree *s, const struct stat_packet *p, const struct layer *l)
{
	uint32_t base = (uint32_t)l->fact[NAME_FACT_BASE];
	uint16_t flags = slice_u16(l->data, base + 2);
	bool response = flags & FLAG_RESPONSE;
	counter_tree_packet(&s->tree, p->d);
	counter_tick(&s->tree, ALL);
	counter_tick(&s->tree, PACKET_QR);
	counter_tick_below(&s->tree, PACKET_QR, COUNTER_CONSTANT(response ? "Response" : "Query"));
	tick_value(&s->tree, PACKET_RCODE, s->rcodes, flags & 0xf);
	tick_value(&s->tree, PACKET_OPCODE, s->opcodes, flags >> 11 & 0xf);
	counter_add(&s->tree, PAYLOAD, l->data.wire);
	/* Each response counts twice, as in tshark. */
	for (unsigned i = 0; response && i < 8; i++)
		counter_add(&s->tree, COUNTS + i % 4, slice_u16(l->data, base + 4 + 2 * (i % 4)));
	count_question(s, packet_tree(p), l->self, response);
	count_service(&s->tree, layer_app_note(p->d, l));
}

static void dns_layer(struct report *r, const struct stat_packet *p, const struct layer *l)
{
	if (!(l->flags & (LAYER_QUOTED | LAYER_CONTINUED | LAYER_PART | LAYER_SHORT | LAYER_MALFORMED)))
		count_message(r->state, p, l);
}

const struct report_kind dns_tree_reports[] = {
	{ .name = "dns,tree", .title = "DNS", .size = sizeof(struct dns_tree), .needs_tree = true, .begin = dns_begin,
	  .wants = dns_wants, .layer = dns_layer, COUNTER_REPORT },
	{ .name = NULL },
};
