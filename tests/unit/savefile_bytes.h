/* savefile_bytes.h: savefiles put together in memory, good and bad, for the tests of capture/. */
#ifndef PEEL_TESTS_SAVEFILE_BYTES_H
#define PEEL_TESTS_SAVEFILE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bytes {
	bool big;       /* byte order that put16.. use */
	size_t n, mark; /* mark: where the open block began */
	uint8_t b[1 << 16];
};

static inline void put(struct bytes *s, const void *data, size_t n)
{
	if (n)
		memcpy(s->b + s->n, data, n);
	s->n += n;
}

static inline void put_uint(struct bytes *s, uint64_t v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		s->b[s->n++] = (uint8_t)(v >> 8 * (s->big ? n - 1 - i : i));
}

static inline void put16(struct bytes *s, uint16_t v)
{
	put_uint(s, v, 2);
}

static inline void put32(struct bytes *s, uint32_t v)
{
	put_uint(s, v, 4);
}

static inline void put64(struct bytes *s, uint64_t v)
{
	put_uint(s, v, 8);
}

static inline void put_pad(struct bytes *s)
{
	while (s->n % 4)
		s->b[s->n++] = 0;
}

/* pcap */
static inline void pcap_header(struct bytes *s, uint32_t magic, uint16_t minor, uint32_t network)
{
	put32(s, magic);
	put16(s, 2);
	put16(s, minor);
	put64(s, 0);
	put32(s, 65535);
	put32(s, network);
}

static inline void pcap_record(struct bytes *s, uint32_t sec, uint32_t sub, const char *data, uint32_t len)
{
	put32(s, sec);
	put32(s, sub);
	put32(s, (uint32_t)strlen(data));
	put32(s, len);
	put(s, data, strlen(data));
}

/* pcapng; blocks start at a multiple of four of the buffer */
static inline void block_open(struct bytes *s, uint32_t type)
{
	s->mark = s->n;
	put32(s, type);
	put32(s, 0);
}

static inline void block_shut(struct bytes *s)
{
	put_pad(s);
	uint32_t total = (uint32_t)(s->n - s->mark + 4);
	put32(s, total);
	size_t end = s->n;
	s->n = s->mark + 4;
	put32(s, total);
	s->n = end;
}

static inline void option(struct bytes *s, uint16_t code, const void *data, uint16_t n)
{
	put16(s, code);
	put16(s, n);
	put(s, data, n);
	put_pad(s);
}

static inline void option_text(struct bytes *s, uint16_t code, const char *text)
{
	option(s, code, text, (uint16_t)strlen(text));
}

static inline void section_block(struct bytes *s)
{
	block_open(s, 0x0a0d0d0a);
	put32(s, 0x1a2b3c4d);
	put16(s, 1);
	put16(s, 0);
	put64(s, UINT64_MAX);
	block_shut(s);
}

static inline void interface_open(struct bytes *s, uint16_t link_type, uint32_t snaplen)
{
	block_open(s, 1);
	put16(s, link_type);
	put16(s, 0);
	put32(s, snaplen);
}

/* An interface with one option of one byte, such as if_tsresol; code 0: without. */
static inline void interface_block(struct bytes *s, uint16_t link_type, uint16_t code, uint8_t value)
{
	interface_open(s, link_type, 0);
	if (code)
		option(s, code, &value, 1);
	block_shut(s);
}

static inline void packet_open(struct bytes *s, uint32_t iface, uint64_t ticks, const char *data)
{
	uint32_t len = (uint32_t)strlen(data);

	block_open(s, 6);
	put32(s, iface);
	put32(s, (uint32_t)(ticks >> 32));
	put32(s, (uint32_t)ticks);
	put32(s, len);
	put32(s, len);
	put(s, data, len);
	put_pad(s);
}

static inline void packet_block(struct bytes *s, uint32_t iface, uint64_t ticks, const char *data)
{
	packet_open(s, iface, ticks, data);
	block_shut(s);
}

#endif
