/* tls_extensions.c: extensions of hellos and other messages (the IANA registry of TLS ExtensionType values). */
#include "dissect/application/tls_impl.h"

#include "base/fmt.h"
#include "dissect/application/sct_list.h"
#include "dissect/message.h"

enum {
	EXT_SERVER_NAME = 0, EXT_MAX_FRAGMENT = 1, EXT_STATUS = 5, 
	EXT_GROUPS = 10, EXT_POINTS = 11, EXT_SRP = 12, EXT_SIGNATURES = 13, EXT_SRTP = 14, EXT_HEARTBEAT = 15, EXT_ALPN = 16,
	EXT_STATUS_V2 = 17, EXT_SCT = 18, EXT_CLIENT_TYPE = 19, EXT_SERVER_TYPE = 20, EXT_PADDING = 21, EXT_ENCRYPT_THEN_MAC = 22,
	EXT_EXTENDED_MASTER = 23, EXT_COMPRESS = 27, EXT_RECORD_LIMIT = 28, EXT_DELEGATED = 34, EXT_TICKET = 35,
	EXT_KEY_SHARE_OLD = 40, EXT_PSK = 41, EXT_EARLY_DATA = 42, EXT_VERSIONS = 43, EXT_COOKIE = 44, EXT_PSK_MODES = 45,
	EXT_POST_HANDSHAKE_AUTH = 49, EXT_SIGNATURES_CERT = 50, EXT_KEY_SHARE = 51, EXT_QUIC = 57, EXT_NPN = 13172, EXT_ALPS = 17513, EXT_RENEGOTIATION = 65281,
	EXT_ESNI = 65486, EXT_QUIC_DRAFT = 65445, MAX_LIST = 1024,
};

static void put_title(struct tree *t, struct span v, const char *title)
{
	put_label(t, TEXT, v.off, v.end - v.off, title, (uint32_t)strlen(title));
	tree_push(t);
}

static void put_server_name(struct tree *t, struct span v)
{
	struct span list;
	if (v.off == v.end)
		return;
	put_title(t, v, "Server Name Indication extension");
	if (tls_vector(t, &v, &list, SNI_LIST_LEN, 2))
		for (unsigned i = 0; i < MAX_LIST && list.off < list.end && !tree_ended(t); i++) {
			put(t, SNI_TYPE, list.off, 1);
			list.off++;
			tls_opaque(t, &list, SNI_LEN, 2, SNI);
		}
	tree_pop(t);
}

static void put_status(struct tree *t, struct span v, bool client)
{
	if (v.off == v.end || !client)
		return;
	put(t, STATUS_TYPE, v.off, 1);
	v.off++;
	tls_vector(t, &v, &(struct span){ 0, 0 }, STATUS_IDS_LEN, 2);
	tls_vector(t, &v, &(struct span){ 0, 0 }, STATUS_EXTS_LEN, 2);
}

static void put_status_list(struct tree *t, struct span v)
{
	struct span list, one;
	if (v.off == v.end || !tls_vector(t, &v, &list, STATUS_LIST_LEN, 2))
		return;
	for (unsigned i = 0; i < MAX_LIST && list.off < list.end && !tree_ended(t); i++) {
		put(t, STATUS_TYPE, list.off, 1);
		list.off++;
		if (tls_vector(t, &list, &one, STATUS_LEN, 2)) {
			tls_vector(t, &one, &(struct span){ 0, 0 }, STATUS_IDS_LEN, 2);
			tls_vector(t, &one, &(struct span){ 0, 0 }, STATUS_EXTS_LEN, 2);
		}
	}
}

/* A list of numbers of n bytes each under a title with their count. */
static void put_numbers(struct tree *t, struct span *v, unsigned length_row, uint32_t length_size, unsigned row)
{
	struct span list;
	if (!tls_vector(t, v, &list, length_row, length_size))
		return;
	if (row == GROUP)
		tls_put_list(t, GROUPS, list, "Supported Groups", (list.end - list.off) / 2, " group", " groups");
	else
		tls_put_list(t, POINTS, list, "Elliptic curves point formats", list.end - list.off, "", "");
	uint32_t each = row == GROUP ? 2 : 1;
	tree_push(t);
	for (; list.off + each <= list.end && !tree_ended(t); list.off += each)
		put(t, row, list.off, each);
	tree_pop(t);
}

