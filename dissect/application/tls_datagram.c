/* tls_datagram.c: Datagram Transport Layer Security (RFC 4347, RFC 6347): records over UDP, whose handshake comes in fragments. */
#include "dissect/application/tls_datagram.h"

#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/application/tls_rows.h"
#include "dissect/column.h"
#include "dissect/joined.h"
#include "dissect/message.h"

/*   0      1         3       5          11       13
 *  +------+---------+-------+----------+--------+-------------
 *  | type | version | epoch | sequence | length | content ...     and messages in it:
 *  +------+---------+-------+----------+--------+-------------
 *   0      1        4     6           9           12
 *  +------+--------+-----+-----------+-----------+------------
 *  | type | length | seq | offset of | length of | part ...
 *  +------+--------+-----+-----------+-----------+------------ */
enum { RANDOM_END = 34, CONNECTION_ID = 25 };

bool dtls_record(struct slice s, uint32_t off, struct dtls_record *r)
{
	if (!slice_has(s, off, DTLS_HEADER))
		return false;
	*r = (struct dtls_record){
		.off = off, .type = slice_u8(s, off), .version = slice_u16(s, off + 1), .epoch = slice_u16(s, off + 3)
	};
	bool known = r->type >= TLS_CHANGE_CIPHER_SPEC && r->type <= CONNECTION_ID;
	uint32_t n = slice_u16(s, off + 11);
	if (!known || (r->version != DTLS_1_0 && r->version != DTLS_1_2 && r->version != DTLS_OPENSSL) ||
	    n > s.wire - off - DTLS_HEADER)
		return false;
	r->end = off + DTLS_HEADER + n;
	return true;
}

bool dtls_message(struct slice s, const struct dtls_record *r, uint32_t off, struct dtls_message *m)
{
	if (off > r->end || r->end - off < DTLS_MESSAGE_HEADER || !slice_has(s, off, DTLS_MESSAGE_HEADER))
		return false;
	*m = (struct dtls_message){ .off = off,
				    .body = off + DTLS_MESSAGE_HEADER,
				    .type = slice_u8(s, off),
				    .len = slice_u24(s, off + 1),
				    .seq = slice_u16(s, off + 4),
				    .at = slice_u24(s, off + 6),
				    .said = slice_u24(s, off + 9) };
	uint32_t left = r->end - m->body;
	m->end = m->body + (m->said < left ? m->said : left);
	m->part = m->said < m->len && m->at <= m->len && m->said <= m->len - m->at;
	return true;
}

void dtls_learn_record(struct dtls_session *x, unsigned side, struct slice s, const struct dtls_record *r)
{
	bool hello = dtls_is_clear(r) && slice_u8(s, r->off + DTLS_HEADER) == HS_CLIENT_HELLO;
	if (!x->version && !hello)
		x->version = (uint16_t)r->version;
	if (r->type == TLS_CHANGE_CIPHER_SPEC)
		x->tls.encrypted |= (uint8_t)(1u << side);
	if (!x->tls.version && !hello)
		x->tls.version = r->version == DTLS_1_2 ? TLS_1_2 : TLS_1_1;
}

void dtls_learn(struct dtls_session *x, unsigned side, unsigned type, struct slice body)
{
	if (type != HS_NEW_SESSION_TICKET)
		x->tls.resumed = type == HS_SERVER_HELLO;
	if (type != HS_SERVER_HELLO || body.len < RANDOM_END + 3)
		return;
	x->version = slice_u16(body, 0);
	x->tls.version = x->version == DTLS_1_2 ? TLS_1_2 : TLS_1_1;
	x->tls.suite = slice_u16(body, RANDOM_END + 1u + slice_u8(body, RANDOM_END));
	x->tls.server = (uint8_t)(side + 1);
	x->tls.client = (uint8_t)(2 - side);
}

static const char *version_name(unsigned version)
{
	return version == DTLS_1_0       ? "DTLSv1.0"
	       : version == DTLS_1_2     ? "DTLSv1.2"
	       : version == DTLS_OPENSSL ? "DTLS 1.0 (OpenSSL pre 0.9.8f)"
					 : "DTLS";
}

