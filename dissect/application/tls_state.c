/* tls_state.c: what the records of a connection teach: version, cipher suite, who is the server, what is encrypted. */
#include "dissect/application/tls_impl.h"

enum { MAX_EXTENSIONS = 256 };
enum { EXT_ALPN = 16, EXT_SUPPORTED_VERSIONS = 43 };

bool tls_is_record(struct slice s)
{
	unsigned type = slice_u8(s, 0), version = slice_u16(s, 1);
	return type >= TLS_CHANGE_CIPHER_SPEC && type <= TLS_HEARTBEAT && version >= SSL_3 && version <= TLS_1_3;
}

uint32_t tls_hello_suites(struct slice m)
{
	uint32_t session = TLS_MESSAGE_HEADER + 2 + 32;
	if (slice_u8(m, 0) == HS_SERVER_HELLO && tls_is_early_draft(slice_u16(m, TLS_MESSAGE_HEADER)))
		return session;
	return session + 1u + slice_u8(m, session);
}

uint32_t tls_hello_extensions(struct slice m)
{
	uint32_t off = tls_hello_suites(m);
	if (slice_u8(m, 0) == HS_SERVER_HELLO) {
		off += tls_is_early_draft(slice_u16(m, TLS_MESSAGE_HEADER)) ? 2 : 3;
	} else {
		off += 2u + slice_u16(m, off);
		off += 1u + slice_u8(m, off);
	}
	return slice_has(m, off, 2) ? off : 0;
}

struct slice tls_hello_extension(struct slice m, unsigned type)
{
	uint32_t off = tls_hello_extensions(m);
	if (!off)
		return slice_first(m, 0);
	struct slice all = slice_sub(m, off + 2, slice_u16(m, off));
	uint32_t at = 0;
	for (unsigned i = 0; i < MAX_EXTENSIONS && slice_has(all, at, 4); i++) {
		if (slice_u16(all, at) == type)
			return slice_sub(all, at + 4, slice_u16(all, at + 2));
		at += 4u + slice_u16(all, at + 2);
	}
	return slice_first(m, 0);
}

/* RFC 8446 4.2.1: the version agreed on stands in an extension since 1.3; drafts are 0x7fNN. */
static uint16_t agreed_version(struct slice hello)
{
	struct slice ext = tls_hello_extension(hello, EXT_SUPPORTED_VERSIONS);
	unsigned version = ext.len >= 2 ? slice_u16(ext, 0) : slice_u16(hello, TLS_MESSAGE_HEADER);
	return version >> 8 == 0x7f || version >> 8 == 0xfb ? TLS_1_3 : (uint16_t)version;
}

static uint8_t alpn_of(struct slice hello)
{
	struct slice ext = tls_hello_extension(hello, EXT_ALPN);
	if (ext.len < 3)
		return ALPN_NONE;
	struct slice name = slice_sub(ext, 3, slice_u8(ext, 2));
	if (name.len == 2 && !memcmp(name.p, "h2", 2))
		return ALPN_HTTP2;
	if (name.len >= 4 && !memcmp(name.p, "spdy", 4))
		return ALPN_SPDY;
	return name.len > 5 && !memcmp(name.p, "http/", 5) ? ALPN_HTTP1 : ALPN_OTHER;
}

void tls_learn_message(struct tls_state *state, unsigned side, struct slice m)
{
	unsigned type = slice_u8(m, 0);
	if (type != HS_NEW_SESSION_TICKET)
		state->resumed = type == HS_SERVER_HELLO;
	if (type == HS_CLIENT_HELLO) {
		*state = (struct tls_state){ .client = (uint8_t)(side + 1), .server = (uint8_t)(2 - side) };
	} else if (type == HS_SERVER_HELLO && m.len > TLS_MESSAGE_HEADER + 35) {
		state->version = agreed_version(m);
		state->suite = slice_u16(m, tls_hello_suites(m));
		state->alpn = alpn_of(m);
		state->server = (uint8_t)(side + 1);
		state->client = (uint8_t)(2 - side);
	}
}

/* Known type, and a length that is not beyond the longest message: what is encrypted hardly looks so. What TLS 1.3 encrypts
 * are records of another type (RFC 8446 5.2), and a change of cipher before them means nothing. */
bool tls_is_clear_handshake(const struct tls_state *state, unsigned side, struct slice content)
{
	if ((state->encrypted >> side & 1 && state->version != TLS_1_3) || content.wire < TLS_MESSAGE_HEADER)
		return false;
	return value_text(&tls_handshake_types, slice_u8(content, 0)) && slice_u24(content, 1) <= 0x40000;
}

void tls_learn(struct tls_state *state, unsigned side, struct slice record)
{
	struct slice content = slice_sub(record, TLS_RECORD_HEADER, slice_u16(record, 3));
	unsigned type = slice_u8(record, 0);
	if (type == TLS_APPLICATION_DATA && !state->version)
		state->version = slice_u16(record, 1); /* the capture began after the hellos */
	if (type == TLS_CHANGE_CIPHER_SPEC)
		state->encrypted |= (uint8_t)(1u << side);
	if (type != TLS_HANDSHAKE || !tls_is_clear_handshake(state, side, content))
		return;
	for (unsigned i = 0; i < TLS_MAX_MESSAGES && content.len >= TLS_MESSAGE_HEADER; i++) {
		uint32_t n = TLS_MESSAGE_HEADER + slice_u24(content, 1);
		tls_learn_message(state, side, slice_first(content, n));
		content = slice_from(content, n);
	}
}
