/* test_kerberos.c: Kerberos messages, what is in front of them over TCP, and any part of them, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

#include "datagram.h"

enum { PORT = 88, TEXTS = 12 };

static const struct {
	const char *bytes;
	uint32_t n;
	const char *texts[TEXTS];
} messages[] = {
	{ "j\201\2740\201\271\241\3\2\1\5\242\3\2\1\12\243M0K0\26\241\3\2\1\2\242\17\4\0150\13\240\3\2\1\22\242\4\4\2zz0\36\241\3\2\1\23\242\27\4\0250\0230\21\240\4\2\2\377{\241\3\33\1s\242\4\4\2pp0\21\241\4\2\2\0\200\242\11\4\0070\5\240\3\1\1\377\244^0\\\240\7\3\5\0@\201\0\20\241\0200\16\240\3\2\1\1\241\0070\5\33\3bob\242\3\33\1R\243\0260\24\240\3\2\1\2\241\0150\13\33\6krbtgt\33\1R\245\21\30\01720370913024805Z\247\4\2\2\4\322\250\0110\7\2\1\22\2\2\377\200", 191,
	  { "KRB5", " AS-REQ\n", "    as-req\n        pvno: 5\n        msg-type: krb-as-req (10)\n        padata: 3 items\n            PA-DATA pA-ENC-TIMESTAMP\n                padata-type: pA-ENC-TIMESTAMP (2)\n                    padata-value: 300ba003020112a20404027a7a\n                        etype: eTYPE-AES256-CTS-HMAC-SHA1-96 (18)\n                        cipher: 7a7a\n", "etype: eTYPE-ARCFOUR-HMAC-OLD (-133)\n                            salt: s\n                            s2kparams: 7070\n", "include-pac: True\n", "Padding: 0\n            kdc-options: 40810010\n", "...1 .... = renewable-ok: True\n", "CNameString: bob\n", "till: Sep 13, 2037 02:48:05.000000000 UTC\n", "ENCTYPE: eTYPE-ARCFOUR-MD4 (-128)\n" } },
	{ "l\202\00160\202\0012\241\3\2\1\5\242\3\2\1\14\243\201\2210\201\2160e\241\3\2\1\1\242^\4\\nZ0X\240\3\2\1\5\241\3\2\1\16\242\7\3\5\0 \0\0\0\2435a301\240\3\2\1\5\241\3\33\1R\242\0210\17\240\3\2\1\2\241\0100\6\33\1a\33\1b\243\0220\20\240\3\2\1\22\241\3\2\1\3\242\4\4\2cc\244\0140\12\240\3\2\1\22\242\3\4\1z0\25\241\4\2\2\0\247\242\15\4\0130\11\240\7\3\5\0`\0\0\0000\16\241\4\2\2\0\245\242\6\4\4\37\0\0\0\244\201\2210\201\216\240\7\3\5\0@\201\0\20\242\3\33\1R\247\3\2\1\1\250\0050\3\2\1\22\2519070\15\240\3\2\1\2\241\6\4\4\1\2\3\0040\31\240\3\2\1\24\241\22\4\20HOST           \0350\13\240\3\2\1c\241\4\4\2zz\253705a301\240\3\2\1\5\241\3\33\1R\242\0210\17\240\3\2\1\2\241\0100\6\33\1a\33\1b\243\0220\20\240\3\2\1\22\241\3\2\1\3\242\4\4\2cc", 314,
	  { " TGS-REQ\n", "                        ap-req\n", "..1. .... = mutual-required: True\n", ".1.. .... = branch-aware: True\n", "SupportedEnctypes: 0x0000001f, des-cbc-crc, des-cbc-md5, rc4-hmac, aes128-cts-hmac-sha1-96, aes256-cts-hmac-sha1-96\n", "            addresses: 3 items 1.2.3.4 HOST<1d>\n                HostAddress 1.2.3.4\n", "NetBIOS Name: HOST<1d> (Local Master Browser)\n", "addr-type: Unknown (99)\n                    KRB Address:", "            additional-tickets: 1 item\n                Ticket\n" } },
	{ "kl0j\240\3\2\1\5\241\3\2\1\13\243\3\33\1R\244\0160\14\240\3\2\1\1\241\0050\3\33\1u\2455a301\240\3\2\1\5\241\3\33\1R\242\0210\17\240\3\2\1\2\241\0100\6\33\1a\33\1b\243\0220\20\240\3\2\1\22\241\3\2\1\3\242\4\4\2cc\246\0220\20\240\3\2\1\22\241\3\2\1\2\242\4\4\2ep", 110,
	  { " AS-REP\n", "        crealm: R\n", "        ticket\n            tkt-vno: 5\n", "        enc-part\n            etype: eTYPE-AES256-CTS-HMAC-SHA1-96 (18)\n            kvno: 2\n            cipher: 6570\n" } },
	{ "~X0V\240\3\2\1\5\241\3\2\1\36\244\21\30\01720200102030405Z\245\3\2\1\1\246\3\2\1\31\251\3\33\1R\252\0160\14\240\3\2\1\2\241\0050\3\33\1k\254\30\4\0260\0240\22\241\3\2\1\23\242\13\4\0110\0070\5\240\3\2\1\27", 90,
	  { " KRB Error: KRB5KDC_ERR_PREAUTH_REQUIRED\n", "error-code: eRR-PREAUTH-REQUIRED (25)\n", "            PA-DATA pA-ETYPE-INFO2\n" } },
	{ "~\0770=\240\3\2\1\5\241\3\2\1\36\244\21\30\01720200102030405Z\245\3\2\1\1\246\4\2\2\0\310\251\3\33\1R\252\0160\14\240\3\2\1\2\241\0050\3\33\1k", 65,
	  { " KRB Error: Unknown error code 0xc8\n", "error-code: Unknown (200)\n" } },
	{ "~E0C\240\3\2\1\5\241\3\2\1\36\244\21\30\01720200102030405Z\245\3\2\1\1\246\3\2\1<\251\3\33\1R\252\0160\14\240\3\2\1\2\241\0050\3\33\1k\254\5\4\3abc", 71,
	  { " KRB Error: KRB5KRB_ERR_GENERIC\n", "        e-data: 616263\n" } },
	{ "t806\240\3\2\1\5\241\3\2\1\24\242\0330\31\240\6\4\4user\244\0170\15\240\3\2\1\2\241\6\4\4\1\2\3\4\243\0150\13\240\3\2\1\7\241\4\4\2ck", 58,
	  { " KRB-SAFE\n", "        safe-body 1.2.3.4\n            user-data: 75736572\n            s-address 1.2.3.4\n", "cksumtype: cKSUMTYPE-RSA-MD5 (7)\n" } },
	{ "u\0350\33\240\3\2\1\5\241\3\2\1\25\243\0170\15\240\3\2\1\22\242\6\4\4priv", 31,
	  { " KRB-PRIV\n", "cipher: 70726976\n" } },
	{ "o\0320\30\240\3\2\1\5\241\3\2\1\17\242\0140\12\240\3\2\1\22\242\3\4\1z", 28,
	  { " AP-REP\n", "    ap-rep\n" } },
};

static int open_both(void **state)
{
	return set_up(state) || stream_set_up(state);
}

static int close_both(void **state)
{
	return tear_down(state) || stream_tear_down(state);
}

static void test_messages(void **state)
{
	(void)state;
	p.print.summary = true;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++)
		for (unsigned k = 0; k < TEXTS && messages[i].texts[k]; k++)
			holds(print_udp(5000, PORT, messages[i].bytes, messages[i].n, messages[i].n, true),
			      messages[i].texts[k]);
}

static void test_stream(void **state)
{
	uint8_t bytes[STREAM_MOST];
	uint32_t n = messages[0].n;
	(void)state;
	stream_put16(bytes, 0);
	stream_put16(bytes + 2, n);
	memcpy(bytes + 4, messages[0].bytes, n);
	stream_restart();
	assert_non_null(strstr(stream_text(PORT, true, bytes, 10), "[TCP segment of a reassembled PDU]"));
	const char *text = stream_text(PORT, true, bytes + 10, n + 4 - 10);
	assert_non_null(strstr(text, "    Record Mark: "));
	assert_non_null(strstr(text, " = Record Length: "));
	stream_expect(text, messages[0].texts, TEXTS);
}

/* What begins with no message of Kerberos is none. */
static void test_others(void **state)
{
	(void)state;
	holds(print_udp(5000, PORT, "\60\3\2\1\5", 5, 5, true), "Data (5 bytes)");
	holds(print_udp(5000, PORT, "\166\3\60\1\5", 5, 5, true), "Data (5 bytes)");
}

/* Every part of a message, captured alone or all that there is: nothing is read that is not there. */
static void test_any_length(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++)
		for (uint32_t n = 0; n < messages[i].n; n++) {
			holds(print_udp(5000, PORT, messages[i].bytes, messages[i].n, n, true),
			      "User Datagram Protocol");
			holds(print_udp(5000, PORT, messages[i].bytes, n, n, true), "User Datagram Protocol");
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_stream),
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_any_length),
	};
	return cmocka_run_group_tests(tests, open_both, close_both);
}
