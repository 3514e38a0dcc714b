/* json.c: -T json and -T jsonraw, in tshark's own layout. Keys repeat where fields do, as there, unless
 * --no-duplicate-keys asks for arrays. */
#include "base/fmt.h"
#include "base/timefmt.h"
#include "output/select.h"
#include "output/sink.h"

/* What a packet is written with; one per call, on the stack. */
struct writer {
	struct buf *b, *tmp;
	const struct print_options *o;
	const struct tree *t;
	bool raw, values; /* write the _raw keys, the plain ones */
	size_t kept_from; /* where the rows begin that are to be kept */
	/* The last long bytes written, and where: data have those of the segment that brought them. */
	struct slice payload;
	uint8_t payload_base;
	size_t payload_at;
};

/* A comma, a new line, and the indentation of the deepest level: a tree has 60, below three of the document. It is copied in
 * whole blocks, of which what is too much is written over. */
enum { MAX_LEVEL = MAX_TREE_DEPTH + 8, LEAD_BLOCK = 16, LEAD_BYTES = 2 + 2 * MAX_LEVEL + LEAD_BLOCK };
static const char lead[] =
	",\n"
	"                                                                                                    "
	"                                                            ";
_Static_assert(sizeof lead > LEAD_BYTES && MAX_LEVEL > MAX_TREE_DEPTH + 3, "every level has its indentation");

IN_LINE char *put_lead(char *p, bool first, unsigned level)
{
	unsigned n = 2u - first + 2 * level;
	memcpy(p, lead + first, LEAD_BLOCK);
	for (unsigned at = LEAD_BLOCK; at < n; at += LEAD_BLOCK)
		memcpy(p + at, lead + first + at, LEAD_BLOCK);
	return p + n;
}

static void new_line(struct writer *w, bool first, unsigned level)
{
	buf_done(w->b, put_lead(buf_room(w->b, LEAD_BYTES), first, level));
}

/* The key of a record: its name, or the label of a node that has none. */
static void key(struct writer *w, const struct record *r, const char *suffix)
{
	if (r->f->abbrev_len) {
		char *p = buf_room(w->b, r->f->abbrev_len + 16u);
		p = copy_short(p, r->f->key, r->f->abbrev_len + 1u); /* with the quotation mark before it */
		while (*suffix)
			*p++ = *suffix++;
		memcpy(p, "\": ", 3);
		buf_done(w->b, p + 3);
		return;
	}
	w->tmp->len = 0;
	record_label(w->tmp, w->t, r);
	buf_char(w->b, '"');
	fmt_json(w->b, w->tmp->p, w->tmp->len);
	buf_str(w->b, suffix);
	buf_lit(w->b, "\": ");
}

/* Bytes in hexadecimal, copied where they are those that were written just before. */
static void bytes_value(struct writer *w, const struct record *r)
{
	enum { LONG = 64, EACH = 3 }; /* bytes; characters of a byte, with its colon */
	struct slice s = record_string(w->t, r);
	if (s.len < LONG) {
		record_value(w->b, w->t, r);
	} else if (s.p == w->payload.p && s.len == w->payload.len && r->f->base == w->payload_base) {
		size_t n = (size_t)EACH * s.len - 1;
		char *p = buf_room(w->b, n);
		memcpy(p, w->b->p + w->payload_at, n);
		buf_done(w->b, p + n);
	} else {
		w->payload = s;
		w->payload_base = r->f->base;
		w->payload_at = w->b->len;
		record_value(w->b, w->t, r);
	}
}

/* The value and the quotation mark behind it. */
static void rest_of_value(struct writer *w, const struct record *r)
{
	if (r->f->type == FT_BYTES) {
		bytes_value(w, r);
	} else if (record_is_plain(r) || r->f->base == BASE_ADDRESS) {
		record_value(w->b, w->t, r);
	} else {
		struct slice s = record_string(w->t, r);
		fmt_json(w->b, s.p ? (const char *)s.p : "", s.len);
	}
	buf_char(w->b, '"');
}

