/* wlan.c: the header of wireless LAN frames (IEEE 802.11-2020, clause 9). Management: the header alone. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*   0        2        4      10     16     22         24            last
 *  +--------+--------+------+------+------+----------+-------------+----------------------------------+
 *  |control |duration| adr1 | adr2 | adr3 | sequence | adr4 (WDS)  | QoS control (2), HT control (4)  |
 *  +--------+--------+------+------+------+----------+-------------+----------------------------------+
 *  All numbers are little-endian. Control frames end after one or two addresses. */
enum {
	WLAN, TYPE_SUBTYPE, FC, VERSION, TYPE, SUBTYPE, FLAGS, DS, TO_DS, FROM_DS, MORE_FRAGMENTS, RETRY, POWER,
	MORE_DATA, PROTECTED, ORDER, RETRY_NOTE, DURATION, AID, RA, RA_RESOLVED, TA, TA_RESOLVED, DA, DA_RESOLVED,
	SA, SA_RESOLVED, BSSID, BSSID_RESOLVED, STA, STA_RESOLVED, ADDR, ADDR_RESOLVED, FRAGMENT, SEQUENCE, FCS,
	FCS_STATUS, QOS, QOS_TID, QOS_PRIORITY, QOS_EOSP, QOS_BIT4, QOS_ACK, QOS_AMSDU, QOS_TXOP_LIMIT, QOS_BUFFER,
	QOS_BUFFER_INDICATED, QOS_BUFFER_AC, QOS_BUFFER_LOAD, QOS_TXOP, QOS_QUEUE, HTC,
};

enum frame_type { MANAGEMENT, CONTROL, DATA_FRAME, EXTENSION };
enum subtype { CTL_EXTENSION = 6, CTL_WRAPPER = 7, CTL_PS_POLL = 10, CTL_CTS = 12, CTL_ACK = 13, CTL_CF_END = 14 };
enum { SUB_CF_POLL = 2, SUB_NO_DATA = 4, SUB_QOS = 8 }; /* bits of a data frame's subtype */
enum {
	BIT_TO_DS = 0x01, BIT_FROM_DS = 0x02, BIT_MORE_FRAGMENTS = 0x04, BIT_RETRY = 0x08, BIT_PROTECTED = 0x40,
	BIT_ORDER = 0x80,
};
enum { AMSDU_BIT = 0x80, BIT4 = 0x10, BUFFER_INDICATED = 0x0200, MESH_BIT = 0x0100, EXT_IV = 0x20 };
enum { FIXED = 24, ADDRESS = 6, FCS_LEN = 4 };
/* What dissect keeps for the other hooks. */
enum { FACT_HEADER, FACT_QOS_AT, FACT_FCS };

static const struct value_table type_names = VALUES(
	{ 0x00, "Association Request" }, { 0x01, "Association Response" }, { 0x02, "Reassociation Request" },
	{ 0x03, "Reassociation Response" }, { 0x04, "Probe Request" }, { 0x05, "Probe Response" },
	{ 0x06, "Measurement Pilot" },
	{ 0x08, "Beacon frame" }, { 0x09, "ATIM" }, { 0x0a, "Disassociate" }, { 0x0b, "Authentication" },
	{ 0x0c, "Deauthentication" }, { 0x0d, "Action" }, { 0x0e, "Action No Ack" }, { 0x0f, "Aruba Management" },
	{ 0x12, "Trigger" }, { 0x14, "Beamforming Report Poll" }, { 0x15, "VHT/HE NDP Announcement" },
	{ 0x17, "Control Wrapper" }, { 0x18, "802.11 Block Ack Req" }, { 0x19, "802.11 Block Ack" },
	{ 0x1a, "Power-Save poll" },
	{ 0x1b, "Request-to-send" }, { 0x1c, "Clear-to-send" }, { 0x1d, "Acknowledgement" },
	{ 0x1e, "CF-End (Control-frame)" },
	{ 0x1f, "CF-End + CF-Ack (Control-frame)" }, { 0x20, "Data" }, { 0x21, "Data + CF-Ack" },
	{ 0x22, "Data + CF-Poll" },
	{ 0x23, "Data + CF-Ack + CF-Poll" }, { 0x24, "Null function (No data)" }, { 0x25, "Acknowledgement (No data)" },
	{ 0x26, "CF-Poll (No data)" }, { 0x27, "CF-Ack/Poll (No data)" }, { 0x28, "QoS Data" },
	{ 0x29, "QoS Data + CF-Acknowledgment" }, { 0x2a, "QoS Data + CF-Poll" },
	{ 0x2b, "QoS Data + CF-Ack + CF-Poll" },
	{ 0x2c, "QoS Null function (No data)" }, { 0x2e, "QoS CF-Poll (No Data)" },
	{ 0x2f, "QoS CF-Ack + CF-Poll (No data)" });
