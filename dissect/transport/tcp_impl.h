/* tcp_impl.h: the rooms of the TCP dissector: its rows, and the walk over its options. For tcp*.c alone. */
#ifndef PEEL_DISSECT_TCP_IMPL_H
#define PEEL_DISSECT_TCP_IMPL_H

#include "base/buf.h"
#include "dissect/joined.h"
#include "dissect/transport/tcp.h"
#include "dissect/tree.h"

enum tcp_row {
	TCP, SRC_PORT, DST_PORT, PORT, STREAM, COMPLETENESS, LEN, SHORT_TEXT, SHORT_SEGMENT, SEQ, SEQ_RAW, NXTSEQ, ACK, ACK_RAW,
	ACK_NONZERO, HDR_LEN, HDR_BOGUS, FLAGS, FLAGS_RES, FLAGS_AE, FLAGS_CWR, FLAGS_ECE, FLAGS_ACE, FLAGS_URG, FLAGS_ACK,
	FLAGS_PUSH, FLAGS_RESET, FLAGS_SYN, FLAGS_FIN, FLAGS_STR, WINDOW_VALUE, WINDOW, WINDOW_SCALE, CHECKSUM,
	CHECKSUM_CALCULATED, CHECKSUM_STATUS, CHECKSUM_WRONG, CHECKSUM_FFFF, URGENT, URGENT_NONZERO, TIMESTAMPS, TIME_RELATIVE,
	TIME_DELTA, PAYLOAD, RESET_CAUSE, SEGMENT_DATA, PDU_SIZE, SEGMENTS, SEGMENTS_LAST = SEGMENTS + JOINED_ROWS - 1,
	ANALYSIS, ACKS_FRAME, ACK_RTT, INITIAL_RTT, FLIGHT, PUSH_BYTES, ANALYSIS_FLAGS, RTO, RTO_FRAME, DUP_ACK_NODE, DUP_ACK_NUMBER,
	DUP_ACK_FRAME, TA_FIRST, /* experts, in the order of enum tcp_analysis_flags */ TA_LAST = TA_FIRST + 14,
	CONN_SYN, CONN_SYNACK, CONN_FIN, CONN_RST, CONN_FIN_ACTIVE, CONN_FIN_PASSIVE,
	/* options */
	OPTIONS, OPT_KIND, OPT_LEN, OPT_LEN_BAD, OPT_TEXT, OPT_PADDING_BAD, OPT_NOP_ROW, OPT_SUBOPTION_BAD, OPT_EOL, OPT_NOP,
	OPT_MSS, MSS_VALUE, MSS_ABSENT, MSS_PRESENT, OPT_WSCALE, WSCALE_SHIFT, WSCALE_SHIFT_BAD, WSCALE_MULTIPLIER,
	OPT_SACK_PERM, OPT_SACK, SACK_LEFT, SACK_RIGHT, SACK_COUNT, DSACK_LEFT, DSACK_RIGHT, DSACK_TEXT, DSACK, OPT_ECHO,
	ECHO_VALUE, OPT_TIMESTAMP, TS_VALUE, TS_ECHO, OPT_CC, CC_VALUE, OPT_MD5, MD5_DIGEST, OPT_AO, AO_KEY, AO_NEXT_KEY, AO_MAC,
	OPT_SCPS, SCPS_VECTOR, SCPS_BETS, SCPS_SNACK1, SCPS_SNACK2, SCPS_COMPRESS, SCPS_NLTS, SCPS_RESERVED, SCPS_BINDING,
	OPT_SNACK, SNACK_OFFSET, SNACK_SIZE, OPT_SCPS_RECORD, OPT_SCPS_CORRUPT, OPT_QS, QS_RATE, QS_TTL_DIFF, OPT_USER_TO,
	USER_TO_GRANULARITY, USER_TO_VALUE, OPT_TFO, TFO_REQUEST, TFO_COOKIE, TFO_SYN, TFO_ACK, TFO_IGNORED, OPT_ACC_ECN,
	ACC_ECN_EE0B, ACC_ECN_ECEB, ACC_ECN_EE1B, OPT_EXPERIMENTAL, EXP_ID, EXP_DATA, TARR_RATE, TARR_RESERVED, OPT_UNKNOWN,
	UNKNOWN_PAYLOAD,
	OPT_RVBD_PROBE, RVBD_TYPE1, RVBD_TYPE2, RVBD_VERSION, RVBD_VERSION_RAW, RVBD_VERSION_2, RVBD_RESERVED, RVBD_PROBER,
	RVBD_CLIENT, RVBD_PROXY_IP, RVBD_PROXY_PORT, RVBD_APP_VERSION, RVBD_STORE_ID, RVBD_FLAGS, RVBD_NOT_CFE, RVBD_LAST,
	RVBD_NO_CACHE, RVBD_SSL, RVBD_SERVER, OPT_RVBD_TRPY, TRPY_FLAGS, TRPY_FW_RST_PROBE, TRPY_FW_RST_INNER, TRPY_FW_RST,
	TRPY_CHKSUM, TRPY_OOB, TRPY_MODE, TRPY_SRC_IP, TRPY_DST_IP, TRPY_SRC_PORT, TRPY_DST_PORT,
	/* multipath TCP */
	MPTCP, MP_SUBTYPE, MP_VERSION, MP_RESERVED, MP_FLAGS, MP_BACKUP, MP_CHECKSUM_REQ, MP_EXTENSIBILITY, MP_NO_MORE,
	MP_SHA256, MP_SHA1, MP_RESERVED_V0, MP_RESERVED_V1, MP_NO_ALGORITHM, MP_BAD_ALGORITHM, MP_SEND_KEY, MP_RECV_KEY,
	MP_LEVEL_LEN, MP_CHECKSUM, MP_ADDRESS_ID, MP_RECV_TOKEN, MP_SEND_RAND, MP_SEND_TRUNC_HMAC, MP_SEND_HMAC, MP_DATA_FIN,
	MP_DSN8, MP_DSN_PRESENT, MP_ACK8, MP_ACK_PRESENT, MP_RAW_ACK, MP_RAW_SEQ, MP_SUBFLOW_SEQ, MP_INFINITE, MP_IP_VERSION,
	MP_ECHO, MP_IPV4, MP_IPV6, MP_PORT, MP_ADD_HMAC, MP_REMOVED, MP_RST_U, MP_RST_V, MP_RST_W, MP_RST_T, MP_RST_REASON,
	TCP_ROWS,
};

