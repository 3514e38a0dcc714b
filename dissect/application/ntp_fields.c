/* ntp_fields.c: the rows of NTP and their labels. */
#include "base/fmt.h"
#include "dissect/application/ntp_impl.h"

static const struct value_table leaps =
	VALUES({ 0, "no warning" }, { 1, "last minute of the day has 61 seconds" },
	       { 2, "last minute of the day has 59 seconds" }, { 3, "unknown (clock unsynchronized)" });
const struct value_table ntp_versions =
	VALUES({ 0, "reserved" }, { 1, "NTP Version 1" }, { 2, "NTP Version 2" }, { 3, "NTP Version 3" }, { 4, "NTP Version 4" },
	       { 5, "reserved" }, { 6, "reserved" }, { 7, "reserved" });
const struct value_table ntp_modes =
	VALUES({ 0, "reserved" }, { 1, "symmetric active" }, { 2, "symmetric passive" }, { 3, "client" }, { 4, "server" },
	       { 5, "broadcast" }, { 6, "reserved for NTP control message" }, { 7, "reserved for private use" });
static const struct value_table strata =
	RANGES({ 0, 0, "unspecified or invalid" }, { 1, 1, "primary reference" }, { 2, 15, "secondary reference" },
	       { 16, 16, "unsynchronized" }, { 17, 255, "reserved" });
static const struct value_table extension_types =
	VALUES({ 0x2, "No-Operation Request" }, { 0x102, "Association Message Request" }, { 0x104, "Unique Identifier" },
	       { 0x202, "Certificate Message Request" }, { 0x204, "NTS Cookie" }, { 0x302, "Cookie Message Request" },
	       { 0x304, "NTS Cookie Placeholder" }, { 0x402, "Autokey Message Request" },
	       { 0x404, "NTS Authenticator and Encrypted Extension Fields" }, { 0x502, "Leapseconds Message Request" },
	       { 0x602, "Sign Message Request" }, { 0x702, "IFF Identity Message Request" },
	       { 0x802, "GQ Identity Message Request" }, { 0x902, "MV Identity Message Request" },
	       { 0x2005, "Checksum Complement" }, { 0x8002, "No-Operation Response" },
	       { 0x8102, "Association Message Response" }, { 0x8202, "Certificate Message Response" },
	       { 0x8302, "Cookie Message Response" }, { 0x8402, "Autokey Message Response" },
	       { 0x8502, "Leapseconds Message Response" }, { 0x8602, "Sign Message Response" },
	       { 0x8702, "IFF Identity Message Response" }, { 0x8802, "GQ Identity Message Response" },
	       { 0x8902, "MV Identity Message Response" }, { 0xc002, "No-Operation Error Response" },
	       { 0xc102, "Association Message Error Response" }, { 0xc202, "Certificate Message Error Response" },
	       { 0xc302, "Cookie Message Error Response" }, { 0xc402, "Autokey Message Error Response" },
	       { 0xc502, "Leapseconds Message Error Response" }, { 0xc602, "Sign Message Error Response" },
	       { 0xc702, "IFF Identity Message Error Response" }, { 0xc802, "GQ Identity Message Error Response" },
	       { 0xc902, "MV Identity Message Error Response" });
const struct value_table ntp_responses = VALUES({ 0, "Request" }, { 1, "Response" });
static const struct value_table opcodes =
	VALUES({ 0, "reserved" }, { 1, "read status" }, { 2, "read variables" }, { 3, "write variables" },
	       { 4, "read clock variables" }, { 5, "write clock variables" }, { 6, "set trap address/port" },
	       { 7, "asynchronous message" }, { 8, "runtime configuration" }, { 9, "save config to file" },
	       { 10, "retrieve MRU (mrulist)" }, { 11, "retrieve ordered list" }, { 12, "request a client nonce" },
	       { 31, "unset trap address/port" });
