/* ospf_impl.h: the parts of OSPF among themselves. */
#ifndef PEEL_DISSECT_INTERNET_OSPF_IMPL_H
#define PEEL_DISSECT_INTERNET_OSPF_IMPL_H

#include "base/fmt.h"
#include "dissect/message.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum ospf_row {
	OSPF, OSPF_HEADER, OSPF_VERSION, OSPF_MSG, OSPF_MSG_HELLO, OSPF_MSG_DBDESC, OSPF_MSG_LSREQ, OSPF_MSG_LSUPDATE,
	OSPF_MSG_LSACK, OSPF_PACKET_LEN, OSPF_SRCROUTER, OSPF_AREA, OSPF_CHECKSUM, OSPF_AUTH_TYPE, OSPF_AUTH_NONE,
	OSPF_AUTH_SIMPLE, OSPF_AUTH_KEY, OSPF_AUTH_LEN, OSPF_AUTH_SEQ, OSPF_AUTH_DATA, OSPF_AUTH_UNKNOWN, OSPF_INSTANCE,
	OSPF_RESERVED, OSPF_NOT_ZERO, OSPF_HELLO, OSPF_HELLO_MASK, OSPF_HELLO_INTERFACE, OSPF_HELLO_INTERVAL,
	OSPF_HELLO_PRIORITY, OSPF_HELLO_DEAD, OSPF_HELLO_DR, OSPF_HELLO_BDR, OSPF_HELLO_NEIGHBOR, OSPF_OPTIONS,
	OSPF_OPTIONS_DN, OSPF_OPTIONS_O, OSPF_OPTIONS_DC, OSPF_OPTIONS_L, OSPF_OPTIONS_N, OSPF_OPTIONS_MC,
	OSPF_OPTIONS_E, OSPF_OPTIONS_MT, OSPF_OPTIONS_NSSA, OSPF_OPTIONS_NSSA_DN, OSPF_OPTIONS_NSSA_O,
	OSPF_OPTIONS_NSSA_DC, OSPF_OPTIONS_NSSA_L, OSPF_OPTIONS_NSSA_P, OSPF_OPTIONS_NSSA_MC, OSPF_OPTIONS_NSSA_E,
	OSPF_OPTIONS_NSSA_MT, OSPF_OPTIONS3, OSPF_OPTIONS3_AT, OSPF_OPTIONS3_L, OSPF_OPTIONS3_AF, OSPF_OPTIONS3_DC,
	OSPF_OPTIONS3_R, OSPF_OPTIONS3_N, OSPF_OPTIONS3_MC, OSPF_OPTIONS3_E, OSPF_OPTIONS3_V6, OSPF_DBD, OSPF_DBD_R,
	OSPF_DBD_I, OSPF_DBD_M, OSPF_DBD_MS, OSPF_DB_MTU, OSPF_DB_SEQ, OSPF_LSID, OSPF_ADVROUTER, OSPF_LSAS, OSPF_LSA,
	OSPF_LSA_AGE, OSPF_LSA_DONOTAGE, OSPF_LSA_ID, OSPF_LSA_SEQ, OSPF_LSA_CHECKSUM, OSPF_LSA_LEN, OSPF_LSA_UNKNOWN, OSPF_LSA_BAD_LEN, OSPF_V3_IS_OPAQUE,
	OSPF_IS_ROUTER, OSPF_IS_NETWORK, OSPF_IS_SUMMARY, OSPF_IS_ASBR, OSPF_IS_ASEXT, OSPF_IS_MEMBER, OSPF_IS_NSSA,
	OSPF_IS_ATTR, OSPF_IS_OPAQUE, OSPF_OPAQUE_TYPE, OSPF_OPAQUE_ID, OSPF_TE_RESERVED, OSPF_TE_INSTANCE,
	OSPF_ROUTER_FLAGS, OSPF_ROUTER_H, OSPF_ROUTER_N, OSPF_ROUTER_W, OSPF_ROUTER_V, OSPF_ROUTER_E, OSPF_ROUTER_B,
	OSPF_LINKS, OSPF_LINK_ID, OSPF_LINK_DATA, OSPF_LINK_TYPE, OSPF_LINK_METRICS, OSPF_LINK_METRIC0,
	OSPF_LINK_METRIC, OSPF_NETWORK_MASK, OSPF_NETWORK_ROUTER, OSPF_SUMMARY_MASK, OSPF_TOS, OSPF_METRIC,
	OSPF_EXT_MASK, OSPF_EXT_TYPE, OSPF_EXT_TOS, OSPF_EXT_FORWARD, OSPF_EXT_TAG, OSPF_V3_LSA, OSPF_V3_LSA_U,
	OSPF_V3_LSA_S12, OSPF_V3_LSA_FC, OSPF_V3_DONOTAGE, OSPF_V3_IS_ROUTER, OSPF_V3_IS_NETWORK,
	OSPF_V3_IS_INTERPREFIX, OSPF_V3_IS_INTERROUTER, OSPF_V3_IS_ASEXT, OSPF_V3_IS_MEMBER, OSPF_V3_IS_NSSA,
	OSPF_V3_IS_LINK, OSPF_V3_IS_INTRAPREFIX, OSPF_V3_ROUTER_FLAGS, OSPF_V3_ROUTER_W, OSPF_V3_ROUTER_V,
	OSPF_V3_ROUTER_E, OSPF_V3_ROUTER_B, OSPF_V3_LINK_TYPE, OSPF_V3_INTERFACE, OSPF_V3_NEIGHBOR_INTERFACE,
	OSPF_V3_NEIGHBOR, OSPF_V3_ATTACHED, OSPF_V3_DESTINATION, OSPF_V3_EXT_FLAGS, OSPF_V3_EXT_E, OSPF_V3_EXT_F,
	OSPF_V3_EXT_T, OSPF_V3_FORWARD, OSPF_V3_TAG, OSPF_V3_REF_TYPE, OSPF_V3_REF_ID, OSPF_V3_REF_ROUTER,
	OSPF_V3_PRIORITY, OSPF_V3_LOCAL, OSPF_V3_PREFIXES, OSPF_PREFIX_LEN, OSPF_PREFIX_OPTIONS, OSPF_PREFIX_P,
	OSPF_PREFIX_MC, OSPF_PREFIX_LA, OSPF_PREFIX_NU, OSPF_PREFIX, OSPF_LLS_CHECKSUM, OSPF_LLS_LEN, OSPF_TLV_TYPE,
	OSPF_TLV_LEN, OSPF_LLS_OPTIONS, OSPF_LLS_RS, OSPF_LLS_LR, OSPF_LLS_SEQ, OSPF_LLS_AUTH, OSPF_LSA_TEXT, OSPF_LINK,
	OSPF_REQUEST, OSPF_UPDATE, OSPF_DESCRIPTION, OSPF_INTERFACES, OSPF_ENTRY, OSPF_LLS, OSPF_LLS_TLV, OSPF_NO_LLS, OSPF_ROWS
};

