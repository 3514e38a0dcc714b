/* wlan_tags.c: elements of wireless LAN's management frames (IEEE 802.11-2020, clause 9.4.2): the list of them, and those that
 * are not about security (wlan_suites.c) or a vendor's own (wlan_vendor.c). */
#include "dissect/link/wlan_impl.h"
#include "dissect/message.h"

/*  +--------+--------+------
 *  | number | length | contents     one after the other, up to the end of the frame
 *  +--------+--------+------ */
enum { HEAD = 2, MAX_SSID = 32, COUNTRY_TRIPLET = 3, FIRST_EXTENSION = 201, BITMAP = 3 };

static void put_row(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i < n && !tree_ended(t); i++)
		put(t, row, off + i, 1);
}

/* The field is one byte, though its label shows all of the number. */
static void put_aid(struct tree *t, uint32_t off, unsigned aid)
{
	put_uint(t, TIM_AID, off, 1, aid & 0xff)->aux = aid;
}

static void put_tim(struct tree *t, uint32_t off, uint32_t n)
{
	const struct slice s = t->l->data;
	unsigned first = (slice_u8(s, off + 2) & 0xfeu) * 8;
	put(t, TIM_DTIM_COUNT, off, 1);
	put(t, TIM_DTIM_PERIOD, off + 1, 1);
	wlan_put_bits(t, TIM_BMAPCTL, TIM_BMAPCTL_MULTICAST, TIM_BMAPCTL_OFFSET, off + 2, 1);
	put(t, TIM_PARTIAL_VIRTUAL_BITMAP, off + BITMAP, n - BITMAP);
	for (uint32_t i = BITMAP; i < n && !tree_ended(t); i++)
		for (unsigned bit = 0; bit < 8; bit++)
			if (slice_u8(s, off + i) >> bit & 1 && (i > BITMAP || bit || first))
				put_aid(t, off + i, first + (i - BITMAP) * 8 + bit);
}

static void put_country(struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t end = off + n;
	put(t, COUNTRY_INFO_CODE, off, 2);
	put(t, COUNTRY_INFO_ENVIRONMENT, off + 2, 1);
	for (off += 3; end - off >= COUNTRY_TRIPLET && !tree_ended(t); off += COUNTRY_TRIPLET) {
		bool extension = slice_u8(t->l->data, off) >= FIRST_EXTENSION; /* an operating class */
		unsigned row = extension ? COUNTRY_RRC : COUNTRY_INFO_FNM;
		put_node(t, row, off, COUNTRY_TRIPLET);
		tree_push(t);
		for (unsigned i = 0; i < COUNTRY_TRIPLET; i++)
			put(t, row + 1 + i, off + i, 1);
		tree_pop(t);
	}
	put_row(t, COUNTRY_PADDING, off, end - off);
}

static void put_channels(struct tree *t, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i + 1 < n && !tree_ended(t); i += 2) {
		put_node(t, SUPCHAN, off + i, 2)->aux = i / 2 + 1;
		tree_push(t);
		put(t, SUPCHAN_FIRST, off + i, 1);
		put(t, SUPCHAN_RANGE, off + i + 1, 1);
		tree_pop(t);
	}
}

static void put_extended(struct tree *t, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i < n && i < 4 && !tree_ended(t); i++) {
		put(t, EXTCAP, off + i, 1)->aux = i + 1;
		tree_push(t);
		for (unsigned bit = 0; bit < 8; bit++)
			put(t, EXTCAP_B0 + 8 * i + bit, off + i, 1);
		tree_pop(t);
	}
}

/* Two bytes of stations, one of the channel's use, one or two of what is left: the version is told by the length. */
static void put_qbss(struct tree *t, uint32_t off, uint32_t n)
{
	put_uint(t, QBSS_VERSION, off, n, n == 5 ? 2 : 1);
	put(t, QBSS_SCOUNT, off, 2);
	put(t, QBSS_CU, off + 2, 1);
	put(t, QBSS_ADC, off + 3, n - 3);
}

static void put_interworking(struct tree *t, uint32_t off, uint32_t n)
{
	for (unsigned row = INTERWORKING_ACCESS_NETWORK_TYPE; row <= INTERWORKING_UESA; row++)
		put(t, row, off, 1);
	if (n == 7 || n == 9)
		put(t, INTERWORKING_HESSID, off + n - 6, 6);
}

