/* icmpv6_impl.h: what the parts of ICMPv6 share: the rows of its fields and their labels, options, messages. */
#ifndef PEEL_DISSECT_INTERNET_ICMPV6_IMPL_H
#define PEEL_DISSECT_INTERNET_ICMPV6_IMPL_H

#include "dissect/internet/checked_sum.h"

/* In the order of the headers, so that a run of rows reads one: see put_rows. */
enum {
	ICMPV6, TYPE, CODE, CHECKSUM, CHECKSUM_STATUS, CHECKSUM_BAD_EXPERT, ECHO_IDENTIFIER, ECHO_SEQUENCE_NUMBER,
	EXT_ECHO_SEQ, EXT_ECHO_REQ_RES, EXT_ECHO_REQ_LOCAL, EXT_ECHO_RSP_STATE, EXT_ECHO_RSP_RES, EXT_ECHO_RSP_ACTIVE,
	EXT_ECHO_RSP_IPV4, EXT_ECHO_RSP_IPV6, ND_RA_CUR_HOP_LIMIT, ND_RA_FLAG, ND_RA_FLAG_M, ND_RA_FLAG_O,
	ND_RA_FLAG_H, ND_RA_FLAG_PRF, ND_RA_FLAG_P, ND_RA_FLAG_RSV, ND_RA_ROUTER_LIFETIME, ND_RA_REACHABLE_TIME,
	ND_RA_RETRANS_TIMER, ND_NS_TARGET_ADDRESS, ND_NA_FLAG, ND_NA_FLAG_R, ND_NA_FLAG_S, ND_NA_FLAG_O,
	ND_NA_FLAG_RSV, ND_NA_TARGET_ADDRESS, ND_RD_TARGET_ADDRESS, RD_NA_DESTINATION_ADDRESS, MLD_FLAG, MLD_FLAG_S,
	MLD_FLAG_QRV, MLD_FLAG_RESERVED, MLDR_MAR_RECORD_TYPE, MLDR_MAR_AUX_DATA_LEN, MLDR_MAR_NB_SOURCES,
	MLDR_MAR_MULTICAST_ADDRESS, RR_SEQUENCE_NUMBER, RR_SEGMENT_NUMBER, RR_FLAG, RR_FLAG_T, RR_FLAG_R, RR_FLAG_A,
	RR_FLAG_S, RR_FLAG_P, RR_FLAG_RSV, RR_MAXDELAY, RR_PCO_MP_OPCODE, RR_PCO_MP_OPLENGTH, RR_PCO_MP_ORDINAL,
	RR_PCO_MP_MATCHLEN, RR_PCO_MP_MINLEN, RR_PCO_MP_MAXLEN, RR_PCO_UP_USELEN, RR_PCO_UP_KEEPLEN,
	RR_PCO_UP_FLAGMASK, RR_PCO_UP_FLAGMASK_L, RR_PCO_UP_FLAGMASK_A, RR_PCO_UP_FLAGMASK_RESERVED,
	RR_PCO_UP_RAFLAGS, RR_PCO_UP_VALIDLIFETIME, RR_PCO_UP_PREFERREDLIFETIME, RR_PCO_UP_FLAG, RR_PCO_UP_FLAG_V,
	RR_PCO_UP_FLAG_P, RR_PCO_UP_FLAG_RESERVED, RR_PCO_UP_USEPREFIX, RR_RM_FLAG, RR_RM_FLAG_RESERVED, RR_RM_FLAG_B,
	RR_RM_FLAG_F, RR_RM_ORDINAL, RR_RM_MATCHEDLEN, RR_RM_INTERFACEINDEX, RR_RM_MATCHEDPREFIX, NI_QTYPE, NI_FLAG,
	NI_FLAG_G, NI_FLAG_S, NI_FLAG_L, NI_FLAG_C, NI_FLAG_A, NI_FLAG_T, NI_FLAG_RSV, NI_NONCE, MIP6_IDENTIFIER,
	MIP6_FLAG, MIP6_FLAG_M, MIP6_FLAG_O, MIP6_FLAG_RSV, FMIP6_HI_FLAG, FMIP6_HI_FLAG_S, FMIP6_HI_FLAG_A,
	FMIP6_HI_FLAG_RESERVED, FMIP6_SUBTYPE, FMIP6_IDENTIFIER, MCAST_RA_QUERY_INTERVAL,
	MCAST_RA_ROBUSTNESS_VARIABLE, DA_STATUS, DA_RSV, DA_LIFETIME, DA_EUI64, DA_REG_ADDR, OPT, OPT_TYPE,
	OPT_LENGTH, OPT_PREFIX_LENGTH, OPT_PREFIX_FLAG, OPT_PREFIX_FLAG_L, OPT_PREFIX_FLAG_A, OPT_PREFIX_FLAG_R,
	OPT_PREFIX_FLAG_RESERVED, OPT_PREFIX_VALID_LIFETIME, OPT_PREFIX_PREFERRED_LIFETIME, OPT_IPA_OPTION_CODE,
	OPT_IPA_PREFIX_LEN, OPT_NRPI_OPTION_CODE, OPT_NRPI_PREFIX_LEN, OPT_NAACK_OPTION_CODE, OPT_NAACK_STATUS,
	OPT_MAP_DISTANCE, OPT_MAP_PREFERENCE, OPT_MAP_FLAG, OPT_MAP_FLAG_R, OPT_MAP_FLAG_RESERVED,
	OPT_MAP_VALID_LIFETIME, OPT_MAP_GLOBAL_ADDRESS, OPT_ROUTE_INFO_FLAG, OPT_ROUTE_INFO_FLAG_ROUTE_PREFERENCE,
	OPT_ROUTE_INFO_FLAG_RESERVED, OPT_ROUTE_LIFETIME, OPT_EFO, OPT_EFO_M, OPT_EFO_O, OPT_EFO_H, OPT_EFO_PRF,
	OPT_EFO_P, OPT_EFO_RSV, OPT_HKR_PAD_LENGTH, OPT_HKR_AT, OPT_HKR_RESERVED, OPT_HAI_OPTION_CODE, OPT_HAI_LENGTH,
	OPT_MN_OPTION_CODE, OPT_MN_LENGTH, OPT_6CO_CONTEXT_LENGTH, OPT_6CO_FLAG, OPT_6CO_FLAG_C, OPT_6CO_FLAG_CID,
	OPT_6CO_FLAG_RESERVED, OPT_ABRO_VERSION_LOW, OPT_ABRO_VERSION_HIGH, OPT_ABRO_VALID_LIFETIME,
	OPT_ABRO_6LBR_ADDRESS, OPT_6CIO_UNASSIGNED1, OPT_6CIO_FLAG_G, OPT_6CIO_UNASSIGNED2,
	OPT_PREF64_SCALED_LIFETIME, OPT_PREF64_PLC, OPT_RDNSS_LIFETIME, OPT_DNSSL_LIFETIME, OPT_NAME_TYPE,
	RPL_DIO_INSTANCE, RPL_DIO_VERSION, RPL_DIO_RANK, RPL_DIO_FLAG, RPL_DIO_FLAG_G, RPL_DIO_FLAG_0,
	RPL_DIO_FLAG_MOP, RPL_DIO_FLAG_PREFERENCE, RPL_DIO_DTSN, RPL_DIO_DAGID, RPL_DAO_INSTANCE, RPL_DAO_FLAG,
	RPL_DAO_FLAG_K, RPL_DAO_FLAG_D, RPL_DAO_FLAG_RSV, RPL_DAO_SEQUENCE, RPL_DAOACK_INSTANCE, RPL_DAOACK_FLAG,
	RPL_DAOACK_FLAG_D, RPL_DAOACK_FLAG_RSV, RPL_DAOACK_SEQUENCE, RPL_DAOACK_STATUS, RPL_SECURE_FLAG,
	RPL_SECURE_FLAG_T, RPL_SECURE_FLAG_RSV, RPL_SECURE_ALGORITHM, RPL_SECURE_KIM, RPL_SECURE_LVL, RPL_SECURE_RSV,
	RPL_P2P_DRO_FLAG, RPL_P2P_DRO_FLAG_STOP, RPL_P2P_DRO_FLAG_ACK, RPL_P2P_DRO_FLAG_SEQ,
	RPL_P2P_DRO_FLAG_RESERVED, RPL_P2P_DROACK_FLAG, RPL_P2P_DROACK_FLAG_SEQ, RPL_P2P_DROACK_FLAG_RESERVED,
	RPL_OPT_ROUTE_PREFIX_LENGTH, RPL_OPT_ROUTE_FLAG, RPL_OPT_ROUTE_PREF, RPL_OPT_ROUTE_RESERVED,
	RPL_OPT_ROUTE_LIFETIME, RPL_OPT_CONFIG_FLAG, RPL_OPT_CONFIG_RESERVED, RPL_OPT_CONFIG_AUTH, RPL_OPT_CONFIG_PCS,
	RPL_OPT_CONFIG_INTERVAL_DOUBLE, RPL_OPT_CONFIG_INTERVAL_MIN, RPL_OPT_CONFIG_REDUNDANCY,
	RPL_OPT_CONFIG_MAX_RANK_INC, RPL_OPT_CONFIG_MIN_HOP_RANK_INC, RPL_OPT_CONFIG_OCP, RPL_OPT_CONFIG_RSV,
	RPL_OPT_CONFIG_DEF_LIFETIME, RPL_OPT_CONFIG_LIFETIME_UNIT, RPL_OPT_TARGET_FLAG, RPL_OPT_TARGET_PREFIX_LENGTH,
	RPL_OPT_TRANSIT_FLAG, RPL_OPT_TRANSIT_FLAG_E, RPL_OPT_TRANSIT_FLAG_RSV, RPL_OPT_TRANSIT_PATHCTL,
	RPL_OPT_TRANSIT_PATHSEQ, RPL_OPT_TRANSIT_PATHLIFETIME, RPL_OPT_SOLICITED_INSTANCE, RPL_OPT_SOLICITED_FLAG,
	RPL_OPT_SOLICITED_FLAG_V, RPL_OPT_SOLICITED_FLAG_I, RPL_OPT_SOLICITED_FLAG_D, RPL_OPT_SOLICITED_FLAG_RSV,
	RPL_OPT_SOLICITED_DODAGID, RPL_OPT_SOLICITED_VERSION, RPL_OPT_PREFIX_LENGTH, RPL_OPT_PREFIX_FLAG,
	RPL_OPT_PREFIX_FLAG_L, RPL_OPT_CONFIG_FLAG_A, RPL_OPT_CONFIG_FLAG_R, RPL_OPT_CONFIG_FLAG_RSV,
	RPL_OPT_PREFIX_VALID_LIFETIME, RPL_OPT_PREFIX_PREFERRED_LIFETIME, RPL_OPT_RESERVED, RPL_OPT_PREFIX,
	RPL_OPT_METRIC_FLAGS, RPL_OPT_METRIC_RESERVED, RPL_OPT_METRIC_FLAG_P, RPL_OPT_METRIC_FLAG_C,
	RPL_OPT_METRIC_FLAG_O, RPL_OPT_METRIC_FLAG_R, RPL_OPT_METRIC_FLAG_A, RPL_OPT_METRIC_PREC,
	RPL_OPT_METRIC_LENGTH, RPL_OPT_METRIC_NSA_OBJECT, RPL_OPT_METRIC_NSA_OBJECT_RESERVED,
	RPL_OPT_METRIC_NSA_OBJECT_FLAGS, RPL_OPT_METRIC_NSA_OBJECT_FLAG_A, RPL_OPT_METRIC_NSA_OBJECT_FLAG_O,
	RPL_OPT_METRIC_NE_OBJECT, RPL_OPT_METRIC_NE_OBJECT_FLAGS, RPL_OPT_METRIC_NE_OBJECT_FLAG_I,
	RPL_OPT_METRIC_NE_OBJECT_TYPE, RPL_OPT_METRIC_NE_OBJECT_FLAG_E, RPL_OPT_METRIC_NE_OBJECT_ENERGY,
	RPL_OPT_METRIC_HP_OBJECT, RPL_OPT_METRIC_HP_OBJECT_RESERVED, RPL_OPT_METRIC_HP_OBJECT_FLAGS,
	RPL_OPT_METRIC_HP_OBJECT_HP, RPL_OPT_METRIC_LQL_OBJECT, RPL_OPT_METRIC_LQL_OBJECT_VAL,
	RPL_OPT_METRIC_LQL_OBJECT_COUNTER, RPL_CC_INSTANCE, RPL_CC_FLAG, RPL_CC_FLAG_R, RPL_CC_FLAG_RSV, RPL_CC_NONCE,
	RPL_CC_DODAGID, RPL_CC_DESTINATION_COUNTER, RESERVED, DATA, UNKNOWN_DATA, MTU, POINTER, NONCE, OPT_RESERVED,
	OPT_PADDING, OPT_LINKADDR, OPT_SRC_LINKADDR, OPT_TARGET_LINKADDR, OPT_LINKADDR_EUI64, OPT_SRC_LINKADDR_EUI64,
	OPT_TARGET_LINKADDR_EUI64, OPT_PREFIX, OPT_CGA_PAD_LENGTH, OPT_CGA, OPT_CGA_MODIFIER, OPT_CGA_SUBNET_PREFIX,
	OPT_CGA_COUNT, OPT_CGA_SUBJECT_PUBLIC_KEY_INFO, OPT_CGA_EXT_TYPE, OPT_CGA_EXT_LENGTH, OPT_CGA_EXT_DATA,
	OPT_RSA_KEY_HASH, OPT_DIGITAL_SIGNATURE_PADDING, OPT_PS_KEY_HASH, OPT_TIMESTAMP, OPT_NONCE,
	OPT_CERTIFICATE_PADDING, OPT_IPA_IPV6_ADDRESS, OPT_NRPI_PREFIX, OPT_LLA_OPTION_CODE, OPT_LLA_BYTES,
	OPT_NAACK_SUPPLIED_NCOA, OPT_NAME_X501, OPT_NAME_TYPE_FQDN, SEND_IDENTIFIER, SEND_ALL_COMPONENTS,
	SEND_COMPONENT, X509_NAME, X509_CERTIFICATE, OPT_REDIRECTED_PACKET, OPT_MTU, OPT_NBMA_SHORTCUT_LIMIT,
	OPT_ADVERTISEMENT_INTERVAL, OPT_HOME_AGENT_PREFERENCE, OPT_HOME_AGENT_LIFETIME, OPT_IPV6_ADDRESS, OPT_RDNSS,
	OPT_HKR_ENCRYPTION_PUBLIC_KEY, OPT_HKR_PADDING, OPT_HKR_LIFETIME, OPT_HKR_ENCRYPTED_HANDOVER_KEY,
	OPT_HAI_VALUE, OPT_MN_VALUE, OPT_DNSSL, OPT_ARO_STATUS, OPT_ARO_REGISTRATION_LIFETIME, OPT_ARO_EUI64,
	OPT_6CO_VALID_LIFETIME, OPT_6CO_CONTEXT_PREFIX, OPT_CAPTIVE_PORTAL, OPT_PREF64_PREFIX,
	MLD_MAXIMUM_RESPONSE_DELAY, MLD_MULTICAST_ADDRESS, RR_PCO_MP, RR_PCO_MP_MATCHPREFIX, RR_PCO_UP, RR_RM,
	MIP6_HOME_AGENT_ADDRESS, MLD_MAXIMUM_RESPONSE_CODE, MLD_QQI, MLD_NB_SOURCES, MLD_SOURCE_ADDRESS,
	MLDR_NB_MCAST_RECORDS, MLDR_MAR, MLDR_MAR_SOURCE_ADDRESS, MLDR_MAR_AUXILIARY_DATA, NI_QUERY_SUBJECT_IPV6,
	NI_QUERY_SUBJECT_FQDN, NI_QUERY_SUBJECT_IPV4, NI_REPLY_NODE_TTL, NI_REPLY_NODE_NAME, NI_REPLY_NODE_ADDRESS,
	NI_REPLY_IPV4_ADDRESS, LENGTH, RPL_DIS_FLAGS, RPL_DAO_DODAGID, RPL_DAOACK_DODAGID, RPL_SECURE_COUNTER,
	RPL_SECURE_KEY_SOURCE, RPL_SECURE_KEY_INDEX, RPL_OPT_TYPE, RPL_OPT_LENGTH, RPL_OPT_PADN, RPL_OPT_METRIC_TYPE,
	RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT, RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT_TYPE,
	RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT_LENGTH, RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT_DATA,
	RPL_OPT_METRIC_LT_OBJECT_LT, RPL_OPT_METRIC_LL_OBJECT_LL, RPL_OPT_METRIC_LQL_OBJECT_RES,
	RPL_OPT_METRIC_ETX_OBJECT_ETX, RPL_OPT_METRIC_LC_OBJECT, RPL_OPT_METRIC_LC_OBJECT_RES,
	RPL_OPT_METRIC_LC_OBJECT_LC, RPL_OPT_METRIC_LC_OBJECT_COUNTER, RPL_OPT_METRIC_LC_OBJECT_RESERVED,
	RPL_OPT_METRIC_LC_OBJECT_FLAG_I, RPL_OPT_ROUTE_PREFIX, RPL_OPT_TARGET_PREFIX, RPL_OPT_TRANSIT_PARENT,
	RPL_OPT_TARGETDESC_DESCRIPTOR, RPL_OPT_ROUTEDISCOVERY_FLAG, RPL_OPT_ROUTEDISCOVERY_FLAG_REPLY,
	RPL_OPT_ROUTEDISCOVERY_FLAG_HOPBYHOP, RPL_OPT_ROUTEDISCOVERY_FLAG_NUMOFROUTES,
	RPL_OPT_ROUTEDISCOVERY_FLAG_COMPR, RPL_OPT_ROUTEDISCOVERY_LIFETIME, RPL_OPT_ROUTEDISCOVERY_MAXRANK,
	RPL_OPT_ROUTEDISCOVERY_NH, RPL_OPT_ROUTEDISCOVERY_TARGETADDR, RPL_OPT_ROUTEDISCOVERY_ADDR_VEC,
	RPL_OPT_ROUTEDISCOVERY_ADDRVEC_ADDR, RPL_P2P_DRO_INSTANCE, RPL_P2P_DRO_VERSION, RPL_P2P_DRO_DAGID,
	ILNP_NB_LOCS, ILNP_NB_LOCATOR, ILNP_NB_PREFERENCE, ILNP_NB_LIFETIME, RESP_IN, NO_RESP, RESP_TO, RESPTIME,
	MPL_SEED_INFO_MIN_SEQUENCE, MPL_SEED_INFO_BM_LEN, MPL_SEED_INFO_S, MPL_SEED_INFO_SEED_ID,
	MPL_SEED_INFO_SEQUENCE, INVALID_OPTION_LENGTH, UNDECODED_OPTION, UNKNOWN_DATA_EXPERT, UNDECODED_RPL_OPTION,
	UNDECODED_TYPE, RR_PCO_MP_MATCHLEN_GT128, RR_PCO_MP_MATCHEDLEN_GT128, RESP_NOT_FOUND, RPL_UNKNOWN_METRIC,
	RPL_P2P_HOP_BY_HOP, RPL_P2P_NUM_OF_ROUTES, RPL_P2P_DRO_RDO_ZERO, RPL_P2P_DRO_ZERO, MPL_SEED, MPL_BUFFERED,
	ICMPV6_N_ROWS,
};

