/* test_sip.c: SIP's lines, addresses and bodies, and the descriptions of sessions in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

enum { ETHERNET = 14, IPV4 = 20, UDP = 8, FRONT = ETHERNET + IPV4 + UDP, MOST = 1400 };

static uint64_t number;

/* A datagram of n bytes of which `captured` are at hand, as a tree or as a line. */
static const char *shown(const char *text, uint32_t n, uint32_t captured, bool tree)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6, .fcs_len = 0xff };
	uint8_t bytes[FRONT + MOST] = { [12] = 0x08, [14] = 0x45, [23] = 17, [26] = 10, [30] = 10, [33] = 2 };
	uint8_t *ip = bytes + ETHERNET, *udp = ip + IPV4;
	ip[2] = (uint8_t)((IPV4 + UDP + n) >> 8);
	ip[3] = (uint8_t)(IPV4 + UDP + n);
	memcpy(udp, "\x13\xc4\xc3\x50", 4); /* 5060 */
	udp[4] = (uint8_t)((UDP + n) >> 8);
	udp[5] = (uint8_t)(UDP + n);
	memcpy(udp + UDP, text, n);
	number++;
	struct frame f = { .number = number,
			   .sec = (int64_t)number,
			   .caplen = FRONT + captured,
			   .len = FRONT + n,
			   .data = bytes,
			   .iface = &iface };
	p.print.tree = tree;
	pipeline_frame(&p, &f);
	buf_clear(&out);
	pipeline_print(&p, &sink_text, &out);
	buf_char(&out, 0);
	return out.p;
}

static void restart(void)
{
	number = 0;
	pipeline_restart(&p);
}

static const char invite[] =
	"INVITE sip:1006@192.168.21.83:52380 SIP/2.0\r\n"
	"Via: SIP/2.0/UDP 192.168.20.68:53309;rport;branch=z9hG4bKPj;received=10.0.0.1;x=1\r\n"
	"Max-Forwards: 70\r\n"
	"f: \"A, B\" <sip:1005@[2001:db8::1]:5070;ob>;tag=a50b\r\n"
	"To: <sip:1006@192.168.21.83>;tag=77\r\n"
	"Contact: <sip:1005@h:99;ob;lr>;expires=3, *\r\n"
	"Call-ID: 0c3bab2c\r\n"
	"CSeq: 12003 INVITE\r\n"
	"Authorization: Digest username=\"u\",realm=\"a,b\", nonce=\"n\",algorithm=MD5\r\n"
	"X-Foo: bar\r\n"
	"Subject: a\r\n b\r\n"
	"Content-Type: application/sdp\r\n"
	"Content-Length: 201\r\n"
	"\r\n"
	"v=0\r\n"
	"o=- 1 2 IN IP4 192.168.20.68\r\n"
	"c=IN IP4 224.1.1.1/127/3\r\n"
	"b=TIAS:64000\r\n"
	"t=0 0\r\n"
	"a=X-nat:0\r\n"
	"m=audio 4004/2 RTP/AVP 8 101\r\n"
	"a=sendrecv\r\n"
	"a=rtpmap:101 telephone-event/8000\r\n"
	"a=fmtp:101 0-16;x=y\r\n"
	"nonsense\r\n";

static const char *const lines[] = {
	"Session Initiation Protocol (INVITE)\n    Request-Line: INVITE sip:1006@192.168.21.83:52380 SIP/2.0\n        Method: INVITE\n",
	"        Request-URI: sip:1006@192.168.21.83:52380\n            Request-URI User Part: 1006\n",
	"            Request-URI Host Part: 192.168.21.83\n            Request-URI Host Port: 52380\n        [Resent Packet: False]\n",
	"    Message Header\n        Via: SIP/2.0/UDP 192.168.20.68:53309;rport;branch=z9hG4bKPj;received=10.0.0.1;x=1\n",
	"            Transport: UDP\n            Sent-by Address: 192.168.20.68\n            Sent-by port: 53309\n            RPort: rport\n",
	"            Branch: z9hG4bKPj\n            Received: 10.0.0.1\n            x=1\n        Max-Forwards: 70\n",
	"            SIP from display info: \"A, B\"\n            SIP from address: sip:1005@[2001:db8::1]:5070;ob\n",
	"                SIP from address User Part: 1005\n                SIP from address Host Part: [2001:db8::1]\n",
	"                SIP from address Host Port: 5070\n                SIP From URI parameter: ob\n            SIP from tag: a50b\n",
	"            SIP to tag: 77\n",
	"                Contact URI parameter: ob\n                Contact URI parameter: lr\n            Contact parameter: expires=3\n",
	"        Call-ID: 0c3bab2c\n        [Generated Call-ID: 0c3bab2c]\n        CSeq: 12003 INVITE\n",
	"            Sequence Number: 12003\n            Method: INVITE\n",
	"            Authentication Scheme: Digest\n            Username: \"u\"\n            Realm: \"a,b\"\n            Nonce Value: \"n\"\n",
	"        X-Foo: bar\n            [Expert Info (Note/Undecoded): Unrecognised SIP header (x-foo)]\n",
	"        Subject: a\\r\\n b\n        Content-Type: application/sdp\n        Content-Length: 201\n",
	"    Message Body\n        Session Description Protocol\n            Session Description Protocol Version (v): 0\n",
	"                Owner Username: -\n                Session ID: 1\n                Session Version: 2\n",
	"                Connection Address: 224.1.1.1\n                Connection TTL: 127\n                Connection Number of Addresses: 3\n",
	"                Bandwidth Modifier: TIAS [Transport Independent Application Specific maximum]\n                Bandwidth Value: 64000 b/s\n",
	"            Session Attribute (a): X-nat:0\n                Session Attribute Fieldname: X-nat\n",
	"                Media Port: 4004\n                Media Port Count: 2\n                Media Protocol: RTP/AVP\n",
	"                Media Format: ITU-T G.711 PCMA\n                Media Format: DynamicRTP-Type-101\n            Media Attribute (a): sendrecv\n",
	"                Media Format: 101\n                MIME Type: telephone-event\n                Sample Rate: 8000\n",
	"                Media Format: 101 [telephone-event]\n                Media format specific parameters: 0-16\n",
	"                Media format specific parameters: x=y\n            Invalid line: nonsense\n",
	"            [Generated Call-ID: 0c3bab2c]\n",
};

