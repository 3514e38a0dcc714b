/* test_isakmp.c: messages of IKE, both versions, as tshark shows them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "datagram.h"

enum { HEADER = 28, MOST = 300, MAIN_MODE = 2, SA_INIT = 34, AUTH = 35 };

static uint8_t message[MOST];

/* A message whose first payload is of that type, with that content and none behind it. Returns its length. */
static uint32_t make(unsigned version, unsigned exchange, unsigned flags, unsigned type, const void *content,
		     uint32_t n)
{
	uint32_t total = HEADER + 4 + n;
	memset(message, 0, sizeof message);
	memset(message, 1, 8);
	message[16] = (uint8_t)type;
	message[17] = (uint8_t)(version << 4);
	message[18] = (uint8_t)exchange;
	message[19] = (uint8_t)flags;
	message[23] = 1;
	message[26] = (uint8_t)(total >> 8);
	message[27] = (uint8_t)total;
	message[HEADER + 2] = (uint8_t)((n + 4) >> 8);
	message[HEADER + 3] = (uint8_t)(n + 4);
	memcpy(message + HEADER + 4, content, n);
	return total;
}

static const char *tree_of(unsigned version, unsigned type, const void *content, uint32_t n)
{
	uint32_t total = make(version, version == 1 ? MAIN_MODE : AUTH, 0, type, content, n);
	return print_udp(500, 500, message, total, total, true);
}

/* A proposal with one transform, which has attributes: version 1. */
static const char main_mode[] = "\0\0\0\1\0\0\0\1"
				"\0\0\0\44\1\1\0\1"
				"\0\0\0\34\1\1\0\0\x80\1\0\7\x80\xe\0\x80\x80\4\0\2\0\xc\0\4\0\1\x51\x80";
/* The same of version 2, with an SPI. */
static const char child[] = "\0\0\0\30\1\3\4\1\xde\xad\xbe\xef"
			    "\0\0\0\14\1\0\0\xc\x80\xe\1\0";

