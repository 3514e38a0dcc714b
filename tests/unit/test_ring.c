/* test_ring.c: the conditions of -a and -b, the names of ring files, and which files remain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "capture/ring.h"
#include "capture/source.h"

#define SECOND INT64_C(1000000000)
#define NOW (INT64_C(1700000000) * SECOND) /* 2023-11-14 22:13:20 UTC */

static char dir[] = "/tmp/test_ring.XXXXXX";
static char path[64];
static char opened[1000][128];
static int n_opened, n_closed;

static const struct capture_interface eth = { .link_type = 1, .fcs_len = 0xff, .ts_digits = 6, .name = "eth0" };
static const struct capture_interface tun = { .index = 1, .link_type = 101, .fcs_len = 0xff, .ts_digits = 6 };
static uint8_t payload[1000];

static const struct frame frame = { .number = 1, .caplen = sizeof payload, .len = sizeof payload, .data = payload,
				    .iface = &eth };

static int start(void **state)
{
	(void)state;
	n_opened = n_closed = 0;
	return 0;
}

/* Files in the folder; removes them. */
static int sweep(void **state)
{
	struct dirent *e;
	int n = 0;
	DIR *d = opendir(dir);

	(void)state;
	while ((e = readdir(d)))
		if (e->d_name[0] != '.') {
			char name[512];
			snprintf(name, sizeof name, "%s/%s", dir, e->d_name);
			unlink(name);
			n++;
		}
	closedir(d);
	return n;
}

static int finish(void **state)
{
	sweep(state);
	return 0;
}

static void on_open(void *context, const char *name)
{
	assert_ptr_equal(context, &n_opened);
	snprintf(opened[n_opened++], sizeof opened[0], "%s", name);
}

static void on_close(void *context, const char *name)
{
	(void)context;
	assert_string_equal(name, opened[n_closed++]);
}

/* Space-separated arguments of -b and of -a. */
static struct ring_options options_of(const char *ring, const char *stop)
{
	struct ring_options o = { .opened = on_open, .closed = on_close, .context = &n_opened };
	char words[256], error[256], *save;

	snprintf(words, sizeof words, "%s", ring);
	for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
		if (!limits_parse_ring(&o.ring, w, error, sizeof error))
			fail_msg("%s", error);
	snprintf(words, sizeof words, "%s", stop);
	for (char *w = strtok_r(words, " ", &save); w; w = strtok_r(NULL, " ", &save))
		if (!limits_parse_stop(&o.stop, w, error, sizeof error))
			fail_msg("%s", error);
	assert_null(limits_complaint(&o.ring, &o.stop));
	return o;
}

static struct ring *open_ring(const char *ring, const char *stop)
{
	struct ring_options o = options_of(ring, stop);
	struct writer_error error = { 0 };
	struct ring *r = ring_open(path, &o, NOW, &error);

	if (!r)
		fail_msg("%s", error.text);
	return r;
}

static int count_frames(const char *name)
{
	struct source_error error = { 0 };
	struct frame batch[16];
	int n, total = 0;
	struct source *s = source_open_file(name, &error);

	if (!s)
		fail_msg("%s", error.text);
	while ((n = source_read(s, batch, 16)) > 0)
		total += n;
	assert_int_equal(n, 0);
	source_close(s);
	return total;
}

