/* sip_sdp.c: the Session Description Protocol (RFC 4566), as SIP carries it. */
#include "base/fmt.h"
#include "dissect/application/sip_impl.h"
#include "dissect/lines.h"
#include "dissect/message.h"

enum sdp_row {
	SDP, VERSION, OWNER, NAME, INFO, URI, EMAIL, PHONE, CONNECTION, BANDWIDTH, ZONE, KEY, ATTRIBUTE, MEDIA_ATTRIBUTE, TIME, REPEAT,
	MEDIA, TITLE, UNKNOWN, INVALID, OWNER_USER, OWNER_SESSION, OWNER_VERSION, OWNER_NETWORK, OWNER_TYPE, OWNER_ADDRESS,
	CONNECTION_NETWORK, CONNECTION_TYPE, CONNECTION_ADDRESS, CONNECTION_TTL, CONNECTION_COUNT, BANDWIDTH_MODIFIER,
	BANDWIDTH_VALUE, TIME_START, TIME_STOP, REPEAT_INTERVAL, REPEAT_DURATION, REPEAT_OFFSET, ZONE_TIME, ZONE_OFFSET, KEY_TYPE,
	KEY_DATA, ATTRIBUTE_FIELD, ATTRIBUTE_VALUE, MEDIA_TYPE, MEDIA_PORT_STRING, MEDIA_PORT, MEDIA_PORT_COUNT, MEDIA_PROTO,
	MEDIA_FORMAT, MEDIA_FIELD, MEDIA_VALUE, MIME_TYPE, SAMPLE_RATE, FORMAT_PARAMETER, NO_EQUAL,
};
enum { MAX_LINES = 1024, MAX_WORDS = 256, DYNAMIC = 96 };

/* RFC 3551, 6. */
static const struct value_table payload_types = VALUES(
	{ 0, "ITU-T G.711 PCMU" }, { 1, "USA Federal Standard FS-1016" }, { 2, "ITU-T G.721" }, { 3, "GSM 06.10" }, { 4, "ITU-T G.723" },
	{ 5, "DVI4 8000 samples/s" }, { 6, "DVI4 16000 samples/s" }, { 7, "Experimental linear predictive encoding from Xerox PARC" },
	{ 8, "ITU-T G.711 PCMA" }, { 9, "ITU-T G.722" }, { 10, "16-bit uncompressed audio, stereo" },
	{ 11, "16-bit uncompressed audio, monaural" }, { 12, "Qualcomm Code Excited Linear Predictive coding" }, { 13, "Comfort noise" },
	{ 14, "MPEG-I/II Audio" }, { 15, "ITU-T G.728" }, { 16, "DVI4 11025 samples/s" }, { 17, "DVI4 22050 samples/s" },
	{ 18, "ITU-T G.729" }, { 19, "Comfort noise (old)" }, { 25, "Sun CellB video encoding" }, { 26, "JPEG-compressed video" },
	{ 28, "'nv' program" }, { 31, "ITU-T H.261" }, { 32, "MPEG-I/II Video" }, { 33, "MPEG-II transport streams" },
	{ 34, "ITU-T H.263" }, { 72, "Reserved for RTCP conflict avoidance" }, { 73, "Reserved for RTCP conflict avoidance" },
	{ 74, "Reserved for RTCP conflict avoidance" }, { 75, "Reserved for RTCP conflict avoidance" },
	{ 76, "Reserved for RTCP conflict avoidance" });

static struct slice bytes_of(const struct tree *t, const struct record *r)
{
	return record_bytes(t->d, r);
}

/* "Bandwidth Modifier: AS [...]" */
static void modifier_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = bytes_of(t, r);
	buf_lit(b, "Bandwidth Modifier: ");
	fmt_text(b, s.p, s.len);
	if (text_is(s, 0, s.len, "ct"))
		buf_lit(b, " [Conference Total(total bandwidth of all RTP sessions)]");
	else if (text_is(s, 0, s.len, "as"))
		buf_lit(b, " [Application Specific (RTP session bandwidth)]");
	else if (text_is(s, 0, s.len, "tias"))
		buf_lit(b, " [Transport Independent Application Specific maximum]");
}