static void put_signatures(struct tree *t, struct span *v)
{
	struct span list;
	if (!tls_vector(t, v, &list, SIG_LIST_LEN, 2))
		return;
	tls_put_list(t, SIG_LIST, list, "Signature Hash Algorithms", (list.end - list.off) / 2, " algorithm",
		     " algorithms");
	tree_push(t);
	while (list.off + 2 <= list.end && !tree_ended(t))
		tls_put_signature(t, &list);
	tree_pop(t);
}

/* Names behind a length each: ALPN, ALPS. */
static void put_names(struct tree *t, struct span *v, unsigned length_row, unsigned list_row, unsigned name_length,
		      unsigned name)
{
	struct span list;
	if (!tls_vector(t, v, &list, length_row, 2))
		return;
	put_node(t, list_row, list.off, list.end - list.off);
	tree_push(t);
	for (unsigned i = 0; i < MAX_LIST && list.off < list.end && !tree_ended(t); i++)
		tls_opaque(t, &list, name_length, 1, name);
	tree_pop(t);
}

static void put_npn(struct tree *t, struct span v)
{
	if (v.off == v.end)
		return;
	put_title(t, v, "Next Protocol Negotiation");
	for (unsigned i = 0; i < MAX_LIST && v.off < v.end && !tree_ended(t); i++)
		tls_opaque(t, &v, NPN_LEN, 1, NPN);
	tree_pop(t);
}

static void put_share(struct tree *t, struct span *v)
{
	uint32_t n = slice_u16(t->l->data, v->off + 2), left = v->end - v->off;
	const char *group = value_text(&tls_groups, slice_u16(t->l->data, v->off));
	MESSAGE(m);
	buf_lit(&m, "Key Share Entry: Group: ");
	if (group)
		buf_str(&m, group);
	else
		buf_lit(&m, "Unknown ("), fmt_uint(&m, slice_u16(t->l->data, v->off)), buf_char(&m, ')');
	buf_lit(&m, ", Key Exchange length: ");
	fmt_uint(&m, n);
	put_label(t, TEXT, v->off, 4 + n < left ? 4 + n : left, m.p, (uint32_t)m.len);
	tree_push(t);
	put(t, SHARE_GROUP, v->off, 2);
	v->off += 2;
	tls_opaque(t, v, SHARE_KEY_LENGTH, 2, SHARE_KEY);
	tree_pop(t);
}

static void put_key_share(struct tree *t, struct span v, unsigned message)
{
	put_title(t, v, "Key Share extension");
	if (message == HS_CLIENT_HELLO) {
		struct span list;
		if (tls_vector(t, &v, &list, SHARE_LENGTH, 2))
			for (unsigned i = 0; i < MAX_LIST && list.off < list.end && !tree_ended(t); i++)
				put_share(t, &list);
	} else if (v.end - v.off == 2) {
		put(t, SHARE_SELECTED, v.off, 2); /* a hello retry request */
	} else {
		put_share(t, &v);
	}
	tree_pop(t);
}

static void put_identity(struct tree *t, struct span *v)
{
	uint32_t n = slice_u16(t->l->data, v->off), left = v->end - v->off;
	MESSAGE(m);
	buf_lit(&m, "PSK Identity (length: ");
	fmt_uint(&m, n);
	buf_char(&m, ')');
	put_label(t, TEXT, v->off, n + 6 < left ? n + 6 : left, m.p, (uint32_t)m.len);
	tree_push(t);
	tls_opaque(t, v, PSK_ID_LENGTH, 2, PSK_ID);
	put(t, PSK_AGE, v->off, 4);
	v->off += 4;
	tree_pop(t);
}

static void put_psk(struct tree *t, struct span v, unsigned message)
{
	struct span list;
	put_title(t, v, "Pre-Shared Key extension");
	if (message == HS_SERVER_HELLO) {
		put(t, PSK_SELECTED, v.off, 2);
	} else if (tls_vector(t, &v, &list, PSK_IDS_LENGTH, 2)) {
		for (unsigned i = 0; i < MAX_LIST && list.off < list.end && !tree_ended(t); i++)
			put_identity(t, &list);
		if (tls_vector(t, &v, &list, PSK_BINDERS_LEN, 2))
			put_node(t, PSK_BINDERS, list.off, list.end - list.off);
	}
	tree_pop(t);
}

