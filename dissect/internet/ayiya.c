/* ayiya.c: Anything In Anything, the tunnels of SixXS (draft-massar-v6ops-ayiya). */
#include "base/fmt.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  +----------+----------+----------+------------+------------+--------------+----------+-----------+
 *  | id length, type     | signature length, hash| authentication, operation | next     | epoch (4) |
 *  +----------+----------+----------+------------+------------+--------------+----------+-----------+
 *  identity: 2 to the power of its length; signature: as many words of 4 bytes */
enum {
	AYIYA, ID_LENGTH, ID_TYPE, SIGNATURE_LENGTH, HASH, AUTHENTICATION, OPERATION, NEXT_HEADER, EPOCH, IDENTITY,
	SIGNATURE,
};
enum { FIXED = 8, OP_FORWARD = 1, OP_ECHO_FORWARD = 3, NO_NEXT_HEADER = 59 };

static const struct value_table id_types = VALUES({ 0, "None" }, { 1, "Integer" }, { 2, "ASCII string" });
static const struct value_table hashes = VALUES({ 0, "No hash" }, { 1, "MD5" }, { 2, "SHA1" });
static const struct value_table methods = VALUES({ 0, "No authentication" }, { 1, "Hash using a Shared Secret" },
						 { 2, "Hash using a public/private key method" });
static const struct value_table operations =
	VALUES({ 0, "No Operation / Heartbeat" }, { 1, "Forward" }, { 2, "Echo Request" },
	       { 3, "Echo Request and Forward" },
	       { 4, "Echo Response" }, { 5, "MOTD" }, { 6, "Query Request" }, { 7, "Query Response" });

/* Halves of a byte, shown with two digits as if each were a whole one. */
static void half_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = r->f->vals ? value_text(r->f->vals, r->val) : NULL;
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	if (r->f->vals) {
		buf_str(b, name ? name : "Unknown");
		buf_lit(b, " (");
	}
	buf_lit(b, "0x");
	fmt_hex(b, r->val, 2);
	if (r->f->vals)
		buf_char(b, ')');
}

#define HALF(abbrev, name, at, bits, names)                                                                            \
	F("ayiya." abbrev, name, FT_UINT8, BASE_HEX, .off = at, .size = 1, .mask = bits, .vals = names, \
	  .flags = F_RAW, .label = half_label)

static const struct field ayiya_fields[] = {
	[AYIYA] = F("ayiya", "AYIYA", FT_PROTOCOL, BASE_NONE),
	[ID_LENGTH] = HALF("idlen", "Identity field length", 0, 0xf0, NULL),
	[ID_TYPE] = HALF("idtype", "Identity field type", 0, 0x0f, &id_types),
	[SIGNATURE_LENGTH] = HALF("siglen", "Signature Length", 1, 0xf0, NULL),
	[HASH] = HALF("hashmethod", "Hash method", 1, 0x0f, &hashes),
	[AUTHENTICATION] = HALF("authmethod", "Authentication method", 2, 0xf0, &methods),
	[OPERATION] = HALF("opcode", "Operation Code", 2, 0x0f, &operations),
	[NEXT_HEADER] = F("ayiya.nextheader", "Next Header", FT_UINT8, BASE_HEX, .off = 3, .size = 1,
			.vals = &ip_proto_names),
	[EPOCH] = F("ayiya.epoch", "Epoch", FT_ABSOLUTE_TIME, BASE_LOCAL, .off = 4, .size = 4),
	[IDENTITY] = F("ayiya.identity", "Identity", FT_BYTES, BASE_NONE),
	[SIGNATURE] = F("ayiya.signature", "Signature", FT_BYTES, BASE_NONE),
};

static uint32_t identity_length(struct slice s)
{
	return 1u << (slice_u8(s, 0) >> 4);
}

static uint32_t signature_length(struct slice s)
{
	return (slice_u8(s, 1) >> 4) * 4u;
}

static void ayiya_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = FIXED + identity_length(l->data) + signature_length(l->data);
	unsigned operation = slice_u8(l->data, 2) & 15, next = slice_u8(l->data, 3);
	l->tree_len = n < l->data.len ? n : l->data.len;
	if (!layer_header(l, FIXED) || !layer_header(l, n))
		return;
	if ((operation == OP_FORWARD || operation == OP_ECHO_FORWARD) && next != NO_NEXT_HEADER)
		next_value(d, l, NEXT_IP_PROTO, next, l->payload);
	else
		next_data(d, l, l->payload);
}

static void ayiya_tree(struct tree *t, const struct layer *l)
{
	uint32_t identity = identity_length(l->data), signature = signature_length(l->data);
	put_rows(t, ID_LENGTH, EPOCH, 0);
	put(t, IDENTITY, FIXED, identity);
	if (signature)
		put(t, SIGNATURE, FIXED + identity, signature);
}

static const struct next_link ayiya_on[] = { { NEXT_UDP_PORT, 5072 } };

const struct protocol protocol_ayiya = {
	.name = "ayiya",
	.column = "AYIYA",
	FIELDS(ayiya_fields),
	ON(ayiya_on),
	.dissect = ayiya_dissect,
	.fields_of = ayiya_tree,
};
