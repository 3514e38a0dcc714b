/* nfs_fields.c: the rows of NFS. */
#include "base/fmt.h"
#include "dissect/application/nfs_impl.h"
#include "dissect/text.h"

static const struct value_table procedures2 = VALUES(
	{ 0, "NULL" }, { 1, "GETATTR" }, { 2, "SETATTR" }, { 3, "ROOT" }, { 4, "LOOKUP" }, { 5, "READLINK" },
	{ 6, "READ" }, { 7, "WRITECACHE" }, { 8, "WRITE" }, { 9, "CREATE" }, { 10, "REMOVE" }, { 11, "RENAME" },
	{ 12, "LINK" }, { 13, "SYMLINK" }, { 14, "MKDIR" }, { 15, "RMDIR" }, { 16, "READDIR" }, { 17, "STATFS" });
static const struct value_table procedures3 = VALUES(
	{ 0, "NULL" }, { 1, "GETATTR" }, { 2, "SETATTR" }, { 3, "LOOKUP" }, { 4, "ACCESS" }, { 5, "READLINK" },
	{ 6, "READ" }, { 7, "WRITE" }, { 8, "CREATE" }, { 9, "MKDIR" }, { 10, "SYMLINK" }, { 11, "MKNOD" },
	{ 12, "REMOVE" }, { 13, "RMDIR" }, { 14, "RENAME" }, { 15, "LINK" }, { 16, "READDIR" },
	{ 17, "READDIRPLUS" }, { 18, "FSSTAT" }, { 19, "FSINFO" }, { 20, "PATHCONF" }, { 21, "COMMIT" });
static const struct value_table procedures4 = VALUES(
	{ 0, "NULL" }, { 1, "COMPOUND" });
const struct value_table nfs_status2_names = VALUES(
	{ 0, "NFS_OK" }, { 1, "NFS2ERR_PERM" }, { 2, "NFS2ERR_NOENT" }, { 5, "NFS2ERR_IO" }, { 6, "NFS2ERR_NXIO" },
	{ 11, "NFS2ERR_EAGAIN" }, { 13, "NFS2ERR_ACCES" }, { 17, "NFS2ERR_EXIST" }, { 18, "NFS2ERR_XDEV" },
	{ 19, "NFS2ERR_NODEV" }, { 20, "NFS2ERR_NOTDIR" }, { 21, "NFS2ERR_ISDIR" }, { 22, "NFS2ERR_INVAL" },
	{ 26, "NFS2ERR_TXTBSY" }, { 27, "NFS2ERR_FBIG" }, { 28, "NFS2ERR_NOSPC" }, { 30, "NFS2ERR_ROFS" },
	{ 31, "NFS2ERR_MLINK" }, { 45, "NFS2ERR_OPNOTSUPP" }, { 63, "NFS2ERR_NAMETOOLONG" },
	{ 66, "NFS2ERR_NOTEMPTY" }, { 69, "NFS2ERR_DQUOT" }, { 70, "NFS2ERR_STALE" }, { 71, "NFS2ERR_REMOTE" },
	{ 99, "NFS2ERR_WFLUSH" }, { 10001, "NFS2ERR_BADHANDLE" }, { 10002, "NFS2ERR_NOT_SYNC" },
	{ 10003, "NFS2ERR_BAD_COOKIE" }, { 10004, "NFS2ERR_NOTSUPP" }, { 10005, "NFS2ERR_TOOSMALL" },
	{ 10006, "NFS2ERR_SERVERFAULT" }, { 10007, "NFS2ERR_BADTYPE" }, { 10008, "NFS2ERR_JUKEBOX" },
	{ 10009, "NFS2ERR_SAME" }, { 10010, "NFS2ERR_DENIED" }, { 10011, "NFS2ERR_EXPIRED" },
	{ 10012, "NFS2ERR_LOCKED" }, { 10013, "NFS2ERR_GRACE" }, { 10014, "NFS2ERR_FHEXPIRED" },
	{ 10015, "NFS2ERR_SHARE_DENIED" }, { 10016, "NFS2ERR_WRONGSEC" }, { 10017, "NFS2ERR_CLID_INUSE" },
	{ 10018, "NFS2ERR_RESOURCE" }, { 10019, "NFS2ERR_MOVED" }, { 10020, "NFS2ERR_NOFILEHANDLE" },
	{ 10021, "NFS2ERR_MINOR_VERS_MISMATCH" }, { 10022, "NFS2ERR_STALE_CLIENTID" },
	{ 10023, "NFS2ERR_STALE_STATEID" }, { 10024, "NFS2ERR_OLD_STATEID" }, { 10025, "NFS2ERR_BAD_STATEID" },
	{ 10026, "NFS2ERR_BAD_SEQID" }, { 10027, "NFS2ERR_NOT_SAME" }, { 10028, "NFS2ERR_LOCK_RANGE" },
	{ 10029, "NFS2ERR_SYMLINK" }, { 10030, "NFS2ERR_RESTOREFH" }, { 10031, "NFS2ERR_LEASE_MOVED" },
	{ 10032, "NFS2ERR_ATTRNOTSUPP" }, { 10033, "NFS2ERR_NO_GRACE" }, { 10034, "NFS2ERR_RECLAIM_BAD" },
	{ 10035, "NFS2ERR_RECLAIM_CONFLICT" }, { 10036, "NFS2ERR_BAD_XDR" }, { 10037, "NFS2ERR_LOCKS_HELD" },
	{ 10038, "NFS2ERR_OPENMODE" }, { 10039, "NFS2ERR_BADOWNER" }, { 10040, "NFS2ERR_BADCHAR" },
	{ 10041, "NFS2ERR_BADNAME" }, { 10042, "NFS2ERR_BAD_RANGE" }, { 10043, "NFS2ERR_LOCK_NOTSUPP" },
	{ 10044, "NFS2ERR_OP_ILLEGAL" }, { 10045, "NFS2ERR_DEADLOCK" }, { 10046, "NFS2ERR_FILE_OPEN" },
	{ 10047, "NFS2ERR_ADMIN_REVOKED" }, { 10048, "NFS2ERR_CB_PATH_DOWN" }, { 10049, "NFS2ERR_REPLAY_ME" });
