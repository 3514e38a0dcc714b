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
	{ true, "0M\2\1\13cH\4\4dc=x\12\1\2\12\1\0\2\1\0\2\1\0\1\1\0\240/\243\15\4\5NtVer\4\4\26\0\0 \243\36\4\12DomainGuid\4\20\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\0170\0", 79,
	  { "Filter: (&(NtVer=0x20000016)(DomainGuid=03020100-0504-0706-0809-0a0b0c0d0e0f))\n", "Version Flags: 0x20000016, V5: Client requested version 5 netlogon response, V5EX", "..1. .... .... .... .... .... .... .... = VIP: Client has requested IP details (obsolete)\n", "GUID: 03020100-0504-0706-0809-0a0b0c0d0e0f\n" } },
	{ false, "0|\2\1\13dw\4\0000s0q\4\10netlogon1e\4c\27\0\0\0\375\363\3\0\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\2ad\7example\3com\0\300\30\2dc\300\30\4AD-X\0\2DC\0\0\7Default\4Site\0\300:\20\2\0\0\0\1\2\3\4\0\0\0\0\0\0\0\0\36\0\0\0\377\377\377\377", 126,
	  { "Operation code: LOGON_SAM_LOGON_RESPONSE_EX (23)\n", "Flags: 0x0003f3fd, WDC: Domain controller is a Windows 2008 writable NC, Good", ".... .... .... .... .... .... .... ...1 = PDC: This is a PDC\n", "Domain GUID: 0302", "Forest: ad.example.com\n", "Hostname: dc.ad.example.com\n", "Username: <Root>\n", "Client Site: Default.Site\n", "IPv4: 1.2.3.4\n", "NT Token: 0xffff\n" } },
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

