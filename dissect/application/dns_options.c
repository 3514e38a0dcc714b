/* dns_options.c: what comes as code, length and value: EDNS options (RFC 6891) and service parameters (RFC 9460). */
#include "dissect/application/dns_impl.h"

enum {
	OPT_DAU = 5,
	OPT_DHU,
	OPT_N3U,
	OPT_SUBNET,
	OPT_COOKIE = 10,
	OPT_KEEPALIVE,
	OPT_PADDING,
	OPT_CHAIN,
	OPT_ERROR = 15
};
enum { COOKIE_BYTES = 8 }; /* of the client's part (RFC 7873) */

static void put_each(struct tree *t, unsigned row, uint32_t off, uint32_t end, uint32_t n)
{
	for (; off + n <= end && !tree_ended(t); off += n)
		put(t, row, off, n);
}

/* RFC 7871, 6: only as many bytes of the address as the prefix needs. */
static void put_subnet(struct tree *t, uint32_t off, uint32_t end)
{
	unsigned family = slice_u16(t->l->data, off);
	uint32_t at = off + 4, n = end > at ? end - at : 0, room = family == 1 ? 4 : 16;
	uint8_t p[16] = { 0 };
	put(t, DNS_OPT_CLIENT_FAMILY, off, 2);
	put(t, DNS_OPT_CLIENT_NETMASK, off + 2, 1);
	put(t, DNS_OPT_CLIENT_SCOPE, off + 3, 1);
	if (family != 1 && family != 2) {
		put(t, DNS_OPT_CLIENT_ADDR, at, n);
		return;
	}
	if (n > room) {
		put_expert(t, DNS_RR_OPT_BAD_LENGTH, at - 1, 0, NULL);
		return;
	}
	if (!tree_need(t, at, n))
		return;
	memcpy(p, t->l->data.p + at, n);
	if (family == 1)
		put_uint(t, DNS_OPT_CLIENT_ADDR4, at, n,
			 (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]);
	else
		put_copy(t, DNS_OPT_CLIENT_ADDR6, at, n, p, sizeof p);
}

static void put_option(struct tree *t, unsigned code, uint32_t off, uint32_t n)
{
	uint32_t end = off + n, client = n < COOKIE_BYTES ? n : COOKIE_BYTES;
	switch (code) {
	case OPT_DAU: put_each(t, DNS_OPT_DAU, off, end, 1); break;
	case OPT_DHU: put_each(t, DNS_OPT_DHU, off, end, 1); break;
	case OPT_N3U: put_each(t, DNS_OPT_N3U, off, end, 1); break;
	case OPT_SUBNET: put_subnet(t, off, end); break;
	case OPT_COOKIE:
		put(t, DNS_OPT_COOKIE_CLIENT, off, client);
		put(t, DNS_OPT_COOKIE_SERVER, off + client, n - client);
		break;
	case OPT_KEEPALIVE:
		if (n == 2)
			put(t, DNS_OPT_EDNS_TCP_KEEPALIVE_TIMEOUT, off, 2);
		break;
	case OPT_PADDING: put(t, DNS_OPT_PADDING, off, n); break;
	case OPT_CHAIN: put(t, DNS_OPT_CHAIN_FQDN, off, n); break;
	case OPT_ERROR:
		put(t, DNS_OPT_EXT_ERROR_INFO_CODE, off, 2);
		if (n > 2)
			put(t, DNS_OPT_EXT_ERROR_EXTRA_TEXT, off + 2, n - 2);
		break;
	default: break;
	}
}

void dns_put_options(struct tree *t, const struct dns_record *r)
{
	for (uint32_t off = r->data; off < r->end && !tree_ended(t);) {
		unsigned code = slice_u16(t->l->data, off);
		uint32_t n = slice_u16(t->l->data, off + 2);
		put_node(t, DNS_OPT, off, 4 + n)->aux = code;
		tree_push(t);
		put(t, DNS_OPT_CODE, off, 2);
		put(t, DNS_OPT_LEN, off + 2, 2);
		put(t, DNS_OPT_DATA, off + 4, n);
		put_option(t, code, off + 4, n);
		tree_pop(t);
		off += 4 + n;
	}
}

void dns_option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&dns_option_names, r->aux);
	(void)t;
	buf_lit(b, "Option: ");
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown (");
	fmt_uint(b, r->aux);
	buf_char(b, ')');
}

enum { SVC_MANDATORY, SVC_ALPN, SVC_NO_DEFAULT_ALPN, SVC_PORT, SVC_IPV4, SVC_ECH, SVC_IPV6, SVC_ODOH = 32769 };

static void put_alpn(struct tree *t, uint32_t off, uint32_t end)
{
	while (off < end && tree_need(t, off, 1)) {
		uint32_t n = slice_u8(t->l->data, off);
		put(t, DNS_SVCB_SVCPARAM_ALPN_LENGTH, off, 1);
		put(t, DNS_SVCB_SVCPARAM_ALPN, off + 1, n);
		off += 1 + n;
	}
}