static const struct value_table error_words =
	VALUES({ 0, "unspecified" }, { 1, "authentication failure" }, { 2, "invalid message length or format" },
	       { 3, "invalid opcode" }, { 4, "unknown association identifier" }, { 5, "unknown variable name" },
	       { 6, "invalid variable value" }, { 7, "administratively prohibited" });
static const struct value_table clock_sources =
	VALUES({ 0, "unspecified or unknown" }, { 1, "Calibrated atomic clock (e.g. HP 5061)" },
	       { 2, "VLF (band 4) or LF (band 5) radio (e.g. OMEGA, WWVB)" }, { 3, "HF (band 7) radio (e.g. CHU, MSF, WWV/H)" },
	       { 4, "UHF (band 9) satellite (e.g. GOES, GPS)" }, { 5, "local net (e.g. DCN, TSP, DTS)" }, { 6, "UDP/NTP" },
	       { 7, "UDP/TIME" }, { 8, "eyeball-and-wristwatch" }, { 9, "telephone modem (e.g. NIST)" });
static const struct value_table system_events =
	VALUES({ 0, "unspecified" }, { 1, "frequency correction (drift) file not available" },
	       { 2, "frequency correction started (frequency stepped)" },
	       { 3, "spike detected and ignored, starting stepout timer" }, { 4, "frequency training started" },
	       { 5, "clock synchronized" }, { 6, "system restart" },
	       { 7, "panic stop (required step greater than panic threshold)" }, { 8, "no system peer" },
	       { 9, "leap second insertion/deletion armed" }, { 10, "leap second disarmed" },
	       { 11, "leap second inserted or deleted" }, { 12, "clock stepped (stepout timer expired)" },
	       { 13, "kernel loop discipline status changed" }, { 14, "leapseconds table loaded from file" },
	       { 15, "leapseconds table outdated, updated file needed" });
static const struct value_table selections =
	VALUES({ 0, "rejected" }, { 1, "passed sanity checks (tests 1 through 8 in Section 3.4.3)" },
	       { 2, "passed correctness checks (intersection algorithm in Section 4.2.1)" },
	       { 3, "passed candidate checks (if limit check implemented)" },
	       { 4, "passed outlier checks (clustering algorithm in Section 4.2.2)" },
	       { 5, "current synchronization source; max distance exceeded (if limit check implemented)" },
	       { 6, "current synchronization source; max distance okay" }, { 7, "reserved" });
static const struct value_table peer_events =
	VALUES({ 0, "unspecified" }, { 1, "association mobilized" }, { 2, "association demobilized" },
	       { 3, "peer unreachable (peer.reach was nonzero now zero)" },
	       { 4, "peer reachable (peer.reach was zero now nonzero)" }, { 5, "association restarted or timed out" },
	       { 6, "no server found (ntpdate mode)" }, { 7, "rate exceeded (kiss code RATE)" },
	       { 8, "access denied (kiss code DENY)" }, { 9, "leap armed from server LI code" }, { 10, "become system peer" },
	       { 11, "reference clock event (see clock status word)" }, { 12, "authentication failure" },
	       { 13, "popcorn spike suppressor" }, { 14, "entering interleave mode" },
	       { 15, "interleave error (recovered)" });
static const struct value_table clock_states =
	VALUES({ 0, "clock operating within nominals" }, { 1, "reply timeout" }, { 2, "bad reply format" },
	       { 3, "hardware or software fault" }, { 4, "propagation failure" }, { 5, "bad date format or value" },
	       { 6, "bad time format or value" });
static const struct value_table implementations =
	VALUES({ 0, "UNIV" }, { 2, "XNTPD_OLD (pre-IPv6)" }, { 3, "XNTPD" });
