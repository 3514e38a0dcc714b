/* phs.c: -z io,phs: the protocols that were inside which, with their frames and bytes. */
#include <stdlib.h>
#include <string.h>

#include "output/stats/report.h"

/* A protocol below a chain of others. Indices are + 1; 0: none. */
struct node {
	uint16_t proto_id;
	uint32_t child, next; /* in the order in which they came */
	uint32_t latest;      /* the child that was asked for last */
	/* Of packets whose chain ends here; with those further down from count_all on. */
	uint64_t frames, bytes;
};

/* A chain of late, and the node where it ends: up to CHAIN_MOST protocols, ID_BITS each. */
enum { ID_BITS = 10, CHAIN_MOST = 64 / ID_BITS, RECENT_BITS = 6 };
enum { NAME_WIDTH = 40, DEEPEST_INDENT = 32 }; /* columns of a line */
struct recent_chain {
	uint64_t chain;
	uint32_t node; /* index + 1 */
};

struct phs {
	struct recent_chain recent[1 << RECENT_BITS];
	/* [proto_id]: all that its layers say is their own row, where no flag says more; NULL: protocols are too many for chains */
	bool *plain;
	struct node *node; /* [0]: above all */
	uint32_t n, cap;
	bool counted; /* count_all was there */
	uint16_t ipv6_ext_id, tcp_id, ftp_id, ftp_data_id;
};

/* Rows that FTP has beside its protocol's, not below it. */
static const char *const ftp_rows[] = {
	"ftp.current-working-directory", "ftp-data.setup-frame", "ftp-data.setup-method",
	"ftp-data.command", "ftp-data.command-frame", "ftp-data.current-working-directory",
};

