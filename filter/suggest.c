/* suggest.c: what to try instead of what was written. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "filter/node.h"

enum { LONGEST_NAME = 64 };

/* Letters to change, add, take away or swap with their neighbour, to make one of the other. */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[3][LONGEST_NAME + 1];
	size_t n = strlen(a), m = strlen(b);
	if (n > LONGEST_NAME || m > LONGEST_NAME)
		return UINT32_MAX;
	for (unsigned k = 0; k <= m; k++)
		row[0][k] = k;
	for (unsigned i = 1; i <= n; i++) {
		unsigned *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
		now[0] = i;
		for (unsigned k = 1; k <= m; k++) {
			unsigned best = last[k - 1] + (tolower((unsigned char)a[i - 1]) != b[k - 1]);
			if (last[k] + 1 < best)
				best = last[k] + 1;
			if (now[k - 1] + 1 < best)
				best = now[k - 1] + 1;
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] && before[k - 2] + 1 < best)
				best = before[k - 2] + 1;
			now[k] = best;
		}
	}
	return row[n % 3][m];
}

void suggest_field(struct compiler *c, const char *name)
{
	const char *nearest = NULL;
	unsigned best = (unsigned)strlen(name) / 3 + 1;
	if (best > 4)
		best = 4;
	for (unsigned id = 0; id < registry_count(); id++) {
		const struct protocol *p = registry_protocol(id);
		for (unsigned k = 0; k < p->n_fields; k++) {
			unsigned d = p->fields[k].abbrev_len ? distance(name, p->fields[k].abbrev) : UINT32_MAX;
			if (d < best) {
				best = d;
				nearest = p->fields[k].abbrev;
			}
		}
	}
	if (nearest)
		filter_hint(c, "Did you mean %s? \"peel fields WORD\" searches all names.", nearest);
}

/* The capture language in a display filter's place. */
static void suggest_capture_words(struct compiler *c)
{
	static const struct {
		const char *word, *field;
	} words[] = { { "host", "ip.addr" },
		      { "net", "ip.addr" },
		      { "src", "ip.src" },
		      { "dst", "ip.dst" },
		      { "port", "tcp.port" } };
	char first[16], second[16], third[80];
	const char *s = c->text + strspn(c->text, " ");
	size_t n = strcspn(s, " "), m, k;
	const char *t = s + n + strspn(s + n, " ");
	m = strcspn(t, " ");
	const char *u = t + m + strspn(t + m, " ");
	k = strcspn(u, " )");
	if (!n || !m || n >= sizeof first || m >= sizeof third || k >= sizeof third)
		return;
	snprintf(first, sizeof first, "%.*s", (int)n, s);
	snprintf(second, sizeof second, "%.*s", (int)(m < 15 ? m : 15), t);
	snprintf(third, sizeof third, "%.*s", (int)(k ? k : m), k ? u : t);
	if ((!strcmp(first, "tcp") || !strcmp(first, "udp")) && !strcmp(second, "port") && k)
		filter_hint(c, "That is a capture filter (-f). As a display filter: %s.port == %s", first, third);
	else if ((!strcmp(first, "src") || !strcmp(first, "dst")) && !strcmp(second, "host") && k)
		filter_hint(c, "That is a capture filter (-f). As a display filter: ip.%s == %s", first, third);
	else if ((!strcmp(first, "src") || !strcmp(first, "dst")) && !strcmp(second, "port") && k)
		filter_hint(c, "That is a capture filter (-f). As a display filter: tcp.%sport == %s", first, third);
	else
		for (unsigned i = 0; i < COUNT(words); i++)
			if (!strcmp(first, words[i].word))
				filter_hint(c, "That is a capture filter (-f). As a display filter: %s == %.*s",
					    words[i].field, (int)m, t);
}

void suggest_rewrite(struct compiler *c)
{
	uint32_t at = c->error->at;
	char next = c->text[at] ? c->text[at + 1] : 0;
	if (!c->error->placed || c->error->hint[0])
		return;
	if (c->text[at] == '=' && next != '=')
		filter_hint(c, "Equality is written ==.");
	else
		suggest_capture_words(c);
	const char *word = c->text + at;
	if (!c->error->hint[0] && (!strncmp(word, "AND", 3) || !strncmp(word, "OR", 2) || !strncmp(word, "NOT", 3)))
		filter_hint(c, "and, or and not are written in small letters, or as && || and !.");
}
