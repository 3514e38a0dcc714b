/* nfs.c: the Network File System, versions 2 (RFC 1094) and 3 (RFC 1813), called by ONC RPC. Of version 4 the procedure
 * alone is shown. */
#include "base/fmt.h"
#include "dissect/application/nfs_impl.h"

enum { NFS_PROGRAM = 100003 };

bool nfs_status(struct xdr *x, unsigned row)
{
	uint32_t off = x->off, status = xdr_u32(x, row);
	if (x->t && !x->bad)
		put(x->t, NFS_STATUS, off, 4);
	if (status)
		xdr_say_name(x, x->in_tree ? "  Error: " : " Error: ", nfs_fields[row].vals, status);
	return !status && !x->bad;
}

const char *nfs_lead(const struct xdr *x, const char *with_comma)
{
	return x->in_tree ? with_comma + 1 : with_comma;
}

void nfs_place(struct xdr *x, const char *label, const char *before, struct slice (*handle)(struct xdr *, const char *))
{
	struct xdr_node node = xdr_open(x, label);
	struct slice dir = handle(x, "dir"), name = xdr_opaque(x, NFS_NAME, "Name", true);
	say_handle(x, before, dir);
	xdr_say_text(x, "/", name);
	xdr_close(x, node);
}

struct xdr_node nfs_open_entry(struct xdr *x, uint32_t ahead, bool number)
{
	enum { LONGEST_NAME = 200 };
	char room[LONGEST_NAME * 4 + 64];
	struct buf b = BUF_OVER(room, sizeof room);
	if (!x->t)
		return (struct xdr_node){ NULL, 0 };
	uint32_t n = xdr_peek(x, ahead);
	struct slice name = slice_sub(x->s, x->off + ahead + 4, n < LONGEST_NAME ? n : LONGEST_NAME);
	if (number) {
		buf_lit(&b, "file ID ");
		fmt_uint(&b, xdr_peek(x, 0));
		buf_lit(&b, ", ");
	}
	buf_lit(&b, "name ");
	fmt_text(&b, name.p, name.len);
	return xdr_open_row(x, put_copy(x->t, NFS_ENTRY, x->off, 0, b.p, (uint32_t)b.len));
}

static const struct remote_procedure procedures4[2] = { { NULL, NULL }, { NULL, NULL } };

static const struct remote_version versions[] = {
	{ 2, NFS_PROCEDURE2, NFS_PROCEDURES2, nfs_procedures2, UINT32_MAX },
	{ 3, NFS_PROCEDURE3, NFS_PROCEDURES3, nfs_procedures3, UINT32_MAX },
	{ 4, NFS_PROCEDURE4, COUNT(procedures4), procedures4, 0 },
};
const struct remote_program nfs_program = { COUNT(versions), versions, ", " };

static void nfs_tree(struct tree *t, const struct layer *l)
{
	remote_tree(t, l, &nfs_program);
}

static void nfs_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	remote_info(c, d, l, &nfs_program);
}

static const struct next_link nfs_on[] = { { NEXT_RPC_PROGRAM, NFS_PROGRAM } };

const struct protocol protocol_nfs = {
	.name = "nfs",
	.column = "NFS",
	FIELDS(nfs_fields),
	ON(nfs_on),
	.shows = remote_shows,
	.in_parent = true,
	.dissect = remote_dissect,
	.fields_of = nfs_tree,
	.info = nfs_info,
};
