/* dns_data.c: the data of resource records, type by type. */
#include "dissect/application/dns_impl.h"

/* Most data is a sequence of parts: a number of n bytes (1..16), or one of these. */
enum part_kind {
	PART_NAME = 100,
	PART_TEXT,  /* a length byte (this row), then as many characters (the next row) */
	PART_TEXTS, /* as many of those as there are */
	PART_REST,  /* the bytes that are left; none: no row */
	PART_BITMAP, /* type bit maps */
};

struct part {
	uint16_t row;
	uint8_t kind;
};

enum { MAX_PARTS = 9 };

static const struct form {
	uint16_t type, like; /* like: the data has the form of another type's */
	struct part part[MAX_PARTS];
} forms[] = {
	{ 1, 0, { { DNS_A, 4 } } },
	{ 2, 0, { { DNS_NS, PART_NAME } } },
	{ 3, 0, { { DNS_MD, PART_NAME } } },
	{ 4, 0, { { DNS_MF, PART_NAME } } },
	{ 5, 0, { { DNS_CNAME, PART_NAME } } },
	{ 6, 0, { { DNS_SOA_MNAME, PART_NAME }, { DNS_SOA_RNAME, PART_NAME }, { DNS_SOA_SERIAL_NUMBER, 4 },
		  { DNS_SOA_REFRESH_INTERVAL, 4 }, { DNS_SOA_RETRY_INTERVAL, 4 }, { DNS_SOA_EXPIRE_LIMIT, 4 },
		  { DNS_SOA_MINIMUM_TTL, 4 } } },
	{ 7, 0, { { DNS_MB, PART_NAME } } },
	{ 8, 0, { { DNS_MG, PART_NAME } } },
	{ 9, 0, { { DNS_MR, PART_NAME } } },
	{ 10, 0, { { DNS_NULL, PART_REST } } },
	{ 12, 0, { { DNS_PTR_DOMAIN_NAME, PART_NAME } } },
	{ 13, 0, { { DNS_HINFO_CPU_LENGTH, PART_TEXT }, { DNS_HINFO_OS_LENGTH, PART_TEXT } } },
	{ 14, 0, { { DNS_MINFO_R, PART_NAME }, { DNS_MINFO_E, PART_NAME } } },
	{ 15, 0, { { DNS_MX_PREFERENCE, 2 }, { DNS_MX_MAIL_EXCHANGE, PART_NAME } } },
	{ 16, 0, { { DNS_TXT_LENGTH, PART_TEXTS } } },
	{ 17, 0, { { DNS_RP_MAILBOX, PART_NAME }, { DNS_RP_TXT_RR, PART_NAME } } },
	{ 18, 0, { { DNS_AFSDB_SUBTYPE, 2 }, { DNS_AFSDB_HOSTNAME, PART_NAME } } },
	{ 19, 0, { { DNS_X25_LENGTH, PART_TEXT } } },
	{ 20, 0, { { DNS_IDSN_LENGTH, PART_TEXT }, { DNS_IDSN_SA_LENGTH, PART_TEXTS } } },
	{ 21, 0, { { DNS_RT_SUBTYPE, 2 }, { DNS_RT_INTERMEDIATE_HOST, PART_NAME } } },
	{ 22, 0, { { DNS_NSAP_RDATA, PART_REST } } },
	{ 23, 0, { { DNS_NSAP_PTR_OWNER, PART_NAME } } },
	{ 24, 46, { { 0, 0 } } },
	{ 26, 0, { { DNS_PX_PREFERENCE, 2 }, { DNS_PX_MAP822, PART_NAME }, { DNS_PX_MAP400, PART_NAME } } },
	{ 27, 0, { { DNS_GPOS_LONGITUDE_LENGTH, PART_TEXT }, { DNS_GPOS_LATITUDE_LENGTH, PART_TEXT },
		   { DNS_GPOS_ALTITUDE_LENGTH, PART_TEXT } } },
	{ 28, 0, { { DNS_AAAA, 16 } } },
	{ 33, 0, { { DNS_SRV_PRIORITY, 2 }, { DNS_SRV_WEIGHT, 2 }, { DNS_SRV_PORT, 2 }, { DNS_SRV_TARGET, PART_NAME } } },
	{ 36, 0, { { DNS_KX_PREFERENCE, 2 }, { DNS_KX_KEY_EXCHANGE, PART_NAME } } },
	{ 37, 0, { { DNS_CERT_TYPE, 2 }, { DNS_CERT_KEY_TAG, 2 }, { DNS_CERT_ALGORITHM, 1 },
		   { DNS_CERT_CERTIFICATE, PART_REST } } },
	{ 39, 0, { { DNS_DNAME, PART_NAME } } },
	{ 43, 0, { { DNS_DS_KEY_ID, 2 }, { DNS_DS_ALGORITHM, 1 }, { DNS_DS_DIGEST_TYPE, 1 }, { DNS_DS_DIGEST, PART_REST } } },
	{ 44, 0, { { DNS_SSHFP_ALGORITHM, 1 }, { DNS_SSHFP_FINGERPRINT_TYPE, 1 }, { DNS_SSHFP_FINGERPRINT, PART_REST } } },
	{ 46, 0, { { DNS_RRSIG_TYPE_COVERED, 2 }, { DNS_RRSIG_ALGORITHM, 1 }, { DNS_RRSIG_LABELS, 1 },
		   { DNS_RRSIG_ORIGINAL_TTL, 4 }, { DNS_RRSIG_SIGNATURE_EXPIRATION, 4 },
		   { DNS_RRSIG_SIGNATURE_INCEPTION, 4 }, { DNS_RRSIG_KEY_TAG, 2 }, { DNS_RRSIG_SIGNERS_NAME, PART_NAME },
		   { DNS_RRSIG_SIGNATURE, PART_REST } } },
	{ 47, 0, { { DNS_NSEC_NEXT_DOMAIN_NAME, PART_NAME }, { 0, PART_BITMAP } } },
	{ 49, 0, { { DNS_DHCID_RDATA, PART_REST } } },
	{ 52, 0, { { DNS_TLSA_CERTIFICATE_USAGE, 1 }, { DNS_TLSA_SELECTOR, 1 }, { DNS_TLSA_MATCHING_TYPE, 1 },
		   { DNS_TLSA_CERTIFICATE_ASSOCIATION_DATA, PART_REST } } },
	{ 59, 43, { { 0, 0 } } },
	{ 61, 0, { { DNS_OPENPGPKEY, PART_REST } } },
	{ 63, 0, { { DNS_ZONEMD_SERIAL, 4 }, { DNS_ZONEMD_SCHEME, 1 }, { DNS_ZONEMD_HASH_ALGO, 1 },
		   { DNS_ZONEMD_DIGEST, PART_REST } } },
	{ 99, 0, { { DNS_SPF_LENGTH, PART_TEXTS } } },
	{ 104, 0, { { DNS_ILNP_NID_PREFERENCE, 2 }, { DNS_ILNP_NID, 8 } } },
	{ 105, 0, { { DNS_ILNP_L32_PREFERENCE, 2 }, { DNS_ILNP_L32, 4 } } },
	{ 106, 0, { { DNS_ILNP_L64_PREFERENCE, 2 }, { DNS_ILNP_L64, 8 } } },
	{ 107, 0, { { DNS_ILNP_LP_PREFERENCE, 2 }, { DNS_ILNP_LP, PART_NAME } } },
	{ 108, 0, { { DNS_EUI48, 6 } } },
	{ 109, 0, { { DNS_EUI64, 8 } } },
	{ 32769, 43, { { 0, 0 } } },
	{ 65282, 0, { { DNS_WINSR_LOCAL_FLAG, 4 }, { DNS_WINSR_LOOKUP_TIMEOUT, 4 }, { DNS_WINSR_CACHE_TIMEOUT, 4 },
		      { DNS_WINSR_NAME_RESULT_DOMAIN, PART_NAME } } },
};

