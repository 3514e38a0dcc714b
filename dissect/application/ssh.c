/* ssh.c: the Secure Shell (RFC 4253): banners, packets, and where they are encrypted. */
#include "base/fmt.h"
#include "dissect/application/ssh_impl.h"
#include "dissect/column.h"
#include "dissect/message.h"

/*  +------------+---------+---------+-----------+---------+
 *  | length (4) | padding | payload |  padding  |  (MAC)  |     the payload begins with the message's code
 *  +------------+---------+---------+-----------+---------+ */
enum { LENGTH_BYTES = 4, MAX_PACKETS_SHOWN = 1024 };

static uint32_t ssh_pdu(struct slice s, uint32_t hint)
{
	static const struct ssh_state nothing = { .version = 2 };
	uint32_t n;
	if (hint == SSH_HINT_ENCRYPTED)
		return PDU_REST;
	if (s.wire < 6)
		return slice_u8(s, 0) ? PDU_REST : PDU_ONE_MORE;
	/* A length that no packet has is waited for, as tshark does. */
	if (ssh_next(&nothing, true, s, &n) == SSH_ENCRYPTED)
		return hint == SSH_HINT_CLEAR && slice_u32(s, 0) > 2 ? slice_u32(s, 0) : PDU_REST;
	/* What comes behind the new keys is encrypted, and as long as it is. */
	return slice_u8(s, 0) == 0 && slice_u8(s, 5) == SSH_MSG_NEWKEYS && n < s.wire ? PDU_REST : n;
}

static void ssh_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.len);
	l->tree_len = l->data.len;
}

struct ssh_walk {
	struct ssh_state state; /* before the packet at hand */
	uint32_t off, n;
	enum ssh_what what;
	bool client;
};

static void walk_start(struct ssh_walk *w, const struct dissection *d, const struct layer *l)
{
	const struct app_note *note = layer_app_note(d, l);
	memset(w, 0, sizeof *w);
	w->client = ssh_from_client(layer_parent(d, l)->data);
	if (note)
		ssh_unpack(&w->state, note->value);
}

static bool walk_next(struct ssh_walk *w, const struct layer *l)
{
	if (w->n)
		ssh_learn(&w->state, NULL, w->client, w->what, slice_sub(l->data, w->off, w->n));
	w->off += w->n;
	if (w->off >= l->data.wire)
		return false;
	w->what = ssh_next(&w->state, w->client, slice_from(l->data, w->off), &w->n);
	uint32_t left = l->data.wire - w->off;
	if (w->n > left)
		w->n = left;
	return true;
}

/* How tshark counts: it knows the messages of a key exchange, not the packets. */
static unsigned sequence_of(unsigned code, enum ssh_kex kex)
{
	if (code == SSH_MSG_KEXINIT)
		return 0;
	if (kex == SSH_KEX_GEX)
		return code == 31 || code == 34 ? 2 : 3;
	return code == SSH_MSG_NEWKEYS ? 2 : 1;
}

/* Ciphers that authenticate as well: no MAC is agreed on (RFC 5647, 5.1). */
static bool has_own_mac(const char *cipher)
{
	return strstr(cipher, "poly1305") || strstr(cipher, "gcm");
}

static void put_packet_title(struct tree *t, const struct ssh_walk *w)
{
	const uint8_t *chosen = w->state.chosen;
	unsigned direction = w->client ? 0 : 1;
	const char *cipher = ssh_name(chosen[SSH_ENC_C2S + direction]);
	MESSAGE(m);
	buf_lit(&m, "SSH Version 2");
	if (w->state.has_keys && *cipher) {
		buf_lit(&m, " (encryption:");
		buf_str(&m, cipher);
		if (!has_own_mac(cipher)) {
			buf_lit(&m, " mac:");
			buf_str(&m, ssh_name(chosen[SSH_MAC_C2S + direction]));
		}
		buf_lit(&m, " compression:");
		buf_str(&m, ssh_name(chosen[SSH_COMP_C2S + direction]));
		buf_char(&m, ')');
	}
	put_label(t, TEXT, w->off, w->n, m.p, (uint32_t)m.len);
}

