/* gtp.c: GPRS tunnelling, user plane (3GPP TS 29.281; version 0: TS 29.060). Signalling: the header alone. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  version 1                                        version 0
 *  +-------+------+--------+----------+            +-------+------+--------+----------+-------+-------+-------+-----+
 *  | flags | type | length | TEID (4) |            | flags | type | length | sequence | flow  | N-PDU | spare | TID |
 *  +-------+------+--------+----------+            +-------+------+--------+----------+-------+-------+-------+-----+
 *  | sequence      | N-PDU | next     |  when any of E, S, PN is set; then the extension headers, each of 4 * n bytes:
 *  +---------------+-------+----------+  length n, content, type of the next one */
enum {
	GTP, FLAGS, VERSION, PAYLOAD, RESERVED, BIT_E, BIT_S, BIT_PN, RESERVED_V0, BIT_SNN, MESSAGE, LENGTH, TEID,
	SEQUENCE, NPDU, NEXT, EXT, EXT_LENGTH, EXT_PDCP, EXT_PORT, SESSION_TYPE, SESSION_SPARE, SESSION_PPP,
	SESSION_RQI, SESSION_SPARE_UP, SESSION_QFI, SESSION_PPI, SESSION_SPARE_PPI, FLOW_LABEL, SNDCP, LENGTH_BAD,
};
enum { PORT_USER = 2152, PORT_CONTROL = 2123, PORT_V0 = 3386 };
enum { FLAG_E = 4, FLAG_S = 2, FLAG_PN = 1, FLAG_GTP = 0x10 };
enum { FIXED_V1 = 8, OPTIONAL = 4, FIXED_V0 = 20, MAX_EXTENSIONS = 32 };
enum { TYPE_T_PDU = 255 };
enum { EXT_TYPE_PORT = 0x40, EXT_TYPE_SESSION = 0x85, EXT_TYPE_PDCP = 0xc0 };
enum { SESSION_DOWN = 0, SESSION_UP = 1, SESSION_HAS_PPI = 0x80 };

static const struct value_table messages = VALUES(
	{ 0x00, "For future use" }, { 0x01, "Echo request" }, { 0x02, "Echo response" },
	{ 0x03, "Version not supported" }, { 0x04, "Node alive request" }, { 0x05, "Node alive response" },
	{ 0x06, "Redirection request" }, { 0x07, "Redirection response" }, { 0x10, "Create PDP context request" },
	{ 0x11, "Create PDP context response" }, { 0x12, "Update PDP context request" },
	{ 0x13, "Update PDP context response" }, { 0x14, "Delete PDP context request" },
	{ 0x15, "Delete PDP context response" }, { 0x16, "Initiate PDP Context Activation Request" },
	{ 0x17, "Initiate PDP Context Activation Response" }, { 0x18, "Delete AA PDP Context Request" },
	{ 0x19, "Delete AA PDP Context Response" }, { 0x1a, "Error indication" },
	{ 0x1b, "PDU notification request" }, { 0x1c, "PDU notification response" },
	{ 0x1d, "PDU notification reject request" }, { 0x1e, "PDU notification reject response" },
	{ 0x1f, "Supported extension header notification" }, { 0x20, "Send routing information for GPRS request" },
	{ 0x21, "Send routing information for GPRS response" }, { 0x22, "Failure report request" },
	{ 0x23, "Failure report response" }, { 0x24, "Note MS GPRS present request" },
	{ 0x25, "Note MS GPRS present response" }, { 0x30, "Identification request" },
	{ 0x31, "Identification response" }, { 0x32, "SGSN context request" }, { 0x33, "SGSN context response" },
	{ 0x34, "SGSN context acknowledgement" }, { 0x35, "Forward relocation request" },
	{ 0x36, "Forward relocation response" }, { 0x37, "Forward relocation complete" },
	{ 0x38, "Relocation cancel request" }, { 0x39, "Relocation cancel response" },
	{ 0x3a, "Forward SRNS context" }, { 0x3b, "Forward relocation complete acknowledge" },
	{ 0x3c, "Forward SRNS context acknowledge" }, { 0x3d, "UE Registration Query Request" },
	{ 0x3e, "UE Registration Query Response" }, { 0x46, "RAN Information Relay" },
	{ 0x60, "MBMS Notification Request" }, { 0x61, "MBMS Notification Response" },
	{ 0x62, "MBMS Notification Reject Request" }, { 0x63, "MBMS Notification Reject Response" },
	{ 0x64, "Create MBMS Context Request" }, { 0x65, "Create MBMS Context Response" },
	{ 0x66, "Update MBMS Context Request" }, { 0x67, "Update MBMS Context Response" },
	{ 0x68, "Delete MBMS Context Request" }, { 0x69, "Delete MBMS Context Response" },
	{ 0x70, "MBMS Registration Request" }, { 0x71, "MBMS Registration Response" },
	{ 0x72, "MBMS De-Registration Request" }, { 0x73, "MBMS De-Registration Response" },
	{ 0x74, "MBMS Session Start Request" }, { 0x75, "MBMS Session Start Response" },
	{ 0x76, "MBMS Session Stop Request" }, { 0x77, "MBMS Session Stop Response" },
	{ 0x78, "MBMS Session Update Request" }, { 0x79, "MBMS Session Update Response" },
	{ 0x80, "MS Info Change Notification Request" }, { 0x81, "MS Info Change Notification Response" },
	{ 0xf0, "Data record transfer request" }, { 0xf1, "Data record transfer response" }, { 0xfe, "End Marker" },
	{ 0xff, "T-PDU" });
