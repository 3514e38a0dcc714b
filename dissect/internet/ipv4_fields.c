/* ipv4_fields.c: every field of IPv4 and its options (RFC 791, 1108, 1393, 2113, 4782, FIPS 188), and how they read. */
#include "base/fmt.h"
#include "dissect/internet/ipv4_impl.h"
#include "dissect/numbers.h"
#include "dissect/options.h"
#include "dissect/text.h"

static const struct value_table option_classes = VALUES({ 0, "Control" }, { 1, "Reserved for future use" },
							{ 2, "Debugging and measurement" },
							{ 3, "Reserved for future use" });
static const struct value_table option_numbers = VALUES(
	{ 0, "End of Option List (EOL)" }, { 1, "No-Operation (NOP)" }, { 2, "Security" }, { 3, "Loose source route" },
	{ 4, "Time stamp" }, { 5, "Extended security" }, { 6, "Commercial IP security option" }, { 7, "Record route" },
	{ 8, "Stream identifier" }, { 9, "Strict source route" }, { 10, "Experimental Measurement" }, { 11, "MTU probe" },
	{ 12, "MTU Reply" }, { 13, "Experimental Flow Control" }, { 14, "Experimental Access Control" }, { 15, "Ask Estrin" },
	{ 16, "IMI Traffic Descriptor" }, { 17, "Extended Internet Protocol" }, { 18, "Traceroute" },
	{ 19, "Address Extension" }, { 20, "Router Alert" }, { 21, "Selective Directed Broadcast" }, { 22, "Unassigned" },
	{ 23, "Dynamic Packet State" }, { 24, "Upstream Multicast Packet" }, { 25, "Quick-Start" },
	{ 30, "RFC 3692-style experiment" });
static const struct value_table quick_functions = VALUES({ 0, "Rate request" }, { 8, "Rate report" });
static const struct value_table quick_rates =
	VALUES({ 0, "0 bit/s" }, { 1, "80 Kbit/s" }, { 2, "160 Kbit/s" }, { 3, "320 Kbit/s" }, { 4, "640 Kbit/s" },
	       { 5, "1.28 Mbit/s" }, { 6, "2.56 Mbit/s" }, { 7, "5.12 Mbit/s" }, { 8, "10.24 Mbit/s" }, { 9, "20.48 Mbit/s" },
	       { 10, "40.96 Mbit/s" }, { 11, "81.92 Mbit/s" }, { 12, "163.84 Mbit/s" }, { 13, "327.68 Mbit/s" },
	       { 14, "655.36 Mbit/s" }, { 15, "1.31072 Gbit/s" });
static const struct value_table security_791 =
	VALUES({ 0x0000, "Unclassified" }, { 0x135e, "Reserved" }, { 0x24bd, "Reserved" }, { 0x35e2, "Reserved" },
	       { 0x4d78, "Reserved" }, { 0x5e26, "PROG" }, { 0x6bc5, "Top secret" }, { 0x789a, "EFTO" }, { 0x89af, "Reserved" },
	       { 0x9af1, "Reserved" }, { 0xaf13, "Restricted" }, { 0xbc4d, "MMMM" }, { 0xc4d6, "Reserved" },
	       { 0xd788, "Secret" }, { 0xe26b, "Reserved" }, { 0xf135, "Confidential" });
static const struct value_table security_levels =
	VALUES({ 0x01, "Reserved 4" }, { 0x3d, "Top secret" }, { 0x5a, "Secret" }, { 0x66, "Reserved 3" },
	       { 0x96, "Confidential" }, { 0xab, "Unclassified" }, { 0xcc, "Reserved 2" }, { 0xf1, "Reserved 1" });
static const struct value_table cipso_tags =
	VALUES({ 0, "Padding" }, { 1, "Restrictive Category Bitmap" }, { 2, "Enumerated Categories" },
	       { 5, "Ranged Categories" }, { 6, "Permissive Categories" }, { 7, "Free Form" });
