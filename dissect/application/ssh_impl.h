/* ssh_impl.h: what the parts of SSH share: the rows of its fields. */
#ifndef PEEL_DISSECT_APPLICATION_SSH_IMPL_H
#define PEEL_DISSECT_APPLICATION_SSH_IMPL_H

#include "dissect/application/ssh.h"
#include "dissect/tree.h"

enum {
	SSH, TEXT, PROTOCOL, PACKET_LENGTH, LENGTH_ENCRYPTED, ENCRYPTED, PADDING_LENGTH, PAYLOAD, PADDING, SEQ,
	DIRECTION, CODE, COOKIE, KEX_LENGTH, KEX, HOST_KEYS_LENGTH, HOST_KEYS, ENC_C2S_LENGTH, ENC_C2S, ENC_S2C_LENGTH,
	ENC_S2C, MAC_C2S_LENGTH, MAC_C2S, MAC_S2C_LENGTH, MAC_S2C, COMP_C2S_LENGTH, COMP_C2S, COMP_S2C_LENGTH,
	COMP_S2C, LANG_C2S_LENGTH, LANG_C2S, LANG_S2C_LENGTH, LANG_S2C, FIRST_KEX, RESERVED, HASSH_TEXT, HASSH,
	HASSHSERVER_TEXT, HASSHSERVER, KEY_LENGTH, KEY_TYPE_LENGTH, KEY_TYPE, KEY_DATA, KEY_RSA_N, KEY_RSA_E,
	KEY_DSA_P, KEY_DSA_Q, KEY_DSA_G, KEY_DSA_Y, KEY_ECDSA_ID, KEY_ECDSA_ID_LENGTH, KEY_ECDSA_Q, KEY_ECDSA_Q_LENGTH,
	KEY_EDDSA_KEY, KEY_EDDSA_KEY_LENGTH, SIG_LENGTH, SIG_TYPE_LENGTH, SIG_TYPE, SIG_RSA, SIG_DSA, DH_E, DH_F,
	GEX_MIN, GEX_NBITS, GEX_MAX, GEX_P, GEX_G, ECDH_Q_C, ECDH_Q_C_LENGTH, ECDH_Q_S, ECDH_Q_S_LENGTH, MPINT_LENGTH,
	DECODED, TOO_LONG,
	SSH_N_ROWS,
};

extern const struct field ssh_fields[SSH_N_ROWS];
extern const struct protocol protocol_ssh;

/* "Elliptic Curve Diffie-Hellman Key Exchange Init": what a number means depends on the key exchange. */
const char *ssh_message_name(unsigned code, enum ssh_kex kex);
/* The message of a packet in clear text, from its code at off up to end. */
void ssh_put_message(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, const struct ssh_state *state,
		     bool client);

#endif
