/* wlan_eapol.c: authentication at a port (IEEE 802.1X-2020, clause 11) and, in wireless LANs, the agreement on keys that its key
 * frames carry (IEEE 802.11-2020, clause 12.7.2). What packets of EAP say is not shown. */
#include "dissect/column.h"
#include "dissect/link/wlan_impl.h"
#include "dissect/numbers.h"

/*   0         1      2        4
 *  +---------+------+--------+------------------+
 *  | version | type | length | body             |  a key's body begins with the kind of its descriptor:
 *  +---------+------+--------+------------------+
 *   4      5          7         9        17     49   65   73  81   97        99
 *  +------+----------+---------+--------+------+----+----+---+----+---------+------+
 *  | kind | key info | key len | replay | nonce| IV | RSC| ID| MIC| data len| data |
 *  +------+----------+---------+--------+------+----+----+---+----+---------+------+ */
enum {
	EAPOL, EAPOL_VERSION, EAPOL_TYPE, EAPOL_LENGTH, DESCRIPTOR, BODY, KEY_LEN, REPLAY, KEY_IV, KEY_INDEX, INDEX_TYPE, INDEX_NUMBER, SIGNATURE,
	KEY, MESSAGE_NUMBER, KEY_INFO, INFO_VERSION, INFO_TYPE, INFO_INDEX, INFO_INSTALL, INFO_ACK, INFO_MIC, INFO_SECURE,
	INFO_ERROR, INFO_REQUEST, INFO_ENCRYPTED, INFO_SMK, NONCE, RSC, KEY_ID, MIC, DATA_LEN, KEY_DATA, KEY_LOCAL,
};
enum { HEAD = 4, TYPE_EAP = 0, TYPE_KEY = 3, KIND_RC4 = 1, KIND_RSN = 2, KIND_WPA = 254 };
enum { PAIRWISE = 0x0008, ACK = 0x0080, WITH_MIC = 0x0100, SECURE = 0x0200, ENCRYPTED = 0x1000 };
enum { INFO_AT = 5, DATA_LEN_AT = 97, DATA_AT = 99, RC4_KEY_AT = 48 };

static const struct value_table versions =
	VALUES({ 1, "802.1X-2001" }, { 2, "802.1X-2004" }, { 3, "802.1X-2010" });
static const struct value_table types =
	VALUES({ 0, "EAP Packet" }, { 1, "Start" }, { 2, "Logoff" }, { 3, "Key" }, { 4, "Encapsulated ASF Alert" }, { 5, "MKA" },
	       { 6, "Announcement (Generic)" }, { 7, "Announcement (Specific)" }, { 8, "Announcement Request" });
static const struct value_table kinds =
	VALUES({ 1, "RC4 Descriptor" }, { 2, "EAPOL RSN Key" }, { 254, "EAPOL WPA Key" });
static const struct value_table index_types = BOOL_NAMES("Unicast", "Broadcast");
static const struct value_table info_versions = VALUES(
	{ 1, "RC4 Cipher, HMAC-MD5 MIC" }, { 2, "AES Cipher, HMAC-SHA1 MIC" }, { 3, "AES Cipher, AES-128-CMAC MIC" });
static const struct value_table key_types = BOOL_NAMES("Pairwise Key", "Group Key");

#define RSNA(abbrev, name, type, base, ...) F("wlan_rsna_eapol." abbrev, name, type, base, __VA_ARGS__)
#define INFO_BIT(abbrev, name, bit, names)                                                                            \
	RSNA("keydes.key_info." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 0, .size = 2, .mask = bit, .flags = F_CHILD, \
	     .vals = &names)

