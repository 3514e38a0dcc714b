/* nfs3.c: the procedures of NFS version 3 (RFC 1813, 3.3). */
#include "dissect/application/nfs_impl.h"

enum { VERIFIER_BYTES = 8 };

static void say_file(struct xdr *x, struct slice handle)
{
	say_handle(x, nfs_lead(x, ", FH: "), handle);
}

static void object(struct xdr *x)
{
	say_file(x, handle3(x, "object"));
}

/* Of a file system: the tree speaks of a directory. */
static void root_object(struct xdr *x)
{
	say_handle(x, x->in_tree ? " DH: " : ", FH: ", handle3(x, "object"));
}

static void say_place(struct xdr *x, const char *label)
{
	nfs_place(x, label, nfs_lead(x, ", DH: "), handle3);
}

static void verifier(struct xdr *x)
{
	xdr_fixed(x, NFS_VERIFIER, VERIFIER_BYTES);
}

static bool ok(struct xdr *x)
{
	return nfs_status(x, NFS_STATUS3);
}

static void getattr_reply(struct xdr *x)
{
	if (ok(x))
		nfs_attributes3(x, "obj_attributes");
}

static void setattr_call(struct xdr *x)
{
	object(x);
	nfs_settable3(x, "new_attributes");
	nfs_guard(x);
}

static void setattr_reply(struct xdr *x)
{
	ok(x);
	nfs_wcc(x, "obj_wcc");
}

static void lookup_call(struct xdr *x)
{
	say_place(x, "what");
}

static void lookup_reply(struct xdr *x)
{
	if (ok(x)) {
		object(x);
		nfs_post_attributes(x, "obj_attributes");
	}
	nfs_post_attributes(x, "dir_attributes");
}

/* ", [Allowed: RD MD XT]" */
static void say_rights(struct xdr *x, const char *before, uint32_t rights)
{
	static const char *const names[] = { " RD", " LU", " MD", " XT", " DL", " XE" };
	if (!rights)
		return;
	xdr_say(x, before);
	for (unsigned i = 0; i < COUNT(names); i++)
		if (rights & 1u << i)
			xdr_say(x, names[i]);
	xdr_say(x, "]");
}

enum { ALL_RIGHTS = 0x3f };

/* The rights among `shown`, each as one of the rows from first on. */
static uint32_t put_rights(struct xdr *x, unsigned row, unsigned first, uint32_t shown)
{
	uint32_t off = x->off, rights = xdr_u32(x, row);
	if (!x->t || x->bad)
		return rights;
	tree_push(x->t);
	for (unsigned i = 0; i < 6; i++)
		if (shown >> i & 1)
			put_uint(x->t, first + i, off, 4, rights >> i & 1);
	tree_pop(x->t);
	return rights;
}

static void access_call(struct xdr *x)
{
	say_handle(x, ", FH: ", handle3(x, "object"));
	uint32_t asked = xdr_peek(x, 0) & ALL_RIGHTS;
	put_rights(x, NFS_ACCESS_CHECK, NFS_ACCESS_ASKED, asked);
	say_rights(x, ", [Check:", asked);
}

static void access_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_post_attributes(x, "obj_attributes");
	if (!done)
		return;
	uint32_t rights = xdr_peek(x, 0) & ALL_RIGHTS, asked = x->asked ? x->asked & ALL_RIGHTS : rights;
	put_rights(x, NFS_ACCESS_RIGHTS, NFS_ACCESS_GIVEN, asked);
	say_rights(x, ", [Access Denied:", asked & ~rights);
	say_rights(x, ", [Allowed:", asked & rights);
}

static void readlink_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_post_attributes(x, "symlink_attributes");
	if (done)
		xdr_say_text(x, " Path: ", xdr_opaque(x, NFS_LINK_DATA, "Data", true));
}

static void say_range(struct xdr *x)
{
	xdr_say_uint(x, " Offset: ", xdr_u64(x, NFS_OFFSET3));
	xdr_say_uint(x, " Len: ", xdr_u32(x, NFS_COUNT3));
}

static void read_call(struct xdr *x)
{
	say_file(x, handle3(x, "file"));
	say_range(x);
}

static void read_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_post_attributes(x, "file_attributes");
	if (!done)
		return;
	xdr_say_uint(x, " Len: ", xdr_u32(x, NFS_COUNT3));
	xdr_keep(x);
	xdr_u32(x, NFS_READ_EOF);
	xdr_opaque(x, NFS_DATA, "Data", false);
}

