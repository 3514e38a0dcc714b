/* wlan_impl.h: rows of wireless LAN frames, which the header and the management frames share. */
#ifndef PEEL_DISSECT_LINK_WLAN_IMPL_H
#define PEEL_DISSECT_LINK_WLAN_IMPL_H

#include "base/fmt.h"
#include "dissect/tree.h"

/* The header's, then those of management frames. */
enum wlan_row {
	WLAN, TYPE_SUBTYPE, FC, VERSION, TYPE, SUBTYPE, FLAGS, DS, TO_DS, FROM_DS, MORE_FRAGMENTS, RETRY, POWER,
	MORE_DATA, PROTECTED, ORDER, RETRY_NOTE, DURATION, AID, RA, RA_RESOLVED, TA, TA_RESOLVED, DA, DA_RESOLVED,
	SA, SA_RESOLVED, BSSID, BSSID_RESOLVED, STA, STA_RESOLVED, ADDR, ADDR_RESOLVED, FRAGMENT, SEQUENCE, FCS,
	FCS_STATUS, QOS, QOS_TID, QOS_PRIORITY, QOS_EOSP, QOS_BIT4, QOS_ACK, QOS_AMSDU, QOS_TXOP_LIMIT, QOS_BUFFER,
	QOS_BUFFER_INDICATED, QOS_BUFFER_AC, QOS_BUFFER_LOAD, QOS_TXOP, QOS_QUEUE, HTC,
	FIXED_ALL, FIXED_TIMESTAMP, FIXED_BEACON, FIXED_CAPABILITIES, FIXED_CAPABILITIES_ESS, FIXED_CAPABILITIES_IBSS,
	FIXED_CAPABILITIES_RESERVED1, FIXED_CAPABILITIES_RESERVED2, FIXED_CAPABILITIES_PRIVACY,
	FIXED_CAPABILITIES_SHORT_PREAMBLE, FIXED_CAPABILITIES_RESERVED3, FIXED_CAPABILITIES_RESERVED4,
	FIXED_CAPABILITIES_SPEC_MAN, FIXED_CAPABILITIES_QOS, FIXED_CAPABILITIES_SHORT_SLOT_TIME, FIXED_CAPABILITIES_APSD,
	FIXED_CAPABILITIES_RADIO_MEASUREMENT, FIXED_CAPABILITIES_EPD, FIXED_CAPABILITIES_RESERVED5,
	FIXED_CAPABILITIES_RESERVED6, FIXED_AUTH_ALG, FIXED_AUTH_SEQ, FIXED_STATUS_CODE, FIXED_REASON_CODE,
	FIXED_LISTEN_IVAL, FIXED_AID, FIXED_CURRENT_AP, FIXED_CATEGORY_CODE, FIXED_DIALOG_TOKEN,
	FIXED_PUBLICACT, FIXED_HTACT, VHT_ACTION, FIXED_BATIMEOUT, FIXED_BAPARAMS, FIXED_BAPARAMS_AMSDU,
	FIXED_BAPARAMS_POLICY, FIXED_BAPARAMS_TID, FIXED_BAPARAMS_BUFFERSIZE, FIXED_SSC, FIXED_SSC_FRAGMENT,
	FIXED_SSC_SEQUENCE, FIXED_DELBA_PARAM, FIXED_DELBA_PARAM_RESERVED, FIXED_DELBA_PARAM_INITIATOR,
	FIXED_DELBA_PARAM_TID, FIXED_TRANSACTION_ID, TAGGED_ALL, TAG, TAG_NUMBER, TAG_LENGTH, TAG_DATA, TAG_LENGTH_BAD,
	TAG_OUI, TAG_VENDOR_OUI_TYPE, TAG_VENDOR_DATA, TAG_CHALLENGE_TEXT, SSID, SUPPORTED_RATES, EXTENDED_SUPPORTED_RATES,
	DS_CURRENT_CHANNEL, TIM_DTIM_COUNT, TIM_DTIM_PERIOD, TIM_BMAPCTL, TIM_BMAPCTL_MULTICAST, TIM_BMAPCTL_OFFSET,
	TIM_PARTIAL_VIRTUAL_BITMAP, TIM_AID, COUNTRY_INFO_CODE, COUNTRY_INFO_ENVIRONMENT, COUNTRY_INFO_FNM,
	COUNTRY_INFO_FNM_FCN, COUNTRY_INFO_FNM_NC, COUNTRY_INFO_FNM_MTPL, POWERCAP_MIN, POWERCAP_MAX, POWERCON_LOCAL,
	TCPREP_TRSMT_POW, TCPREP_LINK_MRG, SUPCHAN, SUPCHAN_FIRST, SUPCHAN_RANGE, CSA_CHANNEL_SWITCH_MODE,
	CSA_NEW_CHANNEL_NUMBER, CSA_CHANNEL_SWITCH_COUNT, ERP_INFO, ERP_INFO_ERP_PRESENT, ERP_INFO_USE_PROTECTION,
	ERP_INFO_BARKER_PREAMBLE_MODE, ERP_INFO_RESERVED, QBSS_SCOUNT, QBSS_CU, QBSS_ADC, MOBILITY_DOMAIN_MDID,
	MOBILITY_DOMAIN_FT_CAPAB, MOBILITY_DOMAIN_FT_CAPAB_FT_OVER_DS, MOBILITY_DOMAIN_FT_CAPAB_RESOURCE_REQ,
	MOBILITY_DOMAIN_FT_CAPAB_RESERVED, SUPOPECLASS_CURRENT, SUPOPECLASS_ALT, INTERWORKING_ACCESS_NETWORK_TYPE,
	INTERWORKING_INTERNET, INTERWORKING_ASRA, INTERWORKING_ESR, INTERWORKING_UESA, INTERWORKING_HESSID, EXTCAP,
	EXTCAP_B0, EXTCAP_B1, EXTCAP_B2, EXTCAP_B3, EXTCAP_B4, EXTCAP_B5, EXTCAP_B6, EXTCAP_B7, EXTCAP_B8, EXTCAP_B9,
	EXTCAP_B10, EXTCAP_B11, EXTCAP_B12, EXTCAP_B13, EXTCAP_B14, EXTCAP_B15, EXTCAP_B16, EXTCAP_B17, EXTCAP_B18,
	EXTCAP_B19, EXTCAP_B20, EXTCAP_B21, EXTCAP_B22, EXTCAP_B23, EXTCAP_B24, EXTCAP_B25, EXTCAP_B26, EXTCAP_B27,
	EXTCAP_B28, EXTCAP_B29, EXTCAP_B30, EXTCAP_B31, HT_CAPABILITIES, VS_HT_CAPABILITIES, HT_CAPABILITIES_LDPCCODING,
	HT_CAPABILITIES_WIDTH, HT_CAPABILITIES_SM, HT_CAPABILITIES_GREEN, HT_CAPABILITIES_SHORT20, HT_CAPABILITIES_SHORT40,
	HT_CAPABILITIES_TXSTBC, HT_CAPABILITIES_RXSTBC, HT_CAPABILITIES_DELAYEDBLOCKACK, HT_CAPABILITIES_AMSDU,
	HT_CAPABILITIES_DSSCCK, HT_CAPABILITIES_PSMP, HT_CAPABILITIES_40MHZINTOLERANT, HT_CAPABILITIES_LSIG, HT_AMPDUPARAM,
	VS_HT_AMPDUPARAM, HT_AMPDUPARAM_MAXLENGTH, HT_AMPDUPARAM_MPDUDENSITY, HT_AMPDUPARAM_RESERVED, HT_MCSSET,
	VS_HT_MCSSET, HT_MCSSET_RXBITMASK, HT_MCSSET_RXBITMASK_0TO7, HT_MCSSET_RXBITMASK_8TO15, HT_MCSSET_RXBITMASK_16TO23,
	HT_MCSSET_RXBITMASK_24TO31, HT_MCSSET_RXBITMASK_32, HT_MCSSET_RXBITMASK_33TO38, HT_MCSSET_RXBITMASK_39TO52,
	HT_MCSSET_RXBITMASK_53TO76, HT_MCSSET_HIGHESTDATARATE, HT_MCSSET_TXSETDEFINED, HT_MCSSET_TXRXMCSNOTEQUAL,
	HT_MCSSET_TXMAXSS, HT_MCSSET_TXUNEQUALMOD, HTEX_CAPABILITIES, VS_HTEX_CAPABILITIES, HTEX_CAPABILITIES_PCO,
	HTEX_CAPABILITIES_TRANSTIME, HTEX_CAPABILITIES_MCS, HTEX_CAPABILITIES_HTC, HTEX_CAPABILITIES_RDRESPONDER, TXBF,
	VS_TXBF, TXBF_TXBF, TXBF_RXSS, TXBF_TXSS, TXBF_RXNDP, TXBF_TXNDP, TXBF_IMPLTXBF, TXBF_CALIBRATION, TXBF_CSI,
	TXBF_FM_UNCOMPRESSED_TBF, TXBF_FM_COMPRESSED_TBF, TXBF_RCSI, TXBF_FM_UNCOMPRESSED_RBF, TXBF_FM_COMPRESSED_BF,
	TXBF_MINGROUP, TXBF_CSINUMANT, TXBF_FM_UNCOMPRESSED_MAXANT, TXBF_FM_COMPRESSED_MAXANT, TXBF_CSI_MAXROWS,
	TXBF_CHANNELEST, TXBF_RESERVED, ASEL, VS_ASEL, ASEL_CAPABLE, ASEL_TXCSI, ASEL_TXIF, ASEL_CSI, ASEL_IF, ASEL_RX,
	ASEL_SPPDU, ASEL_RESERVED, HT_INFO_PRIMARYCHANNEL, HT_INFO_DELIM1, HT_INFO_SECCHANOFFSET, HT_INFO_CHANWIDTH,
	HT_INFO_RIFS, HT_INFO_RESERVED_B4_B7, HT_INFO_DELIM2, HT_INFO_HT_PROTECTION, HT_INFO_GREENFIELD,
	HT_INFO_RESERVED_B11, HT_INFO_OBSSNONHT, HT_INFO_CHAN_CENTER_FREQ_SEG_2, HT_INFO_RESERVED_B21_B23, HT_INFO_DELIM3,
	HT_INFO_RESERVED_B24_B29, HT_INFO_DUALBEACON, HT_INFO_DUALCTS, HT_INFO_SECONDARYBEACON, HT_INFO_LSIGPROTSUPPORT,
	HT_INFO_PCO_ACTIVE, HT_INFO_PCO_PHASE, HT_INFO_RESERVED_B36_B39, VS_PREN_TYPE, HTA_CONTROL_CHANNEL, HTA_CAPABILITIES,
	HTA_CAPABILITIES_EXT_CHAN_OFFSET, HTA_CAPABILITIES_REC_TX_WIDTH, HTA_CAPABILITIES_RIFS_MODE,
	HTA_CAPABILITIES_CONTROLLED_ACCESS, HTA_CAPABILITIES_SERVICE_INTERVAL, HTA_CAPABILITIES_OPERATING_MODE,
	HTA_CAPABILITIES_NON_GF_DEVICES, HTA_CAPABILITIES_BASIC_STBC_MCS, HTA_CAPABILITIES_DUAL_STBC_PROTECTION,
	HTA_CAPABILITIES_SECONDARY_BEACON, HTA_CAPABILITIES_LSIG_TXOP_PROTECTION, HTA_CAPABILITIES_PCO_ACTIVE,
	HTA_CAPABILITIES_PCO_PHASE, RSN_VERSION, RSN_GCS, RSN_GCS_OUI, RSN_GCS_TYPE, RSN_PCS_COUNT, RSN_PCS_COUNT_INVALID,
	RSN_PCS_LIST, RSN_PCS, RSN_PCS_OUI, RSN_PCS_TYPE, RSN_AKMS_COUNT, RSN_AKMS_COUNT_INVALID, RSN_AKMS_LIST, RSN_AKMS,
	RSN_AKMS_OUI, RSN_AKMS_TYPE, RSN_CAPABILITIES, RSN_CAPABILITIES_PREAUTH, RSN_CAPABILITIES_NO_PAIRWISE,
	RSN_CAPABILITIES_PTKSA_REPLAY_COUNTER, RSN_CAPABILITIES_GTKSA_REPLAY_COUNTER, RSN_CAPABILITIES_MFPR,
	RSN_CAPABILITIES_MFPC, RSN_CAPABILITIES_JMR, RSN_CAPABILITIES_PEERKEY, RSN_CAPABILITIES_EXTENDED_KEY_ID_IAF,
	RSN_PMKID_COUNT, RSN_PMKID_COUNT_INVALID, RSN_PMKID_LIST, RSN_GMCS, RSN_GMCS_OUI, RSN_GMCS_TYPE, WFA_IE_TYPE,
	WFA_IE_WPA_VERSION, WFA_IE_WPA_MCS, WFA_IE_WPA_MCS_OUI, WFA_IE_WPA_MCS_TYPE, WFA_IE_WPA_UCS_COUNT,
	WFA_IE_WPA_UCS_LIST, WFA_IE_WPA_UCS, WFA_IE_WPA_UCS_OUI, WFA_IE_WPA_UCS_TYPE, WFA_IE_WPA_AKMS_COUNT,
	WFA_IE_WPA_AKMS_LIST, WFA_IE_WPA_AKMS, WFA_IE_WPA_AKMS_OUI, WFA_IE_WPA_TYPE, WFA_IE_WME_SUBTYPE, WFA_IE_WME_VERSION,
	WFA_IE_WME_QOS_INFO, WFA_IE_WME_QOS_INFO_AP_U_APSD, WFA_IE_WME_QOS_INFO_AP_PARAMETER_SET_COUNT,
	WFA_IE_WME_QOS_INFO_AP_RESERVED, WFA_IE_WME_QOS_INFO_STA_MAX_SP_LENGTH, WFA_IE_WME_QOS_INFO_STA_AC_BE,
	WFA_IE_WME_QOS_INFO_STA_AC_BK, WFA_IE_WME_QOS_INFO_STA_AC_VI, WFA_IE_WME_QOS_INFO_STA_AC_VO,
	WFA_IE_WME_QOS_INFO_STA_RESERVED, WFA_IE_WME_RESERVED, WFA_IE_WME_ACP, WFA_IE_WME_ACP_ACI_AIFSN,
	WFA_IE_WME_ACP_AIFSN, WFA_IE_WME_ACP_ACM, WFA_IE_WME_ACP_ACI, WFA_IE_WME_ACP_RESERVED, WFA_IE_WME_ACP_ECW,
	WFA_IE_WME_ACP_ECW_MAX, WFA_IE_WME_ACP_ECW_MIN, WFA_IE_WME_ACP_CW_MAX, WFA_IE_WME_ACP_CW_MIN,
	WFA_IE_WME_ACP_TXOP_LIMIT, ATHEROS_IE_TYPE, ATHEROS_IE_SUBTYPE, ATHEROS_IE_VERSION, ATHEROS_IE_ADVCAP_CAP,
	IE_ATHEROS_CAPABILITIES_TURBOP, IE_ATHEROS_CAPABILITIES_COMP, IE_ATHEROS_CAPABILITIES_FF, IE_ATHEROS_CAPABILITIES_XR,
	IE_ATHEROS_CAPABILITIES_AR, IE_ATHEROS_CAPABILITIES_BURST, IE_ATHEROS_CAPABILITIES_WME,
	IE_ATHEROS_CAPABILITIES_BOOST, ATHEROS_IE_ADVCAP_DEFKEY, ATHEROS_IE_XR_INFO, ATHEROS_IE_XR_BASE_BSSID,
	ATHEROS_IE_XR_XR_BSSID, ATHEROS_IE_XR_XR_BEACON, ATHEROS_IE_XR_BASE_CAP, ATHEROS_IE_XR_XR_CAP, ATHEROS_DATA,
	AIRONET_TYPE, AIRONET_DATA,
	ACTION_SPECTRUM, ACTION_QOS, ACTION_DLS, ACTION_BLOCK, ACTION_RADIO, ACTION_TRANSITION, ACTION_QUERY, ACTION_NETWORK,
	HTA_CAPABILITIES_WORD, COUNTRY_RRC, COUNTRY_RRC_OEI, COUNTRY_RRC_OC, COUNTRY_RRC_CC, COUNTRY_PADDING, QBSS_VERSION,
	TAG_UNDECODED, FIXED_TEXT, WLAN_ROWS
};