enum { /* message types that more than one part asks for */
	MSG_UNREACHABLE = 1, MSG_TOO_BIG, MSG_TIME_EXCEEDED, MSG_PARAMETER, MSG_ECHO_REQUEST = 128, MSG_ECHO_REPLY,
	MSG_MLD_QUERY, MSG_MLD_REPORT, MSG_MLD_DONE, MSG_RS, MSG_RA, MSG_NS, MSG_NA, MSG_REDIRECT, MSG_RENUMBERING,
	MSG_NI_QUERY, MSG_NI_REPLY, MSG_IND_SOLICITATION, MSG_IND_ADVERTISEMENT, MSG_MLD2_REPORT, MSG_HA_REQUEST,
	MSG_HA_REPLY, MSG_PREFIX_SOLICITATION, MSG_PREFIX_ADVERTISEMENT, MSG_PATH_SOLICITATION, MSG_PATH_ADVERTISEMENT,
	MSG_EXPERIMENTAL_MOBILITY, MSG_MRD_ADVERTISEMENT, MSG_MRD_SOLICITATION, MSG_MRD_TERMINATION, MSG_FMIPV6, MSG_RPL,
	MSG_LOCATOR, MSG_DA_REQUEST, MSG_DA_CONFIRMATION, MSG_MPL, MSG_EXTENDED_ECHO, MSG_EXTENDED_ECHO_REPLY,
};
enum { ND_REDIRECTED = 4 };   /* the option that quotes a packet */
enum { OPTION_OPEN = 0x100 }; /* record.aux of an option: reading ended inside it */