static void value(struct writer *w, const struct record *r)
{
	buf_char(w->b, '"');
	rest_of_value(w, r);
}

/* A line of its own with key and value: most of what is written. */
IN_LINE void member(struct writer *w, const struct record *r, bool first, unsigned level)
{
	if (!r->f->abbrev_len) {
		new_line(w, first, level);
		key(w, r, "");
		value(w, r);
		return;
	}
	unsigned n = r->f->abbrev_len + 5u;
	char *p = put_lead(buf_room(w->b, LEAD_BYTES + RECORD_QUICK + n), first, level);
	p = copy_short(p, r->f->key, n);
	char *end = record_put_quick(p, r);
	if (end) {
		*end++ = '"';
		buf_done(w->b, end);
	} else {
		buf_done(w->b, p);
		rest_of_value(w, r);
	}
}

/* The key of the tree below a record, on a line of its own. */
IN_LINE void tree_key(struct writer *w, const struct record *r, bool first, unsigned level, bool valued)
{
	if (!r->f->abbrev_len) {
		new_line(w, first, level);
		key(w, r, valued ? "_tree" : "");
		return;
	}
	unsigned n = r->f->abbrev_len + 1u; /* with the quotation mark before it */
	char *p = copy_short(put_lead(buf_room(w->b, LEAD_BYTES + n + 8), first, level), r->f->key, n);
	memcpy(p, "_tree", 5);
	p += valued ? 5 : 0;
	memcpy(p, "\": ", 3);
	buf_done(w->b, p + 3);
}

static bool has_value(const struct record *r)
{
	static const bool without[FT_N_TYPES] = { [FT_NONE] = true, [FT_TEXT] = true, [FT_PROTOCOL] = true };
	return !without[r->f->type];
}

/* ["hex", position, length, mask, type]; no hex for what stands in no bytes at all. */
static void raw_value(struct writer *w, const struct record *r, unsigned level)
{
	struct slice s = record_bytes(w->t->d, r);
	const struct field *f = r->f;
	bool nowhere = !r->len && (f->flags & F_NO_VALUE || (!r->off && w->t->d->layer[r->layer].off));
	uint64_t numbers[4] = { nowhere ? 0 : r->off, r->len,
				f->flags & F_RAW ? 0 : f->mask << (f->flags & F_HIGH ? 8 * r->len : 0),
				f->flags & F_NO_VALUE ? (uint64_t)FT_PROTOCOL : f->type };
	buf_char(w->b, '[');
	if (!nowhere) {
		new_line(w, true, level + 1);
		buf_char(w->b, '"');
		if (f->mask && r->len && !(f->flags & F_RAW)) {
			fmt_hex_upper(w->b, r->val);
		} else {
			fmt_bytes(w->b, s.p, s.len, 0);
		}
		buf_char(w->b, '"');
	}
	for (unsigned i = 0; i < 4; i++) {
		new_line(w, nowhere && !i, level + 1);
		fmt_uint(w->b, numbers[i]);
	}
	new_line(w, true, level);
	buf_char(w->b, ']');
}

static bool wants_raw(const struct writer *w, const struct record *r)
{
	return w->raw && r->f->type != FT_TEXT && (!w->values || r->len);
}

static void object(struct writer *w, uint32_t i, unsigned level);

/* What stands under the subtree key of record i. */
static void subtree(struct writer *w, uint32_t i, unsigned level)
{
	const struct record *r = &w->t->record[i];
	if (selected(w->o, w->t, i)) {
		object(w, i + 1, level);
		return;
	}
	buf_char(w->b, '{');
	new_line(w, true, level + 1);
	buf_lit(w->b, "\"filtered\": \"");
	buf_put(w->b, r->f->abbrev, r->f->abbrev_len);
	buf_char(w->b, '"');
	new_line(w, true, level);
	buf_char(w->b, '}');
}

