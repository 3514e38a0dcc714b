/* imap.c: IMAP (RFC 9051): tagged commands and what the server says to them. */
#include "base/fmt.h"
#include "dissect/application/imap_impl.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum {
	IMAP, IS_REQUEST, LINE, REQUEST, REQUEST_TAG, RESPONSE, RESPONSE_TAG, TAG, IS_UID, REQUEST_COMMAND, RESPONSE_STATUS,
	RESPONSE_COMMAND, COMMAND, FOLDER, USERNAME, PASSWORD, RESPONSE_TO, TIME,
};

#define STRING(abbrev, name, how) F("imap." abbrev, name, FT_STRINGZ, BASE_NONE, .flags = how)
#define TRUTH(abbrev, name, how) F("imap." abbrev, name, FT_BOOLEAN, BASE_NONE, .flags = how, .vals = &bool_true)

static const struct field imap_fields[] = {
	[IMAP] = F("imap", "Internet Message Access Protocol", FT_PROTOCOL, BASE_NONE),
	[IS_REQUEST] = TRUTH("isrequest", "Request", F_HIDDEN),
	[LINE] = STRING("line", "Line", 0),
	[REQUEST] = STRING("request", "Request", 0),
	[REQUEST_TAG] = STRING("request_tag", "Request Tag", 0),
	[RESPONSE] = STRING("response", "Response", 0),
	[RESPONSE_TAG] = STRING("response_tag", "Response Tag", 0),
	[TAG] = STRING("tag", "Tag", F_HIDDEN),
	[IS_UID] = TRUTH("request.command.uid", "Request isUID", 0),
	[REQUEST_COMMAND] = STRING("request.command", "Request Command", 0),
	[RESPONSE_STATUS] = STRING("response.status", "Response Status", 0),
	[RESPONSE_COMMAND] = STRING("response.command", "Response Command", 0),
	[COMMAND] = STRING("command", "Command", F_HIDDEN),
	[FOLDER] = STRING("request.folder", "Request Folder", 0),
	[USERNAME] = STRING("request.username", "Request Username", 0),
	[PASSWORD] = STRING("request.password", "Request Password", 0),
	[RESPONSE_TO] = F("imap.response_to", "Request In", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[TIME] = F("imap.time", "Response Time", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
};

/* Lines come whole. */
static uint32_t imap_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	return s.len < s.wire || !s.len || s.p[s.len - 1] == '\n' ? PDU_REST : PDU_ONE_MORE;
}

/* fact[0]: a server's. */
static void imap_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	l->fact[0] = slice_u16(layer_parent(d, l)->data, 0) == IMAP_PORT;
}

static void put_word(struct tree *t, unsigned row, const struct text_line *word)
{
	if (word->len)
		put(t, row, word->off, word->len);
}

/* A password without its quotation marks. */
static struct text_line unquoted(struct slice s, struct text_line word)
{
	if (word.len < 2 || s.p[word.off] != '"' || s.p[word.off + word.len - 1] != '"')
		return word;
	return (struct text_line){ word.off + 1, word.len - 2, word.next };
}

/* The folder that a command is about (of SEARCH, as in tshark, what it asks for first), or who logs in. */
static void put_arguments(struct tree *t, struct slice s, const struct text_line *line, const struct text_line *command)
{
	static const char *const first[] = { "select",      "examine", "create", "delete", "rename", "subscribe",
					     "unsubscribe", "status",  "append", "search", NULL };
	struct text_line a = imap_word(s, line, command->next), b = imap_word(s, line, a.next);
	if (text_is(s, command->off, command->len, "login")) {
		put_word(t, USERNAME, &a);
		b = unquoted(s, b);
		put_word(t, PASSWORD, &b);
	} else if (text_is(s, command->off, command->len, "copy")) {
		put_word(t, FOLDER, &b);
	}
	for (unsigned i = 0; first[i]; i++)
		if (text_is(s, command->off, command->len, first[i]))
			put_word(t, FOLDER, &a);
}

static void put_request(struct tree *t, struct slice s, const struct text_line *line)
{
	struct text_line tag = imap_word(s, line, line->off), command = imap_word(s, line, tag.next);
	put_word(t, REQUEST, line);
	put_word(t, REQUEST_TAG, &tag);
	put_word(t, TAG, &tag);
	struct text_line first = command;
	if (text_is(s, command.off, command.len, "uid")) {
		put_uint(t, IS_UID, command.off, command.len, 1);
		command = imap_word(s, line, command.next);
	}
	put_word(t, REQUEST_COMMAND, &command);
	put_word(t, COMMAND, &first);
	put_arguments(t, s, line, &command);
}

static void put_answered(struct tree *t, const struct layer *l, const struct text_line *line)
{
	const struct app_note *n = layer_app_note(t->d, l);
	if (!n || !n->frame || n->value[IMAP_NOTE_LINE] != line->off)
		return;
	put_uint(t, RESPONSE_TO, line->off, 0, n->frame);
	put_ns(t, TIME, line->off, 0, n->elapsed);
}

static void put_response(struct tree *t, const struct layer *l, const struct text_line *line)
{
	struct slice s = l->data;
	struct text_line tag = imap_word(s, line, line->off), status = imap_word(s, line, tag.next);
	struct text_line command = imap_word(s, line, status.next);
	if (text_is(s, tag.off, tag.len, "*")) /* not the answer to a command */
		return;
	put_word(t, RESPONSE, line);
	put_word(t, RESPONSE_TAG, &tag);
	put_word(t, TAG, &tag);
	put_word(t, RESPONSE_STATUS, &status);
	put_word(t, RESPONSE_COMMAND, &command);
	put_word(t, COMMAND, &command);
	put_answered(t, l, line);
}

static void imap_tree(struct tree *t, const struct layer *l)
{
	struct text_line line;
	put_uint(t, IS_REQUEST, 0, 0, !l->fact[0]);
	for (uint32_t off = 0; off < l->data.len && !tree_ended(t); off = line.next + imap_literal(l->data, &line)) {
		text_line(l->data, off, &line);
		put(t, LINE, off, line.next - off);
		tree_push(t);
		if (l->fact[0])
			put_response(t, l, &line);
		else
			put_request(t, l->data, &line);
		tree_pop(t);
	}
}

/* The first line; of a server's the first that has a tag, if there is one. What goes on behind a literal is no new line. */
static struct text_line told_line(struct slice s, bool server)
{
	struct text_line first, line;
	uint32_t literal = 0;
	text_line(s, 0, &first);
	for (uint32_t off = 0; server && off < s.len; off = line.next + literal) {
		bool goes_on = literal;
		text_line(s, off, &line);
		literal = imap_literal(s, &line);
		if (!goes_on && s.p[off] != '*')
			return line;
	}
	return first;
}

static void imap_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct text_line line = told_line(l->data, l->fact[0]);
	(void)d;
	buf_str(&c->info, l->fact[0] ? "Response: " : "Request: ");
	fmt_text(&c->info, l->data.p + line.off, line.len);
}

static const struct next_link imap_on[] = { { NEXT_TCP_PORT, IMAP_PORT } };

const struct protocol protocol_imap = {
	.name = "imap",
	.column = "IMAP",
	FIELDS(imap_fields),
	ON(imap_on),
	.pdu = imap_pdu,
	.dissect = imap_dissect,
	.fields_of = imap_tree,
	.info = imap_info,
};