static void put_versions(struct tree *t, struct span v, unsigned message)
{
	struct span list = v;
	if (message == HS_CLIENT_HELLO && !tls_vector(t, &v, &list, VERSIONS_LEN, 1))
		return;
	for (; list.off + 2 <= list.end && !tree_ended(t); list.off += 2)
		put(t, VERSION_SUPPORTED, list.off, 2);
}

static void put_certificate_types(struct tree *t, struct span v, bool client)
{
	struct span list;
	if (!client) {
		put(t, CERT_TYPE, v.off, 1);
	} else if (tls_vector(t, &v, &list, CERT_TYPE_LEN, 1)) {
		tls_put_list(t, CERT_TYPE_LIST, list, "Certificate Type List", list.end - list.off, "", "");
		tree_push(t);
		for (; list.off < list.end && !tree_ended(t); list.off++)
			put(t, CERT_TYPE, list.off, 1);
		tree_pop(t);
	}
}

static void put_sct(struct tree *t, struct span v)
{
	uint64_t ms = slice_u64(t->l->data, v.off + 33);
	put(t, SCT_VERSION, v.off, 1);
	put(t, SCT_LOG, v.off + 1, 32);
	put_time(t, SCT_TIME, v.off + 33, 8, (int64_t)(ms / 1000), (uint32_t)(ms % 1000) * 1000000);
	v.off += 41;
	tls_vector(t, &v, &(struct span){ 0, 0 }, SCT_EXT_LENGTH, 2);
	if (v.off + 2 <= v.end)
		tls_put_signature(t, &v);
	tls_opaque(t, &v, SCT_SIG_LENGTH, 2, SCT_SIG);
}

void sct_list_put(struct tree *t, uint32_t off, uint32_t end)
{
	struct span v = { off, end }, list, one;
	if (v.off == v.end || !tls_vector(t, &v, &list, SCTS_LENGTH, 2))
		return;
	for (unsigned i = 0; i < MAX_LIST && list.off < list.end && !tree_ended(t); i++) {
		uint32_t n = slice_u16(t->l->data, list.off), left = list.end - list.off;
		put_title(t, (struct span){ list.off, list.off + (n + 2 < left ? n + 2 : left) },
			  "Signed Certificate Timestamp");
		if (tls_vector(t, &list, &one, SCT_LENGTH, 2))
			put_sct(t, one);
		tree_pop(t);
	}
}

static void put_esni(struct tree *t, struct span v)
{
	put(t, ESNI_SUITE, v.off, 2);
	v.off += 2;
	put_share(t, &v);
	tls_opaque(t, &v, ESNI_DIGEST_LEN, 2, ESNI_DIGEST);
	tls_opaque(t, &v, ESNI_LEN, 2, ESNI);
}

static void put_renegotiation(struct tree *t, struct span v)
{
	put_title(t, v, "Renegotiation Info extension");
	tls_opaque(t, &v, RENEG_LEN, 1, RENEG);
	tree_pop(t);
}

static void put_compress(struct tree *t, struct span v)
{
	struct span list;
	if (!tls_vector(t, &v, &list, COMPRESS_LENGTH, 1))
		return;
	for (; list.off + 2 <= list.end && !tree_ended(t); list.off += 2)
		put(t, COMPRESS_ALGORITHM, list.off, 2);
}

/* RFC 5764, 4.1.1; only DTLS has it. */
static void put_srtp(struct tree *t, struct span v)
{
	struct span list;
	if (!tls_vector(t, &v, &list, DTLS_SRTP_LENGTH, 2))
		return;
	for (; list.off + 2 <= list.end && !tree_ended(t); list.off += 2)
		put(t, DTLS_SRTP_PROFILE, list.off, 2);
	tls_opaque(t, &v, DTLS_MKI_LENGTH, 1, DTLS_MKI);
}