static const struct value_table versions =
	VALUES({ 0, "GTP release 97/98 version" }, { 1, "GTP release 99 version" }, { 2, "GTPv2-C" }, { 3, "None" },
	       { 4, "None" }, { 5, "None" }, { 6, "None" }, { 7, "None" });
static const struct value_table payloads = VALUES({ 0, "GTP'" }, { 1, "GTP" });
static const struct value_table extensions =
	VALUES({ 0x00, "No more extension headers" }, { 0x01, "MBMS support indication" },
	       { 0x02, "MS Info Change Reporting support indication" }, { 0x03, "Long PDCP PDU Number" },
	       { 0x20, "Service Class Indicator" }, { 0x40, "UDP Port number" }, { 0x81, "RAN container" },
	       { 0x82, "Long PDCP PDU number" }, { 0x83, "Xw RAN container" }, { 0x84, "NR RAN container" },
	       { 0x85, "PDU Session container" }, { 0xc0, "PDCP PDU number" }, { 0xc1, "Suspend Request" },
	       { 0xc2, "Suspend Response" });
static const struct value_table session_types =
	VALUES({ 0, "DL PDU SESSION INFORMATION" }, { 1, "UL PDU SESSION INFORMATION" });
static const struct value_table present = BOOL_NAMES("Present", "Not Present");

/* r->aux: type of the extension header, plus 1. */
static void extension_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = r->aux ? value_text(&extensions, r->aux - 1) : NULL;
	(void)t;
	buf_lit(b, "Extension header");
	if (r->aux) {
		buf_lit(b, " (");
		buf_str(b, name ? name : "Unknown");
		buf_char(b, ')');
	}
}

#define FLAG(abbrev, name, type, bits, names) \
	F("gtp." abbrev, name, type, BASE_DEC, .off = 0, .size = 1, .mask = bits, .flags = F_CHILD, .vals = names)
#define SESSION_BITS(abbrev, name, type, base, bits, ...) F("gtp." abbrev, name, type, base, .mask = bits, __VA_ARGS__)

