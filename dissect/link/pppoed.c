/* pppoed.c: PPP over Ethernet, discovery stage (RFC 2516), with the tags of RFC 4937, RFC 5578 and the Broadband Forum. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*  The header is that of the session stage (pppoe.c); tags follow: type (2), length (2), value. */
enum {
	PPPOED, TAGS, TAG, TAG_LENGTH, TAG_LENGTH_8, UNKNOWN, SERVICE_NAME, AC_NAME, HOST_UNIQ, AC_COOKIE, VENDOR_ID,
	VENDOR_UNSPECIFIED, VENDOR_TAGS, VENDOR_TAG, CIRCUIT_ID, REMOTE_ID, RATE_UP, RATE_DOWN, MIN_UP, MIN_DOWN,
	ATTAINABLE_UP, ATTAINABLE_DOWN, MAX_UP, MAX_DOWN, LOW_POWER_UP, LOW_POWER_DOWN, MAX_DELAY_UP, ACTUAL_DELAY_UP,
	MAX_DELAY_DOWN, ACTUAL_DELAY_DOWN, ENCAP, ENCAP_LINK, ENCAP_1, ENCAP_2, CREDITS_FCN, CREDITS_BCN, MDR_UNITS,
	CDR_UNITS, RECEIVE_ONLY, RLQ, RESOURCE, LATENCY, CURRENT_RATE, MAX_RATE, SEQ_NUM, CREDIT_SCALE, RELAY_SESSION, HURL,
	MOTM, MAX_PAYLOAD, IP_ROUTE, SERVICE_ERROR, SYSTEM_ERROR, GENERIC_ERROR,
};
/* The rows that pppoe.c lends, in its order. */
enum { PPPOE_VERSION = 1, PPPOE_LENGTH = 5 };

enum { TAG_END = 0, TAG_VENDOR = 0x0105, TAG_CREDITS = 0x0106, TAG_METRICS = 0x0107, VENDOR_BROADBAND_FORUM = 3561 };
enum { MAX_TAGS = 256, SUBTAG_FIRST_RATE = 0x81, SUBTAG_ENCAP = 0x90 };

static const struct value_table codes = VALUES(
	{ 0x00, "Session Data" }, { 0x07, "Active Discovery Offer (PADO)" }, { 0x09, "Active Discovery Initiation (PADI)" },
	{ 0x0a, "Active Discovery Session-Grant (PADG)" }, { 0x0b, "Active Discovery Session-Credit Resp.(PADC)" },
	{ 0x0c, "Active Discovery Quality (PADQ)" }, { 0x19, "Active Discovery Request (PADR)" },
	{ 0x65, "Active Discovery Session-confirmation (PADS)" }, { 0xa7, "Active Discovery Terminate (PADT)" },
	{ 0xd3, "Active Discovery Message (PADM)" }, { 0xd4, "Active Discovery Network (PADN)" });
static const struct value_table no_tags = VALUES({ 0xffff, "" });
static const struct value_table links = VALUES({ 0, "AAL5" }, { 1, "Ethernet" });
static const struct value_table encaps_1 =
	VALUES({ 0, "NA - Not available" }, { 1, "Untagged Ethernet" }, { 2, "Single-tagged Ethernet" });
static const struct value_table encaps_2 =
	VALUES({ 0, "NA - Not available" }, { 1, "PPPoA LLC" }, { 2, "PPPoA Null" }, { 3, "IPoA LLC" }, { 4, "IPoA Null" },
	       { 5, "Ethernet over AAL5 LLC with FCS" }, { 6, "Ethernet over AAL5 LLC without FCS" },
	       { 7, "Ethernet over AAL5 Null with FCS" }, { 8, "Ethernet over AAL5 Null without FCS" });
static const struct value_table rate_units =
	VALUES({ 0, "kilobits per second" }, { 1, "megabits per second" }, { 2, "gigabits per second" },
	       { 3, "terabits per second" });

static void rate_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const units[] = { " kbps", " mbps", " gbps", " tbps" };
	bool current = r->f->name[0] == 'C';
	unsigned flags = slice_u16(t->d->layer[r->layer].data, r->aux);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	buf_str(b, units[(current ? flags >> 1 : flags >> 3) & 3]);
}

#define RATE(abbrev, name) F("pppoed.tags." abbrev, name, FT_UINT32, BASE_DEC)
#define TEXT(abbrev, name) F("pppoed.tags." abbrev, name, FT_STRING, BASE_NONE)
#define BYTES(abbrev, name) F("pppoed.tags." abbrev, name, FT_BYTES, BASE_NONE)

