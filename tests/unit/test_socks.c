/* test_socks.c: SOCKS of both versions up to the tunnel, what goes through it, and any length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

enum { PORT = 1080 };

#define BYTES(text) text, sizeof(text) - 1
#define GET "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
#define HELLO "\x16\3\1\0\5\1\0\0\1\3"

struct step {
	bool client;
	const char *bytes;
	size_t n;
	const char *lines[5]; /* that are shown, in this order; the last one is of the summary */
};

static const struct step password[] = {
	{ true, BYTES("\5\2\0\2"),
	  { "    Version: 5\n    Client Authentication Methods\n        Authentication Method Count: 2\n"
	    "        Method[0]: 0 (No authentication)\n        Method[1]: 2 (Username/Password)\n", "Socks 58 Version: 5\n" } },
	{ false, BYTES("\5\2"), { "    Accepted Auth Method: 0x2 (Username/Password)\n" } },
	{ true, BYTES("\1\3bob\4pass"),
	  { "    [Version: 5]\n    Subnegotiation Version: 1\n    User name: bob\n    Password: pass\n", "Version: 5\n" } },
	{ false, BYTES("\1\0"), { "    Status: 0 (success)\n" } },
	{ true, BYTES("\5\1\0\1\x0a\0\0\1\0\x50"),
	  { "    Command: Connect (1)\n    Reserved: 0\n    Address Type: IPv4 (1)\n    Remote Address: 10.0.0.1\n    Port: 80\n" } },
	{ false, BYTES("\5\0\0\3\1h\x1f\x40"),
	  { "    Results(V5): Succeeded (0)\n", "    Address Type: Domain Name (3)\n    Remote name: h\n    Port: 8000\n" } },
	{ true, BYTES(GET),
	  { "Socks Protocol\n    [Version: 5]\n    [Command: Connect (1)]\n    [Remote Address: 10.0.0.1]\n    [Remote Port: 80]\n"
	    "Hypertext Transfer Protocol\n", "HTTP 81 GET / HTTP/1.1 \n" } },
};

static const struct step named[] = {
	{ true, BYTES("\5\1\0"), { "Version: 5\n" } },
	{ false, BYTES("\5\0"), { "Accepted Auth Method: 0x0 (No authentication)\n" } },
	{ true, BYTES("\5\1\0\4\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1\1\xbb"), { "    Remote Address(ipv6): 2001:db8::1\n    Port: 443\n" } },
	{ false, BYTES("\5\0\0\1\0\0\0\0\0\0"), { "    Remote Address: 0.0.0.0\n    Port: 0\n" } },
	{ true, BYTES(HELLO), { "    [Remote Address(ipv6): 2001:db8::1]\n    [Remote Port: 443]\nTransport Layer Security\n" } },
	{ false, BYTES("HTTP"), { "Socks 58 Version: 5\n", "Data (4 bytes)\n" } },
};

static const struct step v4[] = {
	{ true, BYTES("\4\1\0\x50\0\0\0\1me\0host.name\0"),
	  { "    Version: 4\n    Command: Connect (1)\n    Remote Port: 80\n    Remote Address: 0.0.0.1\n    User name: me\n"
	    "    SOCKS v4a Remote Domain Name: host.name\n", "Socks 75 Version: 4 Connect to server request\n" } },
	{ false, BYTES("\0\x5a\0\0\0\0\0\0"), { "    Version: 0\n    Results(V4): Granted (90)\n", "Version: 4 Connect Response\n" } },
	{ true, BYTES(GET), { "    [Version: 4]\n", "    [Remote Address: 4.1.0.80]\n    [Remote Port: 80]\n", "HTTP 81 GET" } },
};

static const struct step gssapi[] = {
	{ true, BYTES("\5\1\1"), { "Method[0]: 1 (GSSAPI)\n" } },
	{ false, BYTES("\5\1"), { "(GSSAPI)\n" } },
	{ true, BYTES("\1\1\0\3abc"),
	  { "    SOCKS/GSSAPI command: Authentication (1)\n    SOCKS/GSSAPI data length: 3\n    GSSAPI data: 616263\n" } },
	{ false, BYTES("\1\xff"), { "    SOCKS/GSSAPI command: Failure (255)\n" } },
};

