/* ssh_fields.c: the rows of SSH, and the names of its messages (RFC 4250 4.1). */
#include "dissect/application/ssh_impl.h"

#include "base/fmt.h"

static const struct value_table directions = BOOL_NAMES("server-to-client", "client-to-server");
static const struct value_table messages = VALUES(
	{ 1, "Disconnect" }, { 2, "Ignore" }, { 3, "Unimplemented" }, { 4, "Debug" }, { 5, "Service Request" },
	{ 6, "Service Accept" }, { 20, "Key Exchange Init" }, { 21, "New Keys" },
	{ 50, "User Authentication Request" }, { 51, "User Authentication Failure" },
	{ 52, "User Authentication Success" }, { 53, "User Authentication Banner" }, { 80, "Global Request" },
	{ 81, "Request Success" }, { 82, "Request Failure" }, { 90, "Channel Open" },
	{ 91, "Channel Open Confirmation" }, { 92, "Channel Open Failure" }, { 93, "Window Adjust" },
	{ 94, "Channel Data" }, { 95, "Channel Extended Data" }, { 96, "Channel EOF" }, { 97, "Channel Close" },
	{ 98, "Channel Request" }, { 99, "Channel Success" }, { 100, "Channel Failure" });
static const struct value_table dh_messages = VALUES(
	{ 30, "Diffie-Hellman Key Exchange Init" }, { 31, "Diffie-Hellman Key Exchange Reply" });
static const struct value_table gex_messages = VALUES(
	{ 30, "Diffie-Hellman Group Exchange Request (Old)" }, { 31, "Diffie-Hellman Group Exchange Group" },
	{ 32, "Diffie-Hellman Group Exchange Init" }, { 33, "Diffie-Hellman Group Exchange Reply" },
	{ 34, "Diffie-Hellman Group Exchange Request" });
static const struct value_table ecdh_messages = VALUES(
	{ 30, "Elliptic Curve Diffie-Hellman Key Exchange Init" },
	{ 31, "Elliptic Curve Diffie-Hellman Key Exchange Reply" });

const char *ssh_message_name(unsigned code, enum ssh_kex kex)
{
	const struct value_table *t = code < 30 || code > 49 ? &messages
				      : kex == SSH_KEX_ECDH  ? &ecdh_messages
				      : kex == SSH_KEX_GEX   ? &gex_messages
							     : &dh_messages;
	const char *name = value_text(t, code);
	return name ? name : "Unknown";
}

/* The label of a code; the record's aux is the key exchange. */
static void code_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Message Code: ");
	buf_str(b, ssh_message_name((unsigned)r->val, (enum ssh_kex)r->aux));
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

