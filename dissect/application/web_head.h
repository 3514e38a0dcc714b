/* web_head.h: the lines that a message of HTTP/1 begins with (RFC 9112), and of protocols that borrow its form (SSDP). */
#ifndef PEEL_DISSECT_APPLICATION_WEB_HEAD_H
#define PEEL_DISSECT_APPLICATION_WEB_HEAD_H

#include "dissect/lines.h"

/* A piece of the message. */
struct web_part {
	uint32_t off, len;
};

/* A header field. value.off is set even when the value is empty. */
struct web_field {
	struct web_part name, value;
	bool bad_name; /* not the characters that RFC 9110 5.1 gives a name */
};

/* False: the line has no colon. */
bool web_field(struct slice s, const struct text_line *line, struct web_field *f);
/* Is the part this word, written in lower case here and in any case there? */
bool web_is(struct slice s, struct web_part part, const char *word);
/* Does a list like "gzip, chunked" have the word? */
bool web_lists(struct slice s, struct web_part list, const char *word);
/* A decimal number; false when the part is anything else. */
bool web_number(struct slice s, struct web_part part, uint64_t *n);

enum web_kind { WEB_NEITHER, WEB_REQUEST, WEB_RESPONSE };
enum web_method { WEB_OTHER_METHOD, WEB_HEAD, WEB_CONNECT, WEB_NOTIFICATION };

struct web_head {
	uint8_t kind;   /* enum web_kind */
	uint8_t method; /* enum web_method */
	bool complete;  /* the empty line is there */
	bool chunked, has_length;
	bool has_coding; /* Transfer-Encoding: there is a body, also when nobody knows how long */
	uint16_t status;
	uint32_t skipped;        /* empty lines before the first one */
	uint32_t first_len, len; /* of the first line and of all, with line ends */
	uint64_t length;         /* Content-Length */
	struct web_part uri;
	struct web_part host, type, coding, upgrade; /* header fields; off 0: none */
};

/* Reads the first line alone: kind, method, status, uri, skipped and first_len; len is where the header fields begin. False:
 * the line has no end. */
bool web_start_read(struct slice s, struct web_head *h);
/* Reads the first line and the header fields that decide what follows. */
void web_head_read(struct slice s, struct web_head *h);
/* The URI with scheme and host before it, as in "http://host/path"; as it is when it has no host to go with or is whole
 * by itself. 0: a path without a host. Cut to room. */
uint32_t web_full_uri(struct slice s, const struct web_head *h, char *out, uint32_t room);
/* Could more bytes make these the beginning of a message? */
bool web_may_begin(struct slice s);

/* What the hint of a stream's direction says (tracker_hint). */
enum {
	WEB_HINT_NO_BODY = 1,
	WEB_HINT_CONNECT = 2,      /* a response that agrees has no body (RFC 9110 9.3.6) */
	WEB_HINT_TUNNEL = 4,       /* these bytes are another protocol's, whose number + 1 stands above */
	WEB_HINT_SEEN = 8,         /* there were messages before: what is none goes on with one */
	WEB_HINT_CARRIED_SHIFT = 8,
};

/* Bytes of the message at s, or one of enum pdu_size. */
uint32_t web_message_size(struct slice s, uint32_t hint);

/* A chunk (RFC 9112, 7.1). */
struct web_chunk {
	uint32_t size_len; /* its first line, with the end */
	uint32_t len;      /* data */
	uint32_t end;      /* bytes of line end behind the data */
};
/* False: no chunk begins at off, or its first line is not at hand. */
bool web_chunk(struct slice s, uint32_t off, struct web_chunk *);
/* Copies the chunks' data one after the other. Returns how much there is. */
uint32_t web_unchunk(struct slice s, uint8_t *out, uint32_t room);

#endif