static const struct value_table types = VALUES({ 0, "Management frame" }, { 1, "Control frame" }, { 2, "Data frame" },
					       { 3, "Extension frame" });
static const struct value_table ds_names =
	VALUES({ 0, "Not leaving DS or network is operating in AD-HOC mode (To DS: 0 From DS: 0)" },
	       { 1, "Frame from STA to DS via an AP (To DS: 1 From DS: 0)" },
	       { 2, "Frame from DS to a STA via AP(To DS: 0 From DS: 1)" },
	       { 3, "WDS (AP to AP) or Mesh (MP to MP) Frame (To DS: 1 From DS: 1)" });
static const struct value_table to_ds = BOOL_NAMES("Frame is entering DS", "Frame is not entering DS");
static const struct value_table from_ds = BOOL_NAMES("Frame is exiting DS", "Frame is not exiting DS");
static const struct value_table fragments = BOOL_NAMES("More fragments follow", "This is the last fragment");
static const struct value_table retry = BOOL_NAMES("Frame is being retransmitted", "Frame is not being retransmitted");
static const struct value_table power = BOOL_NAMES("STA will go to sleep", "STA will stay up");
static const struct value_table more_data = BOOL_NAMES("Data is buffered for STA at AP", "No data buffered");
static const struct value_table protection = BOOL_NAMES("Data is protected", "Data is not protected");
static const struct value_table order = BOOL_NAMES("Strictly ordered", "Not strictly ordered");
static const struct value_table microseconds = UNIT(" microseconds", " microseconds");
static const struct value_table priorities =
	VALUES({ 0, "Best Effort (Best Effort)" }, { 1, "Background (Background)" }, { 2, "Spare (Background)" },
	       { 3, "Excellent Effort (Best Effort)" }, { 4, "Controlled Load (Video)" }, { 5, "Video (Video)" },
	       { 6, "Voice (Voice)" }, { 7, "Network Control (Voice)" });
static const struct value_table eosp = BOOL_NAMES("End of service period", "Service period");
static const struct value_table bit4 = BOOL_NAMES("Bits 8-15 of QoS Control field are Queue Size",
						  "Bits 8-15 of QoS Control field are TXOP Duration Requested");
static const struct value_table acks = VALUES({ 0, "Normal Ack" }, { 1, "No Ack" }, { 2, "No explicit acknowledgment" },
					      { 3, "Block Ack" });
static const struct value_table amsdu = BOOL_NAMES("A-MSDU", "MSDU");
static const struct value_table categories =
	VALUES({ 0, "Best Effort" }, { 1, "Background" }, { 2, "Video" }, { 3, "Voice" });

static unsigned type_of(struct slice s)
{
	return slice_u8(s, 0) >> 2 & 3;
}

static unsigned subtype_of(struct slice s)
{
	return slice_u8(s, 0) >> 4;
}

/* One letter a flag, the highest bit first, and one for a frame check sequence. */
static void flags_text(struct buf *b, const struct layer *l)
{
	unsigned flags = slice_u8(l->data, 1);
	for (unsigned i = 0; i < 8; i++)
		buf_char(b, flags & 0x80u >> i ? "opmPRMFT"[i] : '.');
	if (l->fact[FACT_FCS])
		buf_char(b, 'C');
}

