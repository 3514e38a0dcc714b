/* fixture.h: for tests of one protocol: a pipeline that all tests of a file share, and what was printed last. */
#ifndef PEEL_TESTS_UNIT_FIXTURE_H
#define PEEL_TESTS_UNIT_FIXTURE_H

#include <stdlib.h>

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

#endif
