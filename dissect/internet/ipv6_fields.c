/* ipv6_fields.c: every field of the IPv6 extension headers and their options, and how they read. */
#include "base/fmt.h"
#include "dissect/internet/ipv6_impl.h"
#include "dissect/numbers.h"
#include "dissect/text.h"

static const struct value_table option_types = VALUES(
	{ 0x0000, "Pad1" },
	{ 0x0001, "PadN" },
	{ 0x0004, "Tunnel Encapsulation Limit" },
	{ 0x0005, "Router Alert" },
	{ 0x0007, "CALIPSO" },
	{ 0x0008, "SMF_DPD" },
	{ 0x000f, "Performance and Diagnostic Metrics" },
	{ 0x001e, "Experimental (0x1E)" },
	{ 0x0026, "Quick-Start" },
	{ 0x0030, "Path MTU Option" },
	{ 0x0031, "IOAM Option" },
	{ 0x003e, "Experimental (0x3E)" },
	{ 0x0041, "Tunnel Payload Forwarding (TPF) Information" },
	{ 0x005e, "Experimental (0x5E)" },
	{ 0x0063, "RPL Option" },
	{ 0x006d, "MPL Option" },
	{ 0x007e, "Experimental (0x7E)" },
	{ 0x008a, "Endpoint Identification" },
	{ 0x008b, "ILNP Nonce" },
	{ 0x008c, "Line-Identification Option" },
	{ 0x009e, "Experimental (0x9E)" },
	{ 0x00be, "Experimental (0xBE)" },
	{ 0x00c2, "Jumbo Payload" },
	{ 0x00c9, "Home Address" },
	{ 0x00de, "Experimental (0xDE)" },
	{ 0x00ee, "IP_DFF" },
	{ 0x00fe, "Experimental (0xFE)" });
static const struct value_table actions = VALUES({ 0, "Skip and continue" }, { 1, "Discard" },
						 { 2, "Discard and send ICMP Parameter Problem" },
						 { 3, "Discard and send ICMP if not multicast" });
static const struct value_table alerts = VALUES({ 0, "MLD" }, { 1, "RSVP" }, { 2, "Active Network" });
static const struct value_table tagger_types = VALUES({ 0, "NULL" }, { 1, "DEFAULT" }, { 2, "IPv4" }, { 3, "IPv6" });
static const struct value_table quick_functions = VALUES({ 0, "Rate request" }, { 8, "Rate report" });
static const struct value_table quick_rates =
	VALUES({ 0, "0 bit/s" }, { 1, "80 Kbit/s" }, { 2, "160 Kbit/s" }, { 3, "320 Kbit/s" }, { 4, "640 Kbit/s" },
	       { 5, "1.28 Mbit/s" }, { 6, "2.56 Mbit/s" }, { 7, "5.12 Mbit/s" }, { 8, "10.24 Mbit/s" }, { 9, "20.48 Mbit/s" },
	       { 10, "40.96 Mbit/s" }, { 11, "81.92 Mbit/s" }, { 12, "163.84 Mbit/s" }, { 13, "327.68 Mbit/s" },
	       { 14, "655.36 Mbit/s" }, { 15, "1.31072 Gbit/s" });
static const struct value_table ioam_types = VALUES({ 0, "Pre-allocated Trace" }, { 1, "Incremental Trace" },
						    { 2, "Proof of Transit" }, { 3, "Edge to Edge" });
static const struct value_table seed_lengths = VALUES({ 0, "0" }, { 1, "16-bit unsigned integer" },
						      { 2, "64-bit unsigned integer" }, { 3, "128-bit unsigned integer" });
static const struct value_table routing_types =
	VALUES({ 0, "Source Route" }, { 1, "Nimrod" }, { 2, "Type 2 Routing" }, { 3, "RPL Source Route" },
	       { 4, "Segment Routing" }, { 5, "Compact Routing Header 16" }, { 6, "Compact Routing Header 32" },
	       { 253, "Experiment 1" }, { 254, "Experiment 2" });

/* "Routing Header for IPv6 (Source Route)" */
static void routing_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = t->d->layer[r->layer].data;
	unsigned type = slice_u8(s, 2);
	if (!slice_has(s, 2, 1)) {
		buf_str(b, r->f->name);
		return;
	}
	const char *name = value_text(&routing_types, type);
	buf_lit(b, "Routing Header for IPv6 (");
	buf_str(b, name ? name : "Unknown type ");
	if (!name)
		fmt_uint(b, type);
	buf_char(b, ')');
}

