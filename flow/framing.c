/* framing.c: messages out of a stream of bytes. */
#include "flow/framing.h"

#include <errno.h>
#include <stdlib.h>

#include "base/slice.h"

enum { LONGEST_DIGITS = 3, STAYING_BYTES = 16 * 1024 /* of memory, between messages */ };

/* --- what --frame says --- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One character, or one of C's escapes; *text then is behind it. -1: no escape. */
static int take_char(const char **text)
{
	static const char names[] = "abefnrtv\\'\"?", means[] = "\a\b\033\f\n\r\t\v\\'\"?";
	const char *p = *text;
	if (*p != '\\') {
		*text = p + 1;
		return (uint8_t)*p;
	}
	p++;
	int v = 0, n = 0;
	if (*p == 'x') {
		for (p++; n < 2 && hex_digit(*p) >= 0; n++)
			v = v * 16 + hex_digit(*p++);
	} else if (*p >= '0' && *p <= '7') {
		for (; n < LONGEST_DIGITS && *p >= '0' && *p <= '7'; n++)
			v = v * 8 + (*p++ - '0');
	} else {
		const char *found = *p ? strchr(names, *p) : NULL;
		n = found != NULL;
		v = found ? (uint8_t)means[found - names] : 0;
		p += n;
	}
	*text = p;
	return n && v <= UINT8_MAX ? v : -1;
}

static const char *parse_delimiter(struct framing_rule *r, const char *text)
{
	while (*text) {
		int c = take_char(&text);
		if (c < 0)
			return "a wrong escape in the delimiter; C's are known: \\r \\n \\t \\0 \\x1e";
		if (r->delimiter_len == MAX_DELIMITER)
			return "a delimiter of more than 64 bytes";
		r->delimiter[r->delimiter_len++] = (uint8_t)c;
	}
	return r->delimiter_len ? NULL : "an empty delimiter";
}

static bool take_integer(const char **text, int64_t low, int64_t high, int64_t *n)
{
	char *end;
	errno = 0;
	long long v = strtoll(*text, &end, 10);
	bool good = end != *text && !errno && v >= low && v <= high;
	*text = end;
	*n = v;
	return good;
}

static bool take_word(const char **text, const char *word)
{
	size_t n = strlen(word);
	if (strncmp(*text, word, n))
		return false;
	*text += n;
	return true;
}

/* OFFSET,SIZE,big|little,ADJUST; what is left out at the end is big and 0. */
static const char *parse_length(struct framing_rule *r, const char *text)
{
	int64_t offset, width;
	if (!take_integer(&text, 0, MAX_MESSAGE - 8, &offset) || !take_word(&text, ",") ||
	    !take_integer(&text, 1, 8, &width))
		return "len needs OFFSET,SIZE[,big|little[,ADJUST]], a field of 1 to 8 bytes";
	r->offset = (uint32_t)offset;
	r->width = (uint32_t)width;
	if (take_word(&text, ",")) {
		r->little = take_word(&text, "little");
		if (!r->little && !take_word(&text, "big"))
			return "a length field is big or little";
		if (take_word(&text, ",") && !take_integer(&text, INT32_MIN, INT32_MAX, &r->adjust))
			return "no number to adjust the length by";
	}
	return *text ? "something behind the rule that does not belong there" : NULL;
}

const char *framing_parse(struct framing_rule *r, const char *text)
{
	int64_t size;
	*r = (struct framing_rule){ .kind = FRAMING_FIXED };
	if (take_word(&text, "fixed:")) {
		if (!take_integer(&text, 1, MAX_MESSAGE, &size) || *text)
			return "fixed needs a size from 1 to 1048576";
		r->size = (uint64_t)size;
		return NULL;
	}
	if (take_word(&text, "delim:")) {
		r->kind = FRAMING_DELIMITER;
		return parse_delimiter(r, text);
	}
	if (!take_word(&text, "len:"))
		return "it must be fixed:SIZE, delim:TEXT or len:OFFSET,SIZE,big|little,ADJUST";
	r->kind = FRAMING_LENGTH;
	return parse_length(r, text);
}

