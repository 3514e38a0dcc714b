/* test_savefile.c: reading of pcap and pcapng: every byte order and resolution, what is cut short, what is damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <zlib.h>

#include "capture/savefile.h"
#include "savefile_bytes.h"

static struct bytes s; /* the file under test; every test begins it anew */

static int start(void **state)
{
	(void)state;
	memset(&s, 0, sizeof s);
	return 0;
}

static struct source *open_bytes(size_t step)
{
	struct source_error error = { 0 };
	struct source *source = savefile_open_memory(s.b, s.n, step, &error);

	if (!source)
		fail_msg("%s", error.text);
	return source;
}

static void expect_text(struct frame *f, const char *text)
{
	assert_int_equal(f->caplen, strlen(text));
	assert_memory_equal(f->data, text, strlen(text));
}

/* Reads all, in batches of max; returns how many frames there were and, in *code, how it ended. */
static int count(size_t step, int max, int *code)
{
	struct frame batch[64];
	struct source *source = open_bytes(step);
	int n, total = 0;

	while ((n = source_read(source, batch, max)) > 0) {
		for (int i = 0; i < n; i++)
			assert_int_equal(batch[i].number, total + i + 1);
		total += n;
	}
	*code = (int)source_error(source)->code;
	assert_int_equal(n, *code == SOURCE_OK ? 0 : -1);
	assert_int_equal(source_read(source, batch, max), n); /* and it stays so */
	source_close(source);
	return total;
}

static void expect(int frames, int code)
{
	static const size_t steps[] = { 0, 1, 7, 64 };

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (int max = 1; max <= 64; max += 21) {
			int ended;
			assert_int_equal(count(steps[i], max, &ended), frames);
			assert_int_equal(ended, code);
		}
}

static void expect_no_capture(int code)
{
	struct source_error error = { 0 };

	assert_null(savefile_open_memory(s.b, s.n, 0, &error));
	assert_int_equal(error.code, code);
	assert_null(strchr(error.text, '\n'));
	assert_true(strlen(error.text) > 10);
	assert_null(savefile_open_memory(s.b, s.n, 3, NULL));
}

static void pcap_every_magic(void **state)
{
	static const struct {
		uint32_t magic, nsec;
	} cases[] = { { 0xa1b2c3d4, 5000 }, { 0xa1b23c4d, 5 }, { 0xa1b2cd34, 5000 } };

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		struct frame f[8];
		start(NULL);
		s.big = i % 2;
		pcap_header(&s, cases[i / 2].magic, 4, 113);
		for (int k = 0; k < 2; k++) {
			pcap_record(&s, 4000000000u, 5, "", 100);
			s.n -= 8;
			put32(&s, 5);
			put32(&s, 100);
			if (i / 2 == 2)
				put64(&s, 0); /* Kuznetzov's longer header */
			put(&s, "hello", 5);
		}
		struct source *source = open_bytes(0);
		assert_int_equal(source_read(source, f, 8), 2);
		assert_int_equal(f[1].sec, 4000000000);
		assert_int_equal(f[1].nsec, cases[i / 2].nsec);
		assert_int_equal(f[1].len, 100);
		expect_text(&f[1], "hello");
		assert_int_equal(f[1].iface->link_type, 113);
		assert_int_equal(f[1].iface->section, 0);
		assert_int_equal(f[1].iface->ts_digits, i / 2 == 1 ? 9 : 6);
		assert_int_equal(f[1].iface->fcs_len, 0xff);
		assert_null(f[1].options);
		source_close(source);
		expect(2, SOURCE_OK);
	}
}

static void pcap_broken_numbers_are_kept(void **state)
{
	struct frame f[8];

	(void)state;
	pcap_header(&s, 0xa1b2c3d4, 4, 1);
	pcap_record(&s, 1, 1000001, "x", 0xffffffff);
	pcap_record(&s, 1, 0xffffffff, "xyz", 1);
	struct source *source = open_bytes(0);
	assert_int_equal(source_read(source, f, 8), 2);
	assert_int_equal(f[0].nsec, 1000001000);
	assert_int_equal(f[0].len, INT32_MAX);
	assert_int_equal((int32_t)f[1].nsec, -1000);
	assert_int_equal(f[1].len, 1); /* less than captured: as the file says */
	source_close(source);
}

