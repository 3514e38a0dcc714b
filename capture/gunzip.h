/* gunzip.h: the bytes of gzip members (RFC 1952), inflated as they are asked for, or ahead of that by a thread. */
#ifndef PEEL_CAPTURE_GUNZIP_H
#define PEEL_CAPTURE_GUNZIP_H

#include "capture/byte_stream.h"

/* Where the packed bytes come from: STREAM_MORE with *got > 0, or why not. */
typedef enum stream_state gunzip_input(void *context, uint8_t *to, size_t room, size_t *got);

enum { GUNZIP_INPUT_BYTES = 64 * 1024 };

/* begun: the first n <= GUNZIP_INPUT_BYTES bytes. NULL: no memory. */
struct gunzip *gunzip_new(gunzip_input *input, void *context, const uint8_t *begun, size_t n);
/* Ends the thread: who waits for input must have been stopped. */
void gunzip_free(struct gunzip *);

/* Puts at least one byte into `room` bytes: STREAM_MORE and *made, or why not. Damage in the first member is an error; what
 * follows the last member and is no gzip is padding of tapes and mail, ignored as gunzip does. */
enum stream_state gunzip_read(struct gunzip *, uint8_t *to, size_t room, size_t *made);
/* From now on a thread inflates ahead, and is the one that asks for input. False: there is none, and all is as before. */
bool gunzip_go_ahead(struct gunzip *);
/* What was wrong (STREAM_BAD). */
const char *gunzip_reason(const struct gunzip *);

#endif