static void put_encrypted(struct tree *t, const struct ssh_walk *w)
{
	put_packet_title(t, w);
	if (w->state.has_keys || w->n <= LENGTH_BYTES)
		return;
	tree_push(t);
	put(t, LENGTH_ENCRYPTED, w->off, LENGTH_BYTES);
	put(t, ENCRYPTED, w->off + LENGTH_BYTES, w->n - LENGTH_BYTES);
	tree_pop(t);
}

static void put_packet(struct tree *t, const struct layer *l, const struct ssh_walk *w)
{
	uint32_t end = w->off + w->n, padding = slice_u8(l->data, w->off + 4);
	uint32_t first = w->off + LENGTH_BYTES + 1;
	put_packet_title(t, w);
	tree_push(t);
	put(t, PACKET_LENGTH, w->off, LENGTH_BYTES);
	put(t, PADDING_LENGTH, w->off + LENGTH_BYTES, 1);
	uint32_t payload_end = padding < end - first ? end - padding : end;
	ssh_put_message(t, l, first, end, &w->state, w->client);
	if (payload_end < end)
		put(t, PADDING, payload_end, end - payload_end);
	put_uint(t, SEQ, end, 0, sequence_of(slice_u8(l->data, first), ssh_kex_of(&w->state)));
	tree_pop(t);
}

static void put_banner(struct tree *t, const struct layer *l, const struct ssh_walk *w)
{
	uint32_t n = w->n;
	while (n && (l->data.p[w->off + n - 1] == '\n' || l->data.p[w->off + n - 1] == '\r'))
		n--;
	put(t, PROTOCOL, w->off, n);
}

static void ssh_tree(struct tree *t, const struct layer *l)
{
	struct ssh_walk w;
	walk_start(&w, t->d, l);
	for (unsigned i = 0; i < MAX_PACKETS_SHOWN && !tree_ended(t) && walk_next(&w, l); i++) {
		if (!tree_need(t, w.off, w.n))
			return;
		if (w.what == SSH_BANNER)
			put_banner(t, l, &w);
		else if (w.what == SSH_PACKET && w.n > LENGTH_BYTES + 2)
			put_packet(t, l, &w);
		else
			put_encrypted(t, &w);
	}
	put_uint(t, DIRECTION, 0, 0, !w.client);
}

static void info_part(struct buf *b, const struct ssh_walk *w, struct slice s, bool first)
{
	if (w->what == SSH_ENCRYPTED && w->state.has_keys)
		return;
	if (!first)
		buf_lit(b, ", ");
	if (w->what == SSH_BANNER) {
		uint32_t n = w->n;
		while (n && (slice_u8(s, w->off + n - 1) == '\n' || slice_u8(s, w->off + n - 1) == '\r'))
			n--;
		struct slice line = slice_sub(s, w->off, n);
		buf_lit(b, "Protocol (");
		fmt_text(b, line.p, line.len);
		buf_char(b, ')');
	} else if (w->what == SSH_PACKET) {
		buf_str(b, ssh_message_name(slice_u8(s, w->off + LENGTH_BYTES + 1), ssh_kex_of(&w->state)));
	} else {
		buf_lit(b, "Encrypted packet (len=");
		fmt_uint(b, w->n);
		buf_char(b, ')');
	}
}

static void ssh_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct ssh_walk w;
	walk_start(&w, d, l);
	c->protocol = w.state.version == 2 ? "SSHv2" : w.state.version ? "SSHv1" : "SSH";
	buf_str(&c->info, w.client ? "Client: " : "Server: ");
	for (unsigned i = 0; i < MAX_PACKETS_SHOWN && walk_next(&w, l); i++)
		info_part(&c->info, &w, l->data, i == 0);
}

static const struct next_link ssh_on[] = { { NEXT_TCP_PORT, 22 }, { NEXT_TCP_PORT, 29418 }, { NEXT_SCTP_PORT, 22 },
					   { NEXT_SCTP_PPID, 45 } };

const struct protocol protocol_ssh = {
	.name = "ssh",
	.column = "SSH",
	FIELDS(ssh_fields),
	ON(ssh_on),
	.pdus_joined = true,
	.part_shown = true,
	.pdu = ssh_pdu,
	.dissect = ssh_dissect,
	.fields_of = ssh_tree,
	.info = ssh_info,
};
