/* test_bgp.c: messages of BGP as tshark shows them: capabilities, path attributes, prefixes, and where messages begin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, TCP = 20, FRONT = ETHERNET + IPV4 + TCP, HEADER = 19, MOST = 400 };

/* A segment to the port of BGP with these bytes, as a tree. */
static const char *tree_of(const void *bytes, uint32_t n)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t frame[FRONT + MOST] = { [12] = 0x08, [14] = 0x45, [23] = 6, [ETHERNET + IPV4 + 12] = 0x50 };
	uint32_t total = FRONT + n;
	frame[16] = (uint8_t)((total - ETHERNET) >> 8);
	frame[17] = (uint8_t)(total - ETHERNET);
	frame[34] = 200;
	frame[37] = 179;
	memcpy(frame + FRONT, bytes, n);
	struct frame f = { .number = 1, .caplen = total, .len = total, .data = frame, .iface = &iface };
	pipeline_restart(&p);
	p.print.tree = true;
	pipeline_frame(&p, &f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

static uint32_t message(uint8_t *to, unsigned type, const void *body, uint32_t n)
{
	memset(to, 0xff, 16);
	to[16] = (uint8_t)((HEADER + n) >> 8);
	to[17] = (uint8_t)(HEADER + n);
	to[18] = (uint8_t)type;
	memcpy(to + HEADER, body, n);
	return HEADER + n;
}

static void has_lines(const char *tree, const char *const *lines, unsigned n)
{
	const char *at = tree;
	for (unsigned i = 0; i < n && lines[i]; i++) {
		const char *found = strstr(at, lines[i]);
		if (!found)
			fail_msg("no \"%s\" in %s", lines[i], at);
		at = found + strlen(lines[i]);
	}
}

static const struct {
	unsigned type;
	const char *body;
	uint8_t n;
	const char *lines[5]; /* that are in the tree, in this order */
} messages[] = {
	{ 1, "\4\xfd\xe8\0\xb4\1\2\3\4\x10\2\6\1\4\0\1\0\1\2\6\x41\4\0\0\xfd\xe8", 26,
	  { "Border Gateway Protocol - OPEN Message\n", "    BGP Identifier: 1.2.3.4\n",
	    "            Capability: Multiprotocol extensions capability\n", "SAFI: Unicast (1)\n", "AS Number: 65000\n" } },
	{ 1, "\4\x5b\xa0\0\xb4\1\2\3\4\x4\2\2\2\0", 14,
	  { "    My AS: 23456 (AS_TRANS)\n", "Capability: Route refresh capability\n", "Length: 0\n" } },
	{ 1, "\4\0\1\0\xb4\1\2\3\4\6\2\4\1\2\0\1", 16, { "[Capability length 2 is wrong, must be = 4]\n", "Unknown: 0001\n" } },
	{ 3, "\6\2\5hello", 8, { "    Minor error Code (Cease): Administratively Shutdown (2)\n", "Shutdown Communication: hello\n" } },
	{ 3, "\2\2\xfd\xe8", 4, { "Bad Peer AS: 65000\n" } },
	{ 5, "\0\1\1\2", 4, { "Subtype: Demarcation of the beginning of a route refresh (1)\n", "(SAFI): Multicast (2)\n" } },
	{ 2, "\0\0\0\x14\x40\1\1\0\x40\2\6\2\1\0\0\xfd\xe8\x40\3\4\n\0\0\1\x18\xc0\xa8\1", 28,
	  { "Path Attribute - ORIGIN: IGP\n", "Flags: 0x40, Transitive, Well-known, Complete\n",
	    "Path Attribute - AS_PATH: 65000 \n", "AS4: 65000\n", "        192.168.1.0/24\n" } },
	{ 2, "\0\0\0\x0e\x40\2\x0b\1\2\0\1\0\2\2\2\0\3\0\4", 18, { "[ASN length uncalculated by heuristic : 255]\n" } },
	{ 2, "\0\0\0\x0d\x40\2\x0a\1\2\0\1\0\2\2\1\0\3", 17, { "AS_PATH: {1, 2} 3 \n", "AS Path segment: {1, 2}\n", "AS2: 1\n" } },
	{ 2, "\0\4\x18\n\1\2\0\4\x40\3\1\1", 12, { "Withdrawn prefix: 10.1.2.0\n", "Next hop (invalid): 1 byte\n" } },
	{ 2, "\0\6\0\0\0\7\x08\n\0\0", 10, { "10.0.0.0/8 PathId 7 \n", "NLRI path id: 7\n" } },
	{ 2, "\0\x09\x18\n\1\2\x21\1\2\3\4\0\0", 13, { "Withdrawn route length 33 invalid (> 32)\n" } },
	{ 2, "\0\0\0\x0b\xc0\x08\x08\xff\xff\xff\1\xfd\xe8\0\1", 15,
	  { "COMMUNITIES: NO_EXPORT 65000:1 \n", "Community Well-known: NO_EXPORT (0xffffff01)\n", "Community value: 1\n" } },
	{ 2, "\0\0\0\x0b\xc0\x10\x08\0\2\xfd\xe8\0\0\0\1", 15,
	  { "Route Target: 65000:1 [Transitive 2-Octet AS-Specific]\n", "4-Octet AN: 1\n" } },
	{ 2, "\0\0\0\x1f\x80\x0e\x1c\0\2\1\x10\x20\1\r\xb8\0\0\0\0\0\0\0\0\0\0\0\1\0\x30\x20\1\r\xb8\0\1", 35,
	  { "Next hop: 2001:db8::1\n", "        2001:db8:1::/48\n", "MP Reach NLRI IPv6 prefix: 2001:db8:1::\n" } },
	{ 2, "\0\0\0\x13\x80\x0f\x10\0\1\x80\x60\0\2\1\0\0\xfd\xe8\0\0\0\1\n\0", 23,
	  { "BGP Prefix\n", "Label Stack: 32 (bottom)\n", "Route Distinguisher: 65000:1\n", "MP Unreach NLRI IPv4 prefix: 10.0.0.0\n" } },
	{ 2, "\0\0\0\x9\x40\1\7\0\0\0\0\0\0", 13, { "Path attribute length is invalid: 7 bytes\n", "[Malformed Packet: BGP]\n" } },
};

static void test_messages(void **state)
{
	uint8_t bytes[MOST];
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++) {
		uint32_t n = message(bytes, messages[i].type, messages[i].body, messages[i].n);
		has_lines(tree_of(bytes, n), messages[i].lines, 5);
	}
}