/* The modifier stands in front of the value. */
static void rate_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = bytes_of(t, r);
	const struct layer *l = &t->d->layer[r->layer];
	uint32_t at = r->off - l->off;
	buf_lit(b, "Bandwidth Value: ");
	fmt_text(b, s.p, s.len);
	if (at >= 5 && text_is(l->data, at - 5, 5, "tias:"))
		buf_lit(b, " b/s");
	else if (at >= 3 && (text_is(l->data, at - 3, 3, "as:") || text_is(l->data, at - 3, 3, "ct:")))
		buf_lit(b, " kb/s");
}

#define STRING(abbrev, name) F("sdp." abbrev, name, FT_STRING, BASE_NONE)

/* Where a line "rtpmap:FORMAT NAME/..." names the format; its name, empty when there is none. */
static struct slice name_of_format(struct slice s, struct slice format)
{
	struct text_line line = { .next = 0 };
	for (unsigned i = 0; i < MAX_LINES && line.next < s.len; i++) {
		text_line(s, line.next, &line);
		uint32_t at = line.off + 9, end = line.off + line.len;
		if (line.len < 9 + format.len + 1 || !text_is(s, line.off, 9, "a=rtpmap:") ||
		    memcmp(s.p + at, format.p, format.len) || s.p[at + format.len] != ' ')
			continue;
		uint32_t name = at + format.len + 1, n = 0;
		while (name + n < end && s.p[name + n] != '/')
			n++;
		return slice_sub(s, name, n);
	}
	return slice_first(s, 0);
}

/* "Media Format: 96 [telephone-event]" where parameters of a format stand. */
static void format_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	uint32_t at = r->off - l->off;
	buf_lit(b, "Media Format: ");
	if (r->flags & R_ARENA) {
		fmt_text(b, t->arena + (r->val >> 32), (uint32_t)r->val);
		return;
	}
	struct slice s = bytes_of(t, r);
	fmt_text(b, s.p, s.len);
	if (at < 5 || !text_is(l->data, at - 5, 5, "fmtp:"))
		return;
	struct slice name = name_of_format(l->data, s);
	buf_lit(b, " [");
	if (name.len)
		fmt_text(b, name.p, name.len);
	else
		buf_lit(b, "Unknown");
	buf_char(b, ']');
}