static void pcap_old_versions_swap_lengths(void **state)
{
	struct frame f[8];

	(void)state;
	pcap_header(&s, 0xa1b2c3d4, 2, 1);
	put32(&s, 1), put32(&s, 1), put32(&s, 70), put32(&s, 3);
	put(&s, "abc", 3);
	struct source *source = open_bytes(0);
	assert_int_equal(source_read(source, f, 8), 1);
	expect_text(&f[0], "abc");
	assert_int_equal(f[0].len, 70);
	source_close(source);
	s.b[6] = 3; /* version 2.3: either way round */
	pcap_record(&s, 1, 1, "def", 70);
	expect(2, SOURCE_OK);
}

static void pcap_network_word(void **state)
{
	(void)state;
	pcap_header(&s, 0xa1b2c3d4, 4, 0x44000001);
	struct source *source = open_bytes(0);
	assert_int_equal(source_interface(source, 0)->fcs_len, 8);
	assert_int_equal(source_interface(source, 0)->link_type, 1);
	assert_null(source_interface(source, 1));
	source_close(source);
	start(NULL);
	pcap_header(&s, 0xa1b2c3d4, 4, 0x00010001);
	expect_no_capture(SOURCE_DAMAGED);
	start(NULL);
	pcap_header(&s, 0xa1b2c3d4, 4, 1);
	s.b[4] = 1;
	expect_no_capture(SOURCE_DAMAGED);
}

static void pcap_cut_anywhere(void **state)
{
	(void)state;
	pcap_header(&s, 0xa1b2c3d4, 4, 1);
	pcap_record(&s, 1, 1, "first", 5);
	size_t whole = s.n;
	pcap_record(&s, 1, 1, "second", 6);
	size_t all = s.n;
	for (s.n = all; s.n > whole; s.n--)
		expect(s.n == all ? 2 : 1, s.n == all ? SOURCE_OK : SOURCE_CUT_SHORT);
	expect(1, SOURCE_OK);
	for (s.n = 23; s.n >= 4; s.n--)
		expect_no_capture(SOURCE_CUT_SHORT);
	for (; s.n > 0; s.n--)
		expect_no_capture(SOURCE_NOT_CAPTURE);
	expect(0, SOURCE_OK); /* an empty file is a capture of nothing */
}

static void pcap_huge_record(void **state)
{
	(void)state;
	pcap_header(&s, 0xa1b2c3d4, 4, 1);
	pcap_record(&s, 1, 1, "first", 5);
	put32(&s, 1), put32(&s, 1), put32(&s, 262145), put32(&s, 262145);
	expect(1, SOURCE_DAMAGED);
	s.b[20] = 231; /* D-Bus messages may be longer: now the file is merely too short */
	expect(1, SOURCE_CUT_SHORT);
}

static void a_packet_larger_than_the_buffer(void **state)
{
	struct frame f[4];
	static uint8_t big[24 + 3 * (16 + 262144)];
	struct source_error error;

	(void)state;
	pcap_header(&s, 0xa1b2c3d4, 4, 1);
	memcpy(big, s.b, 24);
	for (size_t i = 0; i < 3; i++) {
		s.n = 0;
		put32(&s, 1), put32(&s, (uint32_t)i), put32(&s, 262144), put32(&s, 262144);
		memcpy(big + 24 + i * (16 + 262144), s.b, 16);
		big[24 + i * (16 + 262144) + 16 + 262143] = (uint8_t)(i + 1);
	}
	struct source *source = savefile_open_memory(big, sizeof big, 1000, &error);
	assert_non_null(source);
	for (uint8_t i = 1; i <= 3; i++) {
		assert_int_equal(source_read(source, f, 4), 1);
		assert_int_equal(f[0].data[262143], i);
	}
	assert_int_equal(source_read(source, f, 4), 0);
	uint64_t done, total;
	assert_true(source_progress(source, &done, &total));
	assert_int_equal(done, sizeof big);
	assert_int_equal(total, sizeof big);
	source_close(source);
}

