/* quic_keys.c: keys of Initial packets, header and packet protection (RFC 9001 5, RFC 9369). */
#include "dissect/application/quic_keys.h"

enum { SALT_BYTES = 20, LABEL_MAX = 32, SAMPLE_OFF = 4, HEADER_MAX = 1500 };
static const uint32_t GREASED_AS = 0xff00001d;

/* By the versions that use them, each a range. */
static const struct {
	uint32_t low, high;
	uint8_t salt[SALT_BYTES];
} salts[] = {
	{ 0xff000017, 0xff00001c, { 0xc3, 0xee, 0xf7, 0x12, 0xc7, 0x2e, 0xbb, 0x5a, 0x11, 0xa7, 0xd2, 0x43, 0x2b, 0xb4, 0x63, 0x65, 0xbe, 0xf9, 0xf5, 0x02 } },
	{ 0xfaceb002, 0xfaceb002, { 0xc3, 0xee, 0xf7, 0x12, 0xc7, 0x2e, 0xbb, 0x5a, 0x11, 0xa7, 0xd2, 0x43, 0x2b, 0xb4, 0x63, 0x65, 0xbe, 0xf9, 0xf5, 0x02 } },
	{ 0xff00001d, 0xff000020, { 0xaf, 0xbf, 0xec, 0x28, 0x99, 0x93, 0xd2, 0x4c, 0x9e, 0x97, 0x86, 0xf1, 0x9c, 0x61, 0x11, 0xe0, 0x43, 0x90, 0xa8, 0x99 } },
	{ 0xff000021, 0xff000022, { 0x38, 0x76, 0x2c, 0xf7, 0xf5, 0x59, 0x34, 0xb3, 0x4d, 0x17, 0x9a, 0xe6, 0xa4, 0xc8, 0x0c, 0xad, 0xcc, 0xbb, 0x7f, 0x0a } },
	{ 0x54303530, 0x54303530, { 0x7f, 0xf5, 0x79, 0xe5, 0xac, 0xd0, 0x72, 0x91, 0x55, 0x80, 0x30, 0x4c, 0x43, 0xa2, 0x36, 0x7c, 0x60, 0x48, 0x83, 0x10 } },
	{ 0x54303531, 0x54303531, { 0x7a, 0x4e, 0xde, 0xf4, 0xe7, 0xcc, 0xee, 0x5f, 0xa4, 0x50, 0x6c, 0x19, 0x12, 0x4f, 0xc8, 0xcc, 0xda, 0x6e, 0x03, 0x3d } },
	{ QUIC_V1, QUIC_V1, { 0x38, 0x76, 0x2c, 0xf7, 0xf5, 0x59, 0x34, 0xb3, 0x4d, 0x17, 0x9a, 0xe6, 0xa4, 0xc8, 0x0c, 0xad, 0xcc, 0xbb, 0x7f, 0x0a } },
	{ QUIC_V2, QUIC_V2, { 0x0d, 0xed, 0xe3, 0xde, 0xf7, 0x00, 0xa6, 0xdb, 0x81, 0x93, 0x81, 0xbe, 0x6e, 0x26, 0x9d, 0xcb, 0xf9, 0xbd, 0x2e, 0xd9 } },
	{ QUIC_V2_DRAFT, QUIC_V2_DRAFT, { 0xa7, 0x07, 0xc2, 0x03, 0xa5, 0x9b, 0x47, 0x18, 0x4a, 0x1d, 0x62, 0xca, 0x57, 0x04, 0x06, 0xea, 0x7a, 0xe3, 0xe5, 0xd3 } },
};

/* HKDF-Expand-Label (RFC 8446 7.1) of at most one block, with an empty context. */
static bool expand(uint8_t *out, uint8_t n, const uint8_t secret[SHA256_BYTES], const char *label)
{
	uint8_t info[4 + 6 + LABEL_MAX + 2], block[SHA256_BYTES];
	size_t label_len = strlen(label), at = 3;
	info[0] = 0;
	info[1] = n;
	info[2] = (uint8_t)(6 + label_len);
	memcpy(info + at, "tls13 ", 6);
	memcpy(info + at + 6, label, label_len);
	at += 6 + label_len;
	info[at++] = 0;
	info[at++] = 1; /* the first block of the expansion */
	if (!crypto_hmac_sha256(block, secret, SHA256_BYTES, info, at))
		return false;
	memcpy(out, block, n);
	return true;
}

