/* icmpv6_options.c: the options of neighbor discovery and its relatives (RFC 4861, 3971, 4191, 5568, 6775, 8106, 8781). */
#include "base/fmt.h"
#include "dissect/internet/icmpv6_impl.h"

enum { MAX_OPTIONS = 256 };

/* An option at off that says it is end - off bytes long. Returns where its known part ends: what is left is unknown. */
typedef uint32_t put_option_fn(struct tree *t, const struct layer *l, uint32_t off, uint32_t end);

static uint32_t put_link_address(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	bool source = slice_u8(l->data, off) == 1;
	unsigned named = source ? OPT_SRC_LINKADDR : OPT_TARGET_LINKADDR;
	/* An IEEE 802.15.4 address takes 8 of 14 bytes (RFC 4944, 8). */
	if (end - off == 16 && !slice_uint(l->data, off + 10, 6, false)) {
		put(t, OPT_LINKADDR_EUI64, off + 2, 8);
		put(t, source ? OPT_SRC_LINKADDR_EUI64 : OPT_TARGET_LINKADDR_EUI64, off + 2, 8);
		put(t, OPT_LINKADDR, off + 2, 8)->flags |= R_HIDDEN;
		put(t, named, off + 2, 8);
		put(t, OPT_PADDING, off + 10, 6);
		return end;
	}
	put(t, OPT_LINKADDR, off + 2, end - off - 2);
	put(t, named, off + 2, end - off - 2);
	return end;
}

static uint32_t put_prefix_information(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put_rows(t, OPT_PREFIX_LENGTH, OPT_PREFIX_PREFERRED_LIFETIME, off);
	put(t, OPT_RESERVED, off + 12, 4);
	put(t, OPT_PREFIX, off + 16, 16);
	return off + 32;
}

static uint32_t put_redirected(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	put(t, OPT_RESERVED, off + 2, 6);
	put(t, OPT_REDIRECTED_PACKET, off + 8, end > off + 8 ? end - off - 8 : 0);
	return end;
}

static uint32_t put_mtu(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	bool interval = slice_u8(l->data, off) == 7;
	(void)end;
	put(t, OPT_RESERVED, off + 2, 2);
	put(t, interval ? OPT_ADVERTISEMENT_INTERVAL : OPT_MTU, off + 4, 4);
	return off + 8;
}

static uint32_t put_shortcut(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put(t, OPT_NBMA_SHORTCUT_LIMIT, off + 2, 1);
	/* tshark takes the reserved bytes to stand one earlier than they do */
	put(t, OPT_RESERVED, off + 2, 1);
	put(t, OPT_RESERVED, off + 3, 4);
	return off + 7;
}

static uint32_t put_home_agent(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put(t, OPT_RESERVED, off + 2, 2);
	put(t, OPT_HOME_AGENT_PREFERENCE, off + 4, 2);
	put(t, OPT_HOME_AGENT_LIFETIME, off + 6, 2);
	return off + 8;
}

static uint32_t put_address_list(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	put(t, OPT_RESERVED, off + 2, 6);
	uint32_t at = off + 8;
	for (; at < end && !tree_ended(t); at += 16)
		put(t, OPT_IPV6_ADDRESS, at, 16);
	return at;
}

/* RFC 3971, 5.1 and RFC 3972, 3: the public key is DER; its length is in its own header. */
static uint32_t put_cga(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	uint32_t pad = slice_u8(l->data, off + 2), stop = end > off + 4 + pad ? end - pad : end;
	put(t, OPT_CGA_PAD_LENGTH, off + 2, 1);
	put(t, OPT_RESERVED, off + 3, 1);
	put(t, OPT_CGA, off + 4, end - off - 4 - (end - stop));
	tree_push(t);
	put(t, OPT_CGA_MODIFIER, off + 4, 16);
	put(t, OPT_CGA_SUBNET_PREFIX, off + 20, 8);
	put(t, OPT_CGA_COUNT, off + 28, 1);
	uint32_t key = slice_u8(l->data, off + 30), head = 2;
	if (key == 0x81 || key == 0x82) {
		head = 2 + (key & 3);
		key = (uint32_t)slice_uint(l->data, off + 31, head - 2, false);
	}
	uint32_t at = off + 29 + head + key;
	put_node(t, OPT_CGA_SUBJECT_PUBLIC_KEY_INFO, off + 29, head + key);
	while (at < stop && !tree_ended(t)) {
		uint32_t n = slice_u16(l->data, at + 2);
		put(t, OPT_CGA_EXT_TYPE, at, 2);
		put(t, OPT_CGA_EXT_LENGTH, at + 2, 2);
		put(t, OPT_CGA_EXT_DATA, at + 4, n);
		at += 4 + n;
	}
	tree_pop(t);
	if (end > at)
		put(t, OPT_PADDING, at, end - at);
	return end;
}