static const struct form *form_of(unsigned type)
{
	for (unsigned i = 0; i < COUNT(forms); i++)
		if (forms[i].type == type)
			return forms[i].like ? form_of(forms[i].like) : &forms[i];
	return NULL;
}

/* Bytes from off to the end of the data. */
static uint32_t left(const struct dns_record *r, uint32_t off)
{
	return off < r->end ? r->end - off : 0;
}

static uint32_t put_text(struct tree *t, unsigned row, uint32_t off)
{
	uint32_t n = slice_u8(t->l->data, off);
	put(t, row, off, 1);
	put(t, row + 1, off + 1, n);
	return 1 + n;
}

static void put_bits(struct tree *t, uint32_t off, uint32_t bytes, unsigned first)
{
	for (uint32_t i = 0; i < bytes && tree_need(t, off + i, 1); i++) {
		unsigned byte = slice_u8(t->l->data, off + i);
		for (unsigned bit = 0; bit < 8; bit++)
			if (byte & 0x80u >> bit)
				put_uint(t, DNS_BITMAP_TYPE, off + i, 1, first + 8 * i + bit);
	}
}

/* RFC 4034, 4.1.2: windows of 256 types, each as many bytes as needed. */
static void put_bitmap(struct tree *t, uint32_t off, uint32_t end)
{
	while (off < end && tree_need(t, off, 2)) {
		uint32_t bytes = slice_u8(t->l->data, off + 1);
		put_bits(t, off + 2, bytes, 256u * slice_u8(t->l->data, off));
		off += 2 + bytes;
	}
}

