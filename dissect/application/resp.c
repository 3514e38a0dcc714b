/* resp.c: RESP, the protocol of Redis (redis.io/docs/reference/protocol-spec, version 2): values, one behind the other. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/text.h"

/*  +text CR LF      -error CR LF      :number CR LF
 *  $length CR LF  bytes CR LF                        a bulk string; -1: none
 *  *count CR LF  as many values                      an array; -1: none
 *  anything else CR LF                               an inline command; tshark calls it a fragment */
enum {
	RESP, STRING, ERROR, NUMBER, BULK, BULK_LENGTH, BULK_VALUE, ARRAY, ARRAY_LENGTH, FRAGMENT, LENGTH_BAD, TOO_DEEP,
};
enum {
	PORT = 6379,
	DEEPEST = 32, /* arrays in arrays; what stands in the last one is shown behind it */
	CRLF = 2,     /* bytes that end a line, whatever they are, as in tshark */
	SHORT_BULK = 100, /* bytes of a string that the Info column does not show any more */
	/* What is larger is not waited for: each segment asks about it from its first byte on. Redis takes no longer lines. */
	LONGEST_LINE = 64 * 1024,
	MOST_VALUES = 64 * 1024,
};

struct value_at {
	uint32_t off, line,
		end; /* line: bytes before its end; end: behind the value, of an array behind its first line */
	unsigned depth;
	uint8_t kind; /* the first byte; 0: an empty line */
	bool deep;    /* an array that is not looked into */
	int64_t n;    /* the number in the line */
};

/* Where a walk over values stands. */
struct walk {
	struct slice s;
	uint32_t off;
	unsigned depth;
	int64_t left[DEEPEST]; /* values that the open arrays still wait for */
};

enum step { STEP_VALUE, STEP_END, STEP_MORE /* the value is not all there */ };

static uint32_t line_length(struct slice s, uint32_t off)
{
	uint32_t end = off;
	while (end < s.len && s.p[end] != '\n' && s.p[end] != '\r')
		end++;
	bool cr = end < s.len && s.p[end] == '\r';
	return end + cr < s.len ? end - off : UINT32_MAX; /* behind CR there may come LF */
}

/* As strtoll reads it: what does not fit is the largest or smallest there is. */
static int64_t number_in(struct slice s, uint32_t off, uint32_t end)
{
	uint64_t v = 0, most = INT64_MAX;
	while (off < end && (s.p[off] == ' ' || (s.p[off] >= '\t' && s.p[off] <= '\r')))
		off++;
	bool minus = off < end && s.p[off] == '-';
	off += minus || (off < end && s.p[off] == '+');
	for (; off < end && s.p[off] >= '0' && s.p[off] <= '9'; off++) {
		unsigned digit = s.p[off] - '0';
		v = v > (most - digit) / 10 ? most + minus : v * 10 + digit;
		if (v > most)
			return INT64_MIN;
	}
	return minus ? -(int64_t)v : (int64_t)v;
}

static enum step next_value_at(struct walk *w, struct value_at *v)
{
	struct slice s = w->s;
	if (w->off >= s.wire)
		return w->depth && w->left[w->depth - 1] < 0 ? STEP_MORE : STEP_END;
	uint32_t line = line_length(s, w->off), rest = s.wire - w->off;
	if (line == UINT32_MAX)
		return STEP_MORE;
	*v = (struct value_at){ .off = w->off, .line = line, .kind = line ? s.p[w->off] : 0, .depth = w->depth };
	uint64_t len = line + CRLF < rest ? line + CRLF : rest;
	v->n = number_in(s, w->off + 1, w->off + line);
	if (v->kind == '$') {
		v->n = (int32_t)(uint32_t)v->n;
		if (v->n >= 0)
			len = (uint64_t)line + CRLF + (uint64_t)v->n + CRLF;
	}
	v->end = v->off + len < INT32_MAX ? v->off + (uint32_t)len : INT32_MAX;
	return v->end > s.wire ? STEP_MORE : STEP_VALUE;
}

/* Past the value, and out of arrays that have all theirs. An array's number is negative until a value came. */
static void step_over(struct walk *w, struct value_at *v)
{
	w->off = v->end;
	if (w->depth) {
		int64_t *left = &w->left[w->depth - 1];
		*left = (*left < 0 ? -*left : *left) - 1;
	}
	if (v->kind == '*' && v->n > 0) {
		v->deep = w->depth + 1 == DEEPEST;
		if (!v->deep)
			w->left[w->depth++] = -v->n;
	}
	while (w->depth && !w->left[w->depth - 1])
		w->depth--;
}

static enum step walk_on(struct walk *w, struct value_at *v)
{
	enum step step = next_value_at(w, v);
	if (step == STEP_VALUE)
		step_over(w, v);
	return step;
}

