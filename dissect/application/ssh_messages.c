/* ssh_messages.c: the messages of the key exchange (RFC 4253 7, 8; RFC 4419; RFC 5656), and HASSH. */
#include "base/crypto.h"
#include "base/fmt.h"
#include "dissect/application/ssh_impl.h"
#include "dissect/message.h"

enum { HASSH_TEXT_MAX = 8192, N_LISTS = 10 };

/* A string or number behind its length of four bytes; returns where it ends. */
static uint32_t put_string(struct tree *t, const struct layer *l, unsigned length_row, unsigned row, uint32_t off)
{
	uint32_t n = slice_u32(l->data, off);
	put(t, length_row, off, 4);
	if (!tree_need(t, off + 4, n))
		return l->data.wire;
	put(t, row, off + 4, n);
	return off + 4 + n;
}

static bool starts(struct slice s, const char *word)
{
	size_t n = strlen(word);
	return s.len >= n && !memcmp(s.p, word, n);
}

static void put_title(struct tree *t, uint32_t off, uint32_t n, const char *title, struct slice type)
{
	MESSAGE(m);
	buf_str(&m, title);
	buf_lit(&m, " (type: ");
	fmt_text(&m, type.p, type.len < 64 ? type.len : 64);
	buf_char(&m, ')');
	put_label(t, TEXT, off, n, m.p, (uint32_t)m.len);
	tree_push(t);
}

static uint32_t put_host_key(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t n = slice_u32(l->data, off), type_len = slice_u32(l->data, off + 4), end = off + 4 + n;
	struct slice type = slice_sub(l->data, off + 8, type_len);
	if (!tree_need(t, off + 4, n))
		return off;
	put_title(t, off, 4 + n, "KEX host key", type);
	put(t, KEY_LENGTH, off, 4);
	uint32_t at = put_string(t, l, KEY_TYPE_LENGTH, KEY_TYPE, off + 4);
	if (starts(type, "ssh-rsa")) {
		at = put_string(t, l, MPINT_LENGTH, KEY_RSA_E, at);
		put_string(t, l, MPINT_LENGTH, KEY_RSA_N, at);
	} else if (starts(type, "ssh-dss")) {
		for (unsigned row = KEY_DSA_P; row <= KEY_DSA_Y; row++)
			at = put_string(t, l, MPINT_LENGTH, row, at);
	} else if (starts(type, "ecdsa-sha2-")) {
		at = put_string(t, l, KEY_ECDSA_ID_LENGTH, KEY_ECDSA_ID, at);
		put_string(t, l, KEY_ECDSA_Q_LENGTH, KEY_ECDSA_Q, at);
	} else if (starts(type, "ssh-ed")) {
		put_string(t, l, KEY_EDDSA_KEY_LENGTH, KEY_EDDSA_KEY, at);
	} else if (at < end) {
		put(t, KEY_DATA, at, end - at);
	}
	tree_pop(t);
	return end;
}

static void put_signature(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t n = slice_u32(l->data, off), type_len = slice_u32(l->data, off + 4);
	struct slice type = slice_sub(l->data, off + 8, type_len);
	bool rsa = starts(type, "ssh-rsa"), dsa = starts(type, "ssh-dss");
	if (!tree_need(t, off + 4, n))
		return;
	put_title(t, off, 4 + n, "KEX host signature", type);
	put(t, SIG_LENGTH, off, 4);
	if (!rsa && !dsa && n != type_len + 8) { /* the words, spelt as people know them */
		MESSAGE(m);
		buf_lit(&m, "Decoded ");
		fmt_uint(&m, type_len + 8);
		buf_lit(&m, " bytes, but packet legnth is ");
		fmt_uint(&m, n);
		buf_lit(&m, " bytes");
		tree_push(t);
		put_expert(t, DECODED, off, 0, message_text(&m));
		tree_pop(t);
	}
	uint32_t at = put_string(t, l, SIG_TYPE_LENGTH, SIG_TYPE, off + 4);
	if (rsa || dsa)
		put_string(t, l, MPINT_LENGTH, rsa ? SIG_RSA : SIG_DSA, at);
	tree_pop(t);
}

/* --- HASSH: the lists of one direction, and the MD5 of them --- */

