/* test_writer.c: what is written is read back the same, in every format; and what happens when writing fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "capture/source.h"
#include "capture/writer.h"

static char dir[] = "/tmp/test_writer.XXXXXX";
static char path[64];

static const struct capture_interface eth = {
	.index = 0, .link_type = 1, .fcs_len = 4, .ts_digits = 6, .snaplen = 1500,
	.name = "eth0", .description = "a card",
	.filter = "udp", .os = "Linux", .hardware = "chip", .speed = 1000000000,
};
static const struct capture_interface cooked = { .index = 1, .link_type = 113, .fcs_len = 0xff, .ts_digits = 9 };
static const struct capture_interface coarse = {
	.index = 2, .link_type = 1, .fcs_len = 0xff, .ts_digits = 3, .name = ""
};

static const struct frame_options told = {
	.n_comments = 2,
	.comment = { { "first", 5 }, { "the second", 10 } },
	.has_flags = true, .has_drops = true, .has_packet_id = true, .has_queue = true,
	.flags = 0x81, .drops = 9, .packet_id = 77, .queue = 3,
};

#define BYTES(text) .data = (const uint8_t *)(text), .caplen = sizeof(text) - 1

static const struct frame frames[] = {
	{ .number = 1, .sec = 1700000000, .nsec = 123456000, .len = 60, BYTES("one"), .iface = &eth },
	{ .number = 2, .sec = 4294967295, .nsec = 999999999, .len = 4, BYTES("four"), .iface = &cooked,
	  .options = &told },
	{ .number = 3, .sec = 0, .nsec = 5000000, .len = 0, BYTES(""), .iface = &coarse },
	{ .number = 4, .sec = 1, .nsec = 0, .len = 9, BYTES("more bytes"), .iface = &eth },
};

static struct writer *open_writer(enum writer_format format)
{
	struct writer_error error = { 0 };
	struct writer *w =
		writer_open(path, &(struct writer_options){ .format = format, .application = "a test" }, &error);

	if (!w)
		fail_msg("%s", error.text);
	return w;
}

static struct source *open_source(void)
{
	struct source_error error = { 0 };
	struct source *s = source_open_file(path, &error);

	if (!s)
		fail_msg("%s", error.text);
	return s;
}

static long file_size(void)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (long)st.st_size;
}

static void expect_text(const char *a, const char *b)
{
	if (b)
		assert_string_equal(a, b);
	else
		assert_null(a);
}

static void expect_interface(const struct capture_interface *a, const struct capture_interface *b)
{
	assert_int_equal(a->link_type, b->link_type);
	assert_int_equal(a->fcs_len, b->fcs_len);
	assert_int_equal(a->ts_digits, b->ts_digits);
	assert_int_equal(a->snaplen, b->snaplen);
	assert_int_equal(a->speed, b->speed);
	expect_text(a->name, b->name);
	expect_text(a->description, b->description);
	expect_text(a->filter, b->filter);
	expect_text(a->os, b->os);
	expect_text(a->hardware, b->hardware);
}

static void expect_options(const struct frame_options *a, const struct frame_options *b)
{
	assert_int_equal(a->n_comments, b->n_comments);
	for (uint32_t i = 0; i < a->n_comments; i++) {
		assert_int_equal(a->comment[i].len, b->comment[i].len);
		assert_memory_equal(a->comment[i].text, b->comment[i].text, a->comment[i].len);
	}
	assert_true(a->has_flags == b->has_flags && a->has_drops == b->has_drops);
	assert_true(a->has_packet_id == b->has_packet_id && a->has_queue == b->has_queue);
	assert_true(a->flags == b->flags && a->drops == b->drops);
	assert_true(a->packet_id == b->packet_id && a->queue == b->queue);
}

static void expect_frame(const struct frame *a, const struct frame *b)
{
	assert_int_equal(a->sec, b->sec);
	assert_int_equal(a->nsec, b->nsec);
	assert_int_equal(a->len, b->len);
	assert_int_equal(a->caplen, b->caplen);
	assert_memory_equal(a->data, b->data, b->caplen);
}

static void pcapng_round_trip(void **state)
{
	struct frame back[8];

	(void)state;
	struct writer *w = open_writer(WRITER_PCAPNG);
	for (size_t i = 0; i < 4; i++)
		assert_true(writer_frame(w, &frames[i]));
	assert_int_equal(writer_n_interfaces(w), 3);
	assert_ptr_equal(writer_interface(w, 1), &cooked);
	assert_int_equal(writer_frames(w), 4);
	uint64_t bytes = writer_bytes(w);
	assert_true(writer_close(w, NULL));
	assert_int_equal(file_size(), bytes);

	struct source *s = open_source();
	assert_int_equal(source_read(s, back, 8), 4);
	for (size_t i = 0; i < 4; i++) {
		expect_frame(&back[i], &frames[i]);
		expect_interface(back[i].iface, frames[i].iface);
		if (frames[i].options)
			expect_options(back[i].options, frames[i].options);
		else
			assert_null(back[i].options);
	}
	assert_int_equal(back[3].iface->id, 0);
	assert_int_equal(source_read(s, back, 8), 0);
	source_close(s);
}

static void pcap_round_trip(void **state)
{
	static const enum writer_format formats[] = { WRITER_PCAP, WRITER_NSECPCAP };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct frame back[4];
		struct writer *w = open_writer(formats[i]);
		assert_true(writer_frame(w, &frames[1]));
		assert_true(writer_frame(w, &frames[1]));
		assert_true(writer_close(w, NULL));
		struct source *s = open_source();
		assert_int_equal(source_read(s, back, 4), 2);
		struct frame wanted = frames[1];
		if (formats[i] == WRITER_PCAP)
			wanted.nsec = 999999000;
		expect_frame(&back[1], &wanted);
		assert_int_equal(back[1].iface->link_type, 113);
		assert_int_equal(back[1].iface->fcs_len, 0xff);
		source_close(s);
	}
	struct writer *w = open_writer(WRITER_PCAP);
	assert_true(writer_frame(w, &frames[0]));
	assert_true(writer_close(w, NULL));
	struct source *s = open_source();
	assert_int_equal(source_interface(s, 0)->fcs_len, 4);
	assert_int_equal(source_interface(s, 0)->snaplen, 1500);
	source_close(s);
}

static void pcap_holds_one_link_type(void **state)
{
	struct writer_error error;
	struct frame back[4];

	(void)state;
	struct writer *w =
		writer_open(path, &(struct writer_options){ .format = WRITER_PCAP, .source_name = "in.pcapng" }, NULL);
	assert_true(writer_frame(w, &frames[0]));
	assert_true(writer_frame(w, &frames[2])); /* another interface, the same link type */
	assert_false(writer_frame(w, &frames[1]));
	assert_false(writer_frame(w, &frames[0])); /* it stays so */
	assert_false(writer_close(w, &error));
	assert_int_equal(error.code, WRITER_CANNOT_SAY);
	assert_string_equal(
		error.text,
		"Frame 2 of file \"in.pcapng\" has a network type that differs from the network type of earlier "
		"packets, which isn't supported in a \"Wireshark/tcpdump/... - pcap\" file.");
	struct source *s = open_source(); /* what came before is there */
	assert_int_equal(source_read(s, back, 4), 2);
	source_close(s);

	struct frame early = frames[0];
	early.sec = -1;
	w = open_writer(WRITER_PCAP);
	assert_false(writer_frame(w, &early));
	assert_int_equal(writer_error(w)->code, WRITER_CANNOT_SAY);
	assert_false(writer_close(w, NULL));
}