static uint32_t put_part(struct tree *t, const struct dns_record *r, const struct part *p, uint32_t off)
{
	uint32_t n = left(r, off), at = off;
	switch (p->kind) {
	case PART_NAME: return domain_name_put(t, p->row, r->base, off);
	case PART_TEXT: return put_text(t, p->row, off);
	case PART_REST:
		if (n)
			put(t, p->row, off, n);
		return n;
	case PART_TEXTS:
		while (at < r->end && !tree_ended(t))
			at += put_text(t, p->row, at);
		return at - off;
	case PART_BITMAP: put_bitmap(t, off, r->end); return n;
	default: put(t, p->row, off, p->kind); return p->kind;
	}
}

static uint32_t put_parts(struct tree *t, const struct dns_record *r, const struct part *p, unsigned max, uint32_t off)
{
	for (unsigned i = 0; i < max && p[i].kind && !tree_ended(t); i++)
		off += put_part(t, r, &p[i], off);
	return off;
}

#define PARTS(t, r, off, ...) \
	put_parts(t, r, (const struct part[]){ __VA_ARGS__ }, COUNT(((const struct part[]){ __VA_ARGS__ })), off)

/* RFC 1035, 3.4.2: a bit a port; the row says what its byte begins with. */
static void put_wks(struct tree *t, const struct dns_record *r)
{
	uint32_t first = PARTS(t, r, r->data, { DNS_WKS_ADDRESS, 4 }, { DNS_WKS_PROTOCOL, 1 });
	for (uint32_t off = first; off < r->end && tree_need(t, off, 1); off++)
		if (slice_u8(t->l->data, off))
			put(t, DNS_WKS_BITS, off, 1)->aux = 8 * (off - first);
}

/* RFC 4034, appendix B. */
static unsigned key_tag(const struct tree *t, const struct dns_record *r)
{
	struct slice s = slice_sub(t->l->data, r->data, r->size);
	uint32_t sum = 0;
	if (slice_u8(s, 3) == 1 && s.len >= 7) /* RSA/MD5: of the modulus */
		return slice_u16(s, s.len - 3);
	for (uint32_t i = 0; i < s.len; i++)
		sum += i & 1 ? s.p[i] : (uint32_t)s.p[i] << 8;
	return (sum + (sum >> 16)) & 0xffff;
}

static void put_flag_rows(struct tree *t, unsigned first, unsigned last, uint32_t off, uint32_t n)
{
	tree_push(t);
	for (unsigned row = first; row <= last; row++)
		put(t, row, off, n);
	tree_pop(t);
}

/* RFC 2535, 3.1. Where the upper two flags say "no key", the others mean nothing. */
static void put_key(struct tree *t, const struct dns_record *r)
{
	bool no_key = (slice_u16(t->l->data, r->data) & 0xc000) == 0xc000;
	put(t, DNS_KEY_FLAGS, r->data, 2);
	put_flag_rows(t, DNS_KEY_FLAGS_AUTHENTICATION, no_key ? DNS_KEY_FLAGS_CONFIDENTIALITY : DNS_KEY_FLAGS_SIGNATORY,
		      r->data, 2);
	uint32_t off = PARTS(t, r, r->data + 2, { DNS_KEY_PROTOCOL, 1 }, { DNS_KEY_ALGORITHM, 1 });
	put_uint(t, DNS_KEY_KEY_ID, r->off + t->l->off, 0, key_tag(t, r));
	PARTS(t, r, off, { DNS_KEY_PUBLIC_KEY, PART_REST });
}

