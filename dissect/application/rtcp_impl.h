/* rtcp_impl.h: the parts of RTCP among themselves: rows and names. */
#ifndef PEEL_DISSECT_APPLICATION_RTCP_IMPL_H
#define PEEL_DISSECT_APPLICATION_RTCP_IMPL_H

#include "base/fmt.h"
#include "dissect/tree.h"

enum {
	RTCP, VERSION, PADDING, REPORT_COUNT, SOURCE_COUNT, SUBTYPE, FEEDBACK, PAYLOAD_FEEDBACK, TYPE, LENGTH, SENDER, MEDIA, NTP_MSW,
	NTP_LSW, NTP, RTP_TIME, PACKETS, OCTETS, IDENTIFIER, FRACTION, LOST, HIGHEST, CYCLES, HIGH_SEQ, JITTER, LAST_SR, DELAY_SR,
	ITEM_TYPE, ITEM_LENGTH, ITEM_TEXT, APP_NAME, APP_DATA, APP_DATA_TEXT, NACK_PID, NACK_BLP, NACK_LOST, FIR_SSRC, FIR_SEQ,
	FIR_RESERVED, EXTENSION_TYPE, EXTENSION_LENGTH, EXTENSION, TIMEBASE, CHECK, BAD_CHECK, NO_NAME, TEXT, RTCP_N_ROWS,
};
enum {
	PT_SR = 200, PT_RR, PT_SDES, PT_BYE, PT_APP, PT_RTPFB, PT_PSFB, PT_XR, PT_AVB, PT_LAST = 210,
	HEADER = 4, REPORT = 24, MAX_PACKETS = 32, MAX_ITEMS = 512, FMT_NACK = 1, FMT_FIR = 4, ITEM_END = 0,
};

extern const struct field rtcp_fields[RTCP_N_ROWS];
extern const struct value_table rtcp_types, rtcp_feedback_words, rtcp_extensions;
const char *rtcp_type_name(unsigned type);
/* Bytes that a packet says it has. */
uint32_t rtcp_packet_length(struct slice s);
/* The same of the packet of l and those in front of it. */
uint32_t rtcp_expected_length(const struct dissection *d, const struct layer *l);
/* "expected 52 bytes, found 20)" */
void rtcp_check_text(struct buf *b, uint32_t expected, uint32_t found);

#endif
