/* writer_impl.h: what the formats see of a writer: room in the output buffer and the interfaces. For capture/ alone. */
#ifndef PEEL_CAPTURE_WRITER_IMPL_H
#define PEEL_CAPTURE_WRITER_IMPL_H

#include "capture/writer.h"

struct writer_ops {
	bool (*begin)(struct writer *w,
		      const struct writer_options *options); /* the file header, if it needs no interface */
	bool (*declare)(struct writer *w, const struct capture_interface *iface);
	bool (*frame)(struct writer *w, const struct frame *frame, uint32_t iface_id);
	bool (*end)(struct writer *w); /* what must not be missing even when there were no frames */
};

struct writer {
	const struct writer_ops *ops;
	enum writer_format format;
	const char *source_name;
	char *path;
	int fd;
	bool own_fd;
	struct writer_error error;

	uint8_t *buf;
	size_t used, cap;
	uint64_t flushed, n_frames;

	/* Declared interfaces by their number in this file, and the number + 1 by the index in their source. */
	const struct capture_interface **ifaces;
	uint32_t n_ifaces, ifaces_cap;
	uint32_t *by_index, by_index_cap;

	bool has_header; /* pcap: the header waits for the link type */
	uint16_t link_type;
};

/* n bytes of room at the end of the output, flushing if need be; NULL: the error is set. The caller fills all of it. */
uint8_t *writer_room(struct writer *w, size_t n);

/* The first error stays; false so that a caller can return it. */
__attribute__((format(printf, 4, 5))) bool writer_fail(struct writer *w, int code, int err, const char *fmt, ...);

/* The frame is one that the format cannot hold; what: "has a ..., which isn't supported". */
bool writer_refuse(struct writer *w, const struct frame *frame, const char *what);

extern const struct writer_ops pcap_writer_ops, pcapng_writer_ops;

#endif
