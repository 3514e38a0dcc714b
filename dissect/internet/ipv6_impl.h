/* ipv6_impl.h: what the parts of IPv6 share: the rows of its extension headers and of their options. */
#ifndef PEEL_DISSECT_INTERNET_IPV6_IMPL_H
#define PEEL_DISSECT_INTERNET_IPV6_IMPL_H

#include "dissect/ip_chain.h"
#include "dissect/joined.h"

enum { NXT_HOPOPTS = 0, NXT_ROUTING = 43, NXT_FRAGMENT = 44, NXT_AH = 51, NXT_NONE = 59, NXT_DSTOPTS = 60 };
enum { OPTION_JUMBO = 0xc2, OPTION_HOME_ADDRESS = 0xc9 };

/* layer.fact of the ipv6 layer, and of the layers of its extension headers (which count for their ipv6 layer) */
enum {
	IPV6_FACT_LENGTH,  /* of an extension header: bytes; of ipv6: bytes of all of them, if they are whole */
	IPV6_FACT_PROBLEM, /* of ipv6: enum ipv6_problem */
	IPV6_FACT_KIND,    /* of an extension header: its number; of ipv6: payload length of a jumbogram, else 0 */
	IPV6_FACT_LAYER,   /* of an extension header: index of the ipv6 layer and 1; 0: there is none */
};
enum ipv6_problem { IPV6_FINE, IPV6_BAD_VERSION, IPV6_CUT };

/* The extension headers are one protocol, a layer each. */
enum {
	EXT, HOPOPTS, HOP_NXT, HOP_LEN, HOP_LEN_OCT, DSTOPTS, DST_NXT, DST_LEN, DST_LEN_OCT,
	ROUTING, RT_NXT, RT_LEN, RT_LEN_OCT, RT_TYPE, RT_SEGLEFT, RT_UNKNOWN, RT_SRC_RESERVED, RT_SRC_ADDR, RT_MIP_RESERVED,
	RT_MIP_HOME, RPL_CMPRI, RPL_CMPRE, RPL_PAD, RPL_RESERVED, RPL_COUNT, RPL_ADDRESS, RPL_FULL, SRH_LAST, SRH_FLAGS, SRH_TAG,
	SRH_ADDR, CRH16_CURRENT, CRH32_CURRENT, CRH16_SID, CRH32_SID,
	FRAGMENT, FR_NXT, FR_RESERVED, FR_OFFSET, FR_BITS, FR_MORE, FR_IDENT,
	FRAGMENTS, FRAGMENTS_LAST = FRAGMENTS + JOINED_ROWS - 1,
	/* options */
	OPTION, OPT_TYPE, OPT_ACTION, OPT_CHANGE, OPT_REST, OPT_LENGTH, PAD1, PADN, PMTU_MIN, PMTU_RTN, PMTU_FLAG, ALERT, TEL,
	JUMBO, CALIPSO_DOI, CALIPSO_LEN, CALIPSO_LEVEL, CALIPSO_SUM, CALIPSO_BITMAP, SMF_HASH, SMF_TYPE, SMF_LEN, SMF_TAGGER,
	SMF_IDENT, SMF_HAV, PDM_DTLR, PDM_DTLS, PDM_THIS, PDM_LAST, PDM_RECV, PDM_SENT, QS_FUNC, QS_RATE, QS_TTL, QS_DIFF,
	QS_UNUSED, QS_NONCE, QS_RESERVED, TPF, HOME_ADDRESS, RPL_FLAG, RPL_FLAG_O, RPL_FLAG_R, RPL_FLAG_F, RPL_FLAG_RSV,
	RPL_INSTANCE, RPL_RANK, ILNP, LIO_LEN, LIO_ID, MPL_FLAG, MPL_FLAG_S, MPL_FLAG_M, MPL_FLAG_V, MPL_FLAG_RSV, MPL_SEQUENCE,
	MPL_SEED, DFF_FLAGS, DFF_VER, DFF_DUP, DFF_RET, DFF_RSV, DFF_SEQUENCE, EXPERIMENTAL, UNKNOWN_DATA, UNKNOWN_OPTION,
	/* in situ OAM */
	IOAM_RSV, IOAM_TYPE, IOAM_TEXT, IOAM_NS, IOAM_NODELEN, IOAM_FLAGS, IOAM_FLAG_O, IOAM_FLAG_L, IOAM_FLAG_A, IOAM_FLAG_RSV,
	IOAM_REMLEN, IOAM_TRACE, IOAM_BIT0, IOAM_BIT11 = IOAM_BIT0 + 11, IOAM_UNDEF, IOAM_BIT22, IOAM_BIT23, IOAM_TRACE_RSV,
	IOAM_FREE, NODE_HLIM, NODE_ID, NODE_IIF, NODE_EIF, NODE_TSS, NODE_TSF, NODE_DELAY, NODE_DATA, NODE_QUEUE, NODE_SUM,
	NODE_ID_WIDE, NODE_IIF_WIDE, NODE_EIF_WIDE, NODE_DATA_WIDE, NODE_BUFFER, NODE_UNDEFINED, OSS_LEN, OSS_SCHEMA, OSS_DATA,
	/* experts */
	HOP_NOT_FIRST, JUMBO_PROHIBITED, JUMBO_TRUNCATED, JUMBO_FRAGMENT, OPT_BAD_LEN, OPT_UNKNOWN_EXPERT,
	OPT_MISMATCH, OPT_DEPRECATED, MPL_SRC_SEED, IOAM_BAD_NODELEN, IOAM_BAD_REMLEN, IOAM_BAD_TYPE, RT_DST_MULTICAST,
	RT_TWICE, RT_HAS_SRC, RT_HAS_DST, RT_MULTICAST, RPL_BAD_PAD, RPL_BAD_COUNT, RPL_BAD_RESERVED, RT_BAD_LENGTH,
	RT_BAD_SEGLEFT, RT_UNDECODED, RT_DEPRECATED,
	EXT_N_ROWS,
};

extern const struct field ipv6_ext_fields[EXT_N_ROWS];
extern const struct protocol protocol_ipv6_ext;

struct column;

/* The Info column when nobody knows what follows. */
void ipv6_next_info(struct column *c, unsigned next);

/* The options of a hop-by-hop or destination options header, from off up to end. */
void ipv6_put_options(struct tree *t, const struct layer *l, uint32_t off, uint32_t end);
/* Where the bytes end that ipv6_put_options will read and are not all there; 0: they are. */
uint32_t ipv6_options_miss(struct slice s, uint32_t off, uint32_t end);
/* The first option of a type within off..end: where its data begins; 0 when there is none. */
uint32_t ipv6_find_option(struct slice s, uint32_t off, uint32_t end, unsigned type);
/* The data of an IOAM option; returns where it stopped reading. */
uint32_t ipv6_put_ioam(struct tree *t, const struct layer *l, uint32_t off, uint32_t end);
/* A routing header of n bytes from its length in octets on. */
void ipv6_put_routing(struct tree *t, const struct layer *l, uint32_t n);
/* Does the header hold what its type promises? */
bool ipv6_routing_fits(struct slice s, uint32_t n);
/* Offset of the final destination that a routing header of n bytes names; 0: none. */
uint32_t ipv6_route_end(struct slice s, uint32_t n);

#endif