static const struct field pppoed_fields[] = {
	[PPPOED] = F("pppoed", "PPP-over-Ethernet Discovery", FT_PROTOCOL, BASE_NONE),
	[TAGS] = F("pppoed.tags", "PPPoE Tags", FT_NONE, BASE_NONE),
	[TAG] = F("pppoed.tag", "Tag", FT_UINT16, BASE_HEX, .vals = &no_tags),
	[TAG_LENGTH] = F("pppoed.tag_length", "Tag Length", FT_UINT16, BASE_DEC),
	[TAG_LENGTH_8] = F("pppoed.tag_length_8", "Tag Length", FT_UINT8, BASE_DEC),
	[UNKNOWN] = F("pppoed.tag.unknown_data", "Unknown Data", FT_BYTES, BASE_NONE),
	[SERVICE_NAME] = TEXT("service_name", "Service-Name"),
	[AC_NAME] = TEXT("ac_name", "AC-Name"),
	[HOST_UNIQ] = BYTES("host_uniq", "Host-Uniq"),
	[AC_COOKIE] = BYTES("ac_cookie", "AC-Cookie"),
	[VENDOR_ID] = RATE("vendor_id", "Vendor id"),
	[VENDOR_UNSPECIFIED] = BYTES("vendor_unspecified", "Vendor unspecified"),
	[VENDOR_TAGS] = F("pppoed.tags.vendorspecific.tags", "Vendor Specific PPPoE Tags", FT_NONE, BASE_NONE),
	[VENDOR_TAG] = F("pppoed.tags.vendorspecific.tag", "Tag", FT_UINT8, BASE_HEX),
	[CIRCUIT_ID] = TEXT("circuit_id", "Circuit ID"),
	[REMOTE_ID] = TEXT("remote_id", "Remote ID"),
	[RATE_UP] = RATE("act_data_rate_up", "Actual Data Rate Upstream"),
	[RATE_DOWN] = RATE("act_data_rate_down", "Actual Data Rate Downstream"),
	[MIN_UP] = RATE("min_data_rate_up", "Minimum Data Rate Upstream"),
	[MIN_DOWN] = RATE("min_data_rate_down", "Minimum Data Rate Downstream"),
	[ATTAINABLE_UP] = RATE("attainable_data_rate_up", "Attainable DataRate Upstream"),
	[ATTAINABLE_DOWN] = RATE("attainable_data_rate_down", "Attainable DataRate Downstream"),
	[MAX_UP] = RATE("max_data_rate_up", "Maximum Data Rate Upstream"),
	[MAX_DOWN] = RATE("max_data_rate_down", "Maximum Data Rate Downstream"),
	[LOW_POWER_UP] = RATE("min_data_rate_up_lp", "Min DataRate Upstream in low power state"),
	[LOW_POWER_DOWN] = RATE("min_data_rate_down_lp", "Minimum Data Rate Downstream in low power state"),
	[MAX_DELAY_UP] = RATE("max_int_delay_up", "Max Interleaving Delay Upstream"),
	[ACTUAL_DELAY_UP] = RATE("act_int_delay_up", "Actual Interleaving Delay Upstream"),
	[MAX_DELAY_DOWN] = RATE("max_int_delay_down", "Maximum Interleaving Delay Downstream"),
	[ACTUAL_DELAY_DOWN] = RATE("act_int_delay_down", "Actual Interleaving Delay Downstream"),
	[ENCAP] = F("pppoed.tags.access_loop_encap", "Access-Loop-Encapsulation", FT_NONE, BASE_NONE),
	[ENCAP_LINK] = F("pppoed.tags.access_loop_encap.data_link", "Data link", FT_UINT8, BASE_HEX, .vals = &links),
	[ENCAP_1] = F("pppoed.tags.access_loop_encap.encap_1", "Encaps 1", FT_UINT8, BASE_HEX, .vals = &encaps_1),
	[ENCAP_2] = F("pppoed.tags.access_loop_encap.encap_2", "Encaps 2", FT_UINT8, BASE_HEX, .vals = &encaps_2),
	[CREDITS_FCN] = F("pppoed.tags.credits.fcn", "FCN", FT_UINT16, BASE_DEC),
	[CREDITS_BCN] = F("pppoed.tags.credits.bcn", "BCN", FT_UINT16, BASE_DEC),
	[MDR_UNITS] = F("pppoed.tags.metrics.mdr_units", "MDR Units", FT_UINT16, BASE_HEX, .mask = 0x18, .vals = &rate_units),
	[CDR_UNITS] = F("pppoed.tags.metrics.cdr_units", "CDR Units", FT_UINT16, BASE_HEX, .mask = 0x06, .vals = &rate_units),
	[RECEIVE_ONLY] = F("pppoed.tags.metrics.r", "Receive Only", FT_BOOLEAN, BASE_NONE, .mask = 0x01),
	[RLQ] = F("pppoed.tags.metrics.rlq", "Relative Link Quality", FT_UINT8, BASE_DEC),
	[RESOURCE] = F("pppoed.tags.metrics.resource", "Resource", FT_UINT8, BASE_DEC),
	[LATENCY] = F("pppoed.tags.metrics.latency", "Latency", FT_UINT16, BASE_DEC),
	[CURRENT_RATE] = F("pppoed.tags.metrics.curr_drate", "Curr. datarate", FT_UINT16, BASE_DEC, .label = rate_label),
	[MAX_RATE] = F("pppoed.tags.metrics.max_drate", "Max. datarate", FT_UINT16, BASE_DEC, .label = rate_label),
	[SEQ_NUM] = F("pppoed.tags.seq_num", "Sequence Number", FT_UINT16, BASE_HEX),
	[CREDIT_SCALE] = F("pppoed.tags.credit_scale", "Credit Scale Factor", FT_UINT16, BASE_DEC),
	[RELAY_SESSION] = BYTES("relay_session_id", "Relay-Session-Id"),
	[HURL] = BYTES("hurl", "HURL"),
	[MOTM] = BYTES("motm", "MOTM"),
	[MAX_PAYLOAD] = BYTES("max_payload", "PPP-Max-Payload"),
	[IP_ROUTE] = BYTES("ip_route_add", "IP Route Add"),
	[SERVICE_ERROR] = TEXT("service_name_error", "Service-Name-Error"),
	[SYSTEM_ERROR] = TEXT("ac_system_error", "AC-System-Error"),
	[GENERIC_ERROR] = TEXT("generic_error", "Generic-Error"),
};

