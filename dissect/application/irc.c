/* irc.c: IRC (RFC 1459, RFC 2812): lines with a prefix, a command, parameters and a trailer; CTCP in the trailer. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/lines.h"
#include "dissect/tree.h"

/*  [ ":" prefix SPACE ] command { SPACE parameter } [ SPACE ":" trailer ] CR LF */

/* The rows of both directions are in the same order. */
enum {
	IRC, RESPONSE, R_PREFIX, R_COMMAND, R_PARAMETER, R_TRAILER, R_MISSING, REQUEST, Q_PREFIX, Q_COMMAND, Q_PARAMETER,
	Q_TRAILER, Q_MISSING, NUMBER, PARAMETERS, CTCP, NO_END, MISPLACED, PREFIX_ONLY, NUMERIC,
};
enum { LINE_ROW, PREFIX_ROW, COMMAND_ROW, PARAMETER_ROW, TRAILER_ROW, MISSING_ROW };
enum { PORT = 6667, TAG = 1 /* in front of CTCP and behind it */ };

#define STRING(abbrev, name) F("irc." abbrev, name, FT_STRING, BASE_NONE)

static const struct field irc_fields[] = {
	[IRC] = F("irc", "Internet Relay Chat", FT_PROTOCOL, BASE_NONE),
	[RESPONSE] = STRING("response", "Response"),
	[R_PREFIX] = STRING("response.prefix", "Prefix"),
	[R_COMMAND] = STRING("response.command", "Command"),
	[R_PARAMETER] = STRING("response.command_parameter", "Parameter"),
	[R_TRAILER] = STRING("response.trailer", "Trailer"),
	[R_MISSING] = F_EXPERT("irc.response.command.missing", "Response has no command", PI_ERROR, PI_MALFORMED),
	[REQUEST] = STRING("request", "Request"),
	[Q_PREFIX] = STRING("request.prefix", "Prefix"),
	[Q_COMMAND] = STRING("request.command", "Command"),
	[Q_PARAMETER] = STRING("request.command_parameter", "Parameter"),
	[Q_TRAILER] = STRING("request.trailer", "Trailer"),
	[Q_MISSING] = F_EXPERT("irc.request.command.missing", "Request has no command", PI_ERROR, PI_MALFORMED),
	[NUMBER] = F("irc.response.num_command", "Command", FT_UINT16, BASE_DEC, .flags = F_HIDDEN),
	[PARAMETERS] = F_TEXT("Command parameters"),
	[CTCP] = STRING("ctcp", "CTCP Data"),
	[NO_END] = F_EXPERT("irc.missing_end_delimiter", "Missing ending tag delimiter (0x01)", PI_ERROR, PI_MALFORMED),
	[MISPLACED] = F_EXPERT("irc.tag_data_invalid", "Tag data outside of NOTICE or PRIVMSG command", PI_WARN,
			       PI_PROTOCOL),
	[PREFIX_ONLY] = F_EXPERT("irc.prefix_missing_ending_space", "Prefix missing ending <space>", PI_ERROR,
				 PI_MALFORMED),
	[NUMERIC] = F_EXPERT("irc.request.command.numeric", "Numeric command not allowed in request", PI_WARN,
			     PI_PROTOCOL),
};

/* Where the parts of a line are; a part that is missing has no length. */
struct irc_line {
	uint32_t off, end, next;
	uint32_t prefix, prefix_len; /* behind its colon */
	uint32_t command, command_len;
	uint32_t rest; /* parameters and trailer */
	bool endless;  /* a prefix and nothing else */
};

static uint32_t past_spaces(struct slice s, uint32_t off, uint32_t end)
{
	while (off < end && s.p[off] == ' ')
		off++;
	return off;
}

/* The line at off. CR ends one as well as LF. */
static void irc_line(struct slice s, uint32_t off, struct irc_line *p)
{
	uint32_t end = off;
	while (end < s.len && s.p[end] != '\n' && s.p[end] != '\r')
		end++;
	bool both = end + 1 < s.len && s.p[end] == '\r' && s.p[end + 1] == '\n';
	*p = (struct irc_line){ .off = off, .end = end, .next = end < s.len ? end + 1 + both : end, .command = off };
	if (end > off && s.p[off] == ':') {
		p->prefix = off + 1;
		p->prefix_len = text_word(s, p->prefix, end);
		p->command = p->prefix + p->prefix_len;
		p->endless = p->command == end;
	}
	p->command = past_spaces(s, p->command, end);
	p->command_len = text_word(s, p->command, end);
	p->rest = past_spaces(s, p->command + p->command_len, end);
}

