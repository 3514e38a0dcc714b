/* capinfos_impl.h: what the report and the table of capture files share. For cli/capinfos*.c alone. */
#ifndef PEEL_CLI_CAPINFOS_IMPL_H
#define PEEL_CLI_CAPINFOS_IMPL_H

#include "cli/capinfos.h"

double info_seconds(const struct capinfos *c);
/* A rate over the capture's time; 0 when it has none. */
double info_per_second(const struct capinfos *c, double amount);
double info_mean(const struct capinfos *c); /* bytes of a packet */

/* What all interfaces agree on; PER_PACKET: they do not; UNKNOWN: there is none. */
int info_common(const struct capinfos *c, int (*of)(const struct capture_interface *));
int info_link(const struct capture_interface *i);
int info_digits(const struct capture_interface *i);
uint32_t info_limit(const struct capinfos *c); /* bytes, as the file's header says; 0: it does not */

const char *info_precision(int digits);
const char *info_order(const struct capinfos *c);
const char *info_type(const struct capinfos *c);
const char *info_encap_word(int link);
const char *info_encap_name(int link);

__attribute__((format(printf, 2, 3))) void info_put(struct buf *b, const char *format, ...);
/* Text of the file, in one line. */
void info_said(struct buf *b, const char *text);
void info_moment(struct buf *b, const struct moment *m, bool epoch);
void info_duration(struct buf *b, const struct capinfos *c);

void capinfos_put_row(struct buf *, const struct capinfos_style *, const struct capinfos *);

#endif
