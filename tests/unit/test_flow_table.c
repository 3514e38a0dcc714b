/* test_flow_table.c: finding flows in either direction, the bound on their number, who has to go, the spread over buckets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "flow/flow.h"

static struct flow_key key_of(uint32_t a, uint32_t b, uint16_t port_a, uint16_t port_b, bool *reverse)
{
	struct address src = { ADDR_IPV4, 4, (const uint8_t *)&a }, dst = { ADDR_IPV4, 4, (const uint8_t *)&b };
	struct flow_key k;
	assert_true(flow_key_make(&k, reverse, &src, &dst, port_a, port_b, 6));
	return k;
}

static struct flow_key numbered(uint32_t n)
{
	bool reverse;
	return key_of(UINT32_C(0x0100000a), UINT32_C(0x0200000a), (uint16_t)n, (uint16_t)(1000 + n / 65536), &reverse);
}

static struct flow *add(struct flow_table *t, const struct flow_key *k)
{
	return flow_table_add(t, k, FLOW_ESTABLISHED);
}

static void test_both_directions(void **state)
{
	bool there, back;
	struct flow_key one = key_of(1, 2, 40000, 80, &there), other = key_of(2, 1, 80, 40000, &back);
	(void)state;
	assert_memory_equal(&one, &other, sizeof one);
	assert_int_not_equal(there, back);
	one = key_of(7, 7, 5, 9, &there);
	other = key_of(7, 7, 9, 5, &back);
	assert_memory_equal(&one, &other, sizeof one);
	assert_int_not_equal(there, back);
	one = key_of(7, 7, 5, 5, &there);
	assert_false(there);
}

static void test_no_key(void **state)
{
	uint8_t v4[4] = { 1 }, v6[16] = { 1 };
	struct address a = { ADDR_IPV4, 4, v4 }, b = { ADDR_IPV6, 16, v6 }, none = { ADDR_NONE, 0, NULL };
	struct flow_key k;
	bool reverse;
	(void)state;
	assert_false(flow_key_make(&k, &reverse, &a, &b, 1, 2, 6));
	assert_false(flow_key_make(&k, &reverse, &none, &none, 1, 2, 6));
	assert_true(flow_key_make(&k, &reverse, &b, &b, 1, 2, 17));
}

static void test_newest_is_found(void **state)
{
	struct flow_table *t = flow_table_new(8, sizeof(struct flow), false);
	struct flow_key k = numbered(1), other = numbered(2);
	(void)state;
	assert_null(flow_table_find(t, &k));
	struct flow *first = add(t, &k);
	assert_ptr_equal(flow_table_find(t, &k), first);
	struct flow *second = add(t, &k); /* ports used again */
	assert_ptr_not_equal(first, second);
	assert_ptr_equal(flow_table_find(t, &k), second);
	assert_null(flow_table_find(t, &other));
	flow_table_free(t);
}

static void test_least_recent_goes(void **state)
{
	struct flow_table *t = flow_table_new(3, sizeof(struct flow), false);
	struct flow_key k[5];
	(void)state;
	for (uint32_t i = 0; i < 5; i++)
		k[i] = numbered(i);
	for (uint32_t i = 0; i < 3; i++)
		add(t, &k[i]);
	flow_table_touch(flow_table_find(t, &k[0]));
	assert_int_equal(flow_table_evicted(t), 0);
	add(t, &k[3]); /* takes the place of 1 */
	assert_int_equal(flow_table_evicted(t), 1);
	assert_null(flow_table_find(t, &k[1]));
	assert_non_null(flow_table_find(t, &k[0]));
	add(t, &k[4]); /* of 2 */
	assert_null(flow_table_find(t, &k[2]));
	assert_non_null(flow_table_find(t, &k[0]));
	assert_non_null(flow_table_find(t, &k[3]));
	flow_table_free(t);
}

/* In a big table, a flow that is in use all the time stays, whatever comes and goes. */
static void test_busy_flow_stays(void **state)
{
	enum { FLOWS = 64, NEW = 10000 };
	struct flow_table *t = flow_table_new(FLOWS, sizeof(struct flow), true);
	struct flow_key busy = numbered(99999);
	(void)state;
	add(t, &busy)->stream = 7;
	for (uint32_t i = 0; i < NEW; i++) {
		struct flow_key k = numbered(i);
		struct flow *f = flow_table_find(t, &busy);
		assert_non_null(f);
		assert_int_equal(f->stream, 7);
		flow_table_touch(f);
		assert_int_equal(add(t, &k)->completeness, 0);
	}
	assert_int_equal(flow_table_evicted(t), NEW + 1 - FLOWS);
	flow_table_free(t);
}

/* Neighbouring ports and addresses must not share buckets more than chance has them do. */
static void test_spread(void **state)
{
	enum { FLOWS = 1 << 14, BUCKETS = FLOWS / 2 };
	static uint8_t used[BUCKETS];
	struct flow_table *t = flow_table_new(FLOWS, sizeof(struct flow), false);
	unsigned filled = 0;
	bool reverse;
	(void)state;
	memset(used, 0, sizeof used);
	for (uint32_t i = 0; i < FLOWS; i++) {
		uint32_t address = __builtin_bswap32(UINT32_C(0x0a000000) + i / 64);
		struct flow_key k = key_of(address, UINT32_C(0x0100000a), (uint16_t)(1024 + i % 64), 80, &reverse);
		uint32_t bucket = flow_table_bucket(t, &k);
		assert_true(bucket < BUCKETS);
		filled += !used[bucket];
		used[bucket] = 1;
	}
	/* Twice as many balls as boxes: 1 - 1/e^2 of the boxes get one, 86.5 %. */
	assert_in_range(filled, BUCKETS * 85 / 100, BUCKETS * 88 / 100);
	flow_table_free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_directions), cmocka_unit_test(test_no_key),
		cmocka_unit_test(test_newest_is_found), cmocka_unit_test(test_least_recent_goes),
		cmocka_unit_test(test_busy_flow_stays), cmocka_unit_test(test_spread),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
