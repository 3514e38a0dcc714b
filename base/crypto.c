/* crypto.c: libcrypto behind a few calls, so that nobody else sees its headers. */
#include "base/crypto.h"

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