/* Records alone, to the datagram's end. */
static bool dtls_guess(const struct layer *l, struct slice s)
{
	struct dtls_record r = { .end = 0 };
	unsigned type = slice_u8(s, 0);
	(void)l;
	if (type < TLS_CHANGE_CIPHER_SPEC || type > CONNECTION_ID || s.len < DTLS_HEADER)
		return false;
	for (unsigned i = 0; i < DTLS_MAX_RECORDS && r.end < s.wire; i++)
		if (!dtls_record(s, r.end, &r))
			return r.end >= s.len && r.end > 0; /* the capture was cut */
	return true;
}

static void dtls_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.len);
	l->tree_len = l->data.len;
}

/* --- a walk over the records, with what is known before each --- */

struct dtls_walk {
	struct dtls_session session;
	unsigned side;
	const char *fates; /* enum dtls_fate of the fragments to come */
	unsigned n_fates;
};

static void walk_start(struct dtls_walk *w, const struct dissection *d, const struct layer *l)
{
	const struct app_note *n = layer_app_note(d, l);
	*w = (struct dtls_walk){ .side = 0 };
	if (!n)
		return;
	w->session.tls = tls_unpack(n->value[DTLS_NOTE_STATE]);
	w->session.version = (uint16_t)n->value[DTLS_NOTE_VERSION];
	w->side = (unsigned)n->value[DTLS_NOTE_SIDE];
	w->fates = d->note_text + n->text;
	w->n_fates = n->text_len;
}

/* What became of the fragment at hand. */
static unsigned next_fate(struct dtls_walk *w)
{
	if (!w->n_fates)
		return DTLS_ALONE;
	w->n_fates--;
	return (uint8_t)*w->fates++;
}

static struct slice body_of(const struct dissection *d, const struct layer *l, const struct dtls_message *m,
			    unsigned fate)
{
	if (!m->part)
		return slice_sub(l->data, m->body, m->end - m->body);
	if (fate == DTLS_ALONE || fate >= d->n_buffers)
		return slice_first(l->data, 0);
	return (struct slice){ d->buffer[fate].p, d->buffer[fate].len, d->buffer[fate].len };
}

static void message_name(struct buf *b, const struct dtls_message *m, unsigned fate)
{
	const char *name = value_text(&tls_handshake_types, m->type);
	buf_str(b, name ? name : "Unknown");
	if (m->part)
		buf_str(b, fate == DTLS_ALONE ? " (Fragment)" : " (Reassembled)");
}

static bool is_known(const struct dtls_message *m)
{
	return value_text(&tls_handshake_types, m->type) != NULL;
}

static bool alert_is_clear(struct slice content)
{
	return content.wire == 2 && value_text(&tls_alert_levels, slice_u8(content, 0)) &&
	       value_text(&tls_alerts, slice_u8(content, 1));
}

static void alert_text(struct buf *b, struct slice content)
{
	if (!alert_is_clear(content)) {
		buf_lit(b, "Encrypted Alert");
		return;
	}
	buf_lit(b, "Alert (Level: ");
	buf_str(b, value_text(&tls_alert_levels, slice_u8(content, 0)));
	buf_lit(b, ", Description: ");
	buf_str(b, value_text(&tls_alerts, slice_u8(content, 1)));
	buf_char(b, ')');
}

static struct slice content_of(const struct layer *l, const struct dtls_record *r)
{
	return slice_sub(l->data, r->off + DTLS_HEADER, r->end - r->off - DTLS_HEADER);
}

/* --- the tree --- */

