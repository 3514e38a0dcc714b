/* wlan_vendor.c: vendor specific elements of wireless LAN's management frames: Microsoft's (WPA, and WMM: priorities), Atheros',
 * Epigram's drafts of 802.11n, Cisco's Aironet. */
#include "dissect/link/wlan_impl.h"

/*  +-----------+--------+------
 *  | OUI       | type   | ...
 *  +-----------+--------+------ */
enum { OUI = 3, ATHEROS_MIN = 6, ATHEROS_HEAD = 6, CAP_LEN = 3, RANGE_LEN = 17, HT_LEN = 26, HT_ADDITIONAL_LEN = 22 };
enum { WMM_INFORMATION, WMM_PARAMETERS };
enum { ACCESS_CATEGORIES = 4, ACCESS_LEN = 4 };
enum { FROM_STATION_LAST = 4 };

/* "Ac Parameters ACI 0 (Best Effort), ACM no, AIFSN 3, ECWmin/max 4/10 (CWmin/max 15/1023), TXOP 0" */
void wlan_access_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned byte = slice_u8(s, 0), window = slice_u8(s, 1);
	buf_lit(b, "Ac Parameters ACI ");
	fmt_uint(b, byte >> 5 & 3);
	buf_lit(b, " (");
	buf_str(b, value_text(&wlan_wfa_ie_wme_acp_aci_names, byte >> 5 & 3));
	buf_str(b, byte & 0x10 ? "), ACM yes, AIFSN " : "), ACM no, AIFSN ");
	fmt_uint(b, byte & 15);
	buf_lit(b, ", ECWmin/max ");
	fmt_uint(b, window & 15);
	buf_char(b, '/');
	fmt_uint(b, window >> 4);
	buf_lit(b, " (CWmin/max ");
	fmt_uint(b, (1u << (window & 15)) - 1);
	buf_char(b, '/');
	fmt_uint(b, (1u << (window >> 4)) - 1);
	buf_lit(b, "), TXOP ");
	fmt_uint(b, slice_uint(s, 2, 2, true));
}

static void put_access(struct tree *t, uint32_t off)
{
	unsigned window = slice_u8(t->l->data, off + 1);
	put_node(t, WFA_IE_WME_ACP, off, ACCESS_LEN);
	tree_push(t);
	wlan_put_bits(t, WFA_IE_WME_ACP_ACI_AIFSN, WFA_IE_WME_ACP_AIFSN, WFA_IE_WME_ACP_RESERVED, off, 1);
	put(t, WFA_IE_WME_ACP_ECW, off + 1, 1);
	tree_push(t);
	put(t, WFA_IE_WME_ACP_ECW_MAX, off + 1, 1);
	put(t, WFA_IE_WME_ACP_ECW_MIN, off + 1, 1);
	put_uint(t, WFA_IE_WME_ACP_CW_MAX, off + 1, 1, (1u << (window >> 4)) - 1);
	put_uint(t, WFA_IE_WME_ACP_CW_MIN, off + 1, 1, (1u << (window & 15)) - 1);
	tree_pop(t);
	put(t, WFA_IE_WME_ACP_TXOP_LIMIT, off + 2, 2);
	tree_pop(t);
}

/* Does a station say it? Of requests and probes; all other frames are an access point's. */
static bool from_station(const struct tree *t)
{
	unsigned subtype = wlan_subtype(layer_parent(t->d, t->l)->data);
	return subtype <= FROM_STATION_LAST && subtype % 2 == 0;
}

static void put_wmm(struct tree *t, uint32_t off)
{
	unsigned subtype = slice_u8(t->l->data, off);
	put(t, WFA_IE_WME_SUBTYPE, off, 1);
	put(t, WFA_IE_WME_VERSION, off + 1, 1);
	if (subtype > WMM_PARAMETERS)
		return;
	if (from_station(t))
		wlan_put_bits(t, WFA_IE_WME_QOS_INFO, WFA_IE_WME_QOS_INFO_STA_MAX_SP_LENGTH,
			      WFA_IE_WME_QOS_INFO_STA_RESERVED, off + 2, 1);
	else
		wlan_put_bits(t, WFA_IE_WME_QOS_INFO, WFA_IE_WME_QOS_INFO_AP_U_APSD, WFA_IE_WME_QOS_INFO_AP_RESERVED,
			      off + 2, 1);
	if (subtype == WMM_INFORMATION)
		return;
	put(t, WFA_IE_WME_RESERVED, off + 3, 1);
	for (unsigned i = 0; i < ACCESS_CATEGORIES && !tree_ended(t); i++)
		put_access(t, off + 4 + ACCESS_LEN * i);
}