static void say_stable(struct xdr *x, unsigned row)
{
	uint32_t how = xdr_u32(x, row);
	xdr_say_name(x, value_text(&nfs_stable_names, how) ? " " : " Stable: ", &nfs_stable_names, how);
}

static void write_call(struct xdr *x)
{
	read_call(x);
	say_stable(x, NFS_STABLE);
	xdr_keep(x);
	xdr_opaque(x, NFS_DATA, "Data", false);
}

static void write_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_wcc(x, "file_wcc");
	if (!done)
		return;
	xdr_say_uint(x, " Len: ", xdr_u32(x, NFS_COUNT3));
	say_stable(x, NFS_COMMITTED);
	verifier(x);
}

static void create_call(struct xdr *x)
{
	enum { EXCLUSIVE = 2 };
	say_place(x, "where");
	uint32_t mode = xdr_u32(x, NFS_CREATE_MODE);
	xdr_say_name(x, " Mode: ", &nfs_create_names, mode);
	if (mode < EXCLUSIVE)
		nfs_settable3(x, "obj_attributes");
	else if (mode == EXCLUSIVE)
		verifier(x);
}

/* What was made: its handle, attributes, the directory's. */
static void made_reply(struct xdr *x)
{
	if (ok(x)) {
		struct xdr_node node = xdr_open(x, "obj");
		if (xdr_u32(x, NFS_HANDLE_FOLLOW) == 1)
			handle3(x, "handle");
		xdr_close(x, node);
		nfs_post_attributes(x, "obj_attributes");
	}
	nfs_wcc(x, "dir_wcc");
}

static void mkdir_call(struct xdr *x)
{
	say_place(x, "where");
	nfs_settable3(x, "attributes");
}

static void symlink_call(struct xdr *x)
{
	nfs_place(x, "where", nfs_lead(x, ", From DH: "), handle3);
	nfs_settable3(x, "symlink_attributes");
	xdr_say_text(x, " To ", xdr_opaque(x, NFS_LINK_TO, "To", true));
}

static void mknod_call(struct xdr *x)
{
	enum { BLOCK = 3, CHARACTER = 4, SOCKET = 6, PIPE = 7 };
	nfs_place(x, "where", nfs_lead(x, ", FH: "), handle3);
	uint32_t kind = xdr_u32(x, NFS_TYPE3);
	xdr_say_name(x, value_text(&nfs_type3_names, kind) ? " " : " Unknown type: ", &nfs_type3_names, kind);
	if (kind == BLOCK || kind == CHARACTER) {
		nfs_settable3(x, "dev_attributes");
		nfs_special_data(x, "spec");
	} else if (kind == SOCKET || kind == PIPE) {
		nfs_settable3(x, "pipe_attributes");
	}
}

static void remove_call(struct xdr *x)
{
	say_place(x, "object");
}

static void remove_reply(struct xdr *x)
{
	ok(x);
	nfs_wcc(x, "dir_wcc");
}

static void rename_call(struct xdr *x)
{
	nfs_place(x, "from", nfs_lead(x, ", From DH: "), handle3);
	nfs_place(x, "to", " To DH: ", handle3);
}

static void rename_reply(struct xdr *x)
{
	ok(x);
	nfs_wcc(x, "fromdir_wcc");
	nfs_wcc(x, "todir_wcc");
}

static void link_call(struct xdr *x)
{
	say_handle(x, nfs_lead(x, ", From DH: "), handle3(x, "file"));
	nfs_place(x, "link", " To DH: ", handle3);
}

static void link_reply(struct xdr *x)
{
	ok(x);
	nfs_post_attributes(x, "file_attributes");
	nfs_wcc(x, "linkdir_wcc");
}

static void readdir_call(struct xdr *x)
{
	say_file(x, handle3(x, "dir"));
	xdr_u64(x, NFS_COOKIE3);
	verifier(x);
	xdr_u32(x, NFS_COUNT3);
}

static void readdirplus_call(struct xdr *x)
{
	say_file(x, handle3(x, "dir"));
	xdr_u64(x, NFS_COOKIE3);
	verifier(x);
	xdr_u32(x, NFS_DIRCOUNT);
	xdr_u32(x, NFS_MAXCOUNT);
}