static const struct step bind_request[] = {
	{ true, BYTES("\5\1\0"), { "Version: 5\n" } },
	{ false, BYTES("\5\0"), { "Version: 5\n" } },
	{ true, BYTES("\5\2\0\3\3abc\0\x50"), { "    Command: Bind (2)\n", "    Remote name: abc\n" } },
	{ false, BYTES("\5\0\0\1\x0a\0\0\1\0\x50"), { "    Port: 80\n" } },
	{ false, BYTES("\5\0\0\1\x0a\0\0\1\0\x51"), { "    Remote Host Port: 81\n" } },
	{ true, BYTES(GET), { "Socks 81 Version: 5\n" } },
};

static const struct {
	const struct step *steps;
	unsigned n;
} conversations[] = {
	{ password, sizeof password / sizeof *password }, { named, sizeof named / sizeof *named },
	{ v4, sizeof v4 / sizeof *v4 }, { gssapi, sizeof gssapi / sizeof *gssapi },
	{ bind_request, sizeof bind_request / sizeof *bind_request },
};
enum { CONVERSATIONS = sizeof conversations / sizeof *conversations };

static void test_conversations(void **state)
{
	(void)state;
	for (unsigned c = 0; c < CONVERSATIONS; c++) {
		stream_restart();
		for (unsigned i = 0; i < conversations[c].n; i++) {
			const struct step *s = &conversations[c].steps[i];
			stream_expect(stream_text(PORT, s->client, s->bytes, s->n), s->lines, 5);
		}
	}
}

/* What does not begin as SOCKS does stays strange. */
static void test_strange(void **state)
{
	(void)state;
	stream_restart();
	assert_non_null(strstr(stream_text(PORT, true, BYTES(GET)), "Socks 81 Unknown\n"));
	assert_non_null(strstr(stream_text(PORT, false, BYTES("\5\0")), "Socks 56 Unknown\n"));
	assert_non_null(strstr(stream_text(PORT, true, BYTES("\5\1\0")), "Socks 57 Unknown\n"));
}

/* A client that does not wait: what it sends is looked at, and the answer is still SOCKS'. */
static void test_impatient(void **state)
{
	(void)state;
	stream_restart();
	for (unsigned i = 0; i < 5; i++)
		stream_text(PORT, password[i].client, password[i].bytes, password[i].n);
	assert_non_null(strstr(stream_text(PORT, true, BYTES(GET)), "HTTP 81 GET / HTTP/1.1 \n"));
	assert_non_null(
		strstr(stream_text(PORT, false, BYTES("\5\0\0\3\1h\x1f\x40")), "    Results(V5): Succeeded (0)\n"));
	assert_non_null(strstr(stream_text(PORT, true, BYTES(GET)), "HTTP 81 GET / HTTP/1.1 \n"));
}

/* A message in two segments: one row for the segment that completes it and goes on with another. */
static void test_two_segments(void **state)
{
	static const char *const begun[] = { "Socks Protocol\n",
					     "TCP 74 Version: 5 [TCP segment of a reassembled PDU]\n" };
	static const char both[] = GET GET;
	const char *text, *row;
	(void)state;
	stream_restart();
	for (unsigned i = 0; i < 6; i++)
		stream_text(PORT, password[i].client, password[i].bytes, password[i].n);
	stream_expect(stream_text(PORT, true, both, 20), begun, 2);
	text = stream_text(PORT, true, both + 20, sizeof both - 1 - 20);
	row = strstr(text, "\nSocks Protocol");
	assert_non_null(row);
	assert_null(strstr(row + 1, "\nSocks Protocol"));
	assert_non_null(strstr(text, "GET / HTTP/1.1 GET / HTTP/1.1 \n"));
}

static void test_any_length(void **state)
{
	(void)state;
	for (unsigned c = 0; c < CONVERSATIONS; c++)
		for (unsigned i = 0; i < conversations[c].n; i++)
			for (size_t n = 1; n < conversations[c].steps[i].n; n++) {
				const struct step *s = conversations[c].steps;
				stream_restart();
				for (unsigned before = 0; before < i; before++)
					stream_text(PORT, s[before].client, s[before].bytes, s[before].n);
				assert_non_null(
					strstr(stream_text(PORT, s[i].client, s[i].bytes, n), "Internet Protocol"));
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_conversations),
		cmocka_unit_test(test_strange),
		cmocka_unit_test(test_impatient),
		cmocka_unit_test(test_two_segments),
		cmocka_unit_test(test_any_length),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
