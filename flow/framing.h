/* framing.h: cuts the bytes of one direction of a stream into messages: of a fixed size, up to a delimiter, or as long as
 * a field of theirs says.
 *
 * Bytes come as pieces in order (order.h). After a gap, messages of a fixed size and those whose length is known go on
 * where they must; a delimiter is looked for; when the gap hides a length field, the place is lost for good. */
#ifndef PEEL_FLOW_FRAMING_H
#define PEEL_FLOW_FRAMING_H

#include "base/buf.h"
#include "flow/order.h"

enum {
	MAX_MESSAGE = 1024 * 1024, /* bytes kept of one; the rest is counted */
	MAX_DELIMITER = 64,
};

enum framing_kind { FRAMING_FIXED, FRAMING_DELIMITER, FRAMING_LENGTH };

struct framing_rule {
	enum framing_kind kind;
	uint64_t size;                    /* of a fixed message */
	uint8_t delimiter[MAX_DELIMITER]; /* what ends a message, and belongs to it */
	uint32_t delimiter_len;
	uint32_t offset, width; /* of the length field */
	bool little;
	int64_t adjust; /* what to add to the field for the length of the whole message */
};

/* fixed:SIZE, delim:TEXT (with C's escapes), len:OFFSET,SIZE,big|little,ADJUST. NULL, or what is wrong. */
const char *framing_parse(struct framing_rule *, const char *text);

enum message_state {
	MESSAGE_WHOLE,
	MESSAGE_INCOMPLETE, /* begins or ends at a gap, or has one inside, or the stream ends in it */
	MESSAGE_TOO_LONG,   /* whole, but only MAX_MESSAGE bytes are kept */
	MESSAGE_GAP,        /* no message: `length` bytes are missing from the capture */
	MESSAGE_LOST,       /* no message: from here on nobody knows where messages begin */
};

struct moment {
	uint64_t frame;
	int64_t sec;
	uint32_t nsec;
};

struct message {
	enum message_state state;
	unsigned side;
	uint64_t number;           /* in its direction, from 1; 0: no message */
	struct moment first, last; /* of its first and last byte that was captured; frame 0: none was */
	uint64_t length;           /* bytes, also of what is missing inside it or in front of its end */
	const uint8_t *bytes;      /* `kept` of them, from the first on; while the call lasts */
	uint32_t kept;
};

typedef void message_give(void *context, const struct message *);

/* One direction. Zeroed at first. */
struct framing {
	struct buf kept; /* of the message that has begun */
	uint64_t at;     /* how far in it the stream is */
	uint64_t want;   /* its length; 0: not known */
	uint64_t number; /* messages so far */
	struct moment first, last;
	uint8_t tail[MAX_DELIMITER]; /* its last bytes */
	uint32_t tail_len;
	bool broken; /* it has no beginning, or a hole */
	bool cut;    /* it has more than is kept */
	bool lost;
};

void framing_take(struct framing *, const struct framing_rule *, const struct order_piece *, message_give *give,
		  void *context);
/* No more bytes: what has begun is given as it is. What follows begins anew. */
void framing_end(struct framing *, unsigned side, message_give *give, void *context);
void framing_free(struct framing *);

#endif
