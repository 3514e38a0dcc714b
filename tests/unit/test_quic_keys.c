/* test_quic_keys.c: keys of Initial packets and the opening of one: the vectors of RFC 9001, appendix A. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dissect/application/quic_impl.h"

static const uint8_t cid[] = { 0x83, 0x94, 0xc8, 0xf0, 0x3e, 0x51, 0x57, 0x08 };

/* Appendix A.3: the server's Initial packet. Its packet number begins at 18. */
static const uint8_t server_packet[] = {
	0xcf, 0x00, 0x00, 0x00, 0x01, 0x00, 0x08, 0xf0, 0x67, 0xa5, 0x50, 0x2a, 0x42, 0x62, 0xb5, 0x00, 0x40, 0x75,
	0xc0, 0xd9, 0x5a, 0x48, 0x2c, 0xd0, 0x99, 0x1c, 0xd2, 0x5b, 0x0a, 0xac, 0x40, 0x6a, 0x58, 0x16, 0xb6, 0x39,
	0x41, 0x00, 0xf3, 0x7a, 0x1c, 0x69, 0x79, 0x75, 0x54, 0x78, 0x0b, 0xb3, 0x8c, 0xc5, 0xa9, 0x9f, 0x5e, 0xde,
	0x4c, 0xf7, 0x3c, 0x3e, 0xc2, 0x49, 0x3a, 0x18, 0x39, 0xb3, 0xdb, 0xcb, 0xa3, 0xf6, 0xea, 0x46, 0xc5, 0xb7,
	0x68, 0x4d, 0xf3, 0x54, 0x8e, 0x7d, 0xde, 0xb9, 0xc3, 0xbf, 0x9c, 0x73, 0xcc, 0x3f, 0x3b, 0xde, 0xd7, 0x4b,
	0x56, 0x2b, 0xfb, 0x19, 0xfb, 0x84, 0x02, 0x2f, 0x8e, 0xf4, 0xcd, 0xd9, 0x37, 0x95, 0xd7, 0x7d, 0x06, 0xed,
	0xbb, 0x7a, 0xaf, 0x2f, 0x58, 0x89, 0x18, 0x50, 0xab, 0xbd, 0xca, 0x3d, 0x20, 0x39, 0x8c, 0x27, 0x64, 0x56,
	0xcb, 0xc4, 0x21, 0x58, 0x40, 0x7d, 0xd0, 0x74, 0xee,
};
enum { NUMBER_AT = 18 };

static void test_keys(void **state)
{
	static const uint8_t client_key[] = { 0x1f, 0x36, 0x96, 0x13, 0xdd, 0x76, 0xd5, 0x46,
					      0x77, 0x30, 0xef, 0xcb, 0xe3, 0xb1, 0xa2, 0x2d };
	static const uint8_t client_iv[] = { 0xfa, 0x04, 0x4b, 0x2f, 0x42, 0xa3, 0xfd, 0x3b, 0x46, 0xfb, 0x25, 0x5c };
	static const uint8_t client_hp[] = { 0x9f, 0x50, 0x44, 0x9e, 0x04, 0xa0, 0xe8, 0x10,
					     0x28, 0x3a, 0x1e, 0x99, 0x33, 0xad, 0xed, 0xd2 };
	static const uint8_t server_key[] = { 0xcf, 0x3a, 0x53, 0x31, 0x65, 0x3c, 0x36, 0x4c,
					      0x88, 0xf0, 0xf3, 0x79, 0xb6, 0x06, 0x7e, 0x37 };
	struct quic_keys k;

	(void)state;
	assert_true(quic_initial_keys(&k, QUIC_V1, cid, sizeof cid, false));
	assert_memory_equal(k.key, client_key, sizeof client_key);
	assert_memory_equal(k.iv, client_iv, sizeof client_iv);
	assert_memory_equal(k.hp, client_hp, sizeof client_hp);
	assert_true(quic_initial_keys(&k, QUIC_V1, cid, sizeof cid, true));
	assert_memory_equal(k.key, server_key, sizeof server_key);
	assert_false(quic_initial_keys(&k, 0x12345678, cid, sizeof cid, false));
}

static void test_open(void **state)
{
	static const uint8_t payload[] = {
		0x02, 0x00, 0x00, 0x00, 0x00, 0x06, 0x00, 0x40, 0x5a, 0x02, 0x00, 0x00, 0x56
	};
	struct slice s = { server_packet, sizeof server_packet, sizeof server_packet };
	uint8_t out[sizeof server_packet], changed[sizeof server_packet];
	struct quic_plain p;
	struct quic_keys k;

	(void)state;
	assert_true(quic_initial_keys(&k, QUIC_V1, cid, sizeof cid, true));
	assert_true(quic_open(&p, out, &k, s, NUMBER_AT));
	assert_true(p.good);
	assert_int_equal(p.first, 0xc1);
	assert_int_equal(p.number_len, 2);
	assert_int_equal(p.number, 1);
	assert_int_equal(p.len, 99);
	assert_memory_equal(out, payload, sizeof payload);

	memcpy(changed, server_packet, sizeof changed);
	changed[sizeof changed - 1] ^= 1; /* in the tag */
	s.p = changed;
	assert_true(quic_open(&p, out, &k, s, NUMBER_AT));
	assert_false(p.good);
}

