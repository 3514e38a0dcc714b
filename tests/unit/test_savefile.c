/* test_savefile.c: reading of pcap, gzip, pipes and what is no capture: every byte order and resolution, what is cut short, what
 * is damaged. */
#include <sys/stat.h>
#include <unistd.h>

#include <zlib.h>

#include "savefile_case.h"

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
		TEST(not_a_capture),
		TEST(gzip_files),
		TEST(files_that_cannot_be_opened),
		TEST(a_pipe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
