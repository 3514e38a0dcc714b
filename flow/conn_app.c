/* conn_app.c: facts of HTTP, TLS and DNS for the rows of `peel flows`. */
#include "flow/conn_app.h"

#include <string.h>

#include "dissect/application/domain_name.h"
#include "dissect/application/name_service.h"
#include "dissect/application/quic.h"
#include "dissect/application/tls.h"
#include "dissect/application/web_tree.h"

enum { MAX_LOOKS = 24, HELLO_RECORDS = 8, EXT_SERVER_NAME = 0, HOST_NAME = 0 };

static uint8_t keep(char *out, uint32_t room, const uint8_t *p, uint32_t n)
{
	n = n < room ? n : room;
	for (uint32_t i = 0; i < n; i++)
		out[i] = p[i] < 0x20 || p[i] > 0x7e || p[i] == '"' || p[i] == '\\' || p[i] == ',' ? '?' : (char)p[i];
	return (uint8_t)n;
}

static void see_protocol(struct conn_app *a, const struct dissection *d, const struct layer *l)
{
	(void)a;
	(void)d;
	(void)l;
}

static void keep_name(struct conn_app *a, struct slice s)
{
	a->name_len = keep(a->name, sizeof a->name, s.p, s.len);
}

static void see_web(struct conn_app *a, const struct dissection *d, const struct layer *l)
{
	struct web_head h;
	(void)d;
	web_layer_start(l, &h);
	if (h.kind == WEB_REQUEST && !a->method_len) {
		struct slice line = slice_sub(l->data, h.skipped, h.first_len);
		uint32_t n = 0;
		while (n < line.len && line.p[n] > ' ')
			n++;
		a->kind = CONN_APP_WEB;
		a->method_len = keep(a->method, sizeof a->method, line.p, n);
		keep_name(a, h.host.off ? slice_sub(l->data, h.host.off, h.host.len) : slice_first(line, 0));
	} else if (h.kind == WEB_RESPONSE && h.status >= 200 && !a->number) {
		a->kind = CONN_APP_WEB;
		a->number = h.status;
		a->looks = MAX_LOOKS;
	}
}

/* RFC 6066 3: a list with one name of each type. */
static void see_hello(struct conn_app *a, struct slice message)
{
	struct slice ext = tls_hello_extension(message, EXT_SERVER_NAME);
	a->kind = CONN_APP_TLS;
	a->looks = MAX_LOOKS;
	if (slice_u8(ext, 2) == HOST_NAME)
		keep_name(a, slice_sub(ext, 5, slice_u16(ext, 3)));
}

static void see_tls(struct conn_app *a, const struct dissection *d, const struct layer *l)
{
	struct slice s = l->data;
	(void)d;
	for (unsigned i = 0; i < HELLO_RECORDS && tls_is_record(s); i++) {
		struct slice content = slice_sub(s, TLS_RECORD_HEADER, slice_u16(s, 3));
		if (slice_u8(s, 0) == TLS_HANDSHAKE && slice_u8(content, 0) == HS_CLIENT_HELLO) {
			see_hello(a, content);
			return;
		}
		s = slice_from(s, TLS_RECORD_HEADER + slice_u16(s, 3));
	}
}

static void see_quic(struct conn_app *a, const struct dissection *d, const struct layer *l)
{
	uint8_t hello[QUIC_HELLO_MAX];
	if (!conn_app_looks(a))
		return;
	uint32_t n = quic_client_hello(d, l, hello);
	if (n && hello[0] == HS_CLIENT_HELLO)
		see_hello(a, (struct slice){ hello, n, n });
}

static void see_names(struct conn_app *a, const struct dissection *d, const struct layer *l)
{
	uint32_t base = (uint32_t)l->fact[NAME_FACT_BASE];
	struct domain_name name;
	const struct app_note *note = layer_app_note(d, l);
	if (!slice_has(l->data, base, NAME_HEADER_BYTES))
		return;
	if (a->kind != CONN_APP_NAMES && slice_u16(l->data, base + 4) &&
	    domain_name_read(l->data, base, base + NAME_HEADER_BYTES, &name)) {
		a->kind = CONN_APP_NAMES;
		a->number = slice_u16(l->data, base + NAME_HEADER_BYTES + name.size);
		keep_name(a, (struct slice){ (const uint8_t *)name.text, name.len, name.len });
	}
	if (note && note->value[0] == NAME_ANSWERS && !a->answered) {
		a->answered = true;
		a->elapsed = note->elapsed;
		a->looks = MAX_LOOKS;
	}
}

static const struct {
	const char *protocol;
	void (*see)(struct conn_app *, const struct dissection *, const struct layer *);
} seers[] = {
	{ "", see_protocol }, /* any other */
	{ "data", NULL },     /* not recognised */
	{ "http", see_web },
	{ "tls", see_tls },
	{ "quic", see_quic },
	{ "dns", see_names },
	{ "mdns", see_names },
	{ "llmnr", see_names },
};

uint8_t conn_app_seer(const char *protocol)
{
	for (unsigned i = 1; i < COUNT(seers); i++)
		if (!strcmp(protocol, seers[i].protocol))
			return (uint8_t)i;
	return 0;
}

void conn_app_see(struct conn_app *a, uint8_t seer, const struct dissection *d, const struct layer *l)
{
	if (!seers[seer].see)
		return;
	a->protocol = (uint16_t)(l->proto_id + 1);
	seers[seer].see(a, d, l);
}

bool conn_app_looks(struct conn_app *a)
{
	if (a->looks >= MAX_LOOKS)
		return false;
	a->looks++;
	return true;
}
