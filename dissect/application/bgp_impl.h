/* bgp_impl.h: the parts of BGP among themselves. */
#ifndef PEEL_DISSECT_APPLICATION_BGP_IMPL_H
#define PEEL_DISSECT_APPLICATION_BGP_IMPL_H

#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum bgp_row {
	BGP, BGP_MARKER, BGP_MARKER_INVALID, BGP_LENGTH, BGP_LENGTH_INVALID, BGP_TYPE, BGP_CONTINUATION,
	BGP_OPEN_VERSION, BGP_OPEN_MYAS, BGP_OPEN_HOLDTIME, BGP_OPEN_ID, BGP_OPEN_OPT_LEN, BGP_OPEN_OPT, BGP_PARAM,
	BGP_PARAM_TYPE, BGP_PARAM_LEN, BGP_PARAM_AUTH, BGP_PARAM_UNKNOWN, BGP_CAP, BGP_CAP_TYPE, BGP_CAP_LEN,
	BGP_CAP_LEN_BAD, BGP_CAP_ACTION, BGP_CAP_UNKNOWN, BGP_CAP_RESERVED, BGP_CAP_MP_AFI, BGP_CAP_MP_SAFI, BGP_CAP_ENH_AFI,
	BGP_CAP_ENH_SAFI, BGP_CAP_ENH_NHAFI, BGP_CAP_GR_TIMERS, BGP_CAP_GR_RESTART, BGP_CAP_GR_NOTIFY, BGP_CAP_GR_TIME,
	BGP_CAP_GR_HELPER, BGP_CAP_GR_AFI, BGP_CAP_GR_SAFI, BGP_CAP_GR_FLAG, BGP_CAP_GR_PFS, BGP_CAP_4AS, BGP_CAP_DC,
	BGP_CAP_AP_AFI, BGP_CAP_AP_SAFI, BGP_CAP_AP_SENDRECEIVE, BGP_CAP_ORF_AFI, BGP_CAP_ORF_SAFI, BGP_CAP_ORF_NUMBER,
	BGP_CAP_ORF_TYPE, BGP_CAP_ORF_SENDRECEIVE, BGP_CAP_HOSTNAME_LEN, BGP_CAP_HOSTNAME, BGP_CAP_DOMAIN_LEN,
	BGP_CAP_DOMAIN, BGP_CAP_MULTISESSION, BGP_CAP_SEC_FLAGS, BGP_CAP_SEC_VERSION, BGP_CAP_SEC_SENDRECEIVE,
	BGP_CAP_SEC_RESERVED, BGP_CAP_SEC_AFI, BGP_MAJOR, BGP_MINOR_HEADER, BGP_MINOR_OPEN, BGP_MINOR_UPDATE,
	BGP_MINOR_EXPIRED, BGP_MINOR_STATE, BGP_MINOR_CEASE, BGP_MINOR_CAPABILITY, BGP_MINOR_UNKNOWN, BGP_MINOR_STRANGE,
	BGP_MINOR_DATA, BGP_BAD_PEER_AS, BGP_COMMUNICATION_LEN, BGP_COMMUNICATION, BGP_RR_AFI, BGP_RR_SUBTYPE, BGP_RR_SAFI,
	BGP_ORF, BGP_ORF_FLAG, BGP_ORF_TYPE, BGP_ORF_TYPE_UNKNOWN, BGP_ORF_LEN, BGP_ORF_ENTRY, BGP_ORF_ACTION, BGP_ORF_MATCH,
	BGP_ORF_SEQUENCE, BGP_ORF_LOWER, BGP_ORF_UPPER, BGP_ORF_IP, BGP_WITHDRAWN_LEN, BGP_WITHDRAWN, BGP_ATTRS_LEN,
	BGP_ATTRS, BGP_ATTR, BGP_ATTR_FLAGS, BGP_ATTR_OPTIONAL, BGP_ATTR_TRANSITIVE, BGP_ATTR_PARTIAL, BGP_ATTR_EXTENDED,
	BGP_ATTR_UNUSED, BGP_ATTR_TYPE, BGP_ATTR_LEN, BGP_ATTR_UNKNOWN, BGP_ORIGIN, BGP_SEGMENT, BGP_SEGMENT_TYPE,
	BGP_SEGMENT_LEN, BGP_AS2, BGP_AS4, BGP_AS_LEN, BGP_NEXT_HOP, BGP_MED, BGP_LOCAL_PREF, BGP_AGGREGATOR_AS,
	BGP_AGGREGATOR, BGP_COMMUNITIES, BGP_WELLKNOWN, BGP_COMMUNITY, BGP_COMMUNITY_AS, BGP_COMMUNITY_VALUE, BGP_ORIGINATOR,
	BGP_CLUSTERS, BGP_CLUSTER, BGP_ORIGIN_AS, BGP_LARGE, BGP_LARGE_GA, BGP_LARGE_LDP1, BGP_LARGE_LDP2, BGP_AIGP,
	BGP_AIGP_TYPE, BGP_AIGP_TYPE_UNKNOWN, BGP_AIGP_LEN, BGP_AIGP_METRIC, BGP_SEC_PATH_LEN, BGP_SEC_PCOUNT,
	BGP_SEC_SEG_FLAGS, BGP_SEC_AS, BGP_SEC_BLOCK_LEN, BGP_SEC_ALGO, BGP_SEC_SKI, BGP_SEC_SIG_LEN, BGP_SEC_SIG,
	BGP_REACH_AFI, BGP_REACH_SAFI, BGP_REACH_HOP, BGP_REACH_HOP_RD, BGP_REACH_HOP4, BGP_REACH_HOP6, BGP_REACH_HOP_LOCAL,
	BGP_HOP_SCOPE, BGP_HOP_RD_NONZERO, BGP_UNKNOWN_AFI, BGP_UNKNOWN_SAFI, BGP_REACH_SNPAS, BGP_REACH_SNPA_LEN,
	BGP_REACH_SNPA, BGP_REACH, BGP_UNREACH_AFI, BGP_UNREACH_SAFI, BGP_UNREACH, BGP_NLRI, BGP_PATH_ID, BGP_PREFIX_LEN,
	BGP_PREFIX_LEN_INVALID, BGP_NLRI_PREFIX, BGP_WITHDRAWN_PREFIX, BGP_REACH_PREFIX4, BGP_UNREACH_PREFIX4,
	BGP_REACH_PREFIX6, BGP_UNREACH_PREFIX6, BGP_LABEL_STACK, BGP_RD, BGP_ORIGINATING_AS, BGP_COMMUNITY_PREFIX,
	BGP_WILDCARD, BGP_EXT_COMMUNITIES, BGP_EXT_LENGTH_BAD, BGP_EXT, BGP_EXT_TYPE, BGP_EXT_AUTH, BGP_EXT_TRAN, BGP_EXT_ST,
	BGP_EXT_ST_AS2, BGP_EXT_ST_AS2_N, BGP_EXT_ST_AS4, BGP_EXT_ST_AS4_N, BGP_EXT_ST_IP4, BGP_EXT_ST_IP4_N,
	BGP_EXT_ST_OPAQUE, BGP_EXT_ST_OPAQUE_N, BGP_EXT_AS2, BGP_EXT_AS4, BGP_EXT_IP4, BGP_EXT_AN2, BGP_EXT_AN4, BGP_EXT_RAW,
	BGP_TEXT, BGP_PREFIX4, BGP_PREFIX6, BGP_LABELED, BGP_VPN,
	BGP_ROWS
};