/* One value. Of a bulk string it is known how much is missing. */
static uint32_t resp_pdu(struct slice s, uint32_t hint)
{
	struct walk w = { .s = s };
	struct value_at v = { 0 };
	enum step step;
	uint32_t n = 0;
	(void)hint;
	if (s.len < s.wire)
		return PDU_REST;
	do
		step = walk_on(&w, &v);
	while (step == STEP_VALUE && w.depth && ++n < MOST_VALUES);
	if (n == MOST_VALUES)
		return PDU_REST;
	if (step != STEP_MORE)
		return w.off;
	if (v.end > s.wire)
		return w.depth ? PDU_ONE_MORE : v.end == INT32_MAX ? PDU_REST : v.end;
	return s.wire - w.off > LONGEST_LINE ? PDU_REST : PDU_ONE_MORE;
}

static void resp_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	l->fact[0] = slice_u16(layer_parent(d, l)->data, 2) == PORT; /* a client's */
}

/* The text of a bulk string, up to its first NUL. False: it is not ASCII. */
static bool bulk_text(struct slice s, const struct value_at *v, struct slice *text)
{
	*text = slice_sub(s, v->off + v->line + CRLF, v->n > 0 ? (uint32_t)v->n : 0);
	const uint8_t *nul = text->len ? memchr(text->p, 0, text->len) : NULL;
	*text = slice_first(*text, nul ? (uint32_t)(nul - text->p) : text->len);
	for (uint32_t i = 0; i < text->len; i++)
		if (text->p[i] >= 0x80)
			return false;
	return true;
}

static void bulk_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct walk w = { .s = record_bytes(t->d, r) };
	struct value_at v;
	struct slice text;
	size_t start = b->len;
	buf_lit(b, "Bulk String");
	if (next_value_at(&w, &v) != STEP_VALUE || v.n < -1)
		return;
	if (v.n < 0) {
		buf_lit(b, ": [NULL]");
	} else if (bulk_text(w.s, &v, &text)) {
		buf_lit(b, ": ");
		fmt_text(b, text.p, text.len);
		text_end_label(b, start);
	}
}

static void array_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct walk w = { .s = record_bytes(t->d, r) };
	struct value_at v;
	buf_lit(b, "Array");
	if (next_value_at(&w, &v) != STEP_VALUE || v.n < -1)
		return;
	if (v.n > 0) {
		buf_lit(b, ": Length ");
		fmt_int(b, v.n);
	} else {
		buf_str(b, v.n ? ": NULL" : ": Empty");
	}
}

static const struct field resp_fields[] = {
	[RESP] = F("resp", "REdis Serialization Protocol", FT_PROTOCOL, BASE_NONE),
	[STRING] = F("resp.string", "String", FT_STRING, BASE_NONE),
	[ERROR] = F("resp.error", "Error", FT_STRING, BASE_NONE),
	[NUMBER] = F("resp.integer", "Integer", FT_INT64, BASE_DEC),
	[BULK] = F("resp.bulk_string", "Bulk String", FT_NONE, BASE_NONE, .label = bulk_label),
	[BULK_LENGTH] = F("resp.bulk_string.length", "Length", FT_INT32, BASE_DEC),
	[BULK_VALUE] = F("resp.bulk_string.value", "Value", FT_BYTES, BASE_NONE),
	[ARRAY] = F("resp.array", "Array", FT_NONE, BASE_NONE, .label = array_label),
	[ARRAY_LENGTH] = F("resp.array.length", "Length", FT_INT64, BASE_DEC),
	[FRAGMENT] = F("resp.fragment", "Fragment", FT_NONE, BASE_NONE),
	[LENGTH_BAD] = F_EXPERT("resp.malformed_length", "Malformed length specified", PI_ERROR, PI_UNDECODED),
	[TOO_DEEP] = F_EXPERT("resp.array_recursion_too_deep",
			      "Array is too deep to recurse any further. Subsequent elements attached to the protocol tree "
			      "may not reflect their actual location in the array",
			      PI_NOTE, PI_UNDECODED),
};

/* The line with the number below the row put last; the level stays open. */
static void put_number(struct tree *t, const struct value_at *v, unsigned row, uint32_t line)
{
	tree_push(t);
	put_uint(t, row, v->off, line, (uint64_t)v->n);
	if (v->n < -1)
		put_expert(t, LENGTH_BAD, v->off, v->end - v->off, NULL);
}

static void put_bulk(struct tree *t, const struct value_at *v)
{
	uint32_t line = v->line + CRLF, len = v->end - v->off;
	put_node(t, BULK, v->off, len);
	put_number(t, v, BULK_LENGTH, len < line ? len : line);
	if (v->n > 0)
		put(t, BULK_VALUE, v->off + line, (uint32_t)v->n);
	tree_pop(t);
}

