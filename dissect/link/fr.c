/* fr.c: frame relay (ITU-T Q.922 addresses), with network protocols inside as RFC 2427 or Cisco put them there. */
#include "base/fmt.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  +----------------+---------------------+----------------------------------------------------------------+
 *  | DLCI | C/R | 0 | DLCI |F|B|DE| EA    |  control 3, (padding 0,) NLPID, with SNAP: organization, protocol |
 *  +----------------+---------------------+  or, from Cisco, an Ethernet type                              |
 *  Addresses of other lengths than two are stepped over: the last bit of an octet says whether it is the last. */
enum {
	FR, FIRST, UPPER_DLCI, CR, FIRST_EA, SECOND, SECOND_DLCI, FECN, BECN, DE, SECOND_EA, DLCI, CONTROL, COMMAND,
	FRAME_TYPE, PADDING, NLPID, OUI, SNAP_TYPE, SNAP_PID, CISCO_TYPE,
};
enum { UNNUMBERED = 3, NLPID_SNAP = 0x80, NLPID_IPV6 = 0x8e, NLPID_IPV4 = 0xcc, NLPID_PPP = 0xcf };
enum { OUI_ETHER = 0, OUI_BRIDGED = 0x0080c2, PID_BRIDGED_FCS = 1, PID_BRIDGED = 7 }; /* RFC 2427, appendix A */
enum { MAX_ADDRESS = 5 };
enum { FACT_ADDRESS }; /* bytes of the address */

static const struct value_table cr_names = BOOL_NAMES("Command", "Response");
static const struct value_table ea_names = BOOL_NAMES("Last Octet", "More Follows");
static const struct value_table commands = VALUES({ 0, "Unnumbered Information" });
static const struct value_table frame_types = VALUES({ 3, "Unnumbered frame" });
static const struct value_table nlpids =
	VALUES({ 0x00, "NULL" }, { 0x01, "T.70" }, { 0x03, "X.633" }, { 0x08, "Q.933" }, { 0x09, "LMI" },
	       { 0x0c, "Q.2119" },
	       { 0x80, "SNAP" }, { 0x81, "CLNP" }, { 0x82, "ESIS" }, { 0x83, "ISIS" }, { 0x85, "IDRP" },
	       { 0x8a, "ESIS (X.25)" }, { 0x8c, "ISO 10030" }, { 0x8d, "ISO 11577" }, { 0x8e, "IPv6" },
	       { 0xb0, "Data compression protocol" }, { 0xcc, "IP" }, { 0xcf, "PPP" });
/* Those that are handed on; tshark names them in its own way. */
static const struct value_table cisco_types = VALUES({ ETHERTYPE_IPV4, "IP" }, { ETHERTYPE_IPV6, "IPv6" });

static void second_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[] = { ", FECN", ", BECN", ", DE", ", EA" };
	(void)t;
	buf_lit(b, "Second address octet: 0x");
	fmt_hex(b, r->val, 2);
	for (unsigned i = 0; i < 4; i++)
		if (r->val & 8u >> i)
			buf_str(b, names[i]);
}

static void control_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "Control field: U, func=UI (0x03)");
}

static void padding_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "Padding");
}

#define BITS(abbrev, name, type, base, at, bits, ...) \
	F("fr." abbrev, name, type, base, .off = at, .size = 1, .mask = bits, .flags = F_CHILD, __VA_ARGS__)

static const struct field fr_fields[] = {
	[FR] = F("fr", "Frame Relay", FT_PROTOCOL, BASE_NONE),
	[FIRST] = F("fr.first_addr_octet", "First address octet", FT_UINT8, BASE_HEX, .off = 0, .size = 1),
	[UPPER_DLCI] = BITS("upper_dlci", "Upper DLCI", FT_UINT8, BASE_HEX, 0, 0xfc),
	[CR] = BITS("cr", "CR", FT_BOOLEAN, BASE_NONE, 0, 0x02, .vals = &cr_names),
	[FIRST_EA] = BITS("ea", "EA", FT_BOOLEAN, BASE_NONE, 0, 0x01, .vals = &ea_names),
	[SECOND] = F("fr.second_addr_octet", "Second address octet", FT_UINT8, BASE_HEX, .off = 1, .size = 1,
		     .label = second_label),
	[SECOND_DLCI] = BITS("second_dlci", "Second DLCI", FT_UINT8, BASE_HEX, 1, 0xf0),
	[FECN] = BITS("fecn", "FECN", FT_BOOLEAN, BASE_NONE, 1, 0x08, .vals = &bool_true),
	[BECN] = BITS("becn", "BECN", FT_BOOLEAN, BASE_NONE, 1, 0x04, .vals = &bool_true),
	[DE] = BITS("de", "DE", FT_BOOLEAN, BASE_NONE, 1, 0x02, .vals = &bool_true),
	[SECOND_EA] = BITS("ea", "EA", FT_BOOLEAN, BASE_NONE, 1, 0x01, .vals = &ea_names),
	[DLCI] = F("fr.dlci", "DLCI", FT_UINT32, BASE_DEC),
	[CONTROL] = F("fr.control", "Control Field", FT_UINT8, BASE_HEX, .label = control_label),
	[COMMAND] = F("fr.control.u_modifier_cmd", "Command", FT_UINT8, BASE_HEX, .mask = 0xec, .vals = &commands),
	[FRAME_TYPE] = F("fr.control.ftype", "Frame type", FT_UINT8, BASE_HEX, .mask = 0x03, .vals = &frame_types),
	[PADDING] = F("fr.nlpid", "NLPID", FT_UINT8, BASE_HEX, .label = padding_label),
	[NLPID] = F("fr.nlpid", "NLPID", FT_UINT8, BASE_HEX, .vals = &nlpids),
	[OUI] = F("fr.snap.oui", "Organization Code", FT_UINT24, BASE_OUI),
	[SNAP_TYPE] = F("fr.snaptype", "Type", FT_UINT16, BASE_HEX, .vals = &ethertype_names),
	[SNAP_PID] = F("fr.snap.pid", "Protocol ID", FT_UINT16, BASE_HEX),
	[CISCO_TYPE] = F("fr.chdlctype", "Type", FT_UINT16, BASE_HEX, .vals = &cisco_types),
};

