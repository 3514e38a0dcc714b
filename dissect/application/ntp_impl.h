/* ntp_impl.h: the rows of the NTP dissector and what its files share. */
#ifndef PEEL_DISSECT_NTP_IMPL_H
#define PEEL_DISSECT_NTP_IMPL_H

#include "dissect/tree.h"

enum ntp_row {
	NTP, FLAGS, LI, VN, MODE, STRATUM, POLL, PRECISION, ROOT_DELAY, ROOT_DISPERSION, REF_ID, REF_TIME, ORIGIN_TIME,
	RECEIVE_TIME, TRANSMIT_TIME, EXT, EXT_TYPE, EXT_LENGTH, EXT_VALUE, KEY_ID, MAC,
	CTRL_FLAGS, CTRL_R, CTRL_ERROR, CTRL_MORE, CTRL_OPCODE, CTRL_SEQUENCE, CTRL_STATUS, ERR_STATUS,
	SYS_LI, SYS_CLOCK, SYS_COUNT, SYS_CODE, PEER_CONFIG, PEER_AUTHENABLE, PEER_AUTHENTIC, PEER_REACH, PEER_BROADCAST,
	PEER_SELECTION, PEER_COUNT, PEER_CODE, CLOCK_STATUS, CLOCK_CODE,
	CTRL_ASSOCIATION, CTRL_OFFSET, CTRL_COUNT, CTRL_DATA, CTRL_ITEM, CTRL_VARIABLE, CTRL_CONFIG, CTRL_MRU, CTRL_LIST,
	CTRL_NONCE,
	PRIV_FLAGS_R, PRIV_FLAGS_MORE, PRIV_AUTH_SEQ, PRIV_AUTH, PRIV_SEQ, PRIV_IMPL, PRIV_REQUEST, PRIV_ERR, PRIV_ITEMS,
	PRIV_RESERVED, PRIV_ITEM_SIZE, PRIV_ITEM, MON_AVGINT, MON_LSINT, MON_RESTRICT, MON_COUNT, MON_REMOTE, MON_LOCAL,
	MON_FLAGS, MON_PORT, MON_MODE, MON_VERSION, MON_IPV6, MON_UNUSED, NTP_N_ROWS,
};

enum ntp_mode { NTP_CONTROL = 6, NTP_PRIVATE = 7 };
enum ntp_request { NTP_MON_GETLIST_1 = 42 };

extern const struct field ntp_fields[NTP_N_ROWS];
extern const struct value_table ntp_versions, ntp_modes, ntp_requests, ntp_responses;

/* The tree of a control message (RFC 1305, appendix B; RFC 9327), and of a private one. */
void ntp_put_control(struct tree *t, const struct layer *l);
void ntp_put_private(struct tree *t, const struct layer *l);

#endif
