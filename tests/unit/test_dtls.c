/* test_dtls.c: records of DTLS, the fragments of its handshake put together, and what is encrypted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, UDP = 8, FRONT = ETHERNET + IPV4 + UDP, MOST = 600, RECORD = 13, MESSAGE = 12 };

static uint64_t number;

/* A datagram of n bytes between ports 40000 and 50000, of which `captured` are at hand, as a tree or as a line. */
static const char *shown(const uint8_t *data, uint32_t n, uint32_t captured, bool client, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + MOST] = { [12] = 0x08, [14] = 0x45, [23] = 17, [26] = 10, [30] = 10 };
	uint8_t *ip = bytes + ETHERNET, *udp = ip + IPV4;
	ip[2] = (uint8_t)((IPV4 + UDP + n) >> 8);
	ip[3] = (uint8_t)(IPV4 + UDP + n);
	ip[15] = client ? 1 : 2;
	ip[19] = client ? 2 : 1;
	memcpy(udp, client ? "\x9c\x40\xc3\x50" : "\xc3\x50\x9c\x40", 4);
	udp[4] = (uint8_t)((UDP + n) >> 8);
	udp[5] = (uint8_t)(UDP + n);
	memcpy(udp + UDP, data, n);
	struct frame f = {
		.number = ++number, .caplen = FRONT + captured, .len = FRONT + n, .data = bytes, .iface = &iface
	};
	p.print.tree = tree;
	pipeline_frame(&p, &f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

static void restart(void)
{
	number = 0;
	pipeline_restart(&p);
}

static uint32_t record(uint8_t *to, unsigned type, unsigned version, unsigned epoch, const void *content, uint32_t n)
{
	memset(to, 0, RECORD);
	to[0] = (uint8_t)type;
	to[1] = 0xfe;
	to[2] = (uint8_t)version;
	to[4] = (uint8_t)epoch;
	to[11] = (uint8_t)(n >> 8);
	to[12] = (uint8_t)n;
	memcpy(to + RECORD, content, n);
	return RECORD + n;
}

/* The n bytes at off of a message of len bytes, in a record of its own. */
static uint32_t message(uint8_t *to, unsigned version, unsigned type, const uint8_t *body, uint32_t len, uint32_t off,
			uint32_t n)
{
	uint8_t content[MOST] = { (uint8_t)type, 0, (uint8_t)(len >> 8), (uint8_t)len, 0, 1, 0, (uint8_t)(off >> 8),
				  (uint8_t)off,  0, (uint8_t)(n >> 8),   (uint8_t)n };
	memcpy(content + MESSAGE, body + off, n);
	return record(to, 22, version, 0, content, MESSAGE + n);
}

/* Version, random, no session, a cookie of two bytes, a suite, a method, use_srtp with one profile. */
static const uint8_t client_hello[] = "\xfe\xfd"
				      "0123456789abcdef0123456789abcdef"
				      "\0"
				      "\2\xc0\xde"
				      "\0\2\xc0\x2b"
				      "\1\0"
				      "\0\11\0\16\0\5\0\2\0\7\0";
/* The same of a server: a suite, a method. */
static const uint8_t server_hello[] = "\xfe\xfd"
				      "0123456789abcdef0123456789abcdef"
				      "\0"
				      "\xc0\x2b"
				      "\0";

static void test_handshake(void **state)
{
	uint8_t data[MOST];
	uint32_t n;
	const char *at;
	(void)state;
	restart();
	n = message(data, 0xff, 1, client_hello, sizeof client_hello - 1, 0, 20);
	at = shown(data, n, n, true, false);
	assert_non_null(strstr(at, "DTLS 87 Client Hello (Fragment)\n"));
	n = message(data, 0xff, 1, client_hello, sizeof client_hello - 1, 20, sizeof client_hello - 21);
	at = shown(data, n, n, true, true);
	static const char *const lines[] = {
		"    DTLS Record Layer: Handshake Protocol: Client Hello (Reassembled)\n        Content Type: Handshake (22)\n",
		"        Version: DTLS 1.0 (0xfeff)\n        Epoch: 0\n        Sequence Number: 0\n        Length: 47\n",
		"            Handshake Type: Client Hello (1)\n            Length: 55\n            Message Sequence: 1\n",
		"            Fragment Offset: 20\n            Fragment Length: 35\n            Version: DTLS 1.2 (0xfefd)\n",
		"            Session ID Length: 0\n            Cookie Length: 2\n            Cookie: c0de\n",
		"                Cipher Suite: TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 (0xc02b)\n",
		"                SRTP Protection Profiles Length: 2\n                SRTP Protection Profile: SRTP_AEAD_AES_128_GCM (0x0007)\n",
		"            [JA3 Fullstring: 65277,49195,14,,]\n",
		"        [2 Message fragments (55 bytes): #1(20), #2(35)]\n            [Frame: 1, payload: 0-19 (20 bytes)]\n",
		"            [Message fragment count: 2]\n            [Reassembled DTLS length: 55]\n",
	};
	for (unsigned i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		at = strstr(at, lines[i]);
		if (!at)
			fail_msg("%s", lines[i]);
	}
	n = message(data, 0xff, 3, (const uint8_t *)"\xfe\xff\2\xc0\xde", 5, 0, 5);
	assert_non_null(strstr(shown(data, n, n, false, false), "DTLSv1.0 72 Hello Verify Request\n"));
	n = message(data, 0xfd, 2, server_hello, sizeof server_hello - 1, 0, sizeof server_hello - 1);
	n += message(data + n, 0xfd, 14, server_hello, 0, 0, 0);
	assert_non_null(strstr(shown(data, n, n, false, false), "Server Hello, Server Hello Done\n"));
	n = message(data, 0xfd, 16, (const uint8_t *)"\1x", 2, 0, 2);
	n += record(data + n, 20, 0xfd, 0, "\1", 1);
	n += record(data + n, 22, 0xfd, 1, "\1\0\0\0nothing to read", 20);
	assert_non_null(strstr(shown(data, n, n, true, false),
			       "DTLSv1.2 116 Client Key Exchange, Change Cipher Spec, Encrypted Handshake Message\n"));
	assert_non_null(strstr(shown(data, n, n, true, true), "            EC Diffie-Hellman Client Params\n"));
	n = record(data, 23, 0xfd, 1, "secret", 6);
	n += record(data + n, 21, 0xfd, 1, "secret", 6);
	n += record(data + n, 21, 0xfd, 0, "\2\50", 2);
	assert_non_null(
		strstr(shown(data, n, n, true, false),
		       "Application Data, Encrypted Alert, Alert (Level: Fatal, Description: Handshake Failure)\n"));
	assert_non_null(strstr(shown(data, n, n, true, true), "        Encrypted Application Data: 736563726574\n"));
}

/* Pieces in any order, twice, and ones that lie. */
static void test_fragments(void **state)
{
	uint8_t data[MOST];
	uint32_t n, len = sizeof client_hello - 1;
	(void)state;
	restart();
	n = message(data, 0xff, 1, client_hello, len, 30, len - 30);
	n += message(data + n, 0xff, 1, client_hello, len, 0, 10);
	n += message(data + n, 0xff, 1, client_hello, len, 0, 10);
	n += message(data + n, 0xff, 1, client_hello, len, 10, 20);
	assert_non_null(strstr(
		shown(data, n, n, true, false),
		" Client Hello (Fragment), Client Hello (Fragment), Client Hello (Fragment), Client Hello (Reassembled)\n"));
	n = message(data, 0xff, 1, client_hello, 10, 5, 6);
	assert_non_null(strstr(shown(data, n, n, true, true), "[Fragment runs past the end of the message]"));
	n = message(data, 0xff, 1, client_hello, 10, 0, 20);
	assert_non_null(strstr(shown(data, n, n, true, true), "[Fragment length is larger than message length]"));
	n = message(data, 0xff, 1, client_hello, 10, 0, 0);
	assert_non_null(strstr(shown(data, n, n, true, false), "Client Hello (Fragment)\n"));
}

/* What is no record, or does not fill the datagram, is somebody else's. */
static void test_others(void **state)
{
	uint8_t data[MOST];
	(void)state;
	restart();
	uint32_t n = record(data, 23, 0xfd, 1, "secret", 6);
	assert_non_null(strstr(shown(data, n, n, true, false), "DTLSv1.2 61 Application Data\n"));
	restart();
	assert_non_null(strstr(shown(data, n + 1, n + 1, true, false), "UDP 62 40000"));
	assert_non_null(strstr(shown(data, n - 1, n - 1, true, false), "UDP 60 40000"));
	data[0] = 26;
	assert_non_null(strstr(shown(data, n, n, true, false), "UDP 61 40000"));
	data[0] = 23;
	data[2] = 0xfc;
	assert_non_null(strstr(shown(data, n, n, true, false), "UDP 61 40000"));
}

/* Every message, cut after every byte, and with every byte changed: nothing is read that is not there. */
static void test_any_length(void **state)
{
	uint8_t data[MOST], body[64];
	(void)state;
	for (unsigned type = 0; type < 70; type++) {
		for (unsigned i = 0; i < sizeof body; i++)
			body[i] = (uint8_t)(i * 7 + type) % 5;
		for (uint32_t len = 0; len < sizeof body; len += 3) {
			uint32_t n = message(data, 0xfd, type, body, len, 0, len);
			restart();
			assert_non_null(strstr(shown(data, n, n, true, true), "Datagram Transport Layer Security\n"));
		}
	}
	uint32_t n = message(data, 0xfd, 1, client_hello, sizeof client_hello - 1, 0, sizeof client_hello - 1);
	for (uint32_t captured = 0; captured <= n; captured++) {
		restart();
		shown(data, n, captured, true, true);
		if (captured == n)
			assert_non_null(strstr(out.p, "Cookie: c0de\n"));
	}
	for (uint32_t i = 0; i < n; i++) {
		data[i] ^= 0x55;
		restart();
		assert_non_null(strstr(shown(data, n, n, true, true), "User Datagram Protocol"));
		data[i] ^= 0x55;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_handshake), cmocka_unit_test(test_fragments),
					    cmocka_unit_test(test_others), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