/* --- cutting --- */

/* Bytes at hand, and where the messages go. */
struct cutting {
	struct framing *f;
	const struct framing_rule *rule;
	const struct order_piece *piece;
	message_give *give;
	void *context;
};

static struct moment moment_of(const struct order_piece *p)
{
	return (struct moment){ p->frame, p->sec, p->nsec };
}

static void give_message(struct framing *f, unsigned side, enum message_state state, message_give *give, void *context)
{
	const struct message m = {
		.state = state,
		.side = side,
		.number = ++f->number,
		.first = f->first,
		.last = f->last,
		.length = f->at,
		.bytes = (const uint8_t *)f->kept.p,
		.kept = (uint32_t)f->kept.len,
	};
	give(context, &m);
	if (f->kept.cap > STAYING_BYTES) /* a thousand streams may have had one large message each */
		buf_free(&f->kept);
	buf_clear(&f->kept);
	f->at = f->want = 0;
	f->tail_len = 0;
	f->first = f->last = (struct moment){ 0 };
	f->broken = f->cut = false;
}

static void finish(const struct cutting *c)
{
	const struct framing *f = c->f;
	enum message_state state = f->broken ? MESSAGE_INCOMPLETE : f->cut ? MESSAGE_TOO_LONG : MESSAGE_WHOLE;
	give_message(c->f, c->piece->side, state, c->give, c->context);
}

static void give_note(const struct cutting *c, enum message_state state, uint64_t length)
{
	const struct message m = { .state = state,
				   .side = c->piece->side,
				   .first = moment_of(c->piece),
				   .last = moment_of(c->piece),
				   .length = length };
	c->give(c->context, &m);
}

/* The last bytes of the message, among which a delimiter may begin. */
static void keep_tail(struct framing *f, const uint8_t *p, uint32_t n)
{
	uint32_t old = f->tail_len, most = MAX_DELIMITER - 1;
	if (n >= most) {
		memcpy(f->tail, p + n - most, most);
		f->tail_len = most;
		return;
	}
	if (old > most - n) {
		memmove(f->tail, f->tail + old - (most - n), most - n);
		old = most - n;
	}
	memcpy(f->tail + old, p, n);
	f->tail_len = old + n;
}

/* The next n bytes belong to the message that has begun, or begin one. */
static void add(const struct cutting *c, const uint8_t *p, uint32_t n)
{
	struct framing *f = c->f;
	size_t room = MAX_MESSAGE - f->kept.len;
	if (!n)
		return;
	if (!f->first.frame)
		f->first = moment_of(c->piece);
	f->last = moment_of(c->piece);
	f->cut |= n > room;
	buf_put(&f->kept, p, n < room ? n : room);
	f->at += n;
	if (c->rule->kind == FRAMING_DELIMITER)
		keep_tail(f, p, n);
}

/* What has begun ends here, with something missing. */
static void break_off(const struct cutting *c)
{
	if (!c->f->at)
		return;
	c->f->broken = true;
	finish(c);
}

static void lose_place(const struct cutting *c)
{
	break_off(c);
	c->f->lost = true;
	give_note(c, MESSAGE_LOST, 0);
}

/* Of the message whose length field ends at the kept bytes' end. False: it cannot be so long. */
static bool read_length(struct framing *f, const struct framing_rule *r)
{
	const struct slice s = { (const uint8_t *)f->kept.p, (uint32_t)f->kept.len, (uint32_t)f->kept.len };
	uint64_t n = slice_uint(s, r->offset, r->width, r->little);
	if (n > INT64_MAX / 2)
		return false;
	int64_t all = (int64_t)n + r->adjust;
	if (all < (int64_t)r->offset + r->width)
		return false;
	f->want = (uint64_t)all;
	return true;
}

/* Bytes that the message still needs until more can be said of it; they are known to be wanted. */
static uint64_t needed(const struct framing *f, const struct framing_rule *r)
{
	if (r->kind == FRAMING_FIXED)
		return r->size - f->at;
	return (f->want ? f->want : (uint64_t)r->offset + r->width) - f->at;
}

