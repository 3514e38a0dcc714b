/* multipart.c: bodies of several parts (RFC 2046, 5.1), each with a header and a body of its own. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/lines.h"
#include "dissect/registry.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum {
	MULTIPART, TYPE, PART, DESCRIPTION, DISPOSITION, ENCODING, ID, LANGUAGE, LENGTH, TRANSFER_ENCODING, CONTENT_TYPE, FIRST,
	PREAMBLE, LAST, BOUNDARY, TRAILER, LINE,
};
/* Parts whose bodies are shown: a layer may queue no more children, and each body is followed by the rest of this one. */
enum { MAX_SHOWN = 15, MAX_DELIMITER = 2 + 200, SHOW_MOST = 512 };

/* What stands between two boundaries. */
struct part {
	uint32_t off, body, end; /* end: where the boundary behind it begins, with its line's end */
	uint32_t boundary, next; /* bytes of that boundary; what is behind it */
	uint32_t type, type_len; /* the value of Content-Type; 0: none */
	bool ends, last;         /* there is such a boundary; it is the last one */
};

/* The text of a boundary (RFC 2046, 5.1.1), with its two dashes. */
struct delimiter {
	char text[MAX_DELIMITER];
	uint32_t len; /* 0: none */
};

static bool is_space(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The value of the type's parameter, without quotes. */
static struct slice boundary_of(struct slice type)
{
	for (uint32_t off = 0, next; off < type.len; off = next + 1) {
		const uint8_t *semicolon = memchr(type.p + off, ';', type.len - off);
		next = semicolon ? (uint32_t)(semicolon - type.p) : type.len;
		while (off < next && is_space(type.p[off]))
			off++;
		if (!off || !text_is(type, off, 9, "boundary="))
			continue;
		uint32_t value = off + 9, end = value;
		if (slice_u8(type, value) == '"') {
			const uint8_t *quote = memchr(type.p + value + 1, '"', type.len - value - 1);
			return slice_sub(type, value + 1, quote ? (uint32_t)(quote - type.p) - value - 1 : 0);
		}
		while (end < next && !is_space(type.p[end]))
			end++;
		return slice_sub(type, value, end - value);
	}
	return slice_sub(type, 0, 0);
}

static struct delimiter delimiter_of(const struct dissection *d, const struct layer *l)
{
	struct slice b = boundary_of(layer_media(d, l));
	struct delimiter x = { .text = "--", .len = 0 };
	if (b.len && b.len <= MAX_DELIMITER - 2) {
		memcpy(x.text + 2, b.p, b.len);
		x.len = 2 + b.len;
	}
	return x;
}

/* The boundary at or behind off: alone in its line. False: there is none. */
static bool boundary_at(struct slice s, const struct delimiter *x, uint32_t off, struct part *p)
{
	for (uint32_t at = off; x->len && at < s.len;) {
		const uint8_t *found = memmem(s.p + at, s.len - at, x->text, x->len);
		if (!found)
			return false;
		at = (uint32_t)(found - s.p);
		bool in_line = at >= off + 2 && s.p[at - 2] == '\r' && s.p[at - 1] == '\n';
		if (at != off && !in_line) {
			at += 2;
			continue;
		}
		const uint8_t *end = memchr(found, '\n', s.len - at);
		p->end = in_line ? at - 2 : at;
		p->next = end ? (uint32_t)(end - s.p) + 1 : s.len;
		p->boundary = p->next - p->end;
		p->last = slice_u8(s, at + x->len) == '-' && slice_u8(s, at + x->len + 1) == '-';
		return true;
	}
	return false;
}

/* Where the header field at off ends, with its line's end, as far as end. */
static uint32_t field_end(struct slice s, uint32_t off, uint32_t end)
{
	for (struct text_line line; off < end; off = line.next) {
		text_line(slice_sub(s, 0, end), off, &line);
		uint8_t c = line.next < end ? s.p[line.next] : 0;
		if (c != ' ' && c != '\t')
			return line.next;
	}
	return end;
}

static uint32_t name_length(struct slice s, uint32_t off, uint32_t end)
{
	uint32_t n = off;
	while (n < end && s.p[n] != ':' && s.p[n] != '\r' && s.p[n] != '\n')
		n++;
	return n < end && s.p[n] == ':' ? n - off : 0;
}

/* Is the field at off the last one, for an empty line follows? */
static bool is_last_field(struct slice s, uint32_t next, uint32_t end)
{
	return next + 1 < end && s.p[next] == '\r' && s.p[next + 1] == '\n';
}

/* The part at off. */
static struct part part_at(struct slice s, const struct delimiter *x, uint32_t off)
{
	struct part p = { .off = off, .body = off, .end = s.len };
	p.ends = boundary_at(s, x, off, &p);
	for (uint32_t n, next; p.body < p.end && (n = name_length(s, p.body, p.end)); p.body = next) {
		next = field_end(s, p.body, p.end);
		if (text_is(s, p.body, n, "content-type")) {
			uint32_t end = next;
			for (p.type = p.body + n + 1; p.type < end && is_space(s.p[p.type]);)
				p.type++;
			while (end > p.type && is_space(s.p[end - 1]))
				end--;
			p.type_len = end - p.type;
		}
		if (is_last_field(s, next, p.end)) {
			p.body = next + 2;
			break;
		}
	}
	return p;
}

/* Behind the first boundary; 0: there is none, or it is the last one as well. */
static uint32_t first_part(struct slice s, const struct delimiter *x)
{
	struct part preamble;
	return boundary_at(s, x, 0, &preamble) && !preamble.last ? preamble.next : 0;
}

static void put_lower(struct buf *b, struct slice type)
{
	for (uint32_t i = 0; i < type.len && type.p[i] != ';' && !is_space(type.p[i]); i++) {
		uint8_t c = type.p[i];
		buf_char(b, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c >= ' ' && c <= '~' ? (char)c : '.');
	}
}

/* "MIME Multipart Media Encapsulation, Type: multipart/mixed, Boundary: "x"" */
static void multipart_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice type = layer_media(t->d, &t->d->layer[r->layer]), boundary = boundary_of(type);
	buf_lit(b, "MIME Multipart Media Encapsulation, Type: ");
	put_lower(b, type);
	buf_lit(b, ", Boundary: \"");
	fmt_text(b, boundary.p, boundary.len);
	buf_char(b, '"');
}