/* layer.fact */
enum { ICMPV6_FACT_REST /* where fields go on behind a quoted packet, 0: nowhere */ };

extern const struct field icmpv6_fields[ICMPV6_N_ROWS];

enum { CODE_NAME_ROOM = 48 };
const char *icmpv6_code_name(struct slice s, char room[static CODE_NAME_ROOM]);
/* Where a message's options begin, 0: it has none. */
uint32_t icmpv6_options_at(unsigned type);

/* Neighbor discovery options from off to the end, or behind the one that quotes a packet; returns where it stopped. */
uint32_t icmpv6_put_options(struct tree *t, const struct layer *l, uint32_t off);
/* What the options add to the Info column. False when they are not all there. */
bool icmpv6_info_options(struct buf *b, struct slice s, uint32_t off);
/* The offset and length of the packet that an option quotes, if one of them does. */
bool icmpv6_find_quote(struct slice s, uint32_t off, uint32_t *quote, uint32_t *len);

void icmpv6_put_rpl(struct tree *t, const struct layer *l);
void icmpv6_put_mld(struct tree *t, const struct layer *l, unsigned type);
void icmpv6_put_renumbering(struct tree *t, const struct layer *l);
void icmpv6_put_node_information(struct tree *t, const struct layer *l, unsigned type);
void icmpv6_put_mpl(struct tree *t, const struct layer *l);

