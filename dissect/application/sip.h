/* sip.h: the lines of a SIP message, for the dissector and its tracker. */
#ifndef PEEL_DISSECT_APPLICATION_SIP_H
#define PEEL_DISSECT_APPLICATION_SIP_H

#include "dissect/dissection.h"

enum { SIP_MAX_LINES = 1024 };

/* app_note.value of a message. frame: the request that a response answers, 0: none; elapsed since then. */
enum sip_note { SIP_NOTE_ORIGINAL /* frame of the message that this one repeats; 0: none */ };

/* The first line: a request's or a status. */
struct sip_start {
	uint32_t len, next; /* of the line; where the next begins */
	uint32_t method;    /* bytes of the method; 0: a status */
	uint32_t uri, uri_end;
	uint32_t status; /* 0: a request */
	uint32_t reason; /* where the text behind the status begins */
};
/* A header field, over as many lines as it has. */
struct sip_line {
	uint32_t off, end; /* without the line's end */
	uint32_t next;     /* behind it */
	uint32_t name;     /* bytes of the name; 0: no colon */
	uint32_t value;    /* where the value begins */
	bool ended;        /* the line's end is there */
};
struct sip_text {
	uint32_t off, n;
};
/* What the header fields say that others need; n 0: not there. */
struct sip_head {
	struct sip_text call_id, cseq, method, type;
	uint32_t end;    /* behind the empty line, or the last line */
	uint32_t length; /* of the body, as far as somebody says */
	unsigned contacts;
	bool star;                           /* "Contact: *" */
	bool has_contact, in_dialog, closed; /* closed: the empty line is there */
};

bool sip_start(struct slice s, struct sip_start *start);
/* The header field at off; false: the header ends. */
bool sip_line(struct slice s, uint32_t off, struct sip_line *line);
void sip_head(struct slice s, const struct sip_start *start, struct sip_head *head);

#endif
