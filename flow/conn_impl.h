/* conn_impl.h: what conn.c and conn_tcp.c share. */
#ifndef PEEL_FLOW_CONN_IMPL_H
#define PEEL_FLOW_CONN_IMPL_H

#include "flow/conn.h"

enum { IP_TCP = 6, IP_UDP = 17 };

/* The open connection of a packet's key, or NULL; time goes on with it. */
struct conn *conn_find(struct conns *, struct conn_packet *);
struct conn *conn_add(struct conns *, struct conn_packet *, enum flow_class);
void conn_end(struct conns *, struct conn *, enum conn_ending);
/* Counts a packet and its bytes. */
void conn_count(struct conn *, struct conn_packet *, uint32_t payload, struct conns *);

#endif
