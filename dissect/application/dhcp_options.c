/* dhcp_options.c: the options of DHCP (RFC 2132 and many others): the walk over them, and the rows of their values. */
#include "dissect/application/dhcp_impl.h"
#include "dissect/application/domain_name.h"

uint32_t dhcp_find_option(struct slice s, uint32_t off, uint32_t end, unsigned code)
{
	while (off < end && slice_has(s, off, 1)) {
		unsigned found = s.p[off];
		if (found == CODE_END)
			return 0;
		if (found == CODE_PAD) {
			off++;
			continue;
		}
		if (!slice_has(s, off, 2) || !slice_has(s, off + 2, s.p[off + 1]))
			return 0;
		if (found == code)
			return off;
		off += 2u + s.p[off + 1];
	}
	return 0;
}

bool dhcp_options_whole(struct slice s, uint32_t off)
{
	while (slice_has_wire(s, off, 1) && slice_u8(s, off) != CODE_END) {
		if (slice_u8(s, off) == CODE_PAD && slice_has(s, off, 1)) {
			off++;
			continue;
		}
		if (!slice_has(s, off, 2) || !slice_has(s, off + 2, s.p[off + 1]))
			return false;
		off += 2u + s.p[off + 1];
	}
	return true;
}

bool dhcp_options_captured(struct slice s, uint32_t off)
{
	while (slice_has(s, off, 1) && s.p[off] != CODE_END)
		off += s.p[off] == CODE_PAD ? 1 : 2u + slice_u8(s, off + 1);
	return slice_has(s, off, 1);
}

bool dhcp_bad_length(struct tree *t, const struct dhcp_value *v, const char *message)
{
	put_expert(t, DHCP_BAD_LENGTH, v->option, 0, message);
	return false;
}

/* A value of exactly n bytes. */
static bool put_fixed(struct tree *t, const struct dhcp_value *v, uint32_t n)
{
	if (v->n != n)
		return dhcp_bad_length(t, v, n == 4 ? "length isn't 4" : n == 2 ? "length isn't 2" : "length isn't 1");
	put(t, v->row, v->off, n);
	return true;
}

/* Rows of n bytes each, as many as fit; what is left over is said. */
static bool put_list(struct tree *t, const struct dhcp_value *v, uint32_t n, const char *left_over)
{
	for (uint32_t at = 0; at + n <= v->n; at += n)
		put(t, v->row, v->off + at, n);
	if (v->n % n)
		put_expert(t, DHCP_BAD_LENGTH, v->option, 0, left_over);
	return v->n >= n;
}

static bool put_pairs(struct tree *t, const struct dhcp_value *v)
{
	unsigned second = v->row == DHCP_OPTION_STATIC_ROUTE_IP ? DHCP_OPTION_STATIC_ROUTE_ROUTER
								: DHCP_OPTION_POLICY_FILTER_SUBNET_MASK;
	for (uint32_t at = 0; at + 8 <= v->n; at += 8) {
		put(t, v->row, v->off + at, 4);
		put(t, second, v->off + at + 4, 4);
	}
	if (v->n % 8)
		put_expert(t, DHCP_BAD_LENGTH, v->option, 0, "Option length isn't a multiple of 8");
	return true;
}

/* Text ends with its bytes or with a NUL. */
static void put_text(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	if (!tree_need(t, off, n))
		return;
	const uint8_t *p = t->l->data.p + off, *nul = n ? memchr(p, 0, n) : NULL;
	put_copy(t, row, off, n, p, nul ? (uint32_t)(nul - p) : n);
}

/* Bytes as a text of hexadecimal digits. */
static void put_hex(struct tree *t, unsigned row, uint32_t off, uint32_t n, char separator)
{
	char room[3 * 256];
	struct buf b = BUF_OVER(room, sizeof room);
	if (n > 255 || !tree_need(t, off, n))
		return;
	fmt_bytes(&b, t->l->data.p + off, n, separator);
	put_copy(t, row, off, n, b.p, (uint32_t)b.len);
}

