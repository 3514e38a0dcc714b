/* expert.c: -z expert[,SEVERITY][,FILTER]: what is unusual about the packets, and how often. */
#include <stdlib.h>
#include <strings.h>

#include "dissect/core/expert.h"
#include "dissect/text.h"
#include "output/select.h"
#include "output/stats/report.h"
#include "output/stats/rows.h"

/* One kind of note: same severity and group, protocol and message. */
struct note_key {
	uint32_t severity, group, len, unused;
	const char *speaker, *protocol; /* as people and programs know who speaks; constants */
	uint64_t message[2];            /* two hashes */
};

struct note {
	struct note_key key;
	char *message; /* owned */
	uint64_t count;
};

struct expert {
	uint32_t least; /* severity from which on notes count */
	struct rows rows;
	struct hash_seed seed[2];
};

static const struct {
	const char *argument, *title, *name;
	uint32_t severity;
} severities[] = {
	{ "error", "Errors", "error", PI_ERROR },       { "warn", "Warns", "warning", PI_WARN },
	{ "note", "Notes", "note", PI_NOTE },           { "chat", "Chats", "chat", PI_CHAT },
	{ "comment", "Comments", "comment", PI_COMMENT },
};

/* expert, expert,warn, expert,warn,FILTER, expert,FILTER */
static bool expert_parse(struct report *r, const char *args, struct buf *error)
{
	struct expert *s = r->state;
	s->least = PI_COMMENT;
	for (unsigned i = 0; args && i < COUNT(severities); i++) {
		size_t n = strlen(severities[i].argument);
		if (strncasecmp(args, severities[i].argument, n) || (args[n] && args[n] != ','))
			continue;
		s->least = severities[i].severity;
		args = args[n] ? args + n + 1 : NULL;
		break;
	}
	return !args || report_filter(r, args, error);
}

static void expert_begin(struct report *r)
{
	struct expert *s = r->state;
	rows_init(&s->rows, sizeof(struct note_key), sizeof(struct note), r->env->max_rows);
	hash_seed(&s->seed[0]);
	hash_seed(&s->seed[1]);
}

/* The rows that are notes, of every protocol. */
static void expert_wants(const struct report *r, struct wanted *w)
{
	(void)r;
	for (unsigned id = 0; id < registry_count(); id++)
		for (unsigned k = 0; k < registry_protocol(id)->n_fields; k++)
			if (registry_protocol(id)->fields[k].severity)
				row_wanted(w, (uint16_t)id, k);
	row_wanted(w, registry_core(r->env->registry, CORE_EXPERT), EXPERT_ROW);
}

static char *copy(const void *text, uint32_t len)
{
	char *p = malloc(len + 1u);
	if (p && len)
		memcpy(p, text, len);
	if (p)
		p[len] = 0;
	return p;
}

/* Does the note speak of what follows the payload? It is then, in tshark, not the link layer's but that of what chose the
 * child by its Ethertype. */
static bool is_of_trailer(const struct tree *t, uint32_t i)
{
	static const char *const trailers[] = { "eth.padding_bad", "eth.fcs_bad" };
	const struct layer *l = &t->d->layer[t->record[i].layer];
	const char *path = l->path ? strchr(l->path, ':') : NULL;
	if (i + 1 == t->n || !path || strcmp(path, ":ethertype"))
		return false;
	for (unsigned k = 0; k < COUNT(trailers); k++)
		if (!strcmp(t->record[i + 1].f->abbrev, trailers[k]))
			return true;
	return false;
}

