/* isakmp_names.c: what the numbers of ISAKMP and IKE are called (IANA's registries of both, RFC 2407 to 2409, 3547, 7296;
 * 3GPP TS 24.302 for its notifications). */
#include "dissect/application/isakmp_impl.h"

const struct value_table ike_names_typepayload = RANGES(
	{ 0, 0, "NONE / No Next Payload " }, { 1, 1, "Security Association" }, { 2, 2, "Proposal" },
	{ 3, 3, "Transform" }, { 4, 4, "Key Exchange" }, { 5, 5, "Identification" }, { 6, 6, "Certificate" },
	{ 7, 7, "Certificate Request" }, { 8, 8, "Hash" }, { 9, 9, "Signature" }, { 10, 10, "Nonce" },
	{ 11, 11, "Notification" }, { 12, 12, "Delete" }, { 13, 13, "Vendor ID" }, { 14, 14, "Attributes" },
	{ 15, 15, "SA KEK Payload" }, { 16, 16, "SA TEK Payload" }, { 17, 17, "Key Download" },
	{ 18, 18, "Sequence Number" }, { 19, 19, "Proof of Possession" }, { 20, 20, "NAT-D (RFC 3947)" },
	{ 21, 21, "NAT-OA (RFC 3947)" }, { 22, 22, "Group Associated Policy" }, { 33, 33, "Security Association" },
	{ 34, 34, "Key Exchange" }, { 35, 35, "Identification - Initiator" }, { 36, 36, "Identification - Responder" },
	{ 37, 37, "Certificate" }, { 38, 38, "Certificate Request" }, { 39, 39, "Authentication" }, { 40, 40, "Nonce" },
	{ 41, 41, "Notify" }, { 42, 42, "Delete" }, { 43, 43, "Vendor ID" }, { 44, 44, "Traffic Selector - Initiator" },
	{ 45, 45, "Traffic Selector - Responder" }, { 46, 46, "Encrypted and Authenticated" },
	{ 47, 47, "Configuration" }, { 48, 48, "Extensible Authentication" },
	{ 49, 49, "Generic Secure Password Method" }, { 50, 50, "Group Identification" },
	{ 51, 51, "Group Security Association" }, { 52, 52, "Key Download" },
	{ 53, 53, "Encrypted and Authenticated Fragment" }, { 54, 127, "Unassigned" }, { 128, 129, "Private Use" },
	{ 130, 130, "NAT-D (draft-ietf-ipsec-nat-t-ike-01 to 03)" },
	{ 131, 131, "NAT-OA (draft-ietf-ipsec-nat-t-ike-01 to 03)" }, { 132, 132, "Cisco-Fragmentation" },
	{ 133, 256, "Private Use" });
const struct value_table ike_names_exchangetype = VALUES(
	{ 0, "NONE" }, { 1, "Base" }, { 2, "Identity Protection (Main Mode)" }, { 3, "Authentication Only" },
	{ 4, "Aggressive" }, { 5, "Informational" }, { 6, "Transaction (Config Mode)" }, { 32, "Quick Mode" },
	{ 33, "New Group Mode" }, { 34, "IKE_SA_INIT" }, { 35, "IKE_AUTH" }, { 36, "CREATE_CHILD_SA" },
	{ 37, "INFORMATIONAL" }, { 38, "IKE_SESSION_RESUME" });
const struct value_table ike_names_sa_doi = VALUES(
	{ 0, "ISAKMP" }, { 1, "IPSEC" }, { 2, "GDOI" });
const struct value_table ike_names_prop_protoid1 = VALUES(
	{ 0, "RESERVED" }, { 1, "ISAKMP" }, { 2, "IPSEC_AH" }, { 3, "IPSEC_ESP" }, { 4, "IPCOMP" },
	{ 5, "GIGABEAM_RADIO" });
const struct value_table ike_names_prop_protoid2 = VALUES(
	{ 0, "RESERVED" }, { 1, "IKE" }, { 2, "AH" }, { 3, "ESP" }, { 4, "FC_ESP_HEADER" },
	{ 5, "FC_CT_AUTHENTICATION" });
const struct value_table ike_names_trans_isakmp = VALUES(
	{ 0, "RESERVED" }, { 1, "KEY_IKE" });
const struct value_table ike_names_trans_ah = VALUES(
	{ 0, "RESERVED" }, { 1, "RESERVED" }, { 2, "MD5" }, { 3, "SHA" }, { 4, "DES" }, { 5, "SHA2-256" },
	{ 6, "SHA2-384" }, { 7, "SHA2-512" });
const struct value_table ike_names_trans_esp = VALUES(
	{ 0, "RESERVED" }, { 1, "DES-IV64" }, { 2, "DES" }, { 3, "3DES" }, { 4, "RC5" }, { 5, "IDEA" }, { 6, "CAST" },
	{ 7, "BLOWFISH" }, { 8, "3IDEA" }, { 9, "DES-IV32" }, { 10, "RC4" }, { 11, "NULL" }, { 12, "AES" });
const struct value_table ike_names_trans_ipcomp = VALUES(
	{ 0, "RESERVED" }, { 1, "OUI" }, { 2, "DEFLATE" }, { 3, "LZS" }, { 4, "LZJH" });
