/* web_tree.c: the first pass over a message of HTTP's form, its first line in the tree, and its Info column. */
#include "dissect/application/web_tree.h"

#include "base/fmt.h"
#include "base/inflate.h"
#include "dissect/application/markup.h"
#include "dissect/message.h"
#include "dissect/registry.h"
#include "dissect/room.h"

enum { LONGEST_METHOD = 24 };

/* The body in its own form: chunks joined and unpacked. */
struct body {
	struct slice bytes;
	uint8_t buffer;
	uint64_t facts;  /* enum web_fact */
	uint32_t packed; /* bytes that the coding was applied to */
};

static void join_chunks(struct dissection *d, struct body *b)
{
	uint32_t room;
	uint8_t *out = room_open(d, &room);
	if (out)
		b->buffer = room_close(d, web_unchunk(b->bytes, out, room), "De-chunked entity body", &b->bytes);
}

static void unpack(struct dissection *d, struct body *b)
{
	uint32_t room;
	uint8_t *out = room_open(d, &room);
	int64_t n = out ? inflate_bytes(b->bytes.p, b->bytes.len, out, room) : -1;
	if (n >= 0)
		b->buffer = room_close(d, (uint32_t)n, "Uncompressed entity body", &b->bytes);
	b->facts |= n >= 0 ? WEB_FACT_PACKED : WEB_FACT_UNPACK_FAILED;
}

static bool is_packed(struct slice s, struct web_part coding)
{
	return coding.len && !web_is(s, coding, "identity");
}

static bool can_unpack(struct slice s, struct web_part coding)
{
	return web_is(s, coding, "gzip") || web_is(s, coding, "x-gzip") || web_is(s, coding, "deflate");
}

/* Does the body have a say in the Info column? Of one that nobody is known to show, the beginning of its first chunk is looked
 * at. */
static bool has_a_say(const struct dissection *d, const struct layer *l, const struct web_head *h, struct slice bytes)
{
	struct web_chunk c;
	uint16_t id = registry_media(d->registry, slice_sub(l->data, h->type.off, h->type.len));
	if (h->chunked && !is_packed(l->data, h->coding) && web_chunk(bytes, 0, &c)) {
		struct slice first = slice_sub(bytes, c.size_len, c.len);
		if (id == NO_PROTOCOL)
			id = registry_guess(d->registry, NEXT_MEDIA, l, first);
		else if (xml_is(first))
			return true;
	}
	return id != NO_PROTOCOL && registry_protocol(id)->behind_reads;
}

/* Most bodies are needed in their own form by nobody but the tree. */
static void decode(struct dissection *d, const struct layer *l, const struct web_head *h, struct body *b)
{
	bool packed = is_packed(l->data, h->coding);
	bool skipped = d->skip_data && (h->chunked || packed) && !has_a_say(d, l, h, b->bytes);
	if (h->chunked) {
		struct web_chunk c;
		b->facts |= WEB_FACT_CHUNKED;
		if (!skipped)
			join_chunks(d, b);
		else if (web_chunk(b->bytes, 0, &c) && !c.len)
			b->bytes = slice_sub(b->bytes, 0, 0); /* empty */
	}
	if (!packed || !b->bytes.len || skipped)
		return;
	b->packed = b->bytes.wire;
	if (can_unpack(l->data, h->coding))
		unpack(d, b);
	else
		b->facts |= WEB_FACT_UNPACK_FAILED;
}

/* Does the capture end in a line of the head, or in the word that would tell what the message is? What is there of that
 * line is no body. */
static bool head_is_cut(struct slice s, const struct web_head *h)
{
	struct slice rest = slice_from(s, h->len);
	if (s.len == s.wire || h->complete || (rest.len && memchr(rest.p, '\n', rest.len)))
		return false;
	return h->kind != WEB_NEITHER || (s.len < LONGEST_METHOD && !memchr(s.p, ' ', s.len));
}