/* The three things that a record can put under a key of its own. Without a value, what stands for it (nothing, a label) goes
 * under the key of the tree, so that layers with and without fields share one. */
enum part { PART_RAW, PART_VALUE, PART_TREE, N_PARTS };
static const char *const part_suffix[N_PARTS] = { "_raw", "", "_tree" };

static bool has_part(const struct writer *w, uint32_t i, enum part part)
{
	const struct record *r = &w->t->record[i];
	switch (part) {
	case PART_RAW: return wants_raw(w, r);
	case PART_VALUE: return w->values && has_value(r);
	default: return record_has_children(w->t, i) || (w->values && !has_value(r));
	}
}

static const char *suffix(const struct record *r, enum part part)
{
	return part == PART_TREE && !has_value(r) ? "" : part_suffix[part];
}

static void put_part(struct writer *w, uint32_t i, enum part part, unsigned level)
{
	if (part == PART_RAW)
		raw_value(w, &w->t->record[i], level);
	else if (part == PART_VALUE || !record_has_children(w->t, i))
		value(w, &w->t->record[i]);
	else
		subtree(w, i, level);
}

/* Nodes without a name have their label for a key. */
static bool same_label(const struct writer *w, const struct record *x, const struct record *y)
{
	w->tmp->len = 0;
	record_label(w->tmp, w->t, x);
	size_t n = w->tmp->len;
	record_label(w->tmp, w->t, y);
	return w->tmp->len == 2 * n && !memcmp(w->tmp->p, w->tmp->p + n, n);
}

static bool same_key(const struct writer *w, uint32_t a, uint32_t b)
{
	const struct record *x = &w->t->record[a], *y = &w->t->record[b];
	return record_same_name(x, y) && (x->f->abbrev_len || a == b || same_label(w, x, y));
}

/* One part of record i and of the siblings behind it that share its key: the thing itself when it is alone. */
static void group_part(struct writer *w, uint32_t i, enum part part, unsigned level)
{
	uint8_t depth = w->t->record[i].depth;
	uint32_t n = 0;
	for (uint32_t k = i; k < w->t->n && w->t->record[k].depth >= depth; k = record_skip(w->t, k))
		n += same_key(w, i, k) && has_part(w, k, part);
	if (n < 2) {
		for (uint32_t k = i; k < w->t->n && w->t->record[k].depth >= depth; k = record_skip(w->t, k))
			if (same_key(w, i, k) && has_part(w, k, part)) {
				put_part(w, k, part, level);
				return;
			}
		return;
	}
	buf_char(w->b, '[');
	bool first = true;
	for (uint32_t k = i; k < w->t->n && w->t->record[k].depth >= depth; k = record_skip(w->t, k)) {
		if (!same_key(w, i, k) || !has_part(w, k, part))
			continue;
		new_line(w, first, level + 1);
		put_part(w, k, part, level + 1);
		first = false;
	}
	new_line(w, true, level);
	buf_char(w->b, ']');
}

static bool group_has_part(const struct writer *w, uint32_t i, enum part part)
{
	uint8_t depth = w->t->record[i].depth;
	for (uint32_t k = i; k < w->t->n && w->t->record[k].depth >= depth; k = record_skip(w->t, k))
		if (same_key(w, i, k) && has_part(w, k, part))
			return true;
	return false;
}

static bool already_written(const struct writer *w, uint32_t from, uint32_t i)
{
	for (uint32_t k = from; k < i; k = record_skip(w->t, k))
		if (same_key(w, k, i))
			return true;
	return false;
}

/* The siblings from r on, in braces, as they come; returns what is behind them. What is written may be anything to the compiler:
 * what it would read again for each of them is read once. */