void wlan_put_mcs_set(struct tree *t, unsigned row, uint32_t off)
{
	static const struct {
		uint16_t row;
		uint8_t off, n;
	} parts[] = {
		{ HT_MCSSET_RXBITMASK_0TO7, 0, 4 },	{ HT_MCSSET_RXBITMASK_8TO15, 0, 4 },
		{ HT_MCSSET_RXBITMASK_16TO23, 0, 4 },	{ HT_MCSSET_RXBITMASK_24TO31, 0, 4 },
		{ HT_MCSSET_RXBITMASK_32, 4, 4 },	{ HT_MCSSET_RXBITMASK_33TO38, 4, 4 },
		{ HT_MCSSET_RXBITMASK_39TO52, 4, 4 },	{ HT_MCSSET_RXBITMASK_53TO76, 6, 4 },
	};
	put_node(t, row, off, 16);
	tree_push(t);
	put_node(t, HT_MCSSET_RXBITMASK, off, 10);
	tree_push(t);
	for (unsigned i = 0; i < COUNT(parts); i++)
		put(t, parts[i].row, off + parts[i].off, parts[i].n);
	tree_pop(t);
	put(t, HT_MCSSET_HIGHESTDATARATE, off + 10, 2);
	for (unsigned i = HT_MCSSET_TXSETDEFINED; i <= HT_MCSSET_TXUNEQUALMOD; i++)
		put(t, i, off + 12, 1);
	tree_pop(t);
}

void wlan_put_ht(struct tree *t, uint32_t off, bool vendor)
{
	wlan_put_bits(t, vendor ? VS_HT_CAPABILITIES : HT_CAPABILITIES, HT_CAPABILITIES_LDPCCODING,
		      HT_CAPABILITIES_LSIG, off, 2);
	wlan_put_bits(t, vendor ? VS_HT_AMPDUPARAM : HT_AMPDUPARAM, HT_AMPDUPARAM_MAXLENGTH, HT_AMPDUPARAM_RESERVED,
		      off + 2, 1);
	wlan_put_mcs_set(t, vendor ? VS_HT_MCSSET : HT_MCSSET, off + 3);
	wlan_put_bits(t, vendor ? VS_HTEX_CAPABILITIES : HTEX_CAPABILITIES, HTEX_CAPABILITIES_PCO,
		      HTEX_CAPABILITIES_RDRESPONDER, off + 19, 2);
	wlan_put_bits(t, vendor ? VS_TXBF : TXBF, TXBF_TXBF, TXBF_RESERVED, off + 21, 4);
	wlan_put_bits(t, vendor ? VS_ASEL : ASEL, ASEL_CAPABLE, ASEL_RESERVED, off + 25, 1);
}

static void put_ht_info(struct tree *t, uint32_t off)
{
	put(t, HT_INFO_PRIMARYCHANNEL, off, 1);
	wlan_put_bits(t, HT_INFO_DELIM1, HT_INFO_SECCHANOFFSET, HT_INFO_RESERVED_B4_B7, off + 1, 1);
	wlan_put_bits(t, HT_INFO_DELIM2, HT_INFO_HT_PROTECTION, HT_INFO_RESERVED_B21_B23, off + 2, 2);
	wlan_put_bits(t, HT_INFO_DELIM3, HT_INFO_RESERVED_B24_B29, HT_INFO_RESERVED_B36_B39, off + 4, 2);
	wlan_put_mcs_set(t, HT_MCSSET, off + 6);
}

/* What lengths an element may have, and how it is said that it has another. */
static const struct shape {
	uint8_t tag, min, max;
	bool undecoded; /* what is wrong is shown as bytes */
	const char *name, *wrong;
} shapes[] = {
	{ TAG_RATES, 1, 255, true, "Tag length ", " too short, must be greater than 0" },
	{ TAG_DS, 1, 1, false, "Tag length ", " wrong, must be = 1" },
	{ TAG_TIM, 4, 255, false, "Tag length ", " too short for Non-S1G frame, must be >= 4" },
	{ TAG_COUNTRY, 6, 255, false, "Tag length ", " too short, must be >= 6" },
	{ TAG_QBSS, 4, 5, false, "Tag Length ", " wrong, must be = 4 or 5" },
	{ TAG_POWER_CONSTRAINT, 1, 1, false, "Tag Length ", " wrong, must be = 1" },
	{ TAG_POWER, 2, 2, false, "Tag Length ", " wrong, must be = 2" },
	{ TAG_TPC, 2, 2, false, "Tag Length ", " wrong, must be = 2" },
	{ TAG_SWITCH, 3, 3, false, "Tag Length ", " wrong, must be = 3" },
	{ TAG_ERP, 1, 1, true, "Tag Length ", " wrong, must be = 1" },
	{ TAG_HT, 26, 26, false, "HT Capabilities IE length ", " wrong, must be = 26" },
	{ TAG_RSN, 2, 255, false, "Tag Length ", " wrong, must be >= 2" },
	{ TAG_MORE_RATES, 1, 255, true, "Tag length ", " too short, must be greater than 0" },
	{ TAG_CLASSES, 2, 32, false, "Tag Length ", " wrong, must be >= 2" },
	{ TAG_HT_INFO, 22, 255, false, "HT Information IE content length ", " wrong, must be at least 22 bytes" },
	{ TAG_EXTENDED, 1, 255, false, "Tag length ", " too short, must be greater than 0" },
	{ 192, 5, 5, false, "VHT Operation IE length ", " wrong, must be = 5" },
	{ 191, 12, 12, false, "VHT Capabilities IE length ", " wrong, must be = 12" },
};

