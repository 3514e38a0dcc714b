/* test_wlan_eapol.c: frames of 802.1X, and the keys of wireless LANs in them, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, KEY = 99, MAX_DATA = 64 };
enum { PAIRWISE = 8, INSTALL = 0x40, ACK = 0x80, MIC = 0x100, SECURE = 0x200, ENCRYPTED = 0x1000 };

static const char *print(const uint8_t *eapol, uint32_t n, uint32_t wire, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[ETHERNET + KEY + MAX_DATA] = { [12] = 0x88, [13] = 0x8e };
	struct frame f = {
		.number = 1, .caplen = ETHERNET + n, .len = ETHERNET + wire, .data = bytes, .iface = &iface
	};
	memcpy(bytes + ETHERNET, eapol, n);
	p.print.tree = tree;
	return fixture_text(&f);
}

/* A frame with a key descriptor; its length. */
static uint32_t make(uint8_t *to, unsigned info, const void *data, uint8_t n)
{
	memset(to, 0, KEY);
	memcpy(to, "\2\3\0", 3);
	to[3] = (uint8_t)(KEY - 4 + n);
	to[4] = 2;
	to[5] = (uint8_t)(info >> 8);
	to[6] = (uint8_t)info;
	to[98] = n;
	memcpy(to + KEY, data, n);
	return KEY + n;
}

#define RSN "\x30\x14\1\0\0\x0f\xac\4\1\0\0\x0f\xac\4\1\0\0\x0f\xac\2\0\0"

static const struct {
	unsigned info;
	uint8_t n;
	const char *line;
} messages[] = {
	{ PAIRWISE | ACK, 0, "EAPOL 113 Key (Message 1 of 4)\n" },
	{ PAIRWISE | MIC, 22, "EAPOL 135 Key (Message 2 of 4)\n" },
	{ PAIRWISE | MIC | ACK | INSTALL | SECURE, 22, "EAPOL 135 Key (Message 3 of 4)\n" },
	{ PAIRWISE | MIC | SECURE, 0, "EAPOL 113 Key (Message 4 of 4)\n" },
	{ PAIRWISE | MIC, 0, "EAPOL 113 Key (Message 4 of 4)\n" }, /* WPA's says no more */
	{ ACK | MIC | SECURE, 0, "EAPOL 113 Key (Group Message 1 of 2)\n" },
	{ MIC | SECURE, 0, "EAPOL 113 Key (Group Message 2 of 2)\n" },
};

static void test_messages(void **state)
{
	uint8_t bytes[KEY + MAX_DATA];
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++) {
		uint32_t n = make(bytes, messages[i].info, RSN, messages[i].n);
		if (!strstr(print(bytes, n, n, false), messages[i].line))
			fail_msg("no \"%s\" in %s", messages[i].line, out.p);
	}
}

static void test_tree(void **state)
{
	uint8_t bytes[KEY + MAX_DATA];
	uint32_t n = make(bytes, PAIRWISE | MIC | 2, RSN, 22);
	static const char *const lines[] = {
		"802.1X Authentication\n    Version: 802.1X-2004 (2)\n    Type: Key (3)\n    Length: 117\n",
		"    Key Descriptor Type: EAPOL RSN Key (2)\n    Message number: 2\n    Key Information: 0x010a\n",
		"Key Descriptor Version: AES Cipher, HMAC-SHA1 MIC (2)\n", "Key MIC: Set\n", "    WPA Key Data Length: 22\n",
		"        Tag: RSN Information\n", "AES (CCM) (4)\n",
	};
	const char *at = print(bytes, n, n, true);
	(void)state;
	for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++) {
		const char *found = strstr(at, lines[i]);
		if (!found)
			fail_msg("no \"%s\" in %s", lines[i], at);
		at = found + strlen(lines[i]);
	}
	n = make(bytes, PAIRWISE | MIC | ACK | ENCRYPTED, RSN, 22);
	assert_null(strstr(print(bytes, n, n, true), "Tag: "));
}

/* Cut anywhere, on the wire and in the capture; with a length that lies; and with data of any kind. */
static void test_any_length(void **state)
{
	uint8_t bytes[KEY + MAX_DATA], data[MAX_DATA];
	uint32_t n = make(bytes, PAIRWISE | MIC, RSN, 22);
	(void)state;
	for (uint32_t k = 4; k < n; k++) {
		print(bytes, k, k, true);
		assert_non_null(strstr(out.p, "[Malformed Packet: EAPOL]"));
		print(bytes, k, n, true);
		assert_non_null(strstr(out.p, "[Packet size limited during capture: EAPOL truncated]"));
	}
	for (unsigned length = 0; length < 256; length++)
		for (unsigned kind = 0; kind < 4; kind++) {
			bytes[3] = (uint8_t)length;
			bytes[4] = (uint8_t)kind;
			assert_non_null(strstr(print(bytes, n, n, true), "802.1X Authentication\n"));
		}
	for (uint8_t i = 0; i < MAX_DATA; i++) {
		for (unsigned k = 0; k < MAX_DATA; k++)
			data[k] = (uint8_t)((k * 7 + i) % 13);
		n = make(bytes, PAIRWISE | MIC, data, i);
		assert_non_null(strstr(print(bytes, n, n, true), "WPA Key Data Length: "));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_tree),
		cmocka_unit_test(test_any_length),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
