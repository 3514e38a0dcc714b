/* rpc_impl.h: the parts of ONC RPC among themselves. */
#ifndef PEEL_DISSECT_APPLICATION_RPC_IMPL_H
#define PEEL_DISSECT_APPLICATION_RPC_IMPL_H

#include "dissect/application/remote_call.h"
#include "dissect/joined.h"

enum rpc_row {
	RPC_LAST_FRAGMENT = RPC_SHARED_ROWS, RPC_FRAGMENT_LENGTH, RPC_XID, RPC_MESSAGE_TYPE, RPC_VERSION, RPC_PROGRAM,
	RPC_REPLY_STATE, RPC_ACCEPT_STATE, RPC_REJECT_STATE, RPC_AUTH_STATE, RPC_VERSION_MIN, RPC_VERSION_MAX,
	RPC_PROGRAM_MIN, RPC_PROGRAM_MAX, RPC_REQUEST_IN, RPC_REPLY_IN, RPC_TIME, RPC_DUP, RPC_CALL_DUP, RPC_REPLY_DUP,
	RPC_FLAVOR, RPC_AUTH_LENGTH, RPC_STAMP, RPC_MACHINE, RPC_UID, RPC_GID, RPC_OPAQUE_DATA, RPC_GSS_VERSION,
	RPC_GSS_PROCEDURE, RPC_GSS_SERVICE, RPC_DES_NAMEKIND, RPC_DES_NETNAME, RPC_DES_KEY, RPC_DES_WINDOW,
	RPC_DES_NICKNAME, RPC_DES_TIMESTAMP, RPC_DES_WINDOW_VERIFIER, RPC_DES_TIME_VERIFIER, RPC_CONTINUATION,
	RPC_FRAGMENT_DATA, RPC_FRAGMENTS, RPC_ROWS = RPC_FRAGMENTS + JOINED_ROWS,
};

extern const struct field rpc_fields[RPC_ROWS];

enum auth_flavor { AUTH_NULL, AUTH_UNIX, AUTH_SHORT, AUTH_DES, AUTH_GSS = 6 };
enum {
	RPC_CALL,
	RPC_REPLY,
	RPC_ACCEPTED = 0,
	RPC_SUCCESS = 0,
	RPC_MISMATCH = 0,
	RPC_AUTH_ERROR = 1,
	RPC_PROGRAM_MISMATCH = 2
};
enum { RPC_MARK_BYTES = 4, RPC_PORT = 111 };
#define RPC_LAST UINT32_C(0x80000000) /* record mark: the last fragment */

/* Credentials and verifier stand behind each other: flavor, length, as many bytes, filled up. Returns where the next
 * one begins. */
uint32_t rpc_auth_end(struct slice s, uint32_t off);

void rpc_tree(struct tree *t, const struct layer *l);

#endif
