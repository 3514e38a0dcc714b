/* tls_quic.c: the extension with QUIC's transport parameters (RFC 9000 18). */
#include "dissect/application/tls_impl.h"

#include "base/fmt.h"
#include "dissect/message.h"

enum { MAX_PARAMETERS = 256, VERSION_BYTES = 4, IDLE_TIMEOUT = 0x01, GOOGLE_RTT = 0x3127 };
/* P_BYTES: all of the value as it stands; P_NUMBER: of RFC 9000 16, which the title says as well (P_NUMBER_TITLED); P_VERSIONS:
 * one row for the first, the next row for all others (RFC 9368 3); P_NAME: nothing more. */
enum { P_BYTES, P_NUMBER, P_NUMBER_TITLED, P_VERSIONS, P_NAME };

static const struct {
	uint16_t type;
	uint8_t kind;
	uint16_t row;
	const char *name;
} parameters[] = {
	{ 0x00, P_BYTES, QUIC_ORIGINAL_DESTINATION_CID, "original_destination_connection_id" },
	{ IDLE_TIMEOUT, P_NUMBER_TITLED, QUIC_MAX_IDLE_TIMEOUT, "max_idle_timeout" },
	{ 0x02, P_BYTES, QUIC_STATELESS_RESET_TOKEN, "stateless_reset_token" },
	{ 0x03, P_NUMBER_TITLED, QUIC_MAX_UDP_PAYLOAD_SIZE, "max_udp_payload_size" },
	{ 0x04, P_NUMBER_TITLED, QUIC_INITIAL_MAX_DATA, "initial_max_data" },
	{ 0x05, P_NUMBER_TITLED, QUIC_MAX_DATA_BIDI_LOCAL, "initial_max_stream_data_bidi_local" },
	{ 0x06, P_NUMBER_TITLED, QUIC_MAX_DATA_BIDI_REMOTE, "initial_max_stream_data_bidi_remote" },
	{ 0x07, P_NUMBER_TITLED, QUIC_MAX_DATA_UNI, "initial_max_stream_data_uni" },
	{ 0x08, P_NUMBER_TITLED, QUIC_INITIAL_MAX_STREAMS_BIDI, "initial_max_streams_bidi" },
	{ 0x09, P_NUMBER_TITLED, QUIC_INITIAL_MAX_STREAMS_UNI, "initial_max_streams_uni" },
	{ 0x0a, P_NUMBER, QUIC_ACK_DELAY_EXPONENT, "ack_delay_exponent" },
	{ 0x0b, P_NUMBER_TITLED, QUIC_MAX_ACK_DELAY, "max_ack_delay" },
	{ 0x0c, P_NAME, 0, "disable_active_migration" },
	{ 0x0e, P_NUMBER_TITLED, QUIC_ACTIVE_CID_LIMIT, "active_connection_id_limit" },
	{ 0x0f, P_BYTES, QUIC_INITIAL_SOURCE_CID, "initial_source_connection_id" },
	{ 0x10, P_BYTES, QUIC_RETRY_SOURCE_CID, "retry_source_connection_id" },
	{ 0x11, P_VERSIONS, QUIC_CHOSEN_VERSION, "version_information" },
	{ 0x20, P_NUMBER_TITLED, QUIC_MAX_DATAGRAM_FRAME_SIZE, "max_datagram_frame_size" },
	{ 0x1057, P_NUMBER_TITLED, QUIC_LOSS_BITS, "loss_bits" },
	{ 0x2ab2, P_NAME, 0, "grease_quic_bit" },
	{ GOOGLE_RTT, P_NUMBER_TITLED, QUIC_GOOGLE_RTT, "google_initial_rtt" },
	{ 0x3129, P_BYTES, QUIC_GOOGLE_AGENT, "google_user_agent" },
	{ 0x312a, P_BYTES, QUIC_GOOGLE_DONE, "google_support_handshake_done" },
	{ 0x312b, P_BYTES, QUIC_GOOGLE_NO_UPDATE, "google_key_update_not_yet_supported" },
	{ 0x4751, P_NAME, 0, "google_quic_params" },
	{ 0x4752, P_BYTES, QUIC_GOOGLE_VERSION, "google_quic_version" },
	{ 0x7158, P_NAME, 0, "enable_time_stamp_v2" },
	{ 0xff00, P_NAME, 0, "facebook_partial_reliability" },
};