static uint32_t put_signature(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	bool proxy = slice_u8(l->data, off) == 32;
	put(t, OPT_RESERVED, off + 2, 2);
	put(t, proxy ? OPT_PS_KEY_HASH : OPT_RSA_KEY_HASH, off + 4, 16);
	put(t, OPT_DIGITAL_SIGNATURE_PADDING, off + 20, end > off + 20 ? end - off - 20 : 0);
	return end;
}

/* RFC 3971, 5.3.1: seconds in 48 bits and a fraction in 16. */
static uint32_t put_timestamp(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	uint64_t v = slice_u64(l->data, off + 8);
	(void)end;
	put(t, OPT_RESERVED, off + 2, 6);
	put_time(t, OPT_TIMESTAMP, off + 8, 8, (int64_t)(v >> 16), (uint32_t)((v & 0xffff) * 1000000000 >> 16));
	return off + 16;
}

static uint32_t put_nonce(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	put(t, OPT_NONCE, off + 2, end - off - 2);
	return end;
}

static uint32_t put_trust_anchor(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	uint32_t type = slice_u8(l->data, off + 2), pad = slice_u8(l->data, off + 3);
	uint32_t n = end > off + 4 + pad ? end - off - 4 - pad : 0;
	put_rows(t, OPT_NAME_TYPE, OPT_NAME_TYPE, off);
	put(t, OPT_CGA_PAD_LENGTH, off + 3, 1);
	if (type == 1) {
		put(t, OPT_NAME_X501, off + 4, n);
	} else if (type == 2 && tree_need(t, off + 4, n)) {
		const uint8_t *p = l->data.p + off + 4, *nul = memchr(p, 0, n);
		put_copy(t, OPT_NAME_TYPE_FQDN, off + 4, n, p, nul ? (uint32_t)(nul - p) : n);
	}
	if (pad)
		put(t, OPT_PADDING, end - pad, pad);
	return end;
}

static uint32_t put_certificate(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	uint32_t n = end > off + 4 ? end - off - 4 : 0, there = slice_from(l->data, off + 4).len;
	bool x509 = slice_u8(l->data, off + 2) == 1;
	put(t, OPT_NAME_TYPE, off + 2, 1)->aux = 1;
	put(t, OPT_RESERVED, off + 3, 1);
	put(t, x509 ? X509_CERTIFICATE : OPT_CERTIFICATE_PADDING, off + 4, n < there ? n : there);
	return end;
}

static uint32_t put_address_or_prefix(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	bool prefix = slice_u8(l->data, off) == 18;
	(void)end;
	put_rows(t, prefix ? OPT_NRPI_OPTION_CODE : OPT_IPA_OPTION_CODE,
		 prefix ? OPT_NRPI_PREFIX_LEN : OPT_IPA_PREFIX_LEN, off);
	put(t, OPT_RESERVED, off + 4, 4);
	put(t, prefix ? OPT_NRPI_PREFIX : OPT_IPA_IPV6_ADDRESS, off + 8, 16);
	return off + 24;
}

static uint32_t put_mobile_link_address(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	put(t, OPT_LLA_OPTION_CODE, off + 2, 1);
	put(t, OPT_LLA_BYTES, off + 3, end > off + 3 ? end - off - 3 : 0);
	return end;
}

static uint32_t put_acknowledgment(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	put_rows(t, OPT_NAACK_OPTION_CODE, OPT_NAACK_STATUS, off);
	if (end - off >= 24 && slice_u8(l->data, off + 3) == 2) {
		put(t, OPT_NAACK_SUPPLIED_NCOA, off + 4, 16);
		return off + 20;
	}
	put(t, OPT_RESERVED, off + 4, end - off - 4);
	return end;
}

static uint32_t put_map(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put_rows(t, OPT_MAP_DISTANCE, OPT_MAP_GLOBAL_ADDRESS, off);
	return off + 24;
}

/* RFC 4191, 2.3: the prefix has as many bytes as its length needs: 0, 8 or 16. */
static uint32_t put_route(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	uint32_t n = end - off - 8;
	put_rows(t, OPT_PREFIX_LENGTH, OPT_PREFIX_LENGTH, off);
	put_rows(t, OPT_ROUTE_INFO_FLAG, OPT_ROUTE_LIFETIME, off);
	if (n > 16)
		return off + 8;
	if (n)
		icmpv6_put_prefix(t, l, OPT_PREFIX, off + 8, n, slice_u8(l->data, off + 2));
	return end;
}