extern const struct field wlan_fields[WLAN_ROWS];
extern const struct value_table wlan_supported, wlan_implemented, wlan_fixed_capabilities_ess_names;
extern const struct value_table wlan_fixed_capabilities_ibss_names, wlan_fixed_capabilities_privacy_names;
extern const struct value_table wlan_fixed_capabilities_short_preamble_names;
extern const struct value_table wlan_fixed_capabilities_short_slot_time_names, wlan_fixed_auth_alg_names;
extern const struct value_table wlan_status_names, wlan_reason_names, wlan_category_names;
extern const struct value_table wlan_public_names, wlan_fixed_htact_names;
extern const struct value_table wlan_vht_action_names, wlan_fixed_baparams_amsdu_names;
extern const struct value_table wlan_fixed_baparams_policy_names, wlan_tag_names, wlan_rate_names;
extern const struct value_table wlan_environment_names, wlan_country_info_fnm_mtpl_names;
extern const struct value_table wlan_interworking_access_network_type_names, wlan_ht_capabilities_ldpccoding_names;
extern const struct value_table wlan_ht_capabilities_width_names, wlan_ht_capabilities_sm_names;
extern const struct value_table wlan_ht_capabilities_green_names, wlan_ht_capabilities_rxstbc_names;
extern const struct value_table wlan_ht_capabilities_delayedblockack_names, wlan_ht_capabilities_amsdu_names;
extern const struct value_table wlan_ht_capabilities_dsscck_names, wlan_ht_capabilities_psmp_names;
extern const struct value_table wlan_ht_capabilities_40mhzintolerant_names, wlan_ht_ampduparam_mpdudensity_names;
extern const struct value_table wlan_ht_mcsset_txsetdefined_names, wlan_ht_mcsset_txrxmcsnotequal_names;
extern const struct value_table wlan_htex_capabilities_transtime_names, wlan_htex_capabilities_mcs_names;
extern const struct value_table wlan_txbf_calibration_names, wlan_txbf_rcsi_names, wlan_txbf_mingroup_names;
extern const struct value_table wlan_txbf_csinumant_names, wlan_txbf_csi_maxrows_names, wlan_txbf_channelest_names;
extern const struct value_table wlan_ht_info_secchanoffset_names, wlan_ht_info_chanwidth_names;
extern const struct value_table wlan_ht_info_rifs_names, wlan_ht_info_ht_protection_names;
extern const struct value_table wlan_ht_info_greenfield_names, wlan_ht_info_obssnonht_names;
extern const struct value_table wlan_ht_info_dualbeacon_names, wlan_ht_info_dualcts_names;
extern const struct value_table wlan_ht_info_secondarybeacon_names, wlan_ht_info_lsigprotsupport_names;
extern const struct value_table wlan_ht_info_pco_active_names, wlan_ht_info_pco_phase_names, wlan_vs_pren_type_names;
extern const struct value_table wlan_hta_capabilities_ext_chan_offset_names;
extern const struct value_table wlan_hta_capabilities_rec_tx_width_names, wlan_hta_capabilities_rifs_mode_names;
extern const struct value_table wlan_hta_capabilities_controlled_access_names;
extern const struct value_table wlan_hta_capabilities_service_interval_names;
extern const struct value_table wlan_hta_capabilities_operating_mode_names;
extern const struct value_table wlan_hta_capabilities_non_gf_devices_names;
extern const struct value_table wlan_hta_capabilities_dual_stbc_protection_names;
extern const struct value_table wlan_hta_capabilities_secondary_beacon_names;
extern const struct value_table wlan_hta_capabilities_lsig_txop_protection_names;
extern const struct value_table wlan_hta_capabilities_pco_active_names, wlan_hta_capabilities_pco_phase_names;
extern const struct value_table wlan_cipher_names, wlan_key_names, wlan_rsn_capabilities_preauth_names;
extern const struct value_table wlan_rsn_capabilities_no_pairwise_names;
extern const struct value_table wlan_rsn_capabilities_ptksa_replay_counter_names, wlan_wfa_ie_type_names;
extern const struct value_table wlan_wpa_cipher_names, wlan_wpa_key_names, wlan_wfa_ie_wme_subtype_names;
extern const struct value_table wlan_wfa_ie_wme_qos_info_ap_u_apsd_names;
extern const struct value_table wlan_wfa_ie_wme_qos_info_sta_max_sp_length_names;
extern const struct value_table wlan_wfa_ie_wme_qos_info_sta_ac_be_names, wlan_wfa_ie_wme_acp_aci_names;
extern const struct value_table wlan_atheros_ie_type_names, wlan_aironet_type_names;
extern const struct value_table wlan_type_names, wlan_spectrum_actions, wlan_qos_actions, wlan_dls_actions,
	wlan_block_actions, wlan_radio_actions, wlan_transition_actions, wlan_query_actions, wlan_network_actions;