static void name_text(struct buf *b, const struct layer *l)
{
	const char *name = value_text(&type_names, type_of(l->data) << 4 | subtype_of(l->data));
	buf_str(b, name ? name : "Unrecognized (Reserved frame)");
}

static void wlan_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "IEEE 802.11 ");
	name_text(b, l);
	buf_lit(b, ", Flags: ");
	flags_text(b, l);
}

static void control_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Frame Control Field: 0x");
	fmt_hex(b, slice_u16(t->d->layer[r->layer].data, 0), 4); /* in the order of the wire */
}

static void fcs_text(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Frame check sequence: 0x");
	fmt_hex(b, r->val, 8);
	buf_lit(b, " [unverified]");
}

static void number_and(struct buf *b, const struct record *r, const char *zero)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	if (!r->val)
		buf_str(b, zero);
}

static void limit_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	number_and(b, r, " (transmit one frame immediately)");
}

static void txop_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	number_and(b, r, " (no TXOP requested)");
}

#define FLAG(row_abbrev, row_name, bit, names, more)                                                                   \
	F("wlan.fc." row_abbrev, row_name, FT_BOOLEAN, BASE_NONE, .off = 1, .size = 1, .mask = bit, .vals = &names, \
	  .flags = more)
#define ADDRESS_ROW(row, abbrev, name, more)                                                                          \
	[row] = F("wlan." abbrev, name, FT_ETHER, BASE_NONE, .flags = more),                                          \
	[row##_RESOLVED] = F("wlan." abbrev "_resolved", name " (resolved)", FT_STRING, BASE_ADDRESS,                 \
			     .flags = F_HIDDEN | F_GENERATED)
#define QOS_BITS(abbrev, name, type, base, bits, ...) \
	F("wlan.qos." abbrev, name, type, base, .size = 2, .mask = bits, .flags = F_LITTLE, __VA_ARGS__)

