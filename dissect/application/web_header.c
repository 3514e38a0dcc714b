/* web_header.c: the header fields of HTTP/1 messages in the tree. */
#include "base/fmt.h"
#include "dissect/application/web_tree.h"

/* Names in lower case, in order. */
static const struct {
	const char *name;
	uint8_t row;
} known[] = {
	{ "accept", WEB_ACCEPT }, { "accept-encoding", WEB_ACCEPT_ENCODING }, { "accept-language", WEB_ACCEPT_LANGUAGE },
	{ "authorization", WEB_AUTHORIZATION }, { "cache-control", WEB_CACHE_CONTROL }, { "connection", WEB_CONNECTION },
	{ "content-encoding", WEB_CONTENT_ENCODING }, { "content-length", WEB_CONTENT_LENGTH_HEADER },
	{ "content-type", WEB_CONTENT_TYPE }, { "cookie", WEB_COOKIE }, { "date", WEB_DATE }, { "host", WEB_HOST },
	{ "http2-settings", WEB_HTTP2_SETTINGS }, { "last-modified", WEB_LAST_MODIFIED }, { "location", WEB_LOCATION },
	{ "proxy-authenticate", WEB_PROXY_AUTHENTICATE }, { "proxy-authorization", WEB_PROXY_AUTHORIZATION },
	{ "referer", WEB_REFERER }, { "sec-websocket-accept", WEB_WS_ACCEPT },
	{ "sec-websocket-extensions", WEB_WS_EXTENSIONS }, { "sec-websocket-key", WEB_WS_KEY },
	{ "sec-websocket-protocol", WEB_WS_PROTOCOL }, { "sec-websocket-version", WEB_WS_VERSION },
	{ "server", WEB_SERVER }, { "set-cookie", WEB_SET_COOKIE }, { "transfer-encoding", WEB_TRANSFER_ENCODING },
	{ "upgrade", WEB_UPGRADE }, { "user-agent", WEB_USER_AGENT }, { "www-authenticate", WEB_WWW_AUTHENTICATE },
	{ "x-forwarded-for", WEB_FORWARDED_FOR },
};

/* The row of a header; WEB_UNKNOWN_HEADER when tshark has no field for it. */
static unsigned row_of(struct slice s, struct web_part name)
{
	for (unsigned i = 0; i < COUNT(known); i++)
		if (web_is(s, name, known[i].name))
			return known[i].row;
	return WEB_UNKNOWN_HEADER;
}

static void put_cookies(struct tree *t, const struct layer *l, struct web_part value)
{
	uint32_t end = value.off + value.len;
	for (uint32_t off = value.off; off < end && !tree_ended(t);) {
		const uint8_t *semicolon = memchr(l->data.p + off, ';', end - off);
		uint32_t next = semicolon ? (uint32_t)(semicolon - l->data.p) : end;
		while (off < next && slice_u8(l->data, off) == ' ')
			off++;
		if (next > off)
			web_put_text(t, WEB_COOKIE_PAIR, off, next - off, slice_sub(l->data, off, next - off));
		off = next + 1;
	}
}

static int digit64(uint8_t c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* Basic credentials (RFC 7617) are base64 of "user:password". */
static void put_credentials(struct tree *t, const struct layer *l, struct web_part value)
{
	uint8_t out[512];
	uint32_t n = 0, bits = 0, have = 0, off = value.off + 6;
	if (value.len < 6 || !web_is(l->data, (struct web_part){ value.off, 6 }, "basic "))
		return;
	for (; off < value.off + value.len && n < sizeof out; off++) {
		int digit = digit64(slice_u8(l->data, off));
		if (digit < 0)
			break;
		bits = bits << 6 | (uint32_t)digit;
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[n++] = (uint8_t)(bits >> have);
		}
	}
	web_put_text(t, WEB_AUTHBASIC, 0, 0, (struct slice){ out, n, n });
}

static bool coding_known(struct slice s, struct web_part v)
{
	static const char *const names[] = { "chunked",  "gzip",       "x-gzip",  "deflate",
					     "compress", "x-compress", "identity" };
	for (unsigned i = 0; i < COUNT(names); i++)
		if (web_lists(s, v, names[i]))
			return true;
	return false;
}

