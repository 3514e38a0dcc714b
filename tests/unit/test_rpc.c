/* test_rpc.c: ONC RPC calls and their replies: who answers whom, over UDP and in records over TCP; XDR that lies; parts of IP
 * Messenger's messages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/application/ipmsg_impl.h"
#include "dissect/application/remote_call.h"
#include "tests/unit/pipeline.h"

enum { CLIENT = 0x0a090001, SERVER = 0x0a090002, OTHER = 0x0a090003, CLIENT_PORT = 800, NFS_PORT = 2049 };
enum { NFS_PROGRAM = 100003, IP_BYTES = 20, LAST = 0x80000000 };

static struct pipeline p;
static struct frame frame;
static struct capture_interface interface;
static uint8_t bytes[2048];
static uint32_t seq[2];

static void put16(uint8_t *at, unsigned v)
{
	at[0] = (uint8_t)(v >> 8);
	at[1] = (uint8_t)v;
}

static void put32(uint8_t *at, uint32_t v)
{
	put16(at, v >> 16);
	put16(at + 2, v & 0xffff);
}

static int set_up(void **state)
{
	(void)state;
	pipeline_open(&p, true, false);
	interface = (struct capture_interface){ .link_type = 228 /* IPv4 */, .ts_digits = 9 };
	frame = (struct frame){ .data = bytes, .iface = &interface };
	seq[0] = 1000;
	seq[1] = 5000;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	pipeline_close(&p);
	return 0;
}

/* The payload is behind the header at `bytes` already. */
static void see(unsigned proto, uint32_t from, uint32_t to, uint32_t header, uint32_t payload)
{
	uint32_t all = IP_BYTES + header + payload;
	memset(bytes, 0, IP_BYTES);
	bytes[0] = 0x45;
	put16(bytes + 2, all);
	bytes[8] = 64;
	bytes[9] = (uint8_t)proto;
	put32(bytes + 12, from);
	put32(bytes + 16, to);
	frame.caplen = frame.len = all;
	frame.number++;
	frame.nsec += 1000;
	pipeline_frame(&p, &frame);
}

static void see_udp(uint32_t from, unsigned from_port, uint32_t to, unsigned to_port, const uint8_t *message,
		    uint32_t n)
{
	uint8_t *udp = bytes + IP_BYTES;
	put16(udp, from_port);
	put16(udp + 2, to_port);
	put16(udp + 4, 8 + n);
	put16(udp + 6, 0);
	memcpy(udp + 8, message, n);
	see(17, from, to, 8, n);
}

static void see_tcp(bool reply, const uint8_t *data, uint32_t n)
{
	uint8_t *tcp = bytes + IP_BYTES;
	memset(tcp, 0, 20);
	put16(tcp, reply ? NFS_PORT : CLIENT_PORT);
	put16(tcp + 2, reply ? CLIENT_PORT : NFS_PORT);
	put32(tcp + 4, seq[reply]);
	put32(tcp + 8, seq[!reply]);
	tcp[12] = 0x50;
	tcp[13] = 0x18;
	memcpy(tcp + 20, data, n);
	seq[reply] += n;
	see(6, reply ? SERVER : CLIENT, reply ? CLIENT : SERVER, 20, n);
}

static uint32_t words(uint8_t *out, const uint32_t *in, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		put32(out + 4 * i, in[i]);
	return 4 * n;
}

static uint32_t call(uint8_t *out, uint32_t xid, uint32_t program)
{
	const uint32_t w[] = { xid, 0, 2, program, 3, 0, 0, 0, 0, 0 };
	return words(out, w, COUNT(w));
}

static uint32_t reply(uint8_t *out, uint32_t xid)
{
	const uint32_t w[] = { xid, 1, 0, 0, 0, 0 };
	return words(out, w, COUNT(w));
}

/* The last layer of that name; NULL: there is none. */
static const struct layer *last(const char *name)
{
	for (unsigned i = p.d->n_layers; i-- > 0;)
		if (!strcmp(p.d->layer[i].proto->name, name))
			return &p.d->layer[i];
	return NULL;
}

static uint64_t answered_frame(void)
{
	const struct layer *l = last("rpc");
	const struct app_note *n = l ? layer_app_note(p.d, l) : NULL;
	return n ? n->frame : 0;
}