static void put_title(struct tree *t, const struct layer *l, const struct dtls_walk *w, const struct dtls_record *r)
{
	struct dtls_walk ahead = *w;
	struct dtls_message m;
	MESSAGE(b);
	buf_str(&b, version_name(w->session.version));
	buf_lit(&b, " Record Layer: ");
	switch (r->type) {
	case TLS_CHANGE_CIPHER_SPEC: buf_lit(&b, "Change Cipher Spec Protocol: Change Cipher Spec"); break;
	case TLS_ALERT: alert_text(&b, content_of(l, r)); break;
	case TLS_HANDSHAKE:
		if (!dtls_is_clear(r) || !dtls_message(l->data, r, r->off + DTLS_HEADER, &m) || !is_known(&m)) {
			put_cstr(t, RECORD, r->off, r->end - r->off, "Record Layer");
			return;
		}
		buf_lit(&b, "Handshake Protocol: ");
		if (m.end < r->end)
			buf_lit(&b, "Multiple Handshake Messages");
		else
			message_name(&b, &m, m.part ? next_fate(&ahead) : DTLS_ALONE);
		break;
	case TLS_APPLICATION_DATA: buf_lit(&b, "Application Data Protocol: Application Data"); break;
	case CONNECTION_ID: buf_lit(&b, "Connection ID"); break;
	default: put_cstr(t, RECORD, r->off, r->end - r->off, "Record Layer"); return;
	}
	put_copy(t, RECORD, r->off, r->end - r->off, b.p, (uint32_t)b.len);
}

/* A message in the bytes that were put together, and from which frames. */
static void put_whole(struct tree *t, const struct layer *l, const struct dtls_walk *w, const struct dtls_message *m,
		      unsigned fate)
{
	const struct dissection *d = t->d;
	struct layer inner = *l;
	if (fate == DTLS_COMPLETE || fate >= d->n_buffers)
		return;
	tree_enter(t, &inner, (uint8_t)fate);
	tls_put_message(t, &inner, m->type, (struct span){ 0, m->len }, &w->session.tls);
	tree_leave(t, l);
}

static void put_joined_of(struct tree *t, unsigned fate)
{
	for (unsigned i = 0; i < t->d->n_joined; i++)
		if (t->d->joined[i].buffer == fate)
			put_joined(t, DTLS_FRAGMENTS, &t->d->joined[i]);
}

static void put_message(struct tree *t, const struct layer *l, struct dtls_walk *w, const struct dtls_message *m)
{
	unsigned fate = m->part ? next_fate(w) : DTLS_ALONE;
	MESSAGE(b);
	buf_lit(&b, "Handshake Protocol: ");
	message_name(&b, m, fate);
	put_copy(t, HANDSHAKE, m->off, m->end - m->off, b.p, (uint32_t)b.len);
	tree_push(t);
	put(t, TYPE, m->off, 1);
	put(t, LENGTH, m->off + 1, 3);
	put(t, DTLS_MESSAGE_SEQ, m->off + 4, 2);
	put(t, DTLS_FRAGMENT_OFFSET, m->off + 6, 3);
	put(t, DTLS_FRAGMENT_LENGTH, m->off + 9, 3);
	if (!m->part && (m->said != m->len || m->at)) {
		tree_push(t);
		put_expert(t, m->said > m->len ? DTLS_FRAGMENT_TOO_LONG : DTLS_FRAGMENT_PAST_END, m->off + 9, 3, NULL);
		tree_pop(t);
	} else if (!m->part) {
		if (m->said > m->end - m->body)
			tree_malformed(t);
		tls_put_message(t, l, m->type, (struct span){ m->body, m->end }, &w->session.tls);
	} else if (fate != DTLS_ALONE) {
		put_whole(t, l, w, m, fate);
	}
	tree_pop(t);
	if (m->part && fate != DTLS_ALONE)
		put_joined_of(t, fate);
	dtls_learn(&w->session, w->side, m->type, body_of(t->d, l, m, fate));
}

static void put_handshake(struct tree *t, const struct layer *l, struct dtls_walk *w, const struct dtls_record *r)
{
	struct dtls_message m = { .end = r->off + DTLS_HEADER };
	bool any = false;
	while (dtls_is_clear(r) && m.end < r->end && !tree_ended(t) && dtls_message(l->data, r, m.end, &m) &&
	       is_known(&m)) {
		put_message(t, l, w, &m);
		any = true;
	}
	if (!any)
		put_cstr(t, HANDSHAKE, r->off + DTLS_HEADER, r->end - r->off - DTLS_HEADER, "Handshake Protocol");
}

