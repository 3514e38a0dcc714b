/* test_interfaces.c: the list of devices in its three shapes, what "-i x" means, and who privileges are dropped to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "capture/interfaces.h"
#include "capture/privileges.h"

/* Devices that no machine has, so that the shapes can be compared to the letter. */
static struct interface_address eth_addresses[] = {
	{ .family = AF_INET, .bytes = { 192, 0, 2, 2 }, .mask = { 255, 255, 255, 0 }, .prefix_len = 24 },
	{ .family = AF_INET6, .bytes = { 0x20, 0x01, 0x0d, 0xb8, [15] = 1 },
	  .mask = { 255, 255, 255, 255, 255, 255, 255, 255 }, .prefix_len = 64 },
};
static char name_eth[] = "eth0", name_lo[] = "lo", name_any[] = "any", name_evil[] = "x\033[31m";
static char about_any[] = "all of it";
static struct interface_info made_up[] = {
	{ .name = name_eth, .is_netdev = true, .up = true, .running = true, .carrier = true, .has_mac = true,
	  .mac = { 2, 0xfc, 0, 0, 0, 1 }, .mtu = 1500, .addresses = eth_addresses, .n_addresses = 2 },
	{ .name = name_lo, .loopback = true, .is_netdev = true, .mtu = 65536 },
	{ .name = name_any, .description = about_any },
	{ .name = name_evil, .is_netdev = true, .up = true },
};
static const struct interface_list made_up_list = { .items = made_up, .n = 4 };

typedef void (*printer)(FILE *out, const struct interface_list *list);

static char *printed(printer print, const struct interface_list *list)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	print(out, list);
	fclose(out);
	return text;
}

static void print_json(FILE *out, const struct interface_list *list)
{
	assert_true(interfaces_print_json(out, list));
}

static void test_numbered(void **state)
{
	char *text = printed(interfaces_print_numbered, &made_up_list);

	(void)state;
	assert_string_equal(text, "1. eth0\n2. lo (Loopback)\n3. any\n4. x?[31m\n");
	free(text);
}

static void test_table(void **state)
{
	char *text = printed(interfaces_print_table, &made_up_list);

	(void)state;
	assert_string_equal(text, "No.  Name    State         MTU  MAC                Addresses\n"
				  "  1  eth0    up           1500  02:fc:00:00:00:01  192.0.2.2/24 (255.255.255.0)\n"
				  "                                                   2001:db8::1/64\n"
				  "  2  lo      down        65536  -                  -\n"
				  "  3  any     -               -  -                  all of it\n"
				  "  4  x?[31m  no carrier      -  -                  -\n");
	free(text);
}

static void test_json(void **state)
{
	char *text = printed(print_json, &made_up_list);
	json_t *array = json_loads(text, 0, NULL);

	(void)state;
	assert_int_equal(json_array_size(array), 4);
	const json_t *eth = json_array_get(array, 0), *any = json_array_get(array, 2);
	assert_int_equal(json_integer_value(json_object_get(eth, "number")), 1);
	assert_string_equal(json_string_value(json_object_get(eth, "mac")), "02:fc:00:00:00:01");
	assert_int_equal(json_integer_value(json_object_get(eth, "mtu")), 1500);
	assert_true(json_is_true(json_object_get(eth, "carrier")));
	const json_t *four = json_array_get(json_object_get(eth, "ipv4"), 0);
	assert_string_equal(json_string_value(json_object_get(four, "address")), "192.0.2.2");
	assert_string_equal(json_string_value(json_object_get(four, "netmask")), "255.255.255.0");
	const json_t *six = json_array_get(json_object_get(eth, "ipv6"), 0);
	assert_string_equal(json_string_value(json_object_get(six, "address")), "2001:db8::1");
	assert_int_equal(json_integer_value(json_object_get(six, "prefix_length")), 64);
	assert_true(json_is_null(json_object_get(any, "mtu")) && json_is_null(json_object_get(any, "up")));
	assert_string_equal(json_string_value(json_object_get(any, "description")), "all of it");
	json_decref(array);
	free(text);
}

/* The machine's own: whatever it has, lo is 127.0.0.1/8 where it exists and is up. */
static void test_real_list(void **state)
{
	struct interface_list list;
	struct source_error error = { .code = SOURCE_OK };

	(void)state;
	if (!interfaces_list(&list, &error)) {
		print_message("no list of devices here: %s\n", error.text);
		skip();
	}
	for (size_t i = 0; i < list.n; i++) {
		const struct interface_info *item = &list.items[i];

		assert_true(item->name && *item->name);
		assert_true(item->is_netdev || !item->n_addresses);
		for (size_t a = 1; a < item->n_addresses; a++)
			assert_false(item->addresses[a].family == AF_INET && item->addresses[a - 1].family == AF_INET6);
		if (strcmp(item->name, "lo") != 0 || !item->up || !item->n_addresses)
			continue;
		const uint8_t local[4] = { 127, 0, 0, 1 };
		assert_true(item->loopback);
		assert_true(item->mtu >= 1280);
		assert_memory_equal(item->addresses[0].bytes, local, 4);
		assert_int_equal(item->addresses[0].prefix_len, 8);
	}
	interfaces_free(&list);
	assert_int_equal(list.n, 0);
}