static void put_dnskey(struct tree *t, const struct dns_record *r)
{
	put(t, DNS_DNSKEY_FLAGS, r->data, 2);
	put_flag_rows(t, DNS_DNSKEY_FLAGS_ZONE_KEY, DNS_DNSKEY_FLAGS_RESERVED, r->data, 2);
	uint32_t off = PARTS(t, r, r->data + 2, { DNS_DNSKEY_PROTOCOL, 1 }, { DNS_DNSKEY_ALGORITHM, 1 });
	put_uint(t, DNS_DNSKEY_KEY_ID, r->off + t->l->off, 0, key_tag(t, r));
	PARTS(t, r, off, { DNS_DNSKEY_PUBLIC_KEY, PART_REST });
}

static void put_loc(struct tree *t, const struct dns_record *r)
{
	bool known = !slice_u8(t->l->data, r->data);
	put(t, DNS_LOC_VERSION, r->data, 1);
	if (known)
		PARTS(t, r, r->data + 1, { DNS_LOC_SIZE, 1 }, { DNS_LOC_HORIZONTAL_PRECISION, 1 },
		      { DNS_LOC_VERTICAL_PRECISION, 1 }, { DNS_LOC_LATITUDE, 4 }, { DNS_LOC_LONGITUDE, 4 },
		      { DNS_LOC_ALTITUDE, 4 });
	else
		PARTS(t, r, r->data, { DNS_LOC_UNKNOWN_DATA, PART_REST });
}

/* RFC 2535, 5.2: one bit map from type 0 on. */
static void put_nxt(struct tree *t, const struct dns_record *r)
{
	uint32_t off = PARTS(t, r, r->data, { DNS_NXT_NEXT_DOMAIN_NAME, PART_NAME });
	put_bits(t, off, left(r, off), 0);
}

static void put_naptr(struct tree *t, const struct dns_record *r)
{
	struct domain_name n;
	uint32_t off = PARTS(t, r, r->data, { DNS_NAPTR_ORDER, 2 }, { DNS_NAPTR_PREFERENCE, 2 },
			     { DNS_NAPTR_FLAGS_LENGTH, PART_TEXT }, { DNS_NAPTR_SERVICE_LENGTH, PART_TEXT },
			     { DNS_NAPTR_REGEX_LENGTH, PART_TEXT });
	if (domain_name_read(t->l->data, r->base, off, &n))
		put_uint(t, DNS_NAPTR_REPLACEMENT_LENGTH, off, 0, n.len);
	domain_name_put(t, DNS_NAPTR_REPLACEMENT, r->base, off);
}

/* RFC 2874, 3.1: how much of the address comes from a name, the rest of the address, the name. */
static void put_a6(struct tree *t, const struct dns_record *r)
{
	uint8_t address[16] = { 0 };
	unsigned prefix = slice_u8(t->l->data, r->data), bytes = prefix <= 128 ? (128 - prefix + 7) / 8 : 0;
	uint32_t off = r->data + 1;
	put(t, DNS_A6_PREFIX_LEN, r->data, 1);
	if (bytes && tree_need(t, off, bytes)) {
		memcpy(address + 16 - bytes, t->l->data.p + off, bytes);
		put_copy(t, DNS_A6_ADDRESS_SUFFIX, off, bytes, address, sizeof address);
	}
	if (prefix)
		domain_name_put(t, DNS_A6_PREFIX_NAME, r->base, off + bytes);
}

/* An address of which only the first n bytes are there, the rest 0. */
static void put_prefix(struct tree *t, unsigned row, uint32_t off, uint32_t n, bool ipv6)
{
	uint8_t p[16] = { 0 };
	if (n > (ipv6 ? 16 : 4) || !tree_need(t, off, n))
		return;
	if (n)
		memcpy(p, t->l->data.p + off, n);
	if (ipv6)
		put_copy(t, row, off, n, p, sizeof p);
	else
		put_uint(t, row, off, n, (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]);
}