static void names(void **state)
{
	char name[64];
	static const struct {
		const char *path, *name;
		uint32_t number;
		bool time_first;
	} cases[] = {
		{ "x.pcapng", "x_00001_20231114221320.pcapng", 1, false },
		{ "x.pcapng", "x_20231114221320_00012.pcapng", 12, true },
		{ "noext", "noext_00002_20231114221320", 2, false },
		{ "a.b.c", "a.b_00003_20231114221320.c", 3, false },
		{ "d.ir/x", "d.ir/x_99999_20231114221320", 99999, false },
		{ "x.y", "x_00000_20231114221320.y", 100000, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(ring_name(name, sizeof name, cases[i].path, cases[i].number, NOW, cases[i].time_first));
		assert_string_equal(name, cases[i].name);
	}
	assert_false(ring_name(name, 10, "x", 1, NOW, false));
}

static void good_arguments(void **state)
{
	struct ring_options o = options_of("duration:1.5 filesize:10 files:3 packets:7 interval:60 nametimenum:2",
					   "duration:0 filesize:4294967295 files:2 packets:9");

	(void)state;
	assert_true(o.ring.has_duration && o.ring.time_first && o.stop.has_duration);
	assert_true(o.ring.duration > 1.4 && o.ring.duration < 1.6);
	assert_int_equal(o.ring.filesize, 10000);
	assert_int_equal(o.ring.files, 3);
	assert_int_equal(o.ring.packets, 7);
	assert_int_equal(o.ring.interval, 60);
	assert_int_equal(o.stop.filesize, 4294967295000);
	assert_int_equal(o.stop.files, 2);
	assert_int_equal(o.stop.packets, 9);
	assert_true(limits_want_ring(&o.ring));
	assert_true(limits_want_ring(&(struct limits){ .interval = 1 }));
	assert_false(limits_want_ring(&(struct limits){ .files = 1 }));
	assert_non_null(limits_complaint(&(struct limits){ .files = 1 }, &(struct limits){ 0 }));
	assert_non_null(limits_complaint(&(struct limits){ 0 }, &(struct limits){ .files = 1 }));
	assert_null(limits_complaint(&(struct limits){ 0 }, &(struct limits){ .packets = 1 }));
}

static void bad_arguments(void **state)
{
	static const struct {
		bool ring;
		const char *arg, *error;
	} cases[] = {
		{ true, "foo:1", "Invalid or unknown -b arg \"foo:1\"" },
		{ true, "filesize", "Invalid or unknown -b arg \"filesize\"" },
		{ true, "filesize:", "Invalid or unknown -b arg \"filesize:\"" },
		{ true, ":5", "Invalid or unknown -b arg \":5\"" },
		{ true, "", "Invalid or unknown -b arg \"\"" },
		{ true, "file:5", "Invalid or unknown -b arg \"file:5\"" },
		{ false, "foo", "Invalid or unknown -a flag \"foo\"" },
		{ false, "interval:5", "Invalid or unknown -a flag \"interval:5\"" },
		{ true, "filesize:0", "The specified ring buffer filesize is zero" },
		{ true, "filesize:abc", "The specified ring buffer filesize \"abc\" isn't a decimal number" },
		{ true, "filesize:1x", "The specified ring buffer filesize \"1x\" isn't a decimal number" },
		{ true, "filesize: 1", "The specified ring buffer filesize \" 1\" isn't a decimal number" },
		{ true, "filesize:4294967296",
		  "The specified ring buffer filesize \"4294967296\" is too large (greater than 4294967295)" },
		{ true, "files:99999999999999999999999",
		  "The specified number of ring buffer files \"99999999999999999999999\" is too large "
		  "(greater than 2147483647)" },
		{ true, "files:0", "The specified number of ring buffer files is zero" },
		{ true, "packets:-5", "The specified ring buffer packet count \"-5\" is a negative number" },
		{ true, "interval:x", "The specified ring buffer interval \"x\" isn't a decimal number" },
		{ true, "nametimenum:3",
		  "The specified file name: time before num \"3\" is too large (greater than 2)" },
		{ true, "duration:0", "The specified ring buffer duration is zero" },
		{ true, "duration:.", "The specified ring buffer duration \".\" isn't a decimal number" },
		{ true, "duration:1e3", "The specified ring buffer duration \"1e3\" isn't a decimal number" },
		{ false, "duration:abc", "The specified autostop duration \"abc\" isn't a decimal number" },
		{ false, "duration:nan", "The specified autostop duration \"nan\" isn't a decimal number" },
		{ false, "duration:-1", "The specified autostop duration \"-1\" is a negative number" },
		{ false, "duration:3000000000",
		  "The specified autostop duration \"3000000000\" is too large (greater than 2147483647)" },
		{ false, "packets:0", "The specified packet write count is zero" },
		{ false, "files:x", "The specified autostop files \"x\" isn't a decimal number" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct limits l = { 0 };
		char error[256] = "";
		assert_false(
			(cases[i].ring ? limits_parse_ring : limits_parse_stop)(&l, cases[i].arg, error, sizeof error));
		assert_string_equal(error, cases[i].error);
		assert_memory_equal(&l, &(struct limits){ 0 }, offsetof(struct limits, duration));
	}
}

static void one_file_until_packets(void **state)
{
	struct ring *r = open_ring("", "packets:3");

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_int_equal(ring_done(r), i >= 3);
		assert_true(ring_frame(r, &frame, NOW));
	}
	assert_string_equal(ring_path(r), path);
	assert_int_equal(ring_frames(r), 3);
	assert_true(ring_close(r, NULL));
	assert_int_equal(count_frames(path), 3);
	assert_int_equal(sweep(NULL), 1);
	assert_int_equal(n_opened, 1);
	assert_int_equal(n_closed, 1);
}

static void one_file_until_filesize(void **state)
{
	struct ring *r = open_ring("", "filesize:10");
	int n = 0;

	(void)state;
	for (; !ring_done(r); n++)
		assert_true(ring_frame(r, &frame, NOW));
	assert_true(ring_close(r, NULL));
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	assert_true(st.st_size >= 10000 && st.st_size < 10000 + 1032);
	assert_int_equal(count_frames(path), n);
}

static void one_file_until_duration(void **state)
{
	struct ring *r = open_ring("", "duration:2");

	(void)state;
	assert_true(ring_tick(r, NOW + 2 * SECOND - 1));
	assert_false(ring_done(r));
	assert_true(ring_tick(r, NOW + 2 * SECOND));
	assert_true(ring_done(r));
	assert_true(ring_close(r, NULL));
	r = open_ring("", "duration:0");
	assert_true(ring_tick(r, NOW));
	assert_true(ring_done(r));
	assert_true(ring_close(r, NULL));
}

static void a_ring_of_files(void **state)
{
	struct ring *r = open_ring("packets:2 files:3", "");

	(void)state;
	assert_true(ring_declare(r, &tun) && ring_declare(r, &eth));
	for (int i = 0; i < 9; i++)
		assert_true(ring_frame(r, &frame, NOW + i * SECOND));
	assert_int_equal(ring_n_files(r), 5);
	assert_int_equal(ring_frames(r), 9);
	assert_true(ring_close(r, NULL));
	assert_int_equal(n_opened, 5);
	assert_int_equal(n_closed, 5);
	assert_non_null(strstr(opened[0], "/out_00001_20231114221320.pcapng"));
	assert_non_null(strstr(opened[4], "/out_00005_20231114221327.pcapng"));
	assert_int_equal(access(opened[1], F_OK), -1);
	assert_int_equal(count_frames(opened[2]), 2);
	assert_int_equal(count_frames(opened[3]), 2);
	assert_int_equal(count_frames(opened[4]), 1);

	struct source *s = source_open_file(opened[4], NULL);
	struct frame f;
	assert_int_equal(source_read(s, &f, 1), 1);
	assert_int_equal(f.iface->id, 1); /* the second declared, in every file */
	assert_string_equal(f.iface->name, "eth0");
	source_close(s);
	assert_int_equal(sweep(NULL), 3);
}

static void next_file_by_size_and_time(void **state)
{
	struct ring *r = open_ring("filesize:5 duration:10", "files:4");

	(void)state;
	for (int i = 0; i < 5; i++)
		assert_true(ring_frame(r, &frame, NOW));
	assert_int_equal(ring_n_files(r), 2);
	assert_true(ring_tick(r, NOW + 9 * SECOND));
	assert_int_equal(ring_n_files(r), 2);
	assert_true(ring_tick(r, NOW + 10 * SECOND)); /* even when nothing came */
	assert_int_equal(ring_n_files(r), 3);
	assert_true(ring_tick(r, NOW + 20 * SECOND));
	assert_int_equal(ring_n_files(r), 4);
	assert_false(ring_done(r));
	assert_true(ring_tick(r, NOW + 30 * SECOND)); /* a fifth would be too many */
	assert_true(ring_done(r));
	assert_int_equal(ring_n_files(r), 4);
	assert_true(ring_close(r, NULL));
	assert_int_equal(sweep(NULL), 4);
}

static void next_file_on_the_hour(void **state)
{
	struct ring *r = open_ring("interval:60", ""); /* NOW is 20 seconds past the minute */

	(void)state;
	assert_true(ring_tick(r, NOW + 39 * SECOND));
	assert_int_equal(ring_n_files(r), 1);
	assert_true(ring_tick(r, NOW + 40 * SECOND));
	assert_int_equal(ring_n_files(r), 2);
	assert_true(ring_tick(r, NOW + 99 * SECOND));
	assert_int_equal(ring_n_files(r), 2);
	assert_true(ring_tick(r, NOW + 500 * SECOND));
	assert_int_equal(ring_n_files(r), 3);
	assert_true(ring_close(r, NULL));
}

static void names_of_finished_files(void **state)
{
	char arg[128], line[256], error[256];
	snprintf(arg, sizeof arg, "printname:%s/names", dir);
	struct ring_options o = { .context = &n_opened, .opened = on_open };

	(void)state;
	assert_true(limits_parse_ring(&o.ring, arg, error, sizeof error));
	assert_true(limits_parse_ring(&o.ring, "packets:1", error, sizeof error));
	struct ring *r = ring_open(path, &o, NOW, NULL);
	assert_non_null(r);
	assert_true(ring_frame(r, &frame, NOW) && ring_frame(r, &frame, NOW + SECOND));
	assert_true(ring_close(r, NULL));
	FILE *names_file = fopen(arg + strlen("printname:"), "r");
	assert_non_null(names_file);
	for (int i = 0; i < 3; i++) {
		assert_non_null(fgets(line, sizeof line, names_file));
		line[strlen(line) - 1] = 0;
		assert_string_equal(line, opened[i]);
	}
	fclose(names_file);
}

static void failures(void **state)
{
	struct ring_options o = options_of("packets:1", "");
	struct writer_error error = { 0 };

	(void)state;
	assert_null(ring_open("/no/such/folder/x", &o, NOW, &error));
	assert_int_equal(error.code, WRITER_NO_FILE);
	assert_null(ring_open("/no/such/folder/x", &o, NOW, NULL));

	char moved[64];
	struct ring *r = open_ring("packets:1", "");
	snprintf(moved, sizeof moved, "%s.moved", dir);
	rename(dir, moved); /* the next file has no folder */
	bool wrote = ring_frame(r, &frame, NOW + SECOND);
	bool again = ring_frame(r, &frame, NOW + SECOND);
	bool flushed = ring_flush(r);
	rename(moved, dir);
	assert_false(wrote || again || flushed);
	assert_int_equal(ring_error(r)->code, WRITER_NO_FILE);
	assert_int_equal(ring_frames(r), 1);
	assert_false(ring_close(r, &error));
	assert_int_equal(error.code, WRITER_NO_FILE);
}

static int make_dir(void **state)
{
	(void)state;
	setenv("TZ", "UTC", 1);
	tzset();
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/out.pcapng", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	return rmdir(dir);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names),
		TEST(good_arguments),
		TEST(bad_arguments),
		TEST(one_file_until_packets),
		TEST(one_file_until_filesize),
		TEST(one_file_until_duration),
		TEST(a_ring_of_files),
		TEST(next_file_by_size_and_time),
		TEST(next_file_on_the_hour),
		TEST(names_of_finished_files),
		TEST(failures),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
