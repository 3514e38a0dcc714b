/* syslog.c: messages of system logs (RFC 3164, RFC 5424). */
#include <ctype.h>

#include "base/fmt.h"
#include "base/timefmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/text.h"
#include "dissect/tree.h"

/*  <PRIORITY>VERSION TIMESTAMP HOSTNAME APP-NAME PROCID MSGID ...    RFC 5424
 *  <PRIORITY>Mmm dd hh:mm:ss HOSTNAME TAG ...                        RFC 3164 */
enum {
	SYSLOG, FACILITY, LEVEL, MESSAGE_TEXT, VERSION, TIMESTAMP, TIMESTAMP_OLD, HOSTNAME, APP_NAME, PROCESS_ID, MESSAGE_ID,
	BOM,
};

enum { NO_PRIORITY = 0xffff };
/* fact[0] of the layer: the priority; fact[1]: bytes of it with its brackets. */

static const struct value_table facilities =
	VALUES({ 0, "KERN - kernel messages" }, { 1, "USER - random user-level messages" }, { 2, "MAIL - mail system" },
	       { 3, "DAEMON - system daemons" }, { 4, "AUTH - security/authorization messages" },
	       { 5, "SYSLOG - messages generated internally by syslogd" }, { 6, "LPR - line printer subsystem" },
	       { 7, "NEWS - network news subsystem" }, { 8, "UUCP - UUCP subsystem" }, { 9, "CRON - clock daemon (BSD, Linux)" },
	       { 10, "AUTHPRIV - security/authorization messages (private)" }, { 11, "FTP - ftp daemon" },
	       { 12, "NTP - ntp subsystem" }, { 13, "LOGAUDIT - log audit" }, { 14, "LOGALERT - log alert" },
	       { 15, "CRON - clock daemon (Solaris)" }, { 16, "LOCAL0 - reserved for local use" },
	       { 17, "LOCAL1 - reserved for local use" }, { 18, "LOCAL2 - reserved for local use" },
	       { 19, "LOCAL3 - reserved for local use" }, { 20, "LOCAL4 - reserved for local use" },
	       { 21, "LOCAL5 - reserved for local use" }, { 22, "LOCAL6 - reserved for local use" },
	       { 23, "LOCAL7 - reserved for local use" });
static const struct value_table levels =
	VALUES({ 0, "EMERG - system is unusable" }, { 1, "ALERT - action must be taken immediately" },
	       { 2, "CRIT - critical conditions" }, { 3, "ERR - error conditions" }, { 4, "WARNING - warning conditions" },
	       { 5, "NOTICE - normal but significant condition" }, { 6, "INFO - informational" },
	       { 7, "DEBUG - debug-level messages" });

/* The word in front of " - ". */
static void short_name(struct buf *b, const struct value_table *names, uint64_t v)
{
	const char *name = value_text(names, v);
	buf_put(b, name ? name : "UNKNOWN", name ? strcspn(name, " ") : sizeof "UNKNOWN" - 1);
}

/* "DAEMON.CRIT: the message" */
static void put_line(struct buf *b, const struct layer *l)
{
	if (l->fact[0] != NO_PRIORITY) {
		short_name(b, &facilities, l->fact[0] >> 3);
		buf_char(b, '.');
		short_name(b, &levels, l->fact[0] & 7);
		buf_lit(b, ": ");
	}
	fmt_text(b, l->payload.p, l->payload.len);
}

static void syslog_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_str(b, l->fact[0] == NO_PRIORITY ? "Syslog message: (unknown): " : "Syslog message: ");
	put_line(b, l);
}

static const struct field syslog_fields[] = {
	[SYSLOG] = F("syslog", "Syslog message", FT_PROTOCOL, BASE_NONE, .label = syslog_label),
	[FACILITY] = F("syslog.facility", "Facility", FT_UINT8, BASE_DEC, .mask = 0xf8, .digits = 8, .vals = &facilities),
	[LEVEL] = F("syslog.level", "Level", FT_UINT8, BASE_DEC, .mask = 0x7, .digits = 8, .vals = &levels),
	[MESSAGE_TEXT] = F("syslog.msg", "Message", FT_STRING, BASE_NONE),
	[VERSION] = F("syslog.version", "Syslog version", FT_STRING, BASE_NONE),
	[TIMESTAMP] = F("syslog.timestamp", "Syslog timestamp", FT_ABSOLUTE_TIME, BASE_UTC),
	[TIMESTAMP_OLD] = F("syslog.timestamp_rfc3164", "Syslog timestamp (RFC3164)", FT_STRING, BASE_NONE),
	[HOSTNAME] = F("syslog.hostname", "Syslog hostname", FT_STRING, BASE_NONE),
	[APP_NAME] = F("syslog.appname", "Syslog app name", FT_STRING, BASE_NONE),
	[PROCESS_ID] = F("syslog.procid", "Syslog process id", FT_STRING, BASE_NONE),
	[MESSAGE_ID] = F("syslog.msgid", "Syslog message id", FT_STRING, BASE_NONE),
	[BOM] = F("syslog.msgid.bom", "Syslog BOM", FT_UINT24, BASE_HEX),
};

/* "<26>": the bytes it has; 0 when the message does not begin so. */
static uint32_t read_priority(struct slice s, uint64_t *priority)
{
	uint32_t n = 1;
	*priority = 0;
	if (slice_u8(s, 0) != '<')
		return 0;
	while (n < 4 && slice_u8(s, n) >= '0' && slice_u8(s, n) <= '9')
		*priority = *priority * 10 + slice_u8(s, n++) - '0';
	return n + (slice_u8(s, n) == '>');
}

