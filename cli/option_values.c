/* option_values.c: what stands behind the options. */
#include "cli/option_values.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/names.h"
#include "output/objects/objects.h"
#include "output/stats/stats.h"

int parse_number(const char *what, const char *text, uint64_t low, uint64_t high, uint64_t *value)
{
	char *end;
	errno = 0;
	unsigned long long v = strtoull(text, &end, 10);
	if (errno || end == text || *end || text[0] == '-' || v < low || v > high) {
		complain("The specified %s \"%s\" isn't a decimal number from %llu to %llu", what, text,
			 (unsigned long long)low, (unsigned long long)high);
		return EXIT_USAGE;
	}
	*value = v;
	return EXIT_OK;
}

int parse_time_format(struct settings *s, const char *text)
{
	static const struct {
		const char *name;
		enum time_format format;
	} formats[] = {
		{ "a", TIME_ABSOLUTE },       { "ad", TIME_ABSOLUTE_DATE },   { "adoy", TIME_ABSOLUTE_YEAR_DAY },
		{ "d", TIME_DELTA },          { "dd", TIME_DELTA_DISPLAYED }, { "e", TIME_EPOCH },
		{ "r", TIME_RELATIVE_FIRST }, { "u", TIME_UTC_CLOCK },        { "ud", TIME_UTC_DATE },
		{ "udoy", TIME_UTC_YEAR_DAY }
	};
	for (unsigned i = 0; i < COUNT(formats); i++)
		if (!strcmp(text, formats[i].name)) {
			s->print.time = formats[i].format;
			return EXIT_OK;
		}
	return wrong("Invalid time stamp type \"%s\"; it must be one of: a ad adoy d dd e r u ud udoy", text);
}

int parse_sink(struct settings *s, const char *name)
{
	if (s->task == TASK_FLOWS) {
		s->flows.format = rows_format_find(name);
		return s->flows.format ? EXIT_OK
				       : wrong("peel flows has no -T \"%s\"; it must be one of: text jsonl csv", name);
	}
	if (s->task == TASK_FOLLOW) {
		s->follow.jsonl = !strcmp(name, "jsonl");
		return s->follow.jsonl || !strcmp(name, "text")
			       ? EXIT_OK
			       : wrong("peel follow has no -T \"%s\"; it must be one of: text jsonl", name);
	}
	s->sink = sink_find(name);
	s->sink_given = true;
	if (s->sink)
		return EXIT_OK;
	return wrong("Invalid -T parameter \"%s\"; it must be one of: text fields json jsonl jsonraw ek pdml psml tabs",
		     name);
}

static bool parse_yes(const char *v, bool *flag)
{
	*flag = *v == 'y' || *v == 'Y';
	return !v[1] && (*flag || *v == 'n' || *v == 'N');
}

/* A separator: /t, /s, or a character. */
static bool parse_char(const char *v, char *c)
{
	*c = !strcmp(v, "/t") ? '\t' : !strcmp(v, "/s") ? ' ' : v[0];
	return *c != 0;
}

bool parse_fields_option(struct print_options *p, const char *text)
{
	const char *equals = strchr(text, '=');
	size_t n = equals ? (size_t)(equals - text) : 0;
	const char *v = equals ? equals + 1 : "";
#define IS(name) (n == strlen(name) && !strncmp(text, name, n))
	if (IS("header"))
		return parse_yes(v, &p->header);
	if (IS("bom"))
		return parse_yes(v, &p->bom);
	if (IS("separator"))
		return parse_char(v, &p->field_separator);
	if (IS("aggregator"))
		return parse_char(v, &p->aggregator);
	if (IS("occurrence")) {
		p->occurrence = v[0];
		return v[0] && !v[1] && strchr("fla", v[0]);
	}
	if (IS("quote")) {
		p->quote = v[0] == 'd' ? '"' : v[0] == 's' ? '\'' : 0;
		return v[0] && !v[1] && strchr("dsn", v[0]);
	}
#undef IS
	return false;
}

int add_name(const char **list, const char *name)
{
	unsigned n = 0;
	while (list[n])
		n++;
	if (n == MAX_LIST - 1)
		return wrong("Too many names in the list that ends with \"%s\"", name);
	list[n] = name;
	return EXIT_OK;
}

int parse_list(const char **list, char *text, const char *separators)
{
	int bad = EXIT_OK;
	for (char *save, *w = strtok_r(text, separators, &save); w && bad == EXIT_OK;
	     w = strtok_r(NULL, separators, &save))
		bad = add_name(list, w);
	return bad;
}

