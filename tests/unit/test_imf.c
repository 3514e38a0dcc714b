/* test_imf.c: mails in bodies of HTTP, in SMTP and in POP; bodies of several parts; and both of any length. */
#include "http_body.h"

enum { PORT_SMTP = 25, PORT_POP = 110 };

static const char *print_text(const char *type, const char *text)
{
	return print_body(type, text, strlen(text));
}

static void test_header(void **state)
{
	static const char mail[] = "From: A B <a@b>\r\n"
				   "To: c@d, \"E\" <e@f>\r\n"
				   "Cc: g: h@i;\r\n"
				   "SUBJECT:  x\r\n y\r\n"
				   "X-Foo: bar\r\n\r\n"
				   "line\tone\r\n\r\nthree";
	(void)state;
	const char *s = print_text("message/rfc822", mail);
	body_holds(s, " HTTP/IMF ");
	body_holds(s, " from: A B <a@b>, subject: x\\r\\n y, , line one  ,   , three\n");
	body_holds(s, "    From: A B <a@b>, 1 item\n        Item: A B <a@b>\\r\\n\n            Display-Name: A B\n"
		      "            Address: a@b\n");
	body_holds(
		s,
		"    To: c@d, \"E\" <e@f>, 2 items\n        Item: c@d\n            Address: c@d\n        Item:  \"E\" <e@f>\\r\\n\n"
		"            Display-Name: \"E\"\n");
	body_holds(s, "    Cc: g: h@i;, 1 item\n        Item: g: h@i;\\r\\n\n            Display-Name: , 1 item\n"
		      "                Item: h@i;\\r\\n\n");
	body_holds(s, "    Subject: x\\r\\n y\n");
	body_holds(s, "    Unknown-Extension: X-Foo: bar (Contact");
	body_holds(
		s,
		"        Type: X-Foo\n        Value: bar\n    Message-Text\n        line one  \n          \n        three\n");
	body_of_any_length("message/rfc822", mail, sizeof mail - 1);
}

/* The header ends with the message, or never. */
static void test_ends(void **state)
{
	(void)state;
	const char *s = print_text("message/rfc822", "To: c@d\r\nFrom: a@b\r\n");
	body_holds(s, "    From: a, 1 item\n        Item: a@b\n            Address: a@b\n    Message-Text\n");
	s = print_text("message/rfc822", "To: c@d\r\nFrom: a@b");
	body_holds(s, "    To: c@d, 1 item\n");
	body_holds(s, "    Message-Text\n        To: c@d  \n        From: a@b\n");
	s = print_text("message/rfc822", "Content-Type: text/plain; a=b\r\n\r\n<x>\r\n");
	body_holds(
		s,
		"        Type: text/plain\n        Parameters:  a=b\n    Line-based text data: text/plain (1 lines)\n");
	body_holds(s, " (text/plain)\n");
	assert_null(strstr(s, "Message-Text"));
	s = print_text("message/rfc822", "Content-Type: text/plain\r\n\r\nx");
	body_holds(s, "    Message-Text\n        x\n"); /* as in tshark: without parameters it does not count */
}

static const char parts[] = "pre\r\n--B\r\n"
			    "Content-Type: text/plain; a = \"b  c\"\r\nFoo: bar\r\n\r\none\r\n--B\r\n"
			    "content-disposition: form-data;\r\n name=\"x\"\r\n\r\ntwo\r\n--B\r\n"
			    "Content-Type: message/rfc822\r\n\r\nSubject: s\r\n\r\nthree\r\n--B\r\n"
			    "no header\r\n--B--\r\nafter";