extern const struct field tcp_fields[TCP_ROWS];

/* tcp_analysis.c: the subtree, and the words in front of the Info column. */
void tcp_put_analysis(struct tree *t, const struct tcp_note *n);
void tcp_analysis_info(struct buf *b, const struct tcp_note *n);

enum tcp_option_kind {
	TCPOPT_EOL = 0, TCPOPT_NOP = 1, TCPOPT_MSS = 2, TCPOPT_WSCALE = 3, TCPOPT_SACK_PERM = 4, TCPOPT_SACK = 5,
	TCPOPT_ECHO = 6, TCPOPT_ECHO_REPLY = 7, TCPOPT_TIMESTAMP = 8, TCPOPT_CC = 11, TCPOPT_CC_NEW = 12, TCPOPT_CC_ECHO = 13,
	TCPOPT_MD5 = 19, TCPOPT_SCPS = 20, TCPOPT_SNACK = 21, TCPOPT_SCPS_RECORD = 22, TCPOPT_SCPS_CORRUPT = 23,
	TCPOPT_QS = 27, TCPOPT_USER_TO = 28, TCPOPT_AO = 29, TCPOPT_MPTCP = 30, TCPOPT_TFO = 34, TCPOPT_RVBD_PROBE = 76,
	TCPOPT_RVBD_TRPY = 78, TCPOPT_ACC_ECN_0 = 172, TCPOPT_ACC_ECN_1 = 174, TCPOPT_EXP_1 = 253, TCPOPT_EXP_2 = 254,
};
/* Experiment identifiers (RFC 6994) that have a form of their own. */
enum { EXID_TARR = 0x00ac, EXID_ACC_ECN_0 = 0xacc0, EXID_ACC_ECN_1 = 0xacc1, EXID_FAST_OPEN = 0xf989 };

/* Two NOPs and timestamps, all there: the options of most segments of most connections, told at a glance. */
static inline bool tcp_only_timestamps(struct slice segment, uint32_t header)
{
	return header == 32 && slice_has(segment, 0, 32) && slice_u32(segment, 20) == 0x0101080a;
}