const struct value_table ike_names_id_type1 = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "IPV4_ADDR" }, { 2, 2, "FQDN" }, { 3, 3, "USER_FQDN" },
	{ 4, 4, "IPV4_ADDR_SUBNET" }, { 5, 5, "IPV6_ADDR" }, { 6, 6, "IPV6_ADDR_SUBNET" }, { 7, 7, "IPV4_ADDR_RANGE" },
	{ 8, 8, "IPV6_ADDR_RANGE" }, { 9, 9, "DER_ASN1_DN" }, { 10, 10, "DER_ASN1_GN" }, { 11, 11, "KEY_ID" },
	{ 12, 12, "KEY_LIST" }, { 13, 248, "Future use" }, { 249, 255, "Private Use" });
const struct value_table ike_names_id_type2 = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "IPV4_ADDR" }, { 2, 2, "FQDN" }, { 3, 3, "ID_RFC822_ADDR" },
	{ 4, 4, "Unassigned" }, { 5, 5, "IPV6_ADDR" }, { 6, 8, "Unassigned" }, { 9, 9, "DER_ASN1_DN" },
	{ 10, 10, "DER_ASN1_GN" }, { 11, 11, "KEY_ID" }, { 12, 12, "KEY_LIST" }, { 13, 200, "Future use" },
	{ 201, 255, "Private Use" });
const struct value_table ike_names_cert_encoding1 = RANGES(
	{ 0, 0, "NONE" }, { 1, 1, "PKCS #7 wrapped X.509 certificate" }, { 2, 2, "PGP Certificate" },
	{ 3, 3, "DNS Signed Key" }, { 4, 4, "X.509 Certificate - Signature" },
	{ 5, 5, "X.509 Certificate - Key Exchange" }, { 6, 6, "Kerberos Tokens" },
	{ 7, 7, "Certificate Revocation List (CRL)" }, { 8, 8, "Authority Revocation List (ARL)" },
	{ 9, 9, "SPKI Certificate" }, { 10, 10, "X.509 Certificate - Attribute" }, { 11, 255, "RESERVED" });
const struct value_table ike_names_cert_encoding2 = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "PKCS #7 wrapped X.509 certificate" }, { 2, 2, "PGP Certificate" },
	{ 3, 3, "DNS Signed Key" }, { 4, 4, "X.509 Certificate - Signature" }, { 5, 5, "*undefined by any document*" },
	{ 6, 6, "Kerberos Tokens" }, { 7, 7, "Certificate Revocation List (CRL)" },
	{ 8, 8, "Authority Revocation List (ARL)" }, { 9, 9, "SPKI Certificate" },
	{ 10, 10, "X.509 Certificate - Attribute" }, { 11, 11, "Raw RSA Key" },
	{ 12, 12, "Hash and URL of X.509 certificate" }, { 13, 13, "Hash and URL of X.509 bundle" },
	{ 14, 14, "OCSP Content" }, { 15, 200, "RESERVED to IANA" }, { 201, 255, "PRIVATE USE" });
const struct value_table ike_names_auth_method = RANGES(
	{ 0, 0, "RESERVED TO IANA" }, { 1, 1, "RSA Digital Signature" }, { 2, 2, "Shared Key Message Integrity Code" },
	{ 3, 3, "DSS Digital Signature" }, { 4, 8, "RESERVED TO IANA" },
	{ 9, 9, "ECDSA with SHA-256 on the P-256 curve" }, { 10, 10, "ECDSA with SHA-384 on the P-384 curve" },
	{ 11, 11, "ECDSA with SHA-512 on the P-521 curve" }, { 12, 12, "Generic Secure Password Authentication Method" },
	{ 13, 13, "NULL Authentication" }, { 14, 14, "Digital Signature" }, { 15, 200, "RESERVED TO IANA" },
	{ 201, 255, "PRIVATE USE" });
const struct value_table ike_names_notify_msgtype1 = RANGES(
	{ 0, 0, "<UNKNOWN>" }, { 1, 1, "INVALID-PAYLOAD-TYPE" }, { 2, 2, "DOI-NOT-SUPPORTED" },
	{ 3, 3, "SITUATION-NOT-SUPPORTED" }, { 4, 4, "INVALID-COOKIE" }, { 5, 5, "INVALID-MAJOR-VERSION" },
	{ 6, 6, "INVALID-MINOR-VERSION" }, { 7, 7, "INVALID-EXCHANGE-TYPE" }, { 8, 8, "INVALID-FLAGS" },
	{ 9, 9, "INVALID-MESSAGE-ID" }, { 10, 10, "INVALID-PROTOCOL-ID" }, { 11, 11, "INVALID-SPI" },
	{ 12, 12, "INVALID-TRANSFORM-ID" }, { 13, 13, "ATTRIBUTES-NOT-SUPPORTED" }, { 14, 14, "NO-PROPOSAL-CHOSEN" },
	{ 15, 15, "BAD-PROPOSAL-SYNTAX" }, { 16, 16, "PAYLOAD-MALFORMED" }, { 17, 17, "INVALID-KEY-INFORMATION" },
	{ 18, 18, "INVALID-ID-INFORMATION" }, { 19, 19, "INVALID-CERT-ENCODING" }, { 20, 20, "INVALID-CERTIFICATE" },
	{ 21, 21, "CERT-TYPE-UNSUPPORTED" }, { 22, 22, "INVALID-CERT-AUTHORITY" },
	{ 23, 23, "INVALID-HASH-INFORMATION" }, { 24, 24, "AUTHENTICATION-FAILED" }, { 25, 25, "INVALID-SIGNATURE" },
	{ 26, 26, "ADDRESS-NOTIFICATION" }, { 27, 27, "NOTIFY-SA-LIFETIME" }, { 28, 28, "CERTIFICATE-UNAVAILABLE" },
	{ 29, 29, "UNSUPPORTED-EXCHANGE-TYPE" }, { 30, 30, "UNEQUAL-PAYLOAD-LENGTHS" },
	{ 31, 8191, "RESERVED (Future Use)" }, { 8192, 16383, "Private Use" }, { 16384, 16384, "CONNECTED" },
	{ 16385, 24575, "RESERVED (Future Use)" }, { 24576, 24576, "RESPONDER-LIFETIME" },
	{ 24577, 24577, "REPLAY-STATUS" }, { 24578, 24578, "INITIAL-CONTACT" }, { 24579, 32767, "DOI-specific codes" },
	{ 32768, 36135, "Private Use" }, { 36136, 36136, "R-U-THERE" }, { 36137, 36137, "R-U-THERE-ACK" },
	{ 36138, 40500, "Private Use" }, { 40501, 40501, "UNITY-LOAD-BALANCE" }, { 40502, 40502, "UNITY-UNKNOWN" },
	{ 40503, 40503, "UNITY-GROUP-HASH" });
