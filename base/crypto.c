/* crypto.c: libcrypto behind a few calls, so that nobody else sees its headers. */
#include "base/crypto.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>

/* What libcrypto finds by name. Finding it takes longer than what we do with it, so that it is done once; nothing of it
 * changes afterwards. */
static struct {
	EVP_MAC_CTX *hmac_sha256; /* set up but for the key: to be copied */
	EVP_CIPHER *ecb, *gcm;
} found;
static pthread_once_t found_once = PTHREAD_ONCE_INIT;

static void find(void)
{
	char sha256[] = "SHA256";
	const OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, sha256, 0),
				      OSSL_PARAM_construct_end() };
	EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	found.hmac_sha256 = mac ? EVP_MAC_CTX_new(mac) : NULL;
	EVP_MAC_free(mac);
	if (found.hmac_sha256 && EVP_MAC_CTX_set_params(found.hmac_sha256, params) != 1) {
		EVP_MAC_CTX_free(found.hmac_sha256);
		found.hmac_sha256 = NULL;
	}
	found.ecb = EVP_CIPHER_fetch(NULL, "AES-128-ECB", NULL);
	found.gcm = EVP_CIPHER_fetch(NULL, "AES-128-GCM", NULL);
}

bool crypto_md5(uint8_t out[MD5_BYTES], const void *data, size_t n)
{
	return EVP_Digest(data, n, out, NULL, EVP_md5(), NULL) == 1;
}

bool crypto_hmac_sha256(uint8_t out[SHA256_BYTES], const uint8_t *key, size_t key_len, const uint8_t *data, size_t n)
{
	pthread_once(&found_once, find);
	EVP_MAC_CTX *c = found.hmac_sha256 ? EVP_MAC_CTX_dup(found.hmac_sha256) : NULL;
	size_t len = 0;
	bool good = c && EVP_MAC_init(c, key, key_len, NULL) == 1 && EVP_MAC_update(c, data, n) == 1 &&
		    EVP_MAC_final(c, out, &len, SHA256_BYTES) == 1;
	EVP_MAC_CTX_free(c);
	return good && len == SHA256_BYTES;
}

bool crypto_aes128(uint8_t out[AES128_BYTES], const uint8_t key[AES128_BYTES], const uint8_t in[AES128_BYTES])
{
	pthread_once(&found_once, find);
	EVP_CIPHER_CTX *c = found.ecb ? EVP_CIPHER_CTX_new() : NULL;
	int n = 0;
	bool good = c && EVP_EncryptInit_ex(c, found.ecb, NULL, key, NULL) == 1 &&
		    EVP_CIPHER_CTX_set_padding(c, 0) == 1 && EVP_EncryptUpdate(c, out, &n, in, AES128_BYTES) == 1;
	EVP_CIPHER_CTX_free(c);
	return good && n == AES128_BYTES;
}

bool crypto_gcm_open(uint8_t *out, const uint8_t key[AES128_BYTES], const uint8_t iv[GCM_IV_BYTES], const uint8_t *head,
		     uint32_t head_len, const uint8_t *in, uint32_t n)
{
	pthread_once(&found_once, find);
	EVP_CIPHER_CTX *c = found.gcm ? EVP_CIPHER_CTX_new() : NULL;
	uint8_t tag[GCM_TAG_BYTES];
	int done = 0;
	for (unsigned i = 0; i < GCM_TAG_BYTES; i++)
		tag[i] = in[n + i];
	bool good = c && EVP_DecryptInit_ex(c, found.gcm, NULL, key, iv) == 1 &&
		    EVP_DecryptUpdate(c, NULL, &done, head, (int)head_len) == 1 &&
		    EVP_DecryptUpdate(c, out, &done, in, (int)n) == 1 &&
		    EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, GCM_TAG_BYTES, tag) == 1 &&
		    EVP_DecryptFinal_ex(c, out + n, &done) == 1;
	EVP_CIPHER_CTX_free(c);
	return good;
}

enum { MAX_DIGESTS = 8, PIECE = 65536 };

static void put_hex(char hex[65], EVP_MD_CTX *c)
{
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	if (EVP_DigestFinal_ex(c, raw, &n) != 1 || n > 32)
		return;
	for (unsigned i = 0; i < n; i++)
		snprintf(hex + 2 * (size_t)i, 3, "%02x", raw[i]);
}

void crypto_hash_fd(int fd, const char *const *names, unsigned n, char (*hex)[65])
{
	EVP_MD_CTX *c[MAX_DIGESTS] = { 0 };
	unsigned char *piece = malloc(PIECE);
	ssize_t got = -1;
	for (unsigned i = 0; i < n && i < MAX_DIGESTS; i++) {
		const EVP_MD *md = EVP_get_digestbyname(names[i]);
		c[i] = md ? EVP_MD_CTX_new() : NULL;
		if (c[i] && EVP_DigestInit_ex(c[i], md, NULL) != 1) {
			EVP_MD_CTX_free(c[i]);
			c[i] = NULL;
		}
	}
	while (piece && (got = read(fd, piece, PIECE)) > 0)
		for (unsigned i = 0; i < n && i < MAX_DIGESTS; i++)
			if (c[i])
				EVP_DigestUpdate(c[i], piece, (size_t)got);
	for (unsigned i = 0; i < n && i < MAX_DIGESTS; i++) {
		if (c[i] && got == 0)
			put_hex(hex[i], c[i]);
		EVP_MD_CTX_free(c[i]);
	}
	free(piece);
}