static const struct field gtp_fields[] = {
	[GTP] = F("gtp", "GPRS Tunneling Protocol", FT_PROTOCOL, BASE_NONE),
	[FLAGS] = F("gtp.flags", "Flags", FT_UINT8, BASE_HEX, .off = 0, .size = 1),
	[VERSION] = FLAG("flags.version", "Version", FT_UINT8, 0xe0, &versions),
	[PAYLOAD] = FLAG("flags.payload", "Protocol type", FT_UINT8, FLAG_GTP, &payloads),
	[RESERVED] = FLAG("flags.reserved", "Reserved", FT_UINT8, 0x08, NULL),
	[BIT_E] = FLAG("flags.e", "Is Next Extension Header present?", FT_BOOLEAN, FLAG_E, &bool_yes),
	[BIT_S] = FLAG("flags.s", "Is Sequence Number present?", FT_BOOLEAN, FLAG_S, &bool_yes),
	[BIT_PN] = FLAG("flags.pn", "Is N-PDU number present?", FT_BOOLEAN, FLAG_PN, &bool_yes),
	[RESERVED_V0] = FLAG("flags.reserved", "Reserved", FT_UINT8, 0x0e, NULL),
	[BIT_SNN] = FLAG("flags.snn", "Is SNDCP N-PDU included?", FT_BOOLEAN, 0x01, &bool_yes),
	[MESSAGE] = F("gtp.message", "Message Type", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .vals = &messages),
	[LENGTH] = F("gtp.length", "Length", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[TEID] = F("gtp.teid", "TEID", FT_UINT32, BASE_HEX_DEC, .off = 4, .size = 4),
	[SEQUENCE] = F("gtp.seq_number", "Sequence number", FT_UINT16, BASE_HEX_DEC),
	[NPDU] = F("gtp.npdu_number", "N-PDU Number", FT_UINT8, BASE_HEX),
	[NEXT] = F("gtp.ext_hdr.next", "Next extension header type", FT_UINT8, BASE_HEX, .vals = &extensions),
	[EXT] = F("gtp.ext_hdr", "Extension header", FT_NONE, BASE_NONE, .label = extension_label),
	[EXT_LENGTH] = F("gtp.ext_hdr.length", "Extension Header Length", FT_UINT8, BASE_DEC),
	[EXT_PDCP] = F("gtp.ext_hdr.pdcp_sn", "PDCP Sequence Number", FT_UINT16, BASE_DEC),
	[EXT_PORT] = F("gtp.ext_hdr.udp_port", "UDP Port", FT_UINT16, BASE_DEC),
	[SESSION_TYPE] = SESSION_BITS("ext_hdr.pdu_ses_con.pdu_type", "PDU Type", FT_UINT8, BASE_DEC, 0xf0,
				      .vals = &session_types),
	[SESSION_SPARE] = SESSION_BITS("spare.h1", "Spare", FT_UINT8, BASE_HEX, 0x0f),
	[SESSION_PPP] = SESSION_BITS("ext_hdr.pdu_ses_cont.ppp", "Paging Policy Presence (PPP)", FT_BOOLEAN, BASE_NONE,
				     SESSION_HAS_PPI, .vals = &present),
	[SESSION_RQI] = SESSION_BITS("ext_hdr.pdu_ses_cont.rqi", "Reflective QoS Indicator (RQI)",
			FT_BOOLEAN, BASE_NONE, 0x40,
				     .vals = &present),
	[SESSION_SPARE_UP] = SESSION_BITS("spare.b7b6", "Spare", FT_UINT8, BASE_HEX, 0xc0),
	[SESSION_QFI] = SESSION_BITS("ext_hdr.pdu_ses_con.qos_flow_id", "QoS Flow Identifier (QFI)",
			FT_UINT8, BASE_DEC, 0x3f),
	[SESSION_PPI] = SESSION_BITS("ext_hdr.pdu_ses_cont.ppi", "Paging Policy Indicator (PPI)",
			FT_UINT8, BASE_DEC, 0xe0),
	[SESSION_SPARE_PPI] = SESSION_BITS("spare.b4b0", "Spare", FT_UINT8, BASE_HEX, 0x1f),
	[FLOW_LABEL] = F("gtp.flow_label", "Flow label", FT_UINT16, BASE_HEX),
	[SNDCP] = F("gtp.sndcp_number", "SNDCP N-PDU LLC Number", FT_UINT8, BASE_HEX),
	[LENGTH_BAD] = F_EXPERT("gtp.ext_length.invalid", "Extension header length is zero", PI_ERROR, PI_MALFORMED),
};

static unsigned version_of(struct slice s)
{
	return slice_u8(s, 0) >> 5;
}

/* GTP' (charging) and version 2 (signalling only) are other protocols; a type that nobody knows is no GTP at all. */
static bool is_ours(struct slice s)
{
	bool gtp = slice_has(s, 0, 2) && version_of(s) < 2 && slice_u8(s, 0) & FLAG_GTP;
	return gtp && value_text(&messages, slice_u8(s, 1));
}

/* Bytes of the header with all its extensions; more than there are when it does not end. */
static uint32_t header_length(struct slice s)
{
	uint32_t off = FIXED_V1;
	if (version_of(s) == 0)
		return FIXED_V0;
	if (slice_u8(s, 0) & (FLAG_E | FLAG_S | FLAG_PN))
		off += OPTIONAL;
	if (!(slice_u8(s, 0) & FLAG_E))
		return off;
	for (unsigned i = 0; slice_has(s, off - 1, 1) && slice_u8(s, off - 1); i++) {
		uint32_t n = slice_u8(s, off) * 4u;
		if (i == MAX_EXTENSIONS || !n)
			return s.wire + 1;
		off += n;
	}
	return off;
}

static void user_next(struct dissection *d, struct layer *l)
{
	unsigned first = slice_u8(l->payload, 0) >> 4;
	if (first == 4)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, l->payload);
	else if (first == 6)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, l->payload);
	else
		next_data(d, l, l->payload);
}

static bool gtp_refuses(struct slice s)
{
	return s.len && !is_ours(s);
}

static void gtp_dissect(struct dissection *d, struct layer *l)
{
	struct slice udp = layer_parent(d, l)->data;
	uint32_t length = slice_u16(l->data, 2), fixed = version_of(l->data) ? FIXED_V1 : FIXED_V0, n;
	if (!is_ours(l->data)) {
		l->path = "";
		l->flags |= LAYER_SILENT;
		next_data(d, l, l->data);
		return;
	}
	l->fact[0] = true;
	if (slice_u16(udp, 0) == PORT_V0 || slice_u16(udp, 2) == PORT_V0)
		l->path = "gtpprime";
	l->tree_len = l->data.len;
	l->flags |= slice_has(l->data, 0, 2) ? LAYER_TOLD : 0; /* of what type the message is */
	if (!layer_header(l, fixed))
		return;
	l->data = slice_first(l->data, fixed + length);
	n = header_length(l->data);
	if (!layer_header(l, n))
		return;
	if (slice_u8(l->data, 1) == TYPE_T_PDU) {
		l->tree_len = n;
		user_next(d, l);
		d->fronts = true;
	} else {
		next_data(d, l, l->payload);
	}
}

