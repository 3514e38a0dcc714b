/* savefile_case.h: a savefile made of bytes, and what reading it is expected to give; for the tests of both formats. */
#ifndef PEEL_TESTS_UNIT_SAVEFILE_CASE_H
#define PEEL_TESTS_UNIT_SAVEFILE_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capture/savefile.h"
#include "savefile_bytes.h"

static struct bytes s; /* the file under test; every test begins it anew */

static inline int start(void **state)
{
	(void)state;
	memset(&s, 0, sizeof s);
	return 0;
}

static inline struct source *open_bytes(size_t step)
{
	struct source_error error = { 0 };
	struct source *source = savefile_open_memory(s.b, s.n, step, &error);

	if (!source)
		fail_msg("%s", error.text);
	return source;
}

static inline void expect_text(struct frame *f, const char *text)
{
	assert_int_equal(f->caplen, strlen(text));
	assert_memory_equal(f->data, text, strlen(text));
}

/* Reads all, in batches of max; returns how many frames there were and, in *code, how it ended. */
static inline int count(size_t step, int max, int *code)
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

static inline void expect(int frames, int code)
{
	static const size_t steps[] = { 0, 1, 7, 64 };

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (int max = 1; max <= 64; max += 21) {
			int ended;
			assert_int_equal(count(steps[i], max, &ended), frames);
			assert_int_equal(ended, code);
		}
}

static inline void expect_no_capture(int code)
{
	struct source_error error = { 0 };

	assert_null(savefile_open_memory(s.b, s.n, 0, &error));
	assert_int_equal(error.code, code);
	assert_null(strchr(error.text, '\n'));
	assert_true(strlen(error.text) > 10);
	assert_null(savefile_open_memory(s.b, s.n, 3, NULL));
}

#define TEST(name) cmocka_unit_test_setup(name, start)

#endif