/* "Encapsulated multipart part:  (text/plain)"; aux: bytes of the type << 16 | its place. */
static void part_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Encapsulated multipart part: ");
	if (!r->aux)
		return;
	buf_lit(b, " (");
	struct slice s = record_bytes(t->d, r);
	put_lower(b, slice_sub(s, r->aux & 0xffff, r->aux >> 16));
	buf_char(b, ')');
}

#define FIELD(abbrev, name) F("mime_multipart.header." abbrev, name, FT_STRING, BASE_NONE, .label = text_as_it_stands)
#define TEXT(abbrev, name, ...) F("mime_multipart." abbrev, name, FT_STRING, BASE_NONE, __VA_ARGS__)

static const struct field multipart_fields[] = {
	[MULTIPART] = F("mime_multipart", "MIME Multipart Media Encapsulation", FT_PROTOCOL, BASE_NONE, .label = multipart_label),
	[TYPE] = TEXT("type", "Type", .flags = F_GENERATED),
	[PART] = TEXT("part", "Encapsulated multipart part", .label = part_label),
	[DESCRIPTION] = FIELD("content-description", "Content-Description"),
	[DISPOSITION] = FIELD("content-disposition", "Content-Disposition"),
	[ENCODING] = FIELD("content-encoding", "Content-Encoding"),
	[ID] = FIELD("content-id", "Content-Id"),
	[LANGUAGE] = FIELD("content-language", "Content-Language"),
	[LENGTH] = FIELD("content-length", "Content-Length"),
	[TRANSFER_ENCODING] = FIELD("content-transfer-encoding", "Content-Transfer-Encoding"),
	[CONTENT_TYPE] = FIELD("content-type", "Content-Type"),
	[FIRST] = TEXT("first_boundary", "First boundary", .flags = 0),
	[PREAMBLE] = F("mime_multipart.preamble", "Preamble", FT_BYTES, BASE_NONE),
	[LAST] = TEXT("last_boundary", "Last boundary", .flags = 0),
	[BOUNDARY] = TEXT("boundary", "Boundary", .flags = 0),
	[TRAILER] = F("mime_multipart.trailer", "Trailer", FT_BYTES, BASE_NONE),
	[LINE] = F_TEXT("Header", .label = text_as_it_stands),
};

