/* quic_impl.h: what the parts of QUIC share: the rows of its fields, and the walk over frames. */
#ifndef PEEL_DISSECT_APPLICATION_QUIC_IMPL_H
#define PEEL_DISSECT_APPLICATION_QUIC_IMPL_H

#include "dissect/application/quic.h"
#include "dissect/application/quic_keys.h"
#include "dissect/tree.h"

enum {
	QUIC, TEXT, CONNECTION_NUMBER, PACKET_LENGTH, HEADER_FORM, FIXED_BIT, LONG_PACKET_TYPE, LONG_PACKET_TYPE_V2,
	LONG_RESERVED, PACKET_NUMBER_LENGTH, VERSION, DCIL, DCID, SCIL, SCID, TOKEN_LENGTH, TOKEN, LENGTH,
	PACKET_NUMBER, PAYLOAD, REMAINING_PAYLOAD, SUPPORTED_VERSION, VN_UNUSED, SHORT, SPIN_BIT, RETRY_TOKEN,
	RETRY_INTEGRITY_TAG, FRAME, FRAME_TYPE, PADDING_LENGTH, ACK_LARGEST_ACKNOWLEDGED, ACK_ACK_DELAY,
	ACK_ACK_RANGE_COUNT, ACK_FIRST_ACK_RANGE, ACK_GAP, ACK_ACK_RANGE, ACK_ECT0_COUNT, ACK_ECT1_COUNT,
	ACK_ECN_CE_COUNT, CRYPTO_OFFSET, CRYPTO_LENGTH, CRYPTO_CRYPTO_DATA, CC_ERROR_CODE, CC_ERROR_CODE_APP,
	CC_ERROR_CODE_TLS_ALERT, CC_FRAME_TYPE, CC_REASON_PHRASE_LENGTH, CC_REASON_PHRASE, DECRYPTION_FAILED,
	PADDING_DATA, RETRANSMISSION, UNKNOWN_FRAME,
	QUIC_N_ROWS,
};

extern const struct field quic_fields[QUIC_N_ROWS];
extern const struct protocol protocol_quic;
extern const struct value_table quic_versions, quic_frame_types;

/* RFC 9000 16: a number whose first two bits say how long it is. Returns its bytes. */
uint32_t quic_number(struct slice s, uint32_t off, uint64_t *v);
/* The frame at off: its type and where it ends; false when that cannot be told. */
bool quic_frame_at(struct slice s, uint32_t off, uint64_t *type, uint32_t *end);
/* Do the frames of an opened packet have handshake messages from their beginning on? */
bool quic_has_handshake(struct slice frames);
/* The frames of an opened packet, which are all of l's bytes. again: what it says of the handshake was said before. */
void quic_put_frames(struct tree *t, const struct layer *l, bool server, bool again);

/* Is the retry that l is one that the server made for the connection? */
bool quic_retry_fits(const struct dissection *d, const struct layer *l);

#endif
