/* sip_values.c: what stands in SIP's header fields: addresses, parameters, credentials (RFC 3261, 20 and 25). */
#include "dissect/application/sip_impl.h"

#include "dissect/lines.h"

enum { MAX_PARTS = 256 };

/* The rows of an address, one behind the other from the first on. */
enum { PART_DISPLAY, PART_URI, PART_USER, PART_HOST, PART_PORT, PART_PARAM };

static bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static uint32_t skip_blanks(struct slice s, uint32_t off, uint32_t end)
{
	while (off < end && is_blank(slice_u8(s, off)))
		off++;
	return off;
}

/* Where one of the characters stands first, outside of quotes; end: nowhere. */
static uint32_t find(struct slice s, uint32_t off, uint32_t end, const char *set)
{
	bool quoted = false;
	for (; off < end; off++) {
		uint8_t c = slice_u8(s, off);
		quoted ^= c == '"';
		if (!quoted && c && c != '"' && strchr(set, c))
			return off;
	}
	return end;
}

static uint32_t find_plain(struct slice s, uint32_t off, uint32_t end, const char *set)
{
	while (off < end && (!slice_u8(s, off) || !strchr(set, slice_u8(s, off))))
		off++;
	return off;
}

/* The parts of sip:user@host:port;parameters. A user or a port of one character is not shown, as in tshark. */
static void put_uri(struct tree *t, unsigned rows, uint32_t off, uint32_t end, bool parameters)
{
	struct slice s = t->l->data;
	uint32_t scheme = find_plain(s, off, end, ":") + 1;
	if (scheme > end || text_is(s, off, scheme - 1 - off, "tel") || text_is(s, off, scheme - 1 - off, "urn"))
		return;
	uint32_t at = find_plain(s, scheme, end, "@"), host = at < end ? at + 1 : scheme;
	if (at < end && at > scheme + 1)
		put(t, rows + PART_USER, scheme, at - scheme);
	uint32_t bracket = slice_u8(s, host) == '[' ? find_plain(s, host, end, "]") : host;
	uint32_t port = find_plain(s, bracket, end, ":;?> "), stop = find_plain(s, bracket, end, ";?> ");
	if (port > host)
		put(t, rows + PART_HOST, host, port - host);
	if (port < stop && stop > port + 2)
		put(t, rows + PART_PORT, port + 1, stop - port - 1);
	for (unsigned i = 0; i < MAX_PARTS && parameters && stop < end && slice_u8(s, stop) == ';' && !tree_ended(t);
	     i++) {
		uint32_t next = find_plain(s, stop + 1, end, ";?");
		if (next > stop + 1)
			put(t, rows + PART_PARAM, stop + 1, next - stop - 1);
		stop = next;
	}
}

void sip_put_request_uri(struct tree *t, uint32_t off, uint32_t end)
{
	put(t, SIP_R_URI_URI, off, end - off);
	tree_push(t);
	put_uri(t, SIP_R_URI_DISPLAY, off, end, false);
	tree_pop(t);
}

/* Display name, URI; returns where the header's parameters begin. */
static uint32_t put_address(struct tree *t, unsigned rows, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint32_t open = find(s, off, end, "<"), uri = off, uri_end = find_plain(s, off, end, ";,"), rest = uri_end;
	if (open < end) {
		uint32_t name = open;
		if (slice_u8(s, off) == '"')
			name = find_plain(s, off + 1, open, "\"") + 1;
		if (name > off && open > off) {
			put(t, rows + PART_DISPLAY, off, name - off);
			put(t, SIP_DISPLAY_INFO, off, name - off);
		}
		uri = open + 1;
		uri_end = find_plain(s, uri, end, ">");
		rest = uri_end < end ? uri_end + 1 : end;
	}
	if (text_is(s, uri, find_plain(s, uri, uri_end, ":") - uri, "tel"))
		return rest;
	put(t, rows + PART_URI, uri, uri_end - uri);
	tree_push(t);
	put_uri(t, rows, uri, uri_end, open < end);
	tree_pop(t);
	return rest;
}