static uint32_t put_name_servers(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	put(t, OPT_RESERVED, off + 2, 2);
	put_rows(t, OPT_RDNSS_LIFETIME, OPT_RDNSS_LIFETIME, off);
	for (uint32_t at = off + 8; at < end && !tree_ended(t); at += 16)
		put(t, OPT_RDNSS, at, 16);
	return end;
}

static uint32_t put_flags_extension(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put_rows(t, OPT_EFO, OPT_EFO_RSV, off);
	put(t, OPT_RESERVED, off + 4, 4);
	return off + 8;
}

static uint32_t put_handover_key(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	bool reply = slice_u8(l->data, off) == 28;
	uint32_t pad = slice_u8(l->data, off + 2), at = off + (reply ? 6 : 4);
	uint32_t n = end > at + pad ? end - at - pad : 0;
	put_rows(t, OPT_HKR_PAD_LENGTH, OPT_HKR_RESERVED, off);
	if (reply)
		put(t, OPT_HKR_LIFETIME, off + 4, 2);
	put(t, reply ? OPT_HKR_ENCRYPTED_HANDOVER_KEY : OPT_HKR_ENCRYPTION_PUBLIC_KEY, at, n);
	if (!pad)
		return end;
	put(t, OPT_HKR_PADDING, at + n, pad);
	return end - 1; /* as tshark counts */
}

static uint32_t put_mobile_value(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	bool node = slice_u8(l->data, off) == 30;
	uint32_t n = slice_u8(l->data, off + 3);
	put_rows(t, node ? OPT_MN_OPTION_CODE : OPT_HAI_OPTION_CODE, node ? OPT_MN_LENGTH : OPT_HAI_LENGTH, off);
	put(t, node ? OPT_MN_VALUE : OPT_HAI_VALUE, off + 4, n);
	put(t, OPT_PADDING, off + 4 + n, end > off + 4 + n ? end - off - 4 - n : 0);
	return end;
}

/* RFC 8106, 5.2: names as in RFC 1035, 3.1, without compression. */
static uint32_t put_search_list(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	put(t, OPT_RESERVED, off + 2, 2);
	put_rows(t, OPT_DNSSL_LIFETIME, OPT_DNSSL_LIFETIME, off);
	uint32_t at = off + 8;
	while (at < end && slice_u8(l->data, at) && !tree_ended(t)) {
		char name[256];
		uint32_t start = at, n = 0, label;
		while (at < end && (label = slice_u8(l->data, at++)) != 0) {
			if (label > 63) { /* RFC 8106, 5.2: names are not compressed */
				tree_malformed(t);
				return end;
			}
			if (n + label + 1 > sizeof name || !tree_need(t, at, label))
				break;
			if (n)
				name[n++] = '.';
			memcpy(name + n, l->data.p + at, label);
			n += label;
			at += label;
		}
		put_copy(t, OPT_DNSSL, start, at - start, name, n);
	}
	if (at < end)
		put(t, OPT_PADDING, at, end - at);
	return end;
}

static uint32_t put_registration(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put(t, OPT_ARO_STATUS, off + 2, 1);
	put(t, OPT_RESERVED, off + 3, 3);
	put(t, OPT_ARO_REGISTRATION_LIFETIME, off + 6, 2);
	put(t, OPT_ARO_EUI64, off + 8, 8);
	return off + 16;
}

static uint32_t put_context(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	put_rows(t, OPT_6CO_CONTEXT_LENGTH, OPT_6CO_FLAG_RESERVED, off);
	put(t, OPT_RESERVED, off + 4, 2);
	put(t, OPT_6CO_VALID_LIFETIME, off + 6, 2);
	uint32_t n = end - off - 8;
	icmpv6_put_prefix(t, l, OPT_6CO_CONTEXT_PREFIX, off + 8, n < 16 ? n : 16, slice_u8(l->data, off + 2));
	return off + 8 + (n < 16 ? n : 16);
}

static uint32_t put_border_router(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put_rows(t, OPT_ABRO_VERSION_LOW, OPT_ABRO_6LBR_ADDRESS, off);
	return off + 24;
}

static uint32_t put_capability(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	(void)l;
	(void)end;
	put_rows(t, OPT_6CIO_UNASSIGNED1, OPT_6CIO_UNASSIGNED2, off);
	return off + 8;
}

static uint32_t put_portal(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	uint32_t n = end - off - 2;
	if (!tree_need(t, off + 2, n))
		return end;
	const uint8_t *p = l->data.p + off + 2, *nul = memchr(p, 0, n);
	put_copy(t, OPT_CAPTIVE_PORTAL, off + 2, n, p, nul ? (uint32_t)(nul - p) : n);
	return end;
}