/* RFC 3123. */
static void put_apl(struct tree *t, const struct dns_record *r)
{
	for (uint32_t off = r->data; off < r->end && tree_need(t, off, 4);) {
		unsigned family = slice_u16(t->l->data, off), n = slice_u8(t->l->data, off + 3) & 0x7f;
		put(t, DNS_APL_ADDRESS_FAMILY, off, 2);
		put(t, DNS_APL_CODED_PREFIX, off + 2, 1);
		put(t, DNS_APL_NEGATION, off + 3, 1);
		put(t, DNS_APL_AFDLENGTH, off + 3, 1);
		if (family == 1 && n <= 4)
			put_prefix(t, DNS_APL_AFDPART_IPV4, off + 4, n, false);
		else if (family == 2 && n <= 16)
			put_prefix(t, DNS_APL_AFDPART_IPV6, off + 4, n, true);
		else
			put(t, DNS_APL_AFDPART_DATA, off + 4, n);
		off += 4 + n;
	}
}

static void put_ipseckey(struct tree *t, const struct dns_record *r)
{
	static const struct part gateway[] = { { 0, 0 },
					       { DNS_IPSECKEY_GATEWAY_IPV4, 4 },
					       { DNS_IPSECKEY_GATEWAY_IPV6, 16 },
					       { DNS_IPSECKEY_GATEWAY_DNS, PART_NAME } };
	unsigned type = slice_u8(t->l->data, r->data + 1);
	uint32_t off = PARTS(t, r, r->data, { DNS_IPSECKEY_GATEWAY_PRECEDENCE, 1 }, { DNS_IPSECKEY_GATEWAY_TYPE, 1 },
			     { DNS_IPSECKEY_GATEWAY_ALGORITHM, 1 });
	if (type && type < COUNT(gateway))
		off += put_part(t, r, &gateway[type], off);
	PARTS(t, r, off, { DNS_IPSECKEY_PUBLIC_KEY, PART_REST });
}

/* RFC 4648, 7: base 32 with the "extended hex" alphabet, in small letters, without padding. */
static uint32_t base32hex(char *out, struct slice s)
{
	uint32_t n = 0, bits = 0, have = 0;
	for (uint32_t i = 0; i < s.len; i++) {
		bits = (bits << 8 | s.p[i]) & 0xffff;
		for (have += 8; have >= 5; have -= 5)
			out[n++] = "0123456789abcdefghijklmnopqrstuv"[bits >> (have - 5) & 31];
	}
	if (have)
		out[n++] = "0123456789abcdefghijklmnopqrstuv"[bits << (5 - have) & 31];
	return n;
}

/* RFC 5155, 3.2 and 4.2: NSEC3PARAM ends with the salt. */
static void put_nsec3(struct tree *t, const struct dns_record *r)
{
	bool param = r->type == DNS_TYPE_NSEC3PARAM;
	char owner[256 * 8 / 5 + 1];
	uint32_t salt = slice_u8(t->l->data, r->data + 4), off = r->data + 5 + salt, n;
	put(t, DNS_NSEC3_ALGO, r->data, 1);
	put(t, DNS_NSEC3_FLAGS, r->data + 1, 1);
	if (!param)
		put_flag_rows(t, DNS_NSEC3_FLAGS_OPT_OUT, DNS_NSEC3_FLAGS_OPT_OUT, r->data + 1, 1);
	put(t, DNS_NSEC3_ITERATIONS, r->data + 2, 2);
	put(t, DNS_NSEC3_SALT_LENGTH, r->data + 4, 1);
	put(t, DNS_NSEC3_SALT_VALUE, r->data + 5, salt);
	if (param)
		return;
	n = slice_u8(t->l->data, off);
	put(t, DNS_NSEC3_HASH_LENGTH, off++, 1);
	if (!tree_need(t, off, n))
		return;
	put_copy(t, DNS_NSEC3_HASH_VALUE, off, n, owner, base32hex(owner, slice_sub(t->l->data, off, n)));
	put_bitmap(t, off + n, r->end);
}

/* RFC 8005, 5. */
static void put_hip(struct tree *t, const struct dns_record *r)
{
	uint32_t hit = slice_u8(t->l->data, r->data), key = slice_u16(t->l->data, r->data + 2);
	uint32_t off =
		PARTS(t, r, r->data, { DNS_HIP_HIT_LENGTH, 1 }, { DNS_HIP_HIT_PK_ALGO, 1 }, { DNS_HIP_PK_LENGTH, 2 });
	put(t, DNS_HIP_HIT, off, hit);
	put(t, DNS_HIP_PK, off + hit, key);
	for (off += hit + key; off < r->end && !tree_ended(t);)
		off += domain_name_put(t, DNS_HIP_RENDEZVOUS_SERVER, r->base, off);
}

