/* web_head.c: reading the first line and the header fields of HTTP/1 messages, and how long a message is. */
#include "dissect/application/web_head.h"

#include "dissect/protocol.h"
#include "dissect/registry.h"

enum { MAX_HEAD = 64 * 1024, MAX_LINES = 4096, MAX_MESSAGE = 0x7fffffff };

static bool is_token(uint8_t c)
{
	static const bool token[256] = {
		['!'] = true, ['#' ... '\''] = true, ['*' ... '+'] = true, ['-' ... '.'] = true, ['0' ... '9'] = true,
		['A' ... 'Z'] = true, ['^' ... 'z'] = true, ['|'] = true, ['~'] = true,
	};
	return token[c];
}

/* Name and value, whatever the name is made of. */
static inline bool field_parts(struct slice s, const struct text_line *line, struct web_part *name,
			       struct web_part *value)
{
	const uint8_t *p = s.p + line->off, *colon = line->len ? memchr(p, ':', line->len) : NULL;
	if (!colon)
		return false;
	uint32_t n = (uint32_t)(colon - p), v = n + 1;
	while (v < line->len && (p[v] == ' ' || p[v] == '\t'))
		v++;
	*name = (struct web_part){ line->off, n };
	*value = (struct web_part){ line->off + v, line->len - v };
	return true;
}

bool web_field(struct slice s, const struct text_line *line, struct web_field *f)
{
	if (!field_parts(s, line, &f->name, &f->value))
		return false;
	f->bad_name = !f->name.len;
	for (uint32_t i = 0; i < f->name.len && !f->bad_name; i++)
		f->bad_name = !is_token(s.p[f->name.off + i]);
	return true;
}

static uint8_t lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c;
}

bool web_is(struct slice s, struct web_part part, const char *word)
{
	size_t n = strlen(word);
	if (part.len != n || !slice_has(s, part.off, part.len))
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (lower(s.p[part.off + i]) != (uint8_t)word[i])
			return false;
	return true;
}

bool web_lists(struct slice s, struct web_part list, const char *word)
{
	uint32_t end = list.off + list.len;
	for (uint32_t at = list.off; at < end;) {
		uint32_t n = 0;
		while (at + n < end && is_token(s.p[at + n]))
			n++;
		if (web_is(s, (struct web_part){ at, n }, word))
			return true;
		at += n + 1;
	}
	return false;
}

bool web_number(struct slice s, struct web_part part, uint64_t *n)
{
	while (part.len && s.p[part.off + part.len - 1] == ' ')
		part.len--;
	if (!part.len || part.len > 18)
		return false;
	*n = 0;
	for (uint32_t i = 0; i < part.len; i++) {
		uint8_t c = s.p[part.off + i];
		if (c < '0' || c > '9')
			return false;
		*n = *n * 10 + (c - '0');
	}
	return true;
}

/* Method names (IANA, UPnP, RPC over HTTP and others in use), in the order of their first letter. */
static const char *const methods[] = {
	"ACL", "BASELINE-CONTROL", "BCOPY", "BDELETE", "BIND", "BMOVE", "BPROPFIND", "BPROPPATCH", "CCM_POST",
	"CHECKIN", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LABEL", "LINK", "LOCK", "M-SEARCH", "MERGE",
	"MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE", "MOVE", "NOTIFY", "OPTIONS", "ORDERPATCH",
	"PATCH", "POLL", "POST", "PROPFIND", "PROPPATCH", "PUT", "REBIND", "REPORT", "RPC_CONNECT", "RPC_IN_DATA",
	"RPC_OUT_DATA", "SEARCH", "SSTP_DUPLEX_POST", "SUBSCRIBE", "TRACE", "UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK",
	"UNSUBSCRIBE", "UPDATE", "UPDATEREDIRECTREF", "VERSION-CONTROL",
};

static bool starts(struct slice s, uint32_t off, const char *word)
{
	size_t n = strlen(word);
	return slice_has(s, off, (uint32_t)n) && !memcmp(s.p + off, word, n);
}

static bool is_method(struct slice s, struct web_part word)
{
	char first = slice_has(s, word.off, 1) ? (char)s.p[word.off] : 0;
	for (unsigned i = 0; i < COUNT(methods) && methods[i][0] <= first; i++)
		if (methods[i][0] == first && strlen(methods[i]) == word.len && starts(s, word.off, methods[i]))
			return true;
	return false;
}

static uint8_t method_kind(struct slice s, struct web_part word)
{
	if (starts(s, word.off, "NOTIFY ") || starts(s, word.off, "SUBSCRIBE ") || starts(s, word.off, "UNSUBSCRIBE "))
		return WEB_NOTIFICATION;
	if (word.len == 4 && starts(s, word.off, "HEAD"))
		return WEB_HEAD;
	return word.len == 7 && starts(s, word.off, "CONNECT") ? WEB_CONNECT : WEB_OTHER_METHOD;
}

