/* pcapng_impl.h: the state of a pcapng reader, shared by the files that read blocks and options. For capture/ alone.
 * Layout of everything: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html */
#ifndef PEEL_CAPTURE_PCAPNG_IMPL_H
#define PEEL_CAPTURE_PCAPNG_IMPL_H

#include "capture/bytes.h"
#include "capture/savefile.h"

enum pcapng_block {
	BLOCK_INTERFACE = 1,
	BLOCK_PACKET = 2, /* obsolete; its interface number has 16 bits */
	BLOCK_SIMPLE_PACKET = 3,
	BLOCK_NAMES = 4,
	BLOCK_STATISTICS = 5,
	BLOCK_ENHANCED_PACKET = 6,
	BLOCK_SECRETS = 10,
	BLOCK_SECTION = 0x0a0d0d0a,
};

enum pcapng_option {
	OPTION_END = 0,
	OPTION_COMMENT = 1,
	/* of a packet */
	OPTION_FLAGS = 2,
	OPTION_DROPS = 4,
	OPTION_PACKET_ID = 5,
	OPTION_QUEUE = 6,
	OPTION_VERDICT = 7,
	/* of an interface */
	OPTION_NAME = 2,
	OPTION_DESCRIPTION = 3,
	OPTION_SPEED = 8,
	OPTION_TSRESOL = 9,
	OPTION_FILTER = 11,
	OPTION_OS = 12,
	OPTION_FCSLEN = 13,
	OPTION_TSOFFSET = 14,
	OPTION_HARDWARE = 15,
	/* of a section */
	OPTION_SECTION_HARDWARE = 2,
	OPTION_SECTION_OS = 3,
	OPTION_SECTION_APPLICATION = 4,
};

#define PCAPNG_BYTE_ORDER_MAGIC 0x1a2b3c4du

enum {
	PCAPNG_BLOCK_HEADER = 8, /* type and length; the length stands again in the last four bytes */
	PCAPNG_OPTIONED_FRAMES = 64, /* frames with options that one batch may hold */
	PCAPNG_MAX_STRING = 4096,    /* bytes of a name or description; longer ones are cut */
};

/* How the ticks of an interface become seconds and nanoseconds. */
struct pcapng_clock {
	enum { CLOCK_MICRO, CLOCK_NANO, CLOCK_COARSE, CLOCK_FINE, CLOCK_BINARY } kind;
	uint8_t shift;    /* BINARY: a second has 2^shift ticks */
	uint64_t divisor; /* COARSE: ticks of a second; FINE: ticks of a nanosecond, 0: 2^64 and more */
	uint32_t unit;    /* COARSE: nanoseconds of a tick */
	int64_t offset;   /* seconds to add */
};

struct pcapng_interface {
	const struct capture_interface *iface;
	struct pcapng_clock clock;
	uint32_t max_caplen;
};

struct pcapng_state {
	bool swap; /* byte order of this section */
	uint32_t section;
	struct pcapng_interface *ifaces; /* of this section; ifaces_cap places */
	uint32_t n_ifaces, ifaces_cap;
	uint32_t n_options;                                                 /* used by the batch that is being filled */
	struct frame_options options[SOURCE_KEEPS][PCAPNG_OPTIONED_FRAMES]; /* of this read and those before */
	unsigned options_at;
};

/* Reads the options of a packet block into *o. False: they contradict themselves, the error is set. */
bool pcapng_packet_options(struct savefile *f, const uint8_t *p, const uint8_t *end, struct frame_options *o);

/* Takes an interface block, its body from p on. False: the error is set. */
bool pcapng_interface_take(struct savefile *f, const uint8_t *p, const uint8_t *end);

/* Counts the addresses of a name resolution block. */
void pcapng_count_names(struct savefile *f, const uint8_t *p, const uint8_t *end);

/* The options of a section: they say nothing that a frame shows. False: they do not fit their block, the error is set. */
bool pcapng_section_options(struct savefile *f, const uint8_t *p, const uint8_t *end);

#endif