static const struct {
	unsigned version, type;
	const char *content;
	uint32_t n;
	const char *lines[5];
} payloads[] = {
	{ 1, 1, main_mode, sizeof main_mode - 1,
	  { "        Domain of interpretation: IPSEC (1)\n", "        Payload: Proposal (2) # 1\n",
	    "                Transform ID: KEY_IKE (1)\n",
	    "                IKE Attribute (t=1,l=2): Encryption-Algorithm: AES-CBC\n",
	    "                    Life Duration: 86400\n" } },
	{ 2, 33, child, sizeof child - 1,
	  { "            Protocol ID: ESP (3)\n", "            SPI: deadbeef\n",
	    "                Transform ID (ENCR): ENCR_AES_CBC (12)\n",
	    "                Transform Attribute (t=14,l=2): Key Length: 256\n",
	    "                    1... .... .... .... = Format: Type/Value (TV)\n" } },
	{ 1, 5, "\1\21\1\xf4\1\2\3\4", 8,
	  { "        Protocol ID: UDP (17)\n", "        Port: 500\n", "        Identification Data:1.2.3.4\n",
	    "            ID_IPV4_ADDR: 1.2.3.4\n" } },
	{ 1, 5, "\4\0\0\0\1\2\3\4\xff\xff\xff\0", 12,
	  { "        Protocol ID: Unused\n", "        Identification Data:1.2.3.4/255.255.255.0\n" } },
	{ 1, 5, "\11\0\0\0\x30\xd\x31\xb\x30\x9\6\3\x55\4\6\x13\2US", 19,
	  { "            ID_DER_ASN1_DN: 0\n                rdnSequence: 1 item (id-at-countryName=US)\n", "udp:isakmp:x509sat]\n" } },
	{ 1, 7, "\4\x30\xd\x31\xb\x30\x9\6\3\x55\4\6\x13\2US", 16, { "        Certificate Authority Signature: 0\n" } },
	{ 2, 36, "\2\0\0\0x.org", 9,
	  { "    Payload: Identification - Responder (36)\n", "        Reserved: 000000\n", "            ID_FQDN: x.org\n" } },
	{ 1, 13, "\x12\xf5\xf2\x8c\x45\x71\x68\xa9\x70\x2d\x9f\xe2\x74\xcc\1\0", 16,
	  { "    Payload: Vendor ID (13) : CISCO-UNITY 1.0\n", "        CISCO-UNITY Major version: 1\n" } },
	{ 2, 43, "abc", 3, { "    Payload: Vendor ID (43) : Unknown Vendor ID\n" } },
	{ 2, 34, "\0\37\0\0xy", 6, { "        DH Group #: Curve25519 (31)\n", "        Key Exchange Data: 7879\n" } },
	{ 1, 11, "\0\0\0\1\1\0\x8d\x28\0\0\0\5", 12,
	  { "        Notify Message Type: R-U-THERE (36136)\n", "        DPD ARE-YOU-THERE sequence: 5\n" } },
	{ 2, 41, "\1\0\x40\x17\1\4\1\2\3\4\7", 11,
	  { "    Payload: Notify (41) - REDIRECT\n", "        Gateway Identity Type: IPv4 address (1)\n",
	    "        New Responder Gateway Identity (IPv4): 1.2.3.4\n", "        Redirect Nonce Data: 07\n" } },
	{ 2, 41, "\0\0\x40\x2f\0\1\0\2", 8,
	  { "        Notification DATA: 00010002\n", "        Supported Signature Hash Algorithm: SHA1 (1)\n",
	    "        Supported Signature Hash Algorithm: SHA2-256 (2)\n" } },
	{ 2, 41, "\0\0\0\16", 4,
	  { "        Notify Message Type: NO_PROPOSAL_CHOSEN (14)\n", "        Notification DATA: <MISSING>\n" } },
	{ 1, 12, "\0\0\0\1\3\4\0\2\1\2\3\4\5\6\7\10", 16,
	  { "        Number of SPIs: 2\n", "        Delete SPI: 01020304\n        Delete SPI: 05060708\n" } },
	{ 2, 42, "\3\4\0\1\1\2\3\4", 8, { "        Protocol ID: ESP (3)\n", "        Delete SPI: 01020304\n" } },
	{ 2, 44, "\1\0\0\0\7\6\0\20\0\1\0\2\1\1\1\1\2\2\2\2", 20,
	  { "    Payload: Traffic Selector - Initiator (44) # 1\n", "        Traffic Selector: TS_IPV4_ADDR_RANGE\n",
	    "            Protocol ID: TCP (6)\n", "            Ending Addr: 2.2.2.2\n" } },
	{ 2, 47, "\1\0\0\0\0\1\0\4\1\2\3\4\0\7\0\3abc", 19,
	  { "        Type: CFG_REQUEST (1)\n", "            INTERNAL IP4 ADDRESS: 1.2.3.4\n",
	    "        Config Attribute (t=7,l=3): APPLICATION_VERSION: abc\n" } },
	{ 2, 39, "\2\0\0\0ab", 6,
	  { "        Authentication Method: Shared Key Message Integrity Code (2)\n", "        Authentication Data: 6162\n" } },
	{ 2, 38, "\4aaaaaaaaaaaaaaaaaaaa", 21,
	  { "        Certificate Type: X.509 Certificate - Signature (4)\n",
	    "        Certificate Authority Data: 6161616161616161616161616161616161616161\n" } },
	{ 2, 46, "\1\2\3\4xy", 6, { "        Initialization Vector: 01020304\n        Encrypted Data\n" } },
	{ 2, 60, "a", 1, { "    Payload: Unassigned (60)\n", "        Data Payload: 61\n" } },
};

static void test_payloads(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof payloads / sizeof *payloads; i++) {
		const char *text = tree_of(payloads[i].version, payloads[i].type, payloads[i].content, payloads[i].n);
		for (unsigned k = 0; k < 5 && payloads[i].lines[k]; k++)
			holds(text, payloads[i].lines[k]);
		assert_null(strstr(text, "Malformed"));
	}
}