static const struct value_table stamp_flags = VALUES({ 0, "Time stamps only" }, { 1, "Time stamp and address" },
						     { 3, "Time stamps for prespecified addresses" });
static const struct value_table alerts = RANGES({ 0, 0, "Router shall examine packet" }, { 1, 65535, "Reserved" });
static const struct value_table protected_names = BOOL_NAMES("Datagram protected in accordance with its rules",
							     "Datagram not protected in accordance with its rules");
static const struct value_table more_names = BOOL_NAMES("Additional octet present", "Final octet");

static const struct layer *layer_of(const struct tree *t, const struct record *r)
{
	return &t->d->layer[r->layer];
}

static void ip_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = layer_of(t, r);
	if (l->fact[IP_FACT_PROBLEM] == IP_BAD_VERSION_ANY) {
		buf_lit(b, "Internet Protocol, bogus version (");
		fmt_uint(b, slice_u8(l->data, 0) >> 4);
		buf_char(b, ')');
		return;
	}
	buf_lit(b, "Internet Protocol Version 4");
	if (l->fact[IP_FACT_PROBLEM] && l->fact[IP_FACT_PROBLEM] < IP_BAD_OPTIONS)
		return;
	if (!slice_has(l->data, 12, 4))
		return;
	buf_lit(b, ", Src: ");
	text_ipv4(b, t->d, l->data.p + 12);
	if (l->fact[IP_FACT_PROBLEM] == IP_CUT)
		return;
	buf_lit(b, ", Dst: ");
	text_ipv4(b, t->d, l->dst.p);
	if (l->fact[IP_FACT_ROUTE]) {
		buf_lit(b, ", Via: ");
		fmt_ipv4_u32(b, slice_u32(l->data, 16));
	}
}

/* IPv6 borrows this row. */
static void version_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Version: ");
	fmt_uint(b, r->val);
	if (strcmp(layer_of(t, r)->proto->name, "ip"))
		buf_lit(b, " [This field makes the filter match on \"ip.version == 6\" possible]");
}

static void hdr_len_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Header Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " bytes (");
	fmt_uint(b, r->val / 4);
	buf_char(b, ')');
}

static void len_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = layer_of(t, r);
	buf_lit(b, "Total Length: ");
	fmt_uint(b, r->val);
	if (l->fact[IP_FACT_PROBLEM] == IP_BAD_LENGTH) {
		buf_lit(b, " bytes (bogus, less than header length ");
		fmt_uint(b, (slice_u8(l->data, 0) & 15) * 4u);
		buf_char(b, ')');
	} else if (!slice_u16(l->data, 2) && r->val) {
		buf_lit(b, " bytes (reported as 0, presumed to be because of \"TCP segmentation offload\" (TSO))");
	}
}

static void flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 1);
	if (r->val & 4)
		buf_lit(b, ", Reserved bit");
	if (r->val & 2)
		buf_lit(b, ", Don't fragment");
	if (r->val & 1)
		buf_lit(b, ", More fragments");
}

/* The field counts in units of 8 bytes, its label in bytes. */
static void offset_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Fragment Offset: ");
	fmt_uint(b, r->val * 8);
}

/* r->aux: 0 nobody looked, 1 right, else 2 more than what it should be. */
static void checksum_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Header Checksum: 0x");
	fmt_hex(b, r->val, 4);
	if (!t->d->options->ip_check_checksum) {
		buf_lit(b, " [validation disabled]");
	} else if (r->aux == 1) {
		buf_lit(b, " [correct]");
	} else if (r->aux) {
		buf_lit(b, " incorrect, should be 0x");
		fmt_hex(b, r->aux - 2, 4);
		buf_lit(b, "(may be caused by \"IP checksum offload\"?)");
	} else {
		buf_lit(b, " [unverified]");
	}
}