static void pcapng_sections_and_interfaces(void **state)
{
	struct frame f[8];
	uint64_t speed = 1000000000;

	(void)state;
	section_block(&s);
	interface_open(&s, 1, 96);
	option_text(&s, 2, "eth0");
	option_text(&s, 2, "second name");
	option_text(&s, 3, "an Ethernet");
	option(&s, 8, &speed, 8);
	option(&s, 11, "\0tcp port 80", 12);
	option_text(&s, 12, "Linux");
	option(&s, 13, "\4", 1);
	option_text(&s, 15, "a card");
	option(&s, 0, "", 0);
	block_shut(&s);
	packet_block(&s, 0, 1000001, "one");
	interface_block(&s, 113, 9, 9);
	packet_block(&s, 1, 5000000001, "two");
	s.big = true;
	section_block(&s);
	interface_block(&s, 101, 0, 0);
	packet_block(&s, 0, 7, "three");

	struct source *source = open_bytes(0);
	assert_int_equal(source_read(source, f, 8), 3);
	assert_int_equal(source_n_interfaces(source), 3);
	assert_ptr_equal(f[0].iface, source_interface(source, 0));
	assert_string_equal(f[0].iface->name, "eth0");
	assert_string_equal(f[0].iface->description, "an Ethernet");
	assert_string_equal(f[0].iface->filter, "tcp port 80");
	assert_string_equal(f[0].iface->os, "Linux");
	assert_string_equal(f[0].iface->hardware, "a card");
	assert_int_equal(f[0].iface->speed, speed);
	assert_int_equal(f[0].iface->fcs_len, 4);
	assert_int_equal(f[0].iface->snaplen, 96);
	assert_int_equal(f[0].sec, 1);
	assert_int_equal(f[0].nsec, 1000);
	assert_int_equal(f[1].iface->id, 1);
	assert_int_equal(f[1].iface->ts_digits, 9);
	assert_int_equal(f[1].sec, 5);
	assert_int_equal(f[1].nsec, 1);
	assert_null(f[1].iface->name);
	expect_text(&f[2], "three");
	assert_int_equal(f[2].iface->id, 0);    /* counts anew in a section ... */
	assert_int_equal(f[2].iface->index, 2); /* ... but not here */
	assert_int_equal(f[2].iface->section, 2);
	assert_int_equal(f[2].iface->link_type, 101);
	assert_int_equal(f[2].nsec, 7000);
	source_close(source);
	expect(3, SOURCE_OK);
}