static void test_header(void **state)
{
	(void)state;
	uint32_t n = make(2, SA_INIT, 0x28, 40, "abcd", 4);
	const char *s = print_udp(500, 500, message, n, n, true);
	holds(s, "    Version: 2.0\n");
	holds(s,
	      "    Flags: 0x28 (Initiator, No higher version, Response)\n        .... 1... = Initiator: Initiator\n");
	holds(s, "    Message ID: 0x00000001\n    Length: 36\n    Payload: Nonce (40)\n");
	holds(print_udp(500, 500, message, n, n, false), " ISAKMP 78 IKE_SA_INIT MID=01 Initiator Response\n");
	n = make(1, MAIN_MODE, 1, 5, "abcd", 4);
	s = print_udp(500, 500, message, n, n, true);
	holds(s, "        .... ...1 = Encryption: Encrypted\n");
	holds(s, "    Encrypted Data (8 bytes)\n");
	holds(print_udp(500, 500, message, n, n, false), " ISAKMP 78 Identity Protection (Main Mode)\n");
	n = make(2, AUTH, 8, 53, "\0\1\0\2abcd", 8);
	holds(print_udp(500, 500, message, n, n, false), " IKE_AUTH MID=01 Initiator Request (fragment 1/2)\n");
	memset(message + 24, 0xff, 4);
	s = print_udp(500, 500, message, n, n, true);
	holds(s, "    Length: (bogus, length is 4294967295, which is too large)\n");
	assert_null(strstr(s, "Malformed"));
}

/* Behind a marker that no SPI has, where ESP goes (RFC 3948). */
static void test_encapsulated(void **state)
{
	(void)state;
	uint32_t n = make(2, SA_INIT, 8, 40, "abcd", 4);
	memmove(message + 4, message, n);
	memset(message, 0, 4);
	const char *s = print_udp(4500, 4500, message, n + 4, n + 4, true);
	holds(s, "    Non-ESP Marker\nInternet Security Association and Key Management Protocol\n");
}

static void test_lengths_that_lie(void **state)
{
	(void)state;
	uint32_t n = make(2, SA_INIT, 8, 40, "abcd", 4);
	message[HEADER + 3] = 3;
	const char *s = print_udp(500, 500, message, n, n, true);
	holds(s, "        Payload (bogus, length is 3, must be at least 4)\n");
	holds(s, "    Extra data: 61626364\n");
	message[HEADER + 3] = 9;
	holds(print_udp(500, 500, message, n, n, true), "[Malformed Packet: ISAKMP]");
	n = make(1, MAIN_MODE, 0, 1, main_mode, sizeof main_mode - 1);
	message[HEADER + 4 + 8 + 7] = 2; /* transforms */
	s = print_udp(500, 500, message, n, n, true);
	holds(s, "            Not enough room in payload for all transforms\n");
	holds(s, "[Malformed Packet: ISAKMP]");
	n = make(2, SA_INIT, 8, 2, "", 0); /* proposals that are payloads of their own, one inside the other */
	for (uint32_t i = 0; i + 8 < MOST - HEADER; i += 8) {
		message[HEADER + i] = 33;
		message[HEADER + i + 3] = 4;
	}
	assert_non_null(print_udp(500, 500, message, n, n, true));
}

/* Every type, of both versions, with every length of the packet and of the capture. */
static void test_any_length(void **state)
{
	uint8_t content[60];
	(void)state;
	for (unsigned i = 0; i < sizeof content; i++)
		content[i] = (uint8_t)(i * 7 % 5);
	for (unsigned version = 1; version <= 3; version++)
		for (unsigned type = 0; type < 140; type++)
			for (uint32_t n = 0; n < sizeof content; n += 3)
				holds(tree_of(version, type, content, n), "    Length: ");
	uint32_t total = make(1, MAIN_MODE, 0, 1, main_mode, sizeof main_mode - 1);
	for (uint32_t n = HEADER; n < total; n++) {
		holds(print_udp(500, 500, message, n, n, true), "[Malformed Packet: ISAKMP]");
		holds(print_udp(500, 500, message, total, n, true),
		      "[Packet size limited during capture: ISAKMP truncated]");
	}
	for (uint32_t n = 1; n < HEADER; n++)
		assert_null(strstr(print_udp(500, 500, message, n, n, true), "Internet Security"));
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_payloads), cmocka_unit_test(test_header),
					    cmocka_unit_test(test_encapsulated),
					    cmocka_unit_test(test_lengths_that_lie),
					    cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