void bgp_aigp_label(struct buf *, const struct tree *, const struct record *);
void bgp_as2_label(struct buf *, const struct tree *, const struct record *);
void bgp_attr_label(struct buf *, const struct tree *, const struct record *);
void bgp_cap_label(struct buf *, const struct tree *, const struct record *);
void bgp_clusters_label(struct buf *, const struct tree *, const struct record *);
void bgp_communities_label(struct buf *, const struct tree *, const struct record *);
void bgp_community_label(struct buf *, const struct tree *, const struct record *);
void bgp_ext_label(struct buf *, const struct tree *, const struct record *);
void bgp_ext_list_label(struct buf *, const struct tree *, const struct record *);
void bgp_ext_raw_label(struct buf *, const struct tree *, const struct record *);
void bgp_flags_label(struct buf *, const struct tree *, const struct record *);
void bgp_gr_flag_label(struct buf *, const struct tree *, const struct record *);
void bgp_hop_label(struct buf *, const struct tree *, const struct record *);
void bgp_labeled_label(struct buf *, const struct tree *, const struct record *);
void bgp_large_label(struct buf *, const struct tree *, const struct record *);
void bgp_param_label(struct buf *, const struct tree *, const struct record *);
void bgp_prefix4_label(struct buf *, const struct tree *, const struct record *);
void bgp_prefix6_label(struct buf *, const struct tree *, const struct record *);
void bgp_prefix_len_label(struct buf *, const struct tree *, const struct record *);
void bgp_sec_label(struct buf *, const struct tree *, const struct record *);
void bgp_segment_label(struct buf *, const struct tree *, const struct record *);
void bgp_spaced_label(struct buf *, const struct tree *, const struct record *);
void bgp_stack_label(struct buf *, const struct tree *, const struct record *);
void bgp_timers_label(struct buf *, const struct tree *, const struct record *);
extern const struct value_table bgp_types, bgp_param_types, bgp_caps, bgp_sec_directions, bgp_attr_types, bgp_origins,
	bgp_wellknown, bgp_ext_types, bgp_ext_as2, bgp_ext_as2_n, bgp_ext_as4, bgp_ext_as4_n, bgp_ext_ip4,
	bgp_ext_opaque, bgp_ext_opaque_n, bgp_ext_ip4_n;