static void put_value(struct tree *t, struct slice s, const struct value_at *v)
{
	uint32_t len = v->end - v->off;
	if (v->kind == '+' || v->kind == '-')
		put_ascii(t, v->kind == '+' ? STRING : ERROR, v->off, len, s.p + v->off + 1, v->line - 1);
	else if (v->kind == ':')
		put_uint(t, NUMBER, v->off, len, (uint64_t)v->n);
	else if (v->kind == '$')
		put_bulk(t, v);
	else if (v->kind)
		put_node(t, FRAGMENT, v->off, len);
}

/* An array's row, below which its values come; returns it, to grow with them. */
static struct record *put_array(struct tree *t, const struct value_at *v)
{
	struct record *r = put_node(t, ARRAY, v->off, v->end - v->off);
	put_number(t, v, ARRAY_LENGTH, v->end - v->off);
	if (v->deep)
		put_expert(t, TOO_DEEP, v->off, v->end - v->off, NULL);
	return r;
}

/* A bulk string that cannot be so long, or was not captured whole. */
static void put_broken(struct tree *t, const struct value_at *v)
{
	uint32_t line = v->line + CRLF;
	put_node(t, BULK, v->off, line);
	put_number(t, v, BULK_LENGTH, line);
	put(t, BULK_VALUE, v->off + line, v->end - v->off - line);
	tree_pop(t);
}

static void resp_tree(struct tree *t, const struct layer *l)
{
	struct walk w = { .s = l->data };
	struct record *array[DEEPEST] = { NULL };
	struct value_at v = { 0 }, of[DEEPEST];
	enum step step = STEP_END;
	unsigned level = 0;
	while (!tree_ended(t) && (step = walk_on(&w, &v)) == STEP_VALUE) {
		for (; level > v.depth; level--)
			tree_pop(t);
		for (unsigned i = 0; i < level; i++)
			array[i]->len = v.end - of[i].off;
		if (v.kind != '*') {
			put_value(t, l->data, &v);
			continue;
		}
		array[level] = put_array(t, &v);
		of[level++] = v;
	}
	for (; level; level--)
		tree_pop(t);
	if (step == STEP_MORE && v.end > l->data.wire)
		put_broken(t, &v);
}

static void say_value(struct buf *b, struct slice s, const struct value_at *v, bool request)
{
	struct slice text;
	bool ascii = v->kind == '$' && bulk_text(s, v, &text), shown = !request && !v->depth;
	if (v->kind == '-') {
		buf_lit(b, " Error: ");
		fmt_text(b, s.p + v->off + 1, v->line - 1);
	} else if ((v->kind == '+' || v->kind == ':') && shown) {
		buf_char(b, ' ');
		if (v->kind == '+')
			fmt_text(b, s.p + v->off + 1, v->line - 1);
		else
			fmt_int(b, v->n);
	} else if (v->kind == '*' && shown && v->n > 0 && v->end < s.wire) {
		buf_lit(b, " Array(");
		fmt_int(b, v->n);
		buf_char(b, ')');
	} else if (v->kind == '$' && v->n >= 0 && (request ? v->depth <= 1 : !v->depth)) {
		bool open = request == (v->depth == 1);
		if (open && ascii && v->n < SHORT_BULK) {
			buf_char(b, ' ');
			fmt_text(b, text.p, text.len);
		} else if (!v->depth || ascii) {
			buf_lit(b, " BulkString(");
			fmt_int(b, v->n);
			buf_char(b, ')');
		}
	} else if (v->kind && !strchr("+:*$", v->kind)) {
		buf_lit(b, " [fragment]");
	}
}

static void say(struct buf *b, struct slice s, bool request)
{
	struct walk w = { .s = s };
	struct value_at v;
	enum step step;
	buf_str(b, request ? "Request:" : "Response:");
	while ((step = walk_on(&w, &v)) == STEP_VALUE)
		say_value(b, s, &v, request);
	if (step == STEP_MORE)
		buf_lit(b, " [continuation]");
}

static bool resp_begun(struct buf *b, const struct layer *tcp, struct slice s)
{
	say(b, s, slice_u16(tcp->data, 2) == PORT);
	return true;
}

/* The layer may have grown by the beginning of a value that other segments complete. */
static void resp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	uint32_t room = d->buffer[l->buffer].len - l->off, n = l->tree_len > l->data.wire ? l->tree_len : l->data.wire;
	struct slice s = { l->data.p, n < room ? n : room, n };
	say(&c->info, l->tree_len > l->data.len ? s : l->data, l->fact[0]);
}

static const struct next_link resp_on[] = { { NEXT_TCP_PORT, PORT } };

const struct protocol protocol_resp = {
	.name = "resp",
	.column = "RESP",
	FIELDS(resp_fields),
	ON(resp_on),
	.pdus_joined = true,
	.part_shown = true,
	.info_each = true,
	.pdu = resp_pdu,
	.begun = resp_begun,
	.dissect = resp_dissect,
	.fields_of = resp_tree,
	.info = resp_info,
};
