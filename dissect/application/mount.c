/* mount.c: the mount protocol that goes with NFS (RFC 1094, appendix A; RFC 1813, appendix I; version 2: X/Open XNFS). */
#include "base/fmt.h"
#include "dissect/application/file_handle.h"
#include "dissect/text.h"

enum { MOUNT_PROGRAM = 100005 };

enum {
	MOUNT, PROCEDURE1, PROCEDURE2, PROCEDURE3, PATH, STATUS, FLAVORS, FLAVOR, DUMP_ENTRY, DUMP_HOST, DUMP_DIRECTORY,
	EXPORT_ENTRY, EXPORT_DIRECTORY, EXPORT_GROUPS, EXPORT_GROUP, LINK_MAX, MAX_CANON, MAX_INPUT, NAME_MAX, PATH_MAX,
	PIPE_BUF, VDISABLE, MASK, MASK_FIRST, MASK_LAST = MASK_FIRST + 9,
};

static const struct value_table procedures1 = VALUES(
	{ 0, "NULL" }, { 1, "MNT" }, { 2, "DUMP" }, { 3, "UMNT" }, { 4, "UMNTALL" }, { 5, "EXPORT" }, { 6, "EXPORTALL" });
static const struct value_table procedures2 = VALUES(
	{ 0, "NULL" }, { 1, "MNT" }, { 2, "DUMP" }, { 3, "UMNT" }, { 4, "UMNTALL" }, { 5, "EXPORT" }, { 6, "EXPORTALL" },
	{ 7, "PATHCONF" });
static const struct value_table procedures3 = VALUES(
	{ 0, "NULL" }, { 1, "MNT" }, { 2, "DUMP" }, { 3, "UMNT" }, { 4, "UMNTALL" }, { 5, "EXPORT" });
static const struct value_table status_names = VALUES(
	{ 0, "OK" }, { 1, "ERR_PERM" }, { 2, "ERR_NOENT" }, { 5, "ERR_IO" }, { 13, "ERR_ACCESS" }, { 20, "ERR_NOTDIR" },
	{ 22, "ERR_INVAL" }, { 63, "ERR_NAMETOOLONG" }, { 10004, "ERR_NOTSUPP" }, { 10006, "ERR_SERVERFAULT" });

static const struct value_table all_names = BOOL_NAMES("All info invalid", "Some or all info valid");
static const struct value_table chown_names = BOOL_NAMES("Only a privileged user can change the ownership of a file",
							 "Users may give away their own files");
static const struct value_table trunc_names = BOOL_NAMES("File names that are too long will get an error",
							 "File names that are too long will be truncated");
#define VALIDITY(name) { .kind = VK_BOOL, .n = 2, .names = (const char *const[]){ name " invalid", name " valid" } }
static const struct value_table validity[] = { VALIDITY("LINK_MAX"), VALIDITY("MAX_CANON"), VALIDITY("MAX_INPUT"),
					       VALIDITY("NAME_MAX"), VALIDITY("PATH_MAX"), VALIDITY("PIPE_BUF"),
					       VALIDITY("VDISABLE") };

static void entry_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct slice text = record_string(t, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_text(b, text.p, text.len);
}

static void groups_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	if (!r->val)
		buf_lit(b, ": empty");
}

#define U32(abbrev, name, ...) F("mount." abbrev, name, FT_UINT32, BASE_DEC, __VA_ARGS__)
#define U16(abbrev, name) F("mount.pathconf." abbrev, name, FT_UINT16, BASE_DEC)
#define STRING(abbrev, name) F("mount." abbrev, name, FT_STRING, BASE_NONE, .label = xdr_contents_label)
#define BIT(i, abbrev, name, names) \
	[MASK_FIRST + i] = F("mount.pathconf.mask." abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 2, .mask = 1 << i, .vals = names)

