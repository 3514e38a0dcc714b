/* pcap_writer.c: frames as classic pcap, in this machine's byte order, in microseconds or nanoseconds. */
#include "capture/bytes.h"
#include "capture/writer_impl.h"

enum {
	FILE_HEADER = 24,
	RECORD_HEADER = 16,
	DEFAULT_SNAPLEN = 262144,
	LINKTYPE_ETHERNET = 1, /* of a file without frames, whose link type nobody knows */
};

static bool write_header(struct writer *w, uint16_t link_type, uint32_t snaplen, uint8_t fcs_len)
{
	uint32_t network = link_type;
	uint8_t *p = writer_room(w, FILE_HEADER);

	if (!p)
		return false;
	if (fcs_len != 0xff && fcs_len % 2 == 0 && fcs_len / 2 < 16)
		network |= 0x04000000 | (uint32_t)fcs_len / 2 << 28;
	p = store32(p, w->format == WRITER_NSECPCAP ? 0xa1b23c4d : 0xa1b2c3d4);
	p = store16(p, 2);
	p = store16(p, 4);
	p = store64(p, 0); /* time zone and accuracy, which nobody fills */
	p = store32(p, snaplen ? snaplen : DEFAULT_SNAPLEN);
	store32(p, network);
	w->has_header = true;
	w->link_type = link_type;
	return true;
}

/* The header needs a link type, so it waits for the first interface. */
static bool pcap_begin(struct writer *w, const struct writer_options *options)
{
	(void)w, (void)options;
	return true;
}

static bool pcap_declare(struct writer *w, const struct capture_interface *iface)
{
	return w->has_header || write_header(w, iface->link_type, iface->snaplen, iface->fcs_len);
}

static bool pcap_frame(struct writer *w, const struct frame *frame, uint32_t iface_id)
{
	(void)iface_id;
	if (frame->iface->link_type != w->link_type)
		return writer_refuse(w, frame,
				     "has a network type that differs from the network type of earlier packets, "
				     "which isn't supported");
	if (frame->sec < 0 || frame->sec > UINT32_MAX)
		return writer_refuse(w, frame, "has a time stamp out of the range that is supported");

	uint8_t *p = writer_room(w, RECORD_HEADER + (size_t)frame->caplen);
	if (!p)
		return false;
	p = store32(p, (uint32_t)frame->sec);
	p = store32(p, w->format == WRITER_NSECPCAP ? frame->nsec : frame->nsec / 1000);
	p = store32(p, frame->caplen);
	p = store32(p, frame->len);
	if (frame->caplen)
		memcpy(p, frame->data, frame->caplen);
	return true;
}

static bool pcap_end(struct writer *w)
{
	return w->has_header || write_header(w, LINKTYPE_ETHERNET, DEFAULT_SNAPLEN, 0xff);
}

const struct writer_ops pcap_writer_ops = {
	.begin = pcap_begin,
	.declare = pcap_declare,
	.frame = pcap_frame,
	.end = pcap_end,
};