static void syslog_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	l->fact[1] = read_priority(l->data, &l->fact[0]);
	if (!l->fact[1])
		l->fact[0] = NO_PRIORITY;
	l->header_len = (uint32_t)l->fact[1];
	l->payload = slice_from(l->data, l->header_len);
}

/* Bytes up to the next space of s from off on; all when there is none. */
static uint32_t word_length(struct slice s, uint32_t off)
{
	const uint8_t *space = off < s.len ? memchr(s.p + off, ' ', s.len - off) : NULL;
	return space ? (uint32_t)(space - s.p) - off : s.len - off;
}

static int two_digits(const uint8_t *p)
{
	return p[0] >= '0' && p[0] <= '9' && p[1] >= '0' && p[1] <= '9' ? (p[0] - '0') * 10 + p[1] - '0' : -1;
}

/* "2022-03-02T12:39:01.123456+01:00" (RFC 5424, 6.2.3). */
static bool read_timestamp(const uint8_t *p, uint32_t n, int64_t *sec, uint32_t *nsec)
{
	if (n < 20 || p[4] != '-' || p[7] != '-' || p[10] != 'T' || p[13] != ':' || p[16] != ':')
		return false;
	int v[7] = { two_digits(p),      two_digits(p + 2),  two_digits(p + 5), two_digits(p + 8),
		     two_digits(p + 11), two_digits(p + 14), two_digits(p + 17) };
	for (unsigned i = 0; i < COUNT(v); i++)
		if (v[i] < 0)
			return false;
	*sec = time_days(v[0] * 100 + v[1], (unsigned)v[2], (unsigned)v[3]) * 86400 + v[4] * 3600 + v[5] * 60 + v[6];
	*nsec = 0;
	uint32_t i = 19;
	if (p[i] == '.')
		for (uint32_t unit = 100000000; ++i < n && p[i] >= '0' && p[i] <= '9'; unit /= 10)
			*nsec += (uint32_t)(p[i] - '0') * unit;
	if (i < n && p[i] == 'Z')
		return true;
	if (i + 6 > n || (p[i] != '+' && p[i] != '-'))
		return false;
	int64_t offset = two_digits(p + i + 1) * 3600 + two_digits(p + i + 4) * 60;
	*sec -= p[i] == '-' ? -offset : offset;
	return true;
}

/* Words one behind the other, a row each. Returns where the last ended. */
static uint32_t put_words(struct tree *t, struct slice s, uint32_t off, unsigned first, unsigned last)
{
	for (unsigned row = first; row <= last && off < s.len; row++) {
		uint32_t n = word_length(s, off);
		put(t, row, off, n);
		off += n + 1;
	}
	return off;
}

static void put_rfc5424(struct tree *t, struct slice s, uint32_t off)
{
	int64_t sec;
	uint32_t nsec;
	off = put_words(t, s, off, VERSION, VERSION);
	uint32_t n = off < s.len ? word_length(s, off) : 0;
	if (!n)
		return;
	if (n == 1 && s.p[off] == '-') /* no time: as tshark shows it */
		put_time(t, TIMESTAMP, off, n, 0, 0);
	else if (read_timestamp(s.p + off, n, &sec, &nsec))
		put_time(t, TIMESTAMP, off, n, sec, nsec);
	off = put_words(t, s, off + n + 1, HOSTNAME, PROCESS_ID);
	if (slice_uint(s, off, 3, false) == 0xefbbbf) {
		put(t, BOM, off, 3);
		off += 3;
	}
	if (off < s.len)
		put(t, MESSAGE_ID, off, s.len - off);
}

/* "Jan 01 00:01:47 ", the timestamp of RFC 3164, 4.1.2. */
static bool has_old_timestamp(struct slice s, uint32_t off)
{
	return slice_has(s, off, 16) && s.p[off + 3] == ' ' && s.p[off + 6] == ' ' && s.p[off + 9] == ':' &&
	       s.p[off + 12] == ':' && s.p[off + 15] == ' ';
}

static void put_rfc3164(struct tree *t, struct slice s, uint32_t off)
{
	put(t, TIMESTAMP_OLD, off, 15);
	off = put_words(t, s, off + 16, HOSTNAME, HOSTNAME);
	uint32_t n = 0;
	while (isalnum(slice_u8(s, off + n)))
		n++;
	if (n)
		put(t, PROCESS_ID, off, n);
	if (off + n < s.len)
		put(t, MESSAGE_ID, off + n, s.len - off - n);
}

static void syslog_tree(struct tree *t, const struct layer *l)
{
	uint32_t off = l->header_len;
	if (l->fact[0] != NO_PRIORITY) {
		put_uint(t, FACILITY, 0, off, l->fact[0] >> 3);
		put_uint(t, LEVEL, 0, off, l->fact[0] & 7);
	}
	put(t, MESSAGE_TEXT, off, l->data.len - off);
	tree_push(t);
	if (slice_u16(l->data, off) == ('1' << 8 | ' '))
		put_rfc5424(t, l->data, off);
	else if (has_old_timestamp(l->data, off))
		put_rfc3164(t, l->data, off);
	tree_pop(t);
}

static void syslog_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	put_line(&c->info, l);
}

static const struct next_link syslog_on[] = { { NEXT_UDP_PORT, 514 } };

const struct protocol protocol_syslog = {
	.name = "syslog",
	.column = "Syslog",
	FIELDS(syslog_fields),
	ON(syslog_on),
	.dissect = syslog_dissect,
	.fields_of = syslog_tree,
	.info = syslog_info,
};