static void octets_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " bytes");
}

static void offset_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Offset: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, r->val * 8);
	buf_lit(b, " bytes)");
}

/* r->aux: which identifier of the list this is. */
static void segment_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "SID[");
	fmt_uint(b, r->aux);
	buf_lit(b, "] = ");
	fmt_uint(b, r->val);
}

/* r->aux: which address of the list this is. */
static void address_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = r->flags & R_ARENA ? (struct slice){ (const uint8_t *)t->arena + (r->val >> 32), 16, 16 }
					    : record_bytes(t->d, r);
	buf_lit(b, "Address[");
	fmt_uint(b, r->aux);
	buf_lit(b, "]: ");
	if (s.len == 16)
		fmt_ipv6(b, s.p);
}

static void option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned type = slice_u8(s, 0);
	const char *name = value_text(&option_types, type);
	buf_str(b, name ? name : "Unknown IPv6 Option (");
	if (!name) {
		fmt_uint(b, type);
		buf_char(b, ')');
	}
	if (type != 0x26 || !r->aux)
		return;
	/* Quick-Start (RFC 4782); r->aux: rate and 1, and 32 when there is a TTL to compare */
	unsigned hop_limit = r->aux >> 16 & 0xff, ttl = r->aux >> 8 & 0xff;
	buf_lit(b, ", ");
	buf_str(b, value_text(&quick_rates, r->aux & 15));
	if (!(r->aux & 32))
		return;
	buf_lit(b, ", QS TTL ");
	fmt_uint(b, ttl);
	buf_lit(b, ", QS TTL diff ");
	fmt_uint(b, (hop_limit - ttl) & 0xff);
}

static void padn_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "PadN: ");
	if (!r->len) {
		buf_lit(b, "<none>");
		return;
	}
	text_octets(b, s, 0);
}

/* The names of the bits of a byte that are set, highest first. */
static void bit_names(struct buf *b, uint64_t v, const char *const *names, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		if (v >> (n - 1 - i) & 1 && names[i]) {
			buf_lit(b, ", ");
			buf_str(b, names[i]);
		}
}

static void rpl_flag_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[8] = { "Down", "Rank Error", "Forwarding Error" };
	(void)t;
	buf_lit(b, "Flag: 0x");
	fmt_hex(b, r->val, 2);
	bit_names(b, r->val, names, 8);
}

static void mpl_flag_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[8] = { NULL, NULL, "Largest Sequence", "Version" };
	(void)t;
	buf_lit(b, "Flag: 0x");
	fmt_hex(b, r->val, 2);
	buf_lit(b, ", Seed ID Length: ");
	buf_str(b, value_text(&seed_lengths, r->val >> 6 & 3));
	bit_names(b, r->val, names, 8);
}

static void dff_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[8] = { NULL, NULL, "Duplicate (DUP)", "Return (RET)" };
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
	bit_names(b, r->val, names, 8);
}

/* A few bits in as many digits as they need. */
static void short_hex_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned bits = r->f->mask ? (unsigned)__builtin_popcountll(r->f->mask) : 8;
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, (bits + 3) / 4);
}

static void ioam_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[4] = { "Overflow", "Loopback", "Active", "Reserved" };
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 1);
	bit_names(b, r->val, names, 4);
}

#define IOAM_BIT_NAMES                                                                                                   \
	"Hop_Lim and Node ID (short)", "Ingress and Egress IDs (short)", "Timestamp seconds", "Timestamp fraction",      \
	"Transit delay", "IOAM-Namespace specific data (short)", "Queue depth", "Checksum complement",                   \
	"Hop_Lim and Node ID (wide)", "Ingress and Egress IDs (wide)", "IOAM-Namespace specific data (wide)",            \
	"Buffer occupancy"

static void ioam_type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[24] = { IOAM_BIT_NAMES, [22] = "Opaque State Snapshot", [23] = "Reserved" };
	(void)t;
	buf_lit(b, "Trace Type: 0x");
	fmt_hex(b, r->val, 6);
	if (r->val & 0xffc) {
		bit_names(b, r->val >> 12 << 12, names, 24);
		buf_lit(b, ", Undefined");
		bit_names(b, r->val & 3, names + 22, 2);
		return;
	}
	bit_names(b, r->val, names, 24);
}

