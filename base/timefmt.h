/* timefmt.h: moments as text, without asking the C library more than once a minute. */
#ifndef PEEL_BASE_TIMEFMT_H
#define PEEL_BASE_TIMEFMT_H

#include "base/buf.h"

/* "Feb  9, 2010 01:18:39.648320000 UTC": local zone, or UTC. nsec is printed as it is, even above a second. */
void time_long(struct buf *b, int64_t sec, uint32_t nsec, bool utc);
/* "2010-02-09T01:18:39.648320000Z", always UTC. */
void time_iso(struct buf *b, int64_t sec, uint32_t nsec);
/* "2010-02-09", local zone. */
void time_date(struct buf *b, int64_t sec, bool utc);
/* "01:18:39" and `digits` decimals. */
void time_clock(struct buf *b, int64_t sec, uint32_t nsec, unsigned digits, bool utc);
/* "1 day, 2 hours, 3 minutes, 4.005 seconds": what is 0 is left out. */
void time_span(struct buf *b, uint64_t ms);
/* Days from 1970-01-01 to a date of the Gregorian calendar; month and day count from 1. */
int64_t time_days(int64_t year, unsigned month, unsigned day);
/* "2010/040" */
void time_year_day(struct buf *b, int64_t sec, bool utc);

#endif
