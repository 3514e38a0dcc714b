/* test_xml.c: XML as it stands: tags, attributes, what is none of both, and of any length. */
#include "http_body.h"

static const struct {
	const char *text;
	const char *lines;
} cases[] = {
	{ "<?xml version=\"1.0\" foo='1'?><a/>",
	  "Language\n    <?xml\n        version=\"1.0\"\n        foo='1'\n        ?>\n    <a/>\n" },
	{ "<a x=\"1\" y='<'> t <b/></a>u",
	  "    <a\n        x=\"1\"\n        y='<'>\n        t \n        <b/>\n        </a>\n    u\n" },
	{ "<a:b c = \"\"/>", "    <a:b\n        c = \"\"/>\n" },
	{ "<!-- x<y --><a><![CDATA[z]]></a>", "    <!-- x<y -->\n    <a>\n        <![CDATA[z]]>\n        </a>\n" },
	{ "<!DOCTYPE a SYSTEM \"b\"><!foo>\n", "    <!DOCTYPE a SYSTEM \"b\">\n    <!foo>\n" },
	{ "<!DOCTYPE a [ <!b> ]>\n<c/>", "    <!DOCTYPE a [\n        <!b>\n        ]>\n    <c/>\n" },
	{ "</a>b", "    </a>\n    Closing an unopened tag\n        [Expert Info (Error/Malformed): Closing an unopened tag]\n" },
	{ "1 < 2 <b", "    1 \n    Unrecognized text\n" },
	{ "<a b=\"c d", "    Unrecognized text\n" },
	{ "<a><b>x</a>y</b>z", "    <a>\n        <b>\n            x\n            </a>\n        y\n        </b>\n    z\n" },
};

static void test_cases(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *s = print_body("text/xml", cases[i].text, strlen(cases[i].text));
		body_holds(s, "HTTP/XML");
		body_holds(s, cases[i].lines);
		body_of_any_length("text/xml", cases[i].text, strlen(cases[i].text));
	}
}

/* Text that says it is something else. */
static void test_disguised(void **state)
{
	static const char page[] = "<?xml version=\"1.0\"?><html>\n<p/></html>";
	(void)state;
	body_holds(print_body("text/html", page, sizeof page - 1), "eXtensible Markup Language\n");
	body_holds(print_body("text/html", page, sizeof page - 2), "Line-based text data: text/html (2 lines)\n");
	body_holds(print_body("text/html", page + 1, sizeof page - 2), "Line-based text data: text/html (2 lines)\n");
}

/* Deeper than a tree; and tags that begin and never end, of which each would be looked for to the end. */
static void test_much(void **state)
{
	static const char *const begins[] = { "<a>",      "<a b='",        "<!--", "<![CDATA[",
					      "<?a b=\"", "<!DOCTYPE a [", "]>",   "</" };
	char text[1800];
	(void)state;
	for (unsigned i = 0; i < sizeof begins / sizeof *begins; i++) {
		size_t n = 0, len = strlen(begins[i]);
		for (; n + len <= sizeof text; n += len)
			memcpy(text + n, begins[i], len);
		body_holds(print_body("application/xml", text, n), "eXtensible Markup Language\n");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_disguised),
		cmocka_unit_test(test_much),
	};
	return cmocka_run_group_tests(tests, stream_set_up, stream_tear_down);
}
