/* sctp_impl.h: what the parts of SCTP share: the rows of its fields, and the walks over chunks and parameters. */
#ifndef PEEL_DISSECT_TRANSPORT_SCTP_IMPL_H
#define PEEL_DISSECT_TRANSPORT_SCTP_IMPL_H

#include "dissect/tree.h"

enum {
	SCTP, SRC_PORT, DST_PORT, TAG, ASSOC_INDEX, PORT, CHECKSUM, CHECKSUM_STATUS, TEXT,
	/* chunks */
	CHUNK_TYPE, CHUNK_BIT1, CHUNK_BIT2, CHUNK_FLAGS, CHUNK_LENGTH, CHUNK_PADDING, CHUNK_VALUE, COOKIE, INITIATE_TAG,
	INIT_TAG, INIT_CREDIT, INIT_OUT, INIT_IN, INIT_TSN, INITACK_TAG, INITACK_CREDIT, INITACK_OUT, INITACK_IN, INITACK_TSN,
	DATA_I, DATA_U, DATA_B, DATA_E, DATA_TSN_RAW, DATA_SID, DATA_SSN, DATA_PPID, DATA_RESERVED, DATA_MID, DATA_FSN,
	SACK_NONCE, SACK_TSN_RAW, SACK_CREDIT, SACK_GAPS, SACK_DUPLICATES, SACK_START, SACK_START_TSN, SACK_END, SACK_END_TSN,
	SACK_ACKED, SACK_DUPLICATE, NR_NONCE, NR_TSN, NR_CREDIT, NR_GAPS, NR_NR_GAPS, NR_DUPLICATES, NR_RESERVED, NR_START,
	NR_START_TSN, NR_END, NR_END_TSN, NR_ACKED, NR_NR_START, NR_NR_START_TSN, NR_NR_END, NR_NR_END_TSN, NR_NR_ACKED,
	NR_DUPLICATE, SHUTDOWN_TSN, ECNE_TSN, CWR_TSN, COMPLETE_T, ABORT_T, FORWARD_TSN, FORWARD_SID, FORWARD_SSN,
	I_FORWARD_TSN, I_FORWARD_SID, I_FORWARD_FLAGS, I_FORWARD_RES, I_FORWARD_U, FORWARD_MID, ASCONF_SEQ, ASCONF_ACK_SEQ,
	HMAC, SHARED_KEY, DROP_M, DROP_B, DROP_T, DROP_BANDWIDTH, DROP_QUEUE, DROP_LENGTH, DROP_RESERVED, DROP_DATA, PAD_DATA,
	/* parameters */
	PAR_TYPE, PAR_BIT1, PAR_BIT2, PAR_LENGTH, PAR_VALUE, PAR_PADDING, PAR_IPV4, PAR_IPV6, PAR_HEARTBEAT, PAR_COOKIE,
	PAR_INCREMENT, PAR_HOSTNAME, PAR_ADDRESS_TYPE, PAR_REQUEST, PAR_RESPONSE, PAR_LAST_TSN, PAR_RESULT, PAR_NEXT_TSN,
	PAR_RECEIVER_TSN, PAR_SID, PAR_ADD_OUT, PAR_ADD_OUT_RES, PAR_ADD_IN, PAR_ADD_IN_RES, CORRELATION, INDICATION, RANDOM,
	AUTH_CHUNK, HMAC_ID, SUPPORTED_CHUNK,
	/* error causes */
	CAUSE_CODE, CAUSE_LENGTH, CAUSE_INFO, CAUSE_PADDING, CAUSE_SID, CAUSE_RESERVED, CAUSE_MISSING, CAUSE_MISSING_TYPE,
	CAUSE_STALENESS, CAUSE_TSN,
	/* experts */
	BAD_PADDING, BAD_PAR_LENGTH, ZERO_CREDIT, GAP_MALFORMED, GAP_ORDER, ACKED_100, NR_ACKED_100, NR_NR_ACKED_100,
	BAD_CHUNK_LENGTH,
	SCTP_N_ROWS,
};

enum {
	CHUNK_DATA = 0, CHUNK_INIT = 1, CHUNK_INIT_ACK, CHUNK_SACK, CHUNK_HEARTBEAT, CHUNK_HEARTBEAT_ACK, CHUNK_ABORT,
	CHUNK_SHUTDOWN, CHUNK_SHUTDOWN_ACK, CHUNK_ERROR, CHUNK_COOKIE_ECHO, CHUNK_COOKIE_ACK, CHUNK_ECNE, CHUNK_CWR,
	CHUNK_SHUTDOWN_COMPLETE, CHUNK_AUTH, CHUNK_NR_SACK, CHUNK_I_DATA = 64, CHUNK_ASCONF_ACK = 0x80, CHUNK_PKTDROP,
	CHUNK_RE_CONFIG, CHUNK_PAD = 0x84, CHUNK_FORWARD_TSN = 0xc0, CHUNK_ASCONF, CHUNK_I_FORWARD_TSN,
};
/* layer.fact: the ports, for a layer that begins behind them; where its chunks begin */
enum { SCTP_FACT_PORTS, SCTP_FACT_FIRST };
enum { SCTP_HEADER = 12, DATA_HEADER = 16, I_DATA_HEADER = 20, MAX_CHUNKS = 256 };

extern const struct field sctp_fields[SCTP_N_ROWS];
extern const struct value_table sctp_chunk_names;
extern const struct protocol protocol_sctp;

/* A chunk and its padding in a packet, off counts from the common header. */
struct chunk {
	uint32_t off, len, padding;
	uint8_t type, flags;
};
/* The chunk at off; false when there is none or its length cannot be true. */
bool sctp_chunk_at(struct slice s, uint32_t off, struct chunk *c);
/* Bytes of a chunk that are its own and no user's. */
uint32_t sctp_chunk_header(const struct chunk *c);

void sctp_put_chunk(struct tree *t, const struct layer *l, const struct chunk *c);
/* Type-length-value parameters and error causes from off to end. */
void sctp_put_parameters(struct tree *t, const struct layer *l, uint32_t off, uint32_t end);
void sctp_put_causes(struct tree *t, const struct layer *l, uint32_t off, uint32_t end);

#endif