static const struct field sdp_fields[] = {
	[SDP] = F("sdp", "Session Description Protocol", FT_PROTOCOL, BASE_NONE),
	[VERSION] = STRING("version", "Session Description Protocol Version (v)"),
	[OWNER] = STRING("owner", "Owner/Creator, Session Id (o)"),
	[NAME] = STRING("session_name", "Session Name (s)"),
	[INFO] = STRING("session_info", "Session Information (i)"),
	[URI] = STRING("uri", "URI of Description (u)"),
	[EMAIL] = STRING("email", "E-mail Address (e)"),
	[PHONE] = STRING("phone", "Phone Number (p)"),
	[CONNECTION] = STRING("connection_info", "Connection Information (c)"),
	[BANDWIDTH] = STRING("bandwidth", "Bandwidth Information (b)"),
	[ZONE] = STRING("timezone", "Time Zone Adjustments (z)"),
	[KEY] = STRING("encryption_key", "Encryption Key (k)"),
	[ATTRIBUTE] = STRING("session_attr", "Session Attribute (a)"),
	[MEDIA_ATTRIBUTE] = STRING("media_attr", "Media Attribute (a)"),
	[TIME] = STRING("time", "Time Description, active time (t)"),
	[REPEAT] = STRING("repeat_time", "Repeat Time (r)"),
	[MEDIA] = STRING("media", "Media Description, name and address (m)"),
	[TITLE] = STRING("media_title", "Media Title (i)"),
	[UNKNOWN] = STRING("unknown", "Unknown"),
	[INVALID] = STRING("invalid", "Invalid line"),
	[OWNER_USER] = STRING("owner.username", "Owner Username"),
	[OWNER_SESSION] = STRING("owner.sessionid", "Session ID"),
	[OWNER_VERSION] = STRING("owner.version", "Session Version"),
	[OWNER_NETWORK] = STRING("owner.network_type", "Owner Network Type"),
	[OWNER_TYPE] = STRING("owner.address_type", "Owner Address Type"),
	[OWNER_ADDRESS] = STRING("owner.address", "Owner Address"),
	[CONNECTION_NETWORK] = STRING("connection_info.network_type", "Connection Network Type"),
	[CONNECTION_TYPE] = STRING("connection_info.address_type", "Connection Address Type"),
	[CONNECTION_ADDRESS] = STRING("connection_info.address", "Connection Address"),
	[CONNECTION_TTL] = STRING("connection_info.ttl", "Connection TTL"),
	[CONNECTION_COUNT] = STRING("connection_info.num_addr", "Connection Number of Addresses"),
	[BANDWIDTH_MODIFIER] = F("sdp.bandwidth.modifier", "Bandwidth Modifier", FT_STRING, BASE_NONE, .label = modifier_label),
	[BANDWIDTH_VALUE] = F("sdp.bandwidth.value", "Bandwidth Value", FT_STRING, BASE_NONE, .label = rate_label),
	[TIME_START] = STRING("time.start", "Session Start Time"),
	[TIME_STOP] = STRING("time.stop", "Session Stop Time"),
	[REPEAT_INTERVAL] = STRING("repeat_time.interval", "Repeat Interval"),
	[REPEAT_DURATION] = STRING("repeat_time.duration", "Repeat Duration"),
	[REPEAT_OFFSET] = STRING("repeat_time.offset", "Repeat Offset"),
	[ZONE_TIME] = STRING("timezone.time", "Timezone Time"),
	[ZONE_OFFSET] = STRING("timezone.offset", "Timezone Offset"),
	[KEY_TYPE] = STRING("encryption_key.type", "Key Type"),
	[KEY_DATA] = STRING("encryption_key.data", "Key Data"),
	[ATTRIBUTE_FIELD] = STRING("session_attr.field", "Session Attribute Fieldname"),
	[ATTRIBUTE_VALUE] = STRING("session_attr.value", "Session Attribute Value"),
	[MEDIA_TYPE] = STRING("media.media", "Media Type"),
	[MEDIA_PORT_STRING] = F("sdp.media.port_string", "Media Port", FT_STRING, BASE_NONE, .flags = F_HIDDEN),
	[MEDIA_PORT] = F("sdp.media.port", "Media Port", FT_UINT16, BASE_DEC),
	[MEDIA_PORT_COUNT] = STRING("media.portcount", "Media Port Count"),
	[MEDIA_PROTO] = STRING("media.proto", "Media Protocol"),
	[MEDIA_FORMAT] = F("sdp.media.format", "Media Format", FT_STRING, BASE_NONE, .label = format_label),
	[MEDIA_FIELD] = STRING("media_attribute.field", "Media Attribute Fieldname"),
	[MEDIA_VALUE] = STRING("media_attribute.value", "Media Attribute Value"),
	[MIME_TYPE] = STRING("mime.type", "MIME Type"),
	[SAMPLE_RATE] = STRING("sample_rate", "Sample Rate"),
	[FORMAT_PARAMETER] = STRING("fmtp.parameter", "Media format specific parameters"),
	[NO_EQUAL] = F_EXPERT("sdp.invalid_line.no_equal", "Invalid SDP line (no '=' delimiter)", PI_NOTE, PI_MALFORMED),
};

static uint32_t find(struct slice s, uint32_t off, uint32_t end, char c)
{
	while (off < end && slice_u8(s, off) != (uint8_t)c)
		off++;
	return off;
}

/* Words between single spaces, a row each; the last row is for all that is left when `rest` says so. */
static void put_words(struct tree *t, uint32_t off, uint32_t end, unsigned first, unsigned last, bool rest)
{
	for (unsigned row = first; row <= last && off < end; row++) {
		uint32_t next = rest && row == last ? end : find(t->l->data, off, end, ' ');
		if (next > off)
			put(t, row, off, next - off);
		off = next + 1;
	}
}

/* The same with the rows in turns, from `again` on. */
static void put_turns(struct tree *t, uint32_t off, uint32_t end, unsigned first, unsigned again, unsigned last)
{
	unsigned row = first;
	for (unsigned i = 0; i < MAX_WORDS && off < end; i++) {
		uint32_t next = find(t->l->data, off, end, ' ');
		if (next > off)
			put(t, row, off, next - off);
		row = row == last ? again : row + 1;
		off = next + 1;
	}
}

static void put_connection(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint32_t type = find(s, off, end, ' ') + 1, address = find(s, type, end, ' ') + 1;
	put_words(t, off, end < address ? end : address, CONNECTION_NETWORK, CONNECTION_TYPE, false);
	if (address >= end)
		return;
	uint32_t ttl = find(s, address, end, '/'), count = find(s, ttl + 1 < end ? ttl + 1 : end, end, '/');
	put(t, CONNECTION_ADDRESS, address, ttl - address);
	if (ttl + 1 < end)
		put(t, CONNECTION_TTL, ttl + 1, count - ttl - 1);
	if (count + 1 < end)
		put(t, CONNECTION_COUNT, count + 1, end - count - 1);
}

