/* link_type.c: link types of capture files and what tshark calls them. */
#include "base/link_type.h"

#include <stddef.h>

static const struct encap {
	uint16_t link_type;
	uint16_t encap; /* tshark's own number of the encapsulation */
	const char *name, *word;
} encaps[] = {
	{ 0, 15, "NULL/Loopback", "null" },
	{ 1, 1, "Ethernet", "ether" },
	{ 2, 184, "Xerox 3MB Ethernet", "xeth" },
	{ 3, 148, "Amateur Radio AX.25", "ax25" },
	{ 6, 2, "Token Ring", "tr" },
	{ 7, 8, "ARCNET", "arcnet" },
	{ 8, 3, "SLIP", "slip" },
	{ 9, 4, "PPP", "ppp" },
	{ 10, 6, "FDDI with bit-swapped MAC addresses", "fddi-swapped" },
	{ 11, 10, "RFC 1483 ATM", "atm-rfc1483" },
	{ 12, 7, "Raw IP", "rawip" },
	{ 13, 38, "OpenBSD enc(4) encapsulating interface", "enc" },
	{ 14, 7, "Raw IP", "rawip" },
	{ 16, 11, "Linux ATM CLIP", "linux-atm-clip" },
	{ 18, 11, "Linux ATM CLIP", "linux-atm-clip" },
	{ 19, 11, "Linux ATM CLIP", "linux-atm-clip" },
	{ 32, 69, "Redback SmartEdge", "redback" },
	{ 50, 4, "PPP", "ppp" },
	{ 51, 139, "PPP-over-Ethernet session", "pppoes" },
	{ 99, 61, "Symantec Enterprise Firewall", "symantec" },
	{ 100, 10, "RFC 1483 ATM", "atm-rfc1483" },
	{ 101, 7, "Raw IP", "rawip" },
	{ 104, 28, "Cisco HDLC", "chdlc" },
	{ 105, 20, "IEEE 802.11 Wireless LAN", "ieee-802-11" },
	{ 106, 11, "Linux ATM CLIP", "linux-atm-clip" },
	{ 107, 26, "Frame Relay", "frelay" },
	{ 108, 174, "OpenBSD loopback", "loop" },
	{ 109, 38, "OpenBSD enc(4) encapsulating interface", "enc" },
	{ 112, 28, "Cisco HDLC", "chdlc" },
	{ 113, 25, "Linux cooked-mode capture v1", "linux-sll" },
	{ 114, 30, "Localtalk", "ltalk" },
	{ 117, 39, "OpenBSD PF Firewall logs", "pflog" },
	{ 118, 29, "Cisco IOS internal", "ios" },
	{ 119, 21, "IEEE 802.11 plus Prism II monitor mode radio header", "ieee-802-11-prism" },
	{ 121, 32, "HiPath HDLC", "hhdlc" },
	{ 122, 18, "RFC 2625 IP-over-Fibre Channel", "ip-over-fc" },
	{ 123, 13, "ATM PDUs", "atm-pdus" },
	{ 127, 23, "IEEE 802.11 plus radiotap radio header", "ieee-802-11-radiotap" },
	{ 128, 37, "Tazmen sniffer protocol", "tzsp" },
	{ 129, 9, "Linux ARCNET", "arcnet_linux" },
	{ 130, 81, "Juniper MLPPP", "juniper-mlppp" },
	{ 131, 82, "Juniper MLFR", "juniper-mlfr" },
	{ 133, 87, "Juniper GGSN", "juniper-ggsn" },
	{ 135, 68, "Juniper ATM2", "juniper-atm2" },
	{ 136, 151, "Juniper Services", "juniper-svcs" },
	{ 137, 67, "Juniper ATM1", "juniper-atm1" },
	{ 138, 62, "Apple IP-over-IEEE 1394", "ap1394" },
	{ 139, 75, "MTP2 with pseudoheader", "mtp2-with-phdr" },
	{ 140, 42, "SS7 MTP2", "mtp2" },
	{ 141, 43, "SS7 MTP3", "mtp3" },
	{ 142, 101, "SS7 SCCP", "sccp" },
	{ 143, 33, "Data Over Cable Service Interface Specification", "docsis" },
	{ 144, 44, "IrDA", "irda" },
	{ 147, 45, "USER 0", "user0" },
	{ 148, 46, "USER 1", "user1" },
	{ 149, 47, "USER 2", "user2" },
	{ 150, 48, "USER 3", "user3" },
	{ 151, 49, "USER 4", "user4" },
	{ 152, 50, "USER 5", "user5" },
	{ 153, 51, "USER 6", "user6" },
	{ 154, 52, "USER 7", "user7" },
	{ 155, 53, "USER 8", "user8" },
	{ 156, 54, "USER 9", "user9" },
	{ 157, 55, "USER 10", "user10" },
	{ 158, 56, "USER 11", "user11" },
	{ 159, 57, "USER 12", "user12" },
	{ 160, 58, "USER 13", "user13" },
	{ 161, 59, "USER 14", "user14" },
	{ 162, 60, "USER 15", "user15" },
	{ 163, 24, "IEEE 802.11 plus AVS radio header", "ieee-802-11-avs" },
	{ 165, 63, "BACnet MS/TP", "bacnet-ms-tp" },
	{ 167, 76, "Juniper PPPoE", "juniper-pppoe" },
	{ 169, 66, "GPRS LLC", "gprs-llc" },
	{ 170, 178, "ITU-T G.7041/Y.1303 Generic Framing Procedure Transparent mode", "gfp-t" },
	{ 171, 179, "ITU-T G.7041/Y.1303 Generic Framing Procedure Frame-mapped mode", "gfp-f" },
	{ 172, 77, "GCOM TIE1", "gcom-tie1" },
	{ 173, 78, "GCOM Serial", "gcom-serial" },
	{ 177, 88, "LAPD with Linux pseudo-header", "linux-lapd" },
	{ 178, 83, "Juniper Ethernet", "juniper-ether" },
	{ 179, 84, "Juniper PPP", "juniper-ppp" },
	{ 180, 85, "Juniper Frame-Relay", "juniper-frelay" },
	{ 181, 86, "Juniper C-HDLC", "juniper-chdlc" },
	{ 183, 91, "Juniper Voice PIC", "juniper-vp" },
	{ 184, 181, "Juniper VN", "juniper-vn" },
	{ 186, 92, "USB packets with FreeBSD header", "usb-freebsd" },
	{ 187, 41, "Bluetooth H4", "bluetooth-h4" },
	{ 188, 93, "IEEE 802.16 MAC Common Part Sublayer", "ieee-802-16-mac-cps" },
	{ 189, 95, "USB packets with Linux header", "usb-linux" },
	{ 190, 109, "Controller Area Network 2.0B", "can20b" },
	{ 192, 97, "Per-Packet Information header", "ppi" },
	{ 195, 104, "IEEE 802.15.4 Wireless PAN", "wpan" },
	{ 196, 100, "SITA WAN packets", "sita-wan" },
	{ 197, 98, "Extensible Record Format", "erf" },
	{ 199, 103, "Intelligent Platform Management Bus with Kontron pseudo-header", "ipmb-kontron" },
	{ 200, 197, "Juniper Secure Tunnel Information", "juniper-st" },
	{ 201, 99, "Bluetooth H4 with linux header", "bluetooth-h4-linux" },
	{ 202, 147, "AX.25 with KISS header", "ax25-kiss" },
	{ 203, 131, "LAPD", "lapd" },
	{ 204, 19, "PPP with Directional Info", "ppp-with-direction" },
	{ 209, 112, "I2C with Linux-specific pseudo-header", "i2c-linux" },
	{ 210, 106, "FlexRay", "flexray" },
	{ 211, 108, "Media Oriented Systems Transport", "most" },
	{ 212, 107, "Local Interconnect Network", "lin" },
	{ 213, 111, "X2E serial line capture", "x2e-serial" },
	{ 214, 105, "X2E Xoraya", "x2e-xoraya" },
	{ 215, 113, "IEEE 802.15.4 Wireless PAN non-ASK PHY", "wpan-nonask-phy" },
	{ 220, 115, "USB packets with Linux header and padding", "usb-linux-mmap" },
	{ 224, 121, "Fibre Channel FC-2", "fc2" },
	{ 225, 122, "Fibre Channel FC-2 With Frame Delimiter", "fc2sof" },
	{ 226, 124, "Solaris IPNET", "ipnet" },
	{ 227, 125, "SocketCAN", "socketcan" },
	{ 228, 129, "Raw IPv4", "rawip4" },
	{ 229, 130, "Raw IPv6", "rawip6" },
	{ 230, 127, "IEEE 802.15.4 Wireless PAN with FCS not present", "wpan-nofcs" },
	{ 231, 146, "D-Bus", "dbus" },
	{ 235, 132, "DVB-CI (Common Interface)", "dvbci" },
	{ 236, 133, "MUX27010", "mux27010" },
	{ 237, 157, "STANAG 5066 Data Transfer Sublayer PDUs(D_PDU)", "s5066-dpdu" },
	{ 239, 141, "NFLOG", "nflog" },
	{ 240, 135, "Hilscher netANALYZER", "netanalyzer" },
	{ 241, 136, "Hilscher netANALYZER-Transparent", "netanalyzer-transparent" },
	{ 242, 180, "IP over IB", "ip-ib" },
	{ 243, 138, "ISO/IEC 13818-1 MPEG2-TS", "mp2ts" },
	{ 245, 140, "NFC LLCP", "nfc-llcp" },
	{ 248, 149, "SCTP", "sctp" },
	{ 249, 152, "USB packets with USBPcap header", "usb-usbpcap" },
	{ 250, 153, "RTAC serial-line", "rtac-serial" },
	{ 251, 154, "Bluetooth Low Energy Link Layer", "bluetooth-le-ll" },
	{ 252, 155, "Wireshark Upper PDU export", "wireshark-upper-pdu" },
	{ 253, 158, "Linux Netlink", "netlink" },
	{ 254, 159, "Bluetooth Linux Monitor", "bluetooth-linux-monitor" },
	{ 255, 160, "Bluetooth BR/EDR Baseband RF", "bluetooth-bredr-bb-rf" },
	{ 256, 161, "Bluetooth Low Energy Link Layer RF", "bluetooth-le-ll-rf" },
	{ 258, 171, "Apple PKTAP", "pktap" },
	{ 259, 172, "Ethernet Passive Optical Network", "epon" },
	{ 260, 173, "IPMI Trace Data Collection", "ipmi-trace" },
	{ 264, 177, "ISO 14443 contactless smartcard standards", "iso14443" },
	{ 266, 182, "USB packets with Darwin (macOS, etc.) headers", "usb-darwin" },
	{ 268, 36, "SDLC", "sdlc" },
	{ 270, 183, "LoRaTap", "loratap" },
	{ 271, 185, "Linux vsock", "vsock" },
	{ 272, 186, "nRF Sniffer for Bluetooth LE", "nordic_ble" },
	{ 273, 199, "DOCSIS with Excentis XRA pseudo-header", "docsis31_xra31" },
	{ 274, 198, "IEEE 802.3br mPackets", "ether-mpacket" },
	{ 275, 200, "DisplayPort AUX channel with Unigraf pseudo-header", "dpauxmon" },
	{ 276, 210, "Linux cooked-mode capture v2", "linux-sll2" },
	{ 279, 204, "Elektrobit High Speed Capture and Replay", "ebhscr" },
	{ 280, 205, "Vector Packet Processing graph dispatch trace", "vpp" },
	{ 283, 206, "IEEE 802.15.4 Wireless with TAP pseudo-header", "wpan-tap" },
	{ 287, 211, "Z-Wave Serial API packets", "zwave-serial" },
	{ 288, 208, "USB 2.0/1.1/1.0 packets", "usb-20" },
	{ 290, 212, "Event Tracing for Windows messages", "etw" },
	{ 292, 214, "ZBOSS NCP", "zbncp" },
	{ 293, 215, "Low-Speed USB 2.0/1.1/1.0 packets", "usb-20-low" },
	{ 294, 216, "Full-Speed USB 2.0/1.1/1.0 packets", "usb-20-full" },
	{ 295, 217, "High-Speed USB 2.0 packets", "usb-20-high" },
};

static const struct encap *find(uint16_t link_type)
{
	enum { ETHERNET = 1 }; /* asked for each packet, and nearly always this */
	if (link_type == ETHERNET)
		return &encaps[ETHERNET];
	for (size_t low = 0, high = sizeof encaps / sizeof encaps[0]; low < high;) {
		size_t mid = (low + high) / 2;
		if (encaps[mid].link_type == link_type)
			return &encaps[mid];
		if (encaps[mid].link_type < link_type)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

int link_type_encap(uint16_t link_type)
{
	const struct encap *e = find(link_type);
	return e ? e->encap : 0;
}

const char *link_type_encap_name(uint16_t link_type)
{
	const struct encap *e = find(link_type);
	return e ? e->name : "Unknown";
}

const char *link_type_encap_word(uint16_t link_type)
{
	const struct encap *e = find(link_type);
	return e ? e->word : "unknown";
}