const struct value_table ntp_requests =
	VALUES({ 0, "PEER_LIST" }, { 1, "PEER_LIST_SUM" }, { 2, "PEER_INFO" }, { 3, "PEER_STATS" }, { 4, "SYS_INFO" },
	       { 5, "SYS_STATS" }, { 6, "IO_STATS" }, { 7, "MEM_STATS" }, { 8, "LOOP_INFO" }, { 9, "TIMER_STATS" },
	       { 10, "CONFIG" }, { 11, "UNCONFIG" }, { 12, "SET_SYS_FLAG" }, { 13, "CLR_SYS_FLAG" }, { 14, "MONITOR" },
	       { 15, "NOMONITOR" }, { 16, "GET_RESTRICT" }, { 17, "RESADDFLAGS" }, { 18, "RESSUBFLAGS" }, { 19, "UNRESTRICT" },
	       { 20, "MON_GETLIST" }, { 21, "RESET_STATS" }, { 22, "RESET_PEER" }, { 23, "REREAD_KEYS" },
	       { 24, "DO_DIRTY_HACK" }, { 25, "DONT_DIRTY_HACK" }, { 26, "TRUSTKEY" }, { 27, "UNTRUSTKEY" }, { 28, "AUTHINFO" },
	       { 29, "TRAPS" }, { 30, "ADD_TRAP" }, { 31, "CLR_TRAP" }, { 32, "REQUEST_KEY" }, { 33, "CONTROL_KEY" },
	       { 34, "GET_CTLSTATS" }, { 35, "GET_LEAPINFO" }, { 36, "GET_CLOCKINFO" }, { 37, "SET_CLKFUDGE" },
	       { 38, "GET_KERNEL" }, { 39, "GET_CLKBUGINFO" }, { 41, "SET_PRECISION" }, { NTP_MON_GETLIST_1, "MON_GETLIST_1" },
	       { 43, "HOSTNAME_ASSOCID" }, { 44, "IF_STATS" }, { 45, "IF_RELOAD" });
static const struct value_table private_errors =
	VALUES({ 0, "No error" }, { 1, "incompatible implementation number" }, { 2, "unimplemented request code" },
	       { 3, "format error" }, { 4, "no data available" }, { 5, "unknown" }, { 6, "unknown" },
	       { 7, "authentication failure" });
static const struct value_table is_configured = BOOL_NAMES("configured (peer.config)", "not configured (peer.config)");
static const struct value_table may_authenticate =
	BOOL_NAMES("authentication enabled (peer.authenable)", "authentication disabled (peer.authenable)");
static const struct value_table is_authentic =
	BOOL_NAMES("authentication okay (peer.authentic)", "authentication not okay (peer.authentic)");
static const struct value_table is_reachable =
	BOOL_NAMES("reachability okay (peer.reach != 0)", "reachability not okay (peer.reach != 0)");

/* Reference clocks by their four letters (RFC 5905, figure 12, and older ones). */
static const struct {
	char code[5];
	const char *name;
} clocks[] = {
	{ "LOCL", "uncalibrated local clock" },
	{ "CESM", "calibrated Cesium clock" },
	{ "RBDM", "calibrated Rubidium clock" },
	{ "PPS", "Generic pulse-per-second" },
	{ "IRIG", "Inter-Range Instrumentation Group" },
	{ "ACTS", "NIST telephone modem" },
	{ "NIST", "NIST telephone modem" },
	{ "USNO", "USNO telephone modem" },
	{ "PTB", "European telephone modem" },
	{ "TDF", "MF Radio Allouis, FR 162 kHz" },
	{ "DCF", "LF Radio DCF77 Mainflingen, DE 77.5 kHz" },
	{ "HBG", "LF Radio HBG Prangins, HB 75 kHz" },
	{ "MSF", "LF Radio MSF Anthorn, UK 60 kHz" },
	{ "WWV", "HF Radio WWV Ft. Collins, CO" },
	{ "WWVB", "LF Radio WWVB Ft. Collins, CO 60 kHz" },
	{ "WWVH", "HF Radio WWVH Kauai, HI" },
	{ "CHU", "HF Radio CHU Ottawa, Ontario" },
	{ "LORC", "MF Radio LORAN C station, 100 kHz" },
	{ "OMEG", "OMEGA radionavigation system" },
	{ "JJY", "LF Radio JJY Fukushima, JP 40 kHz, Saga, JP 60 kHz" },
	{ "GPS", "Global Position System" },
	{ "GAL", "Galileo Positioning System" },
	{ "GOES", "Geostationary Orbit Environment Satellite" },
	{ "INIT", "(Initialization)" },
};

