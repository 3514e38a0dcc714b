/* ppp.c: Point-to-Point Protocol (RFC 1661), with or without the address and control bytes of HDLC framing (RFC 1662). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum { PPP, DIRECTION, ADDRESS, CONTROL, PROTOCOL, CODE, IDENTIFIER, LENGTH };

enum { ALL_STATIONS = 0xff, CISCO_UNICAST = 0x0f, CISCO_MULTICAST = 0x8f };

static const struct value_table protocols = VALUES(
	{ 0x0001, "Padding Protocol" }, { 0x0003, "ROHC small-CID" }, { 0x0005, "ROHC large-CID" },
	{ 0x0021, "Internet Protocol version 4" }, { 0x0023, "OSI Network Layer" }, { 0x0025, "Xerox NS IDP" },
	{ 0x0027, "DECnet Phase IV" }, { 0x0029, "Appletalk" }, { 0x002b, "Novell IPX" },
	{ 0x002d, "Van Jacobson Compressed TCP/IP" }, { 0x002f, "Van Jacobson Uncompressed TCP/IP" },
	{ 0x0031, "Bridging PDU" }, { 0x0033, "Stream Protocol (ST-II)" }, { 0x0035, "Banyan Vines" },
	{ 0x0039, "AppleTalk EDDP" }, { 0x003b, "AppleTalk SmartBuffered" }, { 0x003d, "Multi-Link" },
	{ 0x003f, "NETBIOS Framing" }, { 0x0041, "Cisco Systems" }, { 0x0043, "Ascom Timeplex" },
	{ 0x0045, "Fujitsu Link Backup and Load Balancing (LBLB)" }, { 0x0047, "DCA Remote Lan" },
	{ 0x0049, "Serial Data Transport Protocol (PPP-SDTP)" }, { 0x004b, "SNA over 802.2" }, { 0x004d, "SNA" },
	{ 0x004f, "IPv6 Header Compression " }, { 0x0051, "KNX Bridging Data" }, { 0x0053, "Encryption" },
	{ 0x0055, "Individual Link Encryption" }, { 0x0057, "Internet Protocol version 6" },
	{ 0x0059, "PPP Muxing" }, { 0x005b, "Vendor-Specific Network Protocol (VSNP)" },
	{ 0x005d, "TRILL Network Protocol (TNP)" }, { 0x0061, "RTP IPHC Full Header" },
	{ 0x0063, "RTP IPHC Compressed TCP" }, { 0x0065, "RTP IPHC Compressed Non TCP" },
	{ 0x0067, "RTP IPHC Compressed UDP 8" }, { 0x0069, "RTP IPHC Compressed RTP 8" },
	{ 0x006f, "Stampede Bridging" }, { 0x0073, "MP+ Protocol" }, { 0x00c1, "NTCITS IPI" },
	{ 0x00fb, "Single link compression in multilink" }, { 0x00fd, "Compressed datagram" },
	{ 0x0201, "802.1d Hello Packets" }, { 0x0203, "IBM Source Routing BPDU" },
	{ 0x0205, "DEC LANBridge100 Spanning Tree" }, { 0x0207, "Cisco Discovery Protocol" },
	{ 0x0209, "Netcs Twin Routing" }, { 0x020b, "STP - Scheduled Transfer Protocol" },
	{ 0x020d, "EDP - Extreme Discovery Protocol" }, { 0x0211, "Optical Supervisory Channel Protocol (OSCP)" },
	{ 0x0213, "Optical Supervisory Channel Protocol (OSCP)" }, { 0x0231, "Luxcom" },
	{ 0x0233, "Sigma Network Systems" }, { 0x0235, "Apple Client Server Protocol" }, { 0x0281, "MPLS Unicast" },
	{ 0x0283, "MPLS Multicast" }, { 0x0285, "IEEE p1284.4 standard - data packets" },
	{ 0x0287, "ETSI TETRA Network Protocol Type 1" }, { 0x0289, "Multichannel Flow Treatment Protocol" },
	{ 0x2063, "RTP IPHC Compressed TCP No Delta" }, { 0x2065, "RTP IPHC Context State" },
	{ 0x2067, "RTP IPHC Compressed UDP 16" }, { 0x2069, "RTP IPHC Compressed RTP 16" },
	{ 0x4001, "Cray Communications Control Protocol" }, { 0x4003, "CDPD Mobile Network Registration Protocol" },
	{ 0x4005, "Expand accelerator protocol" }, { 0x4007, "ODSICP NCP" }, { 0x4009, "DOCSIS DLL" },
	{ 0x400b, "Cetacean Network Detection Protocol" }, { 0x4021, "Stacker LZS" }, { 0x4023, "RefTek Protocol" },
	{ 0x4025, "Fibre Channel" }, { 0x4027, "EMIT Protocols" }, { 0x405b, "Vendor-Specific Protocol (VSP)" },
	{ 0x405d, "TRILL Link State Protocol (TLSP)" }, { 0x8021, "Internet Protocol Control Protocol" },
	{ 0x8023, "OSI Network Layer Control Protocol" }, { 0x8025, "Xerox NS IDP Control Protocol" },
	{ 0x8027, "DECnet Phase IV Control Protocol" }, { 0x8029, "AppleTalk Control Protocol" },
	{ 0x802b, "Novell IPX Control Protocol" }, { 0x8031, "Bridging NCP" },
	{ 0x8033, "Stream Protocol Control Protocol" }, { 0x8035, "Banyan Vines Control Protocol" },
	{ 0x803d, "Multi-Link Control Protocol" }, { 0x803f, "NETBIOS Framing Control Protocol" },
	{ 0x8041, "Cisco Systems Control Protocol" }, { 0x8043, "Ascom Timeplex" },
	{ 0x8045, "Fujitsu LBLB Control Protocol" }, { 0x8047, "DCA Remote Lan Network Control Protocol (RLNCP)" },
	{ 0x8049, "Serial Data Control Protocol (PPP-SDCP)" }, { 0x804b, "SNA over 802.2 Control Protocol" },
	{ 0x804d, "SNA Control Protocol" }, { 0x804f, "IP6 Header Compression Control Protocol" },
	{ 0x8051, "KNX Bridging Control Protocol" }, { 0x8053, "Encryption Control Protocol" },
	{ 0x8055, "Individual Link Encryption Control Protocol" }, { 0x8057, "IPv6 Control Protocol" },
	{ 0x8059, "PPP Muxing Control Protocol" }, { 0x805b, "Vendor-Specific Network Control Protocol (VSNCP)" },
	{ 0x805d, "TRILL Network Control Protocol" }, { 0x806f, "Stampede Bridging Control Protocol" },
	{ 0x8073, "MP+ Control Protocol" }, { 0x80c1, "NTCITS IPI Control Protocol" },
	{ 0x80fb, "Single link compression in multilink control" }, { 0x80fd, "Compression Control Protocol" },
	{ 0x8207, "Cisco Discovery Protocol Control Protocol" }, { 0x8209, "Netcs Twin Routing" },
	{ 0x820b, "STP - Control Protocol" }, { 0x820d, "EDPCP - Extreme Discovery Protocol Control Protocol" },
	{ 0x8235, "Apple Client Server Protocol Control" }, { 0x8281, "MPLS Control Protocol" },
	{ 0x8285, "IEEE p1284.4 standard - Protocol Control" }, { 0x8287, "ETSI TETRA TNP1 Control Protocol" },
	{ 0x8289, "Multichannel Flow Treatment Protocol" }, { 0xc021, "Link Control Protocol" },
	{ 0xc023, "Password Authentication Protocol" }, { 0xc025, "Link Quality Report" },
	{ 0xc027, "Shiva Password Authentication Protocol" }, { 0xc029, "Callback Control Protocol (CBCP)" },
	{ 0xc02b, "BACP Bandwidth Allocation Control Protocol" }, { 0xc02d, "BAP Bandwidth Allocation Protocol" },
	{ 0xc05b, "Vendor-Specific Authentication Protocol (VSAP)" }, { 0xc081, "Container Control Protocol" },
	{ 0xc223, "Challenge Handshake Authentication Protocol" }, { 0xc225, "RSA Authentication Protocol" },
	{ 0xc227, "Extensible Authentication Protocol" },
	{ 0xc229, "Mitsubishi Security Information Exchange Protocol (SIEP)" },
	{ 0xc26f, "Stampede Bridging Authorization Protocol" }, { 0xc281, "Proprietary Authentication Protocol" },
	{ 0xc283, "Proprietary Authentication Protocol" }, { 0xc481, "Proprietary Node ID Authentication Protocol" });
static const struct value_table directions = VALUES({ 0, "DTE->DCE" }, { 1, "DCE->DTE" });

static const struct value_table control_codes = VALUES( /* of the control protocols, which borrow these rows */
	{ 0, "Vendor Specific" }, { 1, "Configuration Request" }, { 2, "Configuration Ack" }, { 3, "Configuration Nak" },
	{ 4, "Configuration Reject" }, { 5, "Termination Request" }, { 6, "Termination Ack" }, { 7, "Code Reject" },
	{ 8, "Protocol Reject" }, { 9, "Echo Request" }, { 10, "Echo Reply" }, { 11, "Discard Request" },
	{ 12, "Identification" }, { 13, "Time Remaining" }, { 14, "Reset Request" }, { 15, "Reset Ack" });