/* Two rows around the first colon; nothing when there is none. */
static void put_pair(struct tree *t, uint32_t off, uint32_t end, unsigned first, unsigned second)
{
	uint32_t colon = find(t->l->data, off, end, ':');
	if (colon >= end)
		return;
	put(t, first, off, colon - off);
	if (colon + 1 < end)
		put(t, second, colon + 1, end - colon - 1);
}

/* A number of RTP's, by its name; anything else as it stands. */
static void put_format(struct tree *t, uint32_t off, uint32_t end, bool rtp)
{
	unsigned n = 0;
	uint32_t i = off;
	MESSAGE(m);
	for (; rtp && i < end && slice_u8(t->l->data, i) >= '0' && slice_u8(t->l->data, i) <= '9' && n < 1000; i++)
		n = n * 10 + slice_u8(t->l->data, i) - '0';
	if (!rtp || i < end || n > 127) {
		put(t, MEDIA_FORMAT, off, end - off);
		return;
	}
	const char *name = value_text(&payload_types, n);
	if (n >= DYNAMIC) {
		buf_lit(&m, "DynamicRTP-Type-");
		fmt_uint(&m, n);
	} else {
		buf_str(&m, name ? name : "Unassigned");
	}
	put_copy(t, MEDIA_FORMAT, off, end - off, m.p, (uint32_t)m.len);
}

static void put_media(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint64_t number = 0;
	uint32_t port = find(s, off, end, ' ') + 1, proto = find(s, port, end, ' ') + 1,
		 format = find(s, proto, end, ' ') + 1;
	if (proto > end)
		return;
	uint32_t count = find(s, port, proto - 1, '/');
	put(t, MEDIA_TYPE, off, port - 1 - off);
	put(t, MEDIA_PORT_STRING, port, count - port);
	for (uint32_t i = port; i < count && slice_u8(s, i) >= '0' && slice_u8(s, i) <= '9' && number < 100000; i++)
		number = number * 10 + slice_u8(s, i) - '0';
	put_uint(t, MEDIA_PORT, port, count - port, number & 0xffff);
	if (count + 1 < proto - 1)
		put(t, MEDIA_PORT_COUNT, count + 1, proto - 1 - count - 1);
	put(t, MEDIA_PROTO, proto, (format > end ? end : format - 1) - proto);
	bool rtp = text_is(s, proto, 4, "rtp/");
	for (unsigned i = 0; i < MAX_WORDS && format < end; i++) {
		uint32_t next = find(s, format, end, ' ');
		if (next > format)
			put_format(t, format, next, rtp);
		format = next + 1;
	}
}

/* "rtpmap:8 PCMA/8000" */
static void put_map(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint32_t name = find(s, off, end, ' ') + 1;
	put(t, MEDIA_FORMAT, off, (name > end ? end : name - 1) - off);
	if (name >= end)
		return;
	uint32_t rate = find(s, name, end, '/'), stop = find(s, rate + 1 < end ? rate + 1 : end, end, '/');
	put(t, MIME_TYPE, name, rate - name);
	if (rate + 1 < end)
		put(t, SAMPLE_RATE, rate + 1, stop - rate - 1);
}

static void put_parameters(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint32_t at = find(s, off, end, ' ');
	put(t, MEDIA_FORMAT, off, at - off);
	for (unsigned i = 0; i < MAX_WORDS && at < end; i++) {
		uint32_t start = at + 1, next;
		while (start < end && slice_u8(s, start) == ' ')
			start++;
		next = find(s, start, end, ';');
		if (next > start)
			put(t, FORMAT_PARAMETER, start, next - start);
		at = next;
	}
}

static void put_media_attribute(struct tree *t, uint32_t off, uint32_t end)
{
	struct slice s = t->l->data;
	uint32_t colon = find(s, off, end, ':'), value = colon + 1;
	if (colon >= end)
		return;
	put(t, MEDIA_FIELD, off, colon - off);
	if (value >= end)
		return;
	if (text_is(s, off, colon - off, "rtpmap"))
		put_map(t, value, end);
	else if (text_is(s, off, colon - off, "fmtp"))
		put_parameters(t, value, end);
	else
		put(t, MEDIA_VALUE, value, end - value);
}

