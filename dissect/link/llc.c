/* llc.c: Logical Link Control (IEEE 802.2) and the Subnetwork Access Protocol inside it (IEEE 802, 10.3). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*   0      1      2             3 or 4
 *  +------+------+-------------+
 *  | DSAP | SSAP | control     |  SNAP adds: organization (3 bytes), protocol (2)
 *  +------+------+-------------+ */
enum {
	LLC, DSAP, DSAP_SAP, DSAP_IG, SSAP, SSAP_SAP, SSAP_CR, CONTROL, N_R, N_S, POLL, FINAL, S_FTYPE, U_COMMAND, U_RESPONSE,
	U_POLL, U_FINAL, FTYPE_I, FTYPE_S, FTYPE_U, OUI, TYPE, PID, CISCO_PID, NORTEL_PID, BLUETOOTH_PID, EXTREME_PID,
	AWDL_PID, CIMETRICS_PID, HPTEAM_PID, IANA_PID, FORCE10_PID, WLCCP_PID, FOUNDRY_PID, ATALK_PID,
};

enum { SAP_SNAP = 0xaa, OUI_ETHER = 0x000000, OUI_CISCO_90 = 0x0000f8, OUI_BRIDGED = 0x0080c2 };
enum { PID_BRIDGED_ETHERNET_FCS = 1, PID_BRIDGED_ETHERNET = 7 }; /* RFC 2427, 5.2 */
enum frame_type { FRAME_I, FRAME_S, FRAME_U };

static const struct value_table sap_names = VALUES(
	{ 0x00, "NULL LSAP" }, { 0x01, "NULL LSAP" }, { 0x02, "LLC Sub-Layer Management" }, { 0x04, "SNA Path Control" },
	{ 0x06, "TCP/IP" }, { 0x08, "SNA" }, { 0x0c, "SNA" },
	{ 0x0e, "PROWAY (IEC955) Network Management and Initialization" }, { 0x10, "NetWare (unofficial?)" },
	{ 0x14, "ISO Network Layer (OSLAN 1)" }, { 0x18, "Texas Instruments" }, { 0x20, "ISO Network Layer (unofficial?)" },
	{ 0x34, "ISO Network Layer (unofficial?)" }, { 0x42, "Spanning Tree BPDU" },
	{ 0x4e, "EIA RS-511 Manufacturing Message Service" }, { 0x54, "ISO Network Layer (OSLAN 2)" },
	{ 0x7e, "ISO 8208 (X.25 over 802.2)" }, { 0x7f, "ISO 802.2" }, { 0x80, "XNS" }, { 0x82, "BACnet" },
	{ 0x86, "Nestar" }, { 0x8e, "PROWAY (IEC955) Active Station List Maintenance" }, { 0x98, "ARP" }, { 0xaa, "SNAP" },
	{ 0xb4, "HP JetDirect Printer" }, { 0xba, "Banyan Vines" }, { 0xbc, "Banyan Vines" }, { 0xe0, "NetWare" },
	{ 0xf0, "NetBIOS" }, { 0xf4, "IBM Net Management" }, { 0xf8, "HP Extended LLC" }, { 0xfa, "Ungermann-Bass" },
	{ 0xfc, "Remote Program Load" }, { 0xfe, "ISO Network Layer" }, { 0xff, "Global LSAP" });

static const struct value_table individual = BOOL_NAMES("Group", "Individual");
static const struct value_table command = BOOL_NAMES("Response", "Command");
static const struct value_table supervisory = VALUES({ 0, "Receiver ready" }, { 1, "Receiver not ready" }, { 2, "Reject" },
						     { 3, "Selective reject" });
static const struct value_table frame_types =
	VALUES({ 0, "Information frame" }, { 1, "Supervisory frame" }, { 3, "Unnumbered frame" });
static const struct value_table commands = VALUES(
	{ 0x00, "Unnumbered Information" }, { 0x01, "Set Initialization Mode" }, { 0x03, "Set Asynchronous Response Mode" },
	{ 0x08, "Unnumbered Poll" }, { 0x0b, "Set Asynchronous Balanced Mode" }, { 0x10, "Disconnect" },
	{ 0x13, "Set Asynchronous Response Mode Extended" }, { 0x18, "Unnumbered Acknowledge" },
	{ 0x1b, "Set Asynchronous Balanced Mode Extended" }, { 0x20, "Set Normal Response Mode" }, { 0x21, "Frame reject" },
	{ 0x23, "Reset" }, { 0x2b, "Exchange identification" }, { 0x31, "Configure" },
	{ 0x33, "Set Normal Response Mode Extended" }, { 0x38, "Test" }, { 0x3b, "Beacon" });
