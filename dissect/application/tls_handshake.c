/* tls_handshake.c: handshake messages (RFC 8446 4, RFC 5246 7.4), and the hello of SSL 2. */
#include "dissect/application/tls_impl.h"

#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/application/certificate_status.h"
#include "dissect/ber.h"
#include "dissect/message.h"

enum { RANDOM = 32, MAX_LIST = 4096, MAX_DNAMES = 200 };
enum key_exchange { KX_UNKNOWN, KX_RSA, KX_DH, KX_ECDH, KX_PSK, KX_RSA_EXPORT };

bool tls_vector(struct tree *t, struct span *v, struct span *content, unsigned row, uint32_t n)
{
	uint32_t left = v->end > v->off ? v->end - v->off : 0;
	*content = (struct span){ v->end, v->end };
	if (left < n) {
		put_expert(t, TOO_SMALL, v->off, left, NULL);
		v->off = v->end;
		return false;
	}
	uint32_t len = (uint32_t)slice_uint(t->l->data, v->off, n, false);
	put(t, row, v->off, n);
	content->off = v->off + n;
	bool fits = len <= v->end - content->off;
	content->end = fits ? content->off + len : v->end;
	if (!fits) {
		tree_push(t);
		put_expert(t, BAD_VECTOR, v->off, n, NULL);
		tree_pop(t);
	}
	v->off = content->end;
	return !tree_ended(t);
}

bool tls_opaque(struct tree *t, struct span *v, unsigned row, uint32_t n, unsigned content_row)
{
	struct span content;
	if (!tls_vector(t, v, &content, row, n))
		return false;
	if (content.end > content.off)
		put(t, content_row, content.off, content.end - content.off);
	return true;
}

void tls_put_list(struct tree *t, unsigned row, struct span s, const char *title, uint64_t n, const char *one,
		  const char *many)
{
	MESSAGE(m);
	buf_str(&m, title);
	buf_lit(&m, " (");
	fmt_uint(&m, n);
	buf_str(&m, n == 1 ? one : many);
	buf_char(&m, ')');
	put_copy(t, row, s.off, s.end - s.off, m.p, (uint32_t)m.len);
}

void tls_put_signature(struct tree *t, struct span *v)
{
	put(t, SIG_ALG, v->off, 2);
	tree_push(t);
	put(t, SIG_HASH, v->off, 1);
	put(t, SIG_SIG, v->off + 1, 1);
	tree_pop(t);
	v->off += 2;
}

/* --- hellos --- */

static void put_random(struct tree *t, uint32_t off, bool with_time)
{
	put(t, RANDOM_ROW, off, RANDOM);
	if (!with_time)
		return;
	tree_push(t);
	put(t, RANDOM_TIME, off, 4);
	put(t, RANDOM_BYTES, off + 4, RANDOM - 4);
	tree_pop(t);
}

/* Version, random, session: what both hellos begin with. */
static void put_hello_start(struct tree *t, const struct layer *l, struct span *v, bool with_time)
{
	put(t, VERSION, v->off, 2);
	put_random(t, v->off + 2, with_time);
	v->off += 2 + RANDOM;
	if (slice_u8(l->data, v->off) > 32 && l->proto != &protocol_tls_datagram) {
		put(t, SESSION_ID_LENGTH8, v->off, 1);
		tree_push(t);
		put_expert(t, BAD_SESSION_ID, v->off, 1, NULL);
		tree_pop(t);
		v->off += 1u + slice_u8(l->data, v->off);
		return;
	}
	tls_opaque(t, v, SESSION_ID_LENGTH8, 1, SESSION_ID);
}

static void put_suites(struct tree *t, struct span *v)
{
	struct span list;
	if (!tls_vector(t, v, &list, SUITES_LENGTH, 2))
		return;
	uint32_t n = (list.end - list.off) / 2;
	tls_put_list(t, SUITES, list, "Cipher Suites", n, " suite", " suites");
	tree_push(t);
	for (; list.off + 2 <= list.end && !tree_ended(t); list.off += 2)
		put(t, SUITE, list.off, 2);
	tree_pop(t);
}

static void put_methods(struct tree *t, struct span *v)
{
	struct span list;
	if (!tls_vector(t, v, &list, METHODS_LENGTH, 1))
		return;
	tls_put_list(t, METHODS, list, "Compression Methods", list.end - list.off, " method", " methods");
	tree_push(t);
	for (; list.off < list.end && !tree_ended(t); list.off++)
		put(t, METHOD, list.off, 1);
	tree_pop(t);
}