/* "IP Option - Record Route (11 bytes)". Options of one possible length are named with that one. */
static void option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned row = (unsigned)(r->f - ipv4_fields);
	uint32_t n = r->len;
	(void)t;
	if (row == OPT_STREAM || row == OPT_MTU_PROBE || row == OPT_MTU_REPLY || row == OPT_ALERT)
		n = 4;
	else if (row == OPT_QUICK)
		n = 8;
	else if (row == OPT_TRACEROUTE)
		n = 12;
	buf_str(b, r->f->name);
	if (row == OPT_EOL || row == OPT_NOP)
		return;
	buf_lit(b, " (");
	fmt_uint(b, n);
	buf_lit(b, " bytes)");
}

static void alert_text(struct buf *b, unsigned v)
{
	buf_str(b, value_text(&alerts, v));
	buf_lit(b, " (");
	fmt_uint(b, v);
	buf_char(b, ')');
}

static void alert_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	option_label(b, t, r);
	if (s.len < 4)
		return;
	buf_lit(b, ": ");
	alert_text(b, slice_u16(s, 2));
}

static void quick_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned function = slice_u8(s, 2) >> 4;
	const char *name = value_text(&quick_functions, function);
	option_label(b, t, r);
	if (s.len < 3)
		return;
	buf_lit(b, ": ");
	buf_str(b, name ? name : "Unknown (");
	if (!name) {
		fmt_uint(b, function);
		buf_char(b, ')');
	}
	buf_lit(b, " (");
	fmt_uint(b, function);
	buf_char(b, ')');
	if (!name)
		return;
	buf_lit(b, ", ");
	buf_str(b, value_text(&quick_rates, slice_u8(s, 2) & 15));
	if (function || s.len < 4)
		return;
	buf_lit(b, ", QS TTL ");
	fmt_uint(b, slice_u8(s, 3));
	buf_lit(b, ", QS TTL diff ");
	fmt_uint(b, (slice_u8(layer_of(t, r)->data, 8) - slice_u8(s, 3)) & 0xffu);
}

/* r->aux: what a time stamp option's pointer says by being too small. */
static void pointer_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Pointer: ");
	fmt_uint(b, r->val);
	static const char *const problems[] = { "", " (header is full)", " (points before first address)",
						" (points to middle of field)" };
	buf_str(b, problems[r->aux & 3]);
}

/* r->aux: this address is the one that the pointer names. */
static void route_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_ipv4_u32(b, (uint32_t)r->val);
	if (r->aux)
		buf_lit(b, " <- (next)");
}

static void security_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[] = { "GENSER", "SIOP-ESI", "SCI", "NSA",
					     "DOE",    NULL,       NULL,  "Field Termination Indicator" };
	(void)t;
	buf_lit(b, "Protection Authority Flags: 0x");
	fmt_hex(b, r->val, 2);
	/* only the first octet has names for its bits (aux) */
	for (unsigned i = 0; i < 8; i++)
		if (r->val & 0x80 >> i && names[i] && (i == 7 || r->aux)) {
			buf_lit(b, ", ");
			buf_str(b, names[i]);
		}
}

/* One octet has two digits more than the three bits of it need. */
static void unassigned_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Unassigned: 0x");
	fmt_hex(b, r->val, r->f->mask == 0xfe ? 2 : 1);
}

static void reserved_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Reserved: 0x");
	fmt_hex(b, r->val, 1);
}

/* r->aux: the tag's length and 1; 0 when there is none. */
static void tag_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&cipso_tags, r->val);
	(void)t;
	buf_lit(b, "Tag Type: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
	if (!name && r->aux) {
		buf_lit(b, " (");
		fmt_uint(b, r->aux - 1);
		buf_lit(b, " bytes)");
	}
}

static void flag_nibble_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&stamp_flags, r->val);
	(void)t;
	buf_lit(b, "Flag: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (0x");
	fmt_hex(b, r->val, 1);
	buf_char(b, ')');
}

#define OPTION(abbrev, name) F("ip.options." abbrev, "IP Option - " name, FT_BYTES, BASE_NONE, .flags = F_NAMED_PROTO, \
			       .label = option_label)
