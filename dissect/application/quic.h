/* quic.h: what a QUIC connection's first packet says about the later ones. */
#ifndef PEEL_DISSECT_APPLICATION_QUIC_H
#define PEEL_DISSECT_APPLICATION_QUIC_H

#include "base/slice.h"

enum { QUIC_LONG = 0x80, QUIC_FIXED = 0x40, QUIC_INITIAL = 0, QUIC_0RTT, QUIC_HANDSHAKE, QUIC_RETRY };

/* A packet's header as far as it is not protected. */
struct quic_header {
	uint32_t version;
	uint8_t type; /* of a long header: QUIC_INITIAL ... */
	bool is_long;
	uint8_t dcid_len, scid_len;
	uint32_t dcid, scid, token, token_len, length_at,
		number_at; /* offsets; number_at: the packet number, or what is left */
	uint32_t end;      /* of the packet in its datagram */
	bool good;
};
/* dcid_len: of a short header, which does not say it. */
struct quic_header quic_read(struct slice s, uint32_t dcid_len);

struct dissection;
struct layer;

/* Is the layer no packet, but what stands behind the last one in its datagram? */
bool quic_is_padding(const struct dissection *, const struct layer *);

enum { QUIC_OPENED_MAX = 2048, QUIC_HELLO_MAX = 8192 };
/* The frames of a client's Initial packet, opened into `room` of QUIC_OPENED_MAX bytes; empty: there are no keys for it. After
 * the tracker made the layer's note. */
struct slice quic_open_hello(const struct dissection *, const struct layer *l, uint8_t *room);
/* A walk over CRYPTO frames, from { frames } on: where the next one's bytes stand in the handshake, and they themselves. False:
 * there are no more. */
struct quic_crypto_walk {
	struct slice frames;
	uint32_t off;
	unsigned seen; /* frames, of any kind */
};
bool quic_crypto_next(struct quic_crypto_walk *, uint64_t *place, struct slice *bytes);
/* How many bytes of the handshake an opened packet's CRYPTO frames have, and how many frames they are. */
uint32_t quic_crypto_size(struct slice, uint32_t *frames);
/* Puts those bytes in their places; false: they do not begin at the handshake's beginning, or leave a gap. */
bool quic_crypto_join(struct slice, uint8_t *room, uint32_t size);
/* Bytes of the handshake message of which n are at hand, with its header (RFC 8446 4); UINT32_MAX: too few to tell. */
uint32_t quic_message_size(const uint8_t *message, uint32_t n);
/* The handshake message that a client's Initial packet begins with, or completes, of which all is there: puts up to
 * QUIC_HELLO_MAX bytes into out, and returns how many; 0: there is none. After the tracker saw the layer. */
uint32_t quic_client_hello(const struct dissection *, const struct layer *l, uint8_t *out);

/* app_note.value[0] of a packet; again: the same side has sent an Initial packet before, or
 * somebody a packet with a short header; the text is the connection id of the client's first packet. */
static inline uint64_t quic_note(uint32_t connection, bool server, bool again, uint32_t dcid_len)
{
	return (uint64_t)connection | (uint64_t)server << 32 | (uint64_t)again << 33 | (uint64_t)dcid_len << 40;
}
/* app_note.value: the version; the buffer with the handshake message that this packet and earlier ones make up, 0: none. */
enum { QUIC_NOTE_VERSION = 1, QUIC_NOTE_BUFFER };

#endif
