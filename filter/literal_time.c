/* literal_time.c: times as people write them. */
#include <ctype.h>
#include <stdlib.h>
#include <time.h>

#include "filter/node.h"

/* ".123": up to nine digits that count. */
static bool fraction(const char **s, uint32_t *nsec)
{
	uint32_t unit = 100000000;
	const char *p = *s;
	*nsec = 0;
	if (*p != '.')
		return true;
	if (!isdigit((unsigned char)*++p))
		return false;
	for (; isdigit((unsigned char)*p); p++, unit /= 10)
		*nsec += (uint32_t)(*p - '0') * unit;
	*s = p;
	return true;
}

bool literal_seconds(const char *text, struct operand *v)
{
	char *end;
	const char *s = text;
	if (!isdigit((unsigned char)*s))
		return false;
	v->i = (int64_t)strtoll(s, &end, 10);
	s = end;
	return fraction(&s, &v->n) && !*s;
}

/* "Z", "UTC", "+01:00"; nothing: local time. Seconds east of Greenwich. */
static bool zone(const char **s, bool *local, int *east)
{
	const char *p = *s + strspn(*s, " ");
	*local = !*p;
	*east = 0;
	if (!*p)
		return true;
	if (*p == 'Z' || !strcmp(p, "UTC")) {
		*s = p + (*p == 'Z' ? 1 : 3);
		return true;
	}
	int sign = *p == '-' ? -1 : 1;
	if (*p != '+' && *p != '-')
		return false;
	char digit[5] = "";
	unsigned n = 0;
	for (p++; n < 4 && (isdigit((unsigned char)*p) || (*p == ':' && n == 2)); p++)
		if (*p != ':')
			digit[n++] = *p;
	if (n != 4)
		return false;
	int v = (int)strtol(digit, NULL, 10);
	*east = sign * (v / 100 * 3600 + v % 100 * 60);
	*s = p;
	return true;
}

bool literal_time(const char *text, struct operand *v)
{
	static const char *const dates[] = { "%b %d, %Y", "%Y-%m-%d" };
	static const char *const clocks[] = { "%H:%M:%S", "%H:%M" };
	for (unsigned i = 0; i < COUNT(dates); i++) {
		struct tm tm = { .tm_isdst = -1 };
		bool local;
		int east;
		const char *s = strptime(text, dates[i], &tm);
		if (!s)
			continue;
		const char *clock = *s == 'T' ? s + 1 : s + strspn(s, " "), *end = NULL;
		for (unsigned k = 0; k < COUNT(clocks) && clock > s && !end; k++)
			end = strptime(clock, clocks[k], &tm);
		v->n = 0;
		if (!end)
			end = s;
		else if (!fraction(&end, &v->n))
			return false;
		if (!zone(&end, &local, &east) || *end)
			return false;
		tm.tm_isdst = -1;
		v->i = local ? (int64_t)mktime(&tm) : (int64_t)timegm(&tm) - east;
		return true;
	}
	return false;
}