static void put_tag(struct tree *t, unsigned row, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	for (unsigned i = 0; i < MAX_PARTS && off < end; i++) {
		uint32_t start = skip_blanks(s, off + 1, end), next = find(s, start, end, ";");
		if (next > start + 4 && text_is(s, start, 4, "tag=")) {
			put(t, row, start + 4, next - start - 4);
			put(t, SIP_TAG, start + 4, next - start - 4);
		}
		off = next;
	}
}

/* Addresses between commas, each with its parameters. */
static void put_addresses(struct tree *t, unsigned rows, uint32_t off, uint32_t end, unsigned parameter)
{
	struct slice s = t->l->data;
	for (unsigned i = 0; i < MAX_PARTS && off < end && !tree_ended(t); i++) {
		uint32_t at = put_address(t, rows, skip_blanks(s, off, end), end);
		while (at < end && slice_u8(s, at) != ',' && !tree_ended(t)) {
			uint32_t start = skip_blanks(s, at + 1, end), next = find(s, start, end, ";,");
			if (slice_u8(s, at) == ';' && parameter && next > start)
				put(t, parameter, start, next - start);
			at = next > at ? next : at + 1;
		}
		off = at + 1;
	}
}

/* "SIP/2.0/UDP host:port;branch=..." */
static void put_via_parameter(struct tree *t, uint32_t off, uint32_t end)
{
	static const struct {
		const char *name;
		uint8_t row;
	} known[] = { { "branch", SIP_VIA_BRANCH },     { "maddr", SIP_VIA_MADDR }, { "rport", SIP_VIA_RPORT },
		      { "received", SIP_VIA_RECEIVED }, { "ttl", SIP_VIA_TTL },     { "comp", SIP_VIA_COMP } };
	struct slice s = t->l->data;
	uint32_t name = find_plain(s, off, end, "= "), value = find_plain(s, name, end, "=");
	value = value < end ? skip_blanks(s, value + 1, end) : off; /* a name alone stands for itself */
	for (unsigned i = 0; i < COUNT(known); i++)
		if (text_is(s, off, name - off, known[i].name)) {
			put(t, known[i].row, value, end - value);
			return;
		}
	if (end > off && slice_has(s, off, end - off))
		put_label(t, SIP_TEXT, off, end - off, s.p + off, end - off);
}

static void put_via(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	for (unsigned k = 0; k < MAX_PARTS && off < end && !tree_ended(t); k++) {
		off = skip_blanks(s, off, end);
		uint32_t transport = find_plain(s, find_plain(s, off, end, "/") + 1, end, "/") + 1;
		uint32_t blank = find_plain(s, transport, end, " \t"), host = skip_blanks(s, blank, end);
		if (transport >= end || blank >= end)
			return;
		put(t, SIP_VIA_TRANSPORT, transport, blank - transport);
		uint32_t bracket = slice_u8(s, host) == '[' ? find_plain(s, host, end, "]") : host;
		uint32_t port = find_plain(s, bracket, end, ":;, "), stop = find_plain(s, port, end, ";,");
		put(t, SIP_VIA_SENT_BY_ADDRESS, host, port - host);
		if (slice_u8(s, port) == ':' && port < end) {
			uint64_t n = 0;
			uint32_t i = skip_blanks(s, port + 1, stop), first = i;
			for (; i < stop && slice_u8(s, i) >= '0' && slice_u8(s, i) <= '9' && n < 100000; i++)
				n = n * 10 + slice_u8(s, i) - '0';
			put_uint(t, SIP_VIA_SENT_BY_PORT, first, i - first, n & 0xffff);
		}
		for (unsigned i = 0; i < MAX_PARTS && stop < end && slice_u8(s, stop) == ';' && !tree_ended(t); i++) {
			uint32_t start = skip_blanks(s, stop + 1, end), next = find(s, start, end, ";,");
			put_via_parameter(t, start, next);
			stop = next;
		}
		off = stop + 1;
	}
}