/* The value without white space where it says nothing: at its ends and around separators. Returns its length. */
static uint32_t compact(struct slice s, uint32_t off, uint32_t end, char out[SHOW_MOST])
{
	uint32_t n = 0;
	bool quoted = false, space = false;
	for (; off < end && n + 1 < SHOW_MOST; off++) {
		char c = (char)s.p[off];
		if (!quoted && is_space(s.p[off])) {
			space = true;
			continue;
		}
		if (space && n && c != ';' && c != '=' && out[n - 1] != ';' && out[n - 1] != '=')
			out[n++] = ' ';
		space = false;
		quoted ^= c == '"';
		out[n++] = c;
	}
	return n;
}

static unsigned row_of(struct slice s, uint32_t off, uint32_t n)
{
	for (unsigned row = DESCRIPTION; row <= CONTENT_TYPE; row++) {
		const char *name = strrchr(multipart_fields[row].abbrev, '.') + 1;
		if (text_is(s, off, n, name))
			return row;
	}
	return LINE;
}

static void put_header(struct tree *t, const struct part *p)
{
	struct slice s = t->l->data;
	char text[SHOW_MOST];
	for (uint32_t off = p->off, n, next; off < p->body && (n = name_length(s, off, p->body)) && !tree_ended(t);
	     off = next) {
		next = field_end(s, off, p->end);
		bool last = is_last_field(s, next, p->end);
		unsigned row = row_of(s, off, n);
		uint32_t len = next - off + (last ? 2 : 0);
		if (row == LINE)
			put_node(t, LINE, off, len);
		else
			put_copy(t, row, off, len, text, compact(s, off + n + 1, next, text));
		if (last)
			break;
	}
}

/* The part up to its body, below its row. */
static void put_part(struct tree *t, const struct part *p)
{
	struct record *r = put_copy(t, PART, p->off, p->ends ? p->end - p->off : 0, "", 0);
	if (!p->ends)
		return;
	if (p->type_len && p->type - p->off <= 0xffff && p->type_len <= 0xffff)
		r->aux = p->type_len << 16 | (p->type - p->off);
	tree_push(t);
	put_header(t, p);
	tree_pop(t);
}

static void put_end(struct tree *t, const struct part *p)
{
	put(t, p->last ? LAST : BOUNDARY, p->end, p->boundary);
	if (p->last && p->next < t->l->data.len)
		put(t, TRAILER, p->next, t->l->data.len - p->next);
}

/* Parts from off on, as far as the next body that is shown; before: how many were. */
static void put_parts(struct tree *t, const struct delimiter *x, uint32_t off, unsigned before)
{
	while (off < t->l->data.len && !tree_ended(t)) {
		struct part p = part_at(t->l->data, x, off);
		put_part(t, &p);
		if (!p.ends || before < MAX_SHOWN)
			return;
		put_end(t, &p);
		if (p.last)
			return;
		off = p.next;
	}
	if (off == t->l->data.len && !tree_ended(t)) {
		struct part p = { .off = off };
		put_part(t, &p);
	}
}

/* How many bodies end in front of the rest of the layer at hand. */
static unsigned bodies_before(const struct layer *whole, const struct delimiter *x, uint32_t off)
{
	unsigned n = 0;
	for (uint32_t at = first_part(whole->data, x); at && n < MAX_SHOWN;) {
		struct part p = part_at(whole->data, x, at);
		if (!p.ends || p.end > off)
			break;
		n++;
		at = p.last ? 0 : p.next;
	}
	return n;
}

