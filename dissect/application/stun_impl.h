/* stun_impl.h: the parts of STUN among themselves: rows, and the attributes' names and kinds. */
#ifndef PEEL_DISSECT_APPLICATION_STUN_IMPL_H
#define PEEL_DISSECT_APPLICATION_STUN_IMPL_H

#include "dissect/application/stun.h"
#include "dissect/tree.h"

enum stun_row {
	STUN, TYPE, TYPE_CLASS, TYPE_METHOD, TYPE_ASSIGNMENT, LENGTH, COOKIE, ID, VERSION, ATTRIBUTES, ATTRIBUTE, RESPONSE_IN,
	RESPONSE_TO, TIME, DUPLICATE, ATT_TYPE, ATT_COMPREHENSION, ATT_ASSIGNMENT, ATT_LENGTH, FAMILY, IPV4, IPV6, PORT, USERNAME,
	PASSWORD, PADDING, HMAC, CRC, CRC_STATUS, ERROR_CLASS, ERROR_CODE, ERROR_REASON, REALM, NONCE, UNKNOWN_TYPE, IPV4_XORED,
	IPV6_XORED, PORT_XORED, ICMP_TYPE, ICMP_CODE, UNKNOWN_8006, SOFTWARE, PRIORITY, TIE_BREAKER, LIFETIME, CHANGE_IP,
	CHANGE_PORT, ALGORITHM, ALGORITHM_LENGTH, ALGORITHM_DATA, RESERVE_NEXT, CACHE_TIMEOUT, TOKEN, VALUE, RESERVED, TRANSPORT,
	CHANNEL_NUMBER, MAGIC_COOKIE, BANDWIDTH, MS_VERSION, MS_ICE_VERSION, MS_CONNECTION, MS_SEQUENCE, MS_STREAM, MS_QUALITY,
	MS_FOUNDATION, MS_SESSION, ADMISSION_TYPE, RESERVATION_ID, LEAST_SEND, MOST_SEND, LEAST_RECEIVE, MOST_RECEIVE, RP_VALID,
	RP_PSTN, RP_RESERVED, RP_RESERVED_LONG, RP_SEND, RP_RECEIVE, SIP_DIALOG, SIP_CALL, PEER_LOCATION, SELF_LOCATION, FEDERATION,
	NETWORK_ID, NETWORK_COST, ODD_LENGTH, ODD_LENGTH_TEXT, UNKNOWN, UNKNOWN_TEXT, BAD_CRC, STRAY, SHORT_PACKET, SHORT_TEXT,
	LONG_ATTRIBUTE,
};

/* What stands in an attribute, and how it is shown. */
enum stun_kind {
	STUN_OPAQUE,   /* nothing known of it: stun.value */
	STUN_BYTES,    /* all of it in the row */
	STUN_STRING,   /* the same, and the title says it */
	STUN_TEXT,     /* the same; the title does not */
	STUN_UINT,     /* a number of four bytes in the row */
	STUN_NUMBERED, /* the same, and the title says it */
	STUN_VALUED,   /* the same, and the title says what it is called */
	STUN_EIGHT,    /* eight bytes in the row */
	STUN_HMAC,     /* the same, of 20 bytes at least */
	STUN_ADDRESS, STUN_OLD_ADDRESS, STUN_XORED,
	STUN_CHANGE, STUN_ERROR, STUN_TYPES, STUN_CHANNEL, STUN_DATA, STUN_FAMILY, STUN_EVEN_PORT, STUN_TRANSPORT, STUN_ALGORITHM,
	STUN_ALGORITHMS, STUN_PADDING, STUN_ICMP, STUN_CRC, STUN_SEQUENCE, STUN_QUALITY, STUN_ADMISSION, STUN_RESERVATION,
	STUN_AMOUNT, STUN_SITE, STUN_RELAY_SITE, STUN_LOCATION, STUN_NETWORK, STUN_FOUNDATION,
};

struct stun_attribute {
	uint16_t type;
	uint8_t kind; /* enum stun_kind */
	uint8_t row;  /* enum stun_row, where the kind has one; 0 otherwise */
	const char *name;
	const char *word; /* in front of the value in the Info column, or NULL: nothing is said there */
};

extern const struct field stun_fields[];
enum { STUN_ROWS = LONG_ATTRIBUTE + 1 };
extern const struct value_table stun_error_names, stun_transports, stun_ms_versions;

/* NULL: not known. */
const struct stun_attribute *stun_attribute(unsigned type);
const char *stun_method_name(unsigned message_type); /* "Unknown" when it is not known */
const char *stun_class_name(unsigned message_type);
/* The message that the layer is, or goes on with behind the data that it carries. */
const struct layer *stun_message(const struct dissection *d, const struct layer *l);
/* What an attribute is worth, behind its name and the separator; false, and nothing, when it is too short for that.
 * value: without its header; message: the whole message, whose cookie and id addresses are hidden with. */
bool stun_value_text(struct buf *b, const struct stun_attribute *a, struct slice value, struct slice message);
/* What the Info column says of it, when it says something. */
void stun_put_info(struct buf *b, const struct stun_attribute *a, struct slice value, struct slice message);
/* The fields of an attribute's value, n bytes at off. */
void stun_put_value(struct tree *t, const struct layer *l, const struct stun_attribute *a, uint32_t off, uint32_t n);

#endif