static struct web_part word_at(struct slice s, uint32_t off, uint32_t end)
{
	const uint8_t *space = off < end ? memchr(s.p + off, ' ', end - off) : NULL;
	return (struct web_part){ off, space ? (uint32_t)(space - s.p) - off : end > off ? end - off : 0 };
}

static void first_line(struct slice s, const struct text_line *line, struct web_head *h)
{
	uint32_t end = line->off + line->len;
	struct web_part word = word_at(s, line->off, end);
	uint32_t second = word.off + word.len + 1;
	if (starts(s, line->off, "HTTP/") || starts(s, line->off, "ICY ")) {
		h->kind = WEB_RESPONSE;
		for (uint32_t i = second; i < end && i < second + 3 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
			h->status = (uint16_t)(h->status * 10 + s.p[i] - '0');
	} else if (second <= end && is_method(s, word)) {
		h->kind = WEB_REQUEST;
		h->method = method_kind(s, word);
		h->uri = word_at(s, second, end);
	}
}

/* Each of the fields that matter here has a name of another length. */
static void note_field(struct slice s, struct web_part name, struct web_part value, struct web_head *h)
{
	switch (name.len) {
	case sizeof "host" - 1:
		if (web_is(s, name, "host"))
			h->host = value;
		break;
	case sizeof "upgrade" - 1:
		if (web_is(s, name, "upgrade"))
			h->upgrade = value;
		break;
	case sizeof "content-type" - 1:
		if (web_is(s, name, "content-type"))
			h->type = value;
		break;
	case sizeof "content-length" - 1:
		if (web_is(s, name, "content-length"))
			h->has_length |= web_number(s, value, &h->length);
		break;
	case sizeof "content-encoding" - 1:
		if (web_is(s, name, "content-encoding"))
			h->coding = value;
		break;
	case sizeof "transfer-encoding" - 1:
		if (web_is(s, name, "transfer-encoding")) {
			h->chunked = web_lists(s, value, "chunked");
			h->has_coding = true;
		}
		break;
	default: break;
	}
}

bool web_start_read(struct slice s, struct web_head *h)
{
	struct text_line line;
	*h = (struct web_head){ 0 };
	s = slice_first(s, MAX_HEAD);
	while (h->skipped < 2 && slice_has(s, h->skipped, 2) && starts(s, h->skipped, "\r\n"))
		h->skipped += 2;
	bool whole = text_line(s, h->skipped, &line);
	first_line(s, &line, h);
	if (h->kind != WEB_NEITHER) {
		h->first_len = line.next - h->skipped;
		h->len = line.next;
	} else {
		h->skipped = 0;
	}
	return whole;
}

/* Lines go on as long as they have a colon; tshark, too, takes what follows for something else. */
void web_head_read(struct slice s, struct web_head *h)
{
	struct text_line line;
	struct web_part name, value;
	bool whole = web_start_read(s, h);
	s = slice_first(s, MAX_HEAD);
	for (unsigned i = 0; whole && i < MAX_LINES && text_line(s, h->len, &line); i++) {
		if (!line.len) {
			if (h->kind == WEB_NEITHER && !i)
				return;
			h->complete = true;
			h->len = line.next;
			return;
		}
		if (!field_parts(s, &line, &name, &value))
			return;
		note_field(s, name, value, h);
		h->len = line.next;
	}
}

static uint32_t append(char *out, uint32_t n, uint32_t room, const uint8_t *p, uint32_t len)
{
	len = len < room - n ? len : room - n;
	if (len)
		memcpy(out + n, p, len);
	return n + len;
}

uint32_t web_full_uri(struct slice s, const struct web_head *h, char *out, uint32_t room)
{
	struct slice uri = slice_sub(s, h->uri.off, h->uri.len), host = slice_sub(s, h->host.off, h->host.len);
	bool whole = starts(uri, 0, "http://") || starts(uri, 0, "https://") || h->method == WEB_CONNECT;
	uint32_t n = 0;
	while (host.len && (host.p[host.len - 1] == ' ' || host.p[host.len - 1] == '\t'))
		host.len--;
	if (!whole) {
		if (!h->host.off)
			return 0;
		n = append(out, n, room, (const uint8_t *)"http://", 7);
		n = append(out, n, room, host.p, host.len);
	}
	return append(out, n, room, uri.p, uri.len);
}

bool web_may_begin(struct slice s)
{
	if (s.len < 5)
		return s.len && !memcmp(s.p, "HTTP/", s.len);
	if (starts(s, 0, "HTTP/"))
		return true;
	return is_method(s, word_at(s, 0, s.len < 24 ? s.len : 24));
}

bool web_chunk(struct slice s, uint32_t off, struct web_chunk *c)
{
	struct text_line line;
	uint64_t n = 0;
	uint32_t i = 0;
	if (!text_line(s, off, &line))
		return false;
	for (; i < line.len && i < 9; i++) {
		uint8_t digit = lower(s.p[off + i]);
		if (digit >= '0' && digit <= '9')
			n = n << 4 | (digit - '0');
		else if (digit >= 'a' && digit <= 'f')
			n = n << 4 | (digit - 'a' + 10u);
		else
			break;
	}
	if (!i || n > MAX_MESSAGE)
		return false;
	*c = (struct web_chunk){ line.next - off, (uint32_t)n, 2 };
	return true;
}

uint32_t web_unchunk(struct slice s, uint8_t *out, uint32_t room)
{
	struct web_chunk c;
	uint32_t done = 0;
	for (uint32_t off = 0; web_chunk(s, off, &c) && c.len;) {
		struct slice data = slice_sub(s, off + c.size_len, c.len);
		uint32_t n = data.len < room - done ? data.len : room - done;
		if (n)
			memcpy(out + done, data.p, n);
		done += n;
		if (n < c.len || c.len > UINT32_MAX - off - c.size_len - c.end)
			break;
		off += c.size_len + c.len + c.end;
	}
	return done;
}

/* Bytes of a chunked body that begins at off, and all before it. */
static uint32_t chunked_size(struct slice s, uint32_t off)
{
	struct web_chunk c;
	struct text_line line;
	while (off < s.len) {
		if (!web_chunk(s, off, &c))
			return text_line(s, off, &line) ? PDU_REST : PDU_ONE_MORE;
		if (!c.len) {
			off += c.size_len;
			while (text_line(s, off, &line)) {
				off = line.next;
				if (!line.len)
					return off;
			}
			return PDU_ONE_MORE;
		}
		if (c.len > MAX_MESSAGE - off)
			return PDU_REST;
		off += c.size_len + c.len + c.end;
	}
	return PDU_ONE_MORE;
}

static bool has_no_body(const struct web_head *h, uint32_t hint)
{
	return h->status < 200 || h->status == 204 || h->status == 304 || hint & WEB_HINT_NO_BODY ||
	       (hint & WEB_HINT_CONNECT && h->status / 100 == 2);
}

/* Bytes that begin no message, which the first line tells; bytes that are no text have none. They go on with a message that
 * there was, or may be header fields of one that was not captured. */
static uint32_t middle_size(struct slice s, uint32_t hint)
{
	struct text_line line;
	uint32_t off = starts(s, 0, "\r\n") ? 2 : 0;
	uint8_t first = slice_u8(s, off);
	bool is_text = first >= ' ' && first <= '~', has_line = text_line(s, off, &line);
	if (is_text && !has_line && s.len < MAX_HEAD)
		return PDU_ONE_MORE;
	bool is_field = is_text && !off && has_line && memchr(s.p, ':', line.len);
	return hint & WEB_HINT_SEEN || is_field ? PDU_REST : PDU_OF_NOBODY;
}

/* Whole PDUs of the protocol that a tunnel carries, as many as it takes at once. */
static uint32_t carried_size(struct slice s, uint32_t id)
{
	const struct protocol *p = id ? registry_protocol(id - 1) : NULL;
	uint32_t all = 0;
	if (!p || !p->pdu)
		return PDU_REST;
	do {
		uint32_t n = p->pdu(slice_from(s, all), 0);
		if (!n || n > s.wire - all) /* more than there is, or one of enum pdu_size */
			return all ? all : n;
		all += n;
	} while (p->pdus_joined && all < s.wire);
	return all;
}

/* Whatever the lines of a head are, an empty one ends it. */
static bool has_empty_line(struct slice s, uint32_t off)
{
	struct text_line line;
	for (; off < MAX_HEAD && text_line(s, off, &line); off = line.next)
		if (!line.len)
			return true;
	return false;
}

uint32_t web_message_size(struct slice s, uint32_t hint)
{
	struct web_head h;
	if (hint & WEB_HINT_TUNNEL)
		return carried_size(s, hint >> WEB_HINT_CARRIED_SHIFT);
	web_head_read(s, &h);
	if (h.kind == WEB_NEITHER)
		return middle_size(s, hint);
	if (!h.complete) {
		if (!has_empty_line(s, h.len) && s.len < MAX_HEAD)
			return PDU_ONE_MORE;
		if (h.kind == WEB_RESPONSE && !h.has_length && !h.chunked && !has_no_body(&h, hint))
			return PDU_UNTIL_FIN;
		return h.has_coding ? PDU_REST : h.len;
	}
	if (h.kind == WEB_RESPONSE && has_no_body(&h, hint))
		return h.len;
	if (h.chunked)
		return chunked_size(s, h.len);
	if (h.has_length)
		return h.length < MAX_MESSAGE - h.len ? h.len + (uint32_t)h.length : MAX_MESSAGE;
	return h.kind == WEB_RESPONSE ? PDU_UNTIL_FIN : h.has_coding ? PDU_REST : h.len;
}
