/* http.c: HTTP/1.0 and 1.1 (RFC 9110, 9112). Its parts, web_*.c, serve SSDP as well. */
#include "base/fmt.h"
#include "dissect/application/web_tree.h"
#include "dissect/text.h"

/* "HTTP request 2/2": of how many, nobody knows before the end; the number so far is shown. */
static void number_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name[1] == 'e' && r->f->name[2] == 'q' ? "HTTP request " : "HTTP response ");
	fmt_uint(b, r->val);
	buf_char(b, '/');
	fmt_uint(b, r->val);
}

static void octets(struct buf *b, uint64_t n)
{
	fmt_uint(b, n);
	buf_lit(b, " octets");
}

static void chunk_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Data chunk (");
	octets(b, r->val);
	buf_char(b, ')');
}

static void chunk_size_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Chunk size: ");
	octets(b, r->val);
}

static void file_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "File Data: ");
	fmt_uint(b, r->len);
	buf_lit(b, " bytes");
}

static const struct value_table boolean = BOOL_NAMES("True", "False");

#define STRING(abbrev, name, ...) F("http." abbrev, name, FT_STRING, BASE_NONE, __VA_ARGS__)
#define HEADER(abbrev, name) STRING(abbrev, name, .label = text_as_it_stands)
#define WORD(abbrev, name) STRING(abbrev, name, .flags = 0)
#define FRAME(abbrev, name) F("http." abbrev, name, FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED)

