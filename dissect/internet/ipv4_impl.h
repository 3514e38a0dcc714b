/* ipv4_impl.h: what the parts of IPv4 share: the rows of its fields, and the options' walk. */
#ifndef PEEL_DISSECT_INTERNET_IPV4_IMPL_H
#define PEEL_DISSECT_INTERNET_IPV4_IMPL_H

#include "dissect/joined.h"

enum {
	IP, VERSION, HDR_LEN, DSFIELD, DSCP, ECN, LEN, ID, FLAGS, FLAGS_RB, FLAGS_DF, FLAGS_MF, FRAG_OFFSET, TTL, PROTO,
	CHECKSUM, CHECKSUM_CALCULATED, CHECKSUM_STATUS, SRC, ADDR, SRC_HOST, HOST, DST, DST_HOST, CUR_RT, CUR_RT_HOST,
	REC_RT, REC_RT_HOST, SRC_RT, SRC_RT_HOST, EMPTY_RT, EMPTY_RT_HOST,
	/* options */
	OPTIONS, OPT_UNKNOWN, SUBOPTION, OPT_EOL, OPT_NOP, OPT_SECURITY, OPT_LSRR, OPT_TIMESTAMP, OPT_EXT_SECURITY, OPT_CIPSO,
	OPT_RECORD, OPT_STREAM, OPT_SSRR, OPT_MTU_PROBE, OPT_MTU_REPLY, OPT_TRACEROUTE, OPT_ALERT, OPT_SDB, OPT_QUICK,
	TYPE, TYPE_COPY, TYPE_CLASS, TYPE_NUMBER, OPT_LEN, PTR, SID, MTU, ID_NUMBER, OHC, RHC, ORIGINATOR, ALERT, SDB_ADDR,
	PADDING, QS_FUNC, QS_RATE, QS_TTL, QS_TTL_DIFF, QS_UNUSED, QS_NONCE, QS_RESERVED, SEC_791, SEC_COMP, SEC_HR, SEC_TCC,
	SEC_CL, SEC_FLAGS, SEC_GENSER, SEC_SIOP, SEC_SCI, SEC_NSA, SEC_DOE, SEC_UNASSIGNED, SEC_UNASSIGNED7, SEC_FTI,
	EXT_CODE, EXT_INFO, CIPSO_DOI, CIPSO_TAG, CIPSO_LEVEL, CIPSO_CATEGORIES, CIPSO_DATA, OVERFLOW_COUNT, TS_FLAG, TIME_STAMP,
	TIME_STAMP_ADDR,
	FRAGMENTS, FRAGMENTS_LAST = FRAGMENTS + JOINED_ROWS - 1,
	/* experts */
	BAD_LENGTH, BAD_VERSION, BAD_HEADER_LENGTH, BAD_CHECKSUM, TTL_LNCB, TTL_SMALL, OPT_BAD_LEN, PTR_BEFORE, PTR_MIDDLE,
	SUBOPT_TOO_LONG, FOUR_NOPS, CIPSO_MALFORMED,
	IPV4_N_ROWS,
};

/* layer.fact of the ip layer */
enum {
	IP_FACT_TOTAL,   /* total length as said or guessed (segmentation offload) */
	IP_FACT_PROBLEM, /* enum ip_problem */
	IP_FACT_ROUTE,   /* where the final destination of a source route stands, 0: there is none */
};
enum ip_problem { IP_FINE, IP_BAD_VERSION, IP_BAD_VERSION_ANY, IP_BAD_HEADER, IP_BAD_LENGTH, IP_BAD_OPTIONS, IP_CUT };

extern const struct field ipv4_fields[IPV4_N_ROWS];

/* The options end where `off + len` says; both count from the start of the header. */
void ipv4_put_options(struct tree *t, const struct layer *l, uint32_t off, uint32_t len);
/* Do the options of a header of n bytes hold what their lengths promise? */
bool ipv4_options_fit(struct slice s, uint32_t n);
/* Offset of a source route's last address while the packet is still on its way; 0: there is none, ROUTE_CUT: what would
 * say so is missing. */
enum { ROUTE_CUT = 0xffff };
uint32_t ipv4_route_end(struct slice s, uint32_t n);

#endif
