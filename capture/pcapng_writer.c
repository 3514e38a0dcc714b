/* pcapng_writer.c: frames as one pcapng section in this machine's byte order. */
#include "capture/pcapng_impl.h"
#include "capture/writer_impl.h"

enum {
	SECTION_FIXED = 16,
	INTERFACE_FIXED = 8,
	PACKET_FIXED = 20,
	BLOCK_OVERHEAD = 12, /* type, length, length */
	OPTION_HEADER = 4,
	MAX_OPTION = 65535,
};

static size_t pad4(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

static size_t text_size(size_t len)
{
	return OPTION_HEADER + pad4(len < MAX_OPTION ? len : MAX_OPTION);
}

static size_t string_size(const char *text)
{
	return text ? text_size(strlen(text)) : 0;
}

static uint8_t *put_padding(uint8_t *p, size_t len)
{
	for (; len % 4; len++)
		*p++ = 0;
	return p;
}

static uint8_t *put_option(uint8_t *p, uint16_t code, const void *data, size_t len)
{
	if (len > MAX_OPTION)
		len = MAX_OPTION;
	p = store16(p, code);
	p = store16(p, (uint16_t)len);
	if (len)
		memcpy(p, data, len);
	return put_padding(p + len, len);
}

static uint8_t *put_string(uint8_t *p, uint16_t code, const char *text)
{
	return text ? put_option(p, code, text, strlen(text)) : p;
}

static uint8_t *put_end(uint8_t *p)
{
	return store32(p, OPTION_END);
}

/* Room for a block whose body, options and their end included, has size bytes; returns the place of the body. */
static uint8_t *block_begin(struct writer *w, uint32_t type, size_t size)
{
	size_t total = size + BLOCK_OVERHEAD;
	uint8_t *p = writer_room(w, total);

	if (!p)
		return NULL;
	store32(p + total - 4, (uint32_t)total);
	p = store32(p, type);
	return store32(p, (uint32_t)total);
}

static bool pcapng_begin(struct writer *w, const struct writer_options *o)
{
	size_t options =
		string_size(o->comment) + string_size(o->hardware) + string_size(o->os) + string_size(o->application);
	uint8_t *p = block_begin(w, BLOCK_SECTION, SECTION_FIXED + (options ? options + OPTION_HEADER : 0));

	if (!p)
		return false;
	p = store32(p, PCAPNG_BYTE_ORDER_MAGIC);
	p = store16(p, 1); /* version 1.0 */
	p = store16(p, 0);
	p = store64(p, UINT64_MAX); /* length of the section: not known */
	if (!options)
		return true;
	p = put_string(p, OPTION_COMMENT, o->comment);
	p = put_string(p, OPTION_SECTION_HARDWARE, o->hardware);
	p = put_string(p, OPTION_SECTION_OS, o->os);
	p = put_string(p, OPTION_SECTION_APPLICATION, o->application);
	put_end(p);
	return true;
}

/* The first byte of if_filter says that text follows. */
static uint8_t *put_filter(uint8_t *p, const char *filter)
{
	size_t len = strlen(filter) + 1;

	if (len > MAX_OPTION)
		len = MAX_OPTION;
	p = store16(p, OPTION_FILTER);
	p = store16(p, (uint16_t)len);
	*p++ = 0;
	memcpy(p, filter, len - 1);
	return put_padding(p + len - 1, len);
}

static uint8_t digits_of(const struct capture_interface *iface)
{
	return iface->ts_digits <= 9 ? iface->ts_digits : 9;
}

static bool pcapng_declare(struct writer *w, const struct capture_interface *iface)
{
	uint8_t digits = digits_of(iface);
	bool has_resolution = digits != 6, has_fcs = iface->fcs_len != 0xff;
	size_t filter = iface->filter ? text_size(strlen(iface->filter) + 1) : 0;
	size_t options = string_size(iface->name) + string_size(iface->description) + string_size(iface->os) +
			 string_size(iface->hardware) + filter + (iface->speed ? OPTION_HEADER + 8 : 0) +
			 (has_resolution ? OPTION_HEADER + 4 : 0) + (has_fcs ? OPTION_HEADER + 4 : 0);
	uint8_t *p = block_begin(w, BLOCK_INTERFACE, INTERFACE_FIXED + (options ? options + OPTION_HEADER : 0));

	if (!p)
		return false;
	p = store16(p, iface->link_type);
	p = store16(p, 0);
	p = store32(p, iface->snaplen);
	if (!options)
		return true;
	p = put_string(p, OPTION_NAME, iface->name);
	p = put_string(p, OPTION_DESCRIPTION, iface->description);
	if (iface->speed)
		p = put_option(p, OPTION_SPEED, &iface->speed, 8);
	if (has_resolution)
		p = put_option(p, OPTION_TSRESOL, &digits, 1);
	if (iface->filter)
		p = put_filter(p, iface->filter);
	p = put_string(p, OPTION_OS, iface->os);
	if (has_fcs)
		p = put_option(p, OPTION_FCSLEN, &iface->fcs_len, 1);
	p = put_string(p, OPTION_HARDWARE, iface->hardware);
	put_end(p);
	return true;
}

static size_t packet_options_size(const struct frame_options *o)
{
	size_t size = OPTION_HEADER;

	for (uint32_t i = 0; i < o->n_comments; i++)
		size += text_size(o->comment[i].len);
	return size + (o->has_flags ? 8u : 0) + (o->has_drops ? 12u : 0) + (o->has_packet_id ? 12u : 0) +
	       (o->has_queue ? 8u : 0);
}

static void put_packet_options(uint8_t *p, const struct frame_options *o)
{
	for (uint32_t i = 0; i < o->n_comments; i++)
		p = put_option(p, OPTION_COMMENT, o->comment[i].text, o->comment[i].len);
	if (o->has_flags)
		p = put_option(p, OPTION_FLAGS, &o->flags, 4);
	if (o->has_drops)
		p = put_option(p, OPTION_DROPS, &o->drops, 8);
	if (o->has_packet_id)
		p = put_option(p, OPTION_PACKET_ID, &o->packet_id, 8);
	if (o->has_queue)
		p = put_option(p, OPTION_QUEUE, &o->queue, 4);
	put_end(p);
}

/* In the resolution of the interface, which is the one the frame was read in. */
static uint64_t ticks_of(const struct frame *frame)
{
	static const uint32_t power[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };
	uint8_t digits = digits_of(frame->iface);

	if (digits == 6)
		return (uint64_t)frame->sec * 1000000 + frame->nsec / 1000;
	return (uint64_t)frame->sec * power[digits] + frame->nsec / power[9 - digits];
}

static bool pcapng_frame(struct writer *w, const struct frame *frame, uint32_t iface_id)
{
	const struct frame_options *o = frame->options;
	size_t padded = pad4(frame->caplen);
	uint8_t *p = block_begin(w, BLOCK_ENHANCED_PACKET, PACKET_FIXED + padded + (o ? packet_options_size(o) : 0));

	if (!p)
		return false;
	uint64_t ticks = ticks_of(frame);
	p = store32(p, iface_id);
	p = store32(p, (uint32_t)(ticks >> 32));
	p = store32(p, (uint32_t)ticks);
	p = store32(p, frame->caplen);
	p = store32(p, frame->len);
	if (frame->caplen)
		memcpy(p, frame->data, frame->caplen);
	p = put_padding(p + frame->caplen, frame->caplen);
	if (o)
		put_packet_options(p, o);
	return true;
}

static bool pcapng_end(struct writer *w)
{
	(void)w;
	return true;
}

const struct writer_ops pcapng_writer_ops = {
	.begin = pcapng_begin,
	.declare = pcapng_declare,
	.frame = pcapng_frame,
	.end = pcapng_end,
};