/* RFC 4361, 6.1: an association's identity and a DUID (RFC 8415, 11). */
static void put_duid(struct tree *t, uint32_t off, uint32_t n)
{
	enum { LLT = 1, EN, LL };
	unsigned type = slice_u16(t->l->data, off + 4);
	put_hex(t, DHCP_CLIENT_ID_IAID, off, 4, 0);
	put(t, DHCP_CLIENT_ID_DUID_TYPE, off + 4, 2);
	if (type == LLT && n >= 12) {
		put(t, DHCP_CLIENT_ID_DUID_LLT_HW_TYPE, off + 6, 2);
		put(t, DHCP_CLIENT_ID_TIME, off + 8, 4);
		put_hex(t, DHCP_CLIENT_ID_LINK_LAYER_ADDRESS, off + 12, n - 12, ':');
	} else if (type == EN && n >= 10) {
		put(t, DHCP_CLIENT_ID_ENTERPRISE_NUM, off + 6, 4);
		put(t, DHCP_CLIENT_ID, off + 10, n - 10);
	} else if (type == LL && n >= 8) {
		put(t, DHCP_CLIENT_ID_DUID_LL_HW_TYPE, off + 6, 2);
		put_hex(t, DHCP_CLIENT_ID_LINK_LAYER_ADDRESS, off + 8, n - 8, ':');
	}
}

/* RFC 2132, 9.14: a hardware type and address, or 0 and what the client likes. */
static bool put_client(struct tree *t, const struct dhcp_value *v)
{
	enum { DUID = 255 };
	unsigned type = slice_u8(t->l->data, v->off);
	if (v->n < 2)
		return dhcp_bad_length(t, v, "length must be >= 2");
	if (type == DUID && v->n >= 7) {
		put_duid(t, v->off + 1, v->n - 1);
	} else if (!type) {
		put(t, DHCP_CLIENT_ID_TYPE, v->off, 1);
		put_text(t, DHCP_CLIENT_ID_UNDEF, v->off + 1, v->n - 1);
	} else if (v->n == 7 && type < 48) {
		put(t, DHCP_HW_TYPE, v->off, 1);
		put(t, type == 1 || type == 6 ? DHCP_HW_MAC_ADDR : DHCP_HW_ADDR, v->off + 1, 6);
	}
	return true;
}

/* RFC 3004: counted items; what does not add up is text, as many clients send it. */
static bool put_user_class(struct tree *t, const struct dhcp_value *v)
{
	struct slice s = slice_sub(t->l->data, v->off, v->n);
	uint32_t at = 0, i = 0;
	while (at < v->n && slice_u8(s, at))
		at += 1u + slice_u8(s, at);
	if (at != v->n) {
		put(t, DHCP_OPTION_USER_CLASS_TEXT, v->off, v->n);
		tree_push(t);
		put_expert(t, DHCP_OPTION_NONSTD_DATA, v->off, 0, NULL);
		tree_pop(t);
		return true;
	}
	for (at = 0; at < v->n && !tree_ended(t); i++) {
		uint32_t n = slice_u8(s, at);
		put_uint(t, DHCP_OPTION_USER_CLASS, v->off + at, 1 + n, i);
		tree_push(t);
		put(t, DHCP_OPTION_USER_CLASS_LENGTH, v->off + at, 1);
		put(t, DHCP_OPTION_USER_CLASS_DATA, v->off + at + 1, n);
		tree_pop(t);
		at += 1 + n;
	}
	return true;
}

/* RFC 4702, 2. */
static bool put_fqdn(struct tree *t, const struct dhcp_value *v)
{
	enum { ENCODED = 4 };
	struct domain_name n;
	if (v->n < 3)
		return dhcp_bad_length(t, v, "length must be >= 3");
	put(t, DHCP_FQDN_FLAGS, v->off, 1);
	tree_push(t);
	for (unsigned row = DHCP_FQDN_MBZ; row <= DHCP_FQDN_S; row++)
		put(t, row, v->off, 1);
	tree_pop(t);
	put(t, DHCP_FQDN_RCODE1, v->off + 1, 1);
	put(t, DHCP_FQDN_RCODE2, v->off + 2, 1);
	if (v->n == 3)
		return true;
	if (slice_u8(t->l->data, v->off) & ENCODED &&
	    domain_name_read(slice_first(t->l->data, v->off + v->n), v->off + 3, v->off + 3, &n))
		put_copy(t, DHCP_FQDN_NAME, v->off + 3, v->n - 3, n.text, n.len);
	else
		put(t, DHCP_FQDN_NAME, v->off + 3, v->n - 3);
	return true;
}

