/* tcp_riverbed.c: Riverbed Steelhead's probe and transparency options, by which two proxies find each other. */
#include "base/fmt.h"
#include "dissect/transport/tcp_impl.h"

enum {
	QUERY, RESPONSE, INTERNAL, TRACE, QUERY_SH, RESPONSE_SH, QUERY_INFO, RESPONSE_INFO, QUERY_INFO_SH, QUERY_INFO_SID,
	RST_PROBE,
};

static const char *const probe_names[] = {
	[QUERY] = "Probe Query",	       [RESPONSE] = "Probe Response",	    [INTERNAL] = "Probe Internal",
	[TRACE] = "Probe Trace",	       [QUERY_SH] = "Probe Query SH",	    [RESPONSE_SH] = "Probe Response SH",
	[QUERY_INFO] = "Probe Query Info",     [RESPONSE_INFO] = "Probe Response Info",
	[QUERY_INFO_SH] = "Probe Query Info SH", [QUERY_INFO_SID] = "Probe Query Info Store ID", [RST_PROBE] = "Probe Reset",
};

/* Version 1 has an odd third byte, its type in the upper half; version 2 an even one, its type in seven bits. */
static bool version_2(struct slice s)
{
	return !(slice_u8(s, 2) & 1);
}

static unsigned probe_type(struct slice s)
{
	unsigned byte = slice_u8(s, 2), type = version_2(s) ? byte >> 1 : byte >> 4;
	return type <= RST_PROBE ? type : COUNT(probe_names);
}

/* Bytes that a probe of this type is read to. */
static uint32_t probe_needs(struct slice s)
{
	static const uint8_t v1[] = {
		[QUERY] = 10, [RESPONSE] = 14, [TRACE] = 10, [QUERY_SH] = 10, [RESPONSE_SH] = 18
	};
	static const uint8_t v2[] = {
		[QUERY_INFO] = 4, [RESPONSE_INFO] = 4, [QUERY_INFO_SH] = 8, [QUERY_INFO_SID] = 8, [RST_PROBE] = 4
	};
	unsigned type = probe_type(s);
	if (version_2(s))
		return type < COUNT(v2) ? v2[type] : 0;
	return type < COUNT(v1) ? v1[type] : type < COUNT(probe_names) ? 8 : 0;
}

bool tcp_riverbed_broken(struct slice option)
{
	return option.wire >= 3 && option.wire < probe_needs(option);
}

const char *tcp_riverbed_prefix(struct slice option)
{
	if (option.wire < 3 || version_2(option) || tcp_riverbed_broken(option))
		return "";
	switch (probe_type(option)) {
	case QUERY:
	case QUERY_SH: return "S+, ";
	case TRACE: return "S#, ";
	case RESPONSE:
	case RESPONSE_SH: return "SA+, ";
	default: return "";
	}
}

void tcp_probe_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned type = probe_type(s);
	buf_str(b, r->f->name);
	if (r->len < 3)
		return;
	buf_lit(b, ": ");
	buf_str(b, type < COUNT(probe_names) ? probe_names[type] : "Probe Unknown");
	if (version_2(s) || type > RESPONSE_SH || type == INTERNAL || s.len < probe_needs(s))
		return;
	if (type != RESPONSE && type != RESPONSE_SH) {
		buf_lit(b, ", CSH IP: ");
		fmt_ipv4_u32(b, slice_u32(s, 4));
		return;
	}
	uint32_t at = type == RESPONSE ? 8 : 12;
	buf_lit(b, ", Server Steelhead: ");
	fmt_ipv4_u32(b, slice_u32(s, at));
	buf_char(b, ':');
	fmt_uint(b, slice_u16(s, at + 4));
}

void tcp_version_2_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	if (r->flags & R_HIDDEN) /* as if the option said so in version 1's place */
		buf_lit(b, ".... 0010 = ");
	buf_lit(b, "Version: 2");
}

static void put_version_1(const struct tcp_option *o, unsigned type)
{
	tcp_option_put(o, RVBD_TYPE1, 2, 1);
	tcp_option_put(o, RVBD_VERSION, 2, 1);
	if (type == INTERNAL)
		return;
	tcp_option_put(o, RVBD_RESERVED, 3, 1);
	tcp_option_put(o, RVBD_PROBER, 4, 4);
	uint32_t at = 8;
	switch (type) {
	case QUERY:
	case QUERY_SH:
	case TRACE: tcp_option_put(o, RVBD_APP_VERSION, 8, 2); break;
	case RESPONSE_SH:
		tcp_option_put(o, RVBD_CLIENT, 8, 4);
		at = 12;
		/* fall through */
	case RESPONSE:
		tcp_option_put(o, RVBD_PROXY_IP, at, 4);
		tcp_option_put(o, RVBD_PROXY_PORT, at + 4, 2);
		break;
	default: break;
	}
}

static void put_version_2(const struct tcp_option *o, unsigned type)
{
	tcp_option_put(o, RVBD_TYPE2, 2, 1);
	tcp_option_put(o, RVBD_VERSION_RAW, 2, 1);
	tcp_option_put_uint(o, RVBD_VERSION_2, 2, 1, 2);
	if (type < QUERY_INFO)
		return;
	tcp_option_put(o, RVBD_FLAGS, 3, 1);
	tree_push(o->t);
	if (type == RESPONSE_INFO) {
		for (unsigned row = RVBD_NO_CACHE; row <= RVBD_SERVER; row++)
			tcp_option_put(o, row, 3, 1);
	} else if (type != RST_PROBE) {
		tcp_option_put(o, RVBD_NOT_CFE, 3, 1);
		tcp_option_put(o, RVBD_LAST, 3, 1);
		if (type == QUERY_INFO_SH)
			tcp_option_put(o, RVBD_CLIENT, 4, 4);
		else if (type == QUERY_INFO_SID)
			tcp_option_put(o, RVBD_STORE_ID, 4, 4);
	}
	tree_pop(o->t);
}

void tcp_put_riverbed_probe(const struct tcp_option *o)
{
	unsigned type = probe_type(o->bytes);
	if (type >= COUNT(probe_names))
		return;
	if (version_2(o->bytes))
		put_version_2(o, type);
	else
		put_version_1(o, type);
}

void tcp_trpy_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	if (r->len != 16)
		return;
	buf_char(b, ' ');
	fmt_ipv4_u32(b, slice_u32(s, 4));
	buf_char(b, ':');
	fmt_uint(b, slice_u16(s, 12));
	buf_lit(b, " -> ");
	fmt_ipv4_u32(b, slice_u32(s, 8));
	buf_char(b, ':');
	fmt_uint(b, slice_u16(s, 14));
}

void tcp_put_riverbed_transparency(const struct tcp_option *o)
{
	tcp_option_put(o, TRPY_FLAGS, 2, 2);
	tree_push(o->t);
	for (unsigned row = TRPY_FW_RST_PROBE; row <= TRPY_MODE; row++)
		tcp_option_put(o, row, 2, 2);
	tree_pop(o->t);
	tcp_option_put(o, TRPY_SRC_IP, 4, 4);
	tcp_option_put(o, TRPY_DST_IP, 8, 4);
	tcp_option_put(o, TRPY_SRC_PORT, 12, 2);
	tcp_option_put(o, TRPY_DST_PORT, 14, 2);
}
