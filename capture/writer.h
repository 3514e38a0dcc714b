/* writer.h: frames into a savefile: pcap in microseconds or nanoseconds, or pcapng.
 *
 *     struct writer_error error;
 *     struct writer *w = writer_open("out.pcapng", &(struct writer_options){ .format = WRITER_PCAPNG }, &error);
 *     while (writer_frame(w, &frame)) ...
 *     if (!writer_close(w, &error)) puts(error.text);
 *
 * The program ignores SIGPIPE if it wants to hear of a closed pipe by errno EPIPE. */
#ifndef PEEL_CAPTURE_WRITER_H
#define PEEL_CAPTURE_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/frame.h"

enum writer_format { WRITER_PCAPNG, WRITER_PCAP, WRITER_NSECPCAP, WRITER_N_FORMATS };

struct writer_error {
	enum {
		WRITER_OK,
		WRITER_NO_FILE,    /* the file cannot be made: text says why */
		WRITER_IO,         /* writing failed: err is EPIPE, ENOSPC, ... */
		WRITER_CANNOT_SAY, /* the format cannot hold the frame: a second link type, a time out of range */
	} code;
	int err;        /* errno of WRITER_NO_FILE and WRITER_IO, else 0 */
	char text[512]; /* one line, no newline, no "peel: " prefix */
};

struct writer_options {
	enum writer_format format;
	const char *source_name;                 /* the file that is read, for messages; NULL: live */
	const char *application, *os, *hardware; /* of the section header; NULL: left out */
	const char *comment;                     /* of the whole file; pcapng only */
};

struct writer;

/* "pcap", "nsecpcap", "pcapng", as -F takes them. The title is what -F's list and messages show. */
bool writer_format_parse(const char *name, enum writer_format *format);
const char *writer_format_name(enum writer_format format);
const char *writer_format_title(enum writer_format format);

/* "-" is standard output. A new file is for its owner alone (mode 0600). NULL: *error says why. The options' strings
 * are needed only during the call, except source_name, which must live as long as the writer. */
struct writer *writer_open(const char *path, const struct writer_options *options, struct writer_error *error);

/* Declares an interface before its first frame, so that a capture without packets still names it. Interfaces that were
 * not declared are when their first frame comes. They are told apart by address and must outlive the writer. */
bool writer_declare(struct writer *w, const struct capture_interface *iface);

bool writer_frame(struct writer *w, const struct frame *frame);

/* Hands everything over to the system: for -l, and when a live source has nothing more at the moment. */
bool writer_flush(struct writer *w);

uint64_t writer_bytes(const struct writer *w);  /* length of the file so far, what is buffered included */
uint64_t writer_frames(const struct writer *w); /* frames written so far */
const struct writer_error *writer_error(const struct writer *w);

/* How many interfaces were declared, and which, in the order of their numbers in the file. */
uint32_t writer_n_interfaces(const struct writer *w);
const struct capture_interface *writer_interface(const struct writer *w, uint32_t i);

/* Flushes, closes, frees, also after an error. False: *error (may be NULL) says what went wrong last or before. */
bool writer_close(struct writer *w, struct writer_error *error);

#endif
