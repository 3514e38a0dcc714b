/* rpc_fields.c: the rows of ONC RPC. */
#include "base/fmt.h"
#include "dissect/application/rpc_impl.h"
#include "dissect/text.h"

static const struct value_table message_types = VALUES({ 0, "Call" }, { 1, "Reply" });
static const struct value_table reply_states = VALUES({ 0, "accepted" }, { 1, "denied" });
static const struct value_table accept_states = VALUES(
	{ 0, "RPC executed successfully" }, { 1, "remote hasn't exported program" }, { 2, "remote can't support version #" },
	{ 3, "program can't support procedure" }, { 4, "procedure can't decode params" },
	{ 5, "system errors like memory allocation failure" });
static const struct value_table reject_states = VALUES({ 0, "RPC_MISMATCH" }, { 1, "AUTH_ERROR" });
static const struct value_table auth_states = VALUES(
	{ 1, "bad credential (seal broken)" }, { 2, "client must begin new session" }, { 3, "bad verifier (seal broken)" },
	{ 4, "verifier expired or replayed" }, { 5, "rejected for security reasons" }, { 13, "GSS credential problem" },
	{ 14, "GSS context problem" });
const struct value_table remote_flavor_names = VALUES(
	{ 0, "AUTH_NULL" }, { 1, "AUTH_UNIX" }, { 2, "AUTH_SHORT" }, { 3, "AUTH_DES" }, { 5, "AUTH_RSA/Gluster" },
	{ 6, "RPCSEC_GSS" }, { 300001, "AUTH_GSSAPI" }, { 390003, "RPCSEC_GSS_KRB5" }, { 390004, "RPCSEC_GSS_KRB5I" },
	{ 390005, "RPCSEC_GSS_KRB5P" }, { 390006, "RPCSEC_GSS_LIPKEY" }, { 390007, "RPCSEC_GSS_LIPKEY_I" },
	{ 390008, "RPCSEC_GSS_LIPKEY_P" }, { 390009, "RPCSEC_GSS_SPKM3" }, { 390010, "RPCSEC_GSS_SPKM3I" },
	{ 390011, "RPCSEC_GSS_SPKM3P" }, { 390039, "AUTH_GLUSTERFS" });
static const struct value_table gss_procedures = VALUES(
	{ 0, "RPCSEC_GSS_DATA" }, { 1, "RPCSEC_GSS_INIT" }, { 2, "RPCSEC_GSS_CONTINUE_INIT" }, { 3, "RPCSEC_GSS_DESTROY" });
static const struct value_table gss_services = VALUES(
	{ 1, "rpcsec_gss_svc_none" }, { 2, "rpcsec_gss_svc_integrity" }, { 3, "rpcsec_gss_svc_privacy" });
static const struct value_table namekinds = VALUES({ 0, "ADN_FULLNAME" }, { 1, "ADN_NICKNAME" });

/* "Remote Procedure Call, Type:Call XID:0x5eed0400" */
static void rpc_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	unsigned kind = l->fact[RPC_FACT_KIND] & RPC_KIND_BITS;
	buf_lit(b, "Remote Procedure Call");
	if (kind == RPC_IS_FRAGMENT)
		buf_lit(b, " Fragment");
	if (kind != RPC_IS_CALL && kind != RPC_IS_REPLY)
		return;
	buf_str(b, kind == RPC_IS_CALL ? ", Type:Call XID:" : ", Type:Reply XID:");
	fmt_0x(b, slice_u32(l->data, rpc_base(l)), 8);
}

static void procedure_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct remote_call c;
	buf_lit(b, "Procedure: ");
	if (remote_call_of(t->d, &t->d->layer[r->layer], &c))
		remote_procedure_name(b, t->d, &c);
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

static void frame_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f == &rpc_fields[RPC_REPLY_IN] ? "This is a reply to a request in frame "
						     : "The reply to this request is in frame ");
	fmt_uint(b, r->val);
}