static void pcapng_resolutions(void **state)
{
	const uint64_t ticks = 123456789012345;
	static const struct {
		uint8_t resolution, digits;
		int64_t sec;
		uint32_t nsec;
	} cases[] = {
		{ 0, 0, 123456789012345, 0 },
		{ 3, 3, 123456789012, 345000000 },
		{ 6, 6, 123456789, 12345000 },
		{ 7, 7, 12345678, 901234500 },
		{ 9, 9, 123456, 789012345 },
		{ 10, 9, 12345, 678901234 }, /* truncated to nanoseconds */
		{ 12, 9, 123, 456789012 },
		{ 18, 9, 0, 123456 },
		{ 27, 9, 0, 0 },
		{ 28, 9, 0, 0 },
		{ 29, 9, 0, 0 },
		{ 127, 9, 0, 0 },
		{ 0x80, 9, 123456789012345, 0 },
		{ 0x8a, 9, 120563270519, 868164062 }, /* 2^-10 s */
		{ 0xa0, 9, 28744, 523649184 },
		{ 0xbf, 9, 0, 13385 },
		{ 0xc0, 9, 0, 6692 },
		{ 0xff, 9, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct frame f[2];
		start(NULL);
		section_block(&s);
		interface_block(&s, 1, 9, cases[i].resolution);
		packet_block(&s, 0, ticks, "x");
		struct source *source = open_bytes(0);
		assert_int_equal(source_read(source, f, 2), 1);
		assert_int_equal(f[0].sec, cases[i].sec);
		assert_int_equal(f[0].nsec, cases[i].nsec);
		assert_int_equal(f[0].iface->ts_digits, cases[i].digits);
		source_close(source);
	}
}

static void pcapng_time_offset(void **state)
{
	struct frame f[2];

	(void)state;
	section_block(&s);
	interface_open(&s, 1, 0);
	put16(&s, 14), put16(&s, 8), put64(&s, (uint64_t)-1000);
	block_shut(&s);
	packet_block(&s, 0, 123456789, "x");
	struct source *source = open_bytes(0);
	assert_int_equal(source_read(source, f, 2), 1);
	assert_int_equal(f[0].sec, -877);
	assert_int_equal(f[0].nsec, 456789000);
	source_close(source);
}

static void pcapng_packet_options(void **state)
{
	struct frame f[4];
	const struct frame_options *o;

	(void)state;
	for (int big = 0; big < 2; big++) {
		start(NULL);
		s.big = big;
		section_block(&s);
		interface_block(&s, 1, 0, 0);
		packet_open(&s, 0, 1, "one");
		option_text(&s, 1, "a comment");
		put16(&s, 2), put16(&s, 4), put32(&s, 0x81);
		put16(&s, 4), put16(&s, 8), put64(&s, 7);
		put16(&s, 5), put16(&s, 8), put64(&s, UINT64_MAX);
		put16(&s, 6), put16(&s, 4), put32(&s, 3);
		option(&s, 77, "unknown", 7);
		option(&s, 1, "cut\0here", 8);
		option(&s, 0, "", 0);
		option_text(&s, 1, "after the end");
		block_shut(&s);
		packet_open(&s, 0, 1, "two");
		for (int i = 0; i < FRAME_MAX_COMMENTS + 3; i++)
			option_text(&s, 1, "many");
		block_shut(&s);

		struct source *source = open_bytes(0);
		assert_int_equal(source_read(source, f, 4), 2);
		o = f[0].options;
		assert_int_equal(o->n_comments, 2);
		assert_int_equal(o->comment[0].len, 9);
		assert_memory_equal(o->comment[0].text, "a comment", 9);
		assert_int_equal(o->comment[1].len, 3);
		assert_true(o->has_flags && o->has_drops && o->has_packet_id && o->has_queue);
		assert_int_equal(o->flags, 0x81);
		assert_int_equal(o->drops, 7);
		assert_true(o->packet_id == UINT64_MAX);
		assert_int_equal(o->queue, 3);
		o = f[1].options;
		assert_int_equal(o->n_comments, FRAME_MAX_COMMENTS);
		assert_false(o->has_flags || o->has_drops || o->has_packet_id || o->has_queue);
		source_close(source);
		expect(2, SOURCE_OK);
	}
}

static void pcapng_more_options_than_a_batch_holds(void **state)
{
	struct frame f[100];

	(void)state;
	section_block(&s);
	interface_block(&s, 1, 0, 0);
	for (int i = 0; i < 90; i++) {
		char text[32];
		snprintf(text, sizeof text, "comment %d", i);
		packet_open(&s, 0, 1, "x");
		option_text(&s, 1, text);
		block_shut(&s);
	}
	struct source *source = open_bytes(0);
	int total = 0, n;
	while ((n = source_read(source, f, 100)) > 0)
		for (int i = 0; i < n; i++, total++) {
			char text[32];
			snprintf(text, sizeof text, "comment %d", total);
			assert_memory_equal(f[i].options->comment[0].text, text, strlen(text));
		}
	assert_int_equal(n, 0);
	assert_int_equal(total, 90);
	source_close(source);
}

static void pcapng_simple_and_obsolete_packets(void **state)
{
	struct frame f[4];

	(void)state;
	section_block(&s);
	interface_open(&s, 1, 4);
	block_shut(&s);
	block_open(&s, 3);
	put32(&s, 60);
	put(&s, "abcd", 4);
	block_shut(&s);
	for (int drops = 5; drops <= 0xffff; drops += 0xfffa) { /* 0xffff: not known */
		block_open(&s, 2);
		put16(&s, 0), put16(&s, (uint16_t)drops);
		put32(&s, 0), put32(&s, 8), put32(&s, 3), put32(&s, 9);
		put(&s, "xyz", 3);
		block_shut(&s);
	}
	struct source *source = open_bytes(0);
	assert_int_equal(source_read(source, f, 4), 3);
	expect_text(&f[0], "abcd");
	assert_int_equal(f[0].len, 60);
	assert_true(f[0].no_time);
	expect_text(&f[1], "xyz");
	assert_false(f[1].no_time);
	assert_int_equal(f[1].len, 9);
	assert_int_equal(f[1].nsec, 8000);
	assert_int_equal(f[1].options->drops, 5);
	assert_null(f[2].options);
	source_close(source);
	expect(3, SOURCE_OK);
}

static void pcapng_other_blocks_are_skipped(void **state)
{
	static const uint32_t types[] = { 4, 9, 10, 0xbad, 0x40000bad, 0x80000001, 7 };

	(void)state;
	section_block(&s);
	interface_block(&s, 1, 0, 0);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		block_open(&s, types[i]);
		put(&s, "anything at all", 4 * i < 15 ? 4 * i : 15);
		block_shut(&s);
		packet_block(&s, 0, i, "x");
	}
	expect(7, SOURCE_OK);
}