static void put_alert(struct tree *t, struct slice content, uint32_t off)
{
	bool clear = alert_is_clear(content);
	put_cstr(t, ALERT, off, 2, clear ? "Alert Message" : "Alert Message: Encrypted Alert");
	if (!clear)
		return;
	tree_push(t);
	put(t, ALERT_LEVEL, off, 1);
	put(t, ALERT_DESC, off + 1, 1);
	tree_pop(t);
}

static void put_record(struct tree *t, const struct layer *l, struct dtls_walk *w, const struct dtls_record *r)
{
	uint32_t off = r->off + DTLS_HEADER, n = r->end - off;
	put_title(t, l, w, r);
	tree_push(t);
	put(t, CONTENT_TYPE, r->off, 1);
	put(t, RECORD_VERSION, r->off + 1, 2);
	put(t, DTLS_EPOCH, r->off + 3, 2);
	put(t, DTLS_SEQUENCE, r->off + 5, 6);
	put(t, RECORD_LENGTH, r->off + 11, 2);
	switch (r->type) {
	case TLS_CHANGE_CIPHER_SPEC:
		put(t, CHANGE_CIPHER_SPEC, off, n);
		if (w->session.tls.resumed && w->session.tls.server == w->side + 1) {
			tree_push(t);
			put_expert(t, RESUMED, off, 0, NULL);
			tree_pop(t);
		}
		break;
	case TLS_ALERT: put_alert(t, content_of(l, r), off); break;
	case TLS_HANDSHAKE: put_handshake(t, l, w, r); break;
	case TLS_APPLICATION_DATA: put(t, APP_DATA, off, n); break;
	default: break;
	}
	tree_pop(t);
}

static void dtls_tree(struct tree *t, const struct layer *l)
{
	struct dtls_record r = { .end = 0 };
	struct dtls_walk w;
	walk_start(&w, t->d, l);
	for (unsigned i = 0; i < DTLS_MAX_RECORDS && !tree_ended(t) && dtls_record(l->data, r.end, &r); i++) {
		dtls_learn_record(&w.session, w.side, l->data, &r);
		put_record(t, l, &w, &r);
	}
	if (r.end < l->data.wire && r.end >= l->data.len)
		tree_need(t, r.end, DTLS_HEADER); /* the capture was cut */
}

/* --- the line, and the path --- */

static void handshake_info(struct buf *b, const struct dissection *d, const struct layer *l, struct dtls_walk *w,
			   const struct dtls_record *r)
{
	struct dtls_message m = { .end = r->off + DTLS_HEADER };
	bool any = false;
	while (dtls_is_clear(r) && m.end < r->end && dtls_message(l->data, r, m.end, &m) && is_known(&m)) {
		unsigned fate = m.part ? next_fate(w) : DTLS_ALONE;
		buf_str(b, any ? ", " : "");
		message_name(b, &m, fate);
		dtls_learn(&w->session, w->side, m.type, body_of(d, l, &m, fate));
		any = true;
	}
	if (!any)
		buf_lit(b, "Encrypted Handshake Message");
}

static void dtls_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct dtls_record r = { .end = 0 };
	struct buf *b = &c->info;
	struct dtls_walk w;
	size_t start = b->len;
	walk_start(&w, d, l);
	for (unsigned i = 0; i < DTLS_MAX_RECORDS && dtls_record(l->data, r.end, &r); i++) {
		dtls_learn_record(&w.session, w.side, l->data, &r);
		c->protocol = version_name(w.session.version);
		if (b->len > start)
			buf_lit(b, ", ");
		switch (r.type) {
		case TLS_CHANGE_CIPHER_SPEC: buf_lit(b, "Change Cipher Spec"); break;
		case TLS_ALERT: alert_text(b, content_of(l, &r)); break;
		case TLS_HANDSHAKE: handshake_info(b, d, l, &w, &r); break;
		case TLS_APPLICATION_DATA: buf_lit(b, "Application Data"); break;
		case CONNECTION_ID: buf_lit(b, "Connection ID"); break;
		default: break;
		}
	}
	if (!r.end)
		buf_lit(b, "Continuation Data");
}

