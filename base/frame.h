/* frame.h: one captured frame and the interface it came from; what capture/ makes and everything else reads. */
#ifndef PEEL_BASE_FRAME_H
#define PEEL_BASE_FRAME_H

#include <stdbool.h>
#include <stdint.h>

/* An interface description: one of a pcapng section, the single one of a pcap file, or a live device.
 * Strings are UTF-8 as found, NULL when absent; they and the struct live as long as their source. */
struct capture_interface {
	uint32_t id;               /* 0-based within its section: tshark's frame.interface_id */
	uint32_t index;            /* 0-based through the whole source: source_interface(s, index) is this one */
	uint32_t section;          /* 1-based section of a pcapng file; 0: the format knows no sections (pcap) */
	uint16_t link_type;        /* LINKTYPE_ number (https://www.tcpdump.org/linktypes.html) */
	uint8_t fcs_len;           /* bytes of frame check sequence at the end of each frame, if said; 0xff: unknown */
	uint8_t ts_digits;         /* decimal digits of the timestamp resolution: 6 (us), 9 (ns), ... 0..9 */
	uint32_t snaplen;          /* bytes; 0: no limit */
	const char *name;          /* "eth0" */
	const char *description;   /* if_description */
	const char *filter;        /* if_filter as text */
	const char *os, *hardware; /* if_os, if_hardware */
	uint64_t speed;            /* bits per second, 0 unknown */
	uint8_t ts_resolution;     /* the option of that name, as it stands; with ts_resolution_said */
	bool ts_resolution_said;
	uint32_t n_statistics; /* blocks of statistics on it, so far */
};

enum { FRAME_MAX_COMMENTS = 16 }; /* a packet with more loses the rest */

/* What a pcapng packet block says beside bytes and time. Slices of text are not NUL-terminated. */
struct frame_options {
	uint32_t n_comments;
	struct {
		const char *text;
		uint32_t len;
	} comment[FRAME_MAX_COMMENTS];
	bool has_flags, has_drops, has_packet_id, has_queue;
	uint32_t flags;     /* epb_flags */
	uint64_t drops;     /* epb_dropcount */
	uint64_t packet_id; /* epb_packetid */
	uint32_t queue;     /* epb_queue */
};

struct frame {
	uint64_t number; /* 1-based, in reading order */
	int64_t sec;     /* since the epoch, UTC */
	uint32_t nsec;   /* as the file has it: may exceed 999,999,999 in a broken file */
	uint32_t caplen; /* bytes captured, behind data */
	uint32_t len;    /* bytes on the wire, as the file says (when broken: less than caplen); <= INT32_MAX */
	bool no_time;    /* the block has no timestamp (pcapng simple packet): sec and nsec are 0 */
	const uint8_t *data;
	const struct capture_interface *iface; /* never NULL */
	const struct frame_options *options;   /* NULL: none */
};

/* A file may claim any time. What these give goes so far and no further, so that there is room to take one from another:
 * nanoseconds up to the year 2116, and as much from one moment to another. */
static inline int64_t time_ns(int64_t sec, uint32_t nsec)
{
	const int64_t second = 1000000000, most = INT64_MAX / 2 / second - UINT32_MAX / second - 1;
	return (sec > most ? most : sec < -most ? -most : sec) * second + nsec;
}
static inline int64_t frame_ns(const struct frame *f)
{
	return time_ns(f->sec, f->nsec);
}
static inline int64_t sec_between(int64_t sec, int64_t from)
{
	int64_t n, most = INT64_MAX / 2;
	bool fits = !__builtin_sub_overflow(sec, from, &n) && n <= most && n >= -most;
	return fits ? n : sec < from ? -most : most;
}
static inline int64_t frame_ns_since(const struct frame *f, int64_t sec, uint32_t nsec)
{
	return time_ns(sec_between(f->sec, sec), f->nsec) - nsec;
}

#endif