/* RFC 3118, 2. */
static bool put_auth(struct tree *t, const struct dhcp_value *v)
{
	enum { FIXED = 11, DELAYED = 1, DELAYED_BYTES = 31 };
	if (v->n < FIXED)
		return dhcp_bad_length(t, v, "length must be >= 11");
	put(t, DHCP_OPTION_DHCP_AUTHENTICATION_PROTOCOL, v->off, 1);
	put(t, DHCP_OPTION_DHCP_AUTHENTICATION_ALG_DELAY, v->off + 1, 1);
	put(t, DHCP_OPTION_DHCP_AUTHENTICATION_RDM, v->off + 2, 1);
	put(t, DHCP_OPTION_DHCP_AUTHENTICATION_RDM_REPLAY_DETECTION, v->off + 3, 8);
	if (slice_u8(t->l->data, v->off) == DELAYED && v->n >= DELAYED_BYTES) {
		put(t, DHCP_OPTION_DHCP_AUTHENTICATION_SECRET_ID, v->off + 11, 4);
		put(t, DHCP_OPTION_DHCP_AUTHENTICATION_HMAC_MD5_HASH, v->off + 15, 16);
	}
	return true;
}

/* RFC 3361: names or addresses. */
static bool put_sip(struct tree *t, const struct dhcp_value *v)
{
	if (v->n < 2)
		return dhcp_bad_length(t, v, "length must be >= 2");
	put(t, DHCP_OPTION_SIP_SERVER_ENCODING, v->off, 1);
	if (slice_u8(t->l->data, v->off) == 1)
		for (uint32_t at = 1; at + 4 <= v->n; at += 4)
			put(t, DHCP_OPTION_SIP_SERVER_ADDRESS, v->off + at, 4);
	else
		for (uint32_t at = 1, n; at < v->n && !tree_ended(t); at += n)
			n = domain_name_put(t, DHCP_OPTION_SIP_SERVER_NAME, v->off + 1, v->off + at);
	return true;
}

/* RFC 3397: names that may point to names before them in the option. */
static bool put_names(struct tree *t, const struct dhcp_value *v)
{
	for (uint32_t at = 0, n; at < v->n && !tree_ended(t); at += n)
		n = domain_name_put(t, v->row, v->off, v->off + at);
	return true;
}

/* RFC 3442: as much of the destination as its prefix says, and a router. */
static bool put_routes(struct tree *t, const struct dhcp_value *v)
{
	for (uint32_t at = 0; at < v->n && tree_need(t, v->off + at, 1);) {
		uint32_t prefix = slice_u8(t->l->data, v->off + at), n = 1 + (prefix + 7) / 8 + 4;
		if (prefix > 32 || n > v->n - at)
			return dhcp_bad_length(t, v, "Mask width (> 32) or length is bad");
		put(t, DHCP_OPTION_CLASSLESS_STATIC_ROUTE, v->off + at, n);
		at += n;
	}
	return true;
}

/* RFC 3925, 3. */
static bool put_classes(struct tree *t, const struct dhcp_value *v)
{
	for (uint32_t at = 0; at + 5 <= v->n && !tree_ended(t);) {
		uint32_t n = slice_u8(t->l->data, v->off + at + 4);
		put(t, DHCP_OPTION_VI_CLASS_ENTERPRISE, v->off + at, 4);
		put(t, DHCP_OPTION_VI_CLASS_LENGTH, v->off + at + 4, 1);
		put(t, DHCP_OPTION_VI_CLASS_DATA, v->off + at + 5, n);
		at += 5 + n;
	}
	return true;
}

/* The Broadband Forum's suboptions (TR-111): who made the gateway. */
static void put_tr111(struct tree *t, uint32_t off, uint32_t end)
{
	static const uint16_t rows[] = { DHCP_OPTION_VI_TR111_GATEWAY_MANUFACTURER_OUI,
					 DHCP_OPTION_VI_TR111_GATEWAY_SERIAL_NUMBER,
					 DHCP_OPTION_VI_TR111_GATEWAY_PRODUCT_CLASS };
	enum { FIRST = 4 };
	while (off + 2 <= end && !tree_ended(t)) {
		uint32_t code = slice_u8(t->l->data, off), n = slice_u8(t->l->data, off + 1);
		put_uint(t, DHCP_OPTION_VI_TR111_SUBOPTION, off, 2 + n, code);
		tree_push(t);
		put(t, DHCP_OPTION_SUBOPTION_LENGTH, off + 1, 1);
		struct record *value = put(t, DHCP_OPTION_VI_VALUE, off + 2, n);
		if (code >= FIRST && code < FIRST + COUNT(rows)) {
			value->flags |= R_HIDDEN;
			put(t, rows[code - FIRST], off + 2, n);
		}
		tree_pop(t);
		off += 2 + n;
	}
}

