/* pop.c: POP3 (RFC 1939, 2449, 2595): commands, and replies with the lines that follow them. */
#include "base/fmt.h"
#include "dissect/application/pop_impl.h"
#include "dissect/column.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum { POP, REPLY, INDICATOR, DESCRIPTION, REPLY_DATA, REQUEST, COMMAND, PARAMETER, REQUEST_DATA };

#define STRING(abbrev, name, ...) F("pop." abbrev, name, FT_STRING, BASE_NONE, __VA_ARGS__)

static const struct field pop_fields[] = {
	[POP] = F("pop", "Post Office Protocol", FT_PROTOCOL, BASE_NONE),
	[REPLY] = STRING("response", "Response", .label = text_as_it_stands),
	[INDICATOR] = STRING("response.indicator", "Response indicator", .flags = 0),
	[DESCRIPTION] = STRING("response.description", "Response description", .flags = 0),
	[REPLY_DATA] = STRING("response.data", "Data", .label = text_as_it_stands),
	[REQUEST] = STRING("request", "Request", .label = text_as_it_stands),
	[COMMAND] = STRING("request.command", "Request command", .flags = 0),
	[PARAMETER] = STRING("request.parameter", "Request parameter", .flags = 0),
	[REQUEST_DATA] = STRING("request.data", "Data", .label = text_as_it_stands),
};

/* fact[0]: a server's. */
static void pop_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	l->fact[0] = slice_u16(layer_parent(d, l)->data, 0) == POP_PORT;
}

/* A mail is on its way: these bytes are some of it. */
static bool is_mail(const struct dissection *d, const struct layer *l)
{
	const struct app_note *n = layer_app_note(d, l);
	return n && n->value[POP_NOTE_MAIL];
}

static void pop_tree(struct tree *t, const struct layer *l)
{
	struct slice s = l->data;
	bool reply = l->fact[0];
	struct text_line line;
	if (is_mail(t->d, l))
		return;
	text_line(s, 0, &line);
	uint32_t word = text_word(s, 0, line.len);
	put_copy(t, reply ? REPLY : REQUEST, 0, line.next, "", 0); /* the line is in the label alone, as in tshark */
	tree_push(t);
	if (word)
		put(t, reply ? INDICATOR : COMMAND, 0, word);
	if (line.len > word + 1)
		put(t, reply ? DESCRIPTION : PARAMETER, word + 1, line.len - word - 1);
	tree_pop(t);
	while (line.next < s.len && !tree_ended(t)) {
		text_line(s, line.next, &line);
		put_copy(t, reply ? REPLY_DATA : REQUEST_DATA, line.off, line.next - line.off, "", 0);
	}
}

static void pop_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct text_line line;
	text_line(l->data, 0, &line);
	buf_str(&c->info, l->fact[0] ? "S: " : "C: ");
	if (is_mail(d, l)) {
		buf_lit(&c->info, "DATA fragment, ");
		fmt_uint(&c->info, l->data.wire);
		buf_lit(&c->info, " bytes");
	} else {
		fmt_text(&c->info, l->data.p, line.len);
	}
}

static const struct next_link pop_on[] = { { NEXT_TCP_PORT, POP_PORT } };

const struct protocol protocol_pop = {
	.name = "pop",
	.column = "POP",
	FIELDS(pop_fields),
	ON(pop_on),
	.dissect = pop_dissect,
	.fields_of = pop_tree,
	.info = pop_info,
};