static const struct field mount_fields[] = {
	[MOUNT] = F("mount", "Mount Service", FT_PROTOCOL, BASE_NONE),
	[PROCEDURE1] = U32("procedure_v1", "V1 Procedure", .vals = &procedures1, .flags = F_GENERATED),
	[PROCEDURE2] = U32("procedure_v2", "V2 Procedure", .vals = &procedures2, .flags = F_GENERATED),
	[PROCEDURE3] = U32("procedure_v3", "V3 Procedure", .vals = &procedures3, .flags = F_GENERATED),
	[PATH] = STRING("path", "Path"),
	[STATUS] = U32("status", "Status", .vals = &status_names),
	[FLAVORS] = U32("flavors", "Flavors"),
	[FLAVOR] = U32("flavor", "Flavor", .vals = &remote_flavor_names),
	[DUMP_ENTRY] = F("mount.dump.entry", "Mount List Entry", FT_NONE, BASE_NONE, .label = entry_label),
	[DUMP_HOST] = STRING("dump.hostname", "Hostname"),
	[DUMP_DIRECTORY] = STRING("dump.directory", "Directory"),
	[EXPORT_ENTRY] = F("mount.export.entry", "Export List Entry", FT_NONE, BASE_NONE, .label = entry_label),
	[EXPORT_DIRECTORY] = STRING("export.directory", "Directory"),
	[EXPORT_GROUPS] = F("mount.export.groups", "Groups", FT_NONE, BASE_NONE, .label = groups_label),
	[EXPORT_GROUP] = STRING("export.group", "Group"),
	[LINK_MAX] = U32("pathconf.link_max", "Maximum number of links to a file"),
	[MAX_CANON] = U16("max_canon", "Maximum terminal input line length"),
	[MAX_INPUT] = U16("max_input", "Terminal input buffer size"),
	[NAME_MAX] = U16("name_max", "Maximum file name length"),
	[PATH_MAX] = U16("path_max", "Maximum path name length"),
	[PIPE_BUF] = U16("pipe_buf", "Pipe buffer size"),
	[VDISABLE] = F("mount.pathconf.vdisable_char", "VDISABLE character", FT_UINT8, BASE_HEX),
	[MASK] = F("mount.pathconf.mask", "Reply error/status bits", FT_UINT16, BASE_HEX),
	BIT(0, "error_all", "ERROR_ALL", &all_names),
	BIT(1, "error_link_max", "ERROR_LINK_MAX", &validity[0]),
	BIT(2, "error_max_canon", "ERROR_MAX_CANON", &validity[1]),
	BIT(3, "error_max_input", "ERROR_MAX_INPUT", &validity[2]),
	BIT(4, "error_name_max", "ERROR_NAME_MAX", &validity[3]),
	BIT(5, "error_path_max", "ERROR_PATH_MAX", &validity[4]),
	BIT(6, "error_pipe_buf", "ERROR_PIPE_BUF", &validity[5]),
	BIT(7, "chown_restricted", "CHOWN_RESTRICTED", &chown_names),
	BIT(8, "no_trunc", "NO_TRUNC", &trunc_names),
	BIT(9, "error_vdisable", "ERROR_VDISABLE", &validity[6]),
};

enum { NAME_PART = 60, ENTRY_TEXT = 200 }; /* bytes of a name, and of names, that an entry's label has */

/* The next string, without moving on: its beginning goes to b. Returns the bytes it takes, filled up. */
static uint32_t peek_name(const struct xdr *x, uint32_t ahead, struct buf *b)
{
	uint32_t n = xdr_peek(x, ahead);
	if (x->bad || !slice_has(x->s, x->off, ahead) || n > x->s.len)
		return 0;
	struct slice name = slice_first(slice_sub(x->s, x->off + ahead + 4, n), NAME_PART);
	fmt_text(b, name.p, name.len);
	return 4 + xdr_filled(n);
}

static bool status(struct xdr *x)
{
	uint32_t v = xdr_u32(x, STATUS);
	if (v)
		xdr_say_name(x, " Error:", &status_names, v);
	return !v && !x->bad;
}

static void path_call(struct xdr *x)
{
	xdr_say_text(x, " ", xdr_opaque(x, PATH, "Path", true));
}

static void mnt1_reply(struct xdr *x)
{
	if (status(x))
		handle2(x, "fhandle");
}

static void mnt3_reply(struct xdr *x)
{
	if (!status(x))
		return;
	handle3(x, "fhandle");
	uint32_t n = xdr_u32(x, FLAVORS);
	for (uint32_t i = 0; i < n && !x->bad; i++)
		xdr_u32(x, FLAVOR);
}

/* "onion:/export" */
static void sum_up_dump(const struct xdr *x, struct buf *b)
{
	uint32_t host = peek_name(x, 0, b);
	buf_char(b, ':');
	peek_name(x, host, b);
}