const struct value_table nfs_status3_names = VALUES(
	{ 0, "NFS3_OK" }, { 1, "NFS3ERR_PERM" }, { 2, "NFS3ERR_NOENT" }, { 5, "NFS3ERR_IO" }, { 6, "NFS3ERR_NXIO" },
	{ 13, "NFS3ERR_ACCES" }, { 17, "NFS3ERR_EXIST" }, { 18, "NFS3ERR_XDEV" }, { 19, "NFS3ERR_NODEV" },
	{ 20, "NFS3ERR_NOTDIR" }, { 21, "NFS3ERR_ISDIR" }, { 22, "NFS3ERR_INVAL" }, { 27, "NFS3ERR_FBIG" },
	{ 28, "NFS3ERR_NOSPC" }, { 30, "NFS3ERR_ROFS" }, { 31, "NFS3ERR_MLINK" }, { 63, "NFS3ERR_NAMETOOLONG" },
	{ 66, "NFS3ERR_NOTEMPTY" }, { 69, "NFS3ERR_DQUOT" }, { 70, "NFS3ERR_STALE" }, { 71, "NFS3ERR_REMOTE" },
	{ 10001, "NFS3ERR_BADHANDLE" }, { 10002, "NFS3ERR_NOT_SYNC" }, { 10003, "NFS3ERR_BAD_COOKIE" },
	{ 10004, "NFS3ERR_NOTSUPP" }, { 10005, "NFS3ERR_TOOSMALL" }, { 10006, "NFS3ERR_SERVERFAULT" },
	{ 10007, "NFS3ERR_BADTYPE" }, { 10008, "NFS3ERR_JUKEBOX" });
