/* test_ldap.c: LDAP messages, filters and controls as tshark shows them, and what connects requests and responses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stream_frames.h"

enum { PORT = 389, TEXTS = 10 };

/* A connection, segment by segment. */
static const struct {
	bool to_server;
	const char *bytes;
	size_t n;
	const char *texts[TEXTS];
} messages[] = {
	{ true, "0\30\2\1\1`\23\2\1\3\4\10cn=admin\200\4zeek", 26,
	  { " bindRequest(1) \"cn=admin\" simple \n", "    LDAPMessage bindRequest(1) \"cn=admin\" simple\n", "            bindRequest\n                version: 3\n", "                authentication: simple (0)\n                    simple: zeek\n" } },
	{ false, "0\16\2\1\1a\11\12\0011\4\0\4\2no", 16,
	  { "bindResponse(1) invalidCredentials (no) \n", "resultCode: invalidCredentials (49)\n", "        [Response To: 1]\n", "errorMessage: no\n" } },
	{ true, "0u\2\1\2cH\4\0\12\1\2\12\1\0\2\1\0\2\1\0\1\1\0\2400\243\6\4\1a\4\1b\242\3\207\1c\241!\244\16\4\2cn0\10\200\2in\201\2an\251\17\201\0031.2\202\2ty\203\1\1\204\1\3770\3\4\1x\240&0$\4\0261.2.840.113556.1.4.319\1\1\377\4\0070\5\2\1d\4\0", 119,
	  { "searchRequest(2) \"<ROOT>\" wholeSubtree \n", "                Filter: (&(&(a=b)(!(c=*)))(|(cn=in*an*)(ty:dn:1.2:=01)))\n                    filter: and (0)\n", "and: 3 items\n", "equalityMatch\n                                            attributeDesc: a\n", "substrings item: any (1)\n", "extensibleMatch ty\n", "AttributeDescription: x\n", "controlType: 1.2.840.113556.1.4.319 (pagedResultsControl)\n                criticality: True\n", "                SearchControlValue\n                    size: 100\n                    cookie: <MISSING>\n" } },
	{ false, "0r\2\1\2dm\4\4cn=a0e0\20\4\2sn1\12\4\5Young\4\1\3770 \4\12objectGUID1\22\4\20\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\0170/\4\20supportedControl1\33\4\0261.2.840.113556.1.4.319\4\1x0\14\2\1\2e\7\12\1\0\4\0\4\0", 130,
	  { "searchResEntry(2) \"cn=a\"  | searchResDone(2) success  [1 result]\n", "    LDAPMessage searchResEntry(2) \"cn=a\" [1 result]\n", "PartialAttributeList item sn\n", "AttributeValue: Young\n", "AttributeValue: ff\n", "GUID: 03020100-0504-0706-0809-0a0b0c0d0e0f\n", "OID: 1.2.840.113556.1.4.319 (pagedResultsControl)\n", "OID: x (*** Malformed OID ***)\n", "        [Response To: 3]\n", "    LDAPMessage searchResDone(2) success [1 result]\n" } },
	{ false, "0\31\2\1\2s\24\4\10ldap://a\4\10ldap://b", 27,
	  { "searchResRef(2) \n", "searchResRef: 2 items\n", "LDAPURL: ldap://b\n" } },
	{ true, "0\34\2\1\3f\27\4\4cn=m0\0170\15\12\1\0020\10\4\1b1\3\4\0012", 30,
	  { "modifyRequest(3) \"cn=m\" \n", "operation: replace (2)\n", "                        modification b\n" } },
	{ true, "0\27\2\1\4h\22\4\4cn=m0\0120\10\4\1b1\3\4\0012", 25,
	  { "addRequest(4) \"cn=m\" \n", "AttributeList item b\n" } },
	{ true, "0\11\2\1\5J\4cn=m", 11,
	  { "delRequest(5) \"cn=m\" \n", "            delRequest: cn=m\n" } },
	{ true, "0\32\2\1\6l\25\4\4cn=m\4\4cn=n\1\1\377\200\4dc=y", 28,
	  { "modDNRequest(6) \"cn=m\" \n", "newrdn: cn=n\n", "deleteoldrdn: True\n", "newSuperior: dc=y\n" } },
	{ true, "0\23\2\1\7n\16\4\4cn=m0\6\4\1a\4\1v", 21,
	  { "compareRequest(7) \"cn=m\" \n", "                ava\n                    attributeDesc: a\n                    assertionValue: v\n" } },
	{ true, "0\6\2\1\10P\1\7", 8,
	  { "abandonRequest(7) \n", "    LDAPMessage\n", "protocolOp: abandonRequest (16) abandonRequest(7)\n", "            abandonRequest: 7\n" } },
	{ true, "0'\2\1\11w\"\200\0271.3.6.1.4.1.4203.1.11.1\201\0070\5\200\3uid", 41,
	  { "extendedReq(9) passwdModifyOID \n", "PasswdModifyRequestValue\n                    userIdentity: 756964\n" } },
	{ false, "0\26\2\1\11x\21\12\1\1\4\0\4\3bad\212\0051.2.3", 24,
	  { "extendedResp(9) (bad) iso.2.3 \n", "responseName: 1.2.3 (iso.2.3)\n" } },
	{ false, "0*\2\1\3y%\200\0301.3.6.1.4.1.4203.1.9.1.4\201\11\241\7\4\2ck\1\1\1", 44,
	  { "intermediateResponse(3) syncInfoOID \n", "    IntermediateResponse 1.3.6.1.4.1.4203.1.9.1.4 (syncInfoOID)\n", "SyncInfoValue: refreshDelete (1)\n                    refreshDelete\n                        cookie: 636b\n" } },
	{ true, "0\5\2\1\12B\0", 7,
	  { "unbindRequest(10) \n", "            unbindRequest\n" } },
};