static void test_udp(void **state)
{
	uint8_t m[64];

	(void)state;
	see_udp(SERVER, NFS_PORT, CLIENT, CLIENT_PORT, m, reply(m, 7)); /* of a call that nobody saw */
	assert_null(last("rpc"));
	see_udp(CLIENT, CLIENT_PORT, SERVER, NFS_PORT, m, call(m, 7, NFS_PROGRAM));
	uint64_t asked = frame.number;
	assert_non_null(last("nfs"));
	see_udp(SERVER, NFS_PORT, CLIENT, CLIENT_PORT, m, reply(m, 8)); /* of another */
	assert_null(last("rpc"));
	see_udp(SERVER, NFS_PORT, CLIENT, CLIENT_PORT, m, reply(m, 7));
	assert_non_null(last("nfs"));
	assert_int_equal(answered_frame(), asked);
	uint64_t first_reply = frame.number;
	see_udp(SERVER, NFS_PORT, CLIENT, CLIENT_PORT, m, reply(m, 7));
	assert_int_equal(layer_app_note(p.d, last("rpc"))->value[REMOTE_DUPLICATE], first_reply);
	see_udp(CLIENT, CLIENT_PORT, SERVER, NFS_PORT, m, call(m, 7, NFS_PROGRAM));
	assert_int_equal(layer_app_note(p.d, last("rpc"))->value[REMOTE_DUPLICATE], asked);
	assert_int_equal(layer_app_note(p.d, last("rpc"))->value[REMOTE_ANSWERED], first_reply);
}

/* A server may answer from another of its addresses, but not from another port. */
static void test_other_address(void **state)
{
	uint8_t m[64];

	(void)state;
	see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, call(m, 7, 100000));
	uint64_t asked = frame.number;
	see_udp(OTHER, 111, CLIENT, CLIENT_PORT, m, reply(m, 7));
	assert_int_equal(answered_frame(), asked);
	see_udp(SERVER, 112, CLIENT, CLIENT_PORT, m, reply(m, 7));
	assert_null(last("rpc"));
}

static void test_unknown(void **state)
{
	uint8_t m[64];

	(void)state;
	see_udp(CLIENT, CLIENT_PORT, SERVER, 3000, m, call(m, 7, 99)); /* a program that nobody knows */
	assert_null(last("rpc"));
	see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, call(m, 7, 99)); /* on RPC's own port */
	assert_non_null(last("rpc"));
	assert_int_equal(last("rpc")->fact[RPC_FACT_KIND] & RPC_KIND_BITS, RPC_IS_CONTINUATION);
}

/* A call in as many fragments as it has words, a reply in one. */
static void test_fragments(void **state)
{
	uint8_t m[64], r[64];
	uint32_t n = call(m, 7, NFS_PROGRAM);

	(void)state;
	put32(r, LAST | n);
	memcpy(r + 4, m, n);
	see_tcp(false, r, n + 4); /* so that the connection is known */
	uint64_t first = frame.number;
	put32(m, 8);
	for (uint32_t off = 0; off < n; off += 4) {
		put32(r, off + 4 == n ? LAST | 4 : 4);
		memcpy(r + 4, m + off, 4);
		see_tcp(false, r, 8);
		assert_non_null(last("rpc"));
		assert_true(off + 4 == n || (last("rpc")->fact[RPC_FACT_KIND] & RPC_KIND_BITS) == RPC_IS_FRAGMENT);
		assert_true((last("nfs") != NULL) == (off + 4 == n));
	}
	assert_int_equal(last("rpc")->data.len, n);
	uint64_t asked = frame.number;
	put32(r, LAST | reply(r + 4, 8));
	see_tcp(true, r, 28);
	assert_int_equal(answered_frame(), asked);
	put32(r, LAST | reply(r + 4, 7));
	see_tcp(true, r, 28);
	assert_int_equal(answered_frame(), first);
}

/* Every cut of every message: no layer beyond its bytes, no reading of what is not there (sanitizers see to that). */
static void test_cuts(void **state)
{
	const uint32_t lookup[] = { 7, 0, 2, NFS_PROGRAM, 3, 3, 0, 0, 0, 0, 4, 0x01020304, 5, 0x68656c6c, 0x6f000000 };
	uint8_t m[64];
	uint32_t n = words(m, lookup, COUNT(lookup));

	(void)state;
	for (uint32_t cut = 0; cut <= n; cut++) {
		see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, cut);
		column_info(&p.column, p.d, column_speaker(p.d));
	}
	for (uint32_t word = 6; word < COUNT(lookup); word++) { /* lengths that lie */
		put32(m + 4 * word, UINT32_MAX);
		see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, n);
		column_info(&p.column, p.d, column_speaker(p.d));
		put32(m + 4 * word, lookup[word]);
	}
	see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, n);
	column_info(&p.column, p.d, column_speaker(p.d));
	static const char line[] = "[RPC retransmission of #25]V3 LOOKUP Call, DH: 0xb63cfbcd/hello";
	assert_int_equal(p.column.info.len, sizeof line - 1);
	assert_memory_equal(p.column.info.p, line, sizeof line - 1);
}