static void put_hassh(struct tree *t, uint32_t off, const struct slice *list, bool client)
{
	char room[HASSH_TEXT_MAX], hex[4 * MD5_BYTES];
	struct buf b = BUF_OVER(room, sizeof room), h = BUF_OVER(hex, sizeof hex);
	const unsigned which[] = { SSH_KEX, client ? SSH_ENC_C2S : SSH_ENC_S2C, client ? SSH_MAC_C2S : SSH_MAC_S2C,
				   client ? SSH_COMP_C2S : SSH_COMP_S2C };
	unsigned row = client ? HASSH : HASSHSERVER, text_row = client ? HASSH_TEXT : HASSHSERVER_TEXT;
	uint8_t md5[MD5_BYTES];
	if (tree_ended(t) || !(tree_wants(t, row) || tree_wants(t, text_row)))
		return;
	for (unsigned i = 0; i < COUNT(which); i++) {
		struct slice s = list[which[i]];
		if (s.len + 2 > b.cap - b.len)
			return;
		if (i)
			buf_char(&b, ';');
		buf_put(&b, s.p, s.len);
	}
	put_copy(t, text_row, off, 0, b.p, (uint32_t)b.len);
	if (!crypto_md5(md5, b.p, b.len))
		return;
	fmt_bytes(&h, md5, MD5_BYTES, 0);
	put_copy(t, row, off, 0, h.p, (uint32_t)h.len);
}

static void put_kexinit(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, bool client)
{
	struct slice list[N_LISTS];
	static const char title[] = "Algorithms";
	put_label(t, TEXT, off, end - off, title, sizeof title - 1);
	tree_push(t);
	put(t, COOKIE, off, 16);
	uint32_t at = off + 16;
	for (unsigned i = 0; i < N_LISTS; i++) {
		list[i] = slice_sub(l->data, at + 4, slice_u32(l->data, at));
		at = put_string(t, l, KEX_LENGTH + 2 * i, KEX + 2 * i, at);
	}
	put(t, FIRST_KEX, at, 1);
	put(t, RESERVED, at + 1, 4);
	put_hassh(t, at + 5, list, client);
	tree_pop(t);
}

static void put_gex(struct tree *t, const struct layer *l, unsigned code, uint32_t off)
{
	switch (code) {
	case 30: put(t, GEX_NBITS, off, 4); break;
	case 31: put_string(t, l, MPINT_LENGTH, GEX_G, put_string(t, l, MPINT_LENGTH, GEX_P, off)); break;
	case 32: put_string(t, l, MPINT_LENGTH, DH_E, off); break;
	case 33:
		off = put_host_key(t, l, off);
		put_signature(t, l, put_string(t, l, MPINT_LENGTH, DH_F, off));
		break;
	case 34:
		put(t, GEX_MIN, off, 4);
		put(t, GEX_NBITS, off + 4, 4);
		put(t, GEX_MAX, off + 8, 4);
		break;
	default: break;
	}
}

static void put_dh(struct tree *t, const struct layer *l, unsigned code, uint32_t off, bool curve)
{
	if (code == 30) {
		put_string(t, l, curve ? ECDH_Q_C_LENGTH : MPINT_LENGTH, curve ? ECDH_Q_C : DH_E, off);
	} else if (code == 31) {
		off = put_host_key(t, l, off);
		off = put_string(t, l, curve ? ECDH_Q_S_LENGTH : MPINT_LENGTH, curve ? ECDH_Q_S : DH_F, off);
		put_signature(t, l, off);
	}
}

void ssh_put_message(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, const struct ssh_state *state,
		     bool client)
{
	unsigned code = slice_u8(l->data, off);
	enum ssh_kex kex = ssh_kex_of(state);
	MESSAGE(m);
	buf_lit(&m, "Key Exchange");
	if (code != SSH_MSG_KEXINIT && state->chosen[SSH_KEX]) {
		buf_lit(&m, " (method:");
		buf_str(&m, ssh_name(state->chosen[SSH_KEX]));
		buf_char(&m, ')');
	}
	put_label(t, TEXT, off, end - off, m.p, (uint32_t)m.len);
	tree_push(t);
	put(t, CODE, off, 1)->aux = kex;
	if (code == SSH_MSG_KEXINIT)
		put_kexinit(t, l, off + 1, end, client);
	else if (kex == SSH_KEX_GEX)
		put_gex(t, l, code, off + 1);
	else
		put_dh(t, l, code, off + 1, kex == SSH_KEX_ECDH);
	tree_pop(t);
}