static const struct value_table any_status = VALUES(
	{ 0, "OK" }, { 1, "ERR_PERM" }, { 2, "ERR_NOENT" }, { 5, "ERR_IO" }, { 6, "ERR_NXIO" }, { 11, "ERR_EAGAIN" },
	{ 13, "ERR_ACCESS" }, { 17, "ERR_EXIST" }, { 18, "ERR_XDEV" }, { 19, "ERR_NODEV" }, { 20, "ERR_NOTDIR" },
	{ 21, "ERR_ISDIR" }, { 22, "ERR_INVAL" }, { 26, "ERR_TXTBSY" }, { 27, "ERR_FBIG" }, { 28, "ERR_NOSPC" },
	{ 30, "ERR_ROFS" }, { 31, "ERR_MLINK" }, { 45, "ERR_OPNOTSUPP" }, { 63, "ERR_NAMETOOLONG" },
	{ 66, "ERR_NOTEMPTY" }, { 69, "ERR_DQUOT" }, { 70, "ERR_STALE" }, { 71, "ERR_REMOTE" }, { 99, "ERR_WFLUSH" },
	{ 10001, "ERR_BADHANDLE" }, { 10002, "ERR_NOT_SYNC" }, { 10003, "ERR_BAD_COOKIE" }, { 10004, "ERR_NOTSUPP" },
	{ 10005, "ERR_TOOSMALL" }, { 10006, "ERR_SERVERFAULT" }, { 10007, "ERR_BADTYPE" }, { 10008, "ERR_DELAY" },
	{ 10009, "ERR_SAME" }, { 10010, "ERR_DENIED" }, { 10011, "ERR_EXPIRED" }, { 10012, "ERR_LOCKED" },
	{ 10013, "ERR_GRACE" }, { 10014, "ERR_FHEXPIRED" }, { 10015, "ERR_SHARE_DENIED" }, { 10016, "ERR_WRONGSEC" },
	{ 10017, "ERR_CLID_INUSE" }, { 10018, "ERR_RESOURCE" }, { 10019, "ERR_MOVED" },
	{ 10020, "ERR_NOFILEHANDLE" }, { 10021, "ERR_MINOR_VERS_MISMATCH" }, { 10022, "ERR_STALE_CLIENTID" },
	{ 10023, "ERR_STALE_STATEID" }, { 10024, "ERR_OLD_STATEID" }, { 10025, "ERR_BAD_STATEID" },
	{ 10026, "ERR_BAD_SEQID" }, { 10027, "ERR_NOT_SAME" }, { 10028, "ERR_LOCK_RANGE" }, { 10029, "ERR_SYMLINK" },
	{ 10030, "ERR_READDIR_NOSPC" }, { 10031, "ERR_LEASE_MOVED" }, { 10032, "ERR_ATTRNOTSUPP" },
	{ 10033, "ERR_NO_GRACE" }, { 10034, "ERR_RECLAIM_BAD" }, { 10035, "ERR_RECLAIM_CONFLICT" },
	{ 10036, "ERR_BADXDR" }, { 10037, "ERR_LOCKS_HELD" }, { 10038, "ERR_OPENMODE" }, { 10039, "ERR_BADOWNER" },
	{ 10040, "ERR_BADCHAR" }, { 10041, "ERR_BADNAME" }, { 10042, "ERR_BAD_RANGE" },
	{ 10043, "ERR_LOCK_NOTSUPP" }, { 10044, "ERR_OP_ILLEGAL" }, { 10045, "ERR_DEADLOCK" },
	{ 10046, "ERR_FILE_OPEN" }, { 10047, "ERR_ADMIN_REVOKED" }, { 10048, "ERR_CB_PATH_DOWN" },
	{ 10049, "ERR_REPLAY_ME_or_BADIOMODE" }, { 10050, "ERR_BADLAYOUT" }, { 10051, "ERR_BAD_SESSION_DIGEST" },
	{ 10052, "ERR_BADSESSION" }, { 10053, "ERR_BADSLOT" }, { 10054, "ERR_COMPLETE_ALREADY" },
	{ 10055, "ERR_CONN_NOT_BOUND_TO_SESSION" }, { 10056, "ERR_DELEG_ALREADY_WANTED" },
	{ 10057, "ERR_BACK_CHAN_BUSY" }, { 10058, "ERR_LAYOUTTRYLATER" }, { 10059, "ERR_LAYOUTUNAVAILABLE" },
	{ 10060, "ERR_NOMATCHING_LAYOUT" }, { 10061, "ERR_RECALLCONFLICT" }, { 10062, "ERR_UNKNOWN_LAYOUTTYPE" },
	{ 10063, "ERR_SEQ_MISORDERED" }, { 10064, "ERR_SEQUENCE_POS" }, { 10065, "ERR_REQ_TOO_BIG" },
	{ 10066, "ERR_REP_TOO_BIG" }, { 10067, "ERR_REP_TOO_BIG_TO_CACHE" }, { 10068, "ERR_RETRY_UNCACHED_REP" },
	{ 10069, "ERR_UNSAFE_COMPOUND" }, { 10070, "ERR_TOO_MANY_OPS" }, { 10071, "ERR_OP_NOT_IN_SESSION" },
	{ 10072, "ERR_HASH_ALG_UNSUPP" }, { 10073, "NFS4ERR_CONN_BINDING_NOT_ENFORCED" },
	{ 10074, "ERR_CLIENTID_BUSY" }, { 10075, "ERR_PNFS_IO_HOLE" }, { 10076, "ERR_SEQ_FALSE_RETRY" },
	{ 10077, "ERR_BAD_HIGH_SLOT" }, { 10078, "ERR_DEADSESSION" }, { 10079, "ERR_ENCR_ALG_UNSUPP" },
	{ 10080, "ERR_PNFS_NO_LAYOUT" }, { 10081, "ERR_NOT_ONLY_OP" }, { 10082, "ERR_WRONG_CRED" },
	{ 10083, "ERR_WRONG_TYPE" }, { 10084, "ERR_DIRDELEG_UNAVAIL" }, { 10085, "ERR_REJECT_DELEG" },
	{ 10086, "ERR_RETURNCONFLICT" }, { 10087, "ERR_DELEG_REVOKED" }, { 10088, "ERR_PARTNER_NOTSUPP" },
	{ 10089, "ERR_PARTNER_NO_AUTH" }, { 10090, "ERR_UNION_NOTSUPP" }, { 10091, "ERR_OFFLOAD_DENIED" },
	{ 10092, "ERR_WRONG_LFS" }, { 10093, "ERR_BADLABEL" }, { 10094, "ERR_OFFLOAD_NO_REQS" });
