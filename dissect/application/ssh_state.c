/* ssh_state.c: what banners and the key exchange (RFC 4253) teach: version, algorithms, from where on all is encrypted. */
#include "dissect/application/ssh_impl.h"

enum {
	MAX_PACKET = 65536,
	PORT_SSH = 22,
	PORT_GERRIT = 29418,
	COOKIE_END = 22,
	MAX_NAMES = 64,
	MAX_NAME = 64
};

/* The algorithms that are spoken of in the wild, numbered from 1 by their place. */
static const char *const names[] = {
	"curve25519-sha256", "curve25519-sha256@libssh.org", "curve448-sha512", "diffie-hellman-group-exchange-sha1",
	"diffie-hellman-group-exchange-sha256", "diffie-hellman-group1-sha1", "diffie-hellman-group14-sha1",
	"diffie-hellman-group14-sha256", "diffie-hellman-group14-sha256@ssh.com", "diffie-hellman-group15-sha512",
	"diffie-hellman-group16-sha512", "diffie-hellman-group17-sha512", "diffie-hellman-group18-sha512",
	"ecdh-sha2-1.3.132.0.10", "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521",
	"mlkem1024nistp384-sha384", "mlkem768nistp256-sha256", "mlkem768x25519-sha256", "rsa2048-sha256", "rsa1024-sha1",
	"sntrup761x25519-sha512@openssh.com", "sntrup761x25519-sha512", "sntrup4591761x25519-sha512@tinyssh.org",
	"3des-cbc", "3des-ctr", "aes128-cbc", "aes128-ctr", "aes128-gcm@openssh.com", "aes192-cbc", "aes192-ctr", "aes256-cbc",
	"aes256-ctr", "aes256-gcm@openssh.com", "arcfour", "arcfour128", "arcfour256", "blowfish-cbc", "cast128-cbc",
	"chacha20-poly1305@openssh.com", "rijndael-cbc@lysator.liu.se", "twofish-cbc", "twofish256-cbc", "twofish128-cbc",
	"hmac-md5", "hmac-md5-96", "hmac-md5-etm@openssh.com", "hmac-ripemd160", "hmac-ripemd160@openssh.com", "hmac-sha1",
	"hmac-sha1-96", "hmac-sha1-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-256-etm@openssh.com", "hmac-sha2-512",
	"hmac-sha2-512-etm@openssh.com", "umac-128-etm@openssh.com", "umac-128@openssh.com", "umac-64-etm@openssh.com",
	"umac-64@openssh.com", "none", "zlib", "zlib@openssh.com",
};

const char *ssh_name(unsigned number)
{
	return number && number <= COUNT(names) ? names[number - 1] : "";
}

static uint8_t number_of(struct slice name)
{
	for (unsigned i = 0; i < COUNT(names); i++)
		if (strlen(names[i]) == name.len && !memcmp(names[i], name.p, name.len))
			return (uint8_t)(i + 1);
	return 0;
}

enum ssh_kex ssh_kex_of(const struct ssh_state *s)
{
	const char *name = ssh_name(s->chosen[SSH_KEX]);
	if (!*name)
		return SSH_KEX_UNKNOWN;
	if (!strncmp(name, "diffie-hellman-group-exchange", 29))
		return SSH_KEX_GEX;
	/* What tshark does not know, sntrup761 and ML-KEM among it, it reads as Diffie-Hellman. */
	return strncmp(name, "ecdh", 4) && strncmp(name, "curve", 5) ? SSH_KEX_DH : SSH_KEX_ECDH;
}

bool ssh_from_client(struct slice tcp)
{
	unsigned to = slice_u16(tcp, 2);
	return to == PORT_SSH || to == PORT_GERRIT;
}

static bool is_banner(struct slice s)
{
	return s.len >= 4 && !memcmp(s.p, "SSH-", 4);
}

enum ssh_what ssh_next(const struct ssh_state *state, bool client, struct slice s, uint32_t *n)
{
	/* Nobody knows what goes on in a connection whose banners were not captured: as tshark, all is taken for encrypted. */
	bool encrypted = state->encrypted & (client ? 1 : 2);
	if (!encrypted && is_banner(s)) {
		const uint8_t *end = memchr(s.p, '\n', s.len);
		*n = end ? (uint32_t)(end - s.p) + 1 : s.wire;
		return SSH_BANNER;
	}
	*n = slice_u32(s, 0);
	if (!encrypted && state->version && *n >= 2 && *n <= MAX_PACKET) {
		*n += 4;
		return SSH_PACKET;
	}
	*n = s.wire;
	return SSH_ENCRYPTED;
}

/* The names of one list as numbers; those that nobody knows are left out. */
static void read_list(uint8_t *out, struct slice s)
{
	unsigned n = 0;
	uint32_t at = 0;
	memset(out, 0, SSH_LIST_MAX);
	for (unsigned i = 0; i < MAX_NAMES && at < s.len && n < SSH_LIST_MAX; i++) {
		const uint8_t *comma = memchr(s.p + at, ',', s.len - at);
		uint32_t len = comma ? (uint32_t)(comma - s.p) - at : s.len - at;
		uint8_t number = number_of(slice_sub(s, at, len));
		if (number)
			out[n++] = number;
		at += len + 1;
	}
}

/* RFC 4253 7.1: the first of the client's that the server has as well. */
static uint8_t agree_on(const uint8_t *client, const uint8_t *server)
{
	for (unsigned i = 0; i < SSH_LIST_MAX && client[i]; i++)
		if (memchr(server, client[i], SSH_LIST_MAX))
			return client[i];
	return 0;
}

static void learn_kexinit(struct ssh_state *state, struct ssh_memory *m, bool client, struct slice s)
{
	uint32_t at = COOKIE_END;
	for (unsigned i = 0; i < SSH_LISTS; i++) {
		uint32_t n = slice_u32(s, at);
		read_list(m->list[client ? 0 : 1][i], slice_sub(s, at + 4, n));
		if (n > s.len)
			return;
		at += 4 + n;
	}
	for (unsigned i = 0; i < SSH_LISTS; i++)
		state->chosen[i] = agree_on(m->list[0][i], m->list[1][i]);
}

void ssh_learn(struct ssh_state *state, struct ssh_memory *memory, bool client, enum ssh_what what, struct slice s)
{
	unsigned code = slice_u8(s, 5);
	if (what == SSH_BANNER && client && s.len > 5 && !memcmp(s.p, "SSH-", 4))
		state->version = s.p[4] == '2' || (s.len > 7 && !memcmp(s.p + 4, "1.99", 4)) ? 2 : 1;
	if (what != SSH_PACKET)
		return;
	if (code == SSH_MSG_KEXINIT && memory)
		learn_kexinit(state, memory, client, s);
	else if (code == 31 && ssh_kex_of(state) != SSH_KEX_GEX)
		state->has_keys = 1;
	else if (code == SSH_MSG_NEWKEYS)
		state->encrypted |= client ? 1 : 2;
}