static void pcapng_cut_anywhere(void **state)
{
	(void)state;
	section_block(&s);
	size_t section = s.n;
	interface_block(&s, 1, 0, 0);
	size_t none = s.n;
	packet_block(&s, 0, 1, "first");
	size_t one = s.n;
	packet_block(&s, 0, 2, "second");
	for (const size_t two = s.n; s.n > 0; s.n--) {
		bool whole = s.n == section || s.n == none || s.n == one || s.n == two;
		int frames = s.n == two ? 2 : s.n >= one ? 1 : 0;
		if (s.n >= section)
			expect(frames, whole ? SOURCE_OK : SOURCE_CUT_SHORT);
		else
			expect_no_capture(s.n >= 4 ? SOURCE_CUT_SHORT : SOURCE_NOT_CAPTURE);
	}
}

/* A good packet, one with a word of it overwritten, a good one: the first is delivered, then comes the complaint. */
static void expect_damage(size_t offset, uint32_t word)
{
	start(NULL);
	section_block(&s);
	interface_block(&s, 1, 0, 0);
	packet_block(&s, 0, 1, "four");
	size_t at = s.n;
	packet_open(&s, 0, 1, "four");
	put16(&s, 1), put16(&s, 4);
	put(&s, "text", 4);
	block_shut(&s);
	size_t next = s.n;
	packet_block(&s, 0, 1, "four");
	size_t end = s.n;
	s.n = at + offset;
	assert_true(s.n < next);
	put32(&s, word);
	s.n = end;
	expect(1, SOURCE_DAMAGED);
}

static void pcapng_damage(void **state)
{
	(void)state;
	static const uint32_t lengths[] = { 0, 4, 11, 12, 28, 31, 32, 40, 0x7ffffffc, 0xfffffffc, 0xffffffff };

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		expect_damage(4, lengths[i]);
	expect_damage(8, 1); /* no such interface */
	expect_damage(8, 0xffffffff);
	expect_damage(20, 17); /* more captured than the block holds */
	expect_damage(20, 0xffffffff);
	expect_damage(20, 0xfffffffd);
	expect_damage(32, 1 | 5u << 16); /* an option longer than the block */
	expect_damage(32, 1 | 0xffffu << 16);
	expect_damage(32, 2 | 3u << 16); /* options of the wrong length */
	expect_damage(32, 4 | 4u << 16);
	expect_damage(32, 5 | 4u << 16);
	expect_damage(32, 6 | 3u << 16);
	expect_damage(32, 7);
	expect_damage(32, 2988 | 3u << 16);
	expect_damage(40, 48); /* the length again, different */
}