/* Of a payload that was not captured at all it is not said whose it is. */
static void test_nothing_captured(void **state)
{
	enum { DNS_PORT = 53 };
	uint8_t m[64];
	uint32_t n = call(m, 7, NFS_PROGRAM);
	(void)state;
	see_udp(CLIENT, CLIENT_PORT, SERVER, DNS_PORT, m, n);
	for (uint32_t captured = 0; captured < 2; captured++) {
		frame.number++;
		frame.caplen = IP_BYTES + 8 + captured;
		pipeline_frame(&p, &frame);
		const struct layer *l = &p.d->layer[p.d->n_layers - 1];
		assert_true(!strcmp(l->proto->name, "udp") == !captured);
		assert_true(l->flags & LAYER_SHORT);
	}
}

static bool shown(const char *abbrev)
{
	for (uint32_t i = 0; i < p.tree->n; i++)
		if (!strcmp(p.tree->record[i].f->abbrev, abbrev))
			return true;
	return false;
}

/* Arguments whose integrity GSS protects (RFC 2203, 5.3.2.2): a length that lies does not lead anywhere. */
static void test_integrity(void **state)
{
	enum { SERVICE_AT = 4 * 11, LENGTH_AT = 4 * 16 };
	const uint32_t getattr[] = { 9, 0, 2, NFS_PROGRAM, 3,  1, 6, 20,         1, GSS_DATA,  1, GSS_SERVICE_INTEGRITY,
				     0, 6, 4, 0,           12, 1, 4, 0x01020304, 4, 0x05060708 };
	uint8_t m[sizeof getattr];
	uint32_t n = words(m, getattr, COUNT(getattr));
	(void)state;
	see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, n);
	assert_true(shown("nfs.fhandle") && shown("rpc.authgss.checksum") && !shown("_ws.malformed"));
	static const uint32_t lies[] = { 16, 28, 0x7fffffff, 0xfffffff0, UINT32_MAX };
	for (unsigned i = 0; i < COUNT(lies); i++) {
		put32(m + LENGTH_AT, lies[i]);
		see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, n);
		assert_true(!shown("rpc.authgss.checksum") && shown("_ws.malformed"));
	}
	put32(m + SERVICE_AT, GSS_SERVICE_PRIVACY);
	see_udp(CLIENT, CLIENT_PORT, SERVER, 111, m, n);
	assert_true(shown("nfs.procedure_v3") && !shown("nfs.fhandle") && !shown("_ws.malformed"));
}

static void test_ipmsg(void **state)
{
	static const struct {
		const char *text;
		bool is;
		uint32_t command, extra;
	} cases[] = {
		{ "1:100:alice:onion:32:hello", true, 32, 21 },
		{ "1_lbt4_33#128#0:100:a:b:289:x", true, 289, 28 },
		{ "1:100:alice:onion:2", true, 2, 19 },
		{ "1:100::onion:2:", true, 2, 15 },
		{ "1:100:alice:onion:", false, 0, 0 },
		{ "1:x:alice:onion:32:", false, 0, 0 },
		{ "1:100:alice:onion:4294967296:", false, 0, 0 },
		{ "1:100:alice:onion:32x", false, 0, 0 },
		{ "GET / HTTP/1.1\r\nHost: a:b:c:d", false, 0, 0 },
		{ "", false, 0, 0 },
	};
	(void)state;
	for (unsigned i = 0; i < COUNT(cases); i++) {
		uint32_t n = (uint32_t)strlen(cases[i].text);
		struct slice s = { (const uint8_t *)cases[i].text, n, n };
		struct ipmsg_head h;
		assert_true(ipmsg_split(s, &h) == cases[i].is);
		assert_true(!cases[i].is || (h.command == cases[i].command && h.extra == cases[i].extra));
	}
}

static void test_ipmsg_files(void **state)
{
	static const char one[] = "0:a:1:2:1:\a", two[] = "0:a:1:2:1:\a:1:b:1:2:1:\a", cut[] = "0:a:1";
	(void)state;
	assert_int_equal(ipmsg_count_files((struct slice){ (const uint8_t *)one, sizeof one, sizeof one }, 0), 1);
	assert_int_equal(ipmsg_count_files((struct slice){ (const uint8_t *)two, sizeof two, sizeof two }, 0), 2);
	assert_int_equal(ipmsg_count_files((struct slice){ (const uint8_t *)cut, 5, 5 }, 0), 1);
	assert_int_equal(ipmsg_count_files((struct slice){ (const uint8_t *)cut, 5, 5 }, 9), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_udp, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_other_address, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_unknown, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_fragments, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_cuts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_nothing_captured, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_integrity, set_up, tear_down),
		cmocka_unit_test(test_ipmsg),
		cmocka_unit_test(test_ipmsg_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
