/* wlan_labels.c: what the elements of management frames say in a line. */
#include "base/names.h"
#include "dissect/link/wlan_impl.h"

enum { HEAD = 2, FIRST_EXTENSION = 201 /* of a country's triplets, the first that is an operating class */ };

/* Is it a character that nobody sees: C0, C1, or one that only changes how others are shown (U+200B to U+200F)? */
static bool is_hidden(const uint8_t *p, uint32_t left)
{
	return *p < 0x20 || *p == 0x7f || (*p == 0xc2 && left > 1 && p[1] < 0xa0) ||
	       (*p == 0xe2 && left > 2 && p[1] == 0x80 && p[2] >= 0x8b && p[2] <= 0x8f);
}

/* Text where all of it can be shown. */
void wlan_ssid_text(struct buf *b, struct slice s)
{
	bool text = utf8_valid(s.p, s.len);
	for (uint32_t i = 0; i < s.len; i++)
		text &= !is_hidden(s.p + i, s.len - i);
	if (text)
		buf_char(b, '"');
	if (text)
		fmt_text(b, s.p, s.len);
	else
		fmt_bytes(b, s.p, s.len, 0);
	if (text)
		buf_char(b, '"');
}

void wlan_ssid_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "SSID: ");
	if (s.len)
		wlan_ssid_text(b, s);
	else
		buf_lit(b, "<MISSING>");
}

void wlan_tim_aid_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Association ID: 0x");
	fmt_hex(b, r->aux, r->aux > 0xff ? 3 : 2);
}

void wlan_country_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	bool extension = slice_u8(s, 0) >= FIRST_EXTENSION;
	buf_str(b,
		extension ? "Country Info: Operating Extension Identifier: " : "Country Info: First Channel Number: ");
	fmt_uint(b, slice_u8(s, 0));
	buf_str(b, extension ? ", Operating Class: " : ", Number of Channels: ");
	fmt_uint(b, slice_u8(s, 1));
	buf_str(b, extension ? ", Coverage Class: " : ", Maximum Transmit Power Level: ");
	fmt_uint(b, slice_u8(s, 2));
	if (!extension)
		buf_lit(b, " dBm");
}

/* Of 255. */
void wlan_utilization_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Channel Utilization: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, r->val * 100 / 255);
	buf_lit(b, "%)");
}

void wlan_supchan_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Supported Channels Set #");
	fmt_uint(b, r->aux);
	buf_lit(b, " First: ");
	fmt_uint(b, slice_u8(s, 0));
	buf_lit(b, ", Range: ");
	fmt_uint(b, slice_u8(s, 1));
	buf_char(b, ' ');
}

void wlan_classes_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Alternate Operating Classes: ");
	for (uint32_t i = 0; i < s.len; i++) {
		if (i)
			buf_lit(b, ", ");
		fmt_uint(b, s.p[i]);
	}
}

void wlan_extcap_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Extended Capabilities: 0x");
	fmt_hex(b, r->val, 2);
	buf_lit(b, " (octet ");
	fmt_uint(b, r->aux);
	buf_char(b, ')');
}

/* 2 to the power of 13 and more, less one. */
void wlan_ampdu_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Maximum Rx A-MPDU Length: 0x");
	fmt_hex(b, r->val, 1);
	buf_lit(b, " (");
	fmt_uint(b, (8192u << r->val) - 1);
	buf_lit(b, "[Bytes])");
}

void wlan_mcsset_label(struct buf *b, const struct tree *t, const struct record *r)
{
	bool basic = slice_u8(t->d->layer[r->layer].data, r->off - t->d->layer[r->layer].off - 8) == TAG_HT_INFO;
	buf_str(b, r->f->name);
	buf_str(b, basic && r->f == &wlan_fields[HT_MCSSET] ? ": Basic MCS Set" : ": MCS Set");
}

/* How many streams the first 32 bits say: eight bits a stream, from the lowest on. */
static void streams_text(struct buf *b, struct slice mask)
{
	unsigned streams = 4;
	while (streams && !slice_u8(mask, streams - 1))
		streams--;
	if (!streams) {
		buf_lit(b, "Reserved:8");
		return;
	}
	fmt_uint(b, streams);
	buf_str(b, streams > 1 ? " spatial streams" : " spatial stream");
}

void wlan_rxbitmask_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	streams_text(b, record_bytes(t->d, r));
}

/* What is sent is what is received, unless it is said that it is not; then tshark does not look. */
void wlan_txmaxss_label(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { MASK_TO_TX = 12, DEFINED = 1, NOT_EQUAL = 2 };
	const struct layer *l = &t->d->layer[r->layer];
	unsigned tx = slice_u8(record_bytes(t->d, r), 0);
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, 1);
	buf_lit(b, ", ");
	if (tx & NOT_EQUAL)
		buf_lit(b, "Reserved:8");
	else if (tx & DEFINED)
		streams_text(b, slice_from(l->data, r->off - l->off - MASK_TO_TX));
	else
		buf_lit(b, "TX MCS Set Not Defined");
}