/* RFC 8781, 4: the length of the prefix is a code. */
static uint32_t put_pref64(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	static const uint8_t bytes[] = { 12, 8, 7, 6, 5, 4 };
	unsigned code = slice_u16(l->data, off + 2) & 7;
	put_rows(t, OPT_PREF64_SCALED_LIFETIME, OPT_PREF64_PLC, off);
	if (code < COUNT(bytes))
		icmpv6_put_prefix(t, l, OPT_PREF64_PREFIX, off + 4, bytes[code], bytes[code] * 8u);
	return end;
}

static put_option_fn *const putters[] = {
	[1] = put_link_address, [2] = put_link_address, [3] = put_prefix_information, [ND_REDIRECTED] = put_redirected,
	[5] = put_mtu, [6] = put_shortcut, [7] = put_mtu, [8] = put_home_agent, [9] = put_address_list,
	[10] = put_address_list, [11] = put_cga, [12] = put_signature, [13] = put_timestamp, [14] = put_nonce,
	[15] = put_trust_anchor, [16] = put_certificate, [17] = put_address_or_prefix, [18] = put_address_or_prefix,
	[19] = put_mobile_link_address, [20] = put_acknowledgment, [23] = put_map, [24] = put_route, [25] = put_name_servers,
	[26] = put_flags_extension, [27] = put_handover_key, [28] = put_handover_key, [29] = put_mobile_value,
	[30] = put_mobile_value, [31] = put_search_list, [32] = put_signature, [33] = put_registration, [34] = put_context,
	[35] = put_border_router, [36] = put_capability, [37] = put_portal, [38] = put_pref64,
};

/* Lengths that these options cannot have: noted, and reading goes on. */
static bool bad_length(struct slice s, uint32_t off, unsigned type, uint32_t len)
{
	return (type == 24 && len > 24) || (type == 38 && (slice_u16(s, off + 2) & 7) > 5);
}

static void put_option(struct tree *t, const struct layer *l, uint32_t off, uint32_t len)
{
	unsigned type = slice_u8(l->data, off);
	uint32_t end = off + len, left = l->data.len - off;
	struct record *r = put_node(t, OPT, off, len < left ? len : left);
	r->aux = type;
	tree_push(t);
	put_rows(t, OPT_TYPE, OPT_LENGTH, off);
	tree_push(t);
	if (!len)
		put_expert(t, INVALID_OPTION_LENGTH, off + 1, 0, "Invalid option length (Zero)");
	else if (bad_length(l->data, off, type, len))
		put_expert(t, INVALID_OPTION_LENGTH, off + 1, 0, NULL);
	tree_pop(t);
	if (len && type < COUNT(putters) && putters[type]) {
		uint32_t known = putters[type](t, l, off, end);
		if (known < end && !tree_ended(t))
			icmpv6_put_unknown(t, known, end - known);
	} else if (len) {
		icmpv6_put_undecoded(t, UNDECODED_OPTION, off, 0, "Option", type);
		put(t, DATA, off + 2, len - 2);
	}
	if (tree_ended(t))
		r->aux |= OPTION_OPEN;
	tree_pop(t);
}

uint32_t icmpv6_put_options(struct tree *t, const struct layer *l, uint32_t off)
{
	for (unsigned n = 0; n < MAX_OPTIONS && off < l->data.wire && tree_need(t, off, 2); n++) {
		uint32_t type = slice_u8(l->data, off), len = slice_u8(l->data, off + 1) * 8u;
		put_option(t, l, off, len);
		if (!len)
			break;
		off += len;
		if (type == ND_REDIRECTED && l->fact[ICMPV6_FACT_REST] && !(l->flags & LAYER_CONTINUED))
			break;
	}
	return off;
}

bool icmpv6_find_quote(struct slice s, uint32_t off, uint32_t *quote, uint32_t *len)
{
	for (unsigned n = 0; n < MAX_OPTIONS && slice_has(s, off, 8); n++) {
		uint32_t bytes = slice_u8(s, off + 1) * 8u;
		if (slice_u8(s, off) == ND_REDIRECTED && bytes > 8) {
			*quote = off + 8;
			*len = bytes - 8;
			return true;
		}
		if (!bytes)
			break;
		off += bytes;
	}
	return false;
}

bool icmpv6_info_options(struct buf *b, struct slice s, uint32_t off)
{
	for (unsigned n = 0; n < MAX_OPTIONS && off < s.wire; n++) {
		uint32_t type = slice_u8(s, off), len = slice_u8(s, off + 1) * 8u;
		if (!slice_has(s, off, len > 2 ? len : 2))
			return false;
		bool wide = len == 16 && !slice_uint(s, off + 10, 6, false);
		if ((type == 1 || type == 2) && (len == 8 || wide)) {
			buf_str(b, type == 1 ? " from " : " is at ");
			fmt_bytes(b, s.p + off + 2, wide ? 8 : 6, ':');
		}
		if (!len)
			break;
		off += len;
	}
	return true;
}
