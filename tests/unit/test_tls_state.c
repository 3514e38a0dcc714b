/* test_tls_state.c: what hellos and changes of cipher teach about a TLS connection, and hellos that end anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "dissect/application/tls.h"

/* A record with a server hello: TLS 1.3 by its extension 43, suite 1301; no session id. */
static const uint8_t hello[] = {
	22, 3, 3, 0, 52, 2, 0, 0, 48, 3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
	24, 25, 26, 27, 28, 29, 30, 31, 32, 0, 0x13, 0x01, 0, 0, 8, 0, 23, 0, 0, 0, 43, 0, 0,
};
enum { RECORD = sizeof hello };

static void test_server_hello(void **state)
{
	uint8_t record[RECORD + 2];
	struct tls_state s = { .version = 0 };

	(void)state;
	memcpy(record, hello, RECORD);
	record[4] = 54;
	record[8] = 50;
	record[RECORD - 9] = 10;
	record[RECORD - 1] = 2;
	record[RECORD] = 3;
	record[RECORD + 1] = 4;
	struct slice all = { record, sizeof record, sizeof record };
	assert_true(tls_is_record(all));
	tls_learn(&s, 1, all);
	assert_int_equal(s.version, TLS_1_3);
	assert_int_equal(s.suite, 0x1301);
	assert_int_equal(s.server, 2);
	assert_int_equal(s.client, 1);
	assert_true(s.resumed); /* as far as it can be known here */
	struct tls_state again = tls_unpack(tls_pack(&s));
	assert_true(tls_pack(&again) == tls_pack(&s));
	assert_int_equal(again.suite, s.suite);
	assert_int_equal(again.server, s.server);
	assert_int_equal(again.resumed, s.resumed);
}

static void test_change_cipher(void **state)
{
	static const uint8_t change[] = { 20, 3, 3, 0, 1, 1 };
	struct slice all = { change, sizeof change, sizeof change }, content = { hello + 5, RECORD - 5, RECORD - 5 };
	struct tls_state s = { .version = TLS_1_2 };

	(void)state;
	tls_learn(&s, 0, all);
	assert_int_equal(s.encrypted, 1);
	assert_false(tls_is_clear_handshake(&s, 0, content));
	assert_true(tls_is_clear_handshake(&s, 1, content));
}

static void test_every_length(void **state)
{
	(void)state;
	for (uint32_t n = 0; n <= RECORD; n++) {
		struct tls_state s = { .version = 0 };
		uint8_t *copy = malloc(n ? n : 1); /* of its own, so that the sanitizers see its end */
		assert_non_null(copy);
		memcpy(copy, hello, n);
		tls_learn(&s, 0, (struct slice){ copy, n, n });
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_server_hello),
		cmocka_unit_test(test_change_cipher),
		cmocka_unit_test(test_every_length),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
