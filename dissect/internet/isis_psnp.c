/* isis_psnp.c: IS-IS partial sequence numbers PDUs (ISO 10589): which LSPs a system has. */
#include "dissect/column.h"
#include "dissect/internet/isis.h"

/*   0            2           8               9
 *  +------------+-----------+---------------+--------
 *  | PDU length | system ID | circuit of it | values
 *  +------------+-----------+---------------+-------- */
enum { PSNP, PDU_LENGTH = CLV_OWN, SOURCE, CIRCUIT };
enum { HEADER = 9 };

static const struct field psnp_fields[] = {
	[PSNP] = F("isis.psnp", "ISO 10589 ISIS Partial Sequence Numbers Protocol Data Unit", FT_PROTOCOL, BASE_NONE),
	ISIS_CLV_ROWS("psnp"),
	[PDU_LENGTH] = F("isis.psnp.pdu_length", "PDU length", FT_UINT16, BASE_DEC),
	[SOURCE] = F("isis.psnp.source_id", "Source-ID", FT_STRING, BASE_NONE),
	[CIRCUIT] = F("isis.psnp.source_circuit", "Source-ID-Circuit", FT_BYTES, BASE_NONE),
};

/* Entries have the rows of a CSNP's. */
static void put_entries(struct tree *t, uint32_t off, uint32_t n)
{
	if (!tree_borrow(t))
		return;
	isis_put_entries(t, off, n);
	tree_give_back(t);
}

static void put_instance(struct tree *t, uint32_t off, uint32_t n)
{
	enum { CSNP_INSTANCE = CLV_OWN + 10 };
	if (!tree_borrow(t))
		return;
	isis_put_instance(t, CSNP_INSTANCE, off, n);
	tree_give_back(t);
}

static const struct isis_clv clvs[] = { { 7, "Instance Identifier", put_instance }, { 9, "LSP entries", put_entries },
	{ 10, "Authentication", NULL }, { 12, "Checksum", NULL }, { 133, "IP Authentication", NULL } };

static void psnp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	if (layer_header(l, HEADER))
		l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static void psnp_tree(struct tree *t, const struct layer *l)
{
	uint32_t length = slice_u16(l->data, 0);
	put(t, PDU_LENGTH, 0, 2);
	isis_put_id(t, SOURCE, 2, ISIS_SYSTEM_ID);
	put(t, CIRCUIT, 8, 1);
	if (length > ISIS_HEADER)
		isis_put_clvs(t, clvs, COUNT(clvs), HEADER, length - ISIS_HEADER);
}

static void psnp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	buf_str(&c->info, isis_type_name(d, l));
	buf_lit(&c->info, ", Source-ID: ");
	isis_id_text(&c->info, l->data, 2, ISIS_SYSTEM_ID + 1);
}

const struct protocol protocol_isis_psnp = {
	.name = "isis.psnp",
	.column = "ISIS PSNP",
	FIELDS(psnp_fields),
	.borrows = "isis.csnp",
	.dissect = psnp_dissect,
	.fields_of = psnp_tree,
	.info = psnp_info,
};