static void put_client_hello(struct tree *t, const struct layer *l, struct span v, const struct tls_state *state)
{
	struct tls_hello hello = { .version = v.off, .end = v.end };
	put_hello_start(t, l, &v, state->version != TLS_1_3);
	if (l->proto == &protocol_tls_datagram)
		tls_opaque(t, &v, DTLS_COOKIE_LENGTH, 1, DTLS_COOKIE);
	hello.suites = v.off;
	put_suites(t, &v);
	put_methods(t, &v);
	hello.extensions = v.off;
	if (v.off < v.end)
		tls_put_extensions(t, l, &v, HS_CLIENT_HELLO);
	tls_put_ja3(t, l, hello, false);
}

static void put_server_hello(struct tree *t, const struct layer *l, struct span v, const struct tls_state *state)
{
	struct tls_state learned = *state;
	struct tls_hello hello = { .version = v.off, .end = v.end };
	if (l->proto != &protocol_tls_datagram)
		tls_learn_message(&learned, 0,
				  slice_sub(l->data, v.off - TLS_MESSAGE_HEADER, v.end - v.off + TLS_MESSAGE_HEADER));
	if (tls_is_early_draft(slice_u16(l->data, v.off))) {
		put(t, VERSION, v.off, 2);
		put_random(t, v.off + 2, false);
		hello.suites = v.off + 2 + RANDOM;
		put(t, SUITE, hello.suites, 2);
		v.off += 4 + RANDOM;
	} else {
		put_hello_start(t, l, &v, learned.version != TLS_1_3);
		hello.suites = v.off;
		put(t, SUITE, v.off, 2);
		put(t, METHOD, v.off + 2, 1);
		v.off += 3;
	}
	hello.extensions = v.off;
	if (v.off < v.end)
		tls_put_extensions(t, l, &v, HS_SERVER_HELLO);
	tls_put_ja3(t, l, hello, true);
}

/* --- key exchange --- */

/* How keys are exchanged, by the suite's name: TLS_ECDHE_RSA_WITH_... */
static enum key_exchange key_exchange_of(unsigned suite)
{
	const char *name = value_text(&tls_cipher_suites, suite);
	if (!name || strlen(name) < 8)
		return KX_UNKNOWN;
	name += 4; /* "TLS_", "SSL_" */
	if (!strncmp(name, "ECDH", 4))
		return KX_ECDH;
	if (!strncmp(name, "DH", 2))
		return KX_DH;
	if (!strncmp(name, "PSK", 3))
		return KX_PSK;
	if (!strncmp(name, "RSA_EXPORT", 10))
		return KX_RSA_EXPORT;
	return strncmp(name, "RSA", 3) ? KX_UNKNOWN : KX_RSA;
}

static void put_params(struct tree *t, const char *title, struct span v)
{
	put_label(t, TEXT, v.off, v.end - v.off, title, (uint32_t)strlen(title));
	tree_push(t);
}

static void put_signed(struct tree *t, struct span *v, const struct tls_state *state)
{
	if (v->off >= v->end)
		return; /* anonymous */
	if (state->version >= TLS_1_2)
		tls_put_signature(t, v);
	tls_opaque(t, v, SIG_LEN, 2, SIG);
}

static void put_server_keys(struct tree *t, struct span v, const struct tls_state *state)
{
	switch (key_exchange_of(state->suite)) {
	case KX_ECDH:
		put_params(t, "EC Diffie-Hellman Server Params", v);
		put(t, CURVE_TYPE, v.off, 1);
		if (slice_u8(t->l->data, v.off) == 3) { /* named_curve, the only one in use */
			put(t, NAMED_CURVE, v.off + 1, 2);
			v.off += 3;
			if (tls_opaque(t, &v, SERVER_POINT_LEN, 1, SERVER_POINT))
				put_signed(t, &v, state);
		}
		break;
	case KX_DH:
		put_params(t, "Diffie-Hellman Server Params", v);
		if (tls_opaque(t, &v, P_LEN, 2, P) && tls_opaque(t, &v, G_LEN, 2, G) &&
		    tls_opaque(t, &v, YS_LEN, 2, YS))
			put_signed(t, &v, state);
		break;
	case KX_RSA_EXPORT:
		put_params(t, "RSA-EXPORT Server Params", v);
		if (tls_opaque(t, &v, MODULUS_LEN, 2, MODULUS) && tls_opaque(t, &v, EXPONENT_LEN, 2, EXPONENT))
			put_signed(t, &v, state);
		break;
	case KX_PSK:
		put_params(t, "PSK Server Params", v);
		tls_opaque(t, &v, HINT_LEN, 2, HINT);
		break;
	default: return;
	}
	tree_pop(t);
}

