/* fixture.h: for tests of one protocol: a pipeline that all tests of a file share, and what was printed last. */
#ifndef PEEL_TESTS_UNIT_FIXTURE_H
#define PEEL_TESTS_UNIT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pipeline.h"

static struct pipeline p;
static struct buf out;

static int set_up(void **state)
{
	(void)state;
	pipeline_open(&p, true, false);
	return setenv("TZ", "UTC", 1);
}

static int tear_down(void **state)
{
	(void)state;
	pipeline_close(&p);
	buf_free(&out);
	return 0;
}

/* What is printed of a frame that nothing came before: the tree, or the line. */
static inline const char *fixture_text(const struct frame *f)
{
	pipeline_restart(&p);
	pipeline_frame(&p, f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

static inline void holds(const char *text, const char *line)
{
	if (!strstr(text, line))
		fail_msg("no \"%s\" in %s", line, text);
}

#endif