static const struct shape *shape_of(unsigned tag)
{
	for (unsigned i = 0; i < COUNT(shapes); i++)
		if (shapes[i].tag == tag)
			return &shapes[i];
	return NULL;
}

/* How the length is wrong; NULL: it is not. */
static const char *length_fault(struct buf *m, unsigned tag, uint32_t n)
{
	const struct shape *s = shape_of(tag);
	if (tag == TAG_MOBILITY && n < 3) {
		buf_lit(m, "MDIE content length must be at least 3 bytes");
	} else if (tag == TAG_CHANNELS && n % 2) {
		buf_lit(m, "Tag length ");
		fmt_uint(m, n);
		buf_lit(m, " must be even");
	} else if (s && (n < s->min || n > s->max)) {
		buf_str(m, s->name);
		fmt_uint(m, n);
		buf_str(m, s->wrong);
	} else {
		return NULL;
	}
	return message_text(m);
}

static void put_rows_of(struct tree *t, unsigned first, unsigned last, uint32_t off)
{
	for (unsigned row = first; row <= last; row++)
		put(t, row, off + row - first, 1);
}

/* The contents, whose length is one of those that the element may have. */
static void put_contents(struct tree *t, unsigned tag, uint32_t off, uint32_t n)
{
	switch (tag) {
	case TAG_SSID: put(t, SSID, off, n); break;
	case TAG_RATES: put_row(t, SUPPORTED_RATES, off, n); break;
	case TAG_MORE_RATES: put_row(t, EXTENDED_SUPPORTED_RATES, off, n); break;
	case TAG_DS: put(t, DS_CURRENT_CHANNEL, off, 1); break;
	case TAG_TIM: put_tim(t, off, n); break;
	case TAG_COUNTRY: put_country(t, off, n); break;
	case TAG_QBSS: put_qbss(t, off, n); break;
	case TAG_CHALLENGE: put(t, TAG_CHALLENGE_TEXT, off, n); break;
	case TAG_POWER_CONSTRAINT: put(t, POWERCON_LOCAL, off, 1); break;
	case TAG_POWER: put_rows_of(t, POWERCAP_MIN, POWERCAP_MAX, off); break;
	case TAG_TPC: put_rows_of(t, TCPREP_TRSMT_POW, TCPREP_LINK_MRG, off); break;
	case TAG_CHANNELS: put_channels(t, off, n); break;
	case TAG_SWITCH: put_rows_of(t, CSA_CHANNEL_SWITCH_MODE, CSA_CHANNEL_SWITCH_COUNT, off); break;
	case TAG_ERP: wlan_put_bits(t, ERP_INFO, ERP_INFO_ERP_PRESENT, ERP_INFO_RESERVED, off, 1); break;
	case TAG_HT: wlan_put_ht(t, off, false); break;
	case TAG_RSN: wlan_put_rsn(t, off, n); break;
	case TAG_MOBILITY:
		put(t, MOBILITY_DOMAIN_MDID, off, 2);
		wlan_put_bits(t, MOBILITY_DOMAIN_FT_CAPAB, MOBILITY_DOMAIN_FT_CAPAB_FT_OVER_DS,
			      MOBILITY_DOMAIN_FT_CAPAB_RESERVED, off + 2, 1);
		break;
	case TAG_CLASSES:
		put(t, SUPOPECLASS_CURRENT, off, 1);
		put_node(t, SUPOPECLASS_ALT, off + 1, n - 1);
		break;
	case TAG_HT_INFO: put_ht_info(t, off); break;
	case TAG_INTERWORKING: put_interworking(t, off, n); break;
	case TAG_EXTENDED: put_extended(t, off, n); break;
	case TAG_VENDOR: wlan_put_vendor(t, off, n); break;
	default: break; /* nobody knows it, or its contents are not shown */
	}
}

