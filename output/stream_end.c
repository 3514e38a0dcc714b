/* stream_end.c: ends of streams, compared and named. */
#include "output/stream_end.h"

#include <string.h>

#include "base/fmt.h"
#include "base/names.h"

void stream_end_set(struct stream_end *e, const struct address *a, uint16_t port)
{
	memset(e, 0, sizeof *e);
	e->type = a->type;
	e->len = a->len < sizeof e->address ? a->len : sizeof e->address;
	if (e->len)
		memcpy(e->address, a->p, e->len);
	e->port = port;
}

bool stream_end_is(const struct stream_end *a, const struct stream_end *b)
{
	return a->port == b->port && a->type == b->type && a->len == b->len && !memcmp(a->address, b->address, a->len);
}

void stream_end_address(struct buf *b, const struct stream_end *e, const struct names *names)
{
	if (e->type == ADDR_IPV4)
		names_ipv4(names, b, e->address);
	else if (e->type == ADDR_IPV6)
		names_ipv6(names, b, e->address);
	else
		fmt_bytes(b, e->address, e->len, ':');
}

void stream_end_name(struct buf *b, const struct stream_end *e, const struct names *names)
{
	if (e->type == ADDR_IPV6)
		buf_char(b, '[');
	stream_end_address(b, e, names);
	if (e->type == ADDR_IPV6)
		buf_char(b, ']');
	buf_char(b, ':');
	fmt_uint(b, e->port);
}