static void certificates_path(struct buf *b, struct slice body)
{
	struct slice s = slice_sub(body, 3, slice_u24(body, 0));
	for (unsigned i = 0; i < TLS_MAX_MESSAGES && slice_has(s, 0, 3); i++) {
		uint32_t n = slice_u24(s, 0);
		certificate_path(b, slice_sub(s, 3, n));
		s = slice_from(slice_from(s, 3), n);
	}
}

static void dtls_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	struct dtls_record r = { .end = 0 };
	struct dtls_walk w;
	walk_start(&w, d, l);
	for (unsigned i = 0; i < DTLS_MAX_RECORDS && dtls_record(l->data, r.end, &r); i++) {
		struct dtls_message m = { .end = r.off + DTLS_HEADER };
		while (dtls_is_clear(&r) && m.end < r.end && dtls_message(l->data, &r, m.end, &m) && is_known(&m)) {
			unsigned fate = m.part ? next_fate(&w) : DTLS_ALONE;
			if (m.type == HS_CERTIFICATE)
				certificates_path(b, body_of(d, l, &m, fate));
		}
	}
}

static const struct value_table srtp_profiles =
	VALUES({ 0x0001, "SRTP_AES128_CM_HMAC_SHA1_80" }, { 0x0002, "SRTP_AES128_CM_HMAC_SHA1_32" },
	       { 0x0005, "SRTP_NULL_HMAC_SHA1_80" }, { 0x0006, "SRTP_NULL_HMAC_SHA1_32" },
	       { 0x0007, "SRTP_AEAD_AES_128_GCM" }, { 0x0008, "SRTP_AEAD_AES_256_GCM" });

#define FLAG(abbrev, name) F("dtls.fragment." abbrev, name, FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED, .vals = &bool_true)

#define NOT_HERE F_TEXT("")

