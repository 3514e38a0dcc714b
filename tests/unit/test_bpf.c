/* test_bpf.c: capture filters on frames of files: link types, cut frames, mistakes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capture/bpf.h"

enum { ETHERNET = 1, LINUX_SLL = 113, RAW = 101, LINUX_SLL2 = 276 }; /* LINKTYPE_ numbers */

/* Ethernet, IPv4 10.0.0.1 > 10.0.0.2, UDP 1234 > 53, four bytes of payload. */
static const uint8_t dns_packet[] = {
	0x02, 0,    0,    0,    0,    2,    0x02, 0,    0,    0,    0,    1,    0x08, 0,    /* eth */
	0x45, 0,    0,    32,   0,    1,    0,    0,    64,   17,   0,    0,                /* ip */
	10,   0,    0,    1,    10,   0,    0,    2,                                        /* addresses */
	0x04, 0xd2, 0,    53,   0,    12,   0,    0,    'a',  'b',  'c',  'd',              /* udp */
};
enum { ETH_LEN = 14 };

static struct frame frame_of(const struct capture_interface *iface, const uint8_t *data, uint32_t caplen, uint32_t len)
{
	return (struct frame){ .number = 1, .caplen = caplen, .len = len, .data = data, .iface = iface };
}

static int match(const char *text, uint16_t link_type, const uint8_t *data, uint32_t caplen, uint32_t len)
{
	struct capture_interface iface = { .link_type = link_type, .name = "eth7" };
	struct frame f = frame_of(&iface, data, caplen, len);
	struct bpf_set *set = bpf_set_new(text);

	assert_non_null(set);
	int result = bpf_set_match(set, &f);
	assert_int_equal(bpf_set_match(set, &f), result); /* the cached program says the same */
	bpf_set_free(set);
	return result;
}

static void test_ethernet(void **state)
{
	const uint32_t n = sizeof dns_packet;

	(void)state;
	assert_int_equal(match("udp port 53", ETHERNET, dns_packet, n, n), 1);
	assert_int_equal(match("udp dst port 53 and src host 10.0.0.1", ETHERNET, dns_packet, n, n), 1);
	assert_int_equal(match("ether src 02:00:00:00:00:01", ETHERNET, dns_packet, n, n), 1);
	assert_int_equal(match("net 10.0.0.0/24", ETHERNET, dns_packet, n, n), 1);
	assert_int_equal(match("", ETHERNET, dns_packet, n, n), 1);
	assert_int_equal(match("tcp", ETHERNET, dns_packet, n, n), 0);
	assert_int_equal(match("ip6", ETHERNET, dns_packet, n, n), 0);
	assert_int_equal(match("udp port 54", ETHERNET, dns_packet, n, n), 0);
}

/* LINKTYPE_RAW is 101 in files and DLT_RAW another number in libpcap: the program has to be of the right one. */
static void test_other_link_types(void **state)
{
	const uint32_t n = sizeof dns_packet - ETH_LEN;
	uint8_t cooked[16 + sizeof dns_packet - ETH_LEN] = { 0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x08, 0 };

	(void)state;
	assert_int_equal(match("udp port 53", RAW, dns_packet + ETH_LEN, n, n), 1);
	assert_int_equal(match("tcp", RAW, dns_packet + ETH_LEN, n, n), 0);
	assert_int_equal(match("udp port 53", RAW, dns_packet, n, n), 0);
	memcpy(cooked + 16, dns_packet + ETH_LEN, n);
	assert_int_equal(match("udp port 53", LINUX_SLL, cooked, sizeof cooked, sizeof cooked), 1);
	assert_int_equal(match("udp port 53", LINUX_SLL2, cooked, sizeof cooked, sizeof cooked), 0);
}

/* `len` and `greater` ask the wire; bytes that were not captured do not match and are not read. */
static void test_cut_frames(void **state)
{
	(void)state;
	assert_int_equal(match("greater 1000", ETHERNET, dns_packet, sizeof dns_packet, 1000), 1);
	assert_int_equal(match("greater 1000", ETHERNET, dns_packet, sizeof dns_packet, sizeof dns_packet), 0);
	for (uint32_t n = 0; n < ETH_LEN + 20 + 4; n++)
		assert_int_equal(match("udp dst port 53", ETHERNET, dns_packet, n, sizeof dns_packet), 0);
	assert_int_equal(match("udp dst port 53", ETHERNET, dns_packet, ETH_LEN + 20 + 4, sizeof dns_packet), 1);
	assert_int_equal(match("ip", ETHERNET, NULL, 0, 100), 0);
	assert_int_equal(match("ether[4294967295] = 1", ETHERNET, dns_packet, sizeof dns_packet, sizeof dns_packet), 0);
}