static void put_auth(struct tree *t, const struct sip_line *line)
{
	static const struct {
		const char *name;
		uint8_t row;
	} known[] = { { "response", SIP_AUTH_DIGEST_RESPONSE },
		      { "nc", SIP_AUTH_NC },
		      { "username", SIP_AUTH_USERNAME },
		      { "realm", SIP_AUTH_REALM },
		      { "nonce", SIP_AUTH_NONCE },
		      { "algorithm", SIP_AUTH_ALGORITHM },
		      { "opaque", SIP_AUTH_OPAQUE },
		      { "qop", SIP_AUTH_QOP },
		      { "cnonce", SIP_AUTH_CNONCE },
		      { "uri", SIP_AUTH_URI },
		      { "domain", SIP_AUTH_DOMAIN },
		      { "stale", SIP_AUTH_STALE },
		      { "auts", SIP_AUTH_AUTS },
		      { "rspauth", SIP_AUTH_RSPAUTH },
		      { "nextnonce", SIP_AUTH_NEXTNONCE },
		      { "ik", SIP_AUTH_IK },
		      { "ck", SIP_AUTH_CK } };
	struct slice s = t->l->data;
	uint32_t off = line->value, end = line->end, scheme = find_plain(s, off, end, " \t");
	if (scheme > off && find_plain(s, off, scheme, "=") == scheme) {
		put(t, SIP_AUTH_SCHEME, off, scheme - off);
		off = scheme;
	}
	for (unsigned k = 0; k < MAX_PARTS && off < end && !tree_ended(t); k++) {
		uint32_t start = skip_blanks(s, off, end), next = find(s, start, end, ",");
		uint32_t name = find_plain(s, start, next, "= "),
			 value = skip_blanks(s, find_plain(s, name, next, "=") + 1, next);
		for (unsigned i = 0; i < COUNT(known); i++)
			if (value < next && text_is(s, start, name - start, known[i].name))
				put(t, known[i].row, value, next - value);
		off = next + 1;
	}
}

static void put_cseq(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint64_t n = 0;
	uint32_t i = off, method;
	for (; i < end && slice_u8(s, i) >= '0' && slice_u8(s, i) <= '9'; i++)
		n = n * 10 + slice_u8(s, i) - '0';
	put_uint(t, SIP_CSEQ_SEQ, off, i - off, n & 0xffffffff);
	method = skip_blanks(s, find_plain(s, i, end, " \t"), end);
	if (method < end)
		put(t, SIP_CSEQ_METHOD, method, end - method);
}

void sip_put_value(struct tree *t, const struct sip_line *line, enum sip_kind kind)
{
	static const uint8_t rows[] = {
		[SIP_KIND_TO] = SIP_TO_DISPLAY,           [SIP_KIND_FROM] = SIP_FROM_DISPLAY,
		[SIP_KIND_CONTACT] = SIP_CONTACT_DISPLAY, [SIP_KIND_ROUTE] = SIP_ROUTE_DISPLAY,
		[SIP_KIND_RECORD] = SIP_RECORD_DISPLAY,   [SIP_KIND_SERVICE] = SIP_SERVICE_DISPLAY,
		[SIP_KIND_PATH] = SIP_PATH_DISPLAY,       [SIP_KIND_PAI] = SIP_PAI_DISPLAY,
		[SIP_KIND_PPI] = SIP_PPI_DISPLAY
	};
	uint32_t off = line->value, end = line->end;
	switch (kind) {
	case SIP_KIND_VIA: put_via(t, off, end); break;
	case SIP_KIND_AUTH: put_auth(t, line); break;
	case SIP_KIND_CSEQ: put_cseq(t, off, end); break;
	case SIP_KIND_TO: put_tag(t, SIP_TO_TAG, put_address(t, rows[kind], off, end), end); break;
	case SIP_KIND_FROM: put_tag(t, SIP_FROM_TAG, put_address(t, rows[kind], off, end), end); break;
	case SIP_KIND_CONTACT:
		if (slice_u8(t->l->data, off) != '*')
			put_addresses(t, rows[kind], off, end, SIP_CONTACT_PARAMETER);
		break;
	case SIP_KIND_ROUTE:
	case SIP_KIND_RECORD:
	case SIP_KIND_SERVICE:
	case SIP_KIND_PATH:
	case SIP_KIND_PAI:
	case SIP_KIND_PPI: put_addresses(t, rows[kind], off, end, 0); break;
	default: break;
	}
}
