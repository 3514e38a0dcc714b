/* savefile.h: what the readers of savefile formats share: the bytes, the failures, the limits. For capture/ alone. */
#ifndef PEEL_CAPTURE_SAVEFILE_H
#define PEEL_CAPTURE_SAVEFILE_H

#include "capture/byte_stream.h"
#include "capture/source_impl.h"

enum {
	/* Captured bytes a packet may have; tshark refuses more as damage. A few link types carry bigger things. */
	SAVEFILE_MAX_CAPLEN = 262144,
	SAVEFILE_MAX_CAPLEN_EBHSCR = 8 << 20,
	SAVEFILE_MAX_CAPLEN_DBUS_USBPCAP = 128 << 20,
};

/* A classic pcap file has one header for all of its records. */
struct pcap_state {
	const struct capture_interface *iface;
	uint32_t max_caplen;
	uint32_t record_header; /* bytes: 16, in Kuznetzov's variant 24 */
	bool swap, nano;
	bool lengths_swapped;  /* before version 2.3 the two lengths stood the other way round */
	bool lengths_doubtful; /* 2.3: some writers swapped them still; the captured length is the smaller */
};

struct pcapng_state; /* in pcapng_impl.h */

struct savefile {
	struct source source;
	struct byte_stream in;
	char subject[300]; /* how messages begin: The file "x", or The standard input */
	struct pcap_state pcap;
	struct pcapng_state *ng;
};

/* Bytes in memory as a savefile, handed to the reader step bytes at a time (0: all at once) as a slow pipe would; for
 * tests and fuzzing. The bytes stay the caller's and must outlive the source. */
struct source *savefile_open_memory(const void *bytes, size_t n, size_t step, struct source_error *error);

uint32_t savefile_max_caplen(uint16_t link_type);

/* After what is in the buffer did not hold a whole record: 1: there is more now; 0: the file ended or was stopped
 * between records; -1: the error is set. */
int savefile_more(struct savefile *f);

/* Reads on until take finds whole records in the buffer; take returns how many frames it put into batch. As source_read. */
int savefile_read(struct source *s, struct frame *batch, int max,
		  int (*take)(struct savefile *, struct frame *batch, int max));

/* SUBJECT appears to be damaged or corrupt. (details), and the like for contents that are sound but not for us. */
__attribute__((format(printf, 2, 3))) int savefile_damaged(struct savefile *f, const char *fmt, ...);
__attribute__((format(printf, 2, 3))) int savefile_unsupported(struct savefile *f, const char *fmt, ...);

/* Each looks at the bytes that are there, reads more if it must, and takes the file header. False: not this format,
 * or the error of the source is set. */
bool pcap_file_open(struct savefile *f);
bool pcapng_file_open(struct savefile *f);
void pcapng_file_close(struct savefile *f);

extern const struct source_ops pcap_file_ops, pcapng_file_ops;

/* What every format has in common, for the ops above. */
void savefile_close(struct source *s);
void savefile_stop(struct source *s);
bool savefile_progress(const struct source *s, uint64_t *done, uint64_t *total);

#endif