static void without_frames(void **state)
{
	struct frame back[1];

	(void)state;
	for (int format = 0; format < WRITER_N_FORMATS; format++)
		for (int declare = 0; declare < 2; declare++) {
			struct writer *w = open_writer((enum writer_format)format);
			if (declare)
				assert_true(writer_declare(w, &cooked) && writer_declare(w, &cooked));
			assert_true(writer_close(w, NULL));
			struct source *s = open_source();
			assert_int_equal(source_read(s, back, 1), 0);
			if (declare) {
				assert_int_equal(source_n_interfaces(s), 1);
				assert_int_equal(source_interface(s, 0)->link_type, 113);
			}
			source_close(s);
		}
}

/* Two sources may both have an interface 0. */
static void interfaces_of_several_sources(void **state)
{
	struct capture_interface other = {
		.index = 0, .link_type = 101, .fcs_len = 0xff, .ts_digits = 9, .name = "tun0"
	};
	struct frame f = { .number = 2, .sec = 3, .iface = &other }, back[4];

	(void)state;
	struct writer *w = open_writer(WRITER_PCAPNG);
	assert_true(writer_frame(w, &frames[0]) && writer_frame(w, &f) && writer_frame(w, &frames[0]) &&
		    writer_frame(w, &f));
	assert_true(writer_close(w, NULL));
	struct source *s = open_source();
	assert_int_equal(source_read(s, back, 4), 4);
	assert_int_equal(source_n_interfaces(s), 2);
	assert_int_equal(back[2].iface->id, 0);
	assert_string_equal(back[3].iface->name, "tun0");
	source_close(s);
}

