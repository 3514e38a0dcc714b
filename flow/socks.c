/* socks.c: how far a SOCKS client and its server are, and what goes through the tunnel. */
#include "dissect/application/proxy_tunnel.h"
#include "dissect/dry_tree.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

/* What a side says next. */
enum stage {
	FIRST,
	METHOD_ANSWER,
	PASSWORD,
	PASSWORD_STATUS,
	GSSAPI,
	REQUEST,
	REPLY,
	SECOND_REPLY,
	V4_REPLY,
	TUNNEL,
	OVER
};
enum { CONNECT = 1, BIND = 2, PING = 0x80, TRACEROUTE = 0x81 };
enum method { NO_AUTHENTICATION, WITH_GSSAPI, WITH_PASSWORD };

struct socks_state {
	uint8_t version, client, server; /* 0: not known; enum stage */
	bool strange;                    /* it did not begin as SOCKS does */
	bool wrapped;                    /* what goes through is GSSAPI's, or no stream */
	uint64_t target, address[2];     /* as in enum socks_fact */
};

static void aim(struct socks_state *s, unsigned version, unsigned command, unsigned kind, uint64_t port)
{
	s->target = version | command << SOCKS_COMMAND_SHIFT | kind << SOCKS_ADDRESS_SHIFT | port << SOCKS_PORT_SHIFT;
}

static enum socks_kind first(struct socks_state *s, struct slice data)
{
	s->version = slice_u8(data, 0);
	aim(s, s->version, 0, SOCKS_NO_ADDRESS, 0);
	if (s->version == 5) {
		s->client = OVER;
		s->server = METHOD_ANSWER;
		return SOCKS_METHODS;
	}
	if (s->version != 4) {
		s->strange = true;
		return SOCKS_UNKNOWN;
	}
	aim(s, 4, slice_u8(data, 1), SOCKS_IPV4, slice_u16(data, 2));
	s->address[0] = slice_u32(data, 0);
	s->wrapped = slice_u8(data, 1) == PING || slice_u8(data, 1) == TRACEROUTE;
	s->client = s->wrapped ? OVER : TUNNEL;
	s->server = V4_REPLY;
	return SOCKS_V4_REQUEST;
}

static enum socks_kind request(struct socks_state *s, struct slice data)
{
	unsigned kind = slice_u8(data, 3), command = slice_u8(data, 1);
	uint32_t n = kind == SOCKS_IPV4 ? 4 : kind == SOCKS_IPV6 ? 16 : kind == SOCKS_NAME ? 1u + slice_u8(data, 4) : 0;
	if (kind == SOCKS_IPV4)
		s->address[0] = slice_u32(data, 4);
	else if (kind == SOCKS_IPV6 && slice_has(data, 4, 16))
		memcpy(s->address, data.p + 4, 16);
	aim(s, 5, command, kind, slice_u16(data, 4 + n));
	s->client = command == CONNECT && !s->wrapped ? TUNNEL : OVER;
	s->server = REPLY;
	return SOCKS_REQUEST;
}

static enum socks_kind client(struct socks_state *s, struct slice data)
{
	switch ((enum stage)s->client) {
	case FIRST: return first(s, data);
	case PASSWORD: s->client = REQUEST; return SOCKS_PASSWORD;
	case GSSAPI: s->client = REQUEST; return SOCKS_GSSAPI;
	case REQUEST: return request(s, data);
	case TUNNEL: return SOCKS_TUNNEL;
	default: return SOCKS_NO_ROWS;
	}
}

static enum socks_kind method(struct socks_state *s, struct slice data)
{
	unsigned chosen = slice_u8(data, 1);
	s->wrapped = chosen == WITH_GSSAPI;
	s->client = chosen == NO_AUTHENTICATION ? REQUEST
		    : chosen == WITH_PASSWORD   ? PASSWORD
		    : chosen == WITH_GSSAPI     ? GSSAPI
						: OVER;
	s->server = chosen == WITH_PASSWORD ? PASSWORD_STATUS : chosen == WITH_GSSAPI ? GSSAPI : OVER;
	return SOCKS_METHOD;
}