const struct value_table ike_names_notify_msgtype2 = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "UNSUPPORTED_CRITICAL_PAYLOAD" }, { 2, 3, "RESERVED" },
	{ 4, 4, "INVALID_IKE_SPI" }, { 5, 5, "INVALID_MAJOR_VERSION" }, { 6, 6, "RESERVED" }, { 7, 7, "INVALID_SYNTAX" },
	{ 8, 8, "RESERVED" }, { 9, 9, "INVALID_MESSAGE_ID" }, { 10, 10, "RESERVED" }, { 11, 11, "INVALID_SPI" },
	{ 12, 13, "RESERVED" }, { 14, 14, "NO_PROPOSAL_CHOSEN" }, { 15, 16, "RESERVED" },
	{ 17, 17, "INVALID_KE_PAYLOAD" }, { 24, 24, "AUTHENTICATION_FAILED" }, { 25, 33, "RESERVED" },
	{ 34, 34, "SINGLE_PAIR_REQUIRED" }, { 35, 35, "NO_ADDITIONAL_SAS" }, { 36, 36, "INTERNAL_ADDRESS_FAILURE" },
	{ 37, 37, "FAILED_CP_REQUIRED" }, { 38, 38, "TS_UNACCEPTABLE" }, { 39, 39, "INVALID_SELECTORS" },
	{ 40, 40, "UNACCEPTABLE_ADDRESSES" }, { 41, 41, "UNEXPECTED_NAT_DETECTED" }, { 42, 42, "USE_ASSIGNED_HoA" },
	{ 43, 43, "TEMPORARY_FAILURE" }, { 44, 44, "CHILD_SA_NOT_FOUND" }, { 45, 45, "INVALID_GROUP_ID" },
	{ 46, 46, "CHILD_SA_NOT_FOUND" }, { 47, 8191, "RESERVED TO IANA - Error types" },
	{ 8192, 8192, "PDN_CONNECTION_REJECTION" }, { 8193, 8193, "MAX_CONNECTION_REACHED" },
	{ 8194, 8240, "Private Use - Errors" }, { 8241, 8241, "SEMANTIC_ERROR_IN_THE_TFT_OPERATION" },
	{ 8242, 8242, "SYNTACTICAL_ERROR_IN_THE_TFT_OPERATION" }, { 8243, 8243, "Private Use - Errors" },
	{ 8244, 8244, "SEMANTIC_ERRORS_IN_PACKET_FILTERS" }, { 8245, 8245, "SYNTACTICAL_ERRORS_IN_PACKET_FILTERS" },
	{ 8246, 8999, "Private Use - Errors" }, { 9000, 9000, "NON_3GPP_ACCESS_TO_EPC_NOT_ALLOWED" },
	{ 9001, 9001, "USER_UNKNOWN" }, { 9002, 9002, "NO_APN_SUBSCRIPTION" }, { 9003, 9003, "AUTHORIZATION_REJECTED" },
	{ 9004, 9005, "Private Use - Errors" }, { 9006, 9006, "ILLEGAL_ME" }, { 9007, 10499, "Private Use - Errors" },
	{ 10500, 10500, "NETWORK_FAILURE" }, { 10501, 11000, "Private Use - Errors" },
	{ 11001, 11001, "RAT_TYPE_NOT_ALLOWED" }, { 11002, 11004, "Private Use - Errors" },
	{ 11005, 11005, "IMEI_NOT_ACCEPTED" }, { 11006, 11010, "Private Use - Errors" },
	{ 11011, 11011, "PLMN_NOT_ALLOWED" }, { 11012, 11054, "Private Use - Errors" },
	{ 11055, 11055, "UNAUTHENTICATED_EMERGENCY_NOT_SUPPORTED" }, { 11056, 15499, "Private Use - Errors" },
	{ 15500, 15500, "CONGESTION" }, { 15501, 16383, "Private Use - Errors" }, { 16384, 16384, "INITIAL_CONTACT" },
	{ 16385, 16385, "SET_WINDOW_SIZE" }, { 16386, 16386, "ADDITIONAL_TS_POSSIBLE" },
	{ 16387, 16387, "IPCOMP_SUPPORTED" }, { 16388, 16388, "NAT_DETECTION_SOURCE_IP" },
	{ 16389, 16389, "NAT_DETECTION_DESTINATION_IP" }, { 16390, 16390, "COOKIE" },
	{ 16391, 16391, "USE_TRANSPORT_MODE" }, { 16392, 16392, "HTTP_CERT_LOOKUP_SUPPORTED" },
	{ 16393, 16393, "REKEY_SA" }, { 16394, 16394, "ESP_TFC_PADDING_NOT_SUPPORTED" },
	{ 16395, 16395, "NON_FIRST_FRAGMENTS_ALSO" }, { 16396, 16396, "MOBIKE_SUPPORTED" },
	{ 16397, 16397, "ADDITIONAL_IP4_ADDRESS" }, { 16398, 16398, "ADDITIONAL_IP6_ADDRESS" },
	{ 16399, 16399, "NO_ADDITIONAL_ADDRESSES" }, { 16400, 16400, "UPDATE_SA_ADDRESSES" },
	{ 16401, 16401, "COOKIE2" }, { 16402, 16402, "NO_NATS_ALLOWED" }, { 16403, 16403, "AUTH_LIFETIME" },
	{ 16404, 16404, "MULTIPLE_AUTH_SUPPORTED" }, { 16405, 16405, "ANOTHER_AUTH_FOLLOWS" },
	{ 16406, 16406, "REDIRECT_SUPPORTED" }, { 16407, 16407, "REDIRECT" }, { 16408, 16408, "REDIRECTED_FROM" },
	{ 16409, 16409, "TICKET_LT_OPAQUE" }, { 16410, 16410, "TICKET_REQUEST" }, { 16411, 16411, "TICKET_ACK" },
	{ 16412, 16412, "TICKET_NACK" }, { 16413, 16413, "TICKET_OPAQUE" }, { 16414, 16414, "LINK_ID" },
	{ 16415, 16415, "USE_WESP_MODE" }, { 16416, 16416, "ROHC_SUPPORTED" },
	{ 16417, 16417, "EAP_ONLY_AUTHENTICATION" }, { 16418, 16418, "CHILDLESS_IKEV2_SUPPORTED" },
	{ 16419, 16419, "QUICK_CRASH_DETECTION" }, { 16420, 16420, "IKEV2_MESSAGE_ID_SYNC_SUPPORTED" },
	{ 16421, 16421, "IPSEC_REPLAY_COUNTER_SYNC_SUPPORTED" }, { 16422, 16422, "IKEV2_MESSAGE_ID_SYNC" },
	{ 16423, 16423, "IPSEC_REPLAY_COUNTER_SYNC" }, { 16424, 16424, "SECURE_PASSWORD_METHODS" },
	{ 16425, 16425, "PSK_PERSIST" }, { 16426, 16426, "PSK_CONFIRM" }, { 16427, 16427, "ERX_SUPPORTED" },
	{ 16428, 16428, "IFOM_CAPABILITY" }, { 16429, 16429, "SENDER_REQUEST_ID" },
	{ 16430, 16430, "IKEV2_FRAGMENTATION_SUPPORTED" }, { 16431, 16431, "SIGNATURE_HASH_ALGORITHMS" },
	{ 16432, 40958, "RESERVED TO IANA - STATUS TYPES" }, { 40960, 40960, "Private Use - STATUS TYPES" },
	{ 40961, 40961, "REACTIVATION_REQUESTED_CAUSE" }, { 40962, 41040, "Private Use - STATUS TYPES" },
	{ 41041, 41041, "BACKOFF_TIMER" }, { 41042, 41049, "Private Use - STATUS TYPES" },
	{ 41050, 41050, "PDN_TYPE_IPv4_ONLY_ALLOWED" }, { 41051, 41051, "PDN_TYPE_IPv6_ONLY_ALLOWED" },
	{ 41052, 41100, "Private Use - STATUS TYPES" }, { 41101, 41101, "DEVICE_IDENTITY" },
	{ 41102, 41111, "Private Use - STATUS TYPES" }, { 41112, 41112, "EMERGENCY_SUPPORT" },
	{ 41113, 41133, "Private Use - STATUS TYPES" }, { 41134, 41134, "EMERGENCY_CALL_NUMBERS" },
	{ 41135, 41287, "Private Use - STATUS TYPES" }, { 41288, 41288, "NBIFOM_GENERIC_CONTAINER" },
	{ 41289, 41303, "Private Use - STATUS TYPES" }, { 41304, 41304, "P-CSCF_RESELECTION_SUPPORT" },
	{ 41305, 41500, "Private Use - STATUS TYPES" }, { 41501, 41501, "PTI" },
	{ 41502, 42010, "Private Use - STATUS TYPES" }, { 42011, 42011, "P-IKEV2_MULTIPLE_BEARER_PDN_CONNECTIVITY" },
	{ 42012, 42013, "Private Use - STATUS TYPES" }, { 42014, 42014, "P-EPS_QOS" },
	{ 42015, 42015, "P-EXTENDED_EPS_QOS" }, { 42016, 42016, "Private Use - STATUS TYPES" },
	{ 42017, 42017, "P-TFT" }, { 42018, 42019, "Private Use - STATUS TYPES" }, { 42020, 42020, "P-MODIFIED_BEARER" },
	{ 42021, 42093, "Private Use - STATUS TYPES" }, { 42094, 42094, "P-APN_AMBR" },
	{ 42095, 42095, "P-EXTENDED_APN_AMBR" }, { 42096, 51014, "Private Use - STATUS TYPES" },
	{ 51015, 51015, "P-N1_MODE_CAPABILITY" }, { 51016, 51114, "Private Use - STATUS TYPES" },
	{ 51115, 51115, "P-N1_MODE_INFORMATION" }, { 51116, 55500, "Private Use - STATUS TYPES" },
	{ 55501, 55501, "5G_QOS_INFO" }, { 55502, 55502, "NAS_IP4_ADDRESS" }, { 55503, 55503, "NAS_IP6_ADDRESS" },
	{ 55504, 55504, "UP_IP4_ADDRESS" }, { 55505, 55505, "UP_IP6_ADDRESS" }, { 55506, 55506, "NAS_TCP_PORT" },
	{ 55507, 55507, "N3GPP_BACKOFF_TIMER" }, { 55508, 65535, "Private Use - STATUS TYPES" });