bool quic_initial_keys(struct quic_keys *k, uint32_t version, const uint8_t *cid, uint32_t cid_len, bool server)
{
	uint8_t initial[SHA256_BYTES], secret[SHA256_BYTES];
	bool v2 = version == QUIC_V2 || version == QUIC_V2_DRAFT;
	if ((version & 0x0f0f0f0f) == 0x0a0a0a0a)
		version = GREASED_AS; /* a version to be refused; tshark tries this one's salt */
	for (unsigned i = 0; i < sizeof salts / sizeof *salts; i++) {
		if (version < salts[i].low || version > salts[i].high)
			continue;
		return crypto_hmac_sha256(initial, salts[i].salt, SALT_BYTES, cid, cid_len) &&
		       expand(secret, SHA256_BYTES, initial, server ? "server in" : "client in") &&
		       expand(k->key, AES128_BYTES, secret, v2 ? "quicv2 key" : "quic key") &&
		       expand(k->iv, GCM_IV_BYTES, secret, v2 ? "quicv2 iv" : "quic iv") &&
		       expand(k->hp, AES128_BYTES, secret, v2 ? "quicv2 hp" : "quic hp");
	}
	return false;
}

bool quic_open(struct quic_plain *p, uint8_t *out, const struct quic_keys *k, struct slice s, uint32_t number_at)
{
	uint8_t mask[AES128_BYTES], head[HEADER_MAX], iv[GCM_IV_BYTES];
	memset(p, 0, sizeof *p);
	if (number_at > HEADER_MAX - 4 || !slice_has(s, number_at, SAMPLE_OFF + AES128_BYTES) ||
	    !crypto_aes128(mask, k->hp, s.p + number_at + SAMPLE_OFF))
		return false;
	memcpy(head, s.p, number_at + 4);
	head[0] ^= mask[0] & 0x0f;
	p->first = head[0];
	p->number_len = (head[0] & 3u) + 1;
	for (uint32_t i = 0; i < p->number_len; i++) {
		head[number_at + i] ^= mask[1 + i];
		p->number = p->number << 8 | head[number_at + i];
	}
	uint32_t head_len = number_at + p->number_len;
	if (s.len < head_len + GCM_TAG_BYTES)
		return true;
	p->len = s.len - head_len - GCM_TAG_BYTES;
	memcpy(iv, k->iv, sizeof iv);
	for (unsigned i = 0; i < 4; i++)
		iv[GCM_IV_BYTES - 1 - i] ^= (uint8_t)(p->number >> 8 * i);
	p->good = crypto_gcm_open(out, k->key, iv, head, head_len, s.p + head_len, p->len);
	return true;
}

/* RFC 9001 5.8, RFC 9369 3.3.3. */
static const struct {
	uint32_t version;
	uint8_t key[AES128_BYTES], iv[GCM_IV_BYTES];
} retry_keys[] = {
	{ QUIC_V1, { 0xbe, 0x0c, 0x69, 0x0b, 0x9f, 0x66, 0x57, 0x5a, 0x1d, 0x76, 0x6b, 0x54, 0xe3, 0x68, 0xc8, 0x4e },
	  { 0x46, 0x15, 0x99, 0xd3, 0x5d, 0x63, 0x2b, 0xf2, 0x23, 0x98, 0x25, 0xbb } },
	{ QUIC_V2, { 0x8f, 0xb4, 0xb0, 0x1b, 0x56, 0xac, 0x48, 0xe2, 0x60, 0xfb, 0xcb, 0xce, 0xad, 0x7c, 0xcc, 0x92 },
	  { 0xd8, 0x69, 0x69, 0xbc, 0x2d, 0x7c, 0x6d, 0x99, 0x90, 0xef, 0xb0, 0x4a } },
};

bool quic_retry_verified(uint32_t version, struct slice retry, const uint8_t *cid, uint32_t cid_len)
{
	uint8_t head[1 + QUIC_CID_MAX + HEADER_MAX], nothing[1];
	if (retry.len != retry.wire || retry.len < GCM_TAG_BYTES || retry.len > HEADER_MAX || cid_len > QUIC_CID_MAX)
		return false;
	uint32_t n = retry.len - GCM_TAG_BYTES;
	head[0] = (uint8_t)cid_len;
	memcpy(head + 1, cid, cid_len);
	memcpy(head + 1 + cid_len, retry.p, n);
	for (unsigned i = 0; i < sizeof retry_keys / sizeof *retry_keys; i++)
		if (retry_keys[i].version == version)
			return crypto_gcm_open(nothing, retry_keys[i].key, retry_keys[i].iv, head, 1 + cid_len + n,
					       retry.p + n, 0);
	return false;
}