static const struct value_table responses = VALUES(
	{ 0x00, "Unnumbered Information" }, { 0x01, "Request Initialization Mode" }, { 0x03, "Disconnected mode" },
	{ 0x08, "Unnumbered Poll" }, { 0x0b, "Set Asynchronous Balanced Mode" }, { 0x10, "Request Disconnect" },
	{ 0x13, "Set Asynchronous Response Mode Extended" }, { 0x18, "Unnumbered Acknowledge" },
	{ 0x1b, "Set Asynchronous Balanced Mode Extended" }, { 0x20, "Set Normal Response Mode" }, { 0x21, "Frame reject" },
	{ 0x23, "Reset" }, { 0x2b, "Exchange identification" }, { 0x31, "Configure" },
	{ 0x33, "Set Normal Response Mode Extended" }, { 0x38, "Test" }, { 0x3b, "Beacon" });
static const struct value_table short_commands =
	VALUES({ 0x00, "UI" }, { 0x01, "SIM" }, { 0x03, "SARM" }, { 0x08, "UP" }, { 0x0b, "SABM" }, { 0x10, "DISC" },
	       { 0x13, "SARME" }, { 0x18, "UA" }, { 0x1b, "SABME" }, { 0x20, "SNRM" }, { 0x21, "FRMR" }, { 0x23, "RESET" },
	       { 0x2b, "XID" }, { 0x31, "CFGR" }, { 0x33, "SNRME" }, { 0x38, "TEST" }, { 0x3b, "BCN" });
static const struct value_table short_responses =
	VALUES({ 0x00, "UI" }, { 0x01, "RIM" }, { 0x03, "DM" }, { 0x08, "UP" }, { 0x0b, "SABM" }, { 0x10, "RD" },
	       { 0x13, "SARME" }, { 0x18, "UA" }, { 0x1b, "SABME" }, { 0x20, "SNRM" }, { 0x21, "FRMR" }, { 0x23, "RESET" },
	       { 0x2b, "XID" }, { 0x31, "CFGR" }, { 0x33, "SNRME" }, { 0x38, "TEST" }, { 0x3b, "BCN" });

static const struct value_table cisco_pids = VALUES(
	{ 0x0102, "DRIP" }, { 0x0104, "PAgP" }, { 0x0105, "MLS Hello" }, { 0x0108, "RLQ BPDUs (request)" },
	{ 0x0109, "RLQ BPDUs (response)" }, { 0x010b, "PVSTP+" }, { 0x010c, "VLAN Bridge" }, { 0x0111, "UDLD" },
	{ 0x0139, "MCP" }, { 0x2000, "CDP" }, { 0x2001, "CGMP" }, { 0x2003, "VTP" }, { 0x2004, "DTP" },
	{ 0x200a, "STP Uplink Fast" });
static const struct value_table nortel_pids =
	VALUES({ 0x01a1, "NDP flatnet hello" }, { 0x01a2, "NDP segment hello" }, { 0x01a3, "NDP bridge hello" });
static const struct value_table bluetooth_pids =
	VALUES({ 1, "AMP_U L2CAP ACL data" }, { 2, "AMP-C Activity Report" }, { 3, "AMP-C Security frames" },
	       { 4, "AMP-C Link supervision request" }, { 5, "AMP-C Link supervision reply" });
static const struct value_table extreme_pids = VALUES({ 0x00bb, "EDP" });
static const struct value_table awdl_pids = VALUES({ 0x0800, "AWDL" });
static const struct value_table cimetrics_pids = VALUES({ 1, "U+4 MS/TP" });
static const struct value_table hpteam_pids = VALUES({ 2, "HP Teaming heartbeat" });
static const struct value_table iana_pids = VALUES(
	{ 1, "MARS Data Messages (short form)" }, { 2, "Reserved for future NHRP use" }, { 3, "MARS/NHRP Control Messages" },
	{ 4, "MARS Data Messages (long form)" }, { 5, "SCSP" }, { 6, "VRID" }, { 7, "L2TP" }, { 8, "VPN ID" },
	{ 9, "MSDP-GRE-Protocol Type" });
