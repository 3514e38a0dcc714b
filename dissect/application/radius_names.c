/* radius_names.c: what the numbers in RADIUS's attributes are called (IANA's registry of RADIUS types; the vendors' own). */
#include "dissect/application/radius_impl.h"

const struct value_table radius_names_code = VALUES(
	{ 1, "Access-Request" }, { 2, "Access-Accept" }, { 3, "Access-Reject" }, { 4, "Accounting-Request" },
	{ 5, "Accounting-Response" }, { 6, "Accounting-Status" }, { 7, "Password-Request" }, { 8, "Password-Ack" },
	{ 9, "Password-Reject" }, { 10, "Accounting-Message" }, { 11, "Access-Challenge" }, { 12, "Status-Server" },
	{ 13, "Status-Client" }, { 21, "Resource-Free-Request" }, { 22, "Resource-Free-Response" },
	{ 23, "Resource-Query-Request" }, { 24, "Query_Response" }, { 25, "Alternate-Resource-Reclaim-Request" },
	{ 26, "NAS-Reboot-Request" }, { 27, "NAS-Reboot-Response" }, { 29, "Next-Passcode" }, { 30, "New-Pin" },
	{ 31, "Terminate-Session" }, { 32, "Password-Expired" }, { 33, "Event-Request" }, { 34, "Event-Response" },
	{ 40, "Disconnect-Request" }, { 41, "Disconnect-ACK" }, { 42, "Disconnect-NAK" }, { 43, "CoA-Request" },
	{ 44, "CoA-ACK" }, { 45, "CoA-NAK" }, { 50, "IP-Address-Allocate" }, { 51, "IP-Address-Release" },
	{ 129, "ALU-State-Request" }, { 130, "ALU-State-Accept" }, { 131, "ALU-State-Reject" },
	{ 132, "ALU-State-Error" });
const struct value_table radius_names_egress_vlanid_tag = VALUES(
	{ 49, "Tagged" }, { 50, "Untagged" });
const struct value_table radius_names_service_type = VALUES(
	{ 1, "Login" }, { 2, "Framed" }, { 3, "Dialback-Login-User" }, { 4, "Dialback-Framed-User" },
	{ 5, "Dialout-Framed-User" }, { 6, "Shell-User" }, { 7, "Exec-User" }, { 8, "Authenticate-Only" },
	{ 9, "Callback-NAS-Prompt" }, { 10, "Call-Check" }, { 11, "Callback-Administrative" }, { 12, "Voice" },
	{ 13, "Fax" }, { 14, "Modem-Relay" }, { 15, "IAPP-Register" }, { 16, "IAPP-AP-Check" },
	{ 17, "Authorize-Only" }, { 18, "Framed-Management" }, { 252, "HP-Oper" }, { 255, "HP-User" },
	{ 103809025, "Annex-Authorize-Only" }, { 103809026, "Annex-Framed-Tunnel" },
	{ 954138625, "ChilliSpot-Authorize-Only" }, { 1224278017, "TP-CAPWAP-WTP" }, { 1224278018, "TP-CAPWAP-STA" });
const struct value_table radius_names_framed_protocol = VALUES(
	{ 1, "PPP" }, { 2, "SLIP" }, { 3, "ARAP" }, { 4, "Gandalf-SLML" }, { 5, "Xylogics-IPX-SLIP" },
	{ 6, "X.75-Synchronous" }, { 7, "GPRS-PDP-Context" }, { 9, "PPTP" }, { 255, "Ascend-ARA" },
	{ 256, "Ascend-MPP" }, { 257, "Ascend-EURAW" }, { 258, "Ascend-EUUI" }, { 259, "Ascend-X25" },
	{ 260, "Ascend-COMB" }, { 261, "Ascend-FR" }, { 262, "Ascend-MP" }, { 263, "Ascend-FR-CIR" },
	{ 17825794, "Bintec-X25" }, { 17825795, "Bintec-X25-PPP" }, { 17825796, "Bintec-IP-LAPB" },
	{ 17825798, "Bintec-IP-HDLC" }, { 17825799, "Bintec-MPR-LAPB" }, { 17825800, "Bintec-MPR-HDLC" },
	{ 17825801, "Bintec-FRAME-RELAY" }, { 17825802, "Bintec-X31-BCHAN" }, { 17825803, "Bintec-X75-PPP" },
	{ 17825804, "Bintec-X75BTX-PPP" }, { 17825805, "Bintec-X25-NOSIG" }, { 17825806, "Bintec-X25-PPP-OPT" },
	{ 1224278017, "TP-CAPWAP" });