static void large_packets_and_buffers(void **state)
{
	enum { SIZE = 262144 };
	uint8_t *data = malloc(SIZE);
	struct frame back[4];
	struct frame f = { .caplen = SIZE, .len = SIZE, .data = data, .iface = &eth };

	(void)state;
	assert_non_null(data);
	for (size_t i = 0; i < SIZE; i++)
		data[i] = (uint8_t)(i * 7 >> 3);
	for (int format = 0; format < WRITER_N_FORMATS; format++) {
		struct writer *w = open_writer((enum writer_format)format);
		for (int i = 0; i < 5; i++)
			assert_true(writer_frame(w, &frames[0]) && writer_frame(w, &f));
		uint64_t bytes = writer_bytes(w);
		assert_true(writer_close(w, NULL));
		assert_int_equal(file_size(), bytes);
		struct source *s = open_source();
		int n, total = 0;
		while ((n = source_read(s, back, 4)) > 0)
			for (int i = 0; i < n; i++, total++)
				if (total % 2)
					expect_frame(&back[i], &f);
		assert_int_equal(n, 0);
		assert_int_equal(total, 10);
		source_close(s);
	}
	free(data);
}

static void flushing(void **state)
{
	struct frame back[2];

	(void)state;
	struct writer *w = open_writer(WRITER_PCAPNG);
	assert_true(writer_frame(w, &frames[0]));
	assert_true(writer_flush(w));
	struct source *s = open_source(); /* while it is still being written */
	assert_int_equal(source_read(s, back, 2), 1);
	source_close(s);
	assert_true(writer_close(w, NULL));
}

static void files_are_private(void **state)
{
	struct stat st;

	(void)state;
	unlink(path);
	assert_true(writer_close(open_writer(WRITER_PCAPNG), NULL));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void failures(void **state)
{
	struct writer_options options = { .format = WRITER_PCAPNG };
	struct writer_error error;

	(void)state;
	assert_null(writer_open("/no/such/folder/x", &options, &error));
	assert_int_equal(error.code, WRITER_NO_FILE);
	assert_int_equal(error.err, ENOENT);
	assert_string_equal(error.text, "The path to the file \"/no/such/folder/x\" doesn't exist.");
	assert_null(writer_open("/", &options, &error));
	assert_string_equal(error.text, "\"/\" is a directory (folder), not a file.");
	assert_null(writer_open("/", &options, NULL));

	struct writer *w = writer_open("/dev/full", &options, &error);
	assert_non_null(w);
	assert_true(writer_frame(w, &frames[0]));
	assert_false(writer_flush(w));
	assert_int_equal(writer_error(w)->err, ENOSPC);
	assert_false(writer_frame(w, &frames[0]));
	assert_false(writer_close(w, &error));
	assert_int_equal(error.code, WRITER_IO);
	assert_int_equal(error.err, ENOSPC);
	assert_non_null(strstr(error.text, "no space left"));
}

/* Standard output whose reader has gone. */
static void a_closed_pipe(void **state)
{
	int fds[2], kept = dup(STDOUT_FILENO);
	struct writer_error error;

	(void)state;
	signal(SIGPIPE, SIG_IGN);
	fflush(stdout);
	assert_int_equal(pipe(fds), 0);
	close(fds[0]);
	dup2(fds[1], STDOUT_FILENO);
	struct writer *w = writer_open("-", &(struct writer_options){ .format = WRITER_PCAP }, &error);
	bool wrote = w && writer_frame(w, &frames[0]);
	bool good = writer_close(w, &error);
	dup2(kept, STDOUT_FILENO); /* the writer leaves it open */
	close(kept);
	close(fds[1]);
	assert_true(wrote);
	assert_false(good);
	assert_int_equal(error.err, EPIPE);
}

static void format_names(void **state)
{
	enum writer_format format;

	(void)state;
	for (int i = 0; i < WRITER_N_FORMATS; i++) {
		assert_true(writer_format_parse(writer_format_name((enum writer_format)i), &format));
		assert_int_equal(format, i);
		assert_non_null(writer_format_title(format));
	}
	assert_false(writer_format_parse("pcapn", &format));
	assert_false(writer_format_parse("", &format));
}

static int make_dir(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/out", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pcapng_round_trip),
		cmocka_unit_test(pcap_round_trip),
		cmocka_unit_test(pcap_holds_one_link_type),
		cmocka_unit_test(without_frames),
		cmocka_unit_test(interfaces_of_several_sources),
		cmocka_unit_test(large_packets_and_buffers),
		cmocka_unit_test(flushing),
		cmocka_unit_test(files_are_private),
		cmocka_unit_test(failures),
		cmocka_unit_test(a_closed_pipe),
		cmocka_unit_test(format_names),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
