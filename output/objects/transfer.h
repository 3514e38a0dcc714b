/* transfer.h: files that come in many packets: so many at once, each with the stream that carries it. */
#ifndef PEEL_OUTPUT_OBJECTS_TRANSFER_H
#define PEEL_OUTPUT_OBJECTS_TRANSFER_H

#include "flow/order.h"
#include "output/objects/object_file.h"
#include "output/stream_end.h"

enum { MAX_TRANSFERS = 128, MAX_ASKED = 1024, MAX_ANNOUNCED = 256, MAX_HEAD = 64 * 1024 };

struct transfer {
	uint32_t stream;
	bool alive, broken; /* broken: bytes are missing */
	bool over;          /* what still comes of it is dropped: it is complete, or cannot be written */
	int fd;             /* -1: none yet, or none any more */
	int64_t size;
	uint64_t used;
	/* the protocol's business */
	uint32_t block;     /* TFTP */
	uint64_t request;   /* TFTP: frame */
	struct order order; /* FTP */
	struct stream_end sender;
	uint32_t seq; /* mail: of the byte that is expected next; FTP: of the end */
	bool seq_known;
	struct buf head;    /* mail: what has come before its name was known */
	uint32_t looked_at; /* of the head, whole lines */
};

/* HTTP: the latest request of a stream. */
struct asked {
	uint64_t frame; /* 0: none */
	uint16_t len;
	char uri[246];
};

/* FTP: a data connection that was announced. */
struct announced {
	uint64_t frame;   /* that did; 0: free */
	uint32_t control; /* stream */
	bool used;        /* by that stream, which needs no second file */
	uint32_t stream;
	uint16_t len; /* of the file's name; 0: none yet */
	char name[242];
};

struct transfers {
	struct object_folder *folder;
	struct order_pool *pool; /* made for the first that needs it */
	struct transfer transfer[MAX_TRANSFERS];
	struct asked asked[MAX_ASKED]; /* by stream */
	struct announced announced[MAX_ANNOUNCED];
	uint32_t n_announced;
	uint64_t now;
	uint64_t written, unfinished, broken, failed, cut; /* files; of failed, the latest errno is in error */
	int error;
};

/* The one of that stream, also when it is over, or NULL. */
struct transfer *transfer_find(struct transfers *, uint32_t stream);
/* A new one; the one that was not heard of for longest may have to go. */
struct transfer *transfer_begin(struct transfers *, uint32_t stream);
/* Would something be missing if it ended now? */
bool transfer_is_begun(const struct transfer *);
/* Its file; when it cannot be made, the transfer is over. */
void transfer_open(struct transfers *, struct transfer *, const char *path, size_t n);
void transfer_write(struct transfers *, struct transfer *, const void *bytes, size_t n);
/* Bytes that are missing are zeros. What is beyond the longest file, before or behind them, is left out. */
void transfer_skip(struct transfers *, struct transfer *, uint64_t n);
/* All its bytes have come. It stays, so that what comes again begins no second file. */
void transfer_complete(struct transfers *, struct transfer *);
/* No more bytes, and nothing of it to remember. */
void transfer_end(struct transfers *, struct transfer *);
/* A file at once. */
void transfer_whole(struct transfers *, const char *path, size_t path_len, const void *bytes, size_t n, bool broken);

#endif