static void put_below(struct tree *t, const struct layer *l, const struct web_head *h, unsigned row,
		      const struct text_line *line, struct web_part value)
{
	uint32_t n = line->next - line->off;
	uint64_t number;
	tree_push(t);
	switch (row) {
	case WEB_CONTENT_LENGTH_HEADER:
		if (web_number(l->data, value, &number))
			put_uint(t, WEB_CONTENT_LENGTH, line->off, n, number);
		break;
	case WEB_TRANSFER_ENCODING:
		if (h->has_length)
			put_expert(t, WEB_TE_AND_LENGTH, line->off, n, NULL);
		if (value.len && !coding_known(l->data, value))
			put_expert(t, WEB_TE_UNKNOWN, line->off, n, NULL);
		break;
	case WEB_COOKIE: put_cookies(t, l, value); break;
	case WEB_AUTHORIZATION:
	case WEB_PROXY_AUTHORIZATION: put_credentials(t, l, value); break;
	default: break;
	}
	tree_pop(t);
}

/* tshark's value of such a line is the line with its control characters escaped, unless the name is no name. */
static void put_unknown(struct tree *t, struct slice line, uint32_t off, bool raw)
{
	enum { SHOWN = 1000 };
	char room[4 * SHOWN + 16];
	struct buf b = BUF_OVER(room, sizeof room);
	if (raw || line.len > SHOWN) {
		web_put_text(t, WEB_UNKNOWN_HEADER, off, line.len, line);
		return;
	}
	fmt_text(&b, line.p, line.len);
	put_copy(t, WEB_UNKNOWN_HEADER, off, line.len, b.p, (uint32_t)b.len);
}

static void put_header(struct tree *t, const struct layer *l, const struct web_head *h, const struct text_line *line,
		       const struct web_field *f)
{
	uint32_t n = line->next - line->off;
	struct slice text = slice_sub(l->data, line->off, n);
	bool named = h->kind != WEB_NEITHER && h->method != WEB_NOTIFICATION;
	unsigned row = row_of(l->data, f->name), whole = h->kind == WEB_REQUEST ? WEB_REQUEST_LINE : WEB_RESPONSE_LINE;
	if (row != WEB_UNKNOWN_HEADER) {
		web_put_text(t, row, line->off, n, slice_sub(l->data, f->value.off, f->value.len));
		put_below(t, l, h, row, line, f->value);
		if (named)
			web_put_text(t, whole, line->off, n, text)->flags |= R_HIDDEN;
		return;
	}
	if (named)
		web_put_text(t, whole, line->off, n, text);
	else
		put_unknown(t, text, line->off, f->bad_name);
	if (f->bad_name) {
		tree_push(t);
		put_expert(t, WEB_BAD_NAME, line->off, n, NULL);
		tree_pop(t);
	}
}

static bool wants_any(const struct tree *t, unsigned first, unsigned last)
{
	while (first < last && !tree_wants(t, first))
		first++;
	return tree_wants(t, first);
}

void web_put_headers(struct tree *t, const struct layer *l, const struct web_head *h)
{
	struct text_line line;
	struct web_field f;
	if (!t->wanted->notes && !tree_wants(t, WEB_TEXT) && !wants_any(t, WEB_REQUEST_LINE, WEB_HTTP2_SETTINGS) &&
	    !wants_any(t, WEB_TE_AND_LENGTH, WEB_BAD_NAME))
		return;
	for (uint32_t off = h->skipped + h->first_len; off < h->len && !tree_ended(t); off = line.next) {
		text_line(l->data, off, &line);
		if (!line.len)
			put_node(t, WEB_TEXT, off, line.next - off);
		else if (web_field(l->data, &line, &f))
			put_header(t, l, h, &line, &f);
	}
	struct slice cut = slice_from(l->data, h->len);
	if (l->flags & LAYER_SHORT && h->kind != WEB_NEITHER && cut.len && memchr(cut.p, ':', cut.len))
		put_node(t, WEB_TEXT, h->len, cut.len);
}