static const struct field ppp_fields[] = {
	[PPP] = F("ppp", "Point-to-Point Protocol", FT_PROTOCOL, BASE_NONE),
	[DIRECTION] = F("ppp.direction", "Direction", FT_UINT8, BASE_DEC, .vals = &directions, .flags = F_GENERATED),
	[ADDRESS] = F("ppp.address", "Address", FT_UINT8, BASE_HEX),
	[CONTROL] = F("ppp.control", "Control", FT_UINT8, BASE_HEX),
	[PROTOCOL] = F("ppp.protocol", "Protocol", FT_UINT16, BASE_HEX, .vals = &protocols),
	[CODE] = F("ppp.code", "Code", FT_UINT8, BASE_DEC, .vals = &control_codes),
	[IDENTIFIER] = F("ppp.identifier", "Identifier", FT_UINT8, BASE_DEC_HEX),
	[LENGTH] = F("ppp.length", "Length", FT_UINT16, BASE_DEC),
};

static bool is_link(const struct layer *l)
{
	return l->parent == 0;
}

/* fact: [0] bytes in front of the protocol number, [1] bytes of it, [2] the number. */
static void ppp_dissect(struct dissection *d, struct layer *l)
{
	unsigned first = slice_u8(l->data, 0);
	if (is_link(l) && (first == CISCO_UNICAST || first == CISCO_MULTICAST)) {
		layer_becomes(d, l, "chdlc");
		l->path = "ppp:chdlc";
		return;
	}
	uint32_t at = first == ALL_STATIONS && l->fact[0] == 0 ? 2 : 0;
	l->fact[0] = at;
	l->tree_len = l->data.len < at + 2 ? l->data.len : at + 2;
	/* A protocol number whose first byte is odd is that byte alone (RFC 1661, 6.5). */
	uint32_t n = slice_u8(l->data, at) & 1 ? 1 : 2;
	if (!layer_header(l, at + n))
		return;
	l->tree_len = at + n;
	unsigned number = n == 1 ? slice_u8(l->data, at) : slice_u16(l->data, at);
	l->fact[1] = n;
	l->fact[2] = number;
	next_value(d, l, NEXT_PPP, number, l->payload);
}

static void ppp_tree(struct tree *t, const struct layer *l)
{
	uint32_t at = (uint32_t)l->fact[0];
	if (at) {
		put(t, ADDRESS, 0, 1);
		put(t, CONTROL, 1, 1);
	}
	put(t, PROTOCOL, at, l->fact[1] ? (uint32_t)l->fact[1] : 2);
}

static void ppp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned number = (unsigned)l->fact[2];
	const char *name = value_text(&protocols, number);
	(void)d;
	column_number(c, number);
	buf_lit(&c->info, "PPP ");
	buf_str(&c->info, name ? name : "Unknown");
	buf_lit(&c->info, " (0x");
	fmt_hex(&c->info, number, 4);
	buf_char(&c->info, ')');
}

static const struct next_link ppp_on[] = {
	{ NEXT_LINK_TYPE, 9 }, { NEXT_LINK_TYPE, 50 },
};

const struct protocol protocol_ppp = {
	.name = "ppp",
	.column = "PPP",
	FIELDS(ppp_fields),
	ON(ppp_on),
	.dissect = ppp_dissect,
	.fields_of = ppp_tree,
	.info = ppp_info,
};
