/* tls.h: what a TLS connection's earlier records say about the later ones. */
#ifndef PEEL_DISSECT_APPLICATION_TLS_H
#define PEEL_DISSECT_APPLICATION_TLS_H

#include "base/slice.h"

enum {
	TLS_CHANGE_CIPHER_SPEC = 20, TLS_ALERT, TLS_HANDSHAKE, TLS_APPLICATION_DATA, TLS_HEARTBEAT,
	TLS_RECORD_HEADER = 5, TLS_MESSAGE_HEADER = 4, TLS_MAX_RECORD = 16384 + 2048,
	TLS_MAX_MESSAGES = 64, /* of a record that are looked at */
};
enum {
	HS_HELLO_REQUEST, HS_CLIENT_HELLO, HS_SERVER_HELLO, HS_HELLO_VERIFY, HS_NEW_SESSION_TICKET, HS_HELLO_RETRY = 6,
	HS_ENCRYPTED_EXTENSIONS = 8, HS_CERTIFICATE = 11, HS_SERVER_KEY_EXCHANGE, HS_CERTIFICATE_REQUEST,
	HS_SERVER_HELLO_DONE, HS_CERTIFICATE_VERIFY, HS_CLIENT_KEY_EXCHANGE, HS_FINISHED = 20, HS_CERTIFICATE_STATUS = 22,
	HS_KEY_UPDATE = 24, HS_COMPRESSED_CERTIFICATE, HS_NEXT_PROTOCOL = 67,
};
enum { SSL_2 = 0x0002, SSL_3 = 0x0300, TLS_1_0 = 0x0301, TLS_1_1, TLS_1_2, TLS_1_3 };
enum tls_alpn { ALPN_NONE, ALPN_HTTP1, ALPN_HTTP2, ALPN_SPDY, ALPN_OTHER };

/* Small enough to go into a note: one number, tls_pack. */
struct tls_state {
	uint16_t version;       /* agreed on; 0: not known */
	uint16_t suite;         /* the server's choice */
	uint8_t encrypted;      /* bit 0, 1: side that has sent its change of cipher */
	uint8_t client, server; /* side + 1; 0: not known */
	uint8_t alpn;           /* enum tls_alpn */
	bool resumed;           /* the server's hello was the last message but for a ticket */
};

static inline uint64_t tls_pack(const struct tls_state *s)
{
	return (uint64_t)s->version | (uint64_t)s->suite << 16 | (uint64_t)s->encrypted << 32 |
	       (uint64_t)s->client << 34 | (uint64_t)s->server << 36 | (uint64_t)s->alpn << 38 |
	       (uint64_t)s->resumed << 41;
}
static inline struct tls_state tls_unpack(uint64_t v)
{
	return (struct tls_state){ .version = (uint16_t)v,
				   .suite = (uint16_t)(v >> 16),
				   .encrypted = v >> 32 & 3,
				   .client = v >> 34 & 3,
				   .server = v >> 36 & 3,
				   .alpn = v >> 38 & 7,
				   .resumed = v >> 41 & 1 };
}

/* Is that the version of a hello of the drafts of TLS 1.3 up to the 21st, which has no session and no compression? */
static inline bool tls_is_early_draft(unsigned version)
{
	return version > 0x7f00 && version <= 0x7f15;
}

/* Is s the beginning of a record (RFC 8446 5.1)? */
bool tls_is_record(struct slice s);
/* What a record, header and all, teaches; side: 0 or 1, who sent it. */
void tls_learn(struct tls_state *state, unsigned side, struct slice record);
/* Where the cipher suites of a hello begin, the length field of a client's, the server's choice. */
uint32_t tls_hello_suites(struct slice message);
/* Where the extensions of a hello begin (their length field); message: type and length and all. 0: nowhere. */
uint32_t tls_hello_extensions(struct slice message);
/* The content of the message's extension of a type; empty when there is none. */
struct slice tls_hello_extension(struct slice message, unsigned type);
/* What the payload of a handshake record is: cleartext messages, or something that only looks so? */
bool tls_is_clear_handshake(const struct tls_state *state, unsigned side, struct slice content);

#endif
