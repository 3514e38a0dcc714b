/* nfs_attributes.c: what NFS says of a file: its attributes (RFC 1094, 2.3.5; RFC 1813, 2.6). */
#include "base/fmt.h"
#include "dissect/application/nfs_impl.h"

/* Bits of a word of their own, below it. */
static void mode(struct xdr *x, unsigned row, unsigned first, unsigned last)
{
	uint32_t off = x->off;
	xdr_u32(x, row);
	if (!x->t || x->bad)
		return;
	tree_push(x->t);
	for (unsigned i = first; i <= last; i++)
		put(x->t, i, off, 4);
	tree_pop(x->t);
}

/* Seconds and nanoseconds; version 2: microseconds. */
static void time_of(struct xdr *x, unsigned row, bool micro)
{
	if (!xdr_need(x, 8))
		return;
	if (x->t && micro && xdr_peek(x, 0) == UINT32_MAX) {
		put_time(x->t, row, x->off, 8, UINT32_MAX, 0); /* not to be set */
	} else if (x->t) {
		uint64_t fraction = xdr_peek(x, 4);
		put_time(x->t, row, x->off, 8, xdr_peek(x, 0), (uint32_t)(micro ? fraction * 1000 : fraction));
		tree_push(x->t);
		put(x->t, row + 1, x->off, 4);
		put(x->t, micro ? row + 3 : row + 2, x->off + 4, 4);
		tree_pop(x->t);
	}
	x->off += 8;
}

void nfs_attributes2(struct xdr *x)
{
	struct xdr_node node = xdr_open(x, "attributes");
	xdr_u32(x, NFS_FTYPE);
	mode(x, NFS_MODE, NFS_MODE_NAME, NFS_MODE_XOTH);
	xdr_numbers(x, NFS_NLINK, NFS_FILEID);
	time_of(x, NFS_ATIME, true);
	time_of(x, NFS_MTIME, true);
	time_of(x, NFS_CTIME, true);
	xdr_close(x, node);
}

void nfs_settable2(struct xdr *x)
{
	struct xdr_node node = xdr_open(x, "attributes");
	if (xdr_peek(x, 0) == UINT32_MAX)
		xdr_u32(x, NFS_SET_MODE);
	else
		mode(x, NFS_SET_MODE, NFS_MODE_NAME, NFS_MODE_XOTH);
	xdr_numbers(x, NFS_SET_UID, NFS_SET_SIZE);
	time_of(x, NFS_ATIME, true);
	time_of(x, NFS_MTIME, true);
	xdr_close(x, node);
}

/* "  Directory mode: 0777 uid: 0 gid: 0" of the attributes that lie `ahead` bytes on. */
static void sum_up(const struct xdr *x, struct buf *b, uint32_t ahead)
{
	uint32_t kind = xdr_peek(x, ahead), bits = xdr_peek(x, ahead + 4) & 07777;
	const char *name = value_text(&nfs_type3_names, kind);
	if (x->bad || !slice_has(x->s, x->off + ahead, 20))
		return;
	buf_lit(b, "  ");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown Type: ");
		fmt_0x(b, kind, 8);
	}
	buf_lit(b, " mode: ");
	for (int shift = 9; shift >= 0; shift -= 3)
		buf_char(b, (char)('0' + (bits >> shift & 7)));
	buf_lit(b, " uid: ");
	fmt_uint(b, xdr_peek(x, ahead + 12));
	buf_lit(b, " gid: ");
	fmt_uint(b, xdr_peek(x, ahead + 16));
}

enum { SUM_ROOM = 160 };

/* A node whose text sums up the attributes, if there are any. */
static struct xdr_node open_summed(struct xdr *x, const char *label, bool any, uint32_t ahead)
{
	char room[SUM_ROOM];
	struct buf b = BUF_OVER(room, sizeof room);
	buf_str(&b, label);
	if (any)
		sum_up(x, &b, ahead);
	return xdr_open_text(x, b.p, b.len);
}

void nfs_special_data(struct xdr *x, const char *label)
{
	char room[64];
	struct buf b = BUF_OVER(room, sizeof room);
	buf_str(&b, label);
	buf_lit(&b, ": ");
	fmt_uint(&b, xdr_peek(x, 0));
	buf_char(&b, ',');
	fmt_uint(&b, xdr_peek(x, 4));
	struct xdr_node node = xdr_open_text(x, b.p, b.len);
	xdr_numbers(x, NFS_SPECDATA1, NFS_SPECDATA2);
	xdr_close(x, node);
}

