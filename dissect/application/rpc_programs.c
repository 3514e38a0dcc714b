/* rpc_programs.c: ONC RPC programs by number (IANA's registry), under the names that tshark gives them. */
#include "dissect/application/rpc_impl.h"

const struct value_table remote_program_names = VALUES(
	{ 100000, "Portmap" }, { 100001, "RSTAT" }, { 100003, "NFS" }, { 100004, "YPSERV" }, { 100005, "MOUNT" },
	{ 100007, "YPBIND" }, { 100008, "RWALL" }, { 100009, "YPPASSWD" }, { 100011, "RQUOTA" }, { 100012, "SPRAY" },
	{ 100020, "KLM" }, { 100021, "NLM" }, { 100024, "STAT" }, { 100026, "BOOTPARAMS" }, { 100069, "YPXFR" },
	{ 100227, "NFSACL" }, { 100231, "NFSAUTH" }, { 100232, "SADMIND" }, { 100300, "NIS+" }, { 100302, "NIS+ CB" },
	{ 150001, "PCNFSD" }, { 391004, "SGI MOUNT" }, { 395183, "VXI-11 Core" }, { 395184, "VXI-11 Async" },
	{ 1298437, "GlusterFS" }, { 14398633, "GlusterFS Handshake" }, { 1073741824, "NFS CB" });

bool remote_program_known(uint32_t program)
{
	return value_text(&remote_program_names, program);
}

const char *remote_program_name(uint32_t program)
{
	const char *name = value_text(&remote_program_names, program);
	return name ? name : "Unknown";
}