static const char *named(const struct value_table *names, uint64_t v)
{
	const char *name = value_text(names, v);
	return name ? name : "Unknown";
}

static void ntp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned flags = slice_u8(t->d->layer[r->layer].data, 0), mode = flags & 7;
	buf_lit(b, "Network Time Protocol (");
	buf_str(b, named(&ntp_versions, flags >> 3 & 7));
	buf_lit(b, ", ");
	buf_str(b, mode == NTP_CONTROL ? "control" : mode == NTP_PRIVATE ? "private" : named(&ntp_modes, mode));
	buf_char(b, ')');
}

static void flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
	buf_str(b, (r->val & 7) == NTP_PRIVATE ? ", Response bit: " : ", Leap Indicator: ");
	buf_str(b, (r->val & 7) == NTP_PRIVATE ? named(&ntp_responses, r->val >> 7) : named(&leaps, r->val >> 6));
	buf_lit(b, ", Version number: ");
	buf_str(b, named(&ntp_versions, r->val >> 3 & 7));
	buf_lit(b, ", Mode: ");
	buf_str(b, named(&ntp_modes, r->val & 7));
}

static void poll_label(struct buf *b, const struct tree *t, const struct record *r)
{
	bool valid = r->val >= 4 && r->val <= 17; /* RFC 5905, 7.2 */
	(void)t;
	buf_lit(b, "Peer Polling Interval: ");
	if (!valid)
		buf_lit(b, "invalid (");
	fmt_uint(b, r->val);
	if (valid) {
		buf_lit(b, " (");
		fmt_uint(b, UINT64_C(1) << r->val);
		buf_lit(b, " seconds");
	}
	buf_char(b, ')');
}

static void put_microseconds(struct buf *b, const struct record *r, uint64_t us)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_secs(b, false, us / 1000000, us % 1000000 * 1000, 6);
	buf_lit(b, " seconds");
}

/* The exponent of a power of two. */
static void precision_label(struct buf *b, const struct tree *t, const struct record *r)
{
	int exponent = (int)(r->val & 0xff) - (r->val & 0x80 ? 256 : 0);
	(void)t;
	if (exponent >= 0)
		put_microseconds(b, r, exponent < 40 ? UINT64_C(1000000) << exponent : UINT64_MAX);
	else
		put_microseconds(b, r, exponent > -63 ? (1000000 + (UINT64_C(1) << (-exponent - 1))) >> -exponent : 0);
}

/* Seconds with 16 bits of fraction. */
static void seconds_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	put_microseconds(b, r, (r->val * 1000000 + 0x8000) >> 16);
}

/* "Status: 0x0615, Clock Source: UDP/NTP": the bits below that have names, or are set. */
static void status_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Status: 0x");
	fmt_hex(b, r->val, 4);
	for (const struct record *c = r + 1; c < t->record + t->n && c->depth > r->depth; c++) {
		bool set = c->f->type == FT_BOOLEAN;
		if (set ? !c->val : !c->f->vals)
			continue;
		buf_lit(b, ", ");
		buf_str(b, c->f->name);
		if (set)
			continue;
		buf_lit(b, ": ");
		buf_str(b, named(c->f->vals, c->val));
	}
}

