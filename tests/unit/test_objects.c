/* test_objects.c: names out of packets as names of files: never outside the folder, no control characters, never one that
 * there is already; and files that grow: one that cannot be written is over once, what makes room, what a gap does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fcntl.h>

#include <cmocka.h>

#include "output/objects/transfer.h"

static char folder[64];

static void expect_name(const char *path, size_t n, const char *want)
{
	struct buf b = { 0 };
	object_name(&b, path, n);
	buf_char(&b, 0);
	assert_string_equal(b.p, want);
	buf_free(&b);
}

static void test_names(void **state)
{
	static const char *const names[][2] = {
		{ "/a/b.html", "b.html" }, { "b", "b" }, { "/", "%2f" }, { "///", "%2f" }, { "/dir/", "dir" },
		{ "", "object" }, { ".", "%2e" }, { "..", "%2e%2e" }, { "/x/..", "%2e%2e" }, { "/../", "%2e%2e" },
		{ "../../etc/passwd", "passwd" }, { "/..%2f..%2fetc", "..%2f..%2fetc" }, { "a\\..\\b", "a%5c..%5cb" },
		{ "/b.html?q=1&z=2", "b.html%3fq=1&z=2" }, { "/q?a=/b/c.d", "c.d" }, { "a*b:c|d\"e<f>.txt", "a%2ab%3ac%7cd%22e%3cf%3e.txt" },
		{ "a\x01" "b\x1b[31m\x7f\n", "a%01b%1b[31m%7f%0a" }, { "caf\xc3\xa9", "caf\xc3\xa9" },
		{ "x\xff\xc2\x9by", "x%ff%c2%9by" }, { "...", "..." }, { ".hidden", ".hidden" },
	};
	(void)state;
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		expect_name(names[i][0], strlen(names[i][0]), names[i][1]);
	expect_name("a\0b", 3, "a%00b");
}

static void create(const char *name, const char *want)
{
	char path[512];
	struct stat st;
	struct object_folder *f = object_folder_open(folder);
	assert_non_null(f);
	int fd = object_create(f, name, strlen(name));
	assert_true(fd >= 0);
	close(fd);
	object_folder_free(f);
	snprintf(path, sizeof path, "%s/%s", folder, want);
	assert_int_equal(stat(path, &st), 0);
}

static void test_files(void **state)
{
	char big[400], want[256];
	(void)state;
	create("a.tar.gz", "a.tar.gz");
	create("a.tar.gz", "a.tar(1).gz");
	create("a.tar.gz", "a.tar(2).gz");
	create("none", "none");
	create("none", "none(1)");
	create(".x", ".x");
	create(".x", "(1).x");
	memset(big, 'n', sizeof big);
	memcpy(big + sizeof big - 5, ".txt", 5);
	memset(want, 'n', sizeof want);
	memcpy(want + 251, ".txt", 5);
	create(big, want);
	memcpy(want + 248, "(1).txt", 8);
	create(big, want);
}

/* Within one run, too, and a link does not lead elsewhere. */
static void test_links(void **state)
{
	char path[512], name[16];
	(void)state;
	struct object_folder *f = object_folder_open(folder);
	snprintf(path, sizeof path, "%s/link", folder);
	assert_int_equal(symlink("/tmp/no-such-peel-file", path), 0);
	for (unsigned i = 0; i < 20; i++) {
		int fd = object_create(f, "link", 4);
		assert_true(fd >= 0);
		close(fd);
		snprintf(name, sizeof name, "/link(%u)", i + 1);
		snprintf(path, sizeof path, "%s%s", folder, name);
		assert_int_equal(access(path, F_OK), 0);
	}
	assert_int_equal(access("/tmp/no-such-peel-file", F_OK), -1);
	object_folder_free(f);
}