/* The content of an extension; false: nobody knows its inside. */
static bool put_content(struct tree *t, const struct layer *l, struct span v, unsigned type, unsigned message)
{
	bool client = message == HS_CLIENT_HELLO;
	switch (type) {
	case EXT_SERVER_NAME: put_server_name(t, v); return true;
	case EXT_MAX_FRAGMENT: put(t, MAX_FRAGMENT, v.off, 1); return true;
	case EXT_STATUS: put_status(t, v, client); return true;
	case EXT_STATUS_V2: put_status_list(t, v); return true;
	case EXT_GROUPS: put_numbers(t, &v, GROUPS_LENGTH, 2, GROUP); return true;
	case EXT_POINTS: put_numbers(t, &v, POINTS_LENGTH, 1, POINT); return true;
	case EXT_SRP: tls_opaque(t, &v, SRP_LEN, 1, SRP_NAME); return true;
	case EXT_SIGNATURES:
	case EXT_SIGNATURES_CERT:
	case EXT_DELEGATED: put_signatures(t, &v); return true;
	case EXT_SRTP:
		if (l->proto != &protocol_tls_datagram)
			return false;
		put_srtp(t, v);
		return true;
	case EXT_HEARTBEAT: put(t, HEARTBEAT_MODE, v.off, 1); return true;
	case EXT_ALPN: put_names(t, &v, ALPN_LEN, ALPN_LIST, ALPN_STR_LEN, ALPN_STR); return true;
	case EXT_ALPS: put_names(t, &v, ALPS_LEN, ALPS_LIST, ALPS_STR_LEN, ALPS_STR); return true;
	case EXT_SCT: sct_list_put(t, v.off, v.end); return true;
	case EXT_CLIENT_TYPE:
	case EXT_SERVER_TYPE: put_certificate_types(t, v, client); return true;
	case EXT_PADDING: put(t, PADDING_DATA, v.off, v.end - v.off); return true;
	case EXT_ENCRYPT_THEN_MAC:
	case EXT_EXTENDED_MASTER:
	case EXT_POST_HANDSHAKE_AUTH: return true; /* they have no content */
	case EXT_COMPRESS: put_compress(t, v); return true;
	case EXT_RECORD_LIMIT: put(t, RECORD_LIMIT, v.off, 2); return true;
	case EXT_TICKET: put(t, EXT_TICKET_DATA, v.off, v.end - v.off); return true;
	case EXT_KEY_SHARE_OLD:
	case EXT_KEY_SHARE: put_key_share(t, v, message); return true;
	case EXT_PSK: put_psk(t, v, message); return true;
	case EXT_EARLY_DATA:
		if (message == HS_NEW_SESSION_TICKET)
			put(t, EARLY_MAX, v.off, 4);
		return true;
	case EXT_VERSIONS: put_versions(t, v, message); return true;
	case EXT_COOKIE: tls_opaque(t, &v, COOKIE_LEN, 2, COOKIE); return true;
	case EXT_PSK_MODES: {
		struct span list;
		if (tls_vector(t, &v, &list, PSK_MODES_LENGTH, 1))
			for (; list.off < list.end && !tree_ended(t); list.off++)
				put(t, PSK_MODE, list.off, 1);
		return true;
	}
	case EXT_QUIC:
	case EXT_QUIC_DRAFT: tls_put_quic_parameters(t, l, v); return true;
	case EXT_NPN: put_npn(t, v); return true;
	case EXT_RENEGOTIATION: put_renegotiation(t, v); return true;
	case EXT_ESNI: put_esni(t, v); return client;
	default: return false;
	}
}

static void put_extension_title(struct tree *t, struct span s, unsigned type)
{
	const char *name = value_text(&tls_extension_types, type);
	MESSAGE(m);
	buf_lit(&m, "Extension: ");
	if (name)
		buf_str(&m, name);
	else
		buf_lit(&m, "Unknown type "), fmt_uint(&m, type);
	buf_lit(&m, " (len=");
	fmt_uint(&m, slice_u16(t->l->data, s.off + 2));
	buf_char(&m, ')');
	put_label(t, TEXT, s.off, s.end - s.off, m.p, (uint32_t)m.len);
}

void tls_put_extensions(struct tree *t, const struct layer *l, struct span *v, unsigned message)
{
	struct span list, content;
	if (!tls_vector(t, v, &list, EXTENSIONS_LENGTH, 2))
		return;
	for (unsigned i = 0; i < MAX_LIST && list.end - list.off >= 4 && !tree_ended(t); i++) {
		unsigned type = slice_u16(l->data, list.off);
		uint32_t n = slice_u16(l->data, list.off + 2), left = list.end - list.off, start = list.off;
		put_extension_title(t, (struct span){ start, start + (n + 4 < left ? n + 4 : left) }, type);
		tree_push(t);
		put(t, EXT_TYPE, start, 2);
		list.off += 2;
		if (tls_vector(t, &list, &content, EXT_LEN, 2) && !put_content(t, l, content, type, message))
			put(t, EXT_DATA, content.off, content.end - content.off);
		tree_pop(t);
	}
}
