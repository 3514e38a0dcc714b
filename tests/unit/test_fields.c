/* test_fields.c: walks the tables of every protocol there is: what the engine takes for granted of a row must hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/dissection.h"
#include "dissect/registry.h"
#include "dissect/tree.h"

static struct registry *registry;
static unsigned faults;

/* Says what is wrong with a row and goes on, so that one run shows everything. */
#define FAULT(p, row, ...)                                                                          \
	do {                                                                                        \
		fprintf(stderr, "%s, row %u, %s: ", (p)->name, (unsigned)(row), (p)->fields[row].abbrev); \
		fprintf(stderr, __VA_ARGS__);                                                       \
		fputc('\n', stderr);                                                                \
		faults++;                                                                           \
	} while (0)

static void each_row(void (*check)(const struct protocol *, unsigned row))
{
	faults = 0;
	for (unsigned id = 0; id < registry_count(); id++) {
		const struct protocol *p = registry_protocol(id);
		for (unsigned row = 0; row < p->n_fields; row++)
			check(p, row);
	}
	assert_int_equal(faults, 0);
}

/* ---- names ---- */

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* Rows whose name does not begin with their protocol's, because tshark's do not. */
static bool named_otherwise(const struct protocol *p, const char *abbrev)
{
	static const struct {
		const char *protocol, *prefix;
	} others[] = {
		{ "frame", "pkt_comment" },
		{ "_ws.malformed", "_ws.expert" },
		{ "rarp", "arp" },
		{ "icmpv6", "icmp" },
		{ "image-gif", "gif" },
		{ "stun", "_ws.string" },
		{ "ftp-data", "ftp" },
		{ "ieee8021ad", "ieee8021ah" },
		{ "pppoes", "pppoe" },
		{ "pppoed", "pppoe" },
		{ "stp", "mstp" },
		{ "stp", "bpdu" },
		{ "tcp", "mptcp" },
		{ "mipv6", "mip6" },
		{ "udplite", "udp" },
		{ "ipv6.ext", "ipv6" },
		{ "pkcs-1", "pkcs1" },
		{ "mysql", "mariadb" },
		{ "ns_cert_exts", "ns.cert.exts" },
		{ "eapol", "wlan_rsna_eapol" },
		{ "hsrp", "hsrp2" },
		{ "gss-api", "gssapi" },
		{ "ldap", "mscldap" },
	};
	for (unsigned i = 0; i < COUNT(others); i++)
		if (!strcmp(p->name, others[i].protocol) && begins(abbrev, others[i].prefix))
			return true;
	return false;
}