const struct value_table ike_names_notify_data_accepted_dh_group = VALUES(
	{ 0, "UNDEFINED - 0" }, { 1, "Default 768-bit MODP group" }, { 2, "Alternate 1024-bit MODP group" },
	{ 3, "EC2N group on GP[2^155] group" }, { 4, "EC2N group on GP[2^185] group" }, { 5, "1536 bit MODP group" },
	{ 6, "EC2N group over GF[2^163]" }, { 7, "EC2N group over GF[2^163]" }, { 8, "EC2N group over GF[2^283]" },
	{ 9, "EC2N group over GF[2^283]" }, { 10, "EC2N group over GF[2^409]" }, { 11, "EC2N group over GF[2^409]" },
	{ 12, "EC2N group over GF[2^571]" }, { 13, "EC2N group over GF[2^571]" }, { 14, "2048 bit MODP group" },
	{ 15, "3072 bit MODP group" }, { 16, "4096 bit MODP group" }, { 17, "6144 bit MODP group" },
	{ 18, "8192 bit MODP group" }, { 19, "256-bit random ECP group" }, { 20, "384-bit random ECP group" },
	{ 21, "521-bit random ECP group" }, { 22, "1024-bit MODP Group with 160-bit Prime Order Subgroup" },
	{ 23, "2048-bit MODP Group with 224-bit Prime Order Subgroup" },
	{ 24, "2048-bit MODP Group with 256-bit Prime Order Subgroup" }, { 25, "192-bit Random ECP Group" },
	{ 26, "224-bit Random ECP Group" }, { 27, "224-bit Brainpool ECP group" }, { 28, "256-bit Brainpool ECP group" },
	{ 29, "384-bit Brainpool ECP group" }, { 30, "512-bit Brainpool ECP group" }, { 31, "Curve25519" },
	{ 32, "Curve448" }, { 33, "GOST3410_2012_256" }, { 34, "GOST3410_2012_512" });