static const struct field http_fields[WEB_ROWS] = {
	[WEB_PROTO] = F("http", "Hypertext Transfer Protocol", FT_PROTOCOL, BASE_NONE),
	[WEB_TEXT] = F_TEXT("Line", .label = text_as_it_stands),
	[WEB_CHAT] = F_EXPERT("http.chat", "Formatted text", PI_CHAT, PI_SEQUENCE),
	[WEB_METHOD] = WORD("request.method", "Request Method"),
	[WEB_URI] = WORD("request.uri", "Request URI"),
	[WEB_URI_PATH] = WORD("request.uri.path", "Request URI Path"),
	[WEB_URI_QUERY] = WORD("request.uri.query", "Request URI Query"),
	[WEB_URI_PARAMETER] = WORD("request.uri.query.parameter", "Request URI Query Parameter"),
	[WEB_REQUEST_VERSION] = WORD("request.version", "Request Version"),
	[WEB_RESPONSE_VERSION] = WORD("response.version", "Response Version"),
	[WEB_CODE] = F("http.response.code", "Status Code", FT_UINT16, BASE_DEC),
	[WEB_CODE_DESC] = STRING("response.code.desc", "Status Code Description", .flags = F_GENERATED),
	[WEB_PHRASE] = WORD("response.phrase", "Response Phrase"),
	[WEB_REQUEST_LINE] = HEADER("request.line", "Request line"),
	[WEB_RESPONSE_LINE] = HEADER("response.line", "Response line"),
	[WEB_UNKNOWN_HEADER] = HEADER("unknown_header", "Unknown header"),
	[WEB_AUTHORIZATION] = HEADER("authorization", "Authorization"),
	[WEB_AUTHBASIC] = WORD("authbasic", "Credentials"),
	[WEB_PROXY_AUTHENTICATE] = HEADER("proxy_authenticate", "Proxy-Authenticate"),
	[WEB_PROXY_AUTHORIZATION] = HEADER("proxy_authorization", "Proxy-Authorization"),
	[WEB_WWW_AUTHENTICATE] = HEADER("www_authenticate", "WWW-Authenticate"),
	[WEB_CONTENT_TYPE] = HEADER("content_type", "Content-Type"),
	[WEB_CONTENT_LENGTH_HEADER] = HEADER("content_length_header", "Content-Length"),
	[WEB_CONTENT_LENGTH] = F("http.content_length", "Content length", FT_UINT64, BASE_DEC, .flags = F_GENERATED),
	[WEB_CONTENT_ENCODING] = HEADER("content_encoding", "Content-Encoding"),
	[WEB_TRANSFER_ENCODING] = HEADER("transfer_encoding", "Transfer-Encoding"),
	[WEB_UPGRADE] = HEADER("upgrade", "Upgrade"),
	[WEB_USER_AGENT] = HEADER("user_agent", "User-Agent"),
	[WEB_HOST] = HEADER("host", "Host"),
	[WEB_CONNECTION] = HEADER("connection", "Connection"),
	[WEB_COOKIE] = HEADER("cookie", "Cookie"),
	[WEB_COOKIE_PAIR] = WORD("cookie_pair", "Cookie pair"),
	[WEB_ACCEPT] = HEADER("accept", "Accept"),
	[WEB_REFERER] = HEADER("referer", "Referer"),
	[WEB_ACCEPT_LANGUAGE] = HEADER("accept_language", "Accept-Language"),
	[WEB_ACCEPT_ENCODING] = HEADER("accept_encoding", "Accept Encoding"),
	[WEB_DATE] = HEADER("date", "Date"),
	[WEB_CACHE_CONTROL] = HEADER("cache_control", "Cache-Control"),
	[WEB_SERVER] = HEADER("server", "Server"),
	[WEB_LOCATION] = HEADER("location", "Location"),
	[WEB_WS_ACCEPT] = HEADER("sec_websocket_accept", "Sec-WebSocket-Accept"),
	[WEB_WS_EXTENSIONS] = HEADER("sec_websocket_extensions", "Sec-WebSocket-Extensions"),
	[WEB_WS_KEY] = HEADER("sec_websocket_key", "Sec-WebSocket-Key"),
	[WEB_WS_PROTOCOL] = HEADER("sec_websocket_protocol", "Sec-WebSocket-Protocol"),
	[WEB_WS_VERSION] = HEADER("sec_websocket_version", "Sec-WebSocket-Version"),
	[WEB_SET_COOKIE] = HEADER("set_cookie", "Set-Cookie"),
	[WEB_LAST_MODIFIED] = HEADER("last_modified", "Last-Modified"),
	[WEB_FORWARDED_FOR] = HEADER("x_forwarded_for", "X-Forwarded-For"),
	[WEB_HTTP2_SETTINGS] = HEADER("http2_settings", "HTTP2-Settings"),
	[WEB_FULL_URI] = STRING("request.full_uri", "Full request URI", .flags = F_GENERATED),
	[WEB_IS_NOTIFICATION] = F("http.notification", "Notification", FT_BOOLEAN, BASE_NONE, .flags = F_HIDDEN, .vals = &boolean),
	[WEB_IS_RESPONSE] = F("http.response", "Response", FT_BOOLEAN, BASE_NONE, .flags = F_HIDDEN, .vals = &boolean),
	[WEB_IS_REQUEST] = F("http.request", "Request", FT_BOOLEAN, BASE_NONE, .flags = F_HIDDEN, .vals = &boolean),
	[WEB_REQUEST_NUMBER] = F("http.request_number", "Request number", FT_UINT32, BASE_DEC, .flags = F_GENERATED,
				 .label = number_label),
	[WEB_RESPONSE_NUMBER] = F("http.response_number", "Response number", FT_UINT32, BASE_DEC, .flags = F_GENERATED,
				  .label = number_label),
	[WEB_TIME] = F("http.time", "Time since request", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	[WEB_PREV_REQUEST] = FRAME("prev_request_in", "Prev request in frame"),
	[WEB_PREV_RESPONSE] = FRAME("prev_response_in", "Prev response in frame"),
	[WEB_REQUEST_IN] = FRAME("request_in", "Request in frame"),
	[WEB_FOR_URI] = STRING("response_for.uri", "Request URI", .flags = F_GENERATED),
	[WEB_CHUNKS] = F_TEXT("HTTP chunked response"), /* a request's as well, in tshark */
	[WEB_CHUNK] = F_TEXT("Data chunk", .label = chunk_label),
	[WEB_CHUNK_END] = F_TEXT("End of chunked encoding"),
	[WEB_CHUNK_SIZE] = F("http.chunk_size", "Chunk size", FT_UINT32, BASE_DEC, .label = chunk_size_label),
	[WEB_CHUNK_DATA] = F("http.chunk_data", "Chunk data", FT_BYTES, BASE_NONE),
	[WEB_CHUNK_BOUNDARY] = F("http.chunk_boundary", "Chunk boundary", FT_BYTES, BASE_NONE),
	[WEB_TRAILER] = WORD("chunked_trailer_part", "trailer-part"),
	[WEB_ENCODED] = F_TEXT("Content-encoded entity body"),
	[WEB_FILE_DATA] = STRING("file_data", "File Data", .label = file_label),
	[WEB_TE_AND_LENGTH] = F_EXPERT("http.te_and_length",
				       "The Content-Length and Transfer-Encoding header must not be set together",
				       PI_WARN, PI_MALFORMED),
	[WEB_TE_UNKNOWN] = F_EXPERT("http.te_unknown", "Unknown transfer coding name in Transfer-Encoding header", PI_WARN,
				    PI_UNDECODED),
	[WEB_LEADING_CRLF] = F_EXPERT("http.leading_crlf",
				      "Leading CRLF previous message in the stream may have extra CRLF", PI_ERROR,
				      PI_MALFORMED),
	[WEB_LEADING_TEXT] = F_TEXT("Leading CRLF previous message in the stream may have extra CRLF"),
	[WEB_BAD_NAME] = F_EXPERT("http.bad_header_name", "Illegal characters found in header name", PI_WARN, PI_PROTOCOL),
	[WEB_UNPACK_FAILED] = F_EXPERT("http.decompression_failed", "Decompression failed", PI_WARN, PI_UNDECODED),
	[WEB_SUBDISSECTOR_FAILED] = F_EXPERT("http.subdissector_failed",
					     "HTTP body subdissector failed, trying heuristic subdissector", PI_NOTE,
					     PI_MALFORMED),
	[WEB_PROXY_HOST] = STRING("proxy_connect_host", "Proxy-Connect-Hostname", .flags = F_GENERATED),
	[WEB_PROXY_PORT] = F("http.proxy_connect_port", "Proxy-Connect-Port", FT_UINT16, BASE_DEC, .flags = F_GENERATED),
};

/* A first line that begins with the version, or ends with it. */
static bool http_guess(const struct layer *l, struct slice s)
{
	struct text_line line;
	(void)l;
	if (!text_line(slice_first(s, 4096), 0, &line) || line.len < 8)
		return false;
	return !memcmp(s.p, "HTTP/1.", 7) || !memcmp(s.p + line.len - 8, "HTTP/1.", 7);
}

static const struct next_link http_on[] = {
	{ NEXT_TCP_PORT, 80 },	 { NEXT_TCP_PORT, 631 },  { NEXT_TCP_PORT, 1900 }, { NEXT_TCP_PORT, 2710 },
	{ NEXT_TCP_PORT, 2869 }, { NEXT_TCP_PORT, 3128 }, { NEXT_TCP_PORT, 3132 }, { NEXT_TCP_PORT, 3689 },
	{ NEXT_TCP_PORT, 5985 }, { NEXT_TCP_PORT, 8080 }, { NEXT_TCP_PORT, 8088 }, { NEXT_TCP_PORT, 11371 },
	{ NEXT_SCTP_PORT, 80 },
};

/* The first line, once it is there. */
static bool http_begun(struct buf *b, const struct layer *tcp, struct slice s)
{
	struct text_line line;
	struct web_head h;
	(void)tcp;
	if (!text_line(s, 0, &line) || !web_start_read(s, &h) || (h.kind == WEB_NEITHER && !http_guess(NULL, s)))
		return false;
	fmt_text(b, s.p, line.len);
	buf_char(b, ' ');
	return true;
}

const struct protocol protocol_http = {
	.name = "http",
	.column = "HTTP",
	FIELDS(http_fields),
	ON(http_on),
	.pdu = web_message_size,
	.begun = http_begun,
	.guess = http_guess,
	.guess_on = { NEXT_TCP_PORT },
	.told_early = true,
	.dissect = web_dissect,
	.fields_of = web_fields_of,
	.info = web_info,
};