static void put_parameter(struct tree *t, unsigned key, uint32_t off, uint32_t n)
{
	uint32_t end = off + n;
	switch (key) {
	case SVC_MANDATORY: put_each(t, DNS_SVCB_SVCPARAM_MANDATORY_KEY, off, end, 2); break;
	case SVC_ALPN: put_alpn(t, off, end); break;
	case SVC_NO_DEFAULT_ALPN: break;
	case SVC_PORT: put(t, DNS_SVCB_SVCPARAM_PORT, off, 2); break;
	case SVC_IPV4: put_each(t, DNS_SVCB_SVCPARAM_IPV4HINT_IP, off, end, 4); break;
	case SVC_IPV6: put_each(t, DNS_SVCB_SVCPARAM_IPV6HINT_IP, off, end, 16); break;
	case SVC_ECH: put(t, DNS_SVCB_SVCPARAM_ECHCONFIG, off, n); break;
	case SVC_ODOH: put(t, DNS_SVCB_SVCPARAM_ODOHCONFIG, off, n); break;
	default:
		if (n)
			put(t, DNS_SVCB_SVCPARAM_VALUE, off, n);
	}
}

void dns_put_svcb(struct tree *t, const struct dns_record *r, uint32_t off)
{
	while (off < r->end && !tree_ended(t)) {
		unsigned key = slice_u16(t->l->data, off);
		uint32_t n = slice_u16(t->l->data, off + 2);
		struct slice all = slice_sub(t->l->data, off, 4 + n);
		put_node(t, DNS_SVCB_SVCPARAM, off, 0)->len = all.len;
		tree_push(t);
		put(t, DNS_SVCB_SVCPARAM_KEY, off, 2);
		put(t, DNS_SVCB_SVCPARAM_VALUE_LENGTH, off + 2, 2);
		put_parameter(t, key, off + 4, n);
		tree_pop(t);
		off += 4 + (key == SVC_PORT ? 2 : n); /* as tshark goes on, whatever length the port has */
	}
}

static void key_name(struct buf *b, unsigned key)
{
	const char *name = value_text(&dns_svc_keys, key);
	buf_str(b, name ? name : "key");
	if (!name)
		fmt_uint(b, key);
}

static void base64(struct buf *b, struct slice s)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (uint32_t i = 0; i < s.len; i += 3) {
		uint32_t v = (uint32_t)s.p[i] << 16 | (uint32_t)slice_u8(s, i + 1) << 8 | slice_u8(s, i + 2);
		buf_char(b, digit[v >> 18]);
		buf_char(b, digit[v >> 12 & 63]);
		buf_char(b, i + 1 < s.len ? digit[v >> 6 & 63] : '=');
		buf_char(b, i + 2 < s.len ? digit[v & 63] : '=');
	}
}

/* A label has room for 240 characters; of what is longer the beginning is shown, and said to be. */
enum { LABEL_ROOM = 240, BASE64_IN_LABEL = 3 * LABEL_ROOM / 4 };

void dns_base64_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char cut[] = " [truncated]";
	size_t start = b->len, name = strlen(r->f->name) + 2;
	struct slice s = record_bytes(t->d, r);
	bool whole = 4 * ((s.len + 2) / 3) + name < LABEL_ROOM;
	if (!whole)
		buf_str(b, cut);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	base64(b, slice_first(s, BASE64_IN_LABEL));
	if (!whole && b->len - start > LABEL_ROOM - 1)
		b->len = start + LABEL_ROOM - 1;
}

static void list_label(struct buf *b, unsigned key, struct slice v)
{
	uint32_t step = key == SVC_MANDATORY ? 2 : key == SVC_IPV4 ? 4 : 16;
	for (uint32_t i = 0; slice_has(v, i, key == SVC_ALPN ? 1 : step); i += step) {
		if (i)
			buf_char(b, ',');
		if (key == SVC_ALPN) {
			struct slice name = slice_sub(v, i + 1, v.p[i]);
			fmt_text(b, name.p, name.len);
			step = 1u + v.p[i];
		} else if (key == SVC_MANDATORY) {
			key_name(b, slice_u16(v, i));
		} else if (key == SVC_IPV4) {
			fmt_ipv4(b, v.p + i);
		} else {
			fmt_ipv6(b, v.p + i);
		}
	}
}

/* "SvcParam: alpn=h2,h3" */
void dns_svcparam_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r), v = slice_from(s, 4);
	unsigned key = slice_u16(s, 0);
	buf_lit(b, "SvcParam");
	if (s.len < 4)
		return;
	buf_lit(b, ": ");
	key_name(b, key);
	if (!v.len)
		return;
	buf_char(b, '=');
	switch (key) {
	case SVC_MANDATORY:
	case SVC_ALPN:
	case SVC_IPV4:
	case SVC_IPV6: list_label(b, key, v); break;
	case SVC_PORT: fmt_uint(b, slice_u16(v, 0)); break;
	case SVC_ECH:
	case SVC_ODOH: base64(b, slice_first(v, BASE64_IN_LABEL)); break;
	default: fmt_text(b, v.p, v.len);
	}
}