const struct value_table radius_names_framed_routing = VALUES(
	{ 0, "None" }, { 1, "Broadcast" }, { 2, "Listen" }, { 3, "Broadcast-Listen" });
const struct value_table radius_names_framed_compression = VALUES(
	{ 0, "None" }, { 1, "Van-Jacobsen-TCP-IP" }, { 2, "IPX-Header-Compression" }, { 3, "Stac-LZS" });
const struct value_table radius_names_login_service = VALUES(
	{ 0, "Telnet" }, { 1, "Rlogin" }, { 2, "TCP-Clear" }, { 3, "PortMaster" }, { 4, "LAT" }, { 5, "X25-PAD" },
	{ 6, "X25-T3POS" }, { 8, "TCP-Clear-Quiet" });
const struct value_table radius_names_login_tcp_port = VALUES(
	{ 23, "Telnet" }, { 513, "Rlogin" }, { 514, "Rsh" });
const struct value_table radius_names_termination_action = VALUES(
	{ 0, "Default" }, { 1, "RADIUS-Request" }, { 2, "Manage-Resources" });
const struct value_table radius_names_acct_status_type = VALUES(
	{ 1, "Start" }, { 2, "Stop" }, { 3, "Interim-Update" }, { 4, "Modem-Start" }, { 5, "Modem-Stop" },
	{ 6, "Cancel" }, { 7, "Accounting-On" }, { 8, "Accounting-Off" }, { 9, "Tunnel-Start" },
	{ 10, "Tunnel-Stop" }, { 11, "Tunnel-Reject" }, { 12, "Tunnel-Link-Start" }, { 13, "Tunnel-Link-Stop" },
	{ 14, "Tunnel-Link-Reject" }, { 15, "Failed" }, { 17, "One-Time" }, { 217, "WB-Login" },
	{ 218, "WB-Logout" }, { 219, "WB-WRitelog" }, { 103809025, "Annex-User-Reject" },
	{ 103809026, "Annex-Call-Reject" }, { 103809027, "Annex-IPCP-Start" }, { 103809028, "Annex-IPXCP-Start" },
	{ 103809029, "Annex-ATCP-Start" }, { 103809030, "Annex-Accounting-Restart" },
	{ 103809031, "Annex-Accounting-Shutoff" }, { 103809032, "Annex-Tunnel-Start" },
	{ 103809033, "Annex-Tunnel-Stop" }, { 103809034, "Annex-Tunnel-Reject" },
	{ 103809035, "Annex-Tunnel-Link-Start" }, { 103809036, "Annex-Tunnel-Link-Stop" },
	{ 103809037, "Annex-MP-Start" }, { 103809038, "Annex-MP-Stop" }, { 103809039, "Annex-Line-Seizure" },
	{ 103809040, "Annex-Rlogin-Start" }, { 103809041, "Annex-Rlogin-Stop" }, { 160825345, "SG-Service-Start" },
	{ 160825346, "SG-Service-Stop" });
const struct value_table radius_names_acct_authentic = VALUES(
	{ 1, "RADIUS" }, { 2, "Local" }, { 3, "Remote" }, { 4, "Diameter" });
const struct value_table radius_names_acct_terminate_cause = VALUES(
	{ 1, "User-Request" }, { 2, "Lost-Carrier" }, { 3, "Lost-Service" }, { 4, "Idle-Timeout" },
	{ 5, "Session-Timeout" }, { 6, "Admin-Reset" }, { 7, "Admin-Reboot" }, { 8, "Port-Error" },
	{ 9, "NAS-Error" }, { 10, "NAS-Request" }, { 11, "NAS-Reboot" }, { 12, "Port-Unneeded" },
	{ 13, "Port-Preempted" }, { 14, "Port-Suspended" }, { 15, "Service-Unavailable" }, { 16, "Callback" },
	{ 17, "User-Error" }, { 18, "Host-Request" }, { 19, "Supplicant-Restart" },
	{ 20, "Reauthentication-Failure" }, { 21, "Port-Reinit" }, { 22, "Port-Disabled" });
const struct value_table radius_names_ingress_filters = VALUES(
	{ 1, "Enabled" }, { 2, "Disabled" });