const struct value_table ike_names_notify_data_redirect_gw_ident_type = VALUES(
	{ 1, "IPv4 address" }, { 2, "IPv6 address" }, { 3, "FQDN" });
const struct value_table ike_names_notify_data_rohc_attr_type = RANGES(
	{ 1, 1, "Maximum Context Identifier (MAX_CID)" }, { 2, 2, "ROHC Profile (ROHC_PROFILE)" },
	{ 3, 3, "ROHC Integrity Algorithm (ROHC_INTEG)" }, { 4, 4, "ROHC ICV Length in bytes (ROHC_ICV_LEN)" },
	{ 5, 5, "Maximum Reconstructed Reception Unit (MRRU)" }, { 6, 16383, "Unassigned (Future use)" },
	{ 16384, 32767, "Private use" });
const struct value_table ike_names_notify_data_rohc_attr_integ = VALUES(
	{ 0, "NONE" }, { 1, "AUTH_HMAC_MD5_96" }, { 2, "AUTH_HMAC_SHA1_96" }, { 3, "AUTH_DES_MAC" },
	{ 4, "AUTH_KPDK_MD5" }, { 5, "AUTH_AES_XCBC_96" }, { 6, "AUTH_HMAC_MD5_128" }, { 7, "AUTH_HMAC_SHA1_160" },
	{ 8, "AUTH_AES_CMAC_96" }, { 9, "AUTH_AES_128_GMAC" }, { 10, "AUTH_AES_192_GMAC" }, { 11, "AUTH_AES_256_GMAC" },
	{ 12, "AUTH_HMAC_SHA2_256_128" }, { 13, "AUTH_HMAC_SHA2_384_192" }, { 14, "AUTH_HMAC_SHA2_512_256" });
const struct value_table ike_names_notify_data_signature_hash_algorithms = RANGES(
	{ 0, 0, "Reserved" }, { 1, 1, "SHA1" }, { 2, 2, "SHA2-256" }, { 3, 3, "SHA2-384" }, { 4, 4, "SHA2-512" },
	{ 5, 5, "Identity" }, { 6, 1023, "Unassigned" }, { 1024, 65535, "Reserved for Private Use" });
const struct value_table ike_names_vid_ms_nt5_isakmpoakley = VALUES(
	{ 2, "Windows 2000" }, { 3, "Windows XP SP1" }, { 4, "Windows 2003 and Windows XP SP2" }, { 5, "Windows Vista" });
const struct value_table ike_names_ts_type = RANGES(
	{ 0, 6, "Reserved" }, { 7, 7, "TS_IPV4_ADDR_RANGE" }, { 8, 8, "TS_IPV6_ADDR_RANGE" },
	{ 9, 9, "TS_FC_ADDR_RANGE" }, { 10, 240, "Future use" }, { 241, 255, "Private use" });