#define PROTECTED(abbrev, name, mask_) \
	F("ip.opt.sec_prot_auth_" abbrev, name, FT_BOOLEAN, BASE_NONE, .mask = mask_, .vals = &protected_names)
#define HOST_ROW(abbrev, name) F(abbrev, name, FT_STRING, BASE_ADDRESS, .flags = F_GENERATED | F_HIDDEN)
#define ROUTE(abbrev, name) F(abbrev, name, FT_IPv4, BASE_NONE, .label = route_label)

const struct field ipv4_fields[IPV4_N_ROWS] = {
	[IP] = F("ip", "Internet Protocol Version 4", FT_PROTOCOL, BASE_NONE, .label = ip_label),
	[VERSION] = F("ip.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xf0, .flags = F_RAW,
		      .label = version_label),
	[HDR_LEN] = F("ip.hdr_len", "Header Length", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x0f,
		      .flags = F_RAW, .label = hdr_len_label),
	[DSFIELD] = F("ip.dsfield", "Differentiated Services Field", FT_UINT8, BASE_HEX, .off = 1, .size = 1,
		      .label = text_traffic_class),
	[DSCP] = F("ip.dsfield.dscp", "Differentiated Services Codepoint", FT_UINT8, BASE_DEC, .off = 1, .size = 1,
		   .mask = 0xfc, .flags = F_CHILD, .vals = &dscp_names),
	[ECN] = F("ip.dsfield.ecn", "Explicit Congestion Notification", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .mask = 0x03,
		  .flags = F_CHILD, .vals = &ecn_names),
	[LEN] = F("ip.len", "Total Length", FT_UINT16, BASE_DEC, .off = 2, .size = 2, .label = len_label),
	[ID] = F("ip.id", "Identification", FT_UINT16, BASE_HEX_DEC, .off = 4, .size = 2),
	[FLAGS] = F("ip.flags", "Flags", FT_UINT8, BASE_HEX, .off = 6, .size = 1, .mask = 0xe0, .label = flags_label),
	[FLAGS_RB] = F("ip.flags.rb", "Reserved bit", FT_BOOLEAN, BASE_NONE, .off = 6, .size = 1, .mask = 0x80,
		       .flags = F_CHILD, .vals = &bool_set),
	[FLAGS_DF] = F("ip.flags.df", "Don't fragment", FT_BOOLEAN, BASE_NONE, .off = 6, .size = 1, .mask = 0x40,
		       .flags = F_CHILD, .vals = &bool_set),
	[FLAGS_MF] = F("ip.flags.mf", "More fragments", FT_BOOLEAN, BASE_NONE, .off = 6, .size = 1, .mask = 0x20,
		       .flags = F_CHILD, .vals = &bool_set),
	[FRAG_OFFSET] = F("ip.frag_offset", "Fragment Offset", FT_UINT16, BASE_DEC, .off = 6, .size = 2, .mask = 0x1fff,
			  .label = offset_label),
	[TTL] = F("ip.ttl", "Time to Live", FT_UINT8, BASE_DEC, .off = 8, .size = 1, .flags = F_FIXED),
	[PROTO] = F("ip.proto", "Protocol", FT_UINT8, BASE_DEC, .off = 9, .size = 1, .flags = F_FIXED, .vals = &ip_proto_names),
	[CHECKSUM] = F("ip.checksum", "Header Checksum", FT_UINT16, BASE_HEX, .off = 10, .size = 2, .label = checksum_label),
	[CHECKSUM_CALCULATED] = F("ip.checksum_calculated", "Calculated Checksum", FT_UINT16, BASE_HEX, .flags = F_GENERATED),
	[CHECKSUM_STATUS] = F("ip.checksum.status", "Header checksum status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
			      .vals = &checksum_status_names),
	[SRC] = F("ip.src", "Source Address", FT_IPv4, BASE_NONE, .off = 12, .size = 4, .flags = F_FIXED),
	[ADDR] = F("ip.addr", "Source or Destination Address", FT_IPv4, BASE_NONE, .off = 12, .size = 4,
		   .flags = F_HIDDEN | F_FIXED | F_PAIR),
	[SRC_HOST] = HOST_ROW("ip.src_host", "Source Host"),
	[HOST] = HOST_ROW("ip.host", "Source or Destination Host"),
	[DST] = F("ip.dst", "Destination Address", FT_IPv4, BASE_NONE, .off = 16, .size = 4, .flags = F_FIXED),
	[DST_HOST] = HOST_ROW("ip.dst_host", "Destination Host"),
	[CUR_RT] = F("ip.cur_rt", "Current Route", FT_IPv4, BASE_NONE),
	[CUR_RT_HOST] = HOST_ROW("ip.cur_rt_host", "Current Route Host"),
	[REC_RT] = ROUTE("ip.rec_rt", "Recorded Route"),
	[REC_RT_HOST] = HOST_ROW("ip.rec_rt_host", "Recorded Route Host"),
	[SRC_RT] = ROUTE("ip.src_rt", "Source Route"),
	[SRC_RT_HOST] = HOST_ROW("ip.src_rt_host", "Source Route Host"),
	[EMPTY_RT] = ROUTE("ip.empty_rt", "Empty Route"),
	[EMPTY_RT_HOST] = HOST_ROW("ip.empty_rt_host", "Empty Route Host"),

	[OPTIONS] = F_TEXT("Options"),
	[OPT_UNKNOWN] = F_TEXT("Unknown option"),
	[SUBOPTION] = F_TEXT("Suboption would go past end of option"),
	[OPT_EOL] = OPTION("eol", "End of Options List (EOL)"),
	[OPT_NOP] = OPTION("nop", "No-Operation (NOP)"),
	[OPT_SECURITY] = OPTION("security", "Security"),
	[OPT_LSRR] = OPTION("route", "Loose Source Route"),
	[OPT_TIMESTAMP] = OPTION("timestamp", "Time Stamp"),
	[OPT_EXT_SECURITY] = OPTION("ext_security", "Extended Security"),
	[OPT_CIPSO] = OPTION("cipso", "Commercial Security"),
	[OPT_RECORD] = OPTION("record_route", "Record Route"),
	[OPT_STREAM] = OPTION("sid", "Stream ID"),
	[OPT_SSRR] = OPTION("source_route", "Strict Source Route"),
	[OPT_MTU_PROBE] = OPTION("mtu_probe", "MTU Probe"),
	[OPT_MTU_REPLY] = OPTION("mtu_reply", "MTU Reply"),
	[OPT_TRACEROUTE] = OPTION("traceroute", "Traceroute"),
	[OPT_ALERT] = F("ip.options.routeralert", "IP Option - Router Alert", FT_BYTES, BASE_NONE,
			.flags = F_NAMED_PROTO, .label = alert_label),
	[OPT_SDB] = OPTION("sdb", "Selective Directed Broadcast"),
	[OPT_QUICK] = F("ip.options.qs", "IP Option - Quick-Start", FT_BYTES, BASE_NONE, .flags = F_NAMED_PROTO,
			.label = quick_label),

	[TYPE] = F("ip.opt.type", "Type", FT_UINT8, BASE_DEC, .off = 0, .size = 1),
	[TYPE_COPY] = F("ip.opt.type.copy", "Copy on fragmentation", FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = 0x80,
			.flags = F_CHILD, .vals = &bool_yes),
	[TYPE_CLASS] = F("ip.opt.type.class", "Class", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x60, .flags = F_CHILD,
			 .vals = &option_classes),
	[TYPE_NUMBER] = F("ip.opt.type.number", "Number", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x1f,
			  .flags = F_CHILD, .vals = &option_numbers),
	[OPT_LEN] = F("ip.opt.len", "Length", FT_UINT8, BASE_DEC),
	[PTR] = F("ip.opt.ptr", "Pointer", FT_UINT8, BASE_DEC, .label = pointer_label),
	[SID] = F("ip.opt.sid", "Stream Identifier", FT_UINT16, BASE_DEC),
	[MTU] = F("ip.opt.mtu", "MTU", FT_UINT16, BASE_DEC),
	[ID_NUMBER] = F("ip.opt.id_number", "ID Number", FT_UINT16, BASE_DEC),
	[OHC] = F("ip.opt.ohc", "Outbound Hop Count", FT_UINT16, BASE_DEC),
	[RHC] = F("ip.opt.rhc", "Return Hop Count", FT_UINT16, BASE_DEC),
	[ORIGINATOR] = F("ip.opt.originator", "Originator IP Address", FT_IPv4, BASE_NONE),
	[ALERT] = F("ip.opt.ra", "Router Alert", FT_UINT16, BASE_DEC, .vals = &alerts),
	[SDB_ADDR] = F("ip.opt.addr", "IP Address", FT_IPv4, BASE_NONE),
	[PADDING] = F("ip.opt.padding", "Padding", FT_BYTES, BASE_NONE),
	[QS_FUNC] = F("ip.opt.qs_func", "Function", FT_UINT8, BASE_DEC, .mask = 0xf0, .vals = &quick_functions),
	[QS_RATE] = F("ip.opt.qs_rate", "Rate", FT_UINT8, BASE_DEC, .mask = 0x0f, .vals = &quick_rates),
	[QS_TTL] = F("ip.opt.qs_ttl", "QS TTL", FT_UINT8, BASE_DEC),
	[QS_TTL_DIFF] = F("ip.opt.qs_ttl_diff", "TTL Diff", FT_UINT8, BASE_DEC, .flags = F_GENERATED),
	[QS_UNUSED] = F("ip.opt.qs_unused", "Not Used", FT_UINT8, BASE_DEC),
	[QS_NONCE] = F("ip.opt.qs_nonce", "QS Nonce", FT_UINT32, BASE_HEX, .mask = 0xfffffffc),
	[QS_RESERVED] = F("ip.opt.qs_reserved", "Reserved", FT_UINT32, BASE_HEX, .mask = 0x3, .label = reserved_label),
	[SEC_791] = F("ip.opt.sec_rfc791_sec", "Security", FT_UINT16, BASE_HEX, .vals = &security_791),
	[SEC_COMP] = F("ip.opt.sec_rfc791_comp", "Compartments", FT_UINT16, BASE_DEC),
	[SEC_HR] = F("ip.opt.sec_rfc791_hr", "Handling Restrictions", FT_STRING, BASE_NONE),
	[SEC_TCC] = F("ip.opt.sec_rfc791_tcc", "Transmission Control Code", FT_STRING, BASE_NONE),
	[SEC_CL] = F("ip.opt.sec_cl", "Classification Level", FT_UINT8, BASE_HEX, .vals = &security_levels),
	[SEC_FLAGS] = F("ip.opt.sec_prot_auth_flags", "Protection Authority Flags", FT_UINT8, BASE_HEX, .label = security_label),
	[SEC_GENSER] = PROTECTED("genser", "GENSER", 0x80),
	[SEC_SIOP] = PROTECTED("siop_esi", "SIOP-ESI", 0x40),
	[SEC_SCI] = PROTECTED("sci", "SCI", 0x20),
	[SEC_NSA] = PROTECTED("nsa", "NSA", 0x10),
	[SEC_DOE] = PROTECTED("doe", "DOE", 0x08),
	[SEC_UNASSIGNED] = F("ip.opt.sec_prot_auth_unassigned", "Unassigned", FT_UINT8, BASE_HEX, .mask = 0x06,
			     .label = unassigned_label),
	[SEC_UNASSIGNED7] = F("ip.opt.sec_prot_auth_unassigned", "Unassigned", FT_UINT8, BASE_HEX, .mask = 0xfe,
			      .label = unassigned_label),
	[SEC_FTI] = F("ip.opt.sec_prot_auth_fti", "Field Termination Indicator", FT_BOOLEAN, BASE_NONE, .mask = 0x01,
		      .vals = &more_names),
	[EXT_CODE] = F("ip.opt.ext_sec_add_sec_info_format_code", "Additional Security Info Format Code", FT_UINT8, BASE_HEX),
	[EXT_INFO] = F("ip.opt.ext_sec_add_sec_info", "Additional Security Info", FT_BYTES, BASE_NONE),
	[CIPSO_DOI] = F("ip.cipso.doi", "DOI", FT_UINT32, BASE_DEC),
	[CIPSO_TAG] = F("ip.cipso.tag_type", "Tag Type", FT_UINT8, BASE_DEC, .vals = &cipso_tags, .label = tag_label),
	[CIPSO_LEVEL] = F("ip.cipso.sensitivity_level", "Sensitivity Level", FT_UINT8, BASE_DEC),
	[CIPSO_CATEGORIES] = F("ip.cipso.categories", "Categories", FT_STRING, BASE_NONE),
	[CIPSO_DATA] = F("ip.cipso.tag_data", "Tag data", FT_BYTES, BASE_NONE),
	[OVERFLOW_COUNT] = F("ip.opt.overflow", "Overflow", FT_UINT8, BASE_DEC, .mask = 0xf0),
	[TS_FLAG] = F("ip.opt.flag", "Flag", FT_UINT8, BASE_HEX, .mask = 0x0f, .label = flag_nibble_label),
	[TIME_STAMP] = F("ip.opt.time_stamp", "Time stamp", FT_UINT32, BASE_DEC),
	[TIME_STAMP_ADDR] = F("ip.opt.time_stamp_addr", "Address", FT_IPv4, BASE_NONE),

	JOINED(FRAGMENTS, FT_BYTES, "ip.fragments", "ip.fragment", "ip.reassembled", "IPv4 Fragments", "IPv4 Fragment", "Fragment",
	       "fragment", "Defragmentation error", "Reassembled IPv4 length", "Reassembled IPv4 data"),

	[BAD_LENGTH] = F_EXPERT("ip.bogus_ip_length", "Bogus IP length", PI_ERROR, PI_PROTOCOL),
	[BAD_VERSION] = F_EXPERT("ip.bogus_ip_version", "Bogus IP version", PI_ERROR, PI_PROTOCOL),
	[BAD_HEADER_LENGTH] = F_EXPERT("ip.bogus_header_length", "Bogus IP header length", PI_ERROR, PI_PROTOCOL),
	[BAD_CHECKSUM] = F_EXPERT("ip.checksum_bad.expert", "Bad checksum", PI_ERROR, PI_CHECKSUM),
	[TTL_LNCB] = F_EXPERT("ip.ttl.lncb", "Time To Live", PI_NOTE, PI_SEQUENCE),
	[TTL_SMALL] = F_EXPERT("ip.ttl.too_small", "Time To Live", PI_NOTE, PI_SEQUENCE),
	[OPT_BAD_LEN] = F_EXPERT("ip.opt.len.invalid", "Invalid length for option", PI_WARN, PI_PROTOCOL),
	[PTR_BEFORE] = F_EXPERT("ip.opt.ptr.before_address", "Pointer points before first address", PI_WARN, PI_PROTOCOL),
	[PTR_MIDDLE] = F_EXPERT("ip.opt.ptr.middle_address", "Pointer points to middle of address", PI_WARN, PI_PROTOCOL),
	[SUBOPT_TOO_LONG] = F_EXPERT("ip.subopt_too_long", "Suboption would go past end of option", PI_WARN, PI_PROTOCOL),
	[FOUR_NOPS] = F_EXPERT("ip.nop", "4 NOP in a row - a router may have removed some options", PI_WARN, PI_PROTOCOL),
	[CIPSO_MALFORMED] = F_EXPERT("ip.cipso.malformed", "Malformed CIPSO tag", PI_ERROR, PI_SEQUENCE),
};