/* One file with several link types: a program each, in any order. */
static void test_mixed_link_types(void **state)
{
	struct capture_interface ethernet = { .link_type = ETHERNET }, raw = { .link_type = RAW };
	struct frame a = frame_of(&ethernet, dns_packet, sizeof dns_packet, sizeof dns_packet);
	struct frame b = frame_of(&raw, dns_packet + ETH_LEN, sizeof dns_packet - ETH_LEN, sizeof dns_packet - ETH_LEN);
	struct bpf_set *set = bpf_set_new("udp port 53");

	(void)state;
	for (int i = 0; i < 5; i++) {
		assert_int_equal(bpf_set_match(set, &a), 1);
		assert_int_equal(bpf_set_match(set, &b), 1);
		assert_int_equal(bpf_set_match(set, &b), 1);
	}
	bpf_set_free(set);
}

/* A hostile file may name every link type there is. */
static void test_many_link_types(void **state)
{
	struct capture_interface iface = { 0 };
	struct frame f = frame_of(&iface, dns_packet, sizeof dns_packet, sizeof dns_packet);
	struct bpf_set *set = bpf_set_new("len > 1");
	int matched = 0, refused = 0;

	(void)state;
	for (uint16_t type = 0; type < 400; type++) {
		iface.link_type = type;
		int result = bpf_set_match(set, &f);
		matched += result == 1;
		refused += result == -1;
	}
	assert_int_equal(matched + refused, 400);
	assert_true(matched > 0 && matched <= 64);
	iface.link_type = ETHERNET;
	assert_int_equal(bpf_set_match(set, &f), 1);
	bpf_set_free(set);
}

static void test_mistakes(void **state)
{
	struct source_error error = { .code = SOURCE_OK };
	struct capture_interface iface = { .link_type = ETHERNET };
	struct frame f = frame_of(&iface, dns_packet, sizeof dns_packet, sizeof dns_packet);
	struct bpf_set *set = bpf_set_new("foo bar");

	(void)state;
	assert_false(bpf_set_compile(set, ETHERNET, "lo", &error));
	assert_int_equal(error.code, SOURCE_BAD_FILTER);
	const char *start = "Invalid capture filter \"foo bar\" for interface 'lo'.";
	assert_memory_equal(error.text, start, strlen(start));
	assert_non_null(strstr(error.text, "syntax error"));
	assert_int_equal(bpf_set_match(set, &f), -1);
	bpf_set_free(set);

	/* What only a live socket knows is refused, not silently false. */
	set = bpf_set_new("inbound");
	assert_false(bpf_set_compile(set, ETHERNET, NULL, &error));
	start = "Invalid capture filter \"inbound\". ";
	assert_memory_equal(error.text, start, strlen(start));
	bpf_set_free(set);

	set = bpf_set_new("ether host 02:00:00:00:00:01"); /* sense for one link type, none for another */
	assert_true(bpf_set_compile(set, ETHERNET, NULL, NULL));
	assert_false(bpf_set_compile(set, RAW, NULL, &error));
	bpf_set_free(set);
}

/* A long filter is shortened so that libpcap's reason still fits the line. */
static void test_long_mistake(void **state)
{
	char text[4000];
	struct source_error error = { .code = SOURCE_OK };

	(void)state;
	memset(text, 'x', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	memcpy(text, "tcp and\n", 8);
	struct bpf_set *set = bpf_set_new(text);
	assert_false(bpf_set_compile(set, ETHERNET, "eth0", &error));
	assert_non_null(strstr(error.text, "...\" for interface 'eth0'. "));
	assert_non_null(strstr(error.text, ")."));
	assert_null(strchr(error.text, '\n'));
	bpf_set_free(set);
	bpf_set_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ethernet),
		cmocka_unit_test(test_other_link_types),
		cmocka_unit_test(test_cut_frames),
		cmocka_unit_test(test_mixed_link_types),
		cmocka_unit_test(test_many_link_types),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_long_mistake),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