static void rates_text(struct buf *b, struct slice s)
{
	buf_char(b, ' ');
	for (uint32_t i = 0; i < s.len; i++) {
		const char *rate = value_text(&wlan_rate_names, s.p[i]);
		buf_str(b, rate ? rate : "Unknown Rate");
		buf_lit(b, ", ");
	}
	buf_lit(b, "[Mbit/sec]");
}

static void pair_text(struct buf *b, const char *first, int a, const char *second, int n)
{
	buf_str(b, first);
	fmt_int(b, a);
	buf_str(b, second);
	fmt_int(b, n);
}

static void country_text(struct buf *b, struct slice s)
{
	const char *environment = value_text(&wlan_environment_names, slice_u8(s, 2));
	buf_lit(b, ": Country Code ");
	fmt_text(b, s.p, s.len < 2 ? s.len : 2);
	buf_lit(b, ", Environment ");
	if (environment) {
		buf_str(b, environment);
	} else {
		buf_lit(b, "Unknown (0x");
		fmt_hex(b, slice_u8(s, 2), 2);
		buf_char(b, ')');
	}
}

static void vendor_text(struct buf *b, struct slice s)
{
	static const struct {
		uint32_t oui;
		uint8_t min;
		const struct value_table *names;
		const char *unknown;
	} kinds[] = {
		{ OUI_MICROSOFT, 4, &wlan_wfa_ie_type_names, "Unknown " },
		{ OUI_ATHEROS, 6, &wlan_atheros_ie_type_names, "Unknown" },
		{ OUI_EPIGRAM, 4, &wlan_vs_pren_type_names, NULL },
	};
	uint32_t oui = slice_u24(s, 0);
	unsigned type = slice_u8(s, 3);
	const char *vendor = names_vendor_long(oui), *kind = NULL;
	buf_lit(b, ": ");
	if (vendor)
		buf_str(b, vendor);
	else
		fmt_bytes(b, s.p, s.len < 3 ? s.len : 3, ':');
	for (unsigned i = 0; i < COUNT(kinds); i++)
		if (kinds[i].oui == oui && s.len >= kinds[i].min) {
			kind = value_text(kinds[i].names, type);
			if (kind || kinds[i].unknown)
				buf_lit(b, ": ");
			if (kind || kinds[i].unknown)
				buf_str(b, kind ? kind : kinds[i].unknown);
			if (!kind && oui == OUI_MICROSOFT)
				fmt_uint(b, type);
		}
	if (oui == OUI_MICROSOFT && type == MICROSOFT_WMM && s.len > 4) {
		kind = value_text(&wlan_wfa_ie_wme_subtype_names, slice_u8(s, 4));
		buf_lit(b, ": ");
		buf_str(b, kind ? kind : "Unknown");
	}
}

/* What the element says in a few words, behind its name. */
static void gist(struct buf *b, unsigned tag, struct slice s)
{
	switch (tag) {
	case TAG_SSID:
		buf_lit(b, ": ");
		if (s.len)
			wlan_ssid_text(b, s);
		else
			buf_lit(b, "Wildcard SSID");
		break;
	case TAG_RATES:
	case TAG_MORE_RATES: rates_text(b, s); break;
	case TAG_DS:
		buf_lit(b, ": Current Channel: ");
		fmt_uint(b, slice_u8(s, 0));
		break;
	case TAG_TIM:
		buf_lit(b, ": DTIM ");
		fmt_uint(b, slice_u8(s, 0));
		buf_lit(b, " of ");
		fmt_uint(b, slice_u8(s, 1));
		buf_lit(b, " bitmap");
		break;
	case TAG_COUNTRY: country_text(b, s); break;
	case TAG_QBSS: buf_str(b, s.len == 5 ? " 802.11e CCA Version" : " Cisco QBSS Version 1 - non CCA"); break;
	case TAG_POWER_CONSTRAINT:
		buf_lit(b, ": ");
		fmt_uint(b, slice_u8(s, 0));
		break;
	case TAG_POWER: pair_text(b, " Min: ", (int8_t)slice_u8(s, 0), ", Max: ", (int8_t)slice_u8(s, 1)); break;
	case TAG_TPC:
		pair_text(b, " Transmit Power: ", (int8_t)slice_u8(s, 0), ", Link Margin: ", (int8_t)slice_u8(s, 1));
		break;
	case TAG_SWITCH:
		pair_text(b, " Mode: ", slice_u8(s, 0), ", Number: ", slice_u8(s, 1));
		buf_lit(b, " , Count: ");
		fmt_uint(b, slice_u8(s, 2));
		buf_char(b, ' ');
		break;
	case TAG_EXTENDED:
		buf_lit(b, " (");
		fmt_uint(b, s.len);
		buf_str(b, s.len > 1 ? " octets)" : " octet)");
		break;
	case TAG_VENDOR: vendor_text(b, s); break;
	default: break;
	}
}

void wlan_tag_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned tag = slice_u8(s, 0);
	const char *name = value_text(&wlan_tag_names, tag);
	buf_lit(b, "Tag: ");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown (");
		fmt_uint(b, tag);
		buf_char(b, ')');
	}
	if (r->aux == WLAN_UNDECODED)
		buf_lit(b, ": Undecoded");
	else if (!r->aux && s.len == HEAD + (uint32_t)slice_u8(s, 1))
		gist(b, tag, slice_from(s, HEAD));
}
