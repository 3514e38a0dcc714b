/* icmp_fields.c: every field of ICMP and its extensions, and how they read. */
#include "dissect/internet/icmp_impl.h"

#include "base/fmt.h"
#include "base/timefmt.h"

static const struct value_table type_names = VALUES(
	{ 0, "Echo (ping) reply" }, { 1, "Reserved" }, { 2, "Reserved" }, { 3, "Destination unreachable" },
	{ 4, "Source quench (flow control)" }, { 5, "Redirect" }, { 6, "Alternate host address" }, { 8, "Echo (ping) request" },
	{ 9, "Router advertisement" }, { 10, "Router solicitation" }, { 11, "Time-to-live exceeded" },
	{ 12, "Parameter problem" }, { 13, "Timestamp request" }, { 14, "Timestamp reply" }, { 15, "Information request" },
	{ 16, "Information reply" }, { 17, "Address mask request" }, { 18, "Address mask reply" },
	{ 19, "Reserved (for security)" }, { 30, "Traceroute" }, { 31, "Datagram Conversion Error" },
	{ 32, "Mobile Host Redirect" }, { 33, "IPv6 Where-Are-You" }, { 34, "IPv6 I-Am-Here" },
	{ 35, "Mobile Registration Request" }, { 36, "Mobile Registration Reply" }, { 37, "Domain Name Request" },
	{ 38, "Domain Name Reply" }, { 39, "SKIP" }, { 40, "Photuris" }, { 41, "Experimental mobility protocols" },
	{ 42, "Extended Echo request" }, { 43, "Extended Echo reply" });
static const struct value_table unreachable_codes = VALUES(
	{ 0, "Network unreachable" }, { 1, "Host unreachable" }, { 2, "Protocol unreachable" }, { 3, "Port unreachable" },
	{ 4, "Fragmentation needed" }, { 5, "Source route failed" }, { 6, "Destination network unknown" },
	{ 7, "Destination host unknown" }, { 8, "Source host isolated" }, { 9, "Network administratively prohibited" },
	{ 10, "Host administratively prohibited" }, { 11, "Network unreachable for TOS" }, { 12, "Host unreachable for TOS" },
	{ 13, "Communication administratively filtered" }, { 14, "Host precedence violation" },
	{ 15, "Precedence cutoff in effect" });
static const struct value_table redirect_codes = VALUES({ 0, "Redirect for network" }, { 1, "Redirect for host" },
							{ 2, "Redirect for TOS and network" },
							{ 3, "Redirect for TOS and host" });
static const struct value_table alternate_codes = VALUES({ 0, "Alternate address for host" });
static const struct value_table advertisement_codes = VALUES({ 0, "Normal router advertisement" },
							     { 16, "Does not route common traffic" });
static const struct value_table exceeded_codes = VALUES({ 0, "Time to live exceeded in transit" },
							{ 1, "Fragment reassembly time exceeded" });
static const struct value_table parameter_codes = VALUES({ 0, "Pointer indicates the error" },
							 { 1, "Required option missing" }, { 2, "Bad length" });
static const struct value_table photuris_codes =
	VALUES({ 0, "Bad SPI" }, { 1, "Authentication Failed" }, { 2, "Decompression Failed" }, { 3, "Decryption Failed" },
	       { 4, "Need Authentication" }, { 5, "Need Authorization" });
static const struct value_table probe_codes = VALUES({ 0, "No error" });
static const struct value_table probe_reply_codes =
	VALUES({ 0, "No error" }, { 1, "Malformed Query" }, { 2, "No Such Interface" }, { 3, "No Such Table Entry" },
	       { 4, "Multiple Interfaces Satisfy Query" });

static const struct value_table *codes_of(unsigned type)
{
	switch (type) {
	case UNREACHABLE: return &unreachable_codes;
	case REDIRECTED: return &redirect_codes;
	case 6: return &alternate_codes;
	case ROUTER_ADVERTISEMENT: return &advertisement_codes;
	case TIME_EXCEEDED: return &exceeded_codes;
	case PARAMETER_PROBLEM: return &parameter_codes;
	case 40: return &photuris_codes;
	case EXTENDED_ECHO: return &probe_codes;
	case EXTENDED_ECHO_REPLY: return &probe_reply_codes;
	default: return NULL;
	}
}

