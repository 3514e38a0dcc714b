/* test_tunnel.c: what follows a CONNECT that was agreed to is another protocol's, both ways (RFC 9110 9.3.6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dissect/application/web_tree.h"
#include "tests/unit/pipeline.h"

enum { ETHERNET = 14, IP = 20, TCP = 20, HEADERS = ETHERNET + IP + TCP, MOST = 512 };

static struct pipeline p;
static struct frame frame;
static uint32_t next[2]; /* sequence numbers, of the client [0] and the proxy */
static uint8_t bytes[HEADERS + MOST];

static void put16(uint8_t *at, unsigned v)
{
	at[0] = (uint8_t)(v >> 8);
	at[1] = (uint8_t)v;
}

/* A segment of the client or the proxy. */
static void see(bool proxy, const char *text, uint32_t n)
{
	static const struct capture_interface iface = { .link_type = 1, .ts_digits = 6 };
	uint8_t *ip = bytes + ETHERNET, *tcp = ip + IP;
	memset(bytes, 0, HEADERS);
	put16(bytes + 12, 0x0800);
	memcpy(ip, (uint8_t[]){ 0x45, 0, 0, 0, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2 }, IP);
	put16(ip + 2, IP + TCP + n);
	ip[15] = proxy ? 2 : 1;
	ip[19] = proxy ? 1 : 2;
	put16(tcp, proxy ? 3128 : 40000);
	put16(tcp + 2, proxy ? 40000 : 3128);
	put16(tcp + 6, next[proxy]);
	put16(tcp + 10, next[!proxy]);
	memcpy(tcp + 12, (uint8_t[]){ 0x50, 0x18, 0xff, 0xff }, 4);
	memcpy(tcp + TCP, text, n);
	next[proxy] += n;
	frame.iface = &iface;
	frame.data = bytes;
	frame.caplen = frame.len = HEADERS + n;
	frame.number++;
	frame.sec++;
	pipeline_frame(&p, &frame);
}

#define SEE(proxy, text) see(proxy, text, sizeof(text) - 1)

static void begin(const char *request, const char *response)
{
	memset(&frame, 0, sizeof frame);
	next[0] = next[1] = 1;
	pipeline_open(&p, true, false);
	see(false, request, (uint32_t)strlen(request));
	see(true, response, (uint32_t)strlen(response));
}

/* The layers above TCP, as "http tls ". */
static const char *above_tcp(void)
{
	static char text[256];
	text[0] = 0;
	for (unsigned i = 4; i < p.d->n_layers; i++) {
		strcat(text, p.d->layer[i].proto->name);
		strcat(text, " ");
	}
	return text;
}

/* What a field says; NULL: it is not there. */
static const char *field(const char *name)
{
	static struct buf b;
	for (uint32_t i = 0; i < p.tree->n; i++)
		if (!strcmp(p.tree->record[i].f->abbrev, name)) {
			b.len = 0;
			record_value(&b, p.tree, &p.tree->record[i]);
			buf_char(&b, 0);
			return b.p;
		}
	return NULL;
}

static const char alert[] = "\x15\x03\x01\x00\x02\x01\x00"; /* a whole record of TLS */

static void test_tls(void **state)
{
	(void)state;
	begin("CONNECT www.example.net:443 HTTP/1.1\r\nHost: www.example.net:443\r\n\r\n",
	      "HTTP/1.1 200 Connection established\r\n\r\n");
	assert_string_equal(above_tcp(), "http ");
	assert_string_equal(field("http.response.code"), "200");
	SEE(false, "\x15\x03\x01\x00\x02\x01\x00");
	assert_string_equal(above_tcp(), "http tls ");
	assert_string_equal(field("http.proxy_connect_host"), "www.example.net");
	assert_string_equal(field("http.proxy_connect_port"), "443");
	assert_string_equal(field("tls.alert_message.level"), "1");
	assert_int_equal(web_tunnel_port(p.d, &p.d->layer[4]), 443);
	see(true, alert, 6); /* most of a record, and the rest with a whole one */
	assert_null(field("tls.record.content_type"));
	SEE(true, "\x00\x15\x03\x01\x00\x02\x01\x00");
	assert_string_equal(above_tcp(), "http tls http tls ");
	pipeline_close(&p);
}

/* Two records in one segment are one layer of TLS, as outside of a tunnel. */
static void test_several(void **state)
{
	(void)state;
	begin("CONNECT www.example.net:443 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n");
	SEE(false, "\x15\x03\x01\x00\x02\x01\x00\x15\x03\x01\x00\x02\x01\x00");
	assert_string_equal(above_tcp(), "http tls ");
	pipeline_close(&p);
}

/* Nobody is at home on the port: recognised by content, or data. To HTTP's own port leads a tunnel of data. */
static void test_other_ports(void **state)
{
	(void)state;
	begin("CONNECT www.example.net:9 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n");
	SEE(false, "\x15\x03\x01\x00\x02\x01\x00");
	assert_string_equal(field("http.proxy_connect_port"), "9");
	SEE(true, "what is this");
	assert_string_equal(above_tcp(), "http data ");
	pipeline_close(&p);
	begin("CONNECT www.example.net:80 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n");
	SEE(false, "GET / HTTP/1.1\r\n\r\n");
	assert_string_equal(above_tcp(), "http data ");
	pipeline_close(&p);
	begin("CONNECT www.example.net:70000 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"); /* no port */
	SEE(false, "x");
	assert_string_equal(field("http.proxy_connect_port"), "80");
	pipeline_close(&p);
	begin("CONNECT [::1] HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"); /* no port, and a colon all the same */
	SEE(false, "x");
	assert_string_equal(field("http.proxy_connect_port"), "80");
	pipeline_close(&p);
}

static void test_refused(void **state)
{
	(void)state;
	begin("CONNECT www.example.net:443 HTTP/1.1\r\n\r\n", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
	SEE(false, "GET / HTTP/1.1\r\n\r\n");
	assert_string_equal(above_tcp(), "http ");
	assert_string_equal(field("http.request.method"), "GET");
	assert_null(field("http.proxy_connect_host"));
	pipeline_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tls),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_other_ports),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