/* "/export -> onion *.peel.example" */
static void sum_up_export(const struct xdr *x, struct buf *b)
{
	uint32_t ahead = peek_name(x, 0, b);
	buf_lit(b, " -> ");
	for (size_t start = b->len; xdr_peek(x, ahead) && b->len < ENTRY_TEXT;) {
		if (b->len > start)
			buf_char(b, ' ');
		uint32_t n = peek_name(x, ahead + 4, b);
		if (!n)
			break;
		ahead += 4 + n;
	}
}

/* An entry of a list, whose label sums up what stands below it. */
static struct xdr_node open_entry(struct xdr *x, unsigned row, void (*sum_up)(const struct xdr *, struct buf *))
{
	char room[ENTRY_TEXT * 4 + NAME_PART * 8];
	struct buf b = BUF_OVER(room, sizeof room);
	if (!x->t)
		return (struct xdr_node){ NULL, 0 };
	if (tree_wants(x->t, row))
		sum_up(x, &b);
	return xdr_open_row(x, put_copy(x->t, row, x->off, 0, b.p, (uint32_t)b.len));
}

static void dump_reply(struct xdr *x)
{
	while (xdr_follows(x) && !x->bad) {
		struct xdr_node node = open_entry(x, DUMP_ENTRY, sum_up_dump);
		xdr_opaque(x, DUMP_HOST, "Hostname", true);
		xdr_opaque(x, DUMP_DIRECTORY, "Directory", true);
		xdr_close(x, node);
	}
}

static void export_reply(struct xdr *x)
{
	while (xdr_follows(x) && !x->bad) {
		struct xdr_node node = open_entry(x, EXPORT_ENTRY, sum_up_export), groups = { NULL, 0 };
		xdr_opaque(x, EXPORT_DIRECTORY, "Directory", true);
		if (x->t)
			groups = xdr_open_row(x, put_uint(x->t, EXPORT_GROUPS, x->off, 0, xdr_peek(x, 0)));
		while (xdr_follows(x) && !x->bad)
			xdr_opaque(x, EXPORT_GROUP, "Group", true);
		xdr_close(x, groups);
		xdr_close(x, node);
	}
}

/* Words of which the last bytes count. */
static void last_bytes(struct xdr *x, unsigned row, uint32_t n)
{
	if (!xdr_need(x, 4))
		return;
	if (x->t)
		put(x->t, row, x->off + 4 - n, n);
	x->off += 4;
}

static void pathconf_reply(struct xdr *x)
{
	xdr_u32(x, LINK_MAX);
	for (unsigned row = MAX_CANON; row <= PIPE_BUF; row++)
		last_bytes(x, row, 2);
	x->off += xdr_need(x, 4) ? 4 : 0; /* of no meaning */
	last_bytes(x, VDISABLE, 1);
	last_bytes(x, MASK, 2);
	if (!x->t || x->bad)
		return;
	tree_push(x->t);
	for (unsigned row = MASK_FIRST; row <= MASK_LAST; row++)
		put(x->t, row, x->off - 2, 2);
	tree_pop(x->t);
}

static const struct remote_procedure calls1[] = {
	[1] = { path_call, mnt1_reply }, [2] = { NULL, dump_reply },   [3] = { path_call, NULL },
	[5] = { NULL, export_reply },	 [6] = { NULL, export_reply }, [7] = { path_call, pathconf_reply },
};
static const struct remote_procedure calls3[] = {
	[1] = { path_call, mnt3_reply }, [2] = { NULL, dump_reply }, [3] = { path_call, NULL }, [5] = { NULL, export_reply },
};

static const struct remote_version versions[] = {
	{ 1, PROCEDURE1, 7, calls1, 0 }, { 2, PROCEDURE2, COUNT(calls1), calls1, 0 }, { 3, PROCEDURE3, COUNT(calls3), calls3, 0 },
};
static const struct remote_program program = { COUNT(versions), versions, NULL };

static void mount_tree(struct tree *t, const struct layer *l)
{
	remote_tree(t, l, &program);
}

static void mount_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	remote_info(c, d, l, &program);
}

static const struct protocol *const mount_shows[] = { &protocol_nfs, NULL };
static const struct next_link mount_on[] = { { NEXT_RPC_PROGRAM, MOUNT_PROGRAM } };

const struct protocol protocol_mount = {
	.name = "mount",
	.column = "MOUNT",
	FIELDS(mount_fields),
	ON(mount_on),
	.shows = mount_shows,
	.in_parent = true,
	.dissect = remote_dissect,
	.fields_of = mount_tree,
	.info = mount_info,
};