const char *icmp_type_name(unsigned type, unsigned code)
{
	/* RFC 5944, 2.1: an agent advertisement is a router advertisement of either code. */
	if (type == ROUTER_ADVERTISEMENT && (code == 0 || code == 16))
		return "Mobile IP Advertisement";
	const char *name = value_text(&type_names, type);
	return name ? name : "Unknown ICMP (obsolete or malformed?)";
}

const char *icmp_code_name(unsigned type, unsigned code)
{
	const struct value_table *codes = codes_of(type);
	if (!codes)
		return NULL;
	const char *name = value_text(codes, code);
	return name ? name : "";
}

static void type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Type: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	buf_str(b, icmp_type_name((unsigned)r->val, slice_u8(l->data, 1)));
	buf_char(b, ')');
}

static void code_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = icmp_code_name(slice_u8(t->d->layer[r->layer].data, 0), (unsigned)r->val);
	buf_lit(b, "Code: ");
	fmt_uint(b, r->val);
	if (!name)
		return;
	buf_lit(b, " (");
	if (!*name) {
		buf_lit(b, "Unknown code: ");
		fmt_uint(b, r->val);
	}
	buf_str(b, name);
	buf_char(b, ')');
}

static void lifetime_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Lifetime: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	time_span(b, r->val * 1000);
	buf_char(b, ')');
}

static uint64_t distance(uint64_t a, uint64_t b)
{
	uint64_t d = a > b ? a - b : b - a, day = 86400000;
	return d > day / 2 && d < day ? day - d : d;
}

/* RFC 792: milliseconds since midnight UT, the high bit set when they are not. Some hosts send them in their own byte
 * order: whichever reading is a time of day is taken, and of two the one nearer to the time of capture. */
static uint64_t time_of_day(const struct frame *f, uint32_t big)
{
	uint64_t day = 86400000, v = big & 0x7fffffff, swapped = __builtin_bswap32(big) & 0x7fffffff;
	uint64_t now = (uint64_t)((f->sec % 86400 + 86400) % 86400) * 1000 + f->nsec / 1000000;
	if ((v < day) != (swapped < day))
		return v < day ? v : swapped;
	return distance(swapped, now) < distance(v, now) ? swapped : v;
}

static void timestamp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	time_span(b, time_of_day(t->d->frame, (uint32_t)r->val));
	buf_lit(b, " after midnight UTC)");
}

static void resp_time_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct match_note *n = layer_match_note(t->d, &t->d->layer[r->layer]);
	buf_lit(b, "Response time: ");
	if (n) {
		/* milliseconds with three decimals, rounded */
		int64_t us = (n->elapsed < 0 ? n->elapsed - 500 : n->elapsed + 500) / 1000;
		fmt_secs(b, us < 0, (uint64_t)(us < 0 ? -us : us) / 1000,
			 (uint64_t)(us < 0 ? -us : us) % 1000 * 1000000, 3);
	}
	buf_lit(b, " ms");
}

static void mip_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned type = slice_u8(record_bytes(t->d, r), 0);
	const char *name = value_text(icmp_fields[MIP_TYPE].vals, type);
	buf_lit(b, "Ext: ");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown ext ");
		fmt_uint(b, type);
	}
}

static void mip_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 4);
	for (unsigned i = MIP_R; i <= MIP_X; i++)
		if (r->val & icmp_fields[i].mask) {
			buf_lit(b, ", ");
			buf_str(b, icmp_fields[i].name);
		}
}

static void ext_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned version = slice_u8(s, 0) >> 4;
	buf_lit(b, "ICMP Multi-Part Extensions");
	if (s.len >= 4 && version != 1 && version != 2)
		buf_lit(b, " (unsupported version)");
}

