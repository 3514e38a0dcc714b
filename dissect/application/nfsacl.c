/* nfsacl.c: the program for access control lists beside NFS: its procedures' names. */
#include "dissect/application/remote_call.h"

enum { NFSACL_PROGRAM = 100227 };
enum { NFSACL, PROCEDURE1, PROCEDURE2, PROCEDURE3 };

static const struct value_table procedures1 = VALUES({ 0, "NULL" });
static const struct value_table procedures2 = VALUES(
	{ 0, "NULL" }, { 1, "GETACL" }, { 2, "SETACL" }, { 3, "GETATTR" }, { 4, "ACCESS" }, { 5, "GETXATTRDIR" });
static const struct value_table procedures3 = VALUES(
	{ 0, "NULL" }, { 1, "GETACL" }, { 2, "SETACL" }, { 3, "GETXATTRDIR" });

#define PROCEDURE(v, names) \
	F("nfsacl.procedure_v" v, "V" v " Procedure", FT_UINT32, BASE_DEC, .vals = names, .flags = F_GENERATED)

static const struct field nfsacl_fields[] = {
	[NFSACL] = F("nfsacl", "NFSACL", FT_PROTOCOL, BASE_NONE),
	[PROCEDURE1] = PROCEDURE("1", &procedures1),
	[PROCEDURE2] = PROCEDURE("2", &procedures2),
	[PROCEDURE3] = PROCEDURE("3", &procedures3),
};

static const struct remote_version versions[] = {
	{ 1, PROCEDURE1, 0, NULL, 0 }, { 2, PROCEDURE2, 0, NULL, 0 }, { 3, PROCEDURE3, 0, NULL, 0 },
};
static const struct remote_program program = { COUNT(versions), versions, NULL };

static void nfsacl_tree(struct tree *t, const struct layer *l)
{
	remote_tree(t, l, &program);
}

static void nfsacl_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	remote_info(c, d, l, &program);
}

static const struct next_link nfsacl_on[] = { { NEXT_RPC_PROGRAM, NFSACL_PROGRAM } };

const struct protocol protocol_nfsacl = {
	.name = "nfsacl",
	.column = "NFSACL",
	FIELDS(nfsacl_fields),
	ON(nfsacl_on),
	.shows = remote_shows,
	.in_parent = true,
	.dissect = remote_dissect,
	.fields_of = nfsacl_tree,
	.info = nfsacl_info,
};
