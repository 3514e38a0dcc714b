/* nfs2.c: the procedures of NFS version 2 (RFC 1094, 2.2). */
#include "dissect/application/nfs_impl.h"

static void say_one(struct xdr *x, struct slice handle)
{
	say_handle(x, nfs_lead(x, ", FH: "), handle);
}

static void object(struct xdr *x)
{
	say_one(x, handle2(x, "object"));
}

static void where(struct xdr *x)
{
	nfs_place(x, "where", nfs_lead(x, ", DH: "), handle2);
}

static void status(struct xdr *x)
{
	nfs_status(x, NFS_STATUS2);
}

static void attributes_reply(struct xdr *x)
{
	if (nfs_status(x, NFS_STATUS2))
		nfs_attributes2(x);
}

static void file_reply(struct xdr *x)
{
	if (!nfs_status(x, NFS_STATUS2))
		return;
	say_one(x, handle2(x, "file"));
	xdr_keep(x);
	nfs_attributes2(x);
}

static void setattr_call(struct xdr *x)
{
	say_one(x, handle2(x, "file"));
	nfs_settable2(x);
}

static void readlink_reply(struct xdr *x)
{
	if (nfs_status(x, NFS_STATUS2))
		xdr_say_text(x, " Path: ", xdr_opaque(x, NFS_LINK_DATA, "Data", true));
}

static void read_call(struct xdr *x)
{
	say_one(x, handle2(x, "file"));
	xdr_say_uint(x, " Offset: ", xdr_u32(x, NFS_READ_OFFSET));
	xdr_say_uint(x, " Count: ", xdr_u32(x, NFS_READ_COUNT));
	xdr_say_uint(x, " TotalCount: ", xdr_u32(x, NFS_READ_TOTAL));
}

static void read_reply(struct xdr *x)
{
	if (!nfs_status(x, NFS_STATUS2))
		return;
	nfs_attributes2(x);
	xdr_opaque(x, NFS_DATA, "Data", false);
}

static void write_call(struct xdr *x)
{
	say_one(x, handle2(x, "file"));
	xdr_say_uint(x, " BeginOffset: ", xdr_u32(x, NFS_WRITE_BEGIN));
	xdr_say_uint(x, " Offset: ", xdr_u32(x, NFS_WRITE_OFFSET));
	xdr_say_uint(x, " TotalCount: ", xdr_u32(x, NFS_WRITE_TOTAL));
	xdr_opaque(x, NFS_DATA, "Data", false);
}

static void create_call(struct xdr *x)
{
	where(x);
	nfs_settable2(x);
}

static void rename_call(struct xdr *x)
{
	nfs_place(x, "from", nfs_lead(x, ", From DH: "), handle2);
	nfs_place(x, "to", " To DH: ", handle2);
}

static void link_call(struct xdr *x)
{
	say_handle(x, nfs_lead(x, ", From DH: "), handle2(x, "from"));
	nfs_place(x, "to", " To DH: ", handle2);
}

static void symlink_call(struct xdr *x)
{
	nfs_place(x, "from", nfs_lead(x, ", From DH: "), handle2);
	xdr_say_text(x, " To ", xdr_opaque(x, NFS_LINK_TO, "To", true));
	nfs_settable2(x);
}

static void readdir_call(struct xdr *x)
{
	say_one(x, handle2(x, "dir"));
	xdr_u32(x, NFS_DIR_COOKIE);
	xdr_u32(x, NFS_DIR_COUNT);
}

static void readdir_reply(struct xdr *x)
{
	if (!nfs_status(x, NFS_STATUS2))
		return;
	while (xdr_follows(x) && !x->bad) {
		struct xdr_node node = nfs_open_entry(x, 4, true);
		xdr_u32(x, NFS_ENTRY_ID);
		xdr_opaque(x, NFS_ENTRY_NAME, "Name", true);
		xdr_u32(x, NFS_ENTRY_COOKIE);
		xdr_close(x, node);
	}
	xdr_u32(x, NFS_DIR_EOF);
}

static void statfs_reply(struct xdr *x)
{
	if (nfs_status(x, NFS_STATUS2))
		xdr_numbers(x, NFS_TSIZE, NFS_BAVAIL);
}

const struct remote_procedure nfs_procedures2[NFS_PROCEDURES2] = {
	[1] = { object, attributes_reply },
	[2] = { setattr_call, attributes_reply },
	[4] = { where, file_reply },
	[5] = { object, readlink_reply },
	[6] = { read_call, read_reply },
	[8] = { write_call, attributes_reply },
	[9] = { create_call, file_reply },
	[10] = { where, status },
	[11] = { rename_call, status },
	[12] = { link_call, status },
	[13] = { symlink_call, status },
	[14] = { create_call, file_reply },
	[15] = { where, status },
	[16] = { readdir_call, readdir_reply },
	[17] = { object, statfs_reply },
};