const struct value_table ike_names_frag_last = VALUES(
	{ 0, "More fragments" }, { 1, "Last fragment" });
const struct value_table ike_names_ipsec_attr_type = RANGES(
	{ 1, 1, "SA-Life-Type" }, { 2, 2, "SA-Life-Duration" }, { 3, 3, "Group-Description" },
	{ 4, 4, "Encapsulation-Mode" }, { 5, 5, "Authentication-Algorithm" }, { 6, 6, "Key-Length" },
	{ 7, 7, "Key-Rounds" }, { 8, 8, "Compress-Dictionary-Size" }, { 9, 9, "Compress-Private-Algorithm" },
	{ 10, 10, "ECN Tunnel" }, { 11, 11, "Extended (64-bit) Sequence Number" },
	{ 12, 12, "Authentication Key Length" }, { 13, 13, "Signature Encoding Algorithm" },
	{ 14, 14, "Address Preservation" }, { 15, 15, "SA Direction" }, { 16, 32000, "Unassigned (Future use)" },
	{ 32001, 32767, "Private use" });
const struct value_table ike_names_ipsec_attr_life_type = VALUES(
	{ 0, "RESERVED" }, { 1, "Seconds" }, { 2, "Kilobytes" });
const struct value_table ike_names_ipsec_attr_encap_mode = VALUES(
	{ 0, "RESERVED" }, { 1, "Tunnel" }, { 2, "Transport" }, { 3, "UDP-Encapsulated-Tunnel" },
	{ 4, "UDP-Encapsulated-Transport" }, { 61440, "Check Point IPSec UDP Encapsulation" },
	{ 61443, "UDP-Encapsulated-Tunnel (draft)" }, { 61444, "UDP-Encapsulated-Transport (draft)" });
const struct value_table ike_names_ipsec_attr_auth_algorithm = VALUES(
	{ 0, "RESERVED" }, { 1, "HMAC-MD5" }, { 2, "HMAC-SHA" }, { 3, "DES-MAC" }, { 4, "KPDK" }, { 5, "HMAC-SHA2-256" },
	{ 6, "HMAC-SHA2-384" }, { 7, "HMAC-SHA2-512" }, { 8, "HMAC-RIPEMD" }, { 9, "AES-XCBC-MAC" }, { 10, "SIG-RSA" },
	{ 11, "AES-128-GMAC" }, { 12, "AES-192-GMAC" }, { 13, "AES-256-GMAC" });
const struct value_table ike_names_ipsec_attr_ecn_tunnel = VALUES(
	{ 0, "RESERVED" }, { 1, "Allowed" }, { 2, "Forbidden" });
const struct value_table ike_names_ipsec_attr_ext_seq_nbr = VALUES(
	{ 0, "RESERVED" }, { 1, "64-bit Sequence Number" });
const struct value_table ike_names_ipsec_attr_addr_preservation = VALUES(
	{ 0, "Reserved" }, { 1, "None" }, { 2, "Source-Only" }, { 3, "Destination-Only" },
	{ 4, "Source-and-Destination" });
const struct value_table ike_names_ipsec_attr_sa_direction = VALUES(
	{ 0, "Reserved" }, { 1, "Sender-Only" }, { 2, "Receiver-Only" }, { 3, "Symmetric" });
const struct value_table ike_names_ike_attr_type = RANGES(
	{ 1, 1, "Encryption-Algorithm" }, { 2, 2, "Hash-Algorithm" }, { 3, 3, "Authentication-Method" },
	{ 4, 4, "Group-Description" }, { 5, 5, "Group-Type" }, { 6, 6, "Group-Prime" }, { 7, 7, "Group-Generator-One" },
	{ 8, 8, "Group-Generator-Two" }, { 9, 9, "Group-Curve-A" }, { 10, 10, "Group-Curve-B" }, { 11, 11, "Life-Type" },
	{ 12, 12, "Life-Duration" }, { 13, 13, "PRF" }, { 14, 14, "Key-Length" }, { 15, 15, "Field-Size" },
	{ 16, 16, "Group-Order" }, { 17, 17, "Block-Size" }, { 18, 19, "Unassigned (Future use)" },
	{ 20, 20, "Asymmetric-Cryptographic-Algorithm-Type" }, { 21, 16383, "Unassigned (Future use)" },
	{ 16384, 32767, "Private use" });
const struct value_table ike_names_ike_attr_encryption_algorithm = VALUES(
	{ 0, "RESERVED" }, { 1, "DES-CBC" }, { 2, "IDEA-CBC" }, { 3, "BLOWFISH-CBC" }, { 4, "RC5-R16-B64-CBC" },
	{ 5, "3DES-CBC" }, { 6, "CAST-CBC" }, { 7, "AES-CBC" }, { 8, "CAMELLIA-CBC" }, { 127, "SM4-CBC (DEPRECATED)" },
	{ 128, "SM1-CBC" }, { 129, "SM4-CBC" });
const struct value_table ike_names_ike_attr_hash_algorithm = VALUES(
	{ 0, "RESERVED" }, { 1, "MD5" }, { 2, "SHA" }, { 3, "TIGER" }, { 4, "SHA2-256" }, { 5, "SHA2-384" },
	{ 6, "SHA2-512" }, { 20, "SM3" });