void web_dissect(struct dissection *d, struct layer *l)
{
	struct web_head h;
	web_head_read(l->data, &h);
	l->fact[WEB_HOST_PLACE] = (uint64_t)h.host.off << 32 | h.host.len;
	l->tree_len = l->data.len;
	if (l->data.len && head_is_cut(l->data, &h)) {
		l->header_len = l->data.len;
		l->payload = slice_from(l->data, l->data.wire);
		l->flags |= LAYER_SHORT | LAYER_TOLD;
		return;
	}
	l->header_len = h.len;
	l->payload = slice_from(l->data, h.len);
	if (h.kind == WEB_REQUEST && h.complete && !h.has_length && !h.has_coding)
		return; /* RFC 9112 6.3: it has no body, whatever stands behind it in a datagram */
	struct body b = { l->payload, l->buffer, 0, 0 };
	if (b.bytes.wire)
		decode(d, l, &h, &b);
	l->fact[WEB_FACTS] = b.facts;
	l->fact[WEB_PACKED_BYTES] = b.packed;
	if (!b.bytes.wire)
		return;
	if (b.facts & WEB_FACT_UNPACK_FAILED) {
		next_protocol(d, l, NO_PROTOCOL, b.bytes, b.buffer);
		/* below the row of the packed body, which is not put when the capture was cut */
		next_inside(d, l, l->payload.len == l->payload.wire ? 2 : 1);
		return;
	}
	enum media_found found =
		next_media(d, l, h.type.off, h.type.len, h.type.off ? "media" : NULL, b.bytes, b.buffer);
	if (found == MEDIA_REFUSED)
		l->fact[WEB_FACTS] |= WEB_FACT_REFUSED;
	else if (found == MEDIA_UNKNOWN && !h.type.off)
		next_inside(d, l, 1);
}

void web_layer_start(const struct layer *l, struct web_head *h)
{
	web_start_read(l->data, h);
	h->host = (struct web_part){ (uint32_t)(l->fact[WEB_HOST_PLACE] >> 32), (uint32_t)l->fact[WEB_HOST_PLACE] };
}

struct record *web_put_text(struct tree *t, unsigned row, uint32_t off, uint32_t n, struct slice text)
{
	enum { CHUNK = 1024 };
	static const char replacement[] = "\xef\xbf\xbd";
	char out[3 * CHUNK];
	uint32_t plain = 0, used = 0;
	if (!tree_wants(t, row))
		return put_node(t, row, off, n);
	while (plain < text.len && text.p[plain] && text.p[plain] < 0x80)
		plain++;
	if (plain == text.len || !text.p[plain])
		return put_copy(t, row, off, n, text.p, plain);
	struct record *r = put_copy(t, row, off, n, text.p, plain);
	for (uint32_t i = plain; i < text.len && text.p[i] && !tree_ended(t); i++) {
		if (text.p[i] < 0x80)
			out[used++] = (char)text.p[i];
		else
			memcpy(out + used, replacement, 3), used += 3;
		if (used > sizeof out - 3 || i + 1 == text.len || !text.p[i + 1]) {
			put_more(t, r, out, used);
			used = 0;
		}
	}
	return r;
}

