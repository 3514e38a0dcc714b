/* timefmt.c: moments as text. The zone's rules are asked for once a minute of packet time, per thread. */
#include "base/timefmt.h"

#include <time.h>

#include "base/fmt.h"

/* A minute taken apart; within one, only the seconds differ. */
struct minute {
	int64_t start;
	bool known;
	struct tm tm;
	char zone[16];
};

static const struct tm *calendar(int64_t sec, bool utc, const char **zone)
{
	static _Thread_local struct minute cache[2];
	struct minute *m = &cache[utc];
	if (sec < INT64_MIN + 60)
		sec = INT64_MIN + 60;
	int64_t second = sec % 60 < 0 ? sec % 60 + 60 : sec % 60;
	if (!m->known || m->start != sec - second) {
		time_t start = (time_t)(sec - second);
		memset(&m->tm, 0, sizeof m->tm);
		if (utc)
			gmtime_r(&start, &m->tm);
		else
			localtime_r(&start, &m->tm);
		if (!strftime(m->zone, sizeof m->zone, "%Z", &m->tm))
			m->zone[0] = 0;
		m->start = sec - second;
		m->known = true;
	}
	m->tm.tm_sec = (int)second;
	if (zone)
		*zone = utc ? "UTC" : m->zone;
	return &m->tm;
}

static void year(struct buf *b, const struct tm *tm)
{
	fmt_int(b, (int64_t)tm->tm_year + 1900);
}

static void clock_text(struct buf *b, const struct tm *tm)
{
	fmt_uint_pad(b, (unsigned)tm->tm_hour, 2, '0');
	buf_char(b, ':');
	fmt_uint_pad(b, (unsigned)tm->tm_min, 2, '0');
	buf_char(b, ':');
	fmt_uint_pad(b, (unsigned)tm->tm_sec, 2, '0');
}

static void day(struct buf *b, const struct tm *tm)
{
	year(b, tm);
	buf_char(b, '-');
	fmt_uint_pad(b, (unsigned)tm->tm_mon + 1, 2, '0');
	buf_char(b, '-');
	fmt_uint_pad(b, (unsigned)tm->tm_mday, 2, '0');
}

void time_long(struct buf *b, int64_t sec, uint32_t nsec, bool utc)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *zone;
	const struct tm *tm = calendar(sec, utc, &zone);
	buf_put(b, months + 3 * (tm->tm_mon >= 0 && tm->tm_mon < 12 ? tm->tm_mon : 0), 3);
	buf_char(b, ' ');
	fmt_uint_pad(b, (unsigned)tm->tm_mday, 2, ' ');
	buf_lit(b, ", ");
	year(b, tm);
	buf_char(b, ' ');
	clock_text(b, tm);
	buf_char(b, '.');
	fmt_uint_pad(b, nsec, 9, '0');
	buf_char(b, ' ');
	buf_str(b, zone);
}

void time_iso(struct buf *b, int64_t sec, uint32_t nsec)
{
	const struct tm *tm = calendar(sec, true, NULL);
	day(b, tm);
	buf_char(b, 'T');
	clock_text(b, tm);
	buf_char(b, '.');
	fmt_uint_pad(b, nsec, 9, '0');
	buf_char(b, 'Z');
}

void time_date(struct buf *b, int64_t sec, bool utc)
{
	day(b, calendar(sec, utc, NULL));
}

void time_clock(struct buf *b, int64_t sec, uint32_t nsec, unsigned digits, bool utc)
{
	static const uint32_t scale[10] = { 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
	clock_text(b, calendar(sec, utc, NULL));
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
	const struct tm *tm = calendar(sec, utc, NULL);
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