/* What is in front of a marker is skipped; behind a message only its length counts. */
static void test_stream(void **state)
{
	static const char *const continued[] = { "    Continuation\n", "BGP", NULL };
	static const char *const two[] = { "- KEEPALIVE Message\n", "- UPDATE Message\n",
					   "[Marker is not all ones]\n" };
	uint8_t bytes[MOST] = "abc";
	(void)state;
	uint32_t n = 3 + message(bytes + 3, 4, "", 0);
	const char *tree = tree_of(bytes, n);
	has_lines(tree, (const char *const[]){ continued[0], "Border Gateway Protocol - KEEPALIVE Message\n" }, 2);
	n = message(bytes, 4, "", 0);
	memcpy(bytes + n, "abcdefghijklmnop\0\x13\2", 19);
	has_lines(tree_of(bytes, n + 19), two, 3);
	has_lines(tree_of("hello", 5), continued, 1);
	n = message(bytes, 4, "", 0);
	bytes[17] = 18; /* shorter than its header */
	assert_non_null(strstr(tree_of(bytes, n), "[Malformed Packet: BGP]"));
}

/* Messages of every type with bodies of every length up to 60, of bytes that are lengths and types themselves; and each of the
 * messages above cut off after every byte: the tree ends. */
static void test_any_length(void **state)
{
	uint8_t bytes[MOST], body[60];
	(void)state;
	for (unsigned type = 0; type < 8; type++)
		for (uint32_t n = 0; n <= sizeof body; n++)
			for (unsigned seed = 0; seed < 12; seed++) {
				for (unsigned i = 0; i < sizeof body; i++)
					body[i] = (uint8_t)((i * (seed + 3) + n + type) % (5 + seed * 3));
				uint32_t all = message(bytes, type, body, n);
				assert_non_null(strstr(tree_of(bytes, all), "Border Gateway Protocol"));
			}
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++)
		for (uint32_t n = 0; n <= messages[i].n; n++) {
			uint32_t all = message(bytes, messages[i].type, messages[i].body, n);
			assert_non_null(strstr(tree_of(bytes, all), "Border Gateway Protocol"));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_messages), cmocka_unit_test(test_stream),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
