/* test_ospf.c: packets of OSPF, versions 2 and 3, and their advertisements as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, FRONT = ETHERNET + IPV4, MOST = 300, HEADER_V2 = 24, HEADER_V3 = 16, LSA = 20 };

/* A datagram that carries these bytes as OSPF, as a tree. */
static const char *tree_of(const uint8_t *bytes, uint32_t n)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t frame[FRONT + MOST] = { [12] = 0x08, [14] = 0x45, [23] = 89 };
	uint32_t total = FRONT + n;
	frame[16] = (uint8_t)((total - ETHERNET) >> 8);
	frame[17] = (uint8_t)(total - ETHERNET);
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

static uint32_t packet(uint8_t *to, unsigned version, unsigned type, const void *body, uint32_t n)
{
	uint32_t head = version == 2 ? HEADER_V2 : HEADER_V3;
	memset(to, 0, head);
	to[0] = (uint8_t)version;
	to[1] = (uint8_t)type;
	to[2] = (uint8_t)((head + n) >> 8);
	to[3] = (uint8_t)(head + n);
	memcpy(to + 4, "\1\2\3\4", 4);
	memcpy(to + head, body, n);
	return head + n;
}

/* An update with one advertisement. */
static uint32_t update(uint8_t *to, unsigned version, unsigned type, const void *body, uint32_t n)
{
	uint8_t bytes[MOST] = { [3] = 1, [5] = 7, [6] = 2, [8] = 10, [12] = 9, [16] = 0x80, [19] = 1 };
	bytes[7] = (uint8_t)type;
	if (version == 3)
		bytes[6] = (uint8_t)(type >> 8);
	bytes[22] = (uint8_t)((LSA + n) >> 8);
	bytes[23] = (uint8_t)(LSA + n);
	memcpy(bytes + 4 + LSA, body, n);
	return packet(to, version, 4, bytes, 4 + LSA + n);
}

static const struct {
	uint8_t version, type;
	uint16_t lsa; /* type of the advertisement, whose body it then is */
	const char *body;
	uint8_t n;
	const char *lines[5]; /* that are in the tree, in this order */
} packets[] = {
	{ 2, 1, 0, "\xff\xff\xff\0\0\n\2\1\0\0\0(\n\0\0\1\n\0\0\2\4\4\4\4", 24,
	  { "Area ID: 0.0.0.0 (Backbone)\n", "Network Mask: 255.255.255.0\n", "Options: 0x02, (E) External Routing\n",
	    "Router Dead Interval [sec]: 40\n", "Active Neighbor: 4.4.4.4\n" } },
	{ 2, 1, 0, "\xff\xff\xff\0\0\n\x10\1\0\0\0(\n\0\0\1\n\0\0\2", 20, { "[LLS option bit set but data block missing]\n" } },
	{ 2, 2, 0, "\5\xdc\2\7\0\0\0\5", 8,
	  { "OSPF DB Description\n", "Interface MTU: 1500\n", "DB Description: 0x07, (I) Init, (M) More, (MS) Master\n",
	    "(MS) Master: Yes\n", "DD Sequence: 5\n" } },
	{ 2, 3, 0, "\0\0\0\5\n\0\0\0\1\2\3\4", 12, { "Link State Request\n", "LS Type: AS-External-LSA (ASBR) (5)\n" } },
	{ 2, 4, 1, "\2\0\0\1\xc0\xa8\0\1\xff\xff\xff\0\3\0\0\x0c", 16,
	  { "LSA-type 1 (Router-LSA), len 36\n", "Flags: 0x02, (E) AS boundary router\n",
	    "Type: Stub     ID: 192.168.0.1     Data: 255.255.255.0   Metric: 12\n",
	    "Link ID: 192.168.0.1 - IP network/subnet number\n", "0 Metric: 12\n" } },
	{ 2, 4, 2, "\xff\xff\xff\0\1\1\1\1", 8, { "Network-LSA (2)\n", "Attached Router: 1.1.1.1\n" } },
	{ 2, 4, 2, "\xff\xff\xff", 3, { "[Invalid LSA length (23) for type Network-LSA, expected >= (28)]\n" } },
	{ 2, 4, 5, "\xff\xff\xff\0\x80\0\0\x14\1\2\3\4\0\0\0\7", 16,
	  { "1... .... = External Type: Type 2", "Metric: 20\n", "Forwarding Address: 1.2.3.4\n", "External Route Tag: 7\n" } },
	{ 2, 4, 10, "\0\0\0\0", 4, { "Opaque LSA, Area-local scope (10)\n", "Link State ID Opaque ID: 0\n" } },
	{ 3, 1, 0, "\0\0\0\5\1\0\0\x13\0\n\0(\0\0\0\0\0\0\0\0\2\2\2\2", 24,
	  { "Instance ID: IPv6 unicast AF (0)\n", "Interface ID: 5\n", "Options: 0x000013, R, E, V6\n", "Active Neighbor: 2.2.2.2\n" } },
	{ 3, 4, 0x2001, "\1\0\0\x13\2\0\0\n\0\0\0\5\0\0\0\6\2\2\2\3", 20,
	  { "LSA-type 1 (Router-LSA), len 40\n", "Flags: 0x01, (B) Area border router\n", "Entry #1\n",
	    "Type: Connection to a transit network (2)\n", "Neighbor Router ID: 2.2.2.3\n" } },
	{ 3, 4, 0x2003, "\1\0\0\x14\x40\0\0\0\x20\1\r\xb8\0\0\0\1", 16,
	  { "Reserved: 01\n", "[incorrect, should be 0]\n", "PrefixLength: 64\n", "Address Prefix: 2001:db8:0:1::\n" } },
	{ 3, 4, 0x2009, "\0\1\x20\1\0\0\0\0\1\1\1\1\x20\x08\0\5\x20\1\r\xb8", 20,
	  { "# prefixes: 1\n", "Referenced Advertising Router: 1.1.1.1\n", "PrefixOptions: 0x08, (P) Propagate\n", "Metric: 5\n" } },
	{ 3, 4, 0x00e0, "\0\0\0\0", 4, { "[Unknown LSA Type 224]\n" } },
	{ 3, 4, 0x2003, "\0\0\0\x14\xff\0\0\0\x20\1\r\xb8", 12, { "PrefixLength: 255\n", "[Malformed Packet: OSPF]\n" } },
};