/* Tags whose value is one field; `size` bytes if it must have a size. */
static const struct {
	uint16_t tag;
	uint8_t row, size;
} plain_tags[] = {
	{ 0x0101, SERVICE_NAME, 0 }, { 0x0102, AC_NAME, 0 }, { 0x0103, HOST_UNIQ, 0 }, { 0x0104, AC_COOKIE, 0 },
	{ 0x0108, SEQ_NUM, 2 }, { 0x0109, CREDIT_SCALE, 2 }, { 0x0110, RELAY_SESSION, 0 }, { 0x0111, HURL, 0 },
	{ 0x0112, MOTM, 0 }, { 0x0120, MAX_PAYLOAD, 0 }, { 0x0121, IP_ROUTE, 0 }, { 0x0201, SERVICE_ERROR, 0 },
	{ 0x0202, SYSTEM_ERROR, 0 }, { 0x0203, GENERIC_ERROR, 0 },
};

static void pppoed_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len < 6 ? l->data.len : 6;
	if (!layer_header(l, 6))
		return;
	layer_limit(l, slice_u16(l->data, 4));
	l->tree_len = 6 + slice_u16(l->data, 4);
	if (l->tree_len > l->data.len)
		l->tree_len = l->data.len;
}

static void put_subtag(struct tree *t, unsigned tag, uint32_t off, uint32_t n)
{
	if (tag == 1 || tag == 2) {
		if (n)
			put(t, tag == 1 ? CIRCUIT_ID : REMOTE_ID, off, n);
	} else if (tag >= SUBTAG_FIRST_RATE && tag <= SUBTAG_FIRST_RATE + (ACTUAL_DELAY_DOWN - RATE_UP) && n == 4) {
		put(t, RATE_UP + (tag - SUBTAG_FIRST_RATE), off, 4);
	} else if (tag == SUBTAG_ENCAP && n == 3) {
		put_node(t, ENCAP, off, 3);
		tree_push(t);
		for (unsigned i = 0; i < 3; i++)
			put(t, ENCAP_LINK + i, off + i, 1);
		tree_pop(t);
	} else {
		put(t, TAG, off - 2, 1);
		put(t, TAG_LENGTH_8, off - 1, 1);
		if (n)
			put(t, UNKNOWN, off, n);
	}
}

