/* bfd.c: Bidirectional Forwarding Detection control packets (RFC 5880), of version 0 as well, over UDP. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*   0                     1               2            3        4    8     12   16   20     24
 *  +---------+------------+-------+-------+------------+--------+----+-----+----+----+------+-----------
 *  | version | diagnostic | state | flags | multiplier | length | my | your| TX | RX | echo | authentication
 *  +---------+------------+-------+-------+------------+--------+----+-----+----+----+------+-----------
 *   discriminators and intervals of four bytes, the latter in microseconds */
enum {
	BFD, VERSION, DIAG, STATE, FLAGS, POLL, FINAL, INDEPENDENT, AUTHENTICATED, DEMAND, MULTIPOINT, HEARD_0, DEMAND_0, POLL_0,
	FINAL_0, MULTIPLIER, LENGTH, MY_DISCRIMINATOR, YOUR_DISCRIMINATOR, MIN_TX, MIN_RX, MIN_ECHO, AUTH, AUTH_TYPE, AUTH_LEN,
	AUTH_KEY, PASSWORD, SEQUENCE, CHECKSUM, AUTH_INVALID, INVALID_LEN, NO_DATA,
};
enum { HEADER = 24, AUTH_PRESENT = 0x04, AUTH_HEADER = 3 };
enum auth { AUTH_SIMPLE = 1, AUTH_MD5, AUTH_METICULOUS_MD5, AUTH_SHA1, AUTH_METICULOUS_SHA1 };

static const struct value_table diagnostics = VALUES({ 0, "No Diagnostic" }, { 1, "Control Detection Time Expired" },
	{ 2, "Echo Function Failed" }, { 3, "Neighbor Signaled Session Down" }, { 4, "Forwarding Plane Reset" },
	{ 5, "Path Down" }, { 6, "Concatenated Path Down" }, { 7, "Administratively Down" },
	{ 8, "Reverse Concatenated Path Down" }, { 9, "Mis-Connectivity Defect" });
static const struct value_table states = VALUES({ 0, "AdminDown" }, { 1, "Down" }, { 2, "Init" }, { 3, "Up" });
static const struct value_table auth_types = VALUES({ AUTH_SIMPLE, "Simple Password" }, { AUTH_MD5, "Keyed MD5" },
	{ AUTH_METICULOUS_MD5, "Meticulous Keyed MD5" }, { AUTH_SHA1, "Keyed SHA1" },
	{ AUTH_METICULOUS_SHA1, "Meticulous Keyed SHA1" });

static void label_flags(struct buf *b, const struct tree *t, const struct record *r);
static void label_flag(struct buf *b, const struct tree *t, const struct record *r);
static void label_multiplier(struct buf *b, const struct tree *t, const struct record *r);
static void label_interval(struct buf *b, const struct tree *t, const struct record *r);

/* Version 1 shows its flags as six bits, behind the state; version 0, which has no state, as eight. */
#define FLAG(abbrev, name_, bit) F("bfd.flags." abbrev, name_, FT_BOOLEAN, BASE_NONE, .off = 1, .size = 1, .mask = bit, .digits = NO_DIAGRAM, .vals = &bool_set, .label = label_flag)
#define FLAG_0(abbrev, name_, bit) F("bfd.flags." abbrev, name_, FT_BOOLEAN, BASE_NONE, .off = 1, .size = 1, .mask = bit, .vals = &bool_set)