static const struct field wlan_fields[] = {
	[WLAN] = F("wlan", "IEEE 802.11 wireless LAN", FT_PROTOCOL, BASE_NONE, .label = wlan_label),
	[TYPE_SUBTYPE] = F("wlan.fc.type_subtype", "Type/Subtype", FT_UINT16, BASE_HEX, .vals = &type_names),
	[FC] = F("wlan.fc", "Frame Control Field", FT_UINT16, BASE_HEX, .label = control_label),
	[VERSION] = F("wlan.fc.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x03),
	[TYPE] = F("wlan.fc.type", "Type", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x0c, .vals = &types),
	[SUBTYPE] = F("wlan.fc.subtype", "Subtype", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xf0),
	[FLAGS] = F("wlan.flags", "Flags", FT_UINT8, BASE_HEX, .off = 1, .size = 1),
	[DS] = F("wlan.fc.ds", "DS status", FT_UINT8, BASE_HEX, .off = 1, .size = 1, .mask = 0x03, .vals = &ds_names),
	[TO_DS] = FLAG("tods", "To DS", BIT_TO_DS, to_ds, F_HIDDEN),
	[FROM_DS] = FLAG("fromds", "From DS", BIT_FROM_DS, from_ds, F_HIDDEN),
	[MORE_FRAGMENTS] = FLAG("frag", "More Fragments", BIT_MORE_FRAGMENTS, fragments, 0),
	[RETRY] = FLAG("retry", "Retry", BIT_RETRY, retry, 0),
	[POWER] = FLAG("pwrmgt", "PWR MGT", 0x10, power, 0),
	[MORE_DATA] = FLAG("moredata", "More Data", 0x20, more_data, 0),
	[PROTECTED] = FLAG("protected", "Protected flag", BIT_PROTECTED, protection, 0),
	[ORDER] = FLAG("order", "+HTC/Order flag", BIT_ORDER, order, 0),
	[RETRY_NOTE] = F_EXPERT("wlan.fc.retry.expert", "Retransmission (retry)", PI_NOTE, PI_SEQUENCE),
	[DURATION] = F("wlan.duration", "Duration", FT_UINT16, BASE_DEC, .mask = 0x7fff, .flags = F_LITTLE,
		       .vals = &microseconds),
	[AID] = F("wlan.aid", "Association ID", FT_UINT16, BASE_DEC, .mask = 0x3fff, .flags = F_LITTLE),
	ADDRESS_ROW(RA, "ra", "Receiver address", 0),
	ADDRESS_ROW(TA, "ta", "Transmitter address", 0),
	ADDRESS_ROW(DA, "da", "Destination address", 0),
	ADDRESS_ROW(SA, "sa", "Source address", 0),
	ADDRESS_ROW(BSSID, "bssid", "BSS Id", 0),
	ADDRESS_ROW(STA, "staa", "STA address", 0),
	ADDRESS_ROW(ADDR, "addr", "Hardware address", F_HIDDEN),
	[FRAGMENT] = F("wlan.frag", "Fragment number", FT_UINT16, BASE_DEC, .mask = 0x000f, .flags = F_LITTLE),
	[SEQUENCE] = F("wlan.seq", "Sequence number", FT_UINT16, BASE_DEC, .mask = 0xfff0, .flags = F_LITTLE),
	[FCS] = F("wlan.fcs", "Frame check sequence", FT_UINT32, BASE_HEX, .flags = F_LITTLE, .label = fcs_text),
	[FCS_STATUS] = F("wlan.fcs.status", "FCS Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
			 .vals = &checksum_status_names),
	[QOS] = F("wlan.qos", "Qos Control", FT_UINT16, BASE_HEX, .flags = F_LITTLE),
	[QOS_TID] = QOS_BITS("tid", "TID", FT_UINT16, BASE_DEC, 0x000f),
	[QOS_PRIORITY] = F("wlan.qos.priority", "Priority", FT_UINT16, BASE_DEC, .size = 2, .mask = 0x0007,
			   .flags = F_LITTLE | F_GENERATED, .vals = &priorities),
	[QOS_EOSP] = QOS_BITS("eosp", "EOSP", FT_BOOLEAN, BASE_NONE, BIT4, .vals = &eosp),
	[QOS_BIT4] = QOS_BITS("bit4", "QoS bit 4", FT_BOOLEAN, BASE_NONE, BIT4, .vals = &bit4),
	[QOS_ACK] = QOS_BITS("ack", "Ack Policy", FT_UINT16, BASE_HEX, 0x0060, .vals = &acks),
	[QOS_AMSDU] = QOS_BITS("amsdupresent", "Payload Type", FT_BOOLEAN, BASE_NONE, AMSDU_BIT, .vals = &amsdu),
	[QOS_TXOP_LIMIT] = QOS_BITS("txop_limit", "TXOP Limit", FT_UINT16, BASE_DEC, 0xff00, .label = limit_label),
	[QOS_BUFFER] = QOS_BITS("ps_buf_state", "QAP PS Buffer State", FT_UINT16, BASE_HEX, 0xff00),
	[QOS_BUFFER_INDICATED] = QOS_BITS("buf_state_indicated", "Buffer State Indicated", FT_BOOLEAN, BASE_NONE,
					  BUFFER_INDICATED, .vals = &bool_yes),
	[QOS_BUFFER_AC] = QOS_BITS("highest_pri_buf_ac", "Highest-Priority Buffered AC", FT_UINT16, BASE_DEC, 0x0c00,
				   .vals = &categories),
	[QOS_BUFFER_LOAD] = QOS_BITS("qap_buf_load", "QAP Buffered Load", FT_UINT16, BASE_DEC, 0xf000),
	[QOS_TXOP] = QOS_BITS("txop_dur_req", "TXOP Duration Requested", FT_UINT16, BASE_DEC, 0xff00,
			.label = txop_label),
	[QOS_QUEUE] = QOS_BITS("queue_size", "Queue Size", FT_UINT16, BASE_DEC, 0xff00),
	[HTC] = F("wlan.htc", "HT Control (+HTC)", FT_UINT32, BASE_HEX, .flags = F_LITTLE),
};

/* Frames of the version and types that are shown here; of all others, the frame control alone is. */
static bool is_known(struct slice s)
{
	unsigned type = type_of(s), sub = subtype_of(s);
	bool other = type == EXTENSION || (type == CONTROL && (sub == CTL_EXTENSION || sub == CTL_WRAPPER));
	return !other && !(slice_u8(s, 0) & 3);
}

static uint32_t control_length(unsigned subtype)
{
	return subtype == CTL_CTS || subtype == CTL_ACK ? 10 : 16;
}

/* Where the QoS control is, 0: nowhere; *end is the end of the header. */
static uint32_t qos_place(struct slice s, uint32_t *end)
{
	unsigned type = type_of(s), sub = subtype_of(s), flags = slice_u8(s, 1);
	bool has_qos = type == DATA_FRAME && sub & SUB_QOS;
	uint32_t n = FIXED, qos = 0;
	if (type == DATA_FRAME && (flags & 3) == 3)
		n += ADDRESS;
	if (has_qos) {
		qos = n;
		n += 2;
	}
	if (flags & BIT_ORDER && (has_qos || type == MANAGEMENT))
		n += 4;
	*end = n;
	return qos;
}

/* Which of the four addresses is which (table 9-30): offsets by the To DS and From DS bits. */
static const struct {
	uint8_t da, sa, bssid, sta;
} places[4] = { { 4, 10, 16, 0 }, { 16, 10, 4, 10 }, { 4, 16, 10, 4 }, { 16, 24, 0, 0 } };

static void note_addresses(struct layer *l, unsigned ds)
{
	l->src = (struct address){ ADDR_ETHER, ADDRESS, l->data.p + places[ds].sa };
	l->dst = (struct address){ ADDR_ETHER, ADDRESS, l->data.p + places[ds].da };
}

/* Initialization vector and check value around what is encrypted: WEP (12.3); TKIP and CCMP begin alike (12.5). */
static void next_encrypted(struct dissection *d, struct layer *l)
{
	bool wep = !(slice_u8(l->payload, 3) & EXT_IV);
	uint32_t before = wep ? 4 : 8, after = wep ? 4 : 0;
	if (l->payload.wire > before + after)
		next_data(d, l, slice_first(slice_from(l->payload, before), l->payload.wire - before - after));
}

static void body_next(struct dissection *d, struct layer *l)
{
	unsigned type = type_of(l->data), sub = subtype_of(l->data), flags = slice_u8(l->data, 1);
	uint32_t qos_at = (uint32_t)l->fact[FACT_QOS_AT];
	unsigned qos = qos_at ? slice_u8(l->data, qos_at) | (unsigned)slice_u8(l->data, qos_at + 1) << 8 : 0;
	bool is_fragment = flags & BIT_MORE_FRAGMENTS || slice_u8(l->data, 22) & 0x0f;
	bool is_mesh = (flags & 3) == 3 && qos & MESH_BIT;
	if (flags & BIT_PROTECTED)
		next_encrypted(d, l);
	else if (type != DATA_FRAME || is_fragment || is_mesh || qos & AMSDU_BIT)
		next_data(d, l, l->payload);
	else if (!(sub & SUB_NO_DATA))
		next_named(d, l, "llc", l->payload);
}

static void wlan_dissect(struct dissection *d, struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	bool radio = !strcmp(above->proto->name, "radiotap"), pads = radio && above->fact[1];
	uint32_t n = 2, end, pad = 0;
	if (radio) {
		l->path = "wlan_radio:wlan";
		l->fact[FACT_FCS] = above->fact[0];
	}
	if (!layer_header(l, n))
		return;
	if (!is_known(l->data)) {
		next_data(d, l, l->payload);
		return;
	}
	if (type_of(l->data) == CONTROL) {
		n = control_length(subtype_of(l->data));
	} else {
		l->fact[FACT_QOS_AT] = qos_place(l->data, &end);
		n = end;
		pad = pads ? (0 - n) & 3 : 0;
	}
	l->fact[FACT_HEADER] = n;
	bool whole = layer_header(l, n + pad);
	l->tree_len = n < l->data.len ? n : l->data.len;
	if (!whole)
		return;
	if (type_of(l->data) != CONTROL)
		note_addresses(l, type_of(l->data) == DATA_FRAME ? slice_u8(l->data, 1) & 3 : 0);
	if (l->fact[FACT_FCS])
		layer_limit(l, l->payload.wire < FCS_LEN ? 0 : l->payload.wire - FCS_LEN);
	if (type_of(l->data) == CONTROL)
		next_data(d, l, l->payload);
	else
		body_next(d, l);
}

static void put_address(struct tree *t, unsigned row, uint32_t off)
{
	put(t, row, off, ADDRESS);
	put(t, row + 1, off, ADDRESS);
}

static void put_control_field(struct tree *t, const struct layer *l, bool known)
{
	unsigned flags = slice_u8(l->data, 1);
	put_uint(t, TYPE_SUBTYPE, 0, 1, type_of(l->data) << 4 | subtype_of(l->data));
	put(t, FC, 0, 2);
	tree_push(t);
	put_rows(t, VERSION, SUBTYPE, 0);
	if (known) {
		put_rows(t, FLAGS, FLAGS, 0);
		tree_push(t);
		put_rows(t, DS, RETRY, 0);
		if (flags & BIT_RETRY) {
			tree_push(t);
			put_expert(t, RETRY_NOTE, 1, 0, NULL);
			tree_pop(t);
		}
		put_rows(t, POWER, ORDER, 0);
		tree_pop(t);
	}
	tree_pop(t);
}

static void put_control_frame(struct tree *t, unsigned subtype)
{
	put_address(t, RA, 4);
	put_address(t, ADDR, 4);
	if (subtype == CTL_PS_POLL)
		put_address(t, BSSID, 4);
	if (control_length(subtype) < 16)
		return;
	put_address(t, subtype == CTL_CF_END ? BSSID : TA, 10);
	put_address(t, ADDR, 10);
}

static void put_management_addresses(struct tree *t)
{
	put_address(t, RA, 4);
	put_address(t, ADDR, 4);
	put_address(t, DA, 4);
	put_address(t, TA, 10);
	put_address(t, SA, 10);
	put_address(t, BSSID, 16);
	put_address(t, ADDR, 10);
	put_address(t, ADDR, 16);
}

static void put_sequence(struct tree *t)
{
	put(t, FRAGMENT, 22, 2);
	put(t, SEQUENCE, 22, 2);
}

/* The third address of an A-MSDU is not that of the frames in it. */
static void put_data_addresses(struct tree *t, unsigned ds, bool aggregate)
{
	put_address(t, RA, 4);
	put_address(t, ADDR, 4);
	put_address(t, TA, 10);
	put_address(t, ADDR, 10);
	if (!aggregate || places[ds].da != 16)
		put_address(t, DA, places[ds].da);
	if (!aggregate || places[ds].sa < 16)
		put_address(t, SA, places[ds].sa);
	if (places[ds].bssid)
		put_address(t, BSSID, places[ds].bssid);
	if (places[ds].sta)
		put_address(t, STA, places[ds].sta);
	put_sequence(t);
	if (aggregate && ds)
		return;
	if (ds == 3)
		put_address(t, ADDR, 24);
	put_address(t, ADDR, 16);
}

static void put_fcs(struct tree *t, const struct layer *l)
{
	if (!l->fact[FACT_FCS] || l->data.wire < l->header_len + FCS_LEN || l->data.len < l->data.wire)
		return;
	uint32_t off = l->data.wire - FCS_LEN;
	put(t, FCS, off, FCS_LEN);
	put_uint(t, FCS_STATUS, off, 0, CHECKSUM_UNVERIFIED);
}

static void put_buffer_state(struct tree *t, uint32_t off, unsigned qos)
{
	put(t, QOS_BUFFER, off, 2);
	tree_push(t);
	put(t, QOS_BUFFER_INDICATED, off, 2);
	if (qos & BUFFER_INDICATED) {
		put(t, QOS_BUFFER_AC, off, 2);
		put(t, QOS_BUFFER_LOAD, off, 2);
	}
	tree_pop(t);
}

static void put_qos(struct tree *t, const struct layer *l, uint32_t off)
{
	unsigned sub = subtype_of(l->data), qos = (unsigned)slice_uint(l->data, off, 2, true);
	bool from_ap = slice_u8(l->data, 1) & BIT_FROM_DS;
	put(t, QOS, off, 2);
	tree_push(t);
	put(t, QOS_TID, off, 2);
	put(t, QOS_PRIORITY, off, 2);
	put(t, from_ap ? QOS_EOSP : QOS_BIT4, off, 2);
	put(t, QOS_ACK, off, 2);
	if (!(sub & SUB_NO_DATA))
		put(t, QOS_AMSDU, off, 2);
	if (from_ap && sub & SUB_CF_POLL)
		put(t, QOS_TXOP_LIMIT, off, 2);
	else if (from_ap)
		put_buffer_state(t, off, qos);
	else if (!(sub & SUB_CF_POLL))
		put(t, qos & BIT4 ? QOS_QUEUE : QOS_TXOP, off, 2);
	tree_pop(t);
}

static void wlan_tree(struct tree *t, const struct layer *l)
{
	unsigned type = type_of(l->data), sub = subtype_of(l->data);
	bool known = is_known(l->data);
	uint32_t n = (uint32_t)l->fact[FACT_HEADER], qos_at = (uint32_t)l->fact[FACT_QOS_AT];
	if (!tree_need(t, 0, known && type != CONTROL ? n : 2)) {
		tree_drop(t); /* the header is read whole before any of it is shown */
		return;
	}
	if (slice_u8(l->data, 0) & 3) {
		put_rows(t, VERSION, VERSION, 0);
		return;
	}
	put_control_field(t, l, known);
	if (!known)
		return;
	put(t, type == CONTROL && sub == CTL_PS_POLL ? AID : DURATION, 2, 2);
	if (type == CONTROL) {
		put_control_frame(t, sub);
	} else if (type == MANAGEMENT) {
		put_management_addresses(t);
		put_sequence(t);
	} else {
		bool aggregate = qos_at && !(sub & SUB_NO_DATA) && slice_u8(l->data, qos_at) & AMSDU_BIT;
		put_data_addresses(t, slice_u8(l->data, 1) & 3, aggregate);
	}
	put_fcs(t, l);
	if (qos_at)
		put_qos(t, l, qos_at);
	if (type != CONTROL && n == (qos_at ? qos_at + 2 : FIXED) + 4)
		put(t, HTC, n - 4, 4);
}

static void wlan_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	if (!slice_has(l->data, 0, (uint32_t)l->fact[FACT_HEADER]) || !l->fact[FACT_HEADER])
		return;
	name_text(&c->info, l);
	if (type_of(l->data) != CONTROL) {
		unsigned sequence = (unsigned)slice_uint(l->data, 22, 2, true);
		buf_lit(&c->info, ", SN=");
		fmt_uint(&c->info, sequence >> 4);
		buf_lit(&c->info, ", FN=");
		fmt_uint(&c->info, sequence & 15);
	}
	buf_lit(&c->info, ", Flags=");
	flags_text(&c->info, l);
}

static const struct next_link wlan_on[] = { { NEXT_LINK_TYPE, 105 } };

const struct protocol protocol_wlan = {
	.name = "wlan",
	.column = "802.11",
	.short_name = "IEEE 802.11",
	FIELDS(wlan_fields),
	ON(wlan_on),
	.dissect = wlan_dissect,
	.fields_of = wlan_tree,
	.info = wlan_info,
};
