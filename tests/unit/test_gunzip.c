/* test_gunzip.c: gzip members, inflated by whoever reads and by a thread ahead of the reader: the same bytes and the same end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "capture/gunzip.h"

enum { PLAIN = 3 << 20, MEMBERS = 3, PACKED = 2 * PLAIN };

static uint8_t plain[PLAIN], packed[PACKED], got[PLAIN + 1];
static size_t n_packed;

/* Packed bytes, a few at a time. */
struct feed {
	size_t at, n, step;
};

static enum stream_state feed(void *context, uint8_t *to, size_t room, size_t *n)
{
	struct feed *f = context;
	size_t left = f->n - f->at;
	*n = left < room ? left : room;
	*n = *n < f->step ? *n : f->step;
	memcpy(to, packed + f->at, *n);
	f->at += *n;
	return *n ? STREAM_MORE : STREAM_END;
}

static int prepare(void **state)
{
	uint32_t x = 1;
	(void)state;
	for (size_t i = 0; i < PLAIN; i++) {
		x = x * 1664525 + 1013904223;
		plain[i] = (uint8_t)(x >> 28); /* packs to half its size */
	}
	for (unsigned m = 0; m < MEMBERS; m++) {
		z_stream z = { .next_in = plain + m * (PLAIN / MEMBERS),
			       .avail_in = PLAIN / MEMBERS,
			       .next_out = packed + n_packed,
			       .avail_out = (uInt)(PACKED - n_packed) };
		if (deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK ||
		    deflate(&z, Z_FINISH) != Z_STREAM_END)
			return -1;
		n_packed += z.total_out;
		deflateEnd(&z);
	}
	return 0;
}

/* How many bytes come out of the first n, and what ends them. */
static size_t unpack(size_t n, size_t room, bool ahead, enum stream_state *end)
{
	struct feed f = { .at = 1000, .n = n, .step = 50000 };
	struct gunzip *g = gunzip_new(feed, &f, packed, 1000);
	size_t sum = 0, made = 0;
	assert_non_null(g);
	if (ahead)
		assert_true(gunzip_go_ahead(g));
	while ((*end = gunzip_read(g, got + sum, sum + room < sizeof got ? room : sizeof got - sum, &made)) ==
	       STREAM_MORE) {
		assert_true(made > 0);
		sum += made;
	}
	assert_int_equal(gunzip_read(g, got, 1, &made), *end); /* and so it stays */
	if (*end == STREAM_BAD)
		assert_non_null(gunzip_reason(g));
	gunzip_free(g);
	return sum;
}

static void test_whole(void **state)
{
	static const size_t rooms[] = { 999, 65536, 300000, PLAIN + 1 };
	(void)state;
	for (unsigned i = 0; i < 2 * sizeof rooms / sizeof rooms[0]; i++) {
		enum stream_state end;
		memset(got, 0, sizeof got);
		assert_int_equal(unpack(n_packed, rooms[i / 2], i % 2, &end), PLAIN);
		assert_int_equal(end, STREAM_END);
		assert_memory_equal(got, plain, PLAIN);
	}
}

static void test_cut_and_damaged(void **state)
{
	enum stream_state end;
	(void)state;
	for (size_t n = 2000; n < n_packed; n += n_packed / 7) {
		size_t direct = unpack(n, 65536, false, &end);
		assert_int_equal(end, STREAM_CUT);
		assert_int_equal(unpack(n, 65536, true, &end), direct);
		assert_int_equal(end, STREAM_CUT);
		assert_memory_equal(got, plain, direct);
	}
	packed[n_packed - 8] ^= 1; /* the checksum */
	for (unsigned ahead = 0; ahead < 2; ahead++) {
		assert_int_equal(unpack(n_packed, 65536, ahead, &end), PLAIN);
		assert_int_equal(end, STREAM_BAD);
	}
	packed[n_packed - 8] ^= 1;
}

/* A reader that has seen enough: the thread, its buffers full, goes too. */
static void test_given_up(void **state)
{
	(void)state;
	for (unsigned i = 0; i < 20; i++) {
		struct feed f = { .at = 1000, .n = n_packed, .step = 50000 };
		struct gunzip *g = gunzip_new(feed, &f, packed, 1000);
		size_t made = 0;
		assert_true(gunzip_go_ahead(g));
		if (i % 2)
			assert_int_equal(gunzip_read(g, got, 10, &made), STREAM_MORE);
		gunzip_free(g);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_cut_and_damaged),
		cmocka_unit_test(test_given_up),
	};
	return cmocka_run_group_tests(tests, prepare, NULL);
}