void ospf_area_label(struct buf *, const struct tree *, const struct record *);
void ospf_checksum_label(struct buf *, const struct tree *, const struct record *);
void ospf_entry_label(struct buf *, const struct tree *, const struct record *);
void ospf_flags_label(struct buf *, const struct tree *, const struct record *);
void ospf_link_id_label(struct buf *, const struct tree *, const struct record *);
void ospf_link_label(struct buf *, const struct tree *, const struct record *);
void ospf_link_type_label(struct buf *, const struct tree *, const struct record *);
void ospf_lls_label(struct buf *, const struct tree *, const struct record *);
void ospf_lsa_label(struct buf *, const struct tree *, const struct record *);
void ospf_metrics_label(struct buf *, const struct tree *, const struct record *);
void ospf_tos_metric_label(struct buf *, const struct tree *, const struct record *);
extern const struct value_table ospf_messages, ospf_lsas, ospf_v3_lsas;
extern const struct field ospf_fields[OSPF_ROWS];

enum { OSPF_HEADER_V2 = 24, OSPF_HEADER_V3 = 16, OSPF_LSA_HEADER = 20 };

/* Bytes of the layer from off on, at most n: rows cover what there is when a length says more. */
static inline uint32_t ospf_clip(const struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t there = slice_from(t->l->data, off).len;
	return n < there ? n : there;
}
/* A row of flags with the rows of its bits below it. */
void ospf_put_flags(struct tree *, unsigned row, uint32_t off, uint32_t n);
/* Bytes that should be 0. */
void ospf_put_reserved(struct tree *, uint32_t off, uint32_t n);
void ospf_note(struct tree *, unsigned row, uint32_t off, const char *message);
/* The type of an LSA of version 3 (RFC 5340 A.4.2.1). */
void ospf_put_v3_type(struct tree *, uint32_t off);
/* A link state advertisement; whole: not its header alone. Returns its length, at least the header's; 0: it is too short. */
uint32_t ospf_put_lsa(struct tree *, unsigned version, uint32_t off, bool whole);

#endif