static void test_invite(void **state)
{
	uint32_t n = sizeof invite - 1;
	(void)state;
	restart();
	assert_non_null(strstr(shown(invite, n, n, false),
			       "SIP/SDP 718 Request: INVITE sip:1006@192.168.21.83:52380, in-dialog | \n"));
	restart();
	const char *at = shown(invite, n, n, true);
	for (unsigned i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		at = strstr(at, lines[i]);
		if (!at)
			fail_msg("%s", lines[i]);
	}
}

#define REST "Call-ID: x\r\nCSeq: 1 REGISTER\r\n"

static const struct {
	const char *text, *line;
} messages[] = {
	{ "REGISTER sip:h SIP/2.0\r\n" REST "\r\n", "SIP 98 Request: REGISTER sip:h  (fetch bindings) | \n" },
	{ "REGISTER sip:h SIP/2.0\r\nm: *\r\n" REST "\r\n", "Request: REGISTER sip:h  (remove all bindings) | \n" },
	{ "REGISTER sip:h SIP/2.0\r\nm: <sip:a@h>, \"x,\" <sip:b@h>\r\n" REST "\r\n", "Request: REGISTER sip:h  (2 bindings) | \n" },
	{ "SIP/2.0 200 OK\r\nm: <sip:a@h>\r\n" REST "\r\n", "Status: 200 OK (REGISTER)  (1 binding) | \n" },
	{ "SIP/2.0 401 Unauthorized\r\n" REST "\r\n", "Status: 401 Unauthorized | \n" },
	{ "FOO sip:h SIP/2.0\r\n\r\n", "Unknown request: FOO sip:h | \n" },
	{ "MESSAGE sip:h SIP/2.0\r\nc: text/plain\r\nl: 2\r\n\r\nhi", "Request: MESSAGE sip:h |  (text/plain)\n" },
	{ "INVITE sip:h SIP/2.0\r\nTo: <sip:b@h>", "Request: INVITE sip:h[Malformed Packet]\n" },
	{ "INVITE sip:h SIP/3.0\r\n\r\n", "UDP 66 5060" },
	{ "INVITE h SIP/2.0\r\n\r\n", "UDP 62 5060" },
	{ "SIP/2.0 20x OK\r\n\r\n", "UDP 60 5060" },
	{ "SIP/2.0 200", "UDP 53 5060" },
};

static void test_messages(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof messages / sizeof messages[0]; i++) {
		uint32_t n = (uint32_t)strlen(messages[i].text);
		restart();
		if (!strstr(shown(messages[i].text, n, n, false), messages[i].line))
			fail_msg("%s", out.p);
	}
}

/* What a response answers, and what comes again. */
static void test_transactions(void **state)
{
	static const char request[] = "REGISTER sip:h SIP/2.0\r\n" REST "\r\n",
			  response[] = "SIP/2.0 200 OK\r\n" REST "\r\n";
	(void)state;
	restart();
	assert_non_null(strstr(shown(request, sizeof request - 1, sizeof request - 1, true),
			       "[Resent Packet: False]\n    Message"));
	assert_non_null(strstr(shown(request, sizeof request - 1, sizeof request - 1, true),
			       "[Resent Packet: True]\n        [Suspected resend of frame: 1]\n"));
	assert_non_null(
		strstr(shown(response, sizeof response - 1, sizeof response - 1, true),
		       "[Resent Packet: False]\n        [Request Frame: 1]\n        [Response Time (ms): 2000]\n"));
	assert_non_null(strstr(shown(response, sizeof response - 1, sizeof response - 1, true),
			       "[Suspected resend of frame: 3]\n"));
}

/* Cut after every byte, by the capture and by the sender, and with every byte changed: nothing is read that is not there. */
static void test_any_length(void **state)
{
	char text[sizeof invite];
	(void)state;
	for (uint32_t n = 0; n < sizeof invite; n++) {
		restart();
		assert_non_null(strstr(shown(invite, sizeof invite - 1, n, true), "Internet Protocol"));
		restart();
		assert_non_null(strstr(shown(invite, n, n, true), "User Datagram Protocol"));
	}
	for (uint32_t i = 0; i + 1 < sizeof invite; i++)
		for (unsigned k = 0; k < 4; k++) {
			memcpy(text, invite, sizeof invite);
			text[i] = "\0\"\r<"[k];
			restart();
			assert_non_null(strstr(shown(text, sizeof invite - 1, sizeof invite - 1, true),
					       "User Datagram Protocol"));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_invite), cmocka_unit_test(test_messages),
					    cmocka_unit_test(test_transactions), cmocka_unit_test(test_any_length) };
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
