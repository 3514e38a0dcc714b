/* file_handle.c: NFS file handles: bytes that only the server understands. */
#include "dissect/application/file_handle.h"

#include "base/checksum.h"
#include "base/fmt.h"

static void put_bytes(struct xdr *x, uint32_t n)
{
	if (n && xdr_need(x, n)) {
		put_uint(x->t, NFS_HANDLE_HASH, x->off, n, checksum_crc32(x->s.p + x->off, n))->flags |= R_GENERATED;
		put(x->t, NFS_HANDLE, x->off, n);
	}
}

struct slice handle3(struct xdr *x, const char *label)
{
	uint32_t n = xdr_need(x, 4) ? xdr_peek(x, 0) : 0, all = xdr_filled(n);
	struct slice bytes = x->bad ? (struct slice){ NULL, 0, 0 } : slice_sub(x->s, x->off + 4, n);
	struct xdr_node node = xdr_open(x, label);
	if (x->t && !x->bad) {
		struct tree_rows rows = tree_use(x->t, tree_rows_of(x->t, &protocol_nfs));
		xdr_u32(x, NFS_HANDLE_LENGTH);
		put_bytes(x, n);
		tree_use(x->t, rows);
	} else if (!x->bad) {
		x->off += 4;
	}
	if (xdr_need(x, all))
		x->off += all;
	xdr_close(x, node);
	return bytes;
}

struct slice handle2(struct xdr *x, const char *label)
{
	struct slice bytes = x->bad ? (struct slice){ NULL, 0, 0 } : slice_sub(x->s, x->off, HANDLE2_BYTES);
	struct xdr_node node = xdr_open(x, label);
	if (x->t) {
		struct tree_rows rows = tree_use(x->t, tree_rows_of(x->t, &protocol_nfs));
		put_bytes(x, HANDLE2_BYTES);
		tree_use(x->t, rows);
	}
	if (xdr_need(x, HANDLE2_BYTES))
		x->off += HANDLE2_BYTES;
	xdr_close(x, node);
	return bytes;
}

void say_handle(struct xdr *x, const char *before, struct slice handle)
{
	if (!x->gist || x->bad)
		return;
	buf_str(x->gist, before);
	fmt_0x(x->gist, checksum_crc32(handle.p, handle.len), 8);
}