static void reference_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = t->d->layer[r->layer].data;
	buf_lit(b, "Reference ID: ");
	if (!slice_u32(s, 12)) {
		buf_lit(b, "NULL");
		return;
	}
	if (slice_u8(s, 1) > 1) {
		fmt_ipv4(b, s.p + 12);
		return;
	}
	for (unsigned i = 0; i < COUNT(clocks); i++)
		if (!memcmp(s.p + 12, clocks[i].code, 4)) {
			buf_str(b, clocks[i].name);
			return;
		}
	buf_lit(b, "Unidentified reference source '");
	fmt_text(b, s.p + 12, strnlen((const char *)s.p + 12, 4));
	buf_char(b, '\'');
}

static void control_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags 2: 0x");
	fmt_hex(b, r->val, 2);
	buf_lit(b, ", Response bit: ");
	buf_str(b, named(&ntp_responses, r->val >> 7));
	buf_lit(b, ", Opcode: ");
	buf_str(b, named(&opcodes, r->val & 31));
}

static void item_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	uint32_t off = r->off - l->off;
	buf_lit(b, "Monlist item: address: ");
	fmt_ipv4_u32(b, slice_u32(l->data, off + 16));
	buf_char(b, ':');
	fmt_uint(b, slice_u16(l->data, off + 28));
}

#define FLAG(row_, abbrev, name, mask_, vals_) \
	[row_] = F("ntp." abbrev, name, FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = mask_, .flags = F_CHILD, vals_)
#define BIT(row_, abbrev, name, off_, mask_, vals_) \
	[row_] = F("ntp." abbrev, name, FT_UINT8, BASE_DEC, .off = off_, .size = 1, .mask = mask_, .flags = F_CHILD, vals_)
#define STATUS(row_, abbrev, name, mask_, vals_) \
	[row_] = F("ntp.ctrl." abbrev, name, FT_UINT16, BASE_DEC, .size = 2, .mask = mask_, vals_)
#define PEER(row_, abbrev, name, mask_, vals_) \
	[row_] = F("ntp.ctrl.peer_status." abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 2, .mask = mask_, .digits = 16, \
		   .vals = &vals_)
#define TIME(row_, abbrev, name) [row_] = F("ntp." abbrev, name, FT_ABSOLUTE_TIME, BASE_NTP)
#define MON(row_, abbrev, name, type, base, off_, size_) \
	[row_] = F("ntp.priv.monlist." abbrev, name, type, base, .off = off_, .size = size_)