static void object_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned length = slice_u16(s, 0), class = slice_u8(s, 2), ctype = slice_u8(s, 3);
	if (length < 4) {
		buf_lit(b, "Object with bad length");
		return;
	}
	if (class == 1 && ctype == 1) {
		buf_lit(b, "MPLS Stack Entry");
	} else if (class == 2 || class == 3) {
		buf_str(b, value_text(icmp_fields[EXT_CLASS].vals, class));
	} else {
		buf_lit(b, "Unknown object (");
		fmt_uint(b, class);
		buf_char(b, '/');
		fmt_uint(b, ctype);
		buf_char(b, ')');
	}
	if (length > r->len)
		buf_lit(b, " (truncated)");
}

static void mpls_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t entry = slice_u32(record_bytes(t->d, r), 0);
	buf_lit(b, "Label: ");
	fmt_uint(b, entry >> 12);
	buf_lit(b, ", Exp: ");
	fmt_uint(b, entry >> 9 & 7);
	buf_lit(b, ", S: ");
	fmt_uint(b, entry >> 8 & 1);
	buf_lit(b, ", TTL: ");
	fmt_uint(b, entry & 0xff);
}

/* A C-Type means something else in each class; aux says which. */
static void ctype_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const parts[] = { ", MTU", ", Interface Name", ", IP Address", ", ifIndex" };
	static const char *const names[] = { "Name)", "Index)", "Address)" };
	(void)t;
	buf_lit(b, "C-Type: ");
	fmt_uint(b, r->val);
	if (r->aux == 2) {
		buf_lit(b, ", Interface Role: ");
		buf_str(b, value_text(icmp_fields[INFO_ROLE].vals, r->val >> 6));
		for (unsigned i = COUNT(parts); i-- > 0;)
			if (r->val >> i & 1)
				buf_str(b, parts[i]);
	} else if (r->aux == 3 && r->val >= 1 && r->val <= 3) {
		buf_lit(b, " (Identifies Interface By ");
		buf_str(b, names[r->val - 1]);
	} else if (r->aux == 3) {
		buf_lit(b, " (Unknown C-Type ");
		fmt_uint(b, r->val);
		buf_char(b, ')');
	}
}

static const struct value_table present_names = BOOL_NAMES("Present", "Not Present");
static const struct value_table probe_states =
	VALUES({ 0, "Reserved" }, { 1, "Incomplete" }, { 2, "Reachable" }, { 3, "Stale" }, { 4, "Delay" },
	       { 5, "Probe" }, { 6, "Failed" });
static const struct value_table afi_names =
	VALUES({ 0, "Reserved" }, { 1, "IPv4" }, { 2, "IPv6" }, { 3, "NSAP" }, { 4, "HDLC (8-bit multidrop)" },
	       { 5, "BBN 1822" }, { 6, "802 (includes all 802 media plus Ethernet)" }, { 7, "E.163" },
	       { 8, "E.164 (SMDS, Frame Relay, ATM)" }, { 9, "F.69 (Telex)" }, { 10, "X.121 (X.25, Frame Relay)" },
	       { 11, "IPX" }, { 12, "Appletalk" }, { 13, "Decnet IV" }, { 14, "Banyan Vines" },
	       { 15, "E.164 with NSAP subaddress" }, { 16, "DNS (Domain Name System)" },
	       { 17, "Distinguished Name" }, { 18, "AS Number" }, { 19, "XTP over IP version 4" },
	       { 20, "XTP over IP version 6" }, { 21, "XTP native mode XTP" },
	       { 22, "Fibre Channel World-Wide Port Name" }, { 23, "Fibre Channel World-Wide Node Name" },
	       { 24, "GWID" }, { 25, "Layer-2 VPN" }, { 26, "MPLS-TP Section Endpoint Identifier" },
	       { 27, "MPLS-TP LSP Endpoint Identifier" }, { 28, "MPLS-TP Pseudowire Endpoint Identifier" },
	       { 29, "MT IP: Multi-Topology IP version 4" }, { 30, "MT IPv6: Multi-Topology IP version 6" },
	       { 196, "Layer-2 VPN (old)" }, { 16384, "EIGRP Common Service Family" },
	       { 16385, "EIGRP IPv4 Service Family" }, { 16386, "EIGRP IPv6 Service Family" },
	       { 16387, "LISP Canonical Address Format (LCAF)" }, { 16388, "BGP-LS" },
	       { 16389, "48-bit MAC Address" }, { 16390, "64-bit MAC Address" }, { 16391, "OUI" },
	       { 16392, "MAC/24" }, { 16393, "MAC/40" }, { 16394, "IPv6/64" }, { 16395, "RBridge Port ID" },
	       { 16396, "TRILL Nickname" }, { 65535, "Reserved" });
