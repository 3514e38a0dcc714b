/* request.c: reads what -z follow and peel follow are asked for. */
#include "output/follow/request.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>

#include "base/fmt.h"

const char *const follow_protocol_names[FOLLOW_PROTOCOLS] = { "tcp", "udp", "http", "tls" };
const char *const follow_mode_names[FOLLOW_MODES] = { "ascii", "hex", "raw", "utf-8", "yaml", "bytes" };

/* The word at *text, up to a comma, if it is one of the names; *text then is behind it. -1: none of them. */
static int take_name(const char **text, const char *const *names, int n)
{
	size_t len = strcspn(*text, ",");
	for (int i = 0; i < n; i++) {
		if (strlen(names[i]) != len || strncmp(*text, names[i], len))
			continue;
		*text += len + ((*text)[len] == ',');
		return i;
	}
	return -1;
}

/* A decimal number; *text then is behind it. */
static bool take_number(const char **text, uint64_t most, uint64_t *n)
{
	char *end;
	if (**text < '0' || **text > '9')
		return false;
	errno = 0;
	unsigned long long v = strtoull(*text, &end, 10);
	*text = end;
	*n = v;
	return !errno && v <= most;
}

/* ADDRESS:PORT or [ADDRESS]:PORT */
static const char *take_end(const char **text, struct stream_end *e)
{
	char address[64];
	bool v6 = **text == '[';
	const char *begin = *text + v6;
	size_t n = strcspn(begin, v6 ? "]" : ":,");
	const char *behind = begin + n + (v6 && begin[n]);
	uint64_t port;
	if (*behind != ':' || n >= sizeof address)
		return "Invalid address.";
	memcpy(address, begin, n);
	address[n] = 0;
	e->type = v6 ? ADDR_IPV6 : ADDR_IPV4;
	e->len = v6 ? 16 : 4;
	if (inet_pton(v6 ? AF_INET6 : AF_INET, address, e->address) != 1)
		return v6 ? "Can't get IPv6 address" : "Can't get IPv4 address";
	*text = behind + 1;
	if (!take_number(text, UINT16_MAX, &port))
		return "Invalid port.";
	e->port = (uint16_t)port;
	if (**text && **text != ',')
		return "Invalid port.";
	*text += **text == ',';
	return NULL;
}

static const char *take_stream(const char **text, struct follow_request *r)
{
	uint64_t n;
	const char *from = *text;
	if (take_number(text, UINT32_MAX, &n) && (!**text || **text == ',')) {
		*text += **text == ',';
		r->stream = (uint32_t)n;
		return NULL;
	}
	*text = from;
	r->by_ends = true;
	for (unsigned i = 0; i < 2; i++) {
		const char *wrong = take_end(text, &r->end[i]);
		if (wrong)
			return wrong;
	}
	return r->end[0].type == r->end[1].type ? NULL : "Invalid address.";
}

/* N or N-N */
static const char *take_range(const char *text, struct follow_request *r)
{
	if (!take_number(&text, UINT64_MAX, &r->first))
		return "Invalid range value.";
	r->last = r->first;
	if (*text == '-') {
		text++;
		if (!take_number(&text, UINT64_MAX, &r->last))
			return "Invalid range value.";
	}
	if (*text)
		return "Invalid parameter.";
	return !r->first || r->last < r->first ? "Invalid range value." : NULL;
}

bool follow_request_is(const char *spec)
{
	return take_name(&spec, follow_protocol_names, FOLLOW_PROTOCOLS) >= 0;
}

const char *follow_request_parse(struct follow_request *r, const char *spec)
{
	*r = (struct follow_request){ .first = 1, .last = UINT64_MAX, .side = -1 };
	int protocol = take_name(&spec, follow_protocol_names, FOLLOW_PROTOCOLS);
	if (protocol < 0)
		return "Invalid protocol; it must be one of: tcp udp http tls";
	r->protocol = (enum follow_protocol)protocol;
	bool bare = (*spec >= '0' && *spec <= '9') || *spec == '[';
	int mode = bare ? FOLLOW_ASCII : take_name(&spec, follow_mode_names, FOLLOW_MODES);
	if (mode < 0)
		return "Invalid display mode.";
	r->mode = (enum follow_mode)mode;
	const char *wrong = take_stream(&spec, r);
	if (!wrong && *spec)
		wrong = take_range(spec, r);
	return wrong;
}

bool follow_request_wants(const struct follow_request *r, const struct carried *c)
{
	if (c->tcp != (r->protocol != FOLLOW_UDP))
		return false;
	if (!r->by_ends)
		return c->stream == r->stream;
	return (stream_end_is(&c->from, &r->end[0]) && stream_end_is(&c->to, &r->end[1])) ||
	       (stream_end_is(&c->from, &r->end[1]) && stream_end_is(&c->to, &r->end[0]));
}

/* (ip.src eq 10.0.0.1 and tcp.srcport eq 80) */
static void put_end(struct buf *b, const struct follow_request *r, unsigned which, bool source)
{
	const struct stream_end *e = &r->end[which];
	buf_str(b, e->type == ADDR_IPV6 ? "(ipv6." : "(ip.");
	buf_str(b, source ? "src eq " : "dst eq ");
	stream_end_address(b, e, NULL);
	buf_str(b, r->protocol == FOLLOW_UDP ? " and udp." : " and tcp.");
	buf_str(b, source ? "srcport eq " : "dstport eq ");
	fmt_uint(b, e->port);
	buf_char(b, ')');
}

void follow_request_filter(struct buf *b, const struct follow_request *r)
{
	if (!r->by_ends) {
		buf_str(b, r->protocol == FOLLOW_UDP ? "udp.stream eq " : "tcp.stream eq ");
		fmt_uint(b, r->stream);
		return;
	}
	for (unsigned i = 0; i < 2; i++) {
		buf_str(b, i ? " or (" : "(");
		put_end(b, r, i, true);
		buf_lit(b, " and ");
		put_end(b, r, !i, false);
		buf_char(b, ')');
	}
}