static void time_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Time from request: ");
	record_value(b, t, r);
	buf_lit(b, " seconds");
}

static void opaque_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "fill bytes: opaque data");
}

static void missing_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "GSS Context: <MISSING>");
}

#define NUMBER(abbrev, name, ...) F("rpc." abbrev, name, FT_UINT32, BASE_DEC, __VA_ARGS__)
#define HEX(abbrev, name, type) F("rpc." abbrev, name, type, BASE_HEX)
#define BYTES(abbrev, name, ...) F("rpc." abbrev, name, FT_BYTES, BASE_NONE, __VA_ARGS__)
#define FRAME(abbrev, name, ...) F("rpc." abbrev, name, FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED, __VA_ARGS__)

const struct field rpc_fields[RPC_ROWS] = {
	[RPC] = F("rpc", "Remote Procedure Call", FT_PROTOCOL, BASE_NONE, .label = rpc_label),
	[RPC_PROGRAM_VERSION] = NUMBER("programversion", "Program Version"),
	[RPC_PROCEDURE] = NUMBER("procedure", "Procedure", .label = procedure_label),
	[RPC_TEXT] = F_TEXT("Text"),
	[RPC_VALUE_FOLLOWS] = F("rpc.value_follows", "Value Follows", FT_BOOLEAN, BASE_NONE, .vals = &bool_yes),
	[RPC_OPAQUE_LENGTH] = NUMBER("opaque_length", "length"),
	[RPC_FILL_BYTES] = BYTES("fill_bytes", "fill bytes", .label = opaque_label),
	[RPC_ARGUMENT_LENGTH] = NUMBER("argument_length", "Argument length"),
	[RPC_UNKNOWN_BODY] = F("rpc.unknown_body", "Unknown RPC call/reply body", FT_NONE, BASE_NONE),
	[RPC_GSS_SEQUENCE] = NUMBER("authgss.seqnum", "GSS Sequence Number"),
	[RPC_GSS_CONTEXT] = BYTES("authgss.context", "GSS Context"),
	[RPC_GSS_CONTEXT_LENGTH] = NUMBER("authgss.context.length", "GSS Context Length"),
	[RPC_GSS_CONTEXT_MISSING] = BYTES("authgss.context", "GSS Context", .label = missing_label),
	[RPC_GSS_MAJOR] = NUMBER("authgss.major", "GSS Major Status"),
	[RPC_GSS_MINOR] = NUMBER("authgss.minor", "GSS Minor Status"),
	[RPC_GSS_WINDOW] = NUMBER("authgss.window", "GSS Sequence Window"),
	[RPC_GSS_TOKEN_LENGTH] = NUMBER("authgss.token_length", "GSS Token Length"),
	[RPC_GSS_TOKEN] = BYTES("authgss.token", "GSS Token"),
	[RPC_GSS_DATA_LENGTH] = NUMBER("authgss.data.length", "Length"),
	[RPC_GSS_CHECKSUM] = BYTES("authgss.checksum", "GSS Checksum"),
	[RPC_LAST_FRAGMENT] = F("rpc.lastfrag", "Last Fragment", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x80000000,
				.vals = &bool_yes),
	[RPC_FRAGMENT_LENGTH] = F("rpc.fraglen", "Fragment Length", FT_UINT32, BASE_DEC, .size = 4, .mask = 0x7fffffff),
	[RPC_XID] = F("rpc.xid", "XID", FT_UINT32, BASE_HEX_DEC),
	[RPC_MESSAGE_TYPE] = NUMBER("msgtyp", "Message Type", .vals = &message_types),
	[RPC_VERSION] = NUMBER("version", "RPC Version"),
	[RPC_PROGRAM] = NUMBER("program", "Program", .vals = &remote_program_names),
	[RPC_REPLY_STATE] = NUMBER("replystat", "Reply State", .vals = &reply_states),
	[RPC_ACCEPT_STATE] = NUMBER("state_accept", "Accept State", .vals = &accept_states),
	[RPC_REJECT_STATE] = NUMBER("state_reject", "Reject State", .vals = &reject_states),
	[RPC_AUTH_STATE] = NUMBER("state_auth", "Auth State", .vals = &auth_states),
	[RPC_VERSION_MIN] = NUMBER("version.min", "RPC Version (Minimum)"),
	[RPC_VERSION_MAX] = NUMBER("version.max", "RPC Version (Maximum)"),
	[RPC_PROGRAM_MIN] = NUMBER("programversion.min", "Program Version (Minimum)"),
	[RPC_PROGRAM_MAX] = NUMBER("programversion.max", "Program Version (Maximum)"),
	[RPC_REQUEST_IN] = FRAME("reqframe", "Request Frame", .label = frame_label),
	[RPC_REPLY_IN] = FRAME("repframe", "Reply Frame", .label = frame_label),
	[RPC_TIME] = F("rpc.time", "Time from request", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED, .label = time_label),
	[RPC_DUP] = F("rpc.dup", "Duplicate Call/Reply", FT_NONE, BASE_NONE, .flags = F_GENERATED),
	[RPC_CALL_DUP] = FRAME("call.dup", "Duplicate to the call in", .label = NULL),
	[RPC_REPLY_DUP] = FRAME("reply.dup", "Duplicate to the reply in", .label = NULL),
	[RPC_FLAVOR] = NUMBER("auth.flavor", "Flavor", .vals = &remote_flavor_names),
	[RPC_AUTH_LENGTH] = NUMBER("auth.length", "Length"),
	[RPC_STAMP] = HEX("auth.stamp", "Stamp", FT_UINT32),
	[RPC_MACHINE] = F("rpc.auth.machinename", "Machine Name", FT_STRING, BASE_NONE, .label = xdr_contents_label),
	[RPC_UID] = NUMBER("auth.uid", "UID"),
	[RPC_GID] = NUMBER("auth.gid", "GID"),
	[RPC_OPAQUE_DATA] = BYTES("opaque_data", "opaque data"),
	[RPC_GSS_VERSION] = NUMBER("authgss.version", "GSS Version"),
	[RPC_GSS_PROCEDURE] = NUMBER("authgss.procedure", "GSS Procedure", .vals = &gss_procedures),
	[RPC_GSS_SERVICE] = NUMBER("authgss.service", "GSS Service", .vals = &gss_services),
	[RPC_DES_NAMEKIND] = NUMBER("authdes.namekind", "Namekind", .vals = &namekinds),
	[RPC_DES_NETNAME] = F("rpc.authdes.netname", "Netname", FT_STRING, BASE_NONE, .label = xdr_contents_label),
	[RPC_DES_KEY] = HEX("authdes.convkey", "Conversation Key (encrypted)", FT_UINT64),
	[RPC_DES_WINDOW] = HEX("authdes.window", "Window (encrypted)", FT_UINT32),
	[RPC_DES_NICKNAME] = HEX("authdes.nickname", "Nickname", FT_UINT32),
	[RPC_DES_TIMESTAMP] = HEX("authdes.timestamp", "Timestamp (encrypted)", FT_UINT64),
	[RPC_DES_WINDOW_VERIFIER] = HEX("authdes.windowverf", "Window verifier (encrypted)", FT_UINT32),
	[RPC_DES_TIME_VERIFIER] = HEX("authdes.timeverf", "Timestamp verifier (encrypted)", FT_UINT64),
	[RPC_CONTINUATION] = BYTES("continuation_data", "Continuation data"),
	[RPC_FRAGMENT_DATA] = BYTES("fragment_data", "Fragment Data"),
	JOINED_ALONE(RPC_FRAGMENTS, FT_NONE, "rpc.fragments", "rpc.fragment", "rpc.reassembled", "RPC Fragments", "RPC Fragment",
		     "Fragment", "fragment", "Defragmentation error", "Reassembled RPC length"),
	[RPC_FRAGMENTS + JOINED_DATA] = F_TEXT("Reassembled RPC data"),
};
