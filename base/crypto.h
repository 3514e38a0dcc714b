/* crypto.h: the few things that libcrypto does for us. All of them fail softly: false, and nothing is shown. */
#ifndef PEEL_BASE_CRYPTO_H
#define PEEL_BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MD5_BYTES = 16 };

bool crypto_md5(uint8_t out[MD5_BYTES], const void *data, size_t n);

#endif