static void test_messages(void **state)
{
	(void)state;
	stream_restart();
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++)
		stream_expect(stream_text(PORT, messages[i].to_server, messages[i].bytes, messages[i].n),
			      messages[i].texts, TEXTS);
}

static void test_two_segments(void **state)
{
	(void)state;
	stream_restart();
	assert_non_null(strstr(stream_text(PORT, true, messages[0].bytes, 9), "[TCP segment of a reassembled PDU]"));
	stream_expect(stream_text(PORT, true, messages[0].bytes + 9, messages[0].n - 9), messages[0].texts + 1,
		      TEXTS - 1);
}

/* Whatever is missing, nothing is read that is not there; and what is there is one message at most. */
static void test_any_length(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof *messages; i++)
		for (size_t n = 0; n < messages[i].n; n++) {
			char bytes[STREAM_MOST];
			stream_restart();
			memcpy(bytes, messages[i].bytes, messages[i].n);
			assert_non_null(strstr(stream_text(PORT, messages[i].to_server, bytes, n),
					       "Transmission Control Protocol"));
			if (n < 3)
				continue;
			bytes[1] = (char)(n - 2); /* the message says that this is all of it */
			bytes[1] = n - 2 < 0x80 ? bytes[1] : 0;
			stream_restart();
			assert_non_null(strstr(stream_text(PORT, messages[i].to_server, bytes, n),
					       "Transmission Control Protocol"));
		}
}

/* A filter in a filter in a filter: the text and the rows end somewhere, and the message is shown. */
static void test_deep_filter(void **state)
{
	enum { LEVELS = 200, FRONT = 27 };
	static const char front[] = "\60\202\0\0\2\1\1\143\202\0\0\4\0\12\1\0\12\1\0\2\1\0\2\1\0\1\1\0";
	uint8_t bytes[FRONT + 1 + 4 * LEVELS + 2] = { 0 };
	uint32_t n = sizeof front - 1;
	(void)state;
	memcpy(bytes, front, n);
	for (unsigned i = 0; i < LEVELS; i++, n += 4) {
		uint32_t rest = 4 * (LEVELS - i - 1);
		memcpy(bytes + n, "\240\202", 2);
		stream_put16(bytes + n + 2, rest);
	}
	memcpy(bytes + n, "\60\0", 2);
	n += 2;
	stream_put16(bytes + 2, n - 4);
	stream_put16(bytes + 9, n - 11);
	stream_restart();
	stream_expect(stream_text(PORT, true, bytes, n),
		      (const char *const[]){ "searchRequest(1) \"<ROOT>\" baseObject ", "filter: and (0)\n" }, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_two_segments),
		cmocka_unit_test(test_any_length),
		cmocka_unit_test(test_deep_filter),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