static const struct value_table force10_pids = VALUES({ 0x0111, "FEFD" });
static const struct value_table wlccp_pids = VALUES({ 0, "WLCCP" });
static const struct value_table foundry_pids = VALUES({ 0x2000, "FDP" });
static const struct value_table atalk_pids = VALUES({ 0x809b, "AppleTalk" });

/* Whose protocol numbers have names, by organization. */
static const struct {
	uint32_t oui;
	uint8_t row;
} pid_rows[] = {
	{ OUI_ETHER, TYPE }, { OUI_CISCO_90, TYPE }, { 0x00000c, CISCO_PID }, { 0x000081, NORTEL_PID },
	{ 0x001958, BLUETOOTH_PID }, { 0x00e02b, EXTREME_PID }, { 0x0017f2, AWDL_PID }, { 0x001090, CIMETRICS_PID },
	{ 0x00805f, HPTEAM_PID }, { 0x00005e, IANA_PID }, { 0x0001e8, FORCE10_PID }, { 0x004096, WLCCP_PID },
	{ 0x00e052, FOUNDRY_PID }, { 0x080007, ATALK_PID },
};

static void sap_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&sap_names, r->val << 1);
	(void)t;
	buf_lit(b, "SAP: ");
	buf_str(b, name ? name : "Unknown");
}

static enum frame_type frame_type(unsigned control)
{
	return !(control & 1) ? FRAME_I : control & 2 ? FRAME_U : FRAME_S;
}

/* "U P, func=UI" and the like. */
static void control_text(struct buf *b, const struct layer *l)
{
	static const char *const names[] = { "RR", "RNR", "REJ", "SREJ" };
	bool response = slice_u8(l->data, 1) & 1;
	unsigned first = slice_u8(l->data, 2), second = slice_u8(l->data, 3);
	enum frame_type type = frame_type(first);
	buf_char(b, "ISU"[type]);
	if (type == FRAME_U ? first & 0x10 : second & 1)
		buf_str(b, response && type != FRAME_I ? " F" : " P");
	if (type == FRAME_U) {
		const char *name = value_text(response ? &short_responses : &short_commands, (first & 0xec) >> 2);
		buf_lit(b, ", func=");
		buf_str(b, name ? name : "Unknown");
		return;
	}
	if (type == FRAME_S) {
		buf_lit(b, ", func=");
		buf_str(b, names[first >> 2 & 3]);
	}
	buf_lit(b, ", N(R)=");
	fmt_uint(b, second >> 1);
	if (type == FRAME_I) {
		buf_lit(b, ", N(S)=");
		fmt_uint(b, first >> 1);
	}
}

static void control_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Control field: ");
	control_text(b, &t->d->layer[r->layer]);
	buf_lit(b, " (0x");
	for (unsigned i = r->len * 2; i-- > 0;)
		buf_char(b, "0123456789ABCDEF"[r->val >> 4 * i & 15]);
	buf_char(b, ')');
}

#define CONTROL_BITS(abbrev, name, mask_, ...) \
	F(abbrev, name, FT_UINT16, BASE_HEX, .off = 2, .size = 2, .mask = mask_, .flags = F_LITTLE, __VA_ARGS__)
#define PID_ROW(abbrev, table) F("llc." abbrev, "PID", FT_UINT16, BASE_HEX, .vals = &table)

