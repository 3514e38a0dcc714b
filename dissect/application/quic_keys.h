/* quic_keys.h: the keys of QUIC's Initial packets, which everybody can work out (RFC 9001 5.2). */
#ifndef PEEL_DISSECT_APPLICATION_QUIC_KEYS_H
#define PEEL_DISSECT_APPLICATION_QUIC_KEYS_H

#include "base/crypto.h"
#include "base/slice.h"

enum { QUIC_CID_MAX = 20, QUIC_V1 = 1, QUIC_V2 = 0x6b3343cf, QUIC_V2_DRAFT = 0x709a50c4 };

struct quic_keys {
	uint8_t key[AES128_BYTES], iv[GCM_IV_BYTES], hp[AES128_BYTES];
};

/* cid: that of the client's first packet. False: nobody knows the salt of this version. */
bool quic_initial_keys(struct quic_keys *, uint32_t version, const uint8_t *cid, uint32_t cid_len, bool server);

/* An Initial packet without its protection. */
struct quic_plain {
	uint8_t first;       /* byte of the header */
	uint32_t number_len; /* bytes */
	uint32_t number;     /* as it stands there */
	uint32_t len;        /* bytes of the payload */
	bool good;           /* the payload could be opened */
};
/* s: the packet, header and all; number_at: where its packet number begins. out has room for s.len bytes. */
bool quic_open(struct quic_plain *, uint8_t *out, const struct quic_keys *, struct slice s, uint32_t number_at);

/* Is the tag at the end of this Retry packet the one of a retry to a packet for cid (RFC 9001 5.8)? */
bool quic_retry_verified(uint32_t version, struct slice retry, const uint8_t *cid, uint32_t cid_len);

#endif
