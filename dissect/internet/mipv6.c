/* mipv6.c: the mobility header of IPv6: Mobile IPv6 (RFC 6275), and what others have added to it (RFC 3963, 5213, 5268, 5555,
 * 5846, 5847, 6705). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/internet/mipv6_impl.h"
#include "dissect/ip_chain.h"

/*   0                1        2      3          4          6
 *  +----------------+--------+------+----------+----------+------------------------------
 *  | payload proto  | length | type | reserved | checksum | message, as the type says, and options
 *  +----------------+--------+------+----------+----------+------------------------------
 *  The length is in units of 8 bytes, not counting the first. */
enum { FIXED = 6, ON_OLD_NUMBER = 62, IP_PROTO_MOBILITY = 135 };
enum mh_type {
	MH_REFRESH = 0,
	MH_HOME_INIT = 1,
	MH_CARE_INIT = 2,
	MH_HOME_TEST = 3,
	MH_CARE_TEST = 4,
	MH_UPDATE = 5,
	MH_ACK = 6,
	MH_ERROR = 7,
	MH_FAST_UPDATE = 8,
	MH_FAST_ACK = 9,
	MH_NEIGHBOR = 10,
	MH_EXPERIMENTAL = 11,
	MH_SWITCH = 12,
	MH_HEARTBEAT = 13,
	MH_HANDOVER = 14,
	MH_HANDOVER_ACK = 15,
	MH_REVOCATION = 16,
	MH_LOCALIZED = 17,
	MH_LOCALIZED_ACK = 18,
};

/* A part of a message at its place; flags are read from the same bytes by several rows. */
struct part {
	uint16_t row;
	uint8_t off, size;
};
#define PARTS(...)                                                             \
	.n = sizeof((const struct part[]){ __VA_ARGS__ }) / sizeof(struct part), \
	.part = (const struct part[]){ __VA_ARGS__ }

