/* limits.c: the conditions of -a and -b: reading them from the command line, and asking them. */
#include "capture/ring.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	KILOBYTE = 1000, /* the unit of filesize, as in tshark since 2.6 */
	MAX_INT = 2147483647,
};

#define NANOSECONDS 1e9

enum limit_key { DURATION, FILESIZE, FILES, PACKETS, INTERVAL, NAMETIMENUM, PRINTNAME, N_KEYS };

/* What -a and -b call their values in messages; NULL: the key is not one of theirs. */
static const struct limit_name {
	const char *key, *stop, *ring;
	uint64_t max;
} limit_names[N_KEYS] = {
	[DURATION] = { "duration", "autostop duration", "ring buffer duration", MAX_INT },
	[FILESIZE] = { "filesize", "autostop filesize", "ring buffer filesize", UINT32_MAX },
	[FILES] = { "files", "autostop files", "number of ring buffer files", MAX_INT },
	[PACKETS] = { "packets", "packet write count", "ring buffer packet count", MAX_INT },
	[INTERVAL] = { "interval", NULL, "ring buffer interval", MAX_INT },
	[NAMETIMENUM] = { "nametimenum", NULL, "file name: time before num", 2 },
	[PRINTNAME] = { "printname", NULL, "file of file names", 0 },
};

struct complaint {
	char *text;
	size_t size;
};

__attribute__((format(printf, 2, 3))) static bool complain(struct complaint c, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(c.text, c.size, fmt, args);
	va_end(args);
	return false;
}

static bool is_decimal(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == 0;
}

static bool parse_count(uint64_t *to, const char *text, const char *what, uint64_t max, struct complaint c)
{
	char *end;

	errno = 0;
	unsigned long long v = strtoull(text, &end, 10);
	if (!is_decimal(text)) {
		bool negative = text[0] == '-' && is_decimal(text + 1);
		return complain(c,
				negative ? "The specified %s \"%.64s\" is a negative number"
					 : "The specified %s \"%.64s\" isn't a decimal number",
				what, text);
	}
	if (v == 0)
		return complain(c, "The specified %s is zero", what);
	if (errno || v > max)
		return complain(c, "The specified %s \"%.64s\" is too large (greater than %llu)", what, text,
				(unsigned long long)max);
	*to = v;
	return true;
}

/* Seconds, with a fraction if wanted. */
static bool parse_duration(double *to, const char *text, const char *what, struct complaint c)
{
	const char *digits = text[0] == '-' ? text + 1 : text;
	size_t whole = strspn(digits, "0123456789");
	size_t fraction = digits[whole] == '.' ? 1 + strspn(digits + whole + 1, "0123456789") : 0;

	if (digits[whole + fraction] || whole + fraction == 0 || (whole == 0 && fraction == 1))
		return complain(c, "The specified %s \"%.64s\" isn't a decimal number", what, text);
	if (text[0] == '-')
		return complain(c, "The specified %s \"%.64s\" is a negative number", what, text);
	*to = strtod(text, NULL);
	if (*to > MAX_INT)
		return complain(c, "The specified %s \"%.64s\" is too large (greater than %d)", what, text, MAX_INT);
	return true;
}

static bool set_limit(struct limits *l, enum limit_key key, const char *value, const char *what, bool ring,
		      struct complaint c)
{
	uint64_t count = 0;

	if (key == PRINTNAME) {
		l->printname = value;
		return true;
	}
	if (key == DURATION) {
		if (!parse_duration(&l->duration, value, what, c))
			return false;
		if (ring && l->duration <= 0)
			return complain(c, "The specified %s is zero", what);
		l->has_duration = true;
		return true;
	}
	if (!parse_count(&count, value, what, limit_names[key].max, c))
		return false;
	if (key == FILESIZE)
		l->filesize = count * KILOBYTE;
	else if (key == FILES)
		l->files = (uint32_t)count;
	else if (key == PACKETS)
		l->packets = count;
	else if (key == INTERVAL)
		l->interval = (uint32_t)count;
	else if (key == NAMETIMENUM)
		l->time_first = count == 2;
	return true;
}

static bool parse_limit(struct limits *l, const char *arg, bool ring, struct complaint c)
{
	const char *colon = strchr(arg, ':');
	size_t len = colon ? (size_t)(colon - arg) : 0;

	for (int key = 0; colon && colon[1] && key < N_KEYS; key++) {
		const char *what = ring ? limit_names[key].ring : limit_names[key].stop;
		if (what && strlen(limit_names[key].key) == len && strncmp(arg, limit_names[key].key, len) == 0)
			return set_limit(l, (enum limit_key)key, colon + 1, what, ring, c);
	}
	return complain(c, ring ? "Invalid or unknown -b arg \"%.128s\"" : "Invalid or unknown -a flag \"%.128s\"",
			arg);
}

bool limits_parse_stop(struct limits *l, const char *arg, char *error, size_t size)
{
	return parse_limit(l, arg, false, (struct complaint){ error, size });
}

bool limits_parse_ring(struct limits *l, const char *arg, char *error, size_t size)
{
	return parse_limit(l, arg, true, (struct complaint){ error, size });
}

bool limits_want_ring(const struct limits *ring)
{
	return ring->has_duration || ring->filesize || ring->packets || ring->interval;
}

const char *limits_complaint(const struct limits *ring, const struct limits *stop)
{
	bool several = ring->files || ring->time_first || ring->printname || stop->files;

	if (several && !limits_want_ring(ring) && !(ring->files && stop->filesize))
		return "Multiple capture files requested, but no maximum capture file size, duration, interval or "
		       "packets were specified.";
	return NULL;
}

bool limits_any(const struct limits *l)
{
	return l->packets || l->filesize || l->has_duration;
}

bool limits_reached(const struct limits *l, uint64_t packets, uint64_t bytes, int64_t elapsed_ns)
{
	return (l->packets && packets >= l->packets) || (l->filesize && bytes >= l->filesize) ||
	       (l->has_duration && (double)elapsed_ns >= l->duration * NANOSECONDS);
}