static void multipart_tree(struct tree *t, const struct layer *l)
{
	const struct layer *whole = l->flags & LAYER_CONTINUED ? layer_parent(t->d, l) : l;
	struct delimiter x = delimiter_of(t->d, whole);
	struct part p = { .off = 0 };
	if (whole != l) {
		if (boundary_at(l->data, &x, 0, &p)) {
			put_end(t, &p);
			if (!p.last)
				put_parts(t, &x, p.next, bodies_before(whole, &x, l->off - whole->off));
		}
		return;
	}
	char type[SHOW_MOST];
	struct buf b = BUF_OVER(type, sizeof type);
	put_lower(&b, slice_first(layer_media(t->d, l), SHOW_MOST - 1));
	put_copy(t, TYPE, 0, 0, b.p, (uint32_t)b.len);
	if (!boundary_at(l->data, &x, 0, &p))
		return;
	if (slice_u8(l->data, p.end) == '\r') { /* the preamble has the line's end */
		p.end += 2;
		p.boundary -= 2;
		put(t, PREAMBLE, 0, p.end);
	}
	put(t, FIRST, p.end, p.boundary);
	if (!p.last)
		put_parts(t, &x, p.next, 0);
}

/* A body; and what follows it is this layer's again. */
static void hand_on(struct dissection *d, struct layer *l, const struct part *p)
{
	struct slice body = slice_sub(l->data, p->body, p->end - p->body);
	uint16_t id = p->type_len ? registry_media(d->registry, slice_sub(l->data, p->type, p->type_len)) : NO_PROTOCOL;
	bool queued = body.wire || id != NO_PROTOCOL;
	if (!body.wire && queued)
		next_called(d, l, id, body);
	else if (p->type_len)
		next_media(d, l, p->type, p->type_len, "media", body, l->buffer);
	else if ((queued = body.wire && !d->skip_data))
		next_data(d, l, body);
	if (queued)
		next_inside(d, l, 2);
	next_continued(d, l, slice_from(l->data, p->end));
}

static void multipart_dissect(struct dissection *d, struct layer *l)
{
	struct delimiter x = delimiter_of(d, l);
	unsigned n = 0;
	l->header_len = l->tree_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	struct part p;
	if (!boundary_at(l->data, &x, 0, &p)) {
		if (!d->skip_data) {
			next_data(d, l, l->data);
			next_inside(d, l, 1);
		}
		return;
	}
	for (uint32_t off = first_part(l->data, &x); off && n < MAX_SHOWN; n++) {
		p = part_at(l->data, &x, off);
		if (!p.ends)
			break;
		hand_on(d, l, &p);
		off = p.last ? 0 : p.next;
	}
}

/* The type of the part whose body a child shows. */
static struct slice multipart_media_of(const struct dissection *d, const struct layer *l, const struct layer *child)
{
	struct delimiter x = delimiter_of(d, l);
	for (uint32_t off = first_part(l->data, &x); off;) {
		struct part p = part_at(l->data, &x, off);
		if (l->off + p.body == child->off)
			return slice_sub(l->data, p.type, p.type_len);
		off = p.ends && !p.last ? p.next : 0;
	}
	return slice_sub(l->data, 0, 0);
}

static void multipart_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static bool is_inside(const struct dissection *d, const struct layer *c, const struct layer *l)
{
	while (c > l)
		c = layer_parent(d, c);
	return c == l;
}

/* The types of the bodies, of those that parts of parts have as well. */
static void multipart_behind(struct column *c, const struct dissection *d, const struct layer *l)
{
	for (const struct layer *m = l + 1; m < d->layer + d->n_layers; m++) {
		if (!is_inside(d, m, l) || m->flags & LAYER_CONTINUED || m->proto == l->proto || !m->proto->info ||
		    m->proto_id == registry_core(d->registry, CORE_DATA))
			continue;
		if (m->proto->behind) {
			m->proto->behind(c, d, m);
			continue;
		}
		buf_str(&c->info, c->info.len ? " (" : "(");
		put_lower(&c->info, layer_media(d, m));
		buf_char(&c->info, ')');
	}
}

static const char *const multipart_media[] = { "multipart/*", NULL };

const struct protocol protocol_multipart = {
	.name = "mime_multipart",
	.column = "MIME multipart",
	FIELDS(multipart_fields),
	.media = multipart_media,
	.told_early = true,
	.media_of = multipart_media_of,
	.dissect = multipart_dissect,
	.fields_of = multipart_tree,
	.info = multipart_info,
	.behind = multipart_behind,
	.behind_reads = true,
};