/* RFC 9000 16: the two top bits say how many bytes the number has. Returns them. */
static uint32_t number_at(struct slice s, uint32_t off, uint64_t *v)
{
	unsigned size = slice_u8(s, off) >> 6;
	uint32_t n = 1u << size;
	*v = slice_uint(s, off, n, false) & ((UINT64_C(1) << ((8u << size) - 2)) - 1);
	return n;
}

static const char *parameter_name(uint64_t type)
{
	if (type >= 27 && (type - 27) % 31 == 0)
		return "GREASE"; /* RFC 9000 18.1 */
	for (unsigned i = 0; i < COUNT(parameters); i++)
		if (parameters[i].type == type)
			return parameters[i].name;
	return "Unknown";
}

void tls_label_parameter_type(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Type: ");
	buf_str(b, parameter_name(r->val));
	buf_lit(b, " (");
	fmt_0x(b, r->val, 2);
	buf_char(b, ')');
}

static void put_versions(struct tree *t, struct span v, unsigned row)
{
	for (unsigned i = 0; v.off < v.end && !tree_ended(t); i++, v.off += VERSION_BYTES)
		put(t, i ? QUIC_OTHER_VERSION : row, v.off, VERSION_BYTES);
}

static void put_value(struct tree *t, struct span v, uint64_t type)
{
	uint64_t number;
	for (unsigned i = 0; i < COUNT(parameters); i++) {
		if (parameters[i].type != type || parameters[i].kind == P_NAME ||
		    (v.off == v.end && parameters[i].kind != P_BYTES))
			continue;
		number_at(t->l->data, v.off, &number);
		if (parameters[i].kind == P_BYTES)
			put(t, parameters[i].row, v.off, v.end - v.off);
		else if (parameters[i].kind == P_VERSIONS)
			put_versions(t, v, parameters[i].row);
		else
			put_uint(t, parameters[i].row, v.off, v.end - v.off, number);
	}
}

static void put_title(struct tree *t, struct span all, struct span v, uint64_t type)
{
	MESSAGE(m);
	buf_lit(&m, "Parameter: ");
	buf_str(&m, parameter_name(type));
	if (!strcmp(parameter_name(type), "Unknown")) {
		buf_char(&m, ' ');
		fmt_0x(&m, type, 4);
	}
	buf_lit(&m, " (len=");
	fmt_uint(&m, v.end - v.off);
	buf_char(&m, ')');
	for (unsigned i = 0; i < COUNT(parameters); i++)
		if (parameters[i].type == type && parameters[i].kind == P_NUMBER_TITLED) {
			uint64_t number;
			number_at(t->l->data, v.off, &number);
			buf_char(&m, ' ');
			fmt_uint(&m, number);
			buf_str(&m, type == IDLE_TIMEOUT ? " ms" : type == GOOGLE_RTT ? " us" : "");
		}
	put_label(t, TEXT, all.off, all.end - all.off, m.p, (uint32_t)m.len);
}

void tls_put_quic_parameters(struct tree *t, const struct layer *l, struct span v)
{
	for (unsigned i = 0; i < MAX_PARAMETERS && v.off < v.end && !tree_ended(t); i++) {
		uint64_t type, len;
		uint32_t type_size = number_at(l->data, v.off, &type);
		uint32_t len_size = number_at(l->data, v.off + type_size, &len), start = v.off + type_size + len_size;
		bool fits = start <= v.end && len <= v.end - start;
		struct span value = { start, fits ? start + (uint32_t)len : v.end };
		put_title(t, (struct span){ v.off, value.end }, value, type);
		tree_push(t);
		put_uint(t, QUIC_TYPE, v.off, type_size, type);
		put_uint(t, QUIC_LENGTH, v.off + type_size, len_size, len);
		if (!fits)
			tree_malformed(t);
		put(t, QUIC_VALUE, value.off, value.end - value.off);
		put_value(t, value, type);
		tree_pop(t);
		v.off = value.end;
	}
}