static void pcapng_packets_need_an_interface(void **state)
{
	(void)state;
	section_block(&s);
	packet_block(&s, 0, 1, "x");
	expect(0, SOURCE_DAMAGED);
	start(NULL);
	section_block(&s);
	interface_block(&s, 1, 0, 0);
	section_block(&s); /* which has none */
	block_open(&s, 3);
	put32(&s, 4);
	put(&s, "abcd", 4);
	block_shut(&s);
	expect(0, SOURCE_DAMAGED);
}

static void pcapng_section_headers(void **state)
{
	(void)state;
	section_block(&s);
	s.b[12] = 2; /* version 2.0 */
	expect_no_capture(SOURCE_DAMAGED);
	s.b[12] = 1;
	s.b[14] = 2; /* 1.2 was written by mistake for 1.0 */
	expect(0, SOURCE_OK);
	s.b[8] = 0;
	expect_no_capture(SOURCE_NOT_CAPTURE);
	s.b[8] = 0x4d;
	s.b[4] = 24; /* too short for itself */
	expect_no_capture(SOURCE_DAMAGED);
	start(NULL);
	section_block(&s);
	section_block(&s);
	s.b[28 + 8] = 0;
	expect(0, SOURCE_DAMAGED);
}

static void pcapng_lengths_without_padding(void **state)
{
	(void)state;
	section_block(&s);
	interface_block(&s, 1, 0, 0);
	packet_block(&s, 0, 1, "abc");
	packet_block(&s, 0, 1, "abc");
	size_t end = s.n;
	s.n = end - 72 + 4;
	put32(&s, 35);
	s.n = end - 36 - 4;
	put32(&s, 35);
	s.n = end;
	expect(2, SOURCE_OK);
}

static void pcapng_too_many_interfaces(void **state)
{
	const size_t n = SOURCE_MAX_INTERFACES + 1;
	struct source_error error;
	struct frame f[2];
	uint8_t *file = malloc(28 + 20 * n);

	(void)state;
	assert_non_null(file);
	section_block(&s);
	interface_block(&s, 1, 0, 0);
	assert_int_equal(s.n, 48);
	memcpy(file, s.b, 28);
	for (size_t i = 0; i < n; i++)
		memcpy(file + 28 + 20 * i, s.b + 28, 20);
	struct source *source = savefile_open_memory(file, 28 + 20 * n, 0, &error);
	assert_non_null(source);
	assert_int_equal(source_read(source, f, 2), -1);
	assert_int_equal(source_error(source)->code, SOURCE_DAMAGED);
	assert_int_equal(source_n_interfaces(source), SOURCE_MAX_INTERFACES);
	source_close(source);
	free(file);
}

static void not_a_capture(void **state)
{
	(void)state;
	put(&s, "just some text, and no capture", 30);
	expect_no_capture(SOURCE_NOT_CAPTURE);
	start(NULL);
	packet_block(&s, 0, 1, "x"); /* a block, but no section before it */
	expect_no_capture(SOURCE_NOT_CAPTURE);
}

static void pack(int copies)
{
	static uint8_t packed[1 << 16];
	uLong n = 0;

	for (int i = 0; i < copies; i++) {
		z_stream z = { .next_in = s.b,
			       .avail_in = (uInt)s.n,
			       .next_out = packed + n,
			       .avail_out = (uInt)(sizeof packed - n) };
		assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
		assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
		n += z.total_out;
		deflateEnd(&z);
	}
	memcpy(s.b, packed, n);
	s.n = n;
}