/* Messages of which it is known how long they are. Returns how many bytes it took. */
static uint32_t cut_counted(const struct cutting *c, const uint8_t *p, uint32_t n)
{
	struct framing *f = c->f;
	uint64_t need = needed(f, c->rule);
	uint32_t take = need < n ? (uint32_t)need : n;
	add(c, p, take);
	if (take < need)
		return take;
	if (c->rule->kind == FRAMING_LENGTH && !f->want && !read_length(f, c->rule))
		lose_place(c);
	else if (c->rule->kind == FRAMING_FIXED || f->at == f->want)
		finish(c);
	return take;
}

/* Does a delimiter end with p[at]? It may begin in what came before. */
static bool ends_here(const struct framing *f, const struct framing_rule *r, const uint8_t *p, uint32_t at)
{
	uint32_t here = at + 1 < r->delimiter_len ? at + 1 : r->delimiter_len, before = r->delimiter_len - here;
	if (f->tail_len < before)
		return false;
	return !memcmp(f->tail + f->tail_len - before, r->delimiter, before) &&
	       !memcmp(p + at + 1 - here, r->delimiter + before, here);
}

/* Up to a delimiter. */
static uint32_t cut_delimited(const struct cutting *c, const uint8_t *p, uint32_t n)
{
	const struct framing_rule *r = c->rule;
	uint8_t last = r->delimiter[r->delimiter_len - 1];
	for (const uint8_t *q = p; (q = memchr(q, last, n - (size_t)(q - p))); q++) {
		uint32_t at = (uint32_t)(q - p);
		if (!ends_here(c->f, r, p, at))
			continue;
		add(c, p, at + 1);
		finish(c);
		return at + 1;
	}
	add(c, p, n);
	return n;
}

/* Some bytes of the message that has begun, or begins, are missing. */
static void skip_inside(struct framing *f, uint64_t missing)
{
	f->at += missing;
	f->broken = true;
}

/* Messages that are missing altogether are counted. */
static void skip_fixed(const struct cutting *c, uint64_t missing)
{
	struct framing *f = c->f;
	uint64_t size = c->rule->size, left = f->at ? size - f->at : 0;
	if (f->at && missing >= left) {
		skip_inside(f, left);
		finish(c);
		missing -= left;
	}
	if (!f->at) {
		f->number += missing / size;
		missing %= size;
	}
	if (missing)
		skip_inside(f, missing);
}

/* Bytes that are missing: what comes behind them goes on where it must. */
static void skip(const struct cutting *c, uint64_t missing)
{
	struct framing *f = c->f;
	bool inside = c->rule->kind == FRAMING_FIXED || (f->want && missing <= f->want - f->at);
	if (!inside)
		break_off(c);
	give_note(c, MESSAGE_GAP, missing);
	if (f->lost)
		return;
	if (c->rule->kind == FRAMING_FIXED) {
		skip_fixed(c, missing);
	} else if (c->rule->kind == FRAMING_DELIMITER) {
		f->broken = true; /* the next one has no beginning */
	} else if (!inside) {
		lose_place(c);
	} else {
		skip_inside(f, missing);
		if (f->at == f->want)
			finish(c);
	}
}

void framing_take(struct framing *f, const struct framing_rule *r, const struct order_piece *p, message_give *give,
		  void *context)
{
	const struct cutting c = { f, r, p, give, context };
	if (p->missing)
		skip(&c, p->missing);
	for (uint32_t at = 0; at < p->len && !f->lost;)
		at += (r->kind == FRAMING_DELIMITER ? cut_delimited : cut_counted)(&c, p->bytes + at, p->len - at);
	if (p->cut)
		skip(&c, p->cut);
}

void framing_end(struct framing *f, unsigned side, message_give *give, void *context)
{
	if (f->at)
		give_message(f, side, MESSAGE_INCOMPLETE, give, context);
	f->lost = f->broken = false;
}

void framing_free(struct framing *f)
{
	buf_free(&f->kept);
}