static const struct field llc_fields[] = {
	[LLC] = F("llc", "Logical-Link Control", FT_PROTOCOL, BASE_NONE),
	[DSAP] = F("llc.dsap", "DSAP", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .vals = &sap_names),
	[DSAP_SAP] = F("llc.dsap.sap", "SAP", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xfe, .flags = F_CHILD,
		       .label = sap_label),
	[DSAP_IG] = F("llc.dsap.ig", "IG Bit", FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = 0x01, .flags = F_CHILD,
		      .vals = &individual),
	[SSAP] = F("llc.ssap", "SSAP", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .vals = &sap_names),
	[SSAP_SAP] = F("llc.ssap.sap", "SAP", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .mask = 0xfe, .flags = F_CHILD,
		       .label = sap_label),
	[SSAP_CR] = F("llc.ssap.cr", "CR Bit", FT_BOOLEAN, BASE_NONE, .off = 1, .size = 1, .mask = 0x01, .flags = F_CHILD,
		      .vals = &command),
	[CONTROL] = F("llc.control", "Control", FT_UINT16, BASE_HEX, .flags = F_LITTLE, .label = control_label),
	[N_R] = F("llc.control.n_r", "N(R)", FT_UINT16, BASE_DEC, .mask = 0xfe00, .flags = F_LITTLE),
	[N_S] = F("llc.control.n_s", "N(S)", FT_UINT16, BASE_DEC, .mask = 0x00fe, .flags = F_LITTLE),
	[POLL] = F("llc.control.p", "Poll", FT_BOOLEAN, BASE_NONE, .mask = 0x0100, .flags = F_LITTLE, .vals = &bool_set),
	[FINAL] = F("llc.control.f", "Final", FT_BOOLEAN, BASE_NONE, .mask = 0x0100, .flags = F_LITTLE, .vals = &bool_set),
	[S_FTYPE] = CONTROL_BITS("llc.control.s_ftype", "Supervisory frame type", 0x000c, .vals = &supervisory),
	[U_COMMAND] = F("llc.control.u_modifier_cmd", "Command", FT_UINT8, BASE_HEX, .mask = 0xec, .vals = &commands),
	[U_RESPONSE] = F("llc.control.u_modifier_resp", "Response", FT_UINT8, BASE_HEX, .mask = 0xec, .vals = &responses),
	[U_POLL] = F("llc.control.p", "Poll", FT_BOOLEAN, BASE_NONE, .mask = 0x10, .vals = &bool_set),
	[U_FINAL] = F("llc.control.f", "Final", FT_BOOLEAN, BASE_NONE, .mask = 0x10, .vals = &bool_set),
	[FTYPE_I] = CONTROL_BITS("llc.control.ftype", "Frame type", 0x0001, .vals = &frame_types),
	[FTYPE_S] = CONTROL_BITS("llc.control.ftype", "Frame type", 0x0003, .vals = &frame_types),
	[FTYPE_U] = F("llc.control.ftype", "Frame type", FT_UINT8, BASE_HEX, .mask = 0x03, .vals = &frame_types),
	[OUI] = F("llc.oui", "Organization Code", FT_UINT24, BASE_OUI),
	[TYPE] = F("llc.type", "Type", FT_UINT16, BASE_HEX, .vals = &ethertype_names),
	[PID] = F("llc.pid", "Protocol ID", FT_UINT16, BASE_HEX),
	[CISCO_PID] = PID_ROW("cisco_pid", cisco_pids),
	[NORTEL_PID] = PID_ROW("nortel_pid", nortel_pids),
	[BLUETOOTH_PID] = PID_ROW("bluetooth_pid", bluetooth_pids),
	[EXTREME_PID] = PID_ROW("extreme_pid", extreme_pids),
	[AWDL_PID] = PID_ROW("apple_awdl_pid", awdl_pids),
	[CIMETRICS_PID] = PID_ROW("cimetrics_pid", cimetrics_pids),
	[HPTEAM_PID] = PID_ROW("hpteam_pid", hpteam_pids),
	[IANA_PID] = PID_ROW("iana_pid", iana_pids),
	[FORCE10_PID] = PID_ROW("force10_pid", force10_pids),
	[WLCCP_PID] = PID_ROW("wlccp_pid", wlccp_pids),
	[FOUNDRY_PID] = PID_ROW("foundry_pid", foundry_pids),
	[ATALK_PID] = PID_ROW("apple_atalk_pid", atalk_pids),
};

static bool is_snap(const struct layer *l)
{
	return slice_u16(l->data, 0) == (SAP_SNAP << 8 | SAP_SNAP);
}

static void snap_next(struct dissection *d, struct layer *l, uint32_t oui, unsigned pid)
{
	if (oui == OUI_ETHER || oui == OUI_CISCO_90)
		next_value(d, l, NEXT_ETHERTYPE, pid, l->payload);
	else if (oui == OUI_BRIDGED && (pid == PID_BRIDGED_ETHERNET || pid == PID_BRIDGED_ETHERNET_FCS))
		next_named(d, l, "eth", slice_from(l->payload, 2)); /* behind two bytes of padding */
	else
		next_value(d, l, NEXT_SNAP, oui << 16 | pid, l->payload);
}