static void check_name(const struct protocol *p, unsigned row)
{
	const struct field *f = &p->fields[row];
	size_t n = strlen(p->name);

	if (!f->abbrev || !f->name) {
		FAULT(p, row, "a name is NULL");
		return;
	}
	if (strlen(f->abbrev) != f->abbrev_len)
		FAULT(p, row, "abbrev_len is %u", f->abbrev_len);
	if (f->type == FT_TEXT) {
		if (*f->abbrev)
			FAULT(p, row, "a text node has a field name");
		if (!*f->name && !f->label && row)
			return; /* labelled by put_label when it is put */
		return;
	}
	if (row == 0)
		return;
	if (!*f->name)
		FAULT(p, row, "no label");
	if (!*f->abbrev)
		FAULT(p, row, "no field name");
	else if (!(begins(f->abbrev, p->name) && (f->abbrev[n] == '.' || !f->abbrev[n])) &&
		 !named_otherwise(p, f->abbrev))
		FAULT(p, row, "the name does not begin with \"%s.\"", p->name);
	for (const char *c = f->abbrev; *c; c++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-", *c))
			FAULT(p, row, "'%c' in a field name", *c);
}

static void test_names(void **state)
{
	(void)state;
	each_row(check_name);
}

static void test_first_row(void **state)
{
	(void)state;
	faults = 0;
	for (unsigned id = 0; id < registry_count(); id++) {
		const struct protocol *p = registry_protocol(id);

		assert_non_null(p->name);
		assert_non_null(p->column);
		assert_non_null(p->fields);
		assert_true(p->n_fields >= 1);
		if (p->fields[0].type == FT_TEXT && !*p->fields[0].abbrev)
			continue; /* a header that has no row of its own: an IPv6 extension */
		if (p->fields[0].type != FT_PROTOCOL && !(p->fields[0].flags & (F_WRAPPED | F_NO_VALUE)))
			FAULT(p, 0, "the first row is type %u, no FT_PROTOCOL", p->fields[0].type);
		if (strcmp(p->fields[0].abbrev, p->name) != 0)
			FAULT(p, 0, "the first row is not named like the protocol");
		if (!*p->fields[0].name)
			FAULT(p, 0, "no title");
		if (registry_find(registry, p->name) != id)
			FAULT(p, 0, "two protocols of that name");
	}
	assert_int_equal(faults, 0);
}

/* Values of one name have one shape: what can stand in the place of one another in filters and JSON. */
static unsigned shape(const struct field *f)
{
	if (f->type >= FT_CHAR && f->type <= FT_UINT64)
		return FT_UINT64;
	if (field_is_signed(f))
		return FT_INT64;
	if (f->type == FT_PROTOCOL)
		return FT_NONE; /* neither has more than presence: _ws.expert is both */
	return f->type == FT_STRINGZ ? FT_STRING : f->type;
}

static void check_unique(const struct protocol *p, unsigned row)
{
	const struct field *f = &p->fields[row];

	if (!f->abbrev_len)
		return;
	for (unsigned k = 0; k < row; k++)
		if (!strcmp(p->fields[k].abbrev, f->abbrev) && shape(&p->fields[k]) != shape(f))
			FAULT(p, row, "row %u has the same name and another type", k);
	for (unsigned id = 0; id < registry_count(); id++) {
		const struct protocol *other = registry_protocol(id);
		if (other == p)
			break;
		for (unsigned k = 0; k < other->n_fields; k++)
			if (!strcmp(other->fields[k].abbrev, f->abbrev))
				FAULT(p, row, "%s has a field of the same name", other->name);
	}
	if (!registry_field(registry, f->abbrev, NULL) ||
	    strcmp(registry_field(registry, f->abbrev, NULL)->abbrev, f->abbrev) != 0)
		FAULT(p, row, "the registry does not find it");
}

static void test_unique(void **state)
{
	(void)state;
	each_row(check_unique);
}

/* ---- numbers ---- */

static unsigned type_bytes(const struct field *f)
{
	static const uint8_t bytes[] = { [FT_CHAR] = 1, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, [FT_INT64] = 8 };

	if (f->type == FT_BOOLEAN)
		return 8;
	if (f->type == FT_FRAMENUM)
		return 4;
	return f->type < sizeof bytes ? bytes[f->type] : 0;
}

static void check_number(const struct protocol *p, unsigned row)
{
	const struct field *f = &p->fields[row];
	bool number = field_is_integer(f) || f->type == FT_BOOLEAN;

	if (f->mask && !number)
		FAULT(p, row, "a mask, but no number");
	if (f->size > 8 && number)
		FAULT(p, row, "a number of %u bytes", f->size);
	if (f->mask && f->size && f->size < 8 && f->mask >> 8 * f->size)
		FAULT(p, row, "the mask 0x%llx is wider than %u bytes", (unsigned long long)f->mask, f->size);
	if (f->mask && f->digits && f->digits != NO_DIAGRAM && f->digits < 64 && f->mask >> f->digits)
		FAULT(p, row, "the mask 0x%llx is wider than %u digits", (unsigned long long)f->mask, f->digits);
	if (f->digits && !f->mask)
		FAULT(p, row, "digits of a bit diagram without a mask");
	if (number && !f->mask && f->size > type_bytes(f))
		FAULT(p, row, "%u bytes in a type of %u", f->size, type_bytes(f));
	if (f->mask && f->type != FT_BOOLEAN) {
		uint64_t widest = f->mask >> __builtin_ctzll(f->mask);
		if (type_bytes(f) < 8 && widest >> 8 * type_bytes(f))
			FAULT(p, row, "the masked value is wider than its type");
	}
	if (f->size && ((f->type == FT_ETHER && f->size != 6) || (f->type == FT_IPv4 && f->size != 4) ||
			(f->type == FT_IPv6 && f->size != 16) || (f->type == FT_GUID && f->size != 16)))
		FAULT(p, row, "%u bytes for an address", f->size);
}

static void test_numbers(void **state)
{
	(void)state;
	each_row(check_number);
}

/* Reads a row out of a buffer that is filled with one byte, the way put() does for a packet. */
static uint64_t read_filled(const struct protocol *p, unsigned row, uint8_t fill)
{
	static uint8_t bytes[65536 + 8];
	static struct dissection d;
	static const struct wanted all = { .all = true };
	const struct field *f = &p->fields[row];
	struct tree *t = tree_new(&all);

	memset(bytes, fill, sizeof bytes);
	d.registry = registry;
	d.n_layers = d.n_buffers = d.n_own_buffers = 1;
	d.buffer[0] = (struct byte_buffer){ bytes, sizeof bytes, "Frame" };
	d.layer[0] = (struct layer){ .proto = p, .data = { bytes, sizeof bytes, sizeof bytes } };
	t->d = &d;
	t->l = &d.layer[0];
	t->rows = p->fields;
	uint64_t v = put(t, row, f->off, f->size)->val;
	assert_int_equal(t->n, 1);
	assert_int_equal(t->ended, 0);
	tree_free(t);
	return v;
}

static void check_extremes(const struct protocol *p, unsigned row)
{
	const struct field *f = &p->fields[row];

	if (!f->size || !(field_is_integer(f) || f->type == FT_BOOLEAN || f->type == FT_IPv4))
		return;
	uint64_t ones = f->size == 8 ? ~UINT64_C(0) : (UINT64_C(1) << 8 * f->size) - 1;
	if (f->type == FT_BOOLEAN)
		ones = 1;
	else if (f->mask)
		ones = f->mask >> __builtin_ctzll(f->mask);
	else if (field_is_signed(f))
		ones = ~UINT64_C(0); /* -1 */
	uint64_t high = read_filled(p, row, 0xff), low = read_filled(p, row, 0);
	if (f->type == FT_BOOLEAN)
		high = high != 0; /* of several bits: any of them */
	if (high != ones)
		FAULT(p, row, "all ones read as 0x%llx, not 0x%llx", (unsigned long long)high,
		      (unsigned long long)ones);
	if (low)
		FAULT(p, row, "zeros read as 0x%llx", (unsigned long long)low);
}

static void test_extremes(void **state)
{
	(void)state;
	each_row(check_extremes);
}

/* ---- what numbers are called ---- */

static void check_values(const struct protocol *p, unsigned row)
{
	const struct field *f = &p->fields[row];
	const struct value_table *t = f->vals;

	if (!t)
		return;
	if (!t->values || !t->n)
		FAULT(p, row, "an empty value table");
	for (unsigned i = 0; i < t->n; i++) {
		switch (t->kind) {
		case VK_VALUES:
			if (!t->values[i].text)
				FAULT(p, row, "value %u has no text", t->values[i].value);
			else if (i && t->values[i].value <= t->values[i - 1].value)
				FAULT(p, row, "value %u after %u", t->values[i].value, t->values[i - 1].value);
			else if (value_text(t, t->values[i].value) != t->values[i].text)
				FAULT(p, row, "value %u is not found", t->values[i].value);
			break;
		case VK_RANGES:
			if (!t->ranges[i].text || t->ranges[i].low > t->ranges[i].high)
				FAULT(p, row, "range %u..%u", t->ranges[i].low, t->ranges[i].high);
			else if (i && t->ranges[i].low <= t->ranges[i - 1].high)
				FAULT(p, row, "range %u..%u after one up to %u", t->ranges[i].low, t->ranges[i].high,
				      t->ranges[i - 1].high);
			break;
		case VK_BOOL:
		case VK_UNIT:
			if (!t->names[i] || t->n != 2)
				FAULT(p, row, "a pair of names that is none");
			break;
		default: FAULT(p, row, "value table of kind %u", t->kind);
		}
	}
}

static void test_values(void **state)
{
	(void)state;
	each_row(check_values);
}

/* ---- experts ---- */

static void check_expert(const struct protocol *p, unsigned row)
{
	const struct field *f = &p->fields[row];

	if (!f->severity != !f->group)
		FAULT(p, row, "severity 0x%x, group 0x%x", f->severity, f->group);
	if (!f->severity)
		return;
	if (f->type != FT_NONE)
		FAULT(p, row, "an expert that has a value");
	if (f->severity != PI_COMMENT && f->severity != PI_CHAT && f->severity != PI_NOTE && f->severity != PI_WARN &&
	    f->severity != PI_ERROR)
		FAULT(p, row, "severity 0x%x", f->severity);
	if (f->group & 0xffffff || f->group < PI_CHECKSUM || f->group > PI_DEPRECATED)
		FAULT(p, row, "group 0x%x", f->group);
}

static void test_experts(void **state)
{
	(void)state;
	each_row(check_expert);
}

/* ---- who follows whom ---- */

static void test_links(void **state)
{
	(void)state;
	faults = 0;
	for (unsigned id = 0; id < registry_count(); id++) {
		const struct protocol *p = registry_protocol(id);
		for (unsigned i = 0; i < p->n_on; i++) {
			assert_in_range(p->on[i].table, 0, NEXT_N_TABLES - 1);
			if (registry_next(registry, (enum next_table)p->on[i].table, p->on[i].value) != id)
				FAULT(p, 0, "table %u leads value %u elsewhere", p->on[i].table, p->on[i].value);
		}
	}
	assert_int_equal(faults, 0);
}

static const struct value_table dense = VALUES({ 0, "zero" }, { 1, "one" }, { 2, "two" });
static const struct value_table sparse = VALUES({ 3, "three" }, { 7, "seven" }, { 0xffffffff, "most" });
static const struct value_table ranges = RANGES({ 1, 4, "few" }, { 5, 5, "five" }, { 100, 0xffffffff, "many" });
static const struct value_table unit = UNIT(" byte", " bytes");

/* The lookup itself, on tables that are dense, sparse, and of each kind. */
static void test_value_text(void **state)
{
	(void)state;
	assert_string_equal(value_text(&dense, 0), "zero");
	assert_string_equal(value_text(&dense, 2), "two");
	assert_null(value_text(&dense, 3));
	assert_string_equal(value_text(&sparse, 3), "three");
	assert_string_equal(value_text(&sparse, 7), "seven");
	assert_string_equal(value_text(&sparse, 0xffffffff), "most");
	assert_null(value_text(&sparse, 0));
	assert_null(value_text(&sparse, 8));
	assert_null(value_text(&sparse, UINT64_C(0x100000003)));
	assert_string_equal(value_text(&ranges, 4), "few");
	assert_string_equal(value_text(&ranges, 5), "five");
	assert_string_equal(value_text(&ranges, 100000), "many");
	assert_null(value_text(&ranges, 6));
	assert_string_equal(value_text(&bool_set, 1), "Set");
	assert_string_equal(value_text(&bool_set, 0), "Not set");
	assert_string_equal(value_text(&bool_set, 8), "Set");
	assert_null(value_text(&unit, 1));
	assert_null(value_text(NULL, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_row), cmocka_unit_test(test_names),   cmocka_unit_test(test_unique),
		cmocka_unit_test(test_numbers),   cmocka_unit_test(test_extremes), cmocka_unit_test(test_values),
		cmocka_unit_test(test_experts),   cmocka_unit_test(test_links),   cmocka_unit_test(test_value_text),
	};

	registry = registry_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	registry_free(registry);
	return failed;
}