/* Another one, which ends up wrapped. */
static const struct {
	bool to_server;
	const char *bytes;
	size_t n;
	const char *texts[TEXTS];
} tokens[] = {
	{ true, "0\201\275\2\1\1`\201\267\2\1\3\4\0\243\201\257\4\12GSS-SPNEGO\4\201\240`\201\235\6\6+\6\1\5\5\2\240\201\2220\201\217\240\0300\26\6\11*\206H\202\367\22\1\2\2\6\11*\206H\206\367\22\1\2\2\241\4\3\2\0`\242m\4k`i\6\11*\206H\206\367\22\1\2\2\1\0nZ0X\240\3\2\1\5\241\3\2\1\16\242\7\3\5\0 \0\0\0\2435a301\240\3\2\1\5\241\3\33\1R\242\0210\17\240\3\2\1\2\241\0100\6\33\1a\33\1b\243\0220\20\240\3\2\1\22\241\3\2\1\3\242\4\4\2cc\244\0140\12\240\3\2\1\22\242\3\4\1z", 192,
	  { " bindRequest(1) \"<ROOT>\" sasl \n", "ldap:gss-api:spnego:spnego-krb5]\n", "                        GSS-API Generic Security Service Application Program Interface\n                            OID: 1.3.6.1.5.5.2 (SPNEGO - Simple Protected Negotiation)\n                            Simple Protected Negotiation\n                                negTokenInit\n                                    mechTypes: 2 items\n                                        MechType: 1.2.840.48018.1.2.2 (MS KRB5 - Microsoft Kerberos 5)\n", ".1.. .... = mutualFlag: True\n", "KRB5 OID: 1.2.840.113554.1.2.2 (KRB5 - Kerberos 5)\n                                        krb5_tok_id: KRB5_AP_REQ (0x0001)\n                                        Kerberos\n                                            ap-req\n" } },
	{ false, "0d\2\1\1a_\12\1\0\4\0\4\0\207V\241T0R\240\3\12\1\0\241\13\6\11*\206H\202\367\22\1\2\2\242\36\4\34o\0320\30\240\3\2\1\5\241\3\2\1\17\242\0140\12\240\3\2\1\22\242\3\4\1z\243\36\4\34\4\4\4\377\377\377\377\377\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 102,
	  { "ldap:spnego:spnego-krb5:spnego-krb5]\n", "negResult: accept-completed (0)\n", "Kerberos\n                                ap-rep\n", "mechListMIC: 040404ff", "krb5_tok_id: KRB_TOKEN_CFX_GetMic (0x0404)\n" } },
	{ true, "\0\0\0L\5\4\6\377\0\0\0\34\0\0\0\0\0\0\0\0\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17\20\21\22\23\24\25\26\27\30\31\32\33\34\35\36\37 !\"#$%&'()*+,-./0123456789:;", 80,
	  { "SASL GSS-API Privacy: payload (16 bytes)\n", "    SASL Buffer Length: 76\n    SASL Buffer\n        GSS-API Generic", "krb5_cfx_flags: 0x06, AcceptorSubkey, Sealed\n", "krb5_cfx_rrc: 28\n", "GSS-API Encrypted payload: 2c2d2e2f303132333435363738393a3b\n" } },
	{ false, "\0\0\0+\5\4\4\377\0\14\0\0\0\0\0\0\0\0\0\0000\15\2\1\2d\10\4\4cn=a0\0\0\0\0\0\0\0\0\0\0\0\0\0", 47,
	  { "SASL GSS-API Integrity: searchResEntry(2) \"cn=a\" \n", "        GSS-API payload (27 bytes)\n            LDAPMessage searchResEntry(2) \"cn=a\" [1 result]\n" } },
	{ true, "\0\0\0001`/\6\11*\206H\206\367\22\1\2\2\2\1\21\0\20\0\377\377\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0data", 53,
	  { "SASL GSS-API Privacy: payload (4 bytes)\n", "krb5_tok_id: KRB5_GSS_Wrap (0x0102)\n                krb5_sgn_alg: HMAC (0x0011)\n                krb5_seal_alg: RC4 (0x0010)\n", "GSS-API Encrypted payload: 64617461\n" } },
	{ true, "\0\0\0\24\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0data", 24,
	  { "SASL GSS-API Privacy: payload (4 bytes)\n" } },
	{ true, "0!\2\1\1`\34\2\1\3\4\0\243\25\4\13SCRAM-SHA-1\4\6n,,n=u", 35,
	  { "ldap:gss-api]\n", "Unknown header (class=1, pc=1, tag=14)\n" } },
	{ false, "0\20\2\1\1a\13\12\1\0\4\0\4\0\207\2v=", 18,
	  { "serverSaslCreds: 763d\n" } },
	{ true, "\0\0\0\4abcd", 8,
	  { "    SASL Buffer Length: 4\n" } },
};

static void test_tokens(void **state)
{
	(void)state;
	stream_restart();
	for (unsigned i = 0; i < sizeof tokens / sizeof *tokens; i++)
		stream_expect(stream_text(PORT, tokens[i].to_server, tokens[i].bytes, tokens[i].n), tokens[i].texts,
			      TEXTS);
}

/* Whatever a token lacks, what there is of it is shown. */
static void test_short_tokens(void **state)
{
	enum { ASKED = 2 }; /* request and response, which make the connection a wrapped one */
	(void)state;
	for (unsigned i = ASKED; i < sizeof tokens / sizeof *tokens; i++)
		for (size_t n = 4; n < tokens[i].n; n++) {
			uint8_t bytes[STREAM_MOST];
			stream_restart();
			for (unsigned k = 0; k < ASKED; k++)
				stream_text(PORT, tokens[k].to_server, tokens[k].bytes, tokens[k].n);
			memcpy(bytes, tokens[i].bytes, n);
			if (!bytes[0])
				stream_put16(bytes + 2, (unsigned)n - 4);
			assert_non_null(strstr(stream_text(PORT, tokens[i].to_server, bytes, n),
					       "Transmission Control Protocol"));
		}
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
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_short_tokens),
		cmocka_unit_test(test_two_segments),
		cmocka_unit_test(test_any_length),
		cmocka_unit_test(test_deep_filter),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
