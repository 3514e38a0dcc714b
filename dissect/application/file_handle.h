/* file_handle.h: NFS file handles, which the mount protocol gives out and NFS uses. */
#ifndef PEEL_DISSECT_APPLICATION_FILE_HANDLE_H
#define PEEL_DISSECT_APPLICATION_FILE_HANDLE_H

#include "dissect/application/remote_call.h"

/* The first rows of NFS's table; "mount" shows them. */
extern const struct protocol protocol_nfs;
enum file_handle_row { NFS, NFS_HANDLE_LENGTH, NFS_HANDLE_HASH, NFS_HANDLE, FILE_HANDLE_ROWS };

enum { HANDLE2_BYTES = 32 };

/* Version 3: up to 64 bytes behind their length; version 2: always 32. Shown below a node with that label. Returns the bytes. */
struct slice handle3(struct xdr *x, const char *label);
struct slice handle2(struct xdr *x, const char *label);
/* ", FH: 0x5e268e58": a checksum of the bytes stands for them. */
void say_handle(struct xdr *x, const char *before, struct slice handle);

#endif