static void put_csync(struct tree *t, const struct dns_record *r)
{
	uint32_t off = r->data + 6, n = left(r, off);
	put(t, DNS_CSYNC_SOA, r->data, 4);
	put(t, DNS_CSYNC_FLAGS, r->data + 4, 2);
	put_flag_rows(t, DNS_CSYNC_FLAGS_IMMEDIATE, DNS_CSYNC_FLAGS_SOAMINIMUM, r->data + 4, 2);
	put(t, DNS_CSYNC_TYPE_BITMAP, off, n);
	put_bitmap(t, off, r->end);
}

/* A 16-bit length and as many bytes; no row for none. */
static uint32_t put_sized(struct tree *t, unsigned length_row, unsigned row, uint32_t off)
{
	uint32_t n = slice_u16(t->l->data, off);
	put(t, length_row, off, 2);
	if (n)
		put(t, row, off + 2, n);
	return off + 2 + n;
}

/* RFC 2930, 2. */
static void put_tkey(struct tree *t, const struct dns_record *r)
{
	uint32_t off = PARTS(t, r, r->data, { DNS_TKEY_ALGO_NAME, PART_NAME }, { DNS_TKEY_SIGNATURE_INCEPTION, 4 },
			     { DNS_TKEY_SIGNATURE_EXPIRATION, 4 }, { DNS_TKEY_MODE, 2 }, { DNS_TKEY_ERROR, 2 });
	off = put_sized(t, DNS_TKEY_KEY_SIZE, DNS_TKEY_KEY_DATA, off);
	put_sized(t, DNS_TKEY_OTHER_SIZE, DNS_TKEY_OTHER_DATA, off);
}

/* What the MAC means, only its algorithm knows; GSS-TSIG's is a GSS-API token. */
static void put_mac(struct tree *t, uint32_t off, uint32_t n, const struct domain_name *algorithm)
{
	put_node(t, DNS_TSIG_MAC, off, n);
	MESSAGE(m);
	buf_lit(&m, "No dissector for algorithm:");
	fmt_text(&m, algorithm->text, algorithm->len < 80 ? algorithm->len : 80);
	tree_push(t);
	put_expert(t, DNS_TSIG_NOALG, off, 0, message_text(&m));
	tree_pop(t);
}

/* RFC 8945, 4.2. */
static void put_tsig(struct tree *t, const struct dns_record *r)
{
	struct domain_name algorithm;
	uint32_t off = r->data + domain_name_put(t, DNS_TSIG_ALGORITHM_NAME, r->base, r->data), mac;
	if (tree_ended(t) || !domain_name_read(t->l->data, r->base, r->data, &algorithm))
		return;
	put_time(t, DNS_TSIG_TIME_SIGNED, off, 6, (int64_t)slice_uint(t->l->data, off, 6, false), 0);
	put(t, DNS_TSIG_FUDGE, off + 6, 2);
	mac = slice_u16(t->l->data, off + 8);
	put(t, DNS_TSIG_MAC_SIZE, off + 8, 2);
	if (mac)
		put_mac(t, off + 10, mac, &algorithm);
	off = PARTS(t, r, off + 10 + mac, { DNS_TSIG_ORIGINAL_ID, 2 }, { DNS_TSIG_ERROR, 2 });
	put_sized(t, DNS_TSIG_OTHER_LEN, DNS_TSIG_OTHER_DATA, off);
}

/* RFC 8659, 4.1. The row of the property has the value, and the parts below it. */
static void put_caa(struct tree *t, const struct dns_record *r)
{
	static const struct {
		const char *tag;
		uint16_t row;
	} tags[] = { { "issue", DNS_CAA_ISSUE }, { "issuewild", DNS_CAA_ISSUEWILD }, { "iodef", DNS_CAA_IODEF } };
	struct slice s = t->l->data;
	uint32_t off = r->data + 1, n = slice_u8(s, off), value = off + 1 + n;
	unsigned row = DNS_CAA_UNKNOWN;
	for (unsigned i = 0; i < COUNT(tags); i++)
		if (strlen(tags[i].tag) == n && slice_has(s, off + 1, n) && !memcmp(tags[i].tag, s.p + off + 1, n))
			row = tags[i].row;
	put(t, DNS_CAA_FLAGS, r->data, 1);
	put_flag_rows(t, DNS_CAA_FLAGS_ISSUER_CRITICAL, DNS_CAA_FLAGS_ISSUER_CRITICAL, r->data, 1);
	if (!tree_need(t, off, left(r, off)))
		return;
	struct slice text = slice_sub(s, value, left(r, value));
	put_copy(t, row, off, left(r, off), text.p ? text.p : (const uint8_t *)"", text.len);
	tree_push(t);
	put(t, DNS_CAA_TAG_LENGTH, off, 1);
	put(t, DNS_CAA_TAG, off + 1, n);
	put(t, DNS_CAA_VALUE, value, left(r, value));
	tree_pop(t);
}

