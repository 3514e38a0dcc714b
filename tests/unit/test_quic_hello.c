/* test_quic_hello.c: a client's first message in several QUIC packets, whose pieces come in any order. The packets are made
 * here: protected with the keys that everybody can derive (RFC 9001 5). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <openssl/evp.h>

#include "base/crypto.h"
#include "dissect/application/quic_impl.h"
#include "flow/reassembly.h"
#include "tests/unit/pipeline.h"

enum { HELLO = 1800, HALF = 900, PACKET = 1200, NUMBER = 4, HEADERS = 14 + 20 + 8 };
static const uint8_t cid[8] = { 1, 2, 3, 4, 5, 6, 7, 8 };
static const char server[] = "split.example.net";

/* A ClientHello with a server name and padding (RFC 8446 4.1.2, RFC 6066 3, RFC 7685). */
static void make_hello(uint8_t hello[HELLO])
{
	enum { NAME = sizeof server - 1, EXTENSIONS = 4 + 2 + 32 + 1 + 4 + 2, NAME_EXT = 4 + 5 + NAME };
	uint8_t *p = hello + EXTENSIONS;
	memset(hello, 0, HELLO);
	memcpy(hello, (uint8_t[]){ 1, 0, (HELLO - 4) >> 8, (HELLO - 4) & 0xff, 3, 3 }, 6);
	memcpy(hello + 39, (uint8_t[]){ 0, 2, 0x13, 0x01, 1, 0 }, 6);
	p[0] = (uint8_t)((HELLO - EXTENSIONS - 2) >> 8);
	p[1] = (uint8_t)((HELLO - EXTENSIONS - 2) & 0xff);
	p += 2;
	memcpy(p, (uint8_t[]){ 0, 0, 0, 5 + NAME, 0, 3 + NAME, 0, 0, NAME }, 9);
	memcpy(p + 9, server, NAME);
	p += NAME_EXT;
	uint32_t left = (uint32_t)(hello + HELLO - p) - 4;
	memcpy(p, (uint8_t[]){ 0, 21, (uint8_t)(left >> 8), (uint8_t)left }, 4);
}

/* An Initial packet of PACKET bytes with one CRYPTO frame: n bytes of the hello from `place` on, and padding. */
static void make_packet(uint8_t packet[PACKET], const uint8_t *hello, uint16_t place, uint16_t n, uint8_t number)
{
	enum {
		LENGTH_AT = 6 + sizeof cid + 1 + 1,
		NUMBER_AT = LENGTH_AT + 2,
		PLAIN_AT = NUMBER_AT + NUMBER,
		PLAIN = PACKET - PLAIN_AT - GCM_TAG_BYTES,
		LEFT = PACKET - NUMBER_AT
	};
	uint8_t plain[PLAIN] = { 6, (uint8_t)(0x40 | place >> 8), (uint8_t)place, (uint8_t)(0x40 | n >> 8),
				 (uint8_t)n };
	uint8_t mask[AES128_BYTES];
	struct quic_keys k;
	int done;

	memset(packet, 0, PACKET);
	memcpy(packet, (uint8_t[]){ 0xc3, 0, 0, 0, 1, sizeof cid }, 6);
	memcpy(packet + 6, cid, sizeof cid);
	packet[LENGTH_AT] = 0x40 | LEFT >> 8;
	packet[LENGTH_AT + 1] = LEFT & 0xff;
	packet[NUMBER_AT + 3] = number;
	memcpy(plain + 5, hello + place % HELLO, n);
	assert_true(quic_initial_keys(&k, QUIC_V1, cid, sizeof cid, false));
	k.iv[GCM_IV_BYTES - 1] ^= number;
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	assert_int_equal(EVP_EncryptInit_ex(c, EVP_aes_128_gcm(), NULL, k.key, k.iv), 1);
	assert_int_equal(EVP_EncryptUpdate(c, NULL, &done, packet, PLAIN_AT), 1);
	assert_int_equal(EVP_EncryptUpdate(c, packet + PLAIN_AT, &done, plain, PLAIN), 1);
	assert_int_equal(EVP_EncryptFinal_ex(c, packet + PLAIN_AT + PLAIN, &done), 1);
	assert_int_equal(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, GCM_TAG_BYTES, packet + PACKET - GCM_TAG_BYTES),
			 1);
	EVP_CIPHER_CTX_free(c);
	assert_true(crypto_aes128(mask, k.hp, packet + NUMBER_AT + 4));
	packet[0] ^= mask[0] & 0x0f;
	for (unsigned i = 0; i < NUMBER; i++)
		packet[NUMBER_AT + i] ^= mask[1 + i];
}