const struct value_table ike_names_ike_attr_authentication_method = VALUES(
	{ 0, "RESERVED" }, { 1, "Pre-shared key" }, { 2, "DSS signatures" }, { 3, "RSA signatures" },
	{ 4, "Encryption with RSA" }, { 5, "Revised encryption with RSA" },
	{ 6, "Reserved (was Encryption with El-Gamal)" }, { 7, "Reserved (was Revised encryption with El-Gamal)" },
	{ 8, "Reserved (was ECDSA signatures)" }, { 9, "ECDSA with SHA-256 on the P-256 curve" },
	{ 10, "ECDSA with SHA-384 on the P-384 curve" }, { 11, "ECDSA with SHA-512 on the P-521 curve" },
	{ 64221, "HybridInitRSA" }, { 64222, "HybridRespRSA" }, { 64223, "HybridInitDSS" }, { 64224, "HybridRespDSS" },
	{ 65001, "XAUTHInitPreShared" }, { 65002, "XAUTHRespPreShared" }, { 65003, "XAUTHInitDSS" },
	{ 65004, "XAUTHRespDSS" }, { 65005, "XAUTHInitRSA" }, { 65006, "XAUTHRespRSA" },
	{ 65007, "XAUTHInitRSAEncryption" }, { 65008, "XAUTHRespRSAEncryption" },
	{ 65009, "XAUTHInitRSARevisedEncryption" }, { 65010, "XAUTHRespRSARevisedEncryption" });
const struct value_table ike_names_ike_attr_group_type = VALUES(
	{ 0, "UNDEFINED - 0" }, { 1, "MODP" }, { 2, "ECP" }, { 3, "EC2N" });
const struct value_table ike_names_ike_attr_asymmetric_cryptographic_algorithm_type = VALUES(
	{ 1, "RSA" }, { 2, "SM2" });
const struct value_table ike_names_tf_type = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "Encryption Algorithm (ENCR)" }, { 2, 2, "Pseudo-random Function (PRF)" },
	{ 3, 3, "Integrity Algorithm (INTEG)" }, { 4, 4, "Diffie-Hellman Group (D-H)" },
	{ 5, 5, "Extended Sequence Numbers (ESN)" }, { 6, 240, "Reserved to IANA" }, { 241, 255, "Private Use" });
const struct value_table ike_names_tf_id_encr = VALUES(
	{ 0, "RESERVED" }, { 1, "ENCR_DES_IV64" }, { 2, "ENCR_DES" }, { 3, "ENCR_3DES" }, { 4, "ENCR_RC5" },
	{ 5, "ENCR_IDEA" }, { 6, "ENCR_CAST" }, { 7, "ENCR_BLOWFISH" }, { 8, "ENCR_3IDEA" }, { 9, "ENCR_DES_IV32" },
	{ 10, "RESERVED" }, { 11, "ENCR_NULL" }, { 12, "ENCR_AES_CBC" }, { 13, "ENCR_AES_CTR" },
	{ 14, "ENCR_AES-CCM_8" }, { 15, "ENCR-AES-CCM_12" }, { 16, "ENCR-AES-CCM_16" }, { 17, "UNASSIGNED" },
	{ 18, "AES-GCM with a 8 octet ICV" }, { 19, "AES-GCM with a 12 octet ICV" },
	{ 20, "AES-GCM with a 16 octet ICV" }, { 21, "ENCR_NULL_AUTH_AES_GMAC" },
	{ 22, "Reserved for IEEE P1619 XTS-AES" }, { 23, "ENCR_CAMELLIA_CBC" }, { 24, "ENCR_CAMELLIA_CTR" },
	{ 25, "ENCR_CAMELLIA_CCM with an 8-octet ICV" }, { 26, "ENCR_CAMELLIA_CCM with a 12-octet ICV" },
	{ 27, "ENCR_CAMELLIA_CCM with a 16-octet ICV" }, { 28, "ENCR_CHACHA20_POLY1305" });
const struct value_table ike_names_tf_id_prf = VALUES(
	{ 0, "RESERVED" }, { 1, "PRF_HMAC_MD5" }, { 2, "PRF_HMAC_SHA1" }, { 3, "PRF_HMAC_TIGER" },
	{ 4, "PRF_AES128_CBC" }, { 5, "PRF_HMAC_SHA2_256" }, { 6, "PRF_HMAC_SHA2_384" }, { 7, "PRF_HMAC_SHA2_512" },
	{ 8, "PRF_AES128_CMAC6" });
const struct value_table ike_names_tf_id_esn = VALUES(
	{ 0, "No Extended Sequence Numbers" }, { 1, "Extended Sequence Numbers" });
const struct value_table ike_names_ike2_attr_type = RANGES(
	{ 0, 13, "Reserved" }, { 14, 14, "Key Length" }, { 15, 17, "Reserved" },
	{ 18, 16383, "Unassigned (Future use)" }, { 16384, 32767, "Private use" });
const struct value_table ike_names_cfg_type1 = RANGES(
	{ 0, 0, "Reserved" }, { 1, 1, "ISAKMP_CFG_REQUEST" }, { 2, 2, "ISAKMP_CFG_REPLY" }, { 3, 3, "ISAKMP_CFG_SET" },
	{ 4, 4, "ISAKMP_CFG_ACK" }, { 5, 127, "Future use" }, { 128, 256, "Private Use" });
const struct value_table ike_names_cfg_type2 = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "CFG_REQUEST" }, { 2, 2, "CFG_REPLY" }, { 3, 3, "CFG_SET" }, { 4, 4, "CFG_ACK" },
	{ 5, 127, "Future use" }, { 128, 256, "Private Use" });