const struct value_table radius_names_nas_port_type = VALUES(
	{ 0, "Async" }, { 1, "Sync" }, { 2, "ISDN" }, { 3, "ISDN-V120" }, { 4, "ISDN-V110" }, { 5, "Virtual" },
	{ 6, "PIAFS" }, { 7, "HDLC-Clear-Channel" }, { 8, "X.25" }, { 9, "X.75" }, { 10, "G.3-Fax" }, { 11, "SDSL" },
	{ 12, "ADSL-CAP" }, { 13, "ADSL-DMT" }, { 14, "IDSL" }, { 15, "Ethernet" }, { 16, "xDSL" }, { 17, "Cable" },
	{ 18, "Wireless-Other" }, { 19, "Wireless-802.11" }, { 20, "Token-Ring" }, { 21, "FDDI" },
	{ 22, "Wireless-CDMA2000" }, { 23, "Wireless-UMTS" }, { 24, "Wireless-1X-EV" }, { 25, "IAPP" },
	{ 26, "FTTP" }, { 27, "Wireless-802.16" }, { 28, "Wireless-802.20" }, { 29, "Wireless-802.22" },
	{ 30, "PPPoA" }, { 31, "PPPoEoA" }, { 32, "PPPoEoE" }, { 33, "PPPoEoVLAN" }, { 34, "PPPoEoQinQ" },
	{ 35, "xPON" }, { 36, "Wireless-XGP" });
const struct value_table radius_names_tunnel_type = VALUES(
	{ 1, "PPTP" }, { 2, "L2F" }, { 3, "L2TP" }, { 4, "ATMP" }, { 5, "VTP" }, { 6, "AH" }, { 7, "IP" },
	{ 8, "MIN-IP" }, { 9, "ESP" }, { 10, "GRE" }, { 11, "DVS" }, { 12, "IP-in-IP" }, { 13, "VLAN" });
const struct value_table radius_names_tunnel_medium_type = VALUES(
	{ 1, "IP" }, { 2, "IPv6" }, { 3, "NSAP" }, { 4, "HDLC" }, { 5, "BBN-1822" }, { 6, "IEEE-802" },
	{ 7, "E.163" }, { 8, "E.164" }, { 9, "F.69" }, { 10, "X.121" }, { 11, "IPX" }, { 12, "Appletalk" },
	{ 13, "DecNet-IV" }, { 14, "Banyan-Vines" }, { 15, "E.164-NSAP" });
const struct value_table radius_names_arap_zone_access = VALUES(
	{ 1, "Default-Zone" }, { 2, "Zone-Filter-Inclusive" }, { 4, "Zone-Filter-Exclusive" });
const struct value_table radius_names_prompt = VALUES(
	{ 0, "No-Echo" }, { 1, "Echo" });
const struct value_table radius_names_error_cause = VALUES(
	{ 201, "Residual-Context-Removed" }, { 202, "Invalid-EAP-Packet" }, { 401, "Unsupported-Attribute" },
	{ 402, "Missing-Attribute" }, { 403, "NAS-Identification-Mismatch" }, { 404, "Invalid-Request" },
	{ 405, "Unsupported-Service" }, { 406, "Unsupported-Extension" }, { 407, "Invalid-Attribute-Value" },
	{ 501, "Administratively-Prohibited" }, { 502, "Proxy-Request-Not-Routable" },
	{ 503, "Session-Context-Not-Found" }, { 504, "Session-Context-Not-Removable" },
	{ 505, "Proxy-Processing-Error" }, { 506, "Resources-Unavailable" }, { 507, "Request-Initiated" },
	{ 508, "Multiple-Session-Selection-Unsupported" });
const struct value_table radius_names_multi_link_flag = VALUES(
	{ 0, "False" }, { 1, "True" });
const struct value_table radius_names_location_capable = VALUES(
	{ 1, "Civic-Location" }, { 2, "Geo-Location" }, { 4, "Users-Location" }, { 8, "NAS-Location" });
const struct value_table radius_names_requested_location_info = VALUES(
	{ 1, "Civic-Location" }, { 2, "Geo-Location" }, { 4, "Users-Location" }, { 8, "NAS-Location" },
	{ 16, "Future-Requests" }, { 32, "None" });
