/* tls_inside.c: handshake messages without records around them, as QUIC carries them (RFC 9001 4.1.3). */
#include "dissect/application/crypto_frame.h"
#include "dissect/application/tls_impl.h"
#include "dissect/message.h"

static const char *name_of(struct slice s, uint32_t off)
{
	const char *name = value_text(&tls_handshake_types, slice_u8(s, off));
	return name ? name : "Unknown";
}

void crypto_frame_put(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, bool server)
{
	struct tls_state state = { .version = TLS_1_3 };
	uint32_t first = TLS_MESSAGE_HEADER + slice_u24(l->data, off + 1);
	MESSAGE(m);
	if (end - off < TLS_MESSAGE_HEADER || first > end - off)
		return;
	buf_lit(&m, "TLSv1.3 Record Layer: Handshake Protocol: ");
	buf_str(&m, first < end - off ? "Multiple Handshake Messages" : name_of(l->data, off));
	put_copy(t, TLS, off, end - off, m.p, (uint32_t)m.len);
	tree_push(t);
	for (unsigned i = 0; i < TLS_MAX_MESSAGES && end - off >= TLS_MESSAGE_HEADER && !tree_ended(t); i++) {
		uint32_t n = TLS_MESSAGE_HEADER + slice_u24(l->data, off + 1);
		MESSAGE(h);
		if (n > end - off)
			break;
		buf_lit(&h, "Handshake Protocol: ");
		buf_str(&h, name_of(l->data, off));
		put_copy(t, HANDSHAKE, off, n, h.p, (uint32_t)h.len);
		tree_push(t);
		tls_put_handshake(t, l, (struct span){ off, off + n }, &state, server);
		tree_pop(t);
		off += n;
	}
	tree_pop(t);
}