/* What a message has: its title, below which its parts stand (NULL: on their own); where its options begin. */
static const struct message {
	const char *title;
	uint8_t options, n;
	const struct part *part;
} messages[] = {
	[MH_REFRESH] = { NULL, 8, PARTS({ M6_BINDING_REFRESH_REQUEST, 6, 2 }) },
	[MH_HOME_INIT] = { "Home Test Init", 16, PARTS({ M6_HOTI_COOKIE, 8, 8 }) },
	[MH_CARE_INIT] = { "Care-of Test Init", 16, PARTS({ M6_COTI_COOKIE, 8, 8 }) },
	[MH_HOME_TEST] = { "Home Test", 24, PARTS({ M6_HOT_NINDEX, 6, 2 }, { M6_HOT_COOKIE, 8, 8 }, { M6_HOT_TOKEN, 16, 8 }) },
	[MH_CARE_TEST] = { "Care-of Test", 24,
			   PARTS({ M6_COT_NINDEX, 6, 2 }, { M6_COT_COOKIE, 8, 8 }, { M6_HOT_TOKEN, 16, 8 }) },
	[MH_UPDATE] = { "Binding Update", 12,
			PARTS({ M6_BU_SEQNR, 6, 2 }, { M6_BU_A_FLAG, 8, 2 }, { M6_BU_H_FLAG, 8, 2 }, { M6_BU_L_FLAG, 8, 2 },
			      { M6_BU_K_FLAG, 8, 2 }, { M6_BU_M_FLAG, 8, 2 }, { M6_NEMO_BU_R_FLAG, 8, 2 }, { M6_BU_P_FLAG, 8, 2 },
			      { M6_BU_F_FLAG, 8, 2 }, { M6_BU_T_FLAG, 8, 2 }, { M6_BU_B_FLAG, 8, 2 }, { M6_BU_LIFETIME, 10, 2 }) },
	[MH_ACK] = { "Binding Acknowledgement", 12,
		     PARTS({ M6_BA_STATUS, 6, 1 }, { M6_BA_K_FLAG, 7, 1 }, { M6_NEMO_BA_R_FLAG, 7, 1 }, { M6_BA_P_FLAG, 7, 1 },
			   { M6_BA_T_FLAG, 7, 1 }, { M6_BA_B_FLAG, 7, 1 }, { M6_BA_SEQNR, 8, 2 }, { M6_BA_LIFETIME, 10, 2 }) },
	[MH_ERROR] = { "Binding Error", 24, PARTS({ M6_BE_STATUS, 6, 1 }, { M6_BE_HADDR, 8, 16 }) },
	[MH_FAST_UPDATE] = { "Fast Binding Update", 12,
			     PARTS({ M6_FBU_SEQNR, 6, 2 }, { M6_FBU_A_FLAG, 8, 1 }, { M6_FBU_H_FLAG, 8, 1 }, { M6_FBU_L_FLAG, 8, 1 },
				   { M6_FBU_K_FLAG, 8, 1 }, { M6_FBU_LIFETIME, 10, 2 }) },
	[MH_FAST_ACK] = { "Fast Binding Acknowledgement", 12,
			  PARTS({ M6_FBACK_STATUS, 6, 1 }, { M6_FBACK_K_FLAG, 7, 1 }, { M6_FBACK_SEQNR, 8, 2 },
				{ M6_FBACK_LIFETIME, 10, 2 }) },
	[MH_NEIGHBOR] = { NULL, 8, PARTS({ M6_FAST_NEIGHBOR_ADVERTISEMENT, 6, 2 }) },
	[MH_HEARTBEAT] = { "Heartbeat", 12, PARTS({ M6_HB_U_FLAG, 7, 1 }, { M6_HB_R_FLAG, 7, 1 }, { M6_HB_SEQNR, 8, 4 }) },
	[MH_HANDOVER] = { "Handover Initiate", 10,
			  PARTS({ M6_HI_SEQNR, 6, 2 }, { M6_HI_S_FLAG, 8, 1 }, { M6_HI_U_FLAG, 8, 1 }, { M6_HI_CODE, 9, 1 }) },
	[MH_HANDOVER_ACK] = { "Handover Acknowledge ", 10, PARTS({ M6_HACK_SEQNR, 6, 2 }, { M6_HACK_CODE, 9, 1 }) },
	/* tshark reads these (RFC 6705, 10.1 and 10.2) from the header's first byte on, so that is where they are. */
	[MH_LOCALIZED] = { NULL, FIXED, PARTS({ M6_LRI_SEQUENCE, 0, 2 }, { M6_LRI_RESERVED, 2, 2 }, { M6_LRI_LIFETIME, 4, 2 }) },
	[MH_LOCALIZED_ACK] = { NULL, FIXED,
			       PARTS({ M6_LRA_SEQUENCE, 0, 2 }, { M6_LRI_UNSOLICITED, 2, 1 }, { M6_LRA_RESERVED, 2, 1 },
				     { M6_LRA_STATUS, 3, 1 }, { M6_LRA_LIFETIME, 4, 2 }) },
};

/* RFC 5846, 5.1 and 5.2: the first byte says which. */
static const struct message revocations[] = {
	{ "Binding Revocation Indication", 12,
	  PARTS({ M6_BRI_BR_TYPE, 6, 1 }, { M6_BRI_R_TRIGGER, 7, 1 }, { M6_BRI_SEQNR, 8, 2 }, { M6_BRI_IP, 10, 2 },
		{ M6_BRI_IV, 10, 2 }, { M6_BRI_IG, 10, 2 }, { M6_BRI_RES, 10, 2 }) },
	{ "Binding Revocation Acknowledge", 12,
	  PARTS({ M6_BRI_BR_TYPE, 6, 1 }, { M6_BRI_STATUS, 7, 1 }, { M6_BRI_SEQNR, 8, 2 }, { M6_BRI_AP, 10, 2 },
		{ M6_BRI_AV, 10, 2 }, { M6_BRI_AG, 10, 2 }, { M6_BRI_RES, 10, 2 }) },
};
static const struct message other_revocation = { NULL, 12, 0, NULL };

static uint32_t header_length(const struct layer *l)
{
	return (slice_u8(l->data, 1) + 1u) * 8;
}