static void put_client_keys(struct tree *t, struct span v, const struct tls_state *state)
{
	switch (key_exchange_of(state->suite)) {
	case KX_ECDH:
		put_params(t, "EC Diffie-Hellman Client Params", v);
		tls_opaque(t, &v, CLIENT_POINT_LEN, 1, CLIENT_POINT);
		break;
	case KX_DH:
		put_params(t, "Diffie-Hellman Client Params", v);
		tls_opaque(t, &v, YC_LEN, 2, YC);
		break;
	case KX_PSK:
		put_params(t, "PSK Client Params", v);
		tls_opaque(t, &v, IDENTITY_LEN, 2, IDENTITY);
		break;
	case KX_RSA:
	case KX_RSA_EXPORT:
		put_params(t, "RSA Encrypted PreMaster Secret", v);
		if (state->version <= 0x0300) /* SSL 3 has no length there */
			put(t, EPMS, v.off, v.end - v.off);
		else
			tls_opaque(t, &v, EPMS_LEN, 2, EPMS);
		break;
	default: return;
	}
	tree_pop(t);
}

/* --- certificates --- */

static void put_certificates(struct tree *t, const struct layer *l, struct span v)
{
	struct span list, one;
	if (!tls_vector(t, &v, &list, CERTS_LENGTH, 3) || list.off == list.end)
		return;
	tls_put_list(t, CERTS, list, "Certificates", list.end - list.off, " byte", " bytes");
	tree_push(t);
	for (unsigned i = 0; i < MAX_LIST && list.off < list.end && !tree_ended(t); i++)
		if (tls_vector(t, &list, &one, CERT_LENGTH, 3))
			tls_put_certificate(t, l, one);
	tree_pop(t);
}

/* A name without the tag and the length in front. */
static void put_name(struct tree *t, struct span v)
{
	struct ber e;
	if (!ber_read(t->l->data, v.off, v.end, &e) || e.tag != BER_SEQUENCE)
		return;
	put_node(t, DNAME, e.body, ber_len(&e));
	certificate_put_name(t, e.body, e.stop);
}

static void put_certificate_request(struct tree *t, struct span v, const struct tls_state *state)
{
	struct span list, one;
	if (!tls_vector(t, &v, &list, REQUEST_TYPES_COUNT, 1))
		return;
	tls_put_list(t, REQUEST_TYPES, list, "Certificate types", list.end - list.off, " type", " types");
	tree_push(t);
	for (; list.off < list.end && !tree_ended(t); list.off++)
		put(t, REQUEST_TYPE, list.off, 1);
	tree_pop(t);
	if (state->version == TLS_1_2 && tls_vector(t, &v, &list, SIG_LIST_LEN, 2)) {
		tls_put_list(t, SIG_LIST, list, "Signature Hash Algorithms", (list.end - list.off) / 2, " algorithm",
			     " algorithms");
		tree_push(t);
		while (list.off + 2 <= list.end && !tree_ended(t))
			tls_put_signature(t, &list);
		tree_pop(t);
	}
	if (!tls_vector(t, &v, &list, DNAMES_LEN, 2) || list.off == list.end)
		return;
	tls_put_list(t, DNAMES, list, "Distinguished Names", list.end - list.off, " byte", " bytes");
	tree_push(t);
	for (unsigned i = 0; i < MAX_DNAMES && list.off < list.end && !tree_ended(t); i++)
		if (tls_vector(t, &list, &one, DNAME_LEN, 2))
			put_name(t, one);
	tree_pop(t);
}

static void put_certificate_verify(struct tree *t, struct span v, const struct tls_state *state)
{
	if (state->version >= TLS_1_2)
		tls_put_signature(t, &v);
	tls_opaque(t, &v, VERIFY_SIG_LEN, 2, VERIFY_SIG);
}

static void put_ticket(struct tree *t, const struct layer *l, struct span v, const struct tls_state *state)
{
	static const char title[] = "TLS Session Ticket";
	put_label(t, TEXT, v.off, v.end - v.off, title, sizeof title - 1);
	tree_push(t);
	put(t, TICKET_LIFETIME, v.off, 4);
	v.off += 4;
	if (state->version == TLS_1_3) {
		put(t, TICKET_AGE_ADD, v.off, 4);
		v.off += 4;
		tls_opaque(t, &v, TICKET_NONCE_LEN, 1, TICKET_NONCE);
	}
	tls_opaque(t, &v, TICKET_LENGTH, 2, TICKET);
	if (state->version == TLS_1_3 && v.off < v.end)
		tls_put_extensions(t, l, &v, HS_NEW_SESSION_TICKET);
	tree_pop(t);
}