const struct value_table nfs_type3_names = VALUES(
	{ 1, "Regular File" }, { 2, "Directory" }, { 3, "Block Special Device" }, { 4, "Character Special Device" },
	{ 5, "Symbolic Link" }, { 6, "Socket" }, { 7, "Named Pipe" });
static const struct value_table types2 = VALUES(
	{ 0, "Non-File" }, { 1, "Regular File" }, { 2, "Directory" }, { 3, "Block Special Device" },
	{ 4, "Character Special Device" }, { 5, "Symbolic Link" });
const struct value_table nfs_stable_names = VALUES(
	{ 0, "UNSTABLE" }, { 1, "DATA_SYNC" }, { 2, "FILE_SYNC" });
const struct value_table nfs_create_names = VALUES(
	{ 0, "UNCHECKED" }, { 1, "GUARDED" }, { 2, "EXCLUSIVE" });
static const struct value_table mode_names = VALUES(
	{ 8192, "Character Special Device" }, { 16384, "Directory" }, { 24576, "Block Special Device" },
	{ 32768, "Regular File" }, { 40960, "Symbolic Link" }, { 49152, "Named Socket" });
static const struct value_table follows = VALUES(
	{ 0, "no value" }, { 1, "value follows" });

enum { NOT_SET = 0xffffffff }; /* version 2: an attribute that is not to change */

static const struct value_table set_times = VALUES(
	{ 0, "don't change" }, { 1, "set to server time" }, { 2, "set to client time" });
static const struct value_table asked = BOOL_NAMES("allowed?", "*Access Denied*?");
static const struct value_table given = BOOL_NAMES("allowed", "*Access Denied*");
static const struct value_table pathconf_names =
	BOOL_NAMES("is valid for all files", "should be get for every single file");

static void nfs_label(struct buf *b, const struct tree *t, const struct record *r)
{
	remote_label(b, t, r, &nfs_program);
}

static void octal(struct buf *b, uint32_t v)
{
	char digits[12];
	unsigned n = 0;
	for (; v; v >>= 3)
		digits[n++] = (char)('0' + (v & 7));
	buf_char(b, '0');
	while (n)
		buf_char(b, digits[--n]);
}

/* ", S_IRUSR, S_IXUSR": what is set of the bits in the rows first..last. */
static void set_bits(struct buf *b, unsigned first, unsigned last, uint64_t v)
{
	for (unsigned row = first; row <= last; row++)
		if (nfs_fields[row].mask & v) {
			buf_lit(b, ", ");
			buf_str(b, nfs_fields[row].name);
		}
}

static void mode_label(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	octal(b, (uint32_t)r->val);
	if (r->f == &nfs_fields[NFS_MODE3]) {
		set_bits(b, NFS_MODE3_SUID, NFS_MODE3_XOTH, r->val);
	} else {
		/* The kind of file is the type's to tell; tshark knows no names here. */
		buf_lit(b, ", Name: Unknown");
		set_bits(b, NFS_MODE_SUID, NFS_MODE_XOTH, r->val);
	}
	text_end_label(b, start);
}