const struct field ntp_fields[NTP_N_ROWS] = {
	[NTP] = F("ntp", "Network Time Protocol", FT_PROTOCOL, BASE_NONE, .label = ntp_label),
	[FLAGS] = F("ntp.flags", "Flags", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .label = flags_label),
	FLAG(LI, "flags.li", "Leap Indicator", 0xc0, .vals = &leaps),
	FLAG(VN, "flags.vn", "Version number", 0x38, .vals = &ntp_versions),
	FLAG(MODE, "flags.mode", "Mode", 0x07, .vals = &ntp_modes),
	[STRATUM] = F("ntp.stratum", "Peer Clock Stratum", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .vals = &strata),
	[POLL] = F("ntp.ppoll", "Peer Polling Interval", FT_UINT8, BASE_DEC, .off = 2, .size = 1, .label = poll_label),
	[PRECISION] = F("ntp.precision", "Peer Clock Precision", FT_UINT8, BASE_DEC, .off = 3, .size = 1,
			.label = precision_label),
	[ROOT_DELAY] = F("ntp.rootdelay", "Root Delay", FT_UINT32, BASE_DEC, .off = 4, .size = 4, .label = seconds_label),
	[ROOT_DISPERSION] = F("ntp.rootdispersion", "Root Dispersion", FT_UINT32, BASE_DEC, .off = 8, .size = 4,
			      .label = seconds_label),
	[REF_ID] = F("ntp.refid", "Reference ID", FT_BYTES, BASE_NONE, .off = 12, .size = 4, .label = reference_label),
	TIME(REF_TIME, "reftime", "Reference Timestamp"),
	TIME(ORIGIN_TIME, "org", "Origin Timestamp"),
	TIME(RECEIVE_TIME, "rec", "Receive Timestamp"),
	TIME(TRANSMIT_TIME, "xmt", "Transmit Timestamp"),
	[EXT] = F("ntp.ext", "Extension", FT_NONE, BASE_NONE),
	[EXT_TYPE] = F("ntp.ext.type", "Field Type", FT_UINT16, BASE_HEX, .vals = &extension_types),
	[EXT_LENGTH] = F("ntp.ext.length", "Length", FT_UINT16, BASE_DEC),
	[EXT_VALUE] = F("ntp.ext.value", "Value", FT_BYTES, BASE_NONE),
	[KEY_ID] = F("ntp.keyid", "Key ID", FT_BYTES, BASE_NONE),
	[MAC] = F("ntp.mac", "Message Authentication Code", FT_BYTES, BASE_NONE),
	[CTRL_FLAGS] = F("ntp.ctrl.flags2", "Flags 2", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .label = control_flags_label),
	BIT(CTRL_R, "ctrl.flags2.r", "Response bit", 1, 0x80, .vals = &ntp_responses),
	BIT(CTRL_ERROR, "ctrl.flags2.error", "Error bit", 1, 0x40, .vals = NULL),
	BIT(CTRL_MORE, "ctrl.flags2.more", "More bit", 1, 0x20, .vals = NULL),
	BIT(CTRL_OPCODE, "ctrl.flags2.opcode", "Opcode", 1, 0x1f, .vals = &opcodes),
	[CTRL_SEQUENCE] = F("ntp.ctrl.sequence", "Sequence", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[CTRL_STATUS] = F("ntp.ctrl.status", "Status", FT_UINT16, BASE_HEX, .label = status_label),
	STATUS(ERR_STATUS, "err_status", "Error Status Word", 0xff00, .vals = &error_words),
	STATUS(SYS_LI, "sys_status.li", "Leap Indicator", 0xc000, .vals = &leaps),
	STATUS(SYS_CLOCK, "sys_status.clksrc", "Clock Source", 0x3f00, .vals = &clock_sources),
	STATUS(SYS_COUNT, "sys_status.count", "System Event Counter", 0x00f0, .vals = NULL),
	STATUS(SYS_CODE, "sys_status.code", "System Event Code", 0x000f, .vals = &system_events),
	PEER(PEER_CONFIG, "config", "Peer Status", 0x8000, is_configured),
	PEER(PEER_AUTHENABLE, "authenable", "Peer Status", 0x4000, may_authenticate),
	PEER(PEER_AUTHENTIC, "authentic", "Peer Status", 0x2000, is_authentic),
	PEER(PEER_REACH, "reach", "Peer Status", 0x1000, is_reachable),
	PEER(PEER_BROADCAST, "bcast", "Peer Status broadcast association", 0x0800, bool_set),
	STATUS(PEER_SELECTION, "peer_status.selection", "Peer Selection", 0x0700, .vals = &selections),
	STATUS(PEER_COUNT, "peer_status.count", "Peer Event Counter", 0x00f0, .vals = NULL),
	STATUS(PEER_CODE, "peer_status.code", "Peer Event Code", 0x000f, .vals = &peer_events),
	STATUS(CLOCK_STATUS, "clock_status.status", "Clock Status", 0xff00, .vals = &clock_states),
	STATUS(CLOCK_CODE, "clock_status.code", "Clock Event Code", 0x00ff, .vals = NULL),
	[CTRL_ASSOCIATION] = F("ntp.ctrl.associd", "AssociationID", FT_UINT16, BASE_DEC),
	[CTRL_OFFSET] = F("ntp.ctrl.offset", "Offset", FT_UINT16, BASE_DEC, .off = 8, .size = 2),
	[CTRL_COUNT] = F("ntp.ctrl.count", "Count", FT_UINT16, BASE_DEC, .off = 10, .size = 2),
	[CTRL_DATA] = F("ntp.ctrl.data", "Data", FT_NONE, BASE_NONE),
	[CTRL_ITEM] = F("ntp.ctrl.item", "Item", FT_NONE, BASE_NONE),
	[CTRL_VARIABLE] = F_TEXT("Variable"),
	[CTRL_CONFIG] = F("ntp.ctrl.configuration", "Configuration", FT_STRING, BASE_NONE),
	[CTRL_MRU] = F("ntp.ctrl.mru", "MRU", FT_STRING, BASE_NONE),
	[CTRL_LIST] = F("ntp.ctrl.ordlist", "Ordered List", FT_STRING, BASE_NONE),
	[CTRL_NONCE] = F("ntp.ctrl.nonce", "Nonce", FT_STRING, BASE_NONE),
	FLAG(PRIV_FLAGS_R, "priv.flags.r", "Response bit", 0x80, .vals = &ntp_responses),
	FLAG(PRIV_FLAGS_MORE, "priv.flags.more", "More bit", 0x40, .vals = NULL),
	[PRIV_AUTH_SEQ] = F("ntp.priv.auth_seq", "Auth, sequence", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	BIT(PRIV_AUTH, "priv.auth", "Auth bit", 1, 0x80, .vals = NULL),
	BIT(PRIV_SEQ, "priv.seq", "Sequence number", 1, 0x7f, .vals = NULL),
	[PRIV_IMPL] = F("ntp.priv.impl", "Implementation", FT_UINT8, BASE_DEC, .off = 2, .size = 1, .vals = &implementations),
	[PRIV_REQUEST] = F("ntp.priv.reqcode", "Request code", FT_UINT8, BASE_DEC, .off = 3, .size = 1, .vals = &ntp_requests),
	[PRIV_ERR] = F("ntp.priv.err", "Err", FT_UINT8, BASE_HEX, .off = 4, .size = 1, .mask = 0xf0, .vals = &private_errors),
	[PRIV_ITEMS] = F("ntp.priv.numitems", "Number of data items", FT_UINT16, BASE_DEC, .off = 4, .size = 2, .mask = 0x0fff),
	[PRIV_RESERVED] = F("ntp.priv.reserved", "Reserved", FT_UINT8, BASE_HEX, .off = 6, .size = 1, .mask = 0xf0),
	[PRIV_ITEM_SIZE] = F("ntp.priv.itemsize", "Size of data item", FT_UINT16, BASE_DEC, .off = 6, .size = 2, .mask = 0x0fff),
	[PRIV_ITEM] = F("ntp.priv.mode7.item", "Mode7 item", FT_STRINGZ, BASE_NONE, .label = item_label),
	MON(MON_AVGINT, "avgint", "avgint", FT_UINT32, BASE_DEC, 0, 4),
	MON(MON_LSINT, "lsint", "lsint", FT_UINT32, BASE_DEC, 4, 4),
	MON(MON_RESTRICT, "restr", "restr", FT_UINT32, BASE_HEX, 8, 4),
	MON(MON_COUNT, "count", "count", FT_UINT32, BASE_DEC, 12, 4),
	MON(MON_REMOTE, "remote_address", "remote address", FT_IPv4, BASE_NONE, 16, 4),
	MON(MON_LOCAL, "local_address", "local address", FT_IPv4, BASE_NONE, 20, 4),
	MON(MON_FLAGS, "flags", "flags", FT_UINT32, BASE_HEX, 24, 4),
	MON(MON_PORT, "port", "port", FT_UINT16, BASE_DEC, 28, 2),
	MON(MON_MODE, "mode", "mode", FT_UINT8, BASE_DEC, 30, 1),
	MON(MON_VERSION, "version", "version", FT_UINT8, BASE_DEC, 31, 1),
	MON(MON_IPV6, "ipv6", "ipv6", FT_UINT32, BASE_HEX, 32, 4),
	MON(MON_UNUSED, "unused", "unused", FT_UINT32, BASE_HEX, 36, 4),
};