static void put_inside(struct tree *t, unsigned row, uint32_t off, uint32_t end)
{
	switch (row) {
	case OWNER: put_words(t, off, end, OWNER_USER, OWNER_ADDRESS, true); break;
	case CONNECTION: put_connection(t, off, end); break;
	case BANDWIDTH: put_pair(t, off, end, BANDWIDTH_MODIFIER, BANDWIDTH_VALUE); break;
	case TIME: put_words(t, off, end, TIME_START, TIME_STOP, true); break;
	case REPEAT: put_turns(t, off, end, REPEAT_INTERVAL, REPEAT_OFFSET, REPEAT_OFFSET); break;
	case ZONE: put_turns(t, off, end, ZONE_TIME, ZONE_TIME, ZONE_OFFSET); break;
	case KEY: put_pair(t, off, end, KEY_TYPE, KEY_DATA); break;
	case ATTRIBUTE: put_pair(t, off, end, ATTRIBUTE_FIELD, ATTRIBUTE_VALUE); break;
	case MEDIA: put_media(t, off, end); break;
	case MEDIA_ATTRIBUTE: put_media_attribute(t, off, end); break;
	default: break;
	}
}

static unsigned row_of(uint8_t letter, bool in_media)
{
	switch (letter) {
	case 'v': return VERSION;
	case 'o': return OWNER;
	case 's': return NAME;
	case 'i': return in_media ? TITLE : INFO;
	case 'u': return URI;
	case 'e': return EMAIL;
	case 'p': return PHONE;
	case 'c': return CONNECTION;
	case 'b': return BANDWIDTH;
	case 't': return TIME;
	case 'r': return REPEAT;
	case 'z': return ZONE;
	case 'k': return KEY;
	case 'a': return in_media ? MEDIA_ATTRIBUTE : ATTRIBUTE;
	case 'm': return MEDIA;
	default: return UNKNOWN;
	}
}

static void put_line(struct tree *t, const struct text_line *line, bool *in_media)
{
	struct slice s = t->l->data;
	if (slice_u8(s, line->off + 1) != '=' || line->len < 2) {
		put(t, INVALID, line->off, line->len);
		tree_push(t);
		put_expert(t, NO_EQUAL, line->off, 0, NULL);
		tree_pop(t);
		return;
	}
	uint8_t letter = slice_u8(s, line->off);
	*in_media |= letter == 'm';
	unsigned row = row_of(letter, *in_media);
	uint32_t skip = row == UNKNOWN ? 0 : 2;
	put_copy(t, row, line->off, line->len, s.p + line->off + skip, line->len - skip);
	tree_push(t);
	put_inside(t, row, line->off + 2, line->off + line->len);
	tree_pop(t);
}

/* The Call-ID of the message around it ends it, as in tshark. */
static void put_call_id(struct tree *t, const struct layer *l)
{
	const struct layer *sip = layer_parent(t->d, l);
	struct sip_start start;
	struct sip_head head;
	if (sip->proto != &protocol_sip || tree_ended(t) || !sip_start(sip->data, &start))
		return;
	sip_head(sip->data, &start, &head);
	if (!head.call_id.n)
		return;
	struct tree_rows own = tree_use(t, tree_rows_of(t, &protocol_sip));
	put_copy(t, SIP_CALL_ID_GENERATED, 0, 0, sip->data.p + head.call_id.off, head.call_id.n);
	tree_use(t, own);
}

static void sdp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.len);
	l->tree_len = l->data.len;
}

static void sdp_tree(struct tree *t, const struct layer *l)
{
	struct text_line line = { .next = 0 };
	bool in_media = false;
	for (unsigned i = 0; i < MAX_LINES && line.next < l->data.len && !tree_ended(t); i++) {
		text_line(l->data, line.next, &line);
		if (line.len)
			put_line(t, &line, &in_media);
	}
	put_call_id(t, l);
}

static const char *const sdp_media[] = { "application/sdp", NULL };
static const struct protocol *const sdp_shows[] = { &protocol_sip, NULL };

const struct protocol protocol_sip_sdp = {
	.name = "sdp",
	.column = "SDP",
	FIELDS(sdp_fields),
	.media = sdp_media,
	.shows = sdp_shows,
	.dissect = sdp_dissect,
	.fields_of = sdp_tree,
};
