/* inflate.c: unpacking by zlib. */
#include "base/inflate.h"

#include <zlib.h>

enum { GZIP_OR_ZLIB = 15 + 32, BARE = -15 }; /* zlib's windowBits */

static int64_t unpack(const uint8_t *in, uint32_t n, uint8_t *out, uint32_t room, int kind)
{
	z_stream z = { .next_in = (z_const Bytef *)in, .avail_in = n, .next_out = out, .avail_out = room };
	if (inflateInit2(&z, kind) != Z_OK)
		return -1;
	int rc = inflate(&z, Z_SYNC_FLUSH);
	uint32_t done = room - z.avail_out;
	inflateEnd(&z);
	return rc == Z_STREAM_END || (done && (rc == Z_OK || rc == Z_BUF_ERROR)) ? (int64_t)done : -1;
}

int64_t inflate_bytes(const uint8_t *in, uint32_t n, uint8_t *out, uint32_t room)
{
	if (!n || !room)
		return -1;
	int64_t done = unpack(in, n, out, room, GZIP_OR_ZLIB);
	return done >= 0 ? done : unpack(in, n, out, room, BARE);
}