static const struct value_table role_names =
	VALUES({ 0, "IP interface upon which datagram arrived" },
	       { 1, "sub-IP component of an IP interface upon which datagram arrived" },
	       { 2, "IP interface through which datagram would be forwarded" },
	       { 3, "IP next-hop to which datagram would be forwarded" });
static const struct value_table mip_types =
	VALUES({ 0, "One byte padding extension" }, { 16, "Mobility Agent Advertisement Extension" },
	       { 19, "Prefix Lengths Extension" }, { 24, "Challenge Extension" });
static const struct value_table class_names =
	VALUES({ 1, "MPLS Label Stack Class" }, { 2, "Interface Information Object" },
	       { 3, "Interface Identification Object" });

const struct field icmp_fields[ICMP_N_ROWS] = {
	[ICMP] = F("icmp", "Internet Control Message Protocol", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("icmp.type", "Type", FT_UINT8, BASE_DEC, .label = type_label),
	[CODE] = F("icmp.code", "Code", FT_UINT8, BASE_DEC, .label = code_label),
	[CHECKSUM] = F("icmp.checksum", "Checksum", FT_UINT16, BASE_HEX, .label = sum_label),
	[CHECKSUM_STATUS] = F("icmp.checksum.status", "Checksum Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
		.vals = &checksum_status_names),
	[BAD_CHECKSUM] = F_EXPERT("icmp.checksum_bad", "Bad checksum", PI_WARN, PI_CHECKSUM),
	[UNUSED] = F("icmp.unused", "Unused", FT_BYTES, BASE_NONE),
	[RESERVED] = F("icmp.reserved", "Reserved", FT_BYTES, BASE_NONE),
	[LENGTH] = F("icmp.length", "Length", FT_UINT8, BASE_DEC),
	[LENGTH_QUOTED] = F("icmp.length.original_datagram", "Length of original datagram", FT_UINT8, BASE_DEC,
		.flags = F_GENERATED),
	[MTU] = F("icmp.mtu", "MTU of next hop", FT_UINT16, BASE_DEC),
	[POINTER] = F("icmp.pointer", "Pointer", FT_UINT32, BASE_DEC),
	[REDIRECT] = F("icmp.redir_gw", "Gateway Address", FT_IPv4, BASE_NONE),
	[IDENT] = F("icmp.ident", "Identifier (BE)", FT_UINT16, BASE_DEC_HEX),
	[IDENT_LE] = F("icmp.ident_le", "Identifier (LE)", FT_UINT16, BASE_DEC_HEX, .flags = F_LITTLE),
	[SEQ] = F("icmp.seq", "Sequence Number (BE)", FT_UINT16, BASE_DEC_HEX),
	[SEQ_LE] = F("icmp.seq_le", "Sequence Number (LE)", FT_UINT16, BASE_DEC_HEX, .flags = F_LITTLE),
	[RESP_TO] = F("icmp.resp_to", "Request frame", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[RESP_TIME] = F("icmp.resptime", "Response time", FT_DOUBLE, BASE_NONE, .flags = F_GENERATED,
		.label = resp_time_label),
	[DATA_TIME] = F("icmp.data_time", "Timestamp from icmp data", FT_ABSOLUTE_TIME, BASE_NONE),
	[DATA_TIME_RELATIVE] = F("icmp.data_time_relative", "Timestamp from icmp data (relative)", FT_RELATIVE_TIME,
		BASE_NONE, .flags = F_GENERATED),
	[NUM_ADDRS] = F("icmp.num_addrs", "Number of addresses", FT_UINT8, BASE_DEC, .off = 4, .size = 1),
	[ENTRY_SIZE] = F("icmp.addr_entry_size", "Address entry size", FT_UINT8, BASE_DEC, .off = 5, .size = 1),
	[LIFETIME] = F("icmp.lifetime", "Lifetime", FT_UINT16, BASE_DEC, .off = 6, .size = 2, .label = lifetime_label),
	[ROUTER] = F("icmp.router_address", "Router address", FT_IPv4, BASE_NONE),
	[PREFERENCE] = F("icmp.pref_level", "Preference level", FT_INT32, BASE_DEC),
	[ORIGINATE] = F("icmp.originate_timestamp", "Originate Timestamp", FT_UINT32, BASE_DEC, .off = 8, .size = 4,
		.label = timestamp_label),
	[RECEIVE] = F("icmp.receive_timestamp", "Receive Timestamp", FT_UINT32, BASE_DEC, .off = 12, .size = 4,
		.label = timestamp_label),
	[TRANSMIT] = F("icmp.transmit_timestamp", "Transmit Timestamp", FT_UINT32, BASE_DEC, .off = 16, .size = 4,
		.label = timestamp_label),
	[MASK] = F("icmp.address_mask", "Address Mask", FT_IPv4, BASE_NONE),
	[PROBE_SEQ] = F("icmp.ext.echo.seq", "Sequence Number", FT_UINT8, BASE_DEC_HEX),
	[REQ_RESERVED] = F("icmp.ext.echo.req.res", "Reserved", FT_UINT8, BASE_HEX, .mask = 0xfe, .off = 7, .size = 1),
	[REQ_LOCAL] = F("icmp.ext.echo.req.local", "Local bit", FT_BOOLEAN, BASE_NONE, .mask = 0x1, .off = 7,
		.size = 1, .vals = &bool_set),
	[RSP_STATE] = F("icmp.ext.echo.rsp.state", "State", FT_UINT8, BASE_DEC, .mask = 0xe0, .off = 7, .size = 1,
		.vals = &probe_states),
	[RSP_RESERVED] = F("icmp.ext.echo.rsp.res", "Reserved", FT_UINT8, BASE_HEX, .mask = 0x18, .off = 7, .size = 1),
	[RSP_ACTIVE] = F("icmp.ext.echo.rsp.active", "Active bit", FT_BOOLEAN, BASE_NONE, .mask = 0x4, .off = 7,
		.size = 1, .vals = &bool_set),
	[RSP_IPV4] = F("icmp.ext.echo.rsp.ipv4", "IPv4 bit", FT_BOOLEAN, BASE_NONE, .mask = 0x2, .off = 7, .size = 1,
		.vals = &bool_set),
	[RSP_IPV6] = F("icmp.ext.echo.rsp.ipv6", "IPv6 bit", FT_BOOLEAN, BASE_NONE, .mask = 0x1, .off = 7, .size = 1,
		.vals = &bool_set),
	[MIP] = F_TEXT("Ext", .label = mip_label),
	[MIP_TYPE] = F("icmp.mip.type", "Extension Type", FT_UINT8, BASE_DEC, .vals = &mip_types),
	[MIP_LENGTH] = F("icmp.mip.length", "Length", FT_UINT8, BASE_DEC),
	[MIP_SEQ] = F("icmp.mip.seq", "Sequence Number", FT_UINT16, BASE_DEC),
	[MIP_LIFE] = F("icmp.mip.life", "Registration Lifetime", FT_UINT16, BASE_DEC),
	[MIP_FLAGS] = F("icmp.mip.flags", "Flags", FT_UINT16, BASE_HEX, .label = mip_flags_label),
	[MIP_R] = F("icmp.mip.r", "Registration Required", FT_BOOLEAN, BASE_NONE, .mask = 0x8000, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_B] = F("icmp.mip.b", "Busy", FT_BOOLEAN, BASE_NONE, .mask = 0x4000, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_H] = F("icmp.mip.h", "Home Agent", FT_BOOLEAN, BASE_NONE, .mask = 0x2000, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_F] = F("icmp.mip.f", "Foreign Agent", FT_BOOLEAN, BASE_NONE, .mask = 0x1000, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_M] = F("icmp.mip.m", "Minimal Encapsulation", FT_BOOLEAN, BASE_NONE, .mask = 0x800, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_G] = F("icmp.mip.g", "GRE", FT_BOOLEAN, BASE_NONE, .mask = 0x400, .off = 6, .size = 2, .vals = &bool_true),
	[MIP_V] = F("icmp.mip.v", "VJ Comp", FT_BOOLEAN, BASE_NONE, .mask = 0x200, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_RT] = F("icmp.mip.rt", "Reverse tunneling", FT_BOOLEAN, BASE_NONE, .mask = 0x100, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_U] = F("icmp.mip.u", "UDP tunneling", FT_BOOLEAN, BASE_NONE, .mask = 0x80, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_X] = F("icmp.mip.x", "Revocation support", FT_BOOLEAN, BASE_NONE, .mask = 0x40, .off = 6, .size = 2,
		.vals = &bool_true),
	[MIP_RESERVED] = F("icmp.mip.reserved", "Reserved", FT_UINT16, BASE_HEX, .mask = 0x3f, .off = 6, .size = 2),
	[MIP_COA] = F("icmp.mip.coa", "Care-Of-Address", FT_IPv4, BASE_NONE),
	[MIP_PREFIX] = F("icmp.mip.prefixlength", "Prefix Length", FT_UINT8, BASE_DEC),
	[MIP_CHALLENGE] = F("icmp.mip.challenge", "Challenge", FT_BYTES, BASE_NONE),
	[MIP_CONTENT] = F("icmp.mip.content", "Content", FT_BYTES, BASE_NONE),
	[EXT] = F("icmp.ext", "ICMP Extensions", FT_NONE, BASE_NONE, .label = ext_label),
	[EXT_VERSION] = F("icmp.ext.version", "Version", FT_UINT8, BASE_DEC),
	[EXT_RESERVED] = F("icmp.ext.res", "Reserved", FT_UINT16, BASE_HEX, .mask = 0xfff),
	[EXT_CHECKSUM] = F("icmp.ext.checksum", "Checksum", FT_UINT16, BASE_HEX, .label = sum_label),
	[EXT_CHECKSUM_STATUS] = F("icmp.ext.checksum.status", "Checksum Status", FT_UINT8, BASE_NONE,
		.flags = F_GENERATED, .vals = &checksum_status_names),
	[EXT_BAD_CHECKSUM] = F_EXPERT("icmp.ext.checksum_bad", "Bad checksum", PI_WARN, PI_CHECKSUM),
	[OBJECT] = F_TEXT("Object", .label = object_label),
	[EXT_LENGTH] = F("icmp.ext.length", "Length", FT_UINT16, BASE_DEC),
	[EXT_CLASS] = F("icmp.ext.class", "Class", FT_UINT8, BASE_DEC, .vals = &class_names),
	[EXT_CTYPE] = F("icmp.ext.ctype", "C-Type", FT_UINT8, BASE_DEC, .label = ctype_label),
	[EXT_DATA] = F("icmp.ext.data", "Data", FT_BYTES, BASE_NONE),
	[MPLS] = F_TEXT("Label", .label = mpls_label),
	[MPLS_LABEL] = F("icmp.mpls.label", "Label", FT_UINT24, BASE_DEC, .mask = 0xfffff0, .off = 0, .size = 3),
	[MPLS_EXP] = F("icmp.mpls.exp", "Experimental", FT_UINT24, BASE_DEC, .mask = 0xe, .off = 2, .size = 1,
		.digits = 24),
	[MPLS_S] = F("icmp.mpls.s", "Stack bit", FT_BOOLEAN, BASE_NONE, .mask = 0x1, .off = 2, .size = 1,
		.digits = 24, .vals = &bool_set),
	[MPLS_TTL] = F("icmp.mpls.ttl", "Time to live", FT_UINT8, BASE_DEC, .off = 3, .size = 1),
	[MPLS_DATA] = F("icmp.mpls.data", "Data", FT_BYTES, BASE_NONE),
	[INFO_ROLE] = F("icmp.int_info.role", "Interface Role", FT_UINT8, BASE_DEC, .mask = 0xc0, .off = 3, .size = 1,
		.vals = &role_names),
	[INFO_RESERVED] = F("icmp.int_info.reserved", "Reserved", FT_UINT8, BASE_DEC, .mask = 0x30, .off = 3,
		.size = 1),
	[INFO_IFINDEX] = F("icmp.int_info.ifindex", "ifIndex", FT_BOOLEAN, BASE_NONE, .mask = 0x8, .off = 3,
		.size = 1, .vals = &bool_true),
	[INFO_IPADDR] = F("icmp.int_info.ipaddr", "IP Address", FT_BOOLEAN, BASE_NONE, .mask = 0x4, .off = 3,
		.size = 1, .vals = &present_names),
	[INFO_NAME_PRESENT] = F("icmp.int_info.name_present", "Interface Name", FT_BOOLEAN, BASE_NONE, .mask = 0x2,
		.off = 3, .size = 1, .vals = &present_names),
	[INFO_MTU_PRESENT] = F("icmp.int_info.mtu_present", "MTU", FT_BOOLEAN, BASE_NONE, .mask = 0x1, .off = 3,
		.size = 1, .vals = &present_names),
	[INFO_INDEX] = F("icmp.int_info.index", "Interface Index", FT_UINT32, BASE_DEC),
	[INFO_ADDRESS] = F_TEXT("IP Address Sub-Object"),
	[INFO_AFI] = F("icmp.int_info.afi", "Address Family Identifier", FT_UINT16, BASE_DEC),
	[INFO_IPV4] = F("icmp.int_info.ipv4", "Source", FT_IPv4, BASE_NONE),
	[INFO_IPV6] = F("icmp.int_info.ipv6", "Source", FT_IPv6, BASE_NONE),
	[INFO_IPUNKNOWN] = F("icmp.int_info.ipunknown", "Source", FT_BYTES, BASE_NONE),
	[INFO_NAME_NODE] = F_TEXT("Interface Name Sub-Object"),
	[INFO_NAME_LENGTH] = F("icmp.int_info.name_length", "Name Length", FT_UINT8, BASE_DEC),
	[INFO_NAME] = F("icmp.int_info.name", "Name", FT_STRING, BASE_NONE),
	[INFO_MTU] = F("icmp.int_info.mtu", "Maximum Transmission Unit", FT_UINT32, BASE_DEC),
	[IDENT_NAME] = F("icmp.int_ident.name", "Name", FT_STRING, BASE_NONE),
	[IDENT_INDEX] = F("icmp.int_ident.index", "Interface Index", FT_UINT32, BASE_DEC),
	[IDENT_AFI] = F("icmp.int_ident.afi", "Address Family Identifier", FT_UINT16, BASE_DEC, .vals = &afi_names),
	[IDENT_ADDR_LENGTH] = F("icmp.int_ident.addr_length", "Address Length", FT_UINT8, BASE_DEC),
	[IDENT_RESERVED] = F("icmp.int_ident.reserved", "Reserved", FT_BYTES, BASE_NONE),
	[IDENT_IPV4] = F("icmp.int_ident.ipv4", "Address", FT_IPv4, BASE_NONE),
	[IDENT_IPV6] = F("icmp.int_ident.ipv6", "Address", FT_IPv6, BASE_NONE),
	[IDENT_ADDRESS] = F("icmp.int_ident.address", "Address", FT_BYTES, BASE_NONE),
};