static uint32_t address_length(struct slice s)
{
	uint32_t n = 1;
	while (n < MAX_ADDRESS && slice_has(s, n, 1) && !(slice_u8(s, n - 1) & 1))
		n++;
	return n;
}

/* The NLPID, behind the control octet at off and padding. */
static uint32_t nlpid_place(struct slice s, uint32_t off)
{
	return off + 1 + !slice_u8(s, off + 1);
}

static void snap_next(struct dissection *d, struct layer *l, uint32_t off)
{
	uint32_t oui = slice_u24(l->data, off), pid = slice_u16(l->data, off + 3);
	if (!layer_header(l, off + 5))
		return;
	if (oui == OUI_ETHER)
		next_value(d, l, NEXT_ETHERTYPE, pid, l->payload);
	else if (oui == OUI_BRIDGED && (pid == PID_BRIDGED_FCS || pid == PID_BRIDGED))
		next_value(d, l, NEXT_LINK_TYPE, 1, l->payload);
	else
		next_data(d, l, l->payload);
}

static void nlpid_next(struct dissection *d, struct layer *l, uint32_t off)
{
	unsigned nlpid = slice_u8(l->data, off);
	if (!layer_header(l, off + 1))
		return;
	if (nlpid == NLPID_SNAP)
		snap_next(d, l, off + 1);
	else if (nlpid == NLPID_IPV4)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, l->payload);
	else if (nlpid == NLPID_IPV6)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, l->payload);
	else if (nlpid == NLPID_PPP)
		next_named(d, l, "ppp", l->payload);
	else
		next_data(d, l, l->payload);
}

static void fr_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = address_length(l->data);
	unsigned type = slice_u16(l->data, n);
	l->fact[FACT_ADDRESS] = n;
	l->tree_len = l->data.len;
	if (!layer_header(l, n + 1))
		return;
	if (slice_u8(l->data, n) == UNNUMBERED) {
		nlpid_next(d, l, nlpid_place(l->data, n));
		l->tree_len = l->header_len < l->data.len ? l->header_len : l->data.len;
	} else if (value_text(&cisco_types, type)) {
		layer_header(l, n + 2);
		l->tree_len = n + 2;
		next_value(d, l, NEXT_ETHERTYPE, type, l->payload);
	} else {
		layer_header(l, n);
		next_data(d, l, l->payload);
	}
}

static void put_unnumbered(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t at = nlpid_place(l->data, off);
	put(t, CONTROL, off, 1);
	tree_push(t);
	put(t, COMMAND, off, 1);
	put(t, FRAME_TYPE, off, 1);
	tree_pop(t);
	if (at > off + 1)
		put(t, PADDING, off + 1, 1);
	put(t, NLPID, at, 1);
	if (slice_u8(l->data, at) != NLPID_SNAP || !tree_need(t, at + 1, 5))
		return;
	put(t, OUI, at + 1, 3);
	put(t, slice_u24(l->data, at + 1) == OUI_ETHER ? SNAP_TYPE : SNAP_PID, at + 4, 2);
}

static void fr_tree(struct tree *t, const struct layer *l)
{
	uint32_t n = (uint32_t)l->fact[FACT_ADDRESS];
	put_rows(t, FIRST, FIRST_EA, 0);
	if (!(slice_u8(l->data, 0) & 1))
		put_rows(t, SECOND, SECOND_EA, 0);
	if (n == 2)
		put_uint(t, DLCI, 0, 2, (slice_u8(l->data, 0) & 0xfcu) << 2 | slice_u8(l->data, 1) >> 4);
	if (slice_u8(l->data, n) == UNNUMBERED)
		put_unnumbered(t, l, n);
	else if (value_text(&cisco_types, slice_u16(l->data, n)))
		put(t, CISCO_TYPE, n, 2);
}

static const struct next_link fr_on[] = { { NEXT_LINK_TYPE, 107 } };

const struct protocol protocol_fr = {
	.name = "fr",
	.column = "FR",
	FIELDS(fr_fields),
	ON(fr_on),
	.dissect = fr_dissect,
	.fields_of = fr_tree,
};