struct talk {
	struct pipeline p;
	uint8_t hello[HELLO], bytes[HEADERS + PACKET];
	struct frame frame;
};

/* Sends a piece of the hello. */
static void send_piece(struct talk *t, uint16_t place, uint16_t n)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6 };
	static const uint8_t headers[HEADERS] = {
		2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x08, 0,
		0x45, 0, (PACKET + 28) >> 8, (PACKET + 28) & 0xff, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2,
		0xc0, 0, 1, 0xbb, (PACKET + 8) >> 8, (PACKET + 8) & 0xff, 0, 0,
	};
	memcpy(t->bytes, headers, HEADERS);
	make_packet(t->bytes + HEADERS, t->hello, place, n, (uint8_t)t->frame.number);
	t->frame.iface = &iface;
	t->frame.data = t->bytes;
	t->frame.caplen = t->frame.len = sizeof t->bytes;
	t->frame.number++;
	t->frame.sec++;
	pipeline_frame(&t->p, &t->frame);
}

static void open_talk(struct talk *t)
{
	memset(t, 0, sizeof *t);
	pipeline_open(&t->p, true, false);
	make_hello(t->hello);
}

/* What the tree says that the client asks for; NULL: nothing. */
static bool names_server(const struct talk *t)
{
	for (uint32_t i = 0; i < t->p.tree->n; i++) {
		const struct record *r = &t->p.tree->record[i];
		struct slice s = record_bytes(t->p.d, r);
		if (!strcmp(r->f->abbrev, "tls.handshake.extensions_server_name"))
			return s.len == sizeof server - 1 && !memcmp(s.p, server, s.len);
	}
	return false;
}

static uint32_t hello_of(const struct talk *t, uint8_t *out)
{
	return quic_client_hello(t->p.d, &t->p.d->layer[t->p.d->n_layers - 1], out);
}

static void test_in_order(void **state)
{
	struct talk t;
	uint8_t out[QUIC_HELLO_MAX];

	(void)state;
	open_talk(&t);
	send_piece(&t, 0, HALF);
	assert_int_equal(hello_of(&t, out), 0);
	assert_int_equal(t.p.d->n_own_buffers, 1);
	send_piece(&t, HALF, HELLO - HALF);
	assert_int_equal(hello_of(&t, out), HELLO);
	assert_memory_equal(out, t.hello, HELLO);
	assert_true(names_server(&t));
	pipeline_close(&t.p);
}

/* The end first, a piece twice, and one that overlaps. */
static void test_any_order(void **state)
{
	struct talk t;
	uint8_t out[QUIC_HELLO_MAX];

	(void)state;
	open_talk(&t);
	send_piece(&t, HALF, HELLO - HALF);
	assert_false(names_server(&t));
	send_piece(&t, HALF, HELLO - HALF);
	send_piece(&t, 100, HALF);
	assert_false(names_server(&t));
	send_piece(&t, 0, 200);
	assert_int_equal(hello_of(&t, out), HELLO);
	assert_memory_equal(out, t.hello, HELLO);
	assert_true(names_server(&t));
	send_piece(&t, 0, 200); /* nothing waits for it any more */
	assert_int_equal(t.p.d->n_own_buffers, 1);
	pipeline_close(&t.p);
}

/* A piece from far away is no part of a hello, and does it no harm. */
static void test_far(void **state)
{
	enum { FAR = 9 * HELLO }; /* beyond QUIC_HELLO_MAX */
	struct talk t;
	uint8_t out[QUIC_HELLO_MAX];

	(void)state;
	open_talk(&t);
	send_piece(&t, FAR, 10);
	assert_false(names_server(&t));
	send_piece(&t, 0, HALF);
	send_piece(&t, FAR, 10);
	send_piece(&t, HALF, HELLO - HALF);
	assert_int_equal(hello_of(&t, out), HELLO);
	assert_memory_equal(out, t.hello, HELLO);
	assert_int_equal(tracker_losses(t.p.tracker).pdus, 0);
	pipeline_close(&t.p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_in_order),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_far),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