static void fields3(struct xdr *x)
{
	xdr_u32(x, NFS_FATTR3_TYPE);
	mode(x, NFS_MODE3, NFS_MODE3_SUID, NFS_MODE3_XOTH);
	xdr_numbers(x, NFS_NLINK3, NFS_FATTR3_GID);
	xdr_u64(x, NFS_SIZE3);
	xdr_u64(x, NFS_USED3);
	nfs_special_data(x, "rdev");
	xdr_u64(x, NFS_FSID3);
	xdr_u64(x, NFS_FILEID3);
	time_of(x, NFS_ATIME, false);
	time_of(x, NFS_MTIME, false);
	time_of(x, NFS_CTIME, false);
}

void nfs_attributes3(struct xdr *x, const char *label)
{
	if (x->gist)
		sum_up(x, x->gist, 0);
	struct xdr_node node = open_summed(x, label, true, 0);
	fields3(x);
	xdr_close(x, node);
}

void nfs_post_attributes(struct xdr *x, const char *label)
{
	bool any = xdr_peek(x, 0) == 1;
	struct xdr_node node = open_summed(x, label, any, 4);
	xdr_u32(x, NFS_ATTRIBUTES_FOLLOW);
	if (any) {
		struct xdr_node inner = open_summed(x, "attributes", true, 0);
		fields3(x);
		xdr_close(x, inner);
	}
	xdr_close(x, node);
}

static void pre_attributes(struct xdr *x)
{
	struct xdr_node node = xdr_open(x, "before");
	if (xdr_u32(x, NFS_ATTRIBUTES_FOLLOW) == 1) {
		struct xdr_node inner = xdr_open(x, "attributes");
		xdr_u64(x, NFS_WCC_SIZE);
		time_of(x, NFS_MTIME, false);
		time_of(x, NFS_CTIME, false);
		xdr_close(x, inner);
	}
	xdr_close(x, node);
}

void nfs_wcc(struct xdr *x, const char *label)
{
	struct xdr_node node = xdr_open(x, label);
	pre_attributes(x);
	nfs_post_attributes(x, "after");
	xdr_close(x, node);
}

/* One that may be set: "mode: value follows". */
static struct xdr_node open_settable(struct xdr *x, const char *name, unsigned row, uint32_t *how)
{
	char room[64];
	struct buf b = BUF_OVER(room, sizeof room);
	const char *said = value_text(nfs_fields[row].vals, xdr_peek(x, 0));
	buf_str(&b, name);
	buf_lit(&b, ": ");
	buf_str(&b, said ? said : "Unknown");
	struct xdr_node node = xdr_open_text(x, b.p, b.len);
	*how = xdr_u32(x, row);
	return node;
}

static void settable_number(struct xdr *x, const char *name, unsigned row)
{
	uint32_t how;
	struct xdr_node node = open_settable(x, name, NFS_SET_IT, &how);
	if (how == 1 && row == NFS_MODE3)
		mode(x, row, NFS_MODE3_SUID, NFS_MODE3_XOTH);
	else if (how == 1 && row == NFS_SET_SIZE3)
		xdr_u64(x, row);
	else if (how == 1)
		xdr_u32(x, row);
	xdr_close(x, node);
}

/* Both times are shown as atime: so does tshark. */
static void settable_time(struct xdr *x, const char *name)
{
	enum { CLIENT_TIME = 2 };
	uint32_t how;
	struct xdr_node node = open_settable(x, name, NFS_SET_TIME, &how);
	if (how == CLIENT_TIME)
		time_of(x, NFS_ATIME, false);
	xdr_close(x, node);
}

void nfs_settable3(struct xdr *x, const char *label)
{
	struct xdr_node node = xdr_open(x, label);
	settable_number(x, "mode", NFS_MODE3);
	settable_number(x, "uid", NFS_UID3);
	settable_number(x, "gid", NFS_GID3);
	settable_number(x, "size", NFS_SET_SIZE3);
	settable_time(x, "atime");
	settable_time(x, "mtime");
	xdr_close(x, node);
}

void nfs_guard(struct xdr *x)
{
	uint32_t how;
	struct xdr_node node = open_settable(x, "guard", NFS_GUARD, &how);
	if (how == 1)
		time_of(x, NFS_CTIME, false);
	xdr_close(x, node);
}
