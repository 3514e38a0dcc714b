/* web_tree.h: what HTTP and the protocols that borrow its rows (SSDP) share: the first pass, the tree, the Info column. */
#ifndef PEEL_DISSECT_APPLICATION_WEB_TREE_H
#define PEEL_DISSECT_APPLICATION_WEB_TREE_H

#include "dissect/application/web_head.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/* The rows of http.c, in its order. */
enum web_row {
	WEB_PROTO, WEB_TEXT, WEB_CHAT, WEB_METHOD, WEB_URI, WEB_URI_PATH, WEB_URI_QUERY, WEB_URI_PARAMETER,
	WEB_REQUEST_VERSION, WEB_RESPONSE_VERSION, WEB_CODE, WEB_CODE_DESC, WEB_PHRASE, WEB_REQUEST_LINE, WEB_RESPONSE_LINE,
	WEB_UNKNOWN_HEADER, WEB_AUTHORIZATION, WEB_AUTHBASIC, WEB_PROXY_AUTHENTICATE, WEB_PROXY_AUTHORIZATION,
	WEB_WWW_AUTHENTICATE, WEB_CONTENT_TYPE, WEB_CONTENT_LENGTH_HEADER, WEB_CONTENT_LENGTH, WEB_CONTENT_ENCODING,
	WEB_TRANSFER_ENCODING, WEB_UPGRADE, WEB_USER_AGENT, WEB_HOST, WEB_CONNECTION, WEB_COOKIE, WEB_COOKIE_PAIR,
	WEB_ACCEPT, WEB_REFERER, WEB_ACCEPT_LANGUAGE, WEB_ACCEPT_ENCODING, WEB_DATE, WEB_CACHE_CONTROL, WEB_SERVER,
	WEB_LOCATION, WEB_WS_ACCEPT, WEB_WS_EXTENSIONS, WEB_WS_KEY, WEB_WS_PROTOCOL, WEB_WS_VERSION, WEB_SET_COOKIE,
	WEB_LAST_MODIFIED, WEB_FORWARDED_FOR, WEB_HTTP2_SETTINGS, WEB_FULL_URI, WEB_IS_NOTIFICATION, WEB_IS_RESPONSE,
	WEB_IS_REQUEST, WEB_REQUEST_NUMBER, WEB_RESPONSE_NUMBER, WEB_TIME, WEB_PREV_REQUEST, WEB_PREV_RESPONSE,
	WEB_REQUEST_IN, WEB_FOR_URI, WEB_CHUNKS, WEB_CHUNK, WEB_CHUNK_END, WEB_CHUNK_SIZE, WEB_CHUNK_DATA,
	WEB_CHUNK_BOUNDARY, WEB_TRAILER, WEB_ENCODED, WEB_FILE_DATA, WEB_TE_AND_LENGTH, WEB_TE_UNKNOWN, WEB_LEADING_CRLF,
	WEB_LEADING_TEXT, WEB_BAD_NAME, WEB_UNPACK_FAILED, WEB_SUBDISSECTOR_FAILED, WEB_PROXY_HOST, WEB_PROXY_PORT, WEB_ROWS,
};

/* What flow/http.c notes: frame is that of the request to a response (0: none), elapsed the time since; text the full
 * URI that the response is for. Of bytes in a tunnel (CONNECT) the port that it leads to, + 1, and the host. */
enum web_note { WEB_NOTE_NUMBER, WEB_NOTE_PREV_REQUEST, WEB_NOTE_PREV_RESPONSE, WEB_NOTE_TUNNEL };

/* Facts of such a layer: what the first pass found out of the body (enum web_fact), how many bytes its coding was applied
 * to, and where the value of the field Host is (offset << 32 | length; 0: there is none). */
enum { WEB_FACTS, WEB_PACKED_BYTES, WEB_HOST_PLACE };
enum web_fact {
	WEB_FACT_CHUNKED = 1,
	WEB_FACT_PACKED = 2,        /* unpacked from a content coding */
	WEB_FACT_UNPACK_FAILED = 4,
	WEB_FACT_NO_BODY = 8,       /* what follows the head is not shown */
	WEB_FACT_REFUSED = 16,      /* the body is not what its type says */
};

extern const struct protocol protocol_http;

/* The port that the tunnel leads to whose bytes are the layer's, after the tracker saw it; 0: they are in none. */
uint16_t web_tunnel_port(const struct dissection *d, const struct layer *l);

void web_dissect(struct dissection *d, struct layer *l);
void web_fields_of(struct tree *t, const struct layer *l);
void web_info(struct column *c, const struct dissection *d, const struct layer *l);

/* The first line and the host of a layer that the first pass has read: a head is long, and this is most of what is asked. */
void web_layer_start(const struct layer *l, struct web_head *h);

/* Parts of web_fields_of. */
void web_put_headers(struct tree *t, const struct layer *l, const struct web_head *h);
void web_put_body(struct tree *t, const struct layer *l, const struct web_head *h);
/* Text as FT_STRING shows bytes that should be ASCII: others are U+FFFD, and a zero byte ends it. n: of the place. */
struct record *web_put_text(struct tree *t, unsigned row, uint32_t off, uint32_t n, struct slice text);

#endif
