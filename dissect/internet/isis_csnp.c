/* isis_csnp.c: IS-IS complete sequence numbers PDUs (ISO 10589): which LSPs a system has. */
#include "dissect/column.h"
#include "dissect/internet/isis.h"

/*   0            2           8               9          17
 *  +------------+-----------+---------------+----------+----------+--------
 *  | PDU length | system ID | circuit of it | first    | last LSP | values
 *  +------------+-----------+---------------+----------+----------+-------- */
enum {
	CSNP,
	ENTRY = CLV_OWN,
	SEQUENCE,
	LIFE,
	CHECKSUM,
	LSP,
	PDU_LENGTH,
	SOURCE,
	CIRCUIT,
	START,
	END,
	INSTANCE,
	TOPOLOGIES
};
enum { HEADER = 25, ID = 8, ENTRY_BYTES = 16 };

static const struct field csnp_fields[] = {
	[CSNP] = F("isis.csnp", "ISO 10589 ISIS Complete Sequence Numbers Protocol Data Unit", FT_PROTOCOL, BASE_NONE),
	ISIS_CLV_ROWS("csnp"),
	[ENTRY] = F_TEXT("LSP Entry"),
	[SEQUENCE] = F("isis.csnp.lsp_seq_num", "LSP Sequence Number", FT_UINT32, BASE_HEX),
	[LIFE] = F("isis.csnp.lsp_remain_life", "Remaining Lifetime", FT_UINT16, BASE_DEC),
	[CHECKSUM] = F("isis.csnp.lsp_checksum", "LSP checksum", FT_UINT16, BASE_HEX),
	[LSP] = F("isis.csnp.lsp_id", "LSP-ID", FT_STRING, BASE_NONE),
	[PDU_LENGTH] = F("isis.csnp.pdu_length", "PDU length", FT_UINT16, BASE_DEC),
	[SOURCE] = F("isis.csnp.source_id", "Source-ID", FT_STRING, BASE_NONE),
	[CIRCUIT] = F("isis.csnp.source_circuit", "Source-ID-Circuit", FT_BYTES, BASE_NONE),
	[START] = F("isis.csnp.start_lsp_id", "Start LSP-ID", FT_STRING, BASE_NONE),
	[END] = F("isis.csnp.end_lsp_id", "End LSP-ID", FT_STRING, BASE_NONE),
	[INSTANCE] = F("isis.csnp.iid", "Instance Identifier", FT_UINT16, BASE_DEC),
	[TOPOLOGIES] = F("isis.csnp.supported_itid", "Supported ITID", FT_UINT16, BASE_DEC),
};

void isis_put_entries(struct tree *t, uint32_t off, uint32_t n)
{
	for (uint32_t end = off + n; off + ENTRY_BYTES <= end && !tree_ended(t); off += ENTRY_BYTES) {
		put_node(t, ENTRY, off, ENTRY_BYTES);
		tree_push(t);
		put(t, SEQUENCE, off + 10, 4);
		put(t, LIFE, off, 2);
		put(t, CHECKSUM, off + 14, 2);
		tree_pop(t);
		isis_put_id(t, LSP, off + 2, ID);
	}
}

static void put_instance(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_instance(t, INSTANCE, off, n);
}

static const struct isis_clv clvs[] = { { 7, "Instance Identifier", put_instance }, { 9, "LSP entries", isis_put_entries },
	{ 10, "Authentication", NULL }, { 12, "Checksum", NULL }, { 133, "IP Authentication", NULL } };

static void csnp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	if (layer_header(l, HEADER))
		l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static void csnp_tree(struct tree *t, const struct layer *l)
{
	uint32_t length = slice_u16(l->data, 0);
	put(t, PDU_LENGTH, 0, 2);
	isis_put_id(t, SOURCE, 2, ISIS_SYSTEM_ID);
	put(t, CIRCUIT, 8, 1);
	isis_put_id(t, START, 9, ID);
	isis_put_id(t, END, 17, ID);
	if (length > ISIS_HEADER)
		isis_put_clvs(t, clvs, COUNT(clvs), HEADER, length - ISIS_HEADER);
}

static void csnp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	buf_str(&c->info, isis_type_name(d, l));
	buf_lit(&c->info, ", Source-ID: ");
	isis_id_text(&c->info, l->data, 2, ISIS_SYSTEM_ID + 1);
	buf_lit(&c->info, ", Start LSP-ID: ");
	isis_id_text(&c->info, l->data, 9, ID);
	buf_lit(&c->info, ", End LSP-ID: ");
	isis_id_text(&c->info, l->data, 17, ID);
}

const struct protocol protocol_isis_csnp = {
	.name = "isis.csnp",
	.column = "ISIS CSNP",
	FIELDS(csnp_fields),
	.dissect = csnp_dissect,
	.fields_of = csnp_tree,
	.info = csnp_info,
};