const struct value_table radius_names_framed_management = VALUES(
	{ 1, "SNMP" }, { 2, "Web-Based" }, { 3, "Netconf" }, { 4, "FTP" }, { 5, "TFTP" }, { 6, "SFTP" },
	{ 7, "RCP" }, { 8, "SCP" });
const struct value_table radius_names_management_transport_protection = VALUES(
	{ 1, "No-Protection" }, { 2, "Integrity-Protection" }, { 3, "Integrity-Confidentiality-Protection" });
const struct value_table radius_names_eap_lower_layer = VALUES(
	{ 1, "Wired-IEEE-802.1X" }, { 2, "IEEE-802.1X-No-Preauth" }, { 3, "IEEE-802.1X-Preauth" },
	{ 4, "IEEE-802.16e" }, { 5, "IKEv2" }, { 6, "PPP" }, { 7, "PANA-No-Preauth" }, { 8, "GSS-API" },
	{ 9, "PANA-Preauth" });
const struct value_table radius_names_cisco_disconnect_cause = VALUES(
	{ 0, "No-Reason" }, { 1, "No-Disconnect" }, { 2, "Unknown" }, { 3, "Call-Disconnect" },
	{ 4, "CLID-Authentication-Failure" }, { 9, "No-Modem-Available" }, { 10, "No-Carrier" },
	{ 11, "Lost-Carrier" }, { 12, "No-Detected-Result-Codes" }, { 20, "User-Ends-Session" },
	{ 21, "Idle-Timeout" }, { 22, "Exit-Telnet-Session" }, { 23, "No-Remote-IP-Addr" }, { 24, "Exit-Raw-TCP" },
	{ 25, "Password-Fail" }, { 26, "Raw-TCP-Disabled" }, { 27, "Control-C-Detected" },
	{ 28, "EXEC-Program-Destroyed" }, { 29, "Close-Virtual-Connection" }, { 30, "End-Virtual-Connection" },
	{ 31, "Exit-Rlogin" }, { 32, "Invalid-Rlogin-Option" }, { 33, "Insufficient-Resources" },
	{ 40, "Timeout-PPP-LCP" }, { 41, "Failed-PPP-LCP-Negotiation" }, { 42, "Failed-PPP-PAP-Auth-Fail" },
	{ 43, "Failed-PPP-CHAP-Auth" }, { 44, "Failed-PPP-Remote-Auth" }, { 45, "PPP-Remote-Terminate" },
	{ 46, "PPP-Closed-Event" }, { 47, "NCP-Closed-PPP" }, { 48, "MP-Error-PPP" }, { 49, "PPP-Maximum-Channels" },
	{ 50, "Tables-Full" }, { 51, "Resources-Full" }, { 52, "Invalid-IP-Address" }, { 53, "Bad-Hostname" },
	{ 54, "Bad-Port" }, { 60, "Reset-TCP" }, { 61, "TCP-Connection-Refused" }, { 62, "Timeout-TCP" },
	{ 63, "Foreign-Host-Close-TCP" }, { 64, "TCP-Network-Unreachable" }, { 65, "TCP-Host-Unreachable" },
	{ 66, "TCP-Network-Admin-Unreachable" }, { 67, "TCP-Port-Unreachable" }, { 100, "Session-Timeout" },
	{ 101, "Session-Failed-Security" }, { 102, "Session-End-Callback" }, { 120, "Invalid-Protocol" },
	{ 150, "RADIUS-Disconnect" }, { 151, "Local-Admin-Disconnect" }, { 152, "SNMP-Disconnect" },
	{ 160, "V110-Retries" }, { 170, "PPP-Authentication-Timeout" }, { 180, "Local-Hangup" },
	{ 185, "Remote-Hangup" }, { 190, "T1-Quiesced" }, { 195, "Call-Duration" }, { 600, "VPN-User-Disconnect" },
	{ 601, "VPN-Carrier-Loss" }, { 602, "VPN-No-Resources" }, { 603, "VPN-Bad-Control-Packet" },
	{ 604, "VPN-Admin-Disconnect" }, { 605, "VPN-Tunnel-Shut" }, { 606, "VPN-Local-Disconnect" },
	{ 607, "VPN-Session-Limit" }, { 608, "VPN-Call-Redirect" });
const struct value_table radius_names_ms_mppe_encryption_policy = VALUES(
	{ 1, "Encryption-Allowed" }, { 2, "Encryption-Required" });
