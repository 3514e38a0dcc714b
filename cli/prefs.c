/* prefs.c: preferences, -o NAME:VALUE. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/settings.h"

enum { NO_EFFECT = -1 };

/* Boolean preferences; the others change nothing that peel does yet, and are taken so that scripts keep working. */
static const struct {
	const char *name;
	int offset; /* in struct options */
} prefs[] = {
	{ "ip.check_checksum", offsetof(struct options, ip_check_checksum) },
	{ "tcp.check_checksum", offsetof(struct options, tcp_check_checksum) },
	{ "udp.check_checksum", offsetof(struct options, udp_check_checksum) },
	{ "tcp.relative_sequence_numbers", offsetof(struct options, tcp_relative) },
	{ "tcp.analyze_sequence_numbers", offsetof(struct options, tcp_analyze) },
	{ "tcp.calculate_timestamps", offsetof(struct options, tcp_timestamps) },
	{ "ip.tso_support", offsetof(struct options, ip_tso) },
	{ "eth.check_fcs", offsetof(struct options, eth_check_fcs) },
	{ "ip.defragment", offsetof(struct options, ip_defragment) },
	{ "ipv6.defragment", offsetof(struct options, ipv6_defragment) },
	{ "tcp.desegment_tcp_streams", offsetof(struct options, tcp_desegment) },
	{ "tcp.reassemble_out_of_order", offsetof(struct options, tcp_in_order) },
	{ "tcp.summary_in_tree", NO_EFFECT },
	{ "tcp.try_heuristic_first", NO_EFFECT },
	{ "tcp.no_subdissector_on_error", offsetof(struct options, tcp_quiet_on_error) },
	{ "udp.try_heuristic_first", NO_EFFECT },
	{ "http.desegment_body", NO_EFFECT },
	{ "http.desegment_headers", NO_EFFECT },
	{ "http.decompress_body", NO_EFFECT },
	{ "tls.keylog_file", NO_EFFECT },
	{ "tls.desegment_ssl_records", NO_EFFECT },
	{ "nameres.mac_name", NO_EFFECT },
	{ "nameres.network_name", NO_EFFECT },
	{ "nameres.transport_name", NO_EFFECT },
};

static bool parse_bool(const char *text)
{
	return !strcasecmp(text, "true") || !strcmp(text, "1");
}

int preference_set(struct settings *s, const char *assignment)
{
	const char *colon = strchr(assignment, ':');
	if (!colon) {
		complain("Invalid -o flag \"%s\"; it is NAME:VALUE, such as tcp.check_checksum:TRUE", assignment);
		return EXIT_USAGE;
	}
	size_t n = (size_t)(colon - assignment);
	const char *value = colon + 1 + strspn(colon + 1, " ");
	if (n == strlen("eth.assume_fcs") && !strncmp(assignment, "eth.assume_fcs", n)) {
		s->dissect.eth_fcs = parse_bool(value) ? 1 : -1;
		return EXIT_OK;
	}
	if (n == strlen("gui.column.format") && !strncmp(assignment, "gui.column.format", n)) {
		s->column_format = value;
		return EXIT_OK;
	}
	for (unsigned i = 0; i < COUNT(prefs); i++)
		if (n == strlen(prefs[i].name) && !strncmp(assignment, prefs[i].name, n)) {
			if (prefs[i].offset != NO_EFFECT)
				*(bool *)((char *)&s->dissect + prefs[i].offset) = parse_bool(value);
			return EXIT_OK;
		}
	complain("-o flag \"%s\" specifies unknown preference", assignment);
	return EXIT_USAGE;
}
