/* crypto.c: libcrypto behind a few calls, so that nobody else sees its headers. */
#include "base/crypto.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

bool crypto_md5(uint8_t out[MD5_BYTES], const void *data, size_t n)
{
	return EVP_Digest(data, n, out, NULL, EVP_md5(), NULL) == 1;
}

bool crypto_hmac_sha256(uint8_t out[SHA256_BYTES], const uint8_t *key, size_t key_len, const uint8_t *data, size_t n)
{
	return HMAC(EVP_sha256(), key, (int)key_len, data, n, out, NULL) != NULL;
}

bool crypto_aes128(uint8_t out[AES128_BYTES], const uint8_t key[AES128_BYTES], const uint8_t in[AES128_BYTES])
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n = 0;
	bool good = c && EVP_EncryptInit_ex(c, EVP_aes_128_ecb(), NULL, key, NULL) == 1 &&
		    EVP_CIPHER_CTX_set_padding(c, 0) == 1 && EVP_EncryptUpdate(c, out, &n, in, AES128_BYTES) == 1;
	EVP_CIPHER_CTX_free(c);
	return good && n == AES128_BYTES;
}

bool crypto_gcm_open(uint8_t *out, const uint8_t key[AES128_BYTES], const uint8_t iv[GCM_IV_BYTES], const uint8_t *head,
		     uint32_t head_len, const uint8_t *in, uint32_t n)
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	uint8_t tag[GCM_TAG_BYTES];
	int done = 0;
	for (unsigned i = 0; i < GCM_TAG_BYTES; i++)
		tag[i] = in[n + i];
	bool good = c && EVP_DecryptInit_ex(c, EVP_aes_128_gcm(), NULL, key, iv) == 1 &&
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
