/* test_names.c: names from files: what the lines of manuf, oui.txt, ethers, hosts and services come to, good and bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/names.h"
#include "base/names_files.h"

static char path[64];

/* A file with that text; the test's teardown removes it. */
static const char *file_with(const char *text)
{
	strcpy(path, "/tmp/peel-names-XXXXXX");
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	return path;
}

static int remove_file(void **state)
{
	(void)state;
	unlink(path);
	return 0;
}

static const char *short_of(const struct mac_table *t, uint64_t mac, unsigned bits)
{
	const struct mac_name *m = mac_table_find(t, mac, bits);
	return m ? m->short_name : NULL;
}

static void vendors(void **state)
{
	(void)state;
	struct mac_table t = { 0 };
	assert_true(mac_table_read(&t, file_with("# a comment\n"
						 "\n"
						 "00:16:CE\tHonHaiPr\tHon Hai Precision Ind. Co.,Ltd.\n"
						 "00:00:13\tCamex\n"
						 "00:00:D1\tAdaptec\t\tAdaptec, Inc.\t# \"Nodem\" product\n"
						 "00:1B:C5:00:10:00/36\tOpenRBco\tOpenRB.com\n"
						 "01-80-C2-00-00-00/44 Spanning-tree\n"
						 "FF-FF-FF-FF-FF-FF\tBroadcast\n"
						 "00:16\tshort\n00:16:CE/99\tlong\n00:16:CG\tletters\n00:16:CF")));
	mac_table_sort(&t);
	assert_int_equal(t.n, 6);
	assert_string_equal(short_of(&t, 0x0016ce6e8b24, OUI_BITS), "HonHaiPr");
	assert_string_equal(mac_table_find(&t, 0x0016ce6e8b24, OUI_BITS)->long_name, "Hon Hai Precision Ind. Co.,Ltd.");
	assert_string_equal(mac_table_find(&t, 0x000013000000, OUI_BITS)->long_name, "Camex");
	assert_string_equal(mac_table_find(&t, 0x0000d1000000, OUI_BITS)->long_name, "Adaptec, Inc.");
	assert_string_equal(short_of(&t, 0x001bc5001fff, 36), "OpenRBco");
	assert_null(short_of(&t, 0x001bc5002000, 36));
	assert_null(short_of(&t, 0x001bc5001fff, OUI_BITS));
	assert_string_equal(short_of(&t, 0x0180c200000e, 44), "Spanning-tree");
	assert_string_equal(short_of(&t, 0xffffffffffff, 48), "Broadcast");
	mac_table_free(&t);
}

static void last_line_counts(void **state)
{
	(void)state;
	struct mac_table t = { 0 };
	assert_true(
		mac_table_read(&t, file_with("03-00-00-00-00-10 first\n03-00-00-00-00-10 second\n00:00:01 early\n")));
	mac_table_sort(&t);
	assert_string_equal(short_of(&t, 0x030000000010, 48), "second");
	assert_string_equal(short_of(&t, 0x000001000000, OUI_BITS), "early");
	mac_table_free(&t);
}

static void ieee_listing(void **state)
{
	(void)state;
	struct mac_table t = { 0 };
	assert_true(mac_table_read_ieee(&t, file_with("OUI/MA-L\t\t\tOrganization\r\n"
						      "\r\n"
						      "00-22-72   (hex)\t\tAmerican Micro-Fuel Device Corp.\r\n"
						      "002272     (base 16)\t\tAmerican Micro-Fuel Device Corp.\r\n"
						      "\t\t\t\t2181 Buchanan Loop\r\n"
						      "00-00-01   (hex)\t\t\xe2\x80\x8b\r\n")));
	mac_table_sort(&t);
	assert_string_equal(short_of(&t, 0x002272000000, OUI_BITS), "American");
	assert_string_equal(mac_table_find(&t, 0x002272000000, OUI_BITS)->long_name,
			    "American Micro-Fuel Device Corp.");
	assert_int_equal(t.n, 2);
	mac_table_free(&t);
}

static void hosts(void **state)
{
	(void)state;
	struct host_table t = { 0 };
	const uint8_t v4[4] = { 10, 9, 0, 1 }, other[4] = { 10, 9, 0, 2 }, v6[16] = { 0xfd, 9, [15] = 1 };
	host_table_read(
		&t, file_with("10.9.0.1 client # 10.9.0.2 x\n10.9.0.1\tagain\nfd09::1 six alias\n10.9.0 no\n10.9.0.3\n"
			      "10.9.0.4 \x1b[31mred\"\\\n"));
	assert_string_equal(host_table_find(&t, v4, 4), "client");
	assert_string_equal(host_table_find(&t, v6, 16), "six");
	assert_null(host_table_find(&t, other, 4));
	assert_string_equal(host_table_find(&t, (const uint8_t[]){ 10, 9, 0, 4 }, 4), "?[31mred??");
	host_table_free(&t);
}

static void services(void **state)
{
	(void)state;
	struct service_table t = { 0 };
	service_table_read(&t,
			   file_with("http 80/tcp www # web\ndomain 53/tcp/udp\nbad 99999/tcp\nworse x/tcp\nnone 7\n"));
	remove_file(NULL);
	service_table_read(&t, file_with("other 80/tcp\necho 7/udp\n"));
	assert_string_equal(t.name[NAMES_TCP * 65536 + 80], "http");
	assert_string_equal(t.name[NAMES_UDP * 65536 + 53], "domain");
	assert_string_equal(t.name[NAMES_UDP * 65536 + 7], "echo");
	assert_null(t.name[NAMES_UDP * 65536 + 80]);
	assert_null(t.name[NAMES_TCP * 65536 + 7]);
	service_table_free(&t);
}

static void letters(void **state)
{
	(void)state;
	unsigned want = 0;
	assert_null(names_letters("mt", &want));
	assert_int_equal(want, NAMES_MAC | NAMES_TRANSPORT);
	assert_string_equal(names_letters("mq", &want), "q");
	assert_null(names_new(0));
	assert_false(names_want(NULL, NAMES_MAC));
}

/* Nothing asked for: the address itself. */
static void without_names(void **state)
{
	(void)state;
	struct buf b = { 0 };
	assert_false(names_mac(NULL, &b, (const uint8_t[]){ 0xff, 0xff, 0xff, 0xff, 0xff, 0xff }));
	buf_char(&b, ' ');
	assert_false(names_ipv4(NULL, &b, (const uint8_t[]){ 127, 0, 0, 1 }));
	assert_memory_equal(b.p, "ff:ff:ff:ff:ff:ff 127.0.0.1", b.len);
	assert_null(names_port(NULL, NAMES_TCP, 80));
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(vendors, remove_file),  cmocka_unit_test_teardown(last_line_counts, remove_file),
		cmocka_unit_test_teardown(ieee_listing, remove_file), cmocka_unit_test_teardown(hosts, remove_file),
		cmocka_unit_test_teardown(services, remove_file), cmocka_unit_test(letters),
		cmocka_unit_test(without_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
