/* ntp_control.c: NTP's control messages (RFC 9327), and the private ones of ntpd. */
#include "base/fmt.h"
#include "dissect/application/ntp_impl.h"
#include "dissect/message.h"

enum { CONTROL_HEADER = 12, PRIVATE_HEADER = 8, MONITOR_BYTES = 40 };
enum { READ_STATUS = 1, READ_VARIABLES, WRITE_VARIABLES, READ_CLOCK, WRITE_CLOCK, CONFIGURE = 8, SAVE_CONFIG, READ_MRU,
       READ_LIST, REQUEST_NONCE };
enum { FLAG_RESPONSE = 0x80, FLAG_ERROR = 0x40 };

/* A status word and the rows first..last of its bits (first 0: none). */
static void put_status(struct tree *t, uint32_t off, unsigned first, unsigned last)
{
	put(t, CTRL_STATUS, off, 2);
	tree_push(t);
	for (unsigned row = first; row && row <= last; row++)
		put(t, row, off, 2);
	tree_pop(t);
}

static void put_associations(struct tree *t, uint32_t end)
{
	for (uint32_t off = CONTROL_HEADER; off + 4 <= end && !tree_ended(t); off += 4) {
		put_node(t, CTRL_ITEM, off, 4);
		tree_push(t);
		put(t, CTRL_ASSOCIATION, off, 2);
		put_status(t, off + 2, PEER_CONFIG, PEER_CODE);
		tree_pop(t);
	}
}

/* name="value", name=value: a node each; the last has the line's end behind it. */
static void put_variables(struct tree *t, const struct layer *l, uint32_t end)
{
	uint32_t off = CONTROL_HEADER;
	end = end < l->data.len ? end : l->data.len;
	while (off < end && !tree_ended(t)) {
		bool quoted = false;
		uint32_t start = off;
		for (; off < end && (quoted || l->data.p[off] != ','); off++)
			quoted ^= l->data.p[off] == '"';
		uint32_t stop = off;
		while (stop > start && strchr(" \r\n", l->data.p[stop - 1]))
			stop--;
		if (stop > start)
			put_label(t, CTRL_VARIABLE, start, stop - start, l->data.p + start, stop - start);
		for (off++; off < end && strchr(" \r\n", l->data.p[off]); off++)
			;
	}
}

static void put_data(struct tree *t, const struct layer *l, unsigned flags, uint32_t n)
{
	put_node(t, CTRL_DATA, CONTROL_HEADER, n);
	tree_push(t);
	switch (flags & 31) {
	case READ_STATUS:
		if (flags & FLAG_RESPONSE)
			put_associations(t, CONTROL_HEADER + n);
		break;
	case READ_VARIABLES:
	case WRITE_VARIABLES:
	case READ_CLOCK:
	case WRITE_CLOCK: put_variables(t, l, CONTROL_HEADER + n); break;
	case CONFIGURE:
	case SAVE_CONFIG: put(t, CTRL_CONFIG, CONTROL_HEADER, n); break;
	case READ_MRU: put(t, CTRL_MRU, CONTROL_HEADER, n); break;
	case READ_LIST: put(t, CTRL_LIST, CONTROL_HEADER, n); break;
	case REQUEST_NONCE: put(t, CTRL_NONCE, CONTROL_HEADER, n); break;
	default: break;
	}
	tree_pop(t);
}

void ntp_put_control(struct tree *t, const struct layer *l)
{
	unsigned flags = slice_u8(l->data, 1), opcode = flags & 31;
	uint32_t n = slice_u16(l->data, 10);
	put_rows(t, LI, MODE, 0);
	put_rows(t, CTRL_FLAGS, CTRL_OPCODE, 0);
	put_rows(t, CTRL_SEQUENCE, CTRL_SEQUENCE, 0);
	/* whose status it is, which the association tells: of nobody that was captured, no more than its number */
	bool named = opcode >= READ_STATUS && opcode <= WRITE_VARIABLES && slice_has(l->data, 6, 2);
	bool system = named && !slice_u16(l->data, 6), peer = named && !system;
	bool clock = opcode == READ_CLOCK || opcode == WRITE_CLOCK;
	if (!(flags & FLAG_RESPONSE))
		put_status(t, 4, 0, 0);
	else if (flags & FLAG_ERROR)
		put_status(t, 4, ERR_STATUS, ERR_STATUS);
	else if (system || peer || clock)
		put_status(t, 4,
			   system ? SYS_LI
			   : peer ? PEER_CONFIG
				  : CLOCK_STATUS,
			   system ? SYS_CODE
			   : peer ? PEER_CODE
				  : CLOCK_CODE);
	else
		put_status(t, 4, 0, 0);
	put(t, CTRL_ASSOCIATION, 6, 2);
	put_rows(t, CTRL_OFFSET, CTRL_COUNT, 0);
	if (n)
		put_data(t, l, flags, n);
}

void ntp_put_private(struct tree *t, const struct layer *l)
{
	unsigned items = slice_u16(l->data, 4) & 0xfff, size = slice_u16(l->data, 6) & 0xfff;
	put_rows(t, PRIV_FLAGS_R, PRIV_FLAGS_MORE, 0);
	put_rows(t, VN, MODE, 0);
	put_rows(t, PRIV_AUTH_SEQ, PRIV_ITEM_SIZE, 0);
	if (slice_u8(l->data, 3) != NTP_MON_GETLIST_1 || size < MONITOR_BYTES)
		return;
	for (unsigned i = 0; i < items && !tree_ended(t); i++) {
		uint32_t off = PRIVATE_HEADER + i * size;
		put_cstr(t, PRIV_ITEM, off, size, "Monlist Item");
		tree_push(t);
		put_rows(t, MON_AVGINT, MON_UNUSED, off);
		tree_pop(t);
	}
}