static void gzip_files(void **state)
{
	(void)state;
	section_block(&s);
	interface_block(&s, 1, 0, 0);
	for (int i = 0; i < 50; i++)
		packet_block(&s, 0, 1, "a packet");
	pack(2); /* two members: the second begins a new section */
	expect(100, SOURCE_OK);
	put(&s, "rubbish", 7);
	expect(100, SOURCE_OK);
	s.n -= 7;

	int code;
	s.n -= 8; /* the checksum is missing */
	assert_int_equal(count(0, 64, &code), 100);
	assert_int_equal(code, SOURCE_CUT_SHORT);
	s.n += 8;
	s.b[s.n - 8] ^= 1; /* the checksum is wrong */
	assert_int_equal(count(0, 64, &code), 100);
	assert_int_equal(code, SOURCE_IO);
	s.n = 10;
	expect_no_capture(SOURCE_CUT_SHORT);
	start(NULL);
	pack(1); /* nothing, compressed */
	expect(0, SOURCE_OK);
}

static void files_that_cannot_be_opened(void **state)
{
	struct source_error error = { 0 };

	(void)state;
	assert_null(source_open_file("no/such file", &error));
	assert_int_equal(error.code, SOURCE_NO_FILE);
	assert_string_equal(error.text, "The file \"no/such file\" doesn't exist.");
	assert_null(source_open_file("/", &error));
	assert_string_equal(error.text, "\"/\" is a directory (folder), not a file.");
	assert_null(source_open_file("/dev/null", &error));
	assert_int_equal(error.code, SOURCE_NO_FILE);
	assert_null(source_open_file("no\nsuch", NULL));
	assert_null(source_open_file("no\nsuch", &error));
	assert_null(strchr(error.text, '\n'));
}

/* A pipe gives what has arrived, and can be stopped while it has nothing. */
static void a_pipe(void **state)
{
	int fds[2];
	struct frame f[8];
	struct source_error error = { 0 };
	char path[64];

	(void)state;
	pcap_header(&s, 0xa1b2c3d4, 4, 1);
	pcap_record(&s, 1, 1, "first", 5);
	pcap_record(&s, 1, 1, "second", 6);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(write(fds[1], s.b, s.n - 3), s.n - 3);
	snprintf(path, sizeof path, "/dev/fd/%d", fds[0]);
	struct source *source = source_open_file(path, &error);
	assert_non_null(source);
	uint64_t done, total;
	assert_false(source_progress(source, &done, &total));
	assert_int_equal(source_read(source, f, 8), 1);
	expect_text(&f[0], "first");
	assert_int_equal(write(fds[1], s.b + s.n - 3, 3), 3);
	assert_int_equal(source_read(source, f, 8), 1);
	expect_text(&f[0], "second");
	source_stop(source);
	assert_int_equal(source_read(source, f, 8), 0); /* nobody writes, and yet it returns */
	source_close(source);
	close(fds[0]);
	close(fds[1]);
}

#define TEST(name) cmocka_unit_test_setup(name, start)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pcap_every_magic),
		TEST(pcap_broken_numbers_are_kept),
		TEST(pcap_old_versions_swap_lengths),
		TEST(pcap_network_word),
		TEST(pcap_cut_anywhere),
		TEST(pcap_huge_record),
		TEST(a_packet_larger_than_the_buffer),
		TEST(pcapng_sections_and_interfaces),
		TEST(pcapng_resolutions),
		TEST(pcapng_time_offset),
		TEST(pcapng_packet_options),
		TEST(pcapng_more_options_than_a_batch_holds),
		TEST(pcapng_simple_and_obsolete_packets),
		TEST(pcapng_other_blocks_are_skipped),
		TEST(pcapng_cut_anywhere),
		TEST(pcapng_damage),
		TEST(pcapng_packets_need_an_interface),
		TEST(pcapng_section_headers),
		TEST(pcapng_lengths_without_padding),
		TEST(pcapng_too_many_interfaces),
		TEST(not_a_capture),
		TEST(gzip_files),
		TEST(files_that_cannot_be_opened),
		TEST(a_pipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