static const struct value_table status_names = VALUES(
	{ 100, "Continue" }, { 101, "Switching Protocols" }, { 102, "Processing" }, { 103, "Early Hints" }, { 199, "Informational - Others" },
	{ 200, "OK" }, { 201, "Created" }, { 202, "Accepted" }, { 203, "Non-authoritative Information" }, { 204, "No Content" },
	{ 205, "Reset Content" }, { 206, "Partial Content" }, { 207, "Multi-Status" }, { 208, "Already Reported" }, { 226, "IM Used" },
	{ 299, "Success - Others" },
	{ 300, "Multiple Choices" }, { 301, "Moved Permanently" }, { 302, "Found" }, { 303, "See Other" }, { 304, "Not Modified" },
	{ 305, "Use Proxy" }, { 307, "Temporary Redirect" }, { 308, "Permanent Redirect" }, { 399, "Redirection - Others" },
	{ 400, "Bad Request" }, { 401, "Unauthorized" }, { 402, "Payment Required" }, { 403, "Forbidden" }, { 404, "Not Found" },
	{ 405, "Method Not Allowed" }, { 406, "Not Acceptable" }, { 407, "Proxy Authentication Required" },
	{ 408, "Request Time-out" }, { 409, "Conflict" }, { 410, "Gone" }, { 411, "Length Required" },
	{ 412, "Precondition Failed" }, { 413, "Request Entity Too Large" }, { 414, "Request-URI Too Long" },
	{ 415, "Unsupported Media Type" }, { 416, "Requested Range Not Satisfiable" }, { 417, "Expectation Failed" },
	{ 418, "I'm a teapot" }, { 421, "Misdirected Request" }, { 422, "Unprocessable Entity" }, { 423, "Locked" }, { 424, "Failed Dependency" },
	{ 425, "Too Early" }, { 426, "Upgrade Required" }, { 428, "Precondition Required" }, { 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" }, { 451, "Unavailable For Legal Reasons" }, { 499, "Client Error - Others" },
	{ 500, "Internal Server Error" }, { 501, "Not Implemented" }, { 502, "Bad Gateway" }, { 503, "Service Unavailable" },
	{ 504, "Gateway Time-out" }, { 505, "HTTP Version not supported" }, { 507, "Insufficient Storage" }, { 508, "Loop Detected" },
	{ 511, "Network Authentication Required" }, { 599, "Server Error - Others" });

/* Path and query, where there is a query, and its parameters. */
static void put_uri(struct tree *t, const struct layer *l, struct web_part uri)
{
	struct slice s = slice_sub(l->data, uri.off, uri.len);
	const uint8_t *mark = s.len ? memchr(s.p, '?', s.len) : NULL;
	put(t, WEB_URI, uri.off, uri.len);
	if (!mark)
		return;
	uint32_t path = (uint32_t)(mark - s.p), end = uri.off + uri.len;
	tree_push(t);
	put(t, WEB_URI_PATH, uri.off, path);
	put(t, WEB_URI_QUERY, uri.off + path + 1, uri.len - path - 1);
	tree_push(t);
	for (uint32_t off = uri.off + path + 1; off < end && !tree_ended(t);) {
		const uint8_t *and = memchr(l->data.p + off, '&', end - off);
		uint32_t n = and? (uint32_t)(and-l->data.p) - off : end - off;
		if (n)
			put(t, WEB_URI_PARAMETER, off, n);
		off += n + 1;
	}
	tree_pop(t);
	tree_pop(t);
}

static void put_status(struct tree *t, const struct layer *l, const struct web_head *h, uint32_t off, uint32_t end)
{
	const char *name = value_text(&status_names, h->status);
	MESSAGE(unknown);
	uint32_t n = 0;
	put_uint(t, WEB_CODE, off, off + 3 <= end ? 3 : end - off, h->status);
	if (!name) {
		buf_lit(&unknown, "Unknown (");
		fmt_uint(&unknown, h->status);
		buf_char(&unknown, ')');
	}
	n = name ? (uint32_t)strlen(name) : (uint32_t)unknown.len;
	put_copy(t, WEB_CODE_DESC, off, off + 3 <= end ? 3 : end - off, name ? name : unknown.p, n);
	for (n = off; n < end && slice_u8(l->data, n) != ' ';)
		n++;
	if (n + 1 <= end)
		put(t, WEB_PHRASE, n + 1, end - n - 1);
}

/* The line as the expert shows it, in a buffer on the stack. */
static void put_chat(struct tree *t, const struct layer *l, const struct web_head *h)
{
	enum { SHOWN = 480 };
	char room[SHOWN * 4 + 16];
	struct buf b = BUF_OVER(room, sizeof room);
	if (!tree_wants_expert(t, WEB_CHAT))
		return;
	struct slice s = slice_sub(l->data, h->skipped, h->first_len < SHOWN ? h->first_len : SHOWN);
	fmt_text(&b, s.p, s.len);
	*buf_room(&b, 1) = 0;
	put_expert(t, WEB_CHAT, 0, 0, b.p);
}

static void put_first_line(struct tree *t, const struct layer *l, const struct web_head *h)
{
	struct text_line line;
	text_line(l->data, h->skipped, &line);
	uint32_t end = line.off + line.len, word = line.off;
	if (h->skipped) {
		put_node(t, WEB_LEADING_TEXT, 0, h->skipped);
		tree_push(t);
		put_expert(t, WEB_LEADING_CRLF, 0, h->skipped, NULL);
		tree_pop(t);
	}
	put_node(t, WEB_TEXT, h->skipped, h->first_len);
	tree_push(t);
	put_chat(t, l, h);
	while (word < end && slice_u8(l->data, word) != ' ')
		word++;
	if (h->kind == WEB_REQUEST) {
		uint32_t version = h->uri.off + h->uri.len + 1;
		put(t, WEB_METHOD, line.off, word - line.off);
		put_uri(t, l, h->uri);
		put(t, WEB_REQUEST_VERSION, version < end ? version : end, version < end ? end - version : 0);
	} else {
		put(t, WEB_RESPONSE_VERSION, line.off, word - line.off);
		if (word + 1 < end)
			put_status(t, l, h, word + 1, end);
	}
	tree_pop(t);
}

/* The URI with the host that the header names (RFC 9110, 7.1), unless it is absolute. */
static void put_full_uri(struct tree *t, const struct layer *l, const struct web_head *h)
{
	char text[2048];
	uint32_t n = tree_wants(t, WEB_FULL_URI) ? web_full_uri(l->data, h, text, sizeof text) : 0;
	if (n)
		web_put_text(t, WEB_FULL_URI, 0, 0, (struct slice){ (const uint8_t *)text, n, n });
}

static void put_links(struct tree *t, const struct layer *l, const struct web_head *h)
{
	const struct app_note *n = layer_app_note(t->d, l);
	bool response = h->kind == WEB_RESPONSE;
	if (!n || !n->value[WEB_NOTE_NUMBER])
		return;
	put_uint(t, response ? WEB_RESPONSE_NUMBER : WEB_REQUEST_NUMBER, 0, 0, n->value[WEB_NOTE_NUMBER]);
	if (n->frame)
		put_ns(t, WEB_TIME, 0, 0, n->elapsed);
	if (n->value[WEB_NOTE_PREV_REQUEST])
		put_uint(t, WEB_PREV_REQUEST, 0, 0, n->value[WEB_NOTE_PREV_REQUEST]);
	if (response && n->value[WEB_NOTE_PREV_RESPONSE])
		put_uint(t, WEB_PREV_RESPONSE, 0, 0, n->value[WEB_NOTE_PREV_RESPONSE]);
	if (n->frame)
		put_uint(t, WEB_REQUEST_IN, 0, 0, n->frame);
	if (n->text_len) {
		const uint8_t *uri = (const uint8_t *)t->d->note_text + n->text;
		web_put_text(t, WEB_FOR_URI, 0, 0, (struct slice){ uri, n->text_len, n->text_len });
	}
}

uint16_t web_tunnel_port(const struct dissection *d, const struct layer *l)
{
	const struct app_note *n = layer_app_note(d, l);
	return n && n->value[WEB_NOTE_TUNNEL] ? (uint16_t)(n->value[WEB_NOTE_TUNNEL] - 1) : 0;
}

static void put_tunnel(struct tree *t, const struct app_note *n)
{
	const uint8_t *host = (const uint8_t *)t->d->note_text + n->text;
	web_put_text(t, WEB_PROXY_HOST, 0, 0, (struct slice){ host, n->text_len, n->text_len });
	put_uint(t, WEB_PROXY_PORT, 0, 0, n->value[WEB_NOTE_TUNNEL] - 1);
}

void web_fields_of(struct tree *t, const struct layer *l)
{
	const struct app_note *note = layer_app_note(t->d, l);
	struct web_head h;
	if (note && note->value[WEB_NOTE_TUNNEL]) {
		put_tunnel(t, note);
		return;
	}
	if (tree_wants_none(t, WEB_REQUEST_LINE, WEB_ROWS)) {
		web_start_read(l->data, &h);
		if (h.kind != WEB_NEITHER)
			put_first_line(t, l, &h);
		return;
	}
	web_head_read(l->data, &h);
	if (h.kind != WEB_NEITHER)
		put_first_line(t, l, &h);
	web_put_headers(t, l, &h);
	if (h.kind == WEB_REQUEST)
		put_full_uri(t, l, &h);
	if (h.kind == WEB_RESPONSE)
		put_uint(t, WEB_IS_RESPONSE, 0, 0, 1);
	else if (h.kind == WEB_REQUEST)
		put_uint(t, h.method == WEB_NOTIFICATION ? WEB_IS_NOTIFICATION : WEB_IS_REQUEST, 0, 0, 1);
	put_links(t, l, &h);
	if (!(l->flags & LAYER_SHORT))
		web_put_body(t, l, &h);
}

/* "HTTP/1.1 200 OK  (text/html)" */
static void message_info(struct column *column, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &column->info;
	struct web_head h;
	struct text_line line;
	web_start_read(l->data, &h);
	if (h.kind == WEB_NEITHER) {
		buf_lit(b, "Continuation");
		return;
	}
	text_line(l->data, h.skipped, &line);
	fmt_text(b, l->data.p + line.off, line.len);
	buf_char(b, ' ');
	for (const struct layer *c = l + 1; c < d->layer + d->n_layers; c++) {
		if (layer_parent(d, c) != l || !c->proto->info || c->proto_id == registry_core(d->registry, CORE_DATA))
			continue;
		if (c->proto->behind)
			c->proto->behind(column, d, c);
		else
			column_media(column, layer_media(d, c));
		return; /* behind a body may stand what is none of it */
	}
}

/* All messages of the frame stand in one line: the last one speaks for those beside it. One that was put together from
 * several segments, in bytes of its own, has spoken before. */
void web_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	for (const struct layer *m = d->layer; m <= l; m++)
		if (m->proto == l->proto && m->parent == l->parent && m->buffer == l->buffer) {
			c->protocol = l->proto->column;
			message_info(c, d, m);
		}
}