const struct value_table radius_names_ms_mppe_encryption_types = VALUES(
	{ 0, "None" }, { 2, "RC4-40" }, { 4, "RC4-128" }, { 6, "RC4-40-128" }, { 8, "Stateless" },
	{ 10, "RC4-40-Stateless" }, { 12, "RC4-128-Stateless" }, { 14, "RC4-40-128-Stateless" });
const struct value_table radius_names_ms_bap_usage = VALUES(
	{ 0, "Not-Allowed" }, { 1, "Allowed" }, { 2, "Required" });
const struct value_table radius_names_ms_arap_pw_change_reason = VALUES(
	{ 1, "Just-Change-Password" }, { 2, "Expired-Password" }, { 3, "Admin-Requires-Password-Change" },
	{ 4, "Password-Too-Short" });
const struct value_table radius_names_ms_acct_auth_type = VALUES(
	{ 1, "PAP" }, { 2, "CHAP" }, { 3, "MS-CHAP-1" }, { 4, "MS-CHAP-2" }, { 5, "EAP" });
const struct value_table radius_names_ms_acct_eap_type = VALUES(
	{ 4, "MD5" }, { 5, "OTP" }, { 6, "Generic-Token-Card" }, { 13, "TLS" });
const struct value_table radius_names_ms_identity_type = VALUES(
	{ 1, "Machine-Health-Check" }, { 2, "Ignore-User-Lookup-Failure" });
const struct value_table radius_names_ms_quarantine_state = VALUES(
	{ 0, "Full-Access" }, { 1, "Quarantine" }, { 2, "Probation" });
const struct value_table radius_names_ms_network_access_server_type = VALUES(
	{ 0, "Unspecified" }, { 1, "Terminal-Server-Gateway" }, { 2, "Remote-Access-Server" }, { 3, "DHCP-Server" },
	{ 4, "Wireless-Access-Point" }, { 5, "HRA" }, { 6, "HCAP-Server" });
const struct value_table radius_names_ms_afw_zone = VALUES(
	{ 1, "MS-AFW-Zone-Boundary-Policy" }, { 2, "MS-AFW-Zone-Unprotected-Policy" },
	{ 3, "MS-AFW-Zone-Protected-Policy" });
const struct value_table radius_names_ms_afw_protection_level = VALUES(
	{ 1, "HECP-Response-Sign-Only" }, { 2, "HECP-Response-Sign-And-Encrypt" });
const struct value_table radius_names_ms_rnap_not_quarantine_capable = VALUES(
	{ 0, "SoH-Sent" }, { 1, "SoH-Not-Sent" });
const struct value_table radius_names_ms_extended_quarantine_state = VALUES(
	{ 1, "Transition" }, { 2, "Infected" }, { 3, "Unknown" }, { 4, "No-Data" });
const struct value_table radius_names_airespace_qos_level = VALUES(
	{ 0, "Silver" }, { 1, "Gold" }, { 2, "Platinum" }, { 3, "Bronze" });
const struct value_table radius_names_3gpp_pdp_type = VALUES(
	{ 0, "IPv4" }, { 1, "PPP" }, { 2, "IPv6" }, { 3, "IPv4v6" });
const struct value_table radius_names_3gpp_rat_type = VALUES(
	{ 0, "Reserved" }, { 1, "UTRAN" }, { 2, "GERAN" }, { 3, "WLAN" }, { 4, "GAN" }, { 5, "HSPA-Evolution" },
	{ 6, "EUTRAN" }, { 7, "Virtual" }, { 101, "IEEE-802-16e" }, { 102, "3GPP2-eHRPD" }, { 103, "3GPP2-HRPD" },
	{ 104, "3GPP2-1xRTT" }, { 105, "3GPP2-UMB" });
const struct value_table radius_names_3gpp_allocate_ip_type = VALUES(
	{ 0, "Do-Not-Allocate-IPv4-IPv6" }, { 1, "Allocate-IPv4" }, { 2, "Allocate-IPv6-Prefix" },
	{ 3, "Allocate-IPv4-IPv6-Prefix" });
const struct value_table radius_names_aruba_airgroup_device_type = VALUES(
	{ 1, "Personal-Device" }, { 2, "Shared-Device" });
const struct value_table radius_names_aruba_airgroup_version = VALUES(
	{ 1, "AirGroup-v1" }, { 2, "AirGroup-v2" });