static void llc_dissect(struct dissection *d, struct layer *l)
{
	unsigned control = slice_u8(l->data, 2);
	uint32_t n = frame_type(control) == FRAME_U ? 3 : 4;
	bool snap = is_snap(l), information;
	l->tree_len = l->data.len < n ? l->data.len : n;
	if (!layer_header(l, n))
		return;
	if (snap) {
		l->tree_len = l->data.len < n + 5 ? l->data.len : n + 5;
		if (!layer_header(l, n + 5)) {
			l->flags |= LAYER_TOLD;
			return;
		}
	}
	information = !(control & 1) || (control & 0xef) == 0x03;
	if (!information)
		next_data(d, l, l->payload);
	else if (snap)
		snap_next(d, l, slice_u24(l->data, n), slice_u16(l->data, n + 3));
	else
		next_value(d, l, NEXT_LLC_SAP, slice_u8(l->data, 0), l->payload);
}

static void put_control(struct tree *t, const struct layer *l)
{
	unsigned first = slice_u8(l->data, 2), second = slice_u8(l->data, 3);
	bool response = slice_u8(l->data, 1) & 1;
	enum frame_type type = frame_type(first);
	uint32_t n = type == FRAME_U ? 1 : 2;
	put(t, CONTROL, 2, n);
	tree_push(t);
	if (type == FRAME_U) {
		put(t, response ? U_RESPONSE : U_COMMAND, 2, n);
		if (first & 0x10)
			put(t, response ? U_FINAL : U_POLL, 2, n);
		put(t, FTYPE_U, 2, n);
	} else {
		put(t, N_R, 2, n);
		if (type == FRAME_I)
			put(t, N_S, 2, n);
		if (second & 1)
			put(t, response && type == FRAME_S ? FINAL : POLL, 2, n);
		if (type == FRAME_S)
			put(t, S_FTYPE, 2, n);
		put(t, type == FRAME_I ? FTYPE_I : FTYPE_S, 2, n);
	}
	tree_pop(t);
}

static unsigned pid_row(uint32_t oui)
{
	for (unsigned i = 0; i < COUNT(pid_rows); i++)
		if (pid_rows[i].oui == oui)
			return pid_rows[i].row;
	return PID;
}

static void llc_tree(struct tree *t, const struct layer *l)
{
	uint32_t n = frame_type(slice_u8(l->data, 2)) == FRAME_U ? 3 : 4;
	put_rows(t, DSAP, SSAP_CR, 0);
	if (tree_need(t, 2, 1))
		put_control(t, l);
	if (!is_snap(l) || !tree_need(t, n, 5))
		return;
	put(t, OUI, n, 3);
	put(t, pid_row(slice_u24(l->data, n)), n + 3, 2);
}

static void sap_text(struct buf *b, unsigned sap)
{
	const char *name = value_text(&sap_names, sap & 0xfe);
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "0x");
		fmt_hex(b, sap & 0xfe, 2);
	}
}

static void upper_hex(struct buf *b, uint32_t v, unsigned digits)
{
	buf_lit(b, "0x");
	while (digits--)
		buf_char(b, "0123456789ABCDEF"[v >> 4 * digits & 15]);
}

static void llc_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned dsap = slice_u8(l->data, 0), ssap = slice_u8(l->data, 1);
	uint32_t n = frame_type(slice_u8(l->data, 2)) == FRAME_U ? 3 : 4;
	(void)d;
	control_text(&c->info, l);
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return;
	if (is_snap(l)) {
		buf_lit(&c->info, "; SNAP, OUI ");
		upper_hex(&c->info, slice_u24(l->data, n), 6);
		/* The vendor's name stands here once names are known. */
		buf_lit(&c->info, " (Unknown), PID ");
		upper_hex(&c->info, slice_u16(l->data, n + 3), 4);
		return;
	}
	buf_lit(&c->info, "; DSAP ");
	sap_text(&c->info, dsap);
	buf_str(&c->info, dsap & 1 ? " Group, SSAP " : " Individual, SSAP ");
	sap_text(&c->info, ssap);
	buf_str(&c->info, ssap & 1 ? " Response" : " Command");
}

const struct protocol protocol_llc = {
	.name = "llc",
	.column = "LLC",
	FIELDS(llc_fields),
	.dissect = llc_dissect,
	.fields_of = llc_tree,
	.info = llc_info,
};
