/* json.c: bodies in JSON (RFC 8259): objects and arrays, one after the other; what is none is shown as lines of text. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/registry.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum {
	JSON,
	ARRAY,
	OBJECT,
	MEMBER,
	KEY,
	PATH,
	PATH_VALUE,
	MEMBER_VALUE,
	STRING,
	NUMBER,
	FALSE_VALUE,
	NULL_VALUE,
	TRUE_VALUE
};
enum {
	DEEPEST = 64,        /* arrays and objects inside each other; what is deeper is no JSON */
	LONGEST_PATH = 2048, /* bytes */
	LONGEST_TEXT = 8192, /* bytes of a string that are shown */
};

/* "JavaScript Object Notation: application/json" */
static void json_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice type = layer_media(t->d, &t->d->layer[r->layer]);
	buf_lit(b, "JavaScript Object Notation");
	if (!type.len)
		return;
	buf_lit(b, ": ");
	for (uint32_t i = 0; i < type.len && type.p[i] != ';'; i++) {
		uint8_t c = type.p[i];
		buf_char(b, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c >= ' ' && c <= '~' ? (char)c : '.');
	}
}

#define TEXT(abbrev, name, ...) F("json." abbrev, name, FT_STRING, BASE_NONE, __VA_ARGS__)
#define NODE(abbrev, name) F("json." abbrev, name, FT_NONE, BASE_NONE)

static const struct field json_fields[] = {
	[JSON] = F("json", "JavaScript Object Notation", FT_PROTOCOL, BASE_NONE, .label = json_label),
	[ARRAY] = NODE("array", "Array"),
	[OBJECT] = NODE("object", "Object"),
	[MEMBER] = TEXT("member", "Member", .flags = 0),
	[KEY] = TEXT("key", "Key", .flags = 0),
	[PATH] = TEXT("path", "Path", .flags = F_GENERATED),
	[PATH_VALUE] = TEXT("path_with_value", "Path with value", .flags = F_GENERATED),
	[MEMBER_VALUE] = TEXT("member_with_value", "Member with value", .flags = F_GENERATED),
	[STRING] = TEXT("value.string", "String value", .flags = 0),
	[NUMBER] = TEXT("value.number", "Number value", .flags = 0),
	[FALSE_VALUE] = NODE("value.false", "False value"),
	[NULL_VALUE] = NODE("value.null", "Null value"),
	[TRUE_VALUE] = NODE("value.true", "True value"),
};

/* --- the grammar: where something ends that begins at off; 0: nothing of the kind does --- */

static uint32_t skip_space(struct slice s, uint32_t off)
{
	while (off < s.len && (s.p[off] == ' ' || s.p[off] == '\t' || s.p[off] == '\n' || s.p[off] == '\r'))
		off++;
	return off;
}

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static uint32_t skip_digits(struct slice s, uint32_t off)
{
	while (is_digit(slice_u8(s, off)))
		off++;
	return off;
}

/* A point or an exponent and its digits; off when there is none. */
static uint32_t part_end(struct slice s, uint32_t off, bool exponent)
{
	uint32_t at = skip_space(s, off);
	uint8_t c = slice_u8(s, at);
	if (exponent ? c != 'e' && c != 'E' : c != '.')
		return off;
	at = skip_space(s, at + 1);
	c = slice_u8(s, at);
	if (exponent && (c == '+' || c == '-'))
		at = skip_space(s, at + 1);
	uint32_t end = skip_digits(s, at);
	return end > at ? end : off;
}

/* Space may stand between the parts, as in tshark: "1 2" is a number. */
static uint32_t number_end(struct slice s, uint32_t off)
{
	if (slice_u8(s, off) == '-')
		off = skip_space(s, off + 1);
	uint8_t first = slice_u8(s, off);
	if (!is_digit(first))
		return 0;
	off++;
	if (first != '0') {
		uint32_t at = skip_space(s, off), end = skip_digits(s, at);
		off = end > at ? end : off;
	}
	return part_end(s, part_end(s, off, false), true);
}

