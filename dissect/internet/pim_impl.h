/* pim_impl.h: the parts of PIM among themselves. */
#ifndef PEEL_DISSECT_INTERNET_PIM_IMPL_H
#define PEEL_DISSECT_INTERNET_PIM_IMPL_H

#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/text.h"
#include "dissect/tree.h"

/* The row of an IPv6 address stands behind that of the IPv4 address. */
enum pim_row {
	PIM, PIM_TEXT, PIM_VERSION, PIM_TYPE, PIM_DF_ELECT_SUBTYPE, PIM_DF_ELECT_RSVD, PIM_IGMP_TYPE, PIM_CODE,
	PIM_CKSUM, PIM_CKSUM_STATUS, PIM_BAD_CKSUM, PIM_RES_BYTES, PIM_OPTION, PIM_OPTIONTYPE, PIM_OPTIONLENGTH,
	PIM_OPTIONVALUE, PIM_REGISTER_FLAG, PIM_REGISTER_FLAG_BORDER, PIM_REGISTER_FLAG_NULL_REGISTER, PIM_MODE,
	PIM_HOLDTIME, PIM_NUMGROUPS, PIM_NUMJOINS, PIM_NUMPRUNES, PIM_T, PIM_PROPAGATION_DELAY, PIM_OVERRIDE_INTERVAL,
	PIM_DR_PRIORITY, PIM_GENERATION_ID, PIM_STATE_REFRESH_VERSION, PIM_STATE_REFRESH_INTERVAL,
	PIM_STATE_REFRESH_RESERVED, PIM_RPT, PIM_METRIC_PREF, PIM_METRIC, PIM_PRUNE_INDICATOR, PIM_PRUNE_NOW,
	PIM_ASSERT_OVERRIDE, PIM_IP_VERSION, PIM_DUMMY_HEADER, PIM_SOURCE, PIM_SOURCE_IP6, PIM_GROUP, PIM_GROUP_IP6,
	PIM_GROUP_MASK, PIM_UPSTREAM_NEIGHBOR, PIM_UPSTREAM_NEIGHBOR_IP6, PIM_JOIN_IP, PIM_JOIN_IP6, PIM_PRUNE_IP,
	PIM_PRUNE_IP6, PIM_ADDRESS_LIST, PIM_ADDRESS_LIST_IP6, PIM_BSR, PIM_BSR_IP6, PIM_RP, PIM_RP_IP6,
	PIM_ORIGINATOR, PIM_ORIGINATOR_IP6, PIM_GROUP_ADDRESS, PIM_FRAGMENT_TAG, PIM_HASH_MASK_LEN, PIM_BSR_PRIORITY,
	PIM_RP_COUNT, PIM_FRP_COUNT, PIM_PRIORITY, PIM_PREFIX_COUNT, PIM_SRC_FLAGS_A, PIM_SRC_FLAGS_S, PIM_SRC_FLAGS_W,
	PIM_SRC_FLAGS_R, PIM_SRC_FLAGS_RSV, PIM_MASK_LEN, PIM_ADDR_LEN, PIM_TTL, PIM_INTERVAL, PIM_ADDR_ADDRESS_FAMILY,
	PIM_ADDR_ENCODING_TYPE, PIM_UNICAST, PIM_UNICAST_IP6, PIM_GROUP_SET, PIM_GROUP_ADDR_FLAGS,
	PIM_GROUP_ADDR_FLAGS_B, PIM_GROUP_ADDR_FLAGS_RESERVED, PIM_GROUP_ADDR_FLAGS_Z, PIM_SOURCE_ADDR_FLAGS,
	PIM_SOURCE_ADDR_FLAGS_RESERVED, PIM_SOURCE_ADDR_FLAGS_S, PIM_SOURCE_ADDR_FLAGS_W, PIM_SOURCE_ADDR_FLAGS_R,
	PIM_SOURCE_JA, PIM_SOURCE_JA_FLAGS, PIM_SOURCE_JA_FLAGS_F, PIM_SOURCE_JA_FLAGS_E,
	PIM_SOURCE_JA_FLAGS_ATTR_TYPE, PIM_SOURCE_JA_LENGTH, PIM_SOURCE_JA_VALUE, PIM_SRCCOUNT, PIM_SRCHOLDTIME,
	PIM_TRANSITIVETYPE, PIM_PFMNOFORWARDBIT, PIM_TLV_TYPE, PIM_DF_METRIC_PREF, PIM_N_ROWS,
};
extern const struct field pim_rows[PIM_N_ROWS];
extern const struct value_table pim_types, pim_codes, pim_options, pim_attributes;

enum pim_type {
	PIM_HELLO, PIM_REGISTER, PIM_REGISTER_STOP, PIM_JOIN_PRUNE, PIM_BOOTSTRAP, PIM_ASSERT, PIM_GRAFT, PIM_GRAFT_ACK,
	PIM_CANDIDATE_RP, PIM_STATE_REFRESH, PIM_DF_ELECTION, PIM_ECMP, PIM_FLOODING,
};
enum pim_code {
	PIM1_QUERY,
	PIM1_REGISTER,
	PIM1_REGISTER_STOP,
	PIM1_JOIN_PRUNE,
	PIM1_REACHABLE,
	PIM1_ASSERT,
	PIM1_GRAFT,
	PIM1_GRAFT_ACK
};

/* What an address record's aux says for its label: a mask's length, letters of its flags, and a number behind the name. */
enum { PIM_AUX_MASK = 0x100, PIM_AUX_S = 0x200, PIM_AUX_W = 0x400, PIM_AUX_R = 0x800, PIM_AUX_NUMBER = 1u << 16 };

/* Bodies: version 2 behind 4 bytes of header, version 1 behind 8. */
void pim_put_body(struct tree *t, unsigned type);
void pim1_put_body(struct tree *t, unsigned code);
/* Where lengths and addresses of a message of version 2 end that reach past what there is; 0: none does. That is what tshark's
 * line tells of, other fields are read for the tree only. */
uint32_t pim_needs(struct slice s, unsigned type);
/* A datagram in a register message, or what stands for one; old: of version 1. */
void pim_put_registered(struct tree *t, uint32_t off, bool old);

typedef void pim_label_fn(struct buf *, const struct tree *, const struct record *);
pim_label_fn pim_options_label, pim_holdtime_label, pim_dummy_label, pim_address_label, pim_set_label, pim_flags_label,
	pim_attribute_label;

#endif