/* RFC 3925, 4. */
static bool put_vendors(struct tree *t, const struct dhcp_value *v)
{
	enum { BROADBAND_FORUM = 3561 };
	for (uint32_t at = 0; at + 5 <= v->n && !tree_ended(t);) {
		uint32_t off = v->off + at, n = slice_u8(t->l->data, off + 4);
		put(t, DHCP_OPTION_VI_ENTERPRISE, off, 4);
		tree_push(t);
		put(t, DHCP_OPTION_VI_LENGTH, off + 4, 1);
		if (slice_u32(t->l->data, off) == BROADBAND_FORUM)
			put_tr111(t, off + 5, off + 5 + n);
		else
			put(t, DHCP_OPTION_VI_VALUE, off + 5, n);
		tree_pop(t);
		at += 5 + n;
	}
	return true;
}

/* Whose vendor options these are, the vendor class says: option 60. */
bool dhcp_vendor_is(struct slice s, const char *name)
{
	uint32_t off = dhcp_find_option(s, DHCP_OPTIONS, s.wire, CODE_VENDOR_CLASS), n = (uint32_t)strlen(name);
	return off && slice_u8(s, off + 1) >= n && slice_has(s, off + 2, n) && !memcmp(s.p + off + 2, name, n);
}

/* Intel's PXE specification 2.1, table 2-1. */
static void put_pxe(struct tree *t, uint32_t off, uint32_t end)
{
	enum { DISCOVERY_CONTROL = 6, PXE_END = 255 };
	while (off < end && !tree_ended(t)) {
		uint32_t code = slice_u8(t->l->data, off), n = slice_u8(t->l->data, off + 1);
		if (code == PXE_END) {
			put(t, DHCP_OPTION_VENDOR_PXECLIENT_END, off, 1);
			return;
		}
		put_uint(t, DHCP_OPTION_VENDOR_PXECLIENT_SUBOPTION, off, 2 + n, code);
		tree_push(t);
		put(t, DHCP_OPTION_SUBOPTION_LENGTH, off + 1, 1);
		struct record *value = put(t, DHCP_OPTION_VENDOR_VALUE, off + 2, n);
		if (code == DISCOVERY_CONTROL && n == 1) {
			value->flags |= R_HIDDEN;
			put(t, DHCP_OPTION_VENDOR_PXECLIENT_DISCOVERY_CONTROL, off + 2, 1);
			tree_push(t);
			for (unsigned row = DHCP_OPTION_VENDOR_PXECLIENT_DISCOVERY_CONTROL_BROADCAST;
			     row <= DHCP_OPTION_VENDOR_PXECLIENT_DISCOVERY_CONTROL_BSTRAP; row++)
				put(t, row, off + 2, 1);
			tree_pop(t);
		}
		tree_pop(t);
		off += 2 + n;
	}
}

static bool put_vendor(struct tree *t, const struct dhcp_value *v)
{
	if (dhcp_vendor_is(t->l->data, "PXEClient"))
		put_pxe(t, v->off, v->off + v->n);
	else if (dhcp_vendor_is(t->l->data, "ArubaAP"))
		put(t, DHCP_OPTION_VENDOR_ARUBAAP_CONTROLLERIP, v->off, v->n);
	else
		put(t, DHCP_OPTION_VENDOR_VALUE, v->off, v->n);
	return true;
}

/* RFC 2132, 9.3: options go on in the fields for server name and boot file. */
static bool put_overload(struct tree *t, const struct dhcp_value *v)
{
	static const struct {
		uint8_t bit;
		uint16_t off, n;
		uint16_t end_missing;
		const char *title;
	} places[] = {
		{ DHCP_OVERLOAD_SNAME, DHCP_SNAME, DHCP_SNAME_BYTES, DHCP_OPTION_OPTION_OVERLOAD_SNAME_END_MISSING,
		  "Server host name option overload" },
		{ DHCP_OVERLOAD_FILE, DHCP_FILE, DHCP_FILE_BYTES, DHCP_OPTION_OPTION_OVERLOAD_FILE_END_MISSING,
		  "Boot file name option overload" },
	};
	unsigned how = slice_u8(t->l->data, v->off);
	if (v->n < 1)
		return dhcp_bad_length(t, v, "length isn't 1");
	put(t, DHCP_OPTION_OPTION_OVERLOAD, v->off, 1);
	for (unsigned i = 0; i < COUNT(places); i++) {
		if (!(how & places[i].bit))
			continue;
		put_label(t, DHCP_TEXT, places[i].off, places[i].n, places[i].title, (uint32_t)strlen(places[i].title));
		tree_push(t);
		dhcp_put_options(t, places[i].off, (uint32_t)places[i].off + places[i].n, places[i].end_missing);
		tree_pop(t);
	}
	return true;
}