/* What SETATTR of version 2 leaves as it is. */
static void settable_label(struct buf *b, const struct tree *t, const struct record *r)
{
	if (r->f == &nfs_fields[NFS_SET_MODE] && r->val != NOT_SET) {
		mode_label(b, t, r);
		return;
	}
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	if (r->val == NOT_SET)
		buf_lit(b, "no value");
	else
		fmt_uint(b, r->val);
}

static void access_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, 2);
}

static void seconds_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	record_value(b, t, r);
	buf_lit(b, " seconds");
}

static void time_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	if (r->val == NOT_SET)
		buf_lit(b, "no value");
	else
		record_value(b, t, r);
}

static void properties_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Properties: ");
	fmt_0x(b, r->val, 8);
	set_bits(b, NFS_PROPERTY_SETATTR, NFS_PROPERTY_HARDLINKS, r->val);
}

static void entry_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct slice text = record_string(t, r);
	buf_lit(b, "Entry: ");
	fmt_text(b, text.p, text.len);
}

#define U32(abbrev, name, ...) F("nfs." abbrev, name, FT_UINT32, BASE_DEC, __VA_ARGS__)
#define U64(abbrev, name) F("nfs." abbrev, name, FT_UINT64, BASE_DEC)
#define STRING(abbrev, name) F("nfs." abbrev, name, FT_STRING, BASE_NONE, .label = xdr_contents_label)
#define BOOL(abbrev, name) F("nfs." abbrev, name, FT_BOOLEAN, BASE_NONE, .vals = &bool_yes)
#define BIT(abbrev, name, bit, names) F("nfs." abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 4, .mask = bit, .vals = names)
#define TIME(row, abbrev, said)                                                                            \
	[row] = F("nfs." abbrev, said, FT_ABSOLUTE_TIME, BASE_LOCAL, .label = time_label),                  \
	[row + 1] = U32(abbrev ".sec", "seconds"), [row + 2] = U32(abbrev ".nsec", "nano seconds"),         \
	[row + 3] = U32(abbrev ".usec", "micro seconds")
#define ACCESS(row, names)                                                                                 \
	[row] = RIGHT("read", "0x001 READ", 0x01, names), RIGHT("lookup", "0x002 LOOKUP", 0x02, names),     \
	RIGHT("modify", "0x004 MODIFY", 0x04, names), RIGHT("extend", "0x008 EXTEND", 0x08, names),        \
	RIGHT("delete", "0x010 DELETE", 0x10, names), RIGHT("execute", "0x020 EXECUTE", 0x20, names)
#define RIGHT(abbrev, name, bit, names) \
	F("nfs.access_" abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 4, .digits = 8, .mask = bit, .vals = names)