/* What the walk found at an option's place. */
enum tcp_option_step {
	STEP_END,       /* nothing left */
	STEP_OPTION,
	STEP_CUT,       /* the next option's bytes are not there */
	STEP_NO_LENGTH, /* the length byte lies past the end */
	STEP_TOO_SHORT, /* its length is less than the two bytes of kind and length */
	STEP_TOO_LONG,  /* its length reaches past the end */
	STEP_PADDING,   /* bytes behind the end-of-list that are not zero */
};

struct tcp_option_walk {
	struct slice area; /* the options, as far as the segment reaches */
	uint32_t size;     /* bytes that the header length gives them */
	uint32_t next;
	bool eol;
	/* the option at hand */
	uint32_t off, len; /* in the area */
	uint8_t kind;
};

void tcp_option_walk_start(struct tcp_option_walk *w, struct slice segment, uint32_t header_len);
enum tcp_option_step tcp_option_walk_next(struct tcp_option_walk *w);
static inline struct slice tcp_option_bytes(const struct tcp_option_walk *w)
{
	return slice_sub(w->area, w->off, w->len);
}
/* True when an option of that form ends in the middle of something: the segment's tree ends there. */
bool tcp_option_broken(const struct tcp_option_walk *w);
/* "Timestamps"; NULL: unknown kind. */
const char *tcp_option_name(uint8_t kind);

/* An option being put into the tree. Reads are bounded by the option's own length. */
struct tcp_option {
	struct tree *t;
	const struct tcp_note *note;
	const struct tcp_segment *segment;
	struct slice bytes; /* as far as they are there */
	uint32_t off;       /* in the layer */
	uint32_t len;       /* as it says */
};

struct record *tcp_option_put(const struct tcp_option *o, unsigned row, uint32_t off, uint32_t n);
struct record *tcp_option_put_uint(const struct tcp_option *o, unsigned row, uint32_t off, uint32_t n, uint64_t val);

void tcp_put_options(struct tree *t, const struct layer *l, const struct tcp_segment *s, const struct tcp_note *n);
void tcp_put_mptcp(const struct tcp_option *o);
bool tcp_mptcp_broken(struct slice option);
void tcp_put_riverbed_probe(const struct tcp_option *o);
void tcp_put_riverbed_transparency(const struct tcp_option *o);
bool tcp_riverbed_broken(struct slice option);
/* "S+, " in front of the Info column, or nothing. */
const char *tcp_riverbed_prefix(struct slice option);

/* The options as the Info column shows them. */
void tcp_options_info(struct buf *b, const struct dissection *d, const struct layer *l, const struct tcp_note *n);

/* ICMP quotes as little as eight bytes: there the sequence number stands behind the ports, and only there. */
static inline bool tcp_seq_first(const struct layer *l)
{
	return l->flags & LAYER_QUOTED && l->src.type == ADDR_IPV4;
}

struct column;
void tcp_front(struct column *c, const struct dissection *d, const struct layer *l);
void tcp_info(struct column *c, const struct dissection *d, const struct layer *l);
/* "BETS, SNACK1" */
void tcp_scps_names(struct buf *b, unsigned vector);
/* "SYN, ACK" */
void tcp_flag_names(struct buf *b, unsigned flags, bool ace);
void tcp_option_names(struct buf *b, struct slice segment, uint32_t header_len);

/* Labels of the option rows, in tcp_labels.c. */
typedef void tcp_label_fn(struct buf *, const struct tree *, const struct record *);
tcp_label_fn tcp_label, tcp_seq_label, tcp_hdr_len_label, tcp_flags_label, tcp_ace_label, tcp_completeness_label,
	tcp_checksum_label, tcp_scale_label, tcp_payload_label, tcp_segment_label, tcp_reset_label, tcp_options_label,
	tcp_mss_label, tcp_wscale_label, tcp_sack_label, tcp_echo_label, tcp_timestamp_label, tcp_cc_label,
	tcp_scps_label, tcp_scps_vector_label, tcp_acc_ecn_label, tcp_experimental_label, tcp_probe_label,
	tcp_trpy_label, tcp_mptcp_label, tcp_edge_label, tcp_mptcp_flags_label, tcp_raw_ack_label, tcp_raw_seq_label,
	tcp_option_label, tcp_version_2_label;

#endif