static const struct record *plain_object(struct writer *w, const struct record *r, unsigned level)
{
	const struct tree *t = w->t;
	const struct record *end = t->record + t->n;
	const bool raw = w->raw, values = w->values, all = !w->o->pick;
	const uint8_t depth = r->depth;
	bool first = true;
	buf_char(w->b, '{');
	while (r->depth >= depth && r < end) { /* behind the last there is one of no depth */
		if (r->f == &memo_row) {
			first &= !print_memo(w->b, t, r++, !first, &w->kept_from);
			continue;
		}
		bool children = r[1].depth > r->depth, valued = has_value(r);
		if (raw && wants_raw(w, r)) {
			new_line(w, first, level + 1);
			first = false;
			key(w, r, "_raw");
			raw_value(w, r, level + 1);
		}
		if (values && (valued || !children)) {
			member(w, r, first, level + 1);
			first = false;
		}
		if (!children) {
			r++;
			continue;
		}
		uint32_t i = (uint32_t)(r - t->record);
		tree_key(w, r, first, level + 1, valued);
		first = false;
		if (all || selected(w->o, t, i)) {
			r = plain_object(w, r + 1, level + 1);
		} else {
			subtree(w, i, level + 1);
			r = t->record + record_skip(t, i);
		}
	}
	new_line(w, true, level);
	buf_char(w->b, '}');
	return r;
}

/* The siblings from i on, in braces, those of one key in an array. */
static void grouped_object(struct writer *w, uint32_t i, unsigned level)
{
	uint32_t from = i;
	uint8_t depth = w->t->record[i].depth;
	bool first = true;
	buf_char(w->b, '{');
	for (; i < w->t->n && w->t->record[i].depth >= depth; i = record_skip(w->t, i)) {
		const struct record *r = &w->t->record[i];
		if (already_written(w, from, i))
			continue;
		for (unsigned part = 0; part < N_PARTS; part++) {
			if (!group_has_part(w, i, part))
				continue;
			new_line(w, first, level + 1);
			first = false;
			key(w, r, suffix(r, part));
			group_part(w, i, part, level + 1);
		}
	}
	new_line(w, true, level);
	buf_char(w->b, '}');
}

static void object(struct writer *w, uint32_t i, unsigned level)
{
	if (w->o->no_duplicate_keys)
		grouped_object(w, i, level);
	else
		plain_object(w, &w->t->record[i], level);
}

static void write_packet(struct writer *w, const struct view *v)
{
	buf_lit(w->b, "\n  {\n    \"_index\": \"packets-");
	time_date(w->b, v->d->frame->sec, false);
	buf_lit(w->b, "\",\n    \"_type\": \"doc\",\n    \"_score\": null,\n    \"_source\": {\n      \"layers\": ");
	if (w->o->n_fields)
		print_json_fields(w->b, w->o, v);
	else if (w->t->n)
		object(w, 0, 3);
	else
		buf_lit(w->b, "{}");
	buf_lit(w->b, "\n    }\n  }");
}

static void json_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	struct writer w = { .b = b, .tmp = &v->column->info, .o = o, .t = v->tree, .raw = o->hex, .values = true };
	write_packet(&w, v);
}

static void jsonraw_packet(struct buf *b, const struct print_options *o, const struct view *v)
{
	struct writer w = { .b = b, .tmp = &v->column->info, .o = o, .t = v->tree, .raw = true };
	write_packet(&w, v);
}

static void json_begin(struct buf *b, const struct print_options *o)
{
	(void)o;
	buf_char(b, '[');
}

static void json_end(struct buf *b, const struct print_options *o, bool any)
{
	(void)o;
	buf_str(b, any ? "\n]\n" : "]\n");
}

const struct sink sink_json = {
	.name = "json", .needs_tree = true, .memo = true, .in_order = true,
	.between = ",", .begin = json_begin, .packet = json_packet, .end = json_end,
	.wants = fields_wanted,
};
const struct sink sink_jsonraw = {
	.name = "jsonraw", .needs_tree = true, .between = ",", .begin = json_begin, .packet = jsonraw_packet,
	.end = json_end,
};
