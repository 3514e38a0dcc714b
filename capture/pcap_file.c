/* pcap_file.c: the classic format: one header, then records, in either byte order, in microseconds or nanoseconds.
 * Layout: https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-04.html */
#include "base/inline.h"
#include "base/link_type.h"
#include "capture/bytes.h"
#include "capture/savefile.h"

enum {
	FILE_HEADER = 24,
	RECORD_HEADER = 16,
	RECORD_HEADER_KUZNETZOV = 24, /* three more fields: interface index, protocol, packet type */
};

static const struct pcap_magic {
	uint32_t magic;
	bool nano;
	uint8_t record_header;
} magics[] = {
	{ 0xa1b2c3d4, false, RECORD_HEADER },
	{ 0xa1b23c4d, true, RECORD_HEADER },
	{ 0xa1b2cd34, false, RECORD_HEADER_KUZNETZOV },
};

static const struct pcap_magic *magic_find(uint32_t magic)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (magics[i].magic == magic)
			return &magics[i];
	return NULL;
}

/* The word that once held the link type alone: FCS length in 16-bit units, "it is meaningful", reserved, link type. */
static uint8_t network_fcs_len(uint32_t network)
{
	return network & 0x04000000 ? (uint8_t)((network >> 28) * 2) : 0xff;
}

static bool header_take(struct savefile *f, const uint8_t *p, const struct pcap_magic *magic, bool swap)
{
	uint16_t major = load16(p + 4, swap), minor = load16(p + 6, swap);
	uint32_t snaplen = load32(p + 16, swap), network = load32(p + 20, swap);

	if (major < 2)
		return savefile_unsupported(f, "major version %u unsupported", major), false;
	if (network & 0x03ff0000)
		return savefile_unsupported(f, "network type reserved field not zero (0x%08x)", network & 0x03ff0000),
		       false;

	/* Told at the first read: the file is a capture, so that what is written of it is a whole, empty document. */
	if (!link_type_encap((uint16_t)network))
		savefile_unsupported(f, "network type %u unknown or unsupported", network & 0xffff);

	struct capture_interface like = {
		.link_type = (uint16_t)network,
		.fcs_len = network_fcs_len(network),
		.ts_digits = magic->nano ? 9 : 6,
		.snaplen = snaplen,
		.ts_resolution = 9,
		.ts_resolution_said = magic->nano,
	};
	f->pcap = (struct pcap_state){
		.iface = source_add_interface(&f->source, &like),
		.max_caplen = savefile_max_caplen(like.link_type),
		.record_header = magic->record_header,
		.swap = swap,
		.nano = magic->nano,
		.lengths_swapped = (major == 2 && minor < 3) || (major == 543 && minor == 0),
		.lengths_doubtful = major == 2 && minor == 3,
	};
	return f->pcap.iface != NULL;
}

bool pcap_file_open(struct savefile *f)
{
	bool swap = false;
	const struct pcap_magic *magic = magic_find(load32(f->in.buf + f->in.pos, false));

	if (!magic) {
		swap = true;
		magic = magic_find(load32(f->in.buf + f->in.pos, true));
	}
	if (!magic)
		return false;
	f->source.ops = &pcap_file_ops;
	f->source.about.format = magic->nano ? "nsecpcap" : "pcap";
	f->source.about.gzipped = f->in.gz != NULL;
	while (byte_stream_left(&f->in) < FILE_HEADER)
		if (savefile_more(f) <= 0)
			return false;
	if (!header_take(f, f->in.buf + f->in.pos, magic, swap))
		return false;
	f->in.pos += FILE_HEADER;
	return true;
}

/* Takes the whole records that the buffer holds, at most max. One loop for every kind of file: the callers below give
 * constants for swap, unit (nanoseconds per tick) and plain, and the compiler makes a tight loop of each. */
IN_LINE int take_records(struct savefile *f, struct frame *batch, int max, bool swap, uint32_t unit, bool plain)
{
	const struct pcap_state *pcap = &f->pcap;
	const struct capture_interface *iface = pcap->iface;
	const uint8_t *p = f->in.buf + f->in.pos, *end = f->in.buf + f->in.end;
	const uint32_t max_caplen = pcap->max_caplen, header = plain ? RECORD_HEADER : pcap->record_header;
	uint64_t number = f->source.n_frames;
	int n = 0;

	for (; n < max && (size_t)(end - p) >= header; n++) {
		uint32_t caplen = load32(p + 8, swap), len = load32(p + 12, swap);

		if (!plain && (pcap->lengths_swapped || (pcap->lengths_doubtful && caplen > len))) {
			uint32_t first = caplen;
			caplen = len;
			len = first;
		}
		if (caplen > max_caplen) {
			savefile_damaged(f, "File has %u-byte packet, bigger than maximum of %u", caplen, max_caplen);
			break;
		}
		if ((size_t)(end - p) - header < caplen)
			break;
		/* The product may wrap, as in tshark: then the file is broken and the number is shown as it is. */
		batch[n] = (struct frame){
			.number = ++number,
			.sec = load32(p, swap),
			.nsec = load32(p + 4, swap) * unit,
			.caplen = caplen,
			.len = len <= INT32_MAX ? len : INT32_MAX,
			.data = p + header,
			.iface = iface,
		};
		p += header + caplen;
	}
	f->source.n_frames = number;
	f->in.pos = (size_t)(p - f->in.buf);
	return n;
}

static int take_batch(struct savefile *f, struct frame *batch, int max)
{
	const struct pcap_state *pcap = &f->pcap;
	bool plain = pcap->record_header == RECORD_HEADER && !pcap->lengths_swapped && !pcap->lengths_doubtful;

	if (!plain)
		return take_records(f, batch, max, pcap->swap, pcap->nano ? 1 : 1000, false);
	if (pcap->swap)
		return take_records(f, batch, max, true, pcap->nano ? 1 : 1000, true);
	if (pcap->nano)
		return take_records(f, batch, max, false, 1, true);
	return take_records(f, batch, max, false, 1000, true);
}

static int pcap_read(struct source *s, struct frame *batch, int max)
{
	return savefile_read(s, batch, max, take_batch);
}

const struct source_ops pcap_file_ops = {
	.name = "pcap",
	.read = pcap_read,
	.close = savefile_close,
	.stop = savefile_stop,
	.progress = savefile_progress,
};
