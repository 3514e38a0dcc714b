/* http_trees.c: -z http,tree and its like: HTTP messages by status and method, by host and by server. */
#include <string.h>

#include "dissect/text.h"
#include "output/select.h"
#include "output/stats/counter_report.h"

/* What the messages' trees say. */
enum { HTTP_METHOD, HTTP_URI, HTTP_HOST, HTTP_CODE, HTTP_CODE_TEXT, HTTP_FIELDS };
static const char *const field_names[HTTP_FIELDS] = { "http.request.method", "http.request.uri", "http.host",
						      "http.response.code", "http.response.code.desc" };

struct http_tree {
	struct counter_tree tree;
	const struct field *row[HTTP_FIELDS];
};

/* One message. Records are NULL for what it does not have. */
struct message {
	const struct tree *t;
	const struct layer *l;
	const struct record *field[HTTP_FIELDS];
};

struct http_kind {
	unsigned fields; /* bits: those that it looks at */
	void (*roots)(struct counter_tree *);
	void (*count)(struct counter_tree *, const struct message *);
};

static void http_begin(struct report *r)
{
	struct http_tree *s = r->state;
	uint16_t id;
	counter_report_begin(r);
	report_ask(r, registry_find(r->env->registry, "http"));
	report_ask(r, registry_find(r->env->registry, "ssdp")); /* what borrows HTTP's form counts as HTTP */
	for (unsigned i = 0; i < HTTP_FIELDS; i++)
		s->row[i] = registry_field(r->env->registry, field_names[i], &id);
	((const struct http_kind *)r->kind->variant)->roots(&s->tree);
}

static void http_wants(const struct report *r, struct wanted *w)
{
	const struct http_kind *kind = r->kind->variant;
	for (unsigned i = 0; i < HTTP_FIELDS; i++)
		if (kind->fields >> i & 1)
			report_want(r, w, field_names[i]);
}

static struct message message_of(const struct http_tree *s, const struct tree *t, const struct layer *l)
{
	struct message m = { .t = t, .l = l };
	for (uint32_t i = 0; i < t->n; i++)
		for (unsigned k = 0; k < HTTP_FIELDS; k++)
			if (t->record[i].layer == l->self && t->record[i].f == s->row[k])
				m.field[k] = &t->record[i];
	return m;
}

static void http_layer(struct report *r, const struct stat_packet *p, const struct layer *l)
{
	struct http_tree *s = r->state;
	if (l->flags & (LAYER_QUOTED | LAYER_CONTINUED | LAYER_PART))
		return;
	const struct message m = message_of(s, packet_tree(p), l);
	counter_tree_packet(&s->tree, p->d);
	((const struct http_kind *)r->kind->variant)->count(&s->tree, &m);
}

/* The text of a field; it must be there. */
static struct counter_name name_of(const struct message *m, unsigned field)
{
	struct slice s = record_string(m->t, m->field[field]);
	return COUNTER_TEXT((const char *)s.p, s.len);
}

/* --- http,tree --- */

/* Nodes, in the order in which packet_roots makes them. */
enum { ALL = 1, REQUESTS, RESPONSES, BROKEN, INFORMATIONAL, OTHERS = BROKEN + 6 };

static void packet_roots(struct counter_tree *t)
{
	static const char *const classes[] = { "???: broken",      "1xx: Informational", "2xx: Success",
					       "3xx: Redirection", "4xx: Client Error",  "5xx: Server Error" };
	counter_node(t, 0, COUNTER_CONSTANT("Total HTTP Packets"), 0);
	counter_node(t, ALL, COUNTER_CONSTANT("HTTP Request Packets"), 0);
	counter_node(t, ALL, COUNTER_CONSTANT("HTTP Response Packets"), 0);
	for (unsigned i = 0; i < COUNT(classes); i++)
		counter_node(t, RESPONSES, COUNTER_CONSTANT(classes[i]), 0);
	counter_node(t, ALL, COUNTER_CONSTANT("Other HTTP Packets"), 0);
}

static void count_status(struct counter_tree *t, const struct message *m)
{
	struct buf b = { 0 };
	uint64_t code = m->field[HTTP_CODE]->val;
	uint32_t class = code >= 100 && code < 600 ? INFORMATIONAL + (uint32_t)(code / 100) - 1 : BROKEN;
	fmt_uint(&b, code);
	buf_char(&b, ' ');
	if (m->field[HTTP_CODE_TEXT]) {
		struct slice s = record_string(m->t, m->field[HTTP_CODE_TEXT]);
		buf_put(&b, s.p, s.len);
	}
	counter_tick(t, RESPONSES);
	counter_tick(t, class);
	counter_tick_below(t, class, COUNTER_TEXT(b.p, (uint32_t)b.len));
	buf_free(&b);
}

