/* smtp_impl.h: what a client sends, in pieces, for the tree and for flow/. */
#ifndef PEEL_DISSECT_APPLICATION_SMTP_IMPL_H
#define PEEL_DISSECT_APPLICATION_SMTP_IMPL_H

#include "dissect/lines.h"

/* What the client's next bytes are. */
enum smtp_mode {
	SMTP_COMMANDS,
	SMTP_BODY,  /* after DATA, up to the line with a dot */
	SMTP_CHUNK, /* after BDAT (RFC 3030), a number of bytes */
	SMTP_USERNAME, SMTP_PASSWORD, SMTP_BOTH, /* what the server asks for after AUTH, in base64 */
};

struct smtp_reading {
	uint8_t mode;  /* enum smtp_mode */
	bool inside;   /* the body so far does not end with a line */
	bool last;     /* BDAT's LAST */
	uint32_t left; /* bytes of the chunk still to come */
};

struct smtp_piece {
	uint8_t mode;          /* enum smtp_mode: what these bytes are */
	bool ends;             /* the line with a dot */
	bool closes;           /* BDAT: behind these bytes nothing comes of the mail */
	struct text_line line; /* the line; or all of the body that is at hand */
};
/* The piece at off, which is before the end of s; moves the reading on. */
void smtp_piece(struct slice s, uint32_t off, struct smtp_reading *, struct smtp_piece *);
/* Is the command at the front of the line this one, written in lower case here? */
bool smtp_is(struct slice s, const struct text_line *, const char *command);
/* AUTH's mechanism and what comes with it. False: another command. */
bool smtp_auth(struct slice s, const struct text_line *, struct text_line *mechanism, struct text_line *initial);

enum { SMTP_HINT_BODY = 1 }; /* of a stream's direction: what follows is not lines */

/* What flow/smtp.c notes: how the segment is to be read; at the end of a mail, all its parts. text: struct smtp_part. */
enum smtp_note { SMTP_NOTE_READING, SMTP_NOTE_LEFT, SMTP_NOTE_PARTS, SMTP_NOTE_LENGTH };
struct smtp_part {
	uint32_t frame, len;
};

static inline uint64_t smtp_reading_pack(const struct smtp_reading *r)
{
	return r->mode | (uint64_t)r->inside << 8 | (uint64_t)r->last << 9;
}
static inline struct smtp_reading smtp_reading_unpack(uint64_t packed, uint64_t left)
{
	return (struct smtp_reading){ (uint8_t)packed, packed >> 8 & 1, packed >> 9 & 1, (uint32_t)left };
}

#endif