const struct field nfs_fields[NFS_ROWS] = {
	[NFS] = F("nfs", "Network File System", FT_PROTOCOL, BASE_NONE, .label = nfs_label),
	[NFS_HANDLE_LENGTH] = U32("fh.length", "length"),
	[NFS_HANDLE_HASH] = F("nfs.fh.hash", "hash (CRC-32)", FT_UINT32, BASE_HEX),
	[NFS_HANDLE] = F("nfs.fhandle", "FileHandle", FT_BYTES, BASE_NONE),
	[NFS_PROCEDURE2] = U32("procedure_v2", "V2 Procedure", .vals = &procedures2, .flags = F_GENERATED),
	[NFS_PROCEDURE3] = U32("procedure_v3", "V3 Procedure", .vals = &procedures3, .flags = F_GENERATED),
	[NFS_PROCEDURE4] = U32("procedure_v4", "V4 Procedure", .vals = &procedures4, .flags = F_GENERATED),
	[NFS_STATUS2] = U32("status2", "Status", .vals = &nfs_status2_names),
	[NFS_STATUS3] = U32("status3", "Status", .vals = &nfs_status3_names),
	[NFS_STATUS] = U32("status", "Status", .vals = &any_status, .flags = F_HIDDEN),
	[NFS_NAME] = STRING("name", "Name"),
	[NFS_LINK_DATA] = STRING("readlink.data", "Data"),
	[NFS_LINK_TO] = STRING("symlink.to", "To"),
	[NFS_DATA] = F("nfs.data", "Data", FT_BYTES, BASE_NONE, .label = xdr_contents_label),
	[NFS_VERIFIER] = F("nfs.verifier", "Verifier", FT_BYTES, BASE_NONE, .label = xdr_name_only_label),
	[NFS_READ_OFFSET] = U32("read.offset", "Offset"),
	[NFS_READ_COUNT] = U32("read.count", "Count"),
	[NFS_READ_TOTAL] = U32("read.totalcount", "Total Count"),
	[NFS_WRITE_BEGIN] = U32("write.beginoffset", "Begin Offset"),
	[NFS_WRITE_OFFSET] = U32("write.offset", "Offset"),
	[NFS_WRITE_TOTAL] = U32("write.totalcount", "Total Count"),
	[NFS_DIR_COOKIE] = U32("readdir.cookie", "Cookie"),
	[NFS_DIR_COUNT] = U32("readdir.count", "Count"),
	[NFS_ENTRY] = F("nfs.readdir.entry", "Entry", FT_NONE, BASE_NONE, .label = entry_label),
	[NFS_ENTRY_ID] = U32("readdir.entry.fileid", "File ID"),
	[NFS_ENTRY_NAME] = STRING("readdir.entry.name", "Name"),
	[NFS_ENTRY_COOKIE] = U32("readdir.entry.cookie", "Cookie"),
	[NFS_DIR_EOF] = U32("readdir.eof", "EOF"),
	[NFS_TSIZE] = U32("statfs.tsize", "Transfer Size"),
	[NFS_BSIZE] = U32("statfs.bsize", "Block Size"),
	[NFS_BLOCKS] = U32("statfs.blocks", "Total Blocks"),
	[NFS_BFREE] = U32("statfs.bfree", "Free Blocks"),
	[NFS_BAVAIL] = U32("statfs.bavail", "Available Blocks"),
	[NFS_FTYPE] = U32("ftype", "type", .vals = &types2),
	[NFS_MODE] = F("nfs.mode", "mode", FT_UINT32, BASE_OCT, .label = mode_label),
	[NFS_MODE_NAME] = U32("mode.name", "Name", .size = 4, .mask = 0xe000, .vals = &mode_names),
	[NFS_MODE_SUID] = BIT("mode.set_user_id", "Set user id on exec", 0x800, &bool_yes),
	[NFS_MODE_SGID] = BIT("mode.set_group_id", "Set group id on exec", 0x400, &bool_yes),
	[NFS_MODE_SWAP] = BIT("mode.save_swap_text", "Save swapped text even after use", 0x200, &bool_yes),
	[NFS_MODE_RUSR] = BIT("mode.read_owner", "Read permission for owner", 0x100, &bool_yes),
	[NFS_MODE_WUSR] = BIT("mode.write_owner", "Write permission for owner", 0x80, &bool_yes),
	[NFS_MODE_XUSR] = BIT("mode.exec_owner", "Execute permission for owner", 0x40, &bool_yes),
	[NFS_MODE_RGRP] = BIT("mode.read_group", "Read permission for group", 0x20, &bool_yes),
	[NFS_MODE_WGRP] = BIT("mode.write_group", "Write permission for group", 0x10, &bool_yes),
	[NFS_MODE_XGRP] = BIT("mode.exec_group", "Execute permission for group", 0x8, &bool_yes),
	[NFS_MODE_ROTH] = BIT("mode.read_other", "Read permission for others", 0x4, &bool_yes),
	[NFS_MODE_WOTH] = BIT("mode.write_other", "Write permission for others", 0x2, &bool_yes),
	[NFS_MODE_XOTH] = BIT("mode.exec_other", "Execute permission for others", 0x1, &bool_yes),
	[NFS_NLINK] = U32("fattr.nlink", "nlink"),
	[NFS_UID] = U32("fattr.uid", "uid"),
	[NFS_GID] = U32("fattr.gid", "gid"),
	[NFS_SIZE] = U32("fattr.size", "size"),
	[NFS_BLOCKSIZE] = U32("fattr.blocksize", "blocksize"),
	[NFS_RDEV] = U32("fattr.rdev", "rdev"),
	[NFS_NBLOCKS] = U32("fattr.blocks", "blocks"),
	[NFS_FSID] = F("nfs.fattr.fsid", "fsid", FT_UINT32, BASE_HEX),
	[NFS_FILEID] = U32("fattr.fileid", "fileid"),
	[NFS_SET_MODE] = F("nfs.mode", "mode", FT_UINT32, BASE_OCT, .label = settable_label),
	[NFS_SET_UID] = U32("fattr.uid", "uid", .label = settable_label),
	[NFS_SET_GID] = U32("fattr.gid", "gid", .label = settable_label),
	[NFS_SET_SIZE] = U32("fattr.size", "size", .label = settable_label),
	TIME(NFS_ATIME, "atime", "atime"),
	TIME(NFS_MTIME, "mtime", "mtime"),
	TIME(NFS_CTIME, "ctime", "ctime"),
	[NFS_DTIME] = F("nfs.dtime", "time delta", FT_RELATIVE_TIME, BASE_NONE, .label = seconds_label),
	[NFS_DTIME_SEC] = U32("dtime.sec", "seconds"),
	[NFS_DTIME_NSEC] = U32("dtime.nsec", "nano seconds"),
	[NFS_TYPE3] = U32("type", "Type", .vals = &nfs_type3_names),
	[NFS_FATTR3_TYPE] = U32("fattr3.type", "Type", .vals = &nfs_type3_names),
	[NFS_MODE3] = F("nfs.mode3", "Mode", FT_UINT32, BASE_OCT, .label = mode_label),
	[NFS_MODE3_SUID] = BIT("mode3.suid", "S_ISUID", 0x800, &bool_yes),
	[NFS_MODE3_SGID] = BIT("mode3.sgid", "S_ISGID", 0x400, &bool_yes),
	[NFS_MODE3_STICKY] = BIT("mode3.sticky", "S_ISVTX", 0x200, &bool_yes),
	[NFS_MODE3_RUSR] = BIT("mode3.rusr", "S_IRUSR", 0x100, &bool_yes),
	[NFS_MODE3_WUSR] = BIT("mode3.wusr", "S_IWUSR", 0x80, &bool_yes),
	[NFS_MODE3_XUSR] = BIT("mode3.xusr", "S_IXUSR", 0x40, &bool_yes),
	[NFS_MODE3_RGRP] = BIT("mode3.rgrp", "S_IRGRP", 0x20, &bool_yes),
	[NFS_MODE3_WGRP] = BIT("mode3.wgrp", "S_IWGRP", 0x10, &bool_yes),
	[NFS_MODE3_XGRP] = BIT("mode3.xgrp", "S_IXGRP", 0x8, &bool_yes),
	[NFS_MODE3_ROTH] = BIT("mode3.roth", "S_IROTH", 0x4, &bool_yes),
	[NFS_MODE3_WOTH] = BIT("mode3.woth", "S_IWOTH", 0x2, &bool_yes),
	[NFS_MODE3_XOTH] = BIT("mode3.xoth", "S_IXOTH", 0x1, &bool_yes),
	[NFS_NLINK3] = U32("fattr3.nlink", "nlink"),
	[NFS_FATTR3_UID] = U32("fattr3.uid", "uid"),
	[NFS_FATTR3_GID] = U32("fattr3.gid", "gid"),
	[NFS_SIZE3] = U64("fattr3.size", "size"),
	[NFS_USED3] = U64("fattr3.used", "used"),
	[NFS_SPECDATA1] = U32("specdata1", "specdata1"),
	[NFS_SPECDATA2] = U32("specdata2", "specdata2"),
	[NFS_FSID3] = F("nfs.fattr3.fsid", "fsid", FT_UINT64, BASE_HEX_DEC),
	[NFS_FILEID3] = U64("fattr3.fileid", "fileid"),
	[NFS_WCC_SIZE] = U64("wcc_attr.size", "size"),
	[NFS_SET_IT] = U32("set_it", "set_it", .vals = &follows),
	[NFS_SET_TIME] = U32("set_it", "set_it", .vals = &set_times),
	[NFS_SET_SIZE3] = U64("set_size", "size"),
	[NFS_UID3] = U32("uid3", "uid"),
	[NFS_GID3] = U32("gid3", "gid"),
	[NFS_GUARD] = U32("sattrguard3", "check", .vals = &follows),
	[NFS_ATTRIBUTES_FOLLOW] = U32("attributes_follow", "attributes_follow", .vals = &follows),
	[NFS_HANDLE_FOLLOW] = U32("handle_follow", "handle_follow", .vals = &follows),
	[NFS_COOKIE3] = U64("cookie3", "cookie"),
	[NFS_OFFSET3] = U64("offset3", "offset"),
	[NFS_COUNT3] = U32("count3", "count"),
	[NFS_DIRCOUNT] = U32("count3_dircount", "dircount"),
	[NFS_MAXCOUNT] = U32("count3_maxcount", "maxcount"),
	[NFS_READ_EOF] = BOOL("read.eof", "EOF"),
	[NFS_STABLE] = U32("write.stable", "Stable", .vals = &nfs_stable_names),
	[NFS_COMMITTED] = U32("write.committed", "Committed", .vals = &nfs_stable_names),
	[NFS_CREATE_MODE] = U32("createmode", "Create Mode", .vals = &nfs_create_names),
	[NFS_ENTRY3_ID] = U64("readdir.entry3.fileid", "File ID"),
	[NFS_ENTRY3_NAME] = STRING("readdir.entry3.name", "Name"),
	[NFS_ENTRY3_COOKIE] = U64("readdir.entry3.cookie", "Cookie"),
	[NFS_PLUS_ID] = U64("readdirplus.entry.fileid", "File ID"),
	[NFS_PLUS_NAME] = STRING("readdirplus.entry.name", "Name"),
	[NFS_PLUS_COOKIE] = U64("readdirplus.entry.cookie", "Cookie"),
	[NFS_ACCESS_CHECK] = F("nfs.access_check", "Check access", FT_UINT8, BASE_HEX, .label = access_label),
	[NFS_ACCESS_RIGHTS] = F("nfs.access_rights", "Access rights (of requested)", FT_UINT8, BASE_HEX, .label = access_label),
	ACCESS(NFS_ACCESS_ASKED, &asked),
	ACCESS(NFS_ACCESS_GIVEN, &given),
	[NFS_TBYTES] = U64("fsstat3_resok.tbytes", "Total bytes"),
	[NFS_FBYTES] = U64("fsstat3_resok.fbytes", "Free bytes"),
	[NFS_ABYTES] = U64("fsstat3_resok.abytes", "Available free bytes"),
	[NFS_TFILES] = U64("fsstat3_resok.tfiles", "Total file slots"),
	[NFS_FFILES] = U64("fsstat3_resok.ffiles", "Free file slots"),
	[NFS_AFILES] = U64("fsstat3_resok.afiles", "Available free file slots"),
	[NFS_INVARSEC] = U32("fsstat.invarsec", "invarsec"),
	[NFS_RTMAX] = U32("fsinfo.rtmax", "rtmax"),
	[NFS_RTPREF] = U32("fsinfo.rtpref", "rtpref"),
	[NFS_RTMULT] = U32("fsinfo.rtmult", "rtmult"),
	[NFS_WTMAX] = U32("fsinfo.wtmax", "wtmax"),
	[NFS_WTPREF] = U32("fsinfo.wtpref", "wtpref"),
	[NFS_WTMULT] = U32("fsinfo.wtmult", "wtmult"),
	[NFS_DTPREF] = U32("fsinfo.dtpref", "dtpref"),
	[NFS_MAXFILESIZE] = U64("fsinfo.maxfilesize", "maxfilesize"),
	[NFS_PROPERTIES] = F("nfs.fsinfo.properties", "Properties", FT_UINT32, BASE_HEX, .label = properties_label),
	[NFS_PROPERTY_SETATTR] = BIT("fsinfo.properties.setattr", "SETATTR can set time on server", 0x10, &bool_yes),
	[NFS_PROPERTY_PATHCONF] = BIT("fsinfo.properties.pathconf", "PATHCONF", 0x8, &pathconf_names),
	[NFS_PROPERTY_SYMLINKS] = BIT("fsinfo.properties.symlinks", "File System supports symbolic links", 0x2, &bool_yes),
	[NFS_PROPERTY_HARDLINKS] = BIT("fsinfo.properties.hardlinks", "File System supports hard links", 0x1, &bool_yes),
	[NFS_LINKMAX] = U32("pathconf.linkmax", "linkmax"),
	[NFS_NAME_MAX] = U32("pathconf.name_max", "name_max"),
	[NFS_NO_TRUNC] = BOOL("pathconf.no_trunc", "no_trunc"),
	[NFS_CHOWN_RESTRICTED] = BOOL("pathconf.chown_restricted", "chown_restricted"),
	[NFS_CASE_INSENSITIVE] = BOOL("pathconf.case_insensitive", "case_insensitive"),
	[NFS_CASE_PRESERVING] = BOOL("pathconf.case_preserving", "case_preserving"),
};