static void count_packet(struct counter_tree *t, const struct message *m)
{
	counter_tick(t, ALL);
	if (m->field[HTTP_CODE]) {
		count_status(t, m);
	} else if (m->field[HTTP_METHOD]) {
		counter_tick(t, REQUESTS);
		struct counter_name method = name_of(m, HTTP_METHOD);
		if (method.len > 2 && !memcmp(method.text, "M-", 2)) /* tshark says SEARCH */
			method = COUNTER_TEXT(method.text + 2, method.len - 2);
		counter_tick_below(t, REQUESTS, method);
	} else {
		counter_tick(t, OTHERS);
	}
}

/* --- http_req,tree --- */

static void request_roots(struct counter_tree *t)
{
	counter_node(t, 0, COUNTER_CONSTANT("HTTP Requests by HTTP Host"), 0);
}

static void count_request(struct counter_tree *t, const struct message *m)
{
	if (!m->field[HTTP_METHOD])
		return;
	counter_tick(t, 1);
	if (!m->field[HTTP_HOST])
		return;
	uint32_t host = counter_tick_below(t, 1, name_of(m, HTTP_HOST));
	if (m->field[HTTP_URI])
		counter_tick_below(t, host, name_of(m, HTTP_URI));
}

/* --- http_srv,tree --- */

enum { BY_SERVER = 1, BY_ADDRESS, BY_HOST, ANSWERS };

static void server_roots(struct counter_tree *t)
{
	counter_node(t, 0, COUNTER_CONSTANT("HTTP Requests by Server"), 0);
	counter_node(t, BY_SERVER, COUNTER_CONSTANT("HTTP Requests by Server Address"), 0);
	counter_node(t, BY_SERVER, COUNTER_CONSTANT("HTTP Requests by HTTP Host"), 0);
	counter_node(t, 0, COUNTER_CONSTANT("HTTP Responses by Server Address"), 0);
}

static void count_server(struct counter_tree *t, const struct message *m)
{
	if (m->field[HTTP_METHOD]) {
		struct counter_name address = counter_address(&m->l->dst);
		counter_tick(t, BY_SERVER);
		counter_tick(t, BY_ADDRESS);
		uint32_t node = counter_tick_below(t, BY_ADDRESS, address);
		if (!m->field[HTTP_HOST])
			return;
		counter_tick_below(t, node, name_of(m, HTTP_HOST));
		counter_tick(t, BY_HOST);
		node = counter_tick_below(t, BY_HOST, name_of(m, HTTP_HOST));
		counter_tick_below(t, node, address);
		return;
	}
	if (!m->field[HTTP_CODE] || !m->field[HTTP_CODE]->val)
		return;
	uint64_t code = m->field[HTTP_CODE]->val;
	counter_tick(t, ANSWERS);
	uint32_t node = counter_tick_below(t, ANSWERS, counter_address(&m->l->src));
	counter_tick_below(t, node, COUNTER_CONSTANT(code >= 100 && code < 400 ? "OK" : "KO"));
}

#define FIELD(name) (1u << HTTP_##name)
static const struct http_kind packet_kind = { FIELD(METHOD) | FIELD(CODE) | FIELD(CODE_TEXT), packet_roots,
					      count_packet };
static const struct http_kind request_kind = { FIELD(METHOD) | FIELD(HOST) | FIELD(URI), request_roots, count_request };
static const struct http_kind server_kind = { FIELD(METHOD) | FIELD(HOST) | FIELD(CODE), server_roots, count_server };

#define HTTP_TREE(name_, title_, kind_)                                                                              \
	{ .name = name_, .title = title_, .variant = &kind_, .size = sizeof(struct http_tree), .needs_tree = true, .plain = true, \
	  .begin = http_begin, .wants = http_wants, .layer = http_layer, COUNTER_REPORT }

const struct report_kind http_tree_reports[] = {
	HTTP_TREE("http,tree", "HTTP/Packet Counter", packet_kind),
	HTTP_TREE("http_req,tree", "HTTP/Requests", request_kind),
	HTTP_TREE("http_srv,tree", "HTTP/Load Distribution", server_kind),
	{ .name = NULL },
};