static enum socks_kind server(struct socks_state *s, struct slice data)
{
	unsigned command = s->target >> SOCKS_COMMAND_SHIFT & 0xff;
	switch ((enum stage)s->server) {
	case METHOD_ANSWER: return method(s, data);
	case PASSWORD_STATUS: s->server = OVER; return SOCKS_PASSWORD_STATUS;
	case GSSAPI: s->server = OVER; return SOCKS_GSSAPI;
	case REPLY:
		s->server = command == BIND ? SECOND_REPLY : command == CONNECT && !s->wrapped ? TUNNEL : OVER;
		return SOCKS_REPLY;
	case SECOND_REPLY: s->server = OVER; return SOCKS_SECOND_REPLY;
	case V4_REPLY: s->server = s->wrapped ? OVER : TUNNEL; return SOCKS_V4_REPLY;
	case TUNNEL: return SOCKS_TUNNEL;
	default: return s->version ? SOCKS_NO_ROWS : SOCKS_UNKNOWN;
	}
}

/* From the answer on, both directions are another protocol's: that which is at home on the port asked for. */
static uint16_t carried_by(const struct dissection *d, const struct layer *l, uint16_t port)
{
	uint16_t id = registry_next(d->registry, NEXT_TCP_PORT, port);
	return id == l->proto_id ? NO_PROTOCOL : id;
}

static void open_tunnel(struct tracker *k, struct dissection *d, struct layer *l, const struct socks_state *s)
{
	uint16_t id = carried_by(d, l, (uint16_t)(s->target >> SOCKS_PORT_SHIFT));
	uint32_t carried = id == NO_PROTOCOL ? 0 : id + 1u;
	tracker_tunnel(k, d, l);
	for (unsigned side = 0; side < 2; side++)
		tracker_hint(k, d, l, side, SOCKS_HINT_TUNNEL | carried << SOCKS_HINT_CARRIED_SHIFT);
}

/* Who gets bytes of the tunnel. */
static uint16_t taker(const struct dissection *d, const struct layer *l)
{
	uint16_t id = carried_by(d, l, socks_tunnel_port(l));
	const struct protocol *p = id == NO_PROTOCOL ? NULL : registry_protocol(id);
	if (!p || (p->refuses && p->refuses(l->data)))
		id = registry_guess(d->registry, NEXT_TCP_PORT, layer_parent(d, l), l->data);
	return id == l->proto_id ? NO_PROTOCOL : id;
}

/* A segment has one row of this protocol, however many PDUs go through the tunnel in it. */
static void pass_on(struct dissection *d, struct layer *l)
{
	l->header_len = 0;
	l->payload = l->data;
	for (struct layer *e = l; e-- > d->layer;)
		if (e->parent == l->parent && e->proto == l->proto) {
			l->flags |= LAYER_CONTINUED;
			l->path = "";
			next_protocol(d, e, taker(d, l), l->data, l->buffer);
			return;
		}
	next_instead(d, l, taker(d, l));
}

void track_socks(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct socks_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (!s)
		return;
	bool from_client = slice_u16(layer_parent(d, l)->data, 0) != SOCKS_PORT;
	bool open = s->server == TUNNEL;
	if (!s->version && !from_client)
		s->strange = true;
	enum socks_kind kind = s->strange ? SOCKS_UNKNOWN : from_client ? client(s, l->data) : server(s, l->data);
	l->fact[SOCKS_FACT_KIND] = kind;
	l->fact[SOCKS_FACT_TARGET] = s->target;
	memcpy(&l->fact[SOCKS_FACT_ADDRESS], s->address, sizeof s->address);
	if (kind == SOCKS_TUNNEL &&
	    !open) /* a client that does not wait for its answer: the state stays this protocol's own */
		tracker_tunnel(k, d, l);
	if (kind == SOCKS_TUNNEL)
		pass_on(d, l);
	else
		dry_tree(d, l);
	if (!open && s->server == TUNNEL)
		open_tunnel(k, d, l, s);
}
