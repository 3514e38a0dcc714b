/* tftp.c: a transfer goes on between the client's port and one that the server chooses (RFC 1350, 4). */
#include "dissect/application/tftp.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

enum { MAX_FILE_NAME = 255 };

/* Of the request, and of the transfer that it announces. */
struct transfer {
	uint64_t request; /* frame */
	uint32_t block;   /* of the latest packet, counted on where the 16 bits wrap */
	uint16_t block_size, file_len;
	uint8_t opcode;
	char file[MAX_FILE_NAME];
};
_Static_assert(sizeof(struct transfer) <= APP_STATE_BYTES, "fits its cell");

static void note_request(struct tracker *k, struct dissection *d, const struct layer *l, struct transfer *x)
{
	unsigned side;
	const struct flow *f = tracker_flow(k, d, l, &side);
	uint32_t n = slice_zlen(l->data, 2);
	*x = (struct transfer){ .request = d->frame->number,
				.opcode = (uint8_t)slice_u16(l->data, 0),
				.block_size = TFTP_BLOCK_SIZE };
	x->file_len = (uint16_t)(n > MAX_FILE_NAME ? MAX_FILE_NAME : n ? n - 1 : 0);
	if (n)
		memcpy(x->file, l->data.p + 2, x->file_len);
	uint16_t client = side ? f->entry.key.port_b : f->entry.key.port_a;
	expect_add(&k->expect, &l->src, client, f->entry.key.proto, l->proto_id, f->app_state);
}

/* The value of "blksize" (RFC 2348) among the options at off. */
static uint16_t block_size(struct slice s, uint32_t off)
{
	uint32_t n, value, size = 0;
	for (; (n = tftp_option(s, off, &value)); off += n) {
		if (strcasecmp((const char *)s.p + off, "blksize"))
			continue;
		for (uint32_t i = value; s.p[i] >= '0' && s.p[i] <= '9' && size < UINT16_MAX; i++)
			size = size * 10 + (uint32_t)(s.p[i] - '0');
	}
	return (uint16_t)(size && size <= UINT16_MAX ? size : TFTP_BLOCK_SIZE);
}

/* The block number nearest to the latest one that ends in these 16 bits. */
static uint32_t full_block(uint32_t latest, uint16_t block)
{
	uint32_t ahead = (block - latest) & 0xffff;
	return latest + ahead - (ahead > INT16_MAX && latest > UINT16_MAX / 2 ? 0x10000 : 0);
}

void track_tftp(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side, opcode = slice_u16(l->data, 0);
	struct transfer *x = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *x, &side);
	if (!x || !slice_has(l->data, 0, 2))
		return;
	if (opcode == TFTP_READ || opcode == TFTP_WRITE) {
		note_request(k, d, l, x);
		return;
	}
	if (!x->request)
		return;
	if (opcode == TFTP_OPTION_ACK)
		x->block_size = block_size(l->data, 2);
	else if (opcode == TFTP_DATA || opcode == TFTP_ACK)
		x->block = full_block(x->block, slice_u16(l->data, 2));
	struct app_note *n = tracker_note(k, d, l);
	n->frame = x->request;
	n->value[TFTP_NOTE_OPCODE] = x->opcode;
	n->value[TFTP_NOTE_BLOCK] = x->block;
	n->value[TFTP_NOTE_BLOCK_SIZE] = x->block_size;
	tracker_note_text(d, n, x->file, x->file_len);
}