#define EXTENSION(row, abbrev, next_name)                                                                                \
	[row + 1] = F("ipv6." abbrev ".nxt", next_name, FT_UINT8, BASE_DEC, .vals = &ip_proto_names),                     \
	[row + 2] = F("ipv6." abbrev ".len", "Length", FT_UINT8, BASE_DEC),                                               \
	[row + 3] = F("ipv6." abbrev ".len_oct", "Length", FT_UINT16, BASE_DEC, .flags = F_GENERATED, .label = octets_label)
#define ADDRESS(abbrev, name) F(abbrev, name, FT_IPv6, BASE_NONE, .label = address_label)
#define BITS(abbrev, name, type, mask_, ...) F("ipv6." abbrev, name, type, BASE_DEC, .mask = mask_, __VA_ARGS__)
#define FLAG(abbrev, name, mask_) F("ipv6." abbrev, name, FT_BOOLEAN, BASE_NONE, .mask = mask_, .vals = &bool_true)
#define RPL(abbrev, name, mask_) F("ipv6.routing.rpl." abbrev, name, FT_UINT32, BASE_DEC, .mask = mask_)
#define IOAM(abbrev, name, type, base) F("ipv6.opt.ioam." abbrev, name, type, base)
#define IOAM_BIT(n, name, mask_) \
	F("ipv6.opt.ioam.trace.type." n, name, FT_BOOLEAN, BASE_NONE, .mask = mask_, .vals = &bool_true)
#define WARN(abbrev, message) F_EXPERT("ipv6." abbrev, message, PI_WARN, PI_PROTOCOL)
#define BROKEN(abbrev, message) F_EXPERT("ipv6." abbrev, message, PI_ERROR, PI_MALFORMED)

