/* crypto.c: libcrypto behind five calls, so that nobody else sees its headers. */
#include "base/crypto.h"

#include <openssl/evp.h>

bool crypto_md5(uint8_t out[MD5_BYTES], const void *data, size_t n)
{
	return EVP_Digest(data, n, out, NULL, EVP_md5(), NULL) == 1;
}