/* A prefix of `bits` bits whose bytes may be fewer than an address has. */
void icmpv6_prefix(struct slice s, uint32_t off, uint32_t n, uint32_t bits, uint8_t out[static 16]);
void icmpv6_put_prefix(struct tree *t, const struct layer *l, unsigned row, uint32_t off, uint32_t n, uint32_t bits);
/* Bytes that nothing is known about, to be noted as such. */
void icmpv6_put_unknown(struct tree *t, uint32_t off, uint32_t n);
/* "ICMPv6 <what> <number> is not taken apart further" */
void icmpv6_put_undecoded(struct tree *t, unsigned row, uint32_t off, uint32_t n, const char *what, unsigned number);

extern const struct value_table icmpv6_type_names;
extern const struct value_table icmpv6_ext_echo_rsp_state_names;
extern const struct value_table icmpv6_nd_ra_flag_prf_names;
extern const struct value_table icmpv6_mldr_mar_record_type_names;
extern const struct value_table icmpv6_rr_pco_mp_opcode_names;
extern const struct value_table icmpv6_rr_pco_up_validlifetime_names;
extern const struct value_table icmpv6_ni_qtype_names;
extern const struct value_table icmpv6_ni_flag_a_names;
extern const struct value_table icmpv6_fmip6_subtype_names;
extern const struct value_table icmpv6_da_status_names;
extern const struct value_table icmpv6_opt_type_names;
extern const struct value_table icmpv6_opt_ipa_option_code_names;
extern const struct value_table icmpv6_opt_naack_status_names;
extern const struct value_table icmpv6_opt_hai_option_code_names;
extern const struct value_table icmpv6_opt_mn_option_code_names;
extern const struct value_table icmpv6_opt_pref64_plc_names;
extern const struct value_table icmpv6_opt_rdnss_lifetime_names;
extern const struct value_table icmpv6_opt_dnssl_lifetime_names;
extern const struct value_table icmpv6_opt_name_type_names;
extern const struct value_table icmpv6_rpl_dio_flag_mop_names;
extern const struct value_table icmpv6_rpl_secure_algorithm_names;
extern const struct value_table icmpv6_opt_lla_option_code_names;
extern const struct value_table icmpv6_x509_name_names;
extern const struct value_table icmpv6_rpl_opt_type_names;
extern const struct value_table icmpv6_rpl_opt_metric_type_names;
extern const struct value_table icmpv6_mpl_seed_info_s_names;

void icmpv6_address_vector_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_code_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_eui64_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_flags_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_linkaddr_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_match_part_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_max_rank_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_name_type_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_option_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_option_length_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_padn_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_raflags_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_record_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_resp_time_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_result_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_route_lifetime_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_secure_flags_label(struct buf *b, const struct tree *t, const struct record *r);
void icmpv6_use_part_label(struct buf *b, const struct tree *t, const struct record *r);

#endif