static void put_microsoft(struct tree *t, uint32_t off, uint32_t n)
{
	unsigned type = slice_u8(t->l->data, off);
	put(t, WFA_IE_TYPE, off, 1);
	if (type == MICROSOFT_WPA)
		wlan_put_wpa(t, off + 1, n - 1);
	else if (type == MICROSOFT_WMM && tree_need(t, off + 1, 1) && n > 3)
		put_wmm(t, off + 1);
}

static void put_atheros(struct tree *t, uint32_t off, uint32_t n)
{
	unsigned type = slice_u8(t->l->data, off);
	uint32_t end = off + n;
	put(t, ATHEROS_IE_TYPE, off, 1);
	put(t, ATHEROS_IE_SUBTYPE, off + 1, 1);
	put(t, ATHEROS_IE_VERSION, off + 2, 1);
	off += 3;
	if (type == ATHEROS_CAPABILITY && end - off >= CAP_LEN) {
		wlan_put_bits(t, ATHEROS_IE_ADVCAP_CAP, IE_ATHEROS_CAPABILITIES_TURBOP, IE_ATHEROS_CAPABILITIES_BOOST,
			      off, 1);
		put(t, ATHEROS_IE_ADVCAP_DEFKEY, off + 1, 2);
		off += CAP_LEN;
	} else if (type == ATHEROS_RANGE && end - off >= RANGE_LEN) {
		put(t, ATHEROS_IE_XR_INFO, off, 1);
		put(t, ATHEROS_IE_XR_BASE_BSSID, off + 1, 6);
		put(t, ATHEROS_IE_XR_XR_BSSID, off + 7, 6);
		put(t, ATHEROS_IE_XR_XR_BEACON, off + 13, 2);
		for (unsigned i = 0; i < 2; i++)
			wlan_put_bits(t, i ? ATHEROS_IE_XR_XR_CAP : ATHEROS_IE_XR_BASE_CAP,
				      IE_ATHEROS_CAPABILITIES_TURBOP, IE_ATHEROS_CAPABILITIES_BOOST, off + 15 + i, 1);
		off += RANGE_LEN;
	}
	if (end > off)
		put(t, ATHEROS_DATA, off, end - off);
}

static void put_epigram(struct tree *t, uint32_t off, uint32_t n)
{
	unsigned type = slice_u8(t->l->data, off);
	if (type != EPIGRAM_HT && type != EPIGRAM_HT_ADDITIONAL) {
		put(t, TAG_VENDOR_DATA, off, n);
		return;
	}
	put(t, VS_PREN_TYPE, off, 1);
	if (type == EPIGRAM_HT && n > HT_LEN) {
		wlan_put_ht(t, off + 1, true);
	} else if (type == EPIGRAM_HT_ADDITIONAL && n > HT_ADDITIONAL_LEN) {
		put(t, HTA_CONTROL_CHANNEL, off + 1, 1);
		wlan_put_bits(t, HTA_CAPABILITIES, HTA_CAPABILITIES_EXT_CHAN_OFFSET, HTA_CAPABILITIES_SERVICE_INTERVAL,
			      off + 2, 1);
		wlan_put_bits(t, HTA_CAPABILITIES_WORD, HTA_CAPABILITIES_OPERATING_MODE,
			      HTA_CAPABILITIES_NON_GF_DEVICES, off + 3, 2);
		wlan_put_bits(t, HTA_CAPABILITIES_WORD, HTA_CAPABILITIES_BASIC_STBC_MCS, HTA_CAPABILITIES_PCO_PHASE,
			      off + 5, 2);
		wlan_put_mcs_set(t, VS_HT_MCSSET, off + 7);
	}
}

void wlan_put_vendor(struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t oui = slice_u24(t->l->data, off);
	if (n < OUI) {
		tree_malformed(t);
		return;
	}
	put(t, TAG_OUI, off, OUI);
	off += OUI;
	n -= OUI;
	if (!n)
		return;
	put(t, TAG_VENDOR_OUI_TYPE, off, 1);
	if (oui == OUI_MICROSOFT) {
		put_microsoft(t, off, n);
	} else if (oui == OUI_ATHEROS) {
		if (n + OUI >= ATHEROS_MIN)
			put_atheros(t, off, n);
	} else if (oui == OUI_EPIGRAM) {
		put_epigram(t, off, n);
	} else if (oui == OUI_AIRONET) {
		put(t, AIRONET_TYPE, off, 1);
		if (n > 1)
			put(t, AIRONET_DATA, off + 1, n - 1);
	} else {
		put(t, TAG_VENDOR_DATA, off, n);
	}
}
