/* capinfos.h: what is known of a capture file as a whole, and how it is told. */
#ifndef PEEL_CLI_CAPINFOS_H
#define PEEL_CLI_CAPINFOS_H

#include "base/buf.h"
#include "capture/source.h"

/* What may be told; -A all of it. */
enum info {
	INFO_TYPE = 1 << 0, INFO_ENCAP = 1 << 1, INFO_MORE = 1 << 2, INFO_LIMIT = 1 << 3, INFO_PACKETS = 1 << 4,
	INFO_SIZE = 1 << 5, INFO_DATA = 1 << 6, INFO_DURATION = 1 << 7, INFO_START = 1 << 8, INFO_END = 1 << 9,
	INFO_BYTE_RATE = 1 << 10, INFO_BIT_RATE = 1 << 11, INFO_MEAN_SIZE = 1 << 12, INFO_PACKET_RATE = 1 << 13,
	INFO_HASHES = 1 << 14, INFO_ORDER = 1 << 15, INFO_COMMENT = 1 << 16, INFO_INTERFACES = 1 << 17,
	INFO_NAMES = 1 << 18, INFO_SECRETS = 1 << 19,
	INFO_ALL = (1 << 20) - 1,
};

enum { CAPINFOS_HASHES = 3, CAPINFOS_HASH_TEXT = 65 };
/* What the interfaces do not agree on; what there is no interface for. */
enum { PER_PACKET = -1, UNKNOWN = -2 };

struct moment {
	int64_t sec;
	uint32_t nsec;
	unsigned digits;
	bool known;
};

/* One file, read through. */
struct capinfos {
	const char *name;
	const struct source *source;
	uint64_t size, packets, data; /* bytes of the file; data: bytes on the wire */
	struct moment first, last;    /* the earliest and the latest */
	bool timeless;                /* of some packets no time is known: nothing is told of times */
	bool in_order;
	bool cut; /* packets were not captured whole: of how many bytes at least and at most */
	uint32_t shortest, longest;
	uint64_t *by_interface; /* packets */
	uint32_t n_interfaces;
	char hash[CAPINFOS_HASHES][CAPINFOS_HASH_TEXT];
};

struct capinfos_style {
	uint32_t want;      /* enum info */
	bool table, header; /* -T; -R */
	bool machine;       /* -M */
	bool epoch;         /* -S */
	char between, quote;
};

extern const char *const capinfos_hash_names[CAPINFOS_HASHES];

void capinfos_put_header(struct buf *, const struct capinfos_style *);
void capinfos_put(struct buf *, const struct capinfos_style *, const struct capinfos *);

#endif
