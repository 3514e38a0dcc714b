/* inflate.c: unpacking by libdeflate, which takes half the time, of data that are whole; and by zlib of those that are not. */
#include "base/inflate.h"

#include <stdbool.h>

#include <libdeflate.h>
#include <zlib.h>

enum { GZIP_OR_ZLIB = 15 + 32, BARE = -15 }; /* zlib's windowBits */

/* -1: there is more to it. */
static int64_t unpack_whole(const uint8_t *in, uint32_t n, uint8_t *out, uint32_t room)
{
	struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
	size_t used, done = 0;
	bool gzip = n > 1 && in[0] == 0x1f && in[1] == 0x8b;
	enum libdeflate_result result = !z     ? LIBDEFLATE_BAD_DATA
					: gzip ? libdeflate_gzip_decompress_ex(z, in, n, out, room, &used, &done)
					       : libdeflate_zlib_decompress_ex(z, in, n, out, room, &used, &done);
	libdeflate_free_decompressor(z);
	return result == LIBDEFLATE_SUCCESS ? (int64_t)done : -1;
}

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
	int64_t done = unpack_whole(in, n, out, room);
	if (done < 0)
		done = unpack(in, n, out, room, GZIP_OR_ZLIB);
	return done >= 0 ? done : unpack(in, n, out, room, BARE);
}