/* NULL: a type that is shown as bytes, or has a list. */
static const struct message *message_of(const struct layer *l)
{
	unsigned type = slice_u8(l->data, 2), sort = slice_u8(l->data, FIXED);
	if (type == MH_REVOCATION)
		return sort == 1 || sort == 2 ? &revocations[sort - 1] : &other_revocation;
	return type < COUNT(messages) && messages[type].options ? &messages[type] : NULL;
}

static void mipv6_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = header_length(l);
	layer_header(l, l->data.len < n ? l->data.len : n);
	l->payload = slice_from(l->data, l->data.wire);
	if (ipv6_is_chained(layer_parent(d, l)) && slice_has(l->data, 0, 1)) {
		const struct layer *above = layer_parent(d, l);
		unsigned number = slice_u8(above->data, above->proto == &protocol_ipv6 ? FIXED : 0);
		if (number == IP_PROTO_MOBILITY) { /* under its old number, tshark takes it for what IPv6 carries */
			l->depth++;
			ipv6_ext_done(d, l, slice_u8(l->data, 0));
		}
	}
	dry_tree(d, l);
}

/* Home agents to choose from (RFC 5142, 4); returns where the options begin. */
static uint32_t put_switch(struct tree *t, const struct layer *l)
{
	static const char title[] = "Home Agent Switch";
	uint32_t n = slice_u8(l->data, FIXED), size = 2 + 16 * n;
	put_label(t, M6_TEXT, FIXED, size, title, sizeof title - 1);
	tree_push(t);
	put(t, M6_HAS_NUM_ADDRS, FIXED, 1);
	put(t, M6_HAS_RESERVED, FIXED + 1, 1);
	for (uint32_t i = 0; i < n && !tree_ended(t); i++)
		put(t, M6_HAS_ADDRESS, FIXED + 2 + 16 * i, 16);
	tree_pop(t);
	return FIXED + size;
}

static void put_message(struct tree *t, const struct message *m)
{
	if (m->title) {
		put_label(t, M6_TEXT, FIXED, m->options - FIXED, m->title, (uint32_t)strlen(m->title));
		tree_push(t);
	}
	for (unsigned i = 0; i < m->n; i++)
		put(t, m->part[i].row, m->part[i].off, m->part[i].size);
	if (m->title)
		tree_pop(t);
}

static void mipv6_tree(struct tree *t, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 2);
	uint32_t end = header_length(l), options = end;
	const struct message *m = message_of(l);
	put(t, M6_PROTO, 0, 1);
	put(t, M6_HLEN, 1, 1);
	put(t, M6_MHTYPE, 2, 1);
	put(t, M6_RESERVED, 3, 1);
	put(t, M6_CSUM, 4, 2);
	if (tree_ended(t))
		return;
	if (m) {
		put_message(t, m);
		options = m->options;
	} else if (type == MH_SWITCH) {
		options = put_switch(t, l);
	} else if (type == MH_EXPERIMENTAL) {
		if (end > 8)
			put(t, M6_EM_DATA, FIXED, end - FIXED);
	} else {
		put(t, M6_UNKNOWN_TYPE_DATA, FIXED, end - FIXED);
	}
	if (options < end && !tree_ended(t))
		mipv6_put_options(t, options, end);
}

static void mipv6_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 2);
	const char *name = value_text(mipv6_fields[M6_MHTYPE].vals, type);
	const struct message *m = message_of(l);
	(void)d;
	if (type == MH_REVOCATION && m->title) {
		buf_str(&c->info, m->title);
	} else if (name) {
		buf_str(&c->info, name);
	} else {
		buf_lit(&c->info, "Unknown Mobility Header (");
		fmt_uint(&c->info, type);
		buf_char(&c->info, ')');
	}
}

static const struct next_link mipv6_on[] = { { NEXT_IP_PROTO, ON_OLD_NUMBER }, { NEXT_IP_PROTO, IP_PROTO_MOBILITY },
					     { NEXT_UDP_PORT, 5436 } };

const struct protocol protocol_mipv6 = {
	.name = "mipv6",
	.column = "MIPv6",
	.fields = mipv6_fields,
	.n_fields = M6_N_ROWS,
	ON(mipv6_on),
	.dissect = mipv6_dissect,
	.fields_of = mipv6_tree,
	.info = mipv6_info,
};