enum {
	/* What stands at the top of a packet's tree and is no protocol of ours. */
	COMMENT_ID = 0xfffe,
	SEGMENTS_ID = 0xfffd,
	FTP_ROW_ID = 0xff00, /* and those after it: ftp_rows */
	FTP_ROWS = COUNT(ftp_rows),
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
	uint32_t last = 0, latest = s->node[parent - 1].latest;
	if (latest && s->node[latest - 1].proto_id == proto_id)
		return latest;
	for (uint32_t i = s->node[parent - 1].child; i; i = s->node[i - 1].next) {
		if (s->node[i - 1].proto_id == proto_id)
			return s->node[parent - 1].latest = i;
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
	s->tcp_id = registry_find(r->env->registry, "tcp");
	s->ftp_id = registry_find(r->env->registry, "ftp");
	s->ftp_data_id = registry_find(r->env->registry, "ftp-data");
	if (registry_count() < 1 << ID_BITS)
		s->plain = calloc(registry_count(), sizeof *s->plain);
	for (uint16_t id = 0; s->plain && id < registry_count(); id++)
		s->plain[id] = registry_protocol(id)->told_early && id != s->ftp_id && id != s->ftp_data_id &&
			       id != s->ipv6_ext_id;
}

/* The PDU of several segments whose bytes the layer shows, itself or by a layer above it; NULL: none. */
static const struct joined *pdu_of(const struct phs *s, const struct dissection *d, const struct layer *l)
{
	if (!l->buffer) /* the frame's own bytes */
		return NULL;
	for (; l != d->layer; l = layer_parent(d, l))
		for (unsigned j = 0; j < d->n_joined; j++)
			if (d->joined[j].buffer == l->buffer && layer_parent(d, l) == &d->layer[d->joined[j].layer] &&
			    layer_parent(d, l)->proto_id == s->tcp_id)
				return &d->joined[j];
	return NULL;
}

/* One step down the chain; false: there is no room, and it ends above. */
static bool descend(struct phs *s, uint32_t *at, uint16_t proto_id)
{
	uint32_t child = child_of(s, *at, proto_id);
	if (child)
		*at = child;
	return child;
}

static bool is_ftp(const struct phs *s, const struct layer *l)
{
	return l->proto_id == s->ftp_id || l->proto_id == s->ftp_data_id;
}

static bool descend_ftp(struct phs *s, uint32_t *at, const struct stat_packet *p, unsigned layer)
{
	const struct tree *t = packet_tree(p);
	for (uint32_t k = 0; k < t->n; k++)
		for (unsigned row = 0; t->record[k].layer == layer && row < FTP_ROWS; row++)
			if (!strcmp(t->record[k].f->abbrev, ftp_rows[row]) &&
			    !descend(s, at, (uint16_t)(FTP_ROW_ID + row)))
				return false;
	return true;
}

/* A PDU that ends where its stream does, by a FIN without bytes of its own. */
static bool is_ended(const struct dissection *d, const struct joined *pdu)
{
	return !d->layer[pdu->layer].payload.wire;
}

/* Did the tree of the layer, which stands at the top, end early? NO_PROTOCOL: it did not. alone: the layer has no row of its own,
 * because nothing of it was read. */
static uint16_t ending_of(const struct stat_packet *p, const struct layer *l, bool *alone)
{
	const struct registry *registry = p->d->registry;
	*alone = false;
	if (l->proto->told_early && !(l->flags & (LAYER_SHORT | LAYER_MALFORMED)))
		return NO_PROTOCOL;
	const struct tree *t = packet_tree(p);
	for (const struct record *r = t->record, *end = r + t->n; r < end; r++)
		for (enum registry_core core = CORE_SHORT; r->layer == l->self && !r->depth; core = CORE_MALFORMED) {
			if (r->f == registry_protocol(registry_core(registry, core))->fields) {
				*alone = r->aux;
				return registry_core(registry, core);
			}
			if (core == CORE_MALFORMED)
				break;
		}
	return NO_PROTOCOL;
}

/* Protocols at the top of the tree, one below the other, whoever really carries whom. What a layer that ends early says of it
 * follows it, and the segments of a PDU follow all that it carries; those of one that a FIN ends are in front of it. */
static bool descend_all(struct phs *s, const struct stat_packet *p, uint32_t *at)
{
	const struct dissection *d = p->d;
	const struct joined *pdu = NULL;
	if (d->frame->options && d->frame->options->n_comments && !descend(s, at, COMMENT_ID))
		return false;
	for (unsigned i = 1; i < d->n_layers; i++) {
		const struct layer *l = &d->layer[i];
		if (l->depth || l->flags & LAYER_CONTINUED)
			continue;
		const struct joined *now = d->n_joined ? pdu_of(s, d, l) : NULL;
		if (now != pdu && pdu && !is_ended(d, pdu) && !descend(s, at, SEGMENTS_ID))
			return false;
		if (now != pdu && now && is_ended(d, now) && !descend(s, at, SEGMENTS_ID))
			return false;
		pdu = now;
		bool alone;
		uint16_t ending = ending_of(p, l, &alone);
		alone |= l->proto_id == s->ipv6_ext_id; /* extension headers stand in IPv6's tree */
		if (!alone && !descend(s, at, l->proto_id))
			return false;
		if (is_ftp(s, l) && !descend_ftp(s, at, p, i))
			return false;
		if (ending != NO_PROTOCOL && !descend(s, at, ending))
			return false;
	}
	return !pdu || is_ended(d, pdu) || descend(s, at, SEGMENTS_ID);
}

/* The chain as a number, where protocols are all that stands at the top of the tree; 0: there is more to it, or more of them. */
static uint64_t plain_chain(const struct phs *s, const struct stat_packet *p)
{
	const struct dissection *d = p->d;
	uint64_t chain = 0;
	bool alone;
	if (d->n_joined || d->frame->options || !s->plain)
		return 0;
	for (const struct layer *l = d->layer + 1, *end = d->layer + d->n_layers; l < end; l++) {
		if (l->depth || l->flags & LAYER_CONTINUED)
			continue;
		if (!s->plain[l->proto_id] || l->flags & (LAYER_SHORT | LAYER_MALFORMED)) {
			if (is_ftp(s, l) || ending_of(p, l, &alone) != NO_PROTOCOL)
				return 0;
			if (l->proto_id == s->ipv6_ext_id)
				continue;
		}
		if (chain >> ID_BITS * (CHAIN_MOST - 1))
			return 0;
		chain = chain << ID_BITS | (l->proto_id + 1u);
	}
	return chain;
}

/* The node where the packet's chain ends. */
static uint32_t node_of(struct report *r, const struct stat_packet *p)
{
	struct phs *s = r->state;
	const uint64_t chain = plain_chain(s, p);
	struct recent_chain *recent = &s->recent[chain * UINT64_C(0x9e3779b97f4a7c15) >> (64 - RECENT_BITS)];
	uint32_t at = 1;
	if (chain && recent->chain == chain)
		return recent->node;
	if (!descend_all(s, p, &at))
		r->refused++;
	else if (chain)
		*recent = (struct recent_chain){ chain, at };
	return at;
}

static void phs_packet(struct report *r, const struct stat_packet *p)
{
	struct phs *s = r->state;
	uint32_t at = node_of(r, p);
	s->node[at - 1].frames++;
	s->node[at - 1].bytes += p->d->frame->len;
}

/* Adds to each node what is counted below it. Children come behind their parents, so from the last on. */
static void count_all(struct phs *s)
{
	for (uint32_t n = s->counted ? 0 : s->n; n > 0; n--)
		for (uint32_t i = s->node[n - 1].child; i; i = s->node[i - 1].next) {
			s->node[n - 1].frames += s->node[i - 1].frames;
			s->node[n - 1].bytes += s->node[i - 1].bytes;
		}
	s->counted = true;
}

static void phs_wants(const struct report *r, struct wanted *w)
{
	w->endings = true;
	for (unsigned i = 0; i < FTP_ROWS; i++)
		report_want(r, w, ftp_rows[i]);
}

static const char *node_name(const struct node *n)
{
	if (n->proto_id >= FTP_ROW_ID && n->proto_id < FTP_ROW_ID + FTP_ROWS)
		return ftp_rows[n->proto_id - FTP_ROW_ID];
	switch (n->proto_id) {
	case COMMENT_ID: return "pkt_comment";
	case SEGMENTS_ID: return "tcp.segments";
	default: return registry_protocol(n->proto_id)->name;
	}
}

static void text_below(struct buf *b, const struct phs *s, uint32_t parent, int indent)
{
	for (uint32_t i = s->node[parent - 1].child; i; i = s->node[i - 1].next) {
		const struct node *n = &s->node[i - 1];
		bool deep = indent > DEEPEST_INDENT; /* no further to the right, as in tshark */
		int spaces = deep ? DEEPEST_INDENT : indent, room = NAME_WIDTH - spaces - (deep ? 3 : 0);
		text_printf(b, "%*s%s%-*s frames:%llu bytes:%llu\n", spaces, "", deep ? "..." : "", room, node_name(n),
			    (unsigned long long)n->frames, (unsigned long long)n->bytes);
		text_below(b, s, i, indent + 2);
	}
}

static void phs_text(struct report *r, struct buf *b)
{
	count_all(r->state);
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
	count_all(r->state);
	return json_pack("{s:o}", "protocols", json_below(r->state, 1));
}

static void phs_end(struct report *r)
{
	struct phs *s = r->state;
	free(s->node);
	free(s->plain);
}

const struct report_kind phs_reports[] = {
	{ .name = "io,phs", .size = sizeof(struct phs), .needs_tree = true, .needs_data = true, .plain = true, .begin = phs_begin,
	  .wants = phs_wants, .packet = phs_packet,
	  .text = phs_text, .json = phs_json, .end = phs_end },
	{ .name = NULL },
};
