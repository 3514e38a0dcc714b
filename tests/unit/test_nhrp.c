/* test_nhrp.c: NHRP, as tshark shows it: requests, replies, errors, Cisco's extensions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "one_frame.h"

enum { PROTOCOL = 54 };

static struct one_frame packet(const char *hex)
{
	struct one_frame body = { 0 }, f = { 0 };
	add_hex(&body, hex);
	add_ip(&f, PROTOCOL, body.n);
	memcpy(f.bytes + f.n, body.bytes, body.n);
	f.n += body.n;
	return f;
}

#define FIXED(op, length, extensions) "0001 0800 0000000000 ff " length " 0000 " extensions " 01 " op " 04 00 "
#define ADDRESSES "6401021b 0a410003 0a410001 "
#define ENTRY "04 20 0000 45fc 1c20 04 00 04 00 6401000e 0a410001 "

static const char reply[] = FIXED("04", "0068", "0048") "04 04 8002 00000015" ADDRESSES ENTRY "8003 0014" ENTRY
							"8007 000c 0000 0001 4e485250 41555448"
							"8000 0000";
static const char reply_bytes[] = FIXED("04", "0064", "003c") "04 04 8002 00000015" ADDRESSES ENTRY "8003 0014" ENTRY
							      "8007 0008 0000 0001 4e485250 8000 0000";

static void test_reply(void **state)
{
	struct one_frame f = packet(reply_bytes);
	(void)state;
	const char *s = print_frame(&f, LINK_ETHERNET, f.n, true);
	holds(s, "Next Hop Resolution Protocol (NHRP Registration Reply)\n    NHRP Fixed Header\n"
		 "        Address Family Number: IPv4 (0x0001)\n        Protocol Type (short form): IPv4 (0x0800)\n"
		 "        Protocol Type (long form): 0000000000\n        Hop Count: 255\n        Packet Length: 100\n");
	holds(s,
	      "        Extension Offset: 60\n        Version: 1 (NHRP - rfc2332)\n        NHRP Packet Type: NHRP Registration Reply (4)\n"
	      "        Source Address Type/Len: NSAP format/4\n            .0.. .... = Type: NSAP format (0)\n");
	holds(s, "    NHRP Mandatory Part\n        Source Protocol Len: 4\n        Destination Protocol Len: 4\n"
		 "        Flags: 0x8002, Uniqueness Bit, Cisco NAT Supported\n");
	holds(s, "        Request ID: 0x00000015 (21)\n        Source NBMA Address: 100.1.2.27\n"
		 "        Source Protocol Address: 10.65.0.3\n        Destination Protocol Address: 10.65.0.1\n"
		 "        Client Information Entry\n            Code: Administratively Prohibited (4)\n");
	holds(s, "            Client NBMA Address: 100.1.0.14\n            Client Protocol Address: 10.65.0.1\n"
		 "    Responder Address Extension\n        1... .... .... .... = Compulsory Flag: True\n");
	holds(s, "    NHRP Authentication Extension\n");
	holds(s, "        Extension Data: SPI=1\n");
	holds(s, "    End of Extension\n");
	holds(print_frame(&f, LINK_ETHERNET, f.n, false),
	      " NHRP Registration Reply, ID=21, Code=Administratively Prohibited\n");
}

static void test_others(void **state)
{
	struct one_frame f = packet(FIXED("01", "0028", "0000") "04 04 f802 00000015" ADDRESSES);
	(void)state;
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "        Flags: 0xf802, Is Router, Authoritative, Stable Association, Uniqueness Bit, Stable Binding, Cisco NAT Supported\n");
	f = packet(FIXED("07", "0028", "0000") "04 04 0000 0006 000c" ADDRESSES);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "        Error Code: Protocol Address Unreachable (6)\n        Error Offset: 12\n");
	f = packet(FIXED("08", "003c", "0000") "04 04 0000 0000 0000" ADDRESSES
					       "45000014 00000000 40fd0000 01020304 05060708");
	holds(print_frame(&f, LINK_ETHERNET, f.n, true),
	      "    Packet Causing Indication\n        Internet Protocol Version 4, Src: 1.2.3.4, Dst: 5.6.7.8\n");
	f = packet(FIXED("01", "000c", "0000") "04 04 8002 00000015" ADDRESSES);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "[Packet length is less than the fixed header length]\n");
	f = packet(FIXED("01", "0028", "0005") "04 04 8002 00000015" ADDRESSES);
	holds(print_frame(&f, LINK_ETHERNET, f.n, true), "[Extension offset is less than the fixed header length");
}

static void test_any_length(void **state)
{
	const char *all[] = { reply, reply_bytes };
	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		struct one_frame f = packet(all[i]);
		cut_anywhere(&f, LINK_ETHERNET, f.n - 4);
		bend_anywhere(&f, LINK_ETHERNET, 34);
	}
	for (uint32_t n = 1; n < 60; n++) {
		struct one_frame f = packet(reply_bytes), cut = { 0 };
		add_ip(&cut, PROTOCOL, n);
		memcpy(cut.bytes + cut.n, f.bytes + 34, n);
		cut.n += n;
		holds(print_frame(&cut, LINK_ETHERNET, cut.n, true), "[Malformed Packet: NHRP]");
		holds(print_frame(&cut, LINK_ETHERNET, cut.n, false), "[Malformed Packet]\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_reply), cmocka_unit_test(test_others),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
