/* request.h: which stream is to be followed, and how it is printed: "tcp,ascii,0". */
#ifndef PEEL_OUTPUT_FOLLOW_REQUEST_H
#define PEEL_OUTPUT_FOLLOW_REQUEST_H

#include "output/follow/carried.h"

enum follow_protocol { FOLLOW_TCP, FOLLOW_UDP, FOLLOW_HTTP, FOLLOW_TLS, FOLLOW_PROTOCOLS };
enum follow_mode { FOLLOW_ASCII, FOLLOW_HEX, FOLLOW_RAW, FOLLOW_UTF8, FOLLOW_YAML, FOLLOW_BYTES, FOLLOW_MODES };

struct follow_request {
	enum follow_protocol protocol;
	enum follow_mode mode;
	bool by_ends; /* of whatever stream is between them */
	uint32_t stream;
	struct stream_end end[2];
	uint64_t first, last; /* pieces that are shown, counted from 1 */
	int side;             /* 0 or 1: what this node sent, alone; -1: both */
};

extern const char *const follow_protocol_names[FOLLOW_PROTOCOLS];
extern const char *const follow_mode_names[FOLLOW_MODES];

/* PROTOCOL,MODE,STREAM[,RANGE] or PROTOCOL,MODE,END,END[,RANGE]; without MODE it is ascii. NULL, or what is wrong. */
const char *follow_request_parse(struct follow_request *, const char *spec);
/* Does it begin with a protocol that can be followed? */
bool follow_request_is(const char *spec);
/* Is the packet's stream the one? */
bool follow_request_wants(const struct follow_request *, const struct carried *);
/* The display filter that picks the same packets. */
void follow_request_filter(struct buf *, const struct follow_request *);

#endif
