/* test_half_open.c: a flood is told from many connections, the waiting ones are counted, and leave in each of the ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/options.h"
#include "dissect/registry.h"
#include "dissect/transport/tcp.h"
#include "output/stats/half_open.h"

static struct registry *registry;
static struct dissection dissection;
static struct half_open *half_open;

static void put16(uint8_t *p, unsigned v)
{
	p[0] = (uint8_t)(v >> 8);
	p[1] = (uint8_t)v;
}

/* A segment between client n and port 80 of the server. */
static void see(unsigned n, bool back, unsigned flags, int64_t sec)
{
	static uint8_t bytes[54];
	static struct capture_interface iface = { .link_type = 1 };
	uint8_t *ip = bytes + 14, *tcp = ip + 20, *client = ip + (back ? 16 : 12), *server = ip + (back ? 12 : 16);
	memset(bytes, 0, sizeof bytes);
	put16(bytes + 12, 0x0800);
	ip[0] = 0x45;
	put16(ip + 2, 40);
	ip[8] = 64;
	ip[9] = 6;
	client[0] = 10;
	put16(client + 2, n);
	server[0] = 192;
	put16(tcp, back ? 80 : 4000);
	put16(tcp + 2, back ? 4000 : 80);
	put16(tcp + 12, 5u << 12 | flags);
	struct frame f = { .data = bytes, .caplen = 54, .len = 54, .sec = sec, .number = 1, .iface = &iface };
	dissect_frame(&dissection, &f);
	dissection.n_tcp = 1; /* as the tracker would note */
	half_open_packet(half_open, &dissection);
}

static json_int_t number(const char *name)
{
	json_t *all = half_open_json(half_open);
	assert_int_equal(json_array_size(all), 1);
	json_t *v = json_object_get(json_array_get(all, 0), name);
	assert_non_null(v);
	json_int_t n = json_is_boolean(v) ? json_is_true(v)
		       : json_is_real(v)  ? (json_int_t)json_real_value(v)
					  : json_integer_value(v);
	json_decref(all);
	return n;
}

static int set_up(void **state)
{
	(void)state;
	half_open = half_open_new(50);
	dissection.registry = registry;
	dissection.options = &options_default;
	return !half_open;
}

static int tear_down(void **state)
{
	(void)state;
	half_open_free(half_open);
	return 0;
}

static void test_ways_to_leave(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 5; n++)
		see(n, false, TCP_SYN, 100);
	assert_int_equal(number("waiting"), 5);
	see(0, true, TCP_SYN | TCP_ACK, 101);
	see(0, true, TCP_SYN | TCP_ACK, 102);
	see(0, false, TCP_ACK, 103);
	see(1, true, TCP_RST | TCP_ACK, 103);
	see(2, false, TCP_RST, 103);
	see(3, false, TCP_SYN, 105); /* again: waits since the first */
	assert_int_equal(number("waiting"), 2);
	assert_int_equal(number("oldest_age"), 5);
	see(9, false, TCP_SYN, 164);
	assert_int_equal(number("gave_up"), 2);
	assert_int_equal(number("waiting"), 1);
	assert_int_equal(number("peak"), 5);
	assert_int_equal(number("peak_time"), 100);
	assert_int_equal(number("completed"), 1);
	assert_int_equal(number("answered"), 1);
	assert_int_equal(number("answered_again"), 1);
	assert_int_equal(number("refused"), 1);
	assert_int_equal(number("syns"), 7);
	assert_int_equal(number("syn_flood"), 0);
}

static bool warned(void)
{
	struct buf b = { 0 };
	half_open_text(half_open, &b);
	buf_char(&b, 0);
	bool warned = strstr(b.p, "SYN flood on 192.0.0.0:80");
	buf_free(&b);
	return warned;
}

static void test_flood(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 3000; n++) {
		see(n, false, TCP_SYN, 100);
		see(n, true, TCP_SYN | TCP_ACK, 100);
	}
	assert_int_equal(number("waiting"), 3000);
	assert_true(warned());
	json_int_t sources = number("sources");
	assert_true(sources > 2700 && sources < 3300);
}

/* As many, but they finish. */
static void test_busy(void **state)
{
	(void)state;
	for (unsigned n = 0; n < 3000; n++)
		see(n, false, TCP_SYN, 100);
	for (unsigned n = 0; n < 3000; n++)
		see(n, false, TCP_ACK, 101);
	assert_int_equal(number("peak"), 3000);
	assert_int_equal(number("completed"), 3000);
	assert_false(warned());
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = { TEST(test_ways_to_leave), TEST(test_flood), TEST(test_busy) };
	registry = registry_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	registry_free(registry);
	return failed;
}
