/* phs.c: -z io,phs: the protocols that were inside which, with their frames and bytes. */
#include <stdlib.h>

#include "output/stats/report.h"

/* A protocol below a chain of others. Indices are + 1; 0: none. */
struct node {
	uint16_t proto_id;
	uint32_t child, next; /* in the order in which they came */
	uint64_t frames, bytes;
};

struct phs {
	struct node *node; /* [0]: above all */
	uint32_t n, cap;
	uint16_t ipv6_ext_id;
};

enum {
	NO_NAME_ID = 0xfffe, /* pkt_comment: a top of its own for packets with comments, and no protocol of ours */
	MAX_NODES = 65536,
};

static uint32_t add_node(struct phs *s, uint16_t proto_id)
{
	if (s->n == MAX_NODES)
		return 0;
	if (s->n == s->cap) {
		uint32_t cap = s->cap ? s->cap * 2 : 64;
		struct node *bigger = realloc(s->node, cap * sizeof *bigger);
		if (!bigger)
			return 0;
		s->node = bigger;
		s->cap = cap;
	}
	s->node[s->n] = (struct node){ .proto_id = proto_id };
	return ++s->n;
}

/* The child of a node, made when it is new; 0 when there is no room. */
static uint32_t child_of(struct phs *s, uint32_t parent, uint16_t proto_id)
{
	uint32_t last = 0;
	for (uint32_t i = s->node[parent - 1].child; i; i = s->node[i - 1].next) {
		if (s->node[i - 1].proto_id == proto_id)
			return i;
		last = i;
	}
	uint32_t made = add_node(s, proto_id);
	if (last)
		s->node[last - 1].next = made;
	else
		s->node[parent - 1].child = made;
	return made;
}

static void phs_begin(struct report *r)
{
	struct phs *s = r->state;
	add_node(s, NO_PROTOCOL);
	s->ipv6_ext_id = registry_find(r->env->registry, "ipv6.ext");
}

/* Protocols at the top of the tree, one below the other, whoever really carries whom. */
static void phs_packet(struct report *r, const struct stat_packet *p)
{
	struct phs *s = r->state;
	const struct dissection *d = p->d;
	uint32_t at = 1;
	bool comments = d->frame->options && d->frame->options->n_comments;
	for (unsigned i = comments ? 0 : 1; i < d->n_layers; i++) {
		const struct layer *l = &d->layer[i];
		if (i && (l->depth || l->flags & LAYER_CONTINUED || l->proto_id == s->ipv6_ext_id))
			continue; /* extension headers stand in IPv6's tree */
		at = child_of(s, at, i ? l->proto_id : NO_NAME_ID);
		if (!at) {
			r->refused++;
			return;
		}
		s->node[at - 1].frames++;
		s->node[at - 1].bytes += d->frame->len;
	}
}

static const char *node_name(const struct node *n)
{
	return n->proto_id == NO_NAME_ID ? "pkt_comment" : registry_protocol(n->proto_id)->name;
}

static void text_below(struct buf *b, const struct phs *s, uint32_t parent, int indent)
{
	for (uint32_t i = s->node[parent - 1].child; i; i = s->node[i - 1].next) {
		const struct node *n = &s->node[i - 1];
		text_printf(b, "%*s%-*s frames:%llu bytes:%llu\n", indent, "", indent < 40 ? 40 - indent : 0,
			    node_name(n), (unsigned long long)n->frames, (unsigned long long)n->bytes);
		text_below(b, s, i, indent + 2);
	}
}

static void phs_text(struct report *r, struct buf *b)
{
	text_printf(b, "\n");
	text_line(b, '=', 67);
	text_printf(b, "Protocol Hierarchy Statistics\nFilter: %s\n\n", r->filter_text ? r->filter_text : "");
	text_below(b, r->state, 1, 0);
	text_line(b, '=', 67);
}

static json_t *json_below(const struct phs *s, uint32_t parent)
{
	json_t *list = json_array();
	for (uint32_t i = s->node[parent - 1].child; i; i = s->node[i - 1].next) {
		const struct node *n = &s->node[i - 1];
		json_array_append_new(list, json_pack("{s:s, s:I, s:I, s:o}", "protocol", node_name(n), "frames",
						      (json_int_t)n->frames, "bytes", (json_int_t)n->bytes, "inside",
						      json_below(s, i)));
	}
	return list;
}

static json_t *phs_json(struct report *r)
{
	return json_pack("{s:o}", "protocols", json_below(r->state, 1));
}

static void phs_end(struct report *r)
{
	free(((struct phs *)r->state)->node);
}

const struct report_kind phs_reports[] = {
	{ .name = "io,phs", .size = sizeof(struct phs), .needs_data = true, .begin = phs_begin, .packet = phs_packet,
	  .text = phs_text, .json = phs_json, .end = phs_end },
	{ .name = NULL },
};