static void test_folders(void **state)
{
	char path[512];
	(void)state;
	snprintf(path, sizeof path, "%s/new/and/deep", folder);
	struct object_folder *f = object_folder_open(path);
	assert_non_null(f);
	object_folder_free(f);
	create("plain", "plain");
	snprintf(path, sizeof path, "%s/plain", folder);
	assert_null(object_folder_open(path));
	snprintf(path, sizeof path, "%s/plain/below", folder);
	assert_null(object_folder_open(path));
	assert_null(object_folder_open(""));
}

static struct transfers *transfers_open(void)
{
	struct transfers *t = calloc(1, sizeof *t);
	assert_non_null(t);
	t->folder = object_folder_open(folder);
	assert_non_null(t->folder);
	return t;
}

static void transfers_close(struct transfers *t)
{
	for (unsigned i = 0; i < MAX_TRANSFERS; i++)
		transfer_end(t, &t->transfer[i]);
	object_folder_free(t->folder);
	free(t);
}

/* It fails once, and stays, so that the next bytes of its stream begin no other file. */
static void test_write_error(void **state)
{
	(void)state;
	struct transfers *t = transfers_open();
	struct transfer *x = transfer_begin(t, 7);
	transfer_open(t, x, "full", 4);
	close(x->fd);
	x->fd = open("/dev/full", O_WRONLY);
	transfer_write(t, x, "abc", 3);
	assert_true(x->over);
	assert_ptr_equal(transfer_find(t, 7), x);
	transfer_write(t, x, "def", 3);
	transfer_skip(t, x, 1);
	transfer_end(t, x);
	assert_int_equal(t->failed, 1);
	assert_int_equal(t->written, 0);
	assert_null(transfer_find(t, 7));
	transfers_close(t);
}

static void test_no_file(void **state)
{
	char path[128];
	(void)state;
	struct transfers *t = transfers_open();
	snprintf(path, sizeof path, "%s/gone", folder);
	object_folder_free(t->folder);
	t->folder = object_folder_open(path);
	assert_int_equal(rmdir(path), 0);
	struct transfer *x = transfer_begin(t, 7);
	transfer_open(t, x, "file", 4);
	assert_ptr_equal(transfer_find(t, 7), x);
	assert_true(x->over);
	transfer_whole(t, "file", 4, "abc", 3, false);
	assert_int_equal(t->failed, 2);
	assert_int_equal(t->written, 0);
	transfers_close(t);
}

/* What is over makes room first, and nothing is lost with it. */
static void test_room(void **state)
{
	(void)state;
	struct transfers *t = transfers_open();
	for (uint32_t i = 0; i < MAX_TRANSFERS; i++)
		transfer_open(t, transfer_begin(t, i), "room", 4);
	transfer_complete(t, transfer_find(t, 5));
	transfer_begin(t, 1000);
	assert_null(transfer_find(t, 5));
	assert_int_equal(t->unfinished, 0);
	transfer_find(t, 0);
	transfer_begin(t, 1001);
	assert_null(transfer_find(t, 1));
	assert_non_null(transfer_find(t, 0));
	assert_int_equal(t->unfinished, 1);
	transfers_close(t);
}

/* A gap that leads behind the longest file: nothing behind it has a place. */
static void test_large_gap(void **state)
{
	char path[128];
	struct stat st;
	(void)state;
	struct transfers *t = transfers_open();
	struct transfer *x = transfer_begin(t, 1);
	transfer_open(t, x, "gap", 3);
	transfer_write(t, x, "ab", 2);
	transfer_skip(t, x, 3);
	transfer_write(t, x, "c", 1);
	transfer_skip(t, x, OBJECT_BYTES);
	transfer_write(t, x, "d", 1);
	transfer_end(t, x);
	assert_int_equal(t->cut, 1);
	assert_int_equal(t->broken, 1);
	transfers_close(t);
	snprintf(path, sizeof path, "%s/gap", folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 6);
}

static int make(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "test_objects.%ld", (long)getpid());
	return mkdir(folder, 0700);
}

static int clean(void **state)
{
	char command[128];
	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_folders),
		cmocka_unit_test(test_write_error),
		cmocka_unit_test(test_no_file),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_large_gap),
	};
	return cmocka_run_group_tests(tests, make, clean);
}