static const struct field dtls_fields[] = {
	[TLS] = F("dtls", "Datagram Transport Layer Security", FT_PROTOCOL, BASE_NONE),
	[TEXT] = F_TEXT(""),
	TLS_ROWS("dtls"),
	/* What only TLS has, and nobody puts here: */
	[OPAQUE_TYPE] = NOT_HERE,
	[SSL2_TYPE] = NOT_HERE,
	[MD5_HASH] = NOT_HERE,
	[SHA_HASH] = NOT_HERE,
	[NPN_SELECTED_LEN] = NOT_HERE,
	[NPN_SELECTED] = NOT_HERE,
	[NPN_PADDING_LEN] = NOT_HERE,
	[NPN_PADDING] = NOT_HERE,
	[SSL2_LENGTH] = NOT_HERE,
	[SPEC_LENGTH] = NOT_HERE,
	[SESSION_ID_LENGTH16] = NOT_HERE,
	[CHALLENGE_LENGTH] = NOT_HERE,
	[SPEC] = NOT_HERE,
	[SSL2_SESSION_ID] = NOT_HERE,
	[CHALLENGE] = NOT_HERE,
	[BAD_SESSION_ID] = NOT_HERE,
	[UNKNOWN_RECORD] = NOT_HERE,
	[DTLS_EPOCH] = F("dtls.record.epoch", "Epoch", FT_UINT16, BASE_DEC),
	[DTLS_SEQUENCE] = F("dtls.record.sequence_number", "Sequence Number", FT_UINT64, BASE_DEC),
	[DTLS_MESSAGE_SEQ] = F("dtls.handshake.message_seq", "Message Sequence", FT_UINT16, BASE_DEC),
	[DTLS_FRAGMENT_OFFSET] = F("dtls.handshake.fragment_offset", "Fragment Offset", FT_UINT24, BASE_DEC),
	[DTLS_FRAGMENT_LENGTH] = F("dtls.handshake.fragment_length", "Fragment Length", FT_UINT24, BASE_DEC),
	[DTLS_COOKIE_LENGTH] = F("dtls.handshake.cookie_length", "Cookie Length", FT_UINT8, BASE_DEC),
	[DTLS_COOKIE] = F("dtls.handshake.cookie", "Cookie", FT_BYTES, BASE_NONE),
	[DTLS_SRTP_LENGTH] = F("dtls.use_srtp.protection_profiles_length", "SRTP Protection Profiles Length", FT_UINT16, BASE_DEC),
	[DTLS_SRTP_PROFILE] = F("dtls.use_srtp.protection_profile", "SRTP Protection Profile", FT_UINT16, BASE_HEX, .vals = &srtp_profiles),
	[DTLS_MKI_LENGTH] = F("dtls.use_srtp.mki_length", "MKI Length", FT_UINT8, BASE_DEC),
	[DTLS_MKI] = F("dtls.use_srtp.mki", "MKI", FT_BYTES, BASE_NONE),
	[DTLS_CID_LENGTH] = F("dtls.connection_id_length", "Connection ID length", FT_UINT8, BASE_DEC),
	[DTLS_CID] = F("dtls.connection_id", "Connection ID", FT_BYTES, BASE_NONE),
	[DTLS_FRAGMENT_ZERO] = F_EXPERT("dtls.handshake.fragment_length.zero", "Zero-length fragment length for fragmented message", PI_ERROR, PI_PROTOCOL),
	[DTLS_FRAGMENT_TOO_LONG] = F_EXPERT("dtls.handshake.fragment_length.too_long", "Fragment length is larger than message length", PI_ERROR, PI_PROTOCOL),
	[DTLS_FRAGMENT_PAST_END] = F_EXPERT("dtls.handshake.fragment_past_end_msg", "Fragment runs past the end of the message", PI_ERROR, PI_PROTOCOL),
	[DTLS_FRAGMENTS + JOINED_PIECES] = F("dtls.fragments", "Message fragments", FT_NONE, BASE_NONE, .flags = F_GENERATED, .label = joined_label),
	[DTLS_FRAGMENTS + JOINED_PIECE] = F("dtls.fragment", "Message fragment", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED, .label = piece_label),
	[DTLS_FRAGMENTS + JOINED_OVERLAP] = FLAG("overlap", "Message fragment overlap"),
	[DTLS_FRAGMENTS + JOINED_CONFLICT] = FLAG("overlap.conflicts", "Message fragment overlapping with conflicting data"),
	[DTLS_FRAGMENTS + JOINED_TAILS] = FLAG("multiple_tails", "Message has multiple tail fragments"),
	[DTLS_FRAGMENTS + JOINED_TOO_LONG] = FLAG("too_long_fragment", "Message fragment too long"),
	[DTLS_FRAGMENTS + JOINED_ERROR] = F("dtls.fragment.error", "Message defragmentation error", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED, .label = piece_label),
	[DTLS_FRAGMENTS + JOINED_COUNT] = F("dtls.fragment.count", "Message fragment count", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[DTLS_FRAGMENTS + JOINED_LENGTH] = F("dtls.reassembled.length", "Reassembled DTLS length", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[DTLS_FRAGMENTS + JOINED_DATA] = NOT_HERE,
};

static const struct next_link dtls_on[] = {
	{ NEXT_UDP_PORT, 853 }, { NEXT_UDP_PORT, 2221 }, { NEXT_UDP_PORT, 5684 }, { NEXT_UDP_PORT, 5868 },
};

const struct protocol protocol_tls_datagram = {
	.name = "dtls",
	.column = "DTLS",
	FIELDS(dtls_fields),
	ON(dtls_on),
	.shows = certificate_protocols,
	.guess = dtls_guess,
	.guess_on = { NEXT_UDP_PORT },
	.guess_first = { TLS_CHANGE_CIPHER_SPEC, CONNECTION_ID },
	.dissect = dtls_dissect,
	.fields_of = dtls_tree,
	.path_inside = dtls_path,
	.info = dtls_info,
};