static void test_parts(void **state)
{
	static const char type[] = "multipart/mixed; boundary=\"B\"";
	(void)state;
	const char *s = print_text(type, parts);
	body_holds(
		s,
		"MIME Multipart Media Encapsulation, Type: multipart/mixed, Boundary: \"B\"\n    [Type: multipart/mixed]\n"
		"    Preamble: 7072650d0a\n    First boundary: --B\\r\\n\n    Encapsulated multipart part:  (text/plain)\n"
		"        Content-Type: text/plain; a = \"b  c\"\\r\\n\n        Foo: bar\\r\\n\\r\\n\n"
		"        Line-based text data: text/plain (1 lines)\n            one\n    Boundary: \\r\\n--B\\r\\n\n"
		"    Encapsulated multipart part: \n");
	body_holds(s, "            Data: 74776f\n");
	body_holds(
		s,
		"        Internet Message Format\n            Subject: s\n            Message-Text\n                three\n");
	body_holds(s, "            Data: 6e6f20686561646572\n");
	body_holds(s, "    Last boundary: \\r\\n--B--\\r\\n\n    Trailer: 6166746572\n");
	body_of_any_length(type, parts, sizeof parts - 1);
	s = print_text("multipart/x-new; boundary=B", "--B\r\nContent-Type: text/html\r\n\r\n--B--");
	body_holds(s, "HTTP/1.1 200 OK  (text/html)\n");
	body_holds(s, "text/html (0 lines)\n    Last boundary: \\r\\n--B--\n");
}

/* More parts than bodies are shown of; boundaries without an end; parts in parts. */
static void test_many(void **state)
{
	char text[1600];
	size_t n = 0;
	(void)state;
	for (unsigned i = 0; i < 40; i++)
		n += (size_t)sprintf(text + n, "%s--B\r\nA: b\r\n\r\n%u", i ? "\r\n" : "", i);
	n += (size_t)sprintf(text + n, "\r\n--B--\r\n");
	const char *s = print_body("multipart/mixed; boundary=B", text, n);
	body_holds(s, "    Last boundary: ");
	unsigned headers = 0;
	for (const char *p = s; (p = strstr(p, "        A: b\\r\\n\\r\\n\n")); p++)
		headers++;
	assert_int_equal(headers, 40);
	for (n = 0; n + 8 < sizeof text; n += 7)
		memcpy(text + n, "\r\n--B\r\n", 7);
	body_holds(print_body("multipart/mixed; boundary=B", text, n), "    First boundary: --B");
	for (n = 0; n + 100 < sizeof text;)
		n += (size_t)sprintf(text + n, "--B\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n");
	print_body("multipart/mixed; boundary=B", text, n);
}

static const char *say(unsigned port, bool to_server, const char *text)
{
	return stream_text(port, to_server, text, strlen(text));
}

/* A mail in two segments is shown where it ends. */
static void test_smtp(void **state)
{
	(void)state;
	stream_restart();
	say(PORT_SMTP, true, "DATA\r\n");
	say(PORT_SMTP, false, "354 go\r\n");
	body_holds(say(PORT_SMTP, true, "From: a@b\r\nSubj"), "Line-based text data");
	const char *s = say(PORT_SMTP, true, "ect: x\r\n\r\nhi\r\n.\r\nQUIT\r\n");
	body_holds(s, " SMTP/IMF ");
	body_holds(s, " from: a@b, subject: x, , hi  \n");
	body_holds(s, "    C: .\n    [2 DATA fragments (29 bytes): ");
	body_holds(s, "    Subject: x\n    Message-Text\n        hi  \n");
	assert_null(strstr(s, "Line-based"));
	say(PORT_SMTP, true, "DATA\r\n");
	body_holds(say(PORT_SMTP, true, "Subject: y\r\n\r\nb\r\n.\r\n"), "[1 DATA fragment (17 bytes): ");
}

static void test_pop(void **state)
{
	(void)state;
	stream_restart();
	say(PORT_POP, true, "RETR 1\r\n");
	say(PORT_POP, false, "+OK\r\n");
	const char *s = say(PORT_POP, false, "Subject: x\r\n\r\nhi\r\n.\r\n");
	body_holds(s, " POP/IMF ");
	body_holds(s, "Internet Message Format\n    Subject: x\n    Message-Text\n        hi  \n        .  \n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_header), cmocka_unit_test(test_ends), cmocka_unit_test(test_parts),
		cmocka_unit_test(test_many),   cmocka_unit_test(test_smtp), cmocka_unit_test(test_pop),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
