/* ring.h: where a capture is saved to: one file or a ring of files (-b), until a condition stops it (-a).
 *
 * Times are nanoseconds since the epoch and come from the caller, who looks at the clock once a batch. */
#ifndef PEEL_CAPTURE_RING_H
#define PEEL_CAPTURE_RING_H

#include "capture/writer.h"

/* Conditions; what is 0 (or false) was not asked for. The same struct serves -a (stop) and -b (next file). */
struct limits {
	bool has_duration;     /* duration:0 is a capture of no length */
	double duration;       /* seconds since the start (-a) or since the file was begun (-b) */
	uint64_t filesize;     /* bytes; given in units of 1000 */
	uint32_t files;        /* -a: stop after so many files; -b: keep the newest so many */
	uint64_t packets;      /* written: in all (-a), in a file (-b) */
	uint32_t interval;     /* -b: next file when the clock is a multiple of so many seconds */
	bool time_first;       /* -b nametimenum:2: base_TIME_NUMBER.ext */
	const char *printname; /* -b printname:FILE: the names of finished files go there ("-", "stderr"); into argv */
};

/* One argument of -a or -b, NAME:VALUE. False: error is one line for the user. Several add up in *l. */
bool limits_parse_stop(struct limits *l, const char *arg, char *error, size_t size);
bool limits_parse_ring(struct limits *l, const char *arg, char *error, size_t size);

/* Whether there will be more than one file, and what is wrong with the combination (NULL: nothing). */
bool limits_want_ring(const struct limits *ring);
const char *limits_complaint(const struct limits *ring, const struct limits *stop);

/* Whether one of the conditions has come true; interval and files are not asked for here. */
bool limits_any(const struct limits *l);
bool limits_reached(const struct limits *l, uint64_t packets, uint64_t bytes, int64_t elapsed_ns);

/* base_NNNNN_YYYYmmddHHMMSS.ext in local time, from base.ext; number counts from 1. False: it does not fit. */
bool ring_name(char *name, size_t size, const char *path, uint32_t number, int64_t now_ns, bool time_first);

struct ring_options {
	struct writer_options writer;
	struct limits ring, stop;
	void (*opened)(void *context, const char *path); /* each file as it is begun; may be NULL */
	void (*closed)(void *context, const char *path);
	void *context;
};

struct ring;

/* Without conditions in options->ring there is one file, path itself ("-": standard output). */
struct ring *ring_open(const char *path, const struct ring_options *options, int64_t now_ns,
		       struct writer_error *error);

/* Interfaces keep their numbers in every file of the ring. */
bool ring_declare(struct ring *r, const struct capture_interface *iface);

/* Writes one frame and goes on to the next file when it is time. False: ring_error says why. */
bool ring_frame(struct ring *r, const struct frame *frame, int64_t now_ns);

/* The conditions that need no frame: to be called when nothing comes, a few times a second. */
bool ring_tick(struct ring *r, int64_t now_ns);

/* Whether a condition of -a has come true; frames that come after that are not written. */
bool ring_done(const struct ring *r);

bool ring_flush(struct ring *r);
const char *ring_path(const struct ring *r); /* of the file that is being written */
uint32_t ring_n_files(const struct ring *r); /* begun so far */
uint64_t ring_frames(const struct ring *r);  /* written so far, into all files */
const struct writer_error *ring_error(const struct ring *r);
bool ring_close(struct ring *r, struct writer_error *error); /* as writer_close */

#endif