int add_device(struct settings *s, const char *name)
{
	if (s->n_devices == LIVE_MAX_DEVICES)
		return wrong("Too many interfaces: \"%s\" is one more than can be captured on at once", name);
	s->device[s->n_devices] = s->default_device;
	s->device[s->n_devices++].name = name;
	return EXIT_OK;
}

int parse_limit(struct settings *s, char letter, const char *condition)
{
	char error[256];
	bool good = letter == 'a' ? limits_parse_stop(&s->ring.stop, condition, error, sizeof error)
				  : limits_parse_ring(&s->ring.ring, condition, error, sizeof error);
	return good ? EXIT_OK : wrong("%s", error);
}

int parse_names(struct settings *s, const char *letters)
{
	unsigned want = 0;
	if (names_letters(letters, &want))
		return wrong("-N specifies unknown resolving option in \"%s\"; valid are: d m n N t v", letters);
	s->name_letters = letters;
	return EXIT_OK;
}

int parse_flow_timeout(struct settings *s, const char *spec)
{
	static const char *const kinds[] = {
		[FLOW_EMBRYONIC] = "embryonic", [FLOW_HANDSHAKE] = "handshake", [FLOW_CLOSED] = "closed",
		[FLOW_ESTABLISHED] = "established", [FLOW_PATIENT] = "patient", [FLOW_UDP] = "udp", [FLOW_DNS] = "dns", [FLOW_ICMP] = "icmp",
		[FLOW_CLASSES] = "time-wait",
	};
	const int64_t second = 1000000000;
	const char *colon = strchr(spec, ':');
	uint64_t n = 0;
	for (unsigned i = 0; colon && i < COUNT(kinds); i++) {
		if (strlen(kinds[i]) != (size_t)(colon - spec) || strncmp(spec, kinds[i], strlen(kinds[i])))
			continue;
		if (parse_number("timeout", colon + 1, 1, 1000000000, &n))
			return EXIT_USAGE;
		*(i == FLOW_CLASSES ? &s->conns.wait : &s->conns.timeout[i]) = (int64_t)n * second;
		return EXIT_OK;
	}
	return wrong(
		"\"%s\" is no flow timeout; it must be KIND:SECONDS, KIND one of: embryonic handshake closed established "
		"patient udp dns icmp time-wait",
		spec);
}

int add_stat(struct settings *s, const char *spec)
{
	struct buf list = { 0 };
	if (stats_known(spec) && s->n_stats < MAX_STATS) {
		s->stat[s->n_stats++] = spec;
		return EXIT_OK;
	}
	if (!strcmp(spec, "help"))
		s->task = TASK_STAT_HELP;
	stats_list(&list);
	list.p[list.len - 1] = 0;
	if (s->task == TASK_STAT_HELP)
		complain("The available statistics for the \"-z\" option are:\n%s", list.p);
	else
		complain("Invalid -z argument \"%s\"; it must be one of:\n%s", spec, list.p);
	buf_free(&list);
	return s->task == TASK_STAT_HELP ? EXIT_OK : EXIT_USAGE;
}

int parse_stat_format(struct settings *s, const char *name)
{
	s->stat_json = !strcmp(name, "json");
	return s->stat_json || !strcmp(name, "text")
		       ? EXIT_OK
		       : wrong("Invalid --stat-format \"%s\"; it must be one of: text json", name);
}

int add_export(struct settings *s, const char *spec)
{
	const char *bad = objects_check(spec);
	if (!bad && s->n_exports == MAX_EXPORTS)
		bad = "that is one too many";
	if (!bad) {
		s->export[s->n_exports++] = spec;
		return EXIT_OK;
	}
	complain("--export-objects \"%s\": %s", spec, bad);
	return EXIT_USAGE;
}

int parse_picture(struct settings *s, enum picture_kind kind, const char *stream)
{
	struct picture_settings *p = &s->flows.picture;
	uint64_t n = 0;
	p->many |= p->kind != PICTURE_NONE && p->kind != kind;
	p->kind = kind;
	p->udp = !strncmp(stream, "udp,", 4);
	int bad = parse_number("stream", stream + (p->udp || !strncmp(stream, "tcp,", 4) ? 4 : 0), 0, UINT32_MAX, &n);
	p->stream = (uint32_t)n;
	return bad;
}