static enum interface_kind resolve(const char *arg, char name[64], struct source_error *error)
{
	name[0] = '\0';
	*error = (struct source_error){ .code = SOURCE_OK };
	return interfaces_resolve(arg, name, 64, error);
}

static void test_resolve(void **state)
{
	char name[64], number[32];
	struct source_error error;
	struct interface_list list;

	(void)state;
	assert_int_equal(resolve("-", name, &error), INTERFACE_STREAM);
	assert_string_equal(name, "-");
	if (!interfaces_list(&list, &error))
		skip();
	for (size_t i = 0; i < list.n; i++) {
		snprintf(number, sizeof number, "%zu", i + 1);
		assert_int_equal(resolve(number, name, &error), INTERFACE_DEVICE);
		assert_string_equal(name, list.items[i].name);
	}
	const char *bad[] = { "0", "", "99999", "99999999999999999999999999" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(resolve(bad[i], name, &error), INTERFACE_BAD);
		assert_int_equal(error.code, SOURCE_NO_DEVICE);
		assert_string_equal(error.text, "There is no interface with that adapter index");
	}
	assert_int_equal(resolve("no-such-device", name, &error), INTERFACE_DEVICE); /* opening it will say so */
	assert_string_equal(name, "no-such-device");
	if (list.n) {
		assert_int_equal(resolve(NULL, name, &error), INTERFACE_DEVICE);
		assert_true(*name);
	}
	char longest[200];
	memset(longest, 'x', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(resolve(longest, name, &error), INTERFACE_BAD);
	interfaces_free(&list);
}

static void test_resolve_pipe(void **state)
{
	char path[] = "/tmp/test-interfaces-XXXXXX", pipe_path[64], name[64];
	struct source_error error;

	(void)state;
	assert_non_null(mkdtemp(path));
	snprintf(pipe_path, sizeof pipe_path, "%s/p", path);
	if (mkfifo(pipe_path, 0600) != 0)
		skip();
	assert_int_equal(resolve(pipe_path, name, &error), INTERFACE_STREAM);
	assert_string_equal(name, pipe_path);
	unlink(pipe_path);
	rmdir(path);
}

static void test_display_name(void **state)
{
	char text[64];

	(void)state;
	assert_string_equal(interfaces_display_name("no-such-device", text, sizeof text), "no-such-device");
	assert_string_equal(interfaces_display_name("a\033b", text, sizeof text), "a?b");
}

/* Whom root would become. Nothing is dropped here: that is tested on a live capture. */
static void test_privileges_find(void **state)
{
	struct privileges_target t;
	struct source_error error = { .code = SOURCE_OK };

	(void)state;
	assert_false(privileges_find("no-such-user-here", &t, &error));
	assert_int_equal(error.code, SOURCE_NO_PERMISSION);
	assert_string_equal(error.text, "There is no user \"no-such-user-here\" to drop root privileges to");
	if (getuid() != 0) {
		assert_true(privileges_find(NULL, &t, &error));
		assert_false(t.switches || t.keep);
		return;
	}
	assert_true(privileges_find("root", &t, &error));
	assert_true(t.keep);
	setenv("SUDO_UID", "4321", 1);
	setenv("SUDO_GID", "1234", 1);
	assert_true(privileges_find(NULL, &t, &error));
	assert_true(t.switches && t.uid == 4321 && t.gid == 1234);
	const char *lies[] = { "0", "-1", "4294967295", "99999999999999999999", "12x", "", " 5" };
	for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
		setenv("SUDO_UID", lies[i], 1);
		if (privileges_find(NULL, &t, &error)) {
			assert_true(t.switches && t.uid != 0 && t.gid != 0);
			assert_true(t.user[0]);
		}
	}
	unsetenv("SUDO_UID");
	unsetenv("SUDO_GID");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbered),      cmocka_unit_test(test_table),
		cmocka_unit_test(test_json),          cmocka_unit_test(test_real_list),
		cmocka_unit_test(test_resolve),       cmocka_unit_test(test_resolve_pipe),
		cmocka_unit_test(test_display_name),  cmocka_unit_test(test_privileges_find),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