const struct value_table ike_names_cfg_attr_type1 = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "INTERNAL_IP4_ADDRESS" }, { 2, 2, "INTERNAL_IP4_NETMASK" },
	{ 3, 3, "INTERNAL_IP4_DNS" }, { 4, 4, "INTERNAL_IP4_NBNS" }, { 5, 5, "INTERNAL_ADDRESS_EXPIRY" },
	{ 6, 6, "INTERNAL_IP4_DHCP" }, { 7, 7, "APPLICATION_VERSION" }, { 8, 8, "INTERNAL_IP6_ADDRESS" },
	{ 9, 9, "INTERNAL_IP6_NETMASK" }, { 10, 10, "INTERNAL_IP6_DNS" }, { 11, 11, "INTERNAL_IP6_NBNS" },
	{ 12, 12, "INTERNAL_IP6_DHCP" }, { 13, 13, "INTERNAL_IP4_SUBNET" }, { 14, 14, "SUPPORTED_ATTRIBUTES" },
	{ 15, 15, "INTERNAL_IP6_SUBNET" }, { 16, 16383, "FUTURE USE" }, { 16384, 16386, "PRIVATE USE" },
	{ 16387, 16387, "CHKPT_DEF_DOMAIN" }, { 16388, 16388, "CHKPT_MAC_ADDRESS" },
	{ 16389, 16389, "CHKPT_MARCIPAN_REASON_CODE" }, { 16400, 16400, "CHKPT_UNKNOWN1" },
	{ 16401, 16401, "CHKPT_UNKNOWN2" }, { 16402, 16402, "CHKPT_UNKNOWN3" }, { 16403, 16519, "PRIVATE USE" },
	{ 16520, 16520, "XAUTH_TYPE" }, { 16521, 16521, "XAUTH_USER_NAME" }, { 16522, 16522, "XAUTH_USER_PASSWORD" },
	{ 16523, 16523, "XAUTH_PASSCODE" }, { 16524, 16524, "XAUTH_MESSAGE" }, { 16525, 16525, "XAUTH_CHALLANGE" },
	{ 16526, 16526, "XAUTH_DOMAIN" }, { 16527, 16527, "XAUTH_STATUS" }, { 16528, 16528, "XAUTH_NEXT_PIN" },
	{ 16529, 16529, "XAUTH_ANSWER" }, { 16530, 28671, "PRIVATE USE" }, { 28672, 28672, "UNITY_BANNER" },
	{ 28673, 28673, "UNITY_SAVE_PASSWD" }, { 28674, 28674, "UNITY_DEF_DOMAIN" },
	{ 28675, 28675, "UNITY_SPLIT_DOMAIN" }, { 28676, 28676, "UNITY_SPLIT_INCLUDE" },
	{ 28677, 28677, "UNITY_NATT_PORT" }, { 28678, 28678, "UNITY_SPLIT_EXCLUDE" }, { 28679, 28679, "UNITY_PFS" },
	{ 28680, 28680, "UNITY_FW_TYPE" }, { 28681, 28681, "UNITY_BACKUP_SERVERS" },
	{ 28682, 28682, "UNITY_DDNS_HOSTNAME" }, { 28683, 32767, "PRIVATE USE" });
const struct value_table ike_names_cfg_attr_type2 = RANGES(
	{ 0, 0, "RESERVED" }, { 1, 1, "INTERNAL_IP4_ADDRESS" }, { 2, 2, "INTERNAL_IP4_NETMASK" },
	{ 3, 3, "INTERNAL_IP4_DNS" }, { 4, 4, "INTERNAL_IP4_NBNS" }, { 5, 5, "INTERNAL_ADDRESS_EXPIRY" },
	{ 6, 6, "INTERNAL_IP4_DHCP" }, { 7, 7, "APPLICATION_VERSION" }, { 8, 8, "INTERNAL_IP6_ADDRESS" },
	{ 9, 9, "RESERVED" }, { 10, 10, "INTERNAL_IP6_DNS" }, { 11, 11, "INTERNAL_IP6_NBNS" },
	{ 12, 12, "INTERNAL_IP6_DHCP" }, { 13, 13, "INTERNAL_IP4_SUBNET" }, { 14, 14, "SUPPORTED_ATTRIBUTES" },
	{ 15, 15, "INTERNAL_IP6_SUBNET" }, { 16, 16, "MIP6_HOME_PREFIX" }, { 17, 17, "INTERNAL_IP6_LINK" },
	{ 18, 18, "INTERNAL_IP6_PREFIX" }, { 19, 19, "HOME_AGENT_ADDRESS" }, { 20, 20, "P_CSCF_IP4_ADDRESS" },
	{ 21, 21, "P_CSCF_IP6_ADDRESS" }, { 22, 22, "FTT_KAT" }, { 23, 16383, "RESERVED TO IANA" },
	{ 16384, 32767, "PRIVATE USE" });
const struct value_table ike_names_cfg_attr_xauth_type = RANGES(
	{ 0, 0, "Generic" }, { 1, 1, "RADIUS-CHAP" }, { 2, 2, "OTP" }, { 3, 3, "S/KEY" }, { 4, 32767, "Future use" },
	{ 32768, 65535, "Private use" });
const struct value_table ike_names_cfg_attr_xauth_status = VALUES(
	{ 0, "Fail" }, { 1, "Success" });