/* Labels of rows. */
void wlan_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_control_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_fcs_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_limit_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_txop_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_access_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_ampdu_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_bytes_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_classes_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_country_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_extcap_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_interval_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_mcsset_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_rxbitmask_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_ssid_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_suite_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_suite_type_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_suites_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_supchan_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_tag_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_tim_aid_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_txmaxss_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_utilization_label(struct buf *b, const struct tree *t, const struct record *r);
void wlan_set_bits_label(struct buf *b, const struct tree *t, const struct record *r);

/* Where the fields of the frame control are (9.2.4.1). */
enum wlan_frame_type { MANAGEMENT, CONTROL, DATA_FRAME, EXTENSION };
static inline unsigned wlan_type(struct slice s)
{
	return slice_u8(s, 0) >> 2 & 3;
}
static inline unsigned wlan_subtype(struct slice s)
{
	return slice_u8(s, 0) >> 4;
}

enum wlan_element {
	TAG_SSID = 0, TAG_RATES = 1, TAG_DS = 3, TAG_TIM = 5, TAG_COUNTRY = 7, TAG_QBSS = 11, TAG_CHALLENGE = 16,
	TAG_POWER_CONSTRAINT = 32, TAG_POWER = 33, TAG_TPC = 35, TAG_CHANNELS = 36, TAG_SWITCH = 37, TAG_ERP = 42, TAG_HT = 45,
	TAG_RSN = 48, TAG_MORE_RATES = 50, TAG_MOBILITY = 54, TAG_CLASSES = 59, TAG_HT_INFO = 61, TAG_INTERWORKING = 107,
	TAG_EXTENDED = 127, TAG_VENDOR = 221,
};
enum {
	OUI_IEEE = 0x000fac,
	OUI_MICROSOFT = 0x0050f2,
	OUI_ATHEROS = 0x00037f,
	OUI_AIRONET = 0x004096,
	OUI_EPIGRAM = 0x00904c
};
enum { MICROSOFT_WPA = 1, MICROSOFT_WMM = 2 };
enum { ATHEROS_CAPABILITY = 1, ATHEROS_RANGE = 3 };
enum { EPIGRAM_HT = 51, EPIGRAM_HT_ADDITIONAL = 52 };