static void add_note(struct report *r, const struct tree *t, uint32_t i, bool trailer)
{
	const struct record *record = &t->record[i];
	struct expert *s = r->state;
	const char *text =
		record->flags & R_CSTR ? (const char *)(uintptr_t)record->val : t->arena + (record->val >> 32);
	uint32_t len = record->flags & R_CSTR ? (uint32_t)strlen(text) : (uint32_t)record->val;
	const struct layer *l = &t->d->layer[record->layer];
	struct note_key key = { .severity = record->aux & 0xf00000,
				.group = record->aux & 0xff000000,
				.len = len,
				.speaker = trailer ? "Ethertype" : ending_name(l),
				.protocol = trailer ? "ethertype" : l->proto->name,
				.message = { hash_bytes(&s->seed[0], text, len), hash_bytes(&s->seed[1], text, len) } };
	if (key.severity < s->least)
		return;
	bool fresh;
	struct note *n = rows_get(&s->rows, &key, &fresh);
	if (!n) {
		r->refused++;
		return;
	}
	if (fresh)
		n->message = copy(text, len);
	n->count++;
}

static void expert_packet(struct report *r, const struct stat_packet *p)
{
	const struct field *row = &registry_protocol(registry_core(r->env->registry, CORE_EXPERT))->fields[EXPERT_ROW];
	const struct tree *t = packet_tree(p);
	uint32_t trailer = t->n; /* what follows the payload is spoken of when that was */
	for (uint32_t i = 0; i < t->n; i++) {
		if (t->record[i].f != row || p->d->layer[t->record[i].layer].flags & LAYER_QUOTED)
			continue;
		if (trailer == t->n && is_of_trailer(t, i))
			trailer = i;
		else
			add_note(r, t, i, is_of_trailer(t, i));
	}
	if (trailer < t->n)
		add_note(r, t, trailer, true);
}

static void text_note(struct buf *b, const struct note *n)
{
	const char *group = value_text(&expert_group_names, n->key.group);
	text_printf(b, "%12llu %10s %18s  ", (unsigned long long)n->count, group ? group : "", n->key.speaker);
	text_column(b, n->message, n->key.len, 0);
	buf_char(b, '\n');
}

static void expert_text(struct report *r, struct buf *b)
{
	struct expert *s = r->state;
	for (unsigned i = 0; i < COUNT(severities); i++) {
		uint64_t all = 0;
		for (uint32_t k = 0; k < s->rows.n; k++) {
			const struct note *n = rows_at(&s->rows, k);
			all += n->key.severity == severities[i].severity ? n->count : 0;
		}
		if (!all)
			continue;
		text_printf(b, "\n%s (%llu)\n=============\n   Frequency      Group           Protocol  Summary\n",
			    severities[i].title, (unsigned long long)all);
		for (uint32_t k = 0; k < s->rows.n; k++) {
			const struct note *n = rows_at(&s->rows, k);
			if (n->key.severity == severities[i].severity)
				text_note(b, n);
		}
	}
}

static const char *severity_name(uint32_t severity)
{
	for (unsigned i = 0; i < COUNT(severities); i++)
		if (severities[i].severity == severity)
			return severities[i].name;
	return "";
}

static json_t *expert_json(struct report *r)
{
	struct expert *s = r->state;
	json_t *list = json_array();
	for (uint32_t k = 0; k < s->rows.n; k++) {
		const struct note *n = rows_at(&s->rows, k);
		const char *group = value_text(&expert_group_names, n->key.group);
		json_array_append_new(list,
				      json_pack("{s:s, s:s, s:s, s:o, s:I}", "severity", severity_name(n->key.severity),
						"group", group ? group : "", "protocol", n->key.protocol, "message",
						json_text(n->message, n->key.len), "count", (json_int_t)n->count));
	}
	return json_pack("{s:o}", "notes", list);
}

static void expert_end(struct report *r)
{
	struct expert *s = r->state;
	for (uint32_t k = 0; k < s->rows.n; k++)
		free(((struct note *)rows_at(&s->rows, k))->message);
	rows_free(&s->rows);
}

const struct report_kind expert_reports[] = {
	{ .name = "expert", .usage = "[,SEVERITY][,FILTER]", .size = sizeof(struct expert), .needs_tree = true,
	  .parse = expert_parse, .begin = expert_begin, .wants = expert_wants, .packet = expert_packet, .text = expert_text,
	  .json = expert_json, .end = expert_end },
	{ .name = NULL },
};
