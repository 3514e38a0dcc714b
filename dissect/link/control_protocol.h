/* control_protocol.h: the header that PPP's control protocols share (RFC 1661, 5). ppp.c lends the rows for it. */
#ifndef PEEL_DISSECT_LINK_CONTROL_PROTOCOL_H
#define PEEL_DISSECT_LINK_CONTROL_PROTOCOL_H

#include "dissect/column.h"
#include "dissect/tree.h"

/*   0      1    2        4
 *  +------+----+--------+------
 *  | code | id | length | data
 *  +------+----+--------+------ */
void ppp_control_dissect(struct dissection *d, struct layer *l);
/* Code, identifier, length. */
void ppp_control_tree(struct tree *t, const struct layer *l);
void ppp_control_info(struct column *c, const struct dissection *d, const struct layer *l);

#endif