const struct field ipv6_ext_fields[EXT_N_ROWS] = {
	[EXT] = F_TEXT("IPv6 extension header"), /* never put: each header has a node of its own inside ipv6 */
	[HOPOPTS] = F("ipv6.hopopts", "IPv6 Hop-by-Hop Option", FT_PROTOCOL, BASE_NONE),
	EXTENSION(HOPOPTS, "hopopts", "Next Header"),
	[DSTOPTS] = F("ipv6.dstopts", "Destination Options for IPv6", FT_PROTOCOL, BASE_NONE),
	EXTENSION(DSTOPTS, "dstopts", "Next Header"),
	[ROUTING] = F("ipv6.routing", "Routing Header for IPv6", FT_PROTOCOL, BASE_NONE, .label = routing_label),
	EXTENSION(ROUTING, "routing", "Next Header"),
	[RT_TYPE] = F("ipv6.routing.type", "Type", FT_UINT8, BASE_DEC, .vals = &routing_types),
	[RT_SEGLEFT] = F("ipv6.routing.segleft", "Segments Left", FT_UINT8, BASE_DEC),
	[RT_UNKNOWN] = F("ipv6.routing.unknown_data", "Type-Specific Data", FT_BYTES, BASE_NONE),
	[RT_SRC_RESERVED] = F("ipv6.routing.src.reserved", "Reserved", FT_BYTES, BASE_NONE),
	[RT_SRC_ADDR] = ADDRESS("ipv6.routing.src.addr", "Address"),
	[RT_MIP_RESERVED] = F("ipv6.routing.mipv6.reserved", "Reserved", FT_BYTES, BASE_NONE),
	[RT_MIP_HOME] = ADDRESS("ipv6.routing.mipv6.home_address", "Home Address"),
	[RPL_CMPRI] = RPL("cmprI", "Compressed Internal Octets (CmprI)", 0xf0000000),
	[RPL_CMPRE] = RPL("cmprE", "Compressed Final Octets (CmprE)", 0xf000000),
	[RPL_PAD] = RPL("pad", "Padding Bytes", 0xf00000),
	[RPL_RESERVED] = RPL("reserved", "Reserved", 0xfffff),
	[RPL_COUNT] = F("ipv6.routing.rpl.addr_count", "Total Address Count", FT_INT32, BASE_DEC, .flags = F_GENERATED),
	[RPL_ADDRESS] = F("ipv6.routing.rpl.address", "Address", FT_BYTES, BASE_NONE),
	[RPL_FULL] = F("ipv6.routing.rpl.full_address", "Full Address", FT_IPv6, BASE_NONE, .flags = F_GENERATED,
		       .label = address_label),
	[SRH_LAST] = F("ipv6.routing.srh.last_entry", "Last Entry", FT_UINT8, BASE_DEC),
	[SRH_FLAGS] = F("ipv6.routing.srh.flags", "Flags", FT_UINT8, BASE_HEX),
	[SRH_TAG] = F("ipv6.routing.srh.tag", "Tag", FT_BYTES, BASE_NONE),
	[SRH_ADDR] = ADDRESS("ipv6.routing.srh.addr", "Address"),
	[CRH16_CURRENT] = F("ipv6.routing.crh16.current_sid", "Current SID", FT_UINT16, BASE_DEC),
	[CRH32_CURRENT] = F("ipv6.routing.crh32.current_sid", "Current SID", FT_UINT32, BASE_DEC),
	[CRH16_SID] = F("ipv6.routing.crh16.sid", "Segment ID", FT_UINT16, BASE_DEC, .label = segment_label),
	[CRH32_SID] = F("ipv6.routing.crh32.sid", "Segment ID", FT_UINT32, BASE_DEC, .label = segment_label),
	[FRAGMENT] = F("ipv6.fraghdr", "Fragment Header for IPv6", FT_PROTOCOL, BASE_NONE),
	[FR_NXT] = F("ipv6.fraghdr.nxt", "Next header", FT_UINT8, BASE_DEC, .vals = &ip_proto_names),
	[FR_RESERVED] = F("ipv6.fraghdr.reserved_octet", "Reserved octet", FT_UINT8, BASE_HEX),
	[FR_OFFSET] = BITS("fraghdr.offset", "Offset", FT_UINT16, 0xfff8, .label = offset_label),
	[FR_BITS] = BITS("fraghdr.reserved_bits", "Reserved bits", FT_UINT16, 0x6),
	[FR_MORE] = F("ipv6.fraghdr.more", "More Fragments", FT_BOOLEAN, BASE_NONE, .mask = 1, .vals = &bool_yes),
	[FR_IDENT] = F("ipv6.fraghdr.ident", "Identification", FT_UINT32, BASE_HEX),
	JOINED(FRAGMENTS, FT_NONE, "ipv6.fragments", "ipv6.fragment", "ipv6.reassembled", "IPv6 Fragments", "IPv6 Fragment",
	       "Fragment", "fragment", "Defragmentation error", "Reassembled IPv6 length", "Reassembled IPv6 data"),

	[OPTION] = F("ipv6.opt", "IPv6 Option", FT_NONE, BASE_NONE, .label = option_label),
	[OPT_TYPE] = F("ipv6.opt.type", "Type", FT_UINT8, BASE_HEX, .vals = &option_types),
	[OPT_ACTION] = BITS("opt.type.action", "Action", FT_UINT8, 0xc0, .vals = &actions),
	[OPT_CHANGE] = F("ipv6.opt.type.change", "May Change", FT_BOOLEAN, BASE_NONE, .mask = 0x20, .vals = &bool_yes),
	[OPT_REST] = F("ipv6.opt.type.rest", "Low-Order Bits", FT_UINT8, BASE_HEX, .mask = 0x1f),
	[OPT_LENGTH] = F("ipv6.opt.length", "Length", FT_UINT8, BASE_DEC),
	[PAD1] = F("ipv6.opt.pad1", "Pad1", FT_NONE, BASE_NONE),
	[PADN] = F("ipv6.opt.padn", "PadN", FT_BYTES, BASE_NONE, .label = padn_label),
	[PMTU_MIN] = F("ipv6.opt.pmtu.min", "Minimum Reported PMTU", FT_UINT16, BASE_DEC),
	[PMTU_RTN] = F("ipv6.opt.pmtu.rtn", "Return Minimum PMTU", FT_UINT16, BASE_DEC),
	[PMTU_FLAG] = F("ipv6.opt.pmtu.r_flag", "Return Flag", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[ALERT] = F("ipv6.opt.router_alert", "Router Alert", FT_UINT16, BASE_DEC, .vals = &alerts),
	[TEL] = F("ipv6.opt.tel", "Tunnel Encapsulation Limit", FT_UINT8, BASE_DEC),
	[JUMBO] = F("ipv6.opt.jumbo", "Payload Length", FT_UINT32, BASE_DEC),
	[CALIPSO_DOI] = F("ipv6.opt.calipso.doi", "CALIPSO Domain of Interpretation", FT_UINT32, BASE_DEC),
	[CALIPSO_LEN] = F("ipv6.opt.calipso.cmpt.length", "Compartment Length", FT_UINT8, BASE_DEC),
	[CALIPSO_LEVEL] = F("ipv6.opt.calipso.sens_level", "Sensitivity Level", FT_UINT8, BASE_DEC),
	[CALIPSO_SUM] = F("ipv6.opt.calipso.checksum", "Checksum", FT_UINT16, BASE_HEX),
	[CALIPSO_BITMAP] = F("ipv6.opt.calipso.cmpt_bitmap", "Compartment Bitmap", FT_BYTES, BASE_NONE),
	[SMF_HASH] = FLAG("opt.smf_dpd.hash_bit", "H-bit", 0x80),
	[SMF_TYPE] = BITS("opt.smf_dpd.tid_type", "TaggerID Type", FT_UINT8, 0x70, .vals = &tagger_types),
	[SMF_LEN] = BITS("opt.smf_dpd.tid_len", "TaggerID Length", FT_UINT8, 0x0f),
	[SMF_TAGGER] = F("ipv6.opt.smf_dpd.tagger_id", "TaggerID", FT_BYTES, BASE_NONE),
	[SMF_IDENT] = F("ipv6.opt.smf_dpd.ident", "Identifier", FT_BYTES, BASE_NONE),
	[SMF_HAV] = F("ipv6.opt.smf_dpd.hav", "Hash Assist Value", FT_BYTES, BASE_NONE),
	[PDM_DTLR] = F("ipv6.opt.pdm.scale_dtlr", "Scale DTLR", FT_UINT8, BASE_DEC),
	[PDM_DTLS] = F("ipv6.opt.pdm.scale_dtls", "Scale DTLS", FT_UINT8, BASE_DEC),
	[PDM_THIS] = F("ipv6.opt.pdm.psn_this_pkt", "PSN This Packet", FT_UINT16, BASE_DEC),
	[PDM_LAST] = F("ipv6.opt.pdm.psn_last_recv", "PSN Last Received", FT_UINT16, BASE_DEC),
	[PDM_RECV] = F("ipv6.opt.pdm.delta_last_recv", "Delta Time Last Received", FT_UINT16, BASE_DEC),
	[PDM_SENT] = F("ipv6.opt.pdm.delta_last_sent", "Delta Time Last Sent", FT_UINT16, BASE_DEC),
	[QS_FUNC] = BITS("opt.qs_func", "Function", FT_UINT8, 0xf0, .vals = &quick_functions),
	[QS_RATE] = BITS("opt.qs_rate", "Rate", FT_UINT8, 0x0f, .vals = &quick_rates),
	[QS_TTL] = F("ipv6.opt.qs_ttl", "QS TTL", FT_UINT8, BASE_DEC),
	[QS_DIFF] = F("ipv6.opt.qs_ttl_diff", "TTL Diff", FT_UINT8, BASE_DEC, .flags = F_GENERATED),
	[QS_UNUSED] = F("ipv6.opt.qs_unused", "Not Used", FT_UINT8, BASE_DEC),
	[QS_NONCE] = F("ipv6.opt.qs_nonce", "QS Nonce", FT_UINT32, BASE_HEX, .mask = 0xfffffffc),
	[QS_RESERVED] = F("ipv6.opt.qs_reserved", "Reserved", FT_UINT32, BASE_HEX, .mask = 3, .label = short_hex_label),
	[TPF] = F("ipv6.opt.tpf_information", "TPF Information", FT_UINT32, BASE_HEX),
	[HOME_ADDRESS] = F("ipv6.opt.mipv6.home_address", "MIPv6 Home Address", FT_IPv6, BASE_NONE),
	[RPL_FLAG] = F("ipv6.opt.rpl.flag", "Flag", FT_UINT8, BASE_HEX, .label = rpl_flag_label),
	[RPL_FLAG_O] = FLAG("opt.rpl.flag.o", "Down", 0x80),
	[RPL_FLAG_R] = FLAG("opt.rpl.flag.r", "Rank Error", 0x40),
	[RPL_FLAG_F] = FLAG("opt.rpl.flag.f", "Forwarding Error", 0x20),
	[RPL_FLAG_RSV] = F("ipv6.opt.rpl.flag.rsv", "Reserved", FT_UINT8, BASE_HEX, .mask = 0x1f),
	[RPL_INSTANCE] = F("ipv6.opt.rpl.instance_id", "RPLInstanceID", FT_UINT8, BASE_HEX),
	[RPL_RANK] = F("ipv6.opt.rpl.sender_rank", "Sender Rank", FT_UINT16, BASE_HEX),
	[ILNP] = F("ipv6.opt.ilnp_nonce", "ILNP Nonce", FT_BYTES, BASE_NONE),
	[LIO_LEN] = F("ipv6.opt.lio.length", "LineIDLen", FT_UINT8, BASE_DEC),
	[LIO_ID] = F("ipv6.opt.lio.line_id", "Line ID", FT_STRING, BASE_NONE),
	[MPL_FLAG] = F("ipv6.opt.mpl.flag", "Flag", FT_UINT8, BASE_HEX, .label = mpl_flag_label),
	[MPL_FLAG_S] = BITS("opt.mpl.flag.s", "Seed ID Length", FT_UINT8, 0xc0, .vals = &seed_lengths),
	[MPL_FLAG_M] = FLAG("opt.mpl.flag.m", "Largest Sequence", 0x20),
	[MPL_FLAG_V] = FLAG("opt.mpl.flag.v", "Version", 0x10),
	[MPL_FLAG_RSV] = F("ipv6.opt.mpl.flag.rsv", "Reserved", FT_UINT8, BASE_HEX, .mask = 0x0f, .label = short_hex_label),
	[MPL_SEQUENCE] = F("ipv6.opt.mpl.sequence", "Sequence", FT_UINT8, BASE_HEX),
	[MPL_SEED] = F("ipv6.opt.mpl.seed_id", "Seed ID", FT_BYTES, BASE_NONE),
	[DFF_FLAGS] = F("ipv6.opt.dff.flags", "Flags", FT_UINT8, BASE_HEX, .label = dff_flags_label),
	[DFF_VER] = BITS("opt.dff.flag.ver", "Version (VER)", FT_UINT8, 0xc0),
	[DFF_DUP] = FLAG("opt.dff.flag.dup", "Duplicate (DUP)", 0x20),
	[DFF_RET] = FLAG("opt.dff.flag.ret", "Return (RET)", 0x10),
	[DFF_RSV] = F("ipv6.opt.dff.flag.rsv", "Reserved", FT_UINT8, BASE_HEX, .mask = 0x0f, .label = short_hex_label),
	[DFF_SEQUENCE] = F("ipv6.opt.dff.sequence_number", "Sequence Number", FT_UINT16, BASE_DEC_HEX),
	[EXPERIMENTAL] = F("ipv6.opt.experimental", "Experimental Option", FT_BYTES, BASE_NONE),
	[UNKNOWN_DATA] = F("ipv6.opt_unknown_data", "Unknown Data", FT_BYTES, BASE_NONE),
	[UNKNOWN_OPTION] = F("ipv6.opt.unknown", "Unknown Option Payload", FT_BYTES, BASE_NONE),

	[IOAM_RSV] = IOAM("rsv", "Reserved", FT_UINT8, BASE_DEC),
	[IOAM_TYPE] = F("ipv6.opt.ioam.opt_type", "Option-Type", FT_UINT8, BASE_DEC, .vals = &ioam_types),
	[IOAM_TEXT] = F_TEXT("IOAM"),
	[IOAM_NS] = IOAM("trace.ns", "Namespace ID", FT_UINT16, BASE_DEC),
	[IOAM_NODELEN] = BITS("opt.ioam.trace.nodelen", "Node Length", FT_UINT8, 0xf8),
	[IOAM_FLAGS] = F("ipv6.opt.ioam.trace.flags", "Flags", FT_UINT16, BASE_HEX, .mask = 0x780, .label = ioam_flags_label),
	[IOAM_FLAG_O] = FLAG("opt.ioam.trace.flag.o", "Overflow", 0x400),
	[IOAM_FLAG_L] = FLAG("opt.ioam.trace.flag.l", "Loopback", 0x200),
	[IOAM_FLAG_A] = FLAG("opt.ioam.trace.flag.a", "Active", 0x100),
	[IOAM_FLAG_RSV] = FLAG("opt.ioam.trace.flag.rsv", "Reserved", 0x80),
	[IOAM_REMLEN] = BITS("opt.ioam.trace.remlen", "Remaining Length", FT_UINT8, 0x7f),
	[IOAM_TRACE] = F("ipv6.opt.ioam.trace.type", "Trace Type", FT_UINT24, BASE_HEX, .label = ioam_type_label),
	[IOAM_BIT0] = IOAM_BIT("bit0", "Hop_Lim and Node ID (short)", 0x800000),
	[IOAM_BIT0 + 1] = IOAM_BIT("bit1", "Ingress and Egress IDs (short)", 0x400000),
	[IOAM_BIT0 + 2] = IOAM_BIT("bit2", "Timestamp seconds", 0x200000),
	[IOAM_BIT0 + 3] = IOAM_BIT("bit3", "Timestamp fraction", 0x100000),
	[IOAM_BIT0 + 4] = IOAM_BIT("bit4", "Transit delay", 0x080000),
	[IOAM_BIT0 + 5] = IOAM_BIT("bit5", "IOAM-Namespace specific data (short)", 0x040000),
	[IOAM_BIT0 + 6] = IOAM_BIT("bit6", "Queue depth", 0x020000),
	[IOAM_BIT0 + 7] = IOAM_BIT("bit7", "Checksum complement", 0x010000),
	[IOAM_BIT0 + 8] = IOAM_BIT("bit8", "Hop_Lim and Node ID (wide)", 0x008000),
	[IOAM_BIT0 + 9] = IOAM_BIT("bit9", "Ingress and Egress IDs (wide)", 0x004000),
	[IOAM_BIT0 + 10] = IOAM_BIT("bit10", "IOAM-Namespace specific data (wide)", 0x002000),
	[IOAM_BIT11] = IOAM_BIT("bit11", "Buffer occupancy", 0x001000),
	[IOAM_UNDEF] = IOAM_BIT("undef", "Undefined", 0x000ffc),
	[IOAM_BIT22] = IOAM_BIT("bit22", "Opaque State Snapshot", 0x000002),
	[IOAM_BIT23] = IOAM_BIT("rsv", "Reserved", 0x000001),
	[IOAM_TRACE_RSV] = IOAM("trace.rsv", "Reserved", FT_UINT8, BASE_DEC),
	[IOAM_FREE] = IOAM("trace.free_space", "Free space", FT_BYTES, BASE_NONE),
	[NODE_HLIM] = IOAM("trace.node.hlim", "Hop Limit", FT_UINT8, BASE_DEC),
	[NODE_ID] = IOAM("trace.node.id", "ID", FT_UINT24, BASE_HEX),
	[NODE_IIF] = IOAM("trace.node.iif", "Ingress ID", FT_UINT16, BASE_HEX),
	[NODE_EIF] = IOAM("trace.node.eif", "Egress ID", FT_UINT16, BASE_HEX),
	[NODE_TSS] = IOAM("trace.node.tss", "Timestamp Seconds", FT_UINT32, BASE_HEX),
	[NODE_TSF] = IOAM("trace.node.tsf", "Timestamp Fraction", FT_UINT32, BASE_HEX),
	[NODE_DELAY] = IOAM("trace.node.trdelay", "Transit Delay", FT_UINT32, BASE_HEX),
	[NODE_DATA] = IOAM("trace.node.nsdata", "Namespace Data (short)", FT_UINT32, BASE_HEX),
	[NODE_QUEUE] = IOAM("trace.node.qdepth", "Queue Depth", FT_UINT32, BASE_HEX),
	[NODE_SUM] = IOAM("trace.node.csum", "Checksum Complement", FT_UINT32, BASE_HEX),
	[NODE_ID_WIDE] = IOAM("trace.node.id_wide", "ID", FT_UINT56, BASE_HEX),
	[NODE_IIF_WIDE] = IOAM("trace.node.iif_wide", "Ingress ID", FT_UINT32, BASE_HEX),
	[NODE_EIF_WIDE] = IOAM("trace.node.eif_wide", "Egress ID", FT_UINT32, BASE_HEX),
	[NODE_DATA_WIDE] = IOAM("trace.node.nsdata_wide", "Namespace Data (wide)", FT_UINT64, BASE_HEX),
	[NODE_BUFFER] = IOAM("trace.node.bufoccup", "Buffer Occupancy", FT_UINT32, BASE_HEX),
	[NODE_UNDEFINED] = IOAM("trace.node.undefined", "Undefined bit", FT_UINT32, BASE_HEX),
	[OSS_LEN] = IOAM("trace.node.oss.len", "Length", FT_UINT8, BASE_DEC),
	[OSS_SCHEMA] = IOAM("trace.node.oss.scid", "Schema ID", FT_UINT24, BASE_HEX),
	[OSS_DATA] = IOAM("trace.node.oss.data", "Data", FT_BYTES, BASE_NONE),

	[HOP_NOT_FIRST] = F_EXPERT("ipv6.hopopts.not_first", "IPv6 Hop-by-Hop extension header must appear immediately after IPv6 header",
				   PI_ERROR, PI_PROTOCOL),
	[JUMBO_PROHIBITED] = WARN("opt.jumbo.prohibited",
				  "When IPv6 payload length does not equal 0 a Jumbo Payload option must not be present"),
	[JUMBO_TRUNCATED] = WARN("opt.jumbo.truncated", "Jumbo Payload option present and jumbo length < 65536"),
	[JUMBO_FRAGMENT] = WARN("opt.jumbo.fragment", "Jumbo Payload option cannot be used with a fragment header"),
	[OPT_BAD_LEN] = BROKEN("opt.invalid_len", "Invalid IPv6 option length"),
	[OPT_UNKNOWN_EXPERT] = F_EXPERT("ipv6.opt.unknown_data.expert", "Unknown Data (not interpreted)", PI_NOTE, PI_UNDECODED),
	[OPT_MISMATCH] = F_EXPERT("ipv6.opt.header_mismatch", "Wrong options extension header for type", PI_NOTE, PI_PROTOCOL),
	[OPT_DEPRECATED] = F_EXPERT("ipv6.opt.deprecated", "Option type is deprecated", PI_NOTE, PI_DEPRECATED),
	[MPL_SRC_SEED] = F_EXPERT("ipv6.opt.mpl.ipv6_src_seed_id", "Seed ID is the IPv6 Source Address", PI_COMMENT, PI_PROTOCOL),
	[IOAM_BAD_NODELEN] = F_EXPERT("ipv6.opt.ioam.trace.invalid_nodelen", "Invalid \"NodeLen\" value: cannot be 0", PI_ERROR,
				      PI_PROTOCOL),
	[IOAM_BAD_REMLEN] = F_EXPERT("ipv6.opt.ioam.trace.invalid_remlen", "Invalid \"RemLen\" value", PI_ERROR, PI_PROTOCOL),
	[IOAM_BAD_TYPE] = F_EXPERT("ipv6.opt.ioam.trace.invalid_type", "Mismatch between Trace Type and NodeLen", PI_ERROR,
				   PI_PROTOCOL),
	[RT_DST_MULTICAST] = WARN("dst_addr.not_multicast", "Destination address must not be a multicast address"),
	[RT_TWICE] = WARN("src_route_list.mult_inst_same_addr",
			  "Multiple instances of the same address must not appear in the source route list"),
	[RT_HAS_SRC] = WARN("src_route_list.src_addr", "Source address must not appear in the source route list"),
	[RT_HAS_DST] = WARN("src_route_list.dst_addr", "Destination address must not appear in the source route list"),
	[RT_MULTICAST] = WARN("src_route_list.multicast_addr", "Multicast addresses must not appear in the source route list"),
	[RPL_BAD_PAD] = WARN("routing.rpl.cmprI_cmprE_pad", "When cmprI equals 0 and cmprE equals 0, pad MUST equal 0 but instead was X"),
	[RPL_BAD_COUNT] = BROKEN("routing.rpl.addr_count_ge0",
				 "Calculated total address count must be greater than or equal to 0, instead was X"),
	[RPL_BAD_RESERVED] = F_EXPERT("ipv6.routing.rpl.reserved_not0", "Reserved field must equal 0 but instead was X", PI_NOTE,
				      PI_PROTOCOL),
	[RT_BAD_LENGTH] = WARN("routing.invalid_length", "Invalid IPv6 Routing header length"),
	[RT_BAD_SEGLEFT] = WARN("routing.invalid_segleft", "IPv6 Routing Header segments left field must not exceed address count"),
	[RT_UNDECODED] = F_EXPERT("ipv6.routing.undecoded", "Undecoded IPv6 routing header field", PI_NOTE, PI_UNDECODED),
	[RT_DEPRECATED] = F_EXPERT("ipv6.routing.deprecated", "Routing header type is deprecated", PI_NOTE, PI_DEPRECATED),
};