/* 3GPP TS 38.415, 5.5.2. */
static void put_session(struct tree *t, const struct layer *l, uint32_t off)
{
	unsigned type = slice_u8(l->data, off) >> 4;
	bool has_ppi = slice_u8(l->data, off + 1) & SESSION_HAS_PPI;
	put(t, SESSION_TYPE, off, 1);
	if (type != SESSION_DOWN && type != SESSION_UP)
		return;
	put(t, SESSION_SPARE, off, 1);
	if (type == SESSION_DOWN) {
		put(t, SESSION_PPP, off + 1, 1);
		put(t, SESSION_RQI, off + 1, 1);
	} else {
		put(t, SESSION_SPARE_UP, off + 1, 1);
	}
	put(t, SESSION_QFI, off + 1, 1);
	if (type == SESSION_DOWN && has_ppi) {
		put(t, SESSION_PPI, off + 2, 1);
		put(t, SESSION_SPARE_PPI, off + 2, 1);
	}
}

static void put_extension_content(struct tree *t, const struct layer *l, unsigned type, uint32_t off, uint32_t n)
{
	if (type == EXT_TYPE_PDCP && n == 2)
		put(t, EXT_PDCP, off, 2);
	else if (type == EXT_TYPE_PORT && n == 2)
		put(t, EXT_PORT, off, 2);
	else if (type == EXT_TYPE_SESSION)
		put_session(t, l, off);
}

static void put_extensions(struct tree *t, const struct layer *l, uint32_t off)
{
	for (unsigned i = 0; i < MAX_EXTENSIONS && !tree_ended(t) && slice_u8(l->data, off - 1); i++) {
		unsigned type = slice_u8(l->data, off - 1);
		uint32_t n = slice_u8(l->data, off) * 4u, left = l->data.len > off ? l->data.len - off : 0;
		struct record *r = put_node(t, EXT, off, n < left ? n : left);
		r->aux = n ? type + 1 : 0;
		tree_push(t);
		put(t, EXT_LENGTH, off, 1);
		if (!n) {
			put_expert(t, LENGTH_BAD, off, 1, NULL);
			tree_malformed(t);
		} else {
			if (tree_need(t, off, n))
				put_extension_content(t, l, type, off + 1, n - 2);
			put(t, NEXT, off + n - 1, 1);
		}
		tree_pop(t);
		off += n;
	}
}

static void put_v1(struct tree *t, const struct layer *l)
{
	unsigned flags = slice_u8(l->data, 0);
	put_rows(t, FLAGS, BIT_PN, 0);
	put_rows(t, MESSAGE, TEID, 0);
	if (flags & FLAG_S)
		put(t, SEQUENCE, 8, 2);
	if (flags & FLAG_PN)
		put(t, NPDU, 10, 1);
	if (flags & FLAG_E) {
		put(t, NEXT, 11, 1);
		put_extensions(t, l, FIXED_V1 + OPTIONAL);
	}
}

static void put_v0(struct tree *t)
{
	put_rows(t, FLAGS, PAYLOAD, 0);
	put_rows(t, RESERVED_V0, BIT_SNN, 0);
	put_rows(t, MESSAGE, LENGTH, 0);
	put(t, SEQUENCE, 4, 2);
	put(t, FLOW_LABEL, 6, 2);
	put(t, SNDCP, 8, 1);
}

static void gtp_tree(struct tree *t, const struct layer *l)
{
	if (!l->fact[0])
		tree_drop(t);
	else if (version_of(l->data))
		put_v1(t, l);
	else
		put_v0(t);
}

static void gtp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&messages, slice_u8(l->data, 1));
	(void)d;
	if (l->fact[0] && name)
		buf_str(&c->info, name);
	else
		c->keep = true;
}

static const struct next_link gtp_on[] = {
	{ NEXT_UDP_PORT, PORT_USER }, { NEXT_UDP_PORT, PORT_CONTROL }, { NEXT_UDP_PORT, PORT_V0 }
};

const struct protocol protocol_gtp = {
	.name = "gtp",
	.column = "GTP",
	FIELDS(gtp_fields),
	ON(gtp_on),
	.refuses = gtp_refuses,
	.wraps = true,
	.dissect = gtp_dissect,
	.fields_of = gtp_tree,
	.info = gtp_info,
};