/* What the label of an element is told (record.aux): its contents are not shown, or they are wrong. */
enum { WLAN_FAULTY = 1, WLAN_UNDECODED };

/* Bytes of fixed parameters that a management frame of that subtype begins with. */
uint32_t wlan_fixed_length(unsigned subtype);
/* Where the tagged parameters begin, in the body of a frame; false: it has none. */
bool wlan_tags_place(struct slice body, unsigned subtype, uint32_t *off);
/* The rest of the Info column, after the header's: interval, name of the network. */
void wlan_body_info(struct buf *b, struct slice body, unsigned subtype);
/* "NAME" for people: in quotation marks where it is text, else its bytes. */
void wlan_ssid_text(struct buf *b, struct slice s);

/* Elements up to the end of the body, below a row of their own; and those in end - off bytes. */
void wlan_put_tags(struct tree *t, uint32_t off);
void wlan_put_elements(struct tree *t, uint32_t off, uint32_t end);
/* Marks the layer when elements, or their contents, do not end where they should. */
void wlan_check_tags(struct layer *l, uint32_t off);
/* One row, and below it rows of the same bytes. */
void wlan_put_bits(struct tree *t, unsigned row, unsigned first, unsigned last, uint32_t off, uint32_t n);
void wlan_put_ht(struct tree *t, uint32_t off, bool vendor);
void wlan_put_mcs_set(struct tree *t, unsigned row, uint32_t off);
void wlan_put_rsn(struct tree *t, uint32_t off, uint32_t n);
void wlan_put_wpa(struct tree *t, uint32_t off, uint32_t n);
/* Does the element end where its suites do? */
bool wlan_suites_whole(struct slice s, bool rsn);
void wlan_put_vendor(struct tree *t, uint32_t off, uint32_t n);

#endif
