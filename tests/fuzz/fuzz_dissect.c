/* fuzz_dissect.c: frames made of the input, through dissecting, tracking, the tree and all sinks.
 *
 *     byte 0, 1   the link type: one of a table by byte 0, or byte 1 itself when byte 0 is 0xff. The highest bit of byte 1:
 *                 nothing is remembered that only rows would tell, as when lines are printed
 *     then frames: a byte of options, two bytes of length (little-endian), the bytes of the frame
 *
 * The frames share a tracker, so that what one leaves behind is met by the next. */
#include <stdlib.h>
#include <string.h>

#include "output/pair_texts.h"
#include "tests/unit/pipeline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_FRAMES = 32, FRAME_HEAD = 3, SECOND = 1000000000 };

/* The options of a frame. */
enum { CUT = 1, COMMENT = 2, FIFTH_LATER = 4, NO_TIME = 8, SHORT_WIRE = 16, IN_ORDER = 32 };

/* LINKTYPE_ numbers that lead somewhere, and two that do not. */
static const uint16_t link_types[] = { 1, 0, 108, 101, 12, 14, 113, 276, 228, 229, 9, 50, 104, 105, 127, 147, 65535 };

static struct pipeline p;
static struct pair_texts pairs;
static struct buf out, again;
static struct memo *memos[4];
static struct field_spec spec[PIPELINE_FIELDS];
static unsigned n_fields;

/* What hangs in mapped pages looks like a leak at the end. */
static void close_at_end(void)
{
	for (unsigned i = 0; i < COUNT(memos); i++)
		memo_free(memos[i]);
	pipeline_close(&p);
}

static void open_once(void)
{
	static const char *const names[] = { "frame.protocols", "ip.addr",      "tcp.flags",
					     "eth.src",         "_ws.col.Info", "tcp.stream" };

	if (p.registry)
		return;
	pipeline_open(&p, true, true);
	pipeline_fields(&p, spec, names, COUNT(names));
	n_fields = p.print.n_fields;
	for (unsigned i = 0; i < COUNT(memos); i++)
		if (!(memos[i] = memo_new()))
			abort();
	p.pairs = &pairs;
	atexit(close_at_end);
}

static void print_all(void)
{
	buf_clear(&out);
	for (unsigned i = 0; all_sinks[i]; i++)
		pipeline_print(&p, all_sinks[i], &out);
	p.print.tree = p.print.hex = p.print.no_duplicate_keys = true;
	pipeline_print(&p, &sink_text, &out);
	pipeline_print(&p, &sink_json, &out);
	pipeline_print(&p, &sink_ek, &out);
	p.print.tree = p.print.hex = p.print.no_duplicate_keys = false;
}

/* Texts that are taken from earlier frames are those that this one would have. A memo in turn, by the number of the frame. */
static void print_from_memo(uint64_t number)
{
	static const struct sink *const sinks[] = { &sink_text, &sink_json, &sink_ek, &sink_jsonl };
	unsigned i = number % COUNT(sinks);

	buf_clear(&out);
	buf_clear(&again);
	p.print.n_fields = 0;
	p.print.tree = true;
	pipeline_print(&p, sinks[i], &out);
	for (unsigned k = 0; k < 2; k++) { /* the second time it is all known */
		buf_clear(&again);
		pipeline_print_memo(&p, sinks[i], memos[i], &again);
		if (again.len != out.len || (out.len && memcmp(again.p, out.p, out.len)))
			abort();
	}
	p.print.tree = false;
	p.print.n_fields = n_fields;
}

/* A frame of n bytes in a block of its own, so that the sanitizers see a read beyond its end. */
static void one_frame(const struct capture_interface *iface, uint64_t number, uint8_t how, const uint8_t *bytes,
		      uint32_t n)
{
	struct frame_options options = { .n_comments = 1, .has_flags = true, .flags = n };
	uint8_t *block = malloc(n ? n : 1);
	struct frame f = { .number = number,
			   .sec = 1700000000 + (int64_t)number,
			   .nsec = (uint32_t)number * 1000,
			   .caplen = n,
			   .len = n,
			   .data = block,
			   .iface = iface };

	if (!block)
		abort();
	if (n)
		memcpy(block, bytes, n);
	if (how & CUT)
		f.len += 1u + how * 8u;
	if (how & SHORT_WIRE)
		f.len /= 2;
	if (how & COMMENT) {
		options.comment[0].text = (const char *)block;
		options.comment[0].len = n < 40 ? n : 40;
		f.options = &options;
	}
	if (how & FIFTH_LATER)
		f.nsec += SECOND / 5;
	if (how & NO_TIME) {
		f.no_time = true;
		f.sec = f.nsec = 0;
	}
	p.options.tcp_in_order = how & IN_ORDER;
	pipeline_frame(&p, &f);
	print_all();
	print_from_memo(number);
	free(block);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct capture_interface iface = { .snaplen = 65535, .ts_digits = 6, .fcs_len = 0xff, .name = "fuzz" };

	open_once();
	p.bare = size > 1 && data[1] & 0x80;
	memset(&pairs, 0, sizeof pairs);
	pipeline_restart(&p);
	if (size < 2)
		return 0;
	iface.link_type = data[0] == 0xff ? data[1] : link_types[data[0] % COUNT(link_types)];
	if (data[1] & 1)
		iface.fcs_len = data[1] >> 1 & 7;
	data += 2;
	size -= 2;
	for (uint64_t number = 1; size > FRAME_HEAD && number <= MAX_FRAMES; number++) {
		uint32_t n = (uint32_t)data[1] | (uint32_t)data[2] << 8;
		uint8_t how = data[0];
		data += FRAME_HEAD;
		size -= FRAME_HEAD;
		if (n > size)
			n = (uint32_t)size;
		one_frame(&iface, number, how, data, n);
		data += n;
		size -= n;
	}
	return 0;
}