static void put_finished(struct tree *t, struct span v, const struct tls_state *state)
{
	if (state->version == 0x0300 && v.end - v.off >= 36) {
		put(t, MD5_HASH, v.off, 16);
		put(t, SHA_HASH, v.off + 16, 20);
	} else if (v.off < v.end) {
		put(t, VERIFY_DATA, v.off, v.end - v.off);
	}
}

void tls_put_handshake(struct tree *t, const struct layer *l, struct span s, const struct tls_state *state, bool server)
{
	(void)server;
	put(t, TYPE, s.off, 1);
	put(t, LENGTH, s.off + 1, 3);
	tls_put_message(t, l, slice_u8(l->data, s.off), (struct span){ s.off + TLS_MESSAGE_HEADER, s.end }, state);
}

void tls_put_message(struct tree *t, const struct layer *l, unsigned type, struct span v, const struct tls_state *state)
{
	struct span content;
	switch (type) {
	case HS_CLIENT_HELLO: put_client_hello(t, l, v, state); break;
	case HS_SERVER_HELLO: put_server_hello(t, l, v, state); break;
	case HS_HELLO_VERIFY: /* RFC 6347, 4.2.1 */
		if (l->proto != &protocol_tls_datagram)
			break;
		put(t, VERSION, v.off, 2);
		v.off += 2;
		tls_opaque(t, &v, DTLS_COOKIE_LENGTH, 1, DTLS_COOKIE);
		break;
	case HS_NEW_SESSION_TICKET: put_ticket(t, l, v, state); break;
	case HS_ENCRYPTED_EXTENSIONS: tls_put_extensions(t, l, &v, type); break;
	case HS_CERTIFICATE: put_certificates(t, l, v); break;
	case HS_SERVER_KEY_EXCHANGE: put_server_keys(t, v, state); break;
	case HS_CERTIFICATE_REQUEST: put_certificate_request(t, v, state); break;
	case HS_CERTIFICATE_VERIFY: put_certificate_verify(t, v, state); break;
	case HS_CLIENT_KEY_EXCHANGE: put_client_keys(t, v, state); break;
	case HS_FINISHED: put_finished(t, v, state); break;
	case HS_CERTIFICATE_STATUS:
		put(t, STATUS_TYPE, v.off, 1);
		v.off++;
		if (tls_vector(t, &v, &content, OCSP_LEN, 3))
			certificate_status_put(t, content.off, content.end);
		break;
	case HS_KEY_UPDATE: put(t, KEY_UPDATE, v.off, 1); break;
	case HS_NEXT_PROTOCOL:
		if (l->proto == &protocol_tls_datagram)
			break;
		tls_opaque(t, &v, NPN_SELECTED_LEN, 1, NPN_SELECTED);
		tls_opaque(t, &v, NPN_PADDING_LEN, 1, NPN_PADDING);
		break;
	default: break;
	}
}

void tls_put_certificate(struct tree *t, const struct layer *l, struct span s)
{
	(void)l;
	if (!tree_memo_bytes(t, CERT, s.off, s.end - s.off)) /* servers send theirs again and again */
		return;
	put(t, CERT, s.off, s.end - s.off);
	certificate_put(t, s.off, s.end);
	tree_memo_bytes_end(t);
}

/* --- SSL 2 (draft-hickman-netscape-ssl-00): the hello that opens the door for later versions --- */

static void put_ssl2_part(struct tree *t, unsigned row, uint32_t *off, uint32_t n)
{
	if (n)
		put(t, row, *off, n);
	*off += n;
}

void tls_put_ssl2(struct tree *t, const struct layer *l, uint32_t off, uint32_t header)
{
	uint32_t specs = slice_u16(l->data, off + header + 3), session = slice_u16(l->data, off + header + 5);
	uint32_t challenge = slice_u16(l->data, off + header + 7);
	put_uint(t, SSL2_LENGTH, off, header, slice_u16(l->data, off) & 0x7fffu);
	off += header;
	put(t, SSL2_TYPE, off, 1);
	put(t, VERSION, off + 1, 2);
	put(t, SPEC_LENGTH, off + 3, 2);
	put(t, SESSION_ID_LENGTH16, off + 5, 2);
	put(t, CHALLENGE_LENGTH, off + 7, 2);
	off += 9;
	tls_put_list(t, SUITES, (struct span){ off, off + specs }, "Cipher Specs", specs / 3, " spec", " specs");
	tree_push(t);
	for (uint32_t end = off + specs; off + 3 <= end && !tree_ended(t); off += 3)
		put(t, SPEC, off, 3);
	tree_pop(t);
	put_ssl2_part(t, SSL2_SESSION_ID, &off, session);
	put_ssl2_part(t, CHALLENGE, &off, challenge);
}