void bgp_title(struct buf *, const struct tree *, const struct record *);
extern const struct field bgp_fields[BGP_ROWS];

enum { BGP_HEADER = 19, BGP_MARKER_BYTES = 16 };
enum { AFI_IPV4 = 1, AFI_IPV6 = 2, AFI_L2VPN = 25, AFI_LS = 16388 };
/* Whose prefixes a list has: routes of an UPDATE itself (RFC 4271 4.3) or of the multiprotocol attributes (RFC 4760). */
enum bgp_list { BGP_OWN, BGP_OWN_WITHDRAWN, BGP_REACH_LIST, BGP_UNREACH_LIST };

/* Bytes of the layer from off on, at most n: rows cover what there is when a length says more. */
static inline uint32_t bgp_clip(const struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t there = slice_from(t->l->data, off).len;
	return n < there ? n : there;
}
/* Expert information below the row put last. */
void bgp_note(struct tree *, unsigned row, uint32_t off, const char *message);
/* A line that says what is wrong, and the same as expert information of `row` below it. */
void bgp_wrong(struct tree *, unsigned row, uint32_t off, uint32_t n, struct buf *message);
/* " (12 bytes)" without the parentheses: a number and the unit. */
void bgp_count(struct buf *, uint32_t n, const char *one, const char *many);

void bgp_update(struct tree *, uint32_t off, uint32_t end);
void bgp_reach(struct tree *, uint32_t off, uint32_t n);
void bgp_unreach(struct tree *, uint32_t off, uint32_t n);
/* Routes of an address family in n bytes at off. */
void bgp_routes(struct tree *, enum bgp_list, unsigned afi, unsigned safi, uint32_t off, uint32_t n);
/* A route distinguisher (RFC 4364 4.2). */
enum { BGP_RD_BYTES = 8 };
void bgp_rd_text(struct buf *, struct slice, uint32_t off);
void bgp_put_rd(struct tree *, unsigned row, uint32_t off);
bool bgp_afi_known(unsigned afi);
/* SAFIs whose routes are told apart (some of them are shown without what is in them). */
bool bgp_safi_known(unsigned afi, unsigned safi);
bool bgp_is_vpn(unsigned safi);
void bgp_unknown_safi(struct buf *, unsigned afi, unsigned safi);
void bgp_ext_communities(struct tree *, uint32_t off, uint32_t n);
void bgp_communities(struct tree *, unsigned type, uint32_t off, uint32_t n);
/* The n bytes at off are prefixes. Where the last one ends, be it behind the list; 0: one of them is none. */
uint32_t bgp_prefixes(struct tree *, enum bgp_list, uint32_t off, uint32_t n);
/* Capabilities up to end, or behind it when the last one says so; returns where they end. */
uint32_t bgp_capabilities(struct tree *, uint32_t off, uint32_t end, bool with_action);
/* What stands behind the name of an attribute of communities. */
void bgp_communities_text(struct buf *, unsigned type, struct slice s);

#endif