/* The rows of a value. False: it is not what it should be, so that its bytes have to be seen. */
static bool put_value(struct tree *t, const struct dhcp_option *o, const struct dhcp_value *v)
{
	switch (o->form) {
	case FORM_ADDRESS:
	case FORM_LONG: return put_fixed(t, v, 4);
	case FORM_WORD: return put_fixed(t, v, 2);
	case FORM_MESSAGE:
	case FORM_BYTE: return put_fixed(t, v, 1);
	case FORM_ADDRESSES: return put_list(t, v, 4, "Option length isn't a multiple of 4");
	case FORM_WORDS: return put_list(t, v, 2, "Option length isn't a multiple of 2");
	case FORM_REQUESTS: return put_list(t, v, 1, NULL);
	case FORM_TEXT: put_text(t, v->row, v->off, v->n); return true;
	case FORM_PAIRS: return put_pairs(t, v);
	case FORM_VENDOR: return put_vendor(t, v);
	case FORM_OVERLOAD: return put_overload(t, v);
	case FORM_CLIENT: return put_client(t, v);
	case FORM_USER_CLASS: return put_user_class(t, v);
	case FORM_FQDN: return put_fqdn(t, v);
	case FORM_AGENT: return dhcp_put_agent(t, v);
	case FORM_AUTH: return put_auth(t, v);
	case FORM_SIP: return put_sip(t, v);
	case FORM_NAMES: return put_names(t, v);
	case FORM_ROUTES: return put_routes(t, v);
	case FORM_CLASSES: return put_classes(t, v);
	case FORM_VENDORS: return put_vendors(t, v);
	case FORM_PARTS: return dhcp_put_parts(t, slice_u8(t->l->data, v->option), v);
	case FORM_PACKETCABLE: return dhcp_put_packetcable(t, v);
	case FORM_NAME_SERVICES: return dhcp_put_name_services(t, v);
	case FORM_NETWORK:
		if (v->n != 3)
			return dhcp_bad_length(t, v, "length isn't 3");
		put(t, DHCP_CLIENT_NETWORK_ID_MAJOR, v->off + 1, 1);
		put(t, DHCP_CLIENT_NETWORK_ID_MINOR, v->off + 2, 1);
		return true;
	case FORM_UUID:
		if (v->n != 17)
			return dhcp_bad_length(t, v, "length isn't 17");
		put(t, DHCP_CLIENT_ID_UUID, v->off + 1, 16);
		return true;
	default: return false;
	}
}

static uint32_t put_padding(struct tree *t, uint32_t off, uint32_t end)
{
	uint32_t n = 0;
	while (off + n < end && slice_has(t->l->data, off + n, 1) && !t->l->data.p[off + n])
		n++;
	put_uint(t, DHCP_OPTION_TYPE, off, 1, CODE_PAD);
	tree_push(t);
	put(t, DHCP_OPTION_PADDING, off, n);
	tree_pop(t);
	return n;
}

static uint32_t put_option(struct tree *t, uint32_t off)
{
	unsigned code = slice_u8(t->l->data, off), n = slice_u8(t->l->data, off + 1);
	const struct dhcp_option *o = &dhcp_options[code];
	struct dhcp_value v = { off + 2, n, off, o->row };
	if (!tree_need(t, off, 2))
		return 0;
	uint32_t room = t->l->data.len - off;
	put_uint(t, DHCP_OPTION_TYPE, off, 2 + n < room ? 2 + n : room, code);
	tree_push(t);
	put(t, DHCP_OPTION_LENGTH, off + 1, 1);
	struct record *bytes = put(t, DHCP_OPTION_VALUE, off + 2, n);
	if (o->form == FORM_OPAQUE) {
		tree_pop(t);
		return 2 + n;
	}
	if (put_value(t, o, &v) && n)
		bytes->flags |= R_HIDDEN;
	tree_pop(t);
	return 2 + n;
}

void dhcp_put_options(struct tree *t, uint32_t off, uint32_t end, unsigned end_missing_row)
{
	while (off < end && !tree_ended(t)) {
		unsigned code = slice_u8(t->l->data, off);
		if (code == CODE_END) {
			struct record *r = put_uint(t, DHCP_OPTION_TYPE, off, 1, 0);
			r->aux = CODE_END;
			tree_push(t);
			put(t, DHCP_OPTION_END_ROW, off, 1);
			tree_pop(t);
			if (!end_missing_row && off + 1 < end)
				put(t, DHCP_OPTION_PADDING, off + 1, end - off - 1);
			return;
		}
		off += code == CODE_PAD ? put_padding(t, off, end) : put_option(t, off);
	}
	if (end_missing_row)
		put_expert(t, end_missing_row, off < end ? off : end - 1, 0, NULL);
}
