/* nfs_impl.h: the parts of NFS among themselves. */
#ifndef PEEL_DISSECT_APPLICATION_NFS_IMPL_H
#define PEEL_DISSECT_APPLICATION_NFS_IMPL_H

#include "dissect/application/file_handle.h"

enum nfs_row {
	NFS_PROCEDURE2 = FILE_HANDLE_ROWS, NFS_PROCEDURE3, NFS_PROCEDURE4, NFS_STATUS2, NFS_STATUS3, NFS_STATUS, NFS_NAME, NFS_LINK_DATA,
	NFS_LINK_TO, NFS_DATA, NFS_VERIFIER,
	/* version 2 */
	NFS_READ_OFFSET, NFS_READ_COUNT, NFS_READ_TOTAL, NFS_WRITE_BEGIN, NFS_WRITE_OFFSET, NFS_WRITE_TOTAL, NFS_DIR_COOKIE,
	NFS_DIR_COUNT, NFS_ENTRY, NFS_ENTRY_ID, NFS_ENTRY_NAME, NFS_ENTRY_COOKIE, NFS_DIR_EOF, NFS_TSIZE, NFS_BSIZE,
	NFS_BLOCKS, NFS_BFREE, NFS_BAVAIL, NFS_FTYPE, NFS_MODE, NFS_MODE_NAME, NFS_MODE_SUID, NFS_MODE_SGID, NFS_MODE_SWAP,
	NFS_MODE_RUSR, NFS_MODE_WUSR, NFS_MODE_XUSR, NFS_MODE_RGRP, NFS_MODE_WGRP, NFS_MODE_XGRP, NFS_MODE_ROTH,
	NFS_MODE_WOTH, NFS_MODE_XOTH, NFS_NLINK, NFS_UID, NFS_GID, NFS_SIZE, NFS_BLOCKSIZE, NFS_RDEV, NFS_NBLOCKS, NFS_FSID,
	NFS_FILEID, NFS_SET_MODE, NFS_SET_UID, NFS_SET_GID, NFS_SET_SIZE,
	/* times, of both */
	NFS_ATIME, NFS_ATIME_SEC, NFS_ATIME_NSEC, NFS_ATIME_USEC, NFS_MTIME, NFS_MTIME_SEC, NFS_MTIME_NSEC, NFS_MTIME_USEC,
	NFS_CTIME, NFS_CTIME_SEC, NFS_CTIME_NSEC, NFS_CTIME_USEC, NFS_DTIME, NFS_DTIME_SEC, NFS_DTIME_NSEC,
	/* version 3 */
	NFS_TYPE3, NFS_FATTR3_TYPE, NFS_MODE3, NFS_MODE3_SUID, NFS_MODE3_SGID, NFS_MODE3_STICKY, NFS_MODE3_RUSR,
	NFS_MODE3_WUSR, NFS_MODE3_XUSR, NFS_MODE3_RGRP, NFS_MODE3_WGRP, NFS_MODE3_XGRP, NFS_MODE3_ROTH, NFS_MODE3_WOTH,
	NFS_MODE3_XOTH, NFS_NLINK3, NFS_FATTR3_UID, NFS_FATTR3_GID, NFS_SIZE3, NFS_USED3, NFS_SPECDATA1, NFS_SPECDATA2,
	NFS_FSID3, NFS_FILEID3, NFS_WCC_SIZE, NFS_SET_IT, NFS_SET_TIME, NFS_SET_SIZE3, NFS_UID3, NFS_GID3, NFS_GUARD,
	NFS_ATTRIBUTES_FOLLOW, NFS_HANDLE_FOLLOW, NFS_COOKIE3, NFS_OFFSET3, NFS_COUNT3, NFS_DIRCOUNT, NFS_MAXCOUNT,
	NFS_READ_EOF, NFS_STABLE, NFS_COMMITTED, NFS_CREATE_MODE, NFS_ENTRY3_ID, NFS_ENTRY3_NAME, NFS_ENTRY3_COOKIE,
	NFS_PLUS_ID, NFS_PLUS_NAME, NFS_PLUS_COOKIE, NFS_ACCESS_CHECK, NFS_ACCESS_RIGHTS, NFS_ACCESS_ASKED,
	NFS_ACCESS_GIVEN = NFS_ACCESS_ASKED + 6,
	NFS_TBYTES = NFS_ACCESS_GIVEN + 6, NFS_FBYTES, NFS_ABYTES, NFS_TFILES, NFS_FFILES, NFS_AFILES, NFS_INVARSEC, NFS_RTMAX,
	NFS_RTPREF, NFS_RTMULT, NFS_WTMAX, NFS_WTPREF, NFS_WTMULT, NFS_DTPREF, NFS_MAXFILESIZE, NFS_PROPERTIES,
	NFS_PROPERTY_SETATTR, NFS_PROPERTY_PATHCONF, NFS_PROPERTY_SYMLINKS, NFS_PROPERTY_HARDLINKS, NFS_LINKMAX,
	NFS_NAME_MAX, NFS_NO_TRUNC, NFS_CHOWN_RESTRICTED, NFS_CASE_INSENSITIVE, NFS_CASE_PRESERVING,
	NFS_ROWS,
};

extern const struct field nfs_fields[NFS_ROWS];
extern const struct value_table nfs_status2_names, nfs_status3_names, nfs_type3_names, nfs_stable_names,
	nfs_create_names;
enum { NFS_PROCEDURES2 = 18, NFS_PROCEDURES3 = 22 };
extern const struct remote_procedure nfs_procedures2[NFS_PROCEDURES2], nfs_procedures3[NFS_PROCEDURES3];
extern const struct remote_program nfs_program;

/* Attributes, and what may be set of them. */
void nfs_attributes2(struct xdr *x);
void nfs_settable2(struct xdr *x);
void nfs_attributes3(struct xdr *x, const char *label); /* said in the gist as well */
void nfs_post_attributes(struct xdr *x, const char *label);
void nfs_wcc(struct xdr *x, const char *label);
void nfs_settable3(struct xdr *x, const char *label);
void nfs_guard(struct xdr *x);
void nfs_special_data(struct xdr *x, const char *label);

/* The status of a reply; what failed is said in the gist. True: it is 0. */
bool nfs_status(struct xdr *x, unsigned row);
/* What the gist has in front of a handle: the comma that begins it in the Info column only. */
const char *nfs_lead(const struct xdr *x, const char *with_comma);
/* A directory, read by `handle`, and a name in it, said as "DH: 0x5e268e58/readme.txt". */
void nfs_place(struct xdr *x, const char *label, const char *before,
	       struct slice (*handle)(struct xdr *, const char *));
/* An entry of a directory, whose name lies behind `ahead` bytes; its number is said with it, or not. */
struct xdr_node nfs_open_entry(struct xdr *x, uint32_t ahead, bool number);

#endif
