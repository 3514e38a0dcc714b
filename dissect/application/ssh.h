/* ssh.h: what an SSH connection's key exchange says about the rest of it. */
#ifndef PEEL_DISSECT_APPLICATION_SSH_H
#define PEEL_DISSECT_APPLICATION_SSH_H

#include "base/slice.h"

enum { SSH_MSG_KEXINIT = 20, SSH_MSG_NEWKEYS = 21, SSH_LISTS = 8, SSH_LIST_MAX = 24 };
/* For the pdu hook: the direction's new keys were sent; the banners were, and its new keys were not. */
enum { SSH_HINT_ENCRYPTED = 1, SSH_HINT_CLEAR };
enum ssh_kex { SSH_KEX_UNKNOWN, SSH_KEX_DH, SSH_KEX_GEX, SSH_KEX_ECDH };
/* The name lists of KEXINIT that are negotiated (RFC 4253 7.1), in their order. */
enum { SSH_KEX, SSH_HOST_KEY, SSH_ENC_C2S, SSH_ENC_S2C, SSH_MAC_C2S, SSH_MAC_S2C, SSH_COMP_C2S, SSH_COMP_S2C };

/* What is known before a packet: small enough for a note, ssh_pack. Names are numbers of ssh_name, 0: none. */
struct ssh_state {
	uint8_t chosen[SSH_LISTS];
	uint8_t version;   /* of the protocol, as the client's banner says; 0: not known */
	uint8_t encrypted; /* bit 0, 1: client, server have sent their new keys */
	uint8_t has_keys;  /* the server has answered the key exchange */
};
/* And what the conversation remembers besides: the lists of both sides. */
struct ssh_memory {
	struct ssh_state state;
	uint8_t list[2][SSH_LISTS][SSH_LIST_MAX];
};

static inline void ssh_pack(const struct ssh_state *s, uint64_t value[2])
{
	value[0] = 0;
	for (unsigned i = 0; i < SSH_LISTS; i++)
		value[0] |= (uint64_t)s->chosen[i] << 8 * i;
	value[1] = (uint64_t)s->version | (uint64_t)s->encrypted << 8 | (uint64_t)s->has_keys << 16;
}
static inline void ssh_unpack(struct ssh_state *s, const uint64_t value[2])
{
	for (unsigned i = 0; i < SSH_LISTS; i++)
		s->chosen[i] = (uint8_t)(value[0] >> 8 * i);
	s->version = (uint8_t)value[1];
	s->encrypted = (uint8_t)(value[1] >> 8);
	s->has_keys = (uint8_t)(value[1] >> 16);
}

const char *ssh_name(unsigned number);
enum ssh_kex ssh_kex_of(const struct ssh_state *);
/* Does the client send, by the ports of the connection? */
bool ssh_from_client(struct slice tcp);

enum ssh_what { SSH_BANNER, SSH_PACKET, SSH_ENCRYPTED };
/* What the bytes at the front are, and in *n how many there are of it, which may be more than s has. */
enum ssh_what ssh_next(const struct ssh_state *, bool client, struct slice s, uint32_t *n);
/* What a banner or packet, whole, teaches. memory NULL: what was negotiated is not looked at. */
void ssh_learn(struct ssh_state *, struct ssh_memory *memory, bool client, enum ssh_what what, struct slice s);

#endif
