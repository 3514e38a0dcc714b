/* test_pcapng.c: reading of pcapng: sections, interfaces, options, blocks of every kind, what is cut short, what is damaged. */
#include "savefile_case.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