/* An entry; with attributes and handle if plus. */
static void entry(struct xdr *x, bool plus)
{
	struct xdr_node node = nfs_open_entry(x, 8, false);
	xdr_u64(x, plus ? NFS_PLUS_ID : NFS_ENTRY3_ID);
	struct slice name = xdr_opaque(x, plus ? NFS_PLUS_NAME : NFS_ENTRY3_NAME, "Name", true);
	xdr_u64(x, plus ? NFS_PLUS_COOKIE : NFS_ENTRY3_COOKIE);
	if (plus) {
		nfs_post_attributes(x, "name_attributes");
		struct xdr_node handle = xdr_open(x, "name_handle");
		if (xdr_u32(x, NFS_HANDLE_FOLLOW) == 1)
			handle3(x, "handle");
		xdr_close(x, handle);
	}
	xdr_close(x, node);
	if (!x->in_tree)
		xdr_say_text(x, " ", name);
	xdr_keep(x);
}

static void entries(struct xdr *x, bool plus)
{
	bool done = ok(x);
	nfs_post_attributes(x, "dir_attributes");
	if (!done)
		return;
	verifier(x);
	while (xdr_follows(x) && !x->bad)
		entry(x, plus);
	xdr_u32(x, NFS_DIR_EOF);
}

static void readdir_reply(struct xdr *x)
{
	entries(x, false);
}

static void readdirplus_reply(struct xdr *x)
{
	entries(x, true);
}

static void fsstat_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_post_attributes(x, "obj_attributes");
	if (!done)
		return;
	for (unsigned row = NFS_TBYTES; row <= NFS_AFILES; row++)
		xdr_u64(x, row);
	xdr_u32(x, NFS_INVARSEC);
}

static void properties(struct xdr *x)
{
	uint32_t off = x->off;
	xdr_u32(x, NFS_PROPERTIES);
	if (!x->t || x->bad)
		return;
	tree_push(x->t);
	for (unsigned row = NFS_PROPERTY_SETATTR; row <= NFS_PROPERTY_HARDLINKS; row++)
		put(x->t, row, off, 4);
	tree_pop(x->t);
}

static void time_delta(struct xdr *x)
{
	if (!xdr_need(x, 8))
		return;
	if (x->t) {
		put(x->t, NFS_DTIME, x->off, 8);
		tree_push(x->t);
		put(x->t, NFS_DTIME_SEC, x->off, 4);
		put(x->t, NFS_DTIME_NSEC, x->off + 4, 4);
		tree_pop(x->t);
	}
	x->off += 8;
}

static void fsinfo_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_post_attributes(x, "obj_attributes");
	if (!done)
		return;
	xdr_numbers(x, NFS_RTMAX, NFS_DTPREF);
	xdr_u64(x, NFS_MAXFILESIZE);
	time_delta(x);
	properties(x);
}

static void pathconf_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_post_attributes(x, "obj_attributes");
	if (done)
		xdr_numbers(x, NFS_LINKMAX, NFS_CASE_PRESERVING);
}

static void commit_call(struct xdr *x)
{
	say_file(x, handle3(x, "file"));
	xdr_u64(x, NFS_OFFSET3);
	xdr_u32(x, NFS_COUNT3);
}

static void commit_reply(struct xdr *x)
{
	bool done = ok(x);
	nfs_wcc(x, "file_wcc");
	if (done)
		verifier(x);
}

const struct remote_procedure nfs_procedures3[NFS_PROCEDURES3] = {
	[1] = { object, getattr_reply },
	[2] = { setattr_call, setattr_reply },
	[3] = { lookup_call, lookup_reply },
	[4] = { access_call, access_reply },
	[5] = { object, readlink_reply },
	[6] = { read_call, read_reply },
	[7] = { write_call, write_reply },
	[8] = { create_call, made_reply },
	[9] = { mkdir_call, made_reply },
	[10] = { symlink_call, made_reply },
	[11] = { mknod_call, made_reply },
	[12] = { remove_call, remove_reply },
	[13] = { remove_call, remove_reply },
	[14] = { rename_call, rename_reply },
	[15] = { link_call, link_reply },
	[16] = { readdir_call, readdir_reply },
	[17] = { readdirplus_call, readdirplus_reply },
	[18] = { root_object, fsstat_reply },
	[19] = { root_object, fsinfo_reply },
	[20] = { root_object, pathconf_reply },
	[21] = { commit_call, commit_reply },
};