static int hex_digit(uint8_t c)
{
	if (is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number of a \u escape, of which the digits are at off; -1: they are not. */
static int32_t escaped(struct slice s, uint32_t off)
{
	int32_t v = 0;
	for (unsigned i = 0; i < 4; i++) {
		int digit = hex_digit(slice_u8(s, off + i));
		if (digit < 0)
			return -1;
		v = v << 4 | digit;
	}
	return v;
}

/* Control characters are taken as they are. */
static uint32_t string_end(struct slice s, uint32_t off)
{
	if (slice_u8(s, off) != '"')
		return 0;
	for (off++; off < s.len && s.p[off] != '"'; off++) {
		if (s.p[off] != '\\')
			continue;
		uint8_t c = slice_u8(s, ++off);
		if (c == 'u' && escaped(s, off + 1) >= 0)
			off += 4;
		else if (c == 'u' || !c || !strchr("\"\\/bfnrt", c))
			return 0;
	}
	return off < s.len ? off + 1 : 0;
}

static uint32_t word_end(struct slice s, uint32_t off, const char *word)
{
	uint32_t n = (uint32_t)strlen(word);
	return slice_has(s, off, n) && !memcmp(s.p + off, word, n) ? off + n : 0;
}

static uint32_t plain_end(struct slice s, uint32_t off)
{
	switch (slice_u8(s, off)) {
	case '"': return string_end(s, off);
	case 't': return word_end(s, off, "true");
	case 'f': return word_end(s, off, "false");
	case 'n': return word_end(s, off, "null");
	default: return number_end(s, off);
	}
}

/* Past the key of a member and its colon. */
static uint32_t key_end(struct slice s, uint32_t off)
{
	off = string_end(s, off);
	if (!off)
		return 0;
	off = skip_space(s, off);
	return slice_u8(s, off) == ':' ? skip_space(s, off + 1) : 0;
}

/* An object or an array. */
static uint32_t group_end(struct slice s, uint32_t off)
{
	uint8_t closing[DEEPEST];
	unsigned depth = 0;
	bool fresh; /* just opened: it may close at once */
	do {
		uint8_t c = slice_u8(s, off);
		fresh = c == '{' || c == '[';
		if (fresh) {
			if (depth == DEEPEST)
				return 0;
			closing[depth++] = c == '{' ? '}' : ']';
			off++;
		} else if (!depth || !(off = plain_end(s, off))) {
			return 0;
		}
		for (off = skip_space(s, off); depth && slice_u8(s, off) == closing[depth - 1];
		     off = skip_space(s, off + 1)) {
			fresh = false;
			if (!--depth)
				return off + 1;
		}
		if (!fresh) {
			if (slice_u8(s, off) != ',')
				return 0;
			off = skip_space(s, off + 1);
		}
		if (closing[depth - 1] == '}' && !(off = key_end(s, off)))
			return 0;
	} while (off < s.len);
	return 0;
}

/* --- the first pass --- */

/* Where the last whole object or array ends; behind it, only space may stand. */
static void json_dissect(struct dissection *d, struct layer *l)
{
	const struct slice s = l->data;
	uint32_t end = 0;
	for (uint32_t next; (next = group_end(s, skip_space(s, end))) != 0;)
		end = next;
	uint32_t rest = skip_space(s, end);
	l->fact[0] = end;
	l->tree_len = l->header_len = !end ? 0 : rest;
	l->payload = slice_from(s, s.wire);
	if (!end)
		rest = 0;
	if (rest < s.len) /* beside this layer, as bodies of the same message */
		next_protocol(d, &d->layer[l->parent], registry_find(d->registry, "data-text-lines"),
			      slice_from(s, rest), l->buffer);
}

/* --- the tree --- */

/* What is being walked over: whose member or element comes next, and how it is called. */
struct walk {
	struct tree *t;
	struct slice s;
	struct buf path;
};

/* A \u escape of which the digits are at off; returns how many bytes it took. As in tshark, one that ends the string is lost,
 * and the first half of a pair takes what follows with it. */
static uint32_t put_escaped(struct buf *b, struct slice s, uint32_t off, uint32_t end)
{
	enum { DIGITS = 4, BOTH = 10, HIGH = 0xd800 >> 10, LOW = 0xdc00 >> 10 };
	uint32_t c = (uint32_t)escaped(s, off), n = DIGITS;
	if (off + n >= end || !c)
		return n;
	if (c >> 10 != HIGH) {
		utf8_put(b, c);
		return n;
	}
	bool escape = slice_u8(s, off + n) == '\\', second = escape && slice_u8(s, off + n + 1) == 'u';
	uint32_t low = second ? (uint32_t)escaped(s, off + n + 2) : 0;
	n = second ? BOTH : n + 1 + escape;
	if (off + n >= end && second)
		return n;
	utf8_put(b, low >> 10 == LOW ? 0x10000 + ((c & 0x3ff) << 10 | (low & 0x3ff)) : 0xfffd);
	return n;
}

/* What a string says, up to its first NUL or what is not UTF-8. */
static void put_unescaped(struct buf *b, struct slice s, uint32_t off, uint32_t end)
{
	static const char letters[] = "bfnrt", means[] = "\b\f\n\r\t";
	const size_t most = b->len + LONGEST_TEXT;
	for (off++, end--; off < end && s.p[off] && b->len < most; off++) {
		unsigned n = utf8_sequence(s.p + off, end - off);
		if (s.p[off] == '\\') {
			uint8_t c = slice_u8(s, ++off);
			const char *letter = strchr(letters, c);
			if (c == 'u')
				off += put_escaped(b, s, off + 1, end);
			else
				buf_char(b, letter && c ? means[letter - letters] : (char)c);
		} else if (n) {
			buf_put(b, s.p + off, n);
			off += n - 1;
		} else {
			return;
		}
	}
}

static void put_text(struct walk *w, unsigned row, uint32_t off, uint32_t n, const struct buf *b)
{
	put_copy(w->t, row, off, n, b->p, (uint32_t)b->len);
}

/* A value that has no parts: what it says behind its path and its name, and itself. */
static void put_plain(struct walk *w, uint32_t off, uint32_t end, const char *name, size_t name_len)
{
	char room[LONGEST_TEXT], with[LONGEST_TEXT + LONGEST_PATH];
	struct buf value = BUF_OVER(room, sizeof room), b = BUF_OVER(with, sizeof with);
	uint8_t c = slice_u8(w->s, off);
	uint32_t n = end - off;
	if (c == '"')
		put_unescaped(&value, w->s, off, end);
	else
		buf_put(&value, w->s.p + off, n);
	buf_put(&b, w->path.p, w->path.len);
	buf_char(&b, ':');
	buf_put(&b, value.p, value.len);
	put_text(w, PATH_VALUE, off, n, &b);
	b.len = 0;
	buf_put(&b, name, name_len);
	buf_char(&b, ':');
	buf_put(&b, value.p, value.len);
	put_text(w, MEMBER_VALUE, off, n, &b);
	switch (c) {
	case '"': put_text(w, STRING, off, n, &value); break;
	case 't': put_node(w->t, TRUE_VALUE, off, n); break;
	case 'f': put_node(w->t, FALSE_VALUE, off, n); break;
	case 'n': put_node(w->t, NULL_VALUE, off, n); break;
	default: put_text(w, NUMBER, off, n, &value); break;
	}
}

static uint32_t put_group(struct walk *w, uint32_t off);

/* Returns where it ends. */
static uint32_t put_value(struct walk *w, uint32_t off, const char *name, size_t name_len)
{
	uint8_t c = slice_u8(w->s, off);
	if (c == '{' || c == '[')
		return put_group(w, off);
	uint32_t end = plain_end(w->s, off);
	if (end)
		put_plain(w, off, end, name, name_len);
	return end;
}

/* "/name" behind the path, as far as there is room; returns where the path ended. */
static size_t longer(struct walk *w, const char *name, size_t n)
{
	size_t was = w->path.len, room = LONGEST_PATH - was;
	buf_char(&w->path, '/');
	buf_put(&w->path, name, n < room ? n : room);
	return was;
}

static uint32_t put_element(struct walk *w, uint32_t off)
{
	size_t was = longer(w, "[]", 2);
	off = put_value(w, off, "[]", 2);
	w->path.len = was;
	return off;
}

static uint32_t put_member(struct walk *w, uint32_t off)
{
	char room[LONGEST_PATH];
	struct buf name = BUF_OVER(room, sizeof room);
	uint32_t begin = off, end = string_end(w->s, off), key = end - begin;
	put_unescaped(&name, w->s, off, end);
	struct record *r = put_copy(w->t, MEMBER, off, key, name.p, (uint32_t)name.len);
	tree_push(w->t);
	size_t was = longer(w, name.p, name.len);
	off = put_value(w, key_end(w->s, off), name.p, name.len);
	if (off) {
		r->len = off - begin;
		put_text(w, KEY, begin, key, &name);
		put_text(w, PATH, begin, off - begin, &w->path);
	}
	w->path.len = was;
	tree_pop(w->t);
	return off;
}

/* The bytes are known to be well formed: each round moves on, or the tree is full. */
static uint32_t put_group(struct walk *w, uint32_t off)
{
	bool object = slice_u8(w->s, off) == '{';
	uint32_t begin = off;
	struct record *r = put_node(w->t, object ? OBJECT : ARRAY, off, 1);
	tree_push(w->t);
	off = skip_space(w->s, off + 1);
	while (off < w->s.len && slice_u8(w->s, off) != (object ? '}' : ']') && !tree_ended(w->t)) {
		off = object ? put_member(w, off) : put_element(w, off);
		if (!off)
			break;
		off = skip_space(w->s, off);
		if (slice_u8(w->s, off) == ',')
			off = skip_space(w->s, off + 1);
	}
	tree_pop(w->t);
	if (!off || off >= w->s.len || tree_ended(w->t))
		return 0;
	r->len = off + 1 - begin;
	return off + 1;
}

static void json_tree(struct tree *t, const struct layer *l)
{
	char room[LONGEST_PATH + 64];
	struct walk w = { .t = t,
			  .s = slice_first(l->data, (uint32_t)l->fact[0]),
			  .path = BUF_OVER(room, sizeof room) };
	if (tree_wants_none(t, ARRAY, COUNT(json_fields)))
		return;
	for (uint32_t off = skip_space(w.s, 0); off < w.s.len && !tree_ended(t); off = skip_space(w.s, off)) {
		off = put_group(&w, off);
		if (!off)
			return;
	}
}

/* The message says what its body is. */
static void json_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static const char *const json_media[] = {
	"application/json", "application/senml+json", "application/sensml+json", "application/json-rpc", "application/jsonrequest",
	"application/problem+json", "application/dds-web+json", "application/vnd.oma.lwm2m+json",
	"application/merge-patch+json", "application/json-patch+json", "application/x-ndjson", "application/3gpphal+json",
	NULL,
};

static void json_behind(struct column *c, const struct dissection *d, const struct layer *l)
{
	buf_lit(&c->info, ", JavaScript Object Notation");
	column_inside(c, l->proto->column);
	column_media(c, layer_media(d, l));
	column_ending(c, l);
}

const struct protocol protocol_json = {
	.name = "json",
	.column = "JSON",
	FIELDS(json_fields),
	.media = json_media,
	.behind = json_behind,
	.told_early = true,
	.dissect = json_dissect,
	.fields_of = json_tree,
	.info = json_info,
};
