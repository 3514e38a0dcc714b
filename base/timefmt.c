/* timefmt.c: moments as text. The zone's rules are asked for once a minute of packet time, per thread. */
#include "base/timefmt.h"

#include <time.h>

#include "base/digits.h"
#include "base/fmt.h"

/* A minute taken apart, and as text; within one, only the seconds differ. */
struct minute {
	int64_t start;
	bool known;
	struct tm tm;
	char zone[16];
	char date[32], date_long[40],
		clock[16]; /* "2023-11-14", "Nov 14, 2023 ", "22:13:", and what is written behind */
	uint8_t zone_len, date_len, date_long_len;
};

static void year(struct buf *b, const struct tm *tm)
{
	fmt_int(b, (int64_t)tm->tm_year + 1900);
}

static char *two(char *p, int v, char pad)
{
	return digits_put_padded(p, (unsigned)v, 2, pad);
}

static void write_texts(struct minute *m)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const struct tm *tm = &m->tm;
	char years_text[DIGITS_ROOM];
	struct buf years = BUF_OVER(years_text, sizeof years_text);
	year(&years, tm);
	char *p = copy_short(m->date, years.p, years.len);
	*p++ = '-';
	p = two(p, tm->tm_mon + 1, '0');
	*p++ = '-';
	m->date_len = (uint8_t)(two(p, tm->tm_mday, '0') - m->date);
	p = copy_short(m->date_long, months + 3 * (tm->tm_mon >= 0 && tm->tm_mon < 12 ? tm->tm_mon : 0), 3);
	*p++ = ' ';
	p = two(p, tm->tm_mday, ' ');
	*p++ = ',';
	*p++ = ' ';
	p = copy_short(p, years.p, years.len);
	*p++ = ' ';
	m->date_long_len = (uint8_t)(p - m->date_long);
	p = two(m->clock, tm->tm_hour, '0');
	*p++ = ':';
	p = two(p, tm->tm_min, '0');
	*p++ = ':';
	m->zone_len = (uint8_t)strlen(m->zone);
}

static const struct minute *calendar(int64_t sec, bool utc)
{
	static _Thread_local struct minute cache[2];
	struct minute *m = &cache[utc];
	if (sec < INT64_MIN + 60)
		sec = INT64_MIN + 60;
	uint64_t within = (uint64_t)sec - (uint64_t)m->start;
	if (m->known && within < 60) {
		m->tm.tm_sec = (int)within;
		return m;
	}
	int64_t second = sec % 60 < 0 ? sec % 60 + 60 : sec % 60;
	time_t start = (time_t)(sec - second);
	memset(&m->tm, 0, sizeof m->tm);
	if (utc)
		gmtime_r(&start, &m->tm);
	else
		localtime_r(&start, &m->tm);
	if (utc)
		memcpy(m->zone, "UTC", 4);
	else if (!strftime(m->zone, sizeof m->zone, "%Z", &m->tm))
		m->zone[0] = 0;
	write_texts(m);
	m->start = sec - second;
	m->known = true;
	m->tm.tm_sec = (int)second;
	return m;
}

/* "22:13:20", with room for more behind it. */
static char *clock_text(char *p, const struct minute *m)
{
	memcpy(p, m->clock, 6);
	return digits_put_padded(p + 6, (unsigned)m->tm.tm_sec, 2, '0');
}

/* A broken time has more than nine decimals. */
static char *put_nsec(char *p, uint32_t nsec)
{
	*p++ = '.';
	return nsec < 1000000000 ? digits_put_nine(p, nsec) : digits_put(p, nsec);
}

void time_long(struct buf *b, int64_t sec, uint32_t nsec, bool utc)
{
	const struct minute *m = calendar(sec, utc);
	char *p = buf_room(b, sizeof *m + DIGITS_ROOM);
	p = copy_short(p, m->date_long, m->date_long_len);
	p = put_nsec(clock_text(p, m), nsec);
	*p++ = ' ';
	buf_done(b, copy_short(p, m->zone, m->zone_len));
}

void time_iso(struct buf *b, int64_t sec, uint32_t nsec)
{
	const struct minute *m = calendar(sec, true);
	char *p = buf_room(b, sizeof *m + DIGITS_ROOM);
	p = copy_short(p, m->date, m->date_len);
	*p++ = 'T';
	p = put_nsec(clock_text(p, m), nsec);
	*p++ = 'Z';
	buf_done(b, p);
}

void time_date(struct buf *b, int64_t sec, bool utc)
{
	const struct minute *m = calendar(sec, utc);
	buf_done(b, copy_short(buf_room(b, m->date_len), m->date, m->date_len));
}

void time_clock(struct buf *b, int64_t sec, uint32_t nsec, unsigned digits, bool utc)
{
	static const uint32_t scale[10] = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
	buf_done(b, clock_text(buf_room(b, DIGITS_ROOM), calendar(sec, utc)));
	if (digits) {
		buf_char(b, '.');
		fmt_uint_pad(b, nsec / scale[digits], digits, '0');
	}
}

/* Years counted from March, so that leap days come last. */
int64_t time_days(int64_t year, unsigned month, unsigned day)
{
	int64_t y = year - (month < 3), m = month < 3 ? month + 9 : month - 3;
	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719468;
}

void time_year_day(struct buf *b, int64_t sec, bool utc)
{
	const struct tm *tm = &calendar(sec, utc)->tm;
	year(b, tm);
	buf_char(b, '/');
	fmt_uint_pad(b, (unsigned)tm->tm_yday + 1, 3, '0');
}

void time_span(struct buf *b, uint64_t ms)
{
	static const struct {
		uint64_t ms;
		const char *name;
	} units[] = { { 86400000, " day" }, { 3600000, " hour" }, { 60000, " minute" } };
	bool any = false, whole = ms;
	for (unsigned i = 0; i < sizeof units / sizeof units[0]; i++) {
		uint64_t n = ms / units[i].ms;
		ms %= units[i].ms;
		if (!n)
			continue;
		if (any)
			buf_lit(b, ", ");
		fmt_uint(b, n);
		buf_str(b, units[i].name);
		if (n != 1)
			buf_char(b, 's');
		any = true;
	}
	if (!ms && whole)
		return;
	if (any)
		buf_lit(b, ", ");
	fmt_uint(b, ms / 1000);
	if (ms % 1000) {
		buf_char(b, '.');
		fmt_uint_pad(b, ms % 1000, 3, '0');
	}
	buf_str(b, ms == 1000 ? " second" : " seconds");
}