static bool is_numeric(struct slice s, const struct irc_line *p)
{
	for (uint32_t i = 0; i < p->command_len; i++)
		if (s.p[p->command + i] < '0' || s.p[p->command + i] > '9')
			return false;
	return p->command_len == 3;
}

static void irc_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	l->fact[0] = slice_u16(layer_parent(d, l)->data, 2) == PORT ? REQUEST : RESPONSE;
}

static void put_part(struct tree *t, struct slice s, unsigned row, uint32_t off, uint32_t n)
{
	put_ascii(t, row, off, n, s.p + off, n);
}

/* What stands between the trailer's first and last byte, if there is a tag in it. */
static void put_ctcp(struct tree *t, struct slice s, const struct irc_line *p, uint32_t off)
{
	uint32_t n = p->end - off;
	const uint8_t *tag = n ? memchr(s.p + off, TAG, n) : NULL, *last = s.p + p->end;
	bool message = p->command_len == 6 ? !memcmp(s.p + p->command, "NOTICE", 6)
					   : p->command_len == 7 && !memcmp(s.p + p->command, "PRIVMSG", 7);
	if (!tag)
		return;
	if (tag > s.p + off && !memchr(tag + 1, TAG, (size_t)(last - tag - 1))) {
		put_expert(t, NO_END, p->off, p->end - p->off, NULL);
		return;
	}
	if (!message)
		put_expert(t, MISPLACED, off, n, NULL);
	put_ascii(t, CTCP, off + 1, n > 2 ? n - 2 : 0, s.p + off + 1, n > 2 ? n - 2 : 0);
}

/* Parameters, below a row of their own, and the trailer beside it. */
static void put_rest(struct tree *t, struct slice s, const struct irc_line *p, unsigned rows)
{
	uint32_t off = p->rest;
	if (off == p->end)
		return;
	if (s.p[off] != ':') {
		put_node(t, PARAMETERS, off, p->end - off);
		tree_push(t);
		while (off < p->end && s.p[off] != ':' && !tree_ended(t)) {
			uint32_t n = text_word(s, off, p->end);
			put_part(t, s, rows + PARAMETER_ROW, off, n);
			off = past_spaces(s, off + n, p->end);
		}
		tree_pop(t);
	}
	if (off == p->end)
		return;
	off++;
	put_part(t, s, rows + TRAILER_ROW, off, p->end - off);
	put_ctcp(t, s, p, off);
}

static void put_line(struct tree *t, struct slice s, const struct irc_line *p, unsigned rows)
{
	if (p->endless) {
		put_expert(t, PREFIX_ONLY, p->off, p->end - p->off, NULL);
		return;
	}
	if (p->prefix_len)
		put_part(t, s, rows + PREFIX_ROW, p->prefix, p->prefix_len);
	if (!p->command_len) {
		put_expert(t, rows + MISSING_ROW, p->off, p->end - p->off, NULL);
		return;
	}
	put_part(t, s, rows + COMMAND_ROW, p->command, p->command_len);
	if (is_numeric(s, p)) {
		const uint8_t *c = s.p + p->command;
		if (rows == REQUEST)
			put_expert(t, NUMERIC, p->command, p->command_len, NULL);
		else
			put_uint(t, NUMBER, p->command, 3, (c[0] - '0') * 100u + (c[1] - '0') * 10u + (c[2] - '0'));
	}
	put_rest(t, s, p, rows);
}

static void irc_tree(struct tree *t, const struct layer *l)
{
	struct irc_line p;
	for (uint32_t off = 0; off < l->data.len && !tree_ended(t); off = p.next) {
		irc_line(l->data, off, &p);
		if (p.end == off)
			continue;
		put_part(t, l->data, (unsigned)l->fact[0] + LINE_ROW, off, p.end - off);
		tree_push(t);
		put_line(t, l->data, &p, (unsigned)l->fact[0]);
		tree_pop(t);
	}
}

static void irc_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct irc_line p;
	(void)d;
	buf_str(&c->info, l->fact[0] == REQUEST ? "Request" : "Response");
	for (uint32_t off = 0; off < l->data.len; off = p.next) {
		irc_line(l->data, off, &p);
		if (p.endless || !p.command_len)
			continue;
		buf_lit(&c->info, " (");
		fmt_text(&c->info, l->data.p + p.command, p.command_len);
		buf_char(&c->info, ')');
	}
}

static const struct next_link irc_on[] = { { NEXT_TCP_PORT, PORT }, { NEXT_TCP_PORT, 57000 } };

const struct protocol protocol_irc = {
	.name = "irc",
	.column = "IRC",
	FIELDS(irc_fields),
	ON(irc_on),
	.dissect = irc_dissect,
	.fields_of = irc_tree,
	.info = irc_info,
};