static void put_vendor(struct tree *t, uint32_t off, uint32_t n)
{
	const struct slice s = t->l->data;
	put(t, VENDOR_ID, off, 4);
	if (n <= 4 || tree_ended(t))
		return;
	if (slice_u32(s, off) != VENDOR_BROADBAND_FORUM) {
		put(t, VENDOR_UNSPECIFIED, off + 4, n - 4);
		return;
	}
	uint32_t end = off + n;
	put_node(t, VENDOR_TAGS, off + 4, n - 4);
	tree_push(t);
	for (off += 4; off + 2 <= end && !tree_ended(t);) {
		uint32_t len = slice_u8(s, off + 1);
		put_subtag(t, slice_u8(s, off), off + 2, len < end - off - 2 ? len : end - off - 2);
		off += 2 + len;
	}
	tree_pop(t);
}

static void put_metrics(struct tree *t, uint32_t off)
{
	put(t, MDR_UNITS, off, 2);
	put(t, CDR_UNITS, off, 2);
	put(t, RECEIVE_ONLY, off, 2);
	put(t, RLQ, off + 2, 1);
	put(t, RESOURCE, off + 3, 1);
	put(t, LATENCY, off + 4, 2);
	put(t, CURRENT_RATE, off + 6, 2)->aux = off;
	put(t, MAX_RATE, off + 8, 2)->aux = off;
}

static void put_tag(struct tree *t, unsigned tag, uint32_t off, uint32_t n)
{
	for (unsigned i = 0; i < COUNT(plain_tags); i++)
		if (plain_tags[i].tag == tag) {
			if (n && (!plain_tags[i].size || plain_tags[i].size == n))
				put(t, plain_tags[i].row, off, n);
			return;
		}
	if (tag == TAG_VENDOR && n >= 4) {
		put_vendor(t, off, n);
	} else if (tag == TAG_CREDITS && n == 4) {
		put(t, CREDITS_FCN, off, 2);
		put(t, CREDITS_BCN, off + 2, 2);
	} else if (tag == TAG_METRICS && n == 10) {
		put_metrics(t, off);
	} else if (tag != TAG_VENDOR && tag != TAG_CREDITS && tag != TAG_METRICS) {
		put(t, TAG, off - 4, 2);
		put(t, TAG_LENGTH, off - 2, 2);
		if (n)
			put(t, UNKNOWN, off - 2, n); /* tshark shows these bytes */
	}
}

static void pppoed_tree(struct tree *t, const struct layer *l)
{
	if (tree_borrow(t)) {
		put_rows(t, PPPOE_VERSION, PPPOE_LENGTH, 0);
		tree_give_back(t);
	}
	uint32_t off = 6, end = 6 + slice_u16(l->data, 4);
	if (end == 6 || tree_ended(t))
		return;
	put_node(t, TAGS, 6, (end < l->data.len ? end : l->data.len) - 6);
	tree_push(t);
	for (unsigned i = 0; i < MAX_TAGS && off + 4 <= end && tree_need(t, off, 4); i++) {
		unsigned tag = slice_u16(l->data, off), n = slice_u16(l->data, off + 2);
		if (tag == TAG_END)
			break;
		put_tag(t, tag, off + 4, n);
		off += 4 + n;
	}
	tree_pop(t);
}

static void pppoed_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&codes, slice_u8(l->data, 1));
	struct slice s = l->payload;
	(void)d;
	buf_str(&c->info, name ? name : "Unknown");
	for (unsigned i = 0; i < MAX_TAGS && slice_has(s, 0, 4) && slice_u16(s, 0) != TAG_END; i++) {
		unsigned n = slice_u16(s, 2);
		struct slice value = slice_sub(s, 4, n);
		if (slice_u16(s, 0) == 0x0102) {
			buf_lit(&c->info, " AC-Name='");
			fmt_text(&c->info, value.p, value.len);
			buf_char(&c->info, '\'');
		}
		s = slice_from(s, 4 + n);
	}
}

static const struct next_link pppoed_on[] = { { NEXT_ETHERTYPE, 0x8863 } };

const struct protocol protocol_pppoed = {
	.name = "pppoed",
	.column = "PPPoED",
	FIELDS(pppoed_fields),
	ON(pppoed_on),
	.borrows = "pppoes",
	.dissect = pppoed_dissect,
	.fields_of = pppoed_tree,
	.info = pppoed_info,
};
