/* proxy_tunnel.h: what SOCKS' tree, flow/socks.c and those inside a tunnel agree on. */
#ifndef PEEL_DISSECT_APPLICATION_PROXY_TUNNEL_H
#define PEEL_DISSECT_APPLICATION_PROXY_TUNNEL_H

#include "dissect/dissection.h"

enum { SOCKS_PORT = 1080 };

enum socks_kind {
	SOCKS_UNKNOWN, SOCKS_NO_ROWS, SOCKS_V4_REQUEST, SOCKS_V4_REPLY, SOCKS_METHODS, SOCKS_METHOD, SOCKS_PASSWORD,
	SOCKS_PASSWORD_STATUS, SOCKS_GSSAPI, SOCKS_REQUEST, SOCKS_REPLY, SOCKS_SECOND_REPLY, SOCKS_TUNNEL
};
enum socks_fact { SOCKS_FACT_KIND, SOCKS_FACT_TARGET, SOCKS_FACT_ADDRESS };
enum socks_address { SOCKS_NO_ADDRESS, SOCKS_IPV4 = 1, SOCKS_NAME = 3, SOCKS_IPV6 = 4 };
/* SOCKS_FACT_TARGET: version, command, kind of address, port. An address of version 4 is the beginning of its request, as in tshark. */
enum { SOCKS_COMMAND_SHIFT = 8, SOCKS_ADDRESS_SHIFT = 16, SOCKS_PORT_SHIFT = 32 };
enum {
	SOCKS_HINT_TUNNEL = 1,
	SOCKS_HINT_CARRIED_SHIFT = 8
}; /* its bytes are another protocol's, whose number + 1 stands above */

extern const struct protocol protocol_socks;

/* The port that the tunnel leads to whose bytes are the layer's; 0: they are in none. */
static inline uint16_t socks_tunnel_port(const struct layer *l)
{
	return l->fact[SOCKS_FACT_KIND] == SOCKS_TUNNEL ? (uint16_t)(l->fact[SOCKS_FACT_TARGET] >> SOCKS_PORT_SHIFT)
							: 0;
}

#endif