static const struct field eapol_fields[] = {
	[EAPOL] = F("eapol", "802.1X Authentication", FT_PROTOCOL, BASE_NONE),
	[EAPOL_VERSION] = F("eapol.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .vals = &versions),
	[EAPOL_TYPE] = F("eapol.type", "Type", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .vals = &types),
	[EAPOL_LENGTH] = F("eapol.len", "Length", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[DESCRIPTOR] = F("eapol.keydes.type", "Key Descriptor Type", FT_UINT8, BASE_DEC, .vals = &kinds),
	[BODY] = F("eapol.keydes.body", "Key Descriptor Body", FT_BYTES, BASE_NONE),
	[KEY_LEN] = F("eapol.keydes.key_len", "Key Length", FT_UINT16, BASE_DEC),
	[REPLAY] = F("eapol.keydes.replay_counter", "Replay Counter", FT_UINT64, BASE_DEC),
	[KEY_IV] = F("eapol.keydes.key_iv", "Key IV", FT_BYTES, BASE_NONE),
	[KEY_INDEX] = F("eapol.keydes.key_index", "Key Index", FT_UINT8, BASE_HEX),
	[INDEX_TYPE] = F("eapol.keydes.key_index.type", "Type", FT_BOOLEAN, BASE_NONE, .mask = 0x80, .vals = &index_types),
	[INDEX_NUMBER] = F("eapol.keydes.key_index.number", "Number", FT_UINT8, BASE_DEC, .mask = 0x7f),
	[SIGNATURE] = F("eapol.keydes.key_signature", "Key Signature", FT_BYTES, BASE_NONE),
	[KEY] = F("eapol.keydes.key", "Key", FT_BYTES, BASE_NONE),
	[KEY_LOCAL] = F("eapol.keydes.key.generated_locally", "Key Generated Locally", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[MESSAGE_NUMBER] = RSNA("keydes.msgnr", "Message number", FT_UINT8, BASE_DEC),
	[KEY_INFO] = RSNA("keydes.key_info", "Key Information", FT_UINT16, BASE_HEX, .off = 0, .size = 2),
	[INFO_VERSION] = RSNA("keydes.key_info.keydes_version", "Key Descriptor Version", FT_UINT16, BASE_DEC, .off = 0, .size = 2,
			      .mask = 0x0007, .flags = F_CHILD, .vals = &info_versions),
	[INFO_TYPE] = INFO_BIT("key_type", "Key Type", PAIRWISE, key_types),
	[INFO_INDEX] = RSNA("keydes.key_info.key_index", "Key Index", FT_UINT16, BASE_DEC, .off = 0, .size = 2, .mask = 0x0030,
			    .flags = F_CHILD),
	[INFO_INSTALL] = INFO_BIT("install", "Install", 0x0040, bool_set),
	[INFO_ACK] = INFO_BIT("key_ack", "Key ACK", ACK, bool_set),
	[INFO_MIC] = INFO_BIT("key_mic", "Key MIC", WITH_MIC, bool_set),
	[INFO_SECURE] = INFO_BIT("secure", "Secure", SECURE, bool_set),
	[INFO_ERROR] = INFO_BIT("error", "Error", 0x0400, bool_set),
	[INFO_REQUEST] = INFO_BIT("request", "Request", 0x0800, bool_set),
	[INFO_ENCRYPTED] = INFO_BIT("encrypted_key_data", "Encrypted Key Data", ENCRYPTED, bool_set),
	[INFO_SMK] = INFO_BIT("smk_message", "SMK Message", 0x2000, bool_set),
	[NONCE] = RSNA("keydes.nonce", "WPA Key Nonce", FT_BYTES, BASE_NONE),
	[RSC] = RSNA("keydes.rsc", "WPA Key RSC", FT_BYTES, BASE_NONE),
	[KEY_ID] = RSNA("keydes.id", "WPA Key ID", FT_BYTES, BASE_NONE),
	[MIC] = RSNA("keydes.mic", "WPA Key MIC", FT_BYTES, BASE_NONE),
	[DATA_LEN] = RSNA("keydes.data_len", "WPA Key Data Length", FT_UINT16, BASE_DEC),
	[KEY_DATA] = RSNA("keydes.data", "WPA Key Data", FT_BYTES, BASE_NONE),
};

static bool is_rsn_key(struct slice s)
{
	unsigned kind = slice_u8(s, HEAD);
	return slice_u8(s, 1) == TYPE_KEY && (kind == KIND_RSN || kind == KIND_WPA);
}

/* Which message of the handshake it is. The last but one of the station's has data, the last has none or says "secure". */
static unsigned message_number(struct slice s)
{
	unsigned info = slice_u16(s, INFO_AT);
	if (!(info & PAIRWISE))
		return info & ACK ? 1 : 2;
	if (info & ACK)
		return info & WITH_MIC ? 3 : 1;
	return info & SECURE || !slice_u16(s, DATA_LEN_AT) ? 4 : 2;
}

static void eapol_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = slice_u16(l->data, 2);
	if (!layer_header(l, HEAD))
		return;
	layer_limit(l, n);
	l->tree_len = HEAD + l->payload.len;
	if (slice_u8(l->data, 1) == TYPE_EAP) {
		next_data(d, l, l->payload);
		return;
	}
	l->data = slice_first(l->data, HEAD + n);
	if (slice_u8(l->data, 1) == TYPE_KEY && n) {
		uint32_t least = is_rsn_key(l->data) ? DATA_AT : HEAD + 1;
		if (!slice_has(l->data, 0, least))
			layer_cut(l, least);
		else if (is_rsn_key(l->data) && !slice_has(l->data, DATA_AT, slice_u16(l->data, DATA_LEN_AT)))
			layer_cut(l, DATA_AT + slice_u16(l->data, DATA_LEN_AT));
		l->flags |= l->flags & (LAYER_SHORT | LAYER_MALFORMED) ? LAYER_TOLD : 0;
	}
	l->payload = slice_from(l->data, l->data.wire);
}

static void put_rc4_key(struct tree *t, uint32_t end)
{
	put(t, KEY_LEN, 5, 2);
	put(t, REPLAY, 7, 8);
	put(t, KEY_IV, 15, 16);
	put(t, KEY_INDEX, 31, 1);
	tree_push(t);
	put(t, INDEX_TYPE, 31, 1);
	put(t, INDEX_NUMBER, 31, 1);
	tree_pop(t);
	put(t, SIGNATURE, 32, 16);
	if (end > RC4_KEY_AT)
		put(t, KEY, RC4_KEY_AT, end - RC4_KEY_AT);
	put_uint(t, KEY_LOCAL, RC4_KEY_AT, 0, end <= RC4_KEY_AT);
}

static void put_rsn_key(struct tree *t, const struct layer *l)
{
	uint32_t n = slice_u16(l->data, DATA_LEN_AT);
	put_uint(t, MESSAGE_NUMBER, INFO_AT, 0, message_number(l->data));
	put_rows(t, KEY_INFO, INFO_SMK, INFO_AT);
	put(t, KEY_LEN, 7, 2);
	put(t, REPLAY, 9, 8);
	put(t, NONCE, 17, 32);
	put(t, KEY_IV, 49, 16);
	put(t, RSC, 65, 8);
	put(t, KEY_ID, 73, 8);
	put(t, MIC, 81, 16);
	put(t, DATA_LEN, DATA_LEN_AT, 2);
	if (!n)
		return;
	put(t, KEY_DATA, DATA_AT, n);
	if (slice_u16(l->data, INFO_AT) & ENCRYPTED || !(slice_u16(l->data, INFO_AT) & PAIRWISE) || !tree_borrow(t))
		return;
	tree_push(t);
	wlan_put_elements(t, DATA_AT, DATA_AT + n);
	tree_pop(t);
	tree_give_back(t);
}

static void eapol_tree(struct tree *t, const struct layer *l)
{
	put_rows(t, EAPOL_VERSION, EAPOL_LENGTH, 0);
	if (slice_u8(l->data, 1) != TYPE_KEY || tree_ended(t) || !slice_u16(l->data, 2))
		return;
	put(t, DESCRIPTOR, HEAD, 1);
	if (is_rsn_key(l->data))
		put_rsn_key(t, l);
	else if (slice_u8(l->data, HEAD) == KIND_RC4)
		put_rc4_key(t, l->data.wire);
	else if (l->data.wire > HEAD + 1)
		put(t, BODY, HEAD + 1, l->data.wire - HEAD - 1);
}

static void eapol_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *type = value_text(&types, slice_u8(l->data, 1));
	(void)d;
	if (type) {
		buf_str(&c->info, type);
	} else {
		buf_lit(&c->info, "Unknown Type (0x");
		fmt_hex(&c->info, slice_u8(l->data, 1), 2);
		buf_char(&c->info, ')');
	}
	if (!is_rsn_key(l->data) || !slice_has(l->data, 0, DATA_AT))
		return;
	bool pairwise = slice_u16(l->data, INFO_AT) & PAIRWISE;
	buf_str(&c->info, pairwise ? " (Message " : " (Group Message ");
	fmt_uint(&c->info, message_number(l->data));
	buf_str(&c->info, pairwise ? " of 4)" : " of 2)");
}

static const struct next_link eapol_on[] = { { NEXT_ETHERTYPE, 0x888e }, { NEXT_ETHERTYPE, 0x88c7 } };

const struct protocol protocol_wlan_eapol = {
	.name = "eapol",
	.column = "EAPOL",
	FIELDS(eapol_fields),
	ON(eapol_on),
	.borrows = "wlan",
	.dissect = eapol_dissect,
	.fields_of = eapol_tree,
	.info = eapol_info,
};