static void put_undecoded_note(struct tree *t, unsigned tag, uint32_t off)
{
	MESSAGE(text);
	const char *name = value_text(&wlan_tag_names, tag);
	buf_lit(&text, "Dissector for 802.11 IE Tag (");
	if (name) {
		buf_str(&text, name);
	} else {
		buf_char(&text, '(');
		fmt_uint(&text, tag);
		buf_char(&text, ')');
	}
	buf_lit(&text, ") code not implemented, Contact Wireshark developers if you want this supported");
	tree_push(t);
	put_expert(t, TAG_UNDECODED, off, 1, message_text(&text));
	tree_pop(t);
}

static void put_bad_length(struct tree *t, uint32_t off, const char *message)
{
	tree_push(t);
	put_expert(t, TAG_LENGTH_BAD, off, 1, message);
	tree_pop(t);
}

/* Elements whose contents cannot be shown: unknown ones, and a second name of the network. */
static bool is_undecoded(unsigned tag, uint32_t n, const char *fault, bool named)
{
	const struct shape *s = shape_of(tag);
	if (tag == TAG_SSID)
		return named || n > MAX_SSID;
	if (fault)
		return (s && s->undecoded) || (tag == TAG_TIM && !n);
	return !value_text(&wlan_tag_names, tag);
}

static void put_tag(struct tree *t, uint32_t off, uint32_t left, bool named)
{
	MESSAGE(message);
	unsigned tag = slice_u8(t->l->data, off);
	uint32_t n = slice_u8(t->l->data, off + 1);
	const char *fault =
		n > left - HEAD ? "Tag Length is longer than remaining payload" : length_fault(&message, tag, n);
	bool undecoded = n <= left - HEAD && is_undecoded(tag, n, fault, named);
	uint32_t shown = n > left - HEAD ? left : HEAD + n, there = t->l->data.len - off;
	put_node(t, TAG, off, shown < there ? shown : there)->aux = undecoded ? WLAN_UNDECODED
								    : fault   ? WLAN_FAULTY
									      : 0;
	tree_push(t);
	put(t, TAG_NUMBER, off, 1);
	if (undecoded)
		put_undecoded_note(t, tag, off);
	put(t, TAG_LENGTH, off + 1, 1);
	if (fault)
		put_bad_length(t, off + 1, fault);
	if (n > left - HEAD)
		tree_malformed(t);
	else if (undecoded)
		put(t, TAG_DATA, off + HEAD, n);
	else if (tree_need(t, off + HEAD, n) && !fault)
		put_contents(t, tag, off + HEAD, n);
	tree_pop(t);
}

void wlan_put_elements(struct tree *t, uint32_t off, uint32_t end)
{
	const struct slice s = t->l->data;
	bool named = false;
	while (off < end && !tree_ended(t)) {
		if (end - off < HEAD) {
			tree_malformed(t);
			return;
		}
		if (!tree_need(t, off, HEAD))
			return;
		put_tag(t, off, end - off, named);
		named |= slice_u8(s, off) == TAG_SSID;
		off += HEAD + slice_u8(s, off + 1);
	}
}

void wlan_put_tags(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	uint32_t end = s.wire;
	if (tree_ended(t) || (end > s.len && !tree_need(t, off, 1)))
		return;
	put_node(t, TAGGED_ALL, off, (end < s.len ? end : s.len) - off)->aux = end - off;
	tree_push(t);
	wlan_put_elements(t, off, end);
	tree_pop(t);
}

static bool contents_whole(unsigned tag, struct slice s)
{
	if (tag == TAG_RSN)
		return s.wire < 2 || wlan_suites_whole(s, true);
	if (tag != TAG_VENDOR)
		return true;
	return s.wire >= 3 && (slice_u24(s, 0) != OUI_MICROSOFT || slice_u8(s, 3) != MICROSOFT_WPA || s.wire < 4 ||
			       wlan_suites_whole(slice_from(s, 4), false));
}

void wlan_check_tags(struct layer *l, uint32_t off)
{
	const struct slice s = l->data;
	while (off < s.wire) {
		uint32_t n = slice_u8(s, off + 1);
		if (!slice_has(s, off, HEAD)) {
			layer_cut(l, off + HEAD);
			return;
		}
		off += HEAD;
		if (n > s.wire - off ||
		    (slice_has(s, off, n) && !contents_whole(slice_u8(s, off - HEAD), slice_sub(s, off, n)))) {
			l->flags |= LAYER_MALFORMED;
			return;
		}
		if (!slice_has(s, off, n)) {
			layer_cut(l, off + n);
			return;
		}
		off += n;
	}
}