/* Whatever length is left, nothing outside is read (the sanitizers look). */
static void test_short(void **state)
{
	uint8_t out[sizeof server_packet];
	struct quic_plain p;
	struct quic_keys k;

	(void)state;
	assert_true(quic_initial_keys(&k, QUIC_V1, cid, sizeof cid, true));
	for (uint32_t n = 0; n < sizeof server_packet; n++) {
		struct slice s = { server_packet, n, n };
		bool opened = quic_open(&p, out, &k, s, NUMBER_AT);
		assert_int_equal(opened, n >= NUMBER_AT + 20);
		assert_false(opened && p.good);
	}
}

/* Appendix A.4, and that of RFC 9369. */
static void test_retry(void **state)
{
	static const uint8_t v1[] = {
		0xff, 0x00, 0x00, 0x00, 0x01, 0x00, 0x08, 0xf0, 0x67, 0xa5, 0x50, 0x2a,
		0x42, 0x62, 0xb5, 0x74, 0x6f, 0x6b, 0x65, 0x6e, 0x04, 0xa2, 0x65, 0xba,
		0x2e, 0xff, 0x4d, 0x82, 0x90, 0x58, 0xfb, 0x3f, 0x0f, 0x24, 0x96, 0xba,
	};
	static const uint8_t v2[] = {
		0xcf, 0x6b, 0x33, 0x43, 0xcf, 0x00, 0x08, 0xf0, 0x67, 0xa5, 0x50, 0x2a,
		0x42, 0x62, 0xb5, 0x74, 0x6f, 0x6b, 0x65, 0x6e, 0xc8, 0x64, 0x6c, 0xe8,
		0xbf, 0xe3, 0x39, 0x52, 0xd9, 0x55, 0x54, 0x36, 0x65, 0xdc, 0xc7, 0xb6,
	};
	static const uint8_t other[] = { 0x83, 0x94, 0xc8, 0xf0, 0x3e, 0x51, 0x57, 0x09 };
	uint8_t changed[sizeof v1];

	(void)state;
	assert_true(quic_retry_verified(QUIC_V1, (struct slice){ v1, sizeof v1, sizeof v1 }, cid, sizeof cid));
	assert_true(quic_retry_verified(QUIC_V2, (struct slice){ v2, sizeof v2, sizeof v2 }, cid, sizeof cid));
	assert_false(quic_retry_verified(QUIC_V2, (struct slice){ v1, sizeof v1, sizeof v1 }, cid, sizeof cid));
	assert_false(quic_retry_verified(QUIC_V1, (struct slice){ v1, sizeof v1, sizeof v1 }, other, sizeof other));
	for (uint32_t n = 0; n < sizeof v1; n++) {
		memcpy(changed, v1, sizeof v1);
		changed[n] ^= 1;
		assert_false(
			quic_retry_verified(QUIC_V1, (struct slice){ changed, sizeof v1, sizeof v1 }, cid, sizeof cid));
		assert_false(quic_retry_verified(QUIC_V1, (struct slice){ v1, n, n }, cid, sizeof cid));
		assert_false(quic_retry_verified(QUIC_V1, (struct slice){ v1, n, sizeof v1 }, cid, sizeof cid));
	}
}

/* The handshake in CRYPTO frames whose types are longer than they need to be, and one that claims a place far away. */
static void test_crypto_frames(void **state)
{
	static const uint8_t good[] = { 0x40, 0x06, 0, 3, 'a', 'b', 'c', 0, 0x06, 3, 2, 'd', 'e' };
	static const uint8_t far[] = { 0x40, 0x06, 0x47, 0xff, 0 };
	struct slice s = { good, sizeof good, sizeof good };
	uint8_t room[8] = { 0 };
	uint32_t frames;

	(void)state;
	assert_int_equal(quic_crypto_size(s, &frames), 5);
	assert_int_equal(frames, 2);
	assert_true(quic_crypto_join(s, room, 5));
	assert_memory_equal(room, "abcde", 6);
	assert_true(quic_has_handshake(s));
	s = (struct slice){ far, sizeof far, sizeof far };
	assert_int_equal(quic_crypto_size(s, &frames), 0);
	assert_false(quic_crypto_join(s, room, 0));
	assert_false(quic_has_handshake(s));
	for (uint32_t n = 0; n < sizeof good; n++) { /* cut anywhere */
		s = (struct slice){ good, n, n };
		assert_in_range(quic_crypto_size(s, &frames), 0, 5);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_open),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_retry),
		cmocka_unit_test(test_crypto_frames),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
