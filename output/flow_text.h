/* flow_text.h: the table of peel flows for people, and what of a row both forms need. */
#ifndef PEEL_OUTPUT_FLOW_TEXT_H
#define PEEL_OUTPUT_FLOW_TEXT_H

#include "output/flow_rows.h"

void flow_text_head(struct buf *);
void flow_text_row(struct buf *, const struct row *);

/* Parts of a row; NULL: there is nothing to say. */
void row_seconds(struct buf *, int64_t ns, unsigned digits);
void row_address(struct buf *, const struct row *, bool responder);
uint16_t row_port(const struct row *, bool responder);
const char *row_proto(const struct row *);
bool row_has_ports(const struct row *);
bool row_is_icmp(const struct row *);
const char *row_application(const struct row *);
const char *row_state(const struct row *, bool responder);
const char *row_ending(const struct row *);
int64_t row_duration(const struct row *);  /* ns */
int64_t row_handshake(const struct row *); /* ns; negative: not seen */

#endif