const struct field ssh_fields[SSH_N_ROWS] = {
	[SSH] = F("ssh", "SSH Protocol", FT_PROTOCOL, BASE_NONE),
	[TEXT] = F_TEXT(""),
	[PROTOCOL] = F("ssh.protocol", "Protocol", FT_STRING, BASE_NONE),
	[PACKET_LENGTH] = F("ssh.packet_length", "Packet Length", FT_UINT32, BASE_DEC),
	[LENGTH_ENCRYPTED] = F("ssh.packet_length_encrypted", "Packet Length (encrypted)", FT_BYTES, BASE_NONE),
	[ENCRYPTED] = F("ssh.encrypted_packet", "Encrypted Packet", FT_BYTES, BASE_NONE),
	[PADDING_LENGTH] = F("ssh.padding_length", "Padding Length", FT_UINT8, BASE_DEC),
	[PAYLOAD] = F("ssh.payload", "Payload", FT_BYTES, BASE_NONE),
	[PADDING] = F("ssh.padding_string", "Padding String", FT_BYTES, BASE_NONE),
	[SEQ] = F("ssh.seq_num", "Sequence number", FT_UINT32, BASE_DEC),
	[DIRECTION] = F("ssh.direction", "Direction", FT_BOOLEAN, BASE_NONE, .vals = &directions, .flags = F_GENERATED),
	[CODE] = F("ssh.message_code", "Message Code", FT_UINT8, BASE_DEC, .label = code_label),
	[COOKIE] = F("ssh.cookie", "Cookie", FT_BYTES, BASE_NONE),
	[KEX_LENGTH] = F("ssh.kex_algorithms_length", "kex_algorithms length", FT_UINT32, BASE_DEC),
	[KEX] = F("ssh.kex_algorithms", "kex_algorithms string", FT_STRING, BASE_NONE),
	[HOST_KEYS_LENGTH] = F("ssh.server_host_key_algorithms_length", "server_host_key_algorithms length", FT_UINT32, BASE_DEC),
	[HOST_KEYS] = F("ssh.server_host_key_algorithms", "server_host_key_algorithms string", FT_STRING, BASE_NONE),
	[ENC_C2S_LENGTH] = F("ssh.encryption_algorithms_client_to_server_length", "encryption_algorithms_client_to_server length", FT_UINT32, BASE_DEC),
	[ENC_C2S] = F("ssh.encryption_algorithms_client_to_server", "encryption_algorithms_client_to_server string", FT_STRING, BASE_NONE),
	[ENC_S2C_LENGTH] = F("ssh.encryption_algorithms_server_to_client_length", "encryption_algorithms_server_to_client length", FT_UINT32, BASE_DEC),
	[ENC_S2C] = F("ssh.encryption_algorithms_server_to_client", "encryption_algorithms_server_to_client string", FT_STRING, BASE_NONE),
	[MAC_C2S_LENGTH] = F("ssh.mac_algorithms_client_to_server_length", "mac_algorithms_client_to_server length", FT_UINT32, BASE_DEC),
	[MAC_C2S] = F("ssh.mac_algorithms_client_to_server", "mac_algorithms_client_to_server string", FT_STRING, BASE_NONE),
	[MAC_S2C_LENGTH] = F("ssh.mac_algorithms_server_to_client_length", "mac_algorithms_server_to_client length", FT_UINT32, BASE_DEC),
	[MAC_S2C] = F("ssh.mac_algorithms_server_to_client", "mac_algorithms_server_to_client string", FT_STRING, BASE_NONE),
	[COMP_C2S_LENGTH] = F("ssh.compression_algorithms_client_to_server_length", "compression_algorithms_client_to_server length", FT_UINT32, BASE_DEC),
	[COMP_C2S] = F("ssh.compression_algorithms_client_to_server", "compression_algorithms_client_to_server string", FT_STRING, BASE_NONE),
	[COMP_S2C_LENGTH] = F("ssh.compression_algorithms_server_to_client_length", "compression_algorithms_server_to_client length", FT_UINT32, BASE_DEC),
	[COMP_S2C] = F("ssh.compression_algorithms_server_to_client", "compression_algorithms_server_to_client string", FT_STRING, BASE_NONE),
	[LANG_C2S_LENGTH] = F("ssh.languages_client_to_server_length", "languages_client_to_server length", FT_UINT32, BASE_DEC),
	[LANG_C2S] = F("ssh.languages_client_to_server", "languages_client_to_server string", FT_STRING, BASE_NONE),
	[LANG_S2C_LENGTH] = F("ssh.languages_server_to_client_length", "languages_server_to_client length", FT_UINT32, BASE_DEC),
	[LANG_S2C] = F("ssh.languages_server_to_client", "languages_server_to_client string", FT_STRING, BASE_NONE),
	[FIRST_KEX] = F("ssh.first_kex_packet_follows", "First KEX Packet Follows", FT_UINT8, BASE_DEC),
	[RESERVED] = F("ssh.kex.reserved", "Reserved", FT_BYTES, BASE_NONE),
	[HASSH_TEXT] = F("ssh.kex.hassh_algorithms", "hasshAlgorithms", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[HASSH] = F("ssh.kex.hassh", "hassh", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[HASSHSERVER_TEXT] = F("ssh.kex.hasshserver_algorithms", "hasshServerAlgorithms", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[HASSHSERVER] = F("ssh.kex.hasshserver", "hasshServer", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[KEY_LENGTH] = F("ssh.host_key.length", "Host key length", FT_UINT32, BASE_DEC),
	[KEY_TYPE_LENGTH] = F("ssh.host_key.type_length", "Host key type length", FT_UINT32, BASE_DEC),
	[KEY_TYPE] = F("ssh.host_key.type", "Host key type", FT_STRING, BASE_NONE),
	[KEY_DATA] = F("ssh.host_key.data", "Host key data", FT_BYTES, BASE_NONE),
	[KEY_RSA_N] = F("ssh.host_key.rsa.n", "RSA modulus (N)", FT_BYTES, BASE_NONE),
	[KEY_RSA_E] = F("ssh.host_key.rsa.e", "RSA public exponent (e)", FT_BYTES, BASE_NONE),
	[KEY_DSA_P] = F("ssh.host_key.dsa.p", "DSA prime modulus (p)", FT_BYTES, BASE_NONE),
	[KEY_DSA_Q] = F("ssh.host_key.dsa.q", "DSA prime divisor (q)", FT_BYTES, BASE_NONE),
	[KEY_DSA_G] = F("ssh.host_key.dsa.g", "DSA subgroup generator (g)", FT_BYTES, BASE_NONE),
	[KEY_DSA_Y] = F("ssh.host_key.dsa.y", "DSA public key (y)", FT_BYTES, BASE_NONE),
	[KEY_ECDSA_ID] = F("ssh.host_key.ecdsa.id", "ECDSA elliptic curve identifier", FT_STRING, BASE_NONE),
	[KEY_ECDSA_ID_LENGTH] = F("ssh.host_key.ecdsa.id_length", "ECDSA elliptic curve identifier length", FT_UINT32, BASE_DEC),
	[KEY_ECDSA_Q] = F("ssh.host_key.ecdsa.q", "ECDSA public key (Q)", FT_BYTES, BASE_NONE),
	[KEY_ECDSA_Q_LENGTH] = F("ssh.host_key.ecdsa.q_length", "ECDSA public key length", FT_UINT32, BASE_DEC),
	[KEY_EDDSA_KEY] = F("ssh.host_key.eddsa.key", "EdDSA public key", FT_BYTES, BASE_NONE),
	[KEY_EDDSA_KEY_LENGTH] = F("ssh.host_key.eddsa.key_length", "EdDSA public key length", FT_UINT32, BASE_DEC),
	[SIG_LENGTH] = F("ssh.host_sig.length", "Host signature length", FT_UINT32, BASE_DEC),
	[SIG_TYPE_LENGTH] = F("ssh.host_sig.type_length", "Host signature type length", FT_UINT32, BASE_DEC),
	[SIG_TYPE] = F("ssh.host_sig.type", "Host signature type", FT_STRING, BASE_NONE),
	[SIG_RSA] = F("ssh.host_sig.rsa", "RSA signature", FT_BYTES, BASE_NONE),
	[SIG_DSA] = F("ssh.host_sig.dsa", "DSA signature", FT_BYTES, BASE_NONE),
	[DH_E] = F("ssh.dh.e", "DH client e", FT_BYTES, BASE_NONE),
	[DH_F] = F("ssh.dh.f", "DH server f", FT_BYTES, BASE_NONE),
	[GEX_MIN] = F("ssh.dh_gex.min", "DH GEX Min", FT_UINT32, BASE_DEC),
	[GEX_NBITS] = F("ssh.dh_gex.nbits", "DH GEX Number of Bits", FT_UINT32, BASE_DEC),
	[GEX_MAX] = F("ssh.dh_gex.max", "DH GEX Max", FT_UINT32, BASE_DEC),
	[GEX_P] = F("ssh.dh_gex.p", "DH GEX modulus (P)", FT_BYTES, BASE_NONE),
	[GEX_G] = F("ssh.dh_gex.g", "DH GEX base (G)", FT_BYTES, BASE_NONE),
	[ECDH_Q_C] = F("ssh.ecdh.q_c", "ECDH client's ephemeral public key (Q_C)", FT_BYTES, BASE_NONE),
	[ECDH_Q_C_LENGTH] = F("ssh.ecdh.q_c_length", "ECDH client's ephemeral public key length", FT_UINT32, BASE_DEC),
	[ECDH_Q_S] = F("ssh.ecdh.q_s", "ECDH server's ephemeral public key (Q_S)", FT_BYTES, BASE_NONE),
	[ECDH_Q_S_LENGTH] = F("ssh.ecdh.q_s_length", "ECDH server's ephemeral public key length", FT_UINT32, BASE_DEC),
	[MPINT_LENGTH] = F("ssh.mpint_length", "Multi Precision Integer Length", FT_UINT32, BASE_DEC),
	[DECODED] = F_EXPERT("ssh.packet_decode.error", "Packet decoded length not equal to packet length", PI_WARN, PI_PROTOCOL),
	[TOO_LONG] = F_EXPERT("ssh.packet_length.error", "Overly large number", PI_WARN, PI_PROTOCOL),
};
