/* crypto.h: the few things that libcrypto does for us. All of them fail softly: false, and nothing is shown. */
#ifndef PEEL_BASE_CRYPTO_H
#define PEEL_BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MD5_BYTES = 16, SHA256_BYTES = 32, AES128_BYTES = 16, GCM_IV_BYTES = 12, GCM_TAG_BYTES = 16 };

bool crypto_md5(uint8_t out[MD5_BYTES], const void *data, size_t n);
bool crypto_hmac_sha256(uint8_t out[SHA256_BYTES], const uint8_t *key, size_t key_len, const uint8_t *data, size_t n);
/* Hashes of all that fd has, by the library's names, in hexadecimal; what it does not know is left as it is. */
void crypto_hash_fd(int fd, const char *const *names, unsigned n, char (*hex)[65]);
/* One block. */
bool crypto_aes128(uint8_t out[AES128_BYTES], const uint8_t key[AES128_BYTES], const uint8_t in[AES128_BYTES]);
/* AES-128-GCM of in, n bytes and the tag behind them, into out, n bytes. False: the tag does not fit. */
bool crypto_gcm_open(uint8_t *out, const uint8_t key[AES128_BYTES], const uint8_t iv[GCM_IV_BYTES], const uint8_t *head,
		     uint32_t head_len, const uint8_t *in, uint32_t n);

#endif