static void put_wins(struct tree *t, const struct dns_record *r)
{
	uint32_t off = PARTS(t, r, r->data, { DNS_WINS_LOCAL_FLAG, 4 }, { DNS_WINS_LOOKUP_TIMEOUT, 4 },
			     { DNS_WINS_CACHE_TIMEOUT, 4 }, { DNS_WINS_NB_WINS_SERVERS, 4 });
	for (; off + 4 <= r->end && !tree_ended(t); off += 4)
		put(t, DNS_WINS_WINS_SERVER, off, 4);
}

static void put_xpf(struct tree *t, const struct dns_record *r)
{
	uint32_t version = slice_u8(t->l->data, r->data) & 15;
	uint32_t off = PARTS(t, r, r->data, { DNS_XPF_IP_VERSION, 1 }, { DNS_XPF_PROTOCOL, 1 });
	if (version == 4)
		off = PARTS(t, r, off, { DNS_XPF_SOURCE_IPV4, 4 }, { DNS_XPF_DESTINATION_IPV4, 4 });
	else if (version == 6)
		off = PARTS(t, r, off, { DNS_XPF_SOURCE_IPV6, 16 }, { DNS_XPF_DESTINATION_IPV6, 16 });
	PARTS(t, r, off, { DNS_XPF_SPORT, 2 }, { DNS_XPF_DPORT, 2 });
}

static void put_service_binding(struct tree *t, const struct dns_record *r)
{
	uint32_t off = PARTS(t, r, r->data, { DNS_SVCB_SVCPRIORITY, 2 }, { DNS_SVCB_TARGETNAME, PART_NAME });
	dns_put_svcb(t, r, off);
}

static const struct {
	uint16_t type;
	void (*put)(struct tree *, const struct dns_record *);
} special[] = {
	{ DNS_TYPE_WKS, put_wks }, { DNS_TYPE_KEY, put_key }, { DNS_TYPE_LOC, put_loc }, { DNS_TYPE_NXT, put_nxt },
	{ DNS_TYPE_NAPTR, put_naptr }, { DNS_TYPE_A6, put_a6 }, { DNS_TYPE_OPT, dns_put_options }, { DNS_TYPE_APL, put_apl },
	{ DNS_TYPE_IPSECKEY, put_ipseckey }, { DNS_TYPE_DNSKEY, put_dnskey }, { DNS_TYPE_NSEC3, put_nsec3 },
	{ DNS_TYPE_NSEC3PARAM, put_nsec3 }, { DNS_TYPE_HIP, put_hip }, { DNS_TYPE_CDNSKEY, put_dnskey },
	{ DNS_TYPE_CSYNC, put_csync }, { DNS_TYPE_SVCB, put_service_binding }, { DNS_TYPE_HTTPS, put_service_binding },
	{ DNS_TYPE_TKEY, put_tkey }, { DNS_TYPE_TSIG, put_tsig }, { DNS_TYPE_CAA, put_caa }, { DNS_TYPE_WINS, put_wins },
	{ DNS_TYPE_XPF, put_xpf },
};

void dns_put_data(struct tree *t, const struct dns_record *r)
{
	for (unsigned i = 0; i < COUNT(special); i++)
		if (special[i].type == r->type) {
			special[i].put(t, r);
			return;
		}
	const struct form *f = form_of(r->type);
	if (f) {
		put_parts(t, r, f->part, MAX_PARTS, r->data);
		return;
	}
	MESSAGE(m);
	buf_lit(&m, "Data of record type ");
	fmt_uint(&m, r->type);
	buf_lit(&m, " are not taken apart");
	put_expert(t, DNS_UNDECODED_TYPE, r->off, 0, message_text(&m));
	put(t, DNS_DATA, r->data, r->size);
}