static uint32_t make(uint8_t *to, unsigned i, uint32_t n)
{
	return packets[i].lsa ? update(to, packets[i].version, packets[i].lsa, packets[i].body, n)
			      : packet(to, packets[i].version, packets[i].type, packets[i].body, n);
}

static void test_packets(void **state)
{
	uint8_t bytes[MOST];
	(void)state;
	for (unsigned i = 0; i < sizeof packets / sizeof *packets; i++) {
		const char *at = tree_of(bytes, make(bytes, i, packets[i].n));
		for (unsigned k = 0; k < 5 && packets[i].lines[k]; k++) {
			const char *found = strstr(at, packets[i].lines[k]);
			if (!found)
				fail_msg("packet %u: no \"%s\" in %s", i, packets[i].lines[k], at);
			at = found + strlen(packets[i].lines[k]);
		}
	}
}

static void test_checksum(void **state)
{
	uint8_t bytes[MOST];
	(void)state;
	uint32_t n = packet(bytes, 2, 3, "", 0);
	memcpy(bytes + 16, "\1\2\3\4\5\6\7", 8); /* authentication, which is not covered */
	memcpy(bytes + 12, "\xf9\xde", 2);
	assert_non_null(strstr(tree_of(bytes, n), "Checksum: 0xf9de [correct]\n"));
	bytes[12] = 0;
	assert_non_null(strstr(tree_of(bytes, n), "Checksum: 0x00de [incorrect, should be 0xf9de]\n"));
	bytes[15] = 2;
	bytes[13] = 0;
	assert_non_null(strstr(tree_of(bytes, n), "Checksum: 0x0000 (None)\n"));
}

/* Every packet cut off after every byte, with lengths that fit and lengths that do not; and packets and advertisements of all
 * types that consist of small numbers: the tree ends. */
static void test_any_length(void **state)
{
	uint8_t bytes[MOST], body[60];
	(void)state;
	for (unsigned i = 0; i < sizeof packets / sizeof *packets; i++) {
		for (uint32_t n = 0; n <= packets[i].n; n++)
			assert_non_null(strstr(tree_of(bytes, make(bytes, i, n)), "Open Shortest Path First"));
		uint32_t all = make(bytes, i, packets[i].n);
		for (uint32_t n = 4; n <= all; n++)
			assert_non_null(strstr(tree_of(bytes, n), "Open Shortest Path First"));
	}
	for (unsigned type = 0; type < 16; type++)
		for (uint32_t n = 0; n <= sizeof body; n++)
			for (unsigned version = 2; version < 4; version++) {
				for (unsigned i = 0; i < sizeof body; i++)
					body[i] = (uint8_t)((i * 7u + n + type) % 11);
				assert_non_null(
					strstr(tree_of(bytes, packet(bytes, version, type, body, n)), "OSPF Header"));
				assert_non_null(
					strstr(tree_of(bytes, update(bytes, version, type, body, n)), "LSA-type"));
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_packets), cmocka_unit_test(test_checksum),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
