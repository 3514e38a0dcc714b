/* stream_frames.h: for tests: bytes of a TCP connection as frames, one after the other, and what is printed of them. */
#ifndef PEEL_TESTS_UNIT_STREAM_FRAMES_H
#define PEEL_TESTS_UNIT_STREAM_FRAMES_H

#include <stdbool.h>

#include "pipeline.h"

enum { STREAM_FRONT = 14 + 20 + 20, STREAM_MOST = 2000, CLIENT_PORT = 40000 };

static struct pipeline stream_pipeline;
static struct buf stream_out;
static uint32_t stream_seq[2];

static int stream_set_up(void **state)
{
	(void)state;
	pipeline_open(&stream_pipeline, true, false);
	return setenv("TZ", "UTC", 1);
}

static int stream_tear_down(void **state)
{
	(void)state;
	pipeline_close(&stream_pipeline);
	buf_free(&stream_out);
	return 0;
}

/* Another connection. */
static void stream_restart(void)
{
	pipeline_restart(&stream_pipeline);
	stream_seq[0] = stream_seq[1] = 1000;
}

static void stream_put16(uint8_t *p, unsigned v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

/* The next segment of either side, as tree and as summary line. */
static const char *stream_text(unsigned port, bool to_server, const void *bytes, size_t n)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	static uint8_t frame[STREAM_FRONT + STREAM_MOST];
	static uint64_t number;
	uint32_t total = STREAM_FRONT + (uint32_t)n, *seq = &stream_seq[to_server];
	uint8_t *ip = frame + 14, *tcp = ip + 20;
	memset(frame, 0, STREAM_FRONT);
	stream_put16(frame + 12, 0x0800);
	ip[0] = 0x45;
	stream_put16(ip + 2, total - 14);
	ip[9] = 6;
	ip[15] = to_server ? 1 : 2;
	ip[19] = to_server ? 2 : 1;
	stream_put16(tcp, to_server ? CLIENT_PORT : port);
	stream_put16(tcp + 2, to_server ? port : CLIENT_PORT);
	stream_put16(tcp + 4, *seq >> 16);
	stream_put16(tcp + 6, *seq);
	tcp[12] = 0x50;
	tcp[13] = 0x18;
	tcp[14] = 0xff; /* a window, or each segment would be said to have none */
	memcpy(frame + STREAM_FRONT, bytes, n);
	*seq += (uint32_t)n;
	struct frame f = { .number = ++number, .caplen = total, .len = total, .data = frame, .iface = &iface };
	pipeline_frame(&stream_pipeline, &f);
	buf_clear(&stream_out);
	stream_pipeline.print.tree = true;
	stream_pipeline.print.summary = true;
	pipeline_print(&stream_pipeline, &sink_text, &stream_out);
	buf_char(&stream_out, 0);
	return stream_out.p;
}

/* Each of the texts, up to the first NULL, is in what was printed. */
static void stream_expect(const char *printed, const char *const *texts, unsigned most)
{
	for (unsigned i = 0; i < most && texts[i]; i++)
		if (!strstr(printed, texts[i]))
			fail_msg("no \"%s\" in %s", texts[i], printed);
}

#endif