static const struct field bfd_fields[] = {
	[BFD] = F("bfd", "BFD Control message", FT_PROTOCOL, BASE_NONE),
	[VERSION] = F("bfd.version", "Protocol Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xe0),
	[DIAG] = F("bfd.diag", "Diagnostic Code", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .mask = 0x1f, .vals = &diagnostics),
	[STATE] = F("bfd.sta", "Session State", FT_UINT8, BASE_HEX, .mask = 0xc0, .vals = &states),
	[FLAGS] = F("bfd.flags", "Message Flags", FT_UINT8, BASE_HEX, .label = label_flags),
	[POLL] = FLAG("p", "Poll", 0x20),
	[FINAL] = FLAG("f", "Final", 0x10),
	[INDEPENDENT] = FLAG("c", "Control Plane Independent", 0x08),
	[AUTHENTICATED] = FLAG("a", "Authentication Present", AUTH_PRESENT),
	[DEMAND] = FLAG("d", "Demand", 0x02),
	[MULTIPOINT] = FLAG("m", "Multipoint", 0x01),
	[HEARD_0] = FLAG_0("h", "I hear you", 0x80),
	[DEMAND_0] = FLAG_0("d", "Demand", 0x40),
	[POLL_0] = FLAG_0("p", "Poll", 0x20),
	[FINAL_0] = FLAG_0("f", "Final", 0x10),
	[MULTIPLIER] = F("bfd.detect_time_multiplier", "Detect Time Multiplier", FT_UINT8, BASE_DEC, .off = 2, .size = 1,
		.label = label_multiplier),
	[LENGTH] = F("bfd.message_length", "Message Length", FT_UINT8, BASE_DEC, .off = 3, .size = 1, .vals = &unit_bytes),
	[MY_DISCRIMINATOR] = F("bfd.my_discriminator", "My Discriminator", FT_UINT32, BASE_HEX, .off = 4, .size = 4),
	[YOUR_DISCRIMINATOR] = F("bfd.your_discriminator", "Your Discriminator", FT_UINT32, BASE_HEX, .off = 8, .size = 4),
	[MIN_TX] = F("bfd.desired_min_tx_interval", "Desired Min TX Interval", FT_UINT32, BASE_DEC, .off = 12, .size = 4,
		.label = label_interval),
	[MIN_RX] = F("bfd.required_min_rx_interval", "Required Min RX Interval", FT_UINT32, BASE_DEC, .off = 16, .size = 4,
		.label = label_interval),
	[MIN_ECHO] = F("bfd.required_min_echo_interval", "Required Min Echo Interval", FT_UINT32, BASE_DEC, .off = 20, .size = 4,
		.label = label_interval),
	[AUTH] = F_TEXT("Authentication"),
	[AUTH_TYPE] = F("bfd.auth.type", "Authentication Type", FT_UINT8, BASE_DEC, .vals = &auth_types),
	[AUTH_LEN] = F("bfd.auth.len", "Authentication Length", FT_UINT8, BASE_DEC, .vals = &unit_bytes),
	[AUTH_KEY] = F("bfd.auth.key", "Authentication Key ID", FT_UINT8, BASE_DEC),
	[PASSWORD] = F("bfd.auth.password", "Password", FT_STRING, BASE_NONE),
	[SEQUENCE] = F("bfd.auth.seq_num", "Sequence Number", FT_UINT32, BASE_HEX),
	[CHECKSUM] = F("bfd.checksum", "Checksum", FT_BYTES, BASE_NONE),
	[AUTH_INVALID] = F_TEXT("Length of authentication section is invalid"),
	[INVALID_LEN] = F_EXPERT("bfd.auth.len.invalid", "Length of authentication section is invalid", PI_WARN, PI_MALFORMED),
	[NO_DATA] = F_EXPERT("bfd.auth.no_data",
		"Authentication flag is set in a BFD packet, but no authentication data is present", PI_WARN, PI_MALFORMED),
};

static bool is_version_0(struct slice s)
{
	return slice_u8(s, 0) >> 5 == 0;
}

/* "Message Flags: 0xc4, Authentication Present: Set" */
static void label_flags(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	bool old = is_version_0(l->data);
	buf_lit(b, "Message Flags: 0x");
	fmt_hex(b, r->val, 2);
	for (unsigned row = old ? HEARD_0 : POLL; row <= (old ? FINAL_0 : MULTIPOINT); row++)
		if (r->val & bfd_fields[row].mask) {
			buf_lit(b, ", ");
			buf_str(b, bfd_fields[row].name);
			buf_lit(b, ": Set");
		}
}

/* "..0. .. = Control Plane Independent: Not set" */
static void label_flag(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	for (unsigned bit = 0x20; bit; bit >>= 1) {
		buf_char(b, bit != r->f->mask ? '.' : r->val ? '1' : '0');
		if (bit == 0x04)
			buf_char(b, ' ');
	}
	buf_lit(b, " = ");
	buf_str(b, r->f->name);
	buf_str(b, r->val ? ": Set" : ": Not set");
}

/* The time is the multiplier times the interval at which the sender means to send. */
static void label_multiplier(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t tx = slice_u32(t->d->layer[r->layer].data, 12);
	buf_lit(b, "Detect Time Multiplier: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (= ");
	fmt_uint(b, (uint32_t)r->val * (tx / 1000));
	buf_lit(b, " ms Detection time)");
}

static void label_interval(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint_pad(b, r->val / 1000, 4, ' ');
	buf_lit(b, " ms (");
	fmt_uint(b, r->val);
	buf_lit(b, " us)");
}

/* Bytes that the authentication must have by its type; 0: any. */
static unsigned auth_bytes(unsigned type)
{
	return type == AUTH_MD5 || type == AUTH_METICULOUS_MD5     ? 24
	       : type == AUTH_SHA1 || type == AUTH_METICULOUS_SHA1 ? 28
								   : 0;
}

static bool has_auth(const struct layer *l)
{
	return slice_u8(l->data, 1) & AUTH_PRESENT && !is_version_0(l->data);
}

static void bfd_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	uint32_t n = slice_u8(l->data, 3), auth = slice_u8(l->data, HEADER + 1);
	l->tree_len = n && n < l->data.len ? n : l->data.len;
	if (!layer_header(l, HEADER))
		return;
	if (has_auth(l) && n >= HEADER + AUTH_HEADER &&
	    !slice_has(l->data, HEADER, auth > AUTH_HEADER ? auth : AUTH_HEADER)) {
		layer_cut(l, HEADER + (auth > AUTH_HEADER ? auth : AUTH_HEADER));
		l->flags |= LAYER_TOLD;
	}
	l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static void put_no_auth(struct tree *t, unsigned n)
{
	MESSAGE(text);
	buf_lit(&text, "Authentication: Length of the BFD frame is invalid (");
	fmt_uint(&text, n);
	buf_char(&text, ')');
	put_label(t, AUTH, HEADER, 0, text.p, (uint32_t)text.len);
	tree_push(t);
	put_expert(t, NO_DATA, HEADER, 0, message_text(&text));
	tree_pop(t);
}

static void put_invalid(struct tree *t, const char *name, unsigned n)
{
	MESSAGE(text);
	buf_lit(&text, "Length of authentication section (");
	fmt_uint(&text, n);
	buf_lit(&text, ") is invalid for Authentication Type: ");
	buf_str(&text, name);
	put_label(t, AUTH_INVALID, HEADER, n, text.p, (uint32_t)text.len);
	tree_push(t);
	put_expert(t, INVALID_LEN, HEADER, 0, message_text(&text));
	tree_pop(t);
}

static void put_auth(struct tree *t, const struct layer *l)
{
	unsigned type = slice_u8(l->data, HEADER), n = slice_u8(l->data, HEADER + 1), should = auth_bytes(type);
	const char *name = value_text(&auth_types, type);
	MESSAGE(text);
	buf_lit(&text, "Authentication: ");
	if (name) {
		buf_str(&text, name);
	} else {
		buf_lit(&text, "Unknown Authentication Type (");
		fmt_uint(&text, type);
		buf_char(&text, ')');
	}
	if (!tree_need(t, HEADER, 2))
		return;
	put_label(t, AUTH, HEADER, n, text.p, (uint32_t)text.len);
	tree_push(t);
	put(t, AUTH_TYPE, HEADER, 1);
	put(t, AUTH_LEN, HEADER + 1, 1);
	put(t, AUTH_KEY, HEADER + 2, 1);
	if (type == AUTH_SIMPLE && n > AUTH_HEADER)
		put(t, PASSWORD, HEADER + AUTH_HEADER, n - AUTH_HEADER);
	if (should && n != should)
		put_invalid(t, name, n);
	if (should) {
		put(t, SEQUENCE, HEADER + 4, 4);
		put(t, CHECKSUM, HEADER + 8, should - 8);
	}
	tree_pop(t);
}

static void bfd_tree(struct tree *t, const struct layer *l)
{
	bool old = is_version_0(l->data);
	unsigned n = slice_u8(l->data, 3);
	if (!slice_has(l->data, 0, HEADER))
		tree_drop(t);
	if (!tree_need(t, 0, HEADER))
		return;
	put_rows(t, VERSION, DIAG, 0);
	if (!old)
		put(t, STATE, 1, 1);
	put(t, FLAGS, 1, 1);
	tree_push(t);
	put_rows(t, old ? HEARD_0 : POLL, old ? FINAL_0 : MULTIPOINT, 0);
	tree_pop(t);
	put_rows(t, MULTIPLIER, MIN_ECHO, 0);
	if (!has_auth(l))
		return;
	if (n < HEADER + AUTH_HEADER)
		put_no_auth(t, n);
	else
		put_auth(t, l);
}

static void bfd_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned first = slice_u8(l->data, 0), second = slice_u8(l->data, 1);
	const char *diag = value_text(&diagnostics, first & 0x1f);
	bool old = is_version_0(l->data);
	(void)d;
	buf_lit(&c->info, "Diag: ");
	buf_str(&c->info, diag ? diag : "Unknown");
	if (!old) {
		buf_lit(&c->info, ", State: ");
		buf_str(&c->info, value_text(&states, second >> 6));
	}
	buf_lit(&c->info, ", Flags: 0x");
	fmt_hex(&c->info, old ? second : second & 0x3e, 2);
}

/* One hop, several (RFC 5883), a link of a bundle (RFC 7130), seamless (RFC 7881). */
static const struct next_link bfd_on[] = {
	{ NEXT_UDP_PORT, 3784 }, { NEXT_UDP_PORT, 4784 }, { NEXT_UDP_PORT, 6784 }, { NEXT_UDP_PORT, 7784 }
};

const struct protocol protocol_bfd = {
	.name = "bfd",
	.column = "BFD Control",
	FIELDS(bfd_fields),
	ON(bfd_on),
	.dissect = bfd_dissect,
	.fields_of = bfd_tree,
	.info = bfd_info,
};
